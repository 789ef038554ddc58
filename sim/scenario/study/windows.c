/* windows.c: reads, adds and drops windows. */
#include "scenario/study/windows.h"
#include "base/error.h"
#include "scenario/language/lexer.h"
#include "scenario/study/parts.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* ---- reading ---------------------------------------------------------------------------------- */

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

static bool find_window(const rap_window *windows, size_t n, const rap_window *w, size_t *at) {
    for (*at = 0; *at < n; (*at)++)
        if (windows[*at].anchor == w->anchor && windows[*at].months == w->months)
            return true;
    return false;
}

static bool is_there(const rap_study *study, const rap_window *w) {
    size_t at;
    return find_window(study->windows, study->n_windows, w, &at);
}

static int add_window(rap_study *study, rap_arena *arena, rap_window w) {
    if (is_there(study, &w))
        return RAP_OK;
    int status = write_window(study->model, arena, &w);
    if (!status)
        study->windows[study->n_windows++] = w;
    return status;
}

static int add_default_windows(rap_study *study, rap_arena *arena) {
    static const int calendar[] = {12, 36}, behind[] = {0, 12, 24, 36};
    int status = RAP_OK;
    for (size_t i = 0; i < sizeof calendar / sizeof *calendar && !status; i++)
        if (calendar[i] <= study->horizon)
            status = add_window(study, arena, (rap_window){.anchor = -1, .months = calendar[i]});
    for (int a = 0; study->model->anchors[a] && !status; a++)
        for (size_t i = 0; i < sizeof behind / sizeof *behind && !status; i++)
            if (study->n_windows < RAP_MOST_WINDOWS)
                status = add_window(study, arena, (rap_window){.anchor = a, .months = behind[i]});
    return status;
}

static void report_window(rap_reading *r, const rap_tree *node) {
    const char *const *anchors = r->study->model->anchors;
    char names[300] = "";
    for (size_t i = 0; anchors[i] && strlen(names) + strlen(anchors[i]) + 3 < sizeof names; i++) {
        strcat(names, i ? ", " : "");
        strcat(names, anchors[i]);
    }
    rap_findings_add(
        r->findings, node->file, node->line, node->path,
        "a month such as \"36\" or an anchor such as \"%s+24\" expected, found \"%.60s\""
        "; anchors of this model: %s",
        anchors[0] ? anchors[0] : "end", node->text, names[0] ? names : "none");
}

/* Whether a text is a window that a study can have; else it is refused. */
static bool is_window(rap_reading *r, const rap_tree *node, const char *text, rap_window *w) {
    const rap_study *study = r->study;
    bool good = false;
    if (!read_window(study->model, text, w))
        report_window(r, node);
    else if (w->anchor < 0 && w->months > study->horizon)
        rap_findings_add(r->findings, node->file, node->line, node->path,
                         "month %d lies after the horizon of %" PRId64 " months", w->months,
                         study->horizon);
    else if (w->months > RAP_MOST_MONTHS)
        rap_remark(r, node, "at most 1200 months behind an anchor expected");
    else
        good = true;
    return good;
}

static int add_written_window(rap_reading *r, const rap_tree *node) {
    rap_window w;
    if (node->kind != RAP_NODE_TEXT || !is_window(r, node, node->text, &w))
        return RAP_OK; /* reported, here or by the binding */
    if (!is_there(r->study, &w))
        return add_window(r->study, r->arena, w);
    rap_remark(r, node, "this window stands there twice");
    return RAP_OK;
}

