/* arm_bench.h: one arm of a study of the partnership model, ready to run, step by step. */
#ifndef ARM_BENCH_H
#define ARM_BENCH_H

#include "fixture.h"
#include "partnership/observe.h"
#include "partnership/state/state.h"

typedef struct {
    rap_study study;
    rap_inputs inputs;
    void *state;
    pm_partnership *s; /* the same */
    const rap_column *columns;
    size_t n_columns;
    double *x; /* outcomes of the last run, by column */
} bench;

/* Makes the state of an arm whose study is read and whose inputs are bound. */
static inline void bench_make(bench *b) {
    assert_int_equal(b->study.model->create(&b->state, b->inputs.root, &b->study.clock), RAP_OK);
    b->s = b->state;
    b->columns = b->study.model->columns(b->state, &b->n_columns);
    b->x = rap_allocate(b->n_columns, sizeof *b->x);
    assert_non_null(b->x);
}

static inline void bench_set_up(bench *b, const char *text, size_t arm, const char *const *sets,
                                size_t n_sets) {
    rap_overrides overrides = {-1, -1, -1, sets, n_sets, NULL};
    memset(b, 0, sizeof *b);
    fixture_read(&b->study, text, &overrides);
    assert_int_equal(rap_inputs_bind(&b->inputs, &b->study, arm), RAP_OK);
    bench_make(b);
}

static inline void bench_tear_down(bench *b) {
    rap_free(b->x);
    b->study.model->free(b->state);
    rap_inputs_free(&b->inputs);
    rap_study_free(&b->study);
}

static inline void bench_start(bench *b, uint64_t item, int64_t draw) {
    rap_inputs_set_draw(&b->inputs, (uint64_t)b->study.seed, draw);
    assert_int_equal(
        b->study.model->start(b->state, (rap_luck){(uint64_t)b->study.seed, item, NULL}), RAP_OK);
}

static inline void bench_verify(const bench *b) {
    char why[256] = "";
    if (b->study.model->verify(b->state, why, sizeof why))
        fail_msg("%s", why);
}

static inline void bench_step(bench *b) {
    assert_int_equal(b->study.model->step(b->state), RAP_OK);
    bench_verify(b);
}

static inline int64_t bench_steps(const bench *b) {
    return b->study.horizon * b->study.clock.steps_per_month;
}

/* A run to the horizon, verified after every step; its outcomes are in b->x. */
static inline void bench_run(bench *b, uint64_t item, int64_t draw) {
    bench_start(b, item, draw);
    for (int64_t k = 0; k < bench_steps(b); k++)
        bench_step(b);
    b->study.model->observe(b->state, b->x);
}

/* The same, not verified: for many runs of many members. */
static inline void bench_run_fast(bench *b, uint64_t item, int64_t draw) {
    bench_start(b, item, draw);
    for (int64_t k = 0; k < bench_steps(b); k++)
        assert_int_equal(b->study.model->step(b->state), RAP_OK);
    b->study.model->observe(b->state, b->x);
}

static inline double bench_outcome(const bench *b, pm_outcome o, const char *group) {
    for (size_t c = 0; c < b->n_columns; c++)
        if (b->columns[c].outcome == (size_t)o && !strcmp(b->columns[c].group, group))
            return b->x[c];
    fail_msg("no column %s of %s", partnership_outcomes[o].name, group);
    return NAN;
}

/* Means of outcomes of arm 0 over items, a missing one counted as 0. */
static inline void bench_means(const char *text, const char *const *sets, size_t n_sets,
                               const pm_outcome *outcomes, size_t n, int items, double *mean) {
    bench b;
    memset(mean, 0, n * sizeof *mean);
    bench_set_up(&b, text, 0, sets, n_sets);
    for (int item = 0; item < items; item++) {
        bench_run(&b, (uint64_t)item, -1);
        for (size_t k = 0; k < n; k++) {
            double value = bench_outcome(&b, outcomes[k], "all");
            mean[k] += isnan(value) ? 0 : value / items;
        }
    }
    bench_tear_down(&b);
}

static inline double bench_mean(const char *text, const char *const *sets, size_t n_sets,
                                pm_outcome o, int items) {
    double mean;
    bench_means(text, sets, n_sets, &o, 1, items, &mean);
    return mean;
}

enum { BENCH_COLUMNS = 2000 };

/* Sum over items of all outcomes of an arm, one number a column, a missing one counted as -1. */
static inline size_t bench_sums(const char *text, size_t arm, const char *const *sets,
                                size_t n_sets, int items, double sum[BENCH_COLUMNS]) {
    bench b;
    bench_set_up(&b, text, arm, sets, n_sets);
    size_t n = b.n_columns;
    assert_true(n <= BENCH_COLUMNS);
    memset(sum, 0, n * sizeof *sum);
    for (int item = 0; item < items; item++) {
        bench_run(&b, (uint64_t)item, -1);
        for (size_t c = 0; c < n; c++)
            sum[c] += isnan(b.x[c]) ? -1 : b.x[c];
    }
    bench_tear_down(&b);
    return n;
}

#endif
