/* boxes_csv.c: boxes in words, boxes.csv, trajectories.csv and points.csv. */
#include "analysis/discovery/boxes.h"
#include "scenario/study/study.h"

#include <math.h>
#include <string.h>

/* ---- words ------------------------------------------------------------------------------------ */

static void choice_words(rap_text *out, const rap_axis *axis, const rap_prim_limit *limit) {
    size_t in = 0, said = 0;
    for (size_t c = 0; c < axis->dimension->n_choices; c++)
        in += !limit->without[c];
    bool few = 2 * in <= axis->dimension->n_choices;
    rap_text_add(out, few ? "" : "not ");
    for (size_t c = 0; c < axis->dimension->n_choices; c++)
        if (limit->without[c] != few)
            rap_text_format(out, "%s%s", said++ ? " or " : "", axis->dimension->choices[c].label);
}

void rap_box_words(rap_text *out, const rap_axis *axis, const rap_prim_limit *limit) {
    if (axis->dimension && axis->dimension->n_choices)
        choice_words(out, axis, limit);
    else if (isinf(limit->low))
        rap_text_format(out, "below %.3g", limit->high);
    else if (isinf(limit->high))
        rap_text_format(out, "above %.3g", limit->low);
    else
        rap_text_format(out, "%.3g to %.3g", limit->low, limit->high);
}

void rap_box_sentence(rap_text *out, const rap_search *s, size_t box) {
    size_t said = 0;
    for (size_t d = 0; d < s->design->n_axes; d++) {
        const rap_prim_limit *l = &s->found.box[box].limits[d];
        const rap_axis *a = &s->design->axes[d];
        if (!l->restricted)
            continue;
        rap_text_format(out, "%s%s ", said++ ? "; " : "", a->dimension ? a->label : a->name);
        rap_box_words(out, a, l);
    }
}

const char *rap_search_why_none(const rap_search *s) {
    if (s->labelled == 0)
        return RAP_MESSAGE("Nothing to search for.");
    if (s->labelled == s->design->n)
        return RAP_MESSAGE("It is so everywhere.");
    return s->found.withheld
               ? RAP_MESSAGE("A box was found, but on points that had no part in it it is not "
                             "denser than the rest; it is not shown.")
               : RAP_MESSAGE("No box is denser than the whole.");
}

bool rap_box_is_dense(const rap_boxes *boxes, const rap_prim_box *box) {
    return box->density >= boxes->study->discovery.density;
}

/* ---- boxes.csv -------------------------------------------------------------------------------- */

typedef struct {
    const char *search;
    size_t box;
    const rap_axis *axis;
    const char *dimension, *unit;
    rap_prim_limit limit;
    rap_prim_box b;
    bool dense;
    rap_summary inside, outside;
} box_line;

static void restriction_words(rap_text *out, const void *whole, const void *row, size_t at) {
    const box_line *line = row;
    rap_text words;
    (void)whole;
    (void)at;
    rap_text_init(&words);
    rap_box_words(&words, line->axis, &line->limit);
    rap_text_csv(out, rap_text_string(&words));
    out->failed |= words.failed;
    rap_text_free(&words);
}

/* A number; open ends are empty. */
static void finite_number(rap_text *out, const void *whole, const void *row, size_t at) {
    double x;
    (void)whole;
    memcpy(&x, (const char *)row + at, sizeof x);
    rap_text_number(out, isfinite(x) ? x : (double)NAN);
}

#define BOX(name, unit, member, meaning)                                                           \
    RAP_CSV_AT(name, unit, finite_number, box_line, member, meaning)
#define DIFFERENCE(name, member, where)                                                            \
    RAP_CSV_INTERVAL(                                                                              \
        name, "the outcome's", box_line, member.mean, member.ci_low, member.ci_high,               \
        "mean difference over the points held back, in no earlier box, that lie " where)

