/* ask_discovery.c: the grammar of `discover = { ... }` and what it names. What a key means to the model is
 * seen when the points' arms are derived (arms.h). */
#include "base/error.h"
#include "model/rows.h"
#include "scenario/questions/questions.h"
#include "scenario/study/windows.h"

/* contexts = { NAME = { label; keys = ["..."]; low; high; } } or { label; choices = { ... } } */
typedef struct {
    rap_named is;
    rap_texts keys;
    double low, high;
    rap_rows choices; /* of choice_row */
} dimension_row;

typedef struct {
    rap_named is;
} choice_row;

/* discover = { plus; minus; outcome; window; group; direction; ... contexts; } */
typedef struct {
    const char *plus, *minus, *name, *window, *group;
    int direction;
    double at_least, density;
    int64_t points, assumptions;
    rap_rows contexts; /* of dimension_row */
} discovery_row;

static const rap_field choice_fields[] = {
    UNBOUND(changes, RAP_TREE, "what is otherwise then, as in an arm"),
};
static RECORD(choice_record, "choice", "one of several circumstances", choice_row, choice_fields);

static const rap_field dimension_fields[] = {
    LINES(dimension_row, keys, 0, "paths at which the number is put"),
    SETTING(dimension_row, low, "1", -1e12, 1e12, 0, "lowest number, in the unit of the keys"),
    SETTING(dimension_row, high, "1", -1e12, 1e12, 0, "highest number"),
    PART_OF(dimension_row, choices, RAP_MAP, choice_record, RAP_APART,
            "instead of a number: sets of changes of which one holds"),
};
static RECORD(dimension_record, "context", "what the circumstances differ in", dimension_row,
              dimension_fields);

static const char *const directions[] = {"up", "down", NULL};

static const rap_field discovery_fields[] = {
    LINE(discovery_row, plus, NULL, RAP_REQUIRED, "the arm that is to be better"),
    LINE(discovery_row, minus, NULL, RAP_REQUIRED, "the arm that it is compared with"),
    {.key = "outcome",
     .kind = RAP_TEXT,
     .meaning = "name of an outcome of the model",
     .offset = offsetof(discovery_row, name),
     .flags = RAP_REQUIRED},
    LINE(discovery_row, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(discovery_row, group, "all", 0, "all, or a part such as type:... or team:..."),
    CHOICE(discovery_row, direction, directions, 0, "up or down: what is better"),
    SETTING(
        discovery_row, at_least, "1", 0, 1e12, 0,
        "difference from which on an arm counts as better, in the outcome's unit; if unset, the "
        "smallest difference that matters"),
    SETTING(discovery_row, density, "1", 0.01, 1, 0.8,
            "share of better points at which a box is dense enough"),
    WHOLE_SETTING(discovery_row, points, "point", 30, RAP_MOST_POINTS, 300,
                  "points of the design over circumstances (Latin hypercube), two arms each"),
    WHOLE_SETTING(discovery_row, assumptions, "point", 0, RAP_MOST_POINTS, 300,
                  "points of a second design, over the uncertain numbers of both arms; 0: none"),
    PART_OF(discovery_row, contexts, RAP_MAP, dimension_record, RAP_REQUIRED | RAP_APART,
            "what the circumstances differ in"),
};
static RECORD(discovery_record, "discovery", "a search for circumstances", discovery_row,
              discovery_fields);

typedef struct {
    discovery_row discover;
} discovery_written;

static const rap_field discovery_keys[] = {
    PART_OF(discovery_written, discover, RAP_GROUP, discovery_record, 0,
            "which circumstances to search, and for what: for `discover`"),
};
static RECORD(discover_record, "study", "a discovery", discovery_written, discovery_keys);

/* ---- reading ---------------------------------------------------------------------------------- */

static int read_choices(rap_reading *r, const dimension_row *row, const rap_tree *node,
                        rap_dimension *d) {
    const rap_tree *list = rap_tree_child(node, "choices");
    const choice_row *rows = row->choices.rows;
    rap_choice *choices = rap_arena_take(r->arena, row->choices.n, sizeof *choices);
    if (!choices)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < row->choices.n; i++)
        choices[i] = (rap_choice){rows[i].is.label, rap_tree_child(list->children[i], "changes")};
    d->choices = choices;
    d->n_choices = row->choices.n;
    if (d->n_choices < 2 || d->n_choices > RAP_MOST_CHOICES)
        rap_refuse(r, list, "from 2 to 32 choices expected");
    return RAP_OK;
}

