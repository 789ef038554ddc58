/* test_best_split.c: the best split of a budget's money, where it is known. */
#include "analysis/budget/best_split.h"
#include "base/error.h"
#include "purse_model.h"

#include <math.h>

#define LINE_OF(name)                                                                              \
#name " = { lever = \"costs." #name ".kept\"; spend = [\"cost:" #name                          \
          "\"]; low = 0.0; high = 2.0; };"

enum { A, B };

static void split(purse *p, rap_best_split *best) {
    assert_int_equal(rap_best_split_make(best, &p->lines, &p->bench), RAP_OK);
    assert_int_equal(best->n, 2);
    assert_true(best->why[0] == '\0');
}

static void done(purse *p, rap_best_split *best) {
    rap_best_split_free(best);
    rap_best_split_free(best);
    purse_tear_down(p);
}

/* a can spend 6,000 of its 10,000, and b buys nothing: no split is better than the present one, which leaves 4,000 idle.
 * All is spent where a has at most 6,000 and b the rest; less than 6,000 in a loses. */
static void no_money_is_parked(void **state) {
    purse p;
    rap_best_split best;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 10000; buys = 5.0; enough = 6000; }; b = { amount = 10000; };",
                 LINE_OF(a) LINE_OF(b), "");
    split(&p, &best);
    assert_double_near(best.now.asked[A], 10000, 1e-9);
    assert_double_near(best.now.used[A].mean, 6000, 1e-9);
    assert_double_near(best.now.used_all.mean, 16000, 1e-9);
    assert_double_near(best.best.asked_all, 20000, 0.02);
    assert_double_near(best.best.used_all.mean, 20000, 200);
    assert_double_near(best.best.asked[A], 6000, 200);
    assert_double_near(best.split.best.x[B], 1.4, 0.02);
    assert_double_near(best.gain.mean, 0, 1);
    done(&p, &best);
}

/* Of a, 8,000 of 10,000 is asked for, and 6,000 can be spent: 4,800 of it is the funder's. */
static void spend_is_the_funders(void **state) {
    purse p;
    rap_best_split best;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 10000; buys = 5.0; enough = 6000; paid = 0.8; };"
                 "b = { amount = 10000; buys = 1.0; };",
                 LINE_OF(a) LINE_OF(b), "");
    split(&p, &best);
    assert_double_near(best.now.asked[A], 8000, 1e-9);
    assert_double_near(best.now.used[A].mean, 4800, 1e-9);
    assert_double_near(best.now.used_all.mean, 14800, 1e-9);
    assert_true(best.best.used[A].mean <= best.best.asked[A] + 1e-6);
    done(&p, &best);
}

/* What cannot be told from the best by its score is chosen by what it spends: chance puts a mean of 40 runs off by a third of
 * a point, and the split that leaves nothing idle is as good as the best within that. */
static void what_spends_is_preferred_among_equals(void **state) {
    purse p;
    rap_best_split best;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 10000; buys = 0.09; enough = 5000; };"
                 "b = { amount = 10000; buys = 0.03; };",
                 LINE_OF(a) LINE_OF(b), "whirl = 2.0;");
    split(&p, &best);
    assert_true(best.near > 1);
    assert_true(best.best.used_all.mean > 0.99 * best.best.asked_all);
    done(&p, &best);
}

/* b buys 1.2 points a thousand, a buys 1, and half as much again goes to indirect costs with each thousand of a: the
 * 10,000 more that b may have are two thirds of a. The award stays what it is. */
static void shares_of_costs_are_split_by_their_money(void **state) {
    purse p;
    rap_best_split best;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 10000; buys = 1.0; in_base = true; };"
                 "b = { amount = 10000; buys = 1.2; };",
                 LINE_OF(a) LINE_OF(b), "rate = 0.5;");
    split(&p, &best);
    assert_double_near(best.now.asked_all, 25000, 1e-9);
    assert_double_near(best.best.asked_all, 25000, 0.02);
    assert_double_near(best.split.best.x[A], 1.0 / 3, 0.01);
    assert_double_near(best.split.best.x[B], 2, 0.01);
    assert_double_near(best.gain.mean, 12 - 20.0 / 3, 0.1);
    done(&p, &best);
}

/* Without lines and bounds of its own, a budget is its costs, from nothing to twice what each is; of d the model cannot say
 * what it buys. */
static void costs_need_no_bounds(void **state) {
    purse p;
    rap_best_split best;
    (void)state;
    purse_set_up(&p, &purse_model,
                 "a = { amount = 10000; buys = 1.0; }; b = { amount = 10000; buys = 3.0; };"
                 "d = { amount = 30000; };",
                 "a = { lever = \"costs.a.kept\"; spend = [\"cost:a\"]; };"
                 "b = { lever = \"costs.b.kept\"; spend = [\"cost:b\"]; };"
                 "d = { lever = \"costs.d.kept\"; spend = [\"cost:d\"]; };",
                 "");
    split(&p, &best);
    assert_true(best.lines[0] == A && best.lines[1] == B);
    assert_double_near(best.high[A], 2, 0);
    assert_double_near(best.split.best.x[A], 0, 0.01);
    assert_double_near(best.split.best.x[B], 2, 0.01);
    done(&p, &best);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_money_is_parked),
        cmocka_unit_test(spend_is_the_funders),
        cmocka_unit_test(what_spends_is_preferred_among_equals),
        cmocka_unit_test(shares_of_costs_are_split_by_their_money),
        cmocka_unit_test(costs_need_no_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
