/* test_partnership.c: the partnership model against itself weakened, and against known answers. */
#include "fixture.h"
#include "analysis/tables/make_tables.h"
#include "partnership/observe.h"
#include "partnership/state/state.h"
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
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 30; amount = "
    "200000; } ); }; };\n"
    "arms = { base = { changes = {}; };\n"
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; }; }; }; };\n"
    "  project = { changes = { teams = { focal = { policy = \"project\"; grants = ( { start = 0; "
    "months = 10; amount = 90000; }, { start = 20; months = 10; amount = 90000; } ); }; }; }; };\n"
    "  rival = { changes = { teams = { rival = { policy = \"parachute\"; grants = ( { start = 6; "
    "months = 12; amount = 90000; } ); }; }; }; };\n"
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
    assert_int_equal(b->study.model->start(b->state, (rap_luck){(uint64_t)b->study.seed, item}),
                     RAP_OK);
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
    if (n_before)
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
        int except;       /* an outcome that is the thing itself */
        const char *with; /* a setting without which the change would not matter; may be NULL */
    } cases[] = {
        {.off = {"mechanisms.voice=0", "mechanisms.respect=0"},
         .change = "organisation_types.immigrant_service_organisation.depth_expected=0.9",
         .except = -1},
        {.off = {"mechanisms.fair_pay=0"}, .change = "parameters.take_up_pay=2.0", .except = -1},
        {.off = {"mechanisms.fair_pay=0"},
         .change = "organisation_types.immigrant_service_organisation.pay_importance=0.1",
         .except = -1},
        {.off = {"mechanisms.needs_met=0"}, .change = "parameters.needs_start=0.1", .except = -1},
        {.off = {"mechanisms.shared_goals=0"},
         .change = "parameters.alignment_gain=0.4",
         .except = -1},
        {.off = {"mechanisms.shared_goals=0"},
         .change = "parameters.take_up_alignment=2.0",
         .except = -1},
        {.off = {"mechanisms.breach=0", "mechanisms.promise_kept=0",
                 "mechanisms.results_returned=0"},
         .change = "parameters.trust_breach=1.0",
         .except = -1},
        {.off = {"mechanisms.promise_kept=0"},
         .change = "parameters.trust_repair=0.9",
         .except = -1,
         .with = "parameters.promise_hours=16.0"},
        {.off = {"mechanisms.institutional_memory=0"},
         .change = "parameters.memory_charter=0.9",
         .except = -1},
        {.off = {"mechanisms.institutional_memory=0"},
         .change = "parameters.memory_mou=0.9",
         .except = -1},
        {.off = {"mechanisms.personal_tie=0"},
         .change = "parameters.personal_share=0.9",
         .except = -1},
        {.off = {"mechanisms.personal_tie=0"}, .change = "parameters.gap_loss=1.0", .except = -1},
        {.off = {"mechanisms.personal_tie=0"},
         .change = "organisation_types.grassroots_association.turnover=0.1",
         .except = -1},
        {.off = {"mechanisms.spillover=0"},
         .change = "parameters.reputation_own=0.2",
         .except = -1},
        {.off = {"mechanisms.spillover=0"},
         .change = "parameters.reputation_neighbours=0.2",
         .except = -1},
        {.off = {"mechanisms.spillover=0"},
         .change = "parameters.reputation_breach=0.5",
         .except = -1},
        {.off = {"mechanisms.word_among_partners=0"},
         .change = "parameters.neighbour_word=0.9",
         .except = -1},
        {.off = {"mechanisms.fatigue=0"},
         .change = "parameters.request_hours=12.0",
         .except = OUT_fatigue},
        {.off = {"mechanisms.learning=0"},
         .change = "parameters.capacity_session=0.08",
         .except = -1},
        {.off = {"mechanisms.learning=0"},
         .change = "parameters.capacity_doing=0.02",
         .except = -1},
        {.off = {"mechanisms.capacity_use=0"},
         .change = "organisation_types.grassroots_association.capacity=0.8",
         .except = OUT_capacity},
        {.off = {"mechanisms.approach_burden=0"},
         .change = "parameters.consent_burden=1.0",
         .except = -1},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        const char *sets[4] = {cases[k].with};
        size_t with = cases[k].with != NULL, n = with;
        for (size_t m = 0; m < 3 && cases[k].off[m]; m++)
            sets[n++] = cases[k].off[m];
        if (matters(sets, n, cases[k].change, cases[k].except)) {
            print_error("%s matters with %s\n", cases[k].change, cases[k].off[0]);
            fail();
        }
        if (!matters(sets, with, cases[k].change, cases[k].except)) {
            print_error("%s never matters\n", cases[k].change);
            fail();
        }
    }
}

