/* test_clusters.c: what a text takes on a terminal, and that no letter is cut from its marks, in tables and
 * in pictures. */
#include "base/clusters.h"
#include "base/text.h"
#include "cli/terminal/table.h"
#include "plots/pictures/script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

/* A text, its columns, and its clusters parted by '|'. */
static const struct {
    const char *text, *parted;
    size_t columns;
} cases[] = {
    {"plain", "p|l|a|i|n", 5},
    {"caf\u00e9", "c|a|f|\u00e9", 4},
    {"cafe\u0301", "c|a|f|e\u0301", 4},
    {"\u83ef\u4eba", "\u83ef|\u4eba", 4},
    {"\uff21\uff0c", "\uff21|\uff0c", 4},
    /* Bangla: the vowel sign and anusvara stand beside; a conjunct, ksha */
    {"\u09ac\u09be\u0982\u09b2\u09be", "\u09ac\u09be\u0982|\u09b2\u09be", 5},
    {"\u0995\u09cd\u09b7\u09c1", "\u0995\u09cd\u09b7\u09c1", 2},
    {"\u0928\u094d a", "\u0928\u094d| |a", 3},
    {"\u062c\u0651\u0645", "\u062c\u0651|\u0645", 2},             /* Arabic, shadda */
    {"\u0e17\u0e35\u0e48", "\u0e17\u0e35\u0e48", 1},              /* Thai, two marks */
    {"\u1112\u1161\u11ab\uae00", "\u1112\u1161\u11ab|\uae00", 4}, /* Hangul in parts, and whole */
    {"\U0001f1e8\U0001f1e6\U0001f1eb\U0001f1f7", "\U0001f1e8\U0001f1e6|\U0001f1eb\U0001f1f7", 4},
    {"\U0001f469\u200d\U0001f33e!", "\U0001f469\u200d\U0001f33e|!", 3}, /* a farmer */
    {"\u200bx", "\u200b|x", 1},
    {"\xff\xc3", "\xff|\xc3", 2}, /* no UTF-8 */
};

static void clusters_and_columns(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        size_t columns, total = 0;
        rap_text parted;
        rap_text_init(&parted);
        for (const char *s = cases[k].text; *s; total += columns) {
            size_t n = rap_cluster(s, &columns);
            rap_text_add(&parted, s == cases[k].text ? "" : "|");
            rap_text_add_bytes(&parted, s, n);
            s += n;
        }
        assert_string_equal(rap_text_string(&parted), cases[k].parted);
        assert_int_equal(total, cases[k].columns);
        assert_int_equal(rap_columns(cases[k].text, strlen(cases[k].text)), cases[k].columns);
        rap_text_free(&parted);
    }
}

/* Columns of a table stand under each other in every script. */
static void tables_line_up(void **state) {
    (void)state;
    static const rap_align align[] = {RAP_LEFT, RAP_RIGHT};
    rap_table t;
    rap_text out;
    rap_text_init(&out);
    rap_table_init(&t, align, 2);
    for (size_t k = 0; k + 1 < sizeof cases / sizeof *cases; k++) {
        rap_table_cell(&t, "%s", cases[k].text);
        rap_table_cell(&t, "9");
    }
    rap_table_print(&t, &out, 0, 80);
    for (const char *line = rap_text_string(&out); *line; line = strchr(line, '\n') + 1)
        assert_int_equal(rap_columns(line, strcspn(line, "\n")), 5 + 2 + 1);
    rap_table_free(&t);
    rap_text_free(&out);
}

/* Every line is of whole clusters, all the same, and no wider than `width`. */
static void check_lines(const char *out, const char *cluster, size_t width) {
    for (const char *line = out; *line; line = strchr(line, '\n') + 1) {
        size_t n = strcspn(line, "\n");
        assert_int_equal(n % strlen(cluster), 0);
        assert_memory_equal(line, cluster, strlen(cluster));
        assert_true(rap_columns(line, n) <= width);
    }
}

/* A word of many clusters is cut between two of them only, and no line is wider than there is room. */
static void no_cluster_is_cut(void **state) {
    (void)state;
    static const char *const clusters[] = {"e\u0301", "\u83ef", "\u0995\u09cd\u09b7\u09c1",
                                           "\U0001f469\u200d\U0001f33e", "\u1112\u1161\u11ab"};
    for (size_t k = 0; k < sizeof clusters / sizeof *clusters; k++) {
        rap_text word, out;
        rap_text_init(&word);
        rap_text_init(&out);
        for (int i = 0; i < 60; i++)
            rap_text_add(&word, clusters[k]);
        rap_table_wrap(&out, rap_text_string(&word), 0, 21);
        check_lines(rap_text_string(&out), clusters[k], 21);
        rap_text_clear(&out);
        rap_plot_cut(&out, rap_text_string(&word), 15);
        const char *made = rap_text_string(&out);
        size_t n = strcspn(made + 1, "'");
        assert_int_equal(n % strlen(clusters[k]), 0);
        assert_true(rap_columns(made + 1, n) <= 15 && n > 0);
        rap_text_free(&word);
        rap_text_free(&out);
    }
}

/* Half as many Chinese letters as Latin ones make a line of a picture; marks take no room in it. */
static void pictures_know_wide_letters(void **state) {
    (void)state;
    rap_text out;
    rap_text_init(&out);
    assert_int_equal(rap_plot_lines("\u83ef\u4eba\u793e\u5340\u5354\u6703", 12), 1);
    assert_int_equal(rap_plot_wrap(&out, "\u83ef\u4eba\u793e\u5340\u5354\u6703", 6), 2);
    assert_string_equal(rap_text_string(&out), "'\u83ef\u4eba\u793e'.\"\\n\".'\u5340\u5354\u6703'");
    assert_int_equal(rap_plot_lines("e\u0301e\u0301e\u0301e\u0301", 4), 1);
    assert_int_equal(rap_plot_lines("\u83ef\u4eba", 1), 2); /* at least one on a line */
    rap_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(clusters_and_columns), cmocka_unit_test(tables_line_up),
        cmocka_unit_test(no_cluster_is_cut), cmocka_unit_test(pictures_know_wide_letters)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
