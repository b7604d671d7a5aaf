/* clew_doctor.c: what this build can do, stands on, and refuses. */
#include <jansson.h>
#include <nettle/version.h>
#include <utf8proc.h>
#include <xxhash.h>
#include <zlib.h>

#include "base/limits.h"
#include "clew_int.h"

static void print_libraries(cw_sink *sink)
{
    unsigned xxhash = XXH_versionNumber();
    cw_sink_addf(sink, "\nLibraries\n");
    cw_sink_addf(sink, "  jansson   %s\n", jansson_version_str());
    cw_sink_addf(sink, "  nettle    %d.%d\n", NETTLE_VERSION_MAJOR,
                 NETTLE_VERSION_MINOR);
    cw_sink_addf(sink, "  uchardet  (tells no version)\n");
    cw_sink_addf(sink, "  utf8proc  %s\n", utf8proc_version());
    cw_sink_addf(sink, "  xxHash    %u.%u.%u\n", xxhash / 10000,
                 xxhash / 100 % 100, xxhash % 100);
    cw_sink_addf(sink, "  zlib      %s\n", zlibVersion());
}

/* One row a language; a language pack adds its own. */
static void print_languages(cw_sink *sink)
{
    cw_sink_addf(sink, "\nLanguages\n");
    cw_sink_addf(sink, "  en        sentences, names, times, figures, "
                       "quotations, events: rules\n");
    cw_sink_addf(sink, "  others    read and shown; not annotated\n");
}

static void print_limits(cw_sink *sink)
{
    cw_sink_addf(sink, "\nLimits\n");
#define PRINT_LIMIT(name, unit, meaning)                    \
    cw_sink_addf(sink, "  %-20s %11llu %-10s  %s\n", #name, \
                 (unsigned long long)CW_##name, unit, meaning);
    CW_LIMIT_MAP(PRINT_LIMIT)
#undef PRINT_LIMIT
}

clew_status clew_doctor(clew_write write, void *shared)
{
    cw_api_output output;
    cw_sink sink;
    cw_api_output_init(&output, write, shared, &sink);
    cw_sink_addf(&sink, "clew %s\n\nModel\n  %s\n", CLEW_VERSION,
                 "en: linked in (model/README.md)");
    print_libraries(&sink);
    print_languages(&sink);
    print_limits(&sink);
    return cw_sink_end(&sink) == CW_OK ? CLEW_OK : CLEW_UNWRITABLE;
}
