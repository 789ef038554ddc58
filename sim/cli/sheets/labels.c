/* labels.c: hashes of folded labels; equal hashes are taken for equal labels (64 bits, at most 10,000 rows). */
#include "cli/sheets/labels.h"
#include "base/error.h"
#include "base/memory.h"
#include "cli/sheets/cost_words.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

struct rap_labelled {
    uint64_t hash; /* 0: free */
    size_t row;
};

/* 0 without memory. */
static uint64_t hash_label(const char *label) {
    rap_text t;
    rap_text_init(&t);
    rap_fold(&t, label);
    uint64_t hash = rap_text_status(&t) ? 0 : rap_hash_text(rap_text_string(&t));
    rap_text_free(&t);
    return hash;
}

/* The slot of a hash, or the free one where it would stand. */
static size_t label_slot(const rap_labels *l, uint64_t hash) {
    size_t k = (size_t)hash & (l->n_slots - 1);
    while (l->slots[k].hash && l->slots[k].hash != hash)
        k = (k + 1) & (l->n_slots - 1);
    return k;
}

static int make_label_room(rap_labels *l) {
    if (2 * (l->n + 1) <= l->n_slots)
        return RAP_OK;
    rap_labels more = {.n_slots = l->n_slots ? 2 * l->n_slots : 64, .n = l->n};
    more.slots = rap_allocate(more.n_slots, sizeof *more.slots);
    if (!more.slots)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < l->n_slots; k++)
        if (l->slots[k].hash)
            more.slots[label_slot(&more, l->slots[k].hash)] = l->slots[k];
    rap_free(l->slots);
    *l = more;
    return RAP_OK;
}

int64_t rap_labels_add(rap_labels *l, const char *label, size_t row) {
    uint64_t hash = hash_label(label);
    if (!hash || make_label_room(l))
        return -1;
    size_t k = label_slot(l, hash);
    if (!l->slots[k].hash) {
        l->slots[k] = (struct rap_labelled){hash, row};
        l->n++;
    }
    return (int64_t)l->slots[k].row;
}

int64_t rap_labels_find(const rap_labels *l, const char *label) {
    uint64_t hash = hash_label(label);
    if (!hash)
        return -2;
    size_t k = l->n_slots ? label_slot(l, hash) : 0;
    return l->n_slots && l->slots[k].hash ? (int64_t)l->slots[k].row : -1;
}

void rap_labels_free(rap_labels *l) {
    rap_free(l->slots);
    *l = (rap_labels){0};
}

void rap_label_name(char name[RAP_LONGEST_NAME], const char *label, const char *kind,
                    size_t number) {
    rap_text t;
    size_t n = 0, letters = 0, others = 0;
    rap_text_init(&t);
    rap_fold(&t, label);
    for (const unsigned char *s = (const unsigned char *)rap_text_string(&t); *s; s++) {
        bool letter = (*s >= 'a' && *s <= 'z') || (*s >= '0' && *s <= '9');
        letters += letter;
        others += *s >= 0xc0; /* begins a letter of another script */
        if ((letter || (n > 0 && name[n - 1] != '_')) && n + 1 < RAP_LONGEST_NAME)
            name[n++] = letter ? (char)*s : '_';
    }
    while (n > 0 && name[n - 1] == '_')
        n--;
    name[n] = '\0';
    if (letters < 2 || letters < others || name[0] < 'a')
        snprintf(name, RAP_LONGEST_NAME, "%s_%zu", kind, number);
    rap_text_free(&t);
}
