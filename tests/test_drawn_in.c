/* test_drawn_in.c: draw means with chance taken out, and what they say of arms, where the truth is known:
 * the moments asked for; shares and EVPI from 60 draws of 4 runs for normal and skewed differences; two
 * arms that only chance parts. Seeds are fixed; bounds are stated plus 5 standard errors. */
#include "near.h"
#include "analysis/method/drawn_in.h"
#include "analysis/method/value.h"
#include "base/error.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

enum { DRAWS = 60, RUNS = 4, ARMS = 2, REPEATS = 150, IRRELEVANT = 317 };

/* ---- moments ---------------------------------------------------------------------------------- */

static double covariance(const double *x, size_t n, size_t k, size_t i, size_t j) {
    double a = 0, b = 0, sum = 0;
    for (size_t r = 0; r < n; r++) {
        a += x[r * k + i] / (double)n;
        b += x[r * k + j] / (double)n;
    }
    for (size_t r = 0; r < n; r++)
        sum += (x[r * k + i] - a) * (x[r * k + j] - b);
    return sum / (double)(n - 1);
}

/* Three quantities, the first always 0 and the third the sum of twice the second and a fourth; chance
 * independent in second and fourth, a quarter and a half of what there is. */
static void fill_three(rap_drawn_in *d, gsl_rng *rng) {
    for (size_t r = 0; r < d->n; r++) {
        double b = gsl_ran_ugaussian(rng), c = 3 * gsl_ran_ugaussian(rng);
        const double y[3] = {0, b, 2 * b + c}, vb = 0.25, vc = 4.5;
        for (size_t i = 0; i < 3; i++)
            d->y[r * 3 + i] = 10 * (double)i + y[i];
        double *w = d->chance + r * 9;
        w[4] = vb;
        w[5] = w[7] = 2 * vb;
        w[8] = 4 * vb + vc;
        d->pick[r] = r;
    }
}

/* Covariance of what is drawn in: that of the means less chance; the mean stays. */
static void moments_are_those_without_chance(void **state) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    rap_drawn_in d;
    (void)state;
    gsl_rng_set(rng, 1);
    assert_int_equal(rap_drawn_in_init(&d, 500, 3), RAP_OK);
    fill_three(&d, rng);
    assert_int_equal(rap_drawn_in_take(&d), RAP_OK);
    for (size_t i = 0; i < 3; i++)
        for (size_t j = 0; j < 3; j++)
            assert_double_near(covariance(d.x, d.n, 3, i, j),
                               covariance(d.y, d.n, 3, i, j) - d.chance[i * 3 + j], 1e-9);
    double sum = 0;
    for (size_t r = 0; r < d.n; r++)
        sum += d.x[r * 3 + 2] / (double)d.n;
    assert_double_near(sum, d.mean[2], 1e-9);
    rap_drawn_in_free(&d);
    rap_drawn_in_free(&d);
    gsl_rng_free(rng);
}

/* Of one quantity: drawn in by sqrt(1 - W / T). y = 0, 2, 4: T = 4; W = 3; half of the distance. Where
 * chance is more than all there is, everything is the mean; without chance, to the bit as it was. */
static void one_quantity_by_hand(void **state) {
    static const double chances[] = {3, 5, 0}, wanted[][3] = {{1, 2, 3}, {2, 2, 2}, {0, 2, 4}};
    rap_drawn_in d;
    (void)state;
    assert_int_equal(rap_drawn_in_init(&d, 3, 1), RAP_OK);
    for (size_t c = 0; c < 3; c++) {
        for (size_t r = 0; r < 3; r++) {
            d.y[r] = 2 * (double)r;
            d.chance[r] = chances[c];
            d.pick[r] = 2 - r;
        }
        assert_int_equal(rap_drawn_in_take(&d), RAP_OK);
        for (size_t r = 0; r < 3; r++)
            assert_double_near(d.x[r], wanted[c][2 - r], 1e-12);
    }
    rap_drawn_in_free(&d);
}

/* ---- shares and EVPI -------------------------------------------------------------------------- */

/* Differences between two arms over draws, of mean 0 and variance 1. */
typedef enum { NORMAL, GAMMA, LOGNORMAL } shape;

static double difference(shape s, gsl_rng *rng) {
    const double half = exp(0.125), all = exp(0.25);
    if (s == GAMMA)
        return (gsl_ran_gamma(rng, 4, 1) - 4) / 2;
    if (s == LOGNORMAL)
        return (gsl_ran_lognormal(rng, 0, 0.5) - half) / sqrt((all - 1) * all);
    return gsl_ran_ugaussian(rng);
}

