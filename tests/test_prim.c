/* test_prim.c: boxes in data whose boxes are known, peeling by hand, invariance, and bad input. */
#include "analysis/method/prim.h"
#include "base/error.h"
#include "near.h"
#include "sanitized.h"
#include "stream/stream.h"

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 4000, D = 5 };

typedef struct {
    double x[N * D];
    unsigned char y[N];
    uint64_t identity[N];
    size_t choices[D];
    rap_prim_data data;
} table;

static double uniform(uint64_t seed, uint32_t what, uint32_t i) {
    return rap_uniform(rap_stream_key(seed, 7, 0), (rap_event){what, 0, i});
}

/* Uniform points in D dimensions, y = 1 with probability `high` where `holds`, else `low`. */
static table *make(uint64_t seed, size_t n, bool (*holds)(const double *), double high,
                   double low) {
    table *t = calloc(1, sizeof *t);
    assert_non_null(t);
    for (uint32_t i = 0; i < n; i++) {
        for (uint32_t d = 0; d < D; d++)
            t->x[i * D + d] = uniform(seed, d + 1, i);
        t->y[i] = uniform(seed, 100, i) < (holds(t->x + i * D) ? high : low);
        t->identity[i] = i;
    }
    t->data = (rap_prim_data){n, D, t->x, t->choices, t->y, t->identity, seed};
    return t;
}

static bool rectangle(const double *x) {
    return x[1] > 0.3 && x[1] < 0.7 && x[3] > 0.5;
}

static bool nowhere(const double *x) {
    (void)x;
    return false;
}

static bool two_corners(const double *x) {
    return (x[0] > 0.75 && x[1] > 0.4) || (x[3] < 0.2 && x[4] < 0.5);
}

static void finds_a_rectangle(void **state) {
    (void)state;
    table *t = make(1, N, rectangle, 0.9, 0.05);
    rap_prim p;
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_true(p.n >= 1);
    const rap_prim_box *b = &p.box[0];
    assert_true(b->limits[1].restricted && b->limits[3].restricted);
    assert_false(b->limits[0].restricted || b->limits[2].restricted || b->limits[4].restricted);
    assert_double_near(b->limits[1].low, 0.3, 0.05);
    assert_double_near(b->limits[1].high, 0.7, 0.05);
    assert_double_near(b->limits[3].low, 0.5, 0.05);
    assert_true(isinf(b->limits[3].high));
    assert_true(b->limits[1].quasi_p < 1e-6 && b->limits[3].quasi_p < 1e-6);
    assert_true(b->density > 0.8 && b->low < 0.9 && b->high > 0.8);
    assert_true(b->coverage > 0.7 && b->support < 0.3);
    rap_prim_free(&p);
    rap_prim_free(&p);
    free(t);
}

static void finds_both_of_two(void **state) {
    (void)state;
    table *t = make(2, N, two_corners, 0.9, 0.05);
    rap_prim p;
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_true(p.n >= 2);
    bool first = false, second = false;
    for (size_t k = 0; k < 2; k++) {
        const rap_prim_limit *l = p.box[k].limits;
        first |= l[0].restricted && l[0].low > 0.65 && l[1].restricted && l[1].low > 0.3;
        second |= l[3].restricted && l[3].high < 0.3 && l[4].restricted && l[4].high < 0.6;
    }
    assert_true(first && second);
    rap_prim_free(&p);
    free(t);
}

static void finds_a_choice(void **state) {
    (void)state;
    table *t = make(3, N, nowhere, 0, 0);
    t->choices[2] = 4;
    for (uint32_t i = 0; i < N; i++) {
        t->x[i * D + 2] = floor(4 * t->x[i * D + 2]);
        bool in = t->x[i * D + 2] > 2.5 || t->x[i * D + 2] < 0.5;
        t->y[i] = uniform(3, 100, i) < (in ? 0.85 : 0.1);
    }
    rap_prim p;
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_true(p.n >= 1);
    const rap_prim_limit *l = &p.box[0].limits[2];
    assert_true(l->restricted && l->without[1] && l->without[2]);
    assert_false(l->without[0] || l->without[3]);
    rap_prim_free(&p);
    free(t);
}

