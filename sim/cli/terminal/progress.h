/* progress.h: how far long work is: a bar with the time left on a terminal, plain lines elsewhere.
 */
#ifndef RAP_PROGRESS_H
#define RAP_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    bool quiet, terminal;
    const char *unit; /* "histories" */
    int64_t first, total, tenth;
    double started, shown; /* seconds of a clock that only goes forward */
} rap_progress;

/* Starts at `first` of `total`. */
void rap_progress_start(rap_progress *p, const char *unit, int64_t first, int64_t total,
                        bool quiet);
void rap_progress_show(rap_progress *p, int64_t done);
void rap_progress_end(rap_progress *p); /* leaves the terminal's line clean */

#endif
