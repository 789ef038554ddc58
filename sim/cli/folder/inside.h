/* inside.h: files of a folder by their names in it, "plots/a.svg". The folder itself may be reached through
 * links, as its user names it; below it none is followed, so that what a folder of unknown origin holds
 * leads nowhere else. */
#ifndef RAP_INSIDE_H
#define RAP_INSIDE_H

#include <stdbool.h>

/* Opens the folder that the last part of `name`, *leaf, is to be looked for in: a descriptor to be closed,
 * or -1 with errno. */
int rap_inside_open(const char *folder, const char *name, const char **leaf);

/* Removes a file, and a folder that is empty: whether it is gone, or else errno says why. */
bool rap_inside_remove(const char *folder, const char *name);
bool rap_inside_remove_folder(const char *folder, const char *name);

/* Renames; true also where there is nothing of the old name. Else errno says why. */
bool rap_inside_move(const char *folder, const char *from, const char *to);

/* Whether what bears the name, if anything does, is a folder (`is_folder`) or a regular file, and no link. */
bool rap_inside_is_plain(const char *folder, const char *name, bool is_folder);

/* Makes the changes in the folder of `name` last. */
void rap_inside_sync(const char *folder, const char *name);

#endif
