/* test_tables_memory.c: what a merge and its tables hold at a time. Copying a part takes the same however many histories it
 * has. Tables take a tile of values (tiles.h), and so many numbers a history that do not depend on how many arms,
 * contrasts and headlines there are. Counted is every block of ours, and what SQLite has. */
#include "toy_store.h"
#include "analysis/estimate/tiles.h"
#include "analysis/tables/make_tables.h"
#include "base/memory.h"

#include <malloc.h>

void *__real_rap_reallocate(void *old, size_t old_count, size_t count, size_t size);
void *__wrap_rap_reallocate(void *old, size_t old_count, size_t count, size_t size);
void __real_rap_free(void *block);
void __wrap_rap_free(void *block);

static size_t held, most_held;

void *__wrap_rap_reallocate(void *old, size_t old_count, size_t count, size_t size) {
    size_t before = malloc_usable_size(old);
    void *block = __real_rap_reallocate(old, old_count, count, size);
    held += block ? malloc_usable_size(block) - before : 0;
    most_held = held > most_held ? held : most_held;
    return block;
}

void __wrap_rap_free(void *block) {
    held -= malloc_usable_size(block);
    __real_rap_free(block);
}

static const char many[] =
    "horizon = 2; draws = 24000; replicates = 1; seed = 3; runs = 1; noise = 1.0; keep = "
    "\"headlines\";"
    "windows = [\"2\"];"
    "arms = { a = { baseline = true; changes = { }; }; b = { changes = { effect = 2.0; }; };"
    "         c = { changes = { effect = 3.0; }; }; d = { changes = { effect = 4.0; }; }; };"
    "headlines = ( { outcome = \"value\"; window = \"2\"; }, { outcome = \"rate\"; window = \"2\"; "
    "} );";

/* Bytes at a time, at most, while tables are made of what a store holds. */
static double taken_by_tables(const setup *s) {
    rap_tables tables;
    size_t before = most_held = held;
    assert_int_equal(rap_tables_make(&tables, &s->study, &s->layout, s->store), RAP_OK);
    size_t most = most_held;
    rap_tables_free(&tables);
    assert_int_equal(held, before);
    return (double)(most - before);
}

/* The same while histories up to `end` are copied, a block after the other, as a merge does. */
static double taken_by_copying(setup *to, setup *part, int64_t end) {
    size_t before = most_held = held;
    sqlite3_memory_highwater(1);
    for (int64_t next = rap_store_items(to->store); next < end; next += RAP_BLOCK)
        assert_int_equal(rap_store_append_from(to->store, part->store, next + RAP_BLOCK), RAP_OK);
    return (double)(most_held - before) + (double)sqlite3_memory_highwater(0);
}

static void merging_holds_no_more_than_it_says(void **state) {
    enum { FEW = 12000, MANY = 24000, NUMBERS = 9 };
    setup part, merged;
    (void)state;
    start(&part, many);
    start(&merged, many);
    assert_int_equal(create(&part), RAP_OK);
    assert_int_equal(create(&merged), RAP_OK);
    assert_int_equal(rap_store_wait(part.store, false), RAP_OK);
    assert_int_equal(rap_store_wait(merged.store, false), RAP_OK);
    assert_int_equal(fill(&part, MANY), RAP_OK);
    double copying_few = taken_by_copying(&merged, &part, FEW),
           tables_few = taken_by_tables(&merged);
    double copying = taken_by_copying(&merged, &part, MANY), tables = taken_by_tables(&merged);
    double more = MANY - FEW;
    double a_history = (double)(part.layout.n_arms * part.layout.n_values * sizeof(double));
    assert_true(MANY * a_history < RAP_TILE_BYTES);
    print_message(
        "copying: %.0f and %.0f bytes; tables: %.1f bytes a history, %.0f of these are values\n",
        copying_few, copying, (tables - tables_few) / more, a_history);
    assert_true(copying <= copying_few + 65536);
    assert_true(tables - tables_few <= more * (a_history + NUMBERS * sizeof(double)) + 65536);
    end(&part);
    end(&merged);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(merging_holds_no_more_than_it_says)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
