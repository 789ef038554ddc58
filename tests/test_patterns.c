/* test_patterns.c: shares of draws in which claims hold, where the truth is known (toy_patterns.h). */
#include "csv_cells.h"
#include "toy_patterns.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

/* A pattern that is the only one of its kind holds together with itself in as many sets as alone: what it expects, not
 * what four noisy histories show. */
static void together_is_what_is_expected(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 60; replicates = 4; arms = { a = {}; b = { changes = { effect = 1; own = 1.5; }; "
        "}; };\n"
        "windows = [\"1\"]; horizon = 2;",
        PATTERN("much",
                "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; outcome = { name = "
                "\"value\"; window = \"1\"; at_least = 1.4; direction = \"up\"; };")
            PATTERN("around",
                    "status = \"input\"; plus = [\"b\"]; minus = [\"a\"]; outcome = { name = "
                    "\"value\"; window = \"1\"; at_least = 1.2; direction = \"none\"; };"));
    const rap_pattern_result *r = j->p.rows;
    for (size_t k = 0; k < 2; k++) {
        const rap_together *t = &j->p.together[k + 1];
        int64_t raw = 0;
        assert_int_equal(t->patterns, 1);
        assert_int_equal(t->all_hold.n, 60);
        assert_int_equal(t->all_hold.k, r[k].holds.k);
        for (int64_t d = 0; d < 60; d++)
            raw += (j->p.states[k * 60 + (size_t)d] & RAP_SHOWS_HOLDS) != 0;
        assert_int_equal(raw, r[k].holds.k);
    }
    assert_true(j->p.together[0].all_hold.k == 0); /* no value is both */
    toy_patterns_free(j);
}

static void shares_are_recovered(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN(
            "half",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = \"up\"; };")
            PATTERN("quarter", "status = \"held_out\"; plus = [\"a\"]; minus = [\"b\"]; "
                               "outcome = { name = \"value\"; window = \"1\"; at_least = 1.25; "
                               "direction = \"down\"; };")
                PATTERN("false_one", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                                     "outcome = { name = \"value\"; window = \"1\"; at_least = "
                                     "0.4; direction = \"down\"; };")
                    PATTERN("too_small", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                                         "outcome = { name = \"value\"; window = \"1\"; at_least = "
                                         "1.6; direction = \"up\"; };")
                        PATTERN("no_more", "status = \"input\"; plus = [\"b\"]; minus = [\"a\"]; "
                                           "outcome = { name = \"value\"; window = \"1\"; at_least "
                                           "= 1.0; direction = \"none\"; };"));
    const rap_pattern_result *r = j->p.rows;
    int64_t steep = toy_slopes(&j->toy.study, 1, 2);
    assert_int_equal(j->p.n_rows, 5);
    assert_true(steep > 15 && steep < 25);
    toy_assert_share(&r[0].holds, steep, 40);
    toy_assert_share(&r[0].clearly, steep, 40); /* no luck in the difference: all is clear */
    toy_assert_share(&r[0].fails, 40 - steep, 40);
    toy_assert_share(&r[0].contrary, 0, 40);
    toy_assert_share(&r[1].holds, toy_slopes(&j->toy.study, 1.25, 2), 40);
    assert_double_near(r[1].s.mean, -1, 0.05);
    toy_assert_share(&r[2].holds, 0, 40);
    toy_assert_share(&r[2].fails, 40, 40);
    toy_assert_share(&r[2].contrary, 40, 40);
    toy_assert_share(&r[3].holds, 0, 40);
    toy_assert_share(&r[3].fails, 40, 40); /* too small is not contrary */
    toy_assert_share(&r[3].contrary, 0, 40);
    toy_assert_share(&r[4].holds, 40 - steep, 40);
    assert_int_equal(r[4].contrary.n, 0);
    toy_patterns_free(j);
}

