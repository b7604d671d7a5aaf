/* count.h: figures of a story with what they count. One definition for
 * figures, series and conflicts of numbers. Inside src/story only.
 *
 *   "killing 12 people on Monday"
 *     value 12, unit "", head "people", class KILL
 *
 * Left out: ordinals, years, vague words and bare numbers that count
 * nothing. */
#ifndef CW_STORY_COUNT_H
#define CW_STORY_COUNT_H

#include "story/locate.h"

typedef struct {
    uint32_t statement;
    uint32_t figure;     // index into the report's marks
    cw_bytes head;       // lemma of what is counted, empty if unknown
    cw_range head_at;    // where it stands, empty if it does not
    cw_bytes of;         // the whole phrase
    uint8_t event_class; // of the event that governs it, else OTHER
    uint8_t matter;      // KILL, INJURE ... by the words around it, else the
                         // class of that event
    uint8_t factuality;  // of that event
    bool has_event;
    bool is_human;   // the head is a word for people
    bool is_part;    // "of those killed", "including": some of a count
    bool is_earlier; // "up from 12": what the count was before
    uint32_t event;  // index into the report's marks, or CW_NONE
    cw_bytes event_lemma;
    int32_t as_of_day;  // CW_NO_DAY if nothing says
    bool is_as_of_said; // "by Monday": as_of_day is of the sentence
} cw_count;

typedef struct {
    cw_count *at; // by statement, then place
    size_t n;
} cw_counts;

CW_CHECK cw_status cw_counts_find(const cw_plot *plot, cw_counts *out);

const cw_figure *cw_count_figure(const cw_plot *plot, const cw_count *count);

/* Same unit, and heads that may be one thing. */
bool cw_counts_of_one_kind(const cw_plot *plot, const cw_count *a,
                           const cw_count *b);

#endif
