/* roundup.h: reports that tell of many stories, or go on telling one: news in
 * brief, weeks in review, live blogs (data/en/roundups.tsv). They are laid to
 * the stories they speak of, and found none. Inside src/story only. */
#ifndef CW_STORY_ROUNDUP_H
#define CW_STORY_ROUNDUP_H

#include "base/bytes.h"

/* By its headline; by the first line of its text when it has none. */
bool cw_is_roundup(cw_bytes title, cw_bytes text);

#endif
