/* dossier_text_lists.c: figures, words, names and copies of a story. */
#include <stdio.h>

#include "base/utf8.h"
#include "show/dossier_text_int.h"

/* ---- figures ----------------------------------------------------------- */

static void tell_series(cw_teller *teller, const cw_story_figure *figure)
{
    cw_paper *paper = &teller->paper;
    cw_paper_text(paper, ":");
    for (size_t i = 0; i < figure->n_series; i++) {
        const cw_series_point *point = &figure->series[i];
        char value[48], days[40];
        cw_tell_number(point->value, value);
        cw_paper_addf(paper, i > 0 ? " → %s" : " %s", value);
        if (point->as_of_day != CW_NO_DAY) {
            cw_tell_days(point->as_of_day, point->as_of_day, CW_GRAIN_DAY,
                         days);
            cw_paper_addf(paper, " (%s)", days);
        }
    }
}

static void tell_figure(cw_teller *teller, const cw_story_figure *figure)
{
    cw_paper *paper = &teller->paper;
    cw_paper_indent(paper, 2);
    cw_paper_text(paper, "- ");
    cw_paper_indent(paper, 4);
    cw_paper_style(paper, CW_STYLE_BOLD);
    cw_paper_add(paper, cw_bytes_cut(figure->words, 0, figure->n_own));
    cw_paper_style(paper, CW_STYLE_PLAIN);
    cw_paper_add_cut(
        paper, cw_bytes_cut(figure->words, figure->n_own, figure->words.n),
        120);
    if (figure->words.n == figure->n_own && figure->of.n > 0) {
        cw_paper_text(paper, ", ");
        cw_paper_add_cut(paper, figure->of, 120);
    }
    if (figure->n_series > 1)
        tell_series(teller, figure);
    cw_tell_marks(teller, figure->cite);
    cw_paper_end_line(paper);
}

/* Figures that moved first, then those that several reports give. */
void cw_tell_figures(cw_teller *teller)
{
    const cw_story *story = teller->story;
    size_t n = 0;
    if (story->n_figures == 0)
        return;
    cw_tell_heading(teller, "FIGURES");
    for (int round = 0; round < 3; round++)
        for (size_t i = 0; i < story->n_figures && n < CW_SHOWN_FIGURES; i++) {
            const cw_story_figure *figure = &story->figures[i];
            int rank = figure->n_series > 1 ? 0 : figure->reports.n > 1 ? 1 : 2;
            if (rank != round)
                continue;
            tell_figure(teller, figure);
            n++;
        }
    cw_tell_more(teller, 2, story->n_figures - n, "figure", "figures");
}

/* ---- quotations -------------------------------------------------------- */

static bool is_same_speaker(const cw_story_quote *a, const cw_story_quote *b)
{
    if (a->entity != CW_NONE || b->entity != CW_NONE)
        return a->entity == b->entity;
    return cw_bytes_equal_fold(a->speaker, b->speaker);
}

static bool is_mark(uint32_t c)
{
    return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB ||
           c == 0xBB;
}

/* The words stand in quotation marks: the source opens them right before. */
static bool is_in_marks(const cw_teller *teller, cw_cites cites)
{
    cw_bytes text;
    size_t at;
    if (cites.n == 0 || cites.at[0].from == 0)
        return false;
    at = cites.at[0].from;
    text = cw_report_text(teller->dossier->reports[cites.at[0].report].report);
    return is_mark(cw_utf8_before(text, &at));
}

/* The comma before the closing mark belongs to the sentence around it. */
static void tell_wording(cw_teller *teller, const cw_line *words,
                         bool is_direct, unsigned columns_max)
{
    cw_paper *paper = &teller->paper;
    cw_bytes text = words->text;
    size_t at = 0;
    bool has_marks = text.n > 0 && is_mark(cw_utf8_next(text, &at));
    bool needs_marks =
        !has_marks && (is_direct || is_in_marks(teller, words->cite));
    if (text.n > 1 && text.at[text.n - 1] == ',')
        text.n--;
    cw_paper_text(paper, needs_marks ? "“" : "");
    cw_paper_add_cut(paper, text, columns_max);
    cw_paper_text(paper, needs_marks ? "”" : "");
    cw_tell_marks(teller, words->cite);
    cw_paper_end_line(paper);
}

