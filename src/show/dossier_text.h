/* dossier_text.h: the dossier for a reader on deadline.
 *
 *   title, how much was read
 *   brief                     the few sentences that tell most
 *   sure, differs, announced  the whole in four lines
 *   timeline                  day | what, with what is not yet a fact marked
 *   where reports differ      side by side, with the reason
 *   reported by several       claims, and how many are independent
 *   figures, words, names     what is counted, who said what, who is who
 *   copies, sources           what was folded; where every mark leads
 *
 * A citation is a mark like [B3]: the third place cited in report B. The
 * sources at the end give each report's file and the bytes of every mark, so
 * a line can be checked without this program. The reports of a story are
 * lettered by day, the oldest first. Sections with nothing in them are left
 * out, and long lists end with how much more there is. */
#ifndef CW_SHOW_DOSSIER_TEXT_H
#define CW_SHOW_DOSSIER_TEXT_H

#include "show/sink.h"
#include "story/dossier.h"

typedef struct {
    unsigned width; // columns
    bool has_color;
    bool has_why; // also why reports were folded and dated
} cw_text_options;

/* The sink's failure, or CW_NO_MEMORY of scratch, which comes back as it was.
 * Calls cw_sink_end. */
CW_CHECK cw_status cw_dossier_print_text(const cw_dossier *dossier,
                                         const cw_text_options *options,
                                         cw_arena *scratch, cw_sink *sink);

#endif
