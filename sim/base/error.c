/* error.c: names and sentences of the return codes; GSL reports instead of aborting. */
#include "base/error.h"

#include <gsl/gsl_errno.h>
#include <stddef.h>

typedef struct {
    int code;
    const char *name, *text;
} error_entry;

static const error_entry errors[] = {
#define ERROR_ENTRY(name, code, text) {code, #name, text},
    RAP_ERRORS(ERROR_ENTRY)
#undef ERROR_ENTRY
};

int rap_fail(int code) {
    return code;
}

static const error_entry *find(int code) {
    for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
        if (errors[i].code == code)
            return &errors[i];
    return NULL;
}

const char *rap_error_name(int code) {
    const error_entry *e = find(code);
    return e ? e->name : "RAP_UNKNOWN";
}

const char *rap_error_text(int code) {
    const error_entry *e = find(code);
    return e ? e->text : "an error without a name";
}

void rap_error_quiet_gsl(void) {
    gsl_set_error_handler_off();
}
