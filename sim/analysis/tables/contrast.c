/* contrast.c: paired differences on common luck, and pairs with independent luck.
 *
 * p_mean and p_worse are told by set_shares.h; p_programme counts pairs (r, r') with r != r' of the same draw: the same
 * assumptions, another history (all pairs in sorted order, less those of the same item).
 * variance_ratio is the within-draw variance of paired differences over the sum of both sides', all
 * over runs that both sides have: below 1, common random numbers have made the difference sharper;
 * near 1 they gained nothing. */
#include "analysis/tables/contrast.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/set_shares.h"
#include "analysis/estimate/sort.h"

#include <math.h>

void rap_count_draws(const rap_workspace *w, int better, double delta, rap_contrast_row *row) {
    double up = better < 0 ? -1 : 1;
    bool told = w->draws > 1;
    rap_share share = told ? rap_share_at_least(w, up, delta) : rap_share_of(0, 0);
    rap_share worse = told ? rap_share_at_least(w, -up, delta) : rap_share_of(0, 0);
    row->p_mean = share.share;
    row->p_mean_low = share.low;
    row->p_mean_high = share.high;
    row->p_worse = worse.share;
    row->p_worse_low = worse.low;
    row->p_worse_high = worse.high;
}

/* Sorted values of one draw that are present; returns how many. */
static int64_t sort_draw(const rap_sample *s, int64_t first, double *to) {
    int64_t n = 0;
    for (int64_t i = first; i < first + s->runs && i < s->items; i++)
        if (!isnan(s->x[i]))
            to[n++] = s->x[i];
    rap_sort(to, n);
    return n;
}

/* Pairs of a run of each side, and in how many the first is higher, or they are equal. */
typedef struct {
    int64_t all, higher, equal;
} pairs;

/* Counts all pairs of two sorted rows; those within `rounding` of each other are equal. */
static void count_sorted(const double *a, int64_t na, const double *b, int64_t nb, double rounding,
                         pairs *p) {
    int64_t below = 0, upto = 0;
    for (int64_t i = 0; i < na; i++) {
        while (below < nb && b[below] < a[i] - rounding)
            below++;
        upto = upto < below ? below : upto;
        while (upto < nb && b[upto] <= a[i] + rounding)
            upto++;
        p->higher += below;
        p->equal += upto - below;
    }
    p->all += na * nb;
}

/* Takes away the pairs of the same item: they share their luck. */
static void leave_out_same(const rap_sample *a, const rap_sample *b, double rounding, pairs *p) {
    for (int64_t i = 0; i < a->items; i++) {
        if (isnan(a->x[i]) || isnan(b->x[i]))
            continue;
        p->all--;
        bool higher = b->x[i] < a->x[i] - rounding;
        p->higher -= higher;
        p->equal -= !higher && b->x[i] <= a->x[i] + rounding;
    }
}

/* Means of draws are not formed yet: their room is that of the other side's draw. */
static void count_pairs(const rap_sample *a, const rap_sample *b, int better, double rounding,
                        rap_workspace *w, rap_contrast_row *row) {
    pairs p = {0, 0, 0};
    for (int64_t first = 0; first < a->items; first += a->runs) {
        int64_t na = sort_draw(a, first, w->sorted), nb = sort_draw(b, first, w->means);
        count_sorted(w->sorted, na, w->means, nb, rounding, &p);
    }
    leave_out_same(a, b, rounding, &p);
    int64_t wins = better < 0 ? p.all - p.higher - p.equal : p.higher;
    row->p_programme = p.all ? (double)wins / (double)p.all : (double)NAN;
    row->ties = p.all ? (double)p.equal / (double)p.all : (double)NAN;
}

void rap_compare(const rap_sample *a, const rap_sample *b, int better, double delta,
                 double *difference, rap_workspace *w, rap_contrast_row *row) {
    rap_sample d = {.x = difference,
                    .items = a->items,
                    .runs = a->runs,
                    .sheet = a->sheet,
                    .bounds = rap_bounds_sum(a->bounds, rap_bounds_times(b->bounds, -1))};
    for (int64_t i = 0; i < a->items; i++)
        difference[i] = a->x[i] - b->x[i];
    double apart = rap_within(a, difference) + rap_within(b, difference);
    count_pairs(a, b, better, rap_rounding(delta), w, row);
    row->s = rap_summarise(&d, w, false);
    row->variance_ratio = apart > 0 ? w->within / apart : (double)NAN;
    rap_count_draws(w, better, delta, row);
}
