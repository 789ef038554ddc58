/* test_member_mechanisms.c: what the mechanisms of members as persons do, and word of mouth against a plain second
 * version. */
#include "arm_bench.h"
#include "members_study.h"
#include "partnership/mechanisms/mechanism.h"

/* Whether a change of settings changes any outcome, translation being free. */
static bool differs(const char *before, const char *change) {
    static double a[BENCH_COLUMNS], c[BENCH_COLUMNS];
    const char *const sets[] = {"parameters.translation_cost=0.0", change, before};
    const char *const without[] = {sets[0], before};
    size_t more = before != NULL;
    size_t n = bench_sums(members_study, 2, without, 1 + more, 3, a);
    assert_int_equal(bench_sums(members_study, 2, sets, 2 + more, 3, c), n);
    return memcmp(a, c, n * sizeof *a) != 0;
}

static void nothing_goes_through_a_mechanism_at_zero(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"mechanisms.word_of_mouth=0", "parameters.member_word=0.4"},
        {"mechanisms.word_of_mouth=0", "parameters.member_far_ties=0.9"},
        {"mechanisms.language_access=0", "parameters.consent_language=3.0"},
        {"mechanisms.language_access=0", "teams.focal.translation.languages=[\"bn\",\"ur\"]"},
        {"mechanisms.language_access=0", "teams.focal.translation.lag=0.0"},
        {"mechanisms.approach_burden=0", "parameters.consent_burden=2.0"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        assert_true(differs(NULL, cases[k][1]));
        if (differs(cases[k][0], cases[k][1]))
            fail_msg("%s matters with %s", cases[k][1], cases[k][0]);
    }
}

static void each_mechanism_of_members_matters(void **state) {
    (void)state;
    static const char *const names[] = {"language_access", "approach_burden", "results_returned",
                                        "word_of_mouth"};
    for (size_t k = 0; k < 4; k++) {
        char change[80];
        snprintf(change, sizeof change, "mechanisms.%s=0", names[k]);
        if (!differs(NULL, change))
            fail_msg("%s does nothing", names[k]);
    }
}

/* Without results_returned and word of mouth a subgroup's trust stays where it started. */
static void trust_moves_by_results_and_word_alone(void **state) {
    (void)state;
    const char *const off[] = {"mechanisms.results_returned=0", "mechanisms.word_of_mouth=0"};
    const char *const words[] = {"mechanisms.results_returned=0"};
    bench b;
    bench_set_up(&b, members_study, 0, off, 2);
    bench_run(&b, 3, -1);
    assert_double_near(bench_outcome(&b, OUT_member_trust, "subgroup:settled"), (double)0.6F,
                       1e-12);
    assert_double_near(bench_outcome(&b, OUT_member_trust, "subgroup:arrived"), (double)0.4F,
                       1e-12);
    bench_tear_down(&b);
    bench_set_up(&b, members_study, 0, words, 1); /* talk brings the subgroups closer */
    bench_run(&b, 3, -1);
    assert_true(bench_outcome(&b, OUT_member_trust, "subgroup:settled") < 0.595);
    assert_true(bench_outcome(&b, OUT_member_trust, "subgroup:arrived") > 0.405);
    bench_tear_down(&b);
}

/* Results reach those who took part and whose language is there; a broken promise all of them. */
static void results_reach_participants_in_their_language(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, members_study, 0, NULL, 0);
    bench_run(&b, 3, -1);
    const pm_members *m = &b.s->m;
    unsigned heard[3] = {0}, which = 3;
    for (size_t c = 0; c < m->n_cells; c++)
        for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++)
            heard[c % 3] += m->results[k];
    for (unsigned g = 0; g < 3; g++) {
        which = m->subgroup[g]->language[0] ? which : g;
        if (m->subgroup[g]->language[0])
            assert_int_equal(heard[g], 0);
    }
    assert_true(which < 3 && heard[which] > 0);
    bench_tear_down(&b);
}

/* Each language costs translation_cost in a grant, and money that is short serves the first named. */
static void translation_is_paid(void **state) {
    (void)state;
    const char *const enough[] = {"teams.focal.translation.languages=[\"bn\",\"ur\"]"};
    const char *const short_of[] = {"teams.focal.translation.languages=[\"bn\",\"ur\"]",
                                    "parameters.translation_cost=60000.0"};
    bench b;
    bench_set_up(&b, members_study, 1, enough, 1);
    bench_run(&b, 1, -1);
    assert_double_near(bench_outcome(&b, OUT_spend, "line:translation"), 6000, 0);
    bench_tear_down(&b);
    bench_set_up(&b, members_study, 1, short_of, 2);
    bench_run(&b, 1, -1);
    double spent = bench_outcome(&b, OUT_spend, "line:translation");
    assert_true(spent > 60000 && spent < 120000);
    for (size_t g = 0; g < 3; g++) {
        const char *own = b.s->m.subgroup[g]->language;
        assert_double_near(pm_results_heard(b.s, 0, g), strcmp(own, "ur") ? 1 : 0, 0);
    }
    bench_tear_down(&b);
}

/* Outputs in time in a subgroup's own language: all that are in time where it is the working language or is
 * served at once, none where it is not served, or comes after the window; all where languages do not matter. */
