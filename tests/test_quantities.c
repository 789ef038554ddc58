/* test_quantities.c: draws weighed by quantities, where the truth is known (toy_patterns.h), and what is kept for it. */
#include "csv_cells.h"
#include "toy_patterns.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

#define UP                                                                                         \
    PATTERN(                                                                                       \
        "up",                                                                                      \
        "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "                                 \
        "outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = \"up\"; };")
#define QUANTITY(name, status, sides, value, sd)                                                   \
    name " = { source = \"S\"; status = \"" status "\"; " sides                                    \
         " outcome = { name = \"value\"; window = \"1\"; }; value = " value "; sd = " sd "; };\n"
#define B_LESS_A "plus = [\"b\"]; minus = [\"a\"];"
#define QUANTITIES(rows) "draws = 40; replicates = 2; " ARMS "\nquantities = { " rows "};"

static void weights_by_hand(void **state) {
    double squares[] = {2000, 2000 + 2 * log(2), (double)NAN, 1e6}, none[] = {(double)NAN};
    (void)state;
    assert_double_near(rap_weigh(squares, 4), 9.0 / 5, 1e-12); /* weights 1, 1/2, 0, 0 */
    assert_double_near(squares[0], 2.0 / 3, 1e-12);
    assert_double_near(squares[1], 1.0 / 3, 1e-12);
    assert_double_near(squares[2] + squares[3], 0, 0);
    assert_double_near(rap_weigh(none, 1), 0, 0);
}

/* b less a is the slope: the upper half of 40 lies within 3 of 1.5, and bears nearly all weight. The
 * quantity of status input, far from all, changes nothing. */
static void quantities_weigh(void **state) {
    (void)state;
    toy_patterns *j =
        toy_patterns_make(QUANTITIES(QUANTITY("high", "held_out", B_LESS_A, "1.5", "0.1666")
                                         QUANTITY("put_in", "input", B_LESS_A, "9", "0.1")),
                          UP);
    const rap_patterns *p = &j->p;
    const rap_quantity_result *r = p->quantities;
    double sum = 0;
    int64_t steep = toy_slopes(&j->toy.study, 1, 2);
    for (int64_t d = 0; d < p->draws; d++)
        sum += p->states[d] & RAP_SHOWS_HOLDS ? p->weights[d] : 0;
    assert_int_equal(p->n_quantities, 2);
    toy_assert_share(&p->rows[0].holds, steep, 40);
    assert_double_near(p->rows[0].weighted, sum, 1e-12);
    assert_true(sum > 0.99 && p->effective >= RAP_ENOUGH_WEIGHT && p->effective < 21);
    toy_assert_share(&r[0].plausible, toy_slopes(&j->toy.study, 1.5 - 3 * 0.1666, 2), 40);
    assert_double_near(r[0].mean, 1, 0.05);
    assert_double_near(r[0].distance, -0.5 / 0.1666, 0.2);
    toy_assert_share(&r[1].plausible, 0, 40);
    toy_patterns_free(j);
}

/* Two runs of luck 0.3 each: z is over sqrt(sd^2 + within / 2). Worked out again from the store. */
static void luck_counts(void **state) {
    enum { DRAWS = 20, RUNS = 2 };
    (void)state;
    toy_patterns *j = toy_patterns_make(
        "draws = 20; replicates = 2; noise = 0.3; horizon = 2; windows = [\"1\"]; "
        "arms = { a = {}; b = { changes = { effect = 1; }; }; };\nquantities = { " QUANTITY(
            "q", "held_out", "plus = [\"b\"];", "2", "0.5")
            QUANTITY("r", "held_out", "plus = [\"a\"];", "1", "0.7") "};",
        UP);
    const double value[] = {2, 1}, sd[] = {0.5, 0.7};
    const rap_layout *l = &j->toy.layout;
    size_t column = (size_t)rap_layout_column(l, TOY_value, "all") * l->n_windows;
    double x[DRAWS * RUNS], squares[DRAWS] = {0}, sum = 0, squared = 0;
    for (size_t q = 0; q < 2; q++) {
        double within = 0, distance = 0;
        assert_int_equal(rap_store_values(j->toy.store, 1 - q, column, 1, DRAWS * RUNS, x), RAP_OK);
        for (size_t d = 0; d < DRAWS; d++)
            within += (x[2 * d] - x[2 * d + 1]) * (x[2 * d] - x[2 * d + 1]) / 2 / DRAWS;
        for (size_t d = 0; d < DRAWS; d++) {
            double mean = (x[2 * d] + x[2 * d + 1]) / 2;
            double z = (mean - value[q]) / sqrt(sd[q] * sd[q] + within / RUNS);
            squares[d] += z * z;
            distance += z / DRAWS;
        }
        assert_true(within > 0.01);
        assert_double_near(j->p.quantities[q].distance, distance, 1e-12);
    }
    for (size_t d = 0; d < DRAWS; d++) {
        sum += exp(-squares[d] / 2);
        squared += exp(-squares[d]);
    }
    for (size_t d = 0; d < DRAWS; d++)
        assert_double_near(j->p.weights[d], exp(-squares[d] / 2) / sum, 1e-12);
    assert_double_near(j->p.effective, sum * sum / squared, 1e-9);
    toy_patterns_free(j);
}

