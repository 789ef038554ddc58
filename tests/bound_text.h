/* bound_text.h: a text bound to the structs of grammar_model, with its numbers and problems. */
#ifndef BOUND_TEXT_H
#define BOUND_TEXT_H

#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "grammar_model.h"
#include "scenario/language/bind.h"

#include <stdio.h>
#include <string.h>

enum { MOST_NUMBERS = 64 };

typedef struct {
    rap_arena arena;
    rap_expanded e;
    rap_problems problems;
    rap_findings findings;
    const rap_tree *tree;
    grammar_root root;
    rap_bound numbers[MOST_NUMBERS];
    size_t n;
    int status;
} binding;

static inline int keep(void *context, const rap_bound *b) {
    binding *x = context;
    assert_true(x->n < MOST_NUMBERS);
    x->numbers[x->n++] = *b;
    return RAP_OK;
}

static inline binding *bind_text(const char *text) {
    binding *x = rap_allocate(1, sizeof *x);
    page study = {"a.cfg", text};
    book b = {&study, 1};
    rap_loader loader = book_loader(&b);
    rap_arena_init(&x->arena);
    rap_problems_init(&x->problems);
    rap_findings_init(&x->findings, &x->problems);
    assert_int_equal(rap_expand(&x->e, &loader, "a.cfg", NULL, &x->findings), RAP_OK);
    assert_int_equal(rap_tree_parse(&x->tree, &x->arena, &x->e, NULL, &x->findings), RAP_OK);
    rap_binder binder = {.arena = &x->arena,
                         .findings = &x->findings,
                         .root = x->tree,
                         .grammar = grammar_model.root,
                         .number = keep,
                         .context = x};
    x->status = rap_bind(&binder, &x->root);
    return x;
}

static inline void done(binding *x) {
    rap_expand_free(&x->e);
    rap_arena_free(&x->arena);
    rap_problems_free(&x->problems);
    rap_free(x);
}

static inline binding *bind_good(const char *text) {
    binding *x = bind_text(text);
    for (size_t i = 0; i < x->problems.n; i++)
        print_error("%d: %s: %s\n", x->problems.rows[i].line, x->problems.rows[i].key,
                    x->problems.rows[i].text);
    assert_int_equal(x->status, RAP_OK);
    return x;
}

static inline const rap_bound *number(const binding *x, const char *path) {
    for (size_t i = 0; i < x->n; i++)
        if (!strcmp(x->numbers[i].path, path))
            return &x->numbers[i];
    fail_msg("no number %s", path);
    return NULL;
}

/* One problem: `text` in a study that is fine but for `line`, a setting of the root. */
static inline void expect(const char *line, const char *key, const char *text) {
    char study[4096];
    snprintf(study, sizeof study, "units = { u = {}; };\n%s", line);
    binding *x = bind_text(study);
    bool good = x->problems.n == 1 && !strcmp(x->problems.rows[0].key, key) &&
                !strcmp(x->problems.rows[0].text, text) && x->problems.rows[0].line == 2;
    for (size_t i = 0; i < x->problems.n && !good; i++)
        print_error("%d: %s: %s\n", x->problems.rows[i].line, x->problems.rows[i].key,
                    x->problems.rows[i].text);
    assert_true(good);
    done(x);
}

#endif
