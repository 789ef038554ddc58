/* test_damage.c: whatever bit of a results folder is flipped, a command gives the tables that were there
 * before, or none: it refuses with a status of its own and leaves the file as it is. Commands run in this
 * process. `test_damage N` flips N times as many bits. */
#include "base/error.h"
#include "command_inside.h"
#include "little_study.h"
#include "cli/folder/manifest.h"
#include "cli/folder/files.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { N_TABLES = 3, HEADER = 100, PAGE = 65536, PAGE_HEAD = 64 };

static const char *const table_names[N_TABLES] = {"outcomes.csv", "contrasts.csv", "series.csv"};

typedef struct {
    char *bytes;
    size_t n;
} file;

typedef struct {
    char folder[64], study[96], out[96];
    file database, manifest;         /* of a finished run */
    file cut_database, cut_manifest; /* of the same run, cut off half-way */
    file tables[N_TABLES];
} place;

static const char text[] = LITTLE_STUDY(4, 2);

/* ---- files ---------------------------------------------------------------------------------- */

static void name_in(const place *p, const char *name, char path[160]) {
    snprintf(path, 160, "%s/%s", p->out, name);
}

static file read_back(const place *p, const char *name) {
    char path[160];
    const char *why;
    file f = {0};
    name_in(p, name, path);
    if (rap_file_read(path, &f.bytes, &f.n, &why))
        f = (file){0};
    return f;
}

static void put(const place *p, const char *name, file f) {
    char path[160];
    name_in(p, name, path);
    FILE *out = fopen(path, "wb");
    assert_non_null(out);
    assert_int_equal(fwrite(f.bytes, 1, f.n, out), f.n);
    assert_int_equal(fclose(out), 0);
}

static bool is_same(const place *p, const char *name, file f) {
    file now = read_back(p, name);
    bool same = now.bytes && now.n == f.n && !memcmp(now.bytes, f.bytes, f.n);
    rap_free(now.bytes);
    return same;
}

static bool same_tables(const place *p) {
    bool same = true;
    for (int k = 0; k < N_TABLES; k++)
        same &= is_same(p, table_names[k], p->tables[k]);
    return same;
}

static int command(const place *p, const char *name, const char *operand) {
    return run_inside(name, operand, p->out);
}

/* ---- a folder, whole and cut off ------------------------------------------------------------ */

static void cut_database(place *p) {
    char path[160];
    sqlite3 *db;
    name_in(p, "runs.sqlite", path);
    assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "DELETE FROM runs WHERE item >= 4; VACUUM", NULL, NULL, NULL),
                     SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    p->cut_database = read_back(p, "runs.sqlite");
}

static void cut_manifest(place *p) {
    rap_manifest m;
    rap_text json;
    const char *why;
    rap_text_init(&json);
    assert_int_equal(rap_manifest_read(&m, p->out, &why), RAP_OK);
    m.status = "unfinished";
    m.ended = NULL;
    rap_manifest_write(&m, &json);
    p->cut_manifest.n = json.n;
    p->cut_manifest.bytes = rap_text_take(&json);
    rap_manifest_free(&m);
}

static int make_folders(void **state) {
    static place p;
    if (make_little_study("damage", text, p.folder, p.study))
        return -1;
    snprintf(p.out, sizeof p.out, "%s/out", p.folder);
    if (command(&p, "compare", p.study))
        return -1;
    p.database = read_back(&p, "runs.sqlite");
    p.manifest = read_back(&p, "manifest.json");
    for (int k = 0; k < N_TABLES; k++)
        p.tables[k] = read_back(&p, table_names[k]);
    cut_manifest(&p);
    cut_database(&p);
    *state = &p;
    return 0;
}

static int remove_folders(void **state) {
    place *p = *state;
    file *const all[] = {&p->database, &p->manifest, &p->cut_database, &p->cut_manifest};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        rap_free(all[k]->bytes);
    for (int k = 0; k < N_TABLES; k++)
        rap_free(p->tables[k].bytes);
    return remove_little_study(p->folder);
}

