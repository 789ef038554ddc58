/* test_budget.c: the money of the partnership model: unit costs, indirect costs, books by
 * line and by month. */
#include "arm_bench.h"

#define HEAD                                                                                       \
    "title = \"test\"; horizon = 60; draws = 0; replicates = 1; seed = 7; price_year = 2024;\n"    \
    "@include \"organisation-types.cfg\"\n"                                                        \
    "@include \"policies.cfg\"\n"                                                                  \
    "organisations = { ga = { type = \"grassroots_association\"; count = 12; };\n"                 \
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; }; };\n"
#define TEAM(policy, more)                                                                         \
    "teams = { focal = { policy = \"" policy "\"; " more                                           \
    " grants = ( { start = 0; months = 30; amount = 200000; } ); }; };\n"
#define UNIT(staff, session, honorarium, buy_out)                                                  \
    "unit_costs = { currency = \"CAD\"; price_year = 2024; staff_hour = " staff                    \
    "; grant_fixed = 6000.0;\n"                                                                    \
    "  grant_running = 500.0; translation = 3000.0; session = " session                            \
    "; honorarium = " honorarium ";\n"                                                             \
    "  buy_out_hour = " buy_out "; participant_honorarium = 20.0; citizen_researcher_hour = 30.0;" \
    "\n  living_wage = 24.45; };\n"

enum { ITEMS = 4 };

/* ---- unit costs ------------------------------------------------------------------------------ */

/* Two studies give the same figures, bit by bit. */
static void assert_same(const char *one, const char *other) {
    bench a, b;
    bench_set_up(&a, one, 0, NULL, 0);
    bench_set_up(&b, other, 0, NULL, 0);
    assert_int_equal(a.n_columns, b.n_columns);
    for (uint64_t item = 0; item < ITEMS; item++) {
        bench_run(&a, item, -1);
        bench_run(&b, item, -1);
        assert_memory_equal(a.x, b.x, a.n_columns * sizeof *a.x);
    }
    bench_tear_down(&a);
    bench_tear_down(&b);
}

static double spent(const char *text, const char *line, uint64_t item) {
    bench b;
    bench_set_up(&b, text, 0, NULL, 0);
    bench_run(&b, item, -1);
    double money = bench_outcome(&b, OUT_spend, line);
    bench_tear_down(&b);
    return money;
}

static void costs_stated_together_are_those_stated_apart(void **state) {
    (void)state;
    assert_same(HEAD TEAM("sustained", ""),
                HEAD UNIT("60.0", "0.0", "99.0", "99.0") TEAM("sustained", ""));
    assert_same(HEAD "parameters = { staff_hour = 72.5; };\n" TEAM("sustained", ""),
                HEAD UNIT("72.5", "0.0", "99.0", "99.0") TEAM("sustained", ""));
}

static void a_team_may_pay_at_unit_costs(void **state) {
    (void)state;
    const char *listed = HEAD UNIT("60.0", "0.0", "45.0", "45.0")
        TEAM("sustained", "pay = { at_unit_costs = true; }; participant_honorarium = 5;");
    const char *own = HEAD UNIT("60.0", "0.0", "1.0", "1.0")
        TEAM("sustained", "pay = { rate = 45; }; participant_honorarium = 20;");
    assert_same(listed, own);
    assert_same(HEAD UNIT("60.0", "0.0", "45.0", "45.0")
                    TEAM("parachute", "pay = { at_unit_costs = true; };"),
                HEAD TEAM("parachute", ""));
}

/* Rooms cost money beside hours, and where the line cannot pay them nothing is held. */
static void sessions_cost_money(void **state) {
    (void)state;
    const char *line = "line:capacity_building";
    const char *dear = HEAD UNIT("60.0", "100000.0", "1.0", "1.0") TEAM("sustained", "");
    const char *some = HEAD UNIT("60.0", "200.0", "1.0", "1.0") TEAM("sustained", "");
    for (uint64_t item = 0; item < ITEMS; item++) {
        int64_t held = llround(spent(HEAD TEAM("sustained", ""), line, item));
        int64_t with_rooms = llround(spent(some, line, item));
        assert_true(held > 0 && held % 750 == 0);
        assert_true(with_rooms > 0 && with_rooms % 950 == 0);
        assert_double_near(spent(dear, line, item), 0, 0);
    }
}

