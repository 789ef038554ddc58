/* import_study.h: a study that asks for what a sheet asks for, to the cent. */
#ifndef RAP_IMPORT_STUDY_H
#define RAP_IMPORT_STUDY_H

#include "cli/sheets/budget_study.h"
#include "scenario/language/loader.h"
#include "scenario/study/study.h"

/* What the model makes of the text of a study. */
typedef struct {
    const char *frame;              /* with the marks of budget_study.h */
    const rap_model *const *models; /* that a study may be of */
    rap_loader loader;              /* of what the study includes */
} rap_importing;

/* Fills costs and indirect costs of `study`, whose other members are given, appends the text of the whole, and notes on
 * what the sheet did not say. Indirect costs become a rate with few decimals on the base on which it gives the sheet's
 * amounts in every year, to the cent, or a cent, or half a unit: that of the layout, direct costs, staff's pay or
 * modified total direct costs; a note says where it does not. Read again, the study asks for what the sheet asks for,
 * line by line and year by year, or there are problems. RAP_OK, RAP_EINPUT,
 * RAP_ENOMEM. */
int rap_import_study(const rap_importing *with, rap_budget_study *study,
                     const rap_budget_sheet *budget, const rap_sheet *sheet, bool own_headings,
                     rap_text *text, rap_text *notes, rap_problems *problems);

#endif
