/* verdict_words.c: whole sentences for each thing that can be open in a verdict. */
#include "plots/words/verdict_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

#include <math.h>

enum { MOST_NAMED = 100000 };

/* How many runs or sets of assumptions would settle it. */
static void add_how_many_draws(rap_text *out, const rap_language *l, const rap_verdicts *v,
                               const rap_open *o) {
    if (isnan(o->draws)) {
        rap_text_add(out, tr(l, " The mean stands at that size, so that no number of draws can be "
                                "named that would settle it."));
        return;
    }
    bool beyond = o->draws > MOST_NAMED;
    rap_parts parts = {0};
    rap_number(rap_next_part(&parts), l, beyond ? MOST_NAMED : o->draws, 0, false);
    const char *draws = rap_part_string(&parts, 0);
    if (beyond)
        rap_text_format(out,
                        o->of_runs
                            ? tr(l, " It would take more than %s runs to settle it.")
                            : tr(l, " It would take more than %s sets of assumptions to settle "
                                    "it."),
                        draws);
    else
        rap_text_format(out,
                        o->of_runs
                            ? tr(l, " About %s runs in place of %lld would settle it, if mean and "
                                    "spread stay as they are.")
                            : tr(l, " About %s sets of assumptions in place of %lld would settle "
                                    "it, if mean and spread stay as they are."),
                        draws, (long long)(o->of_runs ? v->items : v->draws));
    rap_parts_end(&parts, out);
}

static void add_share_of_sets(rap_text *out, const rap_language *l, const rap_verdicts *v,
                              const rap_share *above) {
    rap_parts parts = {0};
    rap_number_as_given(rap_next_part(&parts), l, 100 * v->study->rule.share);
    rap_text_format(out,
                    tr(l, " It is so in about %lld of %lld sets of assumptions, and at least %s %% "
                          "are asked for, one way or the other: more draws do not settle that."),
                    (long long)above->k, (long long)above->n, rap_part_string(&parts, 0));
    rap_parts_end(&parts, out);
}

static void add_what_is_open(rap_text *out, const rap_language *l, const rap_verdicts *v,
                             const rap_proposition_result *r) {
    static const char *const claims[] = {
        "", RAP_MESSAGE(" Open: whether the effect is as large as matters."),
        RAP_MESSAGE(" Open: whether enough of it is lost without the response."),
        RAP_MESSAGE(" Open: whether it is larger inside than outside by enough.")};
    const rap_estimate *open[] = {NULL, &r->effect, &r->removed_last, &r->context};
    const rap_open *o = &r->open;
    rap_text_add(out, tr(l, claims[o->claim]));
    switch (o->reason) {
    case RAP_BY_NO_VALUE:
        rap_text_add(out, tr(l, " No run has a value."));
        break;
    case RAP_BY_ONE_RUN:
        rap_text_add(out, tr(l, " One run has no interval, and with one run a set of assumptions "
                                "it cannot be told of how many it is so."));
        break;
    case RAP_BY_SHARE:
        add_share_of_sets(out, l, v, &open[o->claim]->above);
        break;
    case RAP_BY_INTERVAL:
        add_how_many_draws(out, l, v, o);
        break;
    }
}

void rap_verdict_words(rap_text *out, const rap_language *l, const rap_verdicts *v,
                       const rap_proposition_result *r) {
    rap_text_format(out,
                    tr_n(l, "Allowing for the %zu claim of the study (Holm): %s.",
                         "Allowing for all %zu claims of the study (Holm): %s.",
                         (int64_t)v->claims),
                    v->claims, tr(l, rap_verdict_names[r->among_all]));
    if (r->open.claim != RAP_NONE_OPEN)
        add_what_is_open(out, l, v, r);
    if (r->proposition->earlier.asked)
        rap_text_format(out, tr(l, " Of %lld runs %lld are in the context, %lld outside it."),
                        (long long)v->items, (long long)r->runs_inside, (long long)r->runs_outside);
    if (r->runs_moved > 0)
        rap_text_format(out,
                        tr(l, " The resource itself put %lld of them on the other side; they count "
                              "where they are without it."),
                        (long long)r->runs_moved);
}
