/* members_job.c: the job of members_job.h behind the engine's interface, fast.
 *
 * Rows go in blocks: luck for a block, list of those who are contacted, then what happens to them, then one pass for
 * everyone. A member's luck in a month is one number of 16 bits, u in (0, 1): contacted where u < contact, consents
 * where u < contact * p, and the promise is kept where u < contact * p * kept. Probabilities are so right to 2^-17.
 * The first half of a block's rows has the lower halves of its words, the other the upper; so luck belongs to (row,
 * month), and nobody's depends on what another does. The loops over a list and over a
 * block have no branches and compile to vector instructions; what they need of exp is below. */
#include "members_job.h"
#include "base/error.h"
#include "base/memory.h"
#include "model/rows.h"
#include "stream/stream.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* ---- tables ---------------------------------------------------------------------------------- */

#define SHARE_OF(name, value, meaning) SETTING(job_root, name, "1", 0, 1, value, meaning)
#define LOG_ODDS(name, value, meaning) SETTING(job_root, name, "log-odds", -20, 20, value, meaning)

static const rap_field job_fields[] = {
    WHOLE_SETTING(job_root, members, "members", 5, 1e8, 500, "members"),
    WHOLE_SETTING(job_root, organisations, "organisations", 2, 65535, 50, "organisations"),
    SHARE_OF(active, 0.3, "probability that an organisation is active in a month"),
    SHARE_OF(contact, 0.25, "that a member of an active one is contacted"),
    LOG_ODDS(consent_base, -1, "log-odds of consent without trust"),
    LOG_ODDS(consent_trust, 3, "what full trust adds to them"),
    SHARE_OF(kept, 0.5, "that a promise is kept"),
    SHARE_OF(gain, 0.05, "share of the way to 1 by a kept promise"),
    SHARE_OF(loss, 0.1, "share of the way to 0 by a broken one"),
    SHARE_OF(drift, 0.02, "share of the way to rest in a month"),
    SHARE_OF(rest, 0.3, "trust of whom nothing happens to"),
    SHARE_OF(word, 0.05, "share of the way to the four others in a month"),
    SHARE_OF(far, 0.1, "that a tie leads out of the ring"),
    SHARE_OF(trust_low, 0.3, "least trust at the start"),
    SHARE_OF(trust_high, 0.5, "most trust at the start"),
};
static RECORD(job_record, "job", "the settings of the job", job_root, job_fields);

static const rap_outcome job_outcomes[] = {
    {"trust", "Trust", "share", "mean of members", 1, 0.01, 0, NULL, NULL, 0},
    {"consents", "Consents", "consents", "so far", 1, 1, 0, NULL, NULL, 0},
};
static const rap_column job_observed[] = {{JOB_trust, "all", "All"}, {JOB_consents, "all", "All"}};
static const char *const job_anchors[] = {NULL};

/* ---- state ----------------------------------------------------------------------------------- */

enum { EDGE = 2, HALF = JOB_BLOCK / 2, START_ROWS = 128, START_WORDS = 3 + JOB_TIES };

typedef struct {
    const job_root *in;
    job_columns c;
    float *rows[2]; /* trust and next; the ring goes on for EDGE rows at both ends */
    size_t far_capacity;
    uint8_t *active; /* by organisation */
    uint64_t key[4]; /* by luck */
    uint32_t month, n, n_organisations;
    uint64_t consents;
} job;

static void forget_job(void *state) {
    job *j = state;
    if (!j)
        return;
    rap_free(j->rows[0]);
    rap_free(j->rows[1]);
    rap_free(j->c.of);
    rap_free(j->c.far);
    rap_free(j->active);
    rap_free(j);
}

