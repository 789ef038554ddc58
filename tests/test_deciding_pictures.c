/* test_deciding_pictures.c: the pictures of what decides a headline: that they hold the shares that are known beforehand, and
 * the curves of a known function, and that gnuplot draws them. */
#include "drawing.h"
#include "refuse.h"
#include "sensed.h"
#include "base/error.h"
#include "plots/pictures/plot_kinds.h"

#include <stdio.h>
#include <string.h>

static const rap_plot *picture(const rap_plots *plots, const char *name) {
    for (size_t k = 0; k < plots->n; k++)
        if (!strcmp(plots->rows[k].name, name))
            return &plots->rows[k];
    return NULL;
}

static const char *data_of(const sensed *s, const rap_plot *plot, rap_text *data) {
    rap_text script;
    rap_text_init(&script);
    rap_text_init(data);
    assert_non_null(plot);
    assert_int_equal(rap_plot_make(&s->tables, plot, "svg", &script, data), RAP_OK);
    rap_text_free(&script);
    return rap_text_string(data);
}

/* Line k of data: y, share, low, high, by itself, class. */
static void assert_bar(const char *lines, int k, const double *expected) {
    double x[6];
    for (; k > 0; k--)
        lines = strchr(lines, '\n') + 1;
    assert_int_equal(
        sscanf(lines, "%lf %lf %lf %lf %lf %lf", &x[0], &x[1], &x[2], &x[3], &x[4], &x[5]), 6);
    for (int i = 0; i < 5; i++)
        if (isnan(expected[i]))
            assert_true(isnan(x[i + 1]));
        else
            assert_double_near(x[i + 1], expected[i], 0.011);
}

/* Measured is class 1, assumed 4, all others 7; no bar for what cannot be told from 0. */
static void bars_are_the_shares(void **state) {
    static const double bars[][5] = {
        {56, 51, 61, 31, 1}, {44, 39, 49, 44, 4}, {24, 19, 29, NAN, 4}, {NAN, 0, 5, NAN, 7}};
    rap_plots plots;
    rap_text data;
    sensed s;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    assert_int_equal(rap_plots_list(&plots, &s.tables), RAP_OK);
    const char *lines = data_of(&s, picture(&plots, "deciding"), &data);
    for (int k = 0; k < 4; k++)
        assert_bar(lines, k + 1, bars[k]);
    rap_text_free(&data);
    rap_plots_free(&plots);
    sensed_free(&s);
}

/* y of x1 alone, E[y | x1] = sin x1 (1 + 0.1 pi^4 / 5) + 7 / 2, at its 10 % and 90 % quantile, 0.8 pi from the middle.
 * A polynomial of degree 3 cannot be a sine: within 0.4 of it there. */
static void swings_are_the_functions(void **state) {
    const double size = 1 + 0.1 * pow(3.14159265358979, 4) / 5, at = 0.8 * 3.14159265358979;
    rap_plots plots;
    rap_text data;
    sensed s;
    double x[8];
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    assert_int_equal(rap_plots_list(&plots, &s.tables), RAP_OK);
    const char *line = data_of(&s, picture(&plots, "tornado"), &data);
    line = strchr(line, '\n') + 1; /* x1 alone has a direction */
    assert_int_equal(sscanf(line, "%lf %lf %lf %lf %lf %lf %lf %lf", &x[0], &x[1], &x[2], &x[3],
                            &x[4], &x[5], &x[6], &x[7]),
                     8);
    assert_double_near(x[1], 3.5 - size * sin(at), 0.4);
    assert_double_near(x[4], 3.5 + size * sin(at), 0.4);
    assert_true(x[2] < x[1] && x[1] < x[3] && x[5] < x[4] && x[4] < x[6]);
    assert_double_near(x[7], 1, 0);
    rap_text_free(&data);
    rap_plots_free(&plots);
    sensed_free(&s);
}

