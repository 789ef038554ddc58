/* test_reference.c: models/REFERENCE.md is what the tables say, to the letter.
 *
 * `test_reference --write` writes it anew; without it the test fails where file and tables part. That the table of
 * processes in models/ODD.md names the file of each is tested too. */
#include "made_file.h"
#include "models/registry.h"
#include "partnership/partnership.h"

#include <string.h>

#ifndef RAPPORT_ROOT
#error "RAPPORT_ROOT must name the source folder"
#endif

static const char path_of_reference[] = RAPPORT_ROOT "/models/REFERENCE.md";
static const char path_of_description[] = RAPPORT_ROOT "/models/ODD.md";

static const char head[] =
    "# The partnership model: reference\n"
    "\n"
    "Made from the model's tables by `test_reference --write`; a test fails when the two part. "
    "What each number does stands in\n"
    "[ODD.md](ODD.md), what it is for a type of organisation in "
    "[organisation-types.cfg](organisation-types.cfg). \"assumed\": no source\n"
    "was found; \"chosen\": a lever, not uncertain. Units: 1 is a share. A plausible range is "
    "drawn as "
    "a PERT whose mode is the\n"
    "start value, of the logarithm where it spans a factor of 10, unless a study says otherwise. "
    "A\n"
    "source that a study gives may say where it was found: `setting = \"here\"`, `\"alike\"` (a "
    "place like this) or "
    "`\"elsewhere\"`.\n";

/* A cell of a table: `|` would end it. */
static void cell(rap_text *out, const char *text) {
    rap_text_add(out, "| ");
    for (const char *s = text ? text : ""; *s; s++)
        rap_text_add_bytes(out, *s == '|' ? "/" : s, 1);
    rap_text_add(out, " ");
}

static void range(rap_text *out, double low, double high) {
    rap_text_add(out, "| ");
    rap_text_number(out, low);
    rap_text_add(out, " to ");
    rap_text_number(out, high);
    rap_text_add(out, " ");
}

static void number_row(rap_text *out, const char *path, const rap_field *f) {
    bool certain = f->range_lo >= f->range_hi;
    cell(out, path);
    cell(out, f->unit);
    rap_text_add(out, "| ");
    rap_text_number(out, f->value);
    rap_text_add(out, " ");
    range(out, f->lo, f->hi);
    if (certain)
        cell(out, "");
    else
        range(out, f->range_lo, f->range_hi);
    cell(out, f->grade);
    cell(out, f->meaning);
    cell(out, f->source);
    rap_text_add(out, "|\n");
}

static void choice_row(rap_text *out, const char *path, const rap_field *f) {
    cell(out, path);
    rap_text_add(out, "| ");
    for (size_t k = 0; f->choices && f->choices[k]; k++)
        rap_text_format(out, "%s%s", k ? ", " : "", f->choices[k]);
    rap_text_add(out, f->choices               ? " "
                      : f->kind == RAP_BOOLEAN ? "true, false "
                                               : "a name or text ");
    cell(out, f->meaning);
    rap_text_add(out, "|\n");
}

typedef struct {
    rap_text *out;
    bool numbers;
} listing;

static int list_field(void *context, const char *path, const rap_field *f) {
    const listing *l = context;
    bool number = f->kind == RAP_REAL || f->kind == RAP_INTEGER || f->kind == RAP_MONEY;
    bool other = f->kind == RAP_BOOLEAN || f->kind == RAP_CHOICE || f->kind == RAP_NAME ||
                 f->kind == RAP_TEXT || f->kind == RAP_TEXTS;
    if (!strncmp(path, "organisations.*.", 16) && strcmp(path + 16, "count") &&
        strcmp(path + 16, "type"))
        return 0; /* traits, as of types */
    bool own = !strncmp(path, "teams.*.policy", 14) || !strncmp(path, "teams.*.indirect.", 17) ||
               !strncmp(path, "teams.*.costs.", 14) || !strcmp(path, "teams.*.paid");
    if (!strncmp(path, "teams.*.", 8) && !own)
        return 0; /* levers, as of policies */
    if (number && l->numbers)
        number_row(l->out, path, f);
    if (other && !l->numbers)
        choice_row(l->out, path, f);
    return 0;
}

static void mechanism_rows(rap_text *out, const rap_model *m) {
    rap_text_add(out,
                 "\n## Mechanisms\n\n| name | label | what a strength below 1 weakens | strength 0 "
                 "| file |\n|---|---|---|---|---|\n");
    for (size_t k = 0; k < m->n_mechanisms; k++) {
        const rap_mechanism *x = &m->mechanisms[k];
        const char *cells[] = {x->name, x->label, x->scales, x->neutral, x->file};
        for (size_t c = 0; c < 5; c++)
            cell(out, cells[c]);
        rap_text_add(out, "|\n");
    }
}

