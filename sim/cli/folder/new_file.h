/* new_file.h: a file that somebody will go on working with: written whole or not at all, never over one that is there. */
#ifndef RAP_NEW_FILE_H
#define RAP_NEW_FILE_H

#include "base/text.h"

/* Gives the exit status, after saying why where it is not 0. */
int rap_new_file(const char *path, const rap_text *text);

#endif
