/* test_threads.c: the executor of threads keeps the contract of ensemble.h: order, window,
 * failures. */
#include "cli/machine/threads.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdatomic.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <time.h>

enum { MOST = 200, SLOTS = 64 };

typedef struct {
    size_t workers, window;
    atomic_int in_slot[SLOTS], in_worker[SLOTS], committing, broken;
    atomic_int worked[MOST];
    int64_t committed[MOST];
    size_t n_committed;
    int64_t fail_work, fail_commit; /* block, or -1 */
} job;

static void pause_for(long microseconds) {
    struct timespec t = {0, microseconds * 1000};
    nanosleep(&t, NULL);
}

static int work(void *context, size_t worker, int64_t block, size_t slot) {
    job *j = context;
    if (worker >= j->workers || slot >= j->window || atomic_fetch_add(&j->in_worker[worker], 1))
        atomic_store(&j->broken, 1);
    if (atomic_fetch_add(&j->in_slot[slot], 1)) /* until its commit */
        atomic_store(&j->broken, 2);
    pause_for((block * 7919) % 5 * 100);
    atomic_fetch_add(&j->worked[block], 1);
    atomic_fetch_sub(&j->in_worker[worker], 1);
    return block == j->fail_work ? 42 : 0;
}

static int commit(void *context, int64_t block, size_t slot) {
    job *j = context;
    if (atomic_fetch_add(&j->committing, 1))
        atomic_store(&j->broken, 3);
    if (!atomic_load(&j->worked[block]))
        atomic_store(&j->broken, 4);
    atomic_fetch_sub(&j->in_slot[slot], 1);
    if (block != j->fail_commit)
        j->committed[j->n_committed++] = block;
    atomic_fetch_sub(&j->committing, 1);
    return block == j->fail_commit ? 43 : 0;
}

static int run(job *j, size_t workers, int64_t n, int64_t fail_work, int64_t fail_commit) {
    rap_executor e;
    rap_threads_init(&e, workers);
    memset(j, 0, sizeof *j);
    j->workers = e.workers;
    j->window = e.window;
    j->fail_work = fail_work;
    j->fail_commit = fail_commit;
    assert_true(e.workers == workers && e.window >= e.workers && e.window <= SLOTS);
    const rap_blocks blocks = {.job = j, .n = n, .work = work, .commit = commit};
    int result = e.run(e.context, &blocks);
    assert_int_equal(atomic_load(&j->broken), 0);
    for (size_t i = 0; i < j->n_committed; i++)
        assert_int_equal(j->committed[i], i);
    return result;
}

static void every_block_once_in_order(void **state) {
    (void)state;
    job j;
    const size_t workers[] = {1, 2, 3, 8};
    const int64_t sizes[] = {0, 1, 2, 7, MOST};
    for (size_t w = 0; w < 4; w++)
        for (size_t s = 0; s < 5; s++) {
            assert_int_equal(run(&j, workers[w], sizes[s], -1, -1), 0);
            assert_int_equal(j.n_committed, sizes[s]);
            for (int64_t b = 0; b < sizes[s]; b++)
                assert_int_equal(atomic_load(&j.worked[b]), 1);
        }
}

static void a_failed_block_ends_it_after_those_before(void **state) {
    (void)state;
    job j;
    for (size_t workers = 1; workers < 9; workers++) {
        assert_int_equal(run(&j, workers, MOST, 37, -1), 42);
        assert_int_equal(j.n_committed, 37);
        assert_int_equal(run(&j, workers, MOST, 0, -1), 42);
        assert_int_equal(j.n_committed, 0);
    }
}

static void a_failed_commit_ends_it(void **state) {
    (void)state;
    job j;
    for (size_t workers = 1; workers < 9; workers++) {
        assert_int_equal(run(&j, workers, MOST, -1, 20), 43);
        assert_int_equal(j.n_committed, 20);
        int blocks = 0;
        for (size_t b = 0; b < MOST; b++)
            blocks += atomic_load(&j.worked[b]);
        assert_true(blocks <= 20 + (int)j.window);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_block_once_in_order),
        cmocka_unit_test(a_failed_block_ends_it_after_those_before),
        cmocka_unit_test(a_failed_commit_ends_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
