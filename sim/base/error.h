/* error.h: return codes of every function that can fail.
 *
 * Negative codes are errors, 0 is success, positive values are reasons for stopping early.
 * Code, name and text of an error are one line of RAP_ERRORS. A function with
 * several steps keeps one `status`: `status = status ? status : next(...)` does the next step only
 * while all went well, and what was made is freed on one way out. */
#ifndef RAP_ERROR_H
#define RAP_ERROR_H

#include "base/arithmetic.h" /* for all: there is no file without errors */

#define RAP_ERRORS(X)                                                                              \
    X(RAP_OK, 0, "success")                                                                        \
    X(RAP_STOPPED, 1, "stopped before the end; what was finished is kept")                         \
    X(RAP_ENOMEM, -1, "out of memory")                                                             \
    X(RAP_EINPUT, -2, "the input has problems")                                                    \
    X(RAP_EIO, -3, "a file could not be read or written")                                          \
    X(RAP_ESTORE, -4, "the run database could not be read or written")                             \
    X(RAP_EMODEL, -5, "the model broke one of its own invariants")                                 \
    X(RAP_ENUMERIC, -6, "a numerical routine failed")                                              \
    X(RAP_EDIFFERENT, -7, "the results folder belongs to another study or version")                \
    X(RAP_EDAMAGED, -8, "a file was damaged, or changed by another hand")

enum rap_error {
#define RAP_ERROR_CODE(name, code, text) name = code,
    RAP_ERRORS(RAP_ERROR_CODE)
#undef RAP_ERROR_CODE
};

/* Returns `code` unchanged. Every error is raised through it: one place for a breakpoint. */
int rap_fail(int code);

/* The name ("RAP_ENOMEM") and the sentence of a code; never NULL, also for unknown codes. */
const char *rap_error_name(int code);
const char *rap_error_text(int code);

/* Replaces GSL's aborting error handler by one that only lets the return code through. Call it
 * once, first thing in a program. */
void rap_error_quiet_gsl(void);

#endif
