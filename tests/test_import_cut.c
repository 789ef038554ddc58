/* test_import_cut.c: an import ends before the 1st, 2nd, 3rd ... change of a name, or cannot write one of its files. Whoever
 * imports again gets what an import that nobody disturbed leaves. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "command_inside.h"
#include "cut_names.h"
#include "little_study.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>

typedef struct {
    const char *kind, *sheet;
    const char *files[2]; /* that it leaves; the second NULL where there is one */
} import_case;

static const import_case cases[] = {
    {"partners", "Organisation,Type\nUnity,A\nHall,A\n", {"o.cfg", "o.csv"}},
    {"ties", "From,To\nOne,Two\n", {"o.cfg", "o.csv"}},
    {"survey", "Organisation,Month,Trust (1-5)\nOne,6,4\n", {"o.cfg", NULL}},
};

enum { N_CASES = sizeof cases / sizeof cases[0] };

static char folder[64], study[96], sheet[96], out[96];

static void begin(const import_case *c) {
    assert_int_equal(make_little_study("import", PARTNERS_STUDY, folder, study), 0);
    snprintf(sheet, sizeof sheet, "%s/sheet.csv", folder);
    snprintf(out, sizeof out, "%s/o", folder);
    assert_int_equal(rap_file_write(folder, "sheet.csv", c->sheet, strlen(c->sheet)), RAP_OK);
}

static int import(const import_case *c) {
    rap_options options = options_inside("import", c->kind, out);
    options.second = sheet;
    options.study = study;
    options.month = "2026-03";
    return run_options(&options);
}

/* In a process of its own that ends before change `k`. Whether it did. */
static bool is_cut_before(const import_case *c, long k) {
    int state = 0;
    pid_t child = fork();
    if (child == 0) {
        left = k;
        _exit(import(c));
    }
    assert_int_equal(waitpid(child, &state, 0), child);
    assert_true(WIFEXITED(state));
    assert_true(WEXITSTATUS(state) == RAP_EXIT_DONE || WEXITSTATUS(state) == ENDED);
    return WEXITSTATUS(state) == ENDED;
}

/* The import again, and its files: `texts`, or, where these are NULL, kept there. */
static void goes_on(const import_case *c, char *texts[2]) {
    assert_int_equal(import(c), RAP_EXIT_DONE);
    for (size_t k = 0; k < 2 && c->files[k]; k++) {
        char *path = rap_path_join(folder, c->files[k]), *text = NULL;
        const char *why;
        size_t n;
        assert_int_equal(rap_file_read(path, &text, &n, &why), RAP_OK);
        if (texts[k])
            assert_string_equal(text, texts[k]);
        rap_free(texts[k]);
        texts[k] = text;
        rap_free(path);
    }
}

static void forget_texts(char *texts[2]) {
    rap_free(texts[0]);
    rap_free(texts[1]);
    assert_int_equal(remove_little_study(folder), 0);
}

static void every_cut_can_be_gone_on_from(void **state) {
    (void)state;
    for (size_t k = 0; k < N_CASES; k++) {
        char *texts[2] = {NULL, NULL};
        bool cut = true;
        long n = 0;
        for (; cut; n++) {
            begin(&cases[k]);
            cut = is_cut_before(&cases[k], n);
            goes_on(&cases[k], texts);
            assert_int_equal(remove_little_study(folder), 0);
        }
        assert_true(
            n >
            (cases[k].files[1] ? 4 : 2)); /* one beside, and one put in its place, of each file */
        begin(&cases[k]);
        forget_texts(texts);
    }
}

/* Where the file beside would stand something cannot be removed: no file comes to be, and later all. */
static void all_files_or_none(void **state) {
    (void)state;
    for (size_t k = 0; k < N_CASES; k++)
        for (size_t f = 0; f < 2 && cases[k].files[f]; f++) {
            char *texts[2] = {NULL, NULL}, path[128];
            begin(&cases[k]);
            snprintf(path, sizeof path, "%s/%s.partial", folder, cases[k].files[f]);
            assert_int_equal(mkdir(path, 0777), 0);
            assert_int_equal(import(&cases[k]), RAP_EXIT_FAILED);
            for (size_t other = 0; other < 2 && cases[k].files[other]; other++) {
                char *file = rap_path_join(folder, cases[k].files[other]);
                assert_false(rap_file_exists(file));
                rap_free(file);
            }
            assert_int_equal(rmdir(path), 0);
            goes_on(&cases[k], texts);
            forget_texts(texts);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_cut_can_be_gone_on_from),
        cmocka_unit_test(all_files_or_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
