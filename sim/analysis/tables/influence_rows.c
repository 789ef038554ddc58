/* influence_rows.c: the uncertain inputs that go with each contrast's headlines, by rank correlation. */
#include "analysis/tables/influence_rows.h"
#include "base/error.h"
#include "base/memory.h"

#include <string.h>

/* Notes the inputs that go with one contrast's headline. `arms` is room for a mark by arm. */
static void correlate(rap_tables *t, rap_influence *u, size_t contrast, size_t headline,
                      const double *y, bool *arms) {
    const rap_contrast *c = &t->study->contrasts[contrast];
    size_t n;
    memset(arms, 0, t->study->n_arms * sizeof *arms);
    for (size_t k = 0; k < c->n_plus; k++)
        arms[c->plus[k]] = true;
    for (size_t k = 0; k < c->n_minus; k++)
        arms[c->minus[k]] = true;
    const rap_influence_row *rows = rap_influence_rank(u, arms, y, 1, &n);
    for (size_t k = 0; k < n && k < RAP_INFLUENCES; k++) {
        rap_influence_row *row = &t->influences[t->n_influences++];
        *row = rows[k];
        row->contrast = contrast;
        row->headline = headline;
    }
}

int rap_influences_make(rap_tables *tables, const double *heads, int64_t draws) {
    const rap_study *s = tables->study;
    size_t n = s->n_contrasts * s->n_headlines;
    rap_influence *u = NULL;
    if (draws < RAP_ENOUGH_DRAWS || s->n_contrasts == 0)
        return RAP_OK;
    int status = rap_influence_make(&u, s, draws);
    if (status)
        return status;
    bool *arms = rap_allocate(s->n_arms, sizeof *arms);
    tables->influences = rap_allocate(n * RAP_INFLUENCES, sizeof *tables->influences);
    if (!arms || !tables->influences)
        status = rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < n && !status; k++)
        correlate(tables, u, k / s->n_headlines, k % s->n_headlines, heads + k * (size_t)draws,
                  arms);
    rap_influence_free(u);
    rap_free(arms);
    return status;
}
