/* read.c: from text to a checked study.
 *
 * The tree of the file is parted into the study's own keys (study_table.c, and those of each question)
 * and the model's. Each arm's tree is the model's part with the arm's changes merged in and then every
 * --set; it is bound once for checking here, and again by each worker (inputs.c). */
#include "base/error.h"
#include "base/memory.h"
#include "scenario/groups.h"
#include "scenario/language/bind.h"
#include "scenario/language/lexer.h"
#include "scenario/questions/questions.h"
#include "scenario/study/arms.h"
#include "scenario/study/grid.h"
#include "scenario/study/joint.h"
#include "scenario/study/parts.h"
#include "scenario/study/read_posterior.h"
#include "scenario/study/settings.h"
#include "scenario/study/windows.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *key;
    const rap_tree *value; /* NULL: done, or reported */
} pending_set;

typedef struct {
    rap_reading in;
    rap_findings findings;
    const rap_model *const *models;
    const rap_overrides *overrides;
    const rap_tree *whole, *shared; /* the file, the model's keys */
    pending_set *sets;              /* for every arm */
    size_t n_sets;
    rap_settings settings;
    void *written[RAP_N_QUESTIONS]; /* the structs of their keys */
    rap_groups groups;
} reader;

/* ---- the study's own keys --------------------------------------------------------------------- */

/* Lists the records of the study's own keys: that of the settings, then those of the questions. */
static int list_records(rap_study *s) {
    const rap_record **records =
        rap_arena_take(&s->parts->arena, RAP_N_QUESTIONS + 2, sizeof *records);
    if (!records)
        return rap_fail(RAP_ENOMEM);
    records[0] = &rap_study_record;
    for (size_t q = 0; q < RAP_N_QUESTIONS; q++)
        records[q + 1] = rap_questions[q]->keys;
    s->parts->questions = rap_questions;
    s->parts->records = records;
    return RAP_OK;
}

static bool is_among(const rap_record *const *records, const char *key) {
    for (; *records; records++)
        if (rap_record_find(*records, key, NULL))
            return true;
    return false;
}

/* What a group says under the keys of records, or, with `rest`, under all others. */
static const rap_tree *part_of_group(const rap_tree *group, const rap_record *const *records,
                                     bool rest, rap_arena *arena) {
    const rap_tree **children = rap_arena_take(arena, group->n, sizeof *children);
    size_t n = 0;
    for (size_t i = 0; children && i < group->n; i++)
        if (is_among(records, group->children[i]->key) != rest)
            children[n++] = group->children[i];
    return children ? rap_tree_group(arena, group, children, n) : NULL;
}

/* ---- --set ----------------------------------------------------------------------------------- */

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
    int status = rap_tree_read_set(&set.key, &set.value, r->in.arena, text, &r->findings);
    if (status)
        return status == RAP_ENOMEM ? status : RAP_OK;
    const char *first = rap_arena_copy(r->in.arena, set.key, strcspn(set.key, "."));
    if (!first)
        return rap_fail(RAP_ENOMEM);
    if (!is_among(r->in.study->parts->records, first)) {
        r->sets[r->n_sets++] = set;
        return RAP_OK;
    }
    if (names_no_arm(r, set.key))
        return RAP_OK;
    status = rap_tree_set(&r->whole, r->in.arena, set.key, set.value, set.key, &r->findings);
    return status == RAP_ENOMEM ? status : RAP_OK;
}

static int take_sets(reader *r) {
    rap_study *s = r->in.study;
    size_t n = r->overrides ? r->overrides->n_sets : 0;
    int status = RAP_OK;
    r->sets = rap_arena_take(r->in.arena, n, sizeof *r->sets);
    s->sets = rap_arena_take(r->in.arena, n, sizeof *s->sets);
    if (!r->sets || !s->sets)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < n && !status; i++) {
        const char *text = r->overrides->sets[i];
        s->sets[i] = rap_arena_copy(r->in.arena, text, strlen(text));
        s->n_sets += s->sets[i] != NULL;
        status = s->sets[i] ? take_set(r, text) : rap_fail(RAP_ENOMEM);
    }
    return status;
}

