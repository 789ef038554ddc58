/* test_ensemble.c: the same numbers for any executor, block and restart; windows, paths, failures.
 */
#include "toy_model.h"
#include "base/error.h"
#include "base/memory.h"
#include "ensemble/ensemble.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

#define TWO_ARMS                                                                                   \
    "arms = { a = { baseline = true; changes = { effect = 1.0; }; };"                              \
    "         b = { changes = { effect = 2.0; who = 1; two = true; end = 3; }; }; };"

static const char usual[] =
    "horizon = 4; draws = 9; replicates = 4; seed = 11; runs = 4; noise = 1.0; between = 0.5; own "
    "= 0.3;"
    "missing = 0.3; odd = true; windows = [\"0\", \"2\", \"end\", \"end+1\", \"end+2\"];" TWO_ARMS;

/* ---- a sink that keeps everything, and an executor with threads -------------------------------
 */

typedef struct {
    const rap_layout *layout;
    double *values, *paths;
    int64_t next, refuse_at;
    size_t blocks, last;
} memory;

static int keep(void *context, const rap_block *block) {
    memory *m = context;
    const rap_layout *l = m->layout;
    size_t runs = block->n * l->n_arms, at = (size_t)block->first * l->n_arms;
    if (block->first == m->refuse_at)
        return rap_fail(RAP_ESTORE);
    assert_int_equal(block->first, m->next);
    memcpy(m->values + at * l->n_values, block->values, runs * l->n_values * sizeof(double));
    memcpy(m->paths + at * l->n_path, block->paths, runs * l->n_path * sizeof(double));
    m->next += (int64_t)block->n;
    m->blocks++;
    m->last = block->n;
    return RAP_OK;
}

static void open_memory(memory *m, const rap_layout *l, int64_t items) {
    size_t runs = (size_t)items * l->n_arms;
    *m = (memory){.layout = l, .refuse_at = -1};
    m->values = rap_allocate(runs * l->n_values, sizeof(double));
    m->paths = rap_allocate(runs * l->n_path, sizeof(double));
    assert_true(m->values && m->paths);
}

static void close_memory(memory *m) {
    rap_free(m->values);
    rap_free(m->paths);
}

enum { WORKERS = 3 };

/* Waves: every worker does one block, in threads and in no order; then all are committed in order.
 */
typedef struct {
    const rap_blocks *blocks;
    size_t number;
    int64_t block;
    int status;
} task;

static void *run_task(void *context) {
    task *t = context;
    t->status = t->blocks->work(t->blocks->job, t->number, t->block, t->number);
    return NULL;
}

static int run_in_waves(void *context, const rap_blocks *b) {
    (void)context;
    for (int64_t first = 0; first < b->n; first += WORKERS) {
        pthread_t threads[WORKERS];
        task tasks[WORKERS];
        size_t width = b->n - first < WORKERS ? (size_t)(b->n - first) : WORKERS;
        for (size_t k = width; k-- > 0;) {
            tasks[k] = (task){b, k, first + (int64_t)k, 0};
            assert_int_equal(pthread_create(&threads[k], NULL, run_task, &tasks[k]), 0);
        }
        for (size_t k = 0; k < width; k++)
            pthread_join(threads[k], NULL);
        for (size_t k = 0; k < width; k++) {
            int status = tasks[k].status ? tasks[k].status : b->commit(b->job, tasks[k].block, k);
            if (status)
                return status;
        }
    }
    return RAP_OK;
}

static const rap_executor waves = {.workers = WORKERS, .window = WORKERS, .run = run_in_waves};

static int run(const rap_study *study, memory *m, const rap_executor *executor, int64_t first,
               int64_t end) {
    rap_sink sink = {m, keep};
    rap_ensemble_options options = {.first = first, .end = end};
    m->next = first;
    return rap_ensemble_run(study, m->layout, executor, &sink, &options, NULL, 0);
}

