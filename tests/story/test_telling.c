/* What becomes of plans, what differs, who said it in which words, how counts
 * moved, and what a reader is told first. Questions beside those of told.h:
 *
 *   ? conflicts   number conflict: 12 in a | 15 in b
 *   ? disputed    Ana Ruiz in b: the claim
 *   ? quotes      direct Ana Ruiz in a b: the words ~ other words in b
 *   ? figures     12 people exact in a b
 *   ? series      people: 2024-03-05 12, 2024-03-06 15
 *   ? announced   a: the announcement
 *   ? outcomes    came_true 2024-03-05: what happened <- the plan
 *   ? brief, ? short_brief, ? title */
#include "told.h"

static void add_cited(const told_case *told, cw_cites cites, cw_buf *out)
{
    uint32_t reports[TOLD_MAX];
    size_t n = 0;
    for (size_t i = 0; i < cites.n; i++)
        if (n == 0 || reports[n - 1] != cites.at[i].report)
            reports[n++] = cites.at[i].report;
    cw_buf_add_text(out, " in ");
    told_add_reports(told, (cw_reports){reports, n}, out);
}

/* Numbers of reports come from hashes: sides that nothing orders would change
 * with the text, so a case sees them in the order of their bytes. */
static void add_sides(const told_case *told, const cw_conflict *conflict,
                      told_lines *lines, cw_buf *out)
{
    cw_bytes sides[16];
    size_t n = conflict->n_sides < 16 ? conflict->n_sides : 16;
    for (size_t i = 0; i < n; i++) {
        cw_buf side;
        cw_buf_init(&side, lines->arena, SIZE_MAX);
        cw_buf_add(&side, conflict->sides[i].value);
        add_cited(told, conflict->sides[i].cite, &side);
        sides[i] = cw_buf_bytes(&side);
    }
    if (!conflict->is_revised) {
        told_join(out, sides, n, '|');
        return;
    }
    for (size_t i = 0; i < n; i++) {
        cw_buf_add_text(out, i > 0 ? " then " : "");
        cw_buf_add(out, sides[i]);
    }
}

static void conflicts(const told_case *told, const cw_story *story,
                      told_lines *lines)
{
    for (size_t i = 0; i < story->n_conflicts; i++) {
        const cw_conflict *conflict = &story->conflicts[i];
        cw_buf *out = told_line(lines);
        cw_buf_addf(out, "%s %s: ",
                    cw_conflict_kind_name((cw_conflict_kind)conflict->kind),
                    conflict->is_revised ? "revised" : "conflict");
        add_sides(told, conflict, lines, out);
        told_end_line(lines);
    }
}

static void add_speaker(const cw_story *story, uint32_t entity,
                        cw_bytes speaker, cw_buf *out)
{
    if (entity != CW_NONE)
        cw_buf_add(out, story->entities[entity].name);
    else if (speaker.n > 0)
        cw_buf_add(out, speaker);
    else
        cw_buf_add_text(out, "nobody");
}

static void disputed(const told_case *told, const cw_story *story,
                     told_lines *lines)
{
    for (size_t i = 0; i < story->n_claims; i++) {
        const cw_claim *claim = &story->claims[i];
        for (size_t k = 0; k < claim->n_disputed_by; k++) {
            const cw_dispute *by = &claim->disputed_by[k];
            cw_buf *out = told_line(lines);
            add_speaker(story, by->entity, by->speaker, out);
            add_cited(told, by->cite, out);
            cw_buf_add_text(out, ": ");
            cw_buf_add(out, claim->text);
            told_end_line(lines);
        }
    }
}

static void quotes(const told_case *told, const cw_story *story,
                   told_lines *lines)
{
    for (size_t i = 0; i < story->n_quotes; i++) {
        const cw_story_quote *quote = &story->quotes[i];
        cw_buf *out = told_line(lines);
        cw_bytes variants[16];
        cw_buf_addf(out, "%s ", cw_quote_kind_name((cw_quote_kind)quote->kind));
        add_speaker(story, quote->entity, quote->speaker, out);
        add_cited(told, quote->cite, out);
        cw_buf_add_text(out, ": ");
        cw_buf_add(out, quote->text);
        for (size_t k = 0; k < quote->n_variants; k++) {
            cw_buf variant;
            cw_buf_init(&variant, lines->arena, SIZE_MAX);
            cw_buf_add(&variant, quote->variants[k].text);
            add_cited(told, quote->variants[k].cite, &variant);
            variants[k] = cw_buf_bytes(&variant);
        }
        cw_buf_add_text(out, quote->n_variants > 0 ? " ~ " : "");
        told_join(out, variants, quote->n_variants, '~');
        for (size_t k = 0; k < quote->n_also_by; k++) {
            cw_buf_add_text(out, " (also given to ");
            add_speaker(story, quote->also_by[k].entity, CW_LIT(""), out);
            add_cited(told, quote->also_by[k].cite, out);
            cw_buf_add_byte(out, ')');
        }
        told_end_line(lines);
    }
}

