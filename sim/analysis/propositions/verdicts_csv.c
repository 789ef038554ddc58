/* verdicts_csv.c: propositions.csv and mechanisms.csv. */
#include "analysis/estimate/effect_cells.h"
#include "analysis/propositions/verdicts.h"
#include "scenario/study/arms.h"

#include <math.h>
#include <string.h>

/* ---- propositions.csv ------------------------------------------------------------------------- */

typedef struct {
    const char *name, *label, *verdict, *among_all, *open, *open_by, *status, *source, *unexpressed;
    const char *outcome, *unit, *group, *window, *direction;
    double at_least;
    const char *arm, *lever;
    const rap_tree *from, *to; /* doses; of a bundle NULL, and instead: */
    const char *from_arm, *to_arm;
    const char *money_to, *context, *circumstances, *response;
    bool targeted;
    rap_proposition_result r;
} proposition_line;

/* A dose, as it was written. */
static void add_dose_words(rap_text *out, const rap_tree *dose, const char *arm) {
    rap_text words;
    rap_text_init(&words);
    if (dose)
        rap_tree_words(&words, dose);
    else
        rap_text_add(&words, arm ? arm : "");
    rap_text_csv(out, rap_text_string(&words));
    out->failed |= words.failed;
    rap_text_free(&words);
}

static void from_dose(rap_text *out, const void *whole, const void *row, size_t at) {
    const proposition_line *line = row;
    (void)whole;
    (void)at;
    add_dose_words(out, line->from, line->from_arm);
}

static void to_dose(rap_text *out, const void *whole, const void *row, size_t at) {
    const proposition_line *line = row;
    (void)whole;
    (void)at;
    add_dose_words(out, line->to, line->to_arm);
}

/* The share of draws of an estimate, if it was counted. */
static void share_above(rap_text *out, const void *whole, const void *row, size_t at) {
    rap_share above;
    (void)whole;
    memcpy(&above, (const char *)row + at, sizeof above);
    rap_text_number(out, above.n > 0 ? above.share : (double)NAN);
}

#define WORD(name, member, meaning) RAP_CSV_WORD(name, proposition_line, member, meaning)
#define COUNT(name, member, meaning)                                                               \
    RAP_CSV_AT(name, "number", rap_csv_count, proposition_line, r.member, meaning)
#define TRUTH(name, member, meaning)                                                               \
    RAP_CSV_AT(name, RAP_CSV_TRUTH, rap_csv_truth, proposition_line, member, meaning)
#define REAL(name, member, meaning)                                                                \
    RAP_CSV_REAL(name, RAP_CSV_OF_OUTCOME, proposition_line, member, meaning)
#define ESTIMATE(name, member, meaning)                                                            \
    RAP_CSV_INTERVAL(name, RAP_CSV_OF_OUTCOME, proposition_line, r.member.s.mean,                  \
                     r.member.s.ci_low, r.member.s.ci_high, meaning)
/* An estimate, and the share of draws in which it is at least a size in the claimed direction. */
#define COUNTED(name, member, meaning, size)                                                       \
    ESTIMATE(name, member, meaning),                                                               \
        RAP_CSV_AT(name "_share", RAP_CSV_SHARE, share_above, proposition_line, r.member.above,    \
                   "share of draws in which it is expected to be at least " size                   \
                   " in the claimed direction")

