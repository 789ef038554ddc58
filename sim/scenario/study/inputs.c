/* inputs.c: the inputs of an arm, bound at the first question and kept with the study.
 *
 * What binding needs is thrown away: an arm keeps the image of its root, the list of its inputs and
 * where their values stand. Paths of numbers that are not written are those of the first arm that was
 * bound, where it has them. */
#include "base/error.h"
#include "base/memory.h"
#include "scenario/language/bind.h"
#include "scenario/study/inputs_parts.h"
#include "scenario/study/parts.h"
#include "scenario/study/posterior.h"
#include "stream/stream.h"

#include <math.h>
#include <string.h>

typedef struct rap_bound_arm bound_arm;

/* ---- look-up ---------------------------------------------------------------------------------- */

/* The slot of a path: of its input, or the free one where it belongs. */
static uint32_t *find_slot(const rap_input *inputs, uint32_t *slots, size_t n, const char *path) {
    size_t i = (size_t)rap_hash_text(path) & (n - 1);
    while (slots[i] && strcmp(inputs[slots[i] - 1].path, path) != 0)
        i = (i + 1) & (n - 1);
    return &slots[i];
}

static const rap_input *find_bound(const bound_arm *b, const char *path) {
    uint32_t slot = b->n_slots ? *find_slot(b->inputs, b->slots, b->n_slots, path) : 0;
    return slot ? &b->inputs[slot - 1] : NULL;
}

const rap_input *rap_inputs_find(const rap_inputs *inputs, const char *path) {
    return inputs->bound ? find_bound(inputs->bound, path) : NULL;
}

/* ---- binding ---------------------------------------------------------------------------------- */

/* An arm that is being bound. */
typedef struct {
    bound_arm *b;
    const bound_arm *first; /* the first arm of the study that was bound, or NULL */
    rap_arena scratch;
    const char **target; /* by target: where it stands in the root that the binder fills */
    size_t capacity;
} binding;

static int grow_slots(bound_arm *b) {
    if (2 * (b->n_inputs + 1) <= b->n_slots)
        return RAP_OK;
    size_t n = b->n_slots ? 2 * b->n_slots : 256;
    uint32_t *slots = rap_allocate(n, sizeof *slots);
    if (!slots)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < b->n_inputs; i++)
        *find_slot(b->inputs, slots, n, b->inputs[i].path) = (uint32_t)i + 1;
    rap_free(b->slots);
    b->slots = slots;
    b->n_slots = n;
    return RAP_OK;
}

static int add_target(binding *g, size_t input, const void *at) {
    bound_arm *b = g->b;
    int status = rap_grow(&b->targets, &b->targets_capacity, b->n_targets + 1, sizeof *b->targets);
    if (!status)
        status = rap_grow(&g->target, &g->capacity, b->n_targets + 1, sizeof *g->target);
    if (status)
        return status;
    g->target[b->n_targets] = at;
    b->targets[b->n_targets] = (rap_target){0, b->first[input]};
    b->first[input] = (uint32_t)b->n_targets++;
    return RAP_OK;
}

/* A path that lives as long as the study: that of a number that is not written is not in its trees. */
static const char *keep_path(binding *g, const rap_bound *bound) {
    const rap_input *known = g->first ? find_bound(g->first, bound->path) : NULL;
    if (bound->file)
        return bound->path;
    return known ? known->path : rap_arena_copy(&g->b->paths, bound->path, strlen(bound->path));
}

static int add_input(binding *g, const rap_bound *bound) {
    bound_arm *b = g->b;
    size_t n = b->n_inputs;
    int status = rap_grow(&b->inputs, &b->inputs_capacity, n + 1, sizeof *b->inputs);
    if (!status)
        status = rap_grow(&b->first, &b->first_capacity, n + 1, sizeof *b->first);
    if (status)
        return status;
    const char *path = keep_path(g, bound);
    if (!path)
        return rap_fail(RAP_ENOMEM);
    b->inputs[n] = (rap_input){path,
                               bound->field,
                               bound->value,
                               bound->prior,
                               bound->grade,
                               bound->source,
                               bound->file,
                               bound->line,
                               false,
                               NULL,
                               0,
                               NULL,
                               bound->setting};
    b->first[n] = RAP_NO_TARGET;
    b->n_inputs++;
    return RAP_OK;
}

