/* word_of_mouth.c: mechanism 14, `word_of_mouth` among members (members as persons).
 *
 * dT/dt = member_word (mean trust of the four members to whom a member listens - T), the mean taken
 * at the start of the step, solved exactly: T stays in [0, 1] for any step. The four are the two
 * before and the two after in the order of cells, so mostly of the same organisation and subgroup,
 * and a tie leads instead to any other member with probability member_far_ties: a small world
 * (Watts & Strogatz 1998, doi:10.1038/30918), with ties that have a direction. Near ties need no
 * storage: a block of rows takes the sum of its near members, then far ties correct it. */
#include "partnership/mechanisms/mechanism.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

static bool is_silent(const pm_partnership *s) {
    return s->in->p.member_word * pm_strength(s, MECH_word_of_mouth) <= 0;
}

/* The near member to whom tie `which` leads: two before, two after, around the end. */
static size_t near_member(size_t n, size_t row, unsigned which) {
    static const unsigned char ahead[MEMBER_TIES] = {1, 2, 0, 0},
                               behind[MEMBER_TIES] = {0, 0, 1, 2};
    return (row + ahead[which] + 2 * n - behind[which]) % n;
}

/* ---- ties -------------------------------------------------------------------------------------
 */

static uint32_t any_other(const pm_partnership *s, uint64_t person, size_t row, unsigned which) {
    rap_event event = {.subject = person, .ordinal = which};
    double n = (double)s->m.n, u = rap_uniform(s->key[LUCK_MEMBER_FRIEND], event);
    size_t steps = 1 + (size_t)floor(u * (n - 1));
    return (uint32_t)((row + steps) % s->m.n);
}

/* Far ties of the rows [from, from + n) of a cell. */
static int tie_rows(pm_partnership *s, size_t c, uint32_t from, uint32_t n) {
    pm_members *m = &s->m;
    uint32_t luck[MEMBER_BLOCK];
    uint32_t place = from - m->first[c];
    rap_event event = {.subject = rap_hash_mix(m->id[c], place)};
    uint32_t threshold = (uint32_t)fmin(s->in->p.member_far_ties * 0x1p32, 0xffffffff);
    if (m->n_far + n * MEMBER_TIES > m->far_capacity &&
        rap_grow(&m->far, &m->far_capacity, m->n_far + n * MEMBER_TIES, sizeof *m->far))
        return rap_fail(RAP_ENOMEM);
    rap_words(s->key[LUCK_MEMBER_TIE], event, luck, n * MEMBER_TIES);
    for (uint32_t k = 0; k < n * MEMBER_TIES; k++) {
        uint32_t row = from + k / MEMBER_TIES;
        uint64_t person = rap_hash_mix(m->id[c], ~(uint64_t)(row - m->first[c]));
        if (luck[k] < threshold)
            m->far[m->n_far++] = (pm_far_tie){row * MEMBER_TIES + k % MEMBER_TIES,
                                              any_other(s, person, row, k % MEMBER_TIES)};
    }
    return RAP_OK;
}

/* Room for about as many far ties as there will be; what is beyond grows. */
static int reserve(pm_partnership *s) {
    double ties = (double)s->m.n * MEMBER_TIES, p = s->in->p.member_far_ties;
    size_t wanted = (size_t)(ties * p + 5 * sqrt(ties * p)) + MEMBER_BLOCK;
    return rap_grow(&s->m.far, &s->m.far_capacity, wanted, sizeof *s->m.far);
}

int pm_members_tie(pm_partnership *s) {
    enum { ROWS = MEMBER_BLOCK / MEMBER_TIES };
    pm_members *m = &s->m;
    m->n_far = 0;
    if (m->n < 2 || is_silent(s))
        return RAP_OK;
    int status = reserve(s);
    for (size_t c = 0; c < m->n_cells && !status; c++)
        for (uint32_t row = m->first[c]; row < m->first[c + 1] && !status; row += ROWS) {
            uint32_t left = m->first[c + 1] - row;
            status = tie_rows(s, c, row, left < ROWS ? left : ROWS);
        }
    return status;
}

/* ---- a step -----------------------------------------------------------------------------------
 */

/* Sum of the trust of the four near members, rows [from, to). */
static void sum_near(const pm_members *m, size_t from, size_t to, float *restrict sum) {
    const float *restrict trust = m->trust;
    size_t k = from, end = m->n < 4 || to + 2 <= m->n ? to : m->n - 2;
    for (; k < to && (k < 2 || m->n < 4); k++) {
        sum[k] = 0;
        for (unsigned which = 0; which < MEMBER_TIES; which++)
            sum[k] += trust[near_member(m->n, k, which)];
    }
    for (; k < end; k++)
        sum[k] = trust[k - 2] + trust[k - 1] + trust[k + 1] + trust[k + 2];
    for (; k < to; k++)
        sum[k] = trust[k - 2] + trust[k - 1] + trust[(k + 1) % m->n] + trust[(k + 2) % m->n];
}

/* Far ties of the rows before `to`, from the k-th on; returns the next. */
static size_t correct_far(const pm_members *m, size_t k, size_t to, float *sum) {
    for (; k < m->n_far && m->far[k].from / MEMBER_TIES < to; k++) {
        size_t row = m->far[k].from / MEMBER_TIES;
        size_t near = near_member(m->n, row, m->far[k].from % MEMBER_TIES);
        sum[row] += m->trust[m->far[k].to] - m->trust[near];
    }
    return k;
}

static void take_on(const float *restrict trust, float *restrict next, size_t n, float weight) {
    for (size_t k = 0; k < n; k++) {
        float t = trust[k] + weight * (next[k] * (1.0F / MEMBER_TIES) - trust[k]);
        t = t < 0 ? 0 : t;
        next[k] = t > 1 ? 1 : t;
    }
}

void pm_word_of_mouth(pm_partnership *s) {
    pm_members *m = &s->m;
    double rate = s->in->p.member_word * pm_strength(s, MECH_word_of_mouth);
    float weight = (float)-expm1(-rate * s->dt);
    if (m->n == 0 || !m->differ || is_silent(s))
        return;
    for (size_t from = 0, far = 0; from < m->n; from += MEMBER_BLOCK) {
        size_t to = from + MEMBER_BLOCK < m->n ? from + MEMBER_BLOCK : m->n;
        sum_near(m, from, to, m->trust_next);
        far = correct_far(m, far, to, m->trust_next);
        take_on(m->trust + from, m->trust_next + from, to - from, weight);
    }
    float *swap = m->trust;
    m->trust = m->trust_next;
    m->trust_next = swap;
}
