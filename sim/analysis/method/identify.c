/* identify.c: see identify.h. */
#include "analysis/method/identify.h"
#include "analysis/method/at_data.h"
#include "analysis/method/holm.h"
#include "base/error.h"
#include "base/memory.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

const double rap_identified_wrong = 0.05;

/* How often chance explains so much: `part` of `whole` by so many terms, where `left` is not explained. */
static double chance_explains(double part, double left, double whole, double terms,
                              double freedom) {
    if (terms < 1 || freedom < 1 || !(whole > 0))
        return 1;
    if (!(left > 1e-12 * whole))
        return part > 0 ? 0 : 1;
    return gsl_cdf_fdist_Q(part / terms / (left / freedom), terms, freedom);
}

static double p_of_line(const rap_regression *g, const rap_fit_line *f) {
    double rows = rap_effective(g->weight, g->r->n), all = f->squares;
    double straight = (double)g->straight, terms = (double)g->terms;
    double p =
        chance_explains(f->by_straight, all - f->by_straight, all, straight - 1, rows - straight);
    if (g->crossed == 0)
        return p;
    double added = chance_explains(f->by_all - f->by_straight, all - f->by_all, all,
                                   terms - straight, rows - terms);
    return fmin(1, 2 * fmin(p, added));
}

int rap_identify(const rap_reference *r, rap_regression *shared, size_t first, size_t inputs,
                 rap_input_told *out) {
    rap_fit fit;
    double *p = rap_allocate(inputs, sizeof *p);
    int status = rap_fit_init(&fit, r);
    status = p ? status : rap_fail(RAP_ENOMEM);
    for (size_t i = 0; i < inputs && !status; i++) {
        rap_row_column column = rap_target_column(r, first + i);
        rap_regression own, *g = rap_regression_for(shared, &own, r, &column, &status);
        p[i] = 1;
        if (g) {
            rap_regress(g, &column, false, &fit);
            p[i] = p_of_line(g, &fit.line);
        }
        rap_regression_free(&own);
        status = status == RAP_EINPUT ? RAP_OK : status;
    }
    status = status ? status : rap_holm(p, inputs);
    for (size_t i = 0; i < inputs && !status; i++) {
        out[i].p = p[i];
        out[i].identified = p[i] <= rap_identified_wrong;
    }
    rap_free(p);
    rap_fit_free(&fit);
    return status;
}
