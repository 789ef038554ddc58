/* test_ties.c: states of a tie, and what people do without money: known answers, one mechanism at a time. */
#include "arm_bench.h"
#include "partnership/mechanisms/mechanism.h"
#include "small_study.h"

#include <math.h>

/* Not ended, working together and live part where they should. */
static void states_are_apart(void **state) {
    (void)state;
    static const struct {
        pm_stage stage;
        bool ever;
        double trust, since;
        bool tie, working, live;
    } cases[] = {
        {PARTNERED, true, 0.1, 0, true, true, true},
        {PARTNERED, true, 0.1, 6.5, true, false, true},
        {DORMANT, true, 0.49, 6, true, true, false},
        {DORMANT, true, 0.51, 9, true, false, true},
        {EXITED, true, 0.9, 0, false, false, false},
        {EXPLORING, false, 0.9, 0, false, false, false},
        {CONTACTED, false, 0.9, 0, false, false, false},
    };
    bench b;
    bench_set_up(&b, small_study, 0, NULL, 0);
    bench_start(&b, 0, -1);
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        b.s->r.stage[0] = (uint8_t)cases[k].stage;
        b.s->r.ever[0] = cases[k].ever;
        b.s->r.trust[0] = cases[k].trust;
        b.s->r.since_together[0] = cases[k].since;
        assert_int_equal(pm_is_tie(b.s, 0), cases[k].tie);
        assert_int_equal(pm_is_working(b.s, 0), cases[k].working);
        assert_int_equal(pm_is_live(b.s, 0), cases[k].live);
        assert_true((pm_willing(b.s, 0) > 0) == (cases[k].stage != EXITED));
    }
    bench_tear_down(&b);
}

/* logit P = base + trust + alignment + research + institution - fatigue - hours asked, without pay. */
static void willingness_is_take_up_without_pay(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, small_study, 0, NULL, 0);
    bench_start(&b, 0, -1);
    const pm_traits *t = pm_traits_of(b.s, 0);
    b.s->r.stage[0] = PARTNERED;
    b.s->r.ever[0] = true;
    b.s->r.trust[0] = 0.8;
    b.s->r.alignment[0] = 0.7;
    b.s->r.pay[0] = 1;
    b.s->o.fatigue[0] = 0.2;
    double z = -0.5 + 3 * 0.3 + 0.2 + (t->appreciation - 0.5) - 1.5 * 0.2 - 2 * 4 / t->hours;
    assert_double_near(pm_willing(b.s, 0), 1 / (1 + exp(-z)), 1e-12);
    bench_tear_down(&b);
}

/* unpaid_hours (1/2 + support) a month from the first grant on; what promises take is no more than that, and all
 * that is used is counted. */
static void unpaid_time_is_what_it_says(void **state) {
    (void)state;
    const char *const sets[] = {"teams.focal.unpaid_hours=10.0", "teams.focal.institution=0.9",
                                "parameters.promise_hours=30.0", "time.step=0.5"};
    bench b;
    double used = 0;
    bench_set_up(&b, small_study, 1, sets, 4);
    bench_start(&b, 1, -1);
    for (int k = 0; k < 120; k++) {
        double before = b.s->team[0].unpaid_used;
        bench_step(&b);
        double here = b.s->team[0].unpaid_used - before;
        assert_double_near(here + b.s->team[0].unpaid, 10 * 1.4 / 2, 1e-12);
        used += here;
    }
    assert_true(used > 30);
    b.study.model->observe(b.state, b.x);
    assert_double_near(bench_outcome(&b, OUT_team_hours_unpaid, "all"), used, 1e-9);
    bench_tear_down(&b);
}

/* Nothing of it without hours: to the byte what it is with all three mechanisms off. */
static void no_hours_no_effect(void **state) {
    (void)state;
    const char *const none[] = {"teams.focal.unpaid_hours=0.0", "mechanisms.partners_call=0"};
    const char *const off[] = {"mechanisms.unpaid_delivery=0", "mechanisms.unpaid_contact=0",
                               "mechanisms.partners_call=0"};
    static double a[BENCH_COLUMNS], c[BENCH_COLUMNS];
    size_t n = bench_sums(small_study, 0, none, 2, 4, a);
    assert_int_equal(bench_sums(small_study, 0, off, 3, 4, c), n);
    assert_memory_equal(a, c, n * sizeof *a);
}

