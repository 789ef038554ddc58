/* room.c: MemAvailable is Linux's own guess at what can be had without swapping. A file system without blocks,
 * as that of processes, does not tell. */
#include "cli/machine/room.h"
#include "base/memory.h"
#include "base/text.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/statvfs.h>

double rap_room_memory(void) {
    char line[128];
    double kilobytes = (double)INFINITY;
    FILE *file = fopen("/proc/meminfo", "r");
    while (file && fgets(line, sizeof line, file))
        if (sscanf(line, "MemAvailable: %lf kB", &kilobytes) == 1)
            break;
    if (file)
        fclose(file);
    return 1024 * kilobytes;
}

double rap_room_disk(const char *path) {
    struct statvfs s;
    char *above = rap_copy_text(path), *slash = above;
    int failed = above ? statvfs(path, &s) : -1;
    while (failed && above && errno == ENOENT && (slash = strrchr(above, '/')) != NULL) {
        *slash = '\0';
        failed = statvfs(slash == above ? "/" : above, &s);
    }
    if (failed && above && errno == ENOENT)
        failed = statvfs(".", &s);
    rap_free(above);
    return failed || s.f_blocks == 0 ? (double)INFINITY : (double)s.f_bavail * (double)s.f_frsize;
}

double rap_room_taken(void) {
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) ? 0 : 1024 * (double)usage.ru_maxrss;
}
