/* test_words.c: numbers, windows, claims and key contrasts as people read them. */
#include "near.h"
#include "fake_tables.h"
#include "plots/words/numbers.h"
#include "plots/words/words.h"
#include "base/error.h"

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

#define assert_words(expected, call)                                                               \
    do {                                                                                           \
        rap_text out;                                                                              \
        rap_text_init(&out);                                                                       \
        call;                                                                                      \
        assert_string_equal(rap_text_string(&out), expected);                                      \
        rap_text_free(&out);                                                                       \
    } while (0)

enum { SURVIVAL = 0, TRUST = 2, PARTICIPANTS = 4, BREACHED = 5, SPEND = 8 };

static void test_values(void **state) {
    (void)state;
    const rap_tables *t = &f.tables;
    assert_words("45.3" RAP_NO_BREAK "%",
                 rap_words_value(&out, t, SURVIVAL, 0.4532, RAP_WITH_UNIT));
    assert_words("+5.0" RAP_NO_BREAK "percentage points",
                 rap_words_value(&out, t, SURVIVAL, 0.05, RAP_WITH_UNIT | RAP_WITH_SIGN));
    assert_words(RAP_MINUS "0.123", rap_words_value(&out, t, TRUST, -0.1234, 0));
    assert_words("0.000", rap_words_value(&out, t, TRUST, -0.0001, RAP_WITH_SIGN));
    assert_words("1,234,568" RAP_NO_BREAK "people",
                 rap_words_value(&out, t, PARTICIPANTS, 1234567.8, RAP_WITH_UNIT));
    assert_words("CAD" RAP_NO_BREAK "300,000",
                 rap_words_value(&out, t, SPEND, 300000, RAP_WITH_UNIT));
    assert_words(RAP_MINUS "1" RAP_NO_BREAK "person",
                 rap_words_value(&out, t, PARTICIPANTS, -1.2, RAP_WITH_UNIT | RAP_WITH_SIGN));
    assert_words("2" RAP_NO_BREAK "people",
                 rap_words_value(&out, t, PARTICIPANTS, 1.6, RAP_WITH_UNIT));
    assert_words("none", rap_words_value(&out, t, TRUST, NAN, RAP_WITH_UNIT));
    assert_words("none", rap_words_interval(&out, t, TRUST, 0.1, NAN, 0));
    assert_words("0.100 to 0.200", rap_words_interval(&out, t, TRUST, 0.1, 0.2, 0));
    assert_words("5" RAP_NO_BREAK "percentage points", rap_words_delta(&out, t, SURVIVAL));
    assert_words("0.03", rap_words_delta(&out, t, TRUST));
    f.study.delta[SURVIVAL] = 0.01;
    assert_words("1" RAP_NO_BREAK "percentage point", rap_words_delta(&out, t, SURVIVAL));
    f.study.delta[PARTICIPANTS] = 1;
    assert_words("1" RAP_NO_BREAK "person", rap_words_delta(&out, t, PARTICIPANTS));
}

/* The largest finite double has 309 digits and must neither overflow a buffer nor lose its
 * separators. */
static void test_huge_value(void **state) {
    (void)state;
    rap_text out;
    rap_text_init(&out);
    rap_words_value(&out, &f.tables, SPEND, 1.7e308, 0);
    assert_int_equal(strspn(rap_text_string(&out), "0123456789,"), strlen(rap_text_string(&out)));
    assert_true(strlen(rap_text_string(&out)) == 309 + 102);
    rap_text_free(&out);
}

