/* stamp_clock.c: times of day as pages print them, and their zones. */
#include "clean/stamp_int.h"

/* Minutes east of UTC. IST is read as India's, CST as North America's: both
 * are what newsrooms mean by them far more often than Ireland's and China's.
 */
static const struct {
    const char *name;
    int16_t minutes;
} zones[] = {
    {"UTC", 0},    {"GMT", 0},    {"BST", 60},    {"WAT", 60},    {"CET", 60},
    {"CEST", 120}, {"SAST", 120}, {"CAT", 120},   {"EET", 120},   {"EEST", 180},
    {"MSK", 180},  {"EAT", 180},  {"TRT", 180},   {"PKT", 300},   {"IST", 330},
    {"NPT", 345},  {"WIB", 420},  {"ICT", 420},   {"SGT", 480},   {"HKT", 480},
    {"PHT", 480},  {"MYT", 480},  {"AWST", 480},  {"JST", 540},   {"KST", 540},
    {"AEST", 600}, {"AEDT", 660}, {"NZST", 720},  {"NZDT", 780},  {"NST", -210},
    {"NDT", -150}, {"ADT", -180}, {"BRT", -180},  {"ART", -180},  {"EST", -300},
    {"EDT", -240}, {"CST", -360}, {"CDT", -300},  {"MST", -420},  {"MDT", -360},
    {"PST", -480}, {"PDT", -420}, {"AKST", -540}, {"AKDT", -480}, {"HST", -600},
};

/* North American summer time since 2007: second Sunday of March to first
 * Sunday of November (US Energy Policy Act of 2005, section 110). */
static bool is_american_summer(int32_t day)
{
    cw_date date = cw_date_from_day(day);
    int32_t march = cw_day_from_date((cw_date){date.year, 3, 8});
    int32_t november = cw_day_from_date((cw_date){date.year, 11, 1});
    march += 6 - cw_day_weekday(march);
    november += 6 - cw_day_weekday(november);
    return day >= march && day < november;
}

static bool read_offset(cw_bytes text, size_t *at, size_t end,
                        int16_t *zone_min)
{
    size_t p = *at, n;
    unsigned hours, minutes = 0;
    bool is_west;
    if (p >= end || (text.at[p] != '+' && text.at[p] != '-'))
        return false;
    is_west = text.at[p++] == '-';
    if (!cw_stamp_read_digits(text, &p, end, 2, &hours, &n) || hours > 14)
        return false;
    if (p < end && text.at[p] == ':')
        p++;
    if (p + 1 < end && cw_is_digit(text.at[p]) &&
        (!cw_stamp_read_digits(text, &p, end, 2, &minutes, &n) || minutes > 59))
        return false;
    *zone_min = (int16_t)((is_west ? -1 : 1) * (int)(hours * 60 + minutes));
    *at = p;
    return true;
}

bool cw_zone_read(cw_bytes text, size_t *at, size_t end, int32_t day,
                  int16_t *zone_min)
{
    static const struct {
        const char *name;
        int16_t winter;
    } american[] = {{"ET", -300}, {"CT", -360}, {"MT", -420}, {"PT", -480}};
    size_t p = cw_stamp_skip_blanks(text, *at, end);
    if (p < end && text.at[p] == '(')
        p++;
    if (read_offset(text, &p, end, zone_min)) {
        *at = p;
        return true;
    }
    size_t from = p;
    while (p < end && cw_is_upper(text.at[p]))
        p++;
    cw_bytes name = cw_bytes_cut(text, from, p);
    if (p < end && cw_is_lower(text.at[p]))
        return false;
    if (cw_bytes_equal(name, CW_LIT("Z"))) {
        *zone_min = 0;
        *at = p;
        return true;
    }
    for (size_t i = 0; i < sizeof american / sizeof *american; i++)
        if (cw_bytes_are(name, american[i].name) && day != CW_NO_DAY) {
            bool is_summer = is_american_summer(day);
            *zone_min = (int16_t)(american[i].winter + (is_summer ? 60 : 0));
            *at = p;
            return true;
        }
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        if (cw_bytes_are(name, zones[i].name)) {
            *zone_min = zones[i].minutes;
            if (i < 2) // GMT+3
                (void)read_offset(text, &p, end, zone_min);
            *at = p;
            return true;
        }
    return false;
}

static bool read_half_day(cw_bytes text, size_t *at, size_t end, unsigned *hour)
{
    size_t p = cw_stamp_skip_blanks(text, *at, end);
    if (p + 1 >= end)
        return false;
    uint8_t half = cw_to_lower(text.at[p]);
    cw_bytes rest = cw_bytes_cut(text, p, end);
    bool is_arabic_pm = cw_bytes_starts(rest, CW_LIT("م"));
    if ((is_arabic_pm || cw_bytes_starts(rest, CW_LIT("ص"))) && *hour >= 1 &&
        *hour <= 12 && (p + 2 >= end || !cw_stamp_is_letter(text.at[p + 2]))) {
        *hour = *hour % 12 + (is_arabic_pm ? 12 : 0);
        *at = p + 2;
        return true;
    }
    if (half != 'a' && half != 'p')
        return false;
    p += text.at[p + 1] == '.' ? 2 : 1;
    if (p >= end || cw_to_lower(text.at[p]) != 'm')
        return false;
    p++;
    if (p < end && text.at[p] == '.')
        p++;
    if (p < end && cw_stamp_is_letter(text.at[p]))
        return false;
    if (*hour > 12 || *hour == 0) {
        *at = p;
        return true;
    }
    *hour = *hour % 12 + (half == 'p' ? 12 : 0);
    *at = p;
    return true;
}

bool cw_stamp_read_time(cw_bytes text, size_t *at, size_t end,
                        cw_moment *moment)
{
    size_t p = *at, n;
    unsigned hour, minute = 0, second = 0;
    bool has_minute = false, has_second = false, is_dotted = false;
    if (!cw_stamp_read_digits(text, &p, end, 2, &hour, &n) || hour > 24)
        return false;
    if (p + 2 < end && strchr(":.hH", text.at[p]) &&
        cw_is_digit(text.at[p + 1])) {
        is_dotted = text.at[p] == '.';
        p++;
        if (!cw_stamp_read_digits(text, &p, end, 2, &minute, &n) || n != 2 ||
            minute > 59)
            return false;
        has_minute = true;
    }
    if (has_minute && !is_dotted && p + 2 < end && text.at[p] == ':' &&
        cw_is_digit(text.at[p + 1])) {
        p++;
        if (!cw_stamp_read_digits(text, &p, end, 2, &second, &n) || second > 60)
            return false;
        has_second = true;
        if (p + 1 < end && text.at[p] == '.' && cw_is_digit(text.at[p + 1]))
            for (p++; p < end && cw_is_digit(text.at[p]);)
                p++;
    }
    bool has_half = read_half_day(text, &p, end, &hour);
    if (!has_half && (!has_minute || hour > 23))
        return false;
    if (p < end && cw_is_digit(text.at[p]))
        return false;
    if (is_dotted && !has_half && p < end && text.at[p] == '.' && p + 1 < end &&
        cw_is_digit(text.at[p + 1]))
        return false; // 12.05.2024
    moment->minute = (int16_t)(hour % 24 * 60 + minute);
    moment->second = has_second ? (int16_t)second : -1;
    (void)cw_zone_read(text, &p, end, moment->day, &moment->zone_min);
    *at = p;
    return true;
}
