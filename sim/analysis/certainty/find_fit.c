/* find_fit.c: whether the model shows what was found elsewhere, and the same when it is built otherwise. */
#include "analysis/certainty/find.h"
#include "analysis/estimate/matters.h"
#include "scenario/study/structure.h"

#include <math.h>

/* ---- what was held out ---------------------------------------------------------------------- */

typedef struct {
    size_t outcome;
    int64_t judged, failed;
} fits;

static void count_fit(fits *f, bool fails) {
    f->judged++;
    f->failed += fails;
}

static bool concerns_outcome(const fits *f, const rap_expectation *claim) {
    return claim->effect.outcome == f->outcome ||
           (claim->compared && claim->versus.outcome == f->outcome);
}

static void count_patterns(fits *f, const rap_patterns *p) {
    for (size_t k = 0; p && k < p->n_rows; k++) {
        const rap_pattern_result *r = &p->rows[k];
        if (r->pattern->standing == RAP_HELD_OUT && r->holds.n > 0 &&
            concerns_outcome(f, &r->pattern->claim))
            count_fit(f, r->holds.share < 0.5);
    }
    for (size_t k = 0; p && k < p->n_quantities; k++) {
        const rap_quantity_result *r = &p->quantities[k];
        if (r->quantity->standing == RAP_HELD_OUT && r->plausible.n > 0 &&
            r->quantity->effect.outcome == f->outcome)
            count_fit(f, r->plausible.share < 0.5);
    }
}

/* Of those that weigh, whether all others foretell it; of one that was kept back, whether the calibrated model does. */
static void count_quantities(fits *f, const rap_calibrated *c) {
    const double far = 1.959963984540054;
    for (size_t k = 0; c && k < c->n_quantities; k++) {
        const rap_calibrated_quantity *q = &c->quantities[k];
        if (q->foretold && q->quantity->effect.outcome == f->outcome &&
            isfinite(q->foretold->others_z))
            count_fit(f, fabs(q->foretold->others_z) > far);
    }
}

rap_reason rap_find_patterns(const rap_certainty_case *x) {
    fits f = {.outcome = x->row->outcome};
    count_patterns(&f, x->t->patterns);
    count_quantities(&f, x->t->calibrated);
    if (f.judged == 0)
        return rap_found_nothing();
    return rap_found((double)f.failed / (double)f.judged, f.failed, f.judged);
}

/* ---- other structures ----------------------------------------------------------------------- */

/* Where the difference matters, that of the other structure lies on its side of 0 with its whole interval; where it does
 * not, that of the other does not either. */
static bool direction_holds(const rap_summary *s, const rap_summary *other, double delta) {
    if (!rap_at_least(fabs(s->mean), delta))
        return !rap_at_least(fabs(other->mean), delta);
    return s->mean > 0 ? other->ci_low > 0 : other->ci_high < 0;
}

rap_reason rap_find_structure(const rap_certainty_case *x) {
    const rap_study *s = x->t->study;
    const rap_headline *h = &s->headlines[x->headline];
    int64_t tried = 0, failed = 0;
    for (size_t c = 0; c < s->n_contrasts; c++) {
        const rap_contrast_row *other =
            rap_tables_contrast(x->t, c, h->outcome, h->group, h->window);
        if (c == x->contrast || !other || !isfinite(other->s.mean) ||
            !rap_study_is_alternative(s, x->contrast, c))
            continue;
        tried++;
        failed += !direction_holds(&x->row->s, &other->s, s->delta[h->outcome]);
    }
    if (tried == 0)
        return rap_found_nothing();
    return rap_found((double)failed, failed, tried);
}
