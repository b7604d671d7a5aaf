/* measure.c: features of a piece, and the language of the page. */
#include "base/utf8.h"
#include "clean/clean_int.h"
#include "clean/slots.h"
#include "stopwords_res.h"

#define N_LANGUAGES (sizeof stopword_languages / sizeof *stopword_languages)
#define N_SLOTS     (sizeof stopword_slots / sizeof *stopword_slots)
#define WORD_MAX    16u

/* The languages (bits) in which this word is a function word. */
static uint32_t word_languages(cw_bytes word)
{
    char folded[WORD_MAX];
    size_t slot;
    if (word.n >= WORD_MAX)
        return 0;
    for (size_t i = 0; i < word.n; i++)
        folded[i] = (char)cw_to_lower(word.at[i]);
    folded[word.n] = 0;
    slot = cw_slot_hash(folded, word.n) & (N_SLOTS - 1);
    for (; stopword_slots[slot]; slot = (slot + 1) & (N_SLOTS - 1))
        if (strcmp(stopwords[stopword_slots[slot] - 1].text, folded) == 0)
            return stopwords[stopword_slots[slot] - 1].languages;
    return 0;
}

/* The next run of letters and digits (bytes of other scripts count as
 * letters; General Punctuation does not). */
static bool next_word(cw_bytes text, size_t *at, size_t end, cw_range *word)
{
    size_t p = *at, from;
    for (; p < end; p++) {
        uint8_t c = text.at[p];
        if (c == 0xE2 && end - p >= 3 && text.at[p + 1] == 0x80) {
            p += 2;
            continue;
        }
        if (c == 0xC2 && end - p >= 2) {
            p++;
            continue;
        }
        if (cw_is_alpha(c) || cw_is_digit(c) || c >= 0x80)
            break;
    }
    from = p;
    for (; p < end; p++) {
        uint8_t c = text.at[p];
        if ((c == 0xE2 && end - p >= 3 && text.at[p + 1] == 0x80) ||
            c == 0xC2 || !(cw_is_alpha(c) || cw_is_digit(c) || c >= 0x80))
            break;
    }
    *at = p;
    *word = (cw_range){(uint32_t)from, (uint32_t)p};
    return from < p;
}

static bool is_quote(cw_bytes text, size_t at, size_t end, bool *opens)
{
    if (text.at[at] == '"') {
        *opens = true;
        return true;
    }
    if (end - at < 3 || text.at[at] != 0xE2 || text.at[at + 1] != 0x80)
        return false;
    *opens = text.at[at + 2] == 0x9C || text.at[at + 2] == 0x98;
    return text.at[at + 2] == 0x9C || text.at[at + 2] == 0x9D;
}

#define TAIL_BYTES 40u // of a last bracket: "... in summer. (AFP)"

/* Where a last bracket begins; range.to when there is none or it is long. */
static size_t last_bracket(cw_bytes text, cw_range range)
{
    size_t p = range.to;
    if (p == range.from || text.at[p - 1] != ')')
        return range.to;
    while (p > range.from && range.to - p < TAIL_BYTES)
        if (text.at[--p] == '(')
            break;
    while (p > range.from && cw_is_space(text.at[p - 1]))
        p--;
    return p > range.from && text.at[p] != '(' &&
                   strchr(".!?\"", text.at[p - 1])
               ? p
               : range.to;
}

/* The last mark that ends a sentence, closing quotes and brackets aside. */
static uint8_t end_mark(cw_bytes text, cw_range range)
{
    size_t p = last_bracket(text, range);
    while (p > range.from) {
        uint8_t c = text.at[p - 1];
        if (c == '.' || c == '!' || c == '?' || c == ':')
            return c;
        if (p - range.from >= 3 && text.at[p - 3] == 0xE2 &&
            text.at[p - 2] == 0x80) {
            if (c == 0xA6)
                return '.';
            p -= 3;
        } else if (p - range.from >= 3 && text.at[p - 3] == 0xE3 &&
                   text.at[p - 2] == 0x80 && c == 0x82) {
            return '.'; // ideographic full stop
        } else if (c == '"' || c == '\'' || c == ')' || c == ']') {
            p--;
        } else {
            return 0;
        }
    }
    return 0;
}

/* Words and sentences of scripts without blanks: two characters a word. */
static bool is_han(uint8_t c)
{
    return c >= 0xE3 && c <= 0xED;
}

static void count_marks(cw_bytes text, cw_piece *piece)
{
    uint32_t n_chars = 0, n_digits = 0, n_sentences = 0;
    bool opens = false;
    for (size_t p = piece->range.from; p < piece->range.to; p++) {
        uint8_t c = text.at[p];
        n_chars += (c & 0xC0) != 0x80;
        n_digits += cw_is_digit(c);
        bool is_end =
            (c == '.' || c == '!' || c == '?') &&
            (p + 1 == piece->range.to || cw_is_space(text.at[p + 1]) ||
             is_quote(text, p + 1, piece->range.to, &opens));
        n_sentences += is_end;
        n_sentences += c == 0xE3 && piece->range.to - p >= 3 &&
                       text.at[p + 1] == 0x80 && text.at[p + 2] == 0x82;
    }
    piece->n_chars = n_chars;
    piece->n_digits = n_digits;
    piece->n_sentences = n_sentences;
}

/* "we", "our", "us" where no quotation is open. Paired marks are counted;
 * a straight one toggles. */
