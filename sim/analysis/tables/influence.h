/* influence.h: which uncertain inputs a quantity goes with over sets of assumptions, told by the screen of screen.h from
 * the sets' means, and how many sets it would take to tell more.
 *
 * Asked are the inputs that are uncertain in the arms that the quantity is about, no others. Each question by itself
 * names an input wrongly in at most 4 of 100 studies (twice rap_screen_wrong), however many inputs there are. Inputs
 * that a correlation ties go in as if they were independent: each then shows what the others do as well. */
#ifndef RAP_INFLUENCE_H
#define RAP_INFLUENCE_H

#include "analysis/estimate/summary.h"
#include "analysis/method/screen.h"
#include "scenario/study/study.h"

typedef enum {
    RAP_WAY_UP,   /* the larger the input, the higher the quantity */
    RAP_WAY_DOWN, /* the lower */
    RAP_WAY_BENT, /* it turns: goes back by more than a tenth of what it spans */
    RAP_WAY_WITH, /* only together with others */
    RAP_N_WAYS
} rap_way;

/* "up", "down", "bent", "with others" */
extern const char *const rap_way_names[RAP_N_WAYS];

typedef struct {
    const rap_input *input; /* lives as long as the study */
    rap_screen_part
        part; /* shares of the variance of what is expected; all variance without `reliability` */
    rap_way way;
} rap_decider;

/* What is told of one quantity; of one that is nothing but chance no input is named. */
typedef struct {
    rap_screen_state state;
    size_t inputs; /* uncertain in the arms asked; 0: nothing is told */
    size_t draws;  /* sets that have a value, of those that are looked at */
    double
        reliability; /* share of the variance of the sets' means that is not chance; NaN: cannot be told */
    double told;     /* share of what is expected that the named inputs make together, 0 to 1 */
    double foretold; /* share of the means' variance that is foretold of sets left out (Q2) */
    double
        needed; /* sets that would name, in 95 % of studies, any input that carries RAP_NOTED of what is expected;
                      infinite where no number would; without `reliability` at least so many */
    size_t n;
    rap_decider named[RAP_SCREEN_TERMS]; /* by total share, the largest first, down to 1 % */
} rap_deciders;

#define RAP_NOTED 0.05

/* How many of so many sets are looked at beside another question: more than 4,000 would tell of inputs that carry next
 * to nothing, and cost more than the question itself. */
int64_t rap_sets_looked_at(int64_t draws);

/* Whether inputs may have been overlooked that carry RAP_NOTED or more. */
bool rap_deciders_are_open(const rap_deciders *named);

/* The uncertain inputs of a study and their places in each of its sets. */
typedef struct rap_influence rap_influence;

/* *u is NULL after a failure. Free is legal for NULL. */
int rap_influence_make(rap_influence **u, const rap_study *study, int64_t draws);
void rap_influence_free(rap_influence *u);

/* Asks about a quantity: y has one value a set, NaN where missing. Marked are the arms (by position in the study) that it
 * is about. Cheapest where one question after another is about arms with the same uncertain inputs. RAP_OK or
 * RAP_ENOMEM. */
int rap_influence_ask(rap_influence *u, const bool *arms, const double *y, double reliability,
                      rap_deciders *named);

/* The fit itself; its inputs are places in the list of rap_uncertain_make for the study. */
int rap_influence_fit(rap_influence *u, const bool *arms, const double *y, double reliability,
                      rap_screen_fit *fit);

#endif
