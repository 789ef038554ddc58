/* inputs.c: an arm's inputs for the model, and their values in a draw.
 *
 * Latin hypercube (McKay, Beckman & Conover 1979, doi:10.2307/1268522) in sheets of 20 draws: in a
 * sheet, draw p of an input lies in the stratum perm(p) of 20 equal ones, u = (perm(p) + jitter(p))
 * / 20. perm is a Fisher-Yates shuffle and jitter a uniform number, both keyed by (seed, sheet,
 * path), so that neither other inputs nor the number of draws matter.
 *
 * An arm whose levers hold for a part only has a second set of inputs behind it, those of the arm
 * that holds elsewhere. Both always stand at the same draw; what is set by hand is set in both where
 * they agree on it. The list of inputs, and what callers see, are the arm's own.
 *
 * Invariant: an input's targets form a chain targets[first[i]], .next, ..., ending in NO_TARGET. */
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/bind.h"
#include "scenario/study/parts.h"
#include "scenario/study/study.h"
#include "stream/stream.h"

#include <math.h>
#include <string.h>

enum { SHEET = 20, SHUFFLE = 1, JITTER = 2 };
#define NO_TARGET ((size_t)-1)
#define NO_TWIN ((size_t)-1)

typedef struct {
    void *at;
    size_t next;
} target;

/* An input whose value varies by draw, with the shuffle of the sheet that was used last. */
typedef struct {
    size_t input;
    uint64_t path; /* hash */
    unsigned char strata[SHEET];
} varying;

struct rap_inputs_parts {
    rap_arena arena;
    size_t inputs_capacity, n_targets, targets_capacity, first_capacity;
    target *targets;
    size_t *first; /* by input */
    size_t *slots; /* open addressing by path: input + 1, 0 free; a power of two */
    size_t n_slots;
    varying *varying;
    size_t n_varying;
    bool sheet_known;
    uint64_t seed, sheet; /* of the shuffles */
    bool changed;         /* rap_inputs_set touched something since the last draw */
    bool draw_known;      /* root holds draw `draw` of `seed` */
    int64_t draw;
    rap_inputs *elsewhere; /* of the arm that holds outside the part, or NULL */
    size_t *twin;          /* by input: the same one of `elsewhere`, or NO_TWIN */
};

/* ---- draws ------------------------------------------------------------------------------------
 */

static void shuffle(uint64_t key, unsigned char *strata) {
    for (unsigned i = 0; i < SHEET; i++)
        strata[i] = (unsigned char)i;
    for (uint32_t i = SHEET - 1; i > 0; i--) {
        double u = rap_uniform(key, (rap_event){SHUFFLE, 0, i});
        uint32_t k = (uint32_t)(u * (i + 1));
        unsigned char kept = strata[i];
        strata[i] = strata[k];
        strata[k] = kept;
    }
}

static double value_at(const rap_input *input, uint64_t key, const unsigned char *strata,
                       uint32_t place) {
    double lo = input->range_lo, hi = input->range_hi;
    double u = (strata[place] + rap_uniform(key, (rap_event){JITTER, 0, place})) / SHEET;
    double x = lo > 0 && hi / lo >= 10 ? lo * exp(u * log(hi / lo)) : lo + u * (hi - lo);
    return x < lo ? lo : x > hi ? hi : x;
}

static bool is_varying(const rap_input *input) {
    return input->range_lo < input->range_hi && !input->idle;
}

double rap_input_draw(const rap_input *input, uint64_t seed, uint64_t draw) {
    unsigned char strata[SHEET];
    if (!is_varying(input))
        return input->value;
    uint64_t key = rap_stream_key(seed, draw / SHEET, rap_hash_text(input->path));
    shuffle(key, strata);
    return value_at(input, key, strata, (uint32_t)(draw % SHEET));
}

static void write_input(rap_inputs *inputs, size_t i, double value) {
    const struct rap_inputs_parts *p = inputs->parts;
    rap_kind kind = inputs->inputs[i].field->kind;
    int64_t units = 0;
    if (kind == RAP_MONEY)
        units = (int64_t)llround(value * 100);
    else if (kind == RAP_INTEGER)
        units = (int64_t)llround(value);
    for (size_t t = p->first[i]; t != NO_TARGET; t = p->targets[t].next) {
        if (kind == RAP_REAL)
            memcpy(p->targets[t].at, &value, sizeof value);
        else
            memcpy(p->targets[t].at, &units, sizeof units);
    }
}

void rap_inputs_set(rap_inputs *inputs, size_t input, double value) {
    const struct rap_inputs_parts *p = inputs->parts;
    inputs->parts->changed = true;
    inputs->parts->draw_known = false;
    write_input(inputs, input, value);
    if (p->elsewhere && p->twin[input] != NO_TWIN)
        rap_inputs_set(p->elsewhere, p->twin[input], value);
}

/* Start values of all that a draw would not overwrite, or of all. */
static void restore(rap_inputs *inputs, bool all) {
    for (size_t i = 0; i < inputs->n_inputs; i++)
        if (all || !is_varying(&inputs->inputs[i]))
            write_input(inputs, i, inputs->inputs[i].value);
    inputs->parts->changed = false;
}

