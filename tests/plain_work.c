/* plain_work.c: money, invitation and joint work of the plain second implementation (plain_step.h).
 * Numbers in brackets are those of section 7 of models/ODD.md. */
#include "plain_parts.h"
#include "stream/stream.h"

/* ---- [1] money --------------------------------------------------------------------------------
 */

void plain_book(plain *x, plain_team *t, pm_budget_line line, int64_t cents) {
    t->spent[line] += cents;
    t->present_value += (double)cents / 100 * pow(1 + x->in->c.discount_rate, -x->now / 12);
}

static pm_budget_line line_of(const plain_team *t, pm_activity a) {
    if (t->phase == AFTERCARE)
        return LINE_AFTERCARE;
    switch (a) {
    case DATA:
        return LINE_RESEARCH_STAFF;
    case CAPACITY:
        return LINE_CAPACITY;
    case FOLLOW_UP:
        return LINE_FOLLOW_UP;
    case DISSEMINATION:
        return LINE_DISSEMINATION;
    case LISTENING:
    case OUTREACH:
    case CONTACT:
    case NEEDS:
    case N_ACTIVITIES:
        break;
    }
    return LINE_COORDINATOR;
}

bool plain_listed(const plain *x) {
    return x->in->unit.currency[0] != '\0';
}

double plain_rate(const plain_team *t, double own, double listed) {
    return t->l->pay.at_unit_costs && own > 0 ? listed : own;
}

/* Cents of an hour of staff. */
int64_t plain_staff_hour(const plain *x) {
    return llround((plain_listed(x) ? x->in->unit.staff_hour : x->p->staff_hour) * 100);
}

double plain_use(plain *x, plain_team *t, pm_activity a, double hours) {
    if (hours > t->hours[a])
        hours = t->hours[a];
    int64_t cents = llround(hours * (double)plain_staff_hour(x));
    if (cents > t->purse[a])
        cents = t->purse[a];
    t->purse[a] -= cents;
    t->hours[a] -= hours;
    plain_book(x, t, line_of(t, a), cents);
    return hours;
}

/* Hours that are used at once or not at all. */
static double lump(const plain *x, int a) {
    switch (a) {
    case OUTREACH:
        return x->p->hours_per_ask;
    case CAPACITY:
        return x->p->session_hours;
    case NEEDS:
        return x->p->promise_hours;
    case DISSEMINATION:
        return x->p->dissemination_hours;
    default:
        return 0;
    }
}

/* Puts the step's money in the purses, the k-th of n of a grant or of aftercare, of which the phase
 * has the steps from `first` to `last`, and finds the hours that each activity may use. */
static void allot(plain *x, plain_team *t, int64_t k, int64_t n, int64_t first, int64_t last) {
    int64_t pay = plain_part(t->pay_money, k, n), running = plain_part(t->running_money, k, n);
    int64_t indirect = plain_part(t->indirect_money, k, n);
    double hour = (double)plain_staff_hour(x);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        int64_t cents = plain_part(t->planned[t->phase][a], k - first, last - first);
        t->purse[a] += cents;
        t->unallotted -= cents;
        double most = fmax(x->p->catch_up * (double)cents / hour, lump(x, a));
        t->hours[a] = fmin((double)t->purse[a] / hour, most);
    }
    t->pay_purse += pay;
    t->unallotted -= pay + running + indirect;
    plain_book(x, t, LINE_ADMINISTRATION, running);
    plain_book(x, t, LINE_INDIRECT, indirect);
}

static void end_period(plain_team *t) {
    for (int a = 0; a < N_ACTIVITIES; a++) {
        t->idle += t->purse[a];
        t->purse[a] = 0;
        t->hours[a] = 0;
    }
    t->idle += t->pay_purse + t->unallotted;
    t->pay_purse = t->unallotted = 0;
    t->pay_money = t->running_money = t->indirect_money = 0;
}

/* [12] somebody left. */
void plain_lose_person(plain *x, size_t j, size_t i, double persons, bool grudges_too) {
    plain_relation *r = relation(x, j, i);
    double G = x->o[i].G;
    double k = x->p->personal_share / persons * (1 - r->m) * strength(x, MECH_personal_tie);
    if (r->T > G || (grudges_too && !r->scar))
        r->T = G + (1 - k) * (r->T - G);
}

/* An end that nothing bridges. */
static void unbridged_end(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    rap_event e = {.team = t->hash, .ordinal = t->endings++};
    if (rap_uniform(x->key[LUCK_TEAM_LOSS], e) >= x->p->gap_loss)
        return;
    for (size_t i = 0; i < x->n; i++)
        if (relation(x, j, i)->stage >= EXPLORING && relation(x, j, i)->stage != EXITED)
            plain_lose_person(x, j, i, 1, false);
}

