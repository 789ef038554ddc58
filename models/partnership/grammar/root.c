/* root.c: the table that describes what a study can say to the partnership model, levers apart
 * (levers.c). */
#include "partnership/grammar/grammar.h"
#include "model/rows.h"
#include "partnership/grammar/levers.h"

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

static RECORD(parameters_record, "parameters", "numbers of the equations", pm_parameters,
              parameter_fields);
static RECORD(strengths_record, "mechanisms", "strength of each mechanism", double[N_MECHANISMS],
              strength_fields);

static RECORD(traits_record, "traits", "what an organisation is like", pm_traits, trait_fields);
static const rap_field type_fields[] = {
    LINE(pm_organisation_type, currency, "", RAP_AS_STUDY,
         "currency of its hour_cost: must be the study's; empty: the study's"),
};
static const rap_record type_record = {.name = "organisation type",
                                       .meaning = "a kind of organisation",
                                       .size = sizeof(pm_organisation_type),
                                       .fields = type_fields,
                                       .n_fields = COUNT(type_fields),
                                       .part = &traits_record,
                                       .part_offset = offsetof(pm_organisation_type, t)};

#define OBSERVED(in, key_, flags_, meaning_)                                                       \
    {                                                                                              \
        .key = #key_, .kind = RAP_BOOLEAN, .lo = 0, .hi = 1, .grade = "chosen",                    \
        .source = "what is observed", .meaning = meaning_, .offset = offsetof(in, key_),           \
        .flags = RAP_CHOSEN | (flags_)                                                             \
    }
