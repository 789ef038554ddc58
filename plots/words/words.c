/* words.c: numbers, windows and groups as people read them. */
#include "plots/words/words.h"
#include "analysis/estimate/matters.h"
#include "model/model.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"

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

bool rap_words_is_of_ten(const rap_tables *t, size_t outcome) {
    return is_in_shares(t, outcome) || strcmp(model_outcome(t, outcome)->unit, "probability") == 0;
}

bool rap_words_is_of_things(const rap_tables *t, size_t outcome) {
    return !is_in_shares(t, outcome) && !is_bare(t, outcome) && !is_money(t, outcome) &&
           t->study->delta[outcome] >= 0.5;
}

double rap_words_scale(const rap_tables *t, size_t outcome) {
    return is_in_shares(t, outcome) ? 100 : 1;
}

static int places_of(const rap_tables *t, size_t outcome) {
    return rap_places_on_page(t->study->delta[outcome] * rap_words_scale(t, outcome));
}

/* Units that models have; those of others are taken as they are. */
#define UNIT(one, many)                                                                            \
    { one, many }
static const struct {
    const char *one, *many;
} units[] = {UNIT("call", "calls"),
             UNIT("event", "events"),
             UNIT("grant", "grants"),
             UNIT("hour", "hours"),
             UNIT("month", "months"),
             UNIT("organisation", "organisations"),
             UNIT("output", "outputs"),
             UNIT("partnership", "partnerships"),
             UNIT("percentage point", "percentage points"),
             UNIT("person", "people"),
             UNIT("promise", "promises"),
             UNIT("run", "runs"),
             UNIT("tie", "ties"),
             UNIT("year", "years")};

const char *rap_words_unit_for(const rap_language *l, const char *unit, int64_t n) {
    for (size_t k = 0; k < sizeof units / sizeof *units; k++)
        if (strcmp(units[k].many, unit) == 0)
            return tr_n(l, units[k].one, units[k].many, n);
    return tr(l, unit);
}

static const char *unit_of_difference(const rap_tables *t, size_t outcome) {
    return is_in_shares(t, outcome) ? "percentage points"
           : is_scale(t, outcome)   ? tr(t->language, "0 to 1")
                                    : model_outcome(t, outcome)->unit;
}

/* After so many: "people", or "person" where it is 1. A fraction below 2 goes with what 0 goes with (the plural of English,
 * the singular of French), another one with the whole number beside it. */
static void add_unit_after(rap_text *out, const rap_tables *t, size_t outcome, bool difference,
                           double x, bool is_one) {
    const char *unit = unit_of_difference(t, outcome);
    int64_t n = is_one ? 1 : fabs(x) < 2 ? 0 : llround(fmin(fabs(x), 1e9));
    if (!difference && is_in_shares(t, outcome))
        unit = "%";
    rap_text_format(out, RAP_NO_BREAK "%s", rap_words_unit_for(t->language, unit, n));
}

double rap_words_rounded(const rap_tables *t, size_t outcome, double x) {
    double unit = rap_words_scale(t, outcome) * pow(10, places_of(t, outcome));
    return round(x * unit) / unit;
}

