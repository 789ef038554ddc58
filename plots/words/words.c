/* words.c: numbers, windows and groups as people read them. */
#include "plots/words/words.h"
#include "analysis/estimate/matters.h"
#include "model/model.h"
#include "plots/words/numbers.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const rap_outcome *model_outcome(const rap_tables *t, size_t outcome) {
    return &t->study->model->outcomes[outcome];
}

static bool is_in_shares(const rap_tables *t, size_t outcome) {
    return strcmp(model_outcome(t, outcome)->unit, "share") == 0;
}

static bool is_scale(const rap_tables *t, size_t outcome) {
    return strcmp(model_outcome(t, outcome)->unit, "0-1") == 0;
}

static bool is_money(const rap_tables *t, size_t outcome) {
    return (model_outcome(t, outcome)->flags & RAP_CURRENCY) != 0;
}

/* Units that a number between 0 and 1 does without. */
static bool is_bare(const rap_tables *t, size_t outcome) {
    static const char *const bare[] = {"0-1", "1", "probability", "ratio", "load"};
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++)
        if (strcmp(model_outcome(t, outcome)->unit, bare[i]) == 0)
            return true;
    return false;
}

double rap_words_scale(const rap_tables *t, size_t outcome) {
    return is_in_shares(t, outcome) ? 100 : 1;
}

static int places_of(const rap_tables *t, size_t outcome) {
    return rap_places_on_page(t->study->delta[outcome] * rap_words_scale(t, outcome));
}

/* Takes the plural off a unit: "partnerships" to "partnership". */
static void make_singular(rap_text *unit) {
    const char *s = rap_text_string(unit);
    bool people = strcmp(s, "people") == 0;
    size_t n = unit->n, keep = n > 1 && s[n - 1] == 's' && s[n - 2] != 's' ? n - 1 : n;
    rap_text one;
    rap_text_init(&one);
    rap_text_add_bytes(&one, people ? "person" : s, people ? 6 : keep);
    unit->failed |= one.failed;
    rap_text_clear(unit);
    rap_text_add(unit, rap_text_string(&one));
    rap_text_free(&one);
}

/* After a number: "people", or "person" where it is 1. */
static void add_unit_after(rap_text *out, const rap_tables *t, size_t outcome, bool difference,
                           bool is_one) {
    rap_text unit;
    rap_text_init(&unit);
    if (difference)
        rap_words_difference_unit(&unit, t, outcome);
    else
        rap_words_unit(&unit, t, outcome);
    if (is_one)
        make_singular(&unit);
    rap_text_format(out, RAP_NO_BREAK "%s", rap_text_string(&unit));
    out->failed |= unit.failed;
    rap_text_free(&unit);
}

double rap_words_rounded(const rap_tables *t, size_t outcome, double x) {
    double unit = rap_words_scale(t, outcome) * pow(10, places_of(t, outcome));
    return round(x * unit) / unit;
}

void rap_words_value(rap_text *out, const rap_tables *t, size_t outcome, double x,
                     unsigned options) {
    if (!isfinite(x)) {
        rap_text_add(out, "none");
        return;
    }
    if (is_money(t, outcome) && (options & RAP_WITH_UNIT))
        rap_text_format(out, "%s" RAP_NO_BREAK, t->study->currency);
    int places = options & RAP_IN_WHOLE ? 0 : places_of(t, outcome);
    x *= rap_words_scale(t, outcome);
    rap_number(out, x, places, options & RAP_WITH_SIGN);
    if (options & RAP_WITH_UNIT && !is_money(t, outcome) && !is_bare(t, outcome))
        add_unit_after(out, t, outcome, options & RAP_WITH_SIGN,
                       places == 0 && fabs(x) > 0.5 && fabs(x) < 1.5);
}

void rap_words_delta(rap_text *out, const rap_tables *t, size_t outcome) {
    rap_words_size(out, t, outcome, t->study->delta[outcome]);
}

void rap_words_size(rap_text *out, const rap_tables *t, size_t outcome, double size) {
    size *= rap_words_scale(t, outcome);
    if (is_money(t, outcome))
        rap_text_format(out, "%s" RAP_NO_BREAK, t->study->currency);
    rap_text_format(out, "%.10g", size);
    if (is_money(t, outcome) || is_bare(t, outcome))
        return;
    add_unit_after(out, t, outcome, true, size == 1);
}

