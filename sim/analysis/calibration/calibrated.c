/* calibrated.c: see calibrated.h. */
#include "analysis/calibration/calibrated.h"
#include "analysis/estimate/effects.h"
#include "base/memory.h"

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
