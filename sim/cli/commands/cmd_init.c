/* cmd_init.c: rapport init NAME: a starter study that is never written over anything. */
#include "base/error.h"
#include "base/memory.h"
#include "cli/commands/command.h"
#include "cli/folder/files.h"
#include "cli/terminal/hint.h"
#include "cli/terminal/message.h"
#include "models/registry.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *study_path(const char *name) {
    size_t n = strlen(name);
    bool has_end = n > 4 && !strcmp(name + n - 4, ".cfg");
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t, "%s%s", name, has_end ? "" : ".cfg");
    return rap_text_take(&t);
}

static int write_new(const char *path, const char *text) {
    size_t n = strlen(text), done = 0;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno == EEXIST) {
        rap_complain("%s is there already: nothing was written", path);
        return RAP_EXIT_USAGE;
    }
    bool whole = fd >= 0;
    while (whole && done < n) {
        ssize_t w = write(fd, text + done, n - done);
        whole = w > 0 || (w < 0 && errno == EINTR);
        done += w > 0 ? (size_t)w : 0;
    }
    int cause = errno;
    if (fd >= 0 && close(fd) && whole) {
        whole = false;
        cause = errno;
    }
    if (whole)
        return RAP_EXIT_DONE;
    if (fd >= 0)
        unlink(path);
    rap_complain("%s could not be written: %s", path, strerror(cause));
    return RAP_EXIT_FAILED;
}

int rap_command_init(const rap_options *options) {
    char *path = study_path(options->operand);
    if (!path)
        return rap_failed("the study", RAP_ENOMEM);
    int status = write_new(path, rap_models[0]->starter);
    if (!status) {
        rap_text out;
        rap_text_init(&out);
        rap_text_format(&out, "%s is written. Next:\n  ", path);
        rap_add_hint(&out, "check", path);
        rap_text_add(&out, "\n  ");
        rap_add_hint(&out, "compare", path);
        rap_text_add(&out, "\n");
        status = rap_print(&out);
        rap_text_free(&out);
    }
    rap_free(path);
    return status;
}
