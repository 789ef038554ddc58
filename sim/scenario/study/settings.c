/* settings.c: what follows from the study's own keys, questions apart: basics, arms, contrasts,
 * headlines and smallest differences. */
#include "scenario/study/settings.h"
#include "base/error.h"
#include "scenario/study/parts.h"
#include "scenario/study/windows.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- basics ---------------------------------------------------------------------------------- */

/* Whether the currency and the year of its prices are those that are written. */
static bool is_money_known(const rap_reading *r, const rap_settings *s) {
    const rap_tree *currency = rap_tree_child(r->own, "currency");
    return rap_is_as_written(rap_tree_child(r->own, "price_year"), (double)s->price_year) &&
           (!currency || (currency->kind == RAP_NODE_TEXT && !strcmp(currency->text, s->currency)));
}

/* In place of a horizon that was refused stands the longest: no rule finds a month that lies behind it. */
void rap_read_basics(rap_reading *r, const rap_settings *s) {
    rap_study *study = r->study;
    const rap_tree *step = rap_tree_child(rap_tree_child(r->own, "time"), "step");
    const char *c = s->currency;
    bool capitals = strspn(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && !c[3];
    study->title = s->title;
    study->question = s->question;
    study->currency = c;
    study->price_year = s->price_year;
    r->horizon_known = rap_is_as_written(rap_tree_child(r->own, "horizon"), (double)s->horizon);
    study->horizon = r->horizon_known ? s->horizon : RAP_MOST_MONTHS;
    study->draws = s->draws;
    study->replicates = s->replicates;
    study->seed = s->seed;
    study->distribution = (rap_shape)s->distribution;
    study->keep = (rap_keep)s->keep;
    study->clock = (rap_clock){s->step, (int)lround(1 / s->step), (int)study->horizon};
    study->parts->currency_at = rap_tree_child(r->own, "currency");
    study->parts->money_refused = !capitals || !is_money_known(r, s);
    if (!capitals)
        rap_remark(r, rap_tree_child(r->own, "currency"),
                   "three capital letters expected, such as \"CAD\"");
    if (s->step != 1 && s->step != 0.5 && s->step != 0.25 && step)
        rap_remark(r, step, "a step of 1, 0.5 or 0.25 months expected");
}

/* ---- arms and contrasts ---------------------------------------------------------------------- */

static void find_baseline(rap_reading *r, const rap_tree *arms) {
    rap_study *study = r->study;
    bool found = false;
    for (size_t i = 0; i < study->n_arms; i++) {
        if (study->arms[i].baseline && found) {
            const rap_tree *flag = rap_tree_child(arms->children[i], "baseline");
            rap_findings_add(r->findings, flag->file, flag->line, flag->path,
                             "a second baseline; \"%s\" is the baseline already",
                             study->arms[study->baseline].name);
        } else if (study->arms[i].baseline) {
            study->baseline = i;
            found = true;
        }
    }
    study->arms[study->baseline].baseline = true;
}

static bool changes_nothing(const rap_tree *arm) {
    const rap_tree *changes = rap_tree_child(arm, "changes");
    return !changes || changes->n == 0;
}

int rap_read_arms(rap_reading *r, const rap_settings *s) {
    rap_study *study = r->study;
    const rap_tree *arms = rap_tree_child(r->own, "arms");
    const rap_arm_row *rows = s->arms.rows;
    bool none = s->arms.n == 0;
    study->arms = rap_arena_take(r->arena, none ? 1 : s->arms.n, sizeof *study->arms);
    if (!study->arms)
        return rap_fail(RAP_ENOMEM);
    study->n_arms = none ? 1 : s->arms.n;
    if (none)
        study->arms[0] = (rap_arm){.name = "study", .label = "The study", .as_stated = true};
    for (size_t i = 0; i < s->arms.n; i++)
        study->arms[i] = (rap_arm){.name = rows[i].is.name,
                                   .label = rows[i].is.label,
                                   .note = rows[i].note,
                                   .baseline = rows[i].baseline,
                                   .as_stated = changes_nothing(arms->children[i])};
    if (study->n_arms > RAP_MOST_ARMS) {
        rap_remark(r, arms, "too many arms; at most 1000 expected");
        study->n_arms = RAP_MOST_ARMS;
    }
    find_baseline(r, arms);
    return RAP_OK;
}

/* ---- contrasts -------------------------------------------------------------------------------- */

static int add_written_contrast(rap_reading *r, const rap_written_contrast *written,
                                const rap_tree *row) {
    rap_study *study = r->study;
    rap_contrast *c = &study->contrasts[study->n_contrasts++];
    *c = (rap_contrast){.name = written->is.name, .label = written->is.label};
    if (row->kind != RAP_NODE_GROUP)
        return RAP_OK;
    int status = rap_find_side(r, row, "plus", &c->plus, &c->n_plus);
    if (!status)
        status = rap_find_side(r, row, "minus", &c->minus, &c->n_minus);
    if (status)
        return status;
    rap_check_sides(r, c->plus, c->n_plus, c->minus, c->n_minus, row);
    if (rap_study_arm(study, row->key) >= 0)
        rap_remark(r, row, "this is the name of an arm; give the contrast another");
    return RAP_OK;
}

static int add_against_baseline(rap_study *study, size_t arm, rap_arena *arena) {
    static const char against[] = " against ";
    rap_contrast *c = &study->contrasts[study->n_contrasts++];
    const rap_arm *a = &study->arms[arm], *b = &study->arms[study->baseline];
    size_t *sides = rap_arena_take(arena, 2, sizeof *sides);
    size_t n = strlen(a->label) + sizeof against + strlen(b->label);
    char *label = rap_arena_take(arena, n, 1);
    if (!sides || !label)
        return rap_fail(RAP_ENOMEM);
    snprintf(label, n, "%s%s%s", a->label, against, b->label);
    sides[0] = arm;
    sides[1] = study->baseline;
    *c = (rap_contrast){a->name, label, &sides[0], &sides[1], 1, 1, true};
    return RAP_OK;
}

int rap_read_contrasts(rap_reading *r, const rap_settings *s) {
    rap_study *study = r->study;
    const rap_tree *written = rap_tree_child(r->own, "contrasts");
    const rap_written_contrast *rows = s->contrasts.rows;
    size_t n = s->contrasts.n;
    int status = RAP_OK;
    if (n > RAP_MOST_ARMS) {
        rap_remark(r, written, "too many contrasts; at most 1000 expected");
        n = RAP_MOST_ARMS;
    }
    study->contrasts = rap_arena_take(r->arena, study->n_arms + n, sizeof *study->contrasts);
    if (!study->contrasts)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < study->n_arms && !status; i++)
        if (i != study->baseline)
            status = add_against_baseline(study, i, r->arena);
    for (size_t i = 0; i < n && !status; i++)
        status = add_written_contrast(r, &rows[i], written->children[i]);
    return status;
}

