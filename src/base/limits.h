/* limits.h: every maximum in Clew. The values stand first; the list below
 * gives each its unit and meaning. `clew doctor` prints the list, and the
 * tests try each limit at n - 1, n and n + 1. */
#ifndef CW_BASE_LIMITS_H
#define CW_BASE_LIMITS_H

/* inputs */
#define CW_MAX_INPUT_BYTES  268435456u
#define CW_MAX_TEXT_BYTES   134217728u
#define CW_MAX_LINE_BYTES   67108864u
#define CW_MAX_JSON_DEPTH   64u
#define CW_MAX_PATH_BYTES   4096u
#define CW_MAX_FOLDER_DEPTH 64u
#define CW_MAX_INPUTS       1000000u
#define CW_MAX_REPORTS      1000000u
#define CW_MAX_WORKERS      64u
/* pages */
#define CW_MAX_HTML_DEPTH      512u
#define CW_MAX_HTML_NODES      4194304u
#define CW_MAX_TREE_BASE       4194304u
#define CW_MAX_TREE_SHARE      5u
#define CW_MAX_HTML_ATTRIBUTES 256u
#define CW_MAX_ATTRIBUTE_BYTES 1048576u
#define CW_MAX_BLOCKS          262144u
#define CW_MAX_BLOCKS_BASE     16384u
#define CW_MAX_BLOCKS_SHARE    72u
#define CW_MAX_CANDIDATES      64u
#define CW_MAX_BYLINE          32u
#define CW_MAX_ENTRIES         4096u
/* marks */
#define CW_MAX_TOKENS          33554432u
#define CW_MAX_SENTENCE_TOKENS 1024u
#define CW_MAX_MARKS           1048576u
/* stories */
#define CW_MAX_STORY_ITEMS 1048576u
/* memory and output */
#define CW_MAX_REPORT_ARENA 8589934592u
#define CW_MAX_STORY_ARENA  34359738368u
#define CW_MAX_OUTPUT_BYTES 4294967295u

#define CW_LIMIT_MAP(X)                                              \
    X(MAX_INPUT_BYTES, "bytes", "one input after decompression")     \
    X(MAX_TEXT_BYTES, "bytes", "the text of one report")             \
    X(MAX_LINE_BYTES, "bytes", "one line of JSONL")                  \
    X(MAX_JSON_DEPTH, "levels", "nesting inside a line of JSONL")    \
    X(MAX_PATH_BYTES, "bytes", "a path")                             \
    X(MAX_FOLDER_DEPTH, "levels", "folders inside folders")          \
    X(MAX_INPUTS, "inputs", "files found below the given paths")     \
    X(MAX_REPORTS, "reports", "reports of one run")                  \
    X(MAX_WORKERS, "threads", "workers of one run")                  \
    X(MAX_HTML_DEPTH, "levels", "open elements of a page")           \
    X(MAX_HTML_NODES, "nodes", "elements and texts of a page")       \
    X(MAX_TREE_BASE, "bytes", "the tree of a page, however short")   \
    X(MAX_TREE_SHARE, "times", "and beside it, the bytes of a page") \
    X(MAX_HTML_ATTRIBUTES, "attributes", "attributes of one tag")    \
    X(MAX_ATTRIBUTE_BYTES, "bytes", "one attribute value")           \
    X(MAX_BLOCKS, "blocks", "blocks of one report")                  \
    X(MAX_BLOCKS_BASE, "blocks", "of a web page, however short")     \
    X(MAX_BLOCKS_SHARE, "bytes", "of a web page, for one more")      \
    X(MAX_CANDIDATES, "dates", "publication-date candidates kept")   \
    X(MAX_BYLINE, "people", "people of one byline")                  \
    X(MAX_ENTRIES, "entries", "entries of one live blog")            \
    X(MAX_TOKENS, "tokens", "tokens of one report")                  \
    X(MAX_SENTENCE_TOKENS, "tokens", "one sentence, then it is cut") \
    X(MAX_MARKS, "marks", "marks of one kind in one report")         \
    X(MAX_STORY_ITEMS, "items", "entries of one kind in one story")  \
    X(MAX_REPORT_ARENA, "bytes", "working memory of one report")     \
    X(MAX_STORY_ARENA, "bytes", "working memory of one run")         \
    X(MAX_OUTPUT_BYTES, "bytes", "one output")

#endif
