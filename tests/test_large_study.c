/* test_large_study.c: the time that it takes to read or refuse a study grows with its size, not with its
 * square: ten times as many rows of a kind take at most twenty times as long. */
#include "fixture.h"
#include "base/text.h"

#include <time.h>

/* A study with n rows, one piece of text a row, where `%s` stands in `before`. */
typedef struct {
    const char *what, *row, *between, *before;
} kind;

#define TYPES "organisation_types = { a = {}; };"
#define ORGANISATIONS "organisations = { one = { type = \"a\"; count = 2; }; };"
#define TEAMS "teams = { focal = { grants = ( { start = 0; months = 12; amount = 9000; } ); }; };"
#define PEOPLE "community = { members = 100; };"
#define ALL TYPES ORGANISATIONS TEAMS

/* `#` is the number of the row. */
static const kind kinds[] = {
    {"grants", "{ start = 0; months = 1; amount = 9000; }", ",",
     TYPES ORGANISATIONS "teams = { focal = { grants = ( %s ); }; };"},
    {"organisations", "o# = { type = \"a\"; };", "", TYPES TEAMS "organisations = { %s };"},
    {"organisations of unknown types", "o# = { type = \"b#\"; };", "",
     TYPES TEAMS "organisations = { %s };"},
    {"types", "t# = {};", "", ORGANISATIONS TEAMS "organisation_types = { a = {}; %s };"},
    {"teams", "t# = { grants = ( { start = 0; months = 1; amount = 9000; } ); };", "",
     TYPES ORGANISATIONS "teams = { %s };"},
    {"policies", "p# = {};", "", ALL "policies = { %s };"},
    {"subgroups", "s# = { share = 0.1; };", "", ALL PEOPLE "subgroups = { %s };"},
    {"ties of unknown types", "t# = { strength = 2.0; };", "",
     ALL PEOPLE "subgroups = { s = { ties = { %s }; }; };"},
    {"shocks", "s# = { start = 3; };", "", ALL "shocks = { %s };"},
    {"languages", "\"l#\"", ",",
     TYPES ORGANISATIONS PEOPLE
     "teams = { focal = { grants = ( { start = 0; months = 12; amount = 9000; } );"
     " translation = { languages = [ %s ]; }; }; };"},
    {"lines left out", "\"l#\"", ",",
     TYPES ORGANISATIONS
     "teams = { focal = { grants = ( { start = 0; months = 12; amount = 9000; } );"
     " indirect = { excludes = [ %s ]; }; }; };"},
    {"arms", "a# = {};", "", ALL "arms = { %s };"},
    {"arms of one label", "a# = { label = \"L\"; };", "", ALL "arms = { %s };"},
    {"changes", "t# = { trust = 0.3; };", "",
     ALL "arms = { x = { changes = { organisation_types = { %s }; }; }; };"},
    {"contrasts", "c# = { plus = [\"x\"]; minus = [\"y\"]; };", "",
     ALL "arms = { x = {}; y = {}; }; contrasts = { %s };"},
    {"sides", "\"a#\"", ",",
     ALL "arms = { x = {}; y = {}; }; contrasts = { c = { plus = [ %s ]; minus = [\"x\"]; }; };"},
    {"windows", "\"#\"", ",", ALL "windows = [ %s ];"},
    {"headlines", "{ outcome = \"trust\"; window = \"12\"; }", ",", ALL "headlines = ( %s );"},
    {"smallest differences", "d# = 0.1;", "", ALL "smallest_differences = { %s };"},
    {"unknown keys", "u# = 1;", "", ALL "%s"},
    {"keys that stand twice", "focal = 1;", "", ALL "%s"},
    {"propositions", "c# = { source = \"S\"; cannot_be_expressed = \"x\"; };", "",
     ALL "propositions = { %s };"},
};

static char *write_large(const kind *k, int n) {
    rap_text text;
    rap_text_init(&text);
    const char *hole = strstr(k->before, "%s");
    rap_text_add(&text, "title = \"T\"; horizon = 1200;\n");
    rap_text_add_bytes(&text, k->before, (size_t)(hole - k->before));
    for (int i = 0; i < n; i++) {
        rap_text_add(&text, i ? k->between : "");
        for (const char *c = k->row; *c; c++)
            if (*c == '#')
                rap_text_format(&text, "%d", i);
            else
                rap_text_add_bytes(&text, c, 1);
        rap_text_add(&text, "\n");
    }
    rap_text_add(&text, hole + 2);
    return rap_text_take(&text);
}

/* Seconds of processor time, the least of some tries. */
static double time_reading(const kind *k, int n, int tries) {
    char *text = write_large(k, n);
    double least = 1e9;
    for (int i = 0; i < tries; i++) {
        rap_loader loader = {text, fixture_load};
        rap_problems problems;
        rap_study study;
        rap_problems_init(&problems);
        clock_t start = clock();
        rap_study_read(&study, rap_models, &loader, "test.cfg", NULL, &problems);
        double taken = (double)(clock() - start) / CLOCKS_PER_SEC;
        least = taken < least ? taken : least;
        rap_study_free(&study);
        rap_problems_free(&problems);
    }
    rap_free(text);
    return least;
}

static void reading_takes_linear_time(void **state) {
    enum { FEW = 1000, MANY = 9990 };
    int slow = 0;
    (void)state;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        double few = time_reading(&kinds[i], FEW, 3), many = time_reading(&kinds[i], MANY, 1);
        if (many > 20 * few && many > 0.05)
            many = time_reading(&kinds[i], MANY, 3);
        if (many <= 20 * few || many <= 0.05) /* too short to be told from noise */
            continue;
        print_error("%s: %.3f s for %d, %.3f s for %d\n", kinds[i].what, few, FEW, many, MANY);
        slow++;
    }
    assert_int_equal(slow, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reading_takes_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
