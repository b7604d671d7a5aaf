/* names_again.c: the names of a report read again with what all reports of its
 * story say (known.h).
 *
 *   "Ruiz Quits"       no name         -> Ruiz, person   known, and missed
 *   "Elsen rose"       a weak place    -> person         another kind
 *   "Port | Authority" two weak names  -> one            known as a whole
 *   "Brae Mayor"       a weak name     -> Brae           holds one, and words
 *   "the Campaign"     a weak name     -> none           elsewhere small
 *
 * Only weak mentions give way, and only to forms whose kind is settled. */
#include "annotate/known.h"
#include "annotate/names_int.h"

enum {
    WEAK_POINTS = 3, // cw_known_points of a mention that gives way
    CONFIDENCE = 60, // of a corrected mention
    OFTEN = 3,       // times more often
    SEVERAL = 2,     // mentions, each of which may be wrong
};

typedef struct {
    cw_draft *draft;
    const cw_known *known;
    const cw_name *old; // [n_old]
    size_t n_old;
    size_t next; // first of the old names not yet passed
    const cw_sentence *sentence;
    uint32_t number; // of the sentence
    bool is_changed;
} rereading;

static const cw_known_form *form_of(const rereading *r, uint32_t first,
                                    uint32_t n)
{
    return cw_known_find(
        r->known,
        cw_bytes_at(r->draft->text, cw_look_range(r->draft, first, first + n)));
}

static bool is_weak(const rereading *r, const cw_name *name)
{
    return cw_known_points(name, &r->draft->sentences.at[name->sentence]) <=
           WEAK_POINTS;
}

/* ---- writing ------------------------------------------------------------- */

static cw_status put(rereading *r, const cw_name *name)
{
    cw_name *out =
        cw_draft_add(r->draft, &r->draft->names, sizeof *out, CW_MAX_MARKS);
    if (!out)
        return r->draft->is_cut ? CW_OK : CW_NO_MEMORY;
    *out = *name;
    out->chain = CW_NONE;
    return CW_OK;
}

static cw_status put_form(rereading *r, uint32_t first, uint32_t n,
                          const cw_known_form *form)
{
    bool is_nation = form->kind == CW_KNOWN_NATION;
    cw_name name = {.range = cw_look_range(r->draft, first, first + n),
                    .sentence = r->number,
                    .first = first,
                    .n = n,
                    .kind = is_nation ? CW_NAME_PLACE : form->kind,
                    .is_adjective = is_nation,
                    .confidence = CONFIDENCE};
    name.title.from = name.title.to = name.range.from;
    if (name.kind == CW_NAME_PERSON)
        cw_names_dress(r->draft, &name);
    r->is_changed = true;
    return put(r, &name);
}

/* ---- one old name -------------------------------------------------------- */

/* One common word, elsewhere mostly in small letters or in no name. */
static bool is_false(const rereading *r, const cw_name *name,
                     const cw_known_form *form)
{
    return name->n == 1 && is_weak(r, name) && form->n_sure == 0 &&
           !form->is_surname && cw_names_is_common(r->draft, name->first) &&
           (form->n_small >= OFTEN * form->n ||
            form->n_bare >= OFTEN * form->n);
}

static cw_status put_old(rereading *r, const cw_name *name)
{
    const cw_known_form *form = form_of(r, name->first, name->n);
    if (!form)
        return put(r, name);
    if (is_false(r, name, form)) {
        r->is_changed = true;
        return CW_OK;
    }
    if (!form->is_settled || form->kind == cw_known_kind(name) ||
        !is_weak(r, name))
        return put(r, name);
    return put_form(r, name->first, name->n, form);
}

/* ---- forms of several words ---------------------------------------------- */

/* A name of the story may stand here: capitals at both ends. */
static bool is_shaped(const rereading *r, uint32_t first, uint32_t n)
{
    return cw_look_is_upper(r->draft, first) &&
           cw_look_is_upper(r->draft, first + n - 1);
}

