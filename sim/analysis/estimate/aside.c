/* aside.c: an ensemble of its own into a database that nobody else sees. */
#include "analysis/estimate/aside.h"

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

int rap_aside_run(rap_aside *aside, const rap_bench *bench) {
    char why[512] = "";
    int status = rap_layout_init(&aside->layout, &aside->study);
    aside->has_layout = !status;
    status = status ? status : rap_store_create(&aside->store, "", &aside->study, &aside->layout);
    if (status)
        return status;
    rap_sink sink = rap_store_sink(aside->store);
    rap_ensemble_options options = {
        .first = 0, .end = rap_ensemble_items(&aside->study), .stop = bench->stop};
    status = rap_ensemble_run(&aside->study, &aside->layout, bench->executor, &sink, &options, why,
                              sizeof why);
    if (why[0])
        rap_problems_add(bench->problems, NULL, 0, NULL, "%s", why);
    return status;
}
