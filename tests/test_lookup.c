/* test_lookup.c: rows found by hashes, those of equal hashes each once, through every doubling. */
#include "base/error.h"
#include "base/lookup.h"
#include "fixture.h"

/* Hashes that collide in their last bits, and are equal for every seventh row. */
static uint64_t hash_of(size_t row) {
    return (uint64_t)(row % 7) << 40 | 5;
}

static void rows_of_a_hash_come_once(void **state) {
    rap_lookup x = {0};
    size_t at = 0;
    (void)state;
    assert_true(rap_lookup_next(&x, 5, &at) == RAP_NO_ROW);
    for (size_t row = 0; row < 1000; row++)
        assert_int_equal(rap_lookup_add(&x, hash_of(row), row), RAP_OK);
    for (size_t k = 0; k < 7; k++) {
        bool seen[1000] = {false};
        size_t n = 0;
        at = 0;
        for (size_t row; (row = rap_lookup_next(&x, hash_of(k), &at)) != RAP_NO_ROW; n++) {
            assert_true(row % 7 == k && !seen[row]);
            seen[row] = true;
        }
        assert_int_equal(n, (1000 - k + 6) / 7);
    }
    at = 0;
    assert_true(rap_lookup_next(&x, 6, &at) == RAP_NO_ROW);
    rap_lookup_free(&x);
    rap_lookup_free(&x);
}

/* A linear search of 200,000 rows, each looked for once, would take a minute; this one takes no time. */
static void many_rows_are_found(void **state) {
    enum { MANY = 200000 };
    rap_lookup x = {0};
    (void)state;
    for (size_t row = 0; row < MANY; row++)
        assert_int_equal(rap_lookup_add(&x, row * 0x9e3779b97f4a7c15, row), RAP_OK);
    for (size_t row = 0; row < MANY; row++) {
        size_t at = 0;
        assert_int_equal(rap_lookup_next(&x, row * 0x9e3779b97f4a7c15, &at), row);
    }
    rap_lookup_free(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_hash_come_once),
        cmocka_unit_test(many_rows_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
