/* lines.c: arms of cuts and raises, and what they change. */
#include "analysis/budget/lines.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/effects.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/questions/own_budget.h"
#include "scenario/study/arms.h"
#include "scenario/study/study.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const int rap_doses[RAP_DOSES] = {-100, -50, -25, -10, 0, 10, 25, 50};

enum { MOST_YEARS = RAP_MOST_MONTHS / 12 };

/* ---- arms ------------------------------------------------------------------------------------- */

typedef struct {
    rap_study *study;
    rap_line_plan *plan;
    rap_findings *findings;
    const rap_line *line;
    rap_line_cells *cells;
    double is, to_has, from_has; /* the lever, and what stands at money_to and money_from */
    double also;                 /* what stands at the number that falls with its cuts */
} planner;

static void complain_of_line(planner *b, const char *key, const char *text, const char *path) {
    const rap_tree *child = rap_tree_child(b->line->node, key);
    const rap_tree *node = child ? child : b->line->node;
    rap_findings_add(b->findings, node->file, node->line, node->path, text, path);
}

/* What stands at the path that takes or gives the line's money. */
static int look_at_other(planner *b, const char *key, const char *path, double *has) {
    const rap_field *money;
    if (!path)
        return RAP_OK;
    int status = rap_study_number(b->study, b->study->budget.arm, path, &money, has);
    if (status == RAP_EINPUT)
        complain_of_line(b, key, "there is no number \"%s\" in this arm", path);
    else if (!status && !rap_field_same_unit(b->cells->field, money))
        complain_of_line(b, key, "\"%s\" is not counted in the unit of the lever", path);
    return status == RAP_EINPUT ? RAP_OK : status;
}

/* The numbers as they stand; problems where there are none. */
static int look_at_lever(planner *b) {
    const rap_line *line = b->line;
    int status =
        rap_study_number(b->study, b->study->budget.arm, line->lever, &b->cells->field, &b->is);
    if (status == RAP_EINPUT) {
        complain_of_line(b, "lever", "there is no number \"%s\" in this arm", line->lever);
        return RAP_OK;
    }
    status = status ? status : look_at_other(b, "money_to", line->money_to, &b->to_has);
    const rap_field *field;
    if (!status && line->also)
        status = rap_study_number(b->study, b->study->budget.arm, line->also, &field, &b->also);
    const char *key = rap_tree_child(line->node, "money_from") ? "money_from" : "money_to";
    return status ? status : look_at_other(b, key, line->money_from, &b->from_has);
}

static double rounded_lever(const rap_field *f, double x) {
    return f->kind == RAP_INTEGER ? round(x) : f->kind == RAP_MONEY ? round(100 * x) / 100 : x;
}

/* A dose that the model refuses is not there, and says why. */
static int try_dose(planner *b, size_t k, const rap_variation *v) {
    rap_problems problems;
    rap_findings findings;
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    int status = rap_study_vary(b->study, v, &b->cells->arm[k], &findings);
    int reported = rap_findings_finish(&findings);
    b->cells->there[k] = !status && !reported;
    if (status == RAP_EINPUT || reported == RAP_EINPUT) {
        const char *why = problems.n ? problems.rows[0].text : "the model cannot do that";
        b->cells->why[k] = rap_copy_text(why);
        status = b->cells->why[k] ? RAP_OK : rap_fail(RAP_ENOMEM);
    }
    rap_problems_free(&problems);
    return status;
}

