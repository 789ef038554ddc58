/* form_layouts.h: how funders' forms set out a budget: their headings, and which kinds of costs stand under each.
 *
 * One row of form_layouts.def for each heading. Rates are the form's own rule, used where a starter study is
 * written; what a study states is what counts. */
#ifndef RAP_FORM_LAYOUTS_H
#define RAP_FORM_LAYOUTS_H

#include <stddef.h>

typedef struct {
    const char *label; /* in the form's words */
    const char *kinds; /* of costs, blanks between; "": only those that the study puts there */
} rap_form_heading;

typedef struct {
    const char *name;  /* "nihr" */
    const char *label; /* "NIHR, research programmes" */
    const char *currency;
    double rate;        /* of indirect costs, on `base`; 0: the form asks for none */
    const char *base;   /* "direct", "salaries", "mtdc" */
    double paid;        /* share of costs that the funder pays an institution */
    double cap;         /* most of a salary that the funder pays, a year; 0: none */
    double lump;        /* step of an amount asked for, a year: direct costs in lumps; 0: none */
    const char *dates;  /* "YYYY-MM-DD", "DD/MM/YYYY", "MM/DD/YYYY" */
    const char *grade;  /* "documented": read off the form or its guide; "assumed" */
    const char *source; /* where, and of which year */
    const rap_form_heading *headings; /* in the form's order; the last one is RAP_FORM_OTHER */
    size_t n_headings;
} rap_form_layout;

/* Heading of what no other heading of the layout holds. */
#define RAP_FORM_OTHER "Other"

extern const rap_form_layout rap_form_layouts[];
extern const size_t rap_n_form_layouts;
extern const char *const rap_form_layout_names[]; /* ends with NULL */

/* The layout of that name, or NULL; "plain" is the one where a study names none. */
const rap_form_layout *rap_form_layout_find(const char *name);

/* Position of the heading under which a kind of costs stands; that of RAP_FORM_OTHER where it has none. */
size_t rap_form_heading_of(const rap_form_layout *layout, const char *kind);

#endif
