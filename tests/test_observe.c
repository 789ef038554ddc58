/* test_observe.c: what is looked at changes no digit of it, and windows lie where the model says they may. */
#include "arm_bench.h"

#include <math.h>
#include <string.h>

static const char study_text[] =
    "title = \"test\"; horizon = 60; draws = 8; replicates = 1; seed = 5; complements = true;\n"
    "by_organisation = true;\n"
    "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 9; };\n"
    "  shop = { type = \"immigrant_focused_business\"; count = 3; from = 7; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 4; until = 30; }; };\n"
    "teams = { focal = { policy = \"sustained\"; aftercare = 7; grants = (\n"
    "    { start = 1; months = 12; amount = 90000; success = 0.7; },\n"
    "    { start = 20; months = 9; amount = 60000; renewal = true; success = 0.4; },\n"
    "    { start = 33; months = 12; amount = 50000; follow_on = true; success = 0.4; } ); };\n"
    "  rival = { policy = \"thin\"; grants = ( { start = 6; months = 12; amount = 90000; } ); }; "
    "};\n"
    "arms = { base = { changes = {}; };\n"
    "  persons = { changes = { community = { members = 3000; }; }; }; };\n";

enum { ITEMS = 8, MONTHS = 60 };

/* By one look at all columns: x. By a look at every third, and at every ninth every month: the same bits
 * where they are asked for. */
static void assert_same_digits(bench *b, double *few, const bool *third, const bool *ninth) {
    b->study.model->want(b->state, third, ninth);
    b->study.model->observe(b->state, few);
    for (size_t c = 0; c < b->n_columns; c++)
        if (third[c])
            assert_memory_equal(&few[c], &b->x[c], sizeof *few);
    for (size_t c = 0; c < b->n_columns; c++)
        few[c] = -1;
    b->study.model->follow(b->state, few);
    for (size_t c = 0; c < b->n_columns; c++)
        if (ninth[c])
            assert_memory_equal(&few[c], &b->x[c], sizeof *few);
}

static void look_at_few(bench *b, size_t shift) {
    double *few = rap_allocate(b->n_columns, sizeof *few);
    bool *ask = rap_allocate(3 * b->n_columns, sizeof *ask), *third = ask + b->n_columns;
    assert_true(few && ask);
    for (size_t c = 0; c < b->n_columns; c++) {
        ask[c] = true;
        third[c] = (c + shift) % 3 == 0;
        third[b->n_columns + c] = (c + shift) % 9 == 0;
    }
    b->study.model->want(b->state, ask, ask);
    b->study.model->observe(b->state, b->x);
    assert_same_digits(b, few, third, third + b->n_columns);
    rap_free(few);
    rap_free(ask);
}

static void who_looks_changes_no_digit(void **state) {
    (void)state;
    for (size_t arm = 0; arm < 2; arm++) {
        bench b;
        bench_set_up(&b, study_text, arm, NULL, 0);
        bench_start(&b, 2, 2);
        for (size_t month = 0; month <= 40; month++) {
            look_at_few(&b, month);
            bench_step(&b);
        }
        bench_tear_down(&b);
    }
}

/* Whether the model said that an anchor may lie in a month. */
static bool was_said(const bench *b, size_t anchor, int month) {
    int may = -1;
    for (size_t k = 0; b->study.model->may_lie(b->state, anchor, k, &may); k++)
        if (may == month)
            return true;
    return false;
}

/* Awards move the end forth and back; each is lost in some of the runs. */
static void anchors_lie_where_they_may(void **state) {
    bench b;
    int lowest = MONTHS, highest = 0;
    (void)state;
    bench_set_up(&b, study_text, 0, NULL, 0);
    for (uint64_t item = 0; item < 4 * ITEMS; item++) {
        bench_run_fast(&b, item, (int64_t)item % ITEMS);
        for (size_t a = 0; b.study.model->anchors[a]; a++)
            assert_true(was_said(&b, a, b.study.model->anchor(b.state, a)));
        int end = b.study.model->anchor(b.state, 0);
        lowest = end < lowest ? end : lowest;
        highest = end > highest ? end : highest;
    }
    assert_int_equal(lowest, 18); /* without any grant of the other team: the end of the thin one */
    assert_int_equal(highest, 45);
    bench_tear_down(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_looks_changes_no_digit),
        cmocka_unit_test(anchors_lie_where_they_may),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
