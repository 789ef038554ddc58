/* benchmark.c: how fast the engine goes through a study's runs, and where the time goes.
 *
 * Usage: benchmark STUDY [ITEMS [ROUNDS]]. Twice, once with the headlines kept in the months of their windows and once
 * with every outcome, group and path, it prints organisation-months (organisations x months x arms x items) a second
 * and nanoseconds for each, all that runs are looked at included, with one thread; how many times as fast two threads
 * are; how many times as long the plain second version (../plain_step.c) takes, which is looked at by nobody; and the
 * shares of observing, of setting draws and of random numbers.
 *
 * The machine may be shared: all is measured in rounds, one after the other in each, and a figure is the median
 * of the rounds. Times of one thread are those of the processor; two threads against one are by the clock, and as far
 * as they cost each other processor time, which is what is left where nobody else runs. Shares
 * come from a pass in which calls are timed; random numbers are counted, by wrapping them at link time, and
 * multiplied by the time of a call in a loop of its own. Results are thrown away, so the store is not in these figures. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "cli/machine/threads.h"
#include "ensemble/ensemble.h"
#include "models/registry.h"
#include "partnership/state/state.h"
#include "tests/plain_step.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

double __real_rap_uniform(uint64_t key, rap_event event);
double __wrap_rap_uniform(uint64_t key, rap_event event);
double __real_rap_exponential(uint64_t key, rap_event event);
double __wrap_rap_exponential(uint64_t key, rap_event event);
void __real_rap_inputs_set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw);
void __wrap_rap_inputs_set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw);

enum { MOST_ROUNDS = 99 };

/* Figures of each round. */
typedef enum { ONE, TIMES, WORK, PLAIN, OBSERVING, DRAWING, LUCK, N_FIGURES } figure;

/* What is counted and timed in the pass for it. */
static struct {
    bool on;
    long uniforms, exponentials;
    double observing, drawing;
    rap_model model;
} parts;

