/* test_split.c: the search for the best split, on functions whose best is known. */
#include "analysis/method/split.h"
#include "base/error.h"
#include "near.h"

#include <cmocka.h>
#include <math.h>
#include <string.h>

typedef struct {
    double weight[RAP_MOST_SPLIT];
    size_t n, asked, refuse_after;
    double total;
} world;

static void expect_sum(const world *w, const double *x) {
    double sum = 0;
    for (size_t i = 0; i < w->n; i++)
        sum += x[i];
    assert_double_near(sum, w->total, 1e-9 * w->total);
}

/* sum of weight log x: best where x is in proportion to the weights. */
static int concave(void *context, const double *x, double *value) {
    world *w = context;
    expect_sum(w, x);
    w->asked++;
    *value = 0;
    for (size_t i = 0; i < w->n; i++)
        *value += w->weight[i] * log(x[i] + 1e-12);
    return w->refuse_after && w->asked > w->refuse_after ? RAP_ESTORE : RAP_OK;
}

static int flat(void *context, const double *x, double *value) {
    expect_sum(context, x);
    *value = 3;
    return RAP_OK;
}

static int nothing(void *context, const double *x, double *value) {
    expect_sum(context, x);
    *value = (double)NAN;
    return RAP_OK;
}

static rap_split_problem three(world *w) {
    return (rap_split_problem){.n = 3,
                               .low = {0, 0, 0},
                               .high = {1, 1, 1},
                               .start = {0.3, 0.3, 0.3},
                               .evaluations = 300,
                               .value = concave,
                               .context = w};
}

static void finds_the_best(void **state) {
    (void)state;
    world w = {.weight = {1, 2, 6}, .n = 3, .total = 0.9};
    rap_split_problem p = three(&w);
    rap_split s;
    assert_int_equal(rap_split_search(&s, &p), RAP_OK);
    assert_double_near(s.best.x[0], 0.1, 5e-3);
    assert_double_near(s.best.x[1], 0.2, 5e-3);
    assert_double_near(s.best.x[2], 0.6, 5e-3);
    assert_true(s.best.value >= s.start.value);
    assert_int_equal(s.n_seen, w.asked);
    assert_memory_equal(s.seen[0].x, p.start, 3 * sizeof *p.start);
    rap_split_free(&s);
    rap_split_free(&s);
}

static void keeps_to_the_bounds(void **state) {
    (void)state;
    world w = {.weight = {1, 2, 6}, .n = 3, .total = 0.9};
    rap_split_problem p = three(&w);
    p.high[2] = 0.4;
    p.low[0] = 0.25;
    rap_split s;
    assert_int_equal(rap_split_search(&s, &p), RAP_OK);
    assert_double_near(s.best.x[0], 0.25, 5e-3);
    assert_double_near(s.best.x[1], 0.25, 5e-3);
    assert_double_near(s.best.x[2], 0.4, 5e-3);
    for (size_t k = 0; k < s.n_seen; k++)
        for (size_t i = 0; i < 3; i++) {
            assert_true(s.seen[k].x[i] >= p.low[i] - 1e-12);
            assert_true(s.seen[k].x[i] <= p.high[i] + 1e-12);
        }
    rap_split_free(&s);
}

/* Beside the start, a split that is better than it: the search begins there, and a flat one ends there. */
static void looks_at_another_split(void **state) {
    (void)state;
    world w = {.weight = {1, 2, 6}, .n = 3, .total = 0.9};
    rap_split_problem p = three(&w);
    const double other[] = {0.1, 0.2, 0.6};
    memcpy(p.other, other, sizeof other);
    p.has_other = true;
    p.evaluations = 2;
    rap_split s;
    assert_int_equal(rap_split_search(&s, &p), RAP_OK);
    assert_int_equal(w.asked, 2);
    assert_memory_equal(s.best.x, other, sizeof other);
    assert_memory_equal(s.start.x, p.start, sizeof other);
    rap_split_free(&s);
}

static void stays_where_all_is_equal(void **state) {
    (void)state;
    world w = {.n = 3, .total = 0.9};
    rap_split_problem p = three(&w);
    p.value = flat;
    rap_split s;
    assert_int_equal(rap_split_search(&s, &p), RAP_OK);
    assert_memory_equal(s.best.x, p.start, 3 * sizeof *p.start);
    assert_true(s.best.value <= 3 && s.best.value >= 3);
    rap_split_free(&s);
}

static void lives_with_splits_without_a_value(void **state) {
    (void)state;
    world w = {.n = 3, .total = 0.9};
    rap_split_problem p = three(&w);
    p.value = nothing;
    rap_split s;
    assert_int_equal(rap_split_search(&s, &p), RAP_OK);
    assert_true(isnan(s.best.value));
    rap_split_free(&s);
}

static void asks_no_more_than_allowed(void **state) {
    (void)state;
    world w = {.weight = {1, 2, 6}, .n = 3, .total = 0.9};
    rap_split_problem p = three(&w);
    p.evaluations = 7;
    rap_split s;
    assert_int_equal(rap_split_search(&s, &p), RAP_OK);
    assert_int_equal(w.asked, 7);
    rap_split_free(&s);
}

static void passes_errors_on(void **state) {
    (void)state;
    world w = {.weight = {1, 2, 6}, .n = 3, .total = 0.9, .refuse_after = 5};
    rap_split_problem p = three(&w);
    rap_split s;
    assert_int_equal(rap_split_search(&s, &p), RAP_ESTORE);
    assert_int_equal(w.asked, 6);
    rap_split_free(&s);
}

static void refuses_what_leaves_no_choice(void **state) {
    (void)state;
    world w = {.weight = {1, 1, 1}, .n = 3, .total = 0.9};
    rap_split s;
    for (int k = 0; k < 5; k++) {
        rap_split_problem p = three(&w);
        if (k == 0)
            p.n = 1;
        if (k == 1)
            p.low[0] = 0.5; /* the start lies below it */
        if (k == 2)
            p.high[1] = 0.2;
        if (k == 3)
            p.low[2] = p.high[2] = 0.3;
        if (k == 4)
            p.n = RAP_MOST_SPLIT + 1;
        assert_int_equal(rap_split_search(&s, &p), RAP_EINPUT);
        rap_split_free(&s);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_best),
        cmocka_unit_test(keeps_to_the_bounds),
        cmocka_unit_test(looks_at_another_split),
        cmocka_unit_test(stays_where_all_is_equal),
        cmocka_unit_test(lives_with_splits_without_a_value),
        cmocka_unit_test(asks_no_more_than_allowed),
        cmocka_unit_test(passes_errors_on),
        cmocka_unit_test(refuses_what_leaves_no_choice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
