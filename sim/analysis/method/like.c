/* like.c: see like.h. */
#include "analysis/method/like.h"
#include "analysis/estimate/sort.h"
#include "analysis/method/sbc.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const double rap_like_wrong = 0.05;
/* A row's luck says where it lies among equals; its later digits, which have nothing to do with that, where its like begin. */
enum { OTHER_DIGITS = 1 << 20 };

int rap_like_init(rap_like *l, const rap_reference *r) {
    *l = (rap_like){.r = r};
    l->x = rap_allocate(r->n, sizeof *l->x);
    l->order = rap_allocate(r->n, sizeof *l->order);
    l->position = rap_allocate(r->n, sizeof *l->position);
    l->room = rap_allocate(r->n, sizeof *l->room);
    l->weight = rap_allocate(r->n, sizeof *l->weight);
    bool all = l->x && l->order && l->position && l->room && l->weight;
    return all ? rap_cloud_init(&l->cloud, r->n) : rap_fail(RAP_ENOMEM);
}

void rap_like_free(rap_like *l) {
    rap_free(l->x);
    rap_free(l->order);
    rap_free(l->position);
    rap_free(l->room);
    rap_free(l->weight);
    rap_cloud_free(&l->cloud);
    *l = (rap_like){.r = NULL};
}

/* Whether residuals lie alike about forecasts of any size. */
static bool lie_alike(rap_like *l) {
    double *place = l->weight;
    rap_sort_order(l->x, l->r->n, l->order, l->room);
    for (size_t i = 0; i < l->r->n; i++)
        place[l->order[i]] = i < l->n ? ((double)i + 0.5) / (double)l->n : NAN;
    double chi = rap_chi_by_thirds(place, l->fit->forecast, l->r->n, l->order, l->room);
    return gsl_cdf_chisq_Q(chi, RAP_SBC_THIRDS * (RAP_SBC_COARSE - 1)) > rap_like_wrong;
}

/* Whether a value stands in more than one row in RAP_LIKE_HEAP, but not in all. */
static bool is_heaped(rap_like *l, const rap_row_column *target) {
    size_t run = 0, longest = 0;
    for (size_t i = 0; i < l->r->n; i++)
        l->x[i] = isnan(l->fit->z[i]) ? NAN : rap_in_column(target, i);
    rap_sort_order(l->x, l->r->n, l->order, l->room);
    for (size_t i = 0; i < l->n; i++) {
        run = i && !(l->x[l->order[i]] > l->x[l->order[i - 1]]) ? run + 1 : 1;
        longest = run > longest ? run : longest;
    }
    return longest > 1 && longest < l->n && longest * RAP_LIKE_HEAP > l->n;
}

void rap_like_lay(rap_like *l, const rap_fit *fit, const rap_row_column *target) {
    l->fit = fit;
    l->n = 0;
    for (size_t i = 0; i < l->r->n; i++)
        l->n += !isnan(fit->forecast[i]);
    l->heaped = is_heaped(l, target);
    for (size_t i = 0; i < l->r->n && !l->heaped; i++)
        l->x[i] = fit->z[i];
    size_t part = l->n / RAP_LIKE_PART < RAP_LIKE_FEWEST ? RAP_LIKE_FEWEST : l->n / RAP_LIKE_PART;
    l->width = part > l->n || l->n == 0 || lie_alike(l) ? l->n : part;
    rap_sort_order(fit->forecast, l->r->n, l->order, l->room);
    for (size_t i = 0; i < l->r->n; i++)
        l->position[l->order[i]] = i;
}

double rap_like_value(const rap_like *l, double middle, double scale, double x) {
    return l->heaped ? x : middle + scale * x;
}

/* Where the window around a place in the order begins. */
static size_t window_from(const rap_like *l, size_t position) {
    size_t width = l->width, half = width / 2;
    size_t from = position > half ? position - half : 0;
    return from + width > l->n ? l->n - width : from;
}

size_t rap_like_rows(const rap_like *l, size_t row, size_t *rows) {
    size_t width = l->width, from = window_from(l, l->position[row]), n = 0;
    size_t seen = width < RAP_LIKE_SEEN ? width : RAP_LIKE_SEEN;
    double step = (double)width / (double)seen, luck = fmod(l->r->luck[row] * OTHER_DIGITS, 1);
    for (size_t i = 0; i < seen; i++) {
        size_t at = l->order[from + (size_t)(((double)i + luck) * step)];
        if (at != row)
            rows[n++] = at;
    }
    return n;
}

/* Rank of a row's residual among its like, by luck between two of them, or among equals. */
static double rank_of_row(const rap_like *l, size_t row) {
    size_t rows[RAP_LIKE_SEEN], n = rap_like_rows(l, row, rows);
    double z = l->x[row], less = 0, equal = l->r->weight[row], all = equal;
    for (size_t i = 0; i < n; i++) {
        double other = l->x[rows[i]], w = l->r->weight[rows[i]];
        all += w;
        less += other < z ? w : 0;
        equal += other < z || other > z ? 0 : w;
    }
    return (less + l->r->luck[row] * equal) / all;
}

/* Residuals of the like of a forecast, in order. */
static void lay_window(rap_like *l, double forecast) {
    size_t position = 0;
    while (position < l->n && l->fit->forecast[l->order[position]] < forecast)
        position++;
    size_t from = window_from(l, position);
    for (size_t i = 0; i < l->width; i++) {
        l->room[i] = l->x[l->order[from + i]];
        l->weight[i] = l->r->weight[l->order[from + i]];
    }
    rap_cloud_lay(&l->cloud, l->room, l->weight, NULL, l->width);
}

void rap_like_sample(rap_like *l, double middle, double scale, double *x) {
    bool all = l->width == l->n;
    if (!all)
        lay_window(l, middle);
    for (size_t i = 0; i < l->r->n; i++) {
        double x_of_row =
            all || isnan(l->x[i]) ? l->x[i] : rap_cloud_quantile(&l->cloud, rank_of_row(l, i));
        x[i] = rap_like_value(l, middle, scale, x_of_row);
    }
}
