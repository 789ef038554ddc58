/* members_job_benchmark.c: how fast the engine takes the job of members_job.h, beside a plain loop with GSL.
 *
 * Usage: members_job_benchmark [SECONDS]. The fast model and the plain loop take turns, for SECONDS (4 unless said) a
 * row, so that both meet the same machine, and the best turn of each is printed: others are those in which another
 * program had the processor. Nanoseconds for a member-month at 100,000 members; histories a second of 500 members in
 * 50 organisations, through the engine, of a processor's time, and by the clock with one thread and with two; and how
 * far a million members made the program grow. The share `far` of ties that lead out of the ring decides how memory is
 * read. Absolute figures depend on the machine: read the ratios. */
#include "members_job.h"
#include "base/error.h"
#include "cli/machine/threads.h"
#include "ensemble/ensemble.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

enum { MONTHS = 120 };

typedef struct {
    rap_study study;
    rap_layout layout;
    gsl_rng *rng;
    double members;
} setting;

static double clock_of(clockid_t which) {
    struct timespec t;
    clock_gettime(which, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static double resident_bytes(void) {
    struct rusage use;
    return getrusage(RUSAGE_SELF, &use) ? 0 : 1024.0 * (double)use.ru_maxrss;
}

static int open_setting(setting *s, long members, long organisations, double far) {
    char text[200];
    rap_problems problems;
    rap_problems_init(&problems);
    *s = (setting){.members = (double)members, .rng = gsl_rng_alloc(gsl_rng_mt19937)};
    snprintf(text, sizeof text,
             "horizon = %d; replicates = 1000000; seed = 1; members = %ld; organisations = %ld; "
             "far = %.2f;",
             MONTHS, members, organisations, far);
    int status = s->rng ? members_job_read(&s->study, text, &problems) : rap_fail(RAP_ENOMEM);
    rap_problems_free(&problems);
    return status ? status : rap_layout_init(&s->layout, &s->study);
}

static void close_setting(setting *s) {
    rap_layout_free(&s->layout);
    rap_study_free(&s->study);
    gsl_rng_free(s->rng);
}

static int drop_block(void *context, const rap_block *block) {
    (void)context;
    (void)block;
    return RAP_OK;
}

/* Seconds for a history with the engine, of `items` taken by so many threads. */
static int time_engine(const setting *s, int64_t items, size_t threads, clockid_t by,
                       double *seconds) {
    rap_executor executor;
    rap_sink sink = {NULL, drop_block};
    rap_ensemble_options options = {.first = 0, .end = items};
    rap_threads_init(&executor, threads);
    double begun = clock_of(by);
    int status = rap_ensemble_run(&s->study, &s->layout, &executor, &sink, &options, NULL, 0);
    *seconds = (clock_of(by) - begun) / (double)items;
    return status;
}

static int time_plain(const setting *s, int64_t items, double *seconds) {
    const rap_inputs *inputs;
    double x[JOB_FIGURES];
    int status = rap_study_inputs(&s->study, 0, &inputs);
    double begun = clock_of(CLOCK_PROCESS_CPUTIME_ID);
    for (int64_t k = 0; k < items && !status; k++)
        status = plain_job(inputs->root, MONTHS, s->rng, x);
    *seconds = (clock_of(CLOCK_PROCESS_CPUTIME_ID) - begun) / (double)items;
    return status;
}

/* The best of the turns: seconds for a history. */
typedef struct {
    double fast, plain; /* of a processor */
    double one, two;    /* by the clock, with so many threads */
} times;

static void keep_least(double *least, double x) {
    *least = fmin(*least, x);
}

static int take_turn(const setting *s, int64_t items, times *best) {
    int64_t many = 16 * items; /* so that two threads have blocks to share */
    double x[4] = {0};
    int status = time_engine(s, items, 1, CLOCK_PROCESS_CPUTIME_ID, &x[0]);
    status = status ? status : time_plain(s, items, &x[1]);
    status = status ? status : time_engine(s, many, 1, CLOCK_MONOTONIC, &x[2]);
    status = status ? status : time_engine(s, many, 2, CLOCK_MONOTONIC, &x[3]);
    keep_least(&best->fast, x[0]);
    keep_least(&best->plain, x[1]);
    keep_least(&best->one, x[2]);
    keep_least(&best->two, x[3]);
    return status;
}

static int take_turns(const setting *s, int64_t items, double seconds, times *best) {
    double end = clock_of(CLOCK_MONOTONIC) + seconds;
    int status;
    *best = (times){INFINITY, INFINITY, INFINITY, INFINITY};
    do
        status = take_turn(s, items, best);
    while (!status && clock_of(CLOCK_MONOTONIC) < end);
    return status;
}

static int measure_large(double far, double seconds) {
    setting s;
    times t;
    int status = open_setting(&s, 100000, 200, far);
    status = status ? status : take_turns(&s, 1, seconds, &t);
    double ns = 1e9 / MONTHS / s.members;
    if (!status)
        printf("100000 members, far %.1f: %5.2f ns for a member-month; plain loop %5.2f ns; ratio "
               "%.1f\n",
               far, t.fast * ns, t.plain * ns, t.plain / t.fast);
    close_setting(&s);
    return status;
}

static int measure_small(double far, double seconds) {
    setting s;
    times t;
    int status = open_setting(&s, 500, 50, far);
    status = status ? status : take_turns(&s, 16, seconds, &t);
    if (!status)
        printf(
            "500 members, far %.1f: %.0f histories/s of a processor; plain loop %.0f; ratio %.1f; "
            "by the clock one thread %.0f, two %.0f\n",
            far, 1 / t.fast, 1 / t.plain, t.plain / t.fast, 1 / t.one, 1 / t.two);
    close_setting(&s);
    return status;
}

static int measure_memory(void) {
    setting s;
    double before = resident_bytes(), time;
    int status = open_setting(&s, 1000000, 200, 0.1);
    status = status ? status : time_engine(&s, 1, 1, CLOCK_PROCESS_CPUTIME_ID, &time);
    if (!status)
        printf("1000000 members: %.1f bytes a member, %.2f ns for a member-month\n",
               (resident_bytes() - before) / s.members, time * 1e9 / MONTHS / s.members);
    close_setting(&s);
    return status;
}

int main(int argc, char **argv) {
    static const double far[] = {0, 0.1, 1};
    double seconds = argc > 1 ? atof(argv[1]) : 4;
    rap_error_quiet_gsl();
    int status = measure_memory();
    for (size_t k = 0; k < 3 && !status; k++)
        status = measure_large(far[k], seconds);
    for (size_t k = 0; k < 3 && !status; k++)
        status = measure_small(far[k], seconds);
    if (status)
        fprintf(stderr, "members_job_benchmark: %s\n", rap_error_text(status));
    return status ? 1 : 0;
}
