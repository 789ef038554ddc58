/* methods_page.c: reads the examples of a page. */
#include "methods_page.h"
#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 400 };

static void must_read(bool right, int at, const char *text) {
    if (!right)
        fail_msg("line %d of the page cannot be read: %s", at, text);
}

/* One unit of the last digit of a number as it is written. */
static double last_digit(const char *number, const char *end) {
    const char *point = memchr(number, '.', (size_t)(end - number));
    return point ? pow(10, -(double)(end - point - 1)) : 1;
}

static void read_numbers(page_line *line, const char *text, int at) {
    for (const char *p = text + strspn(text, " |"); *p; p += strspn(p, " |")) {
        char *end;
        bool none = !strncmp(p, "none", 4);
        must_read(line->n < PAGE_NUMBERS, at, text);
        line->x[line->n++] = none ? (double)NAN : strtod(p, &end);
        line->digit = none ? 0 : last_digit(p, end);
        must_read(none || end > p, at, text);
        p = none ? p + 4 : end;
    }
    must_read(line->n > 0 && (!line->result || line->n == 1), at, text);
}

static void read_line(page_example *e, const char *text, int at) {
    page_line *line = &e->lines[e->n_lines++];
    size_t word = strcspn(text, " ");
    const char *sign = text + word + strspn(text + word, " ");
    must_read(e->n_lines < PAGE_LINES && word > 0 && word < PAGE_WORD, at, text);
    memcpy(line->key, text, word);
    line->result = !strncmp(sign, "->", 2);
    must_read(line->result || *sign == '=', at, text);
    read_numbers(line, sign + (line->result ? 2 : 1), at);
}

void page_read(methods_page *page, const char *path) {
    static const char begin[] = "example: ";
    char text[LONGEST];
    bool inside = false;
    FILE *f = fopen(path, "r");
    assert_non_null(f);
    for (int at = 1; fgets(text, sizeof text, f); at++) {
        text[strcspn(text, "\n")] = '\0';
        page_example *e = &page->examples[page->n];
        if (!strncmp(text, begin, sizeof begin - 1)) {
            must_read(page->n < PAGE_EXAMPLES - 1, at, text);
            snprintf(e->name, sizeof e->name, "%.30s", text + sizeof begin - 1);
            e->at = at;
            inside = true;
        } else if (inside && !strncmp(text, "```", 3)) {
            page->n++;
            inside = false;
        } else if (inside)
            read_line(e, text, at);
    }
    fclose(f);
    assert_false(inside);
}

static const page_line *find_input(const page_example *e, const char *key) {
    for (size_t k = 0; k < e->n_lines; k++)
        if (!e->lines[k].result && !strcmp(e->lines[k].key, key))
            return &e->lines[k];
    return NULL;
}

const page_line *page_input(const page_example *e, const char *key) {
    const page_line *line = find_input(e, key);
    if (!line)
        fail_msg("line %d of the page: the example lacks %s", e->at, key);
    return line;
}

double page_number(const page_example *e, const char *key) {
    assert_int_equal(page_input(e, key)->n, 1);
    return page_input(e, key)->x[0];
}

double page_number_or(const page_example *e, const char *key, double otherwise) {
    const page_line *line = find_input(e, key);
    return line ? line->x[0] : otherwise;
}

void page_say(page_results *r, const char *key, double x) {
    assert_true(r->n < PAGE_RESULTS);
    r->of[r->n].key = key;
    r->of[r->n++].x = x;
}
