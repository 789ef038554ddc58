/* test_cuts.c: the least harmful cut of an award, where it can be worked out by hand. */
#include "analysis/budget/cuts.h"
#include "base/error.h"
#include "purse_model.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define LINE_OF(name)                                                                              \
#name " = { lever = \"costs." #name ".kept\"; spend = [\"cost:" #name "\"]; };"

static void cut(purse *p, double percent, rap_cuts *cuts) {
    p->study.budget.cut = percent;
    assert_int_equal(rap_cuts_make(cuts, &p->lines, &p->bench), RAP_OK);
}

/* Lines and indirect costs add up to what the award loses: what was said, and at most a few cents more. */
static void assert_money(const rap_cuts *cuts) {
    assert_true(cuts->n_ways > 0);
    for (size_t w = 0; w < cuts->n_ways; w++) {
        const rap_cut_way *way = &cuts->ways[w];
        int64_t sum = way->indirect;
        for (size_t i = 0; i < RAP_MOST_OWN_LINES; i++)
            sum += way->cents[i];
        assert_int_equal(sum, way->award);
        assert_true(way->award >= cuts->target && way->award <= cuts->target + 5);
    }
}

static const rap_cut_way *way_of(const rap_cuts *cuts, rap_cut_kind kind) {
    for (size_t w = 0; w < cuts->n_ways; w++)
        if (cuts->ways[w].kind == kind)
            return &cuts->ways[w];
    fail_msg("no way of kind %d", kind);
    return NULL;
}

/* a: 10,000, 1 point a thousand, b: 10,000, 3, c: 5,000, 1.5; indirect costs are half of a and b: 35,000 in all.
 * A point less saves 1,500 in a, 500 in b, 667 in c: a is cut first, then c, then b. */
static const char three[] = "a = { amount = 10000; buys = 1.0; in_base = true; };"
                            "b = { amount = 10000; buys = 3.0; in_base = true; };"
                            "c = { amount = 5000; buys = 1.5; };";
static const char three_lines[] = LINE_OF(a) LINE_OF(b) LINE_OF(c);
enum { A, B, C };

static void straight_lines(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model, three, three_lines, "rate = 0.5;");
    cut(&p, 20, &cuts);
    assert_money(&cuts);
    assert_int_equal(cuts.award, 3500000);
    assert_int_equal(cuts.target, 700000);
    const rap_cut_way *least = &cuts.ways[0], *alike = &cuts.ways[cuts.n_ways - 1];
    assert_int_equal(least->kind, RAP_CUT_LEAST);
    assert_double_near(least->share[A], 7.0 / 15, 1e-6);
    assert_int_equal(least->cents[B] + least->cents[C], 0);
    assert_true(llabs(least->cents[A] - 466667) <= 3 && llabs(least->indirect - 233333) <= 3);
    assert_double_near(least->effects[0].mean, -14.0 / 3, 0.05);
    assert_double_near(least->score.mean, least->effects[0].mean, 1e-12);
    assert_double_near(least->idle.mean, 0, 0.1);
    assert_int_equal(alike->kind, RAP_CUT_ALIKE);
    for (size_t i = 0; i < 3; i++)
        assert_double_near(alike->share[i], 0.2, 1e-6);
    assert_double_near(alike->effects[0].mean, -0.2 * 47.5, 0.1);
    assert_true(!alike->as_good && alike->behind.ci_high < 0);
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* Without a: all of c, 5,000, and 2,000 of the 15,000 that b takes with its indirect costs. */
static void a_line_that_is_spared(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model, three, three_lines, "rate = 0.5;");
    cut(&p, 20, &cuts);
    const rap_cut_way *way = way_of(&cuts, RAP_CUT_SPARING);
    assert_int_equal(way->spared, 1);
    assert_int_equal(cuts.spared[0], A);
    assert_int_equal(way->cents[A], 0);
    assert_double_near(way->share[C], 1, 0.01);
    assert_double_near(way->share[B], 2.0 / 15, 0.01);
    assert_double_near(way->effects[0].mean, -7.5 - 4, 0.2);
    rap_cuts_free(&cuts);
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* a can spend 6,000 of its 10,000: 3,000 less of it is no loss, and would not have been spent anyway. */
static void what_lies_idle_goes_first(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 10000; buys = 5.0; enough = 6000; };"
                 "b = { amount = 10000; buys = 1.0; };",
                 LINE_OF(a) LINE_OF(b), "noise = 3.0;");
    cut(&p, 15, &cuts);
    assert_money(&cuts);
    const rap_cut_way *least = &cuts.ways[0], *alike = way_of(&cuts, RAP_CUT_ALIKE);
    assert_double_near(least->share[A], 0.3, 0.005);
    assert_double_near(least->effects[0].mean, 0, 0.02);
    assert_double_near(least->idle.mean, 3000, 30);
    assert_double_near(alike->effects[0].mean, -1.5, 0.05);
    assert_double_near(alike->idle.mean, 1500, 1); /* of a */
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* Square roots: b_i / sqrt(left_i) is the same where cuts hurt least, so that of 15,000 + 5,000 less 8,000 three quarters
 * and a quarter of 12,000 are left, with b_1 / b_2 = sqrt 3. */
