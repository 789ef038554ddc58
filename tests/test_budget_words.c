/* test_budget_words.c: words, pictures and page of a budget: no claim within the smallest difference
 * that matters, hostile and long labels, missing numbers, memory. */
#include "drawing.h"
#include "fake_budget.h"
#include "markup.h"
#include "near.h"
#include "refuse.h"
#include "plots/words/budget_words.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/page/report.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

static const char long_label[] =
    "A line whose name goes on and on, because the funder's form asked for the name of the person, "
    "the place, the partner, the months and the reason in one cell of a table that nobody reads";

static void start(fake_tables *f, fake_budget *b, fake_kind kind, size_t n, const char *label) {
    static const char *rows[2], *columns[6];
    for (size_t k = 0; k < 2; k++)
        rows[k] = label ? label : "honorarium";
    for (size_t k = 0; k < 6; k++)
        columns[k] = label ? label : "12 months";
    assert_int_equal(fake_tables_init(f, kind == FAKE_MISSING ? FAKE_USUAL : kind), RAP_OK);
    fake_budget_init(b, f, kind, n, label);
    if (f->study.n_arms >= 7)
        f->study.grid =
            (rap_grid){rows[0], columns[0], rows, columns, label ? 1 : 2, label ? 6 : 3, 1};
}

/* ---- words ------------------------------------------------------------------------------------ */

static rap_summary around(double low, double high, int64_t draws) {
    return (rap_summary){.draws = draws, .mean = (low + high) / 2, .ci_low = low, .ci_high = high};
}

static void test_change(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    double d = f.study.delta[0];
    const struct {
        double low, high;
        rap_change change;
    } cases[] = {
        {1.1, 2, RAP_CHANGE_RISE},    {-2, -1.1, RAP_CHANGE_FALL}, {-0.9, 0.9, RAP_CHANGE_SMALL},
        {0.2, 0.9, RAP_CHANGE_SMALL}, {0.5, 1.5, RAP_CHANGE_NEAR}, {-3, 3, RAP_CHANGE_NEAR},
        {1, 2, RAP_CHANGE_RISE},      {-2, -1, RAP_CHANGE_FALL},   {-0.5, 1, RAP_CHANGE_NEAR},
        {-1, 0.5, RAP_CHANGE_NEAR},   {NAN, 2, RAP_CHANGE_NONE}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        rap_summary s = around(cases[k].low * d, cases[k].high * d, 30);
        assert_int_equal(rap_budget_change(&f.tables, 0, &s), cases[k].change);
    }
    rap_summary few = around(2 * d, 3 * d, 10);
    assert_int_equal(rap_budget_change(&f.tables, 0, &few), RAP_CHANGE_FEW);
    fake_tables_free(&f);
}

static void expect_effect(const rap_tables *t, double low, double high, const char *holds,
                          const char *lacks) {
    rap_text out;
    rap_text_init(&out);
    rap_summary s = around(low, high, 30);
    rap_budget_effect(&out, t, 0, &s);
    if (!strstr(rap_text_string(&out), holds) || strstr(rap_text_string(&out), lacks))
        print_error("'%s' for '%s' without '%s'\n", rap_text_string(&out), holds, lacks);
    assert_non_null(strstr(rap_text_string(&out), holds));
    assert_null(strstr(rap_text_string(&out), lacks));
    rap_text_free(&out);
}

static void test_effects(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    double d = f.study.delta[0];
    expect_effect(&f.tables, 2 * d, 4 * d, "a rise of 15.0 percentage points (95 % interval",
                  "fall");
    expect_effect(&f.tables, -4 * d, -2 * d, "a fall of 15.0 percentage points", "rise");
    expect_effect(&f.tables, 0.1 * d, 0.9 * d, "no effect that matters was seen (between +",
                  "rise");
    expect_effect(&f.tables, 0.5 * d, 4 * d, "not clear", "rise");
    expect_effect(&f.tables, NAN, NAN, "cannot be told", "rise");
    fake_tables_free(&f);
}

