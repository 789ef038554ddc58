/* posterior.c: reads the sets of values that a calibration left. */
#include "scenario/study/posterior.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"
#include "scenario/study/parts.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const rap_field number_fields[] = {
    LINE(rap_posterior_number_row, number, NULL, RAP_REQUIRED,
         "path of an uncertain number, as `check` prints it"),
    UNBOUND(values, RAP_ANY, "its value in each set, as many as there are sets"),
};
static RECORD(number_record, "calibrated number", "an uncertain number and its values",
              rap_posterior_number_row, number_fields);

static const rap_field posterior_fields[] = {
    WHOLE_SETTING(rap_posterior_row, sets, "set", 0, 10000, 0,
                  "sets of assumptions: no more can be drawn"),
    LINE(rap_posterior_row, source, NULL, 0, "where they are from"),
    SETTING(rap_posterior_row, effective, "set", 0, 1e9, 0,
            "how many equally likely sets the data leave; 0: not stated"),
    PART_OF(rap_posterior_row, numbers, RAP_LIST, number_record, 0,
            "the numbers that data tell something of; all others are drawn from their priors"),
};
RECORD(rap_posterior_record, "posterior", "what a calibration left of uncertain numbers",
       rap_posterior_row, posterior_fields);

/* ---- reading ---------------------------------------------------------------------------------- */

typedef struct {
    double value;
    uint32_t draw;
} ordered;

static int by_value(const void *a, const void *b) {
    const ordered *x = a, *y = b;
    int order = (x->value > y->value) - (x->value < y->value);
    return order ? order : (x->draw > y->draw) - (x->draw < y->draw);
}

/* Ranks n values; `sorted` holds them as written at first. */
static int rank_values(double *sorted, uint32_t *rank, size_t n) {
    ordered *order = rap_allocate(n, sizeof *order);
    if (!order)
        return rap_fail(RAP_ENOMEM);
    for (size_t d = 0; d < n; d++)
        order[d] = (ordered){sorted[d], (uint32_t)d};
    qsort(order, n, sizeof *order, by_value);
    for (size_t k = 0; k < n; k++) {
        sorted[k] = order[k].value;
        rank[order[k].draw] = (uint32_t)k;
    }
    rap_free(order);
    return RAP_OK;
}

static bool is_number(const rap_tree *node) {
    return node->kind == RAP_NODE_REAL || node->kind == RAP_NODE_INTEGER;
}

static int read_values(rap_reading *r, const rap_tree *list, rap_posterior_number *number) {
    double *sorted = rap_arena_take(r->arena, number->n, sizeof *sorted);
    uint32_t *rank = rap_arena_take(r->arena, number->n, sizeof *rank);
    if (!sorted || !rank)
        return rap_fail(RAP_ENOMEM);
    for (size_t d = 0; d < number->n; d++) {
        if (!is_number(list->children[d])) {
            rap_refuse(r, list->children[d], "a number expected");
            return RAP_OK;
        }
        sorted[d] = list->children[d]->number;
    }
    number->sorted = sorted;
    number->rank = rank;
    return rank_values(sorted, rank, number->n);
}

static int read_number(rap_reading *r, const rap_posterior_number_row *row, const rap_tree *node,
                       size_t sets, rap_posterior_number *number) {
    const rap_tree *list = rap_tree_child(node, "values");
    *number = (rap_posterior_number){.path = row->number, .n = sets, .node = node};
    r->good = row->number != NULL;
    if (!list || list->kind != RAP_NODE_LIST)
        rap_refuse(r, list ? list : node, "values: a list of numbers expected");
    else if (list->n != sets)
        rap_findings_add(r->findings, list->file, list->line, list->path,
                         "%zu values expected, one a set, found %zu", sets, list->n);
    else
        return read_values(r, list, number);
    return RAP_OK;
}

static void check_draws(rap_reading *r, const rap_tree *node, int64_t sets) {
    if (r->study->draws > sets)
        rap_findings_add(r->findings, node->file, node->line, node->path,
                         "there are %" PRId64 " sets of assumptions, fewer than the %" PRId64
                         " draws of the study: ask for no more, with --draws %" PRId64,
                         sets, r->study->draws, sets);
}

int rap_read_posterior(rap_reading *r, const rap_settings *settings) {
    const rap_posterior_row *row = &settings->posterior;
    const rap_tree *node = rap_tree_child(r->own, "posterior");
    const rap_tree *list = rap_tree_child(node, "numbers");
    if (!node || node->kind != RAP_NODE_GROUP)
        return RAP_OK;
    rap_posterior *p = rap_arena_take(r->arena, 1, sizeof *p);
    rap_posterior_number *numbers = rap_arena_take(r->arena, row->numbers.n, sizeof *numbers);
    if (!p || !numbers)
        return rap_fail(RAP_ENOMEM);
    *p = (rap_posterior){.sets = (size_t)row->sets,
                         .numbers = numbers,
                         .source = row->source,
                         .effective = row->effective > 0 ? row->effective : (double)NAN};
    check_draws(r, node, row->sets);
    int status = RAP_OK;
    const rap_posterior_number_row *rows = row->numbers.rows;
    for (size_t k = 0; k < row->numbers.n && !status; k++) {
        status = read_number(r, &rows[k], list->children[k], p->sets, &numbers[p->n]);
        p->n += numbers[p->n].sorted != NULL;
    }
    r->study->posterior = p;
    return status;
}

/* ---- whether they are there ------------------------------------------------------------------- */

static int check_number(rap_reading *r, const rap_posterior_number *x) {
    const rap_study *s = r->study;
    const rap_inputs *inputs;
    const rap_input *found = NULL;
    for (size_t a = 0; a < s->n_arms && !found; a++) {
        int status = rap_study_inputs(s, a, &inputs);
        if (status)
            return status;
        found = rap_inputs_find(inputs, x->path);
    }
    if (!found)
        rap_findings_add(r->findings, x->node->file, x->node->line, x->node->path,
                         "no arm of this study has a number \"%.200s\": this is the posterior of "
                         "another study",
                         x->path);
    else if (x->n && (x->sorted[0] < found->field->lo || x->sorted[x->n - 1] > found->field->hi))
        rap_findings_add(r->findings, x->node->file, x->node->line, x->node->path,
                         "values of %.200s lie from %g to %g; %g to %g expected", x->path,
                         x->sorted[0], x->sorted[x->n - 1], found->field->lo, found->field->hi);
    return RAP_OK;
}

int rap_check_posterior(rap_reading *r) {
    const rap_posterior *p = r->study->posterior;
    int status = RAP_OK;
    for (size_t k = 0; p && k < p->n && !status; k++)
        status = check_number(r, &p->numbers[k]);
    return status;
}

/* ---- asking ----------------------------------------------------------------------------------- */

const rap_posterior_number *rap_posterior_find(const rap_posterior *posterior, const char *path) {
    for (size_t k = 0; posterior && k < posterior->n; k++)
        if (!strcmp(posterior->numbers[k].path, path))
            return &posterior->numbers[k];
    return NULL;
}

double rap_posterior_place(const rap_posterior_number *number, uint64_t draw) {
    return (number->rank[draw % number->n] + 0.5) / (double)number->n;
}

double rap_posterior_at(const rap_posterior_number *number, double place) {
    double k = floor(place * (double)number->n);
    return number->sorted[k < 0 ? 0 : k >= (double)number->n ? number->n - 1 : (size_t)k];
}
