/* pandoc.c: names are words of a command line, never of a shell. Of Markdown as pandoc reads it only tables are added to
 * what CommonMark has: no other sign of a study's words means anything. */
#include "cli/machine/pandoc.h"
#include "cli/machine/child.h"

static const double most_seconds = 60;

bool rap_pandoc_found(void) {
    return rap_program_found("pandoc");
}

int rap_pandoc_run(const char *folder, const char *from, const char *to, rap_text *fault) {
    const char *const words[] = {
        "pandoc", "--from=commonmark+pipe_tables", "--to=docx", "-o", to, from, NULL};
    rap_child child = {.folder = folder, .words = words, .heard = 2, .most = 300};
    int status = rap_children_run(&child, 1, 1, most_seconds);
    if (!status)
        rap_child_fault(&child, fault);
    rap_text_free(&child.said);
    return status ? status : rap_text_status(fault);
}
