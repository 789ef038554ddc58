/* discovery.c: the grammar of `discover = { ... }` and what it names. What a key means to the model is
 * seen when the points' arms are derived (arms.h). */
#include "scenario/questions/discovery.h"
#include "base/error.h"
#include "model/rows.h"

#include <string.h>

static const rap_field choice_fields[] = {
    UNBOUND(changes, RAP_TREE, "what is otherwise then, as in an arm"),
};
static RECORD(choice_record, "choice", "one of several circumstances", rap_choice_row,
              choice_fields);

static const rap_field dimension_fields[] = {
    LINES(rap_dimension_row, keys, 0, "paths at which the number is put"),
    SETTING(rap_dimension_row, low, "1", -1e12, 1e12, 0, "lowest number, in the unit of the keys"),
    SETTING(rap_dimension_row, high, "1", -1e12, 1e12, 0, "highest number"),
    PART_OF(rap_dimension_row, choices, RAP_MAP, choice_record, 0,
            "instead of a number: sets of changes of which one holds"),
};
static RECORD(dimension_record, "context", "what the circumstances differ in", rap_dimension_row,
              dimension_fields);

static const char *const directions[] = {"up", "down", NULL};

static const rap_field discovery_fields[] = {
    LINE(rap_discovery_row, plus, NULL, RAP_REQUIRED, "the arm that is to be better"),
    LINE(rap_discovery_row, minus, NULL, RAP_REQUIRED, "the arm that it is compared with"),
    {.key = "outcome",
     .kind = RAP_TEXT,
     .meaning = "name of an outcome of the model",
     .offset = offsetof(rap_discovery_row, name),
     .flags = RAP_REQUIRED},
    LINE(rap_discovery_row, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(rap_discovery_row, group, "all", 0, "all, or a part such as type:... or team:..."),
    CHOICE(rap_discovery_row, direction, directions, 0, "up or down: what is better"),
    SETTING(rap_discovery_row, at_least, "1", 0, 1e12, 0,
            "difference beyond which an arm counts as better, in the outcome's unit; if unset, the "
            "smallest difference that matters"),
    SETTING(rap_discovery_row, density, "1", 0.01, 1, 0.8,
            "share of better points at which a box is dense enough"),
    WHOLE_SETTING(rap_discovery_row, points, "point", 30, RAP_MOST_POINTS, 300,
                  "points of the design over circumstances (Latin hypercube), two arms each"),
    WHOLE_SETTING(rap_discovery_row, assumptions, "point", 0, RAP_MOST_POINTS, 300,
                  "points of a second design, over the uncertain numbers of both arms; 0: none"),
    PART_OF(rap_discovery_row, contexts, RAP_MAP, dimension_record, RAP_REQUIRED,
            "what the circumstances differ in"),
};
RECORD(rap_discovery_record, "discovery", "a search for circumstances", rap_discovery_row,
       discovery_fields);

/* ---- reading ---------------------------------------------------------------------------------- */

typedef struct {
    rap_study *study;
    rap_arena *arena;
    rap_findings *findings;
    const rap_tree *node;
    bool good;
} searcher;

static void refuse(searcher *r, const rap_tree *node, const char *text) {
    rap_findings_add(r->findings, node->file, node->line, node->path, "%s", text);
    r->good = false;
}

static size_t find_arm(searcher *r, const char *key, const char *name) {
    int arm = rap_settings_arm(r->study, rap_tree_child(r->node, key), name, r->findings);
    r->good &= arm >= 0;
    return arm < 0 ? 0 : (size_t)arm;
}

static int read_choices(searcher *r, const rap_dimension_row *row, const rap_tree *node,
                        rap_dimension *d) {
    const rap_tree *list = rap_tree_child(node, "choices");
    const rap_choice_row *rows = row->choices.rows;
    rap_choice *choices = rap_arena_take(r->arena, row->choices.n, sizeof *choices);
    if (!choices)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < row->choices.n; i++)
        choices[i] = (rap_choice){rows[i].is.label, rap_tree_child(list->children[i], "changes")};
    d->choices = choices;
    d->n_choices = row->choices.n;
    if (d->n_choices < 2 || d->n_choices > RAP_MOST_CHOICES)
        refuse(r, list, "from 2 to 32 choices expected");
    return RAP_OK;
}

static int read_dimension(searcher *r, const rap_dimension_row *row, const rap_tree *node,
                          rap_dimension *d) {
    bool choices = rap_tree_child(node, "choices");
    *d = (rap_dimension){.name = row->is.name, .label = row->is.label, .node = node};
    if (choices == (row->keys.n > 0)) {
        refuse(r, node, "either keys with low and high, or choices, expected");
        return RAP_OK;
    }
    if (choices)
        return read_choices(r, row, node, d);
    d->paths = row->keys;
    d->low = row->low;
    d->high = row->high;
    if (!rap_tree_child(node, "low") || !rap_tree_child(node, "high"))
        refuse(r, node, "low and high expected beside keys");
    else if (!(row->low < row->high))
        refuse(r, node, "a low below high expected");
    return RAP_OK;
}

static int read_dimensions(searcher *r, const rap_discovery_row *row, rap_discovery *d) {
    const rap_tree *group = rap_tree_child(r->node, "contexts");
    const rap_dimension_row *rows = row->contexts.rows;
    int status = RAP_OK;
    if (!group || group->kind != RAP_NODE_GROUP)
        return RAP_OK;
    if (row->contexts.n == 0)
        return RAP_OK; /* reported by the binding */
    if (row->contexts.n > RAP_MOST_DIMENSIONS) {
        refuse(r, group, "from 1 to 40 contexts expected");
        return RAP_OK;
    }
    d->dimensions = rap_arena_take(r->arena, row->contexts.n, sizeof *d->dimensions);
    if (!d->dimensions)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < row->contexts.n && !status; i++)
        status = read_dimension(r, &rows[i], group->children[i], &d->dimensions[i]);
    d->n_dimensions = r->good ? row->contexts.n : 0;
    return status;
}

static void read_aim(searcher *r, const rap_discovery_row *row, rap_discovery *d) {
    const rap_study *s = r->study;
    int outcome = rap_settings_outcome(s, rap_tree_child(r->node, "outcome"), row->name, r->arena,
                                       r->findings);
    int window =
        rap_settings_listed(s, rap_tree_child(r->node, "window"), row->window, r->findings);
    r->good &= outcome >= 0 && window >= 0;
    d->plus = find_arm(r, "plus", row->plus);
    d->minus = find_arm(r, "minus", row->minus);
    if (r->good && d->plus == d->minus)
        refuse(r, r->node, "a contrast of an arm with itself");
    d->outcome = outcome < 0 ? 0 : (size_t)outcome;
    d->window = window < 0 ? 0 : (size_t)window;
    d->group = row->group;
    d->direction = row->direction == 0 ? 1 : -1;
    d->at_least = rap_tree_child(r->node, "at_least") ? row->at_least : s->delta[d->outcome];
    d->points = row->points;
    d->assumptions = row->assumptions;
    d->density = row->density;
}

int rap_settings_discovery(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                           rap_arena *arena, rap_findings *findings) {
    const rap_discovery_row *row = &settings->discovery;
    searcher r = {study, arena, findings, rap_tree_child(tree, "discover"), true};
    study->discovery = (rap_discovery){.node = r.node};
    if (!r.node || r.node->kind != RAP_NODE_GROUP || !row->plus || !row->minus || !row->name ||
        !row->window)
        return RAP_OK; /* nothing stated, or reported by the binding */
    read_aim(&r, row, &study->discovery);
    return read_dimensions(&r, row, &study->discovery);
}
