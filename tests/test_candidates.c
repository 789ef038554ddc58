/* test_candidates.c: what `discover` writes for further use is a study's text, whatever its circumstances are: read
 * back, planned, and with the numbers at their places. */
#include "fixture.h"
#include "analysis/discovery/candidates.h"
#include "analysis/propositions/cells.h"
#include "scenario/study/arms.h"

#include <math.h>

/* Circumstances of every kind that the grammar knows: a number at one place or several, whole, money, an entry of a
 * list; choices that change numbers, words, truths, lists and rows with a label, whose own label needs care. */
static const char contexts[] =
    "pay = { label = \"Pay, \\\"fair\\\"\"; low = 0; high = 60; keys = "
    "[\"teams.focal.pay.rate\"]; };\n"
    "count = { label = \"Associations \\\\ groups\"; low = 1; high = 9; keys = "
    "[\"organisations.ga.count\", "
    "\"organisations.shop.count\"]; };\n"
    "amount = { label = \"Amount\"; low = 50000; high = 300000; keys = "
    "[\"teams.focal.grants.0.amount\", "
    "\"teams.focal.grants.1.amount\"]; };\n"
    "start = { label = \"Start\"; low = 0; high = 5; keys = [\"teams.focal.grants.0.start\"]; };\n"
    "crisis = { label = \"Crisis\"; choices = { none = { label = \"none\"; };\n"
    "  early = { label = \"in the \\\"first\\\" year\"; changes = { shocks = { crisis = { label = "
    "\"A "
    "\\\"crisis\\\" \\\\ now\"; start = 3; months = 9; }; }; }; }; }; };\n"
    "funder = { label = \"Who pays\"; choices = { one = { changes = { complements = true; }; };\n"
    "  two = { changes = { teams = { focal = { policy = \"project\"; }; }; }; }; }; "
    "};\n";

static const char beginning[] =
    "title = \"T\"; currency = \"CAD\"; horizon = 60; draws = 2; replicates = 1; windows = "
    "[\"end+12\"];\n"
    "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 4; };\n"
    "  shop = { type = \"immigrant_focused_business\"; count = 3; }; };\n"
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 12; amount = "
    "60000; }, "
    "{ start = 20; months = 12; amount = 70000; } ); }; };\n";

static const char same_lists[] =
    "arms = { a = { changes = { teams = { focal = { policy = \"parachute\"; }; }; }; };\n"
    "  b = { label = \"B \\\"too\\\"\"; changes = {}; }; };\n";

static const char other_lists[] = "arms = { a = { changes = { teams = { focal = { grants = ( { "
                                  "start = 0; months = 24; amount = 9000; }, "
                                  "{ start = 30; months = 6; amount = 8000; } ); }; }; }; };\n"
                                  "  b = { changes = {}; }; };\n";

typedef struct {
    rap_study study;
    rap_point_plan plan;
    rap_boxes boxes;
    rap_candidate row;
    rap_candidates candidates;
    rap_prim_limit limits[RAP_MOST_DIMENSIONS];
    double typical[RAP_MOST_DIMENSIONS], contrary[RAP_MOST_DIMENSIONS];
} found_box;

static void print_problems(const rap_problems *problems) {
    for (size_t k = 0; k < problems->n; k++)
        print_error("%d: %s: %s\n", problems->rows[k].line, problems->rows[k].key,
                    problems->rows[k].text);
}

/* A box that restricts every dimension: numbers 3/4 up their range inside and 1/4 outside, the last choice inside. */
static void make_box(found_box *f, const char *text) {
    rap_problems problems;
    memset(f, 0, sizeof *f);
    fixture_read(&f->study, text, NULL);
    rap_problems_init(&problems);
    int status = rap_points_plan(&f->plan, &f->study, &problems);
    print_problems(&problems);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
    const rap_design *d = &f->plan.contexts;
    rap_search *s = &f->boxes.searches[0];
    f->boxes.study = &f->study;
    *s = (rap_search){.name = "contexts_better", .title = "T", .design = d, .sign = 1};
    s->found = (rap_prim){.n = 1, .n_dimensions = d->n_axes};
    s->found.box[0] = (rap_prim_box){.limits = f->limits, .judged = {20, 18}};
    s->facts[0] = (rap_box_facts){.typical = f->typical, .contrary = f->contrary};
    for (size_t k = 0; k < d->n_axes; k++) {
        const rap_axis *a = &d->axes[k];
        size_t choices = a->dimension->n_choices;
        f->limits[k] =
            (rap_prim_limit){.restricted = true, .low = a->low, .high = (double)INFINITY};
        f->limits[k].without[0] = choices > 0;
        f->typical[k] = choices ? (double)choices - 1 : floor((a->low + 3 * a->high) / 4);
        f->contrary[k] = choices ? 0 : floor((3 * a->low + a->high) / 4);
    }
    f->row = (rap_candidate){.mechanism = -1, .most = 2};
    f->candidates = (rap_candidates){&f->row, 1};
}

