/* test_files.c: reading is confined, writing is whole. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "cli/folder/inside.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A tree in a temporary folder: study/study.cfg, study/part/a.cfg, data/b.cfg, outside/c.cfg. */
typedef struct {
    char root[64];
    rap_files files;
    rap_loader loader;
} tree;

static void put(const tree *t, const char *name, const char *text) {
    assert_int_equal(rap_file_write(t->root, name, text, strlen(text)), RAP_OK);
}

static void make_folder(const tree *t, const char *name) {
    char *path = rap_path_join(t->root, name);
    assert_int_equal(rap_folder_make(path), RAP_OK);
    rap_free(path);
}

static void set_up(tree *t) {
    char data[80], study[96], *text, *path;
    const char *why;
    strcpy(t->root, "/tmp/rapport-files-XXXXXX");
    assert_non_null(mkdtemp(t->root));
    make_folder(t, "study/part");
    make_folder(t, "data/more");
    make_folder(t, "outside");
    put(t, "study/study.cfg", "study");
    put(t, "study/part/a.cfg", "a");
    put(t, "data/b.cfg", "b");
    put(t, "data/more/d.cfg", "d");
    put(t, "outside/c.cfg", "c");
    snprintf(data, sizeof data, "%s/data", t->root);
    snprintf(study, sizeof study, "%s/study/study.cfg", t->root);
    setenv("RAPPORT_DATA", data, 1);
    assert_int_equal(rap_files_init(&t->files), RAP_OK);
    t->loader = rap_files_loader(&t->files);
    assert_int_equal(t->loader.load(t->loader.context, study, NULL, &text, &path, &why), RAP_OK);
    assert_string_equal(text, "study");
    assert_string_equal(path, "study.cfg");
    rap_free(text);
    rap_free(path);
}

static void tear_down(tree *t) {
    char command[128];
    rap_files_free(&t->files);
    rap_files_free(&t->files);
    snprintf(command, sizeof command, "rm -rf '%s'", t->root);
    assert_int_equal(system(command), 0);
}

static void finds(const tree *t, const char *name, const char *from, const char *path_expected,
                  const char *text_expected) {
    char *text, *path;
    const char *why;
    assert_int_equal(t->loader.load(t->loader.context, name, from, &text, &path, &why), RAP_OK);
    assert_string_equal(path, path_expected);
    assert_string_equal(text, text_expected);
    rap_free(text);
    rap_free(path);
}

static void refuses(const tree *t, const char *name, const char *from, const char *reason) {
    char *text, *path;
    const char *why = "";
    assert_int_equal(t->loader.load(t->loader.context, name, from, &text, &path, &why), RAP_EIO);
    assert_non_null(strstr(why, reason));
    assert_null(text);
    assert_null(path);
}

static void includes_are_found_beside_and_in_the_data(void **state) {
    (void)state;
    tree t;
    set_up(&t);
    finds(&t, "part/a.cfg", "study.cfg", "part/a.cfg", "a");
    finds(&t, "./part//a.cfg", "study.cfg", "part/a.cfg", "a");
    finds(&t, "a.cfg", "part/x.cfg", "part/a.cfg", "a");
    finds(&t, "b.cfg", "study.cfg", "data:b.cfg", "b");
    finds(&t, "b.cfg", "part/a.cfg", "data:b.cfg", "b");
    finds(&t, "more/d.cfg", "data:b.cfg", "data:more/d.cfg", "d");
    finds(&t, "d.cfg", "data:more/x.cfg", "data:more/d.cfg", "d");
    tear_down(&t);
}