int rap_read_windows(rap_reading *r) {
    rap_study *study = r->study;
    const rap_tree *list = rap_tree_child(r->own, "windows");
    bool written = list && list->kind == RAP_NODE_LIST && list->n > 0;
    size_t n = written && list->n < RAP_MOST_WINDOWS ? list->n : RAP_MOST_WINDOWS;
    int status = RAP_OK;
    study->windows = rap_arena_take(r->arena, RAP_MOST_WINDOWS + 1, sizeof *study->windows);
    if (!study->windows)
        return rap_fail(RAP_ENOMEM);
    if (written && list->n > RAP_MOST_WINDOWS)
        rap_remark(r, list, "too many windows; at most 100 expected");
    for (size_t i = 0; written && i < n && !status; i++)
        status = add_written_window(r, list->children[i]);
    if (!written)
        status = add_default_windows(study, r->arena);
    rap_window horizon = {.anchor = -1, .months = (int)study->horizon};
    if (!status)
        status = add_window(study, r->arena, horizon);
    if (!status)
        find_window(study->windows, study->n_windows, &horizon, &study->horizon_window);
    return status;
}

int rap_study_window(const rap_study *study, const char *text) {
    rap_window w;
    size_t at;
    bool found = read_window(study->model, text, &w) &&
                 find_window(study->windows, study->n_windows, &w, &at);
    return found ? (int)at : -1;
}

size_t rap_find_window(rap_reading *r, const rap_tree *node, const char *text) {
    const rap_study *s = r->study;
    const char *names[RAP_MOST_WINDOWS + 1];
    char hint[600];
    int window = rap_study_window(s, text);
    if (window >= 0 || !r->horizon_known)
        return window >= 0 ? (size_t)window : 0;
    for (size_t i = 0; i < s->n_windows; i++)
        names[i] = s->windows[i].text;
    rap_findings_add(r->findings, node->file, node->line, node->path,
                     "\"%.64s\" is none of the study's windows%s", text,
                     rap_suggest(r->findings, text, names, s->n_windows, hint, sizeof hint));
    r->good = false;
    return 0;
}

bool rap_take_window(rap_reading *r, const rap_tree *node, const char *text, rap_window *window) {
    bool good = !r->horizon_known || is_window(r, node, text, window);
    r->good &= good && r->horizon_known;
    return good && r->horizon_known;
}

/* ---- adding and dropping ---------------------------------------------------------------------- */

int rap_study_add_years(rap_study *study, size_t *years, size_t most, size_t *n) {
    *n = 0;
    for (int months = 12; months <= study->horizon && *n < most; months += 12) {
        const rap_window year = {.anchor = -1, .months = months};
        if (!is_there(study, &year) && study->n_windows >= RAP_MOST_WINDOWS)
            return RAP_OK;
        int status = add_window(study, &study->parts->arena, year);
        if (status)
            return status;
        find_window(study->windows, study->n_windows, &year, &years[(*n)++]);
    }
    return RAP_OK;
}

bool rap_is_window(const rap_study *study, const rap_window *window, size_t *at) {
    return find_window(study->windows, study->n_windows, window, at);
}

int rap_study_add_window(rap_study *study, const rap_window *window, size_t *at) {
    if (!is_there(study, window) && study->n_windows >= RAP_MOST_WINDOWS)
        return rap_fail(RAP_EINPUT);
    int status = add_window(study, &study->parts->arena, *window);
    if (!status)
        find_window(study->windows, study->n_windows, window, at);
    return status;
}

bool rap_window_move(const rap_study *study, const rap_window *old, size_t *window) {
    return find_window(study->windows, study->n_windows, &old[*window], window);
}

void rap_study_keep_windows(rap_study *study, const bool *used) {
    rap_window old[RAP_MOST_WINDOWS + 1];
    size_t n = study->n_windows, headlines = 0;
    memcpy(old, study->windows, n * sizeof *old);
    study->n_windows = 0;
    for (size_t w = 0; w < n; w++)
        if (used[w] || w == study->horizon_window)
            study->windows[study->n_windows++] = old[w];
    rap_window_move(study, old, &study->horizon_window);
    for (size_t h = 0; h < study->n_headlines; h++) {
        rap_headline line = study->headlines[h];
        if (rap_window_move(study, old, &line.window))
            study->headlines[headlines++] = line;
    }
    study->n_headlines = headlines;
    for (const rap_question *const *q = study->parts->questions; *q; q++)
        if ((*q)->move)
            (*q)->move(study, old);
}