/* Missing numbers are the same NaN everywhere, so bytes can be compared. */
static void assert_same(const memory *a, const memory *b, int64_t items) {
    size_t runs = (size_t)items * a->layout->n_arms;
    assert_memory_equal(a->values, b->values, runs * a->layout->n_values * sizeof(double));
    assert_memory_equal(a->paths, b->paths, runs * a->layout->n_path * sizeof(double));
}

/* ---- layout -----------------------------------------------------------------------------------
 */

static void columns_are_the_union(void **state) {
    static const char *const names[] = {"value all", "value g:one", "value g:two", "survivor all",
                                        "cost all",  "top all",     "bottom all",  "calm all"};
    rap_study study;
    rap_layout l;
    (void)state;
    toy_read(&study, usual);
    assert_int_equal(rap_layout_init(&l, &study), RAP_OK);
    assert_int_equal(l.n_columns, 8);
    for (size_t c = 0; c < l.n_columns; c++) {
        char name[80];
        snprintf(name, sizeof name, "%s %s", toy_model.outcomes[l.columns[c].outcome].name,
                 l.columns[c].group);
        assert_string_equal(name, names[c]); /* though arm b lists g:two before all */
        assert_true(l.present[l.n_columns + c]);
        assert_int_equal(l.present[c], strcmp(l.columns[c].group, "g:two") != 0);
    }
    assert_int_equal(l.n_series, 4);
    assert_int_equal(l.n_months, 5);
    assert_int_equal(l.n_values, l.n_columns * l.n_windows);
    assert_int_equal(rap_layout_column(&l, TOY_value, "g:two"), 2);
    assert_int_equal(rap_layout_column(&l, TOY_survivor, "g:two"), -1);
    assert_int_equal(rap_layout_series(&l, 2), 2);
    assert_int_equal(rap_layout_series(&l, (size_t)rap_layout_column(&l, TOY_cost, "all")), 3);
    assert_int_equal(rap_layout_series(&l, (size_t)rap_layout_column(&l, TOY_calm, "all")), -1);
    rap_layout_free(&l);
    rap_layout_free(&l);
    rap_study_free(&study);
}

/* ---- numbers ----------------------------------------------------------------------------------
 */

typedef struct {
    rap_study study;
    rap_layout layout;
    memory kept;
    int64_t items;
} setup;

static void start(setup *s, const char *text) {
    toy_read(&s->study, text);
    assert_int_equal(rap_layout_init(&s->layout, &s->study), RAP_OK);
    s->items = rap_ensemble_items(&s->study);
    open_memory(&s->kept, &s->layout, s->items);
}

static void end(setup *s) {
    close_memory(&s->kept);
    rap_layout_free(&s->layout);
    rap_study_free(&s->study);
}

static double value_at(const setup *s, int64_t item, size_t arm, size_t outcome, const char *group,
                       const char *window) {
    int c = rap_layout_column(&s->layout, outcome, group), w = rap_study_window(&s->study, window);
    assert_true(c >= 0 && w >= 0);
    size_t row = (size_t)item * s->layout.n_arms + arm;
    return s->kept.values[row * s->layout.n_values + (size_t)c * s->layout.n_windows + (size_t)w];
}

static double path_at(const setup *s, int64_t item, size_t arm, size_t outcome, const char *group,
                      size_t month) {
    int c = rap_layout_column(&s->layout, outcome, group);
    assert_true(c >= 0);
    int k = rap_layout_series(&s->layout, (size_t)c);
    assert_true(k >= 0);
    size_t row = (size_t)item * s->layout.n_arms + arm;
    return s->kept.paths[row * s->layout.n_path + (size_t)k * s->layout.n_months + month];
}

/* A third is kept as 5461 / 4096 / 4: 12 bits behind the first. Of values at windows nothing is lost. */
static void paths_are_rounded(void **state) {
    setup s;
    (void)state;
    start(&s, "horizon = 2; draws = 0; replicates = 1; keep = \"outcomes\"; windows = [\"1\"];"
              "level = 0.33333333333333331; effect = 0.0;");
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, s.items), RAP_OK);
    assert_double_near(value_at(&s, 0, 0, TOY_value, "all", "1"), 1.0 / 3, 1e-16);
    assert_double_near(path_at(&s, 0, 0, TOY_value, "all", 1), 5461.0 / 4096 / 4, 0);
    end(&s);
}

