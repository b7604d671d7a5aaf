/* gen_words: data/en/words/ *.tsv -> words_res.h
 *
 *   lemma TAB tag TAB classes TAB event class TAB extra
 *
 * extra of a verb:  past/participle, "double" or "both" (the last consonant)
 *          a noun:  its plural, "=" the same, "-" none
 *          an adjective: "er" when it is compared with -er, -est
 *          a nationality: its country; a first name: m, f, u
 *          any other: the lemma, when the word is a form of it
 *
 * Every form is written once, with all entries that it may stand for, behind
 * an open-addressed table of FNV-1a hashes. Entries of one form keep the
 * order of the files, save that a line "form TAG" of prefer.tsv puts that tag
 * first. Unknown classes, repeated lines and lines of a wrong shape end the
 * build with file and line. */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "annotate/words.h"

enum { MAX_ENTRIES = 32768, MAX_POOL = 1 << 20, N_SLOTS = 32768 };

typedef struct {
    uint32_t form, lemma, about; // offsets into pool
    unsigned tag, bits, event_class, classes, gender;
    unsigned order; // of its line; preferred entries have 0
} entry;

static entry entries[MAX_ENTRIES];
static size_t n_entries;
static char pool[MAX_POOL];
static size_t n_pool = 1; // offset 0 is the empty string
static const char *file;
static unsigned line_number, n_lines;

static void fail(const char *what, const char *word)
{
    fprintf(stderr, "%s:%u: %s: \"%s\"\n", file, line_number, what, word);
    exit(1);
}

static uint32_t hash_of(const char *word)
{
    uint32_t hash = 2166136261u;
    for (; *word; word++)
        hash = (hash ^ (uint8_t)*word) * 16777619u;
    return hash;
}

/* Equal strings share their place in the pool. */
static uint32_t intern(const char *word)
{
    static uint32_t slots[65536];
    size_t n = strlen(word);
    uint32_t slot = hash_of(word) & 65535;
    if (n == 0)
        return 0;
    while (slots[slot] && strcmp(pool + slots[slot], word) != 0)
        slot = (slot + 1) & 65535;
    if (slots[slot])
        return slots[slot];
    if (n_pool + n + 1 > MAX_POOL)
        fail("the pool is full", word);
    memcpy(pool + n_pool, word, n + 1);
    slots[slot] = (uint32_t)n_pool;
    n_pool += n + 1;
    return slots[slot];
}

#define NAMES(name) #name,
static const char *const tag_names[] = {CW_TAG_MAP(NAMES) NULL};
static const char *const event_names[] = {CW_EVENT_MAP(NAMES) NULL};
static const char *const class_names[] = {
    "MONTH", "WEEKDAY",  "NUMBER",      "HONORIFIC", "OFFICE",     "SAY",
    "MODAL", "NEGATION", "NATIONALITY", "ORG_HEAD",  "PLACE_HEAD", "EVENT",
    "HUMAN", "FUNCTION", "FIRST_NAME",  "UNIT",      NULL};

static unsigned number_of(const char *const *names, const char *name,
                          const char *what)
{
    for (unsigned i = 0; names[i]; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    fail(what, name);
    return 0;
}

static unsigned classes_of(char *text)
{
    unsigned classes = 0;
    if (strcmp(text, "-") == 0 || !*text)
        return 0;
    for (char *name = strtok(text, ","); name; name = strtok(NULL, ","))
        classes |= 1u << number_of(class_names, name, "unknown class");
    return classes;
}

/* One form of a word; a form that already has this lemma and tag only gains
 * its form bits ("put": base, past and participle). */
static void add(const char *form, const entry *like, unsigned bits)
{
    uint32_t at = intern(form);
    for (size_t i = n_entries; i-- > 0 && entries[i].order == like->order;)
        if (entries[i].form == at && entries[i].lemma == like->lemma) {
            entries[i].bits |= bits;
            return;
        }
    if (n_entries == MAX_ENTRIES)
        fail("too many entries", form);
    entries[n_entries] = *like;
    entries[n_entries].form = at;
    entries[n_entries].bits = bits;
    n_entries++;
}

static bool is_vowel(char c)
{
    return c && strchr("aeiou", c);
}

/* "stop" doubles its consonant, "cook", "follow" and "remember" do not:
 * one syllable, ending in one vowel and one consonant other than w, x, y. */
static bool is_doubled(const char *word)
{
    size_t n = strlen(word), groups = 0;
    for (size_t i = 0; i < n; i++)
        groups += is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]));
    return n >= 3 && groups == 1 && !strchr("aeiouwxy", word[n - 1]) &&
           is_vowel(word[n - 2]) &&
           (!is_vowel(word[n - 3]) ||
            (word[n - 3] == 'u' && n > 3 && word[n - 4] == 'q'));
}

