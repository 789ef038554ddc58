/* test_interrupt.c: a signal is never lost: neither one that comes when an end costs nothing, nor one that asked for
 * an end before and was not seen. One that comes again, as from Slurm and the job script, cuts no orderly end short. */
#include "cli/machine/interrupt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
enum { N_SIGNALS = sizeof signals / sizeof signals[0] };

static void seen_by_nobody(int number) {
    rap_interrupt_catch();
    raise(number);
    rap_interrupt_say("what is kept");
}

static void while_it_costs_nothing(int number) {
    rap_interrupt_say("what is kept");
    raise(number);
}

static void held_back(int number) {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    rap_interrupt_say("what is kept");
    sigprocmask(SIG_BLOCK, &set, NULL);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
}

static void asks_only(int number) {
    rap_interrupt_catch();
    raise(number);
    _exit(rap_interrupt_asked(NULL) ? 7 : 0);
}

static void asks_and_is_told_again(int number) {
    rap_interrupt_catch();
    raise(number);
    raise(SIGTERM);
    raise(SIGHUP);
    _exit(rap_interrupt_asked(NULL) ? 7 : 0);
}

static void asks_and_has_no_patience(int number) {
    rap_interrupt_catch();
    raise(number);
    raise(SIGINT);
}

/* What a process says on standard error that goes through `act`, and how it ended, as waitpid has it. */
static int end_of(void (*act)(int), int number, char *said, size_t size) {
    int ends[2], state = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        signal(SIGHUP, SIG_DFL);
        act(number);
        _exit(0);
    }
    close(ends[1]);
    ssize_t n = read(ends[0], said, size - 1);
    said[n > 0 ? n : 0] = '\0';
    close(ends[0]);
    assert_int_equal(waitpid(child, &state, 0), child);
    return state;
}

static int state_of(void (*act)(int), int number, char *said, size_t size) {
    int state = end_of(act, number, said, size);
    assert_true(WIFEXITED(state));
    return WEXITSTATUS(state);
}

static void signals_are_answered(void **state) {
    void (*const acts[])(int) = {seen_by_nobody, while_it_costs_nothing, held_back};
    char said[64];
    (void)state;
    for (size_t a = 0; a < sizeof acts / sizeof acts[0]; a++)
        for (size_t i = 0; i < N_SIGNALS; i++) {
            assert_int_equal(state_of(acts[a], signals[i], said, sizeof said), 130);
            assert_string_equal(said, "what is kept\n");
        }
}

static void the_first_one_asks(void **state) {
    char said[64];
    (void)state;
    for (size_t i = 0; i < N_SIGNALS; i++)
        assert_int_equal(state_of(asks_only, signals[i], said, sizeof said), 7);
}

static void the_second_cuts_nothing_short(void **state) {
    char said[64];
    (void)state;
    for (size_t i = 0; i < N_SIGNALS; i++)
        assert_int_equal(state_of(asks_and_is_told_again, signals[i], said, sizeof said), 7);
}

static void but_the_interrupt_key_does(void **state) {
    char said[64];
    (void)state;
    for (size_t i = 0; i < N_SIGNALS; i++) {
        int end = end_of(asks_and_has_no_patience, signals[i], said, sizeof said);
        assert_true(WIFSIGNALED(end));
        assert_int_equal(WTERMSIG(end), SIGINT);
    }
}

static void hang_up_stays_ignored(int number) {
    signal(SIGHUP, SIG_IGN);
    rap_interrupt_catch();
    rap_interrupt_say("what is kept");
    raise(number);
}

static void nohup_is_heeded(void **state) {
    char said[64];
    (void)state;
    assert_int_equal(state_of(hang_up_stays_ignored, SIGHUP, said, sizeof said), 0);
    assert_string_equal(said, "");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(signals_are_answered),
        cmocka_unit_test(the_first_one_asks),
        cmocka_unit_test(the_second_cuts_nothing_short),
        cmocka_unit_test(but_the_interrupt_key_does),
        cmocka_unit_test(nohup_is_heeded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
