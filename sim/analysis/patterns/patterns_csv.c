/* patterns_csv.c: patterns.csv and quantities.csv. */
#include "analysis/estimate/effect_cells.h"
#include "analysis/patterns/patterns.h"

#include <math.h>

/* What an effect is of; all empty where there is none. */
typedef struct {
    rap_side plus, minus;
    const char *group, *window;
} effect_words;

static effect_words words_of(const rap_study *study, const rap_effect *e) {
    return (effect_words){.plus = {study, e->plus, e->n_plus},
                          .minus = {study, e->minus, e->n_minus},
                          .group = e->group,
                          .window = study->windows[e->window].text};
}

/* The four columns of effect_words, a member of a row, named with a prefix. */
#define EFFECT(prefix, type, member, what)                                                         \
    RAP_CSV_AT(prefix "plus", "", rap_csv_side, type, member.plus,                                 \
               what "arm, or arms joined by +, of which the mean is taken"),                       \
        RAP_CSV_AT(prefix "minus", "", rap_csv_side, type, member.minus,                           \
                   what "arms whose mean is taken away from that; empty: nothing is"),             \
        RAP_CSV_WORD(prefix "group", type, member.group, what "whose outcome it is"),              \
        RAP_CSV_WORD(prefix "window", type, member.window,                                         \
                     what "when: a calendar month, or months since an event of the arm")

/* ---- patterns.csv ----------------------------------------------------------------------------- */

/* A pattern; or, without a claim, a set of patterns taken together. */
typedef struct {
    const char *name, *label, *source, *built_from, *status;
    size_t patterns;
    const char *outcome, *unit;
    effect_words effect, versus;
    const char *direction;
    double at_least;
    int64_t draws;
    rap_share fails;
    rap_pattern_result r;
    double average;
    int64_t held[3]; /* of a set of patterns: least, median, most */
} pattern_line;

/* Counts of runs, which only a pattern has. */
static void pattern_runs(rap_text *out, const void *whole, const void *row, size_t at) {
    if (((const pattern_line *)row)->r.pattern)
        rap_csv_count(out, whole, row, at);
}

/* What only a set of patterns has. */
static void pattern_held(rap_text *out, const void *whole, const void *row, size_t at) {
    const pattern_line *line = row;
    if (!line->r.pattern && line->held[0] >= 0)
        rap_csv_count(out, whole, row, at);
}

static void pattern_deciding(rap_text *out, const void *whole, const void *row, size_t at) {
    const rap_pattern_result *r = &((const pattern_line *)row)->r;
    rap_text list;
    (void)whole;
    (void)at;
    rap_text_init(&list);
    for (size_t k = 0; k < r->deciders.n; k++) {
        const rap_decider *x = &r->deciders.named[k];
        rap_text_format(&list, "%s%s (%.2f %s)", k ? "; " : "", x->input->path, x->part.total,
                        rap_way_names[x->way]);
    }
    rap_text_csv(out, rap_text_string(&list));
    out->failed |= list.failed;
    rap_text_free(&list);
}

#define WORD(name, member, meaning) RAP_CSV_WORD(name, pattern_line, member, meaning)
#define REAL(name, member, meaning)                                                                \
    RAP_CSV_REAL(name, RAP_CSV_OF_OUTCOME, pattern_line, r.s.member, meaning)
#define SHARE(name, member, meaning)                                                               \
    RAP_CSV_INTERVAL(name, RAP_CSV_SHARE, pattern_line, member.share, member.low, member.high,     \
                     meaning)

