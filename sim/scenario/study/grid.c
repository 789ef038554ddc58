/* grid.c: the grammar of `grid = { rows; columns; }` and the arms that it stands for. */
#include "scenario/study/grid.h"
#include "base/error.h"
#include "model/rows.h"

#include <stdio.h>
#include <string.h>

static const rap_field side_fields[] = {
    UNBOUND(changes, RAP_TREE, "what is otherwise there, as in an arm"),
};
static RECORD(side_record, "side", "a row or column of the grid", rap_side_row, side_fields);

static const rap_field grid_fields[] = {
    LINE(rap_grid_row, rows_label, "", 0, "what the rows differ in"),
    LINE(rap_grid_row, columns_label, "", 0, "what the columns differ in"),
    PART_OF(rap_grid_row, rows, RAP_MAP, side_record, RAP_REQUIRED | RAP_APART,
            "changes of the rows"),
    PART_OF(rap_grid_row, columns, RAP_MAP, side_record, RAP_REQUIRED | RAP_APART,
            "changes of the columns"),
};
RECORD(rap_grid_record, "grid", "an arm for every row in every column", rap_grid_row, grid_fields);

/* ---- the arms --------------------------------------------------------------------------------- */

typedef struct {
    rap_arena *arena;
    rap_findings *findings;
    const rap_tree *rows, *columns;
} weaver;

static const char *joined(rap_arena *arena, const char *a, const char *between, const char *b) {
    size_t n = strlen(a) + strlen(between) + strlen(b) + 1;
    char *text = rap_arena_take(arena, n, 1);
    if (text)
        snprintf(text, n, "%s%s%s", a, between, b);
    return text;
}

static const char *label_of(const rap_tree *side) {
    const rap_tree *label = rap_tree_child(side, "label");
    return label && label->kind == RAP_NODE_TEXT ? label->text : side->key;
}

static const rap_tree *text_node(rap_arena *arena, const rap_tree *like, const char *text) {
    rap_tree *node = rap_arena_take(arena, 1, sizeof *node);
    if (!node || !text)
        return NULL;
    *node = (rap_tree){.key = "label",
                       .kind = RAP_NODE_TEXT,
                       .text = text,
                       .file = like->file,
                       .line = like->line,
                       .path = ""};
    return node;
}

static const rap_tree *group_of(const rap_tree *side, const char *key) {
    const rap_tree *child = rap_tree_child(side, key);
    return child && child->kind == RAP_NODE_GROUP ? child : NULL;
}

/* NULL without memory. */
static const rap_tree *changes_of_side(const weaver *w, const rap_tree *row,
                                       const rap_tree *column) {
    const rap_tree *a = group_of(row, "changes"), *b = group_of(column, "changes");
    const rap_tree *none = rap_tree_group(w->arena, row, NULL, 0);
    const rap_tree *both = a || b ? rap_tree_merge(w->arena, a, b) : none;
    return both ? rap_tree_move(w->arena, both, "changes", "changes") : NULL;
}

static const rap_tree *weave(const weaver *w, const rap_tree *row, const rap_tree *column) {
    const char *name = joined(w->arena, row->key, "_", column->key);
    const char *path = name ? joined(w->arena, "arms", ".", name) : NULL;
    const rap_tree **parts = rap_arena_take(w->arena, 2, sizeof *parts);
    if (!path || !parts)
        return NULL;
    parts[0] = text_node(w->arena, row, joined(w->arena, label_of(row), ", ", label_of(column)));
    parts[1] = changes_of_side(w, row, column);
    const rap_tree *arm = parts[0] && parts[1] ? rap_tree_group(w->arena, row, parts, 2) : NULL;
    return arm ? rap_tree_move(w->arena, arm, name, path) : NULL;
}

static bool fits_grid(const weaver *w, const rap_tree *side) {
    bool good = side->n >= 1 && side->n <= RAP_MOST_SIDE;
    if (!good)
        rap_findings_add(w->findings, side->file, side->line, side->path, "from 1 to %d expected",
                         RAP_MOST_SIDE);
    return good;
}

static bool is_new(const weaver *w, const rap_tree *arms, const rap_tree *arm) {
    const rap_tree *old = rap_tree_child(arms, arm->key);
    if (old)
        rap_findings_add(w->findings, old->file, old->line, old->path,
                         "this is the name of an arm of the grid; give it another");
    return !old;
}

int rap_grid_expand(const rap_tree **own, rap_arena *arena, rap_findings *findings) {
    const rap_tree *grid = group_of(*own, "grid");
    weaver w = {arena, findings, group_of(grid, "rows"), group_of(grid, "columns")};
    if (!w.rows || !w.columns || !fits_grid(&w, w.rows) || !fits_grid(&w, w.columns))
        return RAP_OK; /* no grid, or reported here or by the binding */
    const rap_tree *written = rap_tree_child(*own, "arms");
    if (written && written->kind != RAP_NODE_GROUP)
        return RAP_OK; /* the same */
    const rap_tree **arms = rap_arena_take(arena, w.rows->n * w.columns->n, sizeof *arms);
    size_t n = 0;
    for (size_t i = 0; arms && i < w.rows->n; i++)
        for (size_t k = 0; k < w.columns->n; k++) {
            const rap_tree *arm = weave(&w, w.rows->children[i], w.columns->children[k]);
            if (!arm)
                return rap_fail(RAP_ENOMEM);
            if (is_new(&w, written, arm))
                arms[n++] = arm;
        }
    const rap_tree *group = arms ? rap_tree_group(arena, grid, arms, n) : NULL;
    const rap_tree **over = rap_arena_take(arena, 1, sizeof *over);
    if (!group || !over || !(over[0] = rap_tree_move(arena, group, "arms", "arms")))
        return rap_fail(RAP_ENOMEM);
    *own = rap_tree_merge(arena, *own, rap_tree_group(arena, *own, over, 1));
    return *own ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* ---- the study -------------------------------------------------------------------------------- */

static const char **labels_of(const rap_rows *rows, rap_arena *arena) {
    const rap_side_row *row = rows->rows;
    const char **labels = rap_arena_take(arena, rows->n, sizeof *labels);
    for (size_t i = 0; labels && i < rows->n; i++)
        labels[i] = row[i].is.label;
    return labels;
}

int rap_read_grid(rap_reading *r, const rap_settings *s) {
    rap_study *study = r->study;
    const rap_grid_row *row = &s->grid;
    size_t n = row->rows.n * row->columns.n;
    study->grid = (rap_grid){0};
    if (n == 0 || n > study->n_arms)
        return RAP_OK;
    const char **rows = labels_of(&row->rows, r->arena),
               **columns = labels_of(&row->columns, r->arena);
    if (!rows || !columns)
        return rap_fail(RAP_ENOMEM);
    study->grid = (rap_grid){.rows_label = row->rows_label,
                             .columns_label = row->columns_label,
                             .rows = rows,
                             .columns = columns,
                             .n_rows = row->rows.n,
                             .n_columns = row->columns.n,
                             .first = study->n_arms - n};
    return RAP_OK;
}
