/* test_points.c: the hypercube over circumstances, the design over assumptions, the arms that both
 * need, and what is said of a discovery that cannot be made. */
#include "fixture.h"
#include "toy_model.h"
#include "analysis/discovery/points.h"
#include "scenario/study/arms.h"

enum { POINTS = 60, DRAWN = 40 };

static const char head[] = "distribution = \"uniform\"; draws = 2; replicates = 1; horizon = 2; "
                           "seed = 5; windows = [\"1\"];\n"
                           "arms = { a = {}; b = { changes = { effect = 1; }; }; };\n";
static const char aim[] = "plus = \"b\"; minus = \"a\"; outcome = \"value\"; window = \"1\"; ";
static const char level[] =
    "level = { label = \"Level\"; keys = [\"level\"]; low = 2; high = 5; }; ";
static const char end[] = "end = { keys = [\"end\"]; low = 0; high = 2; }; ";
static const char mood[] =
    "mood = { choices = { calm = {}; rough = { label = \"Rough\"; changes = { "
    "noise = 1; own = 2; }; }; odd = { changes = { odd = true; }; }; }; }; ";

static void read_with(rap_study *study, const char *more, const char *contexts) {
    char text[4000];
    snprintf(text, sizeof text, "%sdiscover = { %s %s contexts = { %s}; };", head, aim, more,
             contexts);
    toy_read(study, text);
}

/* Plans a study of the toy; the test fails where it has problems. */
static void plan(rap_study *study, rap_point_plan *p, const char *more, const char *contexts) {
    rap_problems problems;
    rap_problems_init(&problems);
    read_with(study, more, contexts);
    assert_int_equal(rap_points_plan(p, study, &problems), RAP_OK);
    assert_int_equal(problems.n, 0);
    rap_problems_free(&problems);
}

static void end_plan(rap_study *study, rap_point_plan *p) {
    rap_points_free(p);
    rap_points_free(p);
    rap_study_free(study);
}

static size_t axis_of(const rap_design *d, const char *name) {
    for (size_t k = 0; k < d->n_axes; k++)
        if (!strcmp(d->axes[k].name, name))
            return k;
    fail_msg("no axis %s", name);
    return 0;
}

static double at(const rap_design *d, size_t point, const char *name) {
    return d->x[point * d->n_axes + axis_of(d, name)];
}

static double number(const rap_study *study, size_t arm, const char *path) {
    const rap_field *field;
    double value = (double)NAN;
    assert_int_equal(rap_study_number(study, arm, path, &field, &value), RAP_OK);
    return value;
}

/* ---- circumstances ---------------------------------------------------------------------------- */

static void each_stratum_holds_one_point(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    size_t seen[POINTS] = {0};
    plan(&study, &p, "points = 60; assumptions = 0;", level);
    assert_int_equal(p.contexts.n, POINTS);
    for (size_t i = 0; i < POINTS; i++) {
        double x = at(&p.contexts, i, "level");
        assert_true(x >= 2 && x < 5);
        seen[(size_t)((x - 2) / 3 * POINTS)]++;
    }
    for (size_t i = 0; i < POINTS; i++)
        assert_int_equal(seen[i], 1);
    end_plan(&study, &p);
}

static void choices_share_points_evenly(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    size_t seen[3] = {0};
    plan(&study, &p, "points = 60; assumptions = 0;", mood);
    for (size_t i = 0; i < POINTS; i++)
        seen[(size_t)at(&p.contexts, i, "mood")]++;
    for (size_t c = 0; c < 3; c++)
        assert_int_equal(seen[c], POINTS / 3);
    assert_double_near(p.contexts.axes[0].high, 2, 0);
    end_plan(&study, &p);
}

