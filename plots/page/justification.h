/* justification.h: the words of a budget for an application: for each line a paragraph and a row of a
 * table, as Markdown and as a page.
 *
 * A change is called one only where its whole 95 % interval is at least the smallest difference that
 * matters. Values of lines are never added. */
#ifndef RAP_JUSTIFICATION_H
#define RAP_JUSTIFICATION_H

#include "analysis/budget/best_split.h"
#include "analysis/tables/tables.h"

typedef struct {
    const rap_tables *tables;    /* with lines and worth */
    const rap_best_split *split; /* NULL: none was asked for */
    bool is_short;               /* one sentence a line, no arms, no split */
} rap_justification;

/* Append the whole file. */
void rap_justification_markdown(const rap_justification *j, rap_text *out);
void rap_justification_html(const rap_justification *j, rap_text *out);

#endif
