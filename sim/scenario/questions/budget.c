/* budget.c: the grammar of `budget = { ... }` and what it names. What a lever means to the model is
 * seen when the arms of cuts and raises are derived (arms.h). */
#include "scenario/questions/budget.h"
#include "base/error.h"
#include "model/rows.h"

#include <math.h>
#include <string.h>

static const rap_field aim_fields[] = {
    LINE(rap_aim_row, outcome, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(rap_aim_row, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(rap_aim_row, group, "all", 0, "all, or a part such as type:... or subgroup:..."),
    SETTING(rap_aim_row, weight, "1", 0, 1e6, 0,
            "weight of one smallest difference that matters in the weighted sum; 0: not in it"),
};
static RECORD(aim_record, "aim", "an outcome that the budget is to serve", rap_aim_row, aim_fields);

static const rap_field line_fields[] = {
    LINE(rap_line_row, lever, NULL, RAP_REQUIRED, "path of the number that the line's money moves"),
    LINE(rap_line_row, money_to, NULL, 0,
         "path of the number that takes what is cut; if unset, what is cut is not spent"),
    LINE(rap_line_row, money_from, NULL, 0,
         "path of the number that gives what is added; if unset, that of money_to"),
    LINE(rap_line_row, purpose, NULL, 0, "what the line is for, in the applicant's words"),
    LINES(rap_line_row, spend, RAP_REQUIRED,
          "groups of the spend outcome that make up the line: \"line:follow_up\""),
    SETTING(rap_line_row, low, "1", -1e12, 1e12, 0,
            "least of the lever in the best split of the lines that have bounds"),
    SETTING(rap_line_row, high, "1", -1e12, 1e12, 0, "most of the lever in the best split"),
};
static RECORD(line_record, "line", "a line of the budget, and the lever it moves", rap_line_row,
              line_fields);

static const rap_field price_fields[] = {
    LINE(rap_price_row, outcome, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    SETTING(rap_price_row, price, "currency", 0, 1e9, 0, "price of one unit of it"),
};
static RECORD(price_record, "price", "a cost that is not in the books", rap_price_row,
              price_fields);

static const rap_field budget_fields[] = {
    LINE(rap_budget_row, arm, NULL, 0, "the arm whose lines are looked at; if unset, the baseline"),
    PART_OF(rap_budget_row, outcomes, RAP_MAP, aim_record, RAP_REQUIRED,
            "what the budget is to serve, the primary one first"),
    PART_OF(rap_budget_row, lines, RAP_MAP, line_record, RAP_REQUIRED, "its lines"),
    PART_OF(rap_budget_row, other_costs, RAP_MAP, price_record, 0,
            "costs that are not in the books, such as unpaid hours"),
    SETTING(rap_budget_row, worth_low, "currency", 0, 1e12, 0,
            "least that one unit of the primary outcome may be worth"),
    SETTING(rap_budget_row, worth_high, "currency", 0, 1e12, 0,
            "most that it may be worth; if unset, ten times the money for what is gained"),
};
RECORD(rap_budget_record, "budget", "what each line of a budget buys", rap_budget_row,
       budget_fields);

/* ---- reading ---------------------------------------------------------------------------------- */

typedef struct {
    rap_study *study;
    rap_arena *arena;
    rap_findings *findings;
    const rap_tree *node;
    bool good;
} drafter;

static void refuse(drafter *r, const rap_tree *node, const char *text) {
    rap_findings_add(r->findings, node->file, node->line, node->path, "%s", text);
    r->good = false;
}

static void find_arm(drafter *r, const char *name) {
    int arm = name ? rap_settings_arm(r->study, rap_tree_child(r->node, "arm"), name, r->findings)
                   : (int)r->study->baseline;
    r->good &= arm >= 0;
    r->study->budget.arm = arm < 0 ? r->study->baseline : (size_t)arm;
}

static const rap_tree *rows_of(drafter *r, const char *key, size_t n, size_t most,
                               const char *text) {
    const rap_tree *group = rap_tree_child(r->node, key);
    if (!group || group->kind != RAP_NODE_GROUP) {
        r->good = false; /* reported by the binding */
        return NULL;
    }
    if (n == 0 || n > most)
        refuse(r, group, text);
    return n > 0 && n <= most ? group : NULL;
}

static int read_aims(drafter *r, const rap_budget_row *row) {
    const rap_tree *group =
        rows_of(r, "outcomes", row->outcomes.n, RAP_MOST_AIMS, "from 1 to 12 outcomes expected");
    const rap_aim_row *rows = row->outcomes.rows;
    rap_aim *aims = rap_arena_take(r->arena, row->outcomes.n + 1, sizeof *aims);
    if (!aims)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; group && i < row->outcomes.n; i++) {
        const rap_tree *node = group->children[i];
        if (!rows[i].outcome || !rows[i].window) {
            r->good = false;
            continue;
        }
        int outcome = rap_settings_outcome(r->study, rap_tree_child(node, "outcome"),
                                           rows[i].outcome, r->arena, r->findings);
        int window = rap_settings_listed(r->study, rap_tree_child(node, "window"), rows[i].window,
                                         r->findings);
        r->good &= outcome >= 0 && window >= 0;
        aims[i] = (rap_aim){rows[i].is.name,
                            rows[i].is.label,
                            outcome < 0 ? 0 : (size_t)outcome,
                            window < 0 ? 0 : (size_t)window,
                            rows[i].group,
                            rows[i].weight,
                            node};
    }
    r->study->budget.aims = aims;
    r->study->budget.n_aims = group ? row->outcomes.n : 0;
    return RAP_OK;
}

static void read_line(drafter *r, const rap_line_row *row, const rap_tree *node, rap_line *line) {
    bool low = rap_tree_child(node, "low"), high = rap_tree_child(node, "high");
    *line = (rap_line){.name = row->is.name,
                       .label = row->is.label,
                       .purpose = row->purpose,
                       .lever = row->lever,
                       .money_to = row->money_to,
                       .money_from = row->money_from ? row->money_from : row->money_to,
                       .spend = row->spend,
                       .low = low && high ? row->low : (double)NAN,
                       .high = low && high ? row->high : (double)NAN,
                       .node = node};
    if (low != high)
        refuse(r, node, "both low and high, or neither, expected");
    else if (low && !(row->low < row->high))
        refuse(r, node, "a low below high expected");
    if (row->lever && row->money_to && !strcmp(row->lever, row->money_to))
        refuse(r, rap_tree_child(node, "money_to"), "money that goes back to its own line");
    if (row->lever && row->money_from && !strcmp(row->lever, row->money_from))
        refuse(r, rap_tree_child(node, "money_from"), "money that comes from its own line");
    r->good &= row->lever != NULL;
}

static int read_lines(drafter *r, const rap_budget_row *row) {
    const rap_tree *group =
        rows_of(r, "lines", row->lines.n, RAP_MOST_LINES, "from 1 to 40 lines expected");
    const rap_line_row *rows = row->lines.rows;
    rap_line *lines = rap_arena_take(r->arena, row->lines.n + 1, sizeof *lines);
    if (!lines)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; group && i < row->lines.n; i++)
        read_line(r, &rows[i], group->children[i], &lines[i]);
    r->study->budget.lines = lines;
    r->study->budget.n_lines = group ? row->lines.n : 0;
    return RAP_OK;
}

static int read_prices(drafter *r, const rap_budget_row *row) {
    const rap_tree *group = rap_tree_child(r->node, "other_costs");
    const rap_price_row *rows = row->other_costs.rows;
    rap_price *prices = rap_arena_take(r->arena, row->other_costs.n + 1, sizeof *prices);
    if (!prices)
        return rap_fail(RAP_ENOMEM);
    if (row->other_costs.n > RAP_MOST_COSTS)
        refuse(r, group, "at most 12 costs expected");
    for (size_t i = 0; i < row->other_costs.n && i < RAP_MOST_COSTS; i++) {
        const rap_tree *node = rap_tree_child(group->children[i], "outcome");
        int outcome = rows[i].outcome ? rap_settings_outcome(r->study, node, rows[i].outcome,
                                                             r->arena, r->findings)
                                      : -1;
        r->good &= outcome >= 0;
        prices[i] = (rap_price){rows[i].is.name, rows[i].is.label,
                                outcome < 0 ? 0 : (size_t)outcome, rows[i].price};
        r->study->budget.n_prices = i + 1;
    }
    r->study->budget.prices = prices;
    return RAP_OK;
}

static void read_worth(drafter *r, const rap_budget_row *row) {
    bool high = rap_tree_child(r->node, "worth_high");
    r->study->budget.worth_low = row->worth_low;
    r->study->budget.worth_high = high ? row->worth_high : (double)NAN;
    if (high && !(row->worth_low < row->worth_high))
        refuse(r, rap_tree_child(r->node, "worth_high"), "more than worth_low expected");
}

int rap_settings_budget(rap_study *study, const rap_settings *settings, const rap_tree *tree,
                        rap_arena *arena, rap_findings *findings) {
    const rap_budget_row *row = &settings->budget;
    drafter r = {study, arena, findings, rap_tree_child(tree, "budget"), true};
    study->budget = (rap_budget){.node = r.node};
    if (!r.node || r.node->kind != RAP_NODE_GROUP)
        return RAP_OK;
    find_arm(&r, row->arm);
    int status = read_aims(&r, row);
    status = status ? status : read_lines(&r, row);
    status = status ? status : read_prices(&r, row);
    read_worth(&r, row);
    if (!r.good)
        study->budget.n_lines = 0;
    return status;
}
