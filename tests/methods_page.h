/* methods_page.h: the worked examples of sim/analysis/METHODS.md, as numbers.
 *
 * An example stands in a fenced block:
 *
 *   example: NAME
 *   KEY = NUMBER NUMBER ...      what goes in ("none": missing)
 *   KEY -> NUMBER                what comes out, with the digits that are right
 */
#ifndef METHODS_PAGE_H
#define METHODS_PAGE_H

#include <stdbool.h>
#include <stddef.h>

enum { PAGE_NUMBERS = 64, PAGE_LINES = 24, PAGE_EXAMPLES = 64, PAGE_WORD = 40 };

typedef struct {
    char key[PAGE_WORD];
    bool result; /* "->" */
    double x[PAGE_NUMBERS];
    size_t n;
    double digit; /* of a result: one unit of the last digit written */
} page_line;

typedef struct {
    char name[PAGE_WORD];
    int at; /* line of the page */
    page_line lines[PAGE_LINES];
    size_t n_lines;
} page_example;

typedef struct {
    page_example examples[PAGE_EXAMPLES];
    size_t n;
} methods_page;

/* Reads a page; fails the test where an example cannot be read. */
void page_read(methods_page *page, const char *path);

/* What goes in under a key; fails the test where it is not there, or is not one number. */
const page_line *page_input(const page_example *e, const char *key);
double page_number(const page_example *e, const char *key);

/* The number under a key, or `otherwise` where it is not there. */
double page_number_or(const page_example *e, const char *key, double otherwise);

/* What an estimator says. */
enum { PAGE_RESULTS = 24 };
typedef struct {
    struct {
        const char *key;
        double x;
    } of[PAGE_RESULTS];
    size_t n;
} page_results;

void page_say(page_results *r, const char *key, double x);

#endif
