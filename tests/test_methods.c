/* test_methods.c: the worked examples of sim/analysis/METHODS.md are what the library says.
 *
 * What goes in stands on the page, and what comes out, with so many digits; this program hands the first to the function
 * that the section is about. An example without an estimator, an estimator without an example, or a figure that is not
 * asked for fails, so that neither side can change alone. */
#include "methods_calibration.h"
#include "methods_page.h"
#include "methods_surveys.h"
#include "near.h"
#include "analysis/estimate/forecast.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/ratio.h"
#include "analysis/estimate/set_shares.h"
#include "analysis/estimate/summary.h"
#include "analysis/method/chain.h"
#include "analysis/method/holm.h"
#include "analysis/method/indices.h"
#include "analysis/method/morris.h"
#include "analysis/method/screen.h"
#include "analysis/method/split.h"
#include "analysis/method/value.h"
#include "analysis/patterns/patterns.h"
#include "analysis/propositions/verdicts.h"
#include "analysis/tables/contrast.h"
#include "base/error.h"
#include "scenario/priors/prior.h"
#include "scenario/study/mix.h"

#include <string.h>

enum { ROOM = PAGE_NUMBERS };

typedef page_results results;

static void say(results *r, const char *key, double x) {
    page_say(r, key, x);
}

static void say_interval(results *r, const rap_interval *x) {
    say(r, "mean", x->mean);
    say(r, "low", x->low);
    say(r, "high", x->high);
}

/* ---- means and spreads ------------------------------------------------------------------------ */

static rap_sample sample_on_page(const page_example *e, const char *key) {
    const page_line *runs = page_input(e, key);
    return (rap_sample){.x = runs->x,
                        .items = (int64_t)runs->n,
                        .runs = (int64_t)page_number(e, "histories"),
                        .sheet = (int64_t)page_number_or(e, "sheet", 0)};
}

static void summarise_on_page(const page_example *e, results *r) {
    rap_workspace w;
    assert_int_equal(rap_workspace_init(&w, ROOM), RAP_OK);
    const rap_sample sample = sample_on_page(e, "runs");
    rap_summary s = rap_summarise(&sample, &w, true);
    say(r, "mean", s.mean);
    say(r, "units", (double)s.units);
    say(r, "error", s.error);
    say(r, "ci_low", s.ci_low);
    say(r, "ci_high", s.ci_high);
    say(r, "within", w.within);
    say(r, "between", rap_variance(w.means, w.draws));
    say(r, "sd_chance", s.sd_chance);
    say(r, "sd_parameters", s.sd_parameters);
    say(r, "drawn_in", rap_shrinkage(&w));
    say(r, "plausible_low", s.plausible_low);
    say(r, "plausible_high", s.plausible_high);
    say(r, "plausible_low_low", s.low_end[0]);
    say(r, "plausible_low_high", s.low_end[1]);
    say(r, "plausible_high_low", s.high_end[0]);
    say(r, "plausible_high_high", s.high_end[1]);
    say(r, "p05", s.p05);
    say(r, "p50", s.p50);
    say(r, "p95", s.p95);
    rap_workspace_free(&w);
}

static double mean_on_page(const double *x, int64_t items, int64_t runs) {
    rap_workspace w;
    assert_int_equal(rap_workspace_init(&w, ROOM), RAP_OK);
    const rap_sample sample = {.x = x, .items = items, .runs = runs};
    double mean = rap_summarise(&sample, &w, false).mean;
    rap_workspace_free(&w);
    return mean;
}

/* The sets of the page eight times over: of so few the mean denominator would not be told apart from nothing. */
static void ratio_of_means_on_page(const page_example *e, results *r) {
    const page_line *above = page_input(e, "above"), *below = page_input(e, "below");
    double x[ROOM], y[ROOM], mask[ROOM] = {0}, out[ROOM];
    int64_t runs = (int64_t)page_number(e, "histories"), items = 8 * (int64_t)above->n;
    assert_int_equal(above->n, below->n);
    assert_true(items <= ROOM);
    for (int64_t i = 0; i < items; i++) {
        x[i] = above->x[i % (int64_t)above->n];
        y[i] = below->x[i % (int64_t)above->n];
    }
    const rap_ratio ratio = {x, y, mask, items, runs, 0};
    assert_true(rap_ratio_over_all(&ratio, out));
    say(r, "ratio", mean_on_page(out, items, runs));
    say(r, "first_value", out[0]);
    rap_ratio_own(&ratio, out);
    say(r, "mean_of_own", mean_on_page(out, items, runs));
}

