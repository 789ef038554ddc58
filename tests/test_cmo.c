/* test_cmo.c: pictures and page of propositions: which there are, what they show, that gnuplot draws
 * them from 1 to 40 propositions and with hostile labels, and that no verdict lacks its numbers. */
#include "drawing.h"
#include "fake_verdicts.h"
#include "markup.h"
#include "near.h"
#include "refuse.h"
#include "plots/pictures/cmo.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/page/report.h"
#include "base/error.h"

#include <math.h>
#include <string.h>

static void start(fake_tables *f, fake_verdicts *v, fake_kind kind, size_t n, const char *label) {
    assert_int_equal(fake_tables_init(f, kind == FAKE_MISSING ? FAKE_USUAL : kind), RAP_OK);
    assert_int_equal(fake_verdicts_init(v, f, kind, n, label), RAP_OK);
}

static void end(fake_tables *f, fake_verdicts *v) {
    fake_verdicts_free(v, f);
    fake_tables_free(f);
}

static bool is_of_propositions(const rap_plot *plot) {
    static const rap_plot_kind *const kinds[] = {&rap_kind_propositions, &rap_kind_strengths,
                                                 &rap_kind_works, &rap_kind_mechanisms,
                                                 &rap_kind_theory};
    for (size_t k = 0; k < 5; k++)
        if (plot->kind == kinds[k])
            return true;
    return false;
}

static size_t count_plots(const rap_tables *t) {
    rap_plots plots;
    size_t n = 0;
    assert_int_equal(rap_plots_list(&plots, t), RAP_OK);
    for (size_t i = 0; i < plots.n; i++)
        n += is_of_propositions(&plots.rows[i]);
    rap_plots_free(&plots);
    return n;
}

static void test_list(void **state) {
    (void)state;
    fake_tables f;
    fake_verdicts v;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    assert_int_equal(count_plots(&f.tables), 0);
    fake_tables_free(&f);
    start(&f, &v, FAKE_USUAL, 1, NULL);
    assert_int_equal(count_plots(&f.tables), 5);
    v.propositions[0].unexpressed = "why";
    assert_int_equal(count_plots(&f.tables), 0); /* nothing has a number */
    end(&f, &v);
    start(&f, &v, FAKE_USUAL, 40, NULL);
    assert_true(count_plots(&f.tables) > 9);
    end(&f, &v);
}

/* Parts are as equal as can be, lie one after another, and leave nothing out. */
static void test_parts(void **state) {
    (void)state;
    for (size_t n = 1; n < 60; n++) {
        size_t parts = (n + 13) / 14, before = 0;
        for (size_t k = 0; k < parts; k++) {
            size_t first, last;
            rap_plot_part(k, n, 14, &first, &last);
            assert_int_equal(first, before);
            assert_true(last > first && last - first <= 14);
            assert_true(last - first >= n / parts);
            before = last;
        }
        assert_int_equal(before, n);
    }
}

/* The common scale: units, the bend, and what lies on the axis. */
static void test_axis(void **state) {
    (void)state;
    rap_proposition p = {.direction = -1, .at_least = 0.05};
    assert_double_near(rap_cmo_units(&p, 0.1), -2, 1e-12);
    p.at_least = 0;
    assert_true(isnan(rap_cmo_units(&p, 1)));
    rap_cmo_axis axis = {0};
    rap_cmo_axis_widen(&axis, 4);
    rap_cmo_axis_widen(&axis, (double)NAN);
    rap_cmo_axis_finish(&axis, 6);
    assert_false(axis.bent);
    assert_double_near(rap_cmo_axis_place(&axis, 3), 3, 0);
    assert_true(axis.low <= -1 && axis.high >= 4);
    rap_cmo_axis_widen(&axis, 60);
    rap_cmo_axis_finish(&axis, 6);
    assert_true(axis.bent);
    assert_double_near(rap_cmo_axis_place(&axis, 60), asinh(60), 1e-12);
    rap_text head;
    rap_text_init(&head);
    rap_cmo_axis_assign(&head, &axis);
    assert_non_null(
        strstr(rap_text_string(&head), "tick_at[6] = 4.09462222; tick_label[6] = '30'"));
    rap_text_free(&head);
}

/* A claim of less: what is less stands to the right, and its interval has low before high. */
static void test_direction(void **state) {
    (void)state;
    rap_proposition p = {.direction = -1, .at_least = 2};
    rap_summary s = {
        .mean = -4, .ci_low = -6, .ci_high = -2, .plausible_low = -10, .plausible_high = 2};
    rap_cmo_axis axis = {0};
    rap_text data;
    rap_text_init(&data);
    rap_cmo_places(&data, &axis, &p, &s);
    assert_string_equal(rap_text_string(&data), " 2 1 3 -1 5");
    rap_text_free(&data);
}

