/* test_standing.c: what a run may go on from, and what it may not replace, over every field that decides it. */
#include "cli/job/standing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const rap_manifest left = {.command = "compare",
                                  .version = "1",
                                  .commit = "abc",
                                  .fingerprint = "f00d",
                                  .draws = 40,
                                  .draws_now = 40};

/* A job like the run that was left. */
static rap_job another(void) {
    rap_job job = {.manifest = left};
    return job;
}

static void the_same_run_goes_on(void **state) {
    (void)state;
    rap_job job = another();
    assert_null(rap_standing_between(&job, &left));
    assert_true(rap_standing_goes_on(&job, &left));
    job.manifest.draws = job.manifest.draws_now = 60;
    assert_true(rap_standing_goes_on(&job, &left));
}

static void another_program_starts_anew(void **state) {
    (void)state;
    rap_job job = another();
    job.manifest.version = "2";
    assert_null(rap_standing_between(&job, &left));
    assert_false(rap_standing_goes_on(&job, &left));
    job = another();
    job.manifest.commit = "def";
    assert_null(rap_standing_between(&job, &left));
    assert_false(rap_standing_goes_on(&job, &left));
}

static void refuses(const rap_job *job, const char *words) {
    const char *why = rap_standing_between(job, &left);
    assert_non_null(why);
    assert_non_null(strstr(why, words));
    assert_false(rap_standing_goes_on(job, &left));
}

static void what_is_not_ours_is_refused(void **state) {
    (void)state;
    rap_job job = another();
    job.manifest.command = "test";
    refuses(&job, "another command");
    job = another();
    job.manifest.arm = "launch";
    refuses(&job, "another arm");
    job = another();
    job.manifest.fingerprint = "f00e";
    refuses(&job, "another study");
    job = another();
    job.manifest.draws = job.manifest.draws_now = 0;
    refuses(&job, "another study");
    job = another();
    job.manifest.draws = job.manifest.draws_now = 39;
    refuses(&job, "more draws");
}

/* A run with a precision to reach goes on from where one stands that asked no more. */
static void a_precision_is_reached_by_more_draws(void **state) {
    (void)state;
    rap_manifest grown = left;
    grown.draws_now = 160;
    grown.precision_outcome = "trust";
    grown.precision = 0.01;
    rap_job job = {.manifest = grown};
    job.manifest.draws_now = 40;
    assert_true(rap_standing_goes_on(&job, &grown));
    job.manifest.precision = 0.001;
    assert_true(rap_standing_goes_on(&job, &grown));
    job.manifest.precision = 0.1;
    assert_non_null(rap_standing_between(&job, &grown));
    job.manifest.precision = 0.01;
    job.manifest.precision_outcome = "ties";
    assert_non_null(rap_standing_between(&job, &grown));
    job.manifest.precision_outcome = "trust";
    job.manifest.draws = 50;
    assert_non_null(rap_standing_between(&job, &grown));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_run_goes_on),
        cmocka_unit_test(another_program_starts_anew),
        cmocka_unit_test(what_is_not_ours_is_refused),
        cmocka_unit_test(a_precision_is_reached_by_more_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
