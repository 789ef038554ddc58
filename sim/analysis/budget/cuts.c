/* cuts.c: ways to take so much from an award, found on the search's luck and judged on other luck. */
#include "analysis/budget/cuts.h"
#include "analysis/budget/purse.h"
#include "analysis/budget/score.h"
#include "analysis/method/cut_search.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_EVALUATIONS = 80, MOST_SPARING = 3, FITS = 12 };

typedef struct {
    const rap_bench *bench;
    const rap_study *study;
    const rap_lines *lines;
    rap_cuts *cuts;
    rap_purse now;
    rap_cut_problem p; /* its line k is line `line[k]` of the study */
    size_t line[RAP_MOST_OWN_LINES];
    double at[RAP_DOSES], harm[RAP_MOST_OWN_LINES * RAP_DOSES];
    bool unseen[RAP_MOST_OWN_LINES];    /* by line of the problem: not for the search */
    double unspent[RAP_MOST_OWN_LINES]; /* by line of the problem: share of what it asks for */
    double *means;                      /* draw */
} cutter;

/* ---- what a cut takes from the award ------------------------------------------------------------ */

static size_t list_settings(const cutter *c, const double *share, rap_setting *settings) {
    size_t n = 0;
    for (size_t k = 0; k < c->p.n; k++) {
        const rap_line_cells *cells = &c->lines->plan->rows[c->line[k]];
        double to = cells->lever[RAP_DOSE_ZERO] * (1 - share[k]);
        if (share[k] > 0)
            settings[n++] =
                (rap_setting){c->study->budget.lines[c->line[k]].lever, NULL,
                              cells->field->kind == RAP_MONEY ? round(100 * to) / 100 : to};
    }
    return n;
}

/* The purse of the budget's arm with these shares cut; to be freed. RAP_EINPUT where the model refuses it. */
static int purse_after(const cutter *c, const double *share, rap_purse *after) {
    rap_aside aside;
    rap_setting settings[RAP_MOST_OWN_LINES];
    size_t arm = 0;
    *after = (rap_purse){0};
    int status = rap_score_fork(&aside, c->bench);
    if (!status)
        status = rap_score_vary(&aside, settings, list_settings(c, share, settings), &arm);
    if (!status)
        status = rap_purse_look(after, &c->study->budget, &aside.study, arm);
    rap_aside_free(&aside);
    return status;
}

static int lost_after(const cutter *c, const double *share, int64_t *lost) {
    rap_purse after;
    int status = purse_after(c, share, &after);
    *lost = c->now.award - after.award;
    rap_purse_free(&after);
    return status;
}

/* Cuts the line with the most room by `money` cents more, or less. */
static void nudge(const cutter *c, double *share, double money) {
    size_t best = 0;
    double most = 0;
    for (size_t k = 0; k < c->p.n; k++) {
        double room = c->p.money[k] * fmin(share[k], c->p.most[k] - share[k]);
        if (share[k] > 0 && room > most) {
            most = room;
            best = k;
        }
    }
    share[best] = fmax(0, fmin(c->p.most[best], share[best] + money / c->p.money[best]));
}

/* Indirect costs are not in proportion to a line everywhere, and the model counts in whole cents: shares are fitted until
 * the award loses what it is to lose, or the least above it. */
static int fit_share(const cutter *c, double *share) {
    double best[RAP_MOST_OWN_LINES], target = (double)c->cuts->target;
    int64_t lost, over = INT64_MAX;
    int status = RAP_OK;
    for (int k = 0; k < FITS && over > 0; k++) {
        status = lost_after(c, share, &lost);
        if (status)
            return status;
        if (lost >= c->cuts->target && lost - c->cuts->target < over) {
            over = lost - c->cuts->target;
            for (size_t i = 0; i < c->p.n; i++)
                best[i] = share[i];
        }
        double off = target - (double)lost;
        if (fabs(off) > 0.01 * target)
            for (size_t i = 0; i < c->p.n; i++)
                share[i] = fmin(c->p.most[i], share[i] * target / fmax(1, (double)lost));
        else
            nudge(c, share, lost < c->cuts->target ? off + 0.5 * k : off);
    }
    for (size_t i = 0; i < c->p.n && over < INT64_MAX; i++)
        share[i] = best[i];
    return over < INT64_MAX ? RAP_OK : rap_fail(RAP_EINPUT);
}

