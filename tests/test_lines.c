/* test_lines.c: what lines buy, and what arms are worth, where both can be worked out by hand. */
#include "analysis/budget/lines.h"
#include "analysis/budget/worth.h"
#include "base/error.h"
#include "toy_model.h"

#include <math.h>
#include <string.h>

/* value at month 24 = level + 24 effect slope, cost = 24 price; level and slope uncertain. */
static const char text[] =
    "horizon = 24; draws = 40; replicates = 2; seed = 3; windows = [\"24\"];\n"
    "headlines = ( { outcome = \"value\"; window = \"24\"; } );\n"
    "effect = 0.5; price = 20.0;\n"
    "arms = { now = { baseline = true; changes = {}; };\n"
    "  dearer = { changes = { price = 30.0; effect = 1.0; }; };\n"
    "  worse = { changes = { price = 30.0; effect = 0.25; }; }; };\n"
    "budget = { arm = \"now\";\n"
    "  outcomes = { value = { outcome = \"value\"; window = \"24\"; weight = 1.0; };\n"
    "    cost = { outcome = \"cost\"; window = \"24\"; }; };\n"
    "  lines = {\n"
    "    effect = { lever = \"effect\"; spend = [\"all\"]; };\n"
    "    price = { lever = \"price\"; spend = [\"all\"]; };\n"
    "    moved = { lever = \"price\"; money_to = \"base\"; spend = [\"all\"]; };\n"
    "    unused = { lever = \"own\"; spend = [\"all\"]; };\n"
    "    high = { lever = \"base\"; spend = [\"all\"]; }; };\n"
    "  other_costs = { calm = { outcome = \"calm\"; price = 100.0; }; };\n"
    "  worth_low = 0.0; worth_high = 100.0; };\n"
    "base = 900000.0;\n";

typedef struct {
    rap_study study;
    rap_line_plan plan;
    rap_layout layout;
    rap_store *store;
    rap_lines lines;
    rap_worth worth;
} bench;

static void set_up(bench *b) {
    rap_problems problems;
    memset(b, 0, sizeof *b);
    toy_read(&b->study, text);
    rap_problems_init(&problems);
    assert_int_equal(rap_lines_plan(&b->plan, &b->study, &problems), RAP_OK);
    rap_problems_free(&problems);
    assert_int_equal(rap_layout_init(&b->layout, &b->study), RAP_OK);
    assert_int_equal(rap_store_create(&b->store, ":memory:", &b->study, &b->layout), RAP_OK);
    rap_sink sink = rap_store_sink(b->store);
    const rap_ensemble_options options = {.end = rap_ensemble_items(&b->study)};
    assert_int_equal(
        rap_ensemble_run(&b->study, &b->layout, &rap_executor_loop, &sink, &options, NULL, 0),
        RAP_OK);
    assert_int_equal(rap_lines_make(&b->lines, &b->study, &b->plan, &b->layout, b->store), RAP_OK);
    assert_int_equal(rap_worth_make(&b->worth, &b->study, &b->layout, b->store), RAP_OK);
}

static void tear_down(bench *b) {
    rap_lines_done(&b->lines);
    rap_worth_free(&b->worth);
    rap_store_close(b->store);
    rap_layout_free(&b->layout);
    rap_lines_free(&b->plan);
    rap_study_free(&b->study);
    rap_lines_done(&b->lines);
    rap_lines_free(&b->plan);
    rap_worth_free(&b->worth);
}

enum { EFFECT, PRICE, MOVED, UNUSED, HIGH, VALUE = 0, COST = 1 };

static bool is_zero(const rap_summary *s) {
    return !(s->mean < 0 || s->mean > 0) && !(s->ci_low < 0) && !(s->ci_high > 0);
}

/* Mean of slope over the draws, from the parameters that were drawn. */
static double mean_slope(const rap_worth *w) {
    double sum = 0;
    for (size_t k = 0; k < w->n_parameters; k++)
        for (size_t d = 0; d < (size_t)w->draws && !strcmp(w->names[k], "slope"); d++)
            sum += w->parameter[d * w->n_parameters + k];
    return sum / (double)w->draws;
}

static void cuts_and_raises_are_what_they_are(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    double slope = mean_slope(&b.worth);
    for (size_t k = 0; k < RAP_DOSES; k++) {
        double share = rap_doses[k] / 100.0;
        const rap_dose_result *e = &b.lines.rows[EFFECT].dose[k], *p = &b.lines.rows[PRICE].dose[k];
        assert_true(b.plan.rows[EFFECT].there[k] && b.plan.rows[PRICE].there[k]);
        assert_double_near(b.plan.rows[PRICE].lever[k], 20 * (1 + share), 1e-9);
        assert_double_near(e->effect[VALUE].mean, share * 0.5 * slope * 24, 1e-9);
        assert_true(is_zero(&e->money) && is_zero(&e->moved));
        assert_true(is_zero(&p->effect[VALUE]));
        assert_double_near(p->effect[COST].mean, share * 480, 1e-9);
        assert_double_near(p->moved.mean, share * 480, 1e-9);
        if (rap_doses[k] != 0) {
            assert_true(isnan(e->marginal[VALUE].mean)); /* no money moves */
            assert_double_near(p->marginal[COST].mean, 1, 1e-9);
            assert_double_near(p->marginal[COST].low, 1, 1e-9);
            assert_double_near(p->marginal[COST].high, 1, 1e-9);
        }
    }
    tear_down(&b);
}

