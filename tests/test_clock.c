/* test_clock.c: times as texts, to both ends of the clock. */
#include "cli/machine/clock.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void assert_time(int64_t seconds, const char *expected) {
    char text[32];
    rap_time_format(seconds, text, sizeof text);
    assert_string_equal(text, expected);
    assert_true(rap_time_is_text(text));
}

static void every_moment_has_a_text(void **state) {
    (void)state;
    assert_time(0, "1970-01-01T00:00:00Z");
    assert_time(1772373909, "2026-03-01T14:05:09Z");
    assert_time(-1, "1969-12-31T23:59:59Z");
    assert_time(INT32_MAX, "2038-01-19T03:14:07Z");
    assert_time(253402300799, "9999-12-31T23:59:59Z");
    assert_time(253402300800, "unknown"); /* the year 10000 */
    assert_time(-30610224001, "unknown"); /* the year 999 */
    assert_time(INT64_MAX, "unknown");
    assert_time(INT64_MIN, "unknown");
}

static void other_texts_are_no_times(void **state) {
    const char *const texts[] = {"",
                                 "2026-03-01",
                                 "2026-03-01T14:05:09",
                                 "2026-03-01T14:05:09Z ",
                                 "10000-01-01T00:00:00Z",
                                 "-026-03-01T14:05:09Z",
                                 "2026-03-01 14:05:09Z",
                                 "unknown?"};
    (void)state;
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++)
        assert_false(rap_time_is_text(texts[k]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_moment_has_a_text),
        cmocka_unit_test(other_texts_are_no_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
