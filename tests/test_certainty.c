/* test_certainty.c: each rule on both sides of its thresholds, the grade that reasons come to. */
#include "fake_tables.h"
#include "near.h"
#include "analysis/certainty/certainty.h"
#include "analysis/certainty/find.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"

#include <math.h>
#include <string.h>

/* ---- thresholds and grades ------------------------------------------------------------------ */

static void levels_at_each_threshold(void **state) {
    static const struct {
        rap_rule rule;
        double none, one, two; /* the last value before, and the first at each level */
    } cases[] = {{RAP_RULE_UNSOURCED, 0.249999, 0.25, 0.5}, {RAP_RULE_SETTING, 0.499999, 0.5, NAN},
                 {RAP_RULE_PATTERNS, 0.249999, 0.25, 0.5},  {RAP_RULE_STRUCTURE, 0, 1, NAN},
                 {RAP_RULE_OPPOSITE, 0.099999, 0.1, 0.25},  {RAP_RULE_INTERVAL, 0, 1, 2},
                 {RAP_RULE_SIZE, 0.249999, 0.25, NAN},      {RAP_RULE_SETS, 30, 29, 9},
                 {RAP_RULE_MISSING, 0.199999, 0.2, 0.5}};
    (void)state;
    assert_int_equal(COUNT(cases), RAP_N_RULES);
    for (size_t k = 0; k < COUNT(cases); k++) {
        assert_int_equal(cases[k].rule, k);
        assert_int_equal(rap_levels_lost(cases[k].rule, cases[k].none), 0);
        assert_int_equal(rap_levels_lost(cases[k].rule, cases[k].one), 1);
        assert_int_equal(rap_levels_lost(cases[k].rule, cases[k].two), isnan(cases[k].two) ? 0 : 2);
        assert_int_equal(rap_levels_lost(cases[k].rule, NAN), 0);
    }
    assert_int_equal(rap_levels_lost(RAP_RULE_UNSOURCED, 0.499999), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_PATTERNS, 0.499999), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_OPPOSITE, 0.249999), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_SETS, 10), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_MISSING, 0.499999), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_SETTING, 1), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_SIZE, 1), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_STRUCTURE, 5), 1);
    assert_int_equal(rap_levels_lost(RAP_RULE_SIZE, 0.1 + 0.2 - 0.05), 1); /* .25, rounded */
}

static void all_known(rap_reason *reasons) {
    for (size_t k = 0; k < RAP_N_RULES; k++)
        reasons[k] = (rap_reason){.known = true};
}

static void levels_add_up_to_a_grade(void **state) {
    rap_reason r[RAP_N_RULES];
    (void)state;
    all_known(r);
    assert_int_equal(rap_grade_of(r), RAP_HIGH);
    r[RAP_RULE_SIZE].lost = 1;
    assert_int_equal(rap_grade_of(r), RAP_MODERATE);
    r[RAP_RULE_MISSING].lost = 1;
    assert_int_equal(rap_grade_of(r), RAP_LOW);
    r[RAP_RULE_SIZE].lost = 2;
    assert_int_equal(rap_grade_of(r), RAP_VERY_LOW);
    r[RAP_RULE_MISSING].lost = 2;
    assert_int_equal(rap_grade_of(r), RAP_VERY_LOW);
}

/* What is not known leaves so much at most, costs nothing more below, and is never fine. */
static void what_is_not_known_caps_the_grade(void **state) {
    rap_reason r[RAP_N_RULES];
    (void)state;
    for (size_t k = 0; k < RAP_N_RULES; k++) {
        all_known(r);
        r[k].known = false;
        assert_int_equal(rap_grade_of(r), rap_certainty_rules[k].most);
        assert_true(rap_certainty_rules[k].most < RAP_HIGH);
        r[(k + 1) % RAP_N_RULES].lost = 2;
        assert_int_equal(rap_grade_of(r), RAP_LOW);
    }
    all_known(r);
    r[RAP_RULE_PATTERNS].known = r[RAP_RULE_UNSOURCED].known = false;
    assert_int_equal(rap_grade_of(r), RAP_LOW);
}

