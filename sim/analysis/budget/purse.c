/* purse.c: costs of the model, or levers that are money. */
#include "analysis/budget/purse.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/arms.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static int add_booked(rap_purse *p, const char *group, double asked, size_t line) {
    if (rap_grow(&p->booked, &p->capacity, p->n_booked + 1, sizeof *p->booked))
        return rap_fail(RAP_ENOMEM);
    rap_booked *b = &p->booked[p->n_booked++];
    snprintf(b->group, sizeof b->group, "%s", group);
    b->asked = asked;
    b->line = line;
    return RAP_OK;
}

/* Where a cost comes to nothing as it stands, all of what it may come to is asked for, unless others give it. */
static int add_purse_cost(rap_purse *p, const rap_budget *budget, const rap_cost *cost) {
    double paid = cost->cents > 0 ? (double)cost->asked / (double)cost->cents : !cost->in_kind;
    size_t i = 0;
    while (i < budget->n_lines && strcmp(budget->lines[i].lever, cost->lever) != 0)
        i++;
    bool is_line = cost->lever[0] && i < budget->n_lines;
    p->award += cost->asked;
    if (is_line) {
        p->asked[i] = cost->asked;
        p->paid[i] = paid;
        p->seen[i] = !(cost->feeds < 0.5);
    }
    return cost->group[0] ? add_booked(p, cost->group, paid, is_line ? i : RAP_MOST_OWN_LINES)
                          : RAP_OK;
}

static int look_at_costs(rap_purse *p, const rap_budget *budget, const rap_study *study, size_t arm,
                         size_t *n) {
    const rap_inputs *inputs;
    rap_cost cost;
    int status = rap_study_inputs(study, arm, &inputs);
    for (*n = 0; !status; ++*n) {
        int more = study->model->costs(inputs->root, *n, RAP_ALL_YEARS, &cost);
        if (more != 1)
            return more;
        status = add_purse_cost(p, budget, &cost);
    }
    return status;
}

static int look_at_levers(rap_purse *p, const rap_budget *budget, const rap_study *study,
                          size_t arm) {
    int status = RAP_OK;
    for (size_t i = 0; i < budget->n_lines && !status; i++) {
        const rap_field *field;
        double is;
        status = rap_study_number(study, arm, budget->lines[i].lever, &field, &is);
        if (status || field->kind != RAP_MONEY)
            continue;
        p->paid[i] = 1;
        p->seen[i] = true;
        p->asked[i] = llround(100 * is);
        p->award += p->asked[i];
    }
    return status ? status : add_booked(p, "all", 1, RAP_MOST_OWN_LINES);
}

int rap_purse_look(rap_purse *p, const rap_budget *budget, const rap_study *study, size_t arm) {
    size_t n = 0;
    *p = (rap_purse){0};
    int status = study->model->costs ? look_at_costs(p, budget, study, arm, &n) : RAP_OK;
    return status || n ? status : look_at_levers(p, budget, study, arm);
}

void rap_purse_free(rap_purse *p) {
    rap_free(p->booked);
    *p = (rap_purse){0};
}

int64_t rap_purse_rest(const rap_purse *p) {
    int64_t rest = p->award;
    for (size_t i = 0; i < RAP_MOST_OWN_LINES; i++)
        rest -= p->asked[i];
    return rest;
}

int rap_purse_keep(const rap_purse *p, rap_study *study) {
    int spend = rap_model_flagged(study->model, RAP_SPEND), status = RAP_OK;
    for (size_t g = 0; g < p->n_booked && spend >= 0 && !status; g++)
        status = rap_study_keep(study, (size_t)spend, p->booked[g].group);
    return status;
}
