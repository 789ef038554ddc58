/* bind.c: table-driven checks.
 *
 * A field that is not written takes the table's default; its path is that of the row from which it
 * is inherited, so that all who share it vary together. */
#include "scenario/language/bind.h"
#include "base/error.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_TEXT = 500, LONGEST_ROW_NAME = 64, SHOWN = 60, MOST_KEYS = 400 };

/* One group that is being bound. `where` is the group, or what stands nearest above it if it is not
 * written; `own` is the path of its own fields, `shared` of those that it inherits. */
typedef struct {
    const rap_binder *b;
    const rap_tree *tree; /* NULL if not written */
    const rap_tree *where;
    const char *own, *shared;
    const rap_record *inherited; /* keys of this record have their home in `shared`; or NULL */
    bool absent;                 /* a group that could be written and is not: it has no inputs */
} scope;

/* One field of it. */
typedef struct {
    const scope *in;
    const rap_field *f;
    const rap_tree *node; /* NULL if not written */
    const char *home;     /* path of the group to which an unwritten field belongs */
    char *out;
} slot;

static const char line_wanted[] = "one line of text of at most 500 bytes";

/* ---- wording ----------------------------------------------------------------------------------
 */

/* What stands there, in a few words. */
static const char *found(const rap_tree *node, char *buffer, size_t size) {
    switch (node->kind) {
    case RAP_NODE_GROUP:
        return "a group { }";
    case RAP_NODE_LIST:
        snprintf(buffer, size, "a list of %zu", node->n);
        return node->n ? buffer : "an empty list";
    case RAP_NODE_BOOLEAN:
        return node->integer ? "true" : "false";
    case RAP_NODE_TEXT:
        snprintf(buffer, size, "the text \"%.*s\"%s", SHOWN, node->text,
                 strlen(node->text) > SHOWN ? "..." : "");
        return buffer;
    default:
        return node->written;
    }
}

/* A bound as a whole number, held within 64 bits. */
static int64_t whole(double x) {
    return x >= 0x1p63 ? INT64_MAX : x <= -0x1p63 ? INT64_MIN : (int64_t)x;
}

/* What a field wants: "a number from 0 to 1 hour/month". */
static const char *wanted(const rap_field *f, char *buffer, size_t size) {
    bool bare = !f->unit || !strcmp(f->unit, "1");
    const char *open = bare ? "" : " (", *unit = bare ? "" : f->unit, *close = bare ? "" : ")";
    switch (f->kind) {
    case RAP_REAL:
        snprintf(buffer, size, "a number from %.10g to %.10g%s%s%s", f->lo, f->hi, open, unit,
                 close);
        return buffer;
    case RAP_INTEGER:
        snprintf(buffer, size, "a whole number from %" PRId64 " to %" PRId64 "%s%s%s", whole(f->lo),
                 whole(f->hi), open, unit, close);
        return buffer;
    case RAP_MONEY:
        snprintf(buffer, size, "an amount from %.10g to %.10g%s%s%s with at most two decimals",
                 f->lo, f->hi, open, unit, close);
        return buffer;
    case RAP_BOOLEAN:
        return "true or false";
    case RAP_TEXTS:
        return "a list of texts, [\"...\", \"...\"]";
    case RAP_GROUP:
        return "a group { }";
    case RAP_TREE:
        return "a group { }";
    case RAP_ANY:
        return "a value";
    case RAP_MAP:
        return "a group of named groups { name = { ... }; }";
    case RAP_LIST:
        return "a list of groups ( { ... }, { ... } )";
    default:
        return "a text in quotation marks";
    }
}

static void report(const rap_binder *b, const rap_tree *node, const char *path, const char *text) {
    rap_findings_add(b->findings, node->file, node->line, path, "%s", text);
}

static void expected(const slot *s, const rap_tree *node, const char *what) {
    char text[2 * SHOWN + 40];
    if (node->kind != RAP_NODE_BAD)
        rap_findings_add(s->in->b->findings, node->file, node->line, node->path,
                         "%s expected, found %s", what, found(node, text, sizeof text));
}

static void expected_field(const slot *s, const rap_tree *node) {
    char what[256];
    expected(s, node, wanted(s->f, what, sizeof what));
}