static int make_job(void **state, const void *root, const rap_clock *clock) {
    job *j = rap_allocate(1, sizeof *j);
    (void)clock;
    *state = j;
    if (!j)
        return rap_fail(RAP_ENOMEM);
    j->in = root;
    j->n = (uint32_t)j->in->members;
    j->n_organisations = (uint32_t)j->in->organisations;
    for (size_t k = 0; k < 2; k++)
        j->rows[k] = rap_allocate(j->n + 2 * EDGE, sizeof *j->rows[k]);
    j->c.of = rap_allocate(j->n, sizeof *j->c.of);
    j->active = rap_allocate(j->n_organisations, sizeof *j->active);
    if (j->rows[0] && j->rows[1] && j->c.of && j->active) {
        j->c.trust = j->rows[0] + EDGE;
        j->c.next = j->rows[1] + EDGE;
        return RAP_OK;
    }
    forget_job(j);
    *state = NULL;
    return rap_fail(RAP_ENOMEM);
}

job_columns members_job_columns(const void *state) {
    return ((const job *)state)->c;
}

/* ---- start ----------------------------------------------------------------------------------- */

/* A number of 0 .. n - 1. */
static uint32_t below(uint32_t word, uint32_t n) {
    return (uint32_t)((uint64_t)word * n >> 32);
}

/* Another row or organisation, `steps` < n - 1 places and one further round. */
static uint32_t further(uint32_t from, uint32_t steps, uint32_t n) {
    uint64_t to = (uint64_t)from + 1 + steps;
    return (uint32_t)(to < n ? to : to - n);
}

static job_pair two_organisations(const job *j, const uint32_t words[2]) {
    uint32_t one = below(words[0], j->n_organisations);
    uint32_t steps = below(words[1], j->n_organisations - 1);
    return (job_pair){(uint16_t)one, (uint16_t)further(one, steps, j->n_organisations)};
}

int members_job_near(unsigned which) {
    static const int near[JOB_TIES] = {1, 2, -2, -1};
    return near[which];
}

/* A tie leads out of the ring where its luck u < far; u / far then says how far. */
static void tie_row(job *j, uint32_t row, const uint32_t words[JOB_TIES]) {
    double far = j->in->far;
    for (uint32_t k = 0; k < JOB_TIES; k++) {
        double u = (words[k] + 0.5) * 0x1p-32;
        if (u < far)
            j->c.far[j->c.n_far++] =
                (job_far){row * JOB_TIES + k, further(row, (uint32_t)(u / far * (j->n - 1)), j->n)};
    }
}

/* Room for the ties of `n` more rows, and at first for about as many as there will be. */
static int make_room(job *j, uint32_t n) {
    double ties = (double)j->n * JOB_TIES * j->in->far;
    size_t needed = j->c.n_far + (size_t)n * JOB_TIES;
    size_t expected = (size_t)(ties + 6 * sqrt(ties)) + (size_t)n * JOB_TIES;
    if (j->in->far <= 0 || needed <= j->far_capacity)
        return RAP_OK;
    return rap_grow(&j->c.far, &j->far_capacity, needed > expected ? needed : expected,
                    sizeof *j->c.far);
}

static int start_rows(job *j, uint32_t from, uint32_t n) {
    uint32_t words[START_ROWS * START_WORDS];
    float low = (float)j->in->trust_low, range = (float)(j->in->trust_high - j->in->trust_low);
    int status = make_room(j, n);
    if (status)
        return status;
    rap_words(j->key[JOB_LUCK_START], (rap_event){from, 0, 0}, words, (size_t)n * START_WORDS);
    for (uint32_t k = 0; k < n; k++) {
        const uint32_t *w = words + (size_t)k * START_WORDS;
        j->c.trust[from + k] = low + range * ((float)w[0] * 0x1p-32F);
        j->c.of[from + k] = two_organisations(j, w + 1);
        tie_row(j, from + k, w + 3);
    }
    return RAP_OK;
}

/* Carries the ring on beyond both ends of `trust`. */
static void close_ring(job *j) {
    float *trust = j->c.trust;
    for (uint32_t k = 0; k < EDGE; k++) {
        trust[j->n + k] = trust[k];
        (trust - EDGE)[k] = trust[j->n - EDGE + k];
    }
}