static void free_box(found_box *f) {
    rap_points_free(&f->plan);
    rap_study_free(&f->study);
}

static double number_in(const rap_study *study, size_t arm, const char *path) {
    const rap_field *field;
    double x = (double)NAN;
    assert_int_equal(rap_study_number(study, arm, path, &field, &x), RAP_OK);
    return x;
}

/* The study with its candidates, read and planned. */
static void read_back(rap_study *study, rap_cell_plan *plan, const char *arms, rap_text *written) {
    char *text = rap_allocate(20000, 1);
    found_box f;
    rap_problems problems;
    assert_non_null(text);
    snprintf(
        text, 20000,
        "%s%sdiscover = { plus = \"b\"; minus = \"a\"; outcome = \"trust\"; window = \"end+12\"; "
        "points = 30; assumptions = 0; contexts = { %s }; };\n",
        beginning, arms, contexts);
    make_box(&f, text);
    assert_int_equal(rap_candidates_words(&f.candidates, &f.boxes, written), RAP_OK);
    strcat(text, rap_text_string(written));
    fixture_read(study, text, NULL);
    rap_problems_init(&problems);
    int status = rap_cells_plan(plan, study, &problems);
    print_problems(&problems);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
    free_box(&f);
    rap_free(text);
}

static void every_kind_is_read_back(void **state) {
    rap_study study;
    rap_cell_plan plan;
    rap_text written;
    (void)state;
    rap_text_init(&written);
    read_back(&study, &plan, same_lists, &written);
    const rap_proposition *p = &study.propositions[0];
    size_t in = plan.rows[0].effect.from, out = plan.rows[0].outside.to;
    assert_int_equal(study.n_propositions, 1);
    assert_string_equal(p->label, "Better in box 1: B \"too\"");
    assert_non_null(strstr(p->circumstances, "Pay, \"fair\""));
    assert_non_null(strstr(p->circumstances, "Associations \\ groups"));
    assert_int_equal(p->response, 2);
    assert_double_near(number_in(&study, in, "teams.focal.pay.rate"), 45, 0);
    assert_double_near(number_in(&study, in, "organisations.ga.count"), 7, 0);
    assert_double_near(number_in(&study, in, "organisations.shop.count"), 7, 0);
    assert_double_near(number_in(&study, in, "teams.focal.grants.0.amount"), 237500, 0);
    assert_double_near(number_in(&study, in, "teams.focal.grants.1.amount"), 237500, 0);
    assert_double_near(number_in(&study, in, "teams.focal.grants.1.months"), 12, 0);
    assert_double_near(number_in(&study, in, "teams.focal.grants.0.start"), 3, 0);
    assert_double_near(number_in(&study, in, "shocks.crisis.months"), 9, 0);
    assert_double_near(number_in(&study, out, "teams.focal.grants.0.amount"), 112500, 0);
    assert_double_near(number_in(&study, out, "complements"), 1, 0);
    assert_null(strstr(rap_text_string(&written), "# without"));
    rap_cells_free(&plan);
    rap_study_free(&study);
    rap_text_free(&written);
}

/* Arms with lists of their own: what goes into them is left out and said to be; the rest is tested. */
static void lists_that_differ_are_left_out(void **state) {
    rap_study study;
    rap_cell_plan plan;
    rap_text written;
    (void)state;
    rap_text_init(&written);
    read_back(&study, &plan, other_lists, &written);
    size_t in = plan.rows[0].effect.to;
    assert_double_near(number_in(&study, in, "teams.focal.pay.rate"), 45, 0);
    assert_double_near(number_in(&study, in, "teams.focal.grants.0.amount"), 60000, 0);
    assert_non_null(strstr(rap_text_string(&written), "# without amount: "));
    assert_non_null(strstr(rap_text_string(&written), "# without start: "));
    rap_cells_free(&plan);
    rap_study_free(&study);
    rap_text_free(&written);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_is_read_back),
        cmocka_unit_test(lists_that_differ_are_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
