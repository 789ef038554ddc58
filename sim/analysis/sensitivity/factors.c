/* factors.c: the list of factors. */
#include "analysis/sensitivity/factors.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/tree.h"

#include <string.h>

const char *const rap_factor_kinds[] = {"input", "together", "rest", "pair",
                                        "grade", "group",    NULL};

/* ---- rows ------------------------------------------------------------------------------------- */

/* An empty row at the end, or NULL without memory. */
static rap_factor *append_factor(rap_factors *f, rap_factor row) {
    row.in = rap_allocate(f->inputs->n, 1);
    if (!row.in || rap_grow(&f->rows, &f->capacity, f->n + 1, sizeof *f->rows)) {
        rap_free(row.in);
        return NULL;
    }
    f->rows[f->n] = row;
    return &f->rows[f->n++];
}

/* Takes the last row away again where it is empty, or says what an earlier one says. */
static void keep_if_new(rap_factors *f) {
    const rap_factor *last = &f->rows[f->n - 1];
    bool known = last->n == 0;
    for (size_t k = 0; k + 1 < f->n && !known; k++)
        known = !memcmp(f->rows[k].in, last->in, f->inputs->n);
    if (known)
        rap_free(f->rows[--f->n].in);
}

/* ---- one by one -------------------------------------------------------------------------------- */

static const char *label_of_tie(const rap_study *study, const char *name) {
    for (size_t k = 0; k < study->n_correlations; k++)
        if (!strcmp(study->correlations[k].name, name))
            return study->correlations[k].label;
    return name;
}

size_t rap_factors_of(const rap_factors *f, size_t input) {
    for (size_t k = 0; k < f->n_named; k++)
        if (f->rows[k].in[input])
            return k;
    return f->n;
}

/* An input, and all that can only be drawn anew with it. */
static void put_in(const rap_factors *f, rap_factor *row, size_t input) {
    for (size_t k = 0; k < f->inputs->n; k++)
        if (!row->in[k] && rap_uncertain_tied(f->inputs, input, k)) {
            row->in[k] = 1;
            row->n++;
        }
}

static int add_one_by_one(rap_factors *f, const rap_study *study, size_t input) {
    const rap_uncertain *u = f->inputs;
    const rap_input *x = u->inputs[input];
    const char *tie = rap_uncertain_tie(u, input);
    if (rap_factors_of(f, input) < f->n)
        return RAP_OK;
    rap_factor *row = append_factor(f, tie ? (rap_factor){.kind = RAP_FACTOR_TOGETHER,
                                                          .name = tie,
                                                          .label = label_of_tie(study, tie)}
                                           : (rap_factor){.kind = RAP_FACTOR_INPUT,
                                                          .name = x->path,
                                                          .label = x->field->meaning,
                                                          .input = x});
    if (!row)
        return rap_fail(RAP_ENOMEM);
    put_in(f, row, input);
    f->n_named = f->n;
    return RAP_OK;
}

static int add_rest(rap_factors *f) {
    size_t named = f->n;
    rap_factor *row =
        append_factor(f, (rap_factor){.kind = RAP_FACTOR_REST,
                                      .name = "rest",
                                      .label = named ? "all other assumptions together"
                                                     : "all assumptions together"});
    if (!row)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < f->inputs->n; k++)
        if (rap_factors_of(f, k) >= f->n)
            put_in(f, row, k);
    keep_if_new(f);
    return RAP_OK;
}

static int add_two(rap_factors *f, const rap_input_pair *pair) {
    size_t a = rap_factors_of(f, pair->a), b = rap_factors_of(f, pair->b);
    if (a >= f->n || b >= f->n || a == b)
        return RAP_OK;
    rap_factor *row = append_factor(f, (rap_factor){.kind = RAP_FACTOR_PAIR,
                                                    .name = "pair",
                                                    .first = a < b ? a : b,
                                                    .second = a < b ? b : a});
    if (!row)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < f->inputs->n; k++)
        if (f->rows[a].in[k] || f->rows[b].in[k])
            put_in(f, row, k);
    keep_if_new(f);
    return RAP_OK;
}

