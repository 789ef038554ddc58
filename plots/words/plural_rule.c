/* plural_rule.c: read from left to right, the operators that bind least first. */
#include "plots/words/plural_rule.h"

#include <stddef.h>
#include <string.h>

typedef struct {
    const char *at;
    uint64_t n;
    int depth; /* of brackets and choices */
    bool failed;
} rule_reader;

enum { MOST_DEPTH = 50 };

/* Operators with two sides; a higher level binds closer. Of two that begin alike the longer stands first. */
typedef enum {
    OR,
    AND,
    EQUAL,
    UNEQUAL,
    AT_MOST,
    AT_LEAST,
    BELOW,
    ABOVE,
    PLUS,
    MINUS,
    TIMES,
    OVER,
    REST
} sign;
static const struct {
    const char *text;
    int level;
} signs[] = {{"||", 1}, {"&&", 2}, {"==", 3}, {"!=", 3}, {"<=", 4}, {">=", 4}, {"<", 4},
             {">", 4},  {"+", 5},  {"-", 5},  {"*", 6},  {"/", 6},  {"%", 6}};
enum { N_SIGNS = sizeof signs / sizeof *signs, CLOSEST = 6 };

static uint64_t apply_sign(sign s, uint64_t a, uint64_t b) {
    switch (s) {
    case OR:
        return a || b;
    case AND:
        return a && b;
    case EQUAL:
        return a == b;
    case UNEQUAL:
        return a != b;
    case AT_MOST:
        return a <= b;
    case AT_LEAST:
        return a >= b;
    case BELOW:
        return a < b;
    case ABOVE:
        return a > b;
    case PLUS:
        return a + b;
    case MINUS:
        return a - b;
    case TIMES:
        return a * b;
    case OVER:
        return b ? a / b : 0;
    case REST:
        return b ? a % b : 0;
    }
    return 0;
}

static void skip_rule_blanks(rule_reader *r) {
    r->at += strspn(r->at, " \t");
}

static bool take_mark(rule_reader *r, const char *text) {
    skip_rule_blanks(r);
    if (strncmp(r->at, text, strlen(text)) != 0)
        return false;
    r->at += strlen(text);
    return true;
}

static uint64_t read_choice(rule_reader *r);

static uint64_t read_number(rule_reader *r) {
    uint64_t x = 0;
    r->failed |= *r->at < '0' || *r->at > '9';
    for (; *r->at >= '0' && *r->at <= '9'; r->at++)
        x = 10 * x + (uint64_t)(*r->at - '0');
    return x;
}

static uint64_t read_operand(rule_reader *r) {
    bool turned = false, negated = false;
    while (take_mark(r, "!")) {
        turned = true;
        negated = !negated;
    }
    uint64_t x;
    if (take_mark(r, "(")) {
        x = read_choice(r);
        r->failed |= !take_mark(r, ")");
    } else
        x = take_mark(r, "n") ? r->n : read_number(r);
    return turned ? (x != 0) != negated : x;
}

/* The operator of a level that comes next, taken; N_SIGNS where it is none. */
static size_t take_rule_sign(rule_reader *r, int level) {
    skip_rule_blanks(r);
    for (size_t k = 0; k < N_SIGNS; k++)
        if (strncmp(r->at, signs[k].text, strlen(signs[k].text)) == 0) {
            if (signs[k].level != level)
                return N_SIGNS;
            r->at += strlen(signs[k].text);
            return k;
        }
    return N_SIGNS;
}

static uint64_t read_level(rule_reader *r, int level) {
    if (level > CLOSEST)
        return read_operand(r);
    uint64_t x = read_level(r, level + 1);
    for (size_t k; !r->failed && (k = take_rule_sign(r, level)) < N_SIGNS;)
        x = apply_sign((sign)k, x, read_level(r, level + 1));
    return x;
}

static uint64_t read_choice(rule_reader *r) {
    if (++r->depth > MOST_DEPTH)
        r->failed = true;
    uint64_t x = r->failed ? 0 : read_level(r, 1);
    if (!r->failed && take_mark(r, "?")) {
        uint64_t yes = read_choice(r);
        r->failed |= !take_mark(r, ":");
        uint64_t no = read_choice(r);
        x = x ? yes : no;
    }
    r->depth--;
    return x;
}

static uint64_t read_rule(rule_reader *r) {
    uint64_t x = read_choice(r);
    skip_rule_blanks(r);
    r->failed |= *r->at != ';' && *r->at != '\0' && *r->at != '\n';
    return x;
}

bool rap_plural_is_rule(const char *rule) {
    rule_reader r = {.at = rule};
    read_rule(&r);
    return !r.failed;
}

uint64_t rap_plural_form(const char *rule, uint64_t n) {
    rule_reader r = {.at = rule, .n = n};
    uint64_t form = read_rule(&r);
    return r.failed ? 0 : form;
}
