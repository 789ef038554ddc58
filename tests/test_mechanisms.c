/* test_mechanisms.c: what each mechanism of the partnership model does, and that at 0 it does nothing. */
#include "arm_bench.h"
#include "small_study.h"

enum { ITEMS = 6 };

/* Outcomes that are not looked at: none. */
static const int none[2] = {-1, -1};

static bool is_in(size_t outcome, const int *list) {
    return outcome == (size_t)list[0] || outcome == (size_t)list[1];
}

/* Whether a change of settings changes any outcome but `except`, two of them. */
static bool matters(const char *const *before, size_t n_before, const char *change,
                    const int *except) {
    static double a[BENCH_COLUMNS], c[BENCH_COLUMNS];
    const char *after[8];
    bench b;
    bool differs = false;
    if (n_before)
        memcpy(after, before, n_before * sizeof *after);
    after[n_before] = change;
    size_t n = bench_sums(small_study, 0, before, n_before, ITEMS, a);
    assert_int_equal(bench_sums(small_study, 0, after, n_before + 1, ITEMS, c), n);
    bench_set_up(&b, small_study, 0, before, n_before);
    for (size_t k = 0; k < n; k++)
        if (!is_in(b.columns[k].outcome, except) && a[k] != c[k])
            differs = true;
    bench_tear_down(&b);
    return differs;
}

/* What works only through a mechanism, which is at 0 in `off`. */
static const struct {
    const char *off[3];
    const char *change;
    int except[2];       /* outcomes that are the thing itself */
    const char *with[2]; /* settings without which the change would not matter; may be NULL */
} through[] = {
    {.off = {"mechanisms.voice=0", "mechanisms.respect=0", "mechanisms.synergy=0"},
     .change = "organisation_types.immigrant_service_organisation.depth_expected=0.9",
     .except = {OUT_synergy, -1}},
    {.off = {"mechanisms.fair_pay=0"}, .change = "parameters.take_up_pay=2.0", .except = {-1, -1}},
    {.off = {"mechanisms.fair_pay=0"},
     .change = "organisation_types.immigrant_service_organisation.pay_importance=0.1",
     .except = {-1, -1}},
    {.off = {"mechanisms.needs_met=0"}, .change = "parameters.needs_start=0.1", .except = {-1, -1}},
    {.off = {"mechanisms.shared_goals=0", "mechanisms.synergy=0"},
     .change = "parameters.alignment_gain=0.4",
     .except = {OUT_alignment, OUT_synergy}},
    {.off = {"mechanisms.shared_goals=0"},
     .change = "parameters.take_up_alignment=2.0",
     .except = {-1, -1}},
    {.off = {"mechanisms.breach=0", "mechanisms.promise_kept=0", "mechanisms.results_returned=0"},
     .change = "parameters.trust_breach=1.0",
     .except = {-1, -1}},
    {.off = {"mechanisms.promise_kept=0"},
     .change = "parameters.trust_repair=0.9",
     .except = {-1, -1},
     .with = {"parameters.promise_hours=16.0"}},
    {.off = {"mechanisms.institutional_memory=0"},
     .change = "parameters.memory_charter=0.9",
     .except = {-1, -1}},
    {.off = {"mechanisms.institutional_memory=0"},
     .change = "parameters.memory_mou=0.9",
     .except = {-1, -1}},
    {.off = {"mechanisms.personal_tie=0"},
     .change = "parameters.personal_share=0.9",
     .except = {-1, -1}},
    {.off = {"mechanisms.personal_tie=0"}, .change = "parameters.gap_loss=1.0", .except = {-1, -1}},
    {.off = {"mechanisms.personal_tie=0"},
     .change = "organisation_types.grassroots_association.turnover=0.1",
     .except = {-1, -1}},
    {.off = {"mechanisms.spillover=0"},
     .change = "parameters.reputation_own=0.2",
     .except = {-1, -1}},
    {.off = {"mechanisms.spillover=0"},
     .change = "parameters.reputation_neighbours=0.2",
     .except = {-1, -1}},
    {.off = {"mechanisms.spillover=0"},
     .change = "parameters.reputation_breach=0.5",
     .except = {-1, -1}},
    {.off = {"mechanisms.word_among_partners=0"},
     .change = "parameters.neighbour_word=0.9",
     .except = {-1, -1}},
    {.off = {"mechanisms.fatigue=0"},
     .change = "parameters.request_hours=12.0",
     .except = {OUT_fatigue, -1}},
    {.off = {"mechanisms.learning=0"},
     .change = "parameters.capacity_session=0.08",
     .except = {-1, -1}},
    {.off = {"mechanisms.learning=0"},
     .change = "parameters.capacity_doing=0.02",
     .except = {-1, -1}},
    {.off = {"mechanisms.capacity_use=0"},
     .change = "organisation_types.grassroots_association.capacity=0.8",
     .except = {OUT_capacity, -1}},
    {.off = {"mechanisms.unpaid_delivery=0", "mechanisms.unpaid_contact=0",
             "mechanisms.partners_call=0"},
     .change = "teams.focal.unpaid_hours=40.0",
     .except = {-1, -1}},
    {.off = {"mechanisms.partners_call=0"},
     .change = "parameters.call_rate=2.0",
     .except = {-1, -1}},
    {.off = {"mechanisms.partners_call=0"},
     .change = "parameters.call_weight=1.0",
     .except = {-1, -1},
     .with = {"teams.focal.unpaid_hours=0.0"}},
    {.off = {"mechanisms.unpaid_contact=0"},
     .change = "teams.focal.stay_in_touch=false",
     .except = {-1, -1}},
    {.off = {"mechanisms.synergy=0"}, .change = "parameters.outputs_bond=3.0", .except = {-1, -1}},
    {.off = {"mechanisms.synergy=0"}, .change = "parameters.reach_bond=3.0", .except = {-1, -1}},
    {.off = {"mechanisms.expectations=0"},
     .change = "parameters.idle_loss=0.5",
     .except = {-1, -1},
     .with = {"teams.focal.hours_asked=0.0", "teams.focal.sessions=none"}},
    {.off = {"mechanisms.money_burden=0"},
     .change = "parameters.report_hours=3.0",
     .except = {-1, -1}},
    {.off = {"mechanisms.approach_burden=0"},
     .change = "parameters.consent_burden=1.0",
     .except = {-1, -1}},
};