/* Sampling error and discrepancy add in squares: 0.3 and 0.4 are as good as 0.5. */
static void a_discrepancy_adds(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        QUANTITIES(QUANTITY("both", "held_out", B_LESS_A, "1.5", "0.3; discrepancy = 0.4")
                       QUANTITY("one", "held_out", B_LESS_A, "1.5", "0.5")),
        UP);
    assert_double_near(j->p.quantities[0].distance, j->p.quantities[1].distance, 1e-12);
    assert_double_near(j->p.quantities[0].distance, -0.5 / 0.5, 0.1);
    toy_patterns_free(j);
}

static void what_does_not_weigh(void **state) {
    (void)state;
    toy_patterns *j =
        toy_patterns_make(QUANTITIES(QUANTITY("high", "input", B_LESS_A, "1.5", "0.1666")), UP);
    toy_assert_share(&j->p.quantities[0].plausible, toy_slopes(&j->toy.study, 1.5 - 3 * 0.1666, 2),
                     40);
    assert_true(isnan(j->p.effective) && isnan(j->p.rows[0].weighted));
    toy_patterns_free(j);
    j = toy_patterns_make(QUANTITIES(QUANTITY("far", "held_out", B_LESS_A, "1000.0", "0.001")), UP);
    assert_true(j->p.effective >= 1 && j->p.effective < RAP_ENOUGH_WEIGHT);
    assert_true(isnan(j->p.rows[0].weighted));
    toy_assert_share(&j->p.quantities[0].plausible, 0, 40);
    toy_patterns_free(j);
    j = toy_patterns_make("draws = 40; replicates = 2; " ARMS, UP);
    assert_true(j->p.n_quantities == 0 && isnan(j->p.effective) && isnan(j->p.rows[0].weighted));
    toy_patterns_free(j);
    /* without a ratio in any draw there is nothing to weigh by */
    j = toy_patterns_make(
        "draws = 6; replicates = 2; base = 0.0; " ARMS
        "quantities = { q = { source = \"S\"; status = \"held_out\"; plus = [\"b\"]; "
        "outcome = { name = \"rate\"; window = \"1\"; }; value = 1; sd = 1; }; };",
        UP);
    assert_double_near(j->p.effective, 0, 0);
    assert_true(isnan(j->p.quantities[0].distance) && isnan(j->p.quantities[0].mean));
    assert_int_equal(j->p.quantities[0].plausible.n, 0);
    toy_patterns_free(j);
}

/* All draws weigh, but few have the pattern: what these are worth counts. */
static void a_pattern_few_draws_have(void **state) {
    (void)state;
    toy_patterns *j =
        toy_patterns_make("draws = 40; replicates = 2; missing = 0.93; " ARMS
                          "quantities = { " QUANTITY("wide", "held_out", B_LESS_A, "1", "9") "};",
                          UP PATTERN("rare", "status = \"held_out\"; plus = [\"b\"]; "
                                             "outcome = { name = \"survivor\"; window = \"1\"; "
                                             "at_least = 0.0; direction = \"up\"; };"));
    const rap_pattern_result *rare = &j->p.rows[1];
    assert_true(j->p.effective > 39);
    assert_true(rare->s.draws > 0 && rare->s.draws < RAP_ENOUGH_WEIGHT);
    assert_true(isnan(rare->weighted));
    assert_double_near(j->p.rows[0].weighted, (double)toy_slopes(&j->toy.study, 1, 2) / 40, 0.01);
    toy_patterns_free(j);
}

