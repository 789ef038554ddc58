/* import_study.c: a study is written, and read as `check` reads it, before anybody sees it. */
#include "cli/sheets/import_study.h"
#include "analysis/budget/form.h"
#include "base/error.h"
#include "cli/sheets/study_tree.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

/* ---- the study read from its text ------------------------------------------------------------- */

typedef struct {
    rap_text text;
    rap_study study;
    rap_form_plan plan;
} trial;

static int try_study(trial *t, const rap_importing *with, const rap_budget_study *study,
                     rap_problems *problems) {
    rap_text_init(&t->text);
    t->plan = (rap_form_plan){0};
    t->study = (rap_study){0};
    rap_budget_study_write(&t->text, with->frame, study);
    int status = rap_text_status(&t->text);
    rap_stand_in s = {with->loader, NULL, rap_text_string(&t->text), false};
    const rap_loader loader = rap_stand_in_loader(&s);
    if (!status)
        status = rap_study_read(&t->study, with->models, &loader, "the study", NULL, problems);
    return status ? status : rap_form_plan_costs(&t->plan, &t->study);
}

static void end_trial(trial *t) {
    rap_form_plan_free(&t->plan);
    rap_study_free(&t->study);
    rap_text_free(&t->text);
}

/* ---- indirect costs --------------------------------------------------------------------------- */

typedef struct {
    const rap_importing *with;
    rap_budget_study *study;
    const rap_budget_sheet *budget;
    int64_t years[RAP_MOST_MONTHS / 12], total; /* the sheet's, cents */
    int64_t base[RAP_MOST_MONTHS / 12];         /* of a trial */
    size_t n;                                   /* years, or 1 where the sheet has totals alone */
} seeker;

typedef struct {
    const char *base;
    double first; /* of each subaward so much is in it, where it is "mtdc" */
} indirect_base;

/* Cents by which a year may differ, and decimals of the rate. */
typedef struct {
    int64_t cents;
    int from, to;
} nearness;

static void sum_indirect(seeker *s) {
    s->n = s->budget->n_years ? s->budget->n_years : 1;
    for (size_t k = 0; k < s->budget->n; k++) {
        const rap_sheet_cost *cost = &s->budget->costs[k];
        if (strcmp(cost->kind, "indirect") != 0 || cost->in_kind)
            continue;
        for (size_t y = 0; y < s->n; y++)
            s->years[y] += s->budget->n_years ? cost->years[y] : cost->total;
        s->total += cost->total;
    }
}

/* What indirect costs are at a rate of 1: their base, by year. */
static int take_base(seeker *s, const indirect_base *of) {
    rap_problems problems;
    trial t;
    rap_problems_init(&problems);
    rap_text_clear(&s->study->indirect);
    rap_budget_study_indirect(s->study, 1, 1, of->base, of->first);
    int status = try_study(&t, s->with, s->study, &problems);
    memset(s->base, 0, sizeof s->base);
    for (size_t k = 0; k < t.plan.n && !status; k++)
        for (size_t y = 0; y < t.plan.n_years && !strcmp(t.plan.costs[k].kind, "indirect"); y++)
            s->base[s->budget->n_years && y < s->n ? y : 0] +=
                t.plan.by_year[y * t.plan.n + k].asked;
    end_trial(&t);
    rap_problems_free(&problems);
    return status == RAP_EINPUT ? RAP_OK : status; /* it will come up again, with nothing sought */
}

static double rate_of(const seeker *s, int decimals) {
    double base = 0, scale = pow(10, decimals);
    for (size_t y = 0; y < s->n; y++)
        base += (double)s->base[y];
    return base > 0 ? round((double)s->total / base * scale) / scale : 0;
}

/* By how many cents a year differs most from the sheet's, the study's being rounded as years go on. */
static int64_t farthest(const seeker *s, double rate) {
    int64_t base = 0, before = 0, most = 0;
    for (size_t y = 0; y < s->n; y++) {
        base += s->base[y];
        int64_t until = (int64_t)llround(rate * (double)base), off = until - before - s->years[y];
        off = off < 0 ? -off : off;
        most = off > most ? off : most;
        before = until;
    }
    return most;
}

