/* test_members_job.c: the job of many members against its known means, the plain loop, and what can be worked out. */
#include "near.h"
#include "sanitized.h"
#include "base/error.h"
#include "bench/members_job.h"
#include "scenario/study/study.h"
#include "stream/stream.h"

#include <gsl/gsl_statistics.h>
#include <string.h>

enum { HISTORIES = 1000, PLAIN = 400 };
#define USUAL "horizon = 120; seed = 7; members = 500; organisations = 50;"

typedef struct {
    rap_study study;
    rap_inputs inputs;
    void *state;
} bench_job;

static void open_job(bench_job *b, const char *settings) {
    rap_problems problems;
    memset(b, 0, sizeof *b);
    rap_problems_init(&problems);
    int status = members_job_read(&b->study, settings, &problems);
    for (size_t k = 0; k < problems.n; k++)
        print_error("%s: %s\n", problems.rows[k].key, problems.rows[k].text);
    assert_int_equal(status, RAP_OK);
    rap_problems_free(&problems);
    assert_int_equal(rap_inputs_bind(&b->inputs, &b->study, 0), RAP_OK);
    assert_int_equal(members_job.create(&b->state, b->inputs.root, &b->study.clock), RAP_OK);
}

static void close_job(bench_job *b) {
    members_job.free(b->state);
    rap_inputs_free(&b->inputs);
    rap_study_free(&b->study);
}

static void start_history(bench_job *b, uint64_t item) {
    assert_int_equal(members_job.start(b->state, (rap_luck){.seed = 7, .item = item}), RAP_OK);
}

static void step_months(bench_job *b, int64_t months) {
    for (int64_t k = 0; k < months; k++)
        assert_int_equal(members_job.step(b->state), RAP_OK);
}

static void verify_members(const bench_job *b) {
    char why[100] = "";
    if (members_job.verify(b->state, why, sizeof why))
        fail_msg("%s", why);
}

static double spread_of(const bench_job *b) {
    const job_root *in = b->inputs.root;
    return sqrt((double)(1 - 1.0 / (double)in->members)) *
           gsl_stats_float_sd(members_job_columns(b->state).trust, 1, (size_t)in->members);
}

static void run_history(bench_job *b, uint64_t item, double x[JOB_FIGURES]) {
    start_history(b, item);
    step_months(b, b->study.horizon);
    verify_members(b);
    members_job.observe(b->state, x);
    x[JOB_spread] = spread_of(b);
}

/* Mean of an outcome over histories, and its standard error. */
typedef struct {
    double mean, error;
} estimate;

static void summarise(double x[JOB_FIGURES][HISTORIES], size_t n, estimate e[JOB_FIGURES]) {
    for (size_t o = 0; o < JOB_FIGURES; o++) {
        e[o].mean = gsl_stats_mean(x[o], 1, n);
        e[o].error = gsl_stats_sd_m(x[o], 1, n, e[o].mean) / sqrt((double)n);
    }
}

static void run_fast(const char *settings, size_t n, estimate e[JOB_FIGURES]) {
    static double all[JOB_FIGURES][HISTORIES];
    double x[JOB_FIGURES];
    bench_job b;
    open_job(&b, settings);
    for (size_t k = 0; k < n; k++) {
        run_history(&b, k, x);
        for (size_t o = 0; o < JOB_FIGURES; o++)
            all[o][k] = x[o];
    }
    close_job(&b);
    summarise(all, n, e);
}

static void run_plain(const char *settings, size_t n, estimate e[JOB_FIGURES]) {
    static double all[JOB_FIGURES][HISTORIES];
    double x[JOB_FIGURES];
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    bench_job b;
    assert_non_null(rng);
    open_job(&b, settings);
    for (size_t k = 0; k < n; k++) {
        assert_int_equal(plain_job(b.inputs.root, (int)b.study.horizon, rng, x), RAP_OK);
        for (size_t o = 0; o < JOB_FIGURES; o++)
            all[o][k] = x[o];
    }
    close_job(&b);
    gsl_rng_free(rng);
    summarise(all, n, e);
}

/* .3115 and 3,848, to half a digit and five standard errors. */
static void assert_known_means(const estimate e[JOB_FIGURES]) {
    assert_true(e[JOB_trust].error < 1e-4 && e[JOB_consents].error < 5);
    assert_double_near(e[JOB_trust].mean, 0.3115, 0.00005 + 5 * e[JOB_trust].error);
    assert_double_near(e[JOB_consents].mean, 3848, 0.5 + 5 * e[JOB_consents].error);
}

static void known_means(void **state) {
    estimate e[JOB_FIGURES];
    (void)state;
    skip_under_sanitizers();
    run_fast(USUAL, HISTORIES, e);
    assert_known_means(e);
    run_plain(USUAL, PLAIN, e);
    assert_known_means(e);
}

