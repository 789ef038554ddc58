/* translation.c: messages of a language, and how it writes numbers. */
#include "plots/words/translation.h"
#include "base/error.h"

#include <string.h>

const char *tr(const rap_language *l, const char *english) {
    return tr_in(l, NULL, english);
}

const char *tr_n(const rap_language *l, const char *one, const char *many, int64_t n) {
    const char *found = l ? rap_catalogue_plural(&l->catalogue, one, n) : NULL;
    return found ? found : n == 1 ? one : many;
}

const char *tr_in(const rap_language *l, const char *context, const char *english) {
    const char *found =
        l && english[0] ? rap_catalogue_message(&l->catalogue, context, english) : NULL;
    return found ? found : english;
}

/* What a translator sets, each message being what English has. */
static rap_conventions conventions_of(const rap_language *l) {
    return (rap_conventions){
        .decimal = tr_in(l, "before decimals", "."),
        .thousands = tr_in(l, "between thousands", ","),
        .quote = tr_in(l, "before what is quoted", "‘"),
        .end_quote = tr_in(l, "after what is quoted", "’"),
        .direction = tr_in(l, "direction of writing: ltr or rtl", "ltr"),
    };
}

int rap_language_find(rap_language *l, const char *code) {
    const rap_embedded_language *file = rap_embedded_languages;
    *l = (rap_language){.code = "en"};
    while (file->code && strcmp(file->code, code) != 0)
        file++;
    if (!file->code && strcmp(code, l->code) != 0)
        return rap_fail(RAP_EINPUT);
    int status = file->code ? rap_catalogue_read(&l->catalogue, file->bytes, file->n) : RAP_OK;
    l->code = file->code ? file->code : l->code;
    l->name = tr_in(l, "name of the language, in itself", "English");
    l->conventions = conventions_of(l);
    return status;
}

rap_conventions rap_language_conventions(const rap_language *l) {
    return l ? l->conventions : conventions_of(NULL);
}

const char *rap_language_code(const rap_language *l) {
    return l ? l->code : "en";
}
