/* cloud.h: a sample with weights, in order: where a value lies in it, how well it foretold a value, its quantiles. */
#ifndef RAP_CLOUD_H
#define RAP_CLOUD_H

#include <stddef.h>

typedef struct {
    size_t n;      /* values */
    double *x;     /* in order */
    double *below; /* n + 1: weight of the first i */
    double *sum;   /* n + 1: weight times value of the first i */
    double apart;  /* over all pairs, both ways round: product of weights times distance */
    size_t *order; /* room */
} rap_cloud;

/* A point of the sample that takes no part; weight 0: none. */
typedef struct {
    double x, weight;
} rap_left_out;

/* Room for `most` values. RAP_OK or RAP_ENOMEM. Free is legal after a failure, and twice. */
int rap_cloud_init(rap_cloud *c, size_t most);
void rap_cloud_free(rap_cloud *c);

/* Lays n values with their weights in order; those without a number or weight are left away. `order` sorts x, or is NULL:
 * it is found. */
void rap_cloud_lay(rap_cloud *c, const double *x, const double *weight, const size_t *order,
                   size_t n);

/* Share of the weight that is below x; of what equals x the share `luck` counts as below. NaN of an empty sample. */
double rap_cloud_place(const rap_cloud *c, double x, double luck, rap_left_out left);

/* Continuous ranked probability score of x: E|X - x| - E|X - X'| / 2, X and X' of the sample; 0 is best. NaN likewise.
 * (Gneiting & Raftery 2007, doi:10.1198/016214506000001437, 4.2) */
double rap_cloud_crps(const rap_cloud *c, double x, rap_left_out left);

/* Linear between values, each at the middle of its weight, the first at 0 and the last at 1: with equal weights type 7 of
 * Hyndman & Fan 1996. NaN likewise. */
double rap_cloud_quantile(const rap_cloud *c, double p);

#endif
