/* test_store.c: what was written comes back, whole blocks only, whatever happens; others are
 * refused. */
#include "toy_store.h"
#include "base/memory.h"

#include <math.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static int open_again(setup *s) {
    close_store(s);
    return rap_store_open(&s->store, s->path, &s->study, &s->layout);
}

/* Every number of every run, by arm, value and item, from two readings of a store. */
static double *read_all(setup *s, int64_t items) {
    const rap_layout *l = &s->layout;
    size_t n = (size_t)items, values = n * l->n_values, paths = n * l->n_path;
    double *x = rap_allocate(l->n_arms * (values + paths), sizeof *x);
    for (size_t a = 0; a < l->n_arms; a++) {
        double *here = x + a * (values + paths);
        assert_int_equal(rap_store_values(s->store, a, 0, l->n_values, items, here), RAP_OK);
        assert_int_equal(rap_store_paths(s->store, a, 0, l->n_path, items, here + values), RAP_OK);
    }
    return x;
}

static void execute(const setup *s, const char *sql) {
    sqlite3 *db;
    assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
}

static int64_t ask(const setup *s, const char *sql) {
    sqlite3 *db;
    sqlite3_stmt *statement;
    assert_int_equal(sqlite3_open(s->path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t x = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(db), SQLITE_OK);
    return x;
}

/* ---- writing and reading -------------------------------------------------------------------- */

static void comes_back(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(fill(&s, s.items), RAP_OK);
    assert_int_equal(rap_store_items(s.store), s.items);
    double *before = read_all(&s, s.items), part[2 * 32];
    assert_int_equal(open_again(&s), RAP_OK);
    assert_int_equal(rap_store_items(s.store), s.items);
    double *after = read_all(&s, s.items);
    assert_memory_equal(before, after, numbers(&s, s.items) * sizeof *before);
    assert_int_equal(rap_store_values(s.store, 1, 3, 2, s.items, part), RAP_OK);
    size_t stride = (size_t)s.items * (s.layout.n_values + s.layout.n_path);
    assert_memory_equal(part, after + stride + 3 * (size_t)s.items,
                        2 * (size_t)s.items * sizeof *part);
    for (size_t v = 0; v < s.layout.n_values; v++) {
        assert_int_equal(rap_store_values(s.store, 1, v, 1, s.items, part), RAP_OK);
        assert_memory_equal(part, after + stride + v * (size_t)s.items,
                            (size_t)s.items * sizeof *part);
    }
    double *values = rap_allocate(s.layout.n_values, sizeof *values);
    double *paths = rap_allocate(s.layout.n_path, sizeof *paths);
    assert_int_equal(rap_store_run(s.store, 2, 1, values, paths), RAP_OK);
    for (size_t v = 0; v < s.layout.n_values; v++)
        assert_memory_equal(&values[v], after + stride + v * (size_t)s.items + 2, sizeof *values);
    rap_free(values);
    rap_free(paths);
    rap_free(before);
    rap_free(after);
    end(&s);
}

/* The file says what stands where. */
static void says_what_it_holds(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(fill(&s, 20), RAP_OK);
    close_store(&s);
    assert_int_equal(ask(&s, "SELECT count(*) FROM runs"), 40);
    assert_int_equal(ask(&s, "SELECT draw * 10 + run FROM runs WHERE item = 6 AND arm = 1"), 12);
    assert_int_equal(ask(&s, "SELECT count(*) FROM columns"), s.layout.n_columns);
    assert_int_equal(ask(&s, "SELECT count(*) FROM series WHERE months = 5"), s.layout.n_series);
    assert_int_equal(ask(&s, "SELECT count(*) FROM windows WHERE text IN ('2', 'end', '4')"), 3);
    assert_int_equal(ask(&s, "SELECT arm FROM arms WHERE name = 'b'"), 1);
    assert_int_equal(ask(&s, "SELECT count(*) FROM meta WHERE key = 'title' AND value = 'Toy'"), 1);
    end(&s);
}

static void reads_only_what_is_there(void **state) {
    setup s;
    double x[64];
    (void)state;
    start(&s, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(rap_store_values(s.store, 0, 0, 1, 0, x), RAP_OK);
    assert_int_equal(rap_store_values(s.store, 0, 0, 1, 1, x), RAP_ESTORE);
    assert_int_equal(fill(&s, 16), RAP_OK);
    assert_int_equal(rap_store_values(s.store, 0, s.layout.n_values - 1, 1, 16, x), RAP_OK);
    assert_int_equal(rap_store_values(s.store, 0, s.layout.n_values, 1, 16, x), RAP_ESTORE);
    assert_int_equal(rap_store_values(s.store, 0, s.layout.n_values, 0, 16, x), RAP_OK);
    assert_int_equal(rap_store_paths(s.store, 2, 0, 1, 16, x), RAP_ESTORE);
    assert_int_equal(rap_store_paths(s.store, 0, 0, 1, 17, x), RAP_ESTORE);
    assert_true(strlen(rap_store_message(s.store)) > 0);
    end(&s);
}

static void blocks_come_in_order_and_finite(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    double *x =
        rap_allocate(16 * s.layout.n_arms * (s.layout.n_values + s.layout.n_path), sizeof *x);
    rap_block block = {.first = 16, .n = 16, .values = x, .paths = x};
    assert_int_equal(create(&s), RAP_OK);
    rap_sink sink = rap_store_sink(s.store);
    assert_int_equal(sink.commit(sink.context, &block), RAP_ESTORE);
    assert_non_null(strstr(rap_store_message(s.store), "16"));
    block.first = 0;
    assert_int_equal(sink.commit(sink.context, &block), RAP_OK);
    assert_int_equal(sink.commit(sink.context, &block), RAP_ESTORE);
    assert_non_null(strstr(rap_store_message(s.store), "does not follow"));
    assert_int_equal(rap_store_items(s.store), 16);
    block.first = 16;
    x[5] = -INFINITY; /* what no model may give */
    assert_int_equal(sink.commit(sink.context, &block), RAP_EMODEL);
    assert_int_equal(rap_store_items(s.store), 16);
    x[5] = NAN;
    assert_int_equal(sink.commit(sink.context, &block), RAP_OK);
    assert_int_equal(open_again(&s), RAP_OK);
    rap_free(x);
    end(&s);
}

static void two_blocks_as_one_go(void **state) {
    setup s, t;
    (void)state;
    start(&s, usual);
    start(&t, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(create(&t), RAP_OK);
    assert_int_equal(fill(&s, s.items), RAP_OK);
    assert_int_equal(fill(&t, 7), RAP_OK);
    assert_int_equal(open_again(&t), RAP_OK);
    assert_int_equal(rap_store_items(t.store), 7);
    assert_int_equal(fill(&t, t.items), RAP_OK);
    double *x = read_all(&s, s.items), *y = read_all(&t, t.items);
    assert_memory_equal(x, y, numbers(&s, s.items) * sizeof *x);
    rap_free(x);
    rap_free(y);
    end(&s);
    end(&t);
}

/* ---- refusing ------------------------------------------------------------------------------- */

static void is_not_made_over_another(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(fill(&s, 16), RAP_OK);
    assert_int_equal(create(&s), RAP_ESTORE);
    assert_non_null(strstr(rap_store_message(s.store), "already"));
    assert_int_equal(open_again(&s), RAP_OK);
    assert_int_equal(rap_store_items(s.store), 16);
    end(&s);
}

static void assert_different(const char *text, const char *word) {
    setup s, other;
    start(&s, usual);
    start(&other, text);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(rap_store_open(&other.store, s.path, &other.study, &other.layout),
                     RAP_EDIFFERENT);
    if (!strstr(rap_store_message(other.store), word))
        print_error("%s\n", rap_store_message(other.store));
    assert_non_null(strstr(rap_store_message(other.store), word));
    end(&s);
    end(&other);
}

static void another_study_or_format_is_refused(void **state) {
    setup s;
    (void)state;
    assert_different(
        "horizon = 4; draws = 8; replicates = 4; seed = 12; arms = { a = { changes = {}; }; };",
        "fingerprint");
    start(&s, usual);
    assert_int_equal(create(&s), RAP_OK);
    s.study.seed++;
    assert_int_equal(open_again(&s), RAP_EDIFFERENT);
    assert_non_null(strstr(rap_store_message(s.store), "seed"));
    s.study.seed--;
    s.study.replicates++;
    assert_int_equal(open_again(&s), RAP_EDIFFERENT);
    s.study.replicates--;
    s.layout.columns[0].group = "type:another";
    assert_int_equal(open_again(&s), RAP_EDIFFERENT);
    s.layout.columns[0].group = "all";
    s.study.draws *= 2; /* more draws are no other study */
    assert_int_equal(open_again(&s), RAP_OK);
    s.study.draws = 0;
    assert_int_equal(open_again(&s), RAP_EDIFFERENT);
    close_store(&s);
    execute(&s, "PRAGMA user_version = 1");
    assert_int_equal(open_again(&s), RAP_EDIFFERENT);
    assert_non_null(strstr(rap_store_message(s.store), "its format is 1"));
    close_store(&s);
    execute(&s, "PRAGMA application_id = 0"); /* as SQLite makes one */
    assert_int_equal(open_again(&s), RAP_EDIFFERENT);
    assert_non_null(strstr(rap_store_message(s.store), "another program"));
    end(&s);
}

static void assert_damaged(const char *sql, const char *row) {
    setup s;
    start(&s, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(fill(&s, 20), RAP_OK);
    close_store(&s);
    execute(&s, sql);
    assert_int_equal(open_again(&s), RAP_EDAMAGED);
    if (!strstr(rap_store_message(s.store), row))
        fail_msg("'%s' does not name %s", rap_store_message(s.store), row);
    end(&s);
}

static void damage_is_seen(void **state) {
    (void)state;
    assert_damaged("DELETE FROM runs WHERE id = 39", "history 19 of arm b is missing");
    assert_damaged("DELETE FROM runs WHERE id = 0", "history 0 of arm a is missing");
    assert_damaged("DELETE FROM runs WHERE id BETWEEN 4 AND 5", "history 2 of arm a is missing");
    assert_damaged("UPDATE runs SET series = x'00' WHERE id = 3", "history 1 of arm b is not");
    assert_damaged("UPDATE runs SET hash = hash + 1 WHERE id = 3", "history 1 of arm b is not");
    assert_damaged("UPDATE runs SET draw = 1 WHERE id = 3", "history 1 of arm b is not");
    assert_damaged("UPDATE runs SET outcomes = (SELECT outcomes FROM runs WHERE id = 1),"
                   " series = (SELECT series FROM runs WHERE id = 1),"
                   " hash = (SELECT hash FROM runs WHERE id = 1) WHERE id = 3",
                   "history 1 of arm b is not");
}

/* Rows are those of one study: they fit no other, whatever the head says. */
static void rows_of_another_study_are_seen(void **state) {
    setup s;
    char sql[100];
    (void)state;
    start(&s, usual);
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(fill(&s, 16), RAP_OK);
    s.study.fingerprint++;
    close_store(&s);
    snprintf(sql, sizeof sql, "UPDATE meta SET value = '%016llx' WHERE key = 'fingerprint'",
             (unsigned long long)s.study.fingerprint);
    execute(&s, sql);
    assert_int_equal(open_again(&s), RAP_EDAMAGED);
    end(&s);
}

static void other_files_are_refused(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    assert_int_equal(open_again(&s), RAP_ESTORE); /* not there */
    close_store(&s);
    FILE *f = fopen(s.path, "wb");
    assert_non_null(f);
    for (int k = 0; k < 4096; k++)
        fputs("not a database\n", f);
    fclose(f);
    assert_int_equal(open_again(&s), RAP_ESTORE);
    assert_int_equal(create(&s), RAP_ESTORE);
    assert_true(strlen(rap_store_message(s.store)) > 0);
    close_store(&s);
    unlink(s.path);
    execute(&s, "CREATE TABLE cake(recipe)");
    assert_int_equal(open_again(&s), RAP_EDIFFERENT);
    end(&s);
}

static void cut_off_while_being_made(void **state) {
    setup s;
    (void)state;
    start(&s, usual);
    FILE *f = fopen(s.path, "wb"); /* the transaction that fills it never ended */
    assert_non_null(f);
    fclose(f);
    assert_int_equal(open_again(&s), RAP_OK);
    assert_int_equal(fill(&s, s.items), RAP_OK);
    assert_int_equal(open_again(&s), RAP_OK);
    assert_int_equal(rap_store_items(s.store), s.items);
    end(&s);
}

/* ---- trouble -------------------------------------------------------------------------------- */

/* A disk that takes no more: the block is not kept, what was there before is. */
static void a_full_disk_keeps_whole_blocks(void **state) {
    setup s;
    struct rlimit usual_limit, small;
    struct stat file;
    (void)state;
    start(&s, "horizon = 400; draws = 64; replicates = 4; seed = 11; noise = 1.0; effect = 1.0;"
              "arms = { a = { changes = { }; }; };");
    assert_int_equal(create(&s), RAP_OK);
    assert_int_equal(fill(&s, 32), RAP_OK);
    assert_int_equal(stat(s.path, &file), 0);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &usual_limit), 0);
    small = usual_limit;
    small.rlim_cur = (rlim_t)file.st_size + 100000;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
    int status = fill(&s, s.items);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &usual_limit), 0);
    assert_int_equal(status, RAP_ESTORE);
    assert_true(strlen(rap_store_message(s.store)) > 0);
    int64_t kept = rap_store_items(s.store);
    assert_true(kept >= 32 && kept < s.items && kept % RAP_BLOCK == 0);
    assert_int_equal(open_again(&s), RAP_OK);
    assert_int_equal(rap_store_items(s.store), kept);
    assert_int_equal(fill(&s, s.items), RAP_OK);
    end(&s);
}

