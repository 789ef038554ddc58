/* worth_csv.c: the files of worth.h. */
#include "analysis/budget/worth.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define INTERVAL(name, unit, type, member, meaning)                                                \
    RAP_CSV_INTERVAL(name, unit, type, member.mean, member.low, member.high, meaning)

/* ---- the three files of value-of-information tools -------------------------------------------- */

/* What their readers take as it is: SAVI (https://savi.shef.ac.uk), bcea() of the R package BCEA (eff, cost:
 * matrices, simulation x intervention), make_psa_obj() of dampack (cost, effectiveness, parameters: data frames).
 * All three take every column for an option, or a parameter, so none numbers the rows; they take row i of each file for
 * the same draw, and none that is missing; and more of the effect for better. */

/* A draw: its values, one for each column of the family, each times `turned`. */
typedef struct {
    const double *values;
    double turned;
} draw_line;

static void draw_value(rap_text *out, const void *whole, const void *row, size_t k) {
    (void)whole;
    const draw_line *line = row;
    rap_text_number(out, line->turned * line->values[k] + 0.0);
}

static size_t count_parameters(const void *whole) {
    return ((const rap_worth *)whole)->n_parameters;
}

static void name_parameter(rap_text *out, const void *whole, size_t k) {
    rap_text_csv(out, ((const rap_worth *)whole)->names[k]);
}

static size_t count_arms(const void *whole) {
    return ((const rap_worth *)whole)->arms;
}

static void name_arm(rap_text *out, const void *whole, size_t k) {
    rap_text_csv(out, ((const rap_worth *)whole)->study->arms[k].name);
}

static const rap_csv_column parameter_columns[] = {
    RAP_CSV_FAMILY("INPUT", "the input's", draw_value, count_parameters, name_parameter,
                   "value of that uncertain number in the draw (rapport explain INPUT)"),
};

static const rap_csv_column cost_columns[] = {
    RAP_CSV_FAMILY(
        "ARM", RAP_CSV_MONEY, draw_value, count_arms, name_arm,
        "mean cost of that arm over the runs of the draw: money spent up to the horizon, "
        "and outcomes that the budget gives a price"),
};

static const rap_csv_column effect_columns[] = {
    RAP_CSV_FAMILY(
        "ARM", "the outcome's", draw_value, count_arms, name_arm,
        "mean of the budget's first outcome in that arm over the runs of the draw, turned so "
        "that more is better"),
};

const rap_csv_table rap_csv_psa_parameters =
    RAP_CSV_TABLE("psa_parameters.csv",
                  "a draw in which every arm has a cost and an effect, with all that is uncertain",
                  parameter_columns);
const rap_csv_table rap_csv_psa_costs = RAP_CSV_TABLE(
    "psa_costs.csv", "the same draws in the same order, with what each arm costs", cost_columns);
const rap_csv_table rap_csv_psa_effects =
    RAP_CSV_TABLE("psa_effects.csv", "the same draws in the same order, with what each arm brings",
                  effect_columns);

/* Whether a draw has a cost and an effect of every arm. */
static bool has_every_arm(const rap_worth *w, size_t draw) {
    for (size_t a = 0; a < w->arms; a++)
        if (isnan(w->cost[draw * w->arms + a]) || isnan(w->effect[draw * w->arms + a]))
            return false;
    return true;
}

/* `values` has a row of n for each draw. */
static void write_draws(const rap_worth *w, const rap_csv_table *table, const double *values,
                        size_t n, double turned, rap_text *out) {
    rap_csv_header(out, table, w);
    for (size_t d = 0; d < (size_t)w->draws && n > 0; d++) {
        const draw_line line = {values + d * n, turned};
        if (has_every_arm(w, d))
            rap_csv_row(out, table, w, &line);
    }
}

void rap_worth_parameters_csv(const rap_worth *w, rap_text *out) {
    write_draws(w, &rap_csv_psa_parameters, w->parameter, w->n_parameters, 1, out);
}