/* stem + ending by the rules of spelling; doubled: with its last consonant
 * twice. out holds 64 bytes. */
static void inflect(const char *stem, const char *ending, bool doubled,
                    char *out)
{
    size_t n = strlen(stem);
    char last = stem[n - 1], before = n > 1 ? stem[n - 2] : 0;
    bool is_es = last == 's' || last == 'x' || last == 'z' ||
                 (last == 'h' && (before == 'c' || before == 's')) ||
                 (last == 'o' && !is_vowel(before));
    snprintf(out, 64, "%s", stem);
    if (strcmp(ending, "s") == 0) {
        if (last == 'y' && !is_vowel(before))
            snprintf(out + n - 1, 8, "ies");
        else
            snprintf(out + n, 8, is_es ? "es" : "s");
    } else if (strcmp(ending, "ing") == 0) {
        if (last == 'e' && before && !strchr("eoy", before))
            n--;
        snprintf(out + n, 8, "%.*sing", doubled ? 1 : 0, stem + n - 1);
    } else { // ed, er, est
        if (last == 'e')
            n--;
        else if (last == 'y' && !is_vowel(before))
            out[n - 1] = 'i';
        snprintf(out + n, 8, "%.*s%s", doubled ? 1 : 0, stem + n - 1, ending);
    }
}

static void add_verb(entry *like, const char *lemma, char *extra)
{
    char form[64], *participle, *ing;
    bool is_both = strcmp(extra, "both") == 0;
    bool doubled = strcmp(extra, "double") == 0 || is_doubled(lemma);
    add(lemma, like, CW_FORM_BASE);
    if (strcmp(lemma, "have") == 0)
        add("has", like, CW_FORM_PRESENT_S);
    inflect(lemma, "s", false, form);
    add(form, like, CW_FORM_PRESENT_S);
    for (int twice = 0; twice < 2; twice++) {
        if (!is_both && twice != doubled)
            continue;
        inflect(lemma, "ing", twice, form);
        add(form, like, CW_FORM_ING);
        if (*extra && strcmp(extra, "double") != 0 && !is_both)
            continue;
        inflect(lemma, "ed", twice, form);
        add(form, like, CW_FORM_PAST | CW_FORM_PARTICIPLE);
    }
    if (!*extra || strcmp(extra, "double") == 0 || is_both)
        return;
    participle = strchr(extra, '/');
    if (participle)
        *participle++ = 0;
    ing = participle ? strchr(participle, '/') : NULL;
    if (ing) {
        *ing++ = 0;
        add(ing, like, CW_FORM_ING);
    }
    add(extra, like, CW_FORM_PAST | (participle ? 0 : CW_FORM_PARTICIPLE));
    if (participle)
        add(participle, like, CW_FORM_PARTICIPLE);
}

static void add_noun(entry *like, const char *lemma, const char *extra)
{
    char form[64];
    add(lemma, like, 0);
    if (strcmp(extra, "=") == 0 || strcmp(extra, "-") == 0)
        return;
    inflect(lemma, "s", false, form);
    add(*extra ? extra : form, like, 0);
}

static void add_adjective(entry *like, const char *lemma, const char *extra)
{
    char form[64];
    add(lemma, like, 0);
    if (strcmp(extra, "er") != 0)
        return;
    inflect(lemma, "er", is_doubled(lemma), form);
    add(form, like, 0);
    inflect(lemma, "est", is_doubled(lemma), form);
    add(form, like, 0);
}

