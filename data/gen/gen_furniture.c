/* gen_furniture OUT furniture.rules
 *
 * Compiles the patterns of clean/phrase.h into furniture_res.h and checks
 * them: names unique, kinds known, no pattern twice, each example matched by
 * its own rule. */
#include <inttypes.h>
#include <limits.h>

#include "clean/phrase.h"
#include "clean/report.h"
#include "gen_lines.h"
#include "gen_slots.h"

enum {
    RULES_MAX = 1024,
    STEPS_MAX = 8192,
    WORDS_MAX = 8192,
};

static const char *const kind_names[] = {
#define KIND_NAME(name, text) text,
    CW_FURNITURE_MAP(KIND_NAME)
#undef KIND_NAME
};

typedef struct {
    char *name, *pattern, *example;
    unsigned line;
} source_rule;

static source_rule sources[RULES_MAX];
static cw_phrase_rule rules[RULES_MAX];
static cw_phrase_step steps[STEPS_MAX];
static const char *spelled[STEPS_MAX * 8]; // alternatives in order of steps
static uint16_t alternatives[STEPS_MAX * 8];
static const char *words[WORDS_MAX];
static uint16_t starts[WORDS_MAX + 2], by_word[RULES_MAX * 64];
static gen_slots slots;
static uint64_t needed[CW_WORD_SET];
static size_t n_rules, n_steps, n_spelled, n_words;

static uint8_t kind_of(const gen_input *in, char *text, cw_phrase_rule *rule)
{
    size_t n = strlen(text);
    while (n > 0 && (text[n - 1] == '+' || text[n - 1] == '!')) {
        rule->follows |= text[n - 1] == '+';
        rule->ends |= text[n - 1] == '!';
        text[--n] = 0;
    }
    for (uint8_t k = 1; k < sizeof kind_names / sizeof *kind_names; k++)
        if (strcmp(kind_names[k], text) == 0)
            return k;
    gen_fail(in, "unknown kind \"%s\"", text);
    return 0;
}

static void add_alternatives(const gen_input *in, char *text,
                             cw_phrase_step *step)
{
    step->kind = CW_STEP_WORD;
    step->first = (uint16_t)n_spelled;
    for (char *word = strtok(text, "|"); word; word = strtok(NULL, "|")) {
        for (char *c = word; *c; c++)
            if (*c >= 'A' && *c <= 'Z')
                gen_fail(in, "\"%s\" is not lower case", word);
        if (strlen(word) >= 24 || strpbrk(word, " ()<>?"))
            gen_fail(in, "\"%s\" is not a word", word);
        spelled[n_spelled++] = gen_copy(word);
        step->n++;
    }
}

static void add_step(const gen_input *in, char *text)
{
    static const struct {
        const char *text;
        uint8_t kind;
    } special[] = {{"<cap>", CW_STEP_CAP}, {"<caps>", CW_STEP_CAPS},
                   {"<num>", CW_STEP_NUM}, {"<any>", CW_STEP_ANY},
                   {"...", CW_STEP_GAP},   {"^", CW_STEP_START},
                   {"$", CW_STEP_END}};
    cw_phrase_step *step = &steps[n_steps++];
    size_t n = strlen(text);
    if (n > 1 && text[n - 1] == '?') {
        step->is_optional = 1;
        text[--n] = 0;
    }
    for (size_t i = 0; i < sizeof special / sizeof *special; i++)
        if (strcmp(special[i].text, text) == 0) {
            step->kind = special[i].kind;
            return;
        }
    if (strcmp(text, "©") == 0 || (n == 1 && strchr(":|/[]()@-!.?*", *text))) {
        step->kind = CW_STEP_MARK;
        step->first = n == 1 ? (uint16_t)(uint8_t)*text : 'c';
        return;
    }
    if (text[0] == '(' && text[n - 1] == ')') {
        text[n - 1] = 0;
        text++;
    }
    add_alternatives(in, text, step);
}