/* The longest settled form of at least two words that begins at i. */
static uint32_t longest_form(const rereading *r, uint32_t i,
                             const cw_known_form **form)
{
    uint32_t end = cw_look_end(r->sentence), n;
    if (!cw_look_is_upper(r->draft, i))
        return 0;
    n = cw_known_longest(r->known,
                         cw_draft_word(r->draft, cw_look(r->draft, i)));
    n = n < end - i ? n : end - i;
    for (; n > 1; n--) {
        if (!is_shaped(r, i, n))
            continue;
        *form = form_of(r, i, n);
        if (*form && (*form)->is_settled)
            return n;
    }
    return 0;
}

/* No name overlaps tokens [first, first + n) but weak ones inside them. */
static bool is_free(const rereading *r, uint32_t first, uint32_t n)
{
    for (size_t k = r->next; k < r->n_old && r->old[k].first < first + n; k++) {
        const cw_name *name = &r->old[k];
        if (name->first < first || name->first + name->n > first + n ||
            name->n == n || !is_weak(r, name))
            return false;
    }
    return true;
}

/* ---- single words -------------------------------------------------------- */

static bool is_bare_capital(const rereading *r, uint32_t i)
{
    return cw_look_is_upper(r->draft, i) &&
           !(cw_look(r->draft, i)->word_class & CW_WORD_FUNCTION);
}

/* A word of the story's names stands here in none: it is one where its capital
 * cannot be another's habit. */
static bool is_missed(const rereading *r, uint32_t i, const cw_known_form *form)
{
    const cw_draft *draft = r->draft;
    bool is_first =
        i == r->sentence->first || (cw_look(draft, i)->shape & CW_SHAPE_FIRST);
    bool is_common = cw_names_is_common(draft, i);
    if (!form || !form->is_settled || form->kind == CW_NAME_OTHER ||
        (form->n_sure == 0 && !form->is_surname && form->n < SEVERAL) ||
        2 * form->n_bare > form->n + form->is_surname ||
        !cw_names_is_word(draft, i))
        return false;
    if (is_common && form->n_small > 0)
        return false;
    if (r->sentence->is_headline)
        return true;
    if (is_first && is_common)
        return false;
    // in a run of capitals it is a part of something else
    return (i == r->sentence->first || is_first ||
            !is_bare_capital(r, i - 1)) &&
           (i + 1 == cw_look_end(r->sentence) || !is_bare_capital(r, i + 1));
}

/* ---- a report ------------------------------------------------------------ */

static cw_status read_sentence(rereading *r)
{
    uint32_t end = cw_look_end(r->sentence), i = r->sentence->first;
    cw_status status = CW_OK;
    while (i < end && status == CW_OK) {
        const cw_known_form *form = NULL;
        const cw_name *old;
        uint32_t n;
        while (r->next < r->n_old && r->old[r->next].first < i)
            r->next++;
        old = r->next < r->n_old && r->old[r->next].first == i
                  ? &r->old[r->next]
                  : NULL;
        n = longest_form(r, i, &form);
        if (n > 0 && (!old || n > old->n) && is_free(r, i, n)) {
            status = put_form(r, i, n, form);
            i += n;
        } else if (old) {
            status = put_old(r, old);
            i += old->n;
        } else if (cw_look_is_upper(r->draft, i) &&
                   is_missed(r, i, form = form_of(r, i, 1))) {
            status = put_form(r, i, 1, form);
            i++;
        } else {
            i++;
        }
    }
    return status;
}

cw_status cw_names_again(cw_draft *draft, const cw_known *known,
                         bool *is_changed)
{
    rereading r = {.draft = draft,
                   .known = known,
                   .old = draft->names.at,
                   .n_old = draft->names.n};
    cw_status status = CW_OK;
    draft->names.at = NULL; // the old list is still read
    draft->names.n = draft->names.capacity = 0;
    for (uint32_t s = 0; s < draft->sentences.n && status == CW_OK; s++) {
        r.sentence = &draft->sentences.at[s];
        r.number = s;
        status = read_sentence(&r);
    }
    *is_changed = r.is_changed;
    return status;
}
