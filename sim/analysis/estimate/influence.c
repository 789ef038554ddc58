/* influence.c: Spearman's rank correlation, over draws, of each uncertain input with a mean
 * difference.
 *
 * A first look at which assumptions decide a result; it sees monotone effects only, one input at a
 * time. The draws are put in order of each input once; ranks among the draws that a headline has
 * then take one walk along that order. Equal values share their mean rank. */
#include "analysis/estimate/influence.h"
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

struct rap_uncertain {
    const rap_study *study;
    size_t n_arms;
    const rap_input **inputs; /* each path once */
    bool *used;               /* input x arm: uncertain in that arm */
    size_t n, draws;
    double *values; /* input x draw */
    size_t *orders; /* input x draw */
    double *rank_x, *rank_y;
    size_t *order_y;
    rap_influence_row *rows;
};
typedef rap_uncertain uncertain;

/* ---- inputs --------------------------------------------------------------------------------- */

static size_t place_of(const uncertain *u, const char *path) {
    size_t k = 0;
    while (k < u->n && strcmp(u->inputs[k]->path, path) != 0)
        k++;
    return k;
}

/* Adds the inputs that are uncertain in an arm. */
static void add_inputs(uncertain *u, const rap_inputs *inputs, size_t arm) {
    for (size_t k = 0; k < inputs->n_inputs; k++) {
        const rap_input *input = &inputs->inputs[k];
        if (!rap_input_varies(input))
            continue;
        size_t place = place_of(u, input->path);
        if (place == u->n)
            u->inputs[u->n++] = input;
        u->used[place * u->n_arms + arm] = true;
    }
}

static int list_inputs(uncertain *u) {
    const rap_inputs *inputs;
    size_t capacity = 0, rows = 0;
    int status = RAP_OK;
    for (size_t a = 0; a < u->n_arms && !status; a++) {
        size_t most = u->n;
        status = rap_study_inputs(u->study, a, &inputs);
        if (status)
            return status;
        most += inputs->n_inputs;
        status = rap_grow(&u->inputs, &capacity, most, sizeof *u->inputs);
        status = status ? status : rap_grow(&u->used, &rows, most, u->n_arms * sizeof *u->used);
        if (!status)
            add_inputs(u, inputs, a);
    }
    return status;
}

static ordered input_over_draws(const uncertain *u, size_t k) {
    return (ordered){u->values + k * u->draws, u->orders + k * u->draws};
}

static int order_inputs(uncertain *u, const rap_study *study) {
    u->values = rap_allocate(u->n * u->draws, sizeof *u->values);
    u->orders = rap_allocate(u->n * u->draws, sizeof *u->orders);
    u->rank_x = rap_allocate(u->draws, sizeof *u->rank_x);
    u->rank_y = rap_allocate(u->draws, sizeof *u->rank_y);
    u->order_y = rap_allocate(u->draws, sizeof *u->order_y);
    u->rows = rap_allocate(u->n, sizeof *u->rows);
    if (!u->values || !u->orders || !u->rank_x || !u->rank_y || !u->order_y || !u->rows)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < u->n; k++) {
        ordered x = input_over_draws(u, k);
        for (size_t d = 0; d < u->draws; d++)
            x.values[d] = rap_input_draw(u->inputs[k], (uint64_t)study->seed, d);
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

/* Whether an input is uncertain in one of the arms. */
static bool concerns(const uncertain *u, size_t input, const bool *arms) {
    for (size_t a = 0; a < u->n_arms; a++)
        if (arms[a] && u->used[input * u->n_arms + a])
            return true;
    return false;
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

const rap_influence_row *rap_uncertain_rank(rap_uncertain *u, const bool *arms, const double *y,
                                            size_t questions, size_t *n) {
    *n = 0;
    order_draws(y, u->draws, u->order_y, u->rank_x);
    size_t there = rank_present(u->rank_x, u->order_y, y, u->draws, u->rank_y);
    for (size_t k = 0; k < u->n && there >= RAP_ENOUGH_DRAWS; k++) {
        ordered x = input_over_draws(u, k);
        if (!concerns(u, k, arms))
            continue;
        rank_present(x.values, x.order, y, u->draws, u->rank_x);
        double r = correlation(u->rank_x, u->rank_y, y, u->draws, there);
        if (!isnan(r))
            u->rows[(*n)++] = (rap_influence_row){0, 0, *u->inputs[k], r, 0};
    }
    qsort(u->rows, *n, sizeof *u->rows, by_size);
    for (size_t k = 0; k < *n; k++)
        u->rows[k].noise = gsl_cdf_ugaussian_Pinv(1 - 0.025 / ((double)*n * (double)questions)) /
                           sqrt((double)(there - 1));
    return u->rows;
}

/* ---- the whole ------------------------------------------------------------------------------ */

void rap_uncertain_free(rap_uncertain *u) {
    if (!u)
        return;
    void *blocks[] = {u->used, u->values, u->orders, u->rank_x, u->rank_y, u->order_y, u->rows};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++)
        rap_free(blocks[k]);
    rap_free(u->inputs);
    rap_free(u);
}

int rap_uncertain_make(rap_uncertain **out, const rap_study *study, int64_t draws) {
    uncertain *u = rap_allocate(1, sizeof *u);
    *out = NULL;
    if (!u)
        return rap_fail(RAP_ENOMEM);
    *u = (uncertain){.study = study,
                     .n_arms = study->n_arms,
                     .draws = (size_t)(draws < RAP_MOST_RANKED ? draws : RAP_MOST_RANKED)};
    int status = list_inputs(u);
    if (!status)
        status = order_inputs(u, study);
    if (status)
        rap_uncertain_free(u);
    else
        *out = u;
    return status;
}
