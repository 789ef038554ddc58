/* test_allocations.c: the 1st, 2nd, 3rd ... of our allocations fails, until all succeed: over reading a study,
 * running it into a store, making the tables and writing them out. Every failure must come back as a code, leave nothing
 * behind (the address sanitizer sees leaks) and be clean to free. */
#include "failing_memory.h"
#include "fixture.h"
#include "analysis/patterns/patterns.h"
#include "analysis/tables/make_tables.h"
#include "analysis/budget/best_split.h"
#include "analysis/budget/cuts.h"
#include "purse_model.h"
#include "realist_model.h"

static char study_text[] =
    "title = \"ratchet\"; horizon = 24; draws = 10; replicates = 2; seed = 3;\n"
    "organisation_types = { a = { trust = { value = 0.4; range = [0.3, 0.5]; grade = \"assumed\"; "
    "source = \"test\"; }; }; };\n"
    "organisations = { one = { type = \"a\"; count = 6; }; };\n"
    "community = { members = 700; };\n"
    "subgroups = { here = { share = 0.7; }; new = { share = 0.3; ties = { a = { strength = 0.5; }; "
    "}; }; };\n"
    "teams = { focal = { hours = { outreach = 0.3; contact = 0.3; data = 0.2; follow_up = 0.2; };\n"
    "  grants = ( { start = 0; months = 12; amount = 90000; } ); }; };\n"
    "arms = { a = { changes = {}; }; b = { changes = { teams = { focal = { planned = 0.9; }; }; }; "
    "}; };\n"
    "contrasts = { again = { plus = [\"b\"]; minus = [\"a\"]; }; };\n"
    "patterns = { p = { source = \"S\"; built_from = \"B\"; status = \"held_out\"; plus = [\"b\"]; "
    "minus = [\"a\"];\n"
    "  outcome = { name = \"trust\"; window = \"24\"; direction = \"up\"; }; versus = { window = "
    "\"12\"; }; }; };\n"
    "quantities = { q = { source = \"S\"; status = \"held_out\"; plus = [\"b\"]; value = 0.4; sd = "
    "0.1;\n"
    "  outcome = { name = \"trust\"; window = \"24\"; }; }; };\n";

/* All of it once; what failed, or RAP_OK with the tables' text. */
static int everything(rap_text *csv) {
    rap_study study = {0};
    rap_layout layout = {0};
    rap_store *store = NULL;
    rap_tables tables = {0};
    rap_patterns patterns = {0};
    rap_problems problems;
    rap_loader loader = {study_text, fixture_load};
    rap_overrides none = {-1, -1, -1, NULL, 0, NULL};
    rap_problems_init(&problems);
    int status = rap_study_read(&study, rap_models, &loader, "test.cfg", &none, &problems);
    if (!status)
        status = rap_layout_init(&layout, &study);
    if (!status)
        status = rap_store_create(&store, ":memory:", &study, &layout);
    if (!status) {
        rap_sink sink = rap_store_sink(store);
        rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(&study)};
        status = rap_ensemble_run(&study, &layout, &rap_executor_loop, &sink, &options, NULL, 0);
    }
    if (!status)
        status = rap_tables_make(&tables, &study, &layout, store);
    if (!status)
        status = rap_patterns_make(&patterns, &study, &layout, store);
    if (!status) {
        rap_patterns_csv(&patterns, csv);
        rap_quantities_csv(&patterns, csv);
        rap_pattern_counts_csv(&patterns, csv);
        rap_pattern_exclusions_csv(&patterns, csv);
        rap_tables_outcomes_csv(&tables, csv);
        rap_tables_contrasts_csv(&tables, csv);
        rap_tables_series_csv(&tables, csv);
        status = rap_text_status(csv);
    }
    rap_patterns_free(&patterns);
    rap_tables_free(&tables);
    rap_store_close(store);
    rap_layout_free(&layout);
    rap_study_free(&study);
    rap_problems_free(&problems);
    return status;
}

