/* gnuplot.c: the script is a file name, its words never pass a shell. */
#include "cli/machine/gnuplot.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/machine/child.h"

#include <string.h>

bool rap_gnuplot_found(void) {
    return rap_program_found("gnuplot");
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
        rap_child_fault(&children[i], &faults[i]);
        status = rap_text_status(&faults[i]);
    }
    for (size_t i = 0; children && i < n; i++)
        rap_text_free(&children[i].said);
    rap_free(children);
    rap_free(words);
    return status;
}