static void includes_stay_inside(void **state) {
    (void)state;
    tree t;
    set_up(&t);
    char link[128], target[128];
    snprintf(link, sizeof link, "%s/study/link.cfg", t.root);
    snprintf(target, sizeof target, "%s/outside/c.cfg", t.root);
    assert_int_equal(symlink(target, link), 0);
    refuses(&t, "link.cfg", "study.cfg", "leads out");
    make_folder(&t, "study and more");
    put(&t, "study and more/e.cfg", "e");
    snprintf(link, sizeof link, "%s/study/more.cfg", t.root);
    assert_int_equal(symlink("../study and more/e.cfg", link), 0);
    refuses(&t, "more.cfg", "study.cfg", "leads out");
    refuses(&t, "../outside/c.cfg", "study.cfg", "'..'");
    refuses(&t, "part/../../outside/c.cfg", "study.cfg", "'..'");
    refuses(&t, target, "study.cfg", "absolute");
    refuses(&t, "", "study.cfg", "empty");
    refuses(&t, "part", "study.cfg", "folder");
    refuses(&t, "none.cfg", "study.cfg", "no such file");
    refuses(&t, "a.cfg", "data:b.cfg", "no such file");
    tear_down(&t);
}

static void odd_files_are_refused(void **state) {
    (void)state;
    tree t;
    set_up(&t);
    char path[128];
    assert_int_equal(rap_file_write(t.root, "study/nul.cfg", "a\0b", 3), RAP_OK);
    refuses(&t, "nul.cfg", "study.cfg", "NUL");
    snprintf(path, sizeof path, "%s/study/pipe.cfg", t.root);
    assert_int_equal(mkfifo(path, 0600), 0);
    refuses(&t, "pipe.cfg", "study.cfg", "regular");
    snprintf(path, sizeof path, "%s/study/big.cfg", t.root);
    put(&t, "study/big.cfg", "x");
    assert_int_equal(truncate(path, 65 * 1024 * 1024), 0);
    refuses(&t, "big.cfg", "study.cfg", "64 MB");
    put(&t, "study/empty.cfg", "");
    finds(&t, "empty.cfg", "study.cfg", "empty.cfg", "");
    tear_down(&t);
}

static void writing_replaces_whole_or_not_at_all(void **state) {
    (void)state;
    tree t;
    set_up(&t);
    char path[128], *bytes;
    const char *why;
    size_t n;
    put(&t, "study/study.cfg", "new");
    snprintf(path, sizeof path, "%s/study/study.cfg", t.root);
    assert_int_equal(rap_file_read(path, &bytes, &n, &why), RAP_OK);
    assert_string_equal(bytes, "new");
    assert_int_equal(n, 3);
    rap_free(bytes);
    /* a folder in the place of the file: nothing is left behind */
    make_folder(&t, "study/place");
    make_folder(&t, "study/place/full");
    assert_int_equal(rap_file_write(t.root, "study/place", "x", 1), RAP_EIO);
    assert_int_equal(rap_file_write(t.root, "nowhere/x", "x", 1), RAP_EIO);
    tear_down(&t);
}

/* A link in the place of a folder leads nowhere, whatever is to be done behind it. */
static void nothing_is_done_behind_a_link(void **state) {
    (void)state;
    tree t;
    set_up(&t);
    char link[128], path[128];
    snprintf(link, sizeof link, "%s/study/away", t.root);
    assert_int_equal(symlink("../outside", link), 0);
    assert_int_equal(rap_file_write(t.root, "study/away/c.cfg", "x", 1), RAP_EIO);
    assert_true(rap_inside_remove(t.root, "study/away/c.cfg")); /* nothing of ours is there */
    assert_true(rap_inside_move(t.root, "study/away/c.cfg", "study/taken.cfg"));
    assert_false(rap_inside_is_plain(t.root, "study/away/c.cfg", false));
    snprintf(path, sizeof path, "%s/study/taken.cfg", t.root);
    assert_int_not_equal(access(path, F_OK), 0);
    char *bytes;
    const char *why;
    size_t n;
    snprintf(path, sizeof path, "%s/outside/c.cfg", t.root);
    assert_int_equal(rap_file_read(path, &bytes, &n, &why), RAP_OK);
    assert_string_equal(bytes, "c");
    rap_free(bytes);
    tear_down(&t);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(includes_are_found_beside_and_in_the_data),
        cmocka_unit_test(includes_stay_inside),
        cmocka_unit_test(odd_files_are_refused),
        cmocka_unit_test(writing_replaces_whole_or_not_at_all),
        cmocka_unit_test(nothing_is_done_behind_a_link),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