static void student_on_page(const page_example *e, results *r) {
    say(r, "t", rap_student((int64_t)page_number(e, "units"), page_number(e, "questions")));
}

static void level_on_page(const page_example *e, results *r) {
    double low, high;
    rap_interval_within(page_number(e, "mean"), page_number(e, "reach"), (rap_bounds){0, 1}, &low,
                        &high);
    say(r, "low", low);
    say(r, "high", high);
}

/* ---- sets of assumptions ---------------------------------------------------------------------- */

static void wilson_on_page(const page_example *e, results *r) {
    rap_share s = rap_share_of((int64_t)page_number(e, "k"), (int64_t)page_number(e, "n"));
    say(r, "share", s.share);
    say(r, "low", s.low);
    say(r, "high", s.high);
}

static void share_on_page(const page_example *e, results *r) {
    rap_workspace w;
    assert_int_equal(rap_workspace_init(&w, ROOM), RAP_OK);
    const rap_sample sample = sample_on_page(e, "runs");
    double least = page_number(e, "at_least"), raw = 0;
    rap_draw_means(&sample, &w);
    rap_share share = rap_share_at_least(&w, 1, least);
    double chance = w.within * rap_mean(w.inverse, w.draws);
    for (int64_t d = 0; d < w.draws; d++)
        raw += rap_at_least(w.means[d], least);
    say(r, "counted", raw);
    say(r, "chance", chance);
    say(r, "between", rap_between_sets(rap_variance(w.means, w.draws), chance, w.draws));
    say(r, "share", share.share);
    say(r, "low", share.low);
    say(r, "high", share.high);
    say(r, "k", (double)share.k);
    rap_workspace_free(&w);
}

static void at_least_on_page(const page_example *e, results *r) {
    say(r, "counts", rap_at_least(page_number(e, "difference"), page_number(e, "delta")));
}

static void contrast_on_page(const page_example *e, results *r) {
    rap_workspace w;
    rap_contrast_row row = {0};
    double difference[ROOM];
    assert_int_equal(rap_workspace_init(&w, ROOM), RAP_OK);
    const rap_sample a = sample_on_page(e, "arm"), b = sample_on_page(e, "baseline");
    assert_int_equal(a.items, b.items);
    rap_compare(&a, &b, (int)page_number(e, "better"), page_number(e, "delta"), difference, &w,
                &row);
    say(r, "difference", row.s.mean);
    say(r, "p_programme", row.p_programme);
    say(r, "ties", row.ties);
    say(r, "variance_ratio", row.variance_ratio);
    rap_workspace_free(&w);
}

static void holm_on_page(const page_example *e, results *r) {
    double p[ROOM];
    assert_int_equal(page_input(e, "p")->n, 3);
    memcpy(p, page_input(e, "p")->x, sizeof p);
    assert_int_equal(rap_holm(p, 3), RAP_OK);
    say(r, "first", p[0]);
    say(r, "second", p[1]);
    say(r, "third", p[2]);
}

static void claim_on_page(const page_example *e, results *r) {
    const rap_expectation claim = {.direction = (int)page_number(e, "direction"),
                                   .at_least = page_number(e, "at_least")};
    unsigned char shows = rap_claim_shows(&claim, page_number(e, "mean"), page_number(e, "error"));
    say(r, "holds", (shows & RAP_SHOWS_HOLDS) != 0);
    say(r, "clearly", (shows & RAP_SHOWS_CLEARLY) != 0);
    say(r, "fails", (shows & RAP_SHOWS_FAILS) != 0);
    say(r, "contrary", (shows & RAP_SHOWS_CONTRARY) != 0);
}

