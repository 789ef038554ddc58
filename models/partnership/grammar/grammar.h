/* grammar.h: what a study can say to the partnership model, as structs that the engine fills.
 *
 * parameters.def and traits.def list the numbers; root.c and levers.c are the table that describes
 * all of it, rules.c what no single field can state. */
#ifndef PARTNERSHIP_GRAMMAR_H
#define PARTNERSHIP_GRAMMAR_H

#include "model/model.h"

/* What a team spends hours on. */
typedef enum {
    OUTREACH,
    LISTENING,
    CONTACT,
    CAPACITY,
    DATA,
    FOLLOW_UP,
    NEEDS,
    DISSEMINATION,
    N_ACTIVITIES
} pm_activity;

typedef enum { PAY_NONE, PAY_HONORARIUM, PAY_BUY_OUT, PAY_BY_TYPE } pm_pay_form;
/* Where the line for partners is short: ask for fewer hours, or owe. */
typedef enum { SHORT_ASK_LESS, SHORT_OWE } pm_when_short;
typedef enum { SESSIONS_NONE, SESSIONS_WEEKDAY, SESSIONS_EVENING_WEEKEND } pm_session_time;

typedef enum {
#define M(name, ...) MECH_##name,
#include "partnership/grammar/mechanisms.def"
#undef M
    N_MECHANISMS
} pm_mechanism;

typedef struct {
#define P(key, ...) double key;
#include "partnership/grammar/parameters.def"
#undef P
} pm_parameters;

typedef struct {
#define T(key, ...) double key;
#include "partnership/grammar/traits.def"
#undef T
} pm_traits;

typedef struct {
    int64_t start, months; /* month of its first day; length */
    int64_t amount;        /* cents */
    double success;        /* probability that it is awarded */
    bool renewal;          /* the probability depends on outputs and live partnerships */
    bool after_previous;   /* only if the grant before it was awarded */
    bool follow_on;      /* applied for only while no other runs; not counted on before it is won */
    bool no_partner_pay; /* the funder forbids paying partners */
    int64_t ceiling,
        ceiling_year; /* cents that the funder gives at most, in all and in a year; 0: no such rule */
    double match;     /* least that others give, as a share of what is asked for */
    int64_t extension; /* months of no-cost extension */
    int policy;        /* row in policies, -1: the team's own levers hold */
} pm_grant;

/* A time of crisis. */
typedef struct {
    rap_named is;
    int64_t start, months;
    double demand, slack, contact; /* factors on requests and needs, on hours, on contact */
    double urgency;                /* log-odds added to take-up */
} pm_shock;

typedef struct {
    int form;           /* pay_form */
    double rate;        /* currency per hour */
    double coverage;    /* share of hours paid */
    double delay;       /* months until paid */
    double share;       /* of the money for work: goes to partners, the rest buys staff hours */
    int when_short;     /* pm_when_short */
    bool at_unit_costs; /* rates above 0 give way to unit_costs */
} pm_compensation;

/* Languages, beside the working language, in which people are approached and hear of results. */
typedef struct {
    rap_texts languages;
    double lag;        /* months after the start of data collection in each grant */
    double output_lag; /* months by which an output appears later in them */
} pm_translation;

/* The levers of a policy; a team has them too, and inherits from its policy what it does not state.
 */
typedef struct {
    int64_t partners;                     /* sought */
    int64_t listening;                    /* months before the project in each grant */
    double shared_decisions;              /* share of decisions made jointly, J */
    double planned;                       /* share of promised results for which work is planned */
    double hours[N_ACTIVITIES];           /* shares of staff hours while the project runs */
    double listening_hours[N_ACTIVITIES]; /* while listening: outreach, contact, capacity */
    double aftercare_hours[N_ACTIVITIES]; /* after the last grant: follow-up, contact */
    double hours_asked;                   /* of a partner, hours a month */
    double flexibility;                   /* of the timeline */
    int sessions;                         /* session_time */
    bool charter, mou;
    double reserve;                /* share of each grant kept for aftercare */
    int64_t aftercare;             /* months of aftercare after the last grant */
    double participant_honorarium; /* currency per participant */
    double participants_paid;      /* share of participants who get it */
    bool stay_in_touch;            /* with unpaid time, while no money pays for contact */
    double bridge;                 /* share of the reserve that is spent in gaps between grants */
    double institution;            /* support by the university */
    double qa_lag;                 /* months of quality assurance, on average */
    int64_t students;              /* on placement at a time */
    double student_hours;          /* of a student, hours a month */
    int64_t rotation;              /* months of a placement */
    double supervision;            /* staff hours a month for each student */
    bool report;                   /* a report is left with partners when a placement ends */
    int64_t posts;                 /* citizen researchers */
    double post_hours, post_rate;  /* hours a month of each, currency per hour */
    pm_compensation pay;
    pm_translation translation;
    rap_rows grants; /* of grant, in order of start */
} pm_levers;

