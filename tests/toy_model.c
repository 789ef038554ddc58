/* toy_model.c: the toy behind the engine's interface, and studies of it. */
#include "toy_model.h"
#include "text_study.h"
#include "analysis/tables/make_tables.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

#define REAL(name, number, low, high)                                                              \
    NUMBER(toy_root, name, "1", -1e6, 1e6, number, low, high, "assumed", "made up", #name)
#define COUNTED(name, number)                                                                      \
    CHOSEN(toy_root, name, RAP_INTEGER, "1", -1, 1e6, number, "made up", 0, #name)
#define YES_NO(name)                                                                               \
    { .key = #name, .kind = RAP_BOOLEAN, .meaning = #name, .offset = offsetof(toy_root, name) }

static const rap_field fields[] = {
    REAL(level, 1, 0, 2),
    REAL(slope, 1, 0.5, 1.5),
    REAL(effect, 0, 0, 0),
    REAL(between, 0, 0, 0),
    REAL(noise, 0, 0, 0),
    REAL(own, 0, 0, 0),
    REAL(missing, 0, 0, 0),
    REAL(price, 10, 10, 10),
    REAL(base, 3, 3, 3),
    COUNTED(runs, 1),
    COUNTED(who, 0),
    COUNTED(end, 2),
    COUNTED(breaks, -1),
    COUNTED(fails, -1),
    YES_NO(odd),
    YES_NO(two),
};
static RECORD(root, "toy", "a toy", toy_root, fields);

static const rap_outcome outcomes[] = {
    {"value", "Value", "points", "", 1, 0.5, RAP_SERIES | RAP_SERIES_BY_GROUP, NULL, NULL, 0},
    {"survivor", "Survivor", "points", "", -1, 0.5, 0, NULL, NULL, 0},
    {"cost", "Cost", "currency", "", 0, 1, RAP_SERIES | RAP_SPEND | RAP_CURRENCY, NULL, NULL, 0},
    {"top", "Top", "points", "", 1, 0.5, 0, NULL, NULL, 0},
    {"bottom", "Bottom", "points", "", 1, 0.5, 0, NULL, NULL, 0},
    {"rate", "Rate", "ratio", "", 1, 0.1, 0, "top", "bottom", 0},
    {"calm", "Calm", "points", "", 0, 0.5, 0, NULL, NULL, 0},
};
static const char *const anchors[] = {"end", NULL};

enum { MOST_COLUMNS = 9, BETWEEN = 1, NOISE, OWN, MISSING, LOWER };

typedef struct {
    const toy_root *in;
    rap_clock clock;
    rap_column columns[MOST_COLUMNS];
    char groups[2][8]; /* dies with the state: the engine is to keep copies */
    size_t n_columns;
    int steps;
    uint64_t item;
    double luck, lower;
    bool missing;
} toy;

static void add_column(toy *t, size_t outcome, const char *group) {
    t->columns[t->n_columns++] = (rap_column){outcome, group, group};
}

static int create(void **state, const void *inputs, const rap_clock *clock) {
    toy *t = rap_allocate(1, sizeof *t);
    *state = t;
    if (!t)
        return rap_fail(RAP_ENOMEM);
    t->in = inputs;
    t->clock = *clock;
    snprintf(t->groups[0], sizeof t->groups[0], "g:one");
    snprintf(t->groups[1], sizeof t->groups[1], "g:two");
    if (t->in->two)
        add_column(t, TOY_value, t->groups[1]);
    add_column(t, TOY_value, "all");
    add_column(t, TOY_value, t->groups[0]);
    for (size_t o = TOY_survivor; o <= TOY_calm; o++)
        if (o != TOY_rate)
            add_column(t, o, "all");
    return RAP_OK;
}

static const rap_column *columns(const void *state, size_t *n) {
    const toy *t = state;
    *n = t->n_columns;
    return t->columns;
}

static double number(rap_luck luck, uint64_t kind, uint64_t subject, uint32_t who) {
    return rap_normal(rap_stream_key(luck.seed, subject, kind), (rap_event){1, who, 0});
}

static int start(void *state, rap_luck luck) {
    toy *t = state;
    const toy_root *in = t->in;
    uint64_t draw = luck.item / (uint64_t)in->runs;
    t->steps = 0;
    t->item = luck.item;
    t->luck = in->between * number(luck, BETWEEN, draw, 0) +
              in->noise * number(luck, NOISE, luck.item, 0) +
              in->own * number(luck, OWN, luck.item, (uint32_t)in->who);
    t->lower = 0.3 * in->between * number(luck, BETWEEN, draw, 1) +
               0.5 * in->noise * number(luck, LOWER, luck.item, (uint32_t)in->who);
    t->missing = rap_uniform(rap_stream_key(luck.seed, luck.item, MISSING), (rap_event){1, 0, 0}) <
                 in->missing;
    return RAP_OK;
}

static double month_of(const toy *t) {
    return (double)t->steps * t->clock.step;
}

static int step(void *state) {
    toy *t = state;
    t->steps++;
    return t->in->fails >= 0 && month_of(t) >= (double)t->in->fails ? rap_fail(RAP_ENUMERIC)
                                                                    : RAP_OK;
}

static double observed(const toy *t, const rap_column *c) {
    double value = t->in->level + t->in->effect * t->in->slope * month_of(t) + t->luck;
    switch (c->outcome) {
    case TOY_value:
        return value + (strcmp(c->group, "g:one") == 0   ? 10
                        : strcmp(c->group, "g:two") == 0 ? 20
                                                         : 0);
    case TOY_survivor:
        return t->missing ? (double)NAN : value;
    case TOY_cost:
        return t->in->price * month_of(t);
    case TOY_top:
        return 6 + t->luck;
    case TOY_bottom:
        return t->in->base > 0 ? t->in->base + t->lower : 0;
    default:
        return 0.1;
    }
}

static void observe(const void *state, double *x) {
    const toy *t = state;
    for (size_t k = 0; k < t->n_columns; k++)
        x[k] = observed(t, &t->columns[k]);
}

static int anchor(const void *state, size_t which) {
    const toy *t = state;
    (void)which;
    return t->in->end < 0 ? -1 : (int)t->in->end + (t->in->odd && t->item % 2);
}

static int span(const void *state, size_t k, rap_span *out) {
    const toy *t = state;
    *out = (rap_span){0, (double)t->in->end, t->groups[0], NULL};
    return k == 0 && t->in->end > 0;
}

static int verify(const void *state, char *why, size_t n) {
    const toy *t = state;
    if (t->in->breaks < 0 || month_of(t) < (double)t->in->breaks)
        return RAP_OK;
    snprintf(why, n, "the toy is broken");
    return rap_fail(RAP_EMODEL);
}

static int check(const void *inputs, const rap_clock *clock, rap_problems *problems) {
    (void)inputs;
    (void)clock;
    (void)problems;
    return RAP_OK;
}

const rap_model toy_model = {
    .name = "toy",
    .label = "Toy",
    .version = "1",
    .root = &root,
    .outcomes = outcomes,
    .n_outcomes = COUNT(outcomes),
    .anchors = anchors,
    .starter = "",
    .check = check,
    .create = create,
    .free = rap_free,
    .columns = columns,
    .start = start,
    .step = step,
    .observe = observe,
    .anchor = anchor,
    .span = span,
    .verify = verify,
};

/* ---- studies -------------------------------------------------------------------------------- */

void toy_read(rap_study *study, const char *text) {
    rap_text whole;
    rap_text_init(&whole);
    rap_text_format(&whole, "title = \"Toy\"; currency = \"CAD\";%s\n%s\n",
                    strstr(text, "keep =") ? "" : " keep = \"all\";", text);
    text_study_read(study, &toy_model, whole.bytes, "toy.cfg");
    rap_text_free(&whole);
}

int64_t toy_slopes(const rap_study *study, double low, double high) {
    const rap_inputs *inputs;
    int64_t n = 0;
    assert_int_equal(rap_study_inputs(study, 0, &inputs), RAP_OK);
    const rap_input *slope = rap_inputs_find(inputs, "slope");
    assert_non_null(slope);
    for (int64_t d = 0; d < study->draws; d++) {
        double x = rap_input_draw(slope, (uint64_t)study->seed, (uint64_t)d);
        n += x >= low && x < high;
    }
    return n;
}

static void run(toy_results *r) {
    assert_int_equal(rap_layout_init(&r->layout, &r->study), RAP_OK);
    assert_int_equal(rap_store_create(&r->store, ":memory:", &r->study, &r->layout), RAP_OK);
    rap_sink sink = rap_store_sink(r->store);
    rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(&r->study)};
    char why[200];
    int status = rap_ensemble_run(&r->study, &r->layout, &rap_executor_loop, &sink, &options, why,
                                  sizeof why);
    if (status)
        print_error("%s: %s\n", rap_error_name(status), why);
    assert_int_equal(status, RAP_OK);
    assert_int_equal(rap_tables_make(&r->tables, &r->study, &r->layout, r->store), RAP_OK);
}

static void forget(toy_results *r) {
    rap_tables_free(&r->tables);
    rap_store_close(r->store);
    rap_layout_free(&r->layout);
}

void toy_run(toy_results *r, const char *text) {
    memset(r, 0, sizeof *r);
    toy_read(&r->study, text);
    run(r);
}

void toy_again(toy_results *r) {
    forget(r);
    run(r);
}

void toy_free(toy_results *r) {
    forget(r);
    rap_study_free(&r->study);
}

static size_t window_of(const toy_results *r, const char *window) {
    int w = rap_study_window(&r->study, window);
    assert_true(w >= 0);
    return (size_t)w;
}

const rap_summary *toy_outcome(const toy_results *r, size_t arm, size_t outcome,
                               const char *window) {
    const rap_outcome_row *row =
        rap_tables_outcome(&r->tables, arm, outcome, "all", window_of(r, window));
    assert_non_null(row);
    return &row->s;
}

const rap_contrast_row *toy_contrast(const toy_results *r, size_t contrast, size_t outcome,
                                     const char *window) {
    const rap_contrast_row *row =
        rap_tables_contrast(&r->tables, contrast, outcome, "all", window_of(r, window));
    assert_non_null(row);
    return row;
}
