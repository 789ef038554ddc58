/* cmd_replay.c: rapport replay DIR: the manifest run again against the database, and the CSV files
 * against what the database gives. Changes nothing. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/answers/answers.h"
#include "cli/commands/command.h"
#include "cli/folder/near_text.h"
#include "cli/job/result_files.h"
#include "cli/machine/interrupt.h"
#include "cli/machine/version.h"
#include "base/json.h"
#include "cli/terminal/message.h"
#include "cli/terminal/progress.h"

#include <string.h>

/* Differences up to this, relative, are those of other exp and log in the last bits, which the system's are on
 * another processor, added up over a history, or in the quantiles that the tables take from GSL. */
static const double rounding = 1e-9;

typedef struct {
    rap_store_comparison comparison;
    rap_sink sink;
    rap_progress progress;
    int64_t first; /* of the histories */
    size_t files, files_rounded, files_different;
} replay;

static int commit_compared(void *context, const rap_block *block) {
    replay *r = context;
    int status = r->sink.commit(r->sink.context, block);
    if (!status)
        rap_progress_show(&r->progress, block->first + (int64_t)block->n - r->first);
    return status;
}

static int run_again(rap_job *job, replay *r) {
    rap_items items = rap_store_span(job->store);
    rap_ensemble_options options = {
        .first = items.first, .end = items.end, .stop = rap_interrupt_asked};
    rap_sink sink = {r, commit_compared};
    char why[512] = "";
    rap_interrupt_catch();
    r->comparison = (rap_store_comparison){.store = job->store};
    r->sink = rap_store_compare_sink(&r->comparison);
    r->first = items.first;
    rap_progress_start(&r->progress, "histories", 0, items.end - items.first, job->options->quiet);
    int status = rap_ensemble_run(&job->study, &job->layout, &job->executor, &sink, &options, why,
                                  sizeof why);
    rap_progress_end(&r->progress);
    if (status == RAP_STOPPED)
        return RAP_EXIT_INTERRUPTED;
    rap_interrupt_say("interrupted: nothing was changed");
    return status ? rap_failed(why[0] ? why : "the run", status) : RAP_EXIT_DONE;
}

/* How near a file, which may have been cut off or hold anything, is to the table that it should hold. */
static rap_nearness nearness(const char *bytes, size_t n, const rap_text *csv) {
    if (n == csv->n && !memcmp(bytes, rap_text_string(csv), n))
        return RAP_TEXT_IDENTICAL;
    return strlen(bytes) == n ? rap_text_nearness(bytes, rap_text_string(csv), rounding)
                              : RAP_TEXT_DIFFERENT;
}

/* Compares a file with the table that it should hold. */
static int check_text(const rap_job *job, replay *r, const char *name, const rap_text *csv) {
    const char *why = "";
    char *bytes = NULL, *path = rap_path_join(job->folder, name);
    size_t n = 0;
    int status = path ? rap_text_status(csv) : rap_fail(RAP_ENOMEM);
    if (!status) {
        bool read = rap_file_read(path, &bytes, &n, &why) == RAP_OK;
        rap_nearness near = read ? nearness(bytes, n, csv) : RAP_TEXT_DIFFERENT;
        r->files++;
        r->files_rounded += near == RAP_TEXT_ROUNDED;
        r->files_different += near == RAP_TEXT_DIFFERENT;
        if (near == RAP_TEXT_DIFFERENT)
            rap_complain(
                "%s %s%s", path,
                read ? "is not what the run database gives" : "cannot be read: ", read ? "" : why);
    }
    rap_free(bytes);
    rap_free(path);
    return status;
}

static int check_made(const rap_job *job, replay *r) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t n = rap_result_files(job->answer, &job->study, list);
    int status = RAP_OK;
    for (size_t i = 0; i < n && !status; i++) {
        rap_text text;
        rap_text_init(&text);
        if (list[i]->make && !list[i]->is_packed) {
            list[i]->make(job, &text);
            status = check_text(job, r, rap_result_name(list[i]), &text);
        }
        rap_text_free(&text);
    }
    return status;
}

/* A run that was cut off may have no tables yet; one whose database is complete has all, or was cut
 * off while they were written. */
static int check_files(rap_job *job, replay *r) {
    if (rap_job_is_shard(job) || rap_store_items(job->store) < rap_ensemble_items(&job->study))
        return RAP_EXIT_DONE;
    if (rap_job_make_tables(job) || rap_job_judge(job))
        return RAP_EXIT_FAILED;
    return check_made(job, r) ? rap_failed("the tables", RAP_ENOMEM) : RAP_EXIT_DONE;
}

