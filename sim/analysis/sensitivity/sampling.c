/* sampling.c: which inputs and which luck an item of a sensitivity analysis has. */
#include "analysis/sensitivity/sampling.h"
#include "analysis/method/chain.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <string.h>

/* Where the numbers of a stage, and of the two sides of a design, come from. */
static const char *const seeds[RAP_N_STAGES] = {"sensitivity screen", "sensitivity chains",
                                                "sensitivity morris", "sensitivity points"};
enum { FIRST_SIDE, SECOND_SIDE };

static uint64_t seed_of(const rap_sampling *s, rap_stage stage) {
    return rap_hash_mix(s->seed, rap_hash_text(seeds[stage]));
}

static rap_stage stage_of(const rap_sampling *s, int64_t item) {
    int stage = RAP_N_STAGES - 1;
    while (stage > 0 && item < s->first[stage])
        stage--;
    return (rap_stage)stage;
}

/* ---- where inputs are put --------------------------------------------------------------------- */

typedef struct {
    const rap_sampling *s;
    uint64_t seed;
    int64_t number; /* of the base or chain */
    const unsigned char
        *second; /* by input: which come from the second side; NULL: all do as `side` */
    int side;
} two_sides;

/* Each number of each side is a draw of a sheet of its own, so that all are independent. */
static double place_on_side(const void *context, const rap_input *input) {
    const two_sides *t = context;
    size_t k = t->second ? rap_uncertain_find(t->s->inputs, input->path) : 0;
    int side = t->second ? t->second[k] : t->side;
    return rap_input_place(input, t->seed, (uint64_t)(2 * t->number + side) * RAP_SHEET);
}

typedef struct {
    const rap_sampling *s;
    const unsigned char *levels; /* by input */
} on_grid;

/* The grid's ends are the 2.5 and 97.5 % quantiles: those of a distribution may be far off. */
static double place_on_grid(const void *context, const rap_input *input) {
    const on_grid *g = context;
    double level = g->levels[rap_uncertain_find(g->s->inputs, input->path)];
    return 0.025 + 0.95 * level / (RAP_LEVELS - 1);
}

static void set_base(const rap_sampling *s, int64_t item, rap_inputs *inputs) {
    int64_t at = item / s->lucks, points = rap_sampling_base(s) / s->lucks;
    int64_t point = at % points;
    two_sides t = {.s = s, .seed = seed_of(s, RAP_STAGE_POINTS), .number = at / points};
    t.side = point == 1 ? SECOND_SIDE : FIRST_SIDE;
    t.second = point < 2 ? NULL : s->factors->rows[point - 2].in;
    rap_inputs_set_places(inputs, place_on_side, &t);
}

static void set_grid(const rap_sampling *s, int64_t item, rap_inputs *inputs) {
    const on_grid g = {s, s->levels + (size_t)(item / RAP_LUCKS) * s->inputs->n};
    rap_inputs_set_places(inputs, place_on_grid, &g);
}

/* ---- chains ------------------------------------------------------------------------------------ */

void rap_sampling_order(const rap_sampling *s, int64_t chain, size_t *order) {
    rap_chain_order(seed_of(s, RAP_STAGE_CHAINS), (uint64_t)chain, s->players, order);
}

/* Which players come from the second side at an item of the chains. */
static void find_replaced(const rap_sampling *s, int64_t item, bool *replaced) {
    size_t order[RAP_MOST_PLAYERS];
    int64_t length = (int64_t)s->players + 1;
    rap_sampling_order(s, item / length, order);
    for (size_t k = 0; k < s->players; k++)
        replaced[order[k]] = (int64_t)k < item % length;
}

static void set_chain(const rap_sampling *s, int64_t item, rap_inputs *inputs) {
    bool replaced[RAP_MOST_PLAYERS];
    int64_t length = (int64_t)s->players + 1;
    find_replaced(s, item, replaced);
    const two_sides t = {.s = s,
                         .seed = seed_of(s, RAP_STAGE_CHAINS),
                         .number = item / length,
                         .side = replaced[0] ? SECOND_SIDE : FIRST_SIDE};
    rap_inputs_set_places(inputs, place_on_side, &t);
}

static rap_luck luck_of_chain(const rap_sampling *s, int64_t item, uint64_t *items) {
    bool replaced[RAP_MOST_PLAYERS];
    uint64_t chain = (uint64_t)(item / ((int64_t)s->players + 1));
    find_replaced(s, item, replaced);
    for (size_t k = 0; k < s->n_kinds; k++)
        items[k] = 2 * chain + (replaced[1 + s->topic[k]] ? SECOND_SIDE : FIRST_SIDE);
    return (rap_luck){seed_of(s, RAP_STAGE_CHAINS), 2 * chain + (replaced[1] ? 1 : 0),
                      s->n_kinds ? items : NULL};
}

/* ---- for the ensemble -------------------------------------------------------------------------- */

/* The first item with the same inputs; all of a chain have their own. */
static int64_t point_of_item(const void *context, int64_t item) {
    const rap_sampling *s = context;
    rap_stage stage = stage_of(s, item);
    int64_t alike = stage == RAP_STAGE_POINTS ? s->lucks : RAP_LUCKS;
    return stage == RAP_STAGE_CHAINS ? item : item - (item - s->first[stage]) % alike;
}

