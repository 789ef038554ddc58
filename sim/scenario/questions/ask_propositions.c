/* ask_propositions.c: the grammar of propositions, and what they name: arms, mechanisms, outcomes. What
 * a lever's path and doses mean to the model is seen when the arms are derived (arms.h). */
#include "base/error.h"
#include "model/rows.h"
#include "scenario/questions/claims.h"
#include "scenario/questions/questions.h"
#include "scenario/study/arms.h"
#include "scenario/study/parts.h"
#include "scenario/study/windows.h"

#include <stdio.h>
#include <string.h>

/* earlier = { outcome; window; group; at_least; below; } */
typedef struct {
    const char *outcome, *window, *group;
    double at_least, below;
} earlier_row;

/* context = { organisation_type; subgroup; circumstances; inside; outside; earlier; } */
typedef struct {
    const char *organisation_type, *subgroup, *circumstances;
    earlier_row earlier;
} context_row;

/* resource = { lever; from; to; money_to; } or { from_arm; to_arm; } */
typedef struct {
    const char *lever, *money_to, *from_arm, *to_arm;
} resource_row;

typedef struct {
    rap_named is;
    const char *source, *note, *cannot_be_expressed, *arm, *response;
    int standing;
    rap_texts rivals;
    context_row context;
    resource_row resource;
    rap_claim_outcome outcome;
} proposition_row;

#define SIZE(key_, high, start, meaning_)                                                          \
    CHOSEN(rap_verdict_rule, key_, RAP_REAL, "1", 0, high, start,                                  \
           "a rule for words, set by judgement", 0, meaning_)
static const rap_field verdict_fields[] = {
    SIZE(share, 1, 0.8, "share of the sets of assumptions in which a claim must hold"),
    SIZE(context, 100, 0.5,
         "by how many smallest effects the effect inside the context must exceed that outside"),
    SIZE(response, 100, 0.5, "how many smallest effects must be lost when the response is removed"),
};
static RECORD(verdict_record, "verdict rule", "when a claim counts as borne out", rap_verdict_rule,
              verdict_fields);