static const rap_csv_column proposition_columns[] = {
    WORD("proposition", name, "name of the proposition"),
    WORD("label", label, "what it says, in a few words"),
    WORD("verdict", verdict,
         "what the simulation says: supported; holds everywhere (outside the context too); other "
         "mechanism (the effect is there without the response too); no path (the resource changed "
         "the "
         "outcome in none of these runs, exactly); not activated (the response "
         "changed nothing); too small (less than at_least); contradicted (at least that on the "
         "other "
         "side); not distinguishable (it cannot be told); by construction (put into the model); "
         "cannot be expressed. Each claim is read alone, so that other rows change nothing"),
    WORD("verdict_among_all", among_all,
         "the verdict if all claims of the study are to be settled rightly together (Holm's "
         "adjustment); it changes with the rows that stand in the study"),
    WORD(
        "open_claim", open,
        "where the verdict is not distinguishable, the claim that leaves it open: effect (is it at "
        "least at_least), response (is enough lost without it), context (is it larger inside by "
        "enough)"),
    WORD(
        "open_because", open_by,
        "interval: it holds the size of the claim; share: too few draws for it and too few against "
        "it, which more draws do not settle; one run: it has no interval; no value: nothing was "
        "measured"),
    RAP_CSV_AT(
        "draws_to_settle", "number", rap_csv_real, proposition_line, r.open.draws,
        "where an interval leaves it open, the draws (where there is one, its runs) with which the "
        "interval would end at that size, if mean and spread stay as they are; empty where "
        "the mean stands at it"),
    WORD("status", status,
         "as the study says (patterns.csv); by_construction and input: put into the model"),
    WORD("source", source, "where it is from"),
    WORD("cannot_be_expressed", unexpressed,
         "why the model cannot express it; all columns behind this one are then empty"),
    WORD("outcome", outcome, "name of the outcome"),
    WORD("unit", unit, "unit of the outcome"),
    WORD("group", group, "whose outcome it is"),
    WORD("window", window,
         "when: a calendar month, or months since an event of the arm itself, such as its last "
         "funded month (end)"),
    WORD("direction", direction, "up, down: to which side the outcome should move"),
    REAL("at_least", at_least, "the smallest effect that matters"),
    WORD("arm", arm, "arm in which a lever is moved; empty where two arms are compared"),
    WORD("lever", lever, "the number that is moved; empty where two arms are compared"),
    RAP_CSV("from", "", from_dose, "the resource before: a dose of the lever, or an arm"),
    RAP_CSV("to", "", to_dose, "the resource after: a dose of the lever, or an arm"),
    WORD("money_to", money_to,
         "number that gives what the lever takes, or takes what it gives; empty: none does"),
    WORD("context", context, "whose partners are the context; empty: everybody"),
    WORD("circumstances", circumstances, "the context, where it is circumstances, in words"),
    COUNT("runs_inside", runs_inside,
          "where the context is an earlier outcome: runs that are in it without the resource; else "
          "0"),
    COUNT("runs_outside", runs_outside, "runs that are not; else 0"),
    COUNT("runs_moved", runs_moved, "of both, runs that are on the other side with the resource"),
    WORD("response", response, "mechanism that should carry the effect"),
    TRUTH("targeted", targeted, "the resource was given to the context only"),
    COUNT("draws", effect.s.draws, "sets of assumptions in which there is an effect"),
    COUNT("runs", effect.s.runs, "runs that have it"),
    COUNT("missing", effect.s.missing, "runs that lack a side of it"),
    COUNTED("effect", effect,
            "the outcome in the context with the resource (given to the context; to all, where the "
            "model cannot give it to a part) less without",
            "at_least"),
    REAL("plausible_low", r.effect.s.plausible_low,
         "lower end of where the middle 95 % of draws of the effect is estimated to lie"),
    REAL("plausible_high", r.effect.s.plausible_high, "upper end of that range"),
    COUNTED("outside", outside,
            "the effect for those outside the context, or in the opposite circumstances; empty "
            "where there is no context",
            "at_least"),
    COUNTED(
        "inside_less_outside", context,
        "effect less outside; of a total, outside is scaled to as many members as the context has",
        "at_least times the rule's number for contexts"),
    COUNTED("removed_last", removed_last,
            "what is lost of the effect when the response is taken away and all else stays",
            "at_least times the rule's number for responses"),
    COUNTED("without_response", without, "the effect with the response at strength 0", "at_least"),
    COUNTED("given_to_all", given_to_all,
            "the effect in the context, with the resource given to all", "at_least"),
    COUNTED("spill", spill,
            "change of those outside when the resource is given to the context only; empty where "
            "it cannot be",
            "at_least"),
    REAL("level_from", r.from.mean, "mean of the outcome in the context without the resource"),
    REAL("level_to", r.to.mean, "mean of the outcome in the context with the resource"),
    REAL("level_from_without_response", r.from_without.mean,
         "level_from with the response at strength 0"),
    REAL("level_to_without_response", r.to_without.mean,
         "level_to with the response at strength 0"),
    ESTIMATE("activation_from", activation_from,
             "what the response contributes to the outcome in the context without the resource"),
    ESTIMATE("activation_to", activation_to,
             "what the response contributes to the outcome in the context with the resource"),
    ESTIMATE("activation_outside", activation_outside,
             "what the response contributes among those outside, with the resource given to all"),
    RAP_CSV_INTERVAL("together", RAP_CSV_SHARE, proposition_line, r.together.share, r.together.low,
                     r.together.high,
                     "share of draws in which all claims of the proposition hold at once: each in "
                     "as many as its own share says"),
    TRUTH("activated", r.activated,
          "taking the response away changed the outcome in at least one run"),
    RAP_CSV_REAL("log_odds", "log-odds", proposition_line, r.log_odds,
                 "inside less outside of the effects on the mean levels; empty unless all four lie "
                 "between 0 and 1"),
    TRUTH("scale_matters", r.scale_matters,
          "difference and log-odds tell inside from outside the other way round"),
};

