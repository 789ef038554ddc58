/* test_icons.c: signs and dots that can be counted: what is drawn is what the words say. */
#include "fixture.h"
#include "fake_tables.h"
#include "markup.h"
#include "plots/page/dots.h"
#include "plots/page/icons.h"
#include "base/error.h"

#include <stdlib.h>
#include <string.h>

static int times(const char *text, const char *what) {
    int n = 0;
    for (const char *s = strstr(text, what); s; s = strstr(s + 1, what))
        n++;
    return n;
}

static void assert_whole(const rap_text *html) {
    const char *fault = markup_fault(rap_text_string(html));
    if (fault)
        print_error("not well-formed: %.80s\n", fault);
    assert_null(fault);
}

/* ---- signs ------------------------------------------------------------------------------------ */

static void assert_words(double value, double of, double per, const char *words) {
    rap_text out;
    rap_signs signs = rap_signs_of(value, of, per);
    rap_text_init(&out);
    rap_signs_words(&out, NULL, &signs, of, per, true);
    assert_string_equal(rap_text_string(&out), words);
    rap_text_free(&out);
}

static void signs_in_words(void **state) {
    (void)state;
    assert_words(4.3, 8, 1, "about 4 of 8");
    assert_words(4, 8, 1, "4 of 8");
    assert_words(0, 8, 1, "0 of 8");
    assert_words(0.4, 8, 1, "fewer than 1 of 8");
    assert_words(0.6, 8, 1, "about 1 of 8");
    assert_words(7.8, 8, 1, "more than 7 of 8");
    assert_words(8, 8, 1, "8 of 8");
    assert_words(9, 8, 1, "8 of 8");
    assert_words(-1, 8, 1, "0 of 8");
    assert_words(NAN, 8, 1, "no value");
    assert_words(36, 200, 5, "about 35 of 200");
    assert_words(1, 200, 5, "fewer than 5 of 200");
    assert_words(6, 7, 2, "6 of 7");
    assert_words(7, 7, 2, "7 of 7"); /* the last of four signs stands for one */
}

/* As many signs as there are, as many full as the words say, one half full where they say more or fewer than. */
static void signs_are_counted(void **state) {
    static const struct {
        double value, of;
        int all, full, half;
    } cases[] = {{4.3, 8, 8, 4, 0},   {0, 8, 8, 0, 0},   {0.2, 8, 8, 0, 1},
                 {7.9, 8, 8, 7, 1},   {8, 8, 8, 8, 0},   {NAN, 8, 8, 0, 0},
                 {13, 23, 23, 13, 0}, {0.5, 1, 1, 0, 1}, {9.6, 10, 10, 9, 1}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        rap_text svg;
        rap_signs signs = rap_signs_of(cases[k].value, cases[k].of, 1);
        rap_text_init(&svg);
        for (rap_sign sign = RAP_SIGN_CIRCLE; sign <= RAP_SIGN_TIE; sign++) {
            rap_text_clear(&svg);
            rap_signs_svg(&svg, &signs, sign, "#0072B2");
            assert_whole(&svg);
            assert_int_equal(times(rap_text_string(&svg), "class=\"full\""), cases[k].full);
            assert_int_equal(times(rap_text_string(&svg), "class=\"half\""), cases[k].half);
            assert_int_equal(times(rap_text_string(&svg), "class=\"empty\""),
                             cases[k].all - cases[k].full);
        }
        rap_text_free(&svg);
    }
}

/* No row has more than fifty signs, or 120 of a known whole, and each stands for 1, 2 or 5 times a power of ten. */
static void a_sign_stands_for_many(void **state) {
    static const struct {
        double of, value, per;
    } cases[] = {{8, 4, 1},   {50, 4, 1},    {51, 4, 1},     {120, 4, 1},  {121, 4, 2},
                 {500, 4, 5}, {1200, 4, 10}, {1201, 4, 20},  {NAN, 40, 1}, {NAN, 143, 5},
                 {NAN, 0, 1}, {NAN, NAN, 1}, {1e6, 4, 10000}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        rap_icons icons = {RAP_SIGN_PERSON, "people", cases[k].of};
        rap_icon_row rows[] = {{"a", 1, "#0072B2", NULL, NULL},
                               {"b", cases[k].value, "#555555", NULL, NULL}};
        assert_double_near(rap_icons_per(&icons, rows, 2), cases[k].per, 1e-9);
    }
}

