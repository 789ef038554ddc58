/* verdicts.h: realist evaluation: is a proposition borne out, and by what?
 *
 * All effects e are differences between arms on common luck (effects.h), in units of the outcome,
 * counted in the claimed direction where shares are taken. delta is the smallest effect that
 * matters. Totals (outcomes that are sums over a group) are divided by the number of the group's
 * members where inside and outside are compared.
 *
 *   effect        E: the outcome in the context, with the resource given to the context (to all,
 *                 where the model cannot give it to a part) less without
 *   outside       the same for those outside: given to the rest, seen in the rest; where the context
 *                 is circumstances, in the opposite ones
 *   context       E - outside
 *   removed_last  E - E(response at 0, weakened in both arms): what is lost without the response
 *   factorial     E(S) with the mechanisms of set S at full strength and the others at 0, factors
 *                 being the response, its rivals, and the rest as one block:
 *                 added first E({k}) - E({}), removed last E(all) - E(all but k), and
 *                 Shapley value sum over S without k of |S|! (n - |S| - 1)! / n! (E(S + k) - E(S))
 *                 (Shapley 1953); interaction of two sum over S without both of
 *                 |S|! (n - |S| - 2)! / (n - 1)! (E(S+j+k) - E(S+j) - E(S+k) + E(S))
 *                 (Shapley interaction index, Grabisch & Roubens 1999, doi:10.1007/s001820050125)
 *   activation    change of the outcome when the response is removed, in one arm: what the response
 *                 contributes there
 *
 * A claim is counted over draws: m'_d = mean + f (m_d - mean), the draw's mean effect drawn in for
 * chance as the plausible range is (tables.h). With q = rule.share it
 *   holds     if m' >= size in at least q of the draws, and so does the interval of the mean
 *   fails     if m' < size in at least q, and so does the interval of the mean
 * and is open otherwise. Intervals used in deciding allow for all claims of a study together
 * (Bonferroni); those that are printed are plain 95 %.
 *
 * Verdicts, in this order:
 *   cannot be expressed, not activated (effect not delta, and removing the response changes
 *   nothing, exactly, in either arm), contradicted (effect at most -delta), too small (not delta),
 *   not distinguishable (the effect's claim is open), other mechanism (effect there, removed_last
 *   not rule.response delta), not distinguishable (that claim is open), holds everywhere
 *   (context not rule.context delta), not distinguishable (that claim is open), supported; the
 *   last and `holds everywhere` read by construction where the study says so. The thresholds of the
 *   rule are assumed. */
#ifndef RAP_VERDICTS_H
#define RAP_VERDICTS_H

#include "analysis/propositions/cells.h"
#include "analysis/tables/tables.h"

typedef enum {
    RAP_SUPPORTED,
    RAP_HOLDS_EVERYWHERE,
    RAP_OTHER_MECHANISM,
    RAP_NOT_ACTIVATED,
    RAP_TOO_SMALL,
    RAP_CONTRADICTED,
    RAP_NOT_DISTINGUISHABLE,
    RAP_CONSTRUCTED,
    RAP_NOT_EXPRESSED,
    RAP_N_VERDICTS
} rap_verdict;
extern const char *const rap_verdict_names[]; /* "supported" ..., ends with NULL */

typedef enum {
    RAP_CLAIM_UNASKED,
    RAP_CLAIM_HOLDS,
    RAP_CLAIM_FAILS,
    RAP_CLAIM_OPEN
} rap_claim_state;

/* A number over draws and runs, with the share of draws in which it is at least a size in the claimed
 * direction. */
typedef struct {
    rap_summary s;
    double size;     /* >= 0 */
    rap_share above; /* of draws */
    rap_claim_state state;
} rap_estimate;

typedef struct {
    rap_estimate removed_last, added_first, shapley;
} rap_factor_result;

typedef struct {
    const rap_proposition *proposition;
    const rap_cells *cells;
    rap_verdict verdict;
    rap_estimate effect, removed_last;
    rap_estimate outside, context; /* NaN where there is no context */
    rap_estimate opposite;         /* the effect below -delta */
    rap_estimate without;          /* E with the response at 0: `above` is the pass rate */
    rap_estimate given_to_all;     /* with the resource given to all, in the context */
    rap_estimate spill; /* those outside, with the resource given to the context only; NaN where it
                           cannot be */
    rap_summary from, to;                        /* levels of both arms, in the context */
    rap_summary from_without, to_without;        /* with the response at 0 */
    rap_estimate activation_from, activation_to; /* in the context */
    rap_estimate activation_outside;             /* among those outside, where it is given to all */
    rap_estimate graded[RAP_GRADES];
    rap_factor_result factors[RAP_MOST_FACTORS];
    rap_estimate interactions[RAP_MOST_FACTORS][RAP_MOST_FACTORS]; /* j < k */
    rap_share together; /* draws in which all claims that were asked hold */
    bool activated;
    bool scale_matters; /* difference and log-odds tell inside from outside the other way round */
    double log_odds;    /* inside less outside, of the mean levels; NaN where not asked */
} rap_proposition_result;

struct rap_verdicts {
    const rap_study *study;
    const rap_cell_plan *plan;
    int64_t items, draws;
    rap_proposition_result *rows;
    size_t n;
};

/* Judges the propositions of a planned study. Free is legal after a failure, and twice. */
int rap_verdicts_make(rap_verdicts *v, const rap_study *study, const rap_cell_plan *plan,
                      const rap_layout *layout, rap_store *store);
void rap_verdicts_free(rap_verdicts *v);

/* Name of factor k of a proposition for people and for files: a mechanism, or "the rest" / "rest". */
const char *rap_factor_label(const rap_verdicts *v, size_t row, size_t k);
const char *rap_factor_name(const rap_verdicts *v, size_t row, size_t k);

/* propositions.csv: one row a proposition; mechanisms.csv: one row for each strength, factor and pair of
 * factors of a proposition. */
extern const rap_csv_table rap_csv_propositions, rap_csv_mechanisms;
void rap_verdicts_csv(const rap_verdicts *v, rap_text *out);
void rap_verdicts_mechanisms_csv(const rap_verdicts *v, rap_text *out);

#endif