static int take_number(void *context, const rap_bound *bound) {
    binding *g = context;
    bound_arm *b = g->b;
    int status = grow_slots(b);
    if (status)
        return status;
    uint32_t *slot = find_slot(b->inputs, b->slots, b->n_slots, bound->path);
    if (!*slot) {
        status = add_input(g, bound);
        if (status)
            return status;
        *slot = (uint32_t)b->n_inputs;
    }
    return add_target(g, *slot - 1, bound->target);
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
static void mark_idle(bound_arm *b) {
    for (size_t i = 0; i < b->n_inputs; i++) {
        const char *path = b->inputs[i].path;
        bool alone = b->targets[b->first[i]].next == RAP_NO_TARGET;
        b->inputs[i].idle = alone && is_inherited_from(b->model->root, path, strcspn(path, "."));
    }
}

static void scale_ranges(bound_arm *b, double scale) {
    for (size_t i = 0; i < b->n_inputs; i++) {
        rap_input *x = &b->inputs[i];
        if (x->prior.lo < x->prior.hi)
            rap_prior_widen(&x->prior, x->value, scale, x->field->lo, x->field->hi);
    }
}

/* Copies what a prior points to, or takes it from the same one of the arm that was bound first. */
static int keep_prior(binding *g, rap_input *x) {
    const rap_input *known = g->first ? find_bound(g->first, x->path) : NULL;
    rap_prior *p = &x->prior;
    bool is_beta = p->shape == RAP_PERT || p->shape == RAP_BETA;
    if (known && rap_prior_same(&known->prior, p)) {
        *p = known->prior;
        return RAP_OK;
    }
    if (p->n_points) {
        rap_quantile *points = rap_arena_take(&g->b->paths, p->n_points, sizeof *points);
        if (!points)
            return rap_fail(RAP_ENOMEM);
        memcpy(points, p->points, p->n_points * sizeof *points);
        p->points = points;
    }
    if (is_beta && rap_input_varies(x)) {
        double *table = rap_arena_take(&g->b->paths, 2 * RAP_BETA_KNOTS, sizeof *table);
        if (!table)
            return rap_fail(RAP_ENOMEM);
        rap_beta_fill(table, p->a, p->b);
        p->table = table;
    }
    return RAP_OK;
}

static int keep_priors(binding *g) {
    int status = RAP_OK;
    for (size_t i = 0; i < g->b->n_inputs && !status; i++)
        status = keep_prior(g, &g->b->inputs[i]);
    return status;
}

static void tie_inputs(bound_arm *b, const rap_joint *joint) {
    for (size_t k = 0; joint && k < joint->n; k++) {
        uint32_t slot = *find_slot(b->inputs, b->slots, b->n_slots, joint->paths[k]);
        if (!slot)
            continue;
        b->inputs[slot - 1].joint = joint;
        b->inputs[slot - 1].place = k;
    }
}

/* Numbers that a calibration told something of; a correlation that ties one of them is in its values. */
static void take_posterior(bound_arm *b, const rap_posterior *posterior) {
    for (size_t k = 0; posterior && k < posterior->n; k++) {
        uint32_t slot = *find_slot(b->inputs, b->slots, b->n_slots, posterior->numbers[k].path);
        if (!slot)
            continue;
        b->inputs[slot - 1].posterior = &posterior->numbers[k];
        b->inputs[slot - 1].joint = NULL;
    }
}

static int list_varying(bound_arm *b) {
    size_t n = 0;
    for (size_t i = 0; i < b->n_inputs; i++)
        n += rap_input_varies(&b->inputs[i]);
    b->varying = rap_allocate(n, sizeof *b->varying);
    b->hash = rap_allocate(n, sizeof *b->hash);
    if (!b->varying || !b->hash)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < b->n_inputs; i++)
        if (rap_input_varies(&b->inputs[i])) {
            b->hash[b->n_varying] = rap_hash_text(b->inputs[i].path);
            b->varying[b->n_varying++] = (uint32_t)i;
        }
    return RAP_OK;
}