/* Shuffles each varying input for a sheet, unless that was the last one. */
static void open_sheet(struct rap_inputs_parts *p, uint64_t seed, uint64_t sheet) {
    if (p->sheet_known && p->seed == seed && p->sheet == sheet)
        return;
    for (size_t v = 0; v < p->n_varying; v++)
        shuffle(rap_stream_key(seed, sheet, p->varying[v].path), p->varying[v].strata);
    p->sheet_known = true;
    p->seed = seed;
    p->sheet = sheet;
}

static void set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw) {
    struct rap_inputs_parts *p = inputs->parts;
    if (p->draw_known && p->draw == draw && (draw < 0 || (p->sheet_known && p->seed == seed)))
        return;
    if (draw < 0 || p->changed)
        restore(inputs, draw < 0);
    if (draw >= 0) {
        uint64_t sheet = (uint64_t)draw / SHEET;
        open_sheet(p, seed, sheet);
        for (size_t v = 0; v < p->n_varying; v++) {
            const varying *x = &p->varying[v];
            uint64_t key = rap_stream_key(seed, sheet, x->path);
            write_input(
                inputs, x->input,
                value_at(&inputs->inputs[x->input], key, x->strata, (uint32_t)(draw % SHEET)));
        }
    }
    p->draw_known = true;
    p->draw = draw;
}

void rap_inputs_set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw) {
    set_draw(inputs, seed, draw);
    if (inputs->parts->elsewhere)
        set_draw(inputs->parts->elsewhere, seed, draw);
}

/* ---- binding ----------------------------------------------------------------------------------
 */

/* The slot of a path: of its input, or the free one where it belongs. */
static size_t *find_slot(const rap_inputs *inputs, size_t *slots, size_t n, const char *path) {
    size_t i = (size_t)rap_hash_text(path) & (n - 1);
    while (slots[i] && strcmp(inputs->inputs[slots[i] - 1].path, path) != 0)
        i = (i + 1) & (n - 1);
    return &slots[i];
}

const rap_input *rap_inputs_find(const rap_inputs *inputs, const char *path) {
    const struct rap_inputs_parts *p = inputs->parts;
    size_t slot = p && p->n_slots ? *find_slot(inputs, p->slots, p->n_slots, path) : 0;
    return slot ? &inputs->inputs[slot - 1] : NULL;
}

static int grow_slots(rap_inputs *inputs) {
    struct rap_inputs_parts *p = inputs->parts;
    if (2 * (inputs->n_inputs + 1) <= p->n_slots)
        return RAP_OK;
    size_t n = p->n_slots ? 2 * p->n_slots : 256;
    size_t *slots = rap_allocate(n, sizeof *slots);
    if (!slots)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < inputs->n_inputs; i++)
        *find_slot(inputs, slots, n, inputs->inputs[i].path) = i + 1;
    rap_free(p->slots);
    p->slots = slots;
    p->n_slots = n;
    return RAP_OK;
}

static int add_target(struct rap_inputs_parts *p, size_t input, void *at) {
    int status = rap_grow(&p->targets, &p->targets_capacity, p->n_targets + 1, sizeof *p->targets);
    if (status)
        return status;
    p->targets[p->n_targets] = (target){at, p->first[input]};
    p->first[input] = p->n_targets++;
    return RAP_OK;
}

static int take_number(void *context, const rap_bound *b) {
    rap_inputs *inputs = context;
    struct rap_inputs_parts *p = inputs->parts;
    size_t n = inputs->n_inputs;
    int status = grow_slots(inputs);
    if (status)
        return status;
    size_t *slot = find_slot(inputs, p->slots, p->n_slots, b->path);
    if (*slot)
        return add_target(p, *slot - 1, b->target);
    status = rap_grow(&inputs->inputs, &p->inputs_capacity, n + 1, sizeof *inputs->inputs);
    if (!status)
        status = rap_grow(&p->first, &p->first_capacity, n + 1, sizeof *p->first);
    if (status)
        return status;
    inputs->inputs[n] = (rap_input){b->path,  b->field,  b->value, b->range_lo, b->range_hi,
                                    b->grade, b->source, b->file,  b->line,     false};
    p->first[n] = NO_TARGET;
    *slot = n + 1;
    inputs->n_inputs++;
    return add_target(p, n, b->target);
}

/* Whether rows of a root map are there to be inherited from. */
static bool is_inherited_from(const rap_record *root, const char *key, size_t n) {
    for (size_t i = 0; i < root->n_fields; i++) {
        const rap_record *record = root->fields[i].kind == RAP_MAP ? root->fields[i].record : NULL;
        const rap_field *by =
            record && record->inherits ? rap_record_find(record, record->inherits, NULL) : NULL;
        if (by && strlen(by->refers) == n && strncmp(by->refers, key, n) == 0)
            return true;
    }
    return false;
}