typedef struct {
    rap_named is;
    const char *currency; /* of its money, "": the study's */
    pm_levers l;
} pm_policy;

/* What a cost's money is used for: hours of an activity, or what comes behind them. */
typedef enum {
    USE_PARTNERS = N_ACTIVITIES, /* pays partners and citizen researchers */
    USE_PARTICIPANTS,            /* honoraria of participants */
    USE_AFTERCARE,               /* the reserve */
    USE_ADMINISTRATION,
    USE_NONE, /* kept for the form: spent as planned, moves nothing */
    N_USES
} pm_use;

/* Kinds of costs, rows of cost_kinds.def. */
typedef enum {
#define KIND(name, ...) KIND_##name,
#include "partnership/grammar/cost_kinds.def"
#undef KIND
    N_KINDS
} pm_cost_kind;

typedef struct {
    int64_t amount; /* cents */
} pm_year;

typedef enum { AS_PLANNED_BY_KIND, AS_PLANNED_YES, AS_PLANNED_NO } pm_as_planned;

typedef enum { IN_BASE_BY_KIND, IN_BASE_YES, IN_BASE_NO, IN_BASE_FIRST } pm_in_base;

/* A cost of a team's budget (budget.c), stated in one of four ways: by salary, quantity, amount or years. */
typedef struct {
    rap_named is;
    int kind; /* pm_cost_kind */
    const char *purpose, *heading;
    int64_t salary, cap; /* cents of a full-time year; cap 0: none */
    double fte, people, fringe;
    double quantity;
    int64_t price, amount;       /* cents */
    rap_rows years;              /* of pm_year: by year of the grant */
    int64_t grant, from, months; /* the first is 1; months within it, 0: to its end */
    double rise, overhead;       /* a year; on top */
    double uses[N_USES];         /* shares; what is missing to 1 is kept for the form */
    double paid;                 /* share that the funder pays, below 0: the team's */
    bool in_kind;                /* given by others */
    int in_base;                 /* pm_in_base */
    int as_planned;              /* pm_as_planned */
    double kept;                 /* share of it, 1: as asked for */
} pm_cost;

typedef enum { PAST_DORMANT, PAST_PARTNERED, PAST_ENDED } pm_past_stage;

/* What a relation of month 0 is (past.c). */
typedef struct {
    int stage;       /* pm_past_stage */
    double years;    /* of acquaintance */
    int64_t silence; /* months since the last contact (dormant) or since the end (ended) */
    bool charter, mou;
} pm_past_state;

/* Relations that a team has at month 0. */
typedef struct {
    rap_named is;
    int organisations,
        type; /* with whom: a row in organisations or in organisation_types, the other -1 */
    int64_t count;
    double trust;
    pm_past_state was;
} pm_past;

/* The relation of month 0 that a row of organisations states: each of them has it. */
typedef struct {
    int team;     /* row in teams; -1: none is stated */
    double trust; /* in that team; below 0: as its own `trust`, in academia */
    pm_past_state was;
} pm_own_past;

typedef enum { BASE_DIRECT, BASE_SALARIES, BASE_MTDC } pm_base;

/* What the institution takes of a grant (grant_plan.c), or adds to costs (budget.c). */
typedef struct {
    double rate;            /* on the base */
    int base;               /* pm_base */
    rap_texts excludes;     /* lines that the base leaves out: names of pm_planned_lines */
    int64_t subaward_first; /* cents of each subaward that are in the base */
    double paid;            /* share that the funder pays, below 0: the team's */
} pm_indirect;

typedef struct {
    rap_named is;
    int policy; /* row in policies, -1 if the team states its levers itself */
    pm_indirect indirect;
    rap_rows costs; /* of pm_cost; none: shares of staff hours and of pay say what grants are for */
    double paid;    /* share of costs that the funder pays */
    double unpaid_hours; /* of salaried people beside any grant, hours a month */
    rap_rows relations;  /* of pm_past */
    pm_levers l;
} pm_team;

typedef struct {
    rap_named is;
    const char *currency; /* of its money, "": the study's */
    pm_traits t;
} pm_organisation_type;

