/* test_partnership.c: the partnership model against itself weakened, and against known answers. */
#include "fixture.h"
#include "partnership/observe.h"
#include "partnership/state.h"
#include "partnership/verify.h"

static const char small[] =
    "title = \"test\"; horizon = 60; draws = 0; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = {\n"
    "  ga = { type = \"grassroots_association\"; count = 12; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; };\n"
    "  agency = { type = \"public_health_agency\"; count = 4; };\n"
    "  shop = { type = \"immigrant_focused_business\"; count = 3; };\n"
    "};\n"
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 30; amount = 200000; } ); }; };\n"
    "arms = { base = { changes = {}; };\n"
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; }; }; }; };\n"
    "  project = { changes = { teams = { focal = { policy = \"project\"; grants = ( { start = 0; months = 10; amount = 90000; }, { start = 20; months = 10; amount = 90000; } ); }; }; }; };\n"
    "  rival = { changes = { teams = { rival = { policy = \"parachute\"; grants = ( { start = 6; months = 12; amount = 90000; } ); }; }; }; };\n"
    "};\n";

enum { ITEMS = 6 };

/* One arm of a study, ready to run. */
typedef struct {
    rap_study study;
    rap_inputs inputs;
    void *state;
    const rap_column *columns;
    size_t n_columns;
} bench;

static void set_up(bench *b, const char *text, size_t arm, const char *const *sets, size_t n_sets) {
    rap_overrides overrides = {-1, -1, -1, sets, n_sets};
    memset(b, 0, sizeof *b);
    fixture_read(&b->study, text, &overrides);
    assert_int_equal(rap_inputs_bind(&b->inputs, &b->study, arm), RAP_OK);
    assert_int_equal(b->study.model->create(&b->state, b->inputs.root, &b->study.clock), RAP_OK);
    b->columns = b->study.model->columns(b->state, &b->n_columns);
}

static void tear_down(bench *b) {
    b->study.model->free(b->state);
    rap_inputs_free(&b->inputs);
    rap_study_free(&b->study);
}

static void start(bench *b, uint64_t item, int64_t draw) {
    rap_inputs_set_draw(&b->inputs, (uint64_t)b->study.seed, draw);
    assert_int_equal(b->study.model->start(b->state, (rap_luck){(uint64_t)b->study.seed, item}), RAP_OK);
}

static void step(bench *b) {
    char why[256] = "";
    assert_int_equal(b->study.model->step(b->state), RAP_OK);
    if (b->study.model->verify(b->state, why, sizeof why)) {
        print_error("%s\n", why);
        fail();
    }
}

static void run(bench *b, uint64_t item, int64_t draw, double *x) {
    start(b, item, draw);
    for (int64_t k = 0; k < b->study.horizon * b->study.clock.steps_per_month; k++)
        step(b);
    b->study.model->observe(b->state, x);
}

static double outcome_of(const bench *b, const double *x, pm_outcome o, const char *group) {
    for (size_t c = 0; c < b->n_columns; c++)
        if (b->columns[c].outcome == (size_t)o && !strcmp(b->columns[c].group, group))
            return x[c];
    return NAN;
}

static double *space_for(const bench *b) {
    double *x = rap_allocate(b->n_columns, sizeof *x);
    assert_non_null(x);
    return x;
}

/* Money, promises, hours, people and bounds hold after every step, over draws and step lengths. */
static void invariants_hold_every_step(void **state) {
    (void)state;
    const char *const steps[] = {"time.step=1.0", "time.step=0.5", "time.step=0.25"};
    for (size_t arm = 0; arm < 4; arm++)
        for (size_t k = 0; k < 3; k++) {
            bench b;
            set_up(&b, small, arm, &steps[k], 1);
            double *x = space_for(&b);
            for (int item = 0; item < ITEMS; item++)
                run(&b, (uint64_t)item, item, x);
            rap_free(x);
            tear_down(&b);
        }
}

/* Sum over items of all outcomes, arm 0, under some settings; one number a column. */
static void totals(const char *const *sets, size_t n_sets, double *sum, size_t *n) {
    bench b;
    set_up(&b, small, 0, sets, n_sets);
    double *x = space_for(&b);
    memset(sum, 0, 512 * sizeof *sum);
    for (uint64_t item = 0; item < ITEMS; item++) {
        run(&b, item, -1, x);
        for (size_t c = 0; c < b.n_columns; c++)
            sum[c] += isnan(x[c]) ? -1 : x[c];
    }
    *n = b.n_columns;
    rap_free(x);
    tear_down(&b);
}

/* Whether a change of settings changes any outcome but `except`. */
static bool matters(const char *const *before, size_t n_before, const char *change, int except) {
    static double a[512], c[512];
    const char *after[8];
    size_t n = 0, m = 0;
    bench b;
    bool differs = false;
    memcpy(after, before, n_before * sizeof *after);
    after[n_before] = change;
    totals(before, n_before, a, &n);
    totals(after, n_before + 1, c, &m);
    assert_int_equal(n, m);
    set_up(&b, small, 0, before, n_before);
    for (size_t k = 0; k < n; k++)
        if (b.columns[k].outcome != (size_t)except && a[k] != c[k])
            differs = true;
    tear_down(&b);
    return differs;
}

