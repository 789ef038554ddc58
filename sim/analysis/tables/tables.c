/* tables.c: look-ups in the result tables, and their end. */
#include "analysis/tables/tables.h"
#include "base/error.h"
#include "base/memory.h"
#include "stream/stream.h"

#include <string.h>

static void free_spans(rap_tables *tables) {
    for (size_t k = 0; k < 2 * tables->n_spans && tables->span_texts; k++)
        rap_free(tables->span_texts[k]);
    rap_free(tables->span_texts);
    rap_free(tables->spans);
    rap_free(tables->span_first);
}

void rap_tables_free(rap_tables *tables) {
    rap_free(tables->deciders);
    rap_free(tables->agreements);
    rap_free(tables->starts);
    free_spans(tables);
    rap_lookup_free(&tables->outcome_index);
    rap_lookup_free(&tables->contrast_index);
    rap_free(tables->outcomes);
    rap_free(tables->contrasts);
    rap_free(tables->series);
    *tables = (rap_tables){0};
}

/* ---- look-ups ---------------------------------------------------------------------------------
 */

/* Of what tells rows apart: whose it is, and outcome, group and window. */
static uint64_t row_hash(size_t of, size_t outcome, const char *group, size_t window) {
    uint64_t place = ((uint64_t)of * RAP_MOST_WINDOWS + window) * 1000003 + outcome;
    return rap_hash_text(group) ^ (place * 0x9e3779b97f4a7c15u);
}

int rap_tables_index(rap_tables *t) {
    int status = RAP_OK;
    for (size_t k = 0; k < t->n_outcomes && !status; k++) {
        const rap_outcome_row *r = &t->outcomes[k];
        status =
            rap_lookup_add(&t->outcome_index, row_hash(r->arm, r->outcome, r->group, r->window), k);
    }
    for (size_t k = 0; k < t->n_contrasts && !status; k++) {
        const rap_contrast_row *r = &t->contrasts[k];
        status = rap_lookup_add(&t->contrast_index,
                                row_hash(r->contrast, r->outcome, r->group, r->window), k);
    }
    return status;
}

/* The k-th row to look at, or RAP_NO_ROW: of a hash where there is an index, else all of them. */
static size_t row_to_look_at(const rap_lookup *index, uint64_t hash, size_t *at, size_t n) {
    if (index->n)
        return rap_lookup_next(index, hash, at);
    return *at < n ? (*at)++ : RAP_NO_ROW;
}

const rap_outcome_row *rap_tables_outcome(const rap_tables *t, size_t arm, size_t outcome,
                                          const char *group, size_t window) {
    uint64_t hash = t->outcome_index.n ? row_hash(arm, outcome, group, window) : 0;
    for (size_t at = 0, k;
         (k = row_to_look_at(&t->outcome_index, hash, &at, t->n_outcomes)) != RAP_NO_ROW;) {
        const rap_outcome_row *r = &t->outcomes[k];
        if (r->arm == arm && r->outcome == outcome && r->window == window &&
            !strcmp(r->group, group))
            return r;
    }
    return NULL;
}

const rap_outcome_row *rap_tables_level(const rap_tables *t, size_t arm, const rap_headline *h) {
    return rap_tables_outcome(t, arm, h->outcome, h->group, h->window);
}

const rap_contrast_row *rap_tables_contrast(const rap_tables *t, size_t contrast, size_t outcome,
                                            const char *group, size_t window) {
    uint64_t hash = t->contrast_index.n ? row_hash(contrast, outcome, group, window) : 0;
    for (size_t at = 0, k;
         (k = row_to_look_at(&t->contrast_index, hash, &at, t->n_contrasts)) != RAP_NO_ROW;) {
        const rap_contrast_row *r = &t->contrasts[k];
        if (r->contrast == contrast && r->outcome == outcome && r->window == window &&
            !strcmp(r->group, group))
            return r;
    }
    return NULL;
}

const rap_deciders *rap_tables_deciders(const rap_tables *t, size_t contrast, size_t headline) {
    return t->deciders ? &t->deciders[contrast * t->study->n_headlines + headline] : NULL;
}

const rap_agreement *rap_tables_agreement(const rap_tables *t, size_t contrast, size_t headline) {
    return t->agreements ? &t->agreements[contrast * t->study->n_headlines + headline] : NULL;
}

static bool is_span_of(const rap_tables *t, size_t span, const char *group) {
    return t->spans[span].group && !strcmp(t->spans[span].group, group);
}

bool rap_tables_shades(const rap_tables *t, size_t span, const char *group) {
    bool has_own = false;
    for (size_t k = 0; k < t->n_spans; k++)
        has_own |= is_span_of(t, k, group);
    return !has_own || is_span_of(t, span, group);
}

const rap_series_row *rap_tables_series(const rap_tables *t, size_t arm, size_t outcome,
                                        const char *group) {
    for (size_t k = 0; k < t->n_series; k += t->layout->n_months) {
        const rap_series_row *r = &t->series[k];
        if (r->arm == arm && r->outcome == outcome && !strcmp(r->group, group))
            return r;
    }
    return NULL;
}
