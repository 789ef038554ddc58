/* split.c: the search for the best split. */
#include "analysis/method/split.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_multimin.h>
#include <math.h>

static const double smallest_share = 1e-3; /* at which a lever at its lower bound starts */
static const double worthless = 1e300;     /* for the minimiser: a split without a value */

typedef struct {
    const rap_split_problem *problem;
    rap_split *split;
    double spare; /* of the total, what lies beyond the lower bounds */
    int status;   /* of the first value that failed */
} search;

int rap_split_possible(const rap_split_problem *p) {
    double total = 0, low = 0, high = 0;
    bool inside = p->n >= 2 && p->n <= RAP_MOST_SPLIT;
    for (size_t i = 0; inside && i < p->n; i++) {
        total += p->start[i];
        low += p->low[i];
        high += p->high[i];
        inside = p->low[i] < p->high[i] && p->start[i] >= p->low[i] && p->start[i] <= p->high[i];
    }
    return inside && low < total && total <= high ? RAP_OK : rap_fail(RAP_EINPUT);
}

/* Hands what exceeds upper bounds to those below theirs, in proportion to what they have. */
static void respect_bounds(const search *s, double *x) {
    const rap_split_problem *p = s->problem;
    for (size_t round = 0; round < p->n; round++) {
        double excess = 0, room = 0;
        for (size_t i = 0; i < p->n; i++)
            if (x[i] >= p->high[i]) {
                excess += x[i] - p->high[i];
                x[i] = p->high[i];
            } else {
                room += x[i] - p->low[i] + smallest_share * s->spare;
            }
        if (!(excess > 0) || !(room > 0))
            return;
        for (size_t i = 0; i < p->n; i++)
            if (x[i] < p->high[i])
                x[i] += excess * (x[i] - p->low[i] + smallest_share * s->spare) / room;
    }
}

static void place_point(const search *s, const gsl_vector *z, double *x) {
    const rap_split_problem *p = s->problem;
    double most = 0, sum = 0;
    for (size_t i = 0; i + 1 < p->n; i++)
        most = fmax(most, gsl_vector_get(z, i));
    for (size_t i = 0; i < p->n; i++) {
        x[i] = exp((i + 1 < p->n ? gsl_vector_get(z, i) : 0) - most);
        sum += x[i];
    }
    for (size_t i = 0; i < p->n; i++)
        x[i] = p->low[i] + s->spare * x[i] / sum;
    respect_bounds(s, x);
}

static void place_start(const search *s, gsl_vector *z) {
    const rap_split_problem *p = s->problem;
    double w[RAP_MOST_SPLIT];
    for (size_t i = 0; i < p->n; i++)
        w[i] = fmax((s->split->best.x[i] - p->low[i]) / s->spare, smallest_share);
    for (size_t i = 0; i + 1 < p->n; i++)
        gsl_vector_set(z, i, log(w[i] / w[p->n - 1]));
}

static double ask(search *s, const double *x) {
    const rap_split_problem *p = s->problem;
    rap_split *out = s->split;
    double value = (double)NAN;
    if (s->status || out->n_seen >= p->evaluations)
        return (double)NAN;
    s->status = p->value(p->context, x, &value);
    rap_split_point *at = &out->seen[out->n_seen];
    for (size_t i = 0; i < p->n; i++)
        at->x[i] = x[i];
    at->value = value;
    if (s->status)
        return (double)NAN;
    if (out->n_seen++ == 0)
        out->start = out->best = *at;
    if (value > out->best.value || isnan(out->best.value))
        out->best = *at;
    return value;
}

static double to_minimise(const gsl_vector *z, void *context) {
    double x[RAP_MOST_SPLIT], value;
    place_point(context, z, x);
    value = ask(context, x);
    return isnan(value) ? worthless : -value;
}

static int descend(search *s, gsl_multimin_fminimizer *m, gsl_vector *z, gsl_vector *step) {
    gsl_multimin_function f = {to_minimise, s->problem->n - 1, s};
    place_start(s, z);
    gsl_vector_set_all(step, 0.5);
    int done = gsl_multimin_fminimizer_set(m, &f, z, step);
    while (!done && !s->status && s->split->n_seen < s->problem->evaluations) {
        done = gsl_multimin_fminimizer_iterate(m);
        done = done ? done : gsl_multimin_test_size(gsl_multimin_fminimizer_size(m), 0.01) == 0;
    }
    return s->status;
}

static int run_search(search *s) {
    size_t n = s->problem->n - 1;
    gsl_multimin_fminimizer *m =
        gsl_multimin_fminimizer_alloc(gsl_multimin_fminimizer_nmsimplex2, n);
    gsl_vector *z = gsl_vector_alloc(n), *step = gsl_vector_alloc(n);
    int status = m && z && step ? descend(s, m, z, step) : rap_fail(RAP_ENOMEM);
    if (m)
        gsl_multimin_fminimizer_free(m);
    if (z)
        gsl_vector_free(z);
    if (step)
        gsl_vector_free(step);
    return status;
}

int rap_split_search(rap_split *split, const rap_split_problem *problem) {
    search s = {.problem = problem, .split = split};
    *split = (rap_split){0};
    int status = rap_split_possible(problem);
    if (status)
        return status;
    for (size_t i = 0; i < problem->n; i++) {
        s.spare += problem->start[i] - problem->low[i];
    }
    split->seen = rap_allocate(problem->evaluations + 1, sizeof *split->seen);
    if (!split->seen)
        return rap_fail(RAP_ENOMEM);
    ask(&s, problem->start);
    if (problem->has_other)
        ask(&s, problem->other);
    status = s.status ? s.status : run_search(&s);
    return status;
}

void rap_split_free(rap_split *split) {
    rap_free(split->seen);
    *split = (rap_split){0};
}