static const rap_field organisation_fields[] = {
    {.key = "type",
     .kind = RAP_NAME,
     .refers = "organisation_types",
     .meaning = "type from which unstated traits come",
     .offset = offsetof(pm_organisation, type),
     .flags = RAP_REQUIRED},
    WHOLE_LEVER(pm_organisation, count, "organisation", 0, 10000, 1, "how many of them"),
    CHOSEN(pm_organisation, from, RAP_INTEGER, "month", 0, 1200, 0, "part of the study", 0,
           "month from which it is there and can be asked"),
    CHOSEN(pm_organisation, until, RAP_INTEGER, "month", 1, 1200, 1200, "part of the study", 0,
           "month in which it is no longer there: its relations end, which is no withdrawal"),
    LINES(pm_organisation, knows, 0,
          "organisations that it is tied to, by name, and they to it; it then has no ties by lot: "
          "itself alone for none"),
    LINES(pm_organisation, languages, 0,
          "languages that it works in beside the working language, as subgroups name theirs: these "
          "belong to it more often (community.language_tie)"),
    PART_OF(pm_organisation, relation, RAP_GROUP, pm_own_past_record, 0,
            "the relation that each of them has with a team at month 0"),
    OBSERVED(pm_organisation, named, RAP_QUIET,
             "whether this row is observed too, as organisation:NAME (by_organisation: all are)"),
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
#define CADTH                                                                                      \
    "reference case of the Canadian guidelines for economic evaluation of 2017 (CADTH, 4th "       \
    "edition): 1.5 % a year"
#define TREASURY "HM Treasury, Green Book, and NICE's manual of 2022: 3.5 % a year"
#define PANEL                                                                                      \
    "Second Panel on Cost-Effectiveness in Health and Medicine (Sanders et al. 2016, "             \
    "doi:10.1001/jama.2016.12195): 3 % a year"
#define DISCOUNT(key_, rate, source_, meaning_)                                                    \
    PEOPLE(key_, "1/year", 0, 0.2, rate, rate, rate, "assumed", source_, meaning_)
#define IN_CURRENCIES(key_, meaning_)                                                              \
    {"CAD", DISCOUNT(key_, 0.015, CADTH, meaning_)},                                               \
        {"GBP", DISCOUNT(key_, 0.035, TREASURY, meaning_)},                                        \
        {"USD", DISCOUNT(key_, 0.03, PANEL, meaning_)}, {                                          \
        NULL, {                                                                                    \
            0                                                                                      \
        }                                                                                          \
    }
#define OF_MONEY                                                                                   \
    "discount rate for present values of money; 0.035 in GBP, 0.03 in USD, to be stated in "       \
    "currencies other than those and CAD"
#define OF_OUTCOMES "discount rate for present values of outcomes; as that of money"
static const rap_in_currency discount_rates[] = {IN_CURRENCIES(discount_rate, OF_MONEY)};
static const rap_in_currency discounts_of_outcomes[] = {
    IN_CURRENCIES(discount_outcomes, OF_OUTCOMES)};
static const rap_field community_fields[] = {
    LINE(pm_community, label, "", 0,
         "who the study is about, as they call themselves: pages open with it"),
    LINE(pm_community, asked, "", 0, "who of them was asked about the study, and what came of it"),
    LINE(pm_community, numbers, "", 0, "who chose the numbers that stand for them"),
    PEOPLE(direct_people, "person", 0, 1e7, 4000, 2000, 20000, "assumed",
           "no source found; set by judgement, swept over the range",
           "people who can only be reached directly"),
    PEOPLE(neighbours, "tie", 0, 1000, 6, 6, 6, "assumed", "no source found; set by judgement",
           "ties of an organisation to others, on average"),
    PEOPLE(data_delay, "month", 0, 24, 2, 0.5, 4, "inferred",
           "ethics review takes 14 to 60 business days (University of Alberta), 4 to 6 weeks at "
           "minimal risk (uOttawa)",
           "months between listening and the first joint hour: ethics and preparation"),
    {.key = "discount_rate",
     .kind = RAP_REAL,
     .unit = "1/year",
     .hi = 0.2,
     .value = 0.015,
     .range_lo = 0.015,
     .range_hi = 0.015,
     .grade = "assumed",
     .source = CADTH "; " TREASURY "; " PANEL,
     .meaning = OF_MONEY,
     .offset = offsetof(pm_community, discount_rate),
     .in_currency = discount_rates},
    {.key = "discount_outcomes",
     .kind = RAP_REAL,
     .unit = "1/year",
     .hi = 0.2,
     .value = 0.015,
     .range_lo = 0.015,
     .range_hi = 0.015,
     .grade = "assumed",
     .source = CADTH "; " TREASURY "; " PANEL,
     .meaning = OF_OUTCOMES,
     .offset = offsetof(pm_community, discount_outcomes),
     .in_currency = discounts_of_outcomes},
    {.key = "language_tie",
     .kind = RAP_REAL,
     .unit = "1",
     .hi = 100,
     .value = 3,
     .range_lo = 1,
     .range_hi = 10,
     .grade = "assumed",
     .source = "no source found; set by judgement",
     .meaning = "chance of belonging to an organisation that works in one's own language, in "
                "multiples of that of others; uncertain where a study states it",
     .offset = offsetof(pm_community, language_tie),
     .flags = RAP_QUIET},
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

#define NO_SOURCE "assumed", RAP_MESSAGE("no source found; set by judgement")
#define OF_TIE(...) NUMBER(pm_subgroup_tie, __VA_ARGS__)
#define OF_SUBGROUP(...) NUMBER(pm_subgroup, __VA_ARGS__)
static const rap_field subgroup_tie_fields[] = {
    OF_TIE(strength, "1", 0, 1000, 1, 1, 1, NO_SOURCE,
           "chance of belonging to this organisation, or to one of this type, in multiples of "
           "everybody's"),
};
static RECORD(subgroup_tie_record, "subgroup's tie",
              "ties of a subgroup to an organisation or to a type of them", pm_subgroup_tie,
              subgroup_tie_fields);

static const rap_field subgroup_fields[] = {
    OF_SUBGROUP(share, "1", 0, 1, 1, 1, 1, NO_SOURCE,
                "share of the members; the shares of all subgroups are normalised to 1"),
    OF_SUBGROUP(precarity, "1", 0, 1, 0, 0, 0, NO_SOURCE,
                "precarity: how far places and times keep it from being approached"),
    OF_SUBGROUP(trust, "1", 0, 1, 0.5, 0.35, 0.65, NO_SOURCE, "its starting trust in research"),
    LINE(pm_subgroup, language, "", 0,
         "its own language; empty: the working language, which is always served"),
    PART_OF(
        pm_subgroup, ties, RAP_MAP, subgroup_tie_record, 0,
        "ties to organisations and to types of them, by name; an organisation's own stands over "
        "that of its type; who is not named counts as 1"),
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
    PART_OF(pm_scenario, organisation_types, RAP_MAP, type_record, RAP_REQUIRED | RAP_APART,
            "kinds of organisations"),
    PART_OF(pm_scenario, organisations, RAP_MAP, organisation_record, RAP_REQUIRED | RAP_APART,
            "the organisations listed at month 0"),
    PART_OF(pm_scenario, policies, RAP_MAP, pm_policy_record, 0, "named groups of levers"),
    PART_OF(pm_scenario, teams, RAP_MAP, pm_team_record, RAP_REQUIRED | RAP_APART,
            "the research teams"),
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
    PART_OF(pm_scenario, subgroups, RAP_MAP, subgroup_record, RAP_APART,
            "parts of the community, where members are simulated as persons"),
    PART_OF(pm_scenario, shocks, RAP_MAP, shock_record, 0, "times of crisis"),
    {.key = "focal",
     .kind = RAP_NAME,
     .refers = "teams",
     .meaning = "team whose grants set the clock (end, first_end); if unset, the latest end of all",
     .offset = offsetof(pm_scenario, focal)},
    OBSERVED(pm_scenario, complements, 0,
             "whether all organisations but those of a type are observed too, as other:TYPE"),
    OBSERVED(pm_scenario, by_organisation, 0,
             "whether each row of organisations is observed too, as organisation:NAME"),
};
RECORD(partnership_root, "partnership model", "research teams and community organisations",
       pm_scenario, root_fields);

const rap_mechanism partnership_mechanisms[N_MECHANISMS] = {
#define M(name, label, scales, neutral, file)                                                      \
    {#name, label, scales, neutral, "partnership/mechanisms/" file},
#include "partnership/grammar/mechanisms.def"
#undef M
};