static void the_more_the_dearer(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 15000; buys = 17.320508; root = true; };"
                 "b = { amount = 5000; buys = 10.0; root = true; };",
                 LINE_OF(a) LINE_OF(b), "noise = 1.0;");
    cut(&p, 40, &cuts);
    assert_money(&cuts);
    const rap_cut_way *least = &cuts.ways[0];
    assert_double_near(least->share[A], 0.4, 0.04);
    assert_double_near(least->share[B], 0.4, 0.12);
    double loss = 17.320508 * (sqrt(9) - sqrt(15)) + 10 * (sqrt(3) - sqrt(5));
    assert_double_near(least->effects[0].mean, loss, 0.02 * fabs(loss));
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* Twins hurt alike: sparing one is about as good. */
static void ties_are_told(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 8000; buys = 1.0; }; b = { amount = 8000; buys = 1.0; };"
                 "c = { amount = 8000; buys = 4.0; };",
                 three_lines, "");
    cut(&p, 10, &cuts);
    const rap_cut_way *way = way_of(&cuts, RAP_CUT_SPARING);
    assert_true(way->as_good && !way_of(&cuts, RAP_CUT_ALIKE)->as_good);
    assert_true(cuts.ways[0].as_good && !(cuts.ways[0].behind.mean < 0));
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* Of what no line can spend all is idle: that is no silence of the model. */
static void what_is_never_spent_goes_first(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 8000; buys = 1.0; };"
                 "b = { amount = 8000; buys = 1.0; enough = 0.0; };",
                 LINE_OF(a) LINE_OF(b), "");
    cut(&p, 25, &cuts);
    assert_money(&cuts);
    assert_false(cuts.unseen[B]);
    assert_double_near(cuts.ways[0].share[B], 0.5, 1e-6);
    assert_double_near(cuts.ways[0].idle.mean, 4000, 0.1);
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* d and e take most of the money; of d the model cannot say what it buys, of e it shows nothing: no way puts the cut there
 * because no harm shows. */
static void what_is_kept_for_the_form_is_no_hiding_place(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 8000; buys = 1.0; }; b = { amount = 8000; buys = 2.0; };"
                 "d = { amount = 16000; }; e = { amount = 8000; mute = true; };",
                 LINE_OF(a) LINE_OF(b) LINE_OF(d) LINE_OF(e), "");
    cut(&p, 10, &cuts);
    assert_money(&cuts);
    assert_true(cuts.unseen[2] && cuts.unseen[3] && !cuts.unseen[A] && !cuts.unseen[B]);
    assert_int_equal(cuts.ways[0].kind, RAP_CUT_LEAST);
    assert_double_near(cuts.ways[0].share[A], 0.5, 1e-6);
    for (size_t w = 0; w < cuts.n_ways; w++)
        for (size_t i = 2; i < 4; i++)
            assert_true((cuts.ways[w].cents[i] > 0) == (cuts.ways[w].kind == RAP_CUT_ALIKE));
    rap_cuts_free(&cuts);
    cut(&p, 60, &cuts); /* more than a and b come to */
    assert_int_equal(cuts.n_ways, 1);
    assert_int_equal(cuts.ways[0].kind, RAP_CUT_ALIKE);
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* Odd cents, shares of full cost, match, and a rate on part of it. */
static void cents_add_up(void **state) {
    purse p;
    rap_cuts cuts;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 3333.33; buys = 1.0; paid = 0.8; in_base = true; };"
                 "b = { amount = 777.77; buys = 3.0; };"
                 "c = { amount = 9999.99; buys = 9.0; in_kind = true; };"
                 "d = { amount = 1234.57; buys = 1.0; in_base = true; };",
                 LINE_OF(a) LINE_OF(b) LINE_OF(c) LINE_OF(d), "rate = 0.17;");
    static const double percents[] = {1, 7.3, 33, 71};
    for (size_t k = 0; k < sizeof percents / sizeof *percents; k++) {
        cut(&p, percents[k], &cuts);
        assert_money(&cuts);
        assert_int_equal(cuts.award, 266666 + 77777 + 123457 + 77654);
        assert_int_equal(cuts.target, llround(percents[k] / 100 * (double)cuts.award));
        assert_false(cuts.can_cut[C]); /* nobody asks for it */
        rap_cuts_free(&cuts);
    }
    purse_tear_down(&p);
}

