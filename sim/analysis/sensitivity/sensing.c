/* sensing.c: the items of a sensitivity analysis, run in order and kept. */
#include "analysis/sensitivity/sensing.h"
#include "base/error.h"
#include "stream/stream.h"

/* All that decides what an item is, beside the study: other settings make another database. */
static uint64_t fingerprint_of(const rap_study *study, const rap_sampling *sampling) {
    const rap_sensitivity *asked = &study->sensitivity;
    uint64_t hash = rap_hash_mix(study->fingerprint, rap_hash_text("sensitivity"));
    for (int k = 0; k < RAP_N_STAGES; k++)
        hash = rap_hash_mix(hash, (uint64_t)sampling->first[k]);
    hash = rap_hash_mix(hash, (uint64_t)sampling->draws);
    return rap_hash_mix(hash, (uint64_t)asked->inputs);
}

int rap_sensing_plan(rap_sensing *s, const rap_study *study, const rap_sampling *sampling) {
    bool used[RAP_MOST_WINDOWS + 1] = {false};
    *s = (rap_sensing){.sampling = sampling};
    int status = rap_study_fork(&s->study, study);
    status = status ? status : rap_study_keep_headlines(&s->study, used);
    if (status)
        return status;
    rap_study_keep_windows(&s->study, used);
    s->study.fingerprint = fingerprint_of(study, sampling);
    s->study.replicates = 1;
    s->study.draws = INT64_MAX / RAP_MOST_ARMS;
    status = rap_layout_init(&s->layout, &s->study);
    s->has_layout = !status;
    return status;
}

int rap_sensing_init(rap_sensing *s, const rap_bench *bench, const rap_sampling *sampling,
                     const rap_opening *opening) {
    int status = rap_sensing_plan(s, bench->study, sampling);
    s->bench = bench;
    return status ? status : opening->open(opening->context, &s->store, &s->study, &s->layout);
}

void rap_sensing_free(rap_sensing *s) {
    rap_measure_free(&s->measure);
    rap_store_close(s->store);
    if (s->has_layout)
        rap_layout_free(&s->layout);
    rap_study_free(&s->study);
    *s = (rap_sensing){0};
}

int rap_sensing_run(rap_sensing *s, int64_t end) {
    const rap_points points = rap_sampling_points(s->sampling);
    int status =
        rap_bench_run(s->bench, &s->study, &s->layout, s->store, &points, end, "further histories");
    if (status)
        return status;
    rap_measure_free(&s->measure);
    return rap_measure_init(&s->measure, &s->study, &s->layout, s->store);
}

int rap_sensing_take(rap_measure *m, const rap_decided *row) {
    const rap_part part = {1,
                           rap_headline_effect(m->study, row->is_level, &row->of, row->headline)};
    return rap_measure_take(m, &part, 1);
}
