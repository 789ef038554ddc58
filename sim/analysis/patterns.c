/* patterns.c: the estimators of patterns.h. */
#include "analysis/patterns.h"
#include "analysis/tiles.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <string.h>

/* An effect's observed columns: values, or numerator and denominator; -1 where there is none. */
typedef struct {
    const rap_effect *e;
    int above, below;
    double sign; /* +1, or -1 for what is taken away */
} term;

typedef struct {
    rap_patterns *p;
    rap_tiles above, below;
    rap_workspace w;
    double *effect, *part, *x, *y; /* item: the claim's effect, one term of it, an arm's values */
    double *means;                 /* draw */
    bool *arms;                    /* study's arms that a claim asks */
} judge;

/* ---- one effect ----------------------------------------------------------------------------- */

static term make_term(const judge *j, const rap_effect *e, double sign) {
    const rap_model *model = j->p->study->model;
    const rap_outcome *o = &model->outcomes[e->outcome];
    int above = (int)e->outcome, below = -1;
    if (o->numerator) {
        above = rap_model_outcome(model, o->numerator);
        below = rap_model_outcome(model, o->denominator);
    }
    term t = {e, -1, -1, sign};
    t.above = above < 0 ? -1 : rap_layout_column(j->p->layout, (size_t)above, e->group);
    t.below = below < 0 ? -1 : rap_layout_column(j->p->layout, (size_t)below, e->group);
    return o->numerator && t.below < 0 ? (term){e, -1, -1, sign} : t;
}

/* Values of a term in an arm: numerators in j->x, denominators in j->y. */
static int read_arm(judge *j, const term *t, size_t arm) {
    size_t windows = j->p->layout->n_windows;
    int status = rap_tiles_get(&j->above, arm, (size_t)t->above * windows + t->e->window, j->x);
    if (!status && t->below >= 0)
        status = rap_tiles_get(&j->below, arm, (size_t)t->below * windows + t->e->window, j->y);
    return status;
}

/* Marks as missing the items that have no numerator or denominator. */
static void narrow(judge *j, const term *t) {
    for (int64_t i = 0; i < j->p->items; i++)
        if (isnan(j->x[i]) || (t->below >= 0 && isnan(j->y[i])))
            j->effect[i] = (double)NAN;
}

/* Turns numerators and denominators of a draw's items [from, to) into values whose mean is the
 * ratio of their means, over the items that are present. */
static void linearise(judge *j, int64_t from, int64_t to) {
    double x = 0, y = 0;
    int64_t n = 0;
    for (int64_t i = from; i < to; i++)
        if (!isnan(j->effect[i])) {
            x += j->x[i];
            y += j->y[i];
            n++;
        }
    bool defined = n > 0 && (y < 0 || y > 0);
    double ratio = x / y, below = y / (double)n;
    for (int64_t i = from; i < to; i++)
        j->x[i] = defined ? ratio + (j->x[i] - ratio * j->y[i]) / below : (double)NAN;
}

static void linearise_draws(judge *j) {
    int64_t runs = j->p->study->replicates;
    for (int64_t from = 0; from < j->p->items; from += runs)
        linearise(j, from, from + runs < j->p->items ? from + runs : j->p->items);
}

static void add_arm(judge *j, const term *t, double weight) {
    if (t->below >= 0)
        linearise_draws(j);
    for (int64_t i = 0; i < j->p->items; i++)
        j->part[i] += weight * j->x[i];
}

/* First pass (`adding` false): marks what is missing. Second: adds up in j->part. */
static int visit_side(judge *j, const term *t, const size_t *arms, size_t n, double sign,
                      bool adding) {
    int status = RAP_OK;
    for (size_t k = 0; k < n && !status; k++) {
        status = read_arm(j, t, arms[k]);
        if (!status && adding)
            add_arm(j, t, sign / (double)n);
        else if (!status)
            narrow(j, t);
        j->arms[arms[k]] = true;
    }
    return status;
}

/* A term is added up by itself, so that two equal ones differ by exactly 0. */
static int visit(judge *j, const term *t, bool adding) {
    memset(j->part, 0, (size_t)j->p->items * sizeof *j->part);
    if (t->above < 0) {
        for (int64_t i = 0; i < j->p->items; i++)
            j->effect[i] = (double)NAN;
        return RAP_OK;
    }
    int status = visit_side(j, t, t->e->plus, t->e->n_plus, 1, adding);
    if (!status)
        status = visit_side(j, t, t->e->minus, t->e->n_minus, -1, adding);
    for (int64_t i = 0; i < j->p->items && adding; i++)
        j->effect[i] += t->sign * j->part[i];
    return status;
}