static void expect(rap_text *out, const char *text) {
    assert_string_equal(rap_text_string(out), text);
    rap_text_clear(out);
}

static void test_numbers(void **state) {
    (void)state;
    rap_text out;
    rap_text_init(&out);
    rap_money(&out, NULL, 1234567.4, true);
    expect(&out, "+1,234,567");
    rap_money(&out, NULL, -999.6, false);
    expect(&out, RAP_MINUS "1,000");
    rap_money(&out, NULL, -0.4, true);
    expect(&out, "0");
    rap_money(&out, NULL, NAN, true);
    expect(&out, "none");
    rap_budget_tenths(&out, NULL, 0.97);
    expect(&out, "in more than 9 of 10 simulated programmes");
    rap_budget_tenths(&out, NULL, 1);
    expect(&out, "in 10 of 10 simulated programmes");
    rap_budget_tenths(&out, NULL, 0.04);
    expect(&out, "in fewer than 1 of 10 simulated programmes");
    rap_text_free(&out);
}

enum { SURVIVAL, MONTHS, TRUST, TAKE_UP, PEOPLE };

/* "+1 months" is no English, nor is "between +1 and +1 people". */
static void test_singular(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    rap_text out;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    rap_text_init(&out);
    rap_budget_value(&out, &f.tables, MONTHS, 1, -2, 4);
    expect(&out, "+1 month (" RAP_MINUS "2 to +4)");
    rap_budget_value(&out, &f.tables, MONTHS, 4, -2, 12);
    expect(&out, "+4 months (" RAP_MINUS "2 to +12)");
    rap_summary s = {.ci_low = 0.9, .ci_high = 1.1};
    rap_budget_between(&out, &f.tables, PEOPLE, &s);
    expect(&out, "about +1 person");
    s = (rap_summary){.ci_low = -0.2, .ci_high = 0.3};
    rap_budget_between(&out, &f.tables, PEOPLE, &s);
    expect(&out, "about 0 people");
    s = (rap_summary){.ci_low = 0, .ci_high = 1};
    rap_budget_between(&out, &f.tables, PEOPLE, &s);
    expect(&out, "between 0 and +1 people");
    rap_language french; /* its plural begins at 2, of shares as they are shown */
    assert_int_equal(rap_language_find(&french, "fr"), RAP_OK);
    f.tables.language = &french;
    s = (rap_summary){.ci_low = -0.045, .ci_high = 0.058};
    rap_budget_between(&out, &f.tables, SURVIVAL, &s);
    expect(&out, "entre " RAP_MINUS "4,5 et +5,8 points de pourcentage");
    rap_text_free(&out);
    fake_tables_free(&f);
}

/* Levels beside a change: they differ by the change as it is printed (61.23 and 7.14 would be 61.2 and 7.1: 54.1). */
static void test_levels(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    rap_text out;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    rap_text_init(&out);
    b.level[0].mean = 0.61249;
    rap_summary s = {.draws = 30, .mean = -0.54052, .ci_low = -0.58, .ci_high = -0.5};
    rap_budget_moves(&out, &f.tables, 0, &s);
    expect(&out, "from 61.2" RAP_NO_BREAK "% to 7.1" RAP_NO_BREAK
                 "%, a fall of 54.1 percentage points (95 % interval 50.0 to 58.0)");
    b.level[0].mean = 0.9; /* a rise to beyond 1 is of runs that the level does not count */
    s = (rap_summary){.draws = 30, .mean = 0.2, .ci_low = 0.15, .ci_high = 0.25};
    rap_budget_moves(&out, &f.tables, 0, &s);
    expect(&out, "a rise of 20.0 percentage points (95 % interval 15.0 to 25.0)");
    rap_budget_seen(&out, &f.tables, 0, 0.82);
    expect(&out, " It moves by at least 5" RAP_NO_BREAK
                 "percentage points in 8 of 10 simulated programmes.");
    rap_budget_seen(&out, &f.tables, 0, NAN);
    expect(&out, "");
    rap_text_free(&out);
    fake_tables_free(&f);
}