static void taken_together(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN(
            "up",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"value\"; window = \"1\"; at_least = 0.75; direction = \"up\"; };")
            PATTERN("down",
                    "status = \"by_construction\"; plus = [\"b\"]; minus = [\"a\"]; "
                    "outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = "
                    "\"none\"; };") "other = { source = \"S\"; built_from = \"c\"; status = "
                                    "\"held_out\"; plus = [\"b\"]; "
                                    "outcome = { name = \"calm\"; window = \"1\"; at_least = 0.05; "
                                    "direction = \"up\"; }; };");
    const rap_together *t = j->p.together;
    assert_int_equal(j->p.n_together, 6);
    const rap_study *s = &j->toy.study;
    int64_t both = toy_slopes(s, 0.75, 1);
    assert_int_equal(t[0].patterns, 3);
    assert_true(both > 5 && both < 15);
    toy_assert_share(&t[0].all_hold, both, 40);
    toy_assert_share(&t[0].none_fails, both, 40);
    assert_true(t[1].standing == RAP_HELD_OUT && t[1].patterns == 2);
    toy_assert_share(&t[1].all_hold, toy_slopes(s, 0.75, 2), 40);
    assert_true(t[2].standing == RAP_BY_CONSTRUCTION && t[2].patterns == 1);
    toy_assert_share(&t[2].all_hold, toy_slopes(s, 0, 1), 40);
    assert_true(t[3].standing < 0 && t[3].patterns == 2);
    assert_string_equal(t[3].built_from, "b");
    assert_string_equal(t[4].built_from, "c");
    toy_assert_share(&t[4].all_hold, 40, 40);
    assert_true(t[5].standing == RAP_HELD_OUT && t[5].patterns == 1);
    assert_string_equal(t[5].built_from, "b");
    toy_patterns_free(j);
}

/* Luck of its own in one arm: with 0.3 on either side of a difference that is 1 in every draw, the
 * standard error of two runs is 0.3, so that 2 of them reach 0.6. */
static void clear_beyond_two_errors(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 200; replicates = 2; slope = 1.0; own = 0.3; horizon = 2; windows = [\"1\"];"
        "arms = { a = {}; b = { changes = { effect = 1; who = 1; }; }; };\n",
        PATTERN(
            "near",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"value\"; window = \"1\"; at_least = 0.7; direction = \"up\"; };")
            PATTERN("far", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                           "outcome = { name = \"value\"; window = \"1\"; at_least = 2.5; "
                           "direction = \"up\"; };"));
    const rap_pattern_result *r = j->p.rows;
    /* all sets expect 1: luck makes it N(1, 0.3) in two runs, P(> 0.7) = 0.841 of which nothing is left in what holds;
     * P(> 1.3) = 0.159, P(< 0.1) = 0.001; 5 sigma of 200 draws */
    assert_true(r[0].holds.share > 0.97);
    assert_double_near(r[0].clearly.share, 0.159, 0.13);
    assert_double_near(r[0].fails.share, 0.001, 0.02);
    assert_true(r[0].clearly.k < r[0].holds.k);
    assert_true(r[1].holds.k == 0 && r[1].holds.n == 200);
    assert_true(r[1].fails.k > 195);
    toy_patterns_free(j);
}

