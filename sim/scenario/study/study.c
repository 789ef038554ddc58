/* study.c: from text to a checked study.
 *
 * The tree of the file is parted into the study's own keys (rap_study_record) and the model's. Each
 * arm's tree is the model's part with the arm's changes merged in and then every --set; it is bound
 * once for checking here, and again by each worker (inputs.c). */
#include "scenario/study/study.h"
#include "base/error.h"
#include "base/memory.h"
#include "scenario/study/arms.h"
#include "scenario/language/bind.h"
#include "scenario/questions/claims.h"
#include "scenario/questions/budget.h"
#include "scenario/questions/discovery.h"
#include "scenario/study/grid.h"
#include "scenario/language/lexer.h"
#include "scenario/study/parts.h"
#include "scenario/questions/propositions.h"
#include "scenario/study/settings.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *key;
    const rap_tree *value; /* NULL: done, or reported */
} pending_set;

/* A group that a headline or pattern names: it must be there in some arm, or in all of an effect. */
typedef struct {
    size_t outcome;
    const char *group;
    const rap_tree *node;     /* where to say so if it is not */
    const rap_effect *effect; /* NULL: some arm */
    size_t arms;              /* that have it, of those asked */
} wanted_group;

typedef struct {
    rap_study *study;
    rap_arena *arena;
    rap_findings findings;
    const rap_model *const *models;
    const rap_overrides *overrides;
    const rap_tree *whole, *own, *shared; /* the file, the study's keys, the model's keys */
    pending_set *sets;                    /* for every arm */
    size_t n_sets;
    rap_settings settings;
    const char **groups; /* of columns, for messages about headlines */
    size_t n_groups, groups_capacity;
    wanted_group *wanted;
    size_t n_wanted;
} reader;

void rap_study_free(rap_study *study) {
    struct rap_study_parts *parts = study->parts;
    if (parts) {
        rap_study_unbind(parts);
        rap_expand_free(&parts->text);
        rap_arena_free(&parts->arena);
        rap_free(parts);
    }
    *study = (rap_study){0};
}

int rap_study_arm(const rap_study *study, const char *name) {
    for (size_t i = 0; i < study->n_arms; i++)
        if (!strcmp(study->arms[i].name, name))
            return (int)i;
    return -1;
}

static bool find_window(const rap_window *kept, size_t n, const rap_window *w, size_t *at) {
    for (*at = 0; *at < n; (*at)++)
        if (kept[*at].anchor == w->anchor && kept[*at].months == w->months)
            return true;
    return false;
}

/* Where a window stands among those that are left; false where it is gone. */
static bool move_window(const rap_study *study, const rap_window *old, size_t *window) {
    return find_window(study->windows, study->n_windows, &old[*window], window);
}

static bool find_year(const rap_study *study, int months, size_t *at) {
    const rap_window year = {.anchor = -1, .months = months};
    return find_window(study->windows, study->n_windows, &year, at);
}

int rap_study_add_years(rap_study *study, size_t *years, size_t most, size_t *n) {
    *n = 0;
    for (int months = 12; months <= study->horizon && *n < most; months += 12) {
        char text[24];
        if (!find_year(study, months, &years[*n])) {
            if (study->n_windows >= RAP_MOST_WINDOWS)
                return RAP_OK;
            snprintf(text, sizeof text, "%d", months);
            char *copy = rap_arena_copy(&study->parts->arena, text, strlen(text));
            if (!copy)
                return rap_fail(RAP_ENOMEM);
            years[*n] = study->n_windows;
            study->windows[study->n_windows++] =
                (rap_window){.anchor = -1, .months = months, .text = copy};
        }
        ++*n;
    }
    return RAP_OK;
}

