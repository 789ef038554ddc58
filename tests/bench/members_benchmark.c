/* members_benchmark.c: how fast members go as persons, and how much memory they take.
 *
 * Usage: members_benchmark STUDY ARM [ITEMS]. Runs one arm of the study with a million, 100,000
 * and 10,000 members, with one thread and with two, so that every approach that the pools allow is
 * made (hours do not limit them). Prints member-months a second, nanoseconds each, what the second
 * thread gives, and how far the first size made the program grow, with one thread. Everything
 * else of a run (organisations, trust, observing each month) is in the figures; the store is not.
 * Absolute times depend on the machine: read the ratios. */
#include "base/error.h"
#include "cli/folder/files.h"
#include "cli/machine/threads.h"
#include "ensemble/ensemble.h"
#include "models/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

static double seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double peak_bytes(void) {
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) ? 0 : 1024.0 * (double)use.ru_maxrss;
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

static void measure(const rap_study *study, const rap_layout *layout, long members, int64_t items,
                    double before) {
    double months = (double)members * (double)study->horizon * (double)items;
    double one = timed(study, layout, items, 1), peak = peak_bytes();
    double two = timed(study, layout, items, 2);
    printf("%8ld members: one thread %8.3g member-months/s, %5.2f ns each; two threads %4.2f times "
           "one",
           members, months / one, one / months * 1e9, one / two);
    if (before > 0) /* later sizes find the memory of the first */
        printf("; %.1f bytes a member", (peak - before) / (double)members);
    printf("\n");
}

/* Reads the study with so many members and measures it. */
static int measure_size(const char *path, const char *arm, long members, int64_t items,
                        double before) {
    char size[64];
    const char *const sets[] = {"parameters.partner_approaches=100.0",
                                "parameters.partnered_hours=0.01", "parameters.direct_hours=0.01",
                                size};
    rap_overrides overrides = {0, items, -1, sets, 4, NULL};
    rap_study study = {0};
    rap_layout layout = {0};
    rap_problems problems;
    rap_files files;
    snprintf(size, sizeof size, "community.members=%ld", members);
    rap_problems_init(&problems);
    int status = rap_files_init(&files);
    if (!status) {
        rap_loader loader = rap_files_loader(&files);
        status = rap_study_read(&study, rap_models, &loader, path, &overrides, &problems);
    }
    if (!status && rap_study_arm(&study, arm) < 0)
        status = RAP_EINPUT;
    if (!status)
        status = rap_study_keep_arm(&study, (size_t)rap_study_arm(&study, arm));
    if (!status)
        status = rap_layout_init(&layout, &study);
    if (!status)
        measure(&study, &layout, members, items, before);
    rap_layout_free(&layout);
    rap_study_free(&study);
    rap_files_free(&files);
    rap_problems_free(&problems);
    return status;
}

int main(int argc, char **argv) {
    const long sizes[] = {1000000, 100000, 10000};
    double before = peak_bytes();
    int status = RAP_OK;
    rap_error_quiet_gsl();
    if (argc < 3) {
        fprintf(stderr, "usage: members_benchmark STUDY ARM [ITEMS]\n");
        return 2;
    }
    for (size_t k = 0; k < 3 && !status; k++)
        status = measure_size(argv[1], argv[2], sizes[k], argc > 3 ? atoll(argv[3]) : 32,
                              k == 0 ? before : 0);
    if (status)
        fprintf(stderr, "members_benchmark: %s\n", rap_error_text(status));
    return status ? 1 : 0;
}
