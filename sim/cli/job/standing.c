/* standing.c: two manifests compared. The fingerprint holds all that decides a result except the number of draws:
 * the draws of a small run are the first of a larger one. */
#include "cli/job/standing.h"

#include <string.h>

static bool same_text(const char *a, const char *b) {
    return a == b || (a && b && !strcmp(a, b));
}

/* Draws that a run goes to in any case. With a precision to reach it goes to more, and from where another stands
 * that began with as many and asked no more. */
static int64_t draws_ahead(const rap_manifest *run, const rap_manifest *old) {
    bool passes = run->precision_outcome &&
                  same_text(run->precision_outcome, old->precision_outcome) &&
                  run->draws == old->draws && run->precision <= old->precision;
    return passes && old->draws_now > run->draws ? old->draws_now : run->draws;
}

/* Whether a run of `old` leaves what one of `command` begins with: sensitivity goes on from the runs of compare. */
static bool leads_to(const char *old, const char *command) {
    return same_text(old, command) ||
           (same_text(old, "compare") && same_text(command, "sensitivity"));
}

const char *rap_standing_between(const rap_job *job, const rap_manifest *old) {
    const rap_manifest *run = &job->manifest;
    if (!leads_to(old->command, run->command))
        return "results of another command";
    if (!same_text(run->arm, old->arm))
        return "results of another arm";
    if (!same_text(run->fingerprint, old->fingerprint) || (run->draws == 0) != (old->draws == 0))
        return "results of another study, or of this one before it was changed";
    return old->draws_now > draws_ahead(run, old) ? "results of this study with more draws" : NULL;
}

bool rap_standing_goes_on(const rap_job *job, const rap_manifest *old) {
    return !rap_standing_between(job, old) && same_text(job->manifest.version, old->version) &&
           same_text(job->manifest.commit, old->commit);
}
