/* test_grants.c: grants, shocks, placements: what they must and must not do. */
#include "arm_bench.h"
#include "small_study.h"

static void awards_follow_their_probability(void **state) {
    (void)state;
    enum { RUNS = 400 };
    const char *const half[] = {"teams.focal.grants.0.success=0.5"};
    const char *const never[] = {"teams.focal.grants.0.success=0"};
    double won = bench_mean(small_study, half, 1, OUT_grants_won, RUNS);
    assert_double_near(won, 0.5, 5 * 0.5 / sqrt(RUNS));
    assert_double_near(bench_mean(small_study, NULL, 0, OUT_grants_won, 5), 1, 0);
    assert_double_near(bench_mean(small_study, never, 1, OUT_grants_won, 5), 0, 0);
    assert_double_near(bench_mean(small_study, never, 1, OUT_spend, 5), 0, 0);
    assert_double_near(bench_mean(small_study, never, 1, OUT_partnerships_live, 5), 0, 0);
}

static const char phased[] =
    "title = \"phases\"; horizon = 60; draws = 0; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 12; }; };\n"
    "teams = { focal = { policy = \"project\"; reserve = 0.1; aftercare = 6;\n"
    "  grants = ( { start = 0; months = 12; amount = 90000; success = 0.6; },\n"
    "             { start = 18; months = 12; amount = 90000; success = 0.6; after_previous = true; "
    "} ); }; };\n"
    "arms = { base = { changes = {}; }; };\n";

/* The second phase is open only to who had the first: .6 + .36 grants on average, never one without the other. */
static void a_phase_needs_the_one_before(void **state) {
    (void)state;
    enum { RUNS = 400 };
    bench b;
    double won = 0;
    bench_set_up(&b, phased, 0, NULL, 0);
    const pm_partnership *s = b.state;
    for (uint64_t item = 0; item < RUNS; item++) {
        bench_run(&b, item, -1);
        assert_true(s->team[0].award[0] > 0 || s->team[0].award[1] < 0);
        won += bench_outcome(&b, OUT_grants_won, "all");
    }
    assert_double_near(won / RUNS, 0.96, 5 * 0.9 / sqrt(RUNS));
    bench_tear_down(&b);
}

/* An application is decided in the month in which its grant would start, and not before. */
static void awards_wait_for_their_month(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, phased, 0, NULL, 0);
    const pm_partnership *s = b.state;
    bench_start(&b, 1, -1);
    for (int k = 0; k < 24; k++) {
        bench_step(&b);
        assert_true((s->team[0].award[1] != 0) == (k >= 18));
    }
    bench_tear_down(&b);
}

/* A bridge is paid from the reserve and leaves less for aftercare; an extension spends what would be idle. */
static void bridges_and_extensions_move_money(void **state) {
    (void)state;
    const char *const sure[] = {"teams.focal.grants.0.success=1", "teams.focal.grants.1.success=1",
                                "teams.focal.bridge=0.8"};
    const char *const longer[] = {"teams.focal.grants.0.success=1",
                                  "teams.focal.grants.1.success=1",
                                  "teams.focal.grants.1.extension=6"};
    bench b;
    bench_set_up(&b, phased, 0, sure, 3);
    const pm_partnership *s = b.state;
    bool bridged = false;
    bench_start(&b, 3, -1);
    for (int k = 0; k < 60; k++) {
        bench_step(&b);
        bridged |= s->team[0].phase == BRIDGED;
        assert_true(s->team[0].phase != BETWEEN);
    }
    assert_true(bridged);
    bench_tear_down(&b);
    assert_true(bench_mean(phased, longer, 3, OUT_idle_money, 20) <
                bench_mean(phased, sure, 2, OUT_idle_money, 20));
}

