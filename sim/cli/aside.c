/* aside.c: an ensemble of its own into a database in memory. */
#include "cli/aside.h"
#include "cli/machine/interrupt.h"
#include "cli/terminal/message.h"
#include "cli/machine/threads.h"

int rap_aside_init(rap_aside *aside, const rap_job *job) {
    *aside = (rap_aside){0};
    return rap_study_fork(&aside->study, &job->study);
}

void rap_aside_free(rap_aside *aside) {
    rap_store_close(aside->store);
    if (aside->has_layout)
        rap_layout_free(&aside->layout);
    rap_study_free(&aside->study);
    *aside = (rap_aside){0};
}

int rap_aside_run(rap_aside *aside, const rap_job *job) {
    rap_executor executor;
    char why[512] = "";
    int status = rap_layout_init(&aside->layout, &aside->study);
    aside->has_layout = !status;
    status = status ? status
                    : rap_store_create(&aside->store, ":memory:", &aside->study, &aside->layout);
    if (status)
        return status;
    rap_threads_init(&executor, (size_t)job->options->threads);
    rap_sink sink = rap_store_sink(aside->store);
    rap_ensemble_options options = {
        .first = 0, .end = rap_ensemble_items(&aside->study), .stop = rap_interrupt_asked};
    status = rap_ensemble_run(&aside->study, &aside->layout, &executor, &sink, &options, why,
                              sizeof why);
    if (why[0])
        rap_complain("%s", why);
    return status;
}