static int start_job(void *state, rap_luck luck) {
    job *j = state;
    int status = RAP_OK;
    for (uint64_t k = JOB_LUCK_START; k <= JOB_LUCK_MEMBER; k++)
        j->key[k] = rap_stream_key(luck.seed, luck.item, k);
    j->month = 0;
    j->consents = 0;
    j->c.n_far = 0;
    for (uint32_t from = 0; from < j->n && !status; from += START_ROWS)
        status = start_rows(j, from, j->n - from < START_ROWS ? j->n - from : START_ROWS);
    close_ring(j);
    return status;
}

/* ---- a month --------------------------------------------------------------------------------- */

static void open_organisations(job *j) {
    uint32_t words[RAP_MOST_WORDS];
    for (uint32_t from = 0; from < j->n_organisations; from += RAP_MOST_WORDS) {
        uint32_t left = j->n_organisations - from,
                 n = left < RAP_MOST_WORDS ? left : RAP_MOST_WORDS;
        rap_words(j->key[JOB_LUCK_ORGANISATION], (rap_event){from, 0, j->month}, words, n);
        for (uint32_t k = 0; k < n; k++)
            j->active[from + k] = words[k] < j->in->active * 0x1p32;
    }
}

/* The luck of the rows of a block in this month; of all of them, however many there are. */
static void draw_luck(const job *j, uint32_t from, uint16_t luck[JOB_BLOCK]) {
    uint32_t words[HALF];
    rap_words(j->key[JOB_LUCK_MEMBER], (rap_event){from, 0, j->month}, words, HALF);
    for (uint32_t k = 0; k < HALF; k++) {
        luck[k] = (uint16_t)words[k];
        luck[HALF + k] = (uint16_t)(words[k] >> 16);
    }
}

/* Bit k is set where luck[k] <= most, of 64 rows. */
static uint64_t lucky_of(const uint16_t *luck, uint16_t most) {
    uint64_t set = 0;
#ifdef __SSE2__
    const __m128i zero = _mm_setzero_si128(), bound = _mm_set1_epi16((short)most);
    for (uint32_t k = 0; k < 64; k += 16) {
        const __m128i *at = (const __m128i *)(const void *)(luck + k);
        __m128i first = _mm_subs_epu16(_mm_loadu_si128(at), bound);
        __m128i second = _mm_subs_epu16(_mm_loadu_si128(at + 1), bound);
        __m128i is = _mm_packs_epi16(_mm_cmpeq_epi16(first, zero), _mm_cmpeq_epi16(second, zero));
        set |= (uint64_t)(uint32_t)_mm_movemask_epi8(is) << k;
    }
#else
    for (uint32_t k = 0; k < 64; k++)
        set |= (uint64_t)(luck[k] <= most) << k;
#endif
    return set;
}

/* Lists the rows of a block that are contacted; returns how many. */
static uint32_t list_contacted(const job *j, uint32_t from, uint32_t n, const uint16_t *luck,
                               uint16_t *list) {
    uint32_t listed = 0, threshold = (uint32_t)lround(j->in->contact * 0x1p16);
    for (uint32_t k = 0; k < n && threshold > 0; k += 64) {
        uint64_t lucky = lucky_of(luck + k, (uint16_t)(threshold - 1));
        if (n - k < 64)
            lucky &= (UINT64_C(1) << (n - k)) - 1;
        for (; lucky; lucky &= lucky - 1) {
            uint32_t row = k + (uint32_t)__builtin_ctzll(lucky);
            job_pair of = j->c.of[from + row];
            list[listed] = (uint16_t)row;
            listed += j->active[of.one] | j->active[of.other];
        }
    }
    return listed;
}

