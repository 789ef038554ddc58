/* together.c: patterns taken together (patterns.h): how many of them hold in a set, beside how many would of other arms. */
#include "analysis/patterns/patterns.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

static bool belongs(const rap_together *t, const rap_pattern *p) {
    return (!t->built_from || !strcmp(t->built_from, p->built_from)) &&
           (t->standing < 0 || t->standing == (int)p->standing);
}

static void count_set(const rap_patterns *p, rap_together *t) {
    int64_t n = 0, known = 0, none = 0;
    bool told = true;
    for (size_t k = 0; k < p->n_rows; k++)
        told &= !belongs(t, p->rows[k].pattern) || p->rows[k].holds.n > 0;
    for (int64_t d = 0; d < p->draws; d++) {
        unsigned all = 0xff, some = 0;
        size_t hold = 0;
        for (size_t k = 0; k < p->n_rows; k++)
            if (belongs(t, p->rows[k].pattern)) {
                unsigned state = p->states[k * (size_t)p->draws + (size_t)d];
                all &= state;
                some |= state;
                hold += (state & RAP_SHOWS_HOLDS) != 0;
            }
        n += (all & RAP_SHOWS_VALUE) != 0;
        t->sets[hold] += (all & RAP_SHOWS_VALUE) != 0;
        known += (all & RAP_SHOWS_ERROR) != 0;
        none += (all & RAP_SHOWS_ERROR) && !(some & RAP_SHOWS_FAILS);
    }
    t->all_hold = rap_share_of(told ? t->sets[t->patterns] : 0, told ? n : 0);
    t->none_fails = rap_share_of(none, known);
}

/* Means over the patterns that can be compared with their placebo. `room` holds one for each pattern. */
static void compare_with_placebo(const rap_patterns *p, rap_together *t, rap_placebo *room) {
    size_t n = 0;
    double sum = 0;
    for (size_t k = 0; k < p->n_rows; k++) {
        const rap_pattern_result *r = &p->rows[k];
        if (!belongs(t, r->pattern) || isnan(r->holds.share) || isnan(r->placebo.share))
            continue;
        sum += r->holds.share;
        room[n++] = r->placebo;
    }
    t->holds = n ? sum / (double)n : (double)NAN;
    t->placebo = rap_placebo_mean(room, n);
}

/* Adds a set of patterns, unless it is empty or one of the same patterns is there. A part of
 * another set that has as many patterns has the same ones. */
static int add_together(rap_patterns *p, rap_placebo *room, const char *body, int standing) {
    rap_together t = {.built_from = body, .standing = standing};
    for (size_t k = 0; k < p->n_rows; k++)
        t.patterns += belongs(&t, p->rows[k].pattern);
    bool there = t.patterns == 0;
    for (size_t k = 0; k < p->n_together; k++) {
        const rap_together *o = &p->together[k];
        bool part = (!o->built_from || (body && !strcmp(body, o->built_from))) &&
                    (o->standing < 0 || o->standing == standing);
        there |= part && o->patterns == t.patterns;
    }
    if (there)
        return RAP_OK;
    t.sets = rap_allocate(t.patterns + 1, sizeof *t.sets);
    if (!t.sets)
        return rap_fail(RAP_ENOMEM);
    count_set(p, &t);
    compare_with_placebo(p, &t, room);
    p->together[p->n_together++] = t;
    return RAP_OK;
}

bool rap_patterns_begin_body(const rap_patterns *p, size_t k) {
    for (size_t i = 0; i < k; i++)
        if (!strcmp(p->rows[i].pattern->built_from, p->rows[k].pattern->built_from))
            return false;
    return true;
}

static int add_all(rap_patterns *p, rap_placebo *room) {
    int status = add_together(p, room, NULL, -1);
    for (int s = 0; s < RAP_N_STANDINGS && !status; s++)
        status = add_together(p, room, NULL, s);
    for (size_t k = 0; k < p->n_rows && !status; k++)
        if (rap_patterns_begin_body(p, k))
            status = add_together(p, room, p->rows[k].pattern->built_from, -1);
    for (size_t k = 0; k < p->n_rows && !status; k++)
        for (int s = 0; s < RAP_N_STANDINGS && rap_patterns_begin_body(p, k) && !status; s++)
            status = add_together(p, room, p->rows[k].pattern->built_from, s);
    return status;
}

int rap_patterns_join(rap_patterns *p) {
    rap_placebo *room = rap_allocate(p->n_rows, sizeof *room);
    p->together = rap_allocate((1 + p->n_rows) * (1 + RAP_N_STANDINGS), sizeof *p->together);
    int status = room && p->together ? add_all(p, room) : rap_fail(RAP_ENOMEM);
    rap_free(room);
    return status;
}

int64_t rap_together_quantile(const rap_together *t, double q) {
    int64_t below = 0;
    for (size_t k = 0; k <= t->patterns && t->all_hold.n > 0; k++) {
        below += t->sets[k];
        if ((double)below >= q * (double)t->all_hold.n && below > 0)
            return (int64_t)k;
    }
    return -1;
}

bool rap_pattern_follows(const rap_pattern_result *r) {
    const rap_share *s = r->pattern->claim.direction ? &r->directed : &r->holds;
    return s->n == 0 || s->share >= RAP_FOLLOWS;
}
