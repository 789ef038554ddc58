/* simulate.c: the ensemble of a job, with progress, orderly interruption, and more draws until a
 * wanted precision is reached. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/interrupt.h"
#include "cli/job/estimate.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "cli/terminal/progress.h"

enum { MOST_DRAWS = 1000000 };

/* The sink that shows progress on the way to the store. */
typedef struct {
    rap_sink store;
    rap_progress progress;
} watched;

static int commit_watched(void *context, const rap_block *block) {
    watched *w = context;
    int status = w->store.commit(w->store.context, block);
    if (!status)
        rap_progress_show(&w->progress, block->first + (int64_t)block->n);
    return status;
}

static int interrupted(const rap_job *job, int64_t items) {
    char *hint = rap_hint("resume", job->folder);
    rap_note(false, "interrupted: %lld of %lld histories are kept. Go on with: %s",
             (long long)rap_store_items(job->store), (long long)items, rap_hint_words(hint));
    rap_free(hint);
    return RAP_EXIT_INTERRUPTED;
}

static int failed(const rap_job *job, int status, const char *why) {
    const char *more = why[0] ? why : rap_store_message(job->store);
    rap_complain("the run ended: %s%s%s", rap_error_text(status), more[0] ? ": " : "", more);
    return RAP_EXIT_FAILED;
}

/* Runs the items that the store does not hold yet. */
static int run_missing(rap_job *job) {
    int64_t items = rap_ensemble_items(&job->study), first = rap_store_items(job->store);
    watched w = {.store = rap_store_sink(job->store)};
    rap_sink sink = {&w, commit_watched};
    rap_ensemble_options options = {.first = first, .end = items, .stop = rap_interrupt_asked};
    char why[512] = "";
    if (first >= items)
        return RAP_EXIT_DONE;
    job->ran = true;
    rap_interrupt_catch();
    rap_progress_start(&w.progress, "histories", first, items, job->options->quiet);
    int status = rap_ensemble_run(&job->study, &job->layout, &job->executor, &sink, &options, why,
                                  sizeof why);
    rap_progress_end(&w.progress);
    if (status == RAP_STOPPED)
        return interrupted(job, items);
    return status ? failed(job, status, why) : RAP_EXIT_DONE;
}

/* An end costs nothing once the runs are safe in the database: it says where they are. */
void rap_job_end_at_any_time(const rap_job *job) {
    rap_text words;
    char *hint = rap_hint("resume", job->folder);
    rap_text_init(&words);
    rap_text_format(&words,
                    "interrupted: %lld histories are kept in %s; its tables, plots and report may "
                    "be missing or those of before. Go on with: %s",
                    (long long)rap_store_items(job->store), job->folder, rap_hint_words(hint));
    rap_interrupt_say(rap_text_string(&words));
    rap_text_free(&words);
    rap_free(hint);
}

/* ---- precision ------------------------------------------------------------------------------ */

static bool is_headline(const rap_study *s, int outcome) {
    for (size_t h = 0; h < s->n_headlines; h++)
        if (outcome >= 0 && s->headlines[h].outcome == (size_t)outcome)
            return true;
    return false;
}

/* The outcome that --precision names, or -1 after saying which ones there are. */
static int precise_outcome(const rap_study *s, const char *name) {
    int outcome = rap_model_outcome(s->model, name);
    if (is_headline(s, outcome) && s->draws > 0 && s->n_contrasts > 0)
        return outcome;
    rap_text names;
    rap_text_init(&names);
    for (size_t h = 0; h < s->n_headlines; h++)
        if (h == 0 || s->headlines[h].outcome != s->headlines[h - 1].outcome)
            rap_text_format(&names, "%s%s", h ? ", " : "",
                            s->model->outcomes[s->headlines[h].outcome].name);
    if (s->draws == 0 || s->n_contrasts == 0)
        rap_complain("--precision needs at least one draw and two arms");
    else
        rap_complain("--precision: '%s' is not a headline of this study; its headlines are %s",
                     name, rap_text_string(&names));
    rap_text_free(&names);
    return -1;
}

/* The widest half-width among the headline contrasts of an outcome; infinite where one is unknown.
 */
static double half_width(const rap_job *job, size_t outcome) {
    double widest = 0;
    const rap_study *s = &job->study;
    for (size_t h = 0; h < s->n_headlines; h++) {
        const rap_headline *line = &s->headlines[h];
        for (size_t c = 0; c < s->n_contrasts && line->outcome == outcome; c++) {
            const rap_contrast_row *row =
                rap_tables_contrast(&job->tables, c, outcome, line->group, line->window);
            double width = row ? (row->s.ci_high - row->s.ci_low) / 2 : 0;
            widest = width > widest ? width : widest;
        }
    }
    return widest;
}

int rap_job_check_precision(const rap_job *job) {
    const char *name = job->options->precision_outcome;
    return name && precise_outcome(&job->study, name) < 0 ? RAP_EXIT_USAGE : RAP_EXIT_DONE;
}

static int run_and_tabulate(rap_job *job) {
    int status = run_missing(job);
    if (status)
        return status;
    rap_job_end_at_any_time(job);
    return rap_job_make_tables(job);
}

static int double_draws(rap_job *job) {
    job->study.draws *= 2;
    int status = rap_job_weigh(job, true);
    if (status)
        return status;
    job->manifest.draws_now = job->study.draws;
    return rap_job_write_manifest(job, "unfinished") ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
}

static int refine(rap_job *job) {
    const rap_manifest *m = &job->manifest;
    int outcome = precise_outcome(&job->study, m->precision_outcome),
        status = outcome < 0 ? RAP_EXIT_USAGE : RAP_EXIT_DONE;
    while (!status) {
        double width = half_width(job, (size_t)outcome);
        if (width <= m->precision)
            return RAP_EXIT_DONE;
        if (job->study.draws >= m->draws << RAP_MOST_DOUBLINGS ||
            job->study.draws > MOST_DRAWS / 2) {
            int full = rap_job_warn(job,
                                    "The precision asked for (%s within +-%g) was not reached: "
                                    "+-%.3g after %lld draws, where doubling ends.",
                                    m->precision_outcome, m->precision, width,
                                    (long long)job->study.draws);
            return full ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
        }
        rap_note(job->options->quiet, "%s is known to +-%.3g, asked was +-%g: %lld draws",
                 m->precision_outcome, width, m->precision, (long long)(2 * job->study.draws));
        status = double_draws(job);
        status = status ? status : run_and_tabulate(job);
    }
    return status;
}

int rap_job_simulate(rap_job *job) {
    int status = run_and_tabulate(job);
    if (!status && job->manifest.precision_outcome)
        status = refine(job);
    return status;
}
