/* draws.c: the values of inputs in a draw, in a root of their own.
 *
 * Latin hypercube (McKay, Beckman & Conover 1979, doi:10.2307/1268522) in sheets of n = RAP_SHEET draws: in a
 * sheet, draw p of an input lies in the stratum perm(p) of n equal ones, u = (perm(p) + jitter(p))
 * / n. perm is a Fisher-Yates shuffle and jitter a uniform number, both keyed by (seed, sheet,
 * path), so that neither other inputs nor the number of draws matter.
 *
 * Inputs that are drawn together (mix.h) have such a u each. The normal score of input i is
 * sum_k mix_ik quantile(u_k) over itself and those written before it; its place is the probability of
 * that score (a Gaussian copula: Nelsen 2006, doi:10.1007/0-387-28678-0). So each place is uniform, and
 * the first input keeps its own. The sums of the scores are as balanced in a sheet as those of u; of
 * the others' means a sheet takes 0.90 to 0.95 of the variance out where the hypercube takes 0.96.
 *
 * A number that a calibration told something of has its values listed, one a draw (posterior.h).
 *
 * An arm whose levers hold for a part only has a second copy behind it, of the arm that holds
 * elsewhere. Both always stand at the same draw; what is set by hand is set in both where they agree
 * on it. The list of inputs, and what callers see, are the arm's own. */
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/inputs_parts.h"
#include "scenario/study/mix.h"
#include "scenario/study/posterior.h"
#include "stream/stream.h"

#include <math.h>
#include <string.h>

enum { SHUFFLE = 1, JITTER = 2 };

/* ---- one input -------------------------------------------------------------------------------- */

static void shuffle(uint64_t key, unsigned char *strata) {
    for (unsigned i = 0; i < RAP_SHEET; i++)
        strata[i] = (unsigned char)i;
    for (uint32_t i = RAP_SHEET - 1; i > 0; i--) {
        double u = rap_uniform(key, (rap_event){SHUFFLE, 0, i});
        uint32_t k = (uint32_t)(u * (i + 1));
        unsigned char kept = strata[i];
        strata[i] = strata[k];
        strata[k] = kept;
    }
}

/* The place in (0, 1) of an input by itself. */
static double own_place(uint64_t key, const unsigned char *strata, uint64_t draw) {
    uint32_t in_sheet = (uint32_t)(draw % RAP_SHEET);
    return (strata[in_sheet] + rap_uniform(key, (rap_event){JITTER, 0, in_sheet})) / RAP_SHEET;
}

/* The place of one that is drawn together with those before it. */
static double joint_place(const rap_input *input, uint64_t seed, uint64_t draw) {
    const rap_joint *j = input->joint;
    unsigned char strata[RAP_SHEET];
    double places[RAP_MOST_JOINT];
    for (size_t k = 0; k <= input->place; k++) {
        uint64_t key = rap_stream_key(seed, draw / RAP_SHEET, rap_hash_text(j->paths[k]));
        shuffle(key, strata);
        places[k] = own_place(key, strata, draw);
    }
    return rap_joint_place(j->mix + input->place * j->n, places, input->place + 1);
}

/* `key` is that of the input's luck in the sheet. */
static double place_at(const rap_input *input, uint64_t seed, uint64_t key, uint64_t draw,
                       const unsigned char *strata) {
    const rap_joint *j = input->joint;
    if (input->posterior)
        return rap_posterior_place(input->posterior, draw);
    bool joint = j && j->mix[input->place * j->n + input->place] < 1;
    return joint ? joint_place(input, seed, draw) : own_place(key, strata, draw);
}

static double value_at(const rap_input *input, double place) {
    return input->posterior ? rap_posterior_at(input->posterior, place)
                            : rap_prior_at(&input->prior, place);
}

bool rap_input_varies(const rap_input *input) {
    return input->prior.lo < input->prior.hi && !input->idle;
}

bool rap_input_is_unsourced(const rap_input *input) {
    return !input->posterior && (!input->grade || !strcmp(input->grade, "assumed"));
}

double rap_input_place(const rap_input *input, uint64_t seed, uint64_t draw) {
    unsigned char strata[RAP_SHEET];
    uint64_t key = rap_stream_key(seed, draw / RAP_SHEET, rap_hash_text(input->path));
    shuffle(key, strata);
    return place_at(input, seed, key, draw, strata);
}

double rap_input_draw(const rap_input *input, uint64_t seed, uint64_t draw) {
    return rap_input_varies(input) ? value_at(input, rap_input_place(input, seed, draw))
                                   : input->value;
}

/* ---- a copy ----------------------------------------------------------------------------------- */

static void write_input(rap_inputs *inputs, size_t i, double value) {
    const struct rap_bound_arm *b = inputs->bound;
    rap_kind kind = inputs->inputs[i].field->kind;
    char *root = inputs->root;
    int64_t units = 0;
    if (kind == RAP_MONEY)
        units = (int64_t)llround(value * 100);
    else if (kind == RAP_INTEGER)
        units = (int64_t)llround(value);
    for (uint32_t t = b->first[i]; t != RAP_NO_TARGET; t = b->targets[t].next) {
        if (kind == RAP_REAL)
            memcpy(root + b->targets[t].at, &value, sizeof value);
        else
            memcpy(root + b->targets[t].at, &units, sizeof units);
    }
}