static void figures(const told_case *told, const cw_story *story,
                    told_lines *lines)
{
    for (size_t i = 0; i < story->n_figures; i++) {
        const cw_story_figure *figure = &story->figures[i];
        cw_buf *out = told_line(lines);
        cw_buf_addf(out, "%.15g %s", figure->value, figure->unit);
        cw_buf_add_text(out, figure->unit[0] ? " " : "");
        cw_buf_add(out, figure->of);
        cw_buf_addf(out, " %s", cw_bound_name((cw_bound)figure->bound));
        add_cited(told, figure->cite, out);
        told_end_line(lines);
    }
}

static void series(const told_case *told, const cw_story *story,
                   told_lines *lines)
{
    (void)told;
    for (size_t i = 0; i < story->n_figures; i++) {
        const cw_story_figure *figure = &story->figures[i];
        cw_buf *out = told_line(lines);
        if (figure->n_series == 0)
            continue;
        cw_buf_add(out, figure->of);
        for (size_t k = 0; k < figure->n_series; k++) {
            cw_buf_add_text(out, k == 0 ? ": " : ", ");
            told_days(out, figure->series[k].as_of_day,
                      figure->series[k].as_of_day);
            cw_buf_addf(out, " %.15g", figure->series[k].value);
        }
        told_end_line(lines);
    }
}

static void announced(const told_case *told, const cw_story *story,
                      told_lines *lines)
{
    for (size_t i = 0; i < story->n_announced; i++) {
        cw_buf *out = told_line(lines);
        told_add_reports(told, story->announced[i].reports, out);
        cw_buf_add_text(out, ": ");
        cw_buf_add(out, story->announced[i].text);
        told_end_line(lines);
    }
}

static void outcomes(const told_case *told, const cw_story *story,
                     told_lines *lines)
{
    for (size_t i = 0; i < story->n_timeline; i++) {
        const cw_timeline_line *line = &story->timeline[i];
        const char *outcome = cw_outcome_name((cw_outcome)line->outcome);
        cw_buf *out = told_line(lines);
        if (!outcome)
            continue;
        cw_buf_addf(out, "%s ", outcome);
        told_days(out, line->from_day, line->to_day);
        cw_buf_add_text(out, ": ");
        cw_buf_add(out, line->text);
        for (size_t k = 0; k < line->announced_by.n; k++) {
            cw_buf_add_text(out, " <- ");
            cw_buf_add(out, told_span(told, line->announced_by.at[k]));
        }
        told_end_line(lines);
    }
}

static void brief(const told_case *told, const cw_story *story,
                  told_lines *lines)
{
    (void)told;
    for (size_t i = 0; i < story->brief.n; i++) {
        const cw_brief_line *line = &story->brief.at[i];
        cw_buf *out = told_line(lines);
        if (line->from_day != CW_NO_DAY) {
            told_days(out, line->from_day, line->to_day);
            cw_buf_add_text(out, ": ");
        }
        cw_buf_add(out, line->text);
        told_end_line(lines);
    }
}

static void short_brief(const told_case *told, const cw_story *story,
                        told_lines *lines)
{
    (void)told;
    for (size_t i = 0; i < story->n_short; i++) {
        cw_buf_add(told_line(lines), story->brief.at[i].text);
        told_end_line(lines);
    }
}

static void title(const told_case *told, const cw_story *story,
                  told_lines *lines)
{
    (void)told;
    cw_buf_add(told_line(lines), story->title);
    told_end_line(lines);
}

static bool answer(const told_case *told, cw_bytes what, told_lines *lines)
{
    static const struct {
        const char *what;
        void (*answer)(const told_case *told, const cw_story *story,
                       told_lines *lines);
    } questions[] = {
        {"conflicts", conflicts},     {"disputed", disputed},
        {"quotes", quotes},           {"figures", figures},
        {"series", series},           {"brief", brief},
        {"short_brief", short_brief}, {"announced", announced},
        {"outcomes", outcomes},       {"title", title},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        if (!cw_bytes_equal(what, cw_bytes_from(questions[i].what)))
            continue;
        for (size_t s = 0; s < told->dossier->n_stories; s++)
            questions[i].answer(told, &told->dossier->stories[s], lines);
        return true;
    }
    return false;
}

static void run(const char *path)
{
    told_more more = {answer};
    case_run_file(path, told_run, &more);
}

static void conflict_cases(void **state)
{
    (void)state;
    run("tests/story/conflict.case");
}

static void quote_cases(void **state)
{
    (void)state;
    run("tests/story/wording.case");
}

static void altered_cases(void **state)
{
    (void)state;
    run("tests/story/altered.case");
}

static void figure_cases(void **state)
{
    (void)state;
    run("tests/story/series.case");
}

static void moved_cases(void **state)
{
    (void)state;
    run("tests/story/moved.case");
}

static void plan_cases(void **state)
{
    (void)state;
    run("tests/story/announce.case");
}

static void brief_cases(void **state)
{
    (void)state;
    run("tests/story/brief.case");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conflict_cases), cmocka_unit_test(quote_cases),
        cmocka_unit_test(altered_cases),  cmocka_unit_test(figure_cases),
        cmocka_unit_test(moved_cases),    cmocka_unit_test(plan_cases),
        cmocka_unit_test(brief_cases)};
    return case_run_tests(tests);
}
