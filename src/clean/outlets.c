/* outlets.c: look-ups in the outlet and agency tables. */
#include "clean/outlets.h"

#include "agencies_res.h"
#include "outlets_res.h"

#define N_OUTLETS  (sizeof outlets / sizeof *outlets)
#define N_NAMES    (sizeof outlet_names / sizeof *outlet_names)
#define N_AGENCIES (sizeof agencies / sizeof *agencies)

static int compare(cw_bytes a, const char *b, bool fold)
{
    size_t n = strlen(b), common = a.n < n ? a.n : n;
    for (size_t i = 0; i < common; i++) {
        uint8_t x = fold ? cw_to_lower(a.at[i]) : a.at[i];
        if (x != (uint8_t)b[i])
            return x < (uint8_t)b[i] ? -1 : 1;
    }
    return a.n < n ? -1 : a.n > n;
}

cw_bytes cw_url_host(cw_bytes url)
{
    size_t at = cw_bytes_find(url, CW_LIT("://"), 0), from = 0;
    if (url.n == 0)
        return url;
    if (at != CW_NOT_FOUND)
        from = at + 3;
    else if (cw_bytes_starts(url, CW_LIT("//")))
        from = 2;
    size_t end = from;
    while (end < url.n && !strchr("/?#", url.at[end])) {
        if (url.at[end] == '@')
            from = end + 1;
        end++;
    }
    cw_bytes host = cw_bytes_cut(url, from, end);
    for (size_t i = 0; i < host.n; i++)
        if (host.at[i] == ':')
            host.n = i;
    if (cw_bytes_starts_fold(host, CW_LIT("www.")))
        host = cw_bytes_cut(host, 4, host.n);
    return host;
}

static const cw_outlet *find_host(cw_bytes host)
{
    size_t low = 0, high = N_OUTLETS;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(host, outlets[middle].host, true);
        if (order == 0)
            return &outlets[middle];
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const cw_outlet *cw_outlet_by_host(cw_bytes url)
{
    cw_bytes host = cw_url_host(url);
    while (host.n > 0) {
        const cw_outlet *found = find_host(host);
        size_t dot = 0;
        if (found)
            return found;
        while (dot < host.n && host.at[dot] != '.')
            dot++;
        host = dot < host.n ? cw_bytes_cut(host, dot + 1, host.n)
                            : (cw_bytes){NULL, 0};
    }
    return NULL;
}

const cw_outlet *cw_outlet_by_name(cw_bytes name)
{
    size_t low = 0, high = N_NAMES;
    name = cw_bytes_trim(name);
    if (cw_bytes_starts_fold(name, CW_LIT("the ")))
        name = cw_bytes_cut(name, 4, name.n);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, outlet_names[middle].name, true);
        if (order == 0)
            return &outlets[outlet_names[middle].row];
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

const char *cw_agency_find(cw_bytes name)
{
    size_t low = 0, high = N_AGENCIES;
    name = cw_bytes_trim(name);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(name, agencies[middle].spelling, false);
        if (order == 0)
            return agencies[middle].name;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
