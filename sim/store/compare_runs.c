/* compare_runs.c: the sink that compares runs with those in a database. */
#include "base/error.h"
#include "store/store.h"
#include "store/store_parts.h"

#include <inttypes.h>
#include <math.h>

/* What is smaller is held against this, not against itself. */
static const double SMALL = 1e-3;

double rap_store_distance(double a, double b) {
    if (isnan(a) && isnan(b))
        return 0;
    if (!(a < b || a > b) && !isnan(a) && !isnan(b))
        return 0;
    double size = fmax(SMALL, fmax(fabs(a), fabs(b)));
    return isfinite(a) && isfinite(b) ? fabs(a - b) / size : (double)INFINITY;
}

/* Compares n numbers of a run with those of the run at hand; `place` is where they begin among its numbers. */
static void compare_part(rap_store_comparison *c, const rap_store_room *kept, int64_t item,
                         size_t arm, const double *x, size_t place) {
    for (size_t k = 0; k < kept->n; k++) {
        double d = rap_store_distance(x[k], kept->numbers[k]);
        c->different += d > 0;
        if (d > c->largest) {
            c->largest = d;
            c->item = item;
            c->arm = arm;
            c->place = place + k;
        }
    }
    c->numbers += (int64_t)kept->n;
}

static int compare_run(rap_store_comparison *c, int64_t item, size_t arm, const double *values,
                       const double *paths) {
    rap_store *s = c->store;
    if (item < s->first || item >= s->first + s->items)
        return rap_store_refuse(s, RAP_ESTORE, "history %" PRId64 " is not in the database", item);
    int status = rap_store_find_row(s, item, arm);
    if (!status) {
        compare_part(c, &s->values, item, arm, values, 0);
        compare_part(c, &s->paths, item, arm, paths, s->layout->n_values);
    }
    c->runs += !status;
    return status;
}

static int compare_block(void *context, const rap_block *block) {
    rap_store_comparison *c = context;
    const rap_layout *l = c->store->layout;
    int status = RAP_OK;
    for (size_t row = 0; row < block->n * l->n_arms && !status; row++)
        status = compare_run(c, block->first + (int64_t)(row / l->n_arms), row % l->n_arms,
                             block->values + row * l->n_values, block->paths + row * l->n_path);
    return status;
}

rap_sink rap_store_compare_sink(rap_store_comparison *comparison) {
    return (rap_sink){comparison, compare_block};
}