static int read_dimension(rap_reading *r, const dimension_row *row, const rap_tree *node,
                          rap_dimension *d) {
    bool choices = rap_tree_child(node, "choices");
    *d = (rap_dimension){.name = row->is.name, .label = row->is.label, .node = node};
    if (choices == (row->keys.n > 0)) {
        rap_refuse(r, node, "either keys with low and high, or choices, expected");
        return RAP_OK;
    }
    if (choices)
        return read_choices(r, row, node, d);
    d->paths = row->keys;
    d->low = row->low;
    d->high = row->high;
    if (!rap_tree_child(node, "low") || !rap_tree_child(node, "high"))
        rap_refuse(r, node, "low and high expected beside keys");
    else if (!rap_is_below(node, "low", row->low, "high", row->high))
        rap_refuse(r, node, "a low below high expected");
    return RAP_OK;
}

static int read_dimensions(rap_reading *r, const discovery_row *row, rap_discovery *d) {
    const rap_tree *group = rap_tree_child(r->node, "contexts");
    const dimension_row *rows = row->contexts.rows;
    int status = RAP_OK;
    if (!group || group->kind != RAP_NODE_GROUP)
        return RAP_OK;
    if (row->contexts.n == 0)
        return RAP_OK; /* reported by the binding */
    if (row->contexts.n > RAP_MOST_DIMENSIONS) {
        rap_refuse(r, group, "from 1 to 40 contexts expected");
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

static void read_contrast(rap_reading *r, const discovery_row *row, rap_discovery *d) {
    const rap_study *s = r->study;
    d->outcome = rap_find_outcome(r, rap_tree_child(r->node, "outcome"), row->name);
    d->window = rap_find_window(r, rap_tree_child(r->node, "window"), row->window);
    d->plus = rap_find_arm(r, rap_tree_child(r->node, "plus"), row->plus);
    d->minus = rap_find_arm(r, rap_tree_child(r->node, "minus"), row->minus);
    if (r->good && d->plus == d->minus)
        rap_refuse(r, r->node, "a contrast of an arm with itself");
    d->group = row->group;
    d->direction = row->direction == 0 ? 1 : -1;
    d->at_least = rap_tree_child(r->node, "at_least") ? row->at_least : s->delta[d->outcome];
    d->points = row->points;
    d->assumptions = row->assumptions;
    d->density = row->density;
}

static int read_discovery(rap_reading *r, const void *written) {
    const discovery_row *row = &((const discovery_written *)written)->discover;
    rap_discovery *d = &r->study->discovery;
    r->node = rap_tree_child(r->own, "discover");
    r->good = true;
    *d = (rap_discovery){.node = r->node};
    if (!r->node || r->node->kind != RAP_NODE_GROUP || !row->plus || !row->minus || !row->name ||
        !row->window)
        return RAP_OK; /* nothing stated, or reported by the binding */
    read_contrast(r, row, d);
    return read_dimensions(r, row, d);
}

/* ---- the rest of the row ---------------------------------------------------------------------- */

static int want_of_discovery(rap_reading *r) {
    const rap_discovery *d = &r->study->discovery;
    return d->n_dimensions > 0 ? rap_want(r, d->outcome, d->group, d->node, NULL) : RAP_OK;
}

static void move_discovery(rap_study *s, const rap_window *old) {
    rap_window_move(s, old, &s->discovery.window);
}

static void drop_discovery(rap_study *s) {
    s->discovery.n_dimensions = 0;
}

const rap_question rap_ask_discovery = {.keys = &discover_record,
                                        .read = read_discovery,
                                        .want = want_of_discovery,
                                        .move = move_discovery,
                                        .forget = drop_discovery};
