/* grants.c: mechanism 17, the funder: awards, phases, gaps, bridges, no-cost extensions, follow-on
 * money (a gate).
 *
 * A grant is awarded when it is due to start, with its probability `success`; with `renewal`
 *     logit P = logit success + renewal_outputs * outputs so far + renewal_partners (share working - 1/2),
 * share working = pm_share_working, 1/2 where there is none; with `after_previous` only if the one before
 * it was awarded. A grant that is `follow_on` is applied for only if no other runs in the month in which
 * it is due (an extension runs too), with the chance of a renewal; `end`, aftercare and bridges do not
 * count on it before it is won. So several such rows, a year apart, are an application a year until one
 * is won. The levers of the policy that a grant names hold from its start until the next grant's. What
 * a grant that began before month 0 was planned for until then is spent, and not granted here (past.c).
 * In its extension what is left of a grant may still be spent. In a gap a share of the reserve
 * (lever `bridge`) keeps people until the next grant is due; after the last grant the reserve pays for
 * aftercare. What follow-on money interrupts of it goes back to the reserve. An end that is followed by
 * neither leaves the team without people, with probability gap_loss. Sources: NIH 2015 (16 % new, 37 %
 * renewed), CIHR 2016 (16.5 %), NIHR RfPB 2018-22 (19 to 22 %); Feinberg 2008 and PMC3607296 (launch
 * money that brought in as much again or more); effects assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

static double end_of(const pm_grant *g) {
    return (double)(g->start + g->months);
}

/* ---- awards ----------------------------------------------------------------------------------- */

double pm_share_working(const pm_partnership *s, size_t j) {
    double ever = 0, working = 0;
    for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++) {
        ever += s->r.ever[r];
        working += pm_is_working(s, r);
    }
    return ever > 0 ? working / ever : 0.5;
}

static double outputs_so_far(const pm_partnership *s, size_t j) {
    double outputs = 0;
    for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++)
        outputs += s->r.outputs[r].count;
    return outputs;
}

static double chance_of_award(const pm_partnership *s, size_t j, const pm_grant *g) {
    const pm_parameters *p = &s->in->p;
    if (!(g->renewal || g->follow_on) || g->success <= 0 || g->success >= 1)
        return g->success;
    return pm_inverse_logit(log(g->success / (1 - g->success)) +
                            p->renewal_outputs * outputs_so_far(s, j) +
                            p->renewal_partners * (pm_share_working(s, j) - 0.5));
}

/* Whether a grant is awarded, or counted on. */
static bool is_expected(const pm_team_state *t, const pm_grant *g, size_t k) {
    return t->award[k] > 0 || (t->award[k] == 0 && !g[k].follow_on);
}

void pm_set_ends(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    const pm_grant *g = pm_grants_of(s, j);
    t->end = t->paid_until = (double)g[0].start;
    t->first_end = -1;
    for (size_t k = 0; k < pm_count_grants(s, j); k++) {
        if (!is_expected(t, g, k))
            continue;
        if (end_of(&g[k]) >= t->end) {
            t->end = end_of(&g[k]);
            t->paid_until = t->end + (double)pm_levers_of_grant(s, j, k)->aftercare;
        }
        t->first_end = t->first_end < 0 ? end_of(&g[k]) : t->first_end;
    }
    if (t->first_end < 0)
        t->first_end = t->end;
}

/* The awarded grant that runs now, or the one whose extension does; -1 for none. */
static int grant_at(const pm_partnership *s, size_t j) {
    const pm_grant *g = pm_grants_of(s, j);
    int extended = -1;
    for (size_t k = 0; k < pm_count_grants(s, j); k++) {
        if (s->team[j].award[k] <= 0 || s->now < (double)g[k].start)
            continue;
        if (s->now < end_of(&g[k]))
            return (int)k;
        if (s->now < end_of(&g[k]) + (double)g[k].extension)
            extended = (int)k;
    }
    return extended;
}

