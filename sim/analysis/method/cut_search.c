/* cut_search.c: the least harmful cut on a grid, and from there by trial. */
#include "analysis/method/cut_search.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

enum { GRID = 200, MOST_PAIRS = 8, HALVINGS = 4 };

static bool can_give(const bool *spared, size_t i) {
    return !(spared && spared[i]);
}

bool rap_cut_possible(const rap_cut_problem *p, const bool *spared) {
    double room = 0;
    for (size_t i = 0; i < p->n; i++)
        room += can_give(spared, i) ? p->money[i] * p->most[i] : 0;
    return room >= p->amount * (1 - 1e-12);
}

/* ---- harms that add up -------------------------------------------------------------------------- */

/* On the straight line between the nearest shares of which it is known; NaN beyond the last of them. */
static double harm_at(const rap_cut_problem *p, size_t i, double share) {
    const double *harm = p->harm + i * p->n_at;
    double from = 0, has = 0;
    for (size_t k = 1; k < p->n_at; k++) {
        if (isnan(harm[k]))
            continue;
        if (share <= p->at[k])
            return has + (harm[k] - has) * (share - from) / (p->at[k] - from);
        from = p->at[k];
        has = harm[k];
    }
    return share > from ? (double)NAN : has;
}

/* Steps of the amount / GRID that a line can give. */
static size_t steps_of(const rap_cut_problem *p, size_t i) {
    double steps = floor(p->money[i] * p->most[i] / p->amount * GRID + 1e-9);
    return steps < GRID ? (size_t)steps : GRID;
}

/* least[k]: harm of giving k steps by the lines so far; given[i][k]: what line i gives of them. */
static void weigh_line(const rap_cut_problem *p, size_t i, size_t most, double *least,
                       unsigned char *given) {
    double harm[GRID + 1];
    for (size_t g = 0; g <= most; g++)
        harm[g] = harm_at(p, i, (double)g * p->amount / GRID / p->money[i]);
    for (size_t k = GRID + 1; k-- > 0;) {
        double best = least[k];
        given[k] = 0;
        for (size_t g = 1; g <= most && g <= k; g++)
            if (least[k - g] + harm[g] < best) {
                best = least[k - g] + harm[g];
                given[k] = (unsigned char)g;
            }
        least[k] = best;
    }
}

int rap_cut_apart(const rap_cut_problem *p, const bool *spared, double *share) {
    double least[GRID + 1];
    unsigned char *given = rap_allocate((p->n + 1) * (GRID + 1), sizeof *given);
    if (!given)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k <= GRID; k++)
        least[k] = k ? HUGE_VAL : 0;
    for (size_t i = 0; i < p->n; i++)
        if (can_give(spared, i))
            weigh_line(p, i, steps_of(p, i), least, given + i * (GRID + 1));
    size_t left = GRID;
    for (size_t i = p->n; i-- > 0;) {
        size_t g = given[i * (GRID + 1) + left];
        share[i] = (double)g * p->amount / GRID / p->money[i];
        left -= g;
    }
    rap_free(given);
    return isinf(least[GRID]) ? rap_fail(RAP_EINPUT) : RAP_OK;
}

/* ---- by rule ------------------------------------------------------------------------------------ */

void rap_cut_alike(const rap_cut_problem *p, const double *first, double *share) {
    double taken = 0, open = 0, part = 1;
    for (size_t i = 0; i < p->n; i++)
        taken += first ? p->money[i] * fmin(first[i], p->most[i]) : 0;
    if (taken > p->amount)
        part = p->amount / taken;
    for (size_t i = 0; i < p->n; i++)
        share[i] = first ? part * fmin(first[i], p->most[i]) : 0;
    double left = p->amount - part * taken;
    for (size_t round = 0; round < p->n && left > 1e-9 * p->amount; round++) {
        open = 0;
        for (size_t i = 0; i < p->n; i++)
            open += share[i] < p->most[i] ? p->money[i] : 0;
        double more = open > 0 ? left / open : 0;
        for (size_t i = 0; i < p->n; i++) {
            double now = fmin(share[i] + more, p->most[i]);
            left -= p->money[i] * (now - share[i]);
            share[i] = now;
        }
    }
}

/* ---- by trial ----------------------------------------------------------------------------------- */

/* `money` less is taken from `from`, and more from `to`; `harm` is what it adds if harms add up. */
typedef struct {
    size_t from, to;
    double money, harm;
} move;

static double known_harm(const rap_cut_problem *p, size_t i, double share) {
    double harm = harm_at(p, i, share);
    return isnan(harm) ? 0 : harm;
}

/* Keeps the MOST_PAIRS moves that look best, the best first. */
static size_t keep_move(move *moves, size_t n, move m) {
    size_t at = n < MOST_PAIRS ? n : MOST_PAIRS;
    while (at > 0 && moves[at - 1].harm > m.harm) {
        if (at < MOST_PAIRS)
            moves[at] = moves[at - 1];
        at--;
    }
    if (at < MOST_PAIRS)
        moves[at] = m;
    return n < MOST_PAIRS ? n + 1 : n;
}

static size_t list_moves(const rap_cut_problem *p, const bool *spared, const double *share,
                         double step, move *moves) {
    size_t n = 0;
    for (size_t i = 0; i < p->n; i++)
        for (size_t k = 0; k < p->n; k++) {
            double has = p->money[i] * share[i], room = p->money[k] * (p->most[k] - share[k]);
            double money = fmin(step, fmin(has, room));
            if (i == k || !can_give(spared, k) || money < step / 4)
                continue;
            double harm = known_harm(p, i, share[i] - money / p->money[i]) +
                          known_harm(p, k, share[k] + money / p->money[k]) -
                          known_harm(p, i, share[i]) - known_harm(p, k, share[k]);
            n = keep_move(moves, n, (move){i, k, money, harm});
        }
    return n;
}

static void make_move(const rap_cut_problem *p, const move *m, double *share) {
    share[m->from] = fmax(0, share[m->from] - m->money / p->money[m->from]);
    share[m->to] = fmin(p->most[m->to], share[m->to] + m->money / p->money[m->to]);
}

/* Tries the moves in turn until one is better, which is made: *found. */
static int try_moves(const rap_cut_problem *p, const move *moves, size_t n, double *share,
                     double *value, size_t *tried, bool *found) {
    *found = false;
    for (size_t m = 0; m < n && !*found && *tried < p->evaluations; m++) {
        double trial[RAP_MOST_TO_CUT], there;
        for (size_t i = 0; i < p->n; i++)
            trial[i] = share[i];
        make_move(p, &moves[m], trial);
        int status = p->value(p->context, trial, &there);
        if (status)
            return status;
        ++*tried;
        *found = there > *value || (isnan(*value) && !isnan(there));
        if (*found)
            *value = there;
        for (size_t i = 0; i < p->n && *found; i++)
            share[i] = trial[i];
    }
    return RAP_OK;
}

int rap_cut_improve(const rap_cut_problem *p, const bool *spared, double *share, size_t *tried) {
    double value, step = p->amount / 2;
    int status = p->value(p->context, share, &value);
    ++*tried;
    for (int halved = 0; halved < HALVINGS && !status;) {
        move moves[MOST_PAIRS];
        bool found;
        size_t n = list_moves(p, spared, share, step, moves);
        status = try_moves(p, moves, n, share, &value, tried, &found);
        if (!found) {
            step /= 2;
            halved++;
        }
    }
    return status;
}
