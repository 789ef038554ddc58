/* drawn.c: inputs.csv and draws.csv. */
#include "analysis/tables/drawn.h"
#include "analysis/estimate/effect_cells.h"
#include "base/error.h"
#include "base/memory.h"

#include <string.h>

/* ---- what is drawn ---------------------------------------------------------------------------- */

/* Whether two inputs of a path have the same value in every draw. */
static bool is_drawn_alike(const rap_input *a, const rap_input *b) {
    return rap_prior_same(&a->prior, &b->prior) && a->joint == b->joint;
}

/* The row of an input, or n where it has none yet; *way counts the rows of its path. `from` is where it is looked
 * for first: arms list their inputs in much the same order. */
static size_t find_drawn(const rap_drawn_inputs *d, const rap_input *input, size_t from,
                         size_t *way) {
    *way = 0;
    for (size_t k = 0; k < d->n; k++) {
        size_t row = (from + k) % d->n;
        if (strcmp(d->rows[row].input->path, input->path) != 0)
            continue;
        if (is_drawn_alike(d->rows[row].input, input))
            return row;
        ++*way;
    }
    return d->n;
}

static int add_drawn(rap_drawn_inputs *d, const rap_input *input, size_t way) {
    size_t arms = d->study->n_arms;
    int status = rap_grow(&d->rows, &d->capacity, d->n + 1, sizeof *d->rows);
    if (!status)
        status = rap_grow(&d->in, &d->in_capacity, d->n + 1, arms * sizeof *d->in);
    if (status)
        return status;
    d->rows[d->n] = (rap_drawn){input, way};
    memset(d->in + d->n * arms, 0, arms * sizeof *d->in);
    d->n++;
    return RAP_OK;
}

static int add_arm(rap_drawn_inputs *d, size_t arm) {
    const rap_inputs *inputs;
    size_t row = 0, way;
    int status = rap_study_inputs(d->study, arm, &inputs);
    for (size_t k = 0; !status && k < inputs->n_inputs; k++) {
        if (!rap_input_varies(&inputs->inputs[k]))
            continue;
        row = find_drawn(d, &inputs->inputs[k], row, &way);
        if (row == d->n)
            status = add_drawn(d, &inputs->inputs[k], way);
        if (!status)
            d->in[row * d->study->n_arms + arm] = true;
    }
    return status;
}

int rap_drawn_make(rap_drawn_inputs *d, const rap_study *study) {
    *d = (rap_drawn_inputs){.study = study};
    d->arms = rap_allocate(study->n_arms, sizeof *d->arms);
    int status = d->arms ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < study->n_arms && !status; a++)
        status = add_arm(d, a);
    return status;
}

void rap_drawn_free(rap_drawn_inputs *d) {
    rap_free(d->rows);
    rap_free(d->in);
    rap_free(d->arms);
    *d = (rap_drawn_inputs){0};
}

static void add_column_name(rap_text *out, const rap_drawn *row) {
    rap_text_csv(out, row->input->path);
    if (row->way)
        rap_text_format(out, "#%zu", row->way + 1);
}

/* ---- inputs.csv ------------------------------------------------------------------------------- */

typedef struct {
    const rap_drawn *drawn;
    rap_side arms;
    const char *input, *grade, *source, *setting, *meaning;
    double start, low, high;
} input_line;

static void write_column_name(rap_text *out, const void *whole, const void *row, size_t at) {
    (void)whole;
    (void)at;
    add_column_name(out, ((const input_line *)row)->drawn);
}

static void write_input_unit(rap_text *out, const void *whole, const void *row, size_t at) {
    const rap_drawn_inputs *d = whole;
    rap_text unit;
    (void)at;
    rap_text_init(&unit);
    rap_study_say_unit(&unit, d->study, ((const input_line *)row)->drawn->input->field->unit);
    rap_text_csv(out, rap_text_string(&unit));
    out->failed |= unit.failed;
    rap_text_free(&unit);
}

static void write_input_prior(rap_text *out, const void *whole, const void *row, size_t at) {
    const rap_drawn_inputs *d = whole;
    rap_text words;
    (void)at;
    rap_text_init(&words);
    rap_input_say(&words, d->study, ((const input_line *)row)->drawn->input);
    rap_text_csv(out, rap_text_string(&words));
    out->failed |= words.failed;
    rap_text_free(&words);
}

#define INPUTS_UNIT "see unit"

