/* test_set_shares.c: shares of sets of assumptions against distributions that are known.
 *
 * 60 sets of 4 histories, a thousand times: what a set expects is drawn from a distribution of mean 0 and standard
 * deviation 1, and each history adds chance. The share at least a size is known; a count of means over histories is
 * pulled towards a half. */
#include "near.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/set_errors.h"
#include "analysis/estimate/set_shares.h"
#include "base/error.h"
#include "stream/stream.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <stdbool.h>

enum { SETS = 60, RUNS = 4, ITEMS = SETS * RUNS, REPEATS = 1000, SHARES = 5 };

static const double shares[SHARES] = {0.1, 0.3, 0.5, 0.7, 0.88};

/* A distribution of mean 0 and standard deviation 1: what a share u of it stays below. */
typedef struct {
    const char *name;
    double (*below)(double u);
} distribution;

static double normal(double u) {
    return gsl_cdf_ugaussian_Pinv(u);
}

static double gamma_4(double u) {
    return (gsl_cdf_gamma_Pinv(u, 4, 1) - 4) / 2;
}

static double lognormal(double u) {
    double spread = exp(0.25);
    return (exp(0.5 * gsl_cdf_ugaussian_Pinv(u)) - exp(0.125)) / sqrt(spread * (spread - 1));
}

static const distribution distributions[] = {
    {"normal", normal}, {"gamma(4)", gamma_4}, {"lognormal(.5)", lognormal}};

/* Standard deviations: `between` sets, and `luck` of one history. */
static void simulate_sets(const distribution *d, double between, double luck, uint64_t repeat,
                          double *x) {
    for (uint32_t set = 0; set < SETS; set++) {
        double expected = between * d->below(rap_uniform(repeat, (rap_event){1, 0, set}));
        for (uint32_t run = 0; run < RUNS; run++)
            x[set * RUNS + run] = expected + luck * rap_normal(repeat, (rap_event){2, set, run});
    }
}

typedef struct {
    double share, counted;
    int held;
} shares_seen;

static double count_means(const rap_workspace *w, double least) {
    double k = 0;
    for (int64_t d = 0; d < w->draws; d++)
        k += w->means[d] >= least;
    return k / (double)w->draws;
}

static void look_at_shares(const distribution *d, const rap_workspace *w, shares_seen *seen) {
    for (size_t k = 0; k < SHARES; k++) {
        /* sizes are >= 0: ask for the side on which they lie */
        double size = d->below(1 - shares[k]);
        rap_share s = rap_share_at_least(w, size < 0 ? -1 : 1, fabs(size));
        double share = size < 0 ? 1 - s.share : s.share;
        double low = size < 0 ? 1 - s.high : s.low, high = size < 0 ? 1 - s.low : s.high;
        assert_true(low <= share && share <= high && s.n == SETS);
        seen[k].share += share / REPEATS;
        seen[k].counted += count_means(w, size) / REPEATS;
        seen[k].held += low <= shares[k] && shares[k] <= high;
    }
}

static void repeat_shares(const distribution *d, double luck, shares_seen *seen) {
    double x[ITEMS];
    rap_sample sample = {.x = x, .items = ITEMS, .runs = RUNS};
    rap_workspace w;
    assert_int_equal(rap_workspace_init(&w, ITEMS), RAP_OK);
    for (uint64_t r = 0; r < REPEATS; r++) {
        simulate_sets(d, 1, luck, r, x);
        rap_draw_means(&sample, &w);
        look_at_shares(d, &w, seen);
    }
    rap_workspace_free(&w);
}

/* `bias` at most, and 95 % intervals that hold the truth in 93 to 97.5 % of all cases, none in fewer than `least`. */
static void assert_shares(const distribution *d, double luck, double bias, double least) {
    shares_seen seen[SHARES] = {{0, 0, 0}};
    double held = 0;
    repeat_shares(d, luck, seen);
    for (size_t k = 0; k < SHARES; k++) {
        print_message(
            "%s, luck %g: share %.2f estimated %.3f (means counted: %.3f), held in %.1f %%\n",
            d->name, luck, shares[k], seen[k].share, seen[k].counted,
            100.0 * seen[k].held / REPEATS);
        assert_double_near(seen[k].share, shares[k], bias);
        assert_true(seen[k].held >= least * REPEATS);
        held += (double)seen[k].held / (SHARES * REPEATS);
    }
    print_message("%s, luck %g: held in %.1f %% of all\n", d->name, luck, 100 * held);
    assert_true(held >= 0.93 && held <= 0.975);
}

