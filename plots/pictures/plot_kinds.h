/* plot_kinds.h: what the kinds of pictures share (private to plots/).
 *
 * A script is: a head of plain assignments that C writes (sizes in pixels, labels, ranges), then
 * common.gp, then the body of the kind. Labels appear in it through rap_plot_quote and
 * rap_plot_wrap alone: single-quoted strings that hold no apostrophe at all (U+2019 stands for it;
 * gnuplot 5.4 does not read a doubled one reliably), in which gnuplot knows no escapes, no back
 * quotes and no macros. All text is drawn `noenhanced`. */
#ifndef RAP_PLOT_KINDS_H
#define RAP_PLOT_KINDS_H

#include "plots/pictures/plots.h"
#include "plots/words/words.h"

struct rap_plot_kind {
    const char *name;
    const char *body; /* text of its .gp file */
    /* Adds the pictures of this kind that the tables have data for. */
    int (*list)(rap_plots *plots, const rap_tables *t);
    /* Appends assignments, data and a footnote. What it draws begins at pixel `top`; returns the
     * pixel at which it ends. */
    int (*fill)(const rap_tables *t, const rap_plot *plot, int top, rap_text *head, rap_text *data,
                rap_text *footnote);
    void (*title)(const rap_tables *t, const rap_plot *plot, rap_text *out);
    void (*caption)(const rap_tables *t, const rap_plot *plot, rap_text *out);
    void (*alternative)(const rap_tables *t, const rap_plot *plot, rap_text *out);
};

extern const rap_plot_kind rap_plot_path, rap_plot_forest, rap_plot_whom, rap_plot_spend,
    rap_plot_patterns, rap_plot_propositions, rap_plot_strengths, rap_plot_works,
    rap_plot_mechanisms, rap_plot_theory;
extern const rap_plot_kind rap_plot_grid, rap_plot_lines_bought, rap_plot_plane,
    rap_plot_acceptability, rap_plot_information;
extern const rap_plot_kind rap_plot_boxes, rap_plot_trajectories;

enum {
    RAP_PLOT_WIDTH = 960, /* pixels */
    RAP_PLOT_LINE = 18    /* height of a line of text, large or small: that of gnuplot's SVG */
};

/* Adds a picture named prefix[-a][-b], with letters that files cannot carry as '-'. */
int rap_plots_add(rap_plots *plots, const rap_plot_kind *kind, const char *prefix, const char *a,
                  const char *b, size_t outcome, const char *group);

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

/* Colour (Okabe-Ito) and dash type of an arm: the baseline is grey, the others in order. */
const char *rap_plot_color(const rap_tables *t, size_t arm);
int rap_plot_dash(const rap_tables *t, size_t arm);

/* Arrays arm_label, arm_color, arm_dash; labels wrapped to `letters`. Returns the most lines. */
int rap_plot_arms(rap_text *head, const rap_tables *t, int letters);

/* name = 'text', wrapped. Returns the number of lines. */
int rap_plot_assign(rap_text *head, const char *name, const char *text, int letters);

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
