/* shards.c: manifests first, then each database by itself: no more than one is open at a time. */
#include "cli/job/shards.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/job/standing.h"
#include "cli/terminal/message.h"
#include "stream/stream.h"

#include <string.h>
#include <unistd.h>

/* ---- manifests -------------------------------------------------------------------------------- */

static int read_shard(rap_shard *shard, const char *folder) {
    const char *why = "";
    shard->folder = folder;
    int status = rap_manifest_read(&shard->manifest, folder, &why);
    shard->is_read = !status && shard->manifest.shards > 0;
    if (status == RAP_ENOMEM)
        return rap_failed(folder, status);
    if (status)
        rap_complain("%s does not count: manifest.json: %s", folder, why);
    else if (!shard->is_read)
        rap_complain("%s does not count: it holds a whole run, not a part of one", folder);
    return RAP_EXIT_DONE;
}

int rap_shards_read(rap_shards *s, const char *const *folders, size_t n) {
    int status = RAP_EXIT_DONE;
    *s = (rap_shards){.n = n, .all = rap_allocate(n, sizeof *s->all)};
    if (!s->all)
        return rap_failed("the parts", rap_fail(RAP_ENOMEM));
    for (size_t k = 0; k < n && !status; k++) {
        status = read_shard(&s->all[k], folders[k]);
        if (!s->like && s->all[k].is_read)
            s->like = &s->all[k];
    }
    if (!status && !s->like)
        rap_complain(
            "nothing that was named is a part of a run: rapport compare STUDY --shard=K/N, "
            "or another command, makes one");
    if (status || !s->like)
        return status ? status : RAP_EXIT_USAGE;
    s->parts = s->like->manifest.shards;
    s->taken = rap_allocate((size_t)s->parts, sizeof *s->taken);
    s->busy = rap_allocate((size_t)s->parts, sizeof *s->busy);
    return s->taken && s->busy ? RAP_EXIT_DONE : rap_failed("the parts", rap_fail(RAP_ENOMEM));
}

void rap_shards_free(rap_shards *s) {
    for (size_t k = 0; s->all && k < s->n; k++)
        rap_manifest_free(&s->all[k].manifest);
    rap_free(s->all);
    rap_free(s->taken);
    rap_free(s->busy);
    *s = (rap_shards){0};
}

/* ---- what counts ------------------------------------------------------------------------------ */

/* Whether it is of the run of the first. */
static bool is_of_this_run(const rap_shards *s, const rap_shard *shard) {
    const rap_manifest *m = &shard->manifest, *like = &s->like->manifest;
    const char *what = rap_standing_difference(m, like);
    if (what)
        rap_complain("%s is of another run than %s: they differ in %s", shard->folder,
                     s->like->folder, what);
    else if (m->shards != like->shards)
        rap_complain("%s is one of %lld parts, %s one of %lld: parts of one number go together",
                     shard->folder, (long long)m->shards, s->like->folder, (long long)like->shards);
    return !what && m->shards == like->shards;
}

/* Whether the run of it came to its end; where another process is at work there, that is noted. */
static bool is_finished(rap_shards *s, const rap_shard *shard) {
    const rap_manifest *m = &shard->manifest;
    int lock = -1;
    if (!strcmp(m->status, "finished"))
        return true;
    if (rap_folder_lock(shard->folder, &lock))
        s->busy[m->shard - 1] = true;
    else
        close(lock);
    rap_complain("%s does not count yet: part %lld is not finished", shard->folder,
                 (long long)m->shard);
    return false;
}

/* What a question runs ahead goes the way of the study's histories. */
typedef struct {
    rap_shared_use *use;
    void *context;
    const char *name;
} passed_on;

static int hand_on_ahead(void *context, const rap_ahead *ahead) {
    const passed_on *to = context;
    return to->use(to->context, &(rap_shared){to->name, ahead->study, ahead->layout});
}

int rap_shared_each(const rap_job *job, rap_shared_use *use, void *context) {
    const rap_answer *answer = job->answer;
    int status = use(context, &(rap_shared){"runs.sqlite", &job->study, &job->layout});
    if (status || !answer || !answer->ahead)
        return status;
    return answer->ahead(&job->study, hand_on_ahead, &(passed_on){use, context, answer->database});
}

rap_items rap_shard_items(const rap_shard *shard, const rap_shared *shared) {
    const rap_manifest *m = &shard->manifest;
    return rap_ensemble_part(shared->study, shared->layout, m->shard, m->shards);
}

