/* test_sensitivity.c: what decides the outcome of a function whose indices are known, from study to shares: with and
 * without luck, cut off and gone on with, and where nothing can be said. */
#include "sensed.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* Within three of its own standard errors, which are small. */
static void assert_index(const rap_index *x, double truth, double most_error) {
    assert_true(x->error < most_error);
    assert_double_near(x->raw, truth, 3 * x->error);
    assert_true(x->low >= 0 && x->low <= x->value && x->value <= x->high);
}

#define CLOSELY                                                                                    \
    "draws = 60; seed = 3; sensitivity = { draws = 4000; points = 2048; chains = 2000; "           \
    "half_width = 0.001; }; "

/* ---- known shares ------------------------------------------------------------------------------ */

static void check_shares(const sensed *s, double wider) {
    static const char *const names[] = {"x1", "x2", "x3"};
    const rap_decided *row = rap_deciding_row(&s->d, 0, 0);
    assert_non_null(row);
    assert_index(&row->variance, ISHIGAMI_VARIANCE, 0.8 * wider);
    for (size_t k = 0; k < 3; k++) {
        assert_index(&row->shares[sensed_factor(s, names[k])].total, ishigami_total[k],
                     0.04 * wider);
        assert_index(&row->shares[sensed_factor(s, names[k])].closed, ishigami_first[k],
                     0.04 * wider);
    }
    const rap_factor_share *rest = &row->shares[sensed_factor(s, "rest")];
    assert_int_equal(s->d.factors.rows[sensed_factor(s, "rest")].n, 9);
    assert_index(&rest->total, 0, 0.02 * wider);
    assert_int_equal(rest->total.state, RAP_INDEX_NEAR_ZERO);
    assert_index(&row->shares[sensed_factor(s, "measured")].total, ishigami_total[0], 0.04 * wider);
    assert_index(&row->shares[sensed_factor(s, "assumed")].closed, 1 - ishigami_total[0],
                 0.04 * wider);
    assert_index(&row->shares[sensed_factor(s, "pair")].together, ISHIGAMI_PAIR_13, 0.04 * wider);
}

static void knows_the_function(void **state) {
    sensed s;
    (void)state;
    sensed_make(&s, SENSED_HEADLINE CLOSELY);
    check_shares(&s, 1.5);
    sensed_free(&s);
}

/* Luck of both kinds, 2.5 and 2.3 times the variance of the mean: the shares are those of the mean. */
static void luck_is_no_share(void **state) {
    sensed s;
    (void)state;
    sensed_make(&s, SENSED_HEADLINE CLOSELY "plain = 5.0; with_x1 = 3.0;");
    check_shares(&s, 3);
    const double chance = (25 + 9 * 9.8696044 / 3) / 2; /* of the mean of two histories */
    assert_double_near(rap_deciding_row(&s.d, 0, 0)->reliability,
                       ISHIGAMI_VARIANCE / (ISHIGAMI_VARIANCE + chance), 0.04);
    sensed_free(&s);
}

/* Of single histories: V + 25 + 9 pi^2 / 3; what x1 and the second kind of luck make only together is shared by halves. */
static void luck_has_its_shares(void **state) {
    const double turning = 9 * 9.8696044 / 3, all = ISHIGAMI_VARIANCE + 25 + turning;
    sensed s;
    (void)state;
    sensed_make(&s, SENSED_HEADLINE CLOSELY "plain = 5.0; with_x1 = 3.0;");
    const rap_decided *row = rap_deciding_row(&s.d, 0, 0);
    assert_int_equal(s.d.sampling.players, 3);
    assert_index(&row->single, all, 3);
    assert_index(&row->lucks[0], (ISHIGAMI_VARIANCE + turning / 2) / all, 0.03);
    assert_index(&row->lucks[1], 25 / all, 0.03);
    assert_index(&row->lucks[2], turning / 2 / all, 0.03);
    assert_double_near(row->lucks[0].raw + row->lucks[1].raw + row->lucks[2].raw, 1, 1e-9);
    sensed_free(&s);
}

/* ---- what a study may say ---------------------------------------------------------------------- */

static void groups_are_as_stated(void **state) {
    sensed s;
    (void)state;
    sensed_make(
        &s, SENSED_HEADLINE
        "draws = 40; seed = 1; sensitivity = { draws = 1000; points = 512; half_width = 0.001; "
        "groups = { idle = { label = \"Idle\"; numbers = [\"d*\"]; }; "
        "two = { numbers = [\"x1\", \"x3\"]; }; }; };");
    const rap_decided *row = rap_deciding_row(&s.d, 0, 0);
    assert_int_equal(s.d.factors.rows[sensed_factor(&s, "rest")].n, 9);
    for (size_t k = 0; k < s.d.factors.n; k++) /* the rest says it already; so does the pair */
        assert_true(strcmp(s.d.factors.rows[k].name, "idle") != 0);
    assert_index(&row->shares[sensed_factor(&s, "pair")].total, ishigami_total[0], 0.06);
    sensed_free(&s);
}

static void enough_is_enough(void **state) {
    sensed s;
    (void)state;
    sensed_make(&s, SENSED_HEADLINE
                "draws = 40; seed = 1; sensitivity = { draws = 1000; points = 100000; "
                "half_width = 0.1; };");
    assert_true(s.d.reached);
    assert_true(s.d.widest <= 0.1);
    assert_true(s.d.bases < 2000);
    sensed_free(&s);
}

