/* budget_sheet.h: a budget as somebody's sheet has it: what each line costs, by year where the sheet has years. */
#ifndef RAP_BUDGET_SHEET_H
#define RAP_BUDGET_SHEET_H

#include "base/text.h"
#include "cli/sheets/sheet.h"
#include "scenario/study/form_layouts.h"

#include <stdint.h>

/* What the user says of it. */
enum { RAP_MOST_BUDGET_ROWS = 5000 };

typedef struct {
    const rap_form_layout *layout; /* NULL: the sheet is written for none */
    const char *const *maps;       /* "Own heading=travel" */
    size_t n_maps;
} rap_sheet_wishes;

typedef struct {
    const char *kind;     /* of cost_words.def: "travel", "indirect" */
    char *label;          /* in the sheet's words */
    char *heading;        /* the same, "" for none */
    char *name, *purpose; /* "" where the sheet has none */
    int64_t *years;       /* cents, n_years of them */
    int64_t total;        /* of the years, or as it stands */
    bool in_kind;         /* given by others than the funder */
    size_t row;           /* of the sheet's rows */
} rap_sheet_cost;

typedef struct {
    rap_sheet_cost *costs; /* indirect costs too, as the sheet has them */
    size_t n, capacity;
    size_t n_years;   /* 0: totals alone */
    char currency[4]; /* "" where the sheet has none, "$" where it does not say whose */
    rap_text notes;   /* sentences on what was not used */
} rap_budget_sheet;

/* Reads it; every problem stands with its row and cell: a heading that means no kind of cost, amounts that do not add up,
 * two currencies, words or negative numbers for amounts, amounts under no header, lines that are there twice, a
 * subaward without the partner's name, no amounts. RAP_OK, RAP_EINPUT with problems, RAP_ENOMEM. Free is legal in
 * every case, and twice. */
int rap_budget_sheet_read(rap_budget_sheet *budget, const rap_sheet *sheet,
                          const rap_sheet_wishes *wishes, rap_problems *problems);
void rap_budget_sheet_free(rap_budget_sheet *budget);

#endif
