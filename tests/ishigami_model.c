/* ishigami_model.c: the function behind the engine's interface. */
#include "ishigami_model.h"
#include "text_study.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"
#include "stream/stream.h"

#include <math.h>

typedef struct {
    double x1, x2, x3, d1, d2, d3, d4, d5, d6, d7, d8, d9, plain, with_x1, size;
} ishigami_root;

#define PI 3.14159265358979323846
#define UNKNOWN(name, grade_)                                                                      \
    NUMBER(ishigami_root, name, "1", -4, 4, 0, -PI, PI, grade_, "made up", #name)
#define KNOWN(name) NUMBER(ishigami_root, name, "1", -100, 100, 0, 0, 0, "chosen", "made up", #name)

static const rap_field fields[] = {UNKNOWN(x1, "measured"),
                                   UNKNOWN(x2, "assumed"),
                                   UNKNOWN(x3, "assumed"),
                                   UNKNOWN(d1, "assumed"),
                                   UNKNOWN(d2, "assumed"),
                                   UNKNOWN(d3, "assumed"),
                                   UNKNOWN(d4, "assumed"),
                                   UNKNOWN(d5, "assumed"),
                                   UNKNOWN(d6, "assumed"),
                                   UNKNOWN(d7, "assumed"),
                                   UNKNOWN(d8, "assumed"),
                                   UNKNOWN(d9, "assumed"),
                                   KNOWN(plain),
                                   KNOWN(with_x1),
                                   KNOWN(size)};
static RECORD(root, "ishigami", "a function", ishigami_root, fields);

static const rap_outcome outcomes[] = {
    {"y", "Y", "points", "", 1, 0.5, 0, NULL, NULL, 0},
    {"never", "Never", "points", "", 1, 0.5, 0, NULL, NULL, 0},
    {"still", "Still", "points", "", 1, 0.5, 0, NULL, NULL, 0},
};
static const rap_luck_kind lucks[] = {{"ONE", "adds", "adding"}, {"TWO", "turns", "turning"}};
static const char *const anchors[] = {NULL};

typedef struct {
    const ishigami_root *in;
    double normal[2];
} run;

static int create_run(void **state, const void *inputs, const rap_clock *clock) {
    run *r = rap_allocate(1, sizeof *r);
    (void)clock;
    *state = r;
    if (!r)
        return rap_fail(RAP_ENOMEM);
    r->in = inputs;
    return RAP_OK;
}

static const rap_column *list_columns(const void *state, size_t *n) {
    static const rap_column columns[] = {
        {ISHIGAMI_y, "all", "all"}, {ISHIGAMI_never, "all", "all"}, {ISHIGAMI_still, "all", "all"}};
    (void)state;
    *n = COUNT(columns);
    return columns;
}

static int start_run(void *state, rap_luck luck) {
    run *r = state;
    for (size_t k = 0; k < COUNT(lucks); k++) {
        uint64_t item = luck.items ? luck.items[k] : luck.item;
        uint64_t key = rap_stream_key(luck.seed, item, rap_hash_text(lucks[k].name));
        r->normal[k] = rap_normal(key, (rap_event){1, 0, 0});
    }
    return RAP_OK;
}

static int step_run(void *state) {
    (void)state;
    return RAP_OK;
}

static void observe_run(const void *state, double *x) {
    const run *r = state;
    const ishigami_root *in = r->in;
    double y = sin(in->x1) + 7 * sin(in->x2) * sin(in->x2) + 0.1 * pow(in->x3, 4) * sin(in->x1);
    x[0] = in->size * (y + in->plain * r->normal[0] + in->with_x1 * in->x1 * r->normal[1]);
    x[1] = (double)NAN;
    x[2] = 5;
}

static int no_anchor(const void *state, size_t which) {
    (void)state;
    (void)which;
    return -1;
}

static int no_span(const void *state, size_t k, rap_span *out) {
    (void)state;
    (void)k;
    (void)out;
    return 0;
}

static int always_fine(const void *state, char *why, size_t n) {
    (void)state;
    (void)why;
    (void)n;
    return RAP_OK;
}

static int nothing_wrong(const void *inputs, const rap_clock *clock, rap_problems *problems) {
    (void)inputs;
    (void)clock;
    (void)problems;
    return RAP_OK;
}

const rap_model ishigami_model = {
    .name = "ishigami",
    .label = "Ishigami",
    .version = "1",
    .root = &root,
    .outcomes = outcomes,
    .n_outcomes = COUNT(outcomes),
    .lucks = lucks,
    .n_lucks = COUNT(lucks),
    .anchors = anchors,
    .starter = "",
    .check = nothing_wrong,
    .create = create_run,
    .free = rap_free,
    .columns = list_columns,
    .start = start_run,
    .step = step_run,
    .observe = observe_run,
    .anchor = no_anchor,
    .span = no_span,
    .verify = always_fine,
};

void ishigami_read(rap_study *study, const char *text) {
    rap_text whole;
    rap_text_init(&whole);
    rap_text_format(&whole,
                    "title = \"Ishigami\"; currency = \"CAD\"; horizon = 1; replicates = 2;\n"
                    "distribution = \"uniform\";\n%s\n"
                    "arms = { none = { baseline = true; changes = { }; };\n"
                    "         all = { changes = { size = 1.0; }; }; };\n",
                    text);
    text_study_read(study, &ishigami_model, whole.bytes, "ishigami.cfg");
    rap_text_free(&whole);
}
