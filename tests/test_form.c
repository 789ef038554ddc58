/* test_form.c: the form of a budget, where every cent can be worked out by hand: a toy that asks for more and for
 * less than it spends. */
#include "failing_memory.h"
#include "analysis/budget/form.h"
#include "base/error.h"
#include "text_study.h"
#include "toy_model.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* The toy spends its price each month: 12 x 20 a year, and 6 x 20 in the half year at the end. */
static char text[] =
    "title = \"Toy\"; currency = \"CAD\"; horizon = 30; draws = 10; replicates = 2; seed = 3;\n"
    "windows = [\"24\"]; headlines = ( { outcome = \"value\"; window = \"24\"; } );\n"
    "price = 20.0; arms = { now = { baseline = true; changes = {}; }; };\n"
    "budget = { layout = \"nihr\";\n"
    "  outcomes = { value = { outcome = \"value\"; window = \"24\"; }; };\n"
    "  lines = { price = { lever = \"price\"; spend = [\"all\"]; }; }; };\n";

enum { COSTS = 6, YEARS = 3, INDIRECT = 4, UNTOLD = 5, NIHR_INDIRECT = 7 };

/* What the toy asks for, by cost and year; of years beyond these nothing. */
static const rap_cost costs[COSTS] = {
    {.of = "focal", .name = "travel", .label = "Trains", .kind = "travel", .group = "all"},
    {.of = "focal", .name = "staff", .label = "A post", .kind = "coordinator", .group = "all"},
    {.of = "focal",
     .name = "rooms",
     .label = "Rooms",
     .kind = "rooms",
     .group = "all",
     .in_kind = true},
    {.of = "focal",
     .name = "own",
     .label = "Own words",
     .kind = "travel",
     .heading = "Bridges",
     .group = "all"},
    {.of = "focal",
     .name = "indirect",
     .label = "Indirect costs",
     .kind = "indirect",
     .group = "all"},
    {.of = "focal", .name = "untold", .label = "Untold", .kind = "travel", .group = "g:one"}};
static const int64_t cents[COSTS][YEARS] = {
    {30000, 30001, 9999}, {24000, 24000, 12000}, {10000, 0, 0}, {0, 50, 0}, {1, 2, 3}, {7, 7, 7}};
static const int64_t asked[COSTS][YEARS] = {
    {30000, 30001, 9999}, {19200, 19200, 9600}, {0, 0, 0}, {0, 50, 0}, {1, 2, 3}, {7, 7, 7}};
static bool one_cent_more; /* in all than in the years */

static int toy_costs(const void *root, size_t k, int year, rap_cost *cost) {
    (void)root;
    if (k >= COSTS)
        return 0;
    *cost = costs[k];
    for (int y = 0; y < YEARS; y++)
        if (year == RAP_ALL_YEARS || year == y) {
            cost->cents += cents[k][y];
            cost->asked += asked[k][y];
            cost->base += k == 1 ? cents[k][y] : 0;
        }
    cost->cents += one_cent_more && year == RAP_ALL_YEARS && k == 0;
    return 1;
}

typedef struct {
    rap_study study;
    rap_form_plan plan;
    rap_layout layout;
    rap_store *store;
    rap_form form;
} fixture;

static rap_model model;

static void set_up_study(fixture *f, char *words) {
    memset(f, 0, sizeof *f);
    model = toy_model;
    model.costs = toy_costs;
    text_study_read(&f->study, &model, words, "toy.cfg");
    assert_int_equal(rap_form_plan_make(&f->plan, &f->study), RAP_OK);
    assert_int_equal(rap_layout_init(&f->layout, &f->study), RAP_OK);
    assert_int_equal(rap_store_create(&f->store, ":memory:", &f->study, &f->layout), RAP_OK);
    rap_sink sink = rap_store_sink(f->store);
    const rap_ensemble_options options = {.end = rap_ensemble_items(&f->study)};
    assert_int_equal(
        rap_ensemble_run(&f->study, &f->layout, &rap_executor_loop, &sink, &options, NULL, 0),
        RAP_OK);
    assert_int_equal(rap_form_make(&f->form, &f->study, &f->plan, &f->layout, f->store), RAP_OK);
}

