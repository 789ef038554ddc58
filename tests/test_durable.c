/* test_durable.c: what is written waits until it is on the disk. Only when the power fails would it show
 * otherwise, so the tests look at what is asked of the system. */
#include "toy_model.h"
#include "base/error.h"
#include "cli/folder/files.h"
#include "store/store_parts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int n_synced;

/* In the place of the C library's: counts, and does not wait. */
int fsync(int fd) {
    n_synced++;
    return fd < 0 ? -1 : 0;
}

typedef struct {
    char folder[64], file[80];
} room;

static void open_room(room *r) {
    strcpy(r->folder, "/tmp/rapport-durable-XXXXXX");
    assert_non_null(mkdtemp(r->folder));
    snprintf(r->file, sizeof r->file, "%s/written", r->folder);
}

static void close_room(const room *r) {
    assert_int_equal(unlink(r->file), 0);
    assert_int_equal(rmdir(r->folder), 0);
}

/* The file before it gets its name, the folder behind that. */
static void a_file_waits_for_the_disk(void **state) {
    room r;
    (void)state;
    open_room(&r);
    n_synced = 0;
    assert_int_equal(rap_file_write(r.folder, "written", "x", 1), RAP_OK);
    assert_int_equal(n_synced, 2);
    close_room(&r);
}

static void assert_waits(rap_store *store) {
    const int full = 2, extra = 3; /* as SQLite counts */
    int64_t level = 0;
    assert_int_equal(rap_store_ask(store, "PRAGMA synchronous", &level), RAP_OK);
    assert_in_range(level, full, extra);
}

static void a_database_waits_for_the_disk(void **state) {
    room r;
    rap_study study;
    rap_layout layout;
    rap_store *store = NULL;
    (void)state;
    open_room(&r);
    toy_read(&study, "horizon = 1; draws = 1; replicates = 1; arms = { a = { changes = { }; }; };");
    assert_int_equal(rap_layout_init(&layout, &study), RAP_OK);
    assert_int_equal(rap_store_create(&store, r.file, &study, &layout), RAP_OK);
    assert_waits(store);
    rap_store_close(store);
    assert_int_equal(rap_store_open(&store, r.file, &study, &layout), RAP_OK);
    assert_waits(store);
    rap_store_close(store);
    rap_layout_free(&layout);
    rap_study_free(&study);
    close_room(&r);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_waits_for_the_disk),
        cmocka_unit_test(a_database_waits_for_the_disk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
