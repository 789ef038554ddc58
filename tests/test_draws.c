/* test_draws.c: numbers that are drawn together: the correlations asked for, distributions and balance of sheets as they
 * are without, and nobody else's draws changed. */
#include "near.h"
#include "scenario/study/posterior.h"
#include "scenario/study/mix.h"
#include "scenario/study/study.h"

#include <math.h>

enum { NUMBERS = 3, SHEETS = 40000, N = SHEETS * RAP_SHEET };

static const char *paths[NUMBERS] = {"p.a", "p.b", "p.c"};

/* Three numbers with the rank correlations a-b, a-c, b-c. */
typedef struct {
    double mix[NUMBERS * NUMBERS];
    rap_joint joint;
    rap_input inputs[NUMBERS];
} trio;

static void lay(trio *t, double ab, double ac, double bc) {
    const double rank[] = {1, ab, ac, ab, 1, bc, ac, bc, 1};
    assert_true(rap_joint_mix(rank, NUMBERS, t->mix));
    t->joint = (rap_joint){.n = NUMBERS, .paths = paths, .mix = t->mix};
    for (size_t k = 0; k < NUMBERS; k++)
        t->inputs[k] = (rap_input){.path = paths[k],
                                   .prior = rap_prior_between(RAP_UNIFORM, false, 0, 0, 1),
                                   .joint = &t->joint,
                                   .place = k};
}

static rap_input alone(const char *path) {
    return (rap_input){.path = path, .prior = rap_prior_between(RAP_UNIFORM, false, 0, 0, 1)};
}

/* Of uniform numbers, whose correlation over all draws there are is the rank correlation. */
static double correlation(const rap_input *x, const rap_input *y, uint64_t shift) {
    double xy = 0;
    for (uint64_t d = 0; d < N; d++)
        xy += (rap_input_draw(x, 4, d) - 0.5) * (rap_input_draw(y, 4, d + shift) - 0.5);
    return 12 * xy / N;
}

static void correlations_are_those_stated(void **state) {
    static const double stated[][3] = {
        {0.5, 0, 0}, {0.9, 0.7, 0.6}, {-0.8, 0.3, -0.4}, {-0.4, -0.4, -0.4}, {0.99, 0.2, 0.2}};
    (void)state;
    for (size_t k = 0; k < sizeof stated / sizeof *stated; k++) {
        trio t;
        lay(&t, stated[k][0], stated[k][1], stated[k][2]);
        const rap_input *x = t.inputs;
        assert_double_near(correlation(&x[0], &x[1], 0), stated[k][0], 5 / sqrt(N));
        assert_double_near(correlation(&x[0], &x[2], 0), stated[k][1], 5 / sqrt(N));
        assert_double_near(correlation(&x[1], &x[2], 0), stated[k][2], 5 / sqrt(N));
    }
}

/* By hand: ranks of 1/2 ask for scores of 2 sin(pi / 12) = 0.517638, and sqrt(1 - 0.517638^2) = 0.855600 of its own. */
static void scores_are_mixed(void **state) {
    trio t;
    (void)state;
    lay(&t, 0.5, 0, 0);
    assert_double_near(t.mix[NUMBERS], 0.517638, 1e-6);
    assert_double_near(t.mix[NUMBERS + 1], 0.855600, 1e-6);
    assert_double_near(t.mix[0], 1, 0);
    assert_double_near(t.mix[2 * NUMBERS + 2], 1, 0);
}

/* Means of sheets spread by 1 / 25 of what five independent draws would in a hypercube, and by at most a tenth here. */
static void sheets_stay_balanced(void **state) {
    trio t;
    (void)state;
    lay(&t, 0.8, -0.3, -0.4);
    for (size_t k = 0; k < NUMBERS; k++) {
        double squares = 0;
        for (uint64_t d = 0; d < N; d += RAP_SHEET) {
            double sum = 0;
            for (uint64_t p = 0; p < RAP_SHEET; p++)
                sum += rap_input_draw(&t.inputs[k], 9, d + p) - 0.5;
            squares += sum * sum / RAP_SHEET;
        }
        double part = 12 * squares / SHEETS;
        assert_true(k == 0 ? part < 0.042 : part < 0.1);
    }
}

/* Uniform: tenths of the range by chi-square with 9 degrees of freedom, of which 33.7 is exceeded once in 10,000. */
static void distributions_stay(void **state) {
    trio t;
    (void)state;
    lay(&t, 0.8, -0.3, -0.4);
    for (size_t k = 0; k < NUMBERS; k++) {
        double hits[10] = {0}, off = 0;
        for (uint64_t d = 0; d < N; d++)
            hits[(int)(10 * rap_input_draw(&t.inputs[k], 1, d))]++;
        for (int i = 0; i < 10; i++)
            off += (hits[i] - N / 10.0) * (hits[i] - N / 10.0) / (N / 10.0);
        assert_true(off < 33.7);
    }
}

