/* purse.h: what an arm's budget asks for, by line, as the model counts it.
 *
 * A line asks for money where its lever is the share kept of a cost of the model (rap_model.costs), or,
 * in a model without costs, where the lever itself is an amount of money. Of other lines, such as shares
 * of working hours, it is not known. Of two lines with one lever, which are two readings of its cuts, the first one asks. */
#ifndef RAP_PURSE_H
#define RAP_PURSE_H

#include "scenario/questions/own_budget.h"
#include "scenario/study/study.h"

/* A group of the spend outcome, and which share of what is booked there the funder is asked for. */
typedef struct {
    char group[RAP_COST_PATH];
    double asked;
    size_t line; /* of the budget; RAP_MOST_OWN_LINES where it is none, as of indirect costs */
} rap_booked;

typedef struct {
    int64_t award; /* cents asked for in all, indirect costs in it */
    int64_t
        asked[RAP_MOST_OWN_LINES];   /* by line, without indirect costs; 0 where it is not known */
    double paid[RAP_MOST_OWN_LINES]; /* share of what the line costs that is asked for */
    bool seen
        [RAP_MOST_OWN_LINES]; /* the model can say what at least half of the line's money buys */
    rap_booked *booked;       /* of all costs */
    size_t n_booked, capacity;
} rap_purse;

/* Of an arm of a study or its fork as it stands, by lines of `budget`. RAP_OK, RAP_ENOMEM, or RAP_EINPUT where the arm cannot be bound. Free is legal
 * after a failure, and twice. */
int rap_purse_look(rap_purse *purse, const rap_budget *budget, const rap_study *study, size_t arm);
void rap_purse_free(rap_purse *purse);

/* What is asked for beyond the lines: indirect costs, and costs that are no lines. */
int64_t rap_purse_rest(const rap_purse *purse);

/* Keeps what is booked, so that runs of a study leave it behind; the purse must outlive the study. */
int rap_purse_keep(const rap_purse *purse, rap_study *study);

#endif
