/* score.c: ways to spend a budget, run on common luck. */
#include "analysis/budget/score.h"
#include "analysis/estimate/effects.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/study.h"
#include "stream/stream.h"

#include <math.h>

enum { MOST_SEARCH_DRAWS = 60 };

static const size_t zero = 0;

/* ---- the score -------------------------------------------------------------------------------- */

static bool has_weights(const rap_budget *b) {
    for (size_t a = 0; a < b->n_aims; a++)
        if (b->aims[a].weight > 0)
            return true;
    return false;
}

double rap_score_weight(const rap_study *s, size_t a) {
    const rap_aim *aim = &s->budget.aims[a];
    double weight = has_weights(&s->budget) ? aim->weight : a == 0;
    return weight * s->model->outcomes[aim->outcome].better / s->delta[aim->outcome];
}

rap_part rap_score_part(const rap_study *s, size_t a, double weight, const size_t *plus,
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

size_t rap_score_parts(const rap_study *s, const size_t *plus, const size_t *minus,
                       rap_part *parts) {
    size_t n = 0;
    for (size_t a = 0; a < s->budget.n_aims; a++) {
        double weight = rap_score_weight(s, a);
        if (weight > 0 || weight < 0)
            parts[n++] = rap_score_part(s, a, weight, plus, minus);
    }
    return n;
}

/* ---- runs ------------------------------------------------------------------------------------- */

int rap_score_fork(rap_aside *aside, const rap_bench *bench) {
    const rap_budget *b = &bench->study->budget;
    int status = rap_aside_init(aside, bench);
    if (!status)
        status = rap_study_keep_arm(&aside->study, b->arm);
    for (size_t a = 0; a < b->n_aims && !status; a++)
        status = rap_study_keep(&aside->study, b->aims[a].outcome, b->aims[a].group);
    return status;
}

int rap_score_vary(rap_aside *aside, const rap_setting *settings, size_t n, size_t *arm) {
    rap_problems problems;
    rap_findings findings;
    const rap_variation v = {
        .settings = settings, .n_settings = n, .label = "varied", .node = aside->study.budget.node};
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    int status = rap_study_vary(&aside->study, &v, arm, &findings);
    int reported = rap_findings_finish(&findings);
    rap_problems_free(&problems);
    return status ? status : reported;
}

int rap_score_measure(const rap_aside *aside, const rap_part *parts, size_t n, rap_summary *s,
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

int rap_score_spent(const rap_aside *aside, const rap_purse *purse, const bool *of,
                    const size_t *plus, const size_t *minus, rap_summary *s) {
    const rap_study *study = &aside->study;
    int spend = rap_model_flagged(study->model, RAP_SPEND);
    rap_part *parts = rap_allocate(purse->n_booked, sizeof *parts);
    size_t n = 0;
    *s = rap_summary_unknown();
    if (!parts)
        return rap_fail(RAP_ENOMEM);
    for (size_t g = 0; g < purse->n_booked && spend >= 0; g++) {
        size_t line = purse->booked[g].line;
        if (of && line < RAP_MOST_OWN_LINES && !of[line])
            continue;
        parts[n++] = (rap_part){purse->booked[g].asked,
                                {.outcome = (size_t)spend,
                                 .window = study->horizon_window,
                                 .group = purse->booked[g].group,
                                 .plus = plus,
                                 .n_plus = 1,
                                 .minus = minus ? minus : plus,
                                 .n_minus = minus != NULL}};
    }
    int status = n ? rap_score_measure(aside, parts, n, s, NULL) : RAP_OK;
    rap_free(parts);
    return status;
}

int64_t rap_score_draws(const rap_study *study) {
    int64_t draws = study->draws < MOST_SEARCH_DRAWS ? study->draws : MOST_SEARCH_DRAWS;
    return draws < 1 ? 1 : draws;
}

bool rap_score_is_silent(const rap_lines *lines, size_t line) {
    const rap_line_cells *cells = &lines->plan->rows[line];
    if (!(lines->rows[line].total.mean > 0))
        return false;
    for (size_t k = 0; k < RAP_DOSES; k++)
        for (size_t a = 0; cells->there[k] && a < lines->study->budget.n_aims; a++) {
            const rap_summary *s = &lines->rows[line].dose[k].effect[a];
            if (s->mean < 0 || s->mean > 0 || s->error > 0)
                return false;
        }
    return true;
}

int64_t rap_score_fresh_seed(const rap_study *study) {
    return (int64_t)(rap_stream_key((uint64_t)study->seed, 1, 0) >> 1);
}

/* Runs the settings alone, on the look's draws. */
static int run_look(rap_aside *aside, const rap_bench *bench, const rap_setting *settings, size_t n,
                    const rap_score_look *look) {
    size_t arm = 0;
    int status = rap_score_fork(aside, bench);
    status = status ? status : rap_score_vary(aside, settings, n, &arm);
    if (!status && look->purse)
        status = rap_purse_keep(look->purse, &aside->study);
    if (status)
        return status;
    rap_study_keep_arm(&aside->study, arm);
    aside->study.draws = look->draws;
    aside->study.replicates = 1;
    return rap_aside_run(aside, bench);
}

int rap_score_take(const rap_bench *bench, const rap_setting *settings, size_t n,
                   rap_score_look *look) {
    rap_aside aside = {0};
    rap_part parts[RAP_MOST_AIMS];
    rap_summary score = {.mean = (double)NAN}, spent = {.mean = (double)NAN};
    for (int64_t d = 0; d < look->draws; d++)
        look->means[d] = (double)NAN;
    int status = run_look(&aside, bench, settings, n, look);
    if (!status)
        status = rap_score_measure(&aside, parts, rap_score_parts(bench->study, &zero, NULL, parts),
                                   &score, look->means);
    if (!status && look->purse)
        status = rap_score_spent(&aside, look->purse, NULL, &zero, NULL, &spent);
    rap_aside_free(&aside);
    look->score = score.mean;
    look->spent = spent.mean;
    return status == RAP_EINPUT ? RAP_OK : status;
}