/* ---- each rule, on tables made by hand ------------------------------------------------------ */

typedef struct {
    fake_tables f;
    rap_agreement agreement;
    rap_contrast_row row;
    rap_uncertain inputs;
    const rap_input *listed[FAKE_INPUTS];
    bool used[FAKE_INPUTS * 7], arms[7];
    rap_certainty_case x;
} bench;

static rap_agreement *agreements_of(bench *b) {
    if (!b->f.tables.agreements)
        b->f.tables.agreements = rap_allocate(b->f.study.n_contrasts * b->f.study.n_headlines,
                                              sizeof *b->f.tables.agreements);
    assert_non_null(b->f.tables.agreements);
    return &b->f.tables.agreements[0];
}

/* Contrast 0 at headline 0, whose delta is .05; of five inputs that vary in its arms the fourth has a source. */
static void make_bench(bench *b) {
    *b = (bench){0};
    assert_int_equal(fake_tables_init(&b->f, FAKE_USUAL), RAP_OK);
    const rap_headline *h = &b->f.study.headlines[0];
    const rap_contrast_row *row =
        rap_tables_contrast(&b->f.tables, 0, h->outcome, h->group, h->window);
    assert_non_null(row);
    b->row = *row;
    b->arms[0] = b->arms[1] = true;
    for (size_t k = 0; k < FAKE_INPUTS; k++) {
        b->listed[k] = &b->f.inputs[k];
        b->used[k * 7] = true;
    }
    b->inputs =
        (rap_uncertain){.n = FAKE_INPUTS, .n_arms = 7, .inputs = b->listed, .used = b->used};
    b->x = (rap_certainty_case){
        .t = &b->f.tables, .row = &b->row, .inputs = &b->inputs, .arms = b->arms};
    b->f.study.draws = 100;
}

static void free_bench(bench *b) {
    rap_free(b->f.tables.agreements);
    fake_tables_free(&b->f);
}

static void check_found(rap_rule rule, rap_reason r, bool known, double value) {
    rap_reason_judge(rule, &r);
    assert_int_equal(r.known, known);
    assert_int_equal(isnan(r.value), isnan(value));
    if (!isnan(value))
        assert_double_near(r.value, value, 1e-9);
}

/* An interval holds none, one or both of +.05 and -.05; at its very end it does not. */
static void the_interval_against_delta(void **state) {
    static const struct {
        double low, high, held;
    } cases[] = {{0.06, 0.2, 0},   {0.05, 0.2, 0},   {0.04, 0.2, 1},   {-0.2, -0.05, 0},
                 {-0.2, -0.04, 1}, {-0.04, 0.04, 0}, {-0.04, 0.05, 1}, {-0.05, 0.04, 1},
                 {-0.06, 0.06, 2}, {NAN, 0.06, NAN}};
    bench b;
    (void)state;
    make_bench(&b);
    for (size_t k = 0; k < COUNT(cases); k++) {
        b.row.s.ci_low = cases[k].low;
        b.row.s.ci_high = cases[k].high;
        check_found(RAP_RULE_INTERVAL, rap_find_interval(&b.x), !isnan(cases[k].held),
                    cases[k].held);
    }
    free_bench(&b);
}

static void sets_that_agree(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    check_found(RAP_RULE_SIZE, rap_find_size(&b.x), false, NAN);
    check_found(RAP_RULE_OPPOSITE, rap_find_opposite(&b.x), false, NAN);
    rap_agreement *a = agreements_of(&b);
    *a = (rap_agreement){.same = rap_share_of(0, 0), .opposite = rap_share_of(0, 0)};
    check_found(RAP_RULE_SIZE, rap_find_size(&b.x), false, NAN);
    check_found(RAP_RULE_OPPOSITE, rap_find_opposite(&b.x), false, NAN);
    *a = (rap_agreement){.same = rap_share_of(70, 100), .opposite = rap_share_of(12, 100)};
    check_found(RAP_RULE_SIZE, rap_find_size(&b.x), true, 0.3);
    check_found(RAP_RULE_OPPOSITE, rap_find_opposite(&b.x), true, 0.12);
    assert_int_equal(rap_find_size(&b.x).n, 30);
    free_bench(&b);
}

