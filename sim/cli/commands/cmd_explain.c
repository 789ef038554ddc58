/* cmd_explain.c: rapport explain [NAME]: the tables of study and model, for people.
 *
 * A field may be reached by several paths (an organisation states what its type states too); it is
 * listed once, under the first. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/command.h"
#include "base/json.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"
#include "models/registry.h"
#include "scenario/study/study.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef enum { PARAMETER, LEVER, SETTING, MECHANISM, OUTCOME, ANCHOR, N_SORTS } sort;

static const char *const sort_names[N_SORTS] = {"parameter", "lever",   "setting",
                                                "mechanism", "outcome", "anchor"};
static const char *const sort_titles[N_SORTS] = {
    "Parameters: numbers of the equations, drawn from their ranges",
    "Levers and inputs: what a study chooses",
    "Settings: groups, names and the study itself",
    "Mechanisms: responses whose strength a study can weaken",
    "Outcomes: what is observed",
    "Anchors of windows: moments of a run, as in \"end+24\""};

typedef struct {
    sort sort;
    char *name; /* path of a field: "teams.*.hours.data" */
    const char *meaning;
    const rap_field *field;
    const rap_mechanism *mechanism;
    const rap_outcome *outcome;
    const rap_model *model; /* of the outcome */
    bool again;             /* an earlier entry has the same field */
} entry;

typedef struct {
    entry *rows;
    size_t n, capacity;
} index_of_names;

static void index_free(index_of_names *x) {
    for (size_t i = 0; i < x->n; i++)
        rap_free(x->rows[i].name);
    rap_free(x->rows);
}

static int add_named(index_of_names *x, entry e, const char *name) {
    e.name = rap_copy_text(name);
    if (!e.name || rap_grow(&x->rows, &x->capacity, x->n + 1, sizeof e)) {
        rap_free(e.name);
        return rap_fail(RAP_ENOMEM);
    }
    x->rows[x->n++] = e;
    return RAP_OK;
}

static int add_field(void *context, const char *path, const rap_field *f) {
    index_of_names *x = context;
    bool number = f->kind == RAP_REAL || f->kind == RAP_INTEGER || f->kind == RAP_MONEY ||
                  f->kind == RAP_BOOLEAN || f->kind == RAP_CHOICE;
    entry e = {.sort = !number                 ? SETTING
                       : f->flags & RAP_CHOSEN ? LEVER
                                               : PARAMETER,
               .meaning = f->meaning,
               .field = f};
    for (size_t i = 0; i < x->n; i++)
        e.again = e.again || x->rows[i].field == f;
    return add_named(x, e, path);
}

/* A setting of the study itself: never a parameter, whatever its kind. */
static int add_setting(void *context, const char *path, const rap_field *f) {
    index_of_names *x = context;
    int status = add_field(context, path, f);
    if (!status)
        x->rows[x->n - 1].sort = SETTING;
    return status;
}

static int list_entries(index_of_names *x, const rap_model *m) {
    int status = rap_study_visit(add_setting, x);
    status = status ? status : rap_record_visit(m->root, add_field, x);
    for (size_t i = 0; i < m->n_mechanisms && !status; i++)
        status = add_named(x,
                           (entry){.sort = MECHANISM,
                                   .meaning = m->mechanisms[i].label,
                                   .mechanism = &m->mechanisms[i]},
                           m->mechanisms[i].name);
    for (size_t i = 0; i < m->n_outcomes && !status; i++)
        status = add_named(x,
                           (entry){.sort = OUTCOME,
                                   .meaning = m->outcomes[i].label,
                                   .outcome = &m->outcomes[i],
                                   .model = m},
                           m->outcomes[i].name);
    for (size_t i = 0; m->anchors[i] && !status; i++)
        status = add_named(
            x, (entry){.sort = ANCHOR, .meaning = "a moment of the run that windows refer to"},
            m->anchors[i]);
    return status;
}

/* ---- matching ------------------------------------------------------------------------------- */

static const char *last_part(const char *path) {
    const char *dot = strrchr(path, '.');
    return dot ? dot + 1 : path;
}

