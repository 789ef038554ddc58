/* test_partnership.c: the partnership model against itself listed and stepped otherwise, and against known answers. */
#include "arm_bench.h"
#include "small_study.h"
#include "analysis/tables/make_tables.h"

enum { ITEMS = 6 };

/* Money, promises, hours, people and bounds hold after every step, over draws and step lengths. */
static void invariants_hold_every_step(void **state) {
    (void)state;
    const char *const steps[] = {"time.step=1.0", "time.step=0.5", "time.step=0.25"};
    for (size_t arm = 0; arm < 4; arm++)
        for (size_t k = 0; k < 3; k++) {
            bench b;
            bench_set_up(&b, small_study, arm, &steps[k], 1);
            for (int item = 0; item < ITEMS; item++)
                bench_run(&b, (uint64_t)item, item);
            bench_tear_down(&b);
        }
}

/* The same organisations listed in another order: the same figures to the last bit. */
static void order_of_listing_changes_nothing(void **state) {
    (void)state;
    char turned[sizeof small_study];
    bench a, c;
    memcpy(turned, small_study, sizeof small_study);
    char *ga = strstr(turned, "  ga = "), *agency = strstr(turned, "  agency = ");
    char first[80], third[80];
    size_t n = (size_t)(strchr(ga, '\n') - ga + 1), m = (size_t)(strchr(agency, '\n') - agency + 1);
    char *ispo = ga + n;
    size_t between = (size_t)(agency - ispo);
    char middle[160];
    memcpy(first, ga, n);
    memcpy(middle, ispo, between);
    memcpy(third, agency, m);
    memcpy(ga, third, m);
    memcpy(ga + m, middle, between);
    memcpy(ga + m + between, first, n);
    assert_string_not_equal(turned, small_study);
    bench_set_up(&a, small_study, 0, NULL, 0);
    bench_set_up(&c, turned, 0, NULL, 0);
    bench_run(&a, 2, 3);
    bench_run(&c, 2, 3);
    assert_int_equal(a.n_columns, c.n_columns);
    for (size_t k = 0; k < a.n_columns; k++)
        assert_true(a.x[k] == c.x[k] || (isnan(a.x[k]) && isnan(c.x[k])));
    bench_tear_down(&a);
    bench_tear_down(&c);
}

/* More organisations, or another team, leave everybody's own luck as it was: requests, needs and
 * changes of the contact person of those who were there before. */
static void nobody_elses_luck_changes(void **state) {
    (void)state;
    const char *const more[] = {"organisations.shop.count=9"};
    for (size_t arm = 0; arm < 4; arm += 3) {
        bench a, c;
        bench_set_up(&a, small_study, 0, NULL, 0);
        bench_set_up(&c, small_study, arm, more, 1);
        bench_run(&a, 5, 3);
        bench_run(&c, 5, 3);
        const pm_partnership *s = a.state, *t = c.state;
        size_t found = 0;
        for (size_t i = 0; i < s->o.n; i++)
            for (size_t k = 0; k < t->o.n; k++)
                if (s->o.id[i] == t->o.id[k]) {
                    found++;
                    assert_int_equal(s->o.requests[i].count, t->o.requests[k].count);
                    assert_int_equal(s->o.turnover[i].count, t->o.turnover[k].count);
                    assert_int_equal(s->o.needs[i].count, t->o.needs[k].count);
                    assert_double_near(s->o.requests[i].threshold, t->o.requests[k].threshold, 0);
                }
        assert_int_equal(found, s->o.n);
        assert_int_equal(t->o.n, s->o.n + 6);
        bench_tear_down(&a);
        bench_tear_down(&c);
    }
}

/* Without contact trust decays to reputation exponentially: T(t) - G = (T(0) - G) exp(-drift t). */
static void trust_decays_without_contact(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.spillover=0",
                                "mechanisms.breach=0",
                                "mechanisms.promise_kept=0",
                                "mechanisms.personal_tie=0",
                                "time.step=0.5",
                                "parameters.exit_dormant=0",
                                "parameters.exit_partnered=0",
                                "mechanisms.partners_call=0",
                                "mechanisms.unpaid_delivery=0"};
    bench b;
    bench_set_up(&b, small_study, 1, sets, 9);
    pm_partnership *s = b.state;
    bench_start(&b, 1, -1);
    for (int k = 0; k < 60; k++)
        bench_step(&b); /* 30 months: the grant is over, the parachute keeps no contact */
    size_t checked = 0;
    double before[64];
    for (size_t r = 0; r < s->r.n; r++)
        before[r] = s->r.trust[r];
    for (int k = 0; k < 40; k++)
        bench_step(&b);
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.stage[r] > CONTACTED) {
            double g = s->o.reputation[r];
            assert_double_near(s->r.trust[r], g + (before[r] - g) * exp(-0.02 * 20), 1e-12);
            checked++;
        }
    assert_true(checked > 0);
    bench_tear_down(&b);
}