static bool finds_we(cw_bytes text, cw_range range)
{
    static const char *const we[] = {"we",    "our",   "us",
                                     "we're", "we've", "ours"};
    bool is_open = false, opens;
    size_t at = range.from;
    for (size_t p = range.from; p < range.to; p++) {
        if (!cw_is_alpha(text.at[p]) && is_quote(text, p, range.to, &opens))
            is_open = text.at[p] == '"' ? !is_open : opens;
        if (!cw_is_alpha(text.at[p]) || p < at)
            continue;
        cw_range word;
        at = p;
        if (!next_word(text, &at, range.to, &word))
            break;
        cw_bytes bytes = cw_bytes_at(text, word);
        for (size_t i = 0; i < sizeof we / sizeof *we && !is_open; i++)
            if (cw_bytes_are_fold(bytes, we[i]) &&
                !cw_bytes_equal(bytes, CW_LIT("US")))
                return true;
        p = at - 1;
    }
    return false;
}

void cw_piece_measure(const cw_sheet *sheet, cw_piece *piece)
{
    cw_bytes text = sheet->text;
    size_t at = piece->range.from, p = piece->range.from;
    uint32_t language = UINT32_MAX, n_han = 0;
    cw_range word;
    bool opens;
    for (size_t i = 0; i < N_LANGUAGES; i++)
        if (strcmp(stopword_languages[i], sheet->language) == 0)
            language = UINT32_C(1) << i;
    piece->n_words = piece->n_stop = piece->n_caps = 0;
    while (next_word(text, &at, piece->range.to, &word)) {
        cw_bytes bytes = cw_bytes_at(text, word);
        piece->n_words++;
        piece->n_caps += cw_is_upper(*bytes.at) || *bytes.at == 0xC3;
        piece->n_stop += (word_languages(bytes) & language) != 0;
    }
    for (size_t i = piece->range.from; i < piece->range.to; i++)
        n_han += is_han(text.at[i]);
    piece->n_words += n_han / 2;
    count_marks(text, piece);
    piece->end = end_mark(text, piece->range);
    piece->is_quoted = is_quote(text, p, piece->range.to, &opens);
    piece->starts_lower = cw_utf8_is_lower(cw_utf8_next(text, &p));
    piece->has_we = finds_we(text, piece->range);
}

void cw_sheet_measure(cw_sheet *sheet)
{
    for (size_t i = 0; i < sheet->n; i++)
        cw_piece_measure(sheet, &sheet->pieces[i]);
}

/* Scripts that name their language (or the most likely one in news). */
static const char *script_language(cw_bytes text)
{
    size_t kana = 0, hangul = 0, han = 0, arabic = 0, cyrillic = 0, greek = 0;
    size_t hebrew = 0, thai = 0, devanagari = 0, ukrainian = 0, latin = 0;
    for (size_t at = 0; at < text.n;) {
        if (text.at[at] < 0x80) {
            latin += cw_is_alpha(text.at[at++]);
            continue;
        }
        uint32_t c = cw_utf8_next(text, &at);
        kana += c >= 0x3040 && c <= 0x30FF;
        hangul += c >= 0xAC00 && c <= 0xD7A3;
        han += c >= 0x4E00 && c <= 0x9FFF;
        arabic += c >= 0x0600 && c <= 0x06FF;
        cyrillic += c >= 0x0400 && c <= 0x04FF;
        ukrainian += c == 0x0456 || c == 0x0457 || c == 0x0454;
        greek += c >= 0x0370 && c <= 0x03FF;
        hebrew += c >= 0x0590 && c <= 0x05FF;
        thai += c >= 0x0E00 && c <= 0x0E7F;
        devanagari += c >= 0x0900 && c <= 0x097F;
    }
    const struct {
        size_t n;
        const char *code;
    } scripts[] = {{kana * 3, "ja"},
                   {hangul * 2, "ko"},
                   {kana * 3 > han ? 0 : han * 3, "zh"},
                   {arabic, "ar"},
                   {cyrillic, ukrainian * 50 > cyrillic ? "uk" : "ru"},
                   {greek, "el"},
                   {hebrew, "he"},
                   {thai, "th"},
                   {devanagari, "hi"}};
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++)
        if (scripts[i].n > latin)
            return scripts[i].code;
    return "";
}

/* The language with the most function words, when they are at least a tenth
 * of the words and lead the next one. Looks at the first 64 KiB. */
void cw_sheet_find_language(cw_sheet *sheet)
{
    size_t count[N_LANGUAGES] = {0}, n_words = 0, at = 0, best = 0;
    cw_bytes text = sheet->text;
    cw_range word;
    text.n = text.n < 65536 ? text.n : 65536;
    if (sheet->language[0] != 0)
        return;
    while (next_word(text, &at, text.n, &word)) {
        uint32_t languages = word_languages(cw_bytes_at(text, word));
        n_words++;
        for (size_t i = 0; languages != 0; i++, languages >>= 1)
            count[i] += languages & 1;
    }
    for (size_t i = 1; i < N_LANGUAGES; i++)
        if (count[i] > count[best])
            best = i;
    const char *code = script_language(text);
    if (code[0] == 0 && n_words > 0 && count[best] * 10 >= n_words)
        code = stopword_languages[best];
    for (size_t i = 0; code[i] && i + 1 < sizeof sheet->language; i++)
        sheet->language[i] = code[i];
}
