/* decider_rows.c: the headlines' contrasts, asked one after the other what they go with. */
#include "analysis/tables/decider_rows.h"
#include "analysis/estimate/matters.h"
#include "analysis/estimate/set_shares.h"
#include "base/error.h"
#include "base/memory.h"

#include <math.h>

static rap_agreement agreement_unknown(void) {
    rap_agreement a = {.same = rap_share_of(0, 0), .opposite = rap_share_of(0, 0)};
    for (int k = 0; k < RAP_SETS_TOLD; k++)
        a.places[k] = (double)NAN;
    return a;
}

int rap_heads_init(rap_heads *heads, const rap_study *study, int64_t draws) {
    *heads = (rap_heads){.draws = draws,
                         .looked_at = rap_sets_looked_at(draws),
                         .n = study->n_contrasts * study->n_headlines};
    size_t n = heads->n * (size_t)heads->looked_at;
    heads->means = rap_allocate(n, sizeof *heads->means);
    heads->reliability = rap_allocate(heads->n, sizeof *heads->reliability);
    heads->agreements = rap_allocate(heads->n, sizeof *heads->agreements);
    if (!heads->means || !heads->reliability || !heads->agreements)
        return rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < n; k++)
        heads->means[k] = (double)NAN;
    for (size_t k = 0; k < heads->n; k++) {
        heads->reliability[k] = (double)NAN;
        heads->agreements[k] = agreement_unknown();
    }
    return RAP_OK;
}

void rap_heads_free(rap_heads *heads) {
    rap_free(heads->means);
    rap_free(heads->reliability);
    rap_free(heads->agreements);
    *heads = (rap_heads){0};
}

static rap_agreement agree(const rap_workspace *w, double mean, double delta) {
    bool matters = rap_at_least(fabs(mean), delta);
    int side = mean < 0 ? -1 : 1;
    rap_agreement a = {.same = rap_share_of_claim(w, matters ? side : 0, delta),
                       .opposite = rap_share_at_least(w, -side, matters ? 0 : delta)};
    rap_set_quantiles(w, delta, a.places, RAP_SETS_TOLD);
    return a;
}

void rap_heads_keep(rap_heads *heads, size_t row, const rap_workspace *w, double mean,
                    double delta) {
    if (heads->draws > 1 && w->draws > 1)
        heads->agreements[row] = agree(w, mean, delta);
    rap_means_by_draw(w, heads->means + row * (size_t)heads->looked_at, heads->looked_at);
    heads->reliability[row] = rap_reliability(w);
}

static void mark_arms(const rap_contrast *c, const rap_study *study, bool *arms) {
    for (size_t a = 0; a < study->n_arms; a++)
        arms[a] = false;
    for (size_t k = 0; k < c->n_plus; k++)
        arms[c->plus[k]] = true;
    for (size_t k = 0; k < c->n_minus; k++)
        arms[c->minus[k]] = true;
}

int rap_decider_rows_make(rap_tables *tables, rap_heads *heads) {
    const rap_study *s = tables->study;
    rap_influence *u = NULL;
    if (heads->draws == 0 || heads->n == 0)
        return RAP_OK;
    int status = rap_influence_make(&u, s, heads->looked_at);
    bool *arms = rap_allocate(s->n_arms, sizeof *arms);
    tables->deciders = rap_allocate(heads->n, sizeof *tables->deciders);
    if (!status && (!arms || !tables->deciders))
        status = rap_fail(RAP_ENOMEM);
    for (size_t k = 0; k < heads->n && !status; k++) {
        mark_arms(&s->contrasts[k / s->n_headlines], s, arms);
        status = rap_influence_ask(u, arms, heads->means + k * (size_t)heads->looked_at,
                                   heads->reliability[k], &tables->deciders[k]);
    }
    tables->agreements = heads->agreements;
    heads->agreements = NULL;
    rap_influence_free(u);
    rap_free(arms);
    return status;
}