static void set_up(fixture *f) {
    set_up_study(f, text);
}

static void tear_down(fixture *f) {
    rap_form_free(&f->form);
    rap_store_close(f->store);
    rap_layout_free(&f->layout);
    rap_form_plan_free(&f->plan);
    rap_study_free(&f->study);
    rap_form_free(&f->form);
    rap_form_plan_free(&f->plan);
}

static const rap_form_row *row_of(const rap_form *form, const char *name) {
    for (size_t i = 0; i < form->n; i++)
        if (!strcmp(form->rows[i].line->name, name))
            return &form->rows[i];
    fail_msg("no line %s", name);
    return NULL;
}

static void assert_cell(const rap_form_cell *cell, int64_t is_asked, int64_t spend) {
    assert_int_equal(cell->asked, is_asked);
    assert_int_equal(cell->spend, spend);
    assert_int_equal(cell->left, is_asked - spend);
}

static void each_line_says_what_is_asked_spent_and_left(void **state) {
    fixture f;
    (void)state;
    set_up(&f);
    assert_int_equal(f.form.n_years, 3); /* the last one half */
    const rap_form_row *travel = row_of(&f.form, "travel"), *staff = row_of(&f.form, "staff");
    assert_cell(&travel->years[0], 30000, 24000);
    assert_cell(&travel->years[1], 30001, 24000);
    assert_cell(&travel->years[2], 9999, 12000); /* more than was asked for that year */
    assert_cell(&travel->total, 70000, 60000);
    assert_cell(&staff->years[0], 19200, 19200); /* four fifths of cost, and of spend */
    assert_cell(&staff->total, 48000, 48000);
    assert_int_equal(staff->cost, 60000);
    assert_int_equal(staff->own, 12000);
    assert_int_equal(staff->base, 60000);
    const rap_form_row *rooms = row_of(&f.form, "rooms");
    assert_cell(&rooms->total, 0, 0);
    assert_int_equal(rooms->in_kind, 10000);
    assert_int_equal(rooms->own, 0);
    assert_true(travel->total.is.ci_low <= 600 && travel->total.is.ci_high >= 600);
    assert_false(row_of(&f.form, "untold")->told); /* the toy books nothing there */
    assert_int_equal(f.form.beyond, 0);
    tear_down(&f);
}

static void assert_adds_up(const rap_form *form, const rap_form_row *row) {
    int64_t sum[3] = {0}, cost = 0;
    for (size_t y = 0; y < form->n_years; y++) {
        const rap_form_cell *cell = &row->years[y];
        assert_int_equal(cell->asked, cell->spend + cell->left);
        sum[0] += cell->asked;
        sum[1] += cell->spend;
        sum[2] += cell->left;
        cost += row->costs[y];
    }
    assert_int_equal(row->total.asked, sum[0]);
    assert_int_equal(row->total.spend, sum[1]);
    assert_int_equal(row->total.left, sum[2]);
    assert_int_equal(row->cost, cost);
    assert_int_equal(row->cost, row->total.asked + row->in_kind + row->own);
}

static void rows_and_columns_add_up_to_the_cent(void **state) {
    fixture f;
    (void)state;
    set_up(&f);
    int64_t asks = 0, spends = 0, groups = 0, costs_of_all = 0;
    size_t lines = 0;
    for (size_t i = 0; i < f.form.n; i++) {
        assert_adds_up(&f.form, &f.form.rows[i]);
        asks += f.form.rows[i].total.asked;
        spends += f.form.rows[i].total.spend;
        costs_of_all += f.form.rows[i].cost;
    }
    for (size_t g = 0; g < f.form.n_groups; g++) {
        assert_adds_up(&f.form, &f.form.groups[g].total);
        assert_int_equal(f.form.groups[g].first, lines);
        lines += f.form.groups[g].n;
        groups += f.form.groups[g].total.total.asked;
    }
    assert_adds_up(&f.form, &f.form.all);
    assert_int_equal(lines, COSTS);
    assert_int_equal(asks, 118077);
    assert_int_equal(f.form.all.total.asked, asks);
    assert_int_equal(f.form.all.total.spend, spends);
    assert_int_equal(groups, asks);
    assert_int_equal(f.form.all.cost, costs_of_all);
    tear_down(&f);
}

