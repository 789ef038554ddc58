/* test_near_text.c: numbers up to rounding, letters exactly. */
#include "cli/folder/near_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_near(const char *a, const char *b, rap_nearness expected) {
    assert_int_equal(rap_text_nearness(a, b, 1e-9), expected);
    assert_int_equal(rap_text_nearness(b, a, 1e-9), expected);
}

static void numbers_are_compared_as_numbers(void **state) {
    (void)state;
    assert_near("", "", RAP_TEXT_IDENTICAL);
    assert_near("a,0.5,x\n", "a,0.5,x\n", RAP_TEXT_IDENTICAL);
    assert_near("a,0.5,x\n", "a,0.50000000000012,x\n", RAP_TEXT_ROUNDED);
    assert_near("a,-0.5\n", "a,-0.49999999999988\n", RAP_TEXT_ROUNDED);
    assert_near("1,1e-5\n", "1,9.9999999999999e-06\n", RAP_TEXT_ROUNDED);
    assert_near("0", "3e-17", RAP_TEXT_ROUNDED);
    assert_near("0", "-3e-17", RAP_TEXT_ROUNDED);
    assert_near("0.5,1,2", "0.500001,1,2", RAP_TEXT_DIFFERENT);
    assert_near("0.5", "-0.5", RAP_TEXT_DIFFERENT);
    assert_near("12", "13", RAP_TEXT_DIFFERENT);
    assert_near("0.5,0.1", "0.50000000000012,0.2", RAP_TEXT_DIFFERENT);
    assert_near("1e999", "1e998", RAP_TEXT_ROUNDED);
    assert_near("1e999", "5", RAP_TEXT_DIFFERENT);
}

static void all_else_is_compared_by_letter(void **state) {
    (void)state;
    assert_near("a,0.5", "b,0.5", RAP_TEXT_DIFFERENT);
    assert_near("0.5,", "0.5", RAP_TEXT_DIFFERENT);
    assert_near("0.5,", "0.5,7", RAP_TEXT_DIFFERENT);
    assert_near("0.5\n", "0.5\n\n", RAP_TEXT_DIFFERENT);
    assert_near("a", "0", RAP_TEXT_DIFFERENT);
    assert_near("x,1", "x,", RAP_TEXT_DIFFERENT);
    assert_near("team7,1", "team7.0000000000001,1", RAP_TEXT_DIFFERENT); /* a name */
    assert_near("1.2.3", "1.2.4", RAP_TEXT_DIFFERENT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_compared_as_numbers),
        cmocka_unit_test(all_else_is_compared_by_letter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
