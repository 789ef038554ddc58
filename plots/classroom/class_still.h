/* class_still.h: what the classroom page shows where scripts are off: the question, and two rows of empty dots to guess on
 * with a pen. Nothing of the answer is in it. */
#ifndef RAP_CLASS_STILL_H
#define RAP_CLASS_STILL_H

#include "plots/words/translation.h"

/* What a study asks of a class, as it was read: labels and notes of its two arms, a note being NULL or words. */
typedef struct {
    const char *title,
        *question; /* question NULL: the page's own; a `@` in it stands for `partners` */
    const char *labels[2], *notes[2];
    int partners, months;
} rap_class_question;

/* Appends HTML, escaped, in a language (NULL: English). */
void rap_class_still(rap_text *out, const rap_language *l, const rap_class_question *q);

#endif
