/* lower.h: words in small letters, where nothing may be allocated. */
#ifndef RAP_LOWER_H
#define RAP_LOWER_H

#include <stddef.h>

/* Copies what fits into `size` bytes, A to Z as small letters, all other bytes as they are. */
static inline void rap_lower(char *low, const char *words, size_t size) {
    size_t n = 0;
    for (; words[n] && n + 1 < size; n++)
        low[n] = words[n] >= 'A' && words[n] <= 'Z' ? (char)(words[n] - 'A' + 'a') : words[n];
    low[n] = '\0';
}

#endif
