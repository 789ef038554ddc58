/* report_discovery.c: where it holds: boxes of circumstances and of assumptions, each in words with its
 * numbers and what carries it. What is said of a box comes from points that did not decide it. */
#include "plots/pictures/box_parts.h"
#include "plots/page/sections.h"
#include "plots/words/box_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

static void add_quasi(rap_page *p, const rap_search *s, size_t box) {
    const rap_language *l = p->language;
    rap_parts parts = {0};
    rap_text *list = rap_next_part(&parts);
    for (size_t d = 0; d < s->design->n_axes; d++) {
        const rap_prim_limit *limit = &s->found.box[box].limits[d];
        if (!limit->restricted || isnan(limit->quasi_p))
            continue;
        rap_text_format(list, "%s%s ", list->n ? tr(l, "; ") : "", s->design->axes[d].name);
        rap_number_figures(list, l, limit->quasi_p, 2);
    }
    if (list->n)
        rap_text_format(&p->words, tr(l, " Quasi-p: %s."), rap_text_string(list));
    rap_parts_end(&parts, &p->words);
}

static void add_carrier_words(rap_page *p, const rap_carrier *c) {
    const rap_mechanism *m = p->t->boxes->study->model->mechanisms;
    const rap_language *l = p->language;
    if (!c->known)
        return;
    rap_parts parts = {0};
    rap_box_summary(rap_next_part(&parts), p->t, &c->effect);
    rap_box_summary(rap_next_part(&parts), p->t, &c->lost);
    rap_text_format(
        &p->words,
        c->mechanism >= 0
            ? tr(l, " In circumstances that stand for the box the difference is %s; without the "
                    "mechanism ‘%s’ it loses %s.")
            : tr(l, " In circumstances that stand for the box the difference is %s; no single "
                    "mechanism carries it: ‘%s’ carries most, %s."),
        rap_part_string(&parts, 0), tr(l, m[c->mechanism >= 0 ? c->mechanism : c->most].label),
        rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
}

static void add_box_means(rap_page *p, const rap_box_facts *f) {
    rap_parts parts = {0};
    rap_box_summary(rap_next_part(&parts), p->t, &f->inside);
    rap_box_summary(rap_next_part(&parts), p->t, &f->outside);
    rap_text_format(&p->words, tr(p->language, "Mean difference inside %s, outside %s."),
                    rap_part_string(&parts, 0), rap_part_string(&parts, 1));
    rap_parts_end(&parts, &p->words);
}

static void say_box(rap_page *p, const rap_search *s, size_t box) {
    const rap_box_facts *f = &s->facts[box];
    say_raw(p, "<li><strong>");
    rap_words_box(&p->words, p->language, s, box);
    say_flush(p);
    say_raw(p, "</strong>");
    say_text(p, tr(p->language, ": "));
    rap_box_numbers(&p->words, p->language, s, box);
    rap_text_add(&p->words, ". ");
    if (!rap_box_is_dense(p->t->boxes, &s->found.box[box]))
        rap_text_format(&p->words,
                        tr(p->language, "The density asked for, %.0f %%, was not reached. "),
                        100 * p->t->boxes->study->discovery.density);
    add_box_means(p, f);
    add_quasi(p, s, box);
    add_carrier_words(p, &f->carrier);
    say_flush(p);
    say_raw(p, "</li>\n");
}

static void say_search(rap_page *p, const rap_search *s) {
    if (s->design->n == 0)
        return;
    say_raw(p, "<h3>");
    rap_box_aim(&p->words, p->t, s);
    say_flush(p);
    say_raw(p, "</h3>\n<p>");
    rap_text_format(&p->words, tr(p->language, "So at %zu of %zu points."), s->labelled,
                    s->design->n);
    if (!s->found.n)
        rap_text_format(&p->words, " %s", tr(p->language, rap_search_why_none(s)));
    say_flush(p);
    say_raw(p, "</p>\n");
    if (s->found.n == 0)
        return;
    say_raw(p, "<ol>\n");
    for (size_t k = 0; k < s->found.n; k++)
        say_box(p, s, k);
    say_raw(p, "</ol>\n");
}

static void say_designs(rap_page *p) {
    const rap_boxes *b = p->t->boxes;
    const rap_point_plan *plan = b->plan;
    const rap_language *l = p->language;
    size_t missing = b->missing[0] + b->missing[1];
    rap_parts parts = {0};
    rap_box_measure(rap_next_part(&parts), p->t, &b->searches[0]);
    if (plan->assumptions.n)
        rap_text_format(&p->words,
                        tr(l, "%s. Searched: %zu points over %zu circumstances, each the mean of "
                              "%lld pairs of runs, and %zu points over %zu uncertain numbers."),
                        rap_part_string(&parts, 0), plan->contexts.n, plan->contexts.n_axes,
                        (long long)b->items, plan->assumptions.n, plan->assumptions.n_axes);
    else
        rap_text_format(&p->words,
                        tr(l, "%s. Searched: %zu points over %zu circumstances, each the mean of "
                              "%lld pairs of runs."),
                        rap_part_string(&parts, 0), plan->contexts.n, plan->contexts.n_axes,
                        (long long)b->items);
    rap_parts_end(&parts, &p->words);
    if (missing)
        rap_text_format(&p->words,
                        tr_n(l, " %zu point has no value and takes no part.",
                             " %zu points have no value and take no part.", (int64_t)missing),
                        missing);
    say_paragraph(p, "");
}

void say_boxes(rap_page *p) {
    const rap_language *l = p->language;
    rap_text_add(
        &p->words,
        tr(l, "Boxes were found in these runs and are to be tested on others, with another seed "
              "(candidates.cfg has them as propositions). Ranges of circumstances are chosen in "
              "the study; how often they occur in the world is not known here."));
    say_paragraph(p, " class=\"lead\"");
    say_designs(p);
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        say_search(p, &p->t->boxes->searches[k]);
    rap_text_add(
        &p->words,
        tr(l, "Density: share of points in a box that are so; coverage: share of all such points "
              "that lie in it; support: share of all points. All three, and the means, come from "
              "points that had no part in the box; it is shown only where they bear out that it is "
              "denser than the rest. Quasi-p: probability of a density as high without that "
              "restriction, if points were drawn at random."));
    say_small(p);
    say_pictures(p, "boxes");
    say_pictures(p, "trajectories");
}
