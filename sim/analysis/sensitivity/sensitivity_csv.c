/* sensitivity_csv.c: sensitivity.csv, luck.csv, screen.csv and elementary_effects.csv. */
#include "analysis/estimate/effect_cells.h"
#include "analysis/sensitivity/sensitivity_csv.h"

#include <math.h>

/* What a row is about. */
typedef struct {
    rap_side minus, plus;
    const char *outcome, *group, *window, *unit;
} about;

static about about_row(const rap_deciding *d, const rap_decided *row) {
    const rap_study *s = d->study;
    const rap_headline *h = &s->headlines[row->headline];
    const rap_contrast *c = row->is_level ? NULL : &s->contrasts[row->of];
    return (about){.minus = {s, c ? c->minus : NULL, c ? c->n_minus : 0},
                   .plus = {s, c ? c->plus : &row->of, c ? c->n_plus : 1},
                   .outcome = s->model->outcomes[h->outcome].name,
                   .group = h->group,
                   .window = s->windows[h->window].text,
                   .unit = rap_unit_of(s, h->outcome)};
}

#define ABOUT(type)                                                                                \
    RAP_CSV_AT("baseline", "", rap_csv_side, type, is.minus,                                       \
               "arm, or arms joined by +, that the other side is compared with; empty where "      \
               "there is one arm"),                                                                \
        RAP_CSV_AT("arm", "", rap_csv_side, type, is.plus,                                         \
                   "arm, or arms joined by +, that is compared with it"),                          \
        RAP_CSV_WORD("outcome", type, is.outcome, "name of the outcome, that of a headline"),      \
        RAP_CSV_WORD("group", type, is.group, "whose outcome it is: all, or a part of them"),      \
        RAP_CSV_WORD("window", type, is.window, "when, as in contrasts.csv")

/* An index as a cell, and the ends of its interval. One that cannot be told from 0 has 0 as its lower end. */
#define INDEX(name, type, member, meaning)                                                         \
    RAP_CSV_INTERVAL(name, RAP_CSV_SHARE, type, member.value, member.low, member.high, meaning)

/* ---- sensitivity.csv --------------------------------------------------------------------------- */

typedef struct {
    about is;
    const char *kind, *name, *second, *grade, *source;
    size_t n, bases;
    rap_factor_share share;
    bool told;
    double variance;
} factor_line;

static const rap_csv_column factor_columns[] = {
    ABOUT(factor_line),
    RAP_CSV_WORD("kind", factor_line, kind,
                 "input; together: inputs that a correlation ties; rest: all that are not looked "
                 "at one by one; pair; "
                 "grade, group: all of a grade of evidence, of a group that the study names"),
    RAP_CSV_WORD("factor", factor_line, name, "path of the input, or name of the group"),
    RAP_CSV_WORD("second", factor_line, second, "of a pair: the other of the two"),
    RAP_CSV_WORD("grade", factor_line, grade, "grade of evidence of an input"),
    RAP_CSV_WORD("source", factor_line, source, "where its value and range come from"),
    RAP_CSV_AT("inputs", "number", rap_csv_size, factor_line, n, "uncertain inputs in it"),
    INDEX("total", factor_line, share.total,
          "share of the variance of what is expected over sets of assumptions that would be left "
          "if all others were "
          "known (total index); empty where that variance is 0 or cannot be told from 0"),
    RAP_CSV_AT("told", RAP_CSV_TRUTH, rap_csv_truth, factor_line, told,
               "whether total can be told from 0"),
    INDEX("closed", factor_line, share.closed,
          "share that it makes by itself (closed index; of one input: first-order)"),
    INDEX("together", factor_line, share.together,
          "of a pair: share that the two make only together (second-order index)"),
    RAP_CSV_REAL("variance", "unit squared", factor_line, variance,
                 "variance of what is expected over sets of assumptions"),
    RAP_CSV_AT("points", "number", rap_csv_size, factor_line, bases,
               "points of the design of which every history has a value"),
};

const rap_csv_table rap_csv_sensitivity = RAP_CSV_TABLE(
    "sensitivity.csv",
    "what an assumption, or several as one, make of a headline of a difference between arms",
    factor_columns);