const rap_csv_table rap_csv_propositions = RAP_CSV_TABLE(
    "propositions.csv", "a proposition: context, resource, response, outcome", proposition_columns);

/* Columns that a proposition has which the model cannot express. */
enum { UNEXPRESSED_COLUMNS = 10 };

static void add_resource_words(proposition_line *line, const rap_study *s,
                               const rap_proposition *p) {
    const rap_resource *x = &p->resource;
    line->lever = x->lever;
    line->money_to = x->money_to;
    if (x->lever) {
        line->arm = s->arms[p->arm].name;
        line->from = x->from;
        line->to = x->to;
    } else {
        line->from_arm = s->arms[x->from_arm].name;
        line->to_arm = s->arms[x->to_arm].name;
    }
}

static void add_proposition_words(proposition_line *line, const rap_study *s,
                                  const rap_proposition *p) {
    line->outcome = s->model->outcomes[p->outcome].name;
    line->unit = rap_unit_of(s, p->outcome);
    line->group = p->outcome_group;
    line->window = s->windows[p->window].text;
    line->direction = p->direction > 0 ? "up" : "down";
    line->at_least = p->at_least;
    line->context = p->group;
    line->circumstances = p->circumstances;
    line->response = s->model->mechanisms[p->response].name;
    add_resource_words(line, s, p);
}

void rap_verdicts_csv(const rap_verdicts *v, rap_text *out) {
    rap_csv_header(out, &rap_csv_propositions, v);
    for (size_t k = 0; k < v->n; k++) {
        const rap_proposition *p = v->rows[k].proposition;
        proposition_line line = {.name = p->name,
                                 .label = p->label,
                                 .verdict = rap_verdict_names[v->rows[k].verdict],
                                 .among_all = rap_verdict_names[v->rows[k].among_all],
                                 .status = rap_standing_names[p->standing],
                                 .source = p->source,
                                 .unexpressed = p->unexpressed,
                                 .r = v->rows[k]};
        if (p->unexpressed) {
            rap_csv_short_row(out, &rap_csv_propositions, v, &line, UNEXPRESSED_COLUMNS);
            continue;
        }
        add_proposition_words(&line, v->study, p);
        if (v->rows[k].open.claim) {
            line.open = rap_open_names[v->rows[k].open.claim];
            line.open_by = rap_reason_names[v->rows[k].open.reason];
        }
        line.targeted = v->rows[k].cells->targeted;
        rap_csv_row(out, &rap_csv_propositions, v, &line);
    }
}

