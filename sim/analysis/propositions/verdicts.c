/* verdicts.c: the estimators and rules of verdicts.h. */
#include "analysis/propositions/verdicts.h"
#include "analysis/estimate/effects.h"
#include "analysis/estimate/set_shares.h"
#include "analysis/propositions/earlier.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

enum { MOST_PARTS = 2 * RAP_MOST_CELLS };

typedef struct {
    rap_verdicts *v;
    rap_measure m;
    rap_workspace w;
    const rap_proposition *p;
    const rap_cells *c;
    rap_proposition_result *r;
    unsigned char *all; /* draw: whether every claim asked so far holds; 2: missing */
    signed char *side;  /* item: which side of an earlier outcome it is on (earlier.h) */
    signed char *moved; /* item: on which it is with the resource */
    rap_runs runs;      /* that are looked at; every one where the context is no earlier outcome */
    size_t *arms;       /* positions of all arms, for the sides of effects */
    rap_part parts[MOST_PARTS];
    size_t n_parts;
} judge;

/* ---- measuring -------------------------------------------------------------------------------- */

static void forget(judge *j) {
    j->n_parts = 0;
}

/* Adds weight * (outcome of `group` in arm `to` less that in `from`). */
static void add_effect_of(judge *j, double weight, rap_pair pair, const char *group) {
    rap_effect e = {.outcome = j->p->outcome,
                    .window = j->p->window,
                    .group = group,
                    .plus = &j->arms[pair.to],
                    .minus = &j->arms[pair.from],
                    .n_plus = 1,
                    .n_minus = 1};
    j->parts[j->n_parts++] = (rap_part){weight, e};
}

static void add_level(judge *j, double weight, size_t arm, const char *group) {
    add_effect_of(j, weight, (rap_pair){arm, arm}, group);
    j->parts[j->n_parts - 1].effect.n_minus = 0;
}

static int64_t draw_at(const judge *j, int64_t k) {
    return j->w.draw[k];
}

/* Marks the draws that do not count for a claim (rap_least_standing). */
static void mark_failing(judge *j, double sign, const rap_share *above) {
    int direction = sign < 0 ? -1 : 1;
    double least = rap_least_standing(&j->w, direction, above);
    for (int64_t i = 0; i < j->w.draws; i++)
        if (rap_set_standing(direction, j->w.means[i]) < least && j->all[draw_at(j, i)] == 1)
            j->all[draw_at(j, i)] = 0;
}

/* Draws without a value cannot hold, and none can be told to where the share cannot. */
static void mark_missing(judge *j, const rap_share *above) {
    int64_t k = 0;
    for (int64_t d = 0; d < j->v->draws; d++) {
        if (above->n > 0 && k < j->w.draws && draw_at(j, k) == d)
            k++;
        else
            j->all[d] = 2;
    }
}

static int take_measure(judge *j) {
    int status = rap_measure_take(&j->m, j->parts, j->n_parts);
    if (!status)
        rap_earlier_pick(j->m.effect, j->side, j->v->items, j->v->study->replicates, j->runs);
    if (!status && j->runs == RAP_RUNS_APART)
        j->m.bounds = rap_bounds_sum(j->m.bounds, rap_bounds_times(j->m.bounds, -1));
    return status;
}

/* Measures the parts. The claim is that sign * direction * measure >= size; a claim that must hold
 * for the proposition is `needed`. */
static int estimate_measure(judge *j, rap_estimate *e, double size, double sign, bool needed) {
    int status = take_measure(j);
    if (status)
        return status;
    sign *= j->p->direction;
    e->s = rap_measure_summary(&j->m, &j->w);
    e->size = size;
    e->sign = sign;
    e->above = rap_share_at_least(&j->w, sign, size);
    if (needed) {
        mark_missing(j, &e->above);
        mark_failing(j, sign, &e->above);
    }
    return RAP_OK;
}

