/* conflict_name.c: one thing under two names.
 *
 *   "Harbour Safety Board (HSB)"   against  "Harbour Security Board (HSB)"
 *   "Mayor Ana Ruiz"               against  "Mayor Ana Ruis"
 *
 * Other spellings of one word ("Organisation"), another script's letters
 * written in two ways ("Sergey", "Sergei"), plurals and shorter forms are no
 * different names. */
#include "base/utf8.h"
#include "story/conflict_int.h"
#include "story/spelling.h"

enum {
    NAME_WORDS_MAX = 12,
    LOOK_MAX = 16,
    SCORE = 800,
};

typedef struct {
    cw_bytes word[NAME_WORDS_MAX];
    size_t n;
} name_words;

/* Words of a folded name without those that carry nothing. */
static void split_name(cw_bytes name, name_words *out)
{
    static const char *const empty[] = {
        "the", "of",  "for",      "and",     "on", "in", "&",
        "us",  "u.s", "american", "british", "uk", NULL};
    size_t at = 0;
    out->n = 0;
    while (at < name.n && out->n < NAME_WORDS_MAX) {
        size_t from = at;
        cw_bytes word;
        while (at < name.n && name.at[at] != ' ')
            at++;
        word = cw_bytes_cut(name, from, at);
        at++;
        if (word.n > 0 && !cw_bytes_among(word, empty))
            out->word[out->n++] = word;
    }
}

static bool is_same_word(cw_bytes a, cw_bytes b)
{
    size_t less = a.n < b.n ? a.n : b.n;
    if (cw_bytes_equal(a, b))
        return true;
    if (less >= 4 && memcmp(a.at, b.at, 4) == 0)
        return true;
    return less >= 5 && cw_letter_distance(a, b) <= (less > 5 ? 2 : 1);
}

static size_t words_found(const name_words *a, const name_words *b)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++) {
        bool is_found = false;
        for (size_t j = 0; j < b->n; j++)
            is_found |= is_same_word(a->word[i], b->word[j]);
        n += is_found;
    }
    return n;
}

/* ---- what an acronym stands for ----------------------------------------- */

typedef struct {
    cw_bytes acronym, name; // as written; name without an article
    cw_bytes folded;
    uint32_t statement;
} gloss;

static cw_status fold(const cw_plot *plot, cw_bytes name, cw_bytes *out)
{
    cw_buf buf;
    cw_buf_init(&buf, plot->scratch, 4096);
    cw_utf8_fold(name, &buf);
    *out = cw_buf_bytes(&buf);
    return cw_buf_status(&buf) == CW_LIMIT ? CW_OK : cw_buf_status(&buf);
}

/* Do the words of a name begin with the letters of its acronym, in order? */
static bool is_spelt_out(const name_words *name, cw_bytes acronym)
{
    if (name->n != acronym.n)
        return false;
    for (size_t i = 0; i < name->n; i++)
        if ((name->word[i].at[0] & 0xDF) != acronym.at[i])
            return false;
    return true;
}

/* Two expansions of one acronym differ when each has a word the other lacks
 * and they share one: bodies that share nothing just share letters. When the
 * last word, the kind of body, is another, only one may be spelt as the acronym
 * is: "Rescue Corps" and "Rescue Committee" are two. A word more at the front
 * is no part of the name, a letter wrong no other name. */
static bool is_other_name(const gloss *a, const gloss *b)
{
    name_words x, y;
    size_t in_b, in_a;
    split_name(a->folded, &x);
    split_name(b->folded, &y);
    in_b = words_found(&x, &y);
    in_a = words_found(&y, &x);
    if (in_b == 0 || in_a == 0 || in_b == x.n || in_a == y.n)
        return false;
    return is_same_word(x.word[x.n - 1], y.word[y.n - 1])
               ? x.n == y.n
               : is_spelt_out(&x, a->acronym) != is_spelt_out(&y, b->acronym);
}

static cw_said say_name(const cw_plot *plot, const gloss *from, uint64_t key)
{
    uint32_t report = plot->statements[from->statement].span.report;
    return (cw_said){.value = from->name,
                     .key = key,
                     .cite = plot->statements[from->statement].span,
                     .day = cw_report_day(plot, report)};
}

