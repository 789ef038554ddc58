/* points.c: the design of a discovery. */
#include "analysis/points.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/arms.h"
#include "scenario/discovery.h"
#include "stream/stream.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SHUFFLE = 1, PLACE = 2, MOST_SETTINGS = 400 };

typedef struct {
    rap_study *study;
    rap_point_plan *plan;
    rap_findings *findings;
    rap_kind kind[RAP_MOST_DIMENSIONS]; /* of the number that a dimension puts */
} designer;

/* ---- the hypercube ---------------------------------------------------------------------------- */

static int fill_dimension(const designer *b, size_t d, size_t *order) {
    const rap_dimension *dim = &b->study->discovery.dimensions[d];
    rap_point_plan *plan = b->plan;
    uint64_t key = rap_stream_key((uint64_t)b->study->seed, 0, rap_hash_text(dim->name));
    for (size_t i = 0; i < plan->n; i++)
        order[i] = i;
    for (size_t i = plan->n - 1; i > 0; i--) {
        double u = rap_uniform(key, (rap_event){SHUFFLE, 0, (uint32_t)i});
        size_t k = (size_t)(u * (double)(i + 1)), kept = order[i];
        order[i] = order[k];
        order[k] = kept;
    }
    for (size_t i = 0; i < plan->n; i++) {
        double u = ((double)order[i] + rap_uniform(key, (rap_event){PLACE, 0, (uint32_t)i})) /
                   (double)plan->n;
        double x = dim->n_choices ? floor(u * (double)dim->n_choices)
                                  : dim->low + u * (dim->high - dim->low);
        if (!dim->n_choices && b->kind[d] == RAP_INTEGER)
            x = round(x);
        if (!dim->n_choices && b->kind[d] == RAP_MONEY)
            x = round(100 * x) / 100;
        plan->x[i * plan->n_dimensions + d] = x;
    }
    return RAP_OK;
}

static int fill(designer *b) {
    rap_point_plan *plan = b->plan;
    size_t *order = rap_allocate(plan->n, sizeof *order);
    plan->x = rap_allocate(plan->n * plan->n_dimensions, sizeof *plan->x);
    plan->arms = rap_allocate(plan->n, sizeof *plan->arms);
    if (!order || !plan->x || !plan->arms) {
        rap_free(order);
        return rap_fail(RAP_ENOMEM);
    }
    for (size_t d = 0; d < plan->n_dimensions; d++)
        fill_dimension(b, d, order);
    rap_free(order);
    return RAP_OK;
}

/* ---- what the keys mean ----------------------------------------------------------------------- */

static int look_at(designer *b, const rap_dimension *d, size_t k, size_t arm, rap_kind *kind) {
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
    if (!status)
        *kind = field->kind;
    return RAP_OK;
}

static int look(designer *b) {
    const rap_discovery *s = &b->study->discovery;
    int status = RAP_OK;
    for (size_t d = 0; d < s->n_dimensions; d++)
        for (size_t k = 0; k < s->dimensions[d].paths.n && !status; k++) {
            status = look_at(b, &s->dimensions[d], k, s->plus, &b->kind[d]);
            if (!status && s->minus != s->plus)
                status = look_at(b, &s->dimensions[d], k, s->minus, &b->kind[d]);
        }
    return status;
}

/* ---- arms ------------------------------------------------------------------------------------- */

static int add_arm(designer *b, size_t point, size_t base, size_t *arm) {
    const rap_discovery *s = &b->study->discovery;
    const rap_tree *changes[RAP_MOST_DIMENSIONS];
    rap_setting settings[MOST_SETTINGS];
    char label[64];
    size_t n_changes = 0, n = 0;
    for (size_t d = 0; d < s->n_dimensions; d++) {
        const rap_dimension *dim = &s->dimensions[d];
        double x = b->plan->x[point * b->plan->n_dimensions + d];
        if (dim->n_choices && dim->choices[(size_t)x].changes)
            changes[n_changes++] = dim->choices[(size_t)x].changes;
        for (size_t k = 0; k < dim->paths.n && n < MOST_SETTINGS; k++)
            settings[n++] = (rap_setting){dim->paths.items[k], NULL, x};
    }
    snprintf(label, sizeof label, "point %zu", point + 1);
    const rap_variation v = {.base = base,
                             .changes = changes,
                             .n_changes = n_changes,
                             .settings = settings,
                             .n_settings = n,
                             .label = label,
                             .node = s->node};
    return rap_study_vary(b->study, &v, arm, b->findings);
}

static int add_arms(designer *b) {
    const rap_discovery *s = &b->study->discovery;
    int status = RAP_OK;
    for (size_t p = 0; p < b->plan->n && !status; p++) {
        status = add_arm(b, p, s->minus, &b->plan->arms[p].from);
        status = status ? status : add_arm(b, p, s->plus, &b->plan->arms[p].to);
    }
    return status;
}

/* What the written headlines and the discovery look at is all that runs leave behind. */
static int keep_columns(designer *b) {
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

int rap_points_plan(rap_point_plan *plan, rap_study *study, rap_problems *problems) {
    rap_findings findings;
    designer b = {.study = study, .plan = plan, .findings = &findings};
    rap_findings_init(&findings, problems);
    *plan = (rap_point_plan){.n = (size_t)study->discovery.points,
                             .n_dimensions = study->discovery.n_dimensions};
    int status = look(&b);
    if (!status && !rap_findings_any(&findings))
        status = fill(&b);
    if (!status && !rap_findings_any(&findings))
        status = add_arms(&b);
    if (!status && !rap_findings_any(&findings))
        status = keep_columns(&b);
    int reported = rap_findings_finish(&findings);
    return status ? status : reported;
}

void rap_points_free(rap_point_plan *plan) {
    rap_free(plan->x);
    rap_free(plan->arms);
    *plan = (rap_point_plan){0};
}
