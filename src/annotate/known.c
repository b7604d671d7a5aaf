/* known.c: collecting what a story says about its names. */
#include "annotate/known.h"

#include "annotate/look.h"

/* Of the names of news, measured on train/corpus/measure, a confidence below
 * 60 is right in six of ten, from 60 on in eight, from 80 on in more than
 * nine: points are about the logarithm of those odds. */
enum {
    DOUBTFUL = 60,
    SURE = 80,
    POINTS_DOUBTFUL = 1,
    POINTS_LIKELY = 3,
    POINTS_SURE = 6,
    POINTS_TITLE = 8,      // "Mr Elsen"
    POINTS_FULL_NAME = 12, // most that a full name gives its surname
    SETTLED = 6,
    UPPER_MIN = 4, // letters of a word in capitals that may be written small
};

/* ---- keys --------------------------------------------------------------- */

/* A name's words with plain blanks and apostrophes; a longer word in capitals
 * is written as elsewhere: "VALDORA" is Valdora. */
static cw_bytes key_of(cw_bytes words, uint8_t room[CW_LOOK_ROOM])
{
    cw_bytes plain = cw_look_plain(words, room);
    size_t from = 0;
    if (plain.n == 0)
        return plain;
    if (plain.at != room)
        memcpy(room, plain.at, plain.n);
    while (from < plain.n) {
        size_t to = from;
        bool is_upper = true;
        while (to < plain.n && room[to] != ' ')
            is_upper &= cw_is_upper(room[to++]);
        for (size_t i = from + 1; is_upper && to - from >= UPPER_MIN && i < to;
             i++)
            room[i] = cw_to_lower(room[i]);
        from = to + 1;
    }
    return (cw_bytes){room, plain.n};
}

const cw_known_form *cw_known_find(const cw_known *known, cw_bytes words)
{
    uint8_t room[CW_LOOK_ROOM];
    cw_bytes key = key_of(words, room);
    const cw_table_entry *entry =
        key.n > 0 ? cw_table_find(&known->texts, key) : NULL;
    return entry ? &known->forms[entry->value] : NULL;
}

uint32_t cw_known_longest(const cw_known *known, cw_bytes word)
{
    uint8_t room[CW_LOOK_ROOM];
    cw_bytes key = key_of(word, room);
    const cw_table_entry *entry =
        key.n > 0 ? cw_table_find(&known->firsts, key) : NULL;
    return entry ? entry->value : 0;
}

static cw_status table_add(cw_known *known, cw_table *table, cw_bytes key,
                           bool *is_new, cw_table_entry **entry)
{
    *entry = cw_table_find(table, key);
    *is_new = *entry == NULL;
    if (*entry)
        return CW_OK;
    if (cw_arena_copy(known->arena, key, &key) != CW_OK)
        return CW_NO_MEMORY;
    return cw_table_add(table, key, is_new, entry);
}

/* The form of these words, new or old; NULL in *out when they are too long. */
static cw_status add_form(cw_known *known, cw_bytes words, uint32_t n_tokens,
                          cw_known_form **out)
{
    uint8_t room[CW_LOOK_ROOM];
    cw_bytes key = key_of(words, room);
    cw_table_entry *entry, *first;
    size_t n_first = 0;
    bool is_new;
    cw_status status;
    *out = NULL;
    if (key.n == 0 || n_tokens > CW_KNOWN_FORM_TOKENS)
        return CW_OK;
    status = table_add(known, &known->texts, key, &is_new, &entry);
    if (status != CW_OK)
        return status;
    if (is_new) {
        status = cw_grow(known->arena, (void **)&known->forms, &known->capacity,
                         known->n + 1, sizeof *known->forms, CW_MAX_MARKS);
        if (status != CW_OK)
            return status;
        known->forms[known->n] = (cw_known_form){.n_tokens = (uint8_t)n_tokens};
        entry->value = (uint32_t)known->n++;
    }
    *out = &known->forms[entry->value];
    while (n_first < key.n && key.at[n_first] != ' ')
        n_first++;
    status = table_add(known, &known->firsts, cw_bytes_cut(key, 0, n_first),
                       &is_new, &first);
    if (status == CW_OK && first->value < n_tokens)
        first->value = n_tokens;
    return status;
}

/* ---- collecting --------------------------------------------------------- */

uint32_t cw_known_points(const cw_name *name, const cw_sentence *sentence)
{
    uint32_t points = name->confidence < DOUBTFUL ? POINTS_DOUBTFUL
                      : name->confidence < SURE   ? POINTS_LIKELY
                                                  : POINTS_SURE;
    if (name->kind == CW_NAME_PERSON && !cw_range_is_empty(name->title))
        points = POINTS_TITLE;
    return sentence->is_headline ? (points + 1) / 2 : points;
}

