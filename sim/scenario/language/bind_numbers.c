/* bind_numbers.c: numbers, certain and uncertain, and money. */
#include "base/error.h"
#include "scenario/language/bind_parts.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static bool is_numeric(const rap_tree *node) {
    return node->kind == RAP_NODE_INTEGER || node->kind == RAP_NODE_REAL;
}

static bool is_legal(const rap_field *f, double x) {
    return x >= f->lo && x <= f->hi;
}

static int tell_number(const rap_slot *s, rap_bound *bound) {
    const rap_binder *b = s->in->b;
    if (!b->number || s->in->absent)
        return RAP_OK;
    bound->field = s->f;
    bound->target = s->out;
    bound->path = s->node ? s->node->path : rap_arena_path(b->arena, s->home, s->f->key);
    if (!bound->path)
        return rap_fail(RAP_ENOMEM);
    if (s->node) {
        bound->file = s->node->file;
        bound->line = s->node->line;
    }
    return b->number(b->context, bound);
}

/* A number that the table or the study fixes. */
static rap_bound fixed(const rap_slot *s, double value) {
    const rap_field *f = s->f;
    bool written = s->node != NULL;
    return (rap_bound){.value = value,
                       .range_lo = value,
                       .range_hi = value,
                       .grade = written || !f->grade ? "chosen" : f->grade,
                       .source = written     ? "set in the study"
                                 : f->source ? f->source
                                             : ""};
}

/* A text of an uncertain number's group; false after a problem. */
static bool read_note(const rap_slot *s, const char *key, const char **text) {
    const rap_tree *node = rap_tree_child(s->node, key);
    if (!node)
        return true;
    if (rap_bind_is_line(node)) {
        *text = node->text;
        return true;
    }
    rap_bind_expected(s, node, rap_bind_line);
    return false;
}

static bool read_range(const rap_slot *s, rap_bound *bound) {
    const rap_tree *range = rap_tree_child(s->node, "range");
    char text[320], bounds[200];
    if (!range)
        return true;
    if (range->kind != RAP_NODE_LIST || range->n != 2 || !is_numeric(range->children[0]) ||
        !is_numeric(range->children[1])) {
        bool known =
            range->kind == RAP_NODE_LIST && range->n == 2 &&
            (range->children[0]->kind == RAP_NODE_BAD || range->children[1]->kind == RAP_NODE_BAD);
        if (known)
            rap_findings_again(s->in->b->findings);
        else
            rap_bind_expected(s, range, "a range of two numbers, [0.0, 0.7] or (0, 0.7),");
        return false;
    }
    double lo = range->children[0]->number, hi = range->children[1]->number;
    bound->range_lo = lo;
    bound->range_hi = hi;
    if (is_legal(s->f, lo) && is_legal(s->f, hi) && lo <= bound->value && bound->value <= hi)
        return true;
    if (is_legal(s->f, lo) && is_legal(s->f, hi) && lo <= hi)
        snprintf(text, sizeof text, "the value %.10g lies outside its range %.10g to %.10g",
                 bound->value, lo, hi);
    else if (is_legal(s->f, lo) && is_legal(s->f, hi))
        snprintf(text, sizeof text, "the range runs from %.10g down to %.10g", lo, hi);
    else
        snprintf(text, sizeof text, "%s expected at both ends, found %.10g to %.10g",
                 rap_bind_wanted(s->f, bounds, sizeof bounds), lo, hi);
    rap_bind_report(s->in->b, range, range->path, text);
    return false;
}

static bool read_grade(const rap_slot *s, rap_bound *bound) {
    static const char *const grades[] = {"measured", "inferred", "elicited", "assumed", "chosen"};
    const rap_tree *node = rap_tree_child(s->node, "grade");
    bool choice = s->f->flags & RAP_CHOSEN, known = false;
    size_t from = choice ? 4 : 0, to = choice ? 5 : 4;
    char hint[300], text[400];
    bound->grade = choice ? "chosen" : "assumed";
    if (!read_note(s, "grade", &bound->grade))
        return false;
    for (size_t i = from; i < to && node; i++)
        known |= !strcmp(bound->grade, grades[i]);
    if (node && !known) {
        snprintf(text, sizeof text, "unknown grade \"%.*s\"%s", RAP_SHOWN, bound->grade,
                 rap_suggest(s->in->b->findings, bound->grade, grades + from, to - from, hint,
                             sizeof hint));
        rap_bind_report(s->in->b, node, node->path, text);
        return false;
    }
    bool needs_source = !strcmp(bound->grade, "measured") || !strcmp(bound->grade, "inferred");
    if (needs_source && !rap_tree_child(s->node, "source")) {
        snprintf(text, sizeof text, "the grade \"%s\" needs a source", bound->grade);
        rap_bind_report(s->in->b, s->node, s->node->path, text);
        return false;
    }
    return true;
}

