/* treebank.c: reading CoNLL-U, and joining hyphenated words. */
#include "treebank.h"

#include "learn.h"

#include <stdio.h>
#include <stdlib.h>

enum {
    LINE_MAX_BYTES = 1 << 16,
    COLUMNS = 10,
    TITLE_EVERY = 6, // sentences of TITLE_MIN to TITLE_MAX words
    UPPER_EVERY = 24,
    TITLE_MIN = 5,
    TITLE_MAX = 16,
};

/* One sentence as it is read. */
typedef struct {
    char form[CW_MAX_SENTENCE_TOKENS][96];
    treebank_gold gold[CW_MAX_SENTENCE_TOKENS];
    bool has_space[CW_MAX_SENTENCE_TOKENS]; // before it
    size_t n;
} sentence;

static const char *const tags[] = {
#define TAG_NAME(name) #name,
    CW_TAG_MAP(TAG_NAME)
#undef TAG_NAME
};
static const char *const xpos[] = {
#define XPOS_NAME(name, text) text,
    CW_XPOS_MAP(XPOS_NAME)
#undef XPOS_NAME
};
static const char *const relations[] = {
#define RELATION_NAME(name, text) text,
    CW_RELATION_MAP(RELATION_NAME)
#undef RELATION_NAME
};

static uint8_t find(const char *const *list, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(list[i], word) == 0)
            return (uint8_t)i;
    return 0;
}
#define FIND(list, word) find(list, sizeof list / sizeof *list, word)

/* A subtype that the map lacks is its relation. */
static uint8_t find_relation(char *word)
{
    uint8_t found = FIND(relations, word);
    char *colon = strchr(word, ':');
    if (found == 0 && colon) {
        *colon = 0;
        found = FIND(relations, word);
    }
    return found;
}

void treebank_init(treebank *bank, cw_arena *arena)
{
    *bank = (treebank){.arena = arena, .without = -1};
    cw_buf_init(&bank->text, arena, CW_MAX_TEXT_BYTES);
}

static void add_word(treebank *bank, const sentence *s, size_t i)
{
    cw_given_token word = {.begins_sentence = i == 0};
    void *words = bank->words.at, *gold = bank->gold.at;
    void *group = bank->group.at;
    if (i == 0 || s->has_space[i])
        (void)cw_buf_add_text(&bank->text, i == 0 ? "\n\n" : " ");
    word.range.from = (uint32_t)bank->text.n;
    if (cw_buf_add_text(&bank->text, s->form[i]) != CW_OK ||
        cw_grow(bank->arena, &words, &bank->words.capacity, bank->words.n + 1,
                sizeof word, CW_MAX_TOKENS) != CW_OK ||
        cw_grow(bank->arena, &gold, &bank->gold.capacity, bank->gold.n + 1,
                sizeof *bank->gold.at, CW_MAX_TOKENS) != CW_OK ||
        cw_grow(bank->arena, &group, &bank->group.capacity, bank->group.n + 1,
                sizeof *bank->group.at, CW_MAX_TOKENS) != CW_OK)
        train_fail("memory ran out", NULL);
    word.range.to = (uint32_t)bank->text.n;
    bank->words.at = words;
    bank->gold.at = gold;
    bank->group.at = group;
    bank->group.at[bank->group.n++] = bank->n_read;
    bank->words.at[bank->words.n++] = word;
    bank->gold.at[bank->gold.n++] = s->gold[i];
}

static void add_sentence(treebank *bank, const sentence *s)
{
    for (size_t i = 0; i < s->n; i++)
        add_word(bank, s, i);
}

/* Word i goes on with the next one, over a hyphen. */
static bool is_joint(const sentence *s, size_t i)
{
    return i + 1 < s->n && !s->has_space[i + 1] &&
           ((i > 0 && s->gold[i].xpos == CW_XPOS_HYPH &&
             strcmp(s->form[i], "-") == 0 && !s->has_space[i]) ||
            (i + 2 < s->n && s->gold[i + 1].xpos == CW_XPOS_HYPH &&
             strcmp(s->form[i + 1], "-") == 0 && !s->has_space[i + 2]));
}

/* The word of [from, to) whose head lies outside; the last of several. */
static size_t inner_head(const sentence *s, size_t from, size_t to)
{
    size_t head = to - 1;
    for (size_t i = from; i < to; i++)
        if (s->gold[i].head == CW_NONE || s->gold[i].head < from ||
            s->gold[i].head >= to)
            head = i;
    return head;
}

/* "two-day", "oil-rich", "US-led" before a noun are adjectives. */
static void set_joined_tag(treebank_gold *gold)
{
    bool is_modifier = gold->relation == CW_RELATION_AMOD ||
                       gold->relation == CW_RELATION_COMPOUND;
    if (is_modifier && (gold->tag == CW_TAG_NOUN || gold->tag == CW_TAG_VERB)) {
        gold->tag = CW_TAG_ADJ;
        gold->xpos = CW_XPOS_JJ;
        gold->relation = CW_RELATION_AMOD;
    }
}

