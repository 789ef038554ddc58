/* state.h: the state of one run, as columns (struct of arrays; columns.def).
 *
 * Rows stand in order of identity (hash of a name), not of the scenario, so that sums are the same
 * however it is written. Relation r = team * n_organisations + organisation. All of trust,
 * capacity, reputation, alignment, needs and members' trust lie in [0, 1], fatigue is at least 0.
 */
#ifndef PARTNERSHIP_STATE_H
#define PARTNERSHIP_STATE_H

#include "partnership/grammar/budget.h"
#include "partnership/grammar/grant_plan.h"
#include "partnership/grammar/grammar.h"
#include "stream/stream.h"

#include <math.h>

typedef enum { NONE, CONTACTED, EXPLORING, PARTNERED, DORMANT, EXITED } pm_stage;

typedef enum { BEFORE, LEARNING_TO_KNOW, WORKING, BETWEEN, BRIDGED, AFTERCARE, OVER } pm_phase;

/* What stands on paper between a team and an organisation: bits. */
enum { PAPER_CHARTER = 1, PAPER_MOU = 2 };

/* Budget lines. */
typedef enum {
#define LINE(name, ...) LINE_##name,
#include "partnership/state/lines.def"
#undef LINE
    N_LINES
} pm_budget_line;

typedef enum { RESULTS_ORGANISATION, RESULTS_MEMBERS, PAYMENT, HELP, N_PROMISES } pm_promise_kind;

/* One kind of luck each; the key of a kind is rap_stream_key(seed, item, its hash). */
typedef enum {
#define LUCK(name, ...) LUCK_##name,
#include "partnership/state/lucks.def"
#undef LUCK
    N_LUCKS
} pm_luck_kind;

/* Events that come at a rate: the next happens when the hazard added up reaches a unit exponential.
 */
typedef struct {
    double hazard, threshold;
    uint32_t count; /* events so far; with the subject it names the next one's luck */
} pm_spell;

/* A mean in the making, or a sum. */
typedef struct {
    double sum, weight;
} pm_mean;

/* What trust is pulled by: voice, presence, respect, fair_pay, needs_met, shared_goals. */
enum { N_EXPERIENCES = MECH_shared_goals - MECH_voice + 1 };

/* Numbers that add up over a run, by organisation. */
typedef struct {
    double live_months, live_present_value, partner_hours, unpaid_hours, hours_returned;
    double tie_months, working_months, calls, unanswered;
    double made, kept, late, breached, outputs, in_time, scale_up;
    int64_t spend; /* cents paid to it */
} pm_tally;

typedef struct {
    size_t n;
#define ORGANISATION(type, name, ...) type *name;
#include "partnership/state/columns.def"
    size_t *known, n_known;  /* pairs (i, k), i < k, that the scenario states (neighbours.c) */
    size_t *tie_first, *tie; /* neighbours of i: tie[tie_first[i] .. tie_first[i + 1]) */
    size_t tie_capacity;
    size_t *pair; /* tied pairs (i, k), i < k, while starting */
    size_t pair_capacity;
} pm_organisations;

typedef struct {
    size_t n;
#define RELATION(type, name, ...) type *name;
#include "partnership/state/columns.def"
} pm_relations;

enum { MEMBER_TIES = 4, MEMBER_BLOCK = 512 };

/* One of a member's ties that leads to any other member instead of a near one. */
typedef struct {
    uint32_t from; /* member * MEMBER_TIES + which of the ties */
    uint32_t to;   /* member */
} pm_far_tie;

/* Members as persons (members.h). */
typedef struct {
    size_t n;           /* members; 0: pools in expectation, and nothing below is used */
    size_t n_subgroups; /* at least 1 where there are members */
    size_t n_cells;
#define SUBGROUP(type, name, ...) type *name;
#define CELL(type, name, ...) type *name;
#define MEMBER(type, name, ...) type *name;
#include "partnership/state/columns.def"
    uint32_t *first; /* members of cell c: first[c] .. first[c + 1] */
    pm_far_tie *far; /* in order of `from` */
    size_t n_far, far_capacity;
    bool differ; /* trust is not the same for everybody, so word of mouth can move it */
} pm_members;

/* What a team does for the partners of one side: those to whom its levers are given (0), and all
 * others (1), where another scenario's levers hold (target.c). */
