/* test_expand.c: includes, numerals, duplicates, comments, bounds. */
#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "grammar_model.h"
#include "scenario/language/expand.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    rap_expanded e;
    rap_problems problems;
    rap_findings findings;
    int status;
} reading;

static reading *read_pages(const page *pages, int n) {
    reading *r = rap_allocate(1, sizeof *r);
    book b = {pages, n};
    rap_loader loader = book_loader(&b);
    rap_problems_init(&r->problems);
    rap_findings_init(&r->findings, &r->problems);
    r->status = rap_expand(&r->e, &loader, pages[0].name, NULL, &r->findings);
    return r;
}

static reading *read_text(const char *text) {
    page p = {"a.cfg", text};
    return read_pages(&p, 1);
}

static void done(reading *r) {
    rap_expand_free(&r->e);
    rap_expand_free(&r->e);
    rap_problems_free(&r->problems);
    rap_free(r);
}

static void show(const reading *r) {
    for (size_t i = 0; i < r->problems.n; i++)
        print_message("%s:%d: %s: %s\n", r->problems.rows[i].file, r->problems.rows[i].line,
                      r->problems.rows[i].key, r->problems.rows[i].text);
}

/* The text of the only problem, at a line, contains `part`. */
static void expect_one(const char *text, int status, int line, const char *key, const char *part) {
    reading *r = read_text(text);
    if (r->problems.n != 1 || !strstr(r->problems.rows[0].text, part))
        show(r);
    assert_int_equal(r->problems.n, 1);
    assert_int_equal(r->status, status);
    assert_int_equal(r->problems.rows[0].line, line);
    assert_string_equal(r->problems.rows[0].key, key);
    assert_non_null(strstr(r->problems.rows[0].text, part));
    done(r);
}

static void expect_text(const char *text, const char *expanded) {
    reading *r = read_text(text);
    show(r);
    assert_int_equal(r->status, RAP_OK);
    assert_int_equal(r->problems.n, 0);
    assert_string_equal(rap_text_string(&r->e.text), expanded);
    done(r);
}

static void plain_texts_keep_their_lines(void **state) {
    (void)state;
    expect_text("", "");
    expect_text("a = 1; b : [1,2]\nc=\"x\";", "a = 1 ; b = ( 1 , 2 )\nc = \"x\" ;");
    expect_text("\xef\xbb\xbf"
                "a=1",
                "a = 1");
}

static void comments_and_line_ends(void **state) {
    (void)state;
    expect_text(
        "# a = 2;\na = 1; // b\r\n/* c\n @include \"x\"\n*/ d = \"# // /* \\\" @include\";\r",
        "a = 1 ;\nd = \"# // /* \\\" @include\" ;");
    reading *r = read_text("a=1;\r\nb=2;\rc=3;\n\nd=4;");
    assert_int_equal(r->e.n_lines, 4);
    const int lines[] = {1, 2, 3, 5};
    for (int i = 0; i < 4; i++)
        assert_int_equal(r->e.lines[i].line, lines[i]);
    done(r);
    expect_one("a = 1;\n/* b = 2;\n", RAP_EINPUT, 3, "", "not closed");
}

static void adjacent_texts_are_one_scalar(void **state) {
    (void)state;
    reading *r = read_text("a = \"x\"\n\"y\" # c\n \"z\"; b = 2;");
    assert_int_equal(r->status, RAP_OK);
    assert_int_equal(r->e.n_scalars, 2);
    assert_int_equal(r->e.scalars[0].place.line, 1);
    done(r);
}

static void includes_stand_in_place(void **state) {
    (void)state;
    const page pages[] = {{"a.cfg", "a = 1;\n  @include \"b.cfg\"  # and\nd = 4;"},
                          {"b.cfg", "b = { \n@include\t\"c.cfg\"\n};"},
                          {"c.cfg", "c = 3;"}};
    reading *r = read_pages(pages, 3);
    assert_int_equal(r->status, RAP_OK);
    assert_string_equal(rap_text_string(&r->e.text), "a = 1 ;\nb = {\nc = 3 ;\n} ;\nd = 4 ;");
    assert_int_equal(r->e.n_sources, 3);
    assert_int_equal(r->e.lines[2].source, 2);
    assert_int_equal(r->e.lines[3].source, 1);
    assert_int_equal(r->e.lines[3].line, 3);
    done(r);
}

