/* gen_given OUT people.tsv
 *
 * The given names of people.tsv in small letters, with their slots; the other
 * rows are left out. */
#include "gen_lines.h"
#include "gen_slots.h"

enum { NAMES_MAX = 8192 };

static char *names[NAMES_MAX];
static size_t n_names;

int main(int argc, char **argv)
{
    gen_input in;
    char *column[2];
    if (argc != 3)
        return 2;
    gen_open(&in, argv[2]);
    while (gen_next(&in)) {
        if (gen_columns(in.text, false, column, 2) != 2)
            gen_fail(&in, "not a name, TAB, its class");
        if (strncmp(column[1], "first_", 6) != 0)
            continue;
        if (n_names == NAMES_MAX)
            gen_fail(&in, "more than %d given names", NAMES_MAX);
        gen_lower(column[0]);
        names[n_names++] = gen_copy(column[0]);
    }
    FILE *out = gen_create(argv[1]);
    gen_slots slots = gen_slots_for(n_names);
    fprintf(out, "static const char *const given_names[] = {\n");
    for (size_t i = 0; i < n_names; i++) {
        fprintf(out, "    \"%s\",\n", names[i]);
        cw_slots_add(slots.at, slots.n, names[i], i);
    }
    fprintf(out, "};\n");
    gen_slots_print(out, "given_slots", &slots);
    return fclose(out) == 0 ? 0 : 1;
}