static void say(const fake_tables *f, const rap_icons *icons, const rap_icon_row *rows, size_t n,
                rap_text *html) {
    rap_page p = {.t = &f->tables, .html = html};
    rap_text_init(html);
    rap_text_init(&p.words);
    rap_text_add(&p.words, "After ten years.");
    say_icons(&p, icons, rows, n);
    rap_text_free(&p.words);
    rap_text_free(&p.cells);
    assert_whole(html);
}

static void a_figure_of_signs(void **state) {
    fake_tables f;
    rap_text html;
    const rap_icon_row rows[] = {{"Sustained", 4.3, "#0072B2", NULL, NULL},
                                 {"Parachute <1>", 0.4, "#555555", NULL, NULL}};
    const rap_icons eight = {RAP_SIGN_HOUSE, "partners still work with the team", 8};
    (void)state;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    say(&f, &eight, rows, 2, &html);
    const char *page = rap_text_string(&html);
    assert_non_null(strstr(page, "about 4 of 8 partners still work with the team"));
    assert_non_null(strstr(page, "Parachute &lt;1&gt;"));
    assert_non_null(strstr(page, "fewer than 1 of 8 partners"));
    assert_non_null(strstr(page, "After ten years.</figcaption>"));
    assert_int_equal(times(page, "class=\"full\""), 4);
    assert_int_equal(times(page, "class=\"empty\""), 12);
    rap_text_free(&html);
    fake_tables_free(&f);
}

/* People without a number of how many there are: 143 and 20 of them, five a sign. */
static void signs_without_a_number_of_all(void **state) {
    fake_tables f;
    rap_text html;
    const rap_icon_row rows[] = {{"A", 143.4, "#0072B2", NULL, NULL},
                                 {"B", 20, "#555555", NULL, NULL},
                                 {"C", NAN, "#555555", NULL, NULL}};
    const rap_icons people = {RAP_SIGN_PERSON, "people took part", NAN};
    (void)state;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    say(&f, &people, rows, 3, &html);
    const char *page = rap_text_string(&html);
    assert_non_null(strstr(page, "about 143 people took part"));
    assert_non_null(strstr(page, ":</strong> <span>20 people took part"));
    assert_non_null(strstr(page, "no value"));
    assert_non_null(strstr(page, "One sign stands for 5.</figcaption>"));
    assert_int_equal(times(page, "class=\"full\""), 29 + 4);
    assert_int_equal(times(page, "class=\"empty\""), 0);
    rap_text_free(&html);
    fake_tables_free(&f);
}

/* ---- dots ------------------------------------------------------------------------------------- */

static void dots_add_up(void **state) {
    static const struct {
        double better, worse;
        int dots[3];
    } cases[] = {{0.94, 0.02, {47, 2, 1}},   {1, 0, {50, 0, 0}},           {0, 1, {0, 0, 50}},
                 {0, 0, {0, 50, 0}},         {0.999, 0, {50, 0, 0}},       {0.99, 0.01, {50, 0, 0}},
                 {0.985, 0.005, {49, 1, 0}}, {0.333, 0.333, {17, 17, 16}}, {0.7, 0.31, {35, 0, 15}},
                 {NAN, 0, {0, 0, 0}},        {0.5, NAN, {0, 0, 0}}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        rap_dots d = rap_dots_of(cases[k].better, cases[k].worse);
        assert_int_equal(d.better, cases[k].dots[0]);
        assert_int_equal(d.neither, cases[k].dots[1]);
        assert_int_equal(d.worse, cases[k].dots[2]);
    }
    for (int b = 0; b <= 200; b++)
        for (int w = 0; w + b <= 200; w++) {
            rap_dots d = rap_dots_of(b / 200.0, w / 200.0);
            assert_int_equal(d.better + d.neither + d.worse, RAP_DOTS);
            assert_true(d.better >= 0 && d.neither >= 0 && d.worse >= 0);
            assert_true(fabs(d.better - b / 4.0) < 1 && fabs(d.worse - w / 4.0) < 1);
        }
}

