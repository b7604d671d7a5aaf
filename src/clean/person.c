/* person.c: what a person's name looks like, and what makes words a role, an
 * agency or a newspaper instead. */
#include "clean/byline_int.h"
#include "clean/letters.h"
#include "given_res.h"

/* Words that make a part of a byline something else than a person. */
static const char *const role_words[] = {"correspondent",
                                         "correspondents",
                                         "editor",
                                         "reporter",
                                         "reporters",
                                         "staff",
                                         "agency",
                                         "agencies",
                                         "desk",
                                         "team",
                                         "news",
                                         "writer",
                                         "writers",
                                         "bureau",
                                         "chief",
                                         "producer",
                                         "analyst",
                                         "columnist",
                                         "journalist",
                                         "press",
                                         "times",
                                         "post",
                                         "online",
                                         "digital",
                                         "senior",
                                         "political",
                                         "contributor",
                                         "director",
                                         "web",
                                         "wire",
                                         "service",
                                         "media",
                                         "newspaper",
                                         "magazine",
                                         "tv",
                                         "radio",
                                         "editors",
                                         "author",
                                         "and",
                                         "by",
                                         "updated",
                                         "published",
                                         "photography",
                                         "newsroom",
                                         "international",
                                         "world",
                                         "daily",
                                         "business",
                                         "sport",
                                         "sports",
                                         "politics",
                                         "comments",
                                         "share",
                                         "menu",
                                         "home",
                                         "opinion",
                                         "policy",
                                         "privacy",
                                         "subscribe",
                                         "advertisement",
                                         "today",
                                         "latest",
                                         "university",
                                         "institute",
                                         "ministry",
                                         "office",
                                         "council",
                                         "police",
                                         "about",
                                         "contact",
                                         "more",
                                         "read",
                                         "video",
                                         "live",
                                         "photo",
                                         "photos",
                                         "technology",
                                         "science",
                                         "health",
                                         "culture",
                                         "entertainment",
                                         "lifestyle",
                                         "weather",
                                         "travel",
                                         "guest",
                                         "special",
                                         "associate",
                                         "founder",
                                         "cofounder",
                                         "co-founder",
                                         "ceo",
                                         "reviewer",
                                         "lead",
                                         "manager",
                                         "expert",
                                         "blog",
                                         "admin",
                                         "administrator",
                                         "redaktion",
                                         "redaccion",
                                         "redacción",
                                         "rédaction",
                                         "redactie",
                                         "redazione",
                                         "redacción",
                                         "board",
                                         "committee",
                                         "department",
                                         "association",
                                         "foundation",
                                         "society",
                                         "center",
                                         "centre",
                                         "company",
                                         "inc",
                                         "inc.",
                                         "ltd",
                                         "llc",
                                         "gmbh",
                                         "group",
                                         "network",
                                         "studio",
                                         "studios",
                                         "community",
                                         "official",
                                         "support",
                                         "marketing",
                                         "strategy",
                                         "software",
                                         "engineer",
                                         "scientist",
                                         "researcher",
                                         "strategist",
                                         "specialist",
                                         "consultant",
                                         "advisor",
                                         "freelance",
                                         "freelancer",
                                         "professor",
                                         "reading",
                                         "newsletter",
                                         "podcast",
                                         "follow",
                                         "us",
                                         "our",
                                         "your",
                                         "the",
                                         "middle",
                                         "east",
                                         "africa",
                                         "europe",
                                         "asia",
                                         "america",
                                         "united",
                                         "kingdom",
                                         "states",
                                         "republic",
                                         "islands",
                                         "city"};

/* Small words inside names. */
static const char *const particles[] = {
    "de", "da",  "di",  "van", "von", "der",  "den", "del", "la",
    "le", "al",  "el",  "bin", "ibn", "bint", "ben", "dos", "das",
    "du", "ter", "ten", "zu",  "af",  "av",   "e",   "y",   "st"};

bool cw_word_stands_in(cw_bytes word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n && word.n > 0; i++)
        if ((*word.at | 0x20) == ((uint8_t)*list[i] | 0x20) && // most differ
            cw_bytes_equal_fold(word, cw_bytes_from(list[i])))
            return true;
    return false;
}

/* "Amin", "Åse", "al-Amin" */
static bool is_large(cw_bytes word)
{
    for (size_t i = 2; i + 1 < word.n && i < 5; i++)
        if (word.at[i] == '-' && cw_is_upper(word.at[i + 1]))
            return true;
    return cw_is_upper(*word.at) || *word.at >= 0xC3;
}

bool cw_byline_word(cw_bytes text, size_t *at, cw_bytes *word)
{
    while (*at < text.n && cw_is_space(text.at[*at]))
        (*at)++;
    size_t from = *at;
    while (*at < text.n && !cw_is_space(text.at[*at]))
        (*at)++;
    *word = cw_bytes_cut(text, from, *at);
    return word->n > 0;
}

bool cw_is_given_name(cw_bytes word)
{
    uint64_t spread = cw_slot_spread(cw_word_key_of(word).hash);
    size_t n_slots = sizeof given_slots / sizeof *given_slots;
    size_t slot = cw_slot_first(spread, n_slots);
    uint32_t number;
    if (word.n == 0 || !cw_is_upper(*word.at))
        return false;
    while ((number = cw_slots_next(given_slots, n_slots, spread, &slot)) !=
           UINT32_MAX)
        if (cw_bytes_equal_fold(word, cw_bytes_from(given_names[number])))
            return true;
    return false;
}

bool cw_is_role_word(cw_bytes word)
{
    return CW_STANDS_IN(word, role_words);
}

bool cw_names_a_role(cw_bytes name)
{
    size_t at = 0;
    cw_bytes word;
    while (cw_byline_word(name, &at, &word))
        if (cw_is_role_word(word))
            return true;
    return false;
}

bool cw_is_person_name(cw_bytes name)
{
    size_t at = 0, n_words = 0, n_large = 0;
    cw_bytes word;
    if (name.n > 60)
        return false;
    for (size_t i = 0; i < name.n; i++)
        if (cw_is_digit(name.at[i]) ||
            strchr("@:/|!?()[]\"#_+=<>&;", name.at[i]))
            return false;
    while (cw_byline_word(name, &at, &word)) {
        n_words++;
        if (cw_is_role_word(word))
            return false;
        if (is_large(word))
            n_large++;
        else if (!CW_STANDS_IN(word, particles))
            return false;
    }
    return n_words >= 2 && n_words <= 6 && n_large >= 2;
}
