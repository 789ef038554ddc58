/* aside.h: runs beside those of the results folder, for questions that arise from its answers.
 *
 * They are the study's own draws and luck, in arms that are added after the fact, and run again whenever the folder's
 * tables are made again: they are kept in a database that is gone when it is closed, and memory does not grow with them. */
#ifndef RAP_ASIDE_H
#define RAP_ASIDE_H

#include "base/problem.h"
#include "ensemble/ensemble.h"
#include "store/store.h"

/* Who is told how far runs are: `begin` before them, `at` after each block, `end` in any case. */
typedef struct {
    void *context;
    void (*begin)(void *context, const char *unit, int64_t first, int64_t end);
    void (*at)(void *context, int64_t done);
    void (*end)(void *context);
} rap_watch;

/* What an analysis is handed so that it can run more. */
typedef struct {
    const rap_study *study;       /* whose draws and luck are taken */
    const rap_executor *executor; /* does the work */
    int (*stop)(void *context);   /* non-zero asks for an end */
    rap_problems *problems;       /* what kept something from running is added */
    const rap_watch *watch;       /* NULL: nobody */
} rap_bench;

/* Runs items from where a store ends up to `end`, of a study, or of points (or NULL), into it: the bench's work, `unit` in words. RAP_OK,
 * RAP_STOPPED, or what the ensemble or the store says. */
int rap_bench_run(const rap_bench *bench, const rap_study *study, const rap_layout *layout,
                  rap_store *store, const rap_points *points, int64_t end, const char *unit);

/* Runs beside the study's own that an analysis wants whatever it finds, so that parts of a run can share them out: all
 * items of this study, in a database of their own. */
typedef struct {
    const rap_study *study;
    const rap_layout *layout;
    const rap_points *points;
} rap_ahead;

/* What is to be done with them; non-zero is an error. They are gone when it returns. */
typedef int rap_ahead_use(void *context, const rap_ahead *ahead);

typedef struct {
    rap_study study; /* a fork of the bench's: add arms and what to keep, then run */
    rap_layout layout;
    rap_store *store;
    bool has_layout;
} rap_aside;

/* RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice; before the bench's study. */
int rap_aside_init(rap_aside *aside, const rap_bench *bench);
void rap_aside_free(rap_aside *aside);

/* Runs all arms of the fork. RAP_OK, RAP_STOPPED, or what the ensemble or the store says. */
int rap_aside_run(rap_aside *aside, const rap_bench *bench);

#endif
