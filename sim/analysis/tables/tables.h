/* tables.h: the tables of a results folder, computed from a store.
 *
 * Contrasts apply the estimators of summary.h to differences between arms of the same item (common
 * luck); a pair with a missing side is missing. A side of several arms is their mean, item by item. A
 * ratio outcome is a ratio of means (ratio.h), over the runs that have both numbers (in a contrast: in
 * all its arms); its standard deviations, plausible range, p_mean and p_worse are about the draws' own ratios.
 *
 * Rows: an arm has rows of the columns that its state lists (a ratio: of both), a contrast of those
 * that all its arms have; they may be empty where all runs are missing. */
#ifndef RAP_TABLES_H
#define RAP_TABLES_H

#include "analysis/tables/influence.h"
#include "base/csv.h"
#include "base/lookup.h"
#include "store/store.h"

typedef struct {
    size_t arm, outcome, window;
    const char *group;
    rap_summary s;
} rap_outcome_row;

typedef struct {
    size_t contrast, outcome, window;
    const char *group;
    rap_summary s; /* of the paired differences; p05 .. p95 unused */
    double
        p_mean; /* share of draws whose expected difference is at least delta in the better direction
                      (at least +delta where there is none): set_shares.h */
    double p_mean_low, p_mean_high; /* 95 % interval of that share */
    double p_worse; /* the same in the other direction: at least delta worse (at most -delta) */
    double p_worse_low, p_worse_high;
    double p_programme;    /* share of pairs of runs of the two sides, of the same draw but with
                              independent luck, in which the first is better (higher where there is
                              no direction) */
    double ties;           /* share of those pairs that are equal */
    double variance_ratio; /* within-draw variance of paired differences over the sum of both
                              sides'; NaN where that is 0 or a draw has one run */
    double spend_baseline, spend_arm; /* mean total spend at the horizon */
} rap_contrast_row;

typedef struct {
    size_t arm, outcome;
    int month;
    const char *group;
    double mean, p05, p25, p50, p75, p95;
} rap_series_row;

/* A headline at start values (start_values.h). */
typedef struct {
    bool is_level;       /* of an arm; else of a contrast */
    size_t of, headline; /* which arm or contrast */
    rap_summary s;
} rap_start_row;

enum { RAP_SETS_TOLD = 50 };

/* How far sets of assumptions agree with the mean of a contrast at a headline; shares without chance, set_shares.h. */
typedef struct {
    rap_share
        same; /* whose expected difference is at least delta up, at least delta down, or neither, as the mean is */
    rap_share
        opposite; /* whose points the other way: by any size where the mean is at least delta, else by delta */
    double places
        [RAP_SETS_TOLD]; /* where so many sets lie that stand for all of them: quantiles of the same distribution, upwards; NaN
                                     where they cannot be told */
} rap_agreement;

typedef struct rap_patterns rap_patterns;       /* patterns.h */
typedef struct rap_verdicts rap_verdicts;       /* verdicts.h */
typedef struct rap_boxes rap_boxes;             /* boxes.h */
typedef struct rap_lines rap_lines;             /* lines.h */
typedef struct rap_form rap_form;               /* form.h */
typedef struct rap_worth rap_worth;             /* worth.h */
typedef struct rap_deciding rap_deciding;       /* sensitivity.h */
typedef struct rap_calibrated rap_calibrated;   /* calibrated.h */
typedef struct rap_certainties rap_certainties; /* certainty.h */
typedef struct rap_story rap_story;             /* story.h */
typedef struct rap_language rap_language;       /* plots/words/translation.h */

typedef struct {
    const rap_study *study;
    const rap_layout *layout;
    const rap_patterns *patterns; /* beside the tables, for pictures and pages; NULL: none */
    const rap_verdicts *verdicts;
    const rap_boxes *boxes;
    const rap_lines *lines;
    const rap_form *form;
    const rap_worth *worth;
    const rap_deciding *deciding;
    const rap_calibrated *calibrated;
    const rap_language *language; /* of all that is said of them; NULL: English */
    const rap_story *story;
    const rap_certainties *certainties;
    int64_t items; /* finished items that the tables rest on */
    rap_outcome_row *outcomes;
    size_t n_outcomes;
    rap_contrast_row *contrasts;
    size_t n_contrasts;
    rap_lookup outcome_index, contrast_index; /* of those rows; empty ones are found row by row */
    rap_series_row *series; /* order: arm, series column, month; whole paths of n_months rows */
    size_t n_series;
    rap_deciders *
        deciders; /* contrast x headline: inputs that its difference goes with; NULL: no set is drawn */
    rap_agreement *agreements; /* contrast x headline; NULL: no set is drawn */
    rap_start_row *starts;     /* order: headline, contrast; none until they are made */
    size_t n_starts;
    /* Shaded months: those of arm a at [span_first[a], span_first[a + 1]). */
    rap_span *spans;
    size_t *span_first;
    size_t n_spans;
    char **span_texts; /* private: label and group of each */
} rap_tables;

/* Free is legal after a failure, and twice. */
void rap_tables_free(rap_tables *tables);

/* Makes rows be found at once; they stay as they are from then on. RAP_OK or RAP_ENOMEM. */
int rap_tables_index(rap_tables *t);

/* The first row that fits, or NULL. */
const rap_outcome_row *rap_tables_outcome(const rap_tables *t, size_t arm, size_t outcome,
                                          const char *group, size_t window);
/* That of a headline in an arm. */
const rap_outcome_row *rap_tables_level(const rap_tables *t, size_t arm, const rap_headline *h);
const rap_contrast_row *rap_tables_contrast(const rap_tables *t, size_t contrast, size_t outcome,
                                            const char *group, size_t window);
/* What the difference of a contrast at a headline goes with, or NULL. */
const rap_deciders *rap_tables_deciders(const rap_tables *t, size_t contrast, size_t headline);
/* How far sets agree on a headline of a contrast, or NULL. */
const rap_agreement *rap_tables_agreement(const rap_tables *t, size_t contrast, size_t headline);
/* The rows of one path, n_months of them, or NULL. */
const rap_series_row *rap_tables_series(const rap_tables *t, size_t arm, size_t outcome,
                                        const char *group);

/* Whether a span is to be shaded beside a group: its own, or all where it has none of its own. */
bool rap_tables_shades(const rap_tables *t, size_t span, const char *group);

/* The files, whole, and what their columns are. */
extern const rap_csv_table rap_csv_outcomes, rap_csv_contrasts, rap_csv_series;
void rap_tables_outcomes_csv(const rap_tables *t, rap_text *out);
void rap_tables_contrasts_csv(const rap_tables *t, rap_text *out);
void rap_tables_series_csv(const rap_tables *t, rap_text *out);

#endif
