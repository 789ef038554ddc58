/* promises.c: mechanism 6, promises and follow-up: `promise_kept` and `breach`.
 *
 * The ledger holds open promises in order of making. At a relation's first joint hour of a year of work
 * in a grant the team promises results to the organisation and to its members, due after promise_due
 * months, and payment if it pays. Policy sets for which results work is planned; follow-up hours decide
 * what is delivered, earliest due first, from promise_lead months before the due date. Help that was
 * promised (needs.c) is worked on with hours for partners' needs; where paid hours do not suffice, for
 * either, unpaid time is (unpaid_time.c). Payment arrives pay.delay months after the work, and only where
 * nothing is owed by then.
 *     kept, by due + grace:   1 - T shrinks by exp(-trust_breach w / trust_asymmetry); for payment w is
 *                             times 1 - delay / (payment_due + promise_grace), at least 0
 *     broken, past it, once:  T shrinks by exp(-trust_breach w); the loss is remembered
 *     delivered late:         T regains trust_repair of that loss; never if there was no plan
 * w: results to the organisation 1, to members promise_weight_members, payment, help. A broken promise
 * that nobody had planned to keep leaves a scar. Plans, hours and delays are those of the partner's
 * side (funding.c). Sources: Turin et al. 2022, box 1 (results and next
 * steps); Schweitzer 2006 (repair); sizes assumed. */
#include "partnership/mechanisms/mechanism.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

static double weight_of_promise(const pm_parameters *p, pm_promise_kind kind) {
    return kind == RESULTS_MEMBERS ? p->promise_weight_members
           : kind == PAYMENT       ? p->promise_weight_payment
           : kind == HELP          ? p->promise_weight_need
                                   : 1;
}

int pm_promises_reserve(pm_partnership *s) {
    size_t most = s->l.n;
    for (size_t r = 0; r < s->r.n; r++)
        most += s->r.stage[r] == PARTNERED || s->r.stage[r] == EXPLORING ? 8 : 0;
    return rap_grow(&s->l.rows, &s->l.capacity, most + 8, sizeof *s->l.rows);
}

bool pm_make_promise(pm_partnership *s, size_t r, pm_promise_kind kind, double due, double hours,
                     bool planned) {
    pm_ledger *l = &s->l;
    if (l->n == l->capacity)
        return false;
    l->rows[l->n++] = (pm_promise){.relation = r,
                                   .kind = kind,
                                   .made = s->now,
                                   .due = s->now + due,
                                   .hours_left = hours,
                                   .planned = planned};
    l->made++;
    s->o.sum[pm_organisation_of(s, r)].made++;
    pm_tell_promise(s, &l->rows[l->n - 1], PROMISED);
    return true;
}

/* The promises of a year of work. */
static void promise_year(pm_partnership *s, size_t r) {
    const pm_parameters *p = &s->in->p;
    size_t j = pm_team_of(s, r), i = pm_organisation_of(s, r);
    uint32_t year = s->r.promise_years[r]++;
    double planned = pm_levers_at(s, r)->planned;
    for (uint32_t kind = RESULTS_ORGANISATION; kind <= RESULTS_MEMBERS; kind++) {
        bool plan = pm_relation_luck(s, LUCK_PROMISE_PLAN, r, 2 * year + kind) < planned;
        pm_make_promise(s, r, (pm_promise_kind)kind, p->promise_due, p->promise_hours, plan);
    }
    if (pm_form_of_pay(s, j, i) != PAY_NONE)
        pm_make_promise(s, r, PAYMENT, p->payment_due, 0, true);
    s->r.next_promise[r] = s->now + 12;
}

/* ---- what becomes of them ---------------------------------------------------------------------
 */

static void break_promise(pm_partnership *s, pm_promise *x) {
    size_t i = pm_organisation_of(s, x->relation);
    double w = weight_of_promise(&s->in->p, x->kind), *t = &s->r.trust[x->relation], before = *t;
    *t = pm_jump_down(before, s->in->p.trust_breach * w * pm_strength(s, MECH_breach));
    x->lost = before - *t;
    x->breached = true;
    s->r.scar[x->relation] |= !x->planned;
    pm_tell_promise(s, x, BROKEN);
    pm_reputation_breach(s, i, w);
    if (x->kind == RESULTS_MEMBERS)
        pm_members_hear(s, x->relation, false);
    if (x->made < 0) /* past.c */
        return;
    s->l.breached++;
    s->o.sum[i].breached++;
}

