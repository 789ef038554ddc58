/* tree.c: nodes that know their place: looking up, moving and merging. */
#include "scenario/language/tree.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/lexer.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

static rap_tree *new_node(rap_arena *arena, const rap_tree *like) {
    rap_tree *node = rap_arena_take(arena, 1, sizeof *node);
    if (node && like)
        *node = *like;
    return node;
}

/* ---- large groups ---------------------------------------------------------------------------- */

/* The slot of a key of n bytes: that of its position, or the free one where it belongs. */
static size_t slot_of(const rap_tree *tree, const char *key, size_t n) {
    size_t i = (size_t)rap_hash_bytes(key, n) & (tree->n_slots - 1);
    for (; tree->slots[i]; i = (i + 1) & (tree->n_slots - 1)) {
        const char *other = tree->children[tree->slots[i] - 1]->key;
        if (!strncmp(other, key, n) && !other[n])
            break;
    }
    return i;
}

bool rap_tree_index(rap_arena *arena, rap_tree *tree) {
    enum { MANY = 32 };
    if (tree->kind != RAP_NODE_GROUP || tree->n < MANY)
        return true;
    for (tree->n_slots = MANY; tree->n_slots < 2 * tree->n;)
        tree->n_slots *= 2;
    uint32_t *slots = rap_arena_take(arena, tree->n_slots, sizeof *slots);
    tree->slots = slots;
    for (size_t i = 0; slots && i < tree->n; i++) {
        const char *key = tree->children[i]->key;
        slots[slot_of(tree, key, strlen(key))] = (uint32_t)i + 1;
    }
    return slots;
}

/* ---- looking up ------------------------------------------------------------------------------ */

/* Whether n bytes are the number of an entry of a list; its position. */
static bool is_entry(const char *step, size_t n, size_t *position) {
    *position = 0;
    for (size_t i = 0; i < n; i++) {
        if (step[i] < '0' || step[i] > '9' || i > 8)
            return false;
        *position = *position * 10 + (size_t)(step[i] - '0');
    }
    return n > 0;
}

size_t rap_tree_step(const rap_tree *tree, const char *step, size_t n) {
    size_t i = 0;
    if (tree->kind == RAP_NODE_LIST)
        return is_entry(step, n, &i) && i < tree->n ? i : tree->n;
    if (tree->slots) {
        uint32_t at = tree->slots[slot_of(tree, step, n)];
        return at ? at - 1 : tree->n;
    }
    while (i < tree->n && (strncmp(tree->children[i]->key, step, n) || tree->children[i]->key[n]))
        i++;
    return i;
}

const rap_tree *rap_tree_child(const rap_tree *tree, const char *key) {
    if (!tree || tree->kind != RAP_NODE_GROUP)
        return NULL;
    size_t i = rap_tree_step(tree, key, strlen(key));
    return i < tree->n ? tree->children[i] : NULL;
}

const rap_tree *rap_tree_nearest(const rap_tree *tree, const char *path) {
    while (tree && *path) {
        size_t n = strcspn(path, "."), i = rap_tree_step(tree, path, n);
        if (i == tree->n)
            break;
        tree = tree->children[i];
        path += n + (path[n] == '.');
    }
    return tree;
}

/* ---- making ---------------------------------------------------------------------------------- */

const rap_tree *rap_tree_group(rap_arena *arena, const rap_tree *like, const rap_tree **children,
                               size_t n) {
    rap_tree *group = new_node(arena, like);
    if (!group)
        return NULL;
    group->kind = RAP_NODE_GROUP;
    group->children = children;
    group->n = n;
    group->slots = NULL;
    return rap_tree_index(arena, group) ? group : NULL;
}

const rap_tree *rap_tree_move(rap_arena *arena, const rap_tree *tree, const char *key,
                              const char *path) {
    char number[24];
    rap_tree *copy = new_node(arena, tree);
    if (!copy)
        return NULL;
    copy->key = key;
    copy->path = path;
    if (tree->n > 0 && !(copy->children = rap_arena_take(arena, tree->n, sizeof *copy->children)))
        return NULL;
    for (size_t i = 0; i < tree->n; i++) {
        const char *child = tree->children[i]->key;
        snprintf(number, sizeof number, "%zu", i);
        const char *below =
            rap_arena_path(arena, path, tree->kind == RAP_NODE_LIST ? number : child);
        if (!below || !(copy->children[i] = rap_tree_move(arena, tree->children[i], child, below)))
            return NULL;
    }
    return copy;
}

static const char *copy_text(rap_arena *arena, const char *text) {
    return text ? rap_arena_copy(arena, text, strlen(text)) : NULL;
}

const rap_tree *rap_tree_settle(rap_arena *arena, const rap_tree *tree, const rap_tree *base) {
    if (tree == base)
        return tree;
    rap_tree *copy = new_node(arena, tree);
    if (!copy)
        return NULL;
    copy->key = copy_text(arena, tree->key);
    copy->path = copy_text(arena, tree->path);
    copy->text = copy_text(arena, tree->text);
    copy->written = copy_text(arena, tree->written);
    copy->children = rap_arena_take(arena, tree->n, sizeof *copy->children);
    if (!copy->children || arena->failed)
        return NULL;
    for (size_t i = 0; i < tree->n; i++) {
        const rap_tree *old = base && i < base->n ? base->children[i] : NULL;
        if (!(copy->children[i] = rap_tree_settle(arena, tree->children[i], old)))
            return NULL;
    }
    return copy;
}

/* Whether a group is an uncertain number: it states a value, or that from which one follows. */
static bool is_uncertain_number(const rap_tree *tree) {
    static const char *const keys[] = {"value", "range", "mean", "quantiles"};
    bool states = false;
    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
        const rap_tree *child = rap_tree_child(tree, keys[k]);
        states |= child && child->kind != RAP_NODE_GROUP;
    }
    return states;
}

static bool merges(const rap_tree *base, const rap_tree *over) {
    return base->kind == RAP_NODE_GROUP && over->kind == RAP_NODE_GROUP &&
           !is_uncertain_number(over) && !is_uncertain_number(base);
}

const rap_tree *rap_tree_merge(rap_arena *arena, const rap_tree *base, const rap_tree *over) {
    if (!base || !over || !merges(base, over))
        return over ? over : base;
    const rap_tree **children = rap_arena_take(arena, base->n + over->n, sizeof *children);
    if (!children)
        return NULL;
    size_t n = base->n;
    for (size_t i = 0; i < n; i++)
        children[i] = base->children[i];
    for (size_t i = 0; i < over->n; i++) {
        const rap_tree *child = over->children[i];
        size_t k = rap_tree_step(base, child->key, strlen(child->key));
        if (k == base->n)
            k = n++;
        else
            child = rap_tree_merge(arena, base->children[k], child);
        if (!(children[k] = child))
            return NULL;
    }
    return rap_tree_group(arena, over, children, n);
}
