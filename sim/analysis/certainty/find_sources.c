/* find_sources.c: on whose word rests what differs between sets of assumptions. */
#include "analysis/certainty/find.h"
#include "scenario/study/posterior.h"

#include <math.h>
#include <string.h>

/* Where a number comes from. */
typedef enum {
    FROM_NOWHERE, /* assumed, without a source */
    FROM_DATA,    /* what was measured in this study left it (posterior.h) */
    LIKE_HERE,    /* its source is from here, or from a place like this, as the study says */
    ELSEWHERE,    /* the study says so */
    NOT_STATED, /* the study does not say, nor can the model of its own numbers: it knows no "here" */
    N_ORIGINS
} origin;

static origin origin_of(const rap_input *in) {
    if (in->posterior)
        return FROM_DATA;
    if (rap_input_is_unsourced(in))
        return FROM_NOWHERE;
    if (!in->setting)
        return NOT_STATED;
    return strcmp(in->setting, "elsewhere") != 0 ? LIKE_HERE : ELSEWHERE;
}

/* All sets give the same: nothing that differs rests on anything. */
static bool nothing_differs(const rap_certainty_case *x) {
    const rap_deciders *d = rap_tables_deciders(x->t, x->contrast, x->headline);
    return d && d->state == RAP_SCREEN_CONSTANT && d->draws > 1;
}

/* Shares of the variance by origin, as far as inputs are named. Shares of pairs go half to each (Shapley), so that all add
 * up to no more than 1. */
static bool shares_by_origin(const rap_certainty_case *x, double shares[N_ORIGINS]) {
    const rap_deciders *d = rap_tables_deciders(x->t, x->contrast, x->headline);
    for (size_t k = 0; k < N_ORIGINS; k++)
        shares[k] = 0;
    if (!d || d->state != RAP_SCREEN_TOLD)
        return false;
    for (size_t k = 0; k < d->n; k++)
        shares[origin_of(d->named[k].input)] += d->named[k].part.shapley;
    return true;
}

/* How many of the uncertain inputs of the contrast have no source, and how many have one from here. */
typedef struct {
    int64_t all, unsourced, here;
} counted;

static counted count_inputs(const rap_certainty_case *x) {
    counted n = {0, 0, 0};
    for (size_t k = 0; k < x->inputs->n; k++) {
        if (!rap_uncertain_concerns(x->inputs, k, x->arms))
            continue;
        origin from = origin_of(x->inputs->inputs[k]);
        n.all++;
        n.unsourced += from == FROM_NOWHERE;
        n.here += from == FROM_DATA;
    }
    return n;
}

/* What `sensitivity` found of all that is assumed; it knows nothing of what data left. */
static const rap_index *assumed_share(const rap_certainty_case *x) {
    const rap_deciding *d = x->t->deciding;
    const rap_decided *row = d ? rap_deciding_row(d, x->contrast, x->headline) : NULL;
    for (size_t k = 0; row && k < d->factors.n; k++) {
        const rap_factor *f = &d->factors.rows[k];
        if (f->kind == RAP_FACTOR_GRADE && !strcmp(f->name, "assumed") &&
            row->shares[k].total.state != RAP_INDEX_NONE)
            return &row->shares[k].total;
    }
    return NULL;
}

rap_reason rap_find_unsourced(const rap_certainty_case *x) {
    double shares[N_ORIGINS], sum = 0;
    counted n = count_inputs(x);
    if (x->t->study->draws == 0 || n.all == 0)
        return rap_found_nothing();
    if (nothing_differs(x))
        return rap_found(0, 0, n.all);
    if (n.unsourced == 0 || n.unsourced == n.all)
        return rap_found(n.unsourced ? 1 : 0, n.unsourced, n.all);
    const rap_index *assumed = n.here ? NULL : assumed_share(x);
    if (assumed)
        return rap_found(assumed->value, n.unsourced, n.all);
    if (!shares_by_origin(x, shares))
        return rap_found((double)NAN, n.unsourced, n.all);
    for (size_t k = 0; k < N_ORIGINS; k++)
        sum += shares[k];
    double low = fmin(1, shares[FROM_NOWHERE]), unnamed = fmax(0, 1 - sum);
    return rap_found_between(low, fmin(1, low + unnamed), n.unsourced, n.all);
}

rap_reason rap_find_setting(const rap_certainty_case *x) {
    double shares[N_ORIGINS];
    if (nothing_differs(x))
        return rap_found(0, 0, 0);
    if (x->t->study->draws == 0 || !shares_by_origin(x, shares))
        return rap_found_nothing();
    double sourced = shares[FROM_DATA] + shares[LIKE_HERE] + shares[ELSEWHERE] + shares[NOT_STATED];
    if (!(sourced > 0))
        return rap_found_nothing();
    return rap_found_between(shares[ELSEWHERE] / sourced,
                             (shares[ELSEWHERE] + shares[NOT_STATED]) / sourced, 0, 0);
}
