/* init_partners.c: rapport init NAME --partners: a study of a list of partners, with an example list to be written over, and
 * what an import makes of it, so that it runs as it is. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/import_files.h"
#include "cli/commands/init_partners.h"
#include "cli/folder/files.h"
#include "cli/folder/new_file.h"
#include "cli/sheets/partner_frame.h"
#include "cli/sheets/partner_study.h"
#include "cli/sheets/study_tree.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "models/registry.h"

#include <string.h>

enum { STUDY, LIST, PARTNERS, TIES, SURVEY, N_FILES };

typedef struct {
    rap_text path, text;
} new_file;

static const char *const ends[N_FILES] = {".cfg", "-list.csv", "-partners.cfg", "-ties.cfg",
                                          "-survey.cfg"};

/* The part of the study that an import of the example list would write. */
static int write_examples(rap_text *out, const char *list) {
    static const char types[] = "@include \"organisation-types.cfg\"\n";
    rap_files files;
    rap_study_tree tree = {.root = NULL};
    rap_sheet sheet = {0};
    rap_partners partners = {0};
    rap_problems problems;
    rap_partner_wishes wishes = {.now = 12 * 2026};
    rap_problems_init(&problems);
    int status = rap_files_init(&files);
    if (!status && !(files.folder = rap_copy_text(".")))
        status = rap_fail(RAP_ENOMEM);
    rap_stand_in with = {rap_files_loader(&files), NULL, types, false};
    rap_loader loader = rap_stand_in_loader(&with);
    status = status ? status : rap_study_tree_read(&tree, &loader, "the list", &problems);
    if (!status)
        status = rap_study_tree_rows(&tree, "organisation_types", &wishes.types, &wishes.n_types);
    status = status ? status : rap_sheet_read(&sheet, "the list", list, strlen(list), &problems);
    status = status ? status : rap_partners_read(&partners, &sheet, &wishes, &problems);
    if (!status)
        rap_partners_write(out, &partners, "focal");
    rap_partners_free(&partners);
    rap_sheet_free(&sheet);
    rap_study_tree_free(&tree);
    rap_problems_free(&problems);
    rap_files_free(&files);
    return status;
}

static int fill_files(new_file files[N_FILES], const char *name) {
    const rap_model *model = rap_models[0];
    const char *slash = strrchr(name, '/'), *leaf = slash ? slash + 1 : name;
    for (int k = 0; k < N_FILES; k++)
        rap_text_format(&files[k].path, "%s%s", name, ends[k]);
    rap_partner_frame(&files[STUDY].text, model->partner_starter, leaf, "Our partners");
    rap_text_add(&files[LIST].text, model->partner_list);
    rap_text_format(&files[PARTNERS].text,
                    RAP_MADE_BY_IMPORT
                    " partners from the examples of %s-list.csv: the next import to "
                    "this file replaces it.\n",
                    leaf);
    rap_text_add(
        &files[TIES].text, RAP_MADE_BY_IMPORT
        " ties, which has not been yet: ties that no column \"knows\" states are drawn.\n");
    rap_text_add(&files[SURVEY].text,
                 RAP_MADE_BY_IMPORT " survey, which has not been yet: nobody was asked.\n");
    int status = write_examples(&files[PARTNERS].text, model->partner_list);
    for (int k = 0; k < N_FILES && !status; k++)
        status = rap_text_status(&files[k].path) || rap_text_status(&files[k].text)
                     ? rap_fail(RAP_ENOMEM)
                     : RAP_OK;
    return status;
}

static int write_all(const new_file files[N_FILES]) {
    int status = RAP_EXIT_DONE;
    for (int k = 0; k < N_FILES && !status; k++)
        if (rap_file_exists(rap_text_string(&files[k].path))) {
            rap_complain("%s is there already: nothing was written",
                         rap_text_string(&files[k].path));
            status = RAP_EXIT_USAGE;
        }
    for (int k = N_FILES; k-- > 0 && !status;) /* the study last: it needs the others */
        status = rap_new_file(rap_text_string(&files[k].path), &files[k].text);
    return status;
}

static int say_files(const new_file files[N_FILES]) {
    rap_text out;
    rap_text_init(&out);
    rap_text_format(&out,
                    "%s is written, with examples in %s: write your partners over them. Next:\n  "
                    "rapport import partners ",
                    rap_text_string(&files[STUDY].path), rap_text_string(&files[LIST].path));
    rap_add_quoted(&out, rap_text_string(&files[LIST].path));
    rap_text_add(&out, " --study ");
    rap_add_quoted(&out, rap_text_string(&files[STUDY].path));
    rap_text_add(&out, "\n  ");
    rap_add_hint(&out, "check", rap_text_string(&files[STUDY].path));
    rap_text_add(&out, "\n");
    int status = rap_print(&out);
    rap_text_free(&out);
    return status;
}

int rap_init_partners(const char *name) {
    new_file files[N_FILES];
    for (int k = 0; k < N_FILES; k++) {
        rap_text_init(&files[k].path);
        rap_text_init(&files[k].text);
    }
    int status = fill_files(files, name) ? rap_failed(name, RAP_ENOMEM) : write_all(files);
    status = status ? status : say_files(files);
    for (int k = 0; k < N_FILES; k++) {
        rap_text_free(&files[k].path);
        rap_text_free(&files[k].text);
    }
    return status;
}
