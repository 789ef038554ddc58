/* plan_as_costs.c: the plan of a team that states shares, as the costs that it comes to.
 *
 * For each grant that is counted on: a coordinator (invitations, listening, contact, needs), data collection, sessions,
 * follow-up, events, pay for partners, aftercare, administration, and what is planned for nothing, each where there is any
 * money for it, at start values. Shares of months of listening are added to their activities. What the team's rate of
 * indirect costs leaves out stays out. */
#include "partnership/grammar/budget.h"
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/grant_plan.h"

#include <string.h>

typedef struct {
    const char *name, *label, *kind;
    const char *line; /* of pm_planned_lines */
} own_cost;

enum {
    OWN_COORDINATOR,
    OWN_DATA,
    OWN_CAPACITY,
    OWN_FOLLOW_UP,
    OWN_EVENTS,
    OWN_PARTNERS,
    OWN_AFTERCARE,
    OWN_RUNNING,
    OWN_REST,
    N_OWN
};

static const own_cost own[N_OWN] = {
    [OWN_COORDINATOR] = {"coordinator", "Community coordinator", "coordinator",
                         "community_coordinator"},
    [OWN_DATA] = {"data", "Data collection", "researcher", "research_staff"},
    [OWN_CAPACITY] = {"capacity", "Capacity building", "training", "capacity_building"},
    [OWN_FOLLOW_UP] = {"follow_up", "Results brought back", "follow_up", "follow_up"},
    [OWN_EVENTS] = {"dissemination", "Events for the community", "dissemination", "dissemination"},
    [OWN_PARTNERS] = {"partners", "Pay for partners", "partner_pay", "partners"},
    [OWN_AFTERCARE] = {"aftercare", "Aftercare", "aftercare", "aftercare"},
    [OWN_RUNNING] = {"administration", "Running the grant", "administration", "administration"},
    [OWN_REST] = {"rest", "Planned for nothing", "other", ""},
};

static int64_t money_for(const pm_plan *p, pm_activity a) {
    return p->hear[a] + p->activity[a];
}

static int64_t money_of(const pm_plan *p, int which) {
    switch (which) {
    case OWN_COORDINATOR:
        return money_for(p, OUTREACH) + money_for(p, LISTENING) + money_for(p, CONTACT) +
               money_for(p, NEEDS);
    case OWN_DATA:
        return money_for(p, DATA);
    case OWN_CAPACITY:
        return money_for(p, CAPACITY);
    case OWN_FOLLOW_UP:
        return money_for(p, FOLLOW_UP);
    case OWN_EVENTS:
        return money_for(p, DISSEMINATION);
    case OWN_PARTNERS:
        return p->pay;
    case OWN_AFTERCARE:
        return p->reserve;
    case OWN_RUNNING:
        return p->fixed + p->running;
    default:
        break;
    }
    int64_t rest = p->staff;
    for (int a = 0; a < N_ACTIVITIES; a++)
        rest -= money_for(p, (pm_activity)a);
    return rest;
}

static bool leaves_out(const pm_team *t, const char *line) {
    for (size_t k = 0; k < t->indirect.excludes.n; k++)
        if (strcmp(t->indirect.excludes.items[k], line) == 0)
            return true;
    return false;
}

static void add_share_of_use(rap_text *out, const pm_plan *p, pm_activity a) {
    double share = (double)money_for(p, a) / (double)money_of(p, OWN_COORDINATOR);
    rap_text_format(out, " %s = %.9f;", pm_activity_names[a], share);
}

static void add_own_cost(rap_text *out, const pm_team *t, const pm_plan *p, size_t grant,
                         int which) {
    const own_cost *c = &own[which];
    int64_t cents = money_of(p, which);
    bool several = t->l.grants.n > 1,
         unpayable = which == OWN_PARTNERS && t->l.pay.form == PAY_NONE;
    if (cents <= 0)
        return;
    rap_text_format(out, " %s", c->name);
    if (several)
        rap_text_format(out, "_%zu", grant + 1);
    rap_text_format(out, " = { label = \"%s", c->label);
    if (several)
        rap_text_format(out, ", grant %zu", grant + 1);
    rap_text_format(out, "\"; kind = \"%s\"; amount = %lld.%02lld; grant = %zu;", c->kind,
                    (long long)(cents / 100), (long long)(cents % 100), grant + 1);
    if (which == OWN_COORDINATOR) {
        rap_text_add(out, " uses = {");
        add_share_of_use(out, p, OUTREACH);
        add_share_of_use(out, p, LISTENING);
        add_share_of_use(out, p, CONTACT);
        add_share_of_use(out, p, NEEDS);
        rap_text_add(out, " };");
    } else if (which == OWN_DATA || unpayable)
        rap_text_format(out, " uses = { %s = 1; };", unpayable ? "form" : "data");
    if (which == OWN_COORDINATOR || which == OWN_DATA)
        rap_text_add(out, " as_planned = \"no\";");
    if (leaves_out(t, c->line))
        rap_text_add(out, " in_base = \"no\";");
    rap_text_add(out, " };");
}

static void add_grants(rap_text *out, const pm_team *t) {
    const pm_grant *g = t->l.grants.rows;
    rap_text_add(out, "(");
    for (size_t k = 0; k < t->l.grants.n; k++)
        rap_text_format(out,
                        "%s { start = %lld; months = %lld; success = %.9g; renewal = %s; "
                        "after_previous = %s; no_partner_pay = %s; extension = %lld; }",
                        k ? "," : "", (long long)g[k].start, (long long)g[k].months, g[k].success,
                        g[k].renewal ? "true" : "false", g[k].after_previous ? "true" : "false",
                        g[k].no_partner_pay ? "true" : "false", (long long)g[k].extension);
    rap_text_add(out, " )");
}

/* Whether its grants can be made of costs. */
static bool can_state_costs(const pm_team *t) {
    const pm_grant *g = t->l.grants.rows;
    for (size_t k = 0; k < t->l.grants.n; k++)
        if (g[k].start < 0 || g[k].policy >= 0 || g[k].follow_on)
            return false;
    return !pm_states_costs(t);
}

int partnership_as_costs(const void *root, size_t k, rap_text *key, rap_text *value) {
    const pm_scenario *in = root;
    const pm_team *t = (const pm_team *)in->teams.rows + (in->focal < 0 ? 0 : in->focal);
    if (k > 1 || !can_state_costs(t))
        return 0;
    rap_text_format(key, "teams.%s.%s", t->is.name, k == 0 ? "grants" : "costs");
    if (k == 0) {
        add_grants(value, t);
        return 1;
    }
    pm_plan *plans = rap_allocate(t->l.grants.n, sizeof *plans);
    if (!plans)
        return rap_fail(RAP_ENOMEM);
    pm_plan_team(in, t, plans);
    rap_text_add(value, "{");
    for (size_t g = 0; g < t->l.grants.n; g++)
        for (int which = 0; which < N_OWN; which++)
            add_own_cost(value, t, &plans[g], g, which);
    rap_text_add(value, " }");
    rap_free(plans);
    return 1;
}