/* Gives back what a growing array has too much; it stays as it is where there is no memory for that. */
static void trim(void *array, size_t *capacity, size_t n, size_t size) {
    void *old, *less;
    memcpy(&old, array, sizeof old);
    less = n ? rap_reallocate(old, *capacity, n, size) : NULL;
    if (!less)
        return;
    memcpy(array, &less, sizeof less);
    *capacity = n;
}

static int make_image(binding *g, const void *root) {
    bound_arm *b = g->b;
    int status = rap_image_make(&b->image, b->model->root, root);
    for (size_t t = 0; t < b->n_targets && !status; t++)
        b->targets[t].at = (uint32_t)rap_image_offset(&b->image, g->target[t]);
    rap_image_close(&b->image);
    trim(&b->inputs, &b->inputs_capacity, b->n_inputs, sizeof *b->inputs);
    trim(&b->targets, &b->targets_capacity, b->n_targets, sizeof *b->targets);
    trim(&b->first, &b->first_capacity, b->n_inputs, sizeof *b->first);
    b->shared = (rap_inputs){b->image.bytes, b->inputs, b->n_inputs, b, NULL};
    return status;
}

static int fill(binding *g, const rap_study *study, size_t arm, const rap_tree *changes,
                rap_findings *findings) {
    const struct rap_study_parts *p = study->parts;
    bound_arm *b = g->b;
    void *root = rap_arena_take(&g->scratch, 1, b->model->root->size);
    if (!root)
        return rap_fail(RAP_ENOMEM);
    const rap_binder binder = {.arena = &g->scratch,
                               .findings = findings,
                               .root = p->arms[arm],
                               .grammar = b->model->root,
                               .settings = p->records,
                               .changes = changes,
                               .arm = study->arms[arm].label,
                               .distribution = study->distribution,
                               .currency = p->money_refused ? NULL : study->currency,
                               .currency_at = p->currency_at,
                               .price_year = study->price_year,
                               .number = take_number,
                               .context = g};
    int status = rap_bind(&binder, root);
    if (status)
        return status;
    mark_idle(b);
    tie_inputs(b, study->joint);
    take_posterior(b, study->posterior);
    if (study->range_scale > 0)
        scale_ranges(b, study->range_scale);
    status = keep_priors(g);
    status = status ? status : list_varying(b);
    return status ? status : make_image(g, root);
}

static int bind_own(bound_arm *b, const rap_study *study, size_t arm, const rap_tree *changes,
                    rap_findings *findings) {
    const struct rap_study_parts *p = study->parts;
    binding g = {.b = b, .first = p->first_bound ? p->first_bound : p->lent};
    b->model = study->model;
    rap_arena_init(&b->paths);
    rap_arena_init(&g.scratch);
    int status = fill(&g, study, arm, changes, findings);
    rap_arena_free(&g.scratch);
    rap_free(g.target);
    return status;
}

/* ---- arms that are made of two ---------------------------------------------------------------- */

/* The input of the same path, start value and prior; RAP_NO_TWIN where the two arms differ in it. */
static uint32_t find_twin(const rap_input *of, const bound_arm *among) {
    const rap_input *x = find_bound(among, of->path);
    bool same = x && x->value == of->value && rap_prior_same(&x->prior, &of->prior);
    return same ? (uint32_t)(x - among->inputs) : RAP_NO_TWIN;
}

