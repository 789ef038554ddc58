/* turnover.c: mechanism 12, contact persons change: `personal_tie`.
 *
 * A contact person of an organisation leaves at the type's rate. The personal part of trust goes along:
 *     T -> G + (1 - k)(T - G),  k = strength * personal_share * (1 - m) / contact_persons,
 * and grudges (T < G) fade alike unless a scar is left by a promise that nobody had planned to keep.
 * With probability strength * turnover_dormant * (1 - m) / contact_persons a partnership falls dormant.
 * The same loss, downwards only and undivided, befalls all of a team's relations when the team loses its
 * own people (grants.c). Rates: CNCS (volunteers), Nonprofit HR (paid staff); Turin et al. 2022 (charter
 * against changes of staff); share, and that several persons hold it in equal parts, assumed. */
#include "partnership/mechanisms/mechanism.h"

void pm_lose_person(pm_partnership *s, size_t r, double persons, bool up) {
    double g = s->o.reputation[pm_organisation_of(s, r)], *t = &s->r.trust[r];
    double k = pm_strength(s, MECH_personal_tie) * s->in->p.personal_share * (1 - s->r.memory[r]) /
               persons;
    bool fades = *t > g || (up && !s->r.scar[r]);
    if (fades)
        *t = g + (1 - k) * (*t - g);
}

static void person_leaves(pm_partnership *s, size_t r, uint32_t ordinal) {
    double persons = pm_traits_of(s, pm_organisation_of(s, r))->contact_persons;
    double p = pm_strength(s, MECH_personal_tie) * s->in->p.turnover_dormant *
               (1 - s->r.memory[r]) / persons;
    if (s->r.stage[r] <= CONTACTED || s->r.stage[r] == EXITED)
        return;
    pm_lose_person(s, r, persons, true);
    pm_tell(s, EVENT_person_left, r, 0);
    if (s->r.stage[r] != PARTNERED || pm_relation_luck(s, LUCK_FALLS_DORMANT, r, ordinal) >= p)
        return;
    s->r.stage[r] = DORMANT;
    pm_tell(s, EVENT_fell_dormant, r, 0);
}

void pm_turnover(pm_partnership *s) {
    const pm_organisation *group = s->in->organisations.rows;
    for (size_t g = 0; g < s->in->organisations.n; g++)
        s->of_group[g] = pm_hazard(s, group[g].t.turnover);
    size_t n = pm_advance_all(s, s->o.turnover, s->of_group);
    for (size_t x = 0; x < n; x++) {
        size_t i = s->list[x];
        uint32_t before = s->o.turnover[i].count;
        unsigned left = pm_count_events(s, &s->o.turnover[i], LUCK_CONTACT_PERSON, i);
        for (uint32_t k = 0; k < left; k++)
            for (size_t r = i; r < s->r.n; r += s->o.n)
                person_leaves(s, r, before + k);
    }
}
