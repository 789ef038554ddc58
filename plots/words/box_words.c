/* box_words.c: what a box restricts, and to what. */
#include "plots/words/box_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

enum { FIGURES = 3 };

/* Those that are in, or those that are out where these are fewer. */
static void add_choices(rap_text *out, const rap_language *l, const rap_axis *axis,
                        const rap_prim_limit *limit) {
    const rap_dimension *d = axis->dimension;
    size_t in = 0;
    for (size_t c = 0; c < d->n_choices; c++)
        in += !limit->without[c];
    bool few = 2 * in <= d->n_choices;
    rap_parts parts = {0};
    rap_text *list = rap_next_part(&parts);
    for (size_t c = 0; c < d->n_choices; c++)
        if (limit->without[c] != few)
            rap_text_format(list, "%s%s", list->n ? tr(l, " or ") : "", tr(l, d->choices[c].label));
    rap_text_format(out, few ? "%s" : tr(l, "not %s"), rap_text_string(list));
    rap_parts_end(&parts, out);
}

void rap_words_limit(rap_text *out, const rap_language *l, const rap_axis *axis,
                     const rap_prim_limit *limit) {
    if (axis->dimension && axis->dimension->n_choices) {
        add_choices(out, l, axis, limit);
        return;
    }
    rap_parts parts = {0};
    rap_number_figures(rap_next_part(&parts), l, limit->low, FIGURES);
    rap_number_figures(rap_next_part(&parts), l, limit->high, FIGURES);
    const char *low = rap_part_string(&parts, 0), *high = rap_part_string(&parts, 1);
    if (isinf(limit->low))
        rap_text_format(out, tr(l, "below %s"), high);
    else if (isinf(limit->high))
        rap_text_format(out, tr(l, "above %s"), low);
    else
        rap_text_format(out, tr(l, "%s to %s"), low, high);
    rap_parts_end(&parts, out);
}

void rap_words_box(rap_text *out, const rap_language *l, const rap_search *s, size_t box) {
    size_t said = 0;
    for (size_t d = 0; d < s->design->n_axes; d++) {
        const rap_prim_limit *limit = &s->found.box[box].limits[d];
        const rap_axis *a = &s->design->axes[d];
        if (!limit->restricted)
            continue;
        rap_parts parts = {0};
        rap_words_limit(rap_next_part(&parts), l, a, limit);
        rap_text_add(out, said++ ? tr(l, "; ") : "");
        rap_text_format(out, tr_in(l, "a circumstance, and where it lies", "%s %s"),
                        a->dimension ? tr(l, a->label) : a->name, rap_part_string(&parts, 0));
        rap_parts_end(&parts, out);
    }
}