/* ---- mechanisms.csv --------------------------------------------------------------------------- */

typedef struct {
    const char *proposition, *kind, *mechanism, *with;
    double strength;
    rap_summary s;
} mechanism_line;

#define MECHANISM_REAL(name, member, meaning)                                                      \
    RAP_CSV_REAL(name, "the outcome's", mechanism_line, s.member, meaning)

static const rap_csv_column mechanism_columns[] = {
    RAP_CSV_WORD("proposition", mechanism_line, proposition, "name of the proposition"),
    RAP_CSV_WORD("kind", mechanism_line, kind,
                 "effect_at_strength: the effect with the response at that strength in both arms; "
                 "removed_last: what is lost of the effect without the mechanism, all else there; "
                 "added_first: the effect with the mechanism alone, less with none; shapley: the "
                 "mechanism's fair share of the effect, over all orders of adding; interaction: "
                 "what two together bring beyond each by itself"),
    RAP_CSV_WORD("mechanism", mechanism_line, mechanism,
                 "name of the mechanism; rest: all but the response and its rivals, as one"),
    RAP_CSV_WORD("with", mechanism_line, with, "the other mechanism of an interaction"),
    RAP_CSV_REAL("strength", "1", mechanism_line, strength,
                 "of the response, where the kind is effect_at_strength"),
    MECHANISM_REAL("mean", mean, "mean over draws"),
    MECHANISM_REAL("ci_low", ci_low, "lower end of its 95 % Monte Carlo interval"),
    MECHANISM_REAL("ci_high", ci_high, "upper end of that interval"),
    MECHANISM_REAL("plausible_low", plausible_low,
                   "lower end of where the middle 95 % of draws is estimated to lie"),
    MECHANISM_REAL("plausible_high", plausible_high, "upper end of that range"),
};

const rap_csv_table rap_csv_mechanisms = RAP_CSV_TABLE(
    "mechanisms.csv", "a strength, a mechanism or a pair of mechanisms of a proposition",
    mechanism_columns);

static void write_mechanism(rap_text *out, const rap_proposition *p, const char *kind,
                            const char *mechanism, const char *with, double strength,
                            const rap_estimate *e) {
    const mechanism_line line = {p->name, kind, mechanism, with, strength, e->s};
    rap_csv_row(out, &rap_csv_mechanisms, NULL, &line);
}

static void write_mechanisms(const rap_verdicts *v, size_t row, rap_text *out) {
    const rap_proposition_result *r = &v->rows[row];
    const rap_proposition *p = r->proposition;
    for (size_t g = 0; g < RAP_GRADES; g++)
        write_mechanism(out, p, "effect_at_strength", rap_factor_name(v, row, 0), NULL,
                        rap_grades[g], &r->graded[g]);
    for (size_t k = 0; k < r->cells->n_factors; k++) {
        const char *name = rap_factor_name(v, row, k);
        const rap_factor_result *f = &r->factors[k];
        write_mechanism(out, p, "removed_last", name, NULL, (double)NAN, &f->removed_last);
        write_mechanism(out, p, "added_first", name, NULL, (double)NAN, &f->added_first);
        write_mechanism(out, p, "shapley", name, NULL, (double)NAN, &f->shapley);
    }
    for (size_t k = 0; k < r->cells->n_factors; k++)
        for (size_t i = 0; i < k; i++)
            write_mechanism(out, p, "interaction", rap_factor_name(v, row, i),
                            rap_factor_name(v, row, k), (double)NAN, &r->interactions[i][k]);
}

void rap_verdicts_mechanisms_csv(const rap_verdicts *v, rap_text *out) {
    rap_csv_header(out, &rap_csv_mechanisms, v);
    for (size_t k = 0; k < v->n; k++)
        if (!v->rows[k].proposition->unexpressed)
            write_mechanisms(v, k, out);
}
