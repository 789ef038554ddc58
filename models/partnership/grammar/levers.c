/* levers.c: the table of what teams and policies can set. */
#include "partnership/grammar/levers.h"
#include "model/rows.h"
#include "partnership/grammar/grammar.h"

#define SWITCH(in, key_, meaning_)                                                                 \
    {                                                                                              \
        .key = #key_, .kind = RAP_BOOLEAN, .lo = 0, .hi = 1, .grade = "chosen",                    \
        .source = "a lever, set by policy", .meaning = meaning_, .offset = offsetof(in, key_),     \
        .flags = RAP_CHOSEN                                                                        \
    }
#define ONE_OF(in, key_, choices_, start, meaning_)                                                \
    {                                                                                              \
        .key = #key_, .kind = RAP_CHOICE, .value = start, .choices = choices_, .grade = "chosen",  \
        .source = "a lever, set by policy", .meaning = meaning_, .offset = offsetof(in, key_),     \
        .flags = RAP_CHOSEN                                                                        \
    }
#define SHARE_OF(index, key_, meaning_)                                                            \
    {                                                                                              \
        .key = key_, .kind = RAP_REAL, .unit = "1", .lo = 0, .hi = 1, .grade = "chosen",           \
        .source = "a lever, set by policy", .meaning = meaning_,                                   \
        .offset = (index) * sizeof(double), .flags = RAP_CHOSEN                                    \
    }

static const rap_field hour_fields[] = {
    SHARE_OF(OUTREACH, "outreach", "share of staff hours that go into invitations"),
    SHARE_OF(LISTENING, "listening", "share that goes into listening beside the project"),
    SHARE_OF(CONTACT, "contact", "share that goes into contact with partners"),
    SHARE_OF(CAPACITY, "capacity", "share that goes into capacity sessions"),
    SHARE_OF(DATA, "data", "share that goes into data collection"),
    SHARE_OF(FOLLOW_UP, "follow_up", "share that goes into keeping promises of results"),
    SHARE_OF(NEEDS, "needs", "share that goes into partners' own research needs"),
    SHARE_OF(DISSEMINATION, "dissemination", "share that goes into events for the community"),
};
static const rap_field listening_fields[] = {
    SHARE_OF(OUTREACH, "outreach", "share of staff hours that go into invitations while listening"),
    SHARE_OF(CONTACT, "contact", "share that goes into contact while listening"),
    SHARE_OF(CAPACITY, "capacity", "share that goes into capacity sessions while listening"),
};
static const rap_field aftercare_fields[] = {
    SHARE_OF(FOLLOW_UP, "follow_up", "share of aftercare hours that go into keeping promises"),
    SHARE_OF(CONTACT, "contact", "share of aftercare hours that go into contact"),
};

static RECORD(hours_record, "hours", "shares of staff hours; what is missing to 1 is left unspent",
              double[N_ACTIVITIES], hour_fields);
static RECORD(listening_record, "listening hours", "shares of staff hours while listening",
              double[N_ACTIVITIES], listening_fields);
static RECORD(aftercare_record, "aftercare hours", "shares of aftercare hours",
              double[N_ACTIVITIES], aftercare_fields);

static const char *const pay_forms[] = {"none", "honorarium", "buy_out", "by_type", NULL};
static const char *const short_pay[] = {"ask_less", "owe", NULL};
static const rap_field pay_fields[] = {
    ONE_OF(pm_compensation, form, pay_forms, PAY_NONE,
           "form of pay; by_type gives buy-out where staff work and honoraria where volunteers do"),
    LEVER(pm_compensation, rate, "currency/hour", 0, 1000, 0, "pay for an hour"),
    LEVER(pm_compensation, coverage, "1", 0, 1, 1,
          "share of joint hours that are paid; 0: none, and no pay is promised"),
    LEVER(pm_compensation, delay, "month", 0, 60, 1, "months until paid"),
    LEVER(pm_compensation, share, "1", 0, 1, 0,
          "share of the money for work that is kept to pay partners; the rest buys staff hours"),
    ONE_OF(
        pm_compensation, when_short, short_pay, SHORT_ASK_LESS,
        "where the money for partners is short: ask_less asks for no more hours than it pays; owe "
        "asks for all and pays when it can, which breaks the promise to pay where it cannot"),
    SWITCH(pm_compensation, at_unit_costs,
           "whether rates above 0 of partners, citizen researchers and participants give way to "
           "unit_costs"),
};
static RECORD(pay_record, "pay", "compensation of partners", pm_compensation, pay_fields);

