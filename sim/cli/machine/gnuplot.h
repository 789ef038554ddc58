/* gnuplot.h: running gnuplot on scripts, without a shell. */
#ifndef RAP_GNUPLOT_H
#define RAP_GNUPLOT_H

#include "base/text.h"

/* What gnuplot puts behind the names of its pictures, to be taken off those that are whole. */
#define RAP_BESIDE ".partial"

/* Whether there is a gnuplot on PATH. */
bool rap_gnuplot_found(void);

/* Runs `gnuplot` on each script (a name in `folder`), at most `parallel` at a time, there, with the
 * user's own gnuplot settings left out, each for at most `seconds`. What was wrong with a script is
 * appended to faults[i], which stays empty where gnuplot ended well. RAP_OK or RAP_ENOMEM. */
int rap_gnuplot_run(const char *folder, const char *const *scripts, size_t n, size_t parallel,
                    double seconds, rap_text *faults);

#endif