void rap_words_interval(rap_text *out, const rap_tables *t, size_t outcome, double low, double high,
                        unsigned options) {
    if (!isfinite(low) || !isfinite(high)) {
        rap_text_add(out, "none");
        return;
    }
    rap_words_value(out, t, outcome, low, options & ~(unsigned)RAP_WITH_UNIT);
    rap_text_add(out, " to ");
    rap_words_value(out, t, outcome, high, options & ~(unsigned)RAP_WITH_UNIT);
}

void rap_words_unit(rap_text *out, const rap_tables *t, size_t outcome) {
    if (is_money(t, outcome))
        rap_text_add(out, t->study->currency);
    else
        rap_text_add(out, is_in_shares(t, outcome) ? "%"
                          : is_scale(t, outcome)   ? "0 to 1"
                                                   : model_outcome(t, outcome)->unit);
}

void rap_words_difference_unit(rap_text *out, const rap_tables *t, size_t outcome) {
    if (is_in_shares(t, outcome))
        rap_text_add(out, "percentage points");
    else
        rap_words_unit(out, t, outcome);
}

/* "first end" for the anchor "first_end". */
static void add_spaced(rap_text *out, const char *name) {
    for (; *name; name++)
        rap_text_add_bytes(out, *name == '_' ? " " : name, 1);
}

static const char *plural_ending(int64_t n) {
    return n == 1 ? "" : "s";
}

void rap_words_window(rap_text *out, const rap_tables *t, size_t window) {
    const rap_window *w = &t->study->windows[window];
    const char *const *labels = t->study->model->anchor_labels;
    if (w->anchor < 0) {
        rap_text_format(out, "after %d month%s", w->months, plural_ending(w->months));
        if (w->months >= 24 && w->months % 12 == 0)
            rap_text_format(out, " (%d years)", w->months / 12);
        return;
    }
    if (w->months == 0)
        rap_text_add(out, "at ");
    else
        rap_text_format(out, "%d month%s after ", w->months, plural_ending(w->months));
    if (labels) {
        rap_text_format(out, "%s of each arm", labels[w->anchor]);
        return;
    }
    rap_text_add(out, "each arm" RAP_END_QUOTE "s own ");
    add_spaced(out, t->study->model->anchors[w->anchor]);
}

const char *rap_words_group(const rap_tables *t, const char *group) {
    for (size_t c = 0; c < t->layout->n_columns; c++)
        if (strcmp(t->layout->columns[c].group, group) == 0 && t->layout->columns[c].group_label)
            return t->layout->columns[c].group_label;
    return group;
}

void rap_words_headline(rap_text *out, const rap_tables *t, const rap_headline *h) {
    rap_text_add(out, model_outcome(t, h->outcome)->label);
    if (strcmp(h->group, "all") != 0)
        rap_text_format(out, " (%s)", rap_words_group(t, h->group));
    rap_text_add(out, ", ");
    rap_words_window(out, t, h->window);
}

const char *rap_words_arm(const rap_tables *t, size_t arm) {
    return t->study->arms[arm].label;
}

const char *rap_words_baseline(const rap_tables *t) {
    return rap_words_arm(t, t->study->baseline);
}

void rap_words_contrast(rap_text *out, const rap_tables *t, size_t contrast) {
    const rap_contrast *c = &t->study->contrasts[contrast];
    if (c->is_arm && c->n_plus == 1)
        rap_text_format(
            out, RAP_OPEN_QUOTE "%s" RAP_END_QUOTE " against " RAP_OPEN_QUOTE "%s" RAP_END_QUOTE,
            rap_words_arm(t, c->plus[0]), rap_words_baseline(t));
    else
        rap_text_add(out, c->label);
}

