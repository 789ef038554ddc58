/* verify.c: bounds and conservation, re-derived from the state after a step.
 *
 * Columns keep to the bounds that columns.def names; money spent + left + idle = granted and spent by
 * line = spent by month, to the cent; indirect costs as planned, and indirect + direct costs = amount of
 * the grant, to the cent; promises kept + late or broken + lapsed + open = made; hours given <= hours asked for;
 * people in pools + participants = people at the start, recounted from the members where they are
 * persons. */
#include "partnership/verify.h"
#include "base/error.h"
#include "partnership/mechanisms/mechanism.h"

#include <float.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>

typedef struct {
    char *why;
    size_t n;
} report;

static int broken(const report *to, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    if (to->why && to->n)
        vsnprintf(to->why, to->n, format, arguments);
    va_end(arguments);
    return rap_fail(RAP_EMODEL);
}

/* ---- columns ----------------------------------------------------------------------------------
 */

static int verify_range(const report *to, const char *of, size_t row, const char *column,
                        const char *meaning, double x, double highest) {
    if (x >= 0 && x <= highest)
        return RAP_OK;
    return broken(to, "%s %zu: %s (%s) is %g, outside [0, %g]", of, row, column, meaning, x,
                  highest);
}

/* Bounds as columns.def names them, of row k of what is being verified. */
#define ANY(of, name, meaning) RAP_OK
#define SHARE(of, name, meaning)                                                                   \
    verify_range(to, of, k, #name, meaning, (double)x->name[k], 1 + 1e-12)
#define AT_LEAST_0(of, name, meaning)                                                              \
    verify_range(to, of, k, #name, meaning, (double)x->name[k], DBL_MAX)
#define VERIFY_COLUMN(of, name, bounds, meaning)                                                   \
    status = status ? status : bounds(of, name, meaning);

static int verify_organisations(const pm_partnership *s, const report *to) {
    const pm_organisations *x = &s->o;
    int status = RAP_OK;
    for (size_t k = 0; k < x->n && !status; k++) {
        double people = x->pool[k] + x->participants[k], members = pm_members_of(s, k);
#define ORGANISATION(type, name, bounds, meaning)                                                  \
    VERIFY_COLUMN("organisation", name, bounds, meaning)
#include "partnership/state/columns.def"
        if (!status && !(fabs(people - members) <= 1e-9 * fmax(1, members)))
            status = broken(to, "organisation %zu: pool and participants are %g of %g people", k,
                            people, members);
    }
    return status;
}

static int verify_relations(const pm_partnership *s, const report *to) {
    const pm_relations *x = &s->r;
    int status = RAP_OK;
    for (size_t k = 0; k < x->n && !status; k++) {
#define RELATION(type, name, bounds, meaning) VERIFY_COLUMN("relation", name, bounds, meaning)
#include "partnership/state/columns.def"
        if (!status && x->given[k] > x->asked[k] + 1e-9)
            status =
                broken(to, "relation %zu: %g hours given of %g asked", k, x->given[k], x->asked[k]);
        if (!status && x->stage[k] > CONTACTED && x->stage[k] < EXITED &&
            !pm_is_there(s, pm_organisation_of(s, k)))
            status = broken(to, "relation %zu: stage %d, but the organisation is not there", k,
                            x->stage[k]);
        if (!status && (x->stage[k] > EXITED || (x->stage[k] == PARTNERED && !x->ever[k])))
            status = broken(to, "relation %zu: stage %d without a partnership", k, x->stage[k]);
    }
    return status;
}

/* ---- money ------------------------------------------------------------------------------------
 */

/* What is spent on lines is what was booked month by month, and worth no more than that. */
static int verify_spend(const pm_team_state *t, const report *to) {
    int64_t spent = 0;
    for (int k = 0; k < N_LINES; k++) {
        spent += t->spent[k];
        if (t->spent[k] < 0)
            return broken(to, "team %s: %lld cents spent on line %d", t->of->is.name,
                          (long long)t->spent[k], k);
    }
    if (spent != t->booked + t->booked_now || t->booked_now < 0)
        return broken(to, "team %s: %lld cents on lines, %lld by month", t->of->is.name,
                      (long long)spent, (long long)(t->booked + t->booked_now));
    if (!(t->present_value >= 0 && t->present_value <= (double)spent / 100 * (1 + 1e-9)))
        return broken(to, "team %s: %g spent at present value, %lld cents nominal", t->of->is.name,
                      t->present_value, (long long)spent);
    return RAP_OK;
}

/* What costs paid for is what was spent; rounding aside. */
static int verify_accounts(const pm_team_state *t, const report *to) {
    const pm_cost_accounts *x = &t->costs;
    double spent = 0, booked = 0;
    for (size_t i = 0; i <= x->budget.n && x->budget.n; i++)
        spent += x->spent[i];
    for (int k = 0; k < N_LINES; k++)
        booked += (double)t->spent[k];
    if (x->budget.n && !(fabs(spent - booked) <= 1 + 1e-9 * booked))
        return broken(to, "team %s: costs paid for %g cents, %g spent", t->of->is.name, spent,
                      booked);
    return RAP_OK;
}

/* Of the grants so far, what was planned for indirect costs is booked, evenly over their months. */
static int verify_indirect(const pm_partnership *s, size_t j, const report *to) {
    const pm_team_state *t = &s->team[j];
    const pm_grant *g = t->of->l.grants.rows;
    int64_t due = 0;
    for (size_t k = 0; k < t->of->l.grants.n; k++) {
        pm_plan p = t->plan[0][k];
        int64_t steps = g[k].months * s->clock.steps_per_month;
        int64_t done = llround((s->now - (double)g[k].start) / s->dt);
        if (p.indirect + p.reserve + p.fixed + p.running + p.pay + p.participants + p.form +
                p.staff !=
            (t->costs.budget.n ? p.amount : g[k].amount))
            return broken(to, "team %s: the plan of grant %zu is not its amount", t->of->is.name,
                          k);
        if (t->award[k] > 0 && t->costs.budget.n)
            due += pm_indirect_until(&t->costs.budget, k, done < steps ? done : steps,
                                     s->clock.steps_per_month);
        else if (t->award[k] > 0)
            due += p.indirect * (done < steps ? done : steps) / steps -
                   pm_plan_before(&g[k], &p).indirect;
    }
    if (t->spent[LINE_INDIRECT] != due)
        return broken(to, "team %s: %lld cents of indirect costs, %lld due", t->of->is.name,
                      (long long)t->spent[LINE_INDIRECT], (long long)due);
    return RAP_OK;
}

static int verify_books(const pm_partnership *s, const report *to) {
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_team_state *t = &s->team[j];
        int64_t sum = t->idle + t->reserve + t->unallotted + t->pay_purse + t->participants_purse;
        for (int k = 0; k < N_LINES; k++)
            sum += t->spent[k];
        for (int a = 0; a < SIDES * N_ACTIVITIES; a++) {
            int64_t purse = t->side[a / N_ACTIVITIES].purse[a % N_ACTIVITIES];
            sum += purse;
            if (purse < 0 || (purse > 0 && a / N_ACTIVITIES >= (int)t->sides))
                return broken(to, "team %s: purse %d holds %lld cents", t->of->is.name, a,
                              (long long)purse);
        }
        if (sum != t->granted || t->pay_purse < 0 || t->participants_purse < 0 || t->reserve < 0 ||
            t->unallotted < 0 || t->staff_left < 0)
            return broken(to, "team %s: %lld cents accounted for of %lld granted", t->of->is.name,
                          (long long)sum, (long long)t->granted);
        int status = verify_spend(t, to);
        status = status ? status : verify_accounts(t, to);
        if (!status)
            status = verify_indirect(s, j, to);
        if (status)
            return status;
    }
    return RAP_OK;
}

/* ---- promises and people ----------------------------------------------------------------------
 */

static int verify_ledger(const pm_partnership *s, const report *to) {
    double open = 0, closed = s->l.kept + s->l.breached + s->l.lapsed;
    for (size_t k = 0; k < s->l.n; k++)
        open += !s->l.rows[k].breached && s->l.rows[k].made >= 0;
    if (s->l.made != open + closed || s->l.late > s->l.breached)
        return broken(to, "promises: %g made, %g kept, %g broken, %g open", s->l.made, s->l.kept,
                      s->l.breached, open);
    return RAP_OK;
}

static int verify_member_columns(const pm_members *x, const report *to) {
    int status = RAP_OK;
    for (size_t k = 0; k < x->n_subgroups && !status; k++) {
#define SUBGROUP(type, name, bounds, meaning) VERIFY_COLUMN("subgroup", name, bounds, meaning)
#include "partnership/state/columns.def"
    }
    for (size_t k = 0; k < x->n_cells && !status; k++) {
#define CELL(type, name, bounds, meaning) VERIFY_COLUMN("cell", name, bounds, meaning)
#include "partnership/state/columns.def"
    }
    for (size_t k = 0; k < x->n && !status; k++) {
#define MEMBER(type, name, bounds, meaning) VERIFY_COLUMN("member", name, bounds, meaning)
#include "partnership/state/columns.def"
    }
    return status;
}

/* Recounts the members of a cell. */
static int verify_cell(const pm_partnership *s, size_t c, const report *to) {
    const pm_members *m = &s->m;
    uint32_t open = 0;
    for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++) {
        open += m->took_part[k] == 0;
        if (m->took_part[k] > 1 || m->took_part[k] > m->approached[k] ||
            (m->results[k] > 0 && m->took_part[k] == 0))
            return broken(to, "member %u: approached %u times, took part %u, results %u", k,
                          m->approached[k], m->took_part[k], m->results[k]);
    }
    if (open != m->open[c])
        return broken(to, "cell %zu: %u members have not taken part, %u counted", c, open,
                      m->open[c]);
    return RAP_OK;
}

