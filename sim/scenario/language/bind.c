/* bind.c: table-driven checks: texts, names, groups and rows (numbers in bind_numbers.c).
 *
 * A field that is not written takes the table's default; its path is that of the row from which it
 * is inherited, so that all who share it vary together. */
#include "scenario/language/bind.h"
#include "base/error.h"
#include "scenario/language/bind_parts.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST_ROW_NAME = 64 };

/* ---- words ------------------------------------------------------------------------------------ */

static void check_currency(const rap_slot *s, const char *text) {
    const rap_binder *b = s->in->b;
    if (s->node && (s->f->flags & RAP_AS_STUDY) && b->currency && strcmp(text, b->currency))
        rap_findings_add(b->findings, s->node->file, s->node->line, s->node->path,
                         "a currency mix: \"%.*s\" here, \"%s\" in the study", RAP_SHOWN, text,
                         b->currency);
}

static void bind_line(const rap_slot *s) {
    const char *text = s->f->text;
    bool blank = s->node && s->node->kind == RAP_NODE_TEXT &&
                 strspn(s->node->text, " ") == strlen(s->node->text);
    if (s->node && rap_bind_is_line(s->node) && !(blank && (s->f->flags & RAP_REQUIRED)))
        text = s->node->text;
    else if (s->node)
        rap_bind_expected(s, s->node, blank ? "a text that is not empty" : rap_bind_line);
    check_currency(s, text ? text : "");
    memcpy(s->out, &text, sizeof text);
}

static int bind_texts(const rap_slot *s) {
    rap_texts texts = {NULL, 0};
    const rap_tree *node = s->node;
    if (node && node->kind != RAP_NODE_LIST)
        rap_bind_expected_field(s, node);
    if (node && node->kind == RAP_NODE_LIST) {
        const char **items = rap_arena_take(s->in->b->arena, node->n, sizeof *items);
        if (!items)
            return rap_fail(RAP_ENOMEM);
        for (size_t i = 0; i < node->n; i++) {
            items[texts.n] = node->children[i]->text;
            texts.n += rap_bind_is_line(node->children[i]);
            if (!rap_bind_is_line(node->children[i]))
                rap_bind_expected(s, node->children[i], rap_bind_line);
        }
        texts.items = items;
        if (node->n == 0 && (s->f->flags & RAP_REQUIRED))
            rap_bind_expected(s, node, "at least one text");
    }
    memcpy(s->out, &texts, sizeof texts);
    return RAP_OK;
}

/* A number whose default is that of the study's currency. */
static int bind_real_in_currency(const rap_slot *s) {
    const rap_binder *b = s->in->b;
    const rap_in_currency *in = s->f->in_currency;
    if (s->node || !in || !b->currency)
        return rap_bind_real(s);
    while (in->currency && strcmp(in->currency, b->currency) != 0)
        in++;
    rap_slot slot = *s;
    slot.f = in->currency ? &in->field : s->f;
    const rap_tree *where = b->currency_at ? b->currency_at : s->in->where;
    if (!in->currency)
        rap_findings_add(b->findings, where->file, where->line, where->path,
                         "%s.%s must be stated: there is no default for it in %.*s", s->home,
                         s->f->key, RAP_SHOWN, b->currency);
    return rap_bind_real(&slot);
}

static void bind_boolean(const rap_slot *s) {
    bool value = s->f->value != 0;
    if (s->node && s->node->kind == RAP_NODE_BOOLEAN)
        value = s->node->integer != 0;
    else if (s->node)
        rap_bind_expected_field(s, s->node);
    memcpy(s->out, &value, sizeof value);
}

static void report_name(const rap_slot *s, const char *const *names, size_t n, const char *what) {
    const rap_binder *b = s->in->b;
    char hint[400];
    rap_findings_add(b->findings, s->node->file, s->node->line, s->node->path,
                     "unknown %s \"%.*s\"%s", what, RAP_SHOWN, s->node->text,
                     rap_suggest(b->findings, s->node->text, names, n, hint, sizeof hint));
}

