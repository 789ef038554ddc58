/* worth.c: from runs to the draws' costs, effects and parameters, and what value.h says of them. */
#include "analysis/budget/worth.h"
#include "analysis/estimate/effects.h"
#include "analysis/estimate/summary.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/study.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    rap_worth *w;
    rap_measure m;
    size_t *arms;            /* positions of all arms */
    double *cost, *effect;   /* item */
    const char **grade;      /* of a parameter */
    rap_value_input in, now; /* as spent, and at present value */
} appraiser;

/* ---- draws ------------------------------------------------------------------------------------ */

static rap_part part_of(const appraiser *j, double weight, size_t arm, size_t outcome,
                        size_t window, const char *group) {
    const rap_effect e = {.outcome = outcome,
                          .window = window,
                          .group = group,
                          .plus = &j->arms[arm],
                          .minus = &j->arms[arm],
                          .n_plus = 1};
    return (rap_part){weight, e};
}

/* Money of the outcome with a flag, and priced outcomes, of an arm by item; missing without money. */
static int take_cost(appraiser *j, size_t arm, unsigned flag, double *out) {
    const rap_study *s = j->w->study;
    rap_part parts[RAP_MOST_COSTS + 1];
    int spend = rap_model_flagged(s->model, flag);
    size_t n = 0;
    if (spend >= 0)
        parts[n++] = part_of(j, 1, arm, (size_t)spend, s->horizon_window, "all");
    for (size_t p = 0; p < s->budget.n_prices; p++)
        parts[n++] = part_of(j, s->budget.prices[p].price, arm, s->budget.prices[p].outcome,
                             s->horizon_window, "all");
    int status = rap_measure_take(&j->m, parts, n);
    for (int64_t i = 0; i < j->m.items && !status; i++)
        out[i] = spend < 0 ? (double)NAN : j->m.effect[i];
    return status;
}

/* Costs and effects of the runs of an arm, and their means over the runs of a draw that have both. */
static void fold(appraiser *j, size_t arm) {
    rap_worth *w = j->w;
    size_t runs = (size_t)w->study->replicates, items = (size_t)j->m.items;
    for (size_t d = 0; d < (size_t)w->draws; d++) {
        double n = 0, cost = 0, effect = 0;
        for (size_t i = d * runs; i < (d + 1) * runs; i++) {
            double *c = &w->run_cost[i * w->arms + arm], *e = &w->run_effect[i * w->arms + arm];
            *c = i < items ? j->cost[i] : (double)NAN;
            *e = i < items ? j->effect[i] : (double)NAN;
            if (isnan(*c) || isnan(*e))
                continue;
            n++;
            cost += *c;
            effect += *e;
        }
        w->cost[d * w->arms + arm] = n > 0 ? cost / n : (double)NAN;
        w->effect[d * w->arms + arm] = n > 0 ? effect / n : (double)NAN;
    }
}

/* Means over each draw's runs of x, of those in which `other` (or NULL) is there too: the mean of draw d
 * goes to out[d * stride]. */
static void fold_means(const appraiser *j, const double *x, const double *other, double *out,
                       size_t stride) {
    int64_t runs = j->w->study->replicates;
    for (int64_t d = 0; d < j->w->draws; d++) {
        double n = 0, sum = 0;
        int64_t end = (d + 1) * runs < j->m.items ? (d + 1) * runs : j->m.items;
        for (int64_t i = d * runs; i < end; i++)
            if (!isnan(x[i]) && !(other && isnan(other[i]))) {
                n++;
                sum += x[i];
            }
        out[(size_t)d * stride] = n > 0 ? sum / n : (double)NAN;
    }
}

/* Of every aim; the first is the effect that cost is set against. */
static int take_aims(appraiser *j, size_t arm) {
    const rap_budget *b = &j->w->study->budget;
    int status = RAP_OK;
    for (size_t a = 0; a < b->n_aims && !status; a++) {
        const rap_aim *aim = &b->aims[a];
        const rap_part part = part_of(j, 1, arm, aim->outcome, aim->window, aim->group);
        status = rap_measure_take(&j->m, &part, 1);
        if (!status)
            fold_means(j, j->m.effect, NULL, j->w->several + arm * (b->n_aims + 1) + a,
                       j->w->arms * (b->n_aims + 1));
        if (!status && a == 0)
            memcpy(j->effect, j->m.effect, (size_t)j->m.items * sizeof *j->effect);
    }
    return status;
}

static int take_arm(appraiser *j, size_t arm) {
    int status = take_aims(j, arm);
    status = status ? status : take_cost(j, arm, RAP_SPEND, j->cost);
    if (status)
        return status;
    fold(j, arm);
    for (size_t d = 0; d < (size_t)j->w->draws; d++)
        j->w->several[(d * j->w->arms + arm + 1) * (j->w->study->budget.n_aims + 1) - 1] =
            j->w->cost[d * j->w->arms + arm];
    status = take_cost(j, arm, RAP_PRESENT_VALUE, j->cost);
    if (!status)
        fold_means(j, j->cost, j->effect, j->w->present + arm, j->w->arms);
    return status;
}

