/* test_survey.c: the value of a survey where it is known.
 *
 * Net benefit of arm 1 over arm 0 is linear in a number. Of a normal number with mean m and standard
 * deviation s, known from n answers of standard deviation sd, the mean afterwards is normal with v = s sqrt(n s^2 /
 * (n s^2 + sd^2)) (Raiffa & Schlaifer 1961, Applied Statistical Decision Theory), so the survey is
 * worth v phi(m / v) + m Phi(m / v) - max(m, 0). Of a share with a beta prior (a, b), the mean
 * after k of n is (a + k) / (a + b + n), and k is beta-binomial. */
#include "near.h"
#include "analysis/method/value.h"
#include "base/error.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <gsl/gsl_sf_gamma.h>
#include <stdlib.h>

enum { MOST_DRAWS = 2000, REPEATS = 60 };

typedef struct {
    double cost[2 * MOST_DRAWS], effect[2 * MOST_DRAWS], parameter[2 * MOST_DRAWS];
    rap_value_input in; /* parameter 0 decides, parameter 1 does not */
    gsl_rng *rng;
} bench;

static bench *bench_new(size_t draws, unsigned long seed) {
    bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(b->rng, seed);
    b->in = (rap_value_input){.draws = draws,
                              .arms = 2,
                              .parameters = 2,
                              .cost = b->cost,
                              .effect = b->effect,
                              .parameter = b->parameter,
                              .better = 1};
    return b;
}

static void bench_free(bench *b) {
    gsl_rng_free(b->rng);
    free(b);
}

static double worth_of(double mean, double sd) {
    if (!(sd > 0))
        return 0;
    return sd * gsl_ran_ugaussian_pdf(mean / sd) + mean * gsl_cdf_ugaussian_P(mean / sd) -
           fmax(mean, 0);
}

/* The number is normal, mean 0 and deviation `spread`; arm 1 brings it and `mean`, with chance of sd `noise`. */
static void draw_normal(bench *b, double mean, double spread, double noise) {
    for (size_t d = 0; d < b->in.draws; d++) {
        b->parameter[2 * d] = spread * gsl_ran_ugaussian(b->rng);
        b->parameter[2 * d + 1] = gsl_ran_ugaussian(b->rng);
        b->effect[2 * d + 1] = mean + b->parameter[2 * d] + noise * gsl_ran_ugaussian(b->rng);
    }
}

typedef struct {
    double bias, squares, covered;
} tally;

static void tally_of(bench *b, const rap_survey_design *design, double truth, tally *t) {
    const size_t which = 0;
    rap_information v;
    assert_int_equal(rap_survey_value(&b->in, 1, &which, 1, design, NULL, &v), RAP_OK);
    assert_int_equal(v.draws, b->in.draws);
    assert_true(v.low >= 0 && v.low <= v.value && v.value <= v.high);
    t->bias += (v.raw - truth) / REPEATS;
    t->squares += pow(v.raw - truth, 2) / REPEATS;
    t->covered += (v.low <= truth && truth <= v.high) / (double)REPEATS;
}

static void check(const tally *t, double truth, double most, const char *name) {
    double error = sqrt((t->squares - t->bias * t->bias) / (REPEATS - 1));
    if (!(fabs(t->bias) < most + 4 * error && t->covered >= 0.85))
        fail_msg("%s: worth %.4f, bias %+.4f, error %.4f, covered %.3f", name, truth, t->bias,
                 error, t->covered);
}

/* With and without chance, from a survey that says nearly nothing to one that says nearly all. */
static void a_normal_number(void **state) {
    static const struct {
        double mean, spread, sd, noise;
        int64_t n;
    } cases[] = {{1, 3, 6, 0, 4},   {1, 3, 6, 0, 40}, {1, 3, 0.1, 0, 100},
                 {-2, 3, 6, 3, 12}, {1, 3, 6, 3, 4},  {4, 3, 3, 0, 1}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench *b = bench_new(400, 11 + i);
        const rap_survey_design design = {cases[i].n, cases[i].sd};
        double s = cases[i].spread, n = (double)cases[i].n;
        double v = s * sqrt(n * s * s / (n * s * s + cases[i].sd * cases[i].sd));
        double truth = worth_of(cases[i].mean, v);
        tally t = {0};
        char name[40];
        for (int k = 0; k < REPEATS; k++) {
            draw_normal(b, cases[i].mean, s, cases[i].noise);
            tally_of(b, &design, truth, &t);
        }
        snprintf(name, sizeof name, "case %zu", i);
        check(&t, truth, 0.01 * s, name);
        bench_free(b);
    }
}

static double log_choose_beta(double n, double k, double a, double b) {
    return gsl_sf_lnchoose((unsigned)n, (unsigned)k) + gsl_sf_lnbeta(a + k, b + n - k) -
           gsl_sf_lnbeta(a, b);
}

/* Arm 1 brings the share less `bar`. */
static double worth_of_share(double a, double b, int n, double bar) {
    double sum = 0;
    for (int k = 0; k <= n; k++)
        sum += exp(log_choose_beta(n, k, a, b)) * fmax((a + k) / (a + b + n) - bar, 0);
    return sum - fmax(a / (a + b) - bar, 0);
}