static const rap_csv_column pattern_columns[] = {
    WORD("pattern", name, "name of the pattern; (together): a set of patterns taken together"),
    WORD("label", label, "what it says, in a few words"),
    WORD("source", source, "where it is from"),
    WORD("built_from", built_from, "body of evidence that it belongs to; empty: of all bodies"),
    WORD("status", status,
         "held_out: no line of the model rests on the document that says so; same_document: the "
         "model was built from it; by_construction: the direction follows from one line of the "
         "model or from the timing of money; input: put in as a number; empty: all of these"),
    RAP_CSV_AT("patterns", "number", rap_csv_size, pattern_line, patterns,
               "how many patterns the row is of"),
    WORD("outcome", outcome, "name of the outcome"),
    WORD("unit", unit, "unit of the outcome"),
    EFFECT("", pattern_line, effect, ""),
    EFFECT("versus_", pattern_line, versus, "the effect that this one is compared with: "),
    WORD("direction", direction,
         "up, down: to which side the effect should lie; none: it should not matter"),
    RAP_CSV_REAL(
        "at_least", RAP_CSV_OF_OUTCOME, pattern_line, at_least,
        "size that the effect should have at least; with direction none: should stay below"),
    RAP_CSV_AT("draws", "number", rap_csv_count, pattern_line, draws,
               "sets of assumptions in which it could be told; 0 where start values were kept"),
    RAP_CSV_AT("runs", "number", pattern_runs, pattern_line, r.s.runs, "runs that have the effect"),
    RAP_CSV_AT("missing", "number", pattern_runs, pattern_line, r.s.missing,
               "runs that lack a side of it"),
    REAL("effect", mean,
         "mean over draws of the effect (less the one it is compared with); of a ratio: ratio of "
         "the means"),
    REAL("ci_low", ci_low, "lower end of its 95 % Monte Carlo interval"),
    REAL("ci_high", ci_high, "upper end of that interval"),
    REAL("sd_chance", sd_chance, "standard deviation of single runs within a draw: luck alone"),
    REAL("sd_parameters", sd_parameters,
         "standard deviation of the means of draws, less what luck makes of them: assumptions "
         "alone"),
    REAL("plausible_low", plausible_low,
         "lower end of where the middle 95 % of draws is estimated to lie"),
    REAL("plausible_high", plausible_high, "upper end of that range"),
    SHARE("holds", r.holds,
          "share of draws that expect the pattern to hold, chance taken out of their means (empty "
          "with one run "
          "a draw); of a set: share in whose means all of its patterns hold; a share of sets of "
          "assumptions, not a chance of being true"),
    SHARE("clearly", r.clearly,
          "share of draws in which it holds by more than two standard errors of the draw's mean"),
    SHARE("fails", fails,
          "share of draws in which it fails by at least two standard errors; of a set: in which "
          "at least one of its patterns does"),
    SHARE("contrary", r.contrary,
          "share of draws in which the effect lies as far on the other side, clearly"),
    RAP_CSV(
        "decided_by", "", pattern_deciding,
        "uncertain numbers that the effect goes with more than chance explains; of each the share "
        "that it carries, by itself and with others, of the variance of what is expected over "
        "draws, and which way: up, down, bent (it turns), with others (only together with them). "
        "Empty where these draws are too few to name any"),
    RAP_CSV_REAL("holds_weighted", RAP_CSV_SHARE, pattern_line, r.weighted,
                 "like holds, with draws weighted by how near they come to the held-out measured "
                 "quantities; empty where these leave too few"),
    SHARE("directed", r.directed,
          "share of draws that expect the effect in the direction claimed, of whatever size; empty "
          "with direction none"),
    RAP_CSV_REAL("hold_on_average", RAP_CSV_SHARE, pattern_line, average,
                 "like holds; of a set: mean over its patterns that have a placebo"),
    SHARE(
        "placebo", r.placebo,
        "what hold_on_average would be with other arms of the study in the places of those named, "
        "drawn by luck or all of them; of a set: mean over its patterns"),
    RAP_CSV_AT("placebo_tuples", "number", rap_csv_count, pattern_line, r.placebo.tuples,
               "how many times other arms were put in"),
    RAP_CSV_AT(
        "hold_least", "number", pattern_held, pattern_line, held[0],
        "of a set: how many of its patterns hold in the draw with fewest, by the draws' means"),
    RAP_CSV_AT("hold_median", "number", pattern_held, pattern_line, held[1],
               "of a set: the same in the median draw"),
    RAP_CSV_AT("hold_most", "number", pattern_held, pattern_line, held[2],
               "of a set: the same in the draw with most"),
};

const rap_csv_table rap_csv_patterns = RAP_CSV_TABLE(
    "patterns.csv", "a pattern that the model should show, then sets of them taken together",
    pattern_columns);

static void write_pattern(rap_text *out, const rap_patterns *p, const rap_pattern_result *r) {
    static const char *const directions[] = {"down", "none", "up"};
    const rap_pattern *is = r->pattern;
    const rap_expectation *c = &is->claim;
    pattern_line line = {.name = is->name,
                         .label = is->label,
                         .source = is->source,
                         .built_from = is->built_from,
                         .status = rap_standing_names[is->standing],
                         .patterns = 1,
                         .outcome = p->study->model->outcomes[c->effect.outcome].name,
                         .unit = rap_unit_of(p->study, c->effect.outcome),
                         .effect = words_of(p->study, &c->effect),
                         .direction = directions[c->direction + 1],
                         .at_least = c->at_least,
                         .draws = p->study->draws ? r->s.draws : 0,
                         .fails = r->fails,
                         .r = *r,
                         .average = r->holds.share};
    if (c->compared)
        line.versus = words_of(p->study, &c->versus);
    rap_csv_row(out, &rap_csv_patterns, p, &line);
}

