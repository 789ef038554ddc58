/* plain_step.h: the partnership model a second time, plain and slow.
 *
 * Written from models/ODD.md; where that left a choice, the program was asked and the description
 * completed. One struct an organisation, one a relation, one a promise, everything looked up anew.
 * It shares with the model only its grammar, the source of luck and the state that a run starts
 * from. test_plain_step.c runs both side by side. */
#ifndef PLAIN_STEP_H
#define PLAIN_STEP_H

#include "partnership/state/state.h"

typedef struct {
    uint64_t id;
    const pm_organisation *of;
    const pm_traits *t;
    double C, G, G_before, F, load, available, pool, approached, participants, member_trust;
    pm_spell requests, turnover, needs;
    pm_tally sum;
    const size_t *neighbour;
    size_t n_neighbours;
} plain_organisation;

typedef struct {
    pm_stage stage;
    bool ever, ever_by_end, scar;
    bool charter, mou; /* signed */
    double years;      /* of acquaintance before month 0 */
    double T, A, N, m, pay, q, contact, followed_up, kept_up, since_contact, asked_at, exited_at;
    double since_together, since_done;
    int64_t paid, owed;
    double asked, given, D, next_promise;
    uint32_t asks, promise_years;
    pm_spell partnering, calls, leaving, outputs;
} plain_relation;

typedef struct {
    size_t organisation, team;
    pm_promise_kind kind;
    double made, due, hours_left, lost;
    bool planned, broken, closed;
} plain_promise;

enum { N_PHASES = OVER + 1, MOST_GRANTS = 8 };

typedef struct {
    const pm_team *of;
    const pm_levers *l;
    uint64_t id;
    uint32_t hash;
    const size_t *order;
    pm_phase phase;
    int grant;
    signed char award[MOST_GRANTS]; /* 0: not decided */
    double end, first_end, aftercare_from;
    uint32_t endings;
    int64_t granted, reserve, idle, unallotted, spent[N_LINES];
    int64_t purse[N_ACTIVITIES], pay_purse;
    int64_t participants_purse, held[N_USES]; /* where the team states costs */
    double holds[N_USES][MOST_COSTS];         /* cents in a purse, by cost */
    bool pays_participants;
    int64_t pay_money, running_money, indirect_money;
    int64_t planned[N_PHASES][N_ACTIVITIES]; /* of the running grant, or of aftercare */
    double hours[N_ACTIVITIES];
    double listening_share, last_session, present_value, participants_direct, dissemination;
    double unpaid, unpaid_used;
} plain_team;

typedef struct {
    const pm_scenario *in;
    const pm_parameters *p;
    uint64_t key[N_LUCKS];
    double dt, now;
    int64_t steps, steps_per_month;
    plain_organisation *o;
    size_t n;
    plain_team *team;
    size_t n_teams;
    plain_relation *r; /* of team j and organisation i: r[j * n + i] */
    plain_promise *promise;
    size_t n_promises, capacity;
    double made, kept, late, broken, lapsed;
    double direct_pool, direct_approached;
} plain;

/* Copies the state that a run of the model has just been started with. RAP_OK or RAP_ENOMEM. */
int plain_start(plain *x, const pm_partnership *s);
void plain_free(plain *x);

/* One step. RAP_OK or RAP_ENOMEM. */
int plain_step(plain *x);

#endif