static void lines_stand_under_the_headings_of_the_layout(void **state) {
    static const char *const labels[] = {"Staff costs", "Travel, subsistence and conference fees",
                                         "Other", "Bridges", "Indirect costs"};
    static const char *const names[] = {"staff", "travel", "untold", "rooms", "own", "indirect"};
    fixture f;
    (void)state;
    set_up(&f);
    assert_int_equal(f.form.n_groups, 5); /* "rooms" is a kind of no heading */
    for (size_t g = 0; g < 5; g++)
        assert_string_equal(f.form.groups[g].label, labels[g]);
    for (size_t i = 0; i < COSTS; i++)
        assert_string_equal(f.form.rows[i].line->name, names[i]);
    tear_down(&f);
}

static void the_sheet_has_each_line_and_each_total(void **state) {
    fixture f;
    rap_text csv;
    (void)state;
    set_up(&f);
    rap_text_init(&csv);
    rap_form_csv(&f.form, &csv);
    const char *is = rap_text_string(&csv);
    assert_non_null(strstr(
        is, "heading,of,line,label,kind,currency,ask_year_1,ask_year_2,ask_year_3,spend_year_1,"));
    assert_non_null(strstr(is, "\nStaff costs,focal,staff,A post,coordinator,CAD,192,192,96,192,"
                               "192,96,0,0,0,480,480,480,480,0,600,0,120,600\n"));
    assert_non_null(strstr(is, ",focal,travel,Trains,travel,CAD,300,300.01,99.99,240,240,120,60,"
                               "60.01,-20.01,700,600,600,600,100,700,0,0,0\n"));
    assert_non_null(strstr(is, ",focal,untold,Untold,travel,CAD,0.07,0.07,0.07,,,,,,,0.21,,,,,"));
    assert_non_null(strstr(is, "\nStaff costs,,total,Staff costs,,CAD,192,192,96,"));
    assert_non_null(strstr(is, "\n,,all,All,,CAD,492.08,492.6,196.09,"));
    rap_text_free(&csv);
    tear_down(&f);
}

static void what_a_form_would_not_take_is_said(void **state) {
    fixture f;
    rap_problems doubts;
    (void)state;
    set_up(&f);
    rap_problems_init(&doubts);
    assert_int_equal(rap_form_doubts(&f.plan, f.form.layout, &doubts), RAP_OK);
    assert_int_equal(doubts.n, 1);
    assert_string_equal(doubts.rows[0].text, "NIHR, United Kingdom has no heading for \"Rooms\" "
                                             "(kind rooms): it stands under \"Other\"");
    rap_form_layout modular = *rap_form_layout_find("nih_modular");
    modular.step = 492.07; /* the first year's direct costs */
    modular.most = 492.07;
    assert_int_equal(rap_form_doubts(&f.plan, &modular, &doubts), RAP_OK);
    assert_int_equal(doubts.n, 4);
    assert_non_null(strstr(doubts.rows[2].text, "up to 492 a year: year 2 has 492.58"));
    assert_non_null(strstr(doubts.rows[3].text, "in steps of 492 a year: year 3 has 196.06"));
    rap_problems_free(&doubts);
    tear_down(&f);
}

static void years_in_which_nothing_happens_are_left_out(void **state) {
    char long_text[sizeof text + 20], *price, *horizon;
    fixture f;
    (void)state;
    snprintf(long_text, sizeof long_text, "%s", text);
    horizon = strstr(long_text, "horizon = 30");
    price = strstr(long_text, "price = 20.0");
    assert_true(horizon && price);
    horizon[10] = '6'; /* 60 months, in which nothing is spent */
    price[8] = '0';
    price[9] = '0';
    set_up_study(&f, long_text);
    assert_int_equal(f.form.n_years, 3); /* in which something is asked for */
    assert_int_equal(f.form.all.total.asked, 118077);
    assert_int_equal(f.form.all.total.spend, 0);
    tear_down(&f);
}