void rap_study_keep_windows(rap_study *study, const bool *used) {
    rap_window old[RAP_MOST_WINDOWS + 1];
    size_t n = study->n_windows, headlines = 0, patterns = 0, quantities = 0;
    memcpy(old, study->windows, n * sizeof *old);
    study->n_windows = 0;
    for (size_t w = 0; w < n; w++)
        if (used[w] || w == study->horizon_window)
            study->windows[study->n_windows++] = old[w];
    move_window(study, old, &study->horizon_window);
    for (size_t h = 0; h < study->n_headlines; h++) {
        rap_headline line = study->headlines[h];
        if (move_window(study, old, &line.window))
            study->headlines[headlines++] = line;
    }
    for (size_t k = 0; k < study->n_patterns; k++) {
        rap_pattern p = study->patterns[k];
        if (move_window(study, old, &p.claim.effect.window) &&
            (!p.claim.compared || move_window(study, old, &p.claim.versus.window)))
            study->patterns[patterns++] = p;
    }
    for (size_t k = 0; k < study->n_quantities; k++) {
        rap_quantity q = study->quantities[k];
        if (move_window(study, old, &q.effect.window))
            study->quantities[quantities++] = q;
    }
    move_window(study, old, &study->discovery.window);
    for (size_t k = 0; k < study->budget.n_aims; k++)
        move_window(study, old, &study->budget.aims[k].window);
    for (size_t k = 0; k < study->n_propositions; k++)
        move_window(study, old, &study->propositions[k].window);
    study->n_headlines = headlines;
    study->n_patterns = patterns;
    study->n_quantities = quantities;
}

static int make_room(struct rap_study_parts *p, size_t n) {
    if (n < p->kept_capacity)
        return RAP_OK;
    size_t capacity = n ? 2 * n : 64;
    rap_column *kept = rap_arena_take(&p->arena, capacity, sizeof *kept);
    if (!kept)
        return rap_fail(RAP_ENOMEM);
    if (n)
        memcpy(kept, p->kept, n * sizeof *kept);
    p->kept = kept;
    p->kept_capacity = capacity;
    return RAP_OK;
}

int rap_study_keep(rap_study *study, size_t outcome, const char *group) {
    for (size_t k = 0; k < study->n_kept; k++)
        if (study->kept[k].outcome == outcome && !strcmp(study->kept[k].group, group))
            return RAP_OK;
    int status = make_room(study->parts, study->n_kept);
    if (status)
        return status;
    study->kept = study->parts->kept;
    study->parts->kept[study->n_kept++] = (rap_column){outcome, group, NULL};
    return RAP_OK;
}

int rap_study_keep_headlines(rap_study *study, bool *used) {
    int status = RAP_OK;
    for (size_t h = 0; h < study->n_headlines && !status; h++) {
        status = rap_study_keep(study, study->headlines[h].outcome, study->headlines[h].group);
        used[study->headlines[h].window] = true;
    }
    for (size_t o = 0; o < study->model->n_outcomes && !status; o++) /* what arms cost */
        if (study->model->outcomes[o].flags & RAP_CURRENCY && !study->model->outcomes[o].numerator)
            status = rap_study_keep(study, o, "all");
    return status;
}

/* A copy of an array in the arena, with room for `room` rows; *at is replaced. */
static int copy_array(rap_arena *arena, void *at, size_t n, size_t room, size_t size) {
    void *from, *copy = rap_arena_take(arena, room > n ? room : n, size);
    memcpy(&from, at, sizeof from);
    if (!copy)
        return rap_fail(RAP_ENOMEM);
    if (n)
        memcpy(copy, from, n * size);
    memcpy(at, &copy, sizeof copy);
    return RAP_OK;
}

