/* decode.h: the encodings of the WHATWG Encoding Standard.
 *
 *   label ─▶ cw_charset_find ─▶ charset ─▶ cw_decode(source) ─▶ utf8 + map
 *
 * All of the standard's labels and decoders; the tables are made by the build
 * (data/gen/gen_charset.c). Bytes that mean nothing become U+FFFD, one for
 * each error the standard counts. */
#ifndef CW_READ_DECODE_H
#define CW_READ_DECODE_H

#include "read/page.h"

typedef enum {
    CW_DECODE_UTF_8,
    CW_DECODE_SINGLE,
    CW_DECODE_GB18030, // and gbk: the standard gives them one decoder
    CW_DECODE_BIG5,
    CW_DECODE_EUC_JP,
    CW_DECODE_ISO_2022_JP,
    CW_DECODE_SHIFT_JIS,
    CW_DECODE_EUC_KR,
    CW_DECODE_UTF_16BE,
    CW_DECODE_UTF_16LE,
    CW_DECODE_X_USER_DEFINED,
    CW_DECODE_REPLACEMENT, // labels the standard refuses to read
} cw_decode_method;

typedef struct {
    const char *name; // lower case: "utf-8", "windows-1252", ...
    uint8_t method;   // cw_decode_method
    uint8_t table;    // of CW_DECODE_SINGLE
} cw_charset;

/* "Get an encoding" (section 4.2): ASCII case and white space around the
 * label do not count. NULL: no such label. */
const cw_charset *cw_charset_find(cw_bytes label);

/* What was decoded. utf8 is the source itself, and map empty, when no byte
 * had to change. */
typedef struct {
    cw_bytes utf8;
    cw_map map;
    bool is_cut; // utf8 would have been longer than the maximum
} cw_decoded;

/* Decode source[from ..), writing at most utf8_max bytes; a map counts from
 * the start of source, so a byte order mark is skipped by `from`. Runs in the
 * map are as long as they can be. A decoded stretch gets an entry of length 0
 * at the edges of its words and every 16 characters, so that a citation of
 * UTF-16 or Chinese text stays narrow. CW_NO_MEMORY, CW_LIMIT (a source of
 * more than 4 GiB). Linear time; memory is counted before it is taken. */
CW_CHECK cw_status cw_decode(const cw_charset *charset, cw_bytes source,
                             size_t from, size_t utf8_max, cw_arena *keep,
                             cw_decoded *out);

#endif
