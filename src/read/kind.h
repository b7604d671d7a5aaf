/* kind.h: what an input is, told from its first bytes and then its name.
 *
 * A kind that is not read carries the sentence that says so and the command
 * that turns it into one that is. */
#ifndef CW_READ_KIND_H
#define CW_READ_KIND_H

#include "base/arena.h"

/* name, what is wrong, what to do; %s stands for the path, %b for the path
 * without its ending. NULL: this kind is read. */
#define CW_KIND_MAP(X)                                                         \
    X(TEXT, NULL, NULL)                                                        \
    X(HTML, NULL, NULL)                                                        \
    X(MHTML, NULL, NULL) /* holds a page or a text */                          \
    X(JSONL, NULL, NULL)                                                       \
    X(EMPTY, "the file is empty", "Leave it out, or fetch it again")           \
    X(BINARY, "binary data, not text",                                         \
      "Give text, HTML or JSONL; other files must be converted first")         \
    X(PDF, "a PDF file", "Convert it first: pdftotext %s %b.txt")              \
    X(OFFICE, "an office document",                                            \
      "Convert it first: libreoffice --headless --convert-to txt:Text %s")     \
    X(ZIP, "a zip archive", "Unpack it first: unzip %s")                       \
    X(IMAGE, "a picture", "Text in pictures needs OCR first: tesseract %s %b") \
    X(MEDIA, "sound or video", "Give a transcript of it as text")              \
    X(COMPRESSED, "packed in a way that is not read; gzip is",                 \
      "Unpack it first with xz, bzip2, zstd, 7z or tar: %s")                   \
    X(WARC, "a WARC web archive, which is not read yet",                       \
      "Save its pages as HTML files: warcio extract %s OFFSET")                \
    X(FEED, "an RSS, Atom or JSON feed, which is not read yet",                \
      "Save the pages it links to as HTML files")                              \
    X(XML, "XML that is not a web page",                                       \
      "Give the text as .txt, the page as .html, or reports as JSONL")         \
    X(JSON, "JSON that is not one report a line",                              \
      "Make it JSONL, each line with \"text\" or \"html\": jq -c . %s")        \
    X(JSON_ARRAY, "JSON that is not one report a line",                        \
      "Make it JSONL, each line with \"text\" or \"html\": jq -c '.[]' %s")    \
    X(UTF16_JSONL, "JSONL that is not in UTF-8",                               \
      "Convert it first: iconv -f UTF-16 -t UTF-8 %s")                         \
    X(LINES, "JSONL where one page was wanted",                                \
      "Give the file by its path, or its lines one by one")

typedef enum {
#define CW_KIND_ENUM(name, what, remedy) CW_KIND_##name,
    CW_KIND_MAP(CW_KIND_ENUM)
#undef CW_KIND_ENUM
} cw_kind;

#define CW_KIND_HEAD_BYTES 8192u // what telling looks at

/* head: the first bytes of the entity, CW_KIND_HEAD_BYTES or all of it. The
 * name decides only where the bytes leave it open; ".gz" is looked through. */
cw_kind cw_kind_find(cw_bytes head, cw_bytes path);

bool cw_kind_is_read(cw_kind kind);
const char *cw_kind_name(cw_kind kind); // "TEXT", "HTML", ..., for tests

/* CW_OK for a kind that is read, else CW_BAD_INPUT and the error. */
cw_status cw_kind_check(cw_kind kind, cw_bytes path, cw_error *error);

#endif
