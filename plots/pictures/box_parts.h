/* box_parts.h: what pictures and pages of boxes share (private to plots/): which boxes there are, and
 * their words and numbers. */
#ifndef RAP_BOX_PARTS_H
#define RAP_BOX_PARTS_H

#include "analysis/discovery/boxes.h"
#include "plots/pictures/script.h"

/* All boxes, search by search: how many, and the n-th of them. */
size_t rap_box_count(const rap_tables *t);
const rap_search *rap_box_nth(const rap_tables *t, size_t n, size_t *box);

/* "Circumstances in which 'Sustained' does better than 'Project by project'". */
void rap_box_aim(rap_text *out, const rap_tables *t, const rap_search *s);

/* The same with the number of the box, where there are several. */
void rap_box_title(rap_text *out, const rap_tables *t, const rap_search *s, size_t box);

/* "Trust, after 120 months (10 years); better: higher by more than 0.03". */
void rap_box_measure(rap_text *out, const rap_tables *t, const rap_search *s);

/* "60 % of the points in it (3 of 5; 95 % interval 23 to 88 %), ...": density, coverage, support. */
void rap_box_numbers(rap_text *out, const rap_language *l, const rap_search *s, size_t box);

/* Mean with its interval, in the outcome's unit. */
void rap_box_summary(rap_text *out, const rap_tables *t, const rap_summary *s);

/* "Requests from others (1/year)"; an uncertain number goes by its path. */
void rap_box_axis(rap_text *out, const rap_axis *axis);

/* How many choices an axis has; 0: it is a number. */
size_t rap_box_choices(const rap_axis *axis);

#endif
