/* test_survey_recovery.c: whether a survey of a community whose truth is known gives that truth back.
 *
 * Assumptions are drawn, one history of the community of Calgary is run, and in two months some people of some
 * organisations are asked: answers are 1 + Binomial(4, truth of their organisation) on a scale of 1 to 5. What they say is
 * written as CSV, imported as any survey is, and each quantity that comes out is compared with the outcome that the model
 * itself observed in that history. `test_survey_recovery N` makes N repeats. */
#include "arm_bench.h"
#include "cli/sheets/survey_study.h"
#include "partnership/mechanisms/mechanism.h"
#include "sanitized.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

enum { WAVES = 2, MOST_ASKED = 3 };
static int repeats = 500;
static const int months[WAVES] = {12, 24};

static const char community[] =
    "title = \"a survey\"; horizon = 60; draws = 1000; replicates = 1; seed = 5;\n"
    "@include \"../scenarios/calgary/community.cfg\"\n@include \"policies.cfg\"\n"
    "teams = { focal = { policy = \"sustained\"; partners = 14;\n"
    "  grants = ( { start = 0; months = 60; amount = 400000; } ); }; };\n"
    "arms = { base = { changes = {}; }; };\n";

/* What is asked about: of organisation i, through relation r. */
typedef struct {
    const char *item, *construct;
    pm_outcome outcome;
    double (*truth)(const pm_partnership *s, size_t i);
    bool of_all; /* organisations, or those ever partnered */
} question;

static double trust_of(const pm_partnership *s, size_t i) {
    return s->r.trust[i];
}
static double goals_of(const pm_partnership *s, size_t i) {
    return s->r.alignment[i];
}
static double depth_of(const pm_partnership *s, size_t i) {
    return s->r.depth[i];
}
static double capacity_of(const pm_partnership *s, size_t i) {
    return s->o.capacity[i];
}
static double reputation_of(const pm_partnership *s, size_t i) {
    return s->o.reputation[i];
}

static const question questions[] = {
    {"Trust", "trust_in_team", OUT_trust_partners, trust_of, false},
    {"Shared goals", "alignment", OUT_alignment, goals_of, false},
    {"Power sharing", "voice", OUT_depth, depth_of, false},
    {"Research capacity", "capacity", OUT_capacity, capacity_of, true},
    {"Trust in universities", "reputation", OUT_reputation, reputation_of, true}};
enum { N_QUESTIONS = sizeof questions / sizeof questions[0] };

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

static bool is_there(const survey_bench *x, const question *q, size_t i) {
    return q->of_all || x->b.s->r.ever[i];
}

/* Those there are, by lot, into `order`. */
static size_t list_there(survey_bench *x, const question *q) {
    size_t n = 0;
    for (size_t i = 0; i < x->b.s->o.n; i++)
        if (is_there(x, q, i))
            x->order[n++] = i;
    for (size_t k = n; k > 1; k--) {
        size_t other = (size_t)(gsl_rng_uniform(&x->rng) * (double)k), last = x->order[k - 1];
        x->order[k - 1] = x->order[other];
        x->order[other] = last;
    }
    return n;
}

static void ask(survey_bench *x, const question *q, const design *d, int wave) {
    x->there = list_there(x, q);
    size_t asked = (size_t)ceil(d->share * (double)x->there);
    for (size_t k = 0; k < asked; k++) {
        size_t i = x->order[k];
        double truth = fmin(fmax(q->truth(x->b.s, i), 0), 1);
        for (size_t person = 0; person < 1 + i % MOST_ASKED; person++)
            rap_text_format(&x->csv, "%zu;Place %zu;%d;%s;%u;1-5\n", MOST_ASKED * i + person, i,
                            months[wave], q->item, 1 + gsl_ran_binomial(&x->rng, truth, 4));
    }
}

/* One history, with answers and what the model observed at both waves. */
static void run_and_ask(survey_bench *x, const question *q, const design *d, int repeat) {
    rap_rng_aim(&x->rng, rap_stream_key(3, (uint64_t)repeat, rap_hash_text(q->item)),
                (rap_event){.subject = 1});
    rap_text_clear(&x->csv);
    rap_text_add(&x->csv, "Respondent;Organisation;Month;Item;Score;Scale\n");
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

/* The part of a study that comes of a sheet. */
static void import_text(const rap_text *csv, const char *map, rap_text *part) {
    rap_survey_wishes wishes;
    rap_survey_means means = {0};
    rap_poll survey = {0};
    rap_problems problems;
    rap_sheet sheet = {0};
    rap_problems_init(&problems);
    int status = rap_sheet_read(&sheet, "a.csv", rap_text_string(csv), csv->n, &problems);
    status =
        status ? status : rap_survey_wish(&wishes, rap_models[0], &map, map != NULL, &problems);
    status = status ? status : rap_survey_read(&survey, &sheet, &wishes, &problems);
    status = status ? status : rap_survey_means_make(&means, &survey, &wishes);
    status = status ? status : rap_survey_study(part, &means, &survey, &wishes, "a.csv");
    if (status)
        fail_msg("%s", problems.n ? problems.rows[0].text : rap_error_text(status));
    rap_survey_means_free(&means);
    rap_survey_free(&survey);
    rap_sheet_free(&sheet);
    rap_problems_free(&problems);
}

/* Value and sd of a quantity in the text of a study; false where it is not there. */
static bool find_quantity(const char *text, const char *construct, int month, double *value,
                          double *sd) {
    char name[80];
    snprintf(name, sizeof name, "  %s_m%d = {", construct, month);
    const char *at = strstr(text, name);
    at = at ? strstr(at, "value = ") : NULL;
    return at && sscanf(at, "value = %lf; sd = %lf", value, sd) == 2;
}

static void count_covered(survey_bench *x, const question *q, const design *d) {
    char map[60];
    rap_text part;
    rap_text_init(&part);
    snprintf(map, sizeof map, "population=%zu", x->there);
    import_text(&x->csv, d->told ? map : NULL, &part);
    for (int wave = 0; wave < WAVES; wave++) {
        double value, sd;
        if (!find_quantity(rap_text_string(&part), q->construct, months[wave], &value, &sd))
            continue;
        x->told++;
        x->covered += fabs(value - x->truth[wave]) < 1.96 * sd;
    }
    rap_text_free(&part);
}

static double coverage(const question *q, const design *d) {
    survey_bench x = {.covered = 0};
    bench_set_up(&x.b, community, 0, NULL, 0);
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
    for (size_t k = 0; k < N_QUESTIONS; k++)
        for (size_t d = 0; d < 2; d++) {
            double share = coverage(&questions[k], &designs[d]);
            print_message("%s of %s asked: %.4f covered\n", questions[k].item, designs[d].name,
                          share);
            if (share < 0.93 || share > 0.975)
                fail_msg("%s, %s: %.4f covered", questions[k].item, designs[d].name, share);
        }
}

/* A fifth of 65 organisations is nearly some of many; but all of them are not, and whoever says so gets intervals too wide. */
static void some_of_many_is_for_some_of_many(void **state) {
    static const design some = {"a fifth", 0.2, false}, every = {"all", 1, false};
    (void)state;
    skip_under_sanitizers();
    double share = coverage(&questions[3], &some);
    print_message("%s of research capacity: %.4f\n", some.name, share);
    assert_true(share > 0.93 && share < 0.985);
    assert_true(coverage(&questions[3], &every) > 0.985);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(intervals_hold_what_the_model_observed),
                                       cmocka_unit_test(some_of_many_is_for_some_of_many)};
    repeats = argc > 1 ? atoi(argv[1]) : repeats;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