static void assert_same_bytes(const toy_patterns *a, const toy_patterns *b,
                              void (*csv)(const rap_patterns *, rap_text *)) {
    rap_text x, y;
    rap_text_init(&x);
    rap_text_init(&y);
    csv(&a->p, &x);
    csv(&b->p, &y);
    assert_string_equal(rap_text_string(&x), rap_text_string(&y));
    rap_text_free(&x);
    rap_text_free(&y);
}

/* What is planned leaves less behind, and judges the same: two windows of three, a ratio, a pattern
 * against another window, and a quantity. */
static void only_what_is_asked_is_kept(void **state) {
    const char *settings =
        "draws = 12; replicates = 2; horizon = 4; windows = [\"1\", \"2\", \"3\"]; "
        "arms = { a = {}; b = { changes = { effect = 1; }; }; };\n"
        "quantities = { " QUANTITY("q", "held_out", B_LESS_A, "1", "9") "};";
    const char *patterns =
        PATTERN("later", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                         "outcome = { name = \"value\"; window = \"3\"; direction = \"up\"; "
                         "at_least = 0.0; }; versus = { window = \"1\"; };")
            PATTERN("rate", "status = \"input\"; plus = [\"b\"]; outcome = { name = \"rate\"; "
                            "window = \"3\"; direction = \"up\"; at_least = 0.0; };");
    (void)state;
    toy_patterns *all = toy_patterns_make(settings, patterns),
                 *asked = toy_patterns_make(settings, patterns);
    rap_problems problems;
    rap_problems_init(&problems);
    rap_patterns_free(&asked->p);
    assert_int_equal(rap_patterns_plan(&asked->toy.study, &problems), RAP_OK);
    toy_again(&asked->toy);
    assert_int_equal(
        rap_patterns_make(&asked->p, &asked->toy.study, &asked->toy.layout, asked->toy.store),
        RAP_OK);
    assert_same_bytes(all, asked, rap_patterns_csv);
    assert_same_bytes(all, asked, rap_quantities_csv);
    assert_int_equal(all->p.rows[1].holds.n, 12);
    assert_true(all->toy.study.n_windows == 4 && asked->toy.study.n_windows == 3);
    assert_true(asked->toy.layout.n_columns < all->toy.layout.n_columns);
    assert_int_equal(asked->toy.layout.n_series, 0);
    assert_true(rap_layout_column(&asked->toy.layout, TOY_value, "all") >= 0);
    toy_patterns_free(all);
    toy_patterns_free(asked);
}

static void the_table_of_quantities(void **state) {
    (void)state;
    toy_patterns *j = toy_patterns_make(
        QUANTITIES("high = { label = \"L, \\\"l\\\"\"; note = \"N\"; source = \"=S\"; "
                   "status = \"held_out\"; " B_LESS_A " outcome = { name = \"value\"; "
                   "window = \"1\"; }; value = 1.5; sd = 0.1666; };"),
        UP);
    rap_text csv;
    rap_text_init(&csv);
    rap_quantities_csv(&j->p, &csv);
    const char *head = rap_text_string(&csv), *row = strchr(head, '\n') + 1;
    assert_int_equal(csv_cells(row), csv_cells(head) + 1); /* the label's comma */
    assert_non_null(strstr(row, "high,\"L, \"\"l\"\"\",\"'=S\",held_out,value,points,b,a,all,1,40,"
                                "1.5,0.1666,"));
    rap_text share;
    rap_text_init(&share);
    rap_text_format(&share, ",%.15g,", (double)toy_slopes(&j->toy.study, 1.5 - 3 * 0.1666, 2) / 40);
    assert_non_null(strstr(row, rap_text_string(&share)));
    rap_text_free(&share);
    assert_non_null(strstr(row, ",N,0\n"));
    rap_text_free(&csv);
    toy_patterns_free(j);
}
int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_by_hand),
        cmocka_unit_test(quantities_weigh),
        cmocka_unit_test(luck_counts),
        cmocka_unit_test(a_discrepancy_adds),
        cmocka_unit_test(what_does_not_weigh),
        cmocka_unit_test(a_pattern_few_draws_have),
        cmocka_unit_test(only_what_is_asked_is_kept),
        cmocka_unit_test(the_table_of_quantities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