static void a_file_may_be_included_twice(void **state) {
    (void)state;
    const page pages[] = {{"a.cfg", "a = {\n@include \"b.cfg\"\n};\nc = {\n@include \"b.cfg\"\n};"},
                          {"b.cfg", "b = 1;"}};
    reading *r = read_pages(pages, 2);
    assert_int_equal(r->status, RAP_OK);
    assert_int_equal(r->e.n_sources, 2);
    done(r);
}

static void cycles_are_named(void **state) {
    (void)state;
    const page pages[] = {{"a.cfg", "\n@include \"b.cfg\"\n"}, {"b.cfg", "@include \"a.cfg\"\n"}};
    reading *r = read_pages(pages, 2);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_int_equal(r->problems.n, 1);
    assert_string_equal(r->problems.rows[0].file, "b.cfg");
    assert_non_null(strstr(r->problems.rows[0].text, "a.cfg -> b.cfg -> a.cfg"));
    done(r);
}

static void includes_have_a_depth(void **state) {
    (void)state;
    page pages[20];
    char names[20][8], texts[20][32];
    for (int i = 0; i < 20; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        snprintf(texts[i], sizeof texts[i], "@include \"%d\"\n", i + 1);
        pages[i] = (page){names[i], i < 19 ? texts[i] : "a = 1;"};
    }
    reading *r = read_pages(pages, 20);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_int_equal(r->problems.n, 1);
    assert_string_equal(r->problems.rows[0].file, "15");
    done(r);
}

static void a_bomb_of_includes_is_stopped(void **state) {
    (void)state;
    page pages[15];
    char names[15][8], texts[15][200];
    for (int i = 0; i < 15; i++) {
        snprintf(names[i], sizeof names[i], "%d", i);
        texts[i][0] = '\0';
        for (int k = 0; k < 10 && i < 14; k++)
            snprintf(texts[i] + strlen(texts[i]), 20, "@include \"%d\"\n", i + 1);
        pages[i] = (page){names[i], texts[i]};
    }
    reading *r = read_pages(pages, 15);
    assert_int_equal(r->status, RAP_EINPUT);
    assert_int_equal(r->problems.n, 1);
    assert_non_null(strstr(r->problems.rows[0].text, "too many files"));
    done(r);
}

static void malformed_includes(void **state) {
    (void)state;
    expect_one("a=1;\n@include b.cfg\n", RAP_EINPUT, 2, "@include", "alone on its line");
    expect_one("@include \"b.cfg\" a = 1;\n", RAP_EINPUT, 1, "@include", "alone on its line");
    expect_one("@include \"\"", RAP_EINPUT, 1, "@include", "alone on its line");
    expect_one("@include", RAP_EINPUT, 1, "@include", "alone on its line");
    expect_one("@include \"b\n", RAP_EINPUT, 1, "@include", "alone on its line");
    expect_one("@include \"gone.cfg\"", RAP_EINPUT, 1, "@include", "no such page");
    expect_one("a = 1; @include \"b.cfg\"", RAP_EINPUT, 1, "", "is only understood in a line");
}

static void numerals(void **state) {
    (void)state;
    expect_text(
        "a=[1,-2,+3,2147483647,-2147483648,0x7fffffff];b=4294967296L;c=1e5;d=-.5;e=5.;f=0;g=0.0;",
        "a = ( 1 , -2 , +3 , 2147483647 , -2147483648 , 0x7fffffff ) ; b = 4294967296L ; "
        "c = 1e5 ; d = -.5 ; e = 5. ; f = 0 ; g = 0.0 ;");
    expect_text("a=4294967296; b=-2147483649; c=0x1FFFFFFFFF;",
                "a = 4294967296L ; b = -2147483649L ; c = 0x1FFFFFFFFFL ;");
    expect_one("a = 9223372036854775808L;", RAP_OK, 1, "a", "64 bits");
    expect_one("a = 99999999999999999999;", RAP_OK, 1, "a", "64 bits");
    expect_one("x = { a = 200,000; };", RAP_EINPUT, 1, "x", "without thousands separators");
    expect_one("a = 0,5;", RAP_EINPUT, 1, "", "with a point for decimals");
    expect_one("a = 0, 5;", RAP_EINPUT, 1, "", "a key expected, found 5");
    expect_one("a = 0xFFFFFFFFFFFFFFFFL;", RAP_OK, 1, "a", "64 bits");
    expect_one("a = 0xg;", RAP_OK, 1, "a", "is not a number");
    expect_one("a = -0x10;", RAP_OK, 1, "a", "is not a number");
    expect_one("a = 017;", RAP_OK, 1, "a", "leading zeros");
    expect_one("a = 1e999;", RAP_OK, 1, "a", "too large");
    expect_one("a = -1.0e400;", RAP_OK, 1, "a", "too large");
    expect_one("a = 1e-999;", RAP_OK, 1, "a", "too small");
    expect_one("a = nan;", RAP_OK, 1, "a", "finite");
    expect_one("a = -inf;", RAP_OK, 1, "a", "finite");
    expect_one("a = .;", RAP_OK, 1, "a", "not a number");
    expect_one("a = 1.2.3;", RAP_OK, 1, "a", "not a number");
    expect_one("a = 1_000;", RAP_OK, 1, "a", "not a number");
    expect_one("a = 1e;", RAP_OK, 1, "a", "not a number");
    expect_one("a = +;", RAP_OK, 1, "a", "not a number");
    expect_one("a = 1LLL;", RAP_OK, 1, "a", "not a number");
}

