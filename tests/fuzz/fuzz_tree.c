/* fuzz_tree.c: any text as libconfig has it. What our own reader takes libconfig must take too, with as
 * many values, and merging and setting leave trees that are whole. The first line is a --set. */
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/tree.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static size_t count_nodes(const rap_tree *tree) {
    size_t n = 1;
    for (size_t i = 0; i < tree->n; i++) {
        if (tree->kind == RAP_NODE_GROUP &&
            rap_tree_child(tree, tree->children[i]->key) != tree->children[i])
            abort();
        n += count_nodes(tree->children[i]);
    }
    return n;
}

static void merge_and_set(const rap_tree *tree, rap_arena *arena, const char *set,
                          rap_findings *findings) {
    const char *key;
    const rap_tree *value, *twice = rap_tree_merge(arena, tree, tree);
    if (!twice || count_nodes(twice) != count_nodes(tree))
        abort();
    if (rap_tree_read_set(&key, &value, arena, set, findings) == RAP_OK &&
        rap_tree_set(&twice, arena, key, value, key, findings) == RAP_OK)
        count_nodes(twice);
}

static void parse_text(char *text) {
    rap_arena arena;
    rap_expanded e;
    rap_problems problems;
    rap_findings findings;
    const rap_tree *tree = NULL;
    char *end = text + strcspn(text, "\n"), *rest = *end ? end + 1 : end;
    *end = '\0';
    rap_arena_init(&arena);
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    int status = rap_expand_text(&e, "text", rest, &findings);
    if (!status && rap_tree_parse(&tree, &arena, &e, NULL, &findings))
        abort();
    if (tree)
        merge_and_set(tree, &arena, text, &findings);
    rap_expand_free(&e);
    rap_problems_free(&problems);
    rap_arena_free(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    char *text = rap_allocate(n + 1, 1);
    if (text && n)
        memcpy(text, bytes, n);
    if (text)
        parse_text(text);
    rap_free(text);
    return 0;
}
