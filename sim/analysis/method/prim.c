/* prim.c: peeling, choosing, leaving out, pasting, covering, judging.
 *
 * Invariant: `in` marks the points of the box at hand among those that no earlier box holds. */
#include "analysis/method/prim.h"
#include "analysis/estimate/sort.h"
#include "analysis/estimate/summary.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

const rap_prim_options rap_prim_usual = {0.05, 0.05, 0.05, 0.8, 3};

enum { MOST_STEPS = 400 };

typedef struct {
    const rap_prim_data *data;
    const rap_prim_options *options;
    unsigned char *sample; /* of a point */
    bool *taken;           /* by an earlier box */
    bool *in;              /* the box at hand */
    double *sorted;        /* room for the points */
    rap_prim_limit *trial; /* by dimension */
    rap_prim *prim;
} hunter;

static double value(const hunter *h, size_t point, size_t d) {
    return h->data->x[point * h->data->n_dimensions + d];
}

static bool inside(const hunter *h, const rap_prim_limit *limits, size_t point) {
    for (size_t d = 0; d < h->data->n_dimensions; d++)
        if (!rap_prim_fits(&limits[d], value(h, point, d), h->data->choices[d] > 0))
            return false;
    return true;
}

static rap_prim_count count_points(const hunter *h, const rap_prim_limit *limits, int sample) {
    rap_prim_count c = {0, 0};
    for (size_t i = 0; i < h->data->n; i++)
        if (h->sample[i] == sample && !h->taken[i] && (!limits || inside(h, limits, i))) {
            c.n++;
            c.positive += h->data->y[i];
        }
    return c;
}

static double mean(rap_prim_count c) {
    return c.n ? (double)c.positive / (double)c.n : (double)NAN;
}

static double standard_error(rap_prim_count c) {
    double p = mean(c);
    return c.n ? sqrt(p * (1 - p) / (double)c.n) : (double)NAN;
}

static void open_limits(const hunter *h, rap_prim_limit *limits) {
    for (size_t d = 0; d < h->data->n_dimensions; d++)
        limits[d] = (rap_prim_limit){
            .low = (double)-INFINITY, .high = (double)INFINITY, .quasi_p = (double)NAN};
}

/* ---- peeling ---------------------------------------------------------------------------------- */

typedef struct {
    bool there;
    rap_prim_step step;
    double gain; /* of the mean, for each point that goes */
} slice;

/* Whether one slice is better than another; of equal ones the first stays. */
static void keep_better(slice *best, slice s) {
    if (s.there && (!best->there || s.gain > best->gain))
        *best = s;
}

static rap_prim_count left_after(const hunter *h, const rap_prim_step *step) {
    rap_prim_count c = {0, 0};
    for (size_t i = 0; i < h->data->n; i++) {
        double x = value(h, i, step->dimension);
        bool stays = step->side < 0   ? x >= step->at
                     : step->side > 0 ? x <= step->at
                                      : !(x >= step->at && x <= step->at);
        if (h->in[i] && h->sample[i] == RAP_PRIM_FIND && stays) {
            c.n++;
            c.positive += h->data->y[i];
        }
    }
    return c;
}

static slice measure_slice(const hunter *h, rap_prim_count now, size_t d, int side, double at) {
    slice s = {.step = {.dimension = d, .side = side, .at = at}};
    rap_prim_count left = left_after(h, &s.step);
    double least = h->options->support * (double)h->prim->find.n;
    s.there = left.n > 0 && left.n < now.n && (double)left.n >= least;
    s.gain = (mean(left) - mean(now)) / (double)(now.n - left.n);
    return s;
}

/* The values of a dimension in the box, in order. */
static int64_t sort_values(const hunter *h, size_t d) {
    int64_t n = 0;
    for (size_t i = 0; i < h->data->n; i++)
        if (h->in[i] && h->sample[i] == RAP_PRIM_FIND)
            h->sorted[n++] = value(h, i, d);
    rap_sort(h->sorted, n);
    return n;
}

