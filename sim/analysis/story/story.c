/* story.c: listens to a history, and chooses of whom to tell. */
#include "analysis/story/story.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

bool rap_story_can_be_told(const rap_model *model) {
    return model->listen != NULL;
}

/* ---- listening ---------------------------------------------------------------------------------- */

static const char *keep_told(rap_story *s, const char *text) {
    const char *copy = text ? rap_arena_copy(&s->texts, text, strlen(text)) : NULL;
    s->failed |= text && !copy;
    return copy;
}

static bool is_about(const rap_story_who *who, const rap_happening *what) {
    if (strcmp(who->team, what->team) || !who->organisation != !what->organisation)
        return false;
    return !who->organisation ||
           (who->number == what->number && !strcmp(who->organisation, what->organisation));
}

/* Whom it is about; n_who without memory. The one before is often meant again, or the one behind it. */
static size_t find_who(rap_story *s, const rap_happening *what) {
    size_t last = s->n_events ? s->events[s->n_events - 1].who : 0;
    for (size_t k = 0; k < s->n_who; k++) {
        size_t place = (last + k) % s->n_who;
        if (is_about(&s->who[place], what))
            return place;
    }
    if (s->failed || rap_grow(&s->who, &s->who_capacity, s->n_who + 1, sizeof *s->who)) {
        s->failed = true;
        return s->n_who;
    }
    s->who[s->n_who] = (rap_story_who){.team = keep_told(s, what->team),
                                       .team_label = keep_told(s, what->team_label),
                                       .organisation = keep_told(s, what->organisation),
                                       .label = keep_told(s, what->label),
                                       .number = what->number};
    return s->failed ? s->n_who : s->n_who++;
}

/* Behind all that did not happen later: some is seen only months afterwards. */
static void add_in_order(rap_story *s, rap_story_event event) {
    size_t at = s->n_events++;
    for (; at > 0 && s->events[at - 1].month > event.month; at--)
        s->events[at] = s->events[at - 1];
    s->events[at] = event;
}

static void hear(void *context, const rap_happening *what) {
    rap_story *s = context;
    size_t who = find_who(s, what);
    if (s->failed || rap_grow(&s->events, &s->event_capacity, s->n_events + 1, sizeof *s->events)) {
        s->failed = true;
        return;
    }
    add_in_order(s, (rap_story_event){who, what->kind, what->month, what->value});
    if (!s->study->model->events[what->kind].words)
        return;
    if (s->who[who].events++ == 0)
        s->who[who].first = (int)what->month;
}

/* ---- of whom ------------------------------------------------------------------------------------ */

/* An organisation's place in the choice. */
typedef struct {
    size_t who, events;
    int first;
} touched;

static int by_events(const void *a, const void *b) {
    const touched *x = a, *y = b;
    int order = (x->events < y->events) - (x->events > y->events);
    return order ? order : (x->who > y->who) - (x->who < y->who);
}

static int by_first(const void *a, const void *b) {
    const touched *x = a, *y = b;
    int order = (x->first > y->first) - (x->first < y->first);
    return order ? order : (x->who > y->who) - (x->who < y->who);
}

static bool is_asked_of(const rap_story_ask *ask, const char *organisation) {
    for (size_t k = 0; k < ask->n_organisations; k++)
        if (!strcmp(ask->organisations[k], organisation))
            return true;
    return false;
}

/* Those that were named, or to whom most happened. */
static size_t choose_touched(const rap_story *s, touched *list) {
    const rap_story_ask *ask = &s->study->story;
    size_t n = 0;
    for (size_t k = 0; k < s->n_who; k++) {
        const rap_story_who *x = &s->who[k];
        bool asked = x->organisation && ask->n_organisations && is_asked_of(ask, x->organisation);
        if (asked || (x->organisation && !ask->n_organisations && x->events))
            list[n++] = (touched){k, x->events, x->first};
    }
    qsort(list, n, sizeof *list, by_events);
    n = !ask->n_organisations && n > RAP_STORY_MOST ? RAP_STORY_MOST : n;
    qsort(list, n, sizeof *list, by_first);
    return n;
}

static int choose_shown(rap_story *s) {
    touched *list = rap_allocate(s->n_who, sizeof *list);
    s->shown = rap_allocate(s->n_who, sizeof *s->shown);
    if (!list || !s->shown) {
        rap_free(list);
        return rap_fail(RAP_ENOMEM);
    }
    for (size_t k = 0; k < s->n_who; k++) {
        s->n_touched += s->who[k].organisation && s->who[k].events;
        if (!s->who[k].organisation)
            s->shown[s->n_shown++] = k;
    }
    size_t n = choose_touched(s, list);
    for (size_t k = 0; k < n; k++)
        s->shown[s->n_shown++] = list[k].who;
    rap_free(list);
    return RAP_OK;
}

static const char *find_unknown(const rap_story *s) {
    const rap_story_ask *ask = &s->study->story;
    for (size_t k = 0; k < ask->n_organisations; k++) {
        bool found = false;
        for (size_t w = 0; w < s->n_who && !found; w++)
            found =
                s->who[w].organisation && !strcmp(s->who[w].organisation, ask->organisations[k]);
        if (!found)
            return ask->organisations[k];
    }
    return NULL;
}

/* ---- which it is -------------------------------------------------------------------------------- */

int64_t rap_story_draw(const rap_story *s) {
    return s->study->draws > 0 ? s->item / s->study->replicates + 1 : 0;
}

int64_t rap_story_run(const rap_story *s) {
    return s->item % s->study->replicates + 1;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

rap_listener rap_story_begin(rap_story *s, const rap_study *study, size_t arm) {
    *s = (rap_story){.study = study, .arm = arm, .item = study->story.history - 1};
    rap_arena_init(&s->texts);
    return (rap_listener){s, hear};
}

int rap_story_make(rap_story *s, const rap_study *study, size_t arm, const char **unknown) {
    const rap_listener listener = rap_story_begin(s, study, arm);
    int status = rap_ensemble_tell(study, arm, s->item, &listener);
    if (!status && s->failed)
        status = rap_fail(RAP_ENOMEM);
    *unknown = status ? NULL : find_unknown(s);
    if (*unknown)
        status = rap_fail(RAP_EINPUT);
    return status ? status : choose_shown(s);
}

void rap_story_free(rap_story *s) {
    rap_free(s->who);
    rap_free(s->events);
    rap_free(s->shown);
    rap_arena_free(&s->texts);
    *s = (rap_story){0};
}
