/* figures.c: outcomes of the mean-field version, as defined in partnership/outcomes.def, for all
 * and by organisation type. A ratio of two expected numbers stands for the mean of their ratio. */
#include "base/error.h"
#include "base/memory.h"
#include "meanfield/masses.h"

#include <math.h>
#include <stdio.h>

enum { ALL = -1 };

/* The outcomes that have a mean-field meaning; `by_type` as in the agent model. */
static const struct {
    pm_outcome outcome;
    bool by_type;
} figures[] = {
    {OUT_partnership_survival, true},
    {OUT_partnerships_live, true},
    {OUT_partnerships_active, true},
    {OUT_live_months, true},
    {OUT_live_months_present_value, true},
    {OUT_trust, true},
    {OUT_trust_partners, true},
    {OUT_reputation, true},
    {OUT_capacity, true},
    {OUT_fatigue, true},
    {OUT_contact_quality, false},
    {OUT_participants, false},
    {OUT_participants_partnered, true},
    {OUT_participants_direct, false},
    {OUT_promises_made, true},
    {OUT_promises_kept, true},
    {OUT_promises_late, true},
    {OUT_promises_breached, true},
    {OUT_outputs, true},
    {OUT_dissemination, false},
    {OUT_partner_hours, true},
    {OUT_partner_hours_unpaid, true},
    {OUT_hours_returned, true},
    {OUT_organisations, true},
    {OUT_spend, false},
    {OUT_spend_present_value, false},
    {OUT_idle_money, false},
};

/* ---- columns ----------------------------------------------------------------------------------
 */

static bool type_is_there(const mf_state *s, size_t type) {
    for (size_t k = 0; k < s->n_classes; k++)
        if (mf_group(s, k)->type == (int)type && s->class[k].count > 0)
            return true;
    return false;
}

static void add_column(mf_state *s, pm_outcome o, int type, const char *group, const char *label) {
    s->type_of_column[s->n_columns] = type;
    s->columns[s->n_columns++] = (rap_column){(size_t)o, group, label};
}

int mf_list_columns(mf_state *s) {
    const pm_organisation_type *type = s->in->organisation_types.rows;
    size_t n_types = s->in->organisation_types.n, n = sizeof figures / sizeof figures[0];
    s->columns = rap_allocate(n * (n_types + 1), sizeof *s->columns);
    s->type_of_column = rap_allocate(n * (n_types + 1), sizeof *s->type_of_column);
    s->group_text = rap_allocate(n_types, MF_LONGEST_GROUP);
    if (!s->columns || !s->type_of_column || !s->group_text)
        return rap_fail(RAP_ENOMEM);
    for (size_t t = 0; t < n_types; t++)
        snprintf(s->group_text + t * MF_LONGEST_GROUP, MF_LONGEST_GROUP, "type:%s",
                 type[t].is.name);
    for (size_t k = 0; k < n; k++) {
        add_column(s, figures[k].outcome, ALL, "all", "All");
        for (size_t t = 0; t < n_types && figures[k].by_type; t++)
            if (type_is_there(s, t))
                add_column(s, figures[k].outcome, (int)t, s->group_text + t * MF_LONGEST_GROUP,
                           type[t].is.label);
    }
    return RAP_OK;
}

const rap_column *mf_columns(const void *state, size_t *n) {
    const mf_state *s = state;
    *n = s->n_columns;
    return s->columns;
}

/* ---- values -----------------------------------------------------------------------------------
 */

/* A value of the team; NAN where the outcome is not the team's. */
static double of_team(const mf_state *s, pm_outcome o) {
    const mf_team *t = &s->team;
    double spend = 0;
    for (int k = 0; k < N_LINES; k++)
        spend += t->spent[k];
    switch (o) {
    case OUT_participants_direct:
        return t->participants_direct;
    case OUT_dissemination:
        return t->dissemination;
    case OUT_spend:
        return spend;
    case OUT_spend_present_value:
        return t->present_value;
    case OUT_idle_money:
        return t->idle;
    default:
        return NAN;
    }
}