/* Each mechanism does something at all: its strength matters. Two are of members as persons alone
 * (test_members.c). */
static void every_mechanism_matters(void **state) {
    (void)state;
    static const char *const names[] = {
#define M(name, ...) #name,
#include "partnership/grammar/mechanisms.def"
#undef M
    };
    for (size_t k = 0; k < N_MECHANISMS; k++) {
        char change[80];
        if (k == MECH_language_access || k == MECH_word_of_mouth)
            continue;
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

/* Outcomes of an item at the horizon under a study text. */
static double *outcomes_of(bench *b, const char *text, const char *const *sets, size_t n_sets,
                           size_t arm, uint64_t item) {
    set_up(b, text, arm, sets, n_sets);
    double *x = space_for(b);
    run(b, item, 3, x);
    return x;
}

/* The same organisations listed in another order: the same figures to the last bit. */
static void order_of_listing_changes_nothing(void **state) {
    (void)state;
    char turned[sizeof small];
    bench a, c;
    memcpy(turned, small, sizeof small);
    char *ga = strstr(turned, "  ga = "), *agency = strstr(turned, "  agency = ");
    char first[80], third[80];
    size_t n = (size_t)(strchr(ga, '\n') - ga + 1), m = (size_t)(strchr(agency, '\n') - agency + 1);
    char *ispo = ga + n;
    size_t between = (size_t)(agency - ispo);
    char middle[160];
    memcpy(first, ga, n);
    memcpy(middle, ispo, between);
    memcpy(third, agency, m);
    memcpy(ga, third, m);
    memcpy(ga + m, middle, between);
    memcpy(ga + m + between, first, n);
    assert_string_not_equal(turned, small);
    double *x = outcomes_of(&a, small, NULL, 0, 0, 2), *y = outcomes_of(&c, turned, NULL, 0, 0, 2);
    assert_int_equal(a.n_columns, c.n_columns);
    for (size_t k = 0; k < a.n_columns; k++)
        assert_true(x[k] == y[k] || (isnan(x[k]) && isnan(y[k])));
    rap_free(x);
    rap_free(y);
    tear_down(&a);
    tear_down(&c);
}

/* More organisations, or another team, leave everybody's own luck as it was: requests, needs and
 * changes of the contact person of those who were there before. */
static void nobody_elses_luck_changes(void **state) {
    (void)state;
    const char *const more[] = {"organisations.shop.count=9"};
    for (size_t arm = 0; arm < 4; arm += 3) {
        bench a, c;
        rap_free(outcomes_of(&a, small, NULL, 0, 0, 5));
        rap_free(outcomes_of(&c, small, more, 1, arm, 5));
        const pm_partnership *s = a.state, *t = c.state;
        size_t found = 0;
        for (size_t i = 0; i < s->o.n; i++)
            for (size_t k = 0; k < t->o.n; k++)
                if (s->o.id[i] == t->o.id[k]) {
                    found++;
                    assert_int_equal(s->o.requests[i].count, t->o.requests[k].count);
                    assert_int_equal(s->o.turnover[i].count, t->o.turnover[k].count);
                    assert_int_equal(s->o.needs[i].count, t->o.needs[k].count);
                    assert_double_near(s->o.requests[i].threshold, t->o.requests[k].threshold, 0);
                }
        assert_int_equal(found, s->o.n);
        assert_int_equal(t->o.n, s->o.n + 6);
        tear_down(&a);
        tear_down(&c);
    }
}

/* Without contact trust decays to reputation exponentially: T(t) - G = (T(0) - G) exp(-drift t). */
static void trust_decays_without_contact(void **state) {
    (void)state;
    const char *const sets[] = {
        "mechanisms.spillover=0",     "mechanisms.breach=0", "mechanisms.promise_kept=0",
        "mechanisms.personal_tie=0",  "time.step=0.5",       "parameters.exit_dormant=0",
        "parameters.exit_partnered=0"};
    bench b;
    set_up(&b, small, 1, sets, 7);
    pm_partnership *s = b.state;
    start(&b, 1, -1);
    for (int k = 0; k < 60; k++)
        step(&b); /* 30 months: the grant is over, the parachute keeps no contact */
    size_t checked = 0;
    double before[64];
    for (size_t r = 0; r < s->r.n; r++)
        before[r] = s->r.trust[r];
    for (int k = 0; k < 40; k++)
        step(&b);
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.stage[r] > CONTACTED) {
            double g = s->o.reputation[r];
            assert_double_near(s->r.trust[r], g + (before[r] - g) * exp(-0.02 * 20), 1e-12);
            checked++;
        }
    assert_true(checked > 0);
    tear_down(&b);
}

/* Requests, needs and turnover are Poisson: means and variances of their counts within 5 standard
 * errors. */
static void spells_are_poisson(void **state) {
    (void)state;
    enum { RUNS = 300 };
    double n = 0, sum = 0, squares = 0, expected = 8.0 / 12 * 60;
    bench b;
    set_up(&b, small, 0, NULL, 0);
    const pm_partnership *s = b.state;
    for (uint64_t item = 0; item < RUNS; item++) {
        start(&b, item, -1);
        for (int k = 0; k < 60; k++)
            b.study.model->step(b.state);
        for (size_t i = 0; i < s->o.n; i++)
            if (!strcmp(s->o.of[i]->is.name, "ispo")) {
                double count = s->o.requests[i].count;
                n++;
                sum += count;
                squares += count * count;
            }
    }
    double mean = sum / n, variance = squares / n - mean * mean;
    assert_double_near(mean, expected, 5 * sqrt(expected / n));
    assert_double_near(variance, expected, 5 * expected * sqrt(2 / n));
    tear_down(&b);
}

/* Turnover alone: with nothing else that ends or moves a tie, T - G after n changes of the contact
 * person is (1 - k)^n of what it was. */
static void turnover_takes_its_share(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.spillover=0",     "mechanisms.breach=0",
                                "mechanisms.promise_kept=0",  "parameters.trust_drift=0",
                                "parameters.gap_loss=0",      "parameters.exit_dormant=0",
                                "parameters.exit_partnered=0"};
    bench b;
    set_up(&b, small, 1, sets, 7);
    pm_partnership *s = b.state;
    double before[64];
    uint32_t count[64];
    size_t changed = 0;
    start(&b, 4, -1);
    for (int k = 0; k < 31; k++)
        step(&b);
    for (size_t r = 0; r < s->r.n; r++) {
        before[r] = s->r.trust[r] - s->o.reputation[r];
        count[r] = s->o.turnover[r].count;
        s->r.scar[r] = false;
    }
    for (int k = 31; k < 60; k++)
        step(&b);
    for (size_t r = 0; r < s->r.n; r++)
        if (s->r.stage[r] > CONTACTED && !s->r.scar[r]) {
            uint32_t n = s->o.turnover[r].count - count[r];
            assert_double_near(s->r.trust[r] - s->o.reputation[r], before[r] * pow(0.4, n), 1e-12);
            changed += n > 0;
        }
    assert_true(changed > 0);
    tear_down(&b);
}

