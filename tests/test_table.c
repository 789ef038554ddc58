/* test_table.c: columns line up, also with accents and broken lines. */
#include "cli/terminal/table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

static void columns_line_up(void **state) {
    (void)state;
    static const rap_align align[] = {RAP_LEFT, RAP_RIGHT};
    rap_table t;
    rap_text out;
    rap_text_init(&out);
    rap_table_init(&t, align, 2);
    const char *const cells[] = {"name", "value", "caf\xc3\xa9", "1", "", "22"};
    for (size_t i = 0; i < 6; i++)
        rap_table_cell(&t, "%s", cells[i]);
    rap_table_print(&t, &out, 1, 80);
    assert_string_equal(rap_text_string(&out), " name  value\n caf\xc3\xa9      1\n          22\n");
    rap_table_free(&t);
    rap_table_free(&t);
    rap_text_free(&out);
}

static void wide_cells_are_broken_at_blanks(void **state) {
    (void)state;
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT};
    rap_table t;
    rap_text out;
    rap_text_init(&out);
    rap_table_init(&t, align, 2);
    rap_table_cell(&t, "one two three four five six seven eight");
    rap_table_cell(&t, "9");
    rap_table_print(&t, &out, 0, 24);
    assert_string_equal(rap_text_string(&out),
                        "one two three four     9\n  five six seven\n  eight\n");
    rap_text_clear(&out);
    rap_table_wrap(&out, "aaaa bbbb cccc dddd eeee", 2, 18);
    assert_string_equal(rap_text_string(&out), "  aaaa bbbb cccc\n  dddd eeee\n");
    rap_table_free(&t);
    rap_text_free(&out);
}

static void a_word_too_long_is_cut(void **state) {
    (void)state;
    rap_text out;
    char word[300];
    rap_text_init(&out);
    memset(word, 'x', sizeof word - 1);
    word[sizeof word - 1] = '\0';
    rap_table_wrap(&out, word, 0, 60);
    for (const char *line = rap_text_string(&out); *line; line = strchr(line, '\n') + 1)
        assert_true(strcspn(line, "\n") <= 60);
    assert_int_equal(out.n, 299 + 5);
    rap_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_line_up),
        cmocka_unit_test(wide_cells_are_broken_at_blanks),
        cmocka_unit_test(a_word_too_long_is_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
