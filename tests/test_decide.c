/* test_decide.c: what a claim's estimate decides, alone and among all claims of a study, worked out by hand; and that
 * other rows change nothing in a verdict. */
#include "realist_model.h"
#include "realist_study.h"
#include "sanitized.h"
#include "analysis/method/holm.h"
#include "analysis/propositions/verdicts.h"
#include "base/error.h"
#include "plots/words/verdict_words.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Holm --------------------------------------------------------------------------------------- */

/* By hand: 4 x 0.005, 3 x 0.01, 2 x 0.03, 1 x 0.04, none below the one before it. */
static void holm_by_hand(void **state) {
    double p[] = {0.01, 0.04, 0.03, 0.005}, large[] = {0.6, 0.7}, one[] = {0.03};
    (void)state;
    assert_int_equal(rap_holm(p, 4), RAP_OK);
    assert_double_near(p[0], 0.03, 1e-15);
    assert_double_near(p[1], 0.06, 1e-15);
    assert_double_near(p[2], 0.06, 1e-15);
    assert_double_near(p[3], 0.02, 1e-15);
    assert_int_equal(rap_holm(large, 2), RAP_OK);
    assert_double_near(large[0], 1, 0);
    assert_double_near(large[1], 1, 0);
    assert_int_equal(rap_holm(one, 1), RAP_OK);
    assert_double_near(one[0], 0.03, 0);
    assert_int_equal(rap_holm(one, 0), RAP_OK);
}

/* Student's t with 9 degrees of freedom: 2.262 is exceeded on either side in 5 of 100, 3.250 in one. */
static void p_values_belong_to_the_interval(void **state) {
    rap_summary s = {
        .draws = 10, .runs = 20, .mean = 1.5, .units = 10, .error = 1 / rap_student(10, 1)};
    (void)state;
    assert_double_near(rap_p_value(&s, 1), 0.05, 1e-12);
    assert_double_near(rap_p_value(&s, 3.249836 / 2.262157), 0.01, 1e-7);
    assert_double_near(rap_p_value(&s, 0), 1, 1e-12);
    s.error = 0;
    assert_double_near(rap_p_value(&s, 0.1), 0, 0);
    s.units = 1;
    assert_double_near(rap_p_value(&s, 0.1), 1, 0);
}

/* ---- what is open ------------------------------------------------------------------------------- */

typedef struct {
    rap_study study;
    rap_proposition proposition;
    rap_proposition_result row;
    rap_verdicts verdicts;
} hand_made;

static rap_estimate claim(double mean, double half, int64_t sets) {
    rap_estimate e = {.s = {.draws = 10,
                            .runs = 20,
                            .mean = mean,
                            .ci_low = mean - half,
                            .ci_high = mean + half,
                            .units = isnan(half) ? 1 : 10,
                            .error = half / rap_student(10, 1)},
                      .size = 1,
                      .sign = 1,
                      .above = rap_share_of(sets, 10)};
    return e;
}

/* Of 10 draws of 2 runs; all claims but the effect hold beyond doubt. */
static void decide_effect(hand_made *h, rap_estimate effect) {
    *h = (hand_made){.study.rule = {0.8, 0.5, 0.5}};
    h->row = (rap_proposition_result){.proposition = &h->proposition,
                                      .effect = effect,
                                      .opposite = claim(-effect.s.mean, 0.1, 0),
                                      .removed_last = claim(5, 0.1, 10),
                                      .reached = true,
                                      .activated = true};
    h->verdicts =
        (rap_verdicts){.study = &h->study, .items = 20, .draws = 10, .rows = &h->row, .n = 1};
    assert_int_equal(rap_verdicts_decide(&h->verdicts), RAP_OK);
}

static void assert_words(const hand_made *h, const char *wanted) {
    rap_text t;
    rap_text_init(&t);
    rap_verdict_words(&t, NULL, &h->verdicts, &h->row);
    if (!strstr(rap_text_string(&t), wanted))
        print_error("\"%s\" is not in: %s\n", wanted, rap_text_string(&t));
    assert_non_null(strstr(rap_text_string(&t), wanted));
    rap_text_free(&t);
}

/* 0.5 away with a reach of 1: four times 10 draws. 0.6 away: 27.8, which is 28. */
static void draws_that_settle_by_hand(void **state) {
    hand_made h;
    (void)state;
    decide_effect(&h, claim(1.5, 1, 9));
    assert_int_equal(h.row.verdict, RAP_NOT_DISTINGUISHABLE);
    assert_int_equal(h.row.open.claim, RAP_EFFECT_OPEN);
    assert_int_equal(h.row.open.reason, RAP_BY_INTERVAL);
    assert_double_near(h.row.open.draws, 40, 0);
    assert_words(&h, "About 40 sets of assumptions in place of 10");
    decide_effect(&h, claim(0.4, 1, 1));
    assert_double_near(h.row.open.draws, 28, 0);
    decide_effect(&h, claim(1.1, 0.351, 9)); /* 123.2 */
    assert_double_near(h.row.open.draws, 130, 0);
    decide_effect(&h, claim(1.009, 1, 9));
    assert_words(&h, "more than 100,000 sets of assumptions");
    decide_effect(&h, claim(1, 1, 9));
    assert_true(isnan(h.row.open.draws));
    assert_words(&h, "no number of draws");
}

