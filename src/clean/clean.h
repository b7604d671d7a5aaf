/* clean.h: from a page to a report.
 *
 *   page --HTML--> tree --> blocks with tag features --+
 *   page --text--> lines -> blocks with line features -+-> score -> trim
 *                                                             |
 *                              metadata, date candidates -----+-> report
 *
 * Both ways share the block features, the scorer and the furniture lexicon;
 * a page given as CW_PAGE_CLEAN is one run of body paragraphs. */
#ifndef CW_CLEAN_CLEAN_H
#define CW_CLEAN_CLEAN_H

#include "clean/report.h"

/* The report of one page. It lives in `keep`; `scratch` comes back as it was.
 * A page without an article gives CW_OK and status CW_REPORT_EMPTY. Fails
 * only with CW_NO_MEMORY or CW_LIMIT. */
CW_CHECK cw_status cw_clean(const cw_page *page, cw_arena *keep,
                            cw_arena *scratch, const cw_report **out);

/* What only a batch can know: a line that recurs over several pages of one
 * outlet is furniture. reports[0 .. n) may be replaced by new ones in `keep`,
 * whose ids and texts are unchanged. Linear in the number of lines. */
CW_CHECK cw_status cw_clean_batch(const cw_report **reports, size_t n,
                                  cw_arena *keep, cw_arena *scratch);

#endif
