/* import.c: what all kinds of import say alike. */
#include "cli/commands/import.h"
#include "base/error.h"
#include "cli/terminal/message.h"

int rap_import_refused(rap_import *i, int status) {
    if (i->problems.n > 0) {
        rap_print_problems(&i->problems, NULL, NULL);
        if (i->problems.more > 0)
            rap_complain("and %zu more", i->problems.more);
    }
    if (status == RAP_ENOMEM || i->problems.n == 0)
        return rap_failed(i->file, status);
    return RAP_EXIT_USAGE;
}
