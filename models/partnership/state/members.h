/* members.h: members of the community as persons.
 *
 * A cell is one subgroup's members at one organisation, or its members whom no organisation
 * reaches. Members stand in order of cells and cells in order of identity: organisation i of n,
 * then (as i = n) nobody, and within it subgroup g; cell = i * n_subgroups + g. So a member needs
 * no column for either, and the k-th member of a cell is the same person in every arm. 12 bytes a
 * member, and 8 for each tie that leads far (word_of_mouth.c). */
#ifndef PARTNERSHIP_MEMBERS_H
#define PARTNERSHIP_MEMBERS_H

#include "partnership/state/state.h"

/* Columns for community.members persons; nothing where there are none. RAP_OK or RAP_ENOMEM. */
int pm_members_create(pm_partnership *s);
void pm_members_free(pm_members *m);

/* Who they are at month 0. */
void pm_members_start(pm_partnership *s);

/* People at an organisation, or (organisation = how many there are) whom none reaches; in either
 * version. */
double pm_members_of(const pm_partnership *s, size_t organisation);

/* Sum of the trust of a cell's members. */
double pm_cell_trust(const pm_partnership *s, size_t cell);

/* The subgroup of highest precarity. */
size_t pm_most_precarious(const pm_partnership *s);

#endif
