#include "story/roundup.h"

#include "roundups_res.h"

enum { HEADLINE_MAX = 160 }; // bytes of a first line that are read

static bool is_of_word(cw_bytes text, size_t at)
{
    return at < text.n &&
           (cw_is_alpha(text.at[at]) || cw_is_digit(text.at[at]));
}

/* Does the phrase stand in the headline as whole words? A phrase that ends in
 * a sign ends there. */
static bool holds(cw_bytes headline, cw_bytes phrase, bool is_first)
{
    size_t at = 0;
    while ((at = cw_bytes_find_fold(headline, phrase, at)) != CW_NOT_FOUND) {
        size_t end = at + phrase.n;
        if (is_first)
            return at == 0;
        if ((at == 0 || !is_of_word(headline, at - 1)) &&
            !is_of_word(headline, end))
            return true;
        at = end;
    }
    return false;
}

bool cw_is_roundup(cw_bytes title, cw_bytes text)
{
    cw_bytes headline = cw_bytes_trim(title);
    if (headline.n == 0) {
        cw_range line = {0, 0};
        size_t at = 0;
        text = cw_bytes_trim(text);
        if (cw_bytes_line(text, &at, &line))
            headline = cw_bytes_at(text, line);
    }
    if (headline.n > HEADLINE_MAX)
        headline.n = HEADLINE_MAX;
    for (size_t i = 0; i < sizeof roundups / sizeof *roundups; i++)
        if (holds(headline, cw_bytes_from(roundups[i].text),
                  roundups[i].is_first))
            return true;
    return false;
}