static const char *name_of(const rap_factors *f, size_t k) {
    const rap_factor *row = &f->rows[k];
    return row->kind == RAP_FACTOR_PAIR ? f->rows[row->first].name : row->name;
}

static void add_factor_row(const rap_deciding *d, const rap_decided *row, size_t k, rap_text *out) {
    const rap_factor *f = &d->factors.rows[k];
    const factor_line line = {.is = about_row(d, row),
                              .kind = rap_factor_kinds[f->kind],
                              .name = name_of(&d->factors, k),
                              .second = f->kind == RAP_FACTOR_PAIR ? d->factors.rows[f->second].name
                                                                   : NULL,
                              .grade = f->input ? f->input->grade : NULL,
                              .source = f->input ? f->input->source : NULL,
                              .n = f->n,
                              .bases = row->bases,
                              .share = row->shares[k],
                              .told = row->shares[k].total.state == RAP_INDEX_TOLD,
                              .variance = row->variance.value};
    rap_csv_row(out, &rap_csv_sensitivity, d, &line);
}

void rap_sensitivity_csv(const rap_deciding *d, rap_text *out) {
    rap_csv_header(out, &rap_csv_sensitivity, d);
    for (size_t r = 0; r < d->n_rows; r++)
        for (size_t k = 0; k < d->factors.n; k++)
            add_factor_row(d, &d->rows[r], k, out);
}

/* ---- luck.csv ---------------------------------------------------------------------------------- */

typedef struct {
    about is;
    const char *what;
    rap_index share, variance;
    int64_t chains;
} luck_line;

static const rap_csv_column luck_columns[] = {
    ABOUT(luck_line),
    RAP_CSV_WORD("of", luck_line, what, "assumptions, or a kind of luck"),
    INDEX("share", luck_line, share,
          "its share of the variance of single histories (Shapley effect); shares add up to 1"),
    RAP_CSV_INTERVAL("variance", "unit squared", luck_line, variance.value, variance.low,
                     variance.high, "variance of single histories, over assumptions and luck"),
    RAP_CSV_AT("chains", "number", rap_csv_count, luck_line, chains, "chains that were run"),
};

const rap_csv_table rap_csv_luck = RAP_CSV_TABLE(
    "luck.csv", "what assumptions together, and each kind of luck, make of single histories",
    luck_columns);

void rap_luck_csv(const rap_deciding *d, rap_text *out) {
    rap_csv_header(out, &rap_csv_luck, d);
    for (size_t r = 0; r < d->n_rows; r++)
        for (size_t k = 0; k < d->sampling.players && d->chains; k++) {
            const rap_decided *row = &d->rows[r];
            const luck_line line = {.is = about_row(d, row),
                                    .what = k ? d->sampling.topics[k - 1] : "assumptions",
                                    .share = row->lucks[k],
                                    .variance = row->single,
                                    .chains = d->chains};
            rap_csv_row(out, &rap_csv_luck, d, &line);
        }
}

/* ---- screen.csv -------------------------------------------------------------------------------- */

typedef struct {
    about is;
    const char *input, *grade;
    rap_screen_part part;
    double reliability, explained, q2;
    size_t draws;
} screen_line;

static const rap_csv_column screen_columns[] = {
    ABOUT(screen_line),
    RAP_CSV_WORD("input", screen_line, input,
                 "path of an input that the means go with; empty where they go with none"),
    RAP_CSV_WORD("grade", screen_line, grade, "its grade of evidence"),
    RAP_CSV_REAL(
        "first", RAP_CSV_SHARE, screen_line, part.first,
        "share of the variance of what is expected that the fitted polynomial gives to it alone"),
    RAP_CSV_REAL("total", RAP_CSV_SHARE, screen_line, part.total,
                 "with all that it makes together with others"),
    RAP_CSV_REAL("shapley", RAP_CSV_SHARE, screen_line, part.shapley,
                 "with half of what it makes together with another"),
    RAP_CSV_REAL("explained", RAP_CSV_SHARE, screen_line, explained,
                 "share of the variance of the draws' means that the polynomial explains"),
    RAP_CSV_REAL(
        "foretold", RAP_CSV_SHARE, screen_line, q2,
        "the same of draws that took no part in the fit (Q2); below 0 where nothing is foretold"),
    RAP_CSV_REAL("reliability", RAP_CSV_SHARE, screen_line, reliability,
                 "share of that variance that is not chance; empty where it cannot be told"),
    RAP_CSV_AT("draws", "number", rap_csv_size, screen_line, draws,
               "sets of assumptions that have a value"),
};

