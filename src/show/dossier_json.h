/* dossier_json.h: a dossier as JSON, format "clew.dossier/1"
 * (docs/dossier.schema.json). One entry a line, keys in a fixed order: the
 * same dossier gives the same bytes, and two dossiers can be compared line by
 * line. */
#ifndef CW_SHOW_DOSSIER_JSON_H
#define CW_SHOW_DOSSIER_JSON_H

#include "show/sink.h"
#include "story/dossier.h"

/* The failure of the sink, if it had one. Calls cw_sink_end. */
CW_CHECK cw_status cw_dossier_print_json(const cw_dossier *dossier,
                                         cw_sink *sink);

#endif
