/* partnership.c: the partnership model behind the engine's interface.
 *
 * Teams with grants work with community organisations; a step goes through the mechanisms in the
 * order of steps.def. The description by the ODD protocol is models/ODD.md. */
#include "partnership/partnership.h"
#include "base/error.h"
#include "partnership/grammar/grant_plan.h"
#include "partnership/observed_groups.h"
#include "partnership/mechanisms/mechanism.h"
#include "partnership/observe.h"
#include "partnership/portrait.h"
#include "partnership/run.h"
#include "partnership/verify.h"

#include <math.h>

#define TOPIC(group, label) {group, label},
static const rap_topic topics[] = {
#include "partnership/grammar/topics.def"
    {NULL, NULL}};
#undef TOPIC

static const char *const anchors[] = {"end", "first_end", "last_paid", NULL};
static const char *const anchor_labels[] = {
    RAP_MESSAGE("the last funded month"), RAP_MESSAGE("the end of the first grant"),
    RAP_MESSAGE("the last month paid for (aftercare included)"), NULL};

extern const char rap_embedded_starter_cfg[], rap_embedded_starter_budget_txt[],
    rap_embedded_starter_partners_txt[], rap_embedded_starter_partner_list_txt[];

static void count_ties(pm_partnership *s) {
    for (size_t r = 0; r < s->r.n; r++) {
        pm_tally *sum = &s->o.sum[pm_organisation_of(s, r)];
        if (!pm_is_tie(s, r))
            continue;
        sum->tie_months += s->dt;
        sum->working_months += pm_is_working(s, r) ? s->dt : 0;
        sum->live_months += pm_is_live(s, r) ? s->dt : 0;
        sum->live_present_value += pm_is_live(s, r) ? s->dt * s->discount_outcomes : 0;
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
    count_ties(s);
    s->step++;
    s->now = (double)s->step * s->dt;
    pm_tell_month(s);
    return RAP_OK;
}

/* The team whose ends count; NULL: the latest of all. */
static const pm_team *focal_team(const pm_partnership *s) {
    return s->in->focal < 0 ? NULL : (const pm_team *)s->in->teams.rows + s->in->focal;
}

static int month_of_anchor(const void *state, size_t which) {
    const pm_partnership *s = state;
    const pm_team *focal = focal_team(s);
    double month = -1;
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_team_state *t = &s->team[j];
        double its = which == 0       ? t->end
                     : which == 1     ? t->first_end
                     : t->granted > 0 ? t->paid_until
                                      : t->end;
        if (focal ? t->of == focal : its > month)
            month = its;
    }
    return (int)month;
}

/* Ends of all grants, awarded or not, and of the aftercare behind them; the start of the first, where a
 * team gets none. */
static bool may_lie(const void *state, size_t which, size_t k, int *month) {
    enum { START, END, AFTER, A_GRANT };
    const pm_partnership *s = state;
    const pm_team *focal = focal_team(s);
    (void)which;
    for (size_t j = 0; j < s->n_teams; j++) {
        if (focal && s->team[j].of != focal)
            continue;
        size_t n = A_GRANT * pm_count_grants(s, j);
        if (k >= n) {
            k -= n;
            continue;
        }
        const pm_grant *g = pm_grants_of(s, j) + k / A_GRANT;
        int64_t start = g->start, end = start + g->months;
        int64_t after = end + pm_levers_of_grant(s, j, k / A_GRANT)->aftercare;
        *month = (int)(k % A_GRANT == START ? start : k % A_GRANT == END ? end : after);
        return true;
    }
    return false;
}

