/* boxes.h: the circumstances, and the assumptions, under which one arm is better or worse.
 *
 * Of each point of a design (points.h) the difference plus less minus is a mean over its runs; it is
 * labelled better where the difference, counted in the claimed direction, is at least the smallest one
 * that matters, and worse where it lies below minus that. Boxes come from prim.h, once for each label.
 * A label of a point whose runs leave the sign open is noisy, which thins boxes out but does not make
 * them up: what is said of a box comes from points that did not decide it. */
#ifndef RAP_BOXES_H
#define RAP_BOXES_H

#include "analysis/discovery/points.h"
#include "analysis/method/prim.h"
#include "analysis/tables/tables.h"

enum { RAP_SEARCHES = 4 };

/* The mechanism without which most of the difference is lost, in circumstances that stand for the box.
 * Whoever runs them again fills it in (candidates.h). */
typedef struct {
    bool known;          /* false: not looked at, or one run, which cannot tell */
    int mechanism, most; /* the one that carries the difference, -1: none stands out; the first */
    rap_summary effect, lost; /* with all mechanisms; of it, without `most` */
} rap_carrier;

/* What a box is like. */
typedef struct {
    rap_summary inside, outside; /* difference over the points of `judge` (in no earlier box) */
    double *typical, *contrary;  /* by axis: a number or choice that stands for the box, and one for
                                    what is outside; NaN unless restricted */
    rap_carrier carrier;
} rap_box_facts;

typedef struct {
    const char *name, *title; /* "contexts_better", "Circumstances in which ... is better" */
    const rap_design *design;
    int sign;             /* of the difference in the claimed direction: +1 better, -1 worse */
    unsigned char *label; /* by point */
    size_t labelled;
    rap_prim found;
    rap_box_facts facts[RAP_PRIM_BOXES];
} rap_search;

struct rap_boxes {
    const rap_study *study;
    const rap_point_plan *plan;
    int64_t items;
    double *difference[2]; /* contexts, assumptions: by point; NaN where a side is missing */
    size_t missing[2];     /* such points: they take no part */
    rap_search searches[RAP_SEARCHES]; /* contexts better, worse; assumptions better, worse */
};

int rap_boxes_make(rap_boxes *boxes, const rap_study *study, const rap_point_plan *plan,
                   const rap_layout *layout, rap_store *store);
void rap_boxes_free(rap_boxes *boxes);

/* The limits of an axis in words for files, which are in English (for people: plots/words/box_words.h): "below 0.35", "0.2 to 0.6", "not early". Appended. */
void rap_box_words(rap_text *out, const rap_axis *axis, const rap_prim_limit *limit);

/* All of a box: "trust_at_start below 0.35 and crisis not early". Appended. */
void rap_box_sentence(rap_text *out, const rap_search *search, size_t box);

/* Why a search found no box, in a sentence. */
const char *rap_search_why_none(const rap_search *search);

/* Whether the density asked for is reached, on points that did not shape the box. */
bool rap_box_is_dense(const rap_boxes *boxes, const rap_prim_box *box);

/* boxes.csv: one row for each restriction of a box; trajectories.csv: one row for each step of the
 * peeling; points.csv: one row for each point and axis of both designs. */
extern const rap_csv_table rap_csv_boxes, rap_csv_trajectories, rap_csv_points;
void rap_boxes_csv(const rap_boxes *boxes, rap_text *out);
void rap_boxes_trajectories_csv(const rap_boxes *boxes, rap_text *out);
void rap_boxes_points_csv(const rap_boxes *boxes, rap_text *out);

#endif