static void trajectories_say_the_same(void **state) {
    sensed s;
    (void)state;
    sensed_make(&s,
                SENSED_HEADLINE "draws = 40; seed = 1; sensitivity = { draws = 1000; points = 32; "
                                "trajectories = 20; };");
    const rap_decided *row = rap_deciding_row(&s.d, 0, 0);
    assert_int_equal(s.d.sampling.n_groups, 12);
    for (size_t k = 3; k < 12; k++)
        assert_double_near(row->effects[k].star, 0, 1e-12);
    for (size_t k = 0; k < 3; k++)
        assert_true(row->effects[k].star > 1);
    sensed_free(&s);
}

/* ---- cut off and gone on with ------------------------------------------------------------------- */

/* Bit for bit; what fills the gap behind the state may be anything. */
static void assert_same_index(const rap_index *a, const rap_index *b) {
    const double x[] = {a->value, a->low, a->high, a->raw, a->error};
    const double y[] = {b->value, b->low, b->high, b->raw, b->error};
    assert_int_equal(a->state, b->state);
    assert_memory_equal(x, y, sizeof x);
}

static void assert_same(const rap_deciding *a, const rap_deciding *b) {
    assert_int_equal(a->n_rows, b->n_rows);
    assert_int_equal(a->factors.n, b->factors.n);
    assert_int_equal(a->bases, b->bases);
    for (size_t k = 0; k < a->factors.n; k++)
        assert_same_index(&a->rows[0].shares[k].total, &b->rows[0].shares[k].total);
    for (size_t k = 0; k < a->sampling.players; k++)
        assert_same_index(&a->rows[0].lucks[k], &b->rows[0].lucks[k]);
}

static void goes_on_where_it_was_cut(void **state) {
    static const char text[] = SENSED_HEADLINE
        "draws = 40; seed = 9; plain = 2.0; sensitivity = { draws = 100; points = 64; chains = 20; "
        "half_width = 0.001; };";
    const char path[] = "sensitivity-cut.sqlite";
    sensed whole, cut;
    (void)state;
    remove(path);
    sensed_make(&whole, text);
    sensed_run(&cut, text);
    cut.path = path;
    int64_t stops = 0;
    for (cut.stop_after = 150; sensed_decide(&cut) == RAP_STOPPED; cut.asked = 0, stops++)
        rap_deciding_free(&cut.d);
    assert_true(stops > 3);
    assert_same(&whole.d, &cut.d);
    sensed_free(&whole);
    sensed_free(&cut);
    remove(path);
}

/* ---- where nothing can be said ------------------------------------------------------------------ */

static void assert_none(const rap_decided *row, size_t factors) {
    assert_true(row->variance.state != RAP_INDEX_TOLD);
    for (size_t k = 0; k < factors; k++)
        assert_int_equal(row->shares[k].total.state, RAP_INDEX_NONE);
}

#define SHORTLY "seed = 2; sensitivity = { draws = 60; points = 32; chains = 20; }; "

static void constant_and_missing(void **state) {
    sensed s;
    (void)state;
    sensed_make(&s,
                "headlines = ( { outcome = \"still\"; window = \"1\"; }, { outcome = \"never\"; "
                "window = \"1\"; } ); draws = 20; " SHORTLY);
    assert_none(rap_deciding_row(&s.d, 0, 0), s.d.factors.n);
    assert_none(rap_deciding_row(&s.d, 0, 1), s.d.factors.n);
    assert_int_equal(s.d.rows[0].fit.state, RAP_SCREEN_CONSTANT);
    assert_int_equal(s.d.rows[1].fit.state, RAP_SCREEN_FEW);
    assert_false(s.d.reached);
    sensed_free(&s);
}

static const char certain_but_x1[] =
    "x2 = 0.5; x3 = 0.5; d1 = 0.0; d2 = 0.0; d3 = 0.0; d4 = 0.0; d5 = 0.0; d6 = 0.0; d7 = 0.0; "
    "d8 = 0.0; d9 = 0.0; ";

static void one_input(void **state) {
    char text[600];
    sensed s;
    (void)state;
    snprintf(text, sizeof text, SENSED_HEADLINE "draws = 20; " SHORTLY "%s", certain_but_x1);
    sensed_make(&s, text);
    assert_int_equal(s.d.inputs.n, 1);
    assert_double_near(s.d.rows[0].shares[0].total.value, 1, 0.01);
    sensed_free(&s);
}

static void no_input(void **state) {
    char text[600];
    sensed s;
    (void)state;
    snprintf(text, sizeof text, SENSED_HEADLINE "x1 = 0.5; draws = 20; " SHORTLY "%s",
             certain_but_x1);
    sensed_make(&s, text);
    assert_int_equal(s.d.inputs.n, 0);
    assert_int_equal(s.d.n_rows, 0);
    sensed_free(&s);
}

/* Two sets of assumptions of the study's own; a range without width is certain. */
static void two_draws(void **state) {
    sensed s;
    (void)state;
    sensed_make(&s,
                SENSED_HEADLINE "draws = 2; x3 = { value = 1.0; range = [1.0, 1.0]; }; " SHORTLY);
    assert_int_equal(s.d.inputs.n, 11);
    assert_int_equal(s.d.screened, 60);
    sensed_free(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_the_function),
        cmocka_unit_test(luck_is_no_share),
        cmocka_unit_test(luck_has_its_shares),
        cmocka_unit_test(groups_are_as_stated),
        cmocka_unit_test(enough_is_enough),
        cmocka_unit_test(trajectories_say_the_same),
        cmocka_unit_test(goes_on_where_it_was_cut),
        cmocka_unit_test(constant_and_missing),
        cmocka_unit_test(one_input),
        cmocka_unit_test(no_input),
        cmocka_unit_test(two_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
