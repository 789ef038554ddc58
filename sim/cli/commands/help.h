/* help.h: the texts made from the tables of commands and options. Each is appended to `out`. */
#ifndef RAP_HELP_H
#define RAP_HELP_H

#include "base/text.h"

void rap_help(rap_text *out);            /* rapport --help */
void rap_help_version(rap_text *out);    /* rapport --version */
void rap_help_manual(rap_text *out);     /* rapport.1, for man */
void rap_help_completion(rap_text *out); /* for bash */

#endif
