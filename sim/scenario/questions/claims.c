/* claims.c: the grammar of patterns, and their claims in terms of arms, outcomes and windows. */
#include "scenario/questions/claims.h"
#include "base/error.h"
#include "model/rows.h"

const char *const rap_standing_names[] = {"held_out", "by_construction", "input", NULL};

static const char *const directions[] = {"up", "down", "none", NULL};
static const int signs[] = {1, -1, 0};

static const rap_field outcome_fields[] = {
    LINE(rap_claim_outcome, name, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(rap_claim_outcome, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(rap_claim_outcome, group, "all", 0, "all, or a part such as type:... or team:..."),
    SETTING(rap_claim_outcome, at_least, "1", 0, 1e12, 0,
            "size beyond which the claim holds, in the outcome's unit; if unset, the smallest "
            "difference that matters"),
    CHOICE(rap_claim_outcome, direction, directions, RAP_REQUIRED,
           "up, down, or none: not beyond at_least on either side"),
};
RECORD(rap_claim_outcome_record, "claimed outcome", "what is measured, and what is claimed of it",
       rap_claim_outcome, outcome_fields);

static const rap_field versus_fields[] = {
    LINES(rap_claim_versus, plus, 0, "arms whose mean is taken; if unset, those of the claim"),
    LINES(rap_claim_versus, minus, 0,
          "arms whose mean is taken away; if unset, those of the claim"),
    LINE(rap_claim_versus, group, NULL, 0, "if unset, that of the claim"),
    LINE(rap_claim_versus, window, NULL, 0, "if unset, that of the claim"),
};
RECORD(rap_claim_versus_record, "second effect", "what is taken away from the first effect",
       rap_claim_versus, versus_fields);

static const rap_field pattern_fields[] = {
    LINE(rap_pattern_row, source, NULL, RAP_REQUIRED, "who says so"),
    LINE(rap_pattern_row, built_from, NULL, RAP_REQUIRED,
         "body of evidence that it belongs to; patterns are reported apart by it"),
    {.key = "status",
     .kind = RAP_CHOICE,
     .choices = rap_standing_names,
     .meaning =
         "held_out; by_construction, where it follows from one line of the model; input, where "
         "it was put in as a number",
     .offset = offsetof(rap_pattern_row, standing),
     .flags = RAP_REQUIRED},
    LINE(rap_pattern_row, note, NULL, 0, "a remark that is printed with it"),
    LINES(rap_pattern_row, plus, RAP_REQUIRED, "arms whose mean is taken"),
    LINES(rap_pattern_row, minus, 0,
          "arms whose mean is taken away; if unset, nothing is: the level itself counts"),
    PART_OF(rap_pattern_row, outcome, RAP_GROUP, rap_claim_outcome_record, RAP_REQUIRED,
            "what is measured, and what is claimed of it"),
    PART_OF(rap_pattern_row, versus, RAP_GROUP, rap_claim_versus_record, 0,
            "a second effect, taken away from the first: a difference of differences"),
};
RECORD(rap_pattern_record, "pattern", "what the model should show", rap_pattern_row,
       pattern_fields);

static const rap_field measured_fields[] = {
    LINE(rap_measured_outcome, name, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(rap_measured_outcome, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(rap_measured_outcome, group, "all", 0, "all, or a part such as type:... or team:..."),
};
RECORD(rap_measured_outcome_record, "measured outcome", "what of the model was measured",
       rap_measured_outcome, measured_fields);

static const char *const quantity_standings[] = {"held_out", "input", NULL};

static const rap_field quantity_fields[] = {
    LINE(rap_quantity_row, source, NULL, RAP_REQUIRED, "who measured it"),
    {.key = "status",
     .kind = RAP_CHOICE,
     .choices = quantity_standings,
     .meaning = "held_out: weighs the sets of assumptions; input: was put in, and does not",
     .offset = offsetof(rap_quantity_row, standing),
     .flags = RAP_REQUIRED},
    LINE(rap_quantity_row, note, NULL, 0, "a remark that is printed with it"),
    LINES(rap_quantity_row, plus, RAP_REQUIRED, "arms whose mean is taken"),
    LINES(rap_quantity_row, minus, 0,
          "arms whose mean is taken away; if unset, nothing is: the level itself counts"),
    PART_OF(rap_quantity_row, outcome, RAP_GROUP, rap_measured_outcome_record, RAP_REQUIRED,
            "what of the model was measured"),
    CHOSEN(rap_quantity_row, value, RAP_REAL, "1", -1e12, 1e12, 0, "a setting of the study",
           RAP_REQUIRED, "the value published, in the outcome's unit"),
    CHOSEN(rap_quantity_row, sd, RAP_REAL, "1", 1e-12, 1e12, 0, "a setting of the study",
           RAP_REQUIRED, "how far it may be off: a standard deviation, above 0"),
};
RECORD(rap_quantity_record, "quantity", "what was measured", rap_quantity_row, quantity_fields);

/* ---- reading ----------------------------------------------------------------------------------
 */

typedef struct {
    rap_study *study;
    rap_arena *arena;
    rap_findings *findings;
    bool good; /* nothing was wrong with the pattern at hand */
} claim_reader;

static int read_arms(claim_reader *r, const rap_tree *row, rap_effect *e) {
    const rap_tree *plus = rap_tree_child(row, "plus"), *minus = rap_tree_child(row, "minus");
    int status = RAP_OK;
    if (plus)
        status =
            rap_settings_side(r->study, row, "plus", &e->plus, &e->n_plus, r->arena, r->findings);
    if (!status && minus)
        status = rap_settings_side(r->study, row, "minus", &e->minus, &e->n_minus, r->arena,
                                   r->findings);
    if (status)
        return status;
    if (plus || minus)
        r->good &= rap_settings_apart(r->study, e->plus, e->n_plus, e->minus, e->n_minus, row,
                                      r->findings);
    return RAP_OK;
}

static void read_outcome(claim_reader *r, const rap_claim_outcome *o, const rap_tree *node,
                         rap_expectation *c) {
    int outcome = -1, window = -1;
    if (o->name)
        outcome = rap_settings_outcome(r->study, rap_tree_child(node, "name"), o->name, r->arena,
                                       r->findings);
    if (o->window)
        window =
            rap_settings_listed(r->study, rap_tree_child(node, "window"), o->window, r->findings);
    r->good &= outcome >= 0 && window >= 0;
    c->effect.outcome = outcome < 0 ? 0 : (size_t)outcome;
    c->effect.window = window < 0 ? 0 : (size_t)window;
    c->effect.group = o->group;
    c->direction = signs[o->direction];
    c->at_least =
        rap_tree_child(node, "at_least") ? o->at_least : r->study->delta[c->effect.outcome];
}

static int read_versus(claim_reader *r, const rap_claim_versus *v, const rap_tree *node,
                       rap_expectation *c) {
    if (!node || node->kind != RAP_NODE_GROUP)
        return RAP_OK;
    c->compared = true;
    c->versus = c->effect;
    if (v->group)
        c->versus.group = v->group;
    if (v->window) {
        int window =
            rap_settings_listed(r->study, rap_tree_child(node, "window"), v->window, r->findings);
        r->good &= window >= 0;
        c->versus.window = window < 0 ? 0 : (size_t)window;
    }
    if (node->n == 0)
        rap_findings_add(r->findings, node->file, node->line, node->path,
                         "at least one of plus, minus, group and window expected");
    return read_arms(r, node, &c->versus);
}

static int add_pattern(claim_reader *r, const rap_pattern_row *row, const rap_tree *node) {
    rap_pattern p = {.name = row->is.name,
                     .label = row->is.label,
                     .source = row->source,
                     .note = row->note,
                     .built_from = row->built_from,
                     .standing = (rap_standing)row->standing};
    if (node->kind != RAP_NODE_GROUP || !row->source || !row->built_from)
        return RAP_OK; /* reported by the binding */
    r->good = true;
    read_outcome(r, &row->outcome, rap_tree_child(node, "outcome"), &p.claim);
    int status = read_arms(r, node, &p.claim.effect);
    if (!status)
        status = read_versus(r, &row->versus, rap_tree_child(node, "versus"), &p.claim);
    if (!status && r->good && p.claim.effect.n_plus > 0)
        r->study->patterns[r->study->n_patterns++] = p;
    return status;
}

int rap_settings_patterns(rap_study *study, const rap_settings *s, const rap_tree *tree,
                          rap_arena *arena, rap_findings *findings) {
    const rap_tree *group = rap_tree_child(tree, "patterns");
    const rap_pattern_row *rows = s->patterns.rows;
    claim_reader r = {study, arena, findings, true};
    size_t n = s->patterns.n < RAP_MOST_PATTERNS ? s->patterns.n : RAP_MOST_PATTERNS;
    int status = RAP_OK;
    study->patterns = rap_arena_take(arena, n, sizeof *study->patterns);
    if (!study->patterns)
        return rap_fail(RAP_ENOMEM);
    if (s->patterns.n > n)
        rap_findings_add(findings, group->file, group->line, group->path,
                         "too many patterns; at most 1000 expected");
    for (size_t i = 0; i < n && !status; i++)
        status = add_pattern(&r, &rows[i], group->children[i]);
    return status;
}

static int add_quantity(claim_reader *r, const rap_quantity_row *row, const rap_tree *node) {
    const rap_measured_outcome *o = &row->outcome;
    rap_claim_outcome outcome = {o->name, o->window, o->group, 0, 0};
    rap_expectation c = {0};
    if (node->kind != RAP_NODE_GROUP || !row->source)
        return RAP_OK; /* reported by the binding */
    r->good = true;
    read_outcome(r, &outcome, rap_tree_child(node, "outcome"), &c);
    int status = read_arms(r, node, &c.effect);
    if (!status && r->good && c.effect.n_plus > 0)
        r->study->quantities[r->study->n_quantities++] =
            (rap_quantity){.name = row->is.name,
                           .label = row->is.label,
                           .source = row->source,
                           .note = row->note,
                           .standing = row->standing ? RAP_IS_INPUT : RAP_HELD_OUT,
                           .effect = c.effect,
                           .value = row->value,
                           .sd = row->sd};
    return status;
}

int rap_settings_quantities(rap_study *study, const rap_settings *s, const rap_tree *tree,
                            rap_arena *arena, rap_findings *findings) {
    const rap_tree *group = rap_tree_child(tree, "quantities");
    const rap_quantity_row *rows = s->quantities.rows;
    claim_reader r = {study, arena, findings, true};
    size_t n = s->quantities.n < RAP_MOST_PATTERNS ? s->quantities.n : RAP_MOST_PATTERNS;
    int status = RAP_OK;
    study->quantities = rap_arena_take(arena, n, sizeof *study->quantities);
    if (!study->quantities)
        return rap_fail(RAP_ENOMEM);
    if (s->quantities.n > n)
        rap_findings_add(findings, group->file, group->line, group->path,
                         "too many quantities; at most 1000 expected");
    for (size_t i = 0; i < n && !status; i++)
        status = add_quantity(&r, &rows[i], group->children[i]);
    return status;
}