static void years_that_do_not_add_up_are_refused(void **state) {
    rap_study study;
    rap_form_plan plan;
    (void)state;
    model = toy_model;
    model.costs = toy_costs;
    text_study_read(&study, &model, text, "toy.cfg");
    one_cent_more = true;
    assert_int_equal(rap_form_plan_make(&plan, &study), RAP_EMODEL);
    one_cent_more = false;
    rap_form_plan_free(&plan);
    rap_study_free(&study);
}

static void a_model_without_budgets_has_an_empty_form(void **state) {
    toy_results r;
    rap_form_plan plan;
    rap_form form;
    rap_text csv;
    (void)state;
    toy_run(&r,
            "horizon = 24; draws = 2; headlines = ( { outcome = \"value\"; window = \"24\"; } );"
            "arms = { now = { baseline = true; changes = {}; }; };");
    assert_int_equal(rap_form_plan_make(&plan, &r.study), RAP_OK);
    assert_int_equal(rap_form_make(&form, &r.study, &plan, &r.layout, r.store), RAP_OK);
    rap_text_init(&csv);
    rap_form_csv(&form, &csv);
    assert_int_equal(form.n, 0);
    const char *is = rap_text_string(&csv);
    assert_ptr_equal(strchr(is, '\n'), is + csv.n - 1); /* a header */
    rap_text_free(&csv);
    rap_form_free(&form);
    rap_form_plan_free(&plan);
    toy_free(&r);
}

static void memory_that_runs_out_is_said(void **state) {
    fixture f;
    long n = 0;
    (void)state;
    set_up(&f);
    for (int status = RAP_ENOMEM; status; n++) {
        rap_form form;
        left = n;
        status = rap_form_make(&form, &f.study, &f.plan, &f.layout, f.store);
        assert_true(status == RAP_OK || status == RAP_ENOMEM);
        rap_form_free(&form);
        rap_form_free(&form);
    }
    assert_true(n > 10);
    n = 0;
    for (int status = RAP_ENOMEM; status; n++) {
        rap_form_plan plan;
        left = n;
        status = rap_form_plan_costs(&plan, &f.study);
        assert_true(status == RAP_OK || status == RAP_ENOMEM);
        rap_form_plan_free(&plan);
        rap_form_plan_free(&plan);
    }
    left = -1;
    assert_true(n > 2);
    tear_down(&f);
}

static void every_layout_is_whole(void **state) {
    (void)state;
    assert_string_equal(rap_form_layouts[0].name, "plain");
    for (const rap_form_layout *l = rap_form_layouts; l->name; l++) {
        size_t n = 0;
        while (l->headings[n].label)
            n++;
        assert_true(n > 1);
        assert_ptr_equal(rap_form_layout_find(l->name), l);
        assert_int_equal(rap_form_heading_named(l, "no such heading"), n);
        assert_true(rap_form_heading_of_kind(l, "indirect") < n);
        assert_true(rap_form_heading_of_kind(l, "coordinator") < n);
        assert_true(!strcmp(l->grade, "read") || !strcmp(l->grade, "assumed"));
        assert_true(strlen(l->source) > 0 && strlen(l->currency) == 3);
        assert_true(l->paid > 0 && l->paid <= 1 && l->paid_partners >= l->paid);
    }
    assert_null(rap_form_layout_find("nihrr"));
    const rap_form_layout *nihr = rap_form_layout_find("nihr");
    assert_int_equal(rap_form_heading_of_kind(nihr, "staff"), 0);
    assert_int_equal(rap_form_heading_of_kind(nihr, "indirect"), NIHR_INDIRECT);
    assert_string_equal(rap_form_heading_label(nihr, rap_form_heading_of_kind(nihr, "sta")),
                        "Other");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_line_says_what_is_asked_spent_and_left),
        cmocka_unit_test(rows_and_columns_add_up_to_the_cent),
        cmocka_unit_test(lines_stand_under_the_headings_of_the_layout),
        cmocka_unit_test(the_sheet_has_each_line_and_each_total),
        cmocka_unit_test(what_a_form_would_not_take_is_said),
        cmocka_unit_test(years_in_which_nothing_happens_are_left_out),
        cmocka_unit_test(years_that_do_not_add_up_are_refused),
        cmocka_unit_test(a_model_without_budgets_has_an_empty_form),
        cmocka_unit_test(memory_that_runs_out_is_said),
        cmocka_unit_test(every_layout_is_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
