/* test_class_words.c: the words of the classroom page: each key once, asked for by the page's scripts and there; every
 * language puts in the same things; forms reach the page as gettext chooses them; without scripts there is the question. */
#include "base/embedded.h"
#include "plots/classroom/class_still.h"
#include "plots/classroom/class_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The next script of the page from a file on; NULL behind the last. */
static const rap_embedded_file *next_script(const rap_embedded_file *f) {
    while (f->name && (strncmp(f->name, "class", 5) != 0 || !strstr(f->name, ".js")))
        f++;
    return f->name ? f : NULL;
}

/* Keys that scripts put together: by the beginning, or the end, that is written there. */
static const char *const beginnings[] = {"is_", "step_", "kind_", "us_"};
static const char end_of_kinds[] = "_means";

static bool has_beginning(const char *key, const char *beginning) {
    return strncmp(key, beginning, strlen(beginning)) == 0;
}

static bool is_put_together(const char *key) {
    bool found = strlen(key) > strlen(end_of_kinds) &&
                 strcmp(key + strlen(key) - strlen(end_of_kinds), end_of_kinds) == 0;
    for (size_t k = 0; k < sizeof beginnings / sizeof *beginnings; k++)
        found |= has_beginning(key, beginnings[k]);
    return found;
}

static const rap_class_sentence *find_sentence(const char *key) {
    for (size_t k = 0; k < rap_n_class_sentences; k++)
        if (strcmp(rap_class_sentences[k].key, key) == 0)
            return rap_class_sentences + k;
    return NULL;
}

/* Whether 'key' stands in quotes in a script. */
static bool is_asked_for(const char *key) {
    char quoted[64];
    snprintf(quoted, sizeof quoted, "'%s'", key);
    for (const rap_embedded_file *f = rap_embedded_files; (f = next_script(f)); f++)
        if (strstr(f->text, quoted))
            return true;
    return false;
}

static void test_each_key_is_there_once_and_used(void **state) {
    (void)state;
    for (size_t k = 0; k < rap_n_class_sentences; k++) {
        const char *key = rap_class_sentences[k].key;
        if (find_sentence(key) != rap_class_sentences + k)
            fail_msg("%s stands there twice", key);
        if (!is_asked_for(key) && !is_put_together(key) && strcmp(key, "no_scripts") != 0)
            fail_msg("no script asks for %s", key);
    }
}

/* Every w('key' of the scripts that is a whole key, or the beginning of one. */
static void test_each_key_that_is_asked_for_is_there(void **state) {
    (void)state;
    size_t asked = 0;
    for (const rap_embedded_file *f = rap_embedded_files; (f = next_script(f)); f++)
        for (const char *at = f->text; (at = strstr(at, "w('")); asked++) {
            char key[64] = "";
            at += strlen("w('");
            size_t n = strcspn(at, "'");
            assert_true(n < sizeof key);
            memcpy(key, at, n);
            if (!find_sentence(key) &&
                !(at[n + 1] == ' ' && at[n + 2] == '+' && is_put_together(key)))
                fail_msg("no words for %s", key);
        }
    assert_true(asked > 60);
}

/* What stands in braces, in order of the alphabet of names: which letters are there, whatever the order. */
static unsigned long sum_of_names(const char *sentence, size_t *n) {
    unsigned long sum = 0;
    for (const char *at = sentence; (at = strchr(at, '{')); (*n)++) {
        size_t length = strcspn(at, "}");
        assert_int_equal(at[length], '}');
        unsigned long name = 5381;
        for (size_t k = 0; k < length; k++)
            name = name * 33 + (unsigned char)at[k];
        sum += name;
        at += length;
    }
    return sum;
}

static void assert_same_names(const char *english, const char *own) {
    size_t n = 0, m = 0;
    unsigned long a = sum_of_names(english, &n), b = sum_of_names(own, &m);
    if (n != m || a != b)
        fail_msg("other things are put in: %s / %s", english, own);
}

static void test_languages_put_in_the_same(void **state) {
    (void)state;
    for (size_t k = 0; rap_language_codes[k]; k++) {
        rap_language l;
        assert_int_equal(rap_language_find(&l, rap_language_codes[k]), 0);
        for (size_t s = 0; s < rap_n_class_sentences; s++) {
            const rap_class_sentence *it = rap_class_sentences + s;
            if (!it->many)
                assert_same_names(it->one, tr(&l, it->one));
            for (int64_t n = 0; it->many && n < RAP_CLASS_LARGE; n++)
                assert_same_names(it->many, tr_n(&l, it->one, it->many, n));
        }
    }
}

/* None is one in French, and many in English. */
static void test_the_page_gets_forms_as_gettext_has_them(void **state) {
    (void)state;
    rap_text out;
    rap_text_init(&out);
    assert_int_equal(rap_class_words_json(&out), 0);
    const char *json = rap_text_string(&out), *french = strstr(json, "\"fr\":{");
    assert_true(strncmp(json, "{\"en\":{\"name\":\"English\",\"direction\":\"ltr\",", 42) == 0);
    assert_non_null(strstr(json, "\"forms\":[1,0,1,1,"));
    assert_non_null(french);
    assert_non_null(strstr(french, "\"forms\":[0,0,1,1,"));
    assert_non_null(strstr(json, "\"years\":[\"{n} year\",\"{n} years\"]"));
    assert_non_null(strstr(french, "\"years\":[\"{n} an\",\"{n} ans\"]"));
    assert_null(strchr(json, '<'));
    rap_text_free(&out);
}

static void test_without_scripts_the_question_is_there(void **state) {
    (void)state;
    rap_class_question q = {"A & B", NULL, {"One <year>", "Five"}, {NULL, "Stays."}, 3, 120};
    rap_text out;
    rap_text_init(&out);
    rap_class_still(&out, NULL, &q);
    const char *html = rap_text_string(&out);
    assert_non_null(strstr(html, "10 years on, with how many groups does the team still work?"));
    assert_non_null(strstr(html, "A &amp; B"));
    assert_non_null(strstr(html, "One &lt;year&gt;"));
    size_t rings = 0, squares = 0;
    for (const char *at = html; (at = strstr(at, "<circle")); at++)
        rings++;
    for (const char *at = html; (at = strstr(at, "<path")); at++)
        squares++;
    assert_int_equal(rings, 4);
    assert_int_equal(squares, 4);
    rap_text_clear(&out);
    q.question = "Of @, how many?";
    rap_class_still(&out, NULL, &q);
    assert_non_null(strstr(rap_text_string(&out), "<h1>Of 3, how many?</h1>"));
    rap_text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_key_is_there_once_and_used),
        cmocka_unit_test(test_each_key_that_is_asked_for_is_there),
        cmocka_unit_test(test_languages_put_in_the_same),
        cmocka_unit_test(test_the_page_gets_forms_as_gettext_has_them),
        cmocka_unit_test(test_without_scripts_the_question_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
