/* findings.c: a bounded report of problems. */
#include "scenario/language/findings.h"
#include "base/error.h"
#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>

void rap_findings_init(rap_findings *f, rap_problems *problems) {
    *f = (rap_findings){.problems = problems, .before = problems->n};
}

bool rap_findings_any(const rap_findings *f) {
    return f->problems->n > f->before || f->more > 0;
}

bool rap_findings_full(const rap_findings *f) {
    return f->problems->n - f->before >= RAP_MOST_PROBLEMS;
}

void rap_findings_add(rap_findings *f, const char *file, int line, const char *key,
                      const char *format, ...) {
    char text[900];
    f->seen++;
    if (rap_findings_full(f)) {
        f->more++;
        return;
    }
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (rap_problems_add(f->problems, file, line, key, "%s", text) == RAP_ENOMEM)
        f->failed = true;
}

void rap_findings_again(rap_findings *f) {
    f->seen++;
}

void rap_findings_count(rap_findings *f, size_t more) {
    f->seen += more;
    f->more += more;
}

const char *rap_suggest(const rap_findings *f, const char *word, const char *const *names, size_t n,
                        char *buffer, size_t size) {
    buffer[0] = '\0';
    if (rap_findings_full(f))
        return buffer;
    const char *near = rap_nearest(word, names, n);
    size_t used = 0;
    if (near)
        snprintf(buffer, size, "; did you mean \"%s\"?", near);
    else if (n == 0)
        snprintf(buffer, size, "; there are none");
    for (size_t i = 0; !near && i < n && n <= 12 && used < size; i++) {
        int added =
            snprintf(buffer + used, size - used, "%s%s", i ? ", " : "; there are: ", names[i]);
        used += added > 0 ? (size_t)added : 0;
    }
    return buffer;
}

int rap_findings_finish(rap_findings *f) {
    if (f->failed)
        return rap_fail(RAP_ENOMEM);
    rap_problems_sort(f->problems);
    if (f->more > 0 && rap_problems_add(f->problems, NULL, 0, NULL, "and %zu more problem%s",
                                        f->more, f->more > 1 ? "s" : "") == RAP_ENOMEM)
        return rap_fail(RAP_ENOMEM);
    return rap_findings_any(f) ? rap_fail(RAP_EINPUT) : RAP_OK;
}
