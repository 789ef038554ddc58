/* arms.c: deriving, comparing and checking arms.
 *
 * Invariant: no two arms of a study that were derived say the same (equal trees, equal targets). */
#include "scenario/study/arms.h"
#include "base/error.h"
#include "scenario/language/bind.h"
#include "scenario/language/lexer.h"
#include "scenario/study/parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- checking --------------------------------------------------------------------------------- */

/* The model's own rules; a problem stands where its key, or what is above it, was written. */
static int check_rules(const rap_study *study, const rap_tree *tree, const void *root,
                       rap_findings *findings) {
    rap_problems found;
    rap_problems_init(&found);
    found.most = RAP_MOST_PROBLEMS;
    int status = study->model->check(root, &study->clock, &found);
    for (size_t i = 0; i < found.n; i++) {
        const rap_tree *node = rap_tree_nearest(tree, found.rows[i].key);
        rap_findings_add(findings, node->file, node->line, found.rows[i].key, "%s",
                         found.rows[i].text);
    }
    rap_findings_count(findings, found.more);
    rap_problems_free(&found);
    return status == RAP_EINPUT ? RAP_OK : status;
}

int rap_arm_check(const rap_study *study, const rap_tree *tree, const rap_tree *changes,
                  const char *arm, rap_arena *scratch, void **root, rap_findings *findings) {
    const rap_binder binder = {.arena = scratch,
                               .findings = findings,
                               .root = tree,
                               .grammar = study->model->root,
                               .settings = study->parts->records,
                               .changes = changes,
                               .arm = arm,
                               .currency = study->parts->money_refused ? NULL : study->currency,
                               .currency_at = study->parts->currency_at,
                               .price_year = study->price_year};
    *root = rap_arena_take(scratch, 1, study->model->root->size);
    if (!*root)
        return rap_fail(RAP_ENOMEM);
    int status = rap_bind(&binder, *root);
    if (!status)
        status = check_rules(study, tree, *root, findings);
    return status == RAP_EINPUT ? RAP_OK : status;
}

/* ---- equal arms ------------------------------------------------------------------------------- */

static bool is_number_node(const rap_tree *t) {
    return t->kind == RAP_NODE_INTEGER || t->kind == RAP_NODE_REAL;
}

/* Groups are equal whatever the order of their keys. */
static bool same_children(const rap_tree *a, const rap_tree *b) {
    if (a->n != b->n)
        return false;
    for (size_t i = 0; i < a->n; i++) {
        const rap_tree *x = a->children[i], *y = b->children[i];
        if (a->kind == RAP_NODE_GROUP && strcmp(x->key, y->key) != 0)
            y = rap_tree_child(b, x->key);
        if (!y || !rap_tree_same(x, y))
            return false;
    }
    return true;
}

bool rap_tree_same(const rap_tree *a, const rap_tree *b) {
    if (a == b)
        return true;
    if (is_number_node(a) && is_number_node(b))
        return !(a->number < b->number) && !(a->number > b->number);
    if (a->kind != b->kind)
        return false;
    switch (a->kind) {
    case RAP_NODE_GROUP:
    case RAP_NODE_LIST:
        return same_children(a, b);
    case RAP_NODE_BOOLEAN:
        return a->integer == b->integer;
    case RAP_NODE_TEXT:
        return strcmp(a->text, b->text) == 0;
    case RAP_NODE_INTEGER:
    case RAP_NODE_REAL:
    case RAP_NODE_BAD:
        break;
    }
    return false;
}

static void add_children(rap_text *out, const rap_tree *tree) {
    bool list = tree->kind == RAP_NODE_LIST;
    rap_text_add(out, list ? "(" : "{ ");
    for (size_t i = 0; i < tree->n; i++) {
        if (list && i)
            rap_text_add(out, ", ");
        if (!list)
            rap_text_format(out, "%s = ", tree->children[i]->key);
        rap_tree_words(out, tree->children[i]);
        if (!list)
            rap_text_add(out, "; ");
    }
    rap_text_add(out, list ? ")" : "}");
}