static void shipped_costs_can_be_read(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, HEAD "@include \"unit-costs-canada.cfg\"\n" TEAM("sustained", ""), 0, NULL, 0);
    const pm_scenario *s = b.inputs.root;
    assert_double_near(s->unit.living_wage, 24.45, 0);
    bench_tear_down(&b);
    bench_set_up(&b,
                 HEAD "currency = \"GBP\";\n@include \"unit-costs-uk.cfg\"\n" TEAM("project", ""),
                 0, NULL, 0);
    s = b.inputs.root;
    assert_double_near(s->unit.living_wage, 12.6, 0);
    bench_tear_down(&b);
}

/* Where no unit costs are stated they are no inputs that a study could vary. */
static void unstated_costs_are_no_inputs(void **state) {
    (void)state;
    for (int listed = 0; listed < 2; listed++) {
        bench b;
        size_t n = 0;
        bench_set_up(&b,
                     listed ? HEAD "@include \"unit-costs-canada.cfg\"\n" TEAM("sustained", "")
                            : HEAD TEAM("sustained", ""),
                     0, NULL, 0);
        for (size_t i = 0; i < b.inputs.n_inputs; i++)
            n += strncmp(b.inputs.inputs[i].path, "unit_costs.", 11) == 0;
        assert_int_equal(n, listed ? 11 : 0);
        bench_tear_down(&b);
    }
}

/* ---- indirect costs -------------------------------------------------------------------------- */

#define INDIRECT(policy, what) HEAD TEAM(policy, "indirect = { " what " };")

/* Of 200,000 over 30 months the parachute policy spends 21,000 on administration, no reserve, no
 * pay, and plans the rest for staff, 0.85 of it for research staff. */
static void indirect_costs_follow_rate_base_and_exclusions(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double indirect;
    } cases[] = {
        {INDIRECT("parachute", "rate = 0.25;"), 40000},
        {INDIRECT("parachute", "rate = 0.4;"), 57142.85},
        {INDIRECT("parachute", "rate = 2.0;"), 133333.33},
        {INDIRECT("parachute", "rate = 0.25; excludes = [\"administration\"];"), 35800},
        {INDIRECT("parachute", "rate = 0.25; base = \"salaries\";"), 35800},
        {INDIRECT("parachute",
                  "rate = 0.25; base = \"salaries\"; excludes = [\"research_staff\"];"),
         6469.87},
        {INDIRECT("parachute", "rate = 0.25; excludes = [\"partners\", \"aftercare\"];"), 40000},
        {INDIRECT("sustained", "rate = 0.25; excludes = [\"aftercare\"];"), 36734.69},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++)
        assert_double_near(spent(cases[k].text, "line:indirect", 1), cases[k].indirect, 0.001);
}

static void a_rate_of_nothing_changes_nothing(void **state) {
    (void)state;
    assert_same(
        INDIRECT("sustained", "rate = 0.0; base = \"salaries\"; excludes = [\"partners\"];"),
        HEAD TEAM("sustained", ""));
}

/* Work with indirect costs is work with a smaller grant. */
static void indirect_costs_leave_less_for_work(void **state) {
    (void)state;
    bench a, b;
    bench_set_up(&a, INDIRECT("parachute", "rate = 0.25;"), 0, NULL, 0);
    bench_set_up(&b,
                 HEAD
                 "teams = { focal = { policy = \"parachute\"; grants = ( { start = 0; months = 30; "
                 "amount = 160000; } ); }; };\n",
                 0, NULL, 0);
    for (uint64_t item = 0; item < ITEMS; item++) {
        bench_run(&a, item, -1);
        bench_run(&b, item, -1);
        for (size_t c = 0; c < b.n_columns; c++) {
            const char *group = b.columns[c].group;
            pm_outcome o = (pm_outcome)b.columns[c].outcome;
            double more = o == OUT_granted || (o == OUT_spend && !strcmp(group, "all")) ? 40000 : 0;
            double here = bench_outcome(&a, o, group);
            if (o != OUT_spend_present_value && !(isnan(here) && isnan(b.x[c])))
                assert_double_near(here, b.x[c] + more, 1e-9 * fabs(here));
        }
    }
    bench_tear_down(&a);
    bench_tear_down(&b);
}

