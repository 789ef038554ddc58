/* test_seeded.c: the figures of one seed, kept in tests/seeded.expected, so that a change of seeded results is seen.
 *
 * `test_seeded --write` writes the file anew: do it knowingly, and say so in the change notes. Ten digits are kept, since
 * another processor's exp may differ in the last bit. */
#include "fixture.h"
#include "base/text.h"

static const char path_of_figures[] = RAPPORT_ROOT "/tests/seeded.expected";

static const char study_text[] =
    "title = \"seeded\"; horizon = 60; draws = 5; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 12; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; };\n"
    "  agency = { type = \"public_health_agency\"; count = 4; }; };\n"
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 30; amount = "
    "200000; } ); }; };\n"
    "arms = { sustained = { changes = {}; };\n"
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; }; }; }; };\n"
    "  persons = { changes = { community = { members = 2000; }; subgroups = { one = { share = 1.0; "
    "}; }; }; };\n"
    "  crisis = { changes = { shocks = { x = { start = 3; months = 9; demand = 2.0; slack = 0.7; "
    "contact = 0.6; }; };\n"
    "    teams = { focal = { students = 6; report = true; qa_lag = 6.0; }; }; }; }; };\n";

static void write_figure(rap_text *out, const char *arm, int64_t item, const char *outcome,
                         double x) {
    rap_text_format(out, "%s %lld %s ", arm, (long long)item, outcome);
    if (isnan(x))
        rap_text_add(out, "missing\n");
    else
        rap_text_format(out, "%.10g\n", x);
}

/* Observes one item of an arm at the horizon and writes down what it saw. */
static void write_arm(const rap_study *study, size_t arm, rap_text *out) {
    const rap_model *model = study->model;
    rap_inputs inputs;
    void *state = NULL;
    size_t n = 0;
    double x[2000];
    assert_int_equal(rap_inputs_bind(&inputs, study, arm), RAP_OK);
    assert_int_equal(model->create(&state, inputs.root, &study->clock), RAP_OK);
    const rap_column *columns = model->columns(state, &n);
    assert_true(n < 2000);
    for (int64_t item = 0; item < study->draws; item++) {
        rap_inputs_set_draw(&inputs, (uint64_t)study->seed, item);
        assert_int_equal(
            model->start(state, (rap_luck){(uint64_t)study->seed, (uint64_t)item, NULL}), RAP_OK);
        for (int64_t m = 0; m < study->horizon; m++)
            assert_int_equal(model->step(state), RAP_OK);
        model->observe(state, x);
        for (size_t c = 0; c < n; c++)
            if (!strcmp(columns[c].group, "all"))
                write_figure(out, study->arms[arm].name, item,
                             model->outcomes[columns[c].outcome].name, x[c]);
    }
    model->free(state);
    rap_inputs_free(&inputs);
}

static void make_figures(rap_text *out) {
    rap_study study = {0};
    fixture_read(&study, study_text, NULL);
    for (size_t arm = 0; arm < study.n_arms; arm++)
        write_arm(&study, arm, out);
    rap_study_free(&study);
}

static void seeded_figures_are_as_they_were(void **state) {
    (void)state;
    rap_text text;
    rap_text_init(&text);
    make_figures(&text);
    char *file = fixture_file(path_of_figures);
    assert_non_null(file);
    assert_string_equal(rap_text_string(&text), file);
    rap_free(file);
    rap_text_free(&text);
}

static int write_file(void) {
    rap_text text;
    rap_text_init(&text);
    make_figures(&text);
    FILE *f = fopen(path_of_figures, "wb");
    int failed = !f || fputs(rap_text_string(&text), f) < 0;
    rap_text_free(&text);
    return (f && fclose(f)) || failed;
}

int main(int argc, char **argv) {
    rap_error_quiet_gsl();
    if (argc > 1 && !strcmp(argv[1], "--write"))
        return write_file();
    const struct CMUnitTest tests[] = {cmocka_unit_test(seeded_figures_are_as_they_were)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