void rap_words_histories(rap_text *out, const rap_tables *t) {
    long long replicates = t->study->replicates > 0 ? t->study->replicates : 1;
    long long items = t->items, draws = items / replicates;
    if (t->study->draws == 0)
        rap_text_format(out, "%lld run%s with the start values of all assumptions", items,
                        plural_ending(items));
    else if (draws * replicates == items)
        rap_text_format(out, "%lld set%s of assumptions " RAP_TIMES " %lld run%s", draws,
                        plural_ending(draws), replicates, plural_ending(replicates));
    else
        rap_text_format(out, "%lld run%s over %lld set%s of assumptions", items,
                        plural_ending(items), draws + 1, plural_ending(draws + 1));
}

void rap_words_runs(rap_text *out, const rap_tables *t) {
    rap_words_histories(out, t);
    if (t->study->n_arms > 1)
        rap_text_format(out, " of each of %zu arms", t->study->n_arms);
}

int64_t rap_words_sets(const rap_tables *t) {
    return t->study->draws > 0 ? t->study->draws : 1;
}

const rap_contrast_row *rap_words_row(const rap_tables *t, size_t contrast, const rap_headline *h) {
    return rap_tables_contrast(t, contrast, h->outcome, h->group, h->window);
}

enum { ENOUGH_SETS = 30 };

static bool has_few(const rap_tables *t, const rap_summary *s) {
    return s->draws < ENOUGH_SETS && 2 * s->draws < rap_words_sets(t);
}

rap_claim rap_words_claim(const rap_tables *t, const rap_contrast_row *row) {
    if (!row || !isfinite(row->s.mean))
        return RAP_CLAIM_NONE;
    double delta = t->study->delta[row->outcome];
    double low = row->s.ci_low, high = row->s.ci_high;
    if (has_few(t, &row->s))
        return RAP_CLAIM_FEW;
    if (!isfinite(low) || !isfinite(high))
        return RAP_CLAIM_NEAR;
    if (model_outcome(t, row->outcome)->better < 0) {
        low = -row->s.ci_high;
        high = -row->s.ci_low;
    }
    if (rap_at_least(low, delta))
        return RAP_CLAIM_BETTER;
    if (rap_at_least(-high, delta))
        return RAP_CLAIM_WORSE;
    return rap_at_least(-low, delta) || rap_at_least(high, delta) ? RAP_CLAIM_NEAR
                                                                  : RAP_CLAIM_SMALL;
}

bool rap_words_any_interval(const rap_tables *t) {
    for (size_t h = 0; h < t->study->n_headlines; h++)
        for (size_t c = 0; c < t->study->n_contrasts; c++) {
            const rap_contrast_row *row = rap_words_row(t, c, &t->study->headlines[h]);
            if (row && t->study->contrasts[c].is_arm && isfinite(row->s.ci_low))
                return true;
        }
    return false;
}

bool rap_words_is_chance(const rap_summary *s) {
    return isnan(s->plausible_low) && isfinite(s->sd_parameters) && s->sd_chance > 0;
}

bool rap_words_steady(const rap_tables *t, const rap_contrast_row *row) {
    const rap_summary *s = &row->s;
    if (isfinite(s->plausible_low) && isfinite(s->plausible_high))
        return s->plausible_low > 0 || s->plausible_high < 0;
    bool better = model_outcome(t, row->outcome)->better < 0 ? s->mean < 0 : s->mean > 0;
    return better ? row->p_mean >= 0.8 : row->p_mean <= 0.2;
}

const char *rap_words_verdict(const rap_tables *t, const rap_contrast_row *row) {
    static const char *const words[2][2][2] = {
        {{"lower on average", "lower"}, {"higher on average", "higher"}},
        {{"worse on average", "worse"}, {"better on average", "better"}}};
    rap_claim claim = rap_words_claim(t, row);
    if (claim == RAP_CLAIM_BETTER || claim == RAP_CLAIM_WORSE)
        return words[model_outcome(t, row->outcome)->better != 0][claim == RAP_CLAIM_BETTER]
                    [rap_words_steady(t, row)];
    return claim == RAP_CLAIM_SMALL  ? "no difference that matters"
           : claim == RAP_CLAIM_NEAR ? "not clear"
           : claim == RAP_CLAIM_FEW  ? "too few runs"
                                     : "none";
}

