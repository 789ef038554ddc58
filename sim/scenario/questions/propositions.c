/* propositions.c: the grammar of propositions, and what they name: arms, mechanisms, outcomes. What
 * a lever's path and doses mean to the model is seen when the arms are derived (arms.h). */
#include "scenario/questions/propositions.h"
#include "base/error.h"
#include "model/rows.h"
#include "scenario/study/arms.h"

#include <string.h>

#define SIZE(key_, high, start, meaning_)                                                          \
    CHOSEN(rap_verdict_rule, key_, RAP_REAL, "1", 0, high, start,                                  \
           "a rule for words, set by judgement", 0, meaning_)
static const rap_field verdict_fields[] = {
    SIZE(share, 1, 0.8, "share of the sets of assumptions in which a claim must hold"),
    SIZE(context, 100, 0.5,
         "by how many smallest effects the effect inside the context must exceed that outside"),
    SIZE(response, 100, 0.5, "how many smallest effects must be lost when the response is removed"),
};
RECORD(rap_verdict_record, "verdict rule", "when a claim counts as borne out", rap_verdict_rule,
       verdict_fields);

static const rap_field context_fields[] = {
    LINE(rap_proposition_context, organisation_type, NULL, 0, "the partners of this type"),
    LINE(rap_proposition_context, subgroup, NULL, 0, "the members of this subgroup"),
    LINE(rap_proposition_context, circumstances, NULL, 0,
         "what inside and outside differ in, in words, for people"),
    UNBOUND(inside, RAP_TREE, "changes, as of an arm, that make the context"),
    UNBOUND(outside, RAP_TREE, "changes that make its opposite; if unset, the study as it stands"),
};
static RECORD(context_record, "context", "for whom, in which circumstances",
              rap_proposition_context, context_fields);

static const rap_field resource_fields[] = {
    LINE(rap_proposition_resource, lever, NULL, 0, "path of what is offered, in the arm"),
    UNBOUND(from, RAP_ANY, "the lever's lower dose, or what stands instead"),
    UNBOUND(to, RAP_ANY, "the dose that is offered"),
    LINE(
        rap_proposition_resource, money_to, NULL, 0,
        "what gives the lever its money and gets what it does not need: a key beside the lever, or "
        "a path; if unset, the money lies idle"),
    LINE(rap_proposition_resource, from_arm, NULL, 0,
         "a whole arm instead of the lower dose: a bundle"),
    LINE(rap_proposition_resource, to_arm, NULL, 0,
         "a whole arm instead of the dose that is offered"),
};
static RECORD(resource_record, "resource", "what is offered, and where its money is from",
              rap_proposition_resource, resource_fields);

static const rap_field proposition_fields[] = {
    LINE(rap_proposition_row, source, NULL, RAP_REQUIRED, "who says so"),
    {.key = "status",
     .kind = RAP_CHOICE,
     .choices = rap_standing_names,
     .meaning =
         "held_out; by_construction, where it follows from one line of the model; input, where "
         "it was put in as a number",
     .offset = offsetof(rap_proposition_row, standing)},
    LINE(rap_proposition_row, note, NULL, 0, "a remark that is printed with it"),
    LINE(rap_proposition_row, cannot_be_expressed, NULL, 0,
         "why the model cannot express it; it is then listed and not tested"),
    LINE(rap_proposition_row, arm, NULL, 0,
         "arm in which the lever is moved; if unset, the baseline"),
    PART_OF(rap_proposition_row, context, RAP_GROUP, context_record, 0,
            "for whom, in which circumstances"),
    PART_OF(rap_proposition_row, resource, RAP_GROUP, resource_record, 0,
            "what is offered, and where the money comes from"),
    LINE(rap_proposition_row, response, NULL, 0, "the mechanism in people's reasoning"),
    LINES(rap_proposition_row, rivals, 0,
          "up to three other mechanisms that are taken apart beside it; the rest is one block"),
    PART_OF(rap_proposition_row, outcome, RAP_GROUP, rap_claim_outcome_record, 0,
            "what is measured, and what is claimed of it; the group, if unset, is that of the "
            "context"),
};
RECORD(rap_proposition_record, "proposition", "what works, for whom, and why", rap_proposition_row,
       proposition_fields);

/* ---- reading ---------------------------------------------------------------------------------- */

typedef struct {
    rap_study *study;
    rap_arena *arena;
    rap_findings *findings;
    const rap_tree *node; /* the proposition */
    bool good;            /* nothing was wrong with it */
} reader;

static void refuse(reader *r, const rap_tree *node, const char *text) {
    rap_findings_add(r->findings, node->file, node->line, node->path, "%s", text);
    r->good = false;
}

