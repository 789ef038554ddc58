/* aside.c: an ensemble of its own into a database that nobody else sees. */
#include "analysis/estimate/aside.h"
#include "base/error.h"

int rap_aside_init(rap_aside *aside, const rap_bench *bench) {
    *aside = (rap_aside){0};
    return rap_study_fork(&aside->study, bench->study);
}

void rap_aside_free(rap_aside *aside) {
    rap_store_close(aside->store);
    if (aside->has_layout)
        rap_layout_free(&aside->layout);
    rap_study_free(&aside->study);
    *aside = (rap_aside){0};
}

/* The sink on the way to the store. */
typedef struct {
    rap_sink store;
    const rap_watch *watch;
    int64_t first; /* item of the store, from which the watch counts */
} seen;

static int commit_seen(void *context, const rap_block *block) {
    const seen *s = context;
    int status = s->store.commit(s->store.context, block);
    if (!status)
        s->watch->at(s->watch->context, block->first + (int64_t)block->n - s->first);
    return status;
}

int rap_bench_run(const rap_bench *bench, const rap_study *study, const rap_layout *layout,
                  rap_store *store, const rap_points *points, int64_t end, const char *unit) {
    const rap_watch *watch = bench->watch;
    const rap_items span = rap_store_span(store);
    seen s = {rap_store_sink(store), watch, span.first};
    const rap_sink sink = watch ? (rap_sink){&s, commit_seen} : s.store;
    const rap_ensemble_options options = {
        .first = span.end, .end = end, .stop = bench->stop, .points = points};
    char why[512] = "";
    if (options.first >= end)
        return RAP_OK;
    if (watch)
        watch->begin(watch->context, unit, span.end - span.first, end - span.first);
    int status = rap_ensemble_run(study, layout, bench->executor, &sink, &options, why, sizeof why);
    if (watch)
        watch->end(watch->context);
    const char *said = why[0] || !status || status == RAP_STOPPED ? why : rap_store_message(store);
    if (said[0])
        rap_problems_add(bench->problems, NULL, 0, NULL, "%s", said);
    return status;
}

int rap_aside_run(rap_aside *aside, const rap_bench *bench) {
    rap_bench quiet = *bench; /* nobody is shown how far they are */
    quiet.watch = NULL;
    int status = rap_layout_init(&aside->layout, &aside->study);
    aside->has_layout = !status;
    status = status ? status : rap_store_create(&aside->store, "", &aside->study, &aside->layout);
    return status ? status
                  : rap_bench_run(&quiet, &aside->study, &aside->layout, aside->store, NULL,
                                  rap_ensemble_items(&aside->study), "histories");
}
