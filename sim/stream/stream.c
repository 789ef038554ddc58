/* stream.c: Philox4x32-10 keyed by event.
 *
 * Counter words: ordinal (24 bits) and block (8 bits) | team (32 bits) | subject (64 bits). A block
 * is 128 random bits; blocks beyond the first serve distributions that need more than two numbers.
 */
#include "stream/stream.h"

#include <Random123/philox.h>
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

static uint64_t avalanche(uint64_t h) {
    /* finish of SplitMix64 (Steele, Lea & Flood 2014) */
    h = (h ^ (h >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    h = (h ^ (h >> 27)) * UINT64_C(0x94d049bb133111eb);
    return h ^ (h >> 31);
}

uint64_t rap_hash_bytes(const char *name, size_t n) {
    uint64_t h = UINT64_C(0xcbf29ce484222325); /* FNV-1a, 64 bit */
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)name[i]) * UINT64_C(0x100000001b3);
    h = avalanche(h);
    return h ? h : 1;
}

uint64_t rap_hash_text(const char *name) {
    return rap_hash_bytes(name, strlen(name));
}

uint64_t rap_hash_mix(uint64_t a, uint64_t b) {
    uint64_t h = avalanche(a + UINT64_C(0x9e3779b97f4a7c15) + avalanche(b));
    return h ? h : 1;
}

uint64_t rap_stream_key(uint64_t seed, uint64_t item, uint64_t mechanism) {
    return rap_hash_mix(rap_hash_mix(seed, item), mechanism);
}

static philox4x32_ctr_t philox_block(uint64_t key, rap_event event, uint32_t block) {
    philox4x32_ctr_t counter = {{(event.ordinal & 0xffffff) | block << 24, event.team,
                                 (uint32_t)event.subject, (uint32_t)(event.subject >> 32)}};
    philox4x32_key_t words = {{(uint32_t)key, (uint32_t)(key >> 32)}};
    return philox4x32(counter, words);
}

/* To (0, 1), the middle of one of 2^52 equal cells: with 2^53 the top one would round to 1. */
static double unit(uint32_t high, uint32_t low) {
    uint64_t bits = ((uint64_t)high << 32 | low) >> 12;
    return ((double)bits + 0.5) * 0x1p-52;
}

double rap_uniform(uint64_t key, rap_event event) {
    philox4x32_ctr_t r = philox_block(key, event, 0);
    return unit(r.v[0], r.v[1]);
}

double rap_exponential(uint64_t key, rap_event event) {
    return -log(rap_uniform(key, event));
}

double rap_normal(uint64_t key, rap_event event) {
    return gsl_cdf_ugaussian_Pinv(rap_uniform(key, event));
}

/* ---- many words of one event ---------------------------------------------------------------- */

enum { GROUP = 4, WORDS_OF_GROUP = 4 * GROUP }; /* blocks that are made together */

#ifdef __SSE2__

/* Two blocks side by side: word i of both stands in the lower halves of v[i]'s two 64-bit lanes, which is where
 * pmuludq looks. The upper halves are what products left there; nothing reads them. */
typedef struct {
    __m128i v[4];
} two_blocks;

static inline two_blocks two_counters(rap_event event, uint32_t block) {
    int word = (int)((event.ordinal & 0xffffff) | block << 24);
    return (two_blocks){{_mm_set_epi32(0, (int)((uint32_t)word + (1U << 24)), 0, word),
                         _mm_set1_epi32((int)event.team), _mm_set1_epi32((int)event.subject),
                         _mm_set1_epi32((int)(event.subject >> 32))}};
}

/* A round of Philox4x32 (Salmon et al. 2011), with Random123's constants. */
static inline two_blocks two_rounds(two_blocks b, __m128i k0, __m128i k1) {
    __m128i p = _mm_mul_epu32(b.v[0], _mm_set1_epi32((int)PHILOX_M4x32_0));
    __m128i q = _mm_mul_epu32(b.v[2], _mm_set1_epi32((int)PHILOX_M4x32_1));
    return (two_blocks){{_mm_xor_si128(_mm_srli_epi64(q, 32), _mm_xor_si128(b.v[1], k0)), q,
                         _mm_xor_si128(_mm_srli_epi64(p, 32), _mm_xor_si128(b.v[3], k1)), p}};
}

static inline void put_two(uint32_t *words, two_blocks b) {
    __m128i low = _mm_unpacklo_epi32(b.v[0], b.v[1]), high = _mm_unpackhi_epi32(b.v[0], b.v[1]);
    __m128i low2 = _mm_unpacklo_epi32(b.v[2], b.v[3]), high2 = _mm_unpackhi_epi32(b.v[2], b.v[3]);
    _mm_storeu_si128((__m128i *)words, _mm_unpacklo_epi64(low, low2));
    _mm_storeu_si128((__m128i *)(words + 4), _mm_unpacklo_epi64(high, high2));
}

