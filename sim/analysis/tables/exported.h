/* exported.h: single runs as rows of long CSV tables, of which any part can be chosen.
 *
 * Rows come run by run, in the order of the store: items, in each its arms, in each the columns that the arm has.
 * A ratio outcome stands as its two parts, of which alone it can be formed (ratio.h). */
#ifndef RAP_EXPORTED_H
#define RAP_EXPORTED_H

#include "base/csv.h"
#include "ensemble/ensemble.h"

/* Which arms, columns and windows are written: all, to begin with. */
typedef struct {
    const rap_study *study;
    const rap_layout *layout;
    bool *arms, *columns, *windows;
} rap_selection;

/* RAP_OK or RAP_ENOMEM; free is legal after both, and twice. */
int rap_selection_init(rap_selection *s, const rap_study *study, const rap_layout *layout);
void rap_selection_free(rap_selection *s);

extern const rap_csv_table rap_csv_runs, rap_csv_paths;

/* The rows of one run, of its n_values values or its n_path numbers. */
void rap_runs_csv(const rap_selection *s, int64_t item, size_t arm, const double *values,
                  rap_text *out);
void rap_paths_csv(const rap_selection *s, int64_t item, size_t arm, const double *paths,
                   rap_text *out);

#endif
