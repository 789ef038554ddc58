/* test_members.c: members as persons against the expectation, against plain second versions, and
 * against themselves weakened. */
#include "fixture.h"
#include "cli/machine/threads.h"
#include "ensemble/ensemble.h"
#include "partnership/mechanisms/mechanism.h"
#include "partnership/observe.h"

#include <math.h>

#define HEAD                                                                                       \
    "title = \"test\"; horizon = 48; draws = 0; replicates = 40; seed = 7;\n"                      \
    "@include \"organisation-types.cfg\"\n"                                                        \
    "@include \"policies.cfg\"\n"                                                                  \
    "organisations = {\n"                                                                          \
    "  ga = { type = \"grassroots_association\"; count = 12; };\n"                                 \
    "  ispo = { type = \"immigrant_service_organisation\"; count = 6; };\n"                        \
    "  agency = { type = \"public_health_agency\"; count = 4; };\n"                                \
    "};\n"                                                                                         \
    "teams = { focal = { policy = \"sustained\"; grants = ( { start = 0; months = 30; amount = "   \
    "200000; } ); }; };\n"
#define SETTLED "settled = { label = \"Settled\"; share = 0.6; precarity = 0.1; trust = 0.6; };\n"
#define ARRIVED                                                                                    \
    "arrived = { label = \"Newly arrived\"; share = 0.3; precarity = 0.8; trust = 0.4; language "  \
    "= \"bn\"; ties = { grassroots_association = { strength = 3.0; }; public_health_agency = { "   \
    "strength = 0.2; }; }; };\n"
#define STUDENTS "students = { share = 0.1; precarity = 0.5; trust = 0.5; language = \"ur\"; };\n"
#define ARMS                                                                                       \
    "arms = { base = { changes = {}; };\n"                                                         \
    "  parachute = { changes = { teams = { focal = { policy = \"parachute\"; "                     \
    "participant_honorarium = 20; }; }; }; };\n"                                                   \
    "  rival = { changes = { teams = { rival = { policy = \"parachute\"; grants = ( { start = 6; " \
    "months = 12; amount = 90000; } ); }; focal = { translation = { languages = [\"bn\"]; lag = "  \
    "6.0; }; }; }; }; };\n"                                                                        \
    "};\n"

static const char plain[] = HEAD;
static const char groups[] = HEAD ARMS "community = { members = 3000; };\n"
                                       "subgroups = {\n" SETTLED ARRIVED STUDENTS "};\n";
static const char turned[] = HEAD ARMS "community = { members = 3000; };\n"
                                       "subgroups = {\n" STUDENTS SETTLED ARRIVED "};\n";

/* One arm of a study, ready to run. */
typedef struct {
    rap_study study;
    rap_inputs inputs;
    void *state;
    pm_partnership *s; /* the same */
    const rap_column *columns;
    size_t n_columns;
    double *x;
} bench;

static void set_up(bench *b, const char *text, size_t arm, const char *const *sets, size_t n_sets) {
    rap_overrides overrides = {-1, -1, -1, sets, n_sets};
    memset(b, 0, sizeof *b);
    fixture_read(&b->study, text, &overrides);
    assert_int_equal(rap_inputs_bind(&b->inputs, &b->study, arm), RAP_OK);
    assert_int_equal(b->study.model->create(&b->state, b->inputs.root, &b->study.clock), RAP_OK);
    b->columns = b->study.model->columns(b->state, &b->n_columns);
    b->x = rap_allocate(b->n_columns, sizeof *b->x);
    b->s = b->state;
}

static void tear_down(bench *b) {
    rap_free(b->x);
    b->study.model->free(b->state);
    rap_inputs_free(&b->inputs);
    rap_study_free(&b->study);
}

static void start(bench *b, uint64_t item, int64_t draw) {
    rap_inputs_set_draw(&b->inputs, (uint64_t)b->study.seed, draw);
    assert_int_equal(b->study.model->start(b->state, (rap_luck){(uint64_t)b->study.seed, item}),
                     RAP_OK);
}

static void verify(const bench *b) {
    char why[256] = "";
    if (b->study.model->verify(b->state, why, sizeof why)) {
        print_error("%s\n", why);
        fail();
    }
}

/* A run to the horizon, verified after every step or not at all; its outcomes are in b->x. */
static void run(bench *b, uint64_t item, int64_t draw, bool every_step) {
    start(b, item, draw);
    for (int64_t k = 0; k < b->study.horizon * b->study.clock.steps_per_month; k++) {
        assert_int_equal(b->study.model->step(b->state), RAP_OK);
        if (every_step)
            verify(b);
    }
    b->study.model->observe(b->state, b->x);
}

