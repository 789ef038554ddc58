/* word_list.h: different words, each once, in the order in which they came. */
#ifndef RAP_WORD_LIST_H
#define RAP_WORD_LIST_H

#include <stddef.h>

typedef struct {
    char **words;
    size_t n, capacity;
    size_t *slots; /* 1 + position, by hash; 0: free */
    size_t n_slots;
} rap_word_list;

/* Where the words stand, after adding a copy of them unless they are there. RAP_OK or RAP_ENOMEM. Begin with {0}; free
 * is legal twice. */
int rap_word_list_add(rap_word_list *list, const char *words, size_t *at);
/* Where they stand; n where they do not. */
size_t rap_word_list_find(const rap_word_list *list, const char *words);

void rap_word_list_free(rap_word_list *list);

#endif
