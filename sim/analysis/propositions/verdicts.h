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
 *   context       E - outside; where it is an earlier outcome, the runs are parted by that (earlier.h)
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
 * A claim is about draws: k of n are estimated to expect at least its size (set_shares.h). With q = rule.share it
 *   holds     if k >= q n, and the mean is settled to be at least size
 *   fails     if n - k >= q n, and the mean is settled to be less
 * and is open otherwise. The mean is settled where its 95 % interval, which is printed, does not reach the
 * size: p <= 0.05. That is the claim read alone: all claims of a proposition must hold for `supported`, so
 * none needs a wider interval for the others (Berger 1982, Technometrics 24:295), and other
 * propositions change nothing. Read among all claims of the study, the same is asked of Holm's adjusted p
 * (holm.h), so that not one of them is called settled wrongly in more than 5 % of studies.
 *
 * Verdicts, in this order:
 *   cannot be expressed, no path (with and without the resource the outcome is the same in every run,
 *   exactly, on common luck: the resource reaches it in none of these runs, which says nothing of others),
 *   not activated (effect not delta, and removing the response changes
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
    RAP_NO_PATH,
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

/* How a claim is read: alone, or as one of all that a study asks. The headline is the first. */
typedef enum { RAP_ALONE, RAP_AMONG_ALL, RAP_READINGS } rap_reading_of_claims;

/* A number over draws and runs, and the claim that sign * mean is at least a size, with the share of draws
 * in which it is. */
typedef struct {
    rap_summary s;
    double size, sign;                   /* size >= 0; sign is 1 or -1 */
    rap_share above;                     /* of draws */
    rap_claim_state state[RAP_READINGS]; /* of claims that verdicts ask, else RAP_CLAIM_UNASKED */
} rap_estimate;

typedef enum { RAP_NONE_OPEN, RAP_EFFECT_OPEN, RAP_RESPONSE_OPEN, RAP_CONTEXT_OPEN } rap_open_claim;
extern const char *const rap_open_names[]; /* in files: NULL, "effect", ... */

/* The interval holds the size; the share of draws lies between what is asked for either way; there is no
 * interval; there is no value at all. */
typedef enum { RAP_BY_INTERVAL, RAP_BY_SHARE, RAP_BY_ONE_RUN, RAP_BY_NO_VALUE } rap_open_reason;
extern const char *const rap_reason_names[];

/* Why a verdict, read alone, is `not distinguishable`. */
typedef struct {
    rap_open_claim claim; /* the first that is open, in the order of the verdicts */
    rap_open_reason reason;
    bool of_runs; /* there is one draw: runs take the place of draws */
    double
        draws; /* with so many the interval would not hold the size, if mean and spread stayed as they
                     are; rounded up to two digits. NaN: no number would do, or it cannot be told */
} rap_open;

typedef struct {
    rap_estimate removed_last, added_first, shapley;
} rap_factor_result;

typedef struct {
    const rap_proposition *proposition;
    const rap_cells *cells;
    rap_verdict verdict, among_all; /* read alone, and among all claims of the study */
    rap_open open;
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
    rap_share together; /* draws in which all claims that were asked hold (rap_least_standing) */
    int64_t runs_inside, runs_outside; /* of a context that is an earlier outcome, else 0 */
    int64_t runs_moved; /* of those, runs that are on the other side with the resource */
    bool reached;       /* the resource changed the outcome in at least one run, or may have */
    bool activated;     /* so did taking the response away */
    bool scale_matters; /* difference and log-odds tell inside from outside the other way round */
    double log_odds;    /* inside less outside, of the mean levels; NaN where not asked */
} rap_proposition_result;

struct rap_verdicts {
    const rap_study *study;
    const rap_cell_plan *plan;
    int64_t items, draws;
    rap_proposition_result *rows;
    size_t n;
    size_t claims; /* that the study asks, all propositions together */
};

/* Judges the propositions of a planned study. Free is legal after a failure, and twice. */
int rap_verdicts_make(rap_verdicts *v, const rap_study *study, const rap_cell_plan *plan,
                      const rap_layout *layout, rap_store *store);
void rap_verdicts_free(rap_verdicts *v);

/* The last step of it: claims and verdicts of rows whose estimates are made. RAP_OK or RAP_ENOMEM. */
int rap_verdicts_decide(rap_verdicts *v);

/* Whether a proposition has an inside and an outside. */
bool rap_has_context(const rap_proposition *p);

/* Name of factor k of a proposition for people and for files: a mechanism, or "All other
 * mechanisms" / "rest". */
const char *rap_factor_label(const rap_verdicts *v, size_t row, size_t k);
const char *rap_factor_name(const rap_verdicts *v, size_t row, size_t k);

/* propositions.csv: one row a proposition; mechanisms.csv: one row for each strength, factor and pair of
 * factors of a proposition. */
extern const rap_csv_table rap_csv_propositions, rap_csv_mechanisms;
void rap_verdicts_csv(const rap_verdicts *v, rap_text *out);
void rap_verdicts_mechanisms_csv(const rap_verdicts *v, rap_text *out);

/* The weight of E(S + k) - E(S) in a Shapley value among n mechanisms, S being `size` of the others. */
double rap_shapley_weight(size_t size, size_t n);

#endif
