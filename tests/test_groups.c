/* test_groups.c: outcomes by team are those of that team, outcomes by row of organisations those of that row, shaded
 * months bear the team whose they are, and what a grant leaves is idle in the month in which it ends, at a horizon too. */
#include "arm_bench.h"
#include "partnership/observed_groups.h"

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

static double in_group(const bench *b, int outcome, const char *group) {
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
        assert_double_near(in_group(&b, sums[k], "team:focal") +
                               in_group(&b, sums[k], "team:rival"),
                           in_group(&b, sums[k], "all"), 1e-6);
    for (size_t k = 0; k < sizeof means / sizeof *means; k++) {
        double f = in_group(&b, means[k], "team:focal"), r = in_group(&b, means[k], "team:rival"),
               all = in_group(&b, means[k], "all");
        assert_true(fmin(f, r) <= all + 1e-12 && all <= fmax(f, r) + 1e-12);
    }
    assert_true(in_group(&b, OUT_trust_partners, "team:focal") >
                in_group(&b, OUT_trust_partners, "team:rival"));
    assert_double_near(in_group(&b, OUT_granted, "team:focal"), 200000, 1e-9);
    assert_double_near(in_group(&b, OUT_granted, "team:rival"), 90000, 1e-9);
    assert_double_near(in_group(&b, OUT_trust, "team:focal"), trust_in(&b, 0), 1e-12);
    assert_double_near(in_group(&b, OUT_trust, "team:rival"), trust_in(&b, 1), 1e-12);
    bench_tear_down(&b);
}

static const char three_rows[] =
    "title = \"test\"; draws = 0; replicates = 1; seed = 7; by_organisation = true;\n"
    "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
    "organisations = { temple = { label = \"The temple\"; type = \"grassroots_association\"; count "
    "= "
    "1; };\n"
    "  clubs = { label = \"Sport clubs\"; type = \"grassroots_association\"; count = 6; };\n"
    "  none = { label = \"Nobody\"; type = \"grassroots_association\"; count = 0; };\n"
    "  agency = { label = \"Agency\"; type = \"immigrant_service_organisation\"; count = 4; }; };\n"
    "horizon = 40; teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = "
    "24; "
    "amount = 200000; } ); }; };\n"
    "arms = { base = { changes = {}; }; };\n";

static bool has_column(const bench *b, size_t outcome, const char *group) {
    for (size_t c = 0; c < b->n_columns; c++)
        if (b->columns[c].outcome == outcome && !strcmp(b->columns[c].group, group))
            return true;
    return false;
}

/* Members of a row, and what their mean must be; by the row's name, not by its place. */
static double trust_of_row(const bench *b, const char *name, size_t *n) {
    const pm_partnership *s = b->s;
    double sum = 0;
    *n = 0;
    for (size_t i = 0; i < s->o.n; i++)
        if (!strcmp(s->o.of[i]->is.name, name)) {
            bool known = s->r.stage[i] != NONE && s->r.stage[i] != CONTACTED;
            sum += known ? s->r.trust[i] : s->o.reputation[i];
            ++*n;
        }
    return sum / (double)*n;
}

static void outcomes_of_one_row(void **state) {
    bench b;
    size_t n;
    (void)state;
    bench_set_up(&b, three_rows, 0, NULL, 0);
    run_months(&b, 18);
    for (size_t o = 0; o < N_OUTCOMES; o++) {
        bool by_type = has_column(&b, o, "type:grassroots_association");
        bool of_one = b.study.model->outcomes[o].groups == N;
        assert_int_equal(has_column(&b, o, "organisation:temple"), by_type || of_one);
        assert_int_equal(has_column(&b, o, "organisation:agency"), by_type);
        assert_false(has_column(&b, o, "organisation:none"));
        if (!by_type)
            continue;
        double temple = in_group(&b, (int)o, "organisation:temple"),
               clubs = in_group(&b, (int)o, "organisation:clubs"),
               all = in_group(&b, (int)o, "type:grassroots_association"),
               agency = in_group(&b, (int)o, "organisation:agency"),
               service = in_group(&b, (int)o, "type:immigrant_service_organisation");
        assert_true(agency == service || (isnan(agency) && isnan(service)));
        if (b.study.model->outcomes[o].flags & RAP_TOTAL)
            assert_double_near(temple + clubs, all, 1e-9);
    }
    assert_double_near(in_group(&b, OUT_organisations, "organisation:clubs"), 6, 0);
    assert_double_near(in_group(&b, OUT_trust, "organisation:temple"),
                       trust_of_row(&b, "temple", &n), 1e-12);
    assert_int_equal(n, 1);
    assert_double_near(in_group(&b, OUT_trust, "organisation:clubs"), trust_of_row(&b, "clubs", &n),
                       1e-12);
    assert_int_equal(n, 6);
    bench_tear_down(&b);
}

/* Names are printed: columns bear the labels of the rows. */
static void rows_bear_their_labels(void **state) {
    bench b;
    size_t n = 0;
    (void)state;
    bench_set_up(&b, three_rows, 0, NULL, 0);
    for (size_t c = 0; c < b.n_columns; c++)
        if (!strcmp(b.columns[c].group, "organisation:temple")) {
            assert_string_equal(b.columns[c].group_label, "The temple");
            n++;
        }
    assert_true(n > 20);
    bench_tear_down(&b);
}

/* Shaded months bear the team's group where there are several teams, and none where there is one. */
static void shaded_months_of_a_team(void **state) {
    static const rap_span expected[] = {{0, 24, "funded", "team:focal"},
                                        {24, 48, "aftercare", "team:focal"},
                                        {6, 18, "funded", "team:rival"}};
    rap_span span;
    bench b;
    (void)state;
    bench_set_up(&b, two_teams, 0, NULL, 0);
    for (size_t k = 0; k < 3; k++) {
        assert_int_equal(b.study.model->span(b.state, k, &span), 1);
        assert_double_near(span.from, expected[k].from, 0);
        assert_double_near(span.to, expected[k].to, 0);
        assert_string_equal(span.label, expected[k].label);
        assert_string_equal(span.group, expected[k].group);
    }
    assert_int_equal(b.study.model->span(b.state, 3, &span), 0);
    bench_tear_down(&b);
    bench_set_up(&b, three_rows, 0, NULL, 0);
    assert_int_equal(b.study.model->span(b.state, 0, &span), 1);
    assert_null(span.group);
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
        assert_double_near(in_group(&b, OUT_idle_money, "all"), 0, 0);
        run_months(&b, 24);
        at_end[k] = in_group(&b, OUT_idle_money, "all");
        assert_true(at_end[k] > 1);
        assert_double_near(at_end[k], 900000 - in_group(&b, OUT_spend, "all"), 1e-6);
        if (k == 1) {
            run_months(&b, 30);
            assert_double_near(in_group(&b, OUT_idle_money, "all"), at_end[k], 1e-6);
        }
        bench_tear_down(&b);
    }
    assert_double_near(at_end[0], at_end[1], 0);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(outcomes_of_one_team),
        cmocka_unit_test(outcomes_of_one_row),
        cmocka_unit_test(rows_bear_their_labels),
        cmocka_unit_test(shaded_months_of_a_team),
        cmocka_unit_test(money_is_idle_when_its_grant_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
