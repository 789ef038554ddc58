/* answer.c: looking rows of answers and files up. */
#include "cli/job/answer.h"

#include <string.h>

const rap_answer *rap_answer_find(const rap_answer *const *answers, const char *command) {
    for (; *answers; answers++)
        if (!strcmp((*answers)->command, command))
            return *answers;
    return NULL;
}

const char *rap_result_name(const rap_result_file *file) {
    return file->table ? file->table->name : file->name;
}

const char *rap_result_meaning(const rap_result_file *file) {
    return file->table ? file->table->meaning : file->meaning;
}
