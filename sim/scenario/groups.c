/* groups.c: groups that headlines and questions look at, and groups that arms have. */
#include "scenario/groups.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/parts.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

void rap_groups_free(rap_groups *g) {
    rap_free(g->names);
    rap_lookup_free(&g->places);
    *g = (rap_groups){0};
}

static bool has_group(const rap_groups *g, const char *group) {
    uint64_t hash = rap_hash_text(group);
    for (size_t at = 0, i; (i = rap_lookup_next(&g->places, hash, &at)) != RAP_NO_ROW;)
        if (!strcmp(g->names[i], group))
            return true;
    return false;
}

static int keep_group(rap_groups *g, rap_arena *arena, const char *group) {
    if (has_group(g, group))
        return RAP_OK;
    int status = rap_grow(&g->names, &g->capacity, g->n + 1, sizeof *g->names);
    const char *copy = status ? NULL : rap_arena_copy(arena, group, strlen(group));
    if (!copy)
        return rap_fail(RAP_ENOMEM);
    g->names[g->n] = copy;
    return rap_lookup_add(&g->places, rap_hash_text(copy), g->n++);
}

int rap_groups_list(rap_reading *r, bool headlines_written) {
    const rap_study *s = r->study;
    const rap_tree *lines = rap_tree_child(r->own, "headlines");
    int status = RAP_OK;
    for (size_t h = 0; h < s->n_headlines && headlines_written && !status; h++)
        if (h < lines->n)
            status = rap_want(r, s->headlines[h].outcome, s->headlines[h].group, lines->children[h],
                              NULL);
    for (const rap_question *const *q = s->parts->questions; *q && !status; q++)
        status = (*q)->want ? (*q)->want(r) : RAP_OK;
    return status;
}

/* Position of the outcome whose columns an outcome needs: a ratio is not observed itself. */
static size_t observed(const rap_model *model, size_t outcome) {
    const char *numerator = model->outcomes[outcome].numerator;
    int position = numerator ? rap_model_outcome(model, numerator) : -1;
    return position >= 0 ? (size_t)position : outcome;
}

static bool asks_arm(const rap_effect *e, size_t arm) {
    bool asks = false;
    for (size_t k = 0; k < e->n_plus; k++)
        asks |= e->plus[k] == arm;
    for (size_t k = 0; k < e->n_minus; k++)
        asks |= e->minus[k] == arm;
    return asks;
}

int rap_groups_match(rap_groups *g, rap_reading *r, const void *root, size_t arm) {
    const rap_study *s = r->study;
    void *state = NULL;
    size_t n = 0;
    int status = s->model->create(&state, root, &s->clock);
    const rap_column *columns = status ? NULL : s->model->columns(state, &n);
    for (size_t c = 0; c < n && !status; c++) {
        for (size_t k = 0; k < r->n_wanted; k++) {
            rap_wanted *w = &r->wanted[k];
            w->arms += (!w->effect || asks_arm(w->effect, arm)) &&
                       observed(s->model, w->outcome) == columns[c].outcome &&
                       !strcmp(w->group, columns[c].group);
        }
        status = keep_group(g, r->arena, columns[c].group);
    }
    s->model->free(state);
    return status;
}

/* Whether there is a group of the kind of this one: the same up to the colon. */
static bool has_group_like(const rap_groups *g, const char *group) {
    size_t n = strcspn(group, ":") + 1;
    for (size_t i = 0; i < g->n; i++)
        if (!strncmp(g->names[i], group, n))
            return true;
    return false;
}

/* What to write instead: the nearest name of the same kind, or else the kinds that the outcome has. */
static const char *suggest_group(const rap_groups *g, const rap_reading *r, const rap_wanted *w,
                                 char *hint, size_t size) {
    rap_text kinds;
    if (!has_group(g, w->group) && has_group_like(g, w->group))
        return rap_suggest(r->findings, w->group, g->names, g->n, hint, size);
    rap_text_init(&kinds);
    rap_model_say_groups(&kinds, r->study->model, w->outcome);
    snprintf(hint, size, "%s%s", *rap_text_string(&kinds) ? "; its groups: " : "",
             rap_text_string(&kinds));
    rap_text_free(&kinds);
    return hint;
}

void rap_groups_report(const rap_groups *g, rap_reading *r) {
    const rap_study *s = r->study;
    char hint[400];
    for (size_t k = 0; k < r->n_wanted; k++) {
        const rap_wanted *w = &r->wanted[k];
        size_t needed = w->effect ? w->effect->n_plus + w->effect->n_minus : 1;
        if (w->arms >= needed)
            continue;
        rap_findings_add(r->findings, w->node->file, w->node->line, w->node->path,
                         "\"%s\" has no group \"%.64s\" in %s%s",
                         s->model->outcomes[w->outcome].name, w->group,
                         w->arms > 0 ? "every arm that is named here" : "any arm",
                         w->arms > 0 ? "" : suggest_group(g, r, w, hint, sizeof hint));
    }
}
