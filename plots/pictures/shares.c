/* shares.c: rows, and what grades look like. */
#include "plots/pictures/shares.h"
#include "plots/words/sensitivity_words.h"

#include <string.h>

enum {
    LABEL_LETTERS = 42,
    BESIDE_LETTERS = 34,
    CLASSES = RAP_CLASS_OTHER,
    BETWEEN = 10,
    MARK = 26
};

/* Colours of Okabe and Ito (2008) that differ in lightness as well; shapes that gnuplot has open (even) and filled
 * (the odd number above). */
static const struct {
    const char *name, *color;
    int point;
} classes[CLASSES] = {{"measured", "#0072B2", 6},   {"inferred", "#56B4E9", 8},
                      {"elicited", "#009E73", 12},  {"assumed, without a source", "#E69F00", 4},
                      {"chosen", "#CC79A7", 10},    {"several that go together", "#777777", 14},
                      {"all others", "#BBBBBB", 14}};

int rap_share_class(const rap_factor *f) {
    for (int k = 0; f->input && f->input->grade && k < RAP_CLASS_TOGETHER - 1; k++)
        if (!strncmp(classes[k].name, f->input->grade, strlen(f->input->grade)))
            return k + 1;
    return f->input                         ? RAP_CLASS_ASSUMED
           : f->kind == RAP_FACTOR_TOGETHER ? RAP_CLASS_TOGETHER
                                            : RAP_CLASS_OTHER;
}

void rap_share_classes(rap_text *head, const bool *seen) {
    rap_text_format(head,
                    "grades = %d\narray grade_name[grades]\narray grade_color[grades]\n"
                    "array grade_point[grades]\narray grade_shown[grades]\n",
                    CLASSES);
    for (int k = 0; k < CLASSES; k++)
        rap_text_format(head,
                        "grade_name[%d] = '%s'; grade_color[%d] = '%s'; grade_point[%d] = %d; "
                        "grade_shown[%d] = %d\n",
                        k + 1, classes[k].name, k + 1, classes[k].color, k + 1, classes[k].point,
                        k + 1, seen[k + 1]);
}

int rap_share_legend(const rap_plot *plot, const bool *seen) {
    int n = 0;
    for (int k = 1; k <= CLASSES; k++)
        n += seen[k];
    return plot->narrow && n > 1 ? (n - 1) * RAP_PLOT_LINE : 0;
}

size_t rap_share_rows(const rap_tables *t, const rap_decided **rows, size_t most) {
    size_t n = 0, found = rap_deciding_key_rows(t, rows, most);
    for (size_t k = 0; k < found; k++)
        if (!rap_deciding_nothing(rows[k]))
            rows[n++] = rows[k];
    return n;
}

void rap_share_begin(rap_text *head, size_t n) {
    rap_text_format(head,
                    "rows = %zu\narray row_label[rows]\narray row_beside[rows]\narray row_y[rows]\n"
                    "array row_beside_y[rows]\narray row_mark[rows]\n",
                    n);
}

int rap_share_row(rap_text *head, const rap_plot *plot, size_t k, int y, const char *label,
                  const char *beside, int *middle) {
    bool narrow = plot->narrow;
    int lines = rap_plot_entry(head, "row_label", k, label,
                               narrow ? RAP_PLOT_NARROW_LETTERS : LABEL_LETTERS);
    int right = rap_plot_entry(head, "row_beside", k, beside,
                               narrow ? RAP_PLOT_NARROW_LETTERS : BESIDE_LETTERS);
    int words = narrow ? lines + right : lines > right ? lines : right;
    int below = y + words * RAP_PLOT_LINE + (narrow ? MARK : 0);
    *middle = narrow ? below - MARK / 2 : y + words * RAP_PLOT_LINE / 2;
    rap_text_format(head, "row_y[%zu] = %d; row_beside_y[%zu] = %d; row_mark[%zu] = %d\n", k, y, k,
                    narrow ? y + lines * RAP_PLOT_LINE : y, k, *middle);
    return below + BETWEEN;
}

void rap_share_data(rap_text *data, const double *x, size_t n) {
    for (size_t k = 0; k < n; k++) {
        rap_plot_number(data, x[k]);
        rap_text_add(data, k + 1 < n ? " " : "\n");
    }
}