static double outcome_of(const bench *b, pm_outcome o, const char *group) {
    for (size_t c = 0; c < b->n_columns; c++)
        if (b->columns[c].outcome == (size_t)o && !strcmp(b->columns[c].group, group))
            return b->x[c];
    return NAN;
}

/* ---- conservation -----------------------------------------------------------------------------
 */

static void nobody_is_counted_twice(void **state) {
    (void)state;
    const char *const steps[] = {"time.step=1.0", "time.step=0.25"};
    for (size_t arm = 0; arm < 3; arm++)
        for (size_t k = 0; k < 2; k++) {
            double all = 0;
            bench b;
            set_up(&b, groups, arm, &steps[k], 1);
            for (int item = 0; item < 3; item++) {
                double took_part = 0;
                run(&b, (uint64_t)item, item, true);
                for (size_t m = 0; m < b.s->m.n; m++)
                    took_part += b.s->m.took_part[m];
                double parts = outcome_of(&b, OUT_participants, "subgroup:settled") +
                               outcome_of(&b, OUT_participants, "subgroup:arrived") +
                               outcome_of(&b, OUT_participants, "subgroup:students");
                all += took_part;
                assert_double_near(outcome_of(&b, OUT_participants, "all"), took_part, 0);
                assert_double_near(parts, took_part, 0);
                assert_double_near(outcome_of(&b, OUT_reach, "all"), took_part / 3000, 1e-15);
            }
            assert_true(all > 20);
            tear_down(&b);
        }
}

/* verify sees what is wrong: one more participant, a trust out of bounds, a pool of another size.
 */
static void verify_finds_damage(void **state) {
    (void)state;
    bench b;
    set_up(&b, groups, 0, NULL, 0);
    run(&b, 1, -1, false);
    verify(&b);
    b.s->m.trust[5] = 1.5F;
    assert_int_equal(b.study.model->verify(b.state, NULL, 0), RAP_EMODEL);
    b.s->m.trust[5] = 0.5F;
    verify(&b);
    uint8_t before = b.s->m.took_part[7];
    b.s->m.took_part[7] = !before;
    assert_int_equal(b.study.model->verify(b.state, NULL, 0), RAP_EMODEL);
    b.s->m.took_part[7] = before;
    b.s->direct_pool -= 1;
    assert_int_equal(b.study.model->verify(b.state, NULL, 0), RAP_EMODEL);
    tear_down(&b);
}

/* ---- against the expectation ------------------------------------------------------------------
 */

enum { ITEMS = 40, SETTINGS = 9 };

/* Differences of participants per unit of size, persons minus expectation, over items:
 * organisations have the same luck in both, so they are paired. A community `size` times as large,
 * each approach costing a `size`-th. */
static void differences(int size, double *mean, double *sd, double *expected) {
    char text[SETTINGS][80], members[80];
    const char *sets[SETTINGS + 1];
    bench persons, pools;
    double sum = 0, squares = 0;
    snprintf(text[0], 80, "organisation_types.grassroots_association.members=%d.0", 150 * size);
    snprintf(text[1], 80, "organisation_types.immigrant_service_organisation.members=%d.0",
             250 * size);
    snprintf(text[2], 80, "organisation_types.public_health_agency.members=%d.0", 80 * size);
    snprintf(text[3], 80, "community.direct_people=%d.0", 4000 * size);
    snprintf(text[4], 80, "parameters.partner_approaches=%d.0", size);
    snprintf(text[5], 80, "parameters.partnered_hours=%.17g", 1.0 / size);
    snprintf(text[6], 80, "parameters.direct_hours=%.17g", 2.0 / size);
    snprintf(text[7], 80, "mechanisms.results_returned=0");
    snprintf(text[8], 80, "mechanisms.approach_burden=0");
    snprintf(members, sizeof members, "community.members=%d",
             (12 * 150 + 6 * 250 + 4 * 80 + 4000) * size);
    for (int k = 0; k < SETTINGS; k++)
        sets[k] = text[k];
    sets[SETTINGS] = members;
    set_up(&pools, plain, 0, sets, SETTINGS);
    set_up(&persons, plain, 0, sets, SETTINGS + 1);
    *expected = 0;
    for (uint64_t item = 0; item < ITEMS; item++) {
        run(&pools, item, -1, false);
        run(&persons, item, -1, false);
        double e = outcome_of(&pools, OUT_participants, "all") / size;
        double d = outcome_of(&persons, OUT_participants, "all") / size - e;
        assert_double_near(outcome_of(&persons, OUT_trust, "all"),
                           outcome_of(&pools, OUT_trust, "all"), 0);
        *expected += e / ITEMS;
        sum += d;
        squares += d * d;
    }
    *mean = sum / ITEMS;
    *sd = sqrt((squares - sum * sum / ITEMS) / (ITEMS - 1));
    tear_down(&persons);
    tear_down(&pools);
}

