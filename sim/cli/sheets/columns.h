/* columns.h: what the columns of a budget's sheet are, by the words that stand above them. */
#ifndef RAP_COLUMNS_H
#define RAP_COLUMNS_H

#include "cli/sheets/amount.h"
#include "cli/sheets/sheet.h"

enum { RAP_MOST_SHEET_YEARS = 30, RAP_NO_COLUMN = -1 };

typedef struct {
    size_t header;                                                     /* row of the sheet */
    int heading, label, name, kind, currency, purpose, total, in_kind; /* or RAP_NO_COLUMN */
    int years[RAP_MOST_SHEET_YEARS];
    size_t n_years;
    bool used[RAP_MOST_SHEET_COLUMNS];
} rap_columns;

/* Finds the row of headers, the first one that names years or an amount. Problems where there is none, where years
 * are named twice or left out, or amounts are in thousands. RAP_OK, also with problems; RAP_ENOMEM. */
int rap_columns_find(rap_columns *columns, const rap_sheet *sheet, rap_problems *problems);

#endif