/* ---- what is known of each line ----------------------------------------------------------------- */

/* By how much the score falls with a dose of a line alone; NaN where it cannot be told. */
static double harm_of(const cutter *c, size_t line, size_t dose) {
    const rap_dose_result *r = &c->lines->rows[line].dose[dose];
    double harm = 0;
    if (!c->lines->plan->rows[line].there[dose])
        return (double)NAN;
    for (size_t a = 0; a < c->study->budget.n_aims; a++) {
        double weight = rap_score_weight(c->study, a);
        harm -= weight > 0 || weight < 0 ? weight * r->effect[a].mean : 0;
    }
    return harm;
}

/* Doses from none to all of a line, and the deepest of which something is known. */
static void take_harms(cutter *c, size_t k) {
    double *harm = c->harm + k * c->p.n_at;
    c->p.most[k] = 0;
    for (size_t d = 0; d < c->p.n_at; d++) {
        harm[d] = d ? harm_of(c, c->line[k], RAP_DOSE_ZERO - d) : 0;
        if (!isnan(harm[d]))
            c->p.most[k] = c->at[d];
    }
}

/* Share of what a line asks for that is left over on average. */
static double unspent_of(const cutter *c, size_t line) {
    double asked = (double)c->now.asked[line] / 100;
    double left = asked - c->now.paid[line] * c->lines->rows[line].total.mean;
    return left > 0 ? left / asked : 0;
}

/* A line that can be cut: what the award loses without it. */
static int take_line(cutter *c, size_t line) {
    size_t k = c->p.n;
    double share[RAP_MOST_OWN_LINES] = {0};
    int64_t lost = 0;
    c->line[k] = line;
    take_harms(c, k);
    if (!(c->p.most[k] > 0))
        return RAP_OK;
    share[k] = c->p.most[k];
    c->p.n++;
    int status = lost_after(c, share, &lost);
    if (status == RAP_EINPUT || (!status && lost <= 0)) {
        c->p.n--;
        return RAP_OK;
    }
    c->p.money[k] = (double)lost / c->p.most[k];
    c->unseen[k] = c->cuts->unseen[line] =
        !c->now.seen[line] || rap_score_is_silent(c->lines, line);
    c->unspent[k] = unspent_of(c, line);
    c->cuts->can_cut[line] = true;
    c->cuts->asked[line] = c->now.asked[line];
    return status;
}

static int look_at_lines(cutter *c) {
    c->p.n_at = RAP_DOSE_ZERO + 1;
    c->p.at = c->at;
    c->p.harm = c->harm;
    for (size_t d = 0; d < c->p.n_at; d++)
        c->at[d] = -rap_doses[RAP_DOSE_ZERO - d] / 100.0;
    int status = rap_purse_look(&c->now, &c->study->budget, c->study, c->study->budget.arm);
    for (size_t i = 0; i < c->study->budget.n_lines && !status; i++)
        if (c->now.asked[i] > 0)
            status = take_line(c, i);
    c->cuts->award = c->now.award;
    c->cuts->target = llround(c->cuts->percent / 100 * (double)c->now.award);
    c->p.amount = (double)c->cuts->target;
    return status;
}

/* ---- ways --------------------------------------------------------------------------------------- */

static int value_of_cut(void *context, const double *share, double *value) {
    const cutter *c = context;
    rap_setting settings[RAP_MOST_OWN_LINES];
    rap_score_look look = {.draws = c->cuts->search_draws, .means = c->means};
    int status = rap_score_take(c->bench, settings, list_settings(c, share, settings), &look);
    *value = look.score;
    return status;
}

static bool is_old(const rap_cuts *cuts, const rap_cut_way *way) {
    for (size_t w = 0; w < cuts->n_ways; w++) {
        double most = 0;
        for (size_t i = 0; i < RAP_MOST_OWN_LINES; i++)
            most = fmax(most, fabs(cuts->ways[w].share[i] - way->share[i]));
        if (most < 0.005)
            return true;
    }
    return false;
}

