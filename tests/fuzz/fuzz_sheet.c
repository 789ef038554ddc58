/* fuzz_sheet.c: any bytes as a sheet with a budget: refused with a reason, or a study that is read, and asks for the same
 * cents. The first byte chooses what the user says of it. */
#include "cli/sheets/import_study.h"
#include "model_data.h"
#include "models/registry.h"

/* The study of a sheet that was read; what is wrong with it is a reason too. */
static int import_read(const rap_sheet *sheet, const rap_budget_sheet *budget,
                       const rap_form_layout *layout, rap_problems *problems) {
    static held_file none = {NULL, NULL};
    const rap_importing with = {rap_models[0]->budget_starter, rap_models, {&none, load_held}};
    rap_budget_study study = {.title = "A \"sheet\"",
                              .currency = "CAD",
                              .layout = layout ? layout : rap_form_layouts,
                              .months = budget->n_years ? 12 * (int)budget->n_years : 36};
    rap_text text, notes;
    rap_text_init(&text);
    rap_text_init(&notes);
    int status =
        rap_import_study(&with, &study, budget, sheet, layout == NULL, &text, &notes, problems);
    demand(status || text.n > 0);
    rap_text_free(&text);
    rap_text_free(&notes);
    rap_budget_study_free(&study);
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    static const char *const maps[] = {"Widgets=travel"};
    rap_sheet sheet;
    rap_budget_sheet budget = {0};
    rap_problems problems;
    if (n == 0)
        return 0;
    const rap_form_layout *layout = bytes[0] % 8 < 7 ? &rap_form_layouts[bytes[0] % 8] : NULL;
    const rap_sheet_wishes wishes = {layout, maps, bytes[0] % 2};
    rap_problems_init(&problems);
    int status = rap_sheet_read(&sheet, "sheet.csv", (const char *)bytes + 1, n - 1, &problems);
    status = status ? status : rap_budget_sheet_read(&budget, &sheet, &wishes, &problems);
    status = status ? status : import_read(&sheet, &budget, layout, &problems);
    demand(!status || problems.n > 0);
    rap_problems_free(&problems);
    rap_budget_sheet_free(&budget);
    rap_sheet_free(&sheet);
    return 0;
}
