/* precision.h: whether the contrasts of an outcome are known as well as --precision asks, and how many draws that takes.
 *
 * Asked is that the 95 % Monte Carlo interval of every contrast of a headline outcome reaches no farther than X. How many
 * draws are run is decided from the spread of those that are there, never from what they say: a plan (forecast.h) that is
 * enough in three cases of four, at least a quarter more than there are, in whole sheets. Few draws say little of their own
 * spread, and who stops where it happens to look small stops too early: below RAP_PILOT draws there is no plan, and so many
 * are run first unless the study's own are enough. With that, in test_precision, intervals of normal sheets cover in 92.7 to
 * 94.7 % where they should in 95; doubling did no better, with twice the looks. */
#ifndef RAP_PRECISION_H
#define RAP_PRECISION_H

#include "cli/job/job.h"

enum { RAP_PILOT = 40 }; /* eight sheets */

typedef struct {
    double asked;                     /* X */
    double half_width;                /* of the widest contrast; NaN where one cannot be told */
    size_t headline, contrast;        /* the widest, or the one that cannot be told */
    bool any;                         /* whether there is such a one */
    int64_t draws;                    /* that were run */
    double needed, least, most, plan; /* draws in all (forecast.h) */
} rap_precision;

/* Whether the precision that the options ask for can be had from the study that was read. */
int rap_precision_check(const rap_job *job);

/* How it stands with the precision that the manifest asks for, from tables that are up to date. */
rap_precision rap_precision_now(const rap_job *job);
bool rap_precision_is_reached(const rap_precision *p);

/* Draws to go on to from a study's `first`, or 0: it is reached, cannot be told, or is out of reach. */
int64_t rap_precision_next(const rap_precision *p, int64_t first);

/* "It needs about 230 draws, from 110 to 920": as far as the spread of those that there are tells. */
void rap_precision_need(const rap_precision *p, const rap_language *l, rap_text *out);

/* "Precision asked for: trust within +-0.02. Reached: ..." */
void rap_precision_words(const rap_job *job, const rap_precision *p, rap_text *out);

/* RAP_EXIT_FAILED where a precision was asked for and not reached. */
int rap_precision_status(const rap_job *job);

#endif
