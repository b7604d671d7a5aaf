/* dossier_json.c: the dossier, its reports, and what each story holds. */
#include "show/dossier_json.h"

#include "base/sha256.h"
#include "clew/clew.h"
#include "show/json_parts.h"

typedef struct {
    cw_json json;
    const cw_dossier *dossier;
    const cw_story *story;
} printer;

/* ---- pieces ------------------------------------------------------------ */

static void key_word(printer *out, const char *key, const char *word)
{
    cw_json_key(&out->json, key);
    cw_json_word(&out->json, word);
}

static void key_text(printer *out, const char *key, cw_bytes text)
{
    cw_json_key(&out->json, key);
    cw_json_text_or_null(&out->json, text);
}

static void key_number(printer *out, const char *key, double value)
{
    cw_json_key(&out->json, key);
    cw_json_number(&out->json, value);
}

static void key_count(printer *out, const char *key, uint32_t n)
{
    cw_json_key(&out->json, key);
    cw_json_int(&out->json, n);
}

static void key_list(printer *out, const char *key, cw_json_layout layout)
{
    cw_json_key(&out->json, key);
    cw_json_open(&out->json, '[', layout);
}

static const char *report_id(const printer *out, uint32_t report)
{
    return out->dossier->reports[report].id;
}

static void print_cite(printer *out, cw_span span)
{
    cw_bytes text = cw_report_text(out->dossier->reports[span.report].report);
    cw_range range = {span.from, span.to};
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_word(out, "report", report_id(out, span.report));
    cw_json_key(&out->json, "span");
    cw_json_range(&out->json, range);
    cw_json_key(&out->json, "text");
    cw_json_text(&out->json, cw_bytes_at(text, range));
    cw_json_close(&out->json);
}

static void key_cites(printer *out, const char *key, cw_cites cites)
{
    key_list(out, key, CW_JSON_INLINE);
    for (size_t i = 0; i < cites.n; i++)
        print_cite(out, cites.at[i]);
    cw_json_close(&out->json);
}

static void key_reports(printer *out, cw_reports reports)
{
    key_list(out, "reports", CW_JSON_INLINE);
    for (size_t i = 0; i < reports.n; i++)
        cw_json_word(&out->json, report_id(out, reports.at[i]));
    cw_json_close(&out->json);
}

static void print_line(printer *out, const cw_line *line)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_text(out, "text", line->text);
    key_cites(out, "cite", line->cite);
    cw_json_close(&out->json);
}

static void print_brief_line(printer *out, const cw_brief_line *line)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_text(out, "text", line->text);
    cw_json_key(&out->json, "from");
    cw_json_day(&out->json, line->from_day, -1, CW_NO_ZONE);
    cw_json_key(&out->json, "to");
    cw_json_day(&out->json, line->to_day, -1, CW_NO_ZONE);
    key_cites(out, "cite", line->cite);
    cw_json_close(&out->json);
}

/* ---- reports ----------------------------------------------------------- */

/* What was settled on: a stated date with the words that state it, or an
 * inferred one with its reason. */
static void print_published(printer *out, const cw_told_report *told,
                            uint32_t number)
{
    const cw_date_candidate *stated = cw_report_published(told->report);
    cw_range span = {0, 0}, source = {0, 0};
    cw_bytes why = told->why;
    cw_json_key(&out->json, "published");
    if (told->published.day == CW_NO_DAY) {
        cw_json_null(&out->json);
        return;
    }
    if (told->evidence != CW_EVIDENCE_INFERRED && stated != NULL) {
        span = stated->span;
        source = stated->source;
        if (why.n == 0)
            why = cw_slice_bytes(told->report, stated->what);
    } else if (told->why_cite.n > 0 && told->why_cite.at[0].report == number) {
        span = (cw_range){told->why_cite.at[0].from, told->why_cite.at[0].to};
    }
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    cw_json_key(&out->json, "value");
    cw_json_moment(&out->json, told->published, told->precision);
    key_word(out, "precision", cw_precision_name(told->precision));
    key_word(out, "evidence", cw_evidence_name(told->evidence));
    key_text(out, "why", why);
    cw_json_key(&out->json, "span");
    cw_json_range_or_null(&out->json, span);
    cw_json_key(&out->json, "source");
    cw_json_range_or_null(&out->json, source);
    if (told->why_cite.n > 0)
        key_cites(out, "cite", told->why_cite);
    cw_json_close(&out->json);
}

static void print_candidates(printer *out, const cw_report *report)
{
    key_list(out, "published_candidates", CW_JSON_INLINE);
    for (uint32_t i = 0; i < report->dates.n; i++)
        cw_json_candidate(&out->json, report,
                          &CW_AT(report, report->dates, cw_date_candidate)[i],
                          true);
    cw_json_close(&out->json);
}

