/* pareto.c: several outcomes at once, without and with weights.
 *
 * Arm b beats arm a if b is on average at least as good on every outcome and clearly better on one: the
 * interval of the paired difference (Student's t over sheets of draws, units.h) leaves out 0. */
#include "analysis/estimate/units.h"
#include "analysis/method/value.h"
#include "base/error.h"
#include "scenario/study/study.h"

#include <math.h>

typedef struct {
    const double *x;
    size_t draws, arms, outcomes;
    const int *better;
} table;

static rap_interval finish(rap_units *u) {
    rap_means m = rap_units_close(u);
    double half = rap_student(m.units, 1) * sqrt(m.xx);
    return (rap_interval){m.x, m.x - half, m.x + half};
}

/* Arm b minus arm a on outcome o, more being better. */
static rap_interval difference(const table *t, size_t b, size_t a, size_t o) {
    rap_units u = {.sheet = RAP_SHEET};
    for (size_t d = 0; d < t->draws; d++) {
        const double *row = t->x + d * t->arms * t->outcomes;
        double v = row[b * t->outcomes + o] - row[a * t->outcomes + o];
        if (!isnan(v))
            rap_units_add(&u, (int64_t)d, t->better[o] < 0 ? -v : v, 0);
    }
    return finish(&u);
}

static int beats(const table *t, size_t b, size_t a) {
    int clear = 0;
    for (size_t o = 0; o < t->outcomes; o++) {
        rap_interval e = difference(t, b, a, o);
        if (!(e.mean >= 0) || isnan(e.low))
            return 0;
        clear |= e.low > 0;
    }
    return clear;
}

int rap_pareto(const double *x, size_t draws, size_t arms, size_t outcomes, const int *better,
               int *kept) {
    table t = {x, draws, arms, outcomes, better};
    for (size_t a = 0; a < arms; a++) {
        kept[a] = 1;
        for (size_t b = 0; b < arms && kept[a]; b++)
            kept[a] = b == a || !beats(&t, b, a);
    }
    return RAP_OK;
}

/* NaN if an outcome with a weight is missing. */
static double sum_of(const double *row, size_t outcomes, const int *better, const double *weight) {
    double sum = 0;
    for (size_t o = 0; o < outcomes; o++)
        if (weight[o] < 0 || weight[o] > 0)
            sum += weight[o] * (better[o] < 0 ? -row[o] : row[o]);
    return sum;
}

rap_interval rap_weighted_sum(const double *x, size_t draws, size_t arms, size_t outcomes,
                              const int *better, const double *weight, size_t arm,
                              size_t baseline) {
    rap_units u = {.sheet = RAP_SHEET};
    for (size_t d = 0; d < draws; d++) {
        const double *row = x + d * arms * outcomes;
        double v = sum_of(row + arm * outcomes, outcomes, better, weight);
        if (baseline != arm)
            v -= sum_of(row + baseline * outcomes, outcomes, better, weight);
        if (!isnan(v))
            rap_units_add(&u, (int64_t)d, v, 0);
    }
    return finish(&u);
}