/* The clearest effect is the largest claimed one in smallest differences that matter, not that of the first outcome. */
static void test_clearest(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    size_t dose = rap_budget_dose(-100);
    start(&f, &b, FAKE_USUAL, 3, NULL);
    for (size_t a = 0; a < FAKE_AIMS; a++) {
        double d = f.study.delta[b.aims[a].outcome];
        b.effects[1][dose][a] =
            around(a == 0 ? -2.5 * d : -4.5 * d, a == 0 ? -1.5 * d : -3.5 * d, 30);
    }
    assert_int_equal(rap_budget_clearest(&f.tables, 1, dose), 1);
    double d = f.study.delta[b.aims[1].outcome];
    b.effects[1][dose][1] = around(-9 * d, 0.5 * d, 30); /* larger, but not claimed */
    assert_int_equal(rap_budget_clearest(&f.tables, 1, dose), 0);
    d = f.study.delta[b.aims[0].outcome];
    b.effects[1][dose][0] = around(-0.5 * d, 0.5 * d, 30);
    assert_int_equal(rap_budget_clearest(&f.tables, 1, dose), FAKE_AIMS);
    fake_tables_free(&f);
}

/* What 1,000 less goes with: the outcome and the money that falls have one sign, so a marginal above 0 is a loss. */
static void test_marginal(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    rap_text out;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    rap_text_init(&out);
    rap_interval m = {0.0042, 0.0039, 0.0044};
    rap_budget_marginal(&out, &f.tables, PEOPLE, &m);
    expect(&out, "4.2 people less (3.9 to 4.4)");
    m = (rap_interval){-0.0042, -0.0044, -0.0039};
    rap_budget_marginal(&out, &f.tables, PEOPLE, &m);
    expect(&out, "4.2 people more (3.9 to 4.4)");
    rap_text_free(&out);
    fake_tables_free(&f);
}

/* No key of a study is read aloud: a line's label, else what the number means. */
static void test_destination(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    rap_text out;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    rap_text_init(&out);
    rap_budget_destination(&out, &f.tables, &b.rows[0]);
    expect(&out, "What is cut is not spent.");
    rap_budget_destination(&out, &f.tables, &b.rows[1]);
    expect(&out, "What is cut goes to " RAP_OPEN_QUOTE "Coordinator" RAP_END_QUOTE ".");
    rap_text_free(&out);
    fake_tables_free(&f);
}

/* ---- pictures --------------------------------------------------------------------------------- */

static bool is_of_budget(const rap_plot *plot) {
    return plot->kind == &rap_kind_lines || plot->kind == &rap_kind_plane ||
           plot->kind == &rap_kind_acceptability || plot->kind == &rap_kind_information ||
           plot->kind == &rap_kind_grid;
}

static size_t count(const rap_tables *t) {
    rap_plots plots;
    size_t n = 0;
    assert_int_equal(rap_plots_list(&plots, t), RAP_OK);
    for (size_t i = 0; i < plots.n; i++)
        n += is_of_budget(&plots.rows[i]);
    rap_plots_free(&plots);
    return n;
}

static void test_list(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    start(&f, &b, FAKE_USUAL, 40, NULL);
    assert_int_equal(count(&f.tables), 8); /* four of lines */
    f.tables.lines = NULL;
    assert_int_equal(count(&f.tables), 4);
    f.tables.worth = NULL;
    assert_int_equal(count(&f.tables), 1);
    f.study.grid = (rap_grid){0};
    assert_int_equal(count(&f.tables), 0);
    fake_tables_free(&f);
    start(&f, &b, FAKE_MISSING, 3, NULL);
    assert_int_equal(count(&f.tables), 1); /* the grid's numbers are those of the tables */
    fake_tables_free(&f);
    start(&f, &b, FAKE_SINGLE, 3, NULL);
    assert_int_equal(count(&f.tables), 1); /* one arm: lines alone */
    fake_tables_free(&f);
}

