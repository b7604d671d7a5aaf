/* spelling.c: words of names as letters and as consonants. */
#include "story/spelling.h"

#include <string.h>

uint32_t cw_letter_distance(cw_bytes a, cw_bytes b)
{
    uint32_t row[CW_LETTERS_MAX + 1];
    if (a.n > CW_LETTERS_MAX || b.n > CW_LETTERS_MAX)
        return CW_LETTERS_MAX;
    for (uint32_t j = 0; j <= b.n; j++)
        row[j] = j;
    for (uint32_t i = 0; i < a.n; i++) {
        uint32_t corner = row[0];
        row[0] = i + 1;
        for (uint32_t j = 0; j < b.n; j++) {
            uint32_t least = corner + (a.at[i] != b.at[j]);
            least = row[j] + 1 < least ? row[j] + 1 : least;
            corner = row[j + 1];
            least = corner + 1 < least ? corner + 1 : least;
            row[j + 1] = least;
        }
    }
    return row[b.n];
}

cw_bytes cw_plain_letters(cw_bytes word, uint8_t out[CW_LETTERS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < word.n && n < CW_LETTERS_MAX; i++) {
        uint8_t c = word.at[i];
        c = c == 'y' || c == 'j'   ? 'i'
            : c == 'g' || c == 'c' ? 'k'
            : c == 'v'             ? 'b'
                                   : c;
        if (n == 0 || out[n - 1] != c)
            out[n++] = c;
    }
    return (cw_bytes){out, n};
}

cw_bytes cw_plain_bones(cw_bytes word, uint8_t out[CW_LETTERS_MAX])
{
    size_t n = 0;
    for (size_t i = 0; i < word.n && n < CW_LETTERS_MAX; i++) {
        uint8_t c = word.at[i];
        bool is_ph = c == 'p' && i + 1 < word.n && word.at[i + 1] == 'h';
        c = c == 'g' || c == 'c' || c == 'q' ? 'k'
            : c == 'v'                       ? 'b'
            : c == 'd'                       ? 't'
            : c == 'z'                       ? 's'
            : is_ph                          ? 'f'
                                             : c;
        if (strchr("aeiouyhj-'", c) || c >= 0x80)
            continue;
        if (n == 0 || out[n - 1] != c)
            out[n++] = c;
    }
    return (cw_bytes){out, n};
}

bool cw_is_respelling(cw_bytes a, cw_bytes b)
{
    enum { SHORT = 6, LONG = 7 };
    uint8_t left[CW_LETTERS_MAX], right[CW_LETTERS_MAX];
    size_t less = a.n < b.n ? a.n : b.n;
    if (less < SHORT ||
        !cw_bytes_equal(cw_plain_bones(a, left), cw_plain_bones(b, right)))
        return false;
    return cw_letter_distance(cw_plain_letters(a, left),
                              cw_plain_letters(b, right)) <=
           (less < LONG ? 1u : 2u);
}
