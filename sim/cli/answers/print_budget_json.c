/* print_budget_json.c: what `budget` prints as JSON: what the money of each line buys. */
#include "cli/answers/answer_budget.h"
#include "base/json.h"

static void json_summary(rap_json *j, const char *key, const rap_summary *s) {
    rap_json_open(j, key, '{');
    rap_json_number(j, "mean", s->mean);
    rap_json_number(j, "ci_low", s->ci_low);
    rap_json_number(j, "ci_high", s->ci_high);
    rap_json_close(j, '}');
}

static void json_dose(rap_json *j, const rap_job *job, size_t i, size_t k) {
    const rap_dose_result *r = &job->tables.lines->rows[i].dose[k];
    rap_json_open(j, NULL, '{');
    rap_json_integer(j, "percent", rap_doses[k]);
    rap_json_number(j, "lever", job->tables.lines->plan->rows[i].lever[k]);
    rap_json_text(j, "not_possible", job->tables.lines->plan->rows[i].why[k]);
    if (job->tables.lines->plan->rows[i].there[k]) {
        json_summary(j, "moved", &r->moved);
        json_summary(j, "money", &r->money);
        rap_json_open(j, "effects", '[');
        for (size_t a = 0; a < job->study.budget.n_aims; a++)
            json_summary(j, NULL, &r->effect[a]);
        rap_json_close(j, ']');
    }
    rap_json_close(j, '}');
}

void rap_print_budget_json(const rap_job *job, rap_text *out) {
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "title", job->study.title);
    rap_json_text(&j, "arm", job->study.arms[job->study.budget.arm].name);
    rap_json_text(&j, "currency", job->study.currency);
    rap_json_open(&j, "outcomes", '[');
    for (size_t a = 0; a < job->study.budget.n_aims; a++)
        rap_json_text(&j, NULL, job->study.budget.aims[a].name);
    rap_json_close(&j, ']');
    rap_json_open(&j, "lines", '[');
    for (size_t i = 0; i < job->tables.lines->n; i++) {
        rap_json_open(&j, NULL, '{');
        rap_json_text(&j, "line", job->study.budget.lines[i].name);
        json_summary(&j, "spend", &job->tables.lines->rows[i].total);
        rap_json_open(&j, "doses", '[');
        for (size_t k = 0; k < RAP_DOSES; k++)
            json_dose(&j, job, i, k);
        rap_json_close(&j, ']');
        rap_json_close(&j, '}');
    }
    rap_json_close(&j, ']');
    rap_print_cuts_json(job, &j);
    rap_json_close(&j, '}');
}
