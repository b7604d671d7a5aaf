/* lemma.c: the lemma of a form that the word list does not have.
 *
 * Spelling rules run backwards. A verb's stem, as "-ed" and "-ing" leave it,
 * has lost its "e" or gained a consonant: the endings below, all from the
 * rules by which English spells its verbs, tell which ("stag" would have been
 * "stagg" if the verb were no "stage"). Where an ending does not tell, the
 * stem stands as it is. Measured by lemmas of verbs on EWT dev. */
#include "annotate/tag_int.h"

static bool is_vowel(uint8_t c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

static bool ends(cw_bytes stem, const char *const *endings)
{
    for (; *endings; endings++)
        if (cw_bytes_ends(stem, cw_bytes_from(*endings)))
            return true;
    return false;
}

static size_t count_syllables(cw_bytes stem)
{
    size_t n = 0;
    for (size_t i = 0; i < stem.n; i++)
        n += (is_vowel(stem.at[i]) || stem.at[i] == 'y') &&
             (i == 0 || !is_vowel(stem.at[i - 1]));
    return n;
}

/* "barr", "transmitt", "modell": but not "install", "miss", "bluff". */
static bool is_doubled(cw_bytes stem)
{
    static const char *const wide[] = {"ell", NULL};
    uint8_t last = stem.at[stem.n - 1];
    if (stem.n < 4 || stem.at[stem.n - 2] != last || is_vowel(last))
        return false;
    if (last == 'l')
        return ends(stem, wide) && count_syllables(stem) > 1;
    return last != 's' && last != 'f' && last != 'z';
}

/* A stem in a vowel and one consonant: "locat" is "locate", "limit" is
 * itself. */
static bool has_lost_e(cw_bytes stem)
{
    static const char *const always[] = {"v",  "c",  "u",  "iz",  "yz",  "dg",
                                         "rg", "bl", "cl", "dl",  "fl",  "gl",
                                         "kl", "sl", "pl", "tl",  "zl",  "ns",
                                         "rs", "ls", "ps", "ang", "ung", NULL};
    static const char *const after_vowel[] = {
        "id",  "od",  "ud",   "ced", "il",  "ul",   "in",  "stor", "plor",
        "ir",  "ur",  "ar",   "um",  "ap",  "ib",   "ok",  "ak",   "ut",
        "vit", "nit", "plet", "pet", "mot", "vot",  "not", "quot", "g",
        "uk",  "ik",  "ol",   "pon", "iet", "cret", "fer", NULL};
    static const char *const never[] = {
        "focus",  "caucus", "bias",     "canvas", "prefer", "offer",
        "differ", "suffer", "transfer", "veto",   NULL};
    static const char *const pairs[] = {"eat", "oat", NULL};
    static const char *const created[] = {"creat", "ineat", "meat", NULL};
    uint8_t last = stem.at[stem.n - 1], before = stem.at[stem.n - 2];
    bool is_single = stem.n < 3 || !is_vowel(stem.at[stem.n - 3]) ||
                     (stem.n > 3 && stem.at[stem.n - 3] == 'u' &&
                      stem.at[stem.n - 4] == 'q');
    if (ends(stem, never))
        return false;
    if (ends(stem, always))
        return true;
    if (last == 's')
        return is_vowel(before);
    if (!is_vowel(before) || is_vowel(last) || strchr("wxy", last))
        return false;
    if (cw_bytes_ends(stem, CW_LIT("at")))
        return !ends(stem, pairs) || ends(stem, created);
    return is_single && (count_syllables(stem) == 1 || ends(stem, after_vowel));
}

/* A verb without its "-ed" or "-ing"; form has room for one byte more. */
static size_t restore_stem(uint8_t *form, size_t n)
{
    cw_bytes stem = {form, n};
    if (is_doubled(stem))
        return n - 1;
    if (form[n - 1] == 'i') { // "ferried", "vied"
        if (n > 2)
            form[n - 1] = 'y';
        else
            form[n++] = 'e';
    } else if (has_lost_e(stem)) {
        form[n++] = 'e';
    }
    return n;
}

/* Without its "-s". */
static size_t strip_s(uint8_t *form, size_t n)
{
    static const char *const with_es[] = {"sses", "shes", "ches",
                                          "xes",  "zzes", NULL};
    cw_bytes word = {form, n};
    if (form[n - 2] == 's' || form[n - 2] == 'u' || form[n - 2] == 'i')
        return n;
    if (ends(word, with_es))
        return n - 2;
    if (n > 5 && cw_bytes_ends(word, CW_LIT("oes")))
        return n - 2;
    if (n > 4 && cw_bytes_ends(word, CW_LIT("ies"))) {
        if (n == 5 && form[0] != 's') // "pies" has four letters, "skies" five
            return n - 1;
        form[n - 3] = 'y';
        return n - 2;
    }
    return n - 1;
}

size_t cw_guess_lemma(uint8_t *form, size_t n, const cw_token *token)
{
    cw_bytes word = {form, n};
    if (token->tag == CW_TAG_VERB && token->form != CW_FORM_BASE) {
        if (n > 5 && cw_bytes_ends(word, CW_LIT("ing")))
            return restore_stem(form, n - 3);
        if (n > 4 && cw_bytes_ends(word, CW_LIT("eed")))
            return n - 1;
        if (n > 3 && cw_bytes_ends(word, CW_LIT("ed")))
            return restore_stem(form, n - 2);
    }
    if ((token->tag == CW_TAG_NOUN ||
         (token->tag == CW_TAG_VERB && token->form == CW_FORM_PRESENT_S)) &&
        n > 3 && form[n - 1] == 's')
        return strip_s(form, n);
    if (token->tag == CW_TAG_NOUN && n > 5 &&
        cw_bytes_ends(word, CW_LIT("men"))) {
        form[n - 2] = 'a';
        return n;
    }
    return n;
}