static void take_rate(seeker *s, const indirect_base *of, int decimals, rap_text *notes) {
    double rate = rate_of(s, decimals);
    int64_t off = farthest(s, rate);
    rap_text_clear(&s->study->indirect);
    rap_budget_study_indirect(s->study, rate, decimals, of->base, of->first);
    if (off > 0)
        rap_text_format(notes,
                        "Indirect costs become %.*f of their base (%s); in a year they are up to "
                        "%.2f from the sheet's.\n",
                        decimals, rate, of->base, (double)off / 100);
}

/* The rate with the fewest decimals that comes as near as that on one of the bases; true where there is one. */
static int try_bases(seeker *s, const indirect_base *bases, size_t n, const nearness *near,
                     bool *found, rap_text *notes) {
    int status = RAP_OK;
    for (size_t k = 0; k < n && !status && !*found; k++) {
        status = take_base(s, &bases[k]);
        for (int d = near->from; d <= near->to && !status && !*found; d++) {
            double rate = rate_of(s, d);
            *found = rate > 0 && rate <= 2 && farthest(s, rate) <= near->cents;
            if (*found)
                take_rate(s, &bases[k], d, notes);
        }
    }
    return status;
}

/* Sheets round to cents, or to whole units, line by line or in sum. */
static int seek_indirect(seeker *s, rap_text *notes) {
    static const nearness nears[] = {
        {0, 2, 4}, {1, 2, 4}, {50, 2, 4}, {0, 5, 6}, {INT64_MAX, 6, 6}};
    const rap_form_layout *l = s->study->layout;
    const indirect_base bases[] = {{l->base, l->subaward_first},
                                   {"direct", 0},
                                   {"mtdc", 50000},
                                   {"salaries", 0},
                                   {"mtdc", 25000}};
    size_t first = l->rate > 0 ? 0 : 1, n = sizeof bases / sizeof bases[0] - first;
    bool found = false;
    int status = RAP_OK;
    for (size_t k = 0; k < sizeof nears / sizeof nears[0] && !found && !status; k++)
        status = try_bases(s, bases + first, n, &nears[k], &found, notes);
    if (!status && !found)
        rap_budget_study_indirect(s->study, 0, 0, NULL, 0);
    return status;
}

/* ---- what comes of it ------------------------------------------------------------------------- */

static int complain_of_cents(rap_problems *problems, const rap_cost *cost, int64_t is,
                             int64_t should) {
    return rap_problems_add(problems, NULL, 0, cost->name,
                            "the study would ask for %.2f where the sheet asks for %.2f",
                            (double)is / 100, (double)should / 100);
}

/* Line by line, in the sheet's order; indirect costs were looked at before. */
static int compare_cents(const rap_form_plan *plan, const rap_budget_sheet *budget,
                         rap_problems *problems) {
    size_t line = 0;
    int status = RAP_OK;
    for (size_t k = 0; k < budget->n && status != RAP_ENOMEM; k++) {
        const rap_sheet_cost *cost = &budget->costs[k];
        if (!strcmp(cost->kind, "indirect"))
            continue;
        if (line >= plan->n)
            return rap_fail(RAP_EMODEL);
        const rap_cost *is = &plan->costs[line];
        int64_t total = cost->in_kind ? is->cents - is->asked : is->asked;
        if (total != cost->total)
            status = complain_of_cents(problems, is, total, cost->total);
        for (size_t y = 0; y < budget->n_years && y < plan->n_years && !cost->in_kind; y++)
            if (plan->by_year[y * plan->n + line].asked != cost->years[y])
                status = complain_of_cents(problems, is, plan->by_year[y * plan->n + line].asked,
                                           cost->years[y]);
        line++;
    }
    return status;
}

int rap_import_study(const rap_importing *with, rap_budget_study *study,
                     const rap_budget_sheet *budget, const rap_sheet *sheet, bool own_headings,
                     rap_text *text, rap_text *notes, rap_problems *problems) {
    seeker s = {.with = with, .study = study, .budget = budget};
    trial t;
    int status = rap_budget_study_costs(study, budget, sheet, own_headings);
    sum_indirect(&s);
    if (!status && s.total > 0)
        status = seek_indirect(&s, notes);
    else if (!status)
        rap_budget_study_indirect(study, 0, 0, NULL, 0);
    if (status)
        return status;
    status = try_study(&t, with, study, problems);
    status = status ? status : compare_cents(&t.plan, budget, problems);
    if (!status)
        rap_text_add(text, rap_text_string(&t.text));
    end_trial(&t);
    return status ? status : rap_text_status(text);
}