/* A mechanism at 0: what works only through it changes nothing at all; at 1 it does. */
static void nothing_goes_through_a_mechanism_at_zero(void **state) {
    (void)state;
    static const struct {
        const char *off[3];
        const char *change;
        int except; /* an outcome that is the thing itself */
    } cases[] = {
        {{"mechanisms.voice=0", "mechanisms.respect=0"}, "organisation_types.immigrant_service_organisation.depth_expected=0.9", -1},
        {{"mechanisms.fair_pay=0", NULL}, "parameters.take_up_pay=2.0", -1},
        {{"mechanisms.fair_pay=0", NULL}, "organisation_types.immigrant_service_organisation.pay_importance=0.1", -1},
        {{"mechanisms.needs_met=0", NULL}, "parameters.needs_start=0.1", -1},
        {{"mechanisms.shared_goals=0", NULL}, "parameters.alignment_gain=0.4", -1},
        {{"mechanisms.shared_goals=0", NULL}, "parameters.take_up_alignment=2.0", -1},
        {{"mechanisms.breach=0", "mechanisms.promise_kept=0", "mechanisms.results_returned=0"}, "parameters.trust_breach=1.0", -1},
        {{"mechanisms.promise_kept=0", NULL}, "parameters.trust_repair=0.9", -1},
        {{"mechanisms.institutional_memory=0", NULL}, "parameters.memory_charter=0.9", -1},
        {{"mechanisms.institutional_memory=0", NULL}, "parameters.memory_mou=0.9", -1},
        {{"mechanisms.personal_tie=0", NULL}, "parameters.personal_share=0.9", -1},
        {{"mechanisms.personal_tie=0", NULL}, "parameters.gap_loss=1.0", -1},
        {{"mechanisms.personal_tie=0", NULL}, "organisation_types.grassroots_association.turnover=0.1", -1},
        {{"mechanisms.spillover=0", NULL}, "parameters.reputation_own=0.2", -1},
        {{"mechanisms.spillover=0", NULL}, "parameters.reputation_neighbours=0.2", -1},
        {{"mechanisms.spillover=0", NULL}, "parameters.reputation_breach=0.5", -1},
        {{"mechanisms.word_among_partners=0", NULL}, "parameters.neighbour_word=0.9", -1},
        {{"mechanisms.fatigue=0", NULL}, "parameters.request_hours=12.0", OUT_fatigue},
        {{"mechanisms.learning=0", NULL}, "parameters.capacity_session=0.08", -1},
        {{"mechanisms.learning=0", NULL}, "parameters.capacity_doing=0.02", -1},
        {{"mechanisms.capacity_use=0", NULL}, "organisation_types.grassroots_association.capacity=0.8", OUT_capacity},
        {{"mechanisms.approach_burden=0", NULL}, "parameters.consent_burden=1.0", -1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        size_t n = 0;
        while (n < 3 && cases[k].off[n])
            n++;
        if (!cases[k].change)
            continue;
        if (matters(cases[k].off, n, cases[k].change, cases[k].except)) {
            print_error("%s matters with %s\n", cases[k].change, cases[k].off[0]);
            fail();
        }
        if (!matters(NULL, 0, cases[k].change, cases[k].except)) {
            print_error("%s never matters\n", cases[k].change);
            fail();
        }
    }
}

/* Each mechanism does something at all: its strength matters. */
static void every_mechanism_matters(void **state) {
    (void)state;
    static const char *const names[] = {
#define M(name, ...) #name,
#include "partnership/mechanisms.def"
#undef M
    };
    for (size_t k = 0; k < N_MECHANISMS; k++) {
        char change[80];
        snprintf(change, sizeof change, "mechanisms.%s=0", names[k]);
        if (!matters(NULL, 0, change, -1)) {
            print_error("%s does nothing\n", names[k]);
            fail();
        }
    }
}

/* A mechanism at 0 has its neutral value. */
static void neutral_values(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.learning=0", "mechanisms.institutional_memory=0",
                                "mechanisms.results_returned=0"};
    bench b;
    set_up(&b, small, 0, sets, 3);
    const pm_partnership *s = b.state;
    start(&b, 0, -1);
    for (int k = 0; k < 60; k++) {
        step(&b);
        for (size_t i = 0; i < s->o.n; i++) {
            assert_double_near(s->o.capacity[i], pm_traits_of(s, i)->capacity, 1e-12);
            assert_double_near(s->o.member_trust[i], s->in->p.member_trust, 0);
            assert_double_near(s->r.memory[i], 0, 0);
        }
    }
    tear_down(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invariants_hold_every_step),
        cmocka_unit_test(nothing_goes_through_a_mechanism_at_zero),
        cmocka_unit_test(every_mechanism_matters),
        cmocka_unit_test(neutral_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
