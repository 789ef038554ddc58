/* aside.h: runs beside those of the results folder, for questions that arise from its answers.
 *
 * They are the study's own draws and luck, in arms that are added after the fact, kept in memory and
 * run again whenever the folder's tables are made again: nothing about them needs to be stored. */
#ifndef RAP_ASIDE_H
#define RAP_ASIDE_H

#include "analysis/budget/best_split.h"
#include "cli/job/job.h"

typedef struct {
    rap_study study; /* a fork of the job's: add arms and what to keep, then run */
    rap_layout layout;
    rap_store *store;
    bool has_layout;
} rap_aside;

/* RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice; before the job's. */
int rap_aside_init(rap_aside *aside, const rap_job *job);
void rap_aside_free(rap_aside *aside);

/* Runs all arms of the fork. RAP_OK, RAP_STOPPED, or what the ensemble or the store says. */
int rap_aside_run(rap_aside *aside, const rap_job *job);

/* Searches the best split and judges it by such runs (best_split.c). RAP_OK (also where `why` says
 * that nothing could be searched), RAP_STOPPED, RAP_ENOMEM or what the ensemble says. */
int rap_best_split_make(rap_best_split *best, const rap_job *job);

#endif
