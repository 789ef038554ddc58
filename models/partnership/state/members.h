/* members.h: members of the community as persons, as columns (struct of arrays).
 *
 * A cell is one subgroup's members at one organisation, or its members whom no organisation
 * reaches. Members stand in order of cells and cells in order of identity: organisation i of n,
 * then (as i = n) nobody, and within it subgroup g; cell = i * n_subgroups + g. So a member needs
 * no column for either, and the k-th member of a cell is the same person in every arm. 12 bytes a
 * member, and 8 for each tie that leads far (word_of_mouth.c). */
#ifndef PARTNERSHIP_MEMBERS_H
#define PARTNERSHIP_MEMBERS_H

#include "partnership/grammar/grammar.h"

enum { MEMBER_TIES = 4, MEMBER_BLOCK = 512 };

/* One of a member's ties that leads to any other member instead of a near one. */
typedef struct {
    uint32_t from; /* member * MEMBER_TIES + which of the ties */
    uint32_t to;   /* member */
} pm_far_tie;

typedef struct {
    size_t n;                     /* members; 0: pools in expectation, and nothing below is used */
    size_t n_subgroups;           /* at least 1 where there are members */
    const pm_subgroup **subgroup; /* in order of identity */
    double *access;       /* of a subgroup: chance of being approached, 1 without precarity */
    float *trust;         /* in research, [0, 1] */
    float *trust_next;    /* being worked out from everybody's trust at the start of a step */
    uint16_t *approached; /* times */
    uint8_t *took_part;   /* times: 0 or 1, who took part is not approached again */
    uint8_t *results;     /* times that results came back to the member */
    size_t n_cells;
    uint32_t *first; /* members of cell c: first[c] .. first[c + 1] */
    uint32_t *open;  /* of a cell: members who have not taken part */
    uint64_t *id;    /* of a cell */
    pm_far_tie *far; /* in order of `from` */
    size_t n_far, far_capacity;
    bool differ; /* trust is not the same for everybody, so word of mouth can move it */
} pm_members;

#endif
