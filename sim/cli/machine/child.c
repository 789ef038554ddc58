/* child.c: fork and exec. All children are watched by one loop: what they say is read as it comes, so that
 * none waits for another. */
#include "cli/machine/child.h"
#include "base/error.h"
#include "base/unicode.h"
#include "cli/machine/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_WORDS = 16, MOST_AT_ONCE = 8, TICK = 10 /* ms */ };
static const double grace = 2; /* seconds between the request to end and the end */

/* A place for a child at work. */
typedef struct {
    rap_child *child; /* NULL: nobody */
    pid_t pid;
    int from;     /* what it says; -1 once that is closed */
    double until; /* by then it has ended, or will be ended */
    bool late;
} slot;

/* ---- beginning ------------------------------------------------------------------------------ */

static void become(const rap_child *child, int said, const sigset_t *signals) {
    char *words[MOST_WORDS] = {0};
    for (size_t i = 0; child->words[i] && i + 1 < MOST_WORDS; i++)
        memcpy(&words[i], &child->words[i], sizeof words[i]);
    int null = open("/dev/null", O_RDWR), other = child->heard == 1 ? 2 : 1;
    setpgid(0, 0);
    sigprocmask(SIG_SETMASK, signals, NULL);
    setenv("LC_ALL", "C.UTF-8", 1);
    if (null >= 0 && dup2(null, 0) >= 0 && dup2(null, other) >= 0 &&
        dup2(said, child->heard) >= 0 && (!child->folder || chdir(child->folder) == 0))
        execvp(words[0], words);
    _exit(127);
}

static void start_child(slot *s, rap_child *child, double seconds, const sigset_t *signals) {
    int ends[2];
    snprintf(child->fault, sizeof child->fault, "it could not be started");
    if (pipe(ends))
        return;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    pid_t pid = fork();
    if (pid == 0)
        become(child, ends[1], signals);
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return;
    }
    setpgid(pid, pid); /* whoever of the two comes first */
    *s =
        (slot){.child = child, .pid = pid, .from = ends[0], .until = rap_clock_seconds() + seconds};
}

/* ---- listening, ending ---------------------------------------------------------------------- */

/* Reads what there is, and keeps the start of it. */
static void listen_to(slot *s) {
    char bytes[1 << 16];
    ssize_t r = s->from < 0 ? -1 : read(s->from, bytes, sizeof bytes);
    if (r > 0) {
        rap_text *said = &s->child->said;
        size_t room = s->child->most > said->n ? s->child->most - said->n : 0;
        rap_text_add_bytes(said, bytes, (size_t)r < room ? (size_t)r : room);
    } else if (s->from >= 0 && (r == 0 || (errno != EAGAIN && errno != EINTR))) {
        close(s->from);
        s->from = -1;
    }
}

static void say_end(rap_child *child, int state, bool late, double seconds) {
    size_t size = sizeof child->fault;
    child->fault[0] = '\0';
    if (late)
        snprintf(child->fault, size, "it took more than %g s and was ended", seconds);
    else if (WIFSIGNALED(state))
        snprintf(child->fault, size, "it was ended by signal %d", WTERMSIG(state));
    else if (WEXITSTATUS(state) == 127)
        snprintf(child->fault, size, "it could not be started");
    else if (WEXITSTATUS(state))
        snprintf(child->fault, size, "it ended with status %d", WEXITSTATUS(state));
}