/* The figure of a made-up difference in trust (delta 0.03) or in promises broken, with these shares. */
static void draw_placed(fake_kind kind, size_t outcome, double better, double worse,
                        rap_agreement *agreements, rap_text *html) {
    fake_tables f;
    assert_int_equal(fake_tables_init(&f, kind), RAP_OK);
    f.tables.agreements = agreements;
    rap_contrast_row row = {.outcome = outcome,
                            .window = f.study.headlines[0].window,
                            .group = "all",
                            .s = {.draws = f.study.draws, .mean = 0.1},
                            .p_mean = better,
                            .p_worse = worse};
    rap_page p = {.t = &f.tables, .html = html};
    rap_text_init(html);
    rap_text_init(&p.words);
    say_dots(&p, kind == FAKE_SINGLE ? NULL : &row);
    rap_text_free(&p.words);
    rap_text_free(&p.cells);
    f.tables.agreements = NULL;
    fake_tables_free(&f);
    assert_whole(html);
}

static void draw(fake_kind kind, size_t outcome, double better, double worse, rap_text *html) {
    draw_placed(kind, outcome, better, worse, NULL, html);
}

static void assert_heaps(const char *page, int better, int neither, int worse) {
    assert_int_equal(times(page, "class=\"better\""), better);
    assert_int_equal(times(page, "class=\"neither\""), neither);
    assert_int_equal(times(page, "class=\"worse\""), worse);
}

static void dots_are_what_words_say(void **state) {
    rap_text html;
    (void)state;
    draw(FAKE_USUAL, 2, 0.94, 0.02, &html);
    assert_heaps(rap_text_string(&html), 47, 2, 1);
    assert_non_null(strstr(rap_text_string(&html),
                           "Of the 50 marks, 47 lie where " RAP_OPEN_QUOTE
                           "Project by project, 3 x 12 months" RAP_END_QUOTE
                           " is on average better by at least 0.03. For 2 "
                           "the difference is smaller, for 1 it is worse by as much."));
    assert_non_null(strstr(rap_text_string(&html), ">better: 47</text>"));
    assert_non_null(strstr(rap_text_string(&html), ">+0.03</text>"));
    rap_text_free(&html);
    draw(FAKE_USUAL, 2, 0.998, 0.001, &html);
    assert_heaps(rap_text_string(&html), 50, 0, 0);
    assert_non_null(strstr(rap_text_string(&html), "Of the 50 marks, more than 49 lie"));
    assert_non_null(
        strstr(rap_text_string(&html),
               "For fewer than 1 the difference is smaller, for fewer than 1 it is worse"));
    rap_text_free(&html);
    draw(FAKE_USUAL, 2, 1, 0, &html);
    assert_non_null(strstr(rap_text_string(&html), "for none it is worse"));
    rap_text_free(&html);
}

