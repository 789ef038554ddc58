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

/* The histories of a part depend on how many draws and parts there are: nothing but the same goes on. */
static void a_part_goes_on_as_itself(void **state) {
    (void)state;
    rap_manifest part = left;
    part.shard = 2;
    part.shards = 3;
    rap_job job = {.manifest = part};
    assert_true(rap_standing_goes_on(&job, &part));
    const rap_manifest others[] = {{.shard = 1, .shards = 3, .draws = 40},
                                   {.shard = 2, .shards = 4, .draws = 40},
                                   {.shard = 2, .shards = 3, .draws = 20},
                                   {.shard = 0, .shards = 0, .draws = 40}};
    for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
        rap_manifest old = part;
        old.shard = others[k].shard;
        old.shards = others[k].shards;
        old.draws = old.draws_now = others[k].draws;
        const char *why = rap_standing_between(&job, &old);
        assert_non_null(why);
        assert_string_equal(why, "other histories of this study");
        assert_false(rap_standing_goes_on(&job, &old));
    }
}

static char a_path[] = "s.cfg", b_path[] = "t.cfg", a_text[] = "x = 1;", b_text[] = "y",
            c_text[] = "z";
static rap_source texts[] = {{a_path, a_text}, {b_path, b_text}};
static const char *replaced[] = {"seed=3"};

static rap_manifest first_part(void) {
    return (rap_manifest){.version = "1",
                          .commit = "c",
                          .command = "compare",
                          .plot = "svg",
                          .fingerprint = "f",
                          .sources = texts,
                          .n_sources = 2,
                          .sets = replaced,
                          .n_sets = 1,
                          .draws = 4,
                          .replicates = 2,
                          .seed = 3,
                          .precision_outcome = "trust",
                          .precision = 0.1};
}

/* Every field that makes another run of it, and none of those that do not. */
static void what_tells_runs_apart(void **state) {
    (void)state;
    rap_source other_texts[] = {{a_path, a_text}, {b_path, c_text}};
    const char *other[] = {"seed=4"};
    const rap_manifest like = first_part();
    rap_manifest m = like;
    m.shard = 2, m.shards = 3, m.whole = "w", m.typed = "t", m.threads = 4, m.started = "now";
    m.status = "finished", m.draws_now = 8, m.study = "elsewhere/s.cfg", m.arithmetic = "system";
    assert_null(rap_standing_difference(&like, &m));
#define DIFFERS(member, value, words)                                                              \
    do {                                                                                           \
        m = like;                                                                                  \
        m.member = value;                                                                          \
        const char *what = rap_standing_difference(&like, &m);                                     \
        assert_non_null(what);                                                                     \
        assert_non_null(strstr(what, words));                                                      \
    } while (0)
    DIFFERS(version, "2", "version");
    DIFFERS(commit, "d", "version");
    DIFFERS(command, "test", "command");
    DIFFERS(sources, other_texts, "study");
    DIFFERS(n_sources, 1, "study");
    DIFFERS(sets, other, "--set");
    DIFFERS(n_sets, 0, "--set");
    DIFFERS(seed, 4, "seed");
    DIFFERS(draws, 5, "draws");
    DIFFERS(replicates, 3, "runs of each draw");
    DIFFERS(arm, "a", "arm");
    DIFFERS(precision, 0.2, "precision");
    DIFFERS(precision_outcome, NULL, "precision");
    DIFFERS(cut, 10, "cut");
    DIFFERS(story, 1, "story");
    DIFFERS(n_story_of, 1, "story");
    DIFFERS(justification, "short", "justification");
    DIFFERS(language, "fr", "language");
    DIFFERS(plot, "png", "plots");
    DIFFERS(fingerprint, "g", "model");
#undef DIFFERS
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_same_run_goes_on),
        cmocka_unit_test(another_program_starts_anew),
        cmocka_unit_test(what_is_not_ours_is_refused),
        cmocka_unit_test(a_precision_is_reached_by_more_draws),
        cmocka_unit_test(a_part_goes_on_as_itself),
        cmocka_unit_test(what_tells_runs_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
