/* import_files.h: the two files that an import leaves: a part of a study, and beside it what of the sheet was used. */
#ifndef RAP_IMPORT_FILES_H
#define RAP_IMPORT_FILES_H

#include "base/text.h"
#include "cli/commands/import.h"

/* How the first line begins of a file that an import may replace. */
#define RAP_MADE_BY_IMPORT "# Made by rapport import"

typedef struct {
    char *folder;       /* of both */
    char *study, *copy; /* "our-partners.cfg", "our-partners.csv" */
    bool again;         /* in place of those of an import before */
} rap_import_files;

/* Names the files of --out, else those of the study's name and the kind. Refused where one of them is there and no import made it, or is the sheet itself. Gives the exit
 * status, after saying why where it is not 0. Free is legal in every case. */
int rap_import_files_open(rap_import_files *files, const rap_import *import);
/* The same for a part of a study alone: `copy` stays NULL. */
int rap_import_part_open(rap_import_files *files, const rap_import *import);
void rap_import_files_free(rap_import_files *files);

/* Appends the first lines of the part of a study. */
void rap_import_files_head(rap_text *out, const rap_import *import, const char *what);

/* Writes both, `copy` NULL where there is none; neither gets its name before both have been written out. Where the program
 * ends, or the disk fails, in between, an import like it goes on. Gives the exit status. */
int rap_import_files_write(const rap_import_files *files, const rap_text *study,
                           const rap_text *copy);

#endif
