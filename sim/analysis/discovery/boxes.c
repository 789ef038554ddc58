/* boxes.c: labels of the points, boxes, and what they are like. */
#include "analysis/discovery/boxes.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/effects.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/study.h"
#include "stream/stream.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name, *title;
    int design, sign;
} kinds[RAP_SEARCHES] = {
    {"contexts_better", RAP_MESSAGE("Circumstances in which it is better"), 0, 1},
    {"contexts_worse", RAP_MESSAGE("Circumstances in which it is worse"), 0, -1},
    {"assumptions_better", RAP_MESSAGE("Assumptions under which it is better"), 1, 1},
    {"assumptions_worse", RAP_MESSAGE("Assumptions under which it is worse"), 1, -1},
};

/* ---- differences ------------------------------------------------------------------------------ */

static int measure_point(rap_measure *m, const rap_discovery *d, const rap_pair *pair, double *x) {
    const rap_part part = {1,
                           {.outcome = d->outcome,
                            .window = d->window,
                            .group = d->group,
                            .plus = &pair->to,
                            .minus = &pair->from,
                            .n_plus = 1,
                            .n_minus = 1}};
    double sum = 0, n = 0;
    int status = rap_measure_take(m, &part, 1);
    for (int64_t i = 0; i < m->items && !status; i++)
        if (!isnan(m->effect[i])) {
            sum += m->effect[i];
            n++;
        }
    *x = n > 0 ? sum / n : (double)NAN;
    return status;
}

static int measure_design(rap_boxes *b, int which, const rap_design *design, rap_measure *m) {
    int status = RAP_OK;
    b->difference[which] = rap_allocate(design->n, sizeof **b->difference);
    if (!b->difference[which])
        return rap_fail(RAP_ENOMEM);
    for (size_t p = 0; p < design->n && !status; p++) {
        status = measure_point(m, &b->study->discovery, &design->arms[p], &b->difference[which][p]);
        b->missing[which] += !status && isnan(b->difference[which][p]);
    }
    return status;
}

/* ---- boxes ------------------------------------------------------------------------------------ */

/* The points that have a difference, as prim.h wants them. */
typedef struct {
    double *x;
    size_t *choices, *row; /* row: point of the design */
    uint64_t *identity;
    unsigned char *y;
    size_t n;
} table;

static void free_table(table *t) {
    rap_free(t->x);
    rap_free(t->choices);
    rap_free(t->row);
    rap_free(t->identity);
    rap_free(t->y);
}

static int fill_table(table *t, const rap_boxes *b, int which, const rap_search *s) {
    const rap_design *d = s->design;
    *t = (table){.x = rap_allocate(d->n * d->n_axes, sizeof *t->x),
                 .choices = rap_allocate(d->n_axes, sizeof *t->choices),
                 .row = rap_allocate(d->n, sizeof *t->row),
                 .identity = rap_allocate(d->n, sizeof *t->identity),
                 .y = rap_allocate(d->n, 1)};
    if (!t->x || !t->choices || !t->row || !t->identity || !t->y)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < d->n_axes; k++)
        t->choices[k] = d->axes[k].dimension ? d->axes[k].dimension->n_choices : 0;
    for (size_t p = 0; p < d->n; p++) {
        if (isnan(b->difference[which][p]))
            continue;
        memcpy(t->x + t->n * d->n_axes, d->x + p * d->n_axes, d->n_axes * sizeof *t->x);
        t->identity[t->n] = p;
        t->row[t->n] = p;
        t->y[t->n++] = s->label[p];
    }
    return RAP_OK;
}

static bool is_earlier(const rap_search *s, size_t box, const double *x) {
    for (size_t k = 0; k < box; k++)
        if (rap_prim_holds(&s->found, &s->found.box[k], x))
            return true;
    return false;
}

static bool judges(const table *t, uint64_t key, size_t i) {
    return rap_prim_sample(key, t->identity[i]) == RAP_PRIM_JUDGE;
}

/* Points that were picked out of a design no longer balance each other: each stands alone. */
static rap_summary summarise_points(const rap_boxes *b, const double *x, int64_t n,
                                    rap_workspace *w) {
    const rap_study *s = b->study;
    rap_bounds level = rap_bounds_of(&s->model->outcomes[s->discovery.outcome]);
    const rap_sample sample = {.x = x,
                               .items = n,
                               .runs = 1,
                               .bounds = rap_bounds_sum(level, rap_bounds_times(level, -1))};
    return rap_summarise(&sample, w, false);
}

/* Differences inside and outside, over the points that judge. */
static int compare(const rap_boxes *b, int which, const rap_search *s, const table *t, size_t box,
                   uint64_t key, rap_box_facts *facts) {
    double *in = rap_allocate(t->n + 1, sizeof *in), *out = rap_allocate(t->n + 1, sizeof *out);
    int64_t n_in = 0, n_out = 0;
    rap_workspace w;
    int status = rap_workspace_init(&w, (int64_t)t->n + 1);
    if (!in || !out)
        status = rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < t->n && !status; i++) {
        const double *x = t->x + i * s->design->n_axes;
        if (!judges(t, key, i) || is_earlier(s, box, x))
            continue;
        if (rap_prim_holds(&s->found, &s->found.box[box], x))
            in[n_in++] = b->difference[which][t->row[i]];
        else
            out[n_out++] = b->difference[which][t->row[i]];
    }
    if (!status) {
        facts->inside = summarise_points(b, in, n_in, &w);
        facts->outside = summarise_points(b, out, n_out, &w);
    }
    rap_workspace_free(&w);
    rap_free(in);
    rap_free(out);
    return status;
}

