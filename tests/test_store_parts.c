/* test_store_parts.c: parts of an ensemble in stores of their own, put together as if they never had been apart. */
#include "toy_store.h"
#include "base/memory.h"

#include <sqlite3.h>

enum { PARTS = 3 };

/* The store of a part beside that of the whole, filled. */
static void make_part(const setup *whole, setup *part, int64_t number, int64_t parts) {
    start(part, usual);
    rap_items span = rap_ensemble_part(&whole->study, &whole->layout, number, parts);
    assert_int_equal(
        rap_store_create_from(&part->store, part->path, &part->study, &part->layout, span.first),
        RAP_OK);
    rap_sink sink = rap_store_sink(part->store);
    const rap_ensemble_options options = {.first = span.first, .end = span.end};
    assert_int_equal(
        rap_ensemble_run(&part->study, &part->layout, &rap_executor_loop, &sink, &options, NULL, 0),
        RAP_OK);
    assert_int_equal(rap_store_span(part->store).first, span.first);
    assert_int_equal(rap_store_span(part->store).end, span.end);
}

static char *read_file(const char *path, long *n) {
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *n = ftell(file);
    rewind(file);
    char *bytes = rap_allocate((size_t)*n, 1);
    assert_int_equal(fread(bytes, 1, (size_t)*n, file), *n);
    fclose(file);
    return bytes;
}

static int take(setup *to, setup *from) {
    int64_t block = (int64_t)rap_ensemble_block(&to->layout), end = rap_store_span(from->store).end;
    int status = RAP_OK;
    while (!status && rap_store_items(to->store) < end) {
        int64_t next = rap_store_items(to->store) + block;
        status = rap_store_append_from(to->store, from->store, next < end ? next : end);
    }
    return status;
}

static void together_are_the_whole(void **state) {
    setup whole, merged, part;
    long n, m;
    (void)state;
    start(&whole, usual);
    start(&merged, usual);
    assert_int_equal(create(&whole), RAP_OK);
    assert_int_equal(create(&merged), RAP_OK);
    assert_int_equal(fill(&whole, whole.items), RAP_OK);
    for (int64_t k = 1; k <= PARTS; k++) {
        make_part(&whole, &part, k, PARTS);
        assert_int_equal(take(&merged, &part), RAP_OK);
        end(&part);
    }
    assert_int_equal(rap_store_items(merged.store), whole.items);
    uint64_t x, y;
    assert_int_equal(rap_store_digest(whole.store, &x), RAP_OK);
    assert_int_equal(rap_store_digest(merged.store, &y), RAP_OK);
    assert_true(x == y);
    close_store(&whole);
    close_store(&merged);
    char *a = read_file(whole.path, &n), *b = read_file(merged.path, &m);
    assert_int_equal(n, m);
    assert_memory_equal(a, b, (size_t)n);
    rap_free(a);
    rap_free(b);
    end(&whole);
    end(&merged);
}

static void a_part_is_read_from_its_first(void **state) {
    setup whole, part;
    (void)state;
    start(&whole, usual);
    assert_int_equal(create(&whole), RAP_OK);
    assert_int_equal(fill(&whole, whole.items), RAP_OK);
    make_part(&whole, &part, 2, 2);
    rap_items span = rap_store_span(part.store);
    double a[64], b[64];
    int64_t n = span.end - span.first;
    assert_true(span.first > 0 && n > 0);
    assert_true(whole.layout.n_values <= 64);
    double *all = rap_allocate((size_t)whole.items, sizeof *all), here[64];
    assert_true(n <= 64);
    assert_int_equal(rap_store_values(whole.store, 1, 0, 1, whole.items, all), RAP_OK);
    assert_int_equal(rap_store_values(part.store, 1, 0, 1, n, here), RAP_OK);
    assert_memory_equal(here, all + span.first, (size_t)n * sizeof *here);
    double *p = rap_allocate(whole.layout.n_path + 1, sizeof *p);
    assert_int_equal(rap_store_run(whole.store, span.first, 0, a, p), RAP_OK);
    assert_int_equal(rap_store_run(part.store, span.first, 0, b, p), RAP_OK);
    assert_memory_equal(a, b, whole.layout.n_values * sizeof *a);
    assert_int_equal(rap_store_run(part.store, 0, 0, b, p), RAP_EDAMAGED);
    rap_free(all);
    rap_free(p);
    end(&whole);
    end(&part);
}

static void another_part_is_refused(void **state) {
    setup whole, part;
    (void)state;
    start(&whole, usual);
    make_part(&whole, &part, 2, 2);
    int64_t first = rap_store_span(part.store).first;
    close_store(&part);
    assert_int_equal(rap_store_open(&part.store, part.path, &part.study, &part.layout),
                     RAP_EDIFFERENT);
    assert_non_null(strstr(rap_store_message(part.store), "first"));
    close_store(&part);
    assert_int_equal(rap_store_open_from(&part.store, part.path, &part.study, &part.layout, first),
                     RAP_OK);
    end(&part);
    end(&whole);
}

/* What does not follow, is not there, or is not as it was written is not appended. */
static void only_what_follows_is_appended(void **state) {
    setup merged, part;
    sqlite3 *db;
    (void)state;
    start(&merged, usual);
    assert_int_equal(create(&merged), RAP_OK);
    make_part(&merged, &part, 2, 2);
    assert_int_equal(rap_store_append_from(merged.store, part.store, merged.items), RAP_ESTORE);
    end(&part);
    make_part(&merged, &part, 1, 2);
    int64_t last = rap_store_span(part.store).end;
    assert_int_equal(rap_store_append_from(merged.store, part.store, last + 1), RAP_ESTORE);
    assert_int_equal(sqlite3_open(part.path, &db), SQLITE_OK);
    assert_int_equal(sqlite3_exec(db, "UPDATE runs SET hash = hash + 1 WHERE id = 3", 0, 0, 0),
                     SQLITE_OK);
    sqlite3_close(db);
    assert_int_equal(rap_store_append_from(merged.store, part.store, last), RAP_EDAMAGED);
    assert_non_null(strstr(rap_store_message(merged.store), "history 1 of arm b"));
    assert_int_equal(rap_store_items(merged.store), 0);
    assert_int_equal(rap_store_append_from(merged.store, part.store, 1), RAP_OK);
    assert_int_equal(rap_store_items(merged.store), 1);
    end(&part);
    end(&merged);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(together_are_the_whole),
        cmocka_unit_test(a_part_is_read_from_its_first),
        cmocka_unit_test(another_part_is_refused),
        cmocka_unit_test(only_what_follows_is_appended),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
