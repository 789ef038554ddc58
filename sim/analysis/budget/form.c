/* form.c: what a budget's lines ask for, spend and leave, year by year. */
#include "analysis/budget/form.h"
#include "analysis/estimate/effects.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/study.h"

#include <math.h>
#include <string.h>

enum { MOST_FORM_YEARS = RAP_MOST_MONTHS / 12 };

/* ---- what is asked for, before any run -------------------------------------------------------- */

static int count_costs(const rap_model *model, const void *root, size_t *n) {
    rap_cost cost;
    int there = 0;
    *n = 0;
    while (model->costs && (there = model->costs(root, *n, RAP_ALL_YEARS, &cost)) > 0)
        ++*n;
    return there < 0 ? there : RAP_OK;
}

/* Costs of a year, or of all; `missing` loses what they ask for and what they cost. */
static int take_costs(const rap_model *model, const void *root, int year, rap_cost *costs, size_t n,
                      int64_t *missing) {
    for (size_t k = 0; k < n; k++) {
        int there = model->costs(root, k, year, &costs[k]);
        if (there < 0)
            return there;
        if (there == 0)
            return rap_fail(RAP_EMODEL);
        *missing -= costs[k].asked + costs[k].cents;
    }
    return RAP_OK;
}

/* As many years as it takes until they add up. */
static int take_years(rap_form_plan *plan, const rap_model *model, const void *root) {
    int64_t missing = 0;
    int status = take_costs(model, root, RAP_ALL_YEARS, plan->costs, plan->n, &missing);
    for (missing = -missing; missing != 0 && !status && plan->n_years < MOST_FORM_YEARS;
         plan->n_years++) {
        rap_cost *by_year = rap_reallocate(plan->by_year, plan->n_years * plan->n,
                                           (plan->n_years + 1) * plan->n, sizeof *by_year);
        if (!by_year)
            return rap_fail(RAP_ENOMEM);
        plan->by_year = by_year;
        status = take_costs(model, root, (int)plan->n_years, by_year + plan->n_years * plan->n,
                            plan->n, &missing);
    }
    return status || missing == 0 ? status : rap_fail(RAP_EMODEL);
}

static int take_windows(rap_form_plan *plan, rap_study *study) {
    plan->windows = rap_allocate(MOST_FORM_YEARS + 1, sizeof *plan->windows);
    if (!plan->windows)
        return rap_fail(RAP_ENOMEM);
    int status = rap_study_add_years(study, plan->windows, MOST_FORM_YEARS, &plan->n_windows);
    if (!status && study->horizon % 12 != 0)
        plan->windows[plan->n_windows++] = study->horizon_window;
    return status;
}

int rap_form_plan_costs(rap_form_plan *plan, const rap_study *study) {
    const rap_inputs *inputs;
    *plan = (rap_form_plan){0};
    int status = rap_study_inputs(study, study->budget.arm, &inputs);
    status = status ? status : count_costs(study->model, inputs->root, &plan->n);
    if (status || plan->n == 0)
        return status;
    plan->costs = rap_allocate(plan->n, sizeof *plan->costs);
    return plan->costs ? take_years(plan, study->model, inputs->root) : rap_fail(RAP_ENOMEM);
}

int rap_form_plan_make(rap_form_plan *plan, rap_study *study) {
    int spend = rap_model_flagged(study->model, RAP_SPEND);
    int status = rap_form_plan_costs(plan, study);
    if (!status && plan->n > 0)
        status = take_windows(plan, study);
    for (size_t k = 0; k < plan->n && spend >= 0 && !status; k++)
        status = rap_study_keep(study, (size_t)spend, plan->costs[k].group);
    return status;
}

void rap_form_plan_free(rap_form_plan *plan) {
    rap_free(plan->costs);
    rap_free(plan->by_year);
    rap_free(plan->windows);
    *plan = (rap_form_plan){0};
}

/* ---- rows ------------------------------------------------------------------------------------- */

typedef struct {
    rap_form *form;
    const rap_form_plan *plan;
    rap_measure m;
    rap_workspace w;
    rap_part *parts; /* two for each cost */
    size_t arm, spend;
} clerk;

static int64_t cents_of(double amount) {
    return (int64_t)llround(100 * amount);
}

