/* test_meanfield.c: runs of the partnership model against its mean-field version, as the number of
 * organisations grows and money, partners sought and people grow with it.
 *
 * d(n) = root mean square over runs, outcomes and months of (run - mean field) / scale of the
 * outcome, sums being taken per organisation. Independent histories make it fall as 1 / sqrt(n); the
 * mean over runs stays within chance and a bound in 1 / n. The numbers are printed. */
#include "fixture.h"
#include "partnership/observe.h"

enum { SIZES = 4, MONTHS = 60, LOOKS = 5, KINDS = 19 };

static const int size_of[SIZES] = {25, 100, 400, 1600};
static const int runs_of[SIZES] = {160, 80, 40, 24};

static const pm_outcome looked_at[KINDS] = {OUT_partnership_survival,
                                            OUT_partnerships_live,
                                            OUT_partnerships_active,
                                            OUT_live_months,
                                            OUT_trust,
                                            OUT_trust_partners,
                                            OUT_capacity,
                                            OUT_fatigue,
                                            OUT_contact_quality,
                                            OUT_participants,
                                            OUT_promises_made,
                                            OUT_promises_kept,
                                            OUT_promises_late,
                                            OUT_promises_breached,
                                            OUT_outputs,
                                            OUT_partner_hours,
                                            OUT_hours_returned,
                                            OUT_spend,
                                            OUT_participants_partnered};

static const char off[] = "mechanisms = { needs_met = 0.0; promise_kept = 0.0; breach = 0.0; "
                          "personal_tie = 0.0; spillover = 0.0; word_among_partners = 0.0; "
                          "fatigue = 0.0; results_returned = 0.0; };\n";

/* A study of n organisations under a policy, for one of the two models. */
static void study_of(rap_study *study, const char *model, int n, const char *policy,
                     const char *more) {
    char text[4096];
    int k = n / 25;
    snprintf(
        text, sizeof text,
        "model = \"%s\"; title = \"test\"; horizon = %d; draws = 0; replicates = 1; seed = 5;\n"
        "@include \"organisation-types.cfg\"\n@include \"policies.cfg\"\n"
        "organisations = {\n"
        "  ga = { type = \"grassroots_association\"; count = %d; };\n"
        "  ispo = { type = \"immigrant_service_organisation\"; count = %d; };\n"
        "  agency = { type = \"public_health_agency\"; count = %d; };\n"
        "  shop = { type = \"immigrant_focused_business\"; count = %d; };\n};\n"
        "community = { direct_people = %d.0; neighbours = 0.0; };\n"
        "parameters = { follow_up_contact = 0.0; };\n%s"
        "teams = { focal = { policy = \"%s\"; partners = %d; grants = ( { start = 0; months = "
        "30; amount = %d; } ); %s }; };\n"
        "arms = { base = { changes = {}; }; };\n",
        model, MONTHS, 10 * k, 6 * k, 5 * k, 4 * k, 2000 * k, off, policy, 12 * k, 300000 * k,
        more);
    fixture_read(study, text, NULL);
}

/* A study ready to run. */
typedef struct {
    rap_study study;
    rap_inputs inputs;
    void *state;
    size_t column[KINDS]; /* of the group "all" */
    double *x;
} bench;

static void set_up(bench *b, const char *model, int n, const char *policy, const char *more) {
    size_t n_columns;
    study_of(&b->study, model, n, policy, more);
    assert_string_equal(b->study.model->name, model);
    assert_int_equal(rap_inputs_bind(&b->inputs, &b->study, 0), RAP_OK);
    assert_int_equal(b->study.model->create(&b->state, b->inputs.root, &b->study.clock), RAP_OK);
    const rap_column *columns = b->study.model->columns(b->state, &n_columns);
    b->x = rap_allocate(n_columns, sizeof *b->x);
    for (size_t k = 0; k < KINDS; k++) {
        b->column[k] = n_columns;
        for (size_t c = n_columns; c-- > 0;)
            if (columns[c].outcome == (size_t)looked_at[k] && !strcmp(columns[c].group, "all"))
                b->column[k] = c;
        assert_true(b->column[k] < n_columns);
    }
}

static void tear_down(bench *b) {
    b->study.model->free(b->state);
    rap_free(b->x);
    rap_inputs_free(&b->inputs);
    rap_study_free(&b->study);
}

/* Outcomes of a run at LOOKS months, evenly apart. */
static void run(bench *b, uint64_t item, double out[KINDS][LOOKS]) {
    const rap_model *m = b->study.model;
    char why[256] = "";
    assert_int_equal(m->start(b->state, (rap_luck){(uint64_t)b->study.seed, item}), RAP_OK);
    for (int month = 1; month <= MONTHS; month++) {
        assert_int_equal(m->step(b->state), RAP_OK);
        if (m->verify(b->state, why, sizeof why)) {
            print_error("%s\n", why);
            fail();
        }
        if (month % (MONTHS / LOOKS))
            continue;
        m->observe(b->state, b->x);
        for (size_t k = 0; k < KINDS; k++)
            out[k][month / (MONTHS / LOOKS) - 1] = b->x[b->column[k]];
    }
}

