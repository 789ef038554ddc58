/* patterns.c: the estimators of patterns.h. */
#include "analysis/patterns/patterns.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/effects.h"
#include "analysis/estimate/set_shares.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/questions/quantities.h"

#include <math.h>
#include <string.h>

typedef struct {
    rap_patterns *p;
    rap_measure m;
    rap_workspace w;
    rap_influence *inputs; /* NULL: nothing varies */
    double *means;         /* draw */
} judge;

static int measure_claim(judge *j, const rap_expectation *claim) {
    const rap_part parts[] = {{1, claim->effect}, {-1, claim->versus}};
    return rap_measure_take(&j->m, parts, claim->compared ? 2 : 1);
}

/* ---- judging -------------------------------------------------------------------------------- */

static unsigned char shows(bool holds, bool clearly, bool fails, bool contrary, bool error) {
    unsigned set = RAP_SHOWS_VALUE;
    set |= holds ? RAP_SHOWS_HOLDS : 0;
    set |= error ? RAP_SHOWS_ERROR : 0;
    set |= error && clearly ? RAP_SHOWS_CLEARLY : 0;
    set |= error && fails ? RAP_SHOWS_FAILS : 0;
    set |= error && contrary ? RAP_SHOWS_CONTRARY : 0;
    return (unsigned char)set;
}

unsigned char rap_claim_shows(const rap_expectation *claim, double mean, double error) {
    double size = claim->at_least, s = mean * claim->direction, reach = 2 * error;
    if (isnan(mean))
        return 0;
    if (claim->direction == 0) {
        s = fabs(mean);
        return shows(!rap_at_least(s, size), !rap_at_least(s + reach, size),
                     rap_at_least(s - reach, size), false, !isnan(error));
    }
    return shows(rap_at_least(s, size), rap_at_least(s - reach, size),
                 !rap_at_least(s + reach, size), rap_at_least(-s - reach, size), !isnan(error));
}

/* Draws that show `what`, of those that show `of`. */
static rap_share count_shown(const rap_patterns *p, size_t pattern, unsigned what, unsigned of) {
    const unsigned char *state = p->states + pattern * (size_t)p->draws;
    int64_t k = 0, n = 0;
    for (int64_t d = 0; d < p->draws; d++) {
        n += (state[d] & of) != 0;
        k += (state[d] & of) && (state[d] & what);
    }
    return rap_share_of(k, n);
}

static void count_states(rap_patterns *p, size_t pattern) {
    rap_pattern_result *r = &p->rows[pattern];
    r->clearly = count_shown(p, pattern, RAP_SHOWS_CLEARLY, RAP_SHOWS_ERROR);
    r->fails = count_shown(p, pattern, RAP_SHOWS_FAILS, RAP_SHOWS_ERROR);
    r->contrary = count_shown(p, pattern, RAP_SHOWS_CONTRARY, RAP_SHOWS_ERROR);
    if (r->pattern->claim.direction == 0)
        r->contrary = rap_share_of(0, 0);
}

/* In as many draws as its share says, those that show it best. */
static void mark_holding(judge *j, const rap_pattern_result *r, unsigned char *state) {
    int direction = r->pattern->claim.direction;
    double least = rap_least_standing(&j->w, direction, &r->holds);
    for (int64_t k = 0; k < j->w.draws && r->holds.n > 0; k++) {
        unsigned char *at = &state[j->w.draw[k]];
        bool holds = rap_set_standing(direction, j->w.means[k]) >= least;
        *at = (unsigned char)(holds ? *at | RAP_SHOWS_HOLDS : *at & ~RAP_SHOWS_HOLDS);
    }
}

static int judge_pattern(judge *j, size_t pattern) {
    rap_patterns *p = j->p;
    rap_pattern_result *r = &p->rows[pattern];
    unsigned char *state = p->states + pattern * (size_t)p->draws;
    r->pattern = &p->study->patterns[pattern];
    int status = measure_claim(j, &r->pattern->claim);
    if (status)
        return status;
    r->s = rap_measure_summary(&j->m, &j->w);
    rap_means_by_draw(&j->w, j->means, p->draws);
    for (int64_t k = 0; k < j->w.draws; k++) {
        double error = sqrt(j->w.within * j->w.inverse[k]);
        state[j->w.draw[k]] = rap_claim_shows(&r->pattern->claim, j->w.means[k], error);
    }
    r->holds = rap_share_of_claim(&j->w, r->pattern->claim.direction, r->pattern->claim.at_least);
    r->directed = r->pattern->claim.direction
                      ? rap_share_of_claim(&j->w, r->pattern->claim.direction, 0)
                      : rap_share_of(0, 0);
    mark_holding(j, r, state);
    count_states(p, pattern);
    if (j->inputs)
        status =
            rap_influence_ask(j->inputs, j->m.arms, j->means, rap_reliability(&j->w), &r->deciders);
    return status
               ? status
               : rap_placebo_take(&j->m, &j->w, r->pattern->name, &r->pattern->claim, &r->placebo);
}

/* ---- quantities ----------------------------------------------------------------------------- */

/* Adds a held-out quantity's squared distance to the sum of each draw; missing where it is. */
static void add_distances(judge *j, const rap_quantity *q) {
    for (int64_t d = 0; d < j->p->draws && rap_quantity_weighs(q); d++)
        j->p->weights[d] += j->means[d] * j->means[d];
}

