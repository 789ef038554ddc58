/* class_levers.c: what a class may change, and the arms that follow from it. */
#include "base/error.h"
#include "scenario/study/arms.h"
#include "web/class_parts.h"

#include <stdio.h>
#include <string.h>

/* A number that the model names can be none, half of what it is, or that. */
static const double shares[] = {0, 0.5, 1};
/* Each is found by its file alone in the languages of the browser (CMakeLists.txt here): no words that others say too. */
static const char *const share_labels[] = {RAP_MESSAGE("none of it"), RAP_MESSAGE("half of it"),
                                           RAP_MESSAGE("as it is")};
enum { N_SHARES = sizeof shares / sizeof shares[0], MOST_OWN = 3 };

const char *rap_class_choice(const rap_class_lever *lever, size_t choice, const rap_language *l) {
    return lever->choices ? lever->choices[choice].label : tr(l, share_labels[choice]);
}

/* ---- arms ------------------------------------------------------------------------------------- */

/* Where what has no place in the study is said to stand. */
static const rap_tree nowhere = {
    .key = "", .kind = RAP_NODE_GROUP, .file = "classroom", .path = ""};

int rap_class_arm(rap_class *room, const rap_class_code *code, size_t side, int without,
                  size_t *arm, rap_text *why) {
    rap_study *s = &room->study;
    const rap_tree *changes[RAP_MOST_LEVERS];
    rap_setting settings[RAP_MOST_LEVERS + 1];
    char path[RAP_LEVER_PATH];
    rap_problems problems;
    rap_findings findings;
    rap_variation v = {.base = room->arms[side],
                       .changes = changes,
                       .settings = settings,
                       .label = s->arms[room->arms[side]].label,
                       .node = s->classroom.node ? s->classroom.node : &nowhere};
    for (size_t k = 0; k < room->n_levers; k++) {
        const rap_class_lever *lever = &room->levers[k];
        size_t place = code->places[k];
        if (lever->side != side || place == lever->stands)
            continue;
        if (lever->choices)
            changes[v.n_changes++] = lever->choices[place].changes;
        else
            settings[v.n_settings++] =
                (rap_setting){lever->path, NULL, shares[place] * lever->number};
    }
    if (without >= 0) {
        snprintf(path, sizeof path, "mechanisms.%.60s", s->model->mechanisms[without].name);
        settings[v.n_settings++] = (rap_setting){path, NULL, 0};
    }
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    int status = rap_study_vary(s, &v, arm, &findings);
    if (status == RAP_EINPUT && problems.n)
        rap_problem_say(why, problems.rows);
    rap_problems_free(&problems);
    return status;
}

/* ---- levers ----------------------------------------------------------------------------------- */

/* "teams.*.hours.data" with the first name that stands for '*' in an arm. */
static bool put_name(const rap_inputs *inputs, const char *pattern, char *path) {
    size_t head = strcspn(pattern, "*");
    for (size_t k = 0; k < inputs->n_inputs; k++) {
        const char *other = inputs->inputs[k].path;
        if (strncmp(other, pattern, head) != 0)
            continue;
        snprintf(path, RAP_LEVER_PATH, "%.*s%s", (int)(head + strcspn(other + head, ".")), other,
                 pattern[head] ? pattern + head + 1 : "");
        return true;
    }
    return false;
}

/* The number at a pattern's path in an arm, and the path; 0 where there is none. */
static double named_number(const rap_study *s, size_t arm, const char *pattern, char *path) {
    const rap_inputs *inputs;
    const rap_field *field;
    double x = 0;
    if (rap_study_inputs(s, arm, &inputs) || !put_name(inputs, pattern, path) ||
        rap_study_number(s, arm, path, &field, &x))
        return 0;
    return x;
}

static void list_own(rap_class *room) {
    for (const rap_lesson_lever *own = room->study.model->lesson->levers; own->name; own++) {
        rap_class_lever *lever = &room->levers[room->n_levers];
        if (room->n_levers == MOST_OWN)
            return;
        *lever = (rap_class_lever){.name = own->name,
                                   .label = own->label,
                                   .own = true,
                                   .side = 1,
                                   .n_choices = N_SHARES,
                                   .stands = N_SHARES - 1};
        lever->number = named_number(&room->study, room->arms[1], own->path, lever->path);
        room->n_levers += lever->number > 0;
    }
}

static void list_written(rap_class *room) {
    const rap_classroom *c = &room->study.classroom;
    for (size_t k = 0; k < c->n_levers; k++)
        room->levers[room->n_levers++] =
            (rap_class_lever){.name = c->levers[k].name,
                              .label = c->levers[k].label,
                              .side = c->levers[k].arm == room->arms[1],
                              .choices = c->levers[k].choices,
                              .n_choices = c->levers[k].n_choices,
                              .stands = c->levers[k].stands};
}

rap_class_code rap_class_first(const rap_class *room) {
    rap_class_code first = {.guesses = 1, .luck = 1, .seed = room->key.seed};
    for (size_t k = 0; k < room->n_levers; k++)
        first.places[k] = room->levers[k].stands;
    return first;
}

/* Each choice by itself, the others as they stand: what the model refuses is told before a class meets it. */
static int try_choices(rap_class *room, rap_problems *problems) {
    size_t arm;
    int status = RAP_OK;
    for (size_t k = 0; k < room->n_levers; k++)
        for (size_t place = 0; place < room->levers[k].n_choices && !status; place++) {
            rap_class_code code = rap_class_first(room);
            rap_text why;
            rap_text_init(&why);
            code.places[k] = place;
            status = rap_class_arm(room, &code, room->levers[k].side, -1, &arm, &why);
            if (status == RAP_EINPUT)
                rap_problems_add(
                    problems, NULL, 0, NULL, "the lever \"%s\" at \"%s\": %s", room->levers[k].name,
                    rap_class_choice(&room->levers[k], place, NULL), rap_text_string(&why));
            rap_text_free(&why);
        }
    return status;
}

static void find_partners(rap_class *room) {
    char path[RAP_LEVER_PATH];
    room->partners = room->study.classroom.partners;
    for (size_t side = 0; side < 2; side++) {
        double x =
            named_number(&room->study, room->arms[side], room->study.model->lesson->asked, path);
        room->sought[side] = (int64_t)x;
        if (!room->study.classroom.partners && room->sought[side] > room->partners)
            room->partners = room->sought[side];
    }
    if (room->partners < 1)
        room->partners = 8;
}

int rap_class_list_levers(rap_class *room, rap_problems *problems) {
    find_partners(room);
    if (room->study.classroom.n_levers)
        list_written(room);
    else
        list_own(room);
    room->key.n_levers = room->n_levers;
    for (size_t k = 0; k < room->n_levers; k++)
        room->key.n_places[k] = room->levers[k].n_choices;
    return try_choices(room, problems);
}
