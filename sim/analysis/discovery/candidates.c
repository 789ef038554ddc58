/* candidates.c: what carries the difference inside a box, and the box as a proposition. */
#include "analysis/discovery/candidates.h"
#include "analysis/estimate/matters.h"
#include "base/clusters.h"
#include "analysis/estimate/effects.h"
#include "base/error.h"
#include "base/memory.h"
#include "analysis/estimate/aside.h"
#include "scenario/language/bind.h"
#include "scenario/study/arms.h"
#include "scenario/study/study.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { SEARCHES = 2, MOST_MECHANISMS = 64, MOST_PATHS = 1000 };

/* Circumstances as a variation of an arm, with the strength of one mechanism at 0 (-1: none). */
typedef struct {
    const rap_tree *changes[RAP_MOST_DIMENSIONS];
    rap_setting settings[MOST_PATHS];
    char weak[80];
    rap_variation v;
} circumstances;

/* Values of the axes that the box restricts; others stay as the arm has them. */
static void set_circumstances(circumstances *c, const rap_search *s, const double *values,
                              const rap_tree *node) {
    size_t n_changes = 0, n = 0;
    for (size_t d = 0; d < s->design->n_axes; d++) {
        const rap_dimension *dim = s->design->axes[d].dimension;
        if (isnan(values[d]) || !dim)
            continue;
        if (dim->n_choices && dim->choices[(size_t)values[d]].changes)
            c->changes[n_changes++] = dim->choices[(size_t)values[d]].changes;
        for (size_t k = 0; k < dim->paths.n && n + 1 < MOST_PATHS; k++)
            c->settings[n++] = (rap_setting){dim->paths.items[k], NULL, values[d]};
    }
    c->v = (rap_variation){.changes = c->changes,
                           .n_changes = n_changes,
                           .settings = c->settings,
                           .n_settings = n,
                           .label = "inside",
                           .node = node};
}

/* ---- what carries the difference -------------------------------------------------------------- */

typedef struct {
    const rap_bench *bench;
    const rap_search *search;
    rap_aside aside;
    rap_pair full, weak[MOST_MECHANISMS];
    size_t n; /* mechanisms */
} taking_apart;

static int vary_pair(taking_apart *b, circumstances *c, int mechanism, rap_pair *pair) {
    const rap_study *study = b->bench->study;
    rap_problems problems;
    rap_findings findings;
    size_t n = c->v.n_settings;
    if (mechanism >= 0) {
        snprintf(c->weak, sizeof c->weak, "mechanisms.%s",
                 study->model->mechanisms[mechanism].name);
        c->settings[c->v.n_settings++] = (rap_setting){c->weak, NULL, 0};
    }
    rap_problems_init(&problems);
    rap_findings_init(&findings, &problems);
    c->v.base = study->discovery.minus;
    int status = rap_study_vary(&b->aside.study, &c->v, &pair->from, &findings);
    c->v.base = study->discovery.plus;
    status = status ? status : rap_study_vary(&b->aside.study, &c->v, &pair->to, &findings);
    int reported = rap_findings_finish(&findings);
    for (size_t i = 0; i < problems.n; i++)
        rap_problems_add(b->bench->problems, problems.rows[i].file, problems.rows[i].line,
                         problems.rows[i].key, "in circumstances that stand for a box: %s",
                         problems.rows[i].text);
    rap_problems_free(&problems);
    c->v.n_settings = n;
    return status ? status : reported;
}

static int vary_all(taking_apart *b, const double *values) {
    const rap_study *study = b->bench->study;
    circumstances *c = rap_allocate(1, sizeof *c);
    int status = c ? rap_aside_init(&b->aside, b->bench) : rap_fail(RAP_ENOMEM);
    if (!status) {
        set_circumstances(c, b->search, values, study->discovery.node);
        status = vary_pair(b, c, -1, &b->full);
    }
    for (size_t k = 0; k < b->n && !status; k++)
        status = vary_pair(b, c, (int)k, &b->weak[k]);
    rap_free(c);
    return status
               ? status
               : rap_study_keep(&b->aside.study, study->discovery.outcome, study->discovery.group);
}

static rap_part part_of_pair(const taking_apart *b, double weight, const rap_pair *pair) {
    const rap_discovery *d = &b->bench->study->discovery;
    const rap_effect e = {.outcome = d->outcome,
                          .window = d->window,
                          .group = d->group,
                          .plus = &pair->to,
                          .minus = &pair->from,
                          .n_plus = 1,
                          .n_minus = 1};
    return (rap_part){weight, e};
}

static int take_parts(rap_measure *m, rap_workspace *w, const rap_part *parts, size_t n,
                      rap_summary *s) {
    int status = rap_measure_take(m, parts, n);
    if (!status)
        *s = rap_measure_summary(m, w);
    return status;
}

