/* test_plots.c: the list of pictures, their scripts, and that gnuplot draws each of them, hostile
 * labels and missing numbers included. */
#include "drawing.h"
#include "near.h"
#include "fake_tables.h"
#include "refuse.h"
#include "toy_model.h"
#include "analysis/patterns/patterns.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/pictures/plots.h"
#include "plots/pictures/script.h"
#include "plots/words/words.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

/* ---- list and scripts -------------------------------------------------------------------------
 */

static const rap_plot *find(const rap_plots *plots, const char *name) {
    for (size_t i = 0; i < plots->n; i++)
        if (strcmp(plots->rows[i].name, name) == 0)
            return &plots->rows[i];
    return NULL;
}

static void test_list(void **state) {
    (void)state;
    fake_tables f;
    rap_plots plots;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    assert_int_equal(plots.n, 10);
    static const char *const names[] = {"path-survival", "path-next-take-up", "contrasts",
                                        "contrasts-all", "for-whom-type",     "spend"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_non_null(find(&plots, names[i]));
    assert_null(find(&plots, "path-live-months")); /* its path is not kept */
    rap_plots_free(&plots);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

static void test_list_of_little(void **state) {
    (void)state;
    fake_tables f;
    rap_plots plots;
    assert_int_equal(fake_tables_init(&f, FAKE_SINGLE), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    assert_int_equal(plots.n, 2);
    assert_non_null(find(&plots, "path-survival"));
    assert_non_null(find(&plots, "spend"));
    rap_plots_free(&plots);
    fake_tables_free(&f);
    assert_int_equal(fake_tables_init(&f, FAKE_MISSING), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    assert_int_equal(plots.n, 0);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

static void test_names_are_unique_and_plain(void **state) {
    (void)state;
    rap_plots plots = {0};
    assert_int_equal(rap_plots_add(&plots, &rap_kind_path, "path", "a/../b", "Type:x y", 0, "all"),
                     RAP_OK);
    assert_int_equal(rap_plots_add(&plots, &rap_kind_path, "path", "a-..-b", "Type:x y", 0, "all"),
                     RAP_OK);
    assert_string_equal(plots.rows[0].name, "path-a----b--ype-x-y");
    assert_string_equal(plots.rows[1].name, "path-a----b--ype-x-y-again");
    rap_plots_free(&plots);
}

/* Each has its own row behind the others, holds its data in its script, and is found from the wide one. */
static void test_narrow_versions(void **state) {
    (void)state;
    fake_tables f;
    rap_plots plots;
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    size_t wide = plots.n;
    assert_null(rap_plots_narrow(&plots, 0));
    assert_int_equal(rap_plots_add_narrow(&plots), RAP_OK);
    assert_int_equal(rap_plots_wide(&plots), wide);
    assert_int_equal(plots.n, 2 * wide); /* all kinds that these tables have */
    const rap_plot *narrow = rap_plots_narrow(&plots, 0);
    assert_ptr_equal(narrow, &plots.rows[wide]);
    assert_string_equal(narrow->name, "path-survival-narrow");
    assert_int_equal(rap_plot_make(&f.tables, narrow, "svg", &script, &data), RAP_OK);
    assert_int_equal(data.n, 0);
    assert_non_null(strstr(rap_text_string(&script), "width = 360\n"));
    assert_non_null(strstr(rap_text_string(&script), "$data << END_OF_DATA\n# arm 1\n"));
    assert_non_null(strstr(rap_text_string(&script), "\n118 ")); /* some months, and the last */
    assert_non_null(strstr(rap_text_string(&script), "\n120 "));
    assert_null(strstr(rap_text_string(&script), "\n119 "));
    rap_text_free(&script);
    rap_text_free(&data);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

/* In grey: neighbours have other dashes, and of thirty arms no two are drawn alike. */
static void test_arms_in_grey(void **state) {
    (void)state;
    fake_tables f;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    for (size_t a = 1; a < 31; a++) {
        assert_true(rap_plot_dash(&f.tables, a) != rap_plot_dash(&f.tables, a - 1));
        for (size_t b = 0; b < a; b++)
            assert_false(rap_plot_dash(&f.tables, a) == rap_plot_dash(&f.tables, b) &&
                         !strcmp(rap_plot_color(&f.tables, a), rap_plot_color(&f.tables, b)));
    }
    fake_tables_free(&f);
}

/* Words of scripts stand in the language, decimals on axes as it writes them; data do not change. */
static void test_script_in_french(void **state) {
    (void)state;
    fake_tables f;
    rap_plots plots;
    rap_language french;
    rap_text texts[4];
    for (size_t k = 0; k < 4; k++)
        rap_text_init(&texts[k]);
    assert_int_equal(rap_language_find(&french, "fr"), RAP_OK);
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    for (size_t i = 0; i < plots.n; i++)
        for (size_t k = 0; k < 2; k++) {
            f.tables.language = k ? &french : NULL;
            rap_text_clear(&texts[k]);
            rap_text_clear(&texts[2 + k]);
            assert_int_equal(
                rap_plot_make(&f.tables, &plots.rows[i], "svg", &texts[k], &texts[2 + k]), RAP_OK);
            const char *script = rap_text_string(&texts[k]);
            assert_null(strstr(script, "_('"));
            assert_int_equal(strstr(script, "set decimalsign ','") != NULL, k == 1);
            assert_int_equal(strstr(script, "'mieux'") != NULL, k == 1);
            assert_int_equal(strstr(script, "'better'") != NULL, k == 0);
        }
    assert_string_equal(rap_text_string(&texts[2]), rap_text_string(&texts[3]));
    for (size_t k = 0; k < 4; k++)
        rap_text_free(&texts[k]);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

static void test_terminals(void **state) {
    (void)state;
    assert_string_equal(rap_plot_extension("svg"), "svg");
    assert_string_equal(rap_plot_extension("ascii"), "txt");
    assert_null(rap_plot_extension("qt"));
    fake_tables f;
    rap_plots plots;
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    assert_int_equal(fake_tables_init(&f, FAKE_SINGLE), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    assert_int_equal(rap_plot_make(&f.tables, &plots.rows[0], "x11", &script, &data), RAP_EINPUT);
    assert_int_equal(script.n, 0);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

static void test_strings(void **state) {
    (void)state;
    rap_text out;
    rap_text_init(&out);
    rap_plot_quote(&out, "it's \"a\" `b` \\ ]]> \n c");
    assert_string_equal(rap_text_string(&out), "'it\xe2\x80\x99s \"a\" `b` \\ ]] >   c'");
    rap_text_clear(&out);
    assert_int_equal(rap_plot_wrap(&out, "one two three", 7), 2);
    assert_string_equal(rap_text_string(&out), "'one two'.\"\\n\".'three'");
    rap_text_clear(&out);
    assert_int_equal(rap_plot_wrap(&out, "\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9", 3),
                     2); /* letters, not bytes */
    assert_string_equal(rap_text_string(&out), "'\xc3\xa9\xc3\xa9\xc3\xa9'.\"\\n\".'\xc3\xa9'");
    rap_text_clear(&out);
    assert_int_equal(rap_plot_wrap(&out, "", 5), 1);
    assert_string_equal(rap_text_string(&out), "''");
    rap_text_clear(&out);
    rap_plot_cut(&out, "a long label", 7);
    assert_string_equal(rap_text_string(&out), "'a long'.'" RAP_ELLIPSIS "'");
    assert_int_equal(rap_plot_lines("one two three", 7), 2);
    rap_text_free(&out);
}

/* A label of 490 letters does not run across a picture. */
static void test_long_label(void **state) {
    (void)state;
    char label[491];
    rap_text out;
    rap_text_init(&out);
    memset(label, 'W', 490);
    label[490] = '\0';
    assert_int_equal(rap_plot_wrap(&out, label, 42), 6);
    assert_int_equal(rap_plot_lines(label, 42), 6);
    const char *made = rap_text_string(&out);
    assert_string_equal(made + strlen(made) - 6, ".'" RAP_ELLIPSIS "'");
    rap_text_free(&out);
}

/* Intervals beyond what a share can be are cut there, and so is the axis. */
static void test_possible_axis(void **state) {
    (void)state;
    fake_tables f;
    rap_plots plots;
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    for (size_t i = 0; i < f.tables.n_contrasts; i++) {
        f.tables.contrasts[i].s.plausible_low = -4.25;
        f.tables.contrasts[i].s.plausible_high = NAN;
    }
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    const rap_plot *plot = find(&plots, "for-whom-type");
    assert_non_null(plot);
    assert_int_equal(rap_plot_make(&f.tables, plot, "svg", &script, &data), RAP_OK);
    assert_non_null(strstr(rap_text_string(&script), "axis_low[1] = -100; axis_high[1] = "));
    assert_null(strstr(rap_text_string(&data), "-425"));
    assert_non_null(strstr(rap_text_string(&data), " -100 NaN 1\n"));
    rap_text_free(&script);
    rap_text_free(&data);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

static void check_axis(double low, double high, double low_after, double high_after, double step) {
    double a = low, b = high;
    assert_double_near(rap_plot_axis(&a, &b, 5), step, 1e-12);
    assert_double_near(a, low_after, 1e-9);
    assert_double_near(b, high_after, 1e-9);
}

static void test_axis(void **state) {
    (void)state;
    check_axis(0, 98, 0, 100, 20);
    check_axis(0.43, 0.61, 0.4, 0.65, 0.05);
    check_axis(10, 98, 0, 100, 20);
    check_axis(INFINITY, -INFINITY, 0, 1, 0.2);
    check_axis(0, 0, 0, 1, 0.2);
    check_axis(7, 7, 6, 8, 0.5);
}

/* ---- drawing ----------------------------------------------------------------------------------
 */

static void draw_all(fake_kind kind, const char *terminal) {
    fake_tables f;
    rap_plots plots;
    drawing_or_skip();
    assert_int_equal(fake_tables_init(&f, kind), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    assert_true(plots.n > 0);
    for (size_t i = 0; i < plots.n; i++)
        drawing_draw(&f.tables, &plots.rows[i], terminal);
    if (!strcmp(terminal, "svg")) {
        size_t n = drawing_draw_narrow(&f.tables, &plots, kind == FAKE_USUAL);
        assert_int_equal(rap_plots_wide(&plots), plots.n - n);
    }
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

/* Six arms in two rows and three columns; in the narrow version a cell says its column itself. */
static void test_draw_grid(void **state) {
    static const char *const rows[] = {"Short", "Long"}, *const columns[] = {"Little", "More",
                                                                             "Much"};
    (void)state;
    fake_tables f;
    rap_plots plots;
    rap_text script, data;
    drawing_or_skip();
    rap_text_init(&script);
    rap_text_init(&data);
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    f.study.grid = (rap_grid){.first = 1,
                              .n_rows = 2,
                              .n_columns = 3,
                              .rows = rows,
                              .columns = columns,
                              .rows_label = "Time",
                              .columns_label = "Pay"};
    plots = (rap_plots){0};
    assert_int_equal(rap_kind_grid.list(&plots, &f.tables), RAP_OK);
    assert_int_equal(plots.n, 1);
    drawing_draw(&f.tables, &plots.rows[0], "svg");
    assert_int_equal(drawing_draw_narrow(&f.tables, &plots, true), 1);
    assert_int_equal(rap_plot_make(&f.tables, &plots.rows[1], "svg", &script, &data), RAP_OK);
    assert_non_null(strstr(rap_text_string(&script), "cell_mean[1] = 'Little: "));
    assert_non_null(strstr(rap_text_string(&script), "cell_mean[6] = 'Much: "));
    rap_text_free(&script);
    rap_text_free(&data);
    rap_plots_free(&plots);
    f.study.grid = (rap_grid){0};
    fake_tables_free(&f);
}

static void test_draw_svg(void **state) {
    (void)state;
    draw_all(FAKE_USUAL, "svg");
}

/* French words are longer: none runs out of a picture for a phone. */
static void test_draw_french(void **state) {
    (void)state;
    fake_tables f;
    rap_plots plots;
    rap_language french;
    drawing_or_skip();
    assert_int_equal(rap_language_find(&french, "fr"), RAP_OK);
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    f.tables.language = &french;
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    assert_true(drawing_draw_narrow(&f.tables, &plots, true) > 0);
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

static void test_draw_png(void **state) {
    (void)state;
    draw_all(FAKE_USUAL, "png");
}

static void test_draw_pdf(void **state) {
    (void)state;
    draw_all(FAKE_USUAL, "pdf");
}

static void test_draw_ascii(void **state) {
    (void)state;
    draw_all(FAKE_USUAL, "ascii");
}

static void test_draw_single_arm(void **state) {
    (void)state;
    draw_all(FAKE_SINGLE, "svg");
    draw_all(FAKE_SINGLE, "ascii");
}

/* Labels that try to run commands: they are drawn as text, and nothing is run. */
static void test_draw_hostile(void **state) {
    (void)state;
    draw_all(FAKE_HOSTILE, "svg");
    draw_all(FAKE_HOSTILE, "ascii");
    drawing_assert_nothing_ran();
}

/* Pictures asked for although every number is missing: empty frames, no error. */
static void test_draw_missing(void **state) {
    (void)state;
    fake_tables f, usual;
    rap_plots plots;
    drawing_or_skip();
    assert_int_equal(fake_tables_init(&usual, FAKE_USUAL), RAP_OK);
    assert_int_equal(fake_tables_init(&f, FAKE_MISSING), RAP_OK);
    assert_int_equal(rap_plots_list(&plots, &usual.tables), RAP_OK);
    for (size_t i = 0; i < plots.n; i++)
        if (plots.rows[i].kind != &rap_kind_whom) /* has no panel then */
            drawing_draw(&f.tables, &plots.rows[i], "svg");
    rap_plots_free(&plots);
    fake_tables_free(&usual);
    fake_tables_free(&f);
}

/* One contrast, which is of one class only, as text too. */
static void test_draw_one_contrast(void **state) {
    (void)state;
    fake_tables f;
    rap_plots plots;
    drawing_or_skip();
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    f.study.n_contrasts = 1;
    assert_int_equal(rap_plots_list(&plots, &f.tables), RAP_OK);
    assert_non_null(find(&plots, "contrasts"));
    drawing_draw(&f.tables, find(&plots, "contrasts"), "ascii");
    drawing_draw(&f.tables, find(&plots, "for-whom-type"), "ascii");
    rap_plots_free(&plots);
    fake_tables_free(&f);
}

/* Patterns have a picture where the tables have patterns, and only there. */
static void test_draw_patterns(void **state) {
    (void)state;
    toy_results r;
    rap_patterns patterns;
    rap_plots plots;
    toy_run(&r, "draws = 20; replicates = 2; horizon = 2; windows = [\"1\"]; noise = 0.1;\n"
                "arms = { a = {}; b = { changes = { effect = 1; }; }; };\n"
                "patterns = { p = { label = \"It's `touch pwned1` <b>\"; source = \"S\"; "
                "built_from = \"B\";\n"
                "  status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"];\n"
                "  outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = "
                "\"up\"; }; }; };");
    assert_int_equal(rap_plots_list(&plots, &r.tables), RAP_OK);
    for (size_t k = 0; k < plots.n; k++)
        assert_string_not_equal(plots.rows[k].name, "patterns");
    rap_plots_free(&plots);
    assert_int_equal(rap_patterns_make(&patterns, &r.study, &r.layout, r.store), RAP_OK);
    r.tables.patterns = &patterns;
    assert_int_equal(rap_plots_list(&plots, &r.tables), RAP_OK);
    const rap_plot *plot = &plots.rows[plots.n - 1];
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    assert_string_equal(plot->name, "patterns");
    assert_int_equal(rap_plot_make(&r.tables, plot, "svg", &script, &data), RAP_OK);
    char line[64];
    int steep = (int)toy_slopes(&r.study, 1, 2); /* no luck in the difference: all is clear */
    /* the claim of a less b holds in no draw: the line of other arms stands at 0 */
    snprintf(line, sizeof line, " 0 %d %d %d 20 0.00\n", steep, steep, steep);
    assert_non_null(strstr(rap_text_string(&data), line));
    if (drawing_is_possible()) {
        drawing_draw(&r.tables, plot, "svg");
        drawing_draw(&r.tables, plot, "ascii");
    }
    rap_text_free(&script);
    rap_text_free(&data);
    rap_plots_free(&plots);
    rap_patterns_free(&patterns);
    toy_free(&r);
}

/* ---- memory -----------------------------------------------------------------------------------
 */

/* Everything about one picture; returns the first failure. */
static int make_one(const rap_tables *t, size_t which) {
    rap_plots plots;
    rap_text texts[5];
    int status = rap_plots_list(&plots, t);
    for (int k = 0; k < 5; k++)
        rap_text_init(&texts[k]);
    if (!status)
        status = rap_plot_make(t, &plots.rows[which], "svg", &texts[0], &texts[1]);
    if (!status)
        status = rap_plot_words(t, &plots.rows[which], &texts[2], &texts[3], &texts[4]);
    for (int k = 0; k < 5; k++)
        rap_text_free(&texts[k]);
    rap_plots_free(&plots);
    return status;
}

static void test_memory(void **state) {
    (void)state;
    fake_tables f;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    static const size_t which[] = {0, 6, 7, 8}; /* one of each kind */
    for (size_t k = 0; k < 4; k++) {
        long n = 0;
        for (bool finished = false; !finished; n++) {
            refuse_after = n;
            refuse_done = false;
            int status = make_one(&f.tables, which[k]);
            refuse_after = -1;
            assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
            finished = !refuse_done;
        }
        assert_true(n > 10);
    }
    fake_tables_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_list),
                                       cmocka_unit_test(test_list_of_little),
                                       cmocka_unit_test(test_names_are_unique_and_plain),
                                       cmocka_unit_test(test_terminals),
                                       cmocka_unit_test(test_script_in_french),
                                       cmocka_unit_test(test_narrow_versions),
                                       cmocka_unit_test(test_arms_in_grey),
                                       cmocka_unit_test(test_strings),
                                       cmocka_unit_test(test_long_label),
                                       cmocka_unit_test(test_possible_axis),
                                       cmocka_unit_test(test_axis),
                                       cmocka_unit_test(test_draw_svg),
                                       cmocka_unit_test(test_draw_french),
                                       cmocka_unit_test(test_draw_grid),
                                       cmocka_unit_test(test_draw_png),
                                       cmocka_unit_test(test_draw_pdf),
                                       cmocka_unit_test(test_draw_ascii),
                                       cmocka_unit_test(test_draw_single_arm),
                                       cmocka_unit_test(test_draw_hostile),
                                       cmocka_unit_test(test_draw_missing),
                                       cmocka_unit_test(test_draw_one_contrast),
                                       cmocka_unit_test(test_draw_patterns),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, drawing_make_folder, drawing_remove_folder);
}
