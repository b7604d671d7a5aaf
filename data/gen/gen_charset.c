/* gen_charset.c: character-set tables for the read room, made by the build.
 *
 *   gen_charset OUT encodings.tsv labels.tsv differences.tsv
 *
 * The code points come from glibc's iconv(3), asked once for every byte
 * sequence; where the WHATWG Encoding Standard differs from glibc the line
 * stands in differences.tsv and wins. Nothing is asked at run time.
 *
 *   single byte     [128]    code point of 80 .. FF
 *   gb18030, euc-kr [126*190] pointer = (lead - 81) * 190 + trail - 41 or 40
 *   big5            [126*157] pointer = (lead - 81) * 157 + trail - 62 or 40
 *   jis0208         [60*188]  pointer of Shift_JIS; EUC-JP uses rows of 94
 *   jis0212         [94*94]
 *   gb18030 ranges  {first pointer, first code point} of four-byte forms
 *
 * Pointers as in the standard's section 5, "Indexes". FFFD: no such code. */
#include <errno.h>
#include <iconv.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NONE         0xFFFDu
#define N_ENC_MAX    64
#define N_LABEL_MAX  512
#define N_DIFFER_MAX 2048

typedef struct {
    char name[24], method[16], source[24];
} encoding;

typedef struct {
    char label[24];
    int encoding;
} label;

typedef struct {
    char name[24];
    uint32_t bytes, code_point; // bytes as one big-endian number
    bool is_used;
} difference;

static encoding encodings[N_ENC_MAX];
static label labels[N_LABEL_MAX];
static difference differences[N_DIFFER_MAX];
static int n_encodings, n_labels, n_differences;

