/* calibration_csv.c: calibration.csv, calibrated_inputs.csv, calibrated_quantities.csv, calibration_methods.csv and
 * posterior.cfg. */
#include "analysis/calibration/calibration_csv.h"
#include "analysis/estimate/effect_cells.h"
#include "scenario/questions/quantities.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A number told over sets of assumptions: mean, standard deviation, and the middle 95 %. */
#define TOLD(name, unit, type, member, when)                                                       \
    RAP_CSV_REAL(name, unit, type, member.mean, "mean over sets of assumptions " when),            \
        RAP_CSV_REAL(name "_sd", unit, type, member.sd,                                            \
                     "standard deviation over sets, chance of few histories taken out, " when),    \
        RAP_CSV_REAL(name "_low", unit, type, member.low, "2.5 % of sets lie below it, " when),    \
        RAP_CSV_REAL(name "_high", unit, type, member.high, "2.5 % of sets lie above it, " when)

/* ---- calibration.csv --------------------------------------------------------------------------- */

typedef struct {
    rap_side minus, plus;
    const char *outcome, *group, *window, *unit, *forecast;
    rap_told before, after;
    bool chance_left;
    double p;
} told_line;

static const rap_csv_column told_columns[] = {
    RAP_CSV_AT("baseline", "", rap_csv_side, told_line, minus,
               "arm, or arms joined by +, that the other side is compared with; empty of a level"),
    RAP_CSV_AT("arm", "", rap_csv_side, told_line, plus,
               "arm, or arms joined by +, that is compared with it"),
    RAP_CSV_WORD("outcome", told_line, outcome, "name of the outcome"),
    RAP_CSV_WORD("group", told_line, group, "whose outcome it is: all, or a part of them"),
    RAP_CSV_WORD("window", told_line, window, "when, as in contrasts.csv"),
    RAP_CSV_WORD("unit", told_line, unit, "unit of what follows"),
    RAP_CSV_WORD("forecast", told_line, forecast,
                 "name of the quantity that was kept back and is foretold; empty of a headline"),
    TOLD("before", RAP_CSV_OF_OUTCOME, told_line, before, "before data are looked at"),
    TOLD("after", RAP_CSV_OF_OUTCOME, told_line, after, "given the data"),
    RAP_CSV_AT(
        "chance_left", RAP_CSV_TRUTH, rap_csv_truth, told_line, chance_left,
        "whether chance could not be taken out given the data: after_low to after_high is too "
        "wide then"),
    RAP_CSV_REAL(
        "rank_p", RAP_CSV_SHARE, told_line, p,
        "simulation-based calibration of the way that was taken: how often so uneven ranks "
        "would come by chance, the least of its three tests, allowing for all tests"),
};
const rap_csv_table rap_csv_calibration =
    RAP_CSV_TABLE("calibration.csv",
                  "a headline of a difference between arms, before and after data are looked at; "
                  "then one a quantity that was kept back",
                  told_columns);

void rap_calibration_csv(const rap_calibrated *c, rap_text *out) {
    const rap_study *s = c->study;
    rap_csv_header(out, &rap_csv_calibration, c);
    for (size_t r = 0; r < c->n_rows; r++) {
        const rap_calibrated_row *row = &c->rows[r];
        const rap_effect e = rap_calibrated_effect(c, row);
        const rap_sbc *sbc = &c->found.way[c->found.taken].sbc[r];
        const told_line line = {{s, e.minus, e.n_minus},
                                {s, e.plus, e.n_plus},
                                s->model->outcomes[e.outcome].name,
                                e.group,
                                s->windows[e.window].text,
                                rap_unit_of(s, e.outcome),
                                row->quantity ? row->quantity->name : NULL,
                                row->before,
                                row->after,
                                row->chance_left,
                                sbc->least_p};
        rap_csv_row(out, &rap_csv_calibration, c, &line);
    }
}

/* ---- calibrated_inputs.csv --------------------------------------------------------------------- */

typedef struct {
    const char *path, *unit, *grade;
    bool identified;
    double p, shift, shrinkage;
    rap_values_told before, after;
} input_line;

#define VALUES(name, member, when)                                                                 \
    RAP_CSV_REAL(name, "its unit", input_line, member.mean, "mean of its values " when),           \
        RAP_CSV_REAL(name "_low", "its unit", input_line, member.low,                              \
                     "2.5 % lie below it, " when),                                                 \
        RAP_CSV_REAL(name "_high", "its unit", input_line, member.high,                            \
                     "2.5 % lie above it, " when)