/* The example of the R package primr (vignette "A brief introduction to primr"): z = 2 x1 + 5 x2 +
 * 10 [x1 >= 0.8 and x2 >= 0.5] + noise, whose box has a support of a tenth; here with three noise
 * dimensions, four times its 1,000 points, and y = 1 where z exceeds 11, which hardly any point
 * outside does. */
static void finds_a_published_bump(void **state) {
    (void)state;
    table *t = make(12345, N, nowhere, 0, 0);
    for (uint32_t i = 0; i < N; i++) {
        const double *x = t->x + i * D;
        double noise = rap_normal(rap_stream_key(12345, 8, 0), (rap_event){1, 0, i});
        double z = 2 * x[0] + 5 * x[1] + (x[0] >= 0.8 && x[1] >= 0.5 ? 10 : 0) + noise;
        t->y[i] = z > 11;
    }
    rap_prim_options options = rap_prim_usual;
    options.density = 0.97; /* the largest box that is as good as pure */
    rap_prim p;
    assert_int_equal(rap_prim_make(&p, &t->data, &options), RAP_OK);
    assert_true(p.n >= 1);
    const rap_prim_box *b = &p.box[0];
    assert_true(b->limits[0].restricted && b->limits[1].restricted);
    assert_double_near(b->limits[0].low, 0.8, 0.05);
    assert_double_near(b->limits[1].low, 0.5, 0.06);
    assert_true(isinf(b->limits[0].high) && isinf(b->limits[1].high));
    assert_false(b->limits[2].restricted || b->limits[3].restricted || b->limits[4].restricted);
    assert_double_near(b->support, 0.1, 0.04);
    assert_true(b->density > 0.75 && b->coverage > 0.9);
    rap_prim_free(&p);
    free(t);
}

/* In how many of `runs` tables with random labels, or with a planted box, there is a box. */
static int count_found(int runs, size_t n, bool (*holds)(const double *), double high, double low) {
    int found = 0;
    for (int r = 0; r < runs; r++) {
        table *t = make(1000 + (uint64_t)r, n, holds, high, low);
        rap_prim p;
        assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
        found += p.n > 0;
        rap_prim_free(&p);
        free(t);
    }
    return found;
}

/* Random labels: no box in 95 of 100. */
static void finds_nothing_in_noise(void **state) {
    skip_under_sanitizers();
    (void)state;
    static const double shares[] = {0.1, 0.3, 0.5, 0.8};
    for (size_t k = 0; k < sizeof shares / sizeof *shares; k++) {
        assert_true(count_found(200, 300, nowhere, 0, shares[k]) <= 0.05 * 200);
        assert_true(count_found(200, 900, nowhere, 0, shares[k]) <= 0.05 * 200);
    }
}

/* What is planted is found. */
static void finds_what_is_planted(void **state) {
    (void)state;
    assert_true(count_found(100, 900, rectangle, 0.9, 0.05) >= 95);
}

/* A box that reaches the density asked for on `choose` is not widened below it, however idle a restriction; it
 * reaches it on all points of which it is true. */
static void keeps_the_density_asked_for(void **state) {
    (void)state;
    int dense = 0, all = 0;
    for (uint64_t r = 0; r < 100; r++) {
        table *t = make(3000 + r, 900, rectangle, 0.85, 0.3);
        rap_prim p;
        assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
        for (size_t k = 0; k < p.n; k++) {
            const rap_prim_box *b = &p.box[k];
            const rap_prim_count at = b->steps[b->chosen].choose;
            rap_prim_count c = {0, 0};
            for (size_t i = 0; i < 900; i++)
                if (rap_prim_sample(t->data.key, i) == RAP_PRIM_CHOOSE &&
                    rap_prim_holds(&p, b, t->x + i * D)) {
                    c.n++;
                    c.positive += t->y[i];
                }
            all += k == 0 && (double)at.positive >= 0.8 * (double)at.n;
            dense += k == 0 && (double)at.positive >= 0.8 * (double)at.n &&
                     (double)c.positive >= 0.8 * (double)c.n;
        }
        rap_prim_free(&p);
        free(t);
    }
    assert_true(all >= 20);
    assert_int_equal(dense, all);
}