/* A mechanism at 0: what works only through it changes nothing at all; at 1 it does. */
static void nothing_goes_through_a_mechanism_at_zero(void **state) {
    (void)state;
    for (size_t k = 0; k < sizeof through / sizeof through[0]; k++) {
        const char *sets[5] = {through[k].with[0], through[k].with[1]};
        size_t with = (sets[0] != NULL) + (sets[1] != NULL), n = with;
        for (size_t m = 0; m < 3 && through[k].off[m]; m++)
            sets[n++] = through[k].off[m];
        if (matters(sets, n, through[k].change, through[k].except)) {
            print_error("%s matters with %s\n", through[k].change, through[k].off[0]);
            fail();
        }
        if (!matters(sets, with, through[k].change, through[k].except)) {
            print_error("%s never matters\n", through[k].change);
            fail();
        }
    }
}

/* Each mechanism does something at all: its strength matters; of expectations, where a team asks for no
 * hours. Two are of members as persons alone (test_member_mechanisms.c). */
static void every_mechanism_matters(void **state) {
    (void)state;
    static const char *const names[] = {
#define M(name, ...) #name,
#include "partnership/grammar/mechanisms.def"
#undef M
    };
    static const char *const idle[] = {"teams.focal.hours_asked=0.0", "teams.focal.sessions=none"};
    for (size_t k = 0; k < N_MECHANISMS; k++) {
        char change[80];
        if (k == MECH_language_access || k == MECH_word_of_mouth)
            continue;
        snprintf(change, sizeof change, "mechanisms.%s=0", names[k]);
        size_t n = k == MECH_expectations ? 2 : 0;
        if (!matters(idle, n, change, none)) {
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
    bench_set_up(&b, small_study, 0, sets, 3);
    const pm_partnership *s = b.state;
    bench_start(&b, 0, -1);
    for (int k = 0; k < 60; k++) {
        bench_step(&b);
        for (size_t i = 0; i < s->o.n; i++) {
            assert_double_near(s->o.capacity[i], pm_traits_of(s, i)->capacity, 1e-12);
            assert_double_near(s->o.member_trust[i], s->in->p.member_trust, 0);
            assert_double_near(s->r.memory[i], 0, 0);
        }
    }
    bench_tear_down(&b);
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_goes_through_a_mechanism_at_zero),
        cmocka_unit_test(every_mechanism_matters),
        cmocka_unit_test(neutral_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
