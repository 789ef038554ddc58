/* purse_model.c: the model that asks for money, and studies of it. */
#include "purse_model.h"
#include "text_study.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"
#include "stream/stream.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct {
    rap_named is;
    int64_t amount, enough; /* cents */
    double kept, buys, paid;
    bool root, in_base, in_kind, mute;
} cost_row;

typedef struct {
    rap_rows costs;
    double rate, gain, noise, whirl;
} purse_root;

#define PORTION(in, name, most, start)                                                             \
    CHOSEN(in, name, RAP_REAL, "1", 0, most, start, "made up", 0, #name)
#define SUM_OF(in, name, start)                                                                    \
    CHOSEN(in, name, RAP_MONEY, "currency", 0, 1e9, start, "made up", 0, #name)
#define WHETHER(name)                                                                              \
    { .key = #name, .kind = RAP_BOOLEAN, .meaning = #name, .offset = offsetof(cost_row, name) }

static const rap_field cost_fields[] = {
    SUM_OF(cost_row, amount, 0),
    SUM_OF(cost_row, enough, 1e9),
    PORTION(cost_row, kept, 10, 1),
    PORTION(cost_row, buys, 1e6, 0),
    PORTION(cost_row, paid, 1, 1),
    WHETHER(root),
    WHETHER(in_base),
    WHETHER(in_kind),
    WHETHER(mute),
};
static RECORD(cost_record, "cost", "a cost", cost_row, cost_fields);
static const rap_field root_fields[] = {
    PART_OF(purse_root, costs, RAP_MAP, cost_record, RAP_REQUIRED, "costs"),
    PORTION(purse_root, rate, 5, 0),
    NUMBER(purse_root, gain, "1", 0, 10, 1, 0.8, 1.2, "assumed", "made up", "gain"),
    PORTION(purse_root, noise, 1e6, 0),
    PORTION(purse_root, whirl, 1e6, 0),
};
static RECORD(root_record, "purse", "a purse", purse_root, root_fields);

static const rap_outcome outcomes[] = {
    {"value", "Value", "points", "", 1, 1, 0, NULL, NULL, 0},
    {"spend", "Spend", "currency", "", 0, 1, RAP_SPEND | RAP_CURRENCY, NULL, NULL, 0},
};
static const char *const no_anchors[] = {NULL};

/* ---- money ---------------------------------------------------------------------------------- */

static int64_t cents_of(const cost_row *c) {
    return llround((double)c->amount * c->kept);
}

static void ask_for(const cost_row *row, int64_t cents, rap_cost *cost) {
    *cost = (rap_cost){.of = "team",
                       .name = row->is.name,
                       .label = row->is.label,
                       .kind = "other",
                       .feeds = row->buys > 0 || row->mute,
                       .in_kind = row->in_kind,
                       .cents = cents,
                       .asked = row->in_kind ? 0 : llround(row->paid * (double)cents),
                       .base = row->in_base ? cents : 0};
    snprintf(cost->lever, sizeof cost->lever, "costs.%s.kept", row->is.name);
    snprintf(cost->group, sizeof cost->group, "cost:%s", row->is.name);
}

static int costs(const void *inputs, size_t k, int year, rap_cost *cost) {
    const purse_root *in = inputs;
    const cost_row *rows = in->costs.rows;
    int64_t base = 0;
    if (k > in->costs.n)
        return 0;
    for (size_t i = 0; i < in->costs.n && year <= 0; i++)
        base += rows[i].in_base ? cents_of(&rows[i]) : 0;
    if (k < in->costs.n) {
        ask_for(&rows[k], year <= 0 ? cents_of(&rows[k]) : 0, cost);
        return 1;
    }
    int64_t cents = llround(in->rate * (double)base);
    *cost = (rap_cost){.of = "team",
                       .name = "indirect",
                       .label = "Indirect costs",
                       .kind = "indirect",
                       .group = "cost:indirect",
                       .cents = cents,
                       .asked = cents};
    return 1;
}

/* ---- the model ------------------------------------------------------------------------------ */

enum { MOST_COSTS = 12 };

typedef struct {
    const purse_root *in;
    rap_column columns[MOST_COSTS + 3];
    char groups[MOST_COSTS][40];
    uint64_t key;
} purse_state;

static int create(void **state, const void *inputs, const rap_clock *clock) {
    purse_state *p = rap_allocate(1, sizeof *p);
    *state = p;
    if (!p)
        return rap_fail(RAP_ENOMEM);
    (void)clock;
    p->in = inputs;
    const cost_row *rows = p->in->costs.rows;
    p->columns[0] = (rap_column){PURSE_value, "all", "all"};
    p->columns[1] = (rap_column){PURSE_spend, "all", "all"};
    for (size_t i = 0; i < p->in->costs.n; i++) {
        snprintf(p->groups[i], sizeof p->groups[i], "cost:%s", rows[i].is.name);
        p->columns[i + 2] = (rap_column){PURSE_spend, p->groups[i], p->groups[i]};
    }
    p->columns[p->in->costs.n + 2] = (rap_column){PURSE_spend, "cost:indirect", "indirect"};
    return RAP_OK;
}

static const rap_column *columns(const void *state, size_t *n) {
    const purse_state *p = state;
    *n = p->in->costs.n + 3;
    return p->columns;
}

static int start(void *state, rap_luck luck) {
    purse_state *p = state;
    p->key = rap_stream_key(luck.seed, luck.item, 1);
    return RAP_OK;
}

static int step(void *state) {
    (void)state;
    return RAP_OK;
}

static void observe(const void *state, double *x) {
    const purse_state *p = state;
    const cost_row *rows = p->in->costs.rows;
    size_t n = p->in->costs.n;
    double base = 0;
    uint32_t asked = 0;
    x[0] = 10 + p->in->noise * rap_normal(p->key, (rap_event){1, 0, 0});
    x[1] = 0;
    for (size_t i = 0; i < n; i++) {
        double spent = fmin((double)cents_of(&rows[i]), (double)rows[i].enough) / 100;
        double bought = rows[i].root ? sqrt(spent / 1000) : spent / 1000;
        x[0] += p->in->gain * rows[i].buys * bought;
        x[1] += spent;
        x[i + 2] = spent;
        base += rows[i].in_base ? spent : 0;
        asked = 31 * asked + (uint32_t)cents_of(&rows[i]);
    }
    x[0] += p->in->whirl * rap_normal(p->key, (rap_event){2, asked, 0});
    x[n + 2] = p->in->rate * base;
    x[1] += x[n + 2];
}

static int anchor(const void *state, size_t which) {
    (void)state;
    (void)which;
    return -1;
}

static int verify(const void *state, char *why, size_t n) {
    (void)state;
    (void)why;
    (void)n;
    return RAP_OK;
}

static int check(const void *inputs, const rap_clock *clock, rap_problems *problems) {
    (void)inputs;
    (void)clock;
    (void)problems;
    return RAP_OK;
}

const rap_model purse_model = {
    .name = "purse",
    .label = "Purse",
    .version = "1",
    .root = &root_record,
    .outcomes = outcomes,
    .n_outcomes = COUNT(outcomes),
    .anchors = no_anchors,
    .starter = "",
    .check = check,
    .create = create,
    .free = rap_free,
    .columns = columns,
    .start = start,
    .step = step,
    .observe = observe,
    .anchor = anchor,
    .costs = costs,
    .verify = verify,
};

/* ---- studies -------------------------------------------------------------------------------- */

static int never_stop(void *context) {
    (void)context;
    return 0;
}

void purse_set_up(purse *p, const rap_model *model, const char *list, const char *lines,
                  const char *more) {
    rap_text text;
    memset(p, 0, sizeof *p);
    rap_text_init(&text);
    rap_text_format(&text,
                    "title = \"Purse\"; currency = \"CAD\"; keep = \"all\"; horizon = 12; draws = "
                    "40; replicates = 2; seed = 5; windows = [\"12\"];\n"
                    "headlines = ( { outcome = \"value\"; window = \"12\"; } );\n"
                    "arms = { now = { baseline = true; changes = {}; }; };\n"
                    "costs = { %s };\n%s\n"
                    "budget = { outcomes = { value = { outcome = \"value\"; window = \"12\"; "
                    "weight = 1.0; }; };\n lines = { %s }; };\n",
                    list, more, lines);
    text_study_read(&p->study, model, text.bytes, "purse.cfg");
    rap_text_free(&text);
    rap_problems_init(&p->problems);
    assert_int_equal(rap_lines_plan(&p->plan, &p->study, &p->problems), RAP_OK);
    assert_int_equal(rap_layout_init(&p->layout, &p->study), RAP_OK);
    assert_int_equal(rap_store_create(&p->store, ":memory:", &p->study, &p->layout), RAP_OK);
    rap_sink sink = rap_store_sink(p->store);
    const rap_ensemble_options options = {.end = rap_ensemble_items(&p->study)};
    assert_int_equal(
        rap_ensemble_run(&p->study, &p->layout, &rap_executor_loop, &sink, &options, NULL, 0),
        RAP_OK);
    assert_int_equal(rap_lines_make(&p->lines, &p->study, &p->plan, &p->layout, p->store), RAP_OK);
    p->bench = (rap_bench){.study = &p->study,
                           .executor = &rap_executor_loop,
                           .stop = never_stop,
                           .problems = &p->problems};
}

void purse_tear_down(purse *p) {
    rap_lines_done(&p->lines);
    rap_store_close(p->store);
    rap_layout_free(&p->layout);
    rap_lines_free(&p->plan);
    rap_problems_free(&p->problems);
    rap_study_free(&p->study);
}
