/* page_print.h: the dossier as one web page that can be sent.
 *
 *   head      policy: nothing is loaded; style and script by their hashes
 *   title     how much was read; brief; sure, differs, announced
 *   timeline  drawn, and as a list
 *   claims    by outlet, with the independent counts; conflicts side by side
 *   figures, quotations, names, copies
 *   sources   the kept text, furniture grey, every cited place marked
 *
 * A citation is a link to the words in the source, and the words link back to
 * the line. All of it works without the script, which adds filters, search
 * and copying. Words of sources are set in serif, Clew's own in sans serif.
 * Long lists are cut at CW_PAGE_* entries and say so; of more than
 * CW_PAGE_WHOLE_REPORTS reports only the cited paragraphs are kept. */
#ifndef CW_SHOW_PAGE_PRINT_H
#define CW_SHOW_PAGE_PRINT_H

#include "show/sink.h"
#include "story/dossier.h"

/* The sink's failure, or CW_NO_MEMORY of scratch, which comes back as it was.
 * The same dossier gives the same bytes. Calls cw_sink_end. */
CW_CHECK cw_status cw_dossier_print_page(const cw_dossier *dossier,
                                         cw_arena *scratch, cw_sink *sink);

#endif