/* Requests, needs and turnover are Poisson: means and variances of their counts within 5 standard
 * errors. */
static void spells_are_poisson(void **state) {
    (void)state;
    enum { RUNS = 300 };
    double n = 0, sum = 0, squares = 0, expected = 8.0 / 12 * 60;
    bench b;
    bench_set_up(&b, small_study, 0, NULL, 0);
    const pm_partnership *s = b.state;
    for (uint64_t item = 0; item < RUNS; item++) {
        bench_start(&b, item, -1);
        for (int k = 0; k < 60; k++)
            b.study.model->step(b.state);
        for (size_t i = 0; i < s->o.n; i++)
            if (!strcmp(s->o.of[i]->is.name, "ispo")) {
                double count = s->o.requests[i].count;
                n++;
                sum += count;
                squares += count * count;
            }
    }
    double mean = sum / n, variance = squares / n - mean * mean;
    assert_double_near(mean, expected, 5 * sqrt(expected / n));
    assert_double_near(variance, expected, 5 * expected * sqrt(2 / n));
    bench_tear_down(&b);
}

/* Turnover alone: with nothing else that ends or moves a tie, T - G after n changes of the contact
 * person is (1 - k)^n of what it was. */
static void turnover_takes_its_share(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.spillover=0",      "mechanisms.breach=0",
                                "mechanisms.promise_kept=0",   "parameters.trust_drift=0",
                                "parameters.gap_loss=0",       "parameters.exit_dormant=0",
                                "parameters.exit_partnered=0", "mechanisms.partners_call=0"};
    bench b;
    bench_set_up(&b, small_study, 1, sets, 8);
    pm_partnership *s = b.state;
    double before[64];
    uint32_t count[64];
    size_t changed = 0;
    bench_start(&b, 4, -1);
    for (int k = 0; k < 31; k++)
        bench_step(&b);
    for (size_t r = 0; r < s->r.n; r++) {
        before[r] = s->r.trust[r] - s->o.reputation[r];
        count[r] = s->o.turnover[r].count;
        s->r.scar[r] = false;
    }
    for (int k = 31; k < 60; k++)
        bench_step(&b);
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.stage[r] > CONTACTED && !s->r.scar[r]) {
            uint32_t n = s->o.turnover[r].count - count[r];
            assert_double_near(s->r.trust[r] - s->o.reputation[r], before[r] * pow(0.4, n), 1e-12);
            changed += n > 0;
        }
    assert_true(changed > 0);
    bench_tear_down(&b);
}

/* Traits of a type that no organisation has decide nothing, and say so; those of the others vary.
 */
static void unused_types_are_idle(void **state) {
    (void)state;
    bench b;
    size_t idle = 0, used = 0;
    bench_set_up(&b, small_study, 0, NULL, 0);
    for (size_t k = 0; k < b.inputs.n_inputs; k++) {
        const rap_input *in = &b.inputs.inputs[k];
        if (!strncmp(in->path, "organisation_types.newcomer_employer.", 37)) {
            assert_true(in->idle);
            idle++;
        }
        if (!strncmp(in->path, "organisation_types.grassroots_association.", 42) ||
            !strncmp(in->path, "parameters.", 11)) {
            assert_false(in->idle);
            used++;
        }
    }
    assert_true(idle > 10 && used > 50);
    bench_tear_down(&b);
}

/* No effort, no promises, no pay: trust moves by drift only, and stays where reputation is. */
static void no_effort_drift_only(void **state) {
    (void)state;
    const char *const sets[] = {"teams.focal.partners=0"};
    bench b;
    bench_set_up(&b, small_study, 0, sets, 1);
    const pm_partnership *s = b.state;
    bench_run(&b, 0, -1);
    for (size_t i = 0; i < s->o.n; i++)
        assert_double_near(s->r.trust[i], pm_traits_of(s, i)->trust, 0);
    assert_double_near(bench_outcome(&b, OUT_partnerships_live, "all"), 0, 0);
    assert_double_near(bench_outcome(&b, OUT_promises_made, "all"), 0, 0);
    assert_true(isnan(bench_outcome(&b, OUT_partnership_survival, "all")));
    assert_true(isnan(bench_outcome(&b, OUT_trust_partners, "all")));
    bench_tear_down(&b);
}