static int judge_quantity(judge *j, size_t k) {
    rap_quantity_result *r = &j->p->quantities[k];
    const rap_quantity *q = r->quantity = &j->p->study->quantities[k];
    double off = q->sd * q->sd + q->discrepancy * q->discrepancy;
    int64_t near = 0;
    int status = measure_claim(j, &(rap_expectation){.effect = q->effect});
    if (status)
        return status;
    r->mean = rap_measure_summary(&j->m, &j->w).mean;
    for (int64_t d = 0; d < j->p->draws; d++)
        j->means[d] = (double)NAN;
    for (int64_t i = 0; i < j->w.draws; i++) {
        double luck = isnan(j->w.within) ? 0 : j->w.within * j->w.inverse[i];
        double z = (j->w.means[i] - q->value) / sqrt(off + luck);
        j->means[j->w.draw[i]] = z;
        r->distance += z / (double)j->w.draws;
        near += fabs(z) <= 3;
    }
    r->plausible = rap_share_of(near, j->w.draws);
    r->distance = j->w.draws > 0 ? r->distance : (double)NAN;
    add_distances(j, q);
    return RAP_OK;
}

/* In the draws that have the pattern, if these are worth enough. */
static double weighted_share(const rap_patterns *p, size_t pattern) {
    const unsigned char *state = p->states + pattern * (size_t)p->draws;
    double hold = 0, all = 0, squared = 0;
    for (int64_t d = 0; d < p->draws; d++) {
        double weight = state[d] & RAP_SHOWS_VALUE ? p->weights[d] : 0;
        all += weight;
        squared += weight * weight;
        hold += state[d] & RAP_SHOWS_HOLDS ? weight : 0;
    }
    bool enough = p->rows[pattern].holds.n > 0 && !isnan(p->effective) &&
                  all * all >= RAP_ENOUGH_WEIGHT * squared;
    return enough && all > 0 ? hold / all : (double)NAN;
}

static int weigh(judge *j) {
    rap_patterns *p = j->p;
    bool any = false;
    int status = RAP_OK;
    for (size_t k = 0; k < p->n_quantities && !status; k++) {
        status = judge_quantity(j, k);
        any |= rap_quantity_weighs(&p->study->quantities[k]);
    }
    double effective = status ? 0 : rap_weigh(p->weights, p->draws);
    p->effective = any ? effective : (double)NAN;
    for (size_t k = 0; k < p->n_rows && !status; k++)
        p->rows[k].weighted = weighted_share(p, k);
    return status;
}

/* ---- what runs leave behind ----------------------------------------------------------------- */

static int keep_effect(rap_study *study, const rap_effect *e, bool *used) {
    used[e->window] = true;
    return rap_study_keep(study, e->outcome, e->group);
}

int rap_patterns_plan(rap_study *study, rap_problems *problems) {
    bool used[RAP_MOST_WINDOWS + 1] = {false};
    int status = rap_quantities_plan(study, problems);
    status = status ? status : rap_study_keep_headlines(study, used);
    for (size_t k = 0; k < study->n_patterns && !status; k++) {
        const rap_expectation *claim = &study->patterns[k].claim;
        status = keep_effect(study, &claim->effect, used);
        if (claim->compared && !status)
            status = keep_effect(study, &claim->versus, used);
    }
    for (size_t k = 0; k < study->n_quantities && !status; k++)
        status = keep_effect(study, &study->quantities[k].effect, used);
    if (!status)
        rap_study_keep_windows(study, used);
    return status;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int make_pattern_room(judge *j) {
    rap_patterns *p = j->p;
    size_t draws = (size_t)p->draws;
    p->rows = rap_allocate(p->n_rows, sizeof *p->rows);
    p->states = rap_allocate(p->n_rows * draws, sizeof *p->states);
    j->means = rap_allocate(draws, sizeof *j->means);
    p->quantities = rap_allocate(p->n_quantities, sizeof *p->quantities);
    p->weights = rap_allocate(draws, sizeof *p->weights);
    if (!p->rows || !p->states || !j->means || !p->quantities || !p->weights)
        return rap_fail(RAP_ENOMEM);
    return rap_workspace_init(&j->w, p->items);
}

static void free_judge(judge *j) {
    rap_free(j->means);
    rap_influence_free(j->inputs);
    rap_measure_free(&j->m);
    rap_workspace_free(&j->w);
}

int rap_patterns_make(rap_patterns *patterns, const rap_study *study, const rap_layout *layout,
                      rap_store *store) {
    int64_t items = rap_store_items(store);
    judge j = {.p = patterns};
    *patterns = (rap_patterns){.study = study,
                               .layout = layout,
                               .items = items,
                               .draws = (items + study->replicates - 1) / study->replicates,
                               .n_rows = study->n_patterns,
                               .n_quantities = study->n_quantities};
    int status = rap_measure_init(&j.m, study, layout, store);
    status = status ? status : make_pattern_room(&j);
    if (!status && study->draws > 0)
        status = rap_influence_make(&j.inputs, study, rap_sets_looked_at(patterns->draws));
    for (size_t k = 0; k < patterns->n_rows && !status; k++)
        status = judge_pattern(&j, k);
    status = status ? status : weigh(&j);
    if (!status)
        status = rap_patterns_join(patterns);
    if (!status)
        status = rap_exclusions_find(&patterns->exclusions, patterns->states, patterns->n_rows,
                                     patterns->draws);
    free_judge(&j);
    if (status)
        rap_patterns_free(patterns);
    return status;
}

void rap_patterns_free(rap_patterns *patterns) {
    rap_free(patterns->rows);
    for (size_t k = 0; k < patterns->n_together; k++)
        rap_free(patterns->together[k].sets);
    rap_free(patterns->together);
    rap_exclusions_free(&patterns->exclusions);
    rap_free(patterns->states);
    rap_free(patterns->quantities);
    rap_free(patterns->weights);
    *patterns = (rap_patterns){0};
}