static const rap_csv_column box_columns[] = {
    RAP_CSV_WORD("search", box_line, search,
                 "contexts_better, contexts_worse: circumstances; assumptions_better, "
                 "assumptions_worse: uncertain numbers, where the arm is better or worse"),
    RAP_CSV_AT("box", "number", rap_csv_size, box_line, box,
               "which box of the search, from 1; later ones are of points in no earlier box"),
    RAP_CSV_WORD("dimension", box_line, dimension, "what the box restricts"),
    RAP_CSV("restriction", "", restriction_words, "to what, in words"),
    RAP_CSV_WORD("unit", box_line, unit, "of low and high; empty for choices"),
    BOX("low", RAP_CSV_OF_OUTCOME, limit.low, "lower limit; empty where the box is open"),
    BOX("high", RAP_CSV_OF_OUTCOME, limit.high, "upper limit; empty where the box is open"),
    BOX("quasi_p", RAP_CSV_SHARE, limit.quasi_p,
        "probability of as many labelled points or more in the box if this restriction brought "
        "nothing (binomial); designed points are not drawn at random, hence quasi"),
    RAP_CSV_AT("points", "number", rap_csv_size, box_line, b.judged.n,
               "points held back from the search that lie in the box"),
    RAP_CSV_AT("labelled", "number", rap_csv_size, box_line, b.judged.positive,
               "of these, those where the arm is better (or worse, as the search asks) by at least "
               "the smallest difference that matters"),
    RAP_CSV_INTERVAL("density", RAP_CSV_SHARE, box_line, b.density, b.low, b.high,
                     "labelled over points"),
    RAP_CSV_AT("dense_enough", RAP_CSV_TRUTH, rap_csv_truth, box_line, dense,
               "density is at least that which was asked for"),
    BOX("coverage", RAP_CSV_SHARE, b.coverage,
        "share of all labelled points held back that lie in the box"),
    BOX("support", RAP_CSV_SHARE, b.support, "share of all points held back that lie in the box"),
    DIFFERENCE("inside", inside, "in the box"),
    DIFFERENCE("outside", outside, "outside it"),
};

const rap_csv_table rap_csv_boxes =
    RAP_CSV_TABLE("boxes.csv", "a restriction of a box", box_columns);

static void write_box(rap_text *out, const rap_boxes *boxes, const rap_search *s, size_t k) {
    for (size_t d = 0; d < s->design->n_axes; d++) {
        const rap_axis *axis = &s->design->axes[d];
        const box_line line = {.search = s->name,
                               .box = k + 1,
                               .axis = axis,
                               .dimension = axis->name,
                               .unit = axis->unit,
                               .limit = s->found.box[k].limits[d],
                               .b = s->found.box[k],
                               .dense = rap_box_is_dense(boxes, &s->found.box[k]),
                               .inside = s->facts[k].inside,
                               .outside = s->facts[k].outside};
        if (line.limit.restricted)
            rap_csv_row(out, &rap_csv_boxes, NULL, &line);
    }
}

void rap_boxes_csv(const rap_boxes *boxes, rap_text *out) {
    rap_csv_header(out, &rap_csv_boxes, boxes);
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        for (size_t b = 0; b < boxes->searches[k].found.n; b++)
            write_box(out, boxes, &boxes->searches[k], b);
}

/* ---- trajectories.csv ------------------------------------------------------------------------- */

/* A sample's points in the box, as a step leaves it. */
typedef struct {
    size_t n;
    double density, coverage, support;
} sample_shares;

typedef struct {
    const char *search;
    size_t box, step;
    const char *dimension, *side;
    double at;
    sample_shares find, choose;
    bool chosen;
} step_line;

#define SHARES(prefix, member, what)                                                               \
    RAP_CSV_AT(prefix "points", "number", rap_csv_size, step_line, member.n,                       \
               "of the points " what ", how many are in the box so far"),                          \
        RAP_CSV_REAL(prefix "density", RAP_CSV_SHARE, step_line, member.density,                   \
                     "share of these that are labelled"),                                          \
        RAP_CSV_REAL(prefix "coverage", RAP_CSV_SHARE, step_line, member.coverage,                 \
                     "share of all labelled points " what " that are in it"),                      \
        RAP_CSV_REAL(prefix "support", RAP_CSV_SHARE, step_line, member.support,                   \
                     "share of all points " what " that are in it")

