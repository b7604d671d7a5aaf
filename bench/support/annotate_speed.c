/* annotate_speed.c: how fast the heads read, by themselves and in company.
 *
 *   usage: annotate_speed FILE.txt
 *
 * FILE is paragraphs with an empty line between them. Prints words a second of
 * processor time, medians of five readings: tags and names (words, sentence
 * ends, tags, names); and everything. A word is a run between white space. */
#include "annotate/annotate_int.h"
#include "speed.h"

enum { TIMES = 5, FILE_MAX = 1 << 26 };

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* A block for each line that holds something. */
static size_t make_blocks(cw_bytes text, cw_block *blocks)
{
    size_t at = 0, n = 0;
    cw_range line;
    while (cw_bytes_line(text, &at, &line)) {
        line = cw_range_trim(text, line);
        if (!cw_range_is_empty(line))
            blocks[n++] = (cw_block){.range = line, .role = CW_ROLE_PARAGRAPH};
    }
    return n;
}

static void read_tags_and_names(cw_bytes text, const cw_block *blocks,
                                size_t n_blocks, cw_arena *arena)
{
    cw_draft draft = {
        .text = text, .blocks = blocks, .n_blocks = n_blocks, .arena = arena};
    cw_model_linked(&draft.model);
    cw_buf_init(&draft.strings, arena, CW_MAX_TEXT_BYTES);
    if (cw_find_tokens(&draft) != CW_OK || cw_find_traits(&draft) != CW_OK ||
        cw_find_sentences(&draft) != CW_OK || cw_find_tags(&draft) != CW_OK ||
        cw_find_names(&draft) != CW_OK)
        fail("memory ran out");
}

int main(int n_arguments, char **arguments)
{
    static uint8_t bytes[FILE_MAX];
    double took[2][TIMES];
    cw_arena scratch, keep;
    cw_bytes text = {bytes, 0};
    cw_block *blocks;
    size_t n_words = 0, n_blocks;
    FILE *file = n_arguments == 2 ? fopen(arguments[1], "rb") : NULL;
    if (!file)
        fail("usage: annotate_speed FILE.txt");
    text.n = fread(bytes, 1, sizeof bytes, file);
    for (size_t i = 0; i < text.n; i++)
        n_words += !cw_is_space(bytes[i]) &&
                   (i + 1 == text.n || cw_is_space(bytes[i + 1]));
    blocks = calloc(text.n + 1, sizeof *blocks);
    if (!blocks)
        fail("memory ran out");
    n_blocks = make_blocks(text, blocks);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    for (int k = 0; k < TIMES; k++) {
        const cw_marks *marks;
        double begun = seconds();
        read_tags_and_names(text, blocks, n_blocks, &scratch);
        took[0][k] = seconds() - begun;
        cw_arena_clear(&scratch);
        begun = seconds();
        if (cw_annotate_text(NULL, text, 0, &keep, &scratch, &marks) != CW_OK)
            fail("memory ran out");
        took[1][k] = seconds() - begun;
        cw_arena_clear(&scratch);
        cw_arena_clear(&keep);
    }
    for (int i = 0; i < 2; i++) {
        qsort(took[i], TIMES, sizeof *took[i], compare);
        printf("%.0f\n", (double)n_words / took[i][TIMES / 2]);
    }
    return 0;
}
