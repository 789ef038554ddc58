/* best_split.c: searching and judging a split by runs beside those of the folder. */
#include "analysis/budget/best_split.h"
#include "analysis/budget/score.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>
#include <stdio.h>

enum { MOST_EVALUATIONS = 150 };

typedef struct {
    const rap_bench *bench;
    const rap_study *study;
    const rap_lines *lines;
    const rap_line_plan *plan;
    rap_best_split *best;
    rap_purse now;
    double price[RAP_MOST_SPLIT]; /* of a unit of a lever, in the unit of what is split */
    int64_t draws;
    double *scores; /* evaluation x draw */
    double *spent;  /* evaluation */
    double whole;   /* what would be spent if nothing were idle */
    size_t n;       /* evaluations so far */
} seeker;

static const size_t zero = 0, one = 1; /* arms of a fork: present split, best split */

/* ---- levers ------------------------------------------------------------------------------------- */

/* A lever of a split as it can be set: money in whole cents, rounded down, so that the sum does not
 * grow; a thousandth of a cent is forgiven. */
static double lever(const seeker *s, size_t i, double x) {
    const rap_field *f = s->plan->rows[s->best->lines[i]].field;
    return f->kind == RAP_MONEY     ? floor(100 * x + 1e-3) / 100
           : f->kind == RAP_INTEGER ? round(x)
                                    : x / s->price[i];
}

static void set_levers(const seeker *s, const double *x, rap_setting *settings) {
    for (size_t i = 0; i < s->best->n; i++)
        settings[i] =
            (rap_setting){s->study->budget.lines[s->best->lines[i]].lever, NULL, lever(s, i, x[i])};
}

/* What an arm with these settings asks for; to be freed. */
static int look_at_purse(const seeker *s, const rap_setting *settings, size_t n, rap_purse *purse) {
    rap_aside aside;
    size_t arm = 0;
    *purse = (rap_purse){0};
    int status = rap_score_fork(&aside, s->bench);
    status = status ? status : rap_score_vary(&aside, settings, n, &arm);
    status = status ? status : rap_purse_look(purse, &s->study->budget, &aside.study, arm);
    rap_aside_free(&aside);
    return status;
}

/* A lever that is the share kept of a cost has the price of that, its indirect costs with it; any other one is split
 * as it is. */
static int price_lever(seeker *s, size_t i) {
    size_t line = s->best->lines[i];
    double is = s->plan->rows[line].lever[RAP_DOSE_ZERO], other = is > 0 ? 0 : 1;
    const rap_setting setting = {s->study->budget.lines[line].lever, NULL, other};
    rap_purse varied;
    s->price[i] = 1;
    if (s->plan->rows[line].field->kind != RAP_REAL || !s->study->model->costs)
        return RAP_OK;
    int status = look_at_purse(s, &setting, 1, &varied);
    double price = (double)(varied.award - s->now.award) / 100 / (other - is);
    s->price[i] = !status && price > 0 ? price : 1;
    rap_purse_free(&varied);
    return status == RAP_EINPUT ? RAP_OK : status;
}

/* ---- runs --------------------------------------------------------------------------------------- */

