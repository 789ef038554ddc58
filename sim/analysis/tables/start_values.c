/* start_values.c: runs at start values, and start_values.csv. */
#include "analysis/tables/start_values.h"
#include "analysis/estimate/effect_cells.h"
#include "analysis/estimate/matters.h"
#include "analysis/tables/make_tables.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

/* ---- the runs --------------------------------------------------------------------------------- */

static int plan_start(rap_aside *aside, const rap_bench *bench) {
    bool used[RAP_MOST_WINDOWS + 1];
    int64_t items = rap_ensemble_items(bench->study);
    int status = rap_aside_init(aside, bench);
    if (status)
        return status;
    aside->study.draws = 0;
    aside->study.replicates = items < RAP_START_HISTORIES ? items : RAP_START_HISTORIES;
    return rap_study_keep_headlines(&aside->study, used);
}

static const rap_summary *summary_of(const rap_tables *t, const rap_start_row *row) {
    const rap_headline *h = &t->study->headlines[row->headline];
    const rap_outcome_row *level = row->is_level ? rap_tables_level(t, row->of, h) : NULL;
    const rap_contrast_row *difference =
        row->is_level ? NULL : rap_tables_contrast(t, row->of, h->outcome, h->group, h->window);
    return level ? &level->s : difference ? &difference->s : NULL;
}

/* A row for every contrast, or for the only arm, on every headline. */
static int list_starts(rap_tables *t, const rap_tables *at_start) {
    const rap_study *s = t->study;
    size_t n = s->n_contrasts ? s->n_contrasts : 1;
    t->starts = rap_allocate(n * s->n_headlines, sizeof *t->starts);
    if (!t->starts)
        return rap_fail(RAP_ENOMEM);
    for (size_t h = 0; h < s->n_headlines; h++)
        for (size_t k = 0; k < n; k++) {
            rap_start_row row = {
                .is_level = !s->n_contrasts, .of = s->n_contrasts ? k : s->baseline, .headline = h};
            const rap_summary *at = summary_of(at_start, &row);
            if (at)
                row.s = *at;
            if (at)
                t->starts[t->n_starts++] = row;
        }
    return RAP_OK;
}

int rap_start_values_make(rap_tables *t, const rap_bench *bench) {
    rap_aside aside = {0};
    rap_tables at_start = {0};
    rap_free(t->starts);
    t->starts = NULL;
    t->n_starts = 0;
    if (bench->study->draws == 0)
        return RAP_OK;
    int status = plan_start(&aside, bench);
    status = status ? status : rap_aside_run(&aside, bench);
    status = status ? status : rap_tables_make(&at_start, &aside.study, &aside.layout, aside.store);
    status = status ? status : list_starts(t, &at_start);
    rap_tables_free(&at_start);
    rap_aside_free(&aside);
    return status;
}

/* ---- beside the mean over sets ---------------------------------------------------------------- */

const rap_summary *rap_start_beside(const rap_tables *t, const rap_start_row *row) {
    return summary_of(t, row);
}

bool rap_start_parts(const rap_tables *t, const rap_start_row *row) {
    const rap_summary *over_sets = summary_of(t, row);
    double delta = t->study->delta[t->study->headlines[row->headline].outcome];
    return over_sets && rap_at_least(fabs(row->s.mean - over_sets->mean), delta);
}

/* ---- start_values.csv ------------------------------------------------------------------------- */

typedef struct {
    rap_side minus, plus;
    const char *outcome, *group, *window, *unit;
    rap_summary start;
    double mean, apart;
    bool parts;
} start_line;

#define START_REAL(name, member, meaning)                                                          \
    RAP_CSV_REAL(name, RAP_CSV_OF_OUTCOME, start_line, member, meaning)

static const rap_csv_column start_columns[] = {
    RAP_CSV_AT(
        "baseline", "", rap_csv_side, start_line, minus,
        "arm, or arms joined by +, that the other side is compared with; empty where there is "
        "one arm"),
    RAP_CSV_AT("arm", "", rap_csv_side, start_line, plus,
               "arm, or arms joined by +, that is compared with it"),
    RAP_CSV_WORD("outcome", start_line, outcome, "name of the outcome, that of a headline"),
    RAP_CSV_WORD("group", start_line, group, "whose outcome it is: all, or a part of them"),
    RAP_CSV_WORD("window", start_line, window, "when, as in contrasts.csv"),
    RAP_CSV_WORD("unit", start_line, unit, "unit of the outcome"),
    RAP_CSV_AT("runs", "number", rap_csv_count, start_line, start.runs,
               "histories at the start values that have a value"),
    START_REAL("start", start.mean,
               "difference (of one arm: mean) with every uncertain number at its start value"),
    RAP_CSV_REAL("ci_low", RAP_CSV_OF_OUTCOME, start_line, start.ci_low,
                 "lower end of its 95 % Monte Carlo interval"),
    RAP_CSV_REAL("ci_high", RAP_CSV_OF_OUTCOME, start_line, start.ci_high,
                 "upper end of that interval"),
    START_REAL("mean", mean,
               "the same over sets of assumptions, as in contrasts.csv (of one arm: outcomes.csv)"),
    START_REAL("apart", apart, "mean less start"),
    RAP_CSV_AT("parts", RAP_CSV_TRUTH, rap_csv_truth, start_line, parts,
               "whether they part by at least the smallest difference that matters"),
};

const rap_csv_table rap_csv_start_values =
    RAP_CSV_TABLE("start_values.csv",
                  "a headline of a difference between arms at start values, beside that over sets "
                  "of assumptions; not where start values are all that was run",
                  start_columns);

void rap_start_values_csv(const rap_tables *t, rap_text *out) {
    const rap_study *s = t->study;
    rap_csv_header(out, &rap_csv_start_values, t);
    for (size_t k = 0; k < t->n_starts; k++) {
        const rap_start_row *r = &t->starts[k];
        const rap_headline *h = &s->headlines[r->headline];
        const rap_summary *over_sets = summary_of(t, r);
        const rap_contrast *c = r->is_level ? NULL : &s->contrasts[r->of];
        double mean = over_sets ? over_sets->mean : (double)NAN;
        const start_line line = {.minus = {s, c ? c->minus : NULL, c ? c->n_minus : 0},
                                 .plus = {s, c ? c->plus : &r->of, c ? c->n_plus : 1},
                                 .outcome = s->model->outcomes[h->outcome].name,
                                 .group = h->group,
                                 .window = s->windows[h->window].text,
                                 .unit = rap_unit_of(s, h->outcome),
                                 .start = r->s,
                                 .mean = mean,
                                 .apart = mean - r->s.mean,
                                 .parts = rap_start_parts(t, r)};
        rap_csv_row(out, &rap_csv_start_values, t, &line);
    }
}
