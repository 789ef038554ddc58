/* tables_csv.c: outcomes.csv, contrasts.csv and series.csv. */
#include "analysis/estimate/effect_cells.h"
#include "analysis/tables/tables.h"

/* Interval, spreads and range of a summary that is a member of a row. */
#define SPREADS(type, member, values)                                                              \
    RAP_CSV_REAL("ci_low", RAP_CSV_OF_OUTCOME, type, member.ci_low,                                \
                 "lower end of its 95 % Monte Carlo interval, which more draws would narrow"),     \
        RAP_CSV_REAL("ci_high", RAP_CSV_OF_OUTCOME, type, member.ci_high,                          \
                     "upper end of that interval"),                                                \
        RAP_CSV_REAL("sd_chance", RAP_CSV_OF_OUTCOME, type, member.sd_chance,                      \
                     "standard deviation of " values " within a draw, pooled: luck alone"),        \
        RAP_CSV_REAL("sd_parameters", RAP_CSV_OF_OUTCOME, type, member.sd_parameters,              \
                     "standard deviation of the means of draws, less what luck makes of them: "    \
                     "assumptions alone"),                                                         \
        RAP_CSV_INTERVAL("plausible_low", RAP_CSV_OF_OUTCOME, type, member.plausible_low,          \
                         member.low_end[0], member.low_end[1],                                     \
                         "lower end of where the middle 95 % of draws is estimated to lie; empty " \
                         "where chance alone could spread their means as far"),                    \
        RAP_CSV_INTERVAL("plausible_high", RAP_CSV_OF_OUTCOME, type, member.plausible_high,        \
                         member.high_end[0], member.high_end[1], "upper end of that range")

#define GROUP "whose outcome it is: all, or a part of them"
#define WINDOW                                                                                     \
    "when: a calendar month, or months since an event of the arm itself, such as its last funded " \
    "month (end)"

/* ---- outcomes.csv ----------------------------------------------------------------------------- */

typedef struct {
    const char *arm, *outcome, *group, *window, *unit;
    int64_t draws;
    rap_summary s;
} outcome_line;

static const rap_csv_column outcome_columns[] = {
    RAP_CSV_WORD("arm", outcome_line, arm, "name of the arm"),
    RAP_CSV_WORD("outcome", outcome_line, outcome, "name of the outcome"),
    RAP_CSV_WORD("group", outcome_line, group, GROUP),
    RAP_CSV_WORD("window", outcome_line, window, WINDOW),
    RAP_CSV_WORD("unit", outcome_line, unit, "unit of the outcome"),
    RAP_CSV_AT("draws", "number", rap_csv_count, outcome_line, draws,
               "sets of assumptions with at least one run; 0 where start values were kept"),
    RAP_CSV_AT("runs", "number", rap_csv_count, outcome_line, s.runs, "runs that have a value"),
    RAP_CSV_AT("missing", "number", rap_csv_count, outcome_line, s.missing,
               "runs that have none, such as a mean over nobody"),
    RAP_CSV_REAL("mean", RAP_CSV_OF_OUTCOME, outcome_line, s.mean,
                 "mean over draws of the mean of a draw's runs; of a ratio: ratio of the means"),
    SPREADS(outcome_line, s, "single runs"),
    RAP_CSV_REAL("p05", RAP_CSV_OF_OUTCOME, outcome_line, s.p05,
                 "value that 5 % of all runs stay below; empty for a ratio"),
    RAP_CSV_REAL("p50", RAP_CSV_OF_OUTCOME, outcome_line, s.p50, "median of all runs"),
    RAP_CSV_REAL("p95", RAP_CSV_OF_OUTCOME, outcome_line, s.p95,
                 "value that 95 % of all runs stay below"),
};

const rap_csv_table rap_csv_outcomes =
    RAP_CSV_TABLE("outcomes.csv", "an outcome of a group in an arm at a window", outcome_columns);

void rap_tables_outcomes_csv(const rap_tables *t, rap_text *out) {
    const rap_study *s = t->study;
    rap_csv_header(out, &rap_csv_outcomes, t);
    for (size_t k = 0; k < t->n_outcomes; k++) {
        const rap_outcome_row *r = &t->outcomes[k];
        const outcome_line line = {.arm = s->arms[r->arm].name,
                                   .outcome = s->model->outcomes[r->outcome].name,
                                   .group = r->group,
                                   .window = s->windows[r->window].text,
                                   .unit = rap_unit_of(s, r->outcome),
                                   .draws = s->draws ? r->s.draws : 0,
                                   .s = r->s};
        rap_csv_row(out, &rap_csv_outcomes, t, &line);
    }
}

/* ---- contrasts.csv ---------------------------------------------------------------------------- */

typedef struct {
    rap_side minus, plus;
    const char *outcome, *window, *unit;
    int64_t draws;
    rap_contrast_row r;
} contrast_line;

#define REAL(name, unit, member, meaning) RAP_CSV_REAL(name, unit, contrast_line, r.member, meaning)

