/* propositions_benchmark.c: what propositions cost.
 *
 * Usage: propositions_benchmark STUDY. Takes the first 1, 2, 4 and 8 propositions of the study that
 * the model can express, with 10, 20 and 40 draws of one run, one thread and a store in memory.
 * Prints the arms that are run and those that would be run if nothing were shared, the seconds that
 * running and judging take, and milliseconds for each proposition, strength and draw, which stay
 * the same where the cost grows in proportion. Absolute times depend on the machine. */
#include "analysis/propositions/verdicts.h"
#include "base/error.h"
#include "cli/folder/files.h"
#include "models/registry.h"

#include <stdio.h>
#include <time.h>

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Keeps the first `most` propositions that can be expressed. */
static void keep_first(rap_study *study, size_t most) {
    size_t n = 0;
    for (size_t k = 0; k < study->n_propositions && n < most; k++)
        if (!study->propositions[k].unexpressed)
            study->propositions[n++] = study->propositions[k];
    study->n_propositions = n;
}

static void print_costs(const rap_study *study, const rap_cell_plan *plan, double running,
                        double judging) {
    size_t added = study->n_arms - study->n_written;
    double parts = (double)(study->n_propositions * RAP_GRADES) * (double)study->draws;
    printf("%2zu propositions, %3lld draws: %4zu arms added, %4zu without sharing (%.2f); "
           "runs of all arms %6lld; running %6.2f s, judging %6.3f s; %6.3f ms and %6.3f ms for a "
           "proposition, strength and draw\n",
           study->n_propositions, (long long)study->draws, added, plan->asked,
           (double)added / (double)plan->asked,
           (long long)((int64_t)study->n_arms * study->draws * study->replicates), running, judging,
           1e3 * running / parts, 1e3 * judging / parts);
}

static int run_and_judge(const rap_study *study, const rap_cell_plan *plan) {
    rap_layout layout = {0};
    rap_store *store = NULL;
    rap_verdicts verdicts = {0};
    int status = rap_layout_init(&layout, study);
    if (!status)
        status = rap_store_create(&store, ":memory:", study, &layout);
    double begun = seconds(), run = begun;
    if (!status) {
        rap_sink sink = rap_store_sink(store);
        rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(study)};
        status = rap_ensemble_run(study, &layout, &rap_executor_loop, &sink, &options, NULL, 0);
        run = seconds();
    }
    if (!status)
        status = rap_verdicts_make(&verdicts, study, plan, &layout, store);
    if (!status)
        print_costs(study, plan, run - begun, seconds() - run);
    rap_verdicts_free(&verdicts);
    rap_store_close(store);
    rap_layout_free(&layout);
    return status;
}

static int measure(const char *path, size_t propositions, int64_t draws) {
    rap_overrides overrides = {draws, 1, -1, NULL, 0, NULL};
    rap_study study = {0};
    rap_cell_plan plan = {0};
    rap_problems problems;
    rap_files files;
    rap_problems_init(&problems);
    int status = rap_files_init(&files);
    if (!status) {
        rap_loader loader = rap_files_loader(&files);
        status = rap_study_read(&study, rap_models, &loader, path, &overrides, &problems);
    }
    keep_first(&study, propositions);
    if (!status && study.n_propositions == propositions)
        status = rap_cells_plan(&plan, &study, &problems);
    if (!status && study.n_propositions == propositions)
        status = run_and_judge(&study, &plan);
    rap_cells_free(&plan);
    rap_study_free(&study);
    rap_files_free(&files);
    rap_problems_free(&problems);
    return status;
}

int main(int argc, char **argv) {
    int status = RAP_OK;
    rap_error_quiet_gsl();
    if (argc < 2) {
        fprintf(stderr, "usage: propositions_benchmark STUDY\n");
        return 2;
    }
    for (size_t n = 1; n <= 8 && !status; n *= 2)
        for (int64_t draws = 10; draws <= 40 && !status; draws *= 2)
            status = measure(argv[1], n, draws);
    if (status)
        fprintf(stderr, "propositions_benchmark: %s\n", rap_error_text(status));
    return status ? 1 : 0;
}
