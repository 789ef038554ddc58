/* test_past.c: what there was before month 0, levers by grant, organisations that come and go, and what
 * one team's project does to the next. */
#include "arm_bench.h"
#include "partnership/mechanisms/mechanism.h"

#define COMMUNITY                                                                                  \
    "title = \"past\"; horizon = 60; draws = 0; replicates = 1; seed = 7;\n"                       \
    "@include \"organisation-types.cfg\"\n"                                                        \
    "@include \"policies.cfg\"\n"                                                                  \
    "organisations = { ga = { type = \"grassroots_association\"; count = 12; };\n"                 \
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; }; };\n"
#define ONE_ARM "arms = { base = { changes = {}; }; };\n"

static const char acquainted[] = COMMUNITY
    "teams = { focal = { policy = \"project\"; partners = 0;\n"
    "  grants = ( { start = 0; months = 12; amount = 90000; } );\n"
    "  relations = {\n"
    "    close = { organisations = \"ga\"; count = 3; stage = \"partnered\"; trust = 0.8; "
    "charter = true; };\n"
    "    quiet = { type = \"grassroots_association\"; count = 4; stage = \"dormant\"; trust = "
    "0.6; years = 6.0; };\n"
    "    over = { organisations = \"ispo\"; count = 2; stage = \"ended\"; trust = 0.1; "
    "silence = 20; }; }; }; };\n" ONE_ARM;

static size_t count_stage(const pm_partnership *s, pm_stage stage, double trust) {
    size_t n = 0;
    for (size_t r = 0; r < s->r.n; r++)
        n += s->r.stage[r] == stage && fabs(s->r.trust[r] - trust) < 1e-12;
    return n;
}

/* As many of each as were stated, with their trust, papers and silence; who they are is drawn. */
static void relations_are_there_at_month_0(void **state) {
    (void)state;
    bench b;
    size_t others = 0;
    bench_set_up(&b, acquainted, 0, NULL, 0);
    const pm_partnership *s = b.s;
    bool *first = rap_allocate(s->r.n, sizeof *first);
    for (uint64_t item = 0; item < 5; item++) {
        bench_start(&b, item, -1);
        bench_verify(&b);
        assert_int_equal(count_stage(s, PARTNERED, 0.8), 3);
        assert_int_equal(count_stage(s, DORMANT, 0.6), 4);
        assert_int_equal(count_stage(s, EXITED, 0.1), 2);
        for (size_t r = 0; r < s->r.n; r++) {
            pm_stage g = s->r.stage[r];
            assert_int_equal(s->r.ever[r], g == PARTNERED || g == DORMANT);
            assert_double_near(s->r.memory[r], g == PARTNERED ? 0.5 : 0, 0);
            assert_double_near(s->r.since_contact[r], g == DORMANT ? 12 : 0, 0);
            assert_double_near(s->r.exited_at[r], g == EXITED ? -20 : -1, 0);
            assert_true(g != EXITED || !strcmp(s->o.of[r]->is.name, "ispo"));
            others += item > 0 && first[r] != (g == PARTNERED);
            first[r] = g == PARTNERED;
        }
    }
    assert_true(others > 0);
    rap_free(first);
    bench_tear_down(&b);
}

/* Trust of those who are not met drifts to G, by .02 a month over 1 + .1 for each of six years. */
static void old_ties_drift_slowly(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.spillover=0",         "mechanisms.personal_tie=0",
                                "parameters.exit_dormant=0",      "parameters.exit_partnered=0",
                                "parameters.reputation_anchor=0", "mechanisms.breach=0",
                                "mechanisms.partners_call=0",     "mechanisms.unpaid_delivery=0",
                                "mechanisms.unpaid_contact=0"};
    bench b;
    size_t found = 0;
    bench_set_up(&b, acquainted, 0, sets, 9);
    bench_start(&b, 2, -1);
    for (int k = 0; k < 30; k++)
        bench_step(&b);
    for (size_t r = 0; r < b.s->r.n; r++)
        if (b.s->r.years[r] > 0) {
            double g = b.s->o.reputation[r];
            assert_double_near(b.s->r.trust[r], g + (0.6 - g) * exp(-0.02 / 1.6 * 30), 1e-12);
            found++;
        }
    assert_int_equal(found, 4);
    bench_tear_down(&b);
}

