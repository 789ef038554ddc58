/* word_list.c: open addressing, at most half full. */
#include "cli/sheets/word_list.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <string.h>

/* The slot in which the words stand, or the free one in which they would. */
static size_t word_slot(const rap_word_list *list, const char *words) {
    size_t k = rap_hash_text(words) % list->n_slots;
    while (list->slots[k] && strcmp(list->words[list->slots[k] - 1], words) != 0)
        k = (k + 1) % list->n_slots;
    return k;
}

static int grow_word_slots(rap_word_list *list) {
    enum { FIRST = 64 };
    size_t n = list->n_slots ? 2 * list->n_slots : FIRST;
    size_t *slots = rap_allocate(n, sizeof *slots);
    if (!slots)
        return rap_fail(RAP_ENOMEM);
    rap_free(list->slots);
    list->slots = slots;
    list->n_slots = n;
    for (size_t i = 0; i < list->n; i++)
        slots[word_slot(list, list->words[i])] = i + 1;
    return RAP_OK;
}

int rap_word_list_add(rap_word_list *list, const char *words, size_t *at) {
    int status = 2 * (list->n + 1) > list->n_slots ? grow_word_slots(list) : RAP_OK;
    size_t slot = status ? 0 : word_slot(list, words);
    if (!status && list->slots[slot]) {
        *at = list->slots[slot] - 1;
        return RAP_OK;
    }
    status =
        status ? status : rap_grow(&list->words, &list->capacity, list->n + 1, sizeof *list->words);
    char *copy = status ? NULL : rap_copy_text(words);
    if (!copy)
        return rap_fail(RAP_ENOMEM);
    *at = list->n;
    list->words[list->n++] = copy;
    list->slots[slot] = list->n;
    return RAP_OK;
}

size_t rap_word_list_find(const rap_word_list *list, const char *words) {
    size_t slot = list->n_slots ? list->slots[word_slot(list, words)] : 0;
    return slot ? slot - 1 : list->n;
}

void rap_word_list_free(rap_word_list *list) {
    for (size_t i = 0; i < list->n; i++)
        rap_free(list->words[i]);
    rap_free(list->words);
    rap_free(list->slots);
    *list = (rap_word_list){0};
}