static const rap_csv_column contrast_columns[] = {
    RAP_CSV_AT("baseline", "", rap_csv_side, contrast_line, minus,
               "arm, or arms joined by +, that the other side is compared with"),
    RAP_CSV_AT("arm", "", rap_csv_side, contrast_line, plus,
               "arm, or arms joined by +, that is compared with it"),
    RAP_CSV_WORD("outcome", contrast_line, outcome, "name of the outcome"),
    RAP_CSV_WORD("group", contrast_line, r.group, GROUP),
    RAP_CSV_WORD("window", contrast_line, window, WINDOW),
    RAP_CSV_WORD("unit", contrast_line, unit, "unit of the outcome"),
    RAP_CSV_AT("draws", "number", rap_csv_count, contrast_line, draws,
               "sets of assumptions with at least one pair; 0 where start values were kept"),
    RAP_CSV_AT("runs", "number", rap_csv_count, contrast_line, r.s.runs,
               "pairs of runs with the same luck in which no side is missing"),
    REAL("difference", RAP_CSV_OF_OUTCOME, s.mean,
         "arm less baseline on common luck; of several arms, of their mean"),
    SPREADS(contrast_line, r.s, "differences of single runs"),
    RAP_CSV_INTERVAL("p_mean", RAP_CSV_SHARE, contrast_line, r.p_mean, r.p_mean_low, r.p_mean_high,
                     "share of sets of assumptions whose expected difference is at least the "
                     "smallest that matters, to "
                     "the better side (upwards where neither is better), chance taken out of the "
                     "means; a share of "
                     "sets, not a chance; empty with one run a set"),
    RAP_CSV_INTERVAL("p_worse", RAP_CSV_SHARE, contrast_line, r.p_worse, r.p_worse_low,
                     r.p_worse_high,
                     "share of sets of assumptions whose expected difference is at least as large "
                     "to the worse side (downwards where neither is better), as p_mean; what is "
                     "left of 1 are sets in which the difference does not matter"),
    REAL("p_programme", RAP_CSV_SHARE, p_programme,
         "how often one programme does better than one of the baseline with luck of its own, in "
         "the same draw (is higher, where neither side is better)"),
    REAL("ties", RAP_CSV_SHARE, ties, "how often those two are equal"),
    REAL("variance_ratio", RAP_CSV_SHARE, variance_ratio,
         "variance of paired differences over that of unpaired ones, within draws: below 1 where "
         "common luck helps"),
    REAL("spend_baseline", RAP_CSV_MONEY, spend_baseline,
         "mean money spent by the baseline up to the horizon"),
    REAL("spend_arm", RAP_CSV_MONEY, spend_arm, "mean money spent by the arm up to the horizon"),
};

const rap_csv_table rap_csv_contrasts = RAP_CSV_TABLE(
    "contrasts.csv", "the difference of two arms in an outcome of a group at a window",
    contrast_columns);

void rap_tables_contrasts_csv(const rap_tables *t, rap_text *out) {
    const rap_study *s = t->study;
    rap_csv_header(out, &rap_csv_contrasts, t);
    for (size_t k = 0; k < t->n_contrasts; k++) {
        const rap_contrast_row *r = &t->contrasts[k];
        const rap_contrast *c = &s->contrasts[r->contrast];
        const contrast_line line = {.minus = {s, c->minus, c->n_minus},
                                    .plus = {s, c->plus, c->n_plus},
                                    .outcome = s->model->outcomes[r->outcome].name,
                                    .window = s->windows[r->window].text,
                                    .unit = rap_unit_of(s, r->outcome),
                                    .draws = s->draws ? r->s.draws : 0,
                                    .r = *r};
        rap_csv_row(out, &rap_csv_contrasts, t, &line);
    }
}

/* ---- series.csv ------------------------------------------------------------------------------- */

typedef struct {
    const char *arm, *outcome;
    rap_series_row r;
} series_line;

#define QUANTILE(name, member, percent)                                                            \
    RAP_CSV_REAL(name, "the outcome's", series_line, r.member,                                     \
                 "value that " percent " of all runs stay below in that month")

static const rap_csv_column series_columns[] = {
    RAP_CSV_WORD("arm", series_line, arm, "name of the arm"),
    RAP_CSV_AT("month", "months", rap_csv_int, series_line, r.month,
               "calendar month, from 0, the start"),
    RAP_CSV_WORD("outcome", series_line, outcome, "name of the outcome"),
    RAP_CSV_WORD("group", series_line, r.group, GROUP),
    RAP_CSV_REAL("mean", "the outcome's", series_line, r.mean, "mean of all runs in that month"),
    QUANTILE("p05", p05, "5 %"),
    QUANTILE("p25", p25, "25 %"),
    QUANTILE("p50", p50, "50 %"),
    QUANTILE("p75", p75, "75 %"),
    QUANTILE("p95", p95, "95 %"),
};

const rap_csv_table rap_csv_series =
    RAP_CSV_TABLE("series.csv",
                  "an outcome of a group in an arm in one month; only where its path is kept "
                  "(`keep` in the study), rounded to 12 "
                  "binary places unless all is",
                  series_columns);

void rap_tables_series_csv(const rap_tables *t, rap_text *out) {
    rap_csv_header(out, &rap_csv_series, t);
    for (size_t k = 0; k < t->n_series; k++) {
        const rap_series_row *r = &t->series[k];
        const series_line line = {t->study->arms[r->arm].name,
                                  t->study->model->outcomes[r->outcome].name, *r};
        rap_csv_row(out, &rap_csv_series, t, &line);
    }
}