static int leave_dose_out(planner *b, size_t k) {
    b->cells->why[k] = rap_copy_text("it is kept for the form; the model cannot say what it buys");
    return b->cells->why[k] ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int add_dose(planner *b, size_t k) {
    char label[160];
    double to = rounded_lever(b->cells->field, b->is * (1 + rap_doses[k] / 100.0));
    const char *other = to < b->is ? b->line->money_to : b->line->money_from;
    double has = to < b->is ? b->to_has : b->from_has;
    const rap_setting lever = {b->line->lever, NULL, to};
    const rap_setting settings[2] = {lever, {other, NULL, has + b->is - to}};
    const rap_setting unpaid[2] = {
        lever, {b->line->also, NULL, b->also * (1 + b->line->also_share * rap_doses[k] / 100.0)}};
    bool falls_too = b->line->also && to < b->is;
    snprintf(label, sizeof label, "%.100s, %+d %%", b->line->label, rap_doses[k]);
    const rap_variation v = {.base = b->study->budget.arm,
                             .settings = falls_too ? unpaid : settings,
                             .n_settings = falls_too || other ? 2 : 1,
                             .label = label,
                             .node = b->line->node};
    b->cells->lever[k] = to;
    b->cells->arm[k] = b->study->budget.arm;
    b->cells->there[k] = rap_doses[k] == 0 || !b->line->moves_nothing;
    if (!b->cells->there[k])
        return leave_dose_out(b, k);
    return rap_doses[k] == 0 || !(to < b->is || to > b->is) ? RAP_OK : try_dose(b, k, &v);
}

/* What the funder is asked for in an arm, and what of it is for indirect costs; in cents. */
static int sum_award(const rap_study *s, size_t arm, int64_t *award, int64_t *indirect) {
    const rap_inputs *inputs;
    int status = rap_study_inputs(s, arm, &inputs), there = 1;
    *award = *indirect = 0;
    for (size_t k = 0; !status && s->model->costs; k++) {
        rap_cost c;
        there = s->model->costs(inputs->root, k, RAP_ALL_YEARS, &c);
        if (there <= 0)
            break;
        *award += c.asked;
        *indirect += c.lever[0] ? 0 : c.asked;
    }
    return status ? status : there < 0 ? rap_fail(RAP_ENOMEM) : RAP_OK;
}

/* What each dose of a line takes off the award as it stands, or adds to it. */
static int weigh_doses(const planner *b, rap_line_cells *cells, int64_t award, int64_t indirect) {
    int status = RAP_OK;
    for (size_t k = 0; k < RAP_DOSES && !status; k++) {
        if (!cells->there[k])
            continue;
        status = sum_award(b->study, cells->arm[k], &cells->award[k], &cells->indirect[k]);
        cells->award[k] -= award;
        cells->indirect[k] -= indirect;
    }
    return status;
}

static int weigh_lines(const planner *b) {
    int64_t award, indirect;
    int status = sum_award(b->study, b->study->budget.arm, &award, &indirect);
    for (size_t i = 0; i < b->plan->n && !status; i++)
        status = weigh_doses(b, &b->plan->rows[i], award, indirect);
    return status;
}

static int plan_line(planner *b, size_t i) {
    size_t before = b->findings->seen;
    b->line = &b->study->budget.lines[i];
    b->cells = &b->plan->rows[i];
    int status = look_at_lever(b);
    for (size_t k = 0; k < RAP_DOSES && !status && b->findings->seen == before; k++)
        status = add_dose(b, k);
    return status;
}

/* Bounds of the best split: the lever lies between them, and none is above what there is to split. */
static void check_bounds(planner *b) {
    const rap_budget *budget = &b->study->budget;
    double total = 0;
    for (size_t i = 0; i < budget->n_lines; i++)
        total += isnan(budget->lines[i].low) ? 0 : b->plan->rows[i].lever[RAP_DOSE_ZERO];
    for (size_t i = 0; i < budget->n_lines; i++) {
        const rap_line *line = &budget->lines[i];
        const rap_tree *high = rap_tree_child(line->node, "high");
        double is = b->plan->rows[i].lever[RAP_DOSE_ZERO];
        if (is < line->low || is > line->high)
            rap_findings_add(b->findings, line->node->file, line->node->line, line->node->path,
                             "the lever as it stands, %.10g, does not lie within its bounds", is);
        if (line->high > total * (1 + 1e-9))
            rap_findings_add(b->findings, high->file, high->line, high->path,
                             "a bound above the total of the lines that have bounds, %.10g", total);
    }
}

/* ---- what runs leave behind ------------------------------------------------------------------- */

static int keep_spend(rap_study *s) {
    int status = RAP_OK, spend = rap_model_flagged(s->model, RAP_SPEND);
    int present = rap_model_flagged(s->model, RAP_PRESENT_VALUE);
    if (spend >= 0)
        status = rap_study_keep(s, (size_t)spend, "all");
    if (present >= 0 && !status)
        status = rap_study_keep(s, (size_t)present, "all");
    for (size_t i = 0; i < s->budget.n_lines && spend >= 0; i++)
        for (size_t g = 0; g < s->budget.lines[i].spend.n && !status; g++)
            status = rap_study_keep(s, (size_t)spend, s->budget.lines[i].spend.items[g]);
    for (size_t p = 0; p < s->budget.n_prices && !status; p++)
        status = rap_study_keep(s, s->budget.prices[p].outcome, "all");
    return status;
}

int rap_lines_keep(rap_study *s) {
    bool used[RAP_MOST_WINDOWS + 1] = {false};
    int status = rap_study_keep_headlines(s, used);
    for (size_t a = 0; a < s->budget.n_aims && !status; a++)
        status = rap_study_keep(s, s->budget.aims[a].outcome, s->budget.aims[a].group);
    return status ? status : keep_spend(s);
}

static int make_plan(planner *b) {
    rap_line_plan *plan = b->plan;
    int completed = rap_budget_complete(b->study);
    plan->n = b->study->budget.n_lines;
    plan->rows = rap_allocate(plan->n, sizeof *plan->rows);
    plan->years = rap_allocate(MOST_YEARS, sizeof *plan->years);
    int status = completed ? completed : plan->rows && plan->years ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status && plan->n == 0)
        rap_findings_add(b->findings, NULL, 0, "budget.lines",
                         "no line: the arm states no costs, and the study no lines");
    if (!status)
        status = rap_study_add_years(b->study, plan->years, MOST_YEARS, &plan->n_years);
    for (size_t i = 0; i < plan->n && !status; i++)
        status = plan_line(b, i);
    if (!status && !rap_findings_any(b->findings))
        status = weigh_lines(b);
    if (!status && !rap_findings_any(b->findings))
        check_bounds(b);
    return status ? status : rap_lines_keep(b->study);
}

