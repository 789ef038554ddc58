/* test_counted_shares.c: shares and EVPI that a few histories of each set of assumptions give, against those that many
 * histories of the same sets count.
 *
 * Three arms, 60 sets; 4 histories of each, or 60, from whose means shares are counted as they are. What an arm brings
 * in a set is normal, or skewed (lognormal). The chance of a history has 1.25 times the spread of sets, which leaves 28 % of
 * the variance of means of 4 to chance, as in the shipped budgets. tests/long/acceptability.sh does the same for one of them.
 */
#include "analysis/method/value.h"
#include "base/error.h"
#include "near.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdlib.h>

enum { SETS = 60, FEW = 4, MANY = 60, ARMS = 3, REPEATS = 60, WORTHS = 4 };
static const double worths[WORTHS] = {0.5, 1, 2, 4};

typedef struct {
    double cost[SETS * ARMS], effect[SETS * ARMS];
    double few_cost[SETS * FEW * ARMS], few_effect[SETS * FEW * ARMS];
    double many[SETS * ARMS]; /* effects, means of MANY */
} bench;

/* What arm a brings in a set, less chance. */
static double brings(gsl_rng *rng, bool skewed, size_t a) {
    double z = gsl_ran_ugaussian(rng);
    return 0.4 * (double)a + (skewed ? (exp(0.8 * z) - exp(0.32)) / 1.3 : z);
}

static void draw_sets(bench *b, gsl_rng *rng, bool skewed) {
    for (size_t i = 0; i < SETS * ARMS; i++) {
        size_t set = i / ARMS, a = i % ARMS;
        double expected = brings(rng, skewed, a);
        b->cost[i] = 0.5 * (double)a;
        b->effect[i] = b->many[i] = 0;
        for (size_t r = 0; r < MANY; r++) {
            double x = expected + 1.25 * gsl_ran_ugaussian(rng);
            b->many[i] += x / MANY;
            if (r >= FEW)
                continue;
            b->effect[i] += x / FEW;
            b->few_effect[(set * FEW + r) * ARMS + a] = x;
            b->few_cost[(set * FEW + r) * ARMS + a] = b->cost[i];
        }
    }
}

/* Counts from many histories: in which share of sets arm a is best, and EVPI. */
static double count(const bench *b, double worth, double *share) {
    double total[ARMS] = {0}, tops = 0, most = -HUGE_VAL;
    for (size_t a = 0; a < ARMS; a++)
        share[a] = 0;
    for (size_t set = 0; set < SETS; set++) {
        size_t best = 0;
        for (size_t a = 0; a < ARMS; a++) {
            size_t i = set * ARMS + a, k = set * ARMS + best;
            double x = worth * b->many[i] - b->cost[i];
            total[a] += x;
            best = x > worth * b->many[k] - b->cost[k] ? a : best;
        }
        share[best] += 1.0 / SETS;
        tops += worth * b->many[set * ARMS + best] - b->cost[set * ARMS + best];
    }
    for (size_t a = 0; a < ARMS; a++)
        most = fmax(most, total[a]);
    return (tops - most) / SETS;
}

typedef struct {
    size_t told, outside, wrong, priced;
    double off, bias[ARMS];
} tally;

static void compare(bench *b, double worth, tally *t) {
    const rap_value_input in = {.draws = SETS,
                                .arms = ARMS,
                                .cost = b->cost,
                                .effect = b->effect,
                                .run_cost = b->few_cost,
                                .run_effect = b->few_effect,
                                .runs = FEW,
                                .better = 1};
    rap_interval share[ARMS];
    rap_acceptance a;
    double truth[ARMS], evpi = count(b, worth, truth);
    assert_int_equal(rap_acceptance_make(&in, worth, share, &a), RAP_OK);
    t->priced++;
    t->wrong += !(a.evpi.low <= evpi && evpi <= a.evpi.high);
    for (size_t k = 0; k < ARMS && !isnan(share[0].mean); k++) {
        double off = share[k].mean - truth[k];
        t->told++;
        t->off += fabs(off);
        t->bias[k] += off;
        t->outside += fabs(off) > 0.05 && !(share[k].low <= truth[k] && truth[k] <= share[k].high);
    }
}

static void few_say_what_many_count(void **state) {
    bench *b = calloc(1, sizeof *b);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    (void)state;
    gsl_rng_set(rng, 51);
    for (int skewed = 0; skewed < 2; skewed++) {
        tally t = {0};
        for (int k = 0; k < REPEATS; k++) {
            draw_sets(b, rng, skewed);
            for (size_t w = 0; w < WORTHS; w++)
                compare(b, worths[w], &t);
        }
        double n = (double)t.told, worst = 0;
        for (size_t a = 0; a < ARMS; a++)
            worst = fmax(worst, fabs(t.bias[a]) / (n / ARMS));
        if (!(n > 0.8 * REPEATS * WORTHS * ARMS && t.off / n <= 0.05 && worst <= 0.03 &&
              (double)t.outside <= 0.05 * n && (double)t.wrong <= 0.1 * (double)t.priced))
            fail_msg("skewed %d: %zu told, off by %.3f, worst bias %.3f, %zu outside, EVPI %zu of "
                     "%zu outside",
                     skewed, t.told, t.off / n, worst, t.outside, t.wrong, t.priced);
    }
    gsl_rng_free(rng);
    free(b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_say_what_many_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