static void luck_as_large_as_half_of_assumptions(void **state) {
    (void)state;
    for (size_t k = 0; k < 3; k++)
        assert_shares(&distributions[k], 0.5, 0.03, 0.91);
}

static void luck_as_large_as_assumptions(void **state) {
    (void)state;
    for (size_t k = 0; k < 3; k++)
        assert_shares(&distributions[k], 1, 0.03, 0.92);
}

static void luck_twice_as_large_as_assumptions(void **state) {
    (void)state;
    assert_shares(&distributions[0], 2, 0.03, 0.92);
    assert_shares(&distributions[1], 2, 0.05, 0.90);
}

/* Where chance in the mean of a set is 1.9 times what lies between sets, 71 % are counted of 88 %. */
static void loud_luck_does_not_pull_to_a_half(void **state) {
    shares_seen seen[SHARES] = {{0, 0, 0}};
    (void)state;
    repeat_shares(&distributions[0], 3.74, seen);
    assert_double_near(seen[4].counted, 0.71, 0.01);
    assert_double_near(seen[4].share, 0.88, 0.03);
    assert_true(seen[4].held >= 0.92 * REPEATS);
}

/* ---- the range ---------------------------------------------------------------------------------- */

typedef struct {
    int told, low_held, high_held;
} ranges_seen;

static void repeat_ranges(const distribution *d, double between, double luck, ranges_seen *seen) {
    double x[ITEMS], low = between * d->below(0.025), high = between * d->below(0.975);
    rap_sample sample = {.x = x, .items = ITEMS, .runs = RUNS};
    rap_workspace w;
    assert_int_equal(rap_workspace_init(&w, ITEMS), RAP_OK);
    for (uint64_t r = 0; r < REPEATS; r++) {
        simulate_sets(d, between, luck, 70000 + r, x);
        rap_summary s = rap_summarise(&sample, &w, false);
        assert_true(isnan(s.plausible_low) == isnan(s.high_end[0]));
        seen->told += isfinite(s.plausible_low);
        seen->low_held += s.low_end[0] <= low && low <= s.low_end[1];
        seen->high_held += s.high_end[0] <= high && high <= s.high_end[1];
    }
    rap_workspace_free(&w);
    print_message("%s, between %g, luck %g: told %d, ends held %d and %d of %d\n", d->name, between,
                  luck, seen->told, seen->low_held, seen->high_held, REPEATS);
}

/* Both ends of a normal distribution; the long, thin tail of a skewed one is known worse than its interval says. */
static void ends_of_the_range_are_covered(void **state) {
    static const double lucks[] = {0.1, 0.5, 1};
    (void)state;
    for (size_t k = 0; k < 3; k++) {
        ranges_seen normal_ends = {0}, skewed = {0};
        repeat_ranges(&distributions[0], 1, lucks[k], &normal_ends);
        assert_int_equal(normal_ends.told, REPEATS);
        assert_true(normal_ends.low_held >= 930 && normal_ends.low_held <= 975);
        assert_true(normal_ends.high_held >= 930 && normal_ends.high_held <= 975);
        repeat_ranges(&distributions[1], 1, lucks[k], &skewed);
        assert_true(skewed.low_held >= 930 && skewed.high_held >= 830);
    }
}

/* Where all sets expect the same, a range is told of 5 in 100 of them (5 sigma), not of all. */
static void chance_alone_has_no_range(void **state) {
    ranges_seen seen = {0};
    (void)state;
    repeat_ranges(&distributions[0], 0, 1, &seen);
    assert_true(seen.told > 15 && seen.told < 85);
}

/* ---- the ends ---------------------------------------------------------------------------------- */

static rap_share share_of(const double *x, int64_t items, int64_t runs, double sign, double least) {
    rap_sample sample = {.x = x, .items = items, .runs = runs};
    rap_workspace w;
    assert_int_equal(rap_workspace_init(&w, items), RAP_OK);
    rap_draw_means(&sample, &w);
    rap_share s = rap_share_at_least(&w, sign, least);
    rap_workspace_free(&w);
    return s;
}

