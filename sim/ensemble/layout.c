/* layout.c: which numbers a run leaves behind, the same for every arm of a study.
 *
 * Invariants: columns are unique by (outcome, group), ordered by outcome; within an outcome "all"
 * comes first and other groups in order of arms and of each arm's own columns. A column is present
 * in an arm if and only if that arm's state lists it. Counting first, copying then: two passes over
 * the states. */
#include "base/error.h"
#include "base/memory.h"
#include "ensemble/ensemble.h"

#include <string.h>

/* A state of every arm, kept while the columns are gathered. */
typedef struct {
    rap_inputs inputs;
    void *state;
    const rap_column *columns;
    size_t n_columns;
} member;

static int start_member(member *m, const rap_study *study, size_t arm) {
    int status = rap_inputs_bind(&m->inputs, study, arm);
    if (!status)
        status = study->model->create(&m->state, m->inputs.root, &study->clock);
    if (!status)
        m->columns = study->model->columns(m->state, &m->n_columns);
    return status;
}

static void end_member(member *m, const rap_model *model) {
    model->free(m->state);
    rap_inputs_free(&m->inputs);
}

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

/* Adds the columns of one outcome that are (or are not) for the group "all". */
static void add_columns(rap_layout *l, const rap_study *study, const member *arm, size_t outcome,
                        bool all) {
    for (size_t c = 0; c < arm->n_columns; c++) {
        const rap_column *column = &arm->columns[c];
        if (column->outcome == outcome && is_all(column) == all && is_kept(study, column) &&
            rap_layout_column(l, outcome, column->group) < 0)
            l->columns[l->n_columns++] = *column;
    }
}

static void gather(rap_layout *l, const rap_study *study, const member *arms) {
    for (size_t o = 0; o < study->model->n_outcomes; o++)
        for (int others = 0; others <= 1; others++)
            for (size_t a = 0; a < l->n_arms; a++)
                add_columns(l, study, &arms[a], o, !others);
}

static char *keep(char **room, const char *text) {
    size_t n = strlen(text) + 1;
    char *here = *room;
    memcpy(here, text, n);
    *room += n;
    return here;
}

/* Texts belong to states that are about to go: the layout keeps its own. */
static int keep_texts(rap_layout *l) {
    size_t bytes = 1;
    for (size_t c = 0; c < l->n_columns; c++) {
        if (!l->columns[c].group_label)
            l->columns[c].group_label = l->columns[c].group;
        bytes += strlen(l->columns[c].group) + strlen(l->columns[c].group_label) + 2;
    }
    char *room = l->text = rap_allocate(bytes, 1);
    if (!room)
        return rap_fail(RAP_ENOMEM);
    for (size_t c = 0; c < l->n_columns; c++) {
        l->columns[c].group = keep(&room, l->columns[c].group);
        l->columns[c].group_label = keep(&room, l->columns[c].group_label);
    }
    return RAP_OK;
}

static void mark_present(rap_layout *l, const member *arms) {
    for (size_t a = 0; a < l->n_arms; a++)
        for (size_t c = 0; c < arms[a].n_columns; c++) {
            const rap_column *column = &arms[a].columns[c];
            int place = rap_layout_column(l, column->outcome, column->group);
            if (place >= 0)
                l->present[a * l->n_columns + (size_t)place] = true;
        }
}

static void choose_series(rap_layout *l, const rap_model *model) {
    for (size_t c = 0; c < l->n_columns; c++) {
        unsigned wanted = is_all(&l->columns[c]) ? RAP_SERIES : RAP_SERIES_BY_GROUP;
        if (model->outcomes[l->columns[c].outcome].flags & wanted)
            l->series[l->n_series++] = c;
    }
}

static int lay_out(rap_layout *l, const rap_study *study, const member *arms) {
    size_t most = 0;
    for (size_t a = 0; a < l->n_arms; a++)
        most += arms[a].n_columns;
    l->columns = rap_allocate(most, sizeof *l->columns);
    l->series = rap_allocate(most, sizeof *l->series);
    if (!l->columns || !l->series)
        return rap_fail(RAP_ENOMEM);
    gather(l, study, arms);
    l->present = rap_allocate(l->n_arms * l->n_columns, sizeof *l->present);
    if (!l->present)
        return rap_fail(RAP_ENOMEM);
    mark_present(l, arms);
    if (!study->kept)
        choose_series(l, study->model);
    l->n_values = l->n_columns * l->n_windows;
    l->n_path = l->n_series * l->n_months;
    return keep_texts(l);
}

int rap_layout_init(rap_layout *layout, const rap_study *study) {
    int status = RAP_OK;
    size_t bound = 0;
    *layout = (rap_layout){.n_arms = study->n_arms,
                           .n_windows = study->n_windows,
                           .n_months = (size_t)study->horizon + 1};
    member *arms = rap_allocate(study->n_arms, sizeof *arms);
    if (!arms)
        return rap_fail(RAP_ENOMEM);
    while (bound < study->n_arms && !status) {
        status = start_member(&arms[bound], study, bound);
        bound++;
    }
    if (!status)
        status = lay_out(layout, study, arms);
    for (size_t a = 0; a < bound; a++)
        end_member(&arms[a], study->model);
    rap_free(arms);
    if (status)
        rap_layout_free(layout);
    return status;
}

void rap_layout_free(rap_layout *layout) {
    rap_free(layout->columns);
    rap_free(layout->present);
    rap_free(layout->series);
    rap_free(layout->text);
    *layout = (rap_layout){0};
}
