/* cmd_check.c: rapport check STUDY: everything resolved, and what runs would take. The baseline in full, its
 * numbers where they are written; of the other arms what differs once everything is inherited. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/terminal/flat.h"
#include "cli/answers/answers.h"
#include "cli/commands/check_doubts.h"
#include "cli/commands/command.h"
#include "cli/job/job.h"
#include "base/json.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* All arms, filled: what the model gets, and as lists of paths. */
typedef struct {
    const rap_study *study;
    const rap_inputs **inputs; /* by arm */
    rap_flat *flats;
} bound;

static void bound_free(bound *b) {
    for (size_t a = 0; b->flats && a < b->study->n_arms; a++)
        rap_flat_free(&b->flats[a]);
    rap_free(b->inputs);
    rap_free(b->flats);
}

static int bind_sources(bound *b, const rap_study *study) {
    b->study = study;
    b->inputs = rap_allocate(study->n_arms, sizeof *b->inputs);
    b->flats = rap_allocate(study->n_arms, sizeof *b->flats);
    int status = b->inputs && b->flats ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < study->n_arms && !status; a++) {
        status = rap_study_inputs(study, a, &b->inputs[a]);
        if (!status)
            status = rap_flat_make(&b->flats[a], study->model->root, b->inputs[a]->root);
    }
    return status;
}

static bool is_numeric_row(const rap_field *f) {
    return f->kind == RAP_REAL || f->kind == RAP_INTEGER || f->kind == RAP_MONEY;
}

/* Value of row i of an arm in the baseline, "none" where it has none; NULL where it is the same. */
static const char *differs(const bound *b, size_t arm, size_t i) {
    const rap_flat_row *row = &b->flats[arm].rows[i];
    const rap_flat_row *base = rap_flat_find(&b->flats[b->study->baseline], row->path, i);
    return !base ? "none" : strcmp(base->value, row->value) ? base->value : NULL;
}

/* Whether row i of the baseline does not exist in an arm. */
static bool is_gone(const bound *b, size_t arm, size_t i) {
    return !rap_flat_find(&b->flats[arm], b->flats[b->study->baseline].rows[i].path, i);
}

static void place_of_input(char *text, size_t size, const rap_input *input) {
    if (input->file)
        snprintf(text, size, "%s:%d", input->file, input->line);
    else
        snprintf(text, size, "default");
}

/* ---- text ----------------------------------------------------------------------------------- */

/* Sources, each listed once below the tables under its number. */
typedef struct {
    const char **rows;
    size_t n, capacity;
    bool failed;
} sources;

static size_t number_of(sources *s, const char *source) {
    size_t i = 0;
    while (i < s->n && strcmp(s->rows[i], source))
        i++;
    if (i == s->n && !rap_grow(&s->rows, &s->capacity, s->n + 1, sizeof *s->rows))
        s->rows[s->n++] = source;
    else if (i == s->n)
        s->failed = true;
    return i + 1;
}

/* Length of the path of what a number stands in: "teams.focal" for "teams.focal.reserve". */
static size_t parent_length(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot ? (size_t)(dot - path) : 0;
}

/* How an uncertain number is drawn; "" for one that is certain. */
static void say_drawn(rap_text *out, const rap_study *study, const rap_input *input) {
    rap_text_init(out);
    if (input && input->prior.lo < input->prior.hi)
        rap_input_say(out, study, input);
}

static void input_row(rap_table *t, const rap_study *study, const rap_input *input, sources *list) {
    char where[300];
    size_t parent = parent_length(input->path);
    rap_text unit, drawn;
    rap_text_init(&unit);
    rap_study_say_unit(&unit, study, input->field->unit);
    place_of_input(where, sizeof where, input);
    rap_table_cell(t, "  %s", input->path + parent + (parent > 0));
    rap_table_cell(t, "%.6g", input->value);
    rap_table_text_cell(t, &unit);
    say_drawn(&drawn, study, input);
    if (input->prior.lo < input->prior.hi)
        rap_table_cell(t, "%.6g to %.6g", input->prior.lo, input->prior.hi);
    else
        rap_table_cell(t, "fixed");
    rap_table_text_cell(t, &drawn);
    rap_table_cell(t, "%s", input->grade);
    if (input->source && input->source[0])
        rap_table_cell(t, "%s [%zu]%s%s", where, number_of(list, input->source),
                       input->setting ? ", " : "", input->setting ? input->setting : "");
    else
        rap_table_cell(t, "%s", where);
}

/* A line with the parent's path where it differs from that of the number before. */
static void group_row(rap_table *t, const char *path, const char *before) {
    char name[300];
    size_t n = parent_length(path);
    if (before && parent_length(before) == n && !strncmp(before, path, n))
        return;
    snprintf(name, sizeof name, "%.*s", (int)n, path);
    rap_table_span(t, name);
}

