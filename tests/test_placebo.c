/* test_placebo.c: the same claims made of other arms, how many patterns hold together, and which exclude each other, where
 * the answers can be counted by hand (toy_patterns.h). */
#include "toy_patterns.h"
#include "base/error.h"

#include <math.h>

/* Arms whose difference is exactly that of their numbers, at month 1; twice that at month 2. */
#define FOUR                                                                                       \
    "draws = 4; replicates = 2; slope = 1.0; horizon = 2; windows = [\"1\", \"2\"]; arms = { "     \
    "a = {}; b = { changes = { effect = 1; }; }; c = { changes = { effect = 2; }; }; "             \
    "d = { changes = { effect = 3; }; }; };\n"
#define D_LESS_A "status = \"held_out\"; plus = [\"d\"]; minus = [\"a\"]; "
#define VALUE(direction, size)                                                                     \
    "outcome = { name = \"value\"; window = \"1\"; direction = \"" direction                       \
    "\"; at_least = " size "; }; "

static void assert_exact(const rap_pattern_result *r, double share, int64_t tuples) {
    assert_int_equal(r->placebo.tuples, tuples);
    assert_double_near(r->placebo.share, share, 1e-12);
    assert_double_near(r->placebo.low, share, 1e-12);
    assert_double_near(r->placebo.high, share, 1e-12);
}

/* All other tuples are taken: 4 x 3 - 1 pairs, 4 - 1 arms, 4! - 1 fours, 4 x 3 x 2 - 1 threes with one arm in two places. */
static void few_arms_by_hand(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        FOUR,
        PATTERN("up", D_LESS_A VALUE("up", "1.5")) PATTERN("none", D_LESS_A VALUE("none", "1.5"))
            PATTERN("level", "status = \"held_out\"; plus = [\"d\"]; outcome = { name = "
                             "\"value\"; window = \"2\"; direction = \"up\"; at_least = 1.5; "
                             "}; versus = { window = \"1\"; }; ")
                PATTERN("fours", "status = \"held_out\"; plus = [\"d\"]; minus = [\"c\"]; " VALUE(
                                     "up", "1.5") "versus = { plus = [\"b\"]; minus = [\"a\"]; };")
                    PATTERN("threes", D_LESS_A VALUE("up", "1.5") "versus = { plus = "
                                                                  "[\"c\"]; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_exact(&r[0], 2.0 / 11, 11); /* c less a, d less b */
    assert_exact(&r[1], 6.0 / 11, 11); /* neighbours, either way */
    assert_exact(&r[2], 1.0 / 3, 3);   /* c */
    assert_exact(&r[3], 8.0 / 23, 23); /* first and last are b and d, or c and d, in any order */
    assert_exact(&r[4], 6.0 / 23,
                 23); /* c less a, d less b, d less a, with either arm in two places */
    const rap_together *t = j->p.together;
    assert_double_near(t->holds, (1 + 0 + 1 + 0 + 0) / 5.0, 1e-12);
    assert_double_near(t->placebo.share, (2.0 / 11 + 6.0 / 11 + 1.0 / 3 + 8.0 / 23 + 6.0 / 23) / 5,
                       1e-12);
    assert_int_equal(t->placebo.tuples, 71);
    toy_patterns_free(j);
}

/* Arms that are equal but for luck: of a pair and its reverse one holds, so all 20 pairs have a mean of one half. */
static void equal_arms_hold_in_half(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 60; replicates = 4; slope = 1.0; own = 0.3; horizon = 2; windows = [\"1\"]; "
        "arms = { a = {}; b = { changes = { who = 1; }; }; c = { changes = { who = 2; }; }; "
        "d = { changes = { who = 3; }; }; e = { changes = { who = 4; }; }; };\n",
        PATTERN("up", D_LESS_A VALUE("up", "0.0")));
    const rap_pattern_result *r = j->p.rows;
    assert_int_equal(r->placebo.tuples, 19);
    assert_double_near(19 * r->placebo.share + r->holds.share, 10, 0.2);
    toy_patterns_free(j);
}

/* Arms a to q, whose difference is that of their numbers 0 to 16, written upwards or downwards. */
static toy_patterns *make_many(bool down) {
    rap_text text;
    rap_text_init(&text);
    rap_text_add(&text, "draws = 4; replicates = 2; slope = 1.0; horizon = 2; "
                        "windows = [\"1\"]; arms = { ");
    for (int k = 0; k < 17; k++) {
        int arm = down ? 16 - k : k;
        rap_text_format(&text, "%c = { changes = { effect = %d; }; }; ", 'a' + arm, arm);
    }
    rap_text_add(&text, "};\n");
    toy_patterns *j =
        toy_patterns_make(rap_text_string(&text), PATTERN("p", D_LESS_A VALUE("up", "0.5")));
    rap_text_free(&text);
    return j;
}

/* Of 272 pairs as many are taken by luck as there is room for. Half of all pairs hold; 5 sigma of 200 are 0.18. The order
 * in which arms are written does not count. */
static void many_arms_by_luck(void **state) {
    (void)state;
    toy_patterns *up = make_many(false), *down = make_many(true);
    const rap_placebo *x = &up->p.rows[0].placebo, *y = &down->p.rows[0].placebo;
    assert_true(x->tuples > RAP_MOST_TUPLES - 10 && x->tuples <= RAP_MOST_TUPLES);
    assert_double_near(x->share, 0.5, 0.18);
    assert_true(x->share != 0.5 && x->low < 0.5 && x->high > 0.5);
    assert_double_near(x->share, y->share, 0);
    assert_int_equal(x->tuples, y->tuples);
    toy_patterns_free(up);
    toy_patterns_free(down);
}

static void one_arm_has_no_other(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 4; replicates = 2; horizon = 2; windows = [\"1\"]; arms = { a = {}; };\n",
        PATTERN("p", "status = \"held_out\"; plus = [\"a\"]; " VALUE("up", "0.5")));
    assert_int_equal(j->p.rows[0].placebo.tuples, 0);
    assert_true(isnan(j->p.rows[0].placebo.share) && isnan(j->p.together[0].holds));
    assert_true(isnan(j->p.together[0].placebo.share));
    toy_patterns_free(j);
}

/* ---- how many hold together ------------------------------------------------------------------- */

#define B_LESS_A "plus = [\"b\"]; minus = [\"a\"]; "

static void numbers_that_hold(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN("up", "status = \"held_out\"; " B_LESS_A VALUE("up", "0.75"))
            PATTERN("none", "status = \"same_document\"; " B_LESS_A VALUE("none", "1.0")));
    const rap_together *t = j->p.together;
    int64_t both = toy_slopes(&j->toy.study, 0.75, 1);
    assert_int_equal(t->sets[0], 0);
    assert_int_equal(t->sets[1], 40 - both);
    assert_int_equal(t->sets[2], both);
    assert_int_equal(rap_together_quantile(t, 0), 1);
    assert_int_equal(rap_together_quantile(t, 1 - (double)both / 40), 1);
    assert_int_equal(rap_together_quantile(t, 1), 2);
    assert_int_equal(t[2].standing, RAP_SAME_DOCUMENT);
    toy_patterns_free(j);
}