typedef struct {
    const pm_levers *l;
    int64_t purse[N_ACTIVITIES]; /* allotted, not yet spent */
    double hours[N_ACTIVITIES];  /* that may be used in this step */
    double listening_share;      /* of this step's contact hours, [0, 1] */
    double last_session;         /* month, negative: none */
} pm_side;

enum { SIDES = 2 };

/* What a team's costs have brought in and paid for (accounts.c). */
typedef struct {
    pm_budget budget;
    int64_t due[N_USES];   /* cents of this step, by use */
    int64_t level[N_USES]; /* in the purse of each use once they were put in */
    int64_t after;         /* spent on aftercare when it was last looked at */
    int64_t *come;         /* of each cost, cents that fell due so far */
    double *held;          /* cents of cost i in the purse of use u: held[u * n + i] */
    double *spent;         /* of each cost, cents; at n those of indirect costs */
    bool pays_participants;
} pm_cost_accounts;

/* A team's books are in whole cents. granted = spent + purses + unallotted + reserve + idle;
 * spent = booked + booked_now. */
typedef struct {
    const pm_team *of;
    const pm_levers *l; /* those of the last grant that began */
    uint64_t id;
    uint32_t hash; /* id folded to 32 bits */
    pm_phase phase;
    int grant;             /* running one, or -1 */
    double end, first_end; /* months: of the last grant, of the first */
    double paid_until;     /* month in which the aftercare of the last one ends */
    uint32_t endings;      /* unbridged ends so far */
    int64_t granted, spent[N_LINES], idle;
    int64_t booked, booked_now; /* spent on any line: in earlier steps, in this one */
    pm_side side[SIDES];
    size_t sides;              /* 1: the same levers hold for everybody; else SIDES */
    bool parted[N_ACTIVITIES]; /* each side has a purse of its own; else all is in that of side 0 */
    int64_t pay_purse;         /* allotted, not yet spent */
    int64_t participants_purse; /* the same, where costs pay participants */
    pm_cost_accounts costs;     /* of a team that states costs */
    int64_t staff_money, pay_money, running_money,
        indirect_money;               /* of the running grant (or of aftercare), in all */
    int64_t indirect_so_far;          /* of the running grant, where costs say what it is */
    int translating;                  /* grant for which was translated last, or -1 */
    int64_t translated;               /* cents spent on it */
    int64_t unallotted;               /* of these, not yet in a purse or spent */
    int64_t staff_left;               /* of staff_money, the same */
    pm_plan *plan[SIDES];             /* of each grant, for each side */
    int64_t reserve;                  /* kept for aftercare */
    signed char *award;               /* of each grant: 0 pending, 1 awarded, -1 refused */
    double begun, lasts;              /* month in which aftercare or a bridge began; its length */
    double student_hours, post_hours; /* that help in this step, for each partner at work */
    double present_value;             /* of all spent, currency */
    double participants_direct, dissemination;
    double unpaid, unpaid_used; /* hours beside any grant: left in this step; used so far */
    size_t *order;              /* organisations in the order in which they would be asked */
} pm_team_state;

/* An entry of the ledger of open promises, in order of making. */
typedef struct {
    size_t relation;
    pm_promise_kind kind;
    double made, due; /* months */
    double hours_left;
    double lost; /* trust lost at the breach */
    bool planned, breached, closed;
} pm_promise;

typedef struct {
    pm_promise *rows;
    size_t n, capacity;
    double made, kept, late, breached; /* over the run, all teams */
    double lapsed; /* made to an organisation that closed before they were due */
} pm_ledger;

/* What shocks multiply; urgency is added. */
typedef struct {
    double demand, slack, contact, urgency;
} pm_factors;

