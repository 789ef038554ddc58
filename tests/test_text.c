/* test_text.c: texts, numbers, escapes, nearest names, problems, growing arrays. */
#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/problem.h"
#include "base/text.h"
#include "base/unicode.h"

#include <stdlib.h>
#include <string.h>

static void numbers_read_back(void **state) {
    (void)state;
    const double x[] = {
        0.1, 1.0 / 3, 1e300, 5e-324, -2.5, 123456789.123456789, 300000, 0.30000000000000004};
    rap_text t;
    rap_text_init(&t);
    for (size_t k = 0; k < sizeof x / sizeof x[0]; k++) {
        rap_text_clear(&t);
        rap_text_number(&t, x[k]);
        assert_double_near(strtod(rap_text_string(&t), NULL), x[k], 0);
    }
    rap_text_clear(&t);
    rap_text_number(&t, 0.1);
    assert_string_equal(rap_text_string(&t), "0.1");
    rap_text_clear(&t);
    rap_text_number(&t, NAN);
    rap_text_number(&t, -0.0);
    assert_string_equal(rap_text_string(&t), "0");
    rap_text_free(&t);
    rap_text_free(&t);
}

static void check_escape(void (*escape)(rap_text *, const char *), const char *from,
                         const char *to) {
    rap_text t;
    rap_text_init(&t);
    escape(&t, from);
    assert_string_equal(rap_text_string(&t), to);
    rap_text_free(&t);
}

