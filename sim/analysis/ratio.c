/* ratio.c: Fieller's interval. With t the quantile, v the variances and c the covariance of the means,
 * (y - r x)^2 = t^2 (v_y - 2 r c + r^2 v_x) is a r^2 - 2 b r + g = 0 with
 * a = x^2 - t^2 v_x, b = x y - t^2 c, g = y^2 - t^2 v_y. */
#include "analysis/ratio.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

typedef struct {
    int64_t n;
    double x, y, xx, yy, xy; /* means; variances and covariance of the means */
} moments;

static moments gather(const double *y, const double *x, int64_t n) {
    moments m = {0};
    for (int64_t i = 0; i < n; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            m.n++;
            m.x += (x[i] - m.x) / (double)m.n;
            m.y += (y[i] - m.y) / (double)m.n;
        }
    double scale = (double)m.n * (double)(m.n - 1);
    for (int64_t i = 0; i < n; i++)
        if (!isnan(x[i]) && !isnan(y[i])) {
            m.xx += (x[i] - m.x) * (x[i] - m.x) / scale;
            m.yy += (y[i] - m.y) * (y[i] - m.y) / scale;
            m.xy += (x[i] - m.x) * (y[i] - m.y) / scale;
        }
    return m;
}

rap_ratio rap_ratio_of_means(const double *y, const double *x, int64_t n) {
    const rap_ratio none = {(double)NAN, (double)NAN, (double)NAN};
    moments m = gather(y, x, n);
    if (m.n < 2)
        return none;
    double t = gsl_cdf_tdist_Pinv(0.975, (double)m.n - 1), t2 = t * t;
    double a = m.x * m.x - t2 * m.xx, b = m.x * m.y - t2 * m.xy, g = m.y * m.y - t2 * m.yy;
    if (!(a > 0))
        return none;
    double d = b * b - a * g, root = d > 0 ? sqrt(d) : 0;
    return (rap_ratio){m.y / m.x, (b - root) / a, (b + root) / a};
}
