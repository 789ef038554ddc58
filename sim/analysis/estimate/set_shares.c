/* set_shares.c: the distribution over sets of assumptions, chance taken out. */
#include "analysis/estimate/set_shares.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/set_errors.h"
#include "analysis/estimate/sort.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

enum { CELLS = 48, STEPS = 20, PRIOR = 64, HALVINGS = 20 };

static const double Z95 = 1.959963984540054, FAR = 8;
static const double NOTHING = 1e-9; /* standard deviations between sets */
static const double SILENT =
    1e-12; /* chance that rounding makes, as a share of the variance of means */

/* What is known of the sets, with what is asked upwards: sign * value >= size. */
typedef struct {
    const double *means;
    int64_t n;
    double sign, size, mean;
    double variance, chance,
        freedom;    /* of the means; what chance has in it, and on what that rests */
    double between; /* standard deviation */
    bool silent;    /* no chance, all means equal, or one set: sets are counted */
} sets;

double rap_between_sets(double variance, double chance, int64_t n) {
    double freedom = (double)(n - 1), top = 3 * sqrt(variance), sum = 0, first = 0,
           best = -HUGE_VAL;
    double fits[PRIOR];
    for (int k = 0; k < PRIOR; k++) {
        double t = top * (k + 0.5) / PRIOR, both = t * t + chance;
        fits[k] = -freedom / 2 * (log(both) + variance / both);
        best = fmax(best, fits[k]);
    }
    for (int k = 0; k < PRIOR; k++) {
        double weight = exp(fits[k] - best);
        sum += weight;
        first += weight * top * (k + 0.5) / PRIOR;
    }
    return first / sum;
}

/* ---- the distribution ------------------------------------------------------------------------- */

typedef struct {
    double start, width;
    double mass[CELLS]; /* share of the sets */
    double seen[CELLS]; /* share of the means */
    double blur
        [2 * CELLS -
         1];  /* how chance spreads from CELLS - 1 cells below to as many above, up to a factor */
    int edge; /* first cell from the size on; 0 and CELLS: the size lies outside */
} cells;

static double upward(const sets *s, int64_t d) {
    return s->sign * s->means[d];
}

/* Lays an edge at the size, and the middle near the mean. */
static void lay_cells(cells *c, const sets *s) {
    double half = 4 * s->between;
    for (int64_t d = 0; d < s->n; d++)
        half = fmax(half, fabs(upward(s, d) - s->mean));
    *c = (cells){.width = 2 * half / CELLS};
    double edge = round((s->size - s->mean) / c->width) + CELLS / 2;
    c->edge = edge <= 0 ? 0 : edge >= CELLS ? CELLS : (int)edge;
    c->start = s->size - edge * c->width;
}

static void fill_cells(cells *c, const sets *s) {
    double sum = 0;
    for (int j = 0; j < CELLS; j++) {
        double z = (c->start + (j + 0.5) * c->width - s->mean) / s->between;
        double far = j * c->width;
        sum += c->mass[j] = exp(-z * z / 2);
        c->blur[CELLS - 1 + j] = c->blur[CELLS - 1 - j] = exp(-far * far / (2 * s->chance));
    }
    for (int j = 0; j < CELLS; j++)
        c->mass[j] /= sum;
    for (int64_t d = 0; d < s->n; d++) {
        int j = (int)fmin(fmax(0, floor((upward(s, d) - c->start) / c->width)), CELLS - 1);
        c->seen[j] += 1 / (double)s->n;
    }
}

/* The cells that means lie in: few, where there are few sets. */
typedef struct {
    int n, at[CELLS];
    double from[CELLS][CELLS]; /* cell, one of these: how chance spreads between them */
} seen_cells;

static void list_seen(const cells *c, seen_cells *s) {
    s->n = 0;
    for (int k = 0; k < CELLS; k++)
        if (c->seen[k] > 0)
            s->at[s->n++] = k;
    for (int j = 0; j < CELLS; j++)
        for (int i = 0; i < s->n; i++)
            s->from[j][i] = c->blur[CELLS - 1 - j + s->at[i]];
}

