/* plain_funder.c: applications for grants, and what a grant brings, in the plain second implementation (plain_step.h).
 * Numbers in brackets are those of section 7 of models/ODD.md. */
#include "plain_parts.h"
#include "stream/stream.h"

#include <string.h>

/* ---- [17] the funder --------------------------------------------------------------------------
 */

/* The grant that runs in the month, or -1. */
int plain_running_grant(const plain *x, const plain_team *t) {
    const pm_grant *g = t->of->l.grants.rows;
    for (size_t k = 0; k < t->of->l.grants.n; k++)
        if (t->award[k] == 1 && x->now >= (double)g[k].start &&
            x->now < (double)(g[k].start + g[k].months))
            return (int)k;
    return -1;
}

/* What the team counts on: grants won, and those to come that are no follow-on money. */
void plain_count_on(plain_team *t) {
    const pm_grant *g = t->of->l.grants.rows;
    double first = -1, last = (double)g[0].start;
    for (size_t k = 0; k < t->of->l.grants.n; k++) {
        double end = (double)(g[k].start + g[k].months);
        if (t->award[k] == -1 || (t->award[k] == 0 && g[k].follow_on))
            continue;
        if (first < 0)
            first = end;
        if (end > last)
            last = end;
    }
    t->end = last;
    t->first_end = first < 0 ? last : first;
}

/* Log-odds that outputs and partnerships at work add. */
static double standing_of_team(plain *x, size_t j) {
    double once = 0, at_work = 0, outputs = 0;
    for (size_t i = 0; i < x->n; i++) {
        const plain_relation *r = relation(x, j, i);
        outputs += r->outputs.count;
        if (!r->ever)
            continue;
        once++;
        if (r->stage != EXITED && r->since_together <= 6 + 1e-9)
            at_work++;
    }
    double share = once > 0 ? at_work / once : 0.5;
    return x->p->renewal_outputs * outputs + x->p->renewal_partners * (share - 0.5);
}

static bool is_won(plain *x, size_t j, size_t k) {
    const plain_team *t = &x->team[j];
    const pm_grant *g = (const pm_grant *)t->of->l.grants.rows + k;
    double p = g->success;
    rap_event e = {.team = t->hash, .ordinal = (uint32_t)k};
    if (g->after_previous && k > 0 && t->award[k - 1] != 1)
        return false;
    if (g->follow_on && plain_running_grant(x, t) >= 0)
        return false;
    if ((g->renewal || g->follow_on) && p > 0 && p < 1)
        p = logistic(log(p / (1 - p)) + standing_of_team(x, j));
    return rap_uniform(x->key[LUCK_AWARD], e) < p;
}

/* Levers of the policy that a grant names, else the team's. */
const pm_levers *plain_levers(const plain *x, const plain_team *t, size_t grant) {
    int named = ((const pm_grant *)t->of->l.grants.rows)[grant].policy;
    return named >= 0 ? &((const pm_policy *)x->in->policies.rows)[named].l : &t->of->l;
}

void plain_take_up_levers(plain *x, size_t j, size_t grant) {
    plain_team *t = &x->team[j];
    t->l = plain_levers(x, t, grant);
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, j, i);
        if (r->stage <= CONTACTED)
            r->charter = r->mou = false;
        r->charter = r->charter || t->l->charter;
        r->mou = r->mou || t->l->mou;
        double a = r->charter ? x->p->memory_charter : 0;
        double b = r->mou ? x->p->memory_mou * x->o[i].t->formality : 0;
        r->m = (1 - (1 - a) * (1 - b)) * strength(x, MECH_institutional_memory);
    }
}

void plain_apply(plain *x, size_t j) {
    plain_team *t = &x->team[j];
    const pm_grant *g = t->of->l.grants.rows;
    for (size_t k = 0; k < t->of->l.grants.n; k++)
        if (t->award[k] == 0 && x->now >= (double)g[k].start) {
            t->award[k] = is_won(x, j, k) ? 1 : -1;
            plain_count_on(t);
        }
}

/* ---- [1] what a grant brings ------------------------------------------------------------------
 */

/* The cents of each grant, before they are spent. */
typedef struct {
    int64_t indirect, reserve, fixed, running, work, pay, heard, rest;
} cost_of_grant;

_Static_assert((int)MOST_GRANTS >= (int)N_ACTIVITIES, "share_out has room for both");

/* Shares `total` out by weights: rounded down, then a cent each to the largest remainders. */
static void share_out(int64_t total, const int64_t *weight, size_t n, int64_t *out) {
    int64_t sum = 0, left = total, remainder[MOST_GRANTS];
    for (size_t i = 0; i < n; i++)
        sum += weight[i];
    for (size_t i = 0; i < n; i++) {
        out[i] = sum ? total * weight[i] / sum : 0;
        remainder[i] = sum ? total * weight[i] % sum : 0;
        left -= out[i];
    }
    for (; sum && left > 0; left--) {
        size_t largest = 0;
        for (size_t i = 1; i < n; i++)
            if (remainder[i] > remainder[largest])
                largest = i;
        out[largest]++;
        remainder[largest] = -1;
    }
}

