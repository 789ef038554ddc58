/* labels.c: hashes of folded labels; equal hashes are taken for equal labels (64 bits, at most 10,000 rows). */
#include "cli/sheets/labels.h"
#include "cli/sheets/cost_words.h"
#include "stream/stream.h"

#include <stdio.h>
#include <string.h>

/* 0 without memory. */
static uint64_t hash_label(const char *label) {
    rap_text t;
    rap_text_init(&t);
    rap_fold(&t, label);
    uint64_t hash = rap_text_status(&t) ? 0 : rap_hash_text(rap_text_string(&t));
    rap_text_free(&t);
    return hash;
}

size_t rap_label_number(const char *label) {
    return (size_t)(hash_label(label) % 1000000);
}

int64_t rap_labels_add(rap_labels *l, const char *label, size_t row) {
    size_t at = 0;
    uint64_t hash = hash_label(label);
    if (!hash)
        return -1;
    size_t there = rap_lookup_next(l, hash, &at);
    if (there != RAP_NO_ROW)
        return (int64_t)there;
    return rap_lookup_add(l, hash, row) ? -1 : (int64_t)row;
}

int64_t rap_labels_find(const rap_labels *l, const char *label) {
    size_t at = 0;
    uint64_t hash = hash_label(label);
    if (!hash)
        return -2;
    size_t row = rap_lookup_next(l, hash, &at);
    return row == RAP_NO_ROW ? -1 : (int64_t)row;
}

void rap_labels_free(rap_labels *l) {
    rap_lookup_free(l);
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
