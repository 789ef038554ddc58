/* settings.c: the table of the study's own keys, and what is derived from them. */
#include "scenario/study/settings.h"
#include "base/error.h"
#include "model/rows.h"
#include "base/text.h"
#include "scenario/questions/claims.h"
#include "scenario/questions/budget.h"
#include "scenario/questions/discovery.h"
#include "scenario/study/grid.h"
#include "scenario/language/lexer.h"
#include "scenario/questions/propositions.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const rap_field time_fields[] = {
    {.key = "step",
     .kind = RAP_REAL,
     .unit = "month",
     .lo = 0.25,
     .hi = 1,
     .value = 1,
     .range_lo = 1,
     .range_hi = 1,
     .grade = "chosen",
     .source = "a setting of the study",
     .meaning = "length of a step: 1, 0.5 or 0.25 months",
     .flags = RAP_CHOSEN},
};
static RECORD(time_record, "time", "how time runs", double, time_fields);

static const rap_field headline_fields[] = {
    LINE(rap_headline_row, outcome, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(rap_headline_row, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(rap_headline_row, group, "all", 0, "all, or a part such as type:... or team:..."),
};
static RECORD(headline_record, "headline", "what the report answers with", rap_headline_row,
              headline_fields);

static const rap_field arm_fields[] = {
    LINE(rap_arm_row, note, NULL, 0, "a remark that the report prints"),
    {.key = "baseline",
     .kind = RAP_BOOLEAN,
     .lo = 0,
     .hi = 1,
     .meaning = "the arm that the others are compared with; if none says so, the first",
     .offset = offsetof(rap_arm_row, baseline)},
    UNBOUND(changes, RAP_TREE, "what this arm sets otherwise than the study"),
};
static RECORD(arm_record, "arm", "a named set of changes to the shared part", rap_arm_row,
              arm_fields);

static const rap_field contrast_fields[] = {
    LINES(rap_written_contrast, plus, RAP_REQUIRED, "arms whose mean is taken"),
    LINES(rap_written_contrast, minus, RAP_REQUIRED, "arms whose mean is taken away"),
};
static RECORD(contrast_record, "contrast", "difference of two means of arms", rap_written_contrast,
              contrast_fields);

static const rap_field study_fields[] = {
    LINE(rap_settings, title, NULL, RAP_REQUIRED, "title of the study"),
    LINE(rap_settings, question, NULL, 0, "the question that it asks"),
    LINE(rap_settings, model, NULL, 0, "the model that it runs; if unset, the first"),
    LINE(rap_settings, currency, "CAD", 0, "currency of all money, three capital letters"),
    WHOLE_SETTING(rap_settings, price_year, "year", 0, 2200, 0,
                  "year of whose prices all money is; 0: not stated"),
    WHOLE_SETTING(rap_settings, horizon, "month", 1, RAP_MOST_MONTHS, 120,
                  "months that a run lasts"),
    WHOLE_SETTING(rap_settings, draws, "draw", 0, 1000000, 100,
                  "sets of parameter values from their ranges; 0 keeps the start values"),
    WHOLE_SETTING(rap_settings, replicates, "run", 1, 1000000, 4,
                  "runs of every arm under each draw"),
    WHOLE_SETTING(rap_settings, seed, NULL, 0, 0x1p63, 1, "where the random numbers start"),
    {.key = "time",
     .kind = RAP_GROUP,
     .meaning = "how time runs",
     .offset = offsetof(rap_settings, step),
     .record = &time_record},
    LINES(rap_settings, windows, 0,
          "when outcomes are looked at: months, or an anchor of the model plus months"),
    PART_OF(rap_settings, headlines, RAP_LIST, headline_record, 0,
            "what the report answers with; if unset, the first outcome at the horizon"),
    UNBOUND(smallest_differences, RAP_TREE,
            "outcome = smallest difference that matters, above 0, in its unit"),
    PART_OF(rap_settings, arms, RAP_MAP, arm_record, 0,
            "what is compared; if unset, one arm as written"),
    PART_OF(rap_settings, grid, RAP_GROUP, rap_grid_record, 0,
            "arms as rows and columns: one for every pair, behind those written"),
    PART_OF(rap_settings, contrasts, RAP_MAP, contrast_record, 0,
            "differences beside those of every arm against the baseline"),
    PART_OF(rap_settings, patterns, RAP_MAP, rap_pattern_record, 0,
            "what the model should show, for `validate`"),
    PART_OF(rap_settings, propositions, RAP_MAP, rap_proposition_record, 0,
            "what works, for whom, in which circumstances, and why: for `test`"),
    {.key = "verdicts",
     .kind = RAP_GROUP,
     .meaning = "when a claim of a proposition counts as borne out",
     .offset = offsetof(rap_settings, rule),
     .record = &rap_verdict_record},
    {.key = "discover",
     .kind = RAP_GROUP,
     .meaning = "which circumstances to search, and for what: for `discover`",
     .offset = offsetof(rap_settings, discovery),
     .record = &rap_discovery_record},
    PART_OF(rap_settings, budget, RAP_GROUP, rap_budget_record, 0,
            "the lines of a budget and what they are to serve: for `budget`"),
    PART_OF(rap_settings, quantities, RAP_MAP, rap_quantity_record, 0,
            "what was measured, for `validate`: sets of assumptions are weighed by it"),
};
RECORD(rap_study_record, "study", "settings, arms and what is compared", rap_settings,
       study_fields);

static void report(rap_findings *f, const rap_tree *node, const char *text) {
    rap_findings_add(f, node->file, node->line, node->path, "%s", text);
}

static char *format(rap_arena *arena, const char *pattern, const char *a, const char *b) {
    size_t n = strlen(pattern) + strlen(a) + strlen(b) + 1;
    char *text = rap_arena_take(arena, n, 1);
    if (text)
        snprintf(text, n, pattern, a, b);
    return text;
}

/* ---- basics -----------------------------------------------------------------------------------
 */

int rap_settings_basics(rap_study *study, const rap_settings *s, const rap_tree *tree,
                        rap_findings *findings) {
    const rap_tree *step = rap_tree_child(rap_tree_child(tree, "time"), "step");
    const char *c = s->currency;
    bool capitals = strspn(c, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3 && !c[3];
    study->title = s->title;
    study->question = s->question;
    study->currency = c;
    study->price_year = s->price_year;
    study->horizon = s->horizon;
    study->draws = s->draws;
    study->replicates = s->replicates;
    study->seed = s->seed;
    study->clock = (rap_clock){s->step, (int)lround(1 / s->step), (int)s->horizon};
    if (!capitals)
        report(findings, rap_tree_child(tree, "currency"),
               "three capital letters expected, such as \"CAD\"");
    if (s->step != 1 && s->step != 0.5 && s->step != 0.25 && step)
        report(findings, step, "a step of 1, 0.5 or 0.25 months expected");
    return RAP_OK;
}

/* ---- arms and contrasts -----------------------------------------------------------------------
 */

static void find_baseline(rap_study *study, const rap_tree *arms, rap_findings *findings) {
    bool found = false;
    for (size_t i = 0; i < study->n_arms; i++) {
        if (study->arms[i].baseline && found) {
            const rap_tree *flag = rap_tree_child(arms->children[i], "baseline");
            rap_findings_add(findings, flag->file, flag->line, flag->path,
                             "a second baseline; \"%s\" is the baseline already",
                             study->arms[study->baseline].name);
        } else if (study->arms[i].baseline) {
            study->baseline = i;
            found = true;
        }
    }
    study->arms[study->baseline].baseline = true;
}

int rap_settings_arms(rap_study *study, const rap_settings *s, const rap_tree *tree,
                      rap_arena *arena, rap_findings *findings) {
    const rap_tree *arms = rap_tree_child(tree, "arms");
    const rap_arm_row *rows = s->arms.rows;
    bool none = s->arms.n == 0;
    study->arms = rap_arena_take(arena, none ? 1 : s->arms.n, sizeof *study->arms);
    if (!study->arms)
        return rap_fail(RAP_ENOMEM);
    study->n_arms = none ? 1 : s->arms.n;
    if (none)
        study->arms[0] = (rap_arm){.name = "study", .label = "The study"};
    for (size_t i = 0; i < s->arms.n; i++)
        study->arms[i] = (rap_arm){.name = rows[i].is.name,
                                   .label = rows[i].is.label,
                                   .note = rows[i].note,
                                   .baseline = rows[i].baseline};
    if (study->n_arms > RAP_MOST_ARMS) {
        report(findings, arms, "too many arms; at most 1000 expected");
        study->n_arms = RAP_MOST_ARMS;
    }
    find_baseline(study, arms, findings);
    return RAP_OK;
}

static const char **arm_names(const rap_study *study, rap_arena *arena) {
    const char **names = rap_arena_take(arena, study->n_arms, sizeof *names);
    for (size_t i = 0; names && i < study->n_arms; i++)
        names[i] = study->arms[i].name;
    return names;
}

/* One side of a written contrast: positions of its arms. */
int rap_settings_side(const rap_study *study, const rap_tree *row, const char *key,
                      const size_t **side, size_t *n, rap_arena *arena, rap_findings *findings) {
    const rap_tree *list = rap_tree_child(row, key);
    const char **names = arm_names(study, arena);
    size_t *arms = rap_arena_take(arena, list ? list->n : 0, sizeof *arms);
    char hint[400];
    *side = arms;
    *n = 0;
    if (!names || !arms)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; list && i < list->n; i++) {
        const rap_tree *node = list->children[i];
        int arm = node->kind == RAP_NODE_TEXT ? rap_study_arm(study, node->text) : -1;
        bool again = false;
        for (size_t k = 0; k < *n; k++)
            again |= arm >= 0 && arms[k] == (size_t)arm;
        if (node->kind == RAP_NODE_TEXT && arm < 0)
            rap_findings_add(
                findings, node->file, node->line, node->path, "unknown arm \"%.60s\"%s", node->text,
                rap_suggest(findings, node->text, names, study->n_arms, hint, sizeof hint));
        else if (again)
            rap_findings_add(findings, node->file, node->line, node->path,
                             "the arm \"%s\" stands twice on this side", node->text);
        else if (arm >= 0)
            arms[(*n)++] = (size_t)arm;
    }
    return RAP_OK;
}

int rap_settings_arm(const rap_study *study, const rap_tree *node, const char *name,
                     rap_findings *findings) {
    const char *names[RAP_MOST_ARMS];
    char hint[400];
    int arm = rap_study_arm(study, name);
    for (size_t i = 0; i < study->n_arms; i++)
        names[i] = study->arms[i].name;
    if (arm < 0)
        rap_findings_add(findings, node->file, node->line, node->path, "unknown arm \"%.60s\"%s",
                         name,
                         rap_suggest(findings, name, names, study->n_arms, hint, sizeof hint));
    return arm;
}

static bool on_side(const size_t *side, size_t n, size_t arm) {
    for (size_t i = 0; i < n; i++)
        if (side[i] == arm)
            return true;
    return false;
}

bool rap_settings_apart(const rap_study *study, const size_t *plus, size_t n_plus,
                        const size_t *minus, size_t n_minus, const rap_tree *row,
                        rap_findings *findings) {
    bool apart = true;
    for (size_t i = 0; i < n_plus; i++)
        if (on_side(minus, n_minus, plus[i])) {
            rap_findings_add(findings, row->file, row->line, row->path,
                             "the arm \"%s\" stands on both sides", study->arms[plus[i]].name);
            apart = false;
        }
    return apart;
}

static int add_written(rap_study *study, const rap_written_contrast *written, const rap_tree *row,
                       rap_arena *arena, rap_findings *findings) {
    rap_contrast *c = &study->contrasts[study->n_contrasts++];
    *c = (rap_contrast){.name = written->is.name, .label = written->is.label};
    if (row->kind != RAP_NODE_GROUP)
        return RAP_OK;
    int status = rap_settings_side(study, row, "plus", &c->plus, &c->n_plus, arena, findings);
    if (!status)
        status = rap_settings_side(study, row, "minus", &c->minus, &c->n_minus, arena, findings);
    if (status)
        return status;
    rap_settings_apart(study, c->plus, c->n_plus, c->minus, c->n_minus, row, findings);
    if (rap_study_arm(study, row->key) >= 0)
        report(findings, row, "this is the name of an arm; give the contrast another");
    return RAP_OK;
}

static int add_against_baseline(rap_study *study, size_t arm, rap_arena *arena) {
    rap_contrast *c = &study->contrasts[study->n_contrasts++];
    const rap_arm *a = &study->arms[arm], *b = &study->arms[study->baseline];
    size_t *sides = rap_arena_take(arena, 2, sizeof *sides);
    char *label = format(arena, "%s against %s", a->label, b->label);
    if (!sides || !label)
        return rap_fail(RAP_ENOMEM);
    sides[0] = arm;
    sides[1] = study->baseline;
    *c = (rap_contrast){a->name, label, &sides[0], &sides[1], 1, 1, true};
    return RAP_OK;
}

int rap_settings_contrasts(rap_study *study, const rap_settings *s, const rap_tree *tree,
                           rap_arena *arena, rap_findings *findings) {
    const rap_tree *written = rap_tree_child(tree, "contrasts");
    const rap_written_contrast *rows = s->contrasts.rows;
    size_t n = s->contrasts.n;
    int status = RAP_OK;
    if (n > RAP_MOST_ARMS) {
        report(findings, written, "too many contrasts; at most 1000 expected");
        n = RAP_MOST_ARMS;
    }
    study->contrasts = rap_arena_take(arena, study->n_arms + n, sizeof *study->contrasts);
    if (!study->contrasts)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < study->n_arms && !status; i++)
        if (i != study->baseline)
            status = add_against_baseline(study, i, arena);
    for (size_t i = 0; i < n && !status; i++)
        status = add_written(study, &rows[i], written->children[i], arena, findings);
    return status;
}

/* ---- windows ----------------------------------------------------------------------------------
 */

/* Reads "36", "end", "end + 24"; false if it is none of these. Months beyond 9999 count as that. */
static bool read_window(const rap_model *model, const char *s, rap_window *w) {
    char name[RAP_LONGEST_NAME + 1];
    s += strspn(s, " ");
    size_t n = strcspn(s, " +0123456789");
    *w = (rap_window){.anchor = -1};
    if (n > RAP_LONGEST_NAME)
        return false;
    memcpy(name, s, n);
    name[n] = '\0';
    if (n > 0 && (w->anchor = rap_model_anchor(model, name)) < 0)
        return false;
    s += n + strspn(s + n, " ");
    if (n > 0 && !*s)
        return true;
    if (n > 0 && *s++ != '+')
        return false;
    s += n > 0 ? strspn(s, " ") : 0;
    size_t digits = strspn(s, "0123456789");
    for (size_t i = 0; i < digits; i++)
        w->months = w->months < 1000 ? w->months * 10 + (s[i] - '0') : 9999;
    return digits > 0 && !s[digits + strspn(s + digits, " ")];
}

static int write_window(const rap_model *model, rap_arena *arena, rap_window *w) {
    char text[RAP_LONGEST_NAME + 24];
    const char *anchor = w->anchor >= 0 ? model->anchors[w->anchor] : "";
    if (w->anchor >= 0 && w->months == 0)
        snprintf(text, sizeof text, "%.64s", anchor);
    else
        snprintf(text, sizeof text, "%.64s%s%d", anchor, w->anchor >= 0 ? "+" : "", w->months);
    w->text = rap_arena_copy(arena, text, strlen(text));
    return w->text ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int find_window(const rap_study *study, const rap_window *w) {
    for (size_t i = 0; i < study->n_windows; i++)
        if (study->windows[i].anchor == w->anchor && study->windows[i].months == w->months)
            return (int)i;
    return -1;
}

static int add_window(rap_study *study, rap_arena *arena, rap_window w) {
    int status = find_window(study, &w) < 0 ? write_window(study->model, arena, &w) : RAP_STOPPED;
    if (!status)
        study->windows[study->n_windows++] = w;
    return status < 0 ? status : RAP_OK;
}

static int add_default_windows(rap_study *study, rap_arena *arena) {
    static const int calendar[] = {12, 36}, behind[] = {0, 12, 24, 36};
    int status = RAP_OK;
    for (size_t i = 0; i < COUNT(calendar) && !status; i++)
        if (calendar[i] <= study->horizon)
            status = add_window(study, arena, (rap_window){.anchor = -1, .months = calendar[i]});
    for (int a = 0; study->model->anchors[a] && !status; a++)
        for (size_t i = 0; i < COUNT(behind) && !status; i++)
            if (study->n_windows < RAP_MOST_WINDOWS)
                status = add_window(study, arena, (rap_window){.anchor = a, .months = behind[i]});
    return status;
}

static void report_window(const rap_study *study, const rap_tree *node, rap_findings *findings) {
    const char *const *anchors = study->model->anchors;
    char names[300] = "";
    for (size_t i = 0; anchors[i] && strlen(names) + strlen(anchors[i]) + 3 < sizeof names; i++) {
        strcat(names, i ? ", " : "");
        strcat(names, anchors[i]);
    }
    rap_findings_add(
        findings, node->file, node->line, node->path,
        "a month such as \"36\" or an anchor such as \"%s+24\" expected, found \"%.60s\""
        "; anchors of this model: %s",
        anchors[0] ? anchors[0] : "end", node->text, names[0] ? names : "none");
}

static int add_written_window(rap_study *study, const rap_tree *node, rap_arena *arena,
                              rap_findings *findings) {
    rap_window w;
    if (node->kind != RAP_NODE_TEXT)
        return RAP_OK; /* reported by the binding */
    if (!read_window(study->model, node->text, &w))
        report_window(study, node, findings);
    else if (find_window(study, &w) >= 0)
        report(findings, node, "this window stands there twice");
    else if (w.anchor < 0 && w.months > study->horizon)
        rap_findings_add(findings, node->file, node->line, node->path,
                         "month %d lies after the horizon of %" PRId64 " months", w.months,
                         study->horizon);
    else if (w.months > RAP_MOST_MONTHS)
        report(findings, node, "at most 1200 months behind an anchor expected");
    else
        return add_window(study, arena, w);
    return RAP_OK;
}

int rap_settings_windows(rap_study *study, const rap_tree *tree, rap_arena *arena,
                         rap_findings *findings) {
    const rap_tree *list = rap_tree_child(tree, "windows");
    bool written = list && list->kind == RAP_NODE_LIST && list->n > 0;
    size_t n = written && list->n < RAP_MOST_WINDOWS ? list->n : RAP_MOST_WINDOWS;
    int status = RAP_OK;
    study->windows = rap_arena_take(arena, RAP_MOST_WINDOWS + 1, sizeof *study->windows);
    if (!study->windows)
        return rap_fail(RAP_ENOMEM);
    if (written && list->n > RAP_MOST_WINDOWS)
        report(findings, list, "too many windows; at most 100 expected");
    for (size_t i = 0; written && i < n && !status; i++)
        status = add_written_window(study, list->children[i], arena, findings);
    if (!written)
        status = add_default_windows(study, arena);
    rap_window horizon = {.anchor = -1, .months = (int)study->horizon};
    if (!status)
        status = add_window(study, arena, horizon);
    if (!status)
        study->horizon_window = (size_t)find_window(study, &horizon);
    return status;
}

int rap_study_window(const rap_study *study, const char *text) {
    rap_window w;
    return read_window(study->model, text, &w) ? find_window(study, &w) : -1;
}

/* ---- headlines, smallest differences ----------------------------------------------------------
 */

static const char **outcome_names(const rap_model *model, rap_arena *arena) {
    const char **names = rap_arena_take(arena, model->n_outcomes, sizeof *names);
    for (size_t i = 0; names && i < model->n_outcomes; i++)
        names[i] = model->outcomes[i].name;
    return names;
}

static void report_outcome(const rap_study *study, const rap_tree *node, const char *name,
                           const char **names, rap_findings *findings) {
    char hint[600];
    rap_findings_add(
        findings, node->file, node->line, node->path, "unknown outcome \"%.64s\"%s", name,
        rap_suggest(findings, name, names, study->model->n_outcomes, hint, sizeof hint));
}

static void report_unlisted(const rap_study *study, const rap_tree *node, const char *text,
                            rap_findings *findings) {
    const char *names[RAP_MOST_WINDOWS + 1];
    char hint[600];
    for (size_t i = 0; i < study->n_windows; i++)
        names[i] = study->windows[i].text;
    rap_findings_add(findings, node->file, node->line, node->path,
                     "\"%.64s\" is none of the study's windows%s", text,
                     rap_suggest(findings, text, names, study->n_windows, hint, sizeof hint));
}

static bool is_listed(const rap_study *study, const rap_headline *h) {
    for (size_t i = 0; i < study->n_headlines; i++)
        if (study->headlines[i].outcome == h->outcome && study->headlines[i].window == h->window &&
            strcmp(study->headlines[i].group, h->group) == 0)
            return true;
    return false;
}

int rap_settings_outcome(const rap_study *study, const rap_tree *node, const char *name,
                         rap_arena *arena, rap_findings *findings) {
    int outcome = rap_model_outcome(study->model, name);
    const char **names = outcome < 0 ? outcome_names(study->model, arena) : NULL;
    if (names)
        report_outcome(study, node, name, names, findings);
    return outcome;
}

int rap_settings_listed(const rap_study *study, const rap_tree *node, const char *text,
                        rap_findings *findings) {
    int window = rap_study_window(study, text);
    if (window < 0)
        report_unlisted(study, node, text, findings);
    return window;
}

static void add_headline(rap_study *study, const rap_headline_row *row, const rap_tree *node,
                         rap_arena *arena, rap_findings *findings) {
    if (!row->outcome || !row->window)
        return;
    int outcome =
        rap_settings_outcome(study, rap_tree_child(node, "outcome"), row->outcome, arena, findings);
    int window = rap_settings_listed(study, rap_tree_child(node, "window"), row->window, findings);
    if (outcome < 0 || window < 0)
        return;
    rap_headline h = {(size_t)outcome, (size_t)window, row->group};
    if (is_listed(study, &h))
        report(findings, node, "this headline stands there twice");
    else
        study->headlines[study->n_headlines++] = h;
}

int rap_settings_headlines(rap_study *study, const rap_settings *s, const rap_tree *tree,
                           rap_arena *arena, rap_findings *findings) {
    const rap_tree *list = rap_tree_child(tree, "headlines");
    const rap_headline_row *rows = s->headlines.rows;
    size_t n = s->headlines.n;
    if (n > RAP_MOST_WINDOWS) {
        report(findings, list, "too many headlines; at most 100 expected");
        n = RAP_MOST_WINDOWS;
    }
    study->headlines = rap_arena_take(arena, n + 1, sizeof *study->headlines);
    if (!study->headlines)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < n; i++)
        add_headline(study, &rows[i], list->children[i], arena, findings);
    if (study->n_headlines == 0)
        study->headlines[study->n_headlines++] = (rap_headline){0, study->horizon_window, "all"};
    return RAP_OK;
}

int rap_settings_deltas(rap_study *study, const rap_tree *tree, rap_arena *arena,
                        rap_findings *findings) {
    const rap_tree *group = rap_tree_child(tree, "smallest_differences");
    const rap_model *m = study->model;
    const char **names = outcome_names(m, arena);
    study->delta = rap_arena_take(arena, m->n_outcomes, sizeof *study->delta);
    if (!study->delta || !names)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < m->n_outcomes; i++)
        study->delta[i] = m->outcomes[i].delta;
    for (size_t i = 0; group && i < group->n; i++) {
        const rap_tree *node = group->children[i];
        int outcome = rap_model_outcome(m, node->key);
        bool number = node->kind == RAP_NODE_INTEGER || node->kind == RAP_NODE_REAL;
        if (outcome < 0)
            report_outcome(study, node, node->key, names, findings);
        else if (number && node->number > 0)
            study->delta[outcome] = node->number;
        else if (node->kind != RAP_NODE_BAD)
            rap_findings_add(findings, node->file, node->line, node->path,
                             "a number above 0 expected (%s)", m->outcomes[outcome].unit);
    }
    return RAP_OK;
}