/* The same tables in French: numbers, forms of units, and sentences with their parts in another order. */
static void test_in_french(void **state) {
    (void)state;
    rap_language french;
    rap_tables *t = &f.tables;
    assert_int_equal(rap_language_find(&french, "fr"), RAP_OK);
    t->language = &french;
    assert_words("1" RAP_NO_BREAK "personne",
                 rap_words_value(&out, t, PARTICIPANTS, 1, RAP_WITH_UNIT));
    assert_words("1\xe2\x80\xaf"
                 "204" RAP_NO_BREAK "personnes",
                 rap_words_value(&out, t, PARTICIPANTS, 1204, RAP_WITH_UNIT));
    assert_words("5" RAP_NO_BREAK "points de pourcentage", rap_words_delta(&out, t, SURVIVAL));
    assert_words("+1,9" RAP_NO_BREAK "point de pourcentage", /* the plural begins at 2 */
                 rap_words_value(&out, t, SURVIVAL, 0.019, RAP_WITH_UNIT | RAP_WITH_SIGN));
    assert_words("+2,0" RAP_NO_BREAK "points de pourcentage",
                 rap_words_value(&out, t, SURVIVAL, 0.01999, RAP_WITH_UNIT | RAP_WITH_SIGN));
    assert_words("0,03", rap_words_size(&out, t, TRUST, 0.03));
    assert_words("après 120 mois (10 ans)", rap_words_window(&out, t, 2));
    assert_words("36 mois après end propre à chaque façon de travailler",
                 rap_words_window(&out, t, 1));
    assert_words("environ 41 ensembles sur 67 (33 n’ont pas de valeur)",
                 rap_words_of_sets(&out, &french, 0.61, 67, 100, RAP_SETS_NAMED));
    t->language = NULL;
    assert_words("1" RAP_NO_BREAK "person",
                 rap_words_value(&out, t, PARTICIPANTS, 1, RAP_WITH_UNIT));
}

static void test_plain_numbers(void **state) {
    (void)state;
    char text[RAP_NUMBER_SIZE];
    rap_number_plain(text, NULL, -1234.56, 1, false);
    assert_string_equal(text, "-1,234.6");
    rap_number_plain(text, NULL, -0.04, 1, true);
    assert_string_equal(text, "0.0");
    rap_number_plain(text, NULL, 2e15, 1, true);
    assert_string_equal(text, "+2.000000e+15");
    rap_number_plain(text, NULL, NAN, 1, true);
    assert_string_equal(text, "none");
    rap_money_plain(text, NULL, -1204.4, false);
    assert_string_equal(text, "-1,204");
    rap_money_plain(text, NULL, -0.4, true);
    assert_string_equal(text, "+0");
    rap_money_plain(text, NULL, NAN, true);
    assert_string_equal(text, "none");
    rap_money_plain(text, NULL, 1.7e308, false);
    assert_int_equal(strlen(text), 80);
}

/* The two rules part at powers of ten below 1 alone. */
static void test_places(void **state) {
    (void)state;
    static const double deltas[] = {0, 0.0012, 0.01, 0.03, 0.1, 0.25, 1, 3, 10, 5000};
    static const int page[] = {0, 4, 4, 3, 3, 2, 1, 1, 0, 0};
    static const int terminal[] = {0, 4, 3, 3, 2, 2, 1, 1, 0, 0};
    for (size_t k = 0; k < sizeof deltas / sizeof *deltas; k++) {
        assert_int_equal(rap_places_on_page(deltas[k]), page[k]);
        assert_int_equal(rap_places_in_terminal(deltas[k]), terminal[k]);
    }
}

static void test_money_interval(void **state) {
    (void)state;
    assert_words("+1,200 (" RAP_MINUS "900 to +1,500)",
                 rap_money_interval(&out, NULL, 1200, -900, 1500, true));
    assert_words("none", rap_money_interval(&out, NULL, NAN, 1, 2, true));
}

