/* joint.c: see joint.h. */
#include "scenario/study/joint.h"
#include "scenario/study/posterior.h"
#include "base/error.h"
#include "scenario/study/mix.h"
#include "scenario/study/parts.h"

#include <string.h>

/* ---- reading ---------------------------------------------------------------------------------- */

/* What is being read: the numbers that are tied, in order of writing, and every pair of them. */
typedef struct {
    rap_reading *r;
    rap_joint *joint;
    double *rank;   /* RAP_MOST_JOINT x RAP_MOST_JOINT */
    size_t *owner;  /* the same: position of the correlation that states it, + 1 */
    size_t *of;     /* by number: the first correlation that it hangs together with */
    double *packed; /* room for n x n */
} tying;

static bool begin_tying(tying *t) {
    rap_arena *arena = t->r->arena;
    size_t all = RAP_MOST_JOINT * RAP_MOST_JOINT;
    rap_joint *j = t->joint = rap_arena_take(arena, 1, sizeof *j);
    t->rank = rap_arena_take(arena, all, sizeof *t->rank);
    t->owner = rap_arena_take(arena, all, sizeof *t->owner);
    t->packed = rap_arena_take(arena, all, sizeof *t->packed);
    t->of = rap_arena_take(arena, RAP_MOST_JOINT, sizeof *t->of);
    if (!j || !t->rank || !t->owner || !t->packed || !t->of)
        return false;
    j->paths = rap_arena_take(arena, RAP_MOST_JOINT, sizeof *j->paths);
    j->names = rap_arena_take(arena, RAP_MOST_JOINT, sizeof *j->names);
    j->nodes = rap_arena_take(arena, RAP_MOST_JOINT, sizeof *j->nodes);
    j->mix = rap_arena_take(arena, all, sizeof *j->mix);
    return j->paths && j->names && j->nodes && j->mix;
}

/* Position of a number; RAP_MOST_JOINT where there is no more room. */
static size_t place_number(tying *t, const char *path, const rap_tree *node, size_t row) {
    rap_joint *j = t->joint;
    size_t i = 0;
    while (i < j->n && strcmp(j->paths[i], path) != 0)
        i++;
    if (i < j->n || i == RAP_MOST_JOINT)
        return i;
    j->paths[i] = path;
    j->nodes[i] = node;
    t->of[i] = row;
    t->rank[i * RAP_MOST_JOINT + i] = 1;
    j->n++;
    return i;
}

/* All that hangs together with two numbers hangs together from now on. */
static void join_numbers(tying *t, size_t a, size_t b) {
    size_t first = t->of[a] < t->of[b] ? t->of[a] : t->of[b], x = t->of[a], y = t->of[b];
    for (size_t i = 0; i < t->joint->n; i++)
        if (t->of[i] == x || t->of[i] == y)
            t->of[i] = first;
}

static void state_pair(tying *t, size_t a, size_t b, double rank, size_t owner) {
    t->rank[a * RAP_MOST_JOINT + b] = t->rank[b * RAP_MOST_JOINT + a] = rank;
    t->owner[a * RAP_MOST_JOINT + b] = t->owner[b * RAP_MOST_JOINT + a] = owner;
}

static bool can_hold(tying *t) {
    size_t n = t->joint->n;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            t->packed[i * n + k] = t->rank[i * RAP_MOST_JOINT + k];
    return rap_joint_mix(t->packed, n, t->joint->mix);
}

/* The places of a correlation's numbers; how many, 0 after a problem. */
static size_t find_numbers(tying *t, const rap_correlation *c, size_t row, const rap_tree *list,
                           size_t *places) {
    for (size_t k = 0; k < c->numbers.n; k++) {
        const rap_tree *node = list->children[k];
        places[k] = place_number(t, c->numbers.items[k], node, row);
        if (places[k] == RAP_MOST_JOINT) {
            rap_remark(t->r, node, "too many numbers in correlations; at most 60 expected");
            return 0;
        }
        for (size_t i = 0; i < k; i++)
            if (places[i] == places[k]) {
                rap_remark(t->r, node, "this number stands there twice");
                return 0;
            }
    }
    return c->numbers.n;
}

/* States each pair of a correlation; false after a problem. */
static bool state_pairs(tying *t, size_t row, const size_t *places, size_t n,
                        const rap_tree *node) {
    const rap_correlation *all = t->r->study->correlations;
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++) {
            size_t owner = t->owner[places[i] * RAP_MOST_JOINT + places[k]];
            if (owner) {
                rap_findings_add(t->r->findings, node->file, node->line, node->path,
                                 "\"%s\" says already how \"%s\" and \"%s\" go together",
                                 all[owner - 1].name, t->joint->paths[places[k]],
                                 t->joint->paths[places[i]]);
                return false;
            }
            state_pair(t, places[i], places[k], all[row].rank, row + 1);
            join_numbers(t, places[i], places[k]);
        }
    return true;
}

