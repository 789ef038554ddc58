/* test_boxes.c: from runs to labels, boxes, what they are like, words and files, in a toy whose
 * boxes are known (toy_boxes.h). */
#include "toy_boxes.h"
#include "base/error.h"
#include "plots/words/box_words.h"

#include <string.h>

enum { BETTER, WORSE, ASSUMED_BETTER, ASSUMED_WORSE, SLOPE = 0, BOTH, IDLE };

/* Cells of the row at *at (RFC 4180); moves *at behind it. */
static size_t cells(const char **at) {
    size_t n = 1;
    bool quoted = false;
    const char *c = *at;
    for (; *c && (quoted || *c != '\n'); c++) {
        quoted ^= *c == '"';
        n += !quoted && *c == ',';
    }
    *at = *c ? c + 1 : c;
    return n;
}

/* All rows as wide as the first; returns how many there are below it. */
static size_t check_csv(const rap_boxes *boxes, void (*make)(const rap_boxes *, rap_text *)) {
    rap_text out;
    size_t rows = 0;
    rap_text_init(&out);
    make(boxes, &out);
    assert_int_equal(rap_text_status(&out), RAP_OK);
    const char *at = rap_text_string(&out);
    size_t wide = cells(&at);
    assert_true(wide > 4);
    for (; *at; rows++)
        assert_int_equal(cells(&at), wide);
    assert_null(strstr(rap_text_string(&out), "nan"));
    assert_null(strstr(rap_text_string(&out), "inf"));
    rap_text_free(&out);
    return rows;
}

static void labels_say_what_is_so(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_make(&b, "points = 300; assumptions = 0;", toy_box_contexts);
    const rap_design *d = &b.plan.contexts;
    size_t better = 0, worse = 0;
    for (size_t p = 0; p < d->n; p++) {
        double slope = d->x[p * d->n_axes + SLOPE], both = d->x[p * d->n_axes + BOTH];
        double difference = both == 1 ? 0 : slope;
        assert_double_near(b.boxes.difference[0][p], difference, 1e-9);
        assert_int_equal(b.boxes.searches[BETTER].label[p], difference > 1);
        assert_int_equal(b.boxes.searches[WORSE].label[p], difference < -1);
        better += difference > 1;
        worse += difference < -1;
    }
    assert_int_equal(b.boxes.searches[BETTER].labelled, better);
    assert_int_equal(b.boxes.searches[WORSE].labelled, worse);
    assert_true(better > 50 && worse > 50);
    assert_int_equal(b.boxes.missing[0], 0);
    assert_int_equal(b.boxes.searches[ASSUMED_BETTER].found.n, 0);
    toy_boxes_free(&b);
}

static void the_direction_turns_labels(void **state) {
    (void)state;
    toy_boxes up, down;
    toy_boxes_make(&up, "points = 60; assumptions = 0;", toy_box_contexts);
    toy_boxes_make(&down, "direction = \"down\"; points = 60; assumptions = 0;", toy_box_contexts);
    assert_memory_equal(up.boxes.searches[BETTER].label, down.boxes.searches[WORSE].label, 60);
    assert_memory_equal(up.boxes.searches[WORSE].label, down.boxes.searches[BETTER].label, 60);
    toy_boxes_free(&up);
    toy_boxes_free(&down);
}

static void the_box_is_found(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_make(&b, "density = 0.95; points = 900; assumptions = 0;", toy_box_contexts);
    const rap_search *s = &b.boxes.searches[BETTER];
    assert_true(s->found.n >= 1);
    const rap_prim_box *box = &s->found.box[0];
    assert_true(box->limits[SLOPE].restricted && box->limits[BOTH].restricted);
    assert_false(box->limits[IDLE].restricted);
    assert_double_near(box->limits[SLOPE].low, 1, 0.25);
    assert_true(isinf(box->limits[SLOPE].high));
    assert_true(box->limits[BOTH].without[1]);
    assert_false(box->limits[BOTH].without[0] || box->limits[BOTH].without[2]);
    assert_true(box->density >= 0.8 && box->coverage > 0.8);
    const rap_prim_box *worse = &b.boxes.searches[WORSE].found.box[0];
    assert_true(b.boxes.searches[WORSE].found.n >= 1 && worse->limits[SLOPE].restricted);
    assert_double_near(worse->limits[SLOPE].high, -1, 0.25);
    toy_boxes_free(&b);
}

