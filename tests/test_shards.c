/* test_shards.c: what merge makes of parts that no run could have left: two of one number that are whole and differ, and
 * parts of which any bit was flipped. It makes the tables of one process, or nothing. Commands run in this process.
 * `test_shards N` flips N times as many bits. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/answers/answers.h"
#include "cli/folder/files.h"
#include "cli/job/job.h"
#include "command_inside.h"
#include "little_study.h"
#include "stream/stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

enum { PARTS = 2, FLIPS = 24 };

typedef struct {
    char folder[64], study[96], whole[96], merged[96], other[96];
    char parts[PARTS][96];
} place;

static const char text[] = LITTLE_STUDY(20, 2);

/* ---- parts ------------------------------------------------------------------------------------ */

static int run_part(const place *p, int part, const char *out) {
    rap_options options = options_inside("compare", p->study, out);
    options.shard = part;
    options.shards = part ? PARTS : 0;
    return run_options(&options);
}

static int merge(place *p, const char **folders, size_t n) {
    rap_options options = options_inside("merge", p->merged, NULL);
    char shell[256];
    snprintf(shell, sizeof shell, "rm -rf '%s' '%s.merging'", p->merged, p->merged);
    assert_int_equal(system(shell), 0);
    options.folders = folders;
    options.n_folders = n;
    return run_options(&options);
}

static int set_up(void **state) {
    static place p;
    if (make_little_study("shards", text, p.folder, p.study))
        return -1;
    snprintf(p.whole, sizeof p.whole, "%s/whole", p.folder);
    snprintf(p.merged, sizeof p.merged, "%s/merged", p.folder);
    snprintf(p.other, sizeof p.other, "%s/other", p.folder);
    if (run_part(&p, 0, p.whole))
        return -1;
    for (int k = 0; k < PARTS; k++) {
        snprintf(p.parts[k], sizeof p.parts[k], "%s/part-%d", p.folder, k + 1);
        if (run_part(&p, k + 1, p.parts[k]))
            return -1;
    }
    *state = &p;
    return 0;
}

static int tear_down(void **state) {
    return remove_little_study(((place *)*state)->folder);
}

static void read_file(const char *folder, const char *name, char **bytes, size_t *n) {
    const char *why;
    char *path = rap_path_join(folder, name);
    assert_non_null(path);
    if (rap_file_read(path, bytes, n, &why))
        fail_msg("%s: %s", path, why);
    rap_free(path);
}

static bool is_whole(const place *p) {
    static const char *const names[] = {"runs.sqlite", "contrasts.csv", "outcomes.csv"};
    bool same = true;
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        char *wanted, *made;
        size_t n_wanted, n_made;
        read_file(p->whole, names[k], &wanted, &n_wanted);
        read_file(p->merged, names[k], &made, &n_made);
        same = same && n_wanted == n_made && !memcmp(wanted, made, n_made);
        rap_free(wanted);
        rap_free(made);
    }
    return same;
}

/* ---- two of one number ------------------------------------------------------------------------ */

/* A database with the same histories, of which every number is another one, sealed as a run would have. */
static void write_others(rap_job *job, const char *path) {
    rap_items items = rap_job_items(job);
    size_t block = rap_ensemble_block(&job->layout);
    size_t runs = block * job->layout.n_arms, n_values = runs * job->layout.n_values;
    double *numbers = rap_allocate(n_values + runs * job->layout.n_path, sizeof *numbers);
    rap_store *store = NULL;
    assert_non_null(numbers);
    assert_int_equal(rap_store_create_from(&store, path, &job->study, &job->layout, items.first),
                     RAP_OK);
    rap_sink sink = rap_store_sink(store);
    while (items.first < items.end) {
        size_t left = (size_t)(items.end - items.first), n = left < block ? left : block;
        const rap_block b = {items.first, n, numbers, numbers + n_values};
        assert_int_equal(sink.commit(sink.context, &b), RAP_OK);
        items.first += (int64_t)n;
    }
    rap_store_close(store);
    rap_free(numbers);
}