static const rap_tree *place(const reader *r, const char *key) {
    const rap_tree *child = rap_tree_child(r->node, key);
    return child ? child : r->node;
}

static size_t find_arm(reader *r, const char *name, const rap_tree *node) {
    int arm = rap_settings_arm(r->study, node, name, r->findings);
    r->good &= arm >= 0;
    return arm < 0 ? 0 : (size_t)arm;
}

static size_t find_mechanism(reader *r, const char *name, const rap_tree *node) {
    const rap_model *m = r->study->model;
    const char **names = rap_arena_take(r->arena, m->n_mechanisms, sizeof *names);
    char hint[600];
    int mechanism = rap_model_mechanism(m, name);
    for (size_t i = 0; names && i < m->n_mechanisms; i++)
        names[i] = m->mechanisms[i].name;
    if (mechanism < 0 && names) {
        rap_findings_add(r->findings, node->file, node->line, node->path,
                         "\"%.60s\" is no mechanism of the model (what lets things happen, such as "
                         "funding, has no strength)%s",
                         name,
                         rap_suggest(r->findings, name, names, m->n_mechanisms, hint, sizeof hint));
        r->good = false;
    }
    return mechanism < 0 ? 0 : (size_t)mechanism;
}

static const char *group_name(reader *r, const char *prefix, const char *name) {
    size_t n = strlen(prefix) + strlen(name);
    char *text = rap_arena_take(r->arena, n + 1, 1);
    if (text) {
        memcpy(text, prefix, strlen(prefix));
        memcpy(text + strlen(prefix), name, strlen(name) + 1);
    }
    return text;
}

static void read_context(reader *r, const rap_proposition_context *c, rap_proposition *p) {
    const rap_tree *node = rap_tree_child(r->node, "context");
    if (!node || node->kind != RAP_NODE_GROUP)
        return;
    const rap_tree *inside = rap_tree_child(node, "inside"),
                   *outside = rap_tree_child(node, "outside");
    if (c->organisation_type)
        p->group = group_name(r, "type:", c->organisation_type);
    else if (c->subgroup)
        p->group = group_name(r, "subgroup:", c->subgroup);
    p->inside = inside && inside->kind == RAP_NODE_GROUP && inside->n ? inside : NULL;
    p->outside = outside && outside->kind == RAP_NODE_GROUP && outside->n ? outside : NULL;
    p->circumstances = c->circumstances;
    if (c->organisation_type && c->subgroup)
        refuse(r, node, "either an organisation type or a subgroup expected, found both");
    if (p->outside && !p->inside)
        refuse(r, node, "an outside needs an inside");
    if (!p->group && !p->inside)
        refuse(r, node,
               "an empty context; organisation_type, subgroup or inside expected, or no context");
}

static void read_lever(reader *r, const rap_proposition_resource *c, const rap_tree *node,
                       rap_proposition *p) {
    rap_resource *x = &p->resource;
    x->lever = c->lever;
    x->from = rap_tree_child(node, "from");
    x->to = rap_tree_child(node, "to");
    if (!x->from || !x->to)
        refuse(r, node, "a lever needs the doses from and to");
    else if (rap_tree_same(x->from, x->to))
        refuse(r, node, "from and to are the same dose");
    if (c->from_arm || c->to_arm)
        refuse(r, node, "either a lever or two arms expected, found both");
    if (!c->money_to)
        return;
    const char *dot = strrchr(c->lever, '.');
    if (strchr(c->money_to, '.') || !dot)
        x->money_to = c->money_to;
    else
        x->money_to = rap_arena_path(
            r->arena, rap_arena_copy(r->arena, c->lever, (size_t)(dot - c->lever)), c->money_to);
    if (x->money_to && strcmp(x->money_to, x->lever) == 0)
        refuse(r, rap_tree_child(node, "money_to"), "the lever cannot give money to itself");
}

static void read_resource(reader *r, const rap_proposition_resource *c, rap_proposition *p) {
    const rap_tree *node = rap_tree_child(r->node, "resource");
    if (!node) {
        refuse(r, r->node, "missing; a resource { lever; from; to; } expected (what is offered)");
        return;
    }
    p->resource.node = node;
    if (node->kind != RAP_NODE_GROUP)
        return;
    if (c->lever) {
        read_lever(r, c, node, p);
        return;
    }
    if (!c->from_arm || !c->to_arm) {
        refuse(r, node, "a lever with from and to, or from_arm and to_arm, expected");
        return;
    }
    if (c->money_to)
        refuse(r, node, "two arms state their own money; money_to belongs to a lever");
    p->resource.from_arm = find_arm(r, c->from_arm, rap_tree_child(node, "from_arm"));
    p->resource.to_arm = find_arm(r, c->to_arm, rap_tree_child(node, "to_arm"));
    if (r->good && p->resource.from_arm == p->resource.to_arm)
        refuse(r, node, "a contrast of an arm with itself");
}