/* P(X + m > 0). */
static double share_above(shape s, double m) {
    const double half = exp(0.125), all = exp(0.25);
    if (s == GAMMA)
        return gsl_cdf_gamma_Q(4 - 2 * m, 4, 1);
    if (s == LOGNORMAL)
        return gsl_cdf_lognormal_Q(half - m * sqrt((all - 1) * all), 0, 0.5);
    return gsl_cdf_ugaussian_P(m);
}

typedef struct {
    double cost[DRAWS * ARMS], effect[DRAWS * ARMS], parameter[DRAWS * IRRELEVANT];
    double run_cost[DRAWS * RUNS * ARMS], run_effect[DRAWS * RUNS * ARMS];
    rap_value_input in;
    gsl_rng *rng;
} bench;

static bench *bench_new(unsigned long seed) {
    bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(b->rng, seed);
    b->in = (rap_value_input){.draws = DRAWS,
                              .arms = ARMS,
                              .parameters = IRRELEVANT,
                              .cost = b->cost,
                              .effect = b->effect,
                              .run_cost = b->run_cost,
                              .run_effect = b->run_effect,
                              .runs = RUNS,
                              .parameter = b->parameter,
                              .better = 1};
    return b;
}

static void bench_free(bench *b) {
    gsl_rng_free(b->rng);
    free(b);
}

/* Arm 1 brings m + X more than arm 0, whatever the parameters; a draw's mean has chance of sd `noise`,
 * and both arms the same luck of sd 3 besides. */
static void bench_draw(bench *b, shape s, double m, double spread, double noise) {
    for (size_t i = 0; i < DRAWS * IRRELEVANT; i++)
        b->parameter[i] = gsl_rng_uniform(b->rng);
    for (size_t d = 0; d < DRAWS; d++) {
        double x = m + spread * difference(s, b->rng), *mean = b->effect + d * ARMS;
        mean[0] = mean[1] = 0;
        for (size_t r = d * RUNS; r < (d + 1) * RUNS; r++) {
            double *run = b->run_effect + r * ARMS;
            run[0] = 3 * gsl_ran_ugaussian(b->rng);
            run[1] = run[0] + x + noise * sqrt(RUNS) * gsl_ran_ugaussian(b->rng);
            for (size_t a = 0; a < ARMS; a++)
                mean[a] += run[a] / RUNS;
        }
    }
}

typedef struct {
    double bias, squares, covered, told;
} tally;

static tally repeat(shape s, double m, double noise) {
    bench *b = bench_new(41);
    tally t = {0, 0, 0, 0};
    double truth = share_above(s, m);
    for (int k = 0; k < REPEATS; k++) {
        rap_interval share[ARMS];
        rap_acceptance a;
        bench_draw(b, s, m, 1, noise);
        assert_int_equal(rap_acceptance_make(&b->in, 1, share, &a), RAP_OK);
        if (isnan(share[1].mean))
            continue;
        double off = share[1].mean - truth;
        t.told++;
        t.bias += off;
        t.squares += off * off;
        t.covered += share[1].low <= truth && truth <= share[1].high;
        assert_true(share[0].mean + share[1].mean == 1);
    }
    t.bias /= t.told;
    t.covered /= t.told;
    t.squares = sqrt((t.squares / t.told - t.bias * t.bias) / (t.told - 1));
    bench_free(b);
    return t;
}

/* Bias below .03 with noise up to half of the spread (a raw count of normal means at m = 1 and noise 1
 * would give .76 in place of .84), and intervals that cover; with noise as large as the spread, within
 * .03 for a normal and .1 for a skewed difference. */
static void shares_come_near_the_truth(void **state) {
    static const double at[] = {-0.5, 0, 1}, noises[] = {0.5, 1};
    (void)state;
    for (shape s = NORMAL; s <= LOGNORMAL; s++)
        for (size_t i = 0; i < 3; i++)
            for (size_t n = 0; n < 2; n++) {
                tally t = repeat(s, at[i], noises[n]);
                double most = n < 1 || s == NORMAL ? 0.03 : 0.1;
                double least = n < 1 ? 0.92 : 0.85;
                double luck = 5 * sqrt(0.95 * 0.05 / t.told);
                if (!(fabs(t.bias) <= most + 5 * t.squares && t.covered >= least - luck &&
                      t.told >= 0.5 * REPEATS))
                    fail_msg(
                        "shape %d, mean %g, noise %g: bias %+.3f (se %.3f), covered %.3f, told "
                        "%.0f of %d",
                        (int)s, at[i], noises[n], t.bias, t.squares, t.covered, t.told, REPEATS);
            }
}