int rap_shard_open(const rap_shard *shard, const rap_shared *shared, rap_store **store) {
    char *path = rap_path_join(shard->folder, shared->name);
    rap_items items = rap_shard_items(shard, shared);
    int64_t asked = items.end - items.first;
    *store = NULL;
    int status = path ? rap_store_open_from(store, path, shared->study, shared->layout, items.first)
                      : rap_fail(RAP_ENOMEM);
    if (status && path)
        rap_complain("%s: %s: %s", path, rap_error_text(status), rap_store_message(*store));
    else if (!status && rap_store_items(*store) != asked) {
        rap_complain("%s holds %lld histories, part %lld has %lld", path,
                     (long long)rap_store_items(*store), (long long)shard->manifest.shard,
                     (long long)asked);
        status = rap_fail(RAP_EDAMAGED);
    }
    rap_free(path);
    return status;
}

static int digest_database(void *context, const rap_shared *shared) {
    rap_shard *shard = context;
    rap_store *store;
    uint64_t digest = 0;
    int status = rap_shard_open(shard, shared, &store);
    status = status ? status : rap_store_digest(store, &digest);
    rap_store_close(store);
    shard->digest = rap_hash_mix(shard->digest, digest);
    return status;
}

/* RAP_OK if each of its histories is as it was written; else what is wrong, after saying so. */
static int check_histories(rap_shard *shard, const rap_job *job) {
    shard->digest = 0;
    int status = rap_shared_each(job, digest_database, shard);
    if (status == RAP_EDAMAGED || status == RAP_EDIFFERENT)
        rap_complain("%s does not count: remove it and run part %lld again", shard->folder,
                     (long long)shard->manifest.shard);
    else if (status)
        rap_complain("%s does not count", shard->folder);
    return status;
}

/* Takes it for its number, unless another is; of two that hold the same the second is left out. */
static void count_shard(rap_shards *s, const rap_shard *shard) {
    const rap_shard **place = &s->taken[shard->manifest.shard - 1];
    long long number = (long long)shard->manifest.shard;
    if (*place && (*place)->digest == shard->digest)
        rap_complain("%s and %s hold the same part %lld: it is taken once", (*place)->folder,
                     shard->folder, number);
    else if (*place) {
        rap_complain(
            "%s and %s are both part %lld, and they differ: leave out the one that is wrong",
            (*place)->folder, shard->folder, number);
        s->any_other = true;
    } else
        *place = shard;
}

int rap_shards_check(rap_shards *s, const rap_job *job) {
    int status = RAP_OK;
    for (size_t k = 0; k < s->n && status != RAP_ENOMEM; k++) {
        rap_shard *shard = &s->all[k];
        if (!shard->is_read)
            continue;
        if (!is_of_this_run(s, shard)) {
            s->any_other = true;
            continue;
        }
        status = is_finished(s, shard) ? check_histories(shard, job) : RAP_EIO;
        if (!status)
            count_shard(s, shard);
    }
    return status == RAP_ENOMEM ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
}

/* ---- what is missing -------------------------------------------------------------------------- */

static bool is_missing(const rap_shards *s, int64_t number) {
    return number <= s->parts && !s->taken[number - 1] && !s->busy[number - 1];
}

int64_t rap_shards_missing(const rap_shards *s, rap_text *out) {
    int64_t n = 0;
    for (int64_t k = 1; k <= s->parts; k++) {
        int64_t last = k;
        if (!is_missing(s, k))
            continue;
        while (is_missing(s, last + 1))
            last++;
        rap_text_format(out, "%s%lld", n ? "," : "", (long long)k);
        if (last > k)
            rap_text_format(out, "-%lld", (long long)last);
        n += last - k + 1;
        k = last;
    }
    return n;
}

bool rap_shards_are_all(const rap_shards *s) {
    bool all = !s->any_other;
    for (int64_t k = 0; k < s->parts; k++)
        all = all && s->taken[k];
    return all;
}

int rap_shards_complete(const rap_shards *s) {
    rap_text numbers;
    rap_text_init(&numbers);
    int64_t missing = rap_shards_missing(s, &numbers), busy = 0;
    for (int64_t k = 0; k < s->parts; k++)
        busy += s->busy[k] && !s->taken[k];
    if (missing)
        rap_complain("%lld of %lld parts are to be run again: %s. Nothing was merged",
                     (long long)missing, (long long)s->parts, rap_text_string(&numbers));
    if (busy)
        rap_complain("%lld of %lld parts are still at work. Nothing was merged", (long long)busy,
                     (long long)s->parts);
    rap_text_free(&numbers);
    return s->any_other ? RAP_EXIT_USAGE : missing || busy ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
}
