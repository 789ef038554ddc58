/* partnership.c: the partnership model behind the engine's interface.
 *
 * Teams with grants work with community organisations; a step goes through the mechanisms in the
 * order of steps.def. The description by the ODD protocol is models/ODD.md. */
#include "partnership/partnership.h"
#include "base/error.h"
#include "partnership/grammar/grant_plan.h"
#include "partnership/mechanisms/mechanism.h"
#include "partnership/observe.h"
#include "partnership/run.h"
#include "partnership/verify.h"

static const char *const anchors[] = {"end", "first_end", "last_paid", NULL};
static const char *const anchor_labels[] = {"the last funded month", "the end of the first grant",
                                            "the last month paid for (aftercare included)", NULL};

extern const char rap_embedded_starter_cfg[];

static void count_live(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++)
        if (pm_is_live(s, r)) {
            pm_tally *sum = &s->o.sum[pm_organisation_of(s, r)];
            sum->live_months += s->dt;
            sum->live_present_value += s->dt * s->discount_outcomes;
        }
}

static int take_step(void *state) {
    pm_partnership *s = state;
    int status = pm_promises_reserve(s);
    if (status)
        return status;
#define STEP(name, ...) name(s);
#include "partnership/mechanisms/steps.def"
#undef STEP
    count_live(s);
    s->step++;
    s->now = (double)s->step * s->dt;
    return RAP_OK;
}

/* Months of aftercare that follow a team's last funded month. */
static double paid_after(const pm_partnership *s, size_t j) {
    return s->team[j].granted > 0 ? (double)pm_levers_of(s, j)->aftercare : 0;
}

static int month_of_anchor(const void *state, size_t which) {
    const pm_partnership *s = state;
    const pm_team *focal =
        s->in->focal < 0 ? NULL : (const pm_team *)s->in->teams.rows + s->in->focal;
    double month = -1;
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_team_state *t = &s->team[j];
        double its = which == 0 ? t->end : which == 1 ? t->first_end : t->end + paid_after(s, j);
        if (focal ? t->of == focal : its > month)
            month = its;
    }
    return (int)month;
}

static int next_span(const void *state, size_t k, rap_span *out) {
    const pm_partnership *s = state;
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_levers *l = pm_levers_of(s, j);
        const pm_grant *g = l->grants.rows;
        const char *whose = pm_group_of_team(s, j);
        if (k < l->grants.n) {
            *out =
                (rap_span){(double)g[k].start, (double)(g[k].start + g[k].months), "funded", whose};
            return 1;
        }
        k -= l->grants.n;
        double end = (double)(g[l->grants.n - 1].start + g[l->grants.n - 1].months);
        if (l->aftercare > 0 && k-- == 0) {
            *out = (rap_span){end, end + (double)l->aftercare, "aftercare", whose};
            return 1;
        }
    }
    return 0;
}

const rap_model partnership_model = {
    .name = "partnership",
    .label = "Partnerships of research teams with community organisations",
    .version = "0.3",
    .root = &partnership_root,
    .mechanisms = partnership_mechanisms,
    .n_mechanisms = N_MECHANISMS,
    .outcomes = partnership_outcomes,
    .n_outcomes = N_OUTCOMES,
    .groups = partnership_groups,
    .count = "organisations",
    .anchors = anchors,
    .anchor_labels = anchor_labels,
    .starter = rap_embedded_starter_cfg,
    .check = partnership_check,
    .target = partnership_target,
    .create = partnership_create,
    .free = partnership_free,
    .columns = partnership_columns,
    .want = partnership_want,
    .start = partnership_start,
    .step = take_step,
    .observe = partnership_observe,
    .anchor = month_of_anchor,
    .span = next_span,
    .planned = partnership_planned,
    .books = partnership_books,
    .verify = partnership_verify,
};
