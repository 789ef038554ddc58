/* contrast.c: paired differences on common luck, and pairs with independent luck.
 *
 * p_mean counts draws; p_programme counts pairs (r, r') with r != r' of the same draw: same assumptions, another
 * history. variance_ratio is the within-draw variance of paired differences over the sum of both sides': below
 * 1, common random numbers have made the difference sharper; near 1 they gained nothing. */
#include "analysis/contrast.h"

#include <math.h>

static void count_draws(const rap_workspace *w, int better, double delta, rap_contrast_row *row) {
    int64_t k = 0;
    for (int64_t d = 0; d < w->draws; d++)
        k += (better < 0 ? -w->means[d] : w->means[d]) > delta;
    row->p_mean = w->draws > 1 ? (double)k / (double)w->draws : NAN;
    row->p_mean_low = row->p_mean_high = NAN;
    if (w->draws > 1)
        rap_wilson(k, w->draws, &row->p_mean_low, &row->p_mean_high);
}

static void count_pairs(const rap_sample *a, const rap_sample *b, int better, rap_contrast_row *row) {
    int64_t pairs = 0, wins = 0, ties = 0;
    for (int64_t i = 0; i < a->items; i++) {
        int64_t first = i / a->runs * a->runs;
        int64_t end = first + a->runs < a->items ? first + a->runs : a->items;
        for (int64_t k = first; k < end; k++) {
            if (k == i || isnan(a->x[i]) || isnan(b->x[k]))
                continue;
            double d = better < 0 ? b->x[k] - a->x[i] : a->x[i] - b->x[k];
            pairs++;
            wins += d > 0;
            ties += d == 0;
        }
    }
    row->p_programme = pairs ? (double)wins / (double)pairs : NAN;
    row->ties = pairs ? (double)ties / (double)pairs : NAN;
}

void rap_compare(const rap_sample *a, const rap_sample *b, int better, double delta, double *difference,
                 rap_workspace *w, rap_contrast_row *row) {
    rap_sample d = {difference, a->items, a->runs};
    double apart = 0;
    rap_draw_means(a, w);
    apart += w->within;
    rap_draw_means(b, w);
    apart += w->within;
    for (int64_t i = 0; i < a->items; i++)
        difference[i] = a->x[i] - b->x[i];
    row->s = rap_summarise(&d, w, false);
    row->variance_ratio = apart > 0 ? w->within / apart : NAN;
    count_draws(w, better, delta, row);
    count_pairs(a, b, better, row);
}
