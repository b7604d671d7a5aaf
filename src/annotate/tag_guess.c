/* tag_guess.c: what a word could be, by the word list or by its looks. */
#include "annotate/tag_int.h"

bool cw_tag_has_suffix(const cw_candidate *c, const char *suffix)
{
    size_t n = strlen(suffix);
    return c->n_form > n + 1 && memcmp(c->form + c->n_form - n, suffix, n) == 0;
}

static bool has_any_suffix(const cw_candidate *c, const char *const *suffixes)
{
    for (; *suffixes; suffixes++)
        if (cw_tag_has_suffix(c, *suffixes))
            return true;
    return false;
}

/* An unknown word in lower case, by its ending. */
static void guess_word(cw_candidate *c)
{
    static const char *const nouns[] = {
        "tion", "sion", "ment", "ness", "ship", "ity",  "ism", "ist", "ance",
        "ence", "hood", "dom",  "cy",   "tude", "logy", "ure", NULL};
    static const char *const adjectives[] = {
        "ous",   "ful", "less", "able", "ible", "ical", "ial",
        "ual",   "ive", "ic",   "ish",  "ary",  "like", "wide",
        "based", "led", "born", "made", "made", "old",  NULL};
    c->guess = (cw_word){.tag = CW_TAG_NOUN};
    if (cw_tag_has_suffix(c, "ly"))
        c->guess.tag = CW_TAG_ADV;
    else if (has_any_suffix(c, nouns))
        c->guess.tag = CW_TAG_NOUN;
    else if (has_any_suffix(c, adjectives))
        c->guess.tag = CW_TAG_ADJ;
    else if (memchr(c->form, '-', c->n_form) && cw_tag_has_suffix(c, "ed"))
        c->guess.tag = CW_TAG_ADJ;
    else if (cw_tag_has_suffix(c, "ing") && c->n_form > 5)
        c->guess = (cw_word){.tag = CW_TAG_VERB, .form = CW_FORM_ING};
    else if (cw_tag_has_suffix(c, "ed") && c->n_form > 4)
        c->guess = (cw_word){.tag = CW_TAG_VERB,
                             .form = CW_FORM_PAST | CW_FORM_PARTICIPLE};
    c->tags = 1u << c->guess.tag;
    c->forms = c->guess.form;
}

/* re- and over- and the like before a known verb; "co-founder", "two-day":
 * the part behind the last hyphen tells. */
static cw_words find_part(const cw_candidate *c)
{
    static const char *const prefixes[] = {"re",   "over", "under", "mis",
                                           "dis",  "un",   "out",   "pre",
                                           "anti", "non",  NULL};
    cw_bytes form = {c->form, c->n_form};
    for (size_t i = form.n; i-- > 1;)
        if (form.at[i] == '-')
            return cw_words_find(cw_bytes_cut(form, i + 1, form.n));
    for (const char *const *p = prefixes; *p; p++)
        if (cw_bytes_starts(form, cw_bytes_from(*p)) &&
            form.n > strlen(*p) + 3) {
            cw_words words =
                cw_words_find(cw_bytes_cut(form, strlen(*p), form.n));
            if (words.n)
                return words;
        }
    return (cw_words){NULL, 0};
}

static void guess_number(cw_candidate *c)
{
    bool has_letter = false;
    c->guess = (cw_word){.tag = CW_TAG_NUM};
    for (size_t i = 0; i < c->n_form; i++)
        has_letter |= cw_is_lower(c->form[i]);
    if (has_letter && memchr(c->form, '-', c->n_form))
        c->guess.tag = CW_TAG_ADJ; // "5,000-word"
    else if (cw_tag_has_suffix(c, "th") || cw_tag_has_suffix(c, "st") ||
             cw_tag_has_suffix(c, "nd") || cw_tag_has_suffix(c, "rd"))
        c->guess.tag = CW_TAG_ADJ;
    else if (cw_tag_has_suffix(c, "0s"))
        c->guess.tag = CW_TAG_NOUN;
    c->tags = 1u << c->guess.tag;
}

static bool is_symbol(cw_bytes word)
{
    static const char *const symbols[] = {"$", "%", "+", "=", "£", "€", "¥",
                                          "₹", "#", "°", "<", ">", NULL};
    for (const char *const *s = symbols; *s; s++)
        if (cw_bytes_are(word, *s))
            return true;
    return false;
}

void cw_tag_candidate(const cw_draft *draft, const cw_token *token,
                      cw_candidate *c)
{
    cw_bytes word = cw_draft_word(draft, token);
    c->words = (cw_words){NULL, 0};
    c->tags = 0;
    c->forms = 0;
    c->n_form = (uint8_t)cw_word_fold(word, c->form);
    if (token->shape & CW_SHAPE_DIGIT) {
        guess_number(c);
        return;
    }
    if (token->shape & CW_SHAPE_LETTER || word.at[0] == '&')
        c->words = cw_words_find((cw_bytes){c->form, c->n_form});
    for (size_t k = 0; k < c->words.n; k++) {
        const cw_word *entry = &c->words.at[k];
        c->tags |= 1u << entry->tag;
        if (entry->tag == CW_TAG_VERB || entry->tag == CW_TAG_AUX)
            c->forms |= entry->form;
    }
    if (c->words.n)
        return;
    if (!(token->shape & CW_SHAPE_LETTER)) {
        c->guess =
            (cw_word){.tag = is_symbol(word) ? CW_TAG_SYM : CW_TAG_PUNCT};
        c->tags = 1u << c->guess.tag;
        return;
    }
    guess_word(c);
    if (c->n_form && !(token->shape & CW_SHAPE_UPPER_FIRST)) {
        cw_words part = find_part(c);
        for (size_t k = 0; k < part.n; k++) {
            uint8_t tag = part.at[k].tag;
            if (tag != CW_TAG_VERB && tag != CW_TAG_NOUN && tag != CW_TAG_ADJ)
                continue;
            c->guess = part.at[k];
            c->guess.lemma = (cw_bytes){NULL, 0};
            c->guess.classes &= CW_WORD_HUMAN | CW_WORD_OFFICE | CW_WORD_EVENT;
            if (tag == CW_TAG_VERB && (part.at[k].form & CW_FORM_BASE) &&
                memchr(c->form, '-', c->n_form))
                c->guess = (cw_word){.tag = CW_TAG_ADJ}; // over-the-counter
            c->tags = 1u << c->guess.tag;
            c->forms = c->guess.form;
            break;
        }
        if (memchr(c->form, '-', c->n_form) && (c->forms || !part.n))
            c->tags |= BIT(ADJ);
    }
}
