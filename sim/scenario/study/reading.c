/* reading.c: looks names of a study up and says so where there are none. */
#include "scenario/study/reading.h"
#include "base/error.h"

#include <string.h>

void rap_remark(rap_reading *r, const rap_tree *node, const char *text) {
    rap_findings_add(r->findings, node->file, node->line, node->path, "%s", text);
}

void rap_refuse(rap_reading *r, const rap_tree *node, const char *text) {
    rap_remark(r, node, text);
    r->good = false;
}

/* ---- numbers ---------------------------------------------------------------------------------- */

bool rap_is_as_written(const rap_tree *node, double number) {
    bool uncertain = node && node->kind == RAP_NODE_GROUP;
    const rap_tree *value = uncertain ? rap_tree_child(node, "value") : node;
    bool numeric = value && (value->kind == RAP_NODE_INTEGER || value->kind == RAP_NODE_REAL);
    return !node || (numeric && value->number == number);
}

bool rap_is_below(const rap_tree *row, const char *low, double least, const char *high,
                  double most) {
    return least < most || !rap_is_as_written(rap_tree_child(row, low), least) ||
           !rap_is_as_written(rap_tree_child(row, high), most);
}

/* ---- arms ------------------------------------------------------------------------------------- */

static void report_arm(rap_reading *r, const rap_tree *node, const char *name) {
    const rap_study *s = r->study;
    const char **names = rap_arena_take(r->arena, s->n_arms, sizeof *names);
    char hint[400];
    for (size_t i = 0; names && i < s->n_arms; i++)
        names[i] = s->arms[i].name;
    if (names)
        rap_findings_add(r->findings, node->file, node->line, node->path, "unknown arm \"%.60s\"%s",
                         name, rap_suggest(r->findings, name, names, s->n_arms, hint, sizeof hint));
    r->good = false;
}

size_t rap_find_arm(rap_reading *r, const rap_tree *node, const char *name) {
    int arm = rap_study_arm(r->study, name);
    if (arm < 0)
        report_arm(r, node, name);
    return arm < 0 ? 0 : (size_t)arm;
}

static bool is_on_side(const size_t *side, size_t n, size_t arm) {
    for (size_t i = 0; i < n; i++)
        if (side[i] == arm)
            return true;
    return false;
}

int rap_find_side(rap_reading *r, const rap_tree *row, const char *key, const size_t **side,
                  size_t *n) {
    const rap_tree *list = rap_tree_child(row, key);
    size_t *arms = rap_arena_take(r->arena, list ? list->n : 0, sizeof *arms);
    *side = arms;
    *n = 0;
    if (!arms)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; list && i < list->n; i++) {
        const rap_tree *node = list->children[i];
        int arm = node->kind == RAP_NODE_TEXT ? rap_study_arm(r->study, node->text) : -1;
        if (node->kind == RAP_NODE_TEXT && arm < 0)
            report_arm(r, node, node->text);
        else if (arm >= 0 && is_on_side(arms, *n, (size_t)arm))
            rap_findings_add(r->findings, node->file, node->line, node->path,
                             "the arm \"%s\" stands twice on this side", node->text);
        else if (arm >= 0)
            arms[(*n)++] = (size_t)arm;
    }
    return RAP_OK;
}

void rap_check_sides(rap_reading *r, const size_t *plus, size_t n_plus, const size_t *minus,
                     size_t n_minus, const rap_tree *row) {
    for (size_t i = 0; i < n_plus; i++)
        if (is_on_side(minus, n_minus, plus[i])) {
            rap_findings_add(r->findings, row->file, row->line, row->path,
                             "the arm \"%s\" stands on both sides", r->study->arms[plus[i]].name);
            r->good = false;
        }
}

/* ---- outcomes --------------------------------------------------------------------------------- */

size_t rap_find_outcome(rap_reading *r, const rap_tree *node, const char *name) {
    const rap_model *m = r->study->model;
    int outcome = rap_model_outcome(m, name);
    if (outcome >= 0)
        return (size_t)outcome;
    const char **names = rap_arena_take(r->arena, m->n_outcomes, sizeof *names);
    char hint[600];
    for (size_t i = 0; names && i < m->n_outcomes; i++)
        names[i] = m->outcomes[i].name;
    if (names)
        rap_findings_add(r->findings, node->file, node->line, node->path,
                         "unknown outcome \"%.64s\"%s", name,
                         rap_suggest(r->findings, name, names, m->n_outcomes, hint, sizeof hint));
    r->good = false;
    return 0;
}

/* ---- groups wanted ---------------------------------------------------------------------------- */

static int make_room_for_wanted(rap_reading *r) {
    if (r->n_wanted < r->wanted_capacity)
        return RAP_OK;
    size_t capacity = 2 * r->n_wanted + 16;
    rap_wanted *wanted = rap_arena_take(r->arena, capacity, sizeof *wanted);
    if (!wanted)
        return rap_fail(RAP_ENOMEM);
    if (r->n_wanted)
        memcpy(wanted, r->wanted, r->n_wanted * sizeof *wanted);
    r->wanted = wanted;
    r->wanted_capacity = capacity;
    return RAP_OK;
}

int rap_want(rap_reading *r, size_t outcome, const char *group, const rap_tree *row,
             const rap_effect *effect) {
    const rap_tree *node = rap_tree_child(row, "group");
    int status = make_room_for_wanted(r);
    if (!status)
        r->wanted[r->n_wanted++] = (rap_wanted){outcome, group, node ? node : row, effect, 0};
    return status;
}
