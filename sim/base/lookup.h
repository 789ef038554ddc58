/* lookup.h: finds rows of a table by a hash of what they hold, in open addressing at most half full. Rows of equal hashes are
 * told apart by whoever asks:
 *
 *     for (size_t at = 0, row; (row = rap_lookup_next(&x, hash, &at)) != RAP_NO_ROW;)
 *         if (rows[row] is the one) ... */
#ifndef RAP_LOOKUP_H
#define RAP_LOOKUP_H

#include <stddef.h>
#include <stdint.h>

#define RAP_NO_ROW SIZE_MAX

typedef struct {
    struct rap_lookup_slot *slots; /* private */
    size_t n_slots, n;
} rap_lookup;

/* Adds a row, to be found from then on; whether it is there already is not looked at. RAP_OK or RAP_ENOMEM. */
int rap_lookup_add(rap_lookup *lookup, uint64_t hash, size_t row);

/* The next row of a hash; *at is 0 before the first. RAP_NO_ROW: no other. */
size_t rap_lookup_next(const rap_lookup *lookup, uint64_t hash, size_t *at);

/* Legal twice, and of an index of zeros, which is one without rows. */
void rap_lookup_free(rap_lookup *lookup);

#endif