/* Calls are Poisson at call_rate x willingness; with nobody to answer, each takes trust down by the same factor. */
static void partners_call_and_mind(void **state) {
    (void)state;
    const char *const sets[] = {"parameters.call_rate=0.6", "teams.focal.unpaid_hours=0.0"};
    enum { RUNS = 400 };
    double calls = 0, expected = 0;
    bench b;
    bench_set_up(&b, small_study, 1, sets, 2);
    for (uint64_t item = 0; item < RUNS; item++) {
        bench_start(&b, item, -1);
        b.s->team[0].phase = OVER;
        b.s->r.stage[0] = DORMANT;
        b.s->r.ever[0] = true;
        b.s->r.trust[0] = 0.6;
        expected += 0.6 * pm_willing(b.s, 0);
        pm_calls(b.s);
        double n = b.s->o.sum[0].calls;
        calls += n;
        assert_double_near(b.s->o.sum[0].unanswered, n, 0);
        assert_double_near(b.s->r.trust[0], 0.6 * exp(-0.45 * 0.05 * n), 1e-12);
        assert_int_equal(b.s->r.stage[0], DORMANT);
    }
    assert_double_near(calls, expected, 5 * sqrt(expected));
    b.s->team[0].unpaid = 0.5; /* one call's worth: it wakes the partnership */
    b.s->r.calls[0].threshold = b.s->r.calls[0].hazard;
    pm_calls(b.s);
    assert_int_equal(b.s->r.stage[0], PARTNERED);
    assert_double_near(b.s->r.kept_up[0], 0.5, 1e-12);
    assert_double_near(b.s->team[0].unpaid, 0, 1e-12);
    bench_tear_down(&b);
}

/* What is left goes evenly to all ties, dormant ones too, while no money pays for contact. */
static void touch_is_kept_evenly(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, small_study, 0, NULL, 0);
    bench_start(&b, 0, -1);
    const pm_stage stages[] = {PARTNERED, DORMANT, EXITED, PARTNERED, CONTACTED};
    for (size_t r = 0; r < 5; r++) {
        b.s->r.stage[r] = (uint8_t)stages[r];
        b.s->r.ever[r] = stages[r] != CONTACTED;
    }
    const pm_phase phases[] = {OVER, WORKING, AFTERCARE};
    for (size_t k = 0; k < 3; k++) {
        b.s->team[0].phase = phases[k];
        b.s->team[0].unpaid = 6;
        memset(b.s->r.kept_up, 0, b.s->r.n * sizeof *b.s->r.kept_up);
        pm_keeping_in_touch(b.s);
        for (size_t r = 0; r < 5; r++) {
            bool kept = phases[k] == OVER && b.s->r.ever[r] && stages[r] != EXITED;
            assert_double_near(b.s->r.kept_up[r], kept ? 2 : 0, 1e-12);
        }
    }
    bench_tear_down(&b);
}

/* A partner with whom nothing is done: T falls as exp(-idle_loss (t - patience)), nothing else pulling. */
static void idle_partners_lose_trust(void **state) {
    (void)state;
    const char *const sets[] = {"parameters.idle_loss=0.1", "parameters.trust_drift=0"};
    bench b;
    bench_set_up(&b, small_study, 0, sets, 2);
    bench_start(&b, 0, -1);
    b.s->team[0].phase = WORKING;
    for (size_t r = 0; r < 3; r++) {
        b.s->r.stage[r] = r == 1 ? DORMANT : PARTNERED;
        b.s->r.trust[r] = 0.8;
        b.s->r.since_done[r] = r == 2 ? 4 : 4.5;
    }
    for (int k = 0; k < 5; k++)
        pm_trust(b.s);
    assert_double_near(b.s->r.trust[0], 0.8 * exp(-0.1 * 5), 1e-12);
    assert_double_near(b.s->r.trust[1], 0.8, 1e-12);
    assert_double_near(b.s->r.trust[2], 0.8, 1e-12);
    bench_tear_down(&b);
}

