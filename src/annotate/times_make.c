/* times_make.c: from what a rule caught to an expression of time: its meaning,
 * its arguments, how fine it is and from where it counts. */
#include "annotate/times_make.h"

static int32_t argument(const cw_time_rule *rule, size_t i,
                        const cw_time_caught *c)
{
    switch (rule->argument[i]) {
    case CW_TIME_ARGUMENT_YEAR:
        return c->year;
    case CW_TIME_ARGUMENT_MINUS_YEAR:
        return -c->year;
    case CW_TIME_ARGUMENT_MONTH:
        return c->month;
    case CW_TIME_ARGUMENT_DAY:
        return c->day;
    case CW_TIME_ARGUMENT_DAYS:
        return c->day + 32 * c->day2;
    case CW_TIME_ARGUMENT_WEEKDAY:
        return c->weekday;
    case CW_TIME_ARGUMENT_NUM:
        return c->num;
    case CW_TIME_ARGUMENT_MINUS_NUM:
        return -c->num;
    case CW_TIME_ARGUMENT_UNIT:
        return c->unit;
    case CW_TIME_ARGUMENT_SEASON:
        return c->season;
    case CW_TIME_ARGUMENT_ORDINAL:
        return c->ordinal;
    case CW_TIME_ARGUMENT_MINUS_ORDINAL:
        return -c->ordinal;
    case CW_TIME_ARGUMENT_QUARTER:
        return c->quarter;
    case CW_TIME_ARGUMENT_DECADE:
        return c->decade;
    case CW_TIME_ARGUMENT_FLAGS:
        return c->flags;
    default:
        return rule->number[i];
    }
}

cw_time cw_time_make(const cw_time_rule *rule, uint16_t number,
                     const cw_time_caught *caught)
{
    cw_time time = {
        .type = rule->type,
        .meaning = rule->meaning,
        .part = rule->part ? rule->part : caught->part,
        .mod = caught->mod,
        .rule = number,
        .context = CW_NONE,
        .a = argument(rule, 0, caught),
        .b = argument(rule, 1, caught),
        .c = argument(rule, 2, caught),
        .minute = caught->minute,
        .zone_min = caught->zone_min,
        .from_day = CW_NO_DAY,
        .to_day = CW_NO_DAY,
    };
    if ((rule->meaning == CW_TIME_MEANING_SHIFT ||
         rule->meaning == CW_TIME_MEANING_CONTEXT) &&
        caught->flags & 1) {
        // "several years ago", "a few days later": when is not said
        time.meaning = CW_TIME_MEANING_REF;
        time.a =
            time.a > 0 || rule->argument[0] == CW_TIME_ARGUMENT_NUM ? 1 : -1;
    }
    if ((time.meaning == CW_TIME_MEANING_SHIFT ||
         time.meaning == CW_TIME_MEANING_CONTEXT) &&
        time.b == CW_TIME_UNIT_NIGHT) {
        time.type = CW_TIME_TIME; // "that night"
        time.part = CW_TIME_PART_NIGHT;
    }
    if (rule->meaning == CW_TIME_MEANING_CLOCK && time.b)
        time.minute = (int16_t)time.a; // "noon"
    return time;
}

bool cw_time_is_whole_day(const cw_time *time)
{
    switch (time->meaning) {
    case CW_TIME_MEANING_DATE:
        return time->c != 0;
    case CW_TIME_MEANING_DATE_OF:
        return time->c != 0;
    case CW_TIME_MEANING_WEEKDAY:
    case CW_TIME_MEANING_WEEKDAY_OF:
    case CW_TIME_MEANING_HOLIDAY:
        return true;
    case CW_TIME_MEANING_SHIFT:
    case CW_TIME_MEANING_CONTEXT:
        return time->b == CW_TIME_UNIT_DAY || time->b == CW_TIME_UNIT_NIGHT;
    default:
        return false;
    }
}

