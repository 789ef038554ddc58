/* test_information.c: the value of information where it is known.
 *
 * The increment of net benefit of arm 1 over arm 0 is D = m + sum_j b_j Z_j + chance, Z standard normal
 * parameters. Knowing a group with s^2 = sum b_j^2 is worth s phi(m / s) + m Phi(m / s) - max(m, 0).
 * Every setting is repeated REPEATS times with a fixed seed; bounds are stated plus 5 standard errors
 * over repetitions. The unit of bias is the standard error of the mean increment, sd(D) / sqrt(draws):
 * max(mean, 0) alone is 0.4 of it too high where m = 0. */
#include "near.h"
#include "analysis/method/value.h"
#include "base/error.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <stdlib.h>

enum { PARAMETERS = 6, REPEATS = 200, MOST_DRAWS = 400, GROUPS = 7 };
static const double slopes[PARAMETERS] = {3, 2, 1, 0, 0, 0};

typedef struct {
    const char *name;
    size_t n, which[PARAMETERS];
} group;
static const group groups[GROUPS] = {
    {"strong", 1, {0}},
    {"middling", 1, {1}},
    {"weak", 1, {2}},
    {"pair", 2, {0, 1}},
    {"irrelevant", 1, {3}},
    {"irrelevant group", 3, {3, 4, 5}},
    {"all", PARAMETERS, {0, 1, 2, 3, 4, 5}},
};

typedef struct {
    size_t draws;
    double mean, noise; /* of the increment; sd of its chance */
    unsigned long seed;
} setting;

typedef struct {
    double truth, bias, squares, value, covered, plug_in, crossed; /* means over repetitions */
} tally;

typedef struct {
    double cost[2 * MOST_DRAWS], effect[2 * MOST_DRAWS], parameter[PARAMETERS * MOST_DRAWS];
    rap_value_input in;
    gsl_rng *rng;
} bench;

static double worth_of(double mean, double sd) {
    if (!(sd > 0))
        return 0;
    return sd * gsl_ran_ugaussian_pdf(mean / sd) + mean * gsl_cdf_ugaussian_P(mean / sd) -
           fmax(mean, 0);
}

static double spread_of(const group *g) {
    double squares = 0;
    for (size_t j = 0; j < g->n; j++)
        squares += slopes[g->which[j]] * slopes[g->which[j]];
    return sqrt(squares);
}

/* sd of the increment, chance and all. */
static double whole_spread(const setting *s) {
    return hypot(spread_of(&groups[GROUPS - 1]), s->noise);
}

