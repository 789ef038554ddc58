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
    return status ? rap_failed("the tables", status) : RAP_EXIT_DONE;
}

rap_bench rap_job_bench(rap_job *job) {
    return (rap_bench){.study = &job->study,
                       .executor = &job->executor,
                       .stop = rap_interrupt_asked,
                       .problems = &job->problems};
}

int rap_job_judge(rap_job *job) {
    bool judges = job->answer && job->answer->judge;
    rap_bench bench = rap_job_bench(job);
    int status = rap_start_values_make(&job->tables, &bench);
    if (!status && judges)
        status = job->answer->judge(job);
    if (!status)
        return RAP_EXIT_DONE;
    rap_print_problems(&job->problems, job->files.folder, job->files.data);
    return rap_failed("the answers", status);
}
