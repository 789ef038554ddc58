/* inquiries.c: the table of inquiries. */
#include "cli/job/inquiry.h"

#include <string.h>

const rap_inquiry *const rap_inquiries[] = {&rap_inquiry_patterns, &rap_inquiry_propositions,
                                            &rap_inquiry_boxes, &rap_inquiry_budget, NULL};

const rap_inquiry *rap_inquiry_find(const char *command) {
    for (const rap_inquiry *const *i = rap_inquiries; *i; i++)
        if (!strcmp((*i)->command, command))
            return *i;
    return NULL;
}

const rap_answer_file *rap_answer_next(const rap_job *job, const rap_answer_file *file) {
    if (!job->is_judged)
        return NULL;
    for (file = file ? file + 1 : job->inquiry->files; file->name; file++)
        if (!file->is_asked || file->is_asked(&job->study))
            return file;
    return NULL;
}
