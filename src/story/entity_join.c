/* entity_join.c: drafts that are one person, organization or place.
 *
 * Joined, in this order:
 *   equal names            of one kind
 *   "A (B)", "A, known as B"   where a report says so
 *   an acronym             with the one long form it stands for, or that a
 *                          report uses it for
 *   "Ana Ruiz"             with the one "Ana Maria Ruiz"
 *   "A. Ruiz", "Alex Ruiz" with the one "Ana Ruiz", "Alexander Ruiz"
 *   "Ruiz"                 with the one full name that ends in it; of several
 *                          with the one of that gender, or of that office
 *   "Port Authority"       with the one longer name that ends in it
 *   "Ruiz", "Ruiz"         when nobody bears it in a longer name, also where
 * one report takes it for a person and one for a town
 *
 * Where two would fit, a draft stays alone: two people of one surname are
 * worse as one than one person as two. */
#include "story/entity_int.h"
#include "story/postings.h"

enum { LOOK_MAX = 64 }; // drafts met by one key

uint32_t cw_entity_root(cw_entity_work *work, uint32_t i)
{
    while (work->drafts[i].parent != i)
        i = work->drafts[i].parent =
            work->drafts[work->drafts[i].parent].parent;
    return i;
}

static void join(cw_entity_work *work, uint32_t a, uint32_t b)
{
    uint32_t first, second;
    a = cw_entity_root(work, a);
    b = cw_entity_root(work, b);
    if (a == b)
        return;
    first = a < b ? a : b;
    second = a < b ? b : a;
    work->drafts[second].parent = first;
    if (work->drafts[first].gender == 0)
        work->drafts[first].gender = work->drafts[second].gender;
}

static cw_table_entry *table_add(cw_entity_work *work, cw_table *table,
                                 cw_bytes key, bool *is_new)
{
    cw_table_entry *entry = NULL;
    cw_status status = cw_table_add(table, key, is_new, &entry);
    if (status != CW_OK)
        work->status = status;
    return entry;
}

/* ---- the one that fits -------------------------------------------------- */

typedef bool (*fits_call)(cw_entity_work *work, const cw_draft_entity *asked,
                          const cw_draft_entity *other);

/* The one root among the drafts with this key of which a draft fits; CW_NONE
 * if there is none, or two. */
static uint32_t find_only(cw_entity_work *work, const cw_postings *index,
                          cw_bytes key, uint32_t asked, fits_call fits)
{
    uint32_t found = CW_NONE, at = cw_postings_first(index, cw_hash(key));
    for (int k = 0; at != CW_NONE && k < LOOK_MAX; k++) {
        uint32_t other = index->at[at].item;
        uint32_t root = cw_entity_root(work, other);
        at = cw_postings_next(index, at);
        if (root == cw_entity_root(work, asked) || root == found ||
            !fits(work, &work->drafts[asked], &work->drafts[other]))
            continue;
        if (found != CW_NONE)
            return CW_NONE;
        found = root;
    }
    return found;
}

static void add_posting(cw_entity_work *work, cw_postings *index, cw_bytes key,
                        uint32_t i)
{
    if (work->status == CW_OK)
        work->status = cw_postings_add(index, cw_hash(key), i);
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

/* ---- equal names -------------------------------------------------------- */

static bool is_other_gender(cw_entity_work *work, const cw_draft_entity *asked,
                            const cw_draft_entity *other)
{
    uint8_t a =
        work->drafts[cw_entity_root(work, (uint32_t)(asked - work->drafts))]
            .gender;
    uint8_t b =
        work->drafts[cw_entity_root(work, (uint32_t)(other - work->drafts))]
            .gender;
    return a != 0 && b != 0 && a != b;
}

/* A single word that names a person is none of these: whom it means is for
 * the full names to say. */
static bool is_bare(const cw_draft_entity *draft)
{
    return draft->kind == CW_NAME_PERSON && draft->n_words == 1;
}

static void join_equal(cw_entity_work *work, cw_table *table, uint32_t i)
{
    bool is_new = false;
    cw_table_entry *entry =
        table_add(work, table, work->drafts[i].name, &is_new);
    if (entry && is_new)
        entry->value = i;
    else if (entry && !is_other_gender(work, &work->drafts[entry->value],
                                       &work->drafts[i]))
        join(work, entry->value, i);
}

/* Drafts of one name: people with people, organizations and places with each
 * other, and what is of no known kind with the latter, else with people. */
static void join_equal_names(cw_entity_work *work, cw_table *things)
{
    cw_table people;
    cw_table_init(&people, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++)
        if (work->drafts[i].kind != CW_NAME_OTHER && !is_bare(&work->drafts[i]))
            join_equal(
                work, work->drafts[i].kind == CW_NAME_PERSON ? &people : things,
                i);
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        if (draft->kind != CW_NAME_OTHER)
            continue;
        join_equal(work,
                   !cw_table_find(things, draft->name) &&
                           cw_table_find(&people, draft->name)
                       ? &people
                       : things,
                   i);
    }
}