static const char propositions[] =
    "draws = 3; replicates = 2; noise = 0.2; k_a = 1.0; arms = { plain = {}; };\n"
    "propositions = { p = { source = \"S\"; context = { organisation_type = \"x\"; }; response = "
    "\"a\"; rivals = [\"b\"];\n"
    "  resource = { lever = \"dose\"; from = 0; to = 2; money_to = \"spare\"; };\n"
    "  outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; }; };\n"
    "  q = { source = \"S\"; cannot_be_expressed = \"no\"; }; };";

/* Reads, plans, runs and judges propositions; writes their tables. */
static int propositions_once(rap_text *csv) {
    realist r = {0};
    rap_problems problems;
    rap_problems_init(&problems);
    int status = realist_read(&r.study, &realist_model, propositions, &problems);
    if (!status)
        status = rap_cells_plan(&r.plan, &r.study, &problems);
    if (!status)
        status = rap_layout_init(&r.layout, &r.study);
    if (!status)
        status = rap_store_create(&r.store, ":memory:", &r.study, &r.layout);
    if (!status) {
        rap_sink sink = rap_store_sink(r.store);
        rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(&r.study)};
        status =
            rap_ensemble_run(&r.study, &r.layout, &rap_executor_loop, &sink, &options, NULL, 0);
    }
    if (!status)
        status = rap_verdicts_make(&r.verdicts, &r.study, &r.plan, &r.layout, r.store);
    if (!status) {
        rap_verdicts_csv(&r.verdicts, csv);
        rap_verdicts_mechanisms_csv(&r.verdicts, csv);
        status = rap_text_status(csv);
    }
    rap_verdicts_free(&r.verdicts);
    rap_cells_free(&r.plan);
    rap_store_close(r.store);
    rap_layout_free(&r.layout);
    rap_study_free(&r.study);
    rap_problems_free(&problems);
    return status;
}

static void fail_each(int (*once)(rap_text *csv)) {
    long n = 0;
    int status = RAP_ENOMEM;
    rap_text csv, again;
    rap_text_init(&csv);
    while (status != RAP_OK) {
        left = n;
        rap_text_clear(&csv);
        csv.failed = false;
        status = once(&csv);
        left = -1;
        if (status != RAP_OK && status != RAP_ENOMEM) {
            print_error("allocation %ld: %s\n", n, rap_error_name(status));
            fail();
        }
        n += 1 + n / 300; /* every one of the first, then a sample */
    }
    print_message("%ld allocations\n", n);
    assert_true(n > 100);
    rap_text_init(&again);
    assert_int_equal(once(&again), RAP_OK);
    assert_string_equal(rap_text_string(&csv), rap_text_string(&again));
    rap_text_free(&csv);
    rap_text_free(&again);
}

static void each_allocation_may_fail(void **state) {
    (void)state;
    fail_each(everything);
}

static void each_of_propositions_too(void **state) {
    (void)state;
    fail_each(propositions_once);
}

/* The searches for the best split and the least harmful cut, which run again and again: a sample of allocations. */
static void each_of_searches_too(void **state) {
    purse p;
    int status = RAP_ENOMEM;
    (void)state;
    left = -1;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 8000; buys = 1.0; in_base = true; }; b = { amount = 8000; buys = "
                 "2.0; }; c = { amount = 1000; buys = 1.0; };",
                 "a = { lever = \"costs.a.kept\"; spend = [\"cost:a\"]; };"
                 "b = { lever = \"costs.b.kept\"; spend = [\"cost:b\"]; };"
                 "c = { lever = \"costs.c.kept\"; spend = [\"cost:c\"]; };",
                 "rate = 0.5;");
    p.study.draws = 2;
    p.study.replicates = 1;
    p.study.budget.cut = 20;
    for (long k = 0; status; k += 7 + k / 12) {
        rap_cuts cuts;
        rap_best_split best;
        left = k;
        status = rap_cuts_make(&cuts, &p.lines, &p.bench);
        rap_cuts_free(&cuts);
        if (!status)
            status = rap_best_split_make(&best, &p.lines, &p.bench);
        else
            best = (rap_best_split){0};
        rap_best_split_free(&best);
        assert_true(status == RAP_OK || status == RAP_ENOMEM);
    }
    left = -1;
    purse_tear_down(&p);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_allocation_may_fail),
                                       cmocka_unit_test(each_of_propositions_too),
                                       cmocka_unit_test(each_of_searches_too)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