/* ---- unknown keys -----------------------------------------------------------------------------
 */

static size_t list_keys(const rap_record *record, const char **keys, size_t n) {
    for (; record; record = record->part)
        for (size_t i = 0; i < record->n_fields && n < MOST_KEYS; i++)
            keys[n++] = record->fields[i].key;
    return n;
}

/* Adds where in the grammar a key belongs that stands at the top: "; it stands below
 * teams.NAME.hours". Nothing where it belongs nowhere. */
static void add_home(char *hint, size_t size, const rap_record *record, const char *key) {
    const char *link = "; it belongs at ";
    for (; record; record = record->part)
        for (size_t i = 0; i < record->n_fields; i++) {
            const rap_field *f = &record->fields[i];
            size_t used = strlen(hint);
            if (!f->record || !rap_record_find(f->record, key, NULL))
                continue;
            snprintf(hint + used, size - used, "%s%s%s%s", link, f->key,
                     f->kind == RAP_GROUP ? "." : ".NAME.", key);
            link = " or ";
        }
}

/* Whether a setting at the top comes from an arm's changes. */
static bool is_changed(const rap_binder *b, const rap_tree *child) {
    const rap_tree *own = b->changes ? rap_tree_child(b->changes, child->key) : NULL;
    return own && own->line == child->line && strcmp(own->file, child->file) == 0;
}

static void report_unknown(const scope *in, const rap_record *record, const rap_tree *child,
                           bool row) {
    const char *keys[MOST_KEYS];
    char hint[400];
    const rap_binder *b = in->b;
    size_t n = list_keys(record, keys, 0);
    if (row && n < MOST_KEYS)
        keys[n++] = "label";
    const char *what = record->name, *link = " in ";
    if (in->tree == b->root && b->settings) {
        what = link = "";
        if (rap_record_find(b->settings, child->key, NULL)) {
            rap_findings_add(b->findings, child->file, child->line, child->path,
                             "a setting of the whole study, which cannot differ between arms");
            return;
        }
        n = list_keys(b->settings, keys, n);
    }
    rap_suggest(b->findings, child->key, keys, n, hint, sizeof hint);
    if (in->tree == b->root)
        add_home(hint, sizeof hint, b->grammar, child->key);
    if (in->tree == b->root && is_changed(b, child)) {
        link = " in the changes of arm ";
        what = b->arm;
    }
    rap_findings_add(b->findings, child->file, child->line, child->path, "unknown key%s%s%s", link,
                     what, hint);
}

static void check_keys(const scope *in, const rap_record *record, bool row) {
    for (size_t i = 0; in->tree && i < in->tree->n; i++) {
        const rap_tree *child = in->tree->children[i];
        if (!rap_record_find(record, child->key, NULL) && !(row && !strcmp(child->key, "label")))
            report_unknown(in, record, child, row);
    }
}

/* ---- what the study states once -----------------------------------------------------------------
 */

static void check_currency(const slot *s, const char *text) {
    const rap_binder *b = s->in->b;
    if (s->node && (s->f->flags & RAP_AS_STUDY) && b->currency && strcmp(text, b->currency))
        rap_findings_add(b->findings, s->node->file, s->node->line, s->node->path,
                         "a currency mix: \"%.*s\" here, \"%s\" in the study", SHOWN, text,
                         b->currency);
}