static bench *bench_new(const setting *s) {
    bench *b = calloc(1, sizeof *b);
    assert_non_null(b);
    b->rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(b->rng, s->seed);
    b->in = (rap_value_input){.draws = s->draws,
                              .arms = 2,
                              .parameters = PARAMETERS,
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

/* New draws; returns the naive value: the mean of the larger of two noisy means, less the larger mean.
 * Half of the increment is cost, half effect, worth 2 a unit. */
static double bench_draw(bench *b, const setting *s) {
    double largest = 0, sum = 0, n = (double)s->draws;
    for (size_t d = 0; d < s->draws; d++) {
        double y = s->mean + s->noise * gsl_ran_ugaussian(b->rng);
        for (size_t j = 0; j < PARAMETERS; j++) {
            double z = b->parameter[d * PARAMETERS + j] = gsl_ran_ugaussian(b->rng);
            y += slopes[j] * z;
        }
        double common = gsl_ran_ugaussian(b->rng);
        b->cost[2 * d] = 7 + common;
        b->cost[2 * d + 1] = 7 + common - y / 2;
        b->effect[2 * d] = common;
        b->effect[2 * d + 1] = common + y / 4;
        largest += fmax(y, 0) / n;
        sum += y / n;
    }
    return largest - fmax(sum, 0);
}

static void tally_add(tally *t, const rap_information *v) {
    double off = v->raw - t->truth;
    t->bias += off / REPEATS;
    t->squares += off * off / REPEATS;
    t->value += v->value / REPEATS;
    t->plug_in += v->plug_in / REPEATS;
    t->crossed += v->cross_fitted / REPEATS;
    t->covered += (v->low <= t->truth && t->truth <= v->high) / (double)REPEATS;
    assert_true(v->low >= 0 && v->value >= 0 && v->high >= v->value && v->low <= v->value);
}

static double tally_error(const tally *t) {
    return sqrt((t->squares - t->bias * t->bias) / (REPEATS - 1));
}

/* Repeats a setting for groups [0, count); returns the mean naive value. */
static double repeat(const setting *s, tally *t, size_t count) {
    bench *b = bench_new(s);
    double naive = 0;
    for (size_t g = 0; g < count; g++)
        t[g] = (tally){.truth = worth_of(s->mean, spread_of(&groups[g]))};
    for (int k = 0; k < REPEATS; k++) {
        naive += bench_draw(b, s) / REPEATS;
        for (size_t g = 0; g < count; g++) {
            rap_information v;
            assert_int_equal(
                rap_information_make(&b->in, 2, groups[g].which, groups[g].n, NULL, &v), RAP_OK);
            assert_int_equal(v.draws, s->draws);
            tally_add(&t[g], &v);
        }
    }
    bench_free(b);
    return naive;
}

/* Bias between `low` and `high` units; coverage of 95 %; irrelevant parameters hardly worth a thing. */
static void check(const setting *s, const tally *t, double low, double high) {
    double unit = whole_spread(s) / sqrt((double)s->draws), luck = 5 * sqrt(0.95 * 0.05 / REPEATS);
    for (size_t g = 0; g < GROUPS; g++) {
        double five = 5 * tally_error(&t[g]);
        if (!(t[g].bias >= low * unit - five && t[g].bias <= high * unit + five &&
              t[g].covered >= 0.95 - luck))
            fail_msg("%zu draws, mean %g, noise %g, %s: bias %+.4f units, covered %.3f", s->draws,
                     s->mean, s->noise, groups[g].name, t[g].bias / unit, t[g].covered);
        if (!(t[g].truth > 0))
            assert_true(t[g].value <= 0.05 * unit);
    }
}

static void without_chance(void **state) {
    static const setting clear[] = {{100, 1, 0, 2}, {100, 3, 0, 3}, {400, 1, 0, 5}};
    const setting even = {100, 0, 0, 1};
    tally t[GROUPS];
    (void)state;
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++) {
        repeat(&clear[i], t, GROUPS);
        check(&clear[i], t, -0.1, 0.1);
    }
    repeat(&even, t, GROUPS);
    check(&even, t, -0.65, 0.1);
}

/* Chance within draws as large as the signal. The naive value takes luck for knowledge: it is that of
 * knowing the luck too. */
static void with_chance(void **state) {
    static const setting clear[] = {{100, 1, 3.7416573867739413, 12},
                                    {100, 3, 3.7416573867739413, 13},
                                    {400, 1, 3.7416573867739413, 15}};
    tally t[GROUPS];
    (void)state;
    for (size_t i = 0; i < sizeof clear / sizeof *clear; i++) {
        const tally *all = &t[GROUPS - 1];
        double naive = repeat(&clear[i], t, GROUPS) - all->truth;
        double expected = worth_of(clear[i].mean, whole_spread(&clear[i])) - all->truth;
        check(&clear[i], t, -0.15, 0.1);
        assert_double_near(naive, expected, 0.1 * expected);
        assert_true(fabs(all->bias) < naive / 4);
    }
}

/* Arms equally good on average: the mean of the better one is too high, and what weak parameters add
 * is missed in part. Of irrelevant ones the fit to all draws makes too much, choices by other draws
 * too little, and their middle is nearer to nothing than the latter. */
static void with_chance_between_equals(void **state) {
    static const setting even[] = {{100, 0, 3.7416573867739413, 11},
                                   {400, 0, 3.7416573867739413, 14}};
    tally t[GROUPS];
    (void)state;
    for (size_t i = 0; i < sizeof even / sizeof *even; i++) {
        repeat(&even[i], t, GROUPS);
        check(&even[i], t, -0.65, 0.1);
        for (size_t g = 0; g < GROUPS; g++)
            if (!(t[g].truth > 0)) {
                double five = 5 * tally_error(&t[g]);
                assert_true(t[g].plug_in > 0 && t[g].crossed < -five);
                assert_true(t[g].bias > 0.6 * t[g].crossed);
            }
    }
}

typedef struct {
    const char *name;
    size_t arms;
    double (*increment)(const double *z, size_t arm);
    size_t n, which[PARAMETERS];
    double truth;
} shape;

static double bowl(const double *z, size_t arm) {
    return arm ? z[0] * z[0] - 1 : 0;
}

static double saddle(const double *z, size_t arm) {
    return arm ? z[0] * z[1] : 0;
}

static double rivals(const double *z, size_t arm) {
    return arm ? z[arm - 1] : 0;
}

/* E max(Z^2 - 1, 0) = 2 phi(1); E max(Z1 Z2, 0) = E|Z1| E|Z2| / 2 = 1 / pi, of which either parameter
 * alone gives nothing; E max(0, Z1, Z2) = phi(0) + 1 / (2 sqrt(pi)), or phi(0) for Z1 alone. */
static const shape shapes[] = {
    {"bowl", 2, bowl, 1, {0}, 0.48394144903828673},
    {"bowl among all", 2, bowl, 6, {0, 1, 2, 3, 4, 5}, 0.48394144903828673},
    {"saddle", 2, saddle, 2, {0, 1}, 0.31830988618379069},
    {"saddle, one only", 2, saddle, 1, {0}, 0},
    {"three arms", 3, rivals, 2, {0, 1}, 0.68103725901635},
    {"three arms, one known", 3, rivals, 1, {0}, 0.3989422804014327},
};

/* Bias of one shape over repetitions, with draws' chance as large as the signal; its standard error. */
static double shape_bias(const shape *h, gsl_rng *rng, double *error, double *covered) {
    enum { DRAWS = 400, TIMES = 60 };
    static double zero[3 * DRAWS], effect[3 * DRAWS], z[PARAMETERS * DRAWS];
    double sum = 0, squares = 0;
    rap_value_input in = {.draws = DRAWS,
                          .arms = h->arms,
                          .parameters = PARAMETERS,
                          .cost = zero,
                          .effect = effect,
                          .parameter = z,
                          .better = -1};
    for (int k = 0; k < TIMES; k++) {
        rap_information v;
        for (size_t i = 0; i < PARAMETERS * DRAWS; i++)
            z[i] = gsl_ran_ugaussian(rng);
        for (size_t i = 0; i < DRAWS * h->arms; i++)
            effect[i] = -h->increment(z + i / h->arms * PARAMETERS, i % h->arms) +
                        gsl_ran_ugaussian(rng) * (i % h->arms > 0);
        assert_int_equal(rap_information_make(&in, 1, h->which, h->n, NULL, &v), RAP_OK);
        sum += (v.raw - h->truth) / TIMES;
        squares += pow(v.raw - h->truth, 2) / TIMES;
        *covered += (v.low <= h->truth && h->truth <= v.high) / (double)TIMES;
    }
    *error = sqrt((squares - sum * sum) / (TIMES - 1));
    return sum;
}

/* Arms equal on average, so up to 0.4 (two arms) or 0.7 (three) units too low by the best mean alone;
 * here a unit is 0.07 to 0.09. */
static void curves_products_and_three_arms(void **state) {
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    (void)state;
    gsl_rng_set(rng, 21);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        double error, covered = 0, bias = shape_bias(&shapes[i], rng, &error, &covered);
        if (!(bias > -0.08 - 5 * error && bias < 0.01 + 5 * error && covered > 0.8))
            fail_msg("%s: bias %+.4f, error %.4f, covered %.3f", shapes[i].name, bias, error,
                     covered);
    }
    gsl_rng_free(rng);
}