static void weights_on_page(const page_example *e, results *r) {
    const page_line *z = page_input(e, "squares");
    double w[ROOM];
    memcpy(w, z->x, sizeof w);
    say(r, "effective", rap_weigh(w, (int64_t)z->n));
    say(r, "first", w[0]);
    say(r, "last", w[z->n - 1]);
}

/* ---- sensitivity ------------------------------------------------------------------------------ */

static void draws_on_page(const page_example *e, results *r) {
    say(r, "draws",
        rap_screen_draws_needed((size_t)page_number(e, "inputs"), page_number(e, "share"),
                                page_number(e, "reliability"), rap_screen_wrong));
}

static void indices_on_page(const page_example *e, results *r) {
    const page_line *a = page_input(e, "a"), *b = page_input(e, "b"), *ab = page_input(e, "ab");
    rap_indices x;
    assert_int_equal(rap_indices_init(&x, 1, 1), RAP_OK);
    for (size_t j = 0; j < a->n; j++) {
        const double f[] = {a->x[j], b->x[j], ab->x[j]};
        rap_indices_add(&x, f);
    }
    rap_index total = rap_indices_total(&x, 0);
    say(r, "variance", rap_indices_variance(&x).value);
    say(r, "total", total.value);
    say(r, "total_low", total.low);
    say(r, "total_high", total.high);
    rap_indices_free(&x);
}

static void chain_on_page(const page_example *e, results *r) {
    const page_line *order = page_input(e, "order");
    size_t of_steps[] = {(size_t)order->x[0], (size_t)order->x[1]};
    rap_chain c;
    assert_int_equal(rap_chain_init(&c, 2), RAP_OK);
    rap_chain_add(&c, of_steps, page_input(e, "outcomes")->x);
    say(r, "first", c.moments.mean[0]);
    say(r, "second", c.moments.mean[1]);
    say(r, "sum", c.moments.mean[2]);
    rap_chain_free(&c);
}

static void effects_on_page(const page_example *e, results *r) {
    rap_morris_design d = {.inputs = 1, .groups = 1, .levels = (size_t)page_number(e, "levels")};
    double y[ROOM];
    rap_morris_effect x;
    d.trajectories = (size_t)page_number(e, "trajectories");
    for (size_t t = 0; t < d.trajectories; t++) {
        rap_morris_points(&d, t, y + 2 * t);
        for (size_t point = 2 * t; point < 2 * t + 2; point++)
            y[point] *= page_number(e, "bend") * y[point];
    }
    assert_int_equal(rap_morris_make(&d, y, &x), RAP_OK);
    say(r, "mu", x.mu);
    say(r, "star", x.star);
    say(r, "sigma", x.sigma);
}

/* ---- money ------------------------------------------------------------------------------------ */

/* Two arms of which the first is all 0, so that increments are the figures of the page. */
typedef struct {
    double cost[2 * ROOM], effect[2 * ROOM];
    rap_value_input in;
} two_arms;

static void fill_two_arms(two_arms *t, const page_example *e) {
    const page_line *cost = page_input(e, "cost"), *effect = page_input(e, "effect");
    assert_int_equal(cost->n, effect->n);
    *t = (two_arms){.in = {.draws = cost->n, .arms = 2, .better = 1}};
    t->in.cost = t->cost;
    t->in.effect = t->effect;
    for (size_t d = 0; d < cost->n; d++) {
        t->cost[2 * d + 1] = cost->x[d];
        t->effect[2 * d + 1] = effect->x[d];
    }
}

static void ratio_on_page(const page_example *e, results *r) {
    const page_line *above = page_input(e, "above"), *below = page_input(e, "below");
    assert_int_equal(above->n, below->n);
    rap_interval x = rap_fieller(above->x, below->x, above->n);
    say_interval(r, &x);
}

static void net_benefit_on_page(const page_example *e, results *r) {
    two_arms t;
    rap_increment x;
    fill_two_arms(&t, e);
    rap_interval net = rap_net_benefit(&t.in, 1, page_number(e, "worth"), NULL);
    rap_increment_make(&t.in, 1, &x);
    say_interval(r, &net);
    say(r, "icer", x.icer.mean);
    say(r, "icer_low", x.icer.low);
    say(r, "icer_high", x.icer.high);
}

