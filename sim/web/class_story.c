/* class_story.c: one world of both arms: who, month by month, and how it ends.
 *
 * Of an arm's members so many are shown as the arms ask. Those that count at the end come first, so that what is seen is
 * what is counted; then those that counted longest, those that said anything, by the month in which they first appear.
 * They stand in that order of months. */
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/numbers.h"
#include "plots/words/story_words.h"
#include "web/class_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    size_t who; /* of the story */
    bool counts_at_end;
    int months; /* in which it counted */
    int first;  /* month in which something happened to it */
    size_t events;
} member;

/* One arm of one world. */
typedef struct {
    rap_class *room;
    size_t side;
    rap_story story;
    double *paths;
    member *members; /* shown ones first */
    size_t n_members, n_shown;
} side_story;

static double *path_of(const side_story *a, rap_followed k) {
    return a->paths + (size_t)k * ((size_t)a->room->study.horizon + 1);
}

static double path_end(const side_story *a, rap_followed k) {
    return path_of(a, k)[a->room->study.horizon];
}

/* ---- who is shown ----------------------------------------------------------------------------- */

static int by_standing(const void *a, const void *b) {
    const member *x = a, *y = b;
    int order = y->counts_at_end - x->counts_at_end;
    order = order ? order : (x->months < y->months) - (x->months > y->months);
    order = order ? order : (x->events < y->events) - (x->events > y->events);
    return order ? order : (x->who > y->who) - (x->who < y->who);
}

static int by_month(const void *a, const void *b) {
    const member *x = a, *y = b;
    int order = (x->first > y->first) - (x->first < y->first);
    return order ? order : (x->who > y->who) - (x->who < y->who);
}

static int choose_shown_members(side_story *a) {
    const rap_story *s = &a->story;
    a->members = rap_allocate(s->n_who, sizeof *a->members);
    if (!a->members)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < s->n_who; k++)
        a->members[k] = (member){.who = k, .first = s->who[k].first, .events = s->who[k].events};
    for (size_t k = 0; k < s->n_events; k++) {
        const rap_story_event *e = &s->events[k];
        if (e->kind != a->room->holds)
            continue;
        a->members[e->who].months++;
        a->members[e->who].counts_at_end |= e->month >= (double)s->study->horizon;
    }
    for (size_t k = 0; k < s->n_who; k++)
        if (s->who[k].organisation && (s->who[k].events || a->members[k].months))
            a->members[a->n_members++] = a->members[k];
    qsort(a->members, a->n_members, sizeof *a->members, by_standing);
    a->n_shown =
        a->n_members < (size_t)a->room->partners ? a->n_members : (size_t)a->room->partners;
    qsort(a->members, a->n_shown, sizeof *a->members, by_month);
    return RAP_OK;
}

static int run_side(side_story *a, rap_class *room, const rap_class_code *code, size_t side,
                    rap_text *why) {
    rap_solo solo = {NULL};
    size_t arm;
    *a = (side_story){.room = room, .side = side, .paths = rap_class_paths(room)};
    if (!a->paths)
        return RAP_ENOMEM;
    int status = rap_class_arm(room, code, side, -1, &arm, why);
    if (!status) {
        const rap_listener listener = rap_story_begin(&a->story, &room->study, arm);
        status = rap_class_solo(&solo, room, arm);
        status = status ? status : rap_class_run(room, &solo, code, &listener, a->paths);
    }
    if (!status && a->story.failed)
        status = rap_fail(RAP_ENOMEM);
    rap_solo_free(&solo);
    return status ? status : choose_shown_members(a);
}

static void free_side(side_story *a) {
    rap_story_free(&a->story);
    rap_free(a->paths);
    rap_free(a->members);
}

/* Place among those shown, n_shown where it is not. */
static size_t place_of(const side_story *a, size_t who) {
    size_t k = 0;
    while (k < a->n_shown && a->members[k].who != who)
        k++;
    return k;
}

/* ---- events ----------------------------------------------------------------------------------- */

static const rap_event_kind *event_kind(const side_story *a, size_t event) {
    return &a->room->study.model->events[a->story.events[event].kind];
}

static int event_month(const side_story *a, size_t event) {
    return (int)a->story.events[event].month;
}

/* How often an event stands in its month; 0 where one before it speaks for it. */
static unsigned times_of(const side_story *a, size_t event) {
    const rap_story_event *e = &a->story.events[event];
    unsigned times = 1;
    if (!event_kind(a, event)->many)
        return 1;
    for (size_t k = event; k-- > 0 && event_month(a, k) == event_month(a, event);)
        if (a->story.events[k].who == e->who && a->story.events[k].kind == e->kind)
            return 0;
    for (size_t k = event + 1; k < a->story.n_events && event_month(a, k) == event_month(a, event);
         k++)
        times += a->story.events[k].who == e->who && a->story.events[k].kind == e->kind;
    return times;
}

