/* byline_int.h: what the files about who wrote it share.
 *
 *   person.c        is "Ana Brook" a person? is "staff" a role?
 *   byline.c        one line -> its people
 *   byline_lines.c  which lines name people
 *   signers.c       which markup does, and who of all signs                */
#ifndef CW_CLEAN_BYLINE_INT_H
#define CW_CLEAN_BYLINE_INT_H

#include "clean/clean_int.h"

/* The next word at or after text[*at], between blanks; *at moves past it. */
bool cw_byline_word(cw_bytes text, size_t *at, cw_bytes *word);

/* "editor", "agency", "daily": makes what it stands in no person. */
bool cw_is_role_word(cw_bytes word);

/* "Ana", "Joe": a given name of people.tsv. */
bool cw_is_given_name(cw_bytes word);

/* Is the word one of list[0 .. n)? Case of ASCII letters does not count. */
bool cw_word_stands_in(cw_bytes word, const char *const *list, size_t n);

#define CW_STANDS_IN(word, list) \
    cw_word_stands_in(word, list, sizeof(list) / sizeof *(list))

/* Move range past "By", "Written by" ...; false: it does not begin so. */
bool cw_byline_skip_lead(cw_bytes text, cw_range *range);

#endif
