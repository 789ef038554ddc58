/* checklist.h: the items of a reporting standard, in its order: what study and runs can answer, and
 * what is for a person to write, marked as such (private to plots/). */
#ifndef RAP_CHECKLIST_H
#define RAP_CHECKLIST_H

#include "plots/page/page.h"

/* Its texts are messages (RAP_MESSAGE). */
typedef struct {
    const char *part, *name;
    void (*add)(rap_page *p); /* gathers words; NULL: nothing can be said from here */
    const char *person;
} rap_checklist_item;

/* A table of them, folded away; `nothing` is said where nothing can be. It and the caption are in the page's language. */
void say_checklist(rap_page *p, const rap_checklist_item *items, size_t n, const char *caption,
                   const char *nothing);

/* The arms with what the study says of each, apart by "; "; which is the baseline, where asked. */
void add_arms_with_notes(rap_text *out, const rap_page *p, bool name_baseline);

#endif
