/* lines_csv.c: budget.csv and planned.csv. */
#include "analysis/budget/lines.h"
#include "analysis/estimate/effect_cells.h"

#include <math.h>

/* ---- budget.csv ------------------------------------------------------------------------------- */

typedef struct {
    const char *line;
    int percent;
    const char *lever;
    double lever_value;
    double award, award_indirect;
    const char *money_to, *outcome, *group, *window, *unit;
    rap_summary effect, money, moved;
    rap_interval per_1000;
} dose_line;

#define SUMMARY(name, unit, member, meaning)                                                       \
    RAP_CSV_INTERVAL(name, unit, dose_line, member.mean, member.ci_low, member.ci_high, meaning)

static const rap_csv_column dose_columns[] = {
    RAP_CSV_WORD("line", dose_line, line, "name of the line of the budget"),
    RAP_CSV_AT("percent", "%", rap_csv_int, dose_line, percent,
               "by how much the line's lever is cut (below 0) or raised"),
    RAP_CSV_WORD("lever", dose_line, lever, "the number that moves the line"),
    RAP_CSV_REAL("lever_value", "the lever's", dose_line, lever_value, "what it is then"),
    RAP_CSV_WORD("money_to", dose_line, money_to,
                 "the number that takes what is cut; empty: it is not spent"),
    RAP_CSV_REAL("award", RAP_CSV_MONEY, dose_line, award,
                 "what the funder is then asked for less what it is asked for now, indirect costs "
                 "included; to the "
                 "cent, 0 where the arm states no costs"),
    RAP_CSV_REAL("award_indirect", RAP_CSV_MONEY, dose_line, award_indirect,
                 "of that, for indirect costs"),
    RAP_CSV_WORD("outcome", dose_line, outcome, "name of the outcome"),
    RAP_CSV_WORD("group", dose_line, group, "whose outcome it is"),
    RAP_CSV_WORD("window", dose_line, window,
                 "when: a calendar month, or months since an event of the arm itself, such as its "
                 "last funded month (end)"),
    RAP_CSV_WORD("unit", dose_line, unit, "unit of the outcome"),
    RAP_CSV_AT("draws", "number", rap_csv_count, dose_line, effect.draws,
               "sets of assumptions with at least one pair of runs"),
    RAP_CSV_AT("runs", "number", rap_csv_count, dose_line, effect.runs,
               "pairs of runs with the same luck in which no side is missing"),
    SUMMARY("effect", RAP_CSV_OF_OUTCOME, effect,
            "the outcome with the line so changed less the outcome as the budget stands"),
    SUMMARY(
        "money", RAP_CSV_MONEY, money,
        "money that all lines spend up to the horizon with the line so changed, less as it stands"),
    SUMMARY("moved", RAP_CSV_MONEY, moved,
            "money that this line spends with it so changed, less as it stands"),
    RAP_CSV_INTERVAL("per_1000", "unit per 1000 currency", dose_line, per_1000.mean, per_1000.low,
                     per_1000.high,
                     "effect for each 1000 moved in the line; empty where no money clearly moved"),
};

const rap_csv_table rap_csv_budget =
    RAP_CSV_TABLE("budget.csv", "what one change of one line does to one outcome", dose_columns);

static void write_dose(rap_text *out, const rap_lines *lines, size_t i, size_t k, size_t a) {
    const rap_study *s = lines->study;
    const rap_aim *aim = &s->budget.aims[a];
    const rap_line *is = &s->budget.lines[i];
    const rap_dose_result *r = &lines->rows[i].dose[k];
    const rap_interval *unit = &r->marginal[a];
    const dose_line line = {.line = is->name,
                            .percent = rap_doses[k],
                            .lever = is->lever,
                            .lever_value = lines->plan->rows[i].lever[k],
                            .award = (double)lines->plan->rows[i].award[k] / 100,
                            .award_indirect = (double)lines->plan->rows[i].indirect[k] / 100,
                            .money_to = is->money_to,
                            .outcome = s->model->outcomes[aim->outcome].name,
                            .group = aim->group,
                            .window = s->windows[aim->window].text,
                            .unit = rap_unit_of(s, aim->outcome),
                            .effect = r->effect[a],
                            .money = r->money,
                            .moved = r->moved,
                            .per_1000 = {1000 * unit->mean, 1000 * unit->low, 1000 * unit->high}};
    rap_csv_row(out, &rap_csv_budget, lines, &line);
}

void rap_lines_csv(const rap_lines *lines, rap_text *out) {
    rap_csv_header(out, &rap_csv_budget, lines);
    for (size_t i = 0; i < lines->n; i++)
        for (size_t k = 0; k < RAP_DOSES; k++)
            for (size_t a = 0; a < lines->study->budget.n_aims; a++)
                if (lines->plan->rows[i].there[k])
                    write_dose(out, lines, i, k, a);
}

/* ---- what the study does not list ------------------------------------------------------------- */

static double to_cents(double x) {
    return round(100 * x) / 100;
}

static const rap_summary *spend_of_all(const rap_lines *lines, size_t year) {
    return year < lines->plan->n_years ? &lines->spend[year] : &lines->total;
}

static const rap_summary *spend_of_line(const rap_lines *lines, size_t i, size_t year) {
    return year < lines->plan->n_years ? &lines->rows[i].spend[year] : &lines->rows[i].total;
}

double rap_lines_rest(const rap_lines *lines, size_t year) {
    double rest = to_cents(spend_of_all(lines, year)->mean);
    for (size_t i = 0; i < lines->n; i++)
        rest -= to_cents(spend_of_line(lines, i, year)->mean);
    return to_cents(rest);
}

/* ---- planned.csv ------------------------------------------------------------------------------ */

typedef struct {
    const char *of, *line, *currency;
    double amount;
} plan_line;

static const rap_csv_column plan_columns[] = {
    RAP_CSV_WORD("of", plan_line, of, "whose money it is"),
    RAP_CSV_WORD("line", plan_line, line, "what it is planned for"),
    RAP_CSV_WORD("currency", plan_line, currency, "currency of the amount"),
    RAP_CSV_REAL("amount", RAP_CSV_MONEY, plan_line, amount,
                 "what is planned, before any luck, at start values"),
};

const rap_csv_table rap_csv_planned =
    RAP_CSV_TABLE("planned.csv",
                  "what some money of the budget's arm is planned for; none where the model plans "
                  "no money",
                  plan_columns);

void rap_lines_planned_csv(const rap_lines *lines, rap_text *out) {
    const rap_study *s = lines->study;
    const rap_inputs *inputs;
    rap_planned planned;
    rap_csv_header(out, &rap_csv_planned, lines);
    int status = rap_study_inputs(s, s->budget.arm, &inputs);
    for (size_t k = 0; !status && s->model->planned; k++) {
        int there = s->model->planned(inputs->root, k, &planned);
        out->failed |= there < 0;
        if (there <= 0)
            break;
        const plan_line line = {planned.of, planned.line, s->currency, (double)planned.cents / 100};
        rap_csv_row(out, &rap_csv_planned, lines, &line);
    }
    out->failed |= status != 0;
}