/* Their mean agrees with the expectation, and single runs come closer to it as members grow. */
static void persons_agree_with_the_expectation(void **state) {
    (void)state;
    double mean, sd, expected, mean_10, sd_10, expected_10;
    differences(1, &mean, &sd, &expected);
    differences(10, &mean_10, &sd_10, &expected_10);
    print_message("participants %.1f expected; persons differ by %.2f (sd %.2f), ten times as many "
                  "by %.3f (sd %.3f)\n",
                  expected, mean, sd, mean_10, sd_10);
    assert_true(expected > 100);
    assert_double_near(expected, expected_10, 1e-6 * expected);
    assert_double_near(mean, 0, 5 * sd / sqrt(ITEMS));
    assert_double_near(mean_10, 0, 5 * sd_10 / sqrt(ITEMS));
    assert_true(sd / sd_10 > 2 && sd / sd_10 < 5); /* sqrt(10) = 3.2 */
}

/* ---- mechanisms -------------------------------------------------------------------------------
 */

/* Outcomes of a few items, added up; translation is free. */
static void totals(size_t arm, const char *change, const char *before, double *sum) {
    const char *const sets[] = {"parameters.translation_cost=0.0", change, before};
    bench b;
    set_up(&b, groups, arm, sets, !change ? 1 : !before ? 2 : 3);
    for (size_t c = 0; c < b.n_columns; c++)
        sum[c] = 0;
    for (uint64_t item = 0; item < 3; item++) {
        run(&b, item, -1, false);
        for (size_t c = 0; c < b.n_columns; c++)
            sum[c] += isnan(b.x[c]) ? -1 : b.x[c];
    }
    sum[b.n_columns] = NAN; /* the end */
    tear_down(&b);
}

static bool differs(const char *before, const char *change) {
    static double a[512], c[512];
    bool found = false;
    totals(2, before, NULL, a);
    totals(2, change, before, c);
    for (size_t k = 0; !isnan(a[k]) && !isnan(c[k]); k++)
        found |= a[k] != c[k];
    return found;
}

static void nothing_goes_through_a_mechanism_at_zero(void **state) {
    (void)state;
    static const char *const cases[][2] = {
        {"mechanisms.word_of_mouth=0", "parameters.member_word=0.4"},
        {"mechanisms.word_of_mouth=0", "parameters.member_far_ties=0.9"},
        {"mechanisms.language_access=0", "parameters.consent_language=3.0"},
        {"mechanisms.language_access=0", "teams.focal.translation.languages=[\"bn\",\"ur\"]"},
        {"mechanisms.language_access=0", "teams.focal.translation.lag=0.0"},
        {"mechanisms.approach_burden=0", "parameters.consent_burden=2.0"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        assert_true(differs(NULL, cases[k][1]));
        if (differs(cases[k][0], cases[k][1]))
            fail_msg("%s matters with %s", cases[k][1], cases[k][0]);
    }
}

static void each_mechanism_of_members_matters(void **state) {
    (void)state;
    static const char *const names[] = {"language_access", "approach_burden", "results_returned",
                                        "word_of_mouth"};
    for (size_t k = 0; k < 4; k++) {
        char change[80];
        snprintf(change, sizeof change, "mechanisms.%s=0", names[k]);
        if (!differs(NULL, change))
            fail_msg("%s does nothing", names[k]);
    }
}

/* Without results_returned and word of mouth a subgroup's trust stays where it started. */
static void trust_moves_by_results_and_word_alone(void **state) {
    (void)state;
    const char *const off[] = {"mechanisms.results_returned=0", "mechanisms.word_of_mouth=0"};
    const char *const words[] = {"mechanisms.results_returned=0"};
    bench b;
    set_up(&b, groups, 0, off, 2);
    run(&b, 3, -1, true);
    assert_double_near(outcome_of(&b, OUT_member_trust, "subgroup:settled"), (double)0.6F, 1e-12);
    assert_double_near(outcome_of(&b, OUT_member_trust, "subgroup:arrived"), (double)0.4F, 1e-12);
    tear_down(&b);
    set_up(&b, groups, 0, words, 1); /* talk brings the subgroups closer */
    run(&b, 3, -1, true);
    assert_true(outcome_of(&b, OUT_member_trust, "subgroup:settled") < 0.595);
    assert_true(outcome_of(&b, OUT_member_trust, "subgroup:arrived") > 0.405);
    tear_down(&b);
}

/* Results reach those who took part and whose language is there; a broken promise all of them. */
static void results_reach_participants_in_their_language(void **state) {
    (void)state;
    bench b;
    set_up(&b, groups, 0, NULL, 0);
    run(&b, 3, -1, true);
    const pm_members *m = &b.s->m;
    unsigned heard[3] = {0}, which = 3;
    for (size_t c = 0; c < m->n_cells; c++)
        for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++)
            heard[c % 3] += m->results[k];
    for (unsigned g = 0; g < 3; g++) {
        which = m->subgroup[g]->language[0] ? which : g;
        if (m->subgroup[g]->language[0])
            assert_int_equal(heard[g], 0);
    }
    assert_true(which < 3 && heard[which] > 0);
    tear_down(&b);
}