/* A program that is killed at any moment leaves whole blocks, from which the run goes on. */
static void a_kill_keeps_whole_blocks(void **state) {
    (void)state;
    for (useconds_t wait = 2000; wait <= 50000; wait += 12000) {
        setup s;
        start(&s, "horizon = 400; draws = 400; replicates = 4; seed = 11; noise = 1.0;"
                  "arms = { a = { changes = { }; }; };");
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            int status = create(&s);
            _exit(status ? status : fill(&s, s.items));
        }
        usleep(wait);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        int status = access(s.path, F_OK) ? create(&s) : open_again(&s);
        assert_int_equal(status, RAP_OK);
        int64_t kept = rap_store_items(s.store);
        assert_true(kept == s.items || kept % RAP_BLOCK == 0);
        assert_int_equal(fill(&s, kept + 3), RAP_OK);
        assert_int_equal(open_again(&s), RAP_OK);
        assert_int_equal(rap_store_items(s.store), kept + 3);
        end(&s);
    }
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(comes_back),
        cmocka_unit_test(says_what_it_holds),
        cmocka_unit_test(reads_only_what_is_there),
        cmocka_unit_test(blocks_come_in_order_and_finite),
        cmocka_unit_test(two_blocks_as_one_go),
        cmocka_unit_test(is_not_made_over_another),
        cmocka_unit_test(another_study_or_format_is_refused),
        cmocka_unit_test(damage_is_seen),
        cmocka_unit_test(rows_of_another_study_are_seen),
        cmocka_unit_test(other_files_are_refused),
        cmocka_unit_test(cut_off_while_being_made),
        cmocka_unit_test(a_full_disk_keeps_whole_blocks),
        cmocka_unit_test(a_kill_keeps_whole_blocks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