static const rap_csv_column input_columns[] = {
    RAP_CSV("column", "", write_column_name, "name of its column in draws.csv"),
    RAP_CSV_WORD("input", input_line, input, "path of the number, as `rapport check` prints it"),
    RAP_CSV_AT(
        "arms", "", rap_csv_side, input_line, arms,
        "arms in which it is uncertain in this way, joined by +; in any other it is certain, "
        "or another column"),
    RAP_CSV("unit", "", write_input_unit, "unit of the number"),
    RAP_CSV_REAL("start", INPUTS_UNIT, input_line, start,
                 "its start value, in the first of those arms"),
    RAP_CSV("drawn", "", write_input_prior, "how it is drawn: distribution and rank correlations"),
    RAP_CSV_REAL("low", INPUTS_UNIT, input_line, low, "lower end of what is drawn"),
    RAP_CSV_REAL("high", INPUTS_UNIT, input_line, high, "upper end of what is drawn"),
    RAP_CSV_WORD("grade", input_line, grade, "how well founded the value is"),
    RAP_CSV_WORD("source", input_line, source, "where value and range come from"),
    RAP_CSV_WORD("setting", input_line, setting,
                 "where the source was found: here, alike (a place like this) or elsewhere; empty "
                 "where it is not said"),
    RAP_CSV_WORD("meaning", input_line, meaning, "what the number is"),
};

const rap_csv_table rap_csv_inputs = RAP_CSV_TABLE(
    "inputs.csv", "an uncertain input, a column of draws.csv; none where start values are run",
    input_columns);

static rap_side arms_of(const rap_drawn_inputs *d, size_t row) {
    size_t n = 0;
    for (size_t a = 0; a < d->study->n_arms; a++)
        if (d->in[row * d->study->n_arms + a])
            d->arms[n++] = a;
    return (rap_side){d->study, d->arms, n};
}

void rap_inputs_csv(const rap_tables *t, rap_text *out) {
    rap_drawn_inputs d;
    out->failed |= rap_drawn_make(&d, t->study) != RAP_OK;
    rap_csv_header(out, &rap_csv_inputs, &d);
    for (size_t k = 0; k < d.n && !out->failed; k++) {
        const rap_input *x = d.rows[k].input;
        const input_line line = {.drawn = &d.rows[k],
                                 .arms = arms_of(&d, k),
                                 .input = x->path,
                                 .grade = x->grade,
                                 .source = x->source,
                                 .setting = x->setting,
                                 .meaning = x->field->meaning,
                                 .start = x->value,
                                 .low = x->prior.lo,
                                 .high = x->prior.hi};
        rap_csv_row(out, &rap_csv_inputs, &d, &line);
    }
    rap_drawn_free(&d);
}

/* ---- draws.csv -------------------------------------------------------------------------------- */

typedef struct {
    int64_t draw, number;
} drawn_line;

static void write_drawn_value(rap_text *out, const void *whole, const void *row, size_t k) {
    const rap_drawn_inputs *d = whole;
    const drawn_line *line = row;
    rap_text_number(
        out, rap_input_draw(d->rows[k].input, (uint64_t)d->study->seed, (uint64_t)line->draw));
}

static size_t count_drawn(const void *whole) {
    return ((const rap_drawn_inputs *)whole)->n;
}

static void name_drawn(rap_text *out, const void *whole, size_t k) {
    add_column_name(out, &((const rap_drawn_inputs *)whole)->rows[k]);
}

static const rap_csv_column draw_columns[] = {
    RAP_CSV_AT("draw", "number", rap_csv_count, drawn_line, number, "set of assumptions, from 1"),
    RAP_CSV_FAMILY("INPUT", "the input's", write_drawn_value, count_drawn, name_drawn,
                   "value of that uncertain number in the draw; inputs.csv says what it is and in "
                   "which arms it holds"),
};

const rap_csv_table rap_csv_draws = RAP_CSV_TABLE(
    "draws.csv",
    "a draw, with the value of every input that is uncertain in some arm; up to 2,000 "
    "draws, of more `rapport export` writes them",
    draw_columns);

void rap_drawn_header(const rap_drawn_inputs *d, rap_text *out) {
    rap_csv_header(out, &rap_csv_draws, d);
}

void rap_drawn_row(const rap_drawn_inputs *d, int64_t draw, rap_text *out) {
    const drawn_line line = {draw, draw + 1};
    rap_csv_row(out, &rap_csv_draws, d, &line);
}

void rap_draws_csv(const rap_tables *t, rap_text *out) {
    rap_drawn_inputs d;
    int64_t runs = t->study->replicates;
    out->failed |= rap_drawn_make(&d, t->study) != RAP_OK;
    rap_drawn_header(&d, out);
    for (int64_t k = 0; k * runs < t->items && !out->failed; k++)
        rap_drawn_row(&d, k, out);
    rap_drawn_free(&d);
}
