/* boxes_csv.c: boxes in words, and as files (RFC 4180, LF, one header row, missing cells empty). */
#include "analysis/discovery/boxes.h"
#include "base/csv.h"
#include "scenario/study/study.h"

#include <math.h>

/* Open ends are empty. */
static void number(rap_text *out, double x) {
    rap_csv_number(out, isfinite(x) ? x : (double)NAN);
}

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

/* ---- boxes.csv -------------------------------------------------------------------------------- */

static void restriction(rap_text *out, const rap_search *s, size_t k, size_t d) {
    const rap_prim_box *b = &s->found.box[k];
    const rap_box_facts *f = &s->facts[k];
    rap_text words;
    rap_text_init(&words);
    rap_box_words(&words, &s->design->axes[d], &b->limits[d]);
    rap_text_csv(out, s->name);
    rap_csv_whole(out, k + 1);
    rap_csv_word(out, s->design->axes[d].name);
    rap_csv_word(out, rap_text_string(&words));
    rap_csv_word(out, s->design->axes[d].unit);
    number(out, b->limits[d].low);
    number(out, b->limits[d].high);
    number(out, b->limits[d].quasi_p);
    rap_csv_whole(out, b->judged.n);
    rap_csv_whole(out, b->judged.positive);
    number(out, b->density);
    number(out, b->low);
    number(out, b->high);
    number(out, b->coverage);
    number(out, b->support);
    number(out, f->inside.mean);
    number(out, f->inside.ci_low);
    number(out, f->inside.ci_high);
    number(out, f->outside.mean);
    number(out, f->outside.ci_low);
    number(out, f->outside.ci_high);
    rap_text_add(out, "\n");
    out->failed |= words.failed;
    rap_text_free(&words);
}

void rap_boxes_csv(const rap_boxes *boxes, rap_text *out) {
    rap_text_add(out,
                 "search,box,dimension,restriction,unit,low,high,quasi_p,points,labelled,density,"
                 "density_low,density_high,coverage,support,inside,inside_low,inside_high,"
                 "outside,outside_low,outside_high\n");
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        for (size_t b = 0; b < boxes->searches[k].found.n; b++)
            for (size_t d = 0; d < boxes->searches[k].design->n_axes; d++)
                if (boxes->searches[k].found.box[b].limits[d].restricted)
                    restriction(out, &boxes->searches[k], b, d);
}

/* ---- trajectories.csv and points.csv ---------------------------------------------------------- */

static double share(size_t k, size_t n) {
    return n ? (double)k / (double)n : (double)NAN;
}

static void sample_cells(rap_text *out, rap_prim_count c, rap_prim_count all) {
    rap_csv_whole(out, c.n);
    number(out, share(c.positive, c.n));
    number(out, share(c.positive, all.positive));
    number(out, share(c.n, all.n));
}

static void step_row(rap_text *out, const rap_search *s, size_t b, size_t k) {
    static const char *const sides[] = {"lower", "choice", "upper"};
    const rap_prim_box *box = &s->found.box[b];
    const rap_prim_step *step = &box->steps[k];
    rap_text_csv(out, s->name);
    rap_csv_whole(out, b + 1);
    rap_csv_whole(out, k);
    rap_csv_word(out, k ? s->design->axes[step->dimension].name : "");
    rap_csv_word(out, k ? sides[step->side + 1] : "");
    number(out, k ? step->at : (double)NAN);
    sample_cells(out, step->find, s->found.find);
    sample_cells(out, step->choose, s->found.choose);
    rap_text_add(out, k == box->chosen ? ",true\n" : ",false\n");
}

void rap_boxes_trajectories_csv(const rap_boxes *boxes, rap_text *out) {
    rap_text_add(out, "search,box,step,dimension,side,at,find_points,find_density,find_coverage,"
                      "find_support,choose_points,choose_density,choose_coverage,choose_support,"
                      "chosen\n");
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        for (size_t b = 0; b < boxes->searches[k].found.n; b++)
            for (size_t i = 0; i < boxes->searches[k].found.box[b].n_steps; i++)
                step_row(out, &boxes->searches[k], b, i);
}

static void design_rows(rap_text *out, const rap_design *d, const char *name, const double *x) {
    for (size_t p = 0; p < d->n; p++)
        for (size_t k = 0; k < d->n_axes; k++) {
            rap_text_add(out, name);
            rap_csv_whole(out, p + 1);
            rap_csv_word(out, d->axes[k].name);
            number(out, d->x[p * d->n_axes + k]);
            number(out, x[p]);
            rap_text_add(out, "\n");
        }
}

void rap_boxes_points_csv(const rap_boxes *boxes, rap_text *out) {
    rap_text_add(out, "design,point,dimension,value,difference\n");
    design_rows(out, &boxes->plan->contexts, "contexts", boxes->difference[0]);
    design_rows(out, &boxes->plan->assumptions, "assumptions", boxes->difference[1]);
}
