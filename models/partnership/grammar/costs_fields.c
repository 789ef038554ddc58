/* costs_fields.c: the table of what a team's budget can state: its costs and its indirect costs. */
#include "model/rows.h"
#include "partnership/grammar/budget.h"
#include "partnership/grammar/levers.h"

#define USE_OF(index, key_, meaning_)                                                              \
    {                                                                                              \
        .key = key_, .kind = RAP_REAL, .unit = "1", .lo = 0, .hi = 1, .grade = "chosen",           \
        .source = "a choice of the budget", .meaning = meaning_,                                   \
        .offset = (index) * sizeof(double), .flags = RAP_CHOSEN | RAP_QUIET                        \
    }
#define COST(key_, unit_, low, high, start, meaning_)                                              \
    CHOSEN(pm_cost, key_, RAP_REAL, unit_, low, high, start, "a choice of the budget", RAP_QUIET,  \
           meaning_)
#define COST_WHOLE(key_, unit_, low, high, start, meaning_)                                        \
    CHOSEN(pm_cost, key_, RAP_INTEGER, unit_, low, high, start, "a choice of the budget",          \
           RAP_QUIET, meaning_)
#define COST_MONEY(key_, unit_, meaning_)                                                          \
    CHOSEN(pm_cost, key_, RAP_MONEY, unit_, 0, 1e10, 0, "a choice of the budget", RAP_QUIET,       \
           meaning_)
/* One of the ways to state what a cost comes to: not beside the others. */
#define COST_WAY(key_, kind_, unit_, high, others, meaning_)                                       \
    {                                                                                              \
        .key = #key_, .kind = kind_, .unit = unit_, .lo = 0, .hi = high, .grade = "chosen",        \
        .source = "a choice of the budget", .meaning = meaning_,                                   \
        .offset = offsetof(pm_cost, key_), .instead = others, .flags = RAP_CHOSEN | RAP_QUIET      \
    }

static const rap_field use_fields[] = {
    USE_OF(OUTREACH, "outreach", "share of its money that goes into hours of invitations"),
    USE_OF(LISTENING, "listening", "share that goes into listening"),
    USE_OF(CONTACT, "contact", "share that goes into contact with partners"),
    USE_OF(CAPACITY, "capacity", "share that goes into capacity sessions"),
    USE_OF(DATA, "data", "share that goes into data collection, and translation with it"),
    USE_OF(FOLLOW_UP, "follow_up", "share that goes into keeping promises of results"),
    USE_OF(NEEDS, "needs", "share that goes into partners' own research needs"),
    USE_OF(DISSEMINATION, "dissemination", "share that goes into events for the community"),
    USE_OF(USE_PARTNERS, "partners", "share that pays partners and citizen researchers"),
    USE_OF(USE_PARTICIPANTS, "participants",
           "share that pays participants; with none, data collection pays them"),
    USE_OF(USE_AFTERCARE, "aftercare", "share that is kept for aftercare and bridges"),
    USE_OF(USE_ADMINISTRATION, "administration", "share that runs the grant"),
    USE_OF(USE_NONE, "form", "share kept for the form: the model cannot say what it buys"),
};
static RECORD(uses_record, "uses",
              "shares of a cost's money; what is missing to 1 is kept for the form", double[N_USES],
              use_fields);

static const rap_field year_fields[] = {
    CHOSEN(pm_year, amount, RAP_MONEY, "currency", 0, 1e10, 0, "a choice of the budget",
           RAP_REQUIRED, "what it costs in that year of the grant"),
};
static RECORD(year_record, "year", "a year of a cost", pm_year, year_fields);

static const char *const kinds[] = {
#define KIND(name, key, ...) key,
#include "partnership/grammar/cost_kinds.def"
#undef KIND
    NULL};
static const char *const as_planned[] = {"by_kind", "yes", "no", NULL};
static const char *const in_base[] = {"by_kind", "yes", "no", "first", NULL};

/* Ways to state what a cost comes to: one of them. */
static const char *const not_by_salary[] = {"quantity", "price", "amount", "years", NULL};
static const char *const not_by_price[] = {"amount", "years", NULL};
static const char *const not_by_amount[] = {"years", NULL};
static const char *const not_by_years[] = {"rise", "from", "months", NULL};