static _Noreturn void fail(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fputs("gen_charset: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
    exit(1);
}

static int find_encoding(const char *name)
{
    for (int i = 0; i < n_encodings; i++)
        if (strcmp(encodings[i].name, name) == 0)
            return i;
    return -1;
}

static void add_encoding(const char *path, int line, char field[3][64])
{
    encoding *at = &encodings[n_encodings];
    if (n_encodings == N_ENC_MAX || find_encoding(field[0]) >= 0)
        fail("%s:%d: too many encodings, or %s twice", path, line, field[0]);
    snprintf(at->name, sizeof at->name, "%.23s", field[0]);
    snprintf(at->method, sizeof at->method, "%.15s", field[1]);
    snprintf(at->source, sizeof at->source, "%.23s", field[2]);
    n_encodings++;
}

static void add_label(const char *path, int line, char field[3][64])
{
    label *at = &labels[n_labels];
    int known = find_encoding(field[1]);
    if (n_labels == N_LABEL_MAX || known < 0)
        fail("%s:%d: %s is no known encoding", path, line, field[1]);
    if (strlen(field[0]) >= sizeof at->label)
        fail("%s:%d: label %s is too long", path, line, field[0]);
    for (int i = 0; i < n_labels; i++)
        if (strcmp(labels[i].label, field[0]) == 0)
            fail("%s:%d: label %s stands twice", path, line, field[0]);
    memcpy(at->label, field[0], strlen(field[0]) + 1);
    at->encoding = known;
    n_labels++;
}

static void add_difference(const char *path, int line, char field[3][64])
{
    difference *at = &differences[n_differences];
    if (n_differences == N_DIFFER_MAX)
        fail("%s:%d: too many lines", path, line);
    snprintf(at->name, sizeof at->name, "%.23s", field[0]);
    at->bytes = (uint32_t)strtoul(field[1], NULL, 16);
    at->code_point = strcmp(field[2], "-") == 0
                         ? NONE
                         : (uint32_t)strtoul(field[2], NULL, 16);
    n_differences++;
}

/* Lines of n_fields TAB-separated fields; '#' starts a comment line. */
static void read_table(const char *path, int n_fields,
                       void (*add)(const char *, int, char[3][64]))
{
    char line[256], field[3][64];
    FILE *file = fopen(path, "r");
    if (!file)
        fail("%s: %s", path, strerror(errno));
    for (int number = 1; fgets(line, sizeof line, file); number++) {
        if (line[0] == '#' || line[0] == '\n')
            continue;
        if (sscanf(line, "%63[^\t\n]\t%63[^\t\n]\t%63[^\t\n]", field[0],
                   field[1], field[2]) != n_fields)
            fail("%s:%d: %d fields wanted", path, number, n_fields);
        add(path, number, field);
    }
    fclose(file);
}

static uint32_t differ(const char *name, uint32_t bytes, uint32_t code_point)
{
    for (int i = 0; i < n_differences; i++) {
        difference *at = &differences[i];
        if (at->bytes != bytes || strcmp(at->name, name) != 0)
            continue;
        if (at->code_point == code_point)
            fail("differences: %s %X is what iconv says already", name, bytes);
        at->is_used = true;
        return at->code_point;
    }
    return code_point;
}

static iconv_t open_iconv(const char *source)
{
    iconv_t cd = iconv_open("UTF-32LE", source);
    if (cd == (iconv_t)-1)
        fail("iconv does not know %s", source);
    return cd;
}

/* The one code point that the n bytes stand for, or NONE. CP1255 and CP1258
 * hold a letter back for a mark to come: the second call gets it out. */
static uint32_t ask(iconv_t cd, const char *name, const uint8_t *bytes,
                    size_t n)
{
    uint8_t out[64];
    char *in_at = (char *)(uintptr_t)bytes, *out_at = (char *)out;
    size_t n_in = n, n_out = sizeof out;
    uint32_t whole = 0, code_point = NONE;
    iconv(cd, NULL, NULL, NULL, NULL);
    if (iconv(cd, &in_at, &n_in, &out_at, &n_out) == 0 && n_in == 0 &&
        iconv(cd, NULL, NULL, &out_at, &n_out) == 0 && sizeof out - n_out == 4)
        code_point = (uint32_t)(out[0] | out[1] << 8 | out[2] << 16);
    for (size_t i = 0; i < n; i++)
        whole = whole << 8 | bytes[i];
    return differ(name, whole, code_point);
}

static void write_u16(FILE *out, const char *name, const uint32_t *at, int n)
{
    fprintf(out, "static const uint16_t cw_%s[%d] = {", name, n);
    for (int i = 0; i < n; i++)
        fprintf(out, "%s0x%04X,", i % 10 == 0 ? "\n    " : " ", at[i] & 0xFFFF);
    fputs("\n};\n\n", out);
}

/* WHATWG keeps the C1 controls where a code page leaves 80 to 9F empty. */
static void write_single(FILE *out)
{
    int n_tables = 0;
    fputs("static const uint16_t cw_single[][128] = {\n", out);
    for (int i = 0; i < n_encodings; i++) {
        if (strcmp(encodings[i].method, "single") != 0)
            continue;
        iconv_t cd = open_iconv(encodings[i].source);
        fprintf(out, "    { // %d %s", n_tables++, encodings[i].name);
        for (int byte = 128; byte < 256; byte++) {
            uint8_t one = (uint8_t)byte;
            uint32_t code_point = ask(cd, encodings[i].name, &one, 1);
            if (code_point == NONE && byte < 0xA0)
                code_point = one;
            if (code_point > 0xFFFF)
                fail("%s %X is not in the first plane", encodings[i].name,
                     byte);
            fprintf(out, "%s0x%04X,", byte % 8 == 0 ? "\n        " : " ",
                    code_point);
        }
        fputs("\n    },\n", out);
        iconv_close(cd);
    }
    fputs("};\n\n", out);
}

/* Two-byte table with `row` trails a lead; trails skip 7F when `low` is 40,
 * and the bytes from 7F to A0 when the row is Big5's. */
static uint32_t *pairs(const char *name, const char *source, int row,
                       int trail_least)
{
    static uint32_t at[126 * 190];
    iconv_t cd = open_iconv(source);
    for (int i = 0; i < 126 * row; i++) {
        int trail = trail_least + i % row;
        if (row == 157)
            trail += i % row < 0x3F ? 0 : 0x22;
        else if (trail_least == 0x40 && trail >= 0x7F)
            trail++;
        uint8_t two[2] = {(uint8_t)(0x81 + i / row), (uint8_t)trail};
        at[i] = ask(cd, name, two, 2);
        if (at[i] < 0x80)
            at[i] = NONE;
    }
    iconv_close(cd);
    return at;
}

static const uint32_t *one_plane(const char *name, const char *source,
                                 int trail_least)
{
    const uint32_t *at = pairs(name, source, 190, trail_least);
    for (int i = 0; i < 126 * 190; i++)
        if (at[i] > 0xFFFF)
            fail("%s pointer %d is %X: not in the first plane", name, i, at[i]);
    return at;
}

/* Rows 1 to 120 as Shift_JIS leads 81 .. 9F, E0 .. FC address them: the
 * standard's index jis0208 with the NEC and IBM extensions. */
static void write_jis0208(FILE *out)
{
    static uint32_t at[60 * 188];
    iconv_t cd = open_iconv("CP932");
    for (int i = 0; i < 60 * 188; i++) {
        int lead = i / 188 + (i / 188 < 0x1F ? 0x81 : 0xC1);
        int trail = i % 188 + (i % 188 < 0x3F ? 0x40 : 0x41);
        uint8_t two[2] = {(uint8_t)lead, (uint8_t)trail};
        at[i] = ask(cd, "shift_jis", two, 2);
    }
    iconv_close(cd);
    write_u16(out, "jis0208", at, 60 * 188);
}

static void write_jis0212(FILE *out)
{
    static uint32_t at[94 * 94];
    iconv_t cd = open_iconv("EUC-JP");
    for (int i = 0; i < 94 * 94; i++) {
        uint8_t three[3] = {0x8F, (uint8_t)(0xA1 + i / 94),
                            (uint8_t)(0xA1 + i % 94)};
        at[i] = ask(cd, "euc-jp", three, 3);
    }
    iconv_close(cd);
    write_u16(out, "jis0212", at, 94 * 94);
}

/* HKSCS reaches into plane 2: a bit a pointer says so. */
static void write_big5(FILE *out)
{
    const uint32_t *at = pairs("big5", "BIG5-HKSCS", 157, 0x40);
    write_u16(out, "big5", at, 126 * 157);
    fputs("static const uint8_t cw_big5_plane2[] = {", out);
    for (int i = 0; i < 126 * 157; i += 8) {
        int bits = 0;
        for (int j = i; j < i + 8 && j < 126 * 157; j++) {
            if (at[j] > 0xFFFF && at[j] >> 16 != 2)
                fail("big5 pointer %d is in neither plane", j);
            bits |= (at[j] > 0xFFFF) << (j - i);
        }
        fprintf(out, "%s0x%02X,", i % 96 == 0 ? "\n    " : " ", bits);
    }
    fputs("\n};\n\n", out);
}

static void write_gb18030(FILE *out)
{
    uint32_t next = 0;
    iconv_t cd = open_iconv("GB18030");
    write_u16(out, "gb18030", one_plane("gb18030", "GB18030", 0x40), 126 * 190);
    fputs("static const struct {\n    uint16_t pointer, code_point;\n"
          "} cw_gb18030_ranges[] = {\n",
          out);
    for (int i = 0; i < 39420; i++) {
        uint8_t four[4] = {
            (uint8_t)(0x81 + i / 12600), (uint8_t)(0x30 + i / 1260 % 10),
            (uint8_t)(0x81 + i / 10 % 126), (uint8_t)(0x30 + i % 10)};
        uint32_t code_point = ask(cd, "gb18030", four, 4);
        if (code_point == NONE)
            code_point = next;
        if (code_point != next || i == 0)
            fprintf(out, "    {%d, 0x%04X},\n", i, code_point);
        next = code_point + 1;
    }
    fputs("};\n\n", out);
    iconv_close(cd);
}

static int label_order(const void *a, const void *b)
{
    return strcmp(((const label *)a)->label, ((const label *)b)->label);
}

static void write_names(FILE *out)
{
    int n_single = 0;
    qsort(labels, (size_t)n_labels, sizeof *labels, label_order);
    fputs("static const cw_charset cw_charsets[] = {\n", out);
    for (int i = 0; i < n_encodings; i++) {
        bool is_single = strcmp(encodings[i].method, "single") == 0;
        const char *method = encodings[i].method;
        fprintf(out, "    {\"%s\", CW_DECODE_", encodings[i].name);
        if (strcmp(method, "code") == 0)
            method = encodings[i].name;
        for (const char *c = method; *c; c++)
            fputc(*c == '-' ? '_' : *c >= 'a' && *c <= 'z' ? *c - 32 : *c, out);
        fprintf(out, ", %d},\n", is_single ? n_single++ : 0);
    }
    fputs("};\n\nstatic const struct {\n    char label[20];\n"
          "    uint8_t charset;\n} cw_labels[] = {\n",
          out);
    for (int i = 0; i < n_labels; i++) {
        if (strlen(labels[i].label) > 19)
            fail("label %s is longer than 19 bytes", labels[i].label);
        fprintf(out, "    {\"%s\", %d},\n", labels[i].label,
                labels[i].encoding);
    }
    fputs("};\n", out);
}

int main(int argc, char **argv)
{
    FILE *out;
    if (argc != 5)
        fail("usage: gen_charset OUT ENCODINGS LABELS DIFFERENCES");
    read_table(argv[2], 3, add_encoding);
    read_table(argv[3], 2, add_label);
    read_table(argv[4], 3, add_difference);
    out = fopen(argv[1], "w");
    if (!out)
        fail("%s: %s", argv[1], strerror(errno));
    fputs("/* Made by gen_charset; included by read/decode.c only. */\n", out);
    write_single(out);
    write_gb18030(out);
    write_u16(out, "euc_kr", one_plane("euc-kr", "CP949", 0x41), 126 * 190);
    write_big5(out);
    write_jis0208(out);
    write_jis0212(out);
    write_names(out);
    for (int i = 0; i < n_differences; i++)
        if (!differences[i].is_used)
            fail("differences: %s %X was never asked for", differences[i].name,
                 differences[i].bytes);
    if (fclose(out) != 0)
        fail("%s: cannot be written", argv[1]);
    return 0;
}
