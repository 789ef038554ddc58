/* partner_cells.h: the cells of a partner's row, each read by the kind of its column. */
#ifndef RAP_PARTNER_CELLS_H
#define RAP_PARTNER_CELLS_H

#include "cli/sheets/partner_list.h"

enum { RAP_MOST_PARTNERS = 10000, RAP_LONGEST_LABEL = 500 };

typedef struct {
    rap_partners *p;
    const rap_sheet *sheet;
    const rap_partner_wishes *wishes;
    rap_problems *problems;
    rap_mark mark[RAP_PARTNER_COLUMNS]; /* of each column's decimals */
    rap_labels names;                   /* alone */
    bool types_listed;                  /* those that there are, in a problem before */
    int status;
} rap_partner_reader;

/* The cell of a row; "" where the sheet has no such column. */
const char *rap_partner_cell(const rap_partner_reader *r, size_t row, rap_partner_column column);

/* A problem of that cell, which it shows. */
void rap_partner_refuse(rap_partner_reader *r, size_t row, rap_partner_column column,
                        const char *why);

/* Reads all columns but short names and whom it knows, for which all rows must be there. */
void rap_partner_read_cells(rap_partner_reader *r, rap_partner *x);

#endif
