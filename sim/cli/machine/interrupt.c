/* interrupt.c: what a signal handler sets and says. A handler can reach nothing but static objects, hence the
 * only ones of the program. */
#include "cli/machine/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { INTERRUPTED = 130 };

static atomic_int asked;
static char words[4096];
static size_t n_words;

static const int ends[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_ENDS = sizeof ends / sizeof ends[0] };

/* A hang-up that is ignored (nohup) stays so. */
static void hand_over(void (*handler)(int)) {
    struct sigaction action, before;
    memset(&action, 0, sizeof action);
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < N_ENDS; i++)
        if (ends[i] != SIGHUP || sigaction(SIGHUP, NULL, &before) || before.sa_handler != SIG_IGN)
            sigaction(ends[i], &action, NULL);
}

/* Whoever presses Ctrl-C again is out of patience. The others come twice by themselves: Slurm, `timeout` and a terminal
 * that is closed tell the process and, once more, its group or the script that began it. */
static void on_signal(int number) {
    (void)number;
    atomic_store(&asked, 1);
    signal(SIGINT, SIG_DFL);
}

static void say_and_end(int number) {
    (void)number;
    ssize_t said = write(STDERR_FILENO, words, n_words);
    (void)said;
    _exit(INTERRUPTED);
}

void rap_interrupt_catch(void) {
    hand_over(on_signal);
}

int rap_interrupt_asked(void *context) {
    (void)context;
    return atomic_load(&asked);
}

void rap_interrupt_say(const char *text) {
    sigset_t held, before;
    sigemptyset(&held);
    for (int i = 0; i < N_ENDS; i++)
        sigaddset(&held, ends[i]);
    sigprocmask(SIG_BLOCK, &held, &before); /* while the words are written */
    int n = snprintf(words, sizeof words, "%s\n", text);
    n_words = n < 0 ? 0 : (size_t)n < sizeof words ? (size_t)n : sizeof words - 1;
    hand_over(say_and_end);
    sigprocmask(SIG_SETMASK, &before, NULL);
    if (rap_interrupt_asked(NULL))
        raise(SIGINT);
}
