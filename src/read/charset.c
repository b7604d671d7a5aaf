#include "read/charset.h"

#include <stdio.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"
#include "read/prescan.h"

#define PRESCAN_BYTES 1024u   // WHATWG HTML 13.2.3.2
#define LATE_BYTES    65536u  // a meta behind inlined scripts and styles
#define GUESS_BYTES   262144u // uchardet is sure long before

static const cw_charset *named(const char *name)
{
    return cw_charset_find(cw_bytes_from(name));
}

cw_charset_found cw_charset_mark(cw_bytes source)
{
    cw_charset_found found = {0};
    if (cw_bytes_starts(source, CW_LIT("\xEF\xBB\xBF"))) {
        found.charset = named("utf-8");
        found.n_mark = 3;
    } else if (cw_bytes_starts(source, CW_LIT("\xFE\xFF"))) {
        found.charset = named("utf-16be");
        found.n_mark = 2;
    } else if (cw_bytes_starts(source, CW_LIT("\xFF\xFE"))) {
        found.charset = named("utf-16le");
        found.n_mark = 2;
    }
    return found;
}

/* UTF-16 without a mark: every second byte of English is 0, and always the
 * same one of the two. */
static const cw_charset *guess_utf16(cw_bytes source)
{
    size_t n = source.n < 4096 ? source.n & ~(size_t)1 : 4096;
    size_t zeros[2] = {0, 0};
    if (n < 16 || !memchr(source.at, 0, n))
        return NULL;
    for (size_t i = 0; i < n; i++)
        zeros[i % 2] += source.at[i] == 0;
    if ((zeros[0] > 0 && zeros[1] > 0) || zeros[0] + zeros[1] < n / 2 * 3 / 4)
        return NULL;
    return named(zeros[0] > 0 ? "utf-16be" : "utf-16le");
}

/* UTF-8 with a few bytes broken on the way is still UTF-8: at least four
 * good characters to each bad place. */
static bool is_nearly_utf8(cw_bytes source)
{
    size_t n_good = 0, n_bad = 0;
    for (size_t at = 0; at < source.n;) {
        size_t from = at;
        uint32_t code_point;
        if (source.at[at] < 0x80) {
            at++;
            continue;
        }
        code_point = cw_utf8_next(source, &at);
        n_bad += code_point == CW_BAD_CODE_POINT;
        n_good += code_point != CW_BAD_CODE_POINT && at - from > 1;
    }
    return n_good > 0 && n_good >= 4 * n_bad;
}

/* A western text with little in it that is not ASCII: typographic quotes,
 * dashes, the pound and euro signs, a few accents. uchardet, which counts
 * letters, guesses wildly on so few, and English comes first here. Cyrillic,
 * Greek or Chinese words would stand as runs of such bytes. */
static bool is_western(cw_bytes source)
{
    static const char marks[] = "\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99"
                                "\xA0\xA3\xA9\xAB\xAE\xB0\xB7\xBB\xBD";
    size_t n_marks = 0, n_high = 0, run = 0, run_max = 0;
    for (size_t i = 0; i < source.n; i++) {
        uint8_t byte = source.at[i];
        run = byte < 0x80 ? 0 : run + 1;
        run_max = run > run_max ? run : run_max;
        n_high += byte >= 0x80;
        n_marks += byte >= 0x80 && memchr(marks, byte, sizeof marks - 1);
    }
    return n_high > 0 && run_max < 3 &&
           (n_marks == n_high || n_high < 8 || n_high < source.n / 50);
}

/* Encodings whose bytes cannot be taken for windows-1252 without rubbish.
 * Other names that WHATWG has no decoder for (old DOS and Mac tables) are
 * uchardet's favourites for short western texts, and not believed. */
static bool is_foreign(const char *name)
{
    static const char *const names[] = {"HZ-GB-2312",  "ISO-2022-KR",
                                        "ISO-2022-CN", "EUC-TW",
                                        "UTF-32BE",    "UTF-32LE"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

static cw_status ask_uchardet(cw_bytes source, cw_charset_found *out)
{
    uchardet_t asked = uchardet_new();
    const cw_charset *charset = NULL;
    const char *name;
    if (!asked)
        return CW_NO_MEMORY;
    if (uchardet_handle_data(asked, (const char *)source.at, source.n) != 0) {
        uchardet_delete(asked);
        return CW_NO_MEMORY;
    }
    uchardet_data_end(asked);
    name = uchardet_get_charset(asked);
    if (strcmp(name, "UHC") == 0)
        name = "EUC-KR";
    if (is_foreign(name))
        snprintf(out->foreign, sizeof out->foreign, "%s", name);
    else
        charset = named(name);
    uchardet_delete(asked);
    if (charset && (charset->method == CW_DECODE_UTF_8 ||
                    charset->method == CW_DECODE_UTF_16BE ||
                    charset->method == CW_DECODE_UTF_16LE))
        charset = NULL; // they were ruled out before
    if (!out->foreign[0])
        out->charset = charset ? charset : named("windows-1252");
    return CW_OK;
}

/* The part with the first byte that is not ASCII: the rest tells nothing. */
static cw_bytes telling_part(cw_bytes source)
{
    size_t from = 0;
    while (from < source.n && source.at[from] < 0x80 && source.at[from] != 0x1B)
        from++;
    from = from < 1024 ? 0 : from - 1024;
    source = cw_bytes_cut(source, from, source.n);
    if (source.n > GUESS_BYTES)
        source.n = GUESS_BYTES;
    return source;
}

/* An escape character: ISO-2022-JP and ISO-2022-KR look like ASCII. */
static bool may_hide_in_ascii(cw_bytes source)
{
    return memchr(source.at, 0x1B, source.n) != NULL;
}

cw_status cw_charset_detect(cw_bytes source, bool is_html, cw_bytes label,
                            cw_charset_found *out)
{
    cw_bytes unknown = {0};
    cw_status status;
    bool is_utf8;
    *out = cw_charset_mark(source);
    if (!out->charset)
        out->charset = cw_charset_find(label);
    if (is_html && !out->charset)
        out->charset = cw_prescan(source, PRESCAN_BYTES, NULL);
    if (is_html && !out->charset)
        out->charset = cw_prescan(source, LATE_BYTES, &unknown);
    if (!out->charset)
        out->charset = guess_utf16(source);
    if (out->charset)
        return CW_OK;
    is_utf8 = cw_utf8_valid(source) == source.n;
    if (is_utf8 && !may_hide_in_ascii(source))
        out->charset = named("utf-8");
    else if (is_nearly_utf8(source))
        out->charset = named("utf-8");
    if (out->charset)
        return CW_OK;
    out->unknown = unknown;
    if (is_western(source))
        out->charset = named("windows-1252");
    if (out->charset)
        return CW_OK;
    status = ask_uchardet(telling_part(source), out);
    if (is_utf8 && out->charset &&
        out->charset->method != CW_DECODE_ISO_2022_JP)
        out->charset = named("utf-8"); // the escapes were only colours
    return status;
}
