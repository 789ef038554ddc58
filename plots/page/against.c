/* against.c: finds what changed between two results. */
#include "plots/page/against.h"
#include "analysis/patterns/patterns.h"
#include "analysis/propositions/verdicts.h"
#include "base/error.h"
#include "base/memory.h"
#include "plots/words/words.h"

#include <math.h>
#include <string.h>

const char *const rap_against_titles[] = {RAP_MESSAGE("What differs in the study"),
                                          RAP_MESSAGE("Headline contrasts"),
                                          RAP_MESSAGE("Verdicts"), RAP_MESSAGE("Patterns")};

static const char absent[] = "not there";

typedef struct {
    rap_against *a;
    const rap_tables *now, *then;
    rap_text what, old, new, change;
    int status;
} comparison;

static void clear(comparison *c) {
    rap_text_clear(&c->what);
    rap_text_clear(&c->old);
    rap_text_clear(&c->new);
    rap_text_clear(&c->change);
}

/* Adds the gathered texts as a row. */
static void add_gathered(comparison *c, rap_against_part part, bool changed) {
    rap_against *a = c->a;
    if (c->status || rap_grow(&a->rows, &a->capacity, a->n + 1, sizeof *a->rows)) {
        c->status = rap_fail(RAP_ENOMEM);
        return;
    }
    rap_against_row *r = &a->rows[a->n++];
    *r = (rap_against_row){part,
                           rap_copy_text(rap_text_string(&c->what)),
                           rap_copy_text(rap_text_string(&c->old)),
                           rap_copy_text(rap_text_string(&c->new)),
                           rap_copy_text(rap_text_string(&c->change)),
                           changed};
    if (!r->what || !r->then || !r->now || !r->change)
        c->status = rap_fail(RAP_ENOMEM);
    clear(c);
}

/* ---- the study -------------------------------------------------------------------------------- */

/* A row where two texts differ, named by what was gathered and `what`; NULL is "not there". */
static void differ(comparison *c, const char *what, const char *then, const char *now) {
    if (then && now && !strcmp(then, now)) {
        clear(c);
        return;
    }
    rap_text_add(&c->what, what);
    rap_text_add(&c->old, then ? then : absent);
    rap_text_add(&c->new, now ? now : absent);
    rap_text_add(&c->change, !then ? "added" : !now ? "taken out" : "changed");
    add_gathered(c, RAP_AGAINST_STUDY, true);
}

static void differ_number(comparison *c, const char *what, int64_t then, int64_t now) {
    rap_text a, b;
    rap_text_init(&a);
    rap_text_init(&b);
    rap_text_format(&a, "%lld", (long long)then);
    rap_text_format(&b, "%lld", (long long)now);
    if (then != now)
        differ(c, what, rap_text_string(&a), rap_text_string(&b));
    rap_text_free(&a);
    rap_text_free(&b);
}

static void add_input_words(rap_text *out, const rap_study *study, const rap_input *in) {
    rap_text_format(out, "%.10g", in->value);
    if (in->prior.lo < in->prior.hi) {
        rap_text_format(out, " (%.10g to %.10g, ", in->prior.lo, in->prior.hi);
        rap_input_say(out, study, in);
        rap_text_add(out, ")");
    }
    rap_text_format(out, ", %s", in->grade ? in->grade : "no grade");
}

/* The row that says the same of an earlier arm, or NULL. */
static rap_against_row *said_before(comparison *c, const char *path) {
    size_t n = strlen(path);
    for (size_t k = 0; k < c->a->n; k++) {
        rap_against_row *r = &c->a->rows[k];
        if (r->part == RAP_AGAINST_STUDY && !strncmp(r->what, path, n) &&
            !strncmp(r->what + n, ", in ", 5) && !strcmp(r->then, rap_text_string(&c->old)) &&
            !strcmp(r->now, rap_text_string(&c->new)))
            return r;
    }
    return NULL;
}

/* One input of one arm, of which either side may be missing. */
static void compare_input(comparison *c, const char *path, const char *arm, const rap_input *then,
                          const rap_input *now) {
    clear(c);
    if (then)
        add_input_words(&c->old, c->then->study, then);
    else
        rap_text_add(&c->old, absent);
    if (now)
        add_input_words(&c->new, c->now->study, now);
    else
        rap_text_add(&c->new, absent);
    if (strcmp(rap_text_string(&c->old), rap_text_string(&c->new))) {
        rap_against_row *before = said_before(c, path);
        rap_text_add(&c->what, before ? before->what : path);
        rap_text_format(&c->what, before ? ", %s" : ", in %s", arm);
        if (before) {
            char *longer = rap_copy_text(rap_text_string(&c->what));
            if (longer) {
                rap_free(before->what);
                before->what = longer;
            } else
                c->status = rap_fail(RAP_ENOMEM);
        } else {
            rap_text_add(&c->change, !then ? "added" : !now ? "taken out" : "changed");
            add_gathered(c, RAP_AGAINST_STUDY, true);
        }
    }
    clear(c);
}

