/* read_posterior.c: reads the sets of values that a calibration left. */
#include "scenario/study/read_posterior.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"
#include "scenario/study/parts.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const rap_field posterior_fields[] = {
    WHOLE_SETTING(rap_posterior_row, sets, "set", 0, 10000, 0,
                  "sets of assumptions: no more can be drawn"),
    LINE(rap_posterior_row, source, NULL, 0, "where they are from"),
    SETTING(rap_posterior_row, effective, "set", 0, 1e9, 0,
            "how many equally likely sets the data leave; 0: not stated"),
    UNBOUND(
        numbers, RAP_ANY,
        "the numbers that data tell something of, ( { number = PATH; values = [ ... ]; }, ... ), a "
        "value for each set; all others are drawn from their priors"),
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

static bool is_numeral(const rap_tree *node) {
    return node->kind == RAP_NODE_REAL || node->kind == RAP_NODE_INTEGER;
}

static int read_values(rap_reading *r, const rap_tree *list, rap_posterior_number *number) {
    double *sorted = rap_arena_take(r->arena, number->n, sizeof *sorted);
    uint32_t *rank = rap_arena_take(r->arena, number->n, sizeof *rank);
    if (!sorted || !rank)
        return rap_fail(RAP_ENOMEM);
    for (size_t d = 0; d < number->n; d++) {
        if (!is_numeral(list->children[d])) {
            rap_refuse(r, list->children[d], "a number expected");
            return RAP_OK;
        }
        sorted[d] = list->children[d]->number;
    }
    number->sorted = sorted;
    number->rank = rank;
    return rank_values(sorted, rank, number->n);
}

static int read_calibrated(rap_reading *r, const rap_tree *node, size_t sets,
                           rap_posterior_number *number) {
    const rap_tree *path = rap_tree_child(node, "number"), *list = rap_tree_child(node, "values");
    bool named = path && path->kind == RAP_NODE_TEXT;
    *number = (rap_posterior_number){.path = named ? path->text : NULL, .n = sets, .node = node};
    if (!named || !list || list->kind != RAP_NODE_LIST || node->n != 2)
        rap_refuse(r, node, "{ number = PATH; values = [ ... ]; } expected");
    else if (list->n != sets)
        rap_findings_add(r->findings, list->file, list->line, list->path,
                         "%zu values expected, one a set, found %zu", sets, list->n);
    else
        return read_values(r, list, number);
    return RAP_OK;
}

static void check_sets(rap_reading *r, const rap_tree *node, int64_t sets) {
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
    if (!list || row->sets == 0)
        return RAP_OK;
    if (list->kind != RAP_NODE_LIST) {
        rap_refuse(r, list, "a list of groups ( { ... }, { ... } ) expected");
        return RAP_OK;
    }
    rap_posterior *p = rap_arena_take(r->arena, 1, sizeof *p);
    rap_posterior_number *numbers = rap_arena_take(r->arena, list->n, sizeof *numbers);
    if (!p || !numbers)
        return rap_fail(RAP_ENOMEM);
    *p = (rap_posterior){.sets = (size_t)row->sets,
                         .numbers = numbers,
                         .source = row->source,
                         .effective = row->effective > 0 ? row->effective : (double)NAN};
    check_sets(r, node, row->sets);
    int status = RAP_OK;
    for (size_t k = 0; k < list->n && !status; k++) {
        status = read_calibrated(r, list->children[k], p->sets, &numbers[p->n]);
        p->n += numbers[p->n].sorted != NULL;
    }
    r->study->posterior = p;
    return status;
}

/* ---- whether they are there ------------------------------------------------------------------- */

static int check_calibrated(rap_reading *r, const rap_posterior_number *x) {
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
        status = check_calibrated(r, &p->numbers[k]);
    return status;
}
