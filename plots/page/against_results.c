/* against_results.c: finds what changed between two results. See against.h. */
#include "plots/page/against_study.h"
#include "analysis/patterns/patterns.h"
#include "analysis/propositions/verdicts.h"
#include "base/error.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "plots/words/words.h"

#include <math.h>
#include <string.h>

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
    rap_parts p = {0};
    rap_words_value(rap_next_part(&p), t, outcome, s->mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
    rap_words_interval(rap_next_part(&p), t, outcome, s->ci_low, s->ci_high, RAP_WITH_SIGN);
    if (isfinite(s->ci_low) && isfinite(s->ci_high))
        rap_text_format(out, tr(t->language, "%s (%s)"), rap_part_string(&p, 0),
                        rap_part_string(&p, 1));
    else
        rap_text_add(out, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

static void add_change_and_how_apart(rap_text *out, const rap_language *l, const char *change,
                                     bool apart) {
    rap_text_format(
        out, apart ? tr(l, "%s; the intervals are apart") : tr(l, "%s; the intervals overlap"),
        change);
}

/* Appends the difference and how the intervals lie; whether they are apart. */
static bool add_change(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *then,
                       const rap_summary *now) {
    double change = now->mean - then->mean;
    if (change == 0 && then->ci_low == now->ci_low && then->ci_high == now->ci_high) {
        rap_text_add(out, tr(t->language, "the same"));
        return false;
    }
    if (!isfinite(change)) {
        rap_text_add(out, tr(t->language, "cannot be told"));
        return false;
    }
    rap_parts p = {0};
    rap_words_value(rap_next_part(&p), t, outcome, change, RAP_WITH_SIGN | RAP_WITH_UNIT);
    bool told = isfinite(then->ci_low) && isfinite(now->ci_low);
    bool apart = told && (now->ci_low > then->ci_high || now->ci_high < then->ci_low);
    if (told)
        add_change_and_how_apart(out, t->language, rap_part_string(&p, 0), apart);
    else
        rap_text_add(out, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
    return apart;
}

static void add_contrast_side(const rap_comparison *c, rap_text *out, const rap_tables *t,
                              const rap_contrast_row *row) {
    if (row)
        add_mean_and_interval(out, t, row->outcome, &row->s);
    else
        rap_text_add(out, rap_against_absent(c));
}

static void compare_contrast(rap_comparison *c, size_t contrast, const rap_headline *h) {
    const rap_contrast_row *now = rap_words_row(c->now, contrast, h);
    const rap_contrast_row *then = find_same_quantity(c->then, c->now, contrast, h);
    bool changed = false;
    rap_parts p = {0};
    rap_words_headline(rap_next_part(&p), c->now, h);
    rap_words_contrast(rap_next_part(&p), c->now, contrast);
    rap_text_format(&c->what, tr(c->l, "%s: %s"), rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, &c->what);
    add_contrast_side(c, &c->old, c->then, then);
    add_contrast_side(c, &c->new, c->now, now);
    if (now && then)
        changed = add_change(&c->change, c->now, h->outcome, &then->s, &now->s);
    else
        rap_text_add(&c->change, tr(c->l, "cannot be compared"));
    rap_against_add(c, RAP_AGAINST_CONTRASTS, changed);
}

static void compare_contrasts(rap_comparison *c) {
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

static void add_verdict(const rap_comparison *c, rap_text *out, const rap_tables *t,
                        const rap_proposition_result *r) {
    const char *verdict =
        r ? tr(t->language, rap_verdict_names[r->verdict]) : rap_against_absent(c);
    rap_parts p = {0};
    if (!r || r->proposition->unexpressed) {
        rap_text_add(out, verdict);
        return;
    }
    add_mean_and_interval(rap_next_part(&p), t, r->proposition->outcome, &r->effect.s);
    rap_words_of_sets(rap_next_part(&p), t->language, r->effect.above.share, r->effect.above.n,
                      t->verdicts->draws, RAP_SETS_NAMED);
    rap_text_format(out, tr(t->language, "%s, effect %s, there in %s"), verdict,
                    rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

static void compare_verdict(rap_comparison *c, const rap_proposition_result *then,
                            const rap_proposition_result *now) {
    bool changed = !then || !now || then->verdict != now->verdict;
    rap_text_add(&c->what, now ? now->proposition->label : then->proposition->label);
    add_verdict(c, &c->old, c->then, then);
    add_verdict(c, &c->new, c->now, now);
    if (then && now && changed)
        rap_text_format(&c->change, tr(c->l, "%s became %s"),
                        tr(c->l, rap_verdict_names[then->verdict]),
                        tr(c->l, rap_verdict_names[now->verdict]));
    else
        rap_text_add(&c->change,
                     then && now ? tr(c->l, "the same verdict") : rap_against_became(c, then, now));
    rap_against_add(c, RAP_AGAINST_VERDICTS, changed);
}

static void compare_verdicts(rap_comparison *c) {
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

static void add_pattern_share(const rap_comparison *c, rap_text *out, const rap_tables *t,
                              const rap_pattern_result *r) {
    if (!r) {
        rap_text_add(out, rap_against_absent(c));
        return;
    }
    rap_parts p = {0};
    rap_words_of_sets(rap_next_part(&p), c->l, r->holds.share, r->holds.n, t->patterns->draws,
                      RAP_SETS_NAMED);
    rap_number(rap_next_part(&p), c->l, r->holds.low, 2, false);
    rap_number(rap_next_part(&p), c->l, r->holds.high, 2, false);
    if (r->holds.n > 0)
        rap_text_format(out, tr(c->l, "holds in %s, %s to %s"), rap_part_string(&p, 0),
                        rap_part_string(&p, 1), rap_part_string(&p, 2));
    else
        rap_text_format(out, tr(c->l, "holds in %s"), rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

static void add_change_of_share(const rap_comparison *c, rap_text *out, double change, bool apart) {
    rap_parts p = {0};
    rap_number(rap_next_part(&p), c->l, 100 * change, 0, true);
    rap_text_format(rap_next_part(&p), tr(c->l, "%s percentage points"), rap_part_string(&p, 0));
    add_change_and_how_apart(out, c->l, rap_part_string(&p, 1), apart);
    rap_parts_end(&p, out);
}

static void compare_pattern(rap_comparison *c, const rap_pattern_result *then,
                            const rap_pattern_result *now) {
    bool both = then && now && then->holds.n > 0 && now->holds.n > 0;
    bool apart = both && (now->holds.low > then->holds.high || now->holds.high < then->holds.low);
    rap_text_add(&c->what, now ? now->pattern->label : then->pattern->label);
    add_pattern_share(c, &c->old, c->then, then);
    add_pattern_share(c, &c->new, c->now, now);
    if (both)
        add_change_of_share(c, &c->change, now->holds.share - then->holds.share, apart);
    else
        rap_text_add(&c->change,
                     then && now ? tr(c->l, "cannot be told") : rap_against_became(c, then, now));
    rap_against_add(c, RAP_AGAINST_PATTERNS, apart || !then || !now);
}

static void compare_patterns(rap_comparison *c) {
    const rap_patterns *now = c->now->patterns, *then = c->then->patterns;
    for (size_t k = 0; now && k < now->n_rows; k++)
        compare_pattern(c, find_pattern(c->then, now->rows[k].pattern->name), &now->rows[k]);
    for (size_t k = 0; then && k < then->n_rows; k++)
        if (!find_pattern(c->now, then->rows[k].pattern->name))
            compare_pattern(c, &then->rows[k], NULL);
}

/* ---- the whole -------------------------------------------------------------------------------- */

int rap_against_make(rap_against *a, const rap_tables *now, const rap_tables *then) {
    rap_tables in_one_language = *then;
    in_one_language.language = now->language;
    rap_comparison c = {.a = a, .now = now, .then = &in_one_language, .l = now->language};
    *a = (rap_against){.language = now->language};
    rap_text_init(&c.what);
    rap_text_init(&c.old);
    rap_text_init(&c.new);
    rap_text_init(&c.change);
    rap_against_studies(&c);
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
