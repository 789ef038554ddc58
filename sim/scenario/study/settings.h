/* settings.h: the study's own keys, questions apart, and what follows from them. */
#ifndef RAP_SETTINGS_H
#define RAP_SETTINGS_H

#include "scenario/study/read_classroom.h"
#include "scenario/study/reading.h"

/* grid = { ... } (grid.h) */
typedef struct {
    const char *rows_label, *columns_label;
    rap_rows rows, columns; /* of rap_side_row */
} rap_grid_row;

typedef struct {
    rap_named is;
} rap_side_row;

/* posterior = { ... } (posterior.h) */
typedef struct {
    int64_t sets;
    const char *source;
    double effective;
} rap_posterior_row;

/* The struct of rap_study_record. */
typedef struct {
    const char *title, *question, *model, *currency;
    int64_t price_year, horizon, draws, replicates, seed;
    double step;
    int distribution; /* a rap_shape: pert, triangular or uniform */
    int keep;         /* a rap_keep */
    rap_texts windows;
    rap_rows headlines; /* of rap_headline_row */
    rap_rows arms;      /* of rap_arm_row */
    rap_grid_row grid;
    rap_rows contrasts;    /* of rap_written_contrast */
    rap_rows correlations; /* of rap_correlation_row */
    rap_posterior_row posterior;
    rap_classroom_row classroom;
} rap_settings;

extern const rap_record rap_study_record; /* study_table.c */

typedef struct {
    const char *outcome, *window, *group;
} rap_headline_row;

typedef struct {
    rap_named is;
    const char *note;
    bool baseline;
} rap_arm_row;

typedef struct {
    rap_named is;
    rap_texts plus, minus;
} rap_written_contrast;

typedef struct {
    rap_named is;
    const char *source;
    rap_texts numbers;
    double rank;
} rap_correlation_row;

/* Fill parts of the study from the settings. Problems go to the findings; RAP_OK also with them,
 * RAP_ENOMEM. */
void rap_read_basics(rap_reading *r, const rap_settings *settings);
int rap_read_arms(rap_reading *r, const rap_settings *settings);
int rap_read_contrasts(rap_reading *r, const rap_settings *settings);

/* These need the model and the windows. */
int rap_read_headlines(rap_reading *r, const rap_settings *settings);
int rap_read_deltas(rap_reading *r);

#endif
