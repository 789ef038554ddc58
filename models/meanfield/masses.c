/* masses.c: cohorts and stretches that come to be, and what all processes ask of them. */
#include "meanfield/masses.h"
#include "base/error.h"
#include "base/memory.h"

#include <string.h>

int mf_add_cohort(mf_state *s, mf_cohort like) {
    if (rap_grow(&s->cohort, &s->cohort_capacity, s->n_cohorts + 1, sizeof *s->cohort))
        return rap_fail(RAP_ENOMEM);
    s->cohort[s->n_cohorts++] = like;
    return RAP_OK;
}

int mf_insert_stretch(mf_state *s, size_t k) {
    size_t n = s->n_stretches;
    if (rap_grow(&s->stretch, &s->stretch_capacity, n + 1, sizeof *s->stretch))
        return rap_fail(RAP_ENOMEM);
    mf_stretch spare = s->stretch[n];
    if (!spare.mass && !(spare.mass = rap_allocate(s->n_classes, sizeof *spare.mass)))
        return rap_fail(RAP_ENOMEM);
    memset(spare.mass, 0, s->n_classes * sizeof *spare.mass);
    size_t at = n ? k + 1 : 0;
    memmove(&s->stretch[at + 1], &s->stretch[at], (n - at) * sizeof *s->stretch);
    s->stretch[at] = spare;
    s->n_stretches++;
    return RAP_OK;
}

double mf_count_in_touch(const mf_state *s) {
    double n = 0;
    for (size_t k = 0; k < s->n_cohorts; k++)
        n += mf_in_touch(&s->cohort[k]) ? s->cohort[k].mass : 0;
    return n;
}

pm_pay_form mf_form_of_pay(const mf_state *s, size_t class) {
    pm_pay_form form = (pm_pay_form)s->l->pay.form;
    if (form != PAY_BY_TYPE)
        return form;
    return mf_traits(s, class)->volunteer_share > 0.5 ? PAY_HONORARIUM : PAY_BUY_OUT;
}
