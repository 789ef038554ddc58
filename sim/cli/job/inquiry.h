/* inquiry.h: what a command asks of the runs beyond the tables that every command writes.
 *
 * A row of the table in inquiries.c for each such command: what it adds to the study before anything
 * runs, how it judges the runs, and in which files and words it answers. */
#ifndef RAP_INQUIRY_H
#define RAP_INQUIRY_H

#include "cli/job/job.h"

typedef struct {
    const char *name; /* "patterns.csv" */
    void (*make)(const rap_job *job, rap_text *out);
    bool (*is_asked)(const rap_study *study); /* NULL: by every study that the command takes */
} rap_answer_file;

struct rap_inquiry {
    const char *command;
    const rap_answer_file *files; /* ends with a NULL name; the first is what --format csv prints */
    const char *wanted; /* "a group ... is needed", where the study asks nothing of the kind */
    bool (*is_asked)(const rap_study *study);
    /* Adds what it needs to a study: the job's, or a fork of it. RAP_OK; RAP_EINPUT with problems in
     * job->problems; RAP_ENOMEM. NULL: the study's own arms do. */
    int (*plan)(rap_job *job, rap_study *study);
    int (*judge)(rap_job *job);   /* from the database; RAP_OK or an error */
    void (*forget)(rap_job *job); /* what plan and judge made; legal whatever they did */
    void (*text)(const rap_job *job, rap_text *out, size_t width);
    void (*json)(const rap_job *job, rap_text *out);
};

extern const rap_inquiry *const rap_inquiries[]; /* ends with NULL */

/* The row of a command, or NULL. */
const rap_inquiry *rap_inquiry_find(const char *command);

/* The file that the job answers in after `file`, or its first for NULL; NULL after the last, and for
 * a job that judged nothing. */
const rap_answer_file *rap_answer_next(const rap_job *job, const rap_answer_file *file);

extern const rap_inquiry rap_inquiry_patterns, rap_inquiry_propositions, rap_inquiry_boxes,
    rap_inquiry_budget;

#endif
