/* information.c: the value of knowing some parameters exactly, from few runs per draw.
 *
 * EVPPI(phi) = E_phi max_a E[NB_a | phi] - max_a E[NB_a]. The draw means of NB carry chance, so the
 * inner expectation is a regression of increments of NB on phi over draws (Strong, Oakley & Brennan
 * 2014, doi:10.1177/0272989X13505910), by smooth.c. Two estimates, with d_i the increments observed,
 * f_i those fitted from all draws, g_i those fitted without the fold of draw i (FOLDS folds: draw
 * number modulo FOLDS):
 *   plug-in       mean_i max_a f_ia           - max_a mean_i d_ia
 *   cross-fitted  mean_i d_i,argmax_a(g_ia)   - max_a mean_i d_ia
 * An error e of the fit, of variance v, raises the first by about h v / 2 (max is convex) and lowers
 * the second by about h v / 2 (the wrong arm is chosen), h being the density of the increment at 0: so
 * the estimate is their middle, in which they cancel to that order. Since a small change of the choice
 * costs nothing at the best choice, the standard error is that of the mean of d_i,argmax_a(f_ia) -
 * d_i,best (envelope theorem). It is 0 when no draw would change the choice, and too small close to
 * that. Left over: max_a mean_i d_ia is itself too high, by at most 0.4 standard errors of an
 * increment with two arms, where they are equally good on average; so the estimate is too low there.
 *
 * Interval: raw -+ 1.96 errors, but up to at least what the draws cannot rule out. For every rival of
 * the best arm, with D_i and F_i the observed and fitted difference from it over n draws, F' = F - mean,
 * R = D - F and p parameters:
 *   mean    m + u, u = min(1.96 sd(D) / sqrt(n), -m): as close to the best arm as it may be;
 *   spread  s + 1.96 sd(R) p^(1/4) / sqrt(n), s = cov(D, F) / sd(F): the fit's with the ridge penalty's
 *           shrinkage undone, and what p parameters may carry unnoticed (n R^2 of a fit to chance has
 *           mean p and variance 2 p), reached by adding a share of R to F.
 * The upper end is the highest of raw + 1.96 error; the mean over draws of the largest such difference,
 * or 0; and the largest of E max(N, 0) over rivals, N normal of that mean and of that spread with the
 * draws' own luck in it (one part in sqrt(2 n)), as the tail beyond the draws is in no sum over them.
 * This is cautious: wide where nothing was found, wider the more parameters were asked about. Reached
 * for linear normal increments of six parameters, alone and in groups, with 100 and 400 draws, without
 * chance and with as much as signal, by 1000 repetitions each with numbers the rule was not made with
 * (tests/test_information.c repeats some such cases): 94 % or more, mostly 97 to 99 %, but for a weak
 * parameter between equally good arms 90 to 94 %. With 60 parameters known at once and 30 draws hardly
 * anything is found, and 80 % were inside between equal arms; with 100 draws nearly all were.
 *
 * No part is worth more than all: what acceptability.c says of knowing the whole draw is the most. */
#include "analysis/method/smooth.h"
#include "analysis/method/value.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>

enum { FOLDS = 5 };               /* assumed */
static const double reach = 1.96; /* standard normal quantile at 0.975 */

/* Complete draws, as matrices for the smoother. */
typedef struct {
    size_t n, arms, best;                   /* best: highest mean */
    double *x;                              /* row x parameter asked for */
    double *y, *fitted, *crossed, *without; /* arm x row: increments of net benefit */
    double *mean;                           /* of an arm */
    int *fold;
} rows;

static size_t parameter_of(const size_t *which, size_t j) {
    return which ? which[j] : j;
}

static int check_question(const rap_value_input *in, const size_t *which, size_t p) {
    if (!in->arms || in->baseline >= in->arms || (p && !in->parameter))
        return rap_fail(RAP_EINPUT);
    for (size_t j = 0; j < p; j++)
        if (parameter_of(which, j) >= in->parameters)
            return rap_fail(RAP_EINPUT);
    return RAP_OK;
}

static void rows_free(rows *r) {
    rap_free(r->x);
    rap_free(r->y);
    rap_free(r->fitted);
    rap_free(r->crossed);
    rap_free(r->without);
    rap_free(r->mean);
    rap_free(r->fold);
    *r = (rows){0};
}

