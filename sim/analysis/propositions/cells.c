/* cells.c: the arms of propositions. */
#include "analysis/propositions/cells.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"
#include "scenario/study/arms.h"

#include <stdio.h>
#include <string.h>

const double rap_grades[RAP_GRADES] = {1, 0.75, 0.5, 0.25, 0};

enum { MOST_SETTINGS = 300, LONGEST_PATH = 80 };

/* One cell in the making: settings, and the paths of mechanisms that they are made of. */
typedef struct {
    rap_setting settings[MOST_SETTINGS];
    char paths[MOST_SETTINGS][LONGEST_PATH];
    size_t n;
} cell;

typedef struct {
    rap_study *study;
    rap_cell_plan *plan;
    rap_findings *findings;
    const rap_proposition *p;
    rap_cells *cells;
    bool complements;                  /* the model can observe what is outside a type */
    double money_sum;                  /* of lever and money_to together */
    double strength[2][MOST_SETTINGS]; /* of each mechanism, without and with the resource */
    const rap_tree *truth;             /* the value true */
    cell c;
} planner;

/* ---- one arm ---------------------------------------------------------------------------------- */

static void put(planner *b, const char *path, const rap_tree *value, double number) {
    cell *c = &b->c;
    c->settings[c->n++] = (rap_setting){path, value, number};
}

static void put_strengths(planner *b, bool given, const double *factor) {
    const rap_model *m = b->study->model;
    for (size_t k = 0; k < m->n_mechanisms; k++) {
        if (!(factor[k] < 1))
            continue;
        char *path = b->c.paths[b->c.n];
        snprintf(path, LONGEST_PATH, "mechanisms.%.60s", m->mechanisms[k].name);
        put(b, path, NULL, factor[k] * b->strength[given][k]);
    }
}

static void put_dose(planner *b, bool given) {
    const rap_resource *x = &b->p->resource;
    if (!x->lever)
        return;
    const rap_tree *dose = given ? x->to : x->from;
    put(b, x->lever, dose, 0);
    if (x->money_to)
        put(b, x->money_to, NULL, b->money_sum - dose->number);
}

/* "sustained: the resource, breach at 0.25" in the words of names; for a person who looks closely. */
static void write_label(const planner *b, bool given, const double *factor, bool outside,
                        rap_text *text) {
    const rap_model *m = b->study->model;
    rap_text_format(text, "%s: %s the resource", b->p->name, given ? "with" : "without");
    if (b->p->inside)
        rap_text_add(text, outside ? ", outside" : ", inside");
    for (size_t k = 0; k < m->n_mechanisms; k++)
        if (factor[k] < 1)
            rap_text_format(text, ", %s at %g", m->mechanisms[k].name, factor[k]);
}

/* Which way the resource is given to the part, and to the others. */
typedef enum { TO_NOBODY, TO_CONTEXT, TO_REST, TO_ALL } way;

static size_t base_of(const planner *b, bool given) {
    const rap_resource *x = &b->p->resource;
    return x->lever ? b->p->arm : given ? x->to_arm : x->from_arm;
}

static int add_cell_arm(planner *b, bool given, const double *factor, bool outside, bool part,
                        size_t elsewhere, size_t *arm) {
    rap_text label;
    rap_text_init(&label);
    b->c.n = 0;
    put_dose(b, given);
    put_strengths(b, given, factor);
    if (b->complements)
        put(b, "complements", b->truth, 0);
    write_label(b, given, factor, outside, &label);
    const rap_tree *changes = outside ? b->p->outside : b->p->inside;
    const rap_variation v = {.base = base_of(b, given),
                             .changes = &changes,
                             .n_changes = changes != NULL,
                             .settings = b->c.settings,
                             .n_settings = b->c.n,
                             .given_to = part ? b->p->group : NULL,
                             .elsewhere = elsewhere,
                             .label = rap_text_string(&label),
                             .node = b->p->resource.node};
    int status = rap_text_status(&label);
    if (!status)
        status = rap_study_vary(b->study, &v, arm, b->findings);
    rap_text_free(&label);
    return status;
}

static int add_way(planner *b, way w, const double *factor, bool outside, size_t *arm) {
    bool part = w == TO_CONTEXT || w == TO_REST;
    size_t elsewhere = 0;
    int status = RAP_OK;
    if (part)
        status = add_way(b, w == TO_CONTEXT ? TO_NOBODY : TO_ALL, factor, outside, &elsewhere);
    return status ? status
                  : add_cell_arm(b, w == TO_CONTEXT || w == TO_ALL, factor, outside, part,
                                 elsewhere, arm);
}

static int add_cell_pair(planner *b, const double *factor, bool outside, rap_pair *pair) {
    int status = add_way(b, TO_NOBODY, factor, outside, &pair->from);
    b->plan->asked += 2;
    return status
               ? status
               : add_way(b, b->cells->targeted ? TO_CONTEXT : TO_ALL, factor, outside, &pair->to);
}

