/* print_sensitivity.c: what `sensitivity` prints: for each contrast what decides its first headline, and in a line what
 * decides the others. */
#include "cli/answers/answer_sensitivity.h"
#include "cli/answers/print.h"
#include "base/json.h"
#include "cli/terminal/table.h"
#include "plots/words/sensitivity_words.h"

#include <string.h>

enum { MOST_SHOWN = 10, MOST_IN_A_LINE = 4 };

static void index_cell(rap_table *table, const rap_job *job, const rap_index *share) {
    rap_text cell;
    rap_text_init(&cell);
    rap_deciding_share(&cell, job->tables.language, share);
    rap_table_text_cell(table, &cell);
}

static void print_factors(const rap_job *job, const rap_deciding *d, const rap_decided *row,
                          rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_LEFT, RAP_RIGHT, RAP_RIGHT};
    size_t factors[MOST_SHOWN], n = rap_deciding_order(d, row, factors, MOST_SHOWN);
    rap_table table;
    if (!n)
        return;
    rap_table_init(&table, align, 4);
    rap_table_cell(&table, tr(job->tables.language, "assumption"));
    rap_table_cell(&table, tr(job->tables.language, "grade"));
    rap_table_cell(&table, tr(job->tables.language, "with others (total)"));
    rap_table_cell(&table, tr(job->tables.language, "by itself (first-order)"));
    for (size_t k = 0; k < n; k++) {
        const rap_factor *f = &d->factors.rows[factors[k]];
        rap_table_cell(&table, "%s", f->name);
        rap_table_cell(&table, "%s", f->input ? f->input->grade : "");
        index_cell(&table, job, &row->shares[factors[k]].total);
        index_cell(&table, job, &row->shares[factors[k]].closed);
    }
    rap_table_print(&table, out, 2, width);
    rap_table_free(&table);
}

static void print_sentences(const rap_job *job, const rap_deciding *d, const rap_decided *row,
                            rap_text *out, size_t width) {
    rap_text words;
    rap_text_init(&words);
    if (rap_deciding_nothing(row))
        rap_deciding_why_nothing(&words, job->tables.language, row);
    else {
        rap_deciding_lead(&words, job->tables.language, d, row);
        rap_deciding_rest(&words, job->tables.language, d, row);
        rap_deciding_unsourced(&words, job->tables.language, d, row);
        rap_deciding_pairs(&words, job->tables.language, d, row);
    }
    rap_deciding_luck(&words, job->tables.language, d, row);
    rap_table_paragraph(out, &words, 2, width);
}

/* "Trust ...: parameters.a 40 %, parameters.b 12 %. The other 305 assumptions together carry 8 % (2 to 14 %)." What has a
 * part in less than 1 % is left with the others. */
static void print_in_a_line(const rap_job *job, const rap_decided *row, rap_text *out,
                            size_t width) {
    const rap_deciding *d = job->tables.deciding;
    const char *nothing = rap_deciding_nothing(row);
    size_t factors[MOST_IN_A_LINE], shown = 0;
    size_t n = nothing ? 0 : rap_deciding_order(d, row, factors, MOST_IN_A_LINE);
    rap_text words;
    rap_text_init(&words);
    rap_words_headline(&words, &job->tables, &job->study.headlines[row->headline]);
    rap_text_add(&words, tr(job->tables.language, ": "));
    for (size_t k = 0; k < n && row->shares[factors[k]].total.value >= 0.01; k++, shown++)
        rap_text_format(&words, "%s%s %.0f" RAP_NO_BREAK "%%", k ? ", " : "",
                        d->factors.rows[factors[k]].name,
                        100 * row->shares[factors[k]].total.value);
    if (nothing)
        rap_text_add(&words, tr(job->tables.language, nothing));
    else if (!shown)
        rap_text_add(&words,
                     tr(job->tables.language, "no single assumption can be told from nothing"));
    rap_text_add(&words, ". ");
    if (!nothing)
        rap_deciding_rest(&words, job->tables.language, d, row);
    rap_table_paragraph(out, &words, 2, width);
}

static void print_row(const rap_job *job, const rap_decided *row, rap_text *out, size_t width) {
    const rap_deciding *d = job->tables.deciding;
    if (row->headline != 0) {
        print_in_a_line(job, row, out, width);
        return;
    }
    rap_text_add(out, "\n");
    rap_deciding_about(out, &job->tables, row);
    rap_text_add(out, tr(job->tables.language, ": "));
    rap_words_headline(out, &job->tables, &job->study.headlines[0]);
    rap_text_add(out, "\n");
    print_sentences(job, d, row, out, width);
    print_factors(job, d, row, out, width);
}