/* ---- what a report says is one ------------------------------------------ */

/* 2 to 8 capital letters, full stops between them allowed. */
static bool is_acronym(cw_bytes name)
{
    size_t n = 0;
    for (size_t i = 0; i < name.n; i++) {
        if (cw_is_upper(name.at[i]))
            n++;
        else if (name.at[i] != '.')
            return false;
    }
    return n >= 2 && n <= 8;
}

static bool is_gloss(cw_bytes text, const cw_mention *a, const cw_mention *b)
{
    static const char *const known[] = {"known as",
                                        "also known as",
                                        "better known as",
                                        "widely known as",
                                        "formerly",
                                        "formerly known as",
                                        NULL};
    cw_bytes first = cw_bytes_at(text, a->range);
    cw_bytes second = cw_bytes_at(text, b->range);
    cw_bytes between =
        cw_bytes_trim(cw_bytes_cut(text, a->range.to, b->range.from));
    bool is_bracketed = cw_bytes_are(between, "(") && b->range.to < text.n &&
                        text.at[b->range.to] == ')';
    if (between.n > 0 && (between.at[0] == ',' || between.at[0] == '('))
        between = cw_bytes_trim(cw_bytes_cut(between, 1, between.n));
    return (is_bracketed && is_acronym(first) != is_acronym(second)) ||
           cw_bytes_among_fold(between, known);
}

static void join_glosses(cw_entity_work *work, uint32_t report)
{
    const cw_plot *plot = work->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    const uint32_t *draft_of = plot->entity_of[report];
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    const cw_mention *before = NULL;
    for (uint32_t i = 0; i < marks->mentions.n; i++) {
        const cw_mention *here = &mentions[i];
        if (here->kind != CW_MENTION_NAME || here->chain == CW_NONE ||
            draft_of[here->chain] == CW_NONE)
            continue;
        if (before && before->range.to < here->range.from &&
            before->sentence == here->sentence && is_gloss(text, before, here))
            join(work, draft_of[before->chain], draft_of[here->chain]);
        before = here;
    }
}

/* ---- acronyms ----------------------------------------------------------- */

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

/* Acronyms by which a report calls what it also names in full. */
static void note_used(cw_entity_work *work, uint32_t report,
                      cw_table *long_forms)
{
    const cw_plot *plot = work->plot;
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_mention *mentions = CW_AT(marks, marks->mentions, cw_mention);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    for (uint32_t i = 0; i < marks->mentions.n && work->status == CW_OK; i++) {
        uint32_t chain = mentions[i].chain;
        uint32_t draft =
            chain == CW_NONE ? CW_NONE : plot->entity_of[report][chain];
        cw_draft_entity alias = {.kind = CW_NAME_ORGANIZATION};
        cw_bytes name = cw_bytes_at(text, mentions[i].range);
        if (mentions[i].kind != CW_MENTION_NAME || draft == CW_NONE ||
            work->drafts[draft].n_words < 2 || !is_acronym(name))
            continue;
        work->status = cw_entity_name(name, plot->scratch, &alias);
        note_unique(work, long_forms, alias.name, draft);
    }
}