/* Without costs, a lever that is an amount of money is what it asks for. */
static void levers_that_are_money(void **state) {
    rap_model plain = purse_model;
    purse p;
    rap_cuts cuts;
    (void)state;
    plain.costs = NULL;
    purse_set_up(&p, &plain, three,
                 "a = { lever = \"costs.a.amount\"; spend = [\"cost:a\"]; };"
                 "b = { lever = \"costs.b.amount\"; spend = [\"cost:b\"]; };"
                 "c = { lever = \"costs.c.kept\"; spend = [\"cost:c\"]; };",
                 "");
    cut(&p, 25, &cuts);
    assert_money(&cuts);
    assert_int_equal(cuts.award, 2000000);
    assert_int_equal(cuts.ways[0].cents[A], 500000);
    assert_false(cuts.can_cut[C]);
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

static void what_cannot_be_cut_is_said(void **state) {
    rap_model plain = purse_model;
    purse p;
    rap_cuts cuts;
    (void)state;
    plain.costs = NULL;
    purse_set_up(&p, &plain, three, three_lines, "");
    cut(&p, 25, &cuts);
    assert_true(cuts.n_ways == 0 && strstr(cuts.why, "no line of this budget moves a sum"));
    rap_cuts_free(&cuts);
    cut(&p, 0, &cuts);
    assert_true(cuts.n_ways == 0 && !cuts.why[0] && rap_cuts_runs(&p.study) <= 0);
    purse_tear_down(&p);
    purse_set_up(&p, &purse_model, three, LINE_OF(c), "");
    cut(&p, 25, &cuts);
    assert_true(cuts.n_ways == 0 && strstr(cuts.why, "do not come to so much"));
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

/* A row for each line, for what is no line, for their sum, and for each thing that changes. */
static void the_table(void **state) {
    purse p;
    rap_cuts cuts;
    rap_text csv;
    size_t rows = 0;
    (void)state;
    purse_set_up(&p, &purse_model, three, three_lines, "rate = 0.5;");
    cut(&p, 20, &cuts);
    rap_text_init(&csv);
    rap_cuts_csv(&cuts, &p.study, &csv);
    for (const char *c = rap_text_string(&csv); *c; c++)
        rows += *c == '\n';
    assert_int_equal(rows, 1 + cuts.n_ways * (3 + 2 + 1 + 1 + 2));
    assert_non_null(strstr(rap_text_string(&csv), "1,least,award,,,,35000,7000"));
    rap_text_free(&csv);
    rap_cuts_free(&cuts);
    purse_tear_down(&p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_lines),
        cmocka_unit_test(a_line_that_is_spared),
        cmocka_unit_test(what_lies_idle_goes_first),
        cmocka_unit_test(the_more_the_dearer),
        cmocka_unit_test(ties_are_told),
        cmocka_unit_test(what_is_never_spent_goes_first),
        cmocka_unit_test(what_is_kept_for_the_form_is_no_hiding_place),
        cmocka_unit_test(cents_add_up),
        cmocka_unit_test(levers_that_are_money),
        cmocka_unit_test(what_cannot_be_cut_is_said),
        cmocka_unit_test(the_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
