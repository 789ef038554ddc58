/* plain_work.c: contact, invitation and joint work of the plain second implementation (plain_step.h).
 * Numbers in brackets are those of section 7 of models/ODD.md. */
#include "plain_parts.h"
#include "stream/stream.h"

/* ---- [1] contact ------------------------------------------------------------------------------
 */

void plain_contact(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    size_t n = count_in_touch(x, j);
    double listening = n ? plain_use(x, t, LISTENING, t->hours[LISTENING]) : 0;
    double meeting = n ? plain_use(x, t, CONTACT, t->hours[CONTACT]) : 0;
    t->listening_share = listening + meeting > 0 ? listening / (listening + meeting) : 0;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        r->contact = in_touch(r) ? (listening + meeting) / (double)n / x->dt : 0;
        double h = r->contact + r->kept_up + x->p->follow_up_contact * r->followed_up;
        r->q = 1 - exp(-h / x->o[i].t->contact_need);
    }
}

/* ---- [3] invitation ---------------------------------------------------------------------------
 */

/* T' of an organisation without a relation. */
static double heard(plain *x, size_t j, size_t i) {
    const plain_organisation *o = &x->o[i];
    double sum = 0, n = 0;
    for (size_t k = 0; k < o->n_neighbours; k++) {
        const plain_relation *r = relation(x, j, o->neighbour[k]);
        if (r->stage == PARTNERED) {
            sum += r->T;
            n++;
        }
    }
    double w = n > 0 ? x->p->neighbour_word * strength(x, MECH_word_among_partners) : 0;
    return (1 - w) * o->G + (n > 0 ? w * sum / n : 0);
}

static double log_odds(plain *x, size_t j, size_t i, double trusting, double hours, double worth) {
    const pm_parameters *p = x->p;
    const plain_organisation *o = &x->o[i];
    const plain_relation *r = relation(x, j, i);
    double A = 0.5 + strength(x, MECH_shared_goals) * (r->A - 0.5);
    double pay = strength(x, MECH_fair_pay) * worth;
    return p->take_up_base + p->take_up_trust * (trusting - 0.5) +
           p->take_up_alignment * (A - 0.5) + p->take_up_pay * pay +
           p->take_up_research * (o->t->appreciation - 0.5) +
           p->take_up_institution * (x->team[j].l->institution - 0.5) -
           p->take_up_fatigue * felt_fatigue(x, i) -
           p->take_up_hours * hours / o->t->hours * (1 - pay);
}

double plain_says_yes(plain *x, size_t j, size_t i, double trusting) {
    return logistic(log_odds(x, j, i, trusting, 4, 0));
}

static bool says_yes(plain *x, size_t j, size_t i) {
    const plain_relation *r = relation(x, j, i);
    rap_event e = event(x, j, i, r->asks);
    double mood = x->p->take_up_mood * x->o[i].t->spontaneity * rap_normal(x->key[LUCK_MOOD], e);
    return rap_uniform(x->key[LUCK_ASK], e) <
           logistic(log_odds(x, j, i, r->T, x->team[j].l->hours_asked, plain_pay_felt(r)) + mood);
}

static void become_partner(plain *x, size_t j, plain_relation *r) {
    r->stage = PARTNERED;
    r->ever = true;
    r->since_together = r->since_done = 0;
    if (x->now < x->team[j].end)
        r->ever_by_end = true;
}

static void ask(plain *x, size_t j, size_t i) {
    plain_relation *r = relation(x, j, i);
    plain_use(x, &x->team[j], OUTREACH, x->p->hours_per_ask);
    x->o[i].load += x->p->request_hours;
    if (r->stage != DORMANT)
        r->T = heard(x, j, i);
    bool yes = says_yes(x, j, i);
    r->asks++;
    r->asked_at = x->now;
    if (yes) {
        r->since_contact = 0;
        if (r->stage == DORMANT)
            become_partner(x, j, r);
        else
            r->stage = EXPLORING;
    } else if (r->stage == NONE) {
        r->stage = CONTACTED;
    }
}

static bool may_ask(const plain *x, const plain_relation *r) {
    return r->asked_at < 0 || x->now - r->asked_at >= x->p->pause_after_no;
}

void plain_invite(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    if (!funded(t))
        return;
    for (int dormant = 1; dormant >= 0; dormant--)
        for (size_t k = 0; k < x->n; k++) {
            plain_relation *r = relation(x, j, t->order[k]);
            bool wanted = dormant ? r->stage == DORMANT : r->stage <= CONTACTED;
            if (wanted && is_there(x, t->order[k]) && may_ask(x, r) &&
                count_in_touch(x, j) < (size_t)t->l->partners &&
                t->hours[OUTREACH] >= x->p->hours_per_ask - 1e-9)
                ask(x, j, t->order[k]);
        }
}

void plain_partner_up(plain *x, size_t j, size_t i) {
    plain_relation *r = relation(x, j, i);
    if (r->stage != EXPLORING || !present(&x->team[j]))
        return;
    double rate = x->p->partnering_rate * 2 * r->T * (1 - x->team[j].l->shared_decisions / 2);
    if (happens(x, &r->partnering, LUCK_PARTNERING, event(x, j, i, 0), rate))
        become_partner(x, j, r);
}

