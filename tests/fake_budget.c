/* fake_budget.c: hand-made numbers of a made-up budget. */
#include "fake_budget.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static rap_summary summary(double mean, double half, fake_kind kind) {
    rap_summary s = {.draws = FAKE_DRAWS, .runs = 4 * FAKE_DRAWS, .mean = mean};
    s.ci_low = mean - half;
    s.ci_high = mean + half;
    s.plausible_low = mean - 2 * half;
    s.plausible_high = mean + 2 * half;
    if (kind == FAKE_MISSING) {
        s.draws = s.runs = 0;
        s.mean = s.ci_low = s.ci_high = s.plausible_low = s.plausible_high = NAN;
    }
    return s;
}

static rap_interval interval(double mean, double half, fake_kind kind) {
    rap_interval x = {mean, mean - half, mean + half};
    return kind == FAKE_MISSING ? (rap_interval){NAN, NAN, NAN} : x;
}

static void make_dose(fake_budget *b, size_t i, size_t k, fake_kind kind) {
    rap_dose_result *r = &b->results[i].dose[k];
    double money = 100.0 * rap_doses[k] * (double)(i + 1);
    r->effect = b->effects[i][k];
    r->marginal = b->marginals[i][k];
    r->seen = b->seen[i][k];
    r->moved = r->money = summary(money, 10, kind);
    for (size_t a = 0; a < FAKE_AIMS; a++) {
        double delta = b->lines.study->delta[b->aims[a].outcome];
        double x = rap_doses[k] / 20.0 * delta * (double)(i % 3) / (double)(a + 1);
        r->effect[a] = summary(x, delta / 2, kind);
        r->marginal[a] = interval(money < 0 || money > 0 ? x / money : NAN, 1e-5, kind);
        r->seen[a] = kind == FAKE_MISSING ? NAN : 0.8;
    }
    b->cells[i].there[k] = rap_doses[k] <= 0 || i % 2 == 0;
}

static void make_line(fake_budget *b, size_t i, fake_kind kind, const char *label) {
    static const char *const labels[] = {"Coordinator", "Follow-up during the project",
                                         "Aftercare"};
    static const char *const group[] = {"line:a"};
    snprintf(b->levers[i], sizeof b->levers[i], "teams.focal.costs.line_%zu.kept", i);
    b->rows[i] = (rap_line){.name = "line",
                            .label = label ? label : labels[i % 3],
                            .purpose = i % 4 ? label : NULL,
                            .lever = b->levers[i],
                            .money_to = i % 2 ? b->levers[0] : NULL,
                            .spend = {group, 1},
                            .low = NAN,
                            .high = NAN};
    for (size_t k = 0; k < RAP_DOSES; k++)
        make_dose(b, i, k, kind);
    b->results[i].spend = b->spend[i];
    for (size_t y = 0; y < FAKE_YEARS; y++)
        b->spend[i][y] = summary(2500.0 * (double)(i + 1), 100, kind);
    b->results[i].total = summary(10000.0 * (double)(i + 1), 400, kind);
}

static void make_arm(fake_budget *b, size_t a, fake_kind kind) {
    rap_worth *w = &b->worth;
    double x = (double)a - (double)w->study->baseline, delta = w->study->delta[b->aims[0].outcome];
    for (size_t d = 0; d < FAKE_DRAWS; d++) {
        size_t at = d * w->arms + a;
        double wave = sin((double)(d * (a + 1)));
        b->cost[at] = kind == FAKE_MISSING ? NAN : 10000 * ((double)a + wave);
        b->effect[at] = kind == FAKE_MISSING ? NAN : delta * ((double)a + cos((double)(d + a)));
    }
    b->increments[a] = (rap_increment){.draws = FAKE_DRAWS,
                                       .cost = interval(10000 * x, 3000, kind),
                                       .effect = interval(delta * x, delta / 2, kind),
                                       .icer = interval(10000 / delta, 100, kind)};
    b->increments[a].plane = x > 0 ? RAP_PLANE_DEARER_BETTER : RAP_PLANE_CHEAPER_WORSE;
    b->increments[a].dominance = RAP_DOMINANCE_TRADE_OFF;
    b->discounted[a] = b->increments[a];
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++)
        b->accepted[a * RAP_WORTH_POINTS + k] = interval(1 / (double)w->arms, 0.1, kind);
}

static void make_worth(fake_budget *b, fake_kind kind, const char *label) {
    rap_worth *w = &b->worth;
    *w = (rap_worth){.study = b->lines.study,
                     .arms = b->lines.study->n_arms,
                     .draws = FAKE_DRAWS,
                     .cost = b->cost,
                     .present = b->cost,
                     .effect = b->effect,
                     .increments = b->increments,
                     .discounted = b->discounted,
                     .net = b->net,
                     .accepted = b->accepted,
                     .reference = 10, /* 2 steps of RAP_WORTH_STEP */
                     .n_groups = 14};
    for (size_t a = 0; a < w->arms; a++)
        make_arm(b, a, kind);
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++) {
        w->lambda[k] = 1000.0 * (double)k;
        w->frontier[k] = (rap_acceptance){.draws = FAKE_DRAWS};
    }
    for (size_t g = 0; g < w->n_groups; g++) {
        rap_worth_group *x = &w->groups[g];
        snprintf(x->name, sizeof x->name, "%.90s", label ? label : "parameters.trust");
        x->n = 10;
        x->measured = 1;
        x->inferred = 2;
        x->assumed = 7;
        double value = kind == FAKE_MISSING ? NAN : 1000.0 / (double)(g + 1);
        x->worth = (rap_information){.value = value, .low = value / 2, .high = 2 * value};
    }
}

void fake_budget_init(fake_budget *b, fake_tables *f, fake_kind kind, size_t n, const char *label) {
    memset(b, 0, sizeof *b);
    b->aims[0] = (rap_aim){"first", label ? label : "First outcome", 0, 0, "all", 1, NULL};
    b->aims[1] = (rap_aim){"second", label ? label : "Second outcome", 2, 0, "all", 1, NULL};
    f->study.budget = (rap_budget){
        .aims = b->aims, .lines = b->rows, .n_aims = FAKE_AIMS, .n_lines = n, .population = 1};
    b->plan = (rap_line_plan){b->cells, n, b->years, FAKE_YEARS};
    b->lines = (rap_lines){.study = &f->study,
                           .plan = &b->plan,
                           .items = 4 * FAKE_DRAWS,
                           .draws = FAKE_DRAWS,
                           .rows = b->results,
                           .level = b->level,
                           .spend = b->all,
                           .n = n};
    for (size_t i = 0; i < n; i++)
        make_line(b, i, kind, label);
    for (size_t y = 0; y < FAKE_YEARS; y++)
        b->all[y] = summary(1e6, 100, kind);
    b->lines.total = summary(4e6, 400, kind);
    for (size_t a = 0; a < FAKE_AIMS; a++)
        b->level[a] = summary(1, 0.1, kind);
    make_worth(b, kind, label);
    f->tables.lines = &b->lines;
    f->tables.worth = &b->worth;
}
