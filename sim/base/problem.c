/* problem.c: a growing list of what is wrong with an input. */
#include "base/problem.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/unicode.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

void rap_problems_init(rap_problems *p) {
    *p = (rap_problems){0};
}

static void free_problem(rap_problem *row) {
    rap_free(row->file);
    rap_free(row->key);
    rap_free(row->text);
}

void rap_problems_free(rap_problems *p) {
    for (size_t i = 0; i < p->n; i++)
        free_problem(&p->rows[i]);
    rap_free(p->rows);
    rap_problems_init(p);
}

static bool known(const rap_problems *p, const rap_problem *row) {
    for (size_t i = 0; i < p->n; i++) {
        const rap_problem *r = &p->rows[i];
        if (r->line == row->line && !strcmp(r->text, row->text) && !strcmp(r->key, row->key) &&
            !strcmp(r->file, row->file))
            return true;
    }
    return false;
}

/* Makes a text fit for a terminal: nothing that a text must not hold, nothing that is not UTF-8, as a letter
 * is that a format has cut. */
static void make_clean(char *text) {
    uint32_t code;
    const char *name;
    size_t step;
    for (char *at = text; *at; at += step) {
        step = rap_utf8_length(at);
        if (step == 0 || rap_unicode_is_hidden(text, at, &code, &name))
            memset(at, '?', step = step ? step : 1);
    }
}

int rap_problems_add(rap_problems *p, const char *file, int line, const char *key,
                     const char *format, ...) {
    char text[1024];
    va_list arguments;
    if (p->most > 0 && p->n >= p->most) {
        p->more++;
        return rap_fail(RAP_EINPUT);
    }
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    make_clean(text);
    rap_problem row = {rap_copy_text(file ? file : ""), line, rap_copy_text(key ? key : ""),
                       rap_copy_text(text)};
    int status = row.file && row.key && row.text ? RAP_OK : RAP_ENOMEM;
    if (!status && known(p, &row)) {
        free_problem(&row);
        return rap_fail(RAP_EINPUT);
    }
    if (!status)
        status = rap_grow(&p->rows, &p->capacity, p->n + 1, sizeof *p->rows);
    if (status) {
        free_problem(&row);
        return rap_fail(RAP_ENOMEM);
    }
    p->rows[p->n++] = row;
    return rap_fail(RAP_EINPUT);
}

void rap_problem_say(rap_text *out, const rap_problem *p) {
    if (p->line)
        rap_text_format(out, "%s:%d: ", p->file, p->line);
    rap_text_format(out, "%s%s%s", p->key, p->key[0] ? ": " : "", p->text);
}

size_t rap_problems_seen(const rap_problems *p) {
    return p->n + p->more;
}

/* Rank of a file: the place of its first problem. */
static size_t rank_problem(const rap_problem *rows, size_t n, const char *file) {
    size_t i = 0;
    while (i < n && strcmp(rows[i].file, file))
        i++;
    return i;
}

void rap_problems_sort(rap_problems *p) {
    size_t sorted = 0;
    for (size_t i = 0; i < p->n; i++) {
        rap_problem row = p->rows[i];
        size_t its_rank = rank_problem(p->rows, i, row.file), j = sorted;
        while (j > 0) {
            size_t other = rank_problem(p->rows, i, p->rows[j - 1].file);
            if (other < its_rank || (other == its_rank && p->rows[j - 1].line <= row.line))
                break;
            j--;
        }
        memmove(p->rows + j + 1, p->rows + j, (i - j) * sizeof row);
        p->rows[j] = row;
        sorted++;
    }
}
