/* mechanism.h: what happens in a step, in this order; one function, one file each.
 *
 * The equations stand at the head of each file. None allocates. */
#ifndef PARTNERSHIP_MECHANISM_H
#define PARTNERSHIP_MECHANISM_H

#include "partnership/grammar/costs.h"
#include "partnership/state/state.h"

void pm_shocks(pm_partnership *s);        /* 2  times of crisis */
void pm_funding(pm_partnership *s);       /* 1, 17 grants, lines, hours, contact quality */
void pm_invitation(pm_partnership *s);    /* 3  asks, take-up, from exploring to partnered */
void pm_work(pm_partnership *s);          /* 4  joint hours, depth, pay */
void pm_trust(pm_partnership *s);         /* 5  experience pulls trust */
void pm_promises(pm_partnership *s);      /* 6  made, worked on, kept, broken, delivered late */
void pm_needs(pm_partnership *s);         /* 7  needs that arise: met or declined */
void pm_alignment(pm_partnership *s);     /* 8  shared goals and pace */
void pm_overload(pm_partnership *s);      /* 9  requests, load, fatigue */
void pm_reputation(pm_partnership *s);    /* 10 of academia as a whole */
void pm_capacity(pm_partnership *s);      /* 11 sessions, doing, forgetting */
void pm_turnover(pm_partnership *s);      /* 12 contact persons change */
void pm_reach(pm_partnership *s);         /* 13 members, in expectation or as persons */
void pm_word_of_mouth(pm_partnership *s); /* 14 members' trust among members */
void pm_outputs(pm_partnership *s);       /* 15 products of joint work, dissemination */
void pm_withdrawal(pm_partnership *s);    /* 16 dormancy and exit */

/* ---- funding.c --------------------------------------------------------------------------------
 */

/* grants.c: the phase that a team is in; opens and closes grants, bridges and aftercare. */
void pm_turn_phase(pm_partnership *s, size_t team);

/* Uses up to `hours` of an activity for a side (0 for what is done for both) and pays for them;
 * returns the hours really used (never more than the step allows). */
double pm_use_hours(pm_partnership *s, size_t team, size_t side, pm_activity a, double hours);

/* The side in whose purse an activity's money for a side is: side 0 unless the sides' hours differ. */
size_t pm_purse_of(const pm_partnership *s, size_t team, size_t side, pm_activity a);

/* Relations of a team in touch that are on a side, and the side's share of the team's partners,
 * [0, 1]; the shares of all its sides add up to 1. */
size_t pm_count_in_touch(const pm_partnership *s, size_t team, size_t side);
double pm_weight_of_side(const pm_partnership *s, size_t team, size_t side);

/* Pays what an activity costs beside hours, up to what its purse holds. */
void pm_use_money(pm_partnership *s, size_t team, size_t side, pm_activity a, int64_t cents);

/* Books cents on a line at the present month. */
void pm_book(pm_partnership *s, size_t team, pm_budget_line line, int64_t cents);

/* ---- agreements.c -----------------------------------------------------------------------------
 */

/* m of a relation of this team and organisation, from charter and MOU. */
double pm_institutional_memory(const pm_partnership *s, size_t team, size_t organisation);

/* What the team's pay is worth to an organisation, and the form and rate it would get. */
double pm_pay_worth(const pm_partnership *s, size_t team, size_t organisation);
pm_pay_form pm_form_of_pay(const pm_partnership *s, size_t team, size_t organisation);

/* ---- invitation.c -----------------------------------------------------------------------------
 */

/* What bears on a yes. */
typedef struct {
    double trust, alignment, pay, hours_asked, institution, mood;
} pm_invitation_terms;

/* Probability that an organisation says yes. */
double pm_take_up(const pm_partnership *s, size_t organisation, const pm_invitation_terms *terms);

/* ---- work.c -----------------------------------------------------------------------------------
 */

