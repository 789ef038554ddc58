/* test_sheet_memory.c: the 1st, 2nd, 3rd ... allocation fails while a sheet is read and its costs are written, until all
 * succeed: a code comes back, and what was begun can be freed, twice. */
#include "failing_memory.h"
#include "base/error.h"
#include "cli/sheets/budget_study.h"
#include "cli/sheets/partner_study.h"
#include "cli/sheets/tie_sheet.h"
#include "near.h"

#include <string.h>

static const char good[] = "Category;Item;Year 1 (CAD);Year 2;In kind;Purpose\n"
                           "Personnel;Ada;10,50;20;;To meet\n;Subtotal personnel;10,50;20;;\n"
                           "Partners;Subaward: Maple Street;1;2;3;\nOverhead;Overhead;1;2;;\n";
static const char bad[] = "Item;Amount;\nWidgets;12x;4\nTravel;1;\nTravel;1;\nTotal;5;\n";

static const char list[] =
    "Organisation,Type,Partner,Trust (1-5),Since,Languages,Knows\n"
    "Unity,Club,yes,4,2020,bn; fr,Hall\nHall,Club,no,,,,Unity\nUnity 2,Club,past,,,,\n";
static const char bad_list[] = "Organisation,Type,Trust\nUnity,Choir,4\nUnity,Club,x\n=1,Club,4\n";
static const char ties[] = ",Unity,Hall,Newcomers\nUnity,,x,2\nHall,,,x\n";
static const char bad_ties[] = "From,To\nUnity,Nobody\nNobody,Hall\n";

static int write_partners(const rap_sheet *sheet, rap_problems *problems) {
    static const rap_named types[] = {{"club", "Club", 1}};
    static const char *const maps[] = {"type:x=club"};
    const rap_partner_wishes wishes = {types, 1, NULL, {maps, 1}, 12 * 2026};
    rap_partners partners;
    rap_text text;
    rap_text_init(&text);
    int status = rap_partners_read(&partners, sheet, &wishes, problems);
    if (!status) {
        rap_partners_write(&text, &partners, "us");
        rap_partners_copy(&text, &partners, sheet);
        rap_partners_say(&text, &partners, sheet);
    }
    status = status ? status : rap_text_status(&text);
    rap_partners_free(&partners);
    rap_partners_free(&partners);
    rap_text_free(&text);
    return status;
}

static int write_ties(const rap_sheet *sheet, rap_problems *problems) {
    static const rap_named clubs[] = {{"unity", "Unity", 1}, {"hall", "Hall", 2}};
    static const rap_named people[] = {{"newcomers", "Newcomers", 1}};
    static const char *const languages[] = {"bn"};
    const rap_tie_world world = {clubs, 2, people, languages, 1, {NULL, 0}};
    rap_ties of;
    rap_text text;
    rap_text_init(&text);
    int status = rap_ties_read(&of, sheet, &world, problems);
    if (!status)
        rap_ties_write(&text, &of, &world);
    status = status ? status : rap_text_status(&text);
    rap_ties_free(&of);
    rap_ties_free(&of);
    rap_text_free(&text);
    return status;
}

/* A list of partners, or of ties, in the same way. */
static int read_list(const char *text) {
    rap_problems problems;
    rap_sheet sheet;
    rap_problems_init(&problems);
    int status = rap_sheet_read(&sheet, "a.csv", text, strlen(text), &problems);
    if (!status)
        status = text == list || text == bad_list ? write_partners(&sheet, &problems)
                                                  : write_ties(&sheet, &problems);
    status = status == RAP_EINPUT && problems.n > 0 ? RAP_OK : status;
    rap_sheet_free(&sheet);
    rap_problems_free(&problems);
    return status;
}

/* Reads a sheet and writes its costs; what is wrong with it counts as done. */
static int read_and_write(const char *text) {
    static const char *const maps[] = {"Ada=coordinator"};
    const rap_sheet_wishes wishes = {rap_form_layout_find("cihr"), maps, 1};
    rap_budget_study study = {.title = "A", .currency = "CAD", .layout = wishes.layout};
    rap_budget_sheet budget = {0};
    rap_problems problems;
    rap_sheet sheet;
    rap_problems_init(&problems);
    rap_text_init(&study.costs);
    rap_text_init(&study.indirect);
    int status = rap_sheet_read(&sheet, "a.csv", text, strlen(text), &problems);
    status = status ? status : rap_budget_sheet_read(&budget, &sheet, &wishes, &problems);
    status = status ? status : rap_budget_study_costs(&study, &budget, &sheet, false);
    status = status == RAP_EINPUT && problems.n > 0 ? RAP_OK : status;
    for (int twice = 0; twice < 2; twice++) {
        rap_budget_study_free(&study);
        rap_budget_sheet_free(&budget);
        rap_sheet_free(&sheet);
        rap_problems_free(&problems);
    }
    return status;
}

/* Each allocation that such a reading takes is missed when it fails, and there are more than `fewest`. */
static void fail_each(int (*reading)(const char *text), const char *text, long fewest) {
    enum { PLENTY = 100000 };
    assert_int_equal(reading(text), RAP_OK); /* what is taken once and kept is taken here */
    left = PLENTY;
    assert_int_equal(reading(text), RAP_OK);
    long all = PLENTY - left;
    assert_true(all > fewest);
    for (long n = 0; n < all; n++) {
        left = n;
        assert_int_equal(reading(text), RAP_ENOMEM);
    }
    left = -1;
}

static void memory_that_runs_out_is_said(void **state) {
    static const char *const sheets[] = {good, bad}, *const lists[] = {list, bad_list, ties,
                                                                       bad_ties};
    (void)state;
    for (size_t i = 0; i < 2; i++)
        fail_each(read_and_write, sheets[i], 50);
    for (size_t i = 0; i < 4; i++)
        fail_each(read_list, lists[i], 40);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_that_runs_out_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
