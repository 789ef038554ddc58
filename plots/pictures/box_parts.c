/* box_parts.c: words and numbers of boxes. */
#include "plots/pictures/box_parts.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

size_t rap_box_count(const rap_tables *t) {
    size_t n = 0;
    for (size_t k = 0; t->boxes && k < RAP_SEARCHES; k++)
        n += t->boxes->searches[k].found.n;
    return n;
}

const rap_search *rap_box_nth(const rap_tables *t, size_t n, size_t *box) {
    const rap_search *s = t->boxes->searches;
    for (; n >= s->found.n; s++)
        n -= s->found.n;
    *box = n;
    return s;
}

void rap_box_aim(rap_text *out, const rap_tables *t, const rap_search *s) {
    const rap_discovery *d = &t->boxes->study->discovery;
    bool contexts = s->design == &t->boxes->plan->contexts;
    bool better = s->sign > 0;
    const rap_language *l = t->language;
    rap_text_format(out,
                    contexts && better ? tr(l, "Circumstances in which ‘%s’ does better than ‘%s’")
                    : contexts ? tr(l, "Circumstances in which ‘%s’ does worse than ‘%s’")
                    : better   ? tr(l, "Assumptions under which ‘%s’ does better than ‘%s’")
                               : tr(l, "Assumptions under which ‘%s’ does worse than ‘%s’"),
                    t->boxes->study->arms[d->plus].label, t->boxes->study->arms[d->minus].label);
}

void rap_box_title(rap_text *out, const rap_tables *t, const rap_search *s, size_t box) {
    rap_box_aim(out, t, s);
    if (s->found.n > 1)
        rap_text_format(out, tr(t->language, ", box %zu of %zu"), box + 1, s->found.n);
}

void rap_box_measure(rap_text *out, const rap_tables *t, const rap_search *s) {
    const rap_discovery *d = &t->boxes->study->discovery;
    const rap_headline line = {d->outcome, d->window, d->group};
    bool better = s->sign > 0, higher = s->sign * d->direction > 0;
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_words_headline(rap_next_part(&p), t, &line);
    rap_words_size(rap_next_part(&p), t, d->outcome, d->at_least);
    rap_text_format(out,
                    better && higher ? tr(l, "%s; better: higher by more than %s")
                    : better         ? tr(l, "%s; better: lower by more than %s")
                    : higher         ? tr(l, "%s; worse: higher by more than %s")
                                     : tr(l, "%s; worse: lower by more than %s"),
                    rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

void rap_box_numbers(rap_text *out, const rap_language *l, const rap_search *s, size_t box) {
    const rap_prim_box *b = &s->found.box[box];
    if (b->judged.n == 0) {
        rap_text_add(out, tr(l, "no point that did not decide it lies in it"));
        return;
    }
    rap_text_format(out,
                    tr(l, "density %.0f %% (%zu of %zu points; 95 %% interval %.0f to %.0f %%), "
                          "against %.0f %% of all (%zu of %zu); coverage %.0f %%, support %.0f %%"),
                    100 * b->density, b->judged.positive, b->judged.n, 100 * b->low, 100 * b->high,
                    100 * (double)b->of.positive / (double)b->of.n, b->of.positive, b->of.n,
                    100 * b->coverage, 100 * b->support);
}

void rap_box_summary(rap_text *out, const rap_tables *t, const rap_summary *s) {
    size_t outcome = t->boxes->study->discovery.outcome;
    rap_words_value(out, t, outcome, s->mean, RAP_WITH_SIGN | RAP_WITH_UNIT);
    if (isnan(s->ci_low) || isnan(s->ci_high))
        return;
    rap_text_add(out, " (");
    rap_words_interval(out, t, outcome, s->ci_low, s->ci_high, RAP_WITH_SIGN);
    rap_text_add(out, ")");
}

size_t rap_box_choices(const rap_axis *axis) {
    return axis->dimension ? axis->dimension->n_choices : 0;
}

void rap_box_axis(rap_text *out, const rap_axis *axis) {
    rap_text_add(out, axis->dimension ? axis->label : axis->name);
    if (!rap_box_choices(axis) && axis->unit && axis->unit[0] && strcmp(axis->unit, "1") != 0)
        rap_text_format(out, " (%s)", axis->unit);
}
