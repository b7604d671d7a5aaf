/* clew.h: the library behind the command. One news story, followed through
 * many reports, told as one record that cites every line.
 *
 *   clew_open ─▶ clew_add_path, clew_add_bytes ... ─▶ clew_tell ─▶ dossier
 *                                                │
 *                                                ├▶ clew_extract   lines
 *                                                ├▶ clew_group     lines
 *                                                └▶ clew_copies    lines
 *
 * Laws.
 * - The library never prints, never ends the program, and keeps no globals.
 *   A call that can fail answers a clew_status; clew_message has the sentence.
 * - Handles are opaque. Whatever a handle gives lives until it is closed or
 *   freed. Every string and byte given to a call may be freed after it.
 * - One handle belongs to one thread at a time; clew_cancel alone may be
 *   called from another thread or a signal handler. Work inside a call is
 *   spread over as many workers as clew_set_workers says; the bytes that come
 *   out are the same for any number of them.
 * - All text is UTF-8. A place is a half-open range of bytes.
 * - No clock, locale or environment variable changes what comes out.
 *
 * docs/example.c is a whole program; a test compiles and runs it. */
#ifndef CLEW_CLEW_H
#define CLEW_CLEW_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CLEW_VERSION "0.1.0"
#define CLEW_MODEL   "rules" /* rules and lexicons; no trained model yet */

#if defined(__GNUC__)
#define CLEW_API __attribute__((visibility("default")))
#else
#define CLEW_API
#endif

typedef enum {
    CLEW_OK,
    CLEW_PARTLY,     /* done, but some inputs failed: see clew_on_problem */
    CLEW_NOTHING,    /* every input failed; nothing was written */
    CLEW_USAGE,      /* an argument is wrong: clew_message says which */
    CLEW_UNWRITABLE, /* the caller's clew_write refused */
    CLEW_NO_MEMORY,  /* memory, or the most that a run may use, ran out */
    CLEW_CANCELLED   /* clew_cancel was called */
} clew_status;

typedef struct clew clew;                 /* settings and inputs of a run */
typedef struct clew_dossier clew_dossier; /* what clew_tell made */

/* Takes the next n bytes of output; 0 to go on, anything else to stop. */
typedef int (*clew_write)(void *shared, const char *bytes, size_t n);

/* One line about one bad input, without a newline: "week31.txt: byte 18: ..."
 * Called on the calling thread, in the order of the inputs. */
typedef void (*clew_problem)(void *shared, const char *line);

/* done of all inputs were read; all may grow while a run goes on. */
typedef void (*clew_progress)(void *shared, size_t done, size_t all);

/* ---- a run ------------------------------------------------------------- */

/* CLEW_NO_MEMORY: *out is NULL. */
CLEW_API clew_status clew_open(clew **out);
CLEW_API void clew_close(clew *run); /* tolerates NULL */

/* Why the last call on this handle failed; "" when it did not. */
CLEW_API const char *clew_message(const clew *run);

/* Use the trained weights of a file like model/en.bin in place of those that
 * are built in. It is mapped, so it must stay as it is until the handle is
 * closed. A file that is missing, cut off, altered or of another version is
 * refused with CLEW_USAGE, and the built-in weights are used. */
CLEW_API clew_status clew_set_model(clew *run, const char *path);

/* 0, the start: as many as the machine has. */
CLEW_API void clew_set_workers(clew *run, size_t n);
CLEW_API void clew_on_problem(clew *run, clew_problem call, void *shared);
CLEW_API void clew_on_progress(clew *run, clew_progress call, void *shared);

/* The call under way on this handle ends with CLEW_CANCELLED soon. */
CLEW_API void clew_cancel(clew *run);

/* ---- inputs ------------------------------------------------------------ */

/* A file, a folder (all files below it, sorted), a file of JSON lines, or "-"
 * for standard input; gzipped or not. What cannot be read is told to
 * clew_on_problem when the run comes to it, and stops nothing. */
CLEW_API clew_status clew_add_path(clew *run, const char *path);

/* One page or text in memory; name stands for its path. */
CLEW_API clew_status clew_add_bytes(clew *run, const char *name,
                                    const void *bytes, size_t n);

/* The outlet, or the day of publication (YYYY-MM-DD, or a time), of one of
 * the inputs. It wins over what the page says. */
