/* test_columns.c: verify sees every column of a run's state that leaves the bounds of columns.def. */
#include "fixture.h"
#include "partnership/state/state.h"

static const char community[] =
    "title = \"test\"; horizon = 12; draws = 0; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 4; }; };\n"
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 12; amount = "
    "90000; } ); }; };\n"
    "community = { members = 500; };\n"
    "arms = { base = { changes = {}; }; };\n";

static const rap_model *model;
static pm_partnership *run;

/* Puts a value into the last row of a column and tells whether verify names the column then. */
static bool is_seen(void *cell, const void *value, size_t size, const char *column) {
    char kept[sizeof(double)], why[256] = "";
    memcpy(kept, cell, size);
    memcpy(cell, value, size);
    bool seen = model->verify(run, why, sizeof why) != RAP_OK && strstr(why, column);
    memcpy(cell, kept, size);
    if (!seen)
        print_error("%s goes unnoticed: %s\n", column, why);
    return seen;
}

#define SEEN(type, column, rows, number)                                                           \
    do {                                                                                           \
        type beyond = (type)(number);                                                              \
        bad += !is_seen(&(column)[(rows)-1], &beyond, sizeof beyond, strrchr(#column, '>') + 1);   \
    } while (0)
#define ANY(type, column, rows)
#define AT_LEAST_0(type, column, rows)                                                             \
    SEEN(type, column, rows, -0.001);                                                              \
    SEEN(type, column, rows, NAN)
#define SHARE(type, column, rows)                                                                  \
    AT_LEAST_0(type, column, rows);                                                                \
    SEEN(type, column, rows, 1.001)

static size_t unseen_columns(void) {
    size_t bad = 0;
    const pm_organisations *o = &run->o;
    const pm_relations *r = &run->r;
    const pm_members *m = &run->m;
#define ORGANISATION(type, name, bounds, ...) bounds(type, o->name, o->n);
#define RELATION(type, name, bounds, ...) bounds(type, r->name, r->n);
#define SUBGROUP(type, name, bounds, ...) bounds(type, m->name, m->n_subgroups);
#define CELL(type, name, bounds, ...) bounds(type, m->name, m->n_cells);
#define MEMBER(type, name, bounds, ...) bounds(type, m->name, m->n);
#include "partnership/state/columns.def"
    return bad;
}

static void verify_sees_what_leaves_its_bounds(void **state) {
    rap_study study;
    rap_inputs inputs;
    char why[256] = "";
    (void)state;
    fixture_read(&study, community, NULL);
    model = study.model;
    assert_int_equal(rap_inputs_bind(&inputs, &study, 0), RAP_OK);
    void *made = NULL;
    assert_int_equal(model->create(&made, inputs.root, &study.clock), RAP_OK);
    run = made;
    assert_int_equal(model->start(run, (rap_luck){7, 0, NULL}), RAP_OK);
    for (int k = 0; k < 12; k++)
        assert_int_equal(model->step(run), RAP_OK);
    assert_int_equal(model->verify(run, why, sizeof why), RAP_OK);
    assert_int_equal(unseen_columns(), 0);
    model->free(run);
    rap_inputs_free(&inputs);
    rap_study_free(&study);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(verify_sees_what_leaves_its_bounds)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