void rap_tree_words(rap_text *out, const rap_tree *tree) {
    switch (tree->kind) {
    case RAP_NODE_GROUP:
    case RAP_NODE_LIST:
        add_children(out, tree);
        break;
    case RAP_NODE_BOOLEAN:
        rap_text_add(out, tree->integer ? "true" : "false");
        break;
    case RAP_NODE_TEXT:
        rap_text_add(out, "\"");
        rap_text_study(out, tree->text, strlen(tree->text));
        rap_text_add(out, "\"");
        break;
    case RAP_NODE_INTEGER:
    case RAP_NODE_REAL:
        rap_text_add(out, tree->written);
        break;
    case RAP_NODE_BAD:
        break;
    }
}

static bool same_target(const rap_arm *a, const rap_variation *v) {
    if (!a->given_to || !v->given_to)
        return !a->given_to && !v->given_to;
    return strcmp(a->given_to, v->given_to) == 0 && a->elsewhere == v->elsewhere;
}

static bool find_equal(const rap_study *study, const rap_variation *v, const rap_tree *tree,
                       size_t *arm) {
    for (size_t i = 0; i < study->n_arms; i++)
        if (same_target(&study->arms[i], v) && rap_tree_same(study->parts->arms[i], tree)) {
            *arm = i;
            return true;
        }
    return false;
}

/* ---- deriving --------------------------------------------------------------------------------- */

static const rap_tree *number_node(rap_arena *arena, double number, const rap_tree *place) {
    rap_tree *node = rap_arena_take(arena, 1, sizeof *node);
    char digits[40];
    snprintf(digits, sizeof digits, "%.15g", number);
    if (!node)
        return NULL;
    bool whole = fabs(number) < 1e15 && floor(number) >= number;
    *node = (rap_tree){.key = "",
                       .kind = whole ? RAP_NODE_INTEGER : RAP_NODE_REAL,
                       .integer = whole ? (int64_t)number : 0,
                       .number = number,
                       .written = rap_arena_copy(arena, digits, strlen(digits)),
                       .file = place->file,
                       .line = place->line,
                       .path = ""};
    return node->written ? node : NULL;
}

static int put_settings(const rap_variation *v, rap_arena *arena, rap_findings *findings,
                        const rap_tree **tree) {
    int status = RAP_OK;
    for (size_t i = 0; i < v->n_settings && !status; i++) {
        const rap_setting *s = &v->settings[i];
        const rap_tree *value = s->value ? s->value : number_node(arena, s->number, v->node);
        status = value ? rap_tree_set(tree, arena, s->path, value, s->path, findings)
                       : rap_fail(RAP_ENOMEM);
    }
    return status;
}

/* Puts the changes and settings of a variation on a tree. Each setting makes groups anew, up to the top:
 * only the last ones are kept. */
static int change(const rap_variation *v, rap_arena *arena, rap_findings *findings,
                  const rap_tree **tree) {
    rap_arena scratch;
    for (size_t i = 0; i < v->n_changes && *tree; i++) {
        const rap_tree *changes = rap_tree_move(arena, v->changes[i], "", "");
        *tree = changes ? rap_tree_merge(arena, *tree, changes) : NULL;
    }
    if (!*tree)
        return rap_fail(RAP_ENOMEM);
    const rap_tree *set = *tree;
    rap_arena_init(&scratch);
    int status = put_settings(v, &scratch, findings, &set);
    if (!status)
        *tree = rap_tree_settle(arena, set, *tree);
    rap_arena_free(&scratch);
    return status ? status : *tree ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* Length of a path up to the list that it goes into; 0: into none. */
static size_t list_in(const char *path) {
    for (const char *dot = strchr(path, '.'); dot; dot = strchr(dot + 1, '.')) {
        size_t n = strspn(dot + 1, "0123456789");
        if (n > 0 && (!dot[1 + n] || dot[1 + n] == '.'))
            return (size_t)(dot - path);
    }
    return 0;
}

static const rap_tree *node_at(const rap_tree *tree, const char *path) {
    while (tree && *path) {
        size_t n = strcspn(path, "."), i = rap_tree_step(tree, path, n);
        tree = i < tree->n ? tree->children[i] : NULL;
        path += n + (path[n] == '.');
    }
    return tree;
}

/* What stands at a path in an arm, all of a variation put on it; NULL where it cannot be. */
static int read_varied(const rap_study *study, size_t arm, const rap_variation *v, const char *path,
                       rap_arena *arena, rap_findings *findings, const rap_tree **value) {
    const rap_tree *tree = study->parts->arms[arm];
    int status = change(v, arena, findings, &tree);
    *value = status ? NULL : node_at(tree, path);
    return status;
}

/* A setting in terms of changes: changes replace a list as a whole, so that it can only be said where
 * both arms then have the same one. */
static int set_as_change(const rap_study *study, const rap_variation *v, size_t other,
                         const rap_setting *s, rap_arena *arena, rap_findings *findings,
                         const rap_tree **tree) {
    size_t n = list_in(s->path);
    const rap_tree *value = s->value ? s->value : number_node(arena, s->number, v->node), *twin;
    const char *path = n ? rap_arena_copy(arena, s->path, n) : s->path;
    int status = value && path ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status && n) {
        status = read_varied(study, v->base, v, path, arena, findings, &value);
        status = status ? status : read_varied(study, other, v, path, arena, findings, &twin);
        if (!status && (!value || !twin || !rap_tree_same(value, twin)))
            status = rap_fail(RAP_EINPUT);
    }
    return status ? status : rap_tree_set(tree, arena, path, value, path, findings);
}