static void take_correlation(tying *t, size_t row, const rap_tree *node) {
    const rap_correlation *c = &t->r->study->correlations[row];
    const rap_tree *list = rap_tree_child(node, "numbers");
    size_t places[RAP_MOST_JOINT];
    if (!list || list->kind != RAP_NODE_LIST || list->n != c->numbers.n)
        return; /* refused already */
    if (c->numbers.n < 2 || c->numbers.n > RAP_MOST_JOINT) {
        rap_remark(t->r, list, "2 to 60 numbers expected");
        return;
    }
    size_t n = find_numbers(t, c, row, list, places);
    if (!state_pairs(t, row, places, n, node) || can_hold(t))
        return;
    rap_remark(t->r, node,
               "these correlations cannot hold together (not positive definite; pairs that nothing "
               "states count as 0)");
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            state_pair(t, places[i], places[k], 0, row + 1);
    can_hold(t);
}

int rap_read_correlations(rap_reading *r, const rap_settings *s) {
    rap_study *study = r->study;
    const rap_correlation_row *rows = s->correlations.rows;
    const rap_tree *map = rap_tree_child(r->own, "correlations");
    tying t = {.r = r};
    if (s->correlations.n == 0)
        return RAP_OK;
    study->correlations = rap_arena_take(r->arena, s->correlations.n, sizeof *study->correlations);
    if (!study->correlations || !begin_tying(&t))
        return rap_fail(RAP_ENOMEM);
    study->n_correlations = s->correlations.n;
    for (size_t i = 0; i < s->correlations.n; i++)
        study->correlations[i] = (rap_correlation){rows[i].is.name, rows[i].is.label,
                                                   rows[i].source, rows[i].numbers, rows[i].rank};
    for (size_t i = 0; i < s->correlations.n; i++)
        take_correlation(&t, i, map->children[i]);
    for (size_t i = 0; i < t.joint->n; i++)
        t.joint->names[i] = study->correlations[t.of[i]].name;
    study->joint = t.joint;
    return RAP_OK;
}

/* ---- what is said of them --------------------------------------------------------------------- */

const char *rap_study_tie(const rap_study *study, const char *path) {
    const rap_joint *j = study->joint;
    for (size_t k = 0; j && k < j->n; k++)
        if (!strcmp(j->paths[k], path))
            return j->names[k];
    return NULL;
}

bool rap_correlation_ties(const rap_correlation *c, const char *path) {
    for (size_t k = 0; k < c->numbers.n; k++)
        if (!strcmp(c->numbers.items[k], path))
            return true;
    return false;
}

void rap_input_say(rap_text *out, const rap_study *study, const rap_input *input) {
    char drawn[RAP_PRIOR_WORDS];
    if (input->posterior) {
        rap_text_format(out, "%zu values that a calibration left, the middle one %.4g",
                        input->posterior->n, rap_posterior_at(input->posterior, 0.5));
        return;
    }
    rap_prior_say(&input->prior, drawn, sizeof drawn);
    rap_text_add(out, drawn);
    for (size_t i = 0; i < study->n_correlations; i++) {
        const rap_correlation *c = &study->correlations[i];
        if (!rap_correlation_ties(c, input->path))
            continue;
        rap_text_format(out, "; rank correlation %.10g with", c->rank);
        for (size_t k = 0, n = 0; k < c->numbers.n; k++)
            if (strcmp(c->numbers.items[k], input->path) != 0)
                rap_text_format(out, "%s %s", n++ ? "," : "", c->numbers.items[k]);
    }
}

/* ---- whether they are there ------------------------------------------------------------------- */

typedef enum { ABSENT, CERTAIN, UNCERTAIN } standing;

/* How a number stands in the arms, at its best. */
static int stand(const rap_study *s, const char *path, standing *best) {
    const rap_inputs *inputs;
    *best = ABSENT;
    for (size_t a = 0; a < s->n_arms && *best != UNCERTAIN; a++) {
        int status = rap_study_inputs(s, a, &inputs);
        if (status)
            return status;
        const rap_input *x = rap_inputs_find(inputs, path);
        if (x)
            *best = rap_input_varies(x) ? UNCERTAIN : CERTAIN;
    }
    return RAP_OK;
}

static int report_absent(rap_reading *r, const char *path, const rap_tree *node) {
    const rap_inputs *inputs;
    char hint[400];
    int status = rap_study_inputs(r->study, r->study->baseline, &inputs);
    const char **names =
        status ? NULL : rap_arena_take(r->arena, inputs->n_inputs + 1, sizeof *names);
    if (!names)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < inputs->n_inputs; i++)
        names[i] = inputs->inputs[i].path;
    rap_findings_add(r->findings, node->file, node->line, node->path,
                     "no arm has a number \"%.100s\"%s", path,
                     rap_suggest(r->findings, path, names, inputs->n_inputs, hint, sizeof hint));
    return RAP_OK;
}

int rap_check_correlations(rap_reading *r) {
    const rap_joint *j = r->study->joint;
    int status = RAP_OK;
    for (size_t i = 0; j && i < j->n && !status; i++) {
        standing best;
        status = stand(r->study, j->paths[i], &best);
        if (!status && best == ABSENT)
            status = report_absent(r, j->paths[i], j->nodes[i]);
        else if (!status && best == CERTAIN)
            rap_remark(r, j->nodes[i], "this number is certain in every arm; give it a range");
    }
    if (j)
        rap_study_unbind(r->study->parts); /* ranges may be scaled before any arm is bound */
    return status;
}