static void print_all_numbers(const bound *b, sources *list, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_RIGHT, RAP_LEFT, RAP_WRAP,
                                      RAP_WRAP, RAP_LEFT,  RAP_WRAP};
    static const char *const heads[] = {"",         "value", "unit",         "range",
                                        "drawn as", "grade", "from [source]"};
    const rap_inputs *inputs = b->inputs[b->study->baseline];
    rap_table table;
    rap_table_init(&table, align, sizeof align / sizeof *align);
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        rap_table_cell(&table, "%s", heads[i]);
    const char *before = NULL;
    size_t idle = 0;
    for (size_t i = 0; i < inputs->n_inputs; i++) {
        idle += inputs->inputs[i].idle;
        if (inputs->inputs[i].idle)
            continue;
        group_row(&table, inputs->inputs[i].path, before);
        input_row(&table, b->study, &inputs->inputs[i], list);
        before = inputs->inputs[i].path;
    }
    rap_table_print(&table, out, 0, width);
    if (idle)
        rap_text_format(out,
                        "%zu number%s of rows that nobody inherits from %s not shown; --format csv "
                        "has %s.\n",
                        idle, idle == 1 ? "" : "s", idle == 1 ? "is" : "are",
                        idle == 1 ? "it" : "them");
    rap_table_free(&table);
}

/* Whether an optional name or text is not there. */
static bool is_absent(const rap_flat_row *row) {
    return (row->field->kind == RAP_NAME && !strcmp(row->value, "none")) ||
           (row->field->kind == RAP_TEXT && !row->value[0]);
}

/* What the money of an arm is planned for; nothing where the model plans none. */
static int print_planned(const bound *b, size_t arm, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_RIGHT};
    const rap_model *m = b->study->model;
    rap_planned line;
    rap_table table;
    int status = 0;
    rap_table_init(&table, align, 2);
    for (size_t k = 0; m->planned; k++) {
        status = m->planned(b->inputs[arm]->root, k, &line);
        if (status != 1)
            break;
        rap_table_cell(&table, "%s, %s", line.of, line.line);
        rap_table_cell(&table, "%.2f", (double)line.cents / 100);
    }
    if (table.n_cells)
        rap_text_format(out, "  money planned for, %s, at start values:\n", b->study->currency);
    if (table.n_cells)
        rap_table_print(&table, out, 4, width);
    rap_table_free(&table);
    return status < 0 ? status : RAP_OK;
}

static void print_baseline(const bound *b, sources *list, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_WRAP};
    const rap_arm *a = &b->study->arms[b->study->baseline];
    const rap_flat *flat = &b->flats[b->study->baseline];
    rap_table table;
    rap_table_init(&table, align, 2);
    for (size_t i = 0; i < flat->n; i++)
        if (!is_numeric_row(flat->rows[i].field) && !is_absent(&flat->rows[i])) {
            rap_table_cell(&table, "%s", flat->rows[i].path);
            rap_table_cell(&table, "%s", flat->rows[i].value);
        }
    rap_text_format(out, "\nArm %s, %s: the baseline, in full\n", a->name, a->label);
    rap_table_print(&table, out, 2, width);
    rap_table_free(&table);
    if (print_planned(b, b->study->baseline, out, width))
        out->failed = true;
    print_all_numbers(b, list, out, width);
}

static void print_difference(rap_table *t, const bound *b, const rap_flat_row *row,
                             const char *before, const char *after) {
    rap_text unit;
    rap_text_init(&unit);
    rap_study_say_unit(&unit, b->study, row->field->unit);
    rap_table_cell(t, "%s", row->path);
    rap_table_cell(t, "%s", before);
    rap_table_cell(t, "%s", after);
    rap_table_text_cell(t, &unit);
}

static void print_arm(const bound *b, size_t arm, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_LEFT, RAP_LEFT, RAP_LEFT};
    const rap_arm *a = &b->study->arms[arm];
    const rap_flat *flat = &b->flats[arm], *base = &b->flats[b->study->baseline];
    rap_table table;
    rap_table_init(&table, align, 4);
    rap_table_cell(&table, "%s", "");
    rap_table_cell(&table, "baseline");
    rap_table_cell(&table, "here");
    rap_table_cell(&table, "unit");
    for (size_t i = 0; i < flat->n; i++) {
        const char *before = differs(b, arm, i);
        if (before)
            print_difference(&table, b, &flat->rows[i], before, flat->rows[i].value);
    }
    for (size_t i = 0; i < base->n; i++)
        if (is_gone(b, arm, i))
            print_difference(&table, b, &base->rows[i], base->rows[i].value, "none");
    bool any = table.n_cells > 4;
    rap_text_format(out, "\nArm %s, %s: %s\n", a->name, a->label,
                    any ? "what differs from the baseline" : "as the baseline");
    if (any)
        rap_table_print(&table, out, 2, width);
    rap_table_free(&table);
    if (any && print_planned(b, arm, out, width))
        out->failed = true;
}