static void a_funder_can_forbid_pay(void **state) {
    (void)state;
    const char *const forbids[] = {"teams.focal.grants.0.no_partner_pay=true"};
    bench b;
    bench_set_up(&b, small_study, 0, forbids, 1);
    bench_run(&b, 1, -1);
    assert_double_near(bench_outcome(&b, OUT_spend, "line:honoraria"), 0, 0);
    assert_double_near(bench_outcome(&b, OUT_spend, "line:buy_out"), 0, 0);
    assert_true(bench_outcome(&b, OUT_partner_hours_unpaid, "all") > 0);
    assert_double_near(bench_outcome(&b, OUT_partner_hours_unpaid, "all"),
                       bench_outcome(&b, OUT_partner_hours, "all"), 1e-9);
    bench_tear_down(&b);
}

static char crisis[sizeof small_study + 200];

/* A crisis of factors 1 changes nothing; demand brings requests, lost contact costs contact quality. */
static void a_crisis_scales_what_it_names(void **state) {
    (void)state;
    static const char calm[] = "shocks = { crisis = { start = 6; months = 30; }; };\n";
    const char *const demand[] = {"shocks.crisis.demand=3.0"}, *const contact[] = {
                                                                   "shocks.crisis.contact=0.2"};
    snprintf(crisis, sizeof crisis, "%s%s", small_study, calm);
    assert_double_near(bench_mean(crisis, NULL, 0, OUT_trust, 5),
                       bench_mean(small_study, NULL, 0, OUT_trust, 5), 0);
    bench a, c;
    bench_set_up(&a, crisis, 0, NULL, 0);
    bench_set_up(&c, crisis, 0, demand, 1);
    bench_run(&a, 1, 3);
    bench_run(&c, 1, 3);
    const pm_partnership *s = a.state, *t = c.state;
    double before = 0, after = 0;
    for (size_t i = 0; i < s->o.n; i++) {
        before += s->o.requests[i].count;
        after += t->o.requests[i].count;
        assert_true(t->o.requests[i].count >= s->o.requests[i].count);
    }
    assert_true(after > 1.5 * before);
    bench_tear_down(&a);
    bench_tear_down(&c);
    assert_true(bench_mean(crisis, contact, 1, OUT_trust_partners, 10) <
                bench_mean(crisis, NULL, 0, OUT_trust_partners, 10));
}

/* A crisis lasts from its first month until it has lasted its months: two that follow each other are one. */
static void a_crisis_ends(void **state) {
    (void)state;
    static char one[sizeof small_study + 200], two[sizeof one];
    snprintf(one, sizeof one, "%sshocks = { x = { start = 6; months = 12; contact = 0.2; }; };\n",
             small_study);
    snprintf(two, sizeof two,
             "%sshocks = { x = { start = 6; months = 5; contact = 0.2; };\n"
             "           y = { start = 11; months = 7; contact = 0.2; }; };\n",
             small_study);
    assert_double_near(bench_mean(one, NULL, 0, OUT_trust_partners, 5),
                       bench_mean(two, NULL, 0, OUT_trust_partners, 5), 0);
    assert_true(bench_mean(one, NULL, 0, OUT_trust_partners, 5) !=
                bench_mean(small_study, NULL, 0, OUT_trust_partners, 5));
}

/* Students add outputs and cost supervision; assurance that takes long leaves fewer in time, never more than there are. */
static void placements_and_assurance(void **state) {
    (void)state;
    const char *const students[] = {"teams.focal.students=20", "teams.focal.supervision=0.5"};
    const char *const slow[] = {"teams.focal.qa_lag=36.0"};
    double none = bench_mean(small_study, NULL, 0, OUT_outputs, 30);
    assert_true(bench_mean(small_study, students, 2, OUT_outputs, 30) > none);
    assert_double_near(bench_mean(small_study, NULL, 0, OUT_outputs_in_time, 30), none, 0);
    double in_time = bench_mean(small_study, slow, 1, OUT_outputs_in_time, 30);
    assert_true(in_time < none && in_time > 0);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(awards_follow_their_probability),
        cmocka_unit_test(a_phase_needs_the_one_before),
        cmocka_unit_test(awards_wait_for_their_month),
        cmocka_unit_test(bridges_and_extensions_move_money),
        cmocka_unit_test(a_funder_can_forbid_pay),
        cmocka_unit_test(a_crisis_scales_what_it_names),
        cmocka_unit_test(a_crisis_ends),
        cmocka_unit_test(placements_and_assurance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
