/* shard.c: a job that runs a part of the histories: which these are, and how it ends. */
#include "base/error.h"
#include "cli/job/job.h"
#include "base/json.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"

bool rap_job_is_shard(const rap_job *job) {
    return job->manifest.shards > 0;
}

rap_items rap_job_items(const rap_job *job) {
    const rap_manifest *m = &job->manifest;
    return m->shards ? rap_ensemble_part(&job->study, &job->layout, m->shard, m->shards)
                     : (rap_items){0, rap_ensemble_items(&job->study)};
}

/* ---- words ------------------------------------------------------------------------------------ */

static void add_part_words(const rap_job *job, const rap_language *l, rap_text *out) {
    rap_items items = rap_job_items(job);
    const rap_manifest *m = &job->manifest;
    rap_text line;
    rap_text_init(&line);
    if (items.first == items.end)
        rap_text_format(&line,
                        tr(l, "%s is part %lld of %lld, and empty: there are fewer blocks of "
                              "histories than parts."),
                        job->folder, (long long)m->shard, (long long)m->shards);
    else
        rap_text_format(
            &line,
            tr(l, "%s is part %lld of %lld: histories %lld to %lld of %lld, counted from 0."),
            job->folder, (long long)m->shard, (long long)m->shards, (long long)items.first,
            (long long)items.end - 1, (long long)rap_ensemble_items(&job->study));
    rap_text_add(&line, " ");
    rap_text_add(&line,
                 tr(l, "A part has no tables and no page; rapport merge makes them of all parts."));
    rap_table_wrap(out, rap_text_string(&line), 0, rap_table_width());
    rap_text_add(out, "\n");
    rap_text_free(&line);
}

static void add_json(const rap_job *job, rap_text *out) {
    rap_items items = rap_job_items(job);
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "folder", job->folder);
    rap_json_integer(&j, "shard", job->manifest.shard);
    rap_json_integer(&j, "shards", job->manifest.shards);
    rap_json_integer(&j, "first", items.first);
    rap_json_integer(&j, "end", items.end);
    rap_json_close(&j, '}');
}

static void add_csv(const rap_job *job, rap_text *out) {
    rap_items items = rap_job_items(job);
    rap_text_format(out, "shard,shards,first,end\n%lld,%lld,%lld,%lld\n",
                    (long long)job->manifest.shard, (long long)job->manifest.shards,
                    (long long)items.first, (long long)items.end);
}

static int print_shard(const rap_job *job) {
    rap_language language;
    const char *code = job->manifest.language;
    rap_text out;
    rap_text_init(&out);
    if (job->options->format == RAP_FORMAT_JSON)
        add_json(job, &out);
    else if (job->options->format == RAP_FORMAT_CSV)
        add_csv(job, &out);
    else
        add_part_words(job, code && !rap_language_find(&language, code) ? &language : NULL, &out);
    int status = rap_print(&out);
    rap_text_free(&out);
    return status;
}

/* ---- the end ---------------------------------------------------------------------------------- */

int rap_job_end_shard(rap_job *job) {
    job->is_written = true;
    int status = rap_job_write_manifest(job, "finished");
    status = status ? status : rap_job_put_in_place(job);
    if (status)
        return status == RAP_ENOMEM ? rap_failed("the part", status) : RAP_EXIT_FAILED;
    return print_shard(job);
}
