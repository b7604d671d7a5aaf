/* events_int.h: what the parts of events.c hand to each other. */
#ifndef CW_ANNOTATE_EVENTS_INT_H
#define CW_ANNOTATE_EVENTS_INT_H

#include "annotate/nounphrase.h"

/* A predicate of the sentence being read. */
typedef struct {
    uint32_t token, group; // the verb or noun; first token of its verb group
    bool is_noun, is_finite, is_passive, is_infinitive, is_participle;
    uint8_t factuality;
    bool is_negative;
    cw_tokens who, whom, where;
} cw_predicate;

typedef struct {
    cw_draft *draft;
    cw_view view;
    CW_LIST(cw_predicate) predicates; // of one sentence, then emptied
    uint32_t sentence, first, end;
    cw_status status;   // CW_NO_MEMORY: a predicate was not kept
    uint32_t only_time; // the sentence's time when it has just one
} cw_events;

/* events_fact.c */
void cw_events_judge(cw_events *events, cw_predicate *predicate);

/* What the predicates of one sentence, all judged, tell about each other. */
void cw_events_settle(cw_events *events);

/* events_roles.c */
void cw_events_find_roles(cw_events *events, cw_predicate *predicate);
uint32_t cw_events_only_time(const cw_events *events);
uint32_t cw_events_find_time(const cw_events *events,
                             const cw_predicate *predicate);

#endif
