/* test_target.c: levers that are given to the partners of one organisation type only, and the groups
 * of what is outside a type. */
#include "arm_bench.h"
#include "partnership/mechanisms/mechanism.h"
#include "partnership/verify.h"

#include <math.h>

#define INSIDE "type:immigrant_service_organisation"

/* One team, two types; every arm changes `none` by something. */
static const char text[] =
    "title = \"target\"; horizon = 48; draws = 0; replicates = 1; seed = 11; complements = true;\n"
    "@include \"organisation-types.cfg\"\n"
    "organisations = { ga = { type = \"grassroots_association\"; count = 10; };\n"
    "  ispo = { type = \"immigrant_service_organisation\"; count = 8; }; };\n"
    "mechanisms = { spillover = 0.0; word_among_partners = 0.0; };\n"
    "teams = { focal = { partners = 18; planned = 0.2; reserve = 0.1; aftercare = 12;\n"
    "  hours = { outreach = 0.2; contact = 0.15; data = 0.1; follow_up = 0.1; dissemination = "
    "0.05; };\n"
    "  listening = 2; listening_hours = { outreach = 0.3; contact = 0.3; };\n"
    "  aftercare_hours = { follow_up = 0.2; contact = 0.2; };\n"
    "  pay = { share = 0.2; rate = 25.0; };\n"
    "  grants = ( { start = 0; months = 30; amount = 300000; } ); }; };\n"
    "arms = {\n"
    "none = { changes = { teams = { focal = { planned = 0.2; }; }; }; };\n"
    "planned = { changes = { teams = { focal = { planned = 1.0; }; }; }; };\n"
    "paid = { changes = { teams = { focal = { pay = { form = \"by_type\"; }; }; }; }; };\n"
    "voice = { changes = { teams = { focal = { shared_decisions = 0.9; }; }; }; };\n"
    "contact = { changes = { teams = { focal = { hours = { contact = 0.4; }; }; }; }; };\n"
    "sessions = { changes = { teams = { focal = {\n"
    "  sessions = \"weekday\"; hours = { capacity = 0.15; };\n"
    "}; }; }; };\n"
    "papers = { changes = { teams = { focal = { mou = true; }; }; }; };\n"
    "much = { changes = { teams = { focal = {\n"
    "  planned = 1.0; shared_decisions = 0.8; sessions = \"evening_weekend\";\n"
    "  charter = true; mou = true; report = true; qa_lag = 2.0; hours_asked = 3.0;\n"
    "  participant_honorarium = 20.0; flexibility = 0.8; institution = 0.9;\n"
    "  pay = { form = \"buy_out\"; rate = 30.0; coverage = 0.9; delay = 2.0; };\n"
    "  hours = { listening = 0.05; contact = 0.2; capacity = 0.15; needs = 0.1; };\n"
    "  listening_hours = { capacity = 0.3; };\n"
    "  aftercare_hours = { follow_up = 0.5; contact = 0.5; };\n"
    "}; }; }; };\n"
    "fewer = { changes = { teams = { focal = { partners = 10; }; }; }; };\n"
    "outreach = { changes = { teams = { focal = { hours = { outreach = 0.1; }; }; }; }; };\n"
    "events = { changes = { teams = { focal = { hours = { dissemination = 0.3; }; }; }; }; };\n"
    "share = { changes = { teams = { focal = { pay = { share = 0.1; }; }; }; }; };\n"
    "overhead = { changes = { teams = { focal = { indirect = { rate = 0.1; }; }; }; }; };\n"
    "poorer = { changes = { teams = { focal = {\n"
    "  grants = ( { start = 0; months = 30; amount = 200000; } );\n"
    "}; }; }; };\n"
    "others = { changes = { organisations = { ga = { count = 9; }; }; }; };\n"
    "rival = { changes = { teams = { rival = {\n"
    "  grants = ( { start = 0; months = 12; amount = 90000; } ); }; }; }; };\n"
    "weaker = { changes = { mechanisms = { voice = 0.5; }; }; };\n"
    "again = { changes = {}; }; };\n";

static size_t arm_of(const rap_study *study, const char *name) {
    int arm = rap_study_arm(study, name);
    assert_true(arm >= 0);
    return (size_t)arm;
}

/* `elsewhere` NULL: the arm is for everybody. Returns what binding says. */
static int bind(bench *b, const char *arm, const char *elsewhere, const char *group,
                const char *set) {
    rap_overrides overrides = {-1, -1, -1, &set, set != NULL, NULL};
    memset(b, 0, sizeof *b);
    fixture_read(&b->study, text, &overrides);
    size_t k = arm_of(&b->study, arm);
    if (elsewhere) {
        b->study.arms[k].given_to = group;
        b->study.arms[k].elsewhere = arm_of(&b->study, elsewhere);
    }
    return rap_inputs_bind(&b->inputs, &b->study, k);
}

