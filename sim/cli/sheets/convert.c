/* convert.c: one converter after the other, until one gives something. */
#include "cli/sheets/convert.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "cli/machine/child.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { MOST_BYTES = 64 * 1024 * 1024, MOST_SECONDS = 120 };

bool rap_is_spreadsheet(const char *bytes, size_t n) {
    return n >= 4 && (!memcmp(bytes, "PK\3\4", 4) || !memcmp(bytes, "\xd0\xcf\x11\xe0", 4));
}

/* What a program prints becomes the CSV. */
static int take_said(const char *const *words, rap_text *csv, rap_text *why) {
    rap_child child = {.words = words, .heard = 1, .most = MOST_BYTES};
    rap_text_init(&child.said);
    int status = rap_children_run(&child, 1, 1, MOST_SECONDS);
    bool good = !status && !child.fault[0] && child.said.n > 0;
    if (good)
        rap_text_add_bytes(csv, child.said.bytes, child.said.n);
    else if (!status)
        rap_text_format(why, "%s%s: %s", why->n ? "; " : "", words[0],
                        child.fault[0] ? child.fault : "it found nothing");
    rap_text_free(&child.said);
    status = status ? status : rap_text_status(csv);
    return status ? status : good ? RAP_OK : rap_fail(RAP_EIO);
}

static int by_xlsx2csv(const char *path, rap_text *csv, rap_text *why) {
    const char *const words[] = {"xlsx2csv", path, NULL};
    return take_said(words, csv, why);
}

static int by_gnumeric(const char *path, rap_text *csv, rap_text *why) {
    const char *const words[] = {"ssconvert", "--export-type=Gnumeric_stf:stf_csv", path, "fd://1",
                                 NULL};
    return take_said(words, csv, why);
}

/* In a folder of its own, user's settings included: "sheet.csv" is what comes of a copy's name. */
static int in_folder(const char *folder, const char *path, rap_text *csv, rap_text *why) {
    char settings[200], link[200], made[200];
    const char *fault = NULL;
    char *bytes = NULL;
    size_t n = 0;
    snprintf(settings, sizeof settings, "-env:UserInstallation=file://%s/user", folder);
    snprintf(link, sizeof link, "%s/sheet.xlsx", folder);
    snprintf(made, sizeof made, "%s/sheet.csv", folder);
    const char *const words[] = {
        "soffice", settings, "--headless", "--convert-to", "csv", "--outdir", folder, link, NULL};
    rap_child child = {.words = words, .heard = 2, .most = 4096};
    rap_text_init(&child.said);
    int status = symlink(path, link) ? rap_fail(RAP_EIO) : RAP_OK;
    if (!status)
        status = rap_children_run(&child, 1, 1, MOST_SECONDS);
    if (!status)
        status = rap_file_read(made, &bytes, &n, &fault);
    if (!status)
        rap_text_add_bytes(csv, bytes, n);
    else if (status == RAP_EIO)
        rap_text_format(why, "%ssoffice: %s", why->n ? "; " : "",
                        child.fault[0] ? child.fault : "it wrote nothing");
    rap_text_free(&child.said);
    rap_free(bytes);
    return status ? status : rap_text_status(csv);
}

static int by_libreoffice(const char *path, rap_text *csv, rap_text *why) {
    char folder[] = "/tmp/rapport-sheet-XXXXXX";
    if (!mkdtemp(folder)) {
        rap_text_format(why, "%ssoffice: no folder to work in", why->n ? "; " : "");
        return rap_fail(RAP_EIO);
    }
    int status = in_folder(folder, path, csv, why);
    const char *const words[] = {"rm", "-rf", folder, NULL};
    rap_child remover = {.words = words, .heard = 2, .most = 100};
    rap_text_init(&remover.said);
    rap_children_run(&remover, 1, 1, MOST_SECONDS);
    rap_text_free(&remover.said);
    return status;
}

int rap_convert_spreadsheet(const char *path, rap_text *csv, rap_text *why) {
    static const struct {
        const char *program;
        int (*convert)(const char *path, rap_text *csv, rap_text *why);
    } converters[] = {
        {"xlsx2csv", by_xlsx2csv}, {"ssconvert", by_gnumeric}, {"soffice", by_libreoffice}};
    char *whole = realpath(path, NULL);
    int status = rap_fail(RAP_EIO);
    bool any = !whole;
    for (size_t k = 0; k < sizeof converters / sizeof converters[0] && whole; k++) {
        if (status != RAP_EIO || !rap_program_found(converters[k].program))
            continue;
        status = converters[k].convert(whole, csv, why);
        any = true;
    }
    free(whole);
    if (!any)
        rap_text_add(why, "it is a spreadsheet, and neither xlsx2csv, ssconvert (gnumeric) nor "
                          "LibreOffice is here: install one of them, or save the sheet as CSV");
    return status;
}
