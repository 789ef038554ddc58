/* posterior.c: see posterior.h. */
#include "scenario/study/posterior.h"

#include <math.h>
#include <string.h>

const rap_posterior_number *rap_posterior_find(const rap_posterior *posterior, const char *path) {
    for (size_t k = 0; posterior && k < posterior->n; k++)
        if (!strcmp(posterior->numbers[k].path, path))
            return &posterior->numbers[k];
    return NULL;
}

double rap_posterior_place(const rap_posterior_number *number, uint64_t draw) {
    return (number->rank[draw % number->n] + 0.5) / (double)number->n;
}

double rap_posterior_at(const rap_posterior_number *number, double place) {
    double k = floor(place * (double)number->n);
    return number->sorted[k < 0 ? 0 : k >= (double)number->n ? number->n - 1 : (size_t)k];
}
