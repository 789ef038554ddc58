/* value.h: what arms cost, what they bring, and what it would be worth to know more.
 *
 * Arrays in, numbers out: no study, store or model. Net benefit of arm a in draw d at a willingness
 * to pay of lambda (money per unit of the outcome): NB = lambda * better * effect - cost. Draws in
 * which an arm's cost or effect is NaN (or, for a regression, one of its parameters) are left out
 * of that calculation; each result says how many it used. Draws are those of a study, in sheets of
 * RAP_SHEET; intervals are 95 %, of Student's t over sheets (units.h), unless said otherwise. */
#ifndef RAP_VALUE_H
#define RAP_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct {
    size_t draws, arms, parameters;
    const double *cost, *effect; /* draw x arm, means over the runs of the draw; NaN = missing */
    /* draw x run x arm: the same of each run, which tell what of those means is chance; NULL: nothing
     * is (the means are what is expected). */
    const double *run_cost, *run_effect;
    size_t runs;             /* of a draw */
    const double *parameter; /* draw x parameter: the values drawn; may be NULL without any */
    int better;              /* +1: more of the outcome is better, -1: less is */
    size_t baseline;         /* the arm that increments are against */
} rap_value_input;

/* NB of an arm in a draw, and in a run (counted through all draws); NaN if its cost or effect is
 * missing. */
double rap_value_benefit(const rap_value_input *in, double lambda, size_t draw, size_t arm);
double rap_value_in_run(const rap_value_input *in, double lambda, size_t run, size_t arm);

/* Whether a draw has cost and effect of every arm, and n parameters (`which`; NULL: the first n). */
bool rap_value_complete(const rap_value_input *in, const size_t *which, size_t n, size_t draw);

typedef struct {
    double mean, low, high; /* NaN where undefined; low and high also with fewer than 2 draws */
} rap_interval;

/* Where the mean increment lies; effects are turned so that more is better. */
typedef enum {
    RAP_PLANE_NONE,           /* on an axis, or undefined */
    RAP_PLANE_DEARER_BETTER,  /* north-east */
    RAP_PLANE_DEARER_WORSE,   /* north-west */
    RAP_PLANE_CHEAPER_BETTER, /* south-east */
    RAP_PLANE_CHEAPER_WORSE,  /* south-west */
} rap_plane;

/* By intervals: an increment counts as clear when its interval leaves out 0. */
typedef enum {
    RAP_DOMINANCE_UNCLEAR, /* no clear difference in cost, in effect, or in either */
    RAP_DOMINANCE_DOMINATES, /* better on one clearly, and on the other clearly better or exactly equal */
    RAP_DOMINANCE_DOMINATED, /* the mirror image */
    RAP_DOMINANCE_TRADE_OFF, /* clearly dearer and better, or clearly cheaper and worse */
    RAP_DOMINANCE_UNTOLD,    /* there are no intervals */
} rap_dominance;

typedef struct {
    size_t draws;              /* complete in this arm and in the baseline */
    rap_interval cost, effect; /* arm minus baseline; effect turned so that more is better */
    rap_plane plane;
    rap_dominance dominance;
    /* Money per unit of the outcome: ratio of mean increments with its Fieller interval. All NaN
     * unless dominance is a trade-off: what a dominated arm costs more buys nothing. */
    rap_interval icer;
} rap_increment;

/* A few plain words for either; never NULL. */
const char *rap_plane_text(rap_plane plane);
const char *rap_dominance_text(rap_dominance dominance);

/* Arm `arm` against the baseline. The baseline against itself is exactly 0. */
void rap_increment_make(const rap_value_input *in, size_t arm, rap_increment *increment);

/* Arms in order of cost (league.c). */
typedef enum {
    RAP_LEAGUE_FRONTIER,  /* best at some worth of a unit, by means */
    RAP_LEAGUE_DOMINATED, /* another costs no more and brings no less, and is better on one */
    RAP_LEAGUE_EXTENDED,  /* a mix of its neighbours is better */
    RAP_LEAGUE_UNTOLD     /* no draw is complete */
} rap_league_place;
const char *rap_league_text(rap_league_place place); /* "on the frontier" ... */

typedef struct {
    size_t arm;
    double cost, effect; /* means; effect turned so that more is better; NaN where untold */
    rap_league_place place;
    size_t against; /* the next cheaper arm on the frontier; 0 where there is none */
    rap_interval
        icer; /* money per unit against that; NaN off the frontier and for its cheapest arm;
                          ends NaN where they are not bounded */
} rap_league_row;

/* Fills rows[arms], the cheapest arm first. RAP_OK or RAP_ENOMEM. */
int rap_league_make(const rap_value_input *in, rap_league_row *rows);

/* Ratio of the means y / x over those of n draws that have both, and its interval (Fieller 1954): NaN if
 * it is not bounded, that is if x's own interval holds 0. Also NaN with fewer than 2 such draws. */
rap_interval rap_fieller(const double *y, const double *x, size_t n);

