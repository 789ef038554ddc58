/* report_discovery.c: where it holds: boxes of circumstances and of assumptions, each in words with its
 * numbers and what carries it. What is said of a box comes from points that did not decide it. */
#include "plots/pictures/box_parts.h"
#include "plots/page/sections.h"

#include <math.h>

static void add_quasi(rap_page *p, const rap_search *s, size_t box) {
    size_t said = 0;
    for (size_t d = 0; d < s->design->n_axes; d++) {
        const rap_prim_limit *l = &s->found.box[box].limits[d];
        if (!l->restricted || isnan(l->quasi_p))
            continue;
        rap_text_add(&p->words, said++ ? ", " : " Quasi-p: ");
        rap_text_format(&p->words, "%s %.2g", s->design->axes[d].name, l->quasi_p);
    }
    rap_text_add(&p->words, said ? "." : "");
}

static void add_carrier_words(rap_page *p, const rap_carrier *c) {
    const rap_mechanism *m = p->t->boxes->study->model->mechanisms;
    if (!c->known)
        return;
    rap_text_add(&p->words, " In circumstances that stand for the box the difference is ");
    rap_box_summary(&p->words, p->t, &c->effect);
    if (c->mechanism >= 0)
        rap_text_format(&p->words,
                        "; without the mechanism " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " it loses ",
                        m[c->mechanism].label);
    else
        rap_text_format(&p->words,
                        "; no single mechanism carries it: " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE
                        " carries most, ",
                        m[c->most].label);
    rap_box_summary(&p->words, p->t, &c->lost);
    rap_text_add(&p->words, ".");
}

static void say_box(rap_page *p, const rap_search *s, size_t box) {
    const rap_box_facts *f = &s->facts[box];
    say_raw(p, "<li><strong>");
    rap_box_sentence(&p->words, s, box);
    say_flush(p);
    say_raw(p, "</strong>: ");
    rap_box_numbers(&p->words, s, box);
    rap_text_add(&p->words, ". ");
    if (!rap_box_is_dense(p->t->boxes, &s->found.box[box]))
        rap_text_format(&p->words, "The density asked for, %.0f %%, was not reached. ",
                        100 * p->t->boxes->study->discovery.density);
    rap_text_add(&p->words, "Mean difference inside ");
    rap_box_summary(&p->words, p->t, &f->inside);
    rap_text_add(&p->words, ", outside ");
    rap_box_summary(&p->words, p->t, &f->outside);
    rap_text_add(&p->words, ".");
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
    rap_text_format(&p->words, "So at %zu of %zu points.%s%s", s->labelled, s->design->n,
                    s->found.n ? "" : " ", s->found.n ? "" : rap_search_why_none(s));
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
    say_raw(p, "<p>");
    rap_box_measure(&p->words, p->t, &b->searches[0]);
    rap_text_format(&p->words,
                    ". Searched: %zu points over %zu circumstances, each the mean of %lld pairs of "
                    "runs",
                    plan->contexts.n, plan->contexts.n_axes, (long long)b->items);
    if (plan->assumptions.n)
        rap_text_format(&p->words, ", and %zu points over %zu uncertain numbers",
                        plan->assumptions.n, plan->assumptions.n_axes);
    rap_text_add(&p->words, ".");
    if (b->missing[0] + b->missing[1])
        rap_text_format(&p->words, " %zu points have no value and take no part.",
                        b->missing[0] + b->missing[1]);
    say_flush(p);
    say_raw(p, "</p>\n");
}

void say_boxes(rap_page *p) {
    say_raw(p, "<p class=\"lead\">Boxes were found in these runs and are to be "
               "tested on others, with another seed (candidates.cfg has them as propositions). "
               "Ranges of circumstances are chosen in the study; how often they occur in the world "
               "is not known here.</p>\n");
    say_designs(p);
    for (size_t k = 0; k < RAP_SEARCHES; k++)
        say_search(p, &p->t->boxes->searches[k]);
    rap_text_add(&p->words,
                 "Density: share of points in a box that are so; coverage: share of all such "
                 "points that lie in it; support: share of all points. All three, and the means, "
                 "come from points that had no part in the box; it is shown only where "
                 "they bear out that it is denser than the rest. Quasi-p: probability of a density "
                 "as high without that restriction, if points were drawn at random.");
    say_small(p);
    say_pictures(p, "boxes");
    say_pictures(p, "trajectories");
}
