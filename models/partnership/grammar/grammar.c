/* grammar.c: the table that describes what a study can say to the partnership model. */
#include "partnership/grammar/grammar.h"
#include "base/error.h"
#include "model/rows.h"
#include "partnership/grammar/grant_plan.h"
#include "partnership/grammar/costs.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* One line per kind of field; `in` is the struct, `key` both key and member. */
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

static const rap_field parameter_fields[] = {
#define P(key, ...) P_ROW(key, __VA_ARGS__)
#define P_ROW(key, unit, lo, hi, start, from, to, grade, source, meaning)                          \
    NUMBER(pm_parameters, key, unit, lo, hi, start, from, to, grade, source, meaning),
#include "partnership/grammar/parameters.def"
#undef P
};

static const rap_field trait_fields[] = {
#define T(key, ...) T_ROW(key, __VA_ARGS__)
#define T_ROW(key, unit, lo, hi, start, from, to, grade, source, meaning)                          \
    NUMBER(pm_traits, key, unit, lo, hi, start, from, to, grade, source, meaning),
#include "partnership/grammar/traits.def"
#undef T
};

static const rap_field strength_fields[] = {
#define M(name, label, scales, neutral, file)                                                      \
    {.key = #name,                                                                                 \
     .kind = RAP_REAL,                                                                             \
     .unit = "1",                                                                                  \
     .lo = 0,                                                                                      \
     .hi = 1,                                                                                      \
     .value = 1,                                                                                   \
     .range_lo = 1,                                                                                \
     .range_hi = 1,                                                                                \
     .grade = "chosen",                                                                            \
     .source = "1 as specified, 0: " neutral,                                                      \
     .meaning = "strength of: " scales,                                                            \
     .offset = MECH_##name * sizeof(double),                                                       \
     .flags = RAP_CHOSEN},
#include "partnership/grammar/mechanisms.def"
#undef M
};

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

static RECORD(parameters_record, "parameters", "numbers of the equations", pm_parameters,
              parameter_fields);
static RECORD(strengths_record, "mechanisms", "strength of each mechanism", double[N_MECHANISMS],
              strength_fields);
static RECORD(hours_record, "hours", "shares of staff hours; what is missing to 1 is left unspent",
              double[N_ACTIVITIES], hour_fields);
static RECORD(listening_record, "listening hours", "shares of staff hours while listening",
              double[N_ACTIVITIES], listening_fields);
static RECORD(aftercare_record, "aftercare hours", "shares of aftercare hours",
              double[N_ACTIVITIES], aftercare_fields);

static const char *const pay_forms[] = {"none", "honorarium", "buy_out", "by_type", NULL};
static const rap_field pay_fields[] = {
    ONE_OF(pm_compensation, form, pay_forms, PAY_NONE,
           "form of pay; by_type gives buy-out where staff work and honoraria where volunteers do"),
    LEVER(pm_compensation, rate, "currency/hour", 0, 1000, 0, "pay for an hour"),
    LEVER(pm_compensation, coverage, "1", 0, 1, 1, "share of joint hours that are paid"),
    LEVER(pm_compensation, delay, "month", 0, 60, 1, "months until paid"),
    LEVER(pm_compensation, share, "1", 0, 1, 0,
          "share of the money for work that is kept to pay partners; the rest buys staff hours"),
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
};
static RECORD(translation_record, "translation", "languages served", pm_translation,
              translation_fields);

static const rap_field grant_fields[] = {
    CHOSEN(pm_grant, start, RAP_INTEGER, "month", 0, 1200, 0, "a lever, set by the funder",
           RAP_REQUIRED, "month of its first day"),
    CHOSEN(pm_grant, months, RAP_INTEGER, "month", 1, 1200, 0, "a lever, set by the funder",
           RAP_REQUIRED, "length"),
    CHOSEN(pm_grant, amount, RAP_MONEY, "currency", 0, 1e10, 0, "a lever, set by the funder",
           RAP_REQUIRED, "money granted"),
    LEVER(pm_grant, success, "1", 0, 1, 1,
          "probability that it is awarded (new grants: about .18 at NIH and CIHR; renewals .37 at "
          "NIH)"),
    SWITCH(pm_grant, renewal, "whether outputs and live partnerships change that probability"),
    SWITCH(pm_grant, after_previous, "whether it is open only to who was awarded the grant before"),
    SWITCH(pm_grant, no_partner_pay, "whether the funder forbids paying partners"),
    WHOLE_LEVER(pm_grant, extension, "month", 0, 120, 0,
                "months of no-cost extension: what is left may still be spent"),
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
    LEVER(pm_levers, bridge, "1", 0, 1, 0,
          "share of the reserve that is spent in gaps between grants, like aftercare"),
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
    PART_OF(pm_levers, grants, RAP_LIST, grant_record, 0, "funding, in order of start"),
};
static RECORD(levers_record, "levers", "what a policy sets", pm_levers, lever_fields);