static void tell_quote(cw_teller *teller, const cw_story_quote *quote)
{
    cw_paper *paper = &teller->paper;
    bool is_direct = quote->kind == CW_QUOTE_DIRECT;
    cw_paper_indent(paper, 4);
    tell_wording(teller, &(cw_line){quote->text, quote->cite}, is_direct,
                 CW_SHOWN_COLUMNS);
    for (size_t i = 0; i < quote->n_variants && i < 2; i++) {
        cw_paper_indent(paper, 6);
        cw_paper_style(paper, CW_STYLE_DIM);
        cw_paper_text(paper, "also worded: ");
        cw_paper_style(paper, CW_STYLE_PLAIN);
        tell_wording(teller, &quote->variants[i], is_direct, 160);
    }
    for (size_t i = 0; i < quote->n_also_by && i < 2; i++) {
        const cw_attribution *other = &quote->also_by[i];
        cw_paper_indent(paper, 6);
        cw_paper_style(paper, CW_STYLE_DIM);
        cw_paper_text(paper, "given to another speaker: ");
        cw_paper_style(paper, CW_STYLE_PLAIN);
        cw_paper_add(paper, teller->story->entities[other->entity].name);
        cw_tell_marks(teller, other->cite);
        cw_paper_end_line(paper);
    }
}

static void tell_speaker(cw_teller *teller, const cw_story_quote *quote)
{
    cw_paper *paper = &teller->paper;
    const cw_entity *entities = teller->story->entities;
    cw_paper_indent(paper, 2);
    cw_paper_style(paper, CW_STYLE_BOLD);
    if (quote->entity != CW_NONE)
        cw_paper_add(paper, entities[quote->entity].name);
    else if (quote->speaker.n > 0)
        cw_paper_add(paper, quote->speaker);
    else
        cw_paper_text(paper, "Speaker unknown");
    cw_paper_end_line(paper);
}

/* The words of one speaker: in quotation marks, then partly so, then only
 * reported. How many were shown. */
static size_t tell_words_of(cw_teller *teller, size_t first, bool *is_told)
{
    static const uint8_t rounds[] = {CW_QUOTE_DIRECT, CW_QUOTE_MIXED,
                                     CW_QUOTE_INDIRECT};
    const cw_story *story = teller->story;
    size_t n = 0;
    for (size_t r = 0; r < sizeof rounds; r++)
        for (size_t k = first; k < story->n_quotes; k++) {
            const cw_story_quote *quote = &story->quotes[k];
            if (quote->kind != rounds[r] ||
                !is_same_speaker(quote, &story->quotes[first]))
                continue;
            is_told[k] = true;
            if (n >= CW_SHOWN_QUOTES ||
                (quote->kind == CW_QUOTE_INDIRECT && n >= CW_SHOWN_INDIRECT))
                continue;
            tell_quote(teller, quote);
            n++;
        }
    return n;
}

/* Speakers who are known before "he" and "officials", each kind in the order
 * of the dossier. is_told marks the words that had their turn. */
void cw_tell_quotes(cw_teller *teller)
{
    const cw_story *story = teller->story;
    size_t n_speakers = 0, n_told = 0;
    bool *is_told = cw_arena_array(teller->scratch, story->n_quotes, 1);
    if (is_told == NULL) {
        teller->status = CW_NO_MEMORY;
        return;
    }
    if (story->n_quotes > 0)
        cw_tell_heading(teller, "WHO SAID WHAT");
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < story->n_quotes; i++) {
            bool is_known = story->quotes[i].entity != CW_NONE;
            if (is_told[i] || is_known != (round == 0) ||
                n_speakers >= CW_SHOWN_SPEAKERS)
                continue;
            n_speakers++;
            tell_speaker(teller, &story->quotes[i]);
            n_told += tell_words_of(teller, i, is_told);
        }
    cw_tell_more(teller, 2, story->n_quotes - n_told, "quotation",
                 "quotations");
}

/* ---- names ------------------------------------------------------------- */

