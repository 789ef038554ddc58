/* tables_csv.c: the result tables as CSV (RFC 4180, LF, one header row, missing cells empty). */
#include "analysis/tables/tables.h"

static void cell(rap_text *out, double x) {
    rap_text_add(out, ",");
    rap_text_number(out, x);
}

static void word(rap_text *out, const char *text, bool first) {
    if (!first)
        rap_text_add(out, ",");
    rap_text_csv(out, text);
}

static const char *unit_of(const rap_tables *t, size_t outcome) {
    const char *unit = t->study->model->outcomes[outcome].unit;
    return t->study->model->outcomes[outcome].flags & RAP_CURRENCY ? t->study->currency : unit;
}

static void counts(rap_text *out, const rap_summary *s, const rap_study *study) {
    rap_text_format(out, ",%lld,%lld,%lld", study->draws ? (long long)s->draws : 0,
                    (long long)s->runs, (long long)s->missing);
}

static void spreads(rap_text *out, const rap_summary *s) {
    cell(out, s->ci_low);
    cell(out, s->ci_high);
    cell(out, s->sd_chance);
    cell(out, s->sd_parameters);
    cell(out, s->plausible_low);
    cell(out, s->plausible_high);
}

void rap_tables_outcomes_csv(const rap_tables *t, rap_text *out) {
    rap_text_add(out,
                 "arm,outcome,group,window,unit,draws,runs,missing,mean,ci_low,ci_high,sd_chance,"
                 "sd_parameters,plausible_low,plausible_high,p05,p50,p95\n");
    for (size_t k = 0; k < t->n_outcomes; k++) {
        const rap_outcome_row *r = &t->outcomes[k];
        word(out, t->study->arms[r->arm].name, true);
        word(out, t->study->model->outcomes[r->outcome].name, false);
        word(out, r->group, false);
        word(out, t->study->windows[r->window].text, false);
        word(out, unit_of(t, r->outcome), false);
        counts(out, &r->s, t->study);
        cell(out, r->s.mean);
        spreads(out, &r->s);
        cell(out, r->s.p05);
        cell(out, r->s.p50);
        cell(out, r->s.p95);
        rap_text_add(out, "\n");
    }
}

/* "a" or "a+b": the arms of one side. */
static void side_name(rap_text *out, const rap_study *study, const size_t *arms, size_t n) {
    for (size_t a = 0; a < n; a++)
        rap_text_format(out, "%s%s", a ? "+" : "", study->arms[arms[a]].name);
}

static void contrast_row(rap_text *out, const rap_tables *t, const rap_contrast_row *r) {
    const rap_contrast *c = &t->study->contrasts[r->contrast];
    side_name(out, t->study, c->minus, c->n_minus);
    rap_text_add(out, ",");
    side_name(out, t->study, c->plus, c->n_plus);
    word(out, t->study->model->outcomes[r->outcome].name, false);
    word(out, r->group, false);
    word(out, t->study->windows[r->window].text, false);
    word(out, unit_of(t, r->outcome), false);
    rap_text_format(out, ",%lld,%lld", t->study->draws ? (long long)r->s.draws : 0,
                    (long long)r->s.runs);
    cell(out, r->s.mean);
    spreads(out, &r->s);
    cell(out, r->p_mean);
    cell(out, r->p_programme);
    cell(out, r->ties);
    cell(out, r->variance_ratio);
    cell(out, r->spend_baseline);
    cell(out, r->spend_arm);
    rap_text_add(out, "\n");
}

void rap_tables_contrasts_csv(const rap_tables *t, rap_text *out) {
    rap_text_add(
        out,
        "baseline,arm,outcome,group,window,unit,draws,runs,difference,ci_low,ci_high,sd_chance,"
        "sd_parameters,plausible_low,plausible_high,p_mean,p_programme,ties,variance_ratio,"
        "spend_baseline,spend_arm\n");
    for (size_t k = 0; k < t->n_contrasts; k++)
        contrast_row(out, t, &t->contrasts[k]);
}

void rap_tables_series_csv(const rap_tables *t, rap_text *out) {
    rap_text_add(out, "arm,month,outcome,group,mean,p05,p25,p50,p75,p95\n");
    for (size_t k = 0; k < t->n_series; k++) {
        const rap_series_row *r = &t->series[k];
        word(out, t->study->arms[r->arm].name, true);
        rap_text_format(out, ",%d", r->month);
        word(out, t->study->model->outcomes[r->outcome].name, false);
        word(out, r->group, false);
        cell(out, r->mean);
        cell(out, r->p05);
        cell(out, r->p25);
        cell(out, r->p50);
        cell(out, r->p75);
        cell(out, r->p95);
        rap_text_add(out, "\n");
    }
}
