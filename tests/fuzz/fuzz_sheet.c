/* fuzz_sheet.c: any bytes as a sheet with a budget: refused with a reason, or a study that is read, and asks for the same
 * cents. The first byte chooses what the user says of it. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/import_study.h"
#include "models/registry.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static int load_data(void *context, const char *name, const char *from, char **text, char **path,
                     const char **why) {
    char file[600];
    (void)context;
    (void)from;
    snprintf(file, sizeof file, "%s/models/%s", RAPPORT_ROOT, name);
    FILE *f = strchr(name, '/') ? NULL : fopen(file, "rb");
    *text = f ? rap_allocate(1 << 18, 1) : NULL;
    if (*text && fread(*text, 1, (1 << 18) - 1, f) == 0)
        (*text)[0] = '\0';
    if (f)
        fclose(f);
    *path = *text ? rap_copy_text(name) : NULL;
    *why = "no such file";
    return *text && *path ? RAP_OK : RAP_EIO;
}

/* The study of a sheet that was read; what is wrong with it is a reason too. */
static int import_read(const rap_sheet *sheet, const rap_budget_sheet *budget,
                       const rap_form_layout *layout, rap_problems *problems) {
    const rap_importing with = {rap_models[0]->budget_starter, rap_models, {NULL, load_data}};
    rap_budget_study study = {.title = "A \"sheet\"",
                              .currency = "CAD",
                              .layout = layout ? layout : rap_form_layouts,
                              .months = budget->n_years ? 12 * (int)budget->n_years : 36};
    rap_text text, notes;
    rap_text_init(&text);
    rap_text_init(&notes);
    int status =
        rap_import_study(&with, &study, budget, sheet, layout == NULL, &text, &notes, problems);
    if (!status && text.n == 0)
        abort();
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
    if (status && problems.n == 0)
        abort();
    rap_problems_free(&problems);
    rap_budget_sheet_free(&budget);
    rap_sheet_free(&sheet);
    return 0;
}
