/* test_sheet_memory.c: the 1st, 2nd, 3rd ... allocation fails while a sheet is read and its costs are written, until all
 * succeed: a code comes back, and what was begun can be freed, twice. */
#include "failing_memory.h"
#include "base/error.h"
#include "cli/sheets/budget_study.h"
#include "near.h"

#include <string.h>

static const char good[] = "Category;Item;Year 1 (CAD);Year 2;In kind;Purpose\n"
                           "Personnel;Ada;10,50;20;;To meet\n;Subtotal personnel;10,50;20;;\n"
                           "Partners;Subaward: Maple Street;1;2;3;\nOverhead;Overhead;1;2;;\n";
static const char bad[] = "Item;Amount;\nWidgets;12x;4\nTravel;1;\nTravel;1;\nTotal;5;\n";

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

static void memory_that_runs_out_is_said(void **state) {
    static const char *const texts[] = {good, bad};
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        long n = 0;
        int status = RAP_ENOMEM;
        for (; status; n++) {
            left = n;
            status = read_and_write(texts[i]);
            assert_true(status == RAP_OK || status == RAP_ENOMEM);
        }
        left = -1;
        assert_true(n > 50);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(memory_that_runs_out_is_said)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
