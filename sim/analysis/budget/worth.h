/* worth.h: the arms of a study against each other: money and effect, net benefit, and what it would be
 * worth to know more (value.h), of the primary outcome of the study's budget.
 *
 * Cost of an arm in a draw: mean over its runs of the money spent up to the horizon, and of the
 * outcomes that the budget gives a price, times that price. At present value the money is discounted
 * as the model does it; priced outcomes are not. */
#ifndef RAP_WORTH_H
#define RAP_WORTH_H

#include "analysis/tables/tables.h"
#include "analysis/method/value.h"

enum {
    RAP_WORTH_POINTS = 21,
    RAP_WORTH_GROUPS = 60,
    RAP_WORTH_STEP = 5, /* information is valued at every so many values of a unit, */
    RAP_WORTH_LOOKS = (RAP_WORTH_POINTS - 1) / RAP_WORTH_STEP + 1 /* the reference among them */
};

/* Uncertain numbers that belong together: "take_up" (parameters.take_up_...), "*.trust" (the trait
 * of all organisation types); those that the study says go together, since to know one is to know something of the
 * others. */
typedef struct {
    char name[96];
    size_t *which, n;                    /* columns of `parameter` */
    size_t measured, inferred, assumed;  /* how many are of which grade */
    rap_information worth;               /* at the reference value of a unit of the outcome */
    rap_information at[RAP_WORTH_LOOKS]; /* at several values of it */
} rap_worth_group;

/* A survey at one value of a unit: what it would be worth for one choice to know its numbers exactly, and to ask; and
 * what asking gains over all choices that it serves, less its cost. */
typedef struct {
    rap_information knowing, asking;
    rap_interval gain;
} rap_worth_survey;

struct rap_worth {
    const rap_study *study;
    size_t arms; /* those written */
    int64_t draws;
    double *cost, *present, *effect; /* draw x arm */
    double *run_cost, *run_effect;   /* draw x run x arm */
    double *parameter;               /* draw x parameter */
    char **names;                    /* of parameters: their paths */
    size_t n_parameters;
    rap_increment *increments, *discounted; /* by arm; cost as spent, and at present value */
    rap_league_row *league;                 /* arms in order of cost, as spent */
    double *several;                        /* draw x arm x (aims, then cost): means over runs */
    int *kept;              /* by arm: not beaten on all of these at once (rap_pareto) */
    rap_interval *weighted; /* by arm: weighted sum of the aims less the baseline's, in smallest
                               differences that matter; NaN where no aim has a weight */
    double lambda[RAP_WORTH_POINTS]; /* values of a unit of the outcome, currency */
    rap_interval *net;               /* arm x lambda: incremental net benefit */
    rap_interval *accepted;          /* arm x lambda: share of draws in which it is best */
    rap_acceptance frontier[RAP_WORTH_POINTS];
    size_t reference;                         /* position of the lambda that groups are valued at */
    rap_worth_group groups[RAP_WORTH_GROUPS]; /* told apart from 0 first, then by worth */
    size_t n_groups;
    rap_worth_survey surveys[RAP_MOST_SURVEYS][RAP_WORTH_LOOKS]; /* as in the study's budget */
};

/* Free is legal after a failure, and twice. */
int rap_worth_make(rap_worth *worth, const rap_study *study, const rap_layout *layout,
                   rap_store *store);
void rap_worth_free(rap_worth *worth);

/* The three files that value-of-information tools expect: a row for each draw in which every arm has a cost and an
 * effect, a column for each parameter, and for each arm its cost and its effect, more being better. */
extern const rap_csv_table rap_csv_psa_parameters, rap_csv_psa_costs, rap_csv_psa_effects;
void rap_worth_parameters_csv(const rap_worth *worth, rap_text *out);
void rap_worth_costs_csv(const rap_worth *worth, rap_text *out);
void rap_worth_effects_csv(const rap_worth *worth, rap_text *out);

/* arms.csv: each arm against the baseline; league.csv: each against the next cheaper one on the frontier; worth.csv: by value of a unit of the outcome: net benefit,
 * acceptability, frontier, value of perfect information; information.csv: groups of numbers, also with
 * all ranges half and twice as wide. */
extern const rap_csv_table rap_csv_arms, rap_csv_league, rap_csv_worth, rap_csv_information;
void rap_worth_arms_csv(const rap_worth *worth, rap_text *out);
void rap_worth_league_csv(const rap_worth *worth, rap_text *out);
void rap_worth_values_csv(const rap_worth *worth, rap_text *out);
void rap_worth_information_csv(const rap_worth *worth, const rap_worth *halved,
                               const rap_worth *doubled, rap_text *out);

/* Whether it would be worth asking people before an arm is chosen (surveys.c): fills worth->surveys from the
 * draws, the values of a unit and the frontier. RAP_OK or an error of value.h. surveys.csv: a survey at one worth
 * of a unit. */
int rap_worth_value_surveys(rap_worth *worth, const rap_value_input *in);
extern const rap_csv_table rap_csv_surveys;
void rap_worth_surveys_csv(const rap_worth *worth, rap_text *out);

/* The worth of a group of numbers by its name, NULL where there is none (as with ranges that leave
 * nothing to vary). */
const rap_information *rap_worth_of_group(const rap_worth *worth, const char *name);

/* In which share of sets the arm is best that is best on average at the k-th value of a unit. */
const rap_interval *rap_worth_best_in(const rap_worth *worth, size_t k);

#endif