/* ---- parameters ------------------------------------------------------------------------------- */

static bool is_known(const rap_worth *w, const char *path) {
    for (size_t k = 0; k < w->n_parameters; k++)
        if (!strcmp(w->names[k], path))
            return true;
    return false;
}

static int add_parameter(appraiser *j, const rap_input *x, size_t *capacity, double **values) {
    rap_worth *w = j->w;
    size_t old = *capacity, names = *capacity, grades = *capacity;
    if (rap_grow(&w->names, &names, w->n_parameters + 1, sizeof *w->names) ||
        rap_grow(&j->grade, &grades, w->n_parameters + 1, sizeof *j->grade) ||
        rap_grow(values, &old, w->n_parameters + 1, (size_t)w->draws * sizeof **values))
        return rap_fail(RAP_ENOMEM);
    *capacity = old;
    w->names[w->n_parameters] = rap_copy_text(x->path);
    if (!w->names[w->n_parameters])
        return rap_fail(RAP_ENOMEM);
    j->grade[w->n_parameters] = x->grade;
    for (int64_t d = 0; d < w->draws; d++)
        (*values)[w->n_parameters * (size_t)w->draws + (size_t)d] =
            rap_input_draw(x, (uint64_t)w->study->seed, (uint64_t)d);
    w->n_parameters++;
    return RAP_OK;
}

static int list_parameters(appraiser *j, double **values) {
    const rap_inputs *inputs;
    int status = RAP_OK;
    size_t capacity = 0;
    for (size_t a = 0; a < j->w->arms && !status; a++) {
        status = rap_study_inputs(j->w->study, a, &inputs);
        for (size_t i = 0; !status && i < inputs->n_inputs; i++)
            if (rap_input_varies(&inputs->inputs[i]) && !is_known(j->w, inputs->inputs[i].path))
                status = add_parameter(j, &inputs->inputs[i], &capacity, values);
    }
    return status;
}

static int by_draw(rap_worth *w, const double *values) {
    w->parameter = rap_allocate((size_t)w->draws * w->n_parameters + 1, sizeof *w->parameter);
    if (!w->parameter)
        return rap_fail(RAP_ENOMEM);
    for (size_t d = 0; d < (size_t)w->draws; d++)
        for (size_t k = 0; k < w->n_parameters; k++)
            w->parameter[d * w->n_parameters + k] = values[k * (size_t)w->draws + d];
    return RAP_OK;
}

/* Numbers that are drawn together are known together: the group is their correlation, "stubborn (correlated)". Else
 * "parameters.take_up_trust" is of "take_up"... by its first word; "organisation_types.x.trust" and
 * all other longer paths of "organisation_types.*.trust". */
static void name_group(const rap_study *study, const char *path, char *name, size_t size) {
    const char *first = strchr(path, '.'), *last = strrchr(path, '.');
    const char *tie = rap_study_tie(study, path);
    if (tie)
        snprintf(name, size, "%s (correlated)", tie);
    else if (!first)
        snprintf(name, size, "%s", path);
    else if (first == last)
        snprintf(name, size, "%.*s%.*s", (int)(first - path + 1), path, (int)strcspn(last + 1, "_"),
                 last + 1);
    else
        snprintf(name, size, "%.*s.*%s", (int)(first - path), path, last);
}

static int add_to_group(appraiser *j, size_t parameter) {
    rap_worth *w = j->w;
    char name[sizeof w->groups[0].name];
    size_t g = 0;
    name_group(w->study, w->names[parameter], name, sizeof name);
    while (g < w->n_groups && strcmp(w->groups[g].name, name) != 0)
        g++;
    if (g == w->n_groups && g == RAP_WORTH_GROUPS)
        return RAP_OK;
    rap_worth_group *group = &w->groups[g];
    if (g == w->n_groups) {
        snprintf(group->name, sizeof group->name, "%s", name);
        group->which = rap_allocate(w->n_parameters, sizeof *group->which);
        w->n_groups++;
    }
    if (!group->which)
        return rap_fail(RAP_ENOMEM);
    group->which[group->n++] = parameter;
    group->measured += !strcmp(j->grade[parameter], "measured");
    group->inferred += !strcmp(j->grade[parameter], "inferred");
    group->assumed += !strcmp(j->grade[parameter], "assumed");
    return RAP_OK;
}

