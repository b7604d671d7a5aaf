/* conflict.c: what reports of one story tell differently. */
#include "story/align.h"
#include "story/count.h"

cw_status cw_conflicts_build(cw_plot *plot)
{
    (void)plot;
    return CW_OK;
}