/* ---- settings -------------------------------------------------------------------------------- */

static int part_file(reader *r) {
    const rap_record *const *records = r->in.study->parts->records;
    r->in.own = part_of_group(r->whole, records, false, r->in.arena);
    r->shared = part_of_group(r->whole, records, true, r->in.arena);
    return r->in.own && r->shared ? RAP_OK : rap_fail(RAP_ENOMEM);
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

/* Binds what is written under the keys of a record. RAP_OK also with problems. */
static int bind_keys(reader *r, const rap_record *record, void *out) {
    const rap_record *const records[] = {record, NULL};
    const rap_binder binder = {.arena = r->in.arena,
                               .findings = &r->findings,
                               .root = part_of_group(r->in.own, records, false, r->in.arena),
                               .grammar = record};
    if (!binder.root)
        return rap_fail(RAP_ENOMEM);
    int status = rap_bind(&binder, out);
    return status == RAP_EINPUT ? RAP_OK : status;
}

static int bind_questions(reader *r) {
    int status = RAP_OK;
    for (size_t q = 0; q < RAP_N_QUESTIONS && !status; q++) {
        const rap_record *keys = rap_questions[q]->keys;
        r->written[q] = rap_arena_take(r->in.arena, 1, keys->size);
        status = r->written[q] ? bind_keys(r, keys, r->written[q]) : rap_fail(RAP_ENOMEM);
    }
    return status;
}

static int bind_settings(reader *r) {
    const rap_overrides *o = r->overrides;
    int status = bind_keys(r, &rap_study_record, &r->settings);
    if (!status)
        status = bind_questions(r);
    if (status)
        return status;
    if (o) {
        override(r, "--draws", o->draws, 0, 1000000, &r->settings.draws);
        override(r, "--replicates", o->replicates, 1, 1000000, &r->settings.replicates);
        override(r, "--seed", o->seed, 0, INT64_MAX, &r->settings.seed);
    }
    rap_read_basics(&r->in, &r->settings);
    status = rap_read_arms(&r->in, &r->settings);
    return status ? status : rap_read_contrasts(&r->in, &r->settings);
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
    const rap_tree *node = rap_tree_child(r->in.own, "model");
    rap_findings_add(&r->findings, node->file, node->line, node->path, "unknown model \"%.64s\"%s",
                     wanted, rap_suggest(&r->findings, wanted, names, n, hint, sizeof hint));
    return NULL;
}

static int derive(reader *r) {
    int status = rap_read_grid(&r->in, &r->settings);
    if (!status)
        status = rap_read_windows(&r->in);
    if (!status)
        status = rap_read_deltas(&r->in);
    if (!status)
        status = rap_read_headlines(&r->in, &r->settings);
    if (!status)
        status = rap_read_correlations(&r->in, &r->settings);
    if (!status)
        status = rap_read_posterior(&r->in, &r->settings);
    status = status ? status : rap_read_classroom(&r->in, &r->settings.classroom);
    for (size_t q = 0; q < RAP_N_QUESTIONS && !status; q++)
        status = rap_questions[q]->read(&r->in, r->written[q]);
    return status;
}

/* ---- arms ------------------------------------------------------------------------------------ */

static const rap_tree *changes_of_arm(const reader *r, size_t arm) {
    const rap_tree *row =
        rap_tree_child(rap_tree_child(r->in.own, "arms"), r->in.study->arms[arm].name);
    return rap_tree_child(row, "changes");
}

/* What an arm says to the model: the shared part, its changes, every --set. */
static int merge_arm(reader *r, size_t arm, const rap_tree **tree) {
    const rap_tree *changes = changes_of_arm(r, arm);
    *tree = r->shared;
    if (changes && changes->kind == RAP_NODE_GROUP) {
        changes = rap_tree_move(r->in.arena, changes, "", "");
        *tree = changes ? rap_tree_merge(r->in.arena, r->shared, changes) : NULL;
    }
    for (size_t i = 0; *tree && i < r->n_sets; i++) {
        const pending_set *set = &r->sets[i];
        if (rap_tree_set(tree, r->in.arena, set->key, set->value, set->key, &r->findings) ==
            RAP_ENOMEM)
            return rap_fail(RAP_ENOMEM);
    }
    return *tree ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static int check_arm(reader *r, size_t arm) {
    const rap_study *s = r->in.study;
    const rap_tree *tree = NULL;
    void *root;
    rap_arena scratch;
    rap_arena_init(&scratch);
    size_t before = r->findings.seen;
    int status = merge_arm(r, arm, &tree);
    s->parts->arms[arm] = tree;
    if (!status)
        status = rap_arm_check(s, tree, changes_of_arm(r, arm), s->arms[arm].name, &scratch, &root,
                               &r->findings);
    bool good = r->findings.seen == before && !rap_findings_any(&r->findings);
    if (!status && good && r->in.n_wanted > 0)
        status = rap_groups_match(&r->groups, &r->in, root, arm);
    rap_arena_free(&scratch);
    return status == RAP_EINPUT ? RAP_OK : status;
}

/* Keeps with the study what headlines and questions look at. */
static int keep_wanted(reader *r) {
    rap_study *s = r->in.study;
    rap_column *wanted = rap_arena_take(r->in.arena, r->in.n_wanted, sizeof *wanted);
    if (!wanted)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < r->in.n_wanted; k++)
        wanted[k] = (rap_column){r->in.wanted[k].outcome, r->in.wanted[k].group, NULL};
    s->wanted = wanted;
    s->n_wanted = r->in.n_wanted;
    return RAP_OK;
}

static int check_arms(reader *r) {
    rap_study *s = r->in.study;
    s->parts->arms = rap_arena_take(r->in.arena, s->n_arms, sizeof *s->parts->arms);
    s->parts->arms_capacity = s->n_written = s->n_arms;
    if (!s->parts->arms)
        return rap_fail(RAP_ENOMEM);
    int status = rap_groups_list(&r->in, r->settings.headlines.n > 0);
    status = status ? status : keep_wanted(r);
    for (size_t i = 0; i < s->n_arms && !status && !rap_findings_full(&r->findings); i++)
        status = check_arm(r, i);
    if (status || rap_findings_any(&r->findings))
        return status;
    rap_groups_report(&r->groups, &r->in);
    status = rap_check_correlations(&r->in);
    return status ? status : rap_check_posterior(&r->in);
}

/* ---- the whole ------------------------------------------------------------------------------- */

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
    rap_study *s = r->in.study;
    rap_expanded *text = &s->parts->text;
    const rap_source *behind = r->overrides ? r->overrides->posterior : NULL;
    int status = rap_expand(text, loader, path, behind, &r->findings);
    s->sources = text->sources;
    s->n_sources = text->n_sources;
    if (!status)
        status = rap_tree_parse(&r->whole, r->in.arena, text, NULL, &r->findings);
    return status;
}

static int read_study(reader *r, const rap_loader *loader, const char *path) {
    rap_study *s = r->in.study;
    int status = read_tree(r, loader, path);
    if (!status)
        status = take_sets(r);
    if (!status)
        status = part_file(r);
    if (!status)
        status = rap_grid_expand(&r->in.own, r->in.arena, &r->findings);
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
    reader r = {.models = models, .overrides = overrides};
    *study = (rap_study){0};
    study->parts = rap_allocate(1, sizeof *study->parts);
    if (!study->parts)
        return rap_fail(RAP_ENOMEM);
    r.in = (rap_reading){
        .study = study, .arena = &study->parts->arena, .findings = &r.findings, .good = true};
    rap_arena_init(r.in.arena);
    rap_findings_init(&r.findings, problems);
    int status = list_records(study);
    if (!status)
        status = read_study(&r, loader, path);
    if (r.in.arena->failed || r.findings.failed)
        status = RAP_ENOMEM;
    int reported = rap_findings_finish(&r.findings);
    rap_groups_free(&r.groups);
    if (status == RAP_OK || status == RAP_EINPUT)
        status = reported;
    return status ? rap_fail(status) : RAP_OK;
}
