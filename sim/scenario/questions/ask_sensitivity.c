/* ask_sensitivity.c: the grammar of `sensitivity = { ... }`. It need not be written: every study with arms to
 * compare can be asked which of its assumptions decide. Whether the numbers of a group are there is seen when the
 * factors are listed (analysis/sensitivity). */
#include "base/error.h"
#include "model/rows.h"
#include "scenario/questions/questions.h"

typedef struct {
    rap_named is;
    rap_texts numbers;
} group_row;

typedef struct {
    int64_t draws, inputs, points, chains, trajectories;
    double half_width;
    rap_rows groups; /* of group_row */
} sensitivity_row;

static const rap_field group_fields[] = {
    LINES(group_row, numbers, RAP_REQUIRED,
          "paths of uncertain numbers; one that ends with * stands for all that begin so"),
};
static RECORD(input_group_record, "group of assumptions", "uncertain numbers looked at as one",
              group_row, group_fields);

static const rap_field sensitivity_fields[] = {
    WHOLE_SETTING(sensitivity_row, draws, "draw", 20, 1000000, 1000,
                  "sets of assumptions, at least, from which inputs are screened"),
    WHOLE_SETTING(sensitivity_row, inputs, "input", 1, 200, 16,
                  "inputs, at most, that are confirmed one by one"),
    WHOLE_SETTING(sensitivity_row, points, "history", 16, 1000000, 512,
                  "histories, at most, of each point of the design that confirms them"),
    SETTING(sensitivity_row, half_width, "1", 0.001, 1, 0.05,
            "half-width of the indices' intervals at which no more points are run"),
    WHOLE_SETTING(sensitivity_row, chains, "chain", 0, 1000000, 200,
                  "chains of the design that tells kinds of luck apart; 0: none"),
    WHOLE_SETTING(sensitivity_row, trajectories, "trajectory", 0, 10000, 0,
                  "trajectories of elementary effects (Morris); 0: none"),
    PART_OF(sensitivity_row, groups, RAP_MAP, input_group_record, RAP_APART,
            "assumptions that are looked at together, beside those of a grade"),
};
static RECORD(sensitivity_record, "sensitivity", "which assumptions decide the headlines",
              sensitivity_row, sensitivity_fields);

typedef struct {
    sensitivity_row sensitivity;
} sensitivity_written;

static const rap_field sensitivity_keys[] = {
    PART_OF(sensitivity_written, sensitivity, RAP_GROUP, sensitivity_record, 0,
            "how closely to look at the assumptions: for `sensitivity`"),
};
static RECORD(sensitivity_study, "study", "a sensitivity analysis", sensitivity_written,
              sensitivity_keys);

static int read_groups(rap_reading *r, const sensitivity_row *row, const rap_tree *node) {
    const rap_tree *list = rap_tree_child(node, "groups");
    const group_row *rows = row->groups.rows;
    rap_sensitivity *s = &r->study->sensitivity;
    rap_input_group *groups = rap_arena_take(r->arena, row->groups.n, sizeof *groups);
    if (!groups)
        return rap_fail(RAP_ENOMEM);
    if (row->groups.n > RAP_MOST_INPUT_GROUPS) {
        rap_remark(r, list, "at most 12 groups expected");
        return RAP_OK;
    }
    for (size_t i = 0; i < row->groups.n; i++)
        groups[i] = (rap_input_group){rows[i].is.name, rows[i].is.label, rows[i].numbers,
                                      list->children[i]};
    s->groups = groups;
    s->n_groups = row->groups.n;
    return RAP_OK;
}

static int read_sensitivity(rap_reading *r, const void *written) {
    const sensitivity_row *row = &((const sensitivity_written *)written)->sensitivity;
    const rap_tree *node = rap_tree_child(r->own, "sensitivity");
    r->study->sensitivity = (rap_sensitivity){.draws = row->draws,
                                              .inputs = row->inputs,
                                              .points = row->points,
                                              .chains = row->chains,
                                              .trajectories = row->trajectories,
                                              .half_width = row->half_width,
                                              .node = node};
    return row->groups.n ? read_groups(r, row, node) : RAP_OK;
}

/* Nothing to forget: what it asks about are the study's own arms and headlines. */
static void drop_sensitivity(rap_study *study) {
    (void)study;
}

const rap_question rap_ask_sensitivity = {
    .keys = &sensitivity_study, .read = read_sensitivity, .forget = drop_sensitivity};
