/* exported.c: rows of runs.csv and paths.csv. */
#include "analysis/tables/exported.h"
#include "base/error.h"
#include "base/memory.h"

int rap_selection_init(rap_selection *s, const rap_study *study, const rap_layout *layout) {
    *s = (rap_selection){.study = study, .layout = layout};
    s->arms = rap_allocate(layout->n_arms, sizeof *s->arms);
    s->columns = rap_allocate(layout->n_columns, sizeof *s->columns);
    s->windows = rap_allocate(layout->n_windows, sizeof *s->windows);
    if (!s->arms || !s->columns || !s->windows)
        return rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < layout->n_arms; a++)
        s->arms[a] = true;
    for (size_t c = 0; c < layout->n_columns; c++)
        s->columns[c] = true;
    for (size_t w = 0; w < layout->n_windows; w++)
        s->windows[w] = true;
    return RAP_OK;
}

void rap_selection_free(rap_selection *s) {
    rap_free(s->arms);
    rap_free(s->columns);
    rap_free(s->windows);
    *s = (rap_selection){0};
}

/* ---- columns ---------------------------------------------------------------------------------- */

typedef struct {
    const char *arm, *outcome, *group, *window;
    int64_t draw, run;
    size_t month;
    double value;
} exported_line;

#define WHOSE                                                                                      \
    RAP_CSV_WORD("arm", exported_line, arm, "name of the arm"),                                    \
        RAP_CSV_AT("draw", "number", rap_csv_count, exported_line, draw,                           \
                   "set of assumptions, from 1, as in draws.csv; 0: start values"),                \
        RAP_CSV_AT("run", "number", rap_csv_count, exported_line, run,                             \
                   "history of that draw, from 1: the same luck in every arm"),                    \
        RAP_CSV_WORD("outcome", exported_line, outcome,                                            \
                     "name of the outcome; a ratio stands as its two parts"),                      \
        RAP_CSV_WORD("group", exported_line, group, "whose outcome it is: all, or a part of them")

#define VALUE                                                                                      \
    RAP_CSV_REAL("value", "the outcome's", exported_line, value, "in that run; empty: missing")

static const rap_csv_column run_columns[] = {
    WHOSE,
    RAP_CSV_WORD("window", exported_line, window, "when, as in outcomes.csv"),
    VALUE,
};
const rap_csv_table rap_csv_runs =
    RAP_CSV_TABLE("runs.csv", "a run of an arm, with an outcome at a window", run_columns);

static const rap_csv_column path_columns[] = {
    WHOSE,
    RAP_CSV_AT("month", "month", rap_csv_size, exported_line, month, "from 0, the start"),
    VALUE,
};
const rap_csv_table rap_csv_paths =
    RAP_CSV_TABLE("paths.csv",
                  "a run of an arm, with an outcome in a month; of the outcomes whose "
                  "paths are kept",
                  path_columns);

/* ---- rows ------------------------------------------------------------------------------------- */

static exported_line begin_line(const rap_selection *s, int64_t item, size_t arm, size_t column) {
    const rap_study *study = s->study;
    const rap_column *c = &s->layout->columns[column];
    bool drawn = study->draws > 0;
    return (exported_line){.arm = study->arms[arm].name,
                           .draw = drawn ? item / study->replicates + 1 : 0,
                           .run = (drawn ? item % study->replicates : item) + 1,
                           .outcome = study->model->outcomes[c->outcome].name,
                           .group = c->group};
}

static bool writes_column(const rap_selection *s, size_t arm, size_t column) {
    return s->columns[column] && s->layout->present[arm * s->layout->n_columns + column];
}

void rap_runs_csv(const rap_selection *s, int64_t item, size_t arm, const double *values,
                  rap_text *out) {
    const rap_layout *l = s->layout;
    for (size_t c = 0; c < l->n_columns && s->arms[arm]; c++) {
        exported_line line = begin_line(s, item, arm, c);
        for (size_t w = 0; w < l->n_windows && writes_column(s, arm, c); w++) {
            line.window = s->study->windows[w].text;
            line.value = values[c * l->n_windows + w];
            if (s->windows[w])
                rap_csv_row(out, &rap_csv_runs, s, &line);
        }
    }
}

void rap_paths_csv(const rap_selection *s, int64_t item, size_t arm, const double *paths,
                   rap_text *out) {
    const rap_layout *l = s->layout;
    for (size_t k = 0; k < l->n_series && s->arms[arm]; k++) {
        exported_line line = begin_line(s, item, arm, l->series[k]);
        for (size_t m = 0; m < l->n_months && writes_column(s, arm, l->series[k]); m++) {
            line.month = m;
            line.value = paths[k * l->n_months + m];
            rap_csv_row(out, &rap_csv_paths, s, &line);
        }
    }
}
