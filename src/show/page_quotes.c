/* page_quotes.c: who said what, and how outlets changed the words. */
#include "base/utf8.h"
#include "show/page_int.h"

/* ---- one quotation ----------------------------------------------------- */

static bool is_mark(uint32_t c)
{
    return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB ||
           c == 0xBB;
}

/* The words stand in quotation marks: the source opens them right before. */
static bool is_in_marks(const cw_sheet *sheet, cw_cites cites)
{
    cw_bytes text;
    size_t at;
    if (cites.n == 0 || cites.at[0].from == 0)
        return false;
    at = cites.at[0].from;
    text = cw_report_text(sheet->dossier->reports[cites.at[0].report].report);
    return is_mark(cw_utf8_before(text, &at));
}

static bool needs_marks(const cw_sheet *sheet, const cw_line *words,
                        bool is_direct)
{
    size_t at = 0;
    if (words->text.n > 0 && is_mark(cw_utf8_next(words->text, &at)))
        return false;
    return is_direct || is_in_marks(sheet, words->cite);
}

/* The comma before the closing mark belongs to the sentence around it. */
static cw_bytes without_comma(cw_bytes text)
{
    if (text.n > 1 && text.at[text.n - 1] == ',')
        text.n--;
    return text;
}

/* A full stop where the other wording goes on is no other wording. */
static cw_bytes without_stop(cw_bytes text)
{
    text = without_comma(text);
    if (text.n > 1 && text.at[text.n - 1] == '.')
        text.n--;
    return text;
}

static void put_cue(cw_sheet *sheet, const cw_story_quote *quote)
{
    if (quote->cue.n == 0 || quote->cue.n >= 40)
        return;
    cw_sheet_markup(sheet, " <span class=\"cue\">");
    cw_sheet_text(sheet, quote->cue);
    cw_sheet_markup(sheet, "</span> ");
}

static void put_wordings(cw_sheet *sheet, const cw_story_quote *quote,
                         bool is_direct)
{
    for (size_t i = 0; i < quote->n_variants && i < 6; i++) {
        const cw_line *variant = &quote->variants[i];
        bool has_marks = needs_marks(sheet, variant, is_direct);
        cw_sheet_markup(sheet, "<p class=\"variant\"><b>also worded</b> ");
        cw_sheet_put(sheet, has_marks ? "“" : "");
        cw_sheet_wording(sheet, without_stop(quote->text),
                         without_stop(variant->text));
        cw_sheet_put(sheet, has_marks ? "”" : "");
        cw_sheet_cites(sheet, variant->cite);
        cw_sheet_markup(sheet, "</p>\n");
    }
}

static void put_other_speakers(cw_sheet *sheet, const cw_story_quote *quote)
{
    for (size_t i = 0; i < quote->n_also_by; i++) {
        const cw_attribution *other = &quote->also_by[i];
        cw_sheet_markup(
            sheet, "<p class=\"variant\"><b>given to another speaker</b> ");
        cw_sheet_text(sheet, sheet->story->entities[other->entity].name);
        cw_sheet_cites(sheet, other->cite);
        cw_sheet_markup(sheet, "</p>\n");
    }
}

static void put_quote(cw_sheet *sheet, const cw_story_quote *quote)
{
    bool is_direct = quote->kind == CW_QUOTE_DIRECT;
    bool has_marks =
        needs_marks(sheet, &(cw_line){quote->text, quote->cite}, is_direct);
    cw_sheet_open_line(
        sheet, &(cw_page_line){.element = "li",
                               .classes = has_marks ? "quote direct" : "quote",
                               .id = quote->id.text,
                               .kind = "quote",
                               .cite = quote->cite,
                               .from_day = CW_NO_DAY});
    cw_sheet_markup(sheet, "<p>");
    if (!has_marks)
        put_cue(sheet, quote);
    cw_sheet_put(sheet, has_marks ? "“" : "");
    cw_sheet_said(sheet, without_comma(quote->text));
    cw_sheet_put(sheet, has_marks ? "”" : "");
    if (has_marks)
        put_cue(sheet, quote);
    cw_sheet_cites(sheet, quote->cite);
    cw_sheet_markup(sheet, "</p>\n");
    put_wordings(sheet, quote, is_direct);
    put_other_speakers(sheet, quote);
    cw_sheet_markup(sheet, "</li>\n");
}

/* ---- speakers ---------------------------------------------------------- */

typedef struct {
    uint32_t *next;  // [n_quotes] the next of the same speaker, or CW_NONE
    uint32_t *first; // [n] of each speaker, in the dossier's order
    size_t n;
} speakers;

