/* sensitivity.c: the way from a study's runs to what decides its headlines. */
#include "analysis/sensitivity/sensitivity.h"
#include "analysis/sensitivity/screening.h"
#include "analysis/sensitivity/sensing.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

/* Bases that are run before their intervals are looked at again; most common lucks of one. */
enum { ROUND = 16, MOST_LUCKS = 8 };

/* ---- rows -------------------------------------------------------------------------------------- */

static int make_rows(rap_deciding *d) {
    const rap_study *s = d->study;
    bool levels = s->n_contrasts == 0;
    d->n_rows = (levels ? s->n_arms : s->n_contrasts) * s->n_headlines;
    d->rows = rap_allocate(d->n_rows, sizeof *d->rows);
    if (!d->rows)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < d->n_rows; k++)
        d->rows[k] = (rap_decided){
            .is_level = levels, .of = k / s->n_headlines, .headline = k % s->n_headlines};
    return RAP_OK;
}

/* Room for what is found by factor, by kind of luck and by group of Morris. */
static int make_room(rap_deciding *d) {
    for (size_t k = 0; k < d->n_rows; k++) {
        rap_decided *row = &d->rows[k];
        row->shares = rap_allocate(d->factors.n, sizeof *row->shares);
        row->lucks = rap_allocate(d->sampling.players, sizeof *row->lucks);
        row->effects = rap_allocate(d->sampling.n_groups, sizeof *row->effects);
        if (!row->shares || !row->lucks || !row->effects)
            return rap_fail(RAP_ENOMEM);
    }
    return RAP_OK;
}

/* ---- points ------------------------------------------------------------------------------------ */

static void name_shares(const rap_deciding *d, rap_decided *row, const rap_indices *x) {
    row->bases = x->moments.n;
    row->missing = x->missing;
    row->variance = rap_indices_variance(x);
    for (size_t k = 0; k < d->factors.n; k++) {
        const rap_factor *f = &d->factors.rows[k];
        row->shares[k] =
            (rap_factor_share){rap_indices_closed(x, k), rap_indices_total(x, k), rap_index_none()};
        if (f->kind == RAP_FACTOR_PAIR)
            row->shares[k].together = rap_indices_pair(x, k, f->first, f->second);
    }
}

/* Variance of a history within a set of assumptions over that of what is expected, on average over the rows of the first
 * headline that tell it; 0 where none does. */
static double noise_of(const rap_deciding *d) {
    const rap_study *s = d->study;
    double own = (double)s->draws / (double)s->replicates;
    double inverse = (own + (double)(d->screened - s->draws) / RAP_LUCKS) / (double)d->screened;
    double sum = 0, n = 0;
    for (size_t k = 0; k < d->n_rows; k++)
        if (d->rows[k].headline == 0 && d->rows[k].reliability > 0) {
            sum += (1 / d->rows[k].reliability - 1) / inverse;
            n++;
        }
    return n > 0 ? sum / n : 0;
}

/* How many common lucks a base has. Of an index that is T, from so many bases of L lucks in two halves, the error is
 * about sqrt((2 T^2 + (2 noise / L)^2) / bases); for a given number of histories, bases x L, it is least at
 * L = sqrt(2) noise / T, here for a T of 0.3. */
static int64_t count_lucks(double noise) {
    double best = sqrt(2) * noise / 0.3;
    return best < 3 ? 2 : best < 6 ? 4 : MOST_LUCKS;
}

/* The outcomes of a base as means over two halves of its lucks: a product across the halves has no chance in it. */
static void halve_lucks(const double *f, size_t points, size_t lucks, double *halves) {
    for (size_t k = 0; k < 2 * points; k++) {
        double sum = 0;
        for (size_t i = 0; i < lucks / 2; i++)
            sum += f[k * (lucks / 2) + i];
        halves[k] = sum / (double)(lucks / 2);
    }
}

/* Indices of a row from the bases that are there. */
static int judge_points(rap_deciding *d, rap_sensing *sensing, rap_decided *row) {
    rap_indices x;
    size_t points = d->factors.n + 2, lucks = (size_t)d->sampling.lucks;
    double *halves = rap_allocate(2 * points, sizeof *halves);
    int status = rap_indices_init(&x, d->factors.n, 2);
    status = status ? status : halves ? RAP_OK : rap_fail(RAP_ENOMEM);
    status = status ? status : rap_sensing_take(&sensing->measure, row);
    if (!status) {
        const double *f = sensing->measure.own + d->sampling.first[RAP_STAGE_POINTS];
        for (size_t b = 0; b < (size_t)d->bases; b++) {
            halve_lucks(f + b * points * lucks, points, lucks, halves);
            rap_indices_add(&x, halves);
        }
        name_shares(d, row, &x);
    }
    rap_indices_free(&x);
    rap_free(halves);
    return status;
}

/* The widest half-interval of total indices, of what is looked at one by one and of the rest. */
static double widest_of(const rap_deciding *d, const rap_decided *row) {
    double widest = (double)NAN;
    for (size_t k = 0; k < d->factors.n && d->factors.rows[k].kind <= RAP_FACTOR_REST; k++)
        widest = fmax(widest, rap_index_half_width(&row->shares[k].total));
    return widest;
}

/* Judges the rows of the primary headline; sets d->widest and d->reached. */
static int look_how_close(rap_deciding *d, rap_sensing *sensing) {
    int status = RAP_OK;
    d->widest = (double)NAN;
    for (size_t k = 0; k < d->n_rows && !status; k++) {
        if (d->rows[k].headline != 0)
            continue;
        status = judge_points(d, sensing, &d->rows[k]);
        d->widest = fmax(d->widest, widest_of(d, &d->rows[k]));
    }
    d->reached = d->widest <= d->study->sensitivity.half_width;
    return status;
}