/* Whether it has ended; then its group is ended too, before its number is free for others. */
static bool has_ended(slot *s, double seconds) {
    siginfo_t info = {0};
    int state = 0;
    if (waitid(P_PID, (id_t)s->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == 0)
        return false;
    listen_to(s);
    kill(-s->pid, SIGKILL);
    while (waitpid(s->pid, &state, 0) < 0 && errno == EINTR)
        ;
    if (s->from >= 0)
        close(s->from);
    say_end(s->child, state, s->late, seconds);
    s->child = NULL;
    return true;
}

/* Asks a child that is late to end, and after the grace makes it. */
static void hurry(slot *s, double now) {
    if (now < s->until)
        return;
    kill(-s->pid, s->late ? SIGKILL : SIGTERM);
    s->late = true;
    s->until = now + grace;
}

/* ---- all of them ---------------------------------------------------------------------------- */

typedef struct {
    slot slots[MOST_AT_ONCE];
    size_t width, busy, n_well, n_late;
    double seconds;
    sigset_t before; /* signals that were held back before */
} pool;

static const int endings[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_ENDINGS = sizeof endings / sizeof *endings };

/* Holds back what would end this program: not what it ignores. */
static void hold_signals(pool *p) {
    sigset_t held;
    struct sigaction action;
    sigemptyset(&held);
    for (int i = 0; i < N_ENDINGS; i++)
        if (sigaction(endings[i], NULL, &action) == 0 && action.sa_handler != SIG_IGN)
            sigaddset(&held, endings[i]);
    sigprocmask(SIG_BLOCK, &held, &p->before);
    signal(SIGCHLD, SIG_DFL); /* who ignores it cannot wait for a child */
}

/* Whether one of those has come meanwhile. */
static bool is_to_end(void) {
    sigset_t waiting;
    bool came = false;
    sigemptyset(&waiting);
    sigpending(&waiting);
    for (int i = 0; i < N_ENDINGS; i++)
        came |= sigismember(&waiting, endings[i]) == 1;
    return came;
}

static void wait_a_moment(const pool *p) {
    struct pollfd ends[MOST_AT_ONCE];
    for (size_t i = 0; i < p->width; i++)
        ends[i] =
            (struct pollfd){.fd = p->slots[i].child ? p->slots[i].from : -1, .events = POLLIN};
    poll(ends, (nfds_t)p->width, TICK);
}

static void look_after(pool *p, bool ending) {
    for (size_t i = 0; i < p->width; i++) {
        slot *s = &p->slots[i];
        rap_child *child = s->child;
        if (!child)
            continue;
        listen_to(s);
        if (ending)
            kill(-s->pid, SIGKILL);
        if (has_ended(s, p->seconds)) {
            p->busy--;
            p->n_well += !child->fault[0];
            p->n_late += s->late;
        } else {
            hurry(s, rap_clock_seconds());
        }
    }
}

/* Begins children in the slots that are free. */
static size_t begin_some(pool *p, rap_child *children, size_t next, size_t n) {
    for (size_t i = 0; i < p->width && next < n; i++)
        if (!p->slots[i].child) {
            start_child(&p->slots[i], &children[next++], p->seconds, &p->before);
            p->busy += p->slots[i].child != NULL;
        }
    return next;
}

static size_t at_once(size_t parallel) {
    return parallel < 1 ? 1 : parallel > MOST_AT_ONCE ? MOST_AT_ONCE : parallel;
}

int rap_children_run(rap_child *children, size_t n, size_t parallel, double seconds) {
    pool p = {.width = at_once(parallel), .seconds = seconds};
    size_t next = 0;
    int status = RAP_OK;
    for (size_t i = 0; i < n; i++)
        snprintf(children[i].fault, sizeof children[i].fault,
                 "it was not begun, as others took too long");
    hold_signals(&p);
    do {
        bool ending = is_to_end(), hopeless = p.n_late >= p.width && !p.n_well;
        if (!ending && !hopeless)
            next = begin_some(&p, children, next, n);
        else
            n = next;
        if (p.busy) {
            wait_a_moment(&p);
            look_after(&p, ending);
        }
    } while (p.busy || next < n);
    sigprocmask(SIG_SETMASK, &p.before, NULL);
    for (size_t i = 0; i < n && !status; i++)
        status = rap_text_status(&children[i].said);
    return status;
}

/* ---- finding it, and what it said ------------------------------------------------------------ */

bool rap_program_found(const char *name) {
    char file[PATH_MAX];
    size_t length = strlen(name) + sizeof "/";
    for (const char *p = getenv("PATH"); p && *p;) {
        size_t n = strcspn(p, ":");
        if (n && n + length <= sizeof file) {
            snprintf(file, sizeof file, "%.*s/%s", (int)n, p, name);
            if (access(file, X_OK) == 0)
                return true;
        }
        p += n + (p[n] == ':');
    }
    return false;
}

/* The first line that says something, without what could move a terminal's cursor. */
static void add_first_line(rap_text *out, const char *said) {
    const char *from = said + strspn(said, " \t\r\n^");
    size_t end = strcspn(from, "\r\n"), n;
    for (size_t i = 0; i < end; i += n) {
        char letter[5] = "";
        n = rap_utf8_length(from + i);
        memcpy(letter, from + i, n);
        n = n ? n : 1;
        rap_text_add(out, letter[0] && rap_text_is_clean(letter) ? letter : " ");
    }
}

void rap_child_fault(const rap_child *child, rap_text *out) {
    const char *said = rap_text_string(&child->said);
    bool speaks = said[strspn(said, " \t\r\n^")] != '\0';
    if (!child->fault[0])
        return;
    rap_text_add(out, child->fault);
    if (speaks)
        rap_text_add(out, ": ");
    add_first_line(out, said);
}
