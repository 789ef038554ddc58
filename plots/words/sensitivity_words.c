/* sensitivity_words.c: words for shares of variance. */
#include "plots/words/sensitivity_words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double per_cent(double share) {
    return 100 * share;
}

void rap_deciding_share(rap_text *out, const rap_index *share) {
    switch (share->state) {
    case RAP_INDEX_TOLD:
        rap_text_format(out, "%.0f %% (%.0f to %.0f)", per_cent(share->value), per_cent(share->low),
                        per_cent(share->high));
        break;
    case RAP_INDEX_NEAR_ZERO:
        rap_text_format(out, "cannot be told from 0 (up to %.0f %%)", ceil(per_cent(share->high)));
        break;
    case RAP_INDEX_NONE:
        rap_text_add(out, "-");
        break;
    }
}

/* ---- order ------------------------------------------------------------------------------------- */

typedef struct {
    size_t factor;
    double total;
} placed;

static int by_total(const void *a, const void *b) {
    const placed *x = a, *y = b;
    int order = (x->total < y->total) - (x->total > y->total);
    return order ? order : (x->factor > y->factor) - (x->factor < y->factor);
}

size_t rap_deciding_order(const rap_deciding *d, const rap_decided *row, size_t *factors,
                          size_t most) {
    enum { ROOM = 200 };
    placed list[ROOM];
    size_t n = 0;
    for (size_t k = 0; k < d->factors.n_named && n < ROOM; k++)
        if (row->shares[k].total.state == RAP_INDEX_TOLD)
            list[n++] = (placed){k, row->shares[k].total.value};
    qsort(list, n, sizeof *list, by_total);
    n = n < most ? n : most;
    for (size_t k = 0; k < n; k++)
        factors[k] = list[k].factor;
    return n;
}

/* ---- sentences --------------------------------------------------------------------------------- */

static const rap_factor *factor_of_kind(const rap_deciding *d, rap_factor_kind kind,
                                        const char *name, size_t *at) {
    for (*at = 0; *at < d->factors.n; ++*at) {
        const rap_factor *f = &d->factors.rows[*at];
        if (f->kind == kind && !strcmp(f->name, name))
            return f;
    }
    return NULL;
}

void rap_deciding_rest(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    size_t at;
    const rap_factor *rest = factor_of_kind(d, RAP_FACTOR_REST, "rest", &at);
    if (!rest || row->shares[at].total.state == RAP_INDEX_NONE)
        return;
    const rap_index *share = &row->shares[at].total;
    rap_text_format(out, d->factors.n_named ? "The other %zu assumption%s" : "All %zu assumption%s",
                    rest->n, rest->n == 1 ? "" : "s together");
    if (share->state == RAP_INDEX_NEAR_ZERO)
        rap_text_format(out, " cannot be told from nothing: %s most %.0f %%. ",
                        rest->n == 1 ? "it carries at" : "they carry at",
                        ceil(per_cent(share->high)));
    else
        rap_text_format(out, " carr%s %.0f %% (%.0f to %.0f %%). ", rest->n == 1 ? "ies" : "y",
                        per_cent(share->value), per_cent(share->low), per_cent(share->high));
}

void rap_deciding_unsourced(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    size_t at;
    const rap_factor *assumed = factor_of_kind(d, RAP_FACTOR_GRADE, "assumed", &at);
    if (!assumed || row->shares[at].closed.state == RAP_INDEX_NONE)
        return;
    rap_text_format(out, "The %zu assumption%s without a source decide%s ", assumed->n,
                    assumed->n == 1 ? "" : "s", assumed->n == 1 ? "s" : "");
    rap_deciding_share(out, &row->shares[at].closed);
    rap_text_add(out, " by themselves, and ");
    rap_deciding_share(out, &row->shares[at].total);
    rap_text_add(out, " with all in which they have a part. ");
}

void rap_deciding_luck(rap_text *out, const rap_deciding *d, const rap_decided *row) {
    size_t most = 0;
    if (!d->chains || row->single.state != RAP_INDEX_TOLD)
        return;
    for (size_t k = 1; k < d->sampling.players; k++)
        if (most == 0 || row->lucks[k].value > row->lucks[most].value)
            most = k;
    rap_text_add(out, "Of what sets one single history apart from another, assumptions make ");
    rap_deciding_share(out, &row->lucks[0]);
    rap_text_add(out, "; the rest is luck");
    if (row->lucks[most].state == RAP_INDEX_TOLD && d->sampling.n_topics > 1) {
        rap_text_format(out, ", most of it that of %s, ", d->sampling.topics[most - 1]);
        rap_deciding_share(out, &row->lucks[most]);
    }
    rap_text_add(out, ". ");
}

const char *rap_deciding_nothing(const rap_decided *row) {
    if (row->fit.state == RAP_SCREEN_CONSTANT)
        return "all sets of assumptions give the same: nothing decides it";
    if (row->bases == 0 && row->missing > 0)
        return "no point of the design has a value in all its histories: nothing can be said";
    if (row->variance.state == RAP_INDEX_NONE)
        return "too few points have a value: nothing can be said";
    if (row->variance.state == RAP_INDEX_NEAR_ZERO)
        return "what assumptions make of it cannot be told from chance";
    return NULL;
}

void rap_deciding_closeness(rap_text *out, const rap_deciding *d) {
    rap_text_format(out,
                    "Screened with %lld sets of assumptions, then %zu looked at one by one at %lld "
                    "points with two common lucks each. ",
                    (long long)d->screened, d->factors.n_named, (long long)d->bases);
    if (isnan(d->widest))
        return;
    if (d->reached)
        rap_text_format(out, "Shares of the first headline are known to %.0f points or better. ",
                        ceil(per_cent(d->widest)));
    else
        rap_text_format(out,
                        "Shares of the first headline are known to %.0f points; the study asks for "
                        "%.0f: more points (sensitivity.points) would be needed. ",
                        ceil(per_cent(d->widest)), per_cent(d->study->sensitivity.half_width));
}
