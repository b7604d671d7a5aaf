#include "story/background.h"

#include "background_res.h"

enum { RARER_THAN_KNOWN = 16 }; // half of the rarest that is told

static cw_bytes word_at(size_t i)
{
    return (cw_bytes){background_words + background_at[i],
                      background_at[i + 1] - background_at[i]};
}

uint32_t cw_background_weight(cw_bytes word)
{
    size_t from = 0, to = N_BACKGROUND;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        int order = cw_bytes_compare(word_at(middle), word);
        if (order == 0)
            return background_idf[middle];
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    /* log2(N / 10) and one more: the table holds words of ten stretches */
    return BACKGROUND_LOG_N - 53 + RARER_THAN_KNOWN;
}
