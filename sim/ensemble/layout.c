/* layout.c: which numbers a run leaves behind, the same for every arm of a study.
 *
 * Invariants: columns are unique by (outcome, group), ordered by outcome; within an outcome "all"
 * comes first and other groups in order of arms and of each arm's own columns. A column is present
 * in an arm if and only if that arm's state lists it. Two passes over the arms, with one state at a
 * time: the first finds the columns, the second marks where they are. */
#include "base/error.h"
#include "base/memory.h"
#include "ensemble/ensemble.h"

#include <string.h>

static bool is_all(const rap_column *c) {
    return strcmp(c->group, "all") == 0;
}

int rap_layout_column(const rap_layout *layout, size_t outcome, const char *group) {
    for (size_t c = 0; c < layout->n_columns; c++)
        if (layout->columns[c].outcome == outcome && strcmp(layout->columns[c].group, group) == 0)
            return (int)c;
    return -1;
}

int rap_layout_series(const rap_layout *layout, size_t column) {
    for (size_t s = 0; s < layout->n_series; s++)
        if (layout->series[s] == column)
            return (int)s;
    return -1;
}

/* Whether what is kept, or a ratio that is kept, needs a column. */
static bool is_kept(const rap_study *study, const rap_column *column) {
    const char *name = study->model->outcomes[column->outcome].name;
    for (size_t k = 0; k < study->n_kept; k++) {
        const rap_outcome *o = &study->model->outcomes[study->kept[k].outcome];
        bool asked =
            study->kept[k].outcome == column->outcome ||
            (o->numerator && (!strcmp(o->numerator, name) || !strcmp(o->denominator, name)));
        if (asked && !strcmp(study->kept[k].group, column->group))
            return true;
    }
    return !study->kept;
}

/* ---- finding ---------------------------------------------------------------------------------- */

/* A layout that is being made. */
typedef struct {
    rap_layout *l;
    const rap_study *study;
    size_t capacity; /* of the columns */
} maker;

/* Texts belong to a state that is about to go: the layout keeps its own. */
static const char *keep_text(rap_layout *l, const char *text) {
    return rap_arena_copy(&l->texts, text, strlen(text));
}

static int add_to_union(maker *m, const rap_column *column) {
    rap_layout *l = m->l;
    int status = rap_grow(&l->columns, &m->capacity, l->n_columns + 1, sizeof *l->columns);
    if (status)
        return status;
    rap_column *own = &l->columns[l->n_columns];
    *own = (rap_column){column->outcome, keep_text(l, column->group), NULL};
    own->group_label = keep_text(l, column->group_label ? column->group_label : column->group);
    if (!own->group || !own->group_label)
        return rap_fail(RAP_ENOMEM);
    l->n_columns++;
    return RAP_OK;
}

static int add_columns(maker *m, size_t arm, const rap_column *columns, size_t n) {
    int status = RAP_OK;
    (void)arm;
    for (size_t c = 0; c < n && !status; c++)
        if (is_kept(m->study, &columns[c]) &&
            rap_layout_column(m->l, columns[c].outcome, columns[c].group) < 0)
            status = add_to_union(m, &columns[c]);
    return status;
}

static int mark_columns(maker *m, size_t arm, const rap_column *columns, size_t n) {
    for (size_t c = 0; c < n; c++) {
        int place = rap_layout_column(m->l, columns[c].outcome, columns[c].group);
        if (place >= 0)
            m->l->present[arm * m->l->n_columns + (size_t)place] = true;
    }
    return RAP_OK;
}

/* Shows the columns of a state of each arm. */
static int visit_arms(maker *m, int (*visit)(maker *, size_t, const rap_column *, size_t)) {
    const rap_model *model = m->study->model;
    int status = RAP_OK;
    for (size_t a = 0; a < m->l->n_arms && !status; a++) {
        const rap_inputs *inputs;
        void *state = NULL;
        size_t n = 0;
        status = rap_study_inputs(m->study, a, &inputs);
        if (!status)
            status = model->create(&state, inputs->root, &m->study->clock);
        if (!status) {
            const rap_column *columns = model->columns(state, &n);
            status = visit(m, a, columns, n);
        }
        model->free(state);
    }
    return status;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static bool stands_before(const rap_column *a, const rap_column *b) {
    return a->outcome != b->outcome ? a->outcome < b->outcome : is_all(a) && !is_all(b);
}

/* By insertion: columns that are equal in this order stay in theirs. */
static void sort_columns(rap_layout *l) {
    for (size_t c = 1; c < l->n_columns; c++) {
        rap_column column = l->columns[c];
        size_t k = c;
        for (; k > 0 && stands_before(&column, &l->columns[k - 1]); k--)
            l->columns[k] = l->columns[k - 1];
        l->columns[k] = column;
    }
}

static void choose_series(rap_layout *l, const rap_model *model) {
    for (size_t c = 0; c < l->n_columns; c++) {
        unsigned wanted = is_all(&l->columns[c]) ? RAP_SERIES : RAP_SERIES_BY_GROUP;
        if (model->outcomes[l->columns[c].outcome].flags & wanted)
            l->series[l->n_series++] = c;
    }
}

static int lay_out(maker *m) {
    rap_layout *l = m->l;
    int status = visit_arms(m, add_columns);
    if (status)
        return status;
    sort_columns(l);
    l->series = rap_allocate(l->n_columns, sizeof *l->series);
    l->present = rap_allocate(l->n_arms * l->n_columns, sizeof *l->present);
    if (!l->series || !l->present)
        return rap_fail(RAP_ENOMEM);
    if (!m->study->kept)
        choose_series(l, m->study->model);
    l->n_values = l->n_columns * l->n_windows;
    l->n_path = l->n_series * l->n_months;
    return visit_arms(m, mark_columns);
}

int rap_layout_init(rap_layout *layout, const rap_study *study) {
    maker m = {.l = layout, .study = study};
    *layout = (rap_layout){.n_arms = study->n_arms,
                           .n_windows = study->n_windows,
                           .n_months = (size_t)study->horizon + 1};
    int status = lay_out(&m);
    if (status)
        rap_layout_free(layout);
    return status;
}

void rap_layout_free(rap_layout *layout) {
    rap_free(layout->columns);
    rap_free(layout->present);
    rap_free(layout->series);
    rap_arena_free(&layout->texts);
    *layout = (rap_layout){0};
}
