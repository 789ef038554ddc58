/* closing.c: part of mechanism 16, organisations that close (a gate).
 *
 * In the month `until` of its group an organisation is no longer there: its relations end, and what was
 * promised to it and is still open lapses. Nobody withdrew, so the pairs no longer count among those
 * ever partnered. Before the month `from` it cannot be asked (invitation.c). While it is not there its
 * reputation of academia, moved by nobody's conduct towards it, is heard by no neighbour (reputation.c),
 * and means over organisations leave it out (observe.c). When they come and go is part of the study. */
#include "partnership/mechanisms/mechanism.h"

/* By the end of this step. */
static bool has_closed(const pm_partnership *s, size_t i) {
    return s->now + s->dt >= (double)s->o.of[i]->until - 1e-9;
}

static void end_relations(pm_partnership *s, size_t i) {
    for (size_t r = i; r < s->r.n; r += s->o.n) {
        s->r.ever[r] = s->r.ever_by_end[r] = false;
        if (s->r.stage[r] <= CONTACTED || s->r.stage[r] == EXITED)
            continue;
        s->r.stage[r] = EXITED;
        s->r.exited_at[r] = s->now + s->dt;
        pm_tell(s, EVENT_closed, r, 0);
    }
}

static void lapse_promises(pm_partnership *s) {
    pm_ledger *l = &s->l;
    size_t kept = 0;
    for (size_t k = 0; k < l->n; k++)
        if (has_closed(s, pm_organisation_of(s, l->rows[k].relation)))
            l->lapsed += !l->rows[k].breached && l->rows[k].made >= 0;
        else
            l->rows[kept++] = l->rows[k];
    l->n = kept;
}

void pm_closing(pm_partnership *s) {
    bool any = false;
    if (s->all_stay)
        return;
    for (size_t i = 0; i < s->o.n; i++)
        if (has_closed(s, i)) {
            end_relations(s, i);
            any = true;
        }
    if (any)
        lapse_promises(s);
}
