/* cmd_export.c: rapport export DIR: single runs, paths or draws as CSV, run after run, so that memory does not grow
 * with their number. DIR is only read. */
#include "analysis/tables/drawn.h"
#include "analysis/tables/exported.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/answers/answers.h"
#include "cli/commands/command.h"
#include "cli/folder/writing.h"
#include "cli/job/job.h"
#include "cli/machine/interrupt.h"
#include "cli/terminal/message.h"

#include <string.h>

enum { PIECE = 1 << 20 };

typedef enum { RUNS, PATHS, DRAWS } exported_table;

typedef struct {
    const rap_job *job;
    exported_table table;
    rap_selection selection;
    rap_writing file; /* where one is named */
    rap_text text;    /* not written yet */
    double *values, *paths;
} export;

/* ---- which part ------------------------------------------------------------------------------- */

static const char *const kind_words[] = {"arm", "outcome", "group", "window"};

/* Whether an outcome is the one named, or a part of it where that is a ratio. */
static bool is_outcome(const rap_model *model, size_t outcome, const char *name) {
    int named = rap_model_outcome(model, name);
    const rap_outcome *o = named >= 0 ? &model->outcomes[named] : NULL;
    const char *own = model->outcomes[outcome].name;
    return o && (!strcmp(own, name) ||
                 (o->numerator && (!strcmp(own, o->numerator) || !strcmp(own, o->denominator))));
}

/* Whether the k-th arm, column or window is the one that a part names. */
static bool is_asked_part(const rap_selection *s, const rap_asked_part *part, size_t k) {
    switch (part->kind) {
    case RAP_PART_ARM:
        return !strcmp(s->study->arms[k].name, part->name);
    case RAP_PART_OUTCOME:
        return is_outcome(s->study->model, s->layout->columns[k].outcome, part->name);
    case RAP_PART_GROUP:
        return !strcmp(s->layout->columns[k].group, part->name);
    default:
        return !strcmp(s->study->windows[k].text, part->name);
    }
}

/* Whether the k-th is any that was named; every name is to be found once: `found` by part. */
static bool is_asked_for(const rap_selection *s, const rap_options *o, rap_part_kind kind, size_t k,
                         bool *found) {
    bool any = false, named = false;
    for (size_t i = 0; i < o->n_parts; i++) {
        if (o->parts[i].kind != kind)
            continue;
        any = true;
        bool fits = is_asked_part(s, &o->parts[i], k);
        found[i] |= fits;
        named |= fits;
    }
    return named || !any;
}

static void choose_rows(rap_selection *s, const rap_options *o, bool *found) {
    const rap_layout *l = s->layout;
    for (size_t a = 0; a < l->n_arms; a++)
        s->arms[a] = is_asked_for(s, o, RAP_PART_ARM, a, found);
    for (size_t w = 0; w < l->n_windows; w++)
        s->windows[w] = is_asked_for(s, o, RAP_PART_WINDOW, w, found);
    for (size_t c = 0; c < l->n_columns; c++) {
        bool outcome = is_asked_for(s, o, RAP_PART_OUTCOME, c, found);
        bool group = is_asked_for(s, o, RAP_PART_GROUP, c, found);
        s->columns[c] = outcome && group;
    }
}

/* Whether each part has a meaning for the table, and is in the folder. */
static int check_parts(const export *e, const rap_options *o, const bool *found) {
    for (size_t i = 0; i < o->n_parts; i++) {
        const char *kind = kind_words[o->parts[i].kind];
        bool meant = e->table == RUNS || (e->table == PATHS && o->parts[i].kind != RAP_PART_WINDOW);
        if (!meant)
            rap_complain("--%s chooses nothing from --table %s", kind, o->table);
        else if (!found[i])
            rap_complain("--%s: the runs in %s have no %s '%s'", kind, e->job->folder, kind,
                         o->parts[i].name);
        if (!meant || !found[i])
            return RAP_EXIT_USAGE;
    }
    return RAP_EXIT_DONE;
}

static int choose_parts(export *e, const rap_options *o) {
    bool *found = rap_allocate(o->n_parts, sizeof *found);
    int status = found ? rap_selection_init(&e->selection, &e->job->study, &e->job->layout)
                       : rap_fail(RAP_ENOMEM);
    if (!status)
        choose_rows(&e->selection, o, found);
    status = status ? rap_failed("the export", status) : check_parts(e, o, found);
    rap_free(found);
    return status;
}

/* ---- rows ------------------------------------------------------------------------------------- */

/* Hands on what is written so far. RAP_OK, or RAP_EIO after saying why. */
static int pass_on(export *e) {
    int status = rap_text_status(&e->text);
    if (!status && e->job->options->out)
        status = rap_writing_add(&e->file, rap_text_string(&e->text), e->text.n);
    else if (!status && rap_print(&e->text))
        status = rap_fail(RAP_EIO);
    rap_text_clear(&e->text);
    return status;
}