/* ---- one proposition -------------------------------------------------------------------------- */

static void all_at_full(const planner *b, double *factor) {
    for (size_t k = 0; k < b->study->model->n_mechanisms; k++)
        factor[k] = 1;
}

/* Which factor a mechanism belongs to; n_factors where it is in none. */
static size_t factor_of(const planner *b, size_t mechanism) {
    const rap_proposition *p = b->p;
    if (mechanism == p->response)
        return 0;
    for (size_t k = 0; k < p->n_rivals; k++)
        if (p->rivals[k] == mechanism)
            return 1 + k;
    return 1 + p->n_rivals;
}

/* Strengths as they stand in an arm, the changes of the context and of a bundle's arms included;
 * these are what is weakened. */
static int read_strengths(planner *b, size_t arm, double *strength) {
    const rap_model *m = b->study->model;
    const rap_field *field;
    char path[LONGEST_PATH];
    for (size_t k = 0; k < m->n_mechanisms; k++) {
        snprintf(path, sizeof path, "mechanisms.%.60s", m->mechanisms[k].name);
        int status = rap_study_number(b->study, arm, path, &field, &strength[k]);
        if (status == RAP_ENOMEM)
            return status;
        if (status)
            strength[k] = 1;
    }
    return RAP_OK;
}

static int add_effect(planner *b, const double *factor) {
    rap_pair *effect = &b->cells->effect;
    int status = add_cell_pair(b, factor, false, effect);
    status = status ? status : read_strengths(b, effect->from, b->strength[0]);
    return status ? status : read_strengths(b, effect->to, b->strength[1]);
}

static int add_grades(planner *b) {
    double factor[MOST_SETTINGS];
    int status = RAP_OK;
    b->cells->graded[0] = b->cells->effect;
    for (size_t g = 1; g < RAP_GRADES && !status; g++) {
        all_at_full(b, factor);
        factor[b->p->response] = rap_grades[g];
        status = add_cell_pair(b, factor, false, &b->cells->graded[g]);
    }
    return status;
}

static int add_factorial(planner *b) {
    rap_cells *c = b->cells;
    double factor[MOST_SETTINGS];
    int status = RAP_OK;
    c->has_rest = b->study->model->n_mechanisms > 1 + b->p->n_rivals;
    c->n_factors = 1 + b->p->n_rivals + c->has_rest;
    for (size_t set = 0; set < (size_t)1 << c->n_factors && !status; set++) {
        for (size_t k = 0; k < b->study->model->n_mechanisms; k++)
            factor[k] = set >> factor_of(b, k) & 1 ? 1 : 0;
        status = add_cell_pair(b, factor, false, &c->factor[set]);
    }
    return status;
}

/* A type of organisations; a subgroup's members cannot be chosen, and nobody counts the others. */
static bool is_type(const char *group) {
    return group && strncmp(group, "type:", 5) == 0;
}

/* Tries to give the resource to the context only; the model may not be able to. */
static int find_target(planner *b, const double *factor) {
    size_t before = b->findings->seen, arm;
    b->cells->targeted = false;
    if (!is_type(b->p->group))
        return RAP_OK;
    int status = add_way(b, TO_CONTEXT, factor, false, &arm);
    b->cells->targeted = status == RAP_OK;
    return status == RAP_EINPUT && b->findings->seen == before ? RAP_OK : status;
}

static int find_complement(planner *b) {
    const char *group = b->p->group;
    if (!is_type(group) || !b->complements)
        return RAP_OK;
    size_t n = strlen(group) + 8;
    char *text = rap_allocate(n, 1);
    if (!text)
        return rap_fail(RAP_ENOMEM);
    snprintf(text, n, "other:%s", strchr(group, ':') + 1);
    b->cells->complement = text;
    return RAP_OK;
}

static int add_cells(planner *b) {
    rap_cells *c = b->cells;
    double factor[MOST_SETTINGS];
    all_at_full(b, factor);
    int status = find_complement(b);
    status = status ? status : find_target(b, factor);
    status = status ? status : add_effect(b, factor);
    status = status ? status : add_grades(b);
    status = status ? status : add_factorial(b);
    status = status ? status : add_way(b, TO_ALL, factor, false, &c->all);
    b->plan->asked += 1 + c->targeted;
    c->rest = c->effect.from;
    if (!status && c->targeted)
        status = add_way(b, TO_REST, factor, false, &c->rest);
    c->outside = c->effect;
    if (!status && b->p->inside)
        status = add_cell_pair(b, factor, true, &c->outside);
    return status;
}

/* ---- money and strengths as they stand -------------------------------------------------------- */

static bool is_number(const rap_tree *t) {
    return t->kind == RAP_NODE_INTEGER || t->kind == RAP_NODE_REAL;
}

static void complain_of_lever(planner *b, const rap_tree *node, const char *text,
                              const char *path) {
    rap_findings_add(b->findings, node->file, node->line, node->path, text, path);
}

