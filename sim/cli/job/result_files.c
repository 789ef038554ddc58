/* result_files.c: the files of every command, and all that is done with rows of files alone. */
#include "cli/job/result_files.h"
#include "analysis/certainty/certainty_csv.h"
#include "analysis/tables/deciders_csv.h"
#include "analysis/tables/drawn.h"
#include "analysis/tables/marks_csv.h"
#include "analysis/tables/portraits.h"
#include "analysis/tables/start_values.h"
#include "base/error.h"
#include "cli/folder/folder.h"
#include "cli/job/names_csv.h"
#include "plots/page/write_up.h"
#include "plots/pictures/story_svg.h"

#include <string.h>

static void write_outcomes_csv(const rap_job *job, rap_text *out) {
    rap_tables_outcomes_csv(&job->tables, out);
}

static void write_contrasts_csv(const rap_job *job, rap_text *out) {
    rap_tables_contrasts_csv(&job->tables, out);
}

static void write_series_csv(const rap_job *job, rap_text *out) {
    rap_tables_series_csv(&job->tables, out);
}

static void write_named_csv(const rap_job *job, rap_text *out) {
    rap_portraits_csv(&job->tables, out);
}

static void write_start_values_csv(const rap_job *job, rap_text *out) {
    rap_start_values_csv(&job->tables, out);
}

static void write_inputs_csv(const rap_job *job, rap_text *out) {
    rap_inputs_csv(&job->tables, out);
}

static void write_draws_csv(const rap_job *job, rap_text *out) {
    rap_draws_csv(&job->tables, out);
}

static void write_story_csv(const rap_job *job, rap_text *out) {
    rap_story_csv(&job->story, out);
}

static void write_story_svg(const rap_job *job, rap_text *out) {
    rap_story_svg(&job->story, job->tables.language, out);
}

static bool tells_a_story(const rap_study *study) {
    return study->story.history > 0;
}

static void write_certainty_csv(const rap_job *job, rap_text *out) {
    rap_certainty_csv(&job->tables, out);
}

static void write_deciders_csv(const rap_job *job, rap_text *out) {
    rap_deciders_csv(&job->tables, out);
}

static void write_marks_csv(const rap_job *job, rap_text *out) {
    rap_marks_csv(&job->tables, out);
}

static void write_methods_md(const rap_job *job, rap_text *out) {
    rap_write_up_markdown(&job->tables, job->manifest.version, out);
}

static bool compares_arms(const rap_study *study) {
    return study->n_contrasts > 0;
}

static bool draws_assumptions(const rap_study *study) {
    return study->draws > 0;
}

static bool compares_over_sets(const rap_study *study) {
    return compares_arms(study) && draws_assumptions(study);
}

static bool draws_few(const rap_study *study) {
    return study->draws > 0 && study->draws <= RAP_MOST_WRITTEN_DRAWS;
}

static bool by_report_alone(const rap_study *study) {
    (void)study;
    return false;
}

static const rap_result_file common[] = {
    {.table = &rap_csv_outcomes, .make = write_outcomes_csv},
    {.table = &rap_csv_contrasts, .make = write_contrasts_csv},
    {.table = &rap_csv_series, .make = write_series_csv},
    {.table = &rap_csv_portraits, .make = write_named_csv, .is_asked = rap_study_portrays},
    {.table = &rap_csv_certainty, .make = write_certainty_csv, .is_asked = compares_arms},
    {.table = &rap_csv_deciders, .make = write_deciders_csv, .is_asked = compares_over_sets},
    {.table = &rap_csv_marks, .make = write_marks_csv, .is_asked = compares_over_sets},
    {.table = &rap_csv_start_values, .make = write_start_values_csv, .is_asked = draws_assumptions},
    {.table = &rap_csv_names, .make = rap_names_csv},
    {.table = &rap_csv_story, .make = write_story_csv, .is_asked = tells_a_story},
    {.name = "story.svg",
     .meaning = "the same as a picture: a row an organisation, trust over time, marks for what "
                "happened",
     .make = write_story_svg,
     .is_asked = tells_a_story},
    {.table = &rap_csv_inputs, .make = write_inputs_csv, .is_asked = draws_assumptions},
    {.table = &rap_csv_draws, .make = write_draws_csv, .is_asked = draws_few},
    {.name = "runs.sqlite",
     .meaning =
         "every run with a hash of it, as an SQLite database: what the tables are made from, and "
         "what `resume` goes on from"},
    {.name = "manifest.json",
     .meaning = "version, study with all its files, seed, options, machine, and the files that the "
                "run writes: what `replay` runs again. At the end stands what `cksum` gives for "
                "all before"},
    {.name = "report.html",
     .is_page = true,
     .meaning =
         "the page for people: the answer on the first screen, then pictures, assumptions, limits"},
    {.name = "summary.html",
     .is_page = true,
     .meaning = "the answer on one printed page, for a board or a dean"},
    {.name = "appendix.html",
     .is_page = true,
     .meaning = "the rest of it: every table, every assumption, checklists, how to repeat it"},
    {.name = "methods.md",
     .meaning = "the methods of this run as sentences for a paper, with references: model, ways of "
                "working, runs, estimates, and what was asked besides. It names the version of the "
                "program, so `replay` does not compare it",
     .is_packed = true,
     .make = write_methods_md},
    {.name = "against.html",
     .is_asked = by_report_alone,
     .meaning = "what changed since the results in another folder; `report --against` alone writes "
                "it"},
};
enum { COMMON = sizeof common / sizeof common[0] };

