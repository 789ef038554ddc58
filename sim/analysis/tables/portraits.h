/* portraits.h: what the tables hold of members that the study names (rap_portrait), at the horizon: named.csv, and the
 * look-ups by which page, pictures and terminal tell the same. */
#ifndef RAP_PORTRAITS_H
#define RAP_PORTRAITS_H

#include "analysis/tables/tables.h"

/* Columns, one for each member that is named, in the order of the study; their number, 0 where there are none. */
const rap_column *rap_portraits(const rap_tables *t, size_t *n);

/* The outcomes that tell of a member: its yes first, then rap_portrait.told, then .lost; those of .lost alone. -1 after
 * the last. */
int rap_portrait_outcome(const rap_tables *t, size_t k);
int rap_portrait_lost(const rap_tables *t, size_t k);

/* An outcome of a member in an arm, and the difference of an arm from the baseline (or of another contrast); NULL: none. */
const rap_summary *rap_portrait_level(const rap_tables *t, const char *group, size_t arm,
                                      int outcome);
const rap_contrast_row *rap_portrait_difference(const rap_tables *t, const char *group,
                                                size_t contrast, int outcome);

/* The contrast of an arm with the baseline, or n_contrasts. */
size_t rap_portrait_contrast(const rap_study *study, size_t arm);

extern const rap_csv_table rap_csv_portraits;
void rap_portraits_csv(const rap_tables *t, rap_text *out);

#endif
