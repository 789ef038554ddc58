/* interrupt.c: the flag that a signal handler sets. A handler can reach nothing but a static
 * object, hence the only one of the program. */
#include "cli/machine/interrupt.h"

#include <signal.h>
#include <stdatomic.h>
#include <stddef.h>
#include <string.h>

static atomic_int asked;

void rap_interrupt_release(void) {
    signal(SIGINT, SIG_DFL);
    signal(SIGTERM, SIG_DFL);
}

static void on_signal(int number) {
    (void)number;
    atomic_store(&asked, 1);
    rap_interrupt_release();
}

void rap_interrupt_catch(void) {
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = on_signal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

int rap_interrupt_asked(void *context) {
    (void)context;
    return atomic_load(&asked);
}