/* Pay that comes at once counts in full, pay that comes at the last moment not at all. */
static double promptness(const pm_partnership *s, const pm_promise *x) {
    double patience = s->in->p.payment_due + s->in->p.promise_grace;
    double delay = pm_levers_at(s, x->relation)->pay.delay;
    if (x->kind != PAYMENT || !(delay > 0))
        return 1;
    return patience > 0 ? fmax(0, 1 - delay / patience) : 0;
}

static void keep_promise(pm_partnership *s, pm_promise *x) {
    size_t i = pm_organisation_of(s, x->relation);
    const pm_parameters *p = &s->in->p;
    double w = weight_of_promise(p, x->kind), scale = pm_strength(s, MECH_promise_kept);
    double *t = &s->r.trust[x->relation];
    x->closed = true;
    pm_tell_promise(s, x, x->breached ? LATE : KEPT);
    if (x->breached)
        *t = fmin(1, *t + p->trust_repair * x->lost * scale);
    else
        *t = pm_jump_up(*t, p->trust_breach * w * promptness(s, x) / p->trust_asymmetry * scale);
    if (x->kind == RESULTS_MEMBERS && !x->breached)
        pm_members_hear(s, x->relation, true);
    if (x->kind == HELP)
        s->r.needs[x->relation] += p->needs_step * (1 - s->r.needs[x->relation]);
    if (x->made < 0)
        return;
    if (x->breached) {
        s->l.late++;
        s->o.sum[i].late++;
    } else {
        s->l.kept++;
        s->o.sum[i].kept++;
    }
}

/* ---- work on them -----------------------------------------------------------------------------
 */

static bool can_be_worked_on(const pm_partnership *s, const pm_promise *x) {
    bool begun = x->kind == HELP || s->now >= x->due - s->in->p.promise_lead - 1e-9;
    return begun && x->planned && x->kind != PAYMENT && s->r.stage[x->relation] != EXITED;
}

static void work_on(pm_partnership *s, pm_promise *x) {
    size_t j = pm_team_of(s, x->relation), i = pm_organisation_of(s, x->relation);
    pm_activity a = x->kind == HELP ? NEEDS : FOLLOW_UP;
    double hours = pm_use_hours(s, j, pm_side_of(s, j, i), a, x->hours_left);
    hours += pm_deliver_unpaid(s, j, x->hours_left - hours);
    x->hours_left -= hours;
    s->r.followed_up[x->relation] += hours / s->dt;
    s->o.sum[i].hours_returned += hours;
}

static bool is_delivered(const pm_partnership *s, const pm_promise *x) {
    if (x->kind == PAYMENT)
        return s->now >= x->made + pm_levers_at(s, x->relation)->pay.delay - 1e-9 &&
               s->r.owed[x->relation] == 0;
    return x->planned && x->hours_left <= 1e-9;
}

static void settle_promise(pm_partnership *s, pm_promise *x) {
    bool past = s->now + s->dt > x->due + s->in->p.promise_grace + 1e-9;
    if (is_delivered(s, x))
        keep_promise(s, x);
    else if (past && !x->breached)
        break_promise(s, x);
    bool hopeless = !x->planned || s->r.stage[x->relation] == EXITED;
    x->closed |= x->breached && hopeless && x->kind != PAYMENT;
}

static void forget_closed(pm_ledger *l) {
    size_t kept = 0;
    for (size_t k = 0; k < l->n; k++)
        if (!l->rows[k].closed)
            l->rows[kept++] = l->rows[k];
    l->n = kept;
}

void pm_promises(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++) {
        s->r.followed_up[r] = 0;
        if (s->r.given[r] > 0 && s->now >= s->r.next_promise[r])
            promise_year(s, r);
    }
    for (size_t k = 0; k < s->l.n; k++) {
        pm_promise *x = &s->l.rows[k];
        if (can_be_worked_on(s, x))
            work_on(s, x);
        settle_promise(s, x);
    }
    forget_closed(&s->l);
}