/* Value at t less value at 0 is effect * slope * t, with the slope of the item's draw. */
static void windows_and_paths(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, s.items), RAP_OK);
    assert_int_equal(s.kept.blocks, 3);
    assert_int_equal(s.kept.last, 4); /* 36 items: 16, 16, 4 */
    rap_inputs inputs;
    assert_int_equal(rap_inputs_bind(&inputs, &s.study, 0), RAP_OK);
    const rap_input *slope = &inputs.inputs[1];
    assert_string_equal(slope->path, "slope");
    for (int64_t i = 0; i < s.items; i++) {
        double k = rap_input_draw(slope, 11, (uint64_t)i / 4),
               zero = value_at(&s, i, 0, TOY_value, "all", "0");
        int odd = (int)(i % 2);
        assert_double_near(value_at(&s, i, 0, TOY_value, "all", "2") - zero, 2 * k, 1e-12);
        assert_double_near(value_at(&s, i, 0, TOY_value, "all", "end") - zero, (2 + odd) * k,
                           1e-12);
        assert_double_near(value_at(&s, i, 0, TOY_value, "all", "end+1") - zero, (3 + odd) * k,
                           1e-12);
        if (odd)
            assert_true(isnan(value_at(&s, i, 0, TOY_value, "all", "end+2")));
        else
            assert_double_near(value_at(&s, i, 0, TOY_value, "all", "end+2") - zero, 4 * k, 1e-12);
        assert_double_near(value_at(&s, i, 0, TOY_value, "g:one", "0"), zero + 10, 1e-12);
        assert_true(isnan(value_at(&s, i, 0, TOY_value, "g:two", "0")));
        assert_true(isnan(path_at(&s, i, 0, TOY_value, "g:two", 1)));
        assert_double_near(value_at(&s, i, 1, TOY_value, "g:two", "4") -
                               value_at(&s, i, 1, TOY_value, "all", "0"),
                           20 + 8 * k, 1e-12);
        for (size_t month = 0; month <= 4; month++)
            assert_double_near(path_at(&s, i, 1, TOY_value, "all", month) -
                                   path_at(&s, i, 1, TOY_value, "all", 0),
                               2 * k * (double)month, 1e-12);
    }
    rap_inputs_free(&inputs);
    end(&s);
}

static void start_values_without_draws(void **state) {
    setup s;
    (void)state;
    start(&s, "horizon = 1; draws = 0; replicates = 3; seed = 4;" TWO_ARMS);
    assert_int_equal(s.items, 3);
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, 3), RAP_OK);
    for (int64_t i = 0; i < 3; i++) {
        assert_double_near(value_at(&s, i, 0, TOY_value, "all", "1"), 2, 0);
        assert_double_near(value_at(&s, i, 1, TOY_value, "all", "1"), 3, 0);
    }
    end(&s);
}

static void short_steps(void **state) {
    setup s;
    (void)state;
    start(&s,
          "horizon = 3; time = { step = 0.25; }; draws = 0; replicates = 1; seed = 4; effect = 1.0;"
          "arms = { a = { changes = {}; }; };");
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, 1), RAP_OK);
    assert_double_near(value_at(&s, 0, 0, TOY_value, "all", "3"), 4, 1e-12);
    assert_double_near(path_at(&s, 0, 0, TOY_cost, "all", 2), 20, 1e-12);
    end(&s);
}

static void threads_change_nothing(void **state) {
    setup s;
    memory other;
    (void)state;
    start(&s, usual);
    open_memory(&other, &s.layout, s.items);
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, s.items), RAP_OK);
    assert_int_equal(run(&s.study, &other, &waves, 0, s.items), RAP_OK);
    assert_same(&s.kept, &other, s.items);
    close_memory(&other);
    end(&s);
}

/* ---- months that are looked at ----------------------------------------------------------------- */

static size_t looks;
static int last_end;

