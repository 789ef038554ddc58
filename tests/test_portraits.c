/* test_portraits.c: what is told of one organisation by its name: a yes next time worked out by hand, what would be lost
 * with it, known from ties and people that are stated, and by a run without it; who is told of first. */
#include "arm_bench.h"
#include "near.h"

#define HEAD                                                                                       \
    "title = \"named\"; horizon = 12; draws = 0; replicates = 1; seed = 7;\n"                      \
    "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
#define OF(name, rest) name " = { type = \"grassroots_association\"; " rest " };\n"
#define PARTNER(stage, trust)                                                                      \
    "relation = { team = \"focal\"; stage = \"" stage "\"; trust = " trust "; };"
#define TEAM(name)                                                                                 \
    name " = { policy = \"project\"; grants = ( { start = 0; months = 12; amount = 90000; } ); };"
#define ARMS "\narms = { base = { changes = {}; }; };\n"

/* Nothing but trust decides: logit = 2 (T - 1/2). */
#define TRUST_ALONE                                                                                \
    "parameters = { take_up_base = 0.0; take_up_trust = 2.0; take_up_alignment = 0.0; "            \
    "take_up_research = 0.0; take_up_fatigue = 0.0; take_up_hours = 0.0; take_up_institution = "   \
    "0.0; };\n"

/* The kitchen knows the alley, the bakery, the choir and the dairy. The dairy is a tie itself, the house knows the bakery:
 * the alley and the choir hear of the team through the kitchen alone. */
#define KITCHEN(stage)                                                                             \
    "organisations = {\n" OF("alley", "") OF("bakery", "") OF("choir", "")                         \
        OF("dairy", PARTNER("dormant", "0.4"))                                                     \
            OF("house", PARTNER("partnered", "0.5") "knows = [\"bakery\"];")                       \
                OF("kitchen", "named = true; members = 120.0; knows = [\"alley\", \"bakery\", "    \
                              "\"choir\", \"dairy\"];" PARTNER(stage, "0.8"))                      \
                    OF("many", "count = 2; named = true; knows = [\"many\"];") "};\n"

static const char with_kitchen[] = HEAD KITCHEN("partnered") TRUST_ALONE
    "community = { neighbours = 0.0; };\nteams = { " TEAM("focal") " };" ARMS;
static const char ended[] = HEAD KITCHEN("ended") TRUST_ALONE
    "community = { neighbours = 0.0; };\nteams = { " TEAM("focal") " };" ARMS;

static double of_kitchen(bench *b, int outcome) {
    b->study.model->observe(b->state, b->x);
    return bench_outcome(b, outcome, "organisation:kitchen");
}

/* 1 / (1 + exp(-2 * 0.3)) = 0.6456563062; times 120 people, 77.47875675. */
static void a_yes_and_what_is_lost_by_hand(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, with_kitchen, 0, NULL, 0);
    bench_start(&b, 1, -1);
    assert_double_near(of_kitchen(&b, OUT_partner_yes), 0.6456563062, 1e-9);
    assert_double_near(of_kitchen(&b, OUT_partner_trust), 0.8, 1e-12);
    assert_double_near(of_kitchen(&b, OUT_partner_doors), 77.47875675, 1e-7);
    assert_double_near(of_kitchen(&b, OUT_partner_links), 2, 0);
    bench_tear_down(&b);
}

/* A tie that has ended says no, opens no door and links nobody. */
static void nothing_is_left_of_a_tie_that_ended(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, ended, 0, NULL, 0);
    bench_start(&b, 1, -1);
    assert_double_near(of_kitchen(&b, OUT_partner_yes), 0, 0);
    assert_double_near(of_kitchen(&b, OUT_partner_doors), 0, 0);
    assert_double_near(of_kitchen(&b, OUT_partner_links), 0, 0);
    bench_tear_down(&b);
}

/* All terms: -0.3 + 3 * 0.3 + 1 * (0.4 - 0.5) + 2 * (0.25 - 0.5) + 0.8 * (0.75 - 0.5)
 * - 1.5 * F - 2 * 4 / 8 with F = 6 / 12 * 4 / 8 = 0.25 and 8 hours a month: -1.175. */
