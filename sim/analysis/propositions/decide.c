/* decide.c: which claims hold, alone and among all that a study asks; verdicts; and what is open. */
#include "analysis/propositions/verdicts.h"
#include "analysis/estimate/matters.h"
#include "analysis/method/holm.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

const char *const rap_verdict_names[] = {RAP_MESSAGE("supported"),
                                         RAP_MESSAGE("holds everywhere"),
                                         RAP_MESSAGE("other mechanism"),
                                         RAP_MESSAGE("no path"),
                                         RAP_MESSAGE("not activated"),
                                         RAP_MESSAGE("too small"),
                                         RAP_MESSAGE("contradicted"),
                                         RAP_MESSAGE("not distinguishable"),
                                         RAP_MESSAGE("by construction"),
                                         RAP_MESSAGE("cannot be expressed"),
                                         NULL};

const char *const rap_open_names[] = {NULL, "effect", "response", "context"};
const char *const rap_reason_names[] = {"interval", "share", "one run", "no value"};

static const double WRONG =
    0.05; /* share of studies, or of claims, in which settling may be wrong */

bool rap_has_context(const rap_proposition *p) {
    return p->group || p->inside || p->earlier.asked;
}

/* ---- claims ----------------------------------------------------------------------------------- */

enum { MOST_CLAIMS = 4 };

/* The claims that a row asks. */
static size_t list_claims(rap_proposition_result *r, rap_estimate *claims[MOST_CLAIMS]) {
    size_t n = 0;
    if (r->proposition->unexpressed)
        return 0;
    claims[n++] = &r->effect;
    claims[n++] = &r->opposite;
    claims[n++] = &r->removed_last;
    if (rap_has_context(r->proposition))
        claims[n++] = &r->context;
    return n;
}

/* From the mean to the size of its claim, as far as rounding tells. */
static double distance_of(const rap_estimate *e) {
    double mean = e->sign * e->s.mean;
    return rap_at_least(mean, e->size) ? fmax(mean - e->size, 0) + rap_rounding(e->size)
                                       : e->size - mean;
}

/* Whether a share of draws asked for is reached by so many of n. */
static bool enough(const rap_verdicts *v, int64_t k, int64_t n) {
    return n >= 1 && (double)k >= v->study->rule.share * (double)n - 1e-9;
}

static rap_claim_state state_of(const rap_verdicts *v, const rap_estimate *e, double p) {
    bool above = rap_at_least(e->sign * e->s.mean, e->size), settled = p <= WRONG;
    if (settled && above && enough(v, e->above.k, e->above.n))
        return RAP_CLAIM_HOLDS;
    if (settled && !above && enough(v, e->above.n - e->above.k, e->above.n))
        return RAP_CLAIM_FAILS;
    return RAP_CLAIM_OPEN;
}

/* Walks through all claims in order; p has room for all of them. */
static size_t visit_claims(rap_verdicts *v, rap_reading_of_claims reading, double *p,
                           bool filling) {
    rap_estimate *claims[MOST_CLAIMS];
    size_t n = 0;
    for (size_t row = 0; row < v->n; row++) {
        size_t own = list_claims(&v->rows[row], claims);
        for (size_t k = 0; k < own; k++, n++)
            if (filling)
                p[n] = rap_p_value(&claims[k]->s, distance_of(claims[k]));
            else
                claims[k]->state[reading] = state_of(v, claims[k], p[n]);
    }
    return n;
}

static int decide_claims(rap_verdicts *v) {
    double *p = rap_allocate(MOST_CLAIMS * v->n + 1, sizeof *p);
    if (!p)
        return rap_fail(RAP_ENOMEM);
    v->claims = visit_claims(v, RAP_ALONE, p, true);
    visit_claims(v, RAP_ALONE, p, false);
    int status = rap_holm(p, v->claims);
    if (!status)
        visit_claims(v, RAP_AMONG_ALL, p, false);
    rap_free(p);
    return status;
}

/* ---- verdicts --------------------------------------------------------------------------------- */

