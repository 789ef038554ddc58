/* convert.h: spreadsheets as CSV, by a program that is there: nothing here reads one by hand. */
#ifndef RAP_CONVERT_H
#define RAP_CONVERT_H

#include "base/text.h"

/* Whether n bytes begin as a spreadsheet's file does. */
bool rap_is_spreadsheet(const char *bytes, size_t n);

/* Appends the first sheet of a file, as xlsx2csv, ssconvert (gnumeric) or LibreOffice gives it. RAP_OK; RAP_EIO with
 * `why`, to be freed by the caller, where none is there or it failed; RAP_ENOMEM. */
int rap_convert_spreadsheet(const char *path, rap_text *csv, rap_text *why);

#endif
