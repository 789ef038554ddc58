/* test_members.c: members as persons: counted once, against the expectation, approached and asked, and the same
 * however they are listed and run. */
#include "arm_bench.h"
#include "members_study.h"
#include "cli/machine/threads.h"
#include "ensemble/ensemble.h"
#include "partnership/mechanisms/mechanism.h"

/* The same without members as persons. */
static const char plain[] = HEAD;

/* ---- conservation -----------------------------------------------------------------------------
 */

static void nobody_is_counted_twice(void **state) {
    (void)state;
    const char *const steps[] = {"time.step=1.0", "time.step=0.25"};
    for (size_t arm = 0; arm < 3; arm++)
        for (size_t k = 0; k < 2; k++) {
            double all = 0;
            bench b;
            bench_set_up(&b, members_study, arm, &steps[k], 1);
            for (int item = 0; item < 3; item++) {
                double took_part = 0;
                bench_run(&b, (uint64_t)item, item);
                for (size_t m = 0; m < b.s->m.n; m++)
                    took_part += b.s->m.took_part[m];
                double parts = bench_outcome(&b, OUT_participants, "subgroup:settled") +
                               bench_outcome(&b, OUT_participants, "subgroup:arrived") +
                               bench_outcome(&b, OUT_participants, "subgroup:students");
                all += took_part;
                assert_double_near(bench_outcome(&b, OUT_participants, "all"), took_part, 0);
                assert_double_near(parts, took_part, 0);
                assert_double_near(bench_outcome(&b, OUT_reach, "all"), took_part / 3000, 1e-15);
            }
            assert_true(all > 20);
            bench_tear_down(&b);
        }
}

/* verify sees what is wrong: one more participant, a trust out of bounds, a pool of another size.
 */
static void verify_finds_damage(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, members_study, 0, NULL, 0);
    bench_run_fast(&b, 1, -1);
    bench_verify(&b);
    b.s->m.trust[5] = 1.5F;
    assert_int_equal(b.study.model->verify(b.state, NULL, 0), RAP_EMODEL);
    b.s->m.trust[5] = 0.5F;
    bench_verify(&b);
    uint8_t before = b.s->m.took_part[7];
    b.s->m.took_part[7] = !before;
    assert_int_equal(b.study.model->verify(b.state, NULL, 0), RAP_EMODEL);
    b.s->m.took_part[7] = before;
    b.s->direct_pool -= 1;
    assert_int_equal(b.study.model->verify(b.state, NULL, 0), RAP_EMODEL);
    bench_tear_down(&b);
}

/* ---- against the expectation ------------------------------------------------------------------
 */

enum { ITEMS = 40, SETTINGS = 9 };

/* Differences of participants per unit of size, persons minus expectation, over items:
 * organisations have the same luck in both, so they are paired. A community `size` times as large,
 * each approach costing a `size`-th. */
static void differences(int size, double *mean, double *sd, double *expected) {
    char text[SETTINGS][80], members[80];
    const char *sets[SETTINGS + 1];
    bench persons, pools;
    double sum = 0, squares = 0;
    snprintf(text[0], 80, "organisation_types.grassroots_association.members=%d.0", 150 * size);
    snprintf(text[1], 80, "organisation_types.immigrant_service_organisation.members=%d.0",
             250 * size);
    snprintf(text[2], 80, "organisation_types.public_health_agency.members=%d.0", 80 * size);
    snprintf(text[3], 80, "community.direct_people=%d.0", 4000 * size);
    snprintf(text[4], 80, "parameters.partner_approaches=%d.0", size);
    snprintf(text[5], 80, "parameters.partnered_hours=%.17g", 1.0 / size);
    snprintf(text[6], 80, "parameters.direct_hours=%.17g", 2.0 / size);
    snprintf(text[7], 80, "mechanisms.results_returned=0");
    snprintf(text[8], 80, "mechanisms.approach_burden=0");
    snprintf(members, sizeof members, "community.members=%d",
             (12 * 150 + 6 * 250 + 4 * 80 + 4000) * size);
    for (int k = 0; k < SETTINGS; k++)
        sets[k] = text[k];
    sets[SETTINGS] = members;
    bench_set_up(&pools, plain, 0, sets, SETTINGS);
    bench_set_up(&persons, plain, 0, sets, SETTINGS + 1);
    *expected = 0;
    for (uint64_t item = 0; item < ITEMS; item++) {
        bench_run_fast(&pools, item, -1);
        bench_run_fast(&persons, item, -1);
        double e = bench_outcome(&pools, OUT_participants, "all") / size;
        double d = bench_outcome(&persons, OUT_participants, "all") / size - e;
        assert_double_near(bench_outcome(&persons, OUT_trust, "all"),
                           bench_outcome(&pools, OUT_trust, "all"), 0);
        *expected += e / ITEMS;
        sum += d;
        squares += d * d;
    }
    *mean = sum / ITEMS;
    *sd = sqrt((squares - sum * sum / ITEMS) / (ITEMS - 1));
    bench_tear_down(&persons);
    bench_tear_down(&pools);
}