/* Every verdict has a colour, a dash and a meaning. */
static void test_verdicts(void **state) {
    (void)state;
    for (int v = 0; v < RAP_N_VERDICTS; v++) {
        assert_true(rap_cmo_color((rap_verdict)v) > 0);
        assert_true(rap_cmo_dash((rap_verdict)v) >= 1);
        assert_non_null(rap_cmo_meaning((rap_verdict)v));
    }
}

static void test_largest(void **state) {
    (void)state;
    fake_tables f;
    fake_verdicts v;
    start(&f, &v, FAKE_USUAL, 7, NULL);
    assert_int_equal(rap_cmo_largest(&v.verdicts, 4), 0);
    assert_double_near(rap_cmo_share(&v.verdicts.rows[4]), 0.7, 1e-12);
    assert_int_equal(rap_cmo_largest(&v.verdicts, 0), -1); /* against the claim */
    assert_true(isnan(rap_cmo_share(&v.verdicts.rows[0])));
    v.verdicts.rows[4].factors[2].shapley.s.mean = 1e6; /* the rest is no mechanism */
    assert_int_equal(rap_cmo_largest(&v.verdicts, 4), 0);
    v.verdicts.rows[4].factors[1].shapley.s.mean = 1e6;
    assert_int_equal(rap_cmo_largest(&v.verdicts, 4), 1);
    end(&f, &v);
}

/* ---- drawing ---------------------------------------------------------------------------------- */

static void draw_all(fake_kind kind, size_t n, const char *label, const char *terminal) {
    fake_tables f;
    fake_verdicts v;
    rap_plots plots;
    drawing_or_skip();
    start(&f, &v, kind, n, label);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    for (size_t i = 0; i < plots.n; i++)
        if (is_of_propositions(&plots.rows[i]))
            drawing_draw(&f.tables, &plots.rows[i], terminal);
    if (!strcmp(terminal, "svg"))
        assert_true(drawing_draw_narrow(&f.tables, &plots, kind == FAKE_USUAL) > 0);
    for (size_t i = 0; i < plots.n && !strcmp(terminal, "svg"); i++)
        assert_true(plots.rows[i].narrow || rap_plots_narrow(&plots, i));
    rap_plots_free(&plots);
    end(&f, &v);
}

static void test_draw(void **state) {
    (void)state;
    draw_all(FAKE_USUAL, 1, NULL, "svg");
    draw_all(FAKE_USUAL, 1, NULL, "ascii");
    draw_all(FAKE_USUAL, 40, NULL, "svg");
    draw_all(FAKE_USUAL, 11, NULL, "png");
    draw_all(FAKE_USUAL, 11, NULL, "pdf");
    draw_all(FAKE_USUAL, 11, NULL, "ascii");
}

static void test_draw_missing(void **state) {
    (void)state;
    draw_all(FAKE_MISSING, 11, NULL, "svg");
    draw_all(FAKE_MISSING, 11, NULL, "ascii");
    draw_all(FAKE_MISSING, 1, NULL, "ascii");
}

static void test_draw_hostile(void **state) {
    (void)state;
    char label[491];
    memset(label, 'W', 490);
    label[490] = '\0';
    draw_all(FAKE_HOSTILE, 11, fake_hostile, "svg");
    draw_all(FAKE_HOSTILE, 11, fake_hostile, "ascii");
    draw_all(FAKE_USUAL, 5, label, "svg");
    drawing_assert_nothing_ran();
}

/* ---- the page --------------------------------------------------------------------------------- */

static void make_page(const rap_tables *t, rap_text *html) {
    rap_report_extras extras = {.seconds = -1};
    rap_text_init(html);
    assert_int_equal(rap_report_html(t, &extras, html), RAP_OK);
}

static void make_appendix(const rap_tables *t, rap_text *html) {
    rap_report_extras extras = {.seconds = -1};
    rap_text_init(html);
    assert_int_equal(rap_appendix_html(t, &extras, html), RAP_OK);
}

static size_t count(const char *text, const char *what) {
    size_t n = 0;
    for (const char *s = strstr(text, what); s; s = strstr(s + 1, what))
        n++;
    return n;
}

