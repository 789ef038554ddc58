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

void rap_words(uint64_t key, rap_event event, uint32_t *words, size_t n) {
    for (size_t k = 0; k < n; k += 4) {
        philox4x32_ctr_t r = philox_block(key, event, (uint32_t)(k / 4) & 0xff);
        for (size_t i = 0; i < 4 && k + i < n; i++)
            words[k + i] = r.v[i];
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