/* Their mean agrees with the expectation, and single runs come closer to it as members grow. */
static void persons_agree_with_the_expectation(void **state) {
    (void)state;
    double mean, sd, expected, mean_10, sd_10, expected_10;
    differences(1, &mean, &sd, &expected);
    differences(10, &mean_10, &sd_10, &expected_10);
    print_message("participants %.1f expected; persons differ by %.2f (sd %.2f), ten times as many "
                  "by %.3f (sd %.3f)\n",
                  expected, mean, sd, mean_10, sd_10);
    assert_true(expected > 100);
    assert_double_near(expected, expected_10, 1e-6 * expected);
    assert_double_near(mean, 0, 5 * sd / sqrt(ITEMS));
    assert_double_near(mean_10, 0, 5 * sd_10 / sqrt(ITEMS));
    assert_true(sd / sd_10 > 2 && sd / sd_10 < 5); /* sqrt(10) = 3.2 */
}

/* ---- who is approached ------------------------------------------------------------------------
 */

/* Full precarity under access_precarity 1: nobody of them is approached, others are. */
static void full_precarity_is_never_approached(void **state) {
    (void)state;
    const char *const sets[] = {"subgroups.arrived.precarity=1.0",
                                "parameters.access_precarity=1.0"};
    bench b;
    bench_set_up(&b, members_study, 0, sets, 2);
    bench_run(&b, 2, -1);
    const pm_members *m = &b.s->m;
    for (size_t c = 0; c < m->n_cells; c++)
        for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++)
            if (m->subgroup[c % 3]->precarity >= 1)
                assert_int_equal(m->approached[k], 0);
    assert_true(bench_outcome(&b, OUT_participants, "subgroup:settled") > 20);
    assert_double_near(bench_outcome(&b, OUT_reach_precarious, "all"), 0, 0);
    bench_tear_down(&b);
}

/* Approaches and participants of a subgroup, over items. */
static void count(const bench *b, double asked[3], double joined[3]) {
    const pm_members *m = &b->s->m;
    for (size_t c = 0; c < m->n_cells; c++)
        for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++) {
            asked[c % 3] += m->approached[k];
            joined[c % 3] += m->took_part[k];
        }
}

/* Precarity lowers approaches a head, and leaves consent once asked alone (5 standard errors). */
static void precarity_bears_on_access_not_on_consent(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.approach_burden=0",
                                "mechanisms.language_access=0",
                                "mechanisms.results_returned=0",
                                "parameters.consent_direct=0.0",
                                "subgroups.settled.trust=0.5",
                                "subgroups.arrived.trust=0.5",
                                "subgroups.arrived.ties.grassroots_association.strength=1.0",
                                "subgroups.arrived.ties.public_health_agency.strength=1.0"};
    double asked[3] = {0}, joined[3] = {0}, heads[3] = {0};
    size_t most, least = 0;
    bench b;
    bench_set_up(&b, members_study, 0, sets, 8);
    for (uint64_t item = 0; item < 20; item++) {
        bench_run_fast(&b, item, -1);
        count(&b, asked, joined);
    }
    for (size_t c = 0; c < b.s->m.n_cells; c++)
        heads[c % 3] += b.s->m.first[c + 1] - b.s->m.first[c];
    most = pm_most_precarious(b.s);
    for (size_t g = 0; g < 3; g++)
        least = b.s->m.subgroup[g]->precarity < b.s->m.subgroup[least]->precarity ? g : least;
    double p = joined[most] / asked[most], q = joined[least] / asked[least];
    double error = sqrt(p * (1 - p) / asked[most] + q * (1 - q) / asked[least]);
    assert_double_near(heads[most] + heads[least], 2700, 3);
    assert_true(asked[most] / heads[most] < 0.8 * asked[least] / heads[least]);
    assert_double_near(p, q, 5 * error);
    bench_tear_down(&b);
}