static int copy_arrays(rap_study *s) {
    rap_arena *arena = &s->parts->arena;
    return copy_array(arena, &s->arms, s->n_arms, 0, sizeof *s->arms) ||
                   copy_array(arena, &s->parts->arms, s->n_arms, 0, sizeof *s->parts->arms) ||
                   copy_array(arena, &s->windows, s->n_windows, RAP_MOST_WINDOWS + 1,
                              sizeof *s->windows) ||
                   copy_array(arena, &s->headlines, s->n_headlines, 0, sizeof *s->headlines) ||
                   copy_array(arena, &s->patterns, s->n_patterns, 0, sizeof *s->patterns) ||
                   copy_array(arena, &s->quantities, s->n_quantities, 0, sizeof *s->quantities) ||
                   copy_array(arena, &s->propositions, s->n_propositions, 0,
                              sizeof *s->propositions) ||
                   copy_array(arena, &s->budget.aims, s->budget.n_aims, 0, sizeof *s->budget.aims)
               ? rap_fail(RAP_ENOMEM)
               : RAP_OK;
}

int rap_study_fork(rap_study *fork, const rap_study *study) {
    *fork = *study;
    fork->n_arms = study->n_written;
    fork->kept = NULL;
    fork->n_kept = 0;
    fork->sources = NULL; /* those of the other */
    fork->n_sources = 0;
    fork->parts = rap_allocate(1, sizeof *fork->parts);
    if (!fork->parts)
        return rap_fail(RAP_ENOMEM);
    rap_arena_init(&fork->parts->arena);
    fork->parts->arms = study->parts->arms;
    fork->parts->arms_capacity = fork->n_arms;
    int status = copy_arrays(fork);
    if (status)
        rap_study_free(fork);
    return status;
}

int rap_study_keep_arm(rap_study *study, size_t arm) {
    rap_study_unbind(study->parts);
    study->arms[0] = study->arms[arm];
    study->arms[0].baseline = true;
    study->parts->arms[0] = study->parts->arms[arm];
    study->n_arms = 1;
    study->n_written = 1;
    study->discovery.n_dimensions = 0;
    study->budget.n_lines = 0;
    study->grid.n_rows = 0;
    study->baseline = study->n_contrasts = study->n_patterns = study->n_propositions = 0;
    study->n_quantities = 0;
    return RAP_OK;
}

/* ---- --set ------------------------------------------------------------------------------------
 */

/* Whether the first step of a path is one of the study's own keys. */
static bool is_own(rap_arena *arena, const char *path, bool *own) {
    const char *first = rap_arena_copy(arena, path, strcspn(path, "."));
    *own = first && rap_record_find(&rap_study_record, first, NULL);
    return first != NULL;
}

/* Below "arms." the arm must be there: a --set does not make new ones. */
static bool names_no_arm(reader *r, const char *path) {
    const rap_tree *arms = rap_tree_child(r->whole, "arms");
    const char *names[RAP_MOST_ARMS];
    char name[RAP_LONGEST_NAME + 1], hint[400];
    size_t n = 0, length;
    if (strncmp(path, "arms.", 5))
        return false;
    path += 5;
    length = strcspn(path, ".");
    snprintf(name, sizeof name, "%.*s", (int)(length < sizeof name ? length : sizeof name - 1),
             path);
    for (size_t i = 0; arms && arms->kind == RAP_NODE_GROUP && i < arms->n && n < RAP_MOST_ARMS;
         i++)
        names[n++] = arms->children[i]->key;
    for (size_t i = 0; i < n; i++)
        if (!strcmp(names[i], name))
            return false;
    rap_findings_add(&r->findings, "--set", 0, path - 5, "unknown arm \"%s\"%s", name,
                     rap_suggest(&r->findings, name, names, n, hint, sizeof hint));
    return true;
}

/* Applies a --set of the study's own keys to the file's tree, keeps the others for the arms. */
static int take_set(reader *r, const char *text) {
    pending_set set;
    bool own;
    int status = rap_tree_read_set(&set.key, &set.value, r->arena, text, &r->findings);
    if (status)
        return status == RAP_ENOMEM ? status : RAP_OK;
    if (!is_own(r->arena, set.key, &own))
        return rap_fail(RAP_ENOMEM);
    if (!own) {
        r->sets[r->n_sets++] = set;
        return RAP_OK;
    }
    if (names_no_arm(r, set.key))
        return RAP_OK;
    status = rap_tree_set(&r->whole, r->arena, set.key, set.value, set.key, &r->findings);
    return status == RAP_ENOMEM ? status : RAP_OK;
}