static const rap_csv_column input_columns[] = {
    RAP_CSV_WORD("input", input_line, path, "path of the uncertain number"),
    RAP_CSV_WORD("unit", input_line, unit, "its unit"),
    RAP_CSV_WORD("grade", input_line, grade, "grade of evidence of its prior"),
    RAP_CSV_AT("identified", RAP_CSV_TRUTH, rap_csv_truth, input_line, identified,
               "whether the data tell anything of it; where they do not, its prior stands"),
    RAP_CSV_REAL("p", RAP_CSV_SHARE, input_line, p,
                 "how often data would seem to tell so much of an input that they tell nothing of, "
                 "allowing for all inputs (F test, Holm)"),
    RAP_CSV_REAL("shift", "sd", input_line, shift,
                 "how far its mean moves, in standard deviations of the prior, as a normal score"),
    RAP_CSV_REAL("shrinkage", RAP_CSV_SHARE, input_line, shrinkage,
                 "share of the prior's standard deviation that is gone, as a normal score"),
    VALUES("before", before, "before"),
    VALUES("after", after, "given the data"),
};
const rap_csv_table rap_csv_calibrated_inputs = RAP_CSV_TABLE(
    "calibrated_inputs.csv",
    "an uncertain input, those of which data tell something first, the most telling at the top",
    input_columns);

void rap_calibrated_inputs_csv(const rap_calibrated *c, rap_text *out) {
    rap_csv_header(out, &rap_csv_calibrated_inputs, c);
    for (size_t i = 0; i < c->n_inputs; i++) {
        const rap_calibrated_input *x = &c->inputs[i];
        const input_line line = {
            x->input->path, x->input->field->unit, x->input->grade,    x->told->identified,
            x->told->p,     x->told->shift,        x->told->shrinkage, x->before,
            x->after};
        rap_csv_row(out, &rap_csv_calibrated_inputs, c, &line);
    }
}

/* ---- calibrated_quantities.csv ----------------------------------------------------------------- */

typedef struct {
    const char *name, *status, *outcome, *group, *window, *unit;
    double value, sd, discrepancy, noise, model, model_sd;
    double prior_place, prior_z, others, others_low, others_high, others_place, others_z;
    double forecast, forecast_low, forecast_high, place, crps, prior_crps, skill;
    const char *last;
    double same_crps, same_skill;
} quantity_line;