/* Any order of the rows gives the same boxes to the last bit. */
static void does_not_mind_the_order(void **state) {
    (void)state;
    table *t = make(4, 900, rectangle, 0.9, 0.05), *u = make(4, 900, rectangle, 0.9, 0.05);
    for (size_t i = 0; i < 900; i++)
        for (size_t d = 0; d < D; d++)
            t->x[i * D + d] = floor(20 * t->x[i * D + d]); /* many ties */
    for (size_t i = 0; i < 900; i++) {
        size_t from = (i * 377 + 11) % 900;
        memcpy(u->x + i * D, t->x + from * D, D * sizeof *u->x);
        u->y[i] = t->y[from];
        u->identity[i] = from;
    }
    rap_prim p, q;
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_int_equal(rap_prim_make(&q, &u->data, &rap_prim_usual), RAP_OK);
    assert_true(p.n >= 1);
    assert_int_equal(p.n, q.n);
    for (size_t k = 0; k < p.n; k++) {
        assert_int_equal(p.box[k].n_steps, q.box[k].n_steps);
        for (size_t s = 0; s < p.box[k].n_steps; s++) {
            const rap_prim_step *a = &p.box[k].steps[s], *b = &q.box[k].steps[s];
            assert_int_equal(a->dimension, b->dimension);
            assert_int_equal(a->side, b->side);
            assert_memory_equal(&a->at, &b->at, sizeof a->at);
            assert_int_equal(a->find.positive, b->find.positive);
            assert_int_equal(a->choose.n, b->choose.n);
        }
        for (size_t d = 0; d < D; d++) {
            assert_memory_equal(&p.box[k].limits[d].low, &q.box[k].limits[d].low, sizeof(double));
            assert_memory_equal(&p.box[k].limits[d].high, &q.box[k].limits[d].high, sizeof(double));
        }
    }
    rap_prim_free(&p);
    rap_prim_free(&q);
    free(t);
    free(u);
}

/* Twenty points of each sample on a line, y = 1 for the five highest; slices of a quarter. By hand, of
 * 20: 15, 12 (3 go), 9, 7, 6, 5 points stay, always the low end going, until all have y = 1. */
static void peels_as_by_hand(void **state) {
    (void)state;
    static const size_t stays[] = {20, 15, 12, 9, 7, 6, 5};
    double x[60];
    unsigned char y[60];
    uint64_t identity[60];
    size_t choices[1] = {0}, of[RAP_PRIM_SAMPLES] = {0}, n = 0;
    for (uint64_t id = 0; n < 60; id++) {
        int sample = rap_prim_sample(9, id);
        if (of[sample] >= 20)
            continue;
        x[n] = (double)of[sample];
        y[n] = of[sample]++ >= 15;
        identity[n++] = id;
    }
    const rap_prim_data data = {60, 1, x, choices, y, identity, 9};
    const rap_prim_options options = {0.25, 0.05, 0.2, 1, 1};
    rap_prim p;
    assert_int_equal(rap_prim_make(&p, &data, &options), RAP_OK);
    assert_int_equal(p.n, 1);
    const rap_prim_box *b = &p.box[0];
    assert_int_equal(b->n_steps, 7);
    for (size_t k = 0; k < 7; k++) {
        assert_int_equal(b->steps[k].find.n, stays[k]);
        assert_int_equal(b->steps[k].find.positive, 5);
        if (k)
            assert_int_equal(b->steps[k].side, -1);
        if (k)
            assert_double_near(b->steps[k].at, 20 - (double)stays[k] - 0.5, 1e-12);
    }
    assert_int_equal(b->chosen, 6);
    assert_double_near(b->limits[0].low, 14.5, 1e-12);
    assert_true(isinf(b->limits[0].high));
    assert_double_near(b->density, 1, 1e-12);
    assert_double_near(b->coverage, 1, 1e-12);
    assert_double_near(b->support, 0.25, 1e-12);
    assert_double_near(b->limits[0].quasi_p, pow(0.25, 5), 1e-12);
    rap_prim_free(&p);
}