/* Means over items in months, half months and quarter months: trust and reputation within .01, shares within .04,
 * counts within 5 per cent or 1. */
static void steps_agree(void **state) {
    (void)state;
    static const pm_outcome outcomes[] = {
        OUT_trust,         OUT_reputation,           OUT_capacity,
        OUT_fatigue,       OUT_partnership_survival, OUT_live_months,
        OUT_partner_hours, OUT_participants,         OUT_promises_breached,
        OUT_spend};
    static const struct {
        double within, share;
    } bounds[] = {{0.01, 0}, {0.01, 0}, {0.01, 0}, {0.01, 0}, {0.04, 0},
                  {0, 0.05}, {0, 0.05}, {0, 0.05}, {1, 0},    {0, 0.01}};
    const char *const steps[] = {"time.step=1.0", "time.step=0.5", "time.step=0.25"};
    enum { N = sizeof bounds / sizeof bounds[0], RUNS = 300 };
    double mean[3][N];
    for (size_t m = 0; m < 3; m++)
        bench_means(small_study, &steps[m], 1, outcomes, N, RUNS, mean[m]);
    for (size_t k = 0; k < N; k++) {
        double within = fmax(bounds[k].within, bounds[k].share * fabs(mean[2][k]));
        print_message("%-22s %.4f %.4f %.4f\n", partnership_outcomes[outcomes[k]].name, mean[0][k],
                      mean[1][k], mean[2][k]);
        assert_double_near(mean[0][k], mean[2][k], within);
        assert_double_near(mean[1][k], mean[2][k], within);
    }
}

static const char twins[] =
    "draws = 20; replicates = 2;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "title = \"twins\"; horizon = 48; seed = 5; keep = \"all\";\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 8; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 4; }; };\n"
    "teams = { focal = { policy = \"project\";\n"
    "  grants = ( { start = 0; months = 18; amount = 150000; } ); }; };\n"
    "arms = { one = { changes = {}; }; other = { changes = {}; };\n"
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; }; }; }; }; };\n";

/* Two arms that are the same differ by exactly 0 in everything; a share of promises lies between 0 and 1 in
 * its mean and over sets of assumptions. */
static void twins_differ_by_nothing(void **state) {
    (void)state;
    rap_study study = {0};
    rap_layout layout;
    rap_store *store = NULL;
    rap_tables t;
    size_t zeros = 0, shares = 0;
    fixture_read(&study, twins, NULL);
    assert_int_equal(rap_layout_init(&layout, &study), RAP_OK);
    assert_int_equal(rap_store_create(&store, ":memory:", &study, &layout), RAP_OK);
    rap_sink sink = rap_store_sink(store);
    rap_ensemble_options options = {.end = rap_ensemble_items(&study), .verify = true};
    assert_int_equal(
        rap_ensemble_run(&study, &layout, &rap_executor_loop, &sink, &options, NULL, 0), RAP_OK);
    assert_int_equal(rap_tables_make(&t, &study, &layout, store), RAP_OK);
    for (size_t k = 0; k < t.n_contrasts; k++)
        if (t.contrasts[k].contrast == 0 && t.contrasts[k].s.runs > 0 &&
            !isnan(t.contrasts[k].s.mean)) {
            assert_double_near(t.contrasts[k].s.mean, 0, 0);
            assert_double_near(t.contrasts[k].s.ci_high - t.contrasts[k].s.ci_low, 0, 0);
            zeros++;
        }
    for (size_t k = 0; k < t.n_outcomes; k++)
        if (t.outcomes[k].outcome == OUT_breach_share && !isnan(t.outcomes[k].s.plausible_low)) {
            assert_true(t.outcomes[k].s.plausible_low >= -1e-12);
            assert_true(t.outcomes[k].s.plausible_high <= 1 + 1e-12);
            shares++;
        }
    assert_true(zeros > 500 && shares > 20);
    rap_tables_free(&t);
    rap_store_close(store);
    rap_layout_free(&layout);
    rap_study_free(&study);
}
int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invariants_hold_every_step),
        cmocka_unit_test(order_of_listing_changes_nothing),
        cmocka_unit_test(nobody_elses_luck_changes),
        cmocka_unit_test(trust_decays_without_contact),
        cmocka_unit_test(spells_are_poisson),
        cmocka_unit_test(turnover_takes_its_share),
        cmocka_unit_test(no_effort_drift_only),
        cmocka_unit_test(unused_types_are_idle),
        cmocka_unit_test(twins_differ_by_nothing),
        cmocka_unit_test(steps_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