/* Where draws fall on either side of the share, more of them bring nothing. */
static void what_draws_do_not_settle(void **state) {
    hand_made h;
    (void)state;
    decide_effect(&h, claim(1.5, 0.1, 6));
    assert_int_equal(h.row.open.reason, RAP_BY_SHARE);
    assert_true(isnan(h.row.open.draws));
    assert_words(&h, "It is so in about 6 of 10 sets of assumptions, and at least 80 %");
    decide_effect(&h, claim(1.5, 1, 6));
    assert_int_equal(h.row.open.reason, RAP_BY_SHARE);
    decide_effect(&h, claim(1.5, (double)NAN, 10));
    assert_int_equal(h.row.open.reason, RAP_BY_ONE_RUN);
    assert_words(&h, "One run has no interval");
    decide_effect(&h, claim(1.5, 0.1, 9));
    assert_int_equal(h.row.verdict, RAP_SUPPORTED);
    assert_int_equal(h.row.open.claim, RAP_NONE_OPEN);
}

/* The first claim that is open is named, in the order of the verdicts. */
static void the_open_claim_is_named(void **state) {
    hand_made h;
    (void)state;
    decide_effect(&h, claim(1.5, 0.1, 10));
    h.row.removed_last = claim(1.2, 0.4, 9);
    assert_int_equal(rap_verdicts_decide(&h.verdicts), RAP_OK);
    assert_int_equal(h.row.open.claim, RAP_RESPONSE_OPEN);
    assert_double_near(h.row.open.draws, 40, 0);
    assert_words(&h, "Open: whether enough of it is lost without the response.");
    h.proposition.group = "type:x";
    h.row.removed_last = claim(5, 0.1, 10);
    h.row.context = claim(0.8, 0.4, 1);
    assert_int_equal(rap_verdicts_decide(&h.verdicts), RAP_OK);
    assert_int_equal(h.row.open.claim, RAP_CONTEXT_OPEN);
    assert_int_equal(h.verdicts.claims, 4);
}

/* p = 0.02 of the effect: settled alone; of three claims that are all settled otherwise it is the last, and Holm
 * asks no more of it. Beside two that stay open it is not: 3 x 0.02. */
static void holm_decides_among_all(void **state) {
    const double half = 0.5 * 2.262157 / 2.821438; /* t(0.99, 9) */
    hand_made h;
    (void)state;
    decide_effect(&h, claim(1.5, half, 10));
    assert_int_equal(h.row.verdict, RAP_SUPPORTED);
    assert_int_equal(h.row.among_all, RAP_SUPPORTED);
    h.row.opposite = claim(1, 1, 5);
    h.row.removed_last = claim(1, 1, 5);
    assert_int_equal(rap_verdicts_decide(&h.verdicts), RAP_OK);
    assert_int_equal(h.row.effect.state[RAP_ALONE], RAP_CLAIM_HOLDS);
    assert_int_equal(h.row.effect.state[RAP_AMONG_ALL], RAP_CLAIM_OPEN);
}

/* ---- rows beside each other --------------------------------------------------------------------- */

#define NOISY                                                                                      \
    "draws = 12; replicates = 2; noise = 0.5; own = 0.5; luck = 1.0; k_a = 1.0; at_y = 0.0; "
#define NAMED(name) PROPOSITION(name, IN_X DOSE "response = \"a\"; " VALUE("1.0"))
#define HOPELESS(name) PROPOSITION(name, DOSE "response = \"b\"; " VALUE("0.5"))