/* What quotations of one speaker have in common, as a key: its entity, or its
 * name as the source has it. */
static cw_bytes speaker_key(const cw_story_quote *quote)
{
    if (quote->entity != CW_NONE)
        return (cw_bytes){(const uint8_t *)&quote->entity,
                          sizeof quote->entity};
    return quote->speaker;
}

static cw_status find_speakers(cw_sheet *sheet, speakers *out)
{
    const cw_story *story = sheet->story;
    size_t n = story->n_quotes;
    uint32_t *last = cw_arena_array(sheet->scratch, n, sizeof *last);
    cw_table table;
    *out = (speakers){
        .next = cw_arena_array(sheet->scratch, n, sizeof *out->next),
        .first = cw_arena_array(sheet->scratch, n, sizeof *out->first)};
    if (last == NULL || out->next == NULL || out->first == NULL)
        return CW_NO_MEMORY;
    cw_table_init(&table, sheet->scratch, n);
    for (uint32_t i = 0; i < n; i++) {
        cw_table_entry *entry;
        bool is_new;
        cw_status status = cw_table_add(&table, speaker_key(&story->quotes[i]),
                                        &is_new, &entry);
        if (status != CW_OK)
            return status;
        out->next[i] = CW_NONE;
        if (is_new) {
            entry->value = (uint32_t)out->n;
            out->first[out->n++] = i;
        } else {
            out->next[last[entry->value]] = i;
        }
        last[entry->value] = i;
    }
    return CW_OK;
}

static void put_speaker(cw_sheet *sheet, const cw_story_quote *quote)
{
    int level = sheet->dossier->n_stories == 1 ? 3 : 4;
    const cw_entity *entities = sheet->story->entities;
    cw_sheet_markupf(sheet, "<h%d>", level);
    if (quote->entity != CW_NONE) {
        cw_sheet_said(sheet, entities[quote->entity].name);
        if (entities[quote->entity].n_descriptors > 0) {
            cw_sheet_markup(sheet, " <span class=\"who\">");
            cw_sheet_cut(sheet, entities[quote->entity].descriptors[0].text,
                         80);
            cw_sheet_markup(sheet, "</span>");
        }
    } else if (quote->speaker.n > 0) {
        cw_sheet_cut(sheet, quote->speaker, 120);
    } else {
        cw_sheet_markup(sheet, "Speaker unknown");
    }
    cw_sheet_markupf(sheet, "</h%d>\n", level);
}

/* In quotation marks, then partly so, then only reported. */
static size_t put_words_of(cw_sheet *sheet, const speakers *all, uint32_t first,
                           size_t n_max)
{
    static const uint8_t rounds[] = {CW_QUOTE_DIRECT, CW_QUOTE_MIXED,
                                     CW_QUOTE_INDIRECT};
    const cw_story *story = sheet->story;
    size_t n = 0;
    cw_sheet_markup(sheet, "<div class=\"speaker\">\n");
    put_speaker(sheet, &story->quotes[first]);
    cw_sheet_markup(sheet, "<ul>\n");
    for (size_t r = 0; r < sizeof rounds; r++)
        for (uint32_t k = first; k != CW_NONE && n < n_max; k = all->next[k])
            if (story->quotes[k].kind == rounds[r]) {
                put_quote(sheet, &story->quotes[k]);
                n++;
            }
    cw_sheet_markup(sheet, "</ul>\n</div>\n");
    return n;
}

/* Speakers who are known before "he" and "officials". */
void cw_sheet_quotes(cw_sheet *sheet)
{
    const cw_story *story = sheet->story;
    size_t n = 0, n_speakers = 0;
    speakers all;
    cw_status status;
    if (story->n_quotes == 0)
        return;
    status = find_speakers(sheet, &all);
    if (status != CW_OK) {
        sheet->status = status;
        return;
    }
    cw_sheet_open_section(sheet, "quotes", "Who said what", story->n_quotes);
    cw_sheet_markup(sheet, "<p class=\"lead\">Other wordings show what was "
                           "<del>left out</del> and <ins>put in</ins>.</p>\n");
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < all.n && n < CW_PAGE_QUOTES; i++) {
            uint32_t first = all.first[i];
            bool is_known = story->quotes[first].entity != CW_NONE;
            if (is_known != (round == 0) || n_speakers++ >= CW_PAGE_SPEAKERS)
                continue;
            n += put_words_of(sheet, &all, first, CW_PAGE_QUOTES - n);
        }
    cw_sheet_more(sheet, story->n_quotes - n, "quotation", "quotations");
    cw_sheet_close_section(sheet);
}
