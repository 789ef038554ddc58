/* expand.h: a study's files as one clean text that libconfig can parse, with a line map.
 *
 * The text is made of the tokens of all files, includes in place, comments left out. What libconfig
 * would read wrongly or stop at is reported here and made harmless, so that parsing can go on and
 * find the rest: a bad numeral becomes 0 and is marked, a second key of the same name is renamed
 * (its name then starts with '*'), an array becomes a list. */
#ifndef RAP_EXPAND_H
#define RAP_EXPAND_H

#include "scenario/language/expanded.h"
#include "scenario/language/findings.h"

/* Reads `path` and what it includes, and `behind` them a text at hand (NULL: none). Problems go to `findings`. RAP_OK if the text can be parsed
 * (there may be problems all the same), RAP_EINPUT if not, RAP_ENOMEM. Free in every case. */
int rap_expand(rap_expanded *e, const rap_loader *loader, const char *path,
               const rap_source *behind, rap_findings *findings);

/* The same for a text at hand, called `name` in problems; it cannot include. */
int rap_expand_text(rap_expanded *e, const char *name, const char *text, rap_findings *findings);

void rap_expand_free(rap_expanded *e);

#endif
