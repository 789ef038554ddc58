/* acceptability.c: in which share of sets of assumptions an arm is best, and what it would be worth to
 * know the set before choosing (EVPI), with chance taken out.
 *
 * Of a few histories, means counted as they are give shares too close to equal ones and too high an
 * EVPI. So net benefits of sets are drawn in (drawn_in.h) to x_d. Shares count the arm with the highest
 * x_d, and EVPI is the mean of max_a x_da - x_d,best, best having the highest mean: one set of numbers
 * for both. Chance is taken as alike in all sets, and no shape is assumed: where chance is as large as
 * what sets differ by, a strong skew is smoothed, and shares are up to .09 off (lognormal, sigma .5;
 * within .03 where it is a half; tests/test_acceptability.c). Without chance these are plain counts.
 *
 * Intervals: 95 % of SAMPLES samples of sets with replacement (Efron 1979, doi:10.1214/aos/1176344552),
 * each drawn in by its own moments; of a share, widened to Wilson's of that count. Shares are told
 * where those of all arms are narrower than `widest`. The upper end of EVPI reaches what the sets
 * cannot rule out: the highest E max(N, 0) over rivals of the best arm, N normal with the upper ends of
 * the interval of the rival's mean difference (not above 0) and of its variance T - W, which has itself
 * the variance 2 T^2 / (n - 1) + 2 W^2 / f, f the degrees of freedom within sets.
 *
 * Frontier: the arm with the highest mean (Fenwick, Claxton & Sculpher 2001, doi:10.1002/hec.635). */
#include "analysis/estimate/sort.h"
#include "analysis/estimate/summary.h"
#include "analysis/method/drawn_in.h"
#include "analysis/method/value.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { SAMPLES = 200 };           /* assumed */
static const double widest = 0.5; /* assumed: half of all that a share can be */
static const double reach = 1.96; /* standard normal quantile at 0.975 */
static const rap_interval untold = {(double)NAN, (double)NAN, (double)NAN};

/* Arms with the same net benefit in every set are one contestant: twins share what it gets. Quantities
 * of `sets`: net benefit of each contestant less that of the first. */
typedef struct {
    const rap_value_input *in;
    double lambda;
    rap_drawn_in sets;
    size_t *first, *who, n;       /* first arm of a contestant; contestant of an arm; contestants */
    double *arms, *share;         /* of a contestant */
    size_t best, next;            /* highest and second highest mean */
    double freedom;               /* within sets */
    double *row, *shares, *gains; /* room for a row; sample x contestant; sample */
} contest;

static void contest_free(contest *c) {
    rap_drawn_in_free(&c->sets);
    rap_free(c->first);
    rap_free(c->who);
    rap_free(c->arms);
    rap_free(c->share);
    rap_free(c->row);
    rap_free(c->shares);
    rap_free(c->gains);
}

/* ---- what was seen ---------------------------------------------------------------------------- */

static bool same_everywhere(const contest *c, size_t a, size_t b) {
    for (size_t d = 0; d < c->in->draws; d++) {
        double x = rap_value_benefit(c->in, c->lambda, d, a);
        double y = rap_value_benefit(c->in, c->lambda, d, b);
        if (rap_value_complete(c->in, NULL, 0, d) && (x < y || x > y))
            return false;
    }
    return true;
}

static void list_contestants(contest *c) {
    for (size_t a = 0; a < c->in->arms; a++) {
        size_t b = 0;
        while (b < a && !same_everywhere(c, a, b))
            b++;
        if (b == a)
            c->first[c->n] = a;
        c->who[a] = b < a ? c->who[b] : c->n++;
        c->arms[c->who[a]]++;
    }
}

static int contest_init(contest *c, const rap_value_input *in, double lambda) {
    size_t arms = in->arms, n = 0;
    *c = (contest){.in = in, .lambda = lambda};
    for (size_t d = 0; d < in->draws; d++)
        n += (size_t)rap_value_complete(in, NULL, 0, d);
    c->first = rap_allocate(arms, sizeof *c->first);
    c->who = rap_allocate(arms, sizeof *c->who);
    c->arms = rap_allocate(arms, sizeof *c->arms);
    c->share = rap_allocate(arms, sizeof *c->share);
    c->row = rap_allocate(2 * arms, sizeof *c->row);
    c->shares = rap_allocate(SAMPLES * arms, sizeof *c->shares);
    c->gains = rap_allocate(SAMPLES, sizeof *c->gains);
    if (!c->first || !c->who || !c->arms || !c->share || !c->row || !c->shares || !c->gains)
        return rap_fail(RAP_ENOMEM);
    list_contestants(c);
    return rap_drawn_in_init(&c->sets, n, c->n);
}