/* All money for work goes into data: 240,000 less 6,000 and 24 x 500 leave 222,000, half of it before month 0. */
static const char running[] =
    COMMUNITY "parameters = { grant_fixed = 6000.0; grant_running = 500.0; promise_due = 15.0; "
              "promise_grace = 3.0; };\ncommunity = { data_delay = 2.0; };\n"
              "teams = { focal = { partners = 2; planned = 0.0; hours = { data = 1.0; };\n"
              "  grants = ( { start = -12; months = 24; amount = 240000; } );\n"
              "  relations = { old = { type = \"grassroots_association\"; count = 2; stage = "
              "\"partnered\"; trust = 0.7; }; }; }; };\n" ONE_ARM;

static void money_of_before_is_not_counted(void **state) {
    (void)state;
    bench b;
    rap_planned line;
    int64_t sum = 0;
    bench_set_up(&b, running, 0, NULL, 0);
    for (size_t k = 0; b.study.model->planned(b.inputs.root, k, &line) == 1; k++)
        sum += line.cents;
    assert_int_equal(sum, 11700000);
    bench_run(&b, 1, -1);
    assert_double_near(bench_outcome(&b, OUT_granted, "all"), 117000, 0);
    assert_double_near(bench_outcome(&b, OUT_spend, "line:administration"), 6000, 0);
    assert_double_near(bench_outcome(&b, OUT_spend, "all") +
                           bench_outcome(&b, OUT_idle_money, "all"),
                       117000, 1e-6);
    assert_double_near(b.s->team[0].end, 12, 0);
    bench_tear_down(&b);
}

/* Joint work began in month -10; what was promised then falls due in month 5 and breaks in the step that
 * ends after month 8, uncounted; the next year's promises are made in month 2. */
static void promises_of_before_are_not_lost(void **state) {
    (void)state;
    bench b;
    size_t broken = 0;
    bench_set_up(&b, running, 0, NULL, 0);
    const pm_partnership *s = b.s;
    bench_start(&b, 1, -1);
    assert_int_equal(s->l.n, 4);
    for (size_t k = 0; k < s->l.n; k++) {
        assert_double_near(s->l.rows[k].made, -10, 0);
        assert_double_near(s->l.rows[k].due, 5, 0);
    }
    for (int k = 0; k < 9; k++) {
        broken = 0;
        for (size_t r = 0; r < s->r.n; r++)
            broken += s->r.scar[r];
        assert_int_equal(broken, 0);
        bench_step(&b);
        assert_double_near(s->l.made, k < 2 ? 0 : 4, 0);
    }
    for (size_t r = 0; r < s->r.n; r++)
        broken += s->r.scar[r];
    assert_true(broken > 0);
    assert_double_near(s->l.breached, 0, 0);
    bench_tear_down(&b);
}

#define TWO_GRANTS(a, b)                                                                           \
    "grants = ( { start = 0; months = 12; amount = 90000; " a                                      \
    " }, { start = 12; months = 36; amount = 150000.07; " b " } );"
static const char changing[] = COMMUNITY "teams = { focal = { policy = \"parachute\"; " TWO_GRANTS(
    "", "policy = \"sustained\";") " }; };\n"
                                   "arms = { then_stay = { changes = {}; };\n"
                                   "  leave = { changes = { teams = { focal = { " TWO_GRANTS(
                                       "", "") " }; }; }; };\n"
                                               "  stay = { changes = { teams = { focal = { policy "
                                               "= \"sustained\"; grants = ( { start = 12; months "
                                               "= 36; amount = 150000.07; } ); }; }; }; }; };\n";

/* "Parachute, then stay": the first year is the parachute's to the bit, the second grant is planned as the
 * sustained team's, and what that signs stands from month 12 on. */