static void all_terms_decide(void **state) {
    (void)state;
    static const char all[] = HEAD "organisations = {\n" OF(
        "kitchen",
        "named = true; hours = 8.0; alignment = 0.4; appreciation = 0.25; requests "
        "= 6.0;" PARTNER("partnered", "0.8")) "};\n"
                                              "parameters = { take_up_base = -0.3; take_up_trust = "
                                              "3.0; take_up_alignment = 1.0; "
                                              "take_up_research = 2.0; take_up_fatigue = 1.5; "
                                              "take_up_hours = 2.0; take_up_institution "
                                              "= 0.8; request_hours = 4.0; };\n"
                                              "teams = { focal = { policy = \"project\"; "
                                              "institution = 0.75; grants = ( { start = 0; "
                                              "months = 12; amount = 90000; } ); }; };" ARMS;
    bench b;
    bench_set_up(&b, all, 0, NULL, 0);
    bench_start(&b, 1, -1);
    assert_double_near(of_kitchen(&b, OUT_partner_yes), 1 / (1 + exp(1.175)), 1e-9);
    bench_tear_down(&b);
}

/* Of two teams it is the focal one that asks; where none is focal, the mean of both. */
static void the_focal_team_asks(void **state) {
    (void)state;
    static const char two[] =
        HEAD KITCHEN("partnered") TRUST_ALONE "teams = { " TEAM("focal") TEAM("rival") " };" ARMS;
    const char *const focal[] = {"focal=focal"};
    bench one, any;
    bench_set_up(&one, two, 0, focal, 1);
    bench_set_up(&any, two, 0, NULL, 0);
    bench_start(&one, 1, -1);
    bench_start(&any, 1, -1);
    double start = any.s->o.reputation[0]; /* the rival has no relation: trust is reputation */
    assert_double_near(of_kitchen(&one, OUT_partner_trust), 0.8, 1e-12);
    assert_double_near(of_kitchen(&any, OUT_partner_trust), (0.8 + start) / 2, 1e-12);
    bench_tear_down(&one);
    bench_tear_down(&any);
}

/* With one team trust in it is what `trust` says of the row, in every month. */
static void its_path_is_trust_where_there_is_one_team(void **state) {
    (void)state;
    bench b;
    bench_set_up(&b, with_kitchen, 0, NULL, 0);
    bench_start(&b, 2, -1);
    for (int month = 0; month < 12; month++) {
        bench_step(&b);
        double trust = of_kitchen(&b, OUT_partner_trust);
        assert_double_near(trust, bench_outcome(&b, OUT_trust, "organisation:kitchen"), 1e-15);
    }
    bench_tear_down(&b);
}

/* Only rows that stand for one are told of, and only where the study asks. */
static void only_one_who_is_named(void **state) {
    (void)state;
    bench b;
    size_t told = 0;
    bench_set_up(&b, with_kitchen, 0, NULL, 0);
    for (size_t c = 0; c < b.n_columns; c++)
        if (b.columns[c].outcome == OUT_partner_yes) {
            assert_string_equal(b.columns[c].group, "organisation:kitchen");
            told++;
        }
    assert_int_equal(told, 1);
    bench_tear_down(&b);
}

/* ---- without it ------------------------------------------------------------------------------- */

/* A year in which nothing is scarce and the house is asked in nobody's place: who comes through the kitchen is what a run without it lacks. */
static void a_run_without_it_lacks_what_came_through_it(void **state) {
    (void)state;
    static const char text[] =
        HEAD "organisations = {\n" OF("house", PARTNER("partnered", "0.5") "members = 50.0;")
            OF("kitchen",
               "named = true; members = 40.0;" PARTNER(
                   "partnered", "0.8")) "};\n"
                                        "community = { neighbours = 0.0; direct_people = 0.0; };\n"
                                        "teams = { focal = { policy = \"project\"; grants = ( { "
                                        "start = 0; months = 12; amount = "
                                        "900000; } ); }; };\n"
                                        "arms = { base = { changes = {}; }; without = { changes = "
                                        "{ organisations = { kitchen = { "
                                        "count = 0; }; }; }; }; };\n";
    bench with, without;
    bench_set_up(&with, text, 0, NULL, 0);
    bench_set_up(&without, text, 1, NULL, 0);
    bench_start(&with, 3, -1);
    bench_start(&without, 3, -1);
    for (int month = 0; month < 12; month++) {
        bench_step(&with);
        bench_step(&without);
    }
    double through = of_kitchen(&with, OUT_participants_partnered);
    without.study.model->observe(without.state, without.x);
    assert_true(through > 10);
    assert_double_near(bench_outcome(&with, OUT_participants, "all") -
                           bench_outcome(&without, OUT_participants, "all"),
                       through, 1e-9);
    bench_tear_down(&with);
    bench_tear_down(&without);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_yes_and_what_is_lost_by_hand),
        cmocka_unit_test(nothing_is_left_of_a_tie_that_ended),
        cmocka_unit_test(all_terms_decide),
        cmocka_unit_test(the_focal_team_asks),
        cmocka_unit_test(its_path_is_trust_where_there_is_one_team),
        cmocka_unit_test(only_one_who_is_named),
        cmocka_unit_test(a_run_without_it_lacks_what_came_through_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
