/* ask_calibration.c: what was measured, and how assumptions are calibrated to it. */
#include "base/error.h"
#include "model/rows.h"
#include "scenario/questions/claims.h"
#include "scenario/questions/quantities.h"
#include "scenario/questions/questions.h"
#include "scenario/study/arms.h"
#include "scenario/study/parts.h"
#include "scenario/study/windows.h"

typedef struct {
    const char *name, *window, *group;
} measured_row;

/* quantities = { name = { label; source; status; note; plus; minus; changes; outcome; value; sd; }; } */
typedef struct {
    rap_named is;
    const char *source, *note;
    int standing; /* position in "held_out", "input", "forecast" */
    rap_texts plus, minus;
    measured_row outcome;
    double value, sd, discrepancy;
    int64_t communities;
} quantity_row;

static const rap_field measured_fields[] = {
    LINE(measured_row, name, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(measured_row, window, NULL, RAP_REQUIRED,
         "a month, or an anchor of the model plus months; it need not be one of the study's "
         "windows"),
    LINE(measured_row, group, "all", 0, "all, or a part such as type:... or team:..."),
};
static RECORD(measured_record, "measured outcome", "what of the model was measured", measured_row,
              measured_fields);

static const char *const quantity_standings[] = {"held_out", "input", "forecast", NULL};
enum { AS_INPUT = 1, AS_FORECAST };

static const rap_field quantity_fields[] = {
    LINE(quantity_row, source, NULL, RAP_REQUIRED, "who measured it"),
    {.key = "status",
     .kind = RAP_CHOICE,
     .choices = quantity_standings,
     .meaning = "held_out: weighs the sets of assumptions; input: was put in, and does not; "
                "forecast: is kept back, foretold from the others and scored",
     .offset = offsetof(quantity_row, standing),
     .flags = RAP_REQUIRED},
    LINE(quantity_row, note, NULL, 0, "a remark that is printed with it"),
    LINES(quantity_row, plus, 0, "arms whose mean is taken; if unset, the baseline"),
    LINES(quantity_row, minus, 0,
          "arms whose mean is taken away; if unset, nothing is: the level itself counts"),
    UNBOUND(
        changes, RAP_TREE,
        "what was otherwise where it was measured than in `plus`, which is one arm then: as the "
        "changes of an arm, which is run for this quantity alone"),
    PART_OF(quantity_row, outcome, RAP_GROUP, measured_record, RAP_REQUIRED,
            "what of the model was measured"),
    CHOSEN(quantity_row, value, RAP_REAL, "1", -1e12, 1e12, 0, "a setting of the study",
           RAP_REQUIRED, "the value published, in the outcome's unit"),
    CHOSEN(quantity_row, sd, RAP_REAL, "1", 1e-12, 1e12, 0, "a setting of the study", RAP_REQUIRED,
           "how far it may be off by sampling: a standard deviation, above 0"),
    CHOSEN(quantity_row, discrepancy, RAP_REAL, "1", 0, 1e12, 0, "a setting of the study", 0,
           "how far what was measured may lie from what the model has: a standard deviation, added "
           "to sd in squares; the same in all waves of one question; assumed"),
    WHOLE_SETTING(quantity_row, communities, "community", 0, 1000000, 0,
                  "in how many communities it was measured, whose luck is in it: 1 for a survey of "
                  "your own; 0: so many that luck is out"),
};
static RECORD(quantity_record, "quantity", "what was measured", quantity_row, quantity_fields);

static const rap_field calibration_fields[] = {
    WHOLE_SETTING(rap_calibration_plan, draws, "draw", 100, 100000, 2000,
                  "sets of assumptions that are run, if the study has fewer"),
    WHOLE_SETTING(
        rap_calibration_plan, replicates, "run", 2, 1000, 2,
        "runs of every arm under each of them, where more sets than the study's are run; an "
        "even number: half of them are laid beside the data, the others tell what follows"),
};
static RECORD(calibration_record, "calibration", "what a calibration runs", rap_calibration_plan,
              calibration_fields);

typedef struct {
    rap_rows quantities; /* of quantity_row */
    rap_calibration_plan calibration;
} calibration_written;

static const rap_field calibration_keys[] = {
    PART_OF(calibration_written, quantities, RAP_MAP, quantity_record, RAP_APART,
            "what was measured, for `calibrate` and `validate`: sets of assumptions are weighed by "
            "it"),
    PART_OF(calibration_written, calibration, RAP_GROUP, calibration_record, 0,
            "what `calibrate` runs"),
};
static RECORD(calibration_study, "study", "quantities and calibration", calibration_written,
              calibration_keys);

bool rap_quantity_weighs(const rap_quantity *quantity) {
    return quantity->standing == RAP_HELD_OUT && !quantity->kept_back;
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* The outcome and its group; the window, which need not be the study's. */
static void read_what(rap_reading *r, const measured_row *row, const rap_tree *node,
                      rap_quantity *q) {
    const rap_tree *window = rap_tree_child(node, "window");
    r->good &= row->name && row->window;
    if (row->name)
        q->effect.outcome = rap_find_outcome(r, rap_tree_child(node, "name"), row->name);
    if (row->window && window)
        rap_take_window(r, window, row->window, &q->when);
    q->effect.group = row->group;
}

/* What was otherwise where it was measured: in one arm, the baseline where none is named. */
static void read_changes(rap_reading *r, const rap_tree *node, rap_quantity *q) {
    const rap_tree *changes = rap_tree_child(node, "changes");
    if (!changes)
        return;
    if (changes->kind != RAP_NODE_GROUP)
        rap_refuse(r, changes, "a group { } expected");
    else if (q->effect.n_plus != 1)
        rap_refuse(r, changes, "changes are to one arm: one in plus expected");
    else
        q->changes = changes;
}

static int read_quantity(rap_reading *r, const quantity_row *row, const rap_tree *node) {
    size_t *baseline = rap_arena_take(r->arena, 1, sizeof *baseline);
    if (!baseline)
        return rap_fail(RAP_ENOMEM);
    *baseline = r->study->baseline;
    rap_quantity q = {.name = row->is.name,
                      .label = row->is.label,
                      .source = row->source,
                      .note = row->note,
                      .standing = row->standing == AS_INPUT ? RAP_IS_INPUT : RAP_HELD_OUT,
                      .kept_back = row->standing == AS_FORECAST,
                      .effect = {.plus = baseline, .n_plus = 1},
                      .node = node,
                      .value = row->value,
                      .sd = row->sd,
                      .discrepancy = row->discrepancy,
                      .communities = row->communities};
    if (node->kind != RAP_NODE_GROUP || !row->source)
        return RAP_OK; /* reported by the binding */
    r->good = true;
    read_what(r, &row->outcome, rap_tree_child(node, "outcome"), &q);
    int status = rap_read_effect_sides(r, node, &q.effect);
    if (!status)
        read_changes(r, node, &q);
    q.planned = !q.changes && rap_is_window(r->study, &q.when, &q.effect.window);
    if (!status && r->good && q.effect.n_plus > 0)
        r->study->quantities[r->study->n_quantities++] = q;
    return status;
}

static int read_quantities(rap_reading *r, const rap_rows *written) {
    const rap_tree *group = rap_tree_child(r->own, "quantities");
    const quantity_row *rows = written->rows;
    size_t n = written->n < RAP_MOST_PATTERNS ? written->n : RAP_MOST_PATTERNS;
    int status = RAP_OK;
    r->study->quantities = rap_arena_take(r->arena, n, sizeof *r->study->quantities);
    if (!r->study->quantities)
        return rap_fail(RAP_ENOMEM);
    if (written->n > n)
        rap_remark(r, group, "too many quantities; at most 1000 expected");
    for (size_t i = 0; i < n && !status; i++)
        status = read_quantity(r, &rows[i], group->children[i]);
    return status;
}

static int read_calibration(rap_reading *r, const void *written) {
    const calibration_written *w = written;
    r->study->calibration = w->calibration;
    return read_quantities(r, &w->quantities);
}

/* ---- planning --------------------------------------------------------------------------------- */

/* The arm in which it was measured, where that is none of the study's. */
static int plan_arm(rap_study *study, rap_quantity *q, rap_findings *findings) {
    size_t *arm = rap_arena_take(&study->parts->arena, 1, sizeof *arm);
    const rap_variation v = {.base = q->effect.plus[0],
                             .changes = &q->changes,
                             .n_changes = 1,
                             .label = q->label,
                             .node = q->changes};
    if (!arm)
        return rap_fail(RAP_ENOMEM);
    int status = rap_study_vary(study, &v, arm, findings);
    if (!status)
        q->effect.plus = arm;
    return status;
}

static int plan_quantity(rap_study *study, rap_quantity *q, rap_findings *findings) {
    int status = rap_study_add_window(study, &q->when, &q->effect.window);
    if (status == RAP_EINPUT)
        rap_findings_add(findings, q->node->file, q->node->line, q->node->path,
                         "too many windows; a study has at most 100");
    if (!status && q->changes)
        status = plan_arm(study, q, findings);
    q->planned = !status;
    return status;
}

int rap_quantities_plan(rap_study *study, rap_problems *problems) {
    rap_findings findings;
    rap_findings_init(&findings, problems);
    int status = RAP_OK;
    for (size_t k = 0; k < study->n_quantities && status != RAP_ENOMEM; k++)
        if (!study->quantities[k].planned)
            status = plan_quantity(study, &study->quantities[k], &findings);
    int reported = rap_findings_finish(&findings);
    return status ? status : reported;
}

/* ---- the rest of the row ---------------------------------------------------------------------- */

static int want_of_quantities(rap_reading *r) {
    const rap_study *s = r->study;
    const rap_tree *quantities = rap_tree_child(r->own, "quantities");
    int status = RAP_OK;
    for (size_t k = 0; k < s->n_quantities && !status; k++) {
        const rap_quantity *q = &s->quantities[k];
        const rap_tree *row = rap_tree_child(rap_tree_child(quantities, q->name), "outcome");
        status = rap_want(r, q->effect.outcome, q->effect.group, row, &q->effect);
    }
    return status;
}

static void move_quantities(rap_study *s, const rap_window *old) {
    size_t n = 0;
    for (size_t k = 0; k < s->n_quantities; k++) {
        rap_quantity q = s->quantities[k];
        if (!q.planned || rap_window_move(s, old, &q.effect.window))
            s->quantities[n++] = q;
    }
    s->n_quantities = n;
}

static int copy_quantities(rap_study *s) {
    return rap_study_copy(s, &s->quantities, s->n_quantities, 0, sizeof *s->quantities);
}

static void drop_quantities(rap_study *s) {
    s->n_quantities = 0;
}

const rap_question rap_ask_calibration = {.keys = &calibration_study,
                                          .read = read_calibration,
                                          .want = want_of_quantities,
                                          .move = move_quantities,
                                          .copy = copy_quantities,
                                          .forget = drop_quantities};
