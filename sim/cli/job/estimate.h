/* estimate.h: what a run will take, before it begins: time from a short trial of its own histories, memory
 * and disk from what it keeps. */
#ifndef RAP_ESTIMATE_H
#define RAP_ESTIMATE_H

#include "cli/job/job.h"

typedef struct {
    int64_t histories; /* that are to be run */
    size_t arms;
    double beside;                /* histories of one arm that judging takes, at most */
    double seconds, memory, disk; /* bytes */
} rap_estimate;

/* What a run of one arm takes with the threads of the job, on average over a trial of a part of a second to two. */
typedef struct {
    double seconds; /* NaN where it could not be tried */
    double bytes;   /* of the database, for each number that is kept */
} rap_rate;

rap_rate rap_estimate_rate(const rap_job *job);

/* Histories of one arm that an answer (or NULL) runs beside a study's own, at most. */
double rap_estimate_beside(const rap_study *study, const rap_answer *answer);

/* For `left` histories of a study and so many `beside` them for an answer (or NULL), with tables of all histories. */
rap_estimate rap_estimate_make(const rap_study *study, const rap_layout *layout,
                               const rap_answer *answer, const rap_rate *rate, double left,
                               double beside);

/* "3200 histories of 2 arms: about 40 s, 60 MB of memory and 530 MB on disk" */
void rap_estimate_words(const rap_estimate *estimate, rap_text *out);

/* "530 MB" */
void rap_add_bytes(rap_text *out, double bytes);

/* Bytes of a database in a results folder; 0 where there is none. */
double rap_database_bytes(const char *folder, const char *name);

/* Estimates the job in its place, where it goes `on` or begins; says so where it is long, or `always`, and gives
 * RAP_EXIT_USAGE, after saying why, where memory or disk are too small and it is not forced. */
int rap_job_weigh(rap_job *job, bool on, bool always);

#endif
