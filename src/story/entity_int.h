/* entity_int.h: what joining names (entity.c) hands to the records made of
 * them (entity_records.c). */
#ifndef CW_STORY_ENTITY_INT_H
#define CW_STORY_ENTITY_INT_H

#include "story/story_int.h"

typedef struct {
    uint32_t report, chain;
    cw_bytes name; // folded, without "the" before it
    cw_bytes last; // its last word
    uint32_t n_words;
    uint32_t n_mentions;
    uint8_t kind;
    uint32_t parent; // union-find
} cw_draft_entity;

typedef struct {
    cw_plot *plot;
    cw_draft_entity *drafts;
    size_t n, capacity;
    cw_status status;
} cw_entity_work;

/* The first draft of the group that draft i was joined with. */
uint32_t cw_entity_root(cw_entity_work *work, uint32_t i);

/* Adjectives of nationality name no place; pronouns are no alias. */
bool cw_is_sighting(const cw_marks *marks, const cw_mention *mention);

/* Records of the joined drafts, in the story; entity_of is turned from
 * numbers of drafts to numbers of records. */
CW_CHECK cw_status cw_entity_records(cw_entity_work *work);

#endif
