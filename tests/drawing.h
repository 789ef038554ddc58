/* drawing.h: pictures drawn by gnuplot in a folder of the test program's own. */
#ifndef DRAWING_H
#define DRAWING_H

#include "plots/pictures/plots.h"

/* Set-up and tear-down of a group of tests: the folder comes and goes. */
int drawing_make_folder(void **state);
int drawing_remove_folder(void **state);

/* Whether there is a gnuplot; a test that needs one is skipped without it. */
bool drawing_is_possible(void);
void drawing_or_skip(void);

/* Draws one picture; gnuplot must end well, say nothing, and leave a picture that is well formed. */
void drawing_draw(const rap_tables *t, const rap_plot *plot, const char *terminal);

/* Draws the narrow version of each picture that has one, as SVG, which must fit a phone: 360 wide, letters of 11 pixels at
 * least, and no line of text that runs out of it. Returns how many there are. */
size_t drawing_draw_narrow(const rap_tables *t, rap_plots *plots, bool measure);

/* No label of a picture drawn has run a command. */
void drawing_assert_nothing_ran(void);

#endif
