/* test_layers.c: order and places of a layered graph. */
#include "near.h"
#include "refuse.h"
#include "plots/pictures/layers.h"
#include "base/error.h"

/* Chains 0 and 1 cross once in each gap as they come; one swap in a layer undoes two crossings. */
static void fill(rap_layers *l) {
    static const size_t node[RAP_LAYERS][3] = {{0, 1, 2}, {1, 0, 2}, {0, 1, 1}, {0, 1, 2}};
    static const size_t nodes[RAP_LAYERS] = {3, 3, 2, 3};
    for (size_t k = 0; k < RAP_LAYERS; k++) {
        l->nodes[k] = nodes[k];
        for (size_t i = 0; i < 3; i++) {
            l->node[k][i] = node[k][i];
            l->height[k][i] = 20 + 10 * (int)i;
        }
    }
}

static void test_order(void **state) {
    (void)state;
    rap_layers l;
    assert_int_equal(rap_layers_init(&l, 3), RAP_OK);
    fill(&l);
    for (size_t k = 0; k < RAP_LAYERS; k++)
        for (size_t i = 0; i < l.nodes[k]; i++)
            l.rank[k][i] = i;
    assert_int_equal(rap_layers_crossings(&l), 2);
    assert_int_equal(rap_layers_place(&l, 10), RAP_OK);
    assert_int_equal(rap_layers_crossings(&l), 0);
    rap_layers_free(&l);
    rap_layers_free(&l);
}

/* Nodes of a layer keep their gap and stay within the area; ports lie within their nodes, in order. */
static void test_places(void **state) {
    (void)state;
    rap_layers l;
    assert_int_equal(rap_layers_init(&l, 3), RAP_OK);
    fill(&l);
    assert_int_equal(rap_layers_place(&l, 10), RAP_OK);
    for (size_t k = 0; k < RAP_LAYERS; k++)
        for (size_t i = 0; i < l.nodes[k]; i++) {
            assert_true(l.top[k][i] >= 0 && l.top[k][i] + l.height[k][i] <= l.area);
            for (size_t j = 0; j < l.nodes[k]; j++)
                if (l.rank[k][j] == l.rank[k][i] + 1)
                    assert_true(l.top[k][i] + l.height[k][i] + 9 <= l.top[k][j]);
        }
    assert_int_equal(rap_layers_chains(&l, 2, 1), 2);
    double a = rap_layers_port(&l, 2, 1, 1), b = rap_layers_port(&l, 2, 2, 1);
    assert_double_near(fmin(a, b), l.top[2][1] + 10, 1e-9);
    assert_double_near(fmax(a, b), l.top[2][1] + 20, 1e-9);
    assert_true((a < b) == (l.rank[3][1] < l.rank[3][2]));
    rap_layers_free(&l);
}

static void test_memory(void **state) {
    (void)state;
    long n = 0;
    for (bool finished = false; !finished; n++) {
        rap_layers l;
        refuse_after = n;
        refuse_done = false;
        int status = rap_layers_init(&l, 3);
        if (!status) {
            fill(&l);
            status = rap_layers_place(&l, 10);
        }
        refuse_after = -1;
        assert_int_equal(status, refuse_done ? RAP_ENOMEM : RAP_OK);
        finished = !refuse_done;
        rap_layers_free(&l);
    }
    assert_true(n > 16);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
