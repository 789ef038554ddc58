/* calibration_words.c: see calibration_words.h. */
#include "plots/words/calibration_words.h"
#include "plots/words/numbers.h"
#include "plots/words/sentence_parts.h"
#include "scenario/questions/quantities.h"

#include <math.h>

static const double outlying = 0.05; /* share of made-up data sets that lie as far out */
static const double told_next_to_nothing = 0.95; /* share of the error without data that is left */
static const double enough = 200; /* sets that are equally likely: tails of 2.5 % rest on five */

void rap_calibrated_what(rap_text *out, const rap_language *l, const rap_calibrated *c) {
    size_t put_in = 0, kept_back = 0;
    for (size_t k = 0; k < c->n_quantities; k++) {
        kept_back += c->quantities[k].quantity->kept_back;
        put_in += c->quantities[k].quantity->standing == RAP_IS_INPUT;
    }
    rap_text_format(
        out,
        tr_n(l,
             "%zu measured quantity was held out of the model and laid beside what it gives under "
             "%lld sets of assumptions. ",
             "%zu measured quantities were held out of the model and laid beside what it gives "
             "under %lld sets of assumptions. ",
             (int64_t)c->used),
        c->used, (long long)c->draws);
    if (put_in)
        rap_text_format(out,
                        tr_n(l,
                             "%zu more went into the model as numbers: it is shown and weighs "
                             "nothing. ",
                             "%zu more went into the model as numbers: they are shown and weigh "
                             "nothing. ",
                             (int64_t)put_in),
                        put_in);
    if (kept_back)
        rap_text_format(out,
                        tr_n(l, "%zu was kept back, to be foretold. ",
                             "%zu were kept back, to be foretold. ", (int64_t)kept_back),
                        kept_back);
}

/* Mean share of made-up data sets whose truth the 95 % intervals held. */
static double covered(const rap_calibrated *c) {
    const rap_way_judged *way = &c->found.way[c->found.taken];
    double sum = 0;
    size_t n = 0;
    for (size_t r = 0; r < c->n_rows; r++)
        if (way->sbc[r].sets > 0) {
            sum += way->sbc[r].covered[RAP_SBC_LEVELS - 1];
            n++;
        }
    return n ? sum / (double)n : (double)NAN;
}

/* How often intervals held the truth, and how wrong the way is beside no data. */
static void add_held(rap_text *out, const rap_language *l, const rap_calibrated *c) {
    const rap_calibration *f = &c->found;
    double error = f->way[f->taken].error;
    rap_parts p = {0};
    rap_number(rap_next_part(&p), l, 100 * covered(c), 1, false);
    rap_number(rap_next_part(&p), l, fmin(100 * error, 100), error > told_next_to_nothing, false);
    rap_text_format(out, tr(l, "Its 95 %% intervals held the truth in %s %% of them. "),
                    rap_part_string(&p, 0));
    rap_text_format(
        out,
        error > told_next_to_nothing
            ? tr(l, "Over all rows of calibration.csv it is %s %% as wrong as without data: these "
                    "data tell next to nothing of them. ")
            : tr(l, "Over all rows of calibration.csv it is %s %% as wrong as without data. "),
        rap_part_string(&p, 1));
    rap_parts_end(&p, out);
}

void rap_calibrated_way(rap_text *out, const rap_language *l, const rap_calibrated *c) {
    const rap_calibration *f = &c->found;
    size_t offered = 0;
    for (size_t w = 0; w < RAP_CALIBRATION_WAYS; w++)
        offered += f->way[w].offered;
    if (!f->admitted)
        rap_text_format(
            out,
            tr(l, "None of %zu ways to tell what data say passed simulation-based calibration "
                  "on %zu made-up data sets: what follows, by %s, is not to be relied on. "),
            offered, f->sets, tr(l, rap_calibration_way_name(f->taken)));
    else
        rap_text_format(
            out,
            tr(l, "Of %zu ways to tell what data say, %s is the least wrong of those whose "
                  "intervals simulation-based calibration finds right, on %zu made-up data sets. "),
            offered, tr(l, rap_calibration_way_name(f->taken)), f->sets);
    add_held(out, l, c);
}

/* Draws that would be worth enough, in whole hundreds: worth grows as they do. */
static double draws_for_enough(const rap_calibrated *c) {
    static const double rounding = 1e-6;
    double hundreds = (double)c->draws * enough / c->found.effective / 100;
    return 100 * ceil(hundreds - rounding);
}

void rap_calibrated_worth(rap_text *out, const rap_language *l, const rap_calibrated *c) {
    const rap_calibration *f = &c->found;
    if (f->effective < enough)
        rap_text_format(out,
                        tr(l, "The calibrated sets are worth %.0f that are equally likely: few. To "
                              "be worth %.0f takes about --draws %.0f. "),
                        f->effective, enough, draws_for_enough(c));
    else
        rap_text_format(out, tr(l, "The calibrated sets are worth %.0f that are equally likely. "),
                        f->effective);
    if (isnan(f->typical))
        return;
    rap_parts p = {0};
    rap_number(rap_next_part(&p), l, 100 * f->typical, f->typical < outlying, false);
    const char *share = rap_part_string(&p, 0);
    if (f->typical <= 0)
        rap_text_add(out,
                     tr(l, "The data lie farther out than in any of the model's own sets: it "
                           "hardly gives such values together, and what is told rests on going on "
                           "beyond what was run. "));
    else if (f->typical < outlying)
        rap_text_format(out,
                        tr(l, "Only %s %% of the model's own sets give data as far out as these: "
                              "it hardly gives such values together. "),
                        share);
    else
        rap_text_format(
            out, tr(l, "The data are usual for it: %s %% of its own sets give data as far out. "),
            share);
    rap_parts_end(&p, out);
}

