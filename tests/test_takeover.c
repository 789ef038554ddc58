/* test_takeover.c: results take the place of others, and the program ends before the 1st, 2nd, 3rd ... change of a name.
 * Whoever takes the folder next finds the old results whole or finishes the way to the new ones, and what is the
 * user's own stays. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/answers/answers.h"
#include "cli/folder/files.h"
#include "cli/job/takeover.h"
#include "cut_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char folder[64];
static const rap_options none = {.threads = 1};

static void write_file(const char *name, const char *text) {
    assert_int_equal(rap_file_write(folder, name, text, strlen(text)), RAP_OK);
}

static void write_manifest(const char *name, const char *command, const char **files, size_t n) {
    char path[] = "s.cfg", words[] = "x";
    rap_source source = {.path = path, .text = words};
    rap_manifest m = {.command = command,
                      .status = "finished",
                      .study = "s.cfg",
                      .typed = "rapport",
                      .version = "1",
                      .commit = "c",
                      .fingerprint = "f",
                      .plot = "svg",
                      .draws = 1,
                      .draws_now = 1,
                      .replicates = 1,
                      .threads = 1,
                      .started = "2026-01-01T00:00:00Z",
                      .sources = &source,
                      .n_sources = 1,
                      .files = files,
                      .n_files = n};
    rap_text text;
    rap_text_init(&text);
    rap_manifest_write(&m, &text);
    write_file(name, rap_text_string(&text));
    rap_text_free(&text);
}

static void make_folders(void) {
    char path[96];
    static const char *const below[] = {"plots", RAP_NEXT "/plots"};
    strcpy(folder, "/tmp/rapport-takeover-XXXXXX");
    assert_non_null(mkdtemp(folder));
    for (size_t i = 0; i < 2; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, below[i]);
        assert_int_equal(rap_folder_make(path), RAP_OK);
    }
}

static void set_up(void) {
    static const char *old[] = {"outcomes.csv", "runs.sqlite", "boxes.csv", "plots/a.svg",
                                "plots/b.svg"};
    static const char *next[] = {"outcomes.csv", "runs.sqlite", "contrasts.csv", "plots/b.svg",
                                 "plots/c.svg"};
    make_folders();
    for (size_t i = 0; i < 5; i++) {
        char name[64];
        write_file(old[i], "old");
        snprintf(name, sizeof name, RAP_NEXT "/%s", next[i]);
        write_file(name, "new");
    }
    write_file("runs.sqlite-journal", "old");
    write_file("notes.txt", "mine");
    write_file("plots/mine.R", "mine");
    write_manifest("manifest.json", "discover", old, 5);
    write_manifest(RAP_NEXT "/manifest.json", "compare", next, 5);
}

static int take_over(void) {
    rap_job job;
    rap_job_init(&job, &none, rap_answers);
    int status = rap_job_place(&job, folder, NULL);
    if (!status && rap_next_is_whole(&job))
        status = rap_next_take_over(&job);
    rap_job_free(&job);
    return status;
}

/* In a process of its own that ends before change `k`. Whether it did. */
static bool ends_before(long k) {
    int state = 0;
    pid_t child = fork();
    if (child == 0) {
        left = k;
        _exit(take_over() ? 1 : 0);
    }
    assert_int_equal(waitpid(child, &state, 0), child);
    assert_true(WIFEXITED(state) && (WEXITSTATUS(state) == 0 || WEXITSTATUS(state) == ENDED));
    return WEXITSTATUS(state) == ENDED;
}

static void holds(const char *name, const char *text) {
    char path[128], *bytes = NULL;
    const char *why = "";
    size_t n = 0;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    if (!text) {
        assert_int_not_equal(access(path, F_OK), 0);
        return;
    }
    if (rap_file_read(path, &bytes, &n, &why))
        fail_msg("%s: %s", path, why);
    assert_string_equal(bytes, text);
    rap_free(bytes);
}

static void is_new(void) {
    static const char *const rows[][2] = {
        {"outcomes.csv", "new"},   {"runs.sqlite", "new"},       {"contrasts.csv", "new"},
        {"boxes.csv", NULL},       {"plots/a.svg", NULL},        {"plots/b.svg", "new"},
        {"plots/c.svg", "new"},    {"notes.txt", "mine"},        {"plots/mine.R", "mine"},
        {RAP_NEXT "/plots", NULL}, {"runs.sqlite-journal", NULL}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        holds(rows[i][0], rows[i][1]);
}

static void tear_down(void) {
    char command[96];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    assert_int_equal(system(command), 0);
}

static void every_end_can_be_gone_on_from(void **state) {
    (void)state;
    bool ended = true;
    long k = 0;
    for (; ended; k++) {
        set_up();
        ended = ends_before(k);
        assert_int_equal(take_over(), RAP_OK);
        is_new();
        tear_down();
    }
    assert_true(k > 20);
}

/* Ended again and again, after one change each time. */
static void ends_without_number(void **state) {
    (void)state;
    set_up();
    for (int times = 0; ends_before(1 + times); times++)
        assert_true(times < 100);
    is_new();
    tear_down();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_end_can_be_gone_on_from),
        cmocka_unit_test(ends_without_number),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
