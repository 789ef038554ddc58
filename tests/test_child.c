/* test_child.c: programs that hang, shout, die or leave children of their own end nothing but themselves. */
#include "cli/machine/child.h"
#include "cli/machine/clock.h"
#include "cli/machine/gnuplot.h"
#include "base/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What a shell command comes to; `said` is to be freed. */
static rap_child run(const char *command, double seconds) {
    const char *const words[] = {"sh", "-c", command, NULL};
    rap_child c = {.words = words, .heard = 2, .most = 40};
    assert_int_equal(rap_children_run(&c, 1, 1, seconds), 0);
    c.words = NULL;
    return c;
}

static void check(const char *command, double seconds, const char *fault, const char *said) {
    rap_child c = run(command, seconds);
    assert_string_equal(c.fault, fault);
    assert_string_equal(rap_text_string(&c.said), said);
    rap_text_free(&c.said);
}

static void ends_are_told(void **state) {
    (void)state;
    check("echo to nobody; echo to us >&2", 60, "", "to us\n");
    check("exit 3", 60, "it ended with status 3", "");
    check("kill -SEGV $$", 60, "it was ended by signal 11", "");
    check("echo \"$LC_ALL\" >&2", 60, "", "C.UTF-8\n");
    const char *const none[] = {"no-such-program", NULL};
    rap_child c = {.words = none, .heard = 1, .most = 10};
    assert_int_equal(rap_children_run(&c, 1, 1, 60), 0);
    assert_string_equal(c.fault, "it could not be started");
    rap_text_free(&c.said);
}

static void signals_ignored_by_others_do_no_harm(void **state) {
    (void)state;
    signal(SIGCHLD, SIG_IGN);
    check("exit 3", 60, "it ended with status 3", "");
}

static void only_the_start_is_kept(void **state) {
    (void)state;
    rap_child c = run("yes 123456789 | head -n 40000 >&2", 60);
    assert_string_equal(c.fault, "");
    assert_int_equal(c.said.n, 40);
    rap_text_free(&c.said);
}

/* One that hangs, deaf to the first request too, or shouts without end, is ended with all of its own. */
static void what_hangs_is_ended(void **state) {
    (void)state;
    static const char *const commands[] = {"exec sleep 1000",
                                           "trap '' TERM; while :; do sleep 1; done",
                                           "while :; do echo again >&2; done"};
    for (size_t i = 0; i < 3; i++) {
        double start = rap_clock_seconds();
        rap_child c = run(commands[i], 0.2);
        assert_string_equal(c.fault, "it took more than 0.2 s and was ended");
        assert_true(rap_clock_seconds() - start > 0.2);
        rap_text_free(&c.said);
    }
}

/* A grandchild that keeps the pipe open is not waited for, and is ended. */
static void nobody_is_left(void **state) {
    (void)state;
    char *after;
    double start = rap_clock_seconds();
    rap_child c = run("sleep 1000 & echo $! >&2", 60);
    assert_string_equal(c.fault, "");
    assert_true(rap_clock_seconds() - start < 60);
    pid_t left = (pid_t)strtol(rap_text_string(&c.said), &after, 10);
    rap_text_free(&c.said);
    assert_true(left > 1);
    for (int i = 0; i < 1000 && kill(left, 0) == 0; i++) { /* whoever inherits it has to bury it */
        char state_of[64], line[256] = "";
        snprintf(state_of, sizeof state_of, "/proc/%d/stat", (int)left);
        FILE *stat_file = fopen(state_of, "r");
        if (!stat_file || !fgets(line, sizeof line, stat_file) || strstr(line, ") Z "))
            i = 1000;
        if (stat_file)
            fclose(stat_file);
        nanosleep(&(struct timespec){0, 10000000}, NULL);
        assert_true(i != 999);
    }
}