static void nothing_changes_nothing(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    for (size_t a = 0; a < 2; a++) {
        for (size_t i = 0; i < b.lines.n; i++)
            assert_true(is_zero(&b.lines.rows[i].dose[RAP_DOSE_ZERO].effect[a]));
        for (size_t k = 0; k < RAP_DOSES; k++)
            assert_true(is_zero(&b.lines.rows[UNUSED].dose[k].effect[a]));
    }
    for (size_t k = 0; k < RAP_DOSES; k++)
        assert_int_equal(b.plan.rows[UNUSED].arm[k], b.study.budget.arm);
    tear_down(&b);
}

static void money_goes_where_the_line_says(void **state) {
    bench b;
    rap_inputs inputs;
    (void)state;
    set_up(&b);
    assert_int_equal(rap_inputs_bind(&inputs, &b.study, b.plan.rows[MOVED].arm[0]), RAP_OK);
    const toy_root *in = inputs.root;
    assert_double_near(in->price, 0, 1e-12);
    assert_double_near(in->base, 900020, 1e-6);
    rap_inputs_free(&inputs);
    tear_down(&b);
}

static void what_the_model_refuses_is_said(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    size_t refused = 0;
    for (size_t k = 0; k < RAP_DOSES; k++) { /* 1,350,000 is beyond the field */
        assert_true(b.plan.rows[HIGH].there[k] == (b.plan.rows[HIGH].why[k] == NULL));
        assert_true(b.plan.rows[HIGH].there[k] == (rap_doses[k] <= 10));
        refused += !b.plan.rows[HIGH].there[k];
    }
    assert_int_equal(refused, 2);
    tear_down(&b);
}

static void years_add_up(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    assert_int_equal(b.plan.n_years, 2);
    assert_double_near(b.lines.spend[0].mean, 240, 1e-9);
    assert_double_near(b.lines.spend[1].mean, 240, 1e-9);
    assert_double_near(b.lines.total.mean, 480, 1e-9);
    for (size_t y = 0; y <= 2; y++) /* every line of this study claims all of it */
        assert_double_near(rap_lines_rest(&b.lines, y), (y < 2 ? 240 : 480) * (1 - 5.0), 1e-9);
    tear_down(&b);
}

static size_t cells(const char *line) {
    size_t n = 1;
    bool quoted = false;
    for (; *line && *line != '\n'; line++) {
        quoted ^= *line == '"';
        n += *line == ',' && !quoted;
    }
    return n;
}

static void information_csv(const rap_worth *w, rap_text *out) {
    rap_worth_information_csv(w, w, w, out);
}

static void rows_are_as_long_as_headers(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    for (int file = 0; file < 7; file++) {
        rap_text csv;
        rap_text_init(&csv);
        if (file == 0)
            rap_lines_csv(&b.lines, &csv);
        else {
            void (*const make[])(const rap_worth *, rap_text *) = {
                rap_worth_arms_csv,  rap_worth_values_csv,  information_csv,
                rap_worth_costs_csv, rap_worth_effects_csv, rap_worth_parameters_csv};
            make[file - 1](&b.worth, &csv);
        }
        const char *line = rap_text_string(&csv);
        size_t header = cells(line), rows = 0;
        for (line = strchr(line, '\n'); line && line[1]; line = strchr(line + 1, '\n'), rows++)
            assert_int_equal(cells(line + 1), header);
        assert_true(rows > 0);
        rap_text_free(&csv);
    }
    tear_down(&b);
}

static void arms_are_worth_what_they_are(void **state) {
    bench b;
    (void)state;
    set_up(&b);
    const rap_worth *w = &b.worth;
    double slope = mean_slope(w);
    assert_double_near(w->increments[0].cost.mean, 0, 0);
    assert_double_near(w->increments[0].effect.mean, 0, 0);
    assert_double_near(w->increments[1].cost.mean, 240, 1e-9); /* priced outcome equal in all */
    assert_double_near(w->increments[1].effect.mean, 0.5 * slope * 24, 1e-9);
    assert_int_equal(w->increments[1].dominance, RAP_DOMINANCE_TRADE_OFF);
    assert_double_near(w->increments[1].icer.mean, 240 / (0.5 * slope * 24), 1e-9);
    assert_int_equal(w->increments[2].dominance, RAP_DOMINANCE_DOMINATED);
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++) {
        assert_double_near(w->lambda[k], 5.0 * (double)k, 1e-9);
        assert_double_near(w->net[1 * RAP_WORTH_POINTS + k].mean,
                           w->lambda[k] * 0.5 * slope * 24 - 240, 1e-6);
    }
    assert_true(w->kept[0] && w->kept[1] && !w->kept[2]);
    assert_double_near(w->weighted[1].mean, 0.5 * slope * 24 / 0.5, 1e-9);
    assert_int_equal(w->frontier[0].frontier, 0);
    assert_int_equal(w->frontier[RAP_WORTH_POINTS - 1].frontier, 1);
    tear_down(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cuts_and_raises_are_what_they_are),
        cmocka_unit_test(nothing_changes_nothing),
        cmocka_unit_test(money_goes_where_the_line_says),
        cmocka_unit_test(what_the_model_refuses_is_said),
        cmocka_unit_test(years_add_up),
        cmocka_unit_test(rows_are_as_long_as_headers),
        cmocka_unit_test(arms_are_worth_what_they_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
