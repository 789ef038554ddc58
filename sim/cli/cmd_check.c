/* cmd_check.c: rapport check STUDY: everything resolved, nothing run. Numbers of the baseline in full, of
 * the other arms what differs. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/job.h"
#include "cli/json.h"
#include "cli/message.h"
#include "cli/table.h"

#include <stdio.h>
#include <string.h>

static const rap_input *find(const rap_inputs *inputs, const char *path) {
    for (size_t i = 0; i < inputs->n_inputs; i++)
        if (!strcmp(inputs->inputs[i].path, path))
            return &inputs->inputs[i];
    return NULL;
}

static bool same_number(double a, double b) {
    return !(a < b) && !(a > b);
}

static bool same(const rap_input *a, const rap_input *b) {
    return b && same_number(a->value, b->value) && same_number(a->range_lo, b->range_lo) &&
           same_number(a->range_hi, b->range_hi) && !strcmp(a->grade, b->grade);
}

/* The arms' inputs, all at a time. */
typedef struct {
    const rap_study *study;
    rap_inputs *arms;
} bound;

static void bound_free(bound *b) {
    for (size_t a = 0; b->arms && a < b->study->n_arms; a++)
        rap_inputs_free(&b->arms[a]);
    rap_free(b->arms);
}

static int bind_arms(bound *b, const rap_study *study) {
    b->study = study;
    b->arms = rap_allocate(study->n_arms, sizeof *b->arms);
    int status = b->arms ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t a = 0; a < study->n_arms && !status; a++)
        status = rap_inputs_bind(&b->arms[a], study, a);
    return status;
}

/* Whether input i of an arm is to be listed: all of the baseline, of others what differs from it. */
static bool listed(const bound *b, size_t arm, size_t i) {
    const rap_input *input = &b->arms[arm].inputs[i];
    return arm == b->study->baseline || !same(input, find(&b->arms[b->study->baseline], input->path));
}

/* "currency/hour" as "CAD/hour". */
static void add_unit(rap_text *t, const rap_study *study, const char *unit) {
    bool money = unit && !strncmp(unit, "currency", 8);
    rap_text_format(t, "%s%s", money ? study->currency : "", unit ? unit + (money ? 8 : 0) : "");
}

static void place(char *text, size_t size, const rap_input *input) {
    if (input->file)
        snprintf(text, size, "%s:%d", input->file, input->line);
    else
        snprintf(text, size, "default");
}

/* ---- text ----------------------------------------------------------------------------------- */

static void input_row(rap_table *t, const rap_study *study, const rap_input *input) {
    char where[300];
    rap_text unit;
    rap_text_init(&unit);
    add_unit(&unit, study, input->field->unit);
    place(where, sizeof where, input);
    rap_table_cell(t, "%s", input->path);
    rap_table_cell(t, "%.6g", input->value);
    rap_table_cell(t, "%s", rap_text_string(&unit));
    if (input->range_hi > input->range_lo)
        rap_table_cell(t, "%.4g to %.4g", input->range_lo, input->range_hi);
    else
        rap_table_cell(t, "fixed");
    rap_table_cell(t, "%s", input->grade);
    rap_table_cell(t, "%s", input->source ? input->source : "");
    rap_table_cell(t, "%s", where);
    rap_text_free(&unit);
}

static void print_arm(const bound *b, size_t arm, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_RIGHT, RAP_LEFT, RAP_LEFT,
                                      RAP_LEFT, RAP_WRAP,  RAP_WRAP};
    static const char *const heads[] = {"number", "value", "unit", "range", "grade", "source", "from"};
    const rap_arm *a = &b->study->arms[arm];
    bool baseline = arm == b->study->baseline;
    size_t n = 0;
    rap_table table;
    rap_table_init(&table, align, 7);
    for (size_t i = 0; i < 7; i++)
        rap_table_cell(&table, "%s", heads[i]);
    for (size_t i = 0; i < b->arms[arm].n_inputs; i++)
        if (listed(b, arm, i)) {
            input_row(&table, b->study, &b->arms[arm].inputs[i]);
            n++;
        }
    rap_text_format(out, "\nArm %s: %s%s\n", a->name, a->label,
                    baseline ? " (baseline)" : n ? "; numbers that differ from the baseline" : "");
    if (n)
        rap_table_print(&table, out, 2, width);
    else
        rap_text_add(out, "  no number differs from the baseline\n");
    rap_table_free(&table);
}

