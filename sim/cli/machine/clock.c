/* clock.c: seconds since some moment before the program began, and Greenwich time. */
#include "cli/machine/clock.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char unknown[] = "unknown";

double rap_clock_seconds(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

void rap_time_text(char *text, size_t size) {
    rap_time_format((int64_t)time(NULL), text, size);
}

void rap_time_format(int64_t seconds, char *text, size_t size) {
    time_t moment = (time_t)seconds;
    struct tm t;
    bool known = gmtime_r(&moment, &t) && t.tm_year >= 1000 - 1900 && t.tm_year <= 9999 - 1900;
    if (!known || !strftime(text, size, "%Y-%m-%dT%H:%M:%SZ", &t))
        snprintf(text, size, "%s", unknown);
}

bool rap_time_is_text(const char *text) {
    const char *form = "dddd-dd-ddTdd:dd:ddZ";
    size_t n = strlen(form);
    bool fits = strlen(text) == n;
    for (size_t i = 0; i < n && fits; i++)
        fits = form[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == form[i];
    return fits || !strcmp(text, unknown);
}