static void outputs_come_in_languages(void **state) {
    (void)state;
    static const struct {
        const char *set;
        double settled, arrived, students; /* shares of outputs in time */
    } cases[] = {{"teams.focal.translation.output_lag=0.0", 1, 1, 0},
                 {"teams.focal.translation.output_lag=120.0", 1, 0, 0},
                 {"mechanisms.language_access=0", 1, 1, 1}};
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        const char *const sets[] = {"teams.focal.translation.languages=[\"bn\"]",
                                    "parameters.translation_cost=0.0",
                                    "parameters.outputs_rate=20.0", cases[k].set};
        bench b;
        bench_set_up(&b, members_study, 0, sets, 4);
        bench_run(&b, 2, -1);
        double all = bench_outcome(&b, OUT_outputs_in_time, "all");
        assert_true(all > 5);
        assert_double_near(bench_outcome(&b, OUT_outputs_in_language, "subgroup:settled"),
                           cases[k].settled * all, 1e-9);
        assert_double_near(bench_outcome(&b, OUT_outputs_in_language, "subgroup:arrived"),
                           cases[k].arrived * all, 1e-9);
        assert_double_near(bench_outcome(&b, OUT_outputs_in_language, "subgroup:students"),
                           cases[k].students * all, 1e-9);
        bench_tear_down(&b);
    }
}

/* ---- word of mouth ----------------------------------------------------------------------------
 */

/* A plain second version: four numbers a member, in a table. */
static void plain_word(const pm_partnership *s, const uint32_t *ties, double *trust) {
    double weight = 1 - exp(-s->in->p.member_word * s->dt);
    for (size_t k = 0; k < s->m.n; k++) {
        double mean = 0;
        for (size_t i = 0; i < MEMBER_TIES; i++)
            mean += (double)s->m.trust[ties[k * MEMBER_TIES + i]] / MEMBER_TIES;
        trust[k] = (double)s->m.trust[k] + weight * (mean - (double)s->m.trust[k]);
    }
}

static void tabulate(const pm_members *m, uint32_t *ties) {
    const int near[MEMBER_TIES] = {1, 2, -1, -2};
    for (size_t k = 0; k < m->n; k++)
        for (size_t i = 0; i < MEMBER_TIES; i++)
            ties[k * MEMBER_TIES + i] =
                (uint32_t)((k + 2 * m->n + (size_t)(near[i] + 4) - 4) % m->n);
    for (size_t f = 0; f < m->n_far; f++)
        ties[m->far[f].from] = m->far[f].to;
}

static void word_agrees_with_a_plain_version(void **state) {
    (void)state;
    const int sizes[] = {1, 2, 3, 4, 5, 6, 511, 512, 513, 514, 1025, 3000};
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        char text[40];
        snprintf(text, sizeof text, "community.members=%d", sizes[k]);
        const char *const sets[] = {"parameters.member_far_ties=0.3", "parameters.member_word=0.8",
                                    text};
        bench b;
        bench_set_up(&b, members_study, 0, sets, 3);
        bench_start(&b, 1, -1);
        uint32_t *ties = rap_allocate((size_t)sizes[k] * MEMBER_TIES, sizeof *ties);
        double *trust = rap_allocate((size_t)sizes[k], sizeof *trust);
        tabulate(&b.s->m, ties);
        for (int round = 0; round < 3; round++) {
            b.s->m.differ = true;
            for (size_t m = 0; m < b.s->m.n && round == 0; m++)
                b.s->m.trust[m] = (float)(m * 37 % 101) / 100;
            plain_word(b.s, ties, trust);
            pm_word_of_mouth(b.s);
            for (size_t m = 0; m < b.s->m.n; m++)
                assert_double_near((double)b.s->m.trust[m], trust[m], 1e-6);
        }
        rap_free(ties);
        rap_free(trust);
        bench_tear_down(&b);
    }
}

/* Near ties alone are symmetric: mean trust stays. Far ties are as many as the parameter says. */
static void ties_are_as_stated(void **state) {
    (void)state;
    const char *const near[] = {"parameters.member_far_ties=0.0", "parameters.member_word=0.8"};
    bench b;
    bench_set_up(&b, members_study, 0, near, 2);
    bench_start(&b, 1, -1);
    double before = 0, after = 0;
    for (size_t c = 0; c < b.s->m.n_cells; c++)
        before += pm_cell_trust(b.s, c);
    for (int k = 0; k < 20; k++)
        pm_word_of_mouth(b.s);
    for (size_t c = 0; c < b.s->m.n_cells; c++)
        after += pm_cell_trust(b.s, c);
    assert_int_equal(b.s->m.n_far, 0);
    assert_double_near(before, after, 1e-5 * before);
    bench_tear_down(&b);
    bench_set_up(&b, members_study, 0, NULL, 0);
    bench_start(&b, 1, -1);
    double p = b.s->in->p.member_far_ties, ties = 4.0 * 3000;
    assert_double_near((double)b.s->m.n_far, p * ties, 5 * sqrt(ties * p * (1 - p)));
    for (size_t f = 0; f < b.s->m.n_far; f++)
        assert_true(b.s->m.far[f].to < 3000 && b.s->m.far[f].to != b.s->m.far[f].from / 4);
    bench_tear_down(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_goes_through_a_mechanism_at_zero),
        cmocka_unit_test(each_mechanism_of_members_matters),
        cmocka_unit_test(trust_moves_by_results_and_word_alone),
        cmocka_unit_test(results_reach_participants_in_their_language),
        cmocka_unit_test(translation_is_paid),
        cmocka_unit_test(outputs_come_in_languages),
        cmocka_unit_test(word_agrees_with_a_plain_version),
        cmocka_unit_test(ties_are_as_stated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
