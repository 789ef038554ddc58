/* points.c: the designs of a discovery. */
#include "analysis/discovery/points.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/arms.h"
#include "scenario/study/parts.h"
#include "scenario/study/study.h"
#include "stream/stream.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHUFFLE = 1, PLACE = 2, MOST_SETTINGS = 1000 };

typedef struct {
    rap_study *study;
    rap_point_plan *plan;
    rap_findings *findings;
    const rap_inputs *inputs[2]; /* of minus and plus, to which axes point */
    rap_setting settings[MOST_SETTINGS];
} designer;

static int init_design(rap_design *d, size_t n, size_t n_axes) {
    d->n = n;
    d->axes = rap_allocate(n_axes, sizeof *d->axes);
    d->x = rap_allocate(n * n_axes, sizeof *d->x);
    d->arms = rap_allocate(n, sizeof *d->arms);
    return d->axes && d->x && d->arms ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static void free_design(rap_design *d) {
    rap_free(d->axes);
    rap_free(d->x);
    rap_free(d->arms);
    *d = (rap_design){0};
}

/* ---- what the keys of the circumstances mean -------------------------------------------------- */

/* Lives as long as the study. */
static int say_unit(designer *b, const rap_field *field, const char **unit) {
    rap_text text;
    rap_text_init(&text);
    rap_study_say_unit(&text, b->study, field->unit);
    *unit = text.failed ? NULL
                        : rap_arena_copy(&b->study->parts->arena, rap_text_string(&text), text.n);
    rap_text_free(&text);
    return *unit ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int look_at(designer *b, const rap_dimension *d, size_t k, size_t arm, rap_axis *axis) {
    const rap_field *field;
    double value;
    const char *path = d->paths.items[k];
    int status = rap_study_number(b->study, arm, path, &field, &value);
    if (status == RAP_ENOMEM)
        return status;
    if (status)
        rap_findings_add(b->findings, d->node->file, d->node->line, d->node->path,
                         "there is no number \"%.200s\" in the arm \"%s\"", path,
                         b->study->arms[arm].name);
    else if (d->low < field->lo || d->high > field->hi)
        rap_findings_add(b->findings, d->node->file, d->node->line, d->node->path,
                         "low and high between %g and %g expected (%s)", field->lo, field->hi,
                         field->unit ? field->unit : "1");
    if (!status) {
        axis->kind = field->kind;
        status = say_unit(b, field, &axis->unit);
    }
    return status == RAP_ENOMEM ? status : RAP_OK;
}

static int look_at_dimensions(designer *b) {
    const rap_discovery *s = &b->study->discovery;
    int status = RAP_OK;
    for (size_t d = 0; d < s->n_dimensions; d++) {
        const rap_dimension *dim = &s->dimensions[d];
        rap_axis *axis = &b->plan->contexts.axes[d];
        *axis = (rap_axis){dim->name, dim->label, "", dim->low, dim->high, dim, NULL, RAP_REAL};
        for (size_t k = 0; k < dim->paths.n && !status; k++) {
            size_t before = b->findings->seen;
            status = look_at(b, dim, k, s->plus, axis);
            if (!status && b->findings->seen == before) /* not the same again */
                status = look_at(b, dim, k, s->minus, axis);
        }
        if (dim->n_choices)
            axis->high = (double)dim->n_choices - 1;
    }
    b->plan->contexts.n_axes = s->n_dimensions;
    return status;
}

/* ---- the hypercube over circumstances --------------------------------------------------------- */

double rap_axis_places(const rap_axis *axis) {
    return axis->kind == RAP_INTEGER ? 1 : axis->kind == RAP_MONEY ? 100 : 0;
}

static double rounded_on_axis(const rap_axis *axis, double x) {
    double places = rap_axis_places(axis);
    return places > 0 ? round(places * x) / places : x;
}

static double coordinate(const designer *b, size_t d, double u) {
    const rap_dimension *dim = &b->study->discovery.dimensions[d];
    double x = dim->low + u * (dim->high - dim->low);
    if (dim->n_choices)
        return floor(u * (double)dim->n_choices);
    return rounded_on_axis(&b->plan->contexts.axes[d], x);
}

static void fill_dimension(const designer *b, size_t d, size_t *order) {
    rap_design *c = &b->plan->contexts;
    uint64_t key = rap_stream_key((uint64_t)b->study->seed, 0, rap_hash_text(c->axes[d].name));
    for (size_t i = 0; i < c->n; i++)
        order[i] = i;
    for (size_t i = c->n - 1; i > 0; i--) {
        double u = rap_uniform(key, (rap_event){SHUFFLE, 0, (uint32_t)i});
        size_t k = (size_t)(u * (double)(i + 1)), other = order[i];
        order[i] = order[k];
        order[k] = other;
    }
    for (size_t i = 0; i < c->n; i++) {
        double jitter = rap_uniform(key, (rap_event){PLACE, 0, (uint32_t)i});
        c->x[i * c->n_axes + d] = coordinate(b, d, ((double)order[i] + jitter) / (double)c->n);
    }
}

static int fill_contexts(designer *b) {
    size_t *order = rap_allocate(b->plan->contexts.n, sizeof *order);
    if (!order)
        return rap_fail(RAP_ENOMEM);
    for (size_t d = 0; d < b->plan->contexts.n_axes; d++)
        fill_dimension(b, d, order);
    rap_free(order);
    return RAP_OK;
}

static int add_context_arm(designer *b, size_t point, size_t base, size_t *arm) {
    const rap_discovery *s = &b->study->discovery;
    const rap_tree *changes[RAP_MOST_DIMENSIONS];
    char label[64];
    size_t n_changes = 0, n = 0;
    for (size_t d = 0; d < s->n_dimensions; d++) {
        const rap_dimension *dim = &s->dimensions[d];
        double x = b->plan->contexts.x[point * s->n_dimensions + d];
        if (dim->n_choices && dim->choices[(size_t)x].changes)
            changes[n_changes++] = dim->choices[(size_t)x].changes;
        for (size_t k = 0; k < dim->paths.n && n < MOST_SETTINGS; k++)
            b->settings[n++] = (rap_setting){dim->paths.items[k], NULL, x};
    }
    snprintf(label, sizeof label, "circumstances %zu", point + 1);
    const rap_variation v = {.base = base,
                             .changes = changes,
                             .n_changes = n_changes,
                             .settings = b->settings,
                             .n_settings = n,
                             .label = label,
                             .node = s->node};
    return rap_study_vary(b->study, &v, arm, b->findings);
}

static int add_contexts(designer *b) {
    const rap_discovery *s = &b->study->discovery;
    rap_design *c = &b->plan->contexts;
    int status = fill_contexts(b);
    for (size_t p = 0; p < c->n && !status; p++) {
        status = add_context_arm(b, p, s->minus, &c->arms[p].from);
        status = status ? status : add_context_arm(b, p, s->plus, &c->arms[p].to);
    }
    return status;
}

/* ---- assumptions ------------------------------------------------------------------------------ */

static bool is_listed(const rap_design *d, const char *path) {
    for (size_t k = 0; k < d->n_axes; k++)
        if (!strcmp(d->axes[k].name, path))
            return true;
    return false;
}

static int list_uncertain(designer *b, const rap_inputs *inputs) {
    rap_design *d = &b->plan->assumptions;
    int status = RAP_OK;
    for (size_t i = 0; i < inputs->n_inputs && d->n_axes < MOST_SETTINGS && !status; i++) {
        const rap_input *x = &inputs->inputs[i];
        const char *unit = NULL;
        if (!rap_input_varies(x) || is_listed(d, x->path))
            continue;
        status = say_unit(b, x->field, &unit);
        d->axes[d->n_axes++] = (rap_axis){
            x->path, x->field->meaning, unit, x->prior.lo, x->prior.hi, NULL, x, x->field->kind};
    }
    return status;
}

static int add_assumed_arm(designer *b, size_t point, size_t which, size_t base, size_t *arm) {
    const rap_design *d = &b->plan->assumptions;
    char label[64];
    size_t n = 0;
    for (size_t k = 0; k < d->n_axes; k++) {
        const rap_input *x = rap_inputs_find(b->inputs[which], d->axes[k].name);
        if (x && rap_input_varies(x))
            b->settings[n++] = (rap_setting){x->path, NULL, d->x[point * d->n_axes + k]};
    }
    snprintf(label, sizeof label, "assumptions %zu", point + 1);
    const rap_variation v = {.base = base,
                             .settings = b->settings,
                             .n_settings = n,
                             .label = label,
                             .node = b->study->discovery.node};
    return rap_study_vary(b->study, &v, arm, b->findings);
}

static int list_assumptions(designer *b) {
    const rap_discovery *s = &b->study->discovery;
    rap_design *d = &b->plan->assumptions;
    if (s->assumptions == 0)
        return RAP_OK;
    int status = rap_study_inputs(b->study, s->minus, &b->inputs[0]);
    status = status ? status : rap_study_inputs(b->study, s->plus, &b->inputs[1]);
    status = status ? status : init_design(d, (size_t)s->assumptions, MOST_SETTINGS);
    if (status)
        return status;
    status = list_uncertain(b, b->inputs[0]);
    status = status ? status : list_uncertain(b, b->inputs[1]);
    uint64_t seed = rap_stream_key((uint64_t)b->study->seed, 0, rap_hash_text("assumptions"));
    for (size_t p = 0; p < d->n; p++)
        for (size_t k = 0; k < d->n_axes; k++)
            d->x[p * d->n_axes + k] =
                rounded_on_axis(&d->axes[k], rap_input_draw(d->axes[k].input, seed, p));
    return RAP_OK;
}

static int add_assumptions(designer *b) {
    const rap_discovery *s = &b->study->discovery;
    rap_design *d = &b->plan->assumptions;
    int status = list_assumptions(b);
    if (!status && d->n_axes == 0)
        d->n = 0;
    for (size_t p = 0; p < d->n && !status; p++) {
        status = add_assumed_arm(b, p, 0, s->minus, &d->arms[p].from);
        status = status ? status : add_assumed_arm(b, p, 1, s->plus, &d->arms[p].to);
    }
    return status;
}

/* ---- the whole -------------------------------------------------------------------------------- */

/* What the written headlines and the discovery look at is all that runs leave behind. */
static int keep_of_discovery(designer *b) {
    rap_study *s = b->study;
    bool used[RAP_MOST_WINDOWS + 1] = {false};
    int status = rap_study_keep_headlines(s, used);
    status = status ? status : rap_study_keep(s, s->discovery.outcome, s->discovery.group);
    if (status)
        return status;
    used[s->discovery.window] = true;
    rap_study_keep_windows(s, used);
    return RAP_OK;
}

static int make_points(designer *b) {
    const rap_discovery *s = &b->study->discovery;
    int status = init_design(&b->plan->contexts, (size_t)s->points, s->n_dimensions);
    status = status ? status : look_at_dimensions(b);
    if (!status && !rap_findings_any(b->findings))
        status = add_contexts(b);
    if (!status && !rap_findings_any(b->findings))
        status = add_assumptions(b);
    if (!status && !rap_findings_any(b->findings))
        status = keep_of_discovery(b);
    return status;
}

int rap_points_plan(rap_point_plan *plan, rap_study *study, rap_problems *problems) {
    rap_findings findings;
    designer *b = rap_allocate(1, sizeof *b);
    *plan = (rap_point_plan){0};
    if (!b)
        return rap_fail(RAP_ENOMEM);
    b->study = study;
    b->plan = plan;
    b->findings = &findings;
    rap_findings_init(&findings, problems);
    int status = make_points(b);
    rap_free(b);
    int reported = rap_findings_finish(&findings);
    return status ? status : reported;
}

void rap_points_free(rap_point_plan *plan) {
    free_design(&plan->contexts);
    free_design(&plan->assumptions);
    *plan = (rap_point_plan){0};
}
