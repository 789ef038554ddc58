/* toy_store.h: runs of the toy model in a database of their own, for tests of the store. */
#ifndef TOY_STORE_H
#define TOY_STORE_H

#include "toy_model.h"
#include "base/error.h"
#include "store/store_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char usual[] =
    "horizon = 4; draws = 8; replicates = 4; seed = 11; runs = 4; noise = 1.0; missing = 0.3;"
    "windows = [\"2\", \"end\"];"
    "arms = { a = { baseline = true; changes = { }; }; b = { changes = { effect = 2.0; who = 1; }; "
    "}; };";

typedef struct {
    rap_study study;
    rap_layout layout;
    rap_store *store;
    char folder[64], path[80];
    int64_t items;
} setup;

static inline void start(setup *s, const char *text) {
    memset(s, 0, sizeof *s);
    toy_read(&s->study, text);
    assert_int_equal(rap_layout_init(&s->layout, &s->study), RAP_OK);
    s->items = rap_ensemble_items(&s->study);
    snprintf(s->folder, sizeof s->folder, "%s/rapport-store-XXXXXX",
             getenv("TMPDIR") ? getenv("TMPDIR") : P_tmpdir);
    assert_non_null(mkdtemp(s->folder));
    snprintf(s->path, sizeof s->path, "%s/runs.sqlite", s->folder);
}

static inline void close_store(setup *s) {
    rap_store_close(s->store);
    s->store = NULL;
}

static inline int create(setup *s) {
    close_store(s);
    return rap_store_create(&s->store, s->path, &s->study, &s->layout);
}

/* Nothing but the one file is left. */
static inline void end(setup *s) {
    close_store(s);
    rap_layout_free(&s->layout);
    rap_study_free(&s->study);
    unlink(s->path);
    assert_int_equal(rmdir(s->folder), 0);
}

static inline int run_to(setup *s, int64_t last, rap_sink sink) {
    rap_ensemble_options options = {.first = rap_store_items(s->store), .end = last};
    return rap_ensemble_run(&s->study, &s->layout, &rap_executor_loop, &sink, &options, NULL, 0);
}

static inline int fill(setup *s, int64_t last) {
    return run_to(s, last, rap_store_sink(s->store));
}

static inline size_t numbers(const setup *s, int64_t items) {
    return (size_t)items * s->layout.n_arms * (s->layout.n_values + s->layout.n_path);
}

#endif