static void what_excludes_each_other(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN("up", "status = \"held_out\"; " B_LESS_A VALUE("up", "1.0"))
            PATTERN("none", "status = \"held_out\"; " B_LESS_A VALUE("none", "1.0"))
                PATTERN("more", "status = \"held_out\"; " B_LESS_A VALUE("up", "0.75"))
                    PATTERN("always", "status = \"held_out\"; " B_LESS_A VALUE("up", "0.1"))
                        PATTERN("never", "status = \"held_out\"; " B_LESS_A VALUE("up", "1.6")));
    const rap_exclusions *e = &j->p.exclusions;
    double steep = (double)toy_slopes(&j->toy.study, 1, 2), ways = 1;
    for (int k = 0; k < (int)steep; k++)
        ways *= (40.0 - k) / (k + 1);
    assert_true(e->never == 1 && e->always == 1);
    assert_int_equal(e->pairs, 3); /* of the three that hold in some */
    assert_int_equal(e->clear, 2);
    assert_true(e->rows[0].a == 0 && e->rows[0].b == 1);
    assert_double_near(e->rows[0].expected, steep * (40 - steep) / 40, 1e-12);
    assert_double_near(e->rows[0].p * ways, 1, 1e-9);
    toy_assert_share(&e->rows[0].both, 0, 40);
    assert_true(e->rows[1].a == 1 && e->rows[1].b == 2);
    toy_patterns_free(j);
}

/* By counting: 26 of 252, 35 of 210, and 1 of C(60, 30). */
static void fishers_tail(void **state) {
    (void)state;
    assert_double_near(rap_hypergeometric_below(10, 5, 5, 1), 26.0 / 252, 1e-15);
    assert_double_near(rap_hypergeometric_below(10, 7, 6, 3), 35.0 / 210, 1e-15);
    assert_double_near(rap_hypergeometric_below(10, 7, 6, 2), 0, 0);
    assert_double_near(rap_hypergeometric_below(10, 7, 6, 6), 1, 1e-15);
    assert_double_near(rap_hypergeometric_below(60, 30, 30, 0) * 118264581564861424.0, 1, 1e-12);
}

/* The direction follows although the size never comes out; and does not, although the study says so. */
static void what_follows(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN("size", "status = \"by_construction\"; " B_LESS_A VALUE("up", "2.0"))
            PATTERN("wrong", "status = \"by_construction\"; " B_LESS_A VALUE("down", "0.0"))
                PATTERN("half", "status = \"by_construction\"; " B_LESS_A VALUE("none", "1.0")));
    const rap_pattern_result *r = j->p.rows;
    toy_assert_share(&r[0].directed, 40, 40);
    assert_true(rap_pattern_follows(&r[0]) && r[0].holds.k == 0);
    toy_assert_share(&r[1].directed, 0, 40);
    assert_false(rap_pattern_follows(&r[1]));
    assert_int_equal(r[2].directed.n, 0);
    assert_false(rap_pattern_follows(&r[2]));
    toy_patterns_free(j);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(few_arms_by_hand),  cmocka_unit_test(equal_arms_hold_in_half),
        cmocka_unit_test(many_arms_by_luck), cmocka_unit_test(one_arm_has_no_other),
        cmocka_unit_test(numbers_that_hold), cmocka_unit_test(what_excludes_each_other),
        cmocka_unit_test(fishers_tail),      cmocka_unit_test(what_follows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
