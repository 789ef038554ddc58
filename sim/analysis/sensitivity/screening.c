/* screening.c: from draws to the inputs that are looked at closely. */
#include "analysis/sensitivity/screening.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Shares below which an input or a pair is left with the others. */
static const double least_share = 0.01;
enum { MOST_PAIRS = 3 };

/* ---- draws ------------------------------------------------------------------------------------ */

/* Means of draws, and what chance makes of them. */
typedef struct {
    double *means;         /* NaN: no history has a value */
    double within, spare;  /* sum of squares within draws, and its degrees of freedom */
    double inverse, known; /* sum of 1 / histories, over draws that have a value */
} drawn;

/* Adds draws from x, so many histories each. */
static void add_draws(drawn *t, size_t first, const double *x, int64_t draws, int64_t histories) {
    for (int64_t d = 0; d < draws; d++) {
        double n = 0, mean = 0, squares = 0;
        for (int64_t r = 0; r < histories; r++) {
            double value = x[d * histories + r];
            if (isnan(value))
                continue;
            double off = value - mean;
            n++;
            mean += off / n;
            squares += off * (value - mean);
        }
        t->means[first + (size_t)d] = n > 0 ? mean : (double)NAN;
        t->within += squares;
        t->spare += n > 1 ? n - 1 : 0;
        t->inverse += n > 0 ? 1 / n : 0;
        t->known += n > 0;
    }
}

/* Share of the means' variance that is not chance (random-effects ANOVA); NaN where it cannot be told. */
static double reliability_of(const drawn *t, size_t draws) {
    double n = 0, mean = 0, squares = 0;
    for (size_t d = 0; d < draws; d++) {
        if (isnan(t->means[d]))
            continue;
        double off = t->means[d] - mean;
        n++;
        mean += off / n;
        squares += off * (t->means[d] - mean);
    }
    if (n < 2 || !(squares > 0) || !(t->spare > 0))
        return (double)NAN;
    double chance = t->within / t->spare * t->inverse / t->known;
    return fmax(0, 1 - chance / (squares / (n - 1)));
}

/* ---- the screen -------------------------------------------------------------------------------- */

static int lay_places(const rap_deciding *d, size_t draws, rap_screen *screen) {
    size_t n = d->inputs.n;
    double *u = rap_allocate(n * draws, sizeof *u);
    if (!u)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; i < draws; i++)
            u[k * draws + i] = rap_input_place(d->inputs.inputs[k], (uint64_t)d->study->seed, i);
    int status = rap_screen_init(screen, u, draws, n, RAP_SHEET);
    rap_free(u);
    return status;
}

static int screen_row(rap_deciding *d, rap_decided *row, rap_measure *own, rap_sensing *sensing,
                      rap_screen *screen, double *means) {
    const rap_study *s = d->study;
    drawn t = {.means = means};
    int64_t more = d->screened - s->draws;
    int status = rap_sensing_take(own, row);
    if (!status)
        add_draws(&t, 0, own->own, s->draws, s->replicates);
    if (!status && more > 0)
        status = rap_sensing_take(&sensing->measure, row);
    if (!status && more > 0)
        add_draws(&t, (size_t)s->draws, sensing->measure.own, more, RAP_LUCKS);
    if (status)
        return status;
    row->reliability = reliability_of(&t, (size_t)d->screened);
    rap_screen_make(screen, means, row->reliability > 0 ? row->reliability : 1, rap_screen_wrong,
                    &row->fit);
    return RAP_OK;
}

int rap_screening_make(rap_deciding *d, const rap_layout *layout, rap_store *store,
                       rap_sensing *sensing) {
    rap_measure own = {0};
    rap_screen screen = {0};
    double *means = rap_allocate((size_t)d->screened, sizeof *means);
    int status = means ? RAP_OK : rap_fail(RAP_ENOMEM);
    status = status ? status : rap_measure_init(&own, d->study, layout, store);
    status = status ? status : lay_places(d, (size_t)d->screened, &screen);
    for (size_t k = 0; k < d->n_rows && !status; k++)
        status = screen_row(d, &d->rows[k], &own, sensing, &screen, means);
    rap_measure_free(&own);
    rap_screen_free(&screen);
    rap_free(means);
    return status;
}

/* ---- the choice -------------------------------------------------------------------------------- */

typedef struct {
    size_t a, b; /* a pair, or an input twice */
    double weight;
} candidate;

static int by_weight(const void *a, const void *b) {
    const candidate *x = a, *y = b;
    int order = (x->weight < y->weight) - (x->weight > y->weight);
    order = order ? order : (x->a > y->a) - (x->a < y->a);
    return order ? order : (x->b > y->b) - (x->b < y->b);
}

/* Those of the first headline count twice. */
static void weigh_inputs(const rap_deciding *d, candidate *list) {
    for (size_t k = 0; k < d->inputs.n; k++)
        list[k] = (candidate){k, k, 0};
    for (size_t r = 0; r < d->n_rows; r++) {
        const rap_decided *row = &d->rows[r];
        for (size_t k = 0; k < row->fit.n_inputs; k++) {
            double share = row->fit.inputs[k].mean.total;
            double weight = share < least_share ? 0 : row->headline == 0 ? 2 * share : share;
            candidate *at = &list[row->fit.inputs[k].input];
            at->weight = weight > at->weight ? weight : at->weight;
        }
    }
    qsort(list, d->inputs.n, sizeof *list, by_weight);
}

/* Adds the pairs of a row that make enough of its variance, or more of it than was known. */
static size_t weigh_pairs(const rap_decided *row, candidate *list, size_t n, size_t room) {
    for (size_t k = 0; k < row->fit.n_terms; k++) {
        const rap_screen_term *t = &row->fit.terms[k];
        double share = t->coefficient * t->coefficient / row->fit.variance;
        size_t a = t->a < t->b ? t->a : t->b, b = t->a < t->b ? t->b : t->a, at = 0;
        if (a == b || !(share >= least_share))
            continue;
        while (at < n && !(list[at].a == a && list[at].b == b))
            at++;
        if (at < n)
            list[at].weight = fmax(list[at].weight, share);
        else if (n < room)
            list[n++] = (candidate){a, b, share};
    }
    return n;
}

static size_t choose_pairs(const rap_deciding *d, rap_input_pair *pairs) {
    candidate list[RAP_SCREEN_TERMS];
    size_t n = 0;
    for (size_t r = 0; r < d->n_rows; r++)
        if (d->rows[r].headline == 0)
            n = weigh_pairs(&d->rows[r], list, n, RAP_SCREEN_TERMS);
    qsort(list, n, sizeof *list, by_weight);
    n = n < MOST_PAIRS ? n : MOST_PAIRS;
    for (size_t k = 0; k < n; k++)
        pairs[k] = (rap_input_pair){list[k].a, list[k].b};
    return n;
}

int rap_screening_choose(rap_deciding *d) {
    rap_input_pair pairs[MOST_PAIRS];
    candidate *list = rap_allocate(d->inputs.n, sizeof *list);
    size_t *chosen = rap_allocate(d->inputs.n, sizeof *chosen), n = 0;
    int status = list && chosen ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status) {
        weigh_inputs(d, list);
        while (n < d->inputs.n && n < (size_t)d->study->sensitivity.inputs && list[n].weight > 0) {
            chosen[n] = list[n].a;
            n++;
        }
        status = rap_factors_make(&d->factors, d->study, &d->inputs, chosen, n, pairs,
                                  choose_pairs(d, pairs));
    }
    rap_free(list);
    rap_free(chosen);
    return status;
}