/* What the lines [first, end) spend of what the funder is asked for, in a year or (n_years) in all. */
static int take_spend(clerk *c, size_t first, size_t end, size_t year, rap_summary *s) {
    const rap_form_plan *plan = c->plan;
    size_t n = 0, horizon = c->form->study->horizon_window;
    bool all = year >= c->form->n_years;
    for (size_t i = first; i < end; i++) {
        const rap_cost *cost = c->form->rows[i].line;
        const rap_effect at = {.outcome = c->spend,
                               .window = all ? horizon : plan->windows[year],
                               .group = cost->group,
                               .plus = &c->arm,
                               .n_plus = 1,
                               .minus = &c->arm};
        double share = cost->cents > 0 ? (double)cost->asked / (double)cost->cents : 0;
        if (!(share > 0))
            continue;
        c->parts[n++] = (rap_part){share, at};
        if (!all && year > 0) {
            c->parts[n] = (rap_part){-share, at};
            c->parts[n++].effect.window = plan->windows[year - 1];
        }
    }
    *s = rap_summary_unknown();
    s->mean = n > 0 ? s->mean : 0;
    int status = n > 0 ? rap_measure_take(&c->m, c->parts, n) : RAP_OK;
    if (n > 0 && !status)
        *s = rap_measure_summary(&c->m, &c->w);
    return status;
}

/* Spend of all years that the study runs; nothing is spent in those behind. */
static int take_spends(clerk *c, size_t first, size_t end, rap_form_row *row) {
    int status = RAP_OK;
    for (size_t y = 0; y < c->form->n_years && !status; y++) {
        row->years[y].is = rap_summary_unknown();
        if (y < c->plan->n_windows)
            status = take_spend(c, first, end, y, &row->years[y].is);
    }
    return status ? status : take_spend(c, first, end, c->form->n_years, &row->total.is);
}

static void sum_cell(rap_form_cell *to, const rap_form_cell *cell) {
    to->asked += cell->asked;
    to->spend += cell->spend;
    to->left += cell->left;
}

static void sum_form_row(rap_form_row *to, const rap_form_row *row, size_t n_years) {
    for (size_t y = 0; y < n_years; y++) {
        sum_cell(&to->years[y], &row->years[y]);
        to->costs[y] += row->costs[y];
    }
    sum_cell(&to->total, &row->total);
    to->cost += row->cost;
    to->in_kind += row->in_kind;
    to->own += row->own;
    to->base += row->base;
    to->told &= row->told;
}

static void fill_form_row(clerk *c, rap_form_row *row) {
    const rap_form_plan *plan = c->plan;
    const rap_cost *cost = row->line;
    size_t k = (size_t)(cost - plan->costs);
    row->cost = cost->cents;
    row->in_kind = cost->in_kind ? cost->cents - cost->asked : 0;
    row->own = cost->cents - cost->asked - row->in_kind;
    row->base = cost->base;
    row->told = !isnan(row->total.is.mean);
    for (size_t y = 0; y < c->form->n_years; y++) {
        rap_form_cell *cell = &row->years[y];
        const rap_cost *is = y < plan->n_years ? &plan->by_year[y * plan->n + k] : NULL;
        cell->asked = is ? is->asked : 0;
        cell->spend = isnan(cell->is.mean) ? 0 : cents_of(cell->is.mean);
        cell->left = cell->asked - cell->spend;
        row->costs[y] = is ? is->cents : 0;
        c->form->beyond += y < plan->n_windows ? 0 : cell->asked;
        sum_cell(&row->total, cell);
    }
}

/* ---- headings --------------------------------------------------------------------------------- */

static const char *heading_of(const rap_form *form, const rap_cost *cost) {
    size_t at = rap_form_heading_of_kind(form->layout, cost->kind);
    return cost->heading ? cost->heading : rap_form_heading_label(form->layout, at);
}

/* Appends the lines under a heading, as the study has them. */
static void gather_heading(clerk *c, const char *label) {
    rap_form *form = c->form;
    size_t first = form->n;
    for (size_t k = 0; k < c->plan->n; k++) {
        const rap_cost *cost = &c->plan->costs[k];
        if (!strcmp(heading_of(form, cost), label))
            form->rows[form->n++] = (rap_form_row){.line = cost, .label = cost->label};
    }
    if (form->n > first)
        form->groups[form->n_groups++] =
            (rap_form_group){label, first, form->n - first, {.label = label, .told = true}};
}

static bool has_heading(const rap_form *form, const char *label) {
    for (size_t g = 0; g < form->n_groups; g++)
        if (!strcmp(form->groups[g].label, label))
            return true;
    return false;
}

