/* test_groups.c: outcomes by team are those of that team, and what a grant leaves is idle in the month in which it
 * ends, at a horizon too. */
#include "arm_bench.h"

#include <math.h>

#define COMMUNITY                                                                                  \
    "title = \"test\"; draws = 0; replicates = 1; seed = 7;\n"                                     \
    "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"                             \
    "organisations = { ga = { type = \"grassroots_association\"; count = 8; };\n"                  \
    "  ispo = { type = \"immigrant_service_organisation\"; count = 4; }; };\n"

static const char two_teams[] = COMMUNITY "horizon = 40; teams = { focal = { policy = "
                                          "\"sustained\"; grants = ( { start = 0; months = 24; "
                                          "amount = 200000; } ); };\n"
                                          "  rival = { policy = \"parachute\"; grants = ( { start "
                                          "= 6; months = 12; amount = 90000; } ); }; };\n"
                                          "arms = { base = { changes = {}; }; };\n";

static double by_team(const bench *b, int outcome, const char *group) {
    for (size_t c = 0; c < b->n_columns; c++)
        if (b->columns[c].outcome == (size_t)outcome && !strcmp(b->columns[c].group, group))
            return b->x[c];
    print_error("no column of outcome %d for %s\n", outcome, group);
    fail();
    return (double)NAN;
}

static void run_months(bench *b, int64_t months) {
    bench_start(b, 3, -1);
    while (b->s->now < (double)months - 1e-9)
        bench_step(b);
    b->study.model->observe(b->state, b->x);
}

/* Written from the meaning: trust where there is a relation, else what is thought of academia. */
static double trust_in(const bench *b, size_t team) {
    const pm_partnership *s = b->s;
    double sum = 0;
    for (size_t i = 0; i < s->o.n; i++) {
        size_t r = team * s->o.n + i;
        sum += s->r.stage[r] == NONE || s->r.stage[r] == CONTACTED ? s->o.reputation[i]
                                                                   : s->r.trust[r];
    }
    return sum / (double)s->o.n;
}

static void outcomes_of_one_team(void **state) {
    static const int sums[] = {OUT_partnerships_live,
                               OUT_partnerships_active,
                               OUT_participants_direct,
                               OUT_grants_won,
                               OUT_dissemination,
                               OUT_granted,
                               OUT_spend,
                               OUT_spend_present_value,
                               OUT_idle_money};
    static const int means[] = {OUT_partnership_survival, OUT_trust_partners, OUT_contact_quality};
    bench b;
    (void)state;
    bench_set_up(&b, two_teams, 0, NULL, 0);
    run_months(&b, 18);
    for (size_t k = 0; k < sizeof sums / sizeof *sums; k++)
        assert_double_near(by_team(&b, sums[k], "team:focal") + by_team(&b, sums[k], "team:rival"),
                           by_team(&b, sums[k], "all"), 1e-6);
    for (size_t k = 0; k < sizeof means / sizeof *means; k++) {
        double f = by_team(&b, means[k], "team:focal"), r = by_team(&b, means[k], "team:rival"),
               all = by_team(&b, means[k], "all");
        assert_true(fmin(f, r) <= all + 1e-12 && all <= fmax(f, r) + 1e-12);
    }
    assert_true(by_team(&b, OUT_trust_partners, "team:focal") >
                by_team(&b, OUT_trust_partners, "team:rival"));
    assert_double_near(by_team(&b, OUT_granted, "team:focal"), 200000, 1e-9);
    assert_double_near(by_team(&b, OUT_granted, "team:rival"), 90000, 1e-9);
    assert_double_near(by_team(&b, OUT_trust, "team:focal"), trust_in(&b, 0), 1e-12);
    assert_double_near(by_team(&b, OUT_trust, "team:rival"), trust_in(&b, 1), 1e-12);
    bench_tear_down(&b);
}

/* The same before and behind the month in which a grant ends as in it: what was not spent of it. */
static void money_is_idle_when_its_grant_ends(void **state) {
    static const char *const studies[] = {
        COMMUNITY
        "horizon = 24; teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months "
        "= 24; "
        "amount = 900000; } ); reserve = 0; }; };\narms = { base = { changes = {}; }; };\n",
        COMMUNITY
        "horizon = 40; teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months "
        "= 24; "
        "amount = 900000; } ); reserve = 0; }; };\narms = { base = { changes = {}; }; };\n"};
    double at_end[2];
    bench b;
    (void)state;
    for (int k = 0; k < 2; k++) {
        bench_set_up(&b, studies[k], 0, NULL, 0);
        run_months(&b, 23);
        assert_double_near(by_team(&b, OUT_idle_money, "all"), 0, 0);
        run_months(&b, 24);
        at_end[k] = by_team(&b, OUT_idle_money, "all");
        assert_true(at_end[k] > 1);
        assert_double_near(at_end[k], 900000 - by_team(&b, OUT_spend, "all"), 1e-6);
        if (k == 1) {
            run_months(&b, 30);
            assert_double_near(by_team(&b, OUT_idle_money, "all"), at_end[k], 1e-6);
        }
        bench_tear_down(&b);
    }
    assert_double_near(at_end[0], at_end[1], 0);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_of_one_team),
        cmocka_unit_test(money_is_idle_when_its_grant_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