static const rap_csv_column quantity_columns[] = {
    RAP_CSV_WORD("quantity", quantity_line, name, "its name in the study"),
    RAP_CSV_WORD("status", quantity_line, status,
                 "held_out: weighs the sets of assumptions; input: was put in, and does not; "
                 "forecast: was kept back and foretold"),
    RAP_CSV_WORD("outcome", quantity_line, outcome, "name of the outcome that was measured"),
    RAP_CSV_WORD("group", quantity_line, group, "whose outcome it is"),
    RAP_CSV_WORD("window", quantity_line, window, "when, as in contrasts.csv"),
    RAP_CSV_WORD("unit", quantity_line, unit, "unit of the numbers"),
    RAP_CSV_REAL("value", RAP_CSV_OF_OUTCOME, quantity_line, value, "what was measured"),
    RAP_CSV_REAL("sd", RAP_CSV_OF_OUTCOME, quantity_line, sd, "its sampling error"),
    RAP_CSV_REAL("discrepancy", RAP_CSV_OF_OUTCOME, quantity_line, discrepancy,
                 "how far what was measured may lie from what the model has: assumed"),
    RAP_CSV_REAL("noise", RAP_CSV_OF_OUTCOME, quantity_line, noise,
                 "both and, of few communities, their luck: how far it may lie from a set's mean"),
    RAP_CSV_REAL("model", RAP_CSV_OF_OUTCOME, quantity_line, model,
                 "mean over sets of what the model gives, before"),
    RAP_CSV_REAL("model_sd", RAP_CSV_OF_OUTCOME, quantity_line, model_sd,
                 "standard deviation of the sets' means"),
    RAP_CSV_REAL("prior_place", RAP_CSV_SHARE, quantity_line, prior_place,
                 "share of what the prior foretells that lies below the measured value"),
    RAP_CSV_REAL("prior_z", "sd", quantity_line, prior_z,
                 "its distance from the mean of that, in standard deviations"),
    RAP_CSV_REAL("others", RAP_CSV_OF_OUTCOME, quantity_line, others,
                 "mean of what all other quantities foretell of it"),
    RAP_CSV_REAL("others_low", RAP_CSV_OF_OUTCOME, quantity_line, others_low,
                 "2.5 % of that lie below it"),
    RAP_CSV_REAL("others_high", RAP_CSV_OF_OUTCOME, quantity_line, others_high,
                 "2.5 % of that lie above it"),
    RAP_CSV_REAL("others_place", RAP_CSV_SHARE, quantity_line, others_place,
                 "share of that which lies below the measured value"),
    RAP_CSV_REAL("others_z", "sd", quantity_line, others_z,
                 "distance from the mean of that, in standard deviations"),
    RAP_CSV_REAL("forecast", RAP_CSV_OF_OUTCOME, quantity_line, forecast,
                 "of one that was kept back: mean of what is foretold, with its noise"),
    RAP_CSV_REAL("forecast_low", RAP_CSV_OF_OUTCOME, quantity_line, forecast_low,
                 "2.5 % of that lie below it"),
    RAP_CSV_REAL("forecast_high", RAP_CSV_OF_OUTCOME, quantity_line, forecast_high,
                 "2.5 % of that lie above it"),
    RAP_CSV_REAL("place", RAP_CSV_SHARE, quantity_line, place,
                 "share of that which lies below what was measured"),
    RAP_CSV_REAL("crps", RAP_CSV_OF_OUTCOME, quantity_line, crps,
                 "continuous ranked probability score of the forecast: 0 is best"),
    RAP_CSV_REAL("prior_crps", RAP_CSV_OF_OUTCOME, quantity_line, prior_crps,
                 "the same of what the prior foretells"),
    RAP_CSV_REAL("skill", RAP_CSV_SHARE, quantity_line, skill,
                 "share of the prior's score that the forecast saves; below 0 it is worse"),
    RAP_CSV_WORD("last", quantity_line, last,
                 "name of the quantity that is the same question as it was measured last before"),
    RAP_CSV_REAL("no_change_crps", RAP_CSV_OF_OUTCOME, quantity_line, same_crps,
                 "the same score of what was measured then, as a forecast with the sampling errors "
                 "of both waves"),
    RAP_CSV_REAL("no_change_skill", RAP_CSV_SHARE, quantity_line, same_skill,
                 "share of that score that the forecast saves; below 0 it is worse"),
};
const rap_csv_table rap_csv_calibrated_quantities =
    RAP_CSV_TABLE("calibrated_quantities.csv", "a measured quantity, and what is foretold of it",
                  quantity_columns);

static quantity_line line_of_quantity(const rap_calibrated *c, const rap_calibrated_quantity *x) {
    const rap_study *s = c->study;
    const rap_quantity *q = x->quantity;
    const double nan = (double)NAN;
    quantity_line line = {.name = q->name,
                          .status = rap_quantity_status(q),
                          .outcome = s->model->outcomes[q->effect.outcome].name,
                          .group = q->effect.group,
                          .window = s->windows[q->effect.window].text,
                          .unit = rap_unit_of(s, q->effect.outcome),
                          .value = q->value,
                          .sd = q->sd,
                          .discrepancy = q->discrepancy,
                          .noise = x->noise,
                          .model = x->model.mean,
                          .model_sd = x->model.sd};
    const rap_foretold *f = x->foretold;
    line.prior_place = f ? f->prior_place : nan;
    line.prior_z = f ? f->prior_z : nan;
    line.others = f ? f->others.mean : nan;
    line.others_low = f ? f->others.low : nan;
    line.others_high = f ? f->others.high : nan;
    line.others_place = f ? f->others_place : nan;
    line.others_z = f ? f->others_z : nan;
    line.forecast = q->kept_back ? x->scores.mean : nan;
    line.forecast_low = q->kept_back ? x->scores.low : nan;
    line.forecast_high = q->kept_back ? x->scores.high : nan;
    line.place = q->kept_back ? x->scores.place : nan;
    line.crps = q->kept_back ? x->scores.crps : nan;
    line.prior_crps = q->kept_back ? x->before_scores.crps : nan;
    line.skill = q->kept_back ? x->skill : nan;
    line.last = x->last ? x->last->name : NULL;
    line.same_crps = x->same_crps;
    line.same_skill = x->same_skill;
    return line;
}

void rap_calibrated_quantities_csv(const rap_calibrated *c, rap_text *out) {
    rap_csv_header(out, &rap_csv_calibrated_quantities, c);
    for (size_t k = 0; k < c->n_quantities; k++) {
        const quantity_line line = line_of_quantity(c, &c->quantities[k]);
        rap_csv_row(out, &rap_csv_calibrated_quantities, c, &line);
    }
}

