/* gnuplot.c: fork and exec; the script is a file name, its words never pass a shell. The locale is
 * the same for every user: outside UTF-8 gnuplot warns of a sign that it cannot convert. */
#include "cli/machine/gnuplot.h"
#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool rap_gnuplot_found(void) {
    const char *path = getenv("PATH");
    char file[PATH_MAX];
    for (const char *p = path; p && *p;) {
        size_t n = strcspn(p, ":");
        if (n && n + sizeof "/gnuplot" <= sizeof file) {
            memcpy(file, p, n);
            memcpy(file + n, "/gnuplot", sizeof "/gnuplot");
            if (access(file, X_OK) == 0)
                return true;
        }
        p += n + (p[n] == ':');
    }
    return false;
}

typedef struct {
    pid_t pid; /* -1: could not be started */
    int said;  /* end of the pipe that its standard error goes to */
} child;

static void become_gnuplot(const char *folder, const char *script, int said) {
    char program[] = "gnuplot", defaults[] = "-d", file[PATH_MAX];
    char *const arguments[] = {program, defaults, file, NULL};
    int null = open("/dev/null", O_RDWR);
    snprintf(file, sizeof file, "%s", script);
    setenv("LC_ALL", "C.UTF-8", 1);
    if (null >= 0 && dup2(null, 0) >= 0 && dup2(null, 1) >= 0 && dup2(said, 2) >= 0 &&
        chdir(folder) == 0)
        execvp(program, arguments);
    _exit(127);
}

static child start(const char *folder, const char *script) {
    int ends[2];
    child c = {.pid = -1, .said = -1};
    if (pipe(ends))
        return c;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    c.pid = fork();
    if (c.pid == 0)
        become_gnuplot(folder, script, ends[1]);
    close(ends[1]);
    c.said = ends[0];
    return c;
}

/* Reads all that the child says, keeps the start of it, and waits for its end. */
static bool finish_child(child c, char *said, size_t size) {
    char bytes[1024];
    size_t n = 0;
    ssize_t r;
    int state = 1;
    while (c.said >= 0 &&
           ((r = read(c.said, bytes, sizeof bytes)) > 0 || (r < 0 && errno == EINTR)))
        for (ssize_t i = 0; i < r; i++)
            if (n + 1 < size)
                said[n++] = bytes[i];
    if (size)
        said[n] = '\0';
    if (c.said >= 0)
        close(c.said);
    if (c.pid < 0)
        return false;
    while (waitpid(c.pid, &state, 0) < 0)
        if (errno != EINTR)
            return false;
    return WIFEXITED(state) && WEXITSTATUS(state) == 0;
}

/* The first line that says something, without what could move a terminal's cursor. */
static void first_line(char *said) {
    size_t from = strspn(said, " \t\r\n^"), n = strcspn(said + from, "\r\n");
    memmove(said, said + from, n);
    said[n] = '\0';
    for (char *p = said; *p; p++)
        if ((unsigned char)*p < 0x20)
            *p = ' ';
}

int rap_gnuplot_run(const char *folder, const char *const *scripts, size_t n, size_t parallel,
                    bool *done, char *why, size_t size) {
    enum { MOST = 8 };
    child running[MOST];
    char said[2048];
    int status = RAP_OK;
    size_t width = parallel < 1 ? 1 : parallel > MOST ? MOST : parallel;
    for (size_t first = 0; first < n; first += width) {
        size_t end = first + width < n ? first + width : n;
        for (size_t i = first; i < end; i++)
            running[i - first] = start(folder, scripts[i]);
        for (size_t i = first; i < end; i++) {
            done[i] = finish_child(running[i - first], said, sizeof said);
            if (!done[i] && !status) {
                status = rap_fail(RAP_EPROGRAM);
                first_line(said);
                snprintf(why, size, "%s: %s", scripts[i], said[0] ? said : "it failed");
            }
        }
    }
    return status;
}