/* The 19 independent normal parameters of Brennan, Kharroubi, O'Hagan & Chilcott 2007
 * (doi:10.1177/0272989X07302555): mean and sd, counted from 1. */
enum { CASE_DRAWS = 4000, CASE_PARAMETERS = 19, CASE_RUNS = 4 };
static const double case_is[CASE_PARAMETERS + 1][2] = {
    {0, 0},     {1000, 1},   {0.1, 0.02},  {5.2, 1},    {400, 200},   {0.7, 0.1},   {0.3, 0.1},
    {3, 0.5},   {0.25, 0.1}, {-0.1, 0.02}, {0.5, 0.2},  {1500, 1},    {0.08, 0.02}, {6.1, 1},
    {0.8, 0.1}, {0.3, 0.05}, {3, 1},       {0.2, 0.05}, {-0.1, 0.02}, {0.5, 0.2}};

typedef struct {
    double cost[2 * CASE_DRAWS], effect[2 * CASE_DRAWS], parameter[CASE_PARAMETERS * CASE_DRAWS];
    double run_cost[2 * CASE_DRAWS * CASE_RUNS], run_effect[2 * CASE_DRAWS * CASE_RUNS];
} published;

/* Two drugs; a QALY is worth 10,000. The effect of a run has chance of sd `noise`. */
static rap_value_input draw_published(published *c, gsl_rng *rng, double noise) {
    for (size_t d = 0; d < CASE_DRAWS; d++) {
        double t[CASE_PARAMETERS + 1] = {0};
        for (size_t j = 1; j <= CASE_PARAMETERS; j++)
            c->parameter[d * CASE_PARAMETERS + j - 1] = t[j] =
                case_is[j][0] + case_is[j][1] * gsl_ran_ugaussian(rng);
        const double cost[] = {t[1] + t[2] * t[3] * t[4], t[11] + t[12] * t[13] * t[4]};
        const double effect[] = {t[5] * t[6] * t[7] + t[8] * t[9] * t[10],
                                 t[14] * t[15] * t[16] + t[17] * t[18] * t[19]};
        for (size_t a = 0; a < 2; a++) {
            c->cost[2 * d + a] = cost[a];
            c->effect[2 * d + a] = 0;
            for (size_t r = d * CASE_RUNS; r < (d + 1) * CASE_RUNS; r++) {
                c->run_cost[2 * r + a] = cost[a];
                c->run_effect[2 * r + a] = effect[a] + noise * gsl_ran_ugaussian(rng);
                c->effect[2 * d + a] += c->run_effect[2 * r + a] / CASE_RUNS;
            }
        }
    }
    return (rap_value_input){.draws = CASE_DRAWS,
                             .arms = 2,
                             .parameters = CASE_PARAMETERS,
                             .cost = c->cost,
                             .effect = c->effect,
                             .run_cost = c->run_cost,
                             .run_effect = c->run_effect,
                             .runs = CASE_RUNS,
                             .parameter = c->parameter,
                             .better = 1};
}