CLEW_API clew_status clew_set_outlet(clew *run, const char *path,
                                     const char *outlet);
CLEW_API clew_status clew_set_published(clew *run, const char *path,
                                        const char *date);

/* ---- the story --------------------------------------------------------- */

/* All fields may be NULL or 0. Days are YYYY-MM-DD. */
typedef struct {
    const char *query;  /* words that weight days and sentences */
    const char *from;   /* keep what happened on or after this day */
    const char *to;     /* ... on or before */
    const char *since;  /* tell what reports after this day add */
    unsigned max_dates; /* the heaviest days of each story; 0: all that fit */
} clew_tell_options;

/* Read every input and tell the stories. options may be NULL. With CLEW_OK
 * and CLEW_PARTLY *out is a dossier, otherwise NULL. The order of the inputs
 * does not matter. The dossier stays good after clew_close. */
CLEW_API clew_status clew_tell(clew *run, const clew_tell_options *options,
                               clew_dossier **out);
CLEW_API void clew_dossier_free(clew_dossier *dossier); /* tolerates NULL */

CLEW_API size_t clew_dossier_reports(const clew_dossier *dossier);
CLEW_API size_t clew_dossier_stories(const clew_dossier *dossier);

/* The dossier as JSON, format clew.dossier/1 (docs/dossier.schema.json). */
CLEW_API clew_status clew_dossier_json(const clew_dossier *dossier,
                                       clew_write write, void *shared);

/* The dossier as one web page: a whole file that loads nothing. */
CLEW_API clew_status clew_dossier_html(const clew_dossier *dossier,
                                       clew_write write, void *shared);

typedef struct {
    unsigned width; /* columns; 0: 80 */
    int has_color;  /* escape sequences for a terminal */
    int has_why;    /* reasons: why reports were folded, dated, put together */
} clew_text_options;

/* The dossier for a reader; options may be NULL. */
CLEW_API clew_status clew_dossier_text(const clew_dossier *dossier,
                                       const clew_text_options *options,
                                       clew_write write, void *shared);

/* ---- lines ------------------------------------------------------------- */

/* One line of JSON for each input, in their order: title, byline, date, body,
 * furniture (docs/extract.schema.json). */
CLEW_API clew_status clew_extract(clew *run, clew_write write, void *shared);

typedef struct {
    int is_live; /* answer as inputs are read, and again where that changes */
} clew_group_options;

/* {"id","story","storyline"} for each input, in their order, when all are read;
 * a round-up has its further stories under "also". Live, each line is written
 * when its input is read, by those before it; when stories are repaired,
 * {"from","to"} tells that the one was found to be the other, and a line with
 * "was" tells anew of an input that is in another story or storyline now.
 * options may be NULL. */
CLEW_API clew_status clew_group(clew *run, const clew_group_options *options,
                                clew_write write, void *shared);

typedef struct {
    unsigned days; /* published at most so many days apart; 0: 30 */
} clew_copies_options;

/* A line for each two inputs that share text: {"a","b","kind",...}. An input
 * without a day of publication may be a copy of any. options may be NULL. */
CLEW_API clew_status clew_copies(clew *run, const clew_copies_options *options,
                                 clew_write write, void *shared);

/* ---- one text ---------------------------------------------------------- */

typedef enum {
    CLEW_MARKS_JSON, /* docs/annotate.schema.json */
    CLEW_MARKS_CONLLU,
    CLEW_MARKS_TIMEML
} clew_marks_format;

typedef struct {
    clew_marks_format format;
    const char *date;     /* when the text was published; NULL: unknown */
    int is_pretokenized;  /* inputs are CoNLL columns; the answer is CoNLL-U */
    int has_explanations; /* names of the rules that found each time */
} clew_annotate_options;

/* The marks of each input as plain text, in their order. options may be
 * NULL. With several inputs each line of JSON begins with its path. */
CLEW_API clew_status clew_annotate(clew *run,
                                   const clew_annotate_options *options,
                                   clew_write write, void *shared);

/* ---- about ------------------------------------------------------------- */

CLEW_API const char *clew_version(void);

/* Versions of libraries, limits in force, abilities of each language. */
CLEW_API clew_status clew_doctor(clew_write write, void *shared);

#ifdef __cplusplus
}
#endif
#endif
