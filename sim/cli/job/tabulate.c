/* tabulate.c: tables and answers of a job, from its database. */
#include "analysis/tables/make_tables.h"
#include "analysis/tables/start_values.h"
#include "base/error.h"
#include "cli/job/job.h"
#include "cli/machine/interrupt.h"
#include "cli/terminal/message.h"

int rap_job_make_tables(rap_job *job) {
    if (job->has_tables)
        rap_tables_free(&job->tables);
    job->shown = job->study;
    job->shown.n_arms = job->study.n_written;
    job->shown_layout = job->layout;
    job->shown_layout.n_arms = job->study.n_written;
    int status = rap_tables_make(&job->tables, &job->shown, &job->shown_layout, job->store);
    job->has_tables = status == RAP_OK;
    if (!status && job->manifest.language)
        status = rap_language_find(&job->language, job->manifest.language);
    if (!status && job->manifest.language)
        job->tables.language = &job->language;
    return status ? rap_failed("the tables", status) : RAP_EXIT_DONE;
}

static void begin_watching(void *context, const char *unit, int64_t first, int64_t end) {
    rap_job *job = context;
    rap_progress_start(&job->progress, unit, first, end, job->options->quiet);
}

static void watch(void *context, int64_t done) {
    rap_progress_show(&((rap_job *)context)->progress, done);
}

static void end_watching(void *context) {
    rap_progress_end(&((rap_job *)context)->progress);
}

rap_bench rap_job_bench(rap_job *job) {
    job->watch = (rap_watch){job, begin_watching, watch, end_watching};
    return (rap_bench){.study = &job->study,
                       .executor = &job->executor,
                       .stop = rap_interrupt_asked,
                       .problems = &job->problems,
                       .watch = &job->watch};
}

static int grade_job(rap_job *job) {
    job->tables.certainties = NULL;
    rap_certainties_free(&job->certainties);
    int status = rap_certainties_make(&job->certainties, &job->tables);
    job->tables.certainties = status ? NULL : &job->certainties;
    return status;
}

int rap_job_judge(rap_job *job) {
    bool judges = job->answer && job->answer->judge;
    rap_bench bench = rap_job_bench(job);
    int status = rap_start_values_make(&job->tables, &bench);
    if (!status && judges)
        status = job->answer->judge(job);
    status = status ? status : grade_job(job);
    if (!status)
        return rap_job_tell(job);
    rap_print_problems(&job->problems, job->files.folder, job->files.data);
    return rap_failed("the answers", status);
}
