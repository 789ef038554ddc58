/* funding.c: mechanism 1, funding and effort (a gate).
 *
 * What a grant is planned for stands in grant_plan.c; of a team that states costs, what falls due in a step in budget.c. Running administration, indirect costs,
 * partners' money and what each activity is planned for are allotted evenly over the steps, the
 * latter over those of listening and of the project apart:
 *     step k of n gets floor(M (k + 1) / n) - floor(M k / n) of M,
 *     hours of an activity in a step = min(purse, catch_up * allotment of the step) / cost of an hour.
 * What an activity does not use stays in its purse until the grant (or its no-cost extension) ends,
 * then it is idle. Asks, sessions, help and events come in lumps, for which a purse may be saved up.
 * Bridges and aftercare are spent in the same way from the reserve (grants.c).
 * Contact of a relation in touch, and its quality:
 *     h = contact factor of shocks * (contact + listening hours) / relations in touch
 *     q = 1 - exp(-(h + unpaid hours + follow_up_contact * follow-up hours) / contact_need),
 * the unpaid and the follow-up hours being those of the step before.
 * Where levers are given to a part of the partners only (target.c), these are one side (0) and all
 * others the other (1), each with the levers that hold there. Activities whose hours are the same on
 * both sides have one purse, as if there were no sides. Hours for a partner (contact, listening,
 * capacity, follow-up, needs) that differ part the purse (for capacity, other times of sessions do too),
 *     allotment of side c = w_c * share_c * money of the step,
 * w_c = the side's share of the relations in touch (of those ever partnered where none is, of all
 * listed where none was), so that a partner gets what it would get if the same levers held for all.
 * Outreach, data collection and events are for both: one purse, whose share is the sides' shares
 * weighted with w_c, so that money moved to or from them is moved for that side alone. Contact is
 * shared evenly within a purse. A team whose two sets of levers are equal has one side, of weight 1.
 * Books are in whole cents. Sources: parameters.def. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

/* The part of `total` cents that falls on step k of n: parts add up to the total exactly. */
static int64_t part_of_step(int64_t total, int64_t k, int64_t n) {
    return total * (k + 1) / n - total * k / n;
}

/* Where a step lies in a grant, a bridge or aftercare: the k-th of n; in an extension the last one
 * stands for it. */
typedef struct {
    int64_t k, n;
    bool extended;
} place;

static place place_in_grant(const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    const pm_grant *g = pm_grants_of(s, j) + (t->grant < 0 ? 0 : t->grant);
    double begun = t->grant < 0 ? t->begun : (double)g->start;
    double months = t->grant < 0 ? t->lasts : (double)g->months;
    int64_t n = llround(months * s->clock.steps_per_month), k = llround((s->now - begun) / s->dt);
    return (place){k < n ? k : n - 1, n, k >= n};
}

/* What is planned for an activity of a side in a step. */
static int64_t allotment(const pm_partnership *s, size_t j, size_t side, pm_activity a, place at) {
    const pm_team_state *t = &s->team[j];
    if (t->grant < 0) {
        double share = t->side[side].l->aftercare_hours[a];
        return part_of_step((int64_t)floor(share * (double)t->staff_money), at.k, at.n);
    }
    if (t->costs.budget.n)
        return t->costs.due[a];
    const pm_plan *p = &t->plan[side][t->grant];
    int64_t heard = pm_levers_of(s, j)->listening * s->clock.steps_per_month;
    heard = heard < at.n ? heard : at.n;
    if (t->phase == LEARNING_TO_KNOW)
        return part_of_step(p->hear[a], at.k, heard);
    return at.k < heard ? 0 : part_of_step(p->activity[a], at.k - heard, at.n - heard);
}

/* Moves money into a purse, no more than there is. */
static void fill_purse(pm_team_state *t, pm_side *x, pm_activity a, int64_t cents) {
    cents = cents < t->staff_left ? cents : t->staff_left;
    x->purse[a] += cents;
    t->staff_left -= cents;
    t->unallotted -= cents;
}

/* Hours that a side may use, whose weight is `w`. */
static double usable_hours(const pm_partnership *s, const pm_side *x, pm_activity a, double w,
                           int64_t allotted) {
    const pm_parameters *p = &s->in->p;
    double once = pm_lump(p, a) * (a == CAPACITY ? w : 1) * (double)s->staff_hour;
    double most = fmax(p->catch_up * (double)allotted, once);
    return fmin((double)x->purse[a], most) / (double)s->staff_hour;
}

/* The same, or, of an activity that both sides pool, the mean over those who are served. */
static double pooled_allotment(const pm_partnership *s, size_t j, size_t side, pm_activity a,
                               place at) {
    double own = (double)allotment(s, j, side, a, at);
    if (s->team[j].parted[a] || s->team[j].sides == 1)
        return own;
    double other = (double)allotment(s, j, 1 - side, a, at);
    double w = pm_weight_of_side(s, j, side);
    return own < other || own > other ? w * own + (1 - w) * other : own;
}

static void allot_side(pm_partnership *s, size_t j, size_t side, place at) {
    pm_team_state *t = &s->team[j];
    pm_side *x = &t->side[side];
    double weight = pm_weight_of_side(s, j, side);
    for (int a = 0; a < N_ACTIVITIES; a++) {
        double w = t->parted[a] ? weight : side == 0;
        int64_t allotted = (int64_t)floor(w * pooled_allotment(s, j, side, (pm_activity)a, at));
        fill_purse(t, x, (pm_activity)a, at.extended ? 0 : allotted);
        x->hours[a] = usable_hours(s, x, (pm_activity)a, w, allotted);
    }
}

