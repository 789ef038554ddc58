/* mechanism.h: the steps of steps.def, and what mechanisms ask of each other. */
#ifndef PARTNERSHIP_MECHANISM_H
#define PARTNERSHIP_MECHANISM_H

#include "partnership/grammar/costs.h"
#include "partnership/state/books.h"
#include "partnership/state/members.h"
#include "partnership/state/sides.h"
#include "partnership/state/state.h"
#include "partnership/state/telling.h"

#define STEP(name, ...) void name(pm_partnership *s);
#include "partnership/mechanisms/steps.def"
#undef STEP

/* ---- grants.c ---------------------------------------------------------------------------------
 */

/* The phase that a team is in; opens and closes grants, bridges and aftercare. */
void pm_turn_phase(pm_partnership *s, size_t team);

/* Sets when a team's money ends: the last end of all grants that are awarded or counted on, and the
 * first end of those. */
void pm_set_ends(pm_partnership *s, size_t team);

/* Share of the pairs once partnered that have not ended and had contact or joint work within the last
 * six months; 1/2 where there is none. */
double pm_share_working(const pm_partnership *s, size_t team);

/* Granted money, in cents, that was not spent by the end of what it was for. A grant that ends in this month is over,
 * though its books are closed in the step that begins. */
int64_t pm_idle_money(const pm_partnership *s, size_t team);

/* ---- accounts.c -------------------------------------------------------------------------------
 */

/* A grant of a team that states costs begins; its books are closed, what was in purses being idle. */
void pm_open_accounts(pm_partnership *s, size_t team, size_t grant);
void pm_empty_accounts(pm_team_state *t);

/* Costs of the running grant that fall due in its step k, by use, in `costs.due`; returns its indirect costs, in cents, up
 * to the end of that step. */
int64_t pm_draw_on_costs(pm_partnership *s, size_t team, int64_t step);

/* Remembers what is in the purses of a team, once all that falls due is in them. */
void pm_note_purses(pm_team_state *t);

/* ---- agreements.c -----------------------------------------------------------------------------
 */

/* Charter and MOU that the levers of now offer are signed, beside what was; sets m of the relation. */
void pm_sign_papers(pm_partnership *s, size_t relation);

/* What the team's pay is worth to an organisation, and the form and rate it would get. */
double pm_pay_worth(const pm_partnership *s, size_t team, size_t organisation);

/* What it has turned out to be worth: the share of what was due that came, all where nothing was due. */
double pm_pay_felt(const pm_partnership *s, size_t relation);

pm_pay_form pm_form_of_pay(const pm_partnership *s, size_t team, size_t organisation);

/* ---- invitation.c -----------------------------------------------------------------------------
 */

/* What bears on a yes. */
typedef struct {
    double trust, alignment, pay, hours_asked, institution, mood;
} pm_invitation_terms;

/* Probability that an organisation says yes. */
double pm_take_up(const pm_partnership *s, size_t organisation, const pm_invitation_terms *terms);

/* What invitations ask for where they are compared: hours a month. */
extern const double pm_usual_ask;

/* Probability that an organisation says yes to the next invitation of this team, to the usual ask without pay,
 * so that teams are compared by what they are to it; in no mood; 0 where the relation has ended. */
double pm_willing(const pm_partnership *s, size_t relation);

/* ---- unpaid_time.c ----------------------------------------------------------------------------
 */

/* Uses up to `hours` of the team's unpaid time of this step; returns how many. */
double pm_use_unpaid(pm_partnership *s, size_t team, double hours);

/* ... to keep a promise. */
double pm_deliver_unpaid(pm_partnership *s, size_t team, double hours);

/* ---- synergy.c --------------------------------------------------------------------------------
 */

/* Alignment and depth together, [0, 1]: 0 where there was no joint work yet. */
double pm_synergy(const pm_partnership *s, size_t relation);

/* Factor by which the bond of trust and synergy raises or lowers something; 1 at a bond of 1/2. */
double pm_bond_factor(const pm_partnership *s, size_t relation, double effect);

/* ---- placements.c -----------------------------------------------------------------------------
 */

/* Hours that students and citizen researchers add for each partner at work. */
void pm_placements(pm_partnership *s, size_t team);

/* ---- work.c -----------------------------------------------------------------------------------
 */

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
static inline double pm_felt_fatigue(const pm_partnership *s, size_t organisation) {
    return pm_strength(s, MECH_fatigue) * s->o.fatigue[organisation];
}

/* ---- turnover.c -------------------------------------------------------------------------------
 */

/* One of `persons` who keep the tie left: their part of the personal part of T moves to G. `up` allows
 * grudges to fade too. */
void pm_lose_person(pm_partnership *s, size_t relation, double persons, bool up);

/* ---- consent.c --------------------------------------------------------------------------------
 */

/* Probability that a member reached through an organisation (or, for the number of them, directly)
 * takes part when approached `times` before; `less` log-odds less. */
double pm_consent(const pm_partnership *s, size_t team, size_t organisation, double trust,
                  double times, double less);

/* ---- results_returned.c -----------------------------------------------------------------------
 */

/* The promise of results to members was kept or broken. */
void pm_members_hear(pm_partnership *s, size_t relation, bool kept);

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
