/* test_influence.c: rank correlations with uncertain numbers where the truth is known: two uniform numbers of a linear
 * sum, and none of all. */
#include "near.h"
#include "toy_model.h"
#include "analysis/estimate/influence.h"
#include "base/error.h"
#include "stream/stream.h"

#include <math.h>
#include <string.h>

enum { DRAWS = 400, REPEATS = 1000 };

typedef struct {
    rap_study study;
    rap_influence *u;
    double level[DRAWS], slope[DRAWS]; /* as drawn, from 0 to 1 */
} uniform;

static void make_uniform(uniform *x) {
    const bool both[] = {true, true};
    double y[DRAWS];
    size_t n;
    toy_read(&x->study, "horizon = 2; draws = 400; replicates = 1; seed = 5; runs = 1;"
                        "distribution = \"uniform\";"
                        "arms = { a = { baseline = true; changes = { }; };"
                        "         b = { changes = { effect = 2.0; }; }; };");
    assert_int_equal(rap_influence_make(&x->u, &x->study, DRAWS), RAP_OK);
    for (size_t d = 0; d < DRAWS; d++)
        y[d] = (double)d;
    const rap_influence_row *rows = rap_influence_rank(x->u, both, y, 1, &n);
    assert_int_equal(n, 2);
    for (size_t k = 0; k < n; k++)
        for (size_t d = 0; d < DRAWS; d++) {
            double drawn = rap_input_draw(&rows[k].input, 5, d);
            if (!strcmp(rows[k].input.path, "level"))
                x->level[d] = drawn / 2;
            else
                x->slope[d] = drawn - 0.5;
        }
}

static void free_uniform(uniform *x) {
    rap_influence_free(x->u);
    rap_study_free(&x->study);
}

static double correlation_with(const uniform *x, const double *y, const char *path) {
    const bool both[] = {true, true};
    size_t n;
    const rap_influence_row *rows = rap_influence_rank(x->u, both, y, 1, &n);
    for (size_t k = 0; k < n; k++)
        if (!strcmp(rows[k].input.path, path))
            return rows[k].correlation;
    fail();
    return (double)NAN;
}

/* y = 3 a - b of uniform a and b: 12 E(a F(y)) - 3 = 257 / 270, and -3 / 10 for b, with F the distribution of y in its
 * three pieces. Of 400 draws the standard error is at most 0.05. */
static void parts_of_a_linear_sum(void **state) {
    uniform x;
    double y[DRAWS];
    (void)state;
    make_uniform(&x);
    for (size_t d = 0; d < DRAWS; d++)
        y[d] = 3 * x.level[d] - x.slope[d];
    assert_double_near(correlation_with(&x, y, "level"), 257.0 / 270, 0.02);
    assert_double_near(correlation_with(&x, y, "slope"), -0.3, 0.15);
    free_uniform(&x);
}

/* Of a result that goes with none of them, the largest of all stands out in 1 of 20 cases, as `noise` says; five
 * standard errors either way. */
static void nothing_stands_out_of_noise(void **state) {
    const bool both[] = {true, true};
    uniform x;
    double y[DRAWS];
    int heard = 0;
    (void)state;
    make_uniform(&x);
    for (uint32_t r = 0; r < REPEATS; r++) {
        size_t n;
        for (uint32_t d = 0; d < DRAWS; d++)
            y[d] = rap_uniform(rap_stream_key(17, r, 3), (rap_event){1, 0, d});
        const rap_influence_row *rows = rap_influence_rank(x.u, both, y, 1, &n);
        heard += fabs(rows[0].correlation) > rows[0].noise;
    }
    assert_in_range(heard, 16, 84);
    free_uniform(&x);
}

/* However many draws there are, the first 10,000 are looked at: memory does not grow with them. */
static void only_the_first_draws_are_ranked(void **state) {
    enum { MORE = RAP_MOST_RANKED + 500 };
    const bool both[] = {true, true};
    static double y[MORE];
    rap_uncertain *u;
    uniform x;
    size_t n;
    (void)state;
    make_uniform(&x);
    assert_int_equal(rap_uncertain_make(&u, &x.study, MORE), RAP_OK);
    for (size_t d = 0; d < MORE; d++)
        y[d] = d < RAP_MOST_RANKED ? (double)NAN : (double)d;
    rap_uncertain_rank(u, both, y, 1, &n);
    assert_int_equal(n, 0);
    y[RAP_MOST_RANKED - 1] = 1;
    for (size_t d = 0; d < RAP_ENOUGH_DRAWS; d++)
        y[d] = (double)d;
    rap_uncertain_rank(u, both, y, 1, &n);
    assert_int_equal(n, 2);
    rap_uncertain_free(u);
    free_uniform(&x);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_first_draws_are_ranked),
        cmocka_unit_test(parts_of_a_linear_sum),
        cmocka_unit_test(nothing_stands_out_of_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
