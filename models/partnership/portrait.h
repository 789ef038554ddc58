/* portrait.h: what is told of one organisation by its name, where the study asks for that. */
#ifndef PARTNERSHIP_PORTRAIT_H
#define PARTNERSHIP_PORTRAIT_H

#include "partnership/state/state.h"

extern const rap_portrait partnership_portrait;

/* x of a pair whose organisation is told of and whose team is the one that would ask: the focal one, or any where none is
 * focal. NAN of other pairs, and of an organisation that is not there now. */
double pm_of_asker(const pm_partnership *s, size_t relation, double x);

/* Trust in the team, or the reputation of academia where there is no relation. */
double pm_trust_in_team(const pm_partnership *s, size_t relation);

/* Its own people who have not taken part, times the probability that it says yes: no organisation else reaches them
 * (reach.c). */
double pm_doors(const pm_partnership *s, size_t relation);

/* Organisations that are tied to it, have no tie with the team and are tied to no other that has. 0 where it has none
 * itself, or is not told of. */
double pm_only_links(const pm_partnership *s, size_t relation);

#endif