static void set_up(bench *b, const char *arm, const char *elsewhere, const char *group,
                   const char *set) {
    assert_int_equal(bind(b, arm, elsewhere, group, set), RAP_OK);
    bench_make(b);
}

/* ---- one arm in two guises -------------------------------------------------------------------- */

static void equal_arms_are_as_one(void **state) {
    (void)state;
    bench one, two;
    set_up(&one, "none", NULL, NULL, NULL);
    set_up(&two, "again", "none", INSIDE, NULL);
    assert_non_null(two.s->in->elsewhere);
    for (int item = 0; item < 5; item++) {
        bench_run(&one, (uint64_t)item, item);
        bench_run(&two, (uint64_t)item, item);
        assert_memory_equal(one.x, two.x, one.n_columns * sizeof *one.x);
    }
    bench_tear_down(&one);
    bench_tear_down(&two);
}

/* With two types, "to this one only" and "to all but the other" are the same thing; only what is in
 * doubt in the last cent may differ. */
static void both_ways_of_saying_it_agree(void **state) {
    (void)state;
    bench one, two;
    set_up(&one, "voice", "contact", INSIDE, NULL);
    set_up(&two, "contact", "voice", "type:grassroots_association", NULL);
    for (uint64_t item = 0; item < 4; item++) {
        bench_run(&one, item, -1);
        bench_run(&two, item, -1);
        for (size_t c = 0; c < one.n_columns; c++)
            if (!isnan(one.x[c]) || !isnan(two.x[c]))
                assert_double_near(one.x[c], two.x[c],
                                   1e-6 * fmax(1, fabs(one.x[c])) + 0.1 * (fabs(one.x[c]) > 1e4));
    }
    bench_tear_down(&one);
    bench_tear_down(&two);
}

/* Giving a lever that does nothing changes nothing, to the bit: being two sides has no effect. */
static void two_sides_alone_change_nothing(void **state) {
    static const char off[] = "mechanisms.institutional_memory=0";
    (void)state;
    bench one, two;
    set_up(&one, "none", NULL, NULL, off);
    set_up(&two, "papers", "none", INSIDE, off);
    for (int item = 0; item < 6; item++) {
        bench_run(&one, (uint64_t)item, item);
        bench_run(&two, (uint64_t)item, item);
        assert_int_equal(two.s->team[0].sides, 2);
        assert_memory_equal(one.x, two.x, one.n_columns * sizeof *one.x);
    }
    bench_tear_down(&one);
    bench_tear_down(&two);
}

/* ---- who is moved ----------------------------------------------------------------------------- */

/* Mean and standard error of the mean, of paired differences. */
typedef struct {
    double sum, squares, n;
} sample;

static void take(sample *m, double x) {
    m->sum += x;
    m->squares += x * x;
    m->n++;
}

static double mean_of(const sample *m) {
    return m->sum / m->n;
}

static double error_of(const sample *m) {
    double mean = mean_of(m);
    return sqrt(fmax(0, m->squares / m->n - mean * mean) / (m->n - 1));
}

/* ... by more than four times what it moves outside, and upwards. */
static void moves_inside_only(const char *lever, pm_outcome o) {
    enum { ITEMS = 60 };
    bench none, given;
    sample inside = {0, 0, 0}, beyond = {0, 0, 0};
    set_up(&none, "none", NULL, NULL, NULL);
    set_up(&given, lever, "none", INSIDE, NULL);
    for (uint64_t item = 0; item < ITEMS; item++) {
        bench_run(&none, item, -1);
        bench_run(&given, item, -1);
        double in = bench_outcome(&given, o, INSIDE) - bench_outcome(&none, o, INSIDE);
        const char *rest = "other:immigrant_service_organisation";
        double out = bench_outcome(&given, o, rest) - bench_outcome(&none, o, rest);
        take(&inside, in);
        take(&beyond, in - 4 * fabs(out));
    }
    assert_true(mean_of(&inside) > 5 * error_of(&inside));
    assert_true(mean_of(&beyond) > 5 * error_of(&beyond));
    bench_tear_down(&none);
    bench_tear_down(&given);
}

static void a_lever_moves_those_it_is_given_to(void **state) {
    (void)state;
    moves_inside_only("planned", OUT_promises_kept);
    moves_inside_only("planned", OUT_trust);
    moves_inside_only("paid", OUT_hours_returned);
    moves_inside_only("voice", OUT_trust);
    moves_inside_only("contact", OUT_trust);
    moves_inside_only("sessions", OUT_capacity);
}

/* ---- dose ------------------------------------------------------------------------------------- */

