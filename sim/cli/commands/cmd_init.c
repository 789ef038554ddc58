/* cmd_init.c: rapport init NAME: a starter study that is never written over anything. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/command.h"
#include "cli/commands/init_partners.h"
#include "cli/folder/new_file.h"
#include "cli/sheets/budget_study.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "models/registry.h"

#include <string.h>

enum { MONTHS = 36 };

static char *study_path(const char *name) {
    size_t n = strlen(name);
    bool has_end = n > 4 && !strcmp(name + n - 4, ".cfg");
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t, "%s%s", name, has_end ? "" : ".cfg");
    return rap_text_take(&t);
}

static void add_starter(rap_text *text, const char *layout) {
    if (!layout) {
        rap_text_add(text, rap_models[0]->starter);
        return;
    }
    const rap_form_layout *form = rap_form_layout_find(layout);
    rap_budget_study study = {
        .title = "Our budget", .currency = form->currency, .layout = form, .months = MONTHS};
    rap_text_init(&study.indirect);
    rap_text_init(&study.costs);
    rap_budget_study_examples(&study);
    rap_budget_study_write(text, rap_models[0]->budget_starter, &study);
    rap_budget_study_free(&study);
}

static int say_next(const char *path, const char *command) {
    rap_text out;
    rap_text_init(&out);
    rap_text_format(&out, "%s is written. Next:\n  ", path);
    rap_add_hint(&out, "check", path);
    rap_text_add(&out, "\n  ");
    rap_add_hint(&out, command, path);
    rap_text_add(&out, "\n");
    int status = rap_print(&out);
    rap_text_free(&out);
    return status;
}

/* A study of partners, whose files begin with the name as it is. */
static int init_partners(const rap_options *options) {
    const char *name = options->operand ? options->operand : "partners";
    size_t n = strlen(name);
    if (options->layout) {
        rap_complain("init: --partners or --budget expected, not both");
        return RAP_EXIT_USAGE;
    }
    char *bare = rap_copy_text(name);
    if (!bare)
        return rap_failed(name, RAP_ENOMEM);
    if (n > 4 && !strcmp(bare + n - 4, ".cfg"))
        bare[n - 4] = '\0';
    int status = rap_init_partners(bare);
    rap_free(bare);
    return status;
}

int rap_command_init(const rap_options *options) {
    const char *name = options->operand ? options->operand : options->layout ? "budget" : NULL;
    rap_text text;
    if (options->partners)
        return init_partners(options);
    if (!name) {
        rap_complain("init: NAME is missing");
        return RAP_EXIT_USAGE;
    }
    char *path = study_path(name);
    rap_text_init(&text);
    add_starter(&text, options->layout);
    int status = rap_text_status(&text) || !path ? rap_failed("the study", RAP_ENOMEM)
                                                 : rap_new_file(path, &text);
    if (!status)
        status = say_next(path, options->layout ? "budget" : "compare");
    rap_text_free(&text);
    rap_free(path);
    return status;
}
