/* new_file.c: a new file of the user's. */
#include "cli/folder/new_file.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/folder/files.h"
#include "cli/terminal/asked.h"
#include "cli/terminal/message.h"

#include <string.h>

int rap_new_file(const char *path, const rap_text *text) {
    const char *slash = strrchr(path, '/');
    if (rap_file_exists(path)) {
        rap_complain("%s is there already: nothing was written", path);
        return RAP_EXIT_USAGE;
    }
    char *folder = rap_copy_text(slash ? path : ".");
    if (folder && slash)
        folder[slash == path ? 1 : slash - path] = '\0';
    int status =
        folder ? rap_file_write_text(folder, slash ? slash + 1 : path, text) : rap_fail(RAP_ENOMEM);
    rap_free(folder);
    return status == RAP_ENOMEM ? rap_failed(path, status)
           : status             ? RAP_EXIT_FAILED
                                : RAP_EXIT_DONE;
}
