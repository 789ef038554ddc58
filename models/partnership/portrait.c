/* portrait.c: see portrait.h. What would be lost with an organisation is read off the state of the run itself; no run is
 * made again without it. Whom a team would ask in its place, and what follows from that, is left out. */
#include "partnership/portrait.h"
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

static bool has_portrait(const pm_partnership *s, size_t relation) {
    return pm_is_portrayed(s->in, s->o.group[pm_organisation_of(s, relation)]);
}

static bool asks_next(const pm_partnership *s, size_t team) {
    const pm_team *first = s->in->teams.rows;
    return s->in->focal < 0 || s->team[team].of == first + s->in->focal;
}

double pm_of_asker(const pm_partnership *s, size_t r, double x) {
    bool counts = has_portrait(s, r) && asks_next(s, pm_team_of(s, r)) &&
                  pm_is_there(s, pm_organisation_of(s, r));
    return counts ? x : NAN;
}

double pm_trust_in_team(const pm_partnership *s, size_t r) {
    return s->r.stage[r] > CONTACTED ? s->r.trust[r] : s->o.reputation[pm_organisation_of(s, r)];
}

double pm_doors(const pm_partnership *s, size_t r) {
    return pm_willing(s, r) * pm_open_pool(s, pm_organisation_of(s, r));
}

/* Whether an organisation hears of the team of r, but not through r. */
static bool hears_elsewhere(const pm_partnership *s, size_t r, size_t organisation) {
    size_t first = pm_team_of(s, r) * s->o.n, without = pm_organisation_of(s, r);
    bool hears = pm_is_tie(s, first + organisation);
    for (size_t k = s->o.tie_first[organisation]; k < s->o.tie_first[organisation + 1]; k++)
        hears |= s->o.tie[k] != without && pm_is_tie(s, first + s->o.tie[k]);
    return hears;
}

double pm_only_links(const pm_partnership *s, size_t r) {
    size_t i = pm_organisation_of(s, r), links = 0;
    bool shown = has_portrait(s, r) && pm_is_tie(s, r);
    for (size_t k = s->o.tie_first[i]; k < s->o.tie_first[i + 1] && shown; k++)
        links += pm_is_there(s, s->o.tie[k]) && !hears_elsewhere(s, r, s->o.tie[k]);
    return (double)links;
}

/* ---- for the engine --------------------------------------------------------------------------- */

static bool names_anybody(const void *root) {
    const pm_scenario *in = root;
    bool any = false;
    for (size_t k = 0; k < in->organisations.n; k++)
        any |= pm_is_portrayed(in, k);
    return any;
}

static const char *const also_told[] = {"next_take_up", NULL};
static const char *const lost_with_it[] = {"participants_partnered", "partner_doors",
                                           "partner_links", NULL};

const rap_portrait partnership_portrait = {
    .is_asked = names_anybody,
    .title = RAP_MESSAGE("Named partners"),
    .yes = "partner_yes",
    .path = "partner_trust",
    .told = also_told,
    .lost = lost_with_it,
    .would_say_yes = RAP_MESSAGE("would say yes next time"),
    .basis = RAP_MESSAGE(
        "Yes next time: the probability, by the rule by which organisations decide in the "
        "model, that it says yes if the same team asks it again at the end of the study for "
        "four hours a month, without pay; 0 in histories in which the tie has ended."),
    .lost_basis = RAP_MESSAGE(
        "At stake with it: people who took part through it up to then. If it withdraws then, what "
        "is lost is the way in of those of its own people who have not taken part yet and to whom "
        "it would open the door, since no other organisation reaches them, and the link of "
        "organisations that hear of the team through it alone. These are read off the same "
        "histories: whom the team would ask in its place, and what would follow, is not counted. "
        "What is lost if the team does otherwise is the difference between two arms."),
};
