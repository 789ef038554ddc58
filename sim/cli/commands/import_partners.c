/* import_partners.c: rapport import partners FILE: the organisations of a study from a list that somebody has. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/import.h"
#include "cli/commands/import_files.h"
#include "cli/folder/files.h"
#include "cli/machine/clock.h"
#include "cli/sheets/dates.h"
#include "cli/sheets/partner_frame.h"
#include "cli/sheets/partner_study.h"
#include "cli/sheets/study_tree.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "models/registry.h"
#include "scenario/study/study.h"

#include <string.h>

typedef struct {
    rap_import *in;
    rap_import_files out;
    rap_files files;     /* of the study, or of the frame */
    rap_study_tree tree; /* of it, without the list */
    rap_partners partners;
    rap_text frame, text, copy;
    const char *team;
} partner_import;

/* ---- the study around it ---------------------------------------------------------------------- */

/* The study that --study names, else the starter; with `text` where it includes the list. */
static const char *study_around(partner_import *i, rap_stand_in outer[2], const char *text) {
    const char *path = i->in->options->study;
    outer[0] = (rap_stand_in){rap_files_loader(&i->files), i->out.study, text, false};
    outer[1] =
        (rap_stand_in){rap_stand_in_loader(&outer[0]), NULL, rap_text_string(&i->frame), false};
    return path ? path : "the study";
}

static rap_loader loader_around(const partner_import *i, rap_stand_in outer[2]) {
    return rap_stand_in_loader(&outer[i->in->options->study ? 0 : 1]);
}

/* Types and teams that there are. */
static int read_around(partner_import *i) {
    rap_stand_in outer[2];
    const char *path = study_around(i, outer, "");
    rap_loader loader = loader_around(i, outer);
    int status = rap_study_tree_read(&i->tree, &loader, path, &i->in->problems);
    if (status)
        return rap_import_refused(i->in, status);
    const rap_tree *focal = rap_tree_child(i->tree.root, "focal"),
                   *teams = rap_tree_child(i->tree.root, "teams");
    i->team = focal && focal->kind == RAP_NODE_TEXT                    ? focal->text
              : teams && teams->kind == RAP_NODE_GROUP && teams->n > 0 ? teams->children[0]->key
                                                                       : "focal";
    return RAP_EXIT_DONE;
}

/* Whether the study takes the list as it will be written. */
static int try_list(partner_import *i) {
    rap_stand_in outer[2];
    rap_study study = {0};
    const char *path = study_around(i, outer, rap_text_string(&i->text));
    rap_loader loader = loader_around(i, outer);
    int status = rap_study_read(&study, rap_models, &loader, path, NULL, &i->in->problems);
    rap_study_free(&study);
    if (!status && !outer[0].met)
        rap_text_format(&i->in->notes,
                        "%s does not take the list yet: write @include \"%s\" into it.\n", path,
                        i->out.study);
    return status ? rap_import_refused(i->in, status) : RAP_EXIT_DONE;
}

/* ---- reading ---------------------------------------------------------------------------------- */

/* Month 0: that of --month, else this one. */
static int month_0(const rap_options *o, int *month) {
    char now[32];
    if (!o->month)
        rap_time_text(now, sizeof now);
    const char *text = o->month ? o->month : now;
    char start[8];
    rap_date date = {0, false};
    strncpy(start, text, 7);
    start[7] = '\0';
    const char *why = strlen(text) < 7 ? "is no month" : rap_date_read(&date, start);
    *month = date.month;
    if (!why)
        return RAP_EXIT_DONE;
    rap_complain("--month: \"%s\" %s: 2026-11 expected", text, why);
    return RAP_EXIT_USAGE;
}

static int read_partners(partner_import *i) {
    const rap_options *o = i->in->options;
    const rap_field *organisations = rap_record_find(rap_models[0]->root, "organisations", NULL);
    rap_partner_wishes wishes = {.organisation = organisations ? organisations->record : NULL,
                                 .maps = {o->maps, o->n_maps}};
    int status = month_0(o, &wishes.now);
    if (status)
        return status;
    int code = rap_study_tree_rows(&i->tree, "organisation_types", &wishes.types, &wishes.n_types);
    code = code ? code : rap_partners_read(&i->partners, &i->in->sheet, &wishes, &i->in->problems);
    return code ? rap_import_refused(i->in, code) : RAP_EXIT_DONE;
}

/* ---- writing ---------------------------------------------------------------------------------- */

static int say_partners(const partner_import *i) {
    rap_text out;
    const char *study = i->in->options->study;
    rap_text_init(&out);
    rap_partners_say(&out, &i->partners, &i->in->sheet);
    rap_text_format(&out, "%s%s is written%s, and %s, what of the sheet was used.",
                    rap_text_string(&i->in->notes), i->out.study,
                    i->out.again ? " in place of that of an earlier import" : "", i->out.copy);
    if (study) {
        rap_text_add(&out, " Next:\n  ");
        rap_add_hint(&out, "check", study);
        rap_text_add(&out, "\n  ");
        rap_add_hint(&out, "compare", study);
    } else {
        rap_text_add(
            &out,
            " A study that takes them: rapport init NAME --partners, or @include in your own.");
    }
    rap_text_add(&out, "\n");
    int status = i->in->options->quiet ? RAP_EXIT_DONE : rap_print(&out);
    rap_text_free(&out);
    return status;
}

static int write_partners(partner_import *i) {
    rap_import_files_head(&i->text, i->in, "Partners");
    rap_partners_write(&i->text, &i->partners, i->team);
    rap_partners_copy(&i->copy, &i->partners, &i->in->sheet);
    int status = rap_text_status(&i->text) ? rap_failed(i->out.study, RAP_ENOMEM) : try_list(i);
    status = status ? status : rap_import_files_write(&i->out, &i->text, &i->copy);
    return status ? status : say_partners(i);
}

int rap_import_partners(rap_import *in) {
    partner_import i = {.in = in};
    rap_text_init(&i.frame);
    rap_text_init(&i.text);
    rap_text_init(&i.copy);
    int status = rap_files_init(&i.files) ? rap_failed("the data folder", RAP_ENOMEM)
                                          : rap_import_files_open(&i.out, in);
    if (!status) {
        rap_partner_frame_alone(&i.frame, rap_models[0]->partner_starter, i.out.study);
        i.files.folder = rap_copy_text(".");
        status = i.files.folder ? read_around(&i) : rap_failed("the study", RAP_ENOMEM);
    }
    status = status ? status : read_partners(&i);
    status = status ? status : write_partners(&i);
    rap_partners_free(&i.partners);
    rap_study_tree_free(&i.tree);
    rap_import_files_free(&i.out);
    rap_files_free(&i.files);
    rap_text_free(&i.frame);
    rap_text_free(&i.text);
    rap_text_free(&i.copy);
    return status;
}