typedef struct {
    const pm_scenario *in;
    rap_clock clock;
    uint64_t key[N_LUCKS];
    int64_t step;                       /* steps done */
    double now;                         /* month at the start of the step */
    double dt;                          /* months */
    bool all_stay;                      /* every organisation is there, to the horizon */
    double *of_group;                   /* by row of organisations: scratch of a mechanism */
    uint32_t *list;                     /* of organisations: scratch of a mechanism */
    double weight[N_EXPERIENCES];       /* of experience; they add up to 1 */
    int64_t staff_hour;                 /* cents */
    pm_factors crisis;                  /* what shocks do in this step */
    double discount, discount_outcomes; /* present value in this step of 1 in money, of 1 else */
    pm_organisations o;
    pm_relations r;
    pm_team_state *team;
    size_t n_teams;
    pm_ledger l;
    pm_members m;
    double direct_pool, direct_approached; /* people reachable only directly */
    rap_column *columns;
    /* Of each row of organisations, and in all: those observed apart before it. */
    size_t *named_before;
    /* Organisations are ones that there are: some had a relation before, or may be named. */
    bool tells_of_known;
    size_t *slot;           /* of each column: the group in whose place it is added up */
    pm_mean *means;         /* by slot, while observing */
    struct pm_looks *looks; /* what is looked at (observe.c) */
    char *group_text;
    char *other_label;            /* of the groups "other:TYPE"; NULL where they are not observed */
    const rap_listener *listener; /* who is told of the run (telling.h); NULL: nobody */
    void *scratch;                /* one candidate or tie per organisation, used while starting */
    size_t n_columns;
} pm_partnership;

/* Columns of n rows for a state that is being made; RAP_OK or RAP_ENOMEM. Freeing is legal after
 * a failure. */
int pm_organisations_create(pm_organisations *o, size_t n);
void pm_organisations_free(pm_organisations *o);
int pm_relations_create(pm_relations *r, size_t n);
void pm_relations_free(pm_relations *r);

/* ---- arithmetic that every mechanism shares ---------------------------------------------------
 */

/* x after dt under dx/dt = rate (target - x): exact for any dt. `kept` is the share of the distance that is
 * left, pm_kept(rate, dt), for who has it already. */
double pm_relax(double x, double target, double rate, double dt);
double pm_kept(double rate, double dt);
static inline double pm_move(double x, double target, double kept) {
    return target + (x - target) * kept;
}

static inline double pm_inverse_logit(double x) {
    return 1 / (1 + exp(-x));
}

/* Weights of experience, in the order of mechanisms.def from `voice` on, which add up to 1. */
void pm_weigh_experience(const pm_parameters *p, double weight[N_EXPERIENCES]);

/* A jump of w log units down: x exp(-w); and up: 1 - (1 - x) exp(-w). */
double pm_jump_down(double x, double w);
double pm_jump_up(double x, double w);

static inline double pm_strength(const pm_partnership *s, pm_mechanism m) {
    return s->in->strength[m];
}

/* The luck of an event of a relation. */
double pm_relation_luck(const pm_partnership *s, pm_luck_kind kind, size_t relation,
                        uint32_t ordinal);

/* More events of one kind than this are not counted in a step, so that a rate beyond all measure, which
 * ranges far from those shipped can give, ends a relation and not the run. */
static const double pm_most_events = 10000;

/* The hazard that a rate adds in a step. */
static inline double pm_hazard(const pm_partnership *s, double rate) {
    return rate * s->dt > pm_most_events ? pm_most_events : rate * s->dt;
}

/* How many events lie below the hazard so far; each draws the threshold of the next. */
unsigned pm_count_events(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                         size_t organisation);
unsigned pm_count_relation_events(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                                  size_t relation);

/* Adds its group's hazard to each organisation's spell; lists in s->list those in which an event falls into the
 * step, whose events are then to be counted. Returns how many these are. */
size_t pm_advance_all(pm_partnership *s, pm_spell *spells, const double *hazard_of_group);

/* Adds rate dt to a spell of a relation and tells how many events fell into the step. */
static inline unsigned pm_relation_advance(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                                           size_t relation, double rate) {
    p->hazard += pm_hazard(s, rate);
    return p->hazard < p->threshold ? 0 : pm_count_relation_events(s, p, kind, relation);
}

/* Draws the first threshold of a spell. */
void pm_begin_spell(const pm_partnership *s, pm_spell *p, pm_luck_kind kind, size_t organisation);
void pm_begin_relation_spell(const pm_partnership *s, pm_spell *p, pm_luck_kind kind,
                             size_t relation);

/* Whether an organisation is there in this step. */
static inline bool pm_is_there(const pm_partnership *s, size_t organisation) {
    if (s->all_stay)
        return true;
    const pm_organisation *o = s->o.of[organisation];
    return s->now >= (double)o->from && s->now < (double)o->until;
}