/* Traits of a type that no organisation has decide nothing, and say so; those of the others vary.
 */
static void unused_types_are_idle(void **state) {
    (void)state;
    bench b;
    size_t idle = 0, used = 0;
    set_up(&b, small, 0, NULL, 0);
    for (size_t k = 0; k < b.inputs.n_inputs; k++) {
        const rap_input *in = &b.inputs.inputs[k];
        if (!strncmp(in->path, "organisation_types.newcomer_employer.", 37)) {
            assert_true(in->idle);
            idle++;
        }
        if (!strncmp(in->path, "organisation_types.grassroots_association.", 42) ||
            !strncmp(in->path, "parameters.", 11)) {
            assert_false(in->idle);
            used++;
        }
    }
    assert_true(idle > 10 && used > 50);
    tear_down(&b);
}

/* No effort, no promises, no pay: trust moves by drift only, and stays where reputation is. */
static void no_effort_drift_only(void **state) {
    (void)state;
    const char *const sets[] = {"teams.focal.partners=0"};
    bench b;
    set_up(&b, small, 0, sets, 1);
    const pm_partnership *s = b.state;
    double *x = space_for(&b);
    run(&b, 0, -1, x);
    for (size_t i = 0; i < s->o.n; i++)
        assert_double_near(s->r.trust[i], pm_traits_of(s, i)->trust, 0);
    assert_double_near(outcome_of(&b, x, OUT_partnerships_live, "all"), 0, 0);
    assert_double_near(outcome_of(&b, x, OUT_promises_made, "all"), 0, 0);
    assert_true(isnan(outcome_of(&b, x, OUT_partnership_survival, "all")));
    assert_true(isnan(outcome_of(&b, x, OUT_trust_partners, "all")));
    rap_free(x);
    tear_down(&b);
}

