/* gen_body.c: model/body.tsv -> body_res.h
 *
 *   usage: gen_body OUT body.tsv
 *
 *   start  page|flat  SCORE
 *   tree   page|flat  FEATURE>THRESHOLD x 5  LEAF x 32
 *
 * Features are named as in src/clean/features.h, so that a model made for
 * other columns is refused. */
#include "clean/score.h"
#include "gen_lines.h"

enum { TREES_MAX = 256, COLUMNS = 2 + CW_TREE_DEPTH + CW_TREE_LEAVES };

static const char *const feature_names[] = {
#define FEATURE_NAME(name) #name,
    CW_FEATURE_MAP(FEATURE_NAME)
#undef FEATURE_NAME
};

static const char *const scorer_names[] = {"page", "flat"};

static cw_score_tree trees[CW_N_SCORERS][TREES_MAX];
static size_t n_trees[CW_N_SCORERS];
static long start[CW_N_SCORERS];

static long number(const gen_input *in, const char *text)
{
    char *end;
    long value = strtol(text, &end, 10);
    if (*end || end == text || value < INT16_MIN || value > INT16_MAX)
        gen_fail(in, "\"%s\" is not a number of 16 bits", text);
    return value;
}

static void read_question(const gen_input *in, char *text, cw_score_tree *tree,
                          size_t d)
{
    char *mark = strchr(text, '>');
    size_t f = 0;
    if (!mark)
        gen_fail(in, "\"%s\" is not FEATURE>THRESHOLD", text);
    *mark = 0;
    while (f < CW_N_FEATURES && strcmp(feature_names[f], text) != 0)
        f++;
    if (f == CW_N_FEATURES)
        gen_fail(in, "there is no feature \"%s\"", text);
    tree->feature[d] = (uint8_t)f;
    tree->threshold[d] = (int16_t)number(in, mark + 1);
}

static void read_line(const gen_input *in, char *text)
{
    char *column[COLUMNS];
    size_t n = gen_columns(text, false, column, COLUMNS);
    size_t kind = 0;
    while (n > 1 && kind < CW_N_SCORERS &&
           strcmp(column[1], scorer_names[kind]) != 0)
        kind++;
    if (n < 2 || kind == CW_N_SCORERS)
        gen_fail(in, "neither for pages nor for flat texts");
    if (n == 3 && strcmp(column[0], "start") == 0) {
        start[kind] = number(in, column[2]);
        return;
    }
    if (n != COLUMNS || strcmp(column[0], "tree") != 0)
        gen_fail(in, "neither a start nor a whole tree");
    if (n_trees[kind] == TREES_MAX)
        gen_fail(in, "more than %d trees", TREES_MAX);
    cw_score_tree *tree = &trees[kind][n_trees[kind]++];
    for (size_t d = 0; d < CW_TREE_DEPTH; d++)
        read_question(in, column[2 + d], tree, d);
    for (size_t b = 0; b < CW_TREE_LEAVES; b++)
        tree->leaf[b] = (int16_t)number(in, column[2 + CW_TREE_DEPTH + b]);
}

static void print_tree(FILE *out, const cw_score_tree *tree)
{
    fprintf(out, "    {{");
    for (size_t d = 0; d < CW_TREE_DEPTH; d++)
        fprintf(out, "%u,", tree->feature[d]);
    fprintf(out, "}, {");
    for (size_t d = 0; d < CW_TREE_DEPTH; d++)
        fprintf(out, "%d,", tree->threshold[d]);
    fprintf(out, "}, {");
    for (size_t b = 0; b < CW_TREE_LEAVES; b++)
        fprintf(out, "%d,", tree->leaf[b]);
    fprintf(out, "}},\n");
}

int main(int n_arguments, char **arguments)
{
    gen_input in;
    FILE *out;
    if (n_arguments != 3)
        return 2;
    gen_open(&in, arguments[2]);
    while (gen_next(&in))
        read_line(&in, in.text);
    out = fopen(arguments[1], "wb");
    if (!out)
        return 3;
    fprintf(out, "/* Made by gen_body from model/body.tsv. */\n"
                 "static const cw_score_tree body_trees[] = {\n");
    for (size_t s = 0; s < CW_N_SCORERS; s++)
        for (size_t t = 0; t < n_trees[s]; t++)
            print_tree(out, &trees[s][t]);
    fprintf(out,
            "    {{0}, {0}, {0}}};\n"
            "static const size_t body_first[] = {0, %zu, %zu};\n"
            "static const int32_t body_start[] = {%ld, %ld};\n",
            n_trees[0], n_trees[0] + n_trees[1], start[0], start[1]);
    return fclose(out) == 0 ? 0 : 3;
}
