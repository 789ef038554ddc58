/* test_tables.c: from runs to tables: known answers, rows that are there and that are not, CSV. */
#include "toy_model.h"
#include "analysis/tables/make_tables.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <string.h>

#define ZERO(x) assert_true((x) >= 0 && (x) <= 0)

static bool same_bits(double a, double b) {
    return memcmp(&a, &b, sizeof a) == 0;
}

/* Start values, no luck: every number is known. */
static const char plain[] =
    "horizon = 6; draws = 0; replicates = 2; seed = 1; runs = 2; windows = [\"2\", \"end\", "
    "\"end+6\"];"
    "arms = { a = { changes = { effect = 1.0; base = 0.0; }; };"
    "         b = { baseline = true; changes = { effect = 2.0; price = 20.0; two = true; end = 3; "
    "}; };"
    "         c = { changes = { effect = 4.0; price = 40.0; }; }; };"
    "contrasts = { both = { label = \"Both\"; plus = [\"a\", \"c\"]; minus = [\"b\"]; }; };"
    "headlines = ( { outcome = \"value\"; window = \"6\"; } );";

static void known_values(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, plain);
    const rap_summary *s = toy_outcome(&r, 1, TOY_value, "6");
    assert_double_near(s->mean, 13, 0);
    assert_double_near(s->ci_low, 13, 0);
    assert_double_near(s->ci_high, 13, 0);
    ZERO(s->sd_chance);
    assert_true(isnan(s->sd_parameters) && isnan(s->plausible_low));
    assert_int_equal(s->runs, 2);
    assert_int_equal(s->missing, 0);
    assert_double_near(toy_outcome(&r, 1, TOY_value, "end")->mean, 7, 0);
    assert_double_near(toy_outcome(&r, 0, TOY_value, "end")->mean, 3, 0);
    assert_double_near(toy_outcome(&r, 2, TOY_cost, "2")->mean, 80, 0);
    s = toy_outcome(&r, 0, TOY_value, "end+6"); /* beyond the horizon */
    assert_int_equal(s->runs, 0);
    assert_int_equal(s->missing, 2);
    assert_true(isnan(s->mean) && isnan(s->ci_low) && isnan(s->p50));
    assert_true(same_bits(toy_outcome(&r, 0, TOY_calm, "6")->ci_low, 0.1));
    toy_free(&r);
}

static void known_contrasts(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, plain);
    assert_int_equal(r.study.n_contrasts, 3);
    const rap_contrast_row *a = toy_contrast(&r, 0, TOY_value, "6");
    assert_double_near(a->s.mean, 7 - 13, 0);
    assert_true(isnan(a->p_mean)); /* no assumption varied */
    ZERO(a->p_programme);
    ZERO(a->ties);
    assert_double_near(a->spend_baseline, 120, 0);
    assert_double_near(a->spend_arm, 60, 0);
    const rap_contrast_row *both = toy_contrast(&r, 2, TOY_value, "6");
    assert_double_near(both->s.mean, (7 + 25) / 2.0 - 13, 0);
    assert_double_near(both->p_programme, 1, 0);
    assert_double_near(both->spend_arm, 150, 0);
    assert_double_near(both->spend_baseline, 120, 0);
    assert_double_near(toy_contrast(&r, 1, TOY_calm, "6")->ties, 1, 0);
    toy_free(&r);
}

static const rap_outcome_row *row_of(const toy_results *r, size_t arm, size_t outcome,
                                     const char *group) {
    return rap_tables_outcome(&r->tables, arm, outcome, group, r->study.horizon_window);
}

static void ratios(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, plain);
    assert_double_near(toy_outcome(&r, 1, TOY_rate, "6")->mean, 2, 0);
    assert_true(isnan(toy_outcome(&r, 1, TOY_rate, "6")->p50));
    const rap_summary *none = toy_outcome(&r, 0, TOY_rate, "6"); /* nothing below the line */
    assert_true(isnan(none->mean) && isnan(none->ci_low) && isnan(none->sd_chance));
    assert_int_equal(none->runs, 2);
    const rap_contrast_row *c = toy_contrast(&r, 1, TOY_rate, "6");
    ZERO(c->s.mean);
    assert_true(isnan(c->p_programme) && isnan(c->ties));
    assert_true(isnan(toy_contrast(&r, 0, TOY_rate, "6")->s.mean));
    assert_null(row_of(&r, 1, TOY_rate, "g:one")); /* neither top nor bottom has that group */
    toy_free(&r);
}