static const rap_record policy_record = {.name = "policy",
                                         .meaning = "a named group of levers",
                                         .size = sizeof(pm_policy),
                                         .part = &levers_record,
                                         .part_offset = offsetof(pm_policy, l)};

static const char *const bases[] = {"direct", "salaries", NULL};
static const rap_field indirect_fields[] = {
    LEVER(pm_indirect, rate, "1", 0, 2, 0, "indirect costs as a share of their base"),
    ONE_OF(pm_indirect, base, bases, BASE_DIRECT,
           "what the rate is on: all direct costs, or staff hours"),
    LINES(pm_indirect, excludes, 0,
          "lines that the base leaves out: administration, community_coordinator, "
          "research_staff, capacity_building, follow_up, dissemination, aftercare, partners"),
};
static RECORD(indirect_record, "indirect costs", "what the institution takes of each grant",
              pm_indirect, indirect_fields);

#define AMOUNT_OF(at, key_, meaning_)                                                              \
    {                                                                                              \
        .key = key_, .kind = RAP_MONEY, .unit = "currency", .lo = 0, .hi = 1e10,                   \
        .grade = "chosen", .source = "a lever, set by policy", .meaning = meaning_,                \
        .offset = offsetof(pm_amounts, at), .flags = RAP_CHOSEN                                    \
    }
static const rap_field amount_fields[] = {
    AMOUNT_OF(activity[OUTREACH], "outreach", "money for hours of invitations"),
    AMOUNT_OF(activity[LISTENING], "listening", "money for hours of listening beside the project"),
    AMOUNT_OF(activity[CONTACT], "contact", "money for hours of contact with partners"),
    AMOUNT_OF(activity[CAPACITY], "capacity", "money for capacity sessions"),
    AMOUNT_OF(activity[DATA], "data",
              "money for data collection, honoraria of participants and translation with it"),
    AMOUNT_OF(activity[FOLLOW_UP], "follow_up", "money for hours that keep promises of results"),
    AMOUNT_OF(activity[NEEDS], "needs", "money for hours on partners' own research needs"),
    AMOUNT_OF(activity[DISSEMINATION], "dissemination", "money for events for the community"),
    AMOUNT_OF(partners, "partners", "money that pays partners and citizen researchers"),
    AMOUNT_OF(total, "total", "what the lines should add up to; 0: not stated"),
    LINE(pm_amounts, currency, "", RAP_AS_STUDY,
         "currency of these amounts: must be the study's; empty: the study's"),
};
static RECORD(amounts_record, "amounts", "money for activities, for all grants of a team together",
              pm_amounts, amount_fields);
static const char *const told_by_amounts[] = {"hours", "pay.share", NULL};

static const rap_field team_fields[] = {
    {.key = "amounts",
     .kind = RAP_GROUP,
     .meaning = "what activities get of the team's grants after listening, and partners, in place "
                "of hours and pay.share",
     .offset = offsetof(pm_team, amounts),
     .record = &amounts_record,
     .instead = told_by_amounts},
    PART_OF(pm_team, indirect, RAP_GROUP, indirect_record, 0,
            "indirect costs, taken from each grant: indirect and direct costs are its amount"),
    {.key = "policy",
     .kind = RAP_NAME,
     .refers = "policies",
     .meaning = "policy from which unstated levers come",
     .offset = offsetof(pm_team, policy)},
};
static const rap_record team_record = {.name = "team",
                                       .meaning = "a research team",
                                       .size = sizeof(pm_team),
                                       .fields = team_fields,
                                       .n_fields = COUNT(team_fields),
                                       .part = &levers_record,
                                       .part_offset = offsetof(pm_team, l),
                                       .inherits = "policy"};

