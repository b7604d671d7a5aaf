/* html_speed PAGE...: megabytes of markup a second through the html room, in
 * processor time, the best of five turns over all pages. Prints rows of a
 * Markdown table for bench/html.sh. */
#include "html/html_text.h"
#include "speed.h"

enum { TURNS = 5, STEPS = 3 };

typedef struct {
    cw_bytes *pages;
    size_t n, n_bytes;
    double best[STEPS]; // seconds: tokens, tree, text
} speed;

static cw_bytes read_page(const char *path)
{
    FILE *in = fopen(path, "rb");
    long size;
    uint8_t *bytes;
    if (in == NULL || fseek(in, 0, SEEK_END) != 0 || (size = ftell(in)) < 0)
        fail(path);
    rewind(in);
    bytes = malloc((size_t)size + 1);
    if (bytes == NULL || fread(bytes, 1, (size_t)size, in) != (size_t)size)
        fail(path);
    fclose(in);
    return (cw_bytes){bytes, (size_t)size};
}

/* Tokens alone; script and style are raw, as tree construction says. */
static void read_tokens(cw_bytes page, cw_arena *arena)
{
    static cw_html html;
    cw_html_token token;
    cw_html_init(&html, page, arena);
    do {
        if (cw_html_next(&html, &token) != CW_OK)
            fail("memory ran out");
        if (token.kind == CW_HTML_START_TAG && token.tag == CW_TAG_SCRIPT)
            html.state = CW_HTML_SCRIPT;
        if (token.kind == CW_HTML_START_TAG && token.tag == CW_TAG_STYLE)
            html.state = CW_HTML_RAWTEXT;
    } while (token.kind != CW_HTML_EOF);
}

static void one_turn(speed *all, cw_arena *keep, cw_arena *scratch)
{
    double spent[STEPS] = {0};
    for (size_t i = 0; i < all->n; i++) {
        cw_page page = {.source = all->pages[i], .utf8 = all->pages[i]};
        cw_html_tree tree;
        cw_html_text text;
        double at[STEPS + 1];
        at[0] = seconds();
        read_tokens(page.utf8, keep);
        at[1] = seconds();
        if (cw_html_tree_build(page.utf8, NULL, keep, scratch, &tree) != CW_OK)
            fail("memory ran out");
        at[2] = seconds();
        if (cw_html_text_build(&tree, &page, keep, scratch, &text) != CW_OK)
            fail("memory ran out");
        at[3] = seconds();
        for (size_t k = 0; k < STEPS; k++)
            spent[k] += at[k + 1] - at[k];
        cw_arena_clear(keep);
    }
    for (size_t k = 0; k < STEPS; k++)
        if (all->best[k] == 0 || spent[k] < all->best[k])
            all->best[k] = spent[k];
}

int main(int argc, char **argv)
{
    speed all = {.n = (size_t)argc - 1};
    cw_arena keep, scratch;
    all.pages = calloc(all.n + 1, sizeof *all.pages);
    if (all.pages == NULL || all.n == 0)
        fail("no pages");
    for (size_t i = 0; i < all.n; i++) {
        all.pages[i] = read_page(argv[i + 1]);
        all.n_bytes += all.pages[i].n;
    }
    cw_arena_init(&keep, CW_MAX_REPORT_ARENA);
    cw_arena_init(&scratch, CW_MAX_REPORT_ARENA);
    for (int turn = 0; turn < TURNS; turn++)
        one_turn(&all, &keep, &scratch);
    double mb = (double)all.n_bytes / 1e6;
    printf("| tokens alone | %.0f MB/s |\n", mb / all.best[0]);
    printf("| tokens and tree | %.0f MB/s |\n", mb / all.best[1]);
    printf("| text, from the tree | %.0f MB/s |\n", mb / all.best[2]);
    printf("| page to tree and text | %.0f MB/s |\n",
           mb / (all.best[1] + all.best[2]));
    cw_arena_free(&keep);
    cw_arena_free(&scratch);
    for (size_t i = 0; i < all.n; i++)
        free((void *)(uintptr_t)all.pages[i].at);
    free(all.pages);
    return 0;
}