/* A dot stands at its own place of the axis, by half its width, and within what the shares count it to. */
static void dots_stand_where_they_lie(void **state) {
    enum { HEADLINES = 8, CONTRASTS = 8 };
    static rap_agreement a[HEADLINES * CONTRASTS];
    rap_text html;
    double x[RAP_DOTS], low = -3.5, high = 6.3, scale = 336 / (high - low);
    int n = 0;
    (void)state;
    for (int k = 0; k < RAP_DOTS; k++) /* in units of delta: 13 below -1, 10 between */
        a[0].places[k] = 0.05 * (low + 0.2 * k);
    draw_placed(FAKE_USUAL, 0, 0.56, 0.24, a, &html);
    assert_heaps(rap_text_string(&html), 28, 10, 12);
    for (const char *at = rap_text_string(&html); (at = strstr(at, "translate(")); n++)
        x[n] = strtod(at += strlen("translate("), NULL);
    assert_int_equal(n, RAP_DOTS);
    for (int k = 0; k < n; k++) { /* two are counted to the next side up: they stand at the mark */
        double at = k == 12 ? -1 : k == 22 ? 1 : low + 0.2 * k;
        assert_double_near(x[k], scale * (at - low), 8);
    }
    rap_text_free(&html);
    /* all but one at one place: they fit in, one beside the other */
    for (int k = 0; k < RAP_DOTS; k++)
        a[0].places[k] = k ? 40 : -40;
    draw_placed(FAKE_USUAL, 0, 0.98, 0.02, a, &html);
    assert_heaps(rap_text_string(&html), 49, 0, 1);
    assert_non_null(strstr(rap_text_string(&html), "\u00b1"));
    for (const char *at = rap_text_string(&html); (at = strstr(at, "translate("));) {
        char *end;
        x[0] = strtod(at += strlen("translate("), &end);
        assert_true(x[0] >= 0 && x[0] <= 336 && strtod(end, NULL) > 0);
    }
    rap_text_free(&html);
}

/* Hours given have no better side; of promises broken less is better, so that the right end of the axis falls. */
static void sides_of_the_axis(void **state) {
    rap_text html;
    (void)state;
    draw(FAKE_USUAL, 7, 0.6, 0.2, &html);
    assert_non_null(strstr(rap_text_string(&html), ">higher: 30</text>"));
    assert_non_null(strstr(rap_text_string(&html), " is on average higher by at least "));
    assert_non_null(strstr(rap_text_string(&html), "it is lower by as much."));
    rap_text_free(&html);
    draw(FAKE_USUAL, 5, 0.6, 0.2, &html);
    const char *left = strstr(rap_text_string(&html), ">+2</text>");
    const char *right = strstr(rap_text_string(&html), ">\xe2\x88\x92"
                                                       "2</text>");
    assert_true(left && right && left < right);
    rap_text_free(&html);
}

static void no_dots(void **state) {
    rap_text html;
    (void)state;
    draw(FAKE_USUAL, 2, NAN, NAN, &html);
    assert_heaps(rap_text_string(&html), 0, 0, 0);
    assert_null(strstr(rap_text_string(&html), "<svg"));
    assert_non_null(strstr(rap_text_string(&html), "too few runs"));
    rap_text_free(&html);
    draw(FAKE_SINGLE, 2, 1, 0, &html);
    assert_null(strstr(rap_text_string(&html), "<svg"));
    assert_non_null(strstr(rap_text_string(&html), "nothing to compare"));
    rap_text_free(&html);
}

/* Assumptions that keep one value: a share of one set is no share of sets. */
static void no_spread(void **state) {
    fake_tables f;
    rap_text words;
    (void)state;
    assert_int_equal(fake_tables_init(&f, FAKE_USUAL), RAP_OK);
    rap_contrast_row row = {.outcome = 2, .s = {.draws = 1, .mean = 0.1}, .p_mean = 1};
    rap_text_init(&words);
    rap_dots_words(&words, &f.tables, &row);
    assert_non_null(strstr(rap_text_string(&words), "keep one value"));
    rap_text_clear(&words);
    row.s = (rap_summary){.draws = 100, .mean = NAN};
    row.p_mean = row.p_worse = NAN;
    rap_dots_words(&words, &f.tables, &row);
    assert_non_null(strstr(rap_text_string(&words), "no value"));
    rap_text_free(&words);
    fake_tables_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signs_in_words),
        cmocka_unit_test(signs_are_counted),
        cmocka_unit_test(a_sign_stands_for_many),
        cmocka_unit_test(a_figure_of_signs),
        cmocka_unit_test(signs_without_a_number_of_all),
        cmocka_unit_test(dots_add_up),
        cmocka_unit_test(dots_are_what_words_say),
        cmocka_unit_test(dots_stand_where_they_lie),
        cmocka_unit_test(sides_of_the_axis),
        cmocka_unit_test(no_dots),
        cmocka_unit_test(no_spread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
