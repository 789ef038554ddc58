/* clustered.h: the mean of answers that come in clusters, such as those of several people of one organisation.
 *
 * Clusters are what was sampled, and each counts once: with y_c the mean of the n_c answers of cluster c of m,
 *     mean = sum y_c / m
 *     error^2 = (1 - f) s^2 / m + f w^2 / m^2 sum 1 / n_c
 * with s^2 the variance of the y_c, w^2 the variance of answers within clusters, pooled over them, and f = m / M the share
 * of the M clusters there are that was asked (Cochran 1977, Sampling Techniques, 10.3, with answers from many). With many
 * clusters f is 0 and what is left is the cluster-robust error of such means (Cameron & Miller 2015,
 * doi:10.3368/jhr.50.2.317), which is that of the jackknife too; with all of them asked only answers within are by chance.
 * Degrees of freedom are Satterthwaite's (1946, doi:10.2307/3002019) of these two parts. */
#ifndef RAP_CLUSTERED_H
#define RAP_CLUSTERED_H

#include <stddef.h>

/* How answers differ within clusters. */
typedef struct {
    double sd;      /* NaN where no cluster has two answers */
    double freedom; /* answers less clusters */
} rap_cluster_spread;

typedef struct {
    size_t answers, clusters;
    double mean;
    double error;   /* standard error; NaN where nothing tells it: one cluster, that of many */
    double freedom; /* degrees of freedom; 0 where there are none */
    double sd;      /* with it mean -+ 1.96 sd is the 95 % interval of Student's t that error has */
} rap_clustered;

/* Of n answers x, those of a cluster side by side. `cluster` tells them apart. */
rap_cluster_spread rap_within_clusters(const double *x, const size_t *cluster, size_t n);

/* Their mean. `of` is M; 0: many. `within` is of these answers or of more like them; an sd that is NaN is taken for none
 * where M is many, and leaves no error otherwise. */
rap_clustered rap_cluster_mean(const double *x, const size_t *cluster, size_t n, size_t of,
                               const rap_cluster_spread *within);

/* An error as the standard deviation of a normal whose 95 % interval is that of Student's t. */
double rap_student_sd(double error, double freedom);

#endif