static int next_span(const void *state, size_t k, rap_span *out) {
    const pm_partnership *s = state;
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_grant *g = pm_grants_of(s, j);
        const char *whose = pm_group_of_team(s, j);
        double end = (double)g->start, after = 0;
        for (size_t i = 0; i < pm_count_grants(s, j); i++) {
            if (g[i].follow_on)
                continue;
            end = (double)(g[i].start + g[i].months);
            after = (double)pm_levers_of_grant(s, j, i)->aftercare;
            if (k-- == 0) {
                *out = (rap_span){fmax(0, (double)g[i].start), end, RAP_MESSAGE("funded"), whose};
                return 1;
            }
        }
        if (after > 0 && k-- == 0) {
            *out = (rap_span){end, end + after, RAP_MESSAGE("aftercare"), whose};
            return 1;
        }
    }
    return 0;
}

static const rap_luck_kind lucks[] = {
#define LUCK(name, meaning, topic) {#name, meaning, topic},
#include "partnership/state/lucks.def"
#undef LUCK
};

static rap_community community_of(const void *root) {
    const pm_community *c = &((const pm_scenario *)root)->c;
    return (rap_community){c->label, c->asked, c->numbers};
}

/* Of outcomes that count some of the organisations, what those are. */
static const char *const counted_are[N_OUTCOMES] = {
#define O(...)
#define R(...)
#define W(outcome, are) [OUT_##outcome] = are,
#include "partnership/outcomes.def"
#undef O
#undef R
};

static rap_part_of counted_of(const void *root, size_t outcome) {
    const pm_scenario *c = root;
    if (c->teams.n != 1 || !counted_are[outcome])
        return (rap_part_of){NULL, NULL};
    return (rap_part_of){partnership_outcomes[OUT_organisations].name, counted_are[outcome]};
}

static const rap_lesson_lever lesson_levers[] = {
    {"follow_up", RAP_MESSAGE("Time to bring results back"), "teams.*.hours.follow_up"},
    {"contact", RAP_MESSAGE("Time to meet and talk"), "teams.*.hours.contact"},
    {"capacity", RAP_MESSAGE("Time to learn together"), "teams.*.hours.capacity"},
    {NULL, NULL, NULL}};

static const rap_lesson lesson = {.counted = "ties_working",
                                  .asked = "teams.*.partners",
                                  .gave = "partner_hours",
                                  .got = "hours_returned",
                                  .reached = "participants",
                                  .granted = "granted",
                                  .spent = "spend",
                                  .idle = "idle_money",
                                  .level = "trust",
                                  .holds = "working",
                                  .levers = lesson_levers};

const rap_model partnership_model = {
    .name = "partnership",
    .label = RAP_MESSAGE("Partnerships of research teams with community organisations"),
    .version = "0.3",
    .root = &partnership_root,
    .mechanisms = partnership_mechanisms,
    .n_mechanisms = N_MECHANISMS,
    .outcomes = partnership_outcomes,
    .n_outcomes = N_OUTCOMES,
    .groups = partnership_groups,
    .portrait = &partnership_portrait,
    .lesson = &lesson,
    .count = "organisations",
    .lucks = lucks,
    .topics = topics,
    .n_lucks = N_LUCKS,
    .events = partnership_events,
    .n_events = N_EVENTS,
    .anchors = anchors,
    .anchor_labels = anchor_labels,
    .starter = rap_embedded_starter_cfg,
    .budget_starter = rap_embedded_starter_budget_txt,
    .partner_starter = rap_embedded_starter_partners_txt,
    .partner_list = rap_embedded_starter_partner_list_txt,
    .check = partnership_check,
    .doubts = partnership_doubts,
    .target = partnership_target,
    .create = partnership_create,
    .free = partnership_free,
    .columns = partnership_columns,
    .want = partnership_want,
    .start = partnership_start,
    .step = take_step,
    .observe = partnership_observe,
    .follow = partnership_follow,
    .anchor = month_of_anchor,
    .may_lie = may_lie,
    .span = next_span,
    .community = community_of,
    .part_of = counted_of,
    .planned = partnership_planned,
    .costs = partnership_costs,
    .as_costs = partnership_as_costs,
    .books = partnership_books,
    .listen = partnership_listen,
    .verify = partnership_verify,
};