static void rows_fill(rows *r, const rap_value_input *in, double lambda, const size_t *which,
                      size_t p) {
    size_t i = 0;
    for (size_t d = 0; d < in->draws; d++) {
        if (!rap_value_complete(in, which, p, d))
            continue;
        for (size_t j = 0; j < p; j++)
            r->x[i * p + j] = in->parameter[d * in->parameters + parameter_of(which, j)];
        for (size_t a = 0; a < r->arms; a++)
            r->y[a * r->n + i] = rap_value_benefit(in, lambda, d, a) -
                                 rap_value_benefit(in, lambda, d, in->baseline);
        r->fold[i++] = (int)(d % FOLDS);
    }
    for (size_t a = 0; a < r->arms; a++) {
        r->mean[a] = r->n ? gsl_stats_mean(r->y + a * r->n, 1, r->n) : NAN;
        if (r->mean[a] > r->mean[r->best])
            r->best = a;
    }
}

static int rows_init(rows *r, const rap_value_input *in, double lambda, const size_t *which,
                     size_t p) {
    *r = (rows){.arms = in->arms};
    for (size_t d = 0; d < in->draws; d++)
        r->n += (size_t)rap_value_complete(in, which, p, d);
    size_t cells = r->n * r->arms;
    r->x = rap_allocate(r->n * p, sizeof *r->x);
    r->y = rap_allocate(cells, sizeof *r->y);
    r->fitted = rap_allocate(cells, sizeof *r->fitted);
    r->crossed = rap_allocate(cells, sizeof *r->crossed);
    r->without = rap_allocate(cells, sizeof *r->without);
    r->mean = rap_allocate(r->arms, sizeof *r->mean);
    r->fold = rap_allocate(r->n, sizeof *r->fold);
    if (!r->x || !r->y || !r->fitted || !r->crossed || !r->without || !r->mean || !r->fold)
        return rap_fail(RAP_ENOMEM);
    rows_fill(r, in, lambda, which, p);
    return RAP_OK;
}

/* Fitted values from all draws, and from the other folds. */
static int rows_fit(rows *r, size_t p) {
    rap_smoother s;
    int status = rap_smoother_init(&s, r->x, r->n, p);
    if (!status)
        status = rap_smoother_fit(&s, r->y, r->arms, NULL, -1, r->fitted);
    for (int k = 0; k < FOLDS && !status; k++) {
        status = rap_smoother_fit(&s, r->y, r->arms, r->fold, k, r->without);
        for (size_t c = 0; c < r->n * r->arms && !status; c++)
            if (r->fold[c % r->n] == k)
                r->crossed[c] = r->without[c];
    }
    rap_smoother_free(&s);
    return status;
}

/* The arm with the highest value in row i; `best` unless another is higher. */
static size_t highest(const rows *r, const double *values, size_t i) {
    size_t best = r->best;
    for (size_t a = 0; a < r->arms; a++)
        if (values[a * r->n + i] > values[best * r->n + i])
            best = a;
    return best;
}

/* The arm whose increments say most about the choice: the best, or if that is the baseline the best
 * of the others. */
static size_t telling_arm(const rows *r, size_t baseline) {
    size_t arm = r->best;
    for (size_t a = 0; a < r->arms && r->best == baseline; a++)
        if (a != baseline && (arm == baseline || r->mean[a] > r->mean[arm]))
            arm = a;
    return arm;
}

static double explained(const rows *r, size_t baseline) {
    size_t at = telling_arm(r, baseline) * r->n;
    double all = gsl_stats_variance(r->y + at, 1, r->n), left = 0;
    for (size_t i = 0; i < r->n; i++)
        left += pow(r->y[at + i] - r->fitted[at + i], 2) / (double)(r->n - 1);
    double share = all > 0 ? fmin(1 - left / all, 1) : 0;
    return share > 1e-12 ? share : 0; /* rounding */
}

/* Arm against the best one over rows: mean and variance of the observed difference, of the fitted
 * one and of the residual. */
typedef struct {
    double mean, variance, fitted, residual, shared;
} rivalry;

static rivalry rivalry_of(const rows *r, size_t arm) {
    size_t at = arm * r->n, best = r->best * r->n;
    rivalry m = {r->mean[arm] - r->mean[r->best], 0, 0, 0, 0};
    for (size_t i = 0; i < r->n; i++) {
        double d = r->y[at + i] - r->y[best + i], f = r->fitted[at + i] - r->fitted[best + i];
        m.variance += (d - m.mean) * (d - m.mean) / (double)(r->n - 1);
        m.fitted += (f - m.mean) * (f - m.mean) / (double)(r->n - 1);
        m.shared += (d - m.mean) * (f - m.mean) / (double)(r->n - 1);
        m.residual += (d - f) * (d - f) / (double)(r->n - 1);
    }
    return m;
}