static RECORD(traits_record, "traits", "what an organisation is like", pm_traits, trait_fields);
static const rap_record type_record = {.name = "organisation type",
                                       .meaning = "a kind of organisation",
                                       .size = sizeof(pm_organisation_type),
                                       .part = &traits_record,
                                       .part_offset = offsetof(pm_organisation_type, t)};

static const rap_field organisation_fields[] = {
    {.key = "type",
     .kind = RAP_NAME,
     .refers = "organisation_types",
     .meaning = "type from which unstated traits come",
     .offset = offsetof(pm_organisation, type),
     .flags = RAP_REQUIRED},
    WHOLE_LEVER(pm_organisation, count, "organisation", 0, 10000, 1, "how many of them"),
};
static const rap_record organisation_record = {.name = "organisation",
                                               .meaning = "one organisation or several alike",
                                               .size = sizeof(pm_organisation),
                                               .fields = organisation_fields,
                                               .n_fields = COUNT(organisation_fields),
                                               .part = &traits_record,
                                               .part_offset = offsetof(pm_organisation, t),
                                               .inherits = "type"};

#define PEOPLE(...) NUMBER(pm_community, __VA_ARGS__)
static const rap_field community_fields[] = {
    PEOPLE(direct_people, "person", 0, 1e7, 4000, 2000, 20000, "assumed",
           "no source found; set by judgement, swept over the range",
           "people who can only be reached directly"),
    PEOPLE(neighbours, "tie", 0, 1000, 6, 6, 6, "assumed", "no source found; set by judgement",
           "ties of an organisation to others, on average"),
    PEOPLE(data_delay, "month", 0, 24, 2, 0.5, 4, "inferred",
           "ethics review takes 14 to 60 business days (University of Alberta), 4 to 6 weeks at "
           "minimal risk (uOttawa)",
           "months between listening and the first joint hour: ethics and preparation"),
    PEOPLE(
        discount_rate, "1/year", 0, 0.2, 0.015, 0.015, 0.015, "assumed",
        "reference case of the Canadian guidelines for economic evaluation of 2017: 1.5 % a year, "
        "as reported by Research Square rs-683061",
        "discount rate for present values of money"),
    PEOPLE(discount_outcomes, "1/year", 0, 0.2, 0.015, 0.015, 0.015, "assumed",
           "as for money: no reason found for another rate",
           "discount rate for present values of outcomes"),
    CHOSEN(pm_community, members, RAP_INTEGER, "person", 0, 1e7, 0,
           "how the community is simulated", 0,
           "members simulated as persons; 0: reach is worked out in expectation"),
};
#define UNIT_COST(key_, unit_, high, meaning_)                                                     \
    {                                                                                              \
        .key = #key_, .kind = RAP_REAL, .unit = unit_, .lo = 0, .hi = high, .grade = "assumed",    \
        .source = "to be stated by a study", .meaning = meaning_,                                  \
        .offset = offsetof(pm_unit_costs, key_), .flags = RAP_REQUIRED                             \
    }
static const rap_field unit_cost_fields[] = {
    LINE(pm_unit_costs, currency, "", RAP_REQUIRED | RAP_AS_STUDY,
         "currency of these costs: must be the study's"),
    CHOSEN(pm_unit_costs, price_year, RAP_INTEGER, "year", 0, 2200, 0, "a setting of the study",
           RAP_REQUIRED | RAP_AS_STUDY, "year of these prices: must be the study's"),
    UNIT_COST(staff_hour, "currency/hour", 1000,
              "an hour of research staff, in place of parameters.staff_hour"),
    UNIT_COST(grant_fixed, "currency", 1e6,
              "setting up a grant, in place of parameters.grant_fixed"),
    UNIT_COST(grant_running, "currency/month", 1e5,
              "running a grant, in place of parameters.grant_running"),
    UNIT_COST(translation, "currency", 1e6,
              "the material of a grant in one language, in place of parameters.translation_cost"),
    UNIT_COST(session, "currency", 1e5,
              "room, food and material of a capacity session, beside staff hours"),
    UNIT_COST(honorarium, "currency/hour", 1000,
              "an hour of a partner paid by honorarium, where pay.at_unit_costs"),
    UNIT_COST(buy_out_hour, "currency/hour", 1000,
              "an hour of a partner's staff bought out, where pay.at_unit_costs"),
    UNIT_COST(participant_honorarium, "currency", 10000,
              "a participant, where pay.at_unit_costs and participant_honorarium is above 0"),
    UNIT_COST(citizen_researcher_hour, "currency/hour", 1000,
              "an hour of a citizen researcher, where pay.at_unit_costs"),
    UNIT_COST(living_wage, "currency/hour", 1000,
              "living wage, beside which budgets show rates of pay; it decides nothing"),
};
static RECORD(unit_costs_record, "unit costs", "unit costs, all of them stated together",
              pm_unit_costs, unit_cost_fields);
