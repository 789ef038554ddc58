/* clustered.c: means of clusters. */
#include "analysis/method/clustered.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdbool.h>

/* Answers from `from` on that are of one cluster. */
static size_t length_of_cluster(const size_t *cluster, size_t from, size_t n) {
    size_t to = from;
    while (to < n && cluster[to] == cluster[from])
        to++;
    return to - from;
}

static double mean_of_answers(const double *x, size_t n) {
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += x[i];
    return sum / (double)n;
}

rap_cluster_spread rap_within_clusters(const double *x, const size_t *cluster, size_t n) {
    double squares = 0, freedom = 0;
    for (size_t from = 0, length; from < n; from += length) {
        length = length_of_cluster(cluster, from, n);
        double mean = mean_of_answers(x + from, length);
        for (size_t i = from; i < from + length; i++)
            squares += pow(x[i] - mean, 2);
        freedom += (double)length - 1;
    }
    return (rap_cluster_spread){freedom > 0 ? sqrt(squares / freedom) : (double)NAN, freedom};
}

double rap_student_sd(double error, double freedom) {
    return freedom > 0 ? error * gsl_cdf_tdist_Pinv(0.975, freedom) / gsl_cdf_ugaussian_Pinv(0.975)
                       : (double)NAN;
}

/* Error and degrees of freedom of two parts, each with its own; a part that is 0 has none to give. */
static void add_parts(rap_clustered *r, double between, double within, double within_freedom) {
    double sum = between + within, shares = 0;
    if (between > 0)
        shares += pow(between / sum, 2) / ((double)r->clusters - 1);
    if (within > 0)
        shares += pow(within / sum, 2) / within_freedom;
    r->error = sqrt(sum);
    r->freedom = shares > 0 ? 1 / shares : (double)r->clusters - 1;
    r->sd = rap_student_sd(r->error, r->freedom);
}

rap_clustered rap_cluster_mean(const double *x, const size_t *cluster, size_t n, size_t of,
                               const rap_cluster_spread *within) {
    rap_clustered r = {.answers = n, .error = NAN, .sd = NAN};
    double squares = 0, sum = 0, upturned = 0, first = 0;
    for (size_t from = 0, length; from < n; from += length) {
        length = length_of_cluster(cluster, from, n);
        double mean = mean_of_answers(x + from, length);
        first = from ? first : mean;
        sum += mean - first;
        squares += pow(mean - first, 2);
        upturned += 1 / (double)length;
        r.clusters++;
    }
    double m = (double)r.clusters, f = of > 0 ? fmin(1, m / (double)of) : 0;
    r.mean = first + sum / m;
    double between = f < 1 ? (1 - f) * fmax(0, squares - sum * sum / m) / (m - 1) / m : 0;
    double inside = f > 0 ? f * pow(within->sd, 2) * upturned / (m * m) : 0;
    bool known = (f >= 1 || r.clusters > 1) && !isnan(inside);
    if (known)
        add_parts(&r, between, inside, within->freedom);
    return r;
}
