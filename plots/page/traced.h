/* traced.h: numbers that say which cell of which file they are from (private to plots/).
 *
 * An element that holds numbers bears data-cells: the cells in the order in which its numbers stand, apart by "; ". A cell is
 * FILE ROW COLUMN, its row being ARM OUTCOME GROUP WINDOW in outcomes.csv and BASELINE ARM OUTCOME GROUP WINDOW in
 * contrasts.csv, with "/" between. A test reads the page with them and finds each number in its file. */
#ifndef RAP_TRACED_H
#define RAP_TRACED_H

#include "plots/page/page.h"

/* Says of the number that is put into the words next where it is from. Nothing for no row. */
void trace_level(rap_page *p, const rap_outcome_row *row, const char *column);
void trace_difference(rap_page *p, const rap_contrast_row *row, const char *column);

/* <tag attributes>words</tag> from the gathered words, with the gathered cells; `attributes` with a blank in front, or "". */
void say_traced(rap_page *p, const char *tag, const char *attributes);

#endif