static int estimate_pair(judge *j, rap_estimate *e, rap_pair pair, const char *group, double size) {
    forget(j);
    add_effect_of(j, 1, pair, group);
    return estimate_measure(j, e, size, 1, false);
}

static int level(judge *j, rap_summary *s, size_t arm) {
    forget(j);
    add_level(j, 1, arm, j->p->outcome_group);
    int status = take_measure(j);
    if (!status)
        *s = rap_measure_summary(&j->m, &j->w);
    return status;
}

/* ---- the context ------------------------------------------------------------------------------ */

/* Where the context is an earlier outcome: sides of the items by what it is in an arm. */
static int read_earlier_sides(judge *j, size_t arm, signed char *side) {
    const rap_earlier *e = &j->p->earlier;
    forget(j);
    add_level(j, 1, arm, e->group);
    j->parts[0].effect.outcome = e->outcome;
    j->parts[0].effect.window = e->window;
    int status = rap_measure_take(&j->m, j->parts, 1);
    if (!status)
        rap_earlier_sides(e, j->m.effect, j->v->items, side);
    return status;
}

/* By the arm without the resource; and in how many runs the resource itself changes the side. */
static int split_runs(judge *j) {
    j->runs = RAP_EVERY_RUN;
    if (!j->p->earlier.asked)
        return RAP_OK;
    int status = read_earlier_sides(j, j->c->effect.to, j->moved);
    status = status ? status : read_earlier_sides(j, j->c->effect.from, j->side);
    for (int64_t i = 0; i < j->v->items && !status; i++) {
        j->r->runs_inside += j->side[i] == 1;
        j->r->runs_outside += j->side[i] == 0;
        j->r->runs_moved += j->side[i] != j->moved[i];
    }
    j->runs = RAP_RUNS_INSIDE;
    return status;
}

/* Members of a group, by which totals are divided; 1 for means, and where nothing counts them. */
static int members(judge *j, const char *group, double *n) {
    const rap_model *model = j->v->study->model;
    bool total = model->outcomes[j->p->outcome].flags & RAP_TOTAL;
    int count = total && model->count ? rap_model_outcome(model, model->count) : -1;
    *n = 1;
    if (count < 0 || rap_layout_column(j->m.layout, (size_t)count, group) < 0)
        return RAP_OK;
    forget(j);
    add_level(j, 1, j->c->effect.from, group);
    j->parts[0].effect.outcome = (size_t)count;
    int status = rap_measure_take(&j->m, j->parts, 1);
    if (!status && j->v->items > 0 && j->m.effect[0] > 0)
        *n = j->m.effect[0];
    return status;
}

/* The group of those outside, where the context is a part. */
static const char *others(const judge *j) {
    return j->c->complement ? j->c->complement : "all";
}

/* What is compared with the effect in the context, and how it is weighed against it. */
static void outside_of(const judge *j, rap_pair *pair, const char **group) {
    bool circumstances = j->p->inside != NULL;
    *group = circumstances ? j->p->outcome_group : others(j);
    if (circumstances)
        *pair = j->c->outside;
    else if (j->c->targeted)
        *pair = (rap_pair){j->c->effect.from, j->c->rest};
    else
        *pair = j->c->effect;
}

static int judge_earlier_context(judge *j) {
    const char *group = j->p->outcome_group;
    j->runs = RAP_RUNS_OUTSIDE;
    int status = estimate_pair(j, &j->r->outside, j->c->effect, group, j->p->at_least);
    j->runs = RAP_RUNS_APART;
    forget(j);
    add_effect_of(j, 1, j->c->effect, group);
    if (!status)
        status = estimate_measure(j, &j->r->context, j->v->study->rule.context * j->p->at_least, 1,
                                  true);
    j->runs = RAP_RUNS_INSIDE;
    return status;
}

