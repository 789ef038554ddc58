/* test_whole.c: tables of cents printed in whole units add up as printed, and no amount is off by a unit or more. */
#include "near.h"
#include "base/error.h"
#include "base/whole.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_CELLS = 64 * 48 };

/* Three thirds of a unit: one of them is raised. Rounded each by itself they would come to 0. */
static void three_thirds(void **state) {
    static const int64_t cents[] = {34, 33, 33};
    int64_t whole[3];
    (void)state;
    assert_int_equal(rap_whole_units(cents, 1, 3, 100, whole), RAP_OK);
    assert_int_equal(whole[0], 1);
    assert_int_equal(whole[1], 0);
    assert_int_equal(whole[2], 0);
}

/* What is whole stays: an award of 300,000 is printed as 300,000, and so is an empty line as 0. */
static void whole_stays(void **state) {
    static const int64_t cents[] = {10000050, 9999950, 0, 0, 10000025, -25};
    int64_t whole[6];
    (void)state;
    assert_int_equal(rap_whole_units(cents, 3, 2, 100, whole), RAP_OK);
    assert_int_equal(whole[0] + whole[1], 200000);
    assert_int_equal(whole[2], 0);
    assert_int_equal(whole[3], 0);
    assert_int_equal(whole[4] + whole[5], 100000);
}

static void below_zero(void **state) {
    static const int64_t cents[] = {-150, -50, 50, 150};
    int64_t whole[4];
    (void)state;
    assert_int_equal(rap_whole_units(cents, 2, 2, 100, whole), RAP_OK);
    assert_int_equal(whole[0] + whole[1], -2);
    assert_int_equal(whole[2] + whole[3], 2);
    assert_int_equal(whole[0] + whole[2], -1);
    assert_int_equal(whole[1] + whole[3], 1);
}

static void nothing(void **state) {
    int64_t whole[1] = {7};
    (void)state;
    assert_int_equal(rap_whole_units(NULL, 0, 0, 100, whole), RAP_OK);
    assert_int_equal(rap_whole_units(NULL, 0, 3, 100, whole), RAP_OK);
    assert_int_equal(rap_whole_units(NULL, 3, 0, 100, whole), RAP_OK);
    assert_int_equal(whole[0], 7);
}

/* Off by less than a unit; not at all where it is whole. */
static void assert_beside(int64_t cents, int64_t whole, int64_t unit) {
    int64_t off = whole * unit - cents;
    assert_true(off > -unit && off < unit);
    if (cents % unit == 0)
        assert_int_equal(off, 0);
}

static void assert_sums(const int64_t *cents, const int64_t *whole, size_t rows, size_t columns,
                        int64_t unit) {
    int64_t all = 0, all_whole = 0;
    for (size_t i = 0; i < rows; i++) {
        int64_t sum = 0, sum_whole = 0;
        for (size_t k = 0; k < columns; k++) {
            assert_beside(cents[i * columns + k], whole[i * columns + k], unit);
            sum += cents[i * columns + k];
            sum_whole += whole[i * columns + k];
        }
        assert_beside(sum, sum_whole, unit);
        all += sum;
        all_whole += sum_whole;
    }
    assert_beside(all, all_whole, unit);
    for (size_t k = 0; k < columns; k++) {
        int64_t sum = 0, sum_whole = 0;
        for (size_t i = 0; i < rows; i++) {
            sum += cents[i * columns + k];
            sum_whole += whole[i * columns + k];
        }
        assert_beside(sum, sum_whole, unit);
    }
}

/* Random tables: of all sizes, with zeros, amounts below zero and whole ones. */
static void random_tables(void **state) {
    static int64_t cents[MOST_CELLS], whole[MOST_CELLS];
    (void)state;
    srand(14);
    for (int repeat = 0; repeat < 400; repeat++) {
        size_t rows = 1 + (size_t)rand() % (repeat % 50 ? 12 : 64);
        size_t columns = 1 + (size_t)rand() % (repeat % 50 ? 9 : 48);
        int64_t unit = repeat % 3 ? 100 : repeat % 2 ? 1 : 100000;
        for (size_t i = 0; i < rows * columns; i++) {
            int kind = rand() % 4;
            int64_t x = rand() % 40000000 - 5000000;
            cents[i] = kind == 0 ? 0 : kind == 1 ? x / unit * unit : x;
        }
        assert_int_equal(rap_whole_units(cents, rows, columns, unit, whole), RAP_OK);
        assert_sums(cents, whole, rows, columns, unit);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(three_thirds),  cmocka_unit_test(whole_stays),
        cmocka_unit_test(below_zero),    cmocka_unit_test(nothing),
        cmocka_unit_test(random_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