/* EVPI of a normal difference of mean m: phi(m) - |m| Phi(-|m|), chance or not; of means as they are it
 * would be 1.8 times that at m = 1 and noise 1. Within 9 %; the interval holds it. */
static void evpi_is_not_that_of_noise(void **state) {
    static const double noises[] = {0, 0.5, 1};
    const double m = 1, truth = gsl_ran_ugaussian_pdf(m) - m * gsl_cdf_ugaussian_Q(m);
    (void)state;
    for (size_t n = 0; n < 3; n++) {
        bench *b = bench_new(42);
        double sum = 0, squares = 0, covered = 0;
        for (int k = 0; k < REPEATS; k++) {
            rap_interval share[ARMS];
            rap_acceptance a;
            bench_draw(b, NORMAL, m, 1, noises[n]);
            assert_int_equal(rap_acceptance_make(&b->in, 1, share, &a), RAP_OK);
            sum += a.evpi.mean / REPEATS;
            squares += a.evpi.mean * a.evpi.mean / REPEATS;
            covered += (a.evpi.low <= truth && truth <= a.evpi.high) / (double)REPEATS;
        }
        double error = sqrt((squares - sum * sum) / (REPEATS - 1));
        if (!(fabs(sum - truth) <= 0.09 * truth + 5 * error && covered >= 0.9))
            fail_msg("noise %g: EVPI %.4f (se %.4f), true %.4f, covered %.3f", noises[n], sum,
                     error, truth, covered);
        bench_free(b);
    }
}

/* Two arms, equal on average, that differ by draws, but by none of 317 parameters: each is best in half
 * of the draws. (A fit on all 317 knows no difference, and has one arm best in all or in none.) No group
 * of parameters is worth more than all. */
static void irrelevant_parameters_decide_nothing(void **state) {
    bench *b = bench_new(43);
    double sum = 0;
    enum { TIMES = 60 };
    (void)state;
    for (int k = 0; k < TIMES; k++) {
        rap_interval share[ARMS];
        rap_acceptance a;
        rap_information v;
        bench_draw(b, NORMAL, 0, 1, 0.5);
        assert_int_equal(rap_acceptance_make(&b->in, 1, share, &a), RAP_OK);
        assert_true(share[0].mean > 0.15 && share[0].mean < 0.85);
        sum += share[0].mean / TIMES;
        for (size_t j = 0; j < 5; j++) {
            assert_int_equal(rap_information_make(&b->in, 1, &j, 1, &a.evpi, &v), RAP_OK);
            assert_true(v.low <= v.value && v.value <= a.evpi.mean && v.high <= a.evpi.high);
        }
    }
    assert_double_near(sum, 0.5, 5 * 0.08 / sqrt(TIMES));
    bench_free(b);
}

/* Only chance parts the arms: as a rule it cannot be told, and hardly ever is one best in all. */
static void chance_alone_is_not_told(void **state) {
    bench *b = bench_new(44);
    size_t told = 0, all = 0;
    enum { TIMES = 100 };
    (void)state;
    for (int k = 0; k < TIMES; k++) {
        rap_interval share[ARMS];
        rap_acceptance a;
        bench_draw(b, NORMAL, 0, 0, 1);
        assert_int_equal(rap_acceptance_make(&b->in, 1, share, &a), RAP_OK);
        told += !isnan(share[0].mean);
        all += share[0].mean > 0.95 || share[0].mean < 0.05;
        assert_true(a.evpi.low >= 0 && a.evpi.low < 0.1 && a.evpi.high > 0);
    }
    if (!(told <= 0.2 * TIMES && all <= 0.15 * TIMES))
        fail_msg("told %zu times of %d, %zu times all or nothing", told, TIMES, all);
    bench_free(b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(moments_are_those_without_chance),
        cmocka_unit_test(one_quantity_by_hand),
        cmocka_unit_test(shares_come_near_the_truth),
        cmocka_unit_test(evpi_is_not_that_of_noise),
        cmocka_unit_test(irrelevant_parameters_decide_nothing),
        cmocka_unit_test(chance_alone_is_not_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