void rap_worth_costs_csv(const rap_worth *w, rap_text *out) {
    write_draws(w, &rap_csv_psa_costs, w->cost, w->arms, 1, out);
}

void rap_worth_effects_csv(const rap_worth *w, rap_text *out) {
    const rap_aim *aim = &w->study->budget.aims[0];
    bool less = w->study->model->outcomes[aim->outcome].better < 0;
    write_draws(w, &rap_csv_psa_effects, w->effect, w->arms, less ? -1 : 1, out);
}

/* ---- arms.csv --------------------------------------------------------------------------------- */

typedef struct {
    const char *arm, *baseline, *dominance;
    size_t draws;
    rap_interval cost, present_cost, effect, icer, weighted;
    bool kept;
} arm_line;

static const rap_csv_column arm_columns[] = {
    RAP_CSV_WORD("arm", arm_line, arm, "name of the arm"),
    RAP_CSV_WORD("baseline", arm_line, baseline, "the arm that it is compared with"),
    RAP_CSV_AT("draws", "number", rap_csv_size, arm_line, draws,
               "sets of assumptions in which both have a cost and an effect"),
    INTERVAL("cost", RAP_CSV_MONEY, arm_line, cost, "cost of the arm less cost of the baseline"),
    INTERVAL("present_cost", RAP_CSV_MONEY, arm_line, present_cost,
             "cost at present value: money discounted as the model does it"),
    INTERVAL("effect", "the outcome's", arm_line, effect,
             "the budget's first outcome less that of the baseline, turned so that more is better"),
    RAP_CSV_WORD(
        "dominance", arm_line, dominance,
        "whether the arm is clearly better or worse in cost and effect, by both intervals"),
    INTERVAL("icer", "currency per unit", arm_line, icer,
             "cost over effect, with its Fieller interval; empty but for a trade-off"),
    INTERVAL("weighted", "smallest differences", arm_line, weighted,
             "weighted sum of the budget's outcomes less the baseline's, each in smallest "
             "differences that matter; empty where none has a weight"),
    RAP_CSV_AT("unbeaten", RAP_CSV_TRUTH, rap_csv_truth, arm_line, kept,
               "no other arm is at least as good on cost and every outcome, and clearly better on "
               "one"),
};

const rap_csv_table rap_csv_arms =
    RAP_CSV_TABLE("arms.csv", "an arm against the baseline, in money and effect", arm_columns);

void rap_worth_arms_csv(const rap_worth *w, rap_text *out) {
    rap_csv_header(out, &rap_csv_arms, w);
    for (size_t a = 0; a < w->arms; a++) {
        const rap_increment *x = &w->increments[a];
        const arm_line line = {.arm = w->study->arms[a].name,
                               .baseline = w->study->arms[w->study->baseline].name,
                               .dominance = rap_dominance_text(x->dominance),
                               .draws = x->draws,
                               .cost = x->cost,
                               .present_cost = w->discounted[a].cost,
                               .effect = x->effect,
                               .icer = x->icer,
                               .weighted = w->weighted[a],
                               .kept = w->kept[a]};
        rap_csv_row(out, &rap_csv_arms, w, &line);
    }
}

/* ---- league.csv ------------------------------------------------------------------------------- */

typedef struct {
    const char *arm, *place, *against;
    double cost, effect;
    rap_interval icer;
} league_line;

static const rap_csv_column league_columns[] = {
    RAP_CSV_WORD("arm", league_line, arm, "name of the arm"),
    RAP_CSV_REAL("cost", RAP_CSV_MONEY, league_line, cost,
                 "mean cost over sets of assumptions in which every arm has a cost and an effect"),
    RAP_CSV_REAL("effect", "the outcome's", league_line, effect,
                 "mean of the budget's first outcome over the same sets, turned so that more is "
                 "better"),
    RAP_CSV_WORD(
        "place", league_line, place,
        "by these means: on the frontier; dominated, where another costs no more and brings no "
        "less; extendedly dominated, where a mix of its neighbours does"),
    RAP_CSV_WORD("against", league_line, against,
                 "the next cheaper arm on the frontier; empty where there is none"),
    INTERVAL("icer", "currency per unit", league_line, icer,
             "cost over effect against that arm, with its Fieller interval where that is bounded"),
};

