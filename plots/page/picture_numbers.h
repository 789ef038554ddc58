/* picture_numbers.h: the numbers of a picture, folded below it (private to plots/). */
#ifndef RAP_PICTURE_NUMBERS_H
#define RAP_PICTURE_NUMBERS_H

#include "plots/page/page.h"

/* The rows of the results' file that the picture draws, as a table; nothing for a picture whose section has them as a table
 * anyway. */
void say_numbers_of(rap_page *p, const rap_plot *plot);

#endif
