/* masses.h: the state of the mean-field version of the partnership model.
 *
 * Organisations are masses (expected numbers), not rows. A class is one entry of `organisations`:
 * equal traits. Relations that began to explore in the same step and became partnered in the same
 * step have the same history; they are a cohort with one T, A, C and so on. Who has not been asked
 * yet, or said no, lies in stretches of the team's order of asking, each asked at one time. With
 * many organisations this is what the partnership model tends to, under the settings that
 * meanfield.c asks for. */
#ifndef MEANFIELD_MASSES_H
#define MEANFIELD_MASSES_H

#include "partnership/grammar/costs.h"
#include "partnership/grammar/grammar.h"
#include "partnership/observe.h"
#include "partnership/state/books.h"

#include <gsl/gsl_integration.h>

enum { MF_LONGEST_GROUP = 80 };

typedef struct {
    size_t class;   /* row of the scenario's organisations */
    pm_stage stage; /* exploring, partnered or dormant */
    double mass;    /* relations, expected */
    double stay;    /* share of it that did not leave in this step */
    bool ever, ever_by_end;
    double trust, alignment, capacity; /* T, A, C */
    double quality, contact, followed_up, depth, asked, given;
    double since_contact, since_together, since_done, asked_at, next_promise;
    double pool, approached; /* of each organisation's members */
} mf_cohort;

/* A stretch of the order of asking: organisations by class, all last asked at the same time. */
typedef struct {
    double asked_at; /* negative: never */
    double *mass;    /* by class */
} mf_stretch;

/* Promises of one kind that a cohort was given in one step. */
typedef struct {
    size_t cohort;
    pm_promise_kind kind;
    double made, due;
    double planned;  /* promises that work is planned for, not yet delivered */
    double hopeless; /* promises that nobody will work on */
    bool broken;     /* past due and grace */
} mf_promises;

/* What is remembered of a class beside its cohorts. */
typedef struct {
    double count;
    double fatigue, load;
    double memory, pay; /* m; worth of pay */
    double beginning;   /* those who begin to explore in this step */
    double left, left_ever,
        left_by_end; /* relations that ended: all, once partnered, ... by `end` */
    double left_trust, left_trust_ever; /* sums of T - G over them */
    double spare_capacity;              /* sum of C - C0 over organisations without a cohort */
    double participants, tie_months, working_months, live_months, live_present_value, partner_hours,
        unpaid_hours, hours_returned;
    double made, kept, late, breached, outputs;
} mf_class;

typedef struct {
    pm_phase phase;
    int grant;
    double end, first_end;
    double granted, spent[N_LINES], idle, purse[N_ACTIVITIES], pay_purse; /* currency */
    double staff_money, pay_money, running_money, unallotted, reserve;
    double hours[N_ACTIVITIES];
    double listening_share, last_session, present_value, participants_direct, dissemination;
} mf_team;

typedef struct {
    const pm_scenario *in;
    const pm_levers *l; /* of the one team */
    rap_clock clock;
    int64_t step;
    double now, dt;
    double weight[N_EXPERIENCES];
    mf_class *class;
    size_t n_classes;
    mf_team team;
    mf_cohort *cohort;
    size_t n_cohorts, cohort_capacity;
    mf_stretch *stretch;
    size_t n_stretches, stretch_capacity;
    mf_promises *promise;
    size_t n_promises, promise_capacity;
    double direct_pool, direct_approached;
    gsl_integration_fixed_workspace *moods; /* Gauss-Hermite nodes for the moment's mood */
    rap_column *columns;
    size_t n_columns;
    int *type_of_column; /* -1: all */
    size_t *figure_of_column;
    char *group_text; /* by type, MF_LONGEST_GROUP bytes each */
} mf_state;

static inline const pm_organisation *mf_group(const mf_state *s, size_t class) {
    return (const pm_organisation *)s->in->organisations.rows + class;
}
static inline const pm_traits *mf_traits(const mf_state *s, size_t class) {
    return &mf_group(s, class)->t;
}
static inline bool mf_in_touch(const mf_cohort *c) {
    return c->stage == EXPLORING || c->stage == PARTNERED;
}
static inline bool mf_working(const mf_cohort *c) {
    return c->ever && c->since_together <= 6 + 1e-9;
}
static inline bool mf_live(const mf_state *s, const mf_cohort *c) {
    return c->ever && !(c->stage == DORMANT && c->trust < s->in->p.live_trust);
}
/* Alignment and depth together, as pm_synergy. */
static inline double mf_synergy(const mf_cohort *c, const pm_traits *t) {
    double share = c->depth / t->depth_expected;
    return c->alignment * (share < 1 ? share : 1);
}
static inline double mf_strength(const mf_state *s, pm_mechanism m) {
    return s->in->strength[m];
}

/* ---- masses.c ---------------------------------------------------------------------------------
 */

/* Relations in touch, expected. */
double mf_count_in_touch(const mf_state *s);

/* The form of pay that a class gets. */
pm_pay_form mf_form_of_pay(const mf_state *s, size_t class);

/* A new cohort, a copy of `like`; RAP_OK or RAP_ENOMEM. */
int mf_add_cohort(mf_state *s, mf_cohort like);

/* Room for one more stretch behind stretch k (k = n_stretches - 1: at the end), empty. RAP_OK or
 * RAP_ENOMEM. */
int mf_insert_stretch(mf_state *s, size_t k);

/* ---- money.c ----------------------------------------------------------------------------------
 */

void mf_book(mf_state *s, pm_budget_line line, double money);

/* As pm_idle_money, in currency. */
double mf_idle_money(const mf_state *s);

/* Uses up to `hours` of an activity and pays for them; returns the hours used. */
double mf_use_hours(mf_state *s, pm_activity a, double hours);

/* Pays what a session costs beside hours. */
void mf_pay_session(mf_state *s, double money);

/* ---- processes of a step, numbered as in models/ODD.md ----------------------------------------
 */

/* Those that return an int: RAP_OK or RAP_ENOMEM. */
void mf_funding(mf_state *s);      /* 1 */
int mf_invitation(mf_state *s);    /* 3 */
void mf_work(mf_state *s);         /* 4 */
void mf_trust(mf_state *s);        /* 5 */
int mf_keep_promises(mf_state *s); /* 6 and 7 */
void mf_alignment(mf_state *s);    /* 8 */
void mf_overload(mf_state *s);     /* 9 */
void mf_capacity(mf_state *s);     /* 11 */
void mf_reach(mf_state *s);        /* 13 */
void mf_outputs(mf_state *s);      /* 15 */
int mf_withdrawal(mf_state *s);    /* 16 */

/* ---- figures.c --------------------------------------------------------------------------------
 */

int mf_list_columns(mf_state *s);
const rap_column *mf_columns(const void *state, size_t *n);
void mf_observe(const void *state, double *x);

#endif
