/* notes.c: sentences about what the figures rest on, for the page and the terminal alike. */
#include "plots/words/words.h"
#include "analysis/tables/start_values.h"
#include "plots/words/sentence_parts.h"

#include <math.h>
#include <string.h>

/* Differences of the mean of all runs from which totals count as different. */
static const double same_total = 0.005;

const char *rap_note_pairs(const rap_tables *t) {
    return tr(t->language,
              "Differences rest on the pairs of runs in which both sides have a value: the means "
              "of two ways of working need not subtract to their difference.");
}

void rap_words_pairs(rap_text *out, const rap_tables *t, const rap_headline *h, bool arms) {
    int64_t least = t->items, most = 0;
    for (size_t c = 0; c < t->study->n_contrasts; c++) {
        const rap_contrast_row *row = rap_words_row(t, c, h);
        if (!row || t->study->contrasts[c].is_arm != arms)
            continue;
        least = row->s.runs < least ? row->s.runs : least;
        most = row->s.runs > most ? row->s.runs : most;
    }
    if (least >= t->items)
        return;
    const rap_language *l = t->language;
    if (most > least)
        rap_text_format(out,
                        tr(l, "These differences rest on %lld to %lld of %lld pairs of runs, those "
                              "in which both sides have a value."),
                        (long long)least, (long long)most, (long long)t->items);
    else
        rap_text_format(out,
                        tr(l, "These differences rest on %lld of %lld pairs of runs, those in "
                              "which both sides have a value."),
                        (long long)least, (long long)t->items);
}

static bool is_never_there(const rap_tables *t, size_t arm, const rap_headline *h) {
    const rap_outcome_row *row = rap_tables_level(t, arm, h);
    return row && row->s.runs == 0 && t->items > 0;
}

void rap_words_absent(rap_text *out, const rap_tables *t, const rap_headline *h) {
    rap_parts p = {0};
    rap_text *window = rap_next_part(&p), *arms = rap_next_part(&p);
    for (size_t a = 0; a < t->study->n_arms; a++)
        if (is_never_there(t, a, h))
            rap_text_format(arms, "%s%s", arms->n ? tr(t->language, "; ") : "",
                            rap_words_arm(t, a));
    rap_words_window(window, t, h->window);
    if (arms->n)
        rap_text_format(out, tr(t->language, "No value in any run, %s: %s."),
                        rap_text_string(window), rap_text_string(arms));
    if (arms->n && t->study->windows[h->window].anchor >= 0)
        rap_text_format(out, tr(t->language, " That may lie beyond the last month, %lld."),
                        (long long)t->study->horizon);
    rap_parts_end(&p, out);
}

/* The first outcome that is a sum of money, or -1. */
static int first_money(const rap_tables *t) {
    for (size_t o = 0; o < t->study->model->n_outcomes; o++)
        if ((t->study->model->outcomes[o].flags & RAP_CURRENCY) &&
            !t->study->model->outcomes[o].numerator)
            return (int)o;
    return -1;
}

static double total_of(const rap_tables *t, size_t arm, size_t outcome) {
    const rap_outcome_row *row =
        rap_tables_outcome(t, arm, outcome, "all", t->study->horizon_window);
    return row ? row->s.mean : NAN;
}

static bool totals_differ(const rap_tables *t, size_t outcome) {
    double low = INFINITY, high = -INFINITY;
    for (size_t a = 0; a < t->study->n_arms; a++) {
        double x = total_of(t, a, outcome);
        low = isfinite(x) ? fmin(low, x) : low;
        high = isfinite(x) ? fmax(high, x) : high;
    }
    return high - low > same_total * fmax(fabs(low), fabs(high));
}

void rap_words_totals(rap_text *out, const rap_tables *t) {
    int outcome = first_money(t);
    if (outcome < 0 || !totals_differ(t, (size_t)outcome))
        return;
    const rap_outcome *o = &t->study->model->outcomes[outcome];
    if (strcmp(o->name, "granted") == 0)
        rap_text_add(out, tr(t->language, "The ways of working were not granted the same total. "));
    else
        rap_text_format(out, tr(t->language, "The ways of working differ in money (%s). "),
                        tr(t->language, o->label));
    for (size_t a = 0; a < t->study->n_arms; a++) {
        rap_text_format(out, tr(t->language, "%s%s: "), a ? tr(t->language, "; ") : "",
                        rap_words_arm(t, a));
        rap_words_value(out, t, (size_t)outcome, total_of(t, a, (size_t)outcome), RAP_WITH_UNIT);
    }
    rap_text_add(out, ".");
}

void rap_words_starts(rap_text *out, const rap_tables *t) {
    int64_t most = 0;
    size_t n = 0;
    for (size_t k = 0; k < t->n_starts; k++) {
        n += rap_start_parts(t, &t->starts[k]);
        most = t->starts[k].s.runs > most ? t->starts[k].s.runs : most;
    }
    if (!t->n_starts)
        return;
    rap_parts p = {0};
    rap_text_format(rap_next_part(&p), tr_n(t->language, "%lld history", "%lld histories", most),
                    (long long)most);
    rap_text_format(
        out,
        n ? tr(t->language,
               "With every uncertain number at its start value (%s), %zu of %zu headline figures "
               "part from the mean over sets of assumptions by at least the smallest difference "
               "that matters: what the numbers' distributions, and what depends on them unevenly, "
               "make of it.")
          : tr(t->language,
               "With every uncertain number at its start value (%s), %zu of %zu headline figures "
               "part from the mean over sets of assumptions by at least the smallest difference "
               "that matters."),
        rap_part_string(&p, 0), n, t->n_starts);
    rap_parts_end(&p, out);
}