/* Effects of line 0 on the first aim, in smallest differences that matter, by dose. */
static void set_effects(fake_tables *f, fake_budget *b, const double *x, double half) {
    double delta = f->tables.study->delta[b->aims[0].outcome];
    for (size_t k = 0; k < RAP_DOSES; k++) {
        rap_summary *s = &b->effects[0][k][0];
        s->mean = x[k] * delta;
        s->ci_low = (x[k] - half) * delta;
        s->ci_high = (x[k] + half) * delta;
    }
}

static void test_returns(void **state) {
    static const struct {
        double x[RAP_DOSES], half;
        const char *said;
    } cases[] = {
        {{-4, -0.5, -0.2, 0, 0, 0, 0, 0},
         0.1,
         "Returns diminish. A cut by 50 % makes no difference that matters to First outcome, "
         "which falls by "
         "one of 100 %. 50 % more of it adds nothing that matters."},
        {{-4, -3, -2, -1.5, 0, 1.5, 2, 3},
         0.1,
         "falls by a cut of 10 % already. 50 % more of it "
         "still makes a difference."},
        /* a cut that does good is no diminishing return, and more of what harms is no gain */
        {{4, 2, 0.5, 0.5, 0, -0.5, -2, -3}, 0.1, "by one of 50 %. 50 % more of it makes it worse."},
        {{4, 2, 1.5, 1.2, 0, -0.5, -2, -3}, 0.1, "rises by a cut of 10 % already."},
        {{0, 0, 0, 0, 0, 0, 0, 0}, 0.1, "A cut by 100 % makes no difference that matters"},
        {{-1, -1, -1, -1, 0, 1, 1, 1}, 0.5, "No cut clearly makes a difference that matters"},
        {{-4, -3, -1, 0, 0, 0, 0, 1}, 0.5, "Returns diminish. A cut by 10 % makes no difference"},
    };
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        fake_tables f;
        fake_budget b;
        rap_text out;
        start(&f, &b, FAKE_USUAL, 3, NULL);
        set_effects(&f, &b, cases[k].x, cases[k].half);
        rap_text_init(&out);
        rap_budget_returns(&out, &f.tables, 0, 0);
        assert_int_equal(strstr(rap_text_string(&out), "Returns diminish") != NULL,
                         strstr(cases[k].said, "Returns diminish") != NULL);
        if (!strstr(rap_text_string(&out), cases[k].said))
            print_error("%s\n", rap_text_string(&out));
        assert_non_null(strstr(rap_text_string(&out), cases[k].said));
        rap_text_free(&out);
        fake_tables_free(&f);
    }
}

static void draw_all(fake_kind kind, size_t n, const char *label, const char *terminal) {
    fake_tables f;
    fake_budget b;
    rap_plots plots;
    start(&f, &b, FAKE_USUAL, n, label);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    fake_tables_free(&f);
    start(&f, &b, kind, n, label);
    for (size_t i = 0; i < plots.n; i++)
        if (is_of_budget(&plots.rows[i]))
            drawing_draw(&f.tables, &plots.rows[i], terminal);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

static void test_draw(void **state) {
    (void)state;
    drawing_or_skip();
    draw_all(FAKE_USUAL, 7, NULL, "svg");
    draw_all(FAKE_USUAL, 7, NULL, "png");
    draw_all(FAKE_USUAL, 7, NULL, "ascii");
    draw_all(FAKE_USUAL, 13, long_label, "svg");
    draw_all(FAKE_MISSING, 3, NULL, "svg");
    draw_all(FAKE_MISSING, 3, NULL, "ascii");
}

static void test_draw_hostile(void **state) {
    (void)state;
    drawing_or_skip();
    draw_all(FAKE_HOSTILE, 3, fake_hostile, "svg");
    draw_all(FAKE_HOSTILE, 3, fake_hostile, "ascii");
    drawing_assert_nothing_ran();
}

/* ---- the page --------------------------------------------------------------------------------- */

static void page_of(const fake_tables *f, bool appendix, rap_text *html) {
    const rap_report_extras extras = {.seconds = -1};
    rap_text_init(html);
    assert_int_equal((appendix ? rap_appendix_html : rap_report_html)(&f->tables, &extras, html),
                     RAP_OK);
    const char *fault = markup_fault(rap_text_string(html));
    if (fault)
        print_error("not well-formed at: %.80s\n", fault);
    assert_null(fault);
}

static size_t occurrences(const char *text, const char *part) {
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, part)) != NULL; at += strlen(part))
        n++;
    return n;
}