static void outcome_rows(rap_text *out, const rap_model *m) {
    rap_text_add(out, "\n## Outcomes\n\n| name | label | unit | better | matters from | meaning "
                      "| in groups |\n|---|---|---|---|---|---|---|\n");
    rap_text groups;
    for (size_t k = 0; k < m->n_outcomes; k++) {
        const rap_outcome *x = &m->outcomes[k];
        cell(out, x->name);
        cell(out, x->label);
        cell(out, x->unit);
        cell(out, x->better > 0 ? "more" : x->better < 0 ? "less" : "it depends for whom");
        rap_text_add(out, "| ");
        rap_text_number(out, x->delta);
        rap_text_add(out, " ");
        cell(out, x->meaning);
        rap_text_init(&groups);
        rap_model_say_groups(&groups, m, k);
        cell(out, rap_text_string(&groups));
        rap_text_free(&groups);
        rap_text_add(out, "|\n");
    }
}

static void event_rows(rap_text *out, const rap_model *m) {
    static const char *const good[] = {"worse", "neither", "better"};
    rap_text_add(
        out,
        "\n## What a story tells\n\n`rapport run --story`: events of story.csv. '@' stands for the "
        "value, '#' for how often in a month; what is before a '/' is left out behind words that "
        "began "
        "alike.\n\n| event | for the | unit of value | words | several | "
        "then |\n|---|---|---|---|---|---|\n");
    for (size_t k = 0; k < m->n_events; k++) {
        const rap_event_kind *e = &m->events[k];
        cell(out, e->name);
        cell(out, good[e->good + 1]);
        cell(out, e->unit);
        cell(out, e->words ? e->words : "kept each month");
        cell(out, e->many);
        cell(out, e->then);
        rap_text_add(out, "|\n");
    }
}

static void make_reference(rap_text *out) {
    const rap_model *m = rap_models[0];
    listing numbers = {out, true}, others = {out, false};
    rap_text_add(out, head);
    rap_text_add(
        out, "\n## Numbers\n\n| key | unit | start | legal | plausible | grade | meaning | source "
             "|\n|---|---|---|---|---|---|---|---|\n");
    rap_record_visit(m->root, list_field, &numbers);
    rap_text_add(out, "\n## Choices\n\n| key | one of | meaning |\n|---|---|---|\n");
    rap_record_visit(m->root, list_field, &others);
    mechanism_rows(out, m);
    outcome_rows(out, m);
    event_rows(out, m);
}

static void reference_is_what_the_tables_say(void **state) {
    (void)state;
    assert_made_file(path_of_reference, make_reference);
}

/* Every number has a meaning, a grade and a source, and its start lies within its ranges. */
static int check_field(void *context, const char *path, const rap_field *f) {
    bool number = f->kind == RAP_REAL || f->kind == RAP_INTEGER || f->kind == RAP_MONEY;
    size_t *n = context;
    if (!number)
        return 0;
    bool good =
        f->meaning && f->grade && f->source && f->lo <= f->hi &&
        (f->range_lo >= f->range_hi || (f->lo <= f->range_lo && f->range_hi <= f->hi &&
                                        f->range_lo <= f->value && f->value <= f->range_hi));
    if (!good)
        print_error("%s has no meaning, grade or source, or a start outside its range\n", path);
    ++*n;
    return !good;
}

static void every_number_says_where_it_is_from(void **state) {
    (void)state;
    size_t n = 0;
    assert_int_equal(rap_record_visit(rap_models[0]->root, check_field, &n), 0);
    assert_true(n > 100);
}

/* Whether a line of the description names both. */
static bool is_described(const char *file, const char *name) {
    char line[1024], quoted_file[80], quoted_name[80];
    bool found = false;
    FILE *f = fopen(path_of_description, "r");
    assert_non_null(f);
    snprintf(quoted_file, sizeof quoted_file, "`%s`", file);
    snprintf(quoted_name, sizeof quoted_name, name[0] == '|' ? "%s" : "`%s`", name);
    while (!found && fgets(line, sizeof line, f))
        found = strstr(line, quoted_file) && strstr(line, quoted_name);
    fclose(f);
    if (!found)
        print_error("ODD.md has no line with %s and %s\n", quoted_file, quoted_name);
    return found;
}

static void description_names_the_file_of_every_step_and_mechanism(void **state) {
    (void)state;
    static const struct {
        const char *function, *number;
    } steps[] = {
#define STEP(function, number, ...) {#function, "| " number " |"},
#include "partnership/mechanisms/steps.def"
#undef STEP
    };
    const rap_model *model = &partnership_model;
    bool all = true;
    for (size_t k = 0; k < sizeof steps / sizeof steps[0]; k++) {
        char file[80];
        snprintf(file, sizeof file, "%s.c", steps[k].function + strlen("pm_"));
        all &= is_described(file, steps[k].number);
    }
    for (size_t k = 0; k < model->n_mechanisms; k++)
        all &= is_described(strrchr(model->mechanisms[k].file, '/') + 1, model->mechanisms[k].name);
    assert_true(all);
}

int main(int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "--write"))
        return write_made_file(path_of_reference, make_reference);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reference_is_what_the_tables_say),
        cmocka_unit_test(every_number_says_where_it_is_from),
        cmocka_unit_test(description_names_the_file_of_every_step_and_mechanism),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
