/* gen_page OUT A.css B.css ... A.js ...
 *
 * The style and the script of the page as bytes, each with the SHA-256 that
 * its content-security policy names (CSP Level 3, section 2.3.1: base64 of the
 * hash of the element's text). Files of one kind are joined in the order
 * given. Comments and the blanks at line ends are left out: the page is sent
 * to people, the sources are read here. Refuses what could end the element
 * early ("</"), and bytes outside ASCII, so that no encoding matters. */
#include <stdint.h>

#include "base/sha256.h"
#include "gen_lines.h"

enum { PART_BYTES_MAX = 262144 };

typedef struct {
    char text[PART_BYTES_MAX];
    size_t n;
} part;

static part style, script;

static bool ends_with(const char *path, const char *end)
{
    size_t n = strlen(path), k = strlen(end);
    return n >= k && strcmp(path + n - k, end) == 0;
}

static void add(const gen_input *in, part *to, char c)
{
    if (to->n == PART_BYTES_MAX)
        gen_fail(in, "the page's parts are longer than %d bytes",
                 (int)PART_BYTES_MAX);
    to->text[to->n++] = c;
}

static void check(const gen_input *in, const char *line)
{
    for (const char *c = line; *c; c++)
        if ((unsigned char)*c >= 0x80)
            gen_fail(in, "a byte outside ASCII");
    if (strstr(line, "</") || strstr(line, "<!--"))
        gen_fail(in, "\"</\" or \"<!--\" would end the element");
}

/* A comment is a run of whole lines, from one that begins with the opener to
 * the one that ends with the closer. */
static void add_file(part *to, const char *path)
{
    gen_input in = {.path = path, .file = fopen(path, "rb")};
    bool in_comment = false;
    if (!in.file)
        gen_fail(&in, "cannot be opened");
    while (fgets(in.text, sizeof in.text, in.file)) {
        char *from = in.text + strspn(in.text, " \t");
        size_t n = strlen(from);
        in.line++;
        check(&in, from);
        while (n > 0 && strchr("\r\n \t", from[n - 1]))
            from[--n] = 0;
        if (!in_comment && strncmp(from, "/*", 2) == 0)
            in_comment = true;
        if (in_comment) {
            in_comment = !ends_with(from, "*/");
            continue;
        }
        if (n == 0)
            continue;
        for (size_t i = 0; i < n; i++)
            add(&in, to, from[i]);
        add(&in, to, '\n');
    }
    if (in_comment)
        gen_fail(&in, "a comment does not end");
    fclose(in.file);
}

static void print_hash(FILE *out, const char *name, const part *from)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t hash[33] = {0};
    char text[45];
    cw_sha256((cw_bytes){(const uint8_t *)from->text, from->n}, hash);
    for (size_t i = 0; i < 11; i++) {
        uint32_t three = (uint32_t)hash[3 * i] << 16 |
                         (uint32_t)hash[3 * i + 1] << 8 | hash[3 * i + 2];
        for (size_t k = 0; k < 4; k++)
            text[4 * i + k] = digits[three >> (18 - 6 * k) & 63];
    }
    text[43] = '='; // 32 bytes: the last three hold one blank byte
    text[44] = 0;
    fprintf(out, "static const char %s_hash[] = \"sha256-%s\";\n", name, text);
}

static void print_part(FILE *out, const char *name, const part *from)
{
    fprintf(out, "static const uint8_t %s_bytes[] = {", name);
    for (size_t i = 0; i < from->n; i++)
        fprintf(out, "%s%d,", i % 20 == 0 ? "\n" : "", from->text[i]);
    fprintf(out, "\n};\n");
    print_hash(out, name, from);
}

int main(int argc, char **argv)
{
    FILE *out;
    if (argc < 4)
        return 2;
    for (int i = 2; i < argc; i++)
        add_file(ends_with(argv[i], ".css") ? &style : &script, argv[i]);
    out = fopen(argv[1], "wb");
    if (!out)
        return 1;
    print_part(out, "page_style", &style);
    print_part(out, "page_script", &script);
    return fclose(out) == 0 ? 0 : 1;
}
