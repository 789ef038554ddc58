/* question.h: what a question that a study can ask is to all that reads, forks and cuts studies.
 *
 * The questions stand in one table (questions.h); the rest goes over it and names none of them. */
#ifndef RAP_QUESTION_H
#define RAP_QUESTION_H

#include "scenario/study/reading.h"

typedef struct {
    const rap_record *keys; /* of the study, under which it is written */

    /* Fills its part of the study from `written`, the struct of `keys`; needs arms, windows and
     * deltas. Problems go to the findings. RAP_OK also with them, RAP_ENOMEM. */
    int (*read)(rap_reading *r, const void *written);

    /* Names the outcomes and groups that it looks at (rap_want): they are checked, and kept of every run. RAP_OK or
     * RAP_ENOMEM. NULL: none but what headlines look at. */
    int (*want)(rap_reading *r);

    /* Windows were dropped: moves its own to where they stand now, from where they stood in `old`, and
     * drops what lies in none that is left. NULL: it has none. */
    void (*move)(rap_study *study, const rap_window *old);

    /* Gives a fork its own copies of the arrays that `move` changes (rap_study_copy). RAP_OK or
     * RAP_ENOMEM. NULL: there are none. */
    int (*copy)(rap_study *fork);

    /* The study asks it no longer. */
    void (*forget)(rap_study *study);
} rap_question;

#endif