static uint8_t grain_of_unit(int32_t unit)
{
    static const uint8_t grains[] = {
        CW_GRAIN_NONE,    CW_GRAIN_MINUTE,  CW_GRAIN_MINUTE, CW_GRAIN_MINUTE,
        CW_GRAIN_DAY,     CW_GRAIN_WEEKEND, CW_GRAIN_WEEK,   CW_GRAIN_WEEK,
        CW_GRAIN_MONTH,   CW_GRAIN_QUARTER, CW_GRAIN_YEAR,   CW_GRAIN_DECADE,
        CW_GRAIN_CENTURY, CW_GRAIN_CENTURY, CW_GRAIN_DAY,    CW_GRAIN_SEASON};
    return unit >= 0 && (size_t)unit < sizeof grains ? grains[unit]
                                                     : (uint8_t)CW_GRAIN_NONE;
}

void cw_time_set_grain(cw_time *t)
{
    t->anchor = CW_ANCHOR_REPORT;
    t->grain = CW_GRAIN_NONE;
    switch (t->meaning) {
    case CW_TIME_MEANING_DATE:
    case CW_TIME_MEANING_DATE_OF:
        t->grain = t->c ? CW_GRAIN_DAY : t->b ? CW_GRAIN_MONTH : CW_GRAIN_YEAR;
        if (t->meaning == CW_TIME_MEANING_DATE && t->a)
            t->anchor = CW_ANCHOR_NONE;
        break;
    case CW_TIME_MEANING_DAYS:
        t->grain = CW_GRAIN_DAY;
        t->anchor = t->a ? CW_ANCHOR_NONE : CW_ANCHOR_REPORT;
        break;
    case CW_TIME_MEANING_WEEKDAY:
    case CW_TIME_MEANING_WEEKDAY_OF:
        t->grain = CW_GRAIN_DAY;
        break;
    case CW_TIME_MEANING_CONTEXT:
        t->anchor = CW_ANCHOR_CONTEXT; // fall through
    case CW_TIME_MEANING_SHIFT:
    case CW_TIME_MEANING_DURATION:
    case CW_TIME_MEANING_PERIOD:
    case CW_TIME_MEANING_SET:
        t->grain = grain_of_unit(t->b);
        break;
    case CW_TIME_MEANING_MONTH:
        t->grain = CW_GRAIN_MONTH;
        break;
    case CW_TIME_MEANING_SEASON:
        t->grain = CW_GRAIN_SEASON;
        break;
    case CW_TIME_MEANING_QUARTER:
        t->grain = CW_GRAIN_QUARTER;
        break;
    case CW_TIME_MEANING_HALF:
        t->grain = CW_GRAIN_HALF;
        break;
    case CW_TIME_MEANING_HOLIDAY:
        t->grain = CW_GRAIN_DAY;
        break;
    case CW_TIME_MEANING_CLOCK:
        t->grain = t->minute >= 0 ? CW_GRAIN_MINUTE : CW_GRAIN_PART;
        break;
    case CW_TIME_MEANING_DECADE:
        t->grain = CW_GRAIN_DECADE;
        break;
    case CW_TIME_MEANING_CENTURY:
        t->grain = CW_GRAIN_CENTURY;
        break;
    default:
        break;
    }
    if (t->meaning == CW_TIME_MEANING_SEASON ||
        t->meaning == CW_TIME_MEANING_QUARTER ||
        t->meaning == CW_TIME_MEANING_HALF ||
        t->meaning == CW_TIME_MEANING_HOLIDAY)
        t->anchor = t->a ? CW_ANCHOR_NONE : CW_ANCHOR_REPORT;
    if (t->meaning == CW_TIME_MEANING_DECADE ||
        t->meaning == CW_TIME_MEANING_CENTURY ||
        t->meaning == CW_TIME_MEANING_DURATION ||
        t->meaning == CW_TIME_MEANING_SET ||
        t->meaning == CW_TIME_MEANING_SET_DAY ||
        t->meaning == CW_TIME_MEANING_SET_MONTH ||
        t->meaning == CW_TIME_MEANING_REF)
        t->anchor = CW_ANCHOR_NONE;
    if (t->meaning == CW_TIME_MEANING_UNKNOWN)
        t->anchor = CW_ANCHOR_UNKNOWN;
    if (t->grain == CW_GRAIN_DAY && t->minute >= 0)
        t->grain = CW_GRAIN_MINUTE;
    else if (t->grain == CW_GRAIN_DAY && t->part)
        t->grain = CW_GRAIN_PART;
}