static void a_grant_may_have_levers_of_its_own(void **state) {
    (void)state;
    bench a, c, d;
    bench_set_up(&a, changing, 0, NULL, 0);
    bench_set_up(&c, changing, 1, NULL, 0);
    bench_set_up(&d, changing, 2, NULL, 0);
    bench_start(&a, 1, -1);
    bench_start(&c, 1, -1);
    bench_start(&d, 1, -1);
    assert_memory_equal(&a.s->team[0].plan[0][1], &d.s->team[0].plan[0][0], sizeof(pm_plan));
    for (int k = 0; k < 12; k++) {
        bench_step(&a);
        bench_step(&c);
        for (size_t r = 0; r < a.s->r.n; r++)
            assert_double_near(a.s->r.trust[r], c.s->r.trust[r], 0);
        assert_double_near(a.s->r.memory[0], 0, 0);
    }
    bench_step(&a);
    assert_true(a.s->r.memory[0] >= 0.5);
    assert_int_equal(a.s->team[0].phase, LEARNING_TO_KNOW);
    assert_double_near(a.s->team[0].paid_until, 48 + 24, 0);
    bench_tear_down(&a);
    bench_tear_down(&c);
    bench_tear_down(&d);
}

static const char moving[] =
    COMMUNITY "teams = { focal = { policy = \"project\"; partners = 18;\n"
              "  grants = ( { start = 0; months = 48; amount = 300000; } ); }; };\n" ONE_ARM;

/* Associations come in month 9 and go in month 30: no relation before or after, no withdrawal in survival,
 * and what was promised to them lapses. */
static void organisations_come_and_go(void **state) {
    (void)state;
    const char *const sets[] = {"organisations.ga.from=9", "organisations.ga.until=30",
                                "parameters.exit_partnered=0", "parameters.exit_dormant=0"};
    bench b;
    size_t met = 0;
    bench_set_up(&b, moving, 0, sets, 4);
    const pm_partnership *s = b.s;
    bench_start(&b, 1, -1);
    for (int k = 0; k < 60; k++) {
        bench_step(&b);
        size_t in_touch = 0;
        for (size_t r = 0; r < s->r.n; r++)
            in_touch += !strcmp(s->o.of[r]->is.name, "ga") && pm_in_touch(s, r);
        assert_true(in_touch == 0 || (k >= 9 && k < 29));
        met += in_touch > 0;
        b.study.model->observe(b.state, b.x);
        bool there = k + 1 >= 9 && k + 1 < 30;
        assert_int_equal(isnan(bench_outcome(&b, OUT_reputation, "type:grassroots_association")),
                         !there);
    }
    assert_true(met > 10);
    assert_true(s->l.lapsed > 0);
    assert_true(isnan(bench_outcome(&b, OUT_partnership_survival, "type:grassroots_association")));
    assert_double_near(
        bench_outcome(&b, OUT_partnership_survival, "type:immigrant_service_organisation"),
        bench_outcome(&b, OUT_partnership_survival, "all"), 0);
    bench_tear_down(&b);
}

/* With three contact persons each who leaves takes a third of .6: T - G after n of them is .8^n of what it was. */
static void several_persons_share_the_tie(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.spillover=0",
                                "mechanisms.breach=0",
                                "organisations.ga.contact_persons=3",
                                "parameters.trust_drift=0",
                                "parameters.gap_loss=0",
                                "parameters.exit_dormant=0",
                                "parameters.exit_partnered=0",
                                "teams.focal.partners=0",
                                "parameters.reputation_anchor=0",
                                "mechanisms.promise_kept=0",
                                "mechanisms.partners_call=0",
                                "mechanisms.unpaid_delivery=0",
                                "mechanisms.unpaid_contact=0"};
    bench b;
    size_t changed = 0;
    bench_set_up(&b, acquainted, 0, sets, 13);
    bench_start(&b, 4, -1);
    for (int k = 0; k < 60; k++)
        bench_step(&b);
    for (size_t r = 0; r < b.s->r.n; r++)
        if (b.s->r.years[r] > 0) {
            uint32_t n = b.s->o.turnover[r].count;
            double g = b.s->o.reputation[r];
            assert_double_near(b.s->r.trust[r] - g, (0.6 - g) * pow(0.8, n), 1e-12);
            changed += n > 0;
        }
    assert_true(changed > 0);
    bench_tear_down(&b);
}

/* A team that parachutes, and one that comes in month 36 and asks everybody once. Nobody is tied, own
 * experience and the anchor do not move G: only breaches do, of weight 1 and 1/2 for each year of work. */
