/* entity.c: one record per person, organization and place of a story.
 *
 *   chains of all members -> draft entities -> joined by name -> records
 *
 * Joined, in this order: equal full names (case and quotes folded); an
 * acronym with the one long form it stands for; a person's first and last
 * name with the one that has names between them; a person's single name with
 * the one full name that ends in it. Where two full names would fit, the
 * chain stays alone: two people of one surname are worse as one than one
 * person as two. */
#include "base/utf8.h"
#include "story/entity_int.h"

uint32_t cw_entity_root(cw_entity_work *work, uint32_t i)
{
    while (work->drafts[i].parent != i)
        i = work->drafts[i].parent =
            work->drafts[work->drafts[i].parent].parent;
    return i;
}

static void join(cw_entity_work *work, uint32_t a, uint32_t b)
{
    a = cw_entity_root(work, a);
    b = cw_entity_root(work, b);
    if (a != b)
        work->drafts[a > b ? a : b].parent = a < b ? a : b;
}

static cw_bytes fold_name(cw_entity_work *work, cw_bytes name)
{
    cw_buf buf;
    cw_bytes folded;
    cw_buf_init(&buf, work->plot->scratch, 4096);
    if (cw_utf8_fold(name, &buf) == CW_NO_MEMORY)
        work->status = CW_NO_MEMORY;
    folded = cw_buf_bytes(&buf);
    if (cw_bytes_starts(folded, CW_LIT("the ")))
        folded = cw_bytes_cut(folded, 4, folded.n);
    return folded;
}

static void split_name(cw_draft_entity *draft)
{
    size_t from = 0;
    draft->n_words = draft->name.n > 0;
    for (size_t i = 0; i < draft->name.n; i++) {
        if (draft->name.at[i] == ' ') {
            draft->n_words++;
            from = i + 1;
        }
    }
    draft->last = cw_bytes_cut(draft->name, from, draft->name.n);
}

bool cw_is_sighting(const cw_marks *marks, const cw_mention *mention)
{
    if (mention->kind == CW_MENTION_PRONOUN)
        return false;
    return mention->name == CW_NONE ||
           !CW_AT(marks, marks->names, cw_name)[mention->name].is_adjective;
}

static cw_status add_chains(cw_entity_work *work, uint32_t report)
{
    cw_plot *plot = work->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_chain *chains = CW_AT(marks, marks->chains, cw_chain);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    uint32_t *n_seen =
        cw_arena_array(plot->scratch, marks->chains.n, sizeof *n_seen);
    plot->entity_of[report] =
        cw_arena_array(plot->scratch, marks->chains.n, sizeof(uint32_t));
    if (!plot->entity_of[report] || !n_seen)
        return CW_NO_MEMORY;
    for (uint32_t i = 0; i < marks->mentions.n; i++)
        if (mentions[i].chain != CW_NONE && cw_is_sighting(marks, &mentions[i]))
            n_seen[mentions[i].chain]++;
    for (uint32_t c = 0; c < marks->chains.n; c++) {
        const cw_mention *best = &mentions[chains[c].best];
        cw_draft_entity *draft;
        cw_status status;
        plot->entity_of[report][c] = CW_NONE;
        if (best->kind != CW_MENTION_NAME || n_seen[c] == 0)
            continue;
        status = cw_grow(plot->scratch, (void **)&work->drafts, &work->capacity,
                         work->n + 1, sizeof *draft, CW_MAX_STORY_ITEMS);
        if (status != CW_OK)
            return status;
        draft = &work->drafts[work->n];
        *draft = (cw_draft_entity){
            .report = report,
            .chain = c,
            .name = fold_name(work, cw_bytes_at(text, best->range)),
            .n_mentions = n_seen[c],
            .kind = chains[c].kind,
            .parent = (uint32_t)work->n};
        split_name(draft);
        plot->entity_of[report][c] = (uint32_t)work->n++;
    }
    return CW_OK;
}

/* ---- joining ------------------------------------------------------------ */

static cw_table_entry *table_add(cw_entity_work *work, cw_table *table,
                                 cw_bytes key, bool *is_new)
{
    cw_table_entry *entry = NULL;
    cw_status status = cw_table_add(table, key, is_new, &entry);
    if (status != CW_OK)
        work->status = status;
    return entry;
}

static bool can_be_one(uint8_t a, uint8_t b)
{
    return a == b || a == CW_NAME_OTHER || b == CW_NAME_OTHER ||
           (a != CW_NAME_PERSON && b != CW_NAME_PERSON);
}

static void join_equal_names(cw_entity_work *work, cw_table *names)
{
    for (uint32_t i = 0; i < work->n; i++) {
        bool is_new = false;
        cw_table_entry *entry =
            table_add(work, names, work->drafts[i].name, &is_new);
        if (!entry)
            return;
        if (is_new)
            entry->value = i;
        else if (can_be_one(work->drafts[i].kind,
                            work->drafts[entry->value].kind))
            join(work, entry->value, i);
    }
}

