/* test_budget_sheet.c: budgets as people save them. Each sheet in bad/sheets/ gives exactly the problems of the .expected
 * file beside it, one "file:row: cell: text" a line; `test_budget_sheet --write` writes what it got instead: read the
 * difference before you keep it. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/amount.h"
#include "cli/sheets/budget_sheet.h"
#include "cli/sheets/cost_words.h"
#include "cli/sheets/encoding.h"
#include "near.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool writing;

typedef struct {
    rap_sheet sheet;
    rap_budget_sheet budget;
    rap_problems problems;
    int status;
} fixture;

static void read_bytes(fixture *f, const char *name, const char *bytes, size_t n,
                       const rap_sheet_wishes *wishes) {
    static const rap_sheet_wishes none = {0};
    memset(f, 0, sizeof *f);
    rap_problems_init(&f->problems);
    f->status = rap_sheet_read(&f->sheet, name, bytes, n, &f->problems);
    if (!f->status)
        f->status =
            rap_budget_sheet_read(&f->budget, &f->sheet, wishes ? wishes : &none, &f->problems);
}

static void forget(fixture *f) {
    for (int twice = 0; twice < 2; twice++) {
        rap_budget_sheet_free(&f->budget);
        rap_sheet_free(&f->sheet);
    }
    rap_problems_free(&f->problems);
}

static void describe(const fixture *f, rap_text *out) {
    for (size_t i = 0; i < f->problems.n; i++)
        rap_text_format(out, "%s:%d: %s: %s\n", f->problems.rows[i].file, f->problems.rows[i].line,
                        f->problems.rows[i].key, f->problems.rows[i].text);
}

/* A sheet that must be fine. */
static void read_good(fixture *f, const char *text) {
    rap_text said;
    read_bytes(f, "good.csv", text, strlen(text), NULL);
    rap_text_init(&said);
    describe(f, &said);
    assert_string_equal(rap_text_string(&said), "");
    assert_int_equal(f->status, RAP_OK);
    rap_text_free(&said);
}

/* ---- bad sheets ------------------------------------------------------------------------------- */