/* Fits a cut to the cent and lists it, unless it is one that is listed. */
static int list_way(cutter *c, rap_cut_kind kind, double *share) {
    rap_cuts *cuts = c->cuts;
    rap_cut_way *way = &cuts->ways[cuts->n_ways];
    rap_purse after;
    int status = fit_share(c, share);
    status = status ? status : purse_after(c, share, &after);
    if (status)
        return status == RAP_EINPUT ? RAP_OK : status;
    *way = (rap_cut_way){.kind = kind, .spared = kind == RAP_CUT_SPARING ? cuts->n_spared : 0};
    for (size_t k = 0; k < c->p.n; k++) {
        size_t i = c->line[k];
        way->share[i] = share[k];
        way->cents[i] = c->now.asked[i] - after.asked[i];
    }
    way->award = c->now.award - after.award;
    way->indirect = rap_purse_rest(&c->now) - rap_purse_rest(&after);
    rap_purse_free(&after);
    cuts->n_ways += !is_old(cuts, way);
    return RAP_OK;
}

static int add_least(cutter *c) {
    double share[RAP_MOST_OWN_LINES];
    int status = rap_cut_apart(&c->p, c->unseen, share);
    if (status)
        return status == RAP_EINPUT ? RAP_OK : status;
    status = rap_cut_improve(&c->p, c->unseen, share, &c->cuts->tried);
    return status ? status : list_way(c, RAP_CUT_LEAST, share);
}

/* Spares the line that the way before takes the most money from; false where no cut is left. */
static bool spare_one(cutter *c, bool *spared) {
    const rap_cuts *cuts = c->cuts;
    const rap_cut_way *last = &cuts->ways[cuts->n_ways - 1];
    size_t most = 0;
    for (size_t k = 0; k < c->p.n; k++)
        if (spared[most] || (!spared[k] && last->cents[c->line[k]] > last->cents[c->line[most]]))
            most = k;
    if (spared[most])
        return false;
    spared[most] = true;
    c->cuts->spared[c->cuts->n_spared++] = c->line[most];
    return rap_cut_possible(&c->p, spared);
}

static int add_sparing(cutter *c) {
    bool spared[RAP_MOST_OWN_LINES];
    int status = RAP_OK;
    memcpy(spared, c->unseen, sizeof spared);
    for (int k = 0; k < MOST_SPARING && !status && c->cuts->n_ways > 0; k++) {
        double share[RAP_MOST_OWN_LINES];
        size_t before = c->cuts->n_spared;
        if (!spare_one(c, spared) || (status = rap_cut_apart(&c->p, spared, share))) {
            c->cuts->n_spared = before;
            break;
        }
        status = list_way(c, RAP_CUT_SPARING, share);
    }
    return status == RAP_EINPUT ? RAP_OK : status;
}

static int add_by_rule(cutter *c) {
    double share[RAP_MOST_OWN_LINES], most = 0;
    int status = RAP_OK;
    for (size_t k = 0; k < c->p.n; k++)
        most = fmax(most, c->unspent[k]);
    if (most > 0) {
        rap_cut_alike(&c->p, c->unspent, share);
        status = list_way(c, RAP_CUT_UNSPENT, share);
    }
    rap_cut_alike(&c->p, NULL, share);
    return status ? status : list_way(c, RAP_CUT_ALIKE, share);
}

/* ---- judging ------------------------------------------------------------------------------------ */

static const size_t unchanged = 0;

static bool holds_zero(const rap_summary *s) {
    return !(s->ci_low > 0 || s->ci_high < 0);
}

/* What of the lost award is not a fall of what is spent on the lines that are cut, and of indirect costs. */
static int judge_idle(const cutter *c, const rap_aside *aside, const size_t *arm,
                      rap_cut_way *way) {
    rap_summary fall;
    bool is_cut[RAP_MOST_OWN_LINES];
    double award = (double)way->award / 100;
    for (size_t i = 0; i < RAP_MOST_OWN_LINES; i++)
        is_cut[i] = way->cents[i] != 0;
    int status = rap_score_spent(aside, &c->now, is_cut, &unchanged, arm, &fall);
    way->idle = (rap_interval){(double)NAN, (double)NAN, (double)NAN};
    if (!status && !isnan(fall.mean)) {
        bool told = !isnan(fall.ci_low);
        way->idle.mean = fmax(0, award - fall.mean);
        way->idle.low = told ? fmax(0, award - fall.ci_high) : (double)NAN;
        way->idle.high = told ? fmax(0, award - fall.ci_low) : (double)NAN;
    }
    return status;
}

