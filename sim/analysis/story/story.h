/* story.h: one history of an arm, told: what happened to whom, in order of time.
 *
 * The history is one of those that the study runs, made again (rap_ensemble_tell); what happens in it is what its numbers in
 * the database count. It is an example of how the arm's outcomes come about, not a forecast. */
#ifndef RAP_STORY_H
#define RAP_STORY_H

#include "analysis/tables/tables.h"

enum { RAP_STORY_MOST = 8 }; /* as many are told of, unless names say otherwise */

/* Of whom something is told: a team, or a team's tie with an organisation. */
typedef struct {
    const char *team, *team_label;
    const char *organisation,
        *label;    /* name of its group, and what people call it; NULL: the team itself */
    size_t number; /* which of its group, from 1 */
    size_t events; /* how many, numbers of months left out */
    int first;     /* month of the first of them */
} rap_story_who;

typedef struct {
    size_t who, kind; /* positions in the story's and in the model's */
    double month;     /* at the start of the step */
    double value;
} rap_story_event;

struct rap_story {
    const rap_study *study;
    size_t arm;
    int64_t item;
    rap_story_who *who;
    size_t n_who, who_capacity;
    rap_story_event *events; /* in order of time */
    size_t n_events, event_capacity;
    size_t *shown; /* who is told of: teams, then organisations in order of their first event */
    size_t n_shown;
    size_t n_touched; /* ties to which anything happened */
    rap_arena texts;
    bool failed; /* no memory while it was told */
};

/* Whether this model can tell anything. */
bool rap_story_can_be_told(const rap_model *model);

/* Tells the history that study->story asks for, of an arm. RAP_OK; RAP_EINPUT where a name is none of the study's
 * organisations: *unknown becomes it; RAP_ENOMEM, or the model's error. Free is legal in every case, and twice. */
int rap_story_make(rap_story *story, const rap_study *study, size_t arm, const char **unknown);
void rap_story_free(rap_story *story);

/* Makes one ready to hear a history of an arm: hand the listener to who runs it; nobody is chosen, and `failed` says
 * whether memory was there. To be freed as above. */
rap_listener rap_story_begin(rap_story *story, const rap_study *study, size_t arm);

/* Its set of assumptions, from 1, 0 where start values are run; and which history of that set it is, from 1. */
int64_t rap_story_draw(const rap_story *story);
int64_t rap_story_run(const rap_story *story);

/* The file: every event of everybody, and what is kept each month. */
extern const rap_csv_table rap_csv_story;
void rap_story_csv(const rap_story *story, rap_text *out);

#endif