static void assert_counted(rap_share s, int64_t k, int64_t n) {
    double low, high;
    rap_wilson(k, n, &low, &high);
    assert_int_equal(s.k, k);
    assert_int_equal(s.n, n);
    assert_double_near(s.share, (double)k / (double)n, 0);
    assert_double_near(s.low, low, 0);
    assert_double_near(s.high, high, 0);
}

/* Histories of a set that do not differ: a plain count, at least the size as far as rounding tells. */
static void without_chance_sets_are_counted(void **state) {
    const double x[] = {0.3 - 0.2, 0.3 - 0.2, 0.2, 0.2, 0, 0, -0.1, -0.1, -0.3, -0.3};
    (void)state;
    assert_counted(share_of(x, 10, 2, 1, 0.1), 2, 5);
    assert_counted(share_of(x, 10, 2, -1, 0.1), 2, 5);
    assert_counted(share_of(x, 10, 2, 1, 0), 2, 5);
    assert_counted(share_of(x, 10, 2, -1, 0.5), 0, 5);
    const double same[] = {1, 2, 2, 1, 1, 2};
    assert_counted(share_of(same, 6, 2, 1, 1), 3, 3);
}

/* Of fifty that stand for all: sorted means without chance; with it, those of what sets expect, whatever chance adds. */
static void quantiles_that_stand_for_all(void **state) {
    enum { N = 50, TIMES = 200 };
    double x[ITEMS], places[N], sums[N] = {0};
    rap_sample sample = {.x = x, .items = ITEMS, .runs = RUNS};
    rap_workspace w;
    (void)state;
    assert_int_equal(rap_workspace_init(&w, ITEMS), RAP_OK);
    for (uint64_t r = 0; r < TIMES; r++) {
        simulate_sets(&distributions[0], 1, 2, r, x);
        rap_draw_means(&sample, &w);
        rap_set_quantiles(&w, 0.5, places, N);
        double above = 0;
        for (int k = 0; k < N; k++) {
            sums[k] += places[k] / TIMES;
            assert_true(k == 0 || places[k] >= places[k - 1]);
            above += places[k] >= 0.5;
        }
        assert_double_near(above / N, rap_share_at_least(&w, 1, 0.5).share, 0.021);
    }
    for (int k = 0; k < N; k++) /* chance in a mean is as large as what lies between sets */
        assert_double_near(sums[k], normal((k + 0.5) / N), 0.15);
    const double silent[] = {3, 3, 1, 1, 2, 2};
    sample = (rap_sample){.x = silent, .items = 6, .runs = 2};
    rap_draw_means(&sample, &w);
    rap_set_quantiles(&w, 0.5, places, 2);
    assert_double_near(places[0], 1.5, 1e-12);
    assert_double_near(places[1], 2.5, 1e-12);
    sample.runs = 1;
    rap_draw_means(&sample, &w);
    rap_set_quantiles(&w, 0.5, places, 2);
    assert_true(isnan(places[0]) && isnan(places[1]));
    rap_workspace_free(&w);
}

/* As chance vanishes, the share and its interval become those of the count. */
static void little_chance_is_nearly_none(void **state) {
    double x[ITEMS];
    (void)state;
    for (uint32_t i = 0; i < ITEMS; i++)
        x[i] = (i / RUNS < 45 ? 1.0 : -1.0) * (1 + (i / RUNS) % 7 / 7.0) + (i % 2 ? 1e-4 : -1e-4);
    rap_share s = share_of(x, ITEMS, RUNS, 1, 0.5), counted = rap_share_of(45, SETS);
    assert_int_equal(s.k, 45);
    assert_double_near(s.share, counted.share, 1e-6);
    assert_double_near(s.low, counted.low, 1e-4);
    assert_double_near(s.high, counted.high, 1e-4);
}