int rap_lines_plan(rap_line_plan *plan, rap_study *study, rap_problems *problems) {
    rap_findings findings;
    planner b = {.study = study, .plan = plan, .findings = &findings};
    *plan = (rap_line_plan){0};
    rap_findings_init(&findings, problems);
    int status = make_plan(&b);
    int reported = rap_findings_finish(&findings);
    return status ? status : reported;
}

void rap_lines_free(rap_line_plan *plan) {
    for (size_t i = 0; plan->rows && i < plan->n; i++)
        for (size_t k = 0; k < RAP_DOSES; k++)
            rap_free(plan->rows[i].why[k]);
    rap_free(plan->rows);
    rap_free(plan->years);
    *plan = (rap_line_plan){0};
}

/* ---- judging ---------------------------------------------------------------------------------- */

typedef struct {
    rap_lines *lines;
    rap_measure m;
    rap_workspace w;
    rap_influence *uncertain; /* NULL: nothing varies */
    size_t *arms;             /* positions of all arms */
    double *effect, *moved;   /* draw: means, NaN where missing */
    bool *asked;              /* arm: none but while a question is asked */
    rap_part parts[2 * RAP_MOST_LINES];
    size_t n_parts;
    int spend;
} accountant;

static void add_amount(accountant *j, double weight, size_t arm, size_t outcome, size_t window,
                       const char *group) {
    rap_effect e = {.outcome = outcome,
                    .window = window,
                    .group = group,
                    .plus = &j->arms[arm],
                    .n_plus = 1,
                    .minus = &j->arms[arm]};
    j->parts[j->n_parts++] = (rap_part){weight, e};
}

static void add_amount_change(accountant *j, size_t to, size_t from, size_t outcome, size_t window,
                              const char *group) {
    add_amount(j, 1, to, outcome, window, group);
    rap_effect *e = &j->parts[j->n_parts - 1].effect;
    e->minus = &j->arms[from];
    e->n_minus = 1;
}

/* Leaves the draws' means of the measure in j->w, whose mean is that of the summary. */
static int take(accountant *j, rap_summary *s) {
    int status = rap_measure_take(&j->m, j->parts, j->n_parts);
    rap_sample sample = rap_measure_sample(&j->m);
    if (!status)
        *s = rap_measure_summary(&j->m, &j->w);
    if (!status && j->m.ratio)
        rap_draw_means(&sample, &j->w);
    j->n_parts = 0;
    return status;
}

static void keep_means(const accountant *j, double *means) {
    rap_means_by_draw(&j->w, means, j->lines->draws);
}

