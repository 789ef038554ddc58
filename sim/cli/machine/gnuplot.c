/* gnuplot.c: the script is a file name, its words never pass a shell. */
#include "cli/machine/gnuplot.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/unicode.h"
#include "cli/machine/child.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool rap_gnuplot_found(void) {
    const char *path = getenv("PATH");
    char file[PATH_MAX];
    for (const char *p = path; p && *p;) {
        size_t n = strcspn(p, ":");
        if (n && n + sizeof "/gnuplot" <= sizeof file) {
            memcpy(file, p, n);
            memcpy(file + n, "/gnuplot", sizeof "/gnuplot");
            if (access(file, X_OK) == 0)
                return true;
        }
        p += n + (p[n] == ':');
    }
    return false;
}

/* The first line that says something, without what could move a terminal's cursor. */
static void add_first_line(rap_text *out, const char *said) {
    const char *from = said + strspn(said, " \t\r\n^");
    size_t end = strcspn(from, "\r\n"), n;
    for (size_t i = 0; i < end; i += n) {
        char letter[5] = "";
        n = rap_utf8_length(from + i);
        memcpy(letter, from + i, n);
        n = n ? n : 1;
        rap_text_add(out, letter[0] && rap_text_is_clean(letter) ? letter : " ");
    }
}

static void describe_fault(rap_text *out, const rap_child *child) {
    const char *said = rap_text_string(&child->said);
    bool speaks = said[strspn(said, " \t\r\n^")] != '\0';
    if (!child->fault[0])
        return;
    rap_text_add(out, child->fault);
    if (speaks)
        rap_text_add(out, ": ");
    add_first_line(out, said);
}

int rap_gnuplot_run(const char *folder, const char *const *scripts, size_t n, size_t parallel,
                    double seconds, rap_text *faults) {
    rap_child *children = rap_allocate(n, sizeof *children);
    const char *(*words)[6] = rap_allocate(n, sizeof *words);
    int status = children && words ? RAP_OK : rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < n && !status; i++) {
        const char *const command[6] = {"gnuplot", "-d", "-e", "beside='" RAP_BESIDE "'",
                                        scripts[i]};
        memcpy(words[i], command, sizeof command);
        children[i] = (rap_child){.folder = folder, .words = words[i], .heard = 2, .most = 300};
    }
    status = status ? status : rap_children_run(children, n, parallel, seconds);
    for (size_t i = 0; i < n && !status; i++) {
        describe_fault(&faults[i], &children[i]);
        status = rap_text_status(&faults[i]);
    }
    for (size_t i = 0; children && i < n; i++)
        rap_text_free(&children[i].said);
    rap_free(children);
    rap_free(words);
    return status;
}
