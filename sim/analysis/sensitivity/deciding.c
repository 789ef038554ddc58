/* deciding.c: memory of what was found, and its rows. */
#include "analysis/sensitivity/deciding.h"
#include "base/memory.h"

void rap_deciding_free(rap_deciding *d) {
    for (size_t k = 0; d->rows && k < d->n_rows; k++) {
        rap_free(d->rows[k].shares);
        rap_free(d->rows[k].lucks);
        rap_free(d->rows[k].effects);
    }
    rap_free(d->rows);
    rap_factors_free(&d->factors);
    rap_sampling_free(&d->sampling);
    rap_uncertain_free(&d->inputs);
    *d = (rap_deciding){0};
}

const rap_decided *rap_deciding_row(const rap_deciding *d, size_t contrast, size_t headline) {
    for (size_t k = 0; k < d->n_rows; k++)
        if (!d->rows[k].is_level && d->rows[k].of == contrast && d->rows[k].headline == headline)
            return &d->rows[k];
    return NULL;
}

rap_decided *rap_deciding_by_headline(const rap_deciding *d, size_t k) {
    size_t headlines = d->study->n_headlines, of = d->n_rows / headlines;
    return &d->rows[k % of * headlines + k / of];
}
