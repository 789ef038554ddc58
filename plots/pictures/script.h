/* script.h: what the kinds of pictures write alike (private to plots/).
 *
 * A script is: a head of plain assignments that C writes (sizes in pixels, labels, ranges), then
 * common.gp, then the body of the kind. Labels appear in it through rap_plot_quote and
 * rap_plot_wrap alone: single-quoted strings that hold no apostrophe at all (U+2019 stands for it;
 * gnuplot 5.4 does not read a doubled one reliably), in which gnuplot knows no escapes, no back
 * quotes and no macros. All text is drawn `noenhanced`. */
#ifndef RAP_SCRIPT_H
#define RAP_SCRIPT_H

#include "plots/pictures/picture.h"
#include "plots/words/words.h"

enum {
    RAP_PLOT_WIDTH = 960,  /* pixels */
    RAP_PLOT_NARROW = 360, /* of the version for a phone, which is shown as it is */
    RAP_PLOT_LINE = 18     /* height of a line of text, large or small: that of gnuplot's SVG */
};

/* Width of a picture; letters of a line of small text that fit the narrow one. */
int rap_plot_width(const rap_plot *plot);
enum { RAP_PLOT_NARROW_LETTERS = 46 };

/* 'text' as a gnuplot string; control characters become blanks, apostrophes U+2019. */
void rap_plot_quote(rap_text *out, const char *text);

/* The same in lines of at most `letters` letters, joined by "\n"; what would take more than six
 * lines ends in an ellipsis. Returns the number of lines (>= 1). */
int rap_plot_wrap(rap_text *out, const char *text, int letters);

/* One line of at most `letters` letters; a longer text ends in an ellipsis. */
void rap_plot_cut(rap_text *out, const char *text, int letters);

/* Number of lines that rap_plot_wrap would make. */
int rap_plot_lines(const char *text, int letters);

/* "NaN" where missing, else nine digits: enough for a picture. */
void rap_plot_number(rap_text *out, double x);

/* Colour (Okabe-Ito) and dash type of an arm: the baseline is grey and solid; the others have six colours and five dashes in
 * turn, so that neighbours differ in grey and no two of thirty are alike. */
const char *rap_plot_color(const rap_tables *t, size_t arm);
int rap_plot_dash(const rap_tables *t, size_t arm);

/* Arrays arm_label, arm_color, arm_dash; labels wrapped to `letters`. Returns the most lines. */
int rap_plot_arms(rap_text *head, const rap_tables *t, int letters);

/* rap_plot_arms for a legend below a narrow picture, of which the first line begins at pixel `top`; legend_y[k] is the
 * middle of the first line of a label. Returns the pixel below. */
int rap_plot_legend(rap_text *head, const rap_tables *t, int top);

/* name = 'text', wrapped. Returns the number of lines. */
int rap_plot_assign(rap_text *head, const char *name, const char *text, int letters);

/* The same of a paragraph, which is never cut off. */
int rap_plot_paragraph(rap_text *head, const char *name, const char *text, int letters);

/* NAME[k] = 'text', wrapped. Returns the number of lines. */
int rap_plot_entry(rap_text *head, const char *name, size_t k, const char *text, int letters);

/* Takes x into [*low, *high]; what is not finite changes nothing. */
void rap_plot_widen(double x, double *low, double *high);

/* Widens [*low, *high] to multiples of a round step (1, 2 or 5 times a power of ten) of which about
 * `intervals` fit; takes 0 in when it is near. Returns the step. */
double rap_plot_axis(double *low, double *high, int intervals);

/* x, cut to -bound .. bound; NaN stays. */
double rap_plot_within(double x, double bound);

/* Assignments x_max, x_step, x_per, x_label of a time axis: years when longer than 36 months. */
void rap_plot_time_axis(rap_text *head, const rap_tables *t, int intervals);

/* Where a row of differences stands (data column "class"): 1 better, 2 worse (at least on average),
 * 3 neither. */
int rap_plot_class(const rap_tables *t, const rap_contrast_row *row);

#endif