/* ---- [4] work ---------------------------------------------------------------------------------
 */

bool plain_data_collection(const plain *x, const plain_team *t) {
    const pm_grant *g = t->of->l.grants.rows;
    return t->phase == WORKING &&
           x->now >= (double)(g[t->grant].start + t->l->listening) + x->in->c.data_delay;
}

pm_pay_form plain_form_of_pay(const plain *x, size_t j, size_t i) {
    int form = x->team[j].l->pay.form;
    if (form != PAY_BY_TYPE)
        return (pm_pay_form)form;
    return x->o[i].t->volunteer_share > 0.5 ? PAY_HONORARIUM : PAY_BUY_OUT;
}

double plain_rate_of_pay(const plain *x, size_t j, size_t i) {
    const pm_unit_costs *u = &x->in->unit;
    double listed = plain_form_of_pay(x, j, i) == PAY_BUY_OUT ? u->buy_out_hour : u->honorarium;
    return plain_rate(&x->team[j], x->team[j].l->pay.rate, listed);
}

static double cents_an_hour(const plain *x, size_t j, size_t i) {
    const pm_compensation *c = &x->team[j].l->pay;
    return c->form == PAY_NONE ? 0 : plain_rate_of_pay(x, j, i) * c->coverage * 100;
}

static void ask_hours(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    bool working = plain_data_collection(x, t);
    double hours = t->l->hours_asked * x->dt, cost = 0;
    for (size_t i = 0; i < x->n; i++)
        if (relation(x, j, i)->stage == PARTNERED)
            cost += hours * cents_an_hour(x, j, i);
    if (cost > (double)t->pay_purse && t->l->pay.when_short == SHORT_ASK_LESS)
        hours *= (double)t->pay_purse / cost;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        r->asked = working && r->stage == PARTNERED ? hours : 0;
    }
}

/* Hours that reporting takes from a partner that is paid. */
static void report(plain *x, size_t j, size_t i) {
    plain_organisation *o = &x->o[i];
    double hours = fmin(o->available, x->p->report_hours * strength(x, MECH_money_burden) * x->dt);
    if (!funded(&x->team[j]) || relation(x, j, i)->stage != PARTNERED ||
        plain_form_of_pay(x, j, i) == PAY_NONE)
        return;
    o->available -= hours;
    o->load += hours;
    o->sum.partner_hours += hours;
    o->sum.unpaid_hours += hours;
}

static void give_hours(plain *x, size_t i) {
    plain_organisation *o = &x->o[i];
    double asked = 0;
    double season = 1 - o->t->season * cos(2 * acos(-1) * (x->now - o->t->season_low) / 12);
    o->available = o->t->hours * season * x->dt;
    for (size_t j = 0; j < x->n_teams; j++)
        report(x, j, i);
    for (size_t j = 0; j < x->n_teams; j++)
        asked += relation(x, j, i)->asked;
    double share = asked > o->available ? o->available / asked : 1;
    for (size_t j = 0; j < x->n_teams; j++) {
        plain_relation *r = relation(x, j, i);
        r->given = r->asked * share;
        o->load += r->given;
    }
    for (size_t j = 0; j < x->n_teams; j++)
        o->available -= relation(x, j, i)->given;
}

static void pay_hours(plain *x, size_t j, size_t i) {
    plain_team *t = &x->team[j];
    plain_relation *r = relation(x, j, i);
    plain_organisation *o = &x->o[i];
    double each = cents_an_hour(x, j, i), paid = r->given * t->l->pay.coverage;
    if (!(r->given > 0))
        return;
    int64_t before = r->owed, cents = (int64_t)floor(r->given * each) + before;
    r->owed = t->l->pay.when_short == SHORT_OWE && cents > t->pay_purse ? cents - t->pay_purse : 0;
    if (cents > t->pay_purse)
        cents = t->pay_purse;
    r->paid += cents;
    if (t->l->pay.form == PAY_NONE || !cents)
        paid = 0;
    else if (before || r->owed)
        paid = (double)cents / each * t->l->pay.coverage;
    t->pay_purse -= cents;
    if (cents)
        plain_book(x, t, plain_form_of_pay(x, j, i) == PAY_BUY_OUT ? LINE_BUY_OUT : LINE_HONORARIA,
                   cents);
    o->sum.spend += cents;
    o->sum.partner_hours += r->given;
    o->sum.unpaid_hours += r->given - paid;
    o->sum.hours_returned += (double)cents / 100 / o->t->hour_cost;
}

void plain_work(plain *x) {
    for (size_t j = 0; j < x->n_teams; j++)
        ask_hours(x, j);
    for (size_t i = 0; i < x->n; i++)
        give_hours(x, i);
    for (size_t j = 0; j < x->n_teams; j++)
        for (size_t i = 0; i < x->n; i++) {
            plain_relation *r = relation(x, j, i);
            double D = x->p->depth_base + x->p->depth_capacity * used_capacity(x, i) +
                       x->p->depth_trust * r->T;
            if (r->given > 0)
                r->D = fmin(x->team[j].l->shared_decisions * fmin(1, D), x->o[i].t->role_research);
            pay_hours(x, j, i);
        }
}
