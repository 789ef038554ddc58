/* test_survey_forecast.c: from a survey to a forecast, all the way, in worlds whose numbers are known.
 *
 * Assumptions of a world are drawn as a study draws them, but are none of the study's sets, and its history is run. Partners
 * are asked in months 12, 24 and 36 (asked_world.h); the sheet is imported with its last wave kept back, the part stands in the study,
 * and the study's runs are laid beside it. Looked at are whether the numbers of which data tell something are told right, and
 * whether the last wave is foretold right: how often its 95 % interval holds what was measured, and its CRPS against
 * that before data and that of no change. `test_survey_forecast N` makes N worlds. */
#include "asked_world.h"
#include "sanitized.h"
#include "analysis/calibration/calibration.h"
#include "analysis/method/scores.h"
#include "store/store.h"

#include <stdlib.h>

enum { WAVES = 3, ASKED = 3 /* of the questions: those that partners are asked */ };
static size_t worlds = 30;
static double at_hand = 0.04; /* how far a share of few worlds may be off besides */
static const int months[WAVES] = {12, 24, 36};

/* How far questions are off what the model has: not at all, anew in each wave, or alike in all. */
typedef enum { OFF_NEVER, OFF_ANEW, OFF_ALIKE, OFF_WAYS } off_way;

typedef struct {
    size_t forecasts, held, numbers, numbers_held, passed_over, refused;
    double crps, before, same;      /* sums over forecasts: CRPS, before data, of no change */
    double squares, before_squares; /* of identified numbers off their truth, in sd before */
} forecast_tally;

typedef struct {
    bench b;
    gsl_rng rng;
    off_way off;
    size_t *order;
    rap_text csv, part;
    rap_study study; /* with what this world's survey says */
    rap_layout layout;
    rap_store *store; /* runs of the study: of the first world, and for all */
    forecast_tally tally;
} chain_bench;

/* ---- a world ---------------------------------------------------------------------------------- */

static void ask_partners(chain_bench *x, int wave, double *off, size_t *there) {
    static const double discrepancy[ASKED] = {0.1, 0.15, 0.2}; /* as survey_constructs.def has it */
    for (size_t k = 0; k < ASKED; k++) {
        const asked_question *q = &asked_questions[k];
        if (x->off == OFF_ANEW || (x->off == OFF_ALIKE && wave == 0))
            off[k] = discrepancy[k] * gsl_ran_ugaussian(&x->rng);
        *there = asked_there(x->b.s, q, &x->rng, x->order);
        asked_wave(&x->csv, x->b.s, q, months[wave], off[k], &x->rng, x->order, *there);
    }
}

/* A world's history and its sheet; how many organisations there are to ask in the end. */
static size_t live_and_ask(chain_bench *x, size_t world) {
    double off[ASKED] = {0};
    size_t there = 0;
    int64_t draw = x->b.study.draws + (int64_t)world;
    rap_rng_aim(&x->rng, rap_stream_key(4, world, (uint64_t)x->off), (rap_event){.subject = 1});
    asked_head(&x->csv);
    bench_start(&x->b, (uint64_t)(2 * draw), draw);
    for (int month = 1, wave = 0; wave < WAVES; month++) {
        for (int k = 0; k < x->b.study.clock.steps_per_month; k++)
            assert_int_equal(x->b.study.model->step(x->b.state), RAP_OK);
        if (month == months[wave])
            ask_partners(x, wave++, off, &there);
    }
    return there;
}

/* ---- the study -------------------------------------------------------------------------------- */

/* Questions are never off in worlds where they are asked of the outcome itself, and who knows that says so. */
static void say_never_off(rap_text *part) {
    for (char *at = part->bytes; (at = strstr(at, "discrepancy = 0.")); at++)
        memcpy(at + strlen("discrepancy = 0."), "00", 2);
}

static void read_study_of_world(chain_bench *x, size_t there) {
    char map[60];
    const char *const maps[] = {map, "forecast=last"};
    const rap_overrides sets = {300, -1, -1, NULL, 0, NULL};
    rap_problems problems;
    rap_text text;
    rap_problems_init(&problems);
    rap_text_init(&text);
    rap_text_clear(&x->part);
    snprintf(map, sizeof map, "population=%zu", there);
    asked_import(&x->csv, maps, 2, &x->part);
    if (x->off == OFF_NEVER)
        say_never_off(&x->part);
    rap_text_format(&text, "%s%s headlines = ( { outcome = \"trust\"; window = \"60\"; } );\n",
                    asked_community, rap_text_string(&x->part));
    fixture_read(&x->study, rap_text_string(&text), &sets);
    assert_int_equal(rap_calibrated_plan(&x->study, &problems), RAP_OK);
    assert_int_equal(rap_layout_init(&x->layout, &x->study), RAP_OK);
    rap_text_free(&text);
    rap_problems_free(&problems);
}

static void run_study(chain_bench *x) {
    char why[200];
    assert_int_equal(rap_store_create(&x->store, ":memory:", &x->study, &x->layout), RAP_OK);
    rap_sink sink = rap_store_sink(x->store);
    rap_ensemble_options options = {.first = 0, .end = rap_ensemble_items(&x->study)};
    assert_int_equal(rap_ensemble_run(&x->study, &x->layout, &rap_executor_loop, &sink, &options,
                                      why, sizeof why),
                     RAP_OK);
}

/* ---- what came of it -------------------------------------------------------------------------- */