static void test_page(void **state) {
    (void)state;
    fake_tables f;
    fake_verdicts v;
    rap_text html;
    start(&f, &v, FAKE_USUAL, 20, NULL);
    make_page(&f.tables, &html);
    const char *page = rap_text_string(&html);
    assert_null(markup_fault(page));
    assert_non_null(strstr(page, "<section id=\"works\">"));
    assert_non_null(strstr(page, "20 propositions, of which 18 could be tested: supported 2"));
    assert_non_null(strstr(page, "A verdict is about the theory as it is written in the model, not "
                                 "about the world."));
    assert_non_null(strstr(page, "What the model cannot express"));
    assert_non_null(strstr(page, "There is no lever."));
    rap_text_free(&html);
    make_appendix(&f.tables, &html);
    page = rap_text_string(&html);
    assert_null(markup_fault(page));
    assert_int_equal(count(page, "for a person to write"), 21); /* 20 items, and what that means */
    assert_non_null(strstr(page, "20. Discussion: Funding and conflict of interest"));
    rap_text_free(&html);
    end(&f, &v);
}

/* In the table every verdict stands with an effect and a count of sets. */
static void test_no_bare_verdict(void **state) {
    (void)state;
    fake_tables f;
    fake_verdicts v;
    rap_text html;
    start(&f, &v, FAKE_USUAL, 16, NULL);
    make_page(&f.tables, &html);
    const char *s = strstr(rap_text_string(&html), "Verdicts; in brackets the 95 %");
    const char *table_end = strstr(s, "</table>");
    assert_non_null(table_end);
    size_t rows = 0;
    while ((s = strstr(s, "<td><strong>")) && s < table_end) {
        const char *row_end = strstr(s, "</tr>"), *digits = strstr(s, " of 100<");
        assert_true(digits && digits < row_end);
        assert_true(strstr(s, " to ") < row_end);
        s = row_end;
        rows++;
    }
    assert_int_equal(rows, 15);
    rap_text_free(&html);
    end(&f, &v);
}

static void test_hostile_page(void **state) {
    (void)state;
    static const fake_kind kinds[] = {FAKE_HOSTILE, FAKE_MISSING};
    for (size_t k = 0; k < 2; k++) {
        fake_tables f;
        fake_verdicts v;
        rap_text html;
        start(&f, &v, kinds[k], 20, fake_hostile);
        make_page(&f.tables, &html);
        assert_null(markup_fault(rap_text_string(&html)));
        assert_null(strstr(rap_text_string(&html), "<script"));
        assert_null(strstr(rap_text_string(&html), "nan"));
        rap_text_free(&html);
        end(&f, &v);
    }
}

/* ---- memory ----------------------------------------------------------------------------------- */

static int make_everything(const rap_tables *t) {
    rap_plots plots;
    rap_text texts[6];
    rap_report_extras extras = {.seconds = -1};
    int status = rap_plots_list(&plots, t);
    for (int k = 0; k < 6; k++)
        rap_text_init(&texts[k]);
    for (size_t i = 0; i < plots.n && !status; i++) {
        if (!is_of_propositions(&plots.rows[i]))
            continue;
        status = rap_plot_make(t, &plots.rows[i], "svg", &texts[0], &texts[1]);
        if (!status)
            status = rap_plot_words(t, &plots.rows[i], &texts[2], &texts[3], &texts[4]);
    }
    if (!status)
        status = rap_report_html(t, &extras, &texts[5]);
    for (int k = 0; k < 6; k++)
        rap_text_free(&texts[k]);
    rap_plots_free(&plots);
    return status;
}

static void test_memory(void **state) {
    (void)state;
    fake_tables f;
    fake_verdicts v;
    long n = 0;
    start(&f, &v, FAKE_SINGLE, 3, NULL);
    for (bool finished = false; !finished; n++) {
        refuse_after = n;
        refuse_done = false;
        int status = make_everything(&f.tables);
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
    }
    assert_true(n > 50);
    end(&f, &v);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_list),
                                       cmocka_unit_test(test_parts),
                                       cmocka_unit_test(test_axis),
                                       cmocka_unit_test(test_direction),
                                       cmocka_unit_test(test_largest),
                                       cmocka_unit_test(test_verdicts),
                                       cmocka_unit_test(test_draw),
                                       cmocka_unit_test(test_draw_missing),
                                       cmocka_unit_test(test_draw_hostile),
                                       cmocka_unit_test(test_page),
                                       cmocka_unit_test(test_no_bare_verdict),
                                       cmocka_unit_test(test_hostile_page),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, drawing_make_folder, drawing_remove_folder);
}