/* Adds a run to means `c->row` and sums of products, if no arm misses it. */
static bool add_run(contest *c, size_t run, double count, double *products) {
    double *off = c->row + c->n, first = rap_value_in_run(c->in, c->lambda, run, 0);
    for (size_t a = 0; a < c->in->arms; a++)
        if (isnan(rap_value_in_run(c->in, c->lambda, run, a)))
            return false;
    for (size_t i = 0; i < c->n; i++)
        off[i] = rap_value_in_run(c->in, c->lambda, run, c->first[i]) - first - c->row[i];
    for (size_t e = 0; e < c->n * c->n; e++)
        products[e] += off[e / c->n] * off[e % c->n] * count / (count + 1);
    for (size_t i = 0; i < c->n; i++)
        c->row[i] += off[i] / (count + 1);
    return true;
}

/* Covariance by chance of a set's mean; false where fewer than two of its runs have all arms. */
static bool take_chance(contest *c, size_t draw, double *products) {
    double runs = 0;
    memset(c->row, 0, c->n * sizeof *c->row);
    for (size_t r = 0; r < c->in->runs; r++)
        runs += add_run(c, draw * c->in->runs + r, runs, products);
    for (size_t e = 0; e < c->n * c->n && runs > 1; e++)
        products[e] /= (runs - 1) * runs;
    c->freedom += runs > 1 ? runs - 1 : 0;
    return runs > 1;
}

/* Increments of the complete sets, and their chance; a set that does not tell it has that of the others
 * on average. False where no set tells it. */
static bool fill_sets(contest *c) {
    rap_drawn_in *s = &c->sets;
    size_t row = 0, nn = c->n * c->n, known = 0;
    for (size_t d = 0; d < c->in->draws; d++) {
        if (!rap_value_complete(c->in, NULL, 0, d))
            continue;
        for (size_t i = 0; i < c->n; i++)
            s->y[row * c->n + i] = rap_value_benefit(c->in, c->lambda, d, c->first[i]) -
                                   rap_value_benefit(c->in, c->lambda, d, 0);
        if (c->in->run_cost)
            s->pick[row] = take_chance(c, d, s->chance + row * nn);
        known += s->pick[row++];
    }
    for (row = 0; row < s->n && known; row++)
        for (size_t e = 0; e < nn && s->pick[row]; e++)
            s->within[e] += s->chance[row * nn + e] / (double)known;
    for (row = 0; row < s->n && known; row++)
        if (!s->pick[row])
            memcpy(s->chance + row * nn, s->within, nn * sizeof *s->within);
    return known > 0 || !c->in->run_cost;
}

/* ---- shares and gains ------------------------------------------------------------------------- */

/* Share of the sets in which each contestant is best, those that tie by their arms; returns the mean
 * gain over the one that is best on average. */
static double count_best(const contest *c, double *share) {
    double gain = 0, n = (double)c->sets.n;
    memset(share, 0, c->n * sizeof *share);
    for (size_t r = 0; r < c->sets.n; r++) {
        const double *x = c->sets.x + r * c->n;
        double most = x[0], arms = 0;
        for (size_t i = 1; i < c->n; i++)
            most = fmax(most, x[i]);
        for (size_t i = 0; i < c->n; i++)
            arms += x[i] < most ? 0 : c->arms[i];
        for (size_t i = 0; i < c->n; i++)
            share[i] += x[i] < most ? 0 : c->arms[i] / arms;
        gain += most - x[c->best];
    }
    for (size_t i = 0; i < c->n; i++)
        share[i] /= n;
    return gain / n;
}

static void find_best(contest *c) {
    const double *mean = c->sets.mean;
    c->best = 0;
    for (size_t i = 1; i < c->n; i++)
        if (mean[i] > mean[c->best])
            c->best = i;
    c->next = c->best == 0 && c->n > 1;
    for (size_t i = 0; i < c->n; i++)
        if (i != c->best && mean[i] > mean[c->next])
            c->next = i;
}

/* Of the difference between two contestants, from a covariance. */
static double variance_between(const contest *c, const double *m, size_t a, size_t b) {
    return fmax(m[a * c->n + a] + m[b * c->n + b] - 2 * m[a * c->n + b], 0);
}

/* E max(N, 0) of a normal N. */
static double normal_excess(double mean, double sd) {
    if (!(sd > 0))
        return fmax(mean, 0);
    return sd * gsl_ran_ugaussian_pdf(mean / sd) + mean * gsl_cdf_ugaussian_P(mean / sd);
}