/* ---- grants, shocks, placements: what they must and must not do ---------------------------------- */

/* Mean of an outcome over items under some settings. */
static double mean_of(const char *text, const char *const *sets, size_t n_sets, pm_outcome o,
                      int items) {
    bench b;
    double sum = 0;
    set_up(&b, text, 0, sets, n_sets);
    double *x = space_for(&b);
    for (int item = 0; item < items; item++) {
        run(&b, (uint64_t)item, -1, x);
        double value = outcome_of(&b, x, o, "all");
        sum += isnan(value) ? 0 : value;
    }
    rap_free(x);
    tear_down(&b);
    return sum / items;
}

static void awards_follow_their_probability(void **state) {
    (void)state;
    enum { RUNS = 400 };
    const char *const half[] = {"teams.focal.grants.0.success=0.5"};
    const char *const never[] = {"teams.focal.grants.0.success=0"};
    double won = mean_of(small, half, 1, OUT_grants_won, RUNS);
    assert_double_near(won, 0.5, 5 * 0.5 / sqrt(RUNS));
    assert_double_near(mean_of(small, NULL, 0, OUT_grants_won, 5), 1, 0);
    assert_double_near(mean_of(small, never, 1, OUT_grants_won, 5), 0, 0);
    assert_double_near(mean_of(small, never, 1, OUT_spend, 5), 0, 0);
    assert_double_near(mean_of(small, never, 1, OUT_partnerships_live, 5), 0, 0);
}

static const char phased[] =
    "title = \"phases\"; horizon = 60; draws = 0; replicates = 1; seed = 7;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 12; }; };\n"
    "teams = { focal = { policy = \"project\"; reserve = 0.1; aftercare = 6;\n"
    "  grants = ( { start = 0; months = 12; amount = 90000; success = 0.6; },\n"
    "             { start = 18; months = 12; amount = 90000; success = 0.6; after_previous = true; "
    "} ); }; };\n"
    "arms = { base = { changes = {}; }; };\n";

/* The second phase is open only to who had the first: .6 + .36 grants on average, never one without the other. */
static void a_phase_needs_the_one_before(void **state) {
    (void)state;
    enum { RUNS = 400 };
    bench b;
    double won = 0;
    set_up(&b, phased, 0, NULL, 0);
    const pm_partnership *s = b.state;
    double *x = space_for(&b);
    for (uint64_t item = 0; item < RUNS; item++) {
        run(&b, item, -1, x);
        assert_true(s->team[0].award[0] > 0 || s->team[0].award[1] < 0);
        won += outcome_of(&b, x, OUT_grants_won, "all");
    }
    assert_double_near(won / RUNS, 0.96, 5 * 0.9 / sqrt(RUNS));
    rap_free(x);
    tear_down(&b);
}

/* A bridge is paid from the reserve and leaves less for aftercare; an extension spends what would be idle. */
static void bridges_and_extensions_move_money(void **state) {
    (void)state;
    const char *const sure[] = {"teams.focal.grants.0.success=1", "teams.focal.grants.1.success=1",
                                "teams.focal.bridge=0.8"};
    const char *const longer[] = {"teams.focal.grants.0.success=1",
                                  "teams.focal.grants.1.success=1",
                                  "teams.focal.grants.1.extension=6"};
    bench b;
    set_up(&b, phased, 0, sure, 3);
    const pm_partnership *s = b.state;
    bool bridged = false;
    start(&b, 3, -1);
    for (int k = 0; k < 60; k++) {
        step(&b);
        bridged |= s->team[0].phase == BRIDGED;
        assert_true(s->team[0].phase != BETWEEN);
    }
    assert_true(bridged);
    tear_down(&b);
    assert_true(mean_of(phased, longer, 3, OUT_idle_money, 20) <
                mean_of(phased, sure, 2, OUT_idle_money, 20));
}