/* Glosses of one acronym are held to those before. */
static cw_status meet_glosses(cw_findings *findings, cw_postings *index,
                              const gloss *glosses, uint32_t i)
{
    const cw_plot *plot = findings->plot;
    const gloss *here = &glosses[i];
    uint64_t key = cw_hash(here->acronym);
    uint32_t at = cw_postings_first(index, key);
    cw_status status = CW_OK;
    for (int k = 0; at != CW_NONE && k < LOOK_MAX && status == CW_OK;
         k++, at = cw_postings_next(index, at)) {
        const gloss *other = &glosses[index->at[at].item];
        if (!is_other_name(other, here))
            continue;
        status = cw_finding_add(
            findings,
            (cw_finding){.kind = CW_CONFLICT_NAME,
                         .score = SCORE,
                         .about = here->acronym,
                         .matter = key | 1,
                         .a = say_name(plot, other, cw_hash(other->folded)),
                         .b = say_name(plot, here, cw_hash(here->folded))});
    }
    return status == CW_OK ? cw_postings_add(index, key, i) : status;
}

/* The acronym begins as one of the name's first two words does, and two of its
 * letters begin words of the name. */
static bool has_initials(cw_bytes name, cw_bytes acronym)
{
    uint32_t n_words = 0, n_found = 0;
    bool is_begun = false;
    for (size_t i = 0; i < name.n; i++) {
        uint8_t c = name.at[i] & 0xDF;
        if (i > 0 && name.at[i - 1] != ' ' && name.at[i - 1] != '-')
            continue;
        n_words++;
        n_found += memchr(acronym.at, c, acronym.n) != NULL;
        is_begun |= n_words <= 2 && c == acronym.at[0];
    }
    return is_begun && n_found >= 2;
}

/* "Centers for [Disease Control] (CDC)": a name that does not begin as its
 * acronym does was cut at a small word; with what stands before that. */
static cw_range whole_name(const cw_marks *marks, cw_bytes text,
                           const cw_name *name, cw_bytes acronym)
{
    static const char *const small[] = {"for", "of", "and", "on", "&", NULL};
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    uint32_t first = name->first;
    if (first < 2 || (text.at[name->range.from] & 0xDF) == acronym.at[0] ||
        !cw_bytes_among(cw_bytes_at(text, tokens[first - 1].range), small) ||
        !(tokens[first - 2].shape & CW_SHAPE_UPPER_FIRST))
        return name->range;
    return (cw_range){tokens[first - 2].range.from, name->range.to};
}

/* "Name (ABC)": a name that ends before a parenthesis of capitals. */
static bool read_gloss(const cw_plot *plot, uint32_t report, uint32_t number,
                       gloss *out)
{
    const cw_marks *marks = cw_plot_marks(plot, report);
    const cw_name *name = &CW_AT(marks, marks->names, cw_name)[number];
    const cw_token *tokens = CW_AT(marks, marks->tokens, cw_token);
    cw_bytes text = cw_report_text(plot->batch->reports[report].report);
    uint32_t at = name->first + name->n;
    cw_bytes acronym, whole;
    if (name->n < 2 || at + 2 >= marks->tokens.n ||
        !cw_bytes_equal(cw_bytes_at(text, tokens[at].range), CW_LIT("(")) ||
        !(tokens[at + 1].shape & CW_SHAPE_ALL_UPPER) ||
        !cw_bytes_equal(cw_bytes_at(text, tokens[at + 2].range), CW_LIT(")")))
        return false;
    acronym = cw_bytes_at(text, tokens[at + 1].range);
    whole = cw_bytes_at(text, whole_name(marks, text, name, acronym));
    if (!has_initials(whole, acronym))
        return false; // "... in Washington (CNN)"
    *out = (gloss){.acronym = acronym,
                   .name = whole,
                   .statement = cw_statement_of(plot, report, name->sentence)};
    return acronym.n <= 10 && out->statement != CW_NONE;
}

