/* ask_patterns.c: what the model should show, and what was measured: patterns and quantities. */
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

typedef struct {
    const char *name, *window, *group;
} measured_row;

/* quantities = { name = { label; source; status; note; plus; minus; outcome; value; sd; }; } */
typedef struct {
    rap_named is;
    const char *source, *note;
    int standing; /* position in "held_out", "input" */
    rap_texts plus, minus;
    measured_row outcome;
    double value, sd, discrepancy;
} quantity_row;

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

static const rap_field measured_fields[] = {
    LINE(measured_row, name, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(measured_row, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(measured_row, group, "all", 0, "all, or a part such as type:... or team:..."),
};
static RECORD(measured_record, "measured outcome", "what of the model was measured", measured_row,
              measured_fields);

static const char *const quantity_standings[] = {"held_out", "input", NULL};

static const rap_field quantity_fields[] = {
    LINE(quantity_row, source, NULL, RAP_REQUIRED, "who measured it"),
    {.key = "status",
     .kind = RAP_CHOICE,
     .choices = quantity_standings,
     .meaning = "held_out: weighs the sets of assumptions; input: was put in, and does not",
     .offset = offsetof(quantity_row, standing),
     .flags = RAP_REQUIRED},
    LINE(quantity_row, note, NULL, 0, "a remark that is printed with it"),
    LINES(quantity_row, plus, RAP_REQUIRED, "arms whose mean is taken"),
    LINES(quantity_row, minus, 0,
          "arms whose mean is taken away; if unset, nothing is: the level itself counts"),
    PART_OF(quantity_row, outcome, RAP_GROUP, measured_record, RAP_REQUIRED,
            "what of the model was measured"),
    CHOSEN(quantity_row, value, RAP_REAL, "1", -1e12, 1e12, 0, "a setting of the study",
           RAP_REQUIRED, "the value published, in the outcome's unit"),
    CHOSEN(quantity_row, sd, RAP_REAL, "1", 1e-12, 1e12, 0, "a setting of the study", RAP_REQUIRED,
           "how far it may be off by sampling: a standard deviation, above 0"),
    CHOSEN(quantity_row, discrepancy, RAP_REAL, "1", 0, 1e12, 0, "a setting of the study", 0,
           "how far what was measured may lie from what the model has: a standard deviation, added "
           "to sd in squares; assumed"),
};
static RECORD(quantity_record, "quantity", "what was measured", quantity_row, quantity_fields);

typedef struct {
    rap_rows patterns;   /* of pattern_row */
    rap_rows quantities; /* of quantity_row */
} claims_written;

static const rap_field claim_keys[] = {
    PART_OF(claims_written, patterns, RAP_MAP, pattern_record, RAP_APART,
            "what the model should show, for `validate`"),
    PART_OF(claims_written, quantities, RAP_MAP, quantity_record, RAP_APART,
            "what was measured, for `validate`: sets of assumptions are weighed by it"),
};
static RECORD(claim_record, "study", "patterns and quantities", claims_written, claim_keys);

/* ---- reading ---------------------------------------------------------------------------------- */

static const int signs[] = {1, -1, 0};

static int read_sides(rap_reading *r, const rap_tree *row, rap_effect *e) {
    const rap_tree *plus = rap_tree_child(row, "plus"), *minus = rap_tree_child(row, "minus");
    int status = plus ? rap_find_side(r, row, "plus", &e->plus, &e->n_plus) : RAP_OK;
    if (!status && minus)
        status = rap_find_side(r, row, "minus", &e->minus, &e->n_minus);
    if (!status && (plus || minus))
        rap_check_sides(r, e->plus, e->n_plus, e->minus, e->n_minus, row);
    return status;
}

/* Names that are missing were reported by the binding. */
static void read_effect(rap_reading *r, const char *name, const char *window, const char *group,
                        const rap_tree *node, rap_effect *e) {
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
    return read_sides(r, node, &c->versus);
}

static int read_claim(rap_reading *r, const pattern_row *row, const rap_tree *node,
                      rap_expectation *c) {
    const rap_claim_outcome *o = &row->outcome;
    const rap_tree *outcome = rap_tree_child(node, "outcome");
    read_effect(r, o->name, o->window, o->group, outcome, &c->effect);
    c->direction = signs[o->direction];
    c->at_least =
        rap_tree_child(outcome, "at_least") ? o->at_least : r->study->delta[c->effect.outcome];
    int status = read_sides(r, node, &c->effect);
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

static int read_quantity(rap_reading *r, const quantity_row *row, const rap_tree *node) {
    const measured_row *o = &row->outcome;
    rap_quantity q = {.name = row->is.name,
                      .label = row->is.label,
                      .source = row->source,
                      .note = row->note,
                      .standing = row->standing ? RAP_IS_INPUT : RAP_HELD_OUT,
                      .value = row->value,
                      .sd = row->sd,
                      .discrepancy = row->discrepancy};
    if (node->kind != RAP_NODE_GROUP || !row->source)
        return RAP_OK; /* reported by the binding */
    r->good = true;
    read_effect(r, o->name, o->window, o->group, rap_tree_child(node, "outcome"), &q.effect);
    int status = read_sides(r, node, &q.effect);
    if (!status && r->good && q.effect.n_plus > 0)
        r->study->quantities[r->study->n_quantities++] = q;
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

static int read_quantities(rap_reading *r, const rap_rows *written) {
    const rap_tree *group = rap_tree_child(r->own, "quantities");
    const quantity_row *rows = written->rows;
    size_t n = written->n < RAP_MOST_PATTERNS ? written->n : RAP_MOST_PATTERNS;
    int status = RAP_OK;
    r->study->quantities = rap_arena_take(r->arena, n, sizeof *r->study->quantities);
    if (!r->study->quantities)
        return rap_fail(RAP_ENOMEM);
    if (written->n > n)
        rap_remark(r, group, "too many quantities; at most 1000 expected");
    for (size_t i = 0; i < n && !status; i++)
        status = read_quantity(r, &rows[i], group->children[i]);
    return status;
}

static int read_claims(rap_reading *r, const void *written) {
    const claims_written *w = written;
    int status = read_patterns(r, &w->patterns);
    return status ? status : read_quantities(r, &w->quantities);
}

/* ---- the rest of the row ---------------------------------------------------------------------- */

static int want_effect(rap_reading *r, const rap_effect *e, const rap_tree *row, const char *key) {
    return rap_want(r, e->outcome, e->group, rap_tree_child(row, key), e);
}

static int want_of_claims(rap_reading *r) {
    const rap_study *s = r->study;
    const rap_tree *patterns = rap_tree_child(r->own, "patterns");
    const rap_tree *quantities = rap_tree_child(r->own, "quantities");
    int status = RAP_OK;
    for (size_t k = 0; k < s->n_patterns && !status; k++) {
        const rap_expectation *c = &s->patterns[k].claim;
        const rap_tree *row = rap_tree_child(patterns, s->patterns[k].name);
        status = want_effect(r, &c->effect, row, "outcome");
        if (c->compared && !status)
            status = want_effect(r, &c->versus, row, "versus");
    }
    for (size_t k = 0; k < s->n_quantities && !status; k++)
        status = want_effect(r, &s->quantities[k].effect,
                             rap_tree_child(quantities, s->quantities[k].name), "outcome");
    return status;
}

static void move_claims(rap_study *s, const rap_window *old) {
    size_t patterns = 0, quantities = 0;
    for (size_t k = 0; k < s->n_patterns; k++) {
        rap_pattern p = s->patterns[k];
        if (rap_window_move(s, old, &p.claim.effect.window) &&
            (!p.claim.compared || rap_window_move(s, old, &p.claim.versus.window)))
            s->patterns[patterns++] = p;
    }
    for (size_t k = 0; k < s->n_quantities; k++) {
        rap_quantity q = s->quantities[k];
        if (rap_window_move(s, old, &q.effect.window))
            s->quantities[quantities++] = q;
    }
    s->n_patterns = patterns;
    s->n_quantities = quantities;
}

static int copy_claims(rap_study *s) {
    int status = rap_study_copy(s, &s->patterns, s->n_patterns, 0, sizeof *s->patterns);
    return status ? status
                  : rap_study_copy(s, &s->quantities, s->n_quantities, 0, sizeof *s->quantities);
}

static void drop_claims(rap_study *s) {
    s->n_patterns = s->n_quantities = 0;
}

const rap_question rap_ask_patterns = {.keys = &claim_record,
                                       .read = read_claims,
                                       .want = want_of_claims,
                                       .move = move_claims,
                                       .copy = copy_claims,
                                       .forget = drop_claims};
