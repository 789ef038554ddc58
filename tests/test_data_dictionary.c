/* test_data_dictionary.c: models/DATA.md, for people, and plots/readers/columns.csv, for the readers of R and Python, are
 * what the rows of files and columns say, to the letter.
 *
 * `test_data_dictionary --write` writes them anew; without it the test fails where files and tables part. */
#include "made_file.h"
#include "cli/answers/answers.h"
#include "cli/job/result_files.h"
#include "analysis/tables/exported.h"

#include <string.h>

#ifndef RAPPORT_ROOT
#error "RAPPORT_ROOT must name the source folder"
#endif

static const char path_of_dictionary[] = RAPPORT_ROOT "/models/DATA.md";
static const char path_of_columns[] = RAPPORT_ROOT "/plots/readers/columns.csv";

static const char head[] =
    "# Data dictionary: the files of a results folder\n"
    "\n"
    "Made from the tables of files and columns by `test_data_dictionary --write`; a test fails "
    "when "
    "they part.\n"
    "\n"
    "CSV files are UTF-8, with commas, one header row and a decimal point. An empty cell is "
    "missing: "
    "nothing to form a number of.\n"
    "A *draw* is one set of assumptions, a *run* one history simulated with it. What an outcome or "
    "an input is says\n"
    "`rapport explain NAME`, and [REFERENCE.md](REFERENCE.md). Units: 1 is a share; *see unit*: as "
    "the column `unit` of the same row says;\n"
    "*the outcome's*: as the study or `rapport explain` says; currency: the study's.\n"
    "R and Python read all of it with these units and meanings: `plots/readers/`, in five lines "
    "([how](../scenarios/FOR-RESEARCHERS.md#2-the-figures-in-r-or-python)).\n"
    "`plots/` holds each picture with the script (`.gp`) and the data (`.dat`) that it is drawn "
    "from.\n`NAME-narrow.svg` is the version for a phone, which the page shows where it is no "
    "wider; its script holds the "
    "data itself.\n";

static const rap_csv_table *const exported[] = {&rap_csv_runs, &rap_csv_paths};
enum { N_EXPORTED = sizeof exported / sizeof *exported };

static void add_table(rap_text *out, const rap_csv_table *t) {
    rap_text_format(out, "\n### %s\n\nA row: %s.\n\n| column | unit | meaning |\n|---|---|---|\n",
                    t->name, t->meaning);
    for (size_t c = 0; c < t->n_columns; c++)
        rap_text_format(out, "| `%s` | %s | %s |\n", t->columns[c].name, t->columns[c].unit,
                        t->columns[c].meaning);
}

static void add_file(rap_text *out, const rap_result_file *file) {
    if (file->table)
        add_table(out, file->table);
    else
        rap_text_format(out, "\n### %s\n\nWhat it is: %s.\n", file->name, file->meaning);
}

static void make_dictionary(rap_text *out) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t common = rap_result_files(NULL, NULL, list);
    rap_text_add(out, head);
    rap_text_add(out, "\n## Every command\n");
    for (size_t i = 0; i < common; i++)
        add_file(out, list[i]);
    for (size_t a = 0; rap_answers[a]; a++) {
        size_t n = rap_result_files(rap_answers[a], NULL, list);
        rap_text_format(out, "\n## rapport %s\n", rap_answers[a]->command);
        for (size_t i = common; i < n; i++)
            add_file(out, list[i]);
    }
    rap_text_add(out, "\n## rapport export\n");
    for (size_t i = 0; i < N_EXPORTED; i++)
        add_table(out, exported[i]);
}

static void add_columns(rap_text *out, const rap_csv_table *t) {
    for (size_t c = 0; c < t->n_columns; c++) {
        const char *const cells[] = {t->name, t->columns[c].name, t->columns[c].unit,
                                     t->columns[c].meaning};
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
            rap_text_add(out, k ? "," : "");
            rap_text_csv(out, cells[k]);
        }
        rap_text_add(out, t->columns[c].many ? ",true\n" : ",false\n");
    }
}

/* A row a column of a CSV file; `family`: columns whose names vary, where capital letters stand. */
static void make_columns(rap_text *out) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    size_t common = rap_result_files(NULL, NULL, list);
    rap_text_add(out, "file,column,unit,meaning,family\n");
    for (size_t a = 0; rap_answers[a]; a++) {
        size_t n = rap_result_files(rap_answers[a], NULL, list);
        for (size_t i = a ? common : 0; i < n; i++)
            if (list[i]->table)
                add_columns(out, list[i]->table);
    }
    for (size_t i = 0; i < N_EXPORTED; i++)
        add_columns(out, exported[i]);
}

static void dictionary_is_what_the_tables_say(void **state) {
    (void)state;
    assert_made_file(path_of_dictionary, make_dictionary);
}

static void readers_know_every_column(void **state) {
    (void)state;
    assert_made_file(path_of_columns, make_columns);
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

static void check_file(const rap_result_file *file) {
    assert_true(strlen(rap_result_meaning(file)) > 5);
    for (size_t c = 0; file->table && c < file->table->n_columns; c++)
        check_column(file->table, c);
}

static void every_file_and_column_says_what_it_means(void **state) {
    const rap_result_file *list[RAP_MOST_RESULT_FILES];
    (void)state;
    for (size_t a = 0; rap_answers[a]; a++) {
        size_t n = rap_result_files(rap_answers[a], NULL, list);
        assert_true(n < RAP_MOST_RESULT_FILES);
        for (size_t i = 0; i < n; i++)
            check_file(list[i]);
    }
    for (size_t i = 0; i < N_EXPORTED; i++)
        for (size_t c = 0; c < exported[i]->n_columns; c++)
            check_column(exported[i], c);
}

int main(int argc, char **argv) {
    if (argc > 1 && !strcmp(argv[1], "--write"))
        return write_made_file(path_of_dictionary, make_dictionary) ||
               write_made_file(path_of_columns, make_columns);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dictionary_is_what_the_tables_say),
        cmocka_unit_test(readers_know_every_column),
        cmocka_unit_test(every_file_and_column_says_what_it_means),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