void rap_calibrated_identified(rap_text *out, const rap_language *l, const rap_calibrated *c) {
    size_t other = c->n_inputs - c->identified;
    if (!c->identified)
        rap_text_format(out,
                        tr(l, "The data tell nothing of any of the %zu uncertain numbers: all keep "
                              "what was assumed. "),
                        c->n_inputs);
    else
        rap_text_format(out,
                        tr(l, "The data tell something of %zu of %zu uncertain numbers. Of the "
                              "other %zu they tell nothing: these keep what was assumed. "),
                        c->identified, c->n_inputs, other);
}

bool rap_calibrated_is_miss(const rap_calibrated_quantity *x) {
    static const double tail = 0.025;
    return x->foretold &&
           (x->foretold->others_place < tail || x->foretold->others_place > 1 - tail);
}

void rap_calibrated_misses(rap_text *out, const rap_language *l, const rap_calibrated *c) {
    size_t n = 0;
    for (size_t k = 0; k < c->n_quantities; k++)
        n += rap_calibrated_is_miss(&c->quantities[k]);
    if (c->used < 2)
        return;
    if (!n)
        rap_text_add(out, tr(l, "No measured value lies outside the middle 95 % of what the model "
                                "foretells of it from all others. "));
    else
        rap_text_format(out,
                        tr_n(l,
                             "%zu of %zu measured values lies outside the middle 95 %% of what "
                             "the model foretells from all others. ",
                             "%zu of %zu measured values lie outside the middle 95 %% of what the "
                             "model foretells from all others. ",
                             (int64_t)n),
                        n, c->used);
}

void rap_calibrated_told(rap_text *out, const rap_tables *t, size_t outcome, const rap_told *told,
                         unsigned options) {
    rap_words_value(out, t, outcome, told->mean, options);
    if (isnan(told->mean))
        return;
    rap_text_add(out, " (");
    if (told->low < told->high)
        rap_words_interval(out, t, outcome, told->low, told->high, options & RAP_WITH_SIGN);
    else
        rap_text_add(out, tr(t->language, "as by chance"));
    rap_text_add(out, ")");
}

void rap_calibrated_after(rap_text *out, const rap_tables *t, size_t outcome,
                          const rap_calibrated_row *row, unsigned options) {
    rap_calibrated_told(out, t, outcome, &row->after, options);
    rap_text_add(out, row->chance_left ? RAP_NO_BREAK "*" : "");
}

void rap_calibrated_footnote(rap_text *out, const rap_tables *t, size_t contrast) {
    const rap_calibrated *c = t->calibrated;
    bool any = false;
    for (size_t h = 0; h < c->study->n_headlines; h++) {
        const rap_calibrated_row *row = rap_calibrated_find(c, contrast, h);
        any |= row && row->chance_left;
    }
    if (any)
        rap_text_add(out, tr(t->language, "* Too wide: the luck of single histories is still in "
                                          "it, as the data leave too few sets to take it out. "));
}

void rap_calibrated_values(rap_text *out, const rap_language *l, const rap_values_told *values) {
    rap_parts p = {0};
    rap_number_small(rap_next_part(&p), l, values->mean);
    rap_number_small(rap_next_part(&p), l, values->low);
    rap_number_small(rap_next_part(&p), l, values->high);
    rap_text_format(out, tr(l, "%s (%s to %s)"), rap_part_string(&p, 0), rap_part_string(&p, 1),
                    rap_part_string(&p, 2));
    rap_parts_end(&p, out);
}

static void say_no_change(rap_text *out, const rap_tables *t, const rap_calibrated_quantity *x) {
    const rap_language *l = t->language;
    rap_parts p = {0};
    rap_words_window(rap_next_part(&p), t, x->last->effect.window);
    rap_text_format(out,
                    x->same_skill >= 0
                        ? tr(l, "Set against no change since what was measured %s, it "
                                "is %.0f %% less wrong. ")
                        : tr(l, "Set against no change since what was measured %s, it "
                                "is %.0f %% more wrong. "),
                    rap_part_string(&p, 0), 100 * fabs(x->same_skill));
    rap_parts_end(&p, out);
}

void rap_calibrated_forecast(rap_text *out, const rap_tables *t, const rap_calibrated_quantity *x) {
    size_t outcome = x->quantity->effect.outcome;
    const rap_language *l = t->language;
    const rap_scores *s = &x->scores;
    const rap_told told = {s->mean, s->sd, s->low, s->high};
    rap_parts p = {0};
    rap_calibrated_told(rap_next_part(&p), t, outcome, &told, RAP_WITH_UNIT);
    rap_words_value(rap_next_part(&p), t, outcome, x->quantity->value, RAP_WITH_UNIT);
    rap_text_format(out,
                    s->inside ? tr(l, "%s: foretold %s; measured %s, which lies within. ")
                              : tr(l, "%s: foretold %s; measured %s, which lies outside. "),
                    x->quantity->label, rap_part_string(&p, 0), rap_part_string(&p, 1));
    rap_parts_end(&p, out);
    if (isnan(x->skill))
        return;
    rap_text_format(out,
                    x->skill >= 0
                        ? tr(l, "The forecast is %.0f %% less wrong (by its score) than without "
                                "the data. ")
                        : tr(l, "The forecast is %.0f %% more wrong (by its score) than without "
                                "the data. "),
                    100 * fabs(x->skill));
    if (!isnan(x->same_skill))
        say_no_change(out, t, x);
}
