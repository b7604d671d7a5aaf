/* mail_lines.c: the lines that mail programs put around a quoted message
 * (RFC 5322 section 2.2 names the fields; RFC 3676 section 4.5 the marks). */
#include "clean/paste.h"
#include "clean/stamp.h"

#define LINE_BYTES_MAX 300u

static bool holds(cw_bytes line, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (cw_bytes_find_fold(line, cw_bytes_from(list[i]), 0) != CW_NOT_FOUND)
            return true;
    return false;
}

bool cw_is_mail_attribution(cw_bytes line)
{
    static const char *const verbs[] = {"wrote:",
                                        " wrote :",
                                        " schrieb",
                                        " schreef",
                                        " skrev",
                                        (" a \xC3\xA9"
                                         "crit"),
                                        " escribi",
                                        " ha scritto",
                                        " escreveu"};
    line = cw_bytes_trim(line);
    return line.n > 5 && line.n <= LINE_BYTES_MAX &&
           line.at[line.n - 1] == ':' &&
           holds(line, verbs, sizeof verbs / sizeof *verbs);
}

bool cw_is_mail_forward(cw_bytes line)
{
    static const char *const words[] = {"forwarded message",
                                        "original message",
                                        "forwarded by",
                                        "weitergeleitete nachricht",
                                        "urspr\xC3\xBCngliche nachricht",
                                        "message transf",
                                        "message d'origine",
                                        "mensaje reenviado",
                                        "mensaje original",
                                        "messaggio inoltrato"};
    line = cw_bytes_trim(line);
    return line.n <= LINE_BYTES_MAX &&
           (cw_bytes_starts(line, CW_LIT("---")) ||
            cw_bytes_starts_fold(line, CW_LIT("begin forwarded"))) &&
           holds(line, words, sizeof words / sizeof *words);
}

cw_mail_header cw_mail_header_of(cw_bytes line, cw_bytes *value)
{
    static const struct {
        const char *name;
        cw_mail_header header;
    } names[] = {{"from", CW_MAIL_FROM},       {"von", CW_MAIL_FROM},
                 {"de", CW_MAIL_FROM},         {"da", CW_MAIL_FROM},
                 {"subject", CW_MAIL_SUBJECT}, {"betreff", CW_MAIL_SUBJECT},
                 {"objet", CW_MAIL_SUBJECT},   {"asunto", CW_MAIL_SUBJECT},
                 {"oggetto", CW_MAIL_SUBJECT}, {"date", CW_MAIL_DATE},
                 {"sent", CW_MAIL_DATE},       {"datum", CW_MAIL_DATE},
                 {"gesendet", CW_MAIL_DATE},   {"fecha", CW_MAIL_DATE},
                 {"data", CW_MAIL_DATE},       {"to", CW_MAIL_OTHER},
                 {"an", CW_MAIL_OTHER},        {"cc", CW_MAIL_OTHER},
                 {"bcc", CW_MAIL_OTHER},       {"reply-to", CW_MAIL_OTHER},
                 {"para", CW_MAIL_OTHER},      {"message-id", CW_MAIL_OTHER},
                 {"importance", CW_MAIL_OTHER}};
    line = cw_bytes_trim(line);
    size_t colon = cw_bytes_find(line, CW_LIT(":"), 0);
    if (colon == CW_NOT_FOUND || line.n > LINE_BYTES_MAX)
        return CW_MAIL_NONE;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (cw_bytes_are_fold(cw_bytes_trim(cw_bytes_cut(line, 0, colon)),
                              names[i].name)) {
            *value = cw_bytes_trim(cw_bytes_cut(line, colon + 1, line.n));
            return names[i].header;
        }
    return CW_MAIL_NONE;
}