static void check_price_year(const slot *s, int64_t year) {
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

/* ---- numbers ----------------------------------------------------------------------------------
 */

static bool is_numeric(const rap_tree *node) {
    return node->kind == RAP_NODE_INTEGER || node->kind == RAP_NODE_REAL;
}

static bool is_legal(const rap_field *f, double x) {
    return x >= f->lo && x <= f->hi;
}

static int tell(const slot *s, rap_bound *bound) {
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
static rap_bound fixed(const slot *s, double value) {
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
static bool read_note(const slot *s, const char *key, const char **text) {
    const rap_tree *node = rap_tree_child(s->node, key);
    if (!node)
        return true;
    if (node->kind == RAP_NODE_TEXT && rap_text_is_clean(node->text) &&
        strlen(node->text) <= LONGEST_TEXT) {
        *text = node->text;
        return true;
    }
    expected(s, node, line_wanted);
    return false;
}

static bool read_range(const slot *s, rap_bound *bound) {
    const rap_tree *range = rap_tree_child(s->node, "range");
    char text[320], bounds[200];
    if (!range)
        return true;
    if (range->kind != RAP_NODE_LIST || range->n != 2 || !is_numeric(range->children[0]) ||
        !is_numeric(range->children[1])) {
        bool known =
            range->kind == RAP_NODE_LIST && range->n == 2 &&
            (range->children[0]->kind == RAP_NODE_BAD || range->children[1]->kind == RAP_NODE_BAD);
        if (!known)
            expected(s, range, "a range of two numbers, [0.0, 0.7] or (0, 0.7),");
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
                 wanted(s->f, bounds, sizeof bounds), lo, hi);
    report(s->in->b, range, range->path, text);
    return false;
}

static bool read_grade(const slot *s, rap_bound *bound) {
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
        snprintf(text, sizeof text, "unknown grade \"%.*s\"%s", SHOWN, bound->grade,
                 rap_suggest(s->in->b->findings, bound->grade, grades + from, to - from, hint,
                             sizeof hint));
        report(s->in->b, node, node->path, text);
        return false;
    }
    bool needs_source = !strcmp(bound->grade, "measured") || !strcmp(bound->grade, "inferred");
    if (needs_source && !rap_tree_child(s->node, "source")) {
        snprintf(text, sizeof text, "the grade \"%s\" needs a source", bound->grade);
        report(s->in->b, s->node, s->node->path, text);
        return false;
    }
    return true;
}

static void check_number_keys(const slot *s) {
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
static bool read_uncertain(const slot *s, rap_bound *bound) {
    const rap_tree *value = rap_tree_child(s->node, "value");
    const rap_tree *range = rap_tree_child(s->node, "range");
    check_number_keys(s);
    if (!value) {
        report(s->in->b, s->node, s->node->path, "a number in braces needs a key \"value\"");
        return false;
    }
    bool legal = is_numeric(value) && is_legal(s->f, value->number);
    if (!legal)
        expected_field(s, value);
    *bound = fixed(s, legal ? value->number : s->f->value);
    if (range && (s->f->flags & RAP_CHOSEN)) {
        report(s->in->b, range, range->path,
               "a design choice is certain by definition and has no range");
        return false;
    }
    legal &= read_note(s, "source", &bound->source);
    legal &= read_grade(s, bound);
    return legal && read_range(s, bound);
}

static int bind_real(const slot *s) {
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
        expected_field(s, s->node);
        good = false;
    }
    double value = good ? bound.value : f->value;
    memcpy(s->out, &value, sizeof value);
    return good ? tell(s, &bound) : RAP_OK;
}

static int bind_whole(const slot *s, int64_t value, double shown) {
    rap_bound bound = fixed(s, shown);
    memcpy(s->out, &value, sizeof value);
    return tell(s, &bound);
}

static int bind_integer(const slot *s) {
    const rap_tree *node = s->node;
    int64_t value = whole(s->f->value);
    if (node && node->kind == RAP_NODE_INTEGER && node->integer >= whole(s->f->lo) &&
        node->integer <= whole(s->f->hi))
        value = node->integer;
    else if (node)
        expected_field(s, node);
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

static int bind_money(const slot *s) {
    const rap_tree *node = s->node;
    int64_t cents = (int64_t)llround(s->f->value * 100), read;
    bool number = node && is_numeric(node);
    bool exact = number && (node->kind == RAP_NODE_INTEGER ? round_cents(node->number, &read)
                            : strpbrk(node->written, "eE") ? round_cents(node->number, &read)
                                                           : read_cents(node->written, &read));
    if (exact && is_legal(s->f, node->number))
        cents = read;
    else if (node)
        expected_field(s, node);
    return bind_whole(s, cents, (double)cents / 100);
}

/* ---- words ------------------------------------------------------------------------------------
 */

static bool is_line(const rap_tree *node) {
    return node->kind == RAP_NODE_TEXT && strlen(node->text) <= LONGEST_TEXT &&
           rap_text_is_clean(node->text);
}

static void bind_text(const slot *s) {
    const char *text = s->f->text;
    bool blank = s->node && s->node->kind == RAP_NODE_TEXT &&
                 strspn(s->node->text, " ") == strlen(s->node->text);
    if (s->node && is_line(s->node) && !(blank && (s->f->flags & RAP_REQUIRED)))
        text = s->node->text;
    else if (s->node)
        expected(s, s->node, blank ? "a text that is not empty" : line_wanted);
    check_currency(s, text ? text : "");
    memcpy(s->out, &text, sizeof text);
}

static int bind_texts(const slot *s) {
    rap_texts texts = {NULL, 0};
    const rap_tree *node = s->node;
    if (node && node->kind != RAP_NODE_LIST)
        expected_field(s, node);
    if (node && node->kind == RAP_NODE_LIST) {
        const char **items = rap_arena_take(s->in->b->arena, node->n, sizeof *items);
        if (!items)
            return rap_fail(RAP_ENOMEM);
        for (size_t i = 0; i < node->n; i++) {
            items[texts.n] = node->children[i]->text;
            texts.n += is_line(node->children[i]);
            if (!is_line(node->children[i]))
                expected(s, node->children[i], line_wanted);
        }
        texts.items = items;
        if (node->n == 0 && (s->f->flags & RAP_REQUIRED))
            expected(s, node, "at least one text");
    }
    memcpy(s->out, &texts, sizeof texts);
    return RAP_OK;
}

static void bind_boolean(const slot *s) {
    bool value = s->f->value != 0;
    if (s->node && s->node->kind == RAP_NODE_BOOLEAN)
        value = s->node->integer != 0;
    else if (s->node)
        expected_field(s, s->node);
    memcpy(s->out, &value, sizeof value);
}

static void report_name(const slot *s, const char *const *names, size_t n, const char *what) {
    const rap_binder *b = s->in->b;
    char hint[400];
    rap_findings_add(b->findings, s->node->file, s->node->line, s->node->path,
                     "unknown %s \"%.*s\"%s", what, SHOWN, s->node->text,
                     rap_suggest(b->findings, s->node->text, names, n, hint, sizeof hint));
}

static void bind_choice(const slot *s) {
    const char *const *choices = s->f->choices;
    int value = (int)s->f->value, n = 0, found_at = -1;
    for (; choices[n]; n++)
        if (s->node && s->node->kind == RAP_NODE_TEXT && !strcmp(choices[n], s->node->text))
            found_at = n;
    if (found_at >= 0)
        value = found_at;
    else if (s->node && s->node->kind == RAP_NODE_TEXT)
        report_name(s, choices, (size_t)n, "choice");
    else if (s->node)
        expected_field(s, s->node);
    memcpy(s->out, &value, sizeof value);
}

/* An unknown row, with the names that there are. */
static int report_row(const slot *s, const rap_tree *map) {
    const rap_binder *b = s->in->b;
    const rap_field *to = rap_record_find(b->grammar, s->f->refers, NULL);
    size_t n = map && map->kind == RAP_NODE_GROUP && !rap_findings_full(b->findings) ? map->n : 0;
    const char **names = rap_arena_take(b->arena, n, sizeof *names);
    if (!names)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < n; i++)
        names[i] = map->children[i]->key;
    report_name(s, names, n, to && to->record ? to->record->name : s->f->refers);
    return RAP_OK;
}

static int bind_name(const slot *s) {
    const rap_tree *map = rap_tree_child(s->in->b->root, s->f->refers);
    size_t n = map && map->kind == RAP_NODE_GROUP ? map->n : 0, i = 0;
    bool text = s->node && s->node->kind == RAP_NODE_TEXT;
    while (text && i < n && strcmp(map->children[i]->key, s->node->text) != 0)
        i++;
    int value = text && i < n ? (int)i : -1;
    memcpy(s->out, &value, sizeof value);
    if (s->node && !text)
        expected_field(s, s->node);
    return text && value < 0 ? report_row(s, map) : RAP_OK;
}

/* ---- groups -----------------------------------------------------------------------------------
 */

static int bind_scope(const scope *in, const rap_record *record, char *out, bool row);

static bool must_be_written(const rap_record *record) {
    for (size_t i = 0; i < record->n_fields; i++)
        if (record->fields[i].flags & RAP_REQUIRED)
            return true;
    return false;
}

static int bind_group(const slot *s) {
    const scope *in = s->in;
    bool group = s->node && s->node->kind == RAP_NODE_GROUP;
    const char *home = rap_arena_path(in->b->arena, s->home, s->f->key);
    if (s->node && !group)
        expected_field(s, s->node);
    if (!home)
        return rap_fail(RAP_ENOMEM);
    bool absent = in->absent || (!s->node && must_be_written(s->f->record));
    scope below = {in->b, group ? s->node : NULL, s->node ? s->node : in->where, home, home, NULL,
                   absent};
    return bind_scope(&below, s->f->record, s->out, false);
}

static bool is_row_name(const char *s) {
    size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_");
    return s[0] >= 'a' && s[0] <= 'z' && !s[n] && n <= LONGEST_ROW_NAME;
}

/* What a row takes over from the row that it names: the keys that its own record knows. */
static const rap_tree *inheritable(const rap_binder *b, const rap_record *record,
                                   const rap_tree *from) {
    const rap_tree **kept = rap_arena_take(b->arena, from->n, sizeof *kept);
    size_t n = 0;
    if (!kept)
        return NULL;
    for (size_t i = 0; i < from->n; i++)
        if (strcmp(from->children[i]->key, "label") &&
            rap_record_find(record, from->children[i]->key, NULL))
            kept[n++] = from->children[i];
    return rap_tree_group(b->arena, from, kept, n);
}

/* Lets a row inherit: below->tree becomes the merged row. */
static int inherit(scope *below, const rap_record *record) {
    const rap_binder *b = below->b;
    const rap_field *by = record->inherits ? rap_record_find(record, record->inherits, NULL) : NULL;
    const rap_tree *name = by ? rap_tree_child(below->tree, by->key) : NULL;
    const rap_field *map = by ? rap_record_find(b->grammar, by->refers, NULL) : NULL;
    if (!name || !map || name->kind != RAP_NODE_TEXT)
        return RAP_OK;
    const rap_tree *from = rap_tree_child(rap_tree_child(b->root, by->refers), name->text);
    if (!from || from->kind != RAP_NODE_GROUP)
        return RAP_OK;
    const rap_tree *base = inheritable(b, record, from);
    below->tree = base ? rap_tree_merge(b->arena, base, below->tree) : NULL;
    below->shared = from->path;
    below->inherited = map->record;
    return below->tree ? RAP_OK : rap_fail(RAP_ENOMEM);
}

static void name_row(const slot *s, const rap_tree *row, char *out) {
    rap_named named = {row->key, row->key, rap_hash_text(row->key)};
    const rap_tree *label = rap_tree_child(row, "label");
    if (!is_row_name(row->key))
        rap_findings_add(s->in->b->findings, row->file, row->line, row->path,
                         "a name starts with a lower-case letter and holds lower-case letters, "
                         "digits and _ only, at most 64 of them");
    if (label && is_line(label) && strspn(label->text, " ") < strlen(label->text))
        named.label = label->text;
    else if (label)
        expected(s, label, is_line(label) ? "a text that is not empty" : line_wanted);
    memcpy(out, &named, sizeof named);
}

/* The setting at a path below a group, "pay.share"; NULL where there is none. */
static const rap_tree *setting_at(const rap_tree *group, const char *path) {
    char key[LONGEST_ROW_NAME + 1];
    const char *dot = strchr(path, '.');
    snprintf(key, sizeof key, "%.*s", dot ? (int)(dot - path) : LONGEST_ROW_NAME, path);
    const rap_tree *child = rap_tree_child(group, key);
    return child && dot ? setting_at(child, dot + 1) : child;
}

/* Reports what says the same as another key of its row in another way. */
static void check_instead(const rap_binder *b, const rap_record *record, const rap_tree *row) {
    for (size_t i = 0; i < record->n_fields; i++) {
        const rap_field *f = &record->fields[i];
        const rap_tree *node = rap_tree_child(row, f->key);
        for (size_t k = 0; node && f->instead && f->instead[k]; k++)
            if (setting_at(row, f->instead[k]))
                rap_findings_add(b->findings, node->file, node->line, node->path,
                                 "%s and %s are both stated here, and say the same in two ways; "
                                 "one of them expected",
                                 f->key, f->instead[k]);
    }
}

static int bind_row(const slot *s, const rap_tree *row, char *out) {
    bool map = s->f->kind == RAP_MAP;
    scope below = {s->in->b, row, row, row->path, row->path, NULL, false};
    if (map)
        name_row(s, row, out);
    if (row->kind != RAP_NODE_GROUP) {
        expected(s, row, "a group { }");
        return RAP_OK;
    }
    check_instead(s->in->b, s->f->record, row);
    int status = inherit(&below, s->f->record);
    return status ? status : bind_scope(&below, s->f->record, out, map);
}

static int bind_rows(const slot *s) {
    const rap_tree *node = s->node;
    const size_t size = s->f->record->size;
    rap_rows rows = {NULL, 0};
    rap_node_kind kind = s->f->kind == RAP_MAP ? RAP_NODE_GROUP : RAP_NODE_LIST;
    int status = RAP_OK;
    if (node && node->kind != kind) {
        expected_field(s, node);
    } else if (node) {
        rows.n = node->n;
        rows.rows = rap_arena_take(s->in->b->arena, node->n, size);
        if (!rows.rows)
            return rap_fail(RAP_ENOMEM);
        for (size_t i = 0; i < node->n && !status; i++)
            status = bind_row(s, node->children[i], (char *)rows.rows + i * size);
        if (node->n == 0 && (s->f->flags & RAP_REQUIRED))
            report(s->in->b, node, node->path, "at least one entry expected, found none");
    }
    memcpy(s->out, &rows, sizeof rows);
    return status;
}

static int bind_slot(const slot *s) {
    switch (s->f->kind) {
    case RAP_REAL:
        return bind_real(s);
    case RAP_INTEGER:
        return bind_integer(s);
    case RAP_MONEY:
        return bind_money(s);
    case RAP_BOOLEAN:
        bind_boolean(s);
        return RAP_OK;
    case RAP_TEXT:
        bind_text(s);
        return RAP_OK;
    case RAP_CHOICE:
        bind_choice(s);
        return RAP_OK;
    case RAP_NAME:
        return bind_name(s);
    case RAP_TEXTS:
        return bind_texts(s);
    case RAP_GROUP:
        return bind_group(s);
    case RAP_MAP:
    case RAP_LIST:
        return bind_rows(s);
    case RAP_TREE:
        if (s->node && s->node->kind != RAP_NODE_GROUP)
            expected_field(s, s->node);
        return RAP_OK;
    case RAP_ANY:
        return RAP_OK;
    }
    return RAP_OK;
}

static int bind_field(const scope *in, const rap_field *f, char *out) {
    bool shared = in->inherited && rap_record_find(in->inherited, f->key, NULL);
    slot s = {in, f, rap_tree_child(in->tree, f->key), shared ? in->shared : in->own, out};
    if (!s.node && in->tree && (f->flags & RAP_REQUIRED)) {
        char what[256];
        const char *path = rap_arena_path(in->b->arena, in->own, f->key);
        if (!path)
            return rap_fail(RAP_ENOMEM);
        rap_findings_add(in->b->findings, in->where->file, in->where->line, path,
                         "missing; %s expected (%s)", wanted(f, what, sizeof what), f->meaning);
    }
    return bind_slot(&s);
}

static int bind_scope(const scope *in, const rap_record *record, char *out, bool row) {
    int status = RAP_OK;
    check_keys(in, record, row);
    for (; record; out += record->part_offset, record = record->part)
        for (size_t i = 0; i < record->n_fields && !status; i++)
            status = bind_field(in, &record->fields[i], out + record->fields[i].offset);
    return status;
}

int rap_bind(const rap_binder *b, void *out) {
    size_t before = b->findings->seen;
    scope all = {b, b->root, b->root, b->root->path, b->root->path, NULL, false};
    int status = bind_scope(&all, b->grammar, out, false);
    if (b->findings->failed || b->arena->failed)
        return rap_fail(RAP_ENOMEM);
    if (status)
        return status;
    return b->findings->seen > before ? rap_fail(RAP_EINPUT) : RAP_OK;
}
