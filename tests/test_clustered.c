/* test_clustered.c: means of answers that come in clusters, against values worked out by hand and over many samples of
 * a population whose mean is known. */
#include "analysis/method/clustered.h"
#include "base/error.h"
#include "near.h"
#include "stream/stream.h"

#include <stdbool.h>

enum { N = 6 };
static const double answers[N] = {0.2, 0.4, 0.6, 0.5, 0.7, 0.9};
static const size_t of_whom[N] = {7, 7, 2, 4, 4, 4};

/* Means 0.3, 0.6, 0.7; squares about them 0.02 + 0.08 on 3 degrees of freedom. */
static void a_sample_of_many_has_the_spread_of_its_clusters(void **state) {
    rap_cluster_spread w = rap_within_clusters(answers, of_whom, N);
    rap_clustered r = rap_cluster_mean(answers, of_whom, N, 0, &w);
    (void)state;
    assert_double_near(w.sd, sqrt(0.1 / 3), 1e-15);
    assert_double_near(w.freedom, 3, 0);
    assert_int_equal(r.answers, 6);
    assert_int_equal(r.clusters, 3);
    assert_double_near(r.mean, 1.6 / 3, 1e-15);
    assert_double_near(r.error, 0.1201850425, 1e-9);
    assert_double_near(r.freedom, 2, 1e-12);
    assert_double_near(r.sd, 0.1201850425 * 4.3026527297 / 1.9599639845, 1e-9);
}

/* 0.1 / 3 * (1 / 2 + 1 + 1 / 3) / 9 is what answers alone leave open; half of both where half was asked. */
static void who_is_asked_of_few_is_known_better(void **state) {
    rap_cluster_spread w = rap_within_clusters(answers, of_whom, N);
    rap_clustered all = rap_cluster_mean(answers, of_whom, N, 3, &w);
    rap_clustered half = rap_cluster_mean(answers, of_whom, N, 6, &w);
    (void)state;
    assert_double_near(all.error, sqrt(0.1 / 3 * (11.0 / 6) / 9), 1e-15);
    assert_double_near(all.freedom, 3, 1e-12);
    assert_double_near(half.error, sqrt(0.26 / 3 / 2 / 3 / 2 + 0.1 / 3 * (11.0 / 6) / 9 / 2),
                       1e-15);
    assert_double_near(half.freedom, 1 / (pow(0.680233, 2) / 2 + pow(0.319767, 2) / 3), 1e-4);
}

/* The error is that of the jackknife: sqrt((m - 1) / m sum (mean without c - their mean)^2). */
static void the_jackknife_says_the_same(void **state) {
    static const double means[] = {0.3, 0.6, 0.7};
    rap_cluster_spread w = rap_within_clusters(answers, of_whom, N);
    double squares = 0;
    (void)state;
    for (size_t c = 0; c < 3; c++)
        squares += pow((1.6 - means[c]) / 2 - 1.6 / 3, 2);
    assert_double_near(rap_cluster_mean(answers, of_whom, N, 0, &w).error, sqrt(2.0 / 3 * squares),
                       1e-12);
}

static void what_nothing_tells_is_missing(void **state) {
    static const size_t one[] = {1, 1, 1}, each[] = {1, 2, 3};
    rap_cluster_spread none = rap_within_clusters(answers, each, 3);
    rap_cluster_spread some = rap_within_clusters(answers, one, 3);
    (void)state;
    assert_true(isnan(none.sd) && !(none.freedom > 0));
    assert_true(isnan(rap_cluster_mean(answers, one, 3, 0, &some).error));
    assert_true(isnan(rap_cluster_mean(answers, each, 3, 3, &none).sd));
    assert_double_near(rap_cluster_mean(answers, one, 3, 1, &some).error, 0.2 / sqrt(3), 1e-15);
    assert_double_near(rap_cluster_mean(answers, each, 3, 0, &none).error, 0.2 / sqrt(3), 1e-15);
    assert_true(isnan(rap_student_sd(0.1, 0)));
    assert_double_near(rap_student_sd(0.1, 4), 0.1 * 2.7764451052 / 1.9599639845, 1e-9);
}

/* ---- coverage --------------------------------------------------------------------------------- */

enum { OF = 24, MOST_ASKED = 4, REPEATS = 2000 };

/* One sample of `m` of 24 organisations, whose own means are as unlike as 0.15, with 1 to 4 people asked of each, whose
 * answers are as unlike as 0.2. Whether the interval holds the mean of all 24; `alone`: as if nobody shared one. */
static bool holds_the_mean(uint32_t repeat, size_t m, size_t of, bool alone) {
    double x[OF * MOST_ASKED], own[OF], mean = 0;
    size_t cluster[OF * MOST_ASKED], n = 0;
    uint64_t key = rap_stream_key(11, repeat, rap_hash_text("clusters"));
    for (size_t c = 0; c < OF; c++) {
        own[c] = 0.5 + 0.15 * rap_normal(key, (rap_event){.subject = c, .ordinal = 0});
        mean += own[c] / OF;
    }
    for (size_t c = 0; c < m; c++)
        for (size_t i = 0; i < 1 + c % MOST_ASKED; i++) {
            const rap_event event = {.subject = c, .ordinal = (uint32_t)(1 + i)};
            cluster[n] = alone ? n : c;
            x[n++] = own[c] + 0.2 * rap_normal(key, event);
        }
    rap_cluster_spread w = rap_within_clusters(x, cluster, n);
    rap_clustered r = rap_cluster_mean(x, cluster, n, of, &w);
    return fabs(r.mean - mean) < 1.959963985 * r.sd;
}

static double covered(size_t m, size_t of, bool alone) {
    double n = 0;
    for (uint32_t repeat = 0; repeat < REPEATS; repeat++)
        n += holds_the_mean(repeat, m, of, alone);
    return n / REPEATS;
}

/* 5 standard errors of a share of 0.95 are 0.024. Few of very many: their own mean stands for that of all. */
static void intervals_hold_the_mean_of_those_there_are(void **state) {
    static const size_t asked[] = {4, 8, 12, 20, 24};
    (void)state;
    for (size_t k = 0; k < sizeof asked / sizeof *asked; k++) {
        double share = covered(asked[k], OF, false);
        if (share < 0.93 || share > 0.975)
            fail_msg("%zu of %d asked: %.4f covered", asked[k], OF, share);
    }
    assert_true(covered(24, 0, false) > 0.99); /* all asked, but counted as some of many */
    assert_true(covered(12, 0, true) < 0.94);  /* people counted as if each came alone */
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sample_of_many_has_the_spread_of_its_clusters),
        cmocka_unit_test(who_is_asked_of_few_is_known_better),
        cmocka_unit_test(the_jackknife_says_the_same),
        cmocka_unit_test(what_nothing_tells_is_missing),
        cmocka_unit_test(intervals_hold_the_mean_of_those_there_are)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