/* Each language costs translation_cost in a grant, and money that is short serves the first named. */
static void translation_is_paid(void **state) {
    (void)state;
    const char *const enough[] = {"teams.focal.translation.languages=[\"bn\",\"ur\"]"};
    const char *const short_of[] = {"teams.focal.translation.languages=[\"bn\",\"ur\"]",
                                    "parameters.translation_cost=60000.0"};
    bench b;
    set_up(&b, groups, 1, enough, 1);
    run(&b, 1, -1, true);
    assert_double_near(outcome_of(&b, OUT_spend, "line:translation"), 6000, 0);
    tear_down(&b);
    set_up(&b, groups, 1, short_of, 2);
    run(&b, 1, -1, true);
    double spent = outcome_of(&b, OUT_spend, "line:translation");
    assert_true(spent > 60000 && spent < 120000);
    for (size_t g = 0; g < 3; g++) {
        const char *own = b.s->m.subgroup[g]->language;
        assert_double_near(pm_results_heard(b.s, 0, g), strcmp(own, "ur") ? 1 : 0, 0);
    }
    tear_down(&b);
}

/* ---- who is approached ------------------------------------------------------------------------
 */

/* Full precarity under access_precarity 1: nobody of them is approached, others are. */
static void full_precarity_is_never_approached(void **state) {
    (void)state;
    const char *const sets[] = {"subgroups.arrived.precarity=1.0",
                                "parameters.access_precarity=1.0"};
    bench b;
    set_up(&b, groups, 0, sets, 2);
    run(&b, 2, -1, true);
    const pm_members *m = &b.s->m;
    for (size_t c = 0; c < m->n_cells; c++)
        for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++)
            if (m->subgroup[c % 3]->precarity >= 1)
                assert_int_equal(m->approached[k], 0);
    assert_true(outcome_of(&b, OUT_participants, "subgroup:settled") > 20);
    assert_double_near(outcome_of(&b, OUT_reach_precarious, "all"), 0, 0);
    tear_down(&b);
}

/* Approaches and participants of a subgroup, over items. */
static void count(const bench *b, double asked[3], double joined[3]) {
    const pm_members *m = &b->s->m;
    for (size_t c = 0; c < m->n_cells; c++)
        for (uint32_t k = m->first[c]; k < m->first[c + 1]; k++) {
            asked[c % 3] += m->approached[k];
            joined[c % 3] += m->took_part[k];
        }
}