static void bind_choice(const rap_slot *s) {
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
        rap_bind_expected_field(s, s->node);
    memcpy(s->out, &value, sizeof value);
}

/* An unknown row, with the names that there are. */
static int report_row(const rap_slot *s, const rap_tree *map) {
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

static int bind_name(const rap_slot *s) {
    const rap_tree *map = rap_tree_child(s->in->b->root, s->f->refers);
    size_t n = map && map->kind == RAP_NODE_GROUP ? map->n : 0;
    bool text = s->node && s->node->kind == RAP_NODE_TEXT;
    size_t i = text && n > 0 ? rap_tree_step(map, s->node->text, strlen(s->node->text)) : n;
    int value = text && i < n ? (int)i : -1;
    memcpy(s->out, &value, sizeof value);
    if (s->node && !text)
        rap_bind_expected_field(s, s->node);
    return text && value < 0 ? report_row(s, map) : RAP_OK;
}

/* ---- groups ----------------------------------------------------------------------------------- */

static int bind_scope(const rap_scope *in, const rap_record *record, char *out, bool row);

static bool must_be_written(const rap_record *record) {
    for (size_t i = 0; i < record->n_fields; i++)
        if (record->fields[i].flags & RAP_REQUIRED)
            return true;
    return false;
}

static int bind_group(const rap_slot *s) {
    const rap_scope *in = s->in;
    bool group = s->node && s->node->kind == RAP_NODE_GROUP;
    const char *home = rap_arena_path(in->b->arena, s->home, s->f->key);
    if (s->node && !group)
        rap_bind_expected_field(s, s->node);
    if (!home)
        return rap_fail(RAP_ENOMEM);
    bool absent = in->absent || (!s->node && must_be_written(s->f->record));
    rap_scope below = {
        in->b, group ? s->node : NULL, s->node ? s->node : in->where, home, home, NULL, absent};
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
static int inherit(rap_scope *below, const rap_record *record) {
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

static void name_row(const rap_slot *s, const rap_tree *row, char *out) {
    rap_named named = {row->key, row->key, rap_hash_text(row->key)};
    const rap_tree *label = rap_tree_child(row, "label");
    if (!is_row_name(row->key))
        rap_findings_add(s->in->b->findings, row->file, row->line, row->path,
                         "a name starts with a lower-case letter and holds lower-case letters, "
                         "digits and _ only, at most 64 of them");
    if (label && rap_bind_is_line(label) && strspn(label->text, " ") < strlen(label->text))
        named.label = label->text;
    else if (label)
        rap_bind_expected(s, label,
                          rap_bind_is_line(label) ? "a text that is not empty" : rap_bind_line);
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

static int bind_row(const rap_slot *s, const rap_tree *row, char *out) {
    bool map = s->f->kind == RAP_MAP;
    rap_scope below = {s->in->b, row, row, row->path, row->path, NULL, false};
    if (map)
        name_row(s, row, out);
    if (row->kind != RAP_NODE_GROUP) {
        rap_bind_expected(s, row, "a group { }");
        return RAP_OK;
    }
    check_instead(s->in->b, s->f->record, row);
    int status = inherit(&below, s->f->record);
    return status ? status : bind_scope(&below, s->f->record, out, map);
}

static const rap_named *row_at(const rap_rows *rows, size_t size, size_t i) {
    return (const void *)((const char *)rows->rows + i * size);
}

/* Reports a row whose label another has: nobody could tell them apart. */
static int check_labels(const rap_slot *s, const rap_rows *rows) {
    const rap_binder *b = s->in->b;
    size_t n_slots = 16, size = s->f->record->size;
    while (n_slots < 2 * rows->n)
        n_slots *= 2;
    uint32_t *slots = rap_arena_take(b->arena, n_slots, sizeof *slots); /* row + 1, 0 free */
    if (!slots)
        return rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < rows->n; i++) {
        const rap_named *row = row_at(rows, size, i), *other;
        size_t k = (size_t)rap_hash_text(row->label) & (n_slots - 1);
        while (slots[k] && strcmp(row_at(rows, size, slots[k] - 1)->label, row->label) != 0)
            k = (k + 1) & (n_slots - 1);
        const rap_tree *node = s->node->children[i], *label = rap_tree_child(node, "label");
        other = slots[k] ? row_at(rows, size, slots[k] - 1) : NULL;
        node = label ? label : node;
        slots[k] = slots[k] ? slots[k] : (uint32_t)i + 1;
        if (other)
            rap_findings_add(b->findings, node->file, node->line, node->path,
                             "\"%s\" has the label \"%.*s\" too; labels that differ expected",
                             other->name, RAP_SHOWN, row->label);
    }
    return RAP_OK;
}

static int bind_rows(const rap_slot *s) {
    const rap_tree *node = s->node;
    const size_t size = s->f->record->size;
    rap_rows rows = {NULL, 0};
    rap_node_kind kind = s->f->kind == RAP_MAP ? RAP_NODE_GROUP : RAP_NODE_LIST;
    int status = RAP_OK;
    if (node && node->kind != kind) {
        rap_bind_expected_field(s, node);
    } else if (node) {
        rows.n = node->n;
        rows.rows = rap_arena_take(s->in->b->arena, node->n, size);
        if (!rows.rows)
            return rap_fail(RAP_ENOMEM);
        for (size_t i = 0; i < node->n && !status; i++)
            status = bind_row(s, node->children[i], (char *)rows.rows + i * size);
        if (node->n == 0 && (s->f->flags & RAP_REQUIRED))
            rap_bind_report(s->in->b, node, node->path, "at least one entry expected, found none");
        if (!status && (s->f->flags & RAP_APART))
            status = check_labels(s, &rows);
    }
    memcpy(s->out, &rows, sizeof rows);
    return status;
}

static int bind_slot(const rap_slot *s) {
    switch (s->f->kind) {
    case RAP_REAL:
        return bind_real_in_currency(s);
    case RAP_INTEGER:
        return rap_bind_integer(s);
    case RAP_MONEY:
        return rap_bind_money(s);
    case RAP_BOOLEAN:
        bind_boolean(s);
        return RAP_OK;
    case RAP_TEXT:
        bind_line(s);
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
            rap_bind_expected_field(s, s->node);
        return RAP_OK;
    case RAP_ANY:
        return RAP_OK;
    }
    return RAP_OK;
}

static int bind_field(const rap_scope *in, const rap_field *f, char *out) {
    bool shared = in->inherited && rap_record_find(in->inherited, f->key, NULL);
    rap_slot s = {in, f, rap_tree_child(in->tree, f->key), shared ? in->shared : in->own, out};
    if (!s.node && in->tree && (f->flags & RAP_REQUIRED)) {
        char what[256];
        const char *path = rap_arena_path(in->b->arena, in->own, f->key);
        if (!path)
            return rap_fail(RAP_ENOMEM);
        rap_findings_add(in->b->findings, in->where->file, in->where->line, path,
                         "missing; %s expected (%s)", rap_bind_wanted(f, what, sizeof what),
                         f->meaning);
    }
    return bind_slot(&s);
}

static int bind_scope(const rap_scope *in, const rap_record *record, char *out, bool row) {
    int status = RAP_OK;
    rap_bind_check_keys(in, record, row);
    for (; record; out += record->part_offset, record = record->part)
        for (size_t i = 0; i < record->n_fields && !status; i++)
            status = bind_field(in, &record->fields[i], out + record->fields[i].offset);
    return status;
}

int rap_bind(const rap_binder *b, void *out) {
    size_t before = b->findings->seen;
    rap_scope all = {b, b->root, b->root, b->root->path, b->root->path, NULL, false};
    int status = bind_scope(&all, b->grammar, out, false);
    if (b->findings->failed || b->arena->failed)
        return rap_fail(RAP_ENOMEM);
    if (status)
        return status;
    return b->findings->seen > before ? rap_fail(RAP_EINPUT) : RAP_OK;
}
