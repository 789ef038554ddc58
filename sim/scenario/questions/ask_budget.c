/* ask_budget.c: the grammar of `budget = { ... }` and what it names. What a lever means to the model is
 * seen when the arms of cuts and raises are derived (arms.h). */
#include "base/error.h"
#include "model/rows.h"
#include "scenario/questions/questions.h"
#include "scenario/study/parts.h"
#include "scenario/study/windows.h"

#include <math.h>
#include <string.h>

/* outcomes = { NAME = { label; outcome; window; group; weight; } } */
typedef struct {
    rap_named is;
    const char *outcome, *window, *group;
    double weight;
} aim_row;

/* lines = { NAME = { label; lever; money_to; money_from; spend; purpose; low; high; } } */
typedef struct {
    rap_named is;
    const char *lever, *money_to, *money_from, *purpose;
    rap_texts spend;
    double low, high;
} line_row;

/* other_costs = { NAME = { label; outcome; price; } } */
typedef struct {
    rap_named is;
    const char *outcome;
    double price;
} price_row;

/* surveys = { NAME = { label; of; n; sd; cost; } } */
typedef struct {
    rap_named is;
    rap_texts of;
    int64_t n;
    double sd, cost;
} survey_row;

/* budget = { arm; layout; of_plan; outcomes; lines; other_costs; surveys; population; worth_low; worth_high; } */
typedef struct {
    const char *arm;
    rap_rows outcomes, lines, other_costs,
        surveys; /* of aim_row, line_row, price_row, survey_row */
    double population, worth_low, worth_high;
    int layout; /* position in rap_form_layouts */
    bool of_plan;
} budget_row;

static const rap_field aim_fields[] = {
    LINE(aim_row, outcome, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    LINE(aim_row, window, NULL, RAP_REQUIRED, "one of the study's windows"),
    LINE(aim_row, group, "all", 0, "all, or a part such as type:... or subgroup:..."),
    SETTING(aim_row, weight, "1", 0, 1e6, 0,
            "weight of one smallest difference that matters in the weighted sum; 0: not in it"),
};
static RECORD(aim_record, "aim", "an outcome that the budget is to serve", aim_row, aim_fields);

static const rap_field line_fields[] = {
    LINE(line_row, lever, NULL, RAP_REQUIRED, "path of the number that the line's money moves"),
    LINE(line_row, money_to, NULL, 0,
         "path of the number that takes what is cut; if unset, what is cut is not spent"),
    LINE(line_row, money_from, NULL, 0,
         "path of the number that gives what is added; if unset, that of money_to"),
    LINE(line_row, purpose, NULL, 0, "what the line is for, in the applicant's words"),
    LINES(line_row, spend, RAP_REQUIRED,
          "groups of the spend outcome that make up the line: \"line:follow_up\""),
    SETTING(line_row, low, "1", -1e12, 1e12, 0,
            "least of the lever in the best split of the lines that have bounds"),
    SETTING(line_row, high, "1", -1e12, 1e12, 0, "most of the lever in the best split"),
};
static RECORD(line_record, "line", "a line of the budget, and the lever it moves", line_row,
              line_fields);

static const rap_field price_fields[] = {
    LINE(price_row, outcome, NULL, RAP_REQUIRED, "name of an outcome of the model"),
    SETTING(price_row, price, "currency", 0, 1e9, 0, "price of one unit of it"),
};
static RECORD(price_record, "price", "a cost that is not in the books", price_row, price_fields);

static const rap_field survey_fields[] = {
    LINES(survey_row, of, RAP_REQUIRED,
          "paths of the uncertain numbers that it asks about; one that ends with * stands for all "
          "that begin so"),
    WHOLE_SETTING(survey_row, n, "person", 1, 1000000, 100, "people who answer for each of them"),
    SETTING(
        survey_row, sd, "the number's", 1e-9, 1e12, 1,
        "standard deviation of one person's answer; if unset, answers are yes or no and the number "
        "is the share that says yes"),
    SETTING(survey_row, cost, "currency", 0, 1e12, 0, "what the survey costs"),
};
static RECORD(survey_record, "survey", "asking people before an arm is chosen", survey_row,
              survey_fields);

static const char *const layouts[] = {
#define LAYOUT(name, ...) name,
#include "scenario/study/form_layouts.def"
#undef LAYOUT
    NULL};

static const rap_field budget_fields[] = {
    LINE(budget_row, arm, NULL, 0, "the arm whose lines are looked at; if unset, the baseline"),
    CHOICE(budget_row, layout, layouts, 0,
           "form of the funder whose headings it is written under (init --budget)"),
    {.key = "of_plan",
     .kind = RAP_BOOLEAN,
     .lo = 0,
     .hi = 1,
     .meaning = "whether its costs were made of what the arm's money is planned for, the study "
                "stating none (set by "
                "`budget`)",
     .offset = offsetof(budget_row, of_plan)},
    PART_OF(budget_row, outcomes, RAP_MAP, aim_record, RAP_APART,
            "what the budget is to serve, the primary one first; if unset, the headlines"),
    PART_OF(budget_row, lines, RAP_MAP, line_record, RAP_APART,
            "its lines; if unset, the costs of the arm's teams"),
    PART_OF(budget_row, other_costs, RAP_MAP, price_record, RAP_APART,
            "costs that are not in the books, such as unpaid hours"),
    PART_OF(budget_row, surveys, RAP_MAP, survey_record, RAP_APART,
            "surveys that could be made before an arm is chosen: what they would be worth"),
    SETTING(budget_row, population, "choice", 1, 1e9, 1,
            "choices between the arms, such as programmes, that serve from what is learned"),
    SETTING(budget_row, worth_low, "currency", 0, 1e12, 0,
            "least that one unit of the primary outcome may be worth"),
    SETTING(budget_row, worth_high, "currency", 0, 1e12, 0,
            "most that it may be worth; if unset, twice the highest cost of a unit"),
};
static RECORD(budget_record, "budget", "what each line of a budget buys", budget_row,
              budget_fields);

typedef struct {
    budget_row budget;
} budget_written;

static const rap_field budget_keys[] = {
    PART_OF(budget_written, budget, RAP_GROUP, budget_record, 0,
            "the lines of a budget and what they are to serve: for `budget`"),
};
static RECORD(budgets_record, "study", "a budget", budget_written, budget_keys);

/* ---- reading ---------------------------------------------------------------------------------- */

static const rap_tree *rows_of(rap_reading *r, const char *key, size_t n, size_t most,
                               const char *text) {
    const rap_tree *group = rap_tree_child(r->node, key);
    if (!group)
        return NULL;
    if (group->kind != RAP_NODE_GROUP) {
        r->good = false; /* reported by the binding */
        return NULL;
    }
    if (n == 0 || n > most)
        rap_refuse(r, group, text);
    return n > 0 && n <= most ? group : NULL;
}

static int read_aims(rap_reading *r, const budget_row *row) {
    const rap_tree *group =
        rows_of(r, "outcomes", row->outcomes.n, RAP_MOST_AIMS, "from 1 to 12 outcomes expected");
    const aim_row *rows = row->outcomes.rows;
    rap_aim *aims = rap_arena_take(r->arena, row->outcomes.n + 1, sizeof *aims);
    if (!aims)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; group && i < row->outcomes.n; i++) {
        const rap_tree *node = group->children[i];
        if (!rows[i].outcome || !rows[i].window) {
            r->good = false;
            continue;
        }
        aims[i] = (rap_aim){rows[i].is.name,
                            rows[i].is.label,
                            rap_find_outcome(r, rap_tree_child(node, "outcome"), rows[i].outcome),
                            rap_find_window(r, rap_tree_child(node, "window"), rows[i].window),
                            rows[i].group,
                            rows[i].weight,
                            node};
    }
    r->study->budget.aims = aims;
    r->study->budget.n_aims = group ? row->outcomes.n : 0;
    return RAP_OK;
}

