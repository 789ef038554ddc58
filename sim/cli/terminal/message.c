/* message.c: standard error for words, standard output for results. */
#include "cli/terminal/message.h"
#include "base/error.h"
#include "cli/terminal/asked.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void rap_complain(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    fputs("rapport: ", stderr);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

void rap_note(bool quiet, const char *format, ...) {
    if (quiet)
        return;
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

int rap_failed(const char *what, int code) {
    rap_complain("%s: %s", what, rap_error_text(code));
    return code == RAP_EINPUT ? RAP_EXIT_USAGE : RAP_EXIT_FAILED;
}

static void print_place(const char *file, const char *folder, const char *data) {
    bool in_data = !strncmp(file, "data:", 5);
    const char *root = in_data ? data : folder, *name = in_data ? file + 5 : file;
    bool below = root && strcmp(root, ".") && strncmp(file, "--", 2) && name[0] != '/';
    fprintf(stderr, "%s%s%s", below ? root : "", below && root[strlen(root) - 1] != '/' ? "/" : "",
            name);
}

void rap_print_problems(rap_problems *problems, const char *folder, const char *data) {
    rap_problems_sort(problems);
    for (size_t i = 0; i < problems->n; i++) {
        const rap_problem *p = &problems->rows[i];
        if (p->file[0])
            print_place(p->file, folder, data);
        if (p->file[0] && p->line > 0)
            fprintf(stderr, ":%d", p->line);
        fprintf(stderr, "%s%s%s%s\n", p->file[0] ? ": " : "rapport: ", p->key,
                p->key[0] ? ": " : "", p->text);
    }
}

int rap_print(const rap_text *text) {
    if (rap_text_status(text))
        return rap_failed("printing", RAP_ENOMEM);
    errno = 0;
    bool whole = fwrite(rap_text_string(text), 1, text->n, stdout) == text->n && !fflush(stdout);
    if (!whole)
        rap_complain("standard output could not be written: %s", strerror(errno));
    return whole ? RAP_EXIT_DONE : RAP_EXIT_FAILED;
}