/* ---- calibration_methods.csv ------------------------------------------------------------------- */

typedef struct {
    const char *name;
    bool taken, passed;
    double error, least_p, covered[RAP_SBC_LEVELS];
    size_t sets;
} method_line;

static const rap_csv_column method_columns[] = {
    RAP_CSV_WORD("method", method_line, name, "how the reference table is read"),
    RAP_CSV_AT("taken", RAP_CSV_TRUTH, rap_csv_truth, method_line, taken,
               "whether all that is told rests on it"),
    RAP_CSV_AT("passed", RAP_CSV_TRUTH, rap_csv_truth, method_line, passed,
               "whether simulation-based calibration finds nothing wrong with it"),
    RAP_CSV_REAL(
        "error", RAP_CSV_SHARE, method_line, error,
        "leave-one-out error: mean score of all rows of calibration.csv, the prior's being "
        "1; empty where it could not be tried"),
    RAP_CSV_REAL(
        "least_p", RAP_CSV_SHARE, method_line, least_p,
        "least p of its tests of ranks, allowing for all of them; below 0.05 it is refused"),
    RAP_CSV_REAL("covered_50", RAP_CSV_SHARE, method_line, covered[0],
                 "share of made-up data sets whose truth its 50 % intervals held, mean over rows"),
    RAP_CSV_REAL("covered_80", RAP_CSV_SHARE, method_line, covered[1], "the same of 80 %"),
    RAP_CSV_REAL("covered_95", RAP_CSV_SHARE, method_line, covered[2], "the same of 95 %"),
    RAP_CSV_AT("data_sets", "number", rap_csv_size, method_line, sets,
               "made-up data sets that judged it"),
};
const rap_csv_table rap_csv_calibration_methods = RAP_CSV_TABLE(
    "calibration_methods.csv", "a way to tell from the runs what data say, and how it was judged",
    method_columns);

static method_line line_of_way(const rap_calibrated *c, size_t w) {
    const rap_way_judged *way = &c->found.way[w];
    method_line line = {.name = rap_calibration_way_name((rap_calibration_way)w),
                        .taken = w == (size_t)c->found.taken,
                        .passed = way->passed,
                        .error = way->offered ? way->error : (double)NAN,
                        .least_p = (double)NAN,
                        .covered = {(double)NAN, (double)NAN, (double)NAN},
                        .sets = way->offered ? c->found.sets : 0};
    size_t seen = 0;
    for (size_t r = 0; way->offered && r < c->n_rows; r++) {
        const rap_sbc *sbc = &way->sbc[r];
        line.least_p = fmin(line.least_p, sbc->least_p);
        for (size_t l = 0; l < RAP_SBC_LEVELS && sbc->sets > 0; l++)
            line.covered[l] = (seen ? line.covered[l] : 0) + sbc->covered[l];
        seen += sbc->sets > 0;
    }
    for (size_t l = 0; l < RAP_SBC_LEVELS && seen; l++)
        line.covered[l] /= (double)seen;
    return line;
}

void rap_calibration_methods_csv(const rap_calibrated *c, rap_text *out) {
    rap_csv_header(out, &rap_csv_calibration_methods, c);
    for (size_t w = 0; w < RAP_CALIBRATION_WAYS; w++) {
        const method_line line = line_of_way(c, w);
        rap_csv_row(out, &rap_csv_calibration_methods, c, &line);
    }
}

/* ---- calibration_ranks.csv --------------------------------------------------------------------- */

typedef struct {
    const char *method;
    rap_side minus, plus;
    const char *outcome, *group, *window, *forecast;
    const rap_sbc *sbc;
    double p_all, p_apart, p_near;
    size_t sets;
} ranks_line;

static size_t count_bins(const void *whole) {
    (void)whole;
    return RAP_SBC_BINS;
}

static void title_of_bin(rap_text *out, const void *whole, size_t k) {
    (void)whole;
    rap_text_format(out, "bin_%zu", k + 1);
}

static void cell_of_bin(rap_text *out, const void *whole, const void *row, size_t k) {
    (void)whole;
    rap_text_format(out, "%zu", ((const ranks_line *)row)->sbc->count[k]);
}