static void test_windows(void **state) {
    (void)state;
    assert_words("after 12 months", rap_words_window(&out, &f.tables, 0));
    assert_words("36 months after each way of working" RAP_END_QUOTE "s own end",
                 rap_words_window(&out, &f.tables, 1));
    assert_words("after 120 months (10 years)", rap_words_window(&out, &f.tables, 2));
    f.study.windows[1] = (rap_window){"first_end", 1, 0};
    assert_words("at each way of working" RAP_END_QUOTE "s own first end",
                 rap_words_window(&out, &f.tables, 1));
    static const char *const labels[] = {"the last funded month", "the end of the first grant",
                                         NULL};
    f.model.anchor_labels = labels;
    assert_words("at the end of the first grant of each way of working",
                 rap_words_window(&out, &f.tables, 1));
    f.study.windows[1] = (rap_window){"end+1", 0, 1};
    assert_words("1 month after the last funded month of each way of working",
                 rap_words_window(&out, &f.tables, 1));
}

static void test_groups(void **state) {
    (void)state;
    assert_string_equal(rap_words_group(&f.tables, "type:ispo"), "Immigrant-serving provider");
    assert_string_equal(rap_words_group(&f.tables, "type:unknown"), "type:unknown");
    assert_words("0" RAP_DASH "12, 24" RAP_DASH "36, 48" RAP_DASH "60",
                 rap_words_spans(&out, &f.tables, 1));
    /* of several teams, each says whose it is, and a path by team is shaded with its own */
    size_t first = f.tables.span_first[1];
    f.tables.spans[first + 1].group = "type:ispo";
    assert_words("0" RAP_DASH "12, 24" RAP_DASH "36 (Immigrant-serving provider), 48" RAP_DASH "60",
                 rap_words_spans(&out, &f.tables, 1));
    for (size_t k = 0; k < 3; k++) {
        assert_int_equal(rap_tables_shades(&f.tables, first + k, "type:ispo"), k == 1);
        assert_true(rap_tables_shades(&f.tables, first + k, "all"));
    }
}

/* A row that 100 sets of assumptions have a value of. */
static rap_contrast_row row_of(size_t outcome, double mean, double low, double high) {
    return (rap_contrast_row){.outcome = outcome,
                              .s = {.draws = 100,
                                    .mean = mean,
                                    .ci_low = low,
                                    .ci_high = high,
                                    .sd_chance = 0.1,
                                    .sd_parameters = NAN,
                                    .plausible_low = NAN,
                                    .plausible_high = NAN},
                              .p_mean = NAN};
}

static rap_claim claim_of(size_t outcome, double mean, double low, double high) {
    rap_contrast_row row = row_of(outcome, mean, low, high);
    return rap_words_claim(&f.tables, &row);
}

/* A claim needs the whole interval on one side of the smallest difference that matters. */
static void test_claims(void **state) {
    (void)state;
    assert_int_equal(claim_of(TRUST, 0.1, 0.031, 0.2), RAP_CLAIM_BETTER);
    assert_int_equal(claim_of(TRUST, 0.1, 0.029, 0.2), RAP_CLAIM_NEAR);
    assert_int_equal(claim_of(TRUST, 0.01, -0.0299, 0.0299), RAP_CLAIM_SMALL);
    assert_int_equal(claim_of(TRUST, 0.01, -0.0299, 0.03), RAP_CLAIM_NEAR);
    assert_int_equal(claim_of(TRUST, 0.01, -0.03, 0.0299), RAP_CLAIM_NEAR);
    assert_int_equal(claim_of(TRUST, 0.03, 0.1 - 0.07, 0.03), RAP_CLAIM_BETTER);
    assert_int_equal(claim_of(TRUST, -0.03, -0.03, 0.07 - 0.1), RAP_CLAIM_WORSE);
    assert_int_equal(claim_of(TRUST, 0, -0.5, 0.5), RAP_CLAIM_NEAR);
    assert_int_equal(claim_of(TRUST, -0.1, -0.2, -0.031), RAP_CLAIM_WORSE);
    assert_int_equal(claim_of(BREACHED, 5, 4, 6), RAP_CLAIM_WORSE);
    assert_int_equal(claim_of(BREACHED, -5, -6, -4), RAP_CLAIM_BETTER);
    assert_int_equal(claim_of(TRUST, NAN, NAN, NAN), RAP_CLAIM_NONE);
    assert_int_equal(claim_of(TRUST, 1, NAN, NAN), RAP_CLAIM_NEAR);
    assert_int_equal(rap_words_claim(&f.tables, NULL), RAP_CLAIM_NONE);
}