static void a_share(void **state) {
    static const struct {
        double a, b, bar;
        int n;
    } cases[] = {{2, 3, 0.5, 5}, {2, 3, 0.5, 50}, {0.8, 4, 0.2, 10}, {30, 30, 0.5, 20}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bench *b = bench_new(400, 31 + i);
        const rap_survey_design design = {cases[i].n, (double)NAN};
        double truth = worth_of_share(cases[i].a, cases[i].b, cases[i].n, cases[i].bar);
        tally t = {0};
        char name[40];
        for (int k = 0; k < REPEATS; k++) {
            for (size_t d = 0; d < b->in.draws; d++) {
                b->parameter[2 * d] = gsl_ran_beta(b->rng, cases[i].a, cases[i].b);
                b->effect[2 * d + 1] = b->parameter[2 * d] - cases[i].bar;
            }
            tally_of(b, &design, truth, &t);
        }
        snprintf(name, sizeof name, "share %zu", i);
        check(&t, truth, 0.004, name);
        bench_free(b);
    }
}

/* Parameters 5 and 14 of Brennan, Kharroubi, O'Hagan & Chilcott 2007 (doi:10.1177/0272989X07302555),
 * what they are to the net benefit: 0.9 times each, either way, at 10,000 a QALY, 437.8 in favour of the second on
 * average. Knowing both is worth 318 as published, and a survey that tells half of their variance
 * 181.8 by the formula. */
static void two_numbers_of_a_published_case(void **state) {
    const size_t which[2] = {0, 1};
    bench *b = bench_new(MOST_DRAWS, 51);
    rap_information known, asked;
    (void)state;
    assert_double_near(worth_of(437.8, 900 * sqrt(2)), 318, 1);
    assert_double_near(worth_of(437.8, 900), 181.8, 0.1);
    for (size_t d = 0; d < MOST_DRAWS; d++) {
        double *x = b->parameter + 2 * d;
        x[0] = 0.7 + 0.1 * gsl_ran_ugaussian(b->rng);
        x[1] = 0.8 + 0.1 * gsl_ran_ugaussian(b->rng);
        b->effect[2 * d + 1] = 437.8 + 9000 * (x[1] - 0.8) - 9000 * (x[0] - 0.7);
    }
    const rap_survey_design half = {25, 0.5};
    assert_int_equal(rap_information_make(&b->in, 1, which, 2, NULL, &known), RAP_OK);
    assert_int_equal(rap_survey_value(&b->in, 1, which, 2, &half, NULL, &asked), RAP_OK);
    assert_double_near(known.value, 318, 25);
    assert_double_near(asked.value, 181.8, 15);
    assert_true(asked.low < 181.8 && asked.high > 181.8);
    bench_free(b);
}

/* More answers are worth more, none more than knowing, and an irrelevant number nothing. */
static void more_answers_are_worth_more(void **state) {
    const size_t decides = 0, not = 1;
    bench *b = bench_new(400, 61);
    rap_information known, v;
    double before = 0;
    (void)state;
    draw_normal(b, 1, 3, 1);
    assert_int_equal(rap_information_make(&b->in, 1, &decides, 1, NULL, &known), RAP_OK);
    const rap_interval most = {known.value, known.low, known.high};
    for (int64_t n = 1; n <= 100000; n *= 10) {
        const rap_survey_design design = {n, 6};
        assert_int_equal(rap_survey_value(&b->in, 1, &decides, 1, &design, &most, &v), RAP_OK);
        assert_true(v.value > before || n > 1000);
        assert_true(v.value <= known.value && v.high <= known.high);
        before = v.value;
    }
    assert_double_near(before, known.value, 0.03 * known.value);
    const rap_survey_design design = {100, 1};
    assert_int_equal(rap_survey_value(&b->in, 1, &not, 1, &design, NULL, &v), RAP_OK);
    assert_true(v.value < 0.02 && v.low <= 0);
    bench_free(b);
}

static void what_cannot_be_asked(void **state) {
    const size_t first = 0, beyond = 2;
    const rap_survey_design good = {10, 1}, nobody = {0, 1}, exact = {10, 0};
    bench *b = bench_new(RAP_VALUE_FEWEST - 1, 71);
    rap_information v;
    (void)state;
    draw_normal(b, 1, 3, 0);
    assert_int_equal(rap_survey_value(&b->in, 1, &first, 1, &nobody, NULL, &v), RAP_EINPUT);
    assert_int_equal(rap_survey_value(&b->in, 1, &first, 1, &exact, NULL, &v), RAP_EINPUT);
    assert_int_equal(rap_survey_value(&b->in, 1, &beyond, 1, &good, NULL, &v), RAP_EINPUT);
    assert_int_equal(rap_survey_value(&b->in, 1, &first, 0, &good, NULL, &v), RAP_EINPUT);
    assert_int_equal(rap_survey_value(&b->in, 1, &first, 1, &good, NULL, &v), RAP_OK);
    assert_true(isnan(v.value) && isnan(v.low) && isnan(v.high));
    bench_free(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_normal_number),
        cmocka_unit_test(a_share),
        cmocka_unit_test(two_numbers_of_a_published_case),
        cmocka_unit_test(more_answers_are_worth_more),
        cmocka_unit_test(what_cannot_be_asked),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