int rap_variation_words(rap_text *out, const rap_study *study, const rap_variation *v,
                        size_t other) {
    const rap_tree nothing = {.key = "", .kind = RAP_NODE_GROUP, .file = "", .path = ""};
    const rap_tree *tree = &nothing;
    rap_variation changes = *v;
    rap_problems problems;
    rap_findings findings;
    rap_arena arena;
    rap_arena_init(&arena);
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    changes.n_settings = 0;
    int status = change(&changes, &arena, &findings, &tree);
    for (size_t i = 0; i < v->n_settings && !status; i++)
        status = set_as_change(study, v, other, &v->settings[i], &arena, &findings, &tree);
    if (!status && findings.seen)
        status = rap_fail(RAP_EINPUT);
    if (!status)
        rap_tree_words(out, tree);
    rap_findings_finish(&findings);
    rap_problems_free(&problems);
    rap_arena_free(&arena);
    return status;
}

static int grow(rap_study *study) {
    struct rap_study_parts *p = study->parts;
    if (study->n_arms < p->arms_capacity)
        return RAP_OK;
    size_t n = 2 * study->n_arms + 8;
    rap_arm *arms = rap_arena_take(&p->arena, n, sizeof *arms);
    const rap_tree **trees = rap_arena_take(&p->arena, n, sizeof *trees);
    if (!arms || !trees)
        return rap_fail(RAP_ENOMEM);
    memcpy(arms, study->arms, study->n_arms * sizeof *arms);
    memcpy(trees, p->arms, study->n_arms * sizeof *trees);
    study->arms = arms;
    p->arms = trees;
    p->arms_capacity = n;
    return RAP_OK;
}

static int append_arm(rap_study *study, const rap_variation *v, const rap_tree *tree) {
    struct rap_study_parts *p = study->parts;
    char name[RAP_LONGEST_NAME + 32];
    int status = grow(study);
    if (status)
        return status;
    snprintf(name, sizeof name, "%.64s/%zu", study->arms[v->base].name,
             study->n_arms - study->n_written + 1);
    rap_arm *arm = &study->arms[study->n_arms];
    *arm = (rap_arm){.name = rap_arena_copy(&p->arena, name, strlen(name)),
                     .label = rap_arena_copy(&p->arena, v->label, strlen(v->label)),
                     .given_to = v->given_to,
                     .elsewhere = v->elsewhere};
    if (!arm->name || !arm->label)
        return rap_fail(RAP_ENOMEM);
    p->arms[study->n_arms++] = tree;
    return RAP_OK;
}

/* Binds the last arm, which runs will ask for, and looks whether the model can do what it says. */
static int try_new(const rap_study *study, const rap_variation *v, rap_findings *findings) {
    size_t arm = study->n_arms - 1, before = findings->seen;
    const void *root = NULL;
    int status = rap_study_bind(study, arm, v->n_changes ? v->changes[0] : NULL, findings, &root);
    status = status ? status : check_rules(study, study->parts->arms[arm], root, findings);
    if (!status && findings->seen > before)
        status = rap_fail(RAP_EINPUT);
    return status ? status : rap_study_bind_target(study, arm);
}

