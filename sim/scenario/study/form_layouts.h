/* form_layouts.h: how funders' forms set out a budget: their headings, and which kinds of costs stand under each.
 *
 * Headings decide where a cost is listed. Rates, caps and steps are the form's own rules, which a starter study
 * is written with; what a study states is what counts. */
#ifndef RAP_FORM_LAYOUTS_H
#define RAP_FORM_LAYOUTS_H

#include <stddef.h>

typedef struct {
    const char *label; /* in the form's words; NULL ends a list */
    const char *kinds; /* of costs, blanks between; "": only those that a study puts there */
} rap_form_heading;

typedef struct {
    const char *name;      /* "nihr" */
    const char *label;     /* "NIHR, United Kingdom" */
    const char *currency;  /* in which a starter study is written */
    double rate;           /* of indirect costs, on `base`; 0: the form has none */
    const char *base;      /* "direct", "salaries", "mtdc" */
    double subaward_first; /* of each subaward so much is in the base, where that is "mtdc" */
    double paid;           /* share of costs that the funder pays an institution */
    double paid_partners;  /* the same of what goes to partners */
    double cap;            /* most of a full-time salary that the funder pays, a year; 0: none */
    double step,
        most; /* direct costs asked for are multiples of `step`, to `most` a year; 0: any */
    const char *grade;                /* "read" off the form, or "assumed" */
    const char *source;               /* of headings and rules, with its year */
    const rap_form_heading *headings; /* in the form's order */
} rap_form_layout;

/* Where a kind of costs stands that no heading of the layout holds: behind them. */
#define RAP_FORM_OTHER "Other"

extern const rap_form_layout rap_form_layouts[]; /* "plain" first; ends with a NULL name */

/* The layout of that name, or NULL. */
const rap_form_layout *rap_form_layout_find(const char *name);

/* Position of the heading that holds a kind of costs, RAP_FORM_OTHER where none does; and of the one that bears a
 * label, the number of headings where none does. */
size_t rap_form_heading_of_kind(const rap_form_layout *layout, const char *kind);
size_t rap_form_heading_named(const rap_form_layout *layout, const char *label);

/* That heading in words: RAP_FORM_OTHER behind the last one. */
const char *rap_form_heading_label(const rap_form_layout *layout, size_t heading);

#endif
