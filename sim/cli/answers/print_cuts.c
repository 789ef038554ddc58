/* print_cuts.c: what --cut found: ways to take so much from an award, and what each of them loses. */
#include "base/memory.h"
#include "base/whole.h"
#include "cli/answers/answer_budget.h"
#include "cli/terminal/table.h"
#include "cli/terminal/value_cells.h"
#include "plots/words/budget_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <stdio.h>

static const rap_cuts *cuts_of(const rap_job *job) {
    return &((const rap_budget_kept *)job->kept)->cuts;
}

/* Whole units, or "none". */
static void whole_cell(rap_table *t, const rap_job *job, int64_t units) {
    char text[RAP_NUMBER_SIZE];
    rap_money_plain(text, job->tables.language, (double)units, false);
    rap_table_cell(t, "%s", units ? text : "0");
}

/* "1 least harmful", "2 sparing Data collection and Travel", "4 every line alike". */
static void name_way(rap_text *out, const rap_job *job, size_t w) {
    static const char *const names[] = {RAP_MESSAGE("least harmful found"), RAP_MESSAGE("sparing"),
                                        RAP_MESSAGE("unspent first"),
                                        RAP_MESSAGE("every line alike")};
    const rap_cuts *cuts = cuts_of(job);
    const rap_cut_way *way = &cuts->ways[w];
    rap_text_format(out, "%zu %s", w + 1, tr(job->tables.language, names[way->kind]));
    for (size_t k = 0; k < way->spared; k++)
        rap_text_format(out, "%s%s",
                        k == 0                ? " "
                        : k + 1 < way->spared ? ", "
                                              : tr(job->tables.language, " and "),
                        job->study.budget.lines[cuts->spared[k]].label);
}

static void way_cell(rap_table *t, const rap_job *job, size_t w, const char *more) {
    rap_text name;
    rap_text_init(&name);
    name_way(&name, job, w);
    rap_text_add(&name, more);
    rap_table_text_cell(t, &name);
}

/* ---- money ------------------------------------------------------------------------------------ */

/* Lines that some way cuts. */
static size_t list_cut_lines(const rap_job *job, size_t *lines) {
    const rap_cuts *cuts = cuts_of(job);
    size_t n = 0;
    for (size_t i = 0; i < job->study.budget.n_lines; i++) {
        bool cut = false;
        for (size_t w = 0; w < cuts->n_ways; w++)
            cut |= cuts->ways[w].cents[i] != 0;
        if (cut)
            lines[n++] = i;
    }
    return n;
}

/* What a way takes from each of the lines, then from indirect costs: whole units that add up. RAP_OK or RAP_ENOMEM. */
static int take_whole(const rap_cut_way *way, const size_t *lines, size_t n, int64_t *whole) {
    int64_t cents[RAP_MOST_OWN_LINES + 1];
    for (size_t i = 0; i < n; i++)
        cents[i] = way->cents[lines[i]];
    cents[n] = way->indirect;
    return rap_whole_units(cents, n + 1, 1, 100, whole);
}

static void print_cut_money(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[RAP_MOST_CUT_WAYS + 1] = {
        RAP_LEFT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT, RAP_RIGHT};
    const rap_cuts *cuts = cuts_of(job);
    size_t lines[RAP_MOST_OWN_LINES], n = list_cut_lines(job, lines), ways = cuts->n_ways;
    int64_t whole[RAP_MOST_CUT_WAYS][RAP_MOST_OWN_LINES + 1];
    rap_table t;
    rap_table_init(&t, align, ways + 1);
    for (size_t w = 0; w < ways; w++)
        t.failed |= take_whole(&cuts->ways[w], lines, n, whole[w]) != 0;
    rap_table_cell(&t, tr(job->tables.language, "Less for, in %s"), job->study.currency);
    for (size_t w = 0; w < ways; w++)
        rap_table_cell(&t, tr(job->tables.language, "way %zu"), w + 1);
    for (size_t i = 0; i <= n && !t.failed; i++) {
        rap_table_cell(&t, "%s",
                       i < n ? job->study.budget.lines[lines[i]].label
                             : tr(job->tables.language, "Indirect costs"));
        for (size_t w = 0; w < ways; w++)
            whole_cell(&t, job, whole[w][i]);
    }
    rap_table_cell(&t, tr(job->tables.language, "The award falls by"));
    for (size_t w = 0; w < ways && !t.failed; w++) {
        int64_t sum = 0;
        for (size_t i = 0; i <= n; i++)
            sum += whole[w][i];
        whole_cell(&t, job, sum);
    }
    rap_table_cell(&t, tr(job->tables.language, "not spent anyway, about"));
    for (size_t w = 0; w < ways && !t.failed; w++)
        whole_cell(&t, job, isnan(cuts->ways[w].idle.mean) ? 0 : llround(cuts->ways[w].idle.mean));
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
}

/* ---- what is lost ----------------------------------------------------------------------------- */

static void score_cells(rap_table *t, const rap_job *job, const rap_summary *s) {
    char mean[RAP_NUMBER_SIZE], low[RAP_NUMBER_SIZE], high[RAP_NUMBER_SIZE];
    rap_number_plain(mean, job->tables.language, s->mean, 2, true);
    rap_number_plain(low, job->tables.language, s->ci_low, 2, true);
    rap_number_plain(high, job->tables.language, s->ci_high, 2, true);
    rap_table_cell(t, "%s", mean);
    if (isnan(s->ci_low))
        rap_table_cell(t, tr(job->tables.language, "none"));
    else
        rap_table_cell(t, tr(job->tables.language, "%s to %s"), low, high);
}

