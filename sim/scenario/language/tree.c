/* tree.c: from libconfig's settings to nodes that know their place; merging and setting.
 *
 * libconfig's scalars come in the order of the text, so the n-th of them is the n-th scalar of the
 * expansion, which knows its digits and its line. */
#include "scenario/language/tree.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/lexer.h"
#include "stream/stream.h"

#include <libconfig.h>
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

/* Lets a group of many be searched by key. False without memory. */
static bool make_slots(rap_arena *arena, rap_tree *tree) {
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

/* ---- from libconfig -------------------------------------------------------------------------- */

typedef struct {
    rap_arena *arena;
    const rap_expanded *e;
    const char *file; /* of all nodes, which then have no line; NULL: as the expansion says */
    size_t scalar;    /* the next one */
} builder;

static void place_node(const builder *b, rap_tree *node, rap_place place) {
    node->file = b->file ? b->file : b->e->sources[place.source].path;
    node->line = b->file ? 0 : place.line;
}

static int build_scalar(builder *b, rap_tree *node, const config_setting_t *s) {
    int type = config_setting_type(s);
    if (b->scalar >= b->e->n_scalars)
        return rap_fail(RAP_EINPUT);
    const rap_scalar *scalar = &b->e->scalars[b->scalar++];
    place_node(b, node, scalar->place);
    node->written = rap_arena_copy(b->arena, scalar->written, scalar->n);
    if (!node->written)
        return rap_fail(RAP_ENOMEM);
    if (scalar->bad) {
        node->kind = RAP_NODE_BAD;
    } else if (type == CONFIG_TYPE_STRING) {
        const char *text = config_setting_get_string(s);
        node->kind = RAP_NODE_TEXT;
        node->text = rap_arena_copy(b->arena, text, strlen(text));
        if (!node->text)
            return rap_fail(RAP_ENOMEM);
    } else if (type == CONFIG_TYPE_BOOL) {
        node->kind = RAP_NODE_BOOLEAN;
        node->integer = config_setting_get_bool(s) != 0;
    } else if (type == CONFIG_TYPE_FLOAT) {
        node->kind = RAP_NODE_REAL;
        node->number = config_setting_get_float(s);
    } else {
        node->kind = RAP_NODE_INTEGER;
        node->integer = type == CONFIG_TYPE_INT ? config_setting_get_int(s)
                                                : (int64_t)config_setting_get_int64(s);
        node->number = (double)node->integer;
    }
    return RAP_OK;
}

static int build(builder *b, rap_tree **made, config_setting_t *s, const char *key,
                 const char *path);

/* Whether a setting is a part of a large group, as the outline writes it. */
static bool is_part(const config_setting_t *s) {
    const char *name = config_setting_name(s);
    return name && !strncmp(name, "**", 2);
}

static size_t count_children(const config_setting_t *s) {
    size_t n = (size_t)config_setting_length(s), all = n;
    for (size_t i = 0; i < n; i++) {
        const config_setting_t *child = config_setting_get_elem(s, (unsigned)i);
        all += is_part(child) ? (size_t)config_setting_length(child) : 0;
    }
    return all;
}

static int build_child(builder *b, rap_tree *node, config_setting_t *s, size_t position) {
    const char *name = config_setting_name(s);
    char number[24];
    rap_tree *made;
    snprintf(number, sizeof number, "%zu", position);
    const char *path = rap_arena_path(b->arena, node->path, name ? name : number);
    if (!path)
        return rap_fail(RAP_ENOMEM);
    int status = build(b, &made, s, name ? name : "", path);
    if (!status && made->key[0] != '*') /* renamed by the outline: reported already */
        node->children[node->n++] = made;
    return status;
}

static int build_below(builder *b, rap_tree *node, const config_setting_t *s) {
    size_t n = (size_t)config_setting_length(s);
    int status = RAP_OK;
    for (size_t i = 0; i < n && !status; i++) {
        config_setting_t *child = config_setting_get_elem(s, (unsigned)i);
        status = is_part(child) ? build_below(b, node, child) : build_child(b, node, child, i);
    }
    return status;
}

static int build_children(builder *b, rap_tree *node, const config_setting_t *s) {
    node->kind = config_setting_type(s) == CONFIG_TYPE_GROUP ? RAP_NODE_GROUP : RAP_NODE_LIST;
    node->children = rap_arena_take(b->arena, count_children(s), sizeof *node->children);
    if (!node->children)
        return rap_fail(RAP_ENOMEM);
    int status = build_below(b, node, s);
    if (!status && !make_slots(b->arena, node))
        status = rap_fail(RAP_ENOMEM);
    return status;
}

static int build(builder *b, rap_tree **made, config_setting_t *s, const char *key,
                 const char *path) {
    rap_tree *node = *made = new_node(b->arena, NULL);
    if (!node || !(node->key = rap_arena_copy(b->arena, key, strlen(key))))
        return rap_fail(RAP_ENOMEM);
    node->path = path;
    unsigned line = config_setting_source_line(s);
    if (!*path || b->e->n_lines == 0)
        place_node(b, node, (rap_place){0, 1}); /* the whole */
    else
        place_node(b, node, b->e->lines[line > 0 && line <= b->e->n_lines ? line - 1 : 0]);
    return config_setting_is_aggregate(s) ? build_children(b, node, s) : build_scalar(b, node, s);
}

static void report_syntax(const config_t *config, const rap_expanded *e, rap_findings *findings) {
    int line = config_error_line(config);
    const char *text = config_error_text(config);
    rap_place place = {0, 0};
    if (line > 0 && (size_t)line <= e->n_lines)
        place = e->lines[line - 1];
    rap_findings_add(findings, e->sources[place.source].path, place.line, NULL, "%s",
                     text ? text : "syntax error");
}

static int parse(const rap_tree **tree, rap_arena *arena, const rap_expanded *e, const char *file,
                 rap_findings *findings) {
    builder b = {arena, e, file, 0};
    config_t config;
    rap_tree *whole = NULL;
    int status;
    *tree = NULL;
    config_init(&config);
    if (config_read_string(&config, rap_text_string(&e->text))) {
        status = build(&b, &whole, config_root_setting(&config), "", "");
        if (status == RAP_EINPUT || (!status && b.scalar != e->n_scalars))
            rap_findings_add(findings, e->sources[0].path, 0, NULL, "syntax error");
    } else {
        report_syntax(&config, e, findings);
        status = rap_fail(RAP_EINPUT);
    }
    config_destroy(&config);
    if (findings->failed)
        return rap_fail(RAP_ENOMEM);
    if (!status)
        *tree = whole;
    return status;
}

int rap_tree_parse(const rap_tree **tree, rap_arena *arena, const rap_expanded *e,
                   rap_findings *findings) {
    return parse(tree, arena, e, NULL, findings);
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

/* Position of the child that a path's next step of n bytes names, or tree->n. */
static size_t find_step(const rap_tree *tree, const char *step, size_t n) {
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

size_t rap_tree_position(const rap_tree *tree, const char *key) {
    return find_step(tree, key, strlen(key));
}

const rap_tree *rap_tree_child(const rap_tree *tree, const char *key) {
    if (!tree || tree->kind != RAP_NODE_GROUP)
        return NULL;
    size_t i = rap_tree_position(tree, key);
    return i < tree->n ? tree->children[i] : NULL;
}

const rap_tree *rap_tree_nearest(const rap_tree *tree, const char *path) {
    while (tree && *path) {
        size_t n = strcspn(path, "."), i = find_step(tree, path, n);
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
    return make_slots(arena, group) ? group : NULL;
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

/* Whether a group is an uncertain number. */
static bool is_uncertain_number(const rap_tree *tree) {
    const rap_tree *value = rap_tree_child(tree, "value");
    return value && value->kind != RAP_NODE_GROUP;
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
        size_t k = find_step(base, child->key, strlen(child->key));
        if (k == base->n)
            k = n++;
        else
            child = rap_tree_merge(arena, base->children[k], child);
        if (!(children[k] = child))
            return NULL;
    }
    return rap_tree_group(arena, over, children, n);
}

/* ---- --set ----------------------------------------------------------------------------------- */

static const char set_file[] = "--set";

static bool is_path(const char *s, size_t n) {
    bool letter = false;
    for (size_t i = 0; i < n; i++) {
        bool dot = s[i] == '.';
        bool word = (s[i] >= 'a' && s[i] <= 'z') || (s[i] >= 'A' && s[i] <= 'Z') ||
                    (s[i] >= '0' && s[i] <= '9') || s[i] == '_' || s[i] == '-';
        if ((dot && !letter) || (!dot && !word))
            return false;
        letter = word;
    }
    return letter && n <= 1000;
}

/* VALUE as the text of a setting `value`; a bare word gets its quotation marks. */
static int value_text(rap_text *text, const char *value) {
    size_t n = strlen(value);
    bool bare = rap_lexer_is_name(value, n) && !rap_lexer_is_truth(value, n);
    rap_text_add(text, bare ? "value = \"" : "value = ");
    rap_text_add(text, value);
    rap_text_add(text, bare ? "\"" : "");
    return rap_text_status(text);
}

static int parse_value(const rap_tree **value, rap_arena *arena, const char *text, const char *key,
                       rap_findings *findings) {
    rap_problems found;
    rap_findings local;
    rap_expanded e;
    const rap_tree *whole = NULL;
    const char *hint = strchr(text + strlen("value = "), ' ')
                           ? " (a text of several words stands in quotation marks: KEY='\"a b\"')"
                           : "";
    rap_problems_init(&found);
    rap_findings_init(&local, &found);
    int status = rap_expand_text(&e, set_file, text, &local);
    if (!status)
        status = parse(&whole, arena, &e, set_file, &local);
    if (!status && !found.n && whole->n != 1)
        rap_findings_add(&local, set_file, 0, NULL, "one value expected");
    for (size_t i = 0; i < found.n; i++)
        rap_findings_add(findings, set_file, 0, key, "%s%s", found.rows[i].text, hint);
    if (status != RAP_ENOMEM && (local.failed || findings->failed))
        status = rap_fail(RAP_ENOMEM);
    else if (!status && found.n)
        status = rap_fail(RAP_EINPUT);
    if (!status)
        *value = whole->children[0];
    rap_problems_free(&found);
    rap_expand_free(&e);
    return status;
}

int rap_tree_read_set(const char **key, const rap_tree **value, rap_arena *arena, const char *set,
                      rap_findings *findings) {
    const char *equals = strchr(set, '=');
    size_t n = equals ? (size_t)(equals - set) : strlen(set);
    rap_text text;
    *value = NULL;
    *key = rap_arena_copy(arena, set, n);
    if (!*key)
        return rap_fail(RAP_ENOMEM);
    if (!equals || !is_path(set, n)) {
        rap_findings_add(findings, set_file, 0, NULL,
                         "\"%.200s\": expected KEY=VALUE, KEY a path such as teams.focal.policy",
                         set);
        return rap_fail(findings->failed ? RAP_ENOMEM : RAP_EINPUT);
    }
    rap_text_init(&text);
    int status = value_text(&text, equals + 1);
    if (!status)
        status = parse_value(value, arena, rap_text_string(&text), *key, findings);
    rap_text_free(&text);
    return status;
}

typedef struct {
    rap_arena *arena;
    const rap_tree *value;
    const char *key; /* for problems */
    rap_findings *findings;
} setter;

static int refuse_set(const setter *s, const rap_tree *tree, const char *step, size_t n) {
    if (tree->kind == RAP_NODE_LIST)
        rap_findings_add(s->findings, set_file, 0, s->key,
                         "%s has no entry \"%.*s\"; it has %zu, counted from 0", tree->path, (int)n,
                         step, tree->n);
    else
        rap_findings_add(s->findings, set_file, 0, s->key,
                         "%s is a single value here and has no part \"%.*s\"", tree->path, (int)n,
                         step);
    return rap_fail(s->findings->failed ? RAP_ENOMEM : RAP_EINPUT);
}

static int set_below(const setter *s, const rap_tree **made, const rap_tree *tree,
                     const char *path);

/* The child at the next step of the path, with the value below it. */
static int set_child(const setter *s, const rap_tree **made, const rap_tree *tree,
                     const rap_tree *child, const char *path) {
    size_t n = strcspn(path, "."), position;
    const char *step = rap_arena_copy(s->arena, path, n);
    const char *below = step ? rap_arena_path(s->arena, tree->path, step) : NULL;
    if (!below)
        return rap_fail(RAP_ENOMEM);
    if (!path[n]) {
        *made = rap_tree_move(s->arena, s->value, tree->kind == RAP_NODE_LIST ? "" : step, below);
        return *made ? RAP_OK : rap_fail(RAP_ENOMEM);
    }
    if (child)
        return set_below(s, made, child, path + n + 1);
    if (is_entry(path + n + 1, strcspn(path + n + 1, "."), &position)) {
        rap_findings_add(s->findings, set_file, 0, s->key,
                         "there is no list %s of which to set an entry", below);
        return rap_fail(s->findings->failed ? RAP_ENOMEM : RAP_EINPUT);
    }
    rap_tree *group = new_node(s->arena, NULL);
    if (!group)
        return rap_fail(RAP_ENOMEM);
    *group = (rap_tree){.key = step, .kind = RAP_NODE_GROUP, .file = set_file, .path = below};
    return set_below(s, made, group, path + n + 1);
}

static int set_below(const setter *s, const rap_tree **made, const rap_tree *tree,
                     const char *path) {
    size_t n = strcspn(path, "."), i = find_step(tree, path, n);
    bool group = tree->kind == RAP_NODE_GROUP;
    if (!group && i == tree->n)
        return refuse_set(s, tree, path, n);
    rap_tree *copy = new_node(s->arena, tree);
    if (!copy || !(copy->children = rap_arena_take(s->arena, tree->n + 1, sizeof *copy->children)))
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < tree->n; k++)
        copy->children[k] = tree->children[k];
    copy->n = i < tree->n ? tree->n : tree->n + 1;
    copy->slots = i < tree->n ? tree->slots : NULL;
    *made = copy;
    return set_child(s, &copy->children[i], tree, i < tree->n ? tree->children[i] : NULL, path);
}

int rap_tree_set(const rap_tree **tree, rap_arena *arena, const char *path, const rap_tree *value,
                 const char *key, rap_findings *findings) {
    setter s = {arena, value, key, findings};
    const rap_tree *made = NULL;
    int status = set_below(&s, &made, *tree, path);
    if (!status)
        *tree = made;
    return status;
}