/* One step: each mean is shared out among the cells that it may come from. Sums over cells are made for all
 * of them side by side, each in the order of its terms. */
static void spread_means(cells *c, const seen_cells *s) {
    double expected[CELLS] = {0}, next[CELLS] = {0};
    for (int j = 0; j < CELLS; j++)
        for (int i = 0; i < s->n; i++)
            expected[i] += s->from[j][i] * c->mass[j];
    for (int i = 0; i < s->n; i++) {
        const double *blur = c->blur + CELLS - 1 - s->at[i], seen = c->seen[s->at[i]];
        if (!(expected[i] > 0))
            continue;
        for (int j = 0; j < CELLS; j++)
            next[j] += blur[j] * seen / expected[i];
    }
    for (int j = 0; j < CELLS; j++)
        c->mass[j] *= next[j];
}

static void find_distribution(cells *c, const sets *s) {
    seen_cells seen;
    lay_cells(c, s);
    fill_cells(c, s);
    list_seen(c, &seen);
    for (int k = 0; k < STEPS; k++)
        spread_means(c, &seen);
}

/* A share, and what is left of one: each with as many digits as its maker has. */
typedef struct {
    double of, rest;
} parted;

static parted share_of_cells(const sets *s) {
    cells c;
    double above = 0, below = 0, all = 0;
    find_distribution(&c, s);
    for (int j = 0; j < CELLS; j++) {
        all += c.mass[j];
        *(j >= c.edge ? &above : &below) += c.mass[j];
    }
    return (parted){above / all, below / all};
}

/* ---- the interval ----------------------------------------------------------------------------- */

/* From the smaller part: near one, a share has few digits of what is left. */
static double quantile_of(parted share) {
    double z = gsl_cdf_ugaussian_Pinv(fmax(fmin(share.of, share.rest), 1e-9));
    return share.of > share.rest ? -z : z;
}

/* The share farthest from `share`, on the way to quantile `far`, that it does not speak against. */
static double farthest_share(const rap_set_errors *e, parted share, double far) {
    double near = quantile_of(share);
    if (far < 0 ? !(share.of > 0) : !(share.of < 1))
        return share.of;
    for (int k = 0; k < HALVINGS; k++) {
        double z = (near + far) / 2, off = fabs(share.of - gsl_cdf_ugaussian_P(z));
        if (off <= Z95 * sqrt(rap_set_errors_at(e, z)))
            near = z;
        else
            far = z;
    }
    return gsl_cdf_ugaussian_P(near);
}

/* Most that can lie from the size on whatever the distribution, by Cantelli's inequality, with a mean and a variance
 * between sets as high as the means allow (97.5 %; chi-square after Wilson & Hilferty 1931): counts far from the size,
 * where chance is loud. */
static double most_beyond(const sets *s, double size, double mean) {
    double f = (double)(s->n - 1), part = 2 / (9 * f), root = 1 - part - Z95 * sqrt(part);
    double highest = s->variance / (root * root * root) - s->chance;
    double off = size - mean - Z95 * sqrt(s->variance / (double)s->n);
    return root > 0 && off > 0 ? fmax(0, highest) / (fmax(0, highest) + off * off) : 1;
}

/* ---- shares ----------------------------------------------------------------------------------- */

/* Sets with what is asked of them; false where it cannot be told. */
static bool know_sets(const rap_workspace *w, double sign, double least, sets *s) {
    *s = (sets){.means = w->means,
                .n = w->draws,
                .sign = sign,
                .mean = sign * rap_mean(w->means, w->draws),
                .variance = rap_variance(w->means, w->draws),
                .chance = w->within * rap_mean(w->inverse, w->draws),
                .freedom = w->freedom};
    if (w->draws < 1 || (w->draws > 1 && isnan(w->within)))
        return false;
    s->silent = w->draws == 1 || !(s->chance > SILENT * s->variance) || !(s->variance > 0);
    s->between = s->silent ? 0 : rap_between_sets(s->variance, s->chance, s->n);
    s->size = least > 0 ? least - rap_rounding(least) : NOTHING * s->between;
    return true;
}