/* E max(N, 0) of a normal N. */
static double normal_gain(double mean, double sd) {
    if (!(sd > 0))
        return fmax(mean, 0);
    return sd * gsl_ran_ugaussian_pdf(mean / sd) + mean * gsl_cdf_ugaussian_P(mean / sd);
}

/* Raises `most` (of a row) to what arm a would gain if it came as close to the best arm, and were as
 * much explained, as the draws allow; returns the same for a normal difference. */
static double gain_of(const rows *r, size_t a, size_t p, double *most) {
    rivalry m = rivalry_of(r, a);
    double n = (double)r->n, unseen = m.residual * sqrt((double)p) / n;
    double s = m.fitted > 0 ? m.shared / sqrt(m.fitted) : 0, up = s + reach * sqrt(unseen);
    double lift = fmin(reach * sqrt(m.variance / n), -m.mean), room = up * up - m.fitted;
    double share = m.residual > 0 ? sqrt(fmin(fmax(room / m.residual, 0), 1)) : 0;
    for (size_t i = 0; i < r->n; i++) {
        double d = r->y[a * r->n + i] - r->y[r->best * r->n + i];
        double f = r->fitted[a * r->n + i] - r->fitted[r->best * r->n + i];
        most[i] = fmax(most[i], f + lift + share * (d - f));
    }
    return normal_gain(m.mean + lift, s + reach * sqrt(up * up / (2 * n) + unseen));
}

/* Upper end of the interval, from what the draws cannot rule out. Uses r->without as scratch. */
static double highest_value(rows *r, size_t p) {
    double sum = 0, normal = 0, *most = r->without;
    for (size_t i = 0; i < r->n; i++)
        most[i] = 0;
    for (size_t a = 0; a < r->arms; a++)
        if (a != r->best)
            normal = fmax(normal, gain_of(r, a, p, most));
    for (size_t i = 0; i < r->n; i++)
        sum += most[i] / (double)r->n;
    return fmax(normal, sum);
}

/* Both estimates and the standard error from the fits. */
static void appraise(rows *r, size_t p, rap_information *v) {
    double n = (double)r->n, gain = 0, squares = 0;
    const double *best = r->y + r->best * r->n;
    v->plug_in = v->cross_fitted = v->changed = 0;
    for (size_t i = 0; i < r->n; i++) {
        size_t arm = highest(r, r->fitted, i), other = highest(r, r->crossed, i);
        double d = r->y[arm * r->n + i] - best[i];
        v->plug_in += (r->fitted[arm * r->n + i] - r->mean[r->best]) / n;
        v->cross_fitted += (r->y[other * r->n + i] - best[i]) / n;
        v->changed += (arm != r->best) / n;
        gain += d / n;
        squares += d * d / n;
    }
    v->error = sqrt(fmax(squares - gain * gain, 0) / (n - 1));
    if (!(v->changed > 0))
        v->plug_in = v->error = 0; /* rounding apart, the mean of the fit is the mean */
    v->raw = (v->plug_in + v->cross_fitted) / 2;
    v->value = fmax(v->raw, 0);
    v->low = fmax(v->raw - reach * v->error, 0);
    v->high = fmax(v->raw + reach * v->error, highest_value(r, p));
}

void rap_information_hold(rap_information *v, const rap_interval *most) {
    if (!most || !isfinite(most->mean) || !isfinite(v->value))
        return;
    v->value = fmin(v->value, most->mean);
    v->low = fmin(v->low, v->value);
    v->high = fmin(v->high, most->high);
}

int rap_information_make(const rap_value_input *in, double lambda, const size_t *which, size_t n,
                         const rap_interval *most, rap_information *v) {
    rows r = {0};
    size_t p = which ? n : in->parameters;
    *v = (rap_information){0, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    int status = check_question(in, which, p);
    if (!status)
        status = rows_init(&r, in, lambda, which, p);
    v->draws = r.n;
    if (!status && r.n >= RAP_VALUE_FEWEST) {
        status = rows_fit(&r, p);
        if (!status && p) {
            appraise(&r, p, v);
            rap_information_hold(v, most);
            v->explained = explained(&r, in->baseline);
        }
    }
    if (!status && !p)
        *v = (rap_information){.draws = r.n};
    rows_free(&r);
    return status;
}