/* Sum (and, for means, weight) over a class of what is kept by class. */
static pm_mean of_class(const mf_state *s, pm_outcome o, size_t k) {
    const mf_class *c = &s->class[k];
    const pm_traits *t = mf_traits(s, k);
    switch (o) {
    case OUT_partnership_survival:
        return (pm_mean){0, c->left_by_end};
    case OUT_live_months:
        return (pm_mean){c->live_months, 1};
    case OUT_live_months_present_value:
        return (pm_mean){c->live_present_value, 1};
    case OUT_trust:
        return (pm_mean){c->count * t->trust + c->left_trust, c->count};
    case OUT_trust_partners:
        return (pm_mean){c->left_ever * t->trust + c->left_trust_ever, c->left_ever};
    case OUT_reputation:
        return (pm_mean){c->count * t->trust, c->count};
    case OUT_capacity:
        return (pm_mean){c->count * t->capacity + c->spare_capacity, c->count};
    case OUT_fatigue:
        return (pm_mean){c->count * c->fatigue, c->count};
    case OUT_participants:
    case OUT_participants_partnered:
        return (pm_mean){c->participants, 1};
    case OUT_promises_made:
        return (pm_mean){c->made, 1};
    case OUT_promises_kept:
        return (pm_mean){c->kept, 1};
    case OUT_promises_late:
        return (pm_mean){c->late, 1};
    case OUT_promises_breached:
        return (pm_mean){c->breached, 1};
    case OUT_outputs:
        return (pm_mean){c->outputs, 1};
    case OUT_partner_hours:
        return (pm_mean){c->partner_hours, 1};
    case OUT_partner_hours_unpaid:
        return (pm_mean){c->unpaid_hours, 1};
    case OUT_hours_returned:
        return (pm_mean){c->hours_returned, 1};
    case OUT_organisations:
        return (pm_mean){c->count, 1};
    default:
        return (pm_mean){0, 0};
    }
}

/* What a cohort adds to that. */
static pm_mean of_cohort(const mf_state *s, pm_outcome o, const mf_cohort *c) {
    const pm_traits *t = mf_traits(s, c->class);
    switch (o) {
    case OUT_partnership_survival:
        return (pm_mean){c->ever_by_end && mf_live(c) ? c->mass : 0, c->ever_by_end ? c->mass : 0};
    case OUT_partnerships_live:
        return (pm_mean){mf_live(c) ? c->mass : 0, 1};
    case OUT_partnerships_active:
        return (pm_mean){c->stage == PARTNERED ? c->mass : 0, 1};
    case OUT_trust:
        return (pm_mean){c->mass * (c->trust - t->trust), 0};
    case OUT_trust_partners:
        return (pm_mean){c->ever ? c->mass * c->trust : 0, c->ever ? c->mass : 0};
    case OUT_capacity:
        return (pm_mean){c->mass * (c->capacity - t->capacity), 0};
    case OUT_contact_quality:
        return (pm_mean){mf_in_touch(c) ? c->mass * c->quality : 0, mf_in_touch(c) ? c->mass : 0};
    default:
        return (pm_mean){0, 0};
    }
}

static bool is_mean(pm_outcome o) {
    return o == OUT_partnership_survival || o == OUT_trust || o == OUT_trust_partners ||
           o == OUT_reputation || o == OUT_capacity || o == OUT_fatigue || o == OUT_contact_quality;
}

static double figure(const mf_state *s, pm_outcome o, int type) {
    double team = of_team(s, o);
    pm_mean sum = {0, 0}, x;
    if (!isnan(team))
        return team;
    for (size_t k = 0; k < s->n_classes; k++)
        if (type == ALL || mf_group(s, k)->type == type) {
            x = of_class(s, o, k);
            sum = (pm_mean){sum.sum + x.sum, sum.weight + x.weight};
        }
    for (size_t k = 0; k < s->n_cohorts; k++)
        if (type == ALL || mf_group(s, s->cohort[k].class)->type == type) {
            x = of_cohort(s, o, &s->cohort[k]);
            sum = (pm_mean){sum.sum + x.sum, sum.weight + x.weight};
        }
    if (o == OUT_participants)
        sum.sum += s->team.participants_direct;
    return !is_mean(o) ? sum.sum : sum.weight > 0 ? sum.sum / sum.weight : NAN;
}

void mf_observe(const void *state, double *x) {
    const mf_state *s = state;
    for (size_t c = 0; c < s->n_columns; c++)
        x[c] = figure(s, (pm_outcome)s->columns[c].outcome, s->type_of_column[c]);
}
