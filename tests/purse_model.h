/* purse_model.h: a model that asks for money, of which is known what each line buys.
 *
 * A cost asks for `amount` times `kept`, of which the funder is asked for the share `paid`; indirect costs are `rate` of
 * what is in the base. Of it no more than `enough` can be spent, and only what is spent buys something:
 *   value = 10 + gain * sum buys_i * f(spent_i) + noise * a normal number of the run + whirl * one that differs
 *           wherever what is asked for does
 * f being thousands of currency, or their square root for a cost with `root`. `gain` is uncertain, from 0.8 to 1.2.
 * The model says that it knows what a cost buys where it buys something, or is `mute`. All money is that of the first year. */
#ifndef PURSE_MODEL_H
#define PURSE_MODEL_H

#include "near.h"
#include "analysis/budget/lines.h"
#include "analysis/estimate/aside.h"

enum { PURSE_value, PURSE_spend };

extern const rap_model purse_model;

/* A study of it with the lines of its budget made and run, everything up to what lines buy. */
typedef struct {
    rap_study study;
    rap_line_plan plan;
    rap_layout layout;
    rap_store *store;
    rap_lines lines;
    rap_problems problems;
    rap_bench bench;
} purse;

/* `costs` and `lines` as a study writes what stands within their braces; `more` is put into the study. */
void purse_set_up(purse *p, const rap_model *model, const char *costs, const char *lines,
                  const char *more);
void purse_tear_down(purse *p);

#endif
