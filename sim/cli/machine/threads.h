/* threads.h: the executor that works with POSIX threads. */
#ifndef RAP_THREADS_H
#define RAP_THREADS_H

#include "ensemble/ensemble.h"

/* Makes an executor with `workers` threads (the calling one among them) and a window of a few
 * blocks more, so that a slow block does not hold up the others. It refers to itself: do not copy
 * it. Nothing to free. Fewer threads do the work when the system grants no more. */
void rap_threads_init(rap_executor *executor, size_t workers);

#endif
