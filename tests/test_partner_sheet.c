/* test_partner_sheet.c: lists of partners, and of who knows whom, as people save them. Each sheet in bad/partners/ gives exactly
 * what the .expected file beside it says: what a study would hold and what became of the columns, or the problems, one
 * "file:row: cell: text" a line. `test_partner_sheet --write` writes what it got instead: read the difference before you
 * keep it. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/partner_study.h"
#include "cli/sheets/tie_sheet.h"
#include "near.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool writing;

enum { NOVEMBER_2026 = 12 * 2026 + 10 };

static const rap_named types[] = {{"grassroots_association", "Grassroots association", 1},
                                  {"informal_group", "Informal social group", 2},
                                  {"immigrant_focused_business", "Immigrant-focused business", 3}};
static const rap_named organisations[] = {{"unity", "Unity", 1},
                                          {"hall", "Hall", 2},
                                          {"room", "Room", 3},
                                          {"alone", "Alone", 4},
                                          {"partner_5", "বাংলা সমিতি", 5}};
static const rap_named subgroups[] = {{"newcomers", "Newcomers", 1}, {"settled", "Settled", 2}};
static const char *const languages[] = {"bn", ""};

/* ---- what comes of a sheet -------------------------------------------------------------------- */

static void describe_problems(rap_text *out, const rap_problems *problems) {
    for (size_t i = 0; i < problems->n; i++)
        rap_text_format(out, "%s:%d: %s: %s\n", problems->rows[i].file, problems->rows[i].line,
                        problems->rows[i].key, problems->rows[i].text);
}

static int describe_partners(rap_text *out, const rap_sheet *sheet, const rap_maps *maps,
                             rap_problems *problems) {
    rap_partners partners;
    const rap_partner_wishes wishes = {types, 3, NULL, *maps, NOVEMBER_2026};
    int status = rap_partners_read(&partners, sheet, &wishes, problems);
    if (!status) {
        rap_partners_write(out, &partners, "us");
        rap_text_add(out, "\n");
        rap_partners_copy(out, &partners, sheet);
        rap_text_add(out, "\n");
        rap_partners_say(out, &partners, sheet);
    }
    rap_partners_free(&partners);
    rap_partners_free(&partners);
    return status;
}

static int describe_ties(rap_text *out, const rap_sheet *sheet, rap_problems *problems) {
    rap_ties ties;
    const rap_tie_world world = {organisations, 5, subgroups, languages, 2, {NULL, 0}};
    int status = rap_ties_read(&ties, sheet, &world, problems);
    if (!status)
        rap_ties_write(out, &ties, &world);
    rap_ties_free(&ties);
    rap_ties_free(&ties);
    return status;
}

static int describe_sheet(rap_text *out, const char *name, const char *bytes, size_t n,
                          const rap_maps *maps) {
    rap_problems problems;
    rap_sheet sheet;
    rap_problems_init(&problems);
    int status = rap_sheet_read(&sheet, name, bytes, n, &problems);
    if (!status && !strncmp(name, "ties", 4))
        status = describe_ties(out, &sheet, &problems);
    else if (!status)
        status = describe_partners(out, &sheet, maps, &problems);
    assert_true(status == RAP_OK || status == RAP_EINPUT);
    assert_int_equal(status == RAP_OK, problems.n == 0);
    assert_true(status == RAP_OK || out->n == 0);
    describe_problems(out, &problems);
    rap_sheet_free(&sheet);
    rap_problems_free(&problems);
    return status;
}

/* ---- the folder ------------------------------------------------------------------------------- */

static char *read_file(const char *path, size_t *n) {
    FILE *file = fopen(path, "rb");
    char *bytes = rap_allocate(1 << 20, 1);
    assert_non_null(bytes);
    *n = file ? fread(bytes, 1, (1 << 20) - 1, file) : 0;
    if (file)
        fclose(file);
    return bytes;
}

static void check_sheet(const char *path, size_t *refused) {
    static const rap_maps none = {NULL, 0};
    char expected_path[1024];
    rap_text got;
    size_t n, m;
    char *bytes = read_file(path, &n);
    rap_text_init(&got);
    *refused += describe_sheet(&got, strrchr(path, '/') + 1, bytes, n, &none) == RAP_EINPUT;
    snprintf(expected_path, sizeof expected_path, "%.*s.expected", (int)(strlen(path) - 4), path);
    if (writing) {
        FILE *file = fopen(expected_path, "wb");
        assert_non_null(file);
        fputs(rap_text_string(&got), file);
        fclose(file);
    }
    char *expected = read_file(expected_path, &m);
    assert_true(m > 0);
    assert_string_equal(rap_text_string(&got), expected);
    rap_free(expected);
    rap_free(bytes);
    rap_text_free(&got);
}

static void every_sheet_is_read_or_refused(void **state) {
    glob_t files;
    size_t refused = 0;
    (void)state;
    assert_int_equal(glob(RAPPORT_TESTS "/bad/partners/*.csv", 0, NULL, &files), 0);
    assert_true(files.gl_pathc >= 36);
    for (size_t i = 0; i < files.gl_pathc; i++)
        check_sheet(files.gl_pathv[i], &refused);
    assert_true(refused >= 20 && refused <= files.gl_pathc - 12);
    globfree(&files);
}