static int run_points(rap_deciding *d, rap_sensing *sensing) {
    int64_t first = d->sampling.first[RAP_STAGE_POINTS], each = rap_sampling_base(&d->sampling);
    int64_t most = d->study->sensitivity.points / d->sampling.lucks;
    int status = RAP_OK;
    while (d->bases < most && !d->reached && !status) {
        d->bases = d->bases + ROUND < most ? d->bases + ROUND : most;
        status = rap_sensing_run(sensing, first + d->bases * each);
        status = status ? status : look_how_close(d, sensing);
    }
    return status;
}

/* ---- chains and trajectories -------------------------------------------------------------------- */

static int judge_chains(rap_deciding *d, const double *f, rap_decided *row) {
    rap_chain c;
    size_t order[RAP_MOST_PLAYERS], players = d->sampling.players;
    int status = rap_chain_init(&c, players);
    for (int64_t k = 0; k < d->chains && !status; k++) {
        rap_sampling_order(&d->sampling, k, order);
        rap_chain_add(&c, order, f + (size_t)k * (players + 1));
    }
    if (!status) {
        row->single = rap_chain_variance(&c);
        for (size_t k = 0; k < players; k++)
            row->lucks[k] = rap_chain_share(&c, k, 1);
    }
    rap_chain_free(&c);
    return status;
}

/* Effects from the mean over the common lucks; `y` is room for the points. */
static int judge_morris(rap_deciding *d, const double *f, double *y, rap_decided *row) {
    const rap_morris_design design = rap_sampling_morris(&d->sampling);
    size_t points = design.trajectories * (design.groups + 1);
    for (size_t k = 0; k < points; k++)
        y[k] = (f[RAP_LUCKS * k] + f[RAP_LUCKS * k + 1]) / 2;
    return design.trajectories ? rap_morris_make(&design, y, row->effects) : RAP_OK;
}

static int judge_headline(rap_deciding *d, rap_sensing *sensing, double *room, rap_decided *row) {
    int status = judge_points(d, sensing, row);
    const double *items = sensing->measure.own; /* of this row */
    status = status ? status : judge_chains(d, items + d->sampling.first[RAP_STAGE_CHAINS], row);
    return status ? status
                  : judge_morris(d, items + d->sampling.first[RAP_STAGE_MORRIS], room, row);
}

static int judge_rows(rap_deciding *d, rap_sensing *sensing) {
    int64_t points = d->sampling.first[RAP_STAGE_POINTS] - d->sampling.first[RAP_STAGE_MORRIS];
    double *room = rap_allocate((size_t)points, sizeof *room);
    int status = room ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < d->n_rows && !status; k++)
        status = judge_headline(d, sensing, room, rap_deciding_by_headline(d, k));
    rap_free(room);
    return status;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static int run_and_judge(rap_deciding *d, const rap_layout *layout, rap_store *store,
                         rap_sensing *sensing) {
    int status = rap_sensing_run(sensing, d->sampling.first[RAP_STAGE_POINTS]);
    status = status ? status : rap_screening_make(d, layout, store, sensing);
    status = status ? status : rap_screening_choose(d);
    d->sampling.factors = &d->factors;
    d->sampling.lucks = count_lucks(noise_of(d));
    status = status ? status : make_room(d);
    status = status ? status : run_points(d, sensing);
    return status ? status : judge_rows(d, sensing);
}

int rap_deciding_make(rap_deciding *d, const rap_study *study, const rap_layout *layout,
                      rap_store *store, const rap_bench *bench, const rap_opening *opening) {
    const rap_sensitivity *asked = &study->sensitivity;
    rap_sensing sensing;
    *d = (rap_deciding){.study = study, .chains = asked->chains};
    int status = rap_uncertain_make(&d->inputs, study);
    if (status || d->inputs.n == 0)
        return status;
    d->screened = study->draws > asked->draws ? study->draws : asked->draws;
    status = make_rows(d);
    status = status ? status : rap_sampling_make(&d->sampling, study, &d->inputs);
    if (status)
        return status;
    status = rap_sensing_init(&sensing, bench, &d->sampling, opening);
    status = status ? status : run_and_judge(d, layout, store, &sensing);
    rap_sensing_free(&sensing);
    return status;
}

int rap_deciding_ahead(const rap_study *study, rap_ahead_use *use, void *context) {
    rap_uncertain inputs;
    rap_sampling sampling = {0};
    rap_sensing sensing = {0};
    int status = rap_uncertain_make(&inputs, study);
    status = status ? status : rap_sampling_make(&sampling, study, &inputs);
    status = status ? status : rap_sensing_plan(&sensing, study, &sampling);
    sensing.study.draws = sampling.first[RAP_STAGE_POINTS];
    if (!status && sensing.study.draws > 0) {
        const rap_points points = rap_sampling_points(&sampling);
        status = use(context, &(rap_ahead){&sensing.study, &sensing.layout, &points});
    }
    rap_sensing_free(&sensing);
    rap_sampling_free(&sampling);
    rap_uncertain_free(&inputs);
    return status;
}

double rap_deciding_histories(const rap_study *study, const rap_uncertain *inputs) {
    const rap_sensitivity *s = &study->sensitivity;
    enum { GROUPS = 10, TOPICS = 10 }; /* factors beside the inputs, and kinds of luck: about */
    double named = inputs->n < (size_t)s->inputs ? (double)inputs->n : (double)s->inputs;
    double screen = s->draws > study->draws ? (double)(s->draws - study->draws) : 0;
    return RAP_LUCKS * screen + (double)s->chains * TOPICS +
           RAP_LUCKS * (double)s->trajectories * ((double)inputs->n + 1) +
           (double)s->points * (named + GROUPS);
}