static int take_parameters(appraiser *j) {
    rap_worth *w = j->w;
    double *values = NULL;
    if (w->study->draws < 1)
        return RAP_OK;
    int status = list_parameters(j, &values);
    status = status ? status : by_draw(w, values);
    for (size_t k = 0; k < w->n_parameters && !status; k++)
        status = add_to_group(j, k);
    rap_free(values);
    return status;
}

/* ---- what follows ----------------------------------------------------------------------------- */

static void fill_inputs(appraiser *j) {
    rap_worth *w = j->w;
    const rap_aim *aim = &w->study->budget.aims[0];
    j->in = (rap_value_input){.draws = (size_t)w->draws,
                              .arms = w->arms,
                              .parameters = w->n_parameters,
                              .cost = w->cost,
                              .effect = w->effect,
                              .run_cost = w->run_cost,
                              .run_effect = w->run_effect,
                              .runs = (size_t)w->study->replicates,
                              .parameter = w->parameter,
                              .better = w->study->model->outcomes[aim->outcome].better < 0 ? -1 : 1,
                              .baseline = w->study->baseline};
    j->now = j->in;
    j->now.cost = w->present;
}

/* Twice the highest cost of a unit. Where no arm trades one for the other: of the cost for the most that
 * the effect may be, and the smallest difference that matters, so that nothing is divided by next to 0. */
static double highest_worth(const rap_worth *w) {
    double most = 0, least = 0;
    for (size_t a = 0; a < w->arms; a++) {
        const rap_increment *x = &w->increments[a];
        double effect = fmax(fmax(fabs(x->effect.low), fabs(x->effect.high)),
                             w->study->delta[w->study->budget.aims[0].outcome]);
        most = fmax(most, x->icer.mean);
        least = fmax(least, fabs(x->cost.mean) / effect);
    }
    return most > 0 ? 2 * most : least > 0 ? 2 * least : 1;
}

static void set_lambdas(rap_worth *w) {
    const rap_budget *b = &w->study->budget;
    double low = b->worth_low, high = isnan(b->worth_high) ? highest_worth(w) : b->worth_high;
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++)
        w->lambda[k] = low + (high > low ? high - low : 1) * (double)k / (RAP_WORTH_POINTS - 1);
    w->reference = RAP_WORTH_POINTS / 2;
}

static int value_at_lambda(appraiser *j, size_t k, rap_interval *share) {
    rap_worth *w = j->w;
    for (size_t a = 0; a < w->arms; a++)
        w->net[a * RAP_WORTH_POINTS + k] = rap_net_benefit(&j->in, a, w->lambda[k], NULL);
    int status = rap_acceptance_make(&j->in, w->lambda[k], share, &w->frontier[k]);
    for (size_t a = 0; a < w->arms; a++)
        w->accepted[a * RAP_WORTH_POINTS + k] = share[a];
    return status;
}

static int compare_groups(const void *a, const void *b) {
    const rap_worth_group *x = a, *y = b;
    if ((x->worth.low > 0) != (y->worth.low > 0))
        return x->worth.low > 0 ? -1 : 1;
    double p = isnan(x->worth.value) ? -1 : x->worth.value;
    double q = isnan(y->worth.value) ? -1 : y->worth.value;
    return p > q ? -1 : p < q ? 1 : strcmp(x->name, y->name);
}

static int value_groups(appraiser *j) {
    rap_worth *w = j->w;
    int status = RAP_OK;
    for (size_t i = 0; i < w->n_groups * RAP_WORTH_LOOKS && !status; i++) {
        rap_worth_group *group = &w->groups[i / RAP_WORTH_LOOKS];
        size_t look = i % RAP_WORTH_LOOKS, k = look * RAP_WORTH_STEP;
        status = rap_information_make(&j->in, w->lambda[k], group->which, group->n,
                                      &w->frontier[k].evpi, &group->at[look]);
        group->worth = k == w->reference ? group->at[look] : group->worth;
    }
    qsort(w->groups, w->n_groups, sizeof *w->groups, compare_groups);
    return status;
}

/* Several outcomes at once: with the study's weights, and without any. */
static void value_several(appraiser *j) {
    rap_worth *w = j->w;
    const rap_study *s = w->study;
    size_t aims = s->budget.n_aims, draws = (size_t)w->draws;
    int better[RAP_MOST_AIMS + 1];
    double weight[RAP_MOST_AIMS + 1] = {0};
    bool any = false;
    for (size_t a = 0; a < aims; a++) {
        const rap_aim *aim = &s->budget.aims[a];
        better[a] = s->model->outcomes[aim->outcome].better < 0 ? -1 : 1;
        weight[a] = aim->weight / s->delta[aim->outcome];
        any |= aim->weight > 0;
    }
    better[aims] = -1;
    rap_pareto(w->several, draws, w->arms, aims + 1, better, w->kept);
    for (size_t a = 0; a < w->arms; a++) {
        const rap_interval none = {(double)NAN, (double)NAN, (double)NAN};
        w->weighted[a] = any && a != s->baseline
                             ? rap_weighted_sum(w->several, draws, w->arms, aims + 1, better,
                                                weight, a, s->baseline)
                             : none;
    }
}

