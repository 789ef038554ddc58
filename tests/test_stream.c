/* test_stream.c: the keyed streams against published vectors and known distributions. */
#include "near.h"
#include "base/error.h"
#include "stream/stream.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>

/* Random123's known-answer vectors (kat_vectors): counter and key all zero, all ones. */
static void known_answers(void **state) {
    (void)state;
    const unsigned long zero[4] = {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8};
    gsl_rng *rng = gsl_rng_alloc(rap_rng_philox);
    rap_rng_aim(rng, 0, (rap_event){0, 0, 0});
    for (int k = 0; k < 4; k++)
        assert_int_equal(gsl_rng_get(rng), zero[k]);
    gsl_rng_set(rng, 0);
    for (int k = 0; k < 4; k++)
        assert_int_equal(gsl_rng_get(rng), zero[k]);
    gsl_rng_free(rng);
}

static void same_numbers_behind_gsl(void **state) {
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(rap_rng_philox);
    for (uint32_t k = 0; k < 100; k++) {
        rap_event e = {rap_hash_text("someone"), 7, k};
        uint64_t key = rap_stream_key(1, k, 2);
        rap_rng_aim(rng, key, e);
        assert_double_near(gsl_rng_uniform(rng), rap_uniform(key, e), 0);
    }
    gsl_rng_free(rng);
}

/* Side by side as one by one, whatever their number. */
static void many_subjects_have_their_own_luck(void **state) {
    (void)state;
    uint64_t subjects[23];
    double x[23];
    for (size_t k = 0; k < 23; k++)
        subjects[k] = rap_hash_mix(k, 77);
    for (size_t n = 0; n <= 23; n++) {
        rap_uniforms(rap_stream_key(1, n, 2), subjects, x, n);
        for (size_t k = 0; k < n; k++)
            assert_double_near(
                x[k], rap_uniform(rap_stream_key(1, n, 2), (rap_event){.subject = subjects[k]}), 0);
    }
}

/* Many numbers of one event go through blocks of their own: no two alike, none shared with the
 * next. */
static void blocks_do_not_overlap(void **state) {
    (void)state;
    gsl_rng *rng = gsl_rng_alloc(rap_rng_philox);
    double x[1024];
    for (uint32_t e = 0; e < 2; e++) {
        rap_rng_aim(rng, 5, (rap_event){9, 0, e});
        for (size_t k = 0; k < 512; k++)
            x[e * 512 + k] = gsl_rng_uniform(rng);
    }
    gsl_sort(x, 1, 1024);
    for (size_t k = 1; k < 1024; k++)
        assert_true(x[k] > x[k - 1]);
    gsl_rng_free(rng);
}

/* Kolmogorov-Smirnov distance of n numbers from a distribution function. */
static double distance(double *x, size_t n, double (*cdf)(double)) {
    double d = 0;
    gsl_sort(x, 1, n);
    for (size_t k = 0; k < n; k++) {
        double p = cdf(x[k]);
        d = fmax(d, fmax(p - (double)k / (double)n, (double)(k + 1) / (double)n - p));
    }
    return d;
}

static double uniform_cdf(double x) {
    return x;
}

static double exponential_cdf(double x) {
    return gsl_cdf_exponential_P(x, 1);
}

enum { MANY = 20000 };

/* 1.95 / sqrt(n) is exceeded once in about a thousand seeds. */
static void distributions(void **state) {
    (void)state;
    static double u[MANY], e[MANY], z[MANY];
    for (uint32_t k = 0; k < MANY; k++) {
        uint64_t key = rap_stream_key(2022, k / 100, rap_hash_text("a mechanism"));
        rap_event event = {rap_hash_mix(rap_hash_text("organisation"), k % 10), 3, k / 10 % 10};
        u[k] = rap_uniform(key, event);
        e[k] = rap_exponential(key, event);
        z[k] = rap_normal(key, event);
        assert_true(u[k] > 0 && u[k] < 1);
        assert_double_near(u[k] * 0x1p52 - floor(u[k] * 0x1p52), 0.5, 0); /* the middle of a cell */
    }
    assert_true(distance(u, MANY, uniform_cdf) < 1.95 / sqrt(MANY));
    assert_true(distance(e, MANY, exponential_cdf) < 1.95 / sqrt(MANY));
    assert_true(distance(z, MANY, gsl_cdf_ugaussian_P) < 1.95 / sqrt(MANY));
}

/* Neighbouring identities, items and ordinals are uncorrelated: within 5 standard errors of 0. */
static void neighbours_are_uncorrelated(void **state) {
    (void)state;
    double sum[4] = {0, 0, 0, 0};
    for (uint32_t k = 0; k < MANY; k++) {
        uint64_t key = rap_stream_key(1, k, 1), next_item = rap_stream_key(1, k + 1, 1);
        double here = rap_uniform(key, (rap_event){k, 1, k % 64}) - 0.5;
        sum[0] += here * (rap_uniform(next_item, (rap_event){k, 1, k % 64}) - 0.5);
        sum[1] += here * (rap_uniform(key, (rap_event){k + 1, 1, k % 64}) - 0.5);
        sum[2] += here * (rap_uniform(key, (rap_event){k, 2, k % 64}) - 0.5);
        sum[3] += here * (rap_uniform(key, (rap_event){k, 1, k % 64 + 1}) - 0.5);
    }
    for (int k = 0; k < 4; k++)
        assert_true(fabs(sum[k] * 12 / MANY) < 5 / sqrt(MANY));
}

/* Many words of one event: the first of more, those behind GSL, and uniform. */
static void words_of_an_event(void **state) {
    (void)state;
    enum { MOST = 70 };
    uint32_t many[RAP_MOST_WORDS], few[MOST + 1];
    rap_event event = {UINT64_C(0x123456789abcdef), 5, 6};
    gsl_rng *rng = gsl_rng_alloc(rap_rng_philox);
    double mean = 0;
    assert_non_null(rng);
    rap_words(99, event, many, RAP_MOST_WORDS);
    for (size_t n = 0; n <= MOST; n++) { /* nothing is written beyond what was asked for */
        few[n] = 1;
        rap_words(99, event, few, n);
        assert_memory_equal(few, many, n * sizeof *few);
        assert_int_equal(few[n], 1);
    }
    rap_rng_aim(rng, 99, event);
    for (size_t k = 0; k < RAP_MOST_WORDS; k++) {
        assert_int_equal(many[k], gsl_rng_get(rng));
        mean += many[k] * 0x1p-32 / RAP_MOST_WORDS;
    }
    assert_true(fabs(mean - 0.5) < 5 / sqrt(12.0 * RAP_MOST_WORDS));
    gsl_rng_free(rng);
}

static void names_make_identities(void **state) {
    (void)state;
    assert_true(rap_hash_text("a") != rap_hash_text("b"));
    assert_true(rap_hash_text("") != 0);
    assert_true(rap_hash_mix(1, 2) != rap_hash_mix(2, 1));
    assert_true(rap_stream_key(0, 1, 2) != rap_stream_key(1, 0, 2));
    /* GSL's own generators would fold these seeds together. */
    assert_true(rap_stream_key(1, 0, 0) != rap_stream_key(UINT64_C(1) << 32 | 1, 0, 0));
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_answers),
        cmocka_unit_test(same_numbers_behind_gsl),
        cmocka_unit_test(many_subjects_have_their_own_luck),
        cmocka_unit_test(blocks_do_not_overlap),
        cmocka_unit_test(distributions),
        cmocka_unit_test(neighbours_are_uncorrelated),
        cmocka_unit_test(words_of_an_event),
        cmocka_unit_test(names_make_identities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