/* What of a grant that costs make falls due in a step. */
static void allot_costs(pm_partnership *s, size_t j, place at) {
    pm_team_state *t = &s->team[j];
    const int64_t *due = t->costs.due;
    int64_t indirect = pm_draw_on_costs(s, j, at.k) - t->indirect_so_far;
    t->indirect_so_far += indirect;
    t->pay_purse += due[USE_PARTNERS];
    t->participants_purse += due[USE_PARTICIPANTS];
    t->unallotted -= due[USE_PARTNERS] + due[USE_PARTICIPANTS] + due[USE_ADMINISTRATION] +
                     due[USE_NONE] + indirect;
    pm_book(s, j, LINE_ADMINISTRATION, due[USE_ADMINISTRATION]);
    pm_book(s, j, LINE_FORM, due[USE_NONE]);
    pm_book(s, j, LINE_INDIRECT, indirect);
}

static void allot_shares(pm_partnership *s, size_t j, place at) {
    pm_team_state *t = &s->team[j];
    int64_t pay = part_of_step(t->pay_money, at.k, at.n),
            running = part_of_step(t->running_money, at.k, at.n);
    int64_t indirect = part_of_step(t->indirect_money, at.k, at.n);
    t->pay_purse += pay;
    t->unallotted -= pay + running + indirect;
    pm_book(s, j, LINE_ADMINISTRATION, running);
    pm_book(s, j, LINE_INDIRECT, indirect);
}

static void allot(pm_partnership *s, size_t j) {
    pm_team_state *t = &s->team[j];
    place at = place_in_grant(s, j);
    bool by_costs = t->costs.budget.n && t->grant >= 0;
    if (!at.extended && by_costs)
        allot_costs(s, j, at);
    else if (!at.extended)
        allot_shares(s, j, at);
    for (size_t side = 0; side < t->sides; side++)
        allot_side(s, j, side, at);
    if (by_costs)
        pm_note_purses(t);
}

static void no_hours(pm_team_state *t) {
    for (size_t side = 0; side < SIDES; side++)
        for (int a = 0; a < N_ACTIVITIES; a++)
            t->side[side].hours[a] = 0;
}

/* Hours of an activity that each side's relations in touch share, and how many these are; with none,
 * the hours are left. */
typedef struct {
    double hours[SIDES];
    size_t n[SIDES];
} shared_hours;

static shared_hours share_hours_out(pm_partnership *s, size_t j, pm_activity a,
                                    const size_t touch[SIDES]) {
    const pm_team_state *t = &s->team[j];
    shared_hours x = {{0, 0}, {touch[0], touch[1]}};
    if (!t->parted[a])
        x.n[0] = x.n[1] = x.n[0] + x.n[1];
    for (size_t side = 0; side < (t->parted[a] ? t->sides : 1); side++)
        x.hours[side] = x.n[side] ? pm_use_hours(s, j, side, a, t->side[side].hours[a]) : 0;
    if (!t->parted[a])
        x.hours[1] = x.hours[0];
    return x;
}

static double hours_each(const shared_hours *x, size_t side) {
    return x->n[side] ? x->hours[side] / (double)x->n[side] : 0;
}

/* Shares contact and listening out evenly. */
static void keep_in_touch(pm_partnership *s, size_t j) {
    const size_t touch[SIDES] = {pm_count_in_touch(s, j, 0), pm_count_in_touch(s, j, 1)};
    shared_hours listening = share_hours_out(s, j, LISTENING, touch),
                 contact = share_hours_out(s, j, CONTACT, touch);
    double each[SIDES];
    for (size_t k = 0; k < SIDES; k++) {
        bool alike = listening.n[k] == contact.n[k];
        double heard = alike ? listening.hours[k] : hours_each(&listening, k);
        double all = heard + (alike ? contact.hours[k] : hours_each(&contact, k));
        s->team[j].side[k].listening_share = all > 0 ? heard / all : 0;
        each[k] = s->crisis.contact * all / ((alike ? (double)contact.n[k] : 1) * s->dt);
    }
    for (size_t i = 0; i < s->o.n; i++) {
        size_t r = j * s->o.n + i;
        s->r.contact[r] = pm_in_touch(s, r) ? each[pm_side_of(s, j, i)] : 0;
        double hours =
            s->r.contact[r] + s->r.kept_up[r] + s->in->p.follow_up_contact * s->r.followed_up[r];
        s->r.quality[r] = hours > 0 ? 1 - exp(-hours / pm_traits_of(s, i)->contact_need) : 0;
    }
}

void pm_funding(pm_partnership *s) {
    s->discount = pow(1 + s->in->c.discount_rate, -s->now / 12);
    s->discount_outcomes = pow(1 + s->in->c.discount_outcomes, -s->now / 12);
    for (size_t j = 0; j < s->n_teams; j++) {
        s->team[j].booked += s->team[j].booked_now;
        s->team[j].booked_now = 0;
        pm_turn_phase(s, j);
        no_hours(&s->team[j]);
        if (pm_present(s, j))
            allot(s, j);
        keep_in_touch(s, j);
    }
}
