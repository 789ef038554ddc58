/* write_up.h: how to write a run up: the methods as sentences for a paper, with references, from the study and what was
 * made of it. The file (methods.md) and the appendix say the same. */
#ifndef RAP_WRITE_UP_H
#define RAP_WRITE_UP_H

#include "analysis/tables/tables.h"

/* As Markdown; `version` is that of the program. Out of memory: out->failed. */
void rap_write_up_markdown(const rap_tables *t, const char *version, rap_text *out);

#endif
