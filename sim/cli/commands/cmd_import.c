/* cmd_import.c: rapport import KIND FILE: reads the sheet and hands it to its kind. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/import.h"
#include "cli/folder/files.h"
#include "cli/sheets/convert.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"

#include <string.h>

enum { MOST_PROBLEMS = 30 };

typedef struct {
    const char *name;
    int (*make)(rap_import *import);
} import_kind;

static const import_kind kinds[] = {{"budget", rap_import_budget},
                                    {"partners", rap_import_partners},
                                    {"ties", rap_import_ties},
                                    {"survey", rap_import_survey}};

enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static const import_kind *find_kind(const char *name) {
    const char *names[N_KINDS];
    rap_text all;
    for (size_t k = 0; k < N_KINDS; k++) {
        names[k] = kinds[k].name;
        if (!strcmp(names[k], name))
            return &kinds[k];
    }
    rap_text_init(&all);
    for (size_t k = 0; k < N_KINDS; k++)
        rap_text_format(&all, "%s%s", k == 0 ? "" : k + 1 < N_KINDS ? ", " : " or ", names[k]);
    const char *near = rap_nearest(name, names, N_KINDS);
    rap_complain("import: %s expected, found '%s'%s%s%s", rap_text_string(&all), name,
                 near ? "; did you mean '" : "", near ? near : "", near ? "'?" : "");
    rap_text_free(&all);
    return NULL;
}

/* The sheet's bytes, a spreadsheet's by way of CSV. */
static int read_bytes(const char *file, rap_text *bytes) {
    const char *why = NULL;
    char *block = NULL;
    size_t n = 0;
    rap_text fault;
    int status = rap_file_read(file, &block, &n, &why);
    rap_text_init(&fault);
    if (status) {
        rap_complain("%s: %s", file, why);
    } else if (rap_is_spreadsheet(block, n)) {
        status = rap_convert_spreadsheet(file, bytes, &fault);
        if (status == RAP_EIO)
            rap_complain("%s: %s", file, rap_text_string(&fault));
    } else {
        rap_text_add_bytes(bytes, block, n);
        status = rap_text_status(bytes);
    }
    rap_text_free(&fault);
    rap_free(block);
    return status == RAP_ENOMEM ? rap_failed(file, status)
           : status             ? RAP_EXIT_USAGE
                                : RAP_EXIT_DONE;
}

static int read_sheet(rap_import *i) {
    rap_text bytes;
    rap_text_init(&bytes);
    int status = read_bytes(i->file, &bytes);
    if (!status) {
        int code =
            rap_sheet_read(&i->sheet, i->file, rap_text_string(&bytes), bytes.n, &i->problems);
        status = code ? rap_import_refused(i, code) : RAP_EXIT_DONE;
    }
    rap_text_free(&bytes);
    return status;
}

int rap_command_import(const rap_options *options) {
    const import_kind *kind = find_kind(options->operand);
    rap_import i = {.options = options, .file = options->second};
    if (!kind)
        return RAP_EXIT_USAGE;
    rap_problems_init(&i.problems);
    i.problems.most = MOST_PROBLEMS;
    rap_text_init(&i.notes);
    int status = read_sheet(&i);
    status = status ? status : kind->make(&i);
    rap_sheet_free(&i.sheet);
    rap_problems_free(&i.problems);
    rap_text_free(&i.notes);
    return status;
}
