/* set.c: --set KEY=VALUE: reading it, and putting it on a tree. */
#include "base/error.h"
#include "scenario/language/lexer.h"
#include "scenario/language/tree.h"

#include <stdio.h>
#include <string.h>

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
        status = rap_tree_parse(&whole, arena, &e, set_file, &local);
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

/* Whether a path's next step is the number of an entry. */
static bool starts_with_number(const char *path) {
    size_t n = strspn(path, "0123456789");
    return n > 0 && (!path[n] || path[n] == '.');
}

/* The child at the next step of the path, with the value below it. */
static int set_child(const setter *s, const rap_tree **made, const rap_tree *tree,
                     const rap_tree *child, const char *path) {
    size_t n = strcspn(path, ".");
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
    if (starts_with_number(path + n + 1)) {
        rap_findings_add(s->findings, set_file, 0, s->key,
                         "there is no list %s of which to set an entry", below);
        return rap_fail(s->findings->failed ? RAP_ENOMEM : RAP_EINPUT);
    }
    rap_tree *group = rap_arena_take(s->arena, 1, sizeof *group);
    if (!group)
        return rap_fail(RAP_ENOMEM);
    *group = (rap_tree){.key = step, .kind = RAP_NODE_GROUP, .file = set_file, .path = below};
    return set_below(s, made, group, path + n + 1);
}

static int set_below(const setter *s, const rap_tree **made, const rap_tree *tree,
                     const char *path) {
    size_t n = strcspn(path, "."), i = rap_tree_step(tree, path, n);
    bool group = tree->kind == RAP_NODE_GROUP;
    if (!group && i == tree->n)
        return refuse_set(s, tree, path, n);
    rap_tree *copy = rap_arena_take(s->arena, 1, sizeof *copy);
    if (copy)
        *copy = *tree;
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