static int value_of(void *context, const double *x, double *value) {
    seeker *s = context;
    rap_setting settings[RAP_MOST_SPLIT];
    rap_score_look look = {
        .draws = s->draws, .purse = &s->now, .means = s->scores + s->n * (size_t)s->draws};
    set_levers(s, x, settings);
    int status = rap_score_take(s->bench, settings, s->best->n, &look);
    if (s->n == 0)
        s->whole = s->now.award > 0 ? (double)s->now.award / 100 : look.spent;
    s->spent[s->n++] = look.spent;
    *value = look.score + (s->whole > 0 && !isnan(look.spent) ? look.spent / s->whole : 0);
    return status;
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

static void take_near(rap_best_split *b, const rap_split_point *at) {
    for (size_t i = 0; i < b->n; i++) {
        b->near_low[i] = b->near ? fmin(b->near_low[i], at->x[i]) : at->x[i];
        b->near_high[i] = b->near ? fmax(b->near_high[i], at->x[i]) : at->x[i];
    }
    b->near++;
}

/* Of the splits that cannot be told from the best, the best of those that spend most, within a two-hundredth of all. */
static void find_near(const seeker *s) {
    rap_best_split *b = s->best;
    const rap_split *seen = &b->split;
    size_t best = 0;
    double most = -HUGE_VAL, value = -HUGE_VAL;
    for (size_t k = 0; k < seen->n_seen; k++)
        if (seen->seen[k].value >= seen->best.value)
            best = k;
    for (size_t k = 0; k < seen->n_seen; k++)
        if (k == best || is_near(s, k, best)) {
            take_near(b, &seen->seen[k]);
            most = fmax(most, s->spent[k]);
        }
    for (size_t k = 0; k < seen->n_seen; k++)
        if ((k == best || is_near(s, k, best)) && !(s->spent[k] < most - s->whole / 200) &&
            seen->seen[k].value > value) {
            value = seen->seen[k].value;
            b->split.best = seen->seen[k];
        }
}

/* From what is split to levers, which people know. */
static void show_levers(const seeker *s) {
    rap_best_split *b = s->best;
    for (size_t i = 0; i < b->n; i++) {
        double price = s->price[i];
        b->near_low[i] /= price;
        b->near_high[i] /= price;
        b->split.start.x[i] /= price;
        b->split.best.x[i] /= price;
        for (size_t k = 0; k < b->split.n_seen; k++)
            b->split.seen[k].x[i] /= price;
    }
}

static rap_part spend_part(const rap_study *study, double weight, const char *group,
                           const size_t *arm) {
    return (rap_part){weight,
                      {.outcome = (size_t)rap_model_flagged(study->model, RAP_SPEND),
                       .window = study->horizon_window,
                       .group = group,
                       .plus = arm,
                       .n_plus = 1,
                       .minus = arm}};
}

/* What an arm of the fork asks for and spends. */
static int take_money(const seeker *s, const rap_aside *aside, const size_t *arm,
                      rap_split_money *money) {
    rap_purse purse;
    int spend = rap_model_flagged(s->study->model, RAP_SPEND);
    int status = rap_purse_look(&purse, &s->study->budget, &aside->study, *arm);
    money->asked_all = purse.award > 0 ? (double)purse.award / 100 : (double)NAN;
    if (!status)
        status = rap_score_spent(aside, &purse, NULL, arm, NULL, &money->used_all);
    for (size_t i = 0; i < s->best->n && !status; i++) {
        size_t line = s->best->lines[i];
        const rap_texts *groups = &s->study->budget.lines[line].spend;
        rap_part *parts = rap_allocate(groups->n, sizeof *parts);
        for (size_t g = 0; parts && g < groups->n && spend >= 0; g++)
            parts[g] = spend_part(s->study, purse.paid[line] > 0 ? purse.paid[line] : 1,
                                  groups->items[g], arm);
        money->asked[i] = purse.asked[line] > 0 ? (double)purse.asked[line] / 100 : (double)NAN;
        money->used[i] = rap_summary_unknown();
        status = !parts      ? rap_fail(RAP_ENOMEM)
                 : spend < 0 ? RAP_OK
                             : rap_score_measure(aside, parts, groups->n, &money->used[i], NULL);
        rap_free(parts);
    }
    rap_purse_free(&purse);
    return status;
}

static int keep_lines(const seeker *s, rap_study *fork) {
    int spend = rap_model_flagged(fork->model, RAP_SPEND);
    int status = rap_purse_keep(&s->now, fork);
    for (size_t i = 0; i < s->best->n && spend >= 0; i++) {
        const rap_texts *groups = &s->study->budget.lines[s->best->lines[i]].spend;
        for (size_t g = 0; g < groups->n && !status; g++)
            status = rap_study_keep(fork, (size_t)spend, groups->items[g]);
    }
    return status;
}

static int judge_effects(const seeker *s, const rap_aside *aside, const size_t *to) {
    const rap_study *study = s->study;
    rap_best_split *b = s->best;
    rap_part parts[RAP_MOST_AIMS];
    int status =
        rap_score_measure(aside, parts, rap_score_parts(study, to, &zero, parts), &b->gain, NULL);
    for (size_t a = 0; a < study->budget.n_aims && !status; a++) {
        parts[0] = rap_score_part(study, a, 1, to, &zero);
        status = rap_score_measure(aside, parts, 1, &b->effects[a], NULL);
    }
    return status;
}

/* Best against present, on draws and luck that the search has not seen. */
static int judge_split(const seeker *s) {
    rap_best_split *b = s->best;
    rap_aside aside;
    rap_setting settings[RAP_MOST_SPLIT];
    size_t arm = 0;
    int status = rap_score_fork(&aside, s->bench);
    set_levers(s, b->split.best.x, settings);
    status = status ? status : rap_score_vary(&aside, settings, b->n, &arm);
    const size_t *to = arm ? &one : &zero;
    aside.study.seed = rap_score_fresh_seed(s->study);
    status = status ? status : keep_lines(s, &aside.study);
    status = status ? status : rap_aside_run(&aside, s->bench);
    status = status ? status : judge_effects(s, &aside, to);
    status = status ? status : take_money(s, &aside, &zero, &b->now);
    status = status ? status : take_money(s, &aside, to, &b->best);
    rap_aside_free(&aside);
    return status;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static void take_split_line(const seeker *s, size_t line, double low, double high) {
    rap_best_split *b = s->best;
    b->low[b->n] = low;
    b->high[b->n] = high;
    b->lines[b->n++] = line;
}

/* Costs without bounds: the dearest, in the order of the study. */
static void take_dearest(const seeker *s) {
    const rap_purse *p = &s->now;
    size_t lines = s->study->budget.n_lines;
    bool seen[RAP_MOST_OWN_LINES];
    for (size_t i = 0; i < lines; i++)
        seen[i] = p->seen[i] && !rap_score_is_silent(s->lines, i);
    for (size_t i = 0; i < lines; i++) {
        size_t dearer = 0;
        for (size_t k = 0; k < lines; k++)
            dearer +=
                seen[k] && (p->asked[k] > p->asked[i] || (p->asked[k] == p->asked[i] && k < i));
        if (seen[i] && p->asked[i] > 0 && dearer < RAP_MOST_SPLIT)
            take_split_line(s, i, 0, 2 * s->plan->rows[i].lever[RAP_DOSE_ZERO]);
    }
}

static void list_lines(const seeker *s) {
    const rap_budget *budget = &s->study->budget;
    for (size_t i = 0; i < budget->n_lines && s->best->n < RAP_MOST_SPLIT; i++)
        if (!isnan(budget->lines[i].low))
            take_split_line(s, i, budget->lines[i].low, budget->lines[i].high);
    if (s->best->n == 0 && s->study->model->costs)
        take_dearest(s);
}

static int state_problem(seeker *s, rap_split_problem *p) {
    int status = RAP_OK;
    p->n = s->best->n;
    for (size_t i = 0; i < p->n && !status; i++) {
        status = price_lever(s, i);
        p->low[i] = s->price[i] * s->best->low[i];
        p->high[i] = s->price[i] * s->best->high[i];
        p->start[i] = s->price[i] * s->plan->rows[s->best->lines[i]].lever[RAP_DOSE_ZERO];
    }
    return status;
}

/* Share of what a line asks for that it spends as it stands; 1 where that is not known. */
static double used_of(const seeker *s, size_t i) {
    size_t line = s->best->lines[i];
    double asked = (double)s->now.asked[line] / 100;
    double used = s->now.paid[line] * s->lines->rows[line].total.mean;
    return asked > 0 && used < asked ? used / asked : 1;
}

/* What is idle as it stands, given to the lines that spend at least 98 % of theirs, as far as each has room. */
static void spread_idle(const seeker *s, rap_split_problem *p) {
    double idle = 0, room = 0;
    bool spends[RAP_MOST_SPLIT];
    for (size_t i = 0; i < p->n; i++) {
        double used = used_of(s, i);
        spends[i] = !(used < 0.98);
        p->other[i] = spends[i] ? p->start[i] : fmax(p->low[i], used * p->start[i]);
        idle += p->start[i] - p->other[i];
        room += spends[i] ? p->high[i] - p->start[i] : 0;
    }
    p->has_other = idle > 0 && idle <= room;
    for (size_t i = 0; i < p->n && p->has_other; i++)
        p->other[i] += spends[i] ? idle * (p->high[i] - p->start[i]) / room : 0;
}

static int search_split(seeker *s, const rap_split_problem *p) {
    rap_best_split *b = s->best;
    int status = rap_split_search(&b->split, p);
    if (status == RAP_EINPUT) {
        snprintf(
            b->why, sizeof b->why, "%s",
            RAP_MESSAGE(
                "the levers as they stand do not lie within the bounds, or the bounds leave no "
                "choice"));
        return RAP_OK;
    }
    if (status)
        return status;
    if (isnan(b->split.start.value)) {
        snprintf(b->why, sizeof b->why, "%s",
                 RAP_MESSAGE("the outcomes have no value in the present split"));
        return RAP_OK;
    }
    find_near(s);
    status = judge_split(s);
    show_levers(s);
    return status;
}

static int make_split(seeker *s) {
    rap_best_split *b = s->best;
    rap_split_problem p = {.evaluations = MOST_EVALUATIONS, .value = value_of, .context = s};
    b->effects = rap_allocate(s->study->budget.n_aims, sizeof *b->effects);
    s->scores = rap_allocate((size_t)s->draws * (MOST_EVALUATIONS + 1), sizeof *s->scores);
    s->spent = rap_allocate(MOST_EVALUATIONS + 1, sizeof *s->spent);
    if (!b->effects || !s->scores || !s->spent)
        return rap_fail(RAP_ENOMEM);
    int status = state_problem(s, &p);
    spread_idle(s, &p);
    return status ? status : search_split(s, &p);
}

int rap_best_split_make(rap_best_split *best, const rap_lines *lines, const rap_bench *bench) {
    seeker s = {
        .bench = bench, .study = bench->study, .lines = lines, .plan = lines->plan, .best = best};
    *best = (rap_best_split){0};
    int status = rap_purse_look(&s.now, &s.study->budget, s.study, s.study->budget.arm);
    if (!status)
        list_lines(&s);
    best->search_draws = s.draws = rap_score_draws(s.study);
    if (!status && best->n >= 2)
        status = make_split(&s);
    rap_purse_free(&s.now);
    rap_free(s.scores);
    rap_free(s.spent);
    return status;
}

void rap_best_split_free(rap_best_split *best) {
    rap_split_free(&best->split);
    rap_free(best->effects);
    *best = (rap_best_split){0};
}

double rap_best_split_runs(const rap_study *study) {
    return MOST_EVALUATIONS * (double)rap_score_draws(study) +
           2 * (double)rap_ensemble_items(study);
}