static void add_rule(const gen_input *in, char **column)
{
    cw_phrase_rule *rule = &rules[n_rules];
    size_t gaps = 0;
    char *pattern = gen_copy(column[4]);
    for (size_t i = 0; i < n_rules; i++) {
        if (strcmp(sources[i].name, column[0]) == 0)
            gen_fail(in, "rule \"%s\" also stands in line %u", column[0],
                     sources[i].line);
        if (strcmp(sources[i].pattern, column[4]) == 0)
            gen_fail(in, "its pattern also stands in line %u", sources[i].line);
    }
    sources[n_rules] = (source_rule){gen_copy(column[0]), gen_copy(column[4]),
                                     gen_copy(column[5]), in->line};
    rule->name = sources[n_rules].name;
    rule->kind = kind_of(in, column[1], rule);
    rule->weight = (uint8_t)atoi(column[2]);
    rule->words_max = column[3][0] == '-' ? 0 : (uint8_t)atoi(column[3]);
    rule->first = (uint16_t)n_steps;
    char *rest = pattern;
    for (char *step; (step = strtok_r(rest, " ", &rest));)
        add_step(in, step);
    rule->n_steps = (uint16_t)(n_steps - rule->first);
    for (size_t i = rule->first; i < n_steps; i++)
        gaps += steps[i].kind == CW_STEP_GAP || steps[i].kind == CW_STEP_CAPS;
    if (rule->weight == 0 || rule->n_steps == 0)
        gen_fail(in, "no weight or no pattern");
    if (rule->n_steps > CW_PHRASE_STEPS || gaps > 2)
        gen_fail(in, "too many steps or gaps");
    // cw_furniture_judge looks for such rules at the first word only
    if (steps[rule->first].is_optional ||
        steps[rule->first].kind == CW_STEP_CAP ||
        steps[rule->first].kind == CW_STEP_CAPS ||
        steps[rule->first].kind == CW_STEP_ANY ||
        steps[rule->first].kind == CW_STEP_GAP)
        gen_fail(in, "begins with no word, number or mark: write ^ before it");
    n_rules++;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void number_words(void)
{
    static const char *sorted[STEPS_MAX * 8];
    memcpy(sorted, spelled, n_spelled * sizeof *spelled);
    qsort(sorted, n_spelled, sizeof *sorted, by_text);
    for (size_t i = 0; i < n_spelled; i++)
        if (n_words == 0 || strcmp(words[n_words - 1], sorted[i]) != 0)
            words[n_words++] = sorted[i];
    for (size_t i = 0; i < n_spelled; i++) {
        const char **at =
            bsearch(&spelled[i], words, n_words, sizeof *words, by_text);
        alternatives[i] = (uint16_t)(at - words);
    }
    slots = gen_slots_for(n_words);
    for (size_t i = 0; i < n_words; i++)
        cw_slots_add(slots.at, slots.n, words[i], i);
}

/* True when the rule can begin with this word (n_words: with none of them).*/
static bool begins_with(const cw_phrase_rule *rule, size_t word)
{
    bool is_open = false; // begins with something that is no known word
    for (size_t i = rule->first; i < (size_t)rule->first + rule->n_steps; i++) {
        const cw_phrase_step *step = &steps[i];
        if (step->kind == CW_STEP_START)
            continue;
        if (step->kind != CW_STEP_WORD)
            return word == n_words;
        for (size_t k = 0; k < step->n && word < n_words; k++)
            if (alternatives[step->first + k] == word)
                return true;
        if (!step->is_optional)
            return is_open && word == n_words;
    }
    return word == n_words;
}

/* Rules that may begin anywhere first, and of both kinds those for any length
 * of block first, then by falling length: see cw_phrase_table. */
static int by_reach(const void *a, const void *b)
{
    const cw_phrase_rule *left = &rules[*(const uint16_t *)a];
    const cw_phrase_rule *right = &rules[*(const uint16_t *)b];
    int left_at_start = steps[left->first].kind == CW_STEP_START;
    int right_at_start = steps[right->first].kind == CW_STEP_START;
    if (left_at_start != right_at_start)
        return left_at_start - right_at_start;
    if (left->words_max != right->words_max) // 0, any length, wraps to 255
        return (uint8_t)(right->words_max - 1) - (uint8_t)(left->words_max - 1);
    return (left > right) - (left < right);
}

static uint64_t hash_of(const char *word)
{
    // of "don't" the walk over the words sees "don" first
    return cw_slot_hash((const uint8_t *)word, strcspn(word, "'"));
}

/* Of ten thousand words of a text so many are one of the step's, guessed from
 * their length: common words are short. 0: it asks for no certain word. */
static unsigned share_of(const cw_phrase_step *step)
{
    unsigned sum = 0;
    if (step->kind != CW_STEP_WORD || step->is_optional)
        return 0;
    for (size_t k = 0; k < step->n; k++) {
        size_t n = strlen(spelled[step->first + k]);
        sum += n < 3    ? 100
               : n == 3 ? 50
               : n == 4 ? 20
               : n == 5 ? 7
               : n < 8  ? 3
                        : 1;
    }
    return sum;
}

/* The same of a word of this step and one of the next behind it: ten times as
 * many as chance would put there. An apostrophe makes two words of one. */
static unsigned share_of_pair(const cw_phrase_step *step)
{
    for (size_t k = 0; k < step[0].n + (size_t)step[1].n; k++)
        if (strchr(spelled[step->first + k], '\''))
            return 0;
    return (share_of(step) * share_of(step + 1) + 999) / 1000;
}

/* The words that may come first in a rule with ^; false: any may. */
static bool need_first(const cw_phrase_rule *rule)
{
    size_t end = rule->first, last = rule->first + rule->n_steps - 1u;
    if (steps[end].kind != CW_STEP_START)
        return false;
    do {
        if (end == last || steps[++end].kind != CW_STEP_WORD)
            return false;
    } while (steps[end].is_optional);
    for (size_t i = rule->first + 1u; i <= end; i++)
        for (size_t k = 0; k < steps[i].n; k++)
            cw_word_set_add(needed, cw_slot_spread_pair(
                                        CW_WORD_NONE,
                                        hash_of(spelled[steps[i].first + k])));
    return true;
}

/* What a rule cannot do without: the words of its rarest step, or those and
 * the words of the next. */
static void need_words(const cw_phrase_rule *rule)
{
    const cw_phrase_step *best = NULL,
                         *last = &steps[rule->first + rule->n_steps - 1u];
    unsigned least = UINT_MAX;
    bool is_pair = false;
    if (need_first(rule))
        return;
    for (const cw_phrase_step *step = &steps[rule->first]; step <= last;
         step++) {
        if (step->kind == CW_STEP_MARK && step->first == 'c' &&
            !step->is_optional)
            return; // cw_is_furniture_mark
        unsigned share = share_of(step);
        unsigned pair = step < last && share > 0 ? share_of_pair(step) : 0;
        bool has_pair = pair > 0 && pair < share;
        share = has_pair ? pair : share;
        if (share > 0 && share < least) {
            best = step;
            least = share;
            is_pair = has_pair;
        }
    }
    if (!best) {
        fprintf(stderr, "rule %s can do without any word\n", rule->name);
        exit(1);
    }
    for (size_t k = 0; k < best->n; k++) {
        uint64_t hash = hash_of(spelled[best->first + k]);
        for (size_t i = 0; is_pair && i < best[1].n; i++)
            cw_word_set_add(
                needed,
                cw_slot_spread_pair(hash, hash_of(spelled[best[1].first + i])));
        if (!is_pair)
            cw_word_set_add(needed, cw_slot_spread(hash));
    }
}

static size_t index_rules(void)
{
    size_t n = 0;
    for (size_t word = 0; word <= n_words; word++) {
        starts[word] = (uint16_t)n;
        for (size_t r = 0; r < n_rules; r++)
            if (begins_with(&rules[r], word))
                by_word[n++] = (uint16_t)r;
        qsort(by_word + starts[word], n - starts[word], sizeof *by_word,
              by_reach);
    }
    starts[n_words + 1] = (uint16_t)n;
    return n;
}

static void check_examples(gen_input *in)
{
    cw_phrase_table table = {words,   n_words, alternatives, steps,    rules,
                             n_rules, starts,  by_word,      slots.at, slots.n};
    cw_phrase_token tokens[256];
    for (size_t r = 0; r < n_rules; r++) {
        cw_bytes text = cw_bytes_from(sources[r].example);
        size_t n = cw_phrase_tokens(
            &table, text, (cw_range){0, (uint32_t)text.n}, tokens, 256);
        bool found = false;
        size_t end, n_plain = 0;
        for (size_t i = 0; i < n; i++)
            n_plain += tokens[i].mark == 0;
        for (size_t i = 0; i < n && !found; i++)
            found = cw_phrase_match(&table, &rules[r], tokens, n, i, &end);
        in->line = sources[r].line;
        if (!found)
            gen_fail(in, "the example does not match");
        if (rules[r].words_max > 0 && n_plain > rules[r].words_max)
            gen_fail(in, "the example has %zu words", n_plain);
    }
}

static void print_tables(FILE *out, size_t n_by_word)
{
    fprintf(out, "static const char *const furniture_words[] = {\n");
    for (size_t i = 0; i < n_words; i++) {
        gen_print(out, words[i]);
        fputs(",\n", out);
    }
    fprintf(out, "};\nstatic const uint16_t furniture_alternatives[] = {\n");
    for (size_t i = 0; i < n_spelled; i++)
        fprintf(out, "%u,%s", alternatives[i], i % 12 == 11 ? "\n" : "");
    fprintf(out, "};\nstatic const cw_phrase_step furniture_steps[] = {\n");
    for (size_t i = 0; i < n_steps; i++)
        fprintf(out, "{%u, %u, %u, %u},\n", steps[i].kind, steps[i].is_optional,
                steps[i].first, steps[i].n);
    fprintf(out, "};\nstatic const cw_phrase_rule furniture_rules[] = {\n");
    for (size_t i = 0; i < n_rules; i++)
        fprintf(out, "{\"%s\", %u, %u, %u, %u, %u, %u, %u},\n", rules[i].name,
                rules[i].first, rules[i].n_steps, rules[i].kind,
                rules[i].weight, rules[i].words_max, rules[i].follows,
                rules[i].ends);
    fprintf(out, "};\nstatic const uint16_t furniture_starts[] = {\n");
    for (size_t i = 0; i < n_words + 2; i++)
        fprintf(out, "%u,%s", starts[i], i % 12 == 11 ? "\n" : "");
    fprintf(out, "};\nstatic const uint16_t furniture_by_word[] = {\n");
    for (size_t i = 0; i < n_by_word; i++)
        fprintf(out, "%u,%s", by_word[i], i % 12 == 11 ? "\n" : "");
    fprintf(out, "};\n");
    fprintf(out, "const uint64_t cw_furniture_words[] = {\n");
    for (size_t i = 0; i < CW_WORD_SET; i++)
        fprintf(out, "UINT64_C(%" PRIu64 "),\n", needed[i]);
    fprintf(out, "};\n");
    gen_slots_print(out, "furniture_slots", &slots);
    fprintf(out,
            "static const cw_phrase_table furniture_table = {\n"
            "furniture_words, %zu, furniture_alternatives,\n"
            "furniture_steps, furniture_rules, %zu,\n"
            "furniture_starts, furniture_by_word, furniture_slots, %zu};\n",
            n_words, n_rules, slots.n);
}

int main(int argc, char **argv)
{
    gen_input in;
    char *column[6];
    if (argc < 3)
        return 2;
    for (int i = 2; i < argc; i++) {
        gen_open(&in, argv[i]);
        while (gen_next(&in)) {
            if (gen_columns(in.text, true, column, 6) != 6)
                gen_fail(&in, "not name, kind, weight, max, pattern, example");
            if (n_rules == RULES_MAX || n_steps + CW_PHRASE_STEPS > STEPS_MAX)
                gen_fail(&in, "too many rules");
            add_rule(&in, column);
        }
    }
    number_words();
    size_t n_by_word = index_rules();
    for (size_t r = 0; r < n_rules; r++)
        need_words(&rules[r]);
    check_examples(&in);
    FILE *out = gen_create(argv[1]);
    print_tables(out, n_by_word);
    return fclose(out) == 0 ? 0 : 1;
}
