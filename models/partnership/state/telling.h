/* telling.h: a run told while it goes on (rap_model.listen): what happens is reported where it happens, to who listens.
 * Where nobody does, which is so in all runs but one that is to be told, nothing is done. Luck is never asked. */
#ifndef PARTNERSHIP_TELLING_H
#define PARTNERSHIP_TELLING_H

#include "partnership/state/state.h"

typedef enum {
#define EVENT(name, ...) EVENT_##name,
#include "partnership/state/events.def"
    N_EVENTS
} pm_event;

extern const rap_event_kind partnership_events[N_EVENTS];

void partnership_listen(void *state, const rap_listener *listener);

/* For who knows that somebody listens; `month` is the start of the step in which it happened. */
void pm_report(const pm_partnership *s, pm_event event, size_t team, size_t organisation,
               double month, double value);

/* Something happened in this step, to a relation or to a team. */
static inline void pm_tell(const pm_partnership *s, pm_event event, size_t r, double value) {
    if (s->listener)
        pm_report(s, event, pm_team_of(s, r), pm_organisation_of(s, r), s->now, value);
}
static inline void pm_tell_of_team(const pm_partnership *s, pm_event event, size_t team,
                                   double value) {
    if (s->listener)
        pm_report(s, event, team, s->o.n, s->now, value);
}

/* What became of a promise: PROMISED, KEPT, LATE or BROKEN, by kind. */
typedef enum { PROMISED, KEPT, LATE, BROKEN } pm_fate;
void pm_tell_promise(const pm_partnership *s, const pm_promise *promise, pm_fate fate);

/* The silence of a relation before and after this step, in months: whether contact began, or is seen to have
 * ended some months ago, when it is told to have. */
void pm_tell_silence(const pm_partnership *s, size_t r, double before, double after);

/* The load of all organisations before and after this step, of one of them: whether it became too much. */
void pm_tell_load(const pm_partnership *s, size_t organisation, double before, double after);

/* At the end of each month: trust, of all relations at month 0 and from then on of those that have begun; and which of
 * them work together. */
void pm_tell_month(const pm_partnership *s);

#endif
