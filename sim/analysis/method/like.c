/* like.c: see like.h. */
#include "analysis/method/like.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

int rap_like_init(rap_like *l, const rap_reference *r) {
    *l = (rap_like){.r = r};
    l->order = rap_allocate(r->n, sizeof *l->order);
    l->position = rap_allocate(r->n, sizeof *l->position);
    l->room = rap_allocate(r->n, sizeof *l->room);
    l->weight = rap_allocate(r->n, sizeof *l->weight);
    bool all = l->order && l->position && l->room && l->weight;
    return all ? rap_cloud_init(&l->cloud, r->n) : rap_fail(RAP_ENOMEM);
}

void rap_like_free(rap_like *l) {
    rap_free(l->order);
    rap_free(l->position);
    rap_free(l->room);
    rap_free(l->weight);
    rap_cloud_free(&l->cloud);
    *l = (rap_like){.r = NULL};
}

void rap_like_lay(rap_like *l, const rap_fit *fit) {
    l->fit = fit;
    l->n = 0;
    rap_sort_order(fit->middle, l->r->n, l->order, l->room);
    for (size_t i = 0; i < l->r->n; i++) {
        l->position[l->order[i]] = i;
        l->n += !isnan(fit->middle[i]);
    }
}

static size_t window_width(const rap_like *l) {
    size_t width = l->n / RAP_LIKE_PART;
    width = width < RAP_LIKE_FEWEST ? RAP_LIKE_FEWEST : width;
    return width < l->n ? width : l->n;
}

/* Where the window around a place in the order begins. */
static size_t window_from(const rap_like *l, size_t position) {
    size_t width = window_width(l), half = width / 2;
    size_t from = position > half ? position - half : 0;
    return from + width > l->n ? l->n - width : from;
}

size_t rap_like_rows(const rap_like *l, size_t row, size_t *rows) {
    size_t width = window_width(l), from = window_from(l, l->position[row]), n = 0;
    size_t seen = width < RAP_LIKE_SEEN ? width : RAP_LIKE_SEEN;
    for (size_t i = 0; i < seen; i++) {
        size_t at = l->order[from + (2 * i + 1) * width / (2 * seen)];
        if (at != row)
            rows[n++] = at;
    }
    return n;
}

/* Rank of a row's residual among its like, by luck between two of them, or among equals. */
static double rank_of_row(const rap_like *l, size_t row) {
    size_t rows[RAP_LIKE_SEEN], n = rap_like_rows(l, row, rows);
    double z = l->fit->z[row], less = 0, equal = l->r->weight[row], all = equal;
    for (size_t i = 0; i < n; i++) {
        double other = l->fit->z[rows[i]], w = l->r->weight[rows[i]];
        all += w;
        less += other < z ? w : 0;
        equal += other < z || other > z ? 0 : w;
    }
    return (less + l->r->luck[row] * equal) / all;
}

void rap_like_sample(rap_like *l, double middle, double scale, double *x) {
    size_t position = 0, width = window_width(l);
    while (position < l->n && l->fit->middle[l->order[position]] < middle)
        position++;
    size_t from = window_from(l, position);
    for (size_t i = 0; i < width; i++) {
        l->room[i] = l->fit->z[l->order[from + i]];
        l->weight[i] = l->r->weight[l->order[from + i]];
    }
    rap_cloud_lay(&l->cloud, l->room, l->weight, NULL, width);
    for (size_t i = 0; i < l->r->n; i++)
        x[i] = l->position[i] < l->n
                   ? middle + scale * rap_cloud_quantile(&l->cloud, rank_of_row(l, i))
                   : NAN;
}
