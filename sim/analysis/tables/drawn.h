/* drawn.h: what was drawn: the uncertain inputs of a study, and their values in every set of assumptions.
 *
 * inputs.csv says what each column of draws.csv is and in which arms it is uncertain; in any other arm the number
 * is certain. A path that arms distribute otherwise has a column for each way, the first with the path for a name,
 * the k-th with "#k" behind it. Values are those that runs were made with, of correlated inputs too. */
#ifndef RAP_DRAWN_H
#define RAP_DRAWN_H

#include "analysis/tables/tables.h"

/* More draws than these are not written beside the other tables: 300 inputs are 5 MB of each 1,000. */
enum { RAP_MOST_WRITTEN_DRAWS = 2000 };

typedef struct {
    const rap_input *input; /* as the first arm has it in which it is so */
    size_t way;             /* how many other columns its path had before */
} rap_drawn;

typedef struct {
    const rap_study *study;
    rap_drawn *rows; /* in order of arms, and of each arm's inputs */
    size_t n, capacity;
    bool *in; /* row x arm: uncertain in that arm, in this way */
    size_t in_capacity;
    size_t *arms; /* room for positions of arms */
} rap_drawn_inputs;

/* RAP_OK or RAP_ENOMEM; free is legal after both, and twice. */
int rap_drawn_make(rap_drawn_inputs *d, const rap_study *study);
void rap_drawn_free(rap_drawn_inputs *d);

extern const rap_csv_table rap_csv_inputs, rap_csv_draws;

/* The files as far as the draws of `t` go; a failure is the text's. */
void rap_inputs_csv(const rap_tables *t, rap_text *out);
void rap_draws_csv(const rap_tables *t, rap_text *out);

/* Header and one row (draw from 0) of draws.csv; `whole` of its rows is a rap_drawn_inputs. */
void rap_drawn_header(const rap_drawn_inputs *d, rap_text *out);
void rap_drawn_row(const rap_drawn_inputs *d, int64_t draw, rap_text *out);

#endif