static const rap_csv_column step_columns[] = {
    RAP_CSV_WORD("search", step_line, search, "as in boxes.csv"),
    RAP_CSV_AT("box", "number", rap_csv_size, step_line, box, "as in boxes.csv"),
    RAP_CSV_AT("step", "number", rap_csv_size, step_line, step,
               "of the peeling; 0: nothing taken away yet"),
    RAP_CSV_WORD("dimension", step_line, dimension, "of which the step took a slice away"),
    RAP_CSV_WORD("side", step_line, side,
                 "lower, upper: at that end of a number; choice: one of several choices"),
    RAP_CSV_REAL("at", "the dimension's", step_line, at,
                 "the new limit, or the position (from 0) of the choice that went"),
    SHARES("find_", find, "that boxes are peeled on"),
    SHARES("choose_", choose, "that the step is chosen on"),
    RAP_CSV_AT("chosen", RAP_CSV_TRUTH, rap_csv_truth, step_line, chosen,
               "the box as it was after this step was chosen, before ends were moved out again"),
};

const rap_csv_table rap_csv_trajectories =
    RAP_CSV_TABLE("trajectories.csv", "a step of the peeling of a box", step_columns);

static double share_of_count(size_t k, size_t n) {
    return n ? (double)k / (double)n : (double)NAN;
}

static sample_shares shares_of(rap_prim_count c, rap_prim_count all) {
    return (sample_shares){c.n, share_of_count(c.positive, c.n),
                           share_of_count(c.positive, all.positive), share_of_count(c.n, all.n)};
}

static void write_step(rap_text *out, const rap_search *s, size_t b, size_t k) {
    static const char *const sides[] = {"lower", "choice", "upper"};
    const rap_prim_box *box = &s->found.box[b];
    const rap_prim_step *step = &box->steps[k];
    const step_line line = {.search = s->name,
                            .box = b + 1,
                            .step = k,
                            .dimension = k ? s->design->axes[step->dimension].name : NULL,
                            .side = k ? sides[step->side + 1] : NULL,
                            .at = k && isfinite(step->at) ? step->at : (double)NAN,
                            .find = shares_of(step->find, s->found.find),
                            .choose = shares_of(step->choose, s->found.choose),
                            .chosen = k == box->chosen};
    rap_csv_row(out, &rap_csv_trajectories, NULL, &line);
}

void rap_boxes_trajectories_csv(const rap_boxes *boxes, rap_text *out) {
    rap_csv_header(out, &rap_csv_trajectories, boxes);
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        for (size_t b = 0; b < boxes->searches[k].found.n; b++)
            for (size_t i = 0; i < boxes->searches[k].found.box[b].n_steps; i++)
                write_step(out, &boxes->searches[k], b, i);
}

/* ---- points.csv ------------------------------------------------------------------------------- */

typedef struct {
    const char *design;
    size_t point;
    const char *dimension;
    double value, difference;
} point_line;

static const rap_csv_column point_columns[] = {
    RAP_CSV_WORD("design", point_line, design,
                 "contexts: points differ in circumstances; assumptions: in uncertain numbers"),
    RAP_CSV_AT("point", "number", rap_csv_size, point_line, point, "of the design, from 1"),
    RAP_CSV_WORD("dimension", point_line, dimension, "what the points differ in"),
    RAP_CSV_AT("value", "the dimension's", finite_number, point_line, value,
               "where the point stands, or the position (from 0) of a choice"),
    RAP_CSV_AT("difference", "the outcome's", finite_number, point_line, difference,
               "mean difference of the two arms at that point; empty where a side is missing"),
};

const rap_csv_table rap_csv_points =
    RAP_CSV_TABLE("points.csv", "a dimension of a point of a design", point_columns);

static void write_design(rap_text *out, const rap_design *d, const char *name, const double *x) {
    for (size_t p = 0; p < d->n; p++)
        for (size_t k = 0; k < d->n_axes; k++) {
            const point_line line = {name, p + 1, d->axes[k].name, d->x[p * d->n_axes + k], x[p]};
            rap_csv_row(out, &rap_csv_points, NULL, &line);
        }
}

void rap_boxes_points_csv(const rap_boxes *boxes, rap_text *out) {
    rap_csv_header(out, &rap_csv_points, boxes);
    write_design(out, &boxes->plan->contexts, "contexts", boxes->difference[0]);
    write_design(out, &boxes->plan->assumptions, "assumptions", boxes->difference[1]);
}
