/* clock.h: a clock for durations, which nobody sets. */
#ifndef RAP_CLOCK_H
#define RAP_CLOCK_H

double rap_clock_seconds(void);

#endif
