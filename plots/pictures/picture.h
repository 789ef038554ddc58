/* picture.h: a picture, a list of them, and what makes a kind of picture. */
#ifndef RAP_PICTURE_H
#define RAP_PICTURE_H

#include "analysis/tables/tables.h"

typedef struct rap_plot_kind rap_plot_kind;

typedef struct {
    const rap_plot_kind *kind;
    char *name;     /* stem of its files: lower-case letters, digits, '-'; unique in the list */
    size_t outcome; /* position in the model's outcomes, where the picture is about one */
    const char
        *group;  /* group of a path ("all"), or the first group of the kind compared ("type:x") */
    size_t part; /* which part, from 0, of what would be too tall for one picture */
    bool narrow; /* the version for a phone of another row: NAME-narrow */
    size_t wide; /* which row that is */
} rap_plot;

typedef struct {
    rap_plot *rows;
    size_t n;
} rap_plots;

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
    bool reflows; /* `fill` knows a narrow version: what it draws fits RAP_PLOT_NARROW, too */
};

/* Adds a picture named prefix[-a][-b], with letters that files cannot carry as '-'. RAP_OK or
 * RAP_ENOMEM. */
int rap_plots_add(rap_plots *plots, const rap_plot_kind *kind, const char *prefix, const char *a,
                  const char *b, size_t outcome, const char *group);
void rap_plots_free(rap_plots *plots);

/* Adds a narrow version of each picture whose kind reflows, behind all that are there. RAP_OK or RAP_ENOMEM. */
int rap_plots_add_narrow(rap_plots *plots);

/* How many pictures there are without the narrow versions, which stand behind them. */
size_t rap_plots_wide(const rap_plots *plots);

/* The narrow version of row `wide`, or NULL. */
const rap_plot *rap_plots_narrow(const rap_plots *plots, size_t wide);

/* ---- parts of what would be too tall for one picture ------------------------------------------ */

/* Adds a picture for each `most` of the n rows that there are: NAME, NAME-2, ...; rap_plot.part
 * counts from 0. Nothing for n = 0. */
int rap_plots_add_parts(rap_plots *plots, const rap_plot_kind *kind, size_t n, size_t most);

/* Rows of a part: [*first, *end). Parts are as equal as can be. */
void rap_plot_part(size_t part, size_t n, size_t most, size_t *first, size_t *end);

/* " (part 2 of 3)" where there are several parts. */
void rap_plot_part_words(rap_text *out, const rap_language *l, size_t part, size_t n, size_t most);

#endif