static cw_status add_names(cw_known *known, const cw_known_report *report)
{
    cw_status status = CW_OK;
    for (size_t i = 0; i < report->n_names && status == CW_OK; i++) {
        const cw_name *name = &report->names[i];
        uint32_t points =
            cw_known_points(name, &report->sentences[name->sentence]);
        cw_known_form *form;
        status = add_form(known, cw_bytes_at(report->text, name->range),
                          name->n, &form);
        if (!form)
            continue;
        form->n++;
        form->n_sure += points >= POINTS_SURE;
        form->points[cw_known_kind(name)] += points;
    }
    return status;
}

/* ---- settling ----------------------------------------------------------- */

static void settle(cw_known_form *form)
{
    uint32_t best = 0, second = 0;
    for (uint8_t k = 0; k < CW_N_KNOWN_KINDS; k++) {
        if (form->points[k] > best) {
            second = best;
            best = form->points[k];
            form->kind = k;
        } else if (form->points[k] > second) {
            second = form->points[k];
        }
    }
    form->is_settled = best >= SETTLED && best >= 2 * second;
}

/* The last word of a settled person's full name is a person's too. */
static cw_status settle_surnames(cw_known *known)
{
    cw_status status = CW_OK;
    size_t n = known->texts.n;
    for (size_t i = 0; i < n && status == CW_OK; i++) {
        cw_table_entry entry = known->texts.entries[i];
        cw_known_form full = known->forms[entry.value], *form;
        size_t at = entry.key.n;
        if (!full.is_settled || full.kind != CW_NAME_PERSON ||
            full.n_sure == 0 || full.n_tokens < 2)
            continue;
        while (at > 0 && entry.key.at[at - 1] != ' ')
            at--;
        status =
            add_form(known, cw_bytes_cut(entry.key, at, entry.key.n), 1, &form);
        if (!form)
            continue;
        form->is_surname = true;
        form->points[CW_NAME_PERSON] +=
            full.points[CW_NAME_PERSON] < POINTS_FULL_NAME
                ? full.points[CW_NAME_PERSON]
                : POINTS_FULL_NAME;
    }
    return status;
}

/* ---- where a form stands and is no name ---------------------------------- */

static cw_known_form *form_of_word(const cw_known *known, cw_bytes word)
{
    uint8_t room[CW_LOOK_ROOM];
    const cw_table_entry *entry;
    if (word.n == 0 || word.n > sizeof room)
        return NULL;
    memcpy(room, word.at, word.n);
    if (cw_is_lower(room[0]))
        room[0] = (uint8_t)(room[0] - 'a' + 'A');
    entry = cw_table_find(&known->texts, (cw_bytes){room, word.n});
    return entry ? &known->forms[entry->value] : NULL;
}

/* A word outside all names that might have been one, or is one in small
 * letters. */
static void count_word(const cw_known *known, cw_bytes text,
                       const cw_token *token)
{
    bool is_upper = token->shape & CW_SHAPE_UPPER_FIRST;
    cw_known_form *form;
    if (!(token->shape & CW_SHAPE_LETTER) ||
        token->word_class & CW_WORD_FUNCTION ||
        (is_upper && token->shape & CW_SHAPE_FIRST))
        return;
    form = form_of_word(known, cw_bytes_at(text, token->range));
    if (form && is_upper)
        form->n_bare++;
    else if (form)
        form->n_small++;
}

static void count_others(const cw_known *known, const cw_known_report *report)
{
    size_t next = 0;
    for (size_t s = 0; s < report->n_sentences; s++) {
        const cw_sentence *sentence = &report->sentences[s];
        uint32_t i = sentence->first;
        while (!sentence->is_headline && i < cw_look_end(sentence)) {
            const cw_name *name;
            while (next < report->n_names && report->names[next].first < i)
                next++;
            name = next < report->n_names ? &report->names[next] : NULL;
            if (name && name->first == i) {
                i += name->n;
                continue;
            }
            count_word(known, report->text, &report->tokens[i]);
            i++;
        }
    }
}

cw_status cw_known_make(cw_known *known, const cw_known_report *reports,
                        size_t n, cw_arena *arena)
{
    cw_status status = CW_OK;
    *known = (cw_known){.arena = arena};
    cw_table_init(&known->texts, arena, CW_MAX_MARKS);
    cw_table_init(&known->firsts, arena, CW_MAX_MARKS);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        status = add_names(known, &reports[i]);
    for (size_t i = 0; i < known->n; i++)
        settle(&known->forms[i]);
    if (status == CW_OK)
        status = settle_surnames(known);
    for (size_t i = 0; i < known->n; i++)
        settle(&known->forms[i]);
    for (size_t i = 0; i < n && status == CW_OK; i++)
        count_others(known, &reports[i]);
    // a table that is full still knows most
    return status == CW_LIMIT ? CW_OK : status;
}
