/* second_wave.c: see second_wave.h. */
#include "analysis/method/second_wave.h"
#include "stream/stream.h"

#include <math.h>

const double rap_wave_fewest = 200, rap_wave_wider = 1.5, rap_wave_prior = 0.1;

static double wave_sd(const rap_wave *w, size_t input) {
    return fmin(1, rap_wave_wider * w->sd[input]);
}

void rap_wave_draw(const rap_wave *w, uint64_t seed, size_t row, double *score) {
    uint64_t key = rap_stream_key(seed, row, rap_hash_text("second wave"));
    bool prior = rap_uniform(key, (rap_event){.subject = 0}) < rap_wave_prior;
    for (size_t i = 0; i < w->inputs; i++) {
        score[i] = rap_normal(key, (rap_event){.subject = i + 1});
        if (!prior && w->identified[i])
            score[i] = w->mean[i] + wave_sd(w, i) * score[i];
    }
}

double rap_wave_weight(const rap_wave *w, const double *score, size_t first, size_t second) {
    double ratio = 0, n = (double)first, m = (double)second;
    for (size_t i = 0; i < w->inputs; i++) {
        if (!w->identified[i])
            continue;
        double sd = wave_sd(w, i), z = (score[i] - w->mean[i]) / sd;
        ratio += (score[i] * score[i] - z * z) / 2 - log(sd);
    }
    double proposal = rap_wave_prior + (1 - rap_wave_prior) * exp(ratio);
    return (n + m) / (n + m * proposal);
}