static void look_and_count(const void *state, double *x) {
    looks++;
    toy_model.observe(state, x);
}

/* The months 2 to `last_end`. */
static bool says_where(const void *state, size_t anchor, size_t k, int *month) {
    (void)state;
    (void)anchor;
    *month = 2 + (int)k;
    return *month <= last_end;
}

/* A run of the usual study with a model that says where its anchor may lie. */
static int run_sparing(memory *m, int last) {
    rap_model model = toy_model;
    rap_study study;
    toy_read(&study, usual);
    model.observe = look_and_count;
    model.follow = toy_model.observe;
    model.may_lie = says_where;
    study.model = &model;
    last_end = last;
    looks = 0;
    int status = run(&study, m, &rap_executor_loop, 0, 36);
    rap_study_free(&study);
    return status;
}

/* Windows lie in months 0 and 2, at the end, in month 2, 3 or 4, one and two months later, and at the
 * horizon, month 4: of the months 0 to 4 only month 1 is none of them. */
static void only_months_of_windows_are_looked_at(void **state) {
    rap_study study;
    rap_layout l;
    memory usually, sparing;
    (void)state;
    toy_read(&study, usual);
    assert_int_equal(rap_layout_init(&l, &study), RAP_OK);
    open_memory(&usually, &l, 36);
    open_memory(&sparing, &l, 36);
    assert_int_equal(run(&study, &usually, &rap_executor_loop, 0, 36), RAP_OK);
    assert_int_equal(run_sparing(&sparing, 4), RAP_OK);
    assert_same(&usually, &sparing, 36);
    assert_int_equal(looks, 36 * 2 * 4);
    assert_int_equal(run_sparing(&sparing, 1),
                     RAP_EMODEL); /* nowhere, it says; it is in month 2 or 3 */
    close_memory(&usually);
    close_memory(&sparing);
    rap_layout_free(&l);
    rap_study_free(&study);
}

/* Blocks are counted from where a run goes on, wherever it was cut off. */
static void restarts_change_nothing(void **state) {
    setup s;
    memory other;
    (void)state;
    start(&s, usual);
    open_memory(&other, &s.layout, s.items);
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, s.items), RAP_OK);
    assert_int_equal(run(&s.study, &other, &waves, 0, 5), RAP_OK);
    assert_int_equal(run(&s.study, &other, &rap_executor_loop, 5, 27), RAP_OK);
    assert_int_equal(run(&s.study, &other, &waves, 27, s.items), RAP_OK);
    assert_int_equal(run(&s.study, &other, &waves, s.items, s.items), RAP_OK);
    assert_same(&s.kept, &other, s.items);
    close_memory(&other);
    end(&s);
}

/* More draws leave those that were there as they are. */
static void more_draws_change_nothing(void **state) {
    setup s, more;
    (void)state;
    start(&s, usual);
    start(&more, usual);
    close_memory(&more.kept);
    more.study.draws = 18;
    open_memory(&more.kept, &more.layout, 72);
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, s.items), RAP_OK);
    assert_int_equal(run(&more.study, &more.kept, &waves, 0, 72), RAP_OK);
    assert_same(&s.kept, &more.kept, s.items);
    end(&s);
    end(&more);
}

/* ---- endings ----------------------------------------------------------------------------------
 */

static int after_some(void *context) {
    int *left = context;
    return (*left)-- <= 0;
}

static void stops_when_asked(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    int left = 20 * (int)s.study.n_arms; /* it is asked between runs */
    rap_sink sink = {&s.kept, keep};
    rap_ensemble_options options = {
        .first = 0, .end = s.items, .stop = after_some, .stop_context = &left};
    assert_int_equal(
        rap_ensemble_run(&s.study, &s.layout, &rap_executor_loop, &sink, &options, NULL, 0),
        RAP_STOPPED);
    assert_int_equal(s.kept.next, 16); /* whole blocks only */
    end(&s);
}

static void ends_when_the_sink_fails(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    s.kept.refuse_at = 16;
    assert_int_equal(run(&s.study, &s.kept, &waves, 0, s.items), RAP_ESTORE);
    assert_int_equal(s.kept.next, 16);
    end(&s);
}

