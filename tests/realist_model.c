/* realist_model.c: the known causes behind the engine's interface, and studies of them. */
#include "realist_model.h"
#include "text_study.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

#define MADE_UP(name, number, unit_)                                                               \
    NUMBER(realist_root, name, unit_, -1e6, 1e6, number, number, number, "assumed", "made up",     \
           #name)
#define COUNTED(name, number)                                                                      \
    CHOSEN(realist_root, name, RAP_INTEGER, "1", 1, 1e6, number, "made up", 0, #name)
#define DOSE(name, number, unit_)                                                                  \
    CHOSEN(realist_root, name, RAP_REAL, unit_, 0, 100, number, "made up", 0, #name)
#define STRENGTH(name, at)                                                                         \
    {                                                                                              \
        .key = #name, .kind = RAP_REAL, .unit = "1", .lo = 0, .hi = 1, .value = 1, .range_lo = 1,  \
        .range_hi = 1, .grade = "chosen", .source = "made up", .meaning = #name,                   \
        .offset = (at) * sizeof(double), .flags = RAP_CHOSEN                                       \
    }
#define YES_NO(name)                                                                               \
    { .key = #name, .kind = RAP_BOOLEAN, .meaning = #name, .offset = offsetof(realist_root, name) }

static const rap_field strength_fields[] = {STRENGTH(a, REAL_a), STRENGTH(b, REAL_b),
                                            STRENGTH(c, REAL_c)};
static RECORD(strengths, "mechanisms", "strengths", double[REAL_MECHANISMS], strength_fields);

static const rap_field fields[] = {
    DOSE(dose, 0, "dose"),
    DOSE(spare, 10, "dose"),
    DOSE(odd_unit, 10, "month"),
    MADE_UP(level, 0, "1"),
    MADE_UP(luck, 0, "1"),
    MADE_UP(climate, 1, "1"),
    MADE_UP(spill, 0, "1"),
    MADE_UP(between, 0, "1"),
    MADE_UP(noise, 0, "1"),
    MADE_UP(own, 0, "1"),
    MADE_UP(missing, 0, "1"),
    MADE_UP(k_0, 0, "1"),
    MADE_UP(k_a, 0, "1"),
    MADE_UP(k_b, 0, "1"),
    MADE_UP(k_c, 0, "1"),
    MADE_UP(k_ab, 0, "1"),
    MADE_UP(at_x, 1, "1"),
    MADE_UP(at_y, 1, "1"),
    {.key = "mechanisms",
     .kind = RAP_GROUP,
     .meaning = "strengths",
     .offset = offsetof(realist_root, strengths),
     .record = &strengths},
    COUNTED(size_x, 1),
    COUNTED(size_y, 1),
    COUNTED(runs, 1),
    YES_NO(complements),
    YES_NO(missing_given),
};
static RECORD(root, "realist", "a model with known causes", realist_root, fields);

static const rap_mechanism mechanisms[] = {
    {"a", "Mechanism a", "k_a and k_ab", "no part of the effect", "realist_model.c"},
    {"b", "Mechanism b", "k_b and k_ab", "no part of the effect", "realist_model.c"},
    {"c", "Mechanism c", "k_c", "no part of the effect", "realist_model.c"},
};

static const rap_outcome outcomes[] = {
    {"value", "Value", "points", "", 1, 0.5, 0, NULL, NULL, 0},
    {"share", "Share", "share", "", 1, 0.05, 0, NULL, NULL, 0},
    {"total", "Total", "points", "", 1, 1, RAP_TOTAL, NULL, NULL, 0},
    {"count", "Count", "members", "", 0, 1, RAP_TOTAL, NULL, NULL, 0},
    {"survivor", "Survivor", "points", "", 1, 0.5, 0, NULL, NULL, 0},
};
static const char *const anchors[] = {NULL};

/* ---- running -------------------------------------------------------------------------------- */

enum { KINDS = 2, GROUPS = 5, N_OUTCOMES = 5, TERMS = 5, TO_ALL = 3 };
enum { LUCK = 1, MISSING, OWN, BY_DRAW, BY_ITEM };
static const char *const groups[GROUPS] = {"all", "type:x", "type:y", "other:x", "other:y"};

typedef struct {
    const realist_root *in;
    rap_column columns[GROUPS * N_OUTCOMES];
    size_t n_columns;
    double value[KINDS];
    bool missing;
} community;

static int create(void **state, const void *inputs, const rap_clock *clock) {
    community *c = rap_allocate(1, sizeof *c);
    (void)clock;
    *state = c;
    if (!c)
        return rap_fail(RAP_ENOMEM);
    c->in = inputs;
    for (size_t g = 0; g < (c->in->complements ? GROUPS : TO_ALL); g++)
        for (size_t o = 0; o < N_OUTCOMES; o++)
            c->columns[c->n_columns++] = (rap_column){o, groups[g], groups[g]};
    return RAP_OK;
}

static const rap_column *columns(const void *state, size_t *n) {
    const community *c = state;
    *n = c->n_columns;
    return c->columns;
}

static double normal(rap_luck luck, uint64_t kind, uint64_t subject, uint32_t which) {
    return rap_normal(rap_stream_key(luck.seed, subject, kind), (rap_event){1, which, 0});
}

static double slope_of(const realist_root *in, rap_luck luck) {
    const double *s = in->strengths;
    const double k[TERMS] = {in->k_0, in->k_a, in->k_b, in->k_c, in->k_ab};
    const double by[TERMS] = {1, s[REAL_a], s[REAL_b], s[REAL_c], s[REAL_a] * s[REAL_b]};
    double sum = 0;
    for (uint32_t m = 0; m < TERMS; m++)
        sum +=
            by[m] * (k[m] + in->between * normal(luck, BY_DRAW, luck.item / (uint64_t)in->runs, m) +
                     in->noise * normal(luck, BY_ITEM, luck.item, m));
    return sum;
}

static double dose_of(const realist_root *in, int kind) {
    bool given = !in->elsewhere || in->given_to == 'x' + kind;
    return given ? in->dose : in->elsewhere->dose;
}

static int start(void *state, rap_luck luck) {
    community *c = state;
    const realist_root *in = c->in;
    double slope = slope_of(in, luck),
           level = in->level + in->luck * normal(luck, LUCK, luck.item, 0);
    for (int k = 0; k < KINDS; k++) {
        double mine =
            (k ? in->at_y : in->at_x) * slope + in->own * normal(luck, OWN, luck.item, (uint32_t)k);
        c->value[k] = level + in->climate * dose_of(in, k) * mine + in->spill * dose_of(in, 1 - k);
    }
    c->missing = (!in->missing_given || in->dose > 0) &&
                 rap_uniform(rap_stream_key(luck.seed, luck.item, MISSING), (rap_event){1, 0, 0}) <
                     in->missing;
    return RAP_OK;
}

static int step(void *state) {
    (void)state;
    return RAP_OK;
}

static double outcome_of(const community *c, size_t outcome, int kind) {
    double size = (double)(kind ? c->in->size_y : c->in->size_x), value = c->value[kind];
    switch (outcome) {
    case REAL_share:
        return 1 / (1 + exp(-value));
    case REAL_total:
        return size * value;
    case REAL_count:
        return size;
    case REAL_survivor:
        return c->missing ? (double)NAN : value;
    default:
        return value;
    }
}

static double of_all(const community *c, size_t outcome) {
    double x = outcome_of(c, outcome, 0), y = outcome_of(c, outcome, 1);
    double n = (double)c->in->size_x, m = (double)c->in->size_y;
    return outcome == REAL_total || outcome == REAL_count ? x + y : (n * x + m * y) / (n + m);
}

static void observe(const void *state, double *x) {
    const community *c = state;
    for (size_t k = 0; k < c->n_columns; k++) {
        size_t g = k / N_OUTCOMES, o = k % N_OUTCOMES;
        x[k] = g == 0 ? of_all(c, o) : outcome_of(c, o, g == 2 || g == 3);
    }
}

static int anchor(const void *state, size_t which) {
    (void)state;
    (void)which;
    return -1;
}

static int span(const void *state, size_t k, rap_span *out) {
    (void)state;
    (void)k;
    (void)out;
    return 0;
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

/* The two may differ in the dose only, and in what pays for it. */
static int target(void *inputs, const void *elsewhere, const char *group) {
    realist_root *in = inputs, other = *(const realist_root *)elsewhere;
    bool known = strcmp(group, "type:x") == 0 || strcmp(group, "type:y") == 0;
    other.dose = in->dose;
    other.spare = in->spare;
    if (!known || memcmp(&other, in, sizeof other) != 0)
        return rap_fail(RAP_EINPUT);
    in->elsewhere = elsewhere;
    in->given_to = group[5];
    return RAP_OK;
}

#define MODEL(name_, target_)                                                                      \
    {                                                                                              \
        .name = name_, .label = "Realist", .version = "1", .root = &root,                          \
        .mechanisms = mechanisms, .n_mechanisms = REAL_MECHANISMS, .outcomes = outcomes,           \
        .n_outcomes = N_OUTCOMES, .count = "count", .anchors = anchors, .starter = "",             \
        .check = check, .target = (target_), .create = create, .free = rap_free,                   \
        .columns = columns, .start = start, .step = step, .observe = observe, .anchor = anchor,    \
        .span = span, .verify = verify                                                             \
    }
const rap_model realist_model = MODEL("realist", target);
const rap_model realist_untargeted = MODEL("untargeted", NULL);

/* ---- studies -------------------------------------------------------------------------------- */

int realist_read(rap_study *study, const rap_model *model, const char *text,
                 rap_problems *problems) {
    const rap_model *const models[] = {model, NULL};
    rap_overrides none = {-1, -1, -1, NULL, 0, NULL};
    char whole[16384];
    int n = snprintf(
        whole, sizeof whole,
        "title = \"Realist\"; currency = \"CAD\"; horizon = 1; windows = [\"0\", \"1\"];\n%s\n",
        text);
    assert_true(n > 0 && (size_t)n < sizeof whole);
    rap_loader loader = text_study_loader(whole);
    return rap_study_read(study, models, &loader, "realist.cfg", &none, problems);
}

realist *realist_plan(const rap_model *model, const char *text) {
    realist *r = rap_allocate(1, sizeof *r);
    rap_problems problems;
    assert_non_null(r);
    rap_problems_init(&problems);
    int status = realist_read(&r->study, model, text, &problems);
    status = status ? status : rap_cells_plan(&r->plan, &r->study, &problems);
    for (size_t k = 0; k < problems.n; k++)
        print_error("%d: %s: %s\n", problems.rows[k].line, problems.rows[k].key,
                    problems.rows[k].text);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
    return r;
}

static void forget(realist *r) {
    rap_verdicts_free(&r->verdicts);
    rap_store_close(r->store);
    rap_layout_free(&r->layout);
    r->store = NULL;
}

void realist_judge(realist *r, int64_t seed) {
    char why[200] = "";
    forget(r);
    r->study.seed = seed;
    assert_int_equal(rap_layout_init(&r->layout, &r->study), RAP_OK);
    assert_int_equal(rap_store_create(&r->store, ":memory:", &r->study, &r->layout), RAP_OK);
    rap_sink sink = rap_store_sink(r->store);
    rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(&r->study)};
    int status = rap_ensemble_run(&r->study, &r->layout, &rap_executor_loop, &sink, &options, why,
                                  sizeof why);
    if (status)
        print_error("%s: %s\n", rap_error_name(status), why);
    assert_int_equal(status, RAP_OK);
    assert_int_equal(rap_verdicts_make(&r->verdicts, &r->study, &r->plan, &r->layout, r->store),
                     RAP_OK);
}

realist *realist_judged(const rap_model *model, const char *text) {
    realist *r = realist_plan(model, text);
    realist_judge(r, 3);
    return r;
}

void realist_free(realist *r) {
    forget(r);
    rap_cells_free(&r->plan);
    rap_cells_free(&r->plan);
    rap_study_free(&r->study);
    rap_free(r);
}
