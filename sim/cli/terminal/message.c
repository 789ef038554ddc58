/* message.c: standard error for words, standard output for results. */
#include "cli/terminal/message.h"
#include "base/error.h"
#include "base/unicode.h"
#include "cli/terminal/asked.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- the gate ------------------------------------------------------------------------------- */

/* What tables set apart what is written from right to left with: it turns nothing else. */
static bool sets_apart(uint32_t code) {
    return code == 0x2068 || code == 0x2069;
}

/* Bytes of a text, from `at` and n at most, that can go to a terminal as they are. */
static size_t harmless(const char *text, const char *at, size_t n) {
    const char *name;
    uint32_t code;
    size_t i = 0, length;
    for (; i < n && at[i]; i += length) {
        length = rap_utf8_length(at + i);
        bool hidden = length && rap_unicode_is_hidden(text, at + i, &code, &name);
        if (!length || (hidden && !sets_apart(code) && !strchr("\n\t", at[i])))
            break;
    }
    return i;
}

/* Everything that is printed goes through here. What could move a cursor or fool a reader, from a folder or file of
 * unknown origin, becomes a question mark. */
static bool let_through(FILE *stream, const char *s, size_t n) {
    bool whole = true;
    for (size_t i = 0; i < n && whole; i++) {
        size_t plain = harmless(s, s + i, n - i);
        whole = fwrite(s + i, 1, plain, stream) == plain;
        i += plain;
        if (i < n && whole)
            whole = fputc('?', stream) != EOF;
    }
    return whole;
}

bool rap_is_harmless(const char *text) {
    return text[harmless(text, text, strlen(text))] == '\0';
}

void rap_make_harmless(char *text) {
    char *s = text;
    while (*(s += harmless(text, s, strlen(s))))
        *s++ = '?';
}

/* A sentence as long as this is cut; it needs no memory, which may be what it is about. */
enum { LONGEST_SENTENCE = 8192 };

static void put_line(const char *head, const char *format, va_list arguments) {
    char words[LONGEST_SENTENCE];
    int n = vsnprintf(words, sizeof words, format, arguments);
    fputs(head, stderr);
    if (n > 0)
        let_through(stderr, words, strlen(words));
    fputc('\n', stderr);
}

void rap_complain(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    put_line("rapport: ", format, arguments);
    va_end(arguments);
}

void rap_note(bool quiet, const char *format, ...) {
    if (quiet)
        return;
    va_list arguments;
    va_start(arguments, format);
    put_line("", format, arguments);
    va_end(arguments);
}

int rap_failed(const char *what, int code) {
    rap_complain("%s: %s", what, rap_error_text(code));
    return code == RAP_EINPUT ? RAP_EXIT_USAGE : RAP_EXIT_FAILED;
}

static void put_string(const char *s) {
    let_through(stderr, s, strlen(s));
}

static void print_place(const char *file, const char *folder, const char *data) {
    bool in_data = !strncmp(file, "data:", 5);
    const char *root = in_data ? data : folder, *name = in_data ? file + 5 : file;
    bool below = root && strcmp(root, ".") && strncmp(file, "--", 2) && name[0] != '/';
    put_string(below ? root : "");
    put_string(below && root[strlen(root) - 1] != '/' ? "/" : "");
    put_string(name);
}

void rap_print_problems(rap_problems *problems, const char *folder, const char *data) {
    rap_problems_sort(problems);
    for (size_t i = 0; i < problems->n; i++) {
        const rap_problem *p = &problems->rows[i];
        if (p->file[0])
            print_place(p->file, folder, data);
        if (p->file[0] && p->line > 0)
            fprintf(stderr, ":%d", p->line);
        put_string(p->file[0] ? ": " : "rapport: ");
        put_string(p->key);
        put_string(p->key[0] ? ": " : "");
        put_string(p->text);
        put_string("\n");
    }
}

int rap_print(const rap_text *text) {
    if (rap_text_status(text))
        return rap_failed("printing", RAP_ENOMEM);
    errno = 0;
    bool whole = let_through(stdout, rap_text_string(text), text->n) && !fflush(stdout);
    if (!whole)
        rap_complain("standard output could not be written: %s", strerror(errno));
    return whole ? RAP_EXIT_DONE : RAP_EXIT_FAILED;
}