static void acceptability_on_page(const page_example *e, results *r) {
    two_arms t;
    rap_interval share[2];
    rap_acceptance a;
    fill_two_arms(&t, e);
    assert_int_equal(rap_acceptance_make(&t.in, page_number(e, "worth"), share, &a), RAP_OK);
    say(r, "baseline_best", share[0].mean);
    say(r, "arm_best", share[1].mean);
    say(r, "frontier", (double)a.frontier);
    say(r, "evpi", a.evpi.mean);
}

static void information_on_page(const page_example *e, results *r) {
    two_arms t;
    rap_information v;
    double worth = page_number(e, "worth");
    rap_survey_design asked = {(int64_t)page_number_or(e, "people", 0), 1};
    fill_two_arms(&t, e);
    t.in.parameters = 1;
    t.in.parameter = page_input(e, "number")->x;
    int status = asked.n ? rap_survey_value(&t.in, worth, &(size_t){0}, 1, &asked, NULL, &v)
                         : rap_information_make(&t.in, worth, &(size_t){0}, 1, NULL, &v);
    assert_int_equal(status, RAP_OK);
    say(r, "value", v.value);
    say(r, "changed", v.changed);
}

/* The value of a split falls with the square of how far its first lever is from the best. */
static int value_of_split(void *context, const double *x, double *value) {
    const double *best = context;
    *value = -(x[0] - *best) * (x[0] - *best);
    return RAP_OK;
}

static void split_on_page(const page_example *e, results *r) {
    double best = page_number(e, "best_first"), start = page_number(e, "start_first");
    const rap_split_problem problem = {.n = 2,
                                       .high = {1, 1},
                                       .start = {start, 1 - start},
                                       .evaluations = 60,
                                       .value = value_of_split,
                                       .context = &best};
    rap_split split;
    assert_int_equal(rap_split_search(&split, &problem), RAP_OK);
    say(r, "first", split.best.x[0]);
    say(r, "second", split.best.x[1]);
    rap_split_free(&split);
}

/* Of two mechanisms. */
static void shapley_on_page(const page_example *e, results *r) {
    double none = page_number(e, "none"), a = page_number(e, "first"), b = page_number(e, "second"),
           both = page_number(e, "both"), alone = rap_shapley_weight(0, 2),
           last = rap_shapley_weight(1, 2);
    say(r, "shapley_first", alone * (a - none) + last * (both - b));
    say(r, "shapley_second", alone * (b - none) + last * (both - a));
}

static void weighted_on_page(const page_example *e, results *r) {
    const page_line *first = page_input(e, "first"), *second = page_input(e, "second");
    const int better[2] = {(int)page_input(e, "better")->x[0], (int)page_input(e, "better")->x[1]};
    double x[4 * ROOM] = {0};
    for (size_t d = 0; d < first->n; d++) {
        x[4 * d + 2] = first->x[d];
        x[4 * d + 3] = second->x[d];
    }
    rap_interval sum =
        rap_weighted_sum(x, first->n, 2, 2, better, page_input(e, "weight")->x, 1, 0);
    say_interval(r, &sum);
}

static void present_value_on_page(const page_example *e, results *r) {
    const page_line *amounts = page_input(e, "amounts");
    say(r, "present_value",
        rap_present_value(amounts->x, amounts->n, page_number(e, "rate"),
                          page_number(e, "per_year")));
}

static void pert_on_page(const page_example *e, results *r) {
    rap_prior pert = rap_prior_between(RAP_PERT, false, page_number(e, "least"),
                                       page_number(e, "likeliest"), page_number(e, "most"));
    say(r, "value", rap_prior_at(&pert, page_number(e, "place")));
}

static void together_on_page(const page_example *e, results *r) {
    double rank[] = {1, page_number(e, "rank"), page_number(e, "rank"), 1}, mix[4];
    double places[] = {page_number(e, "first"), page_number(e, "second")};
    assert_true(rap_joint_mix(rank, 2, mix));
    say(r, "place", rap_joint_place(mix + 2, places, 2));
}

