/* ask_patterns.c: what the model should show. */
#include "base/error.h"
#include "model/rows.h"
#include "scenario/questions/claims.h"
#include "scenario/questions/questions.h"
#include "scenario/study/parts.h"
#include "scenario/study/windows.h"

/* versus = { plus; minus; group; window; }: what is not stated is as in the claim itself. */
typedef struct {
    rap_texts plus, minus;
    const char *group, *window;
} versus_row;

typedef struct {
    rap_named is;
    const char *source, *built_from, *note;
    int standing;
    rap_texts plus, minus;
    rap_claim_outcome outcome;
    versus_row versus;
} pattern_row;

static const rap_field versus_fields[] = {
    LINES(versus_row, plus, 0, "arms whose mean is taken; if unset, those of the claim"),
    LINES(versus_row, minus, 0, "arms whose mean is taken away; if unset, those of the claim"),
    LINE(versus_row, group, NULL, 0, "if unset, that of the claim"),
    LINE(versus_row, window, NULL, 0, "if unset, that of the claim"),
};
static RECORD(versus_record, "second effect", "what is taken away from the first effect",
              versus_row, versus_fields);

static const rap_field pattern_fields[] = {
    LINE(pattern_row, source, NULL, RAP_REQUIRED, "who says so"),
    LINE(pattern_row, built_from, NULL, RAP_REQUIRED,
         "body of evidence that it belongs to; patterns are reported apart by it"),
    RAP_STANDING_LINE(pattern_row, RAP_REQUIRED),
    LINE(pattern_row, note, NULL, 0, "a remark that is printed with it"),
    LINES(pattern_row, plus, RAP_REQUIRED, "arms whose mean is taken"),
    LINES(pattern_row, minus, 0,
          "arms whose mean is taken away; if unset, nothing is: the level itself counts"),
    PART_OF(pattern_row, outcome, RAP_GROUP, rap_claim_outcome_record, RAP_REQUIRED,
            "what is measured, and what is claimed of it"),
    PART_OF(pattern_row, versus, RAP_GROUP, versus_record, 0,
            "a second effect, taken away from the first: a difference of differences"),
};
static RECORD(pattern_record, "pattern", "what the model should show", pattern_row, pattern_fields);

typedef struct {
    rap_rows patterns; /* of pattern_row */
} claims_written;

static const rap_field claim_keys[] = {
    PART_OF(claims_written, patterns, RAP_MAP, pattern_record, RAP_APART,
            "what the model should show, for `validate`"),
};
static RECORD(claim_record, "study", "patterns", claims_written, claim_keys);

/* ---- reading ---------------------------------------------------------------------------------- */

static const int signs[] = {1, -1, 0};

/* Names that are missing were reported by the binding. */
static void read_measured_effect(rap_reading *r, const char *name, const char *window,
                                 const char *group, const rap_tree *node, rap_effect *e) {
    r->good &= name && window;
    if (name)
        e->outcome = rap_find_outcome(r, rap_tree_child(node, "name"), name);
    if (window)
        e->window = rap_find_window(r, rap_tree_child(node, "window"), window);
    e->group = group;
}

static int read_versus(rap_reading *r, const versus_row *v, const rap_tree *node,
                       rap_expectation *c) {
    if (!node || node->kind != RAP_NODE_GROUP)
        return RAP_OK;
    c->compared = true;
    c->versus = c->effect;
    if (v->group)
        c->versus.group = v->group;
    if (v->window)
        c->versus.window = rap_find_window(r, rap_tree_child(node, "window"), v->window);
    if (node->n == 0)
        rap_remark(r, node, "at least one of plus, minus, group and window expected");
    return rap_read_effect_sides(r, node, &c->versus);
}

static int read_claim(rap_reading *r, const pattern_row *row, const rap_tree *node,
                      rap_expectation *c) {
    const rap_claim_outcome *o = &row->outcome;
    const rap_tree *outcome = rap_tree_child(node, "outcome");
    read_measured_effect(r, o->name, o->window, o->group, outcome, &c->effect);
    c->direction = signs[o->direction];
    c->at_least =
        rap_tree_child(outcome, "at_least") ? o->at_least : r->study->delta[c->effect.outcome];
    int status = rap_read_effect_sides(r, node, &c->effect);
    return status ? status : read_versus(r, &row->versus, rap_tree_child(node, "versus"), c);
}

static int read_pattern(rap_reading *r, const pattern_row *row, const rap_tree *node) {
    rap_pattern p = {.name = row->is.name,
                     .label = row->is.label,
                     .source = row->source,
                     .note = row->note,
                     .built_from = row->built_from,
                     .standing = (rap_standing)row->standing};
    if (node->kind != RAP_NODE_GROUP || !row->source || !row->built_from)
        return RAP_OK; /* reported by the binding */
    r->good = true;
    int status = read_claim(r, row, node, &p.claim);
    if (!status && r->good && p.claim.effect.n_plus > 0)
        r->study->patterns[r->study->n_patterns++] = p;
    return status;
}

static int read_patterns(rap_reading *r, const rap_rows *written) {
    const rap_tree *group = rap_tree_child(r->own, "patterns");
    const pattern_row *rows = written->rows;
    size_t n = written->n < RAP_MOST_PATTERNS ? written->n : RAP_MOST_PATTERNS;
    int status = RAP_OK;
    r->study->patterns = rap_arena_take(r->arena, n, sizeof *r->study->patterns);
    if (!r->study->patterns)
        return rap_fail(RAP_ENOMEM);
    if (written->n > n)
        rap_remark(r, group, "too many patterns; at most 1000 expected");
    for (size_t i = 0; i < n && !status; i++)
        status = read_pattern(r, &rows[i], group->children[i]);
    return status;
}

static int read_claims(rap_reading *r, const void *written) {
    const claims_written *w = written;
    return read_patterns(r, &w->patterns);
}

/* ---- the rest of the row ---------------------------------------------------------------------- */

static int want_effect(rap_reading *r, const rap_effect *e, const rap_tree *row, const char *key) {
    return rap_want(r, e->outcome, e->group, rap_tree_child(row, key), e);
}

static int want_of_claims(rap_reading *r) {
    const rap_study *s = r->study;
    const rap_tree *patterns = rap_tree_child(r->own, "patterns");
    int status = RAP_OK;
    for (size_t k = 0; k < s->n_patterns && !status; k++) {
        const rap_expectation *c = &s->patterns[k].claim;
        const rap_tree *row = rap_tree_child(patterns, s->patterns[k].name);
        status = want_effect(r, &c->effect, row, "outcome");
        if (c->compared && !status)
            status = want_effect(r, &c->versus, row, "versus");
    }
    return status;
}

static void move_claims(rap_study *s, const rap_window *old) {
    size_t patterns = 0;
    for (size_t k = 0; k < s->n_patterns; k++) {
        rap_pattern p = s->patterns[k];
        if (rap_window_move(s, old, &p.claim.effect.window) &&
            (!p.claim.compared || rap_window_move(s, old, &p.claim.versus.window)))
            s->patterns[patterns++] = p;
    }
    s->n_patterns = patterns;
}

static int copy_claims(rap_study *s) {
    return rap_study_copy(s, &s->patterns, s->n_patterns, 0, sizeof *s->patterns);
}

static void drop_claims(rap_study *s) {
    s->n_patterns = 0;
}

const rap_question rap_ask_patterns = {.keys = &claim_record,
                                       .read = read_claims,
                                       .want = want_of_claims,
                                       .move = move_claims,
                                       .copy = copy_claims,
                                       .forget = drop_claims};