static void compare_inputs(comparison *c, const rap_inputs *then, const rap_inputs *now,
                           const char *arm) {
    for (size_t i = 0; i < now->n_inputs && !c->status; i++)
        compare_input(c, now->inputs[i].path, arm, rap_inputs_find(then, now->inputs[i].path),
                      &now->inputs[i]);
    for (size_t i = 0; i < then->n_inputs && !c->status; i++)
        if (!rap_inputs_find(now, then->inputs[i].path))
            compare_input(c, then->inputs[i].path, arm, &then->inputs[i], NULL);
}

/* Studies that were not read from a text have no inputs. */
static void compare_arm(comparison *c, size_t then, size_t now) {
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

static void compare_all_arms(comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    for (size_t k = 0; k < new->n_arms; k++) {
        int other = rap_study_arm(old, new->arms[k].name);
        rap_text_add(&c->what, "arm ");
        differ(c, new->arms[k].name, other < 0 ? NULL : old->arms[other].label, new->arms[k].label);
        if (other >= 0 && !c->status)
            compare_arm(c, (size_t)other, k);
    }
    for (size_t k = 0; k < old->n_arms; k++)
        if (rap_study_arm(new, old->arms[k].name) < 0) {
            rap_text_add(&c->what, "arm ");
            differ(c, old->arms[k].name, old->arms[k].label, NULL);
        }
}

static const rap_proposition *find_proposition(const rap_study *s, const char *name) {
    for (size_t k = 0; k < s->n_propositions; k++)
        if (!strcmp(s->propositions[k].name, name))
            return &s->propositions[k];
    return NULL;
}

static void compare_propositions(comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    for (size_t k = 0; k < new->n_propositions; k++) {
        const rap_proposition *p = &new->propositions[k], *q = find_proposition(old, p->name);
        rap_text_add(&c->what, "proposition ");
        differ(c, p->name, q ? q->label : NULL, p->label);
    }
    for (size_t k = 0; k < old->n_propositions; k++)
        if (!find_proposition(new, old->propositions[k].name)) {
            rap_text_add(&c->what, "proposition ");
            differ(c, old->propositions[k].name, old->propositions[k].label, NULL);
        }
}

static const char *source_text(const rap_study *s, const char *path) {
    for (size_t i = 0; i < s->n_sources; i++)
        if (!strcmp(s->sources[i].path, path))
            return s->sources[i].text;
    return NULL;
}

/* Files are named only: what in them matters is listed by input, arm and proposition. */
static void compare_sources(comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    for (size_t i = 0; i < new->n_sources; i++) {
        const char *text = source_text(old, new->sources[i].path);
        if (text && !strcmp(text, new->sources[i].text))
            continue;
        rap_text_add(&c->what, "file ");
        differ(c, new->sources[i].path, text ? "another text" : NULL, text ? "changed" : "a text");
    }
    for (size_t i = 0; i < old->n_sources; i++)
        if (!source_text(new, old->sources[i].path)) {
            rap_text_add(&c->what, "file ");
            differ(c, old->sources[i].path, "a text", NULL);
        }
}

static void compare_settings(comparison *c) {
    const rap_study *old = c->then->study, *new = c->now->study;
    differ(c, "model", old->model->name, new->model->name);
    differ(c, "version of the model", old->model->version, new->model->version);
    differ(c, "title", old->title, new->title);
    differ_number(c, "months", old->horizon, new->horizon);
    differ_number(c, "seed", old->seed, new->seed);
    differ_number(c, "sets of assumptions", old->draws, new->draws);
    differ_number(c, "runs of each set", old->replicates, new->replicates);
    differ(c, "baseline", old->arms[old->baseline].name, new->arms[new->baseline].name);
    for (size_t i = 0; i < old->n_sets; i++)
        rap_text_format(&c->old, "%s%s", i ? "; " : "", old->sets[i]);
    for (size_t i = 0; i < new->n_sets; i++)
        rap_text_format(&c->new, "%s%s", i ? "; " : "", new->sets[i]);
    if (strcmp(rap_text_string(&c->old), rap_text_string(&c->new))) {
        if (!old->n_sets || !new->n_sets)
            rap_text_add(old->n_sets ? &c->new : &c->old, "nothing");
        rap_text_add(&c->what, "changed by --set");
        rap_text_add(&c->change, "changed");
        add_gathered(c, RAP_AGAINST_STUDY, true);
    }
    clear(c);
}

/* ---- contrasts -------------------------------------------------------------------------------- */

static int find_contrast(const rap_tables *t, const rap_tables *of, size_t contrast) {
    const rap_contrast *x = &of->study->contrasts[contrast];
    const char *base = of->study->arms[of->study->baseline].name;
    if (x->is_arm && strcmp(base, t->study->arms[t->study->baseline].name))
        return -1;
    for (size_t k = 0; k < t->study->n_contrasts; k++)
        if (t->study->contrasts[k].is_arm == x->is_arm &&
            !strcmp(t->study->contrasts[k].name, x->name))
            return (int)k;
    return -1;
}

/* The row of `t` that is the same quantity as headline h of `of`, or NULL. */
static const rap_contrast_row *find_same_quantity(const rap_tables *t, const rap_tables *of,
                                                  size_t contrast, const rap_headline *h) {
    int k = find_contrast(t, of, contrast);
    int outcome = rap_model_outcome(t->study->model, of->study->model->outcomes[h->outcome].name);
    int window = rap_study_window(t->study, of->study->windows[h->window].text);
    if (k < 0 || outcome < 0 || window < 0)
        return NULL;
    return rap_tables_contrast(t, (size_t)k, (size_t)outcome, h->group, (size_t)window);
}

static void add_mean_and_interval(rap_text *out, const rap_tables *t, size_t outcome,
                                  const rap_summary *s) {
    rap_words_value(out, t, outcome, s->mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
    if (!isfinite(s->ci_low) || !isfinite(s->ci_high))
        return;
    rap_text_add(out, " (");
    rap_words_interval(out, t, outcome, s->ci_low, s->ci_high, RAP_WITH_SIGN);
    rap_text_add(out, ")");
}

/* Appends the difference and how the intervals lie; whether they are apart. */
static bool add_change(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *then,
                       const rap_summary *now) {
    double change = now->mean - then->mean;
    if (change == 0 && then->ci_low == now->ci_low && then->ci_high == now->ci_high) {
        rap_text_add(out, "the same");
        return false;
    }
    if (!isfinite(change)) {
        rap_text_add(out, "cannot be told");
        return false;
    }
    rap_words_value(out, t, outcome, change, RAP_WITH_SIGN | RAP_WITH_UNIT);
    if (!isfinite(then->ci_low) || !isfinite(now->ci_low))
        return false;
    bool apart = now->ci_low > then->ci_high || now->ci_high < then->ci_low;
    rap_text_add(out, apart ? "; the intervals are apart" : "; the intervals overlap");
    return apart;
}

static void compare_contrast(comparison *c, size_t contrast, const rap_headline *h) {
    const rap_contrast_row *now = rap_words_row(c->now, contrast, h);
    const rap_contrast_row *then = find_same_quantity(c->then, c->now, contrast, h);
    bool changed = false;
    rap_words_headline(&c->what, c->now, h);
    rap_text_add(&c->what, ": ");
    rap_words_contrast(&c->what, c->now, contrast);
    if (then)
        add_mean_and_interval(&c->old, c->then, then->outcome, &then->s);
    else
        rap_text_add(&c->old, absent);
    if (now)
        add_mean_and_interval(&c->new, c->now, h->outcome, &now->s);
    else
        rap_text_add(&c->new, absent);
    if (now && then)
        changed = add_change(&c->change, c->now, h->outcome, &then->s, &now->s);
    else
        rap_text_add(&c->change, "cannot be compared");
    add_gathered(c, RAP_AGAINST_CONTRASTS, changed);
}

static void compare_contrasts(comparison *c) {
    const rap_study *s = c->now->study;
    for (size_t h = 0; h < s->n_headlines; h++)
        for (size_t k = 0; k < s->n_contrasts; k++)
            compare_contrast(c, k, &s->headlines[h]);
}

/* ---- verdicts and patterns -------------------------------------------------------------------- */

static const rap_proposition_result *find_verdict(const rap_tables *t, const char *name) {
    for (size_t k = 0; t->verdicts && k < t->verdicts->n; k++)
        if (!strcmp(t->verdicts->rows[k].proposition->name, name))
            return &t->verdicts->rows[k];
    return NULL;
}

static void add_verdict(rap_text *out, const rap_tables *t, const rap_proposition_result *r) {
    rap_text_add(out, rap_verdict_names[r->verdict]);
    if (r->proposition->unexpressed)
        return;
    rap_text_add(out, ", effect ");
    add_mean_and_interval(out, t, r->proposition->outcome, &r->effect.s);
    rap_text_add(out, ", there in ");
    rap_words_of_sets(out, t->language, r->effect.above.share, r->effect.above.n,
                      t->verdicts->draws, RAP_SETS_NAMED);
}

static void compare_verdict(comparison *c, const rap_proposition_result *then,
                            const rap_proposition_result *now) {
    bool changed = !then || !now || then->verdict != now->verdict;
    rap_text_add(&c->what, now ? now->proposition->label : then->proposition->label);
    if (then)
        add_verdict(&c->old, c->then, then);
    else
        rap_text_add(&c->old, absent);
    if (now)
        add_verdict(&c->new, c->now, now);
    else
        rap_text_add(&c->new, absent);
    if (then && now && changed)
        rap_text_format(&c->change, "%s became %s", rap_verdict_names[then->verdict],
                        rap_verdict_names[now->verdict]);
    else
        rap_text_add(&c->change, !then ? "added" : !now ? "taken out" : "the same verdict");
    add_gathered(c, RAP_AGAINST_VERDICTS, changed);
}

static void compare_verdicts(comparison *c) {
    const rap_verdicts *now = c->now->verdicts, *then = c->then->verdicts;
    for (size_t k = 0; now && k < now->n; k++)
        compare_verdict(c, find_verdict(c->then, now->rows[k].proposition->name), &now->rows[k]);
    for (size_t k = 0; then && k < then->n; k++)
        if (!find_verdict(c->now, then->rows[k].proposition->name))
            compare_verdict(c, &then->rows[k], NULL);
}

static const rap_pattern_result *find_pattern(const rap_tables *t, const char *name) {
    for (size_t k = 0; t->patterns && k < t->patterns->n_rows; k++)
        if (!strcmp(t->patterns->rows[k].pattern->name, name))
            return &t->patterns->rows[k];
    return NULL;
}

static void add_pattern_share(rap_text *out, const rap_tables *t, const rap_pattern_result *r) {
    if (!r) {
        rap_text_add(out, absent);
        return;
    }
    rap_text_add(out, "holds in ");
    rap_words_of_sets(out, t->language, r->holds.share, r->holds.n, t->patterns->draws,
                      RAP_SETS_NAMED);
    if (r->holds.n > 0)
        rap_text_format(out, ", %.2f to %.2f", r->holds.low, r->holds.high);
}

static void compare_pattern(comparison *c, const rap_pattern_result *then,
                            const rap_pattern_result *now) {
    bool both = then && now && then->holds.n > 0 && now->holds.n > 0;
    bool apart = both && (now->holds.low > then->holds.high || now->holds.high < then->holds.low);
    rap_text_add(&c->what, now ? now->pattern->label : then->pattern->label);
    add_pattern_share(&c->old, c->then, then);
    add_pattern_share(&c->new, c->now, now);
    if (both)
        rap_text_format(&c->change, "%+.0f percentage points; the intervals %s",
                        100 * (now->holds.share - then->holds.share),
                        apart ? "are apart" : "overlap");
    else
        rap_text_add(&c->change, !then ? "added" : !now ? "taken out" : "cannot be told");
    add_gathered(c, RAP_AGAINST_PATTERNS, apart || !then || !now);
}

static void compare_patterns(comparison *c) {
    const rap_patterns *now = c->now->patterns, *then = c->then->patterns;
    for (size_t k = 0; now && k < now->n_rows; k++)
        compare_pattern(c, find_pattern(c->then, now->rows[k].pattern->name), &now->rows[k]);
    for (size_t k = 0; then && k < then->n_rows; k++)
        if (!find_pattern(c->now, then->rows[k].pattern->name))
            compare_pattern(c, &then->rows[k], NULL);
}

/* ---- the whole -------------------------------------------------------------------------------- */

int rap_against_make(rap_against *a, const rap_tables *now, const rap_tables *then) {
    comparison c = {.a = a, .now = now, .then = then};
    *a = (rap_against){.language = now->language};
    rap_text_init(&c.what);
    rap_text_init(&c.old);
    rap_text_init(&c.new);
    rap_text_init(&c.change);
    compare_settings(&c);
    compare_all_arms(&c);
    compare_propositions(&c);
    compare_sources(&c);
    compare_contrasts(&c);
    compare_verdicts(&c);
    compare_patterns(&c);
    if (c.what.failed || c.old.failed || c.new.failed || c.change.failed)
        c.status = rap_fail(RAP_ENOMEM);
    rap_text_free(&c.what);
    rap_text_free(&c.old);
    rap_text_free(&c.new);
    rap_text_free(&c.change);
    return c.status;
}

void rap_against_free(rap_against *a) {
    for (size_t k = 0; k < a->n; k++) {
        rap_free(a->rows[k].what);
        rap_free(a->rows[k].then);
        rap_free(a->rows[k].now);
        rap_free(a->rows[k].change);
    }
    rap_free(a->rows);
    *a = (rap_against){0};
}