/* Whether a path as people write it fits a pattern in which '*' is any one part. */
static bool fits_path(const char *path, const char *pattern) {
    while (*path && *pattern) {
        size_t n = strcspn(path, "."), m = strcspn(pattern, ".");
        bool any = m == 1 && pattern[0] == '*';
        if (!any && (n != m || strncmp(path, pattern, n)))
            return false;
        path += n;
        pattern += m;
        if (*path != *pattern)
            return false;
        path += *path == '.';
        pattern += *pattern == '.';
    }
    return !*path && !*pattern;
}

static bool matches(const entry *e, const char *name) {
    return fits_path(name, e->name) || !strcmp(name, last_part(e->name));
}

static const char *nearest(const index_of_names *x, const char *name) {
    const char **names = rap_allocate(2 * x->n, sizeof *names);
    for (size_t i = 0; names && i < x->n; i++) {
        names[2 * i] = last_part(x->rows[i].name);
        names[2 * i + 1] = x->rows[i].name;
    }
    const char *near = names ? rap_nearest(name, names, 2 * x->n) : NULL;
    rap_free(names);
    return near;
}

/* ---- one entry, in full --------------------------------------------------------------------- */

static void line(rap_text *out, const char *what, const char *text, size_t width) {
    rap_text t;
    if (!text || !text[0])
        return;
    rap_text_init(&t);
    rap_text_format(&t, "%s: %s", what, text);
    rap_table_paragraph(out, &t, 2, width);
}

static void range_text(char *text, size_t size, double lo, double hi) {
    snprintf(text, size, "%.10g to %.10g", lo, hi);
}

static void default_text(char *text, size_t size, const rap_field *f) {
    if (f->flags & RAP_REQUIRED)
        snprintf(text, size, "none: it must be written");
    else if (f->kind == RAP_BOOLEAN)
        snprintf(text, size, "%s", f->value > 0 ? "true" : "false");
    else if (f->kind == RAP_CHOICE)
        snprintf(text, size, "%s", f->choices[(size_t)f->value]);
    else if (f->kind == RAP_TEXT)
        snprintf(text, size, "%s", f->text ? f->text : "none");
    else
        snprintf(text, size, "%.10g", f->value);
}

static bool has_number(const rap_field *f) {
    return f->kind == RAP_REAL || f->kind == RAP_INTEGER || f->kind == RAP_MONEY;
}

/* How a study draws it that says nothing about it; "" where it is certain. */
static const char *drawn_as(const rap_field *f) {
    rap_prior prior = rap_prior_of_range(RAP_PERT, f->range_lo, f->value, f->range_hi);
    return has_number(f) && f->range_lo < f->range_hi ? rap_prior_name(&prior) : "";
}

static void print_parts(const rap_record *record, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_WRAP};
    rap_table table;
    rap_table_init(&table, align, 2);
    for (; record; record = record->part)
        for (size_t i = 0; i < record->n_fields; i++) {
            rap_table_cell(&table, "%s", record->fields[i].key);
            rap_table_cell(&table, "%s", record->fields[i].meaning);
        }
    rap_table_print(&table, out, 4, width);
    rap_table_free(&table);
}

/* Whether a study may say of it from what source its number is, and where that was found: "here", "alike", "elsewhere". */
static bool rests_on_source(const rap_field *f) {
    return has_number(f) && f->range_hi > f->range_lo;
}

static const char settings_of_source[] = "here, alike, elsewhere";

static void print_field(const rap_field *f, rap_text *out, size_t width) {
    static const char *const kinds[] = {"number",       "whole number",   "true or false",
                                        "money",        "text",           "one of several words",
                                        "name",         "list of texts",  "group",
                                        "named groups", "list of groups", "group"};
    char text[200];
    rap_text choices;
    rap_text_init(&choices);
    line(out, "kind", kinds[f->kind], width);
    line(out, "unit",
         f->unit && strcmp(f->unit, "1") ? f->unit
         : f->unit                       ? "1 (a share or ratio)"
                                         : NULL,
         width);
    for (size_t i = 0; f->kind == RAP_CHOICE && f->choices[i]; i++)
        rap_text_format(&choices, "%s%s", i ? ", " : "", f->choices[i]);
    line(out, "one of", rap_text_string(&choices), width);
    if (f->kind <= RAP_CHOICE) {
        default_text(text, sizeof text, f);
        line(out, "default", text, width);
    }
    if (has_number(f)) {
        range_text(text, sizeof text, f->lo, f->hi);
        line(out, "legal", text, width);
    }
    if (has_number(f) && f->range_hi > f->range_lo) {
        range_text(text, sizeof text, f->range_lo, f->range_hi);
        line(out, "plausible", text, width);
        line(out, "drawn as", drawn_as(f), width);
    }
    line(out, "refers to", f->refers, width);
    line(out, "grade", f->grade, width);
    line(out, "source", f->source, width);
    if (rests_on_source(f))
        line(out, "setting",
             "of a source that a study gives: \"here\", \"alike\" (a place like this) or "
             "\"elsewhere\"",
             width);
    if (f->record) {
        rap_text_add(out, "  holds:\n");
        print_parts(f->record, out, width);
    }
    rap_text_free(&choices);
}