static void print_changes(const rap_job *job, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_WRAP, RAP_RIGHT, RAP_RIGHT};
    const rap_cuts *cuts = cuts_of(job);
    const rap_budget *b = &job->study.budget;
    rap_table t;
    rap_table_init(&t, align, 3);
    rap_table_cell(&t, tr(job->tables.language, "On fresh sets of assumptions"));
    rap_table_cell(&t, tr(job->tables.language, "change"));
    rap_table_cell(&t, tr(job->tables.language, "95 %% interval"));
    for (size_t a = 0; a <= b->n_aims; a++) {
        rap_text span;
        rap_text_init(&span);
        if (a < b->n_aims)
            rap_budget_aim(&span, &job->tables, &b->aims[a]);
        else
            rap_text_add(&span, tr(job->tables.language,
                                   "In all, in smallest differences that matter, weighted"));
        rap_table_text_span(&t, &span);
        for (size_t w = 0; w < cuts->n_ways; w++) {
            bool as_good = a == b->n_aims && w > 0 && cuts->ways[w].as_good;
            way_cell(&t, job, w, as_good ? tr(job->tables.language, ": about as good as 1") : "");
            if (a < b->n_aims)
                rap_mean_cells(&t, &job->tables, b->aims[a].outcome, &cuts->ways[w].effects[a],
                               true);
            else
                score_cells(&t, job, &cuts->ways[w].score);
        }
    }
    rap_table_print(&t, out, 2, width);
    rap_table_free(&t);
}

void rap_print_cuts(const rap_job *job, rap_text *out, size_t width) {
    const rap_cuts *cuts = cuts_of(job);
    char from[RAP_NUMBER_SIZE], by[RAP_NUMBER_SIZE];
    rap_text t;
    if (!(cuts->percent > 0))
        return;
    rap_parts p = {0};
    rap_number_figures(rap_next_part(&p), job->tables.language, cuts->percent, 6);
    if (cuts->why[0]) {
        rap_text_format(out, tr(job->tables.language, "\nIf the award is %s %% smaller\n\n"),
                        rap_part_string(&p, 0));
        rap_parts_end(&p, out);
        rap_table_wrap(out, tr(job->tables.language, cuts->why), 2, width);
        return;
    }
    rap_money_plain(from, job->tables.language, (double)cuts->award / 100, false);
    rap_money_plain(by, job->tables.language, (double)cuts->target / 100, false);
    rap_text_format(out,
                    tr(job->tables.language, "\nIf the award of %s %s is %s %% smaller, by %s\n\n"),
                    job->study.currency, from, rap_part_string(&p, 0), by);
    rap_parts_end(&p, out);
    print_cut_money(job, out, width);
    rap_text_add(out, "\n");
    print_changes(job, out, width);
    rap_text_init(&t);
    rap_text_format(&t,
                    tr(job->tables.language,
                       "Cuts were looked for on %lld sets of assumptions, one run each (%zu were "
                       "tried whole), and judged on others. What is cut is not spent elsewhere."),
                    (long long)cuts->search_draws, cuts->tried);
    rap_text_add(out, "\n");
    rap_table_paragraph(out, &t, 2, width);
}

/* ---- JSON ------------------------------------------------------------------------------------- */

static void json_way(const rap_job *job, size_t w, rap_json *j) {
    static const char *const kinds[] = {"least", "sparing", "unspent", "alike"};
    const rap_cut_way *way = &cuts_of(job)->ways[w];
    const rap_budget *b = &job->study.budget;
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "kind", kinds[way->kind]);
    rap_json_open(j, "lines", '{');
    for (size_t i = 0; i < b->n_lines; i++)
        if (way->cents[i])
            rap_json_number(j, b->lines[i].name, (double)way->cents[i] / 100);
    rap_json_close(j, '}');
    rap_json_number(j, "indirect", (double)way->indirect / 100);
    rap_json_number(j, "award", (double)way->award / 100);
    rap_json_number(j, "idle", way->idle.mean);
    rap_json_open(j, "outcomes", '{');
    for (size_t a = 0; a < b->n_aims; a++) {
        rap_json_open(j, b->aims[a].name, '[');
        rap_json_number(j, NULL, way->effects[a].mean);
        rap_json_number(j, NULL, way->effects[a].ci_low);
        rap_json_number(j, NULL, way->effects[a].ci_high);
        rap_json_close(j, ']');
    }
    rap_json_close(j, '}');
    rap_json_boolean(j, "as_good", way->as_good);
    rap_json_close(j, '}');
}

void rap_print_cuts_json(const rap_job *job, rap_json *j) {
    const rap_cuts *cuts = cuts_of(job);
    if (!(cuts->percent > 0))
        return;
    rap_json_open(j, "cut", '{');
    rap_json_number(j, "percent", cuts->percent);
    rap_json_open(j, "ways", '[');
    for (size_t w = 0; w < cuts->n_ways; w++)
        json_way(job, w, j);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}