/* The mechanism that loses most of the difference, in the direction that the difference has. */
static int find_most(taking_apart *b, rap_measure *m, rap_workspace *w, rap_candidate *c) {
    const rap_study *study = b->bench->study;
    double sign = c->effect.mean < 0 ? -1 : 1;
    double size = study->rule.response * study->discovery.at_least;
    int status = RAP_OK;
    c->mechanism = c->most = -1;
    for (size_t k = 0; k < b->n && !status; k++) {
        rap_summary lost;
        const rap_part parts[] = {part_of_pair(b, 1, &b->full), part_of_pair(b, -1, &b->weak[k])};
        status = take_parts(m, w, parts, 2, &lost);
        if (status || (c->most >= 0 && !(sign * lost.mean > sign * c->lost.mean)))
            continue;
        c->lost = lost;
        c->most = (int)k;
        double least = sign * lost.mean - rap_reach(&lost, (double)b->n);
        c->mechanism = rap_at_least(least, size) ? (int)k : -1;
    }
    return status;
}

static int find_carrier(taking_apart *b, rap_candidate *c) {
    rap_measure m;
    rap_workspace w = {0};
    int status = vary_all(b, b->search->facts[c->box].typical);
    status = status ? status : rap_aside_run(&b->aside, b->bench);
    if (status)
        return status;
    const rap_part part = part_of_pair(b, 1, &b->full);
    status = rap_measure_init(&m, &b->aside.study, &b->aside.layout, b->aside.store);
    status = status ? status : rap_workspace_init(&w, m.items);
    status = status ? status : take_parts(&m, &w, &part, 1, &c->effect);
    status = status ? status : find_most(b, &m, &w, c);
    rap_workspace_free(&w);
    rap_measure_free(&m);
    return status;
}

/* Mechanisms that are taken out, one at a time. */
static size_t count_taken_out(const rap_study *study) {
    size_t n = study->model->n_mechanisms;
    return n < MOST_MECHANISMS ? n : MOST_MECHANISMS;
}

double rap_candidates_runs(const rap_study *study) {
    double arms = (double)(study->n_written + 2 * (1 + count_taken_out(study)));
    return SEARCHES * RAP_PRIM_BOXES * arms * (double)rap_ensemble_items(study);
}

int rap_candidates_make(rap_candidates *all, const rap_boxes *boxes, const rap_bench *bench) {
    taking_apart *b = rap_allocate(1, sizeof *b);
    *all = (rap_candidates){.rows = rap_allocate(SEARCHES * RAP_PRIM_BOXES, sizeof *all->rows)};
    int status = b && all->rows ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < SEARCHES && !status; k++)
        for (size_t i = 0; i < boxes->searches[k].found.n && !status; i++) {
            rap_candidate *c = &all->rows[all->n++];
            *c = (rap_candidate){.search = k, .box = i};
            *b = (taking_apart){
                .bench = bench, .search = &boxes->searches[k], .n = count_taken_out(bench->study)};
            status = find_carrier(b, c);
            rap_aside_free(&b->aside);
        }
    rap_free(b);
    return status;
}

void rap_candidates_free(rap_candidates *candidates) {
    rap_free(candidates->rows);
    *candidates = (rap_candidates){0};
}

/* ---- in the study's syntax -------------------------------------------------------------------- */

/* Circumstances as changes; RAP_EINPUT where a list is not the same in both arms. */
static int circumstances_words(const rap_study *study, const rap_search *s, const double *values,
                               rap_text *out) {
    circumstances *c = rap_allocate(1, sizeof *c);
    if (!c)
        return rap_fail(RAP_ENOMEM);
    set_circumstances(c, s, values, study->discovery.node);
    c->v.base = study->discovery.minus;
    int status = rap_variation_words(out, study, &c->v, study->discovery.plus);
    rap_free(c);
    return status;
}

/* Takes out of `values` what cannot be written as changes, each with a remark. */
static int drop_unwritten(const rap_study *study, const rap_search *s, double *values,
                          rap_text *remarks) {
    size_t n = s->design->n_axes;
    double *one = rap_allocate(n, sizeof *one);
    rap_text words;
    int status = one ? RAP_OK : rap_fail(RAP_ENOMEM);
    rap_text_init(&words);
    for (size_t d = 0; d < n && !status; d++) {
        for (size_t k = 0; k < n; k++)
            one[k] = k == d ? values[d] : (double)NAN;
        status = circumstances_words(study, s, one, &words);
        if (status != RAP_EINPUT)
            continue;
        rap_text_format(remarks,
                        "      # without %s: it goes into a list, which differs between the arms\n",
                        s->design->axes[d].name);
        values[d] = (double)NAN;
        status = RAP_OK;
    }
    rap_text_free(&words);
    rap_free(one);
    return status;
}

