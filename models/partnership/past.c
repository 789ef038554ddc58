/* past.c: a run does not begin at nothing.
 *
 * A row of organisations may state the relation that each of them has with a team (pm_own_past). A team may
 * state relations of month 0 (pm_past): of the organisations meant that state none with it, the first `count`
 * in the order in which the team would ask them, those of a group before those of a type, rows in order of
 * their names' identity. A relation that had ended counts in reputation and is not asked, but is not among those
 * ever partnered: the run did not see it. Trust of old acquaintances drifts more slowly (trust.c).
 * A grant that began before month 0 runs on: what it was planned for until then is spent and not counted
 * (grants.c). With partners of month 0 it has promised results, and pay, at the first joint hour of each
 * year of work,
 *     made = start + listening + data_delay + 12 y < 0,
 * and what is due after month 0 is open, with all hours left; what was due before is over. Such promises
 * move trust like others when they are kept or broken; the counts of promises leave them out. */
#include "partnership/past.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

/* ---- relations -------------------------------------------------------------------------------- */

static bool is_meant(const pm_partnership *s, size_t i, const pm_past *x) {
    const pm_organisation *group = s->in->organisations.rows;
    return x->organisations >= 0 ? s->o.of[i] == &group[x->organisations] : s->o.type[i] == x->type;
}

static void place_relation(pm_partnership *s, size_t r, double trust, const pm_past_state *x) {
    static const uint8_t stages[] = {
        [PAST_DORMANT] = DORMANT, [PAST_PARTNERED] = PARTNERED, [PAST_ENDED] = EXITED};
    static const pm_event told[] = {[PAST_DORMANT] = EVENT_dormant_before,
                                    [PAST_PARTNERED] = EVENT_partner_before,
                                    [PAST_ENDED] = EVENT_ended_before};
    pm_relations *y = &s->r;
    y->stage[r] = stages[x->stage];
    y->ever[r] = y->ever_by_end[r] = x->stage != PAST_ENDED;
    y->trust[r] = trust;
    y->years[r] = x->years;
    y->since_contact[r] = x->stage == PAST_DORMANT ? (double)x->silence : 0;
    y->exited_at[r] = x->stage == PAST_ENDED ? -(double)x->silence : -1;
    y->papers[r] = (uint8_t)((x->charter ? PAPER_CHARTER : 0) | (x->mou ? PAPER_MOU : 0));
    pm_sign_papers(s, r);
    pm_tell(s, told[x->stage], r, x->years);
}

static void place_row(pm_partnership *s, size_t j, const pm_past *x) {
    int64_t left = x->count;
    for (size_t k = 0; k < s->o.n && left > 0; k++) {
        size_t r = j * s->o.n + s->team[j].order[k];
        if (s->r.stage[r] != NONE || !is_meant(s, s->team[j].order[k], x))
            continue;
        place_relation(s, r, x->trust, &x->was);
        left--;
    }
}

/* The next row after `last` in order of identity, of those for a type or for a group; NULL: no more. */
static const pm_past *next_row(const pm_team *t, const pm_past *last, bool of_type) {
    const pm_past *row = t->relations.rows, *next = NULL;
    for (size_t k = 0; k < t->relations.n; k++)
        if ((row[k].organisations < 0) == of_type && (!last || row[k].is.id > last->is.id) &&
            (!next || row[k].is.id < next->is.id))
            next = &row[k];
    return next;
}

/* What organisations themselves state of team j. */
static void place_own_relations(pm_partnership *s, size_t j) {
    const pm_team *teams = s->in->teams.rows;
    for (size_t i = 0; i < s->o.n; i++) {
        const pm_own_past *own = &s->o.of[i]->relation;
        double trust = own->trust < 0 ? pm_traits_of(s, i)->trust : own->trust;
        if (own->team >= 0 && &teams[own->team] == s->team[j].of)
            place_relation(s, j * s->o.n + i, trust, &own->was);
    }
}

static void place_relations(pm_partnership *s, size_t j) {
    place_own_relations(s, j);
    for (int of_type = 0; of_type <= 1; of_type++)
        for (const pm_past *x = NULL; (x = next_row(s->team[j].of, x, of_type)) != NULL;)
            place_row(s, j, x);
}

/* ---- promises --------------------------------------------------------------------------------- */

static int remember_promise(pm_partnership *s, size_t r, pm_promise_kind kind, double made,
                            double due, bool planned) {
    double hours = kind == PAYMENT ? 0 : s->in->p.promise_hours;
    if (made + due <= 0)
        return RAP_OK;
    int status = rap_grow(&s->l.rows, &s->l.capacity, s->l.n + 1, sizeof *s->l.rows);
    if (status)
        return status;
    s->l.rows[s->l.n++] = (pm_promise){.relation = r,
                                       .kind = kind,
                                       .made = made,
                                       .due = made + due,
                                       .hours_left = hours,
                                       .planned = planned};
    return RAP_OK;
}

static int remember_year(pm_partnership *s, size_t r, double made) {
    const pm_parameters *p = &s->in->p;
    size_t j = pm_team_of(s, r), i = pm_organisation_of(s, r);
    uint32_t year = s->r.promise_years[r]++;
    int status = RAP_OK;
    for (uint32_t kind = RESULTS_ORGANISATION; kind <= RESULTS_MEMBERS && !status; kind++) {
        double luck = pm_relation_luck(s, LUCK_PROMISE_PLAN, r, 2 * year + kind);
        status = remember_promise(s, r, (pm_promise_kind)kind, made, p->promise_due,
                                  luck < pm_levers_at(s, r)->planned);
    }
    double paid = made + pm_levers_at(s, r)->pay.delay;
    if (!status && pm_form_of_pay(s, j, i) != PAY_NONE && paid >= 0)
        status = remember_promise(s, r, PAYMENT, made, p->payment_due, true);
    return status;
}

/* Years of joint work in a grant that began before month 0, in order. */
static int remember_promises(pm_partnership *s, size_t j) {
    const pm_grant *g = pm_grants_of(s, j);
    double first = (double)(g->start + pm_levers_of(s, j)->listening) + s->in->c.data_delay;
    int status = RAP_OK;
    for (double made = first; g->start < 0 && made < 0 && !status; made += 12)
        for (size_t r = j * s->o.n; r < (j + 1) * s->o.n && !status; r++)
            if (s->r.stage[r] == PARTNERED) {
                status = remember_year(s, r, made);
                s->r.next_promise[r] = fmax(0, made + 12);
            }
    return status;
}

int pm_start_past(pm_partnership *s) {
    int status = RAP_OK;
    for (size_t j = 0; j < s->n_teams && !status; j++) {
        place_relations(s, j);
        status = remember_promises(s, j);
    }
    return status;
}