static void bare_words_and_truths(void **state) {
    (void)state;
    expect_text("a = TRUE; b = False;", "a = TRUE ; b = False ;");
    expect_one("x = { a = sustained; };", RAP_OK, 1, "x.a", "quotation marks");
    expect_one("a = \"open;\nb = 2;", RAP_OK, 1, "a", "closing quotation mark");
    expect_one("a = \"x\\x00y\";", RAP_OK, 1, "a", "NUL");
    expect_one("a = \xe2\x80\x9ctyped\xe2\x80\x9d;", RAP_EINPUT, 1, "a",
               "straight quotation marks");
}

static void duplicates_are_all_found(void **state) {
    (void)state;
    reading *r =
        read_text("a = 1;\nb = { a = 1;\n a = 2; };\na = 3;\nb = 4;\nc = ({a=1;},{a=1;});\n");
    show(r);
    assert_int_equal(r->status, RAP_OK);
    assert_int_equal(r->problems.n, 3);
    assert_string_equal(r->problems.rows[0].key, "b.a");
    assert_non_null(strstr(r->problems.rows[0].text, "line 2"));
    assert_string_equal(r->problems.rows[1].key, "a");
    assert_int_equal(r->problems.rows[1].line, 4);
    assert_string_equal(r->problems.rows[2].key, "b");
    done(r);
}

static void arrays_hold_one_kind(void **state) {
    (void)state;
    expect_one("p = { range = [0, 0.7]; };", RAP_OK, 1, "p.range.1", "[0.0, 0.7] or (0, 0.7)");
    expect_one("a = [1, 2L];", RAP_OK, 1, "a.1", "one kind");
    expect_one("a = [{b=1;}];", RAP_OK, 1, "a.0", "round ones");
    expect_text("a = (0, 0.7);", "a = ( 0 , 0.7 ) ;");
}

static void syntax_errors_say_what_is_missing(void **state) {
    (void)state;
    expect_one("a 1;", RAP_EINPUT, 1, "a", "syntax error: = expected, found 1");
    expect_one("a = ;", RAP_EINPUT, 1, "a", "a value expected, found ;");
    expect_one("a = {\nb = 1;\n", RAP_EINPUT, 3, "a", "closes the { of a.cfg, line 1");
    expect_one("a = (1 2);", RAP_EINPUT, 1, "a.0", "a comma or the )");
    expect_one("a = (1];", RAP_EINPUT, 1, "a.0", "a comma or the )");
    expect_one("}", RAP_EINPUT, 1, "", "a key expected, found }");
    expect_one("a = 1;;", RAP_EINPUT, 1, "", "a key expected");
    expect_one("a = (1,);", RAP_EINPUT, 1, "a.1", "a value expected, found )");
    expect_one("true = 1;", RAP_EINPUT, 1, "", "a key expected");
    expect_one("a", RAP_EINPUT, 1, "a", "= expected, found the end");
}

static void bytes_that_are_not_utf8(void **state) {
    (void)state;
    expect_one("a = 1;\nb = \"\xff\";", RAP_EINPUT, 2, "", "0xff is not UTF-8");
    expect_one("# caf\xe9\n", RAP_EINPUT, 1, "", "0xe9");
}

