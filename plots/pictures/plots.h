/* plots.h: the pictures of a comparison, as gnuplot scripts with their data.
 *
 * A kind of picture is one line of a table (plot_kinds.h); which pictures a study has depends on
 * its headlines, groups and kept paths, and is listed by rap_plots_list. Nothing here opens a file
 * or starts a process: the caller writes NAME.gp and NAME.dat into one folder and runs `gnuplot
 * NAME.gp` there, which leaves NAME.svg (.png, .pdf, .txt). Labels come from users: they reach
 * gnuplot only as single-quoted strings, never as code, and never as markup. */
#ifndef RAP_PLOTS_H
#define RAP_PLOTS_H

#include "plots/pictures/picture.h"

/* Lists the pictures that these tables have data for, in the order in which a report shows them.
 * Texts of the tables are referred to, not copied. RAP_OK or RAP_ENOMEM; rap_plots_free is
 * legal in every case. */
int rap_plots_list(rap_plots *plots, const rap_tables *t);

/* What follows --plot, and the extension of the file that it makes: "svg" "svg", "png" "png", "pdf"
 * "pdf", "ascii" "txt". NULL for an unknown one. */
const char *rap_plot_extension(const char *terminal);

/* Whether letters become shapes where it is drawn: a browser has fonts of its own for SVG. */
bool rap_plot_needs_fonts(const char *terminal);

/* The gnuplot script and its data file, which is empty for a narrow version: that has its data in the script. `terminal` is one that rap_plot_extension knows. Both texts
 * are appended to. RAP_OK, RAP_ENOMEM, or RAP_EINPUT for an unknown terminal. */
int rap_plot_make(const rap_tables *t, const rap_plot *plot, const char *terminal, rap_text *script,
                  rap_text *data);

/* Words for a page, as plain text (not yet HTML): a title that names the subject, a caption that
 * says how to read it, an alternative text that says what it shows. Each is appended to and may be
 * NULL. */
int rap_plot_words(const rap_tables *t, const rap_plot *plot, rap_text *title, rap_text *caption,
                   rap_text *alternative);

#endif
