/* fake_verdicts.c: hand-made verdicts of made-up propositions. */
#include "fake_verdicts.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

static const size_t rivals[] = {1};

static rap_summary summary(double mean, double size, fake_kind kind) {
    rap_summary s = rap_summary_unknown();
    if (kind == FAKE_MISSING) {
        s.missing = 400;
        return s;
    }
    s.draws = 100;
    s.runs = 400;
    s.mean = mean;
    s.ci_low = mean - 0.2 * size;
    s.ci_high = mean + 0.2 * size;
    s.sd_chance = size;
    s.sd_parameters = 0.3 * size;
    s.plausible_low = mean - size;
    s.plausible_high = mean + size;
    s.units = 20;
    s.error = 0.2 * size / 2.093;
    return s;
}

static rap_estimate estimate(double mean, double size, fake_kind kind) {
    rap_estimate e = {.s = summary(mean, size, kind), .size = size};
    e.above = (rap_share){mean > size ? 90 : 10, 100, mean > size ? 0.9 : 0.1, 0.05, 0.95};
    if (kind == FAKE_MISSING)
        e.above = (rap_share){0, 0, (double)NAN, (double)NAN, (double)NAN};
    return e;
}

static void make_proposition(rap_proposition *p, size_t k, const rap_study *study, bool expressed,
                             const char *label) {
    static const char *const labels[] = {
        "Pay lets organisations give more hours",
        "Being there, month after month, wins the trust of associations that were promised much",
        "Gespräche über Pläne halten länger"};
    static const char *const groups[] = {NULL, "type:ispo", "type:employer", "type:gssa"};
    static const size_t outcomes[] = {0, 2, 4, 9};
    *p = (rap_proposition){
        .name = "p",
        .label = label ? label : labels[k % 3],
        .source = label ? label : "Somebody 2022",
        .note = k % 2 ? label : NULL,
        .unexpressed = expressed ? NULL
                       : label   ? label
                                 : "There is no lever.",
        .group = groups[k % 4],
        .circumstances = k % 5 == 4 ? (label ? label : "many staff leave") : NULL,
        .inside = k % 5 == 4 ? (const rap_tree *)study : NULL, /* only asked for */
        .resource = {.lever = k % 3 ? (label ? label : "teams.focal.pay") : NULL,
                     .to_arm = study->n_arms - 1},
        .response = k % 3,
        .rivals = rivals,
        .n_rivals = 1,
        .outcome = outcomes[k % 4],
        .window = k % 3,
        .outcome_group = k % 4 ? groups[k % 4] : "all",
        .direction = k % 4 == 3 ? -1 : 1,
        .at_least = study->delta[outcomes[k % 4]]};
}

static void make_row(rap_proposition_result *r, size_t k, fake_kind kind) {
    const rap_proposition *p = r->proposition;
    double d = p->at_least, sign = p->direction;
    double e = sign * d * (k % 9 == 8 ? 60 : ((double)(k % 7) - 2) / 2);
    r->effect = estimate(e, d, kind);
    r->outside = estimate(0.4 * e, d, kind);
    r->context = estimate(0.6 * e, d / 2, kind);
    r->removed_last = estimate(0.7 * e, d / 2, kind);
    r->without = estimate(0.3 * e, d, kind);
    r->from = summary(10 * d, d, kind);
    r->to = summary(10 * d + e, d, kind);
    for (size_t g = 0; g < RAP_GRADES; g++)
        r->graded[g] = estimate(e * (0.3 + 0.7 * rap_grades[g]), d, kind);
    for (size_t i = 0; i < r->cells->n_factors; i++) {
        r->factors[i].removed_last = estimate(e * (0.7 - 0.3 * (double)i), d, kind);
        r->factors[i].added_first = estimate(e * (0.2 + 0.1 * (double)i), d, kind);
        r->factors[i].shapley = estimate(e * (0.5 - 0.2 * (double)i), d, kind);
    }
    r->together = r->effect.above;
    r->activated = k % RAP_N_VERDICTS != RAP_NOT_ACTIVATED;
    r->scale_matters = k % 6 == 5;
    r->log_odds = (double)NAN;
}

int fake_verdicts_init(fake_verdicts *v, fake_tables *f, fake_kind kind, size_t n,
                       const char *label) {
    *v = (fake_verdicts){.mechanisms = {{"one", label ? label : "Being there", "", "", ""},
                                        {"two", label ? label : "Fair pay", "", "", ""},
                                        {"three", label ? label : "A promise kept", "", "", ""}}};
    v->propositions = rap_allocate(n, sizeof *v->propositions);
    v->cells = rap_allocate(n, sizeof *v->cells);
    v->verdicts.rows = rap_allocate(n, sizeof *v->verdicts.rows);
    if (!v->propositions || !v->cells || !v->verdicts.rows)
        return RAP_ENOMEM;
    f->model.mechanisms = v->mechanisms;
    f->model.n_mechanisms = 3;
    f->study.rule = (rap_verdict_rule){0.8, 0.5, 0.5};
    v->plan = (rap_cell_plan){v->cells, n, 5 * n};
    v->verdicts.study = &f->study;
    v->verdicts.plan = &v->plan;
    v->verdicts.items = 400;
    v->verdicts.draws = 100;
    v->verdicts.n = n;
    for (size_t k = 0; k < n; k++) {
        rap_verdict verdict = (rap_verdict)(k % RAP_N_VERDICTS);
        make_proposition(&v->propositions[k], k, &f->study, verdict != RAP_NOT_EXPRESSED, label);
        v->cells[k] = (rap_cells){.n_factors = 3, .has_rest = true, .targeted = k % 2};
        v->verdicts.rows[k] = (rap_proposition_result){
            .proposition = &v->propositions[k], .cells = &v->cells[k], .verdict = verdict};
        make_row(&v->verdicts.rows[k], k, kind);
    }
    f->tables.verdicts = &v->verdicts;
    return RAP_OK;
}

void fake_verdicts_free(fake_verdicts *v, fake_tables *f) {
    rap_free(v->propositions);
    rap_free(v->cells);
    rap_free(v->verdicts.rows);
    f->tables.verdicts = NULL;
    *v = (fake_verdicts){0};
}
