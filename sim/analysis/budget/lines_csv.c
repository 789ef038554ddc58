/* lines_csv.c: budget.csv and form.csv (RFC 4180, LF, one header row, missing cells empty). */
#include "analysis/budget/lines.h"
#include "base/csv.h"

#include <math.h>

static void summary(rap_text *out, const rap_summary *s) {
    rap_csv_number(out, s->mean);
    rap_csv_number(out, s->ci_low);
    rap_csv_number(out, s->ci_high);
}

static void dose_row(const rap_lines *lines, size_t i, size_t k, size_t a, rap_text *out) {
    const rap_study *s = lines->study;
    const rap_aim *aim = &s->budget.aims[a];
    const rap_outcome *o = &s->model->outcomes[aim->outcome];
    const rap_dose_result *r = &lines->rows[i].dose[k];
    rap_text_csv(out, s->budget.lines[i].name);
    rap_csv_number(out, rap_doses[k]);
    rap_csv_word(out, s->budget.lines[i].lever);
    rap_csv_number(out, lines->plan->rows[i].lever[k]);
    rap_csv_word(out, s->budget.lines[i].money_to);
    rap_csv_word(out, o->name);
    rap_csv_word(out, aim->group);
    rap_csv_word(out, s->windows[aim->window].text);
    rap_csv_word(out, o->flags & RAP_CURRENCY ? s->currency : o->unit);
    rap_csv_number(out, (double)r->effect[a].draws);
    rap_csv_number(out, (double)r->effect[a].runs);
    summary(out, &r->effect[a]);
    summary(out, &r->money);
    summary(out, &r->moved);
    rap_csv_number(out, 1000 * r->marginal[a].mean);
    rap_csv_number(out, 1000 * r->marginal[a].low);
    rap_csv_number(out, 1000 * r->marginal[a].high);
    rap_text_add(out, "\n");
}

void rap_lines_csv(const rap_lines *lines, rap_text *out) {
    rap_text_add(out,
                 "line,percent,lever,lever_value,money_to,outcome,group,window,unit,draws,runs,"
                 "effect,effect_low,effect_high,money,money_low,money_high,moved,moved_low,"
                 "moved_high,per_1000,per_1000_low,per_1000_high\n");
    for (size_t i = 0; i < lines->n; i++)
        for (size_t k = 0; k < RAP_DOSES; k++)
            for (size_t a = 0; a < lines->study->budget.n_aims; a++)
                if (lines->plan->rows[i].there[k])
                    dose_row(lines, i, k, a, out);
}

/* ---- the form --------------------------------------------------------------------------------- */

static const rap_summary *all_of(const rap_lines *lines, size_t year) {
    return year < lines->plan->n_years ? &lines->spend[year] : &lines->total;
}

static const rap_summary *line_of(const rap_lines *lines, size_t i, size_t year) {
    return year < lines->plan->n_years ? &lines->rows[i].spend[year] : &lines->rows[i].total;
}

static double cents(double x) {
    return round(100 * x) / 100;
}

double rap_lines_rest(const rap_lines *lines, size_t year) {
    double rest = cents(all_of(lines, year)->mean);
    for (size_t i = 0; i < lines->n; i++)
        rest -= cents(line_of(lines, i, year)->mean);
    return cents(rest);
}

void rap_lines_form_csv(const rap_lines *lines, rap_text *out) {
    size_t years = lines->plan->n_years;
    rap_text_add(out, "line,label,currency");
    for (size_t y = 0; y < years; y++)
        rap_text_format(out, ",year_%zu", y + 1);
    rap_text_add(out, ",total\n");
    for (size_t i = 0; i <= lines->n + 1; i++) {
        bool rest = i == lines->n, all = i > lines->n;
        rap_text_csv(out, all ? "all" : rest ? "other" : lines->study->budget.lines[i].name);
        rap_csv_word(out, all    ? "All lines"
                          : rest ? "Other lines"
                                 : lines->study->budget.lines[i].label);
        rap_csv_word(out, lines->study->currency);
        for (size_t y = 0; y <= years; y++)
            rap_csv_number(out, cents(all    ? all_of(lines, y)->mean
                                      : rest ? rap_lines_rest(lines, y)
                                             : line_of(lines, i, y)->mean));
        rap_text_add(out, "\n");
    }
}

/* ---- the plan --------------------------------------------------------------------------------- */

void rap_lines_planned_csv(const rap_lines *lines, rap_text *out) {
    const rap_study *s = lines->study;
    rap_inputs inputs;
    rap_planned line;
    rap_text_add(out, "of,line,currency,amount\n");
    int status = rap_inputs_bind(&inputs, s, s->budget.arm);
    for (size_t k = 0; !status && s->model->planned; k++) {
        int there = s->model->planned(inputs.root, k, &line);
        out->failed |= there < 0;
        if (there <= 0)
            break;
        rap_text_csv(out, line.of);
        rap_csv_word(out, line.line);
        rap_csv_word(out, s->currency);
        rap_csv_number(out, (double)line.cents / 100);
        rap_text_add(out, "\n");
    }
    out->failed |= status != 0;
    rap_inputs_free(&inputs);
}