static bool is_sum(pm_outcome o) {
    return !(o == OUT_partnership_survival || o == OUT_trust || o == OUT_trust_partners ||
             o == OUT_capacity || o == OUT_fatigue || o == OUT_contact_quality);
}

/* Deviations of runs of n organisations from the mean field. */
typedef struct {
    double rms[KINDS], bias[KINDS], error[KINDS]; /* by outcome: also of the mean over runs, and the
                                                     standard error of that */
    double all;
} deviation;

static void measure(deviation *d, size_t size, const char *policy, const char *more) {
    bench agents, field;
    double expected[KINDS][LOOKS], x[KINDS][LOOKS];
    double square[KINDS][LOOKS] = {{0}}, sum[KINDS][LOOKS] = {{0}}, there[KINDS][LOOKS] = {{0}};
    int runs = runs_of[size];
    set_up(&agents, "partnership", size_of[size], policy, more);
    set_up(&field, "meanfield", size_of[size], policy, more);
    run(&field, 0, expected);
    for (int item = 0; item < runs; item++) {
        run(&agents, (uint64_t)item, x);
        for (size_t k = 0; k < KINDS; k++)
            for (size_t t = 0; t < LOOKS; t++) {
                double gap = x[k][t] - expected[k][t];
                if (isnan(gap)) /* missing in this run, as a mean over nobody is */
                    continue;
                sum[k][t] += gap;
                square[k][t] += gap * gap;
                there[k][t]++;
            }
    }
    for (size_t k = 0; k < KINDS; k++)
        for (size_t t = 0; t < LOOKS; t++) {
            sum[k][t] /= fmax(1, there[k][t]);
            square[k][t] /= fmax(1, there[k][t]);
        }
    *d = (deviation){0};
    for (size_t k = 0; k < KINDS; k++) {
        double scale = 0;
        for (size_t t = 0; t < LOOKS; t++)
            scale = fmax(scale, isnan(expected[k][t]) ? 0 : fabs(expected[k][t]));
        scale = scale > 0 ? scale : is_sum(looked_at[k]) ? size_of[size] : 1;
        for (size_t t = 0; t < LOOKS; t++) {
            d->rms[k] += square[k][t] / scale / scale / LOOKS;
            if (fabs(sum[k][t]) / scale > fabs(d->bias[k])) {
                d->bias[k] = sum[k][t] / scale;
                d->error[k] = sqrt(fmax(0, square[k][t] - sum[k][t] * sum[k][t]) / runs) / scale;
            }
        }
        d->all += d->rms[k] / KINDS;
        d->rms[k] = sqrt(d->rms[k]);
    }
    d->all = sqrt(d->all);
    tear_down(&agents);
    tear_down(&field);
}

/* Slope of log d over log n by least squares. */
static double slope(const double *d) {
    double mx = 0, my = 0, xy = 0, xx = 0;
    for (size_t k = 0; k < SIZES; k++) {
        mx += log(size_of[k]) / SIZES;
        my += log(d[k]) / SIZES;
    }
    for (size_t k = 0; k < SIZES; k++) {
        xy += (log(size_of[k]) - mx) * (log(d[k]) - my);
        xx += (log(size_of[k]) - mx) * (log(size_of[k]) - mx);
    }
    return xy / xx;
}

static void print_table(const deviation *d, const char *title) {
    print_message("%s: deviation of single runs (bias of their mean +- its error), per cent\n",
                  title);
    for (size_t k = 0; k < KINDS; k++) {
        print_message("  %-24s", partnership_outcomes[looked_at[k]].name);
        for (size_t m = 0; m < SIZES; m++)
            print_message(" | %6.2f (%+6.2f +- %.2f)", 100 * d[m].rms[k], 100 * d[m].bias[k],
                          100 * d[m].error[k]);
        print_message("\n");
    }
}

static void compare(const char *policy, const char *more, const char *title) {
    deviation d[SIZES];
    double all[SIZES];
    for (size_t m = 0; m < SIZES; m++) {
        measure(&d[m], m, policy, more);
        all[m] = d[m].all;
    }
    print_table(d, title);
    print_message("  all: %.4f %.4f %.4f %.4f, slope %.3f\n", all[0], all[1], all[2], all[3],
                  slope(all));
    assert_true(slope(all) > -0.65 && slope(all) < -0.35);
}

static void sustained_agrees(void **state) {
    (void)state;
    compare("sustained", "", "sustained");
}

static void parachute_agrees(void **state) {
    (void)state;
    compare("parachute", "", "parachute");
}

static void project_agrees(void **state) {
    (void)state;
    compare("project", "", "project");
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sustained_agrees),
        cmocka_unit_test(parachute_agrees),
        cmocka_unit_test(project_agrees),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