/* The groups in which an outcome can be had, as a study may name them. */
static void say_groups_of(const entry *e, rap_text *groups) {
    rap_text_init(groups);
    if (e->outcome)
        rap_model_say_groups(groups, e->model, (size_t)(e->outcome - e->model->outcomes));
}

static void print_outcome(const entry *e, rap_text *out, size_t width) {
    const rap_outcome *o = e->outcome;
    char text[64];
    rap_text groups;
    say_groups_of(e, &groups);
    line(out, "unit", o->unit, width);
    line(out, "meaning", o->meaning, width);
    line(out, "better",
         o->better > 0   ? "more"
         : o->better < 0 ? "less"
                         : "it depends for whom",
         width);
    snprintf(text, sizeof text, "%.10g", o->delta);
    line(out, "smallest difference that matters", text, width);
    if (o->numerator) {
        line(out, "mean of", o->numerator, width);
        line(out, "over mean of", o->denominator, width);
    }
    line(out, "in groups", rap_text_string(&groups), width);
    out->failed |= groups.failed;
    rap_text_free(&groups);
}

static void print_entry(const entry *e, rap_text *out, size_t width) {
    rap_text head;
    rap_text_init(&head);
    rap_text_format(&head, "%s (%s): %s", e->name, sort_names[e->sort], e->meaning);
    rap_table_paragraph(out, &head, 0, width);
    if (e->field)
        print_field(e->field, out, width);
    if (e->outcome)
        print_outcome(e, out, width);
    if (e->mechanism) {
        line(out, "strength below 1 weakens", e->mechanism->scales, width);
        line(out, "strength 0 means", e->mechanism->neutral, width);
        line(out, "file", e->mechanism->file, width);
    }
}

/* ---- lists ---------------------------------------------------------------------------------- */

static void print_list(const index_of_names *x, rap_text *out, size_t width) {
    static const rap_align align[] = {RAP_LEFT, RAP_WRAP};
    for (sort s = 0; s < N_SORTS; s++) {
        rap_table table;
        rap_table_init(&table, align, 2);
        for (size_t i = 0; i < x->n; i++)
            if (x->rows[i].sort == s && !x->rows[i].again) {
                rap_table_cell(&table, "%s", x->rows[i].name);
                rap_table_cell(&table, "%s", x->rows[i].meaning);
            }
        rap_text_format(out, "%s%s\n", s ? "\n" : "", sort_titles[s]);
        rap_table_print(&table, out, 2, width);
        rap_table_free(&table);
    }
}

static bool shown(const entry *e, const char *name) {
    return name ? matches(e, name) : !e->again;
}

static void csv_numbers(const entry *e, rap_text *out) {
    const rap_field *f = e->field && has_number(e->field) ? e->field : NULL;
    const double numbers[] = {f && !(f->flags & RAP_REQUIRED) ? f->value : NAN, f ? f->lo : NAN,
                              f ? f->hi : NAN, f ? f->range_lo : NAN, f ? f->range_hi : NAN};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
        rap_text_add(out, ",");
        rap_text_number(out, numbers[i]);
    }
}

