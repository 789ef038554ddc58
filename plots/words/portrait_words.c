/* portrait_words.c: see portrait_words.h. */
#include "plots/words/portrait_words.h"
#include "plots/words/numbers.h"

#include <math.h>

size_t rap_portrait_arm(const rap_tables *t) {
    size_t key;
    return rap_words_key_contrasts(t, &key, 1) && t->study->contrasts[key].is_arm
               ? t->study->contrasts[key].plus[0]
               : t->study->baseline;
}

/* ---- who comes first -------------------------------------------------------------------------- */

/* Size of the difference; -1 where there is none. */
static double how_far_apart(const rap_tables *t, const rap_column *who) {
    size_t contrast = rap_portrait_contrast(t->study, rap_portrait_arm(t));
    const rap_contrast_row *row =
        rap_portrait_difference(t, who->group, contrast, rap_portrait_outcome(t, 0));
    return row && isfinite(row->s.mean) ? fabs(row->s.mean) : -1;
}

/* Puts one into the list, which is in order, where it belongs. */
static size_t put_portrait(const rap_column **list, double *apart, size_t n, size_t most,
                           const rap_column *who, double far) {
    size_t k = n < most ? n : most - 1;
    if (n == most && !(far > apart[k]))
        return n;
    for (; k > 0 && far > apart[k - 1]; k--) {
        list[k] = list[k - 1];
        apart[k] = apart[k - 1];
    }
    list[k] = who;
    apart[k] = far;
    return n < most ? n + 1 : n;
}

size_t rap_portraits_first(const rap_tables *t, const rap_column **list, size_t most) {
    enum { MOST_IN_ORDER = 16 };
    double apart[MOST_IN_ORDER];
    size_t all, n = 0;
    const rap_column *who = rap_portraits(t, &all);
    most = most < MOST_IN_ORDER ? most : MOST_IN_ORDER;
    for (size_t k = 0; k < all && most > 0; k++)
        n = put_portrait(list, apart, n, most, &who[k], how_far_apart(t, &who[k]));
    return n;
}

/* ---- sentences -------------------------------------------------------------------------------- */

static double mean_of_portrait(const rap_tables *t, const rap_column *who, size_t arm,
                               int outcome) {
    const rap_summary *s = rap_portrait_level(t, who->group, arm, outcome);
    return s ? s->mean : (double)NAN;
}

static void add_of_ten(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm) {
    char words[32];
    rap_of_ten_words(words, sizeof words, NULL,
                     mean_of_portrait(t, who, arm, rap_portrait_outcome(t, 0)));
    rap_text_format(out, " in %s histories", words);
    if (t->study->n_arms > 1)
        rap_text_format(out, " with " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE, rap_words_arm(t, arm));
}

/* " (+0.092, Monte Carlo interval ...; middle 95 % of sets of assumptions ...)" */
static void add_apart(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm) {
    const int yes = rap_portrait_outcome(t, 0);
    const size_t contrast = rap_portrait_contrast(t->study, arm);
    const rap_contrast_row *row = rap_portrait_difference(t, who->group, contrast, yes);
    if (!row || !isfinite(row->s.mean))
        return;
    rap_text_add(out, " (difference in probability ");
    rap_words_value(out, t, row->outcome, row->s.mean, RAP_WITH_SIGN);
    if (isfinite(row->s.ci_low) && isfinite(row->s.ci_high)) {
        rap_text_add(out, ", Monte Carlo interval ");
        rap_words_interval(out, t, row->outcome, row->s.ci_low, row->s.ci_high, RAP_WITH_SIGN);
    }
    if (isfinite(row->s.plausible_low) && isfinite(row->s.plausible_high)) {
        rap_text_add(out, "; middle 95 % of sets of assumptions ");
        rap_words_interval(out, t, row->outcome, row->s.plausible_low, row->s.plausible_high,
                           RAP_WITH_SIGN);
    }
    rap_text_add(out, ")");
}

/* "people with no other way in: " */
static void add_small_label(rap_text *out, const char *label) {
    bool capital = label[0] >= 'A' && label[0] <= 'Z';
    rap_text_format(out, "%c%s ", capital ? label[0] + ('a' - 'A') : label[0], label + 1);
}

/* " At stake with it, with A and with B: people with no other way in 30 and 17; ..." */
static void add_lost(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm) {
    const size_t baseline = t->study->baseline;
    int outcome;
    rap_text_add(out, " At stake with it");
    if (arm != baseline)
        rap_text_format(out,
                        ", with " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " and with " RAP_OPEN_QUOTE
                        "%s" RAP_END_QUOTE,
                        rap_words_arm(t, arm), rap_words_arm(t, baseline));
    for (size_t k = 0; (outcome = rap_portrait_lost(t, k)) >= 0; k++) {
        rap_text_add(out, k ? "; " : ": ");
        add_small_label(out, t->study->model->outcomes[outcome].label);
        rap_words_value(out, t, (size_t)outcome, mean_of_portrait(t, who, arm, outcome), 0);
        if (arm == baseline)
            continue;
        rap_text_add(out, " and ");
        rap_words_value(out, t, (size_t)outcome, mean_of_portrait(t, who, baseline, outcome), 0);
    }
    rap_text_add(out, ".");
}

void rap_words_portrait(rap_text *out, const rap_tables *t, const rap_column *who) {
    size_t arm = rap_portrait_arm(t);
    rap_text_format(out, "%s %s", who->group_label, t->study->model->portrait->would_say_yes);
    add_of_ten(out, t, who, arm);
    if (arm != t->study->baseline) {
        rap_text_add(out, ",");
        add_of_ten(out, t, who, t->study->baseline);
    }
    add_apart(out, t, who, arm);
    rap_text_add(out, ".");
    add_lost(out, t, who, arm);
}

void rap_words_more_portraits(rap_text *out, const rap_tables *t, size_t shown, const char *where) {
    size_t all;
    (void)rap_portraits(t, &all);
    if (all <= shown)
        return;
    rap_text_format(out, "These differ most. %zu more %s named: %s.", all - shown,
                    all - shown == 1 ? "is" : "are", where);
}

void rap_words_portrait_basis(rap_text *out, const rap_tables *t) {
    const rap_portrait *p = t->study->model->portrait;
    rap_text_format(out, "%s %s", p->basis, p->lost_basis);
}