static double seconds(clockid_t of) {
    struct timespec t;
    clock_gettime(of, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* ---- parts ------------------------------------------------------------------------------------ */

double __wrap_rap_uniform(uint64_t key, rap_event event) {
    parts.uniforms += parts.on;
    return __real_rap_uniform(key, event);
}

double __wrap_rap_exponential(uint64_t key, rap_event event) {
    parts.exponentials += parts.on;
    return __real_rap_exponential(key, event);
}

void __wrap_rap_inputs_set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw) {
    double begun = parts.on ? seconds(CLOCK_MONOTONIC) : 0;
    __real_rap_inputs_set_draw(inputs, seed, draw);
    parts.drawing += parts.on ? seconds(CLOCK_MONOTONIC) - begun : 0;
}

static void observe_timed(const void *state, double *x) {
    double begun = seconds(CLOCK_MONOTONIC);
    rap_models[0]->observe(state, x);
    parts.observing += seconds(CLOCK_MONOTONIC) - begun;
}

static void follow_timed(const void *state, double *x) {
    double begun = seconds(CLOCK_MONOTONIC);
    rap_models[0]->follow(state, x);
    parts.observing += seconds(CLOCK_MONOTONIC) - begun;
}

/* Seconds of a call. */
static double cost_of(double (*draw)(uint64_t, rap_event)) {
    enum { CALLS = 100000 };
    double sum = 0, begun = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (uint32_t k = 0; k < CALLS; k++)
        sum += draw(k, (rap_event){k, 1, k & 0xffff});
    double taken = seconds(CLOCK_PROCESS_CPUTIME_ID) - begun;
    return sum > 0 ? taken / CALLS : 0;
}

/* ---- runs ------------------------------------------------------------------------------------- */

static int throw_away(void *context, const rap_block *block) {
    (void)context;
    (void)block;
    return RAP_OK;
}

static int run_items(const rap_study *study, const rap_layout *layout, int64_t items,
                     size_t threads) {
    rap_executor executor;
    rap_sink sink = {NULL, throw_away};
    rap_ensemble_options options = {.first = 0, .end = items};
    rap_threads_init(&executor, threads);
    return rap_ensemble_run(study, layout, &executor, &sink, &options, NULL, 0);
}

/* The first item of an arm, plainly. */
static int run_plainly(const rap_study *study, size_t arm) {
    rap_inputs inputs;
    void *state = NULL;
    plain x;
    int status = rap_inputs_bind(&inputs, study, arm);
    if (!status)
        status = study->model->create(&state, inputs.root, &study->clock);
    if (!status) {
        rap_inputs_set_draw(&inputs, (uint64_t)study->seed, 0);
        status = study->model->start(state, (rap_luck){(uint64_t)study->seed, 0, NULL});
        status = status ? status : plain_start(&x, state);
        for (int64_t k = 0; k < study->horizon * study->clock.steps_per_month && !status; k++)
            status = plain_step(&x);
        plain_free(&x);
    }
    study->model->free(state);
    rap_inputs_free(&inputs);
    return status;
}

static int64_t count_organisations(const rap_study *study) {
    const rap_inputs *inputs;
    int64_t n = 0;
    if (rap_study_inputs(study, study->baseline, &inputs) == RAP_OK) {
        const pm_scenario *s = inputs->root;
        const pm_organisation *o = s->organisations.rows;
        for (size_t k = 0; k < s->organisations.n; k++)
            n += o[k].count;
    }
    return n;
}

/* Organisation-months of an item, in all arms. */
static double months_of_item(const rap_study *study) {
    return (double)(count_organisations(study) * study->horizon) * (double)study->n_arms;
}

/* ---- rounds ----------------------------------------------------------------------------------- */

/* The shares of the time of one thread. */
static int measure_parts(rap_study *study, const rap_layout *layout, int64_t items,
                         double x[N_FIGURES]) {
    const rap_model *model = study->model;
    parts.model = *model;
    parts.model.observe = observe_timed;
    parts.model.follow = follow_timed;
    parts.uniforms = parts.exponentials = 0;
    parts.observing = parts.drawing = 0;
    study->model = &parts.model;
    parts.on = true;
    double begun = seconds(CLOCK_MONOTONIC);
    int status = run_items(study, layout, items, 1);
    double taken = seconds(CLOCK_MONOTONIC) - begun;
    parts.on = false;
    study->model = model;
    x[OBSERVING] = parts.observing / taken;
    x[DRAWING] = parts.drawing / taken;
    x[LUCK] = ((double)parts.uniforms * cost_of(__real_rap_uniform) +
               (double)parts.exponentials * cost_of(__real_rap_exponential)) /
              (x[ONE] * months_of_item(study) * (double)items);
    return status;
}

static int measure_round(rap_study *study, const rap_layout *layout, int64_t items,
                         double x[N_FIGURES]) {
    double of_item = months_of_item(study), cpu[4], clock[3];
    int status = RAP_OK;
    cpu[0] = seconds(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t arm = 0; arm < study->n_arms && !status; arm++)
        status = run_plainly(study, arm);
    cpu[1] = seconds(CLOCK_PROCESS_CPUTIME_ID);
    clock[0] = seconds(CLOCK_MONOTONIC);
    status = status ? status : run_items(study, layout, items, 1);
    cpu[2] = seconds(CLOCK_PROCESS_CPUTIME_ID);
    clock[1] = seconds(CLOCK_MONOTONIC);
    status = status ? status : run_items(study, layout, items, 2);
    clock[2] = seconds(CLOCK_MONOTONIC);
    cpu[3] = seconds(CLOCK_PROCESS_CPUTIME_ID);
    x[ONE] = (cpu[2] - cpu[1]) / of_item / (double)items;
    x[TIMES] = (clock[1] - clock[0]) / (clock[2] - clock[1]);
    x[WORK] = 2 * (cpu[2] - cpu[1]) / (cpu[3] - cpu[2]);
    x[PLAIN] = (cpu[1] - cpu[0]) / of_item / x[ONE];
    return status ? status : measure_parts(study, layout, items, x);
}

static int by_size(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median_of(double x[][N_FIGURES], size_t n, figure f) {
    double of[MOST_ROUNDS];
    for (size_t k = 0; k < n; k++)
        of[k] = x[k][f];
    qsort(of, n, sizeof *of, by_size);
    return n % 2 ? of[n / 2] : (of[n / 2 - 1] + of[n / 2]) / 2;
}

static int measure(rap_study *study, const char *kept, int64_t items, size_t rounds) {
    double x[MOST_ROUNDS][N_FIGURES];
    rap_layout layout = {0};
    int status = rap_layout_init(&layout, study);
    status = status ? status : run_items(study, &layout, 1, 1); /* warm up */
    for (size_t k = 0; k < rounds && !status; k++)
        status = measure_round(study, &layout, items, x[k]);
    rap_layout_free(&layout);
    if (status)
        return status;
    double one = median_of(x, rounds, ONE);
    printf("%s\n", kept);
    printf("  one thread      %8.3g organisation-months/s  %6.1f ns each\n", 1 / one, one * 1e9);
    printf("  two threads     %8.2f times one; on two idle processors %.2f\n",
           median_of(x, rounds, TIMES), median_of(x, rounds, WORK));
    printf("  plain version   %8.2f times as long\n", median_of(x, rounds, PLAIN));
    printf("  observing %.1f %%, setting draws %.1f %%, random numbers %.1f %% of the time\n",
           median_of(x, rounds, OBSERVING) * 100, median_of(x, rounds, DRAWING) * 100,
           median_of(x, rounds, LUCK) * 100);
    return RAP_OK;
}

static int keep_headlines(rap_study *study) {
    bool *used = rap_allocate(study->n_windows, sizeof *used);
    int status = used ? rap_study_keep_headlines(study, used) : rap_fail(RAP_ENOMEM);
    if (!status)
        rap_study_keep_windows(study, used);
    rap_free(used);
    return status;
}

static int measure_both(const char *path, int64_t items, size_t rounds) {
    rap_study study = {0}, fork = {0};
    rap_problems problems;
    rap_files files;
    rap_overrides none = {-1, -1, -1, NULL, 0, NULL};
    rap_problems_init(&problems);
    int status = rap_files_init(&files);
    if (!status) {
        rap_loader loader = rap_files_loader(&files);
        status = rap_study_read(&study, rap_models, &loader, path, &none, &problems);
    }
    if (!status) {
        items = items > 0 ? items : rap_ensemble_items(&study);
        printf("%zu rounds of %lld items, %zu arms, %.4g organisation-months\n", rounds,
               (long long)items, study.n_arms, months_of_item(&study) * (double)items);
        status = rap_study_fork(&fork, &study);
    }
    status = status ? status : keep_headlines(&fork);
    status = status ? status : measure(&fork, "headlines kept", items, rounds);
    rap_study_free(&fork);
    status = status ? status : measure(&study, "all kept, with paths", items, rounds);
    rap_study_free(&study);
    rap_files_free(&files);
    rap_problems_free(&problems);
    return status;
}

int main(int argc, char **argv) {
    int64_t items = argc > 2 ? atoll(argv[2]) : 0, rounds = argc > 3 ? atoll(argv[3]) : 5;
    rap_error_quiet_gsl();
    if (argc < 2 || rounds < 1 || rounds > MOST_ROUNDS) {
        fprintf(stderr, "usage: benchmark STUDY [ITEMS [ROUNDS]]\n");
        return 2;
    }
    int status = measure_both(argv[1], items, (size_t)rounds);
    if (status)
        fprintf(stderr, "benchmark: %s\n", rap_error_text(status));
    return status ? 1 : 0;
}
