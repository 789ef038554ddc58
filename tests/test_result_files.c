/* test_result_files.c: which files a folder holds, and which of them a manifest may have removed. */
#include "cli/answers/answers.h"
#include "cli/job/result_files.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

static const rap_options none = {.threads = 1};

static void only_what_a_run_writes_is_ours(void **state) {
    static const char *const ours[] = {
        "outcomes.csv",     "runs.sqlite",   "report.html",     "against.html",   "summary.html",
        "manifest.json",    "boxes.csv",     "candidates.cfg",  "mechanisms.csv", "quantities.csv",
        "justification.md", "psa_costs.csv", "plots/path-1.gp", "plots/a.dat",    "plots/a.svg",
        "plots/a.png",      "plots/a.pdf",   "plots/a.txt"};
    static const char *const others[] = {"",
                                         "notes.txt",
                                         "outcomes.csv.bak",
                                         "../outcomes.csv",
                                         "/etc/passwd",
                                         "plots",
                                         "plots/",
                                         "plots/.gp",
                                         "plots/.hidden.gp",
                                         "plots/mine.R",
                                         "plots/a",
                                         "plots/../outcomes.csv",
                                         "plots/../notes.txt",
                                         "plots/sub/a.svg",
                                         "other/a.svg",
                                         "a.svg"};
    rap_job job;
    (void)state;
    rap_job_init(&job, &none, rap_answers);
    for (size_t i = 0; i < sizeof ours / sizeof ours[0]; i++)
        if (!rap_result_is_ours(&job, ours[i]))
            fail_msg("%s is not seen as ours", ours[i]);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (rap_result_is_ours(&job, others[i]))
            fail_msg("%s is seen as ours", others[i]);
    rap_job_free(&job);
}

/* Every name once, over all questions: what one command writes no other means by the same name. */
static void every_name_stands_once(void **state) {
    const rap_result_file *all[4 * RAP_MOST_RESULT_FILES];
    size_t common = rap_result_files(NULL, NULL, all), n = common;
    (void)state;
    for (size_t a = 0; rap_answers[a]; a++) {
        const rap_result_file *list[RAP_MOST_RESULT_FILES];
        size_t k = rap_result_files(rap_answers[a], NULL, list);
        assert_true(k > common && k < RAP_MOST_RESULT_FILES);
        assert_true(n + k - common <= sizeof all / sizeof all[0]);
        for (size_t i = common; i < k; i++)
            all[n++] = list[i];
        assert_non_null(rap_answers[a]->files[0].make);
        assert_ptr_equal(rap_answer_find(rap_answers, rap_answers[a]->command), rap_answers[a]);
    }
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < i; k++)
            assert_string_not_equal(rap_result_name(all[i]), rap_result_name(all[k]));
}

static bool is_in(const rap_result_file **list, size_t n, const char *name) {
    for (size_t i = 0; i < n; i++)
        if (!strcmp(rap_result_name(list[i]), name))
            return true;
    return false;
}

/* quantities.csv only where quantities are asked for, against.html only by report --against. */
static void a_study_decides_what_is_there(void **state) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    const rap_answer *validate = rap_answer_find(rap_answers, "validate");
    rap_study study = {.n_patterns = 1};
    (void)state;
    size_t n = rap_result_files(validate, &study, list);
    assert_true(is_in(list, n, "patterns.csv") && is_in(list, n, "contrasts.csv"));
    assert_false(is_in(list, n, "quantities.csv") || is_in(list, n, "against.html"));
    study.n_quantities = 1;
    n = rap_result_files(validate, &study, list);
    assert_true(is_in(list, n, "quantities.csv"));
    assert_false(is_in(list, n, "boxes.csv"));
    assert_null(rap_answer_find(rap_answers, "compare"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_what_a_run_writes_is_ours),
        cmocka_unit_test(every_name_stands_once),
        cmocka_unit_test(a_study_decides_what_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