static void tally_forecasts(chain_bench *x, const rap_calibrated *c) {
    forecast_tally *t = &x->tally;
    for (size_t k = 0; k < c->n_quantities; k++) {
        const rap_calibrated_quantity *f = &c->quantities[k];
        if (!f->quantity->kept_back)
            continue;
        assert_string_equal(x->study.windows[f->last->effect.window].text, "24");
        t->forecasts++;
        t->held += f->scores.inside;
        t->crps += f->scores.crps;
        t->before += f->before_scores.crps;
        t->same += f->same_crps;
    }
}

/* Numbers of which data tell something, against what the world has. */
static void tally_numbers(chain_bench *x, const rap_calibrated *c, size_t world) {
    uint64_t draw = (uint64_t)x->b.study.draws + world;
    for (size_t i = 0; i < c->n_inputs && c->inputs[i].told->identified; i++) {
        const rap_calibrated_input *n = &c->inputs[i];
        double truth = rap_input_draw(n->input, (uint64_t)x->study.seed, draw);
        double sd = (n->before.high - n->before.low) / (2 * 1.96);
        x->tally.numbers++;
        x->tally.numbers_held += n->after.low <= truth && truth <= n->after.high;
        x->tally.squares += pow((n->after.mean - truth) / sd, 2);
        x->tally.before_squares += pow((n->before.mean - truth) / sd, 2);
    }
}

/* Where no way to tell what data say is found right, nothing is counted: whoever asks is told so. */
static void tally_world(chain_bench *x, size_t world) {
    rap_problems problems;
    rap_calibrated c;
    rap_problems_init(&problems);
    if (!x->store)
        run_study(x);
    assert_int_equal(rap_calibrated_make(&c, &x->study, &x->layout, x->store, &problems), RAP_OK);
    if (c.found.admitted) {
        tally_forecasts(x, &c);
        tally_numbers(x, &c, world);
    } else {
        x->tally.refused++;
    }
    rap_calibrated_free(&c);
    rap_problems_free(&problems);
}

/* A world in which nobody is left to ask in a wave is passed over, as sets are in which there is no such value. */
static void calibrate_world(chain_bench *x, size_t world) {
    read_study_of_world(x, live_and_ask(x, world));
    if (x->study.n_quantities == WAVES * ASKED)
        tally_world(x, world);
    else
        x->tally.passed_over++;
    rap_layout_free(&x->layout);
    rap_study_free(&x->study);
}

static forecast_tally tally_worlds(off_way off) {
    chain_bench x = {.off = off};
    bench_set_up(&x.b, asked_community, 0, NULL, 0);
    x.order = rap_allocate(x.b.s->o.n, sizeof *x.order);
    x.rng = (gsl_rng){rap_rng_philox, rap_allocate(1, rap_rng_philox->size)};
    rap_text_init(&x.csv);
    rap_text_init(&x.part);
    for (size_t world = 0; world < worlds; world++)
        calibrate_world(&x, world);
    rap_store_close(x.store);
    rap_text_free(&x.csv);
    rap_text_free(&x.part);
    rap_free(x.rng.state);
    rap_free(x.order);
    bench_tear_down(&x.b);
    return x.tally;
}

static void say_tally(const char *name, const forecast_tally *t) {
    print_message(
        "%s: %zu forecasts, %.4f held; CRPS %.4f, before data %.4f (skill %.3f), no change %.4f "
        "(skill %.3f); %zu passed over, %zu refused; %zu numbers identified, %.4f held, %.3f of "
        "the squared "
        "error left\n",
        name, t->forecasts, (double)t->held / (double)t->forecasts, t->crps / (double)t->forecasts,
        t->before / (double)t->forecasts, rap_skill(t->crps, t->before),
        t->same / (double)t->forecasts, rap_skill(t->crps, t->same), t->passed_over, t->refused,
        t->numbers, (double)t->numbers_held / (double)t->numbers, t->squares / t->before_squares);
}

/* A share of the worlds between these, and somewhat more where they are few. */
static void assert_share(size_t n, size_t of, double low, double high) {
    double share = (double)n / (double)of;
    assert_true(share >= low - at_hand && share <= high + at_hand);
}

/* Where questions ask for the outcome itself, and where they are off by as much as is said, alike in all waves. */
static void forecasts_hold_and_are_of_use(void **state) {
    static const off_way ways[] = {OFF_NEVER, OFF_ALIKE};
    static const char *const names[] = {"never off", "off alike in all waves"};
    (void)state;
    skip_under_sanitizers();
    for (size_t k = 0; k < 2; k++) {
        forecast_tally t = tally_worlds(ways[k]);
        say_tally(names[k], &t);
        assert_share(t.held, t.forecasts, 0.93, 0.975);
        assert_share(t.numbers_held, t.numbers, 0.93, 0.975);
        assert_true(t.passed_over < worlds / 4 && t.numbers > t.forecasts / 3);
        assert_true(t.refused <=
                    1 + worlds / 100); /* a good way is refused by chance, seldom all are */
        assert_true(t.squares < t.before_squares);
        assert_true(rap_skill(t.crps, t.before) > 0.05);
        assert_true(rap_skill(t.crps, t.same) > 0.05);
    }
}

/* What this does not know: a discrepancy that is another one in each wave. Forecasts are too sure of themselves then. */
static void a_discrepancy_is_not_drawn_anew(void **state) {
    (void)state;
    skip_under_sanitizers();
    forecast_tally t = tally_worlds(OFF_ANEW);
    say_tally("off anew in each wave", &t);
    assert_true((double)t.held < 0.85 * (double)t.forecasts);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(forecasts_hold_and_are_of_use),
                                       cmocka_unit_test(a_discrepancy_is_not_drawn_anew)};
    rap_error_quiet_gsl();
    if (argc > 1) {
        worlds = (size_t)atoi(argv[1]);
        at_hand = 0;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