static void join_acronyms(cw_entity_work *work)
{
    cw_table long_forms;
    cw_table_init(&long_forms, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (size_t m = 0; m < work->plot->members.n; m++)
        note_used(work, work->plot->members.at[m], &long_forms);
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

/* ---- people ------------------------------------------------------------- */

/* "ana maria ruiz" as "ana ruiz". */
static cw_bytes first_and_last(cw_entity_work *work,
                               const cw_draft_entity *draft)
{
    cw_buf buf;
    cw_buf_init(&buf, work->plot->scratch, 4096);
    cw_buf_add(&buf, draft->given);
    cw_buf_add_byte(&buf, ' ');
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

/* "j" and "alex" for "jonas" and "alexander". */
static bool is_short_of(cw_bytes a, cw_bytes b)
{
    return (a.n == 1 || a.n >= 3) && a.n < b.n && cw_bytes_starts(b, a);
}

/* A report that writes both has two people. */
static bool fits_given(cw_entity_work *work, const cw_draft_entity *asked,
                       const cw_draft_entity *other)
{
    return cw_bytes_equal(asked->last, other->last) &&
           asked->report != other->report &&
           is_short_of(asked->given, other->given) &&
           !is_other_gender(work, asked, other);
}

static bool fits_surname(cw_entity_work *work, const cw_draft_entity *asked,
                         const cw_draft_entity *other)
{
    return cw_bytes_equal(asked->last, other->last) &&
           !is_other_gender(work, asked, other);
}

static bool fits_office(cw_entity_work *work, const cw_draft_entity *asked,
                        const cw_draft_entity *other)
{
    for (uint8_t i = 0; i < asked->n_offices; i++)
        for (uint8_t k = 0; k < other->n_offices; k++)
            if (asked->offices[i] == other->offices[k])
                return fits_surname(work, asked, other);
    return false;
}

static void join_people(cw_entity_work *work)
{
    cw_postings full; // surname -> drafts of full names
    cw_postings_init(&full, work->plot->scratch);
    for (uint32_t i = 0; i < work->n; i++)
        if (work->drafts[i].kind == CW_NAME_PERSON &&
            work->drafts[i].n_words >= 2)
            add_posting(work, &full, work->drafts[i].last, i);
    for (uint32_t i = 0; i < work->n && work->status == CW_OK; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        uint32_t found = CW_NONE;
        if (draft->kind == CW_NAME_PERSON && draft->n_words == 2)
            found = find_only(work, &full, draft->last, i, fits_given);
        if (found != CW_NONE)
            join(work, found, i);
    }
    for (uint32_t i = 0; i < work->n && work->status == CW_OK; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        uint32_t found;
        if (draft->n_words != 1 ||
            (draft->kind != CW_NAME_PERSON && draft->kind != CW_NAME_OTHER))
            continue;
        found = find_only(work, &full, draft->last, i, fits_surname);
        if (found == CW_NONE)
            found = find_only(work, &full, draft->last, i, fits_office);
        if (found != CW_NONE)
            join(work, found, i);
    }
}

/* ---- the rest of a longer name ------------------------------------------ */

static bool fits_longer(cw_entity_work *work, const cw_draft_entity *asked,
                        const cw_draft_entity *other)
{
    size_t more = other->name.n - asked->name.n;
    (void)work;
    return other->name.n > asked->name.n + 1 &&
           other->report != asked->report && other->name.at[more - 1] == ' ' &&
           cw_bytes_equal(cw_bytes_cut(other->name, more, other->name.n),
                          asked->name);
}

static bool is_body(const cw_draft_entity *draft)
{
    return draft->kind == CW_NAME_ORGANIZATION && draft->n_words >= 2;
}

static void join_longer_names(cw_entity_work *work)
{
    cw_postings endings; // last word -> drafts
    cw_postings_init(&endings, work->plot->scratch);
    for (uint32_t i = 0; i < work->n; i++)
        if (is_body(&work->drafts[i]))
            add_posting(work, &endings, work->drafts[i].last, i);
    for (uint32_t i = 0; i < work->n && work->status == CW_OK; i++) {
        uint32_t found = CW_NONE;
        if (is_body(&work->drafts[i]))
            found =
                find_only(work, &endings, work->drafts[i].last, i, fits_longer);
        if (found != CW_NONE)
            join(work, found, i);
    }
}

/* ---- single words that are left ----------------------------------------- */

/* Did a full name that ends in it take this draft? A gloss does not. */
static bool is_taken(cw_entity_work *work, uint32_t i)
{
    const cw_draft_entity *root = &work->drafts[cw_entity_root(work, i)];
    return root != &work->drafts[i] &&
           cw_bytes_equal(root->last, work->drafts[i].last);
}

/* Surnames that no full name took. One that is a town in another place is one
 * of both, read wrongly, unless somebody bears it in a longer name. */
static void join_bare(cw_entity_work *work, const cw_table *things)
{
    cw_table borne, bare;
    bool is_new;
    cw_table_init(&borne, work->plot->scratch, CW_MAX_STORY_ITEMS);
    cw_table_init(&bare, work->plot->scratch, CW_MAX_STORY_ITEMS);
    for (uint32_t i = 0; i < work->n; i++) {
        const cw_draft_entity *draft = &work->drafts[i];
        if (draft->kind != CW_NAME_PERSON || draft->n_words < 2)
            continue;
        (void)table_add(work, &borne, draft->given, &is_new);
        (void)table_add(work, &borne, draft->last, &is_new);
    }
    for (uint32_t i = 0; i < work->n; i++)
        if (is_bare(&work->drafts[i]) && !is_taken(work, i))
            join_equal(work, &bare, i);
    for (size_t i = 0; i < bare.n; i++) {
        const cw_table_entry *thing =
            cw_table_find(things, bare.entries[i].key);
        if (thing && !cw_table_find(&borne, bare.entries[i].key))
            join(work, bare.entries[i].value, thing->value);
    }
}

void cw_entities_join(cw_entity_work *work)
{
    cw_table things; // names of organizations and places -> first draft
    cw_table_init(&things, work->plot->scratch, CW_MAX_STORY_ITEMS);
    join_equal_names(work, &things);
    for (size_t m = 0; m < work->plot->members.n; m++)
        join_glosses(work, work->plot->members.at[m]);
    join_acronyms(work);
    join_middle_names(work);
    join_people(work);
    join_longer_names(work);
    join_bare(work, &things);
}