static void assert_explained(const char *setting, int code, const char *words) {
    setup s;
    char text[400], why[200] = "";
    snprintf(text, sizeof text, "horizon = 4; draws = 2; replicates = 2; seed = 1; %s %s", setting,
             TWO_ARMS);
    start(&s, text);
    rap_sink sink = {&s.kept, keep};
    rap_ensemble_options options = {.first = 0, .end = s.items, .verify = true};
    assert_int_equal(
        rap_ensemble_run(&s.study, &s.layout, &waves, &sink, &options, why, sizeof why), code);
    if (!strstr(why, words))
        print_error("%s\n", why);
    assert_non_null(strstr(why, words));
    assert_non_null(strstr(why, "month 3"));
    assert_non_null(strstr(why, "arm a"));
    end(&s);
}

static void failures_are_explained(void **state) {
    (void)state;
    assert_explained("breaks = 3;", RAP_EMODEL, "the toy is broken");
    assert_explained("fails = 3;", RAP_ENUMERIC, rap_error_text(RAP_ENUMERIC));
}

/* Workers that fail at the same time: what is told is the earliest history, as if there were one. */
static void the_earliest_failure_is_told(void **state) {
    setup s;
    char why[200] = "";
    (void)state;
    start(&s, "horizon = 4; draws = 24; replicates = 2; seed = 1; fails = 3;" TWO_ARMS);
    rap_sink sink = {&s.kept, keep};
    rap_ensemble_options options = {.first = 0, .end = s.items};
    assert_int_equal(
        rap_ensemble_run(&s.study, &s.layout, &waves, &sink, &options, why, sizeof why),
        RAP_ENUMERIC);
    assert_non_null(strstr(why, "history 0,"));
    end(&s);
}

static void unverified_unless_asked(void **state) {
    setup s;
    (void)state;
    start(&s, "horizon = 4; draws = 2; replicates = 2; seed = 1; breaks = 3;" TWO_ARMS);
    assert_int_equal(run(&s.study, &s.kept, &rap_executor_loop, 0, s.items), RAP_OK);
    end(&s);
}

/* Any number of parts is all items, each once; parts begin with a block, and none has more than a block more than
 * another. */
static void assert_parts(const setup *s, int64_t parts) {
    int64_t block = (int64_t)rap_ensemble_block(&s->layout), next = 0, least = s->items, most = 0;
    for (int64_t k = 1; k <= parts; k++) {
        rap_items span = rap_ensemble_part(&s->study, &s->layout, k, parts);
        int64_t blocks = (span.end - span.first + block - 1) / block;
        assert_int_equal(span.first, next);
        assert_int_equal(span.first % block, 0);
        assert_true(span.end >= span.first);
        least = blocks < least ? blocks : least;
        most = blocks > most ? blocks : most;
        next = span.end;
    }
    assert_int_equal(next, s->items);
    assert_true(most - least <= 1);
}

static void parts_are_all_items(void **state) {
    setup s;
    (void)state;
    start(&s, "horizon = 4; draws = 37; replicates = 3; seed = 1;" TWO_ARMS);
    for (int64_t parts = 1; parts <= 12; parts++)
        assert_parts(&s, parts);
    assert_parts(&s, 100000);
    end(&s);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(paths_are_rounded),
        cmocka_unit_test(columns_are_the_union),
        cmocka_unit_test(windows_and_paths),
        cmocka_unit_test(start_values_without_draws),
        cmocka_unit_test(short_steps),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(restarts_change_nothing),
        cmocka_unit_test(more_draws_change_nothing),
        cmocka_unit_test(stops_when_asked),
        cmocka_unit_test(ends_when_the_sink_fails),
        cmocka_unit_test(failures_are_explained),
        cmocka_unit_test(only_months_of_windows_are_looked_at),
        cmocka_unit_test(the_earliest_failure_is_told),
        cmocka_unit_test(unverified_unless_asked),
        cmocka_unit_test(parts_are_all_items),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