void rap_inputs_set(rap_inputs *inputs, size_t input, double value) {
    struct rap_inputs_parts *p = inputs->parts;
    p->changed = true;
    p->draw_known = false;
    write_input(inputs, input, value);
    if (p->elsewhere && inputs->bound->twin[input] != RAP_NO_TWIN)
        rap_inputs_set(p->elsewhere, inputs->bound->twin[input], value);
}

/* Start values of all that a draw would not overwrite, or of all. */
static void restore(rap_inputs *inputs, bool all) {
    for (size_t i = 0; i < inputs->n_inputs; i++)
        if (all || !rap_input_varies(&inputs->inputs[i]))
            write_input(inputs, i, inputs->inputs[i].value);
    inputs->parts->changed = false;
}

/* Shuffles each varying input for a sheet, unless that was the last one. */
static void open_sheet(rap_inputs *inputs, uint64_t seed, uint64_t sheet) {
    const struct rap_bound_arm *b = inputs->bound;
    struct rap_inputs_parts *p = inputs->parts;
    if (p->sheet_known && p->seed == seed && p->sheet == sheet)
        return;
    for (size_t v = 0; v < b->n_varying; v++)
        shuffle(rap_stream_key(seed, sheet, b->hash[v]), p->strata[v]);
    p->sheet_known = true;
    p->seed = seed;
    p->sheet = sheet;
}

static void write_draw(rap_inputs *inputs, uint64_t seed, uint64_t draw) {
    const struct rap_bound_arm *b = inputs->bound;
    open_sheet(inputs, seed, draw / RAP_SHEET);
    for (size_t v = 0; v < b->n_varying; v++) {
        const rap_input *x = &b->inputs[b->varying[v]];
        uint64_t key = rap_stream_key(seed, draw / RAP_SHEET, b->hash[v]);
        double place = place_at(x, seed, key, draw, inputs->parts->strata[v]);
        write_input(inputs, b->varying[v], value_at(x, place));
    }
}

static void set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw) {
    struct rap_inputs_parts *p = inputs->parts;
    if (p->draw_known && p->draw == draw && (draw < 0 || (p->sheet_known && p->seed == seed)))
        return;
    if (draw < 0 || p->changed)
        restore(inputs, draw < 0);
    if (draw >= 0)
        write_draw(inputs, seed, (uint64_t)draw);
    p->draw_known = true;
    p->draw = draw;
}

void rap_inputs_set_draw(rap_inputs *inputs, uint64_t seed, int64_t draw) {
    set_draw(inputs, seed, draw);
    if (inputs->parts->elsewhere)
        set_draw(inputs->parts->elsewhere, seed, draw);
}

static void set_places(rap_inputs *inputs, rap_placing place, const void *context) {
    const struct rap_bound_arm *b = inputs->bound;
    struct rap_inputs_parts *p = inputs->parts;
    if (p->changed)
        restore(inputs, false);
    for (size_t v = 0; v < b->n_varying; v++) {
        const rap_input *x = &b->inputs[b->varying[v]];
        write_input(inputs, b->varying[v], value_at(x, place(context, x)));
    }
    p->draw_known = false;
}

void rap_inputs_set_places(rap_inputs *inputs, rap_placing place, const void *context) {
    set_places(inputs, place, context);
    if (inputs->parts->elsewhere)
        set_places(inputs->parts->elsewhere, place, context);
}

/* ---- copying ---------------------------------------------------------------------------------- */

static int copy_own(rap_inputs *copy, const rap_inputs *inputs) {
    const struct rap_bound_arm *b = inputs->bound;
    *copy = b->shared;
    copy->root = NULL; /* the image is not the copy's */
    copy->parts = rap_allocate(1, sizeof *copy->parts);
    if (!copy->parts)
        return rap_fail(RAP_ENOMEM);
    copy->root = rap_image_copy(&b->image);
    copy->parts->strata = rap_allocate(b->n_varying, sizeof *copy->parts->strata);
    return copy->root && copy->parts->strata ? RAP_OK : rap_fail(RAP_ENOMEM);
}

int rap_inputs_copy(rap_inputs *copy, const rap_inputs *inputs) {
    const struct rap_bound_arm *b = inputs->bound;
    int status = copy_own(copy, inputs);
    if (status || !b->elsewhere)
        return status;
    rap_inputs *other = copy->parts->elsewhere = rap_allocate(1, sizeof *other);
    status = other ? copy_own(other, &b->elsewhere->shared) : rap_fail(RAP_ENOMEM);
    return status ? status : b->model->target(copy->root, other->root, b->given_to);
}

void rap_inputs_free(rap_inputs *inputs) {
    struct rap_inputs_parts *p = inputs->parts;
    if (p) {
        if (p->elsewhere)
            rap_inputs_free(p->elsewhere);
        rap_free(p->elsewhere);
        rap_free(p->strata);
        rap_free(p);
        rap_free(inputs->root);
    }
    *inputs = (rap_inputs){0};
}
