/* own_budget.c: a budget that a study need not spell out. */
#include "scenario/questions/own_budget.h"
#include "base/error.h"
#include "scenario/study/parts.h"

#include <math.h>
#include <string.h>

/* Lines in the making. */
typedef struct {
    rap_study *study;
    rap_line *lines;
    size_t n;
} own_lines;

static const char *keep_words(own_lines *o, const char *text) {
    return text ? rap_arena_copy(&o->study->parts->arena, text, strlen(text)) : NULL;
}

/* A line of a cost in one reading of its cuts. */
static int add_line_of_cost(own_lines *o, const rap_cost *c, bool other) {
    rap_arena *arena = &o->study->parts->arena;
    const char **group = rap_arena_take(arena, 1, sizeof *group);
    rap_text name, label;
    rap_text_init(&name);
    rap_text_init(&label);
    rap_text_format(&name, "%s%s", c->name, other ? ".unpaid" : "");
    rap_text_format(&label, "%s%s", c->label, other ? ", unpaid" : "");
    rap_line *line = &o->lines[o->n++];
    *line =
        (rap_line){.name = keep_words(o, rap_text_string(&name)),
                   .label = keep_words(o, rap_text_string(&label)),
                   .purpose = keep_words(o, c->purpose),
                   .lever = keep_words(o, c->lever),
                   .also = other ? keep_words(o, c->also) : NULL,
                   .also_share = other ? c->also_share : 0,
                   .reading = keep_words(o, other ? c->other_reading : c->reading),
                   .moves_nothing = !(c->feeds > 0),
                   .low = (double)NAN,
                   .high = (double)NAN,
                   .node = rap_tree_nearest(o->study->parts->arms[o->study->budget.arm], c->lever)};
    bool failed = name.failed || label.failed || !group;
    rap_text_free(&name);
    rap_text_free(&label);
    if (failed)
        return rap_fail(RAP_ENOMEM);
    *group = keep_words(o, c->group);
    line->spend = (rap_texts){group, 1};
    return line->name && line->label && line->lever && *group ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int make_lines(own_lines *o, const void *root) {
    const rap_study *s = o->study;
    int there = 1, status = RAP_OK;
    o->lines = rap_arena_take(&o->study->parts->arena, RAP_MOST_OWN_LINES, sizeof *o->lines);
    if (!o->lines)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; !status && o->n + 2 <= RAP_MOST_OWN_LINES; k++) {
        rap_cost c;
        there = s->model->costs(root, k, RAP_ALL_YEARS, &c);
        if (there <= 0)
            break;
        if (!c.lever[0] || c.cents == 0)
            continue;
        status = add_line_of_cost(o, &c, false);
        if (!status && c.also[0])
            status = add_line_of_cost(o, &c, true);
    }
    return there < 0 ? rap_fail(RAP_ENOMEM) : status;
}

/* What headlines look at, the first being the primary one. */
static int make_aims(rap_study *s) {
    size_t n = s->n_headlines < RAP_MOST_AIMS ? s->n_headlines : RAP_MOST_AIMS;
    rap_aim *aims = rap_arena_take(&s->parts->arena, n, sizeof *aims);
    if (!aims)
        return rap_fail(RAP_ENOMEM);
    for (size_t h = 0; h < n; h++) {
        const rap_headline *line = &s->headlines[h];
        const rap_outcome *o = &s->model->outcomes[line->outcome];
        aims[h] = (rap_aim){o->name, o->label, line->outcome, line->window, line->group, 1, NULL};
    }
    s->budget.aims = aims;
    s->budget.n_aims = n;
    return RAP_OK;
}

int rap_budget_complete(rap_study *study) {
    rap_budget *b = &study->budget;
    own_lines own = {.study = study};
    const rap_inputs *inputs;
    int status = b->n_aims ? RAP_OK : make_aims(study);
    if (status || b->n_lines || !study->model->costs)
        return status;
    status = rap_study_inputs(study, b->arm, &inputs);
    status = status ? status : make_lines(&own, inputs->root);
    b->lines = own.lines;
    b->n_lines = status ? 0 : own.n;
    return status;
}

/* ---- of a plan -------------------------------------------------------------------------------- */

/* The arm whose plan is taken. */
static size_t arm_of_plan(const rap_study *s) {
    if (s->budget.node && rap_tree_child(s->budget.node, "arm"))
        return s->budget.arm;
    for (size_t a = 0; a < s->n_arms; a++)
        if (s->arms[a].as_stated)
            return a;
    return s->baseline == 0 && s->n_arms > 1 ? 1 : 0;
}

static bool states_costs(const rap_study *s, const void *root) {
    rap_cost c;
    return s->model->costs(root, 0, RAP_ALL_YEARS, &c) != 0;
}

int rap_budget_of_plan(const rap_study *s, rap_text *sets) {
    size_t arm = arm_of_plan(s);
    const rap_inputs *inputs;
    if (s->budget.n_lines || !s->model->costs)
        return RAP_OK;
    int status = rap_study_inputs(s, arm, &inputs), there = 1;
    if (!status && states_costs(s, inputs->root) && !s->budget.node)
        rap_text_format(sets, "budget.arm=%s\n", s->arms[arm].name);
    if (status || states_costs(s, inputs->root))
        return status ? status : rap_text_status(sets);
    for (size_t k = 0; there == 1 && !sets->failed; k++) {
        rap_text path, value;
        rap_text_init(&path);
        rap_text_init(&value);
        there = s->model->as_costs(inputs->root, k, &path, &value);
        if (there == 1)
            rap_text_format(sets, "arms.%s.changes.%s=%s\n", s->arms[arm].name,
                            rap_text_string(&path), rap_text_string(&value));
        sets->failed |= path.failed || value.failed;
        rap_text_free(&path);
        rap_text_free(&value);
    }
    if (there == 0 && sets->n)
        rap_text_format(sets, "budget.arm=%s\nbudget.of_plan=true\n", s->arms[arm].name);
    return there < 0 ? rap_fail(RAP_ENOMEM) : rap_text_status(sets);
}