static void print_entries_csv(const index_of_names *x, const char *name, rap_text *out) {
    rap_text groups;
    rap_text_add(out, "kind,name,unit,meaning,default,legal_low,legal_high,plausible_low,"
                      "plausible_high,distribution,grade,source,setting,groups\n");
    for (size_t i = 0; i < x->n; i++) {
        const entry *e = &x->rows[i];
        const rap_field *f = e->field;
        if (!shown(e, name))
            continue;
        rap_text_format(out, "%s,%s,", sort_names[e->sort], e->name);
        rap_text_csv(out, f && f->unit ? f->unit : e->outcome ? e->outcome->unit : "");
        rap_text_add(out, ",");
        rap_text_csv(out, e->outcome ? e->outcome->meaning : e->meaning);
        csv_numbers(e, out);
        rap_text_format(out, ",%s,", f ? drawn_as(f) : "");
        rap_text_csv(out, f && f->grade ? f->grade : "");
        rap_text_add(out, ",");
        rap_text_csv(out, f && f->source ? f->source : "");
        rap_text_add(out, ",");
        rap_text_csv(out, f && rests_on_source(f) ? settings_of_source : "");
        rap_text_add(out, ",");
        say_groups_of(e, &groups);
        rap_text_csv(out, rap_text_string(&groups));
        rap_text_free(&groups);
        rap_text_add(out, "\n");
    }
}

static void json_field(rap_json *j, const rap_field *f) {
    rap_json_text(j, "unit", f->unit);
    if (has_number(f)) {
        rap_json_number(j, "default", f->flags & RAP_REQUIRED ? NAN : f->value);
        rap_json_number(j, "legal_low", f->lo);
        rap_json_number(j, "legal_high", f->hi);
        rap_json_number(j, "plausible_low", f->range_lo);
        rap_json_number(j, "plausible_high", f->range_hi);
        rap_json_text(j, "distribution", drawn_as(f));
    }
    rap_json_text(j, "grade", f->grade);
    rap_json_text(j, "source", f->source);
    if (rests_on_source(f))
        rap_json_text(j, "setting", settings_of_source);
}

static void json_outcome(rap_json *j, const entry *e) {
    rap_text groups;
    say_groups_of(e, &groups);
    rap_json_text(j, "unit", e->outcome->unit);
    rap_json_integer(j, "better", e->outcome->better);
    rap_json_number(j, "smallest_difference", e->outcome->delta);
    rap_json_text(j, "groups", rap_text_string(&groups));
    rap_text_free(&groups);
}

static void print_entries_json(const index_of_names *x, const char *name, rap_text *out) {
    rap_json j;
    rap_json_init(&j, out);
    rap_json_open(&j, NULL, '[');
    for (size_t i = 0; i < x->n; i++) {
        const entry *e = &x->rows[i];
        if (!shown(e, name))
            continue;
        rap_json_open(&j, NULL, '{');
        rap_json_text(&j, "kind", sort_names[e->sort]);
        rap_json_text(&j, "name", e->name);
        rap_json_text(&j, "meaning", e->outcome ? e->outcome->meaning : e->meaning);
        if (e->field)
            json_field(&j, e->field);
        if (e->outcome)
            json_outcome(&j, e);
        if (e->mechanism) {
            rap_json_text(&j, "scales", e->mechanism->scales);
            rap_json_text(&j, "neutral", e->mechanism->neutral);
        }
        rap_json_close(&j, '}');
    }
    rap_json_close(&j, ']');
}

static void print_entries(const index_of_names *x, const char *name, rap_text *out) {
    size_t width = rap_table_width();
    bool first = true;
    if (!name)
        print_list(x, out, width);
    for (size_t i = 0; name && i < x->n; i++)
        if (matches(&x->rows[i], name)) {
            rap_text_add(out, first ? "" : "\n");
            print_entry(&x->rows[i], out, width);
            first = false;
        }
}

static bool is_known_name(const index_of_names *x, const char *name) {
    for (size_t i = 0; i < x->n; i++)
        if (matches(&x->rows[i], name))
            return true;
    const char *near = nearest(x, name);
    rap_complain("there is no parameter, lever, mechanism or outcome '%s'%s%s%s", name,
                 near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    return false;
}

int rap_command_explain(const rap_options *options) {
    index_of_names x = {0};
    rap_text out;
    rap_text_init(&out);
    int status = list_entries(&x, rap_models[0]);
    int result = status ? rap_failed("the list of names", status) : RAP_EXIT_DONE;
    if (!result && options->operand && !is_known_name(&x, options->operand))
        result = RAP_EXIT_USAGE;
    if (!result) {
        if (options->format == RAP_FORMAT_CSV)
            print_entries_csv(&x, options->operand, &out);
        else if (options->format == RAP_FORMAT_JSON)
            print_entries_json(&x, options->operand, &out);
        else
            print_entries(&x, options->operand, &out);
        result = rap_print(&out);
    }
    rap_text_free(&out);
    index_free(&x);
    return result;
}