/* All rounds of four blocks, whose words follow each other. */
static inline void put_rounds(uint64_t key, two_blocks a, two_blocks b, uint32_t *words) {
    __m128i k0 = _mm_set1_epi32((int)key), k1 = _mm_set1_epi32((int)(key >> 32));
#pragma GCC unroll 10
    for (int round = 0; round < 10; round++) {
        a = two_rounds(a, k0, k1);
        b = two_rounds(b, k0, k1);
        k0 = _mm_add_epi32(k0, _mm_set1_epi32((int)PHILOX_W32_0));
        k1 = _mm_add_epi32(k1, _mm_set1_epi32((int)PHILOX_W32_1));
    }
    put_two(words, a);
    put_two(words + WORDS_OF_GROUP / 2, b);
}

/* The GROUP blocks of an event from `block`, an even number, on. */
static inline void put_group(uint64_t key, rap_event event, uint32_t block, uint32_t *words) {
    put_rounds(key, two_counters(event, block), two_counters(event, block + 2), words);
}

static inline two_blocks two_subjects(const uint64_t *subjects) {
    __m128i both = _mm_loadu_si128((const __m128i *)subjects), none = _mm_setzero_si128();
    return (two_blocks){{none, none, both, _mm_srli_epi64(both, 32)}};
}

/* The first block of each of GROUP subjects' events. */
static inline void put_subjects(uint64_t key, const uint64_t *subjects, uint32_t *words) {
    put_rounds(key, two_subjects(subjects), two_subjects(subjects + 2), words);
}

#else

static void put_group(uint64_t key, rap_event event, uint32_t block, uint32_t *words) {
    for (uint32_t k = 0; k < GROUP; k++) {
        philox4x32_ctr_t r = philox_block(key, event, block + k);
        memcpy(words + 4 * k, r.v, sizeof r.v);
    }
}

static void put_subjects(uint64_t key, const uint64_t *subjects, uint32_t *words) {
    for (uint32_t k = 0; k < GROUP; k++) {
        philox4x32_ctr_t r = philox_block(key, (rap_event){.subject = subjects[k]}, 0);
        memcpy(words + 4 * k, r.v, sizeof r.v);
    }
}

#endif

void rap_uniforms(uint64_t key, const uint64_t *subjects, double *x, size_t n) {
    uint32_t words[WORDS_OF_GROUP];
    size_t k = 0;
    for (; k + GROUP <= n; k += GROUP) {
        put_subjects(key, subjects + k, words);
        for (size_t l = 0; l < GROUP; l++)
            x[k + l] = unit(words[4 * l], words[4 * l + 1]);
    }
    for (; k < n; k++)
        x[k] = rap_uniform(key, (rap_event){.subject = subjects[k]});
}

void rap_words(uint64_t key, rap_event event, uint32_t *words, size_t n) {
    uint32_t last[WORDS_OF_GROUP];
    size_t k = 0;
    for (; k + WORDS_OF_GROUP <= n; k += WORDS_OF_GROUP)
        put_group(key, event, (uint32_t)(k / 4), words + k);
    if (k < n) {
        put_group(key, event, (uint32_t)(k / 4), last);
        memcpy(words + k, last, (n - k) * sizeof *words);
    }
}

/* ---- behind GSL ----------------------------------------------------------------------------- */

typedef struct {
    uint64_t key;
    rap_event event;
    uint32_t taken; /* 32-bit numbers handed out of this event */
    philox4x32_ctr_t block;
} philox_state;

static unsigned long philox_get(void *state) {
    philox_state *s = state;
    if (s->taken % 4 == 0)
        s->block = philox_block(s->key, s->event, (s->taken / 4) & 0xff);
    return s->block.v[s->taken++ % 4];
}

static double philox_get_double(void *state) {
    philox_state *s = state;
    s->taken += s->taken % 2; /* two words a number, never across blocks */
    uint32_t high = (uint32_t)philox_get(state);
    return unit(high, (uint32_t)philox_get(state));
}

static void philox_set(void *state, unsigned long seed) {
    *(philox_state *)state = (philox_state){.key = seed};
}

static const gsl_rng_type philox_type = {
    "philox4x32-10", 0xffffffffUL,      0, sizeof(philox_state), philox_set,
    philox_get,      philox_get_double,
};
const gsl_rng_type *const rap_rng_philox = &philox_type;

void rap_rng_aim(gsl_rng *rng, uint64_t key, rap_event event) {
    *(philox_state *)gsl_rng_state(rng) = (philox_state){.key = key, .event = event};
}
