/* exclusions.c: pairs of patterns that hold together less often than chance has it (exclusions.h). */
#include "analysis/patterns/exclusions.h"
#include "analysis/patterns/states.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>

static const double RARE = 0.05;

/* From the least number up, each probability from the one before it. Where a + b > n those that are neither are counted,
 * so that the least number is 0. */
double rap_hypergeometric_below(int64_t n, int64_t a, int64_t b, int64_t both) {
    if (a + b > n)
        return rap_hypergeometric_below(n, n - a, n - b, n - a - b + both);
    double p = 1, sum = 0;
    for (int64_t i = 0; i < b; i++)
        p *= (double)(n - a - i) / (double)(n - i);
    for (int64_t x = 0; x <= both; x++) {
        sum += p;
        p *= (double)(a - x) / (double)(x + 1);
        p *= (double)(b - x) / (double)(n - a - b + x + 1);
    }
    return sum < 1 ? sum : 1;
}

/* Counts over the sets that have both. */
static rap_exclusion count_pair(const unsigned char *states, int64_t draws, size_t a, size_t b) {
    const unsigned char *x = states + a * (size_t)draws, *y = states + b * (size_t)draws;
    rap_exclusion e = {.a = a, .b = b};
    int64_t n = 0, both = 0;
    for (int64_t d = 0; d < draws; d++) {
        unsigned all = x[d] & y[d];
        if (!(all & RAP_SHOWS_VALUE))
            continue;
        n++;
        e.a_holds += (x[d] & RAP_SHOWS_HOLDS) != 0;
        e.b_holds += (y[d] & RAP_SHOWS_HOLDS) != 0;
        both += (all & RAP_SHOWS_HOLDS) != 0;
    }
    e.both = rap_share_of(both, n);
    if (n > 0)
        e.expected = (double)e.a_holds * (double)e.b_holds / (double)n;
    return e;
}

static bool could_show(const rap_exclusion *e) {
    return e->a_holds > 0 && e->a_holds < e->both.n && e->b_holds > 0 && e->b_holds < e->both.n;
}

static int add_pair(rap_exclusions *e, rap_exclusion *pair) {
    if (!could_show(pair))
        return RAP_OK;
    e->pairs++;
    pair->p = rap_hypergeometric_below(pair->both.n, pair->a_holds, pair->b_holds, pair->both.k);
    if (pair->p > RARE)
        return RAP_OK;
    if (rap_grow(&e->rows, &e->capacity, e->n + 1, sizeof *e->rows))
        return rap_fail(RAP_ENOMEM);
    e->rows[e->n++] = *pair;
    return RAP_OK;
}

static int compare_pairs(const void *left, const void *right) {
    const rap_exclusion *x = left, *y = right;
    if (x->p != y->p)
        return x->p < y->p ? -1 : 1;
    if (x->a != y->a)
        return x->a < y->a ? -1 : 1;
    return (x->b > y->b) - (x->b < y->b);
}

int rap_exclusions_find(rap_exclusions *e, const unsigned char *states, size_t patterns,
                        int64_t draws) {
    int status = RAP_OK;
    *e = (rap_exclusions){0};
    for (size_t a = 0; a < patterns && !status; a++) {
        rap_exclusion alone = count_pair(states, draws, a, a);
        e->never += alone.both.n > 0 && alone.a_holds == 0;
        e->always += alone.both.n > 0 && alone.a_holds == alone.both.n;
        for (size_t b = a + 1; b < patterns && !status; b++) {
            rap_exclusion pair = count_pair(states, draws, a, b);
            status = add_pair(e, &pair);
        }
    }
    if (!status && e->n > 0)
        qsort(e->rows, e->n, sizeof *e->rows, compare_pairs);
    while (e->clear < e->n && e->rows[e->clear].p * (double)e->pairs <= RARE)
        e->clear++;
    return status;
}

void rap_exclusions_free(rap_exclusions *e) {
    rap_free(e->rows);
    *e = (rap_exclusions){0};
}