/* A set of patterns: all of them hold, and none of them fails clearly. */
static void write_together(rap_text *out, const rap_patterns *p, const rap_together *t) {
    const double no = (double)NAN;
    const rap_share none = {.share = no, .low = no, .high = no};
    const rap_share some = {.share = 1 - t->none_fails.share,
                            .low = 1 - t->none_fails.high,
                            .high = 1 - t->none_fails.low};
    const rap_summary unasked = {.mean = no,
                                 .ci_low = no,
                                 .ci_high = no,
                                 .sd_chance = no,
                                 .sd_parameters = no,
                                 .plausible_low = no,
                                 .plausible_high = no};
    const pattern_line line = {.name = "(together)",
                               .built_from = t->built_from,
                               .status = t->standing < 0 ? NULL : rap_standing_names[t->standing],
                               .patterns = t->patterns,
                               .at_least = no,
                               .draws = p->study->draws ? t->all_hold.n : 0,
                               .fails = some,
                               .r = {.s = unasked,
                                     .holds = t->all_hold,
                                     .clearly = none,
                                     .contrary = none,
                                     .weighted = no,
                                     .directed = none,
                                     .placebo = t->placebo},
                               .average = t->holds,
                               .held = {rap_together_quantile(t, 0), rap_together_quantile(t, 0.5),
                                        rap_together_quantile(t, 1)}};
    rap_csv_row(out, &rap_csv_patterns, p, &line);
}

void rap_patterns_csv(const rap_patterns *p, rap_text *out) {
    rap_csv_header(out, &rap_csv_patterns, p);
    for (size_t k = 0; k < p->n_rows; k++)
        write_pattern(out, p, &p->rows[k]);
    for (size_t k = 0; k < p->n_together; k++)
        write_together(out, p, &p->together[k]);
}

/* ---- pattern_counts.csv ------------------------------------------------------------------------- */

typedef struct {
    const char *built_from, *status;
    size_t patterns, hold;
    int64_t draws;
} count_line;

static const rap_csv_column count_columns[] = {
    RAP_CSV_WORD("built_from", count_line, built_from, "body of evidence; empty: all"),
    RAP_CSV_WORD("status", count_line, status, "as in patterns.csv; empty: all"),
    RAP_CSV_AT("patterns", "number", rap_csv_size, count_line, patterns,
               "how many patterns are taken together"),
    RAP_CSV_AT("hold", "number", rap_csv_size, count_line, hold, "how many of them hold"),
    RAP_CSV_AT("draws", "number", rap_csv_count, count_line, draws,
               "in so many draws that have all of them, by the draws' means"),
};

const rap_csv_table rap_csv_pattern_counts = RAP_CSV_TABLE(
    "pattern_counts.csv", "a number of patterns that hold together in some draw", count_columns);

void rap_pattern_counts_csv(const rap_patterns *p, rap_text *out) {
    rap_csv_header(out, &rap_csv_pattern_counts, p);
    for (size_t k = 0; k < p->n_together; k++) {
        const rap_together *t = &p->together[k];
        count_line line = {.built_from = t->built_from,
                           .status = t->standing < 0 ? NULL : rap_standing_names[t->standing],
                           .patterns = t->patterns};
        for (line.hold = 0; line.hold <= t->patterns; line.hold++) {
            line.draws = t->sets[line.hold];
            if (line.draws > 0)
                rap_csv_row(out, &rap_csv_pattern_counts, p, &line);
        }
    }
}

/* ---- pattern_exclusions.csv --------------------------------------------------------------------- */

typedef struct {
    const char *pattern, *other;
    rap_exclusion e;
    bool clear;
} exclusion_line;

static void exclusion_clear(rap_text *out, const void *whole, const void *row, size_t at) {
    (void)whole;
    (void)at;
    rap_text_add(out, ((const exclusion_line *)row)->clear ? "true" : "false");
}

static const rap_csv_column exclusion_columns[] = {
    RAP_CSV_WORD("pattern", exclusion_line, pattern, "name of a pattern"),
    RAP_CSV_WORD("other", exclusion_line, other, "name of one that it hardly ever holds with"),
    RAP_CSV_AT("draws", "number", rap_csv_count, exclusion_line, e.both.n, "draws that have both"),
    RAP_CSV_AT("pattern_holds", "number", rap_csv_count, exclusion_line, e.a_holds,
               "draws of these in whose means the pattern holds"),
    RAP_CSV_AT("other_holds", "number", rap_csv_count, exclusion_line, e.b_holds,
               "draws of these in whose means the other holds"),
    RAP_CSV_REAL("expected", "number", exclusion_line, e.expected,
                 "draws in which both would hold if neither had to do with the other"),
    RAP_CSV_AT("both", "number", rap_csv_count, exclusion_line, e.both.k,
               "draws in which both hold"),
    RAP_CSV_INTERVAL("both_share", RAP_CSV_SHARE, exclusion_line, e.both.share, e.both.low,
                     e.both.high, "the same as a share of draws"),
    RAP_CSV_REAL("p_value", RAP_CSV_SHARE, exclusion_line, e.p,
                 "how often chance would have so few together or fewer (Fisher's exact test)"),
    RAP_CSV_AT(
        "allowing_for_all", RAP_CSV_TRUTH, exclusion_clear, exclusion_line, clear,
        "whether that is at most 0.05 even times the number of all pairs that could show it"),
};

