/* test_survey_recovery.c: whether a survey of a community whose truth is known gives that truth back.
 *
 * Assumptions are drawn, one history of the community of Calgary is run, and in two months some people of some
 * organisations are asked (asked_world.h). What they say is written as CSV, imported as any survey is, and each quantity that comes out is compared with the outcome that the model
 * itself observed in that history. `test_survey_recovery N` makes N repeats. */
#include "asked_world.h"
#include "sanitized.h"

#include <stdlib.h>

enum { WAVES = 2 };
static int repeats = 500;
static const int months[WAVES] = {12, 24};

/* How many are asked, and whether the importer is told of how many. */
typedef struct {
    const char *name;
    double share; /* of those there are */
    bool told;
} design;

typedef struct {
    bench b;
    gsl_rng rng;
    rap_text csv;
    double truth[WAVES];
    size_t there; /* organisations in the last wave, of which some are asked */
    size_t *order;
    int covered, told; /* over repeats and waves */
} survey_bench;

/* ---- asking ----------------------------------------------------------------------------------- */

static void ask(survey_bench *x, const asked_question *q, const design *d, int wave) {
    x->there = asked_there(x->b.s, q, &x->rng, x->order);
    size_t asked = (size_t)ceil(d->share * (double)x->there);
    asked_wave(&x->csv, x->b.s, q, months[wave], 0, &x->rng, x->order, asked);
}

/* One history, with answers and what the model observed at both waves. */
static void run_and_ask(survey_bench *x, const asked_question *q, const design *d, int repeat) {
    rap_rng_aim(&x->rng, rap_stream_key(3, (uint64_t)repeat, rap_hash_text(q->item)),
                (rap_event){.subject = 1});
    asked_head(&x->csv);
    bench_start(&x->b, (uint64_t)repeat, repeat);
    for (int month = 1, wave = 0; wave < WAVES; month++) {
        for (int k = 0; k < x->b.study.clock.steps_per_month; k++)
            assert_int_equal(x->b.study.model->step(x->b.state), RAP_OK);
        if (month != months[wave])
            continue;
        x->b.study.model->observe(x->b.state, x->b.x);
        x->truth[wave] = bench_outcome(&x->b, q->outcome, "all");
        ask(x, q, d, wave++);
    }
}

/* ---- importing -------------------------------------------------------------------------------- */

/* Value and sd of a quantity in the text of a study; false where it is not there. */
static bool find_quantity(const char *text, const char *construct, int month, double *value,
                          double *sd) {
    char name[80];
    snprintf(name, sizeof name, "  %s_m%d = {", construct, month);
    const char *at = strstr(text, name);
    at = at ? strstr(at, "value = ") : NULL;
    return at && sscanf(at, "value = %lf; sd = %lf", value, sd) == 2;
}

static void count_covered(survey_bench *x, const asked_question *q, const design *d) {
    char map[60];
    const char *const maps[] = {map};
    rap_text part;
    rap_text_init(&part);
    snprintf(map, sizeof map, "population=%zu", x->there);
    asked_import(&x->csv, maps, d->told ? 1 : 0, &part);
    for (int wave = 0; wave < WAVES; wave++) {
        double value, sd;
        if (!find_quantity(rap_text_string(&part), q->construct, months[wave], &value, &sd))
            continue;
        x->told++;
        x->covered += fabs(value - x->truth[wave]) < 1.96 * sd;
    }
    rap_text_free(&part);
}

static double coverage(const asked_question *q, const design *d) {
    survey_bench x = {.covered = 0};
    bench_set_up(&x.b, asked_community, 0, NULL, 0);
    x.order = rap_allocate(x.b.s->o.n, sizeof *x.order);
    x.rng = (gsl_rng){rap_rng_philox, rap_allocate(1, rap_rng_philox->size)};
    rap_text_init(&x.csv);
    for (int repeat = 0; repeat < repeats; repeat++) {
        run_and_ask(&x, q, d, repeat);
        if (x.there >= 4)
            count_covered(&x, q, d);
    }
    assert_true(x.told > WAVES * repeats * 3 / 4);
    rap_text_free(&x.csv);
    rap_free(x.rng.state);
    rap_free(x.order);
    bench_tear_down(&x.b);
    return (double)x.covered / x.told;
}

/* Both waves of a history have their assumptions in common, so these are 500 repeats and somewhat more: two standard
 * errors of a share of 0.95 are 0.02. */
static void intervals_hold_what_the_model_observed(void **state) {
    static const design designs[] = {{"all", 1, true}, {"half", 0.5, true}};
    (void)state;
    skip_under_sanitizers();
    for (size_t k = 0; k < ASKED_QUESTIONS; k++)
        for (size_t d = 0; d < 2; d++) {
            double share = coverage(&asked_questions[k], &designs[d]);
            print_message("%s of %s asked: %.4f covered\n", asked_questions[k].item,
                          designs[d].name, share);
            if (share < 0.93 || share > 0.975)
                fail_msg("%s, %s: %.4f covered", asked_questions[k].item, designs[d].name, share);
        }
}

/* A fifth of 65 organisations is nearly some of many; but all of them are not, and whoever says so gets intervals too wide. */
static void some_of_many_is_for_some_of_many(void **state) {
    static const design some = {"a fifth", 0.2, false}, every = {"all", 1, false};
    (void)state;
    skip_under_sanitizers();
    double share = coverage(&asked_questions[3], &some);
    print_message("%s of research capacity: %.4f\n", some.name, share);
    assert_true(share > 0.93 && share < 0.985);
    assert_true(coverage(&asked_questions[3], &every) > 0.985);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(intervals_hold_what_the_model_observed),
                                       cmocka_unit_test(some_of_many_is_for_some_of_many)};
    repeats = argc > 1 ? atoi(argv[1]) : repeats;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
