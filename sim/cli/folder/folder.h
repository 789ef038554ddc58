/* folder.h: the rules of a results folder: what may be written to, replaced, and by whom. */
#ifndef RAP_FOLDER_H
#define RAP_FOLDER_H

#include "cli/folder/manifest.h"

typedef enum {
    RAP_FOLDER_EMPTY,   /* not there, or nothing in it */
    RAP_FOLDER_RESULTS, /* holds a manifest of ours */
    RAP_FOLDER_FOREIGN, /* anything else: never touched */
    RAP_FOLDER_UNKNOWN  /* there was no memory to find out */
} rap_folder_kind;

/* What `path` is. For RAP_FOLDER_RESULTS `manifest` is filled; free it in every case. For
 * RAP_FOLDER_FOREIGN *why says what stands in the way, in words that live as long as the manifest. */
rap_folder_kind rap_folder_look(const char *path, rap_manifest *manifest, const char **why);

/* Where, inside a folder with results, those are made that are to take their place. */
#define RAP_NEXT ".next"

/* Whether what a run writes into is what it seems: no link that leads elsewhere. Else *why says so. */
bool rap_folder_is_plain(const char *path, const char **why);

/* Takes the folder for this process: *descriptor, to be closed, holds the lock. Complains and gives
 * RAP_EIO when another process has it. */
int rap_folder_lock(const char *path, int *descriptor);

/* Removes a file of the folder and what writing it left when it was cut off; neither need be there.
 * RAP_OK, RAP_EIO after saying why, or RAP_ENOMEM. */
int rap_folder_remove(const char *path, const char *name);
int rap_folder_remove_partial(const char *path, const char *name); /* the latter alone */

#endif
