/* pledges.c: processes 6 and 7 of the mean-field version: promises and needs.
 *
 * The ledger has a row for what a cohort was promised in one step. Follow-up hours go along the
 * ledger in order of making, as in partnership/promises.c, and deliver a part of the last row that
 * they reach. What of a row belongs to relations that ended is not worked on any more. Needs arise
 * at their mean rate. Promises move nothing (promise_kept, breach and needs_met are off): they are
 * counted. Late deliveries count where a promise was broken before. */
#include "base/error.h"
#include "base/memory.h"
#include "meanfield/masses.h"

#include <math.h>

static int promise(mf_state *s, size_t cohort, pm_promise_kind kind, double due, double n,
                   double planned) {
    if (n <= 0)
        return RAP_OK;
    if (rap_grow(&s->promise, &s->promise_capacity, s->n_promises + 1, sizeof *s->promise))
        return rap_fail(RAP_ENOMEM);
    s->promise[s->n_promises++] = (mf_promises){.cohort = cohort,
                                                .kind = kind,
                                                .made = s->now,
                                                .due = s->now + due,
                                                .planned = n * planned,
                                                .hopeless = n * (1 - planned)};
    s->class[s->cohort[cohort].class].made += n;
    return RAP_OK;
}

static int pledge_year(mf_state *s, size_t k) {
    const pm_parameters *p = &s->in->p;
    mf_cohort *c = &s->cohort[k];
    int status = RAP_OK;
    if (!(c->given > 0) || s->now < c->next_promise)
        return RAP_OK;
    c->next_promise = s->now + 12;
    for (int kind = RESULTS_ORGANISATION; kind <= RESULTS_MEMBERS && !status; kind++)
        status = promise(s, k, (pm_promise_kind)kind, p->promise_due, c->mass, s->l->planned);
    if (!status && mf_form_of_pay(s, c->class) != PAY_NONE)
        status = promise(s, k, PAYMENT, p->payment_due, c->mass, 1);
    return status;
}

static void count_delivered(mf_state *s, const mf_promises *x, double n) {
    mf_class *c = &s->class[s->cohort[x->cohort].class];
    if (x->broken)
        c->late += n;
    else
        c->kept += n;
}

/* Follow-up hours of a step are worth contact in the next one, as a mean over the cohort. */
static void work_on_row(mf_state *s, mf_promises *x) {
    mf_cohort *c = &s->cohort[x->cohort];
    bool help = x->kind == HELP;
    bool begun = help || s->now >= x->due - s->in->p.promise_lead - 1e-9;
    x->hopeless += x->planned * (1 - c->stay);
    x->planned *= c->stay;
    if (!begun || x->kind == PAYMENT || x->planned <= 0)
        return;
    double each = s->in->p.promise_hours;
    double hours = mf_use_hours(s, help ? NEEDS : FOLLOW_UP, x->planned * each);
    if (hours <= 0)
        return;
    x->planned = fmax(0, x->planned - hours / each);
    s->class[c->class].hours_returned += hours;
    c->followed_up += c->mass > 0 ? hours / c->mass / s->dt : 0;
    count_delivered(s, x, hours / each);
}

static void settle_row(mf_state *s, mf_promises *x) {
    if (x->kind == PAYMENT && s->now >= x->made + s->l->pay.delay - 1e-9) {
        count_delivered(s, x, x->planned + x->hopeless);
        x->planned = x->hopeless = 0;
    }
    if (!x->broken && s->now + s->dt > x->due + s->in->p.promise_grace + 1e-9) {
        x->broken = true;
        s->class[s->cohort[x->cohort].class].breached += x->planned + x->hopeless;
        x->hopeless = x->kind == PAYMENT ? x->hopeless : 0;
    }
}

static void forget_done(mf_state *s) {
    size_t n = 0;
    for (size_t k = 0; k < s->n_promises; k++)
        if (s->promise[k].planned > 0 || s->promise[k].hopeless > 0)
            s->promise[n++] = s->promise[k];
    s->n_promises = n;
}

/* Needs are taken on as far as hours for them are not promised yet. */
static int answer_needs(mf_state *s) {
    double hours = s->in->p.promise_hours, arise = 0;
    double left = s->team.purse[NEEDS] / pm_cost_of_staff_hour(s->in);
    bool present = s->team.grant >= 0 || s->team.phase == AFTERCARE;
    for (size_t k = 0; k < s->n_promises; k++)
        if (s->promise[k].kind == HELP)
            left -= s->promise[k].planned * hours;
    for (size_t k = 0; k < s->n_cohorts; k++)
        if (s->cohort[k].stage == PARTNERED)
            arise += s->cohort[k].mass * mf_traits(s, s->cohort[k].class)->needs / 12 * s->dt;
    double part = present && arise > 0 ? fmax(0, fmin(1, left / hours / arise)) : 0;
    for (size_t k = 0; k < s->n_cohorts && part > 0; k++) {
        const mf_cohort *c = &s->cohort[k];
        double n = c->mass * mf_traits(s, c->class)->needs / 12 * s->dt * part;
        if (c->stage == PARTNERED && promise(s, k, HELP, s->in->p.need_due, n, 1))
            return rap_fail(RAP_ENOMEM);
    }
    return RAP_OK;
}

int mf_keep_promises(mf_state *s) {
    for (size_t k = 0; k < s->n_cohorts; k++) {
        s->cohort[k].followed_up = 0;
        if (pledge_year(s, k))
            return rap_fail(RAP_ENOMEM);
    }
    for (size_t k = 0; k < s->n_promises; k++) {
        work_on_row(s, &s->promise[k]);
        settle_row(s, &s->promise[k]);
    }
    forget_done(s);
    return answer_needs(s);
}