/* Nine rows more change nothing in a verdict; read among all, some are no longer settled. */
static void other_rows_change_no_verdict(void **state) {
    realist *few = realist_plan(&realist_model, STUDY(NOISY, NAMED("p")));
    realist *many = realist_plan(&realist_model,
                                 STUDY(NOISY, NAMED("p") HOPELESS("a") HOPELESS("b") HOPELESS("c")
                                                  HOPELESS("d") HOPELESS("e") HOPELESS("f")
                                                      HOPELESS("g") HOPELESS("h") HOPELESS("i")));
    int settled = 0, less = 0;
    (void)state;
    for (int seed = 0; seed < 60; seed++) {
        realist_judge(few, seed);
        realist_judge(many, seed);
        const rap_proposition_result *p = few->verdicts.rows, *q = many->verdicts.rows;
        assert_int_equal(p->verdict, q->verdict);
        assert_int_equal(p->open.claim, q->open.claim);
        assert_true(isnan(p->open.draws)
                        ? isnan(q->open.draws)
                        : p->open.draws >= q->open.draws && p->open.draws <= q->open.draws);
        settled += p->among_all != RAP_NOT_DISTINGUISHABLE;
        less += p->among_all != RAP_NOT_DISTINGUISHABLE && q->among_all == RAP_NOT_DISTINGUISHABLE;
    }
    assert_int_equal(few->verdicts.claims, 4);
    assert_int_equal(many->verdicts.claims, 4 + 9 * 3);
    assert_true(settled > 5 && less > 0);
    realist_free(few);
    realist_free(many);
}

/* No dose does anything on average, and 0 is the size of every claim: what is called settled is so by chance. */
static void false_claims_together(void **state) {
    skip_under_sanitizers();
    enum { STUDIES = 400 };
#define VOID(name) PROPOSITION(name, IN_X DOSE "response = \"" name "\"; " VALUE("0.0"))
    realist *r =
        realist_plan(&realist_model, STUDY("draws = 12; replicates = 2; noise = 1.0; own = 1.0;",
                                           VOID("a") VOID("b") VOID("c")));
    int alone = 0, among_all = 0;
    (void)state;
    for (int seed = 0; seed < STUDIES; seed++) {
        bool any[RAP_READINGS] = {false, false};
        realist_judge(r, 9000 + seed);
        for (size_t k = 0; k < r->verdicts.n; k++)
            for (int reading = 0; reading < RAP_READINGS; reading++) {
                const rap_proposition_result *p = &r->verdicts.rows[k];
                any[reading] |= p->effect.state[reading] == RAP_CLAIM_HOLDS ||
                                p->opposite.state[reading] == RAP_CLAIM_HOLDS ||
                                p->removed_last.state[reading] == RAP_CLAIM_HOLDS ||
                                p->context.state[reading] == RAP_CLAIM_HOLDS;
            }
        alone += any[RAP_ALONE];
        among_all += any[RAP_AMONG_ALL];
    }
    assert_true(among_all <= STUDIES * 0.05 + 5 * sqrt(STUDIES * 0.05 * 0.95));
    assert_true(alone > among_all);
    realist_free(r);
}

/* ---- no path ------------------------------------------------------------------------------------ */

static rap_verdict verdict_of(const char *settings, const char *outcome) {
    char text[1024];
    snprintf(
        text, sizeof text,
        "%s arms = { plain = {}; }; propositions = { p = { source = \"S\"; resource = { lever = "
        "\"dose\"; from = 0; to = 2; }; response = \"a\"; outcome = { name = \"%s\"; window = "
        "\"1\"; direction = \"up\"; at_least = 1.0; }; }; };",
        settings, outcome);
    realist *r = realist_judged(&realist_model, text);
    rap_verdict v = r->verdicts.rows[0].verdict;
    realist_free(r);
    return v;
}

/* A dose that reaches nothing, beside one that does little; one run says neither; where it is decided by the dose
 * whether there is a value, the dose does reach it. */
static void no_path_is_not_too_small(void **state) {
#define LUCKY "draws = 4; replicates = 2; luck = 1.0; k_a = 0.1; "
    (void)state;
    assert_int_equal(verdict_of(LUCKY "climate = 0.0;", "value"), RAP_NO_PATH);
    assert_int_equal(verdict_of(LUCKY, "value"), RAP_TOO_SMALL);
    assert_int_equal(verdict_of(LUCKY, "count"), RAP_NO_PATH);
    assert_int_equal(verdict_of("draws = 1; replicates = 1; climate = 0.0;", "value"),
                     RAP_NOT_DISTINGUISHABLE);
    assert_int_equal(
        verdict_of("draws = 40; replicates = 2; climate = 0.0; missing = 0.5;", "survivor"),
        RAP_NO_PATH);
    assert_int_not_equal(verdict_of("draws = 40; replicates = 2; climate = 0.0; missing = 0.5; "
                                    "missing_given = true;",
                                    "survivor"),
                         RAP_NO_PATH);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(holm_by_hand),
        cmocka_unit_test(p_values_belong_to_the_interval),
        cmocka_unit_test(draws_that_settle_by_hand),
        cmocka_unit_test(what_draws_do_not_settle),
        cmocka_unit_test(the_open_claim_is_named),
        cmocka_unit_test(holm_decides_among_all),
        cmocka_unit_test(other_rows_change_no_verdict),
        cmocka_unit_test(false_claims_together),
        cmocka_unit_test(no_path_is_not_too_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