/* Three significant digits, where that stays between the ends. */
static double neat(double x, double low, double high) {
    double unit = x < 0 || x > 0 ? pow(10, floor(log10(fabs(x))) - 2) : 1;
    double y = round(x / unit) * unit;
    return y >= low && y <= high ? y : x;
}

/* Half way between two ends; of numbers that are rounded, one that lies between them. */
static double half_way(double places, double low, double high) {
    double x = (low + high) / 2;
    return places > 0
               ? fmin(fmax(round(places * x), ceil(places * low)), floor(places * high)) / places
               : neat(x, low, high);
}

/* The nearest number below `low` or above `high` that the axis takes. */
static double below(double places, double low) {
    return places > 0 ? (ceil(places * low) - 1) / places : low;
}

static double above(double places, double high) {
    return places > 0 ? (floor(places * high) + 1) / places : high;
}

/* Half way between the box's ends, the axis' own where the box is open; and half way in the larger
 * part of what lies outside. */
static void typical_number(const rap_axis *a, const rap_prim_limit *l, double *in, double *out) {
    double low = fmax(l->low, a->low), high = fmin(l->high, a->high), p = rap_axis_places(a);
    *in = half_way(p, low, high);
    *out = low - a->low > a->high - high ? half_way(p, a->low, below(p, low))
                                         : half_way(p, above(p, high), a->high);
}

/* The first choice that is in it, and the first that is not. */
static void typical_choice(const rap_axis *a, const rap_prim_limit *l, double *in, double *out) {
    for (size_t c = a->dimension->n_choices; c-- > 0;)
        *(l->without[c] ? out : in) = (double)c;
}

static int describe(const rap_search *s, const rap_prim_box *box, rap_box_facts *facts) {
    size_t n = s->design->n_axes;
    facts->typical = rap_allocate(n, sizeof *facts->typical);
    facts->contrary = rap_allocate(n, sizeof *facts->contrary);
    if (!facts->typical || !facts->contrary)
        return rap_fail(RAP_ENOMEM);
    for (size_t d = 0; d < n; d++) {
        const rap_axis *a = &s->design->axes[d];
        facts->typical[d] = facts->contrary[d] = (double)NAN;
        if (!box->limits[d].restricted)
            continue;
        if (a->dimension && a->dimension->n_choices)
            typical_choice(a, &box->limits[d], &facts->typical[d], &facts->contrary[d]);
        else
            typical_number(a, &box->limits[d], &facts->typical[d], &facts->contrary[d]);
    }
    return RAP_OK;
}

static void label(const rap_boxes *b, int which, rap_search *s) {
    const rap_discovery *d = &b->study->discovery;
    for (size_t p = 0; p < s->design->n; p++) {
        double difference = s->sign * d->direction * b->difference[which][p];
        s->label[p] = rap_at_least(difference, d->at_least);
        s->labelled += s->label[p];
    }
}

static int search_with(rap_boxes *b, int which, rap_search *s, table *t) {
    uint64_t key = rap_stream_key((uint64_t)b->study->seed, 0, rap_hash_text(s->name));
    rap_prim_options options = rap_prim_usual;
    options.density = b->study->discovery.density;
    const rap_prim_data data = {t->n, s->design->n_axes, t->x, t->choices, t->y, t->identity, key};
    int status = rap_prim_make(&s->found, &data, &options);
    for (size_t k = 0; k < s->found.n && !status; k++) {
        status = describe(s, &s->found.box[k], &s->facts[k]);
        status = status ? status : compare(b, which, s, t, k, key, &s->facts[k]);
    }
    return status;
}

static int search(rap_boxes *b, size_t kind) {
    rap_search *s = &b->searches[kind];
    table t = {0};
    s->label = rap_allocate(s->design->n, 1);
    if (!s->label)
        return rap_fail(RAP_ENOMEM);
    label(b, kinds[kind].design, s);
    int status = fill_table(&t, b, kinds[kind].design, s);
    status = status ? status : search_with(b, kinds[kind].design, s, &t);
    free_table(&t);
    return status;
}

/* ---- the whole -------------------------------------------------------------------------------- */

int rap_boxes_make(rap_boxes *b, const rap_study *study, const rap_point_plan *plan,
                   const rap_layout *layout, rap_store *store) {
    rap_measure m;
    const rap_design *designs[] = {&plan->contexts, &plan->assumptions};
    *b = (rap_boxes){.study = study, .plan = plan, .items = rap_store_items(store)};
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        b->searches[k] = (rap_search){.name = kinds[k].name,
                                      .title = kinds[k].title,
                                      .design = designs[kinds[k].design],
                                      .sign = kinds[k].sign};
    int status = rap_measure_init(&m, study, layout, store);
    for (int which = 0; which < 2 && !status; which++)
        status = measure_design(b, which, designs[which], &m);
    rap_measure_free(&m);
    for (size_t k = 0; k < RAP_SEARCHES && !status; k++)
        status = search(b, k);
    if (status)
        rap_boxes_free(b);
    return status;
}

void rap_boxes_free(rap_boxes *b) {
    for (size_t k = 0; k < RAP_SEARCHES; k++) {
        rap_search *s = &b->searches[k];
        for (size_t i = 0; i < RAP_PRIM_BOXES; i++) {
            rap_free(s->facts[i].typical);
            rap_free(s->facts[i].contrary);
        }
        rap_prim_free(&s->found);
        rap_free(s->label);
    }
    rap_free(b->difference[0]);
    rap_free(b->difference[1]);
    *b = (rap_boxes){0};
}