static int judge_way(const cutter *c, const rap_aside *aside, const size_t *arm,
                     const size_t *first, rap_cut_way *way) {
    const rap_study *s = c->study;
    rap_part parts[RAP_MOST_AIMS];
    int status = RAP_OK;
    way->effects = rap_allocate(s->budget.n_aims, sizeof *way->effects);
    if (!way->effects)
        return rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < s->budget.n_aims && !status; a++) {
        parts[0] = rap_score_part(s, a, 1, arm, &unchanged);
        status = rap_score_measure(aside, parts, 1, &way->effects[a], NULL);
    }
    if (!status)
        status = rap_score_measure(aside, parts, rap_score_parts(s, arm, &unchanged, parts),
                                   &way->score, NULL);
    if (!status)
        status = rap_score_measure(aside, parts, rap_score_parts(s, arm, first, parts),
                                   &way->behind, NULL);
    way->as_good = holds_zero(&way->behind) || way->behind.ci_low > -1;
    return status ? status : judge_idle(c, aside, arm, way);
}

static int run_ways(const cutter *c, rap_aside *aside, size_t *arms) {
    int status = rap_score_fork(aside, c->bench);
    for (size_t w = 0; w < c->cuts->n_ways && !status; w++) {
        rap_setting settings[RAP_MOST_OWN_LINES];
        double share[RAP_MOST_OWN_LINES];
        for (size_t k = 0; k < c->p.n; k++)
            share[k] = c->cuts->ways[w].share[c->line[k]];
        status = rap_score_vary(aside, settings, list_settings(c, share, settings), &arms[w]);
    }
    aside->study.seed = rap_score_fresh_seed(c->study);
    status = status ? status : rap_purse_keep(&c->now, &aside->study);
    return status ? status : rap_aside_run(aside, c->bench);
}

static int judge_ways(const cutter *c) {
    size_t arms[RAP_MOST_CUT_WAYS] = {0};
    rap_aside aside;
    int status = run_ways(c, &aside, arms);
    for (size_t w = 0; w < c->cuts->n_ways && !status; w++)
        status = judge_way(c, &aside, &arms[w], &arms[0], &c->cuts->ways[w]);
    rap_aside_free(&aside);
    return status;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static int find_ways(cutter *c) {
    rap_cuts *cuts = c->cuts;
    int status = look_at_lines(c);
    if (status)
        return status;
    if (c->p.n == 0 || cuts->target == 0)
        snprintf(cuts->why, sizeof cuts->why, "%s",
                 RAP_MESSAGE("no line of this budget moves a sum of money that is asked for"));
    else if (!rap_cut_possible(&c->p, NULL))
        snprintf(cuts->why, sizeof cuts->why, "%s",
                 RAP_MESSAGE("the lines that can be cut do not come to so much of the award"));
    if (cuts->why[0])
        return RAP_OK;
    status = add_least(c);
    status = status ? status : add_sparing(c);
    status = status ? status : add_by_rule(c);
    return status ? status : judge_ways(c);
}

int rap_cuts_make(rap_cuts *cuts, const rap_lines *lines, const rap_bench *bench) {
    const rap_study *study = bench->study;
    *cuts = (rap_cuts){.percent = study->budget.cut};
    if (!(cuts->percent > 0))
        return RAP_OK;
    cutter *c = rap_allocate(1, sizeof *c);
    if (!c)
        return rap_fail(RAP_ENOMEM);
    *c = (cutter){.bench = bench, .study = study, .lines = lines, .cuts = cuts};
    c->p.evaluations = MOST_EVALUATIONS;
    c->p.value = value_of_cut;
    c->p.context = c;
    cuts->search_draws = rap_score_draws(study);
    c->means = rap_allocate((size_t)cuts->search_draws, sizeof *c->means);
    int status = c->means ? find_ways(c) : rap_fail(RAP_ENOMEM);
    rap_purse_free(&c->now);
    rap_free(c->means);
    rap_free(c);
    return status;
}

void rap_cuts_free(rap_cuts *cuts) {
    for (size_t w = 0; w < RAP_MOST_CUT_WAYS; w++)
        rap_free(cuts->ways[w].effects);
    *cuts = (rap_cuts){0};
}

double rap_cuts_runs(const rap_study *study) {
    if (!(study->budget.cut > 0))
        return 0;
    return MOST_EVALUATIONS * (double)rap_score_draws(study) +
           (RAP_MOST_CUT_WAYS + 1) * (double)rap_ensemble_items(study);
}