static void forecast_on_page(const page_example *e, results *r) {
    rap_forecast f = rap_forecast_units(page_number(e, "error"), (int64_t)page_number(e, "sheets"),
                                        page_number(e, "asked"));
    say(r, "needs", f.units);
    say(r, "from", f.least);
    say(r, "to", f.most);
    say(r, "plan", f.plan);
}

/* ---- all of them ------------------------------------------------------------------------------ */

static const struct {
    const char *name;
    void (*run)(const page_example *e, results *r);
} estimators[] = {
    {"summary", summarise_on_page},
    {"ratio of means", ratio_of_means_on_page},
    {"student", student_on_page},
    {"level", level_on_page},
    {"count of sets", wilson_on_page},
    {"share of sets", share_on_page},
    {"at least", at_least_on_page},
    {"contrast", contrast_on_page},
    {"claim", claim_on_page},
    {"claims together", holm_on_page},
    {"draws needed", draws_on_page},
    {"indices", indices_on_page},
    {"chain", chain_on_page},
    {"elementary effects", effects_on_page},
    {"weights", weights_on_page},
    {"score", score_on_page},
    {"places", places_on_page},
    {"ratio", ratio_on_page},
    {"net benefit", net_benefit_on_page},
    {"acceptability", acceptability_on_page},
    {"worth of knowing", information_on_page},
    {"worth of a survey", information_on_page},
    {"split", split_on_page},
    {"shapley", shapley_on_page},
    {"weighted sum", weighted_on_page},
    {"present value", present_value_on_page},
    {"pert", pert_on_page},
    {"together", together_on_page},
    {"forecast", forecast_on_page},
    {"survey", survey_on_page},
    {"forecast scored", scores_on_page},
};
enum { ESTIMATORS = sizeof estimators / sizeof *estimators };

static methods_page page;

static int read_page(void **state) {
    (void)state;
    page_read(&page, RAPPORT_ROOT "/sim/analysis/METHODS.md");
    return 0;
}

/* Half a digit, and what is lost in writing half a digit down. */
static bool is_as_written(double x, const page_line *line) {
    double written = line->x[0];
    return isnan(written) ? isnan(x) : fabs(x - written) <= 0.5000001 * line->digit;
}

static int faults_of(const page_example *e, const results *r) {
    int faults = 0, found = 0;
    for (size_t k = 0; k < e->n_lines; k++) {
        const page_line *line = &e->lines[k];
        size_t i = 0;
        while (line->result && i < r->n && strcmp(r->of[i].key, line->key))
            i++;
        if (!line->result || (i < r->n && is_as_written(r->of[i].x, line))) {
            found += line->result;
            continue;
        }
        print_error("METHODS.md, line %d, %s: %s -> %g, but it is %.10g\n", e->at, e->name,
                    line->key, line->x[0], i < r->n ? r->of[i].x : (double)NAN);
        faults++;
    }
    return faults + (faults + found == 0);
}

static void examples_are_what_the_library_says(void **state) {
    int faults = 0;
    (void)state;
    for (size_t k = 0; k < page.n; k++) {
        results r = {.n = 0};
        size_t i = 0;
        while (i < ESTIMATORS && strcmp(estimators[i].name, page.examples[k].name))
            i++;
        if (i == ESTIMATORS)
            fail_msg("line %d: no estimator is called '%s'", page.examples[k].at,
                     page.examples[k].name);
        estimators[i].run(&page.examples[k], &r);
        faults += faults_of(&page.examples[k], &r);
    }
    assert_int_equal(faults, 0);
}

static void every_estimator_has_an_example(void **state) {
    (void)state;
    for (size_t i = 0; i < ESTIMATORS; i++) {
        bool there = false;
        for (size_t k = 0; k < page.n; k++)
            there |= !strcmp(page.examples[k].name, estimators[i].name);
        if (!there)
            fail_msg("METHODS.md has no example of '%s'", estimators[i].name);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(examples_are_what_the_library_says),
        cmocka_unit_test(every_estimator_has_an_example),
    };
    return cmocka_run_group_tests(tests, read_page, NULL);
}
