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

/* Parts of the same place in the same number of draws: else their histories are others. */
static bool same_part(const rap_manifest *a, const rap_manifest *b) {
    return a->shard == b->shard && a->shards == b->shards && (!a->shards || a->draws == b->draws);
}

const char *rap_standing_between(const rap_job *job, const rap_manifest *old) {
    const rap_manifest *run = &job->manifest;
    if (!leads_to(old->command, run->command))
        return "results of another command";
    if (!same_text(run->arm, old->arm))
        return "results of another arm";
    if (!same_text(run->fingerprint, old->fingerprint) || (run->draws == 0) != (old->draws == 0))
        return "results of another study, or of this one before it was changed";
    if (!same_part(run, old))
        return "other histories of this study";
    return old->draws_now > draws_ahead(run, old) ? "results of this study with more draws" : NULL;
}

bool rap_standing_goes_on(const rap_job *job, const rap_manifest *old) {
    return !rap_standing_between(job, old) && same_text(job->manifest.version, old->version) &&
           same_text(job->manifest.commit, old->commit);
}

static bool same_list(const char *const *a, size_t n, const char *const *b, size_t m) {
    bool same = n == m;
    for (size_t k = 0; k < n && same; k++)
        same = same_text(a[k], b[k]);
    return same;
}

static bool same_sources(const rap_manifest *a, const rap_manifest *b) {
    bool same = a->n_sources == b->n_sources;
    for (size_t k = 0; k < a->n_sources && same; k++)
        same = same_text(a->sources[k].path, b->sources[k].path) &&
               same_text(a->sources[k].text, b->sources[k].text);
    return same;
}

static bool equal_numbers(double a, double b) {
    return !(a < b) && !(a > b);
}

static bool same_precision(const rap_manifest *a, const rap_manifest *b) {
    return same_text(a->precision_outcome, b->precision_outcome) &&
           (!a->precision_outcome || equal_numbers(a->precision, b->precision));
}

static bool same_story(const rap_manifest *a, const rap_manifest *b) {
    return a->story == b->story &&
           same_list(a->story_of, a->n_story_of, b->story_of, b->n_story_of);
}

const char *rap_standing_difference(const rap_manifest *a, const rap_manifest *b) {
    const struct {
        bool same;
        const char *what;
    } all[] = {
        {same_text(a->version, b->version) && same_text(a->commit, b->commit),
         "the version of rapport"},
        {same_text(a->command, b->command), "the command"},
        {same_sources(a, b), "the study, or a file of it"},
        {same_list(a->sets, a->n_sets, b->sets, b->n_sets), "what --set replaces"},
        {a->seed == b->seed, "the seed"},
        {a->draws == b->draws, "the number of draws"},
        {a->replicates == b->replicates, "the runs of each draw"},
        {same_text(a->arm, b->arm), "the arm"},
        {same_precision(a, b), "the precision asked for"},
        {equal_numbers(a->cut, b->cut), "the cut"},
        {same_story(a, b), "the story asked for"},
        {same_text(a->justification, b->justification), "the length of the justification"},
        {same_text(a->language, b->language), "the language"},
        {same_text(a->plot, b->plot), "the kind of plots"},
        {same_text(a->fingerprint, b->fingerprint), "the model"},
    };
    for (size_t k = 0; k < sizeof all / sizeof all[0]; k++)
        if (!all[k].same)
            return all[k].what;
    return NULL;
}