/* ---- books ----------------------------------------------------------------------------------- */

static int64_t cents(double money) {
    int64_t whole = llround(money * 100);
    assert_double_near(money * 100, (double)whole, 1e-6);
    return whole;
}

/* Spend of a month by group of a kind, in cents: the sum over columns whose group starts so. */
static int64_t sum_of(const bench *b, const char *prefix) {
    int64_t sum = 0;
    for (size_t c = 0; c < b->n_columns; c++)
        if (b->columns[c].outcome == OUT_spend &&
            !strncmp(b->columns[c].group, prefix, strlen(prefix)))
            sum += cents(b->x[c]);
    return sum;
}

static int64_t in_hand(const bench *b) {
    const pm_partnership *s = b->state;
    int64_t sum = 0;
    for (size_t j = 0; j < s->n_teams; j++) {
        const pm_team_state *t = &s->team[j];
        sum += t->reserve + t->unallotted + t->pay_purse + t->participants_purse;
        for (size_t side = 0; side < SIDES; side++)
            for (int a = 0; a < N_ACTIVITIES; a++)
                sum += t->side[side].purse[a];
    }
    return sum;
}

/* What was left when books were closed. */
static int64_t closed(const bench *b) {
    int64_t sum = 0;
    for (size_t j = 0; j < b->s->n_teams; j++)
        sum += b->s->team[j].idle;
    return sum;
}

/* Spend = by line = by team = by month, and what is not spent is left, in every month. */
static void check_months(bench *b, uint64_t item) {
    int64_t before = 0, by_month = 0;
    bench_start(b, item, -1);
    for (int64_t k = 0; k < bench_steps(b); k++) {
        bench_step(b);
        b->study.model->observe(b->state, b->x);
        int64_t all = sum_of(b, "all"), teams = sum_of(b, "team:");
        assert_true(all >= before);
        by_month += all - before;
        before = all;
        assert_int_equal(sum_of(b, "line:"), all);
        assert_true(teams == all || teams == 0);
        assert_int_equal(all + in_hand(b) + closed(b), cents(bench_outcome(b, OUT_granted, "all")));
        assert_true(cents(bench_outcome(b, OUT_idle_money, "all")) >= closed(b));
    }
    assert_int_equal(by_month, sum_of(b, "line:"));
    assert_true(by_month > 0);
}

#define BOOKS                                                                                      \
    HEAD "@include \"unit-costs-canada.cfg\"\n" TEAM(                                              \
        "sustained",                                                                               \
        "participant_honorarium = 7.77; posts = 1; students = 2;"                                  \
        " pay = { at_unit_costs = true; coverage = 0.77; };") "arms = { base = { changes = {}; "   \
                                                              "};\n"                               \
                                                              "  halves = { changes = { teams = "  \
                                                              "{ focal = { bridge = 0.5; grants "  \
                                                              "= ( { start = 0; "                  \
                                                              "months = 11; amount = 70000.01; "   \
                                                              "extension = 3; },\n"                \
                                                              "    { start = 20; months = 13; "    \
                                                              "amount = 33333.33; success = 0.5; " \
                                                              "},\n"                               \
                                                              "    { start = 40; months = 7; "     \
                                                              "amount = 9999.99; no_partner_pay "  \
                                                              "= true; } ); }; }; }; };\n"         \
                                                              "  two = { changes = { teams = { "   \
                                                              "other = { policy = \"project\"; "   \
                                                              "grants = ( { start = 5; "           \
                                                              "months = 17; amount = 54321.09; } " \
                                                              "); }; }; }; };\n"                   \
                                                              "  overhead = { changes = { teams "  \
                                                              "= { focal = { indirect = { rate = " \
                                                              "0.37; base = "                      \
                                                              "\"salaries\"; excludes = "          \
                                                              "[\"aftercare\"]; }; bridge = 0.3; " \
                                                              "grants = (\n"                       \
                                                              "    { start = 0; months = 11; "     \
                                                              "amount = 70000.01; }, { start = "   \
                                                              "13; months = 7; amount = "          \
                                                              "5000; } ); }; }; }; };\n"           \
                                                              "  persons = { changes = { "         \
                                                              "community = { members = 500; }; "   \
                                                              "}; }; };\n"

