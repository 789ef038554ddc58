/* test_job.c: a whole command, of which the 1st, 2nd, 3rd ... allocation fails: it says so and ends
 * with status 1, whatever it had begun, and the folder it leaves can be gone on with.
 * rap_reallocate stands in a file of its own, so this program's version takes the place of the
 * library's. */
#include "base/error.h"
#include "base/memory.h"
#include "command_inside.h"
#include "little_study.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static long left = -1; /* allocations until the failing one; negative: none fails */

void *rap_reallocate(void *old, size_t old_count, size_t count, size_t size) {
    if (left == 0)
        return NULL;
    left -= left > 0;
    if (size && count > SIZE_MAX / size)
        return NULL;
    size_t bytes = count * size, kept = old ? old_count * size : 0;
    char *block = realloc(old, bytes ? bytes : 1);
    if (block && bytes > kept)
        memset(block + kept, 0, bytes - kept);
    return block;
}

enum { PARTS = 2 };

typedef struct {
    char folder[64], study[96], out[96], parts[PARTS][96];
    const char *folders[PARTS]; /* those of the parts */
    int64_t part;               /* that is to be run; 0: all */
    char sheet[96];             /* that is to be imported; "": none */
} place;

static const char text[] = LITTLE_STUDY(2, 1);

static int set_up(void **state) {
    static place p;
    if (make_little_study("job", text, p.folder, p.study))
        return -1;
    snprintf(p.out, sizeof p.out, "%s/out", p.folder);
    *state = &p;
    return 0;
}

static int tear_down(void **state) {
    return remove_little_study(((place *)*state)->folder);
}

/* Runs a command in which allocation number `n` fails. */
static int run(place *p, const char *name, const char *operand, long n) {
    rap_options options = options_inside(name, operand, p->part ? p->folders[p->part - 1] : p->out);
    options.shard = p->part;
    options.shards = p->part ? PARTS : 0;
    options.folders = p->folders;
    options.n_folders = PARTS;
    if (p->sheet[0]) {
        options.second = p->sheet;
        options.study = strcmp(operand, "budget") ? p->study : NULL;
        options.month = "2026-03";
    }
    left = n;
    int status = run_options(&options);
    left = -1;
    return status;
}

/* Fails allocation after allocation (each of the first 300, then ever fewer) until the command is
 * done. */
static void ratchet(place *p, const char *name, const char *operand) {
    int status = RAP_EXIT_FAILED;
    long tried = 0;
    for (long n = 0; status != RAP_EXIT_DONE; n += 1 + (n > 300 ? n / 40 : 0), tried++) {
        status = run(p, name, operand, n);
        if (status != RAP_EXIT_FAILED && status != RAP_EXIT_DONE)
            fail_msg("%s: status %d when allocation %ld fails", name, status, n);
        assert_true(n < 10000000);
    }
    assert_true(tried > 20);
}

static void compare_survives(void **state) {
    place *p = *state;
    ratchet(p, "compare", p->study);
}

static void the_other_commands_survive(void **state) {
    place *p = *state;
    assert_int_equal(run(p, "compare", p->study, -1), RAP_EXIT_DONE);
    ratchet(p, "check", p->study);
    ratchet(p, "explain", NULL);
    ratchet(p, "replay", p->out);
    ratchet(p, "report", p->out);
    ratchet(p, "resume", p->out);
    snprintf(p->out, sizeof p->out, "%s/one", p->folder); /* results of another command stay */
    ratchet(p, "run", p->study);
}

static void parts_and_their_merge_survive(void **state) {
    place *p = *state;
    char merged[112];
    for (int k = 0; k < PARTS; k++) {
        snprintf(p->parts[k], sizeof p->parts[k], "%s/part-%d", p->folder, k + 1);
        p->folders[k] = p->parts[k];
    }
    p->part = 1;
    ratchet(p, "compare", p->study);
    p->part = 2;
    assert_int_equal(run(p, "compare", p->study, -1), RAP_EXIT_DONE);
    p->part = 0;
    snprintf(merged, sizeof merged, "%s/merged", p->folder);
    ratchet(p, "merge", merged);
    assert_int_equal(run(p, "replay", merged, -1), RAP_EXIT_DONE);
}

static void put_file(const char *path, const char *words) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(words, file) >= 0 && fclose(file) == 0);
}

static void imports_survive(void **state) {
    static const char *const sheets[][2] = {
        {"budget", "Item,Amount (CAD)\nTravel,100\nCommunity coordinator,31000\nTotal,31100\n"},
        {"partners", "Organisation,Type,Partner\nUnity,A,yes\nHall,A,no\n"},
        {"ties", "From,To\nOne,Two\n"},
        {"survey", "Organisation,Month,Trust (1-5)\nOne,6,4\nOne,6,3\n"}};
    place *p = *state;
    snprintf(p->sheet, sizeof p->sheet, "%s/sheet.csv", p->folder);
    put_file(p->study, PARTNERS_STUDY);
    for (size_t k = 0; k < sizeof sheets / sizeof sheets[0]; k++) {
        put_file(p->sheet, sheets[k][1]);
        snprintf(p->out, sizeof p->out, "%s/%s.cfg", p->folder, sheets[k][0]);
        ratchet(p, "import", sheets[k][0]);
    }
    p->sheet[0] = '\0';
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compare_survives),
        cmocka_unit_test(the_other_commands_survive),
        cmocka_unit_test(parts_and_their_merge_survive),
        cmocka_unit_test(imports_survive),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