static int take_sets(reader *r) {
    rap_study *s = r->study;
    size_t n = r->overrides ? r->overrides->n_sets : 0;
    int status = RAP_OK;
    r->sets = rap_arena_take(r->arena, n, sizeof *r->sets);
    s->sets = rap_arena_take(r->arena, n, sizeof *s->sets);
    if (!r->sets || !s->sets)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < n && !status; i++) {
        const char *text = r->overrides->sets[i];
        s->sets[i] = rap_arena_copy(r->arena, text, strlen(text));
        s->n_sets += s->sets[i] != NULL;
        status = s->sets[i] ? take_set(r, text) : rap_fail(RAP_ENOMEM);
    }
    return status;
}

/* ---- settings ---------------------------------------------------------------------------------
 */

static int part_tree(reader *r) {
    const rap_tree *whole = r->whole;
    const rap_tree **own = rap_arena_take(r->arena, whole->n, sizeof *own);
    const rap_tree **shared = rap_arena_take(r->arena, whole->n, sizeof *shared);
    size_t n_own = 0, n_shared = 0;
    if (!own || !shared)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < whole->n; i++) {
        if (rap_record_find(&rap_study_record, whole->children[i]->key, NULL))
            own[n_own++] = whole->children[i];
        else
            shared[n_shared++] = whole->children[i];
    }
    r->own = rap_tree_group(r->arena, whole, own, n_own);
    r->shared = rap_tree_group(r->arena, whole, shared, n_shared);
    return r->own && r->shared ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static void override(reader *r, const char *option, int64_t value, int64_t lo, int64_t hi,
                     int64_t *setting) {
    if (value < 0)
        return;
    if (value < lo || value > hi)
        rap_findings_add(&r->findings, option, 0, NULL, "a whole number from %lld to %lld expected",
                         (long long)lo, (long long)hi);
    else
        *setting = value;
}