static void a_funder_can_forbid_pay(void **state) {
    (void)state;
    const char *const forbids[] = {"teams.focal.grants.0.no_partner_pay=true"};
    bench b;
    set_up(&b, small, 0, forbids, 1);
    double *x = space_for(&b);
    run(&b, 1, -1, x);
    assert_double_near(outcome_of(&b, x, OUT_spend, "line:honoraria"), 0, 0);
    assert_double_near(outcome_of(&b, x, OUT_spend, "line:buy_out"), 0, 0);
    assert_true(outcome_of(&b, x, OUT_partner_hours_unpaid, "all") > 0);
    assert_double_near(outcome_of(&b, x, OUT_partner_hours_unpaid, "all"),
                       outcome_of(&b, x, OUT_partner_hours, "all"), 1e-9);
    rap_free(x);
    tear_down(&b);
}

static char crisis[sizeof small + 200];

/* A crisis of factors 1 changes nothing; demand brings requests, lost contact costs contact quality. */
static void a_crisis_scales_what_it_names(void **state) {
    (void)state;
    static const char calm[] = "shocks = { crisis = { start = 6; months = 30; }; };\n";
    const char *const demand[] = {"shocks.crisis.demand=3.0"}, *const contact[] = {
                                                                   "shocks.crisis.contact=0.2"};
    snprintf(crisis, sizeof crisis, "%s%s", small, calm);
    assert_double_near(mean_of(crisis, NULL, 0, OUT_trust, 5),
                       mean_of(small, NULL, 0, OUT_trust, 5), 0);
    bench a, c;
    rap_free(outcomes_of(&a, crisis, NULL, 0, 0, 1));
    rap_free(outcomes_of(&c, crisis, demand, 1, 0, 1));
    const pm_partnership *s = a.state, *t = c.state;
    double before = 0, after = 0;
    for (size_t i = 0; i < s->o.n; i++) {
        before += s->o.requests[i].count;
        after += t->o.requests[i].count;
        assert_true(t->o.requests[i].count >= s->o.requests[i].count);
    }
    assert_true(after > 1.5 * before);
    tear_down(&a);
    tear_down(&c);
    assert_true(mean_of(crisis, contact, 1, OUT_trust_partners, 10) <
                mean_of(crisis, NULL, 0, OUT_trust_partners, 10));
}

/* Students add outputs and cost supervision; assurance that takes long leaves fewer in time, never more than there are. */
static void placements_and_assurance(void **state) {
    (void)state;
    const char *const students[] = {"teams.focal.students=20", "teams.focal.supervision=0.5"};
    const char *const slow[] = {"teams.focal.qa_lag=36.0"};
    double none = mean_of(small, NULL, 0, OUT_outputs, 30);
    assert_true(mean_of(small, students, 2, OUT_outputs, 30) > none);
    assert_double_near(mean_of(small, NULL, 0, OUT_outputs_in_time, 30), none, 0);
    double in_time = mean_of(small, slow, 1, OUT_outputs_in_time, 30);
    assert_true(in_time < none && in_time > 0);
}

/* Means over items in months, half months and quarter months: trust and reputation within .01, shares within .04,
 * counts within 5 per cent or 1. */
static void steps_agree(void **state) {
    (void)state;
    static const struct {
        pm_outcome o;
        double within, share;
    } bounds[] = {{OUT_trust, 0.01, 0},
                  {OUT_reputation, 0.01, 0},
                  {OUT_capacity, 0.01, 0},
                  {OUT_fatigue, 0.01, 0},
                  {OUT_partnership_survival, 0.04, 0},
                  {OUT_live_months, 0, 0.05},
                  {OUT_partner_hours, 0, 0.05},
                  {OUT_participants, 0, 0.05},
                  {OUT_promises_breached, 1, 0},
                  {OUT_spend, 0, 0.01}};
    const char *const steps[] = {"time.step=1.0", "time.step=0.5", "time.step=0.25"};
    enum { N = sizeof bounds / sizeof bounds[0], RUNS = 300 };
    double mean[3][N];
    for (size_t k = 0; k < N; k++)
        for (size_t m = 0; m < 3; m++)
            mean[m][k] = mean_of(small, &steps[m], 1, bounds[k].o, RUNS);
    for (size_t k = 0; k < N; k++) {
        double within = fmax(bounds[k].within, bounds[k].share * fabs(mean[2][k]));
        print_message("%-22s %.4f %.4f %.4f\n", partnership_outcomes[bounds[k].o].name, mean[0][k],
                      mean[1][k], mean[2][k]);
        assert_double_near(mean[0][k], mean[2][k], within);
        assert_double_near(mean[1][k], mean[2][k], within);
    }
}

