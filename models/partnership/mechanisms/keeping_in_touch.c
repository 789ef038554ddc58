/* keeping_in_touch.c: mechanism 20, contact that no money pays for: `unpaid_contact`.
 *
 * While no money pays for contact, a team whose policy says so (`stay_in_touch`) spends what is left of its
 * unpaid time on the partners whose ties have not ended, dormant ones too, evenly; it is contact in the next
 * step:
 *     hours a month = strength * unpaid hours left / ties not ended.
 * It does not wake a dormant partnership; a partner that calls does (calls.c). */
#include "partnership/mechanisms/mechanism.h"

static size_t ties_of_team(const pm_partnership *s, size_t j) {
    size_t n = 0;
    for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++)
        n += pm_is_tie(s, r);
    return n;
}

void pm_keeping_in_touch(pm_partnership *s) {
    for (size_t j = 0; j < s->n_teams; j++) {
        double left = s->team[j].unpaid * pm_strength(s, MECH_unpaid_contact);
        size_t n = !pm_present(s, j) && left > 0 ? ties_of_team(s, j) : 0;
        if (n == 0)
            continue;
        for (size_t r = j * s->o.n; r < (j + 1) * s->o.n; r++)
            if (pm_is_tie(s, r) && pm_levers_at(s, r)->stay_in_touch)
                s->r.kept_up[r] += pm_use_unpaid(s, j, left / (double)n) / s->dt;
    }
}
