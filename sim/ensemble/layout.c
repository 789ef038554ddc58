/* layout.c: which numbers a run leaves behind, the same for every arm of a study.
 *
 * Invariants: columns are unique by (outcome, group), ordered by outcome; within an outcome "all"
 * comes first and other groups in order of arms and of each arm's own columns. A column is present
 * in an arm if and only if that arm's state lists it. Two passes over the arms, with one state at a
 * time: the first finds the columns, the second marks where they are. */
#include "base/error.h"
#include "base/memory.h"
#include "ensemble/ensemble.h"
#include "stream/stream.h"

#include <string.h>

static bool is_all(const rap_column *c) {
    return strcmp(c->group, "all") == 0;
}

static uint64_t hash_column(size_t outcome, const char *group) {
    return rap_hash_mix(outcome, rap_hash_text(group));
}

int rap_layout_column(const rap_layout *layout, size_t outcome, const char *group) {
    uint64_t hash = hash_column(outcome, group);
    for (size_t at = 0, c; (c = rap_lookup_next(&layout->places, hash, &at)) != RAP_NO_ROW;)
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

/* ---- what is kept ----------------------------------------------------------------------------- */

/* Whether a column is of an outcome, or of a part of it where that is a ratio. */
static bool is_column_of(const rap_model *model, const rap_column *column, size_t outcome) {
    const char *name = model->outcomes[column->outcome].name;
    const rap_outcome *o = &model->outcomes[outcome];
    return outcome == column->outcome ||
           (o->numerator && (!strcmp(o->numerator, name) || !strcmp(o->denominator, name)));
}

static bool is_among_columns(const rap_study *study, const rap_column *list, size_t n,
                             const rap_column *column) {
    for (size_t k = 0; k < n; k++)
        if (is_column_of(study->model, column, list[k].outcome) &&
            !strcmp(list[k].group, column->group))
            return true;
    return false;
}

/* Whether a headline is of the outcome of a column: in its group, or in any. */
static bool is_headline_column(const rap_study *study, const rap_column *column, bool any_group) {
    for (size_t h = 0; h < study->n_headlines; h++)
        if (is_column_of(study->model, column, study->headlines[h].outcome) &&
            (any_group || !strcmp(study->headlines[h].group, column->group)))
            return true;
    return false;
}

/* What a question looks at, and how many there are in a group that it looks at. */
static bool is_looked_at(const rap_study *study, const rap_column *column) {
    const char *count = study->model->count;
    if (is_headline_column(study, column, false) ||
        is_among_columns(study, study->wanted, study->n_wanted, column))
        return true;
    bool counts = count && !strcmp(study->model->outcomes[column->outcome].name, count);
    for (size_t k = 0; k < study->n_wanted && counts; k++)
        if (!strcmp(study->wanted[k].group, column->group))
            return true;
    return false;
}

/* ---- members that are named ------------------------------------------------------------------- */

/* Whether it may name members: what is told of them is kept. */
static bool may_name(const rap_study *study) {
    return study->model && study->model->portrait && !study->kept &&
           study->keep != RAP_KEEP_HEADLINES;
}

bool rap_study_portrays(const rap_study *study) {
    const rap_inputs *inputs;
    bool asked = false;
    if (!may_name(study))
        return false;
    for (size_t a = 0; a < study->n_arms && !asked; a++)
        asked =
            !rap_study_inputs(study, a, &inputs) && study->model->portrait->is_asked(inputs->root);
    return asked;
}

const rap_column *rap_layout_portraits(const rap_layout *l, const rap_model *model, size_t *n) {
    int yes = model->portrait ? rap_model_outcome(model, model->portrait->yes) : -1;
    size_t first = 0;
    while (first < l->n_columns && (int)l->columns[first].outcome != yes)
        first++;
    for (*n = 0; first + *n < l->n_columns && (int)l->columns[first + *n].outcome == yes;)
        ++*n;
    return l->columns + first;
}

static bool is_listed_outcome(const char *const *list, const char *name) {
    while (*list && strcmp(*list, name) != 0)
        list++;
    return *list;
}

/* Whether an outcome tells of members that are named. */
static bool tells(const rap_portrait *p, const char *outcome) {
    return !strcmp(outcome, p->yes) || !strcmp(outcome, p->path) ||
           is_listed_outcome(p->told, outcome) || is_listed_outcome(p->lost, outcome);
}

/* Paths of no more than these are kept: nobody looks through hundreds, and they are most of what a run leaves. */
enum { MOST_NAMED_PATHS = 60 };

static bool is_path_of_portrait(const rap_layout *l, const rap_study *study,
                                const rap_column *column) {
    const rap_model *model = study->model;
    size_t n, k = 0;
    const rap_column *named = rap_layout_portraits(l, model, &n);
    if (!may_name(study) || n > MOST_NAMED_PATHS ||
        strcmp(model->outcomes[column->outcome].name, model->portrait->path) != 0)
        return false;
    while (k < n && strcmp(named[k].group, column->group) != 0)
        k++;
    return k < n;
}

/* ---- what is kept of all ---------------------------------------------------------------------- */

static bool is_kept(const rap_study *study, const rap_column *column) {
    const rap_outcome *o = &study->model->outcomes[column->outcome];
    bool counts = study->model->count && !strcmp(o->name, study->model->count);
    if (study->kept)
        return is_among_columns(study, study->kept, study->n_kept, column);
    if (study->keep == RAP_KEEP_ALL || is_looked_at(study, column))
        return true;
    if (study->keep == RAP_KEEP_HEADLINES)
        return o->flags & RAP_CURRENCY && is_all(column);
    return is_all(column) || counts || o->flags & (RAP_SPEND | RAP_CURRENCY) ||
           is_headline_column(study, column, true);
}

/* Whether the path of a column is kept, which the model allows. */
static bool is_path_kept(const rap_study *study, const rap_column *column) {
    unsigned flags = study->model->outcomes[column->outcome].flags;
    if (study->kept || study->keep == RAP_KEEP_HEADLINES)
        return false;
    return study->keep == RAP_KEEP_ALL || (flags & RAP_SPEND && is_all(column)) ||
           is_looked_at(study, column);
}

/* ---- finding ---------------------------------------------------------------------------------- */

/* A layout that is being made. */
typedef struct {
    rap_layout *l;
    const rap_study *study;
    size_t capacity; /* of the columns */
    /* Of the arm at hand: its columns of those who are named, and behind which of them the last one was found: outcomes
     * list groups in the same order. */
    size_t named, n_named, found;
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
    return rap_lookup_add(&l->places, hash_column(own->outcome, own->group), l->n_columns++);
}

static void find_named(maker *m, const rap_column *columns, size_t n) {
    const rap_portrait *p = m->study->model->portrait;
    m->named = m->n_named = m->found = 0;
    for (size_t c = 0; c < n && may_name(m->study); c++)
        if (!strcmp(m->study->model->outcomes[columns[c].outcome].name, p->yes))
            m->named = m->n_named++ ? m->named : c;
}

/* Whether a column tells of somebody who is named. */
static bool is_of_portrait(maker *m, const rap_column *columns, const rap_column *column) {
    const rap_model *model = m->study->model;
    if (m->n_named == 0 || is_all(column) ||
        !tells(model->portrait, model->outcomes[column->outcome].name))
        return false;
    for (size_t k = 0; k < m->n_named; k++) {
        size_t at = (m->found + k) % m->n_named;
        if (!strcmp(columns[m->named + at].group, column->group)) {
            m->found = at + 1;
            return true;
        }
    }
    return false;
}

static int add_columns(maker *m, size_t arm, const rap_column *columns, size_t n) {
    int status = RAP_OK;
    (void)arm;
    find_named(m, columns, n);
    for (size_t c = 0; c < n && !status; c++)
        if ((is_kept(m->study, &columns[c]) || is_of_portrait(m, columns, &columns[c])) &&
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

/* Puts columns at their places by outcome, those of "all" first, where columns that are equal in this order stay in theirs:
 * `next` is the place of the next one, by outcome and whether it is of all. */
static void place_columns(rap_layout *l, const rap_column *found, size_t *next, size_t n_outcomes) {
    for (size_t c = 0; c < l->n_columns; c++)
        next[2 * found[c].outcome + !is_all(&found[c])]++;
    for (size_t k = 0, before = 0; k < 2 * n_outcomes; k++) {
        size_t n = next[k];
        next[k] = before;
        before += n;
    }
    for (size_t c = 0; c < l->n_columns; c++)
        l->columns[next[2 * found[c].outcome + !is_all(&found[c])]++] = found[c];
}

static int sort_columns(rap_layout *l, size_t n_outcomes) {
    rap_column *found = rap_allocate(l->n_columns, sizeof *found);
    size_t *next = rap_allocate(2 * n_outcomes, sizeof *next);
    int status = found && next ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t c = 0; c < l->n_columns && !status; c++)
        found[c] = l->columns[c];
    if (!status)
        place_columns(l, found, next, n_outcomes);
    rap_lookup_free(&l->places);
    for (size_t c = 0; c < l->n_columns && !status; c++)
        status =
            rap_lookup_add(&l->places, hash_column(l->columns[c].outcome, l->columns[c].group), c);
    rap_free(found);
    rap_free(next);
    return status;
}

static void choose_series(rap_layout *l, const rap_study *study) {
    for (size_t c = 0; c < l->n_columns; c++) {
        unsigned wanted = is_all(&l->columns[c]) ? RAP_SERIES : RAP_SERIES_BY_GROUP;
        if (study->model->outcomes[l->columns[c].outcome].flags & wanted &&
            (is_path_kept(study, &l->columns[c]) || is_path_of_portrait(l, study, &l->columns[c])))
            l->series[l->n_series++] = c;
    }
    l->rounds_paths = study->keep != RAP_KEEP_ALL;
}

static int lay_out(maker *m) {
    rap_layout *l = m->l;
    int status = visit_arms(m, add_columns);
    status = status ? status : sort_columns(l, m->study->model->n_outcomes);
    if (status)
        return status;
    l->series = rap_allocate(l->n_columns, sizeof *l->series);
    l->present = rap_allocate(l->n_arms * l->n_columns, sizeof *l->present);
    if (!l->series || !l->present)
        return rap_fail(RAP_ENOMEM);
    choose_series(l, m->study);
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
    rap_lookup_free(&layout->places);
    rap_arena_free(&layout->texts);
    *layout = (rap_layout){0};
}