static int judge_money(accountant *j, size_t i, size_t k, rap_dose_result *r) {
    const rap_study *s = j->lines->study;
    const rap_line *line = &s->budget.lines[i];
    size_t arm = j->lines->plan->rows[i].arm[k], base = s->budget.arm, end = s->horizon_window;
    if (j->spend < 0)
        return RAP_OK;
    add_amount_change(j, arm, base, (size_t)j->spend, end, "all");
    int status = take(j, &r->money);
    for (size_t g = 0; g < line->spend.n; g++)
        add_amount_change(j, arm, base, (size_t)j->spend, end, line->spend.items[g]);
    status = status ? status : take(j, &r->moved);
    if (!status)
        keep_means(j, j->moved);
    return status;
}

/* Of the measure taken last, with mean `mean`; a ratio is one number a draw, not one a run. */
static double share_seen(const accountant *j, size_t outcome, double mean) {
    int64_t n = 0, k = 0;
    double side = mean < 0 ? -1 : 1, delta = j->lines->study->delta[outcome];
    for (int64_t i = 0; i < j->lines->items; i++) {
        n += !isnan(j->m.effect[i]);
        k += rap_at_least(side * j->m.effect[i], delta);
    }
    bool ratio = j->lines->study->model->outcomes[outcome].numerator != NULL;
    return ratio || n == 0 ? (double)NAN : (double)k / (double)n;
}

/* What the effect in `j->effect`, on the first aim of the line left out, goes with. */
static int take_rests(accountant *j, size_t i) {
    size_t arm = j->lines->plan->rows[i].arm[0], base = j->lines->study->budget.arm;
    if (!j->uncertain)
        return RAP_OK;
    j->asked[arm] = j->asked[base] = true;
    int status = rap_influence_ask(j->uncertain, j->asked, j->effect, rap_reliability(&j->w),
                                   &j->lines->rows[i].rests);
    j->asked[arm] = j->asked[base] = false;
    return status;
}

static int judge_dose(accountant *j, size_t i, size_t k) {
    const rap_budget *b = &j->lines->study->budget;
    rap_dose_result *r = &j->lines->rows[i].dose[k];
    int status = judge_money(j, i, k, r);
    for (size_t a = 0; a < b->n_aims && !status; a++) {
        add_amount_change(j, j->lines->plan->rows[i].arm[k], b->arm, b->aims[a].outcome,
                          b->aims[a].window, b->aims[a].group);
        status = take(j, &r->effect[a]);
        if (status)
            break;
        keep_means(j, j->effect);
        r->seen[a] = share_seen(j, b->aims[a].outcome, r->effect[a].mean);
        if (a == 0 && rap_doses[k] == -100)
            status = take_rests(j, i);
        r->marginal[a] = rap_fieller(j->effect, j->moved, (size_t)j->lines->draws);
    }
    return status;
}

/* Spend of year y alone: at its end less at the end of the year before; y = n_years: all of it. */
static int judge_year(accountant *j, size_t y, const rap_texts *groups, rap_summary *s) {
    const rap_line_plan *plan = j->lines->plan;
    const rap_study *study = j->lines->study;
    size_t window = y < plan->n_years ? plan->years[y] : study->horizon_window;
    for (size_t g = 0; g < groups->n; g++) {
        add_amount(j, 1, study->budget.arm, (size_t)j->spend, window, groups->items[g]);
        if (y > 0 && y < plan->n_years)
            add_amount(j, -1, study->budget.arm, (size_t)j->spend, plan->years[y - 1],
                       groups->items[g]);
    }
    return take(j, s);
}

static int judge_years(accountant *j, const rap_texts *groups, rap_summary *years,
                       rap_summary *total) {
    int status = RAP_OK;
    for (size_t y = 0; y < j->lines->plan->n_years && !status && j->spend >= 0; y++)
        status = judge_year(j, y, groups, &years[y]);
    return status || j->spend < 0 ? status : judge_year(j, j->lines->plan->n_years, groups, total);
}

static int judge_line(accountant *j, size_t i) {
    rap_lines *lines = j->lines;
    rap_line_result *r = &lines->rows[i];
    int status = judge_years(j, &lines->study->budget.lines[i].spend, r->spend, &r->total);
    for (size_t k = 0; k < RAP_DOSES && !status; k++)
        if (lines->plan->rows[i].there[k])
            status = judge_dose(j, i, k);
    return status;
}

