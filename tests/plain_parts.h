/* plain_parts.h: what the files of the plain second implementation share (plain_step.h). */
#ifndef PLAIN_PARTS_H
#define PLAIN_PARTS_H

#include "plain_step.h"

#include <math.h>

static inline plain_relation *relation(plain *x, size_t j, size_t i) {
    return &x->r[j * x->n + i];
}

static inline double relaxed(double from, double to, double rate, double dt) {
    return to + (from - to) * exp(-rate * dt);
}

static inline double logistic(double z) {
    return 1 / (1 + exp(-z));
}

static inline double strength(const plain *x, pm_mechanism m) {
    return x->in->strength[m];
}

static inline rap_event event(const plain *x, size_t j, size_t i, uint32_t ordinal) {
    return (rap_event){x->o[i].id, x->team[j].hash, ordinal};
}

/* Number of events of a spell in this step. */
static inline unsigned happens(const plain *x, pm_spell *spell, pm_luck_kind kind, rap_event of,
                               double rate) {
    unsigned n = 0;
    for (spell->hazard += rate * x->dt; spell->hazard >= spell->threshold; n++) {
        of.ordinal = ++spell->count;
        spell->threshold += rap_exponential(x->key[kind], of);
    }
    return n;
}

static inline bool in_touch(const plain_relation *r) {
    return r->stage == EXPLORING || r->stage == PARTNERED;
}

static inline size_t count_in_touch(plain *x, size_t j) {
    size_t n = 0;
    for (size_t i = 0; i < x->n; i++)
        n += in_touch(relation(x, j, i));
    return n;
}

static inline bool funded(const plain_team *t) {
    return t->phase == LEARNING_TO_KNOW || t->phase == WORKING;
}

/* Partners can meet somebody of the team. */
static inline bool present(const plain_team *t) {
    return funded(t) || t->phase == AFTERCARE;
}

static inline double felt_fatigue(const plain *x, size_t i) {
    return strength(x, MECH_fatigue) * x->o[i].F;
}

static inline double used_capacity(const plain *x, size_t i) {
    double neutral = x->p->capacity_neutral;
    return neutral + strength(x, MECH_capacity_use) * (x->o[i].C - neutral);
}

static inline double weight(const plain *x, pm_promise_kind kind) {
    switch (kind) {
    case RESULTS_MEMBERS:
        return x->p->promise_weight_members;
    case PAYMENT:
        return x->p->promise_weight_payment;
    case HELP:
        return x->p->promise_weight_need;
    case RESULTS_ORGANISATION:
    case N_PROMISES:
        break;
    }
    return 1;
}

/* What pay has turned out to be worth. */
static inline double plain_pay_felt(const plain_relation *r) {
    double due = (double)(r->paid + r->owed);
    return r->owed ? r->pay * (double)r->paid / due : r->pay;
}

/* Probability of a yes to four hours a month without pay, without mood. */
double plain_says_yes(plain *x, size_t j, size_t i, double trusting);

/* Books cents on a line of the budget. */
void plain_book(plain *x, plain_team *t, pm_budget_line line, int64_t cents);

/* Uses up to so many hours of an activity, pays for them and tells how many they were. */
double plain_use(plain *x, plain_team *t, pm_activity a, double hours);

/* Whether the study lists unit costs; the rate that a team pays, its own or the listed one. */
bool plain_listed(const plain *x);
double plain_rate(const plain_team *t, double own, double listed);
double plain_rate_of_pay(const plain *x, size_t j, size_t i);

/* Cents of an hour of staff. */
int64_t plain_staff_hour(const plain *x);

/* [12] Contact persons of an organisation leave. */
void plain_turnover(plain *x, size_t i);

/* [12] One of so many persons left; grudges may fade too. */
void plain_lose_person(plain *x, size_t j, size_t i, double persons, bool grudges_too);

/* Whether an organisation exists in this month. */
static inline bool is_there(const plain *x, size_t i) {
    return (double)x->o[i].of->from <= x->now && x->now < (double)x->o[i].of->until;
}

/* [17] The levers of a grant; from now on they hold. */
const pm_levers *plain_levers(const plain *x, const plain_team *t, size_t grant);
void plain_take_up_levers(plain *x, size_t j, size_t grant);

/* A promise of an organisation's relation with a team. RAP_OK or RAP_ENOMEM. */
int plain_note_promise(plain *x, size_t j, size_t i, plain_promise like);

/* [1] The money of a grant and what it is planned for. */
void plain_begin_grant(plain *x, plain_team *t, size_t grant);

/* [1] A budget stated cost by cost (plain_costs.c): whether a team does; its grant begins; what falls due in step k of it; what is
 * in its purses then; at the end of a step, what each cost has left. */
bool plain_by_costs(const plain_team *t);
void plain_begin_costs(plain *x, plain_team *t, size_t grant);
void plain_draw_costs(plain *x, plain_team *t, int64_t k, int64_t cents[N_ACTIVITIES]);
void plain_note_purses(plain_team *t);
void plain_settle_costs(plain *x, size_t j);

/* Money of a period of `n` steps that falls on its k-th step. */
static inline int64_t plain_part(int64_t money, int64_t k, int64_t n) {
    return money * (k + 1) / n - money * k / n;
}

/* What there was before month 0: relations, and promises that are open between them. */
int plain_remember(plain *x);

/* Organisations that close in this month. */
void plain_close(plain *x);

/* Joint work and data collection are under way. */
bool plain_data_collection(const plain *x, const plain_team *t);

/* What pay is worth to an organisation. */
double plain_worth_of_pay(const plain *x, size_t j, size_t i);

/* The form in which an organisation is paid. */
pm_pay_form plain_form_of_pay(const plain *x, size_t j, size_t i);

/* [17] Applications that are decided now; when the team's money ends. */
void plain_apply(plain *x, size_t j);
void plain_count_on(plain_team *t);
int plain_running_grant(const plain *x, const plain_team *t);

/* [1] The money and hours of the step. */
void plain_team_money(plain *x, size_t j);

/* [1] Contact and its quality. */
void plain_contact(plain *x, size_t j);

/* [10] Reputation of academia with an organisation. */
void plain_reputation(plain *x, size_t i);

/* [3] Asks. */
void plain_invite(plain *x, size_t j);

/* [3] From exploring to partnered. */
void plain_partner_up(plain *x, size_t j, size_t i);

/* [18] Hours beside any grant: those of the step; uses up to so many, and tells how many. */
void plain_unpaid_time(plain *x, size_t j);
double plain_unpaid(plain_team *t, double hours);

/* [19] Calls of a partner; [20] unpaid contact of a team. */
void plain_calls(plain *x, size_t j, size_t i);
void plain_keep_in_touch(plain *x, size_t j);

/* [16] Dormancy and exit of a relation; its months as a tie, at work, live. */
void plain_withdrawal(plain *x, size_t j, size_t i);
void plain_count_ties(plain *x, size_t j, size_t i);

/* Once partnered and not ended. */
bool plain_tied(const plain_relation *r);

/* [4] Joint hours. */
void plain_work(plain *x);

#endif