static RECORD(community_record, "community", "the community as a whole", pm_community,
              community_fields);

#define NO_SOURCE "assumed", "no source found; set by judgement"
#define OF_TIE(...) NUMBER(pm_subgroup_tie, __VA_ARGS__)
#define OF_SUBGROUP(...) NUMBER(pm_subgroup, __VA_ARGS__)
static const rap_field subgroup_tie_fields[] = {
    OF_TIE(strength, "1", 0, 1000, 1, 1, 1, NO_SOURCE,
           "chance of belonging to an organisation of this type, in multiples of everybody's"),
};
static RECORD(subgroup_tie_record, "subgroup's tie", "ties of a subgroup to a type of organisation",
              pm_subgroup_tie, subgroup_tie_fields);

static const rap_field subgroup_fields[] = {
    OF_SUBGROUP(share, "1", 0, 1, 1, 1, 1, NO_SOURCE,
                "share of the members; the shares of all subgroups are normalised to 1"),
    OF_SUBGROUP(precarity, "1", 0, 1, 0, 0, 0, NO_SOURCE,
                "precarity: how far places and times keep it from being approached"),
    OF_SUBGROUP(trust, "1", 0, 1, 0.5, 0.35, 0.65, NO_SOURCE, "its starting trust in research"),
    LINE(pm_subgroup, language, "", 0,
         "its own language; empty: the working language, which is always served"),
    PART_OF(pm_subgroup, ties, RAP_MAP, subgroup_tie_record, 0,
            "ties to organisation types, by name of the type; types not named count as 1"),
};
static RECORD(subgroup_record, "subgroup", "a part of the community", pm_subgroup, subgroup_fields);
static const rap_field shock_fields[] = {
    WHOLE_LEVER(pm_shock, start, "month", 0, 1200, 0, "month in which it begins"),
    WHOLE_LEVER(pm_shock, months, "month", 0, 1200, 12, "length"),
    NUMBER(pm_shock, demand, "1", 0, 20, 1, 1, 1, "assumed", "no source found; set by judgement",
           "factor on requests and needs"),
    NUMBER(pm_shock, slack, "1", 0.01, 5, 1, 1, 1, "assumed", "no source found; set by judgement",
           "factor on discretionary hours"),
    NUMBER(pm_shock, contact, "1", 0, 1, 1, 1, 1, "assumed", "no source found; set by judgement",
           "factor on contact that is possible"),
    NUMBER(pm_shock, urgency, "log-odds", -5, 5, 0, 0, 0, "assumed",
           "no source found; set by judgement", "addition to take-up"),
};
static RECORD(shock_record, "shock", "a time of crisis", pm_shock, shock_fields);

