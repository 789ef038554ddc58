/* calibration_words.c: see calibration_words.h. */
#include "plots/words/calibration_words.h"
#include "plots/words/numbers.h"
#include "scenario/questions/quantities.h"

#include <math.h>

static const double outlying = 0.05; /* share of made-up data sets that lie as far out */
static const double told_next_to_nothing = 0.95; /* share of the error without data that is left */
static const double few = 200;                   /* sets that are equally likely: second_wave.h */

void rap_calibrated_what(rap_text *out, const rap_calibrated *c) {
    size_t put_in = 0, kept_back = 0;
    for (size_t k = 0; k < c->n_quantities; k++) {
        kept_back += c->quantities[k].quantity->kept_back;
        put_in += c->quantities[k].quantity->standing == RAP_IS_INPUT;
    }
    rap_text_format(out,
                    "%zu measured quantit%s held out of the model and laid beside what it gives "
                    "under %lld sets of assumptions. ",
                    c->used, c->used == 1 ? "y was" : "ies were", (long long)c->draws);
    if (put_in)
        rap_text_format(out,
                        "%zu more went into the model as numbers: %s shown and weigh%s nothing. ",
                        put_in, put_in == 1 ? "it is" : "they are", put_in == 1 ? "s" : "");
    if (kept_back)
        rap_text_format(out, "%zu %s kept back, to be foretold. ", kept_back,
                        kept_back == 1 ? "was" : "were");
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

void rap_calibrated_way(rap_text *out, const rap_calibrated *c) {
    const rap_calibration *f = &c->found;
    size_t offered = 0;
    for (size_t w = 0; w < RAP_CALIBRATION_WAYS; w++)
        offered += f->way[w].offered;
    if (!f->admitted)
        rap_text_format(
            out,
            "None of %zu ways to tell what data say passed simulation-based calibration "
            "on %zu made-up data sets: what follows, by %s, is not to be relied on. ",
            offered, f->sets, rap_calibration_way_name(f->taken));
    else
        rap_text_format(
            out,
            "Of %zu ways to tell what data say, %s is the least wrong of those whose "
            "intervals simulation-based calibration finds right, on %zu made-up data sets. ",
            offered, rap_calibration_way_name(f->taken), f->sets);
    rap_text_format(out, "Its 95 %% intervals held the truth in %.1f %% of them. ",
                    100 * covered(c));
    double error = f->way[f->taken].error;
    if (error > told_next_to_nothing)
        rap_text_format(out,
                        "Over all rows of calibration.csv it is %.1f %% as wrong as without data: "
                        "these data tell next to nothing of them. ",
                        fmin(100 * error, 100));
    else
        rap_text_format(out,
                        "Over all rows of calibration.csv it is %.0f %% as wrong as without data. ",
                        100 * error);
}

void rap_calibrated_worth(rap_text *out, const rap_calibrated *c) {
    const rap_calibration *f = &c->found;
    rap_text_format(out, "The calibrated sets are worth %.0f that are equally likely%s. ",
                    f->effective, f->effective < few ? ": few; more tell more (--draws)" : "");
    if (isnan(f->typical))
        return;
    if (f->typical <= 0)
        rap_text_add(out, "The data lie farther out than in any of the model's own sets: it hardly "
                          "gives such values together, and what is told rests on going on beyond "
                          "what was run. ");
    else if (f->typical < outlying)
        rap_text_format(out,
                        "Only %.1f %% of the model's own sets give data as far out as these: it "
                        "hardly gives such values together. ",
                        100 * f->typical);
    else
        rap_text_format(out,
                        "The data are usual for it: %.0f %% of its own sets give data as far out. ",
                        100 * f->typical);
}

void rap_calibrated_identified(rap_text *out, const rap_calibrated *c) {
    size_t other = c->n_inputs - c->identified;
    if (!c->identified)
        rap_text_format(
            out,
            "The data tell nothing of any of the %zu uncertain numbers: all keep what was "
            "assumed. ",
            c->n_inputs);
    else
        rap_text_format(out,
                        "The data tell something of %zu of %zu uncertain numbers. Of the other %zu "
                        "they tell nothing: these keep what was assumed. ",
                        c->identified, c->n_inputs, other);
}

bool rap_calibrated_is_miss(const rap_calibrated_quantity *x) {
    static const double tail = 0.025;
    return x->foretold &&
           (x->foretold->others_place < tail || x->foretold->others_place > 1 - tail);
}

void rap_calibrated_misses(rap_text *out, const rap_calibrated *c) {
    size_t n = 0;
    for (size_t k = 0; k < c->n_quantities; k++)
        n += rap_calibrated_is_miss(&c->quantities[k]);
    if (c->used < 2)
        return;
    if (!n)
        rap_text_add(out,
                     "No measured value lies outside the middle 95 % of what the model foretells "
                     "of it from all others. ");
    else
        rap_text_format(
            out,
            "%zu of %zu measured values lie%s outside the middle 95 %% of what the model "
            "foretells from all others. ",
            n, c->used, n == 1 ? "s" : "");
}

void rap_calibrated_told(rap_text *out, const rap_tables *t, size_t outcome, const rap_told *told,
                         unsigned options) {
    double bound = rap_words_bound(t, outcome), least = options & RAP_WITH_SIGN ? -bound : 0;
    double low = isfinite(bound) ? fmax(told->low, least) : told->low;
    rap_words_value(out, t, outcome, told->mean, options);
    if (isnan(told->mean))
        return;
    rap_text_add(out, " (");
    if (told->low < told->high)
        rap_words_interval(out, t, outcome, low, fmin(told->high, bound), options & RAP_WITH_SIGN);
    else
        rap_text_add(out, "as by chance");
    rap_text_add(out, ")");
}

void rap_calibrated_values(rap_text *out, const rap_values_told *values) {
    rap_number_small(out, NULL, values->mean);
    rap_text_add(out, " (");
    rap_number_small(out, NULL, values->low);
    rap_text_add(out, " to ");
    rap_number_small(out, NULL, values->high);
    rap_text_add(out, ")");
}

void rap_calibrated_forecast(rap_text *out, const rap_tables *t, const rap_calibrated_quantity *x) {
    size_t outcome = x->quantity->effect.outcome;
    const rap_scores *s = &x->scores;
    rap_text_format(out, "%s: foretold ", x->quantity->label);
    const rap_told told = {s->mean, s->sd, s->low, s->high};
    rap_calibrated_told(out, t, outcome, &told, RAP_WITH_UNIT);
    rap_text_add(out, "; measured ");
    rap_words_value(out, t, outcome, x->quantity->value, RAP_WITH_UNIT);
    rap_text_add(out, s->inside ? ", which lies within. " : ", which lies outside. ");
    if (isnan(x->skill))
        return;
    if (x->skill >= 0)
        rap_text_format(out,
                        "The forecast is %.0f %% less wrong (by its score) than without the data. ",
                        100 * x->skill);
    else
        rap_text_format(out,
                        "The forecast is %.0f %% more wrong (by its score) than without the data. ",
                        -100 * x->skill);
}
