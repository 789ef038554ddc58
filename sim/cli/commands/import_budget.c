/* import_budget.c: rapport import budget FILE: a study from a budget that is a sheet. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/import.h"
#include "cli/folder/files.h"
#include "cli/folder/new_file.h"
#include "cli/sheets/import_study.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "cli/terminal/table.h"
#include "models/registry.h"

#include <stdio.h>
#include <string.h>

enum { MONTHS_UNSAID = 36 };

typedef struct {
    rap_import *in;
    rap_budget_sheet budget;
    rap_budget_study study;
    rap_files files;
    rap_text text;
    char title[200], currency[4];
} budget_import;

static int read_budget_sheet(budget_import *i) {
    const rap_options *o = i->in->options;
    const rap_form_layout *layout = o->layout ? rap_form_layout_find(o->layout) : NULL;
    const rap_sheet_wishes wishes = {layout, o->maps, o->n_maps};
    int status = rap_budget_sheet_read(&i->budget, &i->in->sheet, &wishes, &i->in->problems);
    return status ? rap_import_refused(i->in, status) : RAP_EXIT_DONE;
}

/* ---- the study -------------------------------------------------------------------------------- */

/* "grant" of "papers/grant.csv". */
static void make_title(budget_import *i) {
    size_t n;
    const char *stem = rap_path_stem(i->in->file, &n);
    snprintf(i->title, sizeof i->title, "%.*s", n < 190 ? (int)n : 190, stem);
    if (!rap_text_is_clean(i->title))
        snprintf(i->title, sizeof i->title, "An imported budget");
}

/* That of the sheet; a dollar, and none, are the layout's. */
static void choose_currency(budget_import *i, const rap_form_layout *layout) {
    const char *is = i->budget.currency;
    bool dollar = !strcmp(is, "$"), dollars = strchr("CUAN", layout->currency[0]) != NULL;
    bool said = is[0] && !dollar;
    snprintf(i->currency, sizeof i->currency, "%s",
             said                 ? is
             : dollar && !dollars ? "CAD"
                                  : layout->currency);
    if (!said)
        rap_text_format(&i->in->notes,
                        "The sheet does not say in which currency it is: %s is taken.\n",
                        i->currency);
}

static int make_study(budget_import *i) {
    const char *name = i->in->options->layout;
    const rap_form_layout *layout = rap_form_layout_find(name ? name : "plain");
    const rap_importing with = {rap_models[0]->budget_starter, rap_models,
                                rap_files_loader(&i->files)};
    int years = (int)i->budget.n_years;
    make_title(i);
    choose_currency(i, layout);
    i->study.title = i->title;
    i->study.currency = i->currency;
    i->study.layout = layout;
    i->study.months = years ? 12 * years : MONTHS_UNSAID;
    if (!years)
        rap_text_format(&i->in->notes, "The sheet has no years: a grant of %d months is taken.\n",
                        MONTHS_UNSAID);
    i->files.folder = rap_copy_text(".");
    int status = i->files.folder ? RAP_OK : rap_fail(RAP_ENOMEM);
    if (!status)
        status = rap_import_study(&with, &i->study, &i->budget, &i->in->sheet, !name, &i->text,
                                  &i->in->notes, &i->in->problems);
    return status ? rap_import_refused(i->in, status) : RAP_EXIT_DONE;
}

/* ---- what is said ----------------------------------------------------------------------------- */

/* Each line with the kind that it is taken for, so that a wrong one is seen. */
static void say_kinds(const budget_import *i, rap_text *out) {
    static const rap_align align[] = {RAP_RIGHT, RAP_LEFT, RAP_WRAP, RAP_RIGHT};
    rap_table t;
    rap_table_init(&t, align, 4);
    rap_table_cell(&t, "Row");
    rap_table_cell(&t, "Kind");
    rap_table_cell(&t, "Line");
    rap_table_cell(&t, "%s", i->currency);
    for (size_t k = 0; k < i->budget.n; k++) {
        const rap_sheet_cost *cost = &i->budget.costs[k];
        rap_table_cell(&t, "%d", i->in->sheet.rows[cost->row].number);
        rap_table_cell(&t, "%s", cost->kind);
        rap_table_cell(&t, "%s%s", cost->label, cost->in_kind ? " (in kind)" : "");
        rap_table_cell(&t, "%.2f", (double)cost->total / 100);
    }
    rap_table_print(&t, out, 2, rap_table_width());
    rap_table_free(&t);
}

static int say_import(budget_import *i) {
    int64_t asked = 0, in_kind = 0;
    rap_text out;
    for (size_t k = 0; k < i->budget.n; k++) {
        const rap_sheet_cost *cost = &i->budget.costs[k];
        *(cost->in_kind ? &in_kind : &asked) += cost->total;
    }
    rap_text_init(&out);
    say_kinds(i, &out);
    rap_text_format(&out, "\n%s is written: it asks for %s %.2f", i->in->options->out, i->currency,
                    (double)asked / 100);
    if (in_kind > 0)
        rap_text_format(&out, "; others give %.2f", (double)in_kind / 100);
    rap_text_format(&out, ".\n%s%sWhat a kind of cost is used for: rapport explain uses. Next:\n  ",
                    rap_text_string(&i->budget.notes), rap_text_string(&i->in->notes));
    rap_add_hint(&out, "check", i->in->options->out);
    rap_text_add(&out, "\n  ");
    rap_add_hint(&out, "budget", i->in->options->out);
    rap_text_add(&out, "\n");
    int status = i->in->options->quiet ? RAP_EXIT_DONE : rap_print(&out);
    rap_text_free(&out);
    return status;
}

static int write_study(budget_import *i) {
    if (i->in->options->out) {
        int status = rap_new_file(i->in->options->out, &i->text);
        return status ? status : say_import(i);
    }
    rap_text_add(&i->budget.notes, rap_text_string(&i->in->notes));
    size_t n = i->budget.notes.n;
    if (n > 1)
        rap_note(i->in->options->quiet, "%.*s", (int)(n - 1), rap_text_string(&i->budget.notes));
    return rap_print(&i->text);
}

int rap_import_budget(rap_import *in) {
    budget_import i = {.in = in};
    rap_text_init(&i.text);
    rap_text_init(&i.study.indirect);
    rap_text_init(&i.study.costs);
    int status = rap_files_init(&i.files) ? rap_failed("the data folder", RAP_ENOMEM)
                                          : read_budget_sheet(&i);
    status = status ? status : make_study(&i);
    status = status ? status : write_study(&i);
    rap_budget_study_free(&i.study);
    rap_budget_sheet_free(&i.budget);
    rap_text_free(&i.text);
    rap_files_free(&i.files);
    return status;
}
