/* typed.c: words are taken as argp takes them: an option may be abbreviated. */
#include "cli/commands/typed.h"
#include "base/text.h"
#include "cli/terminal/hint.h"

#include <string.h>

/* What says which part is run, and into which folder. */
static const char *const of_parts[] = {"out", "shard", NULL};

static bool is_among_options(const char *name, size_t n, const char *const *names) {
    for (; n > 0 && *names; names++)
        if (!strncmp(name, *names, n))
            return true;
    return false;
}

int rap_options_are(const char *word, const char *const *names) {
    if (word[0] == '-' && word[1] == 'o') /* --out, by its letter */
        return !is_among_options("out", 3, names) ? 0 : word[2] ? 1 : 2;
    if (strncmp(word, "--", 2))
        return 0;
    const char *name = word + 2, *equals = strchr(word, '=');
    size_t n = equals ? (size_t)(equals - name) : strlen(name);
    return !is_among_options(name, n, names) ? 0 : equals ? 1 : 2;
}

char *rap_typed_line(const rap_command *command, int argc, char **argv, bool whole) {
    rap_text t;
    rap_text_init(&t);
    rap_text_format(&t, "rapport %s", command->name);
    for (int i = 1; i < argc; i++) {
        int skipped = whole ? rap_options_are(argv[i], of_parts) : 0;
        if (skipped) {
            i += skipped - 1;
            continue;
        }
        rap_text_add(&t, " ");
        rap_add_quoted(&t, argv[i]);
    }
    return rap_text_take(&t);
}
