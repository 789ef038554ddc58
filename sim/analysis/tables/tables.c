/* tables.c: look-ups in the result tables, and their end. */
#include "analysis/tables/tables.h"
#include "base/memory.h"

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
    rap_free(tables->outcomes);
    rap_free(tables->contrasts);
    rap_free(tables->series);
    *tables = (rap_tables){0};
}

/* ---- look-ups ---------------------------------------------------------------------------------
 */

const rap_outcome_row *rap_tables_outcome(const rap_tables *t, size_t arm, size_t outcome,
                                          const char *group, size_t window) {
    for (size_t k = 0; k < t->n_outcomes; k++) {
        const rap_outcome_row *r = &t->outcomes[k];
        if (r->arm == arm && r->outcome == outcome && r->window == window &&
            !strcmp(r->group, group))
            return r;
    }
    return NULL;
}

const rap_contrast_row *rap_tables_contrast(const rap_tables *t, size_t contrast, size_t outcome,
                                            const char *group, size_t window) {
    for (size_t k = 0; k < t->n_contrasts; k++) {
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