static bool join(const sentence *s, sentence *out, uint32_t *place)
{
    bool is_changed = false;
    out->n = 0;
    for (size_t i = 0; i < s->n; out->n++) {
        size_t to = i + 1;
        while (to - 1 < s->n && is_joint(s, to - 1))
            to++;
        snprintf(out->form[out->n], sizeof out->form[0], "%s", s->form[i]);
        out->has_space[out->n] = s->has_space[i];
        out->gold[out->n] = s->gold[inner_head(s, i, to)];
        if (to > i + 1) {
            is_changed = true;
            set_joined_tag(&out->gold[out->n]);
        }
        place[i] = (uint32_t)out->n;
        for (size_t k = i + 1; k < to; k++) {
            size_t n = strlen(out->form[out->n]);
            snprintf(out->form[out->n] + n, sizeof out->form[0] - n, "%s",
                     s->form[k]);
            place[k] = (uint32_t)out->n;
        }
        i = to;
    }
    for (size_t i = 0; i < out->n; i++)
        if (out->gold[i].head != CW_NONE)
            out->gold[i].head = place[out->gold[i].head];
    return is_changed;
}

/* Short words of the closed classes stay small in a title. */
static bool stays_small(const sentence *s, size_t i)
{
    uint8_t tag = s->gold[i].tag;
    return i > 0 && strlen(s->form[i]) < 4 &&
           (tag == CW_TAG_ADP || tag == CW_TAG_DET || tag == CW_TAG_CCONJ ||
            tag == CW_TAG_PART);
}

/* The sentence as a headline, when it may be one. */
static bool make_title(const sentence *s, sentence *out, bool is_upper)
{
    if (s->n < TITLE_MIN || s->n > TITLE_MAX ||
        strcmp(s->form[s->n - 1], ".") != 0 ||
        s->gold[s->n - 1].head == CW_NONE)
        return false;
    *out = *s;
    out->n--;
    for (size_t i = 0; i < out->n; i++) {
        char *form = out->form[i];
        if (out->gold[i].head == s->n - 1 || form[0] == '\'')
            return false;
        for (size_t k = 0; form[k] && (k == 0 || is_upper); k++)
            if (cw_is_lower((uint8_t)form[k]) && !stays_small(s, i))
                form[k] = (char)(form[k] - 32);
    }
    return true;
}

static void end_sentence(treebank *bank, sentence *s, sentence *other,
                         bool is_varied)
{
    uint32_t place[CW_MAX_SENTENCE_TOKENS];
    if (s->n == 0)
        return;
    bank->n_read++;
    if (bank->without >= 0 &&
        bank->n_read % TREEBANK_JACKKNIFE == (uint32_t)bank->without) {
        s->n = 0;
        return;
    }
    add_sentence(bank, s);
    if (is_varied && join(s, other, place))
        add_sentence(bank, other);
    if (is_varied && bank->n_read % TITLE_EVERY == 0 &&
        make_title(s, other, bank->n_read % UPPER_EVERY == 0))
        add_sentence(bank, other);
    s->n = 0;
}

/* A line of columns; *until is the last word of a multiword token. */
static void read_word(sentence *s, char *line, size_t *until, bool *has_space)
{
    char *column[COLUMNS] = {0}, *rest = line;
    size_t n = 0;
    bool is_tight;
    for (; n < COLUMNS && rest; n++)
        column[n] = strsep(&rest, "\t");
    if (n < COLUMNS || strchr(column[0], '.'))
        return;
    is_tight = strstr(column[9], "SpaceAfter=No") != NULL;
    if (strchr(column[0], '-')) {
        *until = strtoul(strchr(column[0], '-') + 1, NULL, 10);
        s->has_space[s->n] = *has_space;
        *has_space = !is_tight;
        return;
    }
    if (s->n == CW_MAX_SENTENCE_TOKENS)
        return;
    size_t number = strtoul(column[0], NULL, 10);
    unsigned long head = strtoul(column[6], NULL, 10);
    bool is_inside = number <= *until;
    snprintf(s->form[s->n], sizeof s->form[0], "%s", column[1]);
    s->gold[s->n] = (treebank_gold){
        .tag = FIND(tags, column[3]),
        .xpos = FIND(xpos, column[4]),
        .relation = find_relation(column[7]),
        .head = head == 0 ? CW_NONE : (uint32_t)head - 1,
    };
    if (!is_inside) {
        s->has_space[s->n] = *has_space;
        *has_space = !is_tight;
        *until = 0;
    }
    s->n++;
    s->has_space[s->n < CW_MAX_SENTENCE_TOKENS ? s->n : 0] =
        is_inside && number == *until ? *has_space : false;
}

void treebank_read(treebank *bank, const char *path, bool is_varied)
{
    FILE *in = fopen(path, "r");
    char *line = learn_array(bank->arena, LINE_MAX_BYTES, 1);
    sentence *s = learn_array(bank->arena, 2, sizeof *s);
    size_t until = 0;
    bool has_space = true;
    if (!in)
        train_fail("cannot be read", path);
    while (fgets(line, LINE_MAX_BYTES, in)) {
        size_t n = strlen(line);
        if (n > 0 && line[n - 1] == '\n')
            line[--n] = 0;
        if (n == 0) {
            end_sentence(bank, s, s + 1, is_varied);
            until = 0;
            has_space = true;
        } else if (line[0] != '#') {
            read_word(s, line, &until, &has_space);
        }
    }
    end_sentence(bank, s, s + 1, is_varied);
    fclose(in);
}

void treebank_end(treebank *bank, const cw_model *model)
{
    cw_draft *draft = &bank->draft;
    *draft = (cw_draft){.text = cw_buf_bytes(&bank->text),
                        .arena = bank->arena,
                        .model = *model};
    cw_buf_init(&draft->strings, bank->arena, CW_MAX_TEXT_BYTES);
    if (cw_draft_give(draft, bank->words.at, bank->words.n) != CW_OK ||
        cw_find_traits(draft) != CW_OK || cw_find_sentences(draft) != CW_OK)
        train_fail("memory ran out", NULL);
}
