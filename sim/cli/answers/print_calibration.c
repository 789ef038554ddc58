/* print_calibration.c: what `calibrate` prints. */
#include "cli/answers/answer_calibration.h"
#include "base/json.h"
#include "cli/terminal/table.h"
#include "plots/words/calibration_words.h"

enum { MOST_CONTRASTS = 3, MOST_INPUTS = 12 };

static void told_cells(rap_table *table, const rap_job *job, size_t outcome,
                       const rap_calibrated_row *row) {
    rap_text before, after;
    rap_text_init(&before);
    rap_text_init(&after);
    rap_calibrated_told(&before, &job->tables, outcome, &row->before,
                        RAP_WITH_SIGN | RAP_WITH_UNIT);
    rap_calibrated_after(&after, &job->tables, outcome, row, RAP_WITH_SIGN | RAP_WITH_UNIT);
    rap_table_text_cell(table, &before);
    rap_table_text_cell(table, &after);
}

/* ---- headlines --------------------------------------------------------------------------------- */

static void print_told_contrast(const rap_job *job, const rap_calibrated *c, size_t contrast,
                                rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT};
    rap_table table;
    rap_text_add(out, "\n");
    rap_words_contrast(out, &job->tables, contrast);
    rap_text_add(out, ":\n");
    rap_table_init(&table, align, 3);
    rap_table_cell(&table, tr(job->tables.language, "headline"));
    rap_table_cell(&table, tr(job->tables.language, "before data (95 %% of sets)"));
    rap_table_cell(&table, tr(job->tables.language, "given the data (95 %% of sets)"));
    for (size_t h = 0; h < job->study.n_headlines; h++) {
        const rap_headline *line = &job->study.headlines[h];
        const rap_calibrated_row *row = rap_calibrated_find(c, contrast, h);
        if (!row)
            continue;
        rap_text cell;
        rap_text_init(&cell);
        rap_words_headline(&cell, &job->tables, line);
        rap_table_text_cell(&table, &cell);
        told_cells(&table, job, line->outcome, row);
    }
    rap_table_print(&table, out, 2, width);
    rap_table_free(&table);
    rap_text words;
    rap_text_init(&words);
    rap_calibrated_footnote(&words, &job->tables, contrast);
    rap_table_paragraph(out, &words, 2, width);
}

/* ---- inputs ------------------------------------------------------------------------------------ */

static void values_cell(rap_table *table, const rap_job *job, const rap_values_told *values) {
    rap_text cell;
    rap_text_init(&cell);
    rap_calibrated_values(&cell, job->tables.language, values);
    rap_table_text_cell(table, &cell);
}

static void print_told_inputs(const rap_job *job, const rap_calibrated *c, rap_text *out,
                              size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_LEFT, RAP_RIGHT, RAP_RIGHT};
    size_t n = c->identified < MOST_INPUTS ? c->identified : MOST_INPUTS;
    rap_table table;
    if (!n)
        return;
    rap_table_init(&table, align, 4);
    rap_table_cell(&table, tr(job->tables.language, "number"));
    rap_table_cell(&table, tr(job->tables.language, "grade"));
    rap_table_cell(&table, tr(job->tables.language, "before (95 %%)"));
    rap_table_cell(&table, tr(job->tables.language, "given the data (95 %%)"));
    for (size_t i = 0; i < n; i++) {
        const rap_calibrated_input *x = &c->inputs[i];
        rap_table_cell(&table, "%s", x->input->path);
        rap_table_cell(&table, "%s", x->input->grade);
        values_cell(&table, job, &x->before);
        values_cell(&table, job, &x->after);
    }
    rap_table_print(&table, out, 2, width);
    rap_table_free(&table);
    if (n < c->identified)
        rap_text_format(out, tr(job->tables.language, "  and %zu more, in calibrated_inputs.csv\n"),
                        c->identified - n);
}

/* ---- quantities -------------------------------------------------------------------------------- */

static void print_foretold(const rap_job *job, const rap_calibrated *c, rap_text *out,
                           size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    rap_table table;
    rap_table_init(&table, align, 4);
    rap_table_cell(&table, tr(job->tables.language, "measured quantity"));
    rap_table_cell(&table, tr(job->tables.language, "measured"));
    rap_table_cell(&table, tr(job->tables.language, "foretold before (95 %%)"));
    rap_table_cell(&table, tr(job->tables.language, "from all others (95 %%)"));
    for (size_t k = 0; k < c->n_quantities; k++) {
        const rap_calibrated_quantity *x = &c->quantities[k];
        size_t outcome = x->quantity->effect.outcome;
        rap_text cell;
        if (!x->foretold)
            continue;
        rap_table_cell(&table, "%s%s", x->quantity->label,
                       rap_calibrated_is_miss(x) ? tr(job->tables.language, " (missed)") : "");
        rap_text_init(&cell);
        rap_words_value(&cell, &job->tables, outcome, x->quantity->value, 0);
        rap_table_text_cell(&table, &cell);
        rap_text_init(&cell);
        rap_calibrated_told(&cell, &job->tables, outcome, &x->foretold->prior, 0);
        rap_table_text_cell(&table, &cell);
        rap_text_init(&cell);
        rap_calibrated_told(&cell, &job->tables, outcome, &x->foretold->others, 0);
        rap_table_text_cell(&table, &cell);
    }
    rap_table_print(&table, out, 2, width);
    rap_table_free(&table);
}

