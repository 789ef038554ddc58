/* pandoc.h: making a file for a word processor from Markdown, where pandoc is installed. */
#ifndef RAP_PANDOC_H
#define RAP_PANDOC_H

#include "base/text.h"

/* Whether there is a pandoc on PATH. */
bool rap_pandoc_found(void);

/* Has pandoc make `to` (Office Open XML, by its own name) from the Markdown file `from`, both in `folder`. What was
 * wrong is appended to `fault`, which stays empty where pandoc ended well. RAP_OK or RAP_ENOMEM. */
int rap_pandoc_run(const char *folder, const char *from, const char *to, rap_text *fault);

#endif