static const char *plural(int64_t n) {
    return n == 1 ? "" : "s";
}

static void print_settings(const rap_study *s, rap_text *out) {
    rap_text_format(out, "%s\n", s->title);
    if (s->question && s->question[0])
        rap_text_format(out, "%s\n", s->question);
    rap_text_format(out,
                    "model %s %s; %lld month%s in steps of %g; %lld draw%s x %lld run%s; seed "
                    "%lld; fingerprint %016llx\nread from:",
                    s->model->name, s->model->version, (long long)s->horizon, plural(s->horizon),
                    s->clock.step, (long long)s->draws, plural(s->draws), (long long)s->replicates,
                    plural(s->replicates), (long long)s->seed, (unsigned long long)s->fingerprint);
    for (size_t i = 0; i < s->n_sources; i++)
        rap_text_format(out, " %s", s->sources[i].path);
    if (s->price_year)
        rap_text_format(out, "\nmoney: %s in prices of %lld", s->currency,
                        (long long)s->price_year);
    rap_text_add(out, "\nheadlines:\n");
    for (size_t h = 0; h < s->n_headlines; h++) {
        const rap_headline *line = &s->headlines[h];
        rap_text_format(out, "  %s, %s, window %s, matters from %g\n",
                        s->model->outcomes[line->outcome].name, line->group,
                        s->windows[line->window].text, s->delta[line->outcome]);
        if (s->windows[line->window].months > s->horizon)
            rap_text_format(out, "    note: no run has a value there, the last month is %lld\n",
                            (long long)s->horizon);
    }
    rap_text_add(out, s->n_contrasts ? "contrasts:\n" : "");
    for (size_t c = 0; c < s->n_contrasts; c++)
        rap_text_format(out, "  %s\n", s->contrasts[c].label);
}

static void print_check(const bound *b, rap_text *out) {
    const rap_study *s = b->study;
    size_t width = rap_table_width();
    sources list = {0};
    print_settings(s, out);
    print_baseline(b, &list, out, width);
    for (size_t a = 0; a < s->n_arms; a++)
        if (a != s->baseline)
            print_arm(b, a, out, width);
    rap_text_add(out, list.n ? "\nSources\n" : "");
    for (size_t i = 0; i < list.n; i++) {
        rap_text line;
        rap_text_init(&line);
        rap_text_format(&line, "[%zu] %s", i + 1, list.rows[i]);
        rap_table_paragraph(out, &line, 0, width);
    }
    out->failed = out->failed || list.failed;
    rap_free(list.rows);
    rap_print_doubts(s, b->inputs, out, width);
}

/* ---- files ---------------------------------------------------------------------------------- */

/* One line of a file: what is known of a value. `input` is NULL for what is not a number, and for
 * one that is inherited. */
typedef struct {
    const char *arm, *path, *value;
    const rap_field *field;
    const rap_input *input;
} line;

/* Hands every line of the study to `take`: the baseline's numbers where they are written and its
 * other settings, then what differs in the other arms. */
static void each_line(const bound *b, void (*take)(void *, const rap_study *, const line *),
                      void *context) {
    const rap_study *s = b->study;
    const rap_inputs *inputs = b->inputs[s->baseline];
    for (size_t i = 0; i < inputs->n_inputs; i++) {
        const rap_input *input = &inputs->inputs[i];
        line l = {s->arms[s->baseline].name, input->path, NULL, input->field, input};
        take(context, s, &l);
    }
    for (size_t a = 0; a < s->n_arms; a++)
        for (size_t i = 0; i < b->flats[a].n; i++) {
            const rap_flat_row *row = &b->flats[a].rows[i];
            line l = {s->arms[a].name, row->path, row->value, row->field, NULL};
            if (a != s->baseline)
                l.input = rap_inputs_find(b->inputs[a], row->path);
            if (a == s->baseline ? !is_numeric_row(row->field) : differs(b, a, i) != NULL)
                take(context, s, &l);
        }
}

static void csv_text(rap_text *out, const char *text) {
    rap_text_add(out, ",");
    rap_text_csv(out, text ? text : "");
}

static void csv_number(rap_text *out, double x) {
    rap_text_add(out, ",");
    rap_text_number(out, x);
}