/* The file that lists the others. */
static const char manifest[] = "manifest.json";

/* What SQLite leaves beside the database when it is cut off. */
static const char *const beside_database[] = {"runs.sqlite-journal", "runs.sqlite-wal",
                                              "runs.sqlite-shm"};

static size_t add_asked(const rap_result_file *file, const rap_study *study,
                        const rap_result_file **list, size_t n) {
    if (n < RAP_MOST_RESULT_FILES && (!study || !file->is_asked || file->is_asked(study)))
        list[n++] = file;
    return n;
}

size_t rap_result_files(const rap_answer *answer, const rap_study *study,
                        const rap_result_file **list) {
    size_t n = 0;
    for (size_t i = 0; i < COMMON; i++)
        n = add_asked(&common[i], study, list, n);
    for (const rap_result_file *f = answer ? answer->files : NULL; f && rap_result_name(f); f++)
        n = add_asked(f, study, list, n);
    return n;
}

const rap_result_file *rap_result_common(const char *name) {
    for (size_t i = 0; i < COMMON; i++)
        if (!strcmp(rap_result_name(&common[i]), name))
            return &common[i];
    return NULL;
}

/* ---- names ---------------------------------------------------------------------------------- */

/* plots/NAME.gp, its data, and what gnuplot makes of them. */
static bool is_picture(const char *name) {
    static const char *const ends[] = {".gp", ".dat", ".svg", ".png", ".pdf", ".txt"};
    const char *stem = strncmp(name, "plots/", 6) ? "" : name + 6, *dot = strrchr(stem, '.');
    bool known = false;
    for (size_t i = 0; dot && i < sizeof ends / sizeof ends[0]; i++)
        known |= !strcmp(dot, ends[i]);
    return known && dot > stem && stem[0] != '.' && !strchr(stem, '/');
}

static bool writes(const rap_answer *answer, const char *name) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t n = rap_result_files(answer, NULL, list);
    for (size_t i = 0; i < n; i++)
        if (!strcmp(rap_result_name(list[i]), name))
            return true;
    return false;
}

bool rap_result_is_ours(const rap_job *job, const char *name) {
    bool ours = is_picture(name) || writes(NULL, name);
    for (size_t i = 0; job->answers[i] && !ours; i++)
        ours = writes(job->answers[i], name);
    return ours;
}

int rap_result_announce(rap_job *job) {
    if (rap_job_is_shard(job)) {
        int made = rap_job_will_write(job, "runs.sqlite");
        bool more = job->answer && job->answer->database;
        return made || !more ? made : rap_job_will_write(job, job->answer->database);
    }
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t n = rap_result_files(job->answer, &job->study, list);
    int status = RAP_OK;
    for (size_t i = 0; i < n && !status; i++)
        if (strcmp(rap_result_name(list[i]), manifest))
            status = rap_job_will_write(job, rap_result_name(list[i]));
    return status;
}

/* ---- clearing ------------------------------------------------------------------------------- */

static bool stays(const rap_manifest *staying, const char *name) {
    bool listed = !strcmp(name, manifest);
    for (size_t i = 0; staying && i < staying->n_files; i++)
        listed = listed || !strcmp(staying->files[i], name);
    return listed;
}

/* What was left half written goes in any case. */
static int remove_result(const char *folder, const char *name, const rap_manifest *staying) {
    return stays(staying, name) ? rap_folder_remove_partial(folder, name)
                                : rap_folder_remove(folder, name);
}

int rap_result_drop_unasked(const rap_job *job) {
    int status = RAP_OK;
    for (size_t i = 0; i < COMMON && !status; i++)
        if (common[i].is_asked == tells_a_story && !tells_a_story(&job->study))
            status = rap_folder_remove(job->place, rap_result_name(&common[i]));
    for (const rap_result_file *f = job->answer ? job->answer->files : NULL;
         f && rap_result_name(f) && !status; f++)
        if (f->is_asked && !f->is_asked(&job->study))
            status = rap_folder_remove(job->place, rap_result_name(f));
    return status;
}

int rap_result_clear(const rap_job *job, const char *folder, const rap_manifest *old,
                     const rap_manifest *staying) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    const rap_answer *answer = old->command ? rap_answer_find(job->answers, old->command) : NULL;
    size_t n = rap_result_files(answer, NULL, list);
    int status = RAP_OK;
    for (size_t i = 0; i < n && !status; i++)
        status = remove_result(folder, rap_result_name(list[i]), staying);
    for (size_t i = 0; i < sizeof beside_database / sizeof beside_database[0] && !status; i++)
        status = remove_result(folder, beside_database[i], NULL);
    for (size_t i = 0; i < old->n_files && !status; i++)
        if (rap_result_is_ours(job, old->files[i]))
            status = remove_result(folder, old->files[i], staying);
    return status;
}
