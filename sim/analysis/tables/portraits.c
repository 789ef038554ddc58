/* portraits.c: see portraits.h. Every number is a cell of outcomes.csv or contrasts.csv. */
#include "analysis/tables/portraits.h"
#include "analysis/estimate/effect_cells.h"

#include <math.h>

const rap_column *rap_portraits(const rap_tables *t, size_t *n) {
    return rap_layout_portraits(t->layout, t->study->model, n);
}

int rap_portrait_outcome(const rap_tables *t, size_t k) {
    const rap_portrait *p = t->study->model->portrait;
    const char *const *list = p->told;
    if (k-- == 0)
        return rap_model_outcome(t->study->model, p->yes);
    while (*list && k-- > 0)
        list++;
    return *list ? rap_model_outcome(t->study->model, *list) : rap_portrait_lost(t, k);
}

int rap_portrait_lost(const rap_tables *t, size_t k) {
    const char *const *list = t->study->model->portrait->lost;
    while (*list && k-- > 0)
        list++;
    return *list ? rap_model_outcome(t->study->model, *list) : -1;
}

const rap_summary *rap_portrait_level(const rap_tables *t, const char *group, size_t arm,
                                      int outcome) {
    const rap_outcome_row *row =
        rap_tables_outcome(t, arm, (size_t)outcome, group, t->study->horizon_window);
    return row ? &row->s : NULL;
}

const rap_contrast_row *rap_portrait_difference(const rap_tables *t, const char *group,
                                                size_t contrast, int outcome) {
    return rap_tables_contrast(t, contrast, (size_t)outcome, group, t->study->horizon_window);
}

size_t rap_portrait_contrast(const rap_study *study, size_t arm) {
    size_t c = 0;
    while (c < study->n_contrasts &&
           !(study->contrasts[c].is_arm && study->contrasts[c].plus[0] == arm))
        c++;
    return c;
}

/* ---- named.csv -------------------------------------------------------------------------------- */

typedef struct {
    const char *group, *label, *arm, *outcome, *meaning, *window, *unit;
    rap_summary s, d;
} portrait_line;

#define LEVEL(name, member, meaning)                                                               \
    RAP_CSV_REAL(name, RAP_CSV_OF_OUTCOME, portrait_line, member, meaning)

static const rap_csv_column portrait_columns[] = {
    RAP_CSV_WORD("group", portrait_line, group, "who is named, as in other files"),
    RAP_CSV_WORD("label", portrait_line, label, "the same for people"),
    RAP_CSV_WORD("arm", portrait_line, arm, "name of the arm"),
    RAP_CSV_WORD("outcome", portrait_line, outcome,
                 "what is told: a yes next time, then what may be lost"),
    RAP_CSV_WORD("meaning", portrait_line, meaning, "label of that outcome"),
    RAP_CSV_WORD("window", portrait_line, window, "when: the end of the study"),
    RAP_CSV_WORD("unit", portrait_line, unit, "unit of the outcome"),
    LEVEL("mean", s.mean, "as in outcomes.csv"),
    LEVEL("ci_low", s.ci_low, "lower end of its 95 % Monte Carlo interval"),
    LEVEL("ci_high", s.ci_high, "upper end of that interval"),
    LEVEL("plausible_low", s.plausible_low,
          "lower end of where the middle 95 % of draws is estimated to lie"),
    LEVEL("plausible_high", s.plausible_high, "upper end of that range"),
    LEVEL("difference", d.mean,
          "arm less baseline on common luck, as in contrasts.csv; empty for the baseline"),
    LEVEL("difference_ci_low", d.ci_low, "lower end of its 95 % Monte Carlo interval"),
    LEVEL("difference_ci_high", d.ci_high, "upper end of that interval"),
    LEVEL("difference_plausible_low", d.plausible_low,
          "lower end of where the middle 95 % of the draws' differences is estimated to lie"),
    LEVEL("difference_plausible_high", d.plausible_high, "upper end of that range"),
};

const rap_csv_table rap_csv_portraits = RAP_CSV_TABLE(
    "named.csv",
    "what is told of one that the study names, such as an organisation with `named = true`, in an "
    "arm at the end of the study",
    portrait_columns);

static void add_portrait(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm) {
    const rap_study *s = t->study;
    const size_t contrast = rap_portrait_contrast(s, arm);
    int outcome;
    for (size_t k = 0; (outcome = rap_portrait_outcome(t, k)) >= 0; k++) {
        const rap_summary *level = rap_portrait_level(t, who->group, arm, outcome);
        const rap_contrast_row *row = rap_portrait_difference(t, who->group, contrast, outcome);
        if (!level)
            continue;
        const portrait_line line = {.group = who->group,
                                    .label = who->group_label,
                                    .arm = s->arms[arm].name,
                                    .outcome = s->model->outcomes[outcome].name,
                                    .meaning = s->model->outcomes[outcome].label,
                                    .window = s->windows[s->horizon_window].text,
                                    .unit = rap_unit_of(s, (size_t)outcome),
                                    .s = *level,
                                    .d = row ? row->s : rap_summary_unknown()};
        rap_csv_row(out, &rap_csv_portraits, t, &line);
    }
}

void rap_portraits_csv(const rap_tables *t, rap_text *out) {
    size_t n;
    const rap_column *who = rap_portraits(t, &n);
    rap_csv_header(out, &rap_csv_portraits, t);
    for (size_t k = 0; k < n; k++)
        for (size_t a = 0; a < t->study->n_arms; a++)
            add_portrait(out, t, &who[k], a);
}