void rap_words_range(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s,
                     unsigned options) {
    if (rap_words_is_chance(s))
        rap_text_add(out, "as by chance");
    else if (!isfinite(s->plausible_low) || !isfinite(s->plausible_high))
        rap_text_add(out, isfinite(s->mean) ? "-" : "none");
    else
        rap_words_interval(out, t, outcome, s->plausible_low, s->plausible_high, options);
}

void rap_words_of_sets(rap_text *out, double share, int64_t n, int64_t all, const char *sets) {
    if (n < 1 || !isfinite(share)) {
        rap_text_add(out, "-");
        return;
    }
    rap_text_format(out, "%s%lld of %lld%s", sets ? "about " : "",
                    (long long)rap_words_count(share, n), (long long)n, sets ? sets : "");
    if (n < all)
        rap_text_format(out, " (%lld ha%s no value)", (long long)(all - n),
                        all - n == 1 ? "s" : "ve");
}

void rap_words_share(rap_text *out, const rap_tables *t, const rap_contrast_row *row,
                     const char *sets) {
    bool told = row && t->study->draws > 0 && row->s.draws > 1;
    rap_words_of_sets(out, told ? row->p_mean : NAN, told ? row->s.draws : 0, rap_words_sets(t),
                      sets);
}

double rap_words_bound(const rap_tables *t, size_t outcome) {
    return rap_outcome_bound(model_outcome(t, outcome));
}

/* How many written contrasts have this arm on their plus side. */
static size_t times_plus(const rap_study *s, size_t arm) {
    size_t n = 0;
    for (size_t c = 0; c < s->n_contrasts; c++)
        for (size_t k = 0; !s->contrasts[c].is_arm && k < s->contrasts[c].n_plus; k++)
            n += s->contrasts[c].plus[k] == arm;
    return n;
}

static bool add_key_contrast(size_t *contrasts, size_t *n, size_t most, size_t c) {
    for (size_t i = 0; i < *n; i++)
        if (contrasts[i] == c)
            return false;
    if (*n >= most)
        return false;
    contrasts[(*n)++] = c;
    return true;
}

size_t rap_words_key_contrasts(const rap_tables *t, size_t *contrasts, size_t most) {
    const rap_study *s = t->study;
    size_t n = 0, best = s->n_contrasts, best_times = 0;
    for (size_t c = 0; c < s->n_contrasts; c++) {
        if (!s->contrasts[c].is_arm || s->contrasts[c].n_plus == 0)
            continue;
        size_t times = times_plus(s, s->contrasts[c].plus[0]);
        if (best == s->n_contrasts || times > best_times) {
            best = c;
            best_times = times;
        }
    }
    if (best < s->n_contrasts)
        add_key_contrast(contrasts, &n, most, best);
    for (int written = 1; written >= 0; written--)
        for (size_t c = 0; c < s->n_contrasts; c++)
            if (s->contrasts[c].is_arm == !written)
                add_key_contrast(contrasts, &n, most, c);
    return n;
}

int64_t rap_words_count(double share, int64_t draws) {
    return isfinite(share) ? (int64_t)llround(share * (double)draws) : 0;
}

/* Whether a span needs its label: it is not of the kind that comes first. */
static bool says_more(const rap_tables *t, size_t k) {
    return t->spans[k].label && t->spans[0].label && strcmp(t->spans[k].label, t->spans[0].label);
}

void rap_words_spans(rap_text *out, const rap_tables *t, size_t arm) {
    size_t first = t->span_first ? t->span_first[arm] : 0;
    size_t end = t->span_first ? t->span_first[arm + 1] : 0;
    for (size_t k = first; k < end; k++) {
        const rap_span *x = &t->spans[k];
        rap_text_format(out, "%s%g" RAP_DASH "%g%s%s", k > first ? ", " : "", x->from, x->to,
                        says_more(t, k) ? " " : "", says_more(t, k) ? x->label : "");
        if (x->group)
            rap_text_format(out, " (%s)", rap_words_group(t, x->group));
    }
    if (first == end)
        rap_text_add(out, "none");
}

int rap_words_spend(const rap_tables *t) {
    for (size_t o = 0; o < t->study->model->n_outcomes; o++)
        if (t->study->model->outcomes[o].flags & RAP_SPEND)
            return (int)o;
    return -1;
}