/* Dimensions are not tied to each other: their correlation is that of chance (5 sigma). */
static void dimensions_are_independent(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    double sum = 0;
    plan(&study, &p, "points = 600; assumptions = 0;",
         "level = { keys = [\"level\"]; low = 0; high = 1; }; "
         "noise = { keys = [\"noise\"]; low = 0; high = 1; };");
    for (size_t i = 0; i < p.contexts.n; i++)
        sum += (at(&p.contexts, i, "level") - 0.5) * (at(&p.contexts, i, "noise") - 0.5) * 12;
    assert_double_near(sum / 600, 0, 5 / sqrt(600));
    end_plan(&study, &p);
}

static void another_dimension_changes_nobody(void **state) {
    (void)state;
    rap_study one, two;
    rap_point_plan p, q;
    char all[2000];
    snprintf(all, sizeof all, "%s%s%s", mood, end, level);
    plan(&one, &p, "points = 60; assumptions = 0;", level);
    plan(&two, &q, "points = 60; assumptions = 0;", all);
    for (size_t i = 0; i < POINTS; i++)
        assert_double_near(at(&p.contexts, i, "level"), at(&q.contexts, i, "level"), 0);
    end_plan(&one, &p);
    end_plan(&two, &q);
}

static void another_seed_or_name_gives_another_order(void **state) {
    (void)state;
    rap_study one, two;
    rap_point_plan p, q;
    size_t same = 0;
    plan(&one, &p, "points = 60; assumptions = 0;", level);
    plan(&two, &q, "points = 60; assumptions = 0;",
         "other = { keys = [\"level\"]; low = 2; high = 5; };");
    for (size_t i = 0; i < POINTS; i++)
        same += fabs(at(&p.contexts, i, "level") - at(&q.contexts, i, "other")) < 1e-9;
    assert_true(same < 5);
    end_plan(&two, &q);
    read_with(&two, "points = 60; assumptions = 0;", level);
    two.seed++;
    rap_problems problems;
    rap_problems_init(&problems);
    assert_int_equal(rap_points_plan(&q, &two, &problems), RAP_OK);
    rap_problems_free(&problems);
    same = 0;
    for (size_t i = 0; i < POINTS; i++)
        same += fabs(at(&p.contexts, i, "level") - at(&q.contexts, i, "level")) < 1e-9;
    assert_true(same < 5);
    end_plan(&one, &p);
    end_plan(&two, &q);
}

/* The ends of the range are met half as often as what lies between, as rounding has it. */
static void integers_are_whole(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    size_t seen[3] = {0};
    plan(&study, &p, "points = 60; assumptions = 0;", end);
    for (size_t i = 0; i < POINTS; i++) {
        double x = at(&p.contexts, i, "end");
        assert_double_near(x, round(x), 0);
        assert_true(x >= 0 && x <= 2);
        seen[(size_t)x]++;
    }
    assert_int_equal(seen[0], POINTS / 4);
    assert_int_equal(seen[1], POINTS / 2);
    assert_int_equal(seen[2], POINTS / 4);
    assert_double_near(rap_axis_places(&p.contexts.axes[0]), 1, 0);
    end_plan(&study, &p);
}

static void arms_say_what_points_say(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    char all[2000];
    snprintf(all, sizeof all, "%s%s%s", level, mood, end);
    plan(&study, &p, "points = 60; assumptions = 0;", all);
    assert_int_equal(study.n_written, 2);
    assert_true(study.n_arms > study.n_written && study.n_arms <= 2 + 2 * POINTS);
    for (size_t i = 0; i < POINTS; i++) {
        const size_t sides[] = {p.contexts.arms[i].from, p.contexts.arms[i].to};
        for (size_t k = 0; k < 2; k++) {
            size_t arm = sides[k], choice = (size_t)at(&p.contexts, i, "mood");
            assert_double_near(number(&study, arm, "effect"), (double)k, 0);
            assert_double_near(number(&study, arm, "level"), at(&p.contexts, i, "level"), 1e-8);
            assert_double_near(number(&study, arm, "end"), at(&p.contexts, i, "end"), 0);
            assert_double_near(number(&study, arm, "own"), choice == 1 ? 2 : 0, 0);
            assert_double_near(number(&study, arm, "odd"), choice == 2 ? 1 : 0, 0);
        }
    }
    end_plan(&study, &p);
}