/* The limit lies half way between what goes and what stays. */
static slice lower_slice(const hunter *h, rap_prim_count now, size_t d, int64_t n, int64_t k) {
    while (k < n && !(h->sorted[k] > h->sorted[k - 1]))
        k++;
    return k < n ? measure_slice(h, now, d, -1, (h->sorted[k - 1] + h->sorted[k]) / 2) : (slice){0};
}

static slice upper_slice(const hunter *h, rap_prim_count now, size_t d, int64_t n, int64_t k) {
    while (k < n && !(h->sorted[n - k] > h->sorted[n - k - 1]))
        k++;
    return k < n ? measure_slice(h, now, d, 1, (h->sorted[n - k - 1] + h->sorted[n - k]) / 2)
                 : (slice){0};
}

static int64_t slice_size(double share, int64_t n) {
    int64_t k = (int64_t)floor(share * (double)n);
    return k > 0 ? k : 1;
}

static slice best_slice(const hunter *h, rap_prim_count now) {
    slice best = {0};
    for (size_t d = 0; d < h->data->n_dimensions; d++) {
        for (size_t c = 0; c < h->data->choices[d]; c++)
            keep_better(&best, measure_slice(h, now, d, 0, (double)c));
        if (h->data->choices[d])
            continue;
        int64_t n = sort_values(h, d), k = slice_size(h->options->peel, n);
        if (n < 2)
            continue;
        keep_better(&best, lower_slice(h, now, d, n, k));
        keep_better(&best, upper_slice(h, now, d, n, k));
    }
    return best;
}

static void apply(rap_prim_limit *limits, const rap_prim_step *s) {
    rap_prim_limit *l = &limits[s->dimension];
    l->restricted = true;
    if (s->side < 0)
        l->low = s->at;
    else if (s->side > 0)
        l->high = s->at;
    else
        l->without[(size_t)s->at] = true;
}

static void mark_inside(hunter *h, const rap_prim_limit *limits) {
    for (size_t i = 0; i < h->data->n; i++)
        h->in[i] = !h->taken[i] && inside(h, limits, i);
}

static void note_step(const hunter *h, rap_prim_box *box, rap_prim_step step) {
    step.find = count_points(h, box->limits, RAP_PRIM_FIND);
    step.choose = count_points(h, box->limits, RAP_PRIM_CHOOSE);
    box->steps[box->n_steps++] = step;
}

static void peel(hunter *h, rap_prim_box *box) {
    open_limits(h, box->limits);
    note_step(h, box, (rap_prim_step){0});
    while (box->n_steps < MOST_STEPS) {
        mark_inside(h, box->limits);
        rap_prim_count now = box->steps[box->n_steps - 1].find;
        slice s = best_slice(h, now);
        if (!s.there || now.positive == now.n)
            return;
        apply(box->limits, &s.step);
        note_step(h, box, s.step);
    }
}

/* ---- choosing --------------------------------------------------------------------------------- */

static bool is_large_enough(const hunter *h, rap_prim_count c) {
    return c.n > 0 && (double)c.n >= h->options->support * (double)h->prim->choose.n;
}

static size_t choose_step(const hunter *h, const rap_prim_box *box) {
    size_t best = 0;
    for (size_t k = 0; k < box->n_steps; k++) {
        rap_prim_count c = box->steps[k].choose;
        if (is_large_enough(h, c) && mean(c) >= h->options->density)
            return k;
        if (is_large_enough(h, c) && mean(c) > mean(box->steps[best].choose))
            best = k;
    }
    rap_prim_count top = box->steps[best].choose;
    for (size_t k = 0; k < best; k++)
        if (is_large_enough(h, box->steps[k].choose) &&
            mean(box->steps[k].choose) >= mean(top) - standard_error(top))
            return k;
    return best;
}

static void rebuild(const hunter *h, rap_prim_box *box) {
    open_limits(h, box->limits);
    for (size_t k = 1; k <= box->chosen; k++)
        apply(box->limits, &box->steps[k]);
}

