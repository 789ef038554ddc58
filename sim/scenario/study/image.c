/* image.c: rows are copied behind what points to them, depth first. */
#include "scenario/study/image.h"
#include "base/error.h"
#include "base/memory.h"

#include <stdalign.h>
#include <string.h>

/* Copies an array to the end of the image; its place there becomes *to. */
static int append_array(rap_image *image, const void *from, size_t bytes, size_t *to) {
    const size_t unit = alignof(max_align_t);
    *to = (image->size + unit - 1) / unit * unit;
    int status = rap_grow(&image->bytes, &image->capacity, *to + bytes, 1);
    status = status ? status
                    : rap_grow(&image->moves, &image->moves_capacity, image->n_moves + 1,
                               sizeof *image->moves);
    if (status)
        return status;
    memcpy(image->bytes + *to, from, bytes);
    image->moves[image->n_moves++] = (rap_image_move){from, bytes, *to};
    image->size = *to + bytes;
    return RAP_OK;
}

/* The same for an array that the pointer at offset `at` points to; an empty one becomes none. */
static int append_linked(rap_image *image, size_t at, size_t bytes, size_t *to) {
    const void *from = NULL;
    if (bytes == 0) {
        memcpy(image->bytes + at, &from, sizeof from);
        return RAP_OK;
    }
    memcpy(&from, image->bytes + at, sizeof from);
    int status = append_array(image, from, bytes, to);
    status = status ? status
                    : rap_grow(&image->links, &image->links_capacity, image->n_links + 1,
                               sizeof *image->links);
    if (!status)
        image->links[image->n_links++] = at;
    return status;
}

static int copy_record(rap_image *image, const rap_record *record, size_t at);

static int copy_rows(rap_image *image, const rap_field *f, size_t at) {
    rap_rows rows;
    size_t to = 0, size = f->record->size;
    memcpy(&rows, image->bytes + at, sizeof rows);
    int status = append_linked(image, at + offsetof(rap_rows, rows), rows.n * size, &to);
    for (size_t i = 0; i < rows.n && !status; i++)
        status = copy_record(image, f->record, to + i * size);
    return status;
}

static int copy_texts(rap_image *image, size_t at) {
    rap_texts texts;
    size_t to;
    memcpy(&texts, image->bytes + at, sizeof texts);
    return append_linked(image, at + offsetof(rap_texts, items), texts.n * sizeof *texts.items,
                         &to);
}

static int copy_field(rap_image *image, const rap_field *f, size_t at) {
    switch (f->kind) {
    case RAP_GROUP:
        return copy_record(image, f->record, at);
    case RAP_MAP:
    case RAP_LIST:
        return copy_rows(image, f, at);
    case RAP_TEXTS:
        return copy_texts(image, at);
    case RAP_REAL:
    case RAP_INTEGER:
    case RAP_BOOLEAN:
    case RAP_MONEY:
    case RAP_TEXT:
    case RAP_CHOICE:
    case RAP_NAME:
    case RAP_TREE:
    case RAP_ANY:
        return RAP_OK;
    }
    return RAP_OK;
}

static int copy_record(rap_image *image, const rap_record *record, size_t at) {
    int status = RAP_OK;
    for (; record; at += record->part_offset, record = record->part)
        for (size_t i = 0; i < record->n_fields && !status; i++)
            status = copy_field(image, &record->fields[i], at + record->fields[i].offset);
    return status;
}

size_t rap_image_offset(const rap_image *image, const void *at) {
    const char *byte = at;
    for (size_t k = 0; k < image->n_moves; k++) {
        const rap_image_move *m = &image->moves[k];
        if (byte >= m->from && byte < m->from + m->n)
            return m->to + (size_t)(byte - m->from);
    }
    return 0;
}

/* Points the links, which still point to the original, into the image. */
static void settle(rap_image *image) {
    for (size_t k = 0; k < image->n_links; k++) {
        const char *old;
        memcpy(&old, image->bytes + image->links[k], sizeof old);
        char *link = image->bytes + rap_image_offset(image, old);
        memcpy(image->bytes + image->links[k], &link, sizeof link);
    }
}

int rap_image_make(rap_image *image, const rap_record *record, const void *root) {
    size_t start;
    *image = (rap_image){0};
    int status = append_array(image, root, record->size, &start);
    status = status ? status : copy_record(image, record, start);
    if (!status)
        settle(image);
    return status;
}

void rap_image_close(rap_image *image) {
    rap_free(image->moves);
    image->moves = NULL;
    image->n_moves = image->moves_capacity = 0;
}

void rap_image_free(rap_image *image) {
    rap_image_close(image);
    rap_free(image->bytes);
    rap_free(image->links);
    *image = (rap_image){0};
}

void *rap_image_copy(const rap_image *image) {
    char *copy = rap_allocate(image->size, 1);
    if (!copy)
        return NULL;
    memcpy(copy, image->bytes, image->size);
    for (size_t k = 0; k < image->n_links; k++) {
        const char *old;
        memcpy(&old, image->bytes + image->links[k], sizeof old);
        char *link = copy + (old - image->bytes);
        memcpy(copy + image->links[k], &link, sizeof link);
    }
    return copy;
}