/* Initials of the words of a folded name that begin a word of content:
 * "international criminal court" gives "icc", "bank of england" "be" and
 * "boe". `with_small` takes of, and, for, the as well. */
static cw_bytes initials(cw_entity_work *work, cw_bytes name, bool with_small)
{
    static const char *const small[] = {"of ", "and ", "for ", "the ", "de "};
    cw_buf buf;
    cw_buf_init(&buf, work->plot->scratch, 64);
    for (size_t i = 0; i < name.n; i++) {
        bool is_small = false;
        if (i > 0 && name.at[i - 1] != ' ' && name.at[i - 1] != '-')
            continue;
        for (size_t k = 0; k < sizeof small / sizeof *small; k++)
            is_small |= cw_bytes_starts(cw_bytes_cut(name, i, name.n),
                                        cw_bytes_from(small[k]));
        if (with_small || !is_small)
            cw_buf_add_byte(&buf, name.at[i]);
    }
    return cw_buf_status(&buf) == CW_OK ? cw_buf_bytes(&buf)
                                        : (cw_bytes){NULL, 0};
}

/* Key -> the one root that has it; CW_NONE once two different ones have. */
static void note_unique(cw_entity_work *work, cw_table *table, cw_bytes key,
                        uint32_t i)
{
    bool is_new = false;
    cw_table_entry *entry;
    if (key.n == 0)
        return;
    entry = table_add(work, table, key, &is_new);
    if (!entry)
        return;
    if (is_new)
        entry->value = i;
    else if (entry->value != CW_NONE &&
             cw_entity_root(work, entry->value) != cw_entity_root(work, i))
        entry->value = CW_NONE;
}

static void join_acronyms(cw_entity_work *work)
{
    cw_table long_forms;
    cw_table_init(&long_forms, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        if (draft->n_words < 2 || draft->kind == CW_NAME_PERSON)
            continue;
        note_unique(work, &long_forms, initials(work, draft->name, false), i);
        note_unique(work, &long_forms, initials(work, draft->name, true), i);
    }
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        const cw_table_entry *entry;
        if (draft->n_words != 1 || draft->name.n < 2 || draft->name.n > 8 ||
            draft->kind == CW_NAME_PERSON)
            continue;
        entry = cw_table_find(&long_forms, draft->name);
        if (entry && entry->value != CW_NONE)
            join(work, entry->value, i);
    }
}

/* "ana maria ruiz" as "ana ruiz". */
static cw_bytes first_and_last(cw_entity_work *work,
                               const cw_draft_entity *draft)
{
    cw_buf buf;
    size_t space = cw_bytes_find(draft->name, CW_LIT(" "), 0);
    cw_buf_init(&buf, work->plot->scratch, 4096);
    cw_buf_add(&buf, cw_bytes_cut(draft->name, 0, space + 1));
    cw_buf_add(&buf, draft->last);
    return cw_buf_status(&buf) == CW_OK ? cw_buf_bytes(&buf)
                                        : (cw_bytes){NULL, 0};
}

static void join_middle_names(cw_entity_work *work)
{
    cw_table full;
    cw_table_init(&full, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        if (draft->kind == CW_NAME_PERSON && draft->n_words >= 3)
            note_unique(work, &full, first_and_last(work, draft), i);
    }
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        const cw_table_entry *entry;
        if (draft->kind != CW_NAME_PERSON || draft->n_words != 2)
            continue;
        entry = cw_table_find(&full, draft->name);
        if (entry && entry->value != CW_NONE)
            join(work, entry->value, i);
    }
}

static void join_surnames(cw_entity_work *work)
{
    cw_table surnames;
    cw_table_init(&surnames, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        if (draft->kind == CW_NAME_PERSON && draft->n_words >= 2)
            note_unique(work, &surnames, draft->last, i);
    }
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        const cw_table_entry *entry;
        if (draft->n_words != 1 ||
            (draft->kind != CW_NAME_PERSON && draft->kind != CW_NAME_OTHER))
            continue;
        entry = cw_table_find(&surnames, draft->name);
        if (entry && entry->value != CW_NONE)
            join(work, entry->value, i);
    }
}

cw_status cw_entities_build(cw_plot *plot)
{
    cw_entity_work work = {.plot = plot};
    cw_table names;
    cw_status status = CW_OK;
    plot->entity_of = cw_arena_array(plot->scratch, plot->batch->n_reports,
                                     sizeof *plot->entity_of);
    if (!plot->entity_of)
        return CW_NO_MEMORY;
    for (size_t m = 0; m < plot->members.n && status == CW_OK; m++)
        status = add_chains(&work, plot->members.at[m]);
    if (status != CW_OK)
        return status;
    cw_table_init(&names, plot->scratch, CW_MAX_STORY_ITEMS);
    join_equal_names(&work, &names);
    join_acronyms(&work);
    join_middle_names(&work);
    join_surnames(&work);
    if (work.status != CW_OK)
        return work.status;
    return cw_entity_records(&work);
}