static void set_item(const void *context, int64_t item, rap_inputs *inputs) {
    const rap_sampling *s = context;
    rap_stage stage = stage_of(s, item);
    int64_t at = item - s->first[stage];
    switch (stage) {
    case RAP_STAGE_SCREEN:
        rap_inputs_set_draw(inputs, s->seed, s->draws + at / RAP_LUCKS);
        break;
    case RAP_STAGE_CHAINS:
        set_chain(s, at, inputs);
        break;
    case RAP_STAGE_MORRIS:
        set_grid(s, at, inputs);
        break;
    case RAP_STAGE_POINTS:
    case RAP_N_STAGES:
        set_base(s, at, inputs);
        break;
    }
}

static rap_luck luck_of_item(const void *context, int64_t item, uint64_t *items) {
    const rap_sampling *s = context;
    rap_stage stage = stage_of(s, item);
    int64_t at = item - s->first[stage], alike = RAP_LUCKS, lucks = RAP_LUCKS;
    if (stage == RAP_STAGE_CHAINS)
        return luck_of_chain(s, at, items);
    if (stage == RAP_STAGE_MORRIS)
        alike = rap_sampling_trajectory(s);
    if (stage == RAP_STAGE_POINTS) {
        alike = rap_sampling_base(s);
        lucks = s->lucks;
    }
    return (rap_luck){seed_of(s, stage), (uint64_t)(at / alike * lucks + at % lucks), NULL};
}

rap_points rap_sampling_points(const rap_sampling *s) {
    return (rap_points){s, point_of_item, set_item, luck_of_item};
}

int64_t rap_sampling_trajectory(const rap_sampling *s) {
    return RAP_LUCKS * ((int64_t)s->n_groups + 1);
}

int64_t rap_sampling_base(const rap_sampling *s) {
    return s->lucks * ((int64_t)s->factors->n + 2);
}

/* ---- making ------------------------------------------------------------------------------------ */

/* Kinds of luck by topic; a model that tells none apart has one. */
static int list_topics(rap_sampling *s, const rap_model *model) {
    s->n_kinds = model->lucks ? model->n_lucks : 0;
    s->topics = rap_allocate(s->n_kinds + 1, sizeof *s->topics);
    s->topic = rap_allocate(s->n_kinds, sizeof *s->topic);
    if (!s->topics || !s->topic)
        return rap_fail(RAP_ENOMEM);
    if (!s->n_kinds)
        s->topics[s->n_topics++] = "chance";
    for (size_t k = 0; k < s->n_kinds; k++) {
        size_t t = 0;
        while (t < s->n_topics && strcmp(s->topics[t], model->lucks[k].topic) != 0)
            t++;
        if (t == s->n_topics && t + 1 < RAP_MOST_PLAYERS)
            s->topics[s->n_topics++] = model->lucks[k].topic;
        s->topic[k] = t < s->n_topics ? t : s->n_topics - 1;
    }
    s->players = 1 + s->n_topics;
    return RAP_OK;
}

static int group_inputs(rap_sampling *s) {
    const rap_uncertain *u = s->inputs;
    s->group = rap_allocate(u->n, sizeof *s->group);
    if (!s->group)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < u->n; k++) {
        size_t first = 0;
        while (!rap_uncertain_tied(u, first, k)) /* ends at k */
            first++;
        s->group[k] = first == k ? s->n_groups++ : s->group[first];
    }
    return RAP_OK;
}

rap_morris_design rap_sampling_morris(const rap_sampling *s) {
    return (rap_morris_design){.inputs = s->inputs->n,
                               .groups = s->n_groups,
                               .group = s->group,
                               .levels = RAP_LEVELS,
                               .trajectories = s->trajectories,
                               .seed = seed_of(s, RAP_STAGE_MORRIS)};
}

static int lay_trajectories(rap_sampling *s) {
    const rap_morris_design design = rap_sampling_morris(s);
    size_t points = s->n_groups + 1, n = s->inputs->n;
    double *x = rap_allocate(points * n, sizeof *x);
    s->levels = rap_allocate(s->trajectories * points, n);
    if (!x || !s->levels) {
        rap_free(x);
        return rap_fail(RAP_ENOMEM);
    }
    for (size_t t = 0; t < s->trajectories; t++) {
        rap_morris_points(&design, t, x);
        for (size_t k = 0; k < points * n; k++)
            s->levels[t * points * n + k] = (unsigned char)(x[k] * (RAP_LEVELS - 1) + 0.5);
    }
    rap_free(x);
    return RAP_OK;
}

int rap_sampling_make(rap_sampling *s, const rap_study *study, const rap_uncertain *inputs) {
    const rap_sensitivity *asked = &study->sensitivity;
    int64_t more = asked->draws - study->draws;
    *s = (rap_sampling){.inputs = inputs, .seed = (uint64_t)study->seed, .draws = study->draws};
    s->trajectories = (size_t)asked->trajectories;
    int status = list_topics(s, study->model);
    status = status ? status : group_inputs(s);
    status = status ? status : lay_trajectories(s);
    s->first[RAP_STAGE_CHAINS] = more > 0 ? RAP_LUCKS * more : 0;
    s->first[RAP_STAGE_MORRIS] =
        s->first[RAP_STAGE_CHAINS] + asked->chains * ((int64_t)s->players + 1);
    s->first[RAP_STAGE_POINTS] =
        s->first[RAP_STAGE_MORRIS] + asked->trajectories * rap_sampling_trajectory(s);
    return status;
}

void rap_sampling_free(rap_sampling *s) {
    rap_free(s->topics);
    rap_free(s->topic);
    rap_free(s->group);
    rap_free(s->levels);
    *s = (rap_sampling){0};
}
