/* find_difference.c: what the difference itself says of its certainty. */
#include "analysis/certainty/find.h"
#include "analysis/estimate/matters.h"

#include <math.h>

static double delta_of(const rap_certainty_case *x) {
    return x->t->study->delta[x->row->outcome];
}

static const rap_agreement *agreement_of(const rap_certainty_case *x) {
    return rap_tables_agreement(x->t, x->contrast, x->headline);
}

rap_reason rap_find_opposite(const rap_certainty_case *x) {
    const rap_agreement *a = agreement_of(x);
    if (!a || a->opposite.n == 0)
        return rap_found_nothing();
    return rap_found(a->opposite.share, a->opposite.k, a->opposite.n);
}

rap_reason rap_find_size(const rap_certainty_case *x) {
    const rap_agreement *a = agreement_of(x);
    if (!a || a->same.n == 0)
        return rap_found_nothing();
    return rap_found(1 - a->same.share, a->same.n - a->same.k, a->same.n);
}

/* Whether an interval reaches a size from below and does not lie beyond it, as a claim is told (words.h). */
static bool holds_size(double low, double high, double size) {
    return !rap_at_least(low, size) && rap_at_least(high, size);
}

rap_reason rap_find_interval(const rap_certainty_case *x) {
    double low = x->row->s.ci_low, high = x->row->s.ci_high, delta = delta_of(x);
    if (!isfinite(low) || !isfinite(high))
        return rap_found_nothing();
    int held = holds_size(low, high, delta) + holds_size(-high, -low, delta);
    return rap_found(held, held, 2);
}

/* Start values are no set that was drawn. */
rap_reason rap_find_sets(const rap_certainty_case *x) {
    int64_t sets = x->t->study->draws > 0 ? x->row->s.draws : 0;
    return rap_found((double)sets, sets, x->t->study->draws);
}

rap_reason rap_find_missing(const rap_certainty_case *x) {
    int64_t missing = x->row->s.missing, all = missing + x->row->s.runs;
    if (all == 0)
        return rap_found_nothing();
    return rap_found((double)missing / (double)all, missing, all);
}