static void sets_and_missing_runs(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    b.row.s.draws = 29;
    b.row.s.runs = 300;
    b.row.s.missing = 100;
    check_found(RAP_RULE_SETS, rap_find_sets(&b.x), true, 29);
    check_found(RAP_RULE_MISSING, rap_find_missing(&b.x), true, 0.25);
    b.f.study.draws = 0; /* start values are no set */
    check_found(RAP_RULE_SETS, rap_find_sets(&b.x), true, 0);
    b.row.s.runs = b.row.s.missing = 0;
    check_found(RAP_RULE_MISSING, rap_find_missing(&b.x), false, NAN);
    free_bench(&b);
}

/* Shares .34, .17, .113, .085, .068 of .776; the fourth has a source. */
static void sources_by_the_screen(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    double without = 0.34 * (1 + 1 / 2.0 + 1 / 3.0 + 1 / 5.0), with = 0.34 / 4;
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), true, without);
    assert_int_equal(rap_find_unsourced(&b.x).n, 4);
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), false,
                0); /* no model knows what is here */
    b.f.inputs[3].setting = "elsewhere";
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), true, 1);
    b.f.inputs[3].setting = "alike";
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), true, 0);
    b.f.inputs[3].setting = "here";
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), true, 0);
    b.f.inputs[0].setting = b.f.inputs[1].setting = "elsewhere";
    b.f.inputs[0].grade = b.f.inputs[1].grade = "measured";
    /* .181 without a source, and .224 that may rest on any: one level or none */
    without = 0.34 * (1 / 3.0 + 1 / 5.0);
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), false, without);
    /* .595 with sources of which .51 are from elsewhere */
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), true, 0.51 / (0.51 + with));
    b.f.tables.deciders[0].state = RAP_SCREEN_FEW;
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), false, NAN);
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), false, NAN);
    b.f.tables.deciders[0].state = RAP_SCREEN_CONSTANT; /* nothing differs */
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), true, 0);
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), true, 0);
    free_bench(&b);
}

/* Where all are of one kind it is known without any run; where nothing was drawn nothing is. */
static void sources_of_one_kind(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    b.f.tables.deciders[0].state = RAP_SCREEN_FEW;
    b.f.inputs[3].grade = "assumed";
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), true, 1);
    for (size_t k = 0; k < FAKE_INPUTS; k++)
        b.f.inputs[k].grade = "elicited";
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), true, 0);
    for (size_t k = 0; k < FAKE_INPUTS; k++)
        b.used[k * 7] = k == 3; /* the others vary in other arms */
    b.f.inputs[0].grade = "assumed";
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), true, 0);
    b.f.study.draws = 0;
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), false, NAN);
    check_found(RAP_RULE_SETTING, rap_find_setting(&b.x), false, NAN);
    free_bench(&b);
}

/* What `sensitivity` found goes before the screen. */
static void sources_by_sensitivity(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    rap_factor factor = {.kind = RAP_FACTOR_GRADE, .name = "assumed"};
    rap_factor_share share = {.total = {.state = RAP_INDEX_TOLD, .value = 0.4}};
    rap_decided row = {.of = 0, .headline = 0, .shares = &share};
    rap_deciding d = {
        .study = &b.f.study, .factors = {.rows = &factor, .n = 1}, .rows = &row, .n_rows = 1};
    b.f.tables.deciding = &d;
    check_found(RAP_RULE_UNSOURCED, rap_find_unsourced(&b.x), true, 0.4);
    share.total.state = RAP_INDEX_NONE;
    assert_true(rap_find_unsourced(&b.x).value > 0.6);
    free_bench(&b);
}

/* ---- what the model fails ------------------------------------------------------------------- */

static rap_pattern pattern_of(size_t outcome, rap_standing standing) {
    return (rap_pattern){.standing = standing, .claim = {.effect = {.outcome = outcome}}};
}