/* Headings in the layout's order, those that it does not have before indirect costs. */
static void order_rows(clerk *c) {
    rap_form *form = c->form;
    const rap_form_heading *headings = form->layout->headings;
    size_t indirect = rap_form_heading_of_kind(form->layout, "indirect");
    for (size_t i = 0; headings[i].label; i++) {
        for (size_t k = 0; k < c->plan->n && i == indirect; k++) {
            const char *label = heading_of(form, &c->plan->costs[k]);
            bool in_layout = headings[rap_form_heading_named(form->layout, label)].label;
            if (!in_layout && !has_heading(form, label))
                gather_heading(c, label);
        }
        gather_heading(c, headings[i].label);
    }
}

/* ---- the whole -------------------------------------------------------------------------------- */

static int make_form_room(clerk *c) {
    rap_form *form = c->form;
    size_t n = c->plan->n, most = 2 * n + 1; /* lines, their headings, all */
    form->rows = rap_allocate(n, sizeof *form->rows);
    form->groups = rap_allocate(n, sizeof *form->groups);
    form->cells = rap_allocate(most * form->n_years, sizeof *form->cells);
    form->costs = rap_allocate(most * form->n_years, sizeof *form->costs);
    c->parts = rap_allocate(2 * n, sizeof *c->parts);
    if (!form->rows || !form->groups || !form->cells || !form->costs || !c->parts)
        return rap_fail(RAP_ENOMEM);
    return RAP_OK;
}

static void give_years(rap_form *form, rap_form_row *row, size_t k) {
    row->years = form->cells + k * form->n_years;
    row->costs = form->costs + k * form->n_years;
}

static int fill_form(clerk *c) {
    rap_form *form = c->form;
    int status = RAP_OK;
    for (size_t i = 0; i < form->n && !status; i++) {
        give_years(form, &form->rows[i], i);
        status = take_spends(c, i, i + 1, &form->rows[i]);
        fill_form_row(c, &form->rows[i]);
    }
    for (size_t g = 0; g < form->n_groups && !status; g++) {
        rap_form_group *group = &form->groups[g];
        give_years(form, &group->total, form->n + g);
        status = take_spends(c, group->first, group->first + group->n, &group->total);
        for (size_t i = group->first; i < group->first + group->n; i++)
            sum_form_row(&group->total, &form->rows[i], form->n_years);
    }
    form->all = (rap_form_row){.label = "All", .told = true};
    give_years(form, &form->all, form->n + form->n_groups);
    status = status ? status : take_spends(c, 0, form->n, &form->all);
    for (size_t i = 0; i < form->n && !status; i++)
        sum_form_row(&form->all, &form->rows[i], form->n_years);
    return status;
}

/* Years at the end in which nothing is asked for, costs or is spent are none of the form's. */
static void drop_quiet_years(rap_form *form) {
    for (bool quiet = form->n > 0; quiet && form->n_years > 1; form->n_years -= quiet)
        for (size_t i = 0; i < form->n; i++) {
            const rap_form_row *row = &form->rows[i];
            const rap_form_cell *cell = &row->years[form->n_years - 1];
            quiet &= cell->asked == 0 && cell->spend == 0 && row->costs[form->n_years - 1] == 0;
        }
}

int rap_form_make(rap_form *form, const rap_study *study, const rap_form_plan *plan,
                  const rap_layout *layout, rap_store *store) {
    int spend = rap_model_flagged(study->model, RAP_SPEND);
    clerk c = {form, plan, .arm = study->budget.arm, .spend = (size_t)spend};
    *form = (rap_form){.study = study, .layout = study->budget.layout};
    form->n_years = plan->n_years > plan->n_windows ? plan->n_years : plan->n_windows;
    if (plan->n == 0 || spend < 0)
        return RAP_OK;
    int status = make_form_room(&c);
    status = status ? status : rap_measure_init(&c.m, study, layout, store);
    status = status ? status : rap_workspace_init(&c.w, rap_store_items(store));
    if (!status) {
        order_rows(&c);
        status = fill_form(&c);
    }
    if (!status)
        drop_quiet_years(form);
    rap_measure_free(&c.m);
    rap_workspace_free(&c.w);
    rap_free(c.parts);
    if (status)
        rap_form_free(form);
    return status;
}

void rap_form_free(rap_form *form) {
    rap_free(form->rows);
    rap_free(form->groups);
    rap_free(form->cells);
    rap_free(form->costs);
    *form = (rap_form){0};
}
