/* read.h: from the paths of a command line to pages, one item at a time.
 *
 *   paths ─▶ cw_read_open ─▶ cw_read_next ─▶ item ─▶ cw_read_page ─▶ page
 *            finds all files   one thread     │       any thread
 *                                             ├ a file: not opened yet
 *                                             ├ a pipe: its bytes
 *                                             ├ a line of JSONL: its bytes
 *                                             └ what could not be read
 *
 * An item is one page or one failure, so slot i of a pool holds item i. A
 * path that cannot be used is an item too, and cw_read_page answers with its
 * error: messages come in the order of the inputs, whatever the workers do,
 * and never stop the others. JSONL is read in chunks and each line is copied
 * into the item's arena, so a file of any size streams.
 *
 * Order: the paths as given; below a folder by the bytes of the whole path;
 * lines as they stand. The same path given twice is read once. */
#ifndef CW_READ_READ_H
#define CW_READ_READ_H

#include "read/page.h"

/* What the command line says about one file: `--outlet FILE=NAME`. Of a
 * JSONL file it holds for every line. It wins over what the file states. */
typedef struct {
    cw_bytes path;  // as given or as found below a given folder
    cw_bytes value; // NAME or date, not empty
} cw_read_override;

typedef struct {
    const char *const *paths; // files, folders, "-" for standard input
    size_t n_paths;
    const cw_read_override *outlets;
    size_t n_outlets;
    const cw_read_override *published;
    size_t n_published;
} cw_read_options;

typedef struct cw_read cw_read;

typedef enum {
    CW_ITEM_FILE,  // cw_read_page opens and reads it
    CW_ITEM_BYTES, // the raw bytes of a pipe or of standard input
    CW_ITEM_LINE,  // one line of JSONL, without its line end
    CW_ITEM_ERROR, // what and remedy say why there is no page
} cw_item_kind;

typedef struct {
    cw_item_kind kind;
    cw_bytes path;              // ended by a 0 that is not counted
    cw_bytes bytes;             // BYTES, LINE
    uint64_t line, byte;        // LINE: number from 1; where it begins
    bool is_known_by_id;        // LINE: one that has an id needs no sha256
    cw_bytes outlet, published; // overrides; n == 0: none
    cw_status status;           // ERROR
    uint64_t error_byte;        // ERROR: offset or CW_NO_BYTE
    const char *what, *remedy;  // ERROR
} cw_read_item;

/* Find all inputs. The options' strings are borrowed until close; what the
 * reader itself needs lives in `keep`. CW_USAGE: an override names a file
 * that is not among the inputs, *error says which. */
CW_CHECK cw_status cw_read_open(const cw_read_options *options, cw_arena *keep,
                                cw_error *error, cw_read **out);

/* The next item; its bytes live in `keep` (the slot's arena). CW_END: no
 * more. Any other failure (CW_NO_MEMORY) ends the run. */
CW_CHECK cw_status cw_read_next(cw_read *read, cw_arena *keep,
                                cw_read_item *item);

/* The page of an item. Everything of the page lives in `keep` or is the
 * item's. CW_OK with page->is_cut: the page was read in part, and *error
 * holds the line to print, as for a failure. Otherwise CW_UNREADABLE,
 * CW_BAD_INPUT, CW_LIMIT or CW_NO_MEMORY; never CW_UNWRITABLE. */
CW_CHECK cw_status cw_read_page(const cw_read_item *item, cw_arena *keep,
                                cw_error *error, cw_page *page);

/* Inputs found: files, pipes and failures; a JSONL file counts once. */
size_t cw_read_count(const cw_read *read);

/* Closes what is open; tolerates NULL. */
void cw_read_close(cw_read *read);

/* One input that is all in memory already: what cw_read_page does after the
 * file was read, for other callers of the library and for tests. */
CW_CHECK cw_status cw_read_bytes(cw_bytes raw, cw_bytes path, cw_arena *keep,
                                 cw_error *error, cw_page *page);

#endif