/* What is owed is due less paid; owed, the promise to pay breaks, and pay counts as far as it came. */
static void what_is_owed_is_felt(void **state) {
    (void)state;
    const char *const sets[] = {"teams.focal.pay.when_short=owe", "teams.focal.pay.share=0.01",
                                "teams.focal.pay.delay=0.0"};
    bench b;
    size_t owing = 0;
    bench_set_up(&b, small_study, 0, sets, 3);
    bench_run(&b, 2, -1);
    for (size_t r = 0; r < b.s->r.n; r++) {
        double due = (double)(b.s->r.paid[r] + b.s->r.owed[r]);
        owing += b.s->r.owed[r] > 0;
        if (due > 0)
            assert_double_near(pm_pay_felt(b.s, r), b.s->r.pay[r] * (double)b.s->r.paid[r] / due,
                               1e-12);
    }
    assert_true(owing > 2);
    assert_true(bench_outcome(&b, OUT_promises_breached, "all") > 2);
    assert_double_near(bench_outcome(&b, OUT_spend, "line:honoraria") +
                           bench_outcome(&b, OUT_spend, "line:buy_out"),
                       0.01 * 150000, 500);
    bench_tear_down(&b);
}

/* exp(effect (B - 1/2)), B = (T + A min(1, D / D*)) / 2. */
static void a_bond_of_a_half_changes_nothing(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, small_study, 0, NULL, 0);
    bench_start(&b, 0, -1);
    double expected = pm_traits_of(b.s, 0)->depth_expected;
    b.s->r.trust[0] = 0.4;
    b.s->r.alignment[0] = 0.6;
    b.s->r.depth[0] = 2 * expected;
    assert_double_near(pm_synergy(b.s, 0), 0.6, 1e-12);
    assert_double_near(pm_bond_factor(b.s, 0, 0.7), 1, 1e-12);
    b.s->r.depth[0] = expected / 2;
    b.s->r.trust[0] = 1;
    assert_double_near(pm_bond_factor(b.s, 0, 0.7), exp(0.7 * 0.15), 1e-12);
    bench_tear_down(&b);
}

/* At the end of the project partners do not trust a team that does nothing with them, or does not pay what it
 * promised, more than one that works and pays: in at least 38 of 40 sets of assumptions. */
static void doing_nothing_is_not_ahead(void **state) {
    (void)state;
    enum { SETS = 40, RUNS = 4 };
    static const char *const idle[][2] = {
        {"teams.focal.hours_asked=0.0", "teams.focal.pay.share=0.12"},
        {"teams.focal.pay.share=0.0", "teams.focal.hours_asked=4.0"},
        {"teams.focal.pay.share=0.0", "teams.focal.pay.when_short=owe"}};
    double trust[4][SETS] = {{0}};
    for (size_t k = 0; k < 4; k++) {
        bench b;
        bench_set_up(&b, small_study, 0, k ? idle[k - 1] : NULL, k ? 2 : 0);
        for (int set = 0; set < SETS; set++)
            for (uint64_t run = 0; run < RUNS; run++) {
                bench_start(&b, (uint64_t)set * RUNS + run, set);
                for (int m = 0; m < 30; m++)
                    bench_step(&b);
                b.study.model->observe(b.state, b.x);
                double x = bench_outcome(&b, OUT_trust_partners, "all");
                trust[k][set] += (isnan(x) ? 0 : x) / RUNS;
            }
        bench_tear_down(&b);
    }
    for (size_t k = 1; k < 4; k++) {
        int ahead = 0;
        for (int set = 0; set < SETS; set++) {
            assert_true(trust[0][set] > 0.2);
            ahead += trust[k][set] > trust[0][set];
        }
        if (ahead > 2)
            fail_msg("%s, %s is ahead in %d of 40", idle[k - 1][0], idle[k - 1][1], ahead);
    }
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(states_are_apart),
        cmocka_unit_test(willingness_is_take_up_without_pay),
        cmocka_unit_test(unpaid_time_is_what_it_says),
        cmocka_unit_test(no_hours_no_effect),
        cmocka_unit_test(partners_call_and_mind),
        cmocka_unit_test(touch_is_kept_evenly),
        cmocka_unit_test(idle_partners_lose_trust),
        cmocka_unit_test(what_is_owed_is_felt),
        cmocka_unit_test(a_bond_of_a_half_changes_nothing),
        cmocka_unit_test(doing_nothing_is_not_ahead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
