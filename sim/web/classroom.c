/* classroom.c: opening a study for a class, and taking its requests apart. */
#include "web/classroom.h"
#include "base/error.h"
#include "base/memory.h"
#include "models/registry.h"
#include "web/class_parts.h"

#include <stdlib.h>
#include <string.h>

/* ---- opening ---------------------------------------------------------------------------------- */

static size_t event_named(const rap_model *model, const char *name) {
    size_t k = 0;
    while (k < model->n_events && strcmp(model->events[k].name, name) != 0)
        k++;
    return k;
}

static void find_names(rap_class *room) {
    const rap_model *model = room->study.model;
    const rap_lesson *lesson = model->lesson;
    const char *const names[RAP_N_FOLLOWED] = {
        [RAP_COUNTED] = model->outcomes[room->study.classroom.outcome].name,
        [RAP_GAVE] = lesson->gave,
        [RAP_GOT] = lesson->got,
        [RAP_REACHED] = lesson->reached,
        [RAP_GRANTED] = lesson->granted,
        [RAP_SPENT] = lesson->spent,
        [RAP_IDLE] = lesson->idle};
    for (size_t k = 0; k < RAP_N_FOLLOWED; k++)
        room->outcomes[k] = (size_t)rap_model_outcome(model, names[k]);
    room->level = event_named(model, lesson->level);
    room->holds = event_named(model, lesson->holds);
}

static int look_at_study(rap_class *room, const char *path, rap_problems *problems) {
    const rap_study *s = &room->study;
    const size_t *arms = s->classroom.arms;
    if (!s->model->lesson || !s->model->listen)
        return rap_problems_add(problems, path, 0, NULL,
                                "the model \"%s\" tells nothing of a history, so no class can be "
                                "shown one",
                                s->model->name);
    if (arms[0] == arms[1])
        return rap_problems_add(problems, path, 0, "arms",
                                "a class compares two arms; this study has one");
    memcpy(room->arms, arms, sizeof room->arms);
    find_names(room);
    room->key = (rap_code_key){.seed = s->seed, .fingerprint = s->fingerprint};
    return rap_class_list_levers(room, problems);
}

int rap_class_open(rap_class **room, const rap_loader *loader, const char *path,
                   const rap_overrides *overrides, rap_problems *problems) {
    *room = rap_allocate(1, sizeof **room);
    if (!*room)
        return rap_fail(RAP_ENOMEM);
    int status = rap_study_read(&(*room)->study, rap_models, loader, path, overrides, problems);
    return status ? status : look_at_study(*room, path, problems);
}

void rap_class_free(rap_class *room) {
    if (room)
        rap_study_free(&room->study);
    rap_free(room);
}

const rap_study *rap_class_study(const rap_class *room) {
    return &room->study;
}

int64_t rap_class_partners(const rap_class *room) {
    return room->partners;
}

/* ---- requests --------------------------------------------------------------------------------- */

enum { MOST_WORDS = 6, LONGEST_REQUEST = 400 };

typedef struct {
    char text[LONGEST_REQUEST];
    char *words[MOST_WORDS];
    size_t n;
} request;

/* False where it is too long. */
static bool take_apart(request *r, const char *text) {
    r->n = 0;
    size_t n = strlen(text);
    if (n >= sizeof r->text)
        return false;
    memcpy(r->text, text, n + 1);
    for (char *at = r->text; *at && r->n < MOST_WORDS;) {
        at += strspn(at, " ");
        if (*at)
            r->words[r->n++] = at;
        at += strcspn(at, " ");
        if (*at)
            *at++ = '\0';
    }
    return true;
}

/* The word at a place, "" where there is none. */
static const char *word(const request *r, size_t k) {
    return k < r->n ? r->words[k] : "";
}

static int say_wrong(rap_text *why, const char *words) {
    rap_text_add(why, words);
    return rap_fail(RAP_EINPUT);
}

static int find_language(const request *r, size_t k, rap_language *l, rap_text *why) {
    if (!rap_language_find(l, k < r->n ? r->words[k] : "en"))
        return RAP_OK;
    return say_wrong(why, "no such language");
}

static int read_code(const rap_class *room, const char *text, rap_class_code *code, rap_text *why) {
    if (rap_class_code_read(code, text, &room->key))
        return RAP_OK;
    return say_wrong(why, "this is no code of this study: a sign is wrong, or it is of another");
}

