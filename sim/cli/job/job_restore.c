/* job_restore.c: a results folder to be read, reported or gone on with: its manifest is all that is asked. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/result_files.h"
#include "cli/job/takeover.h"
#include "cli/machine/version.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "plots/pictures/plots.h"

#include <stdio.h>
#include <string.h>

static int read_folder(rap_job *job) {
    const char *why = "";
    int status = rap_manifest_read(&job->manifest, job->place, &why);
    if (!status)
        return RAP_EXIT_DONE;
    if (status == RAP_ENOMEM)
        return rap_failed(job->folder, status);
    if (status == RAP_EDAMAGED || status == RAP_EDIFFERENT) {
        rap_complain("%s: %s; nothing was written", job->folder, why);
        return RAP_EXIT_FAILED;
    }
    rap_complain("%s is not a results folder: manifest.json: %s", job->folder, why);
    return RAP_EXIT_USAGE;
}

/* Whether this program could have written the manifest: what it says beyond what manifest.c knows. */
static int check_manifest(const rap_job *job) {
    const rap_manifest *m = &job->manifest;
    const char *command = m->command;
    bool known = !strcmp(command, "compare") || (!strcmp(command, "run") && m->arm) ||
                 rap_answer_find(job->answers, command);
    bool drawn = !strcmp(m->plot, "none") || rap_plot_extension(m->plot);
    rap_language language;
    bool spoken = !m->language || rap_language_find(&language, m->language) == RAP_OK;
    if (known && drawn && spoken)
        return RAP_EXIT_DONE;
    rap_complain("%s: manifest.json names %s '%s', which is none of this program", job->folder,
                 !known   ? "the command"
                 : !drawn ? "the plots"
                          : "the language",
                 !known   ? command
                 : !drawn ? m->plot
                          : m->language);
    return RAP_EXIT_FAILED;
}

static int check_version(const rap_job *job) {
    const rap_manifest *m = &job->manifest;
    if (!strcmp(m->fingerprint, job->fingerprint))
        return RAP_EXIT_DONE;
    if (!strcmp(m->version, RAPPORT_VERSION) && !strcmp(m->commit, RAPPORT_COMMIT)) {
        rap_complain("%s: the manifest does not fit its fingerprint: it was changed", job->folder);
        return RAP_EXIT_FAILED;
    }
    rap_complain(
        "%s was made by rapport %s (%s), whose model gives other figures than this one, %s (%s)",
        job->folder, m->version, m->commit, RAPPORT_VERSION, RAPPORT_COMMIT);
    return RAP_EXIT_FAILED;
}

/* Reads the manifest of a place that is to be written to. */
static int read_plain(rap_job *job) {
    const char *why = "";
    int status = read_folder(job);
    if (status || rap_folder_is_plain(job->place, &why))
        return status;
    rap_complain("%s: %s; nothing was written", job->place, why);
    return RAP_EXIT_USAGE;
}

/* Results that were on the way to replace those of the folder are put in their place if they are whole, and
 * taken instead of them to go on with if they are not. */
static int look_beside(rap_job *job, rap_restore purpose) {
    rap_manifest beside;
    bool there = rap_next_look(job, &beside);
    bool whole = there && !strcmp(beside.status, "finished");
    rap_manifest_free(&beside);
    if (whole && purpose == RAP_TO_READ) {
        char *hint = rap_hint("resume", job->folder);
        rap_complain("%s: a run ended while it put its results in place; finish that with: %s",
                     job->folder, rap_hint_words(hint));
        rap_free(hint);
        return RAP_EXIT_FAILED;
    }
    if (whole && rap_next_take_over(job))
        return RAP_EXIT_FAILED;
    if (!whole && !(there && purpose == RAP_TO_GO_ON))
        return RAP_EXIT_DONE;
    rap_manifest_free(&job->manifest);
    if (!whole && rap_next_choose(job))
        return rap_failed("the folder", RAP_ENOMEM);
    return whole ? read_folder(job) : read_plain(job);
}

/* Reads the manifest, and takes the folder for this process if it is to be written to. */
static int enter_folder(rap_job *job, const char *folder, rap_restore purpose) {
    if (rap_job_place(job, folder, NULL))
        return rap_failed(folder, RAP_ENOMEM);
    int status = purpose == RAP_TO_READ ? read_folder(job) : read_plain(job);
    if (status)
        return status;
    if (purpose != RAP_TO_READ && rap_folder_lock(folder, &job->lock))
        return RAP_EXIT_FAILED;
    return look_beside(job, purpose);
}

/* What was read behind the study, of a calibration; NULL: nothing. */
static const rap_source *posterior_of(const rap_manifest *m) {
    size_t n = strlen(RAP_POSTERIOR_OF);
    for (size_t k = 1; k < m->n_sources; k++)
        if (!strncmp(m->sources[k].path, RAP_POSTERIOR_OF, n))
            return &m->sources[k];
    return NULL;
}

/* The study that the manifest holds, as far as that run went. */
static int take_study(rap_job *job) {
    rap_manifest *m = &job->manifest;
    const rap_overrides overrides = {m->draws, m->replicates, m->seed,
                                     m->sets,  m->n_sets,     posterior_of(m)};
    rap_loader loader = rap_manifest_loader(m);
    int status = rap_job_take_study(job, &loader, m->sources[0].path, &overrides, m->command,
                                    strcmp(m->command, "run") ? "" : m->arm);
    job->study.draws = m->draws_now;
    job->study.budget.cut = m->cut;
    job->study.story = (rap_story_ask){m->story, m->story_of, m->n_story_of};
    job->seconds = m->seconds;
    snprintf(job->ended, sizeof job->ended, "%s", m->ended ? m->ended : "");
    if (job->options->plot)
        m->plot = job->options->plot;
    return status;
}

/* Study and layout of the manifest that was read, for this program. */
static int take_run(rap_job *job) {
    if (job->options->language)
        job->manifest.language = job->options->language;
    int status = check_manifest(job);
    status = status ? status : take_study(job);
    status = status ? status : check_version(job);
    return status ? status : rap_job_make_layout(job);
}

int rap_job_read_run(rap_job *job, const char *folder) {
    if (rap_job_place(job, folder, NULL))
        return rap_failed(folder, RAP_ENOMEM);
    int status = read_folder(job);
    return status ? status : take_run(job);
}

int rap_job_restore(rap_job *job, const char *folder, rap_restore purpose) {
    int status = enter_folder(job, folder, purpose);
    status = status ? status : take_run(job);
    if (!status && rap_job_adopt(job, &job->manifest, true))
        status = rap_failed(folder, RAP_ENOMEM);
    if (!status && purpose != RAP_TO_READ)
        job->manifest.arithmetic = rap_manifest_arithmetic(job->manifest.arithmetic);
    return status ? status : rap_job_open_store(job, purpose != RAP_TO_READ);
}
