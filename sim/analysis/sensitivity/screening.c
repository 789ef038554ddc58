/* screening.c: from draws to the inputs that are looked at closely. */
#include "analysis/sensitivity/screening.h"
#include "analysis/tables/influence.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

/* Shares below which an input or a pair is left with the others. */
static const double least_share = 0.01;
enum { MOST_PAIRS = 3 };

/* ---- the screen -------------------------------------------------------------------------------- */

/* What goes along from row to row. */
typedef struct {
    rap_deciding *d;
    rap_measure own;       /* the study's own runs */
    rap_measure *further;  /* those of the screen */
    int64_t width;         /* histories that a set has at most */
    double *items, *means; /* set x history, NaN where a set has fewer; set */
    rap_workspace w;
    rap_influence *influence;
} screener;

/* Puts sets from x behind the first ones, so many histories each. */
static void lay_sets(screener *s, int64_t first, const double *x, int64_t sets, int64_t histories) {
    for (int64_t k = 0; k < sets; k++)
        for (int64_t r = 0; r < s->width; r++)
            s->items[(first + k) * s->width + r] =
                r < histories ? x[k * histories + r] : (double)NAN;
}

static int take_screened(screener *s, const rap_decided *row) {
    const rap_study *study = s->d->study;
    int64_t more = s->d->screened - study->draws;
    int status = rap_sensing_take(&s->own, row);
    if (!status)
        lay_sets(s, 0, s->own.own, study->draws, study->replicates);
    if (!status && more > 0)
        status = rap_sensing_take(s->further, row);
    if (!status && more > 0)
        lay_sets(s, study->draws, s->further->own, more, RAP_LUCKS);
    return status;
}

static int screen_row(screener *s, rap_decided *row) {
    const rap_sample sample = {
        .x = s->items, .items = s->d->screened * s->width, .runs = s->width, .sheet = RAP_SHEET};
    int status = take_screened(s, row);
    if (status)
        return status;
    rap_draw_means(&sample, &s->w);
    rap_means_by_draw(&s->w, s->means, s->d->screened);
    row->reliability = rap_reliability(&s->w);
    return rap_influence_fit(s->influence, s->own.arms, s->means, row->reliability, &row->fit);
}

static int make_screener(screener *s, const rap_layout *layout, rap_store *store) {
    const rap_study *study = s->d->study;
    s->width = study->replicates > RAP_LUCKS ? study->replicates : RAP_LUCKS;
    s->items = rap_allocate((size_t)(s->d->screened * s->width), sizeof *s->items);
    s->means = rap_allocate((size_t)s->d->screened, sizeof *s->means);
    if (!s->items || !s->means)
        return rap_fail(RAP_ENOMEM);
    int status = rap_measure_init(&s->own, study, layout, store);
    status = status ? status : rap_workspace_init(&s->w, s->d->screened * s->width);
    return status ? status : rap_influence_make(&s->influence, study, s->d->screened);
}

int rap_screening_make(rap_deciding *d, const rap_layout *layout, rap_store *store,
                       rap_sensing *sensing) {
    screener s = {.d = d, .further = &sensing->measure};
    int status = make_screener(&s, layout, store);
    for (size_t k = 0; k < d->n_rows && !status; k++)
        status = screen_row(&s, rap_deciding_by_headline(d, k));
    rap_influence_free(s.influence);
    rap_measure_free(&s.own);
    rap_workspace_free(&s.w);
    rap_free(s.items);
    rap_free(s.means);
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