/* Fewer than 30 sets, and not half of the study's 100. */
static void test_too_few(void **state) {
    (void)state;
    rap_contrast_row row = row_of(TRUST, 0.1, 0.09, 0.11);
    row.s.draws = 29;
    assert_int_equal(rap_words_claim(&f.tables, &row), RAP_CLAIM_FEW);
    assert_string_equal(rap_words_verdict(&f.tables, &row), "too few runs");
    row.s.draws = 30;
    assert_int_equal(rap_words_claim(&f.tables, &row), RAP_CLAIM_BETTER);
    f.study.draws = 20;
    row.s.draws = 10;
    assert_int_equal(rap_words_claim(&f.tables, &row), RAP_CLAIM_BETTER);
    row.s.draws = 9;
    assert_int_equal(rap_words_claim(&f.tables, &row), RAP_CLAIM_FEW);
}

/* A plain "better" needs more than the mean. */
static void test_on_average(void **state) {
    (void)state;
    const rap_tables *t = &f.tables;
    rap_contrast_row row = row_of(TRUST, 0.1, 0.09, 0.11);
    row.s.plausible_low = -0.01;
    row.s.plausible_high = 0.21;
    assert_string_equal(rap_words_verdict(t, &row), "better on average");
    assert_words(RAP_MINUS "0.010 to +0.210",
                 rap_words_range(&out, t, TRUST, &row.s, RAP_WITH_SIGN));
    row.s.plausible_low = 0.01;
    assert_string_equal(rap_words_verdict(t, &row), "better");
    row.s.plausible_low = row.s.plausible_high = NAN;
    row.s.sd_parameters = 0.01;
    row.p_mean = 0.79;
    assert_string_equal(rap_words_verdict(t, &row), "better on average");
    assert_words("as by chance", rap_words_range(&out, t, TRUST, &row.s, RAP_WITH_SIGN));
    row.p_mean = 0.8;
    assert_string_equal(rap_words_verdict(t, &row), "better");
    row = row_of(BREACHED, 5, 4, 6);
    assert_string_equal(rap_words_verdict(t, &row), "worse on average");
    assert_words("-", rap_words_range(&out, t, BREACHED, &row.s, RAP_WITH_SIGN));
    assert_words("-", rap_words_share(&out, t, &row, RAP_SETS_IN_CELL));
    row.p_mean = 0.1;
    assert_string_equal(rap_words_verdict(t, &row), "worse");
    assert_words("10 of 100", rap_words_share(&out, t, &row, RAP_SETS_IN_CELL));
    assert_words("about 10 of 100", rap_words_share(&out, t, &row, RAP_SETS_ABOUT));
    row.s.draws = 67;
    row.p_mean = 41 / 67.0;
    assert_words("about 41 of 67 sets (33 have no value)",
                 rap_words_share(&out, t, &row, RAP_SETS_NAMED));
    assert_words("41 of 67 (1 has no value)",
                 rap_words_of_sets(&out, NULL, 0.61, 67, 68, RAP_SETS_IN_CELL));
    assert_words("-", rap_words_of_sets(&out, NULL, NAN, 67, 68, RAP_SETS_ABOUT));
}

static void test_bounds(void **state) {
    (void)state;
    assert_true(rap_words_bound(&f.tables, SURVIVAL) == 1);
    assert_true(rap_words_bound(&f.tables, TRUST) == 1);
    assert_true(isinf(rap_words_bound(&f.tables, PARTICIPANTS)));
}

