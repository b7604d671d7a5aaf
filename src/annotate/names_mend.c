/* names_mend.c: what the trained head has met too seldom to know, put right in
 * its labels.
 *
 *   Ludo van | der Meer        a person goes on behind particles
 *   Mr | van der Meer          an honorific begins one before them
 *   RUIZ | : We are ready .    who speaks a line of a transcript
 *   Ruiz ( D-N.Y. )            a party and its state are nobody */
#include "annotate/names_int.h"

enum { PARTICLES_MAX = 3, SPEAKER_TOKENS_MAX = 3 };

bool cw_names_is_particle(const cw_draft *draft, size_t i)
{
    return !cw_look_is_upper(draft, i) &&
           (cw_lexicon_name_classes(cw_draft_word(draft, cw_look(draft, i))) &
            CW_LEX_PARTICLE);
}

static bool is_person(uint8_t label)
{
    return label == CW_LABEL_B_PER || label == CW_LABEL_I_PER;
}

/* The capitalised word that the particles from i on lead to; i when there are
 * none or no such word. */
static uint32_t behind_particles(const cw_draft *draft, uint32_t i,
                                 uint32_t end)
{
    uint32_t at = i;
    while (at < end && at - i < PARTICLES_MAX &&
           cw_names_is_particle(draft, at))
        at++;
    return at < end && cw_names_is_word(draft, at) ? at : i;
}

/* Make tokens [from, last], and the rest of a name that `last` begins, go on
 * with the person before them. */
static void go_on(uint8_t *label, uint32_t from, uint32_t last, uint32_t end)
{
    while (last + 1 < end && cw_label_is_inside(label[last + 1]))
        last++;
    for (uint32_t i = from; i <= last; i++)
        label[i] = CW_LABEL_I_PER;
}

static void mend_particles(const cw_draft *draft, const cw_sentence *sentence,
                           uint8_t *label)
{
    uint32_t end = cw_look_end(sentence);
    for (uint32_t i = sentence->first; i + 1 < end; i++) {
        bool is_title = cw_look_has(draft, i, CW_WORD_HONORIFIC) &&
                        cw_look_is_upper(draft, i);
        uint32_t first =
            is_person(label[i]) && cw_names_is_particle(draft, i) ? i : i + 1;
        uint32_t last = behind_particles(draft, first, end);
        if (last == first || (!is_person(label[i]) && !is_title))
            continue;
        go_on(label, i + 1, last, end);
        if (is_title) {
            label[i] = CW_LABEL_O;
            label[i + 1] = CW_LABEL_B_PER;
        }
    }
}

/* Does the lexicon have "RUIZ" as a person's name, and as nothing else? */
static bool is_surname(const cw_draft *draft, uint32_t i)
{
    uint8_t room[CW_LOOK_ROOM];
    cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
    uint32_t classes;
    if (word.n > sizeof room)
        return false;
    for (size_t k = 0; k < word.n; k++)
        room[k] = k == 0 ? word.at[k] : cw_to_lower(word.at[k]);
    classes = cw_lexicon_name_classes((cw_bytes){room, word.n});
    return classes & (CW_LEX_SURNAME | CW_LEX_FIRST) &&
           !(classes & CW_LEX_KNOWN);
}

/* Words in capitals and a colon begin a paragraph, a person's name the last
 * of them. */
static void mend_speaker(const cw_draft *draft, const cw_sentence *sentence,
                         uint8_t *label)
{
    uint32_t first = sentence->first, colon = first;
    while (colon + 1 < cw_look_end(sentence) &&
           colon - first < SPEAKER_TOKENS_MAX && label[colon] == CW_LABEL_O &&
           cw_look(draft, colon)->shape & CW_SHAPE_ALL_UPPER)
        colon++;
    if (!sentence->begins_block || colon == first ||
        !cw_look_is(draft, colon, ":") || !is_surname(draft, colon - 1))
        return;
    label[first] = CW_LABEL_B_PER;
    go_on(label, first + 1, colon - 1, colon);
}

static void mend_party(const cw_draft *draft, const cw_sentence *sentence,
                       uint8_t *label)
{
    uint32_t end = cw_look_end(sentence);
    for (uint32_t i = sentence->first + 1; i < end; i++) {
        cw_bytes word = cw_draft_word(draft, cw_look(draft, i));
        bool is_party =
            word.n > 2 && cw_is_upper(word.at[0]) && word.at[1] == '-' &&
            cw_is_upper(word.at[2]) &&
            (cw_look_is(draft, i - 1, "(") || cw_look_is(draft, i - 1, ","));
        for (uint32_t k = i;
             is_party && k < end && (k == i || cw_label_is_inside(label[k]));
             k++)
            label[k] = CW_LABEL_O;
    }
}

void cw_names_mend(const cw_draft *draft, uint8_t *label)
{
    for (size_t s = 0; s < draft->sentences.n; s++) {
        mend_particles(draft, &draft->sentences.at[s], label);
        mend_speaker(draft, &draft->sentences.at[s], label);
        mend_party(draft, &draft->sentences.at[s], label);
    }
}