static void rows_that_are_there(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, plain);
    size_t w = r.study.horizon_window;
    assert_null(row_of(&r, 0, TOY_value, "g:two"));
    assert_double_near(row_of(&r, 1, TOY_value, "g:two")->s.mean, 33, 0);
    assert_null(row_of(&r, 2, TOY_value, "g:two"));
    assert_null(rap_tables_contrast(&r.tables, 0, TOY_value, "g:two", w));
    assert_double_near(rap_tables_contrast(&r.tables, 0, TOY_value, "g:one", w)->s.mean, -6, 0);
    assert_null(rap_tables_outcome(&r.tables, 3, TOY_value, "all", w));
    assert_null(rap_tables_outcome(&r.tables, 0, TOY_value, "nobody", w));
    /* eight quantities in two arms, nine in one; four windows */
    assert_int_equal(r.tables.n_outcomes, (8 + 9 + 8) * 4);
    assert_int_equal(r.tables.n_contrasts, 3 * 8 * 4);
    for (size_t k = 1; k < r.tables.n_outcomes; k++) {
        const rap_outcome_row *x = &r.tables.outcomes[k - 1], *y = &r.tables.outcomes[k];
        assert_true(x->arm < y->arm || (x->arm == y->arm && x->outcome <= y->outcome));
    }
    toy_free(&r);
}

static void paths_and_spans(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, plain);
    const rap_series_row *p = rap_tables_series(&r.tables, 1, TOY_value, "g:two");
    assert_non_null(p);
    for (int month = 0; month <= 6; month++) {
        assert_int_equal(p[month].month, month);
        assert_double_near(p[month].mean, 21 + 2 * month, 0);
        assert_double_near(p[month].p05, 21 + 2 * month, 0);
        assert_double_near(p[month].p95, 21 + 2 * month, 0);
    }
    assert_null(rap_tables_series(&r.tables, 0, TOY_value, "g:two"));
    assert_non_null(rap_tables_series(&r.tables, 2, TOY_cost, "all"));
    assert_null(rap_tables_series(&r.tables, 2, TOY_calm, "all"));
    assert_int_equal(r.tables.n_series, (3 + 4 + 3) * 7);
    assert_int_equal(r.tables.span_first[3], 3);
    assert_double_near(r.tables.spans[r.tables.span_first[1]].to, 3, 0);
    assert_string_equal(r.tables.spans[1].label,
                        "g:one"); /* though the state that said so is gone */
    toy_free(&r);
}

/* ---- luck ----------------------------------------------------------------------------------- */

static const char lucky[] =
    "horizon = 2; draws = 30; replicates = 4; seed = 5; runs = 4; noise = 1.0; own = 0.5; between "
    "= 0.4; missing = 0.4;"
    "windows = [\"1\"];"
    "arms = { a = { baseline = true; changes = { }; }; again = { changes = { }; };"
    "         other = { changes = { effect = 2.0; who = 1; }; }; };";

static void identical_arms_differ_in_nothing(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, lucky);
    for (size_t k = 0; k < r.tables.n_contrasts; k++) {
        const rap_contrast_row *c = &r.tables.contrasts[k];
        if (c->contrast != 0)
            continue;
        ZERO(c->s.mean);
        ZERO(c->s.ci_low);
        ZERO(c->s.ci_high);
        ZERO(c->s.sd_chance);
        ZERO(c->s.sd_parameters);
        ZERO(c->s.plausible_high);
        ZERO(c->p_mean);
        assert_true(isnan(c->variance_ratio) || c->variance_ratio <= 0);
        if (c->outcome == TOY_cost || c->outcome == TOY_calm)
            assert_double_near(c->ties, 1, 0);
    }
    assert_double_near(toy_contrast(&r, 0, TOY_value, "1")->p_programme, 0.5, 0);
    toy_free(&r);
}