static void levels_and_differences_of_differences(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 20; replicates = 2; " ARMS,
        PATTERN("groups", "status = \"held_out\"; plus = [\"a\"]; "
                          "outcome = { name = \"value\"; window = \"1\"; group = \"g:one\"; "
                          "at_least = 9.9; direction = \"up\"; }; "
                          "versus = { group = \"all\"; };")
            PATTERN("growth", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                              "outcome = { name = \"value\"; window = \"2\"; at_least = 1.0; "
                              "direction = \"up\"; }; "
                              "versus = { window = \"1\"; };")
                PATTERN("twice", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                                 "outcome = { name = \"value\"; window = \"1\"; at_least = "
                                 "0.0; direction = \"none\"; }; "
                                 "versus = { plus = [\"b\"]; minus = [\"a\"]; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_double_near(r[0].s.mean, 10, 1e-12);
    toy_assert_share(&r[0].holds, 20, 20);
    toy_assert_share(&r[1].holds, toy_slopes(&j->toy.study, 1, 2),
                     20);                  /* two months' slope less one month's */
    toy_assert_share(&r[2].holds, 20, 20); /* exactly 0 */
    toy_patterns_free(j);
}

static void one_run_a_draw_tells_nothing(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 20; replicates = 1; " ARMS,
        PATTERN("slope", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                         "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_true(isnan(r[0].holds.share) && isfinite(r[0].s.mean));
    assert_int_equal(r[0].clearly.n, 0);
    assert_true(isnan(r[0].clearly.share));
    assert_int_equal(j->p.together[0].none_fails.n, 0);
    toy_patterns_free(j);
}

static void what_decides(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN("slope", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                         "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; };")
            PATTERN("level", "status = \"held_out\"; plus = [\"a\"]; "
                             "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; };")
                PATTERN("nothing",
                        "status = \"held_out\"; plus = [\"a\"]; "
                        "outcome = { name = \"calm\"; window = \"1\"; direction = \"up\"; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_int_equal(r[0].deciders.n, 1);
    assert_string_equal(r[0].deciders.named[0].input->path, "slope");
    assert_double_near(r[0].deciders.named[0].part.total, 1, 0.1);
    assert_int_equal(r[0].deciders.named[0].way, RAP_WAY_UP);
    assert_string_equal(r[1].deciders.named[0].input->path, "level");
    assert_int_equal(r[2].deciders.state, RAP_SCREEN_CONSTANT);
    assert_int_equal(r[2].deciders.n, 0);
    assert_double_near(r[0].pattern->claim.at_least, 0.5, 0); /* the outcome's own */
    toy_patterns_free(j);
}

/* A ratio is that of means over all draws, worked out again from the store; and the same number stands in the tables. What
 * holds is about draws' own. */
static void ratios_are_those_of_means(void **state) {
    enum { DRAWS = 20, RUNS = 4 };
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 20; replicates = 4; noise = 0.2; between = 0.2; horizon = 2; windows = [\"1\"]; "
        "arms = { a = {}; b = { changes = { base = 2; who = 1; own = 0.1; }; }; };\n",
        PATTERN(
            "rate",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"rate\"; window = \"1\"; at_least = 1.0; direction = \"up\"; };"));
    double top[2][DRAWS * RUNS], bottom[2][DRAWS * RUNS], all[4] = {0};
    const rap_layout *l = &j->toy.layout;
    size_t x = (size_t)rap_layout_column(l, TOY_top, "all") * l->n_windows,
           y = (size_t)rap_layout_column(l, TOY_bottom, "all") * l->n_windows;
    int64_t holds = 0;
    for (size_t a = 0; a < 2; a++) {
        assert_int_equal(rap_store_values(j->toy.store, a, x, 1, DRAWS * RUNS, top[a]), RAP_OK);
        assert_int_equal(rap_store_values(j->toy.store, a, y, 1, DRAWS * RUNS, bottom[a]), RAP_OK);
    }
    for (size_t d = 0; d < DRAWS; d++) {
        double above[2] = {0, 0}, below[2] = {0, 0};
        for (size_t k = 0; k < 2 * RUNS; k++) {
            above[k / RUNS] += top[k / RUNS][d * RUNS + k % RUNS];
            below[k / RUNS] += bottom[k / RUNS][d * RUNS + k % RUNS];
        }
        double difference = above[1] / below[1] - above[0] / below[0];
        for (size_t a = 0; a < 2; a++) {
            all[a] += above[a];
            all[2 + a] += below[a];
        }
        holds += difference > 1;
    }
    assert_double_near(j->p.rows[0].s.mean, all[1] / all[3] - all[0] / all[2], 1e-12);
    const rap_contrast_row *row = toy_contrast(&j->toy, 0, TOY_rate, "1");
    assert_double_near(j->p.rows[0].s.mean, row->s.mean, 1e-12);
    assert_double_near(j->p.rows[0].s.ci_low, row->s.ci_low, 1e-12);
    assert_double_near(j->p.rows[0].s.sd_parameters, row->s.sd_parameters, 1e-12);
    assert_double_near(j->p.rows[0].holds.share, (double)holds / DRAWS, 0.2); /* luck makes some */
    assert_true(holds > 0 && holds < DRAWS);
    toy_patterns_free(j);
}

static void missing_runs_and_no_ratio(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 30; replicates = 2; missing = 0.5; base = 0.0; " ARMS,
        PATTERN("some", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                        "outcome = { name = \"survivor\"; window = \"1\"; at_least = 0.4; "
                        "direction = \"up\"; };")
            PATTERN("none", "status = \"held_out\"; plus = [\"b\"]; "
                            "outcome = { name = \"rate\"; window = \"1\"; direction = \"up\"; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_true(r[0].s.missing > 15 && r[0].s.missing < 45);
    assert_true(r[0].holds.n < 30 && r[0].holds.k == r[0].holds.n);
    assert_int_equal(r[1].holds.n, 0);
    assert_true(isnan(r[1].holds.share) && isnan(r[1].s.mean));
    assert_int_equal(j->p.together[0].all_hold.n, 0);
    toy_patterns_free(j);
}

static void states_of_one_draw(void **state) {
    const rap_expectation up = {.direction = 1, .at_least = 1}, none = {.at_least = 1},
                          zero = {.at_least = 0};
    const unsigned value = RAP_SHOWS_VALUE, known = RAP_SHOWS_VALUE | RAP_SHOWS_ERROR;
    (void)state;
    assert_int_equal(rap_claim_shows(&up, 2, 0.4), known | RAP_SHOWS_HOLDS | RAP_SHOWS_CLEARLY);
    assert_int_equal(rap_claim_shows(&up, 2, 0.6), known | RAP_SHOWS_HOLDS);
    assert_int_equal(rap_claim_shows(&up, 1, 0), known | RAP_SHOWS_HOLDS | RAP_SHOWS_CLEARLY);
    assert_int_equal(rap_claim_shows(&up, -1, 0), known | RAP_SHOWS_FAILS | RAP_SHOWS_CONTRARY);
    assert_int_equal(rap_claim_shows(&none, -1, 0), known | RAP_SHOWS_FAILS);
    assert_int_equal(rap_claim_shows(&up, 0.5, 0.3), known);
    assert_int_equal(rap_claim_shows(&up, 0.5, 0.2), known | RAP_SHOWS_FAILS);
    assert_int_equal(rap_claim_shows(&up, -2, 0.4), known | RAP_SHOWS_FAILS | RAP_SHOWS_CONTRARY);
    assert_int_equal(rap_claim_shows(&up, 2, (double)NAN), value | RAP_SHOWS_HOLDS);
    assert_int_equal(rap_claim_shows(&up, (double)NAN, 0), 0);
    assert_int_equal(rap_claim_shows(&none, -0.5, 0.2),
                     known | RAP_SHOWS_HOLDS | RAP_SHOWS_CLEARLY);
    assert_int_equal(rap_claim_shows(&none, -2, 0.4), known | RAP_SHOWS_FAILS);
    assert_int_equal(rap_claim_shows(&zero, 0, 0), known | RAP_SHOWS_HOLDS | RAP_SHOWS_CLEARLY);
}

static void the_table(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 20; replicates = 2; " ARMS,
        PATTERN("up", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                      "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; }; "
                      "versus = { window = \"2\"; };"));
    rap_text csv;
    rap_text_init(&csv);
    rap_patterns_csv(&j->p, &csv);
    const char *head = rap_text_string(&csv), *row = strchr(head, '\n') + 1,
               *last = strchr(row, '\n') + 1;
    assert_int_equal(csv_cells(row), csv_cells(head));
    assert_int_equal(csv_cells(last), csv_cells(head));
    assert_non_null(
        strstr(row, "up,up,S,b,held_out,1,value,points,b,a,all,1,b,a,all,2,up,0.5,20,40,0,"));
    assert_non_null(strstr(last, "(together),,,,,1,"));
    rap_text_free(&csv);
    toy_patterns_free(j);
}
int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together_is_what_is_expected),
        cmocka_unit_test(shares_are_recovered),
        cmocka_unit_test(taken_together),
        cmocka_unit_test(clear_beyond_two_errors),
        cmocka_unit_test(levels_and_differences_of_differences),
        cmocka_unit_test(one_run_a_draw_tells_nothing),
        cmocka_unit_test(what_decides),
        cmocka_unit_test(ratios_are_those_of_means),
        cmocka_unit_test(missing_runs_and_no_ratio),
        cmocka_unit_test(states_of_one_draw),
        cmocka_unit_test(the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