#define LIMIT(key_, meaning_) SETTING(earlier_row, key_, "1", -1e12, 1e12, 0, meaning_)
static const rap_field earlier_fields[] = {
    LINE(earlier_row, outcome, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(earlier_row, window, NULL, RAP_REQUIRED,
         "one of the study's windows, before that of the claim"),
    LINE(earlier_row, group, "all", 0, "all, or a part such as type:... or team:..."),
    LIMIT(at_least, "the context is the runs in which it is at least this without the resource"),
    LIMIT(below, "instead: the runs in which it is less than this"),
};
static RECORD(earlier_record, "earlier outcome", "what an earlier phase had come to", earlier_row,
              earlier_fields);

static const rap_field context_fields[] = {
    LINE(context_row, organisation_type, NULL, 0, "the partners of this type"),
    LINE(context_row, subgroup, NULL, 0, "the members of this subgroup"),
    LINE(context_row, circumstances, NULL, 0,
         "what inside and outside differ in, in words, for people"),
    UNBOUND(inside, RAP_TREE, "changes, as of an arm, that make the context"),
    UNBOUND(outside, RAP_TREE, "changes that make its opposite; if unset, the study as it stands"),
    PART_OF(context_row, earlier, RAP_GROUP, earlier_record, 0,
            "what an earlier phase had come to: runs are parted by it, and nothing is changed"),
};
static RECORD(context_record, "context", "for whom, in which circumstances", context_row,
              context_fields);

static const rap_field resource_fields[] = {
    LINE(resource_row, lever, NULL, 0, "path of what is offered, in the arm"),
    UNBOUND(from, RAP_ANY, "the lever's lower dose, or what stands instead"),
    UNBOUND(to, RAP_ANY, "the dose that is offered"),
    LINE(
        resource_row, money_to, NULL, 0,
        "what gives the lever its money and gets what it does not need: a key beside the lever, or "
        "a path; if unset, the money lies idle"),
    LINE(resource_row, from_arm, NULL, 0, "a whole arm instead of the lower dose: a bundle"),
    LINE(resource_row, to_arm, NULL, 0, "a whole arm instead of the dose that is offered"),
};
static RECORD(resource_record, "resource", "what is offered, and where its money is from",
              resource_row, resource_fields);

static const rap_field proposition_fields[] = {
    LINE(proposition_row, source, NULL, RAP_REQUIRED, "who says so"),
    RAP_STANDING_LINE(proposition_row, 0),
    LINE(proposition_row, note, NULL, 0, "a remark that is printed with it"),
    LINE(proposition_row, cannot_be_expressed, NULL, 0,
         "why the model cannot express it; it is then listed and not tested"),
    LINE(proposition_row, arm, NULL, 0, "arm in which the lever is moved; if unset, the baseline"),
    PART_OF(proposition_row, context, RAP_GROUP, context_record, 0,
            "for whom, in which circumstances"),
    PART_OF(proposition_row, resource, RAP_GROUP, resource_record, 0,
            "what is offered, and where the money comes from"),
    LINE(proposition_row, response, NULL, 0, "the mechanism in people's reasoning"),
    LINES(proposition_row, rivals, 0,
          "up to three other mechanisms that are taken apart beside it; the rest is one block"),
    PART_OF(proposition_row, outcome, RAP_GROUP, rap_claim_outcome_record, 0,
            "what is measured, and what is claimed of it; the group, if unset, is that of the "
            "context"),
};
static RECORD(proposition_record, "proposition", "what works, for whom, and why", proposition_row,
              proposition_fields);

typedef struct {
    rap_rows propositions; /* of proposition_row */
    rap_verdict_rule verdicts;
} propositions_written;

static const rap_field proposition_keys[] = {
    PART_OF(propositions_written, propositions, RAP_MAP, proposition_record, RAP_APART,
            "what works, for whom, in which circumstances, and why: for `test`"),
    PART_OF(propositions_written, verdicts, RAP_GROUP, verdict_record, 0,
            "when a claim of a proposition counts as borne out"),
};
static RECORD(propositions_record, "study", "propositions", propositions_written, proposition_keys);

/* ---- reading ---------------------------------------------------------------------------------- */

static const rap_tree *place_of_key(const rap_reading *r, const char *key) {
    const rap_tree *child = rap_tree_child(r->node, key);
    return child ? child : r->node;
}

static size_t find_mechanism(rap_reading *r, const char *name, const rap_tree *node) {
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

static const char *group_name(rap_reading *r, const char *prefix, const char *name) {
    size_t n = strlen(prefix) + strlen(name);
    char *text = rap_arena_take(r->arena, n + 1, 1);
    if (text) {
        memcpy(text, prefix, strlen(prefix));
        memcpy(text + strlen(prefix), name, strlen(name) + 1);
    }
    return text;
}

/* "Trust of partners (end) at least 0.5, without the resource" */
static const char *words_of_earlier(rap_reading *r, const rap_earlier *e) {
    const rap_study *s = r->study;
    char text[300];
    int n = snprintf(text, sizeof text, "%.100s (%.40s%s%.80s) %s %g, without the resource",
                     s->model->outcomes[e->outcome].label, s->windows[e->window].text,
                     strcmp(e->group, "all") ? ", " : "", strcmp(e->group, "all") ? e->group : "",
                     e->below ? "below" : "at least", e->limit);
    return rap_arena_copy(r->arena, text, (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

static void read_earlier(rap_reading *r, const earlier_row *c, rap_proposition *p) {
    const rap_tree *node = rap_tree_child(rap_tree_child(r->node, "context"), "earlier");
    if (!node || node->kind != RAP_NODE_GROUP)
        return;
    bool from = rap_tree_child(node, "at_least") != NULL,
         below = rap_tree_child(node, "below") != NULL;
    if (p->group || p->inside)
        rap_refuse(
            r, node,
            "an earlier outcome is the whole context: no type, subgroup or changes beside it");
    if (from == below)
        rap_refuse(r, node, "either at_least or below expected");
    if (!c->outcome || !c->window) {
        r->good = false;
        return;
    }
    p->earlier =
        (rap_earlier){.asked = true,
                      .below = below,
                      .outcome = rap_find_outcome(r, rap_tree_child(node, "outcome"), c->outcome),
                      .window = rap_find_window(r, rap_tree_child(node, "window"), c->window),
                      .group = c->group,
                      .limit = below ? c->below : c->at_least};
    p->earlier.has_words = p->circumstances != NULL;
    if (r->good && !p->circumstances)
        p->circumstances = words_of_earlier(r, &p->earlier);
}

/* An earlier outcome is earlier, as far as two windows can be told apart before anything runs, and each run
 * has one, and an effect. */
static void check_earlier(rap_reading *r, const rap_proposition *p) {
    const rap_study *s = r->study;
    const rap_tree *node = rap_tree_child(rap_tree_child(r->node, "context"), "earlier");
    if (!p->earlier.asked || !r->good)
        return;
    const rap_window *then = &s->windows[p->earlier.window], *claimed = &s->windows[p->window];
    if (then->anchor == claimed->anchor && then->months >= claimed->months)
        rap_refuse(r, rap_tree_child(node, "window"),
                   "a window before that of the proposition's outcome expected");
    if (s->model->outcomes[p->earlier.outcome].numerator)
        rap_refuse(r, rap_tree_child(node, "outcome"),
                   "a ratio is of all runs together; an outcome that each run has expected");
    if (s->model->outcomes[p->outcome].numerator)
        rap_refuse(r, rap_tree_child(rap_tree_child(r->node, "outcome"), "name"),
                   "a ratio is of all runs together, and cannot be parted by an earlier outcome");
}

static void read_context(rap_reading *r, const context_row *c, rap_proposition *p) {
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
    p->circumstances =
        c->circumstances || !p->inside ? c->circumstances : RAP_MESSAGE("circumstances as changed");
    read_earlier(r, &c->earlier, p);
    if (c->organisation_type && c->subgroup)
        rap_refuse(r, node, "either an organisation type or a subgroup expected, found both");
    if (p->outside && !p->inside)
        rap_refuse(r, node, "an outside needs an inside");
    if (!p->group && !p->inside && !rap_tree_child(node, "earlier"))
        rap_refuse(r, node,
                   "an empty context; organisation_type, subgroup, inside or earlier expected, or "
                   "no context");
}

static void read_lever(rap_reading *r, const resource_row *c, const rap_tree *node,
                       rap_proposition *p) {
    rap_resource *x = &p->resource;
    x->lever = c->lever;
    x->from = rap_tree_child(node, "from");
    x->to = rap_tree_child(node, "to");
    if (!x->from || !x->to)
        rap_refuse(r, node, "a lever needs the doses from and to");
    else if (rap_tree_same(x->from, x->to))
        rap_refuse(r, node, "from and to are the same dose");
    if (c->from_arm || c->to_arm)
        rap_refuse(r, node, "either a lever or two arms expected, found both");
    if (!c->money_to)
        return;
    const char *dot = strrchr(c->lever, '.');
    if (strchr(c->money_to, '.') || !dot)
        x->money_to = c->money_to;
    else
        x->money_to = rap_arena_path(
            r->arena, rap_arena_copy(r->arena, c->lever, (size_t)(dot - c->lever)), c->money_to);
    if (x->money_to && strcmp(x->money_to, x->lever) == 0)
        rap_refuse(r, rap_tree_child(node, "money_to"), "the lever cannot give money to itself");
}

static void read_resource(rap_reading *r, const resource_row *c, rap_proposition *p) {
    const rap_tree *node = rap_tree_child(r->node, "resource");
    if (!node) {
        rap_refuse(r, r->node,
                   "missing; a resource { lever; from; to; } expected (what is offered)");
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
        rap_refuse(r, node, "a lever with from and to, or from_arm and to_arm, expected");
        return;
    }
    if (c->money_to)
        rap_refuse(r, node, "two arms state their own money; money_to belongs to a lever");
    p->resource.from_arm = rap_find_arm(r, rap_tree_child(node, "from_arm"), c->from_arm);
    p->resource.to_arm = rap_find_arm(r, rap_tree_child(node, "to_arm"), c->to_arm);
    if (r->good && p->resource.from_arm == p->resource.to_arm)
        rap_refuse(r, node, "a contrast of an arm with itself");
}

static int read_rivals(rap_reading *r, const rap_texts *rivals, rap_proposition *p) {
    const rap_tree *list = rap_tree_child(r->node, "rivals");
    size_t *found = rap_arena_take(r->arena, rivals->n, sizeof *found);
    if (!found)
        return rap_fail(RAP_ENOMEM);
    p->rivals = found;
    if (rivals->n > RAP_MOST_RIVALS)
        rap_refuse(r, list, "at most three rivals expected");
    for (size_t i = 0; i < rivals->n && i < RAP_MOST_RIVALS; i++) {
        size_t m = find_mechanism(r, rivals->items[i], list);
        bool again = m == p->response;
        for (size_t k = 0; k < p->n_rivals; k++)
            again |= found[k] == m;
        if (again && r->good)
            rap_refuse(r, list, "a mechanism stands there twice");
        found[p->n_rivals++] = m;
    }
    return RAP_OK;
}

static void read_response(rap_reading *r, const proposition_row *row, rap_proposition *p) {
    if (row->response)
        p->response = find_mechanism(r, row->response, place_of_key(r, "response"));
    else
        rap_refuse(r, r->node, "missing; the name of a mechanism expected as response");
}

static void read_outcome(rap_reading *r, const rap_claim_outcome *o, rap_proposition *p) {
    const rap_tree *node = rap_tree_child(r->node, "outcome");
    if (!node)
        rap_refuse(r, r->node, "missing; an outcome { name; window; direction; } expected");
    if (!node || node->kind != RAP_NODE_GROUP || !o->name || !o->window) {
        r->good = false;
        return;
    }
    p->outcome = rap_find_outcome(r, rap_tree_child(node, "name"), o->name);
    p->window = rap_find_window(r, rap_tree_child(node, "window"), o->window);
    p->outcome_group = rap_tree_child(node, "group") || !p->group ? o->group : p->group;
    p->direction = o->direction == 0 ? 1 : -1;
    p->at_least = rap_tree_child(node, "at_least") ? o->at_least : r->study->delta[p->outcome];
    if (o->direction == 2)
        rap_refuse(r, rap_tree_child(node, "direction"), "up or down expected");
}

static int read_proposition(rap_reading *r, const proposition_row *row) {
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
            p.arm = rap_find_arm(r, place_of_key(r, "arm"), row->arm);
        read_context(r, &row->context, &p);
        read_resource(r, &row->resource, &p);
        read_response(r, row, &p);
        status = read_rivals(r, &row->rivals, &p);
        read_outcome(r, &row->outcome, &p);
        check_earlier(r, &p);
    }
    if (!status && r->good)
        r->study->propositions[r->study->n_propositions++] = p;
    return status;
}

static int read_propositions(rap_reading *r, const void *written) {
    const propositions_written *w = written;
    const rap_tree *group = rap_tree_child(r->own, "propositions");
    const proposition_row *rows = w->propositions.rows;
    size_t n =
        w->propositions.n < RAP_MOST_PROPOSITIONS ? w->propositions.n : RAP_MOST_PROPOSITIONS;
    int status = RAP_OK;
    r->study->rule = w->verdicts;
    r->study->propositions = rap_arena_take(r->arena, n, sizeof *r->study->propositions);
    if (!r->study->propositions)
        return rap_fail(RAP_ENOMEM);
    if (w->propositions.n > n)
        rap_remark(r, group, "too many propositions; at most 200 expected");
    for (size_t i = 0; i < n && !status; i++) {
        r->node = group->children[i];
        status = read_proposition(r, &rows[i]);
    }
    return status;
}

/* ---- the rest of the row ---------------------------------------------------------------------- */

/* The outcome's group and the context's, where there is one of its own. */
static int want_of_proposition(rap_reading *r, const rap_proposition *p, const rap_tree *row) {
    const rap_tree *context = rap_tree_child(row, "context"),
                   *outcome = rap_tree_child(row, "outcome");
    bool inherited = p->outcome_group == p->group;
    int status = rap_want(r, p->outcome, p->outcome_group, inherited ? context : outcome, NULL);
    if (!status && p->group && strcmp(p->group, p->outcome_group) != 0)
        status = rap_want(r, p->outcome, p->group, context, NULL);
    if (!status && p->earlier.asked)
        status = rap_want(r, p->earlier.outcome, p->earlier.group,
                          rap_tree_child(context, "earlier"), NULL);
    return status;
}

static int want_of_propositions(rap_reading *r) {
    const rap_study *s = r->study;
    const rap_tree *group = rap_tree_child(r->own, "propositions");
    int status = RAP_OK;
    for (size_t k = 0; k < s->n_propositions && !status; k++)
        if (!s->propositions[k].unexpressed)
            status = want_of_proposition(r, &s->propositions[k],
                                         rap_tree_child(group, s->propositions[k].name));
    return status;
}

static void move_propositions(rap_study *s, const rap_window *old) {
    for (size_t k = 0; k < s->n_propositions; k++) {
        rap_window_move(s, old, &s->propositions[k].window);
        rap_window_move(s, old, &s->propositions[k].earlier.window);
    }
}

static int copy_propositions(rap_study *s) {
    return rap_study_copy(s, &s->propositions, s->n_propositions, 0, sizeof *s->propositions);
}

static void drop_propositions(rap_study *s) {
    s->n_propositions = 0;
}

const rap_question rap_ask_propositions = {.keys = &propositions_record,
                                           .read = read_propositions,
                                           .want = want_of_propositions,
                                           .move = move_propositions,
                                           .copy = copy_propositions,
                                           .forget = drop_propositions};