/* The claim's effect of every item in j->effect, the arms that it asks in j->arms. */
static int measure(judge *j, const rap_expectation *claim) {
    term terms[2] = {make_term(j, &claim->effect, 1), {0}};
    size_t n = 1;
    int status = RAP_OK;
    if (claim->compared)
        terms[n++] = make_term(j, &claim->versus, -1);
    memset(j->effect, 0, (size_t)j->p->items * sizeof *j->effect);
    memset(j->arms, 0, j->p->study->n_arms * sizeof *j->arms);
    for (size_t pass = 0; pass < 2; pass++)
        for (size_t k = 0; k < n && !status; k++)
            status = visit(j, &terms[k], pass == 1);
    return status;
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
        return shows(s <= size, s + reach <= size, s - reach > size, false, !isnan(error));
    }
    return shows(s > size, s - reach > size, s + reach <= size, s + reach < -size, !isnan(error));
}

static rap_share share_of(int64_t k, int64_t n) {
    rap_share s = {k, n, (double)NAN, (double)NAN, (double)NAN};
    if (n > 0) {
        s.share = (double)k / (double)n;
        rap_wilson(k, n, &s.low, &s.high);
    }
    return s;
}

/* Draws that show `what`, of those that show `of`. */
static rap_share count(const rap_patterns *p, size_t pattern, unsigned what, unsigned of) {
    const unsigned char *state = p->states + pattern * (size_t)p->draws;
    int64_t k = 0, n = 0;
    for (int64_t d = 0; d < p->draws; d++) {
        n += (state[d] & of) != 0;
        k += (state[d] & of) && (state[d] & what);
    }
    return share_of(k, n);
}

static void count_states(rap_patterns *p, size_t pattern) {
    rap_pattern_result *r = &p->rows[pattern];
    r->holds = count(p, pattern, RAP_SHOWS_HOLDS, RAP_SHOWS_VALUE);
    r->clearly = count(p, pattern, RAP_SHOWS_CLEARLY, RAP_SHOWS_ERROR);
    r->fails = count(p, pattern, RAP_SHOWS_FAILS, RAP_SHOWS_ERROR);
    r->contrary = count(p, pattern, RAP_SHOWS_CONTRARY, RAP_SHOWS_ERROR);
    if (r->pattern->claim.direction == 0)
        r->contrary = share_of(0, 0);
}

/* Inputs that the draws' means go with more than chance would have it in 1 of 20 studies. */
static void find_deciding(judge *j, rap_pattern_result *r) {
    size_t n = 0;
    const rap_influence_row *rows = NULL;
    if (j->p->inputs)
        rows = rap_uncertain_rank(j->p->inputs, j->arms, j->means, j->p->n_rows, &n);
    for (size_t k = 0; k < n && k < RAP_DECIDING; k++)
        if (fabs(rows[k].correlation) > rows[k].noise)
            r->deciding[r->n_deciding++] = rows[k];
}

static int judge_pattern(judge *j, size_t pattern) {
    rap_patterns *p = j->p;
    rap_pattern_result *r = &p->rows[pattern];
    unsigned char *state = p->states + pattern * (size_t)p->draws;
    r->pattern = &p->study->patterns[pattern];
    int status = measure(j, &r->pattern->claim);
    if (status)
        return status;
    rap_sample sample = {j->effect, p->items, p->study->replicates};
    r->s = rap_summarise(&sample, &j->w, false);
    for (int64_t d = 0; d < p->draws; d++)
        j->means[d] = (double)NAN;
    for (int64_t k = 0; k < j->w.draws; k++) {
        double error = sqrt(j->w.within * j->w.inverse[k]);
        j->means[j->w.draw[k]] = j->w.means[k];
        state[j->w.draw[k]] = rap_claim_shows(&r->pattern->claim, j->w.means[k], error);
    }
    count_states(p, pattern);
    find_deciding(j, r);
    return RAP_OK;
}

/* ---- together ------------------------------------------------------------------------------- */

static bool belongs(const rap_together *t, const rap_pattern *p) {
    return (!t->built_from || !strcmp(t->built_from, p->built_from)) &&
           (t->standing < 0 || t->standing == (int)p->standing);
}

static void count_together(const rap_patterns *p, rap_together *t) {
    int64_t n = 0, hold = 0, known = 0, none = 0;
    for (int64_t d = 0; d < p->draws; d++) {
        unsigned all = 0xff, some = 0;
        for (size_t k = 0; k < p->n_rows; k++)
            if (belongs(t, p->rows[k].pattern)) {
                all &= p->states[k * (size_t)p->draws + (size_t)d];
                some |= p->states[k * (size_t)p->draws + (size_t)d];
            }
        n += (all & RAP_SHOWS_VALUE) != 0;
        hold += (all & RAP_SHOWS_VALUE) && (all & RAP_SHOWS_HOLDS);
        known += (all & RAP_SHOWS_ERROR) != 0;
        none += (all & RAP_SHOWS_ERROR) && !(some & RAP_SHOWS_FAILS);
    }
    t->all_hold = share_of(hold, n);
    t->none_fails = share_of(none, known);
}

