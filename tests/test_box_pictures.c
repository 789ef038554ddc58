/* test_box_pictures.c: pictures and page of a search whose boxes are known (toy_boxes.h): which there
 * are, what they hold, that gnuplot draws each without a word, and that memory may run out. */
#include "drawing.h"
#include "markup.h"
#include "refuse.h"
#include "toy_boxes.h"
#include "base/error.h"
#include "plots/pictures/box_parts.h"
#include "plots/pictures/plot_kinds.h"
#include "plots/page/sections.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char hostile[] =
    "slope = { label = \"It's `touch pwned1` $(touch pwned2) \\\\n %s <b>&\"; keys = [\"slope\"]; "
    "low = -3; high = 3; };\n"
    "both = { label = \"'; system(\\\"touch pwned3\\\"); '\"; choices = { one = { label = "
    "\"<script>\"; "
    "};\n"
    "  all = { label = \"]]> `touch pwned1`\"; changes = { effect = 1; }; }; }; };\n";

/* Tables that know nothing but the boxes. */
static rap_tables tables_of(const toy_boxes *b) {
    return (rap_tables){.study = &b->study, .layout = &b->layout, .boxes = &b->boxes, .items = 1};
}

static void list_both(rap_plots *plots, const rap_tables *t) {
    *plots = (rap_plots){0};
    assert_int_equal(rap_kind_boxes.list(plots, t), RAP_OK);
    assert_int_equal(rap_kind_trajectories.list(plots, t), RAP_OK);
}

static void one_picture_for_each_box(void **state) {
    (void)state;
    toy_boxes b;
    rap_plots plots;
    toy_boxes_make(&b, "points = 300; assumptions = 100;", toy_box_contexts);
    rap_tables t = tables_of(&b);
    list_both(&plots, &t);
    size_t boxes = 0;
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        boxes += b.boxes.searches[k].found.n;
    assert_true(boxes >= 3);
    assert_int_equal(rap_box_count(&t), boxes);
    assert_int_equal(plots.n, boxes + 1);
    assert_string_equal(plots.rows[0].name, "boxes-contexts-better-1");
    assert_string_equal(plots.rows[boxes].name, "trajectories");
    rap_plots_free(&plots);
    t.boxes = NULL;
    list_both(&plots, &t);
    assert_int_equal(plots.n, 0);
    rap_plots_free(&plots);
    toy_boxes_free(&b);
}

static size_t lines_of(const char *text) {
    size_t n = 0;
    for (; *text; text++)
        n += *text == '\n' && text[1] >= '-' && text[1] <= '9';
    return n;
}

/* Every point stands in the picture once; the box is a frame for each choice that is in it. */
static void pictures_hold_the_points(void **state) {
    (void)state;
    toy_boxes b;
    rap_plots plots;
    rap_text script, data;
    rap_text_init(&script);
    rap_text_init(&data);
    toy_boxes_make(&b, "density = 0.95; points = 300; assumptions = 0;", toy_box_contexts);
    rap_tables t = tables_of(&b);
    list_both(&plots, &t);
    assert_int_equal(rap_plot_make(&t, &plots.rows[0], "svg", &script, &data), RAP_OK);
    assert_int_equal(lines_of(rap_text_string(&data)), 300 + 4);
    assert_non_null(strstr(rap_text_string(&script), "\nrects = 2\n"));
    assert_non_null(strstr(rap_text_string(&script), "one = 0\n"));
    assert_non_null(strstr(rap_text_string(&script), "'all, equally'"));
    rap_text_clear(&script);
    rap_text_clear(&data);
    assert_int_equal(rap_plot_make(&t, &plots.rows[plots.n - 1], "svg", &script, &data), RAP_OK);
    assert_non_null(strstr(rap_text_string(&script), "asked = 95\n"));
    assert_non_null(strstr(rap_text_string(&data), "\n100 ")); /* the whole space covers all */
    rap_text_free(&script);
    rap_text_free(&data);
    rap_plots_free(&plots);
    toy_boxes_free(&b);
}

