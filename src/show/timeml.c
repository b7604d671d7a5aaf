/* timeml.c: marks as TimeML. An event inside a time expression ("after the
 * strike") is left out: the elements may not cross. */
#include "show/timeml.h"

#include "show/safe.h"

static void print_head(cw_sink *sink, cw_bytes path, int32_t published_day)
{
    char day[11];
    cw_day_print(published_day, day);
    cw_sink_add_text(sink, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                           "<TimeML>\n<DOCID>");
    cw_safe_xml(sink, path);
    cw_sink_add_text(sink, "</DOCID>\n<DCT>");
    if (published_day != CW_NO_DAY)
        cw_sink_addf(sink,
                     "<TIMEX3 tid=\"t0\" type=\"DATE\" value=\"%s\" "
                     "functionInDocument=\"CREATION_TIME\">%s</TIMEX3>",
                     day, day);
    cw_sink_add_text(sink, "</DCT>\n<TEXT>");
}

static void open_time(cw_sink *sink, const cw_time *time, uint32_t number)
{
    cw_sink_addf(sink, "<TIMEX3 tid=\"t%u\" type=\"%s\" value=\"%s\">",
                 number + 1, cw_time_type_name(time->type), time->value);
}

static void open_event(cw_sink *sink, uint32_t number, const cw_event *event)
{
    static const char *const classes[] = {
        [0] = "OCCURRENCE", [1] = "REPORTING"};
    cw_sink_addf(sink, "<EVENT eid=\"e%u\" class=\"%s\">", number + 1,
                 classes[event->event_class == CW_EVENT_SAY]);
}

void cw_marks_print_timeml(const cw_marks *marks, cw_bytes text, cw_bytes path,
                           int32_t published_day, cw_sink *sink)
{
    const cw_time *times = CW_AT(marks, marks->times, cw_time);
    const cw_event *events = CW_AT(marks, marks->events, cw_event);
    uint32_t t = 0, e = 0;
    size_t at = 0;
    print_head(sink, path, published_day);
    while (t < marks->times.n || e < marks->events.n) {
        bool is_time = t < marks->times.n &&
                       (e >= marks->events.n ||
                        times[t].range.from <= events[e].range.from ||
                        cw_range_overlaps(times[t].range, events[e].range));
        cw_range range = is_time ? times[t].range : events[e].range;
        if (range.from >= at) {
            cw_safe_xml(sink, cw_bytes_cut(text, at, range.from));
            if (is_time)
                open_time(sink, &times[t], t);
            else
                open_event(sink, e, &events[e]);
            cw_safe_xml(sink, cw_bytes_at(text, range));
            cw_sink_add_text(sink, is_time ? "</TIMEX3>" : "</EVENT>");
            at = range.to;
        }
        if (is_time)
            t++;
        else
            e++;
    }
    cw_safe_xml(sink, cw_bytes_cut(text, at, text.n));
    cw_sink_add_text(sink, "</TEXT>\n</TimeML>\n");
}
