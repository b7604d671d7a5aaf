/* count.h: figures of a story with what they count. One definition for
 * figures, series and conflicts of numbers. Inside src/story only.
 *
 *   "killing 12 people on Monday"
 *     value 12, unit "", head "people", class KILL
 *
 *   statements -> cw_counts_build -> plot->counts, by statement, then place
 *
 * Left out: ordinals, years, vague words and bare numbers that count
 * nothing. */
#ifndef CW_STORY_COUNT_H
#define CW_STORY_COUNT_H

#include "story/locate.h"

/* Beside the classes of events: who is counted fell ill. */
enum { CW_MATTER_CASE = 128 };

/* What is counted in few ways only: two such counts of one thing are one. */
typedef enum {
    CW_MEASURE_NONE,
    CW_MEASURE_STAFF,  // "employs 1,400 people", "1,100 people work for"
    CW_MEASURE_ABOARD, // "carrying 214 passengers", "180 on board"
    CW_MEASURE_WORTH,  // "worth 12 million crowns"
    CW_MEASURE_SPEED,  // "130 kilometres an hour"
    CW_MEASURE_LEAD,   // "ahead by 212 votes", "a majority of 274 votes"
    CW_MEASURE_SERVED, // "supplies 80,000 households"
    CW_MEASURE_RATE,   // "delivers 2,300 meals a day"
} cw_measure;

/* Of what, where and when a count is told, by the words around it: "39 people
 * were killed in Carrow on Friday". */
typedef struct {
    cw_bytes subject; // lemma of whom or what it is told of: the one who does
                      // what the figure belongs to, else the nouns before it
    uint32_t where;   // entity, or CW_NONE
    int32_t from_day, to_day; // CW_NO_DAY when its sentence dates nothing
    bool is_running;  // "have died", "the toll", "since May": so far, not on
                      // one day
    bool is_moved;    // "has risen to": it was another value before
    bool is_window;   // "in the past 24 hours"
    bool is_price;    // "$24 a barrel"
    bool is_total;    // "48 of 61 stations": the 61 is what all of them are
    bool is_measured; // a share or a price, whose thing does not stand behind
                      // the number
    bool is_lead;     // "won by 212 votes", "a majority of 274 votes", "his
                      // lead grew to 260"
    uint8_t measure;  // cw_measure
} cw_count_scope;

struct cw_count {
    const cw_figure *figure; // of the report's marks
    uint32_t number;         // its index there
    uint32_t statement;
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
    cw_count_scope scope;
};

/* Same unit, and heads that may be one thing. */
bool cw_counts_of_one_kind(const cw_count *a, const cw_count *b);

/* Of a count of which all but its scope is known (count_scope.c). */
cw_count_scope cw_count_scope_of(const cw_plot *plot, const cw_count *count);

#endif