static int after_row(export *e) {
    if (rap_interrupt_asked(NULL))
        return RAP_STOPPED;
    return e->text.n >= PIECE ? pass_on(e) : RAP_OK;
}

static int export_run(export *e, int64_t item, size_t arm) {
    int status = rap_store_run(e->job->store, item, arm, e->values, e->paths);
    if (status) {
        rap_complain("%s: %s", e->job->folder, rap_store_message(e->job->store));
        return status;
    }
    if (e->table == RUNS)
        rap_runs_csv(&e->selection, item, arm, e->values, &e->text);
    else
        rap_paths_csv(&e->selection, item, arm, e->paths, &e->text);
    return after_row(e);
}

static int export_runs(export *e) {
    const rap_layout *l = &e->job->layout;
    int status = RAP_OK;
    e->values = rap_allocate(l->n_values, sizeof *e->values);
    e->paths = rap_allocate(l->n_path, sizeof *e->paths);
    if (!e->values || !e->paths)
        return rap_fail(RAP_ENOMEM);
    rap_csv_header(&e->text, e->table == RUNS ? &rap_csv_runs : &rap_csv_paths, &e->selection);
    rap_items items = rap_store_span(e->job->store);
    for (int64_t item = items.first; item < items.end && !status; item++)
        for (size_t a = 0; a < l->n_arms && !status; a++)
            if (e->selection.arms[a])
                status = export_run(e, item, a);
    return status;
}

/* Of the arms that the study states, as in draws.csv. */
static int export_draws(export *e) {
    rap_study written = e->job->study;
    rap_drawn_inputs drawn;
    written.n_arms = written.n_written;
    int status = rap_drawn_make(&drawn, &written);
    if (!status)
        rap_drawn_header(&drawn, &e->text);
    rap_items items = rap_store_span(e->job->store);
    for (int64_t d = items.first / written.replicates; d < written.draws && !status; d++) {
        if (d * written.replicates >= items.end)
            break;
        rap_drawn_row(&drawn, d, &e->text);
        status = after_row(e);
    }
    rap_drawn_free(&drawn);
    return status;
}

/* ---- the file --------------------------------------------------------------------------------- */

static int write_rows(export *e) {
    int status = e->table == DRAWS ? export_draws(e) : export_runs(e);
    return status ? status : pass_on(e);
}

/* folder/name of a path as typed. */
static int write_to_file(export *e, const char *path) {
    const char *slash = strrchr(path, '/');
    char *folder = rap_copy_text(slash ? path : "."), *name = NULL;
    if (!folder)
        return rap_fail(RAP_ENOMEM);
    if (slash)
        folder[slash == path ? 1 : slash - path] = '\0';
    name = rap_copy_text(slash ? slash + 1 : path);
    int status = name ? rap_writing_open(&e->file, folder, name) : rap_fail(RAP_ENOMEM);
    if (name)
        status = rap_writing_close(&e->file, status ? status : write_rows(e));
    rap_free(folder);
    rap_free(name);
    return status;
}

static int write_export(export *e) {
    const char *path = e->job->options->out;
    if (path && rap_file_exists(path)) {
        rap_complain("%s is there already; nothing was written, name another file", path);
        return RAP_EXIT_USAGE;
    }
    rap_interrupt_catch();
    int status = path ? write_to_file(e, path) : write_rows(e);
    if (status == RAP_STOPPED)
        return RAP_EXIT_INTERRUPTED;
    if (status == RAP_ENOMEM)
        return rap_failed("the export", status);
    return status ? RAP_EXIT_FAILED : RAP_EXIT_DONE;
}

static void say_what_is_there(const rap_job *job) {
    rap_items all = rap_job_items(job);
    int64_t items = rap_store_items(job->store), asked = all.end - all.first;
    if (rap_job_is_shard(job) && asked > 0)
        rap_note(job->options->quiet, "%s is a part of a run: histories %lld to %lld", job->folder,
                 (long long)all.first, (long long)all.end - 1);
    if (items < asked)
        rap_note(job->options->quiet, "%s is not finished: %lld of %lld histories are exported",
                 job->folder, (long long)items, (long long)asked);
}

int rap_command_export(const rap_options *options) {
    rap_job job;
    export e = {.job = &job};
    const char *table = options->table ? options->table : "runs";
    rap_job_init(&job, options, rap_answers);
    rap_text_init(&e.text);
    e.table = !strcmp(table, "runs") ? RUNS : !strcmp(table, "paths") ? PATHS : DRAWS;
    int status = rap_job_restore(&job, options->operand, RAP_TO_READ);
    status = status ? status : choose_parts(&e, options);
    if (!status) {
        say_what_is_there(&job);
        status = write_export(&e);
    }
    rap_selection_free(&e.selection);
    rap_free(e.values);
    rap_free(e.paths);
    rap_text_free(&e.text);
    rap_job_free(&job);
    return status;
}