/* The dimension without whose restriction the mean on `choose` is highest; n_dimensions: none. */
static size_t most_idle(hunter *h, const rap_prim_box *box, double least) {
    size_t found = h->data->n_dimensions, size = h->data->n_dimensions * sizeof *h->trial;
    double highest = least;
    for (size_t d = 0; d < h->data->n_dimensions; d++) {
        if (!box->limits[d].restricted)
            continue;
        memcpy(h->trial, box->limits, size);
        h->trial[d].restricted = false;
        double m = mean(count_points(h, h->trial, RAP_PRIM_CHOOSE));
        if (m >= highest) {
            highest = m;
            found = d;
        }
    }
    return found;
}

/* The mean on `choose` below which nothing takes a box: the density asked for, where it reaches that;
 * else a standard error below what it has. */
static double least_mean(const hunter *h, const rap_prim_box *box) {
    rap_prim_count chosen = count_points(h, box->limits, RAP_PRIM_CHOOSE);
    double lower = mean(chosen) - standard_error(chosen);
    return mean(chosen) >= h->options->density ? fmax(lower, h->options->density) : lower;
}

static void leave_out(hunter *h, rap_prim_box *box, double least) {
    size_t d;
    while ((d = most_idle(h, box, least)) < h->data->n_dimensions)
        box->limits[d] = (rap_prim_limit){
            .low = (double)-INFINITY, .high = (double)INFINITY, .quasi_p = (double)NAN};
}

/* ---- pasting ---------------------------------------------------------------------------------- */

/* Values beyond an end, of points that fit all else, in order. */
static int64_t sort_beyond(hunter *h, const rap_prim_box *box, size_t d, int side) {
    int64_t n = 0;
    memcpy(h->trial, box->limits, h->data->n_dimensions * sizeof *h->trial);
    h->trial[d].restricted = false;
    for (size_t i = 0; i < h->data->n; i++) {
        double x = value(h, i, d);
        bool beyond = side < 0 ? x < box->limits[d].low : x > box->limits[d].high;
        if (h->sample[i] == RAP_PRIM_FIND && !h->taken[i] && beyond && inside(h, h->trial, i))
            h->sorted[n++] = x;
    }
    rap_sort(h->sorted, n);
    return n;
}

/* Moves one end out by a slice; false where nothing lies beyond it. */
static bool widen(hunter *h, const rap_prim_box *box, size_t d, int side, rap_prim_limit *wider) {
    *wider = box->limits[d];
    int64_t n = sort_beyond(h, box, d, side);
    int64_t k =
        slice_size(h->options->paste, (int64_t)count_points(h, box->limits, RAP_PRIM_FIND).n);
    if (n == 0)
        return false;
    if (side < 0)
        wider->low = k < n ? (h->sorted[n - k] + h->sorted[n - k - 1]) / 2 : (double)-INFINITY;
    else
        wider->high = k < n ? (h->sorted[k - 1] + h->sorted[k]) / 2 : (double)INFINITY;
    wider->restricted = wider->low > (double)-INFINITY || wider->high < (double)INFINITY;
    return true;
}

static bool readmit(const rap_prim_box *box, size_t d, size_t choice, rap_prim_limit *wider) {
    *wider = box->limits[d];
    if (!wider->without[choice])
        return false;
    wider->without[choice] = false;
    wider->restricted = false;
    for (size_t c = 0; c < RAP_PRIM_CHOICES; c++)
        wider->restricted |= wider->without[c];
    return true;
}

/* A widening that keeps the mean on `choose` at `least`, with the mean on `find` that it leads to. */
typedef struct {
    double least, best;
    size_t at;
    rap_prim_limit limit;
} widening;

