/* import.c: what all kinds of import say alike. */
#include "cli/commands/import.h"
#include "base/error.h"
#include "cli/terminal/message.h"
#include "scenario/language/outline.h"

#include <string.h>

/* Two imports say the same: the user, who wrote neither file, is told how one of them can be silent. */
static void say_what_stands_twice(const rap_problems *problems) {
    static const char twice[] = RAP_STANDS_TWICE;
    for (size_t k = 0; k < problems->n; k++)
        if (!strncmp(problems->rows[k].text, twice, sizeof twice - 1)) {
            rap_complain("two sheets say the same of an organisation: import one of them again "
                         "without that column, --map 'OWN HEADER=none'");
            return;
        }
}

int rap_import_refused(rap_import *i, int status) {
    if (i->problems.n > 0) {
        rap_print_problems(&i->problems, NULL, NULL);
        if (i->problems.more > 0)
            rap_complain("and %zu more", i->problems.more);
        say_what_stands_twice(&i->problems);
    }
    if (status == RAP_ENOMEM || i->problems.n == 0)
        return rap_failed(i->file, status);
    return RAP_EXIT_USAGE;
}