static void spend_is_the_same_by_line_and_by_month(void **state) {
    (void)state;
    static const char *const steps[] = {BOOKS, BOOKS "time = { step = 0.25; };\n"};
    for (size_t k = 0; k < 2; k++)
        for (size_t arm = 0; arm < 5; arm++) {
            bench b;
            bench_set_up(&b, steps[k], arm, NULL, 0);
            for (uint64_t item = 0; item < ITEMS; item++)
                check_months(&b, item);
            bench_tear_down(&b);
        }
}

/* ---- present values -------------------------------------------------------------------------- */

static void outcomes_have_a_discount_rate_of_their_own(void **state) {
    (void)state;
    static const char *const texts[] = {
        HEAD TEAM("sustained", "") "community = { discount_outcomes = 0.0; };\n",
        HEAD TEAM("sustained", "") "community = { discount_outcomes = 0.2; };\n"};
    double spend = 0, live = 0;
    for (size_t k = 0; k < 2; k++) {
        bench b;
        bench_set_up(&b, texts[k], 0, NULL, 0);
        bench_run(&b, 1, -1);
        double months = bench_outcome(&b, OUT_live_months, "all");
        double worth = bench_outcome(&b, OUT_live_months_present_value, "all");
        assert_true(months > 0);
        if (k == 0)
            assert_double_near(worth, months, 1e-9 * months);
        else
            assert_true(worth < months && worth > months * pow(1.2, -5));
        assert_true(k == 0 || fabs(months - live) <= 1e-12);
        assert_true(k == 0 ||
                    fabs(bench_outcome(&b, OUT_spend_present_value, "all") - spend) <= 1e-9);
        live = months;
        spend = bench_outcome(&b, OUT_spend_present_value, "all");
        bench_tear_down(&b);
    }
}

/* By the study's currency, unless it states another. */
static void discount_rates_go_with_the_currency(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double money, outcomes;
    } cases[] = {
        {HEAD TEAM("sustained", ""), 0.015, 0.015},
        {"currency = \"GBP\";\n" HEAD TEAM("sustained", ""), 0.035, 0.035},
        {"currency = \"USD\";\n" HEAD TEAM("sustained", ""), 0.03, 0.03},
        {"currency = \"USD\"; community = { discount_rate = 0.05; };\n" HEAD TEAM("sustained", ""),
         0.05, 0.03},
        {"currency = \"EUR\"; community = { discount_rate = 0.04; discount_outcomes = 0.02; "
         "};\n" HEAD TEAM("sustained", ""),
         0.04, 0.02}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        bench b;
        bench_set_up(&b, cases[k].text, 0, NULL, 0);
        const pm_scenario *in = b.inputs.root;
        assert_double_near(in->c.discount_rate, cases[k].money, 0);
        assert_double_near(in->c.discount_outcomes, cases[k].outcomes, 0);
        bench_tear_down(&b);
    }
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(discount_rates_go_with_the_currency),
        cmocka_unit_test(costs_stated_together_are_those_stated_apart),
        cmocka_unit_test(a_team_may_pay_at_unit_costs),
        cmocka_unit_test(sessions_cost_money),
        cmocka_unit_test(shipped_costs_can_be_read),
        cmocka_unit_test(unstated_costs_are_no_inputs),
        cmocka_unit_test(indirect_costs_follow_rate_base_and_exclusions),
        cmocka_unit_test(a_rate_of_nothing_changes_nothing),
        cmocka_unit_test(indirect_costs_leave_less_for_work),
        cmocka_unit_test(spend_is_the_same_by_line_and_by_month),
        cmocka_unit_test(outcomes_have_a_discount_rate_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
