/* test_patterns.c: shares of draws in which claims hold, where the truth is known: the toy's
 * difference between arms is slope x month, its slope uniform from 0.5 to 1.5, and draws fill each
 * twentieth of that range equally. */
#include "toy_model.h"
#include "analysis/patterns/patterns.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

#define ARMS                                                                                       \
    "arms = { a = {}; b = { changes = { effect = 1; }; }; };\nwindows = [\"1\", \"2\"]; horizon "  \
    "= 2;"
#define PATTERN(name, body) name " = { source = \"S\"; built_from = \"b\"; " body " };\n"

typedef struct {
    toy_results toy;
    rap_patterns p;
} judged;

static judged *judge(const char *settings, const char *patterns) {
    judged *j = rap_allocate(1, sizeof *j);
    rap_text text;
    rap_text_init(&text);
    rap_text_format(&text, "%s\npatterns = {\n%s};", settings, patterns);
    toy_run(&j->toy, rap_text_string(&text));
    assert_int_equal(rap_patterns_make(&j->p, &j->toy.study, &j->toy.layout, j->toy.store), RAP_OK);
    rap_text_free(&text);
    return j;
}

static void done(judged *j) {
    rap_patterns_free(&j->p);
    rap_patterns_free(&j->p);
    toy_free(&j->toy);
    rap_free(j);
}

static void assert_share(const rap_share *s, int64_t k, int64_t n) {
    double low, high;
    rap_wilson(k, n, &low, &high);
    assert_int_equal(s->k, k);
    assert_int_equal(s->n, n);
    assert_double_near(s->share, (double)k / (double)n, 0);
    assert_double_near(s->low, low, 0);
    assert_double_near(s->high, high, 0);
}