/* What the lever takes, money_to gives: their sum stays. */
static int read_money(planner *b) {
    const rap_resource *x = &b->p->resource;
    const rap_field *lever, *money;
    double is, has;
    if (!x->lever)
        return RAP_OK;
    const rap_tree *node = rap_tree_child(x->node, "lever");
    int status = rap_study_number(b->study, b->p->arm, x->lever, &lever, &is);
    if (status == RAP_ENOMEM)
        return status;
    if (!lever)
        complain_of_lever(b, node, "there is no \"%s\" in this arm", x->lever);
    if (!lever || !x->money_to)
        return RAP_OK;
    if (status) {
        complain_of_lever(b, node, "\"%s\" is not a number, so that no money can go elsewhere",
                          x->lever);
        return RAP_OK;
    }
    node = rap_tree_child(x->node, "money_to");
    status = rap_study_number(b->study, b->p->arm, x->money_to, &money, &has);
    if (status == RAP_ENOMEM)
        return status;
    if (status)
        complain_of_lever(b, node, "there is no number \"%s\" in this arm", x->money_to);
    else if (!rap_field_same_unit(lever, money))
        complain_of_lever(b, node, "\"%s\" is not counted in the unit of the lever", x->money_to);
    else if (!is_number(x->from) || !is_number(x->to))
        complain_of_lever(b, node,
                          "doses that are plain numbers expected where money goes to \"%s\"",
                          x->money_to);
    else if (is + has - x->from->number < money->lo || is + has - x->to->number < money->lo)
        complain_of_lever(b, node, "\"%s\" has not so much to give", x->money_to);
    b->money_sum = is + has;
    return RAP_OK;
}

static int plan_one(planner *b, size_t k) {
    b->p = &b->study->propositions[k];
    b->cells = &b->plan->rows[k];
    if (b->p->unexpressed)
        return RAP_OK;
    size_t before = b->findings->seen;
    int status = read_money(b);
    if (status || b->findings->seen > before)
        return status;
    status = add_cells(b);
    if (status == RAP_EINPUT && b->findings->seen == before)
        complain_of_lever(
            b, b->p->resource.node,
            "the model can give this to \"%s\" alone, but not with its mechanisms weakened",
            b->p->group);
    return status == RAP_EINPUT ? RAP_OK : status;
}

/* ---- what runs leave behind ------------------------------------------------------------------- */

/* An outcome of a group and, as totals are divided by it, the number of the group's members. */
static int keep_counted(rap_study *s, size_t outcome, const char *group) {
    const rap_model *m = s->model;
    int count = m->count ? rap_model_outcome(m, m->count) : -1;
    int status = rap_study_keep(s, outcome, group);
    return status || count < 0 ? status : rap_study_keep(s, (size_t)count, group);
}

static int keep_of_propositions(planner *b) {
    rap_study *s = b->study;
    bool used[RAP_MOST_WINDOWS + 1] = {false};
    int status = rap_study_keep_headlines(s, used);
    for (size_t k = 0; k < s->n_propositions && !status; k++) {
        const rap_proposition *p = &s->propositions[k];
        const char *groups[] = {p->outcome_group, p->group, b->plan->rows[k].complement};
        for (size_t g = 0; g < 3 && !p->unexpressed && !status; g++)
            if (groups[g])
                status = keep_counted(s, p->outcome, groups[g]);
        if (!status && p->earlier.asked)
            status = rap_study_keep(s, p->earlier.outcome, p->earlier.group);
        used[p->window] |= !p->unexpressed;
        used[p->earlier.window] |= p->earlier.asked;
    }
    if (!status)
        rap_study_keep_windows(s, used);
    return status;
}

int rap_cells_plan(rap_cell_plan *plan, rap_study *study, rap_problems *problems) {
    rap_findings findings;
    planner *b = rap_allocate(1, sizeof *b);
    *plan = (rap_cell_plan){.n = study->n_propositions};
    plan->rows = rap_allocate(plan->n, sizeof *plan->rows);
    if (!b || !plan->rows) {
        rap_free(b);
        return rap_fail(RAP_ENOMEM);
    }
    rap_findings_init(&findings, problems);
    const rap_tree truth = {
        .key = "", .kind = RAP_NODE_BOOLEAN, .integer = 1, .file = "", .path = ""};
    *b = (planner){.study = study, .plan = plan, .findings = &findings, .truth = &truth};
    b->complements = rap_record_find(study->model->root, "complements", NULL) != NULL;
    int status = RAP_OK;
    for (size_t k = 0; k < plan->n && !status; k++)
        status = plan_one(b, k);
    if (!status)
        status = keep_of_propositions(b);
    rap_free(b);
    int reported = rap_findings_finish(&findings);
    return status ? status : reported;
}

void rap_cells_free(rap_cell_plan *plan) {
    for (size_t k = 0; plan->rows && k < plan->n; k++)
        rap_free(plan->rows[k].complement);
    rap_free(plan->rows);
    *plan = (rap_cell_plan){0};
}
