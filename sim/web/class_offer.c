/* class_offer.c: what a class is offered of a study. */
#include "base/error.h"
#include "web/class_parts.h"

#include <string.h>

void rap_json_code(rap_json *j, const char *key, const rap_class *room,
                   const rap_class_code *code) {
    rap_text text;
    rap_text_init(&text);
    rap_class_code_say(&text, code, &room->key);
    rap_json_taken(j, key, &text);
}

static void offer_community(const rap_class *room, rap_json *j) {
    const rap_inputs *inputs;
    rap_community c = {NULL, NULL, NULL};
    if (room->study.model->community && !rap_study_inputs(&room->study, room->arms[0], &inputs))
        c = room->study.model->community(inputs->root);
    rap_json_open(j, "community", '{');
    rap_json_text(j, "label", c.label ? c.label : "");
    rap_json_text(j, "asked", c.asked ? c.asked : "");
    rap_json_text(j, "numbers", c.numbers ? c.numbers : "");
    rap_json_close(j, '}');
}

static void offer_arms(const rap_class *room, rap_json *j) {
    rap_json_open(j, "arms", '[');
    for (size_t side = 0; side < 2; side++) {
        const rap_arm *arm = &room->study.arms[room->arms[side]];
        rap_json_open(j, NULL, '{');
        rap_json_text(j, "name", arm->name);
        rap_json_text(j, "label", arm->label);
        rap_json_text(j, "note", arm->note);
        rap_json_integer(j, "sought", room->sought[side]);
        rap_json_close(j, '}');
    }
    rap_json_close(j, ']');
}

static void offer_outcomes(const rap_class *room, const rap_language *l, rap_json *j) {
    static const char *const keys[RAP_N_ENDS] = {"counted", "gave", "got", "reached"};
    rap_json_open(j, "outcomes", '{');
    for (size_t k = 0; k < RAP_N_ENDS; k++) {
        const rap_outcome *o = &room->study.model->outcomes[room->outcomes[k]];
        rap_json_open(j, keys[k], '{');
        rap_json_text(j, "name", o->name);
        rap_json_text(j, "label", tr(l, o->label));
        rap_json_text(j, "unit", tr(l, o->unit));
        rap_json_text(j, "meaning", tr(l, o->meaning));
        rap_json_close(j, '}');
    }
    rap_json_close(j, '}');
}

static void offer_lever(const rap_class *room, const rap_class_lever *lever, const rap_language *l,
                        rap_json *j) {
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "name", lever->name);
    rap_json_text(j, "label", lever->own ? tr(l, lever->label) : lever->label);
    rap_json_integer(j, "arm", (int64_t)lever->side);
    rap_json_text(j, "arm_label", room->study.arms[room->arms[lever->side]].label);
    rap_json_integer(j, "stands", (int64_t)lever->stands);
    rap_json_open(j, "choices", '[');
    for (size_t place = 0; place < lever->n_choices; place++)
        rap_json_text(j, NULL, rap_class_choice(lever, place, l));
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}

int rap_answer_offer(rap_class *room, const rap_language *l, rap_json *j) {
    const rap_study *s = &room->study;
    const rap_class_code first = rap_class_first(room);
    rap_json_text(j, "title", s->title);
    rap_json_text(j, "study_question", s->question);
    rap_json_text(j, "question", s->classroom.question);
    offer_community(room, j);
    rap_json_integer(j, "months", s->horizon);
    rap_json_text(j, "currency", s->currency);
    rap_json_integer(j, "partners", room->partners);
    rap_json_integer(j, "worlds", s->classroom.worlds);
    rap_json_boolean(j, "guesses", s->draws > 0);
    offer_arms(room, j);
    offer_outcomes(room, l, j);
    rap_json_open(j, "levers", '[');
    for (size_t k = 0; k < room->n_levers; k++)
        offer_lever(room, &room->levers[k], l, j);
    rap_json_close(j, ']');
    rap_json_code(j, "code", room, &first);
    return RAP_OK;
}