/* A line whose money is not that of its lever would pair the loss of one with the cost of another. */
static void check_books(rap_reading *r, const line_row *row, const rap_tree *node) {
    char group[RAP_COST_PATH];
    const rap_model *model = r->study->model;
    bool known = model->books && row->lever && model->books(row->lever, group);
    const rap_tree *spend = rap_tree_child(node, "spend");
    for (size_t g = 0; known && g < row->spend.n; g++)
        if (!strcmp(row->spend.items[g], group))
            return;
    if (known && row->spend.n > 0)
        rap_findings_add(r->findings, spend->file, spend->line, spend->path,
                         "the money of %s is booked on \"%s\", which is not among these",
                         row->lever, group);
}

static void read_line(rap_reading *r, const line_row *row, const rap_tree *node, rap_line *line) {
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
        rap_refuse(r, node, "both low and high, or neither, expected");
    else if (low && !rap_is_below(node, "low", row->low, "high", row->high))
        rap_refuse(r, node, "a low below high expected");
    if (row->lever && row->money_to && !strcmp(row->lever, row->money_to))
        rap_refuse(r, rap_tree_child(node, "money_to"), "money that goes back to its own line");
    if (row->lever && row->money_from && !strcmp(row->lever, row->money_from))
        rap_refuse(r, rap_tree_child(node, "money_from"), "money that comes from its own line");
    r->good &= row->lever != NULL;
    check_books(r, row, node);
}

static int read_lines(rap_reading *r, const budget_row *row) {
    const rap_tree *group =
        rows_of(r, "lines", row->lines.n, RAP_MOST_LINES, "from 1 to 40 lines expected");
    const line_row *rows = row->lines.rows;
    rap_line *lines = rap_arena_take(r->arena, row->lines.n + 1, sizeof *lines);
    if (!lines)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; group && i < row->lines.n; i++)
        read_line(r, &rows[i], group->children[i], &lines[i]);
    r->study->budget.lines = lines;
    r->study->budget.n_lines = group ? row->lines.n : 0;
    return RAP_OK;
}

