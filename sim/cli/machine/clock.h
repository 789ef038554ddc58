/* clock.h: a clock for durations, which nobody sets, and the time of day in words. */
#ifndef RAP_CLOCK_H
#define RAP_CLOCK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

double rap_clock_seconds(void);

/* Now, as "2026-03-01T14:05:09Z". */
void rap_time_text(char *text, size_t size);

/* So many seconds after 1970 began, in the same form; "unknown" outside the years 1000 to 9999. */
void rap_time_format(int64_t seconds, char *text, size_t size);

/* Whether a text is one that rap_time_format writes. */
bool rap_time_is_text(const char *text);

#endif