/* The forms of be, have and do that the rules below cannot tell. */
static unsigned auxiliary_bits(const char *form, const char *lemma)
{
    static const struct {
        const char *form;
        unsigned bits;
    } bits[] = {
        {"be", CW_FORM_BASE},         {"am", CW_FORM_PRESENT_S},
        {"is", CW_FORM_PRESENT_S},    {"are", CW_FORM_PRESENT_S},
        {"was", CW_FORM_PAST},        {"were", CW_FORM_PAST},
        {"been", CW_FORM_PARTICIPLE}, {"being", CW_FORM_ING},
        {"have", CW_FORM_BASE},       {"has", CW_FORM_PRESENT_S},
        {"had", CW_FORM_PAST},        {"having", CW_FORM_ING},
        {"do", CW_FORM_BASE},         {"does", CW_FORM_PRESENT_S},
        {"did", CW_FORM_PAST},        {"would", CW_FORM_PAST},
        {"could", CW_FORM_PAST},      {"might", CW_FORM_PAST},
    };
    for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
        if (strcmp(bits[i].form, form) == 0)
            return bits[i].bits;
    return strcmp(lemma, "have") == 0 || strcmp(lemma, "be") == 0
               ? CW_FORM_PRESENT_S
               : CW_FORM_BASE;
}

static void read_line(char *line)
{
    char *field[5] = {"", "", "", "", ""};
    size_t n = 0;
    entry like = {.order = ++n_lines};
    for (char *at = line; at && n < 5; n++) {
        char *tab = strchr(at, '\t');
        if (tab)
            *tab++ = 0;
        field[n] = at;
        at = tab;
    }
    if (n < 3)
        fail("a line has lemma, tag and classes", line);
    if (strlen(field[0]) > 40 || strlen(field[4]) > 60)
        fail("too long", field[0]);
    like.lemma = intern(field[0]);
    like.tag = number_of(tag_names, field[1], "unknown tag");
    like.classes = classes_of(field[2]);
    if (*field[3] && strcmp(field[3], "-") != 0)
        like.event_class =
            number_of(event_names, field[3], "unknown event class");
    for (size_t i = 0; i < n_entries; i++)
        if (entries[i].lemma == like.lemma && entries[i].tag == like.tag &&
            entries[i].form == like.lemma &&
            (like.tag != CW_TAG_PROPN || entries[i].classes == like.classes))
            fail("stands twice with this tag", field[0]);
    if (like.classes & CW_WORD_NATIONALITY) {
        like.about = intern(field[4]);
        add(field[0], &like, 0);
        if (like.tag == CW_TAG_PROPN) {
            char form[64];
            size_t length = strlen(field[0]);
            inflect(field[0], "s", false, form);
            if (length > 3 && strcmp(field[0] + length - 3, "man") == 0)
                snprintf(form + length - 2, 8, "en");
            add(form, &like, 0);
        }
    } else if (like.classes & CW_WORD_FIRST_NAME) {
        like.gender = (unsigned char)*field[4];
        add(field[0], &like, 0);
    } else if (like.tag == CW_TAG_VERB) {
        add_verb(&like, field[0], field[4]);
    } else if (like.tag == CW_TAG_NOUN && !(like.classes & 5) &&
               !(like.classes & (CW_WORD_NUMBER | CW_WORD_WEEKDAY))) {
        add_noun(&like, field[0], field[4]);
    } else if (like.tag == CW_TAG_ADJ) {
        add_adjective(&like, field[0], field[4]);
    } else {
        if (*field[4])
            like.lemma = intern(field[4]);
        add(field[0], &like,
            like.tag == CW_TAG_AUX ? auxiliary_bits(field[0], pool + like.lemma)
                                   : 0);
    }
}

