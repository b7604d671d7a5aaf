/* page.h: one input as the reader hands it on: bytes, their kind, and what
 * came with them.
 *
 *   path -> file bytes -> (gunzip) -> entity bytes = source
 *                                        | charset
 *                                        v
 *                                      utf8      (map: utf8 -> source)
 *
 * `source` offsets of everything later count in the entity bytes, before
 * character decoding. For a text page `utf8` is the report's text; for an
 * HTML page it is the markup that the tokenizer reads. */
#ifndef CW_READ_PAGE_H
#define CW_READ_PAGE_H

#include "base/arena.h"

typedef enum {
    CW_PAGE_TEXT,  // a page saved or pasted as lines, furniture and all
    CW_PAGE_HTML,  // markup
    CW_PAGE_CLEAN, // JSONL "text": the body and nothing but the body
} cw_page_kind;

/* Runs of equal bytes: utf8[text_from, text_from + length) came from
 * source[source_from, ...), byte for byte. Entries ascend in both columns and
 * do not overlap; bytes between two runs were decoded, and come as a whole
 * from the source bytes between the two. n == 0: utf8 is the source. */
typedef struct {
    uint32_t text_from, source_from, length;
} cw_map_entry;

typedef struct {
    const cw_map_entry *at;
    size_t n;
} cw_map;

/* Source byte of a text byte; at_end asks for the end of a range, which in a
 * decoded gap is the gap's end in the source, not its start. */
uint32_t cw_map_find(cw_map map, uint32_t text_at, bool at_end);
cw_range cw_map_range(cw_map map, cw_range text);

typedef struct {
    cw_page_kind kind;
    cw_bytes path;   // as given or found below a given folder; "-" for stdin
    uint64_t line;   // of a JSONL file, from 1; 0: the whole file
    cw_bytes source; // entity bytes; of a JSONL line the decoded string; empty
                     // when a file had to be decoded: it is not kept
    cw_bytes utf8;   // source in UTF-8, bad bytes as U+FFFD
    cw_map map;
    const char *charset; // WHATWG name, "utf-8", "windows-1252", ...
    uint8_t sha256[32];  // of the bytes: the file as stored, the JSONL line;
                         // zeros where the line's own id is enough
    /* What a JSONL line, a command-line option or a container stated; n == 0
     * when it did not. They count as evidence "given". */
    cw_bytes source_id, url, outlet, title, published;
    const cw_bytes *byline;
    size_t n_byline;
    bool needs_body_only; // of clean text: neither language nor glued
                          // sentences are asked for
    bool is_remark;       // of a pasted mail: a few words on other messages
    bool is_cut;          // not all of it could be read: status "partial"
    const char *note;     // why, or NULL
} cw_page;

#endif