/* Of three that count one fails; those of other outcomes, put in, or without a share do not count. */
static void patterns_that_concern_the_outcome(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    size_t o = b.row.outcome;
    const rap_pattern own = pattern_of(o, RAP_HELD_OUT), other = pattern_of(o + 1, RAP_HELD_OUT),
                      put_in = pattern_of(o, RAP_IS_INPUT);
    rap_pattern against = pattern_of(o + 1, RAP_HELD_OUT);
    against.claim.compared = true;
    against.claim.versus.outcome = o;
    rap_pattern_result rows[] = {{.pattern = &own, .holds = rap_share_of(50, 100)},
                                 {.pattern = &own, .holds = rap_share_of(49, 100)},
                                 {.pattern = &other, .holds = rap_share_of(0, 100)},
                                 {.pattern = &put_in, .holds = rap_share_of(0, 100)},
                                 {.pattern = &own, .holds = rap_share_of(0, 0)},
                                 {.pattern = &against, .holds = rap_share_of(90, 100)}};
    const rap_quantity measured = {.standing = RAP_HELD_OUT, .effect = {.outcome = o}};
    rap_quantity_result quantity = {.quantity = &measured, .plausible = rap_share_of(49, 100)};
    rap_patterns p = {.rows = rows, .n_rows = COUNT(rows)};
    check_found(RAP_RULE_PATTERNS, rap_find_patterns(&b.x), false, NAN);
    b.f.tables.patterns = &p;
    check_found(RAP_RULE_PATTERNS, rap_find_patterns(&b.x), true, 1 / 3.0);
    p.quantities = &quantity;
    p.n_quantities = 1;
    check_found(RAP_RULE_PATTERNS, rap_find_patterns(&b.x), true, 2 / 4.0);
    assert_int_equal(rap_find_patterns(&b.x).of, 4);
    b.row.outcome = o + 3; /* nothing concerns it */
    check_found(RAP_RULE_PATTERNS, rap_find_patterns(&b.x), false, NAN);
    free_bench(&b);
}

/* Of two that were measured one lies 1.95, the other 1.97 standard deviations from what all others foretell. */
static void quantities_that_others_foretell(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    const rap_quantity measured = {.standing = RAP_HELD_OUT, .effect = {.outcome = b.row.outcome}};
    const rap_foretold near = {.others_z = -1.95}, far = {.others_z = -1.97};
    rap_calibrated_quantity rows[] = {{.quantity = &measured, .foretold = &near},
                                      {.quantity = &measured, .foretold = &far},
                                      {.quantity = &measured}};
    const rap_calibrated c = {.quantities = rows, .n_quantities = COUNT(rows)};
    b.f.tables.calibrated = &c;
    check_found(RAP_RULE_PATTERNS, rap_find_patterns(&b.x), true, 1 / 2.0);
    free_bench(&b);
}

/* Without a value nothing is graded, and without certainties nothing is found. */
static void nothing_to_grade(void **state) {
    bench b;
    (void)state;
    make_bench(&b);
    assert_null(rap_certainty_of(&b.f.tables, 0, 0));
    rap_certainty row = {.grade = RAP_LOW};
    const rap_certainties c = {.rows = &row, .n_rows = 1, .n_headlines = 1};
    b.f.tables.certainties = &c;
    assert_ptr_equal(rap_certainty_of(&b.f.tables, 0, 0), &row);
    assert_null(rap_certainty_of(&b.f.tables, 0, 1));
    assert_null(rap_certainty_of(&b.f.tables, 1, 0));
    free_bench(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(levels_at_each_threshold),
        cmocka_unit_test(levels_add_up_to_a_grade),
        cmocka_unit_test(what_is_not_known_caps_the_grade),
        cmocka_unit_test(the_interval_against_delta),
        cmocka_unit_test(sets_that_agree),
        cmocka_unit_test(sets_and_missing_runs),
        cmocka_unit_test(sources_by_the_screen),
        cmocka_unit_test(sources_of_one_kind),
        cmocka_unit_test(sources_by_sensitivity),
        cmocka_unit_test(patterns_that_concern_the_outcome),
        cmocka_unit_test(quantities_that_others_foretell),
        cmocka_unit_test(nothing_to_grade),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
