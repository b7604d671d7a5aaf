/* entity_int.h: what the parts of making entities share.
 *
 *   entity.c          chains of all reports -> drafts
 *   entity_name.c     the form in which a draft's name is compared
 *   entity_join.c     drafts that are one thing
 *   entity_records.c  records of the joined drafts */
#ifndef CW_STORY_ENTITY_INT_H
#define CW_STORY_ENTITY_INT_H

#include "story/story_int.h"

enum { CW_OFFICES_MAX = 4 };

typedef struct {
    uint32_t report, chain;
    cw_bytes name;    // as entity_name.c makes it
    cw_bytes given;   // its first word
    cw_bytes last;    // a person's surname, with "van der" and "jr"; of
                      // anything else the last word
    uint32_t n_words; // `last` counts as one
    uint32_t n_mentions;
    uint64_t offices[CW_OFFICES_MAX]; // hashes: "captain", "judge"
    uint8_t n_offices;
    uint8_t kind;
    uint8_t gender;  // of a root: of any of its drafts; 0 unknown
    uint32_t parent; // union-find
} cw_draft_entity;

typedef struct {
    cw_plot *plot;
    cw_draft_entity *drafts;
    size_t n, capacity;
    cw_status status;
} cw_entity_work;

/* Fills name, given, last and n_words of a draft whose kind is known. */
CW_CHECK cw_status cw_entity_name(cw_bytes name, cw_arena *arena,
                                  cw_draft_entity *draft);

/* Joins the drafts that are one person, organization or place. */
void cw_entities_join(cw_entity_work *work);

/* The first draft of the group that draft i was joined with. */
uint32_t cw_entity_root(cw_entity_work *work, uint32_t i);

/* Adjectives of nationality name no place; pronouns are no alias. */
bool cw_is_sighting(const cw_marks *marks, const cw_mention *mention);

/* Records of the joined drafts, in the story; entity_of is turned from
 * numbers of drafts to numbers of records. */
CW_CHECK cw_status cw_entity_records(cw_entity_work *work);

#endif
