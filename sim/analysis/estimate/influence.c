/* influence.c: Spearman's rank correlation, over draws, of each uncertain input with a mean
 * difference.
 *
 * A first look at which assumptions decide a result; it sees monotone effects only, one input at a
 * time. The draws are put in order of each input once; ranks among the draws that a headline has
 * then take one walk along that order. Equal values share their mean rank. */
#include "analysis/estimate/influence.h"
#include "analysis/estimate/uncertain.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_sort.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A quantity over draws, and the draws in its order. */
typedef struct {
    double *values;
    size_t *order;
} ordered;

struct rap_influence {
    rap_uncertain list;
    size_t draws;
    double *values; /* input x draw */
    size_t *orders; /* input x draw */
    double *rank_x, *rank_y;
    size_t *order_y;
    rap_influence_row *rows;
};

/* ---- inputs --------------------------------------------------------------------------------- */

static ordered input_over_draws(const rap_influence *u, size_t k) {
    return (ordered){u->values + k * u->draws, u->orders + k * u->draws};
}

static int order_inputs(rap_influence *u, const rap_study *study) {
    u->values = rap_allocate(u->list.n * u->draws, sizeof *u->values);
    u->orders = rap_allocate(u->list.n * u->draws, sizeof *u->orders);
    u->rank_x = rap_allocate(u->draws, sizeof *u->rank_x);
    u->rank_y = rap_allocate(u->draws, sizeof *u->rank_y);
    u->order_y = rap_allocate(u->draws, sizeof *u->order_y);
    u->rows = rap_allocate(u->list.n, sizeof *u->rows);
    if (!u->values || !u->orders || !u->rank_x || !u->rank_y || !u->order_y || !u->rows)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < u->list.n; k++) {
        ordered x = input_over_draws(u, k);
        for (size_t d = 0; d < u->draws; d++)
            x.values[d] = rap_input_draw(u->list.inputs[k], (uint64_t)study->seed, d);
        gsl_sort_index(x.order, x.values, 1, u->draws);
    }
    return RAP_OK;
}

/* ---- correlation ---------------------------------------------------------------------------- */

/* Ranks, from 1, of the draws that are present in y, along the order of x; returns how many. */
static size_t rank_present(const double *x, const size_t *order, const double *y, size_t draws,
                           double *ranks) {
    size_t n = 0;
    for (size_t k = 0; k < draws;) {
        size_t end = k, tied = 0;
        for (; end < draws && !(x[order[end]] > x[order[k]]); end++)
            tied += !isnan(y[order[end]]);
        for (; k < end; k++)
            ranks[order[k]] = (double)n + ((double)tied + 1) / 2;
        n += tied;
    }
    return n;
}

/* Correlation of the ranks of n draws that are present in y; NaN where one side is constant. */
static double correlation(const double *a, const double *b, const double *y, size_t draws,
                          size_t n) {
    double middle = ((double)n + 1) / 2, ab = 0, aa = 0, bb = 0;
    for (size_t d = 0; d < draws; d++) {
        if (isnan(y[d]))
            continue;
        ab += (a[d] - middle) * (b[d] - middle);
        aa += (a[d] - middle) * (a[d] - middle);
        bb += (b[d] - middle) * (b[d] - middle);
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : (double)NAN;
}

static int by_size(const void *a, const void *b) {
    const rap_influence_row *x = a, *y = b;
    double p = fabs(x->correlation), q = fabs(y->correlation);
    int order = (p < q) - (p > q);
    return order ? order : strcmp(x->input.path, y->input.path);
}

/* Draws in the order of y, those that are missing last. */
static void order_draws(const double *y, size_t draws, size_t *order, double *room) {
    for (size_t d = 0; d < draws; d++)
        room[d] = isnan(y[d]) ? (double)INFINITY : y[d];
    gsl_sort_index(order, room, 1, draws);
}

const rap_influence_row *rap_influence_rank(rap_influence *u, const bool *arms, const double *y,
                                            size_t questions, size_t *n) {
    *n = 0;
    order_draws(y, u->draws, u->order_y, u->rank_x);
    size_t there = rank_present(u->rank_x, u->order_y, y, u->draws, u->rank_y);
    for (size_t k = 0; k < u->list.n && there >= RAP_ENOUGH_DRAWS; k++) {
        ordered x = input_over_draws(u, k);
        if (!rap_uncertain_concerns(&u->list, k, arms))
            continue;
        rank_present(x.values, x.order, y, u->draws, u->rank_x);
        double r = correlation(u->rank_x, u->rank_y, y, u->draws, there);
        if (!isnan(r))
            u->rows[(*n)++] = (rap_influence_row){0, 0, *u->list.inputs[k], r, 0};
    }
    qsort(u->rows, *n, sizeof *u->rows, by_size);
    for (size_t k = 0; k < *n; k++)
        u->rows[k].noise = gsl_cdf_ugaussian_Pinv(1 - 0.025 / ((double)*n * (double)questions)) /
                           sqrt((double)(there - 1));
    return u->rows;
}

/* ---- the whole ------------------------------------------------------------------------------ */

void rap_influence_free(rap_influence *u) {
    if (!u)
        return;
    void *blocks[] = {u->values, u->orders, u->rank_x, u->rank_y, u->order_y, u->rows};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++)
        rap_free(blocks[k]);
    rap_uncertain_free(&u->list);
    rap_free(u);
}

int rap_influence_make(rap_influence **out, const rap_study *study, int64_t draws) {
    rap_influence *u = rap_allocate(1, sizeof *u);
    *out = NULL;
    if (!u)
        return rap_fail(RAP_ENOMEM);
    u->draws = (size_t)draws;
    int status = rap_uncertain_make(&u->list, study);
    if (!status)
        status = order_inputs(u, study);
    if (status)
        rap_influence_free(u);
    else
        *out = u;
    return status;
}
