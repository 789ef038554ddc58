/* doubts.c: what a study may say, and is worth a second look (rap_model.doubts). Each says what will happen. */
#include "base/error.h"
#include "base/memory.h"
#include "partnership/grammar/costs.h"
#include "partnership/grammar/grammar.h"
#include "partnership/grammar/grant_plan.h"

#include <stdio.h>

enum { LONGEST_PLACE = 128 };

/* Of all grants of a team. */
typedef struct {
    int64_t pay, work, granted; /* cents: for partners, for all work, in all */
    int64_t months;             /* of joint work */
    double staff_hours;         /* a month */
    double outreach;            /* cents for invitations */
} team_plan;

static int plan_of(const pm_scenario *in, const pm_team *t, team_plan *sum) {
    const pm_grant *g = t->l.grants.rows;
    pm_plan *plans = rap_allocate(t->l.grants.n ? t->l.grants.n : 1, sizeof *plans);
    int64_t funded = 0, staff = 0;
    *sum = (team_plan){0};
    if (!plans)
        return rap_fail(RAP_ENOMEM);
    pm_plan_team(in, t, plans);
    for (size_t k = 0; k < t->l.grants.n; k++) {
        int64_t working = g[k].months - t->l.listening;
        sum->granted += plans[k].amount;
        sum->pay += g[k].no_partner_pay ? 0 : plans[k].pay;
        sum->work += plans[k].amount - plans[k].indirect - plans[k].reserve - plans[k].fixed -
                     plans[k].running;
        sum->months += working > 0 ? working : 0;
        sum->outreach += (double)(plans[k].activity[OUTREACH] + plans[k].hear[OUTREACH]);
        funded += g[k].months;
        staff += plans[k].staff;
    }
    rap_free(plans);
    if (funded > 0)
        sum->staff_hours = (double)staff / 100 / pm_cost_of_staff_hour(in) / (double)funded;
    return RAP_OK;
}

static void doubt_pay(const pm_scenario *in, const pm_team *t, const team_plan *p,
                      rap_problems *doubts) {
    char at[LONGEST_PLACE];
    const pm_compensation *pay = &t->l.pay;
    if (pay->form == PAY_NONE)
        return;
    double rate = pm_rate_of_pay(
        in, &t->l, pay->form == PAY_BY_TYPE ? PAY_HONORARIUM : (pm_pay_form)pay->form);
    double most =
        (double)t->l.partners * t->l.hours_asked * (double)p->months * rate * pay->coverage * 100;
    snprintf(at, sizeof at, "teams.%s.pay", t->is.name);
    if (p->pay == 0 && pay->when_short == SHORT_ASK_LESS)
        rap_problems_add(doubts, NULL, 0, at,
                         "pay is promised and no money is kept for it: partners will be asked "
                         "for no hours, and nothing will be done with them");
    else if (p->pay == 0)
        rap_problems_add(doubts, NULL, 0, at,
                         "pay is promised and no money is kept for it: it will be owed, and the "
                         "promise broken");
    else if (most > 0 && (double)p->pay > 2 * most)
        rap_problems_add(
            doubts, NULL, 0, at,
            "%lld are kept to pay partners; %lld partners who give %g hours a month in %lld "
            "months are paid %.0f at most, and the rest will be left idle",
            (long long)(p->pay / 100), (long long)t->l.partners, t->l.hours_asked,
            (long long)p->months, most / 100);
}

static void doubt_effort(const pm_team *t, const team_plan *p, rap_problems *doubts) {
    char at[LONGEST_PLACE];
    snprintf(at, sizeof at, "teams.%s.hours.outreach", t->is.name);
    if (t->l.partners > 0 && !(p->outreach > 0))
        rap_problems_add(doubts, NULL, 0, at,
                         "no hours go into invitations: nobody will be asked to become a partner");
    snprintf(at, sizeof at, "teams.%s.hours_asked", t->is.name);
    if (t->l.partners > 0 && !(t->l.hours_asked > 0))
        rap_problems_add(doubts, NULL, 0, at,
                         "partners are asked for no hours: nothing will be done with them");
}

/* What a salary has above the cap is no cost of the grant. */
static void doubt_caps(const pm_team *t, rap_problems *doubts) {
    const pm_cost *c = t->costs.rows;
    char at[2 * LONGEST_PLACE];
    for (size_t i = 0; i < t->costs.n; i++) {
        snprintf(at, sizeof at, "teams.%s.costs.%s.cap", t->is.name, c[i].is.name);
        if (c[i].cap > 0 && c[i].salary > c[i].cap)
            rap_problems_add(doubts, NULL, 0, at,
                             "the salary is %.2f a year, of which the funder pays for %.2f at "
                             "most: the rest is the "
                             "institution's, and is not counted",
                             (double)c[i].salary / 100, (double)c[i].cap / 100);
    }
}

/* A person works some 140 hours a month; a partner sees a few of them. */
static void doubt_size(const pm_team *t, const team_plan *p, rap_problems *doubts) {
    enum { HOURS_FOR_A_PARTNER = 140 };
    char at[LONGEST_PLACE];
    double each = t->l.partners > 0 ? p->staff_hours / (double)t->l.partners : 0;
    snprintf(at, sizeof at, "teams.%s.grants", t->is.name);
    if (p->granted > 0 && (double)p->work < 0.1 * (double)p->granted)
        rap_problems_add(
            doubts, NULL, 0, at,
            "of %lld granted, %lld are left for work after what it costs to set up and run "
            "the grants, indirect costs and the reserve",
            (long long)(p->granted / 100), (long long)(p->work / 100));
    if (each > HOURS_FOR_A_PARTNER)
        rap_problems_add(
            doubts, NULL, 0, at,
            "the money buys %.0f staff hours a month for each of %lld partners sought, more "
            "than a person works: much of it will be left idle",
            each, (long long)t->l.partners);
}

int partnership_doubts(const void *root, const rap_clock *clock, rap_problems *doubts) {
    const pm_scenario *in = root;
    const pm_team *t = in->teams.rows;
    (void)clock;
    for (size_t j = 0; j < in->teams.n; j++) {
        team_plan p;
        if (plan_of(in, &t[j], &p))
            return rap_fail(RAP_ENOMEM);
        doubt_pay(in, &t[j], &p, doubts);
        doubt_effort(&t[j], &p, doubts);
        doubt_size(&t[j], &p, doubts);
        doubt_caps(&t[j], doubts);
    }
    pm_doubt_languages(in, doubts);
    return RAP_OK;
}