/* Contact hours of the first relation in touch with a type; fails where others of it get more. */
static double contact_of(const pm_partnership *s, const char *type, size_t *partners) {
    const pm_organisation_type *types = s->in->organisation_types.rows;
    double hours = -1;
    *partners = 0;
    for (size_t r = 0; r < s->r.n; r++) {
        if (!pm_in_touch(s, r) || strcmp(types[s->o.type[r]].is.name, type) != 0)
            continue;
        if (hours >= 0)
            assert_double_near(s->r.contact[r], hours, 1e-12);
        hours = s->r.contact[r];
        ++*partners;
    }
    return hours;
}

/* Contact is all that differs: the same hours a partner as where all get it, or nobody does. */
static void the_dose_of_a_partner_is_the_same(void **state) {
    (void)state;
    static const char *const arms[] = {"none", "contact", "contact"};
    static const char *const inside = "immigrant_service_organisation",
                             *const outside = "grassroots_association";
    double in[3], out[3];
    size_t n_in[3], n_out[3];
    for (size_t k = 0; k < 3; k++) {
        bench b;
        set_up(&b, arms[k], k == 2 ? "none" : NULL, INSIDE, "parameters.take_up_base=10");
        bench_start(&b, 0, -1);
        for (int m = 0; m < 6; m++)
            bench_step(&b);
        in[k] = contact_of(b.s, inside, &n_in[k]);
        out[k] = contact_of(b.s, outside, &n_out[k]);
        bench_tear_down(&b);
    }
    assert_int_equal(n_in[0], 8);
    assert_int_equal(n_out[0], 10);
    assert_true(n_in[2] == 8 && n_in[1] == 8 && n_out[2] == 10 && n_out[1] == 10);
    assert_true(in[1] > 2 * in[0] && in[0] > 0);
    assert_double_near(in[2], in[1], 1e-3 * in[1]);
    assert_double_near(out[2], out[0], 1e-3 * out[0]);
}

/* ---- books ------------------------------------------------------------------------------------ */

/* verify holds after every step (see bench_step), whichever side has the richer levers. */
static void books_balance_with_two_sides(void **state) {
    (void)state;
    static const char *const steps[] = {"time.step=1.0", "time.step=0.25"};
    static const char *const pairs[][2] = {
        {"much", "none"}, {"none", "much"}, {"sessions", "much"}};
    for (size_t k = 0; k < 2; k++)
        for (size_t p = 0; p < 3; p++) {
            bench b;
            set_up(&b, pairs[p][0], pairs[p][1], INSIDE, steps[k]);
            for (int item = 0; item < 4; item++) {
                bench_run(&b, (uint64_t)item, item);
                const pm_team_state *t = &b.s->team[0];
                assert_int_equal(t->sides, 2);
                assert_int_equal(t->granted, 30000000);
                assert_true(bench_outcome(&b, OUT_spend, "all") > 0);
            }
            bench_tear_down(&b);
        }
}

/* A session for one side costs the share of it that its partners are of all. */
static void sessions_are_for_those_who_have_them(void **state) {
    (void)state;
    bench b;
    set_up(&b, "much", "none", INSIDE, NULL);
    bench_start(&b, 1, -1);
    for (int m = 0; m < 20; m++)
        bench_step(&b);
    assert_true(b.s->team[0].side[0].last_session >= 0);
    assert_true(b.s->team[0].side[1].last_session < 0);
    double w = pm_weight_of_side(b.s, 0, 0);
    assert_true(w > 0 && w < 1);
    assert_double_near(pm_weight_of_side(b.s, 0, 1), 1 - w, 0);
    bench_tear_down(&b);
}

/* Money that dissemination gets in a month of the grant, events being too dear to be held. */
static int64_t saved_in_a_month(bench *b) {
    int64_t before = b->s->team[0].side[0].purse[DISSEMINATION];
    bench_step(b);
    assert_true(b->s->team[0].side[1].purse[DISSEMINATION] == 0);
    return b->s->team[0].side[0].purse[DISSEMINATION] - before;
}

/* Hours for both come from one purse, whose share is the sides' own by their weights. */
static void hours_for_both_are_shared_by_weight(void **state) {
    static const char dear[] = "parameters.dissemination_hours=1000";
    (void)state;
    bench none, events, part;
    int parted = 0;
    set_up(&none, "none", NULL, NULL, dear);
    set_up(&events, "events", NULL, NULL, dear);
    set_up(&part, "events", "none", INSIDE, dear);
    bench_start(&none, 3, -1);
    bench_start(&events, 3, -1);
    bench_start(&part, 3, -1);
    for (int month = 0; month < 12; month++) {
        double w = pm_weight_of_side(part.s, 0, 0);
        int64_t little = saved_in_a_month(&none), much = saved_in_a_month(&events);
        int64_t between = saved_in_a_month(&part);
        if (part.s->team[0].sides == 1)
            continue;
        assert_double_near((double)between, w * (double)much + (1 - w) * (double)little, 2);
        parted += much > little && w > 0 && w < 1;
    }
    assert_true(parted > 5);
    bench_tear_down(&none);
    bench_tear_down(&events);
    bench_tear_down(&part);
}