static pm_phase phase_now(const plain *x, const plain_team *t, int g) {
    const pm_grant *grant = t->of->l.grants.rows;
    if (g >= 0)
        return x->now < (double)(grant[g].start + plain_levers(x, t, (size_t)g)->listening)
                   ? LEARNING_TO_KNOW
                   : WORKING;
    if (!t->granted)
        return x->now < t->end ? BEFORE : OVER;
    if (x->now < t->end)
        return BETWEEN;
    double from = t->phase == AFTERCARE ? t->aftercare_from : x->now;
    return t->phase != OVER && x->now < from + (double)t->l->aftercare ? AFTERCARE : OVER;
}

/* Aftercare that a grant breaks off: its money is kept for later. */
static void keep_for_later(plain_team *t) {
    for (int a = 0; a < N_ACTIVITIES; a++) {
        t->reserve += t->purse[a];
        t->purse[a] = 0;
    }
    t->reserve += t->unallotted;
    t->unallotted = 0;
}

void plain_team_money(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    const pm_grant *grant = t->of->l.grants.rows;
    plain_apply(x, j);
    int g = plain_running_grant(x, t), before = t->grant;
    pm_phase was = t->phase;
    if (was == AFTERCARE && g >= 0 && x->now < t->aftercare_from + (double)t->l->aftercare)
        keep_for_later(t);
    t->phase = phase_now(x, t, g);
    bool over = (before >= 0 && g != before) || (was == AFTERCARE && t->phase != AFTERCARE);
    if (over)
        end_period(t);
    t->grant = g;
    if (over && g < 0 && t->phase != AFTERCARE)
        unbridged_end(x, j);
    if (g >= 0 && g != before)
        plain_begin_grant(x, t, (size_t)g);
    if (t->phase == AFTERCARE && was != AFTERCARE) {
        for (int a = 0; a < N_ACTIVITIES; a++)
            t->planned[AFTERCARE][a] =
                (int64_t)floor(t->l->aftercare_hours[a] * (double)t->reserve);
        t->unallotted = t->reserve;
        t->reserve = 0;
        t->aftercare_from = x->now;
    }
    int64_t listening = t->l->listening * x->steps_per_month;
    int64_t n = (g >= 0 ? grant[g].months : t->l->aftercare) * x->steps_per_month;
    int64_t k =
        x->steps - (g >= 0 ? grant[g].start : (int64_t)t->aftercare_from) * x->steps_per_month;
    if (t->phase == AFTERCARE)
        allot(x, t, k, n, 0, n);
    else if (g >= 0)
        allot(x, t, k, n, t->phase == WORKING ? listening : 0, t->phase == WORKING ? n : listening);
}

void plain_contact(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    size_t n = count_in_touch(x, j);
    double listening = n ? plain_use(x, t, LISTENING, t->hours[LISTENING]) : 0;
    double meeting = n ? plain_use(x, t, CONTACT, t->hours[CONTACT]) : 0;
    t->listening_share = listening + meeting > 0 ? listening / (listening + meeting) : 0;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        r->contact = in_touch(r) ? (listening + meeting) / (double)n / x->dt : 0;
        double h = r->contact + x->p->follow_up_contact * r->followed_up;
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

static bool says_yes(plain *x, size_t j, size_t i) {
    const pm_parameters *p = x->p;
    const plain_organisation *o = &x->o[i];
    const plain_relation *r = relation(x, j, i);
    rap_event e = event(x, j, i, r->asks);
    double A = 0.5 + strength(x, MECH_shared_goals) * (r->A - 0.5);
    double pay = strength(x, MECH_fair_pay) * r->pay;
    double mood = p->take_up_mood * o->t->spontaneity * rap_normal(x->key[LUCK_MOOD], e);
    double z = p->take_up_base + p->take_up_trust * (r->T - 0.5) +
               p->take_up_alignment * (A - 0.5) + p->take_up_pay * pay +
               p->take_up_research * (o->t->appreciation - 0.5) +
               p->take_up_institution * (x->team[j].l->institution - 0.5) -
               p->take_up_fatigue * felt_fatigue(x, i) -
               p->take_up_hours * x->team[j].l->hours_asked / o->t->hours * (1 - pay) + mood;
    return rap_uniform(x->key[LUCK_ASK], e) < logistic(z);
}

static void become_partner(plain *x, size_t j, plain_relation *r) {
    r->stage = PARTNERED;
    r->ever = true;
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
    if (cost > (double)t->pay_purse)
        hours *= (double)t->pay_purse / cost;
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        r->asked = working && r->stage == PARTNERED ? hours : 0;
    }
}

static void give_hours(plain *x, size_t i) {
    plain_organisation *o = &x->o[i];
    double asked = 0;
    double season = 1 - o->t->season * cos(2 * acos(-1) * (x->now - o->t->season_low) / 12);
    o->available = o->t->hours * season * x->dt;
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
    double paid = t->l->pay.form == PAY_NONE ? 0 : r->given * t->l->pay.coverage;
    int64_t cents = (int64_t)floor(r->given * cents_an_hour(x, j, i));
    if (cents > t->pay_purse)
        cents = t->pay_purse;
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