static int judge_context(judge *j) {
    rap_proposition_result *r = j->r;
    const char *group;
    rap_pair pair;
    double in, out, delta = j->p->at_least;
    outside_of(j, &pair, &group);
    int status = estimate_pair(j, &r->outside, pair, group, delta);
    status = status ? status : members(j, j->p->outcome_group, &in);
    status = status ? status : members(j, group, &out);
    if (status)
        return status;
    forget(j);
    add_effect_of(j, 1, j->c->effect, j->p->outcome_group);
    add_effect_of(j, -in / out, pair, group);
    return estimate_measure(j, &r->context, j->v->study->rule.context * delta, 1, true);
}

static double log_odds(double p) {
    return log(p / (1 - p));
}

/* Inside less outside in log-odds, of the mean levels. */
static int judge_scale(judge *j) {
    const char *group;
    rap_pair pair;
    rap_summary s[4];
    outside_of(j, &pair, &group);
    const size_t arms[4] = {j->c->effect.from, j->c->effect.to, pair.from, pair.to};
    int status = RAP_OK;
    for (size_t k = 0; k < 4 && !status; k++) {
        forget(j);
        add_level(j, 1, arms[k], k < 2 ? j->p->outcome_group : group);
        status = rap_measure_take(&j->m, j->parts, j->n_parts);
        if (!status)
            s[k] = rap_measure_summary(&j->m, &j->w);
    }
    if (status)
        return status;
    for (size_t k = 0; k < 4; k++)
        if (!(s[k].mean > 0 && s[k].mean < 1))
            return RAP_OK;
    j->r->log_odds =
        log_odds(s[1].mean) - log_odds(s[0].mean) - log_odds(s[3].mean) + log_odds(s[2].mean);
    double size = j->r->context.s.mean;
    j->r->scale_matters = (j->r->log_odds > 0 && size < 0) || (j->r->log_odds < 0 && size > 0);
    return RAP_OK;
}

/* ---- mechanisms ------------------------------------------------------------------------------- */

static rap_pair weakened(const judge *j) {
    return j->c->graded[RAP_GRADES - 1];
}

static int judge_response(judge *j) {
    const char *group = j->p->outcome_group;
    forget(j);
    add_effect_of(j, 1, j->c->effect, group);
    add_effect_of(j, -1, weakened(j), group);
    return estimate_measure(j, &j->r->removed_last, j->v->study->rule.response * j->p->at_least, 1,
                            true);
}

/* Where nothing was measured, it cannot be told that nothing changes. */
static bool may_change_anything(const judge *j) {
    int64_t seen = 0;
    for (int64_t i = 0; i < j->v->items; i++) {
        if (j->m.effect[i] < 0 || j->m.effect[i] > 0)
            return true;
        seen += !isnan(j->m.effect[i]);
    }
    return seen == 0;
}

static int contribution(judge *j, rap_estimate *e, size_t full, size_t weak, const char *group) {
    return estimate_pair(j, e, (rap_pair){weak, full}, group, 0);
}

static int judge_activation(judge *j) {
    rap_proposition_result *r = j->r;
    rap_pair full = j->c->effect, weak = weakened(j);
    const char *group = j->p->outcome_group;
    int status = contribution(j, &r->activation_from, full.from, weak.from, group);
    r->activated = !status && may_change_anything(j);
    status = status ? status : contribution(j, &r->activation_to, full.to, weak.to, group);
    r->activated |= !status && may_change_anything(j);
    return status ? status : contribution(j, &r->activation_outside, full.to, weak.to, others(j));
}

static int judge_grades(judge *j) {
    int status = RAP_OK;
    for (size_t g = 0; g < RAP_GRADES && !status; g++)
        status = estimate_pair(j, &j->r->graded[g], j->c->graded[g], j->p->outcome_group,
                               j->p->at_least);
    return status;
}

static double factorial(size_t n) {
    return n < 2 ? 1 : (double)n * factorial(n - 1);
}

static size_t bits(size_t set) {
    size_t n = 0;
    for (; set; set >>= 1)
        n += set & 1;
    return n;
}

