/* set_errors.c: see set_errors.h. */
#include "analysis/estimate/set_errors.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

void rap_set_errors_init(rap_set_errors *e, double between, double chance, double freedom,
                         int64_t sets, int steps) {
    double b = between / (between + chance), power = 1;
    *e = (rap_set_errors){.sets = (double)sets, .chance = chance / between, .freedom = freedom};
    for (int k = 1; k <= RAP_HERMITE; k++) {
        power *= b;
        double back = k <= 2 ? 1 : steps ? 1 - pow(1 - power, steps) : sqrt(power);
        e->weight[k] = power > 0 ? back * back / power : 0;
        e->root[k] = sqrt(k);
    }
}

double rap_set_errors_at(const rap_set_errors *e, double z) {
    double density = 0.3989422804014327 * exp(-z * z / 2), p = gsl_cdf_ugaussian_P(z);
    double sum = 0, all = 0, before = 0, he = 1; /* he of k - 1 */
    for (int k = 1; k <= RAP_HERMITE; k++) {
        double c = density * he, square = c * c / k;
        all += square;
        sum += square * e->weight[k];
        double next = (z * he - e->root[k - 1] * before) / e->root[k];
        before = he;
        he = next;
    }
    double lean = density * z / 2 * e->chance; /* by what the variance of chance is off */
    double beyond = (1 + fmax(1, e->weight[RAP_HERMITE])) / 2 * fmax(0, p * (1 - p) - all);
    return (sum + beyond) / e->sets + lean * lean * 2 / e->freedom;
}
