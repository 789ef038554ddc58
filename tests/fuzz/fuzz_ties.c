/* fuzz_ties.c: any bytes as a sheet of who knows whom: refused with reasons, or a part of a study that its reader
 * understands. */
#include "cli/sheets/tie_sheet.h"
#include "imported_part.h"

/* The organisations of tests/bad/partners/ties*.csv. */
static const char list[] =
    "organisations = { unity = { type = \"informal_group\"; }; hall = { type = \"informal_group\"; "
    "};\n"
    "room = { type = \"informal_group\"; }; alone = { type = \"informal_group\"; };\n"
    "partner_5 = { type = \"informal_group\"; }; };\n"
    "subgroups = { newcomers = { share = 0.4; language = \"bn\"; }; settled = { share = 0.6; }; "
    "};\n";

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static const rap_named organisations[] = {{"unity", "Unity", 1},
                                              {"hall", "Hall", 2},
                                              {"room", "Room", 3},
                                              {"alone", "Alone", 4},
                                              {"partner_5", "বাংলা সমিতি", 5}};
    static const rap_named subgroups[] = {{"newcomers", "Newcomers", 1}, {"settled", "Settled", 2}};
    static const char *const languages[] = {"bn", ""}, *const maps[] = {
                                                           "organisation:The Hall=Hall"};
    const rap_tie_world world = {organisations, 5, subgroups, languages, 2, {maps, n % 2}};
    rap_ties ties = {0};
    rap_problems problems;
    rap_sheet sheet;
    rap_text part;
    rap_text_init(&part);
    rap_problems_init(&problems);
    int status = rap_sheet_read(&sheet, "ties.csv", (const char *)bytes, n, &problems);
    status = status ? status : rap_ties_read(&ties, &sheet, &world, &problems);
    demand_reasons(status, &problems);
    if (!status) {
        rap_ties_write(&part, &ties, &world);
        demand_fit(list, rap_text_string(&part));
    }
    rap_text_free(&part);
    rap_ties_free(&ties);
    rap_sheet_free(&sheet);
    rap_problems_free(&problems);
    return 0;
}