static const rap_field cost_fields[] = {
    CHOICE(pm_cost, kind, kinds, RAP_REQUIRED,
           "kind: where it stands in a form, what it is used for, what indirect costs count"),
    LINE(pm_cost, purpose, NULL, 0, "what it is for, in the applicant's words"),
    LINE(pm_cost, heading, NULL, 0,
         "heading under which the form lists it; if unset, the layout's"),
    COST_WAY(salary, RAP_MONEY, "currency/year", 1e8, not_by_salary, "salary of a full-time year"),
    COST(fte, "1", 0, 1, 1, "share of full time of each person"),
    COST(people, "person", 0, 10000, 1, "persons"),
    COST(fringe, "1", 0, 2, 0, "benefits, or on-costs, as a share of the salary"),
    COST_MONEY(cap, "currency/year",
               "most of a full-time salary that the funder pays for; 0: no cap"),
    COST_WAY(quantity, RAP_REAL, "1", 1e8, not_by_price, "units, for all of its months"),
    COST_MONEY(price, "currency", "price of a unit"),
    COST_WAY(amount, RAP_MONEY, "currency", 1e10, not_by_amount,
             "what it costs, for all of its months"),
    {.key = "years",
     .kind = RAP_LIST,
     .meaning = "what it costs in each year of the grant, the first one first",
     .offset = offsetof(pm_cost, years),
     .record = &year_record,
     .instead = not_by_years},
    COST_WHOLE(grant, "1", 1, 100, 1, "which of the team's grants pays it, the first being 1"),
    COST_WHOLE(from, "month", 0, 1200, 0, "month of the grant in which it begins"),
    COST_WHOLE(months, "month", 0, 1200, 0, "months that it lasts; 0: to the end of the grant"),
    COST(rise, "1/year", -0.5, 1, 0, "rise of prices and salaries from year to year of the grant"),
    COST(overhead, "1", 0, 2, 0, "a partner's own indirect costs, on top of it"),
    PART_OF(pm_cost, uses, RAP_GROUP, uses_record, 0,
            "what its money is used for; if unset, as its kind"),
    COST(paid, "1", -1, 1, -1, "share of it that the funder pays; below 0: the team's `paid`"),
    {.key = "in_kind",
     .kind = RAP_BOOLEAN,
     .lo = 0,
     .hi = 1,
     .grade = "chosen",
     .source = "a choice of the budget",
     .meaning = "whether others give it (match, contributions in kind): not asked for",
     .offset = offsetof(pm_cost, in_kind),
     .flags = RAP_CHOSEN | RAP_QUIET},
    CHOICE(pm_cost, as_planned, as_planned, RAP_QUIET,
           "whether it is paid as planned, its hours needed or not; by kind: subawards, and "
           "coordinator, researcher, "
           "student, investigator and staff but by quantity"),
    CHOICE(pm_cost, in_base, in_base, RAP_QUIET,
           "whether indirect costs are counted on it; first: on the first subaward_first of it"),
    CHOSEN(pm_cost, kept, RAP_REAL, "1", 0, 10, 1, "a choice of the budget", 0,
           "share of it that is kept: 1 as asked for, 0.75 cut by a quarter"),
};
const rap_record pm_cost_record = {.name = "cost",
                                   .meaning = "a cost of a team's budget",
                                   .size = sizeof(pm_cost),
                                   .fields = cost_fields,
                                   .n_fields = COUNT(cost_fields)};

static const char *const bases[] = {"direct", "salaries", "mtdc", NULL};
static const rap_field indirect_fields[] = {
    LEVER(pm_indirect, rate, "1", 0, 2, 0, "indirect costs as a share of their base"),
    CHOICE(pm_indirect, base, bases, 0,
           "what the rate is on: all direct costs, staff's pay, or, of a team with costs, modified "
           "total direct costs (cost_kinds.def)"),
    LINES(pm_indirect, excludes, 0,
          "lines that the base leaves out, of a team without costs: administration, "
          "community_coordinator, research_staff, capacity_building, follow_up, dissemination, "
          "aftercare, partners"),
    CHOSEN(pm_indirect, subaward_first, RAP_MONEY, "currency", 0, 1e9, 50000, "2 CFR 200.1", 0,
           "of each subaward so much is in modified total direct costs (50,000 from October 2024, "
           "25,000 "
           "before: 2 CFR 200.1)"),
    LEVER(pm_indirect, paid, "1", -1, 1, -1,
          "share of them that the funder pays; below 0: the team's `paid`"),
};
const rap_record pm_indirect_record = {.name = "indirect costs",
                                       .meaning = "what the institution takes of each grant",
                                       .size = sizeof(pm_indirect),
                                       .fields = indirect_fields,
                                       .n_fields = COUNT(indirect_fields)};
