/* test_store_compare.c: runs that are made again are held against a database, number by number. */
#include "toy_store.h"
#include "base/memory.h"

#include <math.h>

static rap_store_comparison compare_with(setup *s, setup *other) {
    rap_store_comparison c = {.store = s->store};
    rap_ensemble_options options = {.first = 0, .end = other->items};
    rap_sink sink = rap_store_compare_sink(&c);
    assert_int_equal(rap_ensemble_run(&other->study, &other->layout, &rap_executor_loop, &sink,
                                      &options, NULL, 0),
                     RAP_OK);
    return c;
}

static void compares_every_number(void **state) {
    setup s, other;
    (void)state;
    start(&s, usual);
    start(&other, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(fill(&s, s.items), RAP_OK);
    rap_store_comparison c = compare_with(&s, &other);
    assert_int_equal(c.runs, s.items * 2);
    assert_int_equal(c.numbers, numbers(&s, s.items));
    assert_int_equal(c.different, 0);
    assert_double_near(c.largest, 0, 0);
    other.study.seed++;
    c = compare_with(&s, &other);
    assert_true(c.different > 0);
    assert_true(isinf(c.largest)); /* somebody is missing in one and not in the other */
    end(&s);
    end(&other);
}

/* One number of one run is changed by hand. */
static void compares_with_a_place(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    size_t row = s.layout.n_values, path = s.layout.n_path;
    double *values = rap_allocate(16 * 2 * row, sizeof *values),
           *paths = rap_allocate(16 * 2 * path, sizeof *paths);
    for (size_t k = 0; k < 16 * 2 * path; k++)
        paths[k] = 4;
    rap_block block = {.first = 0, .n = 16, .values = values, .paths = paths};
    assert_int_equal(create(&s), RAP_OK);
    rap_sink sink = rap_store_sink(s.store);
    assert_int_equal(sink.commit(sink.context, &block), RAP_OK);
    paths[(5 * 2 + 1) * path + 3] = 5;
    values[2] = -0.0;
    rap_store_comparison c = {.store = s.store};
    sink = rap_store_compare_sink(&c);
    assert_int_equal(sink.commit(sink.context, &block), RAP_OK);
    assert_int_equal(c.different, 1);
    assert_double_near(c.largest, 0.2, 1e-15);
    assert_int_equal(c.item, 5);
    assert_int_equal(c.arm, 1);
    assert_int_equal(c.place, row + 3);
    block.first = 16;
    assert_int_equal(sink.commit(sink.context, &block), RAP_ESTORE);
    rap_free(values);
    rap_free(paths);
    end(&s);
}

/* Hours left over, of which one processor leaves nothing and another the last digit. */
static void next_to_nothing_is_nothing(void **state) {
    (void)state;
    assert_true(rap_store_distance(0, 8.9e-16) < 1e-9);
    assert_true(rap_store_distance(-1e-14, 2e-13) < 1e-9);
    assert_true(rap_store_distance(0, 1e-11) > 1e-9);
    assert_double_near(rap_store_distance(0.002, 0.001), 0.5, 1e-15);
    assert_double_near(rap_store_distance(-2, 1), 1.5, 1e-15);
    assert_true(isinf(rap_store_distance(NAN, 1)));
    assert_double_near(rap_store_distance(NAN, NAN), 0, 0);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_every_number),
        cmocka_unit_test(compares_with_a_place),
        cmocka_unit_test(next_to_nothing_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
