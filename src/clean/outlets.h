/* outlets.h: well-known outlets and news agencies, from data/en/outlets.tsv
 * and data/en/agencies.tsv (compiled by gen_outlets and gen_agencies).
 *
 *   host or name -> row -> owner: two outlets of one owner are not independent
 *
 * An outlet that is not listed has no known owner; it counts as distinct. */
#ifndef CW_CLEAN_OUTLETS_H
#define CW_CLEAN_OUTLETS_H

#include "base/bytes.h"

typedef struct {
    const char *host; // "example.org", without www
    const char *name;
    const char *owner;  // "" if not known
    const char *source; // where the owner is stated
    const char *year;   // of that source
} cw_outlet;

/* The row of a host ("www.example.org", or a deeper one) or of a whole URL;
 * NULL when it is not listed. */
const cw_outlet *cw_outlet_by_host(cw_bytes url);

/* The row of a name; case and a leading "The" do not count. NULL: unknown. */
const cw_outlet *cw_outlet_by_name(cw_bytes name);

/* The host inside a URL, without scheme, user, port and "www."; empty if
 * there is none. */
cw_bytes cw_url_host(cw_bytes url);

/* The name of the agency that `name` or one of its short forms means
 * ("AP" -> "AP", "Associated Press" -> "AP"); NULL: not an agency. */
const char *cw_agency_find(cw_bytes name);

#endif