static void decide_awards(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    const pm_grant *g = pm_grants_of(s, j);
    for (size_t k = 0; k < pm_count_grants(s, j); k++) {
        if (t->award[k] != 0 || s->now < (double)g[k].start)
            continue;
        rap_event call = {.team = t->hash, .ordinal = (uint32_t)k};
        bool open = (!g[k].after_previous || k == 0 || t->award[k - 1] > 0) &&
                    (!g[k].follow_on || grant_at(s, j) < 0);
        bool won = open && rap_uniform(s->key[LUCK_AWARD], call) < chance_of_award(s, j, &g[k]);
        t->award[k] = won ? 1 : -1;
        if (open && g[k].success < 1)
            pm_tell_of_team(s, won ? EVENT_award_won : EVENT_award_refused, j, 0);
        pm_set_ends(s, j);
    }
}

/* ---- grants begin and end --------------------------------------------------------------------- */

/* From now on the grant's levers hold; sides there are only where no grant names a policy (target.c). */
static void adopt_levers(pm_partnership *s, size_t j, size_t k) {
    pm_team_state *t = &s->team[j];
    if (pm_levers_of_grant(s, j, k) == t->l)
        return;
    t->l = t->side[0].l = pm_levers_of_grant(s, j, k);
    for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++)
        pm_sign_papers(s, r);
}

static void open_grant(pm_partnership *s, size_t j, int k) {
    pm_team_state *t = &s->team[j];
    const pm_grant *g = pm_grants_of(s, j) + k;
    pm_plan plan = t->plan[0][k], before = pm_plan_before(g, &plan);
    int64_t spent = before.fixed + before.running + before.indirect + before.pay + before.staff;
    adopt_levers(s, j, (size_t)k);
    t->grant = k;
    pm_tell_of_team(s, g->start < 0 ? EVENT_grant_before : EVENT_grant_began, j,
                    (double)plan.amount / 100);
    t->granted += plan.amount - spent;
    t->reserve += plan.reserve;
    pm_book(s, j, LINE_ADMINISTRATION, plan.fixed - before.fixed);
    t->unallotted = plan.amount - spent - plan.reserve - (plan.fixed - before.fixed);
    t->running_money = plan.running;
    t->indirect_money = plan.indirect;
    t->pay_money = plan.pay;
    t->staff_money = plan.staff;
    t->staff_left = plan.staff - before.staff;
    t->indirect_so_far = 0;
    if (t->costs.budget.n)
        pm_open_accounts(s, j, (size_t)k);
    for (size_t i = 0; i < s->o.n; i++) {
        if (g->start >= 0) /* else as past.c left it */
            s->r.next_promise[j * s->o.n + i] = 0;
        s->r.pay[j * s->o.n + i] = pm_pay_worth(s, j, i);
    }
}

/* What is left of a grant, of a bridge or of aftercare. */
static int64_t left_in_books(const pm_team_state *t) {
    int64_t left = t->pay_purse + t->participants_purse + t->unallotted;
    for (size_t side = 0; side < SIDES; side++)
        for (int a = 0; a < N_ACTIVITIES; a++)
            left += t->side[side].purse[a];
    return left;
}

static void empty_books(pm_team_state *t) {
    t->unallotted = t->pay_purse = t->participants_purse = t->staff_money = t->pay_money = 0;
    t->running_money = t->indirect_money = t->staff_left = 0;
    for (size_t side = 0; side < SIDES; side++)
        for (int a = 0; a < N_ACTIVITIES; a++)
            t->side[side].purse[a] = 0;
    pm_empty_accounts(t);
}

/* It is idle from now on. */
static void close_books(pm_team_state *t) {
    t->idle += left_in_books(t);
    empty_books(t);
}

static void return_to_reserve(pm_team_state *t) {
    t->reserve += left_in_books(t);
    empty_books(t);
}

static void team_loses_people(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    rap_event end = {.team = t->hash, .ordinal = t->endings++};
    if (rap_uniform(s->key[LUCK_TEAM_LOSS], end) >= s->in->p.gap_loss)
        return;
    pm_tell_of_team(s, EVENT_team_lost_people, j, 0);
    for (size_t i = 0; i < s->o.n; i++)
        if (s->r.stage[j * s->o.n + i] > CONTACTED && s->r.stage[j * s->o.n + i] != EXITED)
            pm_lose_person(s, j * s->o.n + i, 1, false);
}

