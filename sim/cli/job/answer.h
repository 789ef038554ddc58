/* answer.h: how the command line answers a question of a study, beyond the tables that every command
 * writes.
 *
 * A question is a row here: what its command adds to the study before anything runs, how it judges the
 * runs, in which files and words it answers, and what it keeps meanwhile. */
#ifndef RAP_ANSWER_H
#define RAP_ANSWER_H

#include "analysis/estimate/aside.h"
#include "base/csv.h"
#include "base/problem.h"
#include "scenario/study/study.h"

typedef struct rap_job rap_job; /* job.h */

/* A file of a results folder. */
typedef struct {
    const rap_csv_table
        *table; /* of a CSV file: its name and meaning stand there; else NULL, and */
    const char *name, *meaning;
    bool is_page; /* the report, which does not list itself */
    bool
        is_packed; /* its bytes depend on the version of a library or of the program: replay does not compare them */
    void (*make)(const rap_job *job, rap_text *out); /* NULL: a step of its own writes it */
    const char *from; /* the file that pandoc makes it from, where it is installed; NULL: not so */
    bool (*is_asked)(const rap_study *study); /* NULL: by every study that the command takes */
} rap_result_file;

typedef struct {
    const char *command;
    const rap_result_file
        *files;         /* ends with a row of zeros; the first is what --format csv prints */
    const char *wanted; /* "a group ... is needed", where the study asks nothing of the kind */
    size_t size;        /* of what it keeps in a job (job->kept), zeros at first */
    bool (*is_asked)(const rap_study *study);
    /* Settings, a line each, with which a study that does not ask the question asks it; nothing where it does. RAP_OK or
     * RAP_ENOMEM. NULL: none. */
    int (*own)(const rap_study *study, rap_text *sets);
    /* Adds what it needs to a study: the job's, or a fork of it. RAP_OK; RAP_EINPUT with problems;
     * RAP_ENOMEM. NULL: nothing. */
    int (*plan)(void *kept, rap_study *study, rap_problems *problems);
    /* From the database, anew each time; RAP_OK or an error. NULL: the tables say it all. */
    double (*beside)(const rap_study *study); /* runs of one arm that judging takes; NULL: none */
    double (*numbers)(
        const rap_study *study); /* that each of them leaves on the disk; NULL: none */
    /* What of these depends on no result, which parts of a run share out, and its database; NULL with NULL: nothing. */
    int (*ahead)(const rap_study *study, rap_ahead_use *use, void *context);
    const char *database;
    int (*judge)(rap_job *job);
    void (*forget)(void *kept); /* what plan and judge made, whatever they did; NULL with both */
    void (*text)(const rap_job *job, rap_text *out, size_t width);
    void (*json)(const rap_job *job, rap_text *out);
} rap_answer;

/* The row of a command in a list that ends with NULL, or NULL. */
const rap_answer *rap_answer_find(const rap_answer *const *answers, const char *command);

/* NULL for the row of zeros. */
const char *rap_result_name(const rap_result_file *file);
const char *rap_result_meaning(const rap_result_file *file);

#endif
