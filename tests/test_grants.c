/* test_grants.c: grants, shocks, placements: what they must and must not do. */
#include "arm_bench.h"
#include "small_study.h"
#include "partnership/mechanisms/mechanism.h"

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

/* One grant of a year, then an application a year for three years of follow-on money. */
static const char earned[] =
    "title = \"follow-on\"; horizon = 84; draws = 0; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 12; }; };\n"
    "teams = { focal = { policy = \"project\"; reserve = 0.1; aftercare = 30;\n"
    "  aftercare_hours = { contact = 0.5; };\n"
    "  grants = ( { start = 0; months = 12; amount = 90000; },\n"
    "    { start = 12; months = 36; amount = 70000; success = 0.4; follow_on = true; },\n"
    "    { start = 24; months = 36; amount = 70000; success = 0.4; follow_on = true; },\n"
    "    { start = 36; months = 36; amount = 70000; success = 0.4; follow_on = true; } ); }; };\n"
    "parameters = { renewal_outputs = 0.0; renewal_partners = 0.0; };\n"
    "arms = { base = { changes = {}; }; };\n";

/* Nobody applies while a grant runs: won once with probability 1 - .6^3, never twice; that is what is raised. */
static void follow_on_money_is_won_once(void **state) {
    (void)state;
    enum { RUNS = 400 };
    bench b;
    double won = 0, raised = 0;
    bench_set_up(&b, earned, 0, NULL, 0);
    for (uint64_t item = 0; item < RUNS; item++) {
        bench_run(&b, item, -1);
        double grants = bench_outcome(&b, OUT_grants_won, "all");
        assert_true(grants < 2.5);
        assert_double_near(bench_outcome(&b, OUT_raised, "all"), 70000 * (grants - 1), 0);
        won += grants - 1;
        raised += bench_outcome(&b, OUT_raised, "all");
    }
    double p = 1 - 0.6 * 0.6 * 0.6, error = sqrt(p * (1 - p) / RUNS);
    assert_double_near(won / RUNS, p, 5 * error);
    assert_double_near(raised / RUNS, 70000 * p, 5 * 70000 * error);
    bench_tear_down(&b);
}

/* The second application is won for sure, the first is not. */
static const pm_team_state *start_earned(bench *b) {
    static const char *const sure[] = {"teams.focal.grants.1.success=0",
                                       "teams.focal.grants.2.success=1"};
    bench_set_up(b, earned, 0, sure, 2);
    bench_start(b, 1, -1);
    return &b->s->team[0];
}

/* The team's money ends with the grant that it has, until it has another. */
static void nobody_counts_on_follow_on_money(void **state) {
    (void)state;
    bench b;
    const pm_team_state *t = start_earned(&b);
    for (int k = 0; k < 84; k++) {
        bench_step(&b);
        assert_double_near(t->end, k < 24 ? 12 : 60, 0);
        assert_double_near(t->first_end, 12, 0);
        pm_phase phase = k < 12 ? WORKING : k < 24 ? AFTERCARE : k < 60 ? WORKING : AFTERCARE;
        assert_int_equal(t->phase, phase);
    }
    bench_tear_down(&b);
}

/* Nor is it in what money is planned for: the lines add up to the one grant that is there. */
static void plans_leave_follow_on_money_out(void **state) {
    (void)state;
    bench b;
    rap_planned line;
    int64_t sum = 0;
    bench_set_up(&b, earned, 0, NULL, 0);
    for (size_t k = 0; b.study.model->planned(b.inputs.root, k, &line) == 1; k++)
        sum += line.cents;
    assert_int_equal(sum, 9000000);
    bench_tear_down(&b);
}

/* What the first aftercare has left after 12 of its 30 months is there for the second: nothing is idle. */
static void interrupted_aftercare_goes_back(void **state) {
    (void)state;
    bench b;
    const pm_team_state *t = start_earned(&b);
    for (int k = 0; k < 24; k++)
        bench_step(&b);
    int64_t spent = t->spent[LINE_AFTERCARE], idle = t->idle;
    bench_step(&b);
    assert_int_equal(t->reserve, 900000 - spent + 700000);
    assert_int_equal(t->idle, idle);
    assert_true(spent > 0);
    bench_tear_down(&b);
}

/* Once partnered: one ended, one silent for six months, one for five, one in contact; so half are at work. */
static void the_share_at_work_has_a_clock(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, earned, 0, NULL, 0);
    bench_start(&b, 1, -1);
    pm_relations *r = &b.s->r;
    assert_double_near(pm_share_working(b.s, 0), 0.5, 0);
    for (size_t k = 0; k < 4; k++) {
        r->ever[k] = true;
        r->stage[k] = DORMANT;
        r->since_together[k] = 6.5;
    }
    assert_double_near(pm_share_working(b.s, 0), 0, 0);
    r->stage[0] = EXITED;
    r->since_together[0] = 1;
    r->since_together[2] = 6;
    r->since_together[3] = 0;
    assert_double_near(pm_share_working(b.s, 0), 0.5, 0);
    bench_tear_down(&b);
}

/* Partnerships at work raise the chance: logit^-1(logit .4 + 2 (share - 1/2)) is .64 where all are. */
static void partners_at_work_raise_the_chance(void **state) {
    (void)state;
    enum { RUNS = 300 };
    const char *const sets[] = {"parameters.renewal_partners=2.0"};
    bench b;
    double won = 0, expected = 0;
    bench_set_up(&b, earned, 0, sets, 1);
    for (uint64_t item = 0; item < RUNS; item++) {
        bench_start(&b, item, -1);
        for (int k = 0; k < 12; k++)
            bench_step(&b);
        expected += 1 / (1 + exp(-log(0.4 / 0.6) - 2 * (pm_share_working(b.s, 0) - 0.5)));
        bench_step(&b);
        won += b.s->team[0].award[1] > 0;
    }
    assert_double_near(won / RUNS, expected / RUNS, 5 * 0.5 / sqrt(RUNS));
    assert_true(expected / RUNS > 0.55);
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
        cmocka_unit_test(follow_on_money_is_won_once),
        cmocka_unit_test(nobody_counts_on_follow_on_money),
        cmocka_unit_test(plans_leave_follow_on_money_out),
        cmocka_unit_test(interrupted_aftercare_goes_back),
        cmocka_unit_test(the_share_at_work_has_a_clock),
        cmocka_unit_test(partners_at_work_raise_the_chance),
        cmocka_unit_test(a_funder_can_forbid_pay),
        cmocka_unit_test(a_crisis_scales_what_it_names),
        cmocka_unit_test(a_crisis_ends),
        cmocka_unit_test(placements_and_assurance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
