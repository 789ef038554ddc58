/* simulate.c: the ensemble of a job, with progress, orderly interruption, and more draws until a
 * wanted precision is reached. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/interrupt.h"
#include "cli/machine/ranks.h"
#include "cli/job/estimate.h"
#include "cli/job/precision.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "cli/terminal/progress.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <stdio.h>

/* The sink that shows progress on the way to the store. */
typedef struct {
    rap_sink store;
    rap_progress progress;
    int64_t first; /* of the histories that are run here */
} watched;

static int commit_watched(void *context, const rap_block *block) {
    watched *w = context;
    int status = w->store.commit(w->store.context, block);
    if (!status)
        rap_progress_show(&w->progress, block->first + (int64_t)block->n - w->first);
    return status;
}

/* The command that goes on with the job. */
static char *way_on(const rap_job *job) {
    return job->again ? rap_copy_text(job->again) : rap_hint("resume", job->folder);
}

/* Says what is kept, and how to go on. */
static int say_interrupted(const rap_job *job, const char *kept) {
    char *hint = way_on(job);
    rap_note(false, "interrupted: %s. Go on with: %s", kept, rap_hint_words(hint));
    rap_free(hint);
    return RAP_EXIT_INTERRUPTED;
}

static int interrupted(const rap_job *job) {
    rap_items items = rap_job_items(job);
    char kept[96];
    snprintf(kept, sizeof kept, "%lld of %lld histories are kept",
             (long long)rap_store_items(job->store), (long long)(items.end - items.first));
    return say_interrupted(job, kept);
}

static int failed(const rap_job *job, int status, const char *why) {
    const char *more = why[0] ? why : rap_store_message(job->store);
    rap_complain("the run ended: %s%s%s", rap_error_text(status), more[0] ? ": " : "", more);
    return RAP_EXIT_FAILED;
}

/* Runs the items that the store does not hold yet. */
static int run_missing(rap_job *job) {
    rap_items items = rap_job_items(job);
    int64_t held = rap_store_items(job->store);
    watched w = {.store = rap_store_sink(job->store), .first = items.first};
    rap_sink sink = {&w, commit_watched};
    rap_ensemble_options options = {
        .first = items.first + held, .end = items.end, .stop = rap_interrupt_asked};
    char why[512] = "";
    if (options.first >= items.end)
        return RAP_EXIT_DONE;
    job->ran = true;
    rap_interrupt_catch();
    rap_progress_start(&w.progress, "histories", held, items.end - items.first,
                       job->options->quiet);
    int status =
        rap_ranks_order(job->place, job->study.draws, (rap_items){options.first, options.end});
    if (!status)
        status = rap_ensemble_run(&job->study, &job->layout, rap_ranks_executor(&job->executor),
                                  &sink, &options, why, sizeof why);
    rap_progress_end(&w.progress);
    if (status == RAP_STOPPED)
        return interrupted(job);
    return status ? failed(job, status, why) : RAP_EXIT_DONE;
}

/* ---- help for another process ----------------------------------------------------------------- */

/* Of a helper: rank 0 has what is finished. */
static int commit_nothing(void *context, const rap_block *block) {
    (void)context, (void)block;
    return RAP_OK;
}

static void run_ordered(rap_job *job, const rap_rank_order *order) {
    const rap_sink sink = {NULL, commit_nothing};
    const rap_ensemble_options options = {.first = order->first, .end = order->end};
    char why[512];
    job->study.draws = order->draws;
    if (rap_ensemble_run(&job->study, &job->layout, rap_ranks_executor(&job->executor), &sink,
                         &options, why, sizeof why))
        rap_ranks_give_up("there was no memory to begin with");
}

int rap_job_help(rap_job *job) {
    rap_rank_order order;
    while (rap_ranks_next(&order)) {
        if (!job->has_layout && rap_job_read_run(job, order.place))
            rap_ranks_give_up("the results folder cannot be read here, or by this version");
        run_ordered(job, &order);
    }
    return RAP_EXIT_DONE;
}

/* ---- the end ---------------------------------------------------------------------------------- */

/* An end costs nothing once the runs are safe in the database: it says where they are. */
void rap_job_end_at_any_time(const rap_job *job) {
    rap_text words;
    char *hint = way_on(job);
    rap_text_init(&words);
    rap_text_format(&words,
                    "interrupted: %lld histories are kept in %s; its tables, plots and report may "
                    "be missing or those of before. Go on with: %s",
                    (long long)rap_store_items(job->store), job->again ? job->place : job->folder,
                    rap_hint_words(hint));
    rap_interrupt_say(rap_text_string(&words));
    rap_text_free(&words);
    rap_free(hint);
}

