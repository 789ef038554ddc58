/* benchmark.c: how fast the engine goes through a study's runs, and where the time goes.
 *
 * Usage: benchmark STUDY [ITEMS]. Prints organisation-months (organisations x months x arms x items) a second
 * with one thread and with two, their ratio, and the share of the time that goes into random numbers: the calls are
 * counted by wrapping them at link time, in a pass of its own, and multiplied by the time of a call in a
 * loop of its own. Results are thrown away, so the store is not in these figures. Absolute times depend on the
 * machine: read the ratios. */
#include "base/error.h"
#include "cli/folder/files.h"
#include "cli/machine/threads.h"
#include "ensemble/ensemble.h"
#include "models/registry.h"
#include "partnership/state/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

double __real_rap_uniform(uint64_t key, rap_event event);
double __real_rap_exponential(uint64_t key, rap_event event);
double __wrap_rap_uniform(uint64_t key, rap_event event);
double __wrap_rap_exponential(uint64_t key, rap_event event);

static bool counting;
static long uniforms, exponentials;

double __wrap_rap_uniform(uint64_t key, rap_event event) {
    uniforms += counting;
    return __real_rap_uniform(key, event);
}

double __wrap_rap_exponential(uint64_t key, rap_event event) {
    exponentials += counting;
    return __real_rap_exponential(key, event);
}

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static int throw_away(void *context, const rap_block *block) {
    (void)context;
    (void)block;
    return RAP_OK;
}

/* Seconds for some items with some threads; negative when it failed. */
static double timed(const rap_study *study, const rap_layout *layout, int64_t items,
                    size_t threads) {
    rap_executor executor;
    rap_sink sink = {NULL, throw_away};
    rap_ensemble_options options = {.first = 0, .end = items};
    rap_threads_init(&executor, threads);
    double begun = seconds();
    int status = rap_ensemble_run(study, layout, &executor, &sink, &options, NULL, 0);
    return status ? -1 : seconds() - begun;
}

/* Nanoseconds of a call. */
static double cost_of(double (*draw)(uint64_t, rap_event)) {
    enum { CALLS = 2000000 };
    double sum = 0, begun = seconds();
    for (uint32_t k = 0; k < CALLS; k++)
        sum += draw(k, (rap_event){k, 1, k & 0xffff});
    double taken = seconds() - begun;
    return sum > 0 ? taken / CALLS * 1e9 : 0;
}

static int64_t count_organisations(const rap_study *study) {
    rap_inputs inputs;
    int64_t n = 0;
    if (rap_inputs_bind(&inputs, study, study->baseline) == RAP_OK) {
        const pm_scenario *s = inputs.root;
        const pm_organisation *o = s->organisations.rows;
        for (size_t k = 0; k < s->organisations.n; k++)
            n += o[k].count;
    }
    rap_inputs_free(&inputs);
    return n;
}

static void measure(const rap_study *study, const rap_layout *layout, int64_t items) {
    double months =
        (double)(count_organisations(study) * study->horizon * items) * (double)study->n_arms;
    timed(study, layout, RAP_BLOCK, 1); /* warm up */
    double one = timed(study, layout, items, 1), two = timed(study, layout, items, 2);
    counting = true;
    timed(study, layout, items, 1);
    counting = false;
    double luck = (double)uniforms * cost_of(__real_rap_uniform) +
                  (double)exponentials * cost_of(__real_rap_exponential);
    printf("%lld items, %zu arms, %.4g organisation-months\n", (long long)items, study->n_arms,
           months);
    printf("one thread   %8.3f s  %8.3g organisation-months/s  %6.1f ns each\n", one, months / one,
           one / months * 1e9);
    printf("two threads  %8.3f s  %8.3g organisation-months/s  %6.2f times one\n", two,
           months / two, one / two);
    printf("random numbers: %ld calls, %.1f %% of the time of one thread\n",
           uniforms + exponentials, luck / one * 1e-9 * 100);
}

int main(int argc, char **argv) {
    rap_study study = {0};
    rap_layout layout = {0};
    rap_problems problems;
    rap_files files;
    rap_overrides none = {-1, -1, -1, NULL, 0};
    int status = argc > 1 ? RAP_OK : RAP_EINPUT;
    rap_error_quiet_gsl();
    rap_problems_init(&problems);
    if (status) {
        fprintf(stderr, "usage: benchmark STUDY [ITEMS]\n");
        return 2;
    }
    if ((status = rap_files_init(&files)) == RAP_OK) {
        rap_loader loader = rap_files_loader(&files);
        status = rap_study_read(&study, rap_models, &loader, argv[1], &none, &problems);
    }
    if (!status)
        status = rap_layout_init(&layout, &study);
    if (!status)
        measure(&study, &layout, argc > 2 ? atoll(argv[2]) : rap_ensemble_items(&study));
    if (status)
        fprintf(stderr, "benchmark: %s\n", rap_error_text(status));
    rap_layout_free(&layout);
    rap_study_free(&study);
    rap_files_free(&files);
    rap_problems_free(&problems);
    return status ? 1 : 0;
}
