/* job.c: what a job holds: memory, warnings, the files of its folder, and the manifest that lists
 * them. */
#include "cli/job/job.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/clock.h"
#include "cli/machine/threads.h"
#include "cli/terminal/message.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

void rap_job_init(rap_job *job, const rap_options *options, const rap_answer *const *answers) {
    *job =
        (rap_job){.options = options, .answers = answers, .lock = -1, .clock = rap_clock_seconds()};
    rap_problems_init(&job->problems);
    rap_threads_init(&job->executor, (size_t)options->threads);
}

int rap_job_open_answer(rap_job *job, const rap_answer *answer) {
    job->answer = answer;
    job->kept = answer ? rap_allocate(1, answer->size) : NULL;
    return answer && !job->kept ? rap_fail(RAP_ENOMEM) : RAP_OK;
}

void rap_job_close_answer(rap_job *job) {
    if (job->kept && job->answer->forget)
        job->answer->forget(job->kept);
    rap_free(job->kept);
    job->kept = NULL;
    job->answer = NULL;
}

void rap_job_free(rap_job *job) {
    rap_certainties_free(&job->certainties);
    if (job->has_tables)
        rap_tables_free(&job->tables);
    rap_job_close_answer(job);
    rap_story_free(&job->story);
    rap_free(job->asked_of);
    rap_store_close(job->store);
    if (job->has_layout)
        rap_layout_free(&job->layout);
    rap_study_free(&job->study);
    rap_manifest_free(&job->manifest);
    rap_manifest_free(&job->old);
    rap_problems_free(&job->problems);
    rap_free(job->sets);
    rap_free(job->added);
    rap_free(job->typed);
    rap_free(job->posterior.path);
    rap_free(job->posterior.text);
    rap_files_free(&job->files);
    for (size_t i = 0; i < job->n_listed; i++)
        rap_free(job->listed[i].name);
    rap_free(job->listed);
    for (size_t i = 0; i < job->n_warnings; i++)
        rap_free(job->warnings[i]);
    rap_free(job->warnings);
    rap_free(job->folder);
    rap_free(job->place);
    if (job->lock >= 0)
        close(job->lock);
    rap_job_init(job, job->options, job->answers);
}

int rap_job_warn(rap_job *job, const char *format, ...) {
    char sentence[1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    rap_complain("%s", sentence);
    char *copy = rap_copy_text(sentence);
    if (!copy ||
        rap_grow(&job->warnings, &job->warnings_capacity, job->n_warnings + 1, sizeof copy)) {
        rap_free(copy);
        return rap_fail(RAP_ENOMEM);
    }
    job->warnings[job->n_warnings++] = copy;
    return RAP_OK;
}

int rap_job_place(rap_job *job, const char *folder, const char *inside) {
    char *name = rap_copy_text(folder);
    rap_free(job->folder);
    rap_free(job->place);
    job->folder = name;
    job->put_in_place = NULL;
    job->place = !name ? NULL : inside ? rap_path_join(name, inside) : rap_copy_text(name);
    return job->place ? RAP_OK : rap_fail(RAP_ENOMEM);
}

/* Nothing reads the database from here on, and it moves. */
int rap_job_put_in_place(rap_job *job) {
    if (!job->put_in_place)
        return RAP_OK;
    rap_store_close(job->store);
    job->store = NULL;
    return job->put_in_place(job);
}

/* ---- files of the folder -------------------------------------------------------------------- */

static int list_file(rap_job *job, const char *name, bool is_there) {
    for (size_t i = 0; i < job->n_listed; i++)
        if (!strcmp(job->listed[i].name, name)) {
            job->listed[i].is_there |= is_there;
            return RAP_OK;
        }
    char *copy = rap_copy_text(name);
    if (!copy ||
        rap_grow(&job->listed, &job->listed_capacity, job->n_listed + 1, sizeof *job->listed)) {
        rap_free(copy);
        return rap_fail(RAP_ENOMEM);
    }
    job->listed[job->n_listed++] = (rap_job_file){copy, is_there};
    return RAP_OK;
}

int rap_job_will_write(rap_job *job, const char *name) {
    return list_file(job, name, false);
}

int rap_job_wrote(rap_job *job, const char *name) {
    return list_file(job, name, true);
}

int rap_job_unwrote(rap_job *job, const char *name) {
    for (size_t i = 0; i < job->n_listed; i++)
        if (!strcmp(job->listed[i].name, name))
            job->listed[i].is_there = false;
    return RAP_OK;
}

/* ---- the manifest --------------------------------------------------------------------------- */

double rap_job_seconds(const rap_job *job) {
    return job->seconds + (job->ran ? rap_clock_seconds() - job->clock : 0);
}

int rap_job_write_manifest(rap_job *job, const char *status) {
    rap_manifest m = job->manifest;
    rap_text text;
    rap_text_init(&text);
    m.status = status;
    if (!strcmp(status, "finished") && (job->ran || !job->ended[0]))
        rap_time_text(job->ended, sizeof job->ended);
    m.ended = job->ended[0] ? job->ended : NULL;
    m.seconds = rap_job_seconds(job);
    m.n_files = 0;
    m.files = rap_allocate(job->n_listed, sizeof *m.files);
    int result = m.files ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t i = 0; m.files && i < job->n_listed; i++)
        if (job->listed[i].is_there || !job->is_written)
            m.files[m.n_files++] = job->listed[i].name;
    if (!result) {
        rap_manifest_write(&m, &text);
        result = rap_file_write_text(job->place, "manifest.json", &text);
    }
    rap_free(m.files);
    rap_text_free(&text);
    return result;
}