static void try_wider(hunter *h, const rap_prim_box *box, size_t d, const rap_prim_limit *wider,
                      widening *w) {
    memcpy(h->trial, box->limits, h->data->n_dimensions * sizeof *h->trial);
    h->trial[d] = *wider;
    double m = mean(count_points(h, h->trial, RAP_PRIM_FIND));
    if (m > w->best && mean(count_points(h, h->trial, RAP_PRIM_CHOOSE)) >= w->least) {
        w->best = m;
        w->at = d;
        w->limit = *wider;
    }
}

static void paste(hunter *h, rap_prim_box *box, double least) {
    size_t none = h->data->n_dimensions;
    widening w = {.least = least};
    do {
        rap_prim_limit wider;
        w.best = mean(count_points(h, box->limits, RAP_PRIM_FIND));
        w.at = none;
        for (size_t d = 0; d < none; d++) {
            if (!box->limits[d].restricted)
                continue;
            for (int side = -1; side <= 1 && !h->data->choices[d]; side += 2)
                if (widen(h, box, d, side, &wider))
                    try_wider(h, box, d, &wider, &w);
            for (size_t c = 0; c < h->data->choices[d]; c++)
                if (readmit(box, d, c, &wider))
                    try_wider(h, box, d, &wider, &w);
        }
        if (w.at < none)
            box->limits[w.at] = w.limit;
    } while (w.at < none);
}

/* ---- judging ---------------------------------------------------------------------------------- */

static double quasi_p(hunter *h, const rap_prim_box *box, size_t d) {
    memcpy(h->trial, box->limits, h->data->n_dimensions * sizeof *h->trial);
    h->trial[d].restricted = false;
    rap_prim_count without = count_points(h, h->trial, RAP_PRIM_JUDGE), with = box->judged;
    if (with.n == 0)
        return (double)NAN;
    return with.positive == 0
               ? 1
               : gsl_cdf_binomial_Q((unsigned)with.positive - 1, mean(without), (unsigned)with.n);
}

/* All numbers are of the points that no earlier box holds, but coverage and support, which are of
 * all points. */
static void judge_box(hunter *h, rap_prim_box *box) {
    box->judged = count_points(h, box->limits, RAP_PRIM_JUDGE);
    box->of = count_points(h, NULL, RAP_PRIM_JUDGE);
    box->density = mean(box->judged);
    rap_wilson((int64_t)box->judged.positive, (int64_t)box->judged.n, &box->low, &box->high);
    if (box->judged.n == 0)
        box->low = box->high = (double)NAN;
    box->coverage = (double)box->judged.positive / (double)h->prim->judge.positive;
    box->support = (double)box->judged.n / (double)h->prim->judge.n;
    for (size_t d = 0; d < h->data->n_dimensions; d++)
        if (box->limits[d].restricted)
            box->limits[d].quasi_p = quasi_p(h, box, d);
}

/* ---- the whole -------------------------------------------------------------------------------- */

static bool is_restricted(const hunter *h, const rap_prim_box *box) {
    for (size_t d = 0; d < h->data->n_dimensions; d++)
        if (box->limits[d].restricted)
            return true;
    return false;
}