static const char *verdict(const replay *r) {
    const rap_store_comparison *c = &r->comparison;
    if (r->files_different || (c->different && !(c->largest <= rounding)))
        return "different";
    return c->different || r->files_rounded ? "equal to rounding" : "identical";
}

static void print_replay_text(const rap_job *job, const replay *r, rap_text *out) {
    const rap_store_comparison *c = &r->comparison;
    rap_text_format(out, "%s: %lld runs, %lld numbers compared", verdict(r), (long long)c->runs,
                    (long long)c->numbers);
    if (c->different)
        rap_text_format(out, "; %lld differ, by at most %.3g relative", (long long)c->different,
                        c->largest);
    if (!rap_job_is_shard(job))
        rap_text_format(out, "; %zu of %zu CSV files are those of the run database",
                        r->files - r->files_different, r->files);
    if (r->files_rounded)
        rap_text_format(out, ", %zu of them to rounding", r->files_rounded);
    rap_text_add(out, rap_job_is_shard(job)
                          ? "\nIt is a part of a run, which has no tables of its own.\n"
                          : "\nPlots and report.html are not checked; rapport report makes them "
                            "again.\n");
    if (!strcmp(verdict(r), "equal to rounding"))
        rap_text_format(
            out,
            "exp, log and pow: of %s in that run, of " RAPPORT_ARITHMETIC
            " in this program; only musl's end in the same digits on every processor.\n",
            job->manifest.arithmetic);
    if (r->files == 0 && !rap_job_is_shard(job))
        rap_text_add(out, "The run is unfinished: only what it holds was compared.\n");
}

static void print_replay_json(const rap_job *job, const replay *r, rap_text *out) {
    const rap_store_comparison *c = &r->comparison;
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "verdict", verdict(r));
    rap_json_integer(&j, "runs", c->runs);
    rap_json_integer(&j, "numbers", c->numbers);
    rap_json_integer(&j, "different", c->different);
    rap_json_number(&j, "largest_relative_difference", c->different ? c->largest : 0);
    rap_json_integer(&j, "files", (int64_t)r->files);
    rap_json_integer(&j, "files_rounded", (int64_t)r->files_rounded);
    rap_json_integer(&j, "files_different", (int64_t)r->files_different);
    rap_json_text(&j, "arithmetic_then", job->manifest.arithmetic);
    rap_json_text(&j, "arithmetic_now", RAPPORT_ARITHMETIC);
    rap_json_close(&j, '}');
}

static int print_replay(const rap_job *job, const replay *r) {
    const rap_store_comparison *c = &r->comparison;
    rap_text out;
    rap_text_init(&out);
    if (job->options->format == RAP_FORMAT_JSON) {
        print_replay_json(job, r, &out);
    } else if (job->options->format == RAP_FORMAT_CSV) {
        rap_text_format(
            &out,
            "verdict,runs,numbers,different,largest,files,files_rounded,files_different,"
            "arithmetic_then,arithmetic_now\n%s,%lld,%lld,%lld,",
            verdict(r), (long long)c->runs, (long long)c->numbers, (long long)c->different);
        rap_text_number(&out, c->different ? c->largest : 0);
        rap_text_format(&out, ",%zu,%zu,%zu,%s," RAPPORT_ARITHMETIC "\n", r->files,
                        r->files_rounded, r->files_different, job->manifest.arithmetic);
    } else {
        print_replay_text(job, r, &out);
    }
    int status = rap_print(&out);
    rap_text_free(&out);
    return status ? status : strcmp(verdict(r), "different") ? RAP_EXIT_DONE : RAP_EXIT_FAILED;
}

int rap_command_replay(const rap_options *options) {
    rap_job job;
    replay r = {0};
    rap_job_init(&job, options, rap_answers);
    int status = rap_job_restore(&job, options->operand, RAP_TO_READ);
    if (!status && rap_store_items(job.store) == 0) {
        rap_complain("nothing has been finished in %s yet", job.folder);
        status = RAP_EXIT_FAILED;
    }
    status = status ? status : run_again(&job, &r);
    status = status ? status : check_files(&job, &r);
    status = status ? status : print_replay(&job, &r);
    rap_job_free(&job);
    return status;
}