/* ---- headlines, smallest differences ---------------------------------------------------------- */

static bool has_headline(const rap_study *study, const rap_headline *h) {
    for (size_t i = 0; i < study->n_headlines; i++)
        if (study->headlines[i].outcome == h->outcome && study->headlines[i].window == h->window &&
            strcmp(study->headlines[i].group, h->group) == 0)
            return true;
    return false;
}

static void add_headline(rap_reading *r, const rap_headline_row *row, const rap_tree *node) {
    rap_study *study = r->study;
    if (!row->outcome || !row->window)
        return;
    r->good = true;
    rap_headline h = {rap_find_outcome(r, rap_tree_child(node, "outcome"), row->outcome),
                      rap_find_window(r, rap_tree_child(node, "window"), row->window), row->group};
    if (!r->good)
        return;
    if (has_headline(study, &h))
        rap_remark(r, node, "this headline stands there twice");
    else
        study->headlines[study->n_headlines++] = h;
}

int rap_read_headlines(rap_reading *r, const rap_settings *s) {
    rap_study *study = r->study;
    const rap_tree *list = rap_tree_child(r->own, "headlines");
    const rap_headline_row *rows = s->headlines.rows;
    size_t n = s->headlines.n;
    if (n > RAP_MOST_WINDOWS) {
        rap_remark(r, list, "too many headlines; at most 100 expected");
        n = RAP_MOST_WINDOWS;
    }
    study->headlines = rap_arena_take(r->arena, n + 1, sizeof *study->headlines);
    if (!study->headlines)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < n; i++)
        add_headline(r, &rows[i], list->children[i]);
    if (study->n_headlines == 0)
        study->headlines[study->n_headlines++] = (rap_headline){0, study->horizon_window, "all"};
    return RAP_OK;
}

static void read_delta(rap_reading *r, const rap_tree *node) {
    r->good = true;
    size_t outcome = rap_find_outcome(r, node, node->key);
    bool number = node->kind == RAP_NODE_INTEGER || node->kind == RAP_NODE_REAL;
    if (r->good && number && node->number > 0)
        r->study->delta[outcome] = node->number;
    else if (r->good && node->kind != RAP_NODE_BAD)
        rap_findings_add(r->findings, node->file, node->line, node->path,
                         "a number above 0 expected (%s)", r->study->model->outcomes[outcome].unit);
}

int rap_read_deltas(rap_reading *r) {
    rap_study *study = r->study;
    const rap_tree *group = rap_tree_child(r->own, "smallest_differences");
    const rap_model *m = study->model;
    study->delta = rap_arena_take(r->arena, m->n_outcomes, sizeof *study->delta);
    if (!study->delta)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < m->n_outcomes; i++)
        study->delta[i] = m->outcomes[i].delta;
    for (size_t i = 0; group && i < group->n; i++)
        read_delta(r, group->children[i]);
    return RAP_OK;
}
