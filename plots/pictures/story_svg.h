/* story_svg.h: a story as a picture, drawn here and not by gnuplot: a row for each of whom it tells, time across. As wide as
 * a telephone, so that its letters can be read there; it may be shown larger. */
#ifndef RAP_STORY_SVG_H
#define RAP_STORY_SVG_H

#include "analysis/story/story.h"
#include "plots/words/translation.h"

/* Appends a whole SVG file, which may also stand in a page, in the language l (NULL: English). A failure is the
 * text's. */
void rap_story_svg(const rap_story *story, const rap_language *l, rap_text *out);

#endif