/* ---- what cannot be given --------------------------------------------------------------------- */

static void refuses(const char *arm, const char *group) {
    bench b;
    int status = bind(&b, arm, "none", group, NULL);
    if (status != RAP_EINPUT)
        print_error("%s to %s: %d\n", arm, group, status);
    assert_int_equal(status, RAP_EINPUT);
    rap_inputs_free(&b.inputs);
    rap_study_free(&b.study);
}

static void what_concerns_all_cannot_be_given(void **state) {
    (void)state;
    static const char *const arms[] = {"fewer",  "share", "overhead", "poorer",
                                       "others", "rival", "weaker"};
    static const char *const groups[] = {"all",
                                         "type:",
                                         "type:nobody",
                                         "team:focal",
                                         "focal",
                                         "immigrant_service_organisation",
                                         "type:health_agency",
                                         "type:public_health_agency"};
    for (size_t k = 0; k < sizeof arms / sizeof arms[0]; k++)
        refuses(arms[k], INSIDE);
    for (size_t k = 0; k < sizeof groups / sizeof groups[0]; k++)
        refuses("planned", groups[k]);
}

static void the_mean_field_cannot(void **state) {
    (void)state;
    for (size_t k = 0; rap_models[k]; k++)
        assert_true((rap_models[k]->target != NULL) == !strcmp(rap_models[k]->name, "partnership"));
}

/* ---- what is outside -------------------------------------------------------------------------- */

static void complements_add_up(void **state) {
    (void)state;
    bench b;
    const char *in = INSIDE, *out = "other:immigrant_service_organisation";
    set_up(&b, "none", NULL, NULL, NULL);
    bench_run(&b, 0, -1);
    static const pm_outcome sums[] = {OUT_promises_made, OUT_partner_hours, OUT_live_months,
                                      OUT_partnerships_active, OUT_participants_partnered};
    for (size_t k = 0; k < sizeof sums / sizeof sums[0]; k++)
        assert_double_near(bench_outcome(&b, sums[k], in) + bench_outcome(&b, sums[k], out),
                           bench_outcome(&b, sums[k], "all"), 1e-9);
    static const pm_outcome means[] = {OUT_trust, OUT_capacity, OUT_reputation, OUT_fatigue};
    for (size_t k = 0; k < sizeof means / sizeof means[0]; k++)
        assert_double_near(
            (8 * bench_outcome(&b, means[k], in) + 10 * bench_outcome(&b, means[k], out)) / 18,
            bench_outcome(&b, means[k], "all"), 1e-12);
    for (size_t c = 0; c < b.n_columns; c++)
        if (!strcmp(b.columns[c].group, out))
            assert_memory_equal(b.columns[c].group_label, "All but ", 8);
    bench_tear_down(&b);
}

/* Observing them is all that changes. */
static void complements_are_only_looked_at(void **state) {
    (void)state;
    bench with, without;
    set_up(&with, "none", NULL, NULL, NULL);
    set_up(&without, "none", NULL, NULL, "complements=false");
    assert_true(without.n_columns < with.n_columns);
    bench_run(&with, 2, -1);
    bench_run(&without, 2, -1);
    for (size_t c = 0, k = 0; c < with.n_columns; c++) {
        if (!strncmp(with.columns[c].group, "other:", 6))
            continue;
        assert_string_equal(with.columns[c].group, without.columns[k].group);
        assert_true(isnan(with.x[c]) ? isnan(without.x[k]) : with.x[c] == without.x[k]);
        k++;
    }
    bench_tear_down(&with);
    bench_tear_down(&without);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_arms_are_as_one),
        cmocka_unit_test(both_ways_of_saying_it_agree),
        cmocka_unit_test(two_sides_alone_change_nothing),
        cmocka_unit_test(a_lever_moves_those_it_is_given_to),
        cmocka_unit_test(the_dose_of_a_partner_is_the_same),
        cmocka_unit_test(books_balance_with_two_sides),
        cmocka_unit_test(sessions_are_for_those_who_have_them),
        cmocka_unit_test(hours_for_both_are_shared_by_weight),
        cmocka_unit_test(what_concerns_all_cannot_be_given),
        cmocka_unit_test(the_mean_field_cannot),
        cmocka_unit_test(complements_add_up),
        cmocka_unit_test(complements_are_only_looked_at),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