static void csv_line(void *context, const rap_study *study, const line *l) {
    rap_text *out = context, unit, drawn;
    say_drawn(&drawn, study, l->input);
    rap_text_init(&unit);
    rap_study_say_unit(&unit, study, l->field->unit);
    rap_text_format(out, "%s,%s", l->arm, l->path);
    if (l->value && !is_numeric_row(l->field))
        csv_text(out, l->value);
    else if (l->value)
        rap_text_format(out, ",%s", l->value);
    else
        csv_number(out, l->input->value);
    csv_text(out, rap_text_string(&unit));
    csv_number(out, l->input ? l->input->prior.lo : NAN);
    csv_number(out, l->input ? l->input->prior.hi : NAN);
    csv_text(out, rap_text_string(&drawn));
    csv_text(out, l->input ? l->input->grade : "");
    csv_text(out, l->input ? l->input->source : "");
    csv_text(out, l->input ? l->input->setting : "");
    csv_text(out, l->input ? l->input->file : "");
    csv_number(out, l->input && l->input->file ? (double)l->input->line : (double)NAN);
    rap_text_add(out, "\n");
    rap_text_free(&drawn);
    rap_text_free(&unit);
}

static void json_line(void *context, const rap_study *study, const line *l) {
    rap_json *j = context;
    rap_text unit, drawn;
    say_drawn(&drawn, study, l->input);
    rap_text_init(&unit);
    rap_study_say_unit(&unit, study, l->field->unit);
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "arm", l->arm);
    rap_json_text(j, "path", l->path);
    if (is_numeric_row(l->field))
        rap_json_number(j, "value", l->value ? strtod(l->value, NULL) : l->input->value);
    else
        rap_json_text(j, "value", l->value);
    rap_json_text(j, "unit", rap_text_string(&unit));
    if (l->input) {
        rap_json_number(j, "range_low", l->input->prior.lo);
        rap_json_number(j, "range_high", l->input->prior.hi);
        rap_json_text(j, "distribution", rap_text_string(&drawn));
        rap_json_text(j, "grade", l->input->grade);
        rap_json_text(j, "source", l->input->source);
        rap_json_text(j, "setting", l->input->setting);
        rap_json_text(j, "file", l->input->file);
        rap_json_integer(j, "line", l->input->line);
    }
    rap_json_close(j, '}');
    rap_text_free(&drawn);
    rap_text_free(&unit);
}

static void print_check_csv(const bound *b, rap_text *out) {
    rap_text_add(
        out,
        "arm,path,value,unit,range_low,range_high,distribution,grade,source,setting,file,line\n");
    each_line(b, csv_line, out);
}

static void print_check_json(const bound *b, rap_text *out) {
    const rap_study *s = b->study;
    char fingerprint[24];
    rap_json j;
    rap_json_init(&j, out);
    snprintf(fingerprint, sizeof fingerprint, "%016llx", (unsigned long long)s->fingerprint);
    rap_json_open(&j, NULL, '{');
    rap_json_text(&j, "title", s->title);
    rap_json_text(&j, "model", s->model->name);
    rap_json_text(&j, "fingerprint", fingerprint);
    rap_json_integer(&j, "horizon", s->horizon);
    rap_json_integer(&j, "draws", s->draws);
    rap_json_integer(&j, "replicates", s->replicates);
    rap_json_text(&j, "baseline", s->arms[s->baseline].name);
    rap_json_open(&j, "values", '[');
    each_line(b, json_line, &j);
    rap_json_close(&j, ']');
    rap_json_doubts(s, b->inputs, &j, out);
    rap_json_close(&j, '}');
}

static int print_study(const rap_study *study, rap_format format, const rap_text *questions) {
    bound b = {0};
    rap_text out;
    rap_text_init(&out);
    int status = bind_sources(&b, study);
    int result = status ? rap_failed("the inputs", status) : RAP_EXIT_DONE;
    if (!result) {
        if (format == RAP_FORMAT_CSV)
            print_check_csv(&b, &out);
        else if (format == RAP_FORMAT_JSON)
            print_check_json(&b, &out);
        else
            print_check(&b, &out);
        if (format == RAP_FORMAT_TEXT)
            rap_text_format(&out, "\n%s", rap_text_string(questions));
        result = rap_print(&out);
    }
    rap_text_free(&out);
    bound_free(&b);
    return result;
}

int rap_command_check(const rap_options *options) {
    rap_job job;
    rap_text questions;
    rap_text_init(&questions);
    rap_job_init(&job, options, rap_answers);
    int status = rap_job_read(&job, "check", "");
    status = status
                 ? status
                 : rap_job_questions(&job, options->format == RAP_FORMAT_TEXT ? &questions : NULL);
    status = status ? status : print_study(&job.study, options->format, &questions);
    rap_job_free(&job);
    rap_text_free(&questions);
    return status;
}