/* Adds a set of patterns, unless it is empty or one of the same patterns is there. A part of
 * another set that has as many patterns has the same ones. */
static void add_together(rap_patterns *p, const char *body, int standing) {
    rap_together t = {.built_from = body, .standing = standing};
    for (size_t k = 0; k < p->n_rows; k++)
        t.patterns += belongs(&t, p->rows[k].pattern);
    bool there = t.patterns == 0;
    for (size_t k = 0; k < p->n_together; k++) {
        const rap_together *o = &p->together[k];
        bool part = (!o->built_from || (body && !strcmp(body, o->built_from))) &&
                    (o->standing < 0 || o->standing == standing);
        there |= part && o->patterns == t.patterns;
    }
    if (there)
        return;
    count_together(p, &t);
    p->together[p->n_together++] = t;
}

static bool first_of_body(const rap_patterns *p, size_t k) {
    for (size_t i = 0; i < k; i++)
        if (!strcmp(p->rows[i].pattern->built_from, p->rows[k].pattern->built_from))
            return false;
    return true;
}

static int join(rap_patterns *p) {
    p->together = rap_allocate((1 + p->n_rows) * (1 + RAP_N_STANDINGS), sizeof *p->together);
    if (!p->together)
        return rap_fail(RAP_ENOMEM);
    add_together(p, NULL, -1);
    for (int s = 0; s < RAP_N_STANDINGS; s++)
        add_together(p, NULL, s);
    for (size_t k = 0; k < p->n_rows; k++)
        if (first_of_body(p, k))
            add_together(p, p->rows[k].pattern->built_from, -1);
    for (size_t k = 0; k < p->n_rows; k++)
        for (int s = 0; s < RAP_N_STANDINGS && first_of_body(p, k); s++)
            add_together(p, p->rows[k].pattern->built_from, s);
    return RAP_OK;
}

/* ---- the whole ------------------------------------------------------------------------------ */

static int make_room(judge *j) {
    rap_patterns *p = j->p;
    size_t items = (size_t)p->items, draws = (size_t)p->draws;
    p->rows = rap_allocate(p->n_rows, sizeof *p->rows);
    p->states = rap_allocate(p->n_rows * draws, sizeof *p->states);
    j->effect = rap_allocate(items, sizeof *j->effect);
    j->part = rap_allocate(items, sizeof *j->part);
    j->x = rap_allocate(items, sizeof *j->x);
    j->y = rap_allocate(items, sizeof *j->y);
    j->means = rap_allocate(draws, sizeof *j->means);
    j->arms = rap_allocate(p->study->n_arms, sizeof *j->arms);
    if (!p->rows || !p->states || !j->effect || !j->part || !j->x || !j->y || !j->means || !j->arms)
        return rap_fail(RAP_ENOMEM);
    return rap_workspace_init(&j->w, p->items);
}

static void free_judge(judge *j) {
    void *blocks[] = {j->effect, j->part, j->x, j->y, j->means, j->arms};
    for (size_t k = 0; k < sizeof blocks / sizeof blocks[0]; k++)
        rap_free(blocks[k]);
    rap_workspace_free(&j->w);
    rap_tiles_free(&j->above);
    rap_tiles_free(&j->below);
}

int rap_patterns_make(rap_patterns *patterns, const rap_study *study, const rap_layout *layout,
                      rap_store *store) {
    int64_t items = rap_store_items(store);
    judge j = {.p = patterns};
    *patterns = (rap_patterns){.study = study,
                               .layout = layout,
                               .items = items,
                               .draws = (items + study->replicates - 1) / study->replicates,
                               .n_rows = study->n_patterns};
    rap_tiles_init(&j.above, store, layout, items);
    rap_tiles_init(&j.below, store, layout, items);
    int status = make_room(&j);
    if (!status && study->draws > 0)
        status = rap_uncertain_make(&patterns->inputs, study, patterns->draws);
    for (size_t k = 0; k < patterns->n_rows && !status; k++)
        status = judge_pattern(&j, k);
    if (patterns->inputs)
        rap_uncertain_close(patterns->inputs);
    if (!status)
        status = join(patterns);
    free_judge(&j);
    if (status)
        rap_patterns_free(patterns);
    return status;
}

void rap_patterns_free(rap_patterns *patterns) {
    rap_uncertain_free(patterns->inputs);
    rap_free(patterns->rows);
    rap_free(patterns->together);
    rap_free(patterns->states);
    *patterns = (rap_patterns){0};
}
