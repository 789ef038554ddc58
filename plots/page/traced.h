/* traced.h: numbers that say which cell of which file they are from (private to plots/).
 *
 * An element that holds numbers bears data-cells: the cells in the order in which its numbers stand, apart by "; ". A cell is
 * FILE ROW COLUMN, its row being ARM OUTCOME GROUP WINDOW in outcomes.csv and BASELINE ARM OUTCOME GROUP WINDOW in
 * contrasts.csv, with "/" between. Of an outcome's smallest difference that matters it is "names.csv outcome/NAME matters". A
 * number that is left of 1 has the columns that were taken away: "1-p_mean-p_worse". Marks of the drawing stand where
 * marks.csv has them. tests/first_screen reads the page with them, finds each number in its file, and refuses one without
 * a cell. */
#ifndef RAP_TRACED_H
#define RAP_TRACED_H

#include "analysis/certainty/certainty.h"
#include "analysis/sensitivity/deciding.h"
#include "plots/page/page.h"

/* Says of the number that is put into the words next where it is from. Nothing for no row. */
void trace_level(rap_page *p, const rap_outcome_row *row, const char *column);
void trace_difference(rap_page *p, const rap_contrast_row *row, const char *column);
void trace_decider(rap_page *p, size_t contrast, const rap_headline *h, const rap_input *input,
                   const char *column);
void trace_factor(rap_page *p, const rap_decided *row, size_t factor, const char *column);
void trace_delta(rap_page *p, size_t outcome);

/* Of what a rule found of how certain a difference at a headline is. */
void trace_rule(rap_page *p, size_t contrast, size_t headline, rap_rule rule, const char *column);

/* <tag attributes>words</tag> from the gathered words, with the gathered cells; `attributes` with a blank in front, or "". */
void say_traced(rap_page *p, const char *tag, const char *attributes);

#endif
