/* members_job.h: a small job of many members, by which the engine's speed is compared with that of other programs.
 *
 * A model behind the engine's interface, and beside it the same job as a plain loop with GSL's mt19937 (plain_job.c).
 * Each month, of `organisations`, each is active with probability `active`. A member of two of them, one of which is,
 * is contacted with probability `contact`, and then consents with probability
 *   p = 1 / (1 + exp(-(consent_base + consent_trust * trust))).
 * The promise that goes with it is kept with probability `kept`:
 *   trust += gain * (1 - trust),  or else  trust -= loss * trust.
 * Then everyone forgets, and takes on what the four to whom they listen thought at the start of the month:
 *   trust += drift * (rest - trust),  trust += word * (mean of the four - trust).
 * Trust starts between `trust_low` and `trust_high`, evenly. The four are the two before and the two after in a ring;
 * each such tie leads to any other member instead with probability `far` (Watts & Strogatz 1998, doi:10.1038/30918).
 *
 * With the values as they stand, 500 members and 50 organisations: after 120 months the mean of trust is .3115, and
 * members consented 3,848 times. */
#ifndef MEMBERS_JOB_H
#define MEMBERS_JOB_H

#include "scenario/study/study.h"
#include <gsl/gsl_rng.h>

enum { JOB_TIES = 4 };

/* Mean of trust; consents so far; of the plain loop besides, the standard deviation of trust among members. */
enum { JOB_trust, JOB_consents, JOB_OUTCOMES, JOB_spread = JOB_OUTCOMES, JOB_FIGURES };

/* Luck, by rap_words: of what, in blocks of how many rows, keyed by the first row and the month. */
enum { JOB_LUCK_START = 1, JOB_LUCK_ORGANISATION, JOB_LUCK_MEMBER };
enum { JOB_BLOCK = 512 };

typedef struct {
    int64_t members, organisations;
    double active, contact, consent_base, consent_trust, kept, gain, loss;
    double drift, rest, word, far, trust_low, trust_high;
} job_root;

typedef struct {
    uint16_t one, other;
} job_pair;

/* A tie that leads out of the ring: row * JOB_TIES + which of its ties, and to whom. */
typedef struct {
    uint32_t from, to;
} job_far;

/* The columns of a state, in order of members: 12 bytes each, and 8 for each tie out of the ring. */
typedef struct {
    float *trust;
    float *next;  /* trust a month later */
    job_pair *of; /* its two organisations */
    job_far *far; /* in order of `from` */
    size_t n_far;
} job_columns;

extern const rap_model members_job;

/* The columns of a state of members_job, as they are now. */
job_columns members_job_columns(const void *state);

/* How far ahead of a member the one is to whom its tie leads, in a ring: 1, 2, -2 or -1. */
int members_job_near(unsigned which);

/* Reads a study of one arm, such as "horizon = 120; members = 500; ...;". What is wrong is in `problems`. */
int members_job_read(rap_study *study, const char *settings, rap_problems *problems);

/* The same job once, in double, member by member: x[JOB_...] after so many months. RAP_OK or RAP_ENOMEM. */
int plain_job(const job_root *in, int months, gsl_rng *rng, double x[JOB_FIGURES]);

#endif
