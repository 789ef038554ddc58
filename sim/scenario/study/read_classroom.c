/* read_classroom.c: the grammar of `classroom = { ... }` and what it names. Whether a choice's changes fit the model is seen
 * when its arms are derived (web/class_levers.c). */
#include "scenario/study/read_classroom.h"
#include "base/error.h"
#include "model/rows.h"

#include <string.h>

static const rap_field choice_fields[] = {
    UNBOUND(changes, RAP_TREE,
            "what is otherwise then in the lever's arm; none: as the arm stands"),
};
static RECORD(classroom_choice_record, "choice", "a place where a lever can stand",
              rap_classroom_choice_row, choice_fields);

static const rap_field lever_fields[] = {
    LINE(rap_classroom_lever_row, arm, NULL, 0,
         "the arm that it changes; if unset, the second of the two"),
    PART_OF(rap_classroom_lever_row, choices, RAP_MAP, classroom_choice_record,
            RAP_REQUIRED | RAP_APART,
            "places where it can stand, 2 to 9; one without changes is where it stands at first"),
};
static RECORD(classroom_lever_record, "lever", "what a class may change", rap_classroom_lever_row,
              lever_fields);

static const rap_field classroom_fields[] = {
    LINES(rap_classroom_row, arms, 0,
          "the two arms that are shown; if unset, the baseline and the first other one"),
    LINE(rap_classroom_row, question, NULL, 0,
         "the question that is guessed at, with @ for how many partners there are; if unset, one "
         "made of the arms"),
    LINE(rap_classroom_row, outcome, NULL, 0,
         "outcome that is counted, at the horizon; if unset, the one that the model names"),
    WHOLE_SETTING(rap_classroom_row, partners, "partner", 0, 12, 0,
                  "of how many it counts; 0: as many as the arms ask"),
    WHOLE_SETTING(rap_classroom_row, worlds, "world", 10, 200, 40,
                  "histories that are laid side by side"),
    PART_OF(rap_classroom_row, levers, RAP_MAP, classroom_lever_record, RAP_APART,
            "what a class may change, at most 5; if unset, hours that the model names"),
};
RECORD(rap_classroom_record, "classroom", "what a class is offered of the study", rap_classroom_row,
       classroom_fields);

/* ---- reading ---------------------------------------------------------------------------------- */

static bool is_empty_choice(const rap_choice *choice) {
    return !choice->changes || choice->changes->n == 0;
}

static int read_lever_choices(rap_reading *r, const rap_classroom_lever_row *row,
                              const rap_tree *node, rap_lever *lever) {
    const rap_tree *list = rap_tree_child(node, "choices");
    const rap_classroom_choice_row *rows = row->choices.rows;
    rap_choice *choices = rap_arena_take(r->arena, row->choices.n, sizeof *choices);
    size_t empty = 0;
    if (!choices)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < row->choices.n; i++) {
        choices[i] = (rap_choice){rows[i].is.label, rap_tree_child(list->children[i], "changes")};
        if (is_empty_choice(&choices[i])) {
            lever->stands = i;
            empty++;
        }
    }
    lever->choices = choices;
    lever->n_choices = row->choices.n;
    if (row->choices.n < 2 || row->choices.n > RAP_MOST_PLACES)
        rap_refuse(r, list, "from 2 to 9 choices expected");
    else if (empty != 1)
        rap_refuse(r, list, "one choice without changes expected: how the arm stands");
    return RAP_OK;
}

static int read_class_lever(rap_reading *r, const rap_classroom_lever_row *row,
                            const rap_tree *node, rap_lever *lever) {
    rap_classroom *c = &r->study->classroom;
    *lever = (rap_lever){.name = row->is.name, .label = row->is.label, .arm = c->arms[1]};
    if (row->arm)
        lever->arm = rap_find_arm(r, rap_tree_child(node, "arm"), row->arm);
    if (r->good && lever->arm != c->arms[0] && lever->arm != c->arms[1])
        rap_refuse(r, rap_tree_child(node, "arm"), "one of the two arms of the class expected");
    return row->choices.n ? read_lever_choices(r, row, node, lever)
                          : RAP_OK; /* reported by the binding */
}

static int read_levers(rap_reading *r, const rap_classroom_row *row) {
    const rap_tree *list = rap_tree_child(r->node, "levers");
    const rap_classroom_lever_row *rows = row->levers.rows;
    rap_classroom *c = &r->study->classroom;
    int status = RAP_OK;
    if (row->levers.n > RAP_MOST_LEVERS) {
        rap_refuse(r, list, "at most 5 levers expected");
        return RAP_OK;
    }
    rap_lever *levers = rap_arena_take(r->arena, row->levers.n, sizeof *levers);
    if (!levers)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < row->levers.n && !status; i++)
        status = read_class_lever(r, &rows[i], list->children[i], &levers[i]);
    c->levers = levers;
    c->n_levers = r->good ? row->levers.n : 0;
    return status;
}

static void read_two_arms(rap_reading *r, const rap_texts *arms) {
    rap_classroom *c = &r->study->classroom;
    const rap_tree *list = rap_tree_child(r->node, "arms");
    c->arms[0] = r->study->baseline;
    c->arms[1] = r->study->baseline == 0 && r->study->n_arms > 1;
    if (!list || list->kind != RAP_NODE_LIST)
        return;
    if (arms->n != 2) {
        rap_refuse(r, list, "two arms expected");
        return;
    }
    for (size_t k = 0; k < 2; k++)
        c->arms[k] = rap_find_arm(r, list->children[k], arms->items[k]);
    if (r->good && c->arms[0] == c->arms[1])
        rap_refuse(r, list, "two different arms expected");
}

/* A model that is not for a class has nothing to count. */
static void read_counted(rap_reading *r, const rap_classroom_row *row) {
    const rap_model *model = r->study->model;
    rap_classroom *c = &r->study->classroom;
    if (row->outcome)
        c->outcome = rap_find_outcome(r, rap_tree_child(r->node, "outcome"), row->outcome);
    else if (model->lesson)
        c->outcome = (size_t)rap_model_outcome(model, model->lesson->counted);
    if (row->outcome && r->good && !(model->outcomes[c->outcome].flags & RAP_TOTAL))
        rap_refuse(r, rap_tree_child(r->node, "outcome"),
                   "a total over organisations expected, such as ties_working");
}

int rap_read_classroom(rap_reading *r, const rap_classroom_row *row) {
    rap_classroom *c = &r->study->classroom;
    r->node = rap_tree_child(r->own, "classroom");
    r->good = true;
    *c = (rap_classroom){.question = row->question,
                         .partners = row->partners,
                         .worlds = row->worlds,
                         .node = r->node};
    read_two_arms(r, &row->arms);
    read_counted(r, row);
    return row->levers.n ? read_levers(r, row) : RAP_OK;
}