/* That nothing changes at all is not said of a single run either. */
static bool has_interval(const rap_proposition_result *r) {
    return !isnan(r->effect.s.ci_low);
}

static rap_verdict decide(const rap_proposition_result *r, rap_reading_of_claims reading) {
    const rap_proposition *p = r->proposition;
    rap_claim_state effect = r->effect.state[reading], response = r->removed_last.state[reading],
                    context = r->context.state[reading];
    if (p->unexpressed)
        return RAP_NOT_EXPRESSED;
    if (!r->reached && has_interval(r))
        return RAP_NO_PATH;
    if (effect != RAP_CLAIM_HOLDS && !r->activated && has_interval(r))
        return RAP_NOT_ACTIVATED;
    if (r->opposite.state[reading] == RAP_CLAIM_HOLDS)
        return RAP_CONTRADICTED;
    if (effect == RAP_CLAIM_FAILS)
        return RAP_TOO_SMALL;
    if (effect == RAP_CLAIM_OPEN)
        return RAP_NOT_DISTINGUISHABLE;
    if (response != RAP_CLAIM_HOLDS)
        return response == RAP_CLAIM_FAILS ? RAP_OTHER_MECHANISM : RAP_NOT_DISTINGUISHABLE;
    if (context == RAP_CLAIM_OPEN)
        return RAP_NOT_DISTINGUISHABLE;
    if (p->standing == RAP_BY_CONSTRUCTION || p->standing == RAP_IS_INPUT)
        return RAP_CONSTRUCTED;
    return context == RAP_CLAIM_FAILS ? RAP_HOLDS_EVERYWHERE : RAP_SUPPORTED;
}

/* ---- what is open ----------------------------------------------------------------------------- */

/* Up to two digits. */
static double round_up(double x) {
    double unit = pow(10, fmax(floor(log10(x)) - 1, 0));
    return ceil(x / unit - 1e-9) * unit;
}

static const rap_estimate *find_open(const rap_proposition_result *r, rap_open_claim *claim) {
    const rap_estimate *claims[] = {NULL, &r->effect, &r->removed_last, &r->context};
    for (int k = RAP_EFFECT_OPEN; k <= RAP_CONTEXT_OPEN; k++)
        if (claims[k]->state[RAP_ALONE] == RAP_CLAIM_OPEN) {
            *claim = (rap_open_claim)k;
            return claims[k];
        }
    return NULL;
}

static rap_open_reason reason_of(const rap_verdicts *v, const rap_estimate *e) {
    int64_t k = e->above.k, n = e->above.n;
    return e->s.draws == 0                            ? RAP_BY_NO_VALUE
           : n == 0 || isnan(e->s.ci_low)             ? RAP_BY_ONE_RUN
           : !enough(v, k, n) && !enough(v, n - k, n) ? RAP_BY_SHARE
                                                      : RAP_BY_INTERVAL;
}

/* An interval shrinks with the root of the number of draws. */
static double draws_wanted(const rap_estimate *e, double draws) {
    double distance = distance_of(e), times = rap_reach(&e->s, 1) / distance;
    return distance > 2 * rap_rounding(e->size) ? round_up(draws * times * times) : (double)NAN;
}

static rap_open open_of(const rap_verdicts *v, const rap_proposition_result *r) {
    rap_open open = {.draws = (double)NAN, .of_runs = v->draws == 1};
    const rap_estimate *e =
        r->verdict == RAP_NOT_DISTINGUISHABLE ? find_open(r, &open.claim) : NULL;
    if (!e)
        return open;
    open.reason = reason_of(v, e);
    if (open.reason == RAP_BY_INTERVAL)
        open.draws = draws_wanted(e, (double)(open.of_runs ? v->items : v->draws));
    return open;
}

int rap_verdicts_decide(rap_verdicts *v) {
    int status = decide_claims(v);
    for (size_t k = 0; k < v->n && !status; k++) {
        rap_proposition_result *r = &v->rows[k];
        r->verdict = decide(r, RAP_ALONE);
        r->among_all = decide(r, RAP_AMONG_ALL);
        r->open = open_of(v, r);
    }
    return status;
}