/* A box with one restriction is drawn against the difference: points above the line are labelled. */
static void one_restriction_shows_the_difference(void **state) {
    (void)state;
    toy_boxes b;
    rap_plots plots;
    rap_text script, data;
    double x, y;
    size_t so = 0;
    rap_text_init(&script);
    rap_text_init(&data);
    toy_boxes_make(&b, "density = 0.95; points = 300; assumptions = 0;",
                   "slope = { keys = [\"slope\"]; low = -3; high = 3; };");
    rap_tables t = tables_of(&b);
    list_both(&plots, &t);
    assert_int_equal(rap_plot_make(&t, &plots.rows[0], "svg", &script, &data), RAP_OK);
    assert_non_null(strstr(rap_text_string(&script), "one = 1\nsize = 1\n"));
    const char *line = strchr(rap_text_string(&data), '\n') + 1; /* the comment's end */
    for (line = strchr(line, '\n') + 1; sscanf(line, "%lf %lf", &x, &y) == 2 && line[0] != '\n';
         line = strchr(line, '\n') + 1, so++) {
        assert_double_near(x, y, 1e-6); /* the difference is the slope */
        assert_true(y > 1);
    }
    assert_int_equal(so, b.boxes.searches[0].labelled);
    rap_text_free(&script);
    rap_text_free(&data);
    rap_plots_free(&plots);
    toy_boxes_free(&b);
}

/* ---- drawing ---------------------------------------------------------------------------------- */

static void draw_all(const char *more, const char *contexts) {
    static const char *const terminals[] = {"svg", "png", "ascii"};
    toy_boxes b;
    rap_plots plots;
    drawing_or_skip();
    toy_boxes_make(&b, more, contexts);
    rap_tables t = tables_of(&b);
    list_both(&plots, &t);
    assert_true(plots.n >= 2);
    for (size_t i = 0; i < plots.n; i++)
        for (size_t k = 0; k < 3; k++)
            drawing_draw(&t, &plots.rows[i], terminals[k]);
    drawing_draw_narrow(&t, &plots, true);
    rap_plots_free(&plots);
    toy_boxes_free(&b);
}

static void test_draw(void **state) {
    (void)state;
    draw_all("density = 0.95; points = 300; assumptions = 100;", toy_box_contexts);
}

/* Few points, one axis only: classes of marks are empty. */
static void test_draw_little(void **state) {
    (void)state;
    draw_all("points = 60; assumptions = 0;",
             "slope = { keys = [\"slope\"]; low = -3; high = 3; };");
}

static void test_draw_hostile(void **state) {
    (void)state;
    draw_all("density = 0.95; points = 300; assumptions = 0;", hostile);
    drawing_assert_nothing_ran();
}

/* ---- page ------------------------------------------------------------------------------------- */

static void say(const rap_tables *t, rap_text *html) {
    const rap_report_extras extras = {.seconds = -1};
    rap_page page = {.t = t, .extras = &extras, .html = html};
    rap_text_init(&page.words);
    for (const rap_section *s = rap_sections; s->id; s++)
        if (strcmp(s->id, "where") == 0)
            say_section(&page, s);
    html->failed |= page.words.failed;
    rap_text_free(&page.words);
}