static char *read_whole(const char *path, size_t *n) {
    FILE *file = fopen(path, "rb");
    char *bytes = rap_allocate(1 << 20, 1);
    assert_non_null(bytes);
    *n = file ? fread(bytes, 1, (1 << 20) - 1, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static void check_bad_sheet(const char *path) {
    char expected_path[1024];
    fixture f;
    rap_text got;
    size_t n, m;
    char *bytes = read_whole(path, &n);
    read_bytes(&f, strrchr(path, '/') + 1, bytes, n, NULL);
    rap_text_init(&got);
    describe(&f, &got);
    snprintf(expected_path, sizeof expected_path, "%.*s.expected", (int)(strlen(path) - 4), path);
    if (writing) {
        FILE *file = fopen(expected_path, "wb");
        assert_non_null(file);
        fputs(rap_text_string(&got), file);
        fclose(file);
    }
    char *expected = read_whole(expected_path, &m);
    assert_int_equal(f.status, RAP_EINPUT);
    assert_true(m > 0);
    assert_string_equal(rap_text_string(&got), expected);
    rap_free(expected);
    rap_free(bytes);
    rap_text_free(&got);
    forget(&f);
}

static void every_bad_sheet_is_explained(void **state) {
    glob_t files;
    (void)state;
    assert_int_equal(glob(RAPPORT_TESTS "/bad/sheets/*.csv", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 20);
    for (size_t i = 0; i < files.gl_pathc; i++)
        check_bad_sheet(files.gl_pathv[i]);
    globfree(&files);
}

static void a_hundred_thousand_rows_are_too_many(void **state) {
    rap_text text;
    fixture f;
    (void)state;
    rap_text_init(&text);
    rap_text_add(&text, "Item,Amount\n");
    for (int k = 0; k < 100000; k++)
        rap_text_format(&text, "Travel %d,1\n", k);
    read_bytes(&f, "long.csv", rap_text_string(&text), text.n, NULL);
    assert_int_equal(f.status, RAP_EINPUT);
    assert_int_equal(f.problems.n, 1);
    assert_int_equal(f.problems.rows[0].line, RAP_MOST_BUDGET_ROWS + 1);
    rap_text_free(&text);
    forget(&f);
}

/* ---- good ones -------------------------------------------------------------------------------- */

static const char plain[] = "Poste;Année 1 (EUR);Année 2;Total\n"
                            "Déplacements à l'école;1 234,56 €;2.000,00;3.234,56\n"
                            "Sous-traitance : Café Soleil;10;20;30\n"
                            "Frais indirects;124,46;202,00;326,46\n"
                            "Total;1.369,02;2.222,00;3.591,02\n";

static void assert_is_plain(const fixture *f) {
    assert_int_equal(f->status, RAP_OK);
    assert_int_equal(f->budget.n, 3);
    assert_int_equal(f->budget.n_years, 2);
    assert_string_equal(f->budget.currency, "EUR");
    assert_string_equal(f->budget.costs[0].label, "Déplacements à l'école");
    assert_string_equal(f->budget.costs[0].kind, "travel");
    assert_string_equal(f->budget.costs[1].kind, "subaward");
    assert_string_equal(f->budget.costs[2].kind, "indirect");
    assert_int_equal(f->budget.costs[0].years[0], 123456);
    assert_int_equal(f->budget.costs[0].total, 323456);
}

/* The letters of a text, as UTF-16 or as Windows-1252. */
static size_t encode(char *out, const char *text, bool wide, bool big) {
    size_t n = 0, length;
    for (const char *s = text; *s; s += length) {
        uint32_t letter = rap_letter(s, &length);
        if (wide) {
            out[n + (big ? 0 : 1)] = (char)(letter >> 8);
            out[n + (big ? 1 : 0)] = (char)letter;
            n += 2;
        } else {
            out[n++] = (char)(letter == 0x20ac ? 0x80 : letter);
        }
    }
    return n;
}

static void every_encoding_gives_the_same(void **state) {
    char bytes[2 * sizeof plain + 4];
    fixture f;
    (void)state;
    read_good(&f, plain);
    assert_is_plain(&f);
    forget(&f);
    for (int way = 0; way < 6; way++) {
        size_t mark = 0;
        if (way == 0)
            memcpy(bytes, "\xef\xbb\xbf", mark = 3);
        if (way == 1 || way == 2)
            memcpy(bytes, way == 1 ? "\xff\xfe" : "\xfe\xff", mark = 2);
        size_t n = mark + encode(bytes + mark, plain, way > 0 && way < 5, way == 2 || way == 4);
        if (way == 0) {
            memcpy(bytes + mark, plain, sizeof plain);
            n = mark + strlen(plain);
        }
        read_bytes(&f, "coded.csv", bytes, n, NULL);
        assert_is_plain(&f);
        forget(&f);
    }
}

static void lines_may_end_in_any_way(void **state) {
    fixture f;
    (void)state;
    read_good(&f, "Item,Amount\r\n\r\n\"Travel\r\nby bus\",5\r\nFood,7\r\n");
    assert_int_equal(f.budget.n, 2);
    assert_string_equal(f.budget.costs[0].label, "Travel by bus");
    assert_int_equal(f.sheet.rows[f.budget.costs[0].row].number, 3); /* as a spreadsheet counts */
    assert_int_equal(f.sheet.rows[f.budget.costs[1].row].number, 4);
    forget(&f);
    read_good(&f, "sep=;\nItem;Amount\nTravel;5,00\n");
    assert_int_equal(f.budget.costs[0].total, 500);
    forget(&f);
    read_good(&f, "Item\tAmount\nTravel, by bus\t\t\nTrains\t5\rFood\t7");
    assert_int_equal(f.budget.n, 2);
    assert_string_equal(f.budget.costs[0].heading, "Travel, by bus");
    forget(&f);
}

static void sections_totals_and_gifts(void **state) {
    fixture f;
    (void)state;
    read_good(
        &f, "Our grant,,,\nCategory,2026/27,2027/28,In kind\nPersonnel,,,\nAda (half time),10,20,\n"
            "Community Coordinator,5,5,\nSubtotal,15,25,\nEngagement,,,\nRooms,0,0,12.50\n"
            "Elders' circle,3,4,1\nTotal direct costs,18,29,13.50\nOverhead at 10%,1.80,2.90,\n"
            "Grand total,19.80,31.90,\n");
    assert_int_equal(f.budget.n, 6);
    const rap_sheet_cost *c = f.budget.costs;
    assert_string_equal(c[0].kind, "staff"); /* by its heading */
    assert_string_equal(c[0].heading, "Personnel");
    assert_string_equal(c[1].kind, "coordinator");
    assert_string_equal(c[2].kind, "venue");
    assert_true(c[2].in_kind);
    assert_int_equal(c[2].total, 1250);
    assert_string_equal(c[3].kind, "board");
    assert_int_equal(c[3].total, 700);
    assert_true(c[4].in_kind);
    assert_int_equal(c[4].total, 100);
    assert_string_equal(c[5].kind, "indirect");
    assert_string_equal(f.budget.currency, "");
    forget(&f);
}

static void headings_may_stand_in_a_column_without_a_name(void **state) {
    fixture f;
    (void)state;
    read_good(
        &f, "R01,,,,\n,Role,2025/26 $,2026/27 $,Total\nA. Senior/Key Person,,,,\n"
            ",Dr Rivera,\"$1,000\",$2,\"$1,002\"\nB. Other personnel,,,,\n,Health Worker,$3,$4,$7\n"
            "Subtotal B,,$3,$4,$7\nH. Indirect (F&A) 55%,,$5,$6,$11\nTotal,,\"$1,008\",$12,\n");
    assert_int_equal(f.budget.n, 3);
    assert_int_equal(f.budget.n_years, 2);
    assert_string_equal(f.budget.currency, "$");
    assert_string_equal(f.budget.costs[0].kind, "investigator");
    assert_string_equal(f.budget.costs[0].label, "Dr Rivera");
    assert_string_equal(f.budget.costs[1].kind, "staff");
    assert_string_equal(f.budget.costs[2].kind, "indirect");
    forget(&f);
}

static void what_the_user_says_counts(void **state) {
    static const char text[] = "Item,Amount\nWidgets,5\nD. Travel,7\nAda,9\n";
    static const char *const maps[] = {"widgets=supplies", "Ada=coordinator"};
    const rap_sheet_wishes wishes = {rap_form_layout_find("nih"), maps, 2};
    static const char *const wrong[] = {"=travel", "Widgets=trvl"};
    const rap_sheet_wishes mistaken = {NULL, wrong, 2};
    fixture f;
    (void)state;
    read_bytes(&f, "own.csv", text, strlen(text), &wishes);
    assert_int_equal(f.status, RAP_OK);
    assert_string_equal(f.budget.costs[0].kind, "supplies");
    assert_string_equal(f.budget.costs[1].kind, "travel");
    assert_string_equal(f.budget.costs[2].kind, "coordinator");
    forget(&f);
    read_bytes(&f, "own.csv", text, strlen(text), &mistaken);
    assert_int_equal(f.status, RAP_EINPUT);
    assert_int_equal(f.problems.n, 2);
    forget(&f);
}

/* ---- amounts and words ------------------------------------------------------------------------ */

static void amounts_are_read_as_written(void **state) {
    static const struct {
        const char *cell;
        rap_mark mark;
        int64_t cents; /* -1: none */
        const char *currency;
    } cases[] = {{"1,234.56", RAP_MARK_POINT, 123456, ""},
                 {"1.234,56", RAP_MARK_COMMA, 123456, ""},
                 {"1 234,56 $", RAP_MARK_COMMA, 123456, "$"},
                 {"1'234", RAP_MARK_UNKNOWN, 123400, ""},
                 {"CHF 1’234.50", RAP_MARK_POINT, 123450, "CHF"},
                 {"1,234", RAP_MARK_UNKNOWN, 123400, ""},
                 {"1.234", RAP_MARK_COMMA, 123400, ""},
                 {"1.234", RAP_MARK_POINT, -1, ""},
                 {"1,234,567", RAP_MARK_UNKNOWN, 123456700, ""},
                 {"12,5", RAP_MARK_COMMA, 1250, ""},
                 {"£20", RAP_MARK_UNKNOWN, 2000, "GBP"},
                 {"20 EUR", RAP_MARK_UNKNOWN, 2000, "EUR"},
                 {"CA$ 5", RAP_MARK_UNKNOWN, 500, "CAD"},
                 {"5.-", RAP_MARK_UNKNOWN, 500, ""},
                 {"0.30000000000000004", RAP_MARK_POINT, 30, ""},
                 {"0.005", RAP_MARK_POINT, -1, ""},
                 {"12,34,567", RAP_MARK_UNKNOWN, -1, ""},
                 {"1.2.3", RAP_MARK_UNKNOWN, -1, ""},
                 {"99999999999", RAP_MARK_UNKNOWN, -1, ""},
                 {"-5", RAP_MARK_UNKNOWN, -1, ""},
                 {"(5)", RAP_MARK_UNKNOWN, -1, ""},
                 {"−5", RAP_MARK_UNKNOWN, -1, ""},
                 {"5 %", RAP_MARK_UNKNOWN, -1, ""},
                 {"=A1", RAP_MARK_UNKNOWN, -1, ""},
                 {"1e5", RAP_MARK_UNKNOWN, -1, ""},
                 {"5/6", RAP_MARK_UNKNOWN, -1, ""},
                 {".", RAP_MARK_UNKNOWN, -1, ""}};
    (void)state;
    for (size_t k = 0; k < sizeof cases / sizeof cases[0]; k++) {
        rap_amount amount;
        const char *why = rap_amount_read(&amount, cases[k].cell, cases[k].mark);
        if ((why != NULL) != (cases[k].cents < 0) || (!why && amount.cents != cases[k].cents))
            fail_msg("%s: %lld, %s", cases[k].cell, (long long)amount.cents, why ? why : "read");
        if (!why)
            assert_string_equal(amount.currency, cases[k].currency);
    }
    rap_amount none;
    assert_null(rap_amount_read(&none, "", RAP_MARK_UNKNOWN));
    assert_true(none.empty);
    assert_null(rap_amount_read(&none, "–", RAP_MARK_UNKNOWN));
    assert_true(none.empty);
}

static void words_mean_kinds_in_three_languages(void **state) {
    static const char *const words[][2] = {{"Personalkosten", "staff"},
                                           {"Reisekosten", "travel"},
                                           {"Geräte", "equipment"},
                                           {"Dolmetscherin", "interpretation"},
                                           {"Übersetzung", "translation"},
                                           {"Kinderbetreuung", "childcare"},
                                           {"Gemeinkosten", "indirect"},
                                           {"Mobilisation des connaissances", "dissemination"},
                                           {"Garde d’enfants", "childcare"},
                                           {"Coûts indirects (F&A)", "indirect"},
                                           {"Étudiants", "student"},
                                           {"Assistants de recherche", "researcher"},
                                           {"Research assistants", "researcher"},
                                           {"Participants' gift cards", "incentives"},
                                           {"Community advisory board", "board"},
                                           {"Honoraria of the board", "board"},
                                           {"Honoraria", "partner_pay"},
                                           {"Training workshops", "training"},
                                           {"Facilities and administrative costs", "indirect"},
                                           {"Travel to partners", "travel"},
                                           {"Fahrten zu Partnern", "travel"},
                                           {"Food for workshops", "food"},
                                           {"Laptop for the coordinator", "equipment"},
                                           {"Pay for partners", "partner_pay"},
                                           {"Payments to participants", "incentives"}};
    (void)state;
    for (size_t k = 0; k < sizeof words / sizeof words[0]; k++) {
        rap_text folded;
        rap_text_init(&folded);
        rap_fold(&folded, words[k][0]);
        const char *kind = rap_cost_kind(rap_text_string(&folded));
        if (!kind || strcmp(kind, words[k][1]) != 0)
            fail_msg("%s (%s): %s", words[k][0], rap_text_string(&folded), kind ? kind : "nothing");
        rap_text_free(&folded);
    }
    assert_null(rap_cost_kind("widgets"));
}

/* The model's kinds, the words for them, and the headings of funders' forms. */
static void every_kind_has_words_and_headings(void **state) {
    static const char *const kinds[] = {
#define KIND(name, key, ...) key,
#include "partnership/grammar/cost_kinds.def"
#undef KIND
        "indirect"};
    (void)state;
    for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
        assert_non_null(rap_cost_kind_named(kinds[k]));
        for (const rap_form_layout *l = rap_form_layouts; l->name; l++)
            if (!l->headings[rap_form_heading_of_kind(l, kinds[k])].label)
                fail_msg("%s has no heading for %s", l->name, kinds[k]);
    }
    rap_text said;
    rap_text_init(&said);
    rap_cost_kinds_say(&said);
    size_t commas = 0;
    for (const char *s = rap_text_string(&said); *s; s++)
        commas += *s == ',';
    assert_int_equal(commas + 1, sizeof kinds / sizeof kinds[0]); /* and no others */
    rap_text_free(&said);
}

int main(int argc, char **argv) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_bad_sheet_is_explained),
        cmocka_unit_test(a_hundred_thousand_rows_are_too_many),
        cmocka_unit_test(every_encoding_gives_the_same),
        cmocka_unit_test(lines_may_end_in_any_way),
        cmocka_unit_test(sections_totals_and_gifts),
        cmocka_unit_test(headings_may_stand_in_a_column_without_a_name),
        cmocka_unit_test(what_the_user_says_counts),
        cmocka_unit_test(amounts_are_read_as_written),
        cmocka_unit_test(words_mean_kinds_in_three_languages),
        cmocka_unit_test(every_kind_has_words_and_headings),
    };
    writing = argc > 1 && !strcmp(argv[1], "--write");
    return cmocka_run_group_tests(tests, NULL, NULL);
}
