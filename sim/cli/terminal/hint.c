/* hint.c: single quotes keep everything but themselves. */
#include "cli/terminal/hint.h"

#include <string.h>

void rap_add_quoted(rap_text *t, const char *word) {
    const char *plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=./:,%@";
    if (word[0] && word[strspn(word, plain)] == '\0') {
        rap_text_add(t, word);
        return;
    }
    rap_text_add(t, "'");
    for (; *word; word++)
        rap_text_add_bytes(t, *word == '\'' ? "'\\''" : word, *word == '\'' ? 4 : 1);
    rap_text_add(t, "'");
}

void rap_add_hint(rap_text *t, const char *command, const char *operand) {
    rap_text word;
    rap_text_init(&word);
    rap_text_format(&word, "%s%s", operand[0] == '-' ? "./" : "", operand);
    rap_text_format(t, "rapport %s ", command);
    rap_add_quoted(t, rap_text_string(&word));
    t->failed |= word.failed;
    rap_text_free(&word);
}

char *rap_hint(const char *command, const char *operand) {
    rap_text t;
    rap_text_init(&t);
    rap_add_hint(&t, command, operand);
    return rap_text_take(&t);
}

const char *rap_hint_words(const char *hint) {
    return hint ? hint : "rapport --help";
}