static const rap_field translation_fields[] = {
    LINES(pm_translation, languages, 0,
          "languages, beside the working language, in which members are served"),
    LEVER(pm_translation, lag, "month", 0, 120, 0,
          "months of data collection in each grant before material is there in these languages"),
    LEVER(pm_translation, output_lag, "month", 0, 120, 0,
          "months by which outputs appear later in these languages than in the working language"),
};
static RECORD(translation_record, "translation", "languages served", pm_translation,
              translation_fields);

static const rap_field grant_fields[] = {
    CHOSEN(pm_grant, start, RAP_INTEGER, "month", -1200, 1200, 0, "a lever, set by the funder",
           RAP_REQUIRED, "month of its first day; below 0 where it runs already at month 0"),
    CHOSEN(pm_grant, months, RAP_INTEGER, "month", 1, 1200, 0, "a lever, set by the funder",
           RAP_REQUIRED, "length"),
    CHOSEN(pm_grant, amount, RAP_MONEY, "currency", 0, 1e10, 0, "a lever, set by the funder", 0,
           "money granted; of a team with costs, what these come to, and may be left out"),
    LEVER(pm_grant, success, "1", 0, 1, 1,
          "probability that it is awarded (new grants: about .18 at NIH and CIHR; renewals .37 at "
          "NIH)"),
    SWITCH(pm_grant, renewal, "whether outputs and partnerships at work change that probability"),
    SWITCH(pm_grant, after_previous, "whether it is open only to who was awarded the grant before"),
    SWITCH(pm_grant, follow_on,
           "whether it is follow-on money: applied for only while no other grant of the team runs, "
           "not counted on before it is won, with a chance that outputs and partnerships at work "
           "change as in a renewal (NIH 2015: 16 % of new, 37 % of renewed; NIHR RfPB 2018-22: 19 "
           "to 22 %)"),
    SWITCH(pm_grant, no_partner_pay, "whether the funder forbids paying partners"),
    CHOSEN(pm_grant, ceiling, RAP_MONEY, "currency", 0, 1e10, 0, "a lever, set by the funder",
           RAP_QUIET, "most that the funder gives, of a team with costs; 0: not stated"),
    CHOSEN(pm_grant, ceiling_year, RAP_MONEY, "currency", 0, 1e10, 0, "a lever, set by the funder",
           RAP_QUIET, "most that the funder gives in a year of the grant; 0: not stated"),
    CHOSEN(pm_grant, match, RAP_REAL, "1", 0, 10, 0, "a lever, set by the funder", RAP_QUIET,
           "least that others must give (in_kind), as a share of what is asked for"),
    WHOLE_LEVER(pm_grant, extension, "month", 0, 120, 0,
                "months of no-cost extension: what is left may still be spent"),
    {.key = "policy",
     .kind = RAP_NAME,
     .refers = "policies",
     .meaning = "policy whose levers hold from its start until the next grant's; if unset, the "
                "team's own",
     .offset = offsetof(pm_grant, policy)},
};
static RECORD(grant_record, "grant", "a grant", pm_grant, grant_fields);

