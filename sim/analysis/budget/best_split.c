/* best_split.c: searching and judging a split by runs beside those of the folder. */
#include "analysis/budget/best_split.h"
#include "analysis/estimate/effects.h"
#include "base/error.h"
#include "base/memory.h"
#include "analysis/estimate/aside.h"
#include "scenario/study/arms.h"
#include "scenario/study/study.h"
#include "stream/stream.h"

#include <math.h>
#include <stdio.h>

enum { MOST_EVALUATIONS = 150, MOST_SEARCH_DRAWS = 60 };

typedef struct {
    const rap_bench *bench;
    const rap_study *study;
    const rap_line_plan *plan;
    rap_best_split *best;
    int64_t draws;
    double *scores; /* evaluation x draw */
    size_t n;       /* evaluations so far */
} seeker;

static const size_t zero = 0, one = 1; /* arms of a fork: present split, best split */

/* ---- the score -------------------------------------------------------------------------------- */

static bool has_weights(const rap_budget *b) {
    for (size_t a = 0; a < b->n_aims; a++)
        if (b->aims[a].weight > 0)
            return true;
    return false;
}

static double weight_of(const rap_study *s, size_t a) {
    const rap_aim *aim = &s->budget.aims[a];
    double weight = has_weights(&s->budget) ? aim->weight : a == 0;
    return weight * s->model->outcomes[aim->outcome].better / s->delta[aim->outcome];
}

/* The outcome of an aim in the fork's arm `plus`, less that in `minus` if that is not NULL. */
static rap_part part_of_aim(const rap_study *s, size_t a, double weight, const size_t *plus,
                            const size_t *minus) {
    const rap_aim *aim = &s->budget.aims[a];
    const rap_effect e = {.outcome = aim->outcome,
                          .window = aim->window,
                          .group = aim->group,
                          .plus = plus,
                          .minus = minus ? minus : plus,
                          .n_plus = 1,
                          .n_minus = minus != NULL};
    return (rap_part){weight, e};
}

static size_t list_score(const rap_study *s, const size_t *plus, const size_t *minus,
                         rap_part *parts) {
    size_t n = 0;
    for (size_t a = 0; a < s->budget.n_aims; a++)
        if (weight_of(s, a) > 0 || weight_of(s, a) < 0)
            parts[n++] = part_of_aim(s, a, weight_of(s, a), plus, minus);
    return n;
}

/* ---- runs ------------------------------------------------------------------------------------- */

static int keep_aims(rap_study *fork, const rap_study *study) {
    int status = RAP_OK;
    for (size_t a = 0; a < study->budget.n_aims && !status; a++)
        status = rap_study_keep(fork, study->budget.aims[a].outcome, study->budget.aims[a].group);
    return status;
}

/* A lever of a split as it can be set: money in whole cents, rounded down, so that the sum does not
 * grow; a thousandth of a cent is forgiven. */
static double lever(const seeker *s, size_t i, double x) {
    const rap_field *f = s->plan->rows[s->best->lines[i]].field;
    return f->kind == RAP_MONEY     ? floor(100 * x + 1e-3) / 100
           : f->kind == RAP_INTEGER ? round(x)
                                    : x;
}

/* A fork with the budget's arm as arm 0, and the split `x` as `*arm`; RAP_EINPUT where the model
 * refuses it. */
static int vary_split(seeker *s, const double *x, rap_aside *aside, size_t *arm) {
    const rap_budget *b = &s->study->budget;
    rap_setting settings[RAP_MOST_SPLIT];
    rap_problems problems;
    rap_findings findings;
    int status = rap_aside_init(aside, s->bench);
    if (status)
        return status;
    rap_study_keep_arm(&aside->study, b->arm);
    for (size_t i = 0; i < s->best->n; i++)
        settings[i] = (rap_setting){b->lines[s->best->lines[i]].lever, NULL, lever(s, i, x[i])};
    const rap_variation v = {
        .settings = settings, .n_settings = s->best->n, .label = "split", .node = b->node};
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    status = rap_study_vary(&aside->study, &v, arm, &findings);
    int reported = rap_findings_finish(&findings);
    rap_problems_free(&problems);
    status = status ? status : reported;
    return status ? status : keep_aims(&aside->study, s->study);
}

/* The measure over the fork's runs, summarised. */
static int measure_score(const rap_aside *aside, const rap_part *parts, size_t n, rap_summary *s,
                         double *means) {
    rap_measure m;
    rap_workspace w;
    int64_t items = rap_ensemble_items(&aside->study);
    int status = rap_measure_init(&m, &aside->study, &aside->layout, aside->store);
    status = status ? status : rap_measure_take(&m, parts, n);
    if (!status) {
        rap_sample sample = rap_measure_sample(&m);
        status = rap_workspace_init(&w, items);
        if (!status)
            *s = rap_summarise(&sample, &w, false);
        for (int64_t k = 0; means && !status && k < w.draws; k++)
            means[w.draw[k]] = w.means[k];
        rap_workspace_free(&w);
    }
    rap_measure_free(&m);
    return status;
}

static int value_of(void *context, const double *x, double *value) {
    seeker *s = context;
    rap_aside aside;
    rap_part parts[RAP_MOST_AIMS];
    rap_summary sum = {0};
    size_t arm = 0;
    double *means = s->scores + s->n * (size_t)s->draws;
    for (int64_t d = 0; d < s->draws; d++)
        means[d] = (double)NAN;
    s->n++;
    *value = (double)NAN;
    int status = vary_split(s, x, &aside, &arm);
    if (!status) {
        rap_study_keep_arm(&aside.study, arm);
        aside.study.draws = s->draws;
        aside.study.replicates = 1;
        status = rap_aside_run(&aside, s->bench);
    }
    if (!status)
        status =
            measure_score(&aside, parts, list_score(s->study, &zero, NULL, parts), &sum, means);
    rap_aside_free(&aside);
    if (!status)
        *value = sum.mean;
    return status == RAP_EINPUT ? RAP_OK : status;
}