static const rap_field root_fields[] = {
    {.key = "parameters",
     .kind = RAP_GROUP,
     .meaning = "numbers of the equations",
     .offset = offsetof(pm_scenario, p),
     .record = &parameters_record},
    {.key = "mechanisms",
     .kind = RAP_GROUP,
     .meaning = "strength of each mechanism",
     .offset = offsetof(pm_scenario, strength),
     .record = &strengths_record},
    PART_OF(pm_scenario, organisation_types, RAP_MAP, type_record, RAP_REQUIRED,
            "kinds of organisations"),
    PART_OF(pm_scenario, organisations, RAP_MAP, organisation_record, RAP_REQUIRED,
            "the organisations listed at month 0"),
    PART_OF(pm_scenario, policies, RAP_MAP, policy_record, 0, "named groups of levers"),
    PART_OF(pm_scenario, teams, RAP_MAP, team_record, RAP_REQUIRED, "the research teams"),
    {.key = "community",
     .kind = RAP_GROUP,
     .meaning = "the community as a whole",
     .offset = offsetof(pm_scenario, c),
     .record = &community_record},
    {.key = "unit_costs",
     .kind = RAP_GROUP,
     .meaning = "unit costs, all of them; if unset, parameters and the teams' rates say what "
                "things cost",
     .offset = offsetof(pm_scenario, unit),
     .record = &unit_costs_record},
    PART_OF(pm_scenario, subgroups, RAP_MAP, subgroup_record, 0,
            "parts of the community, where members are simulated as persons"),
    PART_OF(pm_scenario, shocks, RAP_MAP, shock_record, 0, "times of crisis"),
    {.key = "focal",
     .kind = RAP_NAME,
     .refers = "teams",
     .meaning = "team whose grants set the clock (end, first_end); if unset, the latest end of all",
     .offset = offsetof(pm_scenario, focal)},
    {.key = "complements",
     .kind = RAP_BOOLEAN,
     .lo = 0,
     .hi = 1,
     .grade = "chosen",
     .source = "what is observed",
     .meaning = "whether all organisations but those of a type are observed too, as other:TYPE",
     .offset = offsetof(pm_scenario, complements),
     .flags = RAP_CHOSEN},
};
RECORD(partnership_root, "partnership model", "research teams and community organisations",
       pm_scenario, root_fields);

