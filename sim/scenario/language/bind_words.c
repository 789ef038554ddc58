/* bind_words.c: what is wrong, in words. */
#include "scenario/language/bind_parts.h"
#include "base/unicode.h"
#include "stream/stream.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

enum { MOST_KEYS = 400 };

const char rap_bind_line[] = "one line of text of at most 500 bytes";

bool rap_bind_is_line(const rap_tree *node) {
    return node->kind == RAP_NODE_TEXT && strlen(node->text) <= RAP_LONGEST_LINE &&
           rap_text_is_clean(node->text);
}

/* A text, and what cannot be seen in it. */
static void describe_text(const char *text, char *buffer, size_t size) {
    uint32_t code;
    const char *name;
    int n = snprintf(buffer, size, "the text \"%.*s\"%s", RAP_SHOWN, text,
                     strlen(text) > RAP_SHOWN ? "..." : "");
    if (rap_unicode_hidden(text, &code, &name) && n > 0 && (size_t)n < size)
        snprintf(buffer + n, size - (size_t)n, " with U+%04" PRIX32 " (%s)", code, name);
}

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
        describe_text(node->text, buffer, size);
        return buffer;
    case RAP_NODE_INTEGER:
    case RAP_NODE_REAL:
    case RAP_NODE_BAD:
        break;
    }
    return node->written;
}

/* What a field wants: "a number from 0 to 1 hour/month". */
const char *rap_bind_wanted(const rap_field *f, char *buffer, size_t size) {
    bool bare = !f->unit || !strcmp(f->unit, "1");
    const char *open = bare ? "" : " (", *unit = bare ? "" : f->unit, *close = bare ? "" : ")";
    switch (f->kind) {
    case RAP_REAL:
        snprintf(buffer, size, "a number from %.10g to %.10g%s%s%s", f->lo, f->hi, open, unit,
                 close);
        return buffer;
    case RAP_INTEGER:
        snprintf(buffer, size, "a whole number from %" PRId64 " to %" PRId64 "%s%s%s",
                 rap_bind_whole(f->lo), rap_bind_whole(f->hi), open, unit, close);
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
    case RAP_TREE:
        return "a group { }";
    case RAP_ANY:
        return "a value";
    case RAP_MAP:
        return "a group of named groups { name = { ... }; }";
    case RAP_LIST:
        return "a list of groups ( { ... }, { ... } )";
    case RAP_TEXT:
    case RAP_CHOICE:
    case RAP_NAME:
        break;
    }
    return "a text in quotation marks";
}

void rap_bind_report(const rap_binder *b, const rap_tree *node, const char *path,
                     const char *text) {
    rap_findings_add(b->findings, node->file, node->line, path, "%s", text);
}

void rap_bind_expected(const rap_slot *s, const rap_tree *node, const char *what) {
    char text[2 * RAP_SHOWN + 80];
    if (node->kind == RAP_NODE_BAD)
        rap_findings_again(s->in->b->findings);
    else
        rap_findings_add(s->in->b->findings, node->file, node->line, node->path,
                         "%s expected, found %s", what, found(node, text, sizeof text));
}

void rap_bind_expected_field(const rap_slot *s, const rap_tree *node) {
    char what[256];
    rap_bind_expected(s, node, rap_bind_wanted(s->f, what, sizeof what));
}

/* ---- unknown keys ----------------------------------------------------------------------------- */

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

static void report_unknown(const rap_scope *in, const rap_record *record, const rap_tree *child,
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
        for (const rap_record *const *s = b->settings; *s; s++) {
            if (rap_record_find(*s, child->key, NULL)) {
                rap_findings_add(b->findings, child->file, child->line, child->path,
                                 "a setting of the whole study, which cannot differ between arms");
                return;
            }
            n = list_keys(*s, keys, n);
        }
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

void rap_bind_check_keys(const rap_scope *in, const rap_record *record, bool row) {
    for (size_t i = 0; in->tree && i < in->tree->n; i++) {
        const rap_tree *child = in->tree->children[i];
        if (!rap_record_find(record, child->key, NULL) && !(row && !strcmp(child->key, "label")))
            report_unknown(in, record, child, row);
    }
}