/* ---- through the engine ---------------------------------------------------------------------- */

static const char twins[] =
    "draws = 20; replicates = 2;\n"
    "@include \"organisation-types.cfg\"\n"
    "@include \"policies.cfg\"\n"
    "title = \"twins\"; horizon = 48; seed = 5;\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 8; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 4; }; };\n"
    "teams = { focal = { policy = \"project\";\n"
    "  grants = ( { start = 0; months = 18; amount = 150000; } ); }; };\n"
    "arms = { one = { changes = {}; }; other = { changes = {}; };\n"
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; }; }; }; }; };\n";

/* Two arms that are the same differ by exactly 0 in everything; a share of promises lies between 0 and 1 in
 * its mean and over sets of assumptions. */
static void twins_differ_by_nothing(void **state) {
    (void)state;
    rap_study study = {0};
    rap_layout layout;
    rap_store *store = NULL;
    rap_tables t;
    size_t zeros = 0, shares = 0;
    fixture_read(&study, twins, NULL);
    assert_int_equal(rap_layout_init(&layout, &study), RAP_OK);
    assert_int_equal(rap_store_create(&store, ":memory:", &study, &layout), RAP_OK);
    rap_sink sink = rap_store_sink(store);
    rap_ensemble_options options = {.end = rap_ensemble_items(&study), .verify = true};
    assert_int_equal(
        rap_ensemble_run(&study, &layout, &rap_executor_loop, &sink, &options, NULL, 0), RAP_OK);
    assert_int_equal(rap_tables_make(&t, &study, &layout, store), RAP_OK);
    for (size_t k = 0; k < t.n_contrasts; k++)
        if (t.contrasts[k].contrast == 0 && t.contrasts[k].s.runs > 0 &&
            !isnan(t.contrasts[k].s.mean)) {
            assert_double_near(t.contrasts[k].s.mean, 0, 0);
            assert_double_near(t.contrasts[k].s.ci_high - t.contrasts[k].s.ci_low, 0, 0);
            zeros++;
        }
    for (size_t k = 0; k < t.n_outcomes; k++)
        if (t.outcomes[k].outcome == OUT_breach_share && !isnan(t.outcomes[k].s.plausible_low)) {
            assert_true(t.outcomes[k].s.plausible_low >= -1e-12);
            assert_true(t.outcomes[k].s.plausible_high <= 1 + 1e-12);
            shares++;
        }
    assert_true(zeros > 500 && shares > 20);
    rap_tables_free(&t);
    rap_store_close(store);
    rap_layout_free(&layout);
    rap_study_free(&study);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(invariants_hold_every_step),
        cmocka_unit_test(nothing_goes_through_a_mechanism_at_zero),
        cmocka_unit_test(every_mechanism_matters),
        cmocka_unit_test(neutral_values),
        cmocka_unit_test(order_of_listing_changes_nothing),
        cmocka_unit_test(nobody_elses_luck_changes),
        cmocka_unit_test(trust_decays_without_contact),
        cmocka_unit_test(spells_are_poisson),
        cmocka_unit_test(turnover_takes_its_share),
        cmocka_unit_test(no_effort_drift_only),
        cmocka_unit_test(unused_types_are_idle),
        cmocka_unit_test(awards_follow_their_probability),
        cmocka_unit_test(a_phase_needs_the_one_before),
        cmocka_unit_test(bridges_and_extensions_move_money),
        cmocka_unit_test(a_funder_can_forbid_pay),
        cmocka_unit_test(a_crisis_scales_what_it_names),
        cmocka_unit_test(placements_and_assurance),
        cmocka_unit_test(twins_differ_by_nothing),
        cmocka_unit_test(steps_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
