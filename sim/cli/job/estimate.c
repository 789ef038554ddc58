/* estimate.c: the trial runs the study's first histories as they would be run, and forgets them. */
#include "cli/job/estimate.h"
#include "analysis/estimate/tiles.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/clock.h"
#include "cli/machine/room.h"
#include "cli/terminal/message.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdatomic.h>
#include <sys/stat.h>

/* Seconds: a run that is this short needs no words; the trial ends, sooner for a run that seems short. */
static const double long_run = 60, trial_short = 0.25, trial_long = 2;

/* Runs of one arm below which a run is not tried: they take less than a minute whatever the model. */
enum { FEW_RUNS = 500 };

/* ---- time ----------------------------------------------------------------------------------- */

typedef struct {
    double began;
    double runs;        /* in all */
    atomic_llong tried; /* begun so far */
    const rap_layout *layout;
    rap_store *store;      /* an empty one, which says how large runs would be */
    double weighed, bytes; /* runs that were, and of all of them */
} trial;

/* Takes what runs would take on disk, and forgets them. */
static int weigh_block(void *context, const rap_block *block) {
    trial *t = context;
    const rap_layout *l = t->layout;
    int status = RAP_OK;
    for (size_t row = 0; row < block->n * l->n_arms && !status; row++) {
        double bytes = 0;
        status = rap_store_row_bytes(t->store, block->values + row * l->n_values,
                                     block->paths + row * l->n_path, &bytes);
        t->bytes += bytes;
        t->weighed++;
    }
    return status;
}

static int trial_is_over(void *context) {
    trial *t = context;
    double tried = (double)(atomic_fetch_add(&t->tried, 1) + 1);
    double passed = rap_clock_seconds() - t->began;
    bool seems_long = passed * t->runs / tried > long_run / 4;
    return passed > (seems_long ? trial_long : trial_short);
}

static double count_items(const rap_job *job) {
    rap_items items = rap_job_items(job);
    return (double)(items.end - items.first);
}

static double count_runs(const rap_job *job) {
    return count_items(job) * (double)job->study.n_arms;
}

static double count_numbers(const rap_layout *layout) {
    return (double)(layout->n_values + layout->n_path);
}

rap_rate rap_estimate_rate(const rap_job *job) {
    trial t = {.began = rap_clock_seconds(), .runs = count_runs(job), .layout = &job->layout};
    rap_sink sink = {&t, weigh_block};
    rap_ensemble_options options = {
        .end = rap_ensemble_items(&job->study), .stop = trial_is_over, .stop_context = &t};
    int status = rap_store_create(&t.store, ":memory:", &job->study, &job->layout);
    if (!status)
        status =
            rap_ensemble_run(&job->study, &job->layout, &job->executor, &sink, &options, NULL, 0);
    double tried = (double)atomic_load(&t.tried);
    bool whole = status == RAP_OK || status == RAP_STOPPED;
    rap_store_close(t.store);
    return (rap_rate){.seconds = whole && tried > 0 ? (rap_clock_seconds() - t.began) / tried
                                                    : (double)NAN,
                      .bytes = t.weighed > 0 ? t.bytes / t.weighed / count_numbers(&job->layout)
                                             : sizeof(double)};
}

/* ---- size ----------------------------------------------------------------------------------- */

/* Tables read a value of all histories and arms at a time, of a ratio two, and nine columns of histories beside it. */
static double table_bytes(const rap_study *study, const rap_layout *layout) {
    enum { TILES = 2, COLUMNS = 9 };
    double items = (double)rap_ensemble_items(study);
    double value = items * (double)layout->n_arms * sizeof(double);
    double all = value * (double)layout->n_values;
    double tiles = TILES * fmax(value, RAP_TILE_BYTES);
    return (all < RAP_TILE_BYTES ? all : tiles) + COLUMNS * items * sizeof(double);
}

double rap_estimate_beside(const rap_study *study, const rap_answer *answer) {
    return answer && answer->beside ? answer->beside(study) : 0;
}

rap_estimate rap_estimate_make(const rap_study *study, const rap_layout *layout,
                               const rap_answer *answer, const rap_rate *rate, double left,
                               double beside) {
    double item = rate->bytes * count_numbers(layout) * (double)layout->n_arms;
    double numbers = answer && answer->numbers ? answer->numbers(study) : 0;
    return (rap_estimate){.histories = (int64_t)left,
                          .arms = layout->n_arms,
                          .beside = beside,
                          .seconds = (left * (double)layout->n_arms + beside) * rate->seconds,
                          .memory = rap_room_taken() + table_bytes(study, layout),
                          .disk = left * item + beside * numbers * rate->bytes};
}

/* ---- words ---------------------------------------------------------------------------------- */