/* Of a design that has few distinct circumstances each is run once. */
static void equal_points_share_their_arms(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    plan(&study, &p, "points = 60; assumptions = 0;", mood);
    assert_int_equal(study.n_arms, 2 + 2 * 2); /* "calm" is the arms as written */
    end_plan(&study, &p);
}

static void keeps_what_it_looks_at(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    plan(&study, &p, "points = 60; assumptions = 0;", mood);
    bool kept = false;
    for (size_t k = 0; k < study.n_kept; k++)
        kept |= study.kept[k].outcome == TOY_value && !strcmp(study.kept[k].group, "all");
    assert_true(kept);
    assert_string_equal(study.windows[study.discovery.window].text, "1");
    end_plan(&study, &p);
}

static void money_has_cents(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    rap_problems problems;
    rap_problems_init(&problems);
    fixture_read(
        &study,
        "title = \"m\"; horizon = 24; draws = 2; replicates = 1; seed = 3; windows = [\"12\"];\n"
        "organisation_types = { a = {}; }; organisations = { one = { type = \"a\"; count = 3; }; "
        "};\n"
        "teams = { focal = { grants = ( { start = 0; months = 12; amount = 90000; } ); }; };\n"
        "arms = { a = {}; b = { changes = { teams = { focal = { planned = 0.9; }; }; }; }; };\n"
        "discover = { plus = \"b\"; minus = \"a\"; outcome = \"trust\"; window = \"12\"; points = "
        "30; "
        "assumptions = 0;\n"
        "  contexts = { amount = { keys = [\"teams.focal.grants.0.amount\"]; low = 50000; high = "
        "60000; }; }; };\n",
        NULL);
    int status = rap_points_plan(&p, &study, &problems);
    for (size_t k = 0; k < problems.n; k++)
        print_error("%s: %s\n", problems.rows[k].key, problems.rows[k].text);
    assert_int_equal(status, RAP_OK);
    assert_double_near(rap_axis_places(&p.contexts.axes[0]), 100, 0);
    size_t odd = 0;
    for (size_t i = 0; i < p.contexts.n; i++) {
        double x = p.contexts.x[i];
        assert_double_near(100 * x, round(100 * x), 1e-6);
        assert_double_near(number(&study, p.contexts.arms[i].to, "teams.focal.grants.0.amount"), x,
                           1e-6);
        odd += fabs(x - round(x)) > 1e-6;
    }
    assert_true(odd > 0);
    rap_problems_free(&problems);
    end_plan(&study, &p);
}

/* ---- assumptions ------------------------------------------------------------------------------ */

static void assumptions_are_fixed_at_draws(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    plan(&study, &p, "points = 30; assumptions = 40;", mood);
    const rap_design *d = &p.assumptions;
    size_t seen[RAP_SHEET] = {0};
    assert_int_equal(d->n, DRAWN);
    assert_int_equal(d->n_axes, 2); /* level and slope; all else is certain */
    for (size_t i = 0; i < DRAWN; i++) {
        double slope = at(d, i, "slope");
        assert_true(slope >= 0.5 && slope <= 1.5);
        seen[(size_t)((slope - 0.5) * RAP_SHEET)]++;
        const size_t sides[] = {d->arms[i].from, d->arms[i].to};
        for (size_t k = 0; k < 2; k++) {
            rap_inputs inputs;
            assert_double_near(number(&study, sides[k], "effect"), (double)k, 0);
            assert_double_near(number(&study, sides[k], "slope"), slope, 1e-8);
            assert_double_near(number(&study, sides[k], "level"), at(d, i, "level"), 1e-8);
            /* certain now: a draw of the runs leaves it where it is */
            assert_int_equal(rap_inputs_bind(&inputs, &study, sides[k]), RAP_OK);
            rap_inputs_set_draw(&inputs, 99, 3);
            assert_double_near(((const toy_root *)inputs.root)->slope, slope, 1e-8);
            rap_inputs_free(&inputs);
        }
    }
    for (size_t i = 0; i < RAP_SHEET; i++)
        assert_int_equal(seen[i], DRAWN / RAP_SHEET); /* each sheet has one in each part */
    end_plan(&study, &p);
}

