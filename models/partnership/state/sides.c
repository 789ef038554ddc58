/* sides.c: how many partners are on each side of a team (pm_side). */
#include "partnership/state/sides.h"

/* Of one side only. */
static size_t count_stages(const uint8_t *stage, size_t n) {
    size_t in_touch = 0;
    for (size_t i = 0; i < n; i++)
        in_touch += stage[i] == EXPLORING || stage[i] == PARTNERED;
    return in_touch;
}

size_t pm_count_in_touch(const pm_partnership *s, size_t j, size_t side) {
    size_t n = 0;
    if (s->team[j].sides == 1)
        return side == 0 ? count_stages(s->r.stage + j * s->o.n, s->o.n) : 0;
    for (size_t i = 0; i < s->o.n; i++)
        n += pm_in_touch(s, j * s->o.n + i) && pm_side_of(s, j, i) == side;
    return n;
}

double pm_weight_of_side(const pm_partnership *s, size_t j, size_t side) {
    size_t touch[SIDES] = {0}, ever[SIDES] = {0}, all[SIDES] = {0};
    if (s->team[j].sides == 1)
        return side == 0;
    for (size_t i = 0; i < s->o.n; i++) {
        size_t k = pm_side_of(s, j, i);
        touch[k] += pm_in_touch(s, j * s->o.n + i);
        ever[k] += s->r.ever[j * s->o.n + i];
        all[k]++;
    }
    const size_t *n = touch[0] + touch[1] > 0 ? touch : ever[0] + ever[1] > 0 ? ever : all;
    double share = (double)n[0] / (double)(n[0] + n[1]);
    return side == 0 ? share : 1 - share;
}
