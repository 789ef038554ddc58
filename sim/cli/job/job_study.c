/* job_study.c: the study of a job: read for a command, with the arms that its question adds. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/estimate.h"
#include "cli/terminal/message.h"
#include "models/registry.h"

#include <stdio.h>
#include <string.h>

static int keep_arm(rap_job *job, const char *name) {
    rap_study *study = &job->study;
    int arm = name ? rap_study_arm(study, name) : (int)study->baseline;
    if (arm >= 0) {
        int status = rap_study_keep_arm(study, (size_t)arm);
        return status ? rap_failed("the study", status) : RAP_EXIT_DONE;
    }
    rap_text names;
    rap_text_init(&names);
    for (size_t i = 0; i < study->n_arms; i++)
        rap_text_format(&names, "%s%s", i ? ", " : "", study->arms[i].name);
    rap_complain("--arm: no arm '%s' in this study; it has %s", name, rap_text_string(&names));
    rap_text_free(&names);
    return RAP_EXIT_USAGE;
}

static int refused(rap_job *job, int status) {
    rap_print_problems(&job->problems, job->files.folder, job->files.data);
    if (!job->problems.n)
        return rap_failed(job->path, status);
    return status == RAP_EINPUT ? RAP_EXIT_USAGE : RAP_EXIT_FAILED;
}

/* The arms that the command adds; what is shown does without them. */
static int plan_answer(rap_job *job, const char *command) {
    const rap_answer *answer = rap_answer_find(job->answers, command);
    if (answer && !answer->is_asked(&job->study)) {
        rap_complain("%s: %s", job->path, answer->wanted);
        return RAP_EXIT_USAGE;
    }
    int status = rap_job_open_answer(job, answer);
    if (!status && answer && answer->plan)
        status = answer->plan(job->kept, &job->study, &job->problems);
    return status ? refused(job, status) : RAP_EXIT_DONE;
}

static int say_size(const rap_study *study, const rap_answer *answer, const rap_rate *rate,
                    rap_text *out) {
    rap_layout layout;
    int status = rap_layout_init(&layout, study);
    if (!status) {
        rap_estimate e =
            rap_estimate_make(study, &layout, answer, rate, (double)rap_ensemble_items(study),
                              rap_estimate_beside(study, answer));
        rap_text_format(out, "`rapport %s` would run ", answer ? answer->command : "compare");
        rap_estimate_words(&e, out);
        rap_text_add(out, ".\n");
    }
    rap_layout_free(&layout);
    return status;
}

/* Plans on a fork of the study, and says what that would take. */
static int try_answer(rap_job *job, const rap_answer *answer, const rap_rate *rate, rap_text *out) {
    rap_study fork;
    int status = rap_study_fork(&fork, &job->study);
    status = status ? status : rap_job_open_answer(job, answer);
    if (!status && answer->plan)
        status = answer->plan(job->kept, &fork, &job->problems);
    if (!status && out)
        status = say_size(&fork, answer, rate, out);
    rap_job_close_answer(job);
    rap_study_free(&fork);
    return status;
}

int rap_job_questions(rap_job *job, rap_text *out) {
    int status = out ? rap_job_make_layout(job) : RAP_EXIT_DONE;
    if (status)
        return status;
    rap_rate rate = {0};
    if (out)
        rate = rap_estimate_rate(job);
    status = out ? say_size(&job->study, NULL, &rate, out) : RAP_OK;
    for (const rap_answer *const *a = job->answers; *a && !status; a++)
        if ((*a)->is_asked(&job->study))
            status = try_answer(job, *a, &rate, out);
    return status ? refused(job, status) : RAP_EXIT_DONE;
}

/* What the command does with the study that was read. */
static int take_read(rap_job *job, const char *command, const char *arm) {
    snprintf(job->fingerprint, sizeof job->fingerprint, "%016llx",
             (unsigned long long)job->study.fingerprint);
    int status = arm && !arm[0] ? RAP_EXIT_DONE : keep_arm(job, arm);
    return status ? status : plan_answer(job, command);
}