/* Once a box has taken all points with y = 1 of `find`, no further one is looked for. */
static void stops_when_all_is_found(void **state) {
    (void)state;
    table *t = make(8, 900, rectangle, 1, 0);
    rap_prim_options options = rap_prim_usual;
    options.density = 0.5; /* a first box so large that nothing is left */
    rap_prim p;
    assert_int_equal(rap_prim_make(&p, &t->data, &options), RAP_OK);
    size_t left = 0;
    for (size_t i = 0; i < 900; i++)
        left += t->y[i] && rap_prim_sample(8, i) == RAP_PRIM_FIND &&
                !rap_prim_holds(&p, &p.box[0], t->x + i * D);
    assert_int_equal(left, 0);
    assert_int_equal(p.n, 1);
    rap_prim_free(&p);
    free(t);
}

static void refuses_bad_input(void **state) {
    (void)state;
    table *t = make(5, 100, rectangle, 0.9, 0.05);
    rap_prim p;
    for (int k = 0; k < 6; k++) {
        rap_prim_options o = rap_prim_usual;
        double kept = t->x[7];
        if (k == 0)
            o.peel = 0;
        if (k == 1)
            o.support = 1;
        if (k == 2)
            o.density = 1.5;
        if (k == 3)
            o.most = RAP_PRIM_BOXES + 1;
        if (k == 4)
            t->x[7] = (double)NAN;
        if (k == 5)
            t->choices[0] = RAP_PRIM_CHOICES + 1;
        assert_int_equal(rap_prim_make(&p, &t->data, &o), RAP_EINPUT);
        rap_prim_free(&p);
        t->x[7] = kept;
        t->choices[0] = 0;
    }
    free(t);
}

static void has_no_boxes_where_there_is_nothing(void **state) {
    (void)state;
    table *t = make(6, 100, rectangle, 0.9, 0.05);
    rap_prim p;
    memset(t->y, 1, sizeof t->y);
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_int_equal(p.n, 0);
    memset(t->y, 0, sizeof t->y);
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_int_equal(p.n, 0);
    t->data.n = 1;
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_int_equal(p.n, 0);
    t->data.n = 0;
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    t->data.n = 100;
    for (size_t i = 0; i < 100; i++) {
        t->y[i] = i % 2;
        for (size_t d = 0; d < D; d++)
            t->x[i * D + d] = 3; /* no dimension varies */
    }
    assert_int_equal(rap_prim_make(&p, &t->data, &rap_prim_usual), RAP_OK);
    assert_int_equal(p.n, 0);
    rap_prim_free(&p);
    free(t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_a_rectangle),
        cmocka_unit_test(finds_both_of_two),
        cmocka_unit_test(finds_a_choice),
        cmocka_unit_test(finds_a_published_bump),
        cmocka_unit_test(finds_nothing_in_noise),
        cmocka_unit_test(finds_what_is_planted),
        cmocka_unit_test(keeps_the_density_asked_for),
        cmocka_unit_test(does_not_mind_the_order),
        cmocka_unit_test(peels_as_by_hand),
        cmocka_unit_test(stops_when_all_is_found),
        cmocka_unit_test(refuses_bad_input),
        cmocka_unit_test(has_no_boxes_where_there_is_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