const rap_csv_table rap_csv_screen = RAP_CSV_TABLE(
    "screen.csv", "an input that a headline goes with, over plain sets of assumptions",
    screen_columns);

static void add_screen_row(const rap_deciding *d, const rap_decided *row, size_t k, rap_text *out) {
    const rap_screen_input *in = k < row->fit.n_inputs ? &row->fit.inputs[k] : NULL;
    const rap_input *x = in ? d->inputs.inputs[in->input] : NULL;
    const screen_line line = {.is = about_row(d, row),
                              .input = x ? x->path : NULL,
                              .grade = x ? x->grade : NULL,
                              .part = in ? in->mean : (rap_screen_part){NAN, NAN, NAN},
                              .reliability = row->reliability,
                              .explained = row->fit.explained,
                              .q2 = row->fit.q2,
                              .draws = row->fit.draws};
    rap_csv_row(out, &rap_csv_screen, d, &line);
}

void rap_screen_csv(const rap_deciding *d, rap_text *out) {
    rap_csv_header(out, &rap_csv_screen, d);
    for (size_t r = 0; r < d->n_rows; r++)
        for (size_t k = 0; k == 0 || k < d->rows[r].fit.n_inputs; k++)
            add_screen_row(d, &d->rows[r], k, out);
}

/* ---- elementary_effects.csv -------------------------------------------------------------------- */

typedef struct {
    about is;
    const char *input;
    size_t n;
    rap_morris_effect effect;
} effect_line;

static const rap_csv_column effect_columns[] = {
    ABOUT(effect_line),
    RAP_CSV_WORD("input", effect_line, input,
                 "path of the input; of several that a correlation ties: of the first"),
    RAP_CSV_AT("inputs", "number", rap_csv_size, effect_line, n, "inputs that move as one"),
    RAP_CSV_INTERVAL("mu_star", RAP_CSV_OF_OUTCOME, effect_line, effect.star, effect.low,
                     effect.high,
                     "mean size of its elementary effects, from its 2.5 to its 97.5 % quantile"),
    RAP_CSV_REAL("mu", RAP_CSV_OF_OUTCOME, effect_line, effect.mu,
                 "their mean, with sign; empty for several inputs"),
    RAP_CSV_REAL("sigma", RAP_CSV_OF_OUTCOME, effect_line, effect.sigma,
                 "their standard deviation: curved, or acting together with others"),
    RAP_CSV_AT("trajectories", "number", rap_csv_size, effect_line, effect.n,
               "trajectories that tell it"),
};

const rap_csv_table rap_csv_elementary_effects =
    RAP_CSV_TABLE("elementary_effects.csv",
                  "elementary effects of an input on a headline (Morris 1991)", effect_columns);

/* The first input of a group of Morris, and how many there are. */
static const char *first_of_group(const rap_deciding *d, size_t group, size_t *n) {
    const char *first = NULL;
    *n = 0;
    for (size_t k = 0; k < d->inputs.n; k++)
        if (d->sampling.group[k] == group) {
            first = first ? first : d->inputs.inputs[k]->path;
            ++*n;
        }
    return first;
}

void rap_elementary_effects_csv(const rap_deciding *d, rap_text *out) {
    rap_csv_header(out, &rap_csv_elementary_effects, d);
    for (size_t r = 0; r < d->n_rows; r++)
        for (size_t g = 0; g < d->sampling.n_groups && d->sampling.trajectories; g++) {
            effect_line line = {.is = about_row(d, &d->rows[r]), .effect = d->rows[r].effects[g]};
            line.input = first_of_group(d, g, &line.n);
            rap_csv_row(out, &rap_csv_elementary_effects, d, &line);
        }
}