/* ---- precision ------------------------------------------------------------------------------ */

static int run_and_tabulate(rap_job *job) {
    int status = run_missing(job);
    if (status)
        return status;
    rap_job_end_at_any_time(job);
    return rap_job_make_tables(job);
}

/* Says what is planned before any of it is run; how long it takes says rap_job_weigh. */
static void say_plan(const rap_job *job, const rap_precision *p, int64_t next) {
    rap_text words;
    rap_text_init(&words);
    const rap_language *l = job->tables.language;
    rap_parts parts = {0};
    rap_number_figures(rap_next_part(&parts), l, p->half_width, 3);
    rap_number_figures(rap_next_part(&parts), l, p->asked, 6);
    rap_precision_need(p, l, rap_next_part(&parts));
    if (isnan(p->half_width))
        rap_text_format(&words, tr(l, "%s has no interval yet, asked was +-%s. "),
                        job->manifest.precision_outcome, rap_part_string(&parts, 1));
    else
        rap_text_format(&words, tr(l, "%s is known to +-%s after %lld draws, asked was +-%s. "),
                        job->manifest.precision_outcome, rap_part_string(&parts, 0),
                        (long long)p->draws, rap_part_string(&parts, 1));
    if (p->draws < RAP_PILOT)
        rap_text_format(&words, tr(l, "So few say too little of their spread: first %lld"),
                        (long long)next);
    else
        rap_text_format(&words, tr(l, "%s: going on to %lld"), rap_part_string(&parts, 2),
                        (long long)next);
    rap_parts_end(&parts, &words);
    rap_note(job->options->quiet, "%s", rap_text_string(&words));
    rap_text_free(&words);
}

static int go_on_to(rap_job *job, int64_t draws) {
    job->study.draws = job->manifest.draws_now = draws;
    int status = rap_job_write_manifest(job, "unfinished") ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
    return status ? status : run_and_tabulate(job);
}

/* Whether there is room for so many draws; it is said where there is none. */
static bool has_room_for(rap_job *job, int64_t draws) {
    int64_t now = job->study.draws;
    job->study.draws = draws;
    int status = rap_job_weigh(job, true, true);
    job->study.draws = now;
    return status == RAP_EXIT_DONE;
}

/* Where more draws have no room, results are of those that there are. */
static int refine(rap_job *job) {
    int status = RAP_EXIT_DONE;
    while (!status) {
        rap_precision p = rap_precision_now(job);
        int64_t next = rap_precision_next(&p, job->manifest.draws);
        if (next == 0)
            break;
        say_plan(job, &p, next);
        if (!has_room_for(job, next))
            break;
        status = go_on_to(job, next);
    }
    return status;
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* The part's share of what depends on no result. */
static int run_share_ahead(void *context, const rap_ahead *ahead) {
    rap_job *job = context;
    rap_store *store = NULL;
    rap_bench bench = rap_job_bench(job);
    rap_items share =
        rap_ensemble_part(ahead->study, ahead->layout, job->manifest.shard, job->manifest.shards);
    int status = rap_job_open_beside(job, job->answer->database, ahead->study, ahead->layout,
                                     share.first, &store);
    job->ran = job->ran || (!status && rap_store_span(store).end < share.end);
    status = status ? status
                    : rap_bench_run(&bench, ahead->study, ahead->layout, store, ahead->points,
                                    share.end, "further histories");
    rap_store_close(store);
    return status;
}

static int run_part(rap_job *job) {
    int status = run_missing(job);
    if (status || !job->answer || !job->answer->ahead)
        return status;
    rap_interrupt_catch();
    status = job->answer->ahead(&job->study, run_share_ahead, job);
    if (status == RAP_STOPPED)
        return say_interrupted(job,
                               "all its histories are kept, and what was run of the further ones");
    if (status)
        rap_print_problems(&job->problems, job->files.folder, job->files.data);
    return status ? failed(job, status, "") : RAP_EXIT_DONE;
}

int rap_job_simulate(rap_job *job) {
    if (rap_job_is_shard(job))
        return run_part(job);
    int status = run_and_tabulate(job);
    if (!status && job->manifest.precision_outcome)
        status = refine(job);
    return status;
}
