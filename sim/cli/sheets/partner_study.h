/* partner_study.h: a list of partners as the part of a study, and the columns of it that were used. */
#ifndef RAP_PARTNER_STUDY_H
#define RAP_PARTNER_STUDY_H

#include "cli/sheets/partner_sheet.h"

/* Appends the group `organisations` of a study, a row each: what the list says and nothing else, so that the rest comes from
 * the type. Relations are with `team`. */
void rap_partners_write(rap_text *out, const rap_partners *partners, const char *team);

/* Appends the list as CSV: the columns that were used, under their own headers, and no others. */
void rap_partners_copy(rap_text *out, const rap_partners *partners, const rap_sheet *sheet);

/* Appends what became of each column, how many cells of it are empty and what stands in for them, and which were dropped. */
void rap_partners_say(rap_text *out, const rap_partners *partners, const rap_sheet *sheet);

#endif