static void print_dateline(printer *out, const cw_report *report)
{
    cw_bytes place = cw_slice_bytes(report, report->dateline.value);
    cw_json_key(&out->json, "dateline");
    if (place.n == 0) {
        cw_json_null(&out->json);
        return;
    }
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_text(out, "place", place);
    cw_json_key(&out->json, "span");
    cw_json_range_or_null(&out->json, report->dateline.span);
    cw_json_close(&out->json);
}

static void print_map(printer *out, const cw_report *report)
{
    if (report->map.n == 0)
        return;
    key_list(out, "map", CW_JSON_INLINE);
    for (uint32_t i = 0; i < report->map.n; i++) {
        const cw_map_entry *run = &CW_AT(report, report->map, cw_map_entry)[i];
        cw_json_open(&out->json, '[', CW_JSON_INLINE);
        cw_json_int(&out->json, run->text_from);
        cw_json_int(&out->json, run->source_from);
        cw_json_int(&out->json, run->length);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
}

static void print_blocks(printer *out, const cw_report *report)
{
    const cw_block *blocks = CW_AT(report, report->blocks, cw_block);
    key_list(out, "body", CW_JSON_INLINE);
    for (uint32_t i = 0; i < report->blocks.n; i++)
        if (cw_role_is_body(blocks[i].role))
            cw_json_range(&out->json, blocks[i].range);
    cw_json_close(&out->json);
    key_list(out, "furniture", CW_JSON_INLINE);
    for (uint32_t i = 0; i < report->blocks.n; i++) {
        if (blocks[i].role != CW_ROLE_FURNITURE)
            continue;
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        cw_json_key(&out->json, "span");
        cw_json_range(&out->json, blocks[i].range);
        key_word(out, "kind", cw_furniture_name(blocks[i].furniture));
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
}

static void print_report(printer *out, uint32_t number)
{
    const cw_told_report *told = &out->dossier->reports[number];
    const cw_report *report = told->report;
    char sha256[65];
    cw_hex(report->sha256, 32, sha256);
    cw_json_open(&out->json, '{', CW_JSON_LINES);
    key_word(out, "id", told->id);
    key_text(out, "source_id", cw_slice_bytes(report, report->source_id));
    key_text(out, "path", cw_slice_bytes(report, report->path));
    print_map(out, report);
    key_word(out, "sha256", sha256);
    key_text(out, "url", cw_slice_bytes(report, report->url.value));
    key_text(out, "outlet", cw_slice_bytes(report, report->outlet.value));
    key_text(out, "title", cw_slice_bytes(report, report->title.value));
    cw_json_key(&out->json, "byline");
    cw_json_facts(&out->json, report, report->byline);
    cw_json_key(&out->json, "agency");
    cw_json_facts(&out->json, report, report->agency);
    key_text(out, "language", cw_bytes_from(report->language));
    print_published(out, told, number);
    print_candidates(out, report);
    print_dateline(out, report);
    cw_json_key(&out->json, "text");
    cw_json_text(&out->json, cw_report_text(report));
    print_blocks(out, report);
    key_word(out, "status", cw_report_status_name(report->status));
    key_text(out, "note", cw_slice_bytes(report, report->note));
    cw_json_close(&out->json);
}

/* ---- entries of a story ------------------------------------------------ */

static void print_entity(printer *out, const cw_entity *entity)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_word(out, "id", entity->id.text);
    key_text(out, "name", entity->name);
    key_word(out, "kind", cw_name_kind_name(entity->kind));
    key_list(out, "aliases", CW_JSON_INLINE);
    for (size_t i = 0; i < entity->n_aliases; i++) {
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_text(out, "text", entity->aliases[i].text);
        key_count(out, "count", entity->aliases[i].count);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    key_list(out, "descriptors", CW_JSON_INLINE);
    for (size_t i = 0; i < entity->n_descriptors; i++)
        cw_json_text(&out->json, entity->descriptors[i].text);
    cw_json_close(&out->json);
    key_reports(out, entity->reports);
    key_cites(out, "mentions", entity->mentions);
    cw_json_close(&out->json);
}

static void print_timeline_line(printer *out, const cw_timeline_line *line)
{
    bool has_minute = line->grain == CW_GRAIN_MINUTE;
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_word(out, "id", line->id.text);
    cw_json_key(&out->json, "from");
    cw_json_day(&out->json, line->from_day,
                has_minute ? line->from_minute : (int16_t)-1, line->zone_min);
    cw_json_key(&out->json, "to");
    cw_json_day(&out->json, line->to_day,
                has_minute ? line->to_minute : (int16_t)-1, line->zone_min);
    key_word(out, "precision", cw_grain_name(line->grain));
    key_word(out, "basis", cw_basis_name(line->basis));
    key_word(out, "status", cw_fact_name(line->status));
    key_text(out, "text", line->text);
    key_count(out, "weight", line->weight);
    key_cites(out, "cite", line->cite);
    key_reports(out, line->reports);
    key_count(out, "independent", line->independent);
    key_cites(out, "announced_by", line->announced_by);
    key_word(out, "outcome", cw_outcome_name(line->outcome));
    cw_json_close(&out->json);
}

static void print_announced(printer *out, const cw_announced *line)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_text(out, "text", line->text);
    key_cites(out, "cite", line->cite);
    key_reports(out, line->reports);
    cw_json_close(&out->json);
}

static void print_claim(printer *out, const cw_claim *claim)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_word(out, "id", claim->id.text);
    key_text(out, "text", claim->text);
    key_cites(out, "cite", claim->cite);
    key_reports(out, claim->reports);
    key_count(out, "independent", claim->independent);
    key_list(out, "folded", CW_JSON_INLINE);
    for (size_t i = 0; i < claim->n_folded; i++) {
        const cw_folded *folded = &claim->folded[i];
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_word(out, "report", report_id(out, folded->report));
        key_word(out, "with", report_id(out, folded->with));
        key_text(out, "why", folded->why);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    key_list(out, "disputed_by", CW_JSON_INLINE);
    for (size_t i = 0; i < claim->n_disputed_by; i++) {
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_text(out, "speaker", claim->disputed_by[i].speaker);
        key_cites(out, "cite", claim->disputed_by[i].cite);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    cw_json_close(&out->json);
}

static void print_conflict(printer *out, const cw_conflict *conflict)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_word(out, "id", conflict->id.text);
    key_word(out, "kind", cw_conflict_kind_name(conflict->kind));
    key_text(out, "about", conflict->about);
    key_list(out, "sides", CW_JSON_INLINE);
    for (size_t i = 0; i < conflict->n_sides; i++) {
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_text(out, "value", conflict->sides[i].value);
        key_cites(out, "cite", conflict->sides[i].cite);
        key_reports(out, conflict->sides[i].reports);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    key_word(out, "state", conflict->is_revised ? "revised" : "conflict");
    cw_json_key(&out->json, "score");
    cw_json_thousandths(&out->json, conflict->score);
    key_text(out, "why", conflict->why);
    cw_json_close(&out->json);
}

static void print_quote(printer *out, const cw_story_quote *quote)
{
    bool is_known = quote->entity != CW_NONE;
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_word(out, "id", quote->id.text);
    key_word(out, "kind", cw_quote_kind_name(quote->kind));
    cw_json_key(&out->json, "speaker");
    if (is_known || quote->speaker.n > 0) {
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_word(out, "entity",
                 is_known ? out->story->entities[quote->entity].id.text : NULL);
        key_text(out, "text", quote->speaker);
        cw_json_close(&out->json);
    } else {
        cw_json_null(&out->json);
    }
    key_text(out, "cue", quote->cue);
    key_text(out, "text", quote->text);
    key_cites(out, "cite", quote->cite);
    key_list(out, "variants", CW_JSON_INLINE);
    for (size_t i = 0; i < quote->n_variants; i++)
        print_line(out, &quote->variants[i]);
    cw_json_close(&out->json);
    key_list(out, "also_by", CW_JSON_INLINE);
    for (size_t i = 0; i < quote->n_also_by; i++) {
        const cw_attribution *other = &quote->also_by[i];
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_word(out, "entity", out->story->entities[other->entity].id.text);
        key_cites(out, "cite", other->cite);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    cw_json_close(&out->json);
}

static void print_figure(printer *out, const cw_story_figure *figure)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_word(out, "id", figure->id.text);
    key_number(out, "value", figure->value);
    key_number(out, "low", figure->low);
    key_number(out, "high", figure->high);
    key_text(out, "unit", cw_bytes_from(figure->unit));
    key_word(out, "bound", cw_bound_name(figure->bound));
    key_text(out, "of", figure->of);
    key_text(out, "words", figure->words);
    key_cites(out, "cite", figure->cite);
    key_reports(out, figure->reports);
    key_list(out, "series", CW_JSON_INLINE);
    for (size_t i = 0; i < figure->n_series; i++) {
        const cw_series_point *point = &figure->series[i];
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        cw_json_key(&out->json, "as_of");
        cw_json_day(&out->json, point->as_of_day, -1, CW_NO_ZONE);
        key_number(out, "value", point->value);
        key_word(out, "report", report_id(out, point->report));
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    cw_json_close(&out->json);
}

static void print_copy(printer *out, const cw_copy *copy)
{
    cw_json_open(&out->json, '{', CW_JSON_INLINE);
    key_reports(out, (cw_reports){(const uint32_t[]){copy->a, copy->b}, 2});
    key_word(out, "kind", cw_copy_kind_name(copy->kind));
    key_list(out, "containment", CW_JSON_INLINE);
    cw_json_thousandths(&out->json, copy->containment[0]);
    cw_json_thousandths(&out->json, copy->containment[1]);
    cw_json_close(&out->json);
    key_list(out, "passages", CW_JSON_INLINE);
    for (size_t i = 0; i < copy->n_passages; i++) {
        cw_json_open(&out->json, '[', CW_JSON_INLINE);
        print_cite(out, copy->passages[i].a);
        print_cite(out, copy->passages[i].b);
        cw_json_close(&out->json);
    }
    cw_json_close(&out->json);
    cw_json_key(&out->json, "origin");
    if (copy->origin.n > 0) {
        cw_json_open(&out->json, '{', CW_JSON_INLINE);
        key_text(out, "name", copy->origin);
        cw_json_key(&out->json, "evidence");
        if (copy->has_origin_cite)
            print_cite(out, copy->origin_cite);
        else
            cw_json_null(&out->json);
        cw_json_close(&out->json);
    } else {
        cw_json_null(&out->json);
    }
    cw_json_close(&out->json);
}

/* ---- the whole --------------------------------------------------------- */

/* A list of a story: field, the printer of one entry. */
#define STORY_LISTS(X)               \
    X(entities, print_entity)        \
    X(timeline, print_timeline_line) \
    X(announced, print_announced)    \
    X(claims, print_claim)           \
    X(conflicts, print_conflict)     \
    X(quotes, print_quote)           \
    X(figures, print_figure)         \
    X(copies, print_copy)

static void print_story(printer *out, const cw_story *story)
{
    out->story = story;
    cw_json_open(&out->json, '{', CW_JSON_LINES);
    key_word(out, "id", story->id.text);
    key_text(out, "title", story->title);
    key_reports(out, story->reports);
    cw_json_key(&out->json, "first");
    cw_json_day(&out->json, story->first_day, -1, CW_NO_ZONE);
    cw_json_key(&out->json, "last");
    cw_json_day(&out->json, story->last_day, -1, CW_NO_ZONE);
    key_list(out, "brief", CW_JSON_LINES);
    for (size_t i = 0; i < story->brief.n; i++)
        print_brief_line(out, &story->brief.at[i]);
    cw_json_close(&out->json);
    key_list(out, "short_brief", CW_JSON_LINES);
    for (size_t i = 0; i < story->n_short; i++)
        print_brief_line(out, &story->brief.at[i]);
    cw_json_close(&out->json);
#define PRINT_LIST(list, print_entry)            \
    key_list(out, #list, CW_JSON_LINES);         \
    for (size_t i = 0; i < story->n_##list; i++) \
        print_entry(out, &story->list[i]);       \
    cw_json_close(&out->json);
    STORY_LISTS(PRINT_LIST)
#undef PRINT_LIST
    cw_json_close(&out->json);
}

cw_status cw_dossier_print_json(const cw_dossier *dossier, cw_sink *sink)
{
    printer out = {.dossier = dossier};
    cw_json_init(&out.json, sink);
    cw_json_open(&out.json, '{', CW_JSON_LINES);
    key_word(&out, "format", "clew.dossier/1");
    cw_json_key(&out.json, "generator");
    cw_json_open(&out.json, '{', CW_JSON_INLINE);
    key_word(&out, "name", "clew");
    key_word(&out, "version", CLEW_VERSION);
    key_word(&out, "model", CLEW_MODEL);
    cw_json_close(&out.json);
    key_list(&out, "reports", CW_JSON_LINES);
    for (size_t i = 0; i < dossier->n_reports && sink->status == CW_OK; i++)
        print_report(&out, (uint32_t)i);
    cw_json_close(&out.json);
    key_list(&out, "stories", CW_JSON_LINES);
    for (size_t i = 0; i < dossier->n_stories && sink->status == CW_OK; i++)
        print_story(&out, &dossier->stories[i]);
    cw_json_close(&out.json);
    cw_json_close(&out.json);
    cw_sink_add_byte(sink, '\n');
    return cw_sink_end(sink);
}
