/* patterns.h: in how many sets of assumptions does a model show what it should?
 *
 * A claim's effect e is, run by run, the mean over its arms `plus` less that over `minus`, less the
 * same of `versus` where there is one; arms share their luck. In a draw, m is the mean of e over
 * the runs that have it and se = sqrt(within / runs) its standard error, `within` being the
 * variance within draws, pooled over all draws. With s = m x direction and size a = at_least the
 * claim
 *   holds          s >= a           (direction none: |m| < a)
 *   holds clearly  s - 2 se >= a    (|m| + 2 se < a)
 *   fails clearly  s + 2 se < a     (|m| - 2 se >= a)
 *   is contrary    s + 2 se <= -a   (not asked)
 * The share of draws in which it holds is about what they expect, chance taken out (set_shares.h). Where patterns are
 * taken together, or draws are weighed, each holds in as many draws as that share says, those that show it best
 * (rap_least_standing); not told where the share is not. The other shares
 * count what these runs show, with Wilson's intervals. All are about sets of assumptions, not chances of being true. A
 * ratio outcome is, in a draw, the draw's own (ratio.h). A run that lacks one side is missing; a draw
 * without a run, or with a mean denominator of 0, too. With one run a draw nothing of
 * that is told.
 *
 * A measured quantity with published value v, sampling error sd and discrepancy e (how far what was measured may lie
 * from what the model has; assumed) lies at the distance
 *   z = (m - v) / sqrt(sd^2 + e^2 + within / runs)
 * from a draw; |z| <= 3 is not implausible (Vernon, Goldstein & Bower 2010). A draw weighs
 * exp(-1/2 sum of z^2 over held-out quantities), and 0 where one of them is missing. Inputs do not
 * weigh. Where the luck within draws cannot be told it is not allowed for. */
#ifndef RAP_PATTERNS_H
#define RAP_PATTERNS_H

#include "analysis/patterns/exclusions.h"
#include "analysis/patterns/placebo.h"
#include "analysis/patterns/states.h"
#include "analysis/tables/tables.h"

typedef struct {
    const rap_pattern *pattern;
    rap_summary s; /* of the effect over draws and runs; quantiles of runs unused */
    rap_share holds, clearly, fails, contrary;
    rap_share
        directed; /* that expect it in the claim's direction, of any size; none of direction none */
    rap_placebo placebo;   /* the same claim of other arms */
    rap_deciders deciders; /* inputs that m goes with; of 0 inputs where nothing varies */
    double weighted; /* share of the weight of the draws that have it in which it holds; NaN where
                      * these are worth fewer than RAP_ENOUGH_WEIGHT, or no quantity weighs */
} rap_pattern_result;

typedef struct {
    const rap_quantity *quantity;
    double mean, distance; /* over draws; distance: the mean of z */
    rap_share plausible;   /* draws with |z| <= 3 */
} rap_quantity_result;

enum { RAP_ENOUGH_WEIGHT = 5 };

/* Patterns taken together, in the draws in which none of them is missing. */
typedef struct {
    const char *built_from; /* NULL: of all bodies of evidence */
    int standing;           /* a rap_standing, or -1: of all */
    size_t patterns;
    rap_share all_hold, none_fails; /* none fails clearly */
    int64_t *sets;                  /* by how many of the patterns hold, 0 to `patterns`: sets */
    double holds;        /* mean of the patterns' shares, over those that have one and a placebo */
    rap_placebo placebo; /* mean over the same */
} rap_together;

struct rap_patterns {
    const rap_study *study;
    const rap_layout *layout;
    int64_t items, draws;     /* draws 1 where parameters do not vary */
    rap_pattern_result *rows; /* in order of the study */
    size_t n_rows;
    rap_together *together; /* all; by standing; by body; by body and standing; none twice */
    size_t n_together;
    rap_exclusions exclusions;
    rap_quantity_result *quantities; /* in order of the study */
    size_t n_quantities;
    double *weights;       /* by draw, of sum 1; all 0 where no draw can be weighed */
    double effective;      /* number of draws that the weights are worth; NaN: no quantity weighs */
    unsigned char *states; /* pattern x draw: RAP_SHOWS_... */
};

/* What one draw shows of a claim: a set of RAP_SHOWS_.... `error` may be NaN. */
unsigned char rap_claim_shows(const rap_expectation *claim, double mean, double error);

/* Plans the quantities (quantities.h), and lets runs leave behind only what the patterns, quantities and headlines look at:
 * no other outcome, group or window, and no paths. RAP_OK, RAP_EINPUT with problems, or RAP_ENOMEM. */
int rap_patterns_plan(rap_study *study, rap_problems *problems);

/* Judges the patterns of a study. Free is legal after a failure, and twice. */
int rap_patterns_make(rap_patterns *patterns, const rap_study *study, const rap_layout *layout,
                      rap_store *store);
void rap_patterns_free(rap_patterns *patterns);

/* Fills `together` from rows and states. RAP_OK or RAP_ENOMEM. */
int rap_patterns_join(rap_patterns *patterns);

/* How many of the patterns hold in a set that so large a share q of sets does not go beyond; -1 where
 * there is no set. */
int64_t rap_together_quantile(const rap_together *together, double q);

/* A pattern marked as by construction, whose direction nevertheless comes out in fewer sets than this. */
#define RAP_FOLLOWS 0.95
bool rap_pattern_follows(const rap_pattern_result *r);

/* Whether row k is the first one of its body of evidence. */
bool rap_patterns_begin_body(const rap_patterns *patterns, size_t k);

/* patterns.csv: one row a pattern, then one for each set of patterns taken together; quantities.csv: one
 * row a quantity; pattern_counts.csv: how many hold in how many draws; pattern_exclusions.csv: one row for two
 * that exclude each other. */
extern const rap_csv_table rap_csv_patterns, rap_csv_quantities, rap_csv_pattern_counts,
    rap_csv_pattern_exclusions;
void rap_patterns_csv(const rap_patterns *patterns, rap_text *out);
void rap_pattern_counts_csv(const rap_patterns *patterns, rap_text *out);
void rap_pattern_exclusions_csv(const rap_patterns *patterns, rap_text *out);
void rap_quantities_csv(const rap_patterns *patterns, rap_text *out);

/* Turns sums of squared distances (NaN: missing) into weights of sum 1, in place; how many draws
 * these are worth: (sum w)^2 / sum w^2, 0 where none can be weighed. */
double rap_weigh(double *squares, int64_t draws);

#endif