/* ---- groups ------------------------------------------------------------------------------------ */

static bool is_first_of_grade(const rap_uncertain *u, size_t input) {
    for (size_t k = 0; k < input; k++)
        if (!strcmp(u->inputs[k]->grade, u->inputs[input]->grade))
            return false;
    return true;
}

/* All inputs of a grade, that of one of them. A grade is always asked for. */
static int add_grade(rap_factors *f, size_t input) {
    const char *grade = f->inputs->inputs[input]->grade;
    rap_factor *row =
        append_factor(f, (rap_factor){.kind = RAP_FACTOR_GRADE, .name = grade, .label = grade});
    if (!row)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < f->inputs->n; k++)
        if (!strcmp(f->inputs->inputs[k]->grade, grade))
            put_in(f, row, k);
    return RAP_OK;
}

static bool is_in_group(const rap_input_group *group, const char *path) {
    for (size_t k = 0; k < group->numbers.n; k++)
        if (rap_path_matches(group->numbers.items[k], path))
            return true;
    return false;
}

int rap_factors_check(const rap_study *study, const rap_uncertain *inputs, rap_problems *problems) {
    const rap_sensitivity *s = &study->sensitivity;
    size_t before = rap_problems_seen(problems);
    for (size_t g = 0; g < s->n_groups; g++)
        for (size_t k = 0; k < s->groups[g].numbers.n; k++) {
            const char *written = s->groups[g].numbers.items[k];
            const rap_tree *node = s->groups[g].node;
            size_t i = 0;
            while (i < inputs->n && !rap_path_matches(written, inputs->inputs[i]->path))
                i++;
            if (i == inputs->n)
                rap_problems_add(problems, node->file, node->line, node->path,
                                 "no uncertain number of this study is \"%.200s\"", written);
        }
    return rap_problems_seen(problems) > before ? RAP_EINPUT : RAP_OK;
}

static int add_stated(rap_factors *f, const rap_input_group *group) {
    rap_factor *row = append_factor(
        f, (rap_factor){.kind = RAP_FACTOR_GROUP, .name = group->name, .label = group->label});
    if (!row)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < f->inputs->n; k++)
        if (is_in_group(group, f->inputs->inputs[k]->path))
            put_in(f, row, k);
    keep_if_new(f);
    return RAP_OK;
}

static int add_groups(rap_factors *f, const rap_study *study) {
    const rap_uncertain *u = f->inputs;
    const rap_sensitivity *s = &study->sensitivity;
    int status = RAP_OK;
    for (size_t k = 0; k < u->n && !status; k++)
        if (is_first_of_grade(u, k))
            status = add_grade(f, k);
    for (size_t k = 0; k < s->n_groups && !status; k++)
        status = add_stated(f, &s->groups[k]);
    return status;
}

/* ---- the whole --------------------------------------------------------------------------------- */

int rap_factors_make(rap_factors *f, const rap_study *study, const rap_uncertain *inputs,
                     const size_t *chosen, size_t n_chosen, const rap_input_pair *pairs,
                     size_t n_pairs) {
    int status = RAP_OK;
    *f = (rap_factors){.inputs = inputs};
    for (size_t k = 0; k < n_chosen && !status; k++)
        status = add_one_by_one(f, study, chosen[k]);
    status = status ? status : add_rest(f);
    for (size_t k = 0; k < n_pairs && !status; k++)
        status = add_two(f, &pairs[k]);
    return status ? status : add_groups(f, study);
}

void rap_factors_free(rap_factors *f) {
    for (size_t k = 0; f->rows && k < f->n; k++)
        rap_free(f->rows[k].in);
    rap_free(f->rows);
    *f = (rap_factors){0};
}