static int judge_base(accountant *j) {
    static const char *const all[] = {"all"};
    const rap_texts whole = {all, 1};
    const rap_budget *b = &j->lines->study->budget;
    int status = judge_years(j, &whole, j->lines->spend, &j->lines->total);
    for (size_t a = 0; a < b->n_aims && !status; a++) {
        add_amount(j, 1, b->arm, b->aims[a].outcome, b->aims[a].window, b->aims[a].group);
        status = take(j, &j->lines->level[a]);
    }
    return status;
}

/* ---- the whole -------------------------------------------------------------------------------- */

static int make_dose(rap_dose_result *r, size_t aims) {
    r->effect = rap_allocate(aims, sizeof *r->effect);
    r->marginal = rap_allocate(aims, sizeof *r->marginal);
    r->seen = rap_allocate(aims, sizeof *r->seen);
    return r->effect && r->marginal && r->seen ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int make_line_rows(rap_lines *lines) {
    size_t aims = lines->study->budget.n_aims, years = lines->plan->n_years + 1;
    lines->rows = rap_allocate(lines->n, sizeof *lines->rows);
    lines->level = rap_allocate(aims, sizeof *lines->level);
    lines->spend = rap_allocate(years, sizeof *lines->spend);
    int status = lines->rows && lines->level && lines->spend ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < lines->n && !status; i++) {
        rap_line_result *r = &lines->rows[i];
        r->spend = rap_allocate(years, sizeof *r->spend);
        status = r->spend ? RAP_OK : rap_fail(RAP_ENOMEM);
        for (size_t k = 0; k < RAP_DOSES && !status; k++)
            status = make_dose(&r->dose[k], aims);
    }
    return status;
}

static int make_accounts_room(accountant *j) {
    size_t n = j->lines->study->n_arms;
    j->arms = rap_allocate(n, sizeof *j->arms);
    j->effect = rap_allocate((size_t)j->lines->draws, sizeof *j->effect);
    j->moved = rap_allocate((size_t)j->lines->draws, sizeof *j->moved);
    j->asked = rap_allocate(n, sizeof *j->asked);
    if (!j->arms || !j->effect || !j->moved || !j->asked)
        return rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < n; a++)
        j->arms[a] = a;
    int status = rap_workspace_init(&j->w, j->lines->items);
    if (!status && j->lines->study->draws > 0)
        status =
            rap_influence_make(&j->uncertain, j->lines->study, rap_sets_looked_at(j->lines->draws));
    return status;
}

static void free_accountant(accountant *j) {
    if (!j)
        return;
    rap_influence_free(j->uncertain);
    rap_measure_free(&j->m);
    rap_workspace_free(&j->w);
    rap_free(j->arms);
    rap_free(j->effect);
    rap_free(j->moved);
    rap_free(j->asked);
    rap_free(j);
}

static int judge_all_lines(accountant *j) {
    int status = judge_base(j);
    for (size_t i = 0; i < j->lines->n && !status; i++)
        status = judge_line(j, i);
    return status;
}

int rap_lines_make(rap_lines *lines, const rap_study *study, const rap_line_plan *plan,
                   const rap_layout *layout, rap_store *store) {
    int64_t items = rap_store_items(store);
    *lines = (rap_lines){.study = study,
                         .plan = plan,
                         .items = items,
                         .draws = (items + study->replicates - 1) / study->replicates,
                         .n = study->budget.n_lines};
    accountant *j = rap_allocate(1, sizeof *j);
    int status = j ? make_line_rows(lines) : rap_fail(RAP_ENOMEM);
    if (!status) {
        j->lines = lines;
        j->spend = rap_model_flagged(study->model, RAP_SPEND);
        status = rap_measure_init(&j->m, study, layout, store);
    }
    status = status ? status : make_accounts_room(j);
    status = status ? status : judge_all_lines(j);
    free_accountant(j);
    if (status)
        rap_lines_done(lines);
    return status;
}

void rap_lines_done(rap_lines *lines) {
    for (size_t i = 0; lines->rows && i < lines->n; i++) {
        rap_free(lines->rows[i].spend);
        for (size_t k = 0; k < RAP_DOSES; k++) {
            rap_free(lines->rows[i].dose[k].effect);
            rap_free(lines->rows[i].dose[k].marginal);
            rap_free(lines->rows[i].dose[k].seen);
        }
    }
    rap_free(lines->rows);
    rap_free(lines->level);
    rap_free(lines->spend);
    *lines = (rap_lines){0};
}
