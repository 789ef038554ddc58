/* placements.c: students on placement and posts for citizen researchers (part of mechanism 4, work).
 *
 * While data are collected, `students` at a time work student_hours a month each, in rotations of
 * `rotation` months, in the first student_learning of which they add nothing. Each takes `supervision`
 * staff hours a month from data collection; where these are short, help falls in proportion. Their hours
 * count as joint hours in outputs, shared out evenly over the partners at work. When a rotation or the grant ends
 * and a report is left with the partners,
 *     1 - T shrinks by exp(-trust_breach promise_weight_report / trust_asymmetry)   (`promise_kept`).
 * Citizen researchers are paid from the line for partners, as far as it goes; their hours arrange
 * approaches to members like a fully connected partner's. Sources: West London programme and
 * community-engaged education in London (students, reports), Turin et al. 2022 (posts); sizes assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

static size_t partners_at_work(const pm_partnership *s, size_t j) {
    size_t n = 0;
    for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++)
        n += s->r.given[r] > 0;
    return n;
}

static double months_of_work(const pm_partnership *s, size_t j) {
    const pm_levers *l = pm_levers_of(s, j);
    const pm_grant *g = pm_grants_of(s, j) + s->team[j].grant;
    return s->now - (double)g->start - (double)l->listening - s->in->c.data_delay;
}

static double hours_of_students(pm_partnership *s, size_t j, double since) {
    const pm_levers *l = pm_levers_of(s, j);
    double wanted = (double)l->students * l->supervision * s->dt;
    double given = wanted > 0 ? pm_use_hours(s, j, 0, DATA, wanted) / wanted : 1;
    bool learning = fmod(since, (double)l->rotation) < s->in->p.student_learning;
    return learning ? 0 : given * (double)l->students * l->student_hours * s->dt;
}

static void leave_report(pm_partnership *s, size_t j) {
    const pm_parameters *p = &s->in->p;
    double w = p->trust_breach * p->promise_weight_report / p->trust_asymmetry *
               pm_strength(s, MECH_promise_kept);
    for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++)
        if (s->r.stage[r] == PARTNERED && pm_levers_at(s, r)->report)
            s->r.trust[r] = pm_jump_up(s->r.trust[r], w);
}

static double hours_of_posts(pm_partnership *s, size_t j) {
    const pm_levers *l = pm_levers_of(s, j);
    pm_team_state *t = &s->team[j];
    double hours = (double)l->posts * l->post_hours * s->dt;
    int64_t cents = (int64_t)floor(hours * pm_rate_of_posts(s->in, l) * 100), paid = cents;
    paid = paid < t->pay_purse ? paid : t->pay_purse;
    t->pay_purse -= paid;
    pm_book(s, j, LINE_CITIZEN_RESEARCHERS, paid);
    return cents > 0 ? hours * (double)paid / (double)cents : hours;
}

/* At the end of a rotation, and at the end of the grant. */
static bool a_placement_ends(const pm_partnership *s, size_t j, double since) {
    const pm_levers *l = pm_levers_of(s, j);
    const pm_grant *g = pm_grants_of(s, j) + s->team[j].grant;
    double after = s->now + s->dt + 1e-9, rotation = (double)l->rotation;
    bool over = after >= (double)(g->start + g->months);
    return over || floor((since + s->dt + 1e-9) / rotation) > floor((since + 1e-9) / rotation);
}

void pm_placements(pm_partnership *s, size_t j) {
    const pm_levers *l = pm_levers_of(s, j);
    pm_team_state *t = &s->team[j];
    t->student_hours = t->post_hours = 0;
    size_t n = pm_data_collection(s, j) ? partners_at_work(s, j) : 0;
    if (n == 0)
        return;
    double since = months_of_work(s, j);
    if (l->students > 0) {
        t->student_hours = hours_of_students(s, j, since) / (double)n;
        if (a_placement_ends(s, j, since))
            leave_report(s, j);
    }
    if (l->posts > 0)
        t->post_hours = hours_of_posts(s, j) / (double)n;
}
