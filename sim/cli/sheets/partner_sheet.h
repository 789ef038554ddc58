/* partner_sheet.h: a list of partners, read from a sheet. */
#ifndef RAP_PARTNER_SHEET_H
#define RAP_PARTNER_SHEET_H

#include "cli/sheets/partner_list.h"

/* Problems with row and cell of all that cannot be read. RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. Free is legal in every
 * case, and twice; before the sheet's. */
int rap_partners_read(rap_partners *partners, const rap_sheet *sheet,
                      const rap_partner_wishes *wishes, rap_problems *problems);
void rap_partners_free(rap_partners *partners);

#endif