static void two_that_differ_are_refused(void **state) {
    place *p = *state;
    const char *both[] = {p->parts[0], p->other, p->parts[1]};
    const char *wrong[] = {p->other, p->parts[1]};
    const rap_options options = options_inside("compare", p->study, NULL);
    char path[128], shell[400];
    rap_job job;
    snprintf(shell, sizeof shell, "cp -R '%s' '%s' && rm '%s/runs.sqlite'", p->parts[0], p->other,
             p->other);
    assert_int_equal(system(shell), 0);
    rap_job_init(&job, &options, rap_answers);
    assert_int_equal(rap_job_read_run(&job, p->other), RAP_EXIT_DONE);
    snprintf(path, sizeof path, "%s/runs.sqlite", p->other);
    write_others(&job, path);
    rap_job_free(&job);
    assert_int_equal(merge(p, both, 3), RAP_EXIT_USAGE);
    assert_int_not_equal(access(p->merged, F_OK), 0);
    /* it counts by itself: what is refused is that there are two */
    assert_int_equal(merge(p, wrong, 2), RAP_EXIT_DONE);
    assert_false(is_whole(p));
}

/* ---- flipped bits ----------------------------------------------------------------------------- */

static size_t pick(uint64_t kind, uint64_t k, size_t n) {
    rap_event event = {.subject = k};
    return (size_t)(rap_uniform(rap_stream_key(20, 0, kind), event) * (double)n);
}

static void write_file(const char *folder, const char *name, const char *bytes, size_t n) {
    char path[128];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, n, f), n);
    assert_int_equal(fclose(f), 0);
}

/* Flips a bit, merges, and looks at what was made; gives whether it was refused. */
static bool flip(place *p, const char *name, char *bytes, size_t n, size_t k) {
    const char *folders[] = {p->parts[0], p->parts[1]};
    size_t at = k % 3 ? pick(1, k, n) : pick(1, k, n < 200 ? n : 200), bit = pick(3, k, 8);
    char *left;
    size_t n_left;
    bytes[at] = (char)(bytes[at] ^ 1 << bit);
    write_file(p->parts[0], name, bytes, n);
    int status = merge(p, folders, 2);
    if (status == RAP_EXIT_DONE && !is_whole(p))
        fail_msg("%s: bit %zu of byte %zu flipped, and the merge gives other results", name, bit,
                 at);
    if (status != RAP_EXIT_DONE && access(p->merged, F_OK) == 0)
        fail_msg("%s: bit %zu of byte %zu flipped, refused, and something was made", name, bit, at);
    read_file(p->parts[0], name, &left, &n_left);
    assert_true(n_left == n && !memcmp(left, bytes, n)); /* a part is only read */
    rap_free(left);
    bytes[at] = (char)(bytes[at] ^ 1 << bit);
    return status != RAP_EXIT_DONE;
}

static size_t times = 1;

static void flipped_bits_are_found(void **state) {
    /* most of a small database is room that is free: what is flipped there is no part of it */
    static const char *const names[] = {"runs.sqlite", "manifest.json"};
    static const size_t least[] = {2, 18};
    place *p = *state;
    for (size_t f = 0; f < 2; f++) {
        char *bytes;
        size_t n, refused = 0;
        read_file(p->parts[0], names[f], &bytes, &n);
        for (size_t k = 0; k < FLIPS * times; k++)
            refused += flip(p, names[f], bytes, n, k);
        assert_in_range(refused, least[f] * times, FLIPS * times);
        write_file(p->parts[0], names[f], bytes, n);
        rap_free(bytes);
    }
    const char *folders[] = {p->parts[1], p->parts[0]};
    assert_int_equal(merge(p, folders, 2), RAP_EXIT_DONE);
    assert_true(is_whole(p));
}

int main(int argc, char **argv) {
    rap_error_quiet_gsl();
    times = argc > 1 ? (size_t)atoi(argv[1]) : times;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_that_differ_are_refused),
        cmocka_unit_test(flipped_bits_are_found),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