static void no_assumptions_where_none_are_asked(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    plan(&study, &p, "points = 30; assumptions = 0;", mood);
    assert_int_equal(p.assumptions.n, 0);
    end_plan(&study, &p);
}

/* ---- problems --------------------------------------------------------------------------------- */

/* What is said of a discovery whose contexts read well but mean nothing to the model. */
static void refuses(const char *contexts, const char *key, const char *said) {
    rap_study study;
    rap_point_plan p;
    rap_problems problems;
    rap_problems_init(&problems);
    read_with(&study, "points = 30; assumptions = 0;", contexts);
    assert_int_equal(rap_points_plan(&p, &study, &problems), RAP_EINPUT);
    assert_true(problems.n >= 1);
    if (!strstr(problems.rows[0].text, said) || strcmp(problems.rows[0].key, key) != 0)
        print_error("%s: %s\n", problems.rows[0].key, problems.rows[0].text);
    assert_string_equal(problems.rows[0].key, key);
    assert_non_null(strstr(problems.rows[0].text, said));
    assert_string_equal(problems.rows[0].file, "toy.cfg");
    assert_true(problems.rows[0].line > 0);
    rap_problems_free(&problems);
    end_plan(&study, &p);
}

static void problems_are_named(void **state) {
    (void)state;
    refuses("x = { keys = [\"levle\"]; low = 0; high = 1; };", "discover.contexts.x",
            "there is no number \"levle\" in the arm");
    refuses("x = { keys = [\"level\", \"level.deeper\"]; low = 0; high = 1; };",
            "discover.contexts.x", "there is no number \"level.deeper\"");
    refuses("x = { keys = [\"end\"]; low = -5; high = 2; };", "discover.contexts.x",
            "low and high between -1 and 1e+06 expected");
    refuses("x = { keys = [\"end\"]; low = 0; high = 1e7; };", "discover.contexts.x",
            "low and high between -1 and 1e+06 expected");
    refuses("x = { choices = { a = {}; b = { changes = { levle = 1; }; }; }; };", "levle",
            "unknown");
}

/* The same thing is said once, although it is wrong in both arms. */
static void problems_are_said_once(void **state) {
    (void)state;
    rap_study study;
    rap_point_plan p;
    rap_problems problems;
    rap_problems_init(&problems);
    read_with(&study, "points = 30; assumptions = 0;",
              "x = { keys = [\"end\"]; low = -5; high = 2; };");
    assert_int_equal(rap_points_plan(&p, &study, &problems), RAP_EINPUT);
    assert_int_equal(problems.n, 1);
    rap_problems_free(&problems);
    end_plan(&study, &p);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {cmocka_unit_test(each_stratum_holds_one_point),
                                       cmocka_unit_test(choices_share_points_evenly),
                                       cmocka_unit_test(dimensions_are_independent),
                                       cmocka_unit_test(another_dimension_changes_nobody),
                                       cmocka_unit_test(another_seed_or_name_gives_another_order),
                                       cmocka_unit_test(integers_are_whole),
                                       cmocka_unit_test(arms_say_what_points_say),
                                       cmocka_unit_test(equal_points_share_their_arms),
                                       cmocka_unit_test(keeps_what_it_looks_at),
                                       cmocka_unit_test(money_has_cents),
                                       cmocka_unit_test(assumptions_are_fixed_at_draws),
                                       cmocka_unit_test(no_assumptions_where_none_are_asked),
                                       cmocka_unit_test(problems_are_named),
                                       cmocka_unit_test(problems_are_said_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
