/* entity.c: one record per person, organization and place of a story.
 *
 *   chains of all members -> draft entities -> joined by name -> records */
#include "story/entity_int.h"

bool cw_is_sighting(const cw_marks *marks, const cw_mention *mention)
{
    if (mention->kind == CW_MENTION_PRONOUN)
        return false;
    return mention->name == CW_NONE ||
           !CW_AT(marks, marks->names, cw_name)[mention->name].is_adjective;
}

/* The last word of a title or descriptor is the office: "the coast guard
 * captain" is a captain. Mr and Ms are none: they tell the gender, which the
 * chain has. */
static void note_office(cw_draft_entity *draft, cw_bytes words)
{
    enum { OFFICE_MAX = 24 };
    static const char *const forms[] = {"mr",   "mrs",  "ms",   "miss", "sir",
                                        "lady", "lord", "dame", NULL};
    uint8_t office[OFFICE_MAX];
    size_t from = words.n, n = 0;
    while (from > 0 && words.at[from - 1] != ' ')
        from--;
    for (size_t i = from; i < words.n && n < OFFICE_MAX; i++)
        if (words.at[i] != '.')
            office[n++] = cw_to_lower(words.at[i]);
    if (n == 0 || draft->n_offices == CW_OFFICES_MAX ||
        cw_bytes_among((cw_bytes){office, n}, forms))
        return;
    draft->offices[draft->n_offices++] = cw_hash((cw_bytes){office, n});
}

static void note_offices(cw_entity_work *work, uint32_t report)
{
    const cw_plot *plot = work->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    const cw_name *names = CW_AT(marks, marks->names, cw_name);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    for (uint32_t i = 0; i < marks->mentions.n; i++) {
        uint32_t chain = mentions[i].chain;
        uint32_t draft =
            chain == CW_NONE ? CW_NONE : plot->entity_of[report][chain];
        if (draft == CW_NONE)
            continue;
        if (mentions[i].kind == CW_MENTION_DESCRIPTOR)
            note_office(&work->drafts[draft],
                        cw_bytes_at(text, mentions[i].range));
        else if (mentions[i].name != CW_NONE)
            note_office(&work->drafts[draft],
                        cw_bytes_at(text, names[mentions[i].name].title));
    }
}

static cw_status add_chain(cw_entity_work *work, uint32_t report,
                           uint32_t number, uint32_t n_seen)
{
    cw_plot *plot = work->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_chain *chain = &CW_AT(marks, marks->chains, cw_chain)[number];
    const cw_mention *best =
        &CW_AT(marks, marks->mentions, cw_mention)[chain->best];
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    cw_draft_entity *draft;
    cw_status status;
    plot->entity_of[report][number] = CW_NONE;
    if (best->kind != CW_MENTION_NAME || n_seen == 0)
        return CW_OK;
    status = cw_grow(plot->scratch, (void **)&work->drafts, &work->capacity,
                     work->n + 1, sizeof *draft, CW_MAX_STORY_ITEMS);
    if (status != CW_OK)
        return status;
    draft = &work->drafts[work->n];
    *draft = (cw_draft_entity){.report = report,
                               .chain = number,
                               .n_mentions = n_seen,
                               .kind = chain->kind,
                               .gender = chain->gender,
                               .parent = (uint32_t)work->n};
    plot->entity_of[report][number] = (uint32_t)work->n++;
    return cw_entity_name(cw_bytes_at(text, best->range), plot->scratch, draft);
}

static cw_status add_chains(cw_entity_work *work, uint32_t report)
{
    cw_plot *plot = work->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    uint32_t *n_seen =
        cw_arena_array(plot->scratch, marks->chains.n, sizeof *n_seen);
    cw_status status = CW_OK;
    if (!n_seen)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < marks->mentions.n; i++)
        if (mentions[i].chain != CW_NONE && cw_is_sighting(marks, &mentions[i]))
            n_seen[mentions[i].chain]++;
    for (uint32_t c = 0; c < marks->chains.n && status == CW_OK; c++)
        status = add_chain(work, report, c, n_seen[c]);
    if (status == CW_OK)
        note_offices(work, report);
    return status;
}

/* Room for the entity of every chain. */
static cw_status open_entities(cw_plot *plot)
{
    plot->entity_of = cw_arena_array(plot->scratch, plot->batch->n_reports,
                                     sizeof *plot->entity_of);
    if (!plot->entity_of)
        return CW_NO_MEMORY;
    for (size_t m = 0; m < plot->members.n; m++) {
        uint32_t report = plot->members.at[m];
        plot->entity_of[report] =
            cw_arena_array(plot->scratch, cw_plot_marks(plot, report)->chains.n,
                           sizeof **plot->entity_of);
        if (!plot->entity_of[report])
            return CW_NO_MEMORY;
    }
    return CW_OK;
}

/* Of what is worked out here only the entities of the chains stay in the
 * plot's scratch arena. */
cw_status cw_entities_build(cw_plot *plot)
{
    cw_entity_work work = {.plot = plot};
    cw_status status = open_entities(plot);
    cw_mark mark = cw_arena_mark(plot->scratch);
    for (size_t m = 0; m < plot->members.n && status == CW_OK; m++)
        status = add_chains(&work, plot->members.at[m]);
    if (status == CW_OK) {
        cw_entities_join(&work);
        status = work.status;
    }
    if (status == CW_OK)
        status = cw_entity_records(&work);
    cw_arena_reset(plot->scratch, mark);
    return status;
}
