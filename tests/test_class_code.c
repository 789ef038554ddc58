/* test_class_code.c: a code gives back what it was made of, and sees every single slip. */
#include "near.h"
#include "web/class_code.h"

#include <string.h>

static const rap_code_key key = {
    .n_levers = 3, .n_places = {3, 9, 2}, .seed = 2022, .fingerprint = 0x123456789abcdef};

static void say(char *text, size_t n, const rap_class_code *code, const rap_code_key *of) {
    rap_text t;
    rap_text_init(&t);
    rap_class_code_say(&t, code, of);
    assert_true(t.n < n);
    strcpy(text, rap_text_string(&t));
    rap_text_free(&t);
}

static bool same(const rap_class_code *a, const rap_class_code *b) {
    return !memcmp(a->places, b->places, sizeof a->places) && a->guesses == b->guesses &&
           a->luck == b->luck && a->seed == b->seed;
}

static void test_there_and_back(void **state) {
    (void)state;
    const rap_class_code codes[] = {{{0, 0, 0}, 1, 1, 2022},
                                    {{2, 8, 1}, 40, 7, 2022},
                                    {{1, 4, 0}, RAP_MOST_WORLD, RAP_MOST_WORLD, INT64_C(99887766)}};
    for (size_t k = 0; k < sizeof codes / sizeof codes[0]; k++) {
        char text[64];
        rap_class_code back;
        say(text, sizeof text, &codes[k], &key);
        assert_true(rap_class_code_read(&back, text, &key));
        assert_true(same(&back, &codes[k]));
        text[strlen(text) - 2] = '\0';
        assert_true(rap_class_code_read_bare(&back, text, &key));
        assert_true(same(&back, &codes[k]));
    }
}

/* As it is read off a blackboard. */
static void test_small_letters_and_blanks(void **state) {
    (void)state;
    const rap_class_code code = {{0, 0, 0}, 10, 21, 2022};
    rap_class_code back;
    char text[64], typed[128];
    say(text, sizeof text, &code, &key);
    size_t n = 0;
    for (const char *c = text; *c; c++) {
        typed[n++] = *c == '0' ? 'o' : *c == '1' ? 'I' : *c >= 'A' ? (char)(*c + 'a' - 'A') : *c;
        typed[n++] = ' ';
    }
    typed[n] = '\0';
    assert_true(rap_class_code_read(&back, typed, &key));
    assert_true(same(&back, &code));
}

static void test_one_sign_wrong(void **state) {
    (void)state;
    static const char signs[] = "0123456789-ABCDEFGHJKLMNPQRSTUVWXY";
    const rap_class_code code = {{2, 1, 0}, 17, 4, 2022};
    rap_class_code back;
    char text[64];
    say(text, sizeof text, &code, &key);
    for (size_t k = 0; text[k]; k++) {
        char right = text[k];
        for (const char *wrong = signs; *wrong; wrong++) {
            text[k] = *wrong;
            assert_int_equal(rap_class_code_read(&back, text, &key), *wrong == right);
        }
        text[k] = right;
    }
}

static void test_neighbours_exchanged(void **state) {
    (void)state;
    const rap_class_code code = {{2, 1, 0}, 17, 45, 2022};
    rap_class_code back;
    char text[64];
    say(text, sizeof text, &code, &key);
    for (size_t k = 0; text[k + 1]; k++) {
        char first = text[k];
        if (first == text[k + 1])
            continue;
        text[k] = text[k + 1];
        text[k + 1] = first;
        assert_false(rap_class_code_read(&back, text, &key));
        text[k + 1] = text[k];
        text[k] = first;
    }
}

/* Of 23 studies one lets a code of another pass. */
static void test_other_studies(void **state) {
    (void)state;
    const rap_class_code code = {{2, 1, 0}, 17, 4, 2022};
    rap_class_code back;
    char text[64];
    int passed = 0;
    say(text, sizeof text, &code, &key);
    for (uint64_t k = 0; k < 23; k++) {
        rap_code_key other = key;
        other.fingerprint += k;
        passed += rap_class_code_read(&back, text, &other);
    }
    assert_int_equal(passed, 1);
}

static void test_what_is_none(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",
        "-",
        "K",
        "-K",
        "311-1-1",
        "311-1",
        "0-1-1",
        "31-1-1",
        "411-1-1",
        "391-0-1",
        "393-1-1",
        "311-1-100000",
        "311-1-1-99999999999999999999",
        "311-1-1-5-5",
        "311--1-1",
        "311-1-1-",
        "-1-1",
        "311-1-1111111111111111111111111111111111111111111111111111"};
    rap_class_code back;
    for (size_t k = 0; k < sizeof texts / sizeof texts[0]; k++) {
        assert_false(rap_class_code_read(&back, texts[k], &key));
        assert_int_equal(rap_class_code_read_bare(&back, texts[k], &key),
                         !strcmp(texts[k], "311-1-1"));
    }
    const rap_code_key none = {.seed = 1};
    assert_true(rap_class_code_read_bare(&back, "0-1-1", &none));
    assert_false(rap_class_code_read_bare(&back, "1-1-1", &none));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_small_letters_and_blanks),
        cmocka_unit_test(test_one_sign_wrong), cmocka_unit_test(test_neighbours_exchanged),
        cmocka_unit_test(test_other_studies),  cmocka_unit_test(test_what_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