/* Over three tens a number that is drawn by its logarithm is drawn on a logarithm, from its 1 % to its 99 % quantile. */
static void curves_by_logarithm(void **state) {
    rap_plots plots;
    rap_text script, data;
    sensed s;
    (void)state;
    rap_text_init(&script);
    rap_text_init(&data);
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON
                 "x1 = { value = 0.1; range = [0.003, 3.0]; distribution = \"loguniform\"; };");
    assert_int_equal(rap_plots_list(&plots, &s.tables), RAP_OK);
    const rap_plot *plot = picture(&plots, "responses");
    assert_non_null(plot);
    assert_int_equal(rap_plot_make(&s.tables, plot, "svg", &script, &data), RAP_OK);
    const char *made = rap_text_string(&script);
    assert_non_null(
        strstr(made, "x_low[1] = 0.00321455792; x_high[1] = 2.7997629; by_logarithm[1] = 1"));
    assert_non_null(strstr(made, "tick[1] = 0.01; tick_label[1] = '0.01'"));
    assert_non_null(strstr(made, "tick[3] = 1; tick_label[3] = '1'\nticks[1] = 3\n"));
    assert_non_null(strstr(made, "x_start[1] = 0.1\n"));
    if (drawing_is_possible())
        drawing_draw(&s.tables, plot, "svg");
    rap_text_free(&script);
    rap_text_free(&data);
    rap_plots_free(&plots);
    sensed_free(&s);
}

static void list_pictures(rap_plots *plots, const rap_tables *t) {
    *plots = (rap_plots){0};
    assert_int_equal(rap_kind_deciding.list(plots, t), RAP_OK);
    assert_int_equal(rap_kind_tornado.list(plots, t), RAP_OK);
    assert_int_equal(rap_kind_responses.list(plots, t), RAP_OK);
    assert_int_equal(rap_kind_luck.list(plots, t), RAP_OK);
}

static void pictures_are_drawn(void **state) {
    static const char *const terminals[] = {"svg", "png", "pdf", "ascii"};
    static const char hostile[] = "It's `touch pwned1` \\\\n %s <b>& ]]> $(touch pwned2)";
    rap_plots plots;
    sensed s;
    (void)state;
    drawing_or_skip();
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON "plain = 5.0; with_x1 = 3.0;");
    s.d.factors.rows[sensed_factor(&s, "x2")].label = hostile;
    s.d.sampling.topics[0] = hostile;
    list_pictures(&plots, &s.tables);
    assert_int_equal(plots.n, 4);
    for (size_t k = 0; k < plots.n; k++)
        for (size_t i = 0; i < sizeof terminals / sizeof *terminals; i++)
            drawing_draw(&s.tables, &plots.rows[k], terminals[i]);
    assert_int_equal(drawing_draw_narrow(&s.tables, &plots, true), 4);
    drawing_assert_nothing_ran();
    rap_plots_free(&plots);
    sensed_free(&s);
}

/* A study of one arm asks for levels. */
static void pictures_of_a_level(void **state) {
    rap_plots plots;
    sensed s;
    (void)state;
    drawing_or_skip();
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    s.d.rows[0].is_level = true;
    s.d.rows[0].of = 1;
    s.study.n_contrasts = s.tables.n_contrasts = 0;
    list_pictures(&plots, &s.tables);
    assert_int_equal(plots.n, 4);
    for (size_t k = 0; k < plots.n; k++)
        drawing_draw(&s.tables, &plots.rows[k], "svg");
    rap_plots_free(&plots);
    sensed_free(&s);
}

/* ---- memory ------------------------------------------------------------------------------------ */

/* All pictures; returns the first failure. */
static int make_all(const rap_tables *t) {
    rap_text texts[5];
    rap_plots plots;
    int status = rap_plots_list(&plots, t);
    for (int k = 0; k < 5; k++)
        rap_text_init(&texts[k]);
    for (size_t k = 0; k < plots.n && !status; k++) {
        status = rap_plot_make(t, &plots.rows[k], "svg", &texts[0], &texts[1]);
        status =
            status ? status : rap_plot_words(t, &plots.rows[k], &texts[2], &texts[3], &texts[4]);
    }
    for (int k = 0; k < 5; k++)
        rap_text_free(&texts[k]);
    rap_plots_free(&plots);
    return status;
}

static void memory_may_run_out(void **state) {
    sensed s;
    long n = 0;
    (void)state;
    sensed_known(&s, SENSED_HEADLINE SENSED_SOON);
    for (bool finished = false; !finished; n++) {
        refuse_after = n;
        refuse_done = false;
        int status = make_all(&s.tables);
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
    }
    assert_true(n > 50);
    sensed_free(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_the_shares), cmocka_unit_test(swings_are_the_functions),
        cmocka_unit_test(curves_by_logarithm), cmocka_unit_test(pictures_are_drawn),
        cmocka_unit_test(pictures_of_a_level), cmocka_unit_test(memory_may_run_out)};
    return cmocka_run_group_tests(tests, drawing_make_folder, drawing_remove_folder);
}