/* Precarity lowers approaches a head, and leaves consent once asked alone (5 standard errors). */
static void precarity_bears_on_access_not_on_consent(void **state) {
    (void)state;
    const char *const sets[] = {"mechanisms.approach_burden=0",
                                "mechanisms.language_access=0",
                                "mechanisms.results_returned=0",
                                "parameters.consent_direct=0.0",
                                "subgroups.settled.trust=0.5",
                                "subgroups.arrived.trust=0.5",
                                "subgroups.arrived.ties.grassroots_association.strength=1.0",
                                "subgroups.arrived.ties.public_health_agency.strength=1.0"};
    double asked[3] = {0}, joined[3] = {0}, heads[3] = {0};
    size_t most, least = 0;
    bench b;
    set_up(&b, groups, 0, sets, 8);
    for (uint64_t item = 0; item < 20; item++) {
        run(&b, item, -1, false);
        count(&b, asked, joined);
    }
    for (size_t c = 0; c < b.s->m.n_cells; c++)
        heads[c % 3] += b.s->m.first[c + 1] - b.s->m.first[c];
    most = pm_most_precarious(b.s);
    for (size_t g = 0; g < 3; g++)
        least = b.s->m.subgroup[g]->precarity < b.s->m.subgroup[least]->precarity ? g : least;
    double p = joined[most] / asked[most], q = joined[least] / asked[least];
    double error = sqrt(p * (1 - p) / asked[most] + q * (1 - q) / asked[least]);
    assert_double_near(heads[most] + heads[least], 2700, 3);
    assert_true(asked[most] / heads[most] < 0.8 * asked[least] / heads[least]);
    assert_double_near(p, q, 5 * error);
    tear_down(&b);
}

/* The order in which a study lists subgroups changes nothing. */
static void order_of_subgroups_changes_nothing(void **state) {
    (void)state;
    for (size_t arm = 0; arm < 3; arm++) {
        bench a, b;
        set_up(&a, groups, arm, NULL, 0);
        set_up(&b, turned, arm, NULL, 0);
        assert_int_equal(a.n_columns, b.n_columns);
        run(&a, 4, 2, false);
        run(&b, 4, 2, false);
        for (size_t c = 0; c < a.n_columns; c++) {
            assert_string_equal(a.columns[c].group, b.columns[c].group);
            assert_true(a.x[c] == b.x[c] || (isnan(a.x[c]) && isnan(b.x[c])));
        }
        tear_down(&a);
        tear_down(&b);
    }
}

/* ---- word of mouth ----------------------------------------------------------------------------
 */

/* A plain second version: four numbers a member, in a table. */
static void plain_word(const pm_partnership *s, const uint32_t *ties, double *trust) {
    double weight = 1 - exp(-s->in->p.member_word * s->dt);
    for (size_t k = 0; k < s->m.n; k++) {
        double mean = 0;
        for (size_t i = 0; i < MEMBER_TIES; i++)
            mean += (double)s->m.trust[ties[k * MEMBER_TIES + i]] / MEMBER_TIES;
        trust[k] = (double)s->m.trust[k] + weight * (mean - (double)s->m.trust[k]);
    }
}

static void tabulate(const pm_members *m, uint32_t *ties) {
    const int near[MEMBER_TIES] = {1, 2, -1, -2};
    for (size_t k = 0; k < m->n; k++)
        for (size_t i = 0; i < MEMBER_TIES; i++)
            ties[k * MEMBER_TIES + i] =
                (uint32_t)((k + 2 * m->n + (size_t)(near[i] + 4) - 4) % m->n);
    for (size_t f = 0; f < m->n_far; f++)
        ties[m->far[f].from] = m->far[f].to;
}

static void word_agrees_with_a_plain_version(void **state) {
    (void)state;
    const int sizes[] = {1, 2, 3, 4, 5, 6, 511, 512, 513, 514, 1025, 3000};
    for (size_t k = 0; k < sizeof sizes / sizeof sizes[0]; k++) {
        char text[40];
        snprintf(text, sizeof text, "community.members=%d", sizes[k]);
        const char *const sets[] = {"parameters.member_far_ties=0.3", "parameters.member_word=0.8",
                                    text};
        bench b;
        set_up(&b, groups, 0, sets, 3);
        start(&b, 1, -1);
        uint32_t *ties = rap_allocate((size_t)sizes[k] * MEMBER_TIES, sizeof *ties);
        double *trust = rap_allocate((size_t)sizes[k], sizeof *trust);
        tabulate(&b.s->m, ties);
        for (int round = 0; round < 3; round++) {
            b.s->m.differ = true;
            for (size_t m = 0; m < b.s->m.n && round == 0; m++)
                b.s->m.trust[m] = (float)(m * 37 % 101) / 100;
            plain_word(b.s, ties, trust);
            pm_word_of_mouth(b.s);
            for (size_t m = 0; m < b.s->m.n; m++)
                assert_double_near((double)b.s->m.trust[m], trust[m], 1e-6);
        }
        rap_free(ties);
        rap_free(trust);
        tear_down(&b);
    }
}