static void print_forecasts(const rap_job *job, const rap_calibrated *c, rap_text *out,
                            size_t width) {
    for (size_t k = 0; k < c->n_quantities; k++) {
        rap_text words;
        if (!c->quantities[k].quantity->kept_back)
            continue;
        rap_text_init(&words);
        rap_calibrated_forecast(&words, &job->tables, &c->quantities[k]);
        rap_table_paragraph(out, &words, 2, width);
    }
}

/* ---- the whole --------------------------------------------------------------------------------- */

static void print_lead(const rap_job *job, const rap_calibrated *c, rap_text *out, size_t width) {
    rap_text words;
    rap_text_init(&words);
    rap_calibrated_what(&words, job->tables.language, c);
    rap_calibrated_way(&words, job->tables.language, c);
    rap_calibrated_worth(&words, job->tables.language, c);
    rap_table_paragraph(out, &words, 0, width);
}

static void paragraph_of(const rap_job *job, const rap_calibrated *c,
                         void (*say)(rap_text *, const rap_language *, const rap_calibrated *),
                         rap_text *out, size_t width) {
    rap_text words;
    rap_text_init(&words);
    say(&words, job->tables.language, c);
    rap_text_add(out, words.n ? "\n" : "");
    rap_table_paragraph(out, &words, 0, width);
}

void rap_print_calibration(const rap_job *job, rap_text *out, size_t width) {
    const rap_calibrated *c = job->tables.calibrated;
    size_t contrasts[MOST_CONTRASTS],
        n = rap_words_key_contrasts(&job->tables, contrasts, MOST_CONTRASTS);
    rap_print_head(job, out, width);
    rap_text_add(out, "\n");
    print_lead(job, c, out, width);
    for (size_t k = 0; k < n; k++)
        print_told_contrast(job, c, contrasts[k], out, width);
    paragraph_of(job, c, rap_calibrated_identified, out, width);
    print_told_inputs(job, c, out, width);
    paragraph_of(job, c, rap_calibrated_misses, out, width);
    print_foretold(job, c, out, width);
    print_forecasts(job, c, out, width);
}

/* ---- JSON -------------------------------------------------------------------------------------- */

static void json_told(rap_json *j, const char *key, const rap_told *told) {
    rap_json_open(j, key, '{');
    rap_json_number(j, "mean", told->mean);
    rap_json_number(j, "sd", told->sd);
    rap_json_number(j, "low", told->low);
    rap_json_number(j, "high", told->high);
    rap_json_close(j, '}');
}

static void json_told_row(rap_json *j, const rap_study *s, const rap_calibrated_row *row) {
    rap_json_open(j, NULL, '{');
    if (row->quantity) {
        rap_json_text(j, "forecast", row->quantity->name);
    } else {
        const rap_headline *h = &s->headlines[row->headline];
        rap_json_text(j, row->is_level ? "arm" : "contrast",
                      row->is_level ? s->arms[row->of].name : s->contrasts[row->of].name);
        rap_json_text(j, "outcome", s->model->outcomes[h->outcome].name);
        rap_json_text(j, "group", h->group);
        rap_json_text(j, "window", s->windows[h->window].text);
    }
    json_told(j, "before", &row->before);
    json_told(j, "after", &row->after);
    rap_json_close(j, '}');
}

static void json_inputs(rap_json *j, const rap_calibrated *c) {
    rap_json_open(j, "identified", '[');
    for (size_t i = 0; i < c->identified; i++) {
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "input", c->inputs[i].input->path);
        rap_json_number(j, "shift", c->inputs[i].told->shift);
        rap_json_number(j, "shrinkage", c->inputs[i].told->shrinkage);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
}

void rap_print_calibration_json(const rap_job *job, rap_text *out) {
    const rap_calibrated *c = job->tables.calibrated;
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_integer(&j, "quantities", (int64_t)c->used);
    rap_json_integer(&j, "sets", c->draws);
    rap_json_text(&j, "method", rap_calibration_way_name(c->found.taken));
    rap_json_boolean(&j, "admitted", c->found.admitted);
    rap_json_number(&j, "error", c->found.way[c->found.taken].error);
    rap_json_number(&j, "effective", c->found.effective);
    rap_json_number(&j, "typical", c->found.typical);
    rap_json_integer(&j, "uncertain_inputs", (int64_t)c->n_inputs);
    json_inputs(&j, c);
    rap_json_open(&j, "results", '[');
    for (size_t r = 0; r < c->n_rows; r++)
        json_told_row(&j, &job->study, &c->rows[r]);
    rap_json_close(&j, ']');
    rap_json_close(&j, '}');
}