/* Inside and outside are the means over the points that judge; typical values lie in the box. */
static void facts_are_those_of_the_points(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_make(&b, "points = 900; assumptions = 0;", toy_box_contexts);
    const rap_search *s = &b.boxes.searches[BETTER];
    const rap_prim_box *box = &s->found.box[0];
    const rap_box_facts *f = &s->facts[0];
    double x[3];
    assert_int_equal(f->inside.runs, box->judged.n);
    assert_int_equal(f->inside.runs + f->outside.runs, box->of.n);
    assert_true(f->inside.mean > 1 && f->inside.mean < 3);
    assert_true(f->inside.ci_low < f->inside.mean && f->inside.mean < f->inside.ci_high);
    assert_true(f->outside.mean < 0); /* what is steep is gone from it */
    for (size_t d = 0; d < 3; d++)
        x[d] = isnan(f->typical[d]) ? 5 : f->typical[d];
    assert_true(rap_prim_holds(&s->found, box, x));
    for (size_t d = 0; d < 2; d++) { /* each contrary value leaves the box by itself */
        double kept = x[d];
        x[d] = f->contrary[d];
        assert_false(rap_prim_holds(&s->found, box, x));
        x[d] = kept;
    }
    assert_double_near(f->typical[SLOPE], (box->limits[SLOPE].low + 3) / 2, 0.01);
    assert_double_near(f->contrary[SLOPE], (box->limits[SLOPE].low - 3) / 2, 0.01);
    assert_double_near(f->typical[BOTH], 0, 0);
    assert_double_near(f->contrary[BOTH], 1, 0);
    assert_true(isnan(f->typical[IDLE]) && isnan(f->contrary[IDLE]));
    toy_boxes_free(&b);
}

/* Of a number that is whole in the model, so are the values that stand for the box and for what is
 * outside, also where that is little. */
static void whole_numbers_stand_for_boxes(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_of(&b, "value", "end", "density = 0.95; points = 300; assumptions = 0;",
                 "end = { keys = [\"end\"]; low = 0; high = 11; };");
    const rap_search *s = &b.boxes.searches[BETTER]; /* the difference is `end` itself */
    assert_true(s->found.n >= 1);
    assert_double_near(s->found.box[0].limits[0].low, 0.5, 0);
    assert_double_near(s->facts[0].typical[0], 6, 0); /* 5.75 is none */
    assert_double_near(s->facts[0].contrary[0], 0, 0);
    toy_boxes_free(&b);
    toy_boxes_of(&b, "value", "end",
                 "density = 0.95; at_least = 10.0; points = 300; assumptions = 0;",
                 "end = { keys = [\"end\"]; low = 0; high = 11; };");
    assert_true(b.boxes.searches[BETTER].found.n >= 1);
    assert_double_near(b.boxes.searches[BETTER].facts[0].typical[0], 10, 0); /* 10.25 is none */
    assert_double_near(b.boxes.searches[BETTER].facts[0].contrary[0], 5, 0);
    toy_boxes_free(&b);
}

/* Points without a value take no part, and are counted. */
static void points_without_a_value(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_of(&b, "survivor", "1", "points = 60; assumptions = 0;",
                 "gone = { choices = { no = {}; yes = { changes = { missing = 1.0; }; }; }; }; "
                 "slope = { keys = [\"slope\"]; low = -3; high = 3; };");
    assert_int_equal(b.boxes.missing[0], 30);
    for (size_t p = 0; p < 60; p++) {
        bool gone = b.plan.contexts.x[p * 2] > 0;
        assert_int_equal(isnan(b.boxes.difference[0][p]), gone);
        assert_false(gone && b.boxes.searches[BETTER].label[p]);
        assert_false(gone && b.boxes.searches[WORSE].label[p]);
    }
    const rap_prim *found = &b.boxes.searches[BETTER].found;
    assert_int_equal(found->find.n + found->choose.n + found->judge.n, 30);
    assert_int_equal(check_csv(&b.boxes, rap_boxes_points_csv), 120);
    toy_boxes_free(&b);
}

static void assumptions_have_boxes(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_make(&b, "density = 0.95; points = 30; assumptions = 400;", toy_box_contexts);
    const rap_search *s = &b.boxes.searches[ASSUMED_BETTER];
    assert_int_equal(s->design->n, 400);
    assert_double_near((double)s->labelled, 200, 20); /* slope from 0.5 to 1.5 */
    assert_true(s->found.n >= 1);
    for (size_t d = 0; d < s->design->n_axes; d++)
        if (!strcmp(s->design->axes[d].name, "slope")) {
            assert_true(s->found.box[0].limits[d].restricted);
            assert_double_near(s->found.box[0].limits[d].low, 1, 0.1);
        } else
            assert_false(s->found.box[0].limits[d].restricted);
    assert_int_equal(b.boxes.searches[ASSUMED_WORSE].labelled, 0);
    assert_int_equal(b.boxes.searches[ASSUMED_WORSE].found.n, 0);
    toy_boxes_free(&b);
}

static void everywhere_and_nowhere_have_no_box(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_make(&b, "points = 60; assumptions = 0;",
                   "slope = { keys = [\"slope\"]; low = 2; high = 3; };");
    assert_int_equal(b.boxes.searches[BETTER].labelled, 60);
    assert_int_equal(b.boxes.searches[BETTER].found.n, 0);
    assert_int_equal(b.boxes.searches[WORSE].labelled, 0);
    assert_int_equal(b.boxes.searches[WORSE].found.n, 0);
    toy_boxes_free(&b);
}

/* ---- words ------------------------------------------------------------------------------------ */