const rap_csv_table rap_csv_league =
    RAP_CSV_TABLE("league.csv", "an arm, the cheapest first", league_columns);

void rap_worth_league_csv(const rap_worth *w, rap_text *out) {
    rap_csv_header(out, &rap_csv_league, w);
    for (size_t i = 0; i < w->arms; i++) {
        const rap_league_row *x = &w->league[i];
        const league_line line = {.arm = w->study->arms[x->arm].name,
                                  .place = rap_league_text(x->place),
                                  .against =
                                      isnan(x->icer.mean) ? NULL : w->study->arms[x->against].name,
                                  .cost = x->cost,
                                  .effect = x->effect,
                                  .icer = x->icer};
        rap_csv_row(out, &rap_csv_league, w, &line);
    }
}

/* ---- worth.csv -------------------------------------------------------------------------------- */

typedef struct {
    double unit_worth;
    const char *arm;
    rap_interval net;
    rap_interval accepted;
    bool frontier;
    size_t draws;
    double chance;
    rap_interval evpi;
} value_line;

static const rap_csv_column value_columns[] = {
    RAP_CSV_REAL("unit_worth", "currency per unit", value_line, unit_worth,
                 "what a unit of the budget's first outcome is taken to be worth"),
    RAP_CSV_WORD("arm", value_line, arm, "name of the arm"),
    INTERVAL("net_benefit", RAP_CSV_MONEY, value_line, net,
             "unit_worth times effect, less cost, both against the baseline"),
    INTERVAL("acceptability", RAP_CSV_SHARE, value_line, accepted,
             "share of draws in which this arm has the highest expected net benefit, chance taken "
             "out; the arms' add to 1; empty where draws and runs are too few to tell"),
    RAP_CSV_AT("frontier", RAP_CSV_TRUTH, rap_csv_truth, value_line, frontier,
               "this arm has the highest mean net benefit"),
    RAP_CSV_AT("draws", "number", rap_csv_size, value_line, draws,
               "sets of assumptions in which every arm has a cost and an effect"),
    RAP_CSV_REAL(
        "chance", RAP_CSV_SHARE, value_line, chance,
        "share of the variance over draws, of the difference in net benefit between the two "
        "arms that are best on average, that is chance of few runs"),
    INTERVAL("evpi", RAP_CSV_MONEY, value_line, evpi,
             "what it would be worth to know the set of assumptions before choosing an arm, chance "
             "taken out"),
};

const rap_csv_table rap_csv_worth =
    RAP_CSV_TABLE("worth.csv", "an arm at one worth of a unit of the outcome", value_columns);

void rap_worth_values_csv(const rap_worth *w, rap_text *out) {
    rap_csv_header(out, &rap_csv_worth, w);
    for (size_t k = 0; k < RAP_WORTH_POINTS; k++)
        for (size_t a = 0; a < w->arms; a++) {
            const value_line line = {.unit_worth = w->lambda[k],
                                     .arm = w->study->arms[a].name,
                                     .net = w->net[a * RAP_WORTH_POINTS + k],
                                     .accepted = w->accepted[a * RAP_WORTH_POINTS + k],
                                     .frontier = w->frontier[k].frontier == a,
                                     .draws = w->frontier[k].draws,
                                     .chance = w->frontier[k].chance,
                                     .evpi = w->frontier[k].evpi};
            rap_csv_row(out, &rap_csv_worth, w, &line);
        }
}

/* ---- information.csv -------------------------------------------------------------------------- */