/* ---- what was found --------------------------------------------------------------------------- */

/* Whether a split's scores cannot be told from those of the best, draw by draw. */
static bool is_near(const seeker *s, size_t k, size_t best) {
    rap_units u = {.sheet = RAP_SHEET};
    const double *a = s->scores + k * (size_t)s->draws, *b = s->scores + best * (size_t)s->draws;
    for (int64_t d = 0; d < s->draws; d++)
        if (!isnan(a[d]) && !isnan(b[d]))
            rap_units_add(&u, d, a[d] - b[d], 0);
    rap_means m = rap_units_close(&u);
    return fabs(m.x) <= rap_student(m.units, 1) * sqrt(m.xx);
}

static void find_near(const seeker *s) {
    rap_best_split *b = s->best;
    size_t best = 0;
    for (size_t k = 0; k < b->split.n_seen; k++)
        if (b->split.seen[k].value >= b->split.best.value)
            best = k;
    for (size_t k = 0; k < b->split.n_seen; k++) {
        if (k != best && !is_near(s, k, best))
            continue;
        for (size_t i = 0; i < b->n; i++) {
            double x = b->split.seen[k].x[i];
            b->near_low[i] = b->near ? fmin(b->near_low[i], x) : x;
            b->near_high[i] = b->near ? fmax(b->near_high[i], x) : x;
        }
        b->near++;
    }
}

/* Best against present, on draws and luck that the search has not seen. */
static int judge_split(seeker *s) {
    const rap_study *study = s->study;
    rap_best_split *b = s->best;
    rap_aside aside;
    rap_part parts[RAP_MOST_AIMS];
    size_t arm = 0;
    int status = vary_split(s, b->split.best.x, &aside, &arm);
    const size_t *to = arm ? &one : &zero;
    aside.study.seed = (int64_t)(rap_stream_key((uint64_t)study->seed, 1, 0) >> 1);
    status = status ? status : rap_aside_run(&aside, s->bench);
    if (!status)
        status = measure_score(&aside, parts, list_score(study, to, &zero, parts), &b->gain, NULL);
    for (size_t a = 0; a < study->budget.n_aims && !status; a++) {
        parts[0] = part_of_aim(study, a, 1, to, &zero);
        status = measure_score(&aside, parts, 1, &b->effects[a], NULL);
    }
    rap_aside_free(&aside);
    return status;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static bool list_lines(const seeker *s, rap_split_problem *p) {
    const rap_budget *budget = &s->study->budget;
    rap_best_split *b = s->best;
    for (size_t i = 0; i < budget->n_lines && b->n < RAP_MOST_SPLIT; i++)
        if (!isnan(budget->lines[i].low)) {
            p->low[b->n] = budget->lines[i].low;
            p->high[b->n] = budget->lines[i].high;
            p->start[b->n] = s->plan->rows[i].lever[RAP_DOSE_ZERO];
            b->lines[b->n++] = i;
        }
    p->n = b->n;
    return b->n >= 2;
}

static int search_split(seeker *s, const rap_split_problem *p) {
    rap_best_split *b = s->best;
    int status = rap_split_search(&b->split, p);
    if (status == RAP_EINPUT) {
        snprintf(b->why, sizeof b->why,
                 "the levers as they stand do not lie within the bounds, or the bounds leave no "
                 "choice");
        return RAP_OK;
    }
    if (status)
        return status;
    if (isnan(b->split.start.value)) {
        snprintf(b->why, sizeof b->why, "the outcomes have no value in the present split");
        return RAP_OK;
    }
    find_near(s);
    return judge_split(s);
}

int rap_best_split_make(rap_best_split *best, const rap_line_plan *plan, const rap_bench *bench) {
    const rap_study *study = bench->study;
    seeker s = {.bench = bench, .study = study, .plan = plan, .best = best};
    rap_split_problem p = {.evaluations = MOST_EVALUATIONS, .value = value_of, .context = &s};
    *best = (rap_best_split){0};
    if (!list_lines(&s, &p))
        return RAP_OK;
    s.draws = study->draws < 1 ? 1 : study->draws;
    s.draws = s.draws < MOST_SEARCH_DRAWS ? s.draws : MOST_SEARCH_DRAWS;
    best->search_draws = s.draws;
    best->effects = rap_allocate(study->budget.n_aims, sizeof *best->effects);
    s.scores = rap_allocate((size_t)s.draws * (MOST_EVALUATIONS + 1), sizeof *s.scores);
    int status = best->effects && s.scores ? search_split(&s, &p) : rap_fail(RAP_ENOMEM);
    rap_free(s.scores);
    return status;
}

void rap_best_split_free(rap_best_split *best) {
    rap_split_free(&best->split);
    rap_free(best->effects);
    *best = (rap_best_split){0};
}

double rap_best_split_runs(const rap_study *study) {
    int64_t draws = study->draws < MOST_SEARCH_DRAWS ? study->draws : MOST_SEARCH_DRAWS;
    return MOST_EVALUATIONS * (double)(draws > 0 ? draws : 1) +
           2 * (double)rap_ensemble_items(study);
}
