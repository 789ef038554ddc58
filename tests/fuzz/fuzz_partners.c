/* fuzz_partners.c: any bytes as a list of partners: refused with reasons, or a part of a study that its reader
 * understands. What is kept of the sheet, read in its place, gives the same part. */
#include "cli/sheets/partner_study.h"
#include "imported_part.h"

/* Types of the starter study, as `rapport import partners` finds them. */
static const rap_named *find_types(size_t *n) {
    static rap_study_tree tree;
    static const rap_named *types;
    static size_t n_types;
    held_file files[] = {
        {NULL, study_of_parts()}, {"list.cfg", ""}, {"part.cfg", ""}, {NULL, NULL}};
    rap_loader loader = {files, load_held};
    rap_problems problems;
    rap_problems_init(&problems);
    if (!types) {
        demand(!rap_study_tree_read(&tree, &loader, "study.cfg", &problems));
        demand(!rap_study_tree_rows(&tree, "organisation_types", &types, &n_types) && n_types > 3);
    }
    rap_problems_free(&problems);
    *n = n_types;
    return types;
}

/* The part of a study, and the copy of what was used. */
static int import_list(const char *bytes, size_t n, rap_text *part, rap_text *copy,
                       rap_problems *problems) {
    static const char *const maps[] = {"type:Choir=informal_group", "partner:maybe=past"};
    const rap_field *organisations = rap_record_find(rap_models[0]->root, "organisations", NULL);
    rap_partner_wishes wishes = {
        .organisation = organisations->record, .maps = {maps, 2}, .now = 12 * 2026 + 10};
    rap_partners partners = {0};
    rap_sheet sheet;
    rap_text said;
    wishes.types = find_types(&wishes.n_types);
    rap_text_init(&said);
    int status = rap_sheet_read(&sheet, "list.csv", bytes, n, problems);
    status = status ? status : rap_partners_read(&partners, &sheet, &wishes, problems);
    if (!status) {
        rap_partners_write(part, &partners, "focal");
        rap_partners_copy(copy, &partners, &sheet);
        rap_partners_say(&said, &partners, &sheet);
    }
    rap_text_free(&said);
    rap_partners_free(&partners);
    rap_sheet_free(&sheet);
    return status;
}

static void import_copy(const rap_text *part, const rap_text *copy) {
    rap_text again, copied;
    rap_problems problems;
    rap_text_init(&again);
    rap_text_init(&copied);
    rap_problems_init(&problems);
    demand(!import_list(rap_text_string(copy), copy->n, &again, &copied, &problems));
    demand(!strcmp(rap_text_string(part), rap_text_string(&again)));
    demand(!strcmp(rap_text_string(copy), rap_text_string(&copied)));
    rap_problems_free(&problems);
    rap_text_free(&again);
    rap_text_free(&copied);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n) {
    rap_text part, copy;
    rap_problems problems;
    rap_text_init(&part);
    rap_text_init(&copy);
    rap_problems_init(&problems);
    int status = import_list((const char *)bytes, n, &part, &copy, &problems);
    demand_reasons(status, &problems);
    if (!status) {
        demand_fit(rap_text_string(&part), "");
        import_copy(&part, &copy);
    }
    rap_problems_free(&problems);
    rap_text_free(&part);
    rap_text_free(&copy);
    return 0;
}