/* Repeats a piece many times between a head and a tail. */
static char *repeat(const char *head, const char *piece, size_t n, const char *tail) {
    rap_text t;
    rap_text_init(&t);
    rap_text_add(&t, head);
    for (size_t i = 0; i < n; i++)
        rap_text_add(&t, piece);
    rap_text_add(&t, tail);
    return rap_text_take(&t);
}

static void hostile_sizes(void **state) {
    (void)state;
    char *nested = repeat("", "a={", 100000, ""), *lists = repeat("a=", "(", 100000, "");
    char *text = repeat("a = \"", "0123456789", 1000000, "\";"),
         *name = repeat("", "n", 100000, "=1;");
    char *digits = repeat("a = ", "1", 1000000, ";"),
         *entries = repeat("a = (", "1,", 20000, "1);");
    char *huge = repeat("# ", "0123456789", 2000000, "");
    expect_one(nested, RAP_EINPUT, 1,
               "a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a", "32 levels");
    expect_one(lists, RAP_EINPUT, 1,
               "a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0", "32 levels");
    expect_one(text, RAP_OK, 1, "a", "65536");
    expect_one(name, RAP_OK, 1, "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn",
               "64");
    expect_one(digits, RAP_OK, 1, "a", "too long for a number");
    expect_one(entries, RAP_EINPUT, 1, "a.10000", "10000");
    expect_one(huge, RAP_EINPUT, 0, "", "16 MiB");
    rap_free(nested);
    rap_free(lists);
    rap_free(text);
    rap_free(name);
    rap_free(digits);
    rap_free(entries);
    rap_free(huge);
}

static void problems_are_capped(void **state) {
    (void)state;
    char *text = repeat("a = (", "nan,\n", 5000, "1);");
    reading *r = read_text(text);
    assert_int_equal(r->problems.n, RAP_MOST_PROBLEMS);
    assert_int_equal(rap_findings_finish(&r->findings), RAP_EINPUT);
    assert_int_equal(r->problems.n, RAP_MOST_PROBLEMS + 1);
    assert_string_equal(r->problems.rows[RAP_MOST_PROBLEMS].text, "and 4800 more problems");
    done(r);
    rap_free(text);
}

/* Any text ends in a status; damaged and cut texts neither crash nor hang. */
static void damaged_texts(void **state) {
    (void)state;
    static const char whole[] = "a = { b = [1, 2]; c = (\"x\" \"y\", 1e3, {d = 0x1F;}); }; # c\n"
                                "/* x */ @include \"b\"\n e : true; \"";
    static const char bytes[] = "\"\\{}()[];=,#/*@\n\r\x01\xff"
                                "0a.-L";
    char text[sizeof whole];
    unsigned seed = 1;
    for (int i = 0; i < 3000; i++) {
        memcpy(text, whole, sizeof whole);
        for (int k = 0; k < 1 + i % 4; k++) {
            seed = seed * 1103515245u + 12345u;
            text[(seed >> 8) % (sizeof whole - 1)] = bytes[(seed >> 20) % (sizeof bytes - 1)];
        }
        text[sizeof whole - 1 - (unsigned)i % 7] = '\0';
        reading *r = read_text(text);
        assert_true(r->status == RAP_OK || r->problems.n > 0);
        done(r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_texts_keep_their_lines),
        cmocka_unit_test(comments_and_line_ends),
        cmocka_unit_test(adjacent_texts_are_one_scalar),
        cmocka_unit_test(includes_stand_in_place),
        cmocka_unit_test(a_file_may_be_included_twice),
        cmocka_unit_test(cycles_are_named),
        cmocka_unit_test(includes_have_a_depth),
        cmocka_unit_test(a_bomb_of_includes_is_stopped),
        cmocka_unit_test(malformed_includes),
        cmocka_unit_test(numerals),
        cmocka_unit_test(bare_words_and_truths),
        cmocka_unit_test(duplicates_are_all_found),
        cmocka_unit_test(arrays_hold_one_kind),
        cmocka_unit_test(syntax_errors_say_what_is_missing),
        cmocka_unit_test(bytes_that_are_not_utf8),
        cmocka_unit_test(hostile_sizes),
        cmocka_unit_test(problems_are_capped),
        cmocka_unit_test(damaged_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