void rap_print_sensitivity(const rap_job *job, rap_text *out, size_t width) {
    const rap_deciding *d = job->tables.deciding;
    rap_text words;
    rap_print_head(job, out, width);
    rap_text_add(out, "\n");
    rap_text_init(&words);
    rap_text_format(&words,
                    tr(job->tables.language,
                       "Which of %zu uncertain numbers decide the headlines: what share of how "
                       "widely the answers spread over sets of assumptions (of their variance, "
                       "luck apart) each has a part in, with 95 %% intervals. "),
                    d->inputs.n);
    rap_deciding_closeness(&words, job->tables.language, d);
    rap_table_paragraph(out, &words, 0, width);
    for (size_t k = 0; k < d->n_rows; k++)
        print_row(job, &d->rows[k], out, width);
}

/* ---- JSON -------------------------------------------------------------------------------------- */

static void json_index(rap_json *j, const char *key, const rap_index *x) {
    rap_json_open(j, key, '{');
    rap_json_number(j, "value", x->value);
    rap_json_number(j, "low", x->low);
    rap_json_number(j, "high", x->high);
    rap_json_boolean(j, "told_from_0", x->state == RAP_INDEX_TOLD);
    rap_json_close(j, '}');
}

static void json_factors(rap_json *j, const rap_deciding *d, const rap_decided *row) {
    rap_json_open(j, "factors", '[');
    for (size_t k = 0; k < d->factors.n; k++) {
        const rap_factor *f = &d->factors.rows[k];
        bool pair = f->kind == RAP_FACTOR_PAIR;
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "kind", rap_factor_kinds[f->kind]);
        rap_json_text(j, "factor", pair ? d->factors.rows[f->first].name : f->name);
        if (pair)
            rap_json_text(j, "second", d->factors.rows[f->second].name);
        rap_json_text(j, "grade", f->input ? f->input->grade : NULL);
        rap_json_integer(j, "inputs", (int64_t)f->n);
        json_index(j, "total", &row->shares[k].total);
        json_index(j, "closed", &row->shares[k].closed);
        if (pair)
            json_index(j, "together", &row->shares[k].together);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
}

static void json_luck(rap_json *j, const rap_deciding *d, const rap_decided *row) {
    rap_json_open(j, "luck", '{');
    for (size_t k = 0; k < d->sampling.players && d->chains; k++)
        json_index(j, k ? d->sampling.topics[k - 1] : "assumptions", &row->lucks[k]);
    rap_json_close(j, '}');
}

static void json_row(rap_json *j, const rap_job *job, const rap_decided *row) {
    const rap_study *s = &job->study;
    const rap_headline *h = &s->headlines[row->headline];
    rap_json_open(j, NULL, '{');
    rap_json_text(j, row->is_level ? "arm" : "contrast",
                  row->is_level ? s->arms[row->of].name : s->contrasts[row->of].name);
    rap_json_text(j, "outcome", s->model->outcomes[h->outcome].name);
    rap_json_text(j, "group", h->group);
    rap_json_text(j, "window", s->windows[h->window].text);
    rap_json_number(j, "variance", row->variance.value);
    rap_json_text(j, "nothing", rap_deciding_nothing(row));
    json_factors(j, job->tables.deciding, row);
    json_luck(j, job->tables.deciding, row);
    rap_json_close(j, '}');
}

void rap_print_sensitivity_json(const rap_job *job, rap_text *out) {
    const rap_deciding *d = job->tables.deciding;
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_integer(&j, "uncertain_inputs", (int64_t)d->inputs.n);
    rap_json_integer(&j, "screened_sets", d->screened);
    rap_json_integer(&j, "points", d->bases);
    rap_json_number(&j, "widest_half_width", d->widest);
    rap_json_number(&j, "half_width_asked", d->study->sensitivity.half_width);
    rap_json_boolean(&j, "reached", d->reached);
    rap_json_open(&j, "results", '[');
    for (size_t k = 0; k < d->n_rows; k++)
        json_row(&j, job, &d->rows[k]);
    rap_json_close(&j, ']');
    rap_json_close(&j, '}');
}