/* People at each organisation add up to its pool, those whom none reaches to the direct one. */
static int verify_members(const pm_partnership *s, const report *to) {
    const pm_members *m = &s->m;
    int status = verify_member_columns(m, to);
    if (status)
        return status;
    for (size_t c = 0; c < m->n_cells; c++)
        if (m->first[c] > m->first[c + 1] || verify_cell(s, c, to))
            return m->first[c] > m->first[c + 1] ? broken(to, "cell %zu: size below 0", c)
                                                 : RAP_EMODEL;
    if (m->n > 0 && m->first[m->n_cells] != m->n)
        return broken(to, "%u members in cells of %zu", m->first[m->n_cells], m->n);
    for (size_t i = 0; i <= s->o.n && m->n > 0; i++) {
        double open = 0, pool = i < s->o.n ? s->o.pool[i] : s->direct_pool;
        for (size_t g = 0; g < m->n_subgroups; g++)
            open += m->open[pm_cell(s, i, g)];
        if (open != pool)
            return broken(to, "organisation %zu: %g of its pool of %g are counted", i, open, pool);
    }
    return RAP_OK;
}

/* Who took part directly is counted by team and by member alike. */
static int verify_direct(const pm_partnership *s, const report *to) {
    double joined = 0, people = pm_members_of(s, s->o.n);
    for (size_t j = 0; j < s->n_teams; j++)
        joined += s->team[j].participants_direct;
    if (!(fabs(s->direct_pool + joined - people) <= 1e-9 * fmax(1, people)))
        return broken(to, "direct pool and participants are %g of %g people",
                      s->direct_pool + joined, people);
    return RAP_OK;
}

int partnership_verify(const void *state, char *why, size_t n) {
    const pm_partnership *s = state;
    const report to = {why, n};
    int status = verify_organisations(s, &to);
    status = status ? status : verify_relations(s, &to);
    status = status ? status : verify_books(s, &to);
    status = status ? status : verify_members(s, &to);
    status = status ? status : verify_direct(s, &to);
    return status ? status : verify_ledger(s, &to);
}
