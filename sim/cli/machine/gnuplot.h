/* gnuplot.h: running gnuplot on a script, without a shell. */
#ifndef RAP_GNUPLOT_H
#define RAP_GNUPLOT_H

#include <stdbool.h>
#include <stddef.h>

/* Whether there is a gnuplot on PATH. */
bool rap_gnuplot_found(void);

/* Runs `gnuplot` on each script (a name in `folder`), at most `parallel` at a time, there, with the
 * user's own gnuplot settings left out. Sets done[i]; what gnuplot says of the first failure goes
 * to `why` (of `size` bytes). RAP_OK, or RAP_EPROGRAM when one failed. */
int rap_gnuplot_run(const char *folder, const char *const *scripts, size_t n, size_t parallel,
                    bool *done, char *why, size_t size);

#endif