const rap_mechanism partnership_mechanisms[N_MECHANISMS] = {
#define M(name, label, scales, neutral, file)                                                      \
    {#name, label, scales, neutral, "partnership/mechanisms/" file},
#include "partnership/grammar/mechanisms.def"
#undef M
};

/* ---- rules beyond single fields ---------------------------------------------------------------
 */

static void check_shares(const pm_team *t, const double *hours, const char *key,
                         rap_problems *problems) {
    double sum = 0;
    char path[128];
    for (int a = 0; a < N_ACTIVITIES; a++)
        sum += hours[a];
    snprintf(path, sizeof path, "teams.%s.%s", t->is.name, key);
    if (sum > 1 + 1e-9)
        rap_problems_add(
            problems, NULL, 0, path,
            "the shares add up to %g with those that the policy sets, at most 1 expected", sum);
}

static void check_grants(const pm_team *t, const rap_clock *clock, rap_problems *problems) {
    const pm_grant *g = t->l.grants.rows;
    char path[128];
    snprintf(path, sizeof path, "teams.%s.grants", t->is.name);
    if (t->l.grants.n == 0)
        rap_problems_add(problems, NULL, 0, path, "at least one grant expected");
    for (size_t k = 0; k < t->l.grants.n; k++) {
        snprintf(path, sizeof path, "teams.%s.grants.%zu", t->is.name, k);
        if (g[k].start + g[k].months > clock->horizon)
            rap_problems_add(problems, NULL, 0, path,
                             "the grant ends in month %lld, after the horizon of %d months",
                             (long long)(g[k].start + g[k].months), clock->horizon);
        if (k > 0 && g[k].start < g[k - 1].start + g[k - 1].months)
            rap_problems_add(
                problems, NULL, 0, path,
                "the grant starts in month %lld, before the one before it ends (month %lld)",
                (long long)g[k].start, (long long)(g[k - 1].start + g[k - 1].months));
    }
}

static void check_team(const pm_team *t, const rap_clock *clock, rap_problems *problems) {
    char path[128];
    check_shares(t, t->l.hours, "hours", problems);
    check_shares(t, t->l.listening_hours, "listening_hours", problems);
    check_shares(t, t->l.aftercare_hours, "aftercare_hours", problems);
    check_grants(t, clock, problems);
    snprintf(path, sizeof path, "teams.%s.reserve", t->is.name);
    if (t->l.reserve > 0 && t->l.aftercare == 0)
        rap_problems_add(
            problems, NULL, 0, path,
            "money is kept for aftercare (%g of each grant) but aftercare lasts 0 months",
            t->l.reserve);
    snprintf(path, sizeof path, "teams.%s.pay.rate", t->is.name);
    if (t->l.pay.form != PAY_NONE && t->l.pay.rate <= 0)
        rap_problems_add(
            problems, NULL, 0, path,
            "partners are to be paid but the rate is 0; give a rate above 0 or form = \"none\"");
}

static void check_unit_costs(const pm_scenario *s, rap_problems *problems) {
    if (pm_has_unit_costs(s) && s->unit.staff_hour < 1)
        rap_problems_add(problems, NULL, 0, "unit_costs.staff_hour",
                         "%g for an hour of research staff; at least 1 expected",
                         s->unit.staff_hour);
    const pm_team *t = s->teams.rows;
    for (size_t j = 0; j < s->teams.n && !pm_has_unit_costs(s); j++) {
        char path[128];
        snprintf(path, sizeof path, "teams.%s.pay.at_unit_costs", t[j].is.name);
        if (t[j].l.pay.at_unit_costs)
            rap_problems_add(problems, NULL, 0, path, "the study states no unit_costs");
    }
}

static void check_organisations(const pm_scenario *s, rap_problems *problems) {
    const pm_organisation *o = s->organisations.rows;
    int64_t total = 0;
    for (size_t i = 0; i < s->organisations.n; i++)
        total += o[i].count;
    if (total < 1 || total > 10000)
        rap_problems_add(problems, NULL, 0, "organisations",
                         "%lld organisations in all, 1 to 10000 expected", (long long)total);
}

static bool is_type(const pm_scenario *s, const char *name) {
    const pm_organisation_type *type = s->organisation_types.rows;
    for (size_t k = 0; k < s->organisation_types.n; k++)
        if (strcmp(type[k].is.name, name) == 0)
            return true;
    return false;
}

static void check_ties(const pm_scenario *s, const pm_subgroup *g, rap_problems *problems) {
    const pm_subgroup_tie *tie = g->ties.rows;
    char path[256];
    for (size_t k = 0; k < g->ties.n; k++) {
        snprintf(path, sizeof path, "subgroups.%s.ties.%s", g->is.name, tie[k].is.name);
        if (!is_type(s, tie[k].is.name))
            rap_problems_add(problems, NULL, 0, path, "no organisation type of that name");
    }
}

static void check_subgroups(const pm_scenario *s, rap_problems *problems) {
    const pm_subgroup *g = s->subgroups.rows;
    double sum = 0;
    for (size_t k = 0; k < s->subgroups.n; k++) {
        sum += g[k].share;
        check_ties(s, &g[k], problems);
    }
    if (s->subgroups.n > 100)
        rap_problems_add(problems, NULL, 0, "subgroups", "%zu subgroups, at most 100 expected",
                         s->subgroups.n);
    if (s->subgroups.n > 0 && sum <= 0)
        rap_problems_add(problems, NULL, 0, "subgroups",
                         "the shares are all 0; at least one above 0 expected");
    const pm_team *t = s->teams.rows;
    for (size_t j = 0; j < s->teams.n && s->c.members == 0; j++) {
        char path[128];
        snprintf(path, sizeof path, "teams.%s.translation", t[j].is.name);
        if (t[j].l.translation.languages.n > 0)
            rap_problems_add(problems, NULL, 0, path,
                             "languages are those of persons; community.members above 0 expected");
    }
    if (s->subgroups.n > 0 && s->c.members == 0)
        rap_problems_add(problems, NULL, 0, "subgroups",
                         "subgroups are simulated as persons; community.members above 0 expected");
}

int partnership_check(const void *root, const rap_clock *clock, rap_problems *problems) {
    const pm_scenario *s = root;
    const pm_team *t = s->teams.rows;
    const pm_parameters *p = &s->p;
    size_t before = problems->n;
    int status = RAP_OK;
    for (size_t j = 0; j < s->teams.n && !status; j++) {
        check_team(&t[j], clock, problems);
        status = pm_check_budget(s, &t[j], problems);
    }
    if (status)
        return status;
    if (s->teams.n > 100)
        rap_problems_add(problems, NULL, 0, "teams", "%zu teams, at most 100 expected", s->teams.n);
    check_organisations(s, problems);
    check_unit_costs(s, problems);
    check_subgroups(s, problems);
    if (p->weight_voice + p->weight_presence + p->weight_respect + p->weight_fair_pay +
            p->weight_needs_met + p->weight_shared_goals <=
        0)
        rap_problems_add(problems, NULL, 0, "parameters.weight_voice",
                         "the six weights of experience are all 0; at least one above 0 expected");
    return problems->n == before ? RAP_OK : rap_fail(RAP_EINPUT);
}
