/* converted.c: made beside, read, and written whole under its name, as pictures are. */
#include "cli/job/converted.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/result_files.h"
#include "cli/machine/gnuplot.h"
#include "cli/machine/pandoc.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"

#include <string.h>

/* Office Open XML is a zip archive: it begins with one of its entries and holds the end of its directory. */
static bool is_whole_archive(const char *bytes, size_t n) {
    static const char begin[] = {'P', 'K', 3, 4}, end[] = {'P', 'K', 5, 6};
    size_t at = n < 22 ? 0 : n - 22; /* the end has no comment */
    return n >= 22 && !memcmp(bytes, begin, sizeof begin) && !memcmp(bytes + at, end, sizeof end);
}

/* Takes what stands beside under its name; a fault where that is no whole file. */
static int take_converted(rap_job *job, const char *name, const char *beside, rap_text *fault) {
    char *path = rap_path_join(job->place, beside), *bytes = NULL;
    const char *why;
    size_t n = 0;
    int status = path ? rap_file_read(path, &bytes, &n, &why) : rap_fail(RAP_ENOMEM);
    if (status == RAP_EIO || (!status && !is_whole_archive(bytes, n))) {
        rap_text_add(fault, "pandoc left no whole file");
        status = rap_text_status(fault);
    } else if (!status) {
        status = rap_file_write(job->place, name, bytes, n);
        status = status ? status : rap_job_wrote(job, name);
    }
    rap_free(path);
    rap_free(bytes);
    return status;
}

static int convert(rap_job *job, const rap_result_file *file) {
    const char *name = rap_result_name(file);
    rap_text beside, fault;
    rap_text_init(&beside);
    rap_text_init(&fault);
    rap_text_format(&beside, "%s" RAP_BESIDE, name);
    int status = rap_text_status(&beside);
    status = status ? status : rap_folder_remove(job->place, rap_text_string(&beside));
    status =
        status ? status : rap_pandoc_run(job->place, file->from, rap_text_string(&beside), &fault);
    if (!status && !fault.n)
        status = take_converted(job, name, rap_text_string(&beside), &fault);
    if (!status)
        status = rap_folder_remove(job->place, rap_text_string(&beside));
    if (!status && fault.n)
        status = rap_job_warn(job, tr(job->tables.language, "%s is left out: %s."), name,
                              rap_text_string(&fault));
    rap_text_free(&beside);
    rap_text_free(&fault);
    return status;
}

static void say_without(const rap_job *job, const char *name) {
    char *hint = rap_hint("report", job->folder);
    rap_note(job->options->quiet,
             tr(job->tables.language,
                "pandoc was not found, so %s is not there; once it is (Debian: apt-get install "
                "pandoc): %s"),
             name, rap_hint_words(hint));
    rap_free(hint);
}

int rap_job_convert(rap_job *job) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t n = rap_result_files(job->answer, &job->study, list);
    int status = RAP_OK;
    for (size_t i = 0; i < n && !status; i++) {
        if (!list[i]->from)
            continue;
        status = rap_job_unwrote(job, rap_result_name(list[i]));
        if (!status && rap_pandoc_found())
            status = convert(job, list[i]);
        else
            say_without(job, rap_result_name(list[i]));
    }
    return status;
}
