/* plain_money.c: the money of the plain second implementation (plain_step.h). Numbers in brackets are
 * those of section 7 of models/ODD.md. */
#include "plain_parts.h"
#include "stream/stream.h"

#include <string.h>

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
    int64_t indirect = plain_part(t->indirect_money, k, n), by_costs[N_ACTIVITIES];
    bool costs = plain_by_costs(t) && t->grant >= 0;
    double hour = (double)plain_staff_hour(x);
    if (costs)
        plain_draw_costs(x, t, k, by_costs);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        int64_t cents =
            costs ? by_costs[a] : plain_part(t->planned[t->phase][a], k - first, last - first);
        t->purse[a] += cents;
        t->unallotted -= cents;
        double most = fmax(x->p->catch_up * (double)cents / hour, lump(x, a));
        t->hours[a] = fmin((double)t->purse[a] / hour, most);
    }
    if (costs) {
        plain_note_purses(t);
        return;
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
    t->idle += t->pay_purse + t->participants_purse + t->unallotted;
    t->pay_purse = t->participants_purse = t->unallotted = 0;
    memset(t->holds, 0, sizeof t->holds);
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