static const char ripples[] = COMMUNITY
    "community = { neighbours = 0.0; };\n"
    "parameters = { reputation_own = 0.0; reputation_public = 0.0; reputation_anchor = 0.0; "
    "reputation_breach = 0.5;\n"
    "  promise_weight_members = 0.5; take_up_mood = 0.0; take_up_base = 0.5; pause_after_no = "
    "120.0; };\n"
    "mechanisms = { fatigue = 0.0; shared_goals = 0.0; fair_pay = 0.0; };\n"
    "teams = { first = { policy = \"parachute\"; planned = 0.0; partners = 18; hours = { outreach "
    "= 0.3; data = 0.5; };\n"
    "    grants = ( { start = 0; months = 12; amount = 90000; } ); };\n"
    "  later = { partners = 18; hours = { outreach = 1.0; };\n"
    "    grants = ( { start = 36; months = 12; amount = 900000; } ); }; };\n" ONE_ARM;

/* Expected yeses to the later team where G of each organisation is its start times exp(-.5 x 1.5 x years). */
static double expected_yeses(const pm_partnership *s, size_t first, bool heard) {
    double sum = 0;
    for (size_t i = 0; i < s->o.n; i++) {
        const pm_traits *t = pm_traits_of(s, i);
        double years = heard ? s->r.promise_years[first * s->o.n + i] : 0;
        double g = t->trust * exp(-0.5 * 1.5 * years);
        double z = 0.5 + 3 * (g - 0.5) + (t->appreciation - 0.5) - 2 * 4 / t->hours;
        assert_double_near(s->o.reputation[i], g, 1e-12);
        sum += 1 / (1 + exp(-z));
    }
    return sum;
}

/* Mean yeses to the later team, and what they should be. */
static double yeses_to_the_later(const char *spillover, double *expected) {
    enum { RUNS = 150 };
    bench b;
    double sum = 0;
    bench_set_up(&b, ripples, 0, &spillover, 1);
    const pm_partnership *s = b.s;
    size_t later = strcmp(s->team[0].of->is.name, "later") == 0 ? 0 : 1;
    *expected = 0;
    for (uint64_t item = 0; item < RUNS; item++) {
        bench_start(&b, item, -1);
        for (int k = 0; k < 36; k++)
            bench_step(&b);
        *expected += expected_yeses(s, 1 - later, spillover[strlen(spillover) - 1] == '1') / RUNS;
        bench_step(&b);
        b.study.model->observe(b.state, b.x);
        for (size_t r = later * s->o.n; r < (later + 1) * s->o.n; r++)
            sum += s->r.stage[r] >= EXPLORING;
        assert_true(isnan(bench_outcome(&b, OUT_trust_partners, "team:later")));
    }
    bench_tear_down(&b);
    return sum / RUNS;
}

/* What a parachute broke is the welcome of the next team; where word does not get round, it is not. */
static void one_team_is_the_context_of_the_next(void **state) {
    (void)state;
    double heard, unheard;
    double yes = yeses_to_the_later("mechanisms.spillover=1", &heard);
    double yes_unheard = yeses_to_the_later("mechanisms.spillover=0", &unheard);
    print_message("yeses of 18: %.3f (expected %.3f), without word %.3f (%.3f)\n", yes, heard,
                  yes_unheard, unheard);
    assert_double_near(yes, heard, 5 * sqrt(18 * 0.25 / 150));
    assert_double_near(yes_unheard, unheard, 5 * sqrt(18 * 0.25 / 150));
    assert_true(unheard - heard > 1);
    assert_double_near(yes_unheard - yes, unheard - heard, 5 * sqrt(18 * 0.1 / 150));
    assert_true(yes_unheard - yes > 0.5);
}

