/* test_decider_words.c: which assumptions decide a result, in words: named, overlooked, or not to be told. */
#include "near.h"
#include "fake_tables.h"
#include "plots/words/decider_words.h"
#include "plots/words/numbers.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

static fake_tables f;

static int set_up(void **state) {
    (void)state;
    return fake_tables_init(&f, FAKE_USUAL);
}

static int tear_down(void **state) {
    (void)state;
    fake_tables_free(&f);
    return 0;
}

static void assert_says(const rap_deciders *d, double pace, const char *expected) {
    rap_text out;
    rap_text_init(&out);
    rap_words_deciders(&out, &f.tables, d, pace);
    assert_string_equal(rap_text_string(&out), expected);
    rap_text_free(&out);
}

/* Of 20 inputs the first n, in 100 sets. */
static rap_deciders deciders(size_t n) {
    rap_deciders d = f.tables.deciders[0];
    d.n = n;
    return d;
}

static void names_with_their_shares(void **state) {
    rap_deciders d = deciders(2);
    (void)state;
    d.told = 0.97;
    assert_says(&d, NAN,
                "Of the variance over sets of assumptions, parameters.trust_breach (assumed; the "
                "larger, the higher) carries about 34 % and parameters.trust_gain (assumed; the "
                "larger, the lower) about 17 %; the other 18 are not told apart from nothing by "
                "these 100 sets.");
    d.n = 1;
    d.inputs = 2;
    d.named[0].part.first = 0.2;
    d.named[0].way = RAP_WAY_BENT;
    d.reliability = (double)NAN;
    assert_says(&d, NAN,
                "Of the variance over sets of assumptions, parameters.trust_breach (assumed; it "
                "turns) carries about 34 %; the other one is not told apart from nothing by these "
                "100 sets. What they do only together is counted with each of them. Chance is part "
                "of that variance, for a set has one history.");
}

static void many_names_are_counted(void **state) {
    rap_deciders d = deciders(5);
    (void)state;
    d.inputs = 5;
    d.told = 1;
    assert_says(&d, NAN,
                "Of the variance over sets of assumptions, parameters.trust_breach (assumed; the "
                "larger, the higher) carries about 34 %, parameters.trust_gain (assumed; the "
                "larger, the lower) about 17 % and parameters.anchor (assumed; the larger, the "
                "higher) about 11 %; 2 more carry less each.");
}

/* 417 sets of four histories at 0.25 s each: 420 of them take seven minutes. */
static void what_it_would_take(void **state) {
    rap_deciders d = deciders(0);
    (void)state;
    f.study.replicates = 4;
    d.told = 0;
    assert_says(&d, 0.25,
                "These 100 sets of assumptions are too few to tell which of 20 uncertain inputs "
                "decide it: about 420 sets (about 7 min) would name any that carries 5 %.");
    d.reliability = (double)NAN;
    d.draws = 1;
    d.needed = 1201;
    assert_says(&d, NAN,
                "One set of assumptions is too few to tell which of 20 uncertain inputs decide it: "
                "at least about 1,300 sets would name any that carries 5 %.");
    d.needed = 2e6;
    d.inputs = 1;
    assert_says(
        &d, 1,
        "One set of assumptions is too few to tell what the uncertain input does: more than "
        "a million sets would name any that carries 5 %.");
    d = deciders(1);
    d.told = 0.34;
    rap_text out;
    rap_text_init(&out);
    rap_words_deciders(&out, &f.tables, &d, NAN);
    assert_non_null(strstr(rap_text_string(&out),
                           " About 66 % is left unexplained: about 420 sets would name any that "
                           "carries 5 %."));
    rap_text_free(&out);
}

static void where_none_is_named(void **state) {
    rap_deciders d = deciders(0);
    (void)state;
    d.needed = 90;
    assert_says(
        &d, NAN,
        "No uncertain input carries much of it: of 20, one that carries 5 % of the variance "
        "by itself would be named by these 100 sets.");
    d.needed = INFINITY;
    assert_says(
        &d, NAN,
        "What assumptions make of it cannot be told from chance by 100 sets: more histories "
        "of each (replicates) would tell.");
    d.state = RAP_SCREEN_CONSTANT;
    assert_says(&d, NAN, "All sets of assumptions give the same: nothing decides it.");
    d.draws = 0;
    assert_says(&d, NAN, "No set of assumptions has a value: nothing can be said.");
    d.inputs = 0;
    assert_says(&d, NAN, "No number of these ways of working is uncertain.");
}

static void assert_contrast_says(const char *expected) {
    rap_text out;
    rap_text_init(&out);
    rap_words_decides(&out, &f.tables, 1, 0, NAN);
    assert_string_equal(rap_text_string(&out), expected);
    rap_text_free(&out);
}

static void of_a_contrast(void **state) {
    rap_deciders *d = &f.tables.deciders[f.study.n_headlines];
    (void)state;
    *d = deciders(0);
    d->told = 0;
    assert_contrast_says("These 100 sets of assumptions are too few to tell which of 20 uncertain "
                         "inputs decide it: about 420 sets would name any that carries 5 %. "
                         "`rapport sensitivity STUDY` looks closer.");
    d->state = RAP_SCREEN_CONSTANT;
    assert_contrast_says("All sets of assumptions give the same: nothing decides it.");
    rap_free(f.tables.deciders);
    f.tables.deciders = NULL;
    assert_contrast_says("");
}

/* 400 histories of 7 arms in 100 s; too few of them, or no time, tell no pace. */
static void the_pace_of_a_run(void **state) {
    rap_tables t = f.tables;
    (void)state;
    assert_double_near(rap_words_pace(&t, 100), 0.25, 1e-12);
    assert_true(isnan(rap_words_pace(&t, -1)));
    t.items = 71;
    assert_true(isnan(rap_words_pace(&t, 100)));
    t.items = 72;
    assert_double_near(rap_words_pace(&t, 72), 1, 1e-12);
}

static void durations(void **state) {
    static const struct {
        double seconds;
        const char *words;
    } rows[] = {{0.2, "about 1 s"},       {99.9, "about 100 s"},     {420, "about 7 min"},
                {6000, "about 2 h"},      {3600 * 30, "about 30 h"}, {NAN, "an unknown time"},
                {1e10, "an unknown time"}};
    (void)state;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        rap_text out;
        rap_text_init(&out);
        rap_duration(&out, NULL, rows[k].seconds);
        assert_string_equal(rap_text_string(&out), rows[k].words);
        rap_text_free(&out);
    }
}

int main(void) {
#define WITH_TABLES(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        WITH_TABLES(names_with_their_shares), WITH_TABLES(many_names_are_counted),
        WITH_TABLES(what_it_would_take),      WITH_TABLES(where_none_is_named),
        WITH_TABLES(of_a_contrast),           WITH_TABLES(the_pace_of_a_run),
        cmocka_unit_test(durations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
