/* writing.h: a file that is written piece by piece, and is there whole or not at all.
 *
 * It is made beside ("NAME.partial"), synced, then renamed over what bore the name. Every failure is said once. */
#ifndef RAP_WRITING_H
#define RAP_WRITING_H

#include "base/text.h"

typedef struct {
    const char *folder, *name; /* for messages */
    const char *leaf;          /* last part of the name */
    rap_text beside;
    int at, file; /* descriptors of the folder and of the file beside; -1: none */
} rap_writing;

/* folder/name, both to stay as they are until it is closed. RAP_OK, RAP_EIO after saying why, or RAP_ENOMEM;
 * close it in any case. */
int rap_writing_open(rap_writing *w, const char *folder, const char *name);
int rap_writing_add(rap_writing *w, const char *bytes, size_t n);

/* Puts the file in its place if `status`, of all that was done for it, is RAP_OK, and else leaves nothing of it. Gives
 * that status, or what went wrong now. */
int rap_writing_close(rap_writing *w, int status);

#endif