/* Goes over what is told in words of teams and of those shown; `place` is n_shown for a team. */
static void each_event(const side_story *a,
                       void (*say)(void *context, const side_story *a, size_t event, size_t place,
                                   unsigned times),
                       void *context) {
    for (size_t k = 0; k < a->story.n_events; k++) {
        const rap_story_event *e = &a->story.events[k];
        size_t place = place_of(a, e->who);
        bool shown = place < a->n_shown || !a->story.who[e->who].organisation;
        unsigned times = shown && event_kind(a, k)->words ? times_of(a, k) : 0;
        if (times)
            say(context, a, k, place, times);
    }
}

typedef struct {
    rap_json *j;
    rap_text *out;
    const rap_language *l;
} sayer;

static void json_event(void *context, const side_story *a, size_t event, size_t place,
                       unsigned times) {
    const sayer *s = context;
    const rap_event_kind *kind = event_kind(a, event);
    rap_text words;
    rap_text_init(&words);
    rap_story_say_event(&words, s->l, &a->room->study, a->story.events[event].kind, times,
                        a->story.events[event].value);
    rap_json_open(s->j, NULL, '{');
    rap_json_integer(s->j, "month", event_month(a, event));
    rap_json_integer(s->j, "who", place < a->n_shown ? (int64_t)place : -1);
    rap_json_text(s->j, "kind", kind->name);
    rap_json_integer(s->j, "good", kind->good);
    rap_json_boolean(s->j, "small", kind->small);
    rap_json_taken(s->j, "words", &words);
    rap_json_close(s->j, '}');
}

/* ---- members ---------------------------------------------------------------------------------- */

/* By month: the level, and whether it counts; `x` is room for two paths. */
static void fill_months(const side_story *a, size_t who, double *x) {
    size_t months = (size_t)a->room->study.horizon + 1;
    for (size_t m = 0; m < months; m++)
        x[m] = (double)NAN, x[months + m] = 0;
    for (size_t k = 0; k < a->story.n_events; k++) {
        const rap_story_event *e = &a->story.events[k];
        size_t month = (size_t)e->month;
        if (e->who != who || e->month < 0 || month >= months)
            continue;
        if (e->kind == a->room->level)
            x[month] = e->value;
        else if (e->kind == a->room->holds)
            x[months + month] = 1;
    }
}

/* Where the tie stands, from month to month: 0 none, 1 beginning or asleep, 2 full. */
static void json_shades(const side_story *a, size_t who, rap_json *j) {
    int shade = 0;
    rap_json_open(j, "shades", '[');
    for (size_t k = 0; k < a->story.n_events; k++) {
        int next = event_kind(a, k)->shade;
        if (a->story.events[k].who != who || next < 0 || next == shade)
            continue;
        rap_json_numbers(j, NULL, (const double[]){event_month(a, k), next}, 2, 0);
        shade = next;
    }
    rap_json_close(j, ']');
}

/* The label without the number that stands behind it where a group has several; that number, or 0, in *number. */
static size_t split_label(const rap_story_who *who, int64_t *number) {
    char behind[32];
    size_t n = strlen(who->label);
    size_t m = (size_t)snprintf(behind, sizeof behind, " %zu", (size_t)who->number);
    bool numbered = n > m && strcmp(who->label + n - m, behind) == 0;
    *number = numbered ? (int64_t)who->number : 0;
    return numbered ? n - m : n;
}

static void json_label(const rap_story_who *who, rap_json *j) {
    rap_text label;
    int64_t number;
    rap_text_init(&label);
    rap_text_add_bytes(&label, who->label, split_label(who, &number));
    rap_json_taken(j, "label", &label);
    rap_json_integer(j, "number", number);
}

static int json_member(const side_story *a, size_t k, rap_json *j) {
    const member *m = &a->members[k];
    const rap_story_who *who = &a->story.who[m->who];
    size_t months = (size_t)a->room->study.horizon + 1;
    char key[128];
    double *x = rap_allocate(2 * months, sizeof *x);
    if (!x)
        return rap_fail(RAP_ENOMEM);
    fill_months(a, m->who, x);
    snprintf(key, sizeof key, "%.64s.%zu", who->organisation, who->number);
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "key", key);
    json_label(who, j);
    rap_json_boolean(j, "counts", m->counts_at_end);
    rap_json_numbers(j, "trust", x, months, 3);
    rap_json_numbers(j, "working", x + months, months, 0);
    json_shades(a, m->who, j);
    rap_json_close(j, '}');
    rap_free(x);
    return RAP_OK;
}