static cw_status compare_glosses(cw_findings *findings)
{
    const cw_plot *plot = findings->plot;
    gloss *glosses = NULL;
    size_t n = 0, capacity = 0;
    cw_postings index;
    cw_status status = CW_OK;
    cw_postings_init(&index, plot->scratch);
    for (size_t m = 0; m < plot->members.n; m++) {
        uint32_t report = plot->members.at[m];
        uint32_t n_names = cw_plot_marks(plot, report)->names.n;
        for (uint32_t i = 0; i < n_names && status == CW_OK; i++) {
            gloss found;
            if (!read_gloss(plot, report, i, &found))
                continue;
            status = fold(plot, found.name, &found.folded);
            if (status == CW_OK)
                status = cw_grow(plot->scratch, (void **)&glosses, &capacity,
                                 n + 1, sizeof *glosses, CW_MAX_STORY_ITEMS);
            if (status != CW_OK)
                break;
            glosses[n] = found;
            status = meet_glosses(findings, &index, glosses, (uint32_t)n++);
        }
    }
    return status;
}

/* ---- people nearly of one name ------------------------------------------- */

typedef struct {
    uint32_t entity, statement;
    cw_bytes name, folded;
} holder;

/* Given names that have to be transcribed from another script. */
static bool is_from_other_script(cw_bytes bones)
{
    static const char *const names[] = {
        "abdel",     "abdul",   "abdullah", "adel",    "ahmed",   "aleksei",
        "ali",       "amr",     "anwar",    "ashraf",  "ayman",   "bashar",
        "bilal",     "boris",   "dmitri",   "essam",   "faisal",  "faraj",
        "farouk",    "fathi",   "fatima",   "ghanem",  "habib",   "hadi",
        "haitham",   "hamid",   "hamza",    "hassan",  "hisham",  "hosni",
        "hussein",   "ibrahim", "igor",     "imad",    "ismail",  "jamal",
        "kamal",     "karim",   "khaled",   "khalifa", "mahmoud", "mansour",
        "marwan",    "mehmet",  "mikhail",  "mohamed", "muammar", "muhammad",
        "musa",      "mustafa", "nabil",    "nasir",   "nasser",  "nikolai",
        "oleksandr", "omar",    "osama",    "qasim",   "rafik",   "rami",
        "rashid",    "riad",    "saad",     "said",    "salah",   "saleh",
        "sami",      "samir",   "seif",     "sergei",  "shukri",  "suleiman",
        "taher",     "tariq",   "vladimir", "wael",    "walid",   "yahya",
        "yasser",    "yevgeny", "younis",   "yousef",  "yuri",    "ziad",
        "zine"};
    uint8_t out[CW_LETTERS_MAX];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (cw_bytes_equal(bones, cw_plain_bones(cw_bytes_from(names[i]), out)))
            return true;
    return false;
}

/* Another spelling of a name from another script: the first names are spelt
 * in two ways, or the consonants are all the same and the first name is one
 * that has to be transcribed. */
static bool is_transcribed(const name_words *x, const name_words *y)
{
    bool is_bones = true, has_article = false;
    uint8_t left[CW_LETTERS_MAX], right[CW_LETTERS_MAX];
    for (size_t i = 0; i < x->n; i++) {
        is_bones &= cw_bytes_equal(cw_plain_bones(x->word[i], left),
                                   cw_plain_bones(y->word[i], right));
        has_article |= cw_bytes_starts(x->word[i], CW_LIT("al-")) ||
                       cw_bytes_starts(x->word[i], CW_LIT("el-"));
    }
    if (is_bones && has_article)
        return true;
    return is_bones && (!cw_bytes_equal(x->word[0], y->word[0]) ||
                        is_from_other_script(cw_plain_bones(x->word[0], left)));
}

bool cw_names_transcribed(const cw_plot *plot, cw_bytes a, cw_bytes b)
{
    cw_bytes left, right;
    name_words x, y;
    if (fold(plot, a, &left) != CW_OK || fold(plot, b, &right) != CW_OK)
        return false;
    split_name(left, &x);
    split_name(right, &y);
    return x.n >= 2 && x.n == y.n && is_transcribed(&x, &y);
}

/* What is left of a word whose letter with an accent was lost: cut off there,
 * or the vowel gone ("Calder", "Caldern" of "Calderon"). */
