/* events_int.h: what the parts of events.c hand to each other. */
#ifndef CW_ANNOTATE_EVENTS_INT_H
#define CW_ANNOTATE_EVENTS_INT_H

#include "annotate/nounphrase.h"

/* What a governing word makes of the infinitive or noun after it. */
typedef enum {
    GOVERNS_NOTHING,
    GOVERNS_HAPPENED, // managed to, began to
    GOVERNS_PLANNED,  // plans to, is due to, agreed to
    GOVERNS_NOT,      // failed to, refused to, cancelled
    GOVERNS_POSSIBLE, // is likely to, considers
    GOVERNS_ALLEGED,  // accused of, is said to
} cw_governing;

/* A predicate of the sentence being read. */
typedef struct {
    uint32_t token, group; // the verb or noun; first token of its verb group
    uint32_t governor;     // number of the predicate it hangs on, or CW_NONE
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
    uint32_t only_time; // the sentence's time when it has just one
} cw_events;

/* events_fact.c */
cw_governing cw_events_governing(const cw_draft *draft, uint32_t token);
void cw_events_judge(cw_events *events, cw_predicate *predicate);

/* events_roles.c */
void cw_events_find_roles(cw_events *events, cw_predicate *predicate);
uint32_t cw_events_only_time(const cw_events *events);
uint32_t cw_events_find_time(const cw_events *events,
                             const cw_predicate *predicate);

#endif
