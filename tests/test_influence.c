/* test_influence.c: which of two uncertain numbers a quantity goes with, where the shares are known: sums, curves and
 * products of uniform numbers, with and without chance; of all arms and of some. */
#include "near.h"
#include "toy_model.h"
#include "analysis/estimate/uncertain.h"
#include "base/error.h"
#include "stream/stream.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 400, REPEATS = 1000, N_ARMS = 4 };

/* Arm c knows its level, d both numbers. */
static const char arms_text[] = "horizon = 2; draws = 400; replicates = 1; seed = 5; runs = 1;"
                                "distribution = \"uniform\";"
                                "arms = { a = { baseline = true; changes = { }; };"
                                "         b = { changes = { effect = 2.0; }; };"
                                "         c = { changes = { level = 1.0; }; };"
                                "         d = { changes = { level = 1.0; slope = 1.0; }; }; };";

static const bool both[N_ARMS] = {true, true, false, false}, slope_alone[N_ARMS] = {[2] = true},
                  none[N_ARMS] = {[3] = true};

typedef struct {
    rap_study study;
    rap_influence *u;
    double level[DRAWS], slope[DRAWS]; /* as drawn, from 0 to 1 */
    double y[DRAWS];
    rap_deciders found;
} uniform;

static void place_draws(const rap_study *study, const char *path, double *places) {
    rap_uncertain list;
    assert_int_equal(rap_uncertain_make(&list, study), RAP_OK);
    const rap_input *input = list.inputs[rap_uncertain_find(&list, path)];
    for (size_t d = 0; d < DRAWS; d++)
        places[d] = rap_input_place(input, 5, d);
    rap_uncertain_free(&list);
}

static void make_uniform(uniform *x) {
    *x = (uniform){0};
    toy_read(&x->study, arms_text);
    assert_int_equal(rap_influence_make(&x->u, &x->study, DRAWS), RAP_OK);
    place_draws(&x->study, "level", x->level);
    place_draws(&x->study, "slope", x->slope);
}

static void free_uniform(uniform *x) {
    rap_influence_free(x->u);
    rap_study_free(&x->study);
}

static void ask(uniform *x, const bool *arms, double reliability) {
    assert_int_equal(rap_influence_ask(x->u, arms, x->y, reliability, &x->found), RAP_OK);
}

static void assert_decider(const uniform *x, size_t k, const char *path, double total, double first,
                           rap_way way, double near) {
    assert_true(k < x->found.n);
    const rap_decider *in = &x->found.named[k];
    assert_string_equal(in->input->path, path);
    assert_double_near(in->part.total, total, near);
    assert_double_near(in->part.first, first, near);
    assert_int_equal(in->way, way);
}

/* A normal number of a draw. */
static double luck_of(size_t d) {
    return rap_normal(rap_stream_key(17, 0, 4), (rap_event){1, 0, (uint32_t)d});
}

/* ---- shares ------------------------------------------------------------------------------------ */

/* y = 3 a - b: variances 9 / 12 and 1 / 12. */
static void parts_of_a_linear_sum(void **state) {
    uniform x;
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = 3 * x.level[d] - x.slope[d];
    ask(&x, both, 1);
    assert_int_equal(x.found.n, 2);
    assert_decider(&x, 0, "level", 0.9, 0.9, RAP_WAY_UP, 0.02);
    assert_decider(&x, 1, "slope", 0.1, 0.1, RAP_WAY_DOWN, 0.02);
    assert_double_near(x.found.told, 1, 1e-6);
    assert_double_near(x.found.foretold, 1, 1e-6);
    assert_false(rap_deciders_are_open(&x.found));
    free_uniform(&x);
}

/* (b - 1/2)^2 comes back to where it began; its rank correlation with b is 0. */
static void a_curve_that_turns(void **state) {
    uniform x;
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = (x.slope[d] - 0.5) * (x.slope[d] - 0.5);
    ask(&x, both, 1);
    assert_int_equal(x.found.n, 1);
    assert_decider(&x, 0, "slope", 1, 1, RAP_WAY_BENT, 1e-6);
    free_uniform(&x);
}

/* a + 3 (a - 1/2)(b - 1/2): variances 1 / 12 and 1 / 16; b does nothing by itself. */
static void together_with_another(void **state) {
    const double pair = (1.0 / 16) / (1.0 / 12 + 1.0 / 16);
    uniform x;
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = x.level[d] + 3 * (x.level[d] - 0.5) * (x.slope[d] - 0.5);
    ask(&x, both, 1);
    assert_int_equal(x.found.n, 2);
    assert_decider(&x, 0, "level", 1, 1 - pair, RAP_WAY_UP, 0.06);
    assert_decider(&x, 1, "slope", pair, 0, RAP_WAY_WITH, 0.06);
    free_uniform(&x);
}

/* As much chance as assumptions: shares are of what is expected where the reliability is known, of all where it is not. */
static void chance_is_nobodys_share(void **state) {
    uniform x;
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = 3 * x.level[d] - x.slope[d] + sqrt(10.0 / 12) * luck_of(d);
    ask(&x, both, 0.5);
    assert_decider(&x, 0, "level", 0.9, 0.9, RAP_WAY_UP, 0.1);
    assert_decider(&x, 1, "slope", 0.1, 0.1, RAP_WAY_DOWN, 0.08);
    assert_in_range((int)(100 * x.found.told), 85, 100);
    ask(&x, both, NAN);
    assert_decider(&x, 0, "level", 0.45, 0.45, RAP_WAY_UP, 0.06);
    assert_in_range((int)(100 * x.found.told), 40, 60);
    free_uniform(&x);
}

