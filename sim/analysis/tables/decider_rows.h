/* decider_rows.h: which uncertain inputs the headlines' contrasts go with. */
#ifndef RAP_DECIDER_ROWS_H
#define RAP_DECIDER_ROWS_H

#include "analysis/tables/tables.h"

/* What is kept of the headlines' contrasts while tables are made, by contrast and headline. */
typedef struct {
    int64_t draws, looked_at; /* of all, the first so many: rap_sets_looked_at */
    size_t n;
    double *means;             /* row x draw looked at: mean difference, NaN where missing */
    double *reliability;       /* row */
    rap_agreement *agreements; /* row */
} rap_heads;

/* Nothing is known of any row. Free is legal after a failure, and twice. RAP_OK or RAP_ENOMEM. */
int rap_heads_init(rap_heads *heads, const rap_study *study, int64_t draws);
void rap_heads_free(rap_heads *heads);

/* Keeps what a workspace has of a row's differences, of this mean; a difference matters from delta on. */
void rap_heads_keep(rap_heads *heads, size_t row, const rap_workspace *w, double mean,
                    double delta);

/* Fills tables->deciders and hands the agreements over; nothing where no draw was kept. RAP_OK, or what the study says. */
int rap_decider_rows_make(rap_tables *tables, rap_heads *heads);

#endif
