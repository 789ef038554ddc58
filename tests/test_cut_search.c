/* test_cut_search.c: the search for the least harmful cut, on harms whose least is known. */
#include "analysis/method/cut_search.h"
#include "base/error.h"
#include "near.h"

#include <cmocka.h>
#include <math.h>

static const double at[] = {0, 0.5, 1};

static double total(const rap_cut_problem *p, const double *share) {
    double sum = 0;
    for (size_t i = 0; i < p->n; i++) {
        assert_true(share[i] >= 0 && share[i] <= p->most[i] + 1e-12);
        sum += p->money[i] * share[i];
    }
    return sum;
}

/* Of a the first half takes 0.2 a unit of money, the second 0.4; of b the first half 0.4, the second next to nothing: all of
 * b, 5, and 1 of a lose 1.1 + 0.2; a alone, which is cheaper at first, would lose 1 + 0.4. */
static void a_harm_that_flattens(void **state) {
    static const double harm[] = {0, 1, 3, 0, 1, 1.1};
    const rap_cut_problem p = {
        .n = 2, .money = {10, 5}, .most = {1, 1}, .amount = 6, .n_at = 3, .at = at, .harm = harm};
    double share[2];
    (void)state;
    assert_int_equal(rap_cut_apart(&p, NULL, share), RAP_OK);
    assert_double_near(share[0], 0.1, 0.005);
    assert_double_near(share[1], 1, 0.005);
    assert_double_near(total(&p, share), 6, 1e-9);
    const bool spared[] = {false, true};
    assert_int_equal(rap_cut_apart(&p, spared, share), RAP_OK);
    assert_double_near(share[0], 0.6, 1e-9);
    const bool other[] = {true, false};
    assert_false(rap_cut_possible(&p, other));
    assert_int_equal(rap_cut_apart(&p, other, share), RAP_EINPUT);
}

/* What is not known is not touched, nor what is beyond the deepest cut of which something is known. */
static void the_unknown_is_left_alone(void **state) {
    static const double harm[] = {0, NAN, NAN, 0, 5, NAN, 0, NAN, 8};
    const rap_cut_problem p = {.n = 3,
                               .money = {10, 10, 10},
                               .most = {0, 0.5, 1},
                               .amount = 10,
                               .n_at = 3,
                               .at = at,
                               .harm = harm};
    double share[3];
    (void)state;
    assert_int_equal(rap_cut_apart(&p, NULL, share), RAP_OK);
    assert_double_near(share[0], 0, 0);
    assert_double_near(share[2], 1, 1e-9); /* 0.8 a unit, b 1 */
    assert_double_near(share[1], 0, 1e-9);
}

static void alike_as_far_as_it_goes(void **state) {
    const rap_cut_problem p = {.n = 3, .money = {100, 50, 50}, .most = {1, 0.1, 1}, .amount = 50};
    const double first[] = {0, 0, 0.4}, more[] = {0.6, 0, 0.4};
    double share[3];
    (void)state;
    rap_cut_alike(&p, NULL, share);
    assert_double_near(share[1], 0.1, 1e-12);
    assert_double_near(share[0], 0.3, 1e-12);
    assert_double_near(share[2], 0.3, 1e-12);
    rap_cut_alike(&p, first, share); /* 20, and the 30 that are left from every line */
    assert_double_near(share[1], 0.1, 1e-12);
    assert_double_near(share[0], 25.0 / 150, 1e-12);
    assert_double_near(share[2], 0.4 + 25.0 / 150, 1e-12);
    rap_cut_alike(&p, more, share); /* 80 for 50 */
    assert_double_near(share[0], 0.375, 1e-12);
    assert_double_near(share[2], 0.25, 1e-12);
}

typedef struct {
    const rap_cut_problem *p;
    size_t asked;
} world;

/* Either of two lines can stand in for the other: cuts of both hurt, a cut of one hardly, the second least. */
static int stand_in(void *context, const double *x, double *value) {
    world *w = context;
    assert_double_near(total(w->p, x), w->p->amount, 1e-9 * w->p->amount);
    w->asked++;
    *value = -100 * x[0] * x[1] - 2 * x[0] - x[1];
    return RAP_OK;
}

/* Alone, each line loses nothing as long as the other stands: only whole cuts tell. */
static void goes_on_where_harms_do_not_add_up(void **state) {
    static const double harm[] = {0, 0, 0, 0, 0, 0};
    rap_cut_problem p = {.n = 2,
                         .money = {10, 10},
                         .most = {1, 1},
                         .amount = 8,
                         .n_at = 3,
                         .at = at,
                         .harm = harm,
                         .evaluations = 60,
                         .value = stand_in};
    world w = {&p, 0};
    double share[] = {0.4, 0.4};
    size_t tried = 0;
    (void)state;
    p.context = &w;
    assert_int_equal(rap_cut_improve(&p, NULL, share, &tried), RAP_OK);
    assert_double_near(share[0], 0, 1e-9);
    assert_double_near(share[1], 0.8, 1e-9);
    assert_int_equal(tried, w.asked);
    assert_true(tried <= 60);
    const bool spared[] = {false, true};
    share[0] = share[1] = 0.4;
    assert_int_equal(rap_cut_improve(&p, spared, share, &tried), RAP_OK);
    assert_double_near(share[0], 0.8,
                       1e-9); /* money can leave a line that is spared, not come to it */
}

static int broken(void *context, const double *x, double *value) {
    (void)context;
    (void)x;
    *value = 0;
    return RAP_ESTORE;
}

static void errors_are_passed_on(void **state) {
    rap_cut_problem p = {.n = 1,
                         .money = {10},
                         .most = {1},
                         .amount = 8,
                         .n_at = 3,
                         .at = at,
                         .harm = at,
                         .evaluations = 9,
                         .value = broken};
    double share[] = {0.8};
    size_t tried = 0;
    (void)state;
    assert_int_equal(rap_cut_improve(&p, NULL, share, &tried), RAP_ESTORE);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_harm_that_flattens),
        cmocka_unit_test(the_unknown_is_left_alone),
        cmocka_unit_test(alike_as_far_as_it_goes),
        cmocka_unit_test(goes_on_where_harms_do_not_add_up),
        cmocka_unit_test(errors_are_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