/* placements.c: hours that students and citizen researchers add for each partner at work. */
void pm_placements(pm_partnership *s, size_t team);

/* Whether joint work and data collection are under way: data_delay months after listening. */
bool pm_data_collection(const pm_partnership *s, size_t team);

/* C as depth and outputs see it. */
double pm_capacity_in_use(const pm_partnership *s, size_t organisation);

/* ---- promises.c -------------------------------------------------------------------------------
 */

/* Enters a promise in the ledger; false where a step's room (promises_reserve) is used up. */
bool pm_make_promise(pm_partnership *s, size_t relation, pm_promise_kind kind, double due,
                     double hours, bool planned);

/* Room for whatever a step may promise; called before the step. RAP_OK or RAP_ENOMEM. */
int pm_promises_reserve(pm_partnership *s);

/* ---- reputation.c -----------------------------------------------------------------------------
 */

/* A breach of this weight seen by an organisation and, in part, by its neighbours. */
void pm_reputation_breach(pm_partnership *s, size_t organisation, double weight);

/* ---- overload.c -------------------------------------------------------------------------------
 */

/* F as take-up, sessions and withdrawal see it. */
double pm_felt_fatigue(const pm_partnership *s, size_t organisation);

/* ---- turnover.c -------------------------------------------------------------------------------
 */

/* Somebody left: the personal part of T moves to G. `up` allows grudges to fade too. */
void pm_lose_person(pm_partnership *s, size_t relation, bool up);

/* ---- reach.c ----------------------------------------------------------------------------------
 */

/* Probability that a member reached through an organisation (or, for the number of them, directly)
 * takes part when approached `times` before; `less` log-odds less. */
double pm_consent(const pm_partnership *s, size_t team, size_t organisation, double trust,
                  double times, double less);

/* Takes cents from the purse of data collection, no more than it holds, beside its hours. */
void pm_take_from_data(pm_partnership *s, size_t team, int64_t cents);

/* ---- results_returned.c -----------------------------------------------------------------------
 */

/* The promise of results to members was kept or broken. */
void pm_members_hear(pm_partnership *s, size_t relation, bool kept);

/* ---- members.c: as persons --------------------------------------------------------------------
 */

/* Columns for community.members persons; nothing where there are none. RAP_OK or RAP_ENOMEM. */
int pm_members_create(pm_partnership *s);
void pm_members_free(pm_members *m);

/* Who they are at month 0. RAP_OK or RAP_ENOMEM. */
int pm_members_start(pm_partnership *s);

/* People at an organisation, or (organisation = how many there are) whom none reaches; in either
 * version. */
double pm_members_of(const pm_partnership *s, size_t organisation);

/* Sum of the trust of a cell's members. */
double pm_cell_trust(const pm_partnership *s, size_t cell);

/* The subgroup of highest precarity. */
size_t pm_most_precarious(const pm_partnership *s);

/* ---- approach.c -------------------------------------------------------------------------------
 */

/* Those of pm_members_of who have not taken part, weighted by access where they are persons. */
double pm_open_pool(const pm_partnership *s, size_t organisation);

/* Approaches `n` of them, expected; returns how many take part, and pays them. */
double pm_approach_members(pm_partnership *s, size_t team, size_t organisation, double n,
                           double less);

/* ---- language.c -------------------------------------------------------------------------------
 */

/* Spends data-collection money on the translations of this grant, as far as it goes. */
void pm_translate(pm_partnership *s, size_t team);

/* Log-odds that consent loses because the subgroup's language is not served. */
double pm_language_loss(const pm_partnership *s, size_t team, size_t subgroup);

/* How far the subgroup hears results that this team returns, [0, 1]. */
double pm_results_heard(const pm_partnership *s, size_t team, size_t subgroup);

/* ---- word_of_mouth.c --------------------------------------------------------------------------
 */

/* Draws the ties of a run. RAP_OK or RAP_ENOMEM. */
int pm_members_tie(pm_partnership *s);

#endif
