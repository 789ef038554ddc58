/* study_tree.c: files are expanded and parsed, nothing is bound. */
#include "cli/sheets/study_tree.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <string.h>

static int load_standing_in(void *context, const char *name, const char *from, char **text,
                            char **path, const char **why) {
    rap_stand_in *s = context;
    const char *slash = strrchr(name, '/'), *leaf = slash ? slash + 1 : name;
    bool is = s->name ? from && !strcmp(leaf, s->name) : !from;
    if (!is)
        return s->loader.load(s->loader.context, name, from, text, path, why);
    s->met = true;
    *text = rap_copy_text(s->text);
    *path = rap_copy_text(name);
    *why = "out of memory";
    if (*text && *path)
        return RAP_OK;
    rap_free(*text);
    rap_free(*path);
    return rap_fail(RAP_ENOMEM);
}

rap_loader rap_stand_in_loader(rap_stand_in *with) {
    return (rap_loader){.context = with, .load = load_standing_in};
}

int rap_study_tree_read(rap_study_tree *t, const rap_loader *loader, const char *path,
                        rap_problems *problems) {
    rap_findings findings;
    *t = (rap_study_tree){.root = NULL};
    rap_arena_init(&t->arena);
    rap_findings_init(&findings, problems);
    int status = rap_expand(&t->expanded, loader, path, NULL, &findings);
    if (!status)
        status = rap_tree_parse(&t->root, &t->arena, &t->expanded, NULL, &findings);
    int found = rap_findings_finish(&findings);
    return status ? status : found;
}

void rap_study_tree_free(rap_study_tree *t) {
    rap_arena_free(&t->arena);
    rap_expand_free(&t->expanded);
    *t = (rap_study_tree){.root = NULL};
}

int rap_study_tree_rows(rap_study_tree *t, const char *map, const rap_named **rows, size_t *n) {
    const rap_tree *of = rap_tree_child(t->root, map);
    *n = of && of->kind == RAP_NODE_GROUP ? of->n : 0;
    rap_named *named = rap_arena_take(&t->arena, *n, sizeof *named);
    if (!named)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < *n; k++) {
        const rap_tree *label = rap_tree_child(of->children[k], "label");
        const char *key = of->children[k]->key;
        bool text = label && label->kind == RAP_NODE_TEXT;
        named[k] = (rap_named){key, text ? label->text : key, rap_hash_text(key)};
    }
    *rows = named;
    return RAP_OK;
}
