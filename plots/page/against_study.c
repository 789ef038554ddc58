/* against_study.c: see against_study.h. */
#include "plots/page/against_study.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/numbers.h"
#include "plots/words/prior_words.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/words.h"

#include <string.h>

/* A row where two texts differ, named by a format for `name` ("": the format is all of it); NULL is "not there". */
static void differ(rap_comparison *c, const char *format, const char *name, const char *then,
                   const char *now) {
    if (then && now && !strcmp(then, now)) {
        rap_against_clear(c);
        return;
    }
    rap_text_format(&c->what, tr(c->l, format), name);
    rap_text_add(&c->old, then ? then : rap_against_absent(c));
    rap_text_add(&c->new, now ? now : rap_against_absent(c));
    rap_text_add(&c->change, rap_against_became(c, then, now));
    rap_against_add(c, RAP_AGAINST_STUDY, true);
}

static void differ_number(rap_comparison *c, const char *what, int64_t then, int64_t now) {
    rap_text a, b;
    rap_text_init(&a);
    rap_text_init(&b);
    rap_text_format(&a, "%lld", (long long)then);
    rap_text_format(&b, "%lld", (long long)now);
    if (then != now)
        differ(c, what, "", rap_text_string(&a), rap_text_string(&b));
    rap_text_free(&a);
    rap_text_free(&b);
}

/* "3 (1 to 5, triangular), assumed"; "not there" of NULL. */
static void add_input_words(const rap_comparison *c, rap_text *out, const rap_study *study,
                            const rap_input *in) {
    if (!in) {
        rap_text_add(out, rap_against_absent(c));
        return;
    }
    const char *grade = rap_words_grade(c->l, in->grade);
    rap_parts p = {0};
    rap_number_as_given(rap_next_part(&p), c->l, in->value);
    rap_number_as_given(rap_next_part(&p), c->l, in->prior.lo);
    rap_number_as_given(rap_next_part(&p), c->l, in->prior.hi);
    if (in->prior.lo < in->prior.hi) {
        rap_words_prior(rap_next_part(&p), c->l, study, in);
        rap_text_format(out, tr(c->l, "%s (%s to %s, %s), %s"), rap_part_string(&p, 0),
                        rap_part_string(&p, 1), rap_part_string(&p, 2), rap_part_string(&p, 3),
                        grade);
    } else
        rap_text_format(out, tr(c->l, "%s, %s"), rap_part_string(&p, 0), grade);
    rap_parts_end(&p, out);
}

/* The row that says the same of an earlier arm, or NULL. */
static rap_against_row *said_before(rap_comparison *c, const char *path) {
    for (size_t k = 0; k < c->a->n; k++) {
        rap_against_row *r = &c->a->rows[k];
        if (r->input && !strcmp(r->input, path) && !strcmp(r->then, rap_text_string(&c->old)) &&
            !strcmp(r->now, rap_text_string(&c->new)))
            return r;
    }
    return NULL;
}

/* What a row says of another arm holds of this one too. */
static void name_arm_too(rap_comparison *c, rap_against_row *row, const char *arm) {
    rap_text_format(&c->what, tr(c->l, "%s, %s"), row->what, arm);
    char *longer = rap_copy_text(rap_text_string(&c->what));
    if (!longer) {
        c->status = rap_fail(RAP_ENOMEM);
        return;
    }
    rap_free(row->what);
    row->what = longer;
}

/* One input of one arm, of which either side may be missing. */
static void compare_input(rap_comparison *c, const char *path, const char *arm,
                          const rap_input *then, const rap_input *now) {
    rap_against_clear(c);
    add_input_words(c, &c->old, c->then->study, then);
    add_input_words(c, &c->new, c->now->study, now);
    bool same = !strcmp(rap_text_string(&c->old), rap_text_string(&c->new));
    rap_against_row *before = same ? NULL : said_before(c, path);
    if (before)
        name_arm_too(c, before, arm);
    else if (!same) {
        rap_text_format(&c->what, tr(c->l, "%s, in %s"), path, arm);
        rap_text_add(&c->change, rap_against_became(c, then, now));
        c->input = path;
        rap_against_add(c, RAP_AGAINST_STUDY, true);
        c->input = NULL;
    }
    rap_against_clear(c);
}

static void compare_inputs(rap_comparison *c, const rap_inputs *then, const rap_inputs *now,
                           const char *arm) {
    for (size_t i = 0; i < now->n_inputs && !c->status; i++)
        compare_input(c, now->inputs[i].path, arm, rap_inputs_find(then, now->inputs[i].path),
                      &now->inputs[i]);
    for (size_t i = 0; i < then->n_inputs && !c->status; i++)
        if (!rap_inputs_find(now, then->inputs[i].path))
            compare_input(c, then->inputs[i].path, arm, &then->inputs[i], NULL);
}