/* Incremental net benefit of `arm` at `lambda`, against the baseline. `draws` (may be NULL) gets how
 * many draws were complete. */
rap_interval rap_net_benefit(const rap_value_input *in, size_t arm, double lambda, size_t *draws);

/* Acceptability at one willingness to pay. */
typedef struct {
    size_t draws;    /* used */
    size_t frontier; /* the arm with the highest mean net benefit (the first, if equal) */
    double
        chance; /* share of the variance over draws, of the difference between the two arms that are
                      best on average, that is chance within draws; NaN if not known */
    rap_interval
        evpi; /* what knowing the draw before choosing would be worth, in money per decision:
                          0 from 0 on where the choice never changes. NaN with fewer than
                          RAP_VALUE_FEWEST draws, or where no draw has two runs */
} rap_acceptance;

/* Fills share[arms]: in which share of draws an arm has the highest expected net benefit, chance taken
 * out (acceptability.c), with its 95 % interval. Shares add to 1; arms that tie, as twins do, part
 * theirs. All NaN where too few draws or runs tell them, and with fewer than 2 draws. RAP_OK, RAP_EINPUT
 * (no arms, or a baseline beyond them), RAP_ENOMEM or RAP_ENUMERIC. */
int rap_acceptance_make(const rap_value_input *in, double lambda, rap_interval *share,
                        rap_acceptance *acceptance);

enum { RAP_VALUE_FEWEST = 20 }; /* draws below which information has no value (assumed) */

/* Value of knowing parameters exactly before choosing an arm, in money per decision. */
typedef struct {
    size_t draws; /* used */
    double value; /* the estimate, clamped at 0; NaN with fewer than RAP_VALUE_FEWEST draws */
    double raw;   /* before the clamp: may be negative where there is nothing to gain */
    double error; /* standard error of raw over draws; 0 when the choice never changes */
    /* 95 %: raw -+ 1.96 error, clamped at 0, the upper end raised to what the draws cannot rule out
     * (information.c). Above 0 as a rule even if value is 0: then nothing was found, up to there. */
    double low, high;
    double plug_in;      /* from the fit to all draws: tends to be too high */
    double cross_fitted; /* arms chosen by fits without the draw: tends to be too low */
    double
        changed; /* share of draws in which another arm than the best on average would be chosen */
    double
        explained; /* share of the variance of incremental net benefit that the fit explains, 0..1 */
} rap_information;

/* Knowing parameters which[0..n) (all others stay unknown); which = NULL: all of the input's. `most`
 * (may be NULL) is what knowing everything is worth: no part is worth more. RAP_OK, RAP_EINPUT (a
 * parameter or the baseline out of range), RAP_ENOMEM, RAP_ENUMERIC. n = 0 with `which` not NULL is
 * worth exactly 0. */
int rap_information_make(const rap_value_input *in, double lambda, const size_t *which, size_t n,
                         const rap_interval *most, rap_information *information);

/* No more than `most` (may be NULL, or without a value: then nothing is held). */
void rap_information_hold(rap_information *information, const rap_interval *most);

/* A survey of n people, each of whom answers for every parameter asked about. */
typedef struct {
    int64_t n;
    double
        sd; /* of one answer about the parameter, in its unit, > 0; NaN: answers are yes or no, and the
                  parameter is the share that says yes */
} rap_survey_design;

/* What it would be worth to have that survey of parameters which[0..n), n > 0, before choosing an arm
 * (survey.c). `most` as above: what knowing these parameters exactly is worth. RAP_OK, RAP_EINPUT, also
 * for a survey of nobody, RAP_ENOMEM, RAP_ENUMERIC. */
int rap_survey_value(const rap_value_input *in, double lambda, const size_t *which, size_t n,
                     const rap_survey_design *design, const rap_interval *most,
                     rap_information *information);

/* Present value of n amounts at an annual rate (0.03 = 3 %; above -1). Amount t (from 0) falls at t
 * periods and is divided by (1 + rate)^(t / per_year): per_year 12 for months, 1 for years. NaN for a
 * rate of -1 or less, or per_year not above 0. The nominal sum is that of rate 0. */
double rap_present_value(const double *amounts, size_t n, double rate, double per_year);

/* Several outcomes at once. `x` is draw x arm x outcome; better[outcome] +1 or -1.
 * kept[arm] = 1 unless another arm beats it: on average at least as good on every outcome, and clearly
 * better on one (the interval of the paired difference leaves out 0). An arm that cannot be told apart
 * from the others stays, and so does one without two complete draws. RAP_OK. */
int rap_pareto(const double *x, size_t draws, size_t arms, size_t outcomes, const int *better,
               int *kept);

/* Sum over outcomes of weight * better * x of one arm minus that of `baseline` (if baseline is the arm
 * itself: the sum as it is, not a difference), over draws with every value that has a weight. */
rap_interval rap_weighted_sum(const double *x, size_t draws, size_t arms, size_t outcomes,
                              const int *better, const double *weight, size_t arm, size_t baseline);

#endif