static void escapes(void **state) {
    (void)state;
    check_escape(rap_text_csv, "plain", "plain");
    check_escape(rap_text_csv, "a,b", "\"a,b\"");
    check_escape(rap_text_csv, "say \"no\"", "\"say \"\"no\"\"\"");
    check_escape(rap_text_csv, "=cmd()", "\"'=cmd()\"");
    check_escape(rap_text_csv, "@sum", "\"'@sum\"");
    check_escape(rap_text_json, "a\"b\\c\n\x7f", "a\\\"b\\\\c\\u000a\\u007f");
    check_escape(rap_text_html, "<a href='x'>&\"", "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
}

static void clean_text(void **state) {
    (void)state;
    assert_true(rap_text_is_clean("Sherbrooke, \xc3\xa9t\xc3\xa9 \xf0\x9f\x98\x80"));
    assert_false(rap_text_is_clean("a\nb"));
    assert_false(rap_text_is_clean("a\x1b[31m"));
    assert_false(rap_text_is_clean("\xc0\xaf"));         /* overlong */
    assert_false(rap_text_is_clean("\xed\xa0\x80"));     /* surrogate */
    assert_false(rap_text_is_clean("\xf4\x90\x80\x80")); /* beyond the last character */
    assert_false(rap_text_is_clean("\xc2\x9b"));         /* C1 control */
    assert_false(rap_text_is_clean("\xe2\x82"));         /* cut off */
}

/* What is not seen, or turns the order of what stands around it. */
static void hidden_characters(void **state) {
    static const char *const refused[] = {"a\xe2\x80\xae"
                                          "b",
                                          "a\xe2\x81\xa6"
                                          "b",
                                          "a\xe2\x80\x8b"
                                          "b",
                                          "a\xe2\x80\x8f"
                                          "b",
                                          "a\xe2\x80\xa8"
                                          "b",
                                          "a\xef\xbb\xbf"
                                          "b",
                                          "a\xc2\xad"
                                          "b",
                                          "a\xe2\x80\x8d"
                                          "b",
                                          "\xe2\x80\x8d",
                                          "\xd9\x85\xe2\x80\x8c",
                                          "a\xf3\xa0\x80\xa1",
                                          "a\xef\xbf\xbf",
                                          "a\xd8\x9c"};
    static const char *const honest[] = {
        "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae\xd9\x88", /* Persian with its joiner */
        "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x94\xac", /* a woman who is a scientist */
        "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d 1", "dur\xc3\xa9\x65\xc2\xa0: 24 mois",
        "\xe0\xa6\xac\xe0\xa6\xbe\xe0\xa6\x82"};
    uint32_t code;
    const char *name;
    (void)state;
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
        if (rap_text_is_clean(refused[i]))
            fail_msg("taken: %zu", i);
    for (size_t i = 0; i < sizeof honest / sizeof *honest; i++)
        if (!rap_text_is_clean(honest[i]))
            fail_msg("refused: %s", honest[i]);
    assert_null(rap_unicode_hidden(honest[0], &code, &name));
    assert_ptr_equal(rap_unicode_hidden(refused[0], &code, &name), refused[0] + 1);
    assert_int_equal(code, 0x202e);
    assert_string_equal(name, "RIGHT-TO-LEFT OVERRIDE");
}

static void what_runs_from_right_to_left_stands_apart(void **state) {
    (void)state;
    check_escape(rap_text_html_words, "a & b", "a &amp; b");
    check_escape(rap_text_html_words, "\xd7\xa9 \xd7\x9c 1: 0.5, < \xd7\x90.",
                 "<bdi>\xd7\xa9 \xd7\x9c</bdi> 1: 0.5, &lt; <bdi>\xd7\x90</bdi>.");
    check_escape(rap_text_html_words, "\xd7\xa9 and \xd7\x9c",
                 "<bdi>\xd7\xa9</bdi> and <bdi>\xd7\x9c</bdi>");
}

static void nearest_names(void **state) {
    (void)state;
    const char *const names[] = {"parachute", "sustained", "thin", "hours"};
    assert_string_equal(rap_nearest("parachut", names, 4), "parachute");
    assert_string_equal(rap_nearest("sutsained", names, 4), "sustained");
    assert_string_equal(rap_nearest("hour", names, 4), "hours");
    assert_null(rap_nearest("completely", names, 4));
    assert_null(rap_nearest("x", names, 0));
}

/* A letter that a format cut, and what cannot be seen, are not shown. */
static void problems_are_fit_for_a_terminal(void **state) {
    (void)state;
    rap_problems p;
    rap_problems_init(&p);
    rap_problems_add(&p, "a.cfg", 1, "k", "\"%.2s\"", "a\xc3\xa9");
    rap_problems_add(&p, "a.cfg", 2, "k", "%s", "caf\xc3\xa9\x1b[1m");
    assert_string_equal(p.rows[0].text, "\"a?\"");
    assert_string_equal(p.rows[1].text, "caf\xc3\xa9?[1m");
    rap_problems_free(&p);
}

static void problems_are_kept_once_and_sorted(void **state) {
    (void)state;
    rap_problems p;
    rap_problems_init(&p);
    assert_int_equal(rap_problems_add(&p, "b.cfg", 9, "k", "nine %d", 9), RAP_EINPUT);
    rap_problems_add(&p, "a.cfg", 3, NULL, "three");
    rap_problems_add(&p, "b.cfg", 2, "k", "two");
    rap_problems_add(&p, "b.cfg", 9, "k", "nine %d", 9);
    rap_problems_sort(&p);
    assert_int_equal(p.n, 3);
    assert_string_equal(p.rows[0].text, "two");
    assert_string_equal(p.rows[1].text, "nine 9");
    assert_string_equal(p.rows[2].file, "a.cfg");
    rap_problems_free(&p);
    rap_problems_free(&p);
}

static void arrays_grow_with_zeros(void **state) {
    (void)state;
    int *x = NULL;
    size_t capacity = 0;
    assert_int_equal(rap_grow(&x, &capacity, 3, sizeof *x), RAP_OK);
    x[2] = 7;
    assert_int_equal(rap_grow(&x, &capacity, 100, sizeof *x), RAP_OK);
    assert_true(capacity >= 100);
    assert_int_equal(x[2], 7);
    assert_int_equal(x[99], 0);
    assert_int_equal(rap_grow(&x, &capacity, (size_t)-1 / 2, sizeof *x), RAP_ENOMEM);
    assert_int_equal(x[2], 7);
    rap_free(x);
    assert_null(rap_allocate((size_t)-1, 2));
}

static void every_code_has_a_sentence(void **state) {
    (void)state;
    assert_string_equal(rap_error_name(RAP_ENOMEM), "RAP_ENOMEM");
    assert_true(strlen(rap_error_text(RAP_ESTORE)) > 10);
    assert_non_null(rap_error_text(-12345));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_read_back),
        cmocka_unit_test(escapes),
        cmocka_unit_test(clean_text),
        cmocka_unit_test(hidden_characters),
        cmocka_unit_test(what_runs_from_right_to_left_stands_apart),
        cmocka_unit_test(nearest_names),
        cmocka_unit_test(problems_are_kept_once_and_sorted),
        cmocka_unit_test(problems_are_fit_for_a_terminal),
        cmocka_unit_test(arrays_grow_with_zeros),
        cmocka_unit_test(every_code_has_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
