/* import.h: what can be made of a sheet that people have: one file a kind (import_KIND.c), a row each in cmd_import.c. */
#ifndef RAP_IMPORT_H
#define RAP_IMPORT_H

#include "base/text.h"
#include "cli/commands/command.h"
#include "cli/sheets/sheet.h"

typedef struct {
    const rap_options *options;
    const char *file; /* as it was named */
    rap_sheet sheet;  /* what is in it */
    rap_problems problems;
    rap_text notes; /* sentences for the user, a line each */
} rap_import;

/* Says the problems, or the failure where there are none; gives the exit status. */
int rap_import_refused(rap_import *import, int status);

/* Each makes of the sheet what its kind is, writes it whole or not at all, says what it did, and gives an exit status. */
int rap_import_budget(rap_import *import);
int rap_import_partners(rap_import *import);
int rap_import_ties(rap_import *import);
int rap_import_survey(rap_import *import);

#endif
