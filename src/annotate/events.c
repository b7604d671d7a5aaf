#include "annotate/annotate_int.h"

cw_status cw_find_events(cw_draft *draft)
{
    (void)draft;
    return CW_OK;
}