static void words(const rap_axis *axis, double low, double high, const char *without,
                  const char *expected) {
    rap_prim_limit limit = {.restricted = true, .low = low, .high = high};
    rap_text out;
    rap_text_init(&out);
    for (size_t c = 0; without[c]; c++)
        limit.without[c] = without[c] == '1';
    rap_box_words(&out, axis, &limit);
    assert_string_equal(rap_text_string(&out), expected);
    rap_text_clear(&out);
    rap_words_limit(&out, NULL, axis, &limit);
    assert_string_equal(rap_text_string(&out), expected);
    rap_text_free(&out);
}

static void limits_in_words(void **state) {
    (void)state;
    toy_boxes b;
    toy_boxes_make(&b, "points = 30; assumptions = 0;", toy_box_contexts);
    const rap_axis *axes = b.plan.contexts.axes;
    words(&axes[SLOPE], -INFINITY, 0.354321, "", "below 0.354");
    words(&axes[SLOPE], 1.5, INFINITY, "", "above 1.5");
    words(&axes[SLOPE], 0.2, 0.6, "", "0.2 to 0.6");
    words(&axes[BOTH], -INFINITY, INFINITY, "010", "not all, equally");
    words(&axes[BOTH], -INFINITY, INFINITY, "011", "one");
    words(&axes[BOTH], -INFINITY, INFINITY, "110", "one 'late'");
    toy_boxes_free(&b);
}

static void boxes_in_words(void **state) {
    (void)state;
    toy_boxes b;
    rap_text out, expected;
    rap_text_init(&out);
    rap_text_init(&expected);
    toy_boxes_make(&b, "points = 900; assumptions = 0;", toy_box_contexts);
    const rap_search *s = &b.boxes.searches[BETTER];
    rap_box_sentence(&out, s, 0);
    rap_text_format(&expected, "Slope, \"steep\" above %.3g; Who has it not all, equally",
                    s->found.box[0].limits[SLOPE].low);
    assert_string_equal(rap_text_string(&out), rap_text_string(&expected));
    rap_text_clear(&out);
    rap_words_box(&out, NULL, s, 0);
    assert_string_equal(rap_text_string(&out), rap_text_string(&expected));
    rap_text_free(&out);
    rap_text_free(&expected);
    toy_boxes_free(&b);
}

/* ---- files ------------------------------------------------------------------------------------ */

static void files_have_even_rows(void **state) {
    (void)state;
    toy_boxes b;
    size_t restricted = 0, steps = 0;
    toy_boxes_make(&b, "points = 300; assumptions = 100;", toy_box_contexts);
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        for (size_t i = 0; i < b.boxes.searches[k].found.n; i++) {
            const rap_search *s = &b.boxes.searches[k];
            steps += s->found.box[i].n_steps;
            for (size_t d = 0; d < s->design->n_axes; d++)
                restricted += s->found.box[i].limits[d].restricted;
        }
    assert_true(restricted > 2 && steps > 4);
    assert_int_equal(check_csv(&b.boxes, rap_boxes_csv), restricted);
    assert_int_equal(check_csv(&b.boxes, rap_boxes_trajectories_csv), steps);
    assert_int_equal(check_csv(&b.boxes, rap_boxes_points_csv),
                     300 * 3 + 100 * b.plan.assumptions.n_axes);
    toy_boxes_free(&b);
}

static void files_say_the_numbers(void **state) {
    (void)state;
    toy_boxes b;
    rap_text out, row;
    rap_text_init(&out);
    rap_text_init(&row);
    toy_boxes_make(&b, "points = 300; assumptions = 0;", toy_box_contexts);
    rap_boxes_csv(&b.boxes, &out);
    assert_non_null(strstr(rap_text_string(&out), "contexts_better,1,slope,above "));
    assert_non_null(
        strstr(rap_text_string(&out), "contexts_better,1,both,\"not all, equally\",,,,"));
    rap_text_clear(&out);
    rap_boxes_points_csv(&b.boxes, &out);
    rap_text_add(&row, "contexts,7,slope,");
    rap_text_number(&row, b.plan.contexts.x[6 * 3]);
    rap_text_add(&row, ",");
    rap_text_number(&row, b.boxes.difference[0][6]);
    rap_text_add(&row, "\n");
    assert_non_null(strstr(rap_text_string(&out), rap_text_string(&row)));
    rap_text_free(&out);
    rap_text_free(&row);
    toy_boxes_free(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {cmocka_unit_test(labels_say_what_is_so),
                                       cmocka_unit_test(the_direction_turns_labels),
                                       cmocka_unit_test(the_box_is_found),
                                       cmocka_unit_test(facts_are_those_of_the_points),
                                       cmocka_unit_test(whole_numbers_stand_for_boxes),
                                       cmocka_unit_test(points_without_a_value),
                                       cmocka_unit_test(assumptions_have_boxes),
                                       cmocka_unit_test(everywhere_and_nowhere_have_no_box),
                                       cmocka_unit_test(limits_in_words),
                                       cmocka_unit_test(boxes_in_words),
                                       cmocka_unit_test(files_have_even_rows),
                                       cmocka_unit_test(files_say_the_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