void rap_add_bytes(rap_text *out, double bytes) {
    static const char *const units[] = {"MB", "GB", "TB"};
    size_t k = 0;
    for (bytes /= 1e6; bytes >= 1000 && k < 2; k++)
        bytes /= 1000;
    rap_text_format(out, bytes < 10 && k ? "%.1f %s" : "%.0f %s", bytes < 1 ? 1 : bytes, units[k]);
}

void rap_estimate_words(const rap_estimate *e, rap_text *out) {
    rap_text_format(out, "%lld histor%s of %zu arm%s", (long long)e->histories,
                    e->histories == 1 ? "y" : "ies", e->arms, e->arms == 1 ? "" : "s");
    if (e->beside > 0)
        rap_text_format(out, " and, beside them, up to %.0f of one arm", e->beside);
    rap_text_add(out, ": ");
    rap_duration(out, NULL, e->seconds);
    rap_text_add(out, ", ");
    rap_add_bytes(out, e->memory);
    rap_text_add(out, " of memory and ");
    rap_add_bytes(out, e->disk);
    rap_text_add(out, " on disk");
}

/* ---- leave to begin ------------------------------------------------------------------------- */

static int refuse_size(const rap_estimate *e, const char *of, double room) {
    rap_text words, free_room;
    rap_text_init(&words);
    rap_text_init(&free_room);
    rap_estimate_words(e, &words);
    rap_add_bytes(&free_room, room);
    rap_complain(
        "%s; only %s of %s are free. It was not begun: ask for fewer draws, or begin all the "
        "same with --force",
        rap_text_string(&words), rap_text_string(&free_room), of);
    rap_text_free(&words);
    rap_text_free(&free_room);
    return RAP_EXIT_USAGE;
}

double rap_database_bytes(const char *folder, const char *name) {
    struct stat s;
    char *path = rap_path_join(folder, name);
    double bytes = path && stat(path, &s) == 0 ? (double)s.st_size : 0;
    rap_free(path);
    return bytes;
}

/* Histories in the database of a job's place: counted, or by its size where it is not open yet. */
static double histories_held(const rap_job *job, const rap_rate *rate) {
    if (job->store)
        return (double)rap_store_items(job->store);
    return floor(rap_database_bytes(job->place, "runs.sqlite") /
                 (rate->bytes * count_numbers(&job->layout) * (double)job->layout.n_arms));
}

static void say_estimate(const rap_job *job, const rap_estimate *e) {
    rap_text words;
    rap_text_init(&words);
    rap_estimate_words(e, &words);
    rap_note(job->options->quiet, "%s", rap_text_string(&words));
    rap_text_free(&words);
}

/* Adds a part's share to the number of histories of one arm. */
typedef struct {
    const rap_manifest *manifest;
    double histories;
} share_ahead;

static int count_share_ahead(void *context, const rap_ahead *ahead) {
    share_ahead *s = context;
    rap_items items =
        rap_ensemble_part(ahead->study, ahead->layout, s->manifest->shard, s->manifest->shards);
    s->histories += (double)(items.end - items.first) * (double)ahead->study->n_arms;
    return RAP_OK;
}

/* What is run beside the study's own histories, of one arm: of a part its share of what depends on no result. */
static double count_beside_in_job(const rap_job *job) {
    share_ahead s = {&job->manifest, 0};
    if (!rap_job_is_shard(job))
        return rap_estimate_beside(&job->study, job->answer);
    if (job->answer && job->answer->ahead && job->answer->ahead(&job->study, count_share_ahead, &s))
        return 0;
    return s.histories;
}

int rap_job_weigh(rap_job *job, bool on, bool always) {
    double memory = rap_room_memory(), disk = rap_room_disk(job->place);
    rap_rate rate = {0, sizeof(double)}; /* as if nothing could be packed */
    if (always || count_runs(job) > FEW_RUNS)
        rate = rap_estimate_rate(job);
    double left = fmax(count_items(job) - (on ? histories_held(job, &rate) : 0), 0);
    rap_estimate e = rap_estimate_make(&job->study, &job->layout, job->answer, &rate, left,
                                       count_beside_in_job(job));
    if (on && job->answer && job->answer->database)
        e.disk = fmax(e.disk - rap_database_bytes(job->place, job->answer->database), 0);
    if (rap_job_is_shard(job)) /* it runs, and makes nothing of that */
        e.memory = rap_room_taken();
    if (e.disk > disk && !job->options->force)
        return refuse_size(&e, "the disk", disk);
    if (e.memory - rap_room_taken() > memory && !job->options->force)
        return refuse_size(&e, "the memory", memory);
    if (always || e.seconds > long_run)
        say_estimate(job, &e);
    return RAP_EXIT_DONE;
}