typedef struct {
    const char *group;
    size_t n, measured, inferred, assumed;
    double unit_worth;
    rap_information worth;
    double population, for_all;
    double halved, doubled;
} group_line;

#define GROUP_COUNT(name, member, meaning)                                                         \
    RAP_CSV_AT(name, "number", rap_csv_size, group_line, member, meaning)

static const rap_csv_column group_columns[] = {
    RAP_CSV_WORD("group", group_line, group,
                 "uncertain numbers that belong together; NAME (correlated): those that the "
                 "study's correlation NAME ties"),
    GROUP_COUNT("numbers", n, "how many they are"),
    GROUP_COUNT("measured", measured, "how many of them rest on a measurement"),
    GROUP_COUNT("inferred", inferred, "how many are inferred from one"),
    GROUP_COUNT("assumed", assumed, "how many are assumed"),
    RAP_CSV_REAL("unit_worth", "currency per unit", group_line, unit_worth,
                 "what a unit of the budget's first outcome is taken to be worth"),
    RAP_CSV_INTERVAL(
        "evppi", RAP_CSV_MONEY, group_line, worth.value, worth.low, worth.high,
        "what it would be worth to know these numbers before choosing an arm; no more than "
        "evpi"),
    RAP_CSV_REAL("population", "choice", group_line, population,
                 "choices between the arms that what is learned serves"),
    RAP_CSV_REAL("evppi_population", RAP_CSV_MONEY, group_line, for_all,
                 "evppi for all of these choices"),
    RAP_CSV_REAL("changed", RAP_CSV_SHARE, group_line, worth.changed,
                 "share of draws in which another arm than the best on average would be chosen"),
    RAP_CSV_REAL("explained", RAP_CSV_SHARE, group_line, worth.explained,
                 "share of the variance of net benefit over draws that these numbers explain"),
    RAP_CSV_REAL("evppi_halved", RAP_CSV_MONEY, group_line, halved,
                 "evppi with the ranges of all numbers half as wide"),
    RAP_CSV_REAL("evppi_doubled", RAP_CSV_MONEY, group_line, doubled,
                 "evppi with the ranges of all numbers twice as wide"),
};

const rap_csv_table rap_csv_information =
    RAP_CSV_TABLE("information.csv",
                  "a group of uncertain numbers at one worth of a unit; those told apart from 0 at "
                  "the reference worth "
                  "first, then by their worth there",
                  group_columns);

const rap_information *rap_worth_of_group(const rap_worth *w, const char *name) {
    for (size_t g = 0; g < w->n_groups; g++)
        if (!strcmp(w->groups[g].name, name))
            return &w->groups[g].worth;
    return NULL;
}

static double value_again(const rap_worth *w, const char *name, size_t look) {
    for (size_t g = 0; g < w->n_groups; g++)
        if (!strcmp(w->groups[g].name, name))
            return w->groups[g].at[look].value;
    return (double)NAN;
}

void rap_worth_information_csv(const rap_worth *w, const rap_worth *halved,
                               const rap_worth *doubled, rap_text *out) {
    rap_csv_header(out, &rap_csv_information, w);
    for (size_t i = 0; i < w->n_groups * RAP_WORTH_LOOKS; i++) {
        const rap_worth_group *x = &w->groups[i / RAP_WORTH_LOOKS];
        size_t look = i % RAP_WORTH_LOOKS;
        double population = w->study->budget.population;
        const group_line line = {.group = x->name,
                                 .n = x->n,
                                 .measured = x->measured,
                                 .inferred = x->inferred,
                                 .assumed = x->assumed,
                                 .unit_worth = w->lambda[look * RAP_WORTH_STEP],
                                 .worth = x->at[look],
                                 .population = population,
                                 .for_all = population * x->at[look].value,
                                 .halved = value_again(halved, x->name, look),
                                 .doubled = value_again(doubled, x->name, look)};
        rap_csv_row(out, &rap_csv_information, w, &line);
    }
}