int rap_study_vary(rap_study *study, const rap_variation *v, size_t *arm, rap_findings *findings) {
    const rap_tree *tree = study->parts->arms[v->base];
    rap_arena
        scratch; /* what is there already must not cost memory each time that it is asked for */
    rap_arena_init(&scratch);
    int status = change(v, &scratch, findings, &tree);
    bool known = !status && find_equal(study, v, tree, arm);
    rap_arena_free(&scratch);
    if (status || known)
        return status;
    if (study->n_arms >= RAP_MOST_DERIVED) {
        rap_findings_add(findings, v->node->file, v->node->line, v->node->path,
                         "this and what stands before it asks for more than %d arms",
                         RAP_MOST_DERIVED);
        return rap_fail(RAP_EINPUT);
    }
    tree = study->parts->arms[v->base];
    status = change(v, &study->parts->arena, findings, &tree);
    status = status ? status : append_arm(study, v, tree);
    if (status)
        return status;
    status = try_new(study, v, findings);
    if (status)
        rap_study_unbind_arm(study->parts, --study->n_arms);
    else
        *arm = study->n_arms - 1;
    return status;
}

/* ---- numbers ---------------------------------------------------------------------------------- */

/* The row of a map or list that the next step of a path names; NULL where there is none. */
static const char *find_row(const rap_field *f, const char *at, const char *step, size_t n) {
    rap_rows rows;
    memcpy(&rows, at, sizeof rows);
    const char *first = rows.rows;
    size_t size = f->record->size;
    for (size_t i = 0; i < rows.n; i++) {
        char number[24];
        const rap_named *named = (const void *)(first + i * size);
        snprintf(number, sizeof number, "%zu", i);
        const char *name = f->kind == RAP_MAP ? named->name : number;
        if (strlen(name) == n && strncmp(name, step, n) == 0)
            return first + i * size;
    }
    return NULL;
}

static const char *walk_path(const rap_record *record, const char *at, const char *path,
                             const rap_field **field) {
    char step[RAP_LONGEST_NAME + 1];
    while (at) {
        size_t n = strcspn(path, "."), offset = 0;
        snprintf(step, sizeof step, "%.*s", (int)(n < sizeof step ? n : sizeof step - 1), path);
        *field = rap_record_find(record, step, &offset);
        if (!*field)
            return NULL;
        at += offset;
        path += n;
        if (!*path)
            return at;
        path++;
        record = (*field)->record;
        if ((*field)->kind == RAP_GROUP)
            continue;
        if ((*field)->kind != RAP_MAP && (*field)->kind != RAP_LIST)
            return NULL;
        n = strcspn(path, ".");
        at = find_row(*field, at, path, n);
        path += path[n] ? n + 1 : n;
    }
    return NULL;
}

static bool number_at(const rap_field *f, const char *at, double *value) {
    int64_t whole;
    bool truth;
    switch (f->kind) {
    case RAP_REAL:
        memcpy(value, at, sizeof *value);
        return true;
    case RAP_INTEGER:
    case RAP_MONEY:
        memcpy(&whole, at, sizeof whole);
        *value = f->kind == RAP_MONEY ? (double)whole / 100 : (double)whole;
        return true;
    case RAP_BOOLEAN:
        memcpy(&truth, at, sizeof truth);
        *value = truth;
        return true;
    case RAP_TEXT:
    case RAP_CHOICE:
    case RAP_NAME:
    case RAP_TEXTS:
    case RAP_GROUP:
    case RAP_MAP:
    case RAP_TREE:
    case RAP_LIST:
    case RAP_ANY:
        break;
    }
    return false;
}

int rap_study_number(const rap_study *study, size_t arm, const char *path, const rap_field **field,
                     double *value) {
    const rap_inputs *inputs;
    int status = rap_study_inputs(study, arm, &inputs);
    *field = NULL;
    if (status)
        return status;
    const char *at = walk_path(study->model->root, inputs->root, path, field);
    if (!at)
        *field = NULL;
    return at && number_at(*field, at, value) ? RAP_OK : rap_fail(RAP_EINPUT);
}
