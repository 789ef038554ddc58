/* test_data_dictionary.c: models/DATA.md is what the tables of CSV columns say, to the letter.
 *
 * `test_data_dictionary --write` writes it anew; without it the test fails where file and tables part. */
#include "made_file.h"
#include "analysis/budget/lines.h"
#include "analysis/budget/worth.h"
#include "analysis/discovery/boxes.h"
#include "analysis/patterns/patterns.h"
#include "analysis/propositions/verdicts.h"
#include "analysis/tables/tables.h"

#include <string.h>

#ifndef RAPPORT_ROOT
#error "RAPPORT_ROOT must name the source folder"
#endif

static const char path_of_dictionary[] = RAPPORT_ROOT "/models/DATA.md";

/* Under the command that writes them. */
static const struct {
    const char *title;
    const rap_csv_table *tables[9];
} chapters[] = {
    {"Every command", {&rap_csv_outcomes, &rap_csv_contrasts, &rap_csv_series}},
    {"rapport validate", {&rap_csv_patterns, &rap_csv_quantities}},
    {"rapport test", {&rap_csv_propositions, &rap_csv_mechanisms}},
    {"rapport discover", {&rap_csv_boxes, &rap_csv_trajectories, &rap_csv_points}},
    {"rapport budget",
     {&rap_csv_budget, &rap_csv_planned, &rap_csv_form, &rap_csv_arms, &rap_csv_worth,
      &rap_csv_information, &rap_csv_psa_parameters, &rap_csv_psa_costs, &rap_csv_psa_effects}},
};
enum { CHAPTERS = sizeof chapters / sizeof chapters[0], TABLES = 9 };

static const char head[] =
    "# Data dictionary: the CSV files of a results folder\n"
    "\n"
    "Made from the tables of columns by `test_data_dictionary --write`; a test fails when the two "
    "part.\n"
    "\n"
    "Files are UTF-8, with commas, one header row and a decimal point. An empty cell is missing: "
    "nothing to form a number of.\n"
    "A *draw* is one set of assumptions, a *run* one history simulated with it. What an outcome or "
    "an input is says\n"
    "`rapport explain NAME`, and [REFERENCE.md](REFERENCE.md). Units: 1 is a share; *see unit*: as "
    "the column `unit` of the same row says;\n"
    "*the outcome's*: as the study or `rapport explain` says; currency: the study's.\n";

static void add_table(rap_text *out, const rap_csv_table *t) {
    rap_text_format(out, "\n### %s\n\nA row: %s.\n\n| column | unit | meaning |\n|---|---|---|\n",
                    t->name, t->meaning);
    for (size_t c = 0; c < t->n_columns; c++)
        rap_text_format(out, "| `%s` | %s | %s |\n", t->columns[c].name, t->columns[c].unit,
                        t->columns[c].meaning);
}

static void make_dictionary(rap_text *out) {
    rap_text_add(out, head);
    for (size_t k = 0; k < CHAPTERS; k++) {
        rap_text_format(out, "\n## %s\n", chapters[k].title);
        for (size_t t = 0; t < TABLES && chapters[k].tables[t]; t++)
            add_table(out, chapters[k].tables[t]);
    }
}

static void dictionary_is_what_the_tables_say(void **state) {
    (void)state;
    assert_made_file(path_of_dictionary, make_dictionary);
}

static void check_column(const rap_csv_table *t, size_t c) {
    const rap_csv_column *column = &t->columns[c];
    bool good = column->name[0] && column->unit && strlen(column->meaning) > 5 && column->cell &&
                !column->many == !column->title && !strchr(column->meaning, '|');
    for (size_t k = 0; k < c; k++)
        good &= strcmp(t->columns[k].name, column->name) != 0;
    if (!good)
        print_error("%s: %s stands there twice, or lacks its unit, meaning or cell\n", t->name,
                    column->name);
    assert_true(good);
}

static void every_column_says_what_it_means(void **state) {
    (void)state;
    for (size_t k = 0; k < CHAPTERS; k++)
        for (size_t t = 0; t < TABLES && chapters[k].tables[t]; t++)
            for (size_t c = 0; c < chapters[k].tables[t]->n_columns; c++)
                check_column(chapters[k].tables[t], c);
}

int main(int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "--write"))
        return write_made_file(path_of_dictionary, make_dictionary);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dictionary_is_what_the_tables_say),
        cmocka_unit_test(every_column_says_what_it_means),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