/* prefer.tsv: the entry of this tag becomes the first of its form. */
static void prefer(char *line)
{
    char *tab = strchr(line, '\t');
    uint32_t form;
    unsigned tag;
    bool is_known = false;
    if (!tab)
        fail("a line has form and tag", line);
    *tab++ = 0;
    form = intern(line);
    tag = number_of(tag_names, tab, "unknown tag");
    for (size_t i = 0; i < n_entries; i++)
        if (entries[i].form == form && entries[i].tag == tag) {
            entries[i].order = 0;
            is_known = true;
        }
    if (!is_known)
        fail("no such word to prefer", line);
}

static void read_file(const char *path)
{
    char line[256];
    FILE *in = fopen(path, "r");
    bool is_prefer = strstr(path, "prefer.tsv") != NULL;
    file = path;
    line_number = 0;
    if (!in)
        fail("cannot be opened", path);
    while (fgets(line, sizeof line, in)) {
        line_number++;
        line[strcspn(line, "\r\n")] = 0;
        if (!*line || *line == '#')
            continue;
        if (is_prefer)
            prefer(line);
        else
            read_line(line);
    }
    fclose(in);
}

static int by_form(const void *a, const void *b)
{
    const entry *x = a, *y = b;
    int order = strcmp(pool + x->form, pool + y->form);
    if (order != 0)
        return order;
    if (x->order != y->order)
        return x->order < y->order ? -1 : 1;
    return x->tag < y->tag ? -1 : x->tag > y->tag;
}

static void write_pool(FILE *out)
{
    fprintf(out, "static const uint8_t word_pool[] = {");
    for (size_t i = 0; i < n_pool; i++)
        fprintf(out, "%s%u,", i % 20 == 0 ? "\n" : "",
                (unsigned)(uint8_t)pool[i]);
    fprintf(out, "\n};\n\n");
}

static void write_table(FILE *out)
{
    static uint32_t slots[N_SLOTS];
    size_t n_forms = 0, longest = 0;
    fprintf(out, "static const cw_word word_entries[] = {\n");
    for (size_t i = 0; i < n_entries; i++) {
        const entry *e = &entries[i];
        fprintf(out,
                "{{word_pool + %u, %zu}, {word_pool + %u, %zu}, %u, %u, %u, "
                "%u, %u},\n",
                e->lemma, strlen(pool + e->lemma), e->about,
                strlen(pool + e->about), e->tag, e->bits, e->event_class,
                e->gender, e->classes);
    }
    fprintf(out, "};\n\nstatic const word_form word_forms[] = {\n{0,0,0,0},\n");
    for (size_t i = 0, next; i < n_entries; i = next) {
        const char *form = pool + entries[i].form;
        uint32_t slot = hash_of(form) & (N_SLOTS - 1);
        size_t n_probes = 1;
        next = i;
        while (next < n_entries && entries[next].form == entries[i].form)
            next++;
        while (slots[slot]) {
            slot = (slot + 1) & (N_SLOTS - 1);
            n_probes++;
        }
        slots[slot] = (uint32_t)++n_forms;
        longest = n_probes > longest ? n_probes : longest;
        fprintf(out, "{%u, %zu, %zu, %zu},\n", entries[i].form, i, strlen(form),
                next - i);
    }
    if (n_forms * 4 > N_SLOTS * 3)
        fail("the table needs more slots", "");
    fprintf(out, "};\n\n/* %zu forms; at most %zu probes */\n", n_forms,
            longest);
    fprintf(out, "static const uint16_t word_slots[%d] = {", N_SLOTS);
    for (size_t i = 0; i < N_SLOTS; i++)
        fprintf(out, "%s%u,", i % 16 == 0 ? "\n" : "", slots[i]);
    fprintf(out, "\n};\n");
}

int main(int argc, char **argv)
{
    FILE *out;
    if (argc < 3)
        return 2;
    for (int i = 2; i < argc; i++)
        read_file(argv[i]);
    qsort(entries, n_entries, sizeof *entries, by_form);
    out = fopen(argv[1], "w");
    if (!out)
        return 1;
    fprintf(out, "/* made by gen_words from data/en/words */\n");
    write_pool(out);
    write_table(out);
    return fclose(out) == 0 ? 0 : 1;
}