static const char *const session_times[] = {"none", "weekday", "evening_weekend", NULL};
static const rap_field lever_fields[] = {
    WHOLE_LEVER(pm_levers, partners, "organisation", 0, 10000, 8, "partners sought at a time"),
    WHOLE_LEVER(pm_levers, listening, "month", 0, 120, 0,
                "months of listening before the project starts, in each grant"),
    LEVER(pm_levers, shared_decisions, "1", 0, 1, 0.3, "share of decisions made jointly"),
    LEVER(pm_levers, planned, "1", 0, 1, 0.6,
          "share of promised results for which work is planned"),
    PART_OF(pm_levers, hours, RAP_GROUP, hours_record, 0,
            "what staff hours go into while the project runs"),
    PART_OF(pm_levers, listening_hours, RAP_GROUP, listening_record, 0,
            "what they go into while listening"),
    PART_OF(pm_levers, aftercare_hours, RAP_GROUP, aftercare_record, 0,
            "what they go into after the last grant"),
    LEVER(pm_levers, hours_asked, "hour/month", 0, 1000, 4, "hours asked of a partner"),
    LEVER(pm_levers, flexibility, "1", 0, 1, 0.3, "flexibility of the timeline"),
    ONE_OF(pm_levers, sessions, session_times, SESSIONS_NONE, "when capacity sessions are held"),
    SWITCH(pm_levers, charter, "whether each partnership has a project charter"),
    SWITCH(pm_levers, mou, "whether the team offers a memorandum of understanding"),
    LEVER(pm_levers, reserve, "1", 0, 1, 0, "share of each grant that is kept for aftercare"),
    WHOLE_LEVER(pm_levers, aftercare, "month", 0, 1200, 0,
                "months of aftercare after the last grant"),
    LEVER(pm_levers, participant_honorarium, "currency", 0, 10000, 0,
          "honorarium for a participant"),
    LEVER(pm_levers, participants_paid, "1", 0, 1, 1, "share of participants who get it"),
    LEVER(pm_levers, bridge, "1", 0, 1, 0,
          "share of the reserve that is spent in gaps between grants, like aftercare"),
    SWITCH(pm_levers, stay_in_touch,
           "whether unpaid time goes into contact with partners while no money pays for it"),
    LEVER(pm_levers, institution, "1", 0, 1, 0.5, "support of such work by the university"),
    LEVER(pm_levers, qa_lag, "month", 0, 120, 0,
          "months of quality assurance before an output is released, on average"),
    WHOLE_LEVER(pm_levers, students, "student", 0, 10000, 0, "students on placement at a time"),
    LEVER(pm_levers, student_hours, "hour/month", 0, 300, 20, "hours of a student a month"),
    WHOLE_LEVER(pm_levers, rotation, "month", 1, 60, 3, "months of a placement"),
    LEVER(pm_levers, supervision, "hour/month", 0, 300, 4,
          "staff hours a month that each student takes from data collection"),
    SWITCH(pm_levers, report, "whether a report is left with partners when a placement ends"),
    WHOLE_LEVER(pm_levers, posts, "post", 0, 1000, 0, "posts for citizen researchers"),
    LEVER(pm_levers, post_hours, "hour/month", 0, 200, 20, "hours of a citizen researcher a month"),
    LEVER(pm_levers, post_rate, "currency/hour", 0, 1000, 30, "pay of a citizen researcher"),
    PART_OF(pm_levers, pay, RAP_GROUP, pay_record, 0, "compensation of partners"),
    PART_OF(pm_levers, translation, RAP_GROUP, translation_record, 0, "languages served"),
    PART_OF(pm_levers, grants, RAP_LIST, grant_record, 0,
            "funding, in order of start, at most 100"),
};
static RECORD(levers_record, "levers", "what a policy sets", pm_levers, lever_fields);

static const rap_field policy_fields[] = {
    LINE(pm_policy, currency, "", RAP_AS_STUDY,
         "currency of its rates and amounts: must be the study's; empty: the study's"),
};
const rap_record pm_policy_record = {.name = "policy",
                                     .meaning = "a named group of levers",
                                     .size = sizeof(pm_policy),
                                     .fields = policy_fields,
                                     .n_fields = COUNT(policy_fields),
                                     .part = &levers_record,
                                     .part_offset = offsetof(pm_policy, l)};

static const char *const past_stages[] = {"dormant", "partnered", "ended", NULL};
#define OF_PAST(...) NUMBER(pm_past_state, __VA_ARGS__)
static const rap_field past_state_fields[] = {
    CHOICE(pm_past_state, stage, past_stages, RAP_REQUIRED,
           "dormant, partnered, or ended (never asked again)"),
    OF_PAST(years, "year", 0, 100, 0, 0, 0, "assumed", "to be stated by a study",
            "years of acquaintance: old ties drift more slowly (trust_drift_age)"),
    CHOSEN(pm_past_state, silence, RAP_INTEGER, "month", 0, 1200, 12, "part of the study", 0,
           "months since the last contact of a dormant one, since the end of one that ended"),
    SWITCH(pm_past_state, charter, "whether a project charter stands"),
    SWITCH(pm_past_state, mou, "whether a memorandum of understanding stands"),
};
static RECORD(past_state_record, "relation", "a relation at month 0", pm_past_state,
              past_state_fields);

