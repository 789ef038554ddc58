/* check_doubts.c: what check finds worth a second look: in the study's own words, once for all arms. */
#include "cli/commands/check_doubts.h"
#include "analysis/budget/form.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/terminal/table.h"

#include <string.h>

/* What the model finds worth a second look, by arm. */
typedef struct {
    const rap_study *study;
    rap_problems *found;
} doubts;

static void free_doubts(doubts *d) {
    for (size_t a = 0; d->found && a < d->study->n_arms; a++)
        rap_problems_free(&d->found[a]);
    rap_free(d->found);
}

/* Of the form that the budget is written for; nothing where the study has no such group. */
static int find_form_doubts(doubts *d) {
    const rap_budget *budget = &d->study->budget;
    rap_form_plan plan;
    if (!budget->node)
        return RAP_OK;
    int status = rap_form_plan_costs(&plan, d->study);
    status = status ? status : rap_form_doubts(&plan, budget->layout, &d->found[budget->arm]);
    rap_form_plan_free(&plan);
    return status;
}

/* RAP_OK or RAP_ENOMEM; to be freed in either case. */
static int find_doubts(doubts *d, const rap_study *study, const rap_inputs **inputs) {
    const rap_model *m = study->model;
    *d = (doubts){study, rap_allocate(study->n_arms, sizeof *d->found)};
    int status = d->found ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < study->n_arms && d->found; a++)
        rap_problems_init(&d->found[a]);
    for (size_t a = 0; a < study->n_arms && m->doubts && !status; a++)
        status = m->doubts(inputs[a]->root, &study->clock, &d->found[a]);
    return status ? status : find_form_doubts(d);
}

static bool has_doubt(const rap_problems *found, const rap_problem *of) {
    for (size_t k = 0; k < found->n; k++)
        if (!strcmp(found->rows[k].key, of->key) && !strcmp(found->rows[k].text, of->text))
            return true;
    return false;
}

/* A doubt, where it first comes up, and all arms that have it. */
static void print_doubt(const doubts *d, size_t first, const rap_problem *doubt, rap_text *out,
                        size_t width) {
    rap_text line;
    for (size_t a = 0; a < first; a++)
        if (has_doubt(&d->found[a], doubt))
            return;
    rap_text_init(&line);
    rap_text_format(&line, "%s: %s (", doubt->key, doubt->text);
    for (size_t a = first; a < d->study->n_arms; a++)
        if (has_doubt(&d->found[a], doubt))
            rap_text_format(&line, "%s%s", a == first ? "in " : ", ", d->study->arms[a].label);
    rap_text_add(&line, ")");
    rap_table_paragraph(out, &line, 2, width);
}

void rap_print_doubts(const rap_study *study, const rap_inputs **inputs, rap_text *out,
                      size_t width) {
    doubts d;
    bool any = false;
    out->failed |= find_doubts(&d, study, inputs) != RAP_OK;
    for (size_t a = 0; a < study->n_arms && d.found; a++)
        for (size_t k = 0; k < d.found[a].n; k++) {
            rap_text_add(out, any ? "" : "\nWorth a second look\n");
            print_doubt(&d, a, &d.found[a].rows[k], out, width);
            any = true;
        }
    free_doubts(&d);
}

void rap_json_doubts(const rap_study *study, const rap_inputs **inputs, rap_json *j,
                     rap_text *out) {
    doubts d;
    out->failed |= find_doubts(&d, study, inputs) != RAP_OK;
    rap_json_open(j, "doubts", '[');
    for (size_t a = 0; a < study->n_arms && d.found; a++)
        for (size_t k = 0; k < d.found[a].n; k++) {
            rap_json_open(j, NULL, '{');
            rap_json_text(j, "arm", study->arms[a].name);
            rap_json_text(j, "path", d.found[a].rows[k].key);
            rap_json_text(j, "text", d.found[a].rows[k].text);
            rap_json_close(j, '}');
        }
    rap_json_close(j, ']');
    free_doubts(&d);
}