static int estimate_factor(judge *j, rap_estimate *e, size_t k, double (*weight)(size_t, size_t)) {
    size_t n = j->c->n_factors;
    forget(j);
    for (size_t set = 0; set < (size_t)1 << n; set++) {
        if (set >> k & 1 || !(weight(bits(set), n) > 0))
            continue;
        add_effect_of(j, weight(bits(set), n), j->c->factor[set | (size_t)1 << k],
                      j->p->outcome_group);
        add_effect_of(j, -weight(bits(set), n), j->c->factor[set], j->p->outcome_group);
    }
    return estimate_measure(j, e, 0, 1, false);
}

double rap_shapley_weight(size_t size, size_t n) {
    return factorial(size) * factorial(n - size - 1) / factorial(n);
}

static double weigh_first(size_t size, size_t n) {
    return n > 0 && size == 0 ? 1 : 0;
}

static double weigh_last(size_t size, size_t n) {
    return size + 1 == n ? 1 : 0;
}

static int estimate_interaction(judge *j, rap_estimate *e, size_t a, size_t b) {
    size_t n = j->c->n_factors, both = (size_t)1 << a | (size_t)1 << b;
    const char *group = j->p->outcome_group;
    forget(j);
    for (size_t set = 0; set < (size_t)1 << n; set++) {
        if (set & both)
            continue;
        double weight = factorial(bits(set)) * factorial(n - bits(set) - 2) / factorial(n - 1);
        add_effect_of(j, weight, j->c->factor[set | both], group);
        add_effect_of(j, -weight, j->c->factor[set | (size_t)1 << a], group);
        add_effect_of(j, -weight, j->c->factor[set | (size_t)1 << b], group);
        add_effect_of(j, weight, j->c->factor[set], group);
    }
    return estimate_measure(j, e, 0, 1, false);
}

static int judge_factors(judge *j) {
    int status = RAP_OK;
    for (size_t k = 0; k < j->c->n_factors && !status; k++) {
        rap_factor_result *f = &j->r->factors[k];
        status = estimate_factor(j, &f->removed_last, k, weigh_last);
        status = status ? status : estimate_factor(j, &f->added_first, k, weigh_first);
        status = status ? status : estimate_factor(j, &f->shapley, k, rap_shapley_weight);
        for (size_t i = 0; i < k && !status; i++)
            status = estimate_interaction(j, &j->r->interactions[i][k], i, k);
    }
    return status;
}

/* ---- one proposition -------------------------------------------------------------------------- */

static int judge_effect(judge *j) {
    rap_proposition_result *r = j->r;
    const char *group = j->p->outcome_group;
    double delta = j->p->at_least;
    forget(j);
    add_effect_of(j, 1, j->c->effect, group);
    int status = estimate_measure(j, &r->effect, delta, 1, true);
    r->reached = !status && may_change_anything(j);
    status = status ? status : estimate_measure(j, &r->opposite, delta, -1, false);
    status = status ? status : estimate_pair(j, &r->without, weakened(j), group, delta);
    status = status ? status
                    : estimate_pair(j, &r->given_to_all, (rap_pair){j->c->effect.from, j->c->all},
                                    group, delta);
    if (!status && j->c->targeted)
        status = estimate_pair(j, &r->spill, j->c->effect, others(j), delta);
    status = status ? status : level(j, &r->from, j->c->effect.from);
    status = status ? status : level(j, &r->to, j->c->effect.to);
    r->reached |= r->effect.s.missing != r->from.missing || r->from.missing != r->to.missing;
    status = status ? status : level(j, &r->from_without, weakened(j).from);
    return status ? status : level(j, &r->to_without, weakened(j).to);
}

static void count_all_claims(judge *j) {
    rap_share *s = &j->r->together;
    for (int64_t d = 0; d < j->v->draws; d++) {
        s->n += j->all[d] != 2;
        s->k += j->all[d] == 1;
    }
    if (s->n > 0)
        s->share = (double)s->k / (double)s->n;
    rap_wilson(s->k, s->n, &s->low, &s->high);
}

