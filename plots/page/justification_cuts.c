/* justification_cuts.c: see justification_cuts.h. */
#include "plots/page/justification_cuts.h"
#include "plots/page/justification_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

static bool has_ways_asked(const rap_cuts *cuts) {
    return cuts && cuts->percent > 0;
}

/* "The least harmful way found", "The best way found that spares 'Travel'", ... */
static void add_way_name(rap_text *out, const rap_tables *t, const rap_cuts *cuts,
                         const rap_cut_way *way) {
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *spared = rap_next_part(&p);
    switch (way->kind) {
    case RAP_CUT_LEAST:
        rap_text_add(out, tr(l, "The least harmful way found"));
        break;
    case RAP_CUT_SPARING:
        for (size_t k = 0; k < way->spared; k++) {
            rap_text_add(spared, k ? ", " : "");
            rap_text_format(spared, tr(l, "‘%s’"), rap_budget_of(t)->lines[cuts->spared[k]].label);
        }
        rap_text_format(out, tr(l, "The best way found that spares %s"), rap_text_string(spared));
        break;
    case RAP_CUT_UNSPENT:
        rap_text_add(out, tr(l, "First what is likely to be left over"));
        break;
    case RAP_CUT_ALIKE:
        rap_text_add(out, tr(l, "Every line alike"));
        break;
    }
    rap_parts_end(&p, out);
}

/* Which lines lose how much: "Travel CAD 4,800 (50 %), Aftercare CAD 500 (2 %)". */
static void add_own_lines_cut(rap_text *out, const rap_tables *t, const rap_cut_way *way) {
    rap_parts p = {0};
    rap_text *sum = rap_next_part(&p);
    for (size_t i = 0; i < t->lines->n; i++) {
        if (way->cents[i] < 50)
            continue;
        rap_text_clear(sum);
        rap_money_cents(sum, t, way->cents[i]);
        rap_text_add(out, out->n ? ", " : "");
        rap_text_format(out, tr(t->language, "%s %s (%.0f\u00a0%%)"),
                        rap_budget_of(t)->lines[i].label, rap_text_string(sum),
                        100 * way->share[i]);
    }
    rap_parts_end(&p, out);
}

/* The same, indirect costs besides. */
static void add_lines_cut(rap_text *out, const rap_tables *t, const rap_cut_way *way) {
    rap_parts p = {0};
    rap_text *own = rap_next_part(&p), *indirect = rap_next_part(&p);
    add_own_lines_cut(own, t, way);
    rap_money_cents(indirect, t, way->indirect);
    if (way->indirect > 0 && own->n)
        rap_text_format(out, tr(t->language, "%s, and %s of indirect costs"), rap_text_string(own),
                        rap_text_string(indirect));
    else if (way->indirect > 0)
        rap_text_format(out, tr(t->language, "%s of indirect costs"), rap_text_string(indirect));
    else
        rap_text_add(out, rap_text_string(own));
    rap_parts_end(&p, out);
}

static void add_way_to_cut(rap_text *out, const rap_tables *t, const rap_cuts *cuts, size_t k) {
    const rap_cut_way *way = &cuts->ways[k];
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *name = rap_next_part(&p), *lines = rap_next_part(&p), *idle = rap_next_part(&p);
    add_way_name(name, t, cuts, way);
    add_lines_cut(lines, t, way);
    rap_text_format(out, tr(l, "%s: %s."), rap_text_string(name), rap_text_string(lines));
    if (isfinite(way->idle.mean)) {
        rap_money_cents(idle, t, (int64_t)llround(100 * way->idle.mean));
        rap_text_format(out, tr(l, " Of this, %s would not have been spent anyway."),
                        rap_text_string(idle));
    }
    rap_justify_outcomes(out, t, way->effects);
    if (k > 0 && way->as_good)
        rap_text_add(out, tr(l, " It is about as good as the first way."));
    rap_parts_end(&p, out);
}

static void add_fall_of_award(rap_text *out, const rap_tables *t, const rap_cuts *cuts) {
    rap_parts p = {0};
    rap_number_as_given(rap_next_part(&p), t->language, cuts->percent);
    rap_money_cents(rap_next_part(&p), t, cuts->target);
    rap_money_cents(rap_next_part(&p), t, cuts->award);
    rap_money_cents(rap_next_part(&p), t, cuts->award - cuts->target);
    rap_text_format(out,
                    tr(t->language, "An award that is %s %% smaller falls by %s, from %s to %s."),
                    rap_part_string(&p, 0), rap_part_string(&p, 1), rap_part_string(&p, 2),
                    rap_part_string(&p, 3));
    rap_parts_end(&p, out);
}

static void put_heading_of_cuts(rap_writer *w, const rap_cuts *cuts) {
    rap_parts p = {0};
    rap_number_as_given(rap_next_part(&p), w->language, cuts->percent);
    rap_text_format(&w->words, tr(w->language, "If the award is %s %% smaller"),
                    rap_part_string(&p, 0));
    rap_parts_end(&p, &w->words);
    put_heading(w, 2);
}

void rap_justify_cuts(rap_writer *w, const rap_tables *t, const rap_cuts *cuts) {
    size_t left_out = 0;
    if (!has_ways_asked(cuts))
        return;
    put_heading_of_cuts(w, cuts);
    if (cuts->why[0]) {
        rap_text_format(&w->words, tr(w->language, "No way to cut it was found: %s"),
                        tr(w->language, cuts->why));
        put_paragraph(w);
        return;
    }
    add_fall_of_award(&w->words, t, cuts);
    rap_text_format(&w->words,
                    tr(w->language, " A search tried %zu ways to cut. Those below were then judged "
                                    "on sets of assumptions that it had not seen; changes are "
                                    "those from the budget as it stands."),
                    cuts->tried);
    put_paragraph(w);
    put_markup(w, "<ul>\n", "\n");
    for (size_t k = 0; k < cuts->n_ways; k++) {
        if (cuts->ways[k].kind == RAP_CUT_SPARING && cuts->ways[k].spared > 1) {
            left_out++;
            continue;
        }
        add_way_to_cut(&w->words, t, cuts, k);
        put_item(w);
    }
    put_markup(w, "</ul>\n", "");
    if (left_out) {
        rap_text_format(&w->words,
                        tr_n(w->language, "%zu more, which spares more lines, stands in cuts.csv.",
                             "%zu more, which spare more lines, stand in cuts.csv.",
                             (int64_t)left_out),
                        left_out);
        put_paragraph(w);
    }
}

void rap_justify_first_cut(rap_text *out, const rap_tables *t, const rap_cuts *cuts) {
    if (!has_ways_asked(cuts) || cuts->why[0] || cuts->n_ways == 0)
        return;
    add_fall_of_award(out, t, cuts);
    rap_text_add(out, " ");
    add_way_to_cut(out, t, cuts, 0);
}
