/* cmd_resume.c: rapport resume DIR: goes on from the database and the manifest, and says so where the
 * study has been edited meanwhile. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/answers/answers.h"
#include "cli/commands/command.h"
#include "cli/job/estimate.h"
#include "cli/terminal/message.h"

#include <string.h>

/* Whether a file of the study, or of the data folder, is there with another text than the manifest's. */
static bool is_edited(const rap_job *job, const rap_source *source, const rap_files *files) {
    bool in_data = !strncmp(source->path, "data:", 5);
    const char *why;
    char *bytes = NULL;
    char *path = in_data ? rap_path_join(files->data, source->path + 5)
                         : rap_path_beside(job->manifest.study, source->path, &why);
    size_t n = 0;
    bool read = path && rap_file_read(path, &bytes, &n, &why) == RAP_OK;
    bool edited = read && strcmp(bytes, source->text) != 0;
    rap_free(bytes);
    rap_free(path);
    return edited;
}

static int tell_edits(const rap_job *job) {
    const rap_manifest *m = &job->manifest;
    rap_files files;
    int status = rap_files_init(&files);
    for (size_t i = 0; i < m->n_sources && !status; i++)
        if (is_edited(job, &m->sources[i], &files))
            rap_note(job->options->quiet,
                     "%s was edited since: this run goes on with the text in its manifest",
                     m->sources[i].path);
    rap_files_free(&files);
    return status ? rap_failed(job->folder, status) : RAP_EXIT_DONE;
}

int rap_command_resume(const rap_options *options) {
    rap_job job;
    rap_job_init(&job, options, rap_answers);
    int status = rap_job_restore(&job, options->operand, RAP_TO_GO_ON);
    status = status ? status : tell_edits(&job);
    status = status ? status : rap_job_weigh(&job, true, false);
    status = status ? status : rap_command_finish(&job);
    rap_job_free(&job);
    return status;
}