static bool is_damaged(cw_bytes a, cw_bytes b)
{
    cw_bytes less = a.n < b.n ? a : b, more = a.n < b.n ? b : a;
    size_t same = 0;
    while (same < less.n && less.at[same] == more.at[same])
        same++;
    if (same == less.n)
        return more.n > less.n;
    return more.n == less.n + 1 && strchr("aeiou", more.at[same]) &&
           memcmp(less.at + same, more.at + same + 1, less.n - same) == 0;
}

/* First and last names that are nearly, but not, the same. */
static bool is_near_name(cw_bytes a, cw_bytes b)
{
    enum { LONG = 7 };
    name_words x, y;
    uint32_t distance = 0;
    split_name(a, &x);
    split_name(b, &y);
    if (x.n < 2 || x.n != y.n || is_transcribed(&x, &y))
        return false;
    for (size_t i = 0; i < x.n; i++) {
        uint8_t left[CW_LETTERS_MAX], right[CW_LETTERS_MAX];
        cw_bytes one = cw_plain_letters(x.word[i], left);
        cw_bytes other = cw_plain_letters(y.word[i], right);
        uint32_t here = cw_letter_distance(one, other);
        if (here > 2 || here * 2 >= one.n || is_damaged(x.word[i], y.word[i]))
            return false;
        if (i == 0 && one.n > 1 && other.n > 1 && one.at[0] == other.at[0] &&
            one.at[1] == other.at[1])
            here = 0; // "Dave", "David"
        // "Mattis" and "Marks" are two, "Obeidi" and "Obaidy" may be one
        if (i + 1 == x.n && here > 1 && (one.n < LONG || other.n < LONG))
            return false;
        distance += here;
    }
    return distance > 0 && distance <= 3;
}

static bool share_a_report(const cw_entity *a, const cw_entity *b)
{
    return cw_ids_common((cw_ids){a->reports.at, a->reports.n},
                         (cw_ids){b->reports.at, b->reports.n}) > 0;
}

static uint64_t key_of_first_name(cw_bytes folded)
{
    name_words words;
    split_name(folded, &words);
    return words.n == 0 ? 0 : cw_hash_mix(11, cw_hash(words.word[0]));
}

/* Two names of as many words: all but the last are the same. */
static bool has_same_first_names(const name_words *x, const name_words *y)
{
    for (size_t i = 0; i + 1 < x->n; i++)
        if (!cw_bytes_equal(x->word[i], y->word[i]))
            return false;
    return true;
}

/* Two who share their first names and nothing that says what they are: their
 * last names must be long, and one letter apart that is no other way to write
 * what is heard. */
static bool is_near_last_name(cw_bytes a, cw_bytes b)
{
    enum { LONG = 5 };
    uint8_t left[CW_LETTERS_MAX], right[CW_LETTERS_MAX];
    name_words x, y;
    split_name(a, &x);
    split_name(b, &y);
    return has_same_first_names(&x, &y) && x.word[x.n - 1].n >= LONG &&
           y.word[y.n - 1].n >= LONG &&
           cw_letter_distance(x.word[x.n - 1], y.word[y.n - 1]) == 1 &&
           !cw_bytes_equal(cw_plain_bones(x.word[x.n - 1], left),
                           cw_plain_bones(y.word[y.n - 1], right));
}

/* Two long last names of one first name, a letter apart that is heard: another
 * vowel ("Berglund", "Bergland"), and of one office also a letter that is
 * written twice ("Kellner", "Kelner"). What is often written for another
 * (e for i, o for u) is not. */
static bool is_misspelt(cw_bytes a, cw_bytes b, bool is_free)
{
    enum { LONG = 6 };
    static const char *const alike[] = {"ei", "eo", "ey", "iy", "ou", NULL};
    name_words x, y;
    cw_bytes left, right;
    size_t same = 0;
    split_name(a, &x);
    split_name(b, &y);
    if (x.n < 2 || x.n != y.n || is_transcribed(&x, &y) ||
        !has_same_first_names(&x, &y))
        return false;
    left = x.word[x.n - 1];
    right = y.word[y.n - 1];
    if (left.n < LONG || right.n < LONG || cw_letter_distance(left, right) != 1)
        return false;
    while (same < left.n && same < right.n && left.at[same] == right.at[same])
        same++;
    if (left.n != right.n) {
        cw_bytes more = left.n > right.n ? left : right;
        return !is_free && same > 0 && same < more.n &&
               more.at[same] == more.at[same - 1];
    }
    for (size_t i = 0; alike[i]; i++)
        if (strchr(alike[i], left.at[same]) && strchr(alike[i], right.at[same]))
            return false;
    return strchr("aeiou", left.at[same]) && strchr("aeiou", right.at[same]);
}