/* Known (by two nested levels of simulation): knowing all 1,311; parameters 5 and 14 318, 6 and 15 761,
 * 7 and 16 840. With and without chance of a run as large as what draws differ by. */
static void a_published_case(void **state) {
    static const struct {
        size_t which[2];
        double truth;
    } pairs[] = {{{4, 13}, 318}, {{5, 14}, 761}, {{6, 15}, 840}};
    published *c = calloc(1, sizeof *c);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    (void)state;
    assert_non_null(c);
    gsl_rng_set(rng, 51);
    for (int noisy = 0; noisy < 2; noisy++) {
        rap_value_input in = draw_published(c, rng, noisy ? 0.3 : 0);
        rap_interval share[2];
        rap_acceptance a;
        assert_int_equal(rap_acceptance_make(&in, 1e4, share, &a), RAP_OK);
        if (!(fabs(a.evpi.mean - 1311) < 0.07 * 1311 && a.evpi.low < 1311 && a.evpi.high > 1311))
            fail_msg("EVPI %.0f (%.0f to %.0f)", a.evpi.mean, a.evpi.low, a.evpi.high);
        for (size_t i = 0; i < 3; i++) {
            rap_information v;
            double off = pairs[i].truth;
            assert_int_equal(rap_information_make(&in, 1e4, pairs[i].which, 2, &a.evpi, &v),
                             RAP_OK);
            if (!(fabs(v.value - off) < (noisy ? 0.25 : 0.12) * off && v.low < off && v.high > off))
                fail_msg("pair %zu, chance %d: %.0f (%.0f to %.0f)", i, noisy, v.value, v.low,
                         v.high);
        }
    }
    gsl_rng_free(rng);
    free(c);
}

/* Three parameters decide and 317 do not. Nothing is worth more than knowing all; as good as no irrelevant one is told
 * apart from nothing, and those that decide come out. */
static void a_few_among_many(void **state) {
    enum { MANY = 320, DRAWS = 200 };
    static double cost[2 * DRAWS], effect[2 * DRAWS], z[MANY * DRAWS];
    rap_value_input in = {.draws = DRAWS,
                          .arms = 2,
                          .parameters = MANY,
                          .cost = cost,
                          .effect = effect,
                          .parameter = z,
                          .better = 1};
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    rap_interval share[2];
    rap_acceptance a;
    size_t told = 0;
    (void)state;
    gsl_rng_set(rng, 71);
    for (size_t i = 0; i < MANY * DRAWS; i++)
        z[i] = gsl_ran_ugaussian(rng);
    for (size_t d = 0; d < DRAWS; d++)
        effect[2 * d + 1] = 1 + 3 * z[MANY * d] + 2 * z[MANY * d + 1] + z[MANY * d + 2];
    assert_int_equal(rap_acceptance_make(&in, 1, share, &a), RAP_OK);
    for (size_t j = 0; j < MANY; j++) {
        rap_information v;
        double truth = j < 3 ? worth_of(1, slopes[j]) : 0;
        assert_int_equal(rap_information_make(&in, 1, &j, 1, &a.evpi, &v), RAP_OK);
        assert_true(v.value <= a.evpi.mean && v.high <= a.evpi.high && v.low <= v.value);
        told += j >= 3 && v.low > 0;
        if (j < 3 && !(v.low <= truth && truth <= v.high && fabs(v.value - truth) < 0.25))
            fail_msg("%zu: %.3f (%.3f to %.3f), true %.3f", j, v.value, v.low, v.high, truth);
    }
    assert_true(told <= (MANY - 3) / 20);
    gsl_rng_free(rng);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_chance),
        cmocka_unit_test(with_chance),
        cmocka_unit_test(with_chance_between_equals),
        cmocka_unit_test(curves_products_and_three_arms),
        cmocka_unit_test(a_published_case),
        cmocka_unit_test(a_few_among_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