static int value_all(appraiser *j) {
    rap_worth *w = j->w;
    rap_interval *share = rap_allocate(w->arms, sizeof *share);
    int status = share ? RAP_OK : rap_fail(RAP_ENOMEM);
    fill_inputs(j);
    for (size_t a = 0; a < w->arms; a++) {
        rap_increment_make(&j->in, a, &w->increments[a]);
        rap_increment_make(&j->now, a, &w->discounted[a]);
    }
    value_several(j);
    set_lambdas(w);
    for (size_t k = 0; k < RAP_WORTH_POINTS && !status; k++)
        status = value_at_lambda(j, k, share);
    rap_free(share);
    status = status ? status : rap_league_make(&j->in, w->league);
    status = status ? status : value_groups(j);
    return status ? status : rap_worth_value_surveys(w, &j->in);
}

const rap_interval *rap_worth_best_in(const rap_worth *w, size_t k) {
    return &w->accepted[w->frontier[k].frontier * RAP_WORTH_POINTS + k];
}

/* ---- the whole -------------------------------------------------------------------------------- */

static int make_worth_room(appraiser *j) {
    rap_worth *w = j->w;
    size_t n = (size_t)w->draws * w->arms, points = w->arms * RAP_WORTH_POINTS;
    double **columns[] = {&w->cost, &w->present, &w->effect};
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        if (!(*columns[k] = rap_allocate(n, sizeof **columns[k])))
            return rap_fail(RAP_ENOMEM);
    w->run_cost = rap_allocate(n * (size_t)w->study->replicates, sizeof *w->run_cost);
    w->run_effect = rap_allocate(n * (size_t)w->study->replicates, sizeof *w->run_effect);
    w->increments = rap_allocate(w->arms, sizeof *w->increments);
    w->discounted = rap_allocate(w->arms, sizeof *w->discounted);
    w->net = rap_allocate(points, sizeof *w->net);
    w->several = rap_allocate(n * (w->study->budget.n_aims + 1), sizeof *w->several);
    w->league = rap_allocate(w->arms, sizeof *w->league);
    w->kept = rap_allocate(w->arms, sizeof *w->kept);
    w->weighted = rap_allocate(w->arms, sizeof *w->weighted);
    w->accepted = rap_allocate(points, sizeof *w->accepted);
    j->arms = rap_allocate(w->arms, sizeof *j->arms);
    j->cost = rap_allocate((size_t)j->m.items, sizeof *j->cost);
    j->effect = rap_allocate((size_t)j->m.items, sizeof *j->effect);
    if (!w->league || !w->several || !w->kept || !w->weighted || !w->increments || !w->discounted ||
        !w->net || !w->accepted || !w->run_cost || !w->run_effect || !j->arms || !j->cost ||
        !j->effect)
        return rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < w->arms; a++)
        j->arms[a] = a;
    return RAP_OK;
}

static void free_appraiser(appraiser *j) {
    rap_measure_free(&j->m);
    rap_free(j->arms);
    rap_free(j->cost);
    rap_free(j->effect);
    rap_free(j->grade);
}

int rap_worth_make(rap_worth *worth, const rap_study *study, const rap_layout *layout,
                   rap_store *store) {
    int64_t items = rap_store_items(store);
    appraiser j = {.w = worth};
    *worth = (rap_worth){.study = study,
                         .arms = study->n_written,
                         .draws = (items + study->replicates - 1) / study->replicates};
    int status = rap_measure_init(&j.m, study, layout, store);
    status = status ? status : make_worth_room(&j);
    for (size_t a = 0; a < worth->arms && !status; a++)
        status = take_arm(&j, a);
    status = status ? status : take_parameters(&j);
    status = status ? status : value_all(&j);
    free_appraiser(&j);
    if (status)
        rap_worth_free(worth);
    return status;
}

void rap_worth_free(rap_worth *w) {
    double *columns[] = {w->cost, w->present, w->effect, w->run_cost, w->run_effect, w->parameter};
    for (size_t k = 0; k < sizeof columns / sizeof *columns; k++)
        rap_free(columns[k]);
    for (size_t k = 0; k < w->n_parameters; k++)
        rap_free(w->names[k]);
    for (size_t g = 0; g < w->n_groups; g++)
        rap_free(w->groups[g].which);
    rap_free(w->names);
    rap_free(w->increments);
    rap_free(w->discounted);
    rap_free(w->net);
    rap_free(w->accepted);
    rap_free(w->several);
    rap_free(w->league);
    rap_free(w->kept);
    rap_free(w->weighted);
    *w = (rap_worth){0};
}
