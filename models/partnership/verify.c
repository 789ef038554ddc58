/* verify.c: bounds and conservation, re-derived from the state after a step.
 *
 * All of T, C, G, A, N, q, m, D and members' trust lie in [0, 1], F >= 0; money spent + left + idle
 * = granted and spent by line = spent by month, to the cent;
 * indirect costs as planned, and indirect + direct costs = amount of the grant, to the cent; promises kept + late or broken + open = made; hours given <= hours
 * available; people in pools + participants = people at the start, recounted from the members where
 * they are persons. */
#include "partnership/verify.h"
#include "base/error.h"
#include "partnership/mechanisms/mechanism.h"

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

static bool is_share(double x) {
    return x >= 0 && x <= 1 + 1e-12;
}

static int verify_organisations(const pm_partnership *s, const report *to) {
    const pm_organisations *o = &s->o;
    for (size_t i = 0; i < o->n; i++) {
        double people = o->pool[i] + o->participants[i], members = pm_members_of(s, i);
        if (!is_share(o->capacity[i]) || !is_share(o->reputation[i]) ||
            !is_share(o->member_trust[i]))
            return broken(to, "organisation %zu: C %g, G %g or members' trust %g outside [0, 1]", i,
                          o->capacity[i], o->reputation[i], o->member_trust[i]);
        if (!(o->fatigue[i] >= 0) || !(o->hours_left[i] >= 0))
            return broken(to, "organisation %zu: fatigue %g or hours left %g below 0", i,
                          o->fatigue[i], o->hours_left[i]);
        if (!(fabs(people - members) <= 1e-9 * fmax(1, members)))
            return broken(to, "organisation %zu: pool and participants are %g of %g people", i,
                          people, members);
    }
    return RAP_OK;
}

static int verify_relations(const pm_partnership *s, const report *to) {
    const pm_relations *x = &s->r;
    for (size_t r = 0; r < x->n; r++) {
        if (!is_share(x->trust[r]) || !is_share(x->alignment[r]) || !is_share(x->needs[r]))
            return broken(to, "relation %zu: T %g, A %g or N %g outside [0, 1]", r, x->trust[r],
                          x->alignment[r], x->needs[r]);
        if (!is_share(x->quality[r]) || !is_share(x->memory[r]) || !is_share(x->depth[r]) ||
            !is_share(x->pay[r]))
            return broken(to, "relation %zu: q %g, m %g, D %g or pay %g outside [0, 1]", r,
                          x->quality[r], x->memory[r], x->depth[r], x->pay[r]);
        if (x->given[r] > x->asked[r] + 1e-9)
            return broken(to, "relation %zu: %g hours given of %g asked", r, x->given[r],
                          x->asked[r]);
        if (x->stage[r] > EXITED || (x->stage[r] == PARTNERED && !x->ever[r]))
            return broken(to, "relation %zu: stage %d without a partnership", r, x->stage[r]);
    }
    return RAP_OK;
}

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

/* Of the grants so far, what was planned for indirect costs is booked, evenly over their months. */
static int verify_indirect(const pm_partnership *s, size_t j, const report *to) {
    const pm_team_state *t = &s->team[j];
    const pm_grant *g = t->of->l.grants.rows;
    int64_t due = 0;
    for (size_t k = 0; k < t->of->l.grants.n; k++) {
        pm_plan p = t->plan[0][k];
        int64_t steps = g[k].months * s->clock.steps_per_month;
        int64_t done = llround((s->now - (double)g[k].start) / s->dt);
        if (p.indirect + p.reserve + p.fixed + p.running + p.pay + p.staff != g[k].amount)
            return broken(to, "team %s: the plan of grant %zu is not its amount", t->of->is.name,
                          k);
        if (t->award[k] > 0)
            due += p.indirect * (done < steps ? done : steps) / steps;
    }
    if (t->spent[LINE_INDIRECT] != due)
        return broken(to, "team %s: %lld cents of indirect costs, %lld due", t->of->is.name,
                      (long long)t->spent[LINE_INDIRECT], (long long)due);
    return RAP_OK;
}

static int verify_books(const pm_partnership *s, const report *to) {
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_team_state *t = &s->team[j];
        int64_t sum = t->idle + t->reserve + t->unallotted + t->pay_purse;
        for (int k = 0; k < N_LINES; k++)
            sum += t->spent[k];
        for (int a = 0; a < SIDES * N_ACTIVITIES; a++) {
            int64_t purse = t->side[a / N_ACTIVITIES].purse[a % N_ACTIVITIES];
            sum += purse;
            if (purse < 0 || (purse > 0 && a / N_ACTIVITIES >= (int)t->sides))
                return broken(to, "team %s: purse %d holds %lld cents", t->of->is.name, a,
                              (long long)purse);
        }
        if (sum != t->granted || t->pay_purse < 0 || t->reserve < 0 || t->unallotted < 0 ||
            t->staff_left < 0)
            return broken(to, "team %s: %lld cents accounted for of %lld granted", t->of->is.name,
                          (long long)sum, (long long)t->granted);
        int status = verify_spend(t, to);
        if (!status)
            status = verify_indirect(s, j, to);
        if (status)
            return status;
    }
    return RAP_OK;
}

static int verify_ledger(const pm_partnership *s, const report *to) {
    double open = 0, closed = s->l.kept + s->l.breached;
    for (size_t k = 0; k < s->l.n; k++)
        open += !s->l.rows[k].breached;
    if (s->l.made != open + closed || s->l.late > s->l.breached)
        return broken(to, "promises: %g made, %g kept, %g broken, %g open", s->l.made, s->l.kept,
                      s->l.breached, open);
    return RAP_OK;
}

/* Recounts the members of a cell. */
static int verify_cell(const pm_partnership *s, size_t c, const report *to) {
    const pm_members *m = &s->m;
    uint32_t open = 0;
    for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++) {
        open += m->took_part[k] == 0;
        if (!(m->trust[k] >= 0 && m->trust[k] <= 1))
            return broken(to, "member %u: trust %g outside [0, 1]", k, (double)m->trust[k]);
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
    if (!status)
        status = verify_relations(s, &to);
    if (!status)
        status = verify_books(s, &to);
    if (!status)
        status = verify_members(s, &to);
    if (!status)
        status = verify_direct(s, &to);
    return status ? status : verify_ledger(s, &to);
}
