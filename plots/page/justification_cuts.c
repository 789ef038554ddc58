/* justification_cuts.c: see justification_cuts.h. */
#include "plots/page/justification_cuts.h"
#include "plots/page/justification_words.h"

#include <math.h>

static bool has_ways_asked(const rap_cuts *cuts) {
    return cuts && cuts->percent > 0;
}

static void add_amount_of(rap_text *out, const rap_tables *t, int64_t cents) {
    rap_money_units(out, t, (int64_t)llround((double)cents / 100));
}

/* "The least harmful way found", "Without cutting 'Travel'", ... */
static void add_way_name(rap_text *out, const rap_tables *t, const rap_cuts *cuts,
                         const rap_cut_way *way) {
    switch (way->kind) {
    case RAP_CUT_LEAST:
        rap_text_add(out, "The least harmful way found");
        break;
    case RAP_CUT_SPARING:
        rap_text_add(out, "The best way found that spares ");
        for (size_t k = 0; k < way->spared; k++)
            rap_text_format(out, "%s" RAP_OPEN_QUOTE "%s" RAP_END_QUOTE, k ? ", " : "",
                            rap_budget_of(t)->lines[cuts->spared[k]].label);
        break;
    case RAP_CUT_UNSPENT:
        rap_text_add(out, "First what is likely to be left over");
        break;
    case RAP_CUT_ALIKE:
        rap_text_add(out, "Every line alike");
        break;
    }
}

/* Which lines lose how much, indirect costs besides. */
static void add_lines_cut(rap_text *out, const rap_tables *t, const rap_cut_way *way) {
    size_t said = 0;
    for (size_t i = 0; i < t->lines->n; i++) {
        if (way->cents[i] < 50)
            continue;
        rap_text_format(out, "%s%s ", said++ ? ", " : "", rap_budget_of(t)->lines[i].label);
        add_amount_of(out, t, way->cents[i]);
        rap_text_format(out, " (%.0f %%)", 100 * way->share[i]);
    }
    if (way->indirect > 0) {
        rap_text_add(out, said ? ", and " : "");
        add_amount_of(out, t, way->indirect);
        rap_text_add(out, " of indirect costs");
    }
}

static void add_way_to_cut(rap_text *out, const rap_tables *t, const rap_cuts *cuts, size_t k) {
    const rap_cut_way *way = &cuts->ways[k];
    add_way_name(out, t, cuts, way);
    rap_text_add(out, ": ");
    add_lines_cut(out, t, way);
    rap_text_add(out, ".");
    if (isfinite(way->idle.mean)) {
        rap_text_add(out, " Of this, ");
        add_amount_of(out, t, (int64_t)llround(100 * way->idle.mean));
        rap_text_add(out, " would not have been spent anyway.");
    }
    rap_justify_outcomes(out, t, way->effects);
    if (k > 0 && way->as_good)
        rap_text_add(out, " It is about as good as the first way.");
}

static void add_fall_of_award(rap_text *out, const rap_tables *t, const rap_cuts *cuts) {
    rap_text_format(out, "An award that is %g %% smaller falls by ", cuts->percent);
    add_amount_of(out, t, cuts->target);
    rap_text_add(out, ", from ");
    add_amount_of(out, t, cuts->award);
    rap_text_add(out, " to ");
    add_amount_of(out, t, cuts->award - cuts->target);
    rap_text_add(out, ".");
}

void rap_justify_cuts(rap_writer *w, const rap_tables *t, const rap_cuts *cuts) {
    size_t left_out = 0;
    if (!has_ways_asked(cuts))
        return;
    rap_text_format(&w->words, "If the award is %g %% smaller", cuts->percent);
    put_heading(w, 2);
    if (cuts->why[0]) {
        rap_text_format(&w->words, "No way to cut it was found: %s", cuts->why);
        put_paragraph(w);
        return;
    }
    add_fall_of_award(&w->words, t, cuts);
    rap_text_format(&w->words,
                    " A search tried %zu ways to cut. Those below were then judged on sets of "
                    "assumptions that it had not seen; changes are those from the budget as it "
                    "stands.",
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
        rap_text_format(&w->words, "%zu more, which %s more lines, %s in cuts.csv.", left_out,
                        left_out == 1 ? "spares" : "spare", left_out == 1 ? "stands" : "stand");
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