/* Near ties alone are symmetric: mean trust stays. Far ties are as many as the parameter says. */
static void ties_are_as_stated(void **state) {
    (void)state;
    const char *const near[] = {"parameters.member_far_ties=0.0", "parameters.member_word=0.8"};
    bench b;
    set_up(&b, groups, 0, near, 2);
    start(&b, 1, -1);
    double before = 0, after = 0;
    for (size_t c = 0; c < b.s->m.n_cells; c++)
        before += pm_cell_trust(b.s, c);
    for (int k = 0; k < 20; k++)
        pm_word_of_mouth(b.s);
    for (size_t c = 0; c < b.s->m.n_cells; c++)
        after += pm_cell_trust(b.s, c);
    assert_int_equal(b.s->m.n_far, 0);
    assert_double_near(before, after, 1e-5 * before);
    tear_down(&b);
    set_up(&b, groups, 0, NULL, 0);
    start(&b, 1, -1);
    double p = b.s->in->p.member_far_ties, ties = 4.0 * 3000;
    assert_double_near((double)b.s->m.n_far, p * ties, 5 * sqrt(ties * p * (1 - p)));
    for (size_t f = 0; f < b.s->m.n_far; f++)
        assert_true(b.s->m.far[f].to < 3000 && b.s->m.far[f].to != b.s->m.far[f].from / 4);
    tear_down(&b);
}

/* ---- the engine -------------------------------------------------------------------------------
 */

typedef struct {
    double *values;
    size_t n, per_item;
} kept;

static int keep(void *context, const rap_block *block) {
    kept *k = context;
    memcpy(k->values + k->n, block->values, block->n * k->per_item * sizeof *k->values);
    k->n += block->n * k->per_item;
    return RAP_OK;
}

static void threads_change_nothing(void **state) {
    (void)state;
    rap_study study = {0};
    rap_layout layout;
    kept got[2];
    fixture_read(&study, groups, NULL);
    assert_int_equal(rap_layout_init(&layout, &study), RAP_OK);
    for (size_t k = 0; k < 2; k++) {
        rap_executor executor;
        rap_ensemble_options options = {.first = 0, .end = 40, .verify = true};
        rap_sink sink = {&got[k], keep};
        got[k] = (kept){rap_allocate(40 * layout.n_arms * layout.n_values, sizeof(double)), 0,
                        layout.n_arms * layout.n_values};
        rap_threads_init(&executor, k == 0 ? 1 : 3);
        assert_int_equal(rap_ensemble_run(&study, &layout, &executor, &sink, &options, NULL, 0),
                         RAP_OK);
    }
    assert_int_equal(got[0].n, got[1].n);
    assert_memory_equal(got[0].values, got[1].values, got[0].n * sizeof(double));
    rap_free(got[0].values);
    rap_free(got[1].values);
    rap_layout_free(&layout);
    rap_study_free(&study);
}

/* A second run of the same luck is the same: nothing is left over from the one before. */
static void runs_leave_nothing_behind(void **state) {
    (void)state;
    bench a, b;
    set_up(&a, groups, 0, NULL, 0);
    set_up(&b, groups, 0, NULL, 0);
    run(&a, 1, 0, false);
    run(&a, 2, 3, false);
    run(&b, 2, 3, false);
    for (size_t c = 0; c < a.n_columns; c++)
        assert_true(a.x[c] == b.x[c] || (isnan(a.x[c]) && isnan(b.x[c])));
    tear_down(&a);
    tear_down(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_is_counted_twice),
        cmocka_unit_test(verify_finds_damage),
        cmocka_unit_test(persons_agree_with_the_expectation),
        cmocka_unit_test(nothing_goes_through_a_mechanism_at_zero),
        cmocka_unit_test(each_mechanism_of_members_matters),
        cmocka_unit_test(trust_moves_by_results_and_word_alone),
        cmocka_unit_test(results_reach_participants_in_their_language),
        cmocka_unit_test(translation_is_paid),
        cmocka_unit_test(full_precarity_is_never_approached),
        cmocka_unit_test(precarity_bears_on_access_not_on_consent),
        cmocka_unit_test(order_of_subgroups_changes_nothing),
        cmocka_unit_test(word_agrees_with_a_plain_version),
        cmocka_unit_test(ties_are_as_stated),
        cmocka_unit_test(threads_change_nothing),
        cmocka_unit_test(runs_leave_nothing_behind),
    };
    rap_error_quiet_gsl();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
