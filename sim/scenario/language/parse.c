/* parse.c: from libconfig's settings to the nodes of a tree.
 *
 * libconfig's scalars come in the order of the text, so the n-th of them is the n-th scalar of the
 * expansion, which knows its digits and its line. */
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/tree.h"

#include <libconfig.h>
#include <stdio.h>
#include <string.h>

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
static int build_below(builder *b, rap_tree *node, const config_setting_t *s);

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

/* The key behind a group's name that goes on with one of another file; NULL: it is no such name. */
static const char *key_gone_on_with(const char *name) {
    bool goes_on = name && !strncmp(name, RAP_GOES_ON, strlen(RAP_GOES_ON));
    const char *dash = goes_on ? strchr(name + strlen(RAP_GOES_ON), '-') : NULL;
    return dash ? dash + 1 : NULL;
}

/* A group that stands in `node` already goes on with what `s` holds; what stands in both was reported. */
static int continue_group(builder *b, rap_tree *node, const config_setting_t *s, const char *key) {
    size_t i = rap_tree_step(node, key, strlen(key));
    rap_tree *whole = rap_arena_take(b->arena, 1, sizeof *whole);
    size_t n = node->children[i]->n;
    const rap_tree **children = rap_arena_take(b->arena, n + count_children(s), sizeof *children);
    if (!whole || !children)
        return rap_fail(RAP_ENOMEM);
    *whole = *node->children[i];
    for (size_t k = 0; k < n; k++)
        children[k] = whole->children[k];
    whole->children = children;
    whole->slots = NULL;
    node->children[i] = whole;
    int status = build_below(b, whole, s);
    return status || rap_tree_index(b->arena, whole) ? status : rap_fail(RAP_ENOMEM);
}

static int build_child(builder *b, rap_tree *node, config_setting_t *s, size_t position) {
    const char *name = config_setting_name(s), *goes_on = key_gone_on_with(name);
    char number[24];
    rap_tree *made;
    if (goes_on && config_setting_is_group(s))
        return continue_group(b, node, s, goes_on);
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
    if (!status && !rap_tree_index(b->arena, node))
        status = rap_fail(RAP_ENOMEM);
    return status;
}

static int build(builder *b, rap_tree **made, config_setting_t *s, const char *key,
                 const char *path) {
    rap_tree *node = *made = rap_arena_take(b->arena, 1, sizeof *node);
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

/* Whether there is memory for what libconfig makes of n bytes. It crashes where there is none, and has no
 * way to be told otherwise (version 1.5), so it is only called where there is some: at most 28 bytes for
 * each of the text were measured, with lists of groups of one number. */
static bool has_room(size_t n) {
    enum { FOR_EACH_BYTE = 32, FOR_ITSELF = 1 << 16 };
    void *room = rap_allocate(n + FOR_ITSELF / FOR_EACH_BYTE, FOR_EACH_BYTE);
    rap_free(room);
    return room;
}

int rap_tree_parse(const rap_tree **tree, rap_arena *arena, const rap_expanded *e, const char *file,
                   rap_findings *findings) {
    builder b = {arena, e, file, 0};
    config_t config;
    rap_tree *whole = NULL;
    int status;
    *tree = NULL;
    if (!has_room(e->text.n))
        return rap_fail(RAP_ENOMEM);
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