/* Of a result that goes with none of them something is named in 2 of 100 cases; five standard errors either way. */
static void nothing_is_named_by_chance(void **state) {
    uniform x;
    int named = 0;
    (void)state;
    make_uniform(&x);
    for (uint32_t r = 0; r < REPEATS; r++) {
        for (uint32_t d = 0; d < DRAWS; d++)
            x.y[d] = rap_uniform(rap_stream_key(17, r, 3), (rap_event){1, 0, d});
        ask(&x, both, 0.5);
        named += x.found.n > 0;
        assert_true(named || rap_deciders_are_open(&x.found) == (x.found.needed > DRAWS));
    }
    assert_in_range(named, 2, 42);
    free_uniform(&x);
}

/* ---- what is asked about ------------------------------------------------------------------------- */

/* A number that is certain in the arms at hand decides nothing there, whatever went before. */
static void arms_have_their_own_inputs(void **state) {
    rap_screen_fit fit;
    uniform x;
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = 3 * x.level[d] - x.slope[d];
    for (int twice = 0; twice < 2; twice++) {
        ask(&x, slope_alone, 1);
        assert_int_equal(x.found.inputs, 1);
        assert_int_equal(x.found.n, 1);
        assert_decider(&x, 0, "slope", 0.1, 0.1, RAP_WAY_DOWN, 0.09);
        ask(&x, both, 1);
        assert_int_equal(x.found.inputs, 2);
        assert_string_equal(x.found.named[0].input->path, "level");
    }
    ask(&x, none, 1);
    assert_int_equal(x.found.inputs, 0);
    assert_false(rap_deciders_are_open(&x.found));
    rap_uncertain list;
    assert_int_equal(rap_uncertain_make(&list, &x.study), RAP_OK);
    assert_int_equal(rap_influence_fit(x.u, slope_alone, x.y, 1, &fit), RAP_OK);
    assert_int_equal(fit.inputs[0].input, rap_uncertain_find(&list, "slope"));
    assert_int_equal(fit.terms[0].a, rap_uncertain_find(&list, "slope"));
    rap_uncertain_free(&list);
    free_uniform(&x);
}

static void where_nothing_can_be_told(void **state) {
    uniform x;
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = d < RAP_SCREEN_FEWEST - 1 ? x.level[d] : (double)NAN;
    ask(&x, both, 1);
    assert_int_equal(x.found.state, RAP_SCREEN_FEW);
    assert_int_equal(x.found.draws, RAP_SCREEN_FEWEST - 1);
    assert_true(rap_deciders_are_open(&x.found));
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = d < 2 ? 7 : (double)NAN;
    ask(&x, both, NAN);
    assert_int_equal(x.found.state, RAP_SCREEN_CONSTANT);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = 7;
    ask(&x, both, NAN);
    assert_int_equal(x.found.state, RAP_SCREEN_CONSTANT);
    assert_false(rap_deciders_are_open(&x.found));
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = luck_of(d);
    ask(&x, both, 0);
    assert_true(isinf(x.found.needed) && rap_deciders_are_open(&x.found));
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = x.level[d];
    ask(&x, both, 0);
    assert_int_equal(x.found.n, 0);
    free_uniform(&x);
}

/* An input that carries 5 % of what is expected, chance being half of all, is named with so many sets, in 19 of 20 cases
 * at least; with a third of them in fewer than 14. */
static void so_many_sets_are_needed(void **state) {
    uniform x;
    int named[2] = {0};
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        x.y[d] = luck_of(d);
    ask(&x, both, 1);
    assert_double_near(x.found.needed, rap_screen_draws_needed(2, RAP_NOTED, 1, rap_screen_wrong),
                       0);
    const size_t needed = (size_t)x.found.needed, sets[2] = {needed, needed / 3};
    assert_true(needed < DRAWS);
    for (uint32_t r = 0; r < 200; r++)
        for (int few = 0; few < 2; few++) {
            for (uint32_t d = 0; d < DRAWS; d++)
                x.y[d] = d < sets[few] ? sqrt(0.05 * 12) * (x.slope[d] - 0.5) +
                                             sqrt(0.95) * rap_normal(rap_stream_key(17, r, 5),
                                                                     (rap_event){1, 0, d})
                                       : (double)NAN;
            ask(&x, both, 1);
            for (size_t k = 0; k < x.found.n; k++)
                named[few] += !strcmp(x.found.named[k].input->path, "slope");
        }
    assert_in_range(named[0], 180, 200);
    assert_in_range(named[1], 40, 140);
    free_uniform(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parts_of_a_linear_sum),      cmocka_unit_test(a_curve_that_turns),
        cmocka_unit_test(together_with_another),      cmocka_unit_test(chance_is_nobodys_share),
        cmocka_unit_test(nothing_is_named_by_chance), cmocka_unit_test(arms_have_their_own_inputs),
        cmocka_unit_test(where_nothing_can_be_told),  cmocka_unit_test(so_many_sets_are_needed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