static int judge_row(judge *j, size_t k) {
    const rap_summary unasked = {
        .mean = (double)NAN, .ci_low = (double)NAN, .ci_high = (double)NAN};
    j->p = &j->v->study->propositions[k];
    j->c = &j->v->plan->rows[k];
    j->r = &j->v->rows[k];
    *j->r = (rap_proposition_result){
        .proposition = j->p, .cells = j->c, .verdict = RAP_NOT_EXPRESSED, .log_odds = (double)NAN};
    j->r->outside.s = j->r->context.s = j->r->spill.s = unasked;
    if (j->p->unexpressed)
        return RAP_OK;
    memset(j->all, 1, (size_t)j->v->draws);
    int status = split_runs(j);
    status = status ? status : judge_effect(j);
    if (!status && j->p->earlier.asked)
        status = judge_earlier_context(j);
    else if (!status && rap_has_context(j->p))
        status = judge_context(j);
    if (!status && rap_has_context(j->p) && !j->p->earlier.asked)
        status = judge_scale(j);
    status = status ? status : judge_response(j);
    status = status ? status : judge_activation(j);
    status = status ? status : judge_grades(j);
    status = status ? status : judge_factors(j);
    count_all_claims(j);
    return status;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static int make_verdict_room(judge *j) {
    size_t n = j->v->study->n_arms;
    j->all = rap_allocate((size_t)j->v->draws, 1);
    j->side = rap_allocate((size_t)j->v->items, 1);
    j->moved = rap_allocate((size_t)j->v->items, 1);
    j->arms = rap_allocate(n, sizeof *j->arms);
    if (!j->all || !j->side || !j->moved || !j->arms)
        return rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < n; a++)
        j->arms[a] = a;
    return rap_workspace_init(&j->w, j->v->items);
}

int rap_verdicts_make(rap_verdicts *v, const rap_study *study, const rap_cell_plan *plan,
                      const rap_layout *layout, rap_store *store) {
    int64_t items = rap_store_items(store);
    *v = (rap_verdicts){.study = study,
                        .plan = plan,
                        .items = items,
                        .draws = (items + study->replicates - 1) / study->replicates,
                        .n = study->n_propositions};
    judge *j = rap_allocate(1, sizeof *j);
    v->rows = rap_allocate(v->n, sizeof *v->rows);
    int status = j && v->rows ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status) {
        j->v = v;
        status = rap_measure_init(&j->m, study, layout, store);
    }
    status = status ? status : make_verdict_room(j);
    for (size_t k = 0; k < v->n && !status; k++)
        status = judge_row(j, k);
    status = status ? status : rap_verdicts_decide(v);
    if (j) {
        rap_measure_free(&j->m);
        rap_workspace_free(&j->w);
        rap_free(j->all);
        rap_free(j->side);
        rap_free(j->moved);
        rap_free(j->arms);
    }
    rap_free(j);
    if (status)
        rap_verdicts_free(v);
    return status;
}

void rap_verdicts_free(rap_verdicts *v) {
    rap_free(v->rows);
    *v = (rap_verdicts){0};
}

static size_t mechanism_of(const rap_verdicts *v, size_t row, size_t k) {
    const rap_proposition *p = v->rows[row].proposition;
    return k == 0 ? p->response : p->rivals[k - 1];
}

static bool is_rest(const rap_verdicts *v, size_t row, size_t k) {
    const rap_cells *c = v->rows[row].cells;
    return c->has_rest && k + 1 == c->n_factors;
}

const char *rap_factor_label(const rap_verdicts *v, size_t row, size_t k) {
    return is_rest(v, row, k) ? RAP_MESSAGE("All other mechanisms")
                              : v->study->model->mechanisms[mechanism_of(v, row, k)].label;
}

const char *rap_factor_name(const rap_verdicts *v, size_t row, size_t k) {
    return is_rest(v, row, k) ? "rest" : v->study->model->mechanisms[mechanism_of(v, row, k)].name;
}
