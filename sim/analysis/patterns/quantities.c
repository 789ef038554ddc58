/* quantities.c: weights of draws by their distance to measured quantities, and quantities.csv. */
#include "analysis/patterns/patterns.h"
#include "base/csv.h"

#include <math.h>

/* The smallest sum is taken away first, so that the nearest draw weighs 1 and none is lost. */
double rap_weigh(double *squares, int64_t draws) {
    double least = HUGE_VAL, sum = 0, squared = 0;
    for (int64_t d = 0; d < draws; d++)
        least = fmin(least, squares[d]);
    for (int64_t d = 0; d < draws; d++) {
        squares[d] = isnan(squares[d]) ? 0 : exp(-(squares[d] - least) / 2);
        sum += squares[d];
        squared += squares[d] * squares[d];
    }
    for (int64_t d = 0; d < draws && sum > 0; d++)
        squares[d] /= sum;
    return sum > 0 ? sum * sum / squared : 0;
}

static void side(rap_text *out, const rap_study *study, const size_t *arms, size_t n) {
    rap_text_add(out, ",");
    for (size_t k = 0; k < n; k++)
        rap_text_format(out, "%s%s", k ? "+" : "", study->arms[arms[k]].name);
}

static void quantity_row(rap_text *out, const rap_patterns *p, const rap_quantity_result *r) {
    const rap_quantity *q = r->quantity;
    const rap_outcome *o = &p->study->model->outcomes[q->effect.outcome];
    rap_text_add(out, q->name);
    rap_csv_word(out, q->label);
    rap_csv_word(out, q->source);
    rap_csv_word(out, rap_standing_names[q->standing]);
    rap_csv_word(out, o->name);
    rap_csv_word(out, o->flags & RAP_CURRENCY ? p->study->currency : o->unit);
    side(out, p->study, q->effect.plus, q->effect.n_plus);
    side(out, p->study, q->effect.minus, q->effect.n_minus);
    rap_csv_word(out, q->effect.group);
    rap_csv_word(out, p->study->windows[q->effect.window].text);
    const double cells[] = {
        q->value,         q->sd, r->mean, r->distance, r->plausible.share, r->plausible.low,
        r->plausible.high};
    rap_text_format(out, ",%lld", (long long)r->plausible.n);
    for (size_t k = 0; k < sizeof cells / sizeof cells[0]; k++)
        rap_csv_number(out, cells[k]);
    rap_csv_number(out, p->effective);
    rap_csv_word(out, q->note);
    rap_text_add(out, "\n");
}

void rap_quantities_csv(const rap_patterns *p, rap_text *out) {
    rap_text_add(out,
                 "quantity,label,source,status,outcome,unit,plus,minus,group,window,draws,value,sd,"
                 "mean,distance,not_implausible,not_implausible_low,not_implausible_high,"
                 "effective_draws,note\n");
    for (size_t k = 0; k < p->n_quantities; k++)
        quantity_row(out, p, &p->quantities[k]);
}