static void shares_are_recovered(void **state) {
    (void)state;
    judged *j = judge(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN(
            "half",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = \"up\"; };")
            PATTERN("quarter", "status = \"held_out\"; plus = [\"a\"]; minus = [\"b\"]; "
                               "outcome = { name = \"value\"; window = \"1\"; at_least = 1.25; "
                               "direction = \"down\"; };")
                PATTERN("false_one", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                                     "outcome = { name = \"value\"; window = \"1\"; at_least = "
                                     "0.4; direction = \"down\"; };")
                    PATTERN("too_small", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                                         "outcome = { name = \"value\"; window = \"1\"; at_least = "
                                         "1.6; direction = \"up\"; };")
                        PATTERN("no_more", "status = \"input\"; plus = [\"b\"]; minus = [\"a\"]; "
                                           "outcome = { name = \"value\"; window = \"1\"; at_least "
                                           "= 1.0; direction = \"none\"; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_int_equal(j->p.n_rows, 5);
    assert_share(&r[0].holds, 20, 40);
    assert_share(&r[0].clearly, 20, 40); /* no luck in the difference: all is clear */
    assert_share(&r[0].fails, 20, 40);
    assert_share(&r[0].contrary, 0, 40);
    assert_share(&r[1].holds, 10, 40);
    assert_double_near(r[1].s.mean, -1, 0.02);
    assert_share(&r[2].holds, 0, 40);
    assert_share(&r[2].fails, 40, 40);
    assert_share(&r[2].contrary, 40, 40);
    assert_share(&r[3].holds, 0, 40);
    assert_share(&r[3].fails, 40, 40); /* too small is not contrary */
    assert_share(&r[3].contrary, 0, 40);
    assert_share(&r[4].holds, 20, 40);
    assert_int_equal(r[4].contrary.n, 0);
    done(j);
}

static void taken_together(void **state) {
    (void)state;
    judged *j = judge(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN(
            "up",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"value\"; window = \"1\"; at_least = 0.75; direction = \"up\"; };")
            PATTERN("down",
                    "status = \"by_construction\"; plus = [\"b\"]; minus = [\"a\"]; "
                    "outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = "
                    "\"none\"; };") "other = { source = \"S\"; built_from = \"c\"; status = "
                                    "\"held_out\"; plus = [\"b\"]; "
                                    "outcome = { name = \"calm\"; window = \"1\"; at_least = 0.05; "
                                    "direction = \"up\"; }; };");
    const rap_together *t = j->p.together;
    assert_int_equal(j->p.n_together, 6);
    assert_int_equal(t[0].patterns, 3); /* slopes from 0.75 to 1: a quarter */
    assert_share(&t[0].all_hold, 10, 40);
    assert_share(&t[0].none_fails, 10, 40);
    assert_true(t[1].standing == RAP_HELD_OUT && t[1].patterns == 2);
    assert_share(&t[1].all_hold, 30, 40);
    assert_true(t[2].standing == RAP_BY_CONSTRUCTION && t[2].patterns == 1);
    assert_share(&t[2].all_hold, 20, 40);
    assert_true(t[3].standing < 0 && t[3].patterns == 2);
    assert_string_equal(t[3].built_from, "b");
    assert_string_equal(t[4].built_from, "c");
    assert_share(&t[4].all_hold, 40, 40);
    assert_true(t[5].standing == RAP_HELD_OUT && t[5].patterns == 1);
    assert_string_equal(t[5].built_from, "b");
    done(j);
}

/* Luck of its own in one arm: with 0.3 on either side of a difference that is 1 in every draw, the
 * standard error of two runs is 0.3, so that 2 of them reach 0.6. */
static void clear_beyond_two_errors(void **state) {
    (void)state;
    judged *j = judge(
        "draws = 200; replicates = 2; slope = 1.0; own = 0.3; horizon = 2; windows = [\"1\"];"
        "arms = { a = {}; b = { changes = { effect = 1; who = 1; }; }; };\n",
        PATTERN(
            "near",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"value\"; window = \"1\"; at_least = 0.7; direction = \"up\"; };")
            PATTERN("far", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                           "outcome = { name = \"value\"; window = \"1\"; at_least = 2.5; "
                           "direction = \"up\"; };"));
    const rap_pattern_result *r = j->p.rows;
    /* P(N(1, 0.3) > 0.7) = 0.841, P(> 1.3) = 0.159, P(< 0.1) = 0.001; 5 sigma of 200 draws */
    assert_double_near(r[0].holds.share, 0.841, 0.13);
    assert_double_near(r[0].clearly.share, 0.159, 0.13);
    assert_double_near(r[0].fails.share, 0.001, 0.02);
    assert_true(r[0].clearly.k < r[0].holds.k);
    assert_share(&r[1].holds, 0, 200);
    assert_true(r[1].fails.k > 195);
    done(j);
}

static void levels_and_differences_of_differences(void **state) {
    (void)state;
    judged *j =
        judge("draws = 20; replicates = 1; " ARMS,
              PATTERN("groups", "status = \"held_out\"; plus = [\"a\"]; "
                                "outcome = { name = \"value\"; window = \"1\"; group = \"g:one\"; "
                                "at_least = 9.9; direction = \"up\"; }; "
                                "versus = { group = \"all\"; };")
                  PATTERN("growth", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                                    "outcome = { name = \"value\"; window = \"2\"; at_least = 1.0; "
                                    "direction = \"up\"; }; "
                                    "versus = { window = \"1\"; };")
                      PATTERN("twice", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                                       "outcome = { name = \"value\"; window = \"1\"; at_least = "
                                       "0.0; direction = \"none\"; }; "
                                       "versus = { plus = [\"b\"]; minus = [\"a\"]; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_double_near(r[0].s.mean, 10, 1e-12);
    assert_share(&r[0].holds, 20, 20);
    assert_share(&r[1].holds, 10, 20);   /* two months' slope less one month's */
    assert_share(&r[2].holds, 20, 20);   /* exactly 0 */
    assert_int_equal(r[0].clearly.n, 0); /* one run a draw: nothing is clear */
    assert_true(isnan(r[0].clearly.share));
    assert_int_equal(j->p.together[0].none_fails.n, 0);
    done(j);
}

static void what_decides(void **state) {
    (void)state;
    judged *j = judge(
        "draws = 40; replicates = 2; " ARMS,
        PATTERN("slope", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                         "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; };")
            PATTERN("level", "status = \"held_out\"; plus = [\"a\"]; "
                             "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; };")
                PATTERN("nothing",
                        "status = \"held_out\"; plus = [\"a\"]; "
                        "outcome = { name = \"calm\"; window = \"1\"; direction = \"up\"; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_int_equal(r[0].n_deciding, 1);
    assert_string_equal(r[0].deciding[0].input.path, "slope");
    assert_double_near(r[0].deciding[0].correlation, 1, 1e-12);
    assert_string_equal(r[1].deciding[0].input.path, "level");
    assert_int_equal(r[2].n_deciding, 0);
    assert_double_near(r[0].pattern->claim.at_least, 0.5, 0); /* the outcome's own */
    done(j);
}

/* A ratio by draw, worked out again from the store. */
static void ratios_by_draw(void **state) {
    enum { DRAWS = 20, RUNS = 4 };
    (void)state;
    judged *j = judge(
        "draws = 20; replicates = 4; noise = 0.2; between = 0.2; horizon = 2; windows = [\"1\"]; "
        "arms = { a = {}; b = { changes = { base = 2; who = 1; own = 0.1; }; }; };\n",
        PATTERN(
            "rate",
            "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
            "outcome = { name = \"rate\"; window = \"1\"; at_least = 1.0; direction = \"up\"; };"));
    double top[2][DRAWS * RUNS], bottom[2][DRAWS * RUNS], mean = 0;
    const rap_layout *l = &j->toy.layout;
    size_t x = (size_t)rap_layout_column(l, TOY_top, "all") * l->n_windows,
           y = (size_t)rap_layout_column(l, TOY_bottom, "all") * l->n_windows;
    int64_t holds = 0;
    for (size_t a = 0; a < 2; a++) {
        assert_int_equal(rap_store_values(j->toy.store, a, x, 1, DRAWS * RUNS, top[a]), RAP_OK);
        assert_int_equal(rap_store_values(j->toy.store, a, y, 1, DRAWS * RUNS, bottom[a]), RAP_OK);
    }
    for (size_t d = 0; d < DRAWS; d++) {
        double above[2] = {0, 0}, below[2] = {0, 0};
        for (size_t k = 0; k < 2 * RUNS; k++) {
            above[k / RUNS] += top[k / RUNS][d * RUNS + k % RUNS];
            below[k / RUNS] += bottom[k / RUNS][d * RUNS + k % RUNS];
        }
        double difference = above[1] / below[1] - above[0] / below[0];
        mean += difference / DRAWS;
        holds += difference > 1;
    }
    assert_double_near(j->p.rows[0].s.mean, mean, 1e-12);
    assert_share(&j->p.rows[0].holds, holds, DRAWS);
    assert_true(holds > 0 && holds < DRAWS);
    done(j);
}

static void missing_runs_and_no_ratio(void **state) {
    (void)state;
    judged *j = judge(
        "draws = 30; replicates = 2; missing = 0.5; base = 0.0; " ARMS,
        PATTERN("some", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                        "outcome = { name = \"survivor\"; window = \"1\"; at_least = 0.4; "
                        "direction = \"up\"; };")
            PATTERN("none", "status = \"held_out\"; plus = [\"b\"]; "
                            "outcome = { name = \"rate\"; window = \"1\"; direction = \"up\"; };"));
    const rap_pattern_result *r = j->p.rows;
    assert_true(r[0].s.missing > 15 && r[0].s.missing < 45);
    assert_true(r[0].holds.n < 30 && r[0].holds.k == r[0].holds.n);
    assert_int_equal(r[1].holds.n, 0);
    assert_true(isnan(r[1].holds.share) && isnan(r[1].s.mean));
    assert_int_equal(j->p.together[0].all_hold.n, 0);
    done(j);
}

static void states_of_one_draw(void **state) {
    const rap_expectation up = {.direction = 1, .at_least = 1}, none = {.at_least = 1},
                          zero = {.at_least = 0};
    const unsigned value = RAP_SHOWS_VALUE, known = RAP_SHOWS_VALUE | RAP_SHOWS_ERROR;
    (void)state;
    assert_int_equal(rap_claim_shows(&up, 2, 0.4), known | RAP_SHOWS_HOLDS | RAP_SHOWS_CLEARLY);
    assert_int_equal(rap_claim_shows(&up, 2, 0.6), known | RAP_SHOWS_HOLDS);
    assert_int_equal(rap_claim_shows(&up, 1, 0), known | RAP_SHOWS_FAILS);
    assert_int_equal(rap_claim_shows(&up, 0.5, 0.3), known);
    assert_int_equal(rap_claim_shows(&up, 0.5, 0.2), known | RAP_SHOWS_FAILS);
    assert_int_equal(rap_claim_shows(&up, -2, 0.4), known | RAP_SHOWS_FAILS | RAP_SHOWS_CONTRARY);
    assert_int_equal(rap_claim_shows(&up, 2, (double)NAN), value | RAP_SHOWS_HOLDS);
    assert_int_equal(rap_claim_shows(&up, (double)NAN, 0), 0);
    assert_int_equal(rap_claim_shows(&none, -0.5, 0.2),
                     known | RAP_SHOWS_HOLDS | RAP_SHOWS_CLEARLY);
    assert_int_equal(rap_claim_shows(&none, -2, 0.4), known | RAP_SHOWS_FAILS);
    assert_int_equal(rap_claim_shows(&zero, 0, 0), known | RAP_SHOWS_HOLDS | RAP_SHOWS_CLEARLY);
}

static size_t cells(const char *line) {
    size_t n = 1;
    for (; *line && *line != '\n'; line++)
        n += *line == ',';
    return n;
}

static void the_table(void **state) {
    (void)state;
    judged *j =
        judge("draws = 20; replicates = 2; " ARMS,
              PATTERN("up", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                            "outcome = { name = \"value\"; window = \"1\"; direction = \"up\"; }; "
                            "versus = { window = \"2\"; };"));
    rap_text csv;
    rap_text_init(&csv);
    rap_patterns_csv(&j->p, &csv);
    const char *head = rap_text_string(&csv), *row = strchr(head, '\n') + 1,
               *last = strchr(row, '\n') + 1;
    assert_int_equal(cells(row), cells(head));
    assert_int_equal(cells(last), cells(head));
    assert_non_null(
        strstr(row, "up,up,S,b,held_out,1,value,points,b,a,all,1,b,a,all,2,up,0.5,20,40,0,"));
    assert_non_null(strstr(last, "(together),,,,,1,"));
    rap_text_free(&csv);
    done(j);
}

#define UP                                                                                         \
    PATTERN(                                                                                       \
        "up",                                                                                      \
        "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "                                 \
        "outcome = { name = \"value\"; window = \"1\"; at_least = 1.0; direction = \"up\"; };")
#define QUANTITY(name, status, sides, value, sd)                                                   \
    name " = { source = \"S\"; status = \"" status "\"; " sides                                    \
         " outcome = { name = \"value\"; window = \"1\"; }; value = " value "; sd = " sd "; };\n"
#define B_LESS_A "plus = [\"b\"]; minus = [\"a\"];"
#define QUANTITIES(rows) "draws = 40; replicates = 2; " ARMS "\nquantities = { " rows "};"

static void weights_by_hand(void **state) {
    double squares[] = {2000, 2000 + 2 * log(2), (double)NAN, 1e6}, none[] = {(double)NAN};
    (void)state;
    assert_double_near(rap_weigh(squares, 4), 9.0 / 5, 1e-12); /* weights 1, 1/2, 0, 0 */
    assert_double_near(squares[0], 2.0 / 3, 1e-12);
    assert_double_near(squares[1], 1.0 / 3, 1e-12);
    assert_double_near(squares[2] + squares[3], 0, 0);
    assert_double_near(rap_weigh(none, 1), 0, 0);
}

/* b less a is the slope: the upper half of 40 lies within 3 of 1.5, and bears nearly all weight. The
 * quantity of status input, far from all, changes nothing. */
static void quantities_weigh(void **state) {
    (void)state;
    judged *j = judge(QUANTITIES(QUANTITY("high", "held_out", B_LESS_A, "1.5", "0.1666")
                                     QUANTITY("put_in", "input", B_LESS_A, "9", "0.1")),
                      UP);
    const rap_patterns *p = &j->p;
    const rap_quantity_result *r = p->quantities;
    double sum = 0;
    for (int64_t d = 0; d < p->draws; d++)
        sum += p->states[d] & RAP_SHOWS_HOLDS ? p->weights[d] : 0;
    assert_int_equal(p->n_quantities, 2);
    assert_share(&p->rows[0].holds, 20, 40);
    assert_double_near(p->rows[0].weighted, sum, 1e-12);
    assert_true(sum > 0.99 && p->effective >= RAP_ENOUGH_WEIGHT && p->effective < 21);
    assert_share(&r[0].plausible, 20, 40);
    assert_double_near(r[0].mean, 1, 0.02);
    assert_double_near(r[0].distance, -0.5 / 0.1666, 0.1);
    assert_share(&r[1].plausible, 0, 40);
    done(j);
}

/* Two runs of luck 0.3 each: z is over sqrt(sd^2 + within / 2). Worked out again from the store. */
static void luck_counts(void **state) {
    enum { DRAWS = 20, RUNS = 2 };
    (void)state;
    judged *j =
        judge("draws = 20; replicates = 2; noise = 0.3; horizon = 2; windows = [\"1\"]; "
              "arms = { a = {}; b = { changes = { effect = 1; }; }; };\nquantities = { " QUANTITY(
                  "q", "held_out", "plus = [\"b\"];", "2", "0.5")
                  QUANTITY("r", "held_out", "plus = [\"a\"];", "1", "0.7") "};",
              UP);
    const double value[] = {2, 1}, sd[] = {0.5, 0.7};
    const rap_layout *l = &j->toy.layout;
    size_t column = (size_t)rap_layout_column(l, TOY_value, "all") * l->n_windows;
    double x[DRAWS * RUNS], squares[DRAWS] = {0}, sum = 0, squared = 0;
    for (size_t q = 0; q < 2; q++) {
        double within = 0, distance = 0;
        assert_int_equal(rap_store_values(j->toy.store, 1 - q, column, 1, DRAWS * RUNS, x), RAP_OK);
        for (size_t d = 0; d < DRAWS; d++)
            within += (x[2 * d] - x[2 * d + 1]) * (x[2 * d] - x[2 * d + 1]) / 2 / DRAWS;
        for (size_t d = 0; d < DRAWS; d++) {
            double mean = (x[2 * d] + x[2 * d + 1]) / 2;
            double z = (mean - value[q]) / sqrt(sd[q] * sd[q] + within / RUNS);
            squares[d] += z * z;
            distance += z / DRAWS;
        }
        assert_true(within > 0.01);
        assert_double_near(j->p.quantities[q].distance, distance, 1e-12);
    }
    for (size_t d = 0; d < DRAWS; d++) {
        sum += exp(-squares[d] / 2);
        squared += exp(-squares[d]);
    }
    for (size_t d = 0; d < DRAWS; d++)
        assert_double_near(j->p.weights[d], exp(-squares[d] / 2) / sum, 1e-12);
    assert_double_near(j->p.effective, sum * sum / squared, 1e-9);
    done(j);
}

static void what_does_not_weigh(void **state) {
    (void)state;
    judged *j = judge(QUANTITIES(QUANTITY("high", "input", B_LESS_A, "1.5", "0.1666")), UP);
    assert_share(&j->p.quantities[0].plausible, 20, 40);
    assert_true(isnan(j->p.effective) && isnan(j->p.rows[0].weighted));
    done(j);
    j = judge(QUANTITIES(QUANTITY("far", "held_out", B_LESS_A, "1000.0", "0.001")), UP);
    assert_true(j->p.effective >= 1 && j->p.effective < RAP_ENOUGH_WEIGHT);
    assert_true(isnan(j->p.rows[0].weighted));
    assert_share(&j->p.quantities[0].plausible, 0, 40);
    done(j);
    j = judge("draws = 40; replicates = 2; " ARMS, UP);
    assert_true(j->p.n_quantities == 0 && isnan(j->p.effective) && isnan(j->p.rows[0].weighted));
    done(j);
    /* without a ratio in any draw there is nothing to weigh by */
    j = judge("draws = 6; replicates = 2; base = 0.0; " ARMS
              "quantities = { q = { source = \"S\"; status = \"held_out\"; plus = [\"b\"]; "
              "outcome = { name = \"rate\"; window = \"1\"; }; value = 1; sd = 1; }; };",
              UP);
    assert_double_near(j->p.effective, 0, 0);
    assert_true(isnan(j->p.quantities[0].distance) && isnan(j->p.quantities[0].mean));
    assert_int_equal(j->p.quantities[0].plausible.n, 0);
    done(j);
}

/* All draws weigh, but few have the pattern: what these are worth counts. */
static void a_pattern_few_draws_have(void **state) {
    (void)state;
    judged *j = judge("draws = 40; replicates = 1; missing = 0.93; " ARMS
                      "quantities = { " QUANTITY("wide", "held_out", B_LESS_A, "1", "9") "};",
                      UP PATTERN("rare", "status = \"held_out\"; plus = [\"b\"]; "
                                         "outcome = { name = \"survivor\"; window = \"1\"; "
                                         "at_least = 0.0; direction = \"up\"; };"));
    const rap_pattern_result *rare = &j->p.rows[1];
    assert_true(j->p.effective > 39);
    assert_true(rare->holds.n > 0 && rare->holds.n < RAP_ENOUGH_WEIGHT);
    assert_true(isnan(rare->weighted));
    assert_double_near(j->p.rows[0].weighted, 0.5, 0.01);
    done(j);
}

static void assert_same_bytes(const judged *a, const judged *b,
                              void (*csv)(const rap_patterns *, rap_text *)) {
    rap_text x, y;
    rap_text_init(&x);
    rap_text_init(&y);
    csv(&a->p, &x);
    csv(&b->p, &y);
    assert_string_equal(rap_text_string(&x), rap_text_string(&y));
    rap_text_free(&x);
    rap_text_free(&y);
}

/* What is planned leaves less behind, and judges the same: two windows of three, a ratio, a pattern
 * against another window, and a quantity. */
static void only_what_is_asked_is_kept(void **state) {
    const char *settings =
        "draws = 12; replicates = 2; horizon = 4; windows = [\"1\", \"2\", \"3\"]; "
        "arms = { a = {}; b = { changes = { effect = 1; }; }; };\n"
        "quantities = { " QUANTITY("q", "held_out", B_LESS_A, "1", "9") "};";
    const char *patterns =
        PATTERN("later", "status = \"held_out\"; plus = [\"b\"]; minus = [\"a\"]; "
                         "outcome = { name = \"value\"; window = \"3\"; direction = \"up\"; "
                         "at_least = 0.0; }; versus = { window = \"1\"; };")
            PATTERN("rate", "status = \"input\"; plus = [\"b\"]; outcome = { name = \"rate\"; "
                            "window = \"3\"; direction = \"up\"; at_least = 0.0; };");
    (void)state;
    judged *all = judge(settings, patterns), *asked = judge(settings, patterns);
    rap_patterns_free(&asked->p);
    assert_int_equal(rap_patterns_plan(&asked->toy.study), RAP_OK);
    toy_again(&asked->toy);
    assert_int_equal(
        rap_patterns_make(&asked->p, &asked->toy.study, &asked->toy.layout, asked->toy.store),
        RAP_OK);
    assert_same_bytes(all, asked, rap_patterns_csv);
    assert_same_bytes(all, asked, rap_quantities_csv);
    assert_int_equal(all->p.rows[1].holds.n, 12);
    assert_true(all->toy.study.n_windows == 4 && asked->toy.study.n_windows == 3);
    assert_true(asked->toy.layout.n_columns < all->toy.layout.n_columns);
    assert_int_equal(asked->toy.layout.n_series, 0);
    assert_true(rap_layout_column(&asked->toy.layout, TOY_value, "all") >= 0);
    done(all);
    done(asked);
}

static void the_table_of_quantities(void **state) {
    (void)state;
    judged *j =
        judge(QUANTITIES("high = { label = \"L, \\\"l\\\"\"; note = \"N\"; source = \"=S\"; "
                         "status = \"held_out\"; " B_LESS_A " outcome = { name = \"value\"; "
                         "window = \"1\"; }; value = 1.5; sd = 0.1666; };"),
              UP);
    rap_text csv;
    rap_text_init(&csv);
    rap_quantities_csv(&j->p, &csv);
    const char *head = rap_text_string(&csv), *row = strchr(head, '\n') + 1;
    assert_int_equal(cells(row), cells(head) + 1); /* the label's comma */
    assert_non_null(strstr(row, "high,\"L, \"\"l\"\"\",\"'=S\",held_out,value,points,b,a,all,1,40,"
                                "1.5,0.1666,"));
    assert_non_null(strstr(row, ",0.5,0.35"));
    assert_non_null(strstr(row, ",N\n"));
    rap_text_free(&csv);
    done(j);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shares_are_recovered),
        cmocka_unit_test(taken_together),
        cmocka_unit_test(clear_beyond_two_errors),
        cmocka_unit_test(levels_and_differences_of_differences),
        cmocka_unit_test(what_decides),
        cmocka_unit_test(ratios_by_draw),
        cmocka_unit_test(missing_runs_and_no_ratio),
        cmocka_unit_test(states_of_one_draw),
        cmocka_unit_test(the_table),
        cmocka_unit_test(weights_by_hand),
        cmocka_unit_test(quantities_weigh),
        cmocka_unit_test(luck_counts),
        cmocka_unit_test(what_does_not_weigh),
        cmocka_unit_test(a_pattern_few_draws_have),
        cmocka_unit_test(only_what_is_asked_is_kept),
        cmocka_unit_test(the_table_of_quantities),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
