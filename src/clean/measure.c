/* measure.c: features of a piece, and the language of the page. */
#include "base/utf8.h"
#include "clean/furniture.h"
#include "clean/recur.h"
#include "stopwords_res.h"

#define N_LANGUAGES (sizeof stopword_languages / sizeof *stopword_languages)
#define N_SLOTS     (sizeof stopword_slots / sizeof *stopword_slots)

/* The languages (bits) in which this word is a function word. */
static uint32_t word_languages(cw_bytes text, const cw_word *word,
                               uint64_t spread)
{
    size_t slot = cw_slot_first(spread, N_SLOTS);
    uint32_t number;
    while ((number = cw_slots_next(stopword_slots, N_SLOTS, spread, &slot)) !=
           UINT32_MAX)
        if (stopwords[number].head == word->key.head &&
            (cw_head_is_whole(word->key.head) ||
             cw_bytes_are_fold(cw_bytes_at(text, word->range),
                               stopwords[number].text)))
            return stopwords[number].languages;
    return 0;
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

/* Words and sentences of scripts without blanks (E3 to ED begin their
 * characters): two characters a word.
 *
 * Counted in strides whose sums fit a byte, so that the compiler takes sixteen
 * bytes at once. */
static void count_bytes(cw_bytes text, cw_piece *piece)
{
    uint32_t n_chars = 0, n_digits = 0, n_han = 0;
    for (size_t p = piece->range.from; p < piece->range.to;) {
        size_t end = piece->range.to - p < 240 ? piece->range.to : p + 240;
        uint8_t chars = 0, digits = 0, han = 0;
        for (; p < end; p++) {
            uint8_t c = text.at[p];
            chars = (uint8_t)(chars + ((c & 0xC0) != 0x80));
            digits = (uint8_t)(digits + ((uint8_t)(c - '0') < 10));
            han = (uint8_t)(han + ((uint8_t)(c - 0xE3) <= 0xED - 0xE3));
        }
        n_chars += chars;
        n_digits += digits;
        n_han += han;
    }
    piece->n_chars = n_chars;
    piece->n_digits = n_digits;
    piece->n_words = n_han / 2;
    piece->n_sentences = 0;
    for (size_t p = piece->range.from; n_han > 0 && p < piece->range.to; p++)
        piece->n_sentences += // ideographic full stop
            text.at[p] == 0xE3 && piece->range.to - p >= 3 &&
            text.at[p + 1] == 0x80 && text.at[p + 2] == 0x82;
}

/* "we", "our", "us". */
static bool is_we(cw_bytes word)
{
    uint8_t first = cw_to_lower(*word.at);
    if (word.n > 4 || (first != 'w' && first != 'o' && first != 'u'))
        return false;
    return cw_bytes_are_fold(word, "we") || cw_bytes_are_fold(word, "our") ||
           cw_bytes_are_fold(word, "ours") ||
           (cw_bytes_are_fold(word, "us") && !cw_bytes_are(word, "US"));
}

static bool ends_sentence(cw_bytes text, size_t at, size_t end)
{
    bool opens;
    uint8_t c = text.at[at];
    return (c == '.' || c == '!' || c == '?') &&
           (at + 1 == end || cw_is_space(text.at[at + 1]) ||
            is_quote(text, at + 1, end, &opens));
}

/* Marks that are rare in prose and dense in the text of programs. */
static const bool is_program_mark[256] = {
    ['('] = true, [')'] = true, ['*'] = true, [';'] = true, ['<'] = true,
    ['='] = true, ['>'] = true, ['['] = true, [']'] = true, ['^'] = true,
    ['_'] = true, ['{'] = true, ['|'] = true, ['}'] = true, ['#'] = true,
    ['$'] = true, ['/'] = true, ['\\'] = true};

/* One walk over the words and what stands between them. The first person
 * counts where no quotation is open: paired marks are counted, a straight one
 * toggles. */
static void count_words(cw_sheet *sheet, uint32_t language, cw_piece *piece)
{
    cw_bytes text = sheet->text;
    size_t p = piece->range.from, end = piece->range.to;
    cw_furniture_look look = {.before = CW_WORD_NONE};
    bool is_open = false, opens;
    while (p < end) {
        if (text.at[p] == ' ') {
            p++;
            continue;
        }
        size_t n = cw_gap_length(text, p, end);
        if (n == 0) {
            cw_word word;
            uint8_t first = text.at[p];
            p = cw_word_read(text, p, end, &word);
            uint64_t spread = cw_slot_spread(word.key.hash);
            bool is_cap = cw_is_upper(first) | (first == 0xC3);
            if (sheet->long_words && cw_long_word_fits(word.range))
                sheet->long_words[sheet->n_long_words++] = cw_long_word_key(
                    spread, is_cap && word.range.from > piece->range.from);
            piece->n_words++;
            piece->n_caps += is_cap;
            piece->n_stop +=
                (word_languages(text, &word, spread) & language) != 0;
            cw_furniture_see_word(&look, word.key.hash);
            if (!piece->has_we && !is_open)
                piece->has_we = is_we(cw_bytes_at(text, word.range));
            continue;
        }
        piece->n_commas += text.at[p] == ',';
        piece->n_marks += is_program_mark[text.at[p]];
        if (is_quote(text, p, end, &opens))
            is_open = text.at[p] == '"' ? !is_open : opens;
        piece->n_sentences += ends_sentence(text, p, end);
        cw_furniture_see_gap(&look, text, p, n);
        p += n;
    }
    piece->may_be_furniture = look.is_worth;
}

/* The bit of the sheet's language; all bits: none is known. */
static uint32_t language_bit(const cw_sheet *sheet)
{
    for (size_t i = 0; i < N_LANGUAGES; i++)
        if (strcmp(stopword_languages[i], sheet->language) == 0)
            return UINT32_C(1) << i;
    return UINT32_MAX;
}

static void measure_piece(cw_sheet *sheet, uint32_t language, cw_piece *piece)
{
    cw_bytes text = sheet->text;
    size_t p = piece->range.from;
    bool opens;
    piece->n_stop = piece->n_caps = piece->n_commas = piece->n_marks = 0;
    piece->has_we = false;
    count_bytes(text, piece);
    piece->long_from = (uint32_t)sheet->n_long_words;
    count_words(sheet, language, piece);
    piece->n_long = (uint32_t)sheet->n_long_words - piece->long_from;
    piece->end = end_mark(text, piece->range);
    piece->is_quoted = is_quote(text, p, piece->range.to, &opens);
    piece->starts_lower = cw_utf8_is_lower(cw_utf8_next(text, &p));
}

void cw_piece_measure(cw_sheet *sheet, cw_piece *piece)
{
    measure_piece(sheet, language_bit(sheet), piece);
}

cw_status cw_sheet_measure(cw_sheet *sheet)
{
    uint32_t language = language_bit(sheet);
    if (sheet->page->kind == CW_PAGE_TEXT) {
        sheet->long_words =
            cw_arena_alloc(sheet->scratch, cw_long_words_max(sheet->text.n) *
                                               sizeof *sheet->long_words);
        if (!sheet->long_words)
            return CW_NO_MEMORY;
    }
    for (size_t i = 0; i < sheet->n; i++)
        measure_piece(sheet, language, &sheet->pieces[i]);
    return CW_OK;
}

/* Scripts that name their language (or the most likely one in news). */
static const char *script_language(cw_bytes text)
{
    size_t kana = 0, hangul = 0, han = 0, arabic = 0, cyrillic = 0, greek = 0;
    size_t hebrew = 0, thai = 0, devanagari = 0, ukrainian = 0, latin = 0;
    for (size_t i = 0; i < text.n; i++)
        latin += (uint8_t)((text.at[i] | 32) - 'a') < 26;
    for (size_t at = 0; at < text.n;) {
        uint64_t w;
        if (text.n - at >= sizeof w) {
            memcpy(&w, text.at + at, sizeof w);
            if ((w & UINT64_C(0x8080808080808080)) == 0) {
                at += sizeof w;
                continue;
            }
        }
        if (text.at[at] < 0x80) {
            at++;
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
    cw_word word;
    text.n = text.n < 65536 ? text.n : 65536;
    if (sheet->language[0] != 0)
        return;
    while (cw_word_next(text, &at, text.n, &word)) {
        uint32_t languages =
            word_languages(text, &word, cw_slot_spread(word.key.hash));
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