/* The first of its kind and one that goes with nobody keep the draws that they have alone; the others' depend on no
 * later one. */
static void other_draws_stay(void **state) {
    trio with, without;
    (void)state;
    lay(&with, 0.6, 0, 0);
    lay(&without, 0.6, 0.5, 0.5);
    rap_input a = alone("p.a"), b = alone("p.b"), c = alone("p.c");
    int moved = 0;
    for (uint64_t d = 0; d < 500; d++) {
        assert_double_near(rap_input_draw(&with.inputs[0], 7, d), rap_input_draw(&a, 7, d), 0);
        assert_double_near(rap_input_draw(&with.inputs[2], 7, d), rap_input_draw(&c, 7, d), 0);
        assert_double_near(rap_input_draw(&with.inputs[1], 7, d),
                           rap_input_draw(&without.inputs[1], 7, d), 0);
        moved += fabs(rap_input_draw(&with.inputs[1], 7, d) - rap_input_draw(&b, 7, d)) > 1e-9;
    }
    assert_true(moved > 400);
}

static void sheets_are_independent(void **state) {
    trio t;
    (void)state;
    lay(&t, 0.9, 0.9, 0.9);
    for (size_t i = 0; i < NUMBERS; i++)
        for (size_t k = 0; k < NUMBERS; k++)
            assert_double_near(correlation(&t.inputs[i], &t.inputs[k], RAP_SHEET), 0, 5 / sqrt(N));
}

/* A correlation is of ranks: whatever the distributions, and with values rising with their places. */
static void any_distribution_goes_together(void **state) {
    trio t;
    double concordant = 0, pairs = 0;
    (void)state;
    lay(&t, 0.9, 0, 0);
    t.inputs[0].prior = rap_prior_lognormal(1, 2);
    t.inputs[1].prior = rap_prior_between(RAP_PERT, false, 0, 0.1, 1);
    for (uint64_t d = 0; d < N; d += 2 * RAP_SHEET) {
        double x =
            rap_input_draw(&t.inputs[0], 3, d) - rap_input_draw(&t.inputs[0], 3, d + RAP_SHEET);
        double y =
            rap_input_draw(&t.inputs[1], 3, d) - rap_input_draw(&t.inputs[1], 3, d + RAP_SHEET);
        concordant += x * y > 0;
        pairs++;
    }
    trio plain;
    double expected = 0;
    lay(&plain, 0.9, 0, 0);
    for (uint64_t d = 0; d < N; d += 2 * RAP_SHEET)
        expected += (rap_input_draw(&plain.inputs[0], 3, d) -
                     rap_input_draw(&plain.inputs[0], 3, d + RAP_SHEET)) *
                        (rap_input_draw(&plain.inputs[1], 3, d) -
                         rap_input_draw(&plain.inputs[1], 3, d + RAP_SHEET)) >
                    0;
    assert_double_near(concordant, expected, 0);
    assert_true(concordant / pairs > 0.8);
}

static void what_cannot_hold_together(void **state) {
    static const double three[] = {1, -0.6, -0.6, -0.6, 1, -0.6, -0.6, -0.6, 1};
    double mix[NUMBERS * NUMBERS];
    (void)state;
    assert_false(rap_joint_mix(three, NUMBERS, mix));
}

/* One rule for all that count numbers without a source: what data have said something of is none of them. */
static void what_rests_on_judgement(void **state) {
    (void)state;
    const rap_posterior_number left = {0};
    assert_true(rap_input_is_unsourced(&(rap_input){.grade = "assumed"}));
    assert_true(rap_input_is_unsourced(&(rap_input){.grade = NULL}));
    assert_false(rap_input_is_unsourced(&(rap_input){.grade = "elicited"}));
    assert_false(rap_input_is_unsourced(&(rap_input){.grade = "assumed", .posterior = &left}));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(correlations_are_those_stated),
        cmocka_unit_test(scores_are_mixed),
        cmocka_unit_test(sheets_stay_balanced),
        cmocka_unit_test(distributions_stay),
        cmocka_unit_test(other_draws_stay),
        cmocka_unit_test(sheets_are_independent),
        cmocka_unit_test(any_distribution_goes_together),
        cmocka_unit_test(what_cannot_hold_together),
        cmocka_unit_test(what_rests_on_judgement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