void rap_words_value(rap_text *out, const rap_tables *t, size_t outcome, double x,
                     unsigned options) {
    if (!isfinite(x)) {
        rap_text_add(out, tr(t->language, "none"));
        return;
    }
    int places = options & RAP_IN_WHOLE ? 0 : places_of(t, outcome);
    rap_parts p = {0};
    x *= rap_words_scale(t, outcome);
    rap_number(rap_next_part(&p), t->language, x, places, options & RAP_WITH_SIGN);
    if (options & RAP_WITH_UNIT && is_money(t, outcome))
        rap_with_currency(out, t->language, t->study->currency, rap_part_string(&p, 0));
    else
        rap_text_add(out, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
    if (options & RAP_WITH_UNIT && !is_money(t, outcome) && !is_bare(t, outcome))
        add_unit_after(out, t, outcome, options & RAP_WITH_SIGN,
                       round(x * pow(10, places)) / pow(10, places),
                       places == 0 && fabs(x) > 0.5 && fabs(x) < 1.5);
}

void rap_words_unsigned(rap_text *out, const rap_tables *t, size_t outcome, double difference) {
    rap_text with_sign;
    rap_text_init(&with_sign);
    rap_words_value(&with_sign, t, outcome, fabs(difference), RAP_WITH_UNIT | RAP_WITH_SIGN);
    const char *words = rap_text_string(&with_sign), *plus = strchr(words, '+');
    rap_text_add_bytes(out, words, plus ? (size_t)(plus - words) : 0);
    rap_text_add(out, plus ? plus + 1 : words);
    out->failed |= with_sign.failed;
    rap_text_free(&with_sign);
}

void rap_words_delta(rap_text *out, const rap_tables *t, size_t outcome) {
    rap_words_size(out, t, outcome, t->study->delta[outcome]);
}

void rap_words_size(rap_text *out, const rap_tables *t, size_t outcome, double size) {
    size *= rap_words_scale(t, outcome);
    rap_parts p = {0};
    rap_number_as_given(rap_next_part(&p), t->language, size);
    if (is_money(t, outcome))
        rap_with_currency(out, t->language, t->study->currency, rap_part_string(&p, 0));
    else
        rap_text_add(out, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
    if (!is_money(t, outcome) && !is_bare(t, outcome))
        add_unit_after(out, t, outcome, true, size, size == 1);
}

void rap_words_interval(rap_text *out, const rap_tables *t, size_t outcome, double low, double high,
                        unsigned options) {
    if (!isfinite(low) || !isfinite(high)) {
        rap_text_add(out, tr(t->language, "none"));
        return;
    }
    rap_parts p = {0};
    rap_words_value(rap_next_part(&p), t, outcome, low, options & ~(unsigned)RAP_WITH_UNIT);
    rap_words_value(rap_next_part(&p), t, outcome, high, options & ~(unsigned)RAP_WITH_UNIT);
    rap_text_format(out, tr(t->language, "%s to %s"), rap_part_string(&p, 0),
                    rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

void rap_words_unit(rap_text *out, const rap_tables *t, size_t outcome) {
    if (is_money(t, outcome))
        rap_text_add(out, t->study->currency);
    else
        rap_text_add(
            out, is_in_shares(t, outcome) ? "%" : tr(t->language, unit_of_difference(t, outcome)));
}

void rap_words_difference_unit(rap_text *out, const rap_tables *t, size_t outcome) {
    if (is_in_shares(t, outcome))
        rap_text_add(out, tr(t->language, "percentage points"));
    else
        rap_words_unit(out, t, outcome);
}

/* "first end" for the anchor "first_end". */
static void add_spaced(rap_text *out, const char *name) {
    for (; *name; name++)
        rap_text_add_bytes(out, *name == '_' ? " " : name, 1);
}

void rap_words_window(rap_text *out, const rap_tables *t, size_t window) {
    const rap_window *w = &t->study->windows[window];
    const rap_language *l = t->language;
    const char *const *labels = t->study->model->anchor_labels;
    if (w->anchor < 0) {
        if (w->months >= 24 && w->months % 12 == 0)
            rap_text_format(out, tr(l, "after %d months (%d years)"), w->months, w->months / 12);
        else
            rap_text_format(out, tr_n(l, "after %d month", "after %d months", w->months),
                            w->months);
        return;
    }
    rap_parts p = {0};
    if (labels)
        rap_text_format(rap_next_part(&p), tr(l, "%s of each way of working"),
                        tr(l, labels[w->anchor]));
    else {
        add_spaced(rap_next_part(&p), t->study->model->anchors[w->anchor]);
        rap_text_format(rap_next_part(&p), tr(l, "each way of working’s own %s"),
                        rap_part_string(&p, 0));
    }
    const char *anchor = rap_part_string(&p, p.n - 1);
    if (w->months == 0)
        rap_text_format(out, tr(l, "at %s"), anchor);
    else
        rap_text_format(out, tr_n(l, "%d month after %s", "%d months after %s", w->months),
                        w->months, anchor);
    rap_parts_end(&p, out);
}

const char *rap_words_group(const rap_tables *t, const char *group) {
    for (size_t c = 0; c < t->layout->n_columns; c++)
        if (strcmp(t->layout->columns[c].group, group) == 0 && t->layout->columns[c].group_label)
            return tr(t->language, t->layout->columns[c].group_label);
    return group;
}

void rap_words_measured(rap_text *out, const rap_tables *t, const rap_headline *h) {
    const char *label = rap_words_outcome(t, h->outcome);
    if (strcmp(h->group, "all") != 0)
        rap_text_format(out, tr(t->language, "%s (%s)"), label, rap_words_group(t, h->group));
    else
        rap_text_add(out, label);
}

void rap_words_headline(rap_text *out, const rap_tables *t, const rap_headline *h) {
    const char *label = rap_words_outcome(t, h->outcome);
    rap_parts p = {0};
    rap_words_window(rap_next_part(&p), t, h->window);
    if (strcmp(h->group, "all") != 0)
        rap_text_format(out, tr(t->language, "%s (%s), %s"), label, rap_words_group(t, h->group),
                        rap_part_string(&p, 0));
    else
        rap_text_format(out, tr(t->language, "%s, %s"), label, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

const char *rap_words_model(const rap_tables *t) {
    const rap_model *m = t->study->model;
    return m->label ? tr(t->language, m->label) : m->name;
}

const char *rap_words_outcome(const rap_tables *t, size_t outcome) {
    return tr(t->language, model_outcome(t, outcome)->label);
}

const char *rap_words_grade(const rap_language *l, const char *grade) {
    static const char *const grades[] = {RAP_MESSAGE("measured"), RAP_MESSAGE("inferred"),
                                         RAP_MESSAGE("elicited"), RAP_MESSAGE("assumed"),
                                         RAP_MESSAGE("chosen"),   RAP_MESSAGE("no grade")};
    enum { N_GRADES = sizeof grades / sizeof *grades };
    size_t k = grade ? 0 : N_GRADES - 1;
    while (k < N_GRADES && grade && strcmp(grades[k], grade) != 0)
        k++;
    return k < N_GRADES ? tr(l, grades[k]) : grade;
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
        rap_text_format(out, tr(t->language, "‘%s’ against ‘%s’"), rap_words_arm(t, c->plus[0]),
                        rap_words_baseline(t));
    else
        rap_text_add(out, c->label);
}

void rap_words_histories(rap_text *out, const rap_tables *t) {
    long long replicates = t->study->replicates > 0 ? t->study->replicates : 1;
    long long items = t->items, draws = items / replicates;
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_text *sets = rap_next_part(&p), *runs = rap_next_part(&p);
    bool is_whole = draws * replicates == items;
    draws += !is_whole;
    rap_text_format(sets, tr_n(l, "%lld set of assumptions", "%lld sets of assumptions", draws),
                    draws);
    items = is_whole && t->study->draws > 0 ? replicates : items;
    rap_text_format(runs, tr_n(l, "%lld run", "%lld runs", items), items);
    if (t->study->draws == 0)
        rap_text_format(out, tr(l, "%s with the start values of all assumptions"),
                        rap_text_string(runs));
    else if (is_whole)
        rap_text_format(out, tr(l, "%s × %s"), rap_text_string(sets), rap_text_string(runs));
    else
        rap_text_format(out, tr(l, "%s over %s"), rap_text_string(runs), rap_text_string(sets));
    rap_parts_end(&p, out);
}

void rap_words_runs(rap_text *out, const rap_tables *t) {
    rap_parts p = {0};
    rap_text *all = rap_next_part(&p);
    rap_words_histories(all, t);
    if (t->study->n_arms > 1)
        rap_text_format(out, tr(t->language, "%s of each of %zu ways of working"),
                        rap_text_string(all), t->study->n_arms);
    else
        rap_text_add(out, rap_text_string(all));
    rap_parts_end(&p, out);
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
        {{RAP_MESSAGE("lower on average"), RAP_MESSAGE("lower")},
         {RAP_MESSAGE("higher on average"), RAP_MESSAGE("higher")}},
        {{RAP_MESSAGE("worse on average"), RAP_MESSAGE("worse")},
         {RAP_MESSAGE("better on average"), RAP_MESSAGE("better")}}};
    const rap_language *l = t->language;
    rap_claim claim = rap_words_claim(t, row);
    if (claim == RAP_CLAIM_BETTER || claim == RAP_CLAIM_WORSE)
        return tr(l, words[model_outcome(t, row->outcome)->better != 0][claim == RAP_CLAIM_BETTER]
                          [rap_words_steady(t, row)]);
    return claim == RAP_CLAIM_SMALL  ? tr(l, "no difference that matters")
           : claim == RAP_CLAIM_NEAR ? tr(l, "not clear")
           : claim == RAP_CLAIM_FEW  ? tr(l, "too few runs")
                                     : tr(l, "none");
}

void rap_words_range(rap_text *out, const rap_tables *t, size_t outcome, const rap_summary *s,
                     unsigned options) {
    if (rap_words_is_chance(s))
        rap_text_add(out, tr(t->language, "as by chance"));
    else if (!isfinite(s->plausible_low) || !isfinite(s->plausible_high))
        rap_text_add(out, isfinite(s->mean) ? "-" : tr(t->language, "none"));
    else
        rap_words_interval(out, t, outcome, s->plausible_low, s->plausible_high, options);
}

void rap_words_of_sets(rap_text *out, const rap_language *l, double share, int64_t n, int64_t all,
                       rap_sets_form form) {
    if (n < 1 || !isfinite(share)) {
        rap_text_add(out, "-");
        return;
    }
    static const char *const formats[] = {RAP_MESSAGE("%lld of %lld"),
                                          RAP_MESSAGE("about %lld of %lld"),
                                          RAP_MESSAGE("about %lld of %lld sets"),
                                          RAP_MESSAGE("about %lld of %lld sets of assumptions")};
    long long count = rap_words_count(share, n), without = all - n;
    rap_parts p = {0};
    rap_text_format(rap_next_part(&p), tr(l, formats[form]), count, (long long)n);
    if (without > 0)
        rap_text_format(out, tr_n(l, "%s (%lld has no value)", "%s (%lld have no value)", without),
                        rap_part_string(&p, 0), without);
    else
        rap_text_add(out, rap_part_string(&p, 0));
    rap_parts_end(&p, out);
}

void rap_words_share(rap_text *out, const rap_tables *t, const rap_contrast_row *row,
                     rap_sets_form form) {
    bool told = row && t->study->draws > 0 && row->s.draws > 1;
    rap_words_of_sets(out, t->language, told ? row->p_mean : NAN, told ? row->s.draws : 0,
                      rap_words_sets(t), form);
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
                        says_more(t, k) ? " " : "",
                        says_more(t, k) ? tr(t->language, x->label) : "");
        if (x->group)
            rap_text_format(out, " (%s)", rap_words_group(t, x->group));
    }
    if (first == end)
        rap_text_add(out, tr(t->language, "none"));
}

int rap_words_spend(const rap_tables *t) {
    for (size_t o = 0; o < t->study->model->n_outcomes; o++)
        if (t->study->model->outcomes[o].flags & RAP_SPEND)
            return (int)o;
    return -1;
}
