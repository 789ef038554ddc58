/* test_scenario_memory.c: reading and binding a study with the n-th allocation failing, for every
 * n.
 *
 * rap_reallocate stands in a file of its own, so this program's version takes the place of the
 * library's. */
#include "near.h"
#include "base/error.h"
#include "base/memory.h"
#include "grammar_model.h"
#include "scenario/study/study.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static long countdown = -1; /* allocations that still succeed; negative: all */
static bool refused;
static const char *given_to; /* makes arm 0 one of two */

void *rap_reallocate(void *old, size_t old_count, size_t count, size_t size) {
    refused |= countdown == 0;
    if (countdown == 0)
        return NULL;
    countdown -= countdown > 0;
    char *block = realloc(old, count > 0 ? count * size : size);
    size_t kept = old ? old_count * size : 0;
    if (block && count * size > kept)
        memset(block + kept, 0, count * size - kept);
    return block;
}

static const page pages[] = {
    {"a.cfg", "title = \"T\"; horizon = 24; question = \"Q\";\n@include \"b.cfg\"\n"
              "grants = ( { start = 0; amount = 1.5; } ); tags = [\"x\"];\n"
              "smallest_differences = { size = 2; }; windows = [\"6\", \"end+12\"];\n"
              "headlines = ( { outcome = \"size\"; window = \"6\"; group = \"kind:fast\"; } );\n"
              "arms = { one = { changes = { units = { u = { count = 3; }; }; }; }; two = { "
              "baseline = true; }; };\n"
              "contrasts = { c = { plus = [\"one\"]; minus = [\"two\"]; }; };\n"},
    {"b.cfg",
     "kinds = { fast = { speed = { value = 3; range = (1, 4); }; }; };\n"
     "units = { u = { kind = \"fast\"; }; v = { kind = \"fast\"; pay = { rate = 2; }; }; };\n"},
    {"bad.cfg", "titl = \"T\"; a = nan; a = 1; units = { u = { kind = \"x\"; count = 1.5; }; };\n"
                "rates = { growth = { value = 3; rage = 1; }; }; windows = [\"x\"];\n"
                "@include \"a.cfg\"\n"},
};

static int read_once(const char *name, const char *const *sets, size_t n_sets) {
    book b = {pages, 3};
    rap_loader loader = book_loader(&b);
    rap_overrides o = {-1, -1, -1, sets, n_sets, NULL};
    rap_study study;
    rap_problems problems;
    rap_inputs inputs = {0};
    rap_problems_init(&problems);
    int status = rap_study_read(&study, grammar_models, &loader, name, &o, &problems);
    if (!status && given_to) {
        study.arms[0].given_to = given_to;
        study.arms[0].elsewhere = 1;
    }
    if (!status)
        status = rap_inputs_bind(&inputs, &study, 0);
    if (!status)
        rap_inputs_set_draw(&inputs, 1, 3);
    rap_inputs_free(&inputs);
    rap_study_free(&study);
    rap_problems_free(&problems);
    return status;
}

/* Whenever an allocation was refused the answer is RAP_ENOMEM; as soon as none is, it is
 * `expected`. */
static void ratchet(const char *name, const char *const *sets, size_t n_sets, int expected) {
    long n = 0;
    do {
        refused = false;
        countdown = n++;
        int status = read_once(name, sets, n_sets);
        if (status != (refused ? RAP_ENOMEM : expected))
            print_error("allocation %ld: status %d\n", n, status);
        assert_int_equal(status, refused ? RAP_ENOMEM : expected);
    } while (refused);
    countdown = -1;
    assert_true(n > 20);
}

static void a_good_study(void **state) {
    (void)state;
    ratchet("a.cfg", NULL, 0, RAP_OK);
}

static void an_arm_made_of_two(void **state) {
    (void)state;
    given_to = "part";
    ratchet("a.cfg", NULL, 0, RAP_OK);
    given_to = "nobody";
    ratchet("a.cfg", NULL, 0, RAP_EINPUT);
    given_to = NULL;
}

static void a_study_with_sets(void **state) {
    (void)state;
    static const char *const sets[] = {"horizon=12", "units.u.count=2", "grants.0.amount=3",
                                       "arms.one.changes.flag=true"};
    ratchet("a.cfg", sets, 4, RAP_OK);
}

static void a_study_with_problems(void **state) {
    (void)state;
    static const char *const sets[] = {"=", "a=(1", "units.x.y.z=2"};
    ratchet("bad.cfg", sets, 3, RAP_EINPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_good_study),
        cmocka_unit_test(an_arm_made_of_two),
        cmocka_unit_test(a_study_with_sets),
        cmocka_unit_test(a_study_with_problems),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