/* The same arithmetic, run by run from the store. */
static void as_counted_plainly(void **state) {
    toy_results r;
    double y[120], total = 0, draws = 0;
    (void)state;
    toy_run(&r, lucky);
    int c = rap_layout_column(&r.layout, TOY_survivor, "all"), w = rap_study_window(&r.study, "1");
    assert_int_equal(
        rap_store_values(r.store, 2, (size_t)c * r.layout.n_windows + (size_t)w, 1, 120, y),
        RAP_OK);
    int64_t missing = 0;
    for (size_t d = 0; d < 30; d++) {
        double sum = 0, n = 0;
        for (size_t k = 4 * d; k < 4 * d + 4; k++) {
            sum += isnan(y[k]) ? 0 : y[k];
            n += !isnan(y[k]);
        }
        missing += 4 - (int64_t)n;
        total += n > 0 ? sum / n : 0;
        draws += n > 0;
    }
    const rap_summary *s = toy_outcome(&r, 2, TOY_survivor, "1");
    assert_double_near(s->mean, total / draws, 1e-13);
    assert_int_equal(s->missing, missing);
    assert_true(missing > 20 && missing < 80);
    assert_double_near((double)s->draws, draws, 0);
    toy_free(&r);
}

/* value = level + effect * slope * t + luck: the difference between arms is 2 t slope. In the
 * written contrast slope is certain on both sides, so that it is not asked about. */
static const char sloping[] =
    "horizon = 2; draws = 30; replicates = 2; seed = 5; runs = 2; noise = 1.0; between = 0.4;"
    "headlines = ( { outcome = \"value\"; window = \"2\"; }, { outcome = \"cost\"; window = \"2\"; "
    "} );"
    "arms = { a = { baseline = true; changes = { }; }; b = { changes = { effect = 2.0; }; };"
    "         c = { changes = { effect = -2.0; }; };"
    "         d = { changes = { slope = 1.0; own = 1.0; who = 1; }; };"
    "         e = { changes = { slope = 1.0; own = 1.0; who = 2; }; }; };"
    "contrasts = { without = { label = \"d - e\"; plus = [\"d\"]; minus = [\"e\"]; }; };";

/* Of the slope alone, whose places the quantile turns into values a little bent. */
static void assert_slope_decides(const toy_results *r, size_t contrast, rap_way way) {
    const rap_deciders *d = rap_tables_deciders(&r->tables, contrast, 0);
    assert_int_equal(d->inputs, 2);
    assert_int_equal(d->draws, 30);
    assert_double_near(d->reliability, 1, 1e-12); /* luck is common to both arms */
    assert_int_equal(d->n, 1);
    assert_string_equal(d->named[0].input->path, "slope");
    assert_int_equal(d->named[0].way, way);
    assert_double_near(d->named[0].part.total, 1, 0.1);
}

static void the_slope_decides(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, sloping);
    assert_slope_decides(&r, 0, RAP_WAY_UP);
    assert_slope_decides(&r, 1, RAP_WAY_DOWN);
    assert_int_equal(rap_tables_deciders(&r.tables, 0, 1)->state, RAP_SCREEN_CONSTANT); /* cost */
    assert_int_equal(rap_tables_deciders(&r.tables, 2, 0)->inputs, 2); /* the slope is a's alone */
    const rap_deciders *luck = rap_tables_deciders(&r.tables, 4, 0);
    assert_int_equal(luck->inputs, 1);
    assert_int_equal(luck->n, 0);
    toy_free(&r);
}

/* The share that chance leaves is that of the summary's two spreads; missing draws are left out. */
static void reliability_as_the_summary_has_it(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r,
            "horizon = 2; draws = 30; replicates = 2; seed = 5; runs = 2; noise = 1.0; own = 0.5;"
            "missing = 0.5; headlines = ( { outcome = \"survivor\"; window = \"2\"; } );"
            "arms = { a = { baseline = true; changes = { }; };"
            "         b = { changes = { effect = 3.0; who = 1; }; }; };");
    const rap_contrast_row *row = toy_contrast(&r, 0, TOY_survivor, "2");
    const rap_deciders *d = rap_tables_deciders(&r.tables, 0, 0);
    double between = row->s.sd_parameters * row->s.sd_parameters;
    double within = row->s.sd_chance * row->s.sd_chance;
    assert_true(row->s.draws < 30);
    assert_int_equal(d->draws, row->s.draws);
    assert_true(d->reliability > between / (between + within));
    assert_true(d->reliability < between / (between + within / 2));
    toy_free(&r);
}

/* A headline about a group that no arm has asks for nothing. */
static void headlines_without_a_column(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, lucky);
    r.study.headlines[0].group = "g:nobody";
    rap_tables_free(&r.tables);
    assert_int_equal(rap_tables_make(&r.tables, &r.study, &r.layout, r.store), RAP_OK);
    assert_int_equal(rap_tables_deciders(&r.tables, 0, 0)->draws, 0);
    toy_free(&r);
}