/* ---- words of one's own ----------------------------------------------------------------------- */

static void maps_say_what_words_mean(void **state) {
    static const char sheet[] = "Wer,Was,Wie gut\nChor,Gesang,4\nBand,,2\n";
    static const char *const maps[] = {"Wer=organisation", "Was=type", "Wie gut=trust (1-5)",
                                       "type:gesang=informal_group",
                                       "type:=grassroots_association"};
    const rap_maps all = {maps, 5}, none = {NULL, 0};
    rap_text got;
    (void)state;
    rap_text_init(&got);
    assert_int_equal(describe_sheet(&got, "own.csv", sheet, sizeof sheet - 1, &all), RAP_OK);
    assert_non_null(strstr(rap_text_string(&got),
                           "label = \"Chor\"; type = \"informal_group\"; trust = 0.75;"));
    assert_non_null(strstr(rap_text_string(&got),
                           "label = \"Band\"; type = \"grassroots_association\"; trust = 0.25;"));
    rap_text_clear(&got);
    assert_int_equal(describe_sheet(&got, "own.csv", sheet, sizeof sheet - 1, &none), RAP_EINPUT);
    rap_text_free(&got);
}

static void maps_that_mean_nothing_are_refused(void **state) {
    static const char sheet[] = "Organisation,Type\nChoir,Informal group\n";
    static const char *const maps[] = {"Nowhere=trust", "Type=colour"};
    const rap_maps both = {maps, 2};
    rap_text got;
    (void)state;
    rap_text_init(&got);
    assert_int_equal(describe_sheet(&got, "own.csv", sheet, sizeof sheet - 1, &both), RAP_EINPUT);
    assert_non_null(strstr(rap_text_string(&got), "\"Nowhere=trust\": no column has that header"));
    assert_non_null(strstr(rap_text_string(&got), "\"Type=colour\": what is meant is not known"));
    rap_text_free(&got);
}

/* A column that --map leaves out is taken for nothing, whatever stands above it, and stands in no file. */
static void columns_can_be_left_out(void **state) {
    static const char sheet[] =
        "Organisation,Type,Partner,Trust (1-5)\nChoir,Informal group,yes,4\n";
    static const char *const maps[] = {"Trust (1-5)=none", "type:Informal group=informal_group"};
    const rap_maps without = {maps, 2}, with = {maps + 1, 1};
    rap_text got;
    (void)state;
    rap_text_init(&got);
    assert_int_equal(describe_sheet(&got, "own.csv", sheet, sizeof sheet - 1, &with), RAP_OK);
    assert_non_null(strstr(rap_text_string(&got), "trust = 0.75;"));
    rap_text_clear(&got);
    assert_int_equal(describe_sheet(&got, "own.csv", sheet, sizeof sheet - 1, &without), RAP_OK);
    assert_null(strstr(rap_text_string(&got), "trust = "));
    assert_non_null(strstr(rap_text_string(&got), "Choir,Informal group,yes\n"));
    assert_non_null(strstr(rap_text_string(&got), "no file that was written: \"Trust (1-5)\".\n"));
    rap_text_free(&got);
}

/* ---- many ------------------------------------------------------------------------------------- */

static void list_of(rap_text *text, int n) {
    rap_text_add(text, "Organisation,Type,Knows\n");
    for (int k = 0; k < n; k++)
        rap_text_format(text, "Club %d,Informal group,Club %d\n", k, (k + 1) % n);
}

static void thousands_are_read_and_more_refused(void **state) {
    static const rap_maps none = {NULL, 0};
    rap_text text, got;
    char knows[60];
    (void)state;
    rap_text_init(&text);
    rap_text_init(&got);
    list_of(&text, 10000);
    assert_int_equal(describe_sheet(&got, "many.csv", rap_text_string(&text), text.n, &none),
                     RAP_OK);
    assert_non_null(strstr(rap_text_string(&got), "label = \"Club 9999\""));
    /* who may not be named goes by a number of the label, whatever row it stands in */
    snprintf(knows, sizeof knows, "knows = [\"partner_%zu\"];", rap_label_number("club 0"));
    assert_non_null(strstr(rap_text_string(&got), knows));
    assert_null(strstr(rap_text_string(&got), "club_0"));
    rap_text_clear(&text);
    rap_text_clear(&got);
    list_of(&text, 100000);
    assert_int_equal(describe_sheet(&got, "more.csv", rap_text_string(&text), text.n, &none),
                     RAP_EINPUT);
    assert_non_null(strstr(rap_text_string(&got), "a study holds at most 10000"));
    rap_text_free(&text);
    rap_text_free(&got);
}

int main(int argc, char **argv) {
    writing = argc > 1 && !strcmp(argv[1], "--write");
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_sheet_is_read_or_refused),
        cmocka_unit_test(maps_say_what_words_mean),
        cmocka_unit_test(maps_that_mean_nothing_are_refused),
        cmocka_unit_test(columns_can_be_left_out),
        cmocka_unit_test(thousands_are_read_and_more_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