/* Sentences about what the figures rest on. */
static void test_notes(void **state) {
    (void)state;
    const rap_headline h = {TRUST, 1, "all"};
    rap_text out;
    rap_text_init(&out);
    rap_words_absent(&out, &f.tables, &h);
    assert_string_equal(rap_text_string(&out), "");
    for (size_t i = 0; i < f.tables.n_outcomes; i++)
        if (f.tables.outcomes[i].arm == 1)
            f.tables.outcomes[i].s.runs = 0;
    rap_words_absent(&out, &f.tables, &h);
    assert_string_equal(
        rap_text_string(&out),
        "No value in any run, 36 months after each way of working" RAP_END_QUOTE
        "s own end: Project by project, 3 x 12 months. That may lie beyond the last "
        "month, 120.");
    rap_text_clear(&out);
    for (size_t i = 0; i < f.tables.n_contrasts; i++)
        f.tables.contrasts[i].s.runs = f.tables.contrasts[i].contrast == 1 ? 370 : 400;
    rap_words_pairs(&out, &f.tables, &h, false);
    assert_string_equal(rap_text_string(&out), "");
    rap_words_pairs(&out, &f.tables, &h, true);
    assert_string_equal(
        rap_text_string(&out),
        "These differences rest on 370 to 400 of 400 pairs of runs, those in which both "
        "sides have a value.");
    rap_text_free(&out);
}

static void test_totals(void **state) {
    (void)state;
    rap_text out;
    rap_text_init(&out);
    for (size_t i = 0; i < f.tables.n_outcomes; i++)
        f.tables.outcomes[i].s.mean = 1000;
    rap_words_totals(&out, &f.tables);
    assert_string_equal(rap_text_string(&out), "");
    for (size_t i = 0; i < f.tables.n_outcomes; i++)
        if (f.tables.outcomes[i].arm == 1)
            f.tables.outcomes[i].s.mean = 1010;
    rap_words_totals(&out, &f.tables);
    assert_memory_equal(rap_text_string(&out),
                        "The ways of working differ in money (Spend). Parachute", 54);
    rap_text_free(&out);
}

/* "sustained" stands on the plus side of all four written contrasts, so it comes first. */
static void test_key_contrasts(void **state) {
    (void)state;
    size_t key[12];
    assert_int_equal(rap_words_key_contrasts(&f.tables, key, 3), 3);
    assert_int_equal(key[0], 1);
    assert_int_equal(key[1], 6);
    assert_int_equal(key[2], 7);
    assert_int_equal(rap_words_key_contrasts(&f.tables, key, 12), 10);
    f.study.n_contrasts = 6;
    assert_int_equal(rap_words_key_contrasts(&f.tables, key, 2), 2);
    assert_int_equal(key[0], 0);
    f.study.n_contrasts = 0;
    assert_int_equal(rap_words_key_contrasts(&f.tables, key, 2), 0);
}

static void test_runs(void **state) {
    (void)state;
    assert_words("100 sets of assumptions " RAP_TIMES " 4 runs of each of 7 ways of working",
                 rap_words_runs(&out, &f.tables));
    f.tables.items = 18;
    assert_words("18 runs over 5 sets of assumptions of each of 7 ways of working",
                 rap_words_runs(&out, &f.tables));
    f.study.draws = 0;
    assert_words("18 runs with the start values of all assumptions of each of 7 ways of working",
                 rap_words_runs(&out, &f.tables));
    f.tables.items = 4;
    f.study.draws = 100;
    assert_words("1 set of assumptions " RAP_TIMES " 4 runs of each of 7 ways of working",
                 rap_words_runs(&out, &f.tables));
    assert_int_equal(rap_words_count(0.97, 300), 291);
    assert_int_equal(rap_words_count(NAN, 300), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_values, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_huge_value, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_in_french, set_up, tear_down),
        cmocka_unit_test(test_plain_numbers),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_money_interval),
        cmocka_unit_test_setup_teardown(test_windows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_groups, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_claims, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_few, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_on_average, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bounds, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_notes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_totals, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_key_contrasts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_runs, set_up, tear_down)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