static void tell_names_of(cw_teller *teller, uint8_t kind, const char *label)
{
    const cw_story *story = teller->story;
    cw_paper *paper = &teller->paper;
    size_t n = 0, n_shown = 0;
    for (size_t i = 0; i < story->n_entities; i++) {
        const cw_entity *entity = &story->entities[i];
        if (entity->kind != kind || n++ >= CW_SHOWN_NAMES)
            continue;
        if (n_shown++ == 0) {
            cw_paper_indent(paper, 2);
            cw_paper_style(paper, CW_STYLE_BOLD);
            cw_paper_text(paper, label);
            cw_paper_style(paper, CW_STYLE_PLAIN);
            cw_paper_to(paper, 17);
            cw_paper_indent(paper, 17);
        } else {
            cw_paper_text(paper, "; ");
        }
        cw_paper_add(paper, entity->name);
        if (entity->n_descriptors > 0) {
            cw_paper_text(paper, ", ");
            cw_paper_add_cut(paper, entity->descriptors[0].text, 60);
        }
        if (story->reports.n == 1)
            continue;
        cw_paper_blank(paper);
        cw_paper_style(paper, CW_STYLE_DIM);
        cw_paper_addf(paper, "(%zu)", entity->reports.n);
        cw_paper_style(paper, CW_STYLE_PLAIN);
    }
    if (n_shown == 0)
        return;
    if (n > n_shown)
        cw_paper_addf(paper, "; … and %zu more", n - n_shown);
    cw_paper_end_line(paper);
}

void cw_tell_names(cw_teller *teller)
{
    if (teller->story->n_entities == 0)
        return;
    cw_tell_heading(teller, teller->story->reports.n == 1
                                ? "WHO AND WHERE"
                                : "WHO AND WHERE (in how many reports)");
    tell_names_of(teller, CW_NAME_PERSON, "People");
    tell_names_of(teller, CW_NAME_ORGANIZATION, "Organizations");
    tell_names_of(teller, CW_NAME_PLACE, "Places");
}

/* ---- copies ------------------------------------------------------------ */

static void tell_copy(cw_teller *teller, const cw_copy *copy)
{
    static const char *const words[] = {
        [CW_COPY_NEAR_DUPLICATE] = "are nearly the same text",
        [CW_COPY_WIRE] = "carry the same agency text",
        [CW_COPY_PASSAGE] = "share words",
        [CW_COPY_FURNITURE] = "share furniture",
    };
    cw_paper *paper = &teller->paper;
    cw_paper_indent(paper, 2);
    cw_paper_text(paper, "- ");
    cw_paper_indent(paper, 4);
    cw_paper_addf(paper, "%s and %s %s", cw_tell_letter(teller, copy->a),
                  cw_tell_letter(teller, copy->b),
                  copy->kind <= CW_COPY_FURNITURE ? words[copy->kind] : "");
    if (copy->n_passages > 1)
        cw_paper_addf(paper, " in %zu places", copy->n_passages);
    cw_paper_addf(
        paper, ": %u\u00A0%% of\u00A0%s, %u\u00A0%% of\u00A0%s",
        (copy->containment[0] + 5) / 10, cw_tell_letter(teller, copy->a),
        (copy->containment[1] + 5) / 10, cw_tell_letter(teller, copy->b));
    if (copy->origin.n > 0) {
        cw_paper_text(paper, "; origin ");
        cw_paper_add(paper, copy->origin);
    }
    if (copy->has_origin_cite)
        cw_tell_marks(teller, (cw_cites){&copy->origin_cite, 1});
    cw_paper_end_line(paper);
}

void cw_tell_copies(cw_teller *teller)
{
    const cw_story *story = teller->story;
    size_t n = 0, n_shown = 0;
    for (size_t i = 0; i < story->n_copies; i++) {
        if (story->copies[i].kind == CW_COPY_FURNITURE)
            continue;
        if (n++ == 0)
            cw_tell_heading(teller, "COPIES (counted once)");
        if (n_shown >= CW_SHOWN_COPIES)
            continue;
        tell_copy(teller, &story->copies[i]);
        n_shown++;
    }
    cw_tell_more(teller, 2, n - n_shown, "pair", "pairs");
}
