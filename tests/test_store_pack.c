/* test_store_pack.c: numbers come back to the last bit, wherever they stand among segments, and bytes that were changed
 * do not pass for numbers. tests/recompute/folder.py reads the same bytes in another language. */
#include "toy_store.h"
#include "stream/stream.h"

#include <math.h>

enum { MOST = 3000 };

/* Random bits, every kind of number among them, and the same number again and again. */
static void make_numbers(double *x, size_t n) {
    static const double kinds[] = {0, -0.0, NAN, 1e-310, 1e308, -1, 0.1, 0.1};
    for (size_t k = 0; k < n; k++) {
        uint64_t bits = rap_hash_mix(7, k) >> (k % 3 ? 12 : 2);
        memcpy(&x[k], &bits, sizeof bits);
        if (k % 5 == 0)
            x[k] = kinds[k / 5 % (sizeof kinds / sizeof *kinds)];
    }
}

/* Packs n numbers in the store's room for values or paths, whatever the layout, and gives their size. */
static rap_store_room *pack(setup *s, bool paths, size_t n, const double *x) {
    close_store(s);
    s->layout.n_values = s->layout.n_path = n;
    assert_int_equal(rap_store_create(&s->store, ":memory:", &s->study, &s->layout), RAP_OK);
    rap_store_room *room = paths ? &s->store->paths : &s->store->values;
    assert_int_equal(rap_store_pack(s->store, room, x), RAP_OK);
    assert_true(room->size <= room->most);
    return room;
}

static void numbers_come_back(void **state) {
    static const size_t sizes[] = {1, 2, 1023, 1024, 1025, 2048, 2049, MOST};
    static double x[MOST], y[MOST];
    setup s;
    (void)state;
    start(&s, usual);
    make_numbers(x, MOST);
    for (size_t k = 0; k < 2 * (sizeof sizes / sizeof *sizes); k++) {
        size_t n = sizes[k / 2];
        rap_store_room *room = pack(&s, k % 2, n, x);
        assert_true(rap_store_unpack(s.store, room, room->bytes, room->size, 0, n, y));
        assert_memory_equal(x, y, n * sizeof *x);
        for (size_t first = 0; first < n; first += 1 + n / 7) {
            size_t part = (n - first + 1) / 2;
            assert_true(rap_store_unpack(s.store, room, room->bytes, room->size, first, part, y));
            assert_memory_equal(x + first, y, part * sizeof *x);
        }
    }
    rap_store_room *none = pack(&s, false, 0, x);
    assert_int_equal(none->size, 0);
    assert_true(rap_store_unpack(s.store, none, none->bytes, 0, 0, 0, y));
    end(&s);
}

/* Bytes of a run that stays as it was are few: 8 for each number, and some for what changes. */
static void what_is_alike_is_small(void **state) {
    static double x[MOST];
    setup s;
    (void)state;
    start(&s, usual);
    for (size_t k = 0; k < MOST; k++)
        x[k] = 0.1 + (double)(k / 100);
    assert_true(pack(&s, false, MOST, x)->size < MOST * sizeof *x / 20);
    assert_true(pack(&s, true, MOST, x)->size < MOST * sizeof *x / 20);
    end(&s);
}

/* Cut off, longer, or with a table of ends that leads elsewhere: never numbers, never beyond the bytes. */
static void changed_bytes_are_refused(void **state) {
    static double x[MOST], y[MOST];
    setup s;
    (void)state;
    start(&s, usual);
    make_numbers(x, MOST);
    rap_store_room *room = pack(&s, true, MOST, x);
    size_t size = room->size;
    unsigned char *exact = malloc(size);
    assert_non_null(exact);
    for (size_t less = 1; less < 40; less++)
        assert_false(rap_store_unpack(s.store, room, room->bytes, size - less, 0, MOST, y));
    assert_false(rap_store_unpack(s.store, room, room->bytes, 0, 0, MOST, y));
    for (size_t byte = 0; byte < 12; byte++) {
        memcpy(exact, room->bytes, size);
        exact[byte] ^= 0x80;
        assert_false(rap_store_unpack(s.store, room, exact, size, 0, MOST, y));
    }
    free(exact);
    assert_true(rap_store_unpack(s.store, room, room->bytes, size, 0, MOST, y));
    assert_memory_equal(x, y, sizeof x);
    end(&s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_come_back),
        cmocka_unit_test(what_is_alike_is_small),
        cmocka_unit_test(changed_bytes_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