static const rap_field past_fields[] = {
    {.key = "organisations",
     .kind = RAP_NAME,
     .refers = "organisations",
     .meaning = "group of organisations of which some are meant; this or type",
     .offset = offsetof(pm_past, organisations)},
    {.key = "type",
     .kind = RAP_NAME,
     .refers = "organisation_types",
     .meaning = "type of organisations of which some are meant; this or organisations",
     .offset = offsetof(pm_past, type)},
    CHOSEN(pm_past, count, RAP_INTEGER, "organisation", 0, 10000, 1, "part of the study", 0,
           "with how many of them, by lot"),
    {.key = "trust",
     .kind = RAP_REAL,
     .unit = "1",
     .lo = 0,
     .hi = 1,
     .grade = "assumed",
     .source = "to be stated by a study",
     .meaning = "trust in the team at month 0",
     .offset = offsetof(pm_past, trust),
     .flags = RAP_REQUIRED},
};
static const rap_record past_record = {.name = "relations",
                                       .meaning = "relations that a team has at month 0",
                                       .size = sizeof(pm_past),
                                       .fields = past_fields,
                                       .n_fields = COUNT(past_fields),
                                       .part = &past_state_record,
                                       .part_offset = offsetof(pm_past, was)};

static const rap_field own_past_fields[] = {
    {.key = "team",
     .kind = RAP_NAME,
     .refers = "teams",
     .meaning = "team with which each of them has a relation",
     .offset = offsetof(pm_own_past, team),
     .flags = RAP_REQUIRED},
    NUMBER(pm_own_past, trust, "1", -1, 1, -1, -1, -1, "assumed", "to be stated by a study",
           "trust in that team at month 0; below 0: its own `trust`, that in academia"),
};
const rap_record pm_own_past_record = {.name = "relation",
                                       .meaning = "the relation that each of them has at month 0",
                                       .size = sizeof(pm_own_past),
                                       .fields = own_past_fields,
                                       .n_fields = COUNT(own_past_fields),
                                       .part = &past_state_record,
                                       .part_offset = offsetof(pm_own_past, was)};

static const char *const told_by_costs[] = {"hours", "listening_hours", "reserve", "pay.share",
                                            NULL};

static const rap_field team_fields[] = {
    {.key = "costs",
     .kind = RAP_MAP,
     .meaning = "the team's budget, cost by cost, in place of hours, listening_hours, reserve and "
                "pay.share: "
                "its grants are what these and their indirect costs come to",
     .offset = offsetof(pm_team, costs),
     .record = &pm_cost_record,
     .flags = RAP_APART,
     .instead = told_by_costs},
    LEVER(pm_team, paid, "1", 0, 1, 1,
          "share of its costs that the funder pays (0.8 of full economic cost)"),
    PART_OF(pm_team, indirect, RAP_GROUP, pm_indirect_record, 0,
            "indirect costs: taken from each grant, or on top of costs"),
    NUMBER(pm_team, unpaid_hours, "hour/month", 0, 1000, 4, 0, 12, "assumed",
           "Saito & Gill 2014 (PMC4098992): 70 % of trials disclosed results within four years of "
           "their "
           "end, so people do work on unpaid; hours not found",
           "hours a month that salaried people have for it beside any grant, at support of the "
           "university of 1/2"),
    PART_OF(pm_team, relations, RAP_MAP, past_record, 0, "relations at month 0"),
    {.key = "policy",
     .kind = RAP_NAME,
     .refers = "policies",
     .meaning = "policy from which unstated levers come",
     .offset = offsetof(pm_team, policy)},
};
const rap_record pm_team_record = {.name = "team",
                                   .meaning = "a research team",
                                   .size = sizeof(pm_team),
                                   .fields = team_fields,
                                   .n_fields = COUNT(team_fields),
                                   .part = &levers_record,
                                   .part_offset = offsetof(pm_team, l),
                                   .inherits = "policy"};
