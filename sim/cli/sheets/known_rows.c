/* known_rows.c: names and labels out of the tree of a study's file. */
#include "cli/sheets/known_rows.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"
#include "scenario/language/tree.h"

#include <string.h>

/* Words that mean a row; the first row that has them is meant. */
static int know_words(rap_known_rows *known, const char *words, size_t row) {
    size_t at = 0, before = known->words.n;
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, words);
    int status = folded.failed ? rap_fail(RAP_ENOMEM)
                               : rap_word_list_add(&known->words, rap_text_string(&folded), &at);
    rap_text_free(&folded);
    if (status || at < before)
        return status;
    status = rap_grow(&known->row, &known->capacity, at + 1, sizeof *known->row);
    if (!status)
        known->row[at] = row;
    return status;
}

static int know_row(rap_known_rows *known, const rap_tree *node) {
    const rap_tree *label = rap_tree_child(node, "label");
    size_t row = 0;
    int status = rap_word_list_add(&known->names, node->key, &row);
    status = status ? status : know_words(known, node->key, row);
    if (!status && label && label->kind == RAP_NODE_TEXT)
        status = know_words(known, label->text, row);
    return status;
}

static int know_group(rap_known_rows *known, const rap_tree *rows, const char *group,
                      rap_problems *problems) {
    int status = RAP_OK;
    if (!rows || rows->kind != RAP_NODE_GROUP || rows->n == 0)
        return rap_problems_add(problems, known->file, 0, NULL, "no %s are written there", group);
    for (size_t k = 0; k < rows->n && !status; k++)
        status = know_row(known, rows->children[k]);
    return status;
}

int rap_known_rows_read(rap_known_rows *known, const rap_loader *loader, const char *file,
                        const char *group, rap_problems *problems) {
    rap_expanded text;
    rap_findings findings;
    rap_arena arena;
    const rap_tree *tree = NULL;
    rap_findings_init(&findings, problems);
    rap_arena_init(&arena);
    known->file = rap_copy_text(file);
    int status = rap_expand(&text, loader, file, NULL, &findings);
    if (!status)
        status = rap_tree_parse(&tree, &arena, &text, NULL, &findings);
    status = known->file ? status : rap_fail(RAP_ENOMEM);
    if (!status)
        status = know_group(known, rap_tree_child(tree, group), group, problems);
    int found = rap_findings_finish(&findings);
    rap_arena_free(&arena);
    rap_expand_free(&text);
    return status ? status : found;
}

void rap_known_rows_free(rap_known_rows *known) {
    rap_word_list_free(&known->names);
    rap_word_list_free(&known->words);
    rap_free(known->row);
    rap_free(known->file);
    *known = (rap_known_rows){0};
}

const char *rap_known_row(const rap_known_rows *known, const char *words, const char **near,
                          bool *failed) {
    const char *name = NULL;
    rap_text folded;
    rap_text_init(&folded);
    rap_fold(&folded, words);
    size_t at = folded.failed ? known->words.n
                              : rap_word_list_find(&known->words, rap_text_string(&folded));
    *near = NULL;
    if (at < known->words.n)
        name = known->names.words[known->row[at]];
    else if (!folded.failed)
        *near = rap_nearest(rap_text_string(&folded), (const char *const *)known->words.words,
                            known->words.n);
    *failed |= folded.failed;
    rap_text_free(&folded);
    return name;
}