/* e^x = 2^n e^f for |x| <= 40, |f| <= ln(2) / 2; right to 2e-6 of it. */
static inline float small_exp(float x) {
    int32_t n = (int32_t)(x * 1.44269504F + 64.5F) - 64;
    float f = x - (float)n * 0.693147181F;
    float series = 1.0F / 120 + f * (1.0F / 720);
    series = 1.0F / 6 + f * (1.0F / 24 + f * series);
    union {
        int32_t bits;
        float value;
    } two_to_n = {(n + 127) << 23};
    return (1 + f * (1 + f * (0.5F + f * series))) * two_to_n.value;
}

/* What contact does to the trust of `n` listed members with luck u; returns how many consent. u < contact * p is
 * u (1 + exp(-log-odds)) < contact. */
static uint32_t ask(const job_root *in, uint32_t n, const float *restrict u,
                    float *restrict trust) {
    float base = (float)in->consent_base, slope = (float)in->consent_trust;
    float contact = (float)in->contact, kept = (float)(in->contact * in->kept);
    float gain = (float)in->gain, loss = (float)in->loss;
    uint32_t consents = 0;
    for (uint32_t k = 0; k < n; k++) {
        float t = trust[k], x = u[k] + u[k] * small_exp(-(base + slope * t));
        float consent = x < contact, keeps = x < kept;
        float up = gain * (1 - t), down = -loss * t;
        trust[k] = t + consent * (down + keeps * (up - down));
        consents += x < contact;
    }
    return consents;
}

static void contact_rows(job *j, uint32_t from, uint32_t n) {
    uint16_t luck[JOB_BLOCK], list[JOB_BLOCK];
    float u[JOB_BLOCK], trust[JOB_BLOCK];
    draw_luck(j, from, luck);
    uint32_t listed = list_contacted(j, from, n, luck, list);
    for (uint32_t k = 0; k < listed; k++) {
        u[k] = ((float)luck[list[k]] + 0.5F) * 0x1p-16F;
        trust[k] = j->c.trust[from + list[k]];
    }
    j->consents += ask(j->in, listed, u, trust);
    memcpy(j->c.next + from, j->c.trust + from, n * sizeof *j->c.next);
    for (uint32_t k = 0; k < listed; k++)
        j->c.next[from + list[k]] = trust[k];
}

/* What the rows [from, from + n) hear: the sum of the four in the ring, then ties out of it from the k-th on put
 * right; returns the next of these. */
static size_t hear(const job *j, uint32_t from, uint32_t n, size_t k, float *restrict heard) {
    const float *restrict trust = j->c.trust;
    const float *row = trust + from;
    for (uint32_t i = 0; i < n; i++)
        heard[i] = ((row - 2)[i] + (row - 1)[i]) + (row[i + 1] + row[i + 2]);
    for (; k < j->c.n_far && j->c.far[k].from / JOB_TIES < from + n; k++) {
        job_far tie = j->c.far[k];
        uint32_t i = tie.from / JOB_TIES;
        heard[i - from] += trust[tie.to] - (trust + i)[members_job_near(tie.from % JOB_TIES)];
    }
    return k;
}

/* Forgetting, then word of mouth, for everyone. */
static void settle(const job_root *in, uint32_t n, const float *restrict heard,
                   float *restrict next) {
    float drift = (float)in->drift, rest = (float)in->rest, word = (float)in->word;
    for (uint32_t k = 0; k < n; k++) {
        float t = next[k] + drift * (rest - next[k]);
        next[k] = t + word * (heard[k] * (1.0F / JOB_TIES) - t);
    }
}

static int step_job(void *state) {
    job *j = state;
    float heard[JOB_BLOCK];
    size_t far = 0;
    j->month++;
    open_organisations(j);
    for (uint32_t from = 0; from < j->n; from += JOB_BLOCK) {
        uint32_t n = j->n - from < JOB_BLOCK ? j->n - from : JOB_BLOCK;
        contact_rows(j, from, n);
        far = hear(j, from, n, far, heard);
        settle(j->in, n, heard, j->c.next + from);
    }
    float *swap = j->c.trust;
    j->c.trust = j->c.next;
    j->c.next = swap;
    close_ring(j);
    return RAP_OK;
}