/* ---- the answer ------------------------------------------------------------------------------- */

static void json_money(const side_story *a, rap_json *j) {
    size_t months = (size_t)a->room->study.horizon + 1;
    double *left = path_of(a, RAP_GRANTED);
    rap_json_numbers(j, "granted", left, months, 0);
    for (size_t m = 0; m < months; m++)
        left[m] = fmax(0, left[m] - path_of(a, RAP_SPENT)[m] - path_of(a, RAP_IDLE)[m]);
    rap_json_numbers(j, "money", left, months, 0);
}

static int json_side(const side_story *a, const rap_language *l, rap_json *j) {
    const rap_arm *arm = &a->room->study.arms[a->room->arms[a->side]];
    size_t months = (size_t)a->room->study.horizon + 1;
    sayer s = {.j = j, .l = l};
    int status = RAP_OK;
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "name", arm->name);
    rap_json_text(j, "label", arm->label);
    rap_json_number(j, "end", path_end(a, RAP_COUNTED));
    rap_json_numbers(j, "count", path_of(a, RAP_COUNTED), months, 2);
    rap_json_numbers(j, "gave", path_of(a, RAP_GAVE), months, 0);
    rap_json_numbers(j, "got", path_of(a, RAP_GOT), months, 0);
    rap_json_numbers(j, "reached", path_of(a, RAP_REACHED), months, 0);
    json_money(a, j);
    rap_json_integer(j, "others", (int64_t)(a->n_members - a->n_shown));
    rap_json_open(j, "partners", '[');
    for (size_t k = 0; k < a->n_shown && !status; k++)
        status = json_member(a, k, j);
    rap_json_close(j, ']');
    rap_json_open(j, "events", '[');
    each_event(a, json_event, &s);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
    return status;
}

int rap_answer_story(rap_class *room, const rap_class_code *code, const rap_language *l,
                     rap_json *j, rap_text *why) {
    int status = RAP_OK;
    rap_json_code(j, "code", room, code);
    rap_json_integer(j, "guesses", code->guesses);
    rap_json_integer(j, "luck", code->luck);
    rap_json_integer(j, "months", room->study.horizon);
    rap_json_open(j, "arms", '[');
    for (size_t side = 0; side < 2 && !status; side++) {
        side_story a;
        status = run_side(&a, room, code, side, why);
        status = status ? status : json_side(&a, l, j);
        free_side(&a);
    }
    rap_json_close(j, ']');
    return status;
}

/* ---- in words --------------------------------------------------------------------------------- */

static void say_event_line(void *context, const side_story *a, size_t event, size_t place,
                           unsigned times) {
    const sayer *s = context;
    const rap_story_event *e = &a->story.events[event];
    const rap_story_who *who = &a->story.who[e->who];
    rap_text words;
    (void)place;
    rap_text_init(&words);
    rap_story_say_event(&words, s->l, &a->room->study, e->kind, times, e->value);
    rap_text_format(s->out, tr(s->l, "Month %d. %s: %s."), event_month(a, event),
                    who->organisation ? who->label : who->team_label, rap_text_string(&words));
    rap_text_add(s->out, "\n");
    s->out->failed |= words.failed;
    rap_text_free(&words);
}

/* "At the end: Working together: 5. Hours given by partners: 1,204." */
static void say_story_ends(const side_story *a, sayer *s) {
    for (size_t k = 0; k < RAP_N_ENDS; k++) {
        const rap_outcome *o = &a->room->study.model->outcomes[a->room->outcomes[k]];
        rap_text number;
        rap_text_init(&number);
        rap_number(&number, s->l, path_end(a, (rap_followed)k), 0, false);
        rap_text_format(s->out, tr(s->l, "%s at the end: %s."), tr(s->l, o->label),
                        rap_text_string(&number));
        rap_text_add(s->out, "\n");
        s->out->failed |= number.failed;
        rap_text_free(&number);
    }
}

int rap_story_in_words(rap_class *room, const rap_class_code *code, const rap_language *l,
                       rap_text *out) {
    sayer s = {.out = out, .l = l};
    int status = RAP_OK;
    for (size_t side = 0; side < 2 && !status; side++) {
        side_story a;
        rap_text_format(out, "%s%s\n\n", side ? "\n" : "",
                        room->study.arms[room->arms[side]].label);
        status = run_side(&a, room, code, side, out);
        if (!status) {
            each_event(&a, say_event_line, &s);
            say_story_ends(&a, &s);
        }
        free_side(&a);
    }
    return status;
}
