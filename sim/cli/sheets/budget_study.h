/* budget_study.h: a study of a budget as text: a model's frame with costs in it, from a sheet or as examples for a
 * funder's form. */
#ifndef RAP_BUDGET_STUDY_H
#define RAP_BUDGET_STUDY_H

#include "cli/sheets/budget_sheet.h"

/* What stands in the frame at @TITLE@, @FORM@, @GRADE@ and @SOURCE@ (of the layout), @CURRENCY@, @PRICES@ (unit costs
 * that are shipped), @MONTHS@, @HORIZON@ (@MONTHS@ and two years), @LAYOUT@, @INDIRECT@ and @COSTS@. */
typedef struct {
    const char *title, *currency;
    const rap_form_layout *layout;
    int months; /* of the grant */
    rap_text indirect, costs;
} rap_budget_study;

void rap_budget_study_write(rap_text *out, const char *frame, const rap_budget_study *study);
void rap_budget_study_free(rap_budget_study *study);

/* Appends indirect costs of a team: "indirect = { rate = 0.55; base = "mtdc"; ... };"; a remark where the rate is 0. */
void rap_budget_study_indirect(rap_budget_study *study, double rate, int decimals, const char *base,
                               double subaward_first);

/* Example costs for the study's layout, under its headings, in the currency that it has. */
void rap_budget_study_examples(rap_budget_study *study);

/* The costs of a sheet, each with its row, but indirect ones. Headings of the sheet stand with them where they are not
 * those that the layout gives them: all that are not the layout's where `own`. RAP_OK or RAP_ENOMEM. */
int rap_budget_study_costs(rap_budget_study *study, const rap_budget_sheet *budget,
                           const rap_sheet *sheet, bool own);

#endif