static rap_share share_plainly(const sets *s, double least) {
    int64_t k = 0;
    for (int64_t d = 0; d < s->n; d++)
        k += rap_at_least(upward(s, d), least);
    return rap_share_of(k, s->n);
}

/* With its interval, which lies within [least, most]. */
static rap_share share_estimated(const sets *s, parted share, double least, double most) {
    rap_set_errors e;
    rap_set_errors_init(&e, s->between * s->between, s->chance, s->freedom, s->n, STEPS);
    return (rap_share){.k = llround(share.of * (double)s->n),
                       .n = s->n,
                       .share = share.of,
                       .low = fmin(share.of, fmax(least, farthest_share(&e, share, -FAR))),
                       .high = fmax(share.of, fmin(most, farthest_share(&e, share, FAR)))};
}

rap_share rap_share_at_least(const rap_workspace *w, double sign, double least) {
    sets s;
    if (!know_sets(w, sign, least, &s))
        return rap_share_of(0, 0);
    if (s.silent)
        return share_plainly(&s, least);
    double below = most_beyond(&s, -s.size, -s.mean), above = most_beyond(&s, s.size, s.mean);
    return share_estimated(&s, share_of_cells(&s), 1 - below, above);
}

double rap_set_standing(int direction, double mean) {
    return direction ? direction * mean : -fabs(mean);
}

double rap_least_standing(rap_workspace *w, int direction, const rap_share *share) {
    for (int64_t i = 0; i < w->draws; i++)
        w->sorted[i] = rap_set_standing(direction, w->means[i]);
    rap_sort(w->sorted, w->draws);
    return share->k > 0 ? w->sorted[w->draws - share->k] : (double)INFINITY;
}

rap_share rap_share_of_claim(const rap_workspace *w, int direction, double size) {
    sets up, down;
    if (direction)
        return rap_share_at_least(w, direction, size);
    if (!know_sets(w, 1, size, &up) || !know_sets(w, -1, size, &down))
        return rap_share_of(0, 0);
    if (up.silent)
        return rap_share_of(up.n - share_plainly(&up, size).k - share_plainly(&down, size).k, up.n);
    double beyond = fmin(1, share_of_cells(&up).of + share_of_cells(&down).of);
    return share_estimated(&up, (parted){1 - beyond, beyond}, 0, 1);
}

/* ---- quantiles -------------------------------------------------------------------------------- */

static void quantiles_of_cells(const sets *s, double *quantiles, int n) {
    cells c;
    double all = 0, below = 0;
    int j = 0;
    find_distribution(&c, s);
    for (int i = 0; i < CELLS; i++)
        all += c.mass[i];
    for (int k = 0; k < n; k++) {
        double wanted = all * (k + 0.5) / n;
        while (j < CELLS - 1 && below + c.mass[j] < wanted)
            below += c.mass[j++];
        double part = c.mass[j] > 0 ? (wanted - below) / c.mass[j] : 0;
        quantiles[k] = c.start + c.width * (j + fmin(1, part));
    }
}

void rap_set_quantiles(const rap_workspace *w, double size, double *quantiles, int n) {
    sets s;
    bool known = know_sets(w, 1, size, &s);
    if (known && !s.silent) {
        quantiles_of_cells(&s, quantiles, n);
        return;
    }
    for (int64_t d = 0; d < w->draws && known; d++)
        w->sorted[d] = w->means[d];
    if (known)
        rap_sort(w->sorted, w->draws);
    for (int k = 0; k < n; k++)
        quantiles[k] =
            known ? rap_quantile_sorted(w->sorted, w->draws, (k + 0.5) / n) : (double)NAN;
}
