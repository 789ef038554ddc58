/* books.c: a team's purses and books.
 *
 * Hours are paid for at the cost of a staff hour, out of the purse of their activity and never beyond
 * it; whatever is paid is booked on a line of the budget in the same breath. */
#include "partnership/state/books.h"

#include <math.h>

void pm_book(pm_partnership *s, size_t team, pm_budget_line line, int64_t cents) {
    pm_team_state *t = &s->team[team];
    t->spent[line] += cents;
    t->booked_now += cents;
    t->present_value += (double)cents / 100 * s->discount;
}

pm_budget_line pm_line_of(pm_phase phase, pm_activity a) {
    static const pm_budget_line lines[N_ACTIVITIES] = {
        [OUTREACH] = LINE_COORDINATOR, [LISTENING] = LINE_COORDINATOR,
        [CONTACT] = LINE_COORDINATOR,  [CAPACITY] = LINE_CAPACITY,
        [DATA] = LINE_RESEARCH_STAFF,  [FOLLOW_UP] = LINE_FOLLOW_UP,
        [NEEDS] = LINE_COORDINATOR,    [DISSEMINATION] = LINE_DISSEMINATION,
    };
    return phase == AFTERCARE || phase == BRIDGED ? LINE_AFTERCARE : lines[a];
}

size_t pm_purse_of(const pm_partnership *s, size_t team, size_t side, pm_activity a) {
    return s->team[team].parted[a] ? side : 0;
}

double pm_use_hours(pm_partnership *s, size_t team, size_t side, pm_activity a, double hours) {
    pm_team_state *t = &s->team[team];
    pm_side *x = &t->side[pm_purse_of(s, team, side, a)];
    double used = fmax(0, fmin(hours, x->hours[a]));
    int64_t cents = llround(used * (double)s->staff_hour);
    cents = cents < x->purse[a] ? cents : x->purse[a];
    x->purse[a] -= cents;
    x->hours[a] -= used;
    pm_book(s, team, pm_line_of(t->phase, a), cents);
    return used;
}

void pm_use_money(pm_partnership *s, size_t team, size_t side, pm_activity a, int64_t cents) {
    pm_side *x = &s->team[team].side[pm_purse_of(s, team, side, a)];
    cents = cents < x->purse[a] ? cents : x->purse[a];
    x->purse[a] -= cents;
    x->hours[a] = fmin(x->hours[a], (double)x->purse[a] / (double)s->staff_hour);
    pm_book(s, team, pm_line_of(s->team[team].phase, a), cents);
}

void pm_take_from_data(pm_partnership *s, size_t j, int64_t cents) {
    pm_side *pooled = &s->team[j].side[0];
    pooled->purse[DATA] -= cents;
    pooled->hours[DATA] =
        fmin(pooled->hours[DATA], (double)pooled->purse[DATA] / (double)s->staff_hour);
}

int64_t pm_money_for_participants(const pm_partnership *s, size_t j) {
    const pm_team_state *t = &s->team[j];
    return t->costs.pays_participants ? t->participants_purse : t->side[0].purse[DATA];
}

void pm_pay_participants(pm_partnership *s, size_t j, int64_t cents) {
    if (s->team[j].costs.pays_participants)
        s->team[j].participants_purse -= cents;
    else
        pm_take_from_data(s, j, cents);
    pm_book(s, j, LINE_PARTICIPANTS, cents);
}

double pm_most_affordable(const pm_partnership *s, size_t j, double hours, double cents) {
    const pm_team_state *t = &s->team[j];
    double purse = (double)t->side[0].purse[DATA], staff = hours * (double)s->staff_hour;
    if (!t->costs.pays_participants)
        return purse / (staff + cents);
    double most = purse / staff;
    return cents > 0 ? fmin(most, (double)t->participants_purse / cents) : most;
}

double pm_lump(const pm_parameters *p, pm_activity a) {
    return a == OUTREACH        ? p->hours_per_ask
           : a == CAPACITY      ? p->session_hours
           : a == NEEDS         ? p->promise_hours
           : a == DISSEMINATION ? p->dissemination_hours
                                : 0;
}