/* Tables of a run that was cut off in the middle of a draw rest on what is there. */
static void of_what_is_finished(void **state) {
    toy_results r;
    rap_tables half;
    rap_store *store;
    (void)state;
    toy_run(&r, lucky);
    assert_int_equal(rap_store_create(&store, ":memory:", &r.study, &r.layout), RAP_OK);
    rap_sink sink = rap_store_sink(store);
    assert_int_equal(rap_tables_make(&half, &r.study, &r.layout, store), RAP_OK); /* nothing yet */
    assert_true(isnan(half.outcomes[0].s.mean));
    assert_int_equal(half.outcomes[0].s.runs, 0);
    rap_tables_free(&half);
    rap_tables_free(&half);
    rap_ensemble_options options = {.first = 0, .end = 42};
    assert_int_equal(
        rap_ensemble_run(&r.study, &r.layout, &rap_executor_loop, &sink, &options, NULL, 0),
        RAP_OK);
    assert_int_equal(rap_tables_make(&half, &r.study, &r.layout, store), RAP_OK);
    assert_int_equal(half.items, 42);
    assert_int_equal(half.outcomes[0].s.draws, 11);
    assert_int_equal(half.outcomes[0].s.runs, 42);
    rap_tables_free(&half);
    rap_store_close(store);
    toy_free(&r);
}

/* ---- files ---------------------------------------------------------------------------------- */

static size_t count(const char *text, char what) {
    size_t n = 0;
    for (; *text; text++)
        n += *text == what;
    return n;
}

static void assert_file(const toy_results *r, void (*make)(const rap_tables *, rap_text *),
                        const char *header, size_t rows, const char *line) {
    rap_text t;
    rap_text_init(&t);
    make(&r->tables, &t);
    assert_int_equal(rap_text_status(&t), RAP_OK);
    const char *text = rap_text_string(&t);
    assert_int_equal(strncmp(text, header, strlen(header)), 0);
    assert_int_equal(text[strlen(header)], '\n');
    assert_int_equal(count(text, '\n'), rows + 1);
    assert_int_equal(count(text, ','), (rows + 1) * count(header, ','));
    if (!strstr(text, line))
        print_error("%s", text);
    assert_non_null(strstr(text, line));
    rap_text_free(&t);
}

static void files(void **state) {
    toy_results r;
    (void)state;
    toy_run(&r, plain);
    assert_file(&r, rap_tables_outcomes_csv,
                "arm,outcome,group,window,unit,draws,runs,missing,mean,ci_low,ci_high,sd_chance,sd_"
                "parameters,"
                "plausible_low,plausible_low_low,plausible_low_high,plausible_high,plausible_high_"
                "low,plausible_high_high,p05,p50,p95",
                r.tables.n_outcomes, "\nb,cost,all,6,CAD,0,2,0,120,120,120,0,,,,,,,,120,120,120\n");
    assert_file(&r, rap_tables_contrasts_csv,
                "baseline,arm,outcome,group,window,unit,draws,runs,difference,ci_low,ci_high,sd_"
                "chance,sd_parameters,"
                "plausible_low,plausible_low_low,plausible_low_high,plausible_high,plausible_high_"
                "low,plausible_high_high,p_mean,p_mean_low,p_mean_high,p_worse,p_worse_low,p_worse_"
                "high,p_programme,ties,"
                "variance_ratio,spend_"
                "baseline,spend_arm",
                r.tables.n_contrasts,
                "\nb,a+c,value,all,6,points,0,2,3,3,3,0,,,,,,,,,,,,,,1,0,,120,150\n");
    assert_file(&r, rap_tables_series_csv, "arm,month,outcome,group,mean,p05,p25,p50,p75,p95",
                r.tables.n_series, "\nb,4,value,g:two,29,29,29,29,29,29\n");
    toy_free(&r);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_values),
        cmocka_unit_test(known_contrasts),
        cmocka_unit_test(ratios),
        cmocka_unit_test(rows_that_are_there),
        cmocka_unit_test(paths_and_spans),
        cmocka_unit_test(identical_arms_differ_in_nothing),
        cmocka_unit_test(as_counted_plainly),
        cmocka_unit_test(the_slope_decides),
        cmocka_unit_test(reliability_as_the_summary_has_it),
        cmocka_unit_test(headlines_without_a_column),
        cmocka_unit_test(of_what_is_finished),
        cmocka_unit_test(files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