/* What EVPI may be, for all that the sets tell. */
static double highest_gain(const contest *c) {
    const rap_drawn_in *s = &c->sets;
    double most = 0, n = (double)s->n;
    for (size_t i = 0; i < c->n; i++) {
        double mean = s->mean[i] - s->mean[c->best];
        double all = variance_between(c, s->total, i, c->best);
        double chance = variance_between(c, s->within, i, c->best);
        double error = 2 * all * all / (n - 1);
        error += c->freedom > 0 ? 2 * chance * chance / c->freedom : 0;
        double variance = fmax(all - chance, 0) + reach * sqrt(error);
        if (i != c->best)
            most = fmax(most, normal_excess(fmin(mean + reach * sqrt(all / n), 0), sqrt(variance)));
    }
    return most;
}

/* The same samples at every value of a unit, so that curves are smooth. */
static int sample_sets(contest *c) {
    uint64_t key = rap_stream_key(0, 0, rap_hash_text("samples of sets"));
    int status = RAP_OK;
    for (size_t s = 0; s < SAMPLES && !status; s++) {
        for (size_t r = 0; r < c->sets.n; r++) {
            const rap_event event = {.subject = r + 1, .ordinal = (uint32_t)s};
            c->sets.pick[r] = (size_t)(rap_uniform(key, event) * (double)c->sets.n);
        }
        status = rap_drawn_in_take(&c->sets);
        if (!status)
            c->gains[s] = count_best(c, c->shares + s * c->n);
    }
    return status;
}

/* 95 % of the samples: of every `stride`-th value of `x`, and `mean` itself. */
static rap_interval middle_of_samples(double mean, const double *x, size_t stride) {
    double sorted[SAMPLES];
    for (size_t s = 0; s < SAMPLES; s++)
        sorted[s] = x[s * stride];
    rap_sort(sorted, SAMPLES);
    return (rap_interval){mean, fmin(mean, rap_quantile_sorted(sorted, SAMPLES, 0.025)),
                          fmax(mean, rap_quantile_sorted(sorted, SAMPLES, 0.975))};
}

/* ---- the whole -------------------------------------------------------------------------------- */

/* Shares that add to 1: what rounding leaves goes to the last arm that has any. */
static void settle_shares(rap_interval *share, size_t arms) {
    double before = 0;
    size_t last = 0;
    for (size_t a = 0; a < arms; a++)
        last = share[a].mean > 0 ? a : last;
    for (size_t a = 0; a < last; a++)
        before += share[a].mean;
    share[last].mean = 1 - before;
}

static void share_out(const contest *c, rap_interval *share) {
    bool told = true;
    double low, high, n = (double)c->sets.n;
    for (size_t a = 0; a < c->in->arms; a++) {
        size_t i = c->who[a];
        rap_interval x = middle_of_samples(c->share[i], c->shares + i, c->n);
        rap_wilson((int64_t)round(c->share[i] * n), (int64_t)c->sets.n, &low, &high);
        low = fmin(low, x.low);
        high = fmax(high, x.high);
        told &= high - low < widest;
        share[a] = (rap_interval){x.mean / c->arms[i], low / c->arms[i], high / c->arms[i]};
    }
    settle_shares(share, c->in->arms);
    for (size_t a = 0; a < c->in->arms && !told; a++)
        share[a] = untold;
}

static void pick_all(contest *c) {
    for (size_t r = 0; r < c->sets.n; r++)
        c->sets.pick[r] = r;
}

static int judge_contest(contest *c, rap_interval *share, rap_acceptance *a) {
    rap_drawn_in *s = &c->sets;
    bool known = fill_sets(c);
    pick_all(c);
    int status = s->n > 1 ? rap_drawn_in_take(s) : RAP_OK;
    find_best(c);
    a->draws = s->n;
    a->frontier = c->first[c->best];
    if (status || s->n < 2 || !known)
        return status;
    double all = variance_between(c, s->total, c->best, c->next), most = highest_gain(c);
    if (all > 0)
        a->chance = fmin(variance_between(c, s->within, c->best, c->next) / all, 1);
    double gain = count_best(c, c->share);
    status = sample_sets(c);
    if (status)
        return status;
    share_out(c, share);
    rap_interval evpi = middle_of_samples(gain, c->gains, 1);
    if (s->n >= RAP_VALUE_FEWEST)
        a->evpi = (rap_interval){gain, gain > 0 ? evpi.low : 0, fmax(evpi.high, most)};
    return RAP_OK;
}

int rap_acceptance_make(const rap_value_input *in, double lambda, rap_interval *share,
                        rap_acceptance *acceptance) {
    contest c;
    *acceptance = (rap_acceptance){.evpi = untold, .chance = (double)NAN};
    if (!in->arms || in->baseline >= in->arms)
        return rap_fail(RAP_EINPUT);
    for (size_t a = 0; a < in->arms; a++)
        share[a] = untold;
    int status = contest_init(&c, in, lambda);
    status = status ? status : judge_contest(&c, share, acceptance);
    contest_free(&c);
    return status;
}
