/* lines.h: what each line of a budget buys: an arm in which the line is cut or raised, against the arm
 * as it stands, on common luck.
 *
 * A dose is a change of the line's lever by so many per cent of what it is. What is cut goes to the
 * number that the line names (money_to), or is not spent; what is added comes from the number that it
 * names for that (money_from). Values of lines do not add, so nothing here adds them.
 *
 *   effect        outcome with the dose less outcome as it stands
 *   money         the same for the cost outcome of all lines: what was saved, or spent more
 *   moved         the same for the groups of the cost outcome that make up the line
 *   marginal      effect / moved, the outcome of one unit of the line's money (rap_fieller, over draws)
 *
 * A line's money buys less and less where the effect of its cuts, per money, is smaller for small cuts
 * than for large ones. */
#ifndef RAP_LINES_H
#define RAP_LINES_H

#include "analysis/method/value.h"
#include "analysis/tables/tables.h"

enum { RAP_DOSES = 8, RAP_DOSE_ZERO = 4, RAP_SMALL_CUT = 3 };
extern const int rap_doses[RAP_DOSES]; /* per cent: -100 ... 0 ... +50 */

typedef struct {
    double lever[RAP_DOSES]; /* what the lever is then */
    size_t arm[RAP_DOSES];
    int64_t award[RAP_DOSES]; /* cents that the funder is then asked for less those asked for now */
    int64_t indirect[RAP_DOSES]; /* of these, for indirect costs */
    bool there[RAP_DOSES];       /* the model can do it */
    char *why[RAP_DOSES];        /* why it cannot, or NULL */
    const rap_field *field;      /* of the lever */
} rap_line_cells;

typedef struct {
    rap_line_cells *rows; /* by line */
    size_t n;
    size_t *years; /* windows at the end of each year, in order */
    size_t n_years;
} rap_line_plan;

/* Adds the arms, and windows at the end of each year, and keeps what the budget and the headlines look
 * at. The study must not have derived arms yet. RAP_OK, RAP_EINPUT with problems and places, RAP_ENOMEM.
 * Free is legal after a failure, and twice. */
int rap_lines_plan(rap_line_plan *plan, rap_study *study, rap_problems *problems);
void rap_lines_free(rap_line_plan *plan);

/* Keeps what the budget and the headlines look at, without the lines' arms. RAP_OK or RAP_ENOMEM. */
int rap_lines_keep(rap_study *study);

typedef struct {
    rap_summary *effect;    /* by aim */
    rap_interval *marginal; /* by aim: effect / moved */
    double *seen; /* by aim: share of runs in which the outcome moved by at least the smallest
                     difference that matters, to the side of the mean; NaN for a ratio */
    rap_summary money, moved;
} rap_dose_result;

typedef struct {
    rap_dose_result dose[RAP_DOSES];
    rap_summary *spend; /* by year, of the arm as it stands: of that year alone */
    rap_summary total;
    rap_deciders
        rests; /* what the first aim's loss without the line goes with; of 0 inputs where nothing varies */
} rap_line_result;

struct rap_lines {
    const rap_study *study;
    const rap_line_plan *plan;
    int64_t items, draws;
    rap_line_result *rows;
    rap_summary *level; /* by aim, of the arm as it stands */
    rap_summary *spend; /* by year, all lines */
    rap_summary total;
    size_t n;
};

int rap_lines_make(rap_lines *lines, const rap_study *study, const rap_line_plan *plan,
                   const rap_layout *layout, rap_store *store);
void rap_lines_done(rap_lines *lines);

/* What the lines that the study does not list cost in a year, to the cent: all less those listed, each
 * rounded; year n_years: in all. */
double rap_lines_rest(const rap_lines *lines, size_t year);

/* budget.csv: one row for each line, dose and aim; planned.csv: what the money of the arm is planned for,
 * before any luck, at start values, no rows where the model plans no money. */
extern const rap_csv_table rap_csv_budget, rap_csv_planned;
void rap_lines_csv(const rap_lines *lines, rap_text *out);
void rap_lines_planned_csv(const rap_lines *lines, rap_text *out);

#endif
