/* import_ties.c: rapport import ties FILE --study STUDY: who knows whom among the organisations of a study. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/import.h"
#include "cli/commands/import_files.h"
#include "cli/folder/files.h"
#include "cli/sheets/study_tree.h"
#include "cli/sheets/tie_sheet.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "models/registry.h"
#include "scenario/study/study.h"

#include <string.h>

typedef struct {
    rap_import *in;
    rap_import_files out;
    rap_files files;
    rap_study_tree tree; /* of the study, without these ties */
    rap_tie_world world;
    rap_ties ties;
    rap_text text, copy;
} tie_import;

/* The languages of subgroups; "" where one has none. */
static int list_languages(tie_import *i) {
    const rap_tree *of = rap_tree_child(i->tree.root, "subgroups");
    const char **languages =
        rap_arena_take(&i->tree.arena, i->world.n_subgroups, sizeof *languages);
    if (!languages)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < i->world.n_subgroups; k++) {
        const rap_tree *own = rap_tree_child(of->children[k], "language");
        languages[k] = own && own->kind == RAP_NODE_TEXT ? own->text : "";
    }
    i->world.languages = languages;
    return RAP_OK;
}

static int read_world(tie_import *i) {
    rap_stand_in without = {rap_files_loader(&i->files), i->out.study, "", false};
    rap_loader loader = rap_stand_in_loader(&without);
    rap_tie_world *w = &i->world;
    int status = rap_study_tree_read(&i->tree, &loader, i->in->options->study, &i->in->problems);
    w->maps = (rap_maps){i->in->options->maps, i->in->options->n_maps};
    if (!status)
        status =
            rap_study_tree_rows(&i->tree, "organisations", &w->organisations, &w->n_organisations);
    if (!status)
        status = rap_study_tree_rows(&i->tree, "subgroups", &w->subgroups, &w->n_subgroups);
    status = status ? status : list_languages(i);
    return status ? rap_import_refused(i->in, status) : RAP_EXIT_DONE;
}

static int read_ties(tie_import *i) {
    int status = rap_ties_read(&i->ties, &i->in->sheet, &i->world, &i->in->problems);
    return status ? rap_import_refused(i->in, status) : RAP_EXIT_DONE;
}

/* Whether the study takes the ties as they will be written. */
static int try_ties(tie_import *i) {
    rap_stand_in with = {rap_files_loader(&i->files), i->out.study, rap_text_string(&i->text),
                         false};
    rap_loader loader = rap_stand_in_loader(&with);
    rap_study study = {0};
    const char *path = i->in->options->study;
    int status = rap_study_read(&study, rap_models, &loader, path, NULL, &i->in->problems);
    rap_study_free(&study);
    if (!status && !with.met)
        rap_text_format(&i->in->notes,
                        "%s does not take the ties yet: write @include \"%s\" into it.\n", path,
                        i->out.study);
    return status ? rap_import_refused(i->in, status) : RAP_EXIT_DONE;
}

/* The whole sheet: all of it was used. */
static void copy_ties(tie_import *i) {
    for (size_t row = 0; row < i->in->sheet.n; row++)
        for (size_t c = 0; c < i->in->sheet.rows[row].n; c++) {
            rap_text_csv(&i->copy, rap_sheet_cell(&i->in->sheet, row, c));
            rap_text_add(&i->copy, c + 1 < i->in->sheet.rows[row].n ? "," : "\n");
        }
}

static int say_ties(const tie_import *i) {
    size_t count[3] = {0}, listed = 0;
    rap_text out;
    rap_text_init(&out);
    for (size_t k = 0; k < i->ties.n; k++)
        count[i->ties.rows[k].kind]++;
    for (size_t k = 0; k < i->world.n_organisations; k++)
        listed += i->ties.listed[k];
    rap_text_format(
        &out,
        "Read as %s: %zu of %zu organisations, %zu ties between them, %zu to subgroups, %zu to "
        "languages.\n",
        i->ties.table ? "a table" : "pairs", listed, i->world.n_organisations, count[0] / 2,
        count[1], count[2]);
    if (i->ties.n_alone)
        rap_text_format(&out, "%zu know nobody. ", i->ties.n_alone);
    if (listed < i->world.n_organisations)
        rap_text_format(&out,
                        "Ties of the %zu that the sheet does not name are drawn, between them.\n",
                        i->world.n_organisations - listed);
    rap_text_format(&out, "%s%s is written%s. Next:\n  ", rap_text_string(&i->in->notes),
                    i->out.study, i->out.again ? " in place of that of an earlier import" : "");
    rap_add_hint(&out, "check", i->in->options->study);
    rap_text_add(&out, "\n");
    int status = i->in->options->quiet ? RAP_EXIT_DONE : rap_print(&out);
    rap_text_free(&out);
    return status;
}

static int write_ties(tie_import *i) {
    rap_import_files_head(&i->text, i->in, "Who knows whom");
    rap_ties_write(&i->text, &i->ties, &i->world);
    copy_ties(i);
    int status = rap_text_status(&i->text) ? rap_failed(i->out.study, RAP_ENOMEM) : try_ties(i);
    status = status ? status : rap_import_files_write(&i->out, &i->text, &i->copy);
    return status ? status : say_ties(i);
}

int rap_import_ties(rap_import *in) {
    tie_import i = {.in = in};
    if (!in->options->study) {
        rap_complain("import ties: --study STUDY is missing: names are looked up in it");
        return RAP_EXIT_USAGE;
    }
    rap_text_init(&i.text);
    rap_text_init(&i.copy);
    int status = rap_files_init(&i.files) ? rap_failed("the data folder", RAP_ENOMEM)
                                          : rap_import_files_open(&i.out, in);
    status = status ? status : read_world(&i);
    status = status ? status : read_ties(&i);
    status = status ? status : write_ties(&i);
    rap_ties_free(&i.ties);
    rap_study_tree_free(&i.tree);
    rap_import_files_free(&i.out);
    rap_files_free(&i.files);
    rap_text_free(&i.text);
    rap_text_free(&i.copy);
    return status;
}
