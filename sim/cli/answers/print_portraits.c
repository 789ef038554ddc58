/* print_portraits.c: see print_portraits.h. The numbers are those of named.csv. */
#include "cli/answers/print_portraits.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/words/portrait_words.h"

#include <math.h>

enum { MOST_ROWS = 12 };

static void level_of_yes(rap_table *table, const rap_job *job, const rap_column *who, size_t arm) {
    int yes = rap_portrait_outcome(&job->tables, 0);
    const rap_summary *s = rap_portrait_level(&job->tables, who->group, arm, yes);
    const rap_summary unknown = rap_summary_unknown();
    rap_mean_cells(table, &job->tables, (size_t)yes, s ? s : &unknown, false);
}

/* A row for each who is shown, in both arms. */
static void print_yeses(const rap_job *job, const rap_column *const *list, size_t n, rap_text *out,
                        size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    const size_t arm = rap_portrait_arm(&job->tables), baseline = job->study.baseline;
    rap_table table;
    rap_table_init(&table, align, arm == baseline ? 3 : 5);
    rap_table_cell(&table, "%s",
                   job->study.model->outcomes[rap_portrait_outcome(&job->tables, 0)].label);
    rap_table_cell(&table, "%s", rap_words_arm(&job->tables, arm));
    rap_table_cell(&table, "95 %% interval");
    if (arm != baseline) {
        rap_table_cell(&table, "%s", rap_words_arm(&job->tables, baseline));
        rap_table_cell(&table, "95 %% interval");
    }
    for (size_t k = 0; k < n; k++) {
        rap_table_cell(&table, "%s", list[k]->group_label);
        level_of_yes(&table, job, list[k], arm);
        if (arm != baseline)
            level_of_yes(&table, job, list[k], baseline);
    }
    rap_table_print(&table, out, 3, width);
    rap_table_free(&table);
}

void rap_print_portraits(const rap_job *job, rap_text *out, size_t width) {
    const rap_tables *t = &job->tables;
    const rap_column *list[MOST_ROWS];
    size_t n = rap_portraits_first(t, list, MOST_ROWS);
    rap_text line;
    if (n == 0)
        return;
    rap_text_format(out, tr(t->language, "\n%s, after %lld months\n"),
                    tr(t->language, job->study.model->portrait->title),
                    (long long)job->study.horizon);
    print_yeses(job, list, n, out, width);
    rap_text_init(&line);
    rap_words_more_portraits(&line, t, n, tr(t->language, "named.csv has all"));
    rap_table_paragraph(out, &line, 3, width);
    for (size_t k = 0; k < n && k < RAP_FIRST_PORTRAITS; k++) {
        rap_text_init(&line);
        rap_words_portrait(&line, t, list[k]);
        rap_table_paragraph(out, &line, 3, width);
    }
    rap_text_init(&line);
    rap_words_portrait_basis(&line, t);
    rap_table_paragraph(out, &line, 3, width);
}

/* ---- JSON ------------------------------------------------------------------------------------- */

static void write_portrait_arm(rap_json *j, const rap_job *job, const rap_column *who, size_t arm) {
    int outcome;
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "arm", job->study.arms[arm].name);
    for (size_t k = 0; (outcome = rap_portrait_outcome(&job->tables, k)) >= 0; k++) {
        const rap_summary *s = rap_portrait_level(&job->tables, who->group, arm, outcome);
        rap_json_open(j, job->study.model->outcomes[outcome].name, '{');
        rap_json_number(j, "mean", s ? s->mean : (double)NAN);
        rap_json_number(j, "ci_low", s ? s->ci_low : (double)NAN);
        rap_json_number(j, "ci_high", s ? s->ci_high : (double)NAN);
        rap_json_close(j, '}');
    }
    rap_json_close(j, '}');
}

void rap_json_portraits(rap_json *j, const rap_job *job) {
    size_t n;
    const rap_column *who = rap_portraits(&job->tables, &n);
    if (n == 0)
        return;
    rap_json_open(j, "named", '[');
    for (size_t k = 0; k < n; k++) {
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "group", who[k].group);
        rap_json_text(j, "label", who[k].group_label);
        rap_json_open(j, "arms", '[');
        for (size_t a = 0; a < job->study.n_arms; a++)
            write_portrait_arm(j, job, &who[k], a);
        rap_json_close(j, ']');
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
}