static const rap_csv_column ranks_columns[] = {
    RAP_CSV_WORD("method", ranks_line, method, "as in calibration_methods.csv"),
    RAP_CSV_AT("baseline", "", rap_csv_side, ranks_line, minus, "as in calibration.csv"),
    RAP_CSV_AT("arm", "", rap_csv_side, ranks_line, plus, "as in calibration.csv"),
    RAP_CSV_WORD("outcome", ranks_line, outcome, "name of the outcome"),
    RAP_CSV_WORD("group", ranks_line, group, "whose outcome it is"),
    RAP_CSV_WORD("window", ranks_line, window, "when, as in contrasts.csv"),
    RAP_CSV_WORD("forecast", ranks_line, forecast, "name of the quantity that is foretold"),
    RAP_CSV_AT("data_sets", "number", rap_csv_size, ranks_line, sets,
               "made-up data sets that have a truth"),
    RAP_CSV_REAL("p_all", RAP_CSV_SHARE, ranks_line, p_all,
                 "how often ranks so uneven would come by chance, allowing for all tests"),
    RAP_CSV_REAL("p_apart", RAP_CSV_SHARE, ranks_line, p_apart,
                 "the same of ranks in each third of the data sets, by what a line foretells"),
    RAP_CSV_REAL("p_near", RAP_CSV_SHARE, ranks_line, p_near,
                 "the same of ranks in each third, by distance from what was measured"),
    RAP_CSV_FAMILY("bin_N", "number", cell_of_bin, count_bins, title_of_bin,
                   "data sets whose truth has its place in the N-th tenth of the posterior"),
};
const rap_csv_table rap_csv_calibration_ranks = RAP_CSV_TABLE(
    "calibration_ranks.csv",
    "simulation-based calibration of one way and one row of calibration.csv", ranks_columns);

void rap_calibration_ranks_csv(const rap_calibrated *c, rap_text *out) {
    const rap_study *s = c->study;
    rap_csv_header(out, &rap_csv_calibration_ranks, c);
    for (size_t w = 0; w < RAP_CALIBRATION_WAYS; w++)
        for (size_t r = 0; r < c->n_rows && c->found.way[w].offered; r++) {
            const rap_effect e = rap_calibrated_effect(c, &c->rows[r]);
            const rap_sbc *sbc = &c->found.way[w].sbc[r];
            const ranks_line line = {rap_calibration_way_name((rap_calibration_way)w),
                                     {s, e.minus, e.n_minus},
                                     {s, e.plus, e.n_plus},
                                     s->model->outcomes[e.outcome].name,
                                     e.group,
                                     s->windows[e.window].text,
                                     c->rows[r].quantity ? c->rows[r].quantity->name : NULL,
                                     sbc,
                                     sbc->p_all,
                                     sbc->p_apart,
                                     sbc->p_near,
                                     sbc->sets};
            rap_csv_row(out, &rap_csv_calibration_ranks, c, &line);
        }
}

/* ---- posterior.cfg ----------------------------------------------------------------------------- */

/* A decimal number as libconfig reads it, to the last digit. */
static void add_real(rap_text *out, double x) {
    char digits[40];
    snprintf(digits, sizeof digits, "%.17g", x);
    bool whole = true;
    for (const char *d = digits; *d; d++)
        whole &= *d == '-' || (*d >= '0' && *d <= '9');
    rap_text_format(out, "%s%s", digits, whole ? ".0" : "");
}

static void add_values(const rap_calibrated *c, const rap_calibrated_input *x, bool first,
                       rap_text *out) {
    rap_text_format(out, "%s\n    { number = \"%s\"; values = [", first ? "" : ",", x->input->path);
    for (size_t k = 0; k < c->sets; k++) {
        rap_text_add(out, k == 0 ? "" : k % 8 ? ", " : ",\n      ");
        add_real(out, x->values[k]);
    }
    rap_text_add(out, "]; }");
}

void rap_posterior_words(const rap_calibrated *c, rap_text *out) {
    rap_text_add(out,
                 "# What data left of the uncertain numbers that they tell something of: sets of "
                 "values, equally likely.\n# Any command draws from them with --posterior and "
                 "the folder of this file; all other numbers keep their priors.\n"
                 "posterior = {\n");
    rap_text_format(out, "  sets = %zu;\n  effective = ", c->sets);
    add_real(out, c->found.effective);
    rap_text_add(out, ";\n  source = ");
    rap_text_add(out, "\"");
    rap_text_study(out, c->study->title, strlen(c->study->title));
    rap_text_add(out, "\";\n  numbers = (");
    bool first = true;
    for (size_t i = 0; i < c->n_inputs; i++)
        if (c->inputs[i].values) {
            add_values(c, &c->inputs[i], first, out);
            first = false;
        }
    rap_text_add(out, "\n  );\n};\n");
}