/* Everything that a mean depends on, other than as it stands; where all lean on the ring, and where none does. */
static void same_as_the_plain_loop(void **state) {
    static const char *const cases[] = {
        USUAL "far = 0.0;", USUAL "far = 1.0; word = 0.3;",
        "horizon = 30; members = 701; organisations = 3; active = 0.6; contact = 0.4;"
        "consent_base = -2.0; consent_trust = 5.0; kept = 0.8; gain = 0.2; loss = 0.4;"
        "drift = 0.05; rest = 0.6; word = 0.2; far = 0.5; trust_low = 0.1; trust_high = 0.9;",
        "horizon = 12; members = 5; organisations = 2; contact = 1.0; kept = 0.3; gain = 0.5;"};
    (void)state;
    skip_under_sanitizers();
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        estimate fast[JOB_FIGURES], plain[JOB_FIGURES];
        run_fast(cases[k], HISTORIES, fast);
        run_plain(cases[k], PLAIN, plain);
        for (size_t o = 0; o < JOB_FIGURES; o++) {
            double error = hypot(fast[o].error, plain[o].error);
            if (fabs(fast[o].mean - plain[o].mean) > 5 * error)
                fail_msg("case %zu, outcome %zu: %g, plainly %g, error %g", k, o, fast[o].mean,
                         plain[o].mean, error);
        }
    }
}

/* ---- without chance -------------------------------------------------------------------------- */

/* Every member is contacted every month and consents, but for one in 2^16; all promises are kept, or none. From .4:
 * .4 + .05 (1 - .4) = .43, + .02 (.3 - .43) = .4274, + .05 (.4 - .4274) = .42603. From .4: .36, .3588, .36086. */
static void one_month_by_hand(void **state) {
    static const struct {
        const char *kept;
        double trust;
    } cases[] = {{"kept = 1.0;", 0.42603}, {"kept = 0.0;", 0.36086}};
    (void)state;
    for (size_t k = 0; k < 2; k++) {
        char settings[300];
        double x[JOB_FIGURES];
        bench_job b;
        snprintf(settings, sizeof settings,
                 "horizon = 1; members = 1300; active = 1.0; contact = 1.0; consent_base = 20.0;"
                 "trust_low = 0.4; trust_high = 0.4; %s",
                 cases[k].kept);
        open_job(&b, settings);
        run_history(&b, 0, x);
        assert_double_near(x[JOB_consents], 1300, 0);
        assert_double_near(x[JOB_trust], cases[k].trust, 1e-6);
        assert_double_near(x[JOB_spread], 0, 1e-6);
        close_job(&b);
    }
}

/* Mean of the four to whom a member listens: the ring, but for the ties that lead out of it. */
static double mean_of_four(const job_columns *c, const double *trust, size_t n, size_t i) {
    double mean = 0;
    for (unsigned which = 0; which < JOB_TIES; which++) {
        size_t to = (i + n + (size_t)members_job_near(which)) % n;
        for (size_t k = 0; k < c->n_far; k++)
            if (c->far[k].from == i * JOB_TIES + which)
                to = c->far[k].to;
        mean += trust[to] / JOB_TIES;
    }
    return mean;
}

/* Where nobody is contacted trust follows from where it starts and from the ties. */
static void word_of_the_four(void **state) {
    enum { N = 1300 };
    static double was[N];
    bench_job b;
    (void)state;
    open_job(&b, "horizon = 1; members = 1300; contact = 0.0; far = 0.3; word = 0.2;");
    start_history(&b, 3);
    for (int month = 0; month < 3; month++) {
        job_columns c = members_job_columns(b.state);
        for (size_t i = 0; i < N; i++)
            was[i] = (double)c.trust[i];
        step_months(&b, 1);
        for (size_t i = 0; i < N; i++) {
            double t = was[i] + 0.02 * (0.3 - was[i]);
            t += 0.2 * (mean_of_four(&c, was, N, i) - t);
            assert_double_near((double)members_job_columns(b.state).trust[i], t, 1e-7);
        }
    }
    close_job(&b);
}

/* In a ring they are the two before and the two after; how many ties lead out of it; to anybody alike. */
static void ties_of_a_small_world(void **state) {
    enum { N = 20000 };
    static const double far[] = {0, 0.1, 1};
    (void)state;
    assert_int_equal(members_job_near(0), 1);
    assert_int_equal(members_job_near(1), 2);
    assert_int_equal(members_job_near(2), -2);
    assert_int_equal(members_job_near(3), -1);
    for (size_t k = 0; k < 3; k++) {
        char settings[100];
        double ahead = 0;
        bench_job b;
        snprintf(settings, sizeof settings, "horizon = 1; members = 20000; far = %.1f;", far[k]);
        open_job(&b, settings);
        start_history(&b, 1);
        verify_members(&b);
        job_columns c = members_job_columns(b.state);
        assert_double_near((double)c.n_far / JOB_TIES / N, far[k],
                           5 * sqrt(far[k] * (1 - far[k]) / JOB_TIES / N));
        for (size_t t = 0; t < c.n_far; t++)
            ahead += (c.far[t].to + N - c.far[t].from / JOB_TIES) % N / (double)N;
        if (c.n_far)
            assert_double_near(ahead / (double)c.n_far, 0.5, 5 / sqrt(12.0 * (double)c.n_far));
        close_job(&b);
    }
}