static int add_circumstances(const rap_study *study, const rap_search *s, const double *values,
                             const char *key, rap_text *out) {
    size_t n = s->design->n_axes;
    double *kept = rap_allocate(n, sizeof *kept);
    rap_text words;
    if (!kept)
        return rap_fail(RAP_ENOMEM);
    memcpy(kept, values, n * sizeof *kept);
    rap_text_init(&words);
    int status = drop_unwritten(study, s, kept, out);
    status = status ? status : circumstances_words(study, s, kept, &words);
    rap_text_format(out, "      %s = %s;\n", key, rap_text_string(&words));
    out->failed |= words.failed;
    rap_text_free(&words);
    rap_free(kept);
    return status;
}

/* Bytes of a text that a line of a study can hold, whole clusters, with room for the dots of a cut. */
static size_t fitting(const char *text) {
    enum { ROOM = RAP_LONGEST_LINE - 3 };
    size_t n = 0, next = 0, columns;
    if (strlen(text) <= RAP_LONGEST_LINE)
        return strlen(text);
    for (; text[next] && next <= ROOM; next += rap_cluster(text + next, &columns))
        n = next;
    return n;
}

static void add_quoted(rap_text *out, const char *key, const char *text) {
    size_t n = fitting(text);
    rap_text_format(out, "    %s = \"", key);
    rap_text_study(out, text, n);
    rap_text_add(out, text[n] ? "...\";\n" : "\";\n");
}

static void add_claim_keys(const rap_study *study, const rap_search *s, const rap_candidate *c,
                           rap_text *out) {
    const rap_discovery *d = &study->discovery;
    bool up = s->sign * d->direction > 0;
    rap_text_format(out, "    resource = { from_arm = \"%s\"; to_arm = \"%s\"; };\n",
                    study->arms[d->minus].name, study->arms[d->plus].name);
    const char *remark = isnan(c->lost.ci_low) ? " # one run cannot tell which carries it"
                         : c->mechanism < 0
                             ? " # no single mechanism carries it; without this one most is lost"
                             : "";
    rap_text_format(out, "    response = \"%s\";%s\n", study->model->mechanisms[c->most].name,
                    remark);
    rap_text_format(out,
                    "    outcome = { name = \"%s\"; window = \"%s\"; group = \"%s\"; direction = "
                    "\"%s\"; at_least = ",
                    study->model->outcomes[d->outcome].name, study->windows[d->window].text,
                    d->group, up ? "up" : "down");
    rap_text_number(out, d->at_least);
    rap_text_add(out, "; };\n");
}

static void add_source(const rap_study *study, const rap_search *s, const rap_candidate *c,
                       rap_text *out) {
    const rap_prim_box *box = &s->found.box[c->box];
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t,
                    "found by discover, seed %lld: %zu of %zu points that did not decide the box "
                    "bear it out",
                    (long long)study->seed, box->judged.positive, box->judged.n);
    add_quoted(out, "source", rap_text_string(&t));
    out->failed |= t.failed;
    rap_text_free(&t);
}

static int add_candidate(const rap_boxes *boxes, const rap_candidate *c, rap_text *out) {
    const rap_study *study = boxes->study;
    const rap_search *s = &boxes->searches[c->search];
    rap_text words;
    rap_text_init(&words);
    rap_text_format(out, "  %s_%zu = {\n", s->name, c->box + 1);
    /* what tells boxes apart comes first: a long label is cut */
    rap_text_format(&words, "%s in box %zu: %s", s->sign > 0 ? "Better" : "Worse", c->box + 1,
                    study->arms[study->discovery.plus].label);
    add_quoted(out, "label", rap_text_string(&words));
    rap_text_clear(&words);
    rap_box_sentence(&words, s, c->box);
    rap_text_add(out, "    context = {\n  ");
    add_quoted(out, "circumstances", rap_text_string(&words));
    int status = add_circumstances(study, s, s->facts[c->box].typical, "inside", out);
    status =
        status ? status : add_circumstances(study, s, s->facts[c->box].contrary, "outside", out);
    rap_text_add(out, "    };\n");
    add_claim_keys(study, s, c, out);
    add_source(study, s, c, out);
    rap_text_add(out, "  };\n");
    out->failed |= words.failed;
    rap_text_free(&words);
    return status;
}

int rap_candidates_words(const rap_candidates *all, const rap_boxes *boxes, rap_text *out) {
    int status = RAP_OK;
    rap_text_add(
        out,
        "# Candidate propositions, found by `rapport discover`. What was found in runs has "
        "to be tested on others:\n# include this file in the study, which may have no propositions "
        "of its own beside it, and run\n# `rapport test` with another seed.\npropositions = {\n");
    for (size_t k = 0; k < all->n && !status; k++)
        status = add_candidate(boxes, &all->rows[k], out);
    rap_text_add(out, "};\n");
    return status;
}