static int read_prices(rap_reading *r, const budget_row *row) {
    const rap_tree *group = rap_tree_child(r->node, "other_costs");
    const price_row *rows = row->other_costs.rows;
    rap_price *prices = rap_arena_take(r->arena, row->other_costs.n + 1, sizeof *prices);
    if (!prices)
        return rap_fail(RAP_ENOMEM);
    if (row->other_costs.n > RAP_MOST_COSTS)
        rap_refuse(r, group, "at most 12 costs expected");
    for (size_t i = 0; i < row->other_costs.n && i < RAP_MOST_COSTS; i++) {
        const rap_tree *node = rap_tree_child(group->children[i], "outcome");
        r->good &= rows[i].outcome != NULL;
        prices[i] = (rap_price){rows[i].is.name, rows[i].is.label,
                                rows[i].outcome ? rap_find_outcome(r, node, rows[i].outcome) : 0,
                                rows[i].price};
        r->study->budget.n_prices = i + 1;
    }
    r->study->budget.prices = prices;
    return RAP_OK;
}

/* That the numbers are there is seen when the arms are (surveys.h). */
static int read_surveys(rap_reading *r, const budget_row *row) {
    const rap_tree *group = rap_tree_child(r->node, "surveys");
    const survey_row *rows = row->surveys.rows;
    rap_survey *surveys = rap_arena_take(r->arena, row->surveys.n + 1, sizeof *surveys);
    if (!surveys)
        return rap_fail(RAP_ENOMEM);
    if (row->surveys.n > RAP_MOST_SURVEYS)
        rap_refuse(r, group, "at most 6 surveys expected");
    for (size_t i = 0; i < row->surveys.n && i < RAP_MOST_SURVEYS; i++) {
        const rap_tree *node = group->children[i];
        r->good &= rows[i].of.n > 0;
        surveys[i] = (rap_survey){.name = rows[i].is.name,
                                  .label = rows[i].is.label,
                                  .of = rows[i].of,
                                  .n = rows[i].n,
                                  .sd = rap_tree_child(node, "sd") ? rows[i].sd : (double)NAN,
                                  .cost = rows[i].cost,
                                  .node = node};
        r->study->budget.n_surveys = i + 1;
    }
    r->study->budget.surveys = surveys;
    return RAP_OK;
}

static void read_worth(rap_reading *r, const budget_row *row) {
    bool high = rap_tree_child(r->node, "worth_high");
    r->study->budget.population = row->population;
    r->study->budget.worth_low = row->worth_low;
    r->study->budget.worth_high = high ? row->worth_high : (double)NAN;
    if (high && !rap_is_below(r->node, "worth_low", row->worth_low, "worth_high", row->worth_high))
        rap_refuse(r, rap_tree_child(r->node, "worth_high"), "more than worth_low expected");
}

static int read_budget(rap_reading *r, const void *written) {
    const budget_row *row = &((const budget_written *)written)->budget;
    rap_budget *b = &r->study->budget;
    r->node = rap_tree_child(r->own, "budget");
    r->good = true;
    *b = (rap_budget){
        .node = r->node, .arm = r->study->baseline, .layout = &rap_form_layouts[row->layout]};
    if (!r->node || r->node->kind != RAP_NODE_GROUP)
        return RAP_OK;
    b->arm =
        row->arm ? rap_find_arm(r, rap_tree_child(r->node, "arm"), row->arm) : r->study->baseline;
    int status = read_aims(r, row);
    status = status ? status : read_lines(r, row);
    status = status ? status : read_prices(r, row);
    status = status ? status : read_surveys(r, row);
    read_worth(r, row);
    b->of_plan = row->of_plan;
    if (!r->good)
        b->n_lines = b->n_aims = b->n_prices = 0;
    return status;
}

/* ---- the rest of the row ---------------------------------------------------------------------- */

static int want_of_budget(rap_reading *r) {
    const rap_budget *b = &r->study->budget;
    int spend = rap_model_flagged(r->study->model, RAP_SPEND), status = RAP_OK;
    for (size_t k = 0; k < b->n_aims && !status; k++)
        status = rap_want(r, b->aims[k].outcome, b->aims[k].group, b->aims[k].node, NULL);
    for (size_t k = 0; k < b->n_lines && spend >= 0; k++)
        for (size_t g = 0; g < b->lines[k].spend.n && !status; g++)
            status = rap_want(r, (size_t)spend, b->lines[k].spend.items[g],
                              rap_tree_child(b->lines[k].node, "spend"), NULL);
    for (size_t k = 0; k < b->n_prices && !status; k++)
        status = rap_want(r, b->prices[k].outcome, "all", b->node, NULL);
    return status;
}

static void move_budget(rap_study *s, const rap_window *old) {
    for (size_t k = 0; k < s->budget.n_aims; k++)
        rap_window_move(s, old, &s->budget.aims[k].window);
}

static int copy_budget(rap_study *s) {
    return rap_study_copy(s, &s->budget.aims, s->budget.n_aims, 0, sizeof *s->budget.aims);
}

static void drop_budget(rap_study *s) {
    s->budget.n_lines = 0;
}

const rap_question rap_ask_budget = {.keys = &budgets_record,
                                     .read = read_budget,
                                     .want = want_of_budget,
                                     .move = move_budget,
                                     .copy = copy_budget,
                                     .forget = drop_budget};