int rap_job_take_study(rap_job *job, const rap_loader *loader, const char *path,
                       const rap_overrides *overrides, const char *command, const char *arm) {
    job->path = path;
    int status = rap_study_read(&job->study, rap_models, loader, path, overrides, &job->problems);
    return status ? refused(job, status) : take_read(job, command, arm);
}

/* The settings of the options, and behind them those of `added`, a line each; takes `added`. */
static int list_sets(rap_job *job, char *added) {
    const rap_options *o = job->options;
    size_t n = 0;
    for (const char *c = added; c && *c; c++)
        n += *c == '\n';
    rap_free(job->sets);
    job->added = added;
    job->n_sets = 0;
    job->sets = rap_allocate(o->n_sets + n + 1, sizeof *job->sets);
    if (!job->sets)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < o->n_sets; i++)
        job->sets[job->n_sets++] = o->sets[i];
    for (char *line = added; line && *line;) {
        char *end = strchr(line, '\n');
        *end = '\0';
        job->sets[job->n_sets++] = line;
        line = end + 1;
    }
    return RAP_OK;
}

/* Reads the study with the settings that are listed. */
static int read_with_sets(rap_job *job, const rap_loader *loader) {
    const rap_options *o = job->options;
    const rap_overrides overrides = {o->draws,    o->replicates,
                                     o->seed,     job->sets,
                                     job->n_sets, job->posterior.path ? &job->posterior : NULL};
    return rap_study_read(&job->study, rap_models, loader, o->operand, &overrides, &job->problems);
}

/* What a calibration left, as a file of the study behind all others. */
static int read_posterior_file(rap_job *job, const char *folder) {
    const char *why = NULL;
    size_t n;
    char *path = rap_path_join(folder, RAP_POSTERIOR_FILE);
    if (!path)
        return rap_failed("--posterior", RAP_ENOMEM);
    int status = rap_file_read(path, &job->posterior.text, &n, &why);
    if (status == RAP_EIO)
        rap_complain("--posterior: %s: %s; rapport calibrate writes it", path, why);
    rap_free(path);
    if (status)
        return status == RAP_ENOMEM ? rap_failed("--posterior", status) : RAP_EXIT_USAGE;
    rap_text shown;
    rap_text_init(&shown);
    rap_text_format(&shown, RAP_POSTERIOR_OF "%s", folder);
    job->posterior.path = rap_text_take(&shown);
    return job->posterior.path ? RAP_EXIT_DONE : rap_failed("--posterior", RAP_ENOMEM);
}

/* Reads the study; anew with the settings by which one that does not ask the command's question asks it. */
static int read_asked_study(rap_job *job, const rap_loader *loader, const char *command) {
    const rap_answer *answer = rap_answer_find(job->answers, command);
    rap_text added;
    rap_text_init(&added);
    int status = list_sets(job, NULL);
    status = status ? status : read_with_sets(job, loader);
    if (!status && answer && answer->own)
        status = answer->own(&job->study, &added);
    if (status || added.n == 0) {
        rap_text_free(&added);
        return status;
    }
    rap_study_free(&job->study);
    status = list_sets(job, rap_text_take(&added));
    return status ? status : read_with_sets(job, loader);
}

int rap_job_read(rap_job *job, const char *command, const char *arm) {
    int status = rap_files_init(&job->files);
    if (status)
        return rap_failed("the data folder", status);
    rap_loader loader = rap_files_loader(&job->files);
    job->path = job->options->operand;
    if (job->options->posterior)
        status = read_posterior_file(job, job->options->posterior);
    if (status)
        return status;
    status = read_asked_study(job, &loader, command);
    status = status ? refused(job, status) : take_read(job, command, arm);
    job->study.budget.cut = job->options->cut;
    return status;
}