/* ---- observing ------------------------------------------------------------------------------- */

static const rap_column *columns_of_job(const void *state, size_t *n) {
    (void)state;
    *n = JOB_OUTCOMES;
    return job_observed;
}

static void observe_job(const void *state, double *x) {
    enum { LANES = 8 };
    const job *j = state;
    const float *trust = j->c.trust;
    double lane[LANES] = {0}, sum = 0;
    uint32_t k = 0;
    for (; k + LANES <= j->n; k += LANES)
        for (uint32_t l = 0; l < LANES; l++)
            lane[l] += (double)trust[k + l];
    for (; k < j->n; k++)
        sum += (double)trust[k];
    for (uint32_t l = 0; l < LANES; l++)
        sum += lane[l];
    x[JOB_trust] = sum / j->n;
    x[JOB_consents] = (double)j->consents;
}

static int no_anchor(const void *state, size_t which) {
    (void)state;
    (void)which;
    return -1;
}

static int no_span(const void *state, size_t k, rap_span *span) {
    (void)state;
    (void)k;
    (void)span;
    return 0;
}

static bool right_row(const job *j, uint32_t k) {
    return j->c.trust[k] >= 0 && j->c.trust[k] <= 1 && j->c.of[k].one != j->c.of[k].other &&
           j->c.of[k].one < j->n_organisations && j->c.of[k].other < j->n_organisations;
}

static bool right_tie(const job *j, size_t k) {
    job_far tie = j->c.far[k];
    return tie.from / JOB_TIES < j->n && tie.to < j->n && tie.to != tie.from / JOB_TIES &&
           (k == 0 || tie.from > j->c.far[k - 1].from);
}

/* Trust stays between 0 and 1, two organisations are two, nobody listens to themselves, ties are in order. */
static int verify_job(const void *state, char *why, size_t n) {
    const job *j = state;
    bool right = true;
    for (uint32_t k = 0; k < j->n; k++)
        right = right && right_row(j, k);
    for (size_t k = 0; k < j->c.n_far; k++)
        right = right && right_tie(j, k);
    snprintf(why, n, "%s", right ? "" : "a member is as it cannot be");
    return right ? RAP_OK : rap_fail(RAP_EMODEL);
}

static int check_job(const void *root, const rap_clock *clock, rap_problems *problems) {
    const job_root *in = root;
    (void)clock;
    if (in->trust_low <= in->trust_high)
        return RAP_OK;
    return rap_problems_add(problems, NULL, 0, "trust_high", "is below trust_low");
}

const rap_model members_job = {
    .name = "members_job",
    .label = "Members",
    .version = "1",
    .root = &job_record,
    .outcomes = job_outcomes,
    .n_outcomes = COUNT(job_outcomes),
    .anchors = job_anchors,
    .starter = "",
    .check = check_job,
    .create = make_job,
    .free = forget_job,
    .columns = columns_of_job,
    .start = start_job,
    .step = step_job,
    .observe = observe_job,
    .anchor = no_anchor,
    .span = no_span,
    .verify = verify_job,
};

/* ---- studies --------------------------------------------------------------------------------- */

static int load_job(void *context, const char *name, const char *from, char **text, char **path,
                    const char **why) {
    (void)from;
    *text = rap_copy_text(context);
    *path = rap_copy_text(name);
    *why = "";
    return *text && *path ? RAP_OK : rap_fail(RAP_ENOMEM);
}

int members_job_read(rap_study *study, const char *settings, rap_problems *problems) {
    static const rap_model *const models[] = {&members_job, NULL};
    rap_overrides none = {-1, -1, -1, NULL, 0, NULL};
    char text[1000];
    snprintf(text, sizeof text, "title = \"Members\"; draws = 0;\n%s\narms = { all = {}; };\n",
             settings);
    rap_loader loader = {text, load_job};
    return rap_study_read(study, models, &loader, "members.cfg", &none, problems);
}