static int bind_settings(reader *r) {
    const rap_binder binder = {
        .arena = r->arena, .findings = &r->findings, .root = r->own, .grammar = &rap_study_record};
    const rap_overrides *o = r->overrides;
    int status = rap_bind(&binder, &r->settings);
    if (status == RAP_ENOMEM)
        return status;
    if (o) {
        override(r, "--draws", o->draws, 0, 1000000, &r->settings.draws);
        override(r, "--replicates", o->replicates, 1, 1000000, &r->settings.replicates);
        override(r, "--seed", o->seed, 0, INT64_MAX, &r->settings.seed);
    }
    status = rap_settings_basics(r->study, &r->settings, r->own, &r->findings);
    if (!status)
        status = rap_settings_arms(r->study, &r->settings, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_contrasts(r->study, &r->settings, r->own, r->arena, &r->findings);
    return status;
}

/* The model that the study names; NULL after a problem. */
static const rap_model *find_model(reader *r) {
    enum { MOST_MODELS = 32 };
    const char *names[MOST_MODELS], *wanted = r->settings.model;
    char hint[400];
    size_t n = 0;
    for (; r->models[n] && n < MOST_MODELS; n++) {
        names[n] = r->models[n]->name;
        if (!wanted || !strcmp(names[n], wanted))
            return r->models[n];
    }
    const rap_tree *node = rap_tree_child(r->own, "model");
    rap_findings_add(&r->findings, node->file, node->line, node->path, "unknown model \"%.64s\"%s",
                     wanted, rap_suggest(&r->findings, wanted, names, n, hint, sizeof hint));
    return NULL;
}

static int derive(reader *r) {
    rap_study *s = r->study;
    int status = rap_settings_grid(s, &r->settings, r->arena);
    if (!status)
        status = rap_settings_windows(s, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_deltas(s, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_headlines(s, &r->settings, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_patterns(s, &r->settings, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_propositions(s, &r->settings, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_discovery(s, &r->settings, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_budget(s, &r->settings, r->own, r->arena, &r->findings);
    if (!status)
        status = rap_settings_quantities(s, &r->settings, r->own, r->arena, &r->findings);
    return status;
}

/* ---- arms -------------------------------------------------------------------------------------
 */

static const rap_tree *changes_of(const reader *r, size_t arm) {
    const rap_tree *row = rap_tree_child(rap_tree_child(r->own, "arms"), r->study->arms[arm].name);
    return rap_tree_child(row, "changes");
}

/* What an arm says to the model: the shared part, its changes, every --set. */
static int merge_arm(reader *r, size_t arm, const rap_tree **tree) {
    const rap_tree *changes = changes_of(r, arm);
    *tree = r->shared;
    if (changes && changes->kind == RAP_NODE_GROUP) {
        changes = rap_tree_move(r->arena, changes, "", "");
        *tree = changes ? rap_tree_merge(r->arena, r->shared, changes) : NULL;
    }
    for (size_t i = 0; *tree && i < r->n_sets; i++) {
        const pending_set *set = &r->sets[i];
        if (rap_tree_set(tree, r->arena, set->key, set->value, set->key, &r->findings) ==
            RAP_ENOMEM)
            return rap_fail(RAP_ENOMEM);
    }
    return *tree ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static bool has_group(const reader *r, const char *group) {
    for (size_t i = 0; i < r->n_groups; i++)
        if (!strcmp(r->groups[i], group))
            return true;
    return false;
}

/* Keeps the names of groups that an arm's columns have, for a message. */
static int keep_group(reader *r, const char *group) {
    if (has_group(r, group))
        return RAP_OK;
    int status = rap_grow(&r->groups, &r->groups_capacity, r->n_groups + 1, sizeof *r->groups);
    const char *copy = status ? NULL : rap_arena_copy(r->arena, group, strlen(group));
    if (!copy)
        return rap_fail(RAP_ENOMEM);
    r->groups[r->n_groups++] = copy;
    return RAP_OK;
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

/* Marks the wanted groups that exist in this arm. */
static int match_groups(reader *r, const void *root, size_t arm) {
    const rap_study *s = r->study;
    void *state = NULL;
    size_t n = 0;
    int status = s->model->create(&state, root, &s->clock);
    const rap_column *columns = status ? NULL : s->model->columns(state, &n);
    for (size_t c = 0; c < n && !status; c++) {
        for (size_t k = 0; k < r->n_wanted; k++) {
            wanted_group *w = &r->wanted[k];
            w->arms += (!w->effect || asks_arm(w->effect, arm)) &&
                       observed(s->model, w->outcome) == columns[c].outcome &&
                       !strcmp(w->group, columns[c].group);
        }
        status = keep_group(r, columns[c].group);
    }
    s->model->free(state);
    return status;
}

static int check_arm(reader *r, size_t arm) {
    const rap_study *s = r->study;
    const rap_tree *tree = NULL;
    void *root;
    rap_arena scratch;
    rap_arena_init(&scratch);
    size_t before = r->findings.seen;
    int status = merge_arm(r, arm, &tree);
    s->parts->arms[arm] = tree;
    if (!status)
        status = rap_arm_check(s, tree, changes_of(r, arm), s->arms[arm].name, &scratch, &root,
                               &r->findings);
    bool good = r->findings.seen == before && !rap_findings_any(&r->findings);
    if (!status && good && r->n_wanted > 0)
        status = match_groups(r, root, arm);
    rap_arena_free(&scratch);
    return status == RAP_EINPUT ? RAP_OK : status;
}

static void report_groups(reader *r) {
    const rap_study *s = r->study;
    char hint[400];
    for (size_t k = 0; k < r->n_wanted; k++) {
        const wanted_group *w = &r->wanted[k];
        size_t needed = w->effect ? w->effect->n_plus + w->effect->n_minus : 1;
        if (w->arms >= needed)
            continue;
        rap_findings_add(&r->findings, w->node->file, w->node->line, w->node->path,
                         "\"%s\" has no group \"%.64s\" in %s%s",
                         s->model->outcomes[w->outcome].name, w->group,
                         w->arms > 0 ? "every arm that is named here" : "any arm",
                         has_group(r, w->group) ? ""
                                                : rap_suggest(&r->findings, w->group, r->groups,
                                                              r->n_groups, hint, sizeof hint));
    }
}

static void want(reader *r, size_t outcome, const char *group, const rap_tree *row,
                 const rap_effect *effect) {
    const rap_tree *node = rap_tree_child(row, "group");
    r->wanted[r->n_wanted++] = (wanted_group){outcome, group, node ? node : row, effect, 0};
}

static void want_of_propositions(reader *r) {
    const rap_study *s = r->study;
    for (size_t k = 0; k < s->n_propositions; k++) {
        const rap_proposition *p = &s->propositions[k];
        const rap_tree *row = rap_tree_child(rap_tree_child(r->own, "propositions"), p->name);
        if (p->unexpressed)
            continue;
        const rap_tree *context = rap_tree_child(row, "context"),
                       *outcome = rap_tree_child(row, "outcome");
        bool inherited = p->outcome_group == p->group;
        want(r, p->outcome, p->outcome_group, inherited ? context : outcome, NULL);
        if (p->group && strcmp(p->group, p->outcome_group))
            want(r, p->outcome, p->group, rap_tree_child(row, "context"), NULL);
    }
    if (s->discovery.n_dimensions > 0)
        want(r, s->discovery.outcome, s->discovery.group, s->discovery.node, NULL);
}

static void want_of_budget(reader *r) {
    const rap_budget *b = &r->study->budget;
    int spend = rap_model_flagged(r->study->model, RAP_SPEND);
    for (size_t k = 0; k < b->n_aims && b->n_lines > 0; k++)
        want(r, b->aims[k].outcome, b->aims[k].group, b->aims[k].node, NULL);
    for (size_t k = 0; k < b->n_lines && spend >= 0; k++)
        for (size_t g = 0; g < b->lines[k].spend.n; g++)
            want(r, (size_t)spend, b->lines[k].spend.items[g],
                 rap_tree_child(b->lines[k].node, "spend"), NULL);
}

static size_t count_of_budget(const rap_budget *b) {
    size_t n = b->n_aims;
    for (size_t k = 0; k < b->n_lines; k++)
        n += b->lines[k].spend.n;
    return n;
}

static void want_quantities(reader *r) {
    const rap_study *s = r->study;
    const rap_tree *quantities = rap_tree_child(r->own, "quantities");
    for (size_t k = 0; k < s->n_quantities; k++) {
        const rap_effect *e = &s->quantities[k].effect;
        const rap_tree *row = rap_tree_child(quantities, s->quantities[k].name);
        want(r, e->outcome, e->group, rap_tree_child(row, "outcome"), e);
    }
}

/* Lists the groups that headlines, patterns, propositions and quantities name. */
static int list_wanted(reader *r) {
    const rap_study *s = r->study;
    const rap_tree *lines = rap_tree_child(r->own, "headlines");
    const rap_tree *patterns = rap_tree_child(r->own, "patterns");
    r->wanted = rap_arena_take(r->arena,
                               s->n_headlines + s->n_quantities + 2 * s->n_patterns +
                                   2 * s->n_propositions + 1 + count_of_budget(&s->budget),
                               sizeof *r->wanted);
    if (!r->wanted)
        return rap_fail(RAP_ENOMEM);
    for (size_t h = 0; h < s->n_headlines && r->settings.headlines.n > 0; h++)
        if (h < lines->n)
            want(r, s->headlines[h].outcome, s->headlines[h].group, lines->children[h], NULL);
    for (size_t k = 0; k < s->n_patterns; k++) {
        const rap_expectation *c = &s->patterns[k].claim;
        const rap_tree *row = rap_tree_child(patterns, s->patterns[k].name);
        want(r, c->effect.outcome, c->effect.group, rap_tree_child(row, "outcome"), &c->effect);
        if (c->compared)
            want(r, c->versus.outcome, c->versus.group, rap_tree_child(row, "versus"), &c->versus);
    }
    want_of_propositions(r);
    want_of_budget(r);
    want_quantities(r);
    return RAP_OK;
}

static int check_arms(reader *r) {
    rap_study *s = r->study;
    int status = RAP_OK;
    s->parts->arms = rap_arena_take(r->arena, s->n_arms, sizeof *s->parts->arms);
    s->parts->arms_capacity = s->n_written = s->n_arms;
    if (!s->parts->arms || list_wanted(r))
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < s->n_arms && !status && !rap_findings_full(&r->findings); i++)
        status = check_arm(r, i);
    if (!status && !rap_findings_any(&r->findings))
        report_groups(r);
    return status;
}

/* ---- the whole --------------------------------------------------------------------------------
 */

/* Of all that decides a result, except the number of draws: more draws only add items. */
static uint64_t fingerprint(const rap_study *s) {
    uint64_t h = rap_hash_mix(rap_hash_text(s->model->name), rap_hash_text(s->model->version));
    for (size_t i = 0; i < s->n_sources; i++) {
        h = rap_hash_mix(h, rap_hash_text(s->sources[i].path));
        h = rap_hash_mix(h, rap_hash_text(s->sources[i].text));
    }
    for (size_t i = 0; i < s->n_sets; i++)
        if (strncmp(s->sets[i], "draws=", 6))
            h = rap_hash_mix(h, rap_hash_text(s->sets[i]));
    h = rap_hash_mix(h, (uint64_t)s->replicates);
    return rap_hash_mix(h, (uint64_t)s->seed);
}

static int read_tree(reader *r, const rap_loader *loader, const char *path) {
    rap_study *s = r->study;
    rap_expanded *text = &s->parts->text;
    int status = rap_expand(text, loader, path, &r->findings);
    s->sources = text->sources;
    s->n_sources = text->n_sources;
    if (!status)
        status = rap_tree_parse(&r->whole, r->arena, text, &r->findings);
    return status;
}

static int read_study(reader *r, const rap_loader *loader, const char *path) {
    rap_study *s = r->study;
    int status = read_tree(r, loader, path);
    if (!status)
        status = take_sets(r);
    if (!status)
        status = part_tree(r);
    if (!status)
        status = rap_grid_expand(&r->own, r->arena, &r->findings);
    if (!status)
        status = bind_settings(r);
    if (status || !(s->model = find_model(r)))
        return status;
    status = derive(r);
    if (!status)
        status = check_arms(r);
    s->fingerprint = fingerprint(s);
    return status;
}

int rap_study_read(rap_study *study, const rap_model *const *models, const rap_loader *loader,
                   const char *path, const rap_overrides *overrides, rap_problems *problems) {
    reader r = {.study = study, .models = models, .overrides = overrides};
    *study = (rap_study){0};
    study->parts = rap_allocate(1, sizeof *study->parts);
    if (!study->parts)
        return rap_fail(RAP_ENOMEM);
    r.arena = &study->parts->arena;
    rap_arena_init(r.arena);
    rap_findings_init(&r.findings, problems);
    int status = read_study(&r, loader, path);
    if (r.arena->failed || r.findings.failed)
        status = RAP_ENOMEM;
    int reported = rap_findings_finish(&r.findings);
    rap_free(r.groups);
    if (status == RAP_OK || status == RAP_EINPUT)
        status = reported;
    return status ? rap_fail(status) : RAP_OK;
}
