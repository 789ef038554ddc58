/* toy_boxes.h: a discovery in the toy, whose boxes are known, with its runs.
 *
 * Arm b has effect 1 and arm a none, so that at month 1 the difference of `value` is `slope` without
 * noise. The dimension "both" has a choice that gives both arms the effect: no difference is left.
 * Better by more than 1 is therefore: slope above 1, and not that choice; worse: slope below -1. */
#ifndef TOY_BOXES_H
#define TOY_BOXES_H

#include "toy_model.h"
#include "analysis/discovery/boxes.h"

typedef struct {
    rap_study study;
    rap_point_plan plan;
    rap_layout layout;
    rap_store *store;
    rap_boxes boxes;
} toy_boxes;

/* Contexts of the kind described above: "slope", "both" (with the choice "one" too), "idle". */
extern const char toy_box_contexts[];

/* Reads, plans and runs a discovery with `more` keys ("points = 300; assumptions = 0;") and these
 * contexts, and finds its boxes; the test fails where anything does. */
void toy_boxes_make(toy_boxes *b, const char *more, const char *contexts);
/* The same of another outcome, at another of the windows "1" and "end". */
void toy_boxes_of(toy_boxes *b, const char *outcome, const char *window, const char *more,
                  const char *contexts);
void toy_boxes_free(toy_boxes *b);

#endif
