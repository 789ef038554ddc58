/* approach.c: mechanism 13, who is approached and takes part, where members are persons (a gate).
 *
 * Of `n` approaches at an organisation (or to those whom none reaches) each member who has not
 * taken part gets one with probability n * access / sum of access over all who have not; access of
 * a subgroup = 1 - access_precarity * precarity. So precarity moves approaches to others; it does
 * not save them, and it does not touch consent. Who is approached takes part with the probability
 * of consent (consent.c) at their own trust and times approached, and leaves the pool. Luck: of being
 * approached by (member, team, step), of taking part by (member, how-manieth approach). Rows go in
 * blocks: luck for a block, list of those concerned, then they alone. Source: Wendler 2005 (access,
 * not willingness); the form is assumed. */
#include "partnership/mechanisms/mechanism.h"

#include <math.h>

/* One round of approaches. */
typedef struct {
    pm_partnership *s;
    size_t team, organisation, cell;
    double less;        /* log-odds off consent */
    uint32_t threshold; /* of the luck of being approached */
    double joined;
} approaches;

/* Whom of a block's rows to approach; returns how many. */
static size_t choose_members(const approaches *a, uint32_t from, uint32_t n, uint32_t *list) {
    const pm_members *m = &a->s->m;
    uint32_t luck[MEMBER_BLOCK];
    uint32_t block = (from - m->first[a->cell]) / MEMBER_BLOCK;
    rap_event event = {rap_hash_mix(m->id[a->cell], block), a->s->team[a->team].hash,
                       (uint32_t)a->s->step};
    size_t listed = 0;
    rap_words(a->s->key[LUCK_MEMBER_APPROACH], event, luck, n);
    for (uint32_t k = 0; k < n; k++) {
        list[listed] = from + k;
        listed += (luck[k] < a->threshold) & (m->took_part[from + k] == 0);
    }
    return listed;
}

static bool consents(const approaches *a, uint32_t row) {
    const pm_members *m = &a->s->m;
    uint64_t person = rap_hash_mix(m->id[a->cell], ~(uint64_t)(row - m->first[a->cell]));
    rap_event event = {.subject = person, .ordinal = m->approached[row]};
    double p = pm_consent(a->s, a->team, a->organisation, (double)m->trust[row], m->approached[row],
                          a->less);
    return rap_uniform(a->s->key[LUCK_MEMBER_CONSENT], event) < p;
}

/* Pays a participant; false where the money for it is used up. */
static bool pay_participant(const approaches *a) {
    const pm_levers *l = pm_levers_for(a->s, a->team, a->organisation);
    int64_t cents = llround(pm_rate_of_participants(a->s->in, l) * 100);
    if (cents > pm_money_for_participants(a->s, a->team))
        return false;
    pm_pay_participants(a->s, a->team, cents);
    return true;
}

static void ask_members(approaches *a, const uint32_t *list, size_t n) {
    pm_members *m = &a->s->m;
    for (size_t k = 0; k < n; k++) {
        uint32_t row = list[k];
        bool joins = consents(a, row) && pay_participant(a);
        m->approached[row] = (uint16_t)(m->approached[row] + (m->approached[row] < UINT16_MAX));
        m->took_part[row] = joins;
        m->open[a->cell] -= joins;
        a->joined += joins;
    }
}

static void approach_cell(approaches *a, double probability) {
    const pm_members *m = &a->s->m;
    uint32_t list[MEMBER_BLOCK];
    a->threshold = (uint32_t)fmin(probability * 0x1p32, 0xffffffff);
    for (uint32_t row = m->first[a->cell]; row < m->first[a->cell + 1]; row += MEMBER_BLOCK) {
        uint32_t left = m->first[a->cell + 1] - row;
        ask_members(a, list,
                    choose_members(a, row, left < MEMBER_BLOCK ? left : MEMBER_BLOCK, list));
    }
}

double pm_open_pool(const pm_partnership *s, size_t i) {
    double sum = 0;
    if (s->m.n == 0)
        return i < s->o.n ? s->o.pool[i] : s->direct_pool;
    for (size_t g = 0; g < s->m.n_subgroups; g++)
        sum += s->m.access[g] * s->m.open[pm_cell(s, i, g)];
    return sum;
}

double pm_approach_members(pm_partnership *s, size_t j, size_t i, double n, double less) {
    double pool = pm_open_pool(s, i);
    approaches a = {.s = s, .team = j, .organisation = i};
    if (!(pool > 0) || !(n > 0))
        return 0;
    for (size_t g = 0; g < s->m.n_subgroups; g++) {
        a.cell = pm_cell(s, i, g);
        a.less = less + pm_language_loss(s, j, g);
        if (s->m.open[a.cell] > 0)
            approach_cell(&a, n / pool * s->m.access[g]);
    }
    return a.joined;
}