typedef struct {
    rap_named is;
    int type; /* row in organisation_types */
    int64_t count;
    int64_t from, until; /* months: it is there from the first, no longer in the second */
    rap_texts knows;     /* names of rows; none: nothing is stated (neighbours.c) */
    rap_texts languages; /* in which it works beside the working language, as subgroups name them */
    pm_own_past relation;
    bool named; /* observed apart, as all are where by_organisation */
    pm_traits t;
} pm_organisation;

/* How strongly a subgroup is tied to an organisation, or to those of a type; the row's name is theirs. */
typedef struct {
    rap_named is;
    double strength; /* 1: as everybody; who is not listed counts as 1 */
} pm_subgroup_tie;

/* A part of the community. */
typedef struct {
    rap_named is;
    double share;         /* of the members; shares are normalised */
    double precarity;     /* [0, 1] */
    double trust;         /* in research at the start, [0, 1] */
    const char *language; /* its own; empty: the working language */
    rap_rows ties;        /* of pm_subgroup_tie */
} pm_subgroup;

typedef struct {
    const char *label, *asked, *numbers; /* as in rap_community */
    double direct_people;                /* reachable only directly */
    double neighbours;                   /* ties of an organisation to others, on average */
    double data_delay;        /* months of preparation between listening and the first joint hour */
    double discount_rate;     /* of money, per year */
    double discount_outcomes; /* per year */
    double language_tie;      /* of who speaks a language to organisations that work in it */
    int64_t members;          /* simulated as persons; 0: in expectation */
} pm_community;

/* Unit costs, all stated together or none (costs.h). */
typedef struct {
    const char *currency; /* empty: none are stated */
    int64_t price_year;
    double staff_hour, grant_fixed, grant_running, translation, session; /* as in costs.h */
    double honorarium, buy_out_hour, participant_honorarium, citizen_researcher_hour;
    double living_wage; /* an hour; decides nothing */
} pm_unit_costs;

typedef struct pm_scenario {
    pm_parameters p;
    double strength[N_MECHANISMS];
    rap_rows organisation_types, organisations, policies, teams, shocks;
    rap_rows subgroups; /* of pm_subgroup */
    pm_community c;
    pm_unit_costs unit;
    int focal; /* row in teams that sets the clock (end, first_end), -1: the latest end of all */
    bool complements;     /* observe all but each organisation type too */
    bool by_organisation; /* observe each row of organisations too */
    /* Not in the grammar (target.c): the levers here hold for organisations of the type in row
     * `focus` only, those of `elsewhere` for all others; NULL: for everybody. */
    const struct pm_scenario *elsewhere;
    int focus;
} pm_scenario;

/* Whether a row of organisations is observed apart. */
static inline bool pm_is_named(const pm_scenario *in, size_t row) {
    return in->by_organisation || ((const pm_organisation *)in->organisations.rows)[row].named;
}

/* Whether it is one organisation, of which results tell by its name. */
static inline bool pm_is_portrayed(const pm_scenario *in, size_t row) {
    return pm_is_named(in, row) &&
           ((const pm_organisation *)in->organisations.rows)[row].count == 1;
}

extern const rap_record partnership_root;
extern const rap_mechanism partnership_mechanisms[N_MECHANISMS];

/* Rules beyond single fields (rap_model.check, rules.c). */
int partnership_check(const void *root, const rap_clock *clock, rap_problems *problems);

/* What is worth a second look (rap_model.doubts, doubts.c). */
int partnership_doubts(const void *root, const rap_clock *clock, rap_problems *doubts);
/* Rules for a team's relations at month 0, and for what organisations state of theirs (past_rules.c). */
void pm_check_past(const pm_scenario *in, const pm_team *team, rap_problems *problems);
void pm_check_own_past(const pm_scenario *in, rap_problems *problems);
/* Rules for whom organisations know and what subgroups are tied to, RAP_OK or RAP_ENOMEM; doubts about the
 * languages of organisations (ties_rules.c). */
int pm_check_ties(const pm_scenario *in, rap_problems *problems);
void pm_doubt_languages(const pm_scenario *in, rap_problems *doubts);

/* ---- target.c --------------------------------------------------------------------------------- */

/* Levers given to the partners of one organisation type, "type:NAME" (rap_model.target). */
int partnership_target(void *root, const void *elsewhere, const char *group);

/* Whether two teams do the same for their partners: all levers that can be given to a part. */
bool pm_levers_agree(const pm_levers *a, const pm_levers *b);

#endif