/* Indirect costs are on all direct costs here. */
static void cost_grants(const plain *x, const plain_team *t, cost_of_grant *c) {
    const pm_unit_costs *u = &x->in->unit;
    const pm_grant *grant = t->of->l.grants.rows;
    bool listed = plain_listed(x);
    double rate = t->of->indirect.rate;
    int64_t pay[MOST_GRANTS], work[MOST_GRANTS];
    size_t n = t->of->l.grants.n;
    for (size_t g = 0; g < n; g++) {
        double amount = (double)grant[g].amount;
        c[g].indirect = (int64_t)floor(amount * rate / (1 + rate) + 1e-6);
        c[g].reserve = llround(plain_levers(x, t, g)->reserve * (amount - (double)c[g].indirect));
        c[g].fixed = llround((listed ? u->grant_fixed : x->p->grant_fixed) * 100);
        c[g].running = llround((listed ? u->grant_running : x->p->grant_running) * 100);
        c[g].running *= grant[g].months;
        int64_t direct = grant[g].amount - c[g].indirect - c[g].reserve;
        c[g].fixed = c[g].fixed < direct ? c[g].fixed : direct;
        direct -= c[g].fixed;
        c[g].running = c[g].running < direct ? c[g].running : direct;
        c[g].work = direct - c[g].running;
    }
    for (size_t g = 0; g < n; g++) {
        const pm_levers *l = plain_levers(x, t, g);
        int64_t all = 0;
        for (size_t k = 0; k < n; k++)
            all += work[k] = grant[k].policy == grant[g].policy ? c[k].work : 0;
        share_out(llround(l->pay.share * (double)all), work, n, pay);
        c[g].pay = pay[g];
        c[g].heard = (work[g] - pay[g]) * l->listening / grant[g].months;
        c[g].rest = work[g] - pay[g] - c[g].heard;
    }
}

/* Of a grant that runs at month 0, whose money is planned: what its steps before that took. */
static int64_t spent_before(const plain *x, const plain_team *t, const pm_grant *grant,
                            int64_t fixed) {
    int64_t n = grant->months * x->steps_per_month, sum = fixed;
    int64_t heard = t->l->listening * x->steps_per_month;
    for (int64_t k = 0; k < -grant->start * x->steps_per_month; k++) {
        sum += plain_part(t->pay_money, k, n) + plain_part(t->running_money, k, n) +
               plain_part(t->indirect_money, k, n);
        for (int a = 0; a < N_ACTIVITIES; a++)
            sum += k < heard ? plain_part(t->planned[LEARNING_TO_KNOW][a], k, heard)
                             : plain_part(t->planned[WORKING][a], k - heard, n - heard);
    }
    return sum;
}

static void open_shares(plain *x, plain_team *t, size_t g) {
    const pm_grant *grant = (const pm_grant *)t->of->l.grants.rows + g;
    cost_of_grant c[MOST_GRANTS];
    int64_t rest[MOST_GRANTS], out[MOST_GRANTS], all = 0;
    cost_grants(x, t, c);
    for (size_t k = 0; k < t->of->l.grants.n; k++)
        all += rest[k] = grant[(int)k - (int)g].policy == grant->policy ? c[k].rest : 0;
    for (int a = 0; a < N_ACTIVITIES; a++) {
        share_out((int64_t)floor(t->l->hours[a] * (double)all), rest, t->of->l.grants.n, out);
        t->planned[WORKING][a] = out[g];
        t->planned[LEARNING_TO_KNOW][a] =
            (int64_t)floor(t->l->listening_hours[a] * (double)c[g].heard);
    }
    int64_t *planned = t->planned[WORKING], sum = 0;
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum += planned[a];
    if (sum > c[g].rest) {
        share_out(c[g].rest, planned, N_ACTIVITIES, out);
        memcpy(planned, out, sizeof t->planned[WORKING]);
    }
    t->pay_money = c[g].pay;
    t->running_money = c[g].running;
    t->indirect_money = c[g].indirect;
    int64_t gone = grant->start < 0 ? spent_before(x, t, grant, c[g].fixed) : 0;
    t->granted += grant->amount - gone;
    t->reserve += c[g].reserve;
    t->unallotted = grant->amount - c[g].reserve - gone;
    if (grant->start >= 0) {
        plain_book(x, t, LINE_ADMINISTRATION, c[g].fixed);
        t->unallotted -= c[g].fixed;
    }
}

void plain_begin_grant(plain *x, plain_team *t, size_t g) {
    const pm_grant *grant = (const pm_grant *)t->of->l.grants.rows + g;
    plain_take_up_levers(x, (size_t)(t - x->team), g);
    t->grant = (int)g;
    if (plain_by_costs(t))
        plain_begin_costs(x, t, g);
    else
        open_shares(x, t, g);
    for (size_t i = 0; i < x->n; i++) {
        plain_relation *r = relation(x, (size_t)(t - x->team), i);
        r->pay = plain_worth_of_pay(x, (size_t)(t - x->team), i);
        if (grant->start >= 0)
            r->next_promise = 0;
    }
}