/* Month in which the next grant that is counted on is due. */
static double next_start(const pm_partnership *s, size_t j) {
    const pm_grant *g = pm_grants_of(s, j);
    for (size_t k = 0; k < pm_count_grants(s, j); k++)
        if (s->team[j].award[k] == 0 && !g[k].follow_on)
            return (double)g[k].start;
    return s->now;
}

/* Spends money of the reserve evenly over some months. */
static void draw_on_reserve(pm_partnership *s, pm_team_state *t, double share, double months) {
    int64_t cents = (int64_t)floor(share * (double)t->reserve);
    t->reserve -= cents;
    t->unallotted = t->staff_money = t->staff_left = cents;
    t->begun = s->now;
    t->lasts = months;
}

static pm_phase phase_without_grant(const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    const pm_levers *l = pm_levers_of(s, j);
    bool bridged = l->bridge > 0 && t->reserve > 0 && pm_is_paid_for(t->phase);
    if (t->granted == 0)
        return s->now < t->end ? BEFORE : OVER;
    if (s->now < t->end)
        return bridged || t->phase == BRIDGED ? BRIDGED : BETWEEN;
    if (t->phase == AFTERCARE)
        return s->now < t->begun + t->lasts - 1e-9 ? AFTERCARE : OVER;
    return l->aftercare > 0 && t->phase != OVER ? AFTERCARE : OVER;
}

static pm_phase phase_at(const pm_partnership *s, size_t j, int k) {
    if (k < 0)
        return phase_without_grant(s, j);
    double since = s->now - (double)pm_grants_of(s, j)[k].start;
    return since < (double)pm_levers_of_grant(s, j, (size_t)k)->listening ? LEARNING_TO_KNOW
                                                                          : WORKING;
}

/* Whether what paid for the step before is over, with grant k (-1: none) now. */
static bool books_end(const pm_partnership *s, size_t j, int k) {
    const pm_team_state *t = &s->team[j];
    return pm_is_paid_for(t->phase) && (t->grant != k || t->phase != phase_at(s, j, k)) &&
           !(k >= 0 && t->grant == k);
}

/* Whether grant k begins in the middle of aftercare. */
static bool interrupts_aftercare(const pm_partnership *s, const pm_team_state *t, int k) {
    return k >= 0 && t->phase == AFTERCARE && s->now < t->begun + t->lasts - 1e-9;
}

int64_t pm_idle_money(const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    return t->idle + (books_end(s, j, grant_at(s, j)) ? left_in_books(t) : 0);
}

static void tell_phase(const pm_partnership *s, size_t j, pm_phase was, pm_phase is) {
    if (is == BRIDGED && was != BRIDGED)
        pm_tell_of_team(s, EVENT_bridge_began, j, 0);
    else if (is == AFTERCARE && was != AFTERCARE)
        pm_tell_of_team(s, EVENT_aftercare_began, j, 0);
    else if (pm_is_paid_for(was) && !pm_is_paid_for(is))
        pm_tell_of_team(s, EVENT_money_over, j, 0);
}

void pm_turn_phase(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    decide_awards(s, j);
    int k = grant_at(s, j);
    pm_phase was = t->phase, is = phase_at(s, j, k);
    bool ends = books_end(s, j, k);
    if (interrupts_aftercare(s, t, k))
        return_to_reserve(t);
    t->phase = is;
    tell_phase(s, j, was, is);
    if (ends)
        close_books(t);
    if (ends && !pm_is_paid_for(is))
        team_loses_people(s, j);
    if (k >= 0 && t->grant != k)
        open_grant(s, j, k);
    t->grant = k;
    if (is == BRIDGED && was != BRIDGED)
        draw_on_reserve(s, t, pm_levers_of(s, j)->bridge, next_start(s, j) - s->now);
    if (is == AFTERCARE && was != AFTERCARE)
        draw_on_reserve(s, t, 1, (double)pm_levers_of(s, j)->aftercare);
}
