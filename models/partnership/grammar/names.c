/* names.c: a list of the names' hashes, sorted and halved. */
#include "partnership/grammar/names.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <stdlib.h>
#include <string.h>

typedef struct pm_name {
    uint64_t id;
    int row;
} pm_name;

static int by_name_identity(const void *a, const void *b) {
    uint64_t x = ((const pm_name *)a)->id, y = ((const pm_name *)b)->id;
    return (x > y) - (x < y);
}

int pm_names_create(pm_names *names, const rap_rows *rows, size_t size) {
    *names = (pm_names){rap_allocate(rows->n ? rows->n : 1, sizeof *names->rows), rows->n};
    if (!names->rows)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < rows->n; k++) {
        const rap_named *is = (const void *)((const char *)rows->rows + k * size);
        names->rows[k] = (pm_name){is->id, (int)k};
    }
    qsort(names->rows, rows->n, sizeof *names->rows, by_name_identity);
    return RAP_OK;
}

void pm_names_free(pm_names *names) {
    rap_free(names->rows);
    *names = (pm_names){NULL, 0};
}

int pm_names_find(const pm_names *names, const char *name) {
    const pm_name key = {rap_hash_text(name), -1};
    const pm_name *found =
        names->n ? bsearch(&key, names->rows, names->n, sizeof key, by_name_identity) : NULL;
    return found ? found->row : -1;
}