/* Six reputations set by hand, one of them touched, one of the others its neighbour. */
static void reputation_by_distance(void **state) {
    (void)state;
    const char *const sets[] = {"community.neighbours=3"};
    bench b;
    bench_set_up(&b, moving, 0, sets, 1);
    pm_partnership *s = b.s;
    bench_start(&b, 3, -1);
    size_t hub = 0;
    while (s->o.tie_first[hub + 1] - s->o.tie_first[hub] < 2)
        hub++;
    b.study.model->observe(b.state, b.x);
    assert_true(isnan(bench_outcome(&b, OUT_reputation_touched, "all")));
    assert_true(isnan(bench_outcome(&b, OUT_reputation_neighbours, "all")));
    assert_double_near(bench_outcome(&b, OUT_reputation_beyond, "all"), 0, 1e-12);
    for (size_t i = 0; i < s->o.n; i++)
        s->o.reputation[i] = 1.1 * pm_traits_of(s, i)->trust;
    s->r.stage[hub] = EXITED;
    s->o.reputation[hub] = 0.5 * pm_traits_of(s, hub)->trust;
    for (size_t k = s->o.tie_first[hub]; k < s->o.tie_first[hub + 1]; k++)
        s->o.reputation[s->o.tie[k]] = 0.8 * pm_traits_of(s, s->o.tie[k])->trust;
    b.study.model->observe(b.state, b.x);
    assert_double_near(bench_outcome(&b, OUT_reputation_touched, "all"), -0.5, 1e-12);
    assert_double_near(bench_outcome(&b, OUT_reputation_neighbours, "all"), -0.2, 1e-12);
    assert_double_near(bench_outcome(&b, OUT_reputation_beyond, "all"), 0.1, 1e-12);
    bench_tear_down(&b);
}

/* Public word alone: what all think stays, and who thinks otherwise comes nearer by exp(-rate t). */
static void public_word_levels(void **state) {
    (void)state;
    const char *const sets[] = {"teams.focal.partners=0",
                                "parameters.reputation_anchor=0",
                                "parameters.reputation_public=0.02",
                                "community.neighbours=0",
                                "time.step=0.5",
                                "organisations.ispo.trust=0.55"};
    bench b;
    double all = 0;
    bench_set_up(&b, moving, 0, sets, 6);
    const pm_partnership *s = b.s;
    bench_start(&b, 1, -1);
    for (size_t i = 0; i < s->o.n; i++)
        all += s->o.reputation[i] / (double)s->o.n;
    for (int k = 0; k < 60; k++)
        bench_step(&b);
    for (size_t i = 0; i < s->o.n; i++) {
        double start = pm_traits_of(s, i)->trust;
        assert_double_near(s->o.reputation[i], all + (start - all) * exp(-0.02 * 30), 1e-12);
        assert_true(fabs(start - all) > 1e-3);
    }
    bench_tear_down(&b);
}

/* Trust that is reputation but for the last digit, which is another one on another processor: where all else pulls
 * reputation down, the next one does not hang on that digit. */
static void a_last_digit_is_no_bad_experience(void **state) {
    (void)state;
    bench b;
    double next[3];
    bench_set_up(&b, moving, 0, NULL, 0);
    pm_partnership *s = b.s;
    bench_start(&b, 3, -1);
    for (size_t i = 0; i < s->o.n; i++)
        s->o.reputation[i] = 0.2;
    for (size_t r = 0; r < s->r.n; r += s->o.n)
        s->r.stage[r] = EXPLORING;
    for (int k = 0; k < 3; k++) {
        s->o.reputation[0] = 0.7;
        for (size_t r = 0; r < s->r.n; r += s->o.n)
            s->r.trust[r] = k == 0 ? 0.7 : nextafter(0.7, k == 1 ? 0 : 1);
        pm_reputation(s);
        next[k] = s->o.reputation[0];
        for (size_t i = 0; i < s->o.n; i++)
            s->o.reputation[i] = 0.2;
    }
    assert_true(next[0] < 0.7 - 1e-4);
    assert_double_near(next[1], next[0], 1e-12);
    assert_double_near(next[2], next[0], 1e-12);
    bench_tear_down(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(relations_are_there_at_month_0),
        cmocka_unit_test(old_ties_drift_slowly),
        cmocka_unit_test(money_of_before_is_not_counted),
        cmocka_unit_test(promises_of_before_are_not_lost),
        cmocka_unit_test(a_grant_may_have_levers_of_its_own),
        cmocka_unit_test(organisations_come_and_go),
        cmocka_unit_test(several_persons_share_the_tie),
        cmocka_unit_test(reputation_by_distance),
        cmocka_unit_test(public_word_levels),
        cmocka_unit_test(a_last_digit_is_no_bad_experience),
        cmocka_unit_test(one_team_is_the_context_of_the_next),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
