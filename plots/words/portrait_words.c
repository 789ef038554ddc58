/* portrait_words.c: see portrait_words.h. */
#include "plots/words/portrait_words.h"
#include "plots/words/signs.h"
#include "plots/words/sentence_parts.h"

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

/* "in 6 of 10 histories with ‘Stay’" */
static void add_of_ten(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm) {
    const rap_language *l = t->language;
    rap_parts parts = {0};
    rap_of_ten_words(rap_next_part(&parts), l,
                     mean_of_portrait(t, who, arm, rap_portrait_outcome(t, 0)));
    const char *words = rap_part_string(&parts, 0);
    if (t->study->n_arms > 1)
        rap_text_format(out, tr(l, "in %s histories with ‘%s’"), words, rap_words_arm(t, arm));
    else
        rap_text_format(out, tr(l, "in %s histories"), words);
    rap_parts_end(&parts, out);
}

/* " (difference in probability +0.092, Monte Carlo interval ...; middle 95 % of sets of assumptions ...)" */
static void add_apart(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm) {
    const int yes = rap_portrait_outcome(t, 0);
    const rap_language *l = t->language;
    const size_t contrast = rap_portrait_contrast(t->study, arm);
    const rap_contrast_row *row = rap_portrait_difference(t, who->group, contrast, yes);
    rap_parts p = {0};
    rap_text *mean = rap_next_part(&p), *interval = rap_next_part(&p), *range = rap_next_part(&p);
    if (!row || !isfinite(row->s.mean))
        return;
    const rap_summary *s = &row->s;
    rap_words_value(mean, t, row->outcome, s->mean, RAP_WITH_SIGN);
    if (isfinite(s->ci_low) && isfinite(s->ci_high)) {
        rap_text *ends = rap_next_part(&p);
        rap_words_interval(ends, t, row->outcome, s->ci_low, s->ci_high, RAP_WITH_SIGN);
        rap_text_format(interval, tr(l, ", Monte Carlo interval %s"), rap_text_string(ends));
    }
    if (isfinite(s->plausible_low) && isfinite(s->plausible_high)) {
        rap_text *ends = rap_next_part(&p);
        rap_words_interval(ends, t, row->outcome, s->plausible_low, s->plausible_high,
                           RAP_WITH_SIGN);
        rap_text_format(range, tr(l, "; middle 95 %% of sets of assumptions %s"),
                        rap_text_string(ends));
    }
    rap_text_format(out, tr(l, " (difference in probability %s%s%s)"), rap_text_string(mean),
                    rap_text_string(interval), rap_text_string(range));
    rap_parts_end(&p, out);
}

/* "people with no other way in": a label inside a sentence. */
static void add_small_label(rap_text *out, const char *label) {
    bool capital = label[0] >= 'A' && label[0] <= 'Z';
    rap_text_format(out, "%c%s", capital ? label[0] + ('a' - 'A') : label[0], label + 1);
}

/* "people with no other way in 30 and 17": one outcome, in the arm and in the baseline. */
static void add_one_lost(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm,
                         int outcome) {
    const size_t baseline = t->study->baseline;
    rap_parts p = {0};
    rap_text *label = rap_next_part(&p), *here = rap_next_part(&p), *there = rap_next_part(&p);
    add_small_label(label, rap_words_outcome(t, (size_t)outcome));
    rap_words_value(here, t, (size_t)outcome, mean_of_portrait(t, who, arm, outcome), 0);
    rap_words_value(there, t, (size_t)outcome, mean_of_portrait(t, who, baseline, outcome), 0);
    if (arm == baseline)
        rap_text_format(out, tr(t->language, "%s %s"), rap_text_string(label),
                        rap_text_string(here));
    else
        rap_text_format(out, tr(t->language, "%s %s and %s"), rap_text_string(label),
                        rap_text_string(here), rap_text_string(there));
    rap_parts_end(&p, out);
}

/* " At stake with it, with A and with B: people with no other way in 30 and 17; ..." */
static void add_lost(rap_text *out, const rap_tables *t, const rap_column *who, size_t arm) {
    const size_t baseline = t->study->baseline;
    rap_parts p = {0};
    rap_text *all = rap_next_part(&p);
    int outcome;
    for (size_t k = 0; (outcome = rap_portrait_lost(t, k)) >= 0; k++) {
        rap_text_add(all, k ? tr(t->language, "; ") : "");
        add_one_lost(all, t, who, arm, outcome);
    }
    if (arm == baseline)
        rap_text_format(out, tr(t->language, " At stake with it: %s."), rap_text_string(all));
    else
        rap_text_format(out, tr(t->language, " At stake with it, with ‘%s’ and with ‘%s’: %s."),
                        rap_words_arm(t, arm), rap_words_arm(t, baseline), rap_text_string(all));
    rap_parts_end(&p, out);
}

void rap_words_portrait(rap_text *out, const rap_tables *t, const rap_column *who) {
    const rap_language *l = t->language;
    const char *would = tr(l, t->study->model->portrait->would_say_yes);
    size_t arm = rap_portrait_arm(t);
    rap_parts p = {0};
    rap_text *here = rap_next_part(&p), *there = rap_next_part(&p), *apart = rap_next_part(&p);
    add_of_ten(here, t, who, arm);
    add_of_ten(there, t, who, t->study->baseline);
    add_apart(apart, t, who, arm);
    if (arm == t->study->baseline)
        rap_text_format(out, tr(l, "%s %s %s%s."), who->group_label, would, rap_text_string(here),
                        rap_text_string(apart));
    else
        rap_text_format(out, tr(l, "%s %s %s, %s%s."), who->group_label, would,
                        rap_text_string(here), rap_text_string(there), rap_text_string(apart));
    rap_parts_end(&p, out);
    add_lost(out, t, who, arm);
}

void rap_words_more_portraits(rap_text *out, const rap_tables *t, size_t shown, const char *where) {
    size_t all;
    (void)rap_portraits(t, &all);
    if (all <= shown)
        return;
    rap_text_format(out,
                    tr_n(t->language, "These differ most. %zu more is named: %s.",
                         "These differ most. %zu more are named: %s.", (int64_t)(all - shown)),
                    all - shown, where);
}

void rap_words_portrait_basis(rap_text *out, const rap_tables *t) {
    const rap_portrait *p = t->study->model->portrait;
    rap_text_format(out, "%s %s", tr(t->language, p->basis), tr(t->language, p->lost_basis));
}
