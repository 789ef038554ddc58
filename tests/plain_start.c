/* plain_start.c: the start of the plain second implementation (plain_step.h). */
#include "base/error.h"
#include "base/memory.h"
#include "plain_parts.h"

double plain_worth_of_pay(const plain *x, size_t j, size_t i) {
    const pm_compensation *c = &x->team[j].l->pay;
    double v = x->o[i].t->volunteer_share;
    pm_pay_form form = plain_form_of_pay(x, j, i);
    if (form == PAY_NONE)
        return 0;
    double suits = form == PAY_HONORARIUM ? v : 1 - v;
    double fit = suits + x->p->pay_misfit * (1 - suits);
    return fmin(1, plain_rate_of_pay(x, j, i) / x->o[i].t->hour_cost) * c->coverage * fit *
           exp(-c->delay / x->p->pay_patience);
}

static void start_organisation(plain *x, const pm_partnership *s, size_t i) {
    const pm_traits *t = &s->o.of[i]->t;
    size_t first = s->o.tie_first[i];
    x->o[i] = (plain_organisation){.id = s->o.id[i],
                                   .of = s->o.of[i],
                                   .t = t,
                                   .C = t->capacity,
                                   .G = t->trust,
                                   .pool = t->members,
                                   .F = t->requests / 12 * x->p->request_hours / t->hours,
                                   .member_trust = x->p->member_trust,
                                   .requests = s->o.requests[i],
                                   .turnover = s->o.turnover[i],
                                   .needs = s->o.needs[i],
                                   .neighbour = s->o.tie + first,
                                   .n_neighbours = s->o.tie_first[i + 1] - first};
}

static void start_relation(plain *x, const pm_partnership *s, size_t j, size_t i) {
    size_t r = j * x->n + i;
    x->r[r] = (plain_relation){.T = x->o[i].t->trust,
                               .A = x->o[i].t->alignment,
                               .N = x->p->needs_start,
                               .pay = plain_worth_of_pay(x, j, i),
                               .asked_at = -1,
                               .exited_at = -1,
                               .partnering = s->r.partnering[r],
                               .calls = s->r.calls[r],
                               .leaving = s->r.leaving[r],
                               .outputs = s->r.outputs[r]};
}

static void start_team(plain *x, const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    x->team[j] = (plain_team){.of = t->of,
                              .id = t->id,
                              .hash = t->hash,
                              .order = t->order,
                              .grant = -1,
                              .last_session = -1};
    plain_count_on(&x->team[j]);
}

int plain_start(plain *x, const pm_partnership *s) {
    *x = (plain){.in = s->in,
                 .p = &s->in->p,
                 .dt = s->clock.step,
                 .n = s->o.n,
                 .steps_per_month = s->clock.steps_per_month,
                 .n_teams = s->n_teams,
                 .direct_pool = s->in->c.direct_people};
    for (int k = 0; k < N_LUCKS; k++)
        x->key[k] = s->key[k];
    x->o = rap_allocate(x->n, sizeof *x->o);
    x->team = rap_allocate(x->n_teams, sizeof *x->team);
    x->r = rap_allocate(x->n * x->n_teams, sizeof *x->r);
    if (!x->o || !x->team || !x->r)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < x->n; i++)
        start_organisation(x, s, i);
    for (size_t j = 0; j < x->n_teams; j++) {
        start_team(x, s, j);
        x->team[j].l = plain_levers(x, &x->team[j], 0);
        for (size_t i = 0; i < x->n; i++)
            start_relation(x, s, j, i);
        plain_take_up_levers(x, j, 0);
    }
    return plain_remember(x);
}

void plain_free(plain *x) {
    rap_free(x->o);
    rap_free(x->team);
    rap_free(x->r);
    rap_free(x->promise);
}
