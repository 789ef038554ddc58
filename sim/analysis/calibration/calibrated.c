/* calibrated.c: see calibrated.h. */
#include "analysis/calibration/calibrated.h"
#include "analysis/estimate/effects.h"
#include "base/memory.h"

#include <string.h>

const rap_calibrated_row *rap_calibrated_find(const rap_calibrated *c, size_t contrast,
                                              size_t headline) {
    for (size_t r = 0; r < c->n_rows; r++) {
        const rap_calibrated_row *row = &c->rows[r];
        if (!row->quantity && !row->is_level && row->of == contrast && row->headline == headline)
            return row;
    }
    return NULL;
}

rap_effect rap_calibrated_effect(const rap_calibrated *c, const rap_calibrated_row *row) {
    return row->quantity ? row->quantity->effect
                         : rap_headline_effect(c->study, row->is_level, &row->of, row->headline);
}

static bool is_same_side(const size_t *a, size_t n_a, const size_t *b, size_t n_b) {
    return n_a == n_b && (n_a == 0 || !memcmp(a, b, n_a * sizeof *a));
}

bool rap_is_same_question(const rap_quantity *a, const rap_quantity *b) {
    const rap_effect *x = &a->effect, *y = &b->effect;
    return a->communities == b->communities && x->outcome == y->outcome &&
           !strcmp(x->group, y->group) && is_same_side(x->plus, x->n_plus, y->plus, y->n_plus) &&
           is_same_side(x->minus, x->n_minus, y->minus, y->n_minus);
}

const char *rap_quantity_status(const rap_quantity *q) {
    return q->kept_back ? "forecast" : rap_standing_names[q->standing];
}

void rap_calibrated_free(rap_calibrated *c) {
    rap_calibration_free(&c->found);
    rap_uncertain_free(&c->uncertain);
    rap_free(c->rows);
    rap_free(c->inputs);
    rap_free(c->quantities);
    rap_free(c->posterior);
    *c = (rap_calibrated){.study = NULL};
}
