/* needs.c: mechanism 7, research needs of partners.
 *
 * Needs arise in an organisation at the type's yearly rate (Poisson) and are put to every team that
 * it partners with. A team with hours for partners' needs that are not promised yet takes the need
 * on: a promise of help, due after need_due months; when it is kept, N rises by needs_step (1 - N)
 * (promises.c). Otherwise the need is declined: N falls by needs_step N. Nobody there to ask counts
 * as declined. Hours are those of the partner's side (funding.c). Source: Turin et al. 2022, "Being open to conducting research the organisations
 * identified as important". */
#include "partnership/mechanisms/mechanism.h"

/* ... from a purse. */
static double hours_promised(const pm_partnership *s, size_t j, size_t purse) {
    double hours = 0;
    for (size_t k = 0; k < s->l.n; k++) {
        size_t r = s->l.rows[k].relation;
        if (s->l.rows[k].kind == HELP && pm_team_of(s, r) == j &&
            pm_purse_of(s, j, pm_side_of(s, j, pm_organisation_of(s, r)), NEEDS) == purse)
            hours += s->l.rows[k].hours_left;
    }
    return hours;
}

static void answer_need(pm_partnership *s, size_t r) {
    const pm_parameters *p = &s->in->p;
    size_t j = pm_team_of(s, r);
    size_t purse = pm_purse_of(s, j, pm_side_of(s, j, pm_organisation_of(s, r)), NEEDS);
    double free_hours = (double)s->team[j].side[purse].purse[NEEDS] / (double)s->staff_hour -
                        hours_promised(s, j, purse);
    bool taken_on = pm_present(s, j) && free_hours >= p->promise_hours &&
                    pm_make_promise(s, r, HELP, p->need_due, p->promise_hours, true);
    if (taken_on)
        return;
    s->r.needs[r] -= p->needs_step * s->r.needs[r];
    pm_tell(s, EVENT_need_declined, r, 0);
}

/* The hazard of needs in this step, of each group of organisations. */
static void rate_needs(pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    for (size_t g = 0; g < s->in->organisations.n; g++)
        s->of_group[g] = pm_hazard(s, s->crisis.demand * group[g].t.needs / 12);
}

void pm_needs(pm_partnership *s) {
    rate_needs(s);
    size_t n = pm_advance_all(s, s->o.needs, s->of_group);
    for (size_t x = 0; x < n; x++) {
        size_t i = s->list[x];
        unsigned arisen = pm_count_events(s, &s->o.needs[i], LUCK_NEED, i);
        for (; arisen > 0; arisen--)
            for (size_t j = 0; j < s->n_teams; j++)
                if (s->r.stage[j * s->o.n + i] == PARTNERED)
                    answer_need(s, j * s->o.n + i);
    }
}
