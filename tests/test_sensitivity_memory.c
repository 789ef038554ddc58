/* test_sensitivity_memory.c: the 1st, 2nd, 3rd ... allocation of the estimators of sensitivity fails, until all succeed: a
 * code comes back, and what was begun can be freed, twice. */
#include "failing_memory.h"
#include "near.h"
#include "analysis/method/chain.h"
#include "analysis/method/indices.h"
#include "analysis/method/morris.h"
#include "analysis/method/screen.h"
#include "base/error.h"

enum { DRAWS = 30 };

static int screen_begun(void) {
    static const double u[DRAWS] = {0.5};
    rap_screen s;
    int status = rap_screen_init(&s, u, DRAWS, 1, 1);
    rap_screen_free(&s);
    rap_screen_free(&s);
    return status;
}

static int indices_begun(void) {
    rap_indices x;
    int status = rap_indices_init(&x, 3, 2);
    rap_indices_free(&x);
    rap_indices_free(&x);
    return status;
}

static int chain_begun(void) {
    rap_chain c;
    int status = rap_chain_init(&c, 3);
    rap_chain_free(&c);
    rap_chain_free(&c);
    return status;
}

static int effects_made(void) {
    static const double y[4] = {1, 2, 3, 4};
    const rap_morris_design d = {.inputs = 1, .groups = 1, .levels = 4, .trajectories = 2};
    rap_morris_effect e;
    return rap_morris_make(&d, y, &e);
}

static void memory_that_runs_out_is_said(void **state) {
    static int (*const each[])(void) = {screen_begun, indices_begun, chain_begun, effects_made};
    (void)state;
    for (size_t i = 0; i < sizeof each / sizeof *each; i++) {
        long n = 0;
        int status = RAP_ENOMEM;
        for (; status == RAP_ENOMEM && n < 20; n++) {
            left = n;
            status = each[i]();
        }
        left = -1;
        assert_int_equal(status, RAP_OK);
        assert_true(n > 1);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_that_runs_out_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
