/* test_costs.c: a budget stated cost by cost: what costs come to, by hand; what is asked for, and for indirect costs; what the
 * team is granted and spends of it, by cost. */
#include "arm_bench.h"

#include "partnership/grammar/budget.h"

#define STUDY(costs, more)                                                                         \
    "title = \"test\"; horizon = 60; draws = 0; replicates = 1; seed = 7; currency = \"USD\";\n"   \
    "@include \"organisation-types.cfg\"\n"                                                        \
    "@include \"policies.cfg\"\n"                                                                  \
    "organisations = { ga = { type = \"grassroots_association\"; count = 12; };\n"                 \
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; }; };\n"                     \
    "teams = { focal = { policy = \"sustained\"; participant_honorarium = 20; " more               \
    " grants = ( { start = 0; months = 30; } ); costs = { " costs " }; }; };\n"

enum { ITEMS = 4 };

/* A cost in a year of the study. */
static rap_cost cost_of(const bench *b, size_t k, int year) {
    rap_cost c;
    assert_int_equal(b->study.model->costs(b->inputs.root, k, year, &c), 1);
    return c;
}

static int64_t asked_in_all(const bench *b) {
    rap_cost c;
    int64_t sum = 0;
    for (size_t k = 0; b->study.model->costs(b->inputs.root, k, RAP_ALL_YEARS, &c) == 1; k++)
        sum += c.asked;
    return sum;
}

/* ---- what costs come to ----------------------------------------------------------------------- */

static void costs_come_to_what_they_state(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t years[3]; /* cents */
    } cases[] = {
        /* half of 50,000 and 20 % of benefits; 3 % more each year; six months of the third */
        {STUDY("a = { kind = \"coordinator\"; salary = 50000; fte = 0.5; fringe = 0.2; rise = "
               "0.03; };",
               ""),
         {3000000, 3090000, 1591350}},
        /* the second year's 51,500 and the third's 53,045 are more than the cap */
        {STUDY("a = { kind = \"coordinator\"; salary = 50000; cap = 51000; rise = 0.03; };", ""),
         {5000000, 5100000, 2550000}},
        {STUDY("a = { kind = \"researcher\"; salary = 60000.01; people = 2; from = 3; months = 12; "
               "};",
               ""),
         {9000002, 3000000, 0}},
        /* 40 at 25.05, by months */
        {STUDY("a = { kind = \"travel\"; quantity = 40; price = 25.05; };", ""),
         {40080, 40080, 20040}},
        {STUDY("a = { kind = \"supplies\"; amount = 100; };", ""), {4000, 4000, 2000}},
        /* a third of a cent is carried on, not lost */
        {STUDY("a = { kind = \"supplies\"; amount = 0.10; months = 30; };", ""), {4, 4, 2}},
        {STUDY("a = { kind = \"supplies\"; amount = 100; rise = 0.1; };", ""), {4000, 4400, 2420}},
        {STUDY("a = { kind = \"subaward\"; years = ( { amount = 1000.20; }, { amount = 7; } ); "
               "overhead = 0.15; };",
               ""),
         {115023, 805, 0}},
        {STUDY("a = { kind = \"supplies\"; years = ( { amount = 10; }, { amount = 20; }, { amount "
               "= 30; } ); kept = 0.5; };",
               ""),
         {500, 1000, 1500}},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        bench b;
        int64_t sum = 0;
        bench_set_up(&b, cases[k].text, 0, NULL, 0);
        for (int y = 0; y < 3; y++) {
            int64_t cents = cost_of(&b, 0, y).cents;
            if (cents != cases[k].years[y])
                fail_msg("case %zu, year %d: %lld cents", k, y, (long long)cents);
            sum += cents;
        }
        assert_int_equal(cost_of(&b, 0, RAP_ALL_YEARS).cents, sum);
        bench_tear_down(&b);
    }
}

/* ---- the base of indirect costs, and what is asked for ---------------------------------------- */

#define FEDERAL                                                                                    \
    "pi = { kind = \"investigator\"; years = ( { amount = 10000; }, { amount = 10000; }, { "       \
    "amount = 5000; } ); };"                                                                       \
    "tools = { kind = \"equipment\"; years = ( { amount = 8000; } ); };"                           \
    "thanks = { kind = \"incentives\"; years = ( { amount = 3000; }, { amount = 3000; } ); };"     \
    "clinic = { kind = \"subaward\"; years = ( { amount = 20000; }, { amount = 20000; }, { "       \
    "amount = 20000; } ); overhead = 0.15; };"                                                     \
    "given = { kind = \"staff\"; years = ( { amount = 4000; } ); in_kind = true; };"

/* Of the subaward's 69,000 the first 50,000 count: 23,000, 23,000 and 4,000. Indirect costs are 55 % of the base, to the
 * cent, each year. */
static void the_rate_is_the_stated_one_on_the_actual_base(void **state) {
    (void)state;
    static const int64_t base[3] = {3300000, 3300000, 900000};
    bench b;
    bench_set_up(&b, STUDY(FEDERAL, "indirect = { rate = 0.55; base = \"mtdc\"; };"), 0, NULL, 0);
    for (int y = 0; y < 3; y++) {
        int64_t sum = 0;
        for (size_t k = 0; k < 5; k++)
            sum += cost_of(&b, k, y).base;
        assert_int_equal(sum, base[y]);
        rap_cost indirect = cost_of(&b, 5, y);
        assert_string_equal(indirect.kind, "indirect");
        assert_string_equal(indirect.lever, "");
        assert_int_equal(indirect.cents, base[y] * 55 / 100);
    }
    assert_int_equal(cost_of(&b, 4, RAP_ALL_YEARS).asked, 0);
    assert_true(cost_of(&b, 4, RAP_ALL_YEARS).in_kind);
    assert_int_equal(asked_in_all(&b), 2500000 + 800000 + 600000 + 6900000 + 7500000 * 55 / 100);
    bench_tear_down(&b);
}

static void bases_count_what_they_say(void **state) {
    (void)state;
    static const struct {
        const char *text;
        int64_t indirect; /* cents, at a rate of one half */
    } cases[] = {
        {STUDY(FEDERAL, "indirect = { rate = 0.5; base = \"direct\"; };"),
         (2500000 + 800000 + 600000 + 6900000) / 2},
        {STUDY(FEDERAL, "indirect = { rate = 0.5; base = \"salaries\"; };"), 2500000 / 2},
        {STUDY(FEDERAL, "indirect = { rate = 0.5; base = \"mtdc\"; subaward_first = 25000; };"),
         (2500000 + 2500000) / 2},
        {STUDY("a = { kind = \"equipment\"; amount = 100; in_base = \"yes\"; }; b = { kind = "
               "\"travel\"; amount = "
               "50; in_base = \"no\"; };",
               "indirect = { rate = 0.5; base = \"mtdc\"; };"),
         5000},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        bench b;
        rap_cost last, c;
        bench_set_up(&b, cases[k].text, 0, NULL, 0);
        for (size_t i = 0; b.study.model->costs(b.inputs.root, i, RAP_ALL_YEARS, &c) == 1; i++)
            last = c;
        assert_string_equal(last.kind, "indirect");
        assert_int_equal(last.cents, cases[k].indirect);
        bench_tear_down(&b);
    }
}

/* 80 % of full economic cost, all of what partners get. */
static void the_funder_pays_its_share(void **state) {
    (void)state;
    bench b;
    bench_set_up(
        &b,
        STUDY("post = { kind = \"researcher\"; amount = 1000; }; clinic = { kind = \"subaward\"; "
              "amount = 300; paid = 1.0; };",
              "paid = 0.8; indirect = { rate = 0.5; base = \"salaries\"; };"),
        0, NULL, 0);
    assert_int_equal(cost_of(&b, 0, RAP_ALL_YEARS).asked, 80000);
    assert_int_equal(cost_of(&b, 1, RAP_ALL_YEARS).asked, 30000);
    assert_int_equal(cost_of(&b, 2, RAP_ALL_YEARS).cents, 50000);
    assert_int_equal(cost_of(&b, 2, RAP_ALL_YEARS).asked, 40000);
    bench_tear_down(&b);
}

/* A line that is cut lowers the award by the cut and its indirect costs, and by nothing else. */
static void a_cut_takes_its_indirect_costs_with_it(void **state) {
    (void)state;
    static const char *const cut[] = {"teams.focal.costs.pi.kept=0.75"};
    static const char *const clinic[] = {"teams.focal.costs.clinic.kept=0.5"};
    const char *text = STUDY(FEDERAL, "indirect = { rate = 0.55; base = \"mtdc\"; };");
    bench whole, less, half;
    bench_set_up(&whole, text, 0, NULL, 0);
    bench_set_up(&less, text, 0, cut, 1);
    bench_set_up(&half, text, 0, clinic, 1);
    /* a quarter of 25,000, and 55 % of that */
    assert_int_equal(asked_in_all(&whole) - asked_in_all(&less), 625000 + 343750);
    /* half of 69,000; of 34,500 all is in the base, of 69,000 were 50,000 */
    assert_int_equal(asked_in_all(&whole) - asked_in_all(&half), 3450000 + 1550000 * 55 / 100);
    bench_tear_down(&whole);
    bench_tear_down(&less);
    bench_tear_down(&half);
}

/* ---- runs ------------------------------------------------------------------------------------- */

#define WORK                                                                                       \
    "coordinator = { kind = \"coordinator\"; salary = 50000; fte = 0.5; rise = 0.02; };"           \
    "visits = { kind = \"other\"; amount = 5000.01; uses = { contact = 0.6; form = 0.4; }; };"     \
    "data = { kind = \"researcher\"; amount = 40000; };"                                           \
    "back = { kind = \"follow_up\"; amount = 20000; };"                                            \
    "partners = { kind = \"partner_pay\"; amount = 20000; };"                                      \
    "thanks = { kind = \"incentives\"; amount = 900; };"                                           \
    "trips = { kind = \"travel\"; years = ( { amount = 700; }, { amount = 0.01; } ); };"           \
    "after = { kind = \"aftercare\"; amount = 9000; };"                                            \
    "office = { kind = \"administration\"; amount = 3000; };"

static double by_cost(const bench *b) {
    double sum = 0;
    for (size_t c = 0; c < b->n_columns; c++)
        if (b->columns[c].outcome == OUT_spend && !strncmp(b->columns[c].group, "cost:", 5))
            sum += b->x[c];
    return sum;
}

/* At steps of a month and of a quarter: what is granted is what costs come to, spent or idle in the end; by cost it is what
 * was spent in all, and no cost spends more than it has. */
static void what_is_spent_is_spent_by_costs(void **state) {
    (void)state;
    static const char *const texts[] = {
        STUDY(WORK, "indirect = { rate = 0.3; };"),
        STUDY(WORK, "indirect = { rate = 0.3; };") "time = { step = 0.25; };\n"};
    for (size_t k = 0; k < 2; k++) {
        bench b;
        bench_set_up(&b, texts[k], 0, NULL, 0);
        for (uint64_t item = 0; item < ITEMS; item++) {
            rap_cost c;
            bench_run(&b, item, -1);
            double spent = bench_outcome(&b, OUT_spend, "all");
            double granted = bench_outcome(&b, OUT_granted, "all");
            assert_double_near(granted, (double)asked_in_all(&b) / 100, 1e-9);
            assert_double_near(spent + bench_outcome(&b, OUT_idle_money, "all"), granted, 1e-6);
            assert_double_near(by_cost(&b), spent, 0.02);
            for (size_t i = 0; b.study.model->costs(b.inputs.root, i, RAP_ALL_YEARS, &c) == 1; i++)
                assert_true(bench_outcome(&b, OUT_spend, c.group) <= (double)c.cents / 100 + 0.01);
        }
        bench_tear_down(&b);
    }
}

/* A post is paid whether it is needed; what is kept for the form is spent as planned, and moves nothing. */
static void posts_and_the_form_are_spent(void **state) {
    (void)state;
    bench with, without;
    static const char *const cut[] = {"teams.focal.costs.trips.kept=0"};
    bench_set_up(&with, STUDY(WORK, ""), 0, NULL, 0);
    bench_set_up(&without, STUDY(WORK, ""), 0, cut, 1);
    for (uint64_t item = 0; item < ITEMS; item++) {
        bench_run(&with, item, -1);
        bench_run(&without, item, -1);
        assert_double_near(bench_outcome(&with, OUT_spend, "cost:focal.coordinator"),
                           (double)cost_of(&with, 0, RAP_ALL_YEARS).cents / 100, 0.02);
        assert_true(bench_outcome(&with, OUT_spend, "line:unused_hours") >= 0);
        assert_double_near(bench_outcome(&with, OUT_spend, "cost:focal.trips"), 700.01, 1e-9);
        for (size_t c = 0; c < with.n_columns; c++) {
            pm_outcome o = (pm_outcome)with.columns[c].outcome;
            bool money = o == OUT_spend || o == OUT_granted || o == OUT_spend_present_value;
            if (!money && !isnan(with.x[c]))
                assert_double_near(with.x[c], without.x[c], 0);
        }
    }
    bench_tear_down(&with);
    bench_tear_down(&without);
}

/* A subaward is paid as invoiced; where it says that only hours asked for are paid, some of it is left. */
static void subawards_are_paid_as_planned(void **state) {
    (void)state;
    static const char *const texts[] = {
        STUDY("contact = { kind = \"coordinator\"; amount = 50000; }; clinic = { kind = "
              "\"subaward\"; amount = 90000; };",
              ""),
        STUDY("contact = { kind = \"coordinator\"; amount = 50000; }; clinic = { kind = "
              "\"subaward\"; amount = 90000; "
              "as_planned = \"no\"; };",
              "")};
    double hours[2], spent[2];
    for (size_t k = 0; k < 2; k++) {
        bench b;
        bench_set_up(&b, texts[k], 0, NULL, 0);
        bench_run(&b, 0, -1);
        hours[k] = bench_outcome(&b, OUT_partner_hours, "all");
        spent[k] = bench_outcome(&b, OUT_spend, "cost:focal.clinic");
        bench_tear_down(&b);
    }
    assert_double_near(spent[0], 90000, 0.02);
    assert_true(spent[1] < 60000 && hours[1] > 0);
}

/* 900 dollars pay 45 participants at 20, whatever data collection has; what falls due in the last months may be left. */
static void participants_are_paid_from_their_purse(void **state) {
    (void)state;
    static const char *const more[] = {"teams.focal.costs.data.amount=90000"};
    static const char *const twice[] = {"teams.focal.costs.thanks.kept=2"};
    double people[3];
    for (size_t k = 0; k < 3; k++) {
        bench b;
        bench_set_up(&b, STUDY(WORK, ""), 0, k == 1 ? more : twice, k > 0);
        bench_run(&b, 0, -1);
        people[k] = bench_outcome(&b, OUT_participants, "all");
        assert_double_near(bench_outcome(&b, OUT_spend, "line:participant_honoraria"),
                           bench_outcome(&b, OUT_spend, "cost:focal.thanks"), 0.011);
        bench_tear_down(&b);
    }
    for (size_t k = 0; k < 2; k++)
        assert_true(people[k] > 42 && people[k] <= 45);
    assert_true(people[2] > 80 && people[2] <= 90);
}

/* A plan that is stated as costs asks for the same money. */
static void a_plan_can_be_stated_as_costs(void **state) {
    (void)state;
    bench b;
    rap_text path, value;
    bench_set_up(&b,
                 "title = \"test\"; horizon = 60; draws = 0; replicates = 1; seed = 7;\n"
                 "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
                 "organisations = { ga = { type = \"grassroots_association\"; count = 12; }; };\n"
                 "teams = { focal = { policy = \"sustained\"; indirect = { rate = 0.25; };\n"
                 "  grants = ( { start = 0; months = 30; amount = 200000.01; } ); }; };\n",
                 0, NULL, 0);
    rap_text_init(&path);
    rap_text_init(&value);
    assert_int_equal(b.study.model->as_costs(b.inputs.root, 1, &path, &value), 1);
    assert_string_equal(rap_text_string(&path), "teams.focal.costs");
    char *set = rap_allocate(value.n + 40, 1);
    snprintf(set, value.n + 40, "teams.focal.costs=%s", rap_text_string(&value));
    const char *const sets[] = {set, "teams.focal.grants=( { start = 0; months = 30; } )"};
    bench costs;
    bench_set_up(&costs,
                 "title = \"test\"; horizon = 60; draws = 0; replicates = 1; seed = 7;\n"
                 "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
                 "organisations = { ga = { type = \"grassroots_association\"; count = 12; }; };\n"
                 "teams = { focal = { policy = \"sustained\"; indirect = { rate = 0.25; };\n"
                 "  grants = ( { start = 0; months = 30; amount = 200000.01; } ); }; };\n",
                 0, sets, 2);
    assert_true(llabs(asked_in_all(&costs) - 20000001) <= 1);
    rap_free(set);
    rap_text_free(&path);
    rap_text_free(&value);
    bench_tear_down(&costs);
    bench_tear_down(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(costs_come_to_what_they_state),
        cmocka_unit_test(the_rate_is_the_stated_one_on_the_actual_base),
        cmocka_unit_test(bases_count_what_they_say),
        cmocka_unit_test(the_funder_pays_its_share),
        cmocka_unit_test(a_cut_takes_its_indirect_costs_with_it),
        cmocka_unit_test(what_is_spent_is_spent_by_costs),
        cmocka_unit_test(posts_and_the_form_are_spent),
        cmocka_unit_test(subawards_are_paid_as_planned),
        cmocka_unit_test(participants_are_paid_from_their_purse),
        cmocka_unit_test(a_plan_can_be_stated_as_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
