/* json.h: writing JSON, one value after the other, in the order of the calls.
 *
 *   cw_json_open(json, '{', CW_JSON_INLINE);     {"span":[3,9],"kind":null}
 *   cw_json_key(json, "span");
 *   cw_json_range(json, range);
 *   cw_json_key(json, "kind");
 *   cw_json_null(json);
 *   cw_json_close(json);
 *
 * Whatever bytes come in, valid JSON in valid UTF-8 goes out: a byte that
 * begins no code point becomes U+FFFD. Control, bidirectional and zero-width
 * characters are written as \uXXXX, so that a terminal never obeys a source
 * and a program reads exactly what stood there. Numbers have their shortest
 * form that reads back equal, whatever the locale. */
#ifndef CW_SHOW_JSON_H
#define CW_SHOW_JSON_H

#include "show/sink.h"

#define CW_JSON_DEPTH 32u // of our own formats; the deepest has 9 levels

typedef enum {
    CW_JSON_INLINE, // items side by side
    CW_JSON_LINES,  // one item a line: records can be found with grep
} cw_json_layout;

/* What stands before an item, bits. */
enum { CW_JSON_COMMA = 1, CW_JSON_NEW_LINE = 2 };

typedef struct {
    cw_sink *sink;
    uint32_t depth; // level[0] is outside of all brackets
    uint8_t before; // what the next item needs before it
    struct {
        uint8_t closer;  // '}' or ']'
        uint8_t between; // what stands between its items
    } level[CW_JSON_DEPTH + 1];
} cw_json;

void cw_json_init(cw_json *json, cw_sink *sink);

void cw_json_new_line(cw_json *json); // and a blank a level
void cw_json_open(cw_json *json, char bracket, cw_json_layout layout);
void cw_json_close(cw_json *json);
/* Comma or new line before an item; all calls below begin with it. */
static inline void cw_json_begin_item(cw_json *json)
{
    if (json->before & CW_JSON_COMMA)
        cw_sink_add_byte(json->sink, ',');
    if (json->before & CW_JSON_NEW_LINE)
        cw_json_new_line(json);
}
/* Keys and words are of the format: ASCII, nothing in them to escape. Most keys
 * are known when compiled, and then copied in a step or two. */
static inline void cw_json_add_quoted(cw_json *json, const char *word)
{
    size_t n = strlen(word);
    uint8_t *to = cw_sink_room(json->sink, n + 2);
    to[0] = '"';
    memcpy(to + 1, word, n);
    to[1 + n] = '"';
    json->sink->n += n + 2;
}
static inline void cw_json_key(cw_json *json, const char *key)
{
    cw_json_begin_item(json);
    cw_json_add_quoted(json, key);
    cw_sink_add_byte(json->sink, ':');
    json->before = 0;
}

void cw_json_text(cw_json *json, cw_bytes text);
/* A long text in pieces, each of whole code points: open, add ..., close. */
void cw_json_open_text(cw_json *json);
void cw_json_add_text(cw_json *json, cw_bytes text);
void cw_json_close_text(cw_json *json);
void cw_json_word(cw_json *json, const char *word);      // NULL gives null
void cw_json_text_or_null(cw_json *json, cw_bytes text); // n == 0 gives null
void cw_json_int(cw_json *json, int64_t value);
void cw_json_number(cw_json *json, double value);        // NaN, infinite: null
void cw_json_thousandths(cw_json *json, uint32_t value); // 850 gives 0.85
void cw_json_bool(cw_json *json, bool value);
void cw_json_null(cw_json *json);
void cw_json_range(cw_json *json, cw_range range); // [from,to]

/* The shortest decimal of a finite value that reads back equal; out[40]. */
void cw_number_print(double value, char out[40]);

#endif