static inline size_t pm_organisation_of(const pm_partnership *s, size_t relation) {
    return s->r.organisation[relation];
}
static inline size_t pm_team_of(const pm_partnership *s, size_t relation) {
    return s->r.team[relation];
}
static inline const pm_traits *pm_traits_of(const pm_partnership *s, size_t organisation) {
    return &s->o.of[organisation]->t;
}
/* A team's grants, in order of start, and how many there are. */
static inline const pm_grant *pm_grants_of(const pm_partnership *s, size_t team) {
    return s->team[team].of->l.grants.rows;
}
static inline size_t pm_count_grants(const pm_partnership *s, size_t team) {
    return s->team[team].of->l.grants.n;
}
/* Levers that hold while a grant runs and until the next one starts. */
static inline const pm_levers *pm_levers_of_grant(const pm_partnership *s, size_t team, size_t k) {
    int policy = pm_grants_of(s, team)[k].policy;
    return policy < 0 ? &s->team[team].of->l : &((const pm_policy *)s->in->policies.rows)[policy].l;
}
/* Levers of now that are the same for everybody. */
static inline const pm_levers *pm_levers_of(const pm_partnership *s, size_t team) {
    return s->team[team].l;
}

/* The side on which an organisation is, or (organisation = how many there are) who has none. */
static inline size_t pm_side_of(const pm_partnership *s, size_t team, size_t organisation) {
    return s->team[team].sides > 1 &&
           (organisation == s->o.n || s->o.type[organisation] != s->in->focus);
}

/* Levers that concern an organisation, or a relation. */
static inline const pm_levers *pm_levers_for(const pm_partnership *s, size_t team,
                                             size_t organisation) {
    return s->team[team].side[pm_side_of(s, team, organisation)].l;
}
static inline const pm_levers *pm_levers_at(const pm_partnership *s, size_t relation) {
    return pm_levers_for(s, pm_team_of(s, relation), pm_organisation_of(s, relation));
}

/* The cell of a subgroup at an organisation, or (i = number of organisations) at none. */
static inline size_t pm_cell(const pm_partnership *s, size_t i, size_t subgroup) {
    return i * s->m.n_subgroups + subgroup;
}

/* Whether a grant runs. */
static inline bool pm_funded(const pm_partnership *s, size_t team) {
    pm_phase p = s->team[team].phase;
    return p == LEARNING_TO_KNOW || p == WORKING;
}

/* Whether a phase is paid for: by a grant, a bridge, or as aftercare. */
static inline bool pm_is_paid_for(pm_phase p) {
    return p == LEARNING_TO_KNOW || p == WORKING || p == BRIDGED || p == AFTERCARE;
}

/* Whether partners can meet somebody of the team who is paid to be there. */
static inline bool pm_present(const pm_partnership *s, size_t team) {
    return pm_is_paid_for(s->team[team].phase);
}

/* Whether a team collects data with its partners: data_delay months after listening. */
bool pm_data_collection(const pm_partnership *s, size_t team);

/* Whether a relation gets contact from the team in its funded months and in aftercare. */
static inline bool pm_in_touch(const pm_partnership *s, size_t relation) {
    uint8_t g = s->r.stage[relation];
    return g == EXPLORING || g == PARTNERED;
}

/* States of a tie, apart. Not ended: once partnered, and never left. */
static inline bool pm_is_tie(const pm_partnership *s, size_t relation) {
    return s->r.ever[relation] && s->r.stage[relation] != EXITED;
}

/* Working together: a tie with joint work, or contact both ways, in the last half year. */
static inline bool pm_is_working(const pm_partnership *s, size_t relation) {
    return pm_is_tie(s, relation) && s->r.since_together[relation] <= 6 + 1e-9;
}

/* Live: a tie that is partnered now, or dormant with trust of at least live_trust. A threshold, which
 * decides nothing in the model. */
static inline bool pm_is_live(const pm_partnership *s, size_t relation) {
    bool dormant = s->r.stage[relation] == DORMANT;
    return pm_is_tie(s, relation) && !(dormant && s->r.trust[relation] < s->in->p.live_trust);
}

#endif
