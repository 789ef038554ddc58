/* inquiries.c: the table of inquiries. */
#include "cli/inquiry.h"

#include <string.h>

const rap_inquiry *const rap_inquiries[] = {&rap_inquiry_patterns, &rap_inquiry_propositions,
                                            &rap_inquiry_boxes, &rap_inquiry_budget, NULL};

const rap_inquiry *rap_inquiry_find(const char *command) {
    for (const rap_inquiry *const *i = rap_inquiries; *i; i++)
        if (!strcmp((*i)->command, command))
            return *i;
    return NULL;
}