/* Held to those of one office or, when it is free of that, one first name. */
static cw_status meet_holders(cw_findings *findings, cw_postings *index,
                              const holder *holders, uint32_t i, bool is_free,
                              uint64_t key)
{
    const cw_plot *plot = findings->plot;
    const holder *here = &holders[i];
    uint32_t at = cw_postings_first(index, key);
    cw_status status = CW_OK;
    for (int k = 0; at != CW_NONE && k < LOOK_MAX && status == CW_OK;
         k++, at = cw_postings_next(index, at)) {
        const holder *other = &holders[index->at[at].item];
        const cw_entity *entities = plot->story->entities;
        gloss a = {.name = other->name, .statement = other->statement};
        gloss b = {.name = here->name, .statement = here->statement};
        uint32_t less =
            here->entity < other->entity ? here->entity : other->entity;
        if (other->entity == here->entity ||
            !(is_misspelt(other->folded, here->folded, is_free) ||
              (is_near_name(other->folded, here->folded) &&
               (!is_free || is_near_last_name(other->folded, here->folded)))) ||
            share_a_report(&entities[other->entity], &entities[here->entity]))
            continue;
        status = cw_finding_add(
            findings, (cw_finding){.kind = CW_CONFLICT_NAME,
                                   .score = SCORE - 100,
                                   .about = here->name,
                                   .matter = cw_hash_mix(7, less) | 1,
                                   .a = say_name(plot, &a, other->entity),
                                   .b = say_name(plot, &b, here->entity)});
    }
    return status == CW_OK ? cw_postings_add(index, key, i) : status;
}

/* People who are named with an office ("Mayor"), by its last word, and all by
 * their first names. */
static cw_status compare_holders(cw_findings *findings)
{
    const cw_plot *plot = findings->plot;
    holder *holders = NULL;
    size_t n = 0, capacity = 0;
    cw_postings index;
    cw_status status = CW_OK;
    cw_postings_init(&index, plot->scratch);
    for (size_t m = 0; m < plot->members.n; m++) {
        uint32_t report = plot->members.at[m];
        const cw_marks *marks = cw_plot_marks(plot, report);
        const cw_name *names = CW_AT(marks, marks->names, cw_name);
        cw_bytes text = cw_report_text(plot->batch->reports[report].report);
        for (uint32_t i = 0; i < marks->names.n && status == CW_OK; i++) {
            holder found = {.name = cw_bytes_at(text, names[i].range)};
            if (names[i].kind != CW_NAME_PERSON || names[i].n < 2 ||
                names[i].chain == CW_NONE)
                continue;
            found.entity = plot->entity_of[report][names[i].chain];
            found.statement = cw_statement_of(plot, report, names[i].sentence);
            if (found.entity == CW_NONE || found.statement == CW_NONE)
                continue;
            status = fold(plot, found.name, &found.folded);
            if (status == CW_OK)
                status = cw_grow(plot->scratch, (void **)&holders, &capacity,
                                 n + 1, sizeof *holders, CW_MAX_STORY_ITEMS);
            if (status != CW_OK)
                break;
            holders[n] = found;
            n++;
            if (!cw_range_is_empty(names[i].title))
                status = meet_holders(
                    findings, &index, holders, (uint32_t)n - 1, false,
                    cw_hash(cw_lemma_in(marks, names[i].title)));
            if (status == CW_OK)
                status =
                    meet_holders(findings, &index, holders, (uint32_t)n - 1,
                                 true, key_of_first_name(found.folded));
        }
    }
    return status;
}

cw_status cw_conflicts_of_names(cw_findings *findings)
{
    cw_status status = compare_glosses(findings);
    return status == CW_OK ? compare_holders(findings) : status;
}