static void restore(const place *p, bool cut) {
    const char *const left[] = {"runs.sqlite-journal", "runs.sqlite-wal", "runs.sqlite-shm"};
    char path[160];
    put(p, "runs.sqlite", cut ? p->cut_database : p->database);
    put(p, "manifest.json", cut ? p->cut_manifest : p->manifest);
    for (int k = 0; k < N_TABLES + 3; k++) {
        name_in(p, k < N_TABLES ? table_names[k] : left[k - N_TABLES], path);
        unlink(path);
    }
}

/* ---- flips ---------------------------------------------------------------------------------- */

static size_t pick(uint64_t kind, uint64_t k, size_t n) {
    rap_event event = {.subject = k};
    return (size_t)(rap_uniform(rap_stream_key(20, 0, kind), event) * (double)n);
}

/* Somewhere in the header, in the heads of pages, or anywhere. */
static size_t byte_to_flip(size_t k, size_t n, bool paged) {
    size_t anywhere = pick(1, k, n);
    if (!paged || k % 3 == 2)
        return anywhere;
    return k % 3 == 0 ? pick(1, k, HEADER) : anywhere / PAGE * PAGE + pick(2, k, PAGE_HEAD);
}

/* Flips a bit of a file, runs the command, and looks at what it leaves. Gives whether it was refused. */
static bool trial(place *p, const char *name, const char *asked, size_t k, bool cut) {
    bool paged = !strcmp(name, "runs.sqlite");
    restore(p, cut);
    file f = read_back(p, name);
    size_t at = byte_to_flip(k, f.n, paged), bit = pick(3, k, 8);
    f.bytes[at] = (char)(f.bytes[at] ^ 1 << bit);
    put(p, name, f);
    int status = command(p, asked, p->out);
    if (status == RAP_EXIT_DONE && !same_tables(p))
        fail_msg("%s: bit %zu of byte %zu flipped, and %s gives other tables", name, bit, at,
                 asked);
    if (status != RAP_EXIT_DONE && !is_same(p, name, f))
        fail_msg("%s: bit %zu of byte %zu flipped, and %s refuses it but changes it", name, bit, at,
                 asked);
    rap_free(f.bytes);
    return status != RAP_EXIT_DONE;
}

static void flip_bits(place *p, const char *name, size_t n, size_t least_refused) {
    size_t refused = 0;
    for (size_t k = 0; k < n; k++) {
        refused += trial(p, name, "report", k, false);
        refused += trial(p, name, "resume", k, true);
    }
    assert_in_range(refused, least_refused, 2 * n);
}

static size_t times = 1;

/* Two bits of three lie in room that a small database has free, or in what no table is made of. */
static void the_database_gives_the_same_or_nothing(void **state) {
    flip_bits(*state, "runs.sqlite", 150 * times, 80 * times);
}

static void so_does_the_manifest(void **state) {
    flip_bits(*state, "manifest.json", 100 * times, 200 * times);
}

/* Without a flip all is as it was: the folder, and the one that was cut off. */
static void a_whole_folder_gives_the_same(void **state) {
    place *p = *state;
    for (int cut = 0; cut < 2; cut++) {
        restore(p, cut);
        assert_int_equal(command(p, "resume", p->out), RAP_EXIT_DONE);
        assert_true(same_tables(p));
        assert_int_equal(command(p, "replay", p->out), RAP_EXIT_DONE);
    }
}

int main(int argc, char **argv) {
    rap_error_quiet_gsl();
    times = argc > 1 ? (size_t)atoi(argv[1]) : times;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_folder_gives_the_same),
        cmocka_unit_test(the_database_gives_the_same_or_nothing),
        cmocka_unit_test(so_does_the_manifest),
    };
    return cmocka_run_group_tests(tests, make_folders, remove_folders);
}
