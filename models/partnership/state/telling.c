/* telling.c: what is told of a run, and of whom. An organisation bears its group's label and, where the group has
 * several, which of them it is: the k-th has the group's identity mixed with k (run.c). Where a study is of organisations that
 * there are, one that may not be named bears the name of its row, as in all results. */
#include "partnership/state/telling.h"

#include <stdio.h>

/* Months without contact that are told as its end; dormancy has a number of its own. */
static const double told_silence = 3;

#define NOT 0
#define PALE 1
#define FULL 2
#define AS_BEFORE (-1)

const rap_event_kind partnership_events[N_EVENTS] = {
#define EVENT(name, unit, good, shade, words, many, then)                                          \
    {#name, unit, good, shade, words, many, then, false},
#define SMALL(name, unit, good, shade, words, many, then)                                          \
    {#name, unit, good, shade, words, many, then, true},
#include "partnership/state/events.def"
};

void partnership_listen(void *state, const rap_listener *listener) {
    ((pm_partnership *)state)->listener = listener;
}

/* Which of its group an organisation is, from 1. */
static uint64_t number_in_group(const pm_partnership *s, size_t i) {
    uint64_t k = 1;
    while (rap_hash_mix(s->o.of[i]->is.id, k) != s->o.id[i])
        k++;
    return k;
}

/* Whether the study is of organisations that there are, and does not say of this one that it may be named. */
static bool keeps_its_name(const pm_partnership *s, size_t i) {
    return s->o.of[i]->count == 1 && s->tells_of_known && !pm_is_named(s->in, s->o.group[i]);
}

void pm_report(const pm_partnership *s, pm_event event, size_t j, size_t i, double month,
               double value) {
    const pm_team *team = s->team[j].of;
    char label[600];
    rap_happening told = {.kind = event,
                          .month = month,
                          .team = team->is.name,
                          .team_label = team->is.label,
                          .value = value};
    if (i < s->o.n) {
        const pm_organisation *of = s->o.of[i];
        told.organisation = of->is.name;
        told.number = number_in_group(s, i);
        told.label = keeps_its_name(s, i) ? of->is.name : of->is.label;
        if (of->count > 1) {
            snprintf(label, sizeof label, "%s %llu", of->is.label, (unsigned long long)told.number);
            told.label = label;
        }
    }
    s->listener->hear(s->listener->context, &told);
}

void pm_tell_promise(const pm_partnership *s, const pm_promise *x, pm_fate fate) {
    enum { FATES = EVENT_results_promised - EVENT_report_promised };
    pm_event event = (pm_event)(EVENT_report_promised + FATES * (int)x->kind + (int)fate);
    pm_tell(s, event, x->relation, x->made);
}

void pm_tell_silence(const pm_partnership *s, size_t r, double before, double after) {
    if (after >= told_silence - 1e-9 && before < told_silence - 1e-9)
        pm_report(s, EVENT_contact_ended, pm_team_of(s, r), pm_organisation_of(s, r),
                  s->now + s->dt - after, after);
    else if (after <= 0 && before >= told_silence - 1e-9)
        pm_tell(s, EVENT_contact_began, r, before);
}

void pm_tell_load(const pm_partnership *s, size_t i, double before, double after) {
    if (!(before <= 1 && after > 1))
        return;
    for (size_t r = i; r < s->r.n; r += s->o.n)
        if (s->r.stage[r] != NONE)
            pm_tell(s, EVENT_overloaded, r, after);
}

void pm_tell_month(const pm_partnership *s) {
    if (!s->listener || s->step % s->clock.steps_per_month != 0)
        return;
    for (size_t r = 0; r < s->r.n; r++) {
        if (s->step == 0 || s->r.stage[r] > CONTACTED || s->r.ever[r])
            pm_tell(s, EVENT_trust, r, s->r.trust[r]);
        if (pm_is_working(s, r))
            pm_tell(s, EVENT_working, r, 1);
    }
}