/* ---- a plain month with the same luck --------------------------------------------------------- */

static uint32_t word_of(uint64_t kind, uint32_t block, size_t k) {
    uint32_t words[RAP_MOST_WORDS];
    rap_words(rap_stream_key(7, 5, kind), (rap_event){block, 0, 1}, words, RAP_MOST_WORDS);
    return words[k];
}

static bool opens(uint16_t organisation, double active) {
    return word_of(JOB_LUCK_ORGANISATION, 0, organisation) * 0x1p-32 < active;
}

static double luck_of(size_t row) {
    size_t place = row % JOB_BLOCK, half = JOB_BLOCK / 2;
    uint32_t word = word_of(JOB_LUCK_MEMBER, (uint32_t)(row - place), place % half);
    return ((place < half ? word & 0xffff : word >> 16) + 0.5) * 0x1p-16;
}

/* What becomes of the trust of one member; *close: whether rounding may decide. */
static double after_contact(const job_root *in, job_pair of, double t, double u, bool *close) {
    double odds = in->consent_base + in->consent_trust * t;
    double consent = in->contact / (1 + exp(-odds)), keeps = consent * in->kept;
    *close = fabs(u - consent) < 1e-6 || fabs(u - keeps) < 1e-6;
    if ((!opens(of.one, in->active) && !opens(of.other, in->active)) || u >= consent)
        return t;
    return u < keeps ? t + in->gain * (1 - t) : t - in->loss * t;
}

/* Every member, over log-odds from -20 to 20. */
static void a_plain_month_with_the_same_luck(void **state) {
    enum { N = 1300 };
    static const char *const odds[] = {"consent_base = -1.0; consent_trust = 3.0;",
                                       "consent_base = -20.0; consent_trust = 20.0;",
                                       "consent_base = 20.0; consent_trust = -20.0;"};
    static double was[N];
    (void)state;
    for (size_t c = 0; c < 3; c++) {
        char settings[300];
        unsigned near = 0, moved = 0;
        bench_job b;
        snprintf(settings, sizeof settings,
                 "horizon = 1; members = 1300; contact = 0.75; kept = 0.4; gain = 0.2; loss = 0.3;"
                 "drift = 0.0; word = 0.0; trust_low = 0.0; trust_high = 1.0; %s",
                 odds[c]);
        open_job(&b, settings);
        start_history(&b, 5);
        for (size_t i = 0; i < N; i++)
            was[i] = (double)members_job_columns(b.state).trust[i];
        step_months(&b, 1);
        job_columns is = members_job_columns(b.state);
        for (size_t i = 0; i < N; i++) {
            bool close;
            double t = after_contact(b.inputs.root, is.of[i], was[i], luck_of(i), &close);
            near += close;
            moved += t != was[i];
            if (!close)
                assert_double_near((double)is.trust[i], t, 1e-6);
        }
        assert_true(near <= 2 && moved > 10);
        close_job(&b);
    }
}

/* ---- luck ------------------------------------------------------------------------------------ */

/* Who consents in the first month does not depend on what becomes of promises, nor on who listens to whom; and a
 * state that ran another history gives what a new one gives. */
static void luck_belongs_to_its_event(void **state) {
    static const char *const cases[] = {USUAL, USUAL "kept = 1.0; gain = 0.3;", USUAL "far = 1.0;"};
    double first[JOB_FIGURES], x[JOB_FIGURES], again[JOB_FIGURES], other[JOB_FIGURES];
    (void)state;
    for (size_t k = 0; k < 3; k++) {
        bench_job b;
        open_job(&b, cases[k]);
        start_history(&b, 9);
        step_months(&b, 1);
        members_job.observe(b.state, k ? x : first);
        assert_double_near(k ? x[JOB_consents] : first[JOB_consents], first[JOB_consents], 0);
        run_history(&b, 2, x);
        run_history(&b, 4, other);
        run_history(&b, 2, again);
        assert_memory_equal(x, again, sizeof x);
        assert_true(other[JOB_trust] != x[JOB_trust]);
        close_job(&b);
    }
}

static void bytes_of_a_member(void **state) {
    job_columns c;
    (void)state;
    assert_int_equal(sizeof *c.trust + sizeof *c.next + sizeof *c.of, 12);
    assert_int_equal(sizeof *c.far, 8); /* at most half of the four ties lead out: 12 + 2 * 8 */
}

int main(void) {
    rap_error_quiet_gsl();
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_means),
        cmocka_unit_test(same_as_the_plain_loop),
        cmocka_unit_test(one_month_by_hand),
        cmocka_unit_test(word_of_the_four),
        cmocka_unit_test(ties_of_a_small_world),
        cmocka_unit_test(luck_belongs_to_its_event),
        cmocka_unit_test(a_plain_month_with_the_same_luck),
        cmocka_unit_test(bytes_of_a_member),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
