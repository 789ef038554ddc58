/* plain_job.c: the job of members_job.h written as one would at first: in double, member by member, with one sequence
 * of GSL's mt19937. What members_job.c is compared with, in what comes out and in time. */
#include "members_job.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

typedef struct {
    double *trust, *before;
    unsigned long (*of)[2], (*ties)[JOB_TIES];
    bool *active;
} community;

static void disband(community *c) {
    rap_free(c->trust);
    rap_free(c->before);
    rap_free(c->of);
    rap_free(c->ties);
    rap_free(c->active);
}

static int found(community *c, size_t members, size_t organisations) {
    c->trust = rap_allocate(members, sizeof *c->trust);
    c->before = rap_allocate(members, sizeof *c->before);
    c->of = rap_allocate(members, sizeof *c->of);
    c->ties = rap_allocate(members, sizeof *c->ties);
    c->active = rap_allocate(organisations, sizeof *c->active);
    return c->trust && c->before && c->of && c->ties && c->active ? RAP_OK : RAP_ENOMEM;
}

/* Any of 0 .. n - 1 but `one`. */
static unsigned long another(gsl_rng *rng, unsigned long one, unsigned long n) {
    unsigned long k = gsl_rng_uniform_int(rng, n - 1);
    return k + (k >= one);
}

static void begin(community *c, const job_root *in, gsl_rng *rng) {
    unsigned long n = (unsigned long)in->members, m = (unsigned long)in->organisations;
    for (unsigned long i = 0; i < n; i++) {
        const unsigned long ring[JOB_TIES] = {(i + 1) % n, (i + 2) % n, (i + n - 1) % n,
                                              (i + n - 2) % n};
        c->trust[i] = in->trust_low + (in->trust_high - in->trust_low) * gsl_rng_uniform(rng);
        c->of[i][0] = gsl_rng_uniform_int(rng, m);
        c->of[i][1] = another(rng, c->of[i][0], m);
        for (int t = 0; t < JOB_TIES; t++)
            c->ties[i][t] = gsl_rng_uniform(rng) < in->far ? another(rng, i, n) : ring[t];
    }
}

/* A contact, if there is one; returns whether the member consents. */
static bool meet(community *c, const job_root *in, gsl_rng *rng, size_t i) {
    double t = c->trust[i];
    if (!c->active[c->of[i][0]] && !c->active[c->of[i][1]])
        return false;
    if (gsl_rng_uniform(rng) >= in->contact)
        return false;
    if (gsl_rng_uniform(rng) >= 1 / (1 + exp(-(in->consent_base + in->consent_trust * t))))
        return false;
    c->trust[i] += gsl_rng_uniform(rng) < in->kept ? in->gain * (1 - t) : -in->loss * t;
    return true;
}

static void month_of_all(community *c, const job_root *in, gsl_rng *rng, double *consents) {
    size_t n = (size_t)in->members;
    for (int64_t k = 0; k < in->organisations; k++)
        c->active[k] = gsl_rng_uniform(rng) < in->active;
    memcpy(c->before, c->trust, n * sizeof *c->trust);
    for (size_t i = 0; i < n; i++) {
        double mean = 0;
        *consents += meet(c, in, rng, i);
        for (int t = 0; t < JOB_TIES; t++)
            mean += c->before[c->ties[i][t]] / JOB_TIES;
        c->trust[i] += in->drift * (in->rest - c->trust[i]);
        c->trust[i] += in->word * (mean - c->trust[i]);
    }
}

int plain_job(const job_root *in, int months, gsl_rng *rng, double x[JOB_FIGURES]) {
    community c = {0};
    size_t n = (size_t)in->members;
    double square = 0;
    int status = found(&c, n, (size_t)in->organisations);
    x[JOB_trust] = x[JOB_consents] = 0;
    if (!status)
        begin(&c, in, rng);
    for (int k = 0; k < months && !status; k++)
        month_of_all(&c, in, rng, &x[JOB_consents]);
    for (size_t i = 0; i < n && !status; i++)
        x[JOB_trust] += c.trust[i] / (double)n;
    for (size_t i = 0; i < n && !status; i++)
        square += pow(c.trust[i] - x[JOB_trust], 2) / (double)n;
    x[JOB_spread] = sqrt(square);
    disband(&c);
    return status;
}