static int init_box(const hunter *h, rap_prim_box *box) {
    box->limits = rap_allocate(h->data->n_dimensions, sizeof *box->limits);
    box->steps = rap_allocate(MOST_STEPS, sizeof *box->steps);
    return box->limits && box->steps ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* Whether a box that was chosen is worth judging. */
static bool is_denser(const hunter *h, const rap_prim_box *box) {
    rap_prim_count chosen = count_points(h, box->limits, RAP_PRIM_CHOOSE),
                   all = count_points(h, NULL, RAP_PRIM_CHOOSE);
    return is_restricted(h, box) && chosen.n > 0 &&
           mean(chosen) - standard_error(chosen) > mean(all);
}

/* Whether its interval lies above what is outside, on points that had no part in it. */
static bool is_borne_out(const rap_prim_box *box) {
    const rap_prim_count rest = {box->of.n - box->judged.n,
                                 box->of.positive - box->judged.positive};
    return box->low > mean(rest);
}

static void shape_box(hunter *h, rap_prim_box *box) {
    peel(h, box);
    box->chosen = choose_step(h, box);
    rebuild(h, box);
    double least = least_mean(h, box);
    leave_out(h, box, least);
    paste(h, box, least);
}

/* One more box among what is left; *more tells whether there was one. */
static int hunt(hunter *h, bool *more) {
    rap_prim *p = h->prim;
    rap_prim_box *box = &p->box[p->n];
    rap_prim_count left = count_points(h, NULL, RAP_PRIM_FIND);
    *more = false;
    if (left.positive == 0 || left.positive == left.n)
        return RAP_OK; /* nothing to peel by */
    int status = init_box(h, box);
    if (status)
        return status;
    shape_box(h, box);
    if (!is_denser(h, box))
        return RAP_OK;
    judge_box(h, box);
    *more = is_borne_out(box);
    p->withheld += !*more;
    if (!*more)
        return RAP_OK;
    p->n++;
    mark_inside(h, box->limits);
    for (size_t i = 0; i < h->data->n; i++)
        h->taken[i] |= h->in[i];
    return RAP_OK;
}

static bool is_share(double x) {
    return x > 0 && x < 1;
}

static int check_options(const rap_prim_data *d, const rap_prim_options *o) {
    bool good = is_share(o->peel) && is_share(o->paste) && is_share(o->support) &&
                o->density >= 0 && o->density <= 1 && o->most <= RAP_PRIM_BOXES;
    for (size_t k = 0; k < d->n_dimensions && good; k++)
        good = d->choices[k] <= RAP_PRIM_CHOICES;
    for (size_t i = 0; i < d->n && good; i++)
        for (size_t k = 0; k < d->n_dimensions && good; k++) {
            double x = d->x[i * d->n_dimensions + k];
            good = !isnan(x) && (!d->choices[k] || (x >= 0 && x < (double)d->choices[k]));
        }
    return good ? RAP_OK : rap_fail(RAP_EINPUT);
}

static int make_prim_room(hunter *h) {
    size_t n = h->data->n;
    h->sample = rap_allocate(n, sizeof *h->sample);
    h->taken = rap_allocate(n, sizeof *h->taken);
    h->in = rap_allocate(n, sizeof *h->in);
    h->sorted = rap_allocate(n, sizeof *h->sorted);
    h->trial = rap_allocate(h->data->n_dimensions, sizeof *h->trial);
    return h->sample && h->taken && h->in && h->sorted && h->trial ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static void part(hunter *h) {
    for (size_t i = 0; i < h->data->n; i++)
        h->sample[i] = (unsigned char)rap_prim_sample(h->data->key, h->data->identity[i]);
    h->prim->find = count_points(h, NULL, RAP_PRIM_FIND);
    h->prim->choose = count_points(h, NULL, RAP_PRIM_CHOOSE);
    h->prim->judge = count_points(h, NULL, RAP_PRIM_JUDGE);
}

static bool is_worth_it(const rap_prim *p) {
    const rap_prim_count *c[] = {&p->find, &p->choose, &p->judge};
    for (int k = 0; k < RAP_PRIM_SAMPLES; k++)
        if (c[k]->n == 0 || c[k]->positive == 0 || c[k]->positive == c[k]->n)
            return false;
    return true;
}

int rap_prim_make(rap_prim *prim, const rap_prim_data *data, const rap_prim_options *options) {
    hunter h = {.data = data, .options = options, .prim = prim};
    *prim = (rap_prim){.n_dimensions = data->n_dimensions};
    int status = check_options(data, options);
    status = status ? status : make_prim_room(&h);
    if (!status)
        part(&h);
    bool more = !status && is_worth_it(prim);
    while (more && prim->n < options->most && !status)
        status = hunt(&h, &more);
    rap_free(h.sample);
    rap_free(h.taken);
    rap_free(h.in);
    rap_free(h.sorted);
    rap_free(h.trial);
    return status;
}