static int answer_code(rap_class *room, const request *r, rap_json *j, rap_text *why) {
    rap_class_code code;
    if (!rap_class_code_read_bare(&code, word(r, 1), &room->key))
        return say_wrong(why, "code PLACES-GUESSES-LUCK expected, a digit for each lever");
    rap_json_code(j, "code", room, &code);
    return RAP_OK;
}

static int answer_offer(rap_class *room, const request *r, rap_json *j, rap_text *why) {
    rap_language l;
    int status = find_language(r, 1, &l, why);
    return status ? status : rap_answer_offer(room, &l, j);
}

static int answer_story(rap_class *room, const request *r, rap_json *j, rap_text *why) {
    rap_language l;
    rap_class_code code;
    int status = read_code(room, word(r, 1), &code, why);
    status = status ? status : find_language(r, 2, &l, why);
    return status ? status : rap_answer_story(room, &code, &l, j, why);
}

/* A whole number from lo to hi, or -1. */
static int64_t number_in(const char *text, int64_t lo, int64_t hi) {
    char *end;
    long long x = strtoll(text, &end, 10);
    return end != text && !*end && x >= lo && x <= hi ? x : -1;
}

static int answer_worlds(rap_class *room, const request *r, rap_json *j, rap_text *why) {
    rap_class_code code;
    size_t kind = 0;
    int64_t first = number_in(word(r, 3), 1, RAP_MOST_WORLD - 1000);
    int64_t count = number_in(word(r, 4), 1, 1000);
    int status = read_code(room, word(r, 1), &code, why);
    while (rap_world_kinds[kind] && strcmp(rap_world_kinds[kind], word(r, 2)) != 0)
        kind++;
    if (!status && (!rap_world_kinds[kind] || first < 0 || count < 0))
        status = say_wrong(why, "worlds CODE KIND FROM COUNT expected, KIND being luck, guesses or "
                                "both, FROM 1 or more, COUNT from 1 to 1000");
    return status ? status
                  : rap_answer_worlds(room, &code, (rap_world_kind)kind, first, count, j, why);
}

static int answer_why(rap_class *room, const request *r, rap_json *j, rap_text *why) {
    rap_language l;
    rap_class_code from, to;
    int status = read_code(room, word(r, 1), &from, why);
    status = status ? status : read_code(room, word(r, 2), &to, why);
    status = status ? status : find_language(r, 3, &l, why);
    return status ? status : rap_answer_why(room, &from, &to, &l, j, why);
}

static const struct {
    const char *name;
    int (*answer)(rap_class *room, const request *r, rap_json *j, rap_text *why);
} requests[] = {{"offer", answer_offer},
                {"code", answer_code},
                {"story", answer_story},
                {"worlds", answer_worlds},
                {"why", answer_why}};

static int answer_request(rap_class *room, const request *r, rap_json *j, rap_text *why) {
    for (size_t k = 0; k < sizeof requests / sizeof requests[0]; k++)
        if (!strcmp(requests[k].name, word(r, 0)))
            return requests[k].answer(room, r, j, why);
    return say_wrong(why, "offer, story, worlds or why expected");
}

/* What went wrong as an answer. */
static void answer_wrong(rap_text *answer, int status, const rap_text *why) {
    rap_json j;
    rap_text_clear(answer);
    rap_json_init(&j, answer);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "error", why->n ? rap_text_string(why) : rap_error_text(status));
    rap_json_close(&j, '}');
}

int rap_class_answer(rap_class *room, const char *text, rap_text *answer) {
    request r = {.n = 0};
    rap_text why;
    rap_json j;
    rap_text_init(&why);
    rap_json_init(&j, answer);
    rap_json_open(&j, NULL, '{');
    int status = take_apart(&r, text) ? answer_request(room, &r, &j, &why)
                                      : say_wrong(&why, "the request is too long");
    rap_json_close(&j, '}');
    if (status)
        answer_wrong(answer, status, &why);
    if (answer->failed || why.failed)
        status = rap_fail(RAP_ENOMEM);
    rap_text_free(&why);
    return status;
}

int rap_class_tell(rap_class *room, const char *text, const rap_language *l, rap_text *out) {
    rap_class_code code;
    int status = read_code(room, text, &code, out);
    return status ? status : rap_story_in_words(room, &code, l, out);
}