static void test_page(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    rap_text html;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    page_of(&f, false, &html);
    const char *page = rap_text_string(&html);
    assert_non_null(strstr(page, "<section id=\"budget\">"));
    assert_non_null(strstr(page, "Values of lines do not add"));
    rap_text_free(&html);
    page_of(&f, true, &html);
    const char *cheers = strstr(rap_text_string(&html), "<section id=\"cheers\">");
    assert_non_null(cheers);
    assert_non_null(strstr(cheers, "28. Other relevant information: Conflicts of interest"));
    assert_int_equal(occurrences(cheers, ">for a person to write</span>"), 28);
    rap_text_free(&html);
    f.tables.lines = NULL;
    f.tables.worth = NULL;
    page_of(&f, false, &html);
    assert_null(strstr(rap_text_string(&html), "<section id=\"budget\">"));
    assert_null(strstr(rap_text_string(&html), "<section id=\"cheers\">"));
    rap_text_free(&html);
    fake_tables_free(&f);
}

static void test_page_of_others(void **state) {
    (void)state;
    static const fake_kind kinds[] = {FAKE_HOSTILE, FAKE_MISSING, FAKE_SINGLE};
    for (size_t k = 0; k < 3; k++) {
        fake_tables f;
        fake_budget b;
        rap_text html;
        start(&f, &b, kinds[k], 3, k == 0 ? fake_hostile : NULL);
        page_of(&f, false, &html);
        assert_non_null(strstr(rap_text_string(&html), "<section id=\"budget\">"));
        assert_null(strstr(rap_text_string(&html), "<script"));
        assert_null(strstr(rap_text_string(&html), ">nan<"));
        rap_text_free(&html);
        fake_tables_free(&f);
    }
}

/* ---- memory ----------------------------------------------------------------------------------- */

static int make_all(const rap_tables *t, const rap_plots *plots) {
    int status = RAP_OK;
    for (size_t i = 0; i < plots->n && !status; i++) {
        rap_text texts[5];
        if (!is_of_budget(&plots->rows[i]))
            continue;
        for (int k = 0; k < 5; k++)
            rap_text_init(&texts[k]);
        status = rap_plot_make(t, &plots->rows[i], "svg", &texts[0], &texts[1]);
        status =
            status ? status : rap_plot_words(t, &plots->rows[i], &texts[2], &texts[3], &texts[4]);
        for (int k = 0; k < 5; k++)
            rap_text_free(&texts[k]);
    }
    return status;
}

static void test_memory(void **state) {
    (void)state;
    fake_tables f;
    fake_budget b;
    rap_plots plots;
    start(&f, &b, FAKE_USUAL, 3, NULL);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    bool finished = false;
    for (long n = 0; !finished; n++) {
        refuse_after = n;
        refuse_done = false;
        int status = make_all(&f.tables, &plots);
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
        assert_true(!finished || n > 50);
    }
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_change),   cmocka_unit_test(test_effects),
        cmocka_unit_test(test_singular), cmocka_unit_test(test_levels),
        cmocka_unit_test(test_clearest), cmocka_unit_test(test_destination),
        cmocka_unit_test(test_marginal), cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_returns),  cmocka_unit_test(test_list),
        cmocka_unit_test(test_draw),     cmocka_unit_test(test_draw_hostile),
        cmocka_unit_test(test_page),     cmocka_unit_test(test_page_of_others),
        cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, drawing_make_folder, drawing_remove_folder);
}
