/* test_bad_inputs.c: each study in bad/ gives exactly the problems of the .expected file beside it,
 * one "file:line: key: text" a line. Run as `test_bad_inputs --write` it writes what it got
 * instead: read the difference before you keep it. */
#include "near.h"
#include "analysis/propositions/cells.h"
#include "analysis/budget/lines.h"
#include "analysis/discovery/points.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "models/registry.h"
#include "scenario/study/study.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool writing;

static char *read_whole(const char *path) {
    FILE *f = fopen(path, "rb");
    rap_text t;
    char piece[4096];
    rap_text_init(&t);
    if (!f)
        return NULL;
    for (size_t n; (n = fread(piece, 1, sizeof piece, f)) > 0;)
        rap_text_add_bytes(&t, piece, n);
    fclose(f);
    return rap_text_take(&t);
}

/* Files of bad/, then of models/. */
static int load(void *context, const char *name, const char *from, char **text, char **path,
                const char **why) {
    char file[1024];
    (void)context;
    snprintf(file, sizeof file, "%s/bad/%s", RAPPORT_TESTS, name);
    *text = read_whole(file);
    snprintf(file, sizeof file, "%s/models/%s", RAPPORT_ROOT, name);
    if (!*text && from)
        *text = read_whole(file);
    *why = "there is no such file";
    *path = *text ? rap_copy_text(name) : NULL;
    return *text ? RAP_OK : rap_fail(RAP_EIO);
}

static void describe(const rap_problems *p, rap_text *out) {
    for (size_t i = 0; i < p->n; i++)
        rap_text_format(out, "%s:%d: %s: %s\n", p->rows[i].file, p->rows[i].line, p->rows[i].key,
                        p->rows[i].text);
}

static int read_problems(const char *name, rap_text *out) {
    rap_loader loader = {NULL, load};
    rap_study study;
    rap_problems problems;
    rap_problems_init(&problems);
    rap_cell_plan cells = {0};
    rap_point_plan points = {0};
    rap_line_plan lines = {0};
    int status = rap_study_read(&study, rap_models, &loader, name, NULL, &problems);
    /* what is seen only when arms are derived */
    if (!status && study.n_propositions > 0)
        status = rap_cells_plan(&cells, &study, &problems);
    if (!status && study.discovery.n_dimensions > 0)
        status = rap_points_plan(&points, &study, &problems);
    if (!status && study.budget.n_lines > 0)
        status = rap_lines_plan(&lines, &study, &problems);
    describe(&problems, out);
    rap_cells_free(&cells);
    rap_points_free(&points);
    rap_lines_free(&lines);
    rap_study_free(&study);
    rap_problems_free(&problems);
    return status;
}

static void check_file(const char *file) {
    const char *name = strrchr(file, '/') + 1;
    char expected_file[1024];
    rap_text got;
    rap_text_init(&got);
    int status = read_problems(name, &got);
    snprintf(expected_file, sizeof expected_file, "%.*s.expected", (int)(strlen(file) - 4), file);
    if (writing) {
        FILE *f = fopen(expected_file, "wb");
        assert_non_null(f);
        fputs(rap_text_string(&got), f);
        fclose(f);
    }
    char *expected = read_whole(expected_file);
    if (!expected || strcmp(expected, rap_text_string(&got)) != 0)
        print_error("%s: expected\n%sbut got\n%s", name, expected ? expected : "(no file)\n",
                    rap_text_string(&got));
    assert_non_null(expected);
    assert_int_equal(status, RAP_EINPUT);
    assert_string_equal(rap_text_string(&got), expected);
    rap_free(expected);
    rap_text_free(&got);
}

static void every_bad_input_is_explained(void **state) {
    glob_t files;
    (void)state;
    assert_int_equal(glob(RAPPORT_TESTS "/bad/*.cfg", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 20);
    for (size_t i = 0; i < files.gl_pathc; i++)
        check_file(files.gl_pathv[i]);
    globfree(&files);
}

/* The part that all of them include is itself fine. */
static void the_common_part_is_good(void **state) {
    rap_text got;
    (void)state;
    rap_text_init(&got);
    int status = read_problems("include/base.inc", &got);
    assert_string_equal(rap_text_string(&got), "");
    assert_int_equal(status, RAP_OK);
    rap_text_free(&got);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_common_part_is_good),
        cmocka_unit_test(every_bad_input_is_explained),
    };
    writing = argc > 1 && !strcmp(argv[1], "--write");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
