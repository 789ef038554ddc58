/* shares.h: what the pictures of a sensitivity analysis have in common (private to plots/): rows with a label to the
 * left and words to the right, and a colour and a shape for each grade of evidence. */
#ifndef RAP_SHARES_H
#define RAP_SHARES_H

#include "analysis/sensitivity/deciding.h"
#include "plots/pictures/script.h"

/* How a row is drawn: the grade of an input, or what is no input. Arrays class_color and class_point of the scripts. */
enum {
    RAP_CLASS_MEASURED = 1,
    RAP_CLASS_INFERRED,
    RAP_CLASS_ELICITED,
    RAP_CLASS_ASSUMED,
    RAP_CLASS_CHOSEN,
    RAP_CLASS_TOGETHER, /* inputs that go together */
    RAP_CLASS_OTHER     /* all others; luck */
};
int rap_share_class(const rap_factor *f);

/* The arrays grade_name, grade_color, grade_point, and grade_shown: 1 where `seen` is set, by class from 1 on. */
void rap_share_classes(rap_text *head, const bool *seen);

/* Height of their legend above the first line: in a narrow picture a line each. */
int rap_share_legend(const rap_plot *plot, const bool *seen);

/* The key rows of which something can be said, at most `most`; returns how many. */
size_t rap_share_rows(const rap_tables *t, const rap_decided **rows, size_t most);
enum { RAP_SHARE_ROWS = 3 };

/* Row k (from 1 on) begins at pixel y: its label to the left, words to the right; in a narrow picture both above its marks.
 * `middle` becomes the pixel of its marks. Returns the pixel at which the next one begins. The arrays are opened for n rows
 * before. */
void rap_share_begin(rap_text *head, size_t n);
int rap_share_row(rap_text *head, const rap_plot *plot, size_t k, int y, const char *label,
                  const char *beside, int *middle);

/* Numbers of a line of data, NaN where missing, with a newline. */
void rap_share_data(rap_text *data, const double *x, size_t n);

#endif
