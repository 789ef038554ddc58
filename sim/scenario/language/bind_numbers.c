/* bind_numbers.c: numbers, certain and uncertain, and money. */
#include "base/error.h"
#include "scenario/language/bind_parts.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static int tell_number(const rap_slot *s, rap_bound *bound) {
    const rap_binder *b = s->in->b;
    if (!b->number || s->in->absent || (!s->node && s->f->flags & RAP_QUIET))
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
                       .prior = rap_prior_between(RAP_UNIFORM, false, value, value, value),
                       .grade = written || !f->grade ? "chosen" : f->grade,
                       .source = written     ? "set in the study"
                                 : f->source ? f->source
                                             : ""};
}

int rap_bind_real(const rap_slot *s) {
    const rap_field *f = s->f;
    rap_bound bound = fixed(s, f->value);
    bool good = true;
    if (!s->node) {
        if (f->range_lo < f->range_hi)
            bound.prior =
                rap_prior_of_range(s->in->b->distribution, f->range_lo, f->value, f->range_hi);
    } else if (s->node->kind == RAP_NODE_GROUP) {
        good = rap_bind_uncertain(s, &bound);
    } else if (rap_bind_is_number(s->node) && rap_bind_is_legal(f, s->node->number)) {
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
    bool number = node && rap_bind_is_number(node);
    bool exact = number && (node->kind == RAP_NODE_INTEGER ? round_cents(node->number, &read)
                            : strpbrk(node->written, "eE") ? round_cents(node->number, &read)
                                                           : read_cents(node->written, &read));
    if (exact && rap_bind_is_legal(s->f, node->number))
        cents = read;
    else if (node)
        rap_bind_expected_field(s, node);
    return bind_whole(s, cents, (double)cents / 100);
}
