/* test_psa_files.c: psa_parameters.csv, psa_costs.csv and psa_effects.csv by the rules of their readers.
 *
 * SAVI (https://savi.shef.ac.uk): names in the first row, then numbers, as many rows in each of three files. bcea(eff, cost) of BCEA and make_psa_obj(cost, effectiveness, parameters) of dampack take each column of
 * a table for an intervention, or a parameter. So: names alone in the first row, those of costs and effects
 * the same; numbers and nothing missing below; the same rows in all; the EVPI that follows is ours. The toy's
 * runs have no chance, so ours has none to take out. */
#include "analysis/budget/worth.h"
#include "base/error.h"
#include "toy_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ROWS = 200, MOST_COLUMNS = 4 };

static const char form[] =
    "horizon = 24; draws = 200; replicates = 1; seed = 3; windows = [\"24\"]; missing = %s;\n"
    "headlines = ( { outcome = \"value\"; window = \"24\"; } );\n"
    "effect = 0.5; price = 20.0; arms = { now = { baseline = true; changes = {}; };\n"
    "  dearer = { changes = { price = 30.0; effect = 1.0; }; }; };\n"
    "budget = { outcomes = { first = { outcome = \"%s\"; window = \"24\"; }; };\n"
    "  lines = { effect = { lever = \"effect\"; spend = [\"all\"]; }; };\n"
    "  worth_low = 0.0; worth_high = 40.0; };\n";

typedef struct {
    toy_results runs;
    rap_worth worth;
} bench;

static void set_up(bench *b, const char *missing, const char *outcome) {
    char text[1200];
    snprintf(text, sizeof text, form, missing, outcome);
    toy_run(&b->runs, text);
    assert_int_equal(rap_worth_make(&b->worth, &b->runs.study, &b->runs.layout, b->runs.store),
                     RAP_OK);
}

static void tear_down(bench *b) {
    rap_worth_free(&b->worth);
    toy_free(&b->runs);
}

/* A file as its readers see it: a table of numbers under names. */
typedef struct {
    char header[200];
    size_t rows, columns;
    double x[MOST_ROWS][MOST_COLUMNS];
} sheet;

static sheet read_sheet(const rap_worth *w, void (*write)(const rap_worth *, rap_text *)) {
    sheet s = {.columns = 1};
    rap_text csv;
    rap_text_init(&csv);
    write(w, &csv);
    const char *at = rap_text_string(&csv), *end = strchr(at, '\n');
    snprintf(s.header, sizeof s.header, "%.*s", (int)(end - at), at);
    for (const char *c = strchr(s.header, ','); c; c = strchr(c + 1, ','))
        s.columns++;
    assert_true(s.columns <= MOST_COLUMNS);
    for (at = end + 1; *at; s.rows++)
        for (size_t k = 0; k < s.columns; k++) {
            char *after;
            assert_true(s.rows < MOST_ROWS);
            s.x[s.rows][k] = strtod(at, &after);
            assert_true(after > at && isfinite(s.x[s.rows][k]));
            assert_int_equal(*after, k + 1 < s.columns ? ',' : '\n');
            at = after + 1;
        }
    rap_text_free(&csv);
    return s;
}

/* The mean of the best of each row, less the best mean: what all three print. */
static double plain_evpi(const sheet *cost, const sheet *effect, double worth) {
    double mean[MOST_COLUMNS] = {0}, best = 0, most = -HUGE_VAL, n = (double)cost->rows;
    for (size_t d = 0; d < cost->rows; d++) {
        double top = -HUGE_VAL;
        for (size_t a = 0; a < cost->columns; a++) {
            double x = worth * effect->x[d][a] - cost->x[d][a];
            top = fmax(top, x);
            mean[a] += x / n;
        }
        best += top / n;
    }
    for (size_t a = 0; a < cost->columns; a++)
        most = fmax(most, mean[a]);
    return best - most;
}

static void their_evpi_is_ours(void **state) {
    bench b;
    (void)state;
    set_up(&b, "0.0", "value");
    rap_value_input in = {.draws = (size_t)b.worth.draws,
                          .arms = 2,
                          .cost = b.worth.cost,
                          .effect = b.worth.effect,
                          .better = 1};
    sheet cost = read_sheet(&b.worth, rap_worth_costs_csv);
    sheet effect = read_sheet(&b.worth, rap_worth_effects_csv);
    sheet parameter = read_sheet(&b.worth, rap_worth_parameters_csv);
    assert_string_equal(cost.header, "now,dearer");
    assert_string_equal(effect.header, "now,dearer");
    assert_string_equal(parameter.header, "level,slope");
    assert_true(cost.rows == 200 && effect.rows == 200 && parameter.rows == 200);
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++) {
        rap_interval share[2];
        rap_acceptance ours;
        assert_int_equal(rap_acceptance_make(&in, b.worth.lambda[k], share, &ours), RAP_OK);
        assert_double_near(plain_evpi(&cost, &effect, b.worth.lambda[k]), ours.evpi.mean, 1e-6);
    }
    assert_true(plain_evpi(&cost, &effect, 20) > 10);
    tear_down(&b);
}

static void rows_are_those_that_all_files_have(void **state) {
    bench b;
    (void)state;
    set_up(&b, "0.3", "survivor");
    sheet cost = read_sheet(&b.worth, rap_worth_costs_csv);
    sheet effect = read_sheet(&b.worth, rap_worth_effects_csv);
    sheet parameter = read_sheet(&b.worth, rap_worth_parameters_csv);
    assert_true(cost.rows > 0 && cost.rows < 200);
    assert_true(effect.rows == cost.rows && parameter.rows == cost.rows);
    /* row by row the same draw, and more is better: of level + 24 effect slope less is */
    for (size_t d = 0; d < cost.rows; d++)
        assert_double_near(-effect.x[d][0], parameter.x[d][0] + 12 * parameter.x[d][1], 1e-9);
    tear_down(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(their_evpi_is_ours),
        cmocka_unit_test(rows_are_those_that_all_files_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
