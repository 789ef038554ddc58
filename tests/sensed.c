/* sensed.c: from the text of a study to what decides it. */
#include "sensed.h"
#include "analysis/tables/make_tables.h"
#include "base/error.h"

#include <stdio.h>
#include <string.h>

static int open_further(void *context, rap_store **store, const rap_study *study,
                        const rap_layout *layout) {
    const sensed *s = context;
    FILE *there = s->path ? fopen(s->path, "r") : NULL;
    if (!there)
        return rap_store_create(store, s->path ? s->path : ":memory:", study, layout);
    fclose(there);
    return rap_store_open(store, s->path, study, layout);
}

static sensed *asking; /* whose runs are under way */

static int is_enough(void *context) {
    (void)context;
    return asking->stop_after > 0 && ++asking->asked > asking->stop_after;
}

int sensed_decide(sensed *s) {
    const rap_bench bench = {.study = &s->study,
                             .executor = &rap_executor_loop,
                             .stop = is_enough,
                             .problems = &s->problems};
    const rap_opening opening = {s, open_further};
    asking = s;
    return rap_deciding_make(&s->d, &s->study, &s->layout, s->store, &bench, &opening);
}

void sensed_run(sensed *s, const char *text) {
    *s = (sensed){0};
    rap_problems_init(&s->problems);
    ishigami_read(&s->study, text);
    assert_int_equal(rap_layout_init(&s->layout, &s->study), RAP_OK);
    assert_int_equal(rap_store_create(&s->store, ":memory:", &s->study, &s->layout), RAP_OK);
    const rap_sink sink = rap_store_sink(s->store);
    const rap_ensemble_options options = {.end = rap_ensemble_items(&s->study)};
    assert_int_equal(
        rap_ensemble_run(&s->study, &s->layout, &rap_executor_loop, &sink, &options, NULL, 0),
        RAP_OK);
}

void sensed_make(sensed *s, const char *text) {
    sensed_run(s, text);
    assert_int_equal(sensed_decide(s), RAP_OK);
}

void sensed_tables(sensed *s) {
    assert_int_equal(rap_tables_make(&s->tables, &s->study, &s->layout, s->store), RAP_OK);
    s->tables.deciding = &s->d;
}

void sensed_free(sensed *s) {
    rap_tables_free(&s->tables);
    rap_deciding_free(&s->d);
    rap_store_close(s->store);
    rap_layout_free(&s->layout);
    rap_study_free(&s->study);
    rap_problems_free(&s->problems);
}

size_t sensed_factor(const sensed *s, const char *name) {
    for (size_t k = 0; k < s->d.factors.n; k++)
        if (!strcmp(s->d.factors.rows[k].name, name))
            return k;
    fail_msg("no factor %s", name);
    return 0;
}

/* ---- shares put in by hand ---------------------------------------------------------------------- */

rap_index known_share_within(double share, double half) {
    return (rap_index){.state = share - half > 0 ? RAP_INDEX_TOLD : RAP_INDEX_NEAR_ZERO,
                       .value = fmax(0, share),
                       .low = fmax(0, share - half),
                       .high = fmin(1, share + half),
                       .raw = share,
                       .error = half / 2};
}

rap_index known_share(double share) {
    return known_share_within(share, 0.0499);
}

void sensed_known(sensed *s, const char *text) {
    sensed_make(s, text);
    sensed_tables(s);
    rap_decided *row = &s->d.rows[0];
    for (size_t k = 0; k < s->d.factors.n; k++)
        row->shares[k] = (rap_factor_share){known_share(0), known_share(0), known_share(0)};
    row->shares[sensed_factor(s, "x1")] =
        (rap_factor_share){known_share(0.31), known_share(0.56), known_share(0)};
    row->shares[sensed_factor(s, "x2")] =
        (rap_factor_share){known_share(0.44), known_share(0.44), known_share(0)};
    row->shares[sensed_factor(s, "x3")] =
        (rap_factor_share){known_share(0), known_share(0.24), known_share(0)};
    row->shares[sensed_factor(s, "pair")].together = known_share(0.24);
    row->shares[sensed_factor(s, "assumed")] =
        (rap_factor_share){known_share(0.44), known_share(0.68), known_share(0)};
}