static void check_number_keys(const rap_slot *s) {
    static const char *const keys[] = {"value", "range", "grade", "source"};
    char hint[200];
    for (size_t i = 0; i < s->node->n; i++) {
        const rap_tree *child = s->node->children[i];
        bool known = false;
        for (size_t k = 0; k < 4; k++)
            known |= !strcmp(child->key, keys[k]);
        if (!known)
            rap_findings_add(
                s->in->b->findings, child->file, child->line, child->path,
                "unknown key in a number%s",
                rap_suggest(s->in->b->findings, child->key, keys, 4, hint, sizeof hint));
    }
}

/* { value; range; grade; source; } */
static bool read_uncertain(const rap_slot *s, rap_bound *bound) {
    const rap_tree *value = rap_tree_child(s->node, "value");
    const rap_tree *range = rap_tree_child(s->node, "range");
    check_number_keys(s);
    if (!value) {
        rap_bind_report(s->in->b, s->node, s->node->path,
                        "a number in braces needs a key \"value\"");
        return false;
    }
    bool legal = is_numeric(value) && is_legal(s->f, value->number);
    if (!legal)
        rap_bind_expected_field(s, value);
    *bound = fixed(s, legal ? value->number : s->f->value);
    if (range && (s->f->flags & RAP_CHOSEN)) {
        rap_bind_report(s->in->b, range, range->path,
                        "a design choice is certain by definition and has no range");
        return false;
    }
    legal &= read_note(s, "source", &bound->source);
    legal &= read_grade(s, bound);
    return legal && read_range(s, bound);
}

int rap_bind_real(const rap_slot *s) {
    const rap_field *f = s->f;
    rap_bound bound = fixed(s, f->value);
    bool good = true;
    if (!s->node) {
        bool uncertain = f->range_lo < f->range_hi;
        bound.range_lo = uncertain ? f->range_lo : f->value;
        bound.range_hi = uncertain ? f->range_hi : f->value;
    } else if (s->node->kind == RAP_NODE_GROUP) {
        good = read_uncertain(s, &bound);
    } else if (is_numeric(s->node) && is_legal(f, s->node->number)) {
        bound = fixed(s, s->node->number);
    } else {
        rap_bind_expected_field(s, s->node);
        good = false;
    }
    double value = good ? bound.value : f->value;
    memcpy(s->out, &value, sizeof value);
    return good ? tell_number(s, &bound) : RAP_OK;
}

static int bind_whole(const rap_slot *s, int64_t value, double shown) {
    rap_bound bound = fixed(s, shown);
    memcpy(s->out, &value, sizeof value);
    return tell_number(s, &bound);
}

static void check_price_year(const rap_slot *s, int64_t year) {
    const rap_binder *b = s->in->b;
    char own[64] = "no price_year";
    if (!s->node || !(s->f->flags & RAP_AS_STUDY) || !b->currency || year == b->price_year)
        return;
    if (b->price_year)
        snprintf(own, sizeof own, "prices of %" PRId64, b->price_year);
    rap_findings_add(b->findings, s->node->file, s->node->line, s->node->path,
                     "a mix of price years: prices of %" PRId64 " here, %s in the study", year,
                     own);
}

int rap_bind_integer(const rap_slot *s) {
    const rap_tree *node = s->node;
    int64_t value = rap_bind_whole(s->f->value);
    if (node && node->kind == RAP_NODE_INTEGER && node->integer >= rap_bind_whole(s->f->lo) &&
        node->integer <= rap_bind_whole(s->f->hi))
        value = node->integer;
    else if (node)
        rap_bind_expected_field(s, node);
    check_price_year(s, value);
    return bind_whole(s, value, (double)value);
}

/* Whole cents from decimal digits, exactly; false if there are more than two decimals. */
static bool read_cents(const char *written, int64_t *cents) {
    bool negative = *written == '-';
    const char *s = written + (*written == '+' || *written == '-');
    size_t digits = strspn(s, "0123456789"), n = 0;
    int64_t sum = 0;
    if (digits > 15 || strpbrk(s, "eExX"))
        return false;
    for (size_t i = 0; i < digits; i++)
        sum = sum * 10 + (s[i] - '0');
    const char *fraction = s[digits] == '.' ? s + digits + 1 : "";
    for (; n < 2; n++)
        sum = sum * 10 + (*fraction ? *fraction++ - '0' : 0);
    *cents = negative ? -sum : sum;
    return strspn(fraction, "0") == strlen(fraction);
}

/* Cents of what is written with an exponent or as hexadecimal: exact where the double is. */
static bool round_cents(double x, int64_t *cents) {
    if (!(fabs(x) < 9e13))
        return false;
    *cents = (int64_t)llround(x * 100);
    return (double)*cents / 100 == x;
}

int rap_bind_money(const rap_slot *s) {
    const rap_tree *node = s->node;
    int64_t cents = (int64_t)llround(s->f->value * 100), read;
    bool number = node && is_numeric(node);
    bool exact = number && (node->kind == RAP_NODE_INTEGER ? round_cents(node->number, &read)
                            : strpbrk(node->written, "eE") ? round_cents(node->number, &read)
                                                           : read_cents(node->written, &read));
    if (exact && is_legal(s->f, node->number))
        cents = read;
    else if (node)
        rap_bind_expected_field(s, node);
    return bind_whole(s, cents, (double)cents / 100);
}