static int bind_elsewhere(bound_arm *b, const rap_study *study, const rap_arm *arm) {
    const rap_inputs *other;
    if (!study->model->target)
        return rap_fail(RAP_EINPUT);
    int status = rap_study_inputs(study, arm->elsewhere, &other);
    if (status)
        return status;
    b->elsewhere = other->bound;
    b->given_to = arm->given_to;
    b->twin = rap_allocate(b->n_inputs, sizeof *b->twin);
    if (!b->twin)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < b->n_inputs; i++)
        b->twin[i] = find_twin(&b->inputs[i], b->elsewhere);
    b->shared.root = b->targeted = rap_image_copy(&b->image);
    if (!b->targeted)
        return rap_fail(RAP_ENOMEM);
    return study->model->target(b->targeted, other->root, arm->given_to);
}

/* ---- with the study --------------------------------------------------------------------------- */

static void free_bound(bound_arm *b) {
    if (!b)
        return;
    rap_free(b->inputs);
    rap_free(b->targets);
    rap_free(b->first);
    rap_free(b->slots);
    rap_free(b->varying);
    rap_free(b->hash);
    rap_free(b->twin);
    rap_free(b->targeted);
    rap_image_free(&b->image);
    rap_arena_free(&b->paths);
    rap_free(b);
}

void rap_study_unbind(struct rap_study_parts *parts) {
    for (size_t a = 0; a < parts->bound_capacity; a++)
        free_bound(parts->bound[a]);
    rap_free(parts->bound);
    parts->bound = NULL;
    parts->bound_capacity = 0;
    parts->first_bound = NULL;
}

int rap_study_bind(const rap_study *study, size_t arm, const rap_tree *changes,
                   rap_findings *findings, const void **root) {
    struct rap_study_parts *p = study->parts;
    int status = rap_grow(&p->bound, &p->bound_capacity, study->n_arms, sizeof(void *));
    if (status)
        return status;
    bound_arm *b = rap_allocate(1, sizeof *b);
    if (!b)
        return rap_fail(RAP_ENOMEM);
    status = bind_own(b, study, arm, changes, findings);
    if (status) {
        free_bound(b);
        return status;
    }
    p->bound[arm] = b;
    *root = b->shared.root;
    return RAP_OK;
}

int rap_study_bind_target(const rap_study *study, size_t arm) {
    struct rap_study_parts *p = study->parts;
    bound_arm *b = p->bound[arm];
    int status = study->arms[arm].given_to ? bind_elsewhere(b, study, &study->arms[arm]) : RAP_OK;
    if (!status)
        p->first_bound = p->first_bound ? p->first_bound : b;
    return status;
}

void rap_study_unbind_arm(struct rap_study_parts *parts, size_t arm) {
    if (arm >= parts->bound_capacity)
        return;
    free_bound(parts->bound[arm]);
    parts->bound[arm] = NULL;
}

static int bind_arm(const rap_study *study, size_t arm) {
    rap_problems problems;
    rap_findings findings;
    const void *root;
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    int status = rap_study_bind(study, arm, NULL, &findings, &root);
    status = status ? status : rap_study_bind_target(study, arm);
    if (status)
        rap_study_unbind_arm(study->parts, arm);
    rap_problems_free(&problems);
    return status;
}

int rap_study_inputs(const rap_study *study, size_t arm, const rap_inputs **inputs) {
    const struct rap_study_parts *p = study->parts;
    *inputs = NULL;
    if (arm >= p->bound_capacity || !p->bound[arm]) {
        int status = bind_arm(study, arm);
        if (status)
            return status;
    }
    *inputs = &p->bound[arm]->shared;
    return RAP_OK;
}

int rap_inputs_bind(rap_inputs *inputs, const rap_study *study, size_t arm) {
    const rap_inputs *shared;
    *inputs = (rap_inputs){0};
    int status = rap_study_inputs(study, arm, &shared);
    return status ? status : rap_inputs_copy(inputs, shared);
}
