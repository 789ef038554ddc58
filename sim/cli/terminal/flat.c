/* flat.c: walks a model's struct by its table, as the binder filled it. */
#include "cli/terminal/flat.h"
#include "base/error.h"
#include "base/memory.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

typedef struct {
    rap_flat *flat;
    const rap_record *grammar; /* of the root, for names that refer to its maps */
    const void *root;
} walker;

static int walk_record(const walker *w, const rap_record *record, const char *at,
                       const char *prefix);

/* Copies out of a struct by offset, whatever its alignment. */
#define TAKE(type, name, at)                                                                       \
    type name;                                                                                     \
    memcpy(&name, at, sizeof name)

/* Name of row `row` of the root map `map`. */
static const char *row_name(const walker *w, const char *map, int row) {
    size_t offset = 0;
    const rap_field *f = rap_record_find(w->grammar, map, &offset);
    if (!f || row < 0)
        return "none";
    TAKE(rap_rows, rows, (const char *)w->root + offset);
    if ((size_t)row >= rows.n)
        return "none";
    TAKE(rap_named, named, (const char *)rows.rows + (size_t)row * f->record->size);
    return named.name;
}

static void add_texts(rap_text *t, const char *at) {
    TAKE(rap_texts, texts, at);
    rap_text_add(t, "[");
    for (size_t i = 0; i < texts.n; i++)
        rap_text_format(t, "%s%s", i ? ", " : "", texts.items[i]);
    rap_text_add(t, "]");
}

static void add_value(const walker *w, rap_text *t, const rap_field *f, const char *at) {
    if (f->kind == RAP_REAL) {
        TAKE(double, x, at);
        rap_text_number(t, x);
    } else if (f->kind == RAP_INTEGER || f->kind == RAP_MONEY) {
        TAKE(int64_t, x, at);
        rap_text_number(t, f->kind == RAP_MONEY ? (double)x / 100 : (double)x);
    } else if (f->kind == RAP_BOOLEAN) {
        TAKE(bool, x, at);
        rap_text_add(t, x ? "true" : "false");
    } else if (f->kind == RAP_TEXT) {
        TAKE(const char *, x, at);
        rap_text_add(t, x ? x : "");
    } else if (f->kind == RAP_CHOICE) {
        TAKE(int, x, at);
        rap_text_add(t, f->choices[x]);
    } else if (f->kind == RAP_NAME) {
        TAKE(int, x, at);
        rap_text_add(t, row_name(w, f->refers, x));
    } else {
        add_texts(t, at);
    }
}

/* Whether a field stands at its default. */
static bool is_default(const rap_field *f, const char *at) {
    if (f->kind == RAP_REAL) {
        TAKE(double, x, at);
        return !(x < f->value || x > f->value);
    }
    if (f->kind == RAP_INTEGER || f->kind == RAP_MONEY) {
        TAKE(int64_t, x, at);
        return x == llround(f->value * (f->kind == RAP_MONEY ? 100 : 1));
    }
    if (f->kind == RAP_BOOLEAN) {
        TAKE(bool, x, at);
        return x == (f->value > 0);
    }
    TAKE(int, x, at);
    return f->kind == RAP_CHOICE && x == (int)f->value;
}

static int add_flat_row(const walker *w, const rap_field *f, const char *at, const char *path) {
    rap_flat *flat = w->flat;
    rap_text value;
    rap_text_init(&value);
    add_value(w, &value, f, at);
    rap_flat_row row = {rap_copy_text(path), rap_text_take(&value), f};
    if (row.path && row.value && !rap_grow(&flat->rows, &flat->capacity, flat->n + 1, sizeof row)) {
        flat->rows[flat->n++] = row;
        return RAP_OK;
    }
    rap_free(row.path);
    rap_free(row.value);
    return rap_fail(RAP_ENOMEM);
}

static int walk_rows(const walker *w, const rap_field *f, const char *at, const char *path) {
    TAKE(rap_rows, rows, at);
    int status = RAP_OK;
    for (size_t i = 0; i < rows.n && !status; i++) {
        const char *row = (const char *)rows.rows + i * f->record->size;
        rap_text below;
        rap_text_init(&below);
        if (f->kind == RAP_MAP) {
            TAKE(rap_named, named, row);
            rap_text_format(&below, "%s.%s", path, named.name);
        } else {
            rap_text_format(&below, "%s.%zu", path, i);
        }
        status = rap_text_status(&below);
        status = status ? status : walk_record(w, f->record, row, rap_text_string(&below));
        rap_text_free(&below);
    }
    return status;
}

static int walk_field(const walker *w, const rap_field *f, const char *at, const char *path) {
    if (f->kind == RAP_GROUP)
        return walk_record(w, f->record, at, path);
    if (f->kind == RAP_MAP || f->kind == RAP_LIST)
        return walk_rows(w, f, at, path);
    bool unsaid = f->flags & RAP_QUIET && is_default(f, at);
    bool unbound = f->kind == RAP_TREE || f->kind == RAP_ANY;
    return unsaid || unbound ? RAP_OK : add_flat_row(w, f, at, path);
}

static int walk_record(const walker *w, const rap_record *record, const char *at,
                       const char *prefix) {
    int status = RAP_OK;
    for (; record && !status; at += record->part_offset, record = record->part)
        for (size_t i = 0; i < record->n_fields && !status; i++) {
            const rap_field *f = &record->fields[i];
            rap_text path;
            rap_text_init(&path);
            rap_text_format(&path, "%s%s%s", prefix, prefix[0] ? "." : "", f->key);
            status = rap_text_status(&path);
            status = status ? status : walk_field(w, f, at + f->offset, rap_text_string(&path));
            rap_text_free(&path);
        }
    return status;
}

int rap_flat_make(rap_flat *flat, const rap_record *record, const void *root) {
    *flat = (rap_flat){0};
    walker w = {flat, record, root};
    return walk_record(&w, record, root, "");
}

void rap_flat_free(rap_flat *flat) {
    for (size_t i = 0; i < flat->n; i++) {
        rap_free(flat->rows[i].path);
        rap_free(flat->rows[i].value);
    }
    rap_free(flat->rows);
    *flat = (rap_flat){0};
}

const rap_flat_row *rap_flat_find(const rap_flat *flat, const char *path, size_t guess) {
    if (guess < flat->n && !strcmp(flat->rows[guess].path, path))
        return &flat->rows[guess];
    for (size_t i = 0; i < flat->n; i++)
        if (!strcmp(flat->rows[i].path, path))
            return &flat->rows[i];
    return NULL;
}
