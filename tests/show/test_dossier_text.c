/* Days and numbers as the terminal text writes them. */
#include <stdio.h>
#include <stdlib.h>

#include "show/dossier_text_int.h"
#include "support/case.h"

static int32_t day_of(cw_bytes text)
{
    cw_moment moment;
    char precision;
    return cw_moment_read(text, &moment, &precision) ? moment.day : CW_NO_DAY;
}

static uint8_t grain_of(cw_bytes name)
{
    for (uint8_t grain = 0; grain <= CW_GRAIN_CENTURY; grain++)
        if (cw_bytes_equal(name, cw_bytes_from(cw_grain_name(grain))))
            return grain;
    return CW_GRAIN_NONE;
}

static cw_bytes next_word(cw_bytes *words)
{
    size_t end = cw_bytes_find(*words, CW_LIT(" "), 0);
    cw_bytes word = *words;
    word.n = end == CW_NOT_FOUND ? words->n : end;
    *words = cw_bytes_cut(*words, end == CW_NOT_FOUND ? words->n : end + 1,
                          words->n);
    return word;
}

static void one_value(case_now *now, void *state)
{
    cw_bytes value;
    char out[48] = "";
    (void)state;
    if (case_field(now, "days", &value)) {
        int32_t from = day_of(next_word(&value));
        int32_t to = day_of(next_word(&value));
        cw_tell_days(from, to, grain_of(next_word(&value)), out);
    } else if (case_field(now, "number", &value)) {
        char number[48];
        (void)snprintf(number, sizeof number, "%.*s", (int)value.n,
                       (const char *)value.at);
        cw_tell_number(strtod(number, NULL), out);
    } else {
        case_fail(now, 0, "unknown kind of case");
    }
    case_expect(now, 1, cw_bytes_from(out));
}

static void values(void **state)
{
    (void)state;
    case_run_file("tests/show/dossier_text.case", one_value, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values)};
    return case_run_tests(tests);
}
