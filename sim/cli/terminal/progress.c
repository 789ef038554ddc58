/* progress.c: at most five updates a second on a terminal, one line a tenth of the way elsewhere.
 */
#include "cli/terminal/progress.h"
#include "cli/machine/clock.h"

#include <stdio.h>
#include <unistd.h>

void rap_progress_start(rap_progress *p, const char *unit, int64_t first, int64_t total,
                        bool quiet) {
    *p = (rap_progress){.quiet = quiet,
                        .terminal = isatty(STDERR_FILENO),
                        .unit = unit,
                        .first = first,
                        .total = total,
                        .started = rap_clock_seconds()};
    p->tenth = total > 0 ? 10 * first / total : 10;
}

static void show_bar(rap_progress *p, int64_t done, double now) {
    enum { WIDTH = 30 };
    if (now - p->shown < 0.2 && done < p->total)
        return;
    p->shown = now;
    int full = (int)(WIDTH * done / p->total);
    double rate = (double)(done - p->first) / (now - p->started + 1e-9);
    long left = rate > 0 ? (long)((double)(p->total - done) / rate + 0.5) : 0;
    fputs("\r[", stderr);
    for (int i = 0; i < WIDTH; i++)
        fputc(i < full ? '#' : '.', stderr);
    fprintf(stderr, "] %lld of %lld %s, %ld:%02ld left ", (long long)done, (long long)p->total,
            p->unit, left / 60, left % 60);
    fflush(stderr);
}

void rap_progress_show(rap_progress *p, int64_t done) {
    if (p->quiet || p->total <= 0)
        return;
    if (p->terminal) {
        show_bar(p, done, rap_clock_seconds());
        return;
    }
    int64_t tenth = 10 * done / p->total;
    if (tenth > p->tenth)
        fprintf(stderr, "%lld of %lld %s\n", (long long)done, (long long)p->total, p->unit);
    p->tenth = tenth > p->tenth ? tenth : p->tenth;
}

void rap_progress_end(rap_progress *p) {
    if (!p->quiet && p->terminal && p->shown > 0)
        fputs("\r\033[K", stderr);
}