/* Studies that were not read from a text have no inputs. */
static void compare_arm(rap_comparison *c, size_t then, size_t now) {
    const rap_study *old = c->then->study, *new = c->now->study;
    const rap_inputs *a, *b;
    if (!old->parts || !new->parts)
        return;
    int status = rap_study_inputs(old, then, &a);
    status = status ? status : rap_study_inputs(new, now, &b);
    if (status)
        c->status = status;
    else
        compare_inputs(c, a, b, new->arms[now].name);
}

static void compare_all_arms(rap_comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    for (size_t k = 0; k < new->n_arms; k++) {
        int other = rap_study_arm(old, new->arms[k].name);
        differ(c, RAP_MESSAGE("arm %s"), new->arms[k].name,
               other < 0 ? NULL : old->arms[other].label, new->arms[k].label);
        if (other >= 0 && !c->status)
            compare_arm(c, (size_t)other, k);
    }
    for (size_t k = 0; k < old->n_arms; k++)
        if (rap_study_arm(new, old->arms[k].name) < 0)
            differ(c, RAP_MESSAGE("arm %s"), old->arms[k].name, old->arms[k].label, NULL);
}

static const rap_proposition *find_proposition(const rap_study *s, const char *name) {
    for (size_t k = 0; k < s->n_propositions; k++)
        if (!strcmp(s->propositions[k].name, name))
            return &s->propositions[k];
    return NULL;
}

static void compare_propositions(rap_comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    for (size_t k = 0; k < new->n_propositions; k++) {
        const rap_proposition *p = &new->propositions[k], *q = find_proposition(old, p->name);
        differ(c, RAP_MESSAGE("proposition %s"), p->name, q ? q->label : NULL, p->label);
    }
    for (size_t k = 0; k < old->n_propositions; k++)
        if (!find_proposition(new, old->propositions[k].name))
            differ(c, RAP_MESSAGE("proposition %s"), old->propositions[k].name,
                   old->propositions[k].label, NULL);
}

static const char *source_text(const rap_study *s, const char *path) {
    for (size_t i = 0; i < s->n_sources; i++)
        if (!strcmp(s->sources[i].path, path))
            return s->sources[i].text;
    return NULL;
}

/* Files are named only: what in them matters is listed by input, arm and proposition. */
static void compare_sources(rap_comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    for (size_t i = 0; i < new->n_sources; i++) {
        const char *text = source_text(old, new->sources[i].path);
        if (text && !strcmp(text, new->sources[i].text))
            continue;
        differ(c, RAP_MESSAGE("file %s"), new->sources[i].path,
               text ? tr(c->l, "another text") : NULL,
               text ? tr(c->l, "changed") : tr(c->l, "a text"));
    }
    for (size_t i = 0; i < old->n_sources; i++)
        if (!source_text(new, old->sources[i].path))
            differ(c, RAP_MESSAGE("file %s"), old->sources[i].path, tr(c->l, "a text"), NULL);
}

static void compare_settings(rap_comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    differ(c, RAP_MESSAGE("model"), "", old->model->name, new->model->name);
    differ(c, RAP_MESSAGE("version of the model"), "", old->model->version, new->model->version);
    differ(c, RAP_MESSAGE("title"), "", old->title, new->title);
    differ_number(c, RAP_MESSAGE("months"), old->horizon, new->horizon);
    differ_number(c, RAP_MESSAGE("seed"), old->seed, new->seed);
    differ_number(c, RAP_MESSAGE("sets of assumptions"), old->draws, new->draws);
    differ_number(c, RAP_MESSAGE("runs of each set"), old->replicates, new->replicates);
    differ(c, RAP_MESSAGE("baseline"), "", old->arms[old->baseline].name,
           new->arms[new->baseline].name);
    for (size_t i = 0; i < old->n_sets; i++)
        rap_text_format(&c->old, "%s%s", i ? tr(c->l, "; ") : "", old->sets[i]);
    for (size_t i = 0; i < new->n_sets; i++)
        rap_text_format(&c->new, "%s%s", i ? tr(c->l, "; ") : "", new->sets[i]);
    if (strcmp(rap_text_string(&c->old), rap_text_string(&c->new))) {
        if (!old->n_sets || !new->n_sets)
            rap_text_add(old->n_sets ? &c->new : &c->old, tr(c->l, "nothing"));
        rap_text_add(&c->what, tr(c->l, "changed by --set"));
        rap_text_add(&c->change, tr(c->l, "changed"));
        rap_against_add(c, RAP_AGAINST_STUDY, true);
    }
    rap_against_clear(c);
}

void rap_against_studies(rap_comparison *c) {
    compare_settings(c);
    compare_all_arms(c);
    compare_propositions(c);
    compare_sources(c);
}