const rap_csv_table rap_csv_pattern_exclusions = RAP_CSV_TABLE(
    "pattern_exclusions.csv",
    "two patterns that hold together in fewer draws than chance has it, 19 times in 20",
    exclusion_columns);

void rap_pattern_exclusions_csv(const rap_patterns *p, rap_text *out) {
    rap_csv_header(out, &rap_csv_pattern_exclusions, p);
    for (size_t k = 0; k < p->exclusions.n; k++) {
        const rap_exclusion *e = &p->exclusions.rows[k];
        const exclusion_line line = {p->rows[e->a].pattern->name, p->rows[e->b].pattern->name, *e,
                                     k < p->exclusions.clear};
        rap_csv_row(out, &rap_csv_pattern_exclusions, p, &line);
    }
}

/* ---- quantities.csv --------------------------------------------------------------------------- */

typedef struct {
    const char *name, *label, *source, *status, *outcome, *unit;
    effect_words effect;
    double value, sd, discrepancy;
    rap_quantity_result r;
    double effective;
    const char *note;
} quantity_line;

static const rap_csv_column quantity_columns[] = {
    RAP_CSV_WORD("quantity", quantity_line, name, "name of the measured quantity"),
    RAP_CSV_WORD("label", quantity_line, label, "what it is, in a few words"),
    RAP_CSV_WORD("source", quantity_line, source, "where it was published"),
    RAP_CSV_WORD("status", quantity_line, status,
                 "held_out: set no number of the model, weighs draws; input: put into it"),
    RAP_CSV_WORD("outcome", quantity_line, outcome, "name of the outcome"),
    RAP_CSV_WORD("unit", quantity_line, unit, "unit of the outcome"),
    EFFECT("", quantity_line, effect, ""),
    RAP_CSV_AT("draws", "number", rap_csv_count, quantity_line, r.plausible.n,
               "sets of assumptions in which the model has it"),
    RAP_CSV_REAL("value", RAP_CSV_OF_OUTCOME, quantity_line, value, "as published"),
    RAP_CSV_REAL("sd", RAP_CSV_OF_OUTCOME, quantity_line, sd,
                 "how far the published value may be off by sampling (standard deviation)"),
    RAP_CSV_REAL("mean", RAP_CSV_OF_OUTCOME, quantity_line, r.mean, "the model's, over draws"),
    RAP_CSV_REAL("distance", "standard deviations", quantity_line, r.distance,
                 "mean over draws of the model's value less the published one, over what both may "
                 "be off"),
    RAP_CSV_INTERVAL("not_implausible", RAP_CSV_SHARE, quantity_line, r.plausible.share,
                     r.plausible.low, r.plausible.high,
                     "share of draws that lie within three of these"),
    RAP_CSV_REAL("effective_draws", "number", quantity_line, effective,
                 "how many equal draws the weights of all held-out quantities together leave"),
    RAP_CSV_WORD("note", quantity_line, note, "as the study says"),
    RAP_CSV_REAL("discrepancy", RAP_CSV_OF_OUTCOME, quantity_line, discrepancy,
                 "how far what was measured may lie from what the model has (standard deviation; "
                 "assumed)"),
};

const rap_csv_table rap_csv_quantities =
    RAP_CSV_TABLE("quantities.csv", "a measured quantity beside the model's", quantity_columns);

void rap_quantities_csv(const rap_patterns *p, rap_text *out) {
    rap_csv_header(out, &rap_csv_quantities, p);
    for (size_t k = 0; k < p->n_quantities; k++) {
        const rap_quantity *q = p->quantities[k].quantity;
        const quantity_line line = {.name = q->name,
                                    .label = q->label,
                                    .source = q->source,
                                    .status = rap_standing_names[q->standing],
                                    .outcome = p->study->model->outcomes[q->effect.outcome].name,
                                    .unit = rap_unit_of(p->study, q->effect.outcome),
                                    .effect = words_of(p->study, &q->effect),
                                    .value = q->value,
                                    .sd = q->sd,
                                    .discrepancy = q->discrepancy,
                                    .r = p->quantities[k],
                                    .effective = p->effective,
                                    .note = q->note};
        rap_csv_row(out, &rap_csv_quantities, p, &line);
    }
}