/* A number of such a row that has no target but its own. */
static void mark_idle(rap_inputs *inputs, const rap_record *root) {
    const struct rap_inputs_parts *p = inputs->parts;
    for (size_t i = 0; i < inputs->n_inputs; i++) {
        const char *path = inputs->inputs[i].path;
        bool alone = p->targets[p->first[i]].next == NO_TARGET;
        inputs->inputs[i].idle = alone && is_inherited_from(root, path, strcspn(path, "."));
    }
}

/* An end of a range, `scale` times as far from the start value, on the scale on which it is drawn, and
 * no further than the field goes. */
static double scaled_end(const rap_input *x, double end, double scale, bool by_logarithm) {
    double to =
        by_logarithm ? x->value * pow(end / x->value, scale) : x->value + scale * (end - x->value);
    return fmin(fmax(to, x->field->lo), x->field->hi);
}

static void scale_ranges(rap_inputs *inputs, double scale) {
    for (size_t i = 0; i < inputs->n_inputs; i++) {
        rap_input *x = &inputs->inputs[i];
        bool by_logarithm = x->range_lo > 0 && x->range_hi / x->range_lo >= 10;
        double lo = scaled_end(x, x->range_lo, scale, by_logarithm);
        double hi = scaled_end(x, x->range_hi, scale, by_logarithm);
        if (x->range_lo < x->range_hi) {
            x->range_lo = lo;
            x->range_hi = hi;
        }
    }
}

static int list_varying(rap_inputs *inputs) {
    struct rap_inputs_parts *p = inputs->parts;
    p->varying = rap_arena_take(&p->arena, inputs->n_inputs, sizeof *p->varying);
    if (!p->varying)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < inputs->n_inputs; i++)
        if (is_varying(&inputs->inputs[i])) {
            varying *v = &p->varying[p->n_varying++];
            v->input = i;
            v->path = rap_hash_text(inputs->inputs[i].path);
        }
    return RAP_OK;
}

static int bind(rap_inputs *inputs, const rap_study *study, size_t arm, rap_findings *findings) {
    struct rap_inputs_parts *p = inputs->parts;
    inputs->root = rap_arena_take(&p->arena, 1, study->model->root->size);
    if (!inputs->root)
        return rap_fail(RAP_ENOMEM);
    const rap_binder binder = {.arena = &p->arena,
                               .findings = findings,
                               .root = study->parts->arms[arm],
                               .grammar = study->model->root,
                               .number = take_number,
                               .context = inputs};
    int status = rap_bind(&binder, inputs->root);
    if (status)
        return status;
    mark_idle(inputs, study->model->root);
    if (study->range_scale > 0)
        scale_ranges(inputs, study->range_scale);
    return list_varying(inputs);
}

static int bind_own(rap_inputs *inputs, const rap_study *study, size_t arm) {
    rap_problems problems;
    rap_findings findings;
    *inputs = (rap_inputs){0};
    inputs->parts = rap_allocate(1, sizeof *inputs->parts);
    if (!inputs->parts)
        return rap_fail(RAP_ENOMEM);
    rap_arena_init(&inputs->parts->arena);
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    int status = bind(inputs, study, arm, &findings);
    rap_problems_free(&problems);
    return status;
}

/* ---- arms that are made of two ----------------------------------------------------------------
 */

/* The input of the same path, start value and range; NO_TWIN where the two arms differ in it. */
static size_t find_twin(const rap_input *of, const rap_inputs *among) {
    const rap_input *x = rap_inputs_find(among, of->path);
    bool same =
        x && x->value == of->value && x->range_lo == of->range_lo && x->range_hi == of->range_hi;
    return same ? (size_t)(x - among->inputs) : NO_TWIN;
}

static int bind_elsewhere(rap_inputs *inputs, const rap_study *study, const rap_arm *arm) {
    struct rap_inputs_parts *p = inputs->parts;
    if (!study->model->target)
        return rap_fail(RAP_EINPUT);
    p->twin = rap_arena_take(&p->arena, inputs->n_inputs, sizeof *p->twin);
    p->elsewhere = rap_allocate(1, sizeof *p->elsewhere);
    if (!p->twin || !p->elsewhere)
        return rap_fail(RAP_ENOMEM);
    int status = bind_own(p->elsewhere, study, arm->elsewhere);
    if (status)
        return status;
    for (size_t i = 0; i < inputs->n_inputs; i++)
        p->twin[i] = find_twin(&inputs->inputs[i], p->elsewhere);
    return study->model->target(inputs->root, p->elsewhere->root, arm->given_to);
}

int rap_inputs_bind(rap_inputs *inputs, const rap_study *study, size_t arm) {
    int status = bind_own(inputs, study, arm);
    if (!status && study->arms[arm].given_to)
        status = bind_elsewhere(inputs, study, &study->arms[arm]);
    return status;
}

void rap_inputs_free(rap_inputs *inputs) {
    struct rap_inputs_parts *p = inputs->parts;
    if (p) {
        if (p->elsewhere)
            rap_inputs_free(p->elsewhere);
        rap_free(p->elsewhere);
        rap_free(p->targets);
        rap_free(p->first);
        rap_free(p->slots);
        rap_arena_free(&p->arena);
        rap_free(p);
    }
    rap_free(inputs->inputs);
    *inputs = (rap_inputs){0};
}