/* Means that chance explains are neither all nor none beyond a size near them. */
static void chance_alone_leaves_it_open(void **state) {
    double x[ITEMS];
    (void)state;
    for (uint32_t i = 0; i < ITEMS; i++)
        x[i] = 1 + 2 * rap_normal(11, (rap_event){1, i, 0});
    double mean = rap_mean(x, ITEMS);
    rap_share s = share_of(x, ITEMS, RUNS, 1, mean - 0.1);
    assert_true(s.share > 0.5 && s.share < 1 && s.low < s.share && s.high > s.share);
    s = share_of(x, ITEMS, RUNS, 1, mean + 0.1);
    assert_true(s.share > 0 && s.share < 0.5);
    s = share_of(x, ITEMS, RUNS, -1, 20);
    assert_double_near(s.share, 0, 1e-3);
    assert_true(s.high < 0.01); /* 20 is far off, whatever the distribution */
}

static void what_cannot_be_told_is_missing(void **state) {
    const double x[] = {1, 2, 3, (double)NAN, (double)NAN, 4};
    (void)state;
    rap_share s = share_of(x, 3, 1, 1, 1); /* one history a set */
    assert_true(isnan(s.share) && isnan(s.low) && isnan(s.high));
    assert_int_equal(s.n, 0);
    assert_counted(share_of(x, 2, 2, 1, 1), 1, 1); /* one set: no share of sets, but counted */
    s = share_of(x, 6, 2, 1, 1);
    assert_int_equal(s.n, 3); /* sets that have a value */
    assert_true(isfinite(s.share));
}

/* In another unit every last digit is another one, as on another processor; what is left of a share that is nearly one
 * keeps its digits all the same, and so do the bounds that begin there. */
static void units_do_not_matter(void **state) {
    double x[4], y[4], nearest = 1;
    (void)state;
    for (uint64_t r = 1; r <= 300; r++) {
        for (uint32_t i = 0; i < 4; i++)
            x[i] = 1 + 0.003 * (double)r * rap_normal(r, (rap_event){1, i, 0});
        rap_share s = share_of(x, 4, 2, 1, 0);
        nearest = s.share < 1 ? fmin(nearest, 1 - s.share) : nearest;
        for (double unit = 1.1; unit < 2; unit += 0.1) {
            for (int i = 0; i < 4; i++)
                y[i] = unit * x[i];
            rap_share other = share_of(y, 4, 2, 1, 0);
            assert_double_near(other.share, s.share, 1e-12);
            assert_double_near(other.low / s.low, 1, 1e-11);
            assert_double_near(other.high / s.high, 1, 1e-11);
        }
    }
    assert_true(nearest < 1e-8);
}

/* No chance: the variance of a count. Much of it: that of a normal distribution's share below z, known from a mean
 * and a variance with b of it between sets: density^2 (1 / b + z^2 / (2 b^2)). */
static void errors_of_a_distribution(void **state) {
    rap_set_errors e;
    (void)state;
    rap_set_errors_init(&e, 1, 1e-12, 180, SETS, 20);
    for (double z = -2; z <= 2; z += 0.5) {
        double p = gsl_cdf_ugaussian_P(z);
        assert_double_near(rap_set_errors_at(&e, z), p * (1 - p) / SETS, 1e-8);
    }
    double between = 0.5;
    rap_set_errors_init(&e, between, 100 - between, 1e9, SETS, 1);
    for (double z = -1; z <= 1; z += 0.5) {
        double b = between / 100;
        double density = gsl_ran_ugaussian_pdf(z);
        double both = 1 / b + z * z / 2 / (b * b);
        assert_double_near(rap_set_errors_at(&e, z) * SETS / (density * density * both), 1, 0.01);
    }
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(luck_as_large_as_half_of_assumptions),
        cmocka_unit_test(luck_as_large_as_assumptions),
        cmocka_unit_test(luck_twice_as_large_as_assumptions),
        cmocka_unit_test(loud_luck_does_not_pull_to_a_half),
        cmocka_unit_test(ends_of_the_range_are_covered),
        cmocka_unit_test(chance_alone_has_no_range),
        cmocka_unit_test(without_chance_sets_are_counted),
        cmocka_unit_test(quantiles_that_stand_for_all),
        cmocka_unit_test(little_chance_is_nearly_none),
        cmocka_unit_test(chance_alone_leaves_it_open),
        cmocka_unit_test(what_cannot_be_told_is_missing),
        cmocka_unit_test(units_do_not_matter),
        cmocka_unit_test(errors_of_a_distribution),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