static int read_rivals(reader *r, const rap_texts *rivals, rap_proposition *p) {
    const rap_tree *list = rap_tree_child(r->node, "rivals");
    size_t *found = rap_arena_take(r->arena, rivals->n, sizeof *found);
    if (!found)
        return rap_fail(RAP_ENOMEM);
    p->rivals = found;
    if (rivals->n > RAP_MOST_RIVALS)
        refuse(r, list, "at most three rivals expected");
    for (size_t i = 0; i < rivals->n && i < RAP_MOST_RIVALS; i++) {
        size_t m = find_mechanism(r, rivals->items[i], list);
        bool again = m == p->response;
        for (size_t k = 0; k < p->n_rivals; k++)
            again |= found[k] == m;
        if (again && r->good)
            refuse(r, list, "a mechanism stands there twice");
        found[p->n_rivals++] = m;
    }
    return RAP_OK;
}

static void read_response(reader *r, const rap_proposition_row *row, rap_proposition *p) {
    if (row->response)
        p->response = find_mechanism(r, row->response, place(r, "response"));
    else
        refuse(r, r->node, "missing; the name of a mechanism expected as response");
}

static void read_outcome(reader *r, const rap_claim_outcome *o, rap_proposition *p) {
    const rap_tree *node = rap_tree_child(r->node, "outcome");
    if (!node)
        refuse(r, r->node, "missing; an outcome { name; window; direction; } expected");
    if (!node || node->kind != RAP_NODE_GROUP || !o->name || !o->window) {
        r->good = false;
        return;
    }
    int outcome = rap_settings_outcome(r->study, rap_tree_child(node, "name"), o->name, r->arena,
                                       r->findings);
    int window =
        rap_settings_listed(r->study, rap_tree_child(node, "window"), o->window, r->findings);
    r->good &= outcome >= 0 && window >= 0;
    p->outcome = outcome < 0 ? 0 : (size_t)outcome;
    p->window = window < 0 ? 0 : (size_t)window;
    p->outcome_group = rap_tree_child(node, "group") || !p->group ? o->group : p->group;
    p->direction = o->direction == 0 ? 1 : -1;
    p->at_least = rap_tree_child(node, "at_least") ? o->at_least : r->study->delta[p->outcome];
    if (o->direction == 2)
        refuse(r, rap_tree_child(node, "direction"), "up or down expected");
}

static int add(reader *r, const rap_proposition_row *row) {
    rap_proposition p = {.name = row->is.name,
                         .label = row->is.label,
                         .source = row->source,
                         .note = row->note,
                         .unexpressed = row->cannot_be_expressed,
                         .standing = (rap_standing)row->standing,
                         .arm = r->study->baseline};
    int status = RAP_OK;
    if (r->node->kind != RAP_NODE_GROUP || !row->source)
        return RAP_OK; /* reported by the binding */
    r->good = true;
    if (!p.unexpressed) {
        if (row->arm)
            p.arm = find_arm(r, row->arm, place(r, "arm"));
        read_context(r, &row->context, &p);
        read_resource(r, &row->resource, &p);
        read_response(r, row, &p);
        status = read_rivals(r, &row->rivals, &p);
        read_outcome(r, &row->outcome, &p);
    }
    if (!status && r->good)
        r->study->propositions[r->study->n_propositions++] = p;
    return status;
}

int rap_settings_propositions(rap_study *study, const rap_settings *s, const rap_tree *tree,
                              rap_arena *arena, rap_findings *findings) {
    const rap_tree *group = rap_tree_child(tree, "propositions");
    const rap_proposition_row *rows = s->propositions.rows;
    reader r = {.study = study, .arena = arena, .findings = findings};
    size_t n =
        s->propositions.n < RAP_MOST_PROPOSITIONS ? s->propositions.n : RAP_MOST_PROPOSITIONS;
    int status = RAP_OK;
    study->rule = s->rule;
    study->propositions = rap_arena_take(arena, n, sizeof *study->propositions);
    if (!study->propositions)
        return rap_fail(RAP_ENOMEM);
    if (s->propositions.n > n)
        rap_findings_add(findings, group->file, group->line, group->path,
                         "too many propositions; at most 200 expected");
    for (size_t i = 0; i < n && !status; i++) {
        r.node = group->children[i];
        status = add(&r, &rows[i]);
    }
    return status;
}