static void the_page_says_each_box(void **state) {
    (void)state;
    static const rap_mechanism mechanisms[] = {{.name = "m", .label = "A <mechanism>"}};
    toy_boxes b;
    rap_text html;
    rap_text_init(&html);
    toy_boxes_make(&b, "density = 0.95; points = 300; assumptions = 100;", toy_box_contexts);
    rap_tables t = tables_of(&b);
    rap_model model = *b.study.model;
    model.mechanisms = mechanisms;
    model.n_mechanisms = 1;
    b.study.model = &model;
    b.boxes.searches[0].facts[0].carrier = (rap_carrier){
        true, 0, 0, b.boxes.searches[0].facts[0].inside, b.boxes.searches[0].facts[0].outside};
    say(&t, &html);
    const char *page = rap_text_string(&html);
    assert_null(markup_fault(page));
    assert_non_null(strstr(page, "Where it holds: circumstances and assumptions searched"));
    assert_non_null(strstr(page, "found in these runs and are to be tested on others"));
    assert_non_null(strstr(page, "Ranges of circumstances are chosen"));
    assert_non_null(strstr(page, "Who has it not all, equally</strong>: density "));
    assert_non_null(strstr(page, "without the mechanism \xe2\x80\x98"
                                 "A &lt;mechanism&gt;"));
    assert_null(strstr(page, "<mechanism>"));
    assert_non_null(strstr(page, "Nothing to search for.")); /* worse under no assumptions */
    assert_null(strstr(page, "nan"));
    t.boxes = NULL;
    rap_text_clear(&html);
    say(&t, &html);
    assert_string_equal(rap_text_string(&html), "");
    rap_text_free(&html);
    toy_boxes_free(&b);
}

static void the_page_escapes_labels(void **state) {
    (void)state;
    toy_boxes b;
    rap_text html;
    rap_text_init(&html);
    toy_boxes_make(&b, "density = 0.95; points = 300; assumptions = 0;", hostile);
    rap_tables t = tables_of(&b);
    say(&t, &html);
    assert_null(markup_fault(rap_text_string(&html)));
    assert_null(strstr(rap_text_string(&html), "<script"));
    assert_null(strstr(rap_text_string(&html), "<b>"));
    assert_non_null(strstr(rap_text_string(&html), "&lt;script&gt;"));
    rap_text_free(&html);
    toy_boxes_free(&b);
}

/* ---- memory ----------------------------------------------------------------------------------- */

static int make_all(const rap_tables *t) {
    rap_plots plots = {0};
    rap_text texts[6];
    for (int k = 0; k < 6; k++)
        rap_text_init(&texts[k]);
    int status = rap_kind_boxes.list(&plots, t);
    status = status ? status : rap_kind_trajectories.list(&plots, t);
    for (size_t i = 0; i < plots.n && !status; i++) {
        status = rap_plot_make(t, &plots.rows[i], "svg", &texts[0], &texts[1]);
        if (!status)
            status = rap_plot_words(t, &plots.rows[i], &texts[2], &texts[3], &texts[4]);
    }
    if (!status) {
        say(t, &texts[5]);
        status = rap_text_status(&texts[5]);
    }
    for (int k = 0; k < 6; k++)
        rap_text_free(&texts[k]);
    rap_plots_free(&plots);
    return status;
}

static void each_allocation_may_fail(void **state) {
    (void)state;
    toy_boxes b;
    long n = 0;
    toy_boxes_make(&b, "density = 0.95; points = 60; assumptions = 0;", toy_box_contexts);
    rap_tables t = tables_of(&b);
    for (bool finished = false; !finished; n++) {
        refuse_after = n;
        refuse_done = false;
        int status = make_all(&t);
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
    }
    assert_true(n > 30);
    toy_boxes_free(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {cmocka_unit_test(one_picture_for_each_box),
                                       cmocka_unit_test(pictures_hold_the_points),
                                       cmocka_unit_test(one_restriction_shows_the_difference),
                                       cmocka_unit_test(test_draw),
                                       cmocka_unit_test(test_draw_little),
                                       cmocka_unit_test(test_draw_hostile),
                                       cmocka_unit_test(the_page_says_each_box),
                                       cmocka_unit_test(the_page_escapes_labels),
                                       cmocka_unit_test(each_allocation_may_fail)};
    return cmocka_run_group_tests(tests, drawing_make_folder, drawing_remove_folder);
}
