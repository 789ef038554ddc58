/* justification.h: the words of a budget for an application: for each line a paragraph and rows of
 * tables, as Markdown and as a page; or all of it on one page with a picture.
 *
 * A change is called one only where its whole 95 % interval is at least the smallest difference that
 * matters. Values of lines are never added. */
#ifndef RAP_JUSTIFICATION_H
#define RAP_JUSTIFICATION_H

#include "analysis/budget/best_split.h"
#include "analysis/budget/cuts.h"
#include "analysis/tables/tables.h"

typedef enum {
    RAP_JUSTIFY_LONG,  /* a paragraph a line, arms, surveys, cuts of the award, the best split */
    RAP_JUSTIFY_SHORT, /* a few sentences a line: purpose, money, its clearest effect */
    RAP_JUSTIFY_PAGE   /* one printed page with one picture */
} rap_justify_length;

typedef struct {
    const rap_tables *tables;    /* with lines and worth */
    const rap_best_split *split; /* NULL: none was asked for */
    const rap_cuts *cuts;        /* NULL, or of 0 per cent: not asked for */
    rap_justify_length length;
} rap_justification;

/* Append the whole file. */
void rap_justification_markdown(const rap_justification *j, rap_text *out);
void rap_justification_html(const rap_justification *j, rap_text *out);

#endif