static void print_text(const bound *b, rap_text *out) {
    const rap_study *s = b->study;
    size_t width = rap_table_width() > 140 ? rap_table_width() : 140;
    rap_text_format(out, "%s\n%s\nmodel %s %s; %lld months in steps of %g; %lld draws x %lld runs; seed "
                         "%lld; fingerprint %016llx\n",
                    s->title, s->question ? s->question : "", s->model->name, s->model->version,
                    (long long)s->horizon, s->clock.step, (long long)s->draws,
                    (long long)s->replicates, (long long)s->seed, (unsigned long long)s->fingerprint);
    rap_text_add(out, "read from:");
    for (size_t i = 0; i < s->n_sources; i++)
        rap_text_format(out, " %s", s->sources[i].path);
    rap_text_add(out, "\nheadlines:\n");
    for (size_t h = 0; h < s->n_headlines; h++) {
        const rap_headline *line = &s->headlines[h];
        rap_text_format(out, "  %s, %s, window %s, matters from %g\n",
                        s->model->outcomes[line->outcome].name, line->group,
                        s->windows[line->window].text, s->delta[line->outcome]);
    }
    rap_text_add(out, s->n_contrasts ? "contrasts:\n" : "");
    for (size_t c = 0; c < s->n_contrasts; c++)
        rap_text_format(out, "  %s\n", s->contrasts[c].label);
    print_arm(b, s->baseline, out, width);
    for (size_t a = 0; a < s->n_arms; a++)
        if (a != s->baseline)
            print_arm(b, a, out, width);
}

/* ---- files ---------------------------------------------------------------------------------- */

static void csv_row(rap_text *out, const rap_study *study, size_t arm, const rap_input *input) {
    rap_text unit;
    char line[24] = "";
    rap_text_init(&unit);
    add_unit(&unit, study, input->field->unit);
    if (input->file)
        snprintf(line, sizeof line, "%d", input->line);
    rap_text_format(out, "%s,%s,", study->arms[arm].name, input->path);
    rap_text_number(out, input->value);
    rap_text_add(out, ",");
    rap_text_csv(out, rap_text_string(&unit));
    rap_text_add(out, ",");
    rap_text_number(out, input->range_lo);
    rap_text_add(out, ",");
    rap_text_number(out, input->range_hi);
    rap_text_format(out, ",%s,", input->grade);
    rap_text_csv(out, input->source ? input->source : "");
    rap_text_add(out, ",");
    rap_text_csv(out, input->file ? input->file : "");
    rap_text_format(out, ",%s\n", line);
    rap_text_free(&unit);
}

static void json_row(rap_json *j, const rap_study *study, const rap_input *input) {
    rap_text unit;
    rap_text_init(&unit);
    add_unit(&unit, study, input->field->unit);
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "path", input->path);
    rap_json_number(j, "value", input->value);
    rap_json_text(j, "unit", rap_text_string(&unit));
    rap_json_number(j, "range_low", input->range_lo);
    rap_json_number(j, "range_high", input->range_hi);
    rap_json_text(j, "grade", input->grade);
    rap_json_text(j, "source", input->source);
    rap_json_text(j, "file", input->file);
    rap_json_integer(j, "line", input->line);
    rap_json_close(j, '}');
    rap_text_free(&unit);
}

static void print_csv(const bound *b, rap_text *out) {
    rap_text_add(out, "arm,path,value,unit,range_low,range_high,grade,source,file,line\n");
    for (size_t a = 0; a < b->study->n_arms; a++)
        for (size_t i = 0; i < b->arms[a].n_inputs; i++)
            if (listed(b, a, i))
                csv_row(out, b->study, a, &b->arms[a].inputs[i]);
}

static void json_arm(rap_json *j, const bound *b, size_t arm) {
    const rap_arm *a = &b->study->arms[arm];
    rap_json_open(j, NULL, '{');
    rap_json_text(j, "name", a->name);
    rap_json_text(j, "label", a->label);
    rap_json_boolean(j, "baseline", arm == b->study->baseline);
    rap_json_open(j, "inputs", '[');
    for (size_t i = 0; i < b->arms[arm].n_inputs; i++)
        if (listed(b, arm, i))
            json_row(j, b->study, &b->arms[arm].inputs[i]);
    rap_json_close(j, ']');
    rap_json_close(j, '}');
}

static void print_json(const bound *b, rap_text *out) {
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
    rap_json_open(&j, "arms", '[');
    for (size_t a = 0; a < s->n_arms; a++)
        json_arm(&j, b, a);
    rap_json_close(&j, ']');
    rap_json_close(&j, '}');
}

static int print_study(const rap_study *study, rap_format format) {
    bound b = {0};
    rap_text out;
    rap_text_init(&out);
    int status = bind_arms(&b, study);
    int result = status ? rap_failed("the inputs", status) : RAP_EXIT_DONE;
    if (!result) {
        if (format == RAP_FORMAT_CSV)
            print_csv(&b, &out);
        else if (format == RAP_FORMAT_JSON)
            print_json(&b, &out);
        else
            print_text(&b, &out);
        result = rap_print(&out);
    }
    rap_text_free(&out);
    bound_free(&b);
    return result;
}

int rap_command_check(const rap_options *options) {
    rap_job job;
    rap_job_init(&job, options);
    int status = rap_job_read(&job, "");
    status = status ? status : print_study(&job.study, options->format);
    rap_job_free(&job);
    return status;
}