/* The order in which a study lists subgroups changes nothing. */
static void order_of_subgroups_changes_nothing(void **state) {
    (void)state;
    for (size_t arm = 0; arm < 3; arm++) {
        bench a, b;
        bench_set_up(&a, members_study, arm, NULL, 0);
        bench_set_up(&b, members_study_turned, arm, NULL, 0);
        assert_int_equal(a.n_columns, b.n_columns);
        bench_run_fast(&a, 4, 2);
        bench_run_fast(&b, 4, 2);
        for (size_t c = 0; c < a.n_columns; c++) {
            assert_string_equal(a.columns[c].group, b.columns[c].group);
            assert_true(a.x[c] == b.x[c] || (isnan(a.x[c]) && isnan(b.x[c])));
        }
        bench_tear_down(&a);
        bench_tear_down(&b);
    }
}

/* ---- the engine -------------------------------------------------------------------------------
 */

typedef struct {
    double *values;
    size_t n, per_item;
} kept;

static int keep(void *context, const rap_block *block) {
    kept *k = context;
    memcpy(k->values + k->n, block->values, block->n * k->per_item * sizeof *k->values);
    k->n += block->n * k->per_item;
    return RAP_OK;
}

static void threads_change_nothing(void **state) {
    (void)state;
    rap_study study = {0};
    rap_layout layout;
    kept got[2];
    fixture_read(&study, members_study, NULL);
    assert_int_equal(rap_layout_init(&layout, &study), RAP_OK);
    for (size_t k = 0; k < 2; k++) {
        rap_executor executor;
        rap_ensemble_options options = {.first = 0, .end = 40, .verify = true};
        rap_sink sink = {&got[k], keep};
        got[k] = (kept){rap_allocate(40 * layout.n_arms * layout.n_values, sizeof(double)), 0,
                        layout.n_arms * layout.n_values};
        rap_threads_init(&executor, k == 0 ? 1 : 3);
        assert_int_equal(rap_ensemble_run(&study, &layout, &executor, &sink, &options, NULL, 0),
                         RAP_OK);
    }
    assert_int_equal(got[0].n, got[1].n);
    assert_memory_equal(got[0].values, got[1].values, got[0].n * sizeof(double));
    rap_free(got[0].values);
    rap_free(got[1].values);
    rap_layout_free(&layout);
    rap_study_free(&study);
}

/* A second run of the same luck is the same: nothing is left over from the one before. */
static void runs_leave_nothing_behind(void **state) {
    (void)state;
    bench a, b;
    bench_set_up(&a, members_study, 0, NULL, 0);
    bench_set_up(&b, members_study, 0, NULL, 0);
    bench_run_fast(&a, 1, 0);
    bench_run_fast(&a, 2, 3);
    bench_run_fast(&b, 2, 3);
    for (size_t c = 0; c < a.n_columns; c++)
        assert_true(a.x[c] == b.x[c] || (isnan(a.x[c]) && isnan(b.x[c])));
    bench_tear_down(&a);
    bench_tear_down(&b);
}
int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_counted_twice),
        cmocka_unit_test(verify_finds_damage),
        cmocka_unit_test(persons_agree_with_the_expectation),
        cmocka_unit_test(full_precarity_is_never_approached),
        cmocka_unit_test(precarity_bears_on_access_not_on_consent),
        cmocka_unit_test(order_of_subgroups_changes_nothing),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(runs_leave_nothing_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