/* Others go on beside one that hangs; where nothing but that happens, the rest is not tried. */
static void others_go_on(void **state) {
    (void)state;
    const char *const hang[] = {"sleep", "1000", NULL}, *const fine[] = {"true", NULL};
    rap_child some[6] = {{.words = hang}}, all[6] = {{.words = hang}};
    for (size_t i = 0; i < 6; i++) {
        some[i] = (rap_child){.words = i == 1 ? hang : fine, .heard = 2};
        all[i] = (rap_child){.words = hang, .heard = 2};
    }
    assert_int_equal(rap_children_run(some, 6, 2, 1), 0);
    assert_int_equal(rap_children_run(all, 6, 1, 0.1), 0);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(some[i].fault, i == 1 ? "it took more than 1 s and was ended" : "");
        assert_string_equal(all[i].fault, i < 1 ? "it took more than 0.1 s and was ended"
                                                : "it was not begun, as others took too long");
    }
}

/* A signal that ends this program ends the child first. */
static void a_signal_ends_both(void **state) {
    (void)state;
    int ends[2], status = 0;
    char byte;
    assert_int_equal(pipe(ends), 0);
    pid_t pid = fork();
    if (pid == 0) {
        const char *const words[] = {"sh", "-c", "exec sleep 1000", NULL};
        rap_child c = {.words = words, .heard = 1};
        signal(SIGTERM, SIG_DFL);
        rap_children_run(&c, 1, 1, 600);
        _exit(0);
    }
    close(ends[1]);
    nanosleep(&(struct timespec){0, 300000000}, NULL);
    kill(pid, SIGTERM);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM);
    assert_int_equal(read(ends[0], &byte, 1),
                     0); /* the child, which has the other end too, is gone */
    close(ends[0]);
}

/* One that is ignored, as under nohup, ends neither. */
static void an_ignored_signal_ends_nobody(void **state) {
    (void)state;
    signal(SIGHUP, SIG_IGN);
    check("kill -HUP $PPID; sleep 0.3; echo still here >&2", 60, "", "still here\n");
    signal(SIGHUP, SIG_DFL);
}

/* ---- gnuplot -------------------------------------------------------------------------------- */

static char folder[] = P_tmpdir "/rapport-child-XXXXXX";

static int make_folder(void **state) {
    (void)state;
    char path[128];
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/gnuplot", folder);
    FILE *file = fopen(path, "w");
    fputs("#!/bin/sh\nfor script; do :; done\ncase $script in\n"
          "hang.gp) sleep 1000 ;;\n"
          "said.gp) printf '\\n ^\\n\\033[31mred\\302\\233\\377 end\\nmore\\n' >&2; exit 1 ;;\n"
          "esac\n",
          file);
    fclose(file);
    return chmod(path, 0700);
}

static int remove_folder(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

/* What is wrong with each script, in words that a terminal can be given. */
static void gnuplot_is_watched(void **state) {
    (void)state;
    const char *const scripts[] = {"fine.gp", "hang.gp", "said.gp"},
                      *const expected[] = {"", "it took more than 0.5 s and was ended",
                                           "it ended with status 1:  [31mred   end"};
    rap_text faults[3];
    char *path = rap_copy_text(getenv("PATH"));
    char longer[4096];
    snprintf(longer, sizeof longer, "%s:%s", folder, path);
    setenv("PATH", longer, 1);
    for (size_t i = 0; i < 3; i++)
        rap_text_init(&faults[i]);
    assert_int_equal(rap_gnuplot_run(folder, scripts, 3, 2, 0.5, faults), 0);
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(rap_text_string(&faults[i]), expected[i]);
        rap_text_free(&faults[i]);
    }
    setenv("PATH", path, 1);
    rap_free(path);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ends_are_told),
                                       cmocka_unit_test(signals_ignored_by_others_do_no_harm),
                                       cmocka_unit_test(only_the_start_is_kept),
                                       cmocka_unit_test(what_hangs_is_ended),
                                       cmocka_unit_test(nobody_is_left),
                                       cmocka_unit_test(others_go_on),
                                       cmocka_unit_test(a_signal_ends_both),
                                       cmocka_unit_test(an_ignored_signal_ends_nobody),
                                       cmocka_unit_test(gnuplot_is_watched)};
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
